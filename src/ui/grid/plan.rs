//! From a range and a gesture to the changes of cells: complete, or a refusal that names the cell.

use super::navigate::{Place, Range};
use super::order::Order;
use super::table::{Access, CellChange, Input, Refusal, Table, cell_name};
use super::tsv;

/// Which way a fill copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The top row of the range to the rows below it.
    Down,
    /// The left column of the range to the columns at its right.
    Right,
}

/// The exact values of a range as tab separated text.
pub fn copy(table: &dyn Table, order: &Order, range: Range) -> String {
    tsv::write(
        range
            .rows()
            .filter_map(|place| order.row(place))
            .map(|row| range.cols().map(move |col| table.edit_text(row, col))),
    )
}

/// The changes that empty a range. Cells that are empty already are left out.
///
/// # Errors
/// When a filled cell in the range accepts no change.
pub fn clear(table: &dyn Table, order: &Order, range: Range) -> Result<Vec<CellChange>, Refusal> {
    let mut changes = Vec::new();
    for row in range.rows().filter_map(|place| order.row(place)) {
        for col in range.cols() {
            if !table.edit_text(row, col).is_empty() {
                accept(table, row, col)?;
                changes.push(CellChange { row, col, input: Input::Empty });
            }
        }
    }
    Ok(changes)
}

/// The changes that put pasted text on the cells from the top left of a range. One pasted cell
/// fills the whole range. Cells that already hold the pasted text are left out.
///
/// # Errors
/// When the text is no rectangle, does not fit, or meets a cell that accepts no change.
pub fn paste(
    table: &dyn Table,
    order: &Order,
    range: Range,
    text: &str,
) -> Result<Vec<CellChange>, Refusal> {
    let rows = tsv::read(text);
    let Some(width) = rows.first().map(Vec::len) else {
        return Err(Refusal::new("Er staat niets op het klembord om te plakken."));
    };
    if let Some(at) = rows.iter().position(|row| row.len() != width) {
        return Err(Refusal::new(format!(
            "Niet geplakt: rij {} van het klembord heeft {} kolommen en de eerste rij {width}. \
             Kopieer een rechthoek van cellen.",
            at + 1,
            rows.get(at).map_or(0, Vec::len),
        )));
    }
    let first = range.first;
    let spread = rows.len() == 1 && width == 1;
    let (high, wide) = if spread { (range.height(), range.width()) } else { (rows.len(), width) };
    let room_down = order.len().saturating_sub(first.row);
    let room_right = table.columns().len().saturating_sub(first.col);
    if high > room_down || wide > room_right {
        let message = format!(
            "Niet geplakt: {high} × {wide} cellen passen hier niet, vanaf deze cel zijn er \
             {room_down} × {room_right}. Er is niets veranderd."
        );
        return Err(match order.row(first.row) {
            Some(row) => Refusal::at(row, first.col, message),
            None => Refusal::new(message),
        });
    }
    let mut changes = Vec::new();
    for down in 0..high {
        let Some(row) = order.row(first.row + down) else {
            continue;
        };
        let Some(texts) = (if spread { rows.first() } else { rows.get(down) }) else {
            continue;
        };
        for right in 0..wide {
            let col = first.col + right;
            let Some(text) = texts.get(if spread { 0 } else { right }).map(|t| t.trim()) else {
                continue;
            };
            if text == table.edit_text(row, col) {
                continue;
            }
            accept(table, row, col)?;
            let input = if text.is_empty() { Input::Empty } else { Input::Text(text.to_owned()) };
            changes.push(CellChange { row, col, input });
        }
    }
    Ok(changes)
}

/// The changes that copy the first row (or column) of a range over the rest of it; a single row
/// (or column) takes the one before it. Cells that hold the same value are left out.
///
/// # Errors
/// When there is nothing to copy from, or a cell accepts no change.
pub fn fill(
    table: &dyn Table,
    order: &Order,
    range: Range,
    direction: Direction,
) -> Result<Vec<CellChange>, Refusal> {
    let mut range = range;
    let nothing =
        || Refusal::new("Niet doorgevoerd: er staat geen cel voor om de waarde van over te nemen.");
    match direction {
        Direction::Down if range.height() == 1 => {
            range.first.row = range.first.row.checked_sub(1).ok_or_else(nothing)?;
        }
        Direction::Right if range.width() == 1 => {
            range.first.col = range.first.col.checked_sub(1).ok_or_else(nothing)?;
        }
        _ => {}
    }
    let mut changes = Vec::new();
    for place in range.rows() {
        for col in range.cols() {
            let from = match direction {
                Direction::Down => Place { row: range.first.row, col },
                Direction::Right => Place { row: place, col: range.first.col },
            };
            let to = Place { row: place, col };
            let (Some(source), Some(row)) = (order.row(from.row), order.row(to.row)) else {
                continue;
            };
            if from == to || table.edit_text(source, from.col) == table.edit_text(row, col) {
                continue;
            }
            accept(table, row, col)?;
            changes.push(CellChange {
                row,
                col,
                input: Input::CopyOf { row: source, col: from.col },
            });
        }
    }
    Ok(changes)
}

/// Whether a cell accepts a change.
///
/// # Errors
/// The cell by name with the table's reason.
pub fn accept(table: &dyn Table, row: usize, col: usize) -> Result<(), Refusal> {
    let advice = match table.cell(row, col).access {
        Access::Yes => return Ok(()),
        Access::Never(reason) => reason.into_owned(),
        Access::Locked(reason) => {
            format!("{reason}. Open de kolom eerst met het slot in de kop")
        }
    };
    Err(Refusal::at(row, col, format!("{} {advice}.", cell_name(table, row, col))))
}
