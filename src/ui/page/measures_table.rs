//! The measures of an onderdeel as a table of the grid.

use rust_decimal::Decimal;

use super::measures_change;
use super::shape::title_in;
use crate::calc::Total;
use crate::change::Document;
use crate::display::{Notation, Side};
use crate::model::{Bedrag, Begroting, Id, Kolom, Mutatie, Regel, Status, Zekerheid};
use crate::ui::grid::{
    Action, CellChange, CellView, Column, Refusal, RowKind, RowView, Table, Tone,
};
use crate::ui::theme::size;
use crate::ui::wish::Wish;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Code,
    Name,
    /// Additional, or the stelpost that it fills.
    Working,
    Start,
    Status,
    Zekerheid,
    Owner,
    Amount(Kolom),
    Consequence,
}

/// The sums below the measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sum {
    Additional,
    Filled,
    Rest,
    After,
}

const SUMS: [Sum; 4] = [Sum::Additional, Sum::Filled, Sum::Rest, Sum::After];

/// The word for a measure that fills no stelpost.
pub(super) const ADDITIONAL: &str = "aanvullend";

/// Rows and columns of the measures, made once per version of the budget.
pub(super) struct MeasuresShape {
    pub onderdeel: Id,
    pub notation: Notation,
    rows: Vec<Id>,
    places: Vec<Place>,
    columns: Vec<Column>,
    /// Every stelpost with the words that choose it.
    pub stelposten: Vec<(Id, String)>,
    name: String,
    of_version: u64,
    version: u64,
}

impl MeasuresShape {
    /// `known` where it still holds, or else a new one; `None` where the onderdeel is gone.
    pub fn follow(
        known: Option<MeasuresShape>,
        document: &Document,
        onderdeel: Id,
        notation: Notation,
    ) -> Option<MeasuresShape> {
        let of_version = document.version();
        let version = match known {
            Some(shape)
                if shape.of_version == of_version
                    && shape.onderdeel == onderdeel
                    && shape.notation == notation =>
            {
                return Some(shape);
            }
            Some(shape) => shape.version + 1,
            None => 0,
        };
        let begroting = document.begroting();
        let of = begroting.onderdelen.get(onderdeel)?;
        let kolommen = open_years(begroting);
        let (places, columns) = columns(begroting, notation, &kolommen);
        Some(MeasuresShape {
            onderdeel,
            notation,
            rows: measures_of(begroting, onderdeel),
            places,
            columns,
            stelposten: stelposten(begroting),
            name: format!("Maatregelen van {} {}, voordeel positief", of.code, of.name),
            of_version,
            version,
        })
    }

    pub fn row_of(&self, measure: Id) -> Option<usize> {
        self.rows.iter().position(|id| *id == measure)
    }

    pub fn measure_at(&self, row: usize) -> Option<Id> {
        self.rows.get(row).copied()
    }
}

/// The measures that work on the onderdeel or on what lies below it, in their own order.
///
/// Looks at every measure, and not at every onderdeel: there are far fewer of them.
pub(super) fn measures_of(begroting: &Begroting, onderdeel: Id) -> Vec<Id> {
    let mut measures: Vec<&Mutatie> = begroting
        .mutaties
        .iter()
        .filter(|mutatie| begroting.path(mutatie.onderdeel).any(|id| id == onderdeel))
        .collect();
    let depth = |mutatie: &Mutatie| begroting.path(mutatie.onderdeel).count();
    measures.sort_by(|a, b| {
        (depth(a), a.onderdeel, &a.order, a.id).cmp(&(depth(b), b.onderdeel, &b.order, b.id))
    });
    measures.into_iter().map(|mutatie| mutatie.id).collect()
}

/// The columns in which a measure can have an amount.
fn open_years(begroting: &Begroting) -> Vec<Kolom> {
    let mut kolommen = begroting.columns();
    kolommen.retain(|kolom| kolom.jaar >= begroting.kop().jaar && !begroting.is_closed(*kolom));
    kolommen
}

