//! A plan under a scenario, worked out once per version of the budget: rows, charts and notes.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::words::{about, band, chosen, published, with_marks};
use crate::calc::tekort::{
    Bezwaar, Maatregelrij, Stap, bezwaren, dekking, latest_plan, rest_of_published, waterval,
    zachtste,
};
use crate::calc::{Keuzes, Tekort};
use crate::change::Document;
use crate::display::{Notation, Unit, show, show_signed};
use crate::model::{Begroting, Id, Kolom, Uitgangspunt};
use crate::ui::chart::ChartData;
use crate::ui::grid::{Column, Head};
use crate::ui::page::shape::title_in;
use crate::ui::plan_charts;
use crate::ui::theme::size;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    pub onderdeel: Id,
    /// The plan that was chosen, where the onderdeel has more.
    pub plan: Option<Id>,
    pub scenario: Option<Id>,
    /// The year of the waterfall; the last one where none was chosen.
    pub jaar: Option<u16>,
    pub notation: Notation,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Whether it counts.
    Aan,
    Name,
    Zekerheid,
    /// The column at this place of the plan.
    Bedrag(usize),
}

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    Start,
    Pakket(usize),
    /// Package and measure.
    Maatregel(usize, usize),
    Rest,
}

/// A scenario beside the others: what is left per year.
pub(super) struct Naast {
    /// `None` is the budget itself.
    pub scenario: Option<Id>,
    pub name: String,
    pub rest: Vec<Decimal>,
    /// What it chooses otherwise than the budget.
    pub about: String,
    /// What is left per year, with the difference from the budget.
    pub cells: Vec<String>,
}

/// Measures that are the least certain, as many as are told.
const MOST_SOFT: usize = 3;

pub struct TekortShape {
    pub asked: Asked,
    pub tekort: Tekort,
    pub rows: Vec<Row>,
    pub(super) places: Vec<Place>,
    /// The row of each package.
    pub(super) heads: Vec<usize>,
    /// What is to be said of measures and packages.
    pub bezwaren: HashMap<Id, Vec<Bezwaar>>,
    /// The place of the year of the waterfall.
    pub at: usize,
    pub stappen: Vec<Stap>,
    pub waterval: ChartData,
    pub dekking: ChartData,
    /// What is left per year, beside what the budget itself leaves.
    pub resterend: ChartData,
    /// From low to high what is left, in words.
    pub(super) band: String,
    /// The least certain measures: their rows, and what they are called with their amount.
    pub(super) zachtste: Vec<(usize, String)>,
    /// What stands in the column of names, by row; empty where the row is no measure.
    pub(super) namen: Vec<String>,
    /// The plan and the scenario in a few words.
    pub(super) about: String,
    /// The line that it starts from, under the scenario.
    pub(super) uitgangspunt: Uitgangspunt,
    pub(super) naast: Vec<Naast>,
    /// What the published saldi of the prognoses would leave, where the plan starts from those.
    pub(super) gepubliceerd: Option<String>,
    pub head: Head,
}

