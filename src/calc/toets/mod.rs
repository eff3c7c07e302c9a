//! The checks on a budget: one list of small rules, and what they find.
//!
//! A rule sees one place, of the kind that its [`Bereik`] names, and reports what is wrong there. To
//! add one, add it to the list of the file that it belongs in. [`Bevindingen`] keeps what was found
//! in step with the budget: an edit checks again the places that it touches.

mod bevindingen;
mod cijfers;
mod geraakt;
mod maatregelen;
mod onderdelen;
mod plannen;
mod regels;
mod stelposten;
mod verklaringen;
mod verwijzingen;
mod wijzigingen;
mod zicht;

use std::fmt;
use std::sync::Arc;

use rust_decimal::Decimal;

pub use bevindingen::{Bevindingen, Lijst};
pub use geraakt::{Geraakt, Plaats};
pub use zicht::Zicht;

use crate::display::Unit;
use crate::model::{Begroting, Id, Kolom, Mutatie, Onderdeel, Plan, Regel, Verklaring};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ernst {
    /// It cannot stay like this.
    Fout,
    /// Something must be done or decided.
    Waarschuwing,
    /// Good to know.
    Info,
}

impl Ernst {
    pub const ALL: [Ernst; 3] = [Ernst::Fout, Ernst::Waarschuwing, Ernst::Info];

    /// The word on the screen and in output for scripts.
    pub const fn word(self) -> &'static str {
        match self {
            Ernst::Fout => "fout",
            Ernst::Waarschuwing => "waarschuwing",
            Ernst::Info => "info",
        }
    }
}

/// One rule.
pub struct Toets {
    /// A name that never changes: scripts and accepted findings know the rule by it.
    pub id: &'static str,
    pub ernst: Ernst,
    /// What it means when it finds something, and what to do.
    pub betekenis: &'static str,
    pub bereik: Bereik,
}

/// What a rule sees at a time.
pub enum Bereik {
    /// An onderdeel with all below it.
    Onderdeel(fn(&Zicht<'_>, &Onderdeel, &mut Vondst<'_>)),
    Regel(fn(&Zicht<'_>, &Regel, &mut Vondst<'_>)),
    Mutatie(fn(&Zicht<'_>, &Mutatie, &mut Vondst<'_>)),
    Verklaring(fn(&Zicht<'_>, &Verklaring, &mut Vondst<'_>)),
    Plan(fn(&Zicht<'_>, &Plan, &mut Vondst<'_>)),
    /// Everything, after every edit: only for what looks at a few records.
    Begroting(fn(&Zicht<'_>, &mut Vondst<'_>)),
}

/// Every rule, the most urgent of an ernst first.
const ROOMS: [&[Toets]; 9] = [
    cijfers::TOETSEN,
    stelposten::TOETSEN,
    wijzigingen::TOETSEN,
    verwijzingen::TOETSEN,
    verklaringen::TOETSEN,
    regels::TOETSEN,
    onderdelen::TOETSEN,
    maatregelen::TOETSEN,
    plannen::TOETSEN,
];

/// Every rule, in the order in which findings of the same ernst are listed.
pub fn toetsen() -> impl Iterator<Item = &'static Toets> {
    ROOMS.into_iter().flatten()
}

/// What a finding says, with amounts in this unit. It names records as they are when it is read.
type Zin = Arc<dyn Fn(&Begroting, Unit) -> String + Send + Sync>;

/// Something that a rule found.
#[derive(Clone)]
pub struct Bevinding {
    pub toets: &'static Toets,
    /// The place of the rule in the list.
    rang: usize,
    /// The record to go to.
    pub plaats: Id,
    pub kolom: Option<Kolom>,
    /// What it is about, in euros: of another amount it is another finding.
    pub bedrag: Option<Decimal>,
    zin: Zin,
}

impl Bevinding {
    /// What is wrong, in Dutch, with what to do where that is not the same for every finding.
    pub fn zin(&self, begroting: &Begroting, unit: Unit) -> String {
        (self.zin)(begroting, unit)
    }

    /// What makes it this finding: it stays accepted for as long as this is the same.
    pub fn sleutel(&self) -> (&'static str, Id, Option<Kolom>, Option<Decimal>) {
        (self.toets.id, self.plaats, self.kolom, self.bedrag)
    }
}

impl fmt::Debug for Bevinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sleutel().fmt(f)
    }
}

/// Where a rule reports.
pub struct Vondst<'a> {
    toets: &'static Toets,
    rang: usize,
    found: &'a mut Vec<Bevinding>,
}

impl Vondst<'_> {
    /// Reports something about a record, of a column and an amount in euros where it has one.
    pub fn meld(
        &mut self,
        plaats: Id,
        kolom: impl Into<Option<Kolom>>,
        bedrag: impl Into<Option<Decimal>>,
        zin: impl Fn(&Begroting, Unit) -> String + Send + Sync + 'static,
    ) {
        self.found.push(Bevinding {
            toets: self.toets,
            rang: self.rang,
            plaats,
            kolom: kolom.into(),
            bedrag: bedrag.into(),
            zin: Arc::new(zin),
        });
    }

    /// The rule that reports: for rules that share their work.
    fn id(&self) -> &'static str {
        self.toets.id
    }
}

/// "1 regel", "3 regels".
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// At most three names: the place of the finding leads to the rest.
fn names(begroting: &Begroting, regels: &[Id]) -> String {
    const MOST: usize = 3;
    let name = |id: &Id| begroting.regels.get(*id).map_or("", |regel| regel.name.as_str());
    let mut list: Vec<String> =
        regels.iter().take(MOST).map(|id| format!("‘{}’", name(id))).collect();
    if regels.len() > MOST {
        list.push(format!("nog {}", regels.len() - MOST));
    }
    listed(&list)
}

/// "a, b en c".
fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} en {last}", rest.join(", ")),
    }
}

/// The code of an onderdeel, for a sentence.
fn code(begroting: &Begroting, onderdeel: Id) -> String {
    begroting.onderdelen.get(onderdeel).map_or_else(String::new, |of| of.code.clone())
}

/// Code and name of a measure, for a sentence.
fn measure(begroting: &Begroting, mutatie: Id) -> String {
    begroting.mutaties.get(mutatie).map_or_else(String::new, |of| of.title())
}
