//! Paints what shows of a table: cells, lines, header, cursor. Changes nothing.

use eframe::egui::{
    Color32, CornerRadius, FontId, Mesh, Painter, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2,
    vec2,
};

use super::geometry::Geometry;
use super::header;
use super::look::GridLook;
use super::navigate::Place;
use super::state::GridState;
use super::table::{CellView, Column, Mark, RowKind, RowView, Table, Tone};
use super::text::{line, paint_figure};

/// Paints one frame; `focused` is whether the grid has the keyboard.
pub(super) fn paint(
    ui: &Ui,
    geometry: &Geometry,
    look: &GridLook,
    state: &GridState,
    table: &dyn Table,
    focused: bool,
) {
    let clip = ui.clip_rect();
    let painter = ui.painter_at(geometry.area.intersect(clip));
    painter.rect_filled(geometry.area, CornerRadius::ZERO, look.fill);
    for sticky in [false, true] {
        let cols: Vec<usize> = geometry.visible_columns(sticky).collect();
        for place in geometry.visible_rows() {
            let within = |rect: Rect| painter.with_clip_rect(rect.intersect(clip));
            let own = geometry.row_clip(place, sticky);
            let body = Body {
                own: within(own),
                row: within(own.union(geometry.row_clip(place, !sticky))),
            };
            if let Some(row) = state.order.row(place) {
                paint_row(&body, geometry, look, state, table, (place, row), &cols);
            }
        }
        let header = painter.with_clip_rect(geometry.clip(sticky).intersect(clip));
        header::paint_header(&header, geometry, look, state, table, sticky);
    }
    let outline = |place: Place, stroke: Stroke| {
        let painter = painter.with_clip_rect(geometry.cell_clip(place).intersect(clip));
        let cell = geometry.cell(place);
        painter.rect_stroke(cell, CornerRadius::ZERO, stroke, StrokeKind::Inside);
    };
    if !state.order.is_empty() {
        let width = if focused { look.outline_width } else { look.line_width };
        outline(state.cursor.place, Stroke::new(width, look.accent));
    }
    if let Some(place) = notice_place(geometry, state, table) {
        outline(place, Stroke::new(look.outline_width, look.error));
    }
    paint_edges(&painter, geometry, look);
}

/// Where something is hidden behind the sticky columns or the pinned rows: a line, and a shadow that
/// falls on what scrolls.
fn paint_edges(painter: &Painter, geometry: &Geometry, look: &GridLook) {
    let stroke = Stroke::new(look.line_width, look.strong_line);
    let area = geometry.area;
    if geometry.scroll.x > 0.0 && geometry.sticky_right() > area.left() {
        let left = geometry.sticky_right();
        painter.vline(left, area.y_range(), stroke);
        let shadow = Rect::from_x_y_ranges(left..=left + look.padding, area.y_range());
        painter.add(fading(shadow, look.strong_line));
    }
    if let Some(top) = geometry.pinned_edge() {
        painter.hline(area.x_range(), top, stroke);
    }
}

/// A colour that fades away to the right.
fn fading(rect: Rect, color: Color32) -> Shape {
    let mut mesh = Mesh::default();
    let dense = color.gamma_multiply(0.5);
    mesh.colored_vertex(rect.left_top(), dense);
    mesh.colored_vertex(rect.left_bottom(), dense);
    mesh.colored_vertex(rect.right_top(), Color32::TRANSPARENT);
    mesh.colored_vertex(rect.right_bottom(), Color32::TRANSPARENT);
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(1, 2, 3);
    Shape::mesh(mesh)
}

/// Paints in the columns that stay in place or in those that scroll.
struct Body {
    own: Painter,
    /// In all columns, for words that run on.
    row: Painter,
}

