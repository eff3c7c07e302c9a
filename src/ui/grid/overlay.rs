//! What floats over a grid: the tooltip of a cell, the list of its values, a refusal in words.

use eframe::egui::{Area, Frame, Id, Order, Response, RichText, ScrollArea, Tooltip, Ui};

use super::geometry::{Geometry, Hit};
use super::look::GridLook;
use super::navigate::Place;
use super::paint;
use super::state::GridState;
use super::table::{Access, Lock, Table};

/// Explains what is under the pointer: what a total adds up, why a cell is closed, and the whole
/// of a text that is cut off.
pub(super) fn tooltip(
    ui: &Ui,
    response: &Response,
    geometry: &Geometry,
    look: &GridLook,
    state: &GridState,
    table: &dyn Table,
) {
    let Some(pos) = response.hover_pos().filter(|_| state.drag.is_none()) else {
        return;
    };
    if state.came_under == Some(pos) {
        return;
    }
    let lines = match geometry.hit(pos) {
        Hit::Cell(place) => cell_lines(ui, geometry, look, state, table, place),
        Hit::Header(col) => header_lines(table, col),
        Hit::Edge(_) | Hit::Nothing => Vec::new(),
    };
    if !lines.is_empty() {
        Tooltip::for_enabled(response).at_pointer().show(|ui| {
            for line in lines {
                ui.label(line);
            }
        });
    }
}

fn cell_lines(
    ui: &Ui,
    geometry: &Geometry,
    look: &GridLook,
    state: &GridState,
    table: &dyn Table,
    place: Place,
) -> Vec<String> {
    let Some(row) = state.order.row(place.row) else {
        return Vec::new();
    };
    let cell = table.cell(row, place.col);
    let mut lines = Vec::new();
    if paint::is_cut_off(ui.painter(), geometry, look, table, place, row) {
        lines.push(cell.text.into_owned());
    }
    lines.extend(table.remark(row, place.col));
    lines.extend(table.explain(row, place.col));
    if let Access::Locked(reason) = cell.access {
        lines.push(format!("Deze cel {reason}."));
    }
    lines
}

fn header_lines(table: &dyn Table, col: usize) -> Vec<String> {
    let Some(column) = table.columns().get(col) else {
        return Vec::new();
    };
    let title = column.full_title();
    let mut lines = vec![title.clone()];
    match column.lock {
        Some(Lock::Closed) => {
            lines.push(format!("{title} is gesloten; klik op het slot om te openen."));
        }
        Some(Lock::Open) => {
            lines.push(format!("{title} is geopend; klik op het slot om weer te sluiten."));
        }
        None => {}
    }
    lines.push("Klik om te sorteren.".to_owned());
    lines
}

/// Shows the list of values under the active cell; returns the one that was clicked.
pub(super) fn list(
    ui: &Ui,
    id: Id,
    geometry: &Geometry,
    look: &GridLook,
    state: &mut GridState,
) -> Option<usize> {
    let cell = geometry.cell(state.cursor.place);
    let list = state.choosing.as_mut()?;
    let mut picked = None;
    let area = Area::new(id.with("list"))
        .order(Order::Foreground)
        .fade_in(false)
        .fixed_pos(cell.left_bottom())
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_min_width(cell.width());
                ScrollArea::vertical().max_height(look.list_height).show(ui, |ui| {
                    for (at, option) in list.options.iter().enumerate() {
                        let label = ui.selectable_label(at == list.at, option);
                        if at == list.at && list.moved {
                            label.scroll_to_me(None);
                        }
                        if label.clicked() {
                            picked = Some(at);
                        }
                    }
                });
            });
        });
    list.moved = false;
    list.area = area.response.rect;
    picked
}

/// Shows a refusal in words under the cell that caused it.
pub(super) fn notice(
    ui: &Ui,
    id: Id,
    geometry: &Geometry,
    look: &GridLook,
    state: &GridState,
    table: &dyn Table,
) {
    let Some(notice) = &state.notice else { return };
    let Some(place) = paint::notice_place(geometry, state, table) else {
        return;
    };
    Area::new(id.with("notice"))
        .order(Order::Foreground)
        .interactable(false)
        .fade_in(false)
        .fixed_pos(geometry.cell(place).left_bottom())
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_max_width(look.notice_width);
                ui.label(RichText::new(&notice.text).color(look.error));
            });
        });
}