fn columns(
    begroting: &Begroting,
    notation: Notation,
    kolommen: &[Kolom],
) -> (Vec<Place>, Vec<Column>) {
    let mut all = vec![
        (Place::Code, Column::text("Code", size::COLUMN_CODE)),
        (Place::Name, Column::text("Maatregel", size::COLUMN_MEASURE).growing()),
        (Place::Working, Column::text("Werking", size::COLUMN_WORKING)),
    ];
    let width = size::column_amount(notation.unit);
    all.extend(kolommen.iter().map(|kolom| {
        let title = title_in(begroting, *kolom, kolommen);
        let least = if kolom.jaar == begroting.kop().jaar { size::COLUMN_STADIUM } else { 0.0 };
        (Place::Amount(*kolom), Column::figures(title, width.max(least)))
    }));
    all.extend([
        (Place::Start, Column::text("Start", size::COLUMN_START)),
        (Place::Status, Column::text("Status", size::COLUMN_WORD)),
        (Place::Zekerheid, Column::text("Zekerheid", size::COLUMN_WORD)),
        (Place::Owner, Column::text("Eigenaar", size::COLUMN_WORD)),
        (Place::Consequence, Column::text("Gevolg", size::COLUMN_CONSEQUENCE)),
    ]);
    all.into_iter().unzip()
}

/// Every stelpost by name, with the code of its onderdeel where a name comes twice.
fn stelposten(begroting: &Begroting) -> Vec<(Id, String)> {
    let regels: Vec<&Regel> = begroting.regels.iter().filter(|regel| regel.stelpost).collect();
    regels
        .iter()
        .map(|regel| {
            let twice = regels.iter().any(|other| other.id != regel.id && other.name == regel.name);
            let code = begroting.onderdelen.get(regel.onderdeel).filter(|_| twice);
            let code = code.map(|onderdeel| format!(" ({})", onderdeel.code)).unwrap_or_default();
            (regel.id, format!("vult stelpost {}{code}", regel.name))
        })
        .collect()
}

/// Rows of measures with their sums; edits become wishes.
pub(super) struct MeasuresTable<'a> {
    pub document: &'a Document,
    pub shape: &'a MeasuresShape,
    pub wishes: &'a mut Vec<Wish>,
}

impl MeasuresTable<'_> {
    pub fn measure(&self, row: usize) -> Option<&Mutatie> {
        self.document.begroting().mutaties.get(self.shape.measure_at(row)?)
    }

    pub fn place(&self, col: usize) -> Option<Place> {
        self.shape.places.get(col).copied()
    }

    fn sum(&self, row: usize) -> Option<Sum> {
        SUMS.get(row.checked_sub(self.shape.rows.len())?).copied()
    }

    fn sum_bedrag(&self, sum: Sum, kolom: Kolom) -> Bedrag {
        let total = self.document.totals().get(self.shape.onderdeel, kolom);
        match sum.of(&total) {
            amount if amount.is_zero() && sum.is_pm(&total) => Bedrag::Pm,
            amount => Bedrag::Euro(amount),
        }
    }

    /// "aanvullend", or the stelpost that a measure fills.
    pub fn working(&self, stelpost: Option<Id>) -> &str {
        stelpost
            .and_then(|id| self.shape.stelposten.iter().find(|(other, _)| *other == id))
            .map_or(ADDITIONAL, |(_, words)| words)
    }

    /// A positive amount is a voordeel, whatever the signs of the budget.
    fn bedrag(&self, row: usize, kolom: Kolom) -> Option<Bedrag> {
        match self.sum(row) {
            Some(sum) => Some(self.sum_bedrag(sum, kolom)),
            None => self.measure(row)?.amounts.get(kolom),
        }
    }
}

