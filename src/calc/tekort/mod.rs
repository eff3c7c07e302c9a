//! From deficit to balance: what a plan starts from, what its packages yield, what is left.

mod bevinding;
mod dekking;
mod maatregel;
mod waterval;

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::Keuzes;
use super::prognose::prognoses_below;
use crate::model::{
    Bedrag, Begroting, Id, Kolom, Maat, Mutatie, Pakket, Pakketsoort, Plan, Stadium, Uitgangspunt,
};
pub use bevinding::{Bezwaar, bezwaren};
pub use dekking::{Dekking, Zachte, dekking, zachtste};
pub use waterval::{Stap, Stapsoort, waterval};

/// A plan, worked out under the choices of a scenario. Euros; a voordeel is above zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Tekort {
    pub plan: Id,
    /// From early to late. Every list below has a place for each.
    pub kolommen: Vec<Kolom>,
    /// The saldo at unchanged policy; `None` in a column of which nobody said it.
    pub start: Vec<Option<Decimal>>,
    pub pakketten: Vec<Pakketrij>,
    /// What is left: the start and all that counts. A tekort is below zero.
    pub rest: Vec<Option<Decimal>>,
}

/// What a package yields.
#[derive(Clone, Debug, PartialEq)]
pub struct Pakketrij {
    pub pakket: Id,
    pub soort: Pakketsoort,
    pub bedragen: Vec<Som>,
    pub maatregelen: Vec<Maatregelrij>,
}

/// What a measure yields, or would yield when it is on.
#[derive(Clone, Debug, PartialEq)]
pub struct Maatregelrij {
    /// As it is under the choices.
    pub mutatie: Mutatie,
    /// Counts in its package.
    pub telt: bool,
    /// `None` where nothing is filled in.
    pub bedragen: Vec<Option<Bedrag>>,
}

/// A sum of cells that may be empty or pm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Som {
    pub euro: Decimal,
    /// Cells that say pm, and add nothing.
    pub pm: usize,
    /// Whether any cell is filled.
    pub gevuld: bool,
}

impl Som {
    pub(super) fn add(&mut self, cell: Option<Bedrag>) {
        match cell {
            None => {}
            Some(Bedrag::Pm) => {
                self.pm += 1;
                self.gevuld = true;
            }
            Some(Bedrag::Euro(euro)) => {
                self.euro += euro;
                self.gevuld = true;
            }
        }
    }

    /// As the cell of a table: empty, pm or the amount.
    pub fn cell(self) -> Option<Bedrag> {
        match self {
            Som { gevuld: false, .. } => None,
            Som { euro, pm, .. } if pm > 0 && euro.is_zero() => Some(Bedrag::Pm),
            Som { euro, .. } => Some(Bedrag::Euro(euro)),
        }
    }
}

impl Tekort {
    /// Works the plan out; `None` where there is no such plan.
    pub fn new(begroting: &Begroting, plan: Id, keuzes: &Keuzes) -> Option<Tekort> {
        Tekort::of_each(begroting, plan, std::slice::from_ref(keuzes)).pop()
    }

    /// Works the plan out under each of these; what they share is looked up once. Empty where there is
    /// no such plan.
    pub fn of_each(begroting: &Begroting, plan: Id, all: &[Keuzes]) -> Vec<Tekort> {
        let Some(plan) = begroting.plannen.get(plan) else { return Vec::new() };
        let by_pakket = measures_by_pakket(begroting);
        all.iter().map(|keuzes| Tekort::under(begroting, plan, &by_pakket, keuzes)).collect()
    }

