//! The measures of an onderdeel as a table of the grid.

use std::cell::OnceCell;
use std::collections::HashMap;

use rust_decimal::Decimal;

use super::measures_change;
use super::measures_sums::{Sum, sums};
use super::shape::{STICKY, title_in};
use crate::calc::openstaand::{Over, Plek};
use crate::change::Document;
use crate::display::{Notation, Side};
use crate::model::{
    Bedrag, Begroting, Id, Kolom, Mutatie, Mutatiesoort, Regel, Stadium, Status, Zekerheid,
};
use crate::ui::grid::{
    Action, CellChange, CellView, Column, Head, Refusal, RowKind, RowView, Table, Tone,
};
use crate::ui::overleg;
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

/// The word for a measure that fills no stelpost.
pub(super) const ADDITIONAL: &str = "aanvullend";

/// Rows and columns of the measures, made once per version of the budget.
pub(super) struct MeasuresShape {
    pub onderdeel: Id,
    pub notation: Notation,
    measures: Vec<Id>,
    sums: Vec<Sum>,
    /// Per row what its cells show, from when the row was first seen.
    texts: Vec<OnceCell<Box<[String]>>>,
    places: Vec<Place>,
    /// Every stelpost with the words that choose it.
    pub stelposten: Vec<(Id, String)>,
    head: Head,
}

impl MeasuresShape {
    /// `None` where the onderdeel is gone.
    pub fn new(
        document: &Document,
        (onderdeel, notation): (Id, Notation),
        version: u64,
    ) -> Option<MeasuresShape> {
        let begroting = document.begroting();
        let of = begroting.onderdelen.get(onderdeel)?;
        let kolommen = open_years(document);
        let (places, columns) = columns(begroting, notation, &kolommen);
        let measures = measures_of(begroting, onderdeel);
        let sums = sums(document, onderdeel, &kolommen);
        Some(MeasuresShape {
            onderdeel,
            notation,
            texts: vec![OnceCell::new(); measures.len() + sums.len()],
            measures,
            sums,
            places,
            stelposten: stelposten(document),
            head: Head {
                name: format!("Maatregelen van {} {}, voordeel positief", of.code, of.name),
                version,
                columns,
                sticky: STICKY,
            },
        })
    }

    pub fn row_of(&self, measure: Id) -> Option<usize> {
        self.measures.iter().position(|id| *id == measure)
    }

    pub fn measure_at(&self, row: usize) -> Option<Id> {
        self.measures.get(row).copied()
    }

    fn sum_at(&self, row: usize) -> Option<Sum> {
        self.sums.get(row.checked_sub(self.measures.len())?).copied()
    }
}

/// The measures that work on the onderdeel or on what lies below it, in their own order. One of a plan
/// stands in that, unless it fills a stelpost here.
///
/// Looks at every measure, and not at every onderdeel: there are far fewer of them.
pub(super) fn measures_of(begroting: &Begroting, onderdeel: Id) -> Vec<Id> {
    let mut measures: Vec<&Mutatie> = begroting
        .mutaties
        .iter()
        .filter(|mutatie| mutatie.soort == Mutatiesoort::Maatregel)
        .filter(|mutatie| mutatie.pakket.is_none() || mutatie.stelpost.is_some())
        .filter(|mutatie| begroting.path(mutatie.onderdeel).any(|id| id == onderdeel))
        .collect();
    let depth = |mutatie: &Mutatie| begroting.path(mutatie.onderdeel).count();
    measures.sort_by_cached_key(|m| (depth(m), m.onderdeel, m.order.clone(), m.id));
    measures.into_iter().map(|mutatie| mutatie.id).collect()
}

