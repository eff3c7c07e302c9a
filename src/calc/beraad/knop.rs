use super::niveau::is_open;
use super::{Optiekeuze, Proef};
use crate::calc::prognose::prognoses_below;
use crate::calc::tekort::Maatregelrij;
use crate::calc::{Keuzes, Tekort};
use crate::model::{
    Bedrag, Begroting, Field, Id, Kolom, MutatieField, OptieField, PlanField, PrognosepostField,
    Status, Uitgangspunt,
};

/// Something that can be tried live: it was released for the Beraad.
#[derive(Clone, Debug, PartialEq)]
pub struct Knop {
    pub id: Id,
    pub titel: String,
    pub soort: Soortknop,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Soortknop {
    /// Where the plan starts.
    Uitgangspunt(Uitgangspunt),
    Maatregel {
        telt: bool,
        opties: Vec<Optiekeuze>,
        /// The amount that can be tried, with what it is of; `None` where that is not one amount.
        bedrag: Option<Bedragveld>,
    },
    Schok {
        aan: bool,
    },
}

/// An amount of a measure, and the field that holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Bedragveld {
    pub bedrag: Option<Bedrag>,
    /// "2022" or "structureel".
    pub van: String,
    of: Id,
    veld: Veld,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Veld {
    Structureel,
    Maatregel(Kolom),
    Optie(Kolom),
}

impl Bedragveld {
    /// Tries another amount.
    pub fn probeer(&self, begroting: &Begroting, proef: &mut Proef, bedrag: Bedrag) {
        let field = match self.veld {
            Veld::Structureel => MutatieField::Structureel(Some(bedrag)).into(),
            Veld::Maatregel(kolom) => MutatieField::Amount(kolom, Some(bedrag)).into(),
            Veld::Optie(kolom) => Field::from(OptieField::Amount(kolom, Some(bedrag))),
        };
        proef.kies(begroting, self.of, field);
    }
}

impl Knop {
    /// Puts it on or off; of where the plan starts, the other one.
    pub fn wissel(&self, begroting: &Begroting, proef: &mut Proef) {
        let field: Field = match &self.soort {
            Soortknop::Uitgangspunt(Uitgangspunt::Vastgesteld) => {
                PlanField::Uitgangspunt(Uitgangspunt::Prognose).into()
            }
            Soortknop::Uitgangspunt(Uitgangspunt::Prognose) => {
                PlanField::Uitgangspunt(Uitgangspunt::Vastgesteld).into()
            }
            Soortknop::Maatregel { telt, .. } => MutatieField::Uit(*telt).into(),
            Soortknop::Schok { aan } => PrognosepostField::Aan(!aan).into(),
        };
        proef.kies(begroting, self.id, field);
    }

    /// Chooses the option this many places further, round and round.
    pub fn volgende(&self, begroting: &Begroting, proef: &mut Proef, forward: bool) {
        let Soortknop::Maatregel { opties, .. } = &self.soort else { return };
        if let Some(next) = next_option(opties, forward) {
            proef.kies(begroting, self.id, next);
        }
    }
}

/// The option after the one that is chosen, or before it, round and round.
fn next_option(opties: &[Optiekeuze], forward: bool) -> Option<MutatieField> {
    let count = opties.len();
    let step = if forward { 1 } else { count.saturating_sub(1) };
    let at = match opties.iter().position(|optie| optie.gekozen) {
        Some(at) => (at + step) % count,
        None if forward => 0,
        None => count.checked_sub(1)?,
    };
    opties.get(at).map(|optie| optie.veld.clone())
}

/// What can be tried of a plan: where it starts, its released measures, and the released shocks of
/// its prognoses. Amounts are those of `jaar`.
pub fn knoppen(begroting: &Begroting, plan: Id, proef: &Proef, jaar: Option<u16>) -> Vec<Knop> {
    let keuzes = proef.keuzes();
    let (Some(of_plan), Some(tekort)) =
        (begroting.plannen.get(plan), Tekort::new(begroting, plan, &keuzes))
    else {
        return Vec::new();
    };
    let last = tekort.jaren().last().map(|(at, ..)| at);
    let at = jaar.and_then(|jaar| tekort.at(jaar)).or(last);
    let kolom = at.and_then(|at| tekort.kolommen.get(at).copied());
    let prognoses = prognoses_below(begroting, of_plan.onderdeel, &keuzes);
    let mut found = Vec::new();
    if !prognoses.is_empty() && !of_plan.amounts.is_empty() {
        let uitgangspunt = keuzes.over(of_plan).uitgangspunt;
        let titel = match uitgangspunt {
            Uitgangspunt::Vastgesteld => "Start: vastgesteld tekort",
            Uitgangspunt::Prognose => "Start: herrekende prognose",
        };
        let titel = titel.to_owned();
        found.push(Knop { id: plan, titel, soort: Soortknop::Uitgangspunt(uitgangspunt) });
    }
    let rows = tekort.maatregelen().filter(|(_, row)| {
        // What has lapsed cannot be put on again.
        row.mutatie.vrijgegeven && row.mutatie.status != Status::Vervallen
    });
    found.extend(rows.map(|(_, row)| of_measure(begroting, &keuzes, row, kolom)));
    for post in prognoses.iter().flat_map(|stand| &stand.posten) {
        if post.post.schok && post.post.vrijgegeven {
            let soort = Soortknop::Schok { aan: post.post.aan };
            found.push(Knop { id: post.post.id, titel: post.post.name.clone(), soort });
        }
    }
    found
}

fn of_measure(
    begroting: &Begroting,
    keuzes: &Keuzes,
    row: &Maatregelrij,
    kolom: Option<Kolom>,
) -> Knop {
    let measure = &row.mutatie;
    let all: Vec<_> = begroting.opties.of(measure.id).map(|optie| keuzes.over(optie)).collect();
    let open: Vec<_> = all.iter().filter(|optie| optie.vrijgegeven).collect();
    let opties: Vec<Optiekeuze> =
        open.iter().map(|optie| Optiekeuze::of(optie, measure, kolom)).collect();
    let chosen = open.iter().find(|optie| Some(optie.id) == measure.optie);
    let year = |kolom: Kolom| kolom.jaar.to_string();
    let bedrag = match (chosen, all.is_empty(), measure.structureel, kolom) {
        _ if !is_open(begroting, measure) => None,
        (Some(chosen), _, _, Some(kolom)) => Some(Bedragveld {
            bedrag: chosen.amounts.get(kolom),
            van: year(kolom),
            of: chosen.id,
            veld: Veld::Optie(kolom),
        }),
        (None, true, Some(bedrag), _) => Some(Bedragveld {
            bedrag: Some(bedrag),
            van: "structureel".to_owned(),
            of: measure.id,
            veld: Veld::Structureel,
        }),
        (None, true, None, Some(kolom)) => Some(Bedragveld {
            bedrag: measure.amounts.get(kolom),
            van: year(kolom),
            of: measure.id,
            veld: Veld::Maatregel(kolom),
        }),
        _ => None,
    };
    let soort = Soortknop::Maatregel { telt: row.telt, opties, bedrag };
    Knop { id: measure.id, titel: measure.title(), soort }
}
