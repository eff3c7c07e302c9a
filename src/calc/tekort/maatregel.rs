//! What a measure yields in a column: by its amounts, its option, or its structural amount and path.

use rust_decimal::Decimal;

use crate::calc::Keuzes;
use crate::display::{round_to_cents, spread};
use crate::model::{Bedrag, Begroting, Fasering, Id, Kolom, Mutatie, Pakket, Status};

/// Where the amounts of a measure come from.
enum Bron<'a> {
    Bedragen(&'a Mutatie),
    /// The chosen option; `None` where none is chosen.
    Optie(Option<crate::model::Optie>),
    Structureel(Bedrag, &'a Fasering),
}

/// Whether the measure counts in its plan: it is on, and it has not lapsed.
pub(super) fn counts(measure: &Mutatie) -> bool {
    !measure.uit && measure.status != Status::Vervallen
}

fn bron<'a>(
    begroting: &Begroting,
    keuzes: &Keuzes,
    pakket: &'a Pakket,
    measure: &'a Mutatie,
) -> Bron<'a> {
    let mut opties = begroting.opties.of(measure.id).peekable();
    if opties.peek().is_some() {
        let chosen = opties.find(|optie| Some(optie.id) == measure.optie);
        return Bron::Optie(chosen.map(|optie| keuzes.over(optie).into_owned()));
    }
    match measure.structureel {
        Some(amount) => {
            let own = !measure.fasering.is_empty();
            Bron::Structureel(amount, if own { &measure.fasering } else { &pakket.fasering })
        }
        None => Bron::Bedragen(measure),
    }
}

/// Per measure of a package and per column: what it yields, in euros; `None` where nothing is
/// filled in.
///
/// Measures on the path of the package are added up first and divided last; the cents that this
/// leaves over go to the largest remainders, so the measures add up to the package exactly.
pub(super) fn amounts(
    begroting: &Begroting,
    keuzes: &Keuzes,
    pakket: &Pakket,
    measures: &[Mutatie],
    kolommen: &[Kolom],
) -> Vec<Vec<Option<Bedrag>>> {
    let mut rows: Vec<Vec<Option<Bedrag>>> = Vec::with_capacity(measures.len());
    // The structural amounts that count and share the path of the package.
    let mut shared: Vec<(usize, Decimal)> = Vec::new();
    for (place, measure) in measures.iter().enumerate() {
        let started = |kolom: &Kolom| measure.start.is_none_or(|start| kolom.jaar >= start);
        rows.push(match bron(begroting, keuzes, pakket, measure) {
            Bron::Bedragen(measure) => kolommen.iter().map(|k| measure.amounts.get(*k)).collect(),
            Bron::Optie(None) => vec![None; kolommen.len()],
            Bron::Optie(Some(optie)) => kolommen.iter().map(|k| optie.amounts.get(*k)).collect(),
            Bron::Structureel(Bedrag::Pm, _) => {
                kolommen.iter().map(|kolom| started(kolom).then_some(Bedrag::Pm)).collect()
            }
            Bron::Structureel(Bedrag::Euro(amount), path) => {
                if counts(measure) && measure.fasering.is_empty() && measure.start.is_none() {
                    shared.push((place, amount));
                }
                let phased = |kolom: &Kolom| {
                    let share = path.share(kolom.jaar);
                    let is_part = started(kolom) && share != crate::model::Breuk::ZERO;
                    is_part.then(|| Bedrag::Euro(round_to_cents(share.of(amount))))
                };
                kolommen.iter().map(phased).collect()
            }
        });
    }
    let structural: Vec<Decimal> = shared.iter().map(|(_, amount)| *amount).collect();
    for (at, kolom) in kolommen.iter().enumerate() {
        let share = pakket.fasering.share(kolom.jaar);
        let total = round_to_cents(share.of(structural.iter().sum()));
        let Some(parts) = spread(&structural, total) else { continue };
        for ((place, _), part) in shared.iter().zip(parts) {
            if let Some(cell) = rows.get_mut(*place).and_then(|row| row.get_mut(at))
                && cell.is_some()
            {
                *cell = Some(Bedrag::Euro(part));
            }
        }
    }
    rows
}

/// The columns in which a measure or one of its options has an amount.
pub(super) fn kolommen_of<'a>(
    begroting: &'a Begroting,
    measure: &'a Mutatie,
) -> impl Iterator<Item = Kolom> + 'a {
    let own = measure.amounts.iter().map(|(kolom, _)| kolom);
    let options = begroting.opties.of(measure.id);
    own.chain(options.flat_map(|optie| optie.amounts.iter().map(|(kolom, _)| kolom)))
}

/// The measures of a package under these choices, in their order.
pub(super) fn measures_of(
    by_pakket: &[Id],
    begroting: &Begroting,
    keuzes: &Keuzes,
) -> Vec<Mutatie> {
    let found = by_pakket.iter().filter_map(|id| begroting.mutaties.get(*id));
    found.map(|measure| keuzes.over(measure).into_owned()).collect()
}
