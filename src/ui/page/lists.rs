//! The lists of a page: indicators with their chart, verbonden partijen, reserves, and activities
//! below the criteria of a goal.

use eframe::egui::{Align, Button, Layout, Rect, RichText, ScrollArea, Ui, pos2, vec2};
use rust_decimal::Decimal;

use super::chart_data::figure;
use super::costs::{card, table_height, within};
use super::lists_table::{ListAsked, ListShape, ListTable, kop, new_entry, title};
use super::state::PageState;
use crate::display::{Gemeten, show_meting};
use crate::model::{Begroting, Edit, Id, Indicator, Meting, Richting};
use crate::ui::chance::new_id;
use crate::ui::chart::{self, BarChartData, ChartMode, ColumnBars, Figure};
use crate::ui::command::{Cells, Command};
use crate::ui::fonts;
use crate::ui::grid::Grid;
use crate::ui::menu::commands;
use crate::ui::parts::Part;
use crate::ui::texts;
use crate::ui::theme::{Tokens, size};
use crate::ui::view::Tab;
use crate::ui::wish::Desk;

pub(super) fn show(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    state: &mut PageState,
    onderdeel: Id,
    tab: Tab,
) {
    let asked = ListAsked { onderdeel, tab, notation: desk.view.notation };
    state.list.follow(desk.document, asked, ListShape::new);
    let Some(shape) = state.list.get() else {
        return;
    };
    let room = ui.available_rect_before_wrap();
    let grid = state.grids.entry((onderdeel, tab)).or_default();
    let mut table = ListTable { document: desk.document, shape, wishes: desk.wishes };
    if let Some(row) = state.bring_into_view.and_then(|id| shape.row_of(id)) {
        grid.go_to(&table, row, 0);
        state.bring_into_view = None;
    }
    let wanted = table_height(&table, grid, room.width()) + size::BAR;
    let mut top = room.top();
    if !tab.secties().is_empty() {
        let text = within(ui, "tekst", room, |ui| {
            let most = (room.height() - wanted - size::CARD_GAP)
                .max(room.height() * (1.0 - size::PAGE_TABLE) - size::CARD_GAP);
            ScrollArea::vertical().max_height(most).auto_shrink([false, true]).show(ui, |ui| {
                texts::show(ui, desk, &mut state.texts, onderdeel, tab.secties());
            });
            ui.min_rect()
        });
        state.parts.push(Part { rect: text, home: None });
        top = text.bottom() + size::CARD_GAP;
        table = ListTable { document: desk.document, shape, wishes: desk.wishes };
    }
    let with_chart = tab == Tab::Indicatoren;
    let kept = if with_chart { size::PAGE_BOTTOM_LEAST + size::CARD_GAP } else { 0.0 };
    let height = wanted.min(room.bottom() - top - kept).round();
    let place = Rect::from_min_size(pos2(room.left(), top), vec2(room.width(), height));
    let (output, add) = card(ui, place, |ui, inside| {
        let bar = Rect::from_min_size(inside.min, vec2(inside.width(), size::BAR));
        let add = within(ui, "balk", bar, |ui| head(ui, shape));
        let rest = Rect::from_min_max(pos2(inside.left(), bar.bottom()), inside.max);
        let output = within(ui, "lijst", rest, |ui| Grid::new("list").show(ui, grid, &mut table));
        (output, add)
    });
    state.parts.push(Part { rect: place, home: Some(output.response.id) });
    let below = Rect::from_min_max(pos2(room.left(), place.bottom() + size::CARD_GAP), room.max);
    if let Some(data) = state.chart_of_indicator(desk.document.begroting()).filter(|_| with_chart) {
        card(ui, below, |ui, inside| {
            let inside = inside.shrink(f32::from(size::CARD_PADDING));
            within(ui, "grafiek", inside, |ui| chart::show(ui, &data.into()));
        });
        state.parts.push(Part { rect: below, home: None });
    }
    ui.advance_cursor_after_rect(room);
    if add {
        let begroting = desk.document.begroting();
        let entry = new_entry(begroting, onderdeel, tab, new_id());
        state.show_new(entry.id());
        let code = begroting.onderdelen.get(onderdeel).map_or("", |of| &of.code);
        desk.change(format!("{code}: {} toegevoegd", one(tab)), vec![Edit::Insert(entry)]);
    }
    state.selection = None;
    if std::mem::take(&mut state.wants_keyboard) {
        output.response.request_focus();
    }
    output.response.context_menu(|ui| {
        commands(
            ui,
            desk,
            &[
                Cells::CLIPBOARD,
                Cells::FILL,
                &[Command::MoveUp, Command::MoveDown, Command::Remove],
            ],
        );
    });
}

fn one(tab: Tab) -> &'static str {
    match tab {
        Tab::Indicatoren => "indicator",
        Tab::Partijen => "verbonden partij",
        Tab::Reserves => "reserve",
        _ => "activiteit",
    }
}

/// The title of the table; whether its button to add was clicked.
fn head(ui: &mut Ui, shape: &ListShape) -> bool {
    let tab = shape.asked.tab;
    let tokens = Tokens::of(ui);
    ui.horizontal_centered(|ui| {
        ui.add_space(size::CELL_PADDING);
        let title = RichText::new(title(tab)).font(fonts::bold_of(size::HEADING));
        ui.label(title.color(tokens.text));
        if tab == Tab::Reserves {
            let unit = shape.asked.notation.unit.label();
            ui.label(RichText::new(unit).color(tokens.text_weak));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(size::CELL_PADDING);
            let mut name = format!("{} toevoegen", one(tab));
            if let Some(first) = name.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            ui.add(Button::new(name)).clicked()
        })
        .inner
    })
    .inner
}

impl PageState {
    /// The chart of the indicator that the cursor is on.
    pub(super) fn chart_of_indicator(&self, begroting: &Begroting) -> Option<BarChartData> {
        let shape = self.list.get().filter(|shape| shape.asked.tab == Tab::Indicatoren)?;
        let grid = self.grids.get(&(shape.asked.onderdeel, shape.asked.tab))?;
        let row = grid.cursor_cell().map_or(0, |(row, _)| row);
        let entry = shape.entry_at(row).or_else(|| shape.entry_at(0))?;
        let indicator = begroting.indicatoren.get(entry)?;
        let mut metingen: Vec<&Meting> = begroting.metingen.of(entry).collect();
        metingen.sort_by_key(|meting| meting.kolom);
        let richting = match indicator.richting {
            Richting::NietVermeld => "",
            richting => richting.word(),
        };
        let about = [indicator.unit.as_str(), richting];
        let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
        Some(BarChartData {
            title: indicator.name.clone(),
            unit_label: about.join(" · "),
            version: String::new(),
            bars: metingen.into_iter().map(|meting| bar(indicator, meting)).collect(),
            mode: ChartMode::Saldo,
        })
    }
}

/// A figure in another unit has no bar: it would be measured by the wrong rule.
fn bar(indicator: &Indicator, meting: &Meting) -> ColumnBars {
    let height = meting.value.filter(|_| meting.unit.is_empty()).unwrap_or_default();
    let text = show_meting(&Gemeten::from(meting), &indicator.unit);
    ColumnBars {
        label: kop(meting.kolom),
        closed: false,
        baten: Figure::default(),
        lasten: Figure::default(),
        saldo: figure(height, text, Decimal::ONE),
        after_measures: None,
    }
}
