//! "Wat mag het kosten?": cards, budget, chart and what needs attention.

use std::borrow::Cow;

use eframe::egui::style::ScrollStyle;
use eframe::egui::{Button, Label, Rect, RichText, StrokeKind, Ui, UiBuilder, pos2, vec2};

use super::attention::{self, Attention};
use super::budget_table::BudgetTable;
use super::layout::{self, Wanted};
use super::shape::{Asked, Shape, onderdeel_of};
use super::state::{Derived, PageState};
use super::{cards, footnotes, selection};
use crate::change::Document;
use crate::display::Unit;
use crate::model::{Begroting, Edit, Field, Id, Kolom, KolomkopField};
use crate::ui::align;
use crate::ui::chart::{self, ChartKind, ChartMode};
use crate::ui::command::{Cells, Command};
use crate::ui::grid::{Context, Grid, GridOutput, GridState, Table};
use crate::ui::menu::commands;
use crate::ui::parts::Part;
use crate::ui::theme::{Tokens, size};
use crate::ui::view::Tab;
use crate::ui::wish::{Desk, Wish};

pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut PageState, onderdeel: Id) {
    let notation = desk.view.notation;
    let asked = Asked::of(desk.view, desk.document.begroting(), onderdeel);
    state.budget = Shape::follow(state.budget.take(), desk.document, asked, &state.unfolded);
    let (Some(shape), Some(derived)) = (&state.budget, &state.derived) else {
        return;
    };
    if !derived.cards.is_empty() {
        cards::show_cards(ui, &derived.cards, ui.available_height() < size::PAGE_LOW);
        ui.add_space(size::CARD_GAP - ui.spacing().item_spacing.y);
    }
    let room = ui.available_rect_before_wrap();
    let mut table = BudgetTable { document: desk.document, shape, wishes: desk.wishes };
    let grid = state.grids.entry((onderdeel, Tab::Kosten)).or_insert_with(|| {
        let mut grid = GridState::default();
        grid.go_to(&table, 0, first_open(&table));
        grid
    });
    if let Some(new) = state.bring_into_view {
        let of_new = |row: &usize| table.records(*row).contains(&Some(new));
        if let Some(row) = (0..table.row_count()).find(of_new) {
            let kolom = state.bring_column.take();
            let asked = |col: &usize| kolom.is_some() && table.kolom(*col) == kolom;
            let col = (0..table.columns().len()).find(asked);
            let col = col.unwrap_or_else(|| first_of_year(&table, desk.document));
            grid.go_to(&table, row, col);
            state.bring_into_view = None;
        }
    }
    if let Some(typed) = state.retyped.take_if(|typed| typed.onderdeel == onderdeel) {
        grid.retype(&table, typed.row, typed.col, typed.text);
    }
    let all = shape.footnotes.get_or_init(|| footnotes::footnotes(&table));
    let rows = (table.row_count() + 1) as f32 * size::ROW;
    let frame = table_height(&table, grid, room.width()) - rows;
    let wanted = Wanted { rows, frame, notes: all.len() };
    let places = layout::places(room, wanted, state.is_unfolded_below);
    let footnotes = footnotes::at_most(all, places.notes);
    let notes = layout::notes_height(places.notes);
    let output = card(ui, places.table, |ui, inside| {
        let grid_rect = Rect::from_min_max(inside.min, inside.max - vec2(0.0, notes));
        let output =
            within(ui, "begroting", grid_rect, |ui| Grid::new("budget").show(ui, grid, &mut table));
        let below = Rect::from_min_max(pos2(inside.left(), grid_rect.bottom()), inside.max);
        within(ui, "voetnoten", below, |ui| show_footnotes(ui, &footnotes));
        output
    });
    let mode = state.chart_mode();
    let notices = &mut state.attention;
    notices.follow(desk.document, onderdeel, notation.unit);
    if let Some(place) = places.fold
        && fold_button(ui, place, notices, places.below.is_some())
    {
        state.is_unfolded_below = !state.is_unfolded_below;
    }
    if let Some((left, right)) = places.below.map(halves) {
        chart_card(ui, desk, derived, mode, left);
        attention_card(ui, desk, notices, notation.unit, right);
    }
    ui.advance_cursor_after_rect(room);
    state.parts.push(Part { rect: places.table, home: Some(output.response.id) });
    let under = Rect::from_min_max(places.table.left_bottom(), room.max);
    state.parts.push(Part { rect: under, home: None });
    state.selection = selection::in_words(&output.selection, notation.unit);
    if std::mem::take(&mut state.wants_keyboard) {
        output.response.request_focus();
    }
    heed(desk, state, &output);
    if output.response.clicked() && ui.input(|input| input.modifiers.alt) {
        desk.run(Command::Waarom);
    }
    output.response.context_menu(|ui| menu(ui, desk, state, &output));
}

