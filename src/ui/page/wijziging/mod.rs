//! "Wijzigingen": the decisions that lead from primitief to gewijzigd, and the lines of the one that
//! is chosen below them.

mod actions;
mod lines;
mod lines_change;
mod lines_table;
mod list;
mod list_change;
mod list_table;
mod state;

use eframe::egui::{Align, Label, Layout, Rect, RichText, Ui, pos2, vec2};

pub use actions::on_wijziging;
pub(super) use state::Wijzigingen;

use self::lines::LinesShape;
use self::lines_table::LinesTable;
use self::list::ListShape;
use self::list_table::ListTable;
use super::costs::{card, table_height, within};
use super::selection;
use super::state::PageState;
use crate::display::{Unit, with_unit};
use crate::model::{Id, Mutatie};
use crate::ui::command::{Cells, Command, Wijziging};
use crate::ui::fonts;
use crate::ui::grid::{Grid, GridOutput, GridState, Table};
use crate::ui::menu::commands;
use crate::ui::parts::Part;
use crate::ui::theme::{Tokens, size};
use crate::ui::view::Tab;
use crate::ui::wish::Desk;

/// Where a new wijziging is named.
const NAME_COLUMN: usize = 1;
/// Of the page, what the list keeps at least where both do not fit.
const LIST: f32 = 0.45;

pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut PageState, onderdeel: Id) {
    let notation = desk.view.notation;
    let mut list = std::mem::take(&mut state.wijzigingen.list);
    list.follow(desk.document, (onderdeel, notation), ListShape::new);
    let Some(shape) = list.get() else {
        return;
    };
    state.wijzigingen.forget_what_is_gone(desk.document, shape);
    state.wijzigingen.follow_lines(desk.document, notation);
    let room = ui.available_rect_before_wrap();
    let places = places(desk, state, shape, onderdeel, room);
    let output = show_list(ui, desk, state, shape, (onderdeel, places.0));
    let wants_keyboard = std::mem::take(&mut state.wants_keyboard);
    state.wijzigingen.list = list;
    let below = show_lines(ui, desk, state, places.1);
    ui.advance_cursor_after_rect(room);
    state.wijzigingen.note_keyboard(&state.grids, onderdeel);
    let lines = below.as_ref().filter(|_| state.wijzigingen.lines_with_keyboard().is_some());
    let active = lines.unwrap_or(&output);
    state.selection = selection::in_words(&active.selection, notation.unit);
    if wants_keyboard {
        active.response.request_focus();
    }
    choose(desk, state, onderdeel, output.cursor.map(|(row, _)| row));
}

/// The places of the list and of the lines below it.
fn places(
    desk: &mut Desk<'_>,
    state: &mut PageState,
    shape: &ListShape,
    onderdeel: Id,
    room: Rect,
) -> (Rect, Rect) {
    let grid = state.grids.entry((onderdeel, Tab::Wijzigingen)).or_default();
    let list = ListTable { document: desk.document, shape, wishes: desk.wishes };
    let all = height_of(&list, grid, room.width());
    let lines = state.wijzigingen.lines.get().map_or(size::BAR, |shape| {
        let grid = state.grids.entry((shape.wijziging, Tab::Wijzigingen)).or_default();
        let lines = LinesTable { document: desk.document, shape, wishes: desk.wishes };
        height_of(&lines, grid, room.width())
    });
    let spare = room.height() - size::CARD_GAP - lines;
    let height = whole_rows(all, spare.max(room.height() * LIST));
    let above = Rect::from_min_size(room.min, vec2(room.width(), height));
    let top = above.bottom() + size::CARD_GAP;
    let below = whole_rows(lines, room.bottom() - top).max(0.0);
    (above, Rect::from_min_size(pos2(room.left(), top), vec2(room.width(), below)))
}

/// What a table of this height gets of the room there is: no row is cut off.
fn whole_rows(all: f32, room: f32) -> f32 {
    let rows_too_many = ((all - room) / size::ROW).ceil().max(0.0);
    (all - rows_too_many * size::ROW).round()
}

