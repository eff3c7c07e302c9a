use serde::{Deserialize, Serialize};

use super::{Field, Id, Record};

/// One reversible change of a budget: it knows the old and the new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    Insert(Record),
    Remove(Record),
    Set { id: Id, old: Field, new: Field },
}

impl Edit {
    /// The change that takes this one back.
    pub fn inverse(self) -> Edit {
        match self {
            Edit::Insert(record) => Edit::Remove(record),
            Edit::Remove(record) => Edit::Insert(record),
            Edit::Set { id, old, new } => Edit::Set { id, old: new, new: old },
        }
    }
}

/// One action of a user: who, when, why, and what it changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    pub id: Id,
    /// A role or an account, as the program was started.
    pub who: String,
    pub at: jiff::Timestamp,
    /// What the user did, in Dutch: "6.72.8 Begroting 2019: -16.923 → -17.000".
    pub why: String,
    pub edits: Vec<Edit>,
}

impl Revision {
    /// The same action taken back: the inverse edits, last one first.
    pub fn inverse_edits(&self) -> Vec<Edit> {
        self.edits.iter().rev().cloned().map(Edit::inverse).collect()
    }

    /// Taking the action back as an action of its own.
    #[must_use]
    pub fn taken_back(&self) -> Revision {
        let why = format!("Ongedaan gemaakt: {}", self.why);
        Revision { why, edits: self.inverse_edits(), who: self.who.clone(), ..*self }
    }
}
