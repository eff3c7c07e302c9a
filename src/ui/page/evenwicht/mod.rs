//! "Structureel evenwicht": what lasts of the resultaat of a programma by year, and the lines that
//! lead to it.

mod shape;
mod table;
mod words;

use eframe::egui::{Label, Rect, RichText, ScrollArea, TextStyle, Ui, pos2, vec2};

pub use shape::EvenwichtShape;

use self::shape::Asked;
use self::table::EvenwichtTable;
use super::costs::{card, table_height, within};
use super::selection;
use super::state::PageState;
use crate::model::{Id, Kolom};
use crate::ui::chart;
use crate::ui::command::Cells;
use crate::ui::fonts;
use crate::ui::grid::Grid;
use crate::ui::menu::commands;
use crate::ui::once::Once;
use crate::ui::parts::Part;
use crate::ui::theme::{Tokens, size};
use crate::ui::view::Tab;
use crate::ui::wish::Desk;

/// What is remembered between frames.
#[derive(Default)]
pub struct EvenwichtState {
    shape: Once<Asked, EvenwichtShape>,
    /// The column of the cursor: the list is of that one.
    kolom: Option<Kolom>,
}

pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut PageState, onderdeel: Id) {
    let notation = desk.view.notation;
    let own = &mut state.evenwicht;
    let asked = Asked { onderdeel, notation, kolom: own.kolom };
    own.shape.follow(desk.document, asked, EvenwichtShape::new);
    let Some(shape) = own.shape.get() else { return };
    let room = ui.available_rect_before_wrap();
    let grid = state.grids.entry((onderdeel, Tab::Evenwicht)).or_default();
    let mut table = EvenwichtTable { shape };
    let wanted = table_height(&table, grid, room.width()) + size::BAR;
    let most = room.height() - size::PAGE_BOTTOM_LEAST - size::CARD_GAP;
    let place = Rect::from_min_size(room.min, vec2(room.width(), wanted.min(most).round()));
    let output = card(ui, place, |ui, inside| {
        let bar = Rect::from_min_size(inside.min, vec2(inside.width(), size::BAR));
        within(ui, "balk", bar, |ui| head(ui, shape, &notation.label()));
        let rest = Rect::from_min_max(pos2(inside.left(), bar.bottom()), inside.max);
        within(ui, "evenwicht", rest, |ui| Grid::new("evenwicht").show(ui, grid, &mut table))
    });
    let below = Rect::from_min_max(pos2(room.left(), place.bottom() + size::CARD_GAP), room.max);
    let middle = below.center().x;
    let left = Rect::from_min_max(below.min, pos2(middle - size::CARD_GAP / 2.0, below.bottom()));
    let right = Rect::from_min_max(pos2(middle + size::CARD_GAP / 2.0, below.top()), below.max);
    let asked = card(ui, left, |ui, inside| {
        let inside = inside.shrink(size::CARD_PADDING_SMALL);
        within(ui, "lijst", inside, |ui| list(ui, shape))
    });
    card(ui, right, |ui, inside| {
        let inside = inside.shrink(size::CARD_PADDING_SMALL);
        within(ui, "grafiek", inside, |ui| chart::show(ui, &shape.chart));
    });
    ui.advance_cursor_after_rect(room);
    state.parts.push(Part { rect: place, home: Some(output.response.id) });
    state.parts.push(Part { rect: left, home: None });
    state.parts.push(Part { rect: right, home: None });
    let of_cursor = grid.cursor_cell().and_then(|(_, col)| shape.jaren.get(col.checked_sub(1)?));
    if let Some(jaar) = of_cursor {
        own.kolom = Some(jaar.kolom);
    }
    state.selection = selection::in_words(&output.selection, notation.unit);
    if std::mem::take(&mut state.wants_keyboard) {
        output.response.request_focus();
    }
    output.response.context_menu(|ui| {
        commands(ui, desk, &[Cells::CLIPBOARD]);
    });
    if let Some(regel) = asked {
        go_to(desk, state, regel);
    }
}

/// The title of the table with its unit, signs and version, and the verdict.
fn head(ui: &mut Ui, shape: &EvenwichtShape, unit: &str) {
    let tokens = Tokens::of(ui);
    ui.horizontal_centered(|ui| {
        ui.add_space(size::CELL_PADDING);
        let title = RichText::new("Structureel evenwicht").font(fonts::bold_of(size::HEADING));
        ui.label(title.color(tokens.text));
        ui.label(RichText::new(unit).color(tokens.text_weak));
        ui.add(Label::new(RichText::new(&shape.oordeel).color(tokens.text)).truncate());
    });
}

/// What leads from resultaat to structural saldo; the regel that was asked for.
fn list(ui: &mut Ui, shape: &EvenwichtShape) -> Option<Id> {
    let tokens = Tokens::of(ui);
    let kolom = shape.jaren.get(shape.at).map(|jaar| jaar.kolom.title()).unwrap_or_default();
    ui.horizontal(|ui| {
        let title = RichText::new("Wat daartoe leidt").font(fonts::bold_of(size::HEADING));
        ui.label(title.color(tokens.text));
        let about = format!("{kolom}, {}", shape.asked.notation.unit.label());
        ui.label(RichText::new(about).color(tokens.text_weak));
    });
    let mut asked = None;
    let area = ScrollArea::vertical().id_salt("lijst").auto_shrink(false);
    let height = ui.text_style_height(&TextStyle::Body);
    area.show_rows(ui, height, shape.lijst.len(), |ui, rows| {
        for item in shape.lijst.get(rows).unwrap_or_default() {
            match item.regel {
                Some(regel) => {
                    let link = ui.link(&item.text);
                    if link.on_hover_text("Naar deze regel").clicked() {
                        asked = Some(regel);
                    }
                }
                None => {
                    ui.strong(&item.text);
                }
            }
        }
    });
    asked
}

/// Shows a regel in "Wat mag het kosten?" of its onderdeel.
fn go_to(desk: &mut Desk<'_>, state: &mut PageState, regel: Id) {
    let begroting = desk.document.begroting();
    let Some(of) = begroting.regels.get(regel) else { return };
    desk.view.select(begroting, of.onderdeel);
    desk.view.tab = Tab::Kosten;
    state.unfold(begroting, of.onderdeel);
    state.show_new(regel);
}
