//! Announces what shows to screen readers, and to whoever drives the window by names: Grid, Row,
//! ColumnHeader and Cell, with their place in the whole table.

use eframe::egui::accesskit::{self, Action, Node, Role, SortDirection};
use eframe::egui::{Event, Id, Rect, Response, Sense, Ui, UiBuilder};

use super::geometry::Geometry;
use super::look::GridLook;
use super::navigate::Place;
use super::pointer;
use super::state::GridState;
use super::table::{Access, Lock, Table, Tone};

/// Fills the accessibility tree, if somebody reads it. Returns the cell that a screen reader
/// asked to click.
pub(super) fn announce(
    ui: &mut Ui,
    response: &Response,
    geometry: &Geometry,
    look: &GridLook,
    state: &GridState,
    table: &dyn Table,
) -> Option<Place> {
    let grid = response.id;
    let cursor_id = state.cursor.key.map(|key| cell_id(grid, key, state.cursor.place.col));
    ui.accesskit_node_builder(grid, |node| {
        node.set_role(Role::Grid);
        node.set_label(table.head().name.as_str());
        node.set_row_count(state.order.len() + 1);
        node.set_column_count(table.columns().len());
    })?;
    // The rows that show differ from frame to frame, at the same place.
    ui.allow_widget_id_changes_in(geometry.area);
    let asked = ui
        .input(|i| i.events.iter().any(|event| matches!(event, Event::AccessKitActionRequest(_))));
    let columns: Vec<usize> =
        geometry.visible_columns(true).chain(geometry.visible_columns(false)).collect();
    announce_header(ui, grid, geometry, look, state, table, &columns);

    let mut clicked = None;
    let mut shows_cursor = false;
    for place in geometry.visible_rows() {
        let Some(row) = state.order.row(place) else {
            continue;
        };
        let key = table.row_key(row);
        let name = table.row_name(row);
        let view = table.row(row);
        let rect = Rect::from_x_y_ranges(geometry.area.x_range(), geometry.row(place));
        let mut line = branch(ui, grid, grid.with(("row", key)), rect, |node| {
            node.set_role(Role::Row);
            node.set_label(name.as_str());
            node.set_row_index(place + 1);
            node.set_level(view.depth + 1);
            if let Some(open) = view.open {
                node.set_expanded(open);
            }
        });
        for col in &columns {
            let here = Place { row: place, col: *col };
            let id = cell_id(grid, key, *col);
            shows_cursor |= Some(id) == cursor_id;
            announce_cell(&mut line, id, geometry, state, table, (here, row), &name);
            if asked && ui.input(|i| i.has_accesskit_action_request(id, Action::Click)) {
                clicked = Some(here);
            }
        }
        if let Some(triangle) = pointer::triangle_rect(geometry, look, state, table, here(place)) {
            let verb = if view.open == Some(true) { "Inklappen" } else { "Uitklappen" };
            let clip = geometry.cell_clip(Place { row: place, col: table.tree_column() });
            leaf(&mut line, grid.with(("fold", key)), triangle.intersect(clip), |node| {
                node.set_role(Role::Button);
                node.set_label(format!("{verb}: {name}"));
            });
        }
    }
    if let Some(id) = cursor_id.filter(|_| shows_cursor) {
        ui.accesskit_node_builder(grid, |node| node.set_active_descendant(id.accesskit_id()));
    }
    clicked
}

fn here(row: usize) -> Place {
    Place { row, col: 0 }
}

fn cell_id(grid: Id, key: u64, col: usize) -> Id {
    grid.with((key, col))
}

fn announce_header(
    ui: &mut Ui,
    grid: Id,
    geometry: &Geometry,
    look: &GridLook,
    state: &GridState,
    table: &dyn Table,
    columns: &[usize],
) {
    let mut band = geometry.area;
    band.set_height(geometry.header_height.min(band.height()));
    let mut line = branch(ui, grid, grid.with("header"), band, |node| {
        node.set_role(Role::Row);
        node.set_row_index(0);
    });
    for col in columns {
        let Some(column) = table.columns().get(*col) else {
            continue;
        };
        let title = column.full_title();
        let clip = geometry.clip(geometry.is_sticky(*col));
        leaf(&mut line, grid.with(("title", *col)), geometry.title(*col).intersect(clip), |node| {
            node.set_role(Role::ColumnHeader);
            node.set_label(match column.lock {
                Some(Lock::Closed) => format!("{title}, gesloten"),
                Some(Lock::Open) => format!("{title}, geopend"),
                None => title.clone(),
            });
            node.set_column_index(*col);
            if let Some(sort) = state.sort.filter(|sort| sort.column == *col) {
                node.set_sort_direction(if sort.descending {
                    SortDirection::Descending
                } else {
                    SortDirection::Ascending
                });
            }
        });
        if let Some(lock) = pointer::lock_rect(geometry, look, table, *col) {
            let verb = if column.is_closed() { "Openen" } else { "Sluiten" };
            leaf(&mut line, grid.with(("lock", *col)), lock.intersect(clip), |node| {
                node.set_role(Role::Button);
                node.set_label(format!("{verb}: {title}"));
            });
        }
    }
}

fn announce_cell(
    line: &mut Ui,
    id: Id,
    geometry: &Geometry,
    state: &GridState,
    table: &dyn Table,
    (place, row): (Place, usize),
    name: &str,
) {
    let Some(column) = table.columns().get(place.col) else {
        return;
    };
    let cell = table.cell(row, place.col);
    let remark = table.remark(row, place.col);
    let rect = geometry.cell(place).intersect(geometry.cell_clip(place));
    leaf(line, id, rect, |node| {
        node.set_role(Role::Cell);
        node.set_label(match &column.group {
            Some(group) => format!("{name}, {group} {}: {}", column.title, cell.text),
            None => format!("{name}, {}: {}", column.title, cell.text),
        });
        node.set_row_index(place.row + 1);
        node.set_column_index(place.col);
        node.add_action(Action::Click);
        node.set_selected(state.range().contains(place));
        // Read with the cell: the folded corner is not seen by everybody.
        if let Some(remark) = &remark {
            node.set_description(remark.as_str());
        }
        match cell.access {
            Access::Yes => {}
            Access::Never(_) => node.set_read_only(),
            Access::Locked(reason) => {
                node.set_read_only();
                node.set_description(match &remark {
                    Some(remark) => format!("{reason}; {remark}"),
                    None => reason.into_owned(),
                });
            }
        }
        if cell.tone == Tone::Warning {
            node.set_state_description("let op");
        }
    });
}

/// A node with children, in a `Ui` that names their parent.
fn branch(ui: &mut Ui, grid: Id, id: Id, rect: Rect, fill: impl FnOnce(&mut Node)) -> Ui {
    let child =
        ui.new_child(UiBuilder::new().scope_id(id).max_rect(rect).accessibility_parent(grid));
    write_node(&child, id, rect, fill);
    child
}

/// A node without children. It takes no clicks: the grid below it does.
fn leaf(parent: &mut Ui, id: Id, rect: Rect, fill: impl FnOnce(&mut Node)) {
    parent.interact(rect, id, Sense::hover());
    write_node(parent, id, rect, fill);
}

fn write_node(ui: &Ui, id: Id, rect: Rect, fill: impl FnOnce(&mut Node)) {
    ui.accesskit_node_builder(id, |node| {
        node.set_bounds(accesskit::Rect {
            x0: rect.min.x.into(),
            y0: rect.min.y.into(),
            x1: rect.max.x.into(),
            y1: rect.max.y.into(),
        });
        fill(node);
    });
}
