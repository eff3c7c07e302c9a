//! What typing and pasting do to the lines of a wijziging.

use super::lines::Place;
use super::lines_table::LinesTable;
use crate::calc::wijziging::called;
use crate::change::wijziging::{set_amount, set_elders, title_of_line};
use crate::display::{Side, Signs};
use crate::model::Bedrag;
use crate::ui::grid::{Action, CellChange, Input, Refusal};
use crate::ui::page::changes::{self, Changes, Entry, GONE, InStep};
use crate::ui::wish::Wish;

/// All changes of one action as one wish; `None` where nothing changes.
///
/// # Errors
/// The first cell that cannot become what is asked; then nothing is wished.
pub(super) fn wish(
    table: &LinesTable<'_>,
    action: Action,
    cells: &[CellChange],
) -> Result<Option<Wish>, Refusal> {
    let mut step = InStep::new(table.document.begroting());
    let changes =
        Changes::of_cells(table, cells, |changes, cell| change(table, changes, &mut step, cell))?;
    let place = table.wijziging().map(called).unwrap_or_default();
    Ok(changes.wish(changes::did(action), &place))
}

fn change(
    table: &LinesTable<'_>,
    changes: &mut Changes,
    step: &mut InStep<'_>,
    cell: &CellChange,
) -> Result<(), String> {
    let line = table.line(cell.row).ok_or(GONE)?;
    let place = table.place(cell.col).ok_or(GONE)?;
    let of = table.wijziging().map(called).unwrap_or_default();
    let title = title_of_line(table.document.begroting(), line);
    let (edits, values) = match place {
        Place::Change(kolom) => {
            let (side, old) = (table.side(cell.row), line.amounts.get(kolom));
            let entry = entry(table, cell, side, old)?;
            let edits = set_amount(step.begroting()?, line.id, kolom, entry.new);
            let values = changes::from_to(table.shape.notation, side, old, entry.new);
            (edits, format!("{}: {values}{}", kolom.title(), entry.note))
        }
        _ => {
            let text = changes::typed(table, cell)?;
            let edits = set_elders(step.begroting()?, line.id, &text);
            (edits, format!("elders wordt {}", changes::or_empty(&text)))
        }
    };
    let edits = edits.map_err(|error| format!("{error}."))?;
    step.take(&edits);
    changes.push_all(edits, || format!("{of}, {title} {values}"));
    Ok(())
}

/// What the cell becomes, in the sign of the model.
fn entry(
    table: &LinesTable<'_>,
    cell: &CellChange,
    side: Side,
    old: Option<Bedrag>,
) -> Result<Entry, String> {
    let signs: Signs = table.shape.notation.signs;
    let plain = |new| Ok(Entry { new, note: String::new() });
    match &cell.input {
        Input::Empty => plain(None),
        Input::Text(text) => changes::read(table.shape.notation, side, old, text),
        // As it is shown: what lowers the lasten there lowers the saldo here.
        Input::CopyOf { row, col } => {
            let from = table.place(*col).and_then(|place| table.bedrag(*row, place));
            plain(match from {
                Some(Bedrag::Euro(euro)) => {
                    let shown = signs.to_shown(table.side(*row), euro);
                    Some(Bedrag::Euro(signs.to_model(side, shown)))
                }
                other => other,
            })
        }
    }
}
