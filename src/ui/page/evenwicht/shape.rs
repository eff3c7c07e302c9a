//! The structural balance of a programma by year, made once per version of the budget.

use rust_decimal::Decimal;

use super::words::{lijst, oordeel_in_words};
use crate::calc::structureel::{Structureel, oordeel};
use crate::change::Document;
use crate::display::{Notation, Side};
use crate::model::{Begroting, Id, Kolom, Maat, Soort, Stadium};
use crate::ui::chart::ChartData;
use crate::ui::grid::{Column, Head};
use crate::ui::plan_charts;
use crate::ui::theme::size;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Asked {
    pub onderdeel: Id,
    pub notation: Notation,
    /// The column that the list is of; the one of year t where none was chosen.
    pub kolom: Option<Kolom>,
}

/// A row of the table, from the saldo down to what lasts and what is not certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// A figure as every table has it.
    Maat(Maat),
    /// What is taken out of the resultaat because it does not last.
    Incidenteel(Soort),
    Structureel,
    TeVullen,
    Zacht,
    /// What is left without what is not certain.
    Reeel,
    NietVermeld,
    /// How many regels say pm.
    Pm,
}

impl Row {
    const ALL: [Row; 16] = [
        Row::Maat(Maat::Baten),
        Row::Maat(Maat::Lasten),
        Row::Maat(Maat::Saldo),
        Row::Maat(Maat::Toevoeging),
        Row::Maat(Maat::Onttrekking),
        Row::Maat(Maat::Resultaat),
        Row::Incidenteel(Soort::Baten),
        Row::Incidenteel(Soort::Lasten),
        Row::Incidenteel(Soort::Onttrekking),
        Row::Incidenteel(Soort::Toevoeging),
        Row::Structureel,
        Row::TeVullen,
        Row::Zacht,
        Row::Reeel,
        Row::NietVermeld,
        Row::Pm,
    ];

    pub fn title(self) -> &'static str {
        match self {
            Row::Maat(Maat::Baten) => "Baten",
            Row::Maat(Maat::Lasten) => "Lasten",
            Row::Maat(Maat::Saldo) => "Saldo van baten en lasten",
            Row::Maat(Maat::Toevoeging) => "Toevoeging reserves",
            Row::Maat(Maat::Onttrekking) => "Onttrekking reserves",
            Row::Maat(Maat::Resultaat) => "Resultaat",
            Row::Incidenteel(Soort::Baten) => "Af: incidentele baten",
            Row::Incidenteel(Soort::Lasten) => "Bij: incidentele lasten",
            Row::Incidenteel(Soort::Onttrekking) => "Af: incidentele onttrekkingen",
            Row::Incidenteel(Soort::Toevoeging) => "Bij: incidentele toevoegingen",
            Row::Structureel => "Structureel saldo",
            Row::TeVullen => "Apart: niet-ingevulde stelposten",
            Row::Zacht => "Apart: zachte maatregelen",
            Row::Reeel => "Structureel saldo zonder beide",
            Row::NietVermeld => "Apart: niet vermeld, telt als structureel",
            Row::Pm => "Regels met pm",
        }
    }

    pub fn is_total(self) -> bool {
        matches!(self, Row::Maat(Maat::Saldo | Maat::Resultaat) | Row::Structureel | Row::Reeel)
    }

    /// On which side of the budget its figure is written.
    pub fn side(self) -> Side {
        match self {
            Row::Maat(Maat::Baten | Maat::Onttrekking) => Side::Baten,
            Row::Maat(Maat::Lasten | Maat::Toevoeging) => Side::Lasten,
            _ => Side::Saldo,
        }
    }

    /// Whether nothing but pm stands behind the figure.
    pub fn is_pm(self, of: &Structureel) -> bool {
        matches!(self, Row::Maat(maat) if of.total.is_pm(maat))
    }

    /// Exact euros; `None` where it counts something else.
    pub fn amount(self, of: &Structureel) -> Option<Decimal> {
        Some(match self {
            Row::Maat(maat) => of.total.of(maat),
            Row::Incidenteel(soort @ (Soort::Baten | Soort::Onttrekking)) => {
                -of.incidenteel_van(soort)
            }
            Row::Incidenteel(soort) => of.incidenteel_van(soort),
            Row::Structureel => of.saldo(),
            Row::TeVullen => -of.te_vullen(),
            Row::Zacht => -of.zacht(),
            Row::Reeel => of.reeel(),
            Row::NietVermeld => of.niet_vermeld(),
            Row::Pm => return None,
        })
    }

    /// What it follows from.
    pub fn explain(self) -> Option<&'static str> {
        Some(match self {
            Row::Maat(_) => return None,
            Row::Incidenteel(Soort::Onttrekking | Soort::Toevoeging) => {
                "Mutaties van reserves waarvan de regel niet zegt dat zij structureel zijn"
            }
            Row::Incidenteel(_) => "Regels en vastgestelde wijzigingen die incidenteel zijn",
            Row::Structureel => "Het resultaat zonder wat incidenteel is",
            Row::TeVullen => "Zit in het saldo, en is nog niet door maatregelen gevuld",
            Row::Zacht => "Zit in het saldo of vult een stelpost, en is niet zeker",
            Row::Reeel => "Het structurele saldo als die twee niets opleveren",
            Row::NietVermeld => "Baten en lasten waarvan niemand zei of zij structureel zijn",
            Row::Pm => "Telt in geen van deze bedragen mee",
        })
    }
}

