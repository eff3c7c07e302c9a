//! What the commands do with the row of a plan that the cursor is on.

use super::shape::Row;
use crate::ui::command::{Command, Plan};
use crate::ui::page::PageState;
use crate::ui::plan_form::Planvorm;
use crate::ui::view::Tab;
use crate::ui::wish::{Desk, Wish};

/// Does a command on the plan that is on the screen; `false` where it is about something else.
pub fn on_plan(desk: &mut Desk<'_>, state: &PageState, command: Command) -> bool {
    let selected = desk.view.selected.filter(|_| desk.view.tab == Tab::Tekort);
    let shape = state.tekort.shape.get();
    let found = selected.zip(shape).filter(|(id, shape)| *id == shape.asked.onderdeel);
    let Some((onderdeel, shape)) = found else { return false };
    let grid = state.grids.get(&(onderdeel, Tab::Tekort));
    let row = grid.and_then(|grid| grid.cursor_cell()).map_or(0, |(row, _)| row);
    let is_sum = matches!(shape.rows.get(row), Some(Row::Start | Row::Rest) | None);
    let form = match command {
        Command::Plan(Plan::Begin) => Ok(Planvorm::NewPlan(onderdeel)),
        Command::Plan(Plan::AddPakket) => Ok(Planvorm::NewPakket(shape.tekort.plan)),
        Command::Plan(Plan::AddOptie) => shape
            .measure_at(row)
            .map(|rij| Planvorm::NewOptie(rij.mutatie.id))
            .ok_or("Zet de cursor eerst op een maatregel."),
        Command::AddMeasure => shape
            .pakket_at(row)
            .map(Planvorm::NewMeasure)
            .ok_or("Voeg eerst een pakket toe; een maatregel hoort bij een pakket."),
        Command::Rename => shape
            .changed_by(row)
            .map(Planvorm::Change)
            .ok_or("Het resterende tekort volgt uit de rijen erboven."),
        // What is selected in the tree is not meant.
        Command::Remove if is_sum => Err("Zet de cursor eerst op een maatregel of pakket."),
        Command::Move | Command::MoveUp | Command::MoveDown => {
            Err("Maatregelen staan op volgorde van hun code; wijzig die in het formulier.")
        }
        _ => return false,
    };
    desk.wishes.push(form.map_or_else(|why| Wish::Warn(why.into()), Wish::FillPlan));
    true
}

/// Begins a plan on the onderdeel in view. What is added to one, is added where it is shown.
pub fn on_no_plan(desk: &mut Desk<'_>, what: Plan) {
    let form = match (what, desk.view.selected) {
        (Plan::Begin, Some(onderdeel)) => Ok(Planvorm::NewPlan(onderdeel)),
        (Plan::Begin, None) => Err("Kies eerst een onderdeel in de boom."),
        (Plan::AddPakket | Plan::AddOptie, _) => {
            Err("Ga eerst naar het tabblad ‘Van tekort naar sluitend’ van een plan.")
        }
    };
    desk.wishes.push(form.map_or_else(|why| Wish::Warn(why.into()), Wish::FillPlan));
}