    fn under(
        begroting: &Begroting,
        plan: &Plan,
        by_pakket: &HashMap<Id, Vec<Id>>,
        keuzes: &Keuzes,
    ) -> Tekort {
        let plan = keuzes.over(plan);
        let pakketten: Vec<(Pakket, Vec<Mutatie>)> = begroting
            .pakketten
            .of(plan.id)
            .map(|pakket| {
                let ids = by_pakket.get(&pakket.id).map_or(&[] as &[Id], Vec::as_slice);
                let measures = maatregel::measures_of(ids, begroting, keuzes);
                (keuzes.over(pakket).into_owned(), measures)
            })
            .collect();
        let starts = starts(begroting, &plan, keuzes);
        let kolommen = kolommen(begroting, &starts, &pakketten);
        let start: Vec<Option<Decimal>> =
            kolommen.iter().map(|kolom| starts.get(kolom).copied()).collect();
        let pakketten: Vec<Pakketrij> = pakketten
            .into_iter()
            .map(|(pakket, measures)| row(begroting, keuzes, &pakket, measures, &kolommen))
            .collect();
        let rest = start.iter().enumerate().map(|(at, start)| {
            let yields =
                |pakket: &Pakketrij| pakket.bedragen.get(at).map_or(Decimal::ZERO, |som| som.euro);
            Some((*start)? + pakketten.iter().map(yields).sum::<Decimal>())
        });
        let rest = rest.collect();
        Tekort { plan: plan.id, kolommen, start, pakketten, rest }
    }

    /// The place of the column of this year that has a start.
    pub fn at(&self, jaar: u16) -> Option<usize> {
        let found = self
            .kolommen
            .iter()
            .zip(&self.start)
            .position(|(kolom, start)| kolom.jaar == jaar && start.is_some());
        found.or_else(|| self.kolommen.iter().position(|kolom| kolom.jaar == jaar))
    }

    /// The years of which something is left to say.
    pub fn jaren(&self) -> impl Iterator<Item = (usize, Kolom, Decimal, Decimal)> + '_ {
        let lines = self.kolommen.iter().zip(&self.start).zip(&self.rest).enumerate();
        lines.filter_map(|(at, ((kolom, start), rest))| Some((at, *kolom, (*start)?, (*rest)?)))
    }

    /// Every measure, with its package.
    pub fn maatregelen(&self) -> impl Iterator<Item = (&Pakketrij, &Maatregelrij)> {
        self.pakketten.iter().flat_map(|pakket| pakket.maatregelen.iter().map(move |m| (pakket, m)))
    }
}

/// What is left where the plan starts from the published saldi of the onderdelen that have a
/// prognosis, instead of what their posts add up to: by year, and only where all are published.
pub fn rest_of_published(begroting: &Begroting, tekort: &Tekort) -> Vec<(Kolom, Decimal)> {
    let Some(plan) = begroting.plannen.get(tekort.plan) else { return Vec::new() };
    let below = begroting.subtree(plan.onderdeel);
    let with_prognosis: Vec<Id> =
        below.into_iter().filter(|id| begroting.prognoses.of(*id).next().is_some()).collect();
    let published = |kolom: Kolom| -> Option<Decimal> {
        let saldi = with_prognosis.iter().map(|id| {
            let mut own = begroting.controlecijfers.of(*id);
            let found = own.find(|it| it.kolom == kolom && it.maat == Maat::Saldo);
            found.map(|it| it.amount.euro_or_zero())
        });
        let saldi = saldi.collect::<Option<Vec<Decimal>>>()?;
        (!saldi.is_empty()).then(|| saldi.into_iter().sum())
    };
    let years = tekort.jaren();
    years
        .filter_map(|(_, kolom, start, rest)| Some((kolom, published(kolom)? + rest - start)))
        .collect()
}

/// The plan that no other follows: the one that counts now. The first of them in the tree.
pub fn latest_plan(begroting: &Begroting) -> Option<Id> {
    let followed: Vec<Id> = begroting.plannen.iter().filter_map(|plan| plan.volgt_op).collect();
    let tops = begroting.onderdelen.top().flat_map(|top| begroting.subtree(top.id));
    let mut plans = tops.flat_map(|id| begroting.plannen.of(id).map(|plan| plan.id));
    plans.find(|plan| !followed.contains(plan))
}

