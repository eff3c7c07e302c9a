//! The edits that make, fill, adopt and take back a begrotingswijziging, and the other mutaties
//! with lines.
//!
//! Nothing is changed here. Each function gives the edits of one action, or says in Dutch which
//! rule refuses it.

mod adopt;
mod lines;
mod make;
#[cfg(test)]
mod tests;

use crate::calc::wijziging::{Breach, called};
use crate::display::Unit;
use crate::model::{Begroting, Id, Kolom, Mutatie, Mutatieregel};

pub use adopt::{adopt, set_field, take_back};
pub use lines::{
    add_line, find_regel, known_regels, remove_line, set_amount, set_elders, title_of_line,
};
pub use make::{add, suggest_number};

/// Why a change of a wijziging was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WijzigingError {
    #[error("{name}: {}", .reasons.join("; "))]
    Rules { name: String, reasons: Vec<String> },
    #[error("{name} is vastgesteld; neem eerst de vaststelling terug")]
    Adopted { name: String },
    #[error("{name} is al vastgesteld")]
    AlreadyAdopted { name: String },
    #[error("{name} is niet vastgesteld")]
    NotAdopted { name: String },
    #[error("{name} heeft nog geen bedragen; vul eerst een regel in")]
    NoLines { name: String },
    #[error("een {soort} wordt niet vastgesteld; alleen een begrotingswijziging")]
    NoWijziging { soort: &'static str },
    #[error("een begrotingswijziging wijzigt de kolom gewijzigd; {} volgt daar niet uit", .kolom.title())]
    NoGewijzigd { kolom: Kolom },
    #[error("{name} zit al in {}; draai haar terug met een nieuwe wijziging", .kolom.title())]
    InBegroting { name: String, kolom: Kolom },
    #[error("{name} is vastgesteld: haar besluit staat vast; neem de vaststelling eerst terug")]
    Decided { name: String },
    #[error("regel {regel} staat al in {name}; wijzig het bedrag daar")]
    Twice { name: String, regel: String },
    #[error("{regel} is een regel van deze begroting; verwijder haar en voeg een andere toe")]
    NotElders { regel: String },
    #[error("geen regel past bij ‘{0}’; zoek op code of naam, of schrijf: elders programma 9")]
    NoSuchRegel(String),
    #[error("bij ‘{text}’ passen {count} regels: {}; schrijf er meer van", .some.join(", "))]
    ManyRegels { text: String, count: usize, some: Vec<String> },
    #[error("wat u wilt veranderen bestaat niet meer")]
    Gone,
}

fn mutatie(begroting: &Begroting, id: Id) -> Result<&Mutatie, WijzigingError> {
    begroting.mutaties.get(id).ok_or(WijzigingError::Gone)
}

fn line(begroting: &Begroting, id: Id) -> Result<&Mutatieregel, WijzigingError> {
    begroting.mutatieregels.get(id).ok_or(WijzigingError::Gone)
}

fn refused(begroting: &Begroting, mutatie: &Mutatie, breaches: &[Breach]) -> WijzigingError {
    let reasons = breaches.iter().map(|breach| breach.clause(begroting, Unit::Thousand)).collect();
    WijzigingError::Rules { name: called(mutatie), reasons }
}

/// Refuses a change of what was decided.
pub(super) fn check_open(mutatie: &Mutatie) -> Result<(), WijzigingError> {
    if mutatie.is_adopted() {
        Err(WijzigingError::Adopted { name: called(mutatie) })
    } else {
        Ok(())
    }
}
