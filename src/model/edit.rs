use serde::{Deserialize, Serialize};

use super::{Field, Id, KopField, Record};

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

    /// Whether it only tells how files belong together: that the budget was sent out, or that a file
    /// was merged. To a person the budget stays the same.
    pub fn is_mark(&self) -> bool {
        match self {
            Edit::Insert(record) | Edit::Remove(record) => matches!(record, Record::Inbreng(_)),
            Edit::Set { new, .. } => matches!(new, Field::Kop(KopField::Uitgezet(_))),
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
    /// Of a merge, whose work it brought in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub van: Vec<Bijdrage>,
}

/// What one person did that came in with a revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bijdrage {
    /// As in [`Revision`]; empty where it is not known.
    pub who: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<jiff::Timestamp>,
    /// What was done there, and by which file it came.
    pub why: String,
    /// The places of its edits in those of the revision.
    pub edits: Vec<usize>,
}

impl Revision {
    /// Whose work this revision made of a field of a record, or of the record as a whole, where that
    /// is of somebody else.
    pub fn bijdrage(&self, record: Id, field: Option<&Field>) -> Option<&Bijdrage> {
        let touches = |edit: &Edit| match edit {
            Edit::Insert(of) | Edit::Remove(of) => of.id() == record,
            Edit::Set { id, new, .. } => {
                *id == record && field.is_none_or(|field| field.is_like(new))
            }
        };
        let at = self.edits.iter().position(touches).filter(|_| !self.van.is_empty())?;
        self.van.iter().find(|it| it.edits.contains(&at))
    }

    /// The same action taken back: the inverse edits, last one first.
    pub fn inverse_edits(&self) -> Vec<Edit> {
        self.edits.iter().rev().cloned().map(Edit::inverse).collect()
    }

    /// Taking the action back as an action of its own.
    #[must_use]
    pub fn taken_back(&self) -> Revision {
        let why = format!("Ongedaan gemaakt: {}", self.why);
        let (edits, who) = (self.inverse_edits(), self.who.clone());
        Revision { why, edits, who, van: Vec::new(), ..*self }
    }
}
