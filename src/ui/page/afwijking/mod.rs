//! "Afwijkingen": what differs between two columns, why, and what nobody explained yet.

mod actions;
mod change;
mod chart;
mod shape;
mod side;
mod table;

use eframe::egui::{Rect, RichText, Ui, pos2, vec2};

pub use actions::{new_cluster, on_verklaring};
pub(super) use shape::{AfwijkingShape, Asked, Toon};
pub(super) use table::AfwijkingTable;

use self::shape::SideAsked;
use self::side::{Schrijven, Side};
use super::costs::{card, table_height, within};
use super::selection;
use super::state::PageState;
use crate::calc::afwijking::{Brugwijze, Vergelijking, vergelijkingen};
use crate::change::Document;
use crate::change::structure::Target;
use crate::display::{self, show_in_words};
use crate::model::{Begroting, Id, Kolom};
use crate::ui::choice::choice;
use crate::ui::command::{Cells, Command, Verklaren};
use crate::ui::grid::{Grid, GridState};
use crate::ui::menu::commands;
use crate::ui::once::Once;
use crate::ui::parts::Part;
use crate::ui::theme::{Tokens, size};
use crate::ui::view::Tab;
use crate::ui::wish::{Desk, Wish};

/// What is remembered between frames.
#[derive(Default)]
pub(super) struct AfwijkingState {
    pub shape: Once<Asked, AfwijkingShape>,
    /// What the user chose to set against what.
    vergelijking: Option<Vergelijking>,
    toon: Toon,
    wijze: Brugwijze,
    side: Once<SideAsked, Side>,
    schrijven: Schrijven,
}

impl AfwijkingState {
    /// What commands work on in this row: a component.
    pub fn target(&self, row: usize) -> Option<Target> {
        self.shape.get()?.oorzaak_at(row).map(Target::Entry)
    }

    /// Words that are being written, as a wish.
    pub fn pending(&mut self, document: &Document) -> Option<Wish> {
        self.schrijven.pending(document)
    }

    /// Shows this comparison from now on, with all its rows.
    pub fn compare(&mut self, vergelijking: Vergelijking) {
        self.vergelijking = Some(vergelijking);
        self.toon = Toon::Alles;
    }
}

pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut PageState, onderdeel: Id) {
    let begroting = desk.document.begroting();
    let columns = begroting.columns();
    let is_there = |(van, naar): &Vergelijking| columns.contains(van) && columns.contains(naar);
    let chosen = state.afwijking.vergelijking.filter(is_there);
    let Some(vergelijking) = chosen.or_else(|| vergelijkingen(begroting).last().copied()) else {
        return none(ui, state);
    };
    let notation = desk.view.notation;
    let asked = Asked { onderdeel, vergelijking, toon: state.afwijking.toon, notation };
    state.afwijking.shape.follow(desk.document, asked, AfwijkingShape::new);
    let Some(shape) = state.afwijking.shape.get() else { return };
    let compared = head(ui, desk, shape, &columns);
    ui.add_space(size::GAP);
    let room = ui.available_rect_before_wrap();
    let grid = state.grids.entry((onderdeel, Tab::Afwijkingen)).or_default();
    let mut table = AfwijkingTable { document: desk.document, shape, wishes: desk.wishes };
    if let Some(row) = state.bring_into_view.and_then(|id| shape.row_of(id)) {
        grid.go_to(&table, row, 0);
        state.bring_into_view = None;
    }
    let (above, below) = over_each_other(room, &table, grid);
    let mut run = None;
    let output = card(ui, above, |ui, inside| {
        let bar = Rect::from_min_size(inside.min, vec2(inside.width(), size::BAR));
        run = within(ui, "balk", bar, buttons);
        let rest = Rect::from_min_max(pos2(inside.left(), bar.bottom()), inside.max);
        within(ui, "afwijkingen", rest, |ui| Grid::new("afwijkingen").show(ui, grid, &mut table))
    });
    let row = grid.cursor_cell().map_or(0, |(row, _)| row);
    let of_row = shape.onderdeel_at(row).unwrap_or(onderdeel);
    let wijze = state.afwijking.wijze;
    let wanted = SideAsked { onderdeel: of_row, vergelijking, wijze, notation };
    state.afwijking.side.follow(desk.document, wanted, Side::new);
    let clicked =
        under(ui, desk, state.afwijking.side.get(), &mut state.afwijking.schrijven, below);
    state.parts.push(Part { rect: above, home: Some(output.response.id) });
    state.parts.push(Part { rect: below, home: None });
    ui.advance_cursor_after_rect(room);
    state.selection = selection::in_words(&output.selection, notation.unit);
    if std::mem::take(&mut state.wants_keyboard) {
        output.response.request_focus();
    }
    output.response.context_menu(|ui| {
        let change = &[Command::MoveUp, Command::MoveDown, Command::Remove];
        commands(ui, desk, &[Cells::CLIPBOARD, Cells::FILL, Verklaren::COMMANDS, change]);
    });
    desk.wishes.extend(run.map(Wish::Do));
    if let Some((wijze, part)) = clicked {
        state.afwijking.wijze = wijze.unwrap_or(state.afwijking.wijze);
        if let Some(part) = part {
            state.bring_into_view = Some(part);
        }
    }
    if let Some((vergelijking, toon)) = compared {
        desk.wishes.extend(state.pending(desk.document));
        state.afwijking.vergelijking = Some(vergelijking);
        state.afwijking.toon = toon;
    }
}

