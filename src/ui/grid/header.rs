//! Paints the header: titles of columns and groups, locks, the way a column is sorted.

use eframe::egui::{
    Align2, Color32, CornerRadius, Painter, Rangef, Rect, Shape, Stroke, StrokeKind, pos2, vec2,
};

use super::geometry::Geometry;
use super::look::GridLook;
use super::state::GridState;
use super::table::{Lock, Table};
use super::text::{line, paint_figure};

/// Paints the header over the sticky (or scrolling) columns.
pub(super) fn paint_header(
    painter: &Painter,
    geometry: &Geometry,
    look: &GridLook,
    state: &GridState,
    table: &dyn Table,
    sticky: bool,
) {
    let stroke = Stroke::new(look.line_width, look.strong_line);
    let mut band = geometry.clip(sticky);
    band.set_bottom((band.top() + geometry.header_height).min(band.bottom()));
    painter.rect_filled(band, CornerRadius::ZERO, look.stripe);
    painter.hline(band.x_range(), band.bottom(), stroke);
    if geometry.group_height > 0.0 {
        paint_groups(painter, geometry, look, table, sticky);
    }
    for col in geometry.visible_columns(sticky) {
        let Some(column) = table.columns().get(col) else {
            continue;
        };
        let rect = geometry.title(col);
        let mut inside = rect.shrink2(vec2(look.padding, 0.0));
        let color = if column.is_closed() { look.locked } else { look.weak };
        if let Some(lock) = column.lock {
            let icon = Geometry::icon_at_right(rect, look.icon, look.padding);
            paint_lock(painter, icon, lock, look, color);
            inside.max.x = icon.left() - look.grip;
        }
        if let Some(sort) = state.sort.filter(|sort| sort.column == col) {
            let from_right = rect.right() - inside.right();
            let icon = Geometry::icon_at_right(rect, look.icon, from_right);
            painter.add(arrow(icon, sort.descending, look.accent));
            inside.max.x = icon.left() - look.grip;
        }
        if column.numeric {
            paint_figure(painter, inside, &column.title, &look.bold, color);
        } else {
            let galley = line(painter, column.title.clone(), &look.bold, color, inside.width());
            let place = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), inside);
            painter.galley(place.min, galley, color);
        }
        // A short mark at the edge shows where the column can be dragged.
        let edge = Rangef::new(rect.center().y - look.grip, rect.center().y + look.grip);
        painter.vline(rect.right() - look.line_width, edge, stroke);
    }
}

/// The upper header row: one title over neighbouring columns of the same group.
fn paint_groups(
    painter: &Painter,
    geometry: &Geometry,
    look: &GridLook,
    table: &dyn Table,
    sticky: bool,
) {
    let columns = table.columns();
    let group_of = |col: usize| columns.get(col).and_then(|column| column.group.as_deref());
    let mut col = 0;
    while col < columns.len() {
        let first = col;
        let group = group_of(col);
        col += 1;
        let joins = |col: usize| {
            group_of(col) == group && geometry.is_sticky(col) == geometry.is_sticky(first)
        };
        while group.is_some() && col < columns.len() && joins(col) {
            col += 1;
        }
        let Some(group) = group.filter(|_| geometry.is_sticky(first) == sticky) else {
            continue;
        };
        let across = Rangef::new(geometry.column(first).min, geometry.column(col - 1).max);
        let top = geometry.area.top();
        let rect = Rect::from_x_y_ranges(across, top..=top + geometry.group_height);
        let inside = rect.shrink2(vec2(look.padding, 0.0));
        let galley = line(painter, group.to_owned(), &look.bold, look.weak, inside.width());
        let place = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), inside);
        painter.galley(place.min, galley, look.weak);
        let stroke = Stroke::new(look.line_width, look.strong_line);
        painter.hline(inside.x_range(), rect.bottom(), stroke);
    }
}

/// Which way a column is sorted: up is ascending.
fn arrow(rect: Rect, descending: bool, color: Color32) -> Shape {
    let points = if descending {
        vec![rect.left_top(), rect.right_top(), rect.center_bottom()]
    } else {
        vec![rect.left_bottom(), rect.center_top(), rect.right_bottom()]
    };
    Shape::convex_polygon(points, color, Stroke::NONE)
}

/// A padlock; opened, its bow hangs to the side.
fn paint_lock(painter: &Painter, rect: Rect, lock: Lock, look: &GridLook, color: Color32) {
    let stroke = Stroke::new(look.line_width, color);
    let bow_shift = if lock == Lock::Open { rect.width() / 2.0 } else { 0.0 };
    let bow = Rect::from_min_max(
        pos2(rect.left() + rect.width() / 5.0 + bow_shift, rect.top()),
        pos2(rect.right() - rect.width() / 5.0 + bow_shift, rect.bottom()),
    );
    let round = CornerRadius::same((bow.width() / 2.0) as u8);
    painter.rect_stroke(bow, round, stroke, StrokeKind::Inside);
    let body = Rect::from_min_max(pos2(rect.left(), rect.center().y), rect.max);
    painter.rect_filled(body, CornerRadius::ZERO, color);
}