impl TekortShape {
    /// `None` where the plan of the onderdeel is gone.
    pub fn new(document: &Document, asked: Asked, version: u64) -> Option<TekortShape> {
        let begroting = document.begroting();
        let plan = plan_of(begroting, asked)?;
        let keuzes = asked.scenario.map_or_else(Keuzes::default, |id| Keuzes::of(begroting, id));
        let mut scenarios = scenarios(begroting, plan);
        let unit = asked.notation.unit;
        let naast = naast(begroting, &scenarios, unit);
        let shown = scenarios.iter().position(|(scenario, _)| *scenario == asked.scenario);
        let shown = shown.or((!scenarios.is_empty()).then_some(0))?;
        let tekort = scenarios.swap_remove(shown).1;
        let last = tekort.jaren().last().map(|(at, ..)| at);
        let at = asked.jaar.and_then(|jaar| tekort.at(jaar)).or(last).unwrap_or(0);
        let stappen = waterval(begroting, &tekort, at);
        let name = scenario_name(begroting, asked.scenario).to_owned();
        let kolom = tekort.kolommen.get(at).copied();
        let fall = kolom.map(|kolom| plan_charts::waterval(kolom, &stappen, unit, &name));
        let jaren = dekking(&tekort);
        let mut said: HashMap<Id, Vec<Bezwaar>> = HashMap::new();
        for (of, bezwaar) in bezwaren(begroting, &tekort) {
            said.entry(of).or_default().push(bezwaar);
        }
        let (places, columns) = columns(begroting, &tekort.kolommen, asked.notation);
        let title = begroting.plannen.get(plan).map_or("", |plan| &plan.name);
        let name_of_table = format!("{title}, scenario {name}, {}", unit.label());
        let budget = naast.first().filter(|_| asked.scenario.is_some());
        let was = budget.map(|naast| (naast.name.as_str(), naast.rest.as_slice()));
        let rest: Vec<(Kolom, Decimal)> =
            tekort.jaren().map(|(_, kolom, _, rest)| (kolom, rest)).collect();
        let resterend = plan_charts::resterend(&rest, was, unit, &name);
        let (rows, heads) = rows(&tekort);
        let uitgangspunt = keuzes.over(begroting.plannen.get(plan)?).uitgangspunt;
        let gepubliceerd = match uitgangspunt {
            Uitgangspunt::Vastgesteld => None,
            Uitgangspunt::Prognose => published(&rest_of_published(begroting, &tekort), unit),
        };
        let soft = zachtste(&tekort, at);
        let mut shape = TekortShape {
            asked,
            resterend: resterend.into(),
            rows,
            heads,
            places,
            bezwaren: said,
            at,
            waterval: fall?.into(),
            stappen,
            dekking: plan_charts::dekking(&jaren, unit, &name).into(),
            band: band(&jaren, unit),
            zachtste: Vec::new(),
            namen: Vec::new(),
            about: about(begroting, &tekort, asked.scenario),
            uitgangspunt,
            naast,
            gepubliceerd,
            head: Head { name: name_of_table, version, columns, sticky: 2 },
            tekort,
        };
        let named = |row| {
            let measure = shape.measure_at(row);
            measure.map_or_else(String::new, |rij| with_marks(begroting, &shape, &rij.mutatie))
        };
        shape.namen = (0..shape.rows.len()).map(named).collect();
        let told = soft.iter().take(MOST_SOFT).filter_map(|zachte| {
            let row = shape.row_of(zachte.mutatie)?;
            let title = shape.measure_at(row)?.mutatie.title();
            Some((row, format!("{title} ({})", show(zachte.bedrag, unit))))
        });
        shape.zachtste = told.collect();
        Some(shape)
    }

    pub(super) fn measure_at(&self, row: usize) -> Option<&Maatregelrij> {
        match *self.rows.get(row)? {
            Row::Maatregel(pakket, at) => self.tekort.pakketten.get(pakket)?.maatregelen.get(at),
            _ => None,
        }
    }

    /// The package that a row is of, or that a new measure goes to.
    pub(super) fn pakket_at(&self, row: usize) -> Option<Id> {
        let nth = match *self.rows.get(row)? {
            Row::Pakket(nth) | Row::Maatregel(nth, _) => nth,
            Row::Start | Row::Rest => self.tekort.pakketten.len().checked_sub(1)?,
        };
        self.tekort.pakketten.get(nth).map(|rij| rij.pakket)
    }

    /// What a form changes from a row: at the start, the plan itself.
    pub(super) fn changed_by(&self, row: usize) -> Option<Id> {
        match self.rows.get(row)? {
            Row::Start => Some(self.tekort.plan),
            _ => self.record_at(row),
        }
    }

    /// The record of a row: a package or a measure.
    pub fn record_at(&self, row: usize) -> Option<Id> {
        match *self.rows.get(row)? {
            Row::Pakket(at) => self.tekort.pakketten.get(at).map(|rij| rij.pakket),
            Row::Maatregel(..) => self.measure_at(row).map(|rij| rij.mutatie.id),
            Row::Start | Row::Rest => None,
        }
    }

    pub fn row_of(&self, record: Id) -> Option<usize> {
        (0..self.rows.len()).find(|row| self.record_at(*row) == Some(record))
    }
}

