//! From one year to the next: closing the year that has been, and beginning the one that comes.
//!
//! Nothing is changed here. Each function gives the edits of one action with what a person should
//! know before it is done, or says in Dutch why it cannot be done.

mod begin;
mod carry;
mod close;
#[cfg(test)]
mod tests;

use crate::model::Kolom;

pub use begin::{Begin, begin};
pub use carry::{carry, unspent};
pub use close::{Close, close};

/// Why a year cannot be closed or begun, or a budget not carried to the next year.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JaarError {
    #[error(
        "er is geen rekening om af te sluiten; voeg een kolom toe, zoals ‘rekening {0}’, en vul \
         haar eerst"
    )]
    NoRekening(u16),
    #[error("in {} staat nog geen enkel bedrag; vul eerst de rekening in", .0.title())]
    EmptyRekening(Kolom),
    #[error(
        "er zijn geen bedragen voor {0}; een begroting begint met de meerjarenraming van het jaar \
         ervoor"
    )]
    NoRaming(u16),
    #[error("{} is er al; de begroting van dat jaar is al begonnen", .0.title())]
    Begun(Kolom),
    #[error("{} is gesloten; open de kolom eerst met het slot erboven", .0.title())]
    Closed(Kolom),
    #[error("{0} heeft geen begroting om naar over te hevelen; voeg eerst de raming toe")]
    NoNext(u16),
    #[error("overhevelen kan met een regel lasten; {0} is {1}")]
    NoLasten(String, &'static str),
    #[error("een overheveling is meer dan nul; zij verhoogt de lasten van het volgende jaar")]
    NotPositive,
    #[error("wat u wilt veranderen bestaat niet meer")]
    Gone,
}
