//! How far an onderdeel is on its way to the council.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::records::{Onderdeel, Regel};
use super::terms::Behandelstap;
use super::{Bedrag, Begroting, ContentHash, Id, Level, Order};

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
    /// What the figures below it were then; of a file of an older program it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stand: Option<ContentHash>,
}

impl Behandeling {
    /// "aangeleverd door financieel adviseur op 1-10-2018".
    pub fn in_words(&self) -> String {
        let door = (!self.door.is_empty()).then(|| format!(" door {}", self.door));
        let op = self.op.map(|op| op.strftime(" op %-d-%-m-%Y").to_string());
        format!("{}{}{}", self.stap.word(), door.unwrap_or_default(), op.unwrap_or_default())
    }
}

impl Begroting {
    /// Recognises the regels of an onderdeel and of all below it with their amounts, as they are typed.
    pub fn stand(&self, onderdeel: Id) -> ContentHash {
        let below = self.subtree(onderdeel);
        let mut regels: Vec<&Regel> = below.iter().flat_map(|id| self.regels.of(*id)).collect();
        regels.sort_unstable_by_key(|regel| regel.id);
        let mut text = String::new();
        for regel in regels {
            text += &format!("{} {} {}", regel.id, regel.soort.word(), regel.name);
            for (kolom, bedrag) in regel.amounts.iter() {
                let amount = match bedrag {
                    Bedrag::Euro(euro) => euro.normalize().to_string(),
                    Bedrag::Pm => "pm".to_owned(),
                };
                text += &format!(" {}={amount}", kolom.title());
            }
            text.push('\n');
        }
        ContentHash::of(text.as_bytes())
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
