use std::ops::Range;

use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{
    Align2, Color32, FontId, Id, Pos2, Rect, Response, ScrollArea, Sense, Shape, Stroke,
    StrokeKind, TextFormat, TextStyle, Ui, Vec2, pos2, vec2,
};

use super::rows::{Hit, RowText, Rows};
use super::{TreeState, access, keys, select, set_open};
use crate::change::structure::Target;
use crate::model::Behandelstap;
use crate::ui::command::Command;
use crate::ui::fonts;
use crate::ui::menu;
use crate::ui::theme::{Tokens, size};
use crate::ui::wish::Desk;

/// All rows together are one widget.
pub(super) fn id() -> Id {
    Id::unique("tree")
}

/// The rows in view: painted, and answering to mouse, keyboard and screen reader.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk, state: &mut TreeState, rows: &Rows) {
    ScrollArea::vertical().id_salt("tree_rows").auto_shrink([false, false]).show_viewport(
        ui,
        |ui, viewport| {
            let height = (rows.len() as f32 * size::ROW).max(viewport.height());
            let (area, _) =
                ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
            let response = ui.interact(area, id(), Sense::click());
            if std::mem::take(&mut state.wants_tree) {
                response.request_focus();
            }
            state.has_focus = response.has_focus();
            let first = (viewport.top() / size::ROW).floor().max(0.0) as usize;
            let in_view = (viewport.height() / size::ROW).floor().max(1.0) as usize;
            let visible = first..(first + in_view + 2).min(rows.len());
            if state.has_focus {
                keys::handle(ui, desk, state, rows, in_view);
            }
            pointer(desk, state, rows, &response);
            paint(ui, desk, state, rows, &response, visible.clone());
            if let Some(asked) = access::announce(ui, desk, state, rows, &response, visible) {
                state.cursor = Some(asked);
                select(desk, state, asked);
            }
            if std::mem::take(&mut state.bring_into_view)
                && let Some(row) = state.cursor.and_then(|cursor| rows.position(cursor))
            {
                let animation = eframe::egui::style::ScrollAnimation::none();
                ui.scroll_to_rect_animation(row_rect(area, row), None, animation);
            }
            context_menu(desk, state, &response);
        },
    );
}

pub(super) fn row_rect(area: Rect, row: usize) -> Rect {
    let top = area.top() + row as f32 * size::ROW;
    Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), size::ROW))
}

fn row_at(area: Rect, pos: Pos2) -> usize {
    ((pos.y - area.top()) / size::ROW).floor().max(0.0) as usize
}

/// Where the ▾ begins.
fn fold_left(area: Rect, depth: usize) -> f32 {
    area.left() + size::CELL_PADDING + depth as f32 * size::INDENT
}

fn pointer(desk: &mut Desk, state: &mut TreeState, rows: &Rows, response: &Response) {
    let clicked = response.clicked() || response.secondary_clicked();
    let Some(pos) = response.interact_pointer_pos().filter(|_| clicked) else { return };
    let Some(hit) = rows.get(row_at(response.rect, pos)).copied() else { return };
    response.request_focus();
    state.cursor = Some(hit.target);
    if response.secondary_clicked() {
        return;
    }
    let fold = fold_left(response.rect, hit.depth);
    let on_fold = (fold..fold + size::TREE_FOLD).contains(&pos.x);
    match hit.open {
        Some(open) if on_fold || response.double_clicked() => {
            if !rows.is_searching() {
                set_open(desk, state, &hit, !open);
            }
        }
        _ => select(desk, state, hit.target),
    }
}

fn paint(
    ui: &Ui,
    desk: &Desk,
    state: &TreeState,
    rows: &Rows,
    response: &Response,
    visible: Range<usize>,
) {
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let hovered =
        pointer.filter(|_| response.contains_pointer()).map(|pos| row_at(response.rect, pos));
    for i in visible {
        let (Some(hit), Some(text)) = (rows.get(i), rows.text(i, desk)) else { continue };
        let rect = row_rect(response.rect, i);
        let is_selected =
            matches!(hit.target, Target::Onderdeel(id) if desk.view.selected == Some(id));
        let row = PaintedRow {
            is_selected,
            is_hovered: hovered == Some(i),
            has_cursor: state.has_focus && state.cursor == Some(hit.target),
            is_weak: rows.is_searching() && !hit.is_hit,
            is_own: rows.is_own(hit),
        };
        let is_clipped = paint_row(ui, rect, hit, text, &row);
        let unit = desk.view.notation.unit;
        if hovered == Some(i)
            && let marks = text.marks(unit)
            && (is_clipped || marks.is_some())
        {
            response.clone().on_hover_ui_at_pointer(|ui| {
                ui.label(&text.title);
                if let Some(marks) = marks {
                    ui.label(marks);
                }
            });
        }
    }
}

struct PaintedRow {
    is_selected: bool,
    is_hovered: bool,
    has_cursor: bool,
    /// Only the way to what is searched for.
    is_weak: bool,
    /// The user answers for it: bold.
    is_own: bool,
}

