use std::collections::HashMap;

use rust_decimal::Decimal;

use super::{Total, Totals};
use crate::model::{Bedrag, Begroting, Id, Kolom, Mutatie, Status};

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

    /// What is left to fill; below zero where measures fill too much.
    pub fn rest(&self) -> Decimal {
        self.target.unwrap_or_default() - self.filled()
    }

    /// Whether measures fill more than it holds. One that raises the lasten is no target at all,
    /// and nothing filled it too much.
    pub fn is_overfilled(&self) -> bool {
        self.target.is_some() && self.filled() > Decimal::ZERO && self.rest() < Decimal::ZERO
    }
}

impl Filling {
    fn euro(&self) -> Decimal {
        self.amount.map_or(Decimal::ZERO, Bedrag::euro_or_zero)
    }
}

/// The stelposten of the onderdeel and all below it.
pub fn stelposten(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Id,
    kolom: Kolom,
) -> Vec<Stelpost> {
    let mut found: Vec<Stelpost> = Vec::new();
    for id in begroting.subtree(onderdeel) {
        for regel in begroting.regels.of(id).filter(|regel| regel.stelpost) {
            let target = match totals.amount(regel, kolom) {
                Some(bedrag @ Bedrag::Euro(_)) => {
                    Some(Total::of_regel(regel, Some(bedrag)).stelpost)
                }
                Some(Bedrag::Pm) | None => None,
            };
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
        .filter(|mutatie| mutatie.status != Status::Vervallen)
        .filter_map(|mutatie| Some((*place.get(&mutatie.stelpost?)?, mutatie)))
        .collect();
    fillings.sort_by_key(|(_, mutatie)| (&mutatie.order, mutatie.id));
    for (i, mutatie) in fillings {
        if let Some(stelpost) = found.get_mut(i) {
            stelpost.fillings.push(Filling {
                mutatie: mutatie.id,
                amount: mutatie.amounts.get(kolom),
                realised: mutatie.status == Status::Gerealiseerd,
            });
        }
    }
    found
}
