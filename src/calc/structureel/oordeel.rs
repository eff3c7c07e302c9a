//! Whether the budget of a gemeente is structurally and really in balance.

use rust_decimal::Decimal;

use super::Structureel;
use crate::calc::{Totals, kolom_of_year};
use crate::model::Begroting;

/// How many years after year t the balance may come.
const AT_LATEST: u16 = 3;

/// What can be said of the balance. In year t, or at the latest in the last year of the
/// meerjarenraming: a year between them that closes says nothing of what lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oordeel {
    /// A part of a gemeente: it contributes to a balance, and has none itself.
    Bijdrage,
    /// There is no column of year t, or of the year in which it is due.
    GeenKolom { jaar: u16 },
    /// A regel says pm in year t or in t+3, so nobody knows.
    Pm { jaar: u16 },
    /// Structurally and really in balance in this year.
    Sluitend { jaar: u16 },
    /// In balance in this year only if all stelposten are filled and soft measures yield.
    NietReeel { jaar: u16 },
    /// In neither of the two years.
    NietSluitend,
}

/// The verdict on the whole budget, as it was adopted first.
pub fn oordeel(begroting: &Begroting, totals: &Totals) -> Oordeel {
    if !begroting.kop().volledig {
        return Oordeel::Bijdrage;
    }
    let t = begroting.kop().jaar;
    let jaren = [t, t.saturating_add(AT_LATEST)];
    let mut found = Vec::new();
    for jaar in jaren {
        let Some(kolom) = kolom_of_year(begroting, jaar) else {
            return Oordeel::GeenKolom { jaar };
        };
        found.push((jaar, Structureel::new(begroting, totals, None, kolom)));
    }
    let known = |it: &&(u16, Structureel)| it.1.pm.is_empty();
    if let Some((jaar, _)) = found.iter().filter(known).find(|(_, it)| it.reeel() >= Decimal::ZERO)
    {
        return Oordeel::Sluitend { jaar: *jaar };
    }
    if let Some((jaar, _)) = found.iter().find(|it| !known(it)) {
        return Oordeel::Pm { jaar: *jaar };
    }
    match found.iter().find(|(_, it)| it.saldo() >= Decimal::ZERO) {
        Some((jaar, _)) => Oordeel::NietReeel { jaar: *jaar },
        None => Oordeel::NietSluitend,
    }
}
