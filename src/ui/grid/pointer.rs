//! What the mouse says: select, drag, double click, fold, sort, resize, unlock.

use std::time::Duration;

use eframe::egui::{CursorIcon, PointerButton, Pos2, Rect, Response, Ui};

use super::command::{Command, Effect};
use super::geometry::{Geometry, Hit};
use super::look::GridLook;
use super::navigate::Place;
use super::order::Sort;
use super::paint;
use super::state::{Context, Drag, GridState};
use super::table::Table;

/// How often a drag outside the table scrolls one cell on.
const SCROLL_PACE: Duration = Duration::from_millis(50);

/// What the pointer did in a frame.
#[derive(Default)]
pub(super) struct Pointed {
    pub effect: Effect,
    pub lock_clicked: Option<usize>,
    /// Pressed on the grid.
    pub took_keyboard: bool,
    /// Pressed on something else.
    pub lost_keyboard: bool,
}

/// Handles the pointer of one frame.
pub(super) fn handle(
    ui: &Ui,
    response: &Response,
    geometry: &Geometry,
    look: &GridLook,
    state: &mut GridState,
    table: &mut dyn Table,
) -> Pointed {
    let mut pointed = Pointed::default();
    let pos = response.interact_pointer_pos().or_else(|| response.hover_pos());
    let (primary, secondary, any, down, shift, raw_pos) = ui.input(|i| {
        let pointer = &i.pointer;
        (
            pointer.button_pressed(PointerButton::Primary),
            pointer.button_pressed(PointerButton::Secondary),
            pointer.any_pressed(),
            pointer.primary_down(),
            i.modifiers.shift,
            pointer.interact_pos(),
        )
    });
    let on_grid =
        response.is_pointer_button_down_on() || response.clicked() || response.secondary_clicked();
    if any && !on_grid {
        pointed.lost_keyboard = raw_pos.is_some_and(|pos| !is_own_overlay(state, geometry, pos));
        return pointed;
    }
    let Some(pos) = pos else { return pointed };
    let hit = geometry.hit(pos);
    if response.hovered() && matches!(hit, Hit::Edge(_))
        || matches!(state.drag, Some(Drag::Edge { .. }))
    {
        ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
    }

    if any && on_grid {
        pointed.took_keyboard = true;
        state.choosing = None;
        let target = match hit {
            Hit::Cell(place) => Some(state.spot(table, place)),
            _ => None,
        };
        if let Err(refusal) = state.commit(table) {
            pointed.effect.message = Some(refusal.message);
            return pointed;
        }
        state.notice = None;
        state.settle(table);
        let target = target.map(|spot| state.follow(table, spot).place);
        if primary {
            press(geometry, look, state, table, (hit, target, pos, shift), &mut pointed.effect);
        }
        if secondary {
            press_secondary(state, table, hit, target);
        }
    }
    match state.drag {
        Some(_) if !down => state.drag = None,
        Some(Drag::Selection) => drag_selection(ui, geometry, state, table, pos),
        Some(Drag::Edge { col, offset }) => {
            let width = pos.x - offset - geometry.column(col).min;
            set_width(state, col, width.max(look.min_column));
        }
        None => {}
    }
    if response.clicked() {
        click(ui, response, geometry, look, state, table, (hit, pos), &mut pointed);
    }
    pointed
}

/// What is done on release: fit a column, edit a cell, sort or ask for a lock.
#[expect(clippy::too_many_arguments, reason = "the parts of one frame, as everywhere here")]
fn click(
    ui: &Ui,
    response: &Response,
    geometry: &Geometry,
    look: &GridLook,
    state: &mut GridState,
    table: &mut dyn Table,
    (hit, pos): (Hit, Pos2),
    pointed: &mut Pointed,
) {
    // The third of three quick clicks, on another cell than the first, counts too.
    let twice = response.double_clicked() || response.triple_clicked();
    match hit {
        Hit::Edge(col) if twice => {
            let width = paint::fitting_width(ui.painter(), geometry, look, state, table, col);
            set_width(state, col, width.max(look.min_column));
        }
        Hit::Cell(place)
            if twice
                && state.pressed_twice
                && !on_triangle(geometry, look, state, table, place, pos) =>
        {
            pointed.effect.message = state.run(table, Command::Edit).message;
        }
        Hit::Header(col) => {
            if lock_rect(geometry, look, table, col).is_some_and(|lock| lock.contains(pos)) {
                pointed.lock_clicked = Some(col);
            } else {
                state.sort = Sort::clicked(state.sort, col);
                state.settle(table);
                ui.request_repaint();
            }
        }
        _ => {}
    }
}