fn paint_row(
    Body { own: painter, row: whole }: &Body,
    geometry: &Geometry,
    look: &GridLook,
    state: &GridState,
    table: &dyn Table,
    (place, row): (usize, usize),
    cols: &[usize],
) {
    let view = table.row(row);
    let span = geometry.row(place);
    let total = view.kind == RowKind::Total;
    let line = Stroke::new(look.line_width, look.line);
    if total {
        let stripe = Rect::from_x_y_ranges(geometry.area.x_range(), span);
        painter.rect_filled(stripe, CornerRadius::ZERO, look.stripe);
        painter.hline(
            geometry.area.x_range(),
            span.min,
            Stroke::new(look.line_width, look.strong_line),
        );
    }
    painter.hline(geometry.area.x_range(), span.max, line);
    let range = state.range();
    for col in cols {
        let Some(column) = table.columns().get(*col) else {
            continue;
        };
        let here = Place { row: place, col: *col };
        let rect = geometry.cell(here);
        if range.contains(here) && !range.is_single() && here != state.cursor.place {
            painter.rect_filled(rect, CornerRadius::ZERO, look.selection);
        }
        let tree = (*col == table.tree_column()).then_some(view);
        let cell = table.cell(row, *col);
        let runs_on = view.runs_on && tree.is_some();
        let (painter, room) = match runs_on {
            true => (whole, room(geometry, table, here, row)),
            false => (painter, rect),
        };
        paint_cell(painter, look, room, &cell, column, total, tree);
        if table.remark(row, *col).is_some() {
            painter.add(corner(rect, look));
        }
    }
}

/// The room of words that run on: their cell and the empty ones beside it.
fn room(geometry: &Geometry, table: &dyn Table, at: Place, row: usize) -> Rect {
    let mut room = geometry.cell(at);
    for col in at.col + 1..geometry.columns() {
        let is_behind = geometry.scroll.x > 0.0 && !geometry.is_sticky(col);
        if is_behind || !table.cell(row, col).text.is_empty() {
            break;
        }
        room.max.x = geometry.column(col).max;
    }
    room
}

fn paint_cell(
    painter: &Painter,
    look: &GridLook,
    rect: Rect,
    cell: &CellView<'_>,
    column: &Column,
    total: bool,
    tree: Option<RowView>,
) {
    let mut inside = rect.shrink2(vec2(look.padding, 0.0));
    if let Some(view) = tree {
        if let Some(open) = view.open {
            painter.add(triangle_shape(triangle(rect, look, view.depth), open, look.weak));
        }
        inside.min.x += tree_indent(look, view);
    }
    let (font, color) = text_style(look, cell.tone, total);
    let dot = matches!(cell.mark, Some(Mark::Dot));
    let width = inside.width() - if dot { look.icon } else { 0.0 };
    let after = if column.numeric {
        paint_figure(painter, inside, &cell.text, font, color);
        inside.right()
    } else {
        let galley = line(painter, cell.text.to_string(), font, color, width);
        let size = galley.size();
        painter.galley(pos2(inside.left(), rect.center().y - size.y / 2.0), galley, color);
        inside.left() + size.x
    };
    match &cell.mark {
        // In the margin: a figure with a note stays in line with those without.
        Some(Mark::Note(note)) => {
            let note = line(painter, note.to_string(), font, look.weak, look.padding);
            painter.galley(pos2(after, rect.center().y - note.size().y / 2.0), note, look.weak);
        }
        Some(Mark::Dot) => {
            let radius = look.icon / 3.0;
            let center = pos2(after + 2.0 * radius, rect.center().y);
            painter.circle_filled(center, radius, look.warning);
        }
        None => {}
    }
}

/// The folded corner of a cell about which something is open.
fn corner(cell: Rect, look: &GridLook) -> Shape {
    let [right, top] = [cell.right(), cell.top() + look.line_width];
    let points = vec![pos2(right - look.icon, top), pos2(right, top), pos2(right, top + look.icon)];
    Shape::convex_polygon(points, look.accent, Stroke::NONE)
}

