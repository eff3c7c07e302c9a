use rust_decimal::Decimal;

use super::{Total, Totals};
use crate::model::{Bedrag, Begroting, Id, Kolom, Maat, Onderdeel, Regel, Soort};

/// One of the amounts that a total adds up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Of the onderdeel or the regel.
    pub id: Id,
    /// Code and name of an onderdeel, name of a regel.
    pub label: String,
    /// Euros, as it counts in the total: lasten lower a saldo.
    pub amount: Decimal,
    /// Whether a pm stands in it, which adds nothing.
    pub pm: bool,
}

/// What the total of an onderdeel adds up: the onderdelen right below it, then its own regels.
///
/// The amounts add up to exactly the total. Regels that are empty in the column, or of a kind that
/// does not count in this figure, are left out.
pub fn explain(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Id,
    kolom: Kolom,
    maat: Maat,
) -> Vec<Term> {
    parts(begroting, totals, onderdeel, kolom, maat)
        .map(|part| {
            let (id, label, total) = match part {
                Part::Onderdeel(child) => (child.id, child.title(), totals.get(child.id, kolom)),
                Part::Regel(regel, bedrag) => {
                    (regel.id, regel.name.clone(), Total::of_regel(regel, Some(bedrag)))
                }
            };
            Term { id, label, amount: total.of(maat), pm: total.pm.of(maat) > 0 }
        })
        .collect()
}

/// How many amounts the total adds up. One that is only the total of the part below it adds up what
/// that part does.
pub(super) fn term_count(
    begroting: &Begroting,
    totals: &Totals,
    mut onderdeel: Id,
    kolom: Kolom,
    maat: Maat,
) -> usize {
    loop {
        let mut parts = parts(begroting, totals, onderdeel, kolom, maat);
        match (parts.next(), parts.count()) {
            (Some(Part::Onderdeel(child)), 0) => onderdeel = child.id,
            (first, more) => return usize::from(first.is_some()) + more,
        }
    }
}

enum Part<'a> {
    Onderdeel(&'a Onderdeel),
    Regel(&'a Regel, Bedrag),
}

fn parts<'a>(
    begroting: &'a Begroting,
    totals: &'a Totals,
    onderdeel: Id,
    kolom: Kolom,
    maat: Maat,
) -> impl Iterator<Item = Part<'a>> {
    let children = begroting.onderdelen.of(onderdeel).map(Part::Onderdeel);
    let regels = begroting.regels.of(onderdeel).filter(move |regel| counts(regel.soort, maat));
    let regels =
        regels.filter_map(move |regel| Some(Part::Regel(regel, totals.amount(regel, kolom)?)));
    children.chain(regels)
}

fn counts(soort: Soort, maat: Maat) -> bool {
    match maat {
        Maat::Saldo => matches!(soort, Soort::Lasten | Soort::Baten),
        Maat::Baten => soort == Soort::Baten,
        Maat::Lasten => soort == Soort::Lasten,
        Maat::Toevoeging => soort == Soort::Toevoeging,
        Maat::Onttrekking => soort == Soort::Onttrekking,
        Maat::Resultaat => true,
    }
}