/// Whether a point lies on the open list or in the editor, which are part of the grid.
fn is_own_overlay(state: &GridState, geometry: &Geometry, pos: Pos2) -> bool {
    let in_list = state.choosing.as_ref().is_some_and(|list| list.area.contains(pos));
    let in_editor = state.edit.is_some() && geometry.cell(state.cursor.place).contains(pos);
    in_list || in_editor
}

fn press(
    geometry: &Geometry,
    look: &GridLook,
    state: &mut GridState,
    table: &dyn Table,
    (hit, target, pos, shift): (Hit, Option<Place>, Pos2, bool),
    effect: &mut Effect,
) {
    match (hit, target) {
        (Hit::Edge(col), _) => {
            state.drag = Some(Drag::Edge { col, offset: pos.x - geometry.column(col).max });
        }
        (Hit::Cell(place), Some(target)) => {
            state.pressed_twice = state.cursor.place == target && !shift;
            let folds = !shift && on_triangle(geometry, look, state, table, place, pos);
            let cursor = if shift { state.cursor.place } else { target };
            state.select(table, cursor, target);
            // Scrolling under the pointer would make the second click hit another row.
            state.reveal = false;
            state.tab_began = None;
            if folds {
                effect.toggled = state.order.row(target.row);
            } else {
                state.drag = Some(Drag::Selection);
            }
        }
        _ => {}
    }
}

/// The menu that follows is about the cell under the pointer, or the selection around it.
fn press_secondary(state: &mut GridState, table: &dyn Table, hit: Hit, target: Option<Place>) {
    state.context = match (hit, target) {
        (Hit::Header(col) | Hit::Edge(col), _) => Some(Context::Header(col)),
        (Hit::Cell(_), Some(place)) => {
            if !state.range().contains(place) {
                state.select(table, place, place);
                state.reveal = false;
            }
            state.order.row(place.row).map(|row| Context::Cell(row, place.col))
        }
        _ => None,
    };
}

fn drag_selection(
    ui: &Ui,
    geometry: &Geometry,
    state: &mut GridState,
    table: &dyn Table,
    pos: Pos2,
) {
    let lead = geometry.nearest(pos);
    let body = geometry.body_clip(true).union(geometry.body_clip(false));
    if lead != state.lead.place {
        state.select(table, state.cursor.place, lead);
        state.reveal = false;
    }
    if !body.contains(pos) {
        state.reveal = true;
        ui.request_repaint_after(SCROLL_PACE);
    }
}

fn set_width(state: &mut GridState, col: usize, width: f32) {
    if let Some(slot) = state.widths.get_mut(col) {
        *slot = Some(width.round());
    }
}

/// Where the triangle of a row is, if it has one.
pub(super) fn triangle_rect(
    geometry: &Geometry,
    look: &GridLook,
    state: &GridState,
    table: &dyn Table,
    place: Place,
) -> Option<Rect> {
    let view = table.row(state.order.row(place.row)?);
    view.open?;
    let cell = geometry.cell(Place { row: place.row, col: table.tree_column() });
    Some(paint::triangle(cell, look, view.depth))
}

fn on_triangle(
    geometry: &Geometry,
    look: &GridLook,
    state: &GridState,
    table: &dyn Table,
    place: Place,
    pos: Pos2,
) -> bool {
    place.col == table.tree_column()
        && triangle_rect(geometry, look, state, table, place)
            .is_some_and(|rect| rect.expand(look.grip).contains(pos))
}

/// Where the lock of a column is, if it has one; large enough to hit.
pub(super) fn lock_rect(
    geometry: &Geometry,
    look: &GridLook,
    table: &dyn Table,
    col: usize,
) -> Option<Rect> {
    table.columns().get(col)?.lock?;
    let icon = Geometry::icon_at_right(geometry.title(col), look.icon, look.padding);
    Some(icon.expand(look.grip))
}