/// The first column that can be edited: where a budget holder begins.
fn first_open(table: &BudgetTable<'_>) -> usize {
    let from = table.shape.first_amount();
    let can_be_typed_in = |col: &usize| {
        table.kolom(*col).is_some_and(|k| table.document.totals().base(k).is_none())
            && table.columns().get(*col).is_some_and(|column| !column.is_closed())
    };
    (from..table.columns().len()).find(can_be_typed_in).unwrap_or(from)
}

/// The column of year t, where a new line is filled in first.
fn first_of_year(table: &BudgetTable<'_>, document: &Document) -> usize {
    let jaar = document.begroting().kop().jaar;
    let of_year = |col: &usize| table.kolom(*col).is_some_and(|kolom| kolom.jaar == jaar);
    (0..table.columns().len()).find(of_year).unwrap_or_else(|| first_open(table))
}

/// What a table needs to show all its rows.
pub(super) fn table_height(table: &dyn Table, grid: &GridState, width: f32) -> f32 {
    let columns = table.columns();
    let wide: f32 = columns
        .iter()
        .enumerate()
        .map(|(at, column)| grid.widths.get(at).copied().flatten().unwrap_or(column.width))
        .sum();
    let bar = if wide > width { ScrollStyle::solid().allocated_width() } else { 0.0 };
    let header = if columns.iter().any(|column| column.group.is_some()) { 2 } else { 1 };
    (table.row_count() + header) as f32 * size::ROW + bar + 2.0 * size::LINE
}

/// A card with contents; what `add` gets is the room inside its line.
pub(in crate::ui) fn card<R>(ui: &mut Ui, rect: Rect, add: impl FnOnce(&mut Ui, Rect) -> R) -> R {
    let tokens = Tokens::of(ui);
    ui.painter().rect(
        rect,
        size::CARD_RADIUS,
        tokens.surface.card,
        (size::LINE, tokens.line.card),
        StrokeKind::Inside,
    );
    add(ui, rect.shrink(size::LINE))
}

/// Contents at a place of their own.
pub(in crate::ui) fn within<R>(
    ui: &mut Ui,
    salt: &'static str,
    rect: Rect,
    add: impl FnOnce(&mut Ui) -> R,
) -> R {
    let mut child = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect));
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    add(&mut child)
}

fn show_footnotes(ui: &mut Ui, lines: &[Cow<'_, str>]) {
    let colour = Tokens::of(ui).text_weak;
    ui.spacing_mut().item_spacing.y = 0.0;
    for line in lines {
        ui.allocate_ui(vec2(ui.available_width(), size::NOTE), |ui| {
            ui.set_min_height(size::NOTE);
            ui.horizontal_centered(|ui| {
                ui.add_space(size::CELL_PADDING);
                let text = RichText::new(line.as_ref()).small().color(colour);
                ui.add(Label::new(text).truncate());
            });
        });
    }
}

/// Folds and unfolds the chart where the page is low; whether it was clicked.
fn fold_button(ui: &mut Ui, place: Rect, notices: &Attention, is_open: bool) -> bool {
    let warnings = notices.warnings();
    let count = if warnings == 0 { String::new() } else { format!(" ({warnings})") };
    let sign = if is_open { "▾" } else { "▸" };
    let button = Button::new(format!("{sign} Grafiek en let op{count}"));
    let words = if is_open { "Geef de tabel weer de ruimte" } else { "Toon ze onder de tabel" };
    within(ui, "uitklappen", place, |ui| ui.add(button).on_hover_text(words).clicked())
}

/// The places of the chart and of what needs attention.
fn halves(rect: Rect) -> (Rect, Rect) {
    let split = rect.left() + ((rect.width() - size::CARD_GAP) * size::PAGE_CHART).round();
    let left = Rect::from_min_max(rect.min, pos2(split, rect.bottom()));
    let right = Rect::from_min_max(pos2(split + size::CARD_GAP, rect.top()), rect.max);
    (left, right)
}

/// The chart, with the choice of its kind and the commands that work on it in its corner. A click on
/// a part goes there.
fn chart_card(ui: &mut Ui, desk: &mut Desk<'_>, derived: &Derived, mode: ChartMode, rect: Rect) {
    let Some(drawn) = &derived.chart else {
        return;
    };
    card(ui, rect, |ui, inside| {
        let inside = inside.shrink(f32::from(size::CARD_PADDING));
        let buttons = Rect::from_min_size(inside.min, vec2(inside.width(), size::CONTROL));
        within(ui, "knoppen", buttons, |ui| {
            ui.horizontal(|ui| align::right(ui, |ui| tools(ui, desk, drawn.kind, mode, inside)));
        });
        let clicked = within(ui, "grafiek", inside, |ui| chart::show(ui, &drawn.data));
        let part = clicked.and_then(|at| drawn.parts.get(at).copied().flatten());
        desk.wishes.extend(part.map(Wish::Select));
    });
}

/// The kinds of charts as a menu, then what can be done with the one that shows; all in one menu
/// where the card is narrow.
fn tools(ui: &mut Ui, desk: &mut Desk<'_>, kind: ChartKind, mode: ChartMode, inside: Rect) {
    let kinds = |ui: &mut Ui, desk: &mut Desk<'_>| {
        for one in ChartKind::ALL {
            let command = Command::Chart(one);
            let button = ui.selectable_label(one == kind, one.title());
            if button.on_hover_text(command.tooltip()).clicked() {
                desk.run(command);
                ui.close();
            }
        }
    };
    let other_mode = match mode {
        ChartMode::Saldo => "Baten en lasten",
        ChartMode::BatenLasten => "Saldo",
    };
    let tools = [
        (other_mode, Command::ChartMode),
        ("Kopiëren", Command::CopyChart),
        ("PNG…", Command::ExportChart),
    ];
    // The lasten alone have no other side.
    let tools = tools
        .into_iter()
        .filter(|(_, command)| kind != ChartKind::Geld || *command != Command::ChartMode);
    let tool = |ui: &mut Ui, desk: &mut Desk<'_>, (words, command): (&str, Command)| {
        let button = Button::new(RichText::new(words).small());
        // A menu has a Kopiëren of its own.
        let button = ui.add(button).accessible_name(format!("Grafiek: {words}"));
        if button.on_hover_text(command.tooltip()).clicked() {
            desk.run(command);
            ui.close();
        }
    };
    if inside.width() < size::CHART_TOOLS {
        ui.menu_button(RichText::new("Grafiek ▾").small(), |ui| {
            kinds(ui, desk);
            ui.separator();
            tools.for_each(|one| tool(ui, desk, one));
        });
    } else {
        let words = RichText::new(format!("{} ▾", kind.title())).small();
        ui.menu_button(words, |ui| kinds(ui, desk));
        tools.for_each(|one| tool(ui, desk, one));
    }
}

