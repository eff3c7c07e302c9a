//! The panel on the left: a search box and the tree of onderdelen with the saldo of year t.
//!
//! What shows is worked out once per change of budget, search or folding; a frame costs the rows
//! in view.

mod access;
mod keys;
mod list;
mod rows;
mod search;
#[cfg(test)]
mod tests;

use eframe::egui::{
    Align, Button, ComboBox, EventFilter, Frame, Id, Key, Layout, Margin, Modifiers, Panel,
    RichText, TextEdit, Ui,
};

use self::rows::{Hit, Rows};
use self::search::Index;
use super::parts::Part;
use super::theme::{Tokens, size};
use super::view::Tab;
use super::wish::{Desk, Wish};
use crate::change::structure::Target;
use crate::model::{self, Mutatiesoort};

/// The choice of no role.
const EVERYBODY: &str = "Alle rollen";
const SEARCH: &str = "Zoek onderdeel, regel of maatregel";

/// What the tree remembers between frames.
#[derive(Default)]
pub struct TreeState {
    rows: Option<Rows>,
    index: Option<Index>,
    /// Counts what was folded here: the view's set of open onderdelen can change at equal size.
    folds: u64,
    /// How wide the panel was where there was room for it.
    width: Option<f32>,
    /// The row that the keyboard is on.
    cursor: Option<Target>,
    /// As it was seen last, to notice when something else selects.
    selected: Option<model::Id>,
    bring_into_view: bool,
    wants_search: bool,
    wants_tree: bool,
    has_focus: bool,
    /// The row whose menu was used in this frame.
    of_menu: Option<Target>,
}

impl TreeState {
    /// Puts the keyboard in the search box, from the next frame on.
    pub fn focus_search(&mut self) {
        self.wants_search = true;
    }

    /// Puts the keyboard on the rows, from the next frame on.
    pub fn take_keyboard(&mut self) {
        self.wants_tree = true;
    }

    /// What a command is about that came from the tree: the row of its context menu, or the row
    /// that the keyboard is on. `None` when the keyboard is elsewhere.
    pub fn focus(&self) -> Option<Target> {
        self.of_menu.or_else(|| self.cursor.filter(|_| self.has_focus))
    }

    fn move_to(&mut self, target: Target) {
        self.cursor = Some(target);
        self.bring_into_view = true;
    }

    /// The cursor follows when something else selects an onderdeel.
    fn follow_selection(&mut self, selected: Option<model::Id>) {
        if self.selected != selected {
            self.selected = selected;
            if let Some(selected) = selected {
                self.move_to(Target::Onderdeel(selected));
            }
        }
    }
}

/// The tree with its search box, as the panel on the left of the window.
pub fn panel(ui: &mut Ui, desk: &mut Desk, state: &mut TreeState) -> Part {
    let tokens = Tokens::of(ui.ctx());
    let most = (ui.available_width() * size::TREE_PART)
        .clamp(size::TREE_WIDTH_LEAST, size::TREE_WIDTH_MOST);
    // Where the window or the zoom leaves less room than the user gave it, another panel keeps what
    // he gives it there: with the room, the width comes back.
    let wanted = state.width.unwrap_or(size::TREE_WIDTH);
    let is_narrow = wanted > most;
    let panel = Panel::left(if is_narrow { "narrow tree" } else { "tree" })
        .default_size(wanted.min(most))
        .size_range(size::TREE_WIDTH_LEAST..=most)
        .frame(Frame::new().fill(tokens.surface.side))
        .show(ui, |ui| show(ui, desk, state));
    if !is_narrow {
        state.width = Some(panel.response.rect.width());
    }
    Part { rect: panel.response.rect, home: Some(list::id()) }
}

fn show(ui: &mut Ui, desk: &mut Desk, state: &mut TreeState) {
    let tokens = Tokens::of(ui.ctx());
    state.of_menu = None;
    state.follow_selection(desk.view.selected);
    let enter = search_box(ui, desk, state);
    let rows = match state.rows.take() {
        Some(rows) if rows.are_current(desk, state.folds) => rows,
        _ => Rows::new(desk, state.folds, &mut state.index),
    };
    who(ui, desk, &rows);
    if let Some(hit) = rows.first_hit().filter(|_| enter) {
        state.move_to(hit);
        select(desk, state, hit);
        state.wants_tree = true;
    }
    Frame::new().inner_margin(Margin { right: size::CARD_PADDING, ..Margin::ZERO }).show(
        ui,
        |ui| {
            ui.with_layout(Layout::top_down(Align::Max), |ui| {
                ui.label(RichText::new(rows.heading()).small().color(tokens.text_weak));
            });
        },
    );
    if rows.is_empty() {
        let nothing = if desk.view.search.trim().is_empty() {
            "Nog geen onderdelen"
        } else {
            "Niets gevonden"
        };
        ui.vertical_centered(|ui| ui.label(RichText::new(nothing).color(tokens.text_weak)));
    }
    list::show(ui, desk, state, &rows);
    state.rows = Some(rows);
}