/// A budget without two columns to compare.
fn none(ui: &mut Ui, state: &mut PageState) {
    let rect = ui.available_rect_before_wrap();
    state.parts.push(Part { rect, home: None });
    let text = "Er zijn nog geen twee kolommen om te vergelijken; voeg er een toe (menu Invoegen).";
    ui.label(RichText::new(text).color(Tokens::of(ui).text_weak));
}

/// What is compared, which rows show, and what the components say together; what was chosen now.
fn head(
    ui: &mut Ui,
    desk: &Desk<'_>,
    shape: &AfwijkingShape,
    columns: &[Kolom],
) -> Option<(Vergelijking, Toon)> {
    let (was, toon_was) = (shape.asked.vergelijking, shape.asked.toon);
    let ((mut van, mut naar), mut toon) = (was, toon_was);
    ui.horizontal_wrapped(|ui| {
        let kolom_titles = || columns.iter().map(|kolom| (*kolom, kolom.title()));
        choice(ui, "Van", &mut van, kolom_titles());
        choice(ui, "Naar", &mut naar, kolom_titles());
        choice(ui, "Toon", &mut toon, Toon::ALL.into_iter().map(|it| (it, it.title().to_owned())));
        let text = summary(desk.document.begroting(), shape);
        ui.label(RichText::new(text).color(Tokens::of(ui).text_weak));
    });
    let is_changed = ((van, naar), toon) != (was, toon_was) && van != naar;
    is_changed.then_some(((van, naar), toon))
}

/// "3 onderdelen vragen nog toelichting (drempel € 55.000) · budgetoverheveling 606, waarvan 85 elders".
fn summary(begroting: &Begroting, shape: &AfwijkingShape) -> String {
    let unit = shape.asked.notation.unit;
    let words = |euro| show_in_words(euro, unit);
    let drempel = begroting.kop().drempel;
    let euro =
        drempel.bedrag().map(|bedrag| format!("€ {}", display::show(bedrag, display::Unit::Euro)));
    let share = drempel.procent().map(|procent| display::show_percent(procent, procent.scale()));
    let drempel: Vec<String> = euro.into_iter().chain(share).collect();
    let drempel = if drempel.is_empty() {
        "geen drempel".into()
    } else {
        format!("drempel {}", drempel.join(" en "))
    };
    let asks = match shape.vragen {
        0 => format!("geen onderdeel vraagt nog toelichting ({drempel})"),
        1 => format!("1 onderdeel vraagt nog toelichting ({drempel})"),
        many => format!("{many} onderdelen vragen nog toelichting ({drempel})"),
    };
    let mut parts = vec![shape.asked.notation.unit.label().to_owned(), asks];
    let samen = shape.samen;
    if !samen.overheveling.is_zero() {
        let elsewhere = samen.overheveling_elders;
        let here = words(samen.overheveling - elsewhere);
        let more = if elsewhere.is_zero() {
            String::new()
        } else {
            format!(" ({here} hier, {} elders)", words(elsewhere))
        };
        parts.push(format!("budgetoverheveling {}{more}", words(samen.overheveling)));
    }
    if !samen.elders.is_zero() {
        parts.push(format!("elders toegelicht {}", words(samen.elders)));
    }
    if samen.zonder_bedrag > 0 {
        parts.push(format!("{} zonder bedrag", samen.zonder_bedrag));
    }
    parts.join(" · ")
}

/// The commands on the components, in the bar of the table.
fn buttons(ui: &mut Ui) -> Option<Command> {
    let mut run = None;
    ui.horizontal_centered(|ui| {
        ui.add_space(size::CELL_PADDING);
        for command in Verklaren::COMMANDS {
            if ui.button(command.name()).on_hover_text(command.tooltip()).clicked() {
                run = Some(*command);
            }
        }
    });
    run
}

type Clicked = (Option<Brugwijze>, Option<Id>);

/// The words and the bridge; what was chosen or clicked.
fn under(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    side: Option<&Side>,
    schrijven: &mut Schrijven,
    place: Rect,
) -> Option<Clicked> {
    let side = side?;
    let middle = (place.left() + (place.width() - size::CARD_GAP) * LEFT).round();
    let left = Rect::from_min_max(place.min, pos2(middle, place.bottom()));
    let right = Rect::from_min_max(pos2(middle + size::CARD_GAP, place.top()), place.max);
    let padding = size::CARD_PADDING_SMALL;
    card(ui, left, |ui, inside| {
        within(ui, "woorden", inside.shrink(padding), |ui| side::words(ui, desk, side, schrijven));
    });
    let clicked = card(ui, right, |ui, inside| {
        within(ui, "brug", inside.shrink(padding), |ui| side::brug_card(ui, side))
    });
    Some(clicked)
}

/// The part of the width that the words get.
const LEFT: f32 = 0.36;

/// The table as high as it likes, and below it at least a third for words and bridge.
fn over_each_other(room: Rect, table: &AfwijkingTable<'_>, grid: &GridState) -> (Rect, Rect) {
    let wanted = table_height(table, grid, room.width()) + size::BAR;
    let height = wanted.min(room.height() * size::PAGE_TABLE).round();
    let above = Rect::from_min_size(room.min, vec2(room.width(), height));
    let below = Rect::from_min_max(pos2(room.left(), above.bottom() + size::CARD_GAP), room.max);
    (above, below)
}
