//! What the plan says in words, made once per version of the budget.

use rust_decimal::Decimal;

use super::shape::{TekortShape, scenario_name};
use crate::calc::Tekort;
use crate::calc::tekort::{Bezwaar, Dekking};
use crate::display::{Unit, show};
use crate::model::{Begroting, Id, Kolom, Mutatie, MutatieField};

/// "5 pakketten · 25 maatregelen · scenario ‘voorkeur’: 4.1.3 uit".
pub(super) fn about(begroting: &Begroting, tekort: &Tekort, scenario: Option<Id>) -> String {
    let pakketten = tekort.pakketten.len();
    let measures = tekort.maatregelen().count();
    let count = |number: usize, one: &str, more: &str| match number {
        1 => format!("1 {one}"),
        number => format!("{number} {more}"),
    };
    let mut parts =
        vec![count(pakketten, "pakket", "pakketten"), count(measures, "maatregel", "maatregelen")];
    if scenario.is_some() {
        let name = scenario_name(begroting, scenario);
        parts.push(format!("scenario ‘{name}’: {}", chosen(begroting, scenario)));
    }
    parts.join(" · ")
}

/// "Uit de gepubliceerde saldi: 2019 -4.341, 2022 -165; het verschil is afronding."
pub(super) fn published(rest: &[(Kolom, Decimal)], unit: Unit) -> Option<String> {
    let years = rest.iter().map(|(kolom, rest)| format!("{} {}", kolom.jaar, show(*rest, unit)));
    let years = years.collect::<Vec<_>>().join(", ");
    let label = unit.label();
    (!rest.is_empty()).then(|| {
        format!(
            "Uit de gepubliceerde saldi van de prognoses: {years} ({label}); het verschil is \
             afronding."
        )
    })
}

/// From low to high what is left, in the years of which somebody said so.
pub(super) fn band(jaren: &[Dekking], unit: Unit) -> String {
    let bands = jaren.iter().filter(|jaar| jaar.laag != jaar.hoog).map(|jaar| {
        let figure = |amount| show(amount, unit);
        format!("{}: {} tot {}", jaar.kolom.jaar, figure(jaar.laag), figure(jaar.hoog))
    });
    let bands: Vec<String> = bands.collect();
    if bands.is_empty() {
        return "Niemand gaf een lage of hoge schatting.".to_owned();
    }
    format!("Resterend, laag tot hoog: {} ({})", bands.join("; "), unit.label())
}

/// The name of a measure in its row, with its marks before the name, where a narrow column does not
/// cut them off.
pub(super) fn with_marks(begroting: &Begroting, shape: &TekortShape, measure: &Mutatie) -> String {
    let marks = marks(begroting, shape, measure);
    if marks.is_empty() {
        return measure.title();
    }
    format!("{} [{marks}] {}", measure.code, measure.name).trim().to_owned()
}

/// What stands behind the name of a measure: its option, what it overlaps with, what is wrong.
fn marks(begroting: &Begroting, shape: &TekortShape, measure: &Mutatie) -> String {
    let code = |id: Id| begroting.mutaties.get(id).map_or("", |m| m.code.as_str());
    let mut marks = Vec::new();
    let count = begroting.opties.of(measure.id).count();
    let chosen = begroting.opties.of(measure.id).find(|optie| Some(optie.id) == measure.optie);
    if let Some(optie) = chosen {
        marks.push(format!("optie {} van {count}", optie.code));
    }
    for bezwaar in shape.bezwaren.get(&measure.id).into_iter().flatten() {
        marks.push(match bezwaar {
            Bezwaar::Overlap { met } => format!("overlap {}", code(*met)),
            Bezwaar::GeenOptie => "kies een optie".into(),
            Bezwaar::Fasering { .. } => "fasering boven 100 %".into(),
            Bezwaar::Band => "laag boven hoog".into(),
            Bezwaar::Formule { .. } => "formule klopt niet".into(),
            Bezwaar::Zonder { met } => format!("kan niet zonder {}", code(*met)),
            Bezwaar::Kring { met } => format!("kring met {}", code(*met)),
            Bezwaar::Overboeking { met, .. } => format!("niet nul met {}", code(*met)),
            Bezwaar::Schatting { .. } => continue,
        });
    }
    marks.join(" · ")
}

/// What a scenario chooses otherwise than the budget, in words, with its note: "4.1.3 uit; 5.1.5
/// optie 1".
pub(super) fn chosen(begroting: &Begroting, scenario: Option<Id>) -> String {
    let Some(scenario) = scenario.and_then(|id| begroting.scenarios.get(id)) else {
        return "zoals de begroting".to_owned();
    };
    let words = begroting.keuzes.of(scenario.id).map(|keuze| {
        let of = begroting.mutaties.get(keuze.doel);
        let called = of.map_or_else(|| "iets dat er niet meer is".into(), short);
        match keuze.veld.as_ref() {
            crate::model::Field::Mutatie(MutatieField::Uit(true)) => format!("{called} uit"),
            crate::model::Field::Mutatie(MutatieField::Uit(false)) => format!("{called} aan"),
            crate::model::Field::Mutatie(MutatieField::Optie(optie)) => {
                let optie = optie.and_then(|id| begroting.opties.get(id));
                format!("{called} optie {}", optie.map_or("geen", |optie| optie.code.as_str()))
            }
            _ if of.is_some() => format!("{called} ander bedrag"),
            _ => "ander uitgangspunt of bedrag".into(),
        }
    });
    let words = words.collect::<Vec<_>>().join("; ");
    let words = if words.is_empty() { "zoals de begroting".to_owned() } else { words };
    if scenario.note.is_empty() { words } else { format!("{words} ({})", scenario.note) }
}

/// The code of a measure, or its name where it has none.
fn short(measure: &Mutatie) -> String {
    if measure.code.is_empty() { measure.name.clone() } else { measure.code.clone() }
}
