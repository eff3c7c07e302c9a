//! What the selection adds up to, for the status bar.

use rust_decimal::Decimal;

use super::navigate::Range;
use super::order::Order;
use super::table::Table;

/// The selection in figures. Amounts are exact, in the table's own sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Selected cells.
    pub cells: usize,
    /// Those that hold an amount.
    pub amounts: usize,
    /// Their sum; `None` without amounts, or when it is out of range.
    pub sum: Option<Decimal>,
    /// Their mean, under the same conditions.
    pub mean: Option<Decimal>,
}

impl Summary {
    /// Adds up a range.
    pub fn of(table: &dyn Table, order: &Order, range: Range) -> Self {
        let mut cells = 0;
        let mut amounts: usize = 0;
        let mut sum = Some(Decimal::ZERO);
        for row in range.rows().filter_map(|place| order.row(place)) {
            for col in range.cols() {
                cells += 1;
                if let Some(amount) = table.amount(row, col) {
                    amounts += 1;
                    sum = sum.and_then(|sum| sum.checked_add(amount));
                }
            }
        }
        let sum = sum.filter(|_| amounts > 0);
        let mean = sum.and_then(|sum| sum.checked_div(Decimal::from(amounts)));
        Self { cells, amounts, sum, mean }
    }
}
