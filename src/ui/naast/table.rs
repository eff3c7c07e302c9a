//! A comparison as a table of the grid: nothing in it can be typed.

use rust_decimal::Decimal;

use super::shape::VergelijkShape;
use crate::calc::verschillen::Rij;
use crate::display::exact;
use crate::ui::grid::{Action, CellChange, CellView, Head, Refusal, RowKind, RowView, Table, Tone};

pub(super) struct VergelijkTable<'a> {
    pub shape: &'a VergelijkShape,
}

const VERSCHIL: usize = 3;
const OORDEEL: usize = 4;
const FIRST_OF_MAKER: usize = 6;

impl VergelijkTable<'_> {
    fn text(&self, row: usize, col: usize) -> &str {
        let Some(text) = self.shape.texts.get(row) else { return "" };
        match col {
            0 => &text.wat,
            1 => &text.oud,
            2 => &text.nieuw,
            VERSCHIL => &text.verschil,
            OORDEEL => text.oordeel,
            5 => &text.aard,
            _ => text.maker.get(col - FIRST_OF_MAKER).map_or("", String::as_str),
        }
    }
}

impl Table for VergelijkTable<'_> {
    fn head(&self) -> &Head {
        &self.shape.head
    }

    fn row_count(&self) -> usize {
        self.shape.rows.len()
    }

    fn row_key(&self, row: usize) -> u64 {
        row as u64
    }

    fn row(&self, row: usize) -> RowView {
        let depth = self.shape.rows.get(row).map_or(0, Rij::depth);
        let kind = if depth == 0 { RowKind::Total } else { RowKind::Body };
        let parent = self.shape.parents.get(row).copied().flatten();
        // What is told in words stands before empty columns of figures.
        RowView { depth, kind, parent, runs_on: true, ..RowView::default() }
    }

    fn cell(&self, row: usize, col: usize) -> CellView<'_> {
        let worse = matches!(col, VERSCHIL | OORDEEL)
            && self.shape.texts.get(row).is_some_and(|text| text.oordeel == "N");
        let tone = match self.shape.rows.get(row) {
            _ if worse => Tone::Worse,
            Some(Rij::Onderdeel { .. } | Rij::Plaats(_)) => Tone::Bold,
            _ => Tone::Normal,
        };
        CellView::fixed(self.text(row, col), "is een verschil tussen twee versies").toned(tone)
    }

    fn edit_text(&self, row: usize, col: usize) -> String {
        match self.amount(row, col) {
            Some(euro) => exact(euro, self.shape.zicht.notation.unit),
            None => self.text(row, col).to_owned(),
        }
    }

    fn amount(&self, row: usize, col: usize) -> Option<Decimal> {
        self.shape.texts.get(row).filter(|_| col == VERSCHIL)?.euro
    }

    fn change(&mut self, _action: Action, _cells: &[CellChange]) -> Result<(), Refusal> {
        Err(Refusal::new(
            "Een verschil is niet te typen; neem het over, of wijzig het op de pagina.",
        ))
    }
}