/// The columns in which a measure can have an amount: it works on a budget that is still open, and
/// a column that follows from another takes the measures of that one.
fn open_years(document: &Document) -> Vec<Kolom> {
    let begroting = document.begroting();
    let is_budget = |stadium: Stadium| {
        matches!(
            stadium,
            Stadium::Raming | Stadium::Begroting | Stadium::Primitief | Stadium::Gewijzigd
        )
    };
    let mut kolommen = begroting.columns();
    kolommen.retain(|kolom| {
        kolom.jaar >= begroting.kop().jaar
            && is_budget(kolom.stadium)
            && document.totals().base(*kolom).is_none()
            && !begroting.is_closed(*kolom)
    });
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
fn stelposten(document: &Document) -> Vec<(Id, String)> {
    let begroting = document.begroting();
    let stelposten = document.totals().stelposten();
    let regels: Vec<&Regel> =
        stelposten.iter().filter_map(|id| begroting.regels.get(*id)).collect();
    let mut count: HashMap<&str, usize> = HashMap::new();
    regels.iter().for_each(|regel| *count.entry(&regel.name).or_default() += 1);
    regels
        .iter()
        .map(|regel| {
            let twice = count.get(regel.name.as_str()).is_some_and(|count| *count > 1);
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

    /// The column whose cells are amounts of this kolom.
    pub fn column_of(&self, kolom: Kolom) -> Option<usize> {
        self.shape.places.iter().position(|place| *place == Place::Amount(kolom))
    }

    /// What a cell shows: written once, when its row is first seen.
    fn text(&self, row: usize, col: usize) -> &str {
        let texts = self.shape.texts.get(row).map(|texts| {
            texts.get_or_init(|| {
                self.shape.places.iter().map(|place| self.write(row, *place)).collect()
            })
        });
        texts.and_then(|texts| texts.get(col)).map_or("", String::as_str)
    }

    fn write(&self, row: usize, place: Place) -> String {
        if let Place::Amount(kolom) = place {
            return self.shape.notation.show_cell(self.bedrag(row, kolom), Side::Saldo);
        }
        if let Some(sum) = self.shape.sum_at(row) {
            return if place == Place::Name { sum.name().to_owned() } else { String::new() };
        }
        let Some(measure) = self.measure(row) else {
            return String::new();
        };
        match place {
            Place::Code => measure.code.clone(),
            Place::Name => measure.name.clone(),
            Place::Working => self.working(measure.stelpost).to_owned(),
            Place::Start => measure.start.map(|jaar| jaar.to_string()).unwrap_or_default(),
            Place::Status => measure.status.word().to_owned(),
            Place::Zekerheid => measure.zekerheid.word().to_owned(),
            Place::Owner => measure.owner.clone(),
            Place::Consequence => measure.consequence.clone(),
            Place::Amount(_) => String::new(),
        }
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

    /// What a question about a cell is about; `None` on a sum.
    pub fn plek(&self, row: usize, col: usize) -> Option<Plek> {
        let measure = self.measure(row)?;
        let kolom = match self.place(col)? {
            Place::Amount(kolom) => Some(kolom),
            _ => None,
        };
        Some(Plek { onderdeel: measure.onderdeel, over: Over::Mutatie(measure.id), kolom })
    }

    /// A positive amount is a voordeel, whatever the signs of the budget.
    fn bedrag(&self, row: usize, kolom: Kolom) -> Option<Bedrag> {
        match self.shape.sum_at(row) {
            Some(sum) => Some(self.sum_bedrag(sum, kolom)),
            None => self.measure(row)?.amounts.get(kolom),
        }
    }
}

impl Table for MeasuresTable<'_> {
    fn head(&self) -> &Head {
        &self.shape.head
    }

    fn row_count(&self) -> usize {
        self.shape.texts.len()
    }

    fn row_key(&self, row: usize) -> u64 {
        match (self.shape.measure_at(row), self.shape.sum_at(row)) {
            (Some(id), _) => id.bits(),
            (None, sum) => 1 << 63 | sum.map_or(0, |sum| sum as u64),
        }
    }

    fn row(&self, row: usize) -> RowView {
        let kind = if self.shape.sum_at(row).is_some() { RowKind::Total } else { RowKind::Body };
        RowView { kind, ..RowView::default() }
    }

    fn row_name(&self, row: usize) -> String {
        match (self.measure(row), self.shape.sum_at(row)) {
            (Some(measure), _) => measure.title(),
            (None, Some(sum)) => sum.name().to_owned(),
            (None, None) => String::new(),
        }
    }

    fn cell(&self, row: usize, col: usize) -> CellView<'_> {
        let Some(place) = self.place(col) else {
            return CellView::fixed("", "bestaat niet");
        };
        let text = self.text(row, col);
        if self.shape.sum_at(row).is_some() {
            return CellView::fixed(text, "is een optelling");
        }
        let Some(measure) = self.measure(row) else {
            return CellView::fixed("", "bestaat niet");
        };
        let is_weak = match place {
            _ if measure.status == Status::Vervallen => true,
            Place::Amount(kolom) => measure.amounts.get(kolom) == Some(Bedrag::Pm),
            _ => false,
        };
        CellView::editable(text).toned(if is_weak { Tone::Weak } else { Tone::Normal })
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
        self.shape.sum_at(row).map(|sum| sum.explanation().to_owned())
    }

    fn remark(&self, row: usize, col: usize) -> Option<String> {
        let kolom = match self.place(col)? {
            Place::Name => None,
            Place::Amount(kolom) => Some(kolom),
            _ => return None,
        };
        overleg::remark(self.document, self.shape.measure_at(row), kolom)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MutatieField;
    use crate::ui::once::Once;
    use crate::ui::test_desk::{JAAR, MAATREGEL, TAAKVELD, TestDesk, begroting, id};

    #[test]
    fn a_frame_writes_no_text_again() {
        let mut desk = TestDesk::new(begroting(), ());
        let amount = |shape: &MeasuresShape, desk: &TestDesk<()>| {
            let table = MeasuresTable { document: &desk.document, shape, wishes: &mut Vec::new() };
            let place = |place: &Place| *place == Place::Amount(JAAR);
            let text = table.text(0, shape.places.iter().position(place).unwrap());
            (text.to_owned(), text.as_ptr())
        };
        let mut once = Once::default();
        let mut shown = |desk: &TestDesk<()>| {
            once.follow(&desk.document, (id(TAAKVELD), desk.view.notation), MeasuresShape::new);
            amount(once.get().unwrap(), desk)
        };
        let euro = MutatieField::Amount(JAAR, Some(Bedrag::Euro(400_000.into())));
        let edit = desk.document.begroting().set(id(MAATREGEL), euro).unwrap().unwrap();
        desk.change("bedrag", vec![edit.clone()]);
        let (text, place) = shown(&desk);
        assert_eq!(text, "400");
        assert_eq!(shown(&desk).1, place, "the same text, not one like it");
        desk.change("leeg", vec![edit.inverse()]);
        assert_eq!(shown(&desk).0, "");
    }
}
