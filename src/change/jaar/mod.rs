//! From one year to the next: closing the year that has been, and beginning the one that comes.
//!
//! Nothing is changed here. Each function gives the edits of one action with what a person should
//! know before it is done, or says in Dutch why it cannot be done.

mod begin;
mod carry;
mod close;
#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use crate::model::{Begroting, Edit, Kolom, Kolomkop, Stadium};

pub use begin::{Begin, begin};
pub(super) use carry::{carried_in, cover_of, named, open_next, overheveling_name, wijziging};
pub use carry::{carry, in_the_making, unspent};
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
    #[error("van {jaar} is nog {} over; meer kan niet mee", crate::display::with_unit(*.left, crate::display::Unit::Euro))]
    TooMuch { jaar: u16, left: Decimal },
    #[error("de overheveling van deze regel is pm; vul eerst daar het bedrag in")]
    CarriedPm,
    #[error("een overheveling is meer dan nul; zij verhoogt de lasten van het volgende jaar")]
    NotPositive,
    #[error("{} is er al", .0.title())]
    There(Kolom),
    #[error("{} heeft al een begroting: {}; een jaar heeft er één", .0.jaar, .0.title())]
    HasBegroting(Kolom),
    #[error("wat u wilt veranderen bestaat niet meer")]
    Gone,
}

/// An empty column. A year has one begroting that gewijzigd and every view begin with: a second one,
/// still empty, would take its place.
///
/// # Errors
/// A column that is there, and a second begroting of a year.
pub fn add_kolom(begroting: &Begroting, kolom: Kolom) -> Result<Vec<Edit>, JaarError> {
    const BEGROTING: [Stadium; 3] = [Stadium::Raming, Stadium::Begroting, Stadium::Primitief];
    let columns = begroting.columns();
    if columns.contains(&kolom) {
        return Err(JaarError::There(kolom));
    }
    let is_begroting = |kolom: &Kolom| BEGROTING.contains(&kolom.stadium);
    let other = columns.into_iter().find(|k| k.jaar == kolom.jaar && is_begroting(k));
    match other.filter(|_| is_begroting(&kolom)) {
        Some(other) => Err(JaarError::HasBegroting(other)),
        None => Ok(vec![Edit::Insert(Kolomkop::new(kolom, false).into())]),
    }
}
