//! What is wrong with a plan, or should be known of it.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::{Maatregelrij, Tekort};
use crate::display::{Unit, formula, show, show_signed};
use crate::model::{Bedrag, Begroting, Id, Kolom, Samenhang, Samenhangsoort};

/// Something about a measure or package. The sums of the rest stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bezwaar {
    /// More than the whole counts in this year.
    Fasering { jaar: u16 },
    /// The low estimate is above the high one.
    Band,
    /// It has options, and none is chosen.
    GeenOptie,
    /// The sum behind the estimate cannot be worked out.
    Formule { fout: String },
    /// The sum behind the estimate gives another amount: formula, then estimate.
    Schatting { formule: Decimal, bedrag: Decimal },
    /// It may save the same money as another that counts too.
    Overlap { met: Id },
    /// It counts, and the one that it cannot do without does not.
    Zonder { met: Id },
    /// It needs another that needs it.
    Kring { met: Id },
    /// It and its counter-entry are not zero together: the first column in which, and what is left.
    Overboeking { met: Id, kolom: Kolom, rest: Decimal },
}

impl Bezwaar {
    /// Whether something must be mended, instead of known.
    pub fn is_fout(&self) -> bool {
        !matches!(self, Bezwaar::Overlap { .. } | Bezwaar::Schatting { .. })
    }

    /// What it says, in Dutch, with what to do.
    pub fn sentence(&self, begroting: &Begroting, unit: Unit) -> String {
        let other = |id: &Id| begroting.mutaties.get(*id).map_or_else(String::new, |m| m.title());
        match self {
            Bezwaar::Fasering { jaar } => {
                format!("De fasering is in {jaar} meer dan 100 %; vul ten hoogste 100 % in.")
            }
            Bezwaar::Band => {
                "De lage schatting ligt boven de hoge; verlaag de lage of verhoog de hoge.".into()
            }
            Bezwaar::GeenOptie => {
                "Er is geen optie gekozen, dus deze maatregel telt niet mee; kies er een.".into()
            }
            Bezwaar::Formule { fout } => format!("De formule klopt niet: {fout}"),
            Bezwaar::Schatting { formule, bedrag } => format!(
                "De formule geeft {}, begroot is {} ({}).",
                show(*formule, unit),
                show(*bedrag, unit),
                unit.label()
            ),
            Bezwaar::Overlap { met } => {
                format!("Overlapt met {}: dezelfde besparing kan dubbel tellen.", other(met))
            }
            Bezwaar::Zonder { met } => {
                format!("Kan niet zonder {}, en die telt niet mee.", other(met))
            }
            Bezwaar::Kring { met } => format!(
                "Hangt af van {}, die er zelf van afhangt; haal één van de twee verbanden weg.",
                other(met)
            ),
            Bezwaar::Overboeking { met, kolom, rest } => format!(
                "Is samen met {} niet nul: {} in {} ({}).",
                other(met),
                show_signed(*rest, unit),
                kolom.jaar,
                unit.label()
            ),
        }
    }
}

/// What is to be said of the plan, each with the measure or package that it is about.
pub fn bezwaren(begroting: &Begroting, tekort: &Tekort) -> Vec<(Id, Bezwaar)> {
    let mut found = Vec::new();
    let rows: HashMap<Id, &Maatregelrij> =
        tekort.maatregelen().map(|(_, row)| (row.mutatie.id, row)).collect();
    for pakket in &tekort.pakketten {
        let path = begroting.pakketten.get(pakket.pakket).map(|pakket| &pakket.fasering);
        if let Some(jaar) = path.and_then(|path| path.exceeding()) {
            found.push((pakket.pakket, Bezwaar::Fasering { jaar }));
        }
        for row in &pakket.maatregelen {
            let id = row.mutatie.id;
            found.extend(of_measure(begroting, row).into_iter().map(|bezwaar| (id, bezwaar)));
            let between = begroting.samenhangen.of(id);
            let seen =
                between.filter_map(|between| of_pair(begroting, tekort, &rows, row, between));
            found.extend(seen.map(|bezwaar| (id, bezwaar)));
        }
    }
    found
}

fn of_measure(begroting: &Begroting, row: &Maatregelrij) -> Vec<Bezwaar> {
    let mut found = Vec::new();
    let measure = &row.mutatie;
    if let Some(jaar) = measure.fasering.exceeding() {
        found.push(Bezwaar::Fasering { jaar });
    }
    if let (Some(low), Some(high)) = (measure.laag, measure.hoog)
        && low > high
    {
        found.push(Bezwaar::Band);
    }
    let mut opties = begroting.opties.of(measure.id).peekable();
    if opties.peek().is_some() && !opties.any(|optie| Some(optie.id) == measure.optie) {
        found.push(Bezwaar::GeenOptie);
    }
    if !measure.formule.is_empty() {
        match (formula(&measure.formule), measure.structureel.or_else(|| fullest(row))) {
            (Err(error), _) => found.push(Bezwaar::Formule { fout: error.to_string() }),
            (Ok(formule), Some(Bedrag::Euro(bedrag))) if formule != bedrag => {
                found.push(Bezwaar::Schatting { formule, bedrag });
            }
            (Ok(_), _) => {}
        }
    }
    found
}

/// What it yields in its last column: once it works in full.
fn fullest(row: &Maatregelrij) -> Option<Bedrag> {
    row.bedragen.iter().rev().find_map(|cell| *cell)
}

fn of_pair(
    begroting: &Begroting,
    tekort: &Tekort,
    rows: &HashMap<Id, &Maatregelrij>,
    row: &Maatregelrij,
    between: &Samenhang,
) -> Option<Bezwaar> {
    let met = between.met;
    let other = rows.get(&met);
    let both = row.telt && other.is_some_and(|other| other.telt);
    match between.soort {
        Samenhangsoort::Overlap => both.then_some(Bezwaar::Overlap { met }),
        Samenhangsoort::Afhankelijk => {
            if needs(begroting, met, row.mutatie.id) {
                Some(Bezwaar::Kring { met })
            } else {
                let lacks = row.telt && !other.is_some_and(|other| other.telt);
                lacks.then_some(Bezwaar::Zonder { met })
            }
        }
        Samenhangsoort::Overboeking => {
            let euro = |row: &Maatregelrij, at: usize| match row.bedragen.get(at) {
                Some(Some(bedrag)) if row.telt => bedrag.euro_or_zero(),
                _ => Decimal::ZERO,
            };
            tekort.kolommen.iter().enumerate().find_map(|(at, kolom)| {
                let counter = other.map_or(Decimal::ZERO, |other| euro(other, at));
                let rest = euro(row, at) + counter;
                let kolom = *kolom;
                (!rest.is_zero()).then_some(Bezwaar::Overboeking { met, kolom, rest })
            })
        }
    }
}

/// Whether `from` needs `wanted`, by itself or through others.
fn needs(begroting: &Begroting, from: Id, wanted: Id) -> bool {
    let mut seen = HashSet::from([from]);
    let mut next = vec![from];
    while let Some(id) = next.pop() {
        if id == wanted {
            return true;
        }
        let needed = begroting.samenhangen.of(id);
        let needed = needed.filter(|between| between.soort == Samenhangsoort::Afhankelijk);
        next.extend(needed.map(|between| between.met).filter(|met| seen.insert(*met)));
    }
    false
}