fn row(
    begroting: &Begroting,
    keuzes: &Keuzes,
    pakket: &Pakket,
    measures: Vec<Mutatie>,
    kolommen: &[Kolom],
) -> Pakketrij {
    let cells = maatregel::amounts(begroting, keuzes, pakket, &measures, kolommen);
    let mut bedragen = vec![Som::default(); kolommen.len()];
    let mut maatregelen = Vec::with_capacity(measures.len());
    for (mutatie, cells) in measures.into_iter().zip(cells) {
        let telt = maatregel::counts(&mutatie);
        if telt {
            for (som, cell) in bedragen.iter_mut().zip(&cells) {
                som.add(*cell);
            }
        }
        maatregelen.push(Maatregelrij { mutatie, telt, bedragen: cells });
    }
    Pakketrij { pakket: pakket.id, soort: pakket.soort, bedragen, maatregelen }
}

/// The measures of every package, in the order of their codes: measures of one package belong to
/// several onderdelen, and each of those has an order of its own.
fn measures_by_pakket(begroting: &Begroting) -> HashMap<Id, Vec<Id>> {
    let mut measures: Vec<&Mutatie> =
        begroting.mutaties.iter().filter(|mutatie| mutatie.pakket.is_some()).collect();
    measures.sort_by_cached_key(|mutatie| {
        (by_number(&mutatie.code), mutatie.order.clone(), mutatie.id)
    });
    let mut found: HashMap<Id, Vec<Id>> = HashMap::new();
    for measure in measures {
        if let Some(pakket) = measure.pakket {
            found.entry(pakket).or_default().push(measure.id);
        }
    }
    found
}

/// A code as parts that sort as people count: "4.1.2" before "4.1.10".
fn by_number(code: &str) -> Vec<(u64, String)> {
    let mut parts: Vec<(u64, String)> = Vec::new();
    let mut last_is_digit = None;
    for sign in code.chars() {
        let digit = sign.to_digit(10);
        if last_is_digit != Some(digit.is_some()) {
            parts.push((0, String::new()));
        }
        last_is_digit = Some(digit.is_some());
        if let Some((number, text)) = parts.last_mut() {
            match digit {
                Some(digit) => *number = number.saturating_mul(10).saturating_add(u64::from(digit)),
                None => text.push(sign),
            }
        }
    }
    parts
}

/// What the plan starts from, by column.
fn starts(begroting: &Begroting, plan: &Plan, keuzes: &Keuzes) -> HashMap<Kolom, Decimal> {
    let adopted: HashMap<Kolom, Decimal> =
        plan.amounts.iter().map(|(kolom, bedrag)| (kolom, bedrag.euro_or_zero())).collect();
    match plan.uitgangspunt {
        Uitgangspunt::Vastgesteld => adopted,
        Uitgangspunt::Prognose => {
            let mut saldi: HashMap<Kolom, Decimal> = HashMap::new();
            for prognose in prognoses_below(begroting, plan.onderdeel, keuzes) {
                for (kolom, saldo) in prognose.saldi() {
                    // The years of the plan, where it names any.
                    if adopted.is_empty() || adopted.contains_key(&kolom) {
                        *saldi.entry(kolom).or_default() += saldo;
                    }
                }
            }
            saldi
        }
    }
}

/// Every column in which there is something to tell, but those that say what was realised.
fn kolommen(
    begroting: &Begroting,
    starts: &HashMap<Kolom, Decimal>,
    pakketten: &[(Pakket, Vec<Mutatie>)],
) -> Vec<Kolom> {
    // A plan has a handful of columns: looking through a list is less work than a tree.
    let mut found: Vec<Kolom> = starts.keys().copied().collect();
    let is_past = |kolom: Kolom| {
        matches!(kolom.stadium, Stadium::Rekening | Stadium::Realisatie | Stadium::Verplichtingen)
    };
    for measure in pakketten.iter().flat_map(|(_, measures)| measures) {
        for kolom in maatregel::kolommen_of(begroting, measure) {
            if !found.contains(&kolom) && !is_past(kolom) {
                found.push(kolom);
            }
        }
    }
    if found.is_empty() {
        // Structural amounts alone name no column: those of the budget from year t on.
        let jaar = begroting.kop().jaar;
        let budget = |kolom: &Kolom| {
            kolom.jaar >= jaar && matches!(kolom.stadium, Stadium::Begroting | Stadium::Raming)
        };
        found.extend(begroting.columns().into_iter().filter(budget));
    }
    found.sort_unstable();
    found
}
