//! A typed sign that may be a slip: it is asked about before it becomes an amount.

use rust_decimal::Decimal;

use super::budget_change::row_name;
use super::budget_table::{BudgetTable, Slot};
use crate::calc::overzicht::Own;
use crate::display::Side;
use crate::model::Bedrag;
use crate::ui::grid::{CellChange, Input, Table as _};
use crate::ui::wish::{Answer, Ask, Typed, Wish};

/// An amount whose sign is seldom meant.
#[derive(Clone)]
pub(super) struct Slip {
    kind: Kind,
    /// In the model's sign, as it was typed.
    pub typed: Decimal,
    /// "6.72.8 zorgvormen, Begroting 2019 (× € 1.000)".
    cell: String,
    side: Side,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Lasten with a plus where they are shown with a minus: a correction, or a forgotten minus.
    Lasten,
    /// A stelpost that raises the lasten, which it is there to lower.
    Stelpost,
}

impl Slip {
    /// What `new`, in the model's sign, looks like in this cell. A cell that was a correction
    /// already may stay one.
    pub fn of(table: &BudgetTable<'_>, cell: &CellChange, new: Option<Bedrag>) -> Option<Slip> {
        let item = table.item(cell.row)?;
        let Slot { own, kolom, old, side } = table.slot(cell.row, cell.col)?;
        let Some(Bedrag::Euro(typed)) = new else { return None };
        let regel = match own {
            Own::Regel(id) => table.document.begroting().regels.get(id),
            Own::New { .. } => None,
        };
        let kind = if regel.is_some_and(|regel| regel.stelpost) {
            // A stelpost takes off the lasten: in the model it is below zero.
            (side == Side::Lasten && typed > Decimal::ZERO).then_some(Kind::Stelpost)?
        } else {
            let was_correction = matches!(old, Some(Bedrag::Euro(old)) if old < Decimal::ZERO);
            let asks = !was_correction && table.notation().signs.asks_about(side, typed);
            asks.then_some(Kind::Lasten)?
        };
        let unit = table.notation().unit.label();
        let cell = format!("{}, {} ({unit})", row_name(table, item), kolom.title());
        Some(Slip { kind, typed, cell, side })
    }

    /// The amount as typed and with the other sign: "+900" and "-900".
    fn both(&self, table: &BudgetTable<'_>) -> [String; 2] {
        let notation = table.notation();
        let amounts = [self.typed, -self.typed].map(|euro| Some(Bedrag::Euro(euro)));
        let shown = amounts.map(|amount| notation.show_cell(amount, self.side));
        // Rounding may hide the sign.
        let texts = if shown[0] == shown[1] {
            amounts.map(|amount| notation.exact_cell(amount, self.side))
        } else {
            shown
        };
        texts.map(|text| if text.starts_with('-') { text } else { format!("+{text}") })
    }
}

/// The question about all slips of one action. `then` holds what is done with the other sign and
/// what is done as typed; `last` leaves the budget as it is.
pub(super) fn ask(
    table: &BudgetTable<'_>,
    slips: &[Slip],
    then: [Option<Wish>; 2],
    last: Answer,
) -> Wish {
    let first = slips.first();
    let is = |kind| slips.iter().all(|slip| slip.kind == kind);
    let [mut turned, mut kept] = if is(Kind::Lasten) {
        ["Als lasten", "Als correctie"]
    } else if is(Kind::Stelpost) {
        ["Als verlaging", "Als verhoging"]
    } else {
        ["Met het andere teken", "Zoals ingevoerd"]
    }
    .map(str::to_owned);
    let [as_typed, other] = first.map(|slip| slip.both(table)).unwrap_or_default();
    let cell = first.map_or("", |slip| &slip.cell);
    let text = match slips {
        [slip] => {
            turned += &format!(" ({other})");
            kept += &format!(" ({as_typed})");
            match slip.kind {
                Kind::Lasten => format!(
                    "{cell}: lasten staan hier met een min. Bedoelt u {other} (lasten) of een \
                     correctie van {as_typed}?"
                ),
                Kind::Stelpost => format!(
                    "{cell}: een stelpost vermindert de lasten, en {as_typed} verhoogt ze. \
                     Bedoelt u {other}?"
                ),
            }
        }
        _ => {
            let rule = if is(Kind::Lasten) {
                "Lasten staan hier met een min"
            } else if is(Kind::Stelpost) {
                "Een stelpost vermindert de lasten"
            } else {
                "Lasten staan hier met een min, en een stelpost vermindert de lasten"
            };
            format!(
                "{rule}, maar {} bedragen hebben het andere teken. Het eerste is {cell}: \
                 {as_typed}. Wat bedoelt u met deze bedragen?",
                slips.len()
            )
        }
    };
    let [then_turned, then_kept] = then;
    let answers = vec![Answer::new(turned, then_turned), Answer::new(kept, then_kept), last];
    Wish::Ask(Ask { title: "Klopt het teken?".into(), text, answers })
}

/// The answer that opens the cell again, with what was typed in it.
pub(super) fn back_to_cell(table: &BudgetTable<'_>, cell: &CellChange) -> Answer {
    let text = match &cell.input {
        Input::Text(text) => text.clone(),
        Input::Empty | Input::CopyOf { .. } => table.edit_text(cell.row, cell.col),
    };
    let typed = Typed {
        onderdeel: table.shape.onderdeel(),
        row: table.row_key(cell.row),
        col: table.column_key(cell.col),
        text,
    };
    Answer::new("Terug naar de cel", [Wish::Retype(typed)])
}