fn text_style(look: &GridLook, tone: Tone, total: bool) -> (&FontId, Color32) {
    let font = if total || tone == Tone::Bold { &look.bold } else { &look.font };
    let color = match tone {
        Tone::Normal | Tone::Bold => look.text,
        Tone::Weak => look.weak,
        Tone::Locked => look.locked,
        Tone::Worse => look.worse,
        Tone::Warning => look.warning,
    };
    (font, color)
}

/// The cell that a refusal is about, while it shows.
pub(super) fn notice_place(
    geometry: &Geometry,
    state: &GridState,
    table: &dyn Table,
) -> Option<Place> {
    let notice = state.notice.as_ref()?;
    if notice.key == state.cursor.key && notice.col == state.cursor.place.col {
        return Some(state.cursor.place);
    }
    let row = geometry.visible_rows().find(|place| state.key_at(table, *place) == notice.key)?;
    Some(Place { row, col: notice.col })
}

/// Whether a cell's text is cut off.
pub(super) fn is_cut_off(
    painter: &Painter,
    geometry: &Geometry,
    look: &GridLook,
    table: &dyn Table,
    place: Place,
    row: usize,
) -> bool {
    let view = table.row(row);
    let cell = table.cell(row, place.col);
    let shown = match view.runs_on && place.col == table.tree_column() {
        true => room(geometry, table, place, row).intersect(geometry.area),
        false => geometry.cell(place).intersect(geometry.cell_clip(place)),
    };
    let mut width = shown.width() - 2.0 * look.padding;
    if place.col == table.tree_column() {
        width -= tree_indent(look, view);
    }
    if cell.mark == Some(Mark::Dot) {
        width -= look.icon;
    }
    let (font, color) = text_style(look, cell.tone, view.kind == RowKind::Total);
    line(painter, cell.text.into_owned(), font, color, width).elided
}

/// The width at which the title and all cells of a column that show now fit.
pub(super) fn fitting_width(
    painter: &Painter,
    geometry: &Geometry,
    look: &GridLook,
    state: &GridState,
    table: &dyn Table,
    col: usize,
) -> f32 {
    let Some(column) = table.columns().get(col) else {
        return 0.0;
    };
    let text_width = |text: String, font: &FontId| {
        painter.layout_no_wrap(text, font.clone(), look.text).size().x
    };
    let icons = if column.lock.is_some() { look.icon + look.grip } else { 0.0 };
    let mut widest = text_width(column.title.clone(), &look.bold) + icons;
    for row in geometry.visible_rows().filter_map(|place| state.order.row(place)) {
        let view = table.row(row);
        let cell = table.cell(row, col);
        let (font, _) = text_style(look, cell.tone, view.kind == RowKind::Total);
        let indent = if col == table.tree_column() { tree_indent(look, view) } else { 0.0 };
        let mark = if cell.mark == Some(Mark::Dot) { look.icon } else { 0.0 };
        widest = widest.max(text_width(cell.text.into_owned(), font) + indent + mark);
    }
    (widest + 2.0 * look.padding).ceil()
}

/// Space before the text of a row in the column of the tree.
fn tree_indent(look: &GridLook, view: RowView) -> f32 {
    let icon = if view.open.is_some() { look.icon + look.grip } else { 0.0 };
    look.indent * view.depth as f32 + icon
}

/// Where the triangle of a row comes in its cell.
pub(super) fn triangle(cell: Rect, look: &GridLook, depth: usize) -> Rect {
    let left = cell.left() + look.padding + look.indent * depth as f32;
    let center = pos2(left + look.icon / 2.0, cell.center().y);
    Rect::from_center_size(center, Vec2::splat(look.icon))
}

fn triangle_shape(rect: Rect, open: bool, color: Color32) -> Shape {
    let points = if open {
        vec![rect.left_top(), rect.right_top(), rect.center_bottom()]
    } else {
        vec![rect.left_top(), rect.right_center(), rect.left_bottom()]
    };
    Shape::convex_polygon(points, color, Stroke::NONE)
}
