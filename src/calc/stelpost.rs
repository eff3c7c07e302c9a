use std::collections::HashMap;

use rust_decimal::Decimal;

use super::{Total, Totals};
use crate::model::{Bedrag, Begroting, Id, Kolom, Mutatie, Regel, Status};

/// What is left of a stelpost with this target, and what measures fill too much. What one has too
/// much fills no other, so each is added up by itself.
///
/// A stelpost that says pm or nothing, or that raises the lasten, is no target: nothing is left of
/// it, and nothing fills it too much.
pub(super) fn rest(target: Option<Decimal>, filled: Decimal) -> Rest {
    let Some(target) = target else {
        return Rest::default();
    };
    let rest = target - filled;
    if rest.is_sign_positive() {
        Rest { to_fill: rest, overfilled: Decimal::ZERO }
    } else if filled > Decimal::ZERO {
        Rest { to_fill: Decimal::ZERO, overfilled: -rest }
    } else {
        Rest::default()
    }
}

/// What is left of a stelpost, or what it has too much. Euros, never below zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rest {
    pub to_fill: Decimal,
    pub overfilled: Decimal,
}

/// What a stelpost with this amount asks; `None` where it says pm or nothing.
pub(super) fn target(regel: &Regel, amount: Option<Bedrag>) -> Option<Decimal> {
    match amount {
        Some(bedrag @ Bedrag::Euro(_)) => Some(Total::of_regel(regel, Some(bedrag)).stelpost),
        Some(Bedrag::Pm) | None => None,
    }
}

/// How far one stelpost is filled in one column. Euros.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stelpost {
    /// The regel.
    pub regel: Id,
    pub kolom: Kolom,
    /// What must be found; `None` where the regel says pm or nothing.
    pub target: Option<Decimal>,
    /// The measures that fill it and have not lapsed, in their own order.
    pub fillings: Vec<Filling>,
}

/// What one measure fills of a stelpost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filling {
    pub mutatie: Id,
    /// `None` where the cell is empty.
    pub amount: Option<Bedrag>,
    /// Whether the measure has been carried out and has yielded it.
    pub realised: bool,
}

impl Stelpost {
    pub fn filled(&self) -> Decimal {
        self.fillings.iter().map(Filling::euro).sum()
    }

    /// The part of `filled` that has been realised.
    pub fn realised(&self) -> Decimal {
        self.fillings.iter().filter(|filling| filling.realised).map(Filling::euro).sum()
    }

    /// What is left to fill, or what measures fill too much.
    pub fn rest(&self) -> Rest {
        rest(self.target, self.filled())
    }
}

impl Filling {
    fn euro(&self) -> Decimal {
        self.amount.map_or(Decimal::ZERO, Bedrag::euro_or_zero)
    }
}

/// The stelposten of the onderdeel and all below it. In a column gewijzigd that follows from others,
/// wijzigingen change the target, and the measures of the base fill it.
pub fn stelposten(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Id,
    kolom: Kolom,
) -> Vec<Stelpost> {
    let mut found: Vec<Stelpost> = Vec::new();
    for id in begroting.subtree(onderdeel) {
        for regel in begroting.regels.of(id).filter(|regel| regel.stelpost) {
            let target = target(regel, totals.amount(regel, kolom));
            found.push(Stelpost { regel: regel.id, kolom, target, fillings: Vec::new() });
        }
    }
    if found.is_empty() {
        return found;
    }
    // A measure of any onderdeel may fill it, so all of them are looked at, once.
    let place: HashMap<Id, usize> =
        found.iter().enumerate().map(|(i, stelpost)| (stelpost.regel, i)).collect();
    let mut fillings: Vec<(usize, &Mutatie)> = begroting
        .mutaties
        .iter()
        .filter(|mutatie| mutatie.status != Status::Vervallen && !mutatie.uit)
        .filter_map(|mutatie| Some((*place.get(&mutatie.stelpost?)?, mutatie)))
        .collect();
    fillings.sort_by_key(|(_, mutatie)| (&mutatie.order, mutatie.id));
    for (i, mutatie) in fillings {
        if let Some(stelpost) = found.get_mut(i) {
            stelpost.fillings.push(Filling {
                mutatie: mutatie.id,
                amount: mutatie.amounts.get(totals.base(kolom).unwrap_or(kolom)),
                realised: mutatie.status == Status::Gerealiseerd,
            });
        }
    }
    found
}