fn attention_card(ui: &mut Ui, desk: &mut Desk<'_>, notices: &Attention, unit: Unit, rect: Rect) {
    card(ui, rect, |ui, inside| {
        within(ui, "let op", inside.shrink(f32::from(size::CARD_PADDING)), |ui| {
            attention::show(ui, desk, notices, unit);
        });
    });
}

/// Folds, unfolds, opens and closes what was clicked.
fn heed(desk: &mut Desk<'_>, state: &mut PageState, output: &GridOutput) {
    let Some(shape) = &state.budget else {
        return;
    };
    if let Some(row) = output.toggled_row.and_then(|row| shape.rows.get(row))
        && let (Some(id), Some(open)) = (onderdeel_of(row.of.item), row.of.open)
    {
        state.unfolded.insert(id, !open);
        state.budget = state.budget.take().map(Shape::outdated);
        return;
    }
    let table = BudgetTable { document: desk.document, shape, wishes: desk.wishes };
    if let Some(kolom) = output.lock_clicked.and_then(|col| table.kolom(col)) {
        desk.wishes.extend(lock_wish(desk.document.begroting(), kolom));
    }
}

/// Opens a closed column after a yes; closes an open one.
fn lock_wish(begroting: &Begroting, kolom: Kolom) -> Option<Wish> {
    let kop = begroting.kolommen.iter().find(|kop| kop.kolom == kolom)?;
    let field = |closed| Field::from(KolomkopField::Closed(closed));
    let edit = Edit::Set { id: kop.id, old: field(kop.closed), new: field(!kop.closed) };
    let title = kolom.title();
    if !kop.closed {
        return Some(Wish::Change { why: format!("{title}: gesloten"), edits: vec![edit] });
    }
    Some(Wish::confirm(
        format!("{title} openen?"),
        format!(
            "De bedragen van {title} zijn vastgesteld en daarom gesloten. Na het openen kan \
             iedereen met dit bestand ze wijzigen; met het slot in de kop sluit u de kolom weer."
        ),
        "Kolom openen",
        [Wish::Change { why: format!("{title}: geopend"), edits: vec![edit] }],
    ))
}

fn menu(ui: &mut Ui, desk: &mut Desk<'_>, state: &PageState, output: &GridOutput) {
    if let (Some(Context::Header(col)), Some(shape)) = (output.context, &state.budget) {
        let table = BudgetTable { document: desk.document, shape, wishes: desk.wishes };
        let Some(kolom) = table.kolom(col) else {
            return;
        };
        let closed = desk.document.begroting().is_closed(kolom);
        let words = if closed { "Kolom openen…" } else { "Kolom sluiten" };
        if ui.button(words).clicked() {
            desk.wishes.extend(lock_wish(desk.document.begroting(), kolom));
            ui.close();
        }
        return;
    }
    commands(
        ui,
        desk,
        &[
            Cells::CLIPBOARD,
            Cells::FILL,
            &[Command::Raise, Command::Spread],
            &[Command::Opmerking],
            &[Command::AddRegel, Command::AddOnderdeel],
            &[Command::Rename, Command::Move, Command::MoveUp, Command::MoveDown, Command::Remove],
        ],
    );
}