/// The plans of the onderdeel: the one that was chosen, or else the one that counts now.
fn plan_of(begroting: &Begroting, asked: Asked) -> Option<Id> {
    let own = begroting.plannen.ids_of(Some(asked.onderdeel));
    let latest = latest_plan(begroting).filter(|plan| own.contains(plan));
    asked.plan.filter(|plan| own.contains(plan)).or(latest).or(own.first().copied())
}

/// "begroting", or the name of a scenario.
pub(super) fn scenario_name(begroting: &Begroting, scenario: Option<Id>) -> &str {
    let scenario = scenario.and_then(|id| begroting.scenarios.get(id));
    scenario.map_or("begroting", |scenario| scenario.name.as_str())
}

/// The plan as the budget has it, and under every scenario.
fn scenarios(begroting: &Begroting, plan: Id) -> Vec<(Option<Id>, Tekort)> {
    let ids: Vec<Option<Id>> =
        std::iter::once(None).chain(begroting.scenarios.top().map(|s| Some(s.id))).collect();
    let keuzes: Vec<Keuzes> = ids
        .iter()
        .map(|id| id.map_or_else(Keuzes::default, |id| Keuzes::of(begroting, id)))
        .collect();
    ids.into_iter().zip(Tekort::of_each(begroting, plan, &keuzes)).collect()
}

/// What is left under each, beside what the first leaves.
fn naast(begroting: &Begroting, scenarios: &[(Option<Id>, Tekort)], unit: Unit) -> Vec<Naast> {
    let left =
        |tekort: &Tekort| -> Vec<Decimal> { tekort.jaren().map(|(_, _, _, rest)| rest).collect() };
    let first = scenarios.first().map_or_else(Vec::new, |(_, tekort)| left(tekort));
    let of = |(scenario, tekort): &(Option<Id>, Tekort)| {
        let rest = left(tekort);
        let cell = |(at, rest): (usize, &Decimal)| {
            let difference = first.get(at).map(|base| *rest - base).filter(|d| !d.is_zero());
            let difference = difference.map(|d| format!(" ({})", show_signed(d, unit)));
            format!("{}{}", show(*rest, unit), difference.unwrap_or_default())
        };
        Naast {
            scenario: *scenario,
            name: scenario_name(begroting, *scenario).to_owned(),
            about: chosen(begroting, *scenario),
            cells: rest.iter().enumerate().map(cell).collect(),
            rest,
        }
    };
    scenarios.iter().map(of).collect()
}

/// The rows, and which of them is that of each package.
fn rows(tekort: &Tekort) -> (Vec<Row>, Vec<usize>) {
    let (mut rows, mut heads) = (vec![Row::Start], Vec::new());
    for (nth, pakket) in tekort.pakketten.iter().enumerate() {
        heads.push(rows.len());
        rows.push(Row::Pakket(nth));
        rows.extend((0..pakket.maatregelen.len()).map(|at| Row::Maatregel(nth, at)));
    }
    rows.push(Row::Rest);
    (rows, heads)
}

fn columns(
    begroting: &Begroting,
    kolommen: &[Kolom],
    notation: Notation,
) -> (Vec<Place>, Vec<Column>) {
    let mut all = vec![
        (Place::Aan, Column::text("Aan", size::COLUMN_TICK)),
        (Place::Name, Column::text("Maatregel", size::COLUMN_MEASURE_LEAST).growing()),
        (Place::Zekerheid, Column::text("Zeker", size::COLUMN_CERTAINTY)),
    ];
    let width = size::column_plan(notation.unit);
    // A plan mostly has one column of a year: then the year says enough.
    let jaren: Vec<u16> = kolommen.iter().map(|kolom| kolom.jaar).collect();
    all.extend(kolommen.iter().enumerate().map(|(at, kolom)| {
        let is_only = jaren.iter().filter(|jaar| **jaar == kolom.jaar).count() == 1;
        let title =
            if is_only { kolom.jaar.to_string() } else { title_in(begroting, *kolom, kolommen) };
        let least = if is_only { 0.0 } else { size::COLUMN_STADIUM };
        (Place::Bedrag(at), Column::figures(title, width.max(least)))
    }));
    all.into_iter().unzip()
}
