//! What typing, choosing and pasting do to the prognoses.

use super::shape::Place;
use super::table::{NO_GROWTH, PrognoseTable, switch};
use crate::change::scenario::{choose, may_choose};
use crate::model::{Edit, Field, PrognoseField, PrognosepostField};
use crate::ui::grid::{Action, CellChange, Refusal, Table as _, cell_name};
use crate::ui::page::changes::{self, Changes, GONE};
use crate::ui::page::lists_change::measured;
use crate::ui::wish::Wish;

/// All changes of one action as one wish; `None` where nothing changes.
///
/// # Errors
/// The first cell that cannot become what is asked; then nothing is wished.
pub(super) fn wish(
    table: &PrognoseTable<'_>,
    action: Action,
    cells: &[CellChange],
) -> Result<Option<Wish>, Refusal> {
    let changes = Changes::of_cells(table, cells, |changes, cell| change(table, changes, cell))?;
    let begroting = table.document.begroting();
    let place = changes::of_part(begroting, "de prognoses", table.shape.onderdeel);
    Ok(changes.wish(changes::did(action), &place))
}

fn change(
    table: &PrognoseTable<'_>,
    changes: &mut Changes,
    cell: &CellChange,
) -> Result<(), String> {
    let place = table.place(cell.col).ok_or(GONE)?;
    let id = table.shape.record_at(cell.row).ok_or(GONE)?;
    let text = changes::typed(table, cell)?;
    let begroting = table.document.begroting();
    let was = table.edit_text(cell.row, cell.col);
    // A post may be tried in a scenario; the name of a prognosis is of the budget.
    let set = |field: Field| -> Result<Vec<Edit>, String> {
        let scenario = table.shape.scenario.filter(|_| may_choose(&field));
        choose(begroting, scenario, id, field).map_err(|error| format!("{error}."))
    };
    let (edits, now) = match (place, table.post(cell.row)) {
        (Place::Name, _) if text.is_empty() => return Err("een naam mag niet leeg zijn.".into()),
        (Place::Name, None) => (set(PrognoseField::Name(text.clone()).into())?, text),
        (Place::Name, Some(_)) => (set(PrognosepostField::Name(text.clone()).into())?, text),
        (Place::Bedrag(kolom), Some(rij)) => {
            let (notation, side) = (table.shape.notation, table.side(cell.row));
            let old = rij.post.amounts.get(kolom);
            let read = changes::read(notation, side, old, &text)?;
            let now = notation.exact_cell(read.new, side);
            (set(PrognosepostField::Amount(kolom, read.new).into())?, now)
        }
        (Place::Aantal(kolom), Some(rij)) => {
            let indicator = rij.post.aantal.and_then(|id| begroting.indicatoren.get(id));
            measured(begroting, indicator.ok_or(GONE)?, kolom, &text)?
        }
        (Place::Groei, Some(_)) => {
            let mut all = begroting.groeivoeten.top();
            let groei = if text.is_empty() || text == NO_GROWTH {
                None
            } else {
                let found = all.find(|groei| groei.name.to_lowercase() == text.to_lowercase());
                Some(found.map(|groei| groei.id).ok_or_else(|| {
                    format!(
                        "‘{text}’ is geen groeivoet van deze begroting; kies er een uit de lijst."
                    )
                })?)
            };
            (set(PrognosepostField::Groei(groei).into())?, text)
        }
        (Place::Schok, Some(_)) => {
            let is_on =
                [false, true].into_iter().find(|is_on| switch(*is_on) == text.to_lowercase());
            let is_on =
                is_on.ok_or_else(|| format!("‘{text}’ past hier niet; kies aan of uit."))?;
            (set(PrognosepostField::Aan(is_on).into())?, text)
        }
        _ => return Err(GONE.into()),
    };
    changes.push_all(edits, || {
        let (was, now) = (changes::or_empty(&was), changes::or_empty(&now));
        format!("{}: {was} → {now}", cell_name(table, cell.row, cell.col))
    });
    Ok(())
}