impl Table for MeasuresTable<'_> {
    fn name(&self) -> &str {
        &self.shape.name
    }

    fn version(&self) -> u64 {
        self.shape.version
    }

    fn columns(&self) -> &[Column] {
        &self.shape.columns
    }

    fn sticky_columns(&self) -> usize {
        2
    }

    fn row_count(&self) -> usize {
        self.shape.rows.len() + SUMS.len()
    }

    fn row_key(&self, row: usize) -> u64 {
        match (self.shape.measure_at(row), self.sum(row)) {
            (Some(id), _) => id.bits(),
            (None, sum) => 1 << 63 | sum.map_or(0, |sum| sum as u64),
        }
    }

    fn row(&self, row: usize) -> RowView {
        let kind = if self.sum(row).is_some() { RowKind::Total } else { RowKind::Body };
        RowView { kind, ..RowView::default() }
    }

    fn row_name(&self, row: usize) -> String {
        match (self.measure(row), self.sum(row)) {
            (Some(measure), _) => format!("{} {}", measure.code, measure.name).trim().to_owned(),
            (None, Some(sum)) => sum.name().to_owned(),
            (None, None) => String::new(),
        }
    }

    fn cell(&self, row: usize, col: usize) -> CellView<'_> {
        let Some(place) = self.place(col) else {
            return CellView::fixed("", "bestaat niet");
        };
        if let Some(sum) = self.sum(row) {
            let text = match place {
                Place::Amount(kolom) => {
                    self.shape.notation.show_cell(Some(self.sum_bedrag(sum, kolom)), Side::Saldo)
                }
                Place::Name => sum.name().to_owned(),
                _ => String::new(),
            };
            return CellView::fixed(text, "is een optelling");
        }
        let Some(measure) = self.measure(row) else {
            return CellView::fixed("", "bestaat niet");
        };
        let lapsed = measure.status == Status::Vervallen;
        let cell = match place {
            Place::Code => CellView::editable(measure.code.as_str()),
            Place::Name => CellView::editable(measure.name.as_str()),
            Place::Working => CellView::editable(self.working(measure.stelpost)),
            Place::Start => {
                CellView::editable(measure.start.map(|jaar| jaar.to_string()).unwrap_or_default())
            }
            Place::Status => CellView::editable(measure.status.word()),
            Place::Zekerheid => CellView::editable(measure.zekerheid.word()),
            Place::Owner => CellView::editable(measure.owner.as_str()),
            Place::Consequence => CellView::editable(measure.consequence.as_str()),
            Place::Amount(kolom) => {
                let bedrag = measure.amounts.get(kolom);
                let tone = if bedrag == Some(Bedrag::Pm) { Tone::Weak } else { Tone::Normal };
                CellView::editable(self.shape.notation.show_cell(bedrag, Side::Saldo)).toned(tone)
            }
        };
        if lapsed { cell.toned(Tone::Weak) } else { cell }
    }

    fn edit_text(&self, row: usize, col: usize) -> String {
        match self.place(col) {
            Some(Place::Amount(kolom)) => {
                self.shape.notation.exact_cell(self.bedrag(row, kolom), Side::Saldo)
            }
            _ => self.cell(row, col).text.into_owned(),
        }
    }

    fn amount(&self, row: usize, col: usize) -> Option<Decimal> {
        let Some(Place::Amount(kolom)) = self.place(col) else {
            return None;
        };
        match self.bedrag(row, kolom) {
            Some(Bedrag::Euro(euro)) => Some(euro),
            _ => None,
        }
    }

    fn explain(&self, row: usize, col: usize) -> Option<String> {
        self.place(col)?;
        self.sum(row).map(|sum| sum.explanation().to_owned())
    }

    fn choices(&self, row: usize, col: usize) -> Vec<String> {
        if self.measure(row).is_none() {
            return Vec::new();
        }
        let words = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
        match self.place(col) {
            Some(Place::Working) => std::iter::once(ADDITIONAL)
                .chain(self.shape.stelposten.iter().map(|(_, words)| words.as_str()))
                .map(str::to_owned)
                .collect(),
            Some(Place::Status) => words(Status::ALL.iter().map(|s| s.word()).collect()),
            Some(Place::Zekerheid) => words(Zekerheid::ALL.iter().map(|z| z.word()).collect()),
            _ => Vec::new(),
        }
    }

    fn change(&mut self, action: Action, cells: &[CellChange]) -> Result<(), Refusal> {
        let wish = measures_change::wish(self, action, cells)?;
        self.wishes.extend(wish);
        Ok(())
    }
}

impl Sum {
    fn of(self, total: &Total) -> Decimal {
        match self {
            Sum::Additional => total.additional,
            Sum::Filled => total.filled,
            Sum::Rest => total.to_fill(),
            Sum::After => total.saldo_after_measures(),
        }
    }

    /// Whether nothing but pm stands behind a zero.
    fn is_pm(self, total: &Total) -> bool {
        match self {
            Sum::Rest => {
                total.pm.stelpost > 0 && total.stelpost.is_zero() && total.filled.is_zero()
            }
            Sum::Additional | Sum::Filled | Sum::After => false,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Sum::Additional => "Totaal aanvullend",
            Sum::Filled => "Totaal vult stelpost",
            Sum::Rest => "Rest stelpost, nog te vullen",
            Sum::After => "Saldo na maatregelen",
        }
    }

    fn explanation(self) -> &'static str {
        match self {
            Sum::Additional => {
                "Telt de maatregelen op die geen stelpost vullen en niet zijn vervallen; een pm \
                 telt niet mee."
            }
            Sum::Filled => {
                "Telt op wat maatregelen vullen van de stelposten van dit onderdeel; een pm telt \
                 niet mee."
            }
            Sum::Rest => "De stelposten van dit onderdeel min wat maatregelen ervan vullen.",
            Sum::After => {
                "Het saldo van de begroting plus de aanvullende maatregelen; een stelpost vullen \
                 laat het saldo gelijk."
            }
        }
    }
}