/// All rows of a table with its bar, and the second line of a double heading.
fn height_of(table: &dyn Table, grid: &GridState, width: f32) -> f32 {
    let is_double = table.columns().iter().any(|column| column.group.is_some());
    let head = if is_double { size::BAR + size::ROW } else { size::BAR };
    table_height(table, grid, width) + head
}

fn show_list(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    state: &mut PageState,
    shape: &ListShape,
    (onderdeel, place): (Id, Rect),
) -> GridOutput {
    let unit = desk.view.notation.label();
    let document = desk.document;
    let table = ListTable { document, shape, wishes: desk.wishes };
    let grid = state.grids.entry((onderdeel, Tab::Wijzigingen)).or_default();
    let new = state.bring_into_view.and_then(|id| shape.row_of(id));
    // An adviser begins on a wijziging, not on the line above them.
    let first = || shape.row_of(state.wijzigingen.chosen?);
    if let Some(row) = new {
        grid.go_to(&table, row, NAME_COLUMN);
        state.bring_into_view = None;
        state.wijzigingen.go_to_list();
    } else if grid.cursor_cell().is_none()
        && let Some(row) = first()
    {
        grid.go_to(&table, row, NAME_COLUMN);
    }
    let output = card(ui, place, |ui, inside| {
        let bar = Rect::from_min_size(inside.min, vec2(inside.width(), size::BAR));
        let rest = Rect::from_min_max(pos2(inside.left(), bar.bottom()), inside.max);
        let mut table = ListTable { document, shape, wishes: desk.wishes };
        let output = within(ui, "wijzigingen", rest, |ui| {
            Grid::new("wijzigingen").show(ui, grid, &mut table)
        });
        head(ui, bar, "Begrotingswijzigingen", (&unit, None), |ui| {
            button(ui, desk, Wijziging::Add);
        });
        output
    });
    state.parts.push(Part { rect: place, home: Some(output.response.id) });
    context_menu(desk, state.wijzigingen.chosen, &output);
    output
}

fn show_lines(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    state: &mut PageState,
    place: Rect,
) -> Option<GridOutput> {
    let document = desk.document;
    let all = std::mem::take(&mut state.wijzigingen.lines);
    let Some(shape) = all.get() else {
        within(ui, "nog geen", place, |ui| {
            let text = "Nog geen wijzigingen. Begin er een met Ctrl+B.";
            ui.label(RichText::new(text).color(Tokens::of(ui).text_weak));
        });
        return None;
    };
    let mutatie = document.begroting().mutaties.get(shape.wijziging)?;
    let table = LinesTable { document, shape, wishes: desk.wishes };
    let grid = state.grids.entry((shape.wijziging, Tab::Wijzigingen)).or_default();
    if let Some(row) = state.bring_into_view.and_then(|id| shape.row_of(id)) {
        grid.go_to(&table, row, shape.first_change());
        state.bring_into_view = None;
        state.wijzigingen.go_to_lines();
    }
    let output = card(ui, place, |ui, inside| {
        let bar = Rect::from_min_size(inside.min, vec2(inside.width(), size::BAR));
        let rest = Rect::from_min_max(pos2(inside.left(), bar.bottom()), inside.max);
        let mut table = LinesTable { document, shape, wishes: desk.wishes };
        let output = within(ui, "regels", rest, |ui| {
            Grid::new("wijzigingsregels").show(ui, grid, &mut table)
        });
        let balance = balance(mutatie, shape, desk.view.notation.unit);
        let unit = desk.view.notation.label();
        head(ui, bar, &mutatie.title(), (&unit, Some(balance)), |ui| {
            for what in [Wijziging::TakeBack, Wijziging::Adopt, Wijziging::AddLine] {
                if actions::can_with(mutatie, what) {
                    button(ui, desk, what);
                }
            }
        });
        output
    });
    state.wijzigingen.lines = all;
    state.parts.push(Part { rect: place, home: Some(output.response.id) });
    context_menu(desk, Some(mutatie.id), &output);
    Some(output)
}

