use rust_decimal::Decimal;

use super::{Total, Totals};
use crate::model::{Begroting, Id, Kolom, Stadium};

/// The figures that matter of an onderdeel, or of the whole budget, in one column. Euros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    pub kolom: Kolom,
    pub total: Total,
    /// The column of the year before with its total, if the budget has that year and none of it is pm: with
    /// a part that is not known, nothing compares.
    pub before: Option<(Kolom, Total)>,
}

impl Figures {
    /// Lasten less those of the year before: below zero means lower lasten.
    pub fn lasten_change(&self) -> Option<Decimal> {
        self.before.map(|(_, before)| self.total.lasten - before.lasten)
    }

    /// Baten less those of the year before: below zero means lower baten.
    pub fn baten_change(&self) -> Option<Decimal> {
        self.before.map(|(_, before)| self.total.baten - before.baten)
    }

    pub fn saldo(&self) -> Decimal {
        self.total.saldo()
    }

    /// The saldo if what is left of the stelposten is never filled.
    pub fn saldo_unfilled(&self) -> Decimal {
        self.saldo() - self.total.rest.to_fill
    }

    /// "Na maatregelen".
    pub fn saldo_after_measures(&self) -> Decimal {
        self.total.saldo_after_measures()
    }
}

/// Of one onderdeel, or of the whole budget.
pub fn figures(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Option<Id>,
    kolom: Kolom,
) -> Figures {
    let total = |kolom| match onderdeel {
        Some(onderdeel) => totals.get(onderdeel, kolom),
        None => totals.whole(begroting, kolom),
    };
    let before = kolom.jaar.checked_sub(1).and_then(|jaar| kolom_of_year(begroting, jaar));
    let before = before.map(|kolom| (kolom, total(kolom))).filter(|(_, total)| !total.pm.any());
    Figures { kolom, total: total(kolom), before }
}

/// The column that stands for a year where nothing else is chosen: what was budgeted first, else
/// the estimate, the actuals, or a forecast.
pub fn kolom_of_year(begroting: &Begroting, jaar: u16) -> Option<Kolom> {
    const BEST_FIRST: [Stadium; 9] = [
        Stadium::Primitief,
        Stadium::Begroting,
        Stadium::Gewijzigd,
        Stadium::Raming,
        Stadium::Rekening,
        Stadium::Berap2,
        Stadium::Berap1,
        Stadium::Realisatie,
        Stadium::Verplichtingen,
    ];
    let columns = begroting.columns();
    BEST_FIRST
        .into_iter()
        .map(|stadium| Kolom::new(jaar, stadium))
        .find(|kolom| columns.contains(kolom))
}
