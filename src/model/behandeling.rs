//! How far an onderdeel is on its way to the council.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::records::Onderdeel;
use super::terms::Behandelstap;
use super::{Id, Level, Order};

/// How far an onderdeel is, who said so, and when: one value, so that two people who set it differ
/// in one place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Behandeling {
    pub stap: Behandelstap,
    /// A role, never the name of a person; empty where nobody chose one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub door: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub op: Option<Date>,
}

impl Behandeling {
    /// "aangeleverd door financieel adviseur op 1-10-2018".
    pub fn in_words(&self) -> String {
        let door = (!self.door.is_empty()).then(|| format!(" door {}", self.door));
        let op = self.op.map(|op| op.strftime(" op %-d-%-m-%Y").to_string());
        format!("{}{}{}", self.stap.word(), door.unwrap_or_default(), op.unwrap_or_default())
    }
}

impl Onderdeel {
    /// One that nobody has handed in yet.
    pub fn new(
        id: Id,
        parent: Option<Id>,
        level: Level,
        (code, name): (impl Into<String>, impl Into<String>),
        order: Order,
    ) -> Onderdeel {
        let behandeling = Behandeling::default();
        Onderdeel { id, parent, level, code: code.into(), name: name.into(), behandeling, order }
    }
}
