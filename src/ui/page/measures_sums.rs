//! The sums below the measures.

use rust_decimal::Decimal;

use crate::calc::Total;
use crate::change::Document;
use crate::model::{Id, Kolom};

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sum {
    Additional,
    Filled,
    Rest,
    /// Only where a stelpost is filled too much.
    Overfilled,
    After,
}

/// The sums that say something of the onderdeel.
pub(super) fn sums(document: &Document, onderdeel: Id, kolommen: &[Kolom]) -> Vec<Sum> {
    let rest = |kolom: &Kolom| document.totals().get(onderdeel, *kolom).rest;
    let overfilled = kolommen.iter().any(|kolom| !rest(kolom).overfilled.is_zero());
    let mut sums = vec![Sum::Additional, Sum::Filled, Sum::Rest];
    sums.extend(overfilled.then_some(Sum::Overfilled));
    sums.push(Sum::After);
    sums
}

impl Sum {
    pub fn of(self, total: &Total) -> Decimal {
        match self {
            Sum::Additional => total.additional,
            Sum::Filled => total.filled,
            Sum::Rest => total.rest.to_fill,
            Sum::Overfilled => total.rest.overfilled,
            Sum::After => total.saldo_after_measures(),
        }
    }

    /// Whether nothing but pm stands behind a zero.
    pub fn is_pm(self, total: &Total) -> bool {
        match self {
            Sum::Rest => {
                total.pm.stelpost > 0 && total.stelpost.is_zero() && total.filled.is_zero()
            }
            Sum::Additional | Sum::Filled | Sum::Overfilled | Sum::After => false,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Sum::Additional => "Totaal aanvullend",
            Sum::Filled => "Totaal vult stelpost",
            Sum::Rest => "Rest stelpost, nog te vullen",
            Sum::Overfilled => "Stelpost te veel gevuld",
            Sum::After => "Saldo na maatregelen",
        }
    }

    /// What it adds up, as a tooltip.
    pub fn explanation(self) -> &'static str {
        match self {
            Sum::Additional => {
                "Telt de maatregelen op die geen stelpost vullen en niet zijn vervallen; een pm \
                 telt niet mee."
            }
            Sum::Filled => {
                "Telt op wat maatregelen vullen van de stelposten van dit onderdeel; een pm telt \
                 niet mee."
            }
            Sum::Rest => {
                "Wat maatregelen van elke stelpost van dit onderdeel nog niet vullen; wat de ene te \
                 veel heeft, vult geen andere."
            }
            Sum::Overfilled => "Wat maatregelen meer vullen dan een stelpost van dit onderdeel is.",
            Sum::After => {
                "Het saldo van de begroting plus de aanvullende maatregelen; een stelpost vullen \
                 laat het saldo gelijk."
            }
        }
    }
}