/// The wijziging on the row of the cursor is the one whose lines are shown.
fn choose(desk: &mut Desk<'_>, state: &mut PageState, onderdeel: Id, row: Option<usize>) {
    let list = state.wijzigingen.list.get().filter(|list| list.onderdeel == onderdeel);
    let Some(chosen) = row.and_then(|row| list?.wijziging_at(row)) else {
        return;
    };
    if state.wijzigingen.chosen != Some(chosen) {
        // What was being typed in the lines that go is not lost.
        desk.wishes.extend(state.pending(desk.document));
        state.wijzigingen.chosen = Some(chosen);
        state.wijzigingen.go_to_list();
    }
}

/// Whether a wijziging balances, in words: and whether that is as it should be.
fn balance(mutatie: &Mutatie, shape: &LinesShape, unit: Unit) -> (String, bool) {
    match shape.uncovered() {
        None if !shape.has_amounts() => ("nog geen bedragen".to_owned(), true),
        None => ("sluit: saldo nul".to_owned(), true),
        Some((kolom, net)) => {
            let figure = with_unit(net.abs(), unit);
            let how = if net.is_sign_negative() { "niet gedekt" } else { "over" };
            let text = format!("{figure} {how} in {}", kolom.title().to_lowercase());
            (text, !mutatie.neutraal)
        }
    }
}

/// The bar above a table: its title with what is to be said of it and its unit, and its buttons at
/// the right, which the title leaves their room.
fn head(
    ui: &mut Ui,
    bar: Rect,
    title: &str,
    (unit, said): (&str, Option<(String, bool)>),
    buttons: impl FnOnce(&mut Ui),
) {
    let tokens = Tokens::of(ui);
    let taken = within(ui, "knoppen", bar, |ui| {
        let right = Layout::right_to_left(Align::Center);
        let buttons = |ui: &mut Ui| {
            ui.add_space(size::CELL_PADDING);
            buttons(ui);
        };
        ui.with_layout(right, buttons).response.rect
    });
    let rest = Rect::from_min_max(bar.min, pos2(taken.left() - size::GAP, bar.bottom()));
    within(ui, "titel", rest, |ui| {
        ui.horizontal_centered(|ui| {
            ui.add_space(size::CELL_PADDING);
            let title = RichText::new(title).font(fonts::bold_of(size::HEADING));
            ui.add(Label::new(title.color(tokens.text)).truncate());
            if let Some((text, is_well)) = said {
                let colour = if is_well { tokens.text } else { tokens.worse };
                ui.add(Label::new(RichText::new(text).color(colour)).truncate());
            }
            ui.add(Label::new(RichText::new(unit).color(tokens.text_weak)).truncate());
        });
    });
}

fn button(ui: &mut Ui, desk: &mut Desk<'_>, what: Wijziging) {
    let command = Command::Wijziging(what);
    if ui.button(command.name()).on_hover_text(command.tooltip()).clicked() {
        desk.run(command);
    }
}

/// What can be done with the cells, and with the wijziging that is chosen.
fn context_menu(desk: &mut Desk<'_>, chosen: Option<Id>, output: &GridOutput) {
    output.response.context_menu(|ui| {
        let chosen = chosen.and_then(|id| desk.document.begroting().mutaties.get(id));
        let can = |what: &Wijziging| {
            let with = |mutatie| actions::can_with(mutatie, *what);
            *what == Wijziging::Add || chosen.is_some_and(with)
        };
        let of_wijziging: Vec<Command> =
            Wijziging::EACH.into_iter().filter(can).map(Command::Wijziging).collect();
        commands(
            ui,
            desk,
            &[
                Cells::CLIPBOARD,
                Cells::FILL,
                &[Command::Opmerking],
                &of_wijziging,
                &[Command::MoveUp, Command::MoveDown, Command::Remove],
            ],
        );
    });
}