/// A line of the list: what it says, and the regel that it leads to.
pub(super) struct Item {
    pub text: String,
    pub regel: Option<Id>,
}

pub struct EvenwichtShape {
    pub(super) asked: Asked,
    pub(super) jaren: Vec<Structureel>,
    pub(super) rows: Vec<Row>,
    /// The place of the column that the list is of.
    pub(super) at: usize,
    pub(super) lijst: Vec<Item>,
    pub(super) oordeel: String,
    pub(super) chart: ChartData,
    pub(super) head: Head,
}

impl EvenwichtShape {
    /// `None` where the onderdeel is gone.
    pub(super) fn new(document: &Document, asked: Asked, version: u64) -> Option<EvenwichtShape> {
        let (begroting, totals) = (document.begroting(), document.totals());
        let of = begroting.onderdelen.get(asked.onderdeel)?;
        let kolommen = kolommen(begroting);
        let of_kolom =
            |kolom: &Kolom| Structureel::new(begroting, totals, Some(asked.onderdeel), *kolom);
        let jaren: Vec<Structureel> = kolommen.iter().map(of_kolom).collect();
        let t = begroting.kop().jaar;
        let chosen = asked.kolom.and_then(|kolom| kolommen.iter().position(|it| *it == kolom));
        let of_t = kolommen.iter().position(|kolom| kolom.jaar == t);
        let at = chosen.or(of_t).unwrap_or(0);
        let notation = asked.notation;
        let lijst = jaren.get(at).map_or_else(Vec::new, |of| lijst(begroting, of, notation.unit));
        let has_pm = jaren.iter().any(|jaar| !jaar.pm.is_empty());
        let rows = Row::ALL.into_iter().filter(|row| *row != Row::Pm || has_pm).collect();
        let kop = begroting.kop();
        let head = Head {
            name: format!("Structureel evenwicht van {}, {}", of.title(), notation.label()),
            version,
            columns: columns(&kolommen, notation),
            sticky: 1,
        };
        let chart = plan_charts::structureel(&jaren, notation.unit, &kop.version);
        Some(EvenwichtShape {
            asked,
            jaren,
            rows,
            at,
            lijst,
            oordeel: oordeel_in_words(begroting, oordeel(begroting, totals)),
            chart: ChartData::Steps(chart),
            head,
        })
    }
}

/// The columns that are of a whole year.
fn kolommen(begroting: &Begroting) -> Vec<Kolom> {
    let is_whole = |kolom: &Kolom| {
        use Stadium::{Begroting, Gewijzigd, Primitief, Raming, Rekening};
        matches!(kolom.stadium, Raming | Begroting | Primitief | Gewijzigd | Rekening)
    };
    begroting.columns().into_iter().filter(is_whole).collect()
}

/// Each stage under its year.
fn columns(kolommen: &[Kolom], notation: Notation) -> Vec<Column> {
    let width = size::column_amount(notation.unit);
    let first = Column::text("Bijdrage aan het evenwicht", size::COLUMN_MEASURE).growing();
    let years = kolommen.iter().map(|kolom| {
        let title = Column::figures(kolom.stadium.title(), width.max(size::COLUMN_SOORT));
        title.under(kolom.jaar.to_string())
    });
    std::iter::once(first).chain(years).collect()
}