/// Whether the title was too long for the row.
fn paint_row(ui: &Ui, rect: Rect, hit: &Hit, text: &RowText, row: &PaintedRow) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let painter = ui.painter();
    if row.is_selected {
        painter.rect_filled(rect, 0.0, tokens.surface.selected);
        let bar = rect.with_max_x(rect.left() + size::CURSOR_LINE);
        painter.rect_filled(bar, 0.0, tokens.accent);
    } else if row.is_hovered {
        painter.rect_filled(rect, 0.0, tokens.surface.hover);
    }
    if row.has_cursor {
        let stroke = Stroke::new(size::LINE, tokens.line.cursor);
        painter.rect_stroke(rect, 0.0, stroke, StrokeKind::Inside);
    }
    let font = TextStyle::Body.resolve(ui.style());
    let color = if row.is_weak { tokens.text_weak } else { tokens.text };
    let right = rect.right() - f32::from(size::CARD_PADDING);
    let saldo = painter.text(
        pos2(right, rect.center().y),
        Align2::RIGHT_CENTER,
        &text.saldo,
        font.clone(),
        color,
    );
    let title_font = if row.is_own { fonts::bold_of(size::BODY) } else { font.clone() };
    let fold = fold_left(rect, hit.depth);
    if let Some(open) = hit.open {
        painter.add(triangle(pos2(fold, rect.center().y), open, tokens.text_weak));
    }
    let marks = marks(ui, text);
    let marks = ui.fonts_mut(|fonts| fonts.layout_job(marks));
    let beside = if marks.is_empty() { 0.0 } else { marks.size().x + size::GAP / 2.0 };
    let left = fold + size::TREE_FOLD;
    let width = (saldo.left() - size::GAP - beside - left).max(0.0);
    let galley =
        ui.fonts_mut(|fonts| fonts.layout_job(one_line(&text.title, title_font, color, width)));
    let at = pos2(left, rect.center().y - galley.size().y / 2.0);
    let (end, is_clipped) = (left + galley.size().x, galley.elided);
    painter.galley(at, galley, color);
    let at = pos2(end + size::GAP / 2.0, rect.center().y - marks.size().y / 2.0);
    painter.galley(at, marks, color);
    is_clipped
}

/// The signs behind a title: a stelpost that asks for something, how far a taakveld is, and how much
/// was asked that is still open.
fn marks(ui: &Ui, text: &RowText) -> LayoutJob {
    let tokens = Tokens::of(ui);
    let small = TextStyle::Small.resolve(ui.style());
    let stap = match text.stap {
        None | Some(Behandelstap::InBewerking) => None,
        Some(Behandelstap::Aangeleverd) => Some("→"),
        Some(Behandelstap::Beoordeeld) => Some("✓"),
        Some(Behandelstap::Akkoord) => Some("✓✓"),
    };
    let open = (text.open > 0).then(|| format!("✎{}", text.open));
    let signs = [
        (text.stelpost.as_ref().map(|_| "●"), tokens.warning),
        (stap, tokens.better),
        (open.as_deref(), tokens.accent),
    ];
    let mut job = LayoutJob::default();
    for (sign, colour) in signs {
        let Some(sign) = sign else { continue };
        let space = if job.is_empty() { 0.0 } else { size::GAP / 2.0 };
        job.append(sign, space, TextFormat::simple(small.clone(), colour));
    }
    job
}

/// Points down when unfolded, to the right when folded.
fn triangle(left_center: Pos2, open: bool, color: Color32) -> Shape {
    let side = Vec2::splat(size::GRID_ICON);
    let rect = Rect::from_center_size(left_center + vec2(size::GRID_ICON / 2.0, 0.0), side);
    let points = if open {
        vec![rect.left_top(), rect.right_top(), rect.center_bottom()]
    } else {
        vec![rect.left_top(), rect.right_center(), rect.left_bottom()]
    };
    Shape::convex_polygon(points, color, Stroke::NONE)
}

/// One line, with … where it does not fit.
fn one_line(text: &str, font: FontId, color: Color32, width: f32) -> LayoutJob {
    let format = TextFormat::simple(font, color);
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap = TextWrapping::truncate_at_width(width);
    job
}

fn context_menu(desk: &mut Desk, state: &mut TreeState, response: &Response) {
    response.context_menu(|ui| {
        let Some(target) = state.cursor else { return ui.close() };
        if menu::commands(ui, desk, commands(target)) {
            state.of_menu = Some(target);
        }
    });
}

/// What can be done with a row.
fn commands(target: Target) -> &'static [&'static [Command]] {
    match target {
        Target::Onderdeel(_) => &[
            &[Command::AddOnderdeel, Command::AddRegel, Command::AddMeasure],
            &[Command::Opmerking],
            &[Command::Rename, Command::Move, Command::MoveUp, Command::MoveDown, Command::Remove],
        ],
        Target::Regel(_) => &[
            &[Command::Opmerking],
            &[Command::Rename, Command::Move, Command::MoveUp, Command::MoveDown, Command::Remove],
        ],
        Target::Mutatie(_) | Target::Entry(_) => {
            &[&[Command::Rename, Command::MoveUp, Command::MoveDown, Command::Remove]]
        }
    }
}