/// Who the user is, from the roles of the budget, and the rest of the tree one click away.
fn who(ui: &mut Ui, desk: &mut Desk, rows: &Rows) {
    let begroting = desk.document.begroting();
    if begroting.rollen.iter().next().is_none() {
        return;
    }
    let margin = Margin { left: size::CARD_PADDING, ..Margin::ZERO };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.horizontal(|ui| {
            let now = if rows.has_own() { desk.view.role.as_deref() } else { None };
            let shown = ComboBox::from_id_salt("who").selected_text(now.unwrap_or(EVERYBODY));
            let shown = shown.width(size::ROLE_KIND_WIDTH).truncate().show_ui(ui, |ui| {
                let mut names: Vec<&str> = begroting.rollen.iter().map(|r| &*r.name).collect();
                names.sort_unstable();
                names.dedup();
                let choices = names.into_iter().map(Some);
                for choice in std::iter::once(None).chain(choices) {
                    let label = choice.unwrap_or(EVERYBODY);
                    if ui.selectable_label(choice == now, label).clicked() {
                        desk.wishes.push(Wish::Be(choice.map(str::to_owned)));
                    }
                }
            });
            let shown = shown.response.accessible_name("Mijn rol");
            shown.on_hover_text("Kies uw rol: dan staat hier eerst wat van u is");
            if rows.has_own() {
                ui.checkbox(&mut desk.view.shows_all, "Alles tonen");
            }
        });
    });
}

/// Whether Enter was pressed in it.
fn search_box(ui: &mut Ui, desk: &mut Desk, state: &mut TreeState) -> bool {
    let mut enter = false;
    Frame::new().inner_margin(Margin::same(size::CARD_PADDING)).show(ui, |ui| {
        ui.horizontal(|ui| {
            let id = Id::unique("tree_search");
            let had_focus = ui.memory(|memory| memory.had_focus_last_frame(id));
            let down =
                had_focus && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown));
            let can_clear = !desk.view.search.is_empty();
            let room = if can_clear { size::CONTROL + size::GAP } else { 0.0 };
            let field = TextEdit::singleline(&mut desk.view.search)
                .id(id)
                .hint_text(SEARCH)
                .desired_width(ui.available_width() - room)
                .event_filter(EventFilter { escape: true, ..EventFilter::default() });
            let response = ui.add(field);
            response.widget_info(|| {
                let mut info =
                    eframe::egui::WidgetInfo::labeled(eframe::egui::Role::TextInput, true, SEARCH);
                info.current_text_value = Some(desk.view.search.clone());
                info
            });
            if std::mem::take(&mut state.wants_search) {
                response.request_focus();
            }
            enter = had_focus && ui.input(|i| i.key_pressed(Key::Enter));
            if had_focus && ui.input(|i| i.key_pressed(Key::Escape)) {
                desk.view.search.clear();
            }
            state.wants_tree |= down;
            if can_clear
                && ui
                    .add(Button::new("✕").frame_when_inactive(false))
                    .on_hover_text("Zoeken wissen")
                    .clicked()
            {
                desk.view.search.clear();
            }
        });
    });
    enter
}

/// Shows the page of the row: of a regel or measure the page on which it stands.
fn select(desk: &mut Desk, state: &mut TreeState, target: Target) {
    let begroting = desk.document.begroting();
    let (onderdeel, tab) = match target {
        Target::Onderdeel(id) => (Some(id), None),
        Target::Regel(id) => (begroting.regels.get(id).map(|r| r.onderdeel), Some(Tab::Kosten)),
        Target::Mutatie(id) => {
            let mutatie = begroting.mutaties.get(id);
            let is_measure = mutatie.is_none_or(|m| m.soort == Mutatiesoort::Maatregel);
            let tab = if is_measure { Tab::Anders } else { Tab::Wijzigingen };
            (mutatie.map(|mutatie| mutatie.onderdeel), Some(tab))
        }
        // Of those the tree has no rows.
        Target::Entry(_) => (None, None),
    };
    let Some(onderdeel) = onderdeel else { return };
    desk.view.select(begroting, onderdeel);
    if let Some(tab) = tab {
        desk.view.tab = tab;
    }
    // The cursor stays on the row that was chosen, which may be a regel of the onderdeel.
    state.selected = Some(onderdeel);
}

/// Folds or unfolds an onderdeel; while something is searched for, all is unfolded.
fn set_open(desk: &mut Desk, state: &mut TreeState, hit: &Hit, open: bool) {
    let Target::Onderdeel(id) = hit.target else { return };
    let changed = if open { desk.view.open.insert(id) } else { desk.view.open.remove(&id) };
    if changed {
        state.folds += 1;
    }
}
