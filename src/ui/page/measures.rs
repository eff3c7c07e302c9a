//! "Wat gaan we anders doen?": the text of the section, and the measures below it.

use eframe::egui::{Align, Layout, Rect, RichText, ScrollArea, Ui, pos2, vec2};

use super::costs::{card, table_height, within};
use super::measures_table::{MeasuresShape, MeasuresTable};
use super::selection;
use super::state::PageState;
use crate::model::{Edit, Id, Mutatie, Mutatiesoort, Order, Record};
use crate::ui::chance::new_id;
use crate::ui::command::{Cells, Command};
use crate::ui::fonts;
use crate::ui::grid::Grid;
use crate::ui::menu::commands;
use crate::ui::parts::Part;
use crate::ui::texts;
use crate::ui::theme::{Tokens, size};
use crate::ui::view::Tab;
use crate::ui::wish::{Desk, Wish};

/// Where a new measure is named.
const NAME_COLUMN: usize = 1;

pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut PageState, onderdeel: Id) {
    let notation = desk.view.notation;
    state.measures.follow(desk.document, (onderdeel, notation), MeasuresShape::new);
    let Some(shape) = state.measures.get() else {
        return;
    };
    let room = ui.available_rect_before_wrap();
    let grid = state.grids.entry((onderdeel, Tab::Anders)).or_default();
    let table = MeasuresTable { document: desk.document, shape, wishes: desk.wishes };
    if let Some(row) = state.bring_into_view.and_then(|id| shape.row_of(id)) {
        let kolom = state.bring_column.take();
        let col = kolom.and_then(|kolom| table.column_of(kolom)).unwrap_or(NAME_COLUMN);
        grid.go_to(&table, row, col);
        state.bring_into_view = None;
    }
    let wanted = table_height(&table, grid, room.width()) + size::BAR;
    let text = within(ui, "tekst", room, |ui| {
        let most = (room.height() - wanted - size::CARD_GAP)
            .max(room.height() * (1.0 - size::PAGE_TABLE) - size::CARD_GAP);
        ScrollArea::vertical().max_height(most).auto_shrink([false, true]).show(ui, |ui| {
            texts::show(ui, desk, &mut state.texts, onderdeel, Tab::Anders.secties());
        });
        ui.min_rect()
    });
    let top = pos2(room.left(), text.bottom() + size::CARD_GAP);
    let height = wanted.min(room.bottom() - top.y).round();
    let below = Rect::from_min_size(top, vec2(room.width(), height));
    let mut table = MeasuresTable { document: desk.document, shape, wishes: desk.wishes };
    let (output, add) = card(ui, below, |ui, inside| {
        let bar = Rect::from_min_size(inside.min, vec2(inside.width(), size::BAR));
        let add = within(ui, "balk", bar, |ui| head(ui, notation.unit.label()));
        let rest = Rect::from_min_max(pos2(inside.left(), bar.bottom()), inside.max);
        let output =
            within(ui, "maatregelen", rest, |ui| Grid::new("measures").show(ui, grid, &mut table));
        (output, add)
    });
    ui.advance_cursor_after_rect(room);
    state.parts.push(Part { rect: text, home: None });
    state.parts.push(Part { rect: below, home: Some(output.response.id) });
    if add {
        desk.run(Command::AddMeasure);
    }
    state.selection = selection::in_words(&output.selection, notation.unit);
    if std::mem::take(&mut state.wants_keyboard) {
        output.response.request_focus();
    }
    if output.response.clicked() && ui.input(|input| input.modifiers.alt) {
        desk.run(Command::Waarom);
    }
    output.response.context_menu(|ui| {
        commands(
            ui,
            desk,
            &[
                Cells::CLIPBOARD,
                Cells::FILL,
                &[Command::Opmerking],
                &[Command::AddMeasure],
                &[Command::MoveUp, Command::MoveDown, Command::Remove],
            ],
        );
    });
}

/// The title of the table with its unit and sign; whether "Maatregel toevoegen" was clicked.
fn head(ui: &mut Ui, unit: &str) -> bool {
    let tokens = Tokens::of(ui);
    ui.horizontal_centered(|ui| {
        ui.add_space(size::CELL_PADDING);
        let title = RichText::new("Maatregelen").font(fonts::bold_of(size::HEADING));
        ui.label(title.color(tokens.text));
        ui.label(RichText::new(format!("{unit}, voordeel positief")).color(tokens.text_weak));
        let right = Layout::right_to_left(Align::Center);
        ui.with_layout(right, |ui| {
            ui.add_space(size::CELL_PADDING);
            let button = ui.button(Command::AddMeasure.name());
            button.on_hover_text(Command::AddMeasure.tooltip()).clicked()
        })
        .inner
    })
    .inner
}

/// Adds a measure to an onderdeel, last in its list, and shows it.
pub fn add_measure(desk: &mut Desk<'_>, state: &mut PageState, onderdeel: Id) {
    let begroting = desk.document.begroting();
    let last = begroting.mutaties.of(onderdeel).next_back().map(|mutatie| &mutatie.order);
    let mut measure = Mutatie::new(
        new_id(),
        onderdeel,
        Mutatiesoort::Maatregel,
        "Nieuwe maatregel".into(),
        Order::after(last),
    );
    measure.start = Some(begroting.kop().jaar);
    state.show_new(measure.id);
    let code = begroting.onderdelen.get(onderdeel).map_or("", |of| &of.code);
    desk.wishes.push(Wish::Change {
        why: format!("{code}: maatregel toegevoegd"),
        edits: vec![Edit::Insert(Record::Mutatie(measure))],
    });
    desk.view.tab = Tab::Anders;
}
