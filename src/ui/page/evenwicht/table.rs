//! The structural balance as a table of the grid: nothing in it can be typed.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::shape::{EvenwichtShape, Row};
use crate::display::Side;
use crate::model::Bedrag;
use crate::ui::grid::{Action, CellChange, CellView, Head, Refusal, RowKind, RowView, Table, Tone};

/// Rows of sums by year.
pub(super) struct EvenwichtTable<'a> {
    pub shape: &'a EvenwichtShape,
}

const FOLLOWS: &str = "volgt uit de regels";

impl EvenwichtTable<'_> {
    fn row_at(&self, row: usize) -> Option<Row> {
        self.shape.rows.get(row).copied()
    }

    fn text(&self, row: usize, col: usize) -> Cow<'_, str> {
        let Some(of) = self.row_at(row) else { return "".into() };
        let Some(jaar) = col.checked_sub(1).and_then(|at| self.shape.jaren.get(at)) else {
            return of.title().into();
        };
        match of.amount(jaar) {
            Some(euro) => {
                let cell = Some(if of.is_pm(jaar) { Bedrag::Pm } else { Bedrag::Euro(euro) });
                self.shape.asked.notation.show_cell(cell, of.side()).into()
            }
            None => jaar.pm.len().to_string().into(),
        }
    }
}

impl Table for EvenwichtTable<'_> {
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
        let is_total = self.row_at(row).is_some_and(Row::is_total);
        let kind = if is_total { RowKind::Total } else { RowKind::Body };
        RowView { kind, ..RowView::default() }
    }

    fn cell(&self, row: usize, col: usize) -> CellView<'_> {
        let is_short = self.amount(row, col).is_some_and(|euro| euro < Decimal::ZERO);
        let is_verdict = matches!(self.row_at(row), Some(Row::Structureel | Row::Reeel));
        let tone = if is_verdict && is_short { Tone::Worse } else { Tone::Normal };
        CellView::fixed(self.text(row, col), FOLLOWS).toned(tone)
    }

    fn edit_text(&self, row: usize, col: usize) -> String {
        let cell = self.amount(row, col).map(Bedrag::Euro);
        let side = self.row_at(row).map_or(Side::Saldo, Row::side);
        match cell {
            Some(_) => self.shape.asked.notation.exact_cell(cell, side),
            None => self.text(row, col).into_owned(),
        }
    }

    fn amount(&self, row: usize, col: usize) -> Option<Decimal> {
        self.row_at(row)?.amount(self.shape.jaren.get(col.checked_sub(1)?)?)
    }

    fn explain(&self, row: usize, _col: usize) -> Option<String> {
        self.row_at(row)?.explain().map(str::to_owned)
    }

    fn change(&mut self, _action: Action, _cells: &[CellChange]) -> Result<(), Refusal> {
        Err(Refusal::new("Deze tabel volgt uit de regels; wijzig de aard of het bedrag daar."))
    }
}
