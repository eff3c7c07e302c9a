//! What ticking, choosing and typing do to a plan: in the budget, or in the scenario in view.

use super::shape::{Place, Row, TekortShape, scenario_name};
use super::table::{OFF, ON, TekortTable};
use crate::change::Document;
use crate::change::scenario::choose;
use crate::display::Side;
use crate::model::{Edit, Field, Id, MutatieField, PlanField, Zekerheid};
use crate::ui::grid::{Action, CellChange, Refusal, Table as _, cell_name};
use crate::ui::page::changes::{self, Changes, GONE};
use crate::ui::wish::Wish;

/// All changes of one action as one wish; `None` where nothing changes.
///
/// # Errors
/// The first cell that cannot become what is asked; then nothing is wished.
pub(super) fn wish(
    table: &TekortTable<'_>,
    action: Action,
    cells: &[CellChange],
) -> Result<Option<Wish>, Refusal> {
    let changes = Changes::of_cells(table, cells, |changes, cell| change(table, changes, cell))?;
    Ok(changes.wish(changes::did(action), "het plan"))
}

/// The edits that give a field of a plan a value, in what is looked at.
fn edits(
    document: &Document,
    scenario: Option<Id>,
    id: Id,
    field: impl Into<Field>,
) -> Result<Vec<Edit>, String> {
    let edits = choose(document.begroting(), scenario, id, field);
    edits.map_err(|error| format!("{error}."))
}

/// " in scenario ‘zonder pgb’"; nothing of the budget itself.
fn in_scenario(document: &Document, scenario: Option<Id>) -> String {
    match scenario {
        Some(_) => format!(" in scenario ‘{}’", scenario_name(document.begroting(), scenario)),
        None => String::new(),
    }
}

/// Switches measures on or off, as one action.
///
/// # Errors
/// When what is looked at is gone.
pub(super) fn toggle(
    document: &Document,
    shape: &TekortShape,
    row: usize,
) -> Result<Option<Wish>, String> {
    let mut none = Vec::new();
    let table = TekortTable { document, shape, wishes: &mut none };
    let Some(is_on) = table.is_on(row) else { return Ok(None) };
    let edits = switched(document, shape, row, !is_on)?;
    let why = format!(
        "{} {}{}",
        table.row_name(row),
        if is_on { "uitgezet" } else { "aangezet" },
        in_scenario(document, shape.asked.scenario)
    );
    Ok((!edits.is_empty()).then_some(Wish::Change { why, edits }))
}

/// The edits that switch the measure of a row, or all of a package.
fn switched(
    document: &Document,
    shape: &TekortShape,
    row: usize,
    on: bool,
) -> Result<Vec<Edit>, String> {
    let measures: Vec<Id> = match shape.rows.get(row) {
        Some(Row::Pakket(nth)) => {
            let rij = shape.tekort.pakketten.get(*nth);
            rij.into_iter().flat_map(|rij| &rij.maatregelen).map(|m| m.mutatie.id).collect()
        }
        _ => shape.record_at(row).into_iter().collect(),
    };
    let mut all = Vec::new();
    for measure in measures {
        let field = MutatieField::Uit(!on);
        all.extend(edits(document, shape.asked.scenario, measure, field)?);
    }
    Ok(all)
}

/// Chooses an option of a measure.
///
/// # Errors
/// When what is looked at is gone.
pub(super) fn option(
    document: &Document,
    shape: &TekortShape,
    measure: Id,
    optie: Id,
) -> Result<Option<Wish>, String> {
    let begroting = document.begroting();
    let field = MutatieField::Optie(Some(optie));
    let edits = edits(document, shape.asked.scenario, measure, field)?;
    let title = begroting.mutaties.get(measure).map_or_else(String::new, |m| m.title());
    let chosen = begroting.opties.get(optie).map_or_else(String::new, |optie| optie.title());
    let place = in_scenario(document, shape.asked.scenario);
    let why = format!("{title}: optie {chosen}{place}");
    Ok((!edits.is_empty()).then_some(Wish::Change { why, edits }))
}

/// Chooses the line that the plan starts from.
///
/// # Errors
/// When what is looked at is gone.
pub(super) fn start(
    document: &Document,
    shape: &TekortShape,
    uitgangspunt: crate::model::Uitgangspunt,
) -> Result<Option<Wish>, String> {
    let field = PlanField::Uitgangspunt(uitgangspunt);
    let edits = edits(document, shape.asked.scenario, shape.tekort.plan, field)?;
    let place = in_scenario(document, shape.asked.scenario);
    let why = format!("Uitgangspunt: {}{place}", uitgangspunt.word());
    Ok((!edits.is_empty()).then_some(Wish::Change { why, edits }))
}

fn change(table: &TekortTable<'_>, changes: &mut Changes, cell: &CellChange) -> Result<(), String> {
    let place = table.place(cell.col).ok_or(GONE)?;
    let row = *table.shape.rows.get(cell.row).ok_or(GONE)?;
    let text = changes::typed(table, cell)?;
    let (document, scenario) = (table.document, table.shape.asked.scenario);
    let was = table.edit_text(cell.row, cell.col);
    let (all, now) = match place {
        Place::Aan => {
            let lower = text.to_lowercase();
            let on = match lower.as_str() {
                "aan" | "ja" | "x" | ON => true,
                OFF | "nee" | "" => false,
                _ => return Err(format!("‘{text}’ past hier niet; kies {ON} of {OFF}.")),
            };
            let now = if on { ON } else { OFF };
            (switched(document, table.shape, cell.row, on)?, now.to_owned())
        }
        Place::Zekerheid => {
            let zekerheid = Zekerheid::from_word(&text)
                .ok_or_else(|| format!("‘{text}’ is geen zekerheid; kies er een uit de lijst."))?;
            let id = table.shape.record_at(cell.row).ok_or(GONE)?;
            (edits(document, scenario, id, MutatieField::Zekerheid(zekerheid))?, text)
        }
        Place::Bedrag(at) => {
            let kolom = *table.shape.tekort.kolommen.get(at).ok_or(GONE)?;
            let notation = table.shape.asked.notation;
            let read = changes::read(notation, Side::Saldo, table.bedrag(cell.row, at), &text)?;
            let now = notation.exact_cell(read.new, Side::Saldo);
            let all = match (row, table.shape.record_at(cell.row)) {
                (Row::Start, _) => {
                    let field = PlanField::Amount(kolom, read.new);
                    edits(document, scenario, table.shape.tekort.plan, field)?
                }
                (_, Some(id)) => {
                    edits(document, scenario, id, MutatieField::Amount(kolom, read.new))?
                }
                (_, None) => return Err(GONE.into()),
            };
            (all, now)
        }
        Place::Name => return Err(GONE.into()),
    };
    changes.push_all(all, || {
        let (was, now) = (changes::or_empty(&was), changes::or_empty(&now));
        let place = in_scenario(document, scenario);
        format!("{}: {was} → {now}{place}", cell_name(table, cell.row, cell.col))
    });
    Ok(())
}
