//! The paragraphs of a section: calm to read, with one quiet editor at a time.
//!
//! The editor holds a text of its own, and gives it to the budget as one revision when the
//! keyboard or the mouse goes elsewhere.

mod markdown;
mod reading;

use std::collections::HashMap;

use eframe::egui::{
    Button, Event, Frame, Id, Key, Label, Margin, Modifiers, Rect, RichText, Role, Sense, Stroke,
    TextEdit, Ui, WidgetInfo,
};

use rust_decimal::Decimal;

use markdown::Text;

use super::afkortingen::{self, AfkortingenState};
use super::chance;
use super::theme::{Tokens, size};
use super::wish::{Answer, Ask, Desk, Wish};
use crate::change::Document;
use crate::change::structure::{self, Step};
use crate::display;
use crate::model::{
    self, Begroting, Edit, Level, Moment, Order, Paragraaf, ParagraafField, Sectie,
};

/// What the texts remember between frames: the paragraph that is being edited.
#[derive(Default)]
pub struct TextsState {
    editing: Option<Editing>,
    shown: Shown,
    afkortingen: AfkortingenState,
}

/// The open editor.
struct Editing {
    /// Of the paragraph; it need not be in the budget yet.
    id: model::Id,
    onderdeel: model::Id,
    sectie: Sectie,
    moment: Moment,
    heading: String,
    text: String,
    /// Heading and text as the budget got them last.
    given: (String, String),
    wants_focus: bool,
    /// Where it stood in the last frame.
    rect: Rect,
}

/// What somebody asked of a paragraph.
enum Asked {
    Edit(model::Id),
    Step(model::Id, Step),
    Remove(model::Id),
    Add(Sectie),
}

impl TextsState {
    /// What is typed and not in the budget yet, as a wish. Ask before saving, closing, undoing or
    /// showing something else.
    ///
    /// The editor stays open; what was handed out once is not handed out again.
    pub fn pending(&mut self, begroting: &Begroting) -> Option<Wish> {
        self.editing.as_mut()?.pending(begroting)
    }

    /// Gives what is typed to the budget and closes the editor.
    fn finish(&mut self, desk: &mut Desk) {
        if let Some(mut editing) = self.editing.take() {
            desk.wishes.extend(editing.pending(desk.document.begroting()));
        }
    }
}

/// The paragraphs of the sections of a tab of an onderdeel, to read and to edit.
pub fn show(
    ui: &mut Ui,
    desk: &mut Desk,
    state: &mut TextsState,
    onderdeel: model::Id,
    secties: &[Sectie],
) {
    let moment = desk.view.moment;
    let elsewhere = |editing: &Editing| {
        (editing.onderdeel, editing.moment) != (onderdeel, moment)
            || !secties.contains(&editing.sectie)
    };
    if state.editing.as_ref().is_some_and(elsewhere) {
        state.finish(desk);
    }
    let begroting = desk.document.begroting();
    if state.editing.as_ref().is_some_and(|editing| editing.is_overtaken(begroting)) {
        state.editing = None;
    }
    let level = begroting.onderdelen.get(onderdeel).map_or(Level::Taakveld, |of| of.level);
    let mut asked = None;
    for sectie in secties {
        if secties.len() > 1 {
            let title = RichText::new(sectie.title(moment, level));
            ui.label(title.font(super::fonts::bold_of(size::HEADING)));
            ui.add_space(size::GAP / 2.0);
        }
        asked = section(ui, desk, state, onderdeel, *sectie, secties.len() > 1).or(asked);
        if secties.len() > 1 {
            ui.add_space(size::CARD_GAP);
        }
    }
    afkortingen::link(ui, desk, &mut state.afkortingen);
    if let Some(asked) = asked {
        answer(desk, state, asked, onderdeel);
    }
}

/// One section. With others on the page, its button says whose it is.
fn section(
    ui: &mut Ui,
    desk: &mut Desk,
    state: &mut TextsState,
    onderdeel: model::Id,
    sectie: Sectie,
    is_one_of_more: bool,
) -> Option<Asked> {
    let (begroting, moment) = (desk.document.begroting(), desk.view.moment);
    let mut asked = None;
    let mut is_shown = false;
    let mut is_empty = true;
    let mut number = 0;
    let mut words = 0;
    let is_of = |p: &&Paragraaf| (p.sectie, p.moment) == (sectie, moment);
    for paragraaf in begroting.paragrafen.of(onderdeel).filter(is_of) {
        is_empty = false;
        number += 1;
        if state.editing.as_ref().is_some_and(|editing| editing.id == paragraaf.id) {
            is_shown = true;
            edit(ui, desk, state);
        } else {
            let number = is_list(sectie).then_some(number);
            let text = state.shown.text(desk.document, paragraaf);
            words += text.words;
            asked = read(ui, paragraaf, text, number).or(asked);
        }
        ui.add_space(size::GAP);
    }
    if state.editing.as_ref().is_some_and(|editing| editing.sectie == sectie) && !is_shown {
        is_empty = false;
        edit(ui, desk, state);
        ui.add_space(size::GAP);
    }
    if is_empty {
        let tokens = Tokens::of(ui.ctx());
        ui.label(RichText::new("Nog geen tekst").color(tokens.text_weak));
    }
    let add = ui.button("Alinea toevoegen");
    let add = if is_one_of_more {
        add.accessible_name(format!("Alinea toevoegen aan {}", sectie.word()))
    } else {
        add
    };
    if add.clicked() {
        asked = Some(Asked::Add(sectie));
    }
    if words > 0 {
        ui.label(RichText::new(markdown::count(words)).small().color(Tokens::of(ui).text_weak));
    }
    asked
}

/// Whether its paragraphs are the entries of a list, and get a number.
fn is_list(sectie: Sectie) -> bool {
    matches!(sectie, Sectie::Uitgangspunten | Sectie::Criteria)
}

/// A paragraph to read. A click or Enter on it opens the editor.
fn read(ui: &mut Ui, paragraaf: &Paragraaf, shown: &Text, number: Option<usize>) -> Option<Asked> {
    let tokens = Tokens::of(ui.ctx());
    let mut asked = None;
    let name = match paragraaf.heading.trim() {
        "" => first_words(&paragraaf.text),
        heading => heading.to_owned(),
    };
    ui.horizontal_top(|ui| {
        if let Some(number) = number {
            ui.add(Label::new(format!("{number}.")).selectable(false));
        }
        let text = ui.vertical(|ui| {
            let room = ui.available_width() - size::TEXT_BUTTONS;
            ui.set_width(size::TEXT_WIDTH.min(room).max(0.0));
            if !paragraaf.heading.is_empty() {
                let heading = RichText::new(&paragraaf.heading).family(super::fonts::bold());
                ui.add(Label::new(heading).wrap().selectable(false));
            }
            reading::show(ui, shown)
        });
        let id = Id::unique(("paragraph", paragraaf.id));
        let area = ui.interact(text.response.rect, id, Sense::click());
        area.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Alinea: {name}")));
        let area = reading::explain(area, shown, &text.inner);
        if area.hovered() || area.has_focus() {
            let line = Stroke::new(size::LINE, tokens.line.strong);
            let x = area.rect.left() - size::GAP / 2.0;
            ui.painter().vline(x, area.rect.y_range(), line);
        }
        if area.clicked() {
            asked = Some(Asked::Edit(paragraaf.id));
        }
        let bewerken =
            Button::new(RichText::new("Bewerken").color(tokens.accent)).frame_when_inactive(false);
        if ui.add(bewerken).clicked() {
            asked = Some(Asked::Edit(paragraaf.id));
        }
        let more = ui.menu_button("…", |ui| {
            let entries = [
                ("Naar boven", Asked::Step(paragraaf.id, Step::Up)),
                ("Naar beneden", Asked::Step(paragraaf.id, Step::Down)),
                ("Verwijderen…", Asked::Remove(paragraaf.id)),
            ];
            for (label, entry) in entries {
                if ui.button(label).clicked() {
                    asked = Some(entry);
                    ui.close();
                }
            }
        });
        let name = format!("Meer met alinea: {name}");
        more.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.as_str()));
    });
    asked
}

/// Enough of a text to know it by.
fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(6).collect();
    if words.is_empty() { "zonder tekst".to_owned() } else { words.join(" ") }
}

/// The editor. Ctrl+Enter and going elsewhere keep what was typed, Esc gives the old text back
/// and asks first, for it is pressed by accident.
fn edit(ui: &mut Ui, desk: &mut Desk, state: &mut TextsState) {
    let Some(mut editing) = state.editing.take() else { return };
    let tokens = Tokens::of(ui.ctx());
    let ids = ["heading", "text"].map(|part| Id::unique(("paragraph_editor", part)));
    let focused = ui.memory(|memory| memory.focused());
    let has_keyboard = focused.is_none_or(|id| ids.contains(&id));
    let give_up = has_keyboard && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    let mut done = has_keyboard && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
    let mut cancelled = false;
    let mut own = ids.to_vec();
    if focused.is_some_and(|id| ids.contains(&id))
        && let Some(refused) = refuse_too_long(ui, &editing)
    {
        desk.wishes.push(Wish::Warn(refused));
    }
    let frame = Frame::new()
        .stroke(Stroke::new(size::LINE, tokens.line.cursor))
        .corner_radius(size::CONTROL_RADIUS)
        .inner_margin(Margin::same(size::CARD_PADDING));
    let shown = frame.show(ui, |ui| {
        ui.set_width(size::TEXT_WIDTH.min(ui.available_width()));
        let heading = TextEdit::singleline(&mut editing.heading)
            .id(ids[0])
            .hint_text("Kop (mag leeg blijven)")
            .desired_width(f32::INFINITY);
        ui.add(heading).accessible_name("Kop van de alinea");
        let text = TextEdit::multiline(&mut editing.text)
            .id(ids[1])
            .desired_rows(size::TEXT_ROWS)
            .desired_width(f32::INFINITY);
        let text = ui.add(text).accessible_name("Tekst van de alinea");
        if std::mem::take(&mut editing.wants_focus) {
            text.request_focus();
            own.push(text.id);
        }
        ui.horizontal(|ui| {
            let keep = ui.button("Klaar").on_hover_text("Ctrl+Enter");
            let cancel = ui.button("Annuleren").on_hover_text("De oude tekst blijft");
            own.extend([keep.id, cancel.id]);
            let words = markdown::count(markdown::words(&editing.text));
            ui.label(RichText::new(words).small().color(tokens.text_weak));
            done |= keep.clicked();
            cancelled = cancel.clicked();
        });
    });
    editing.rect = shown.response.rect;
    let pressed_elsewhere = ui.input(|input| {
        input.pointer.any_pressed()
            && input.pointer.interact_pos().is_some_and(|pos| !editing.rect.contains(pos))
    });
    let keyboard_elsewhere =
        ui.memory(|memory| memory.focused()).is_some_and(|id| !own.contains(&id));
    if give_up || cancelled {
        if !cancelled && let Some(keep) = editing.pending(desk.document.begroting()) {
            desk.wishes.push(Wish::Ask(Ask {
                title: "Getypte tekst bewaren?".into(),
                text: "Wat u typte staat nog niet in de begroting.".into(),
                answers: vec![Answer::new("Bewaren", [keep]), Answer::new("Weggooien", [])],
            }));
        }
        return;
    }
    state.editing = Some(editing);
    if done || pressed_elsewhere || keyboard_elsewhere {
        state.finish(desk);
    }
}

/// Takes text away that would make the paragraph too long, and says so.
fn refuse_too_long(ui: &Ui, editing: &Editing) -> Option<String> {
    let has_room = |more: &str| {
        let longest = editing.text.chars().count().max(editing.heading.chars().count());
        longest + more.chars().count() <= LONGEST
    };
    let mut refused = None;
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Paste(more) | Event::Text(more) if !has_room(more) => {
                let signs = Decimal::from(more.chars().count());
                refused = Some(format!(
                    "Niet toegevoegd ({} tekens): een alinea kan 100.000 tekens bevatten. Verdeel \
                     de tekst over meer alinea’s.",
                    display::show(signs, display::Unit::Euro)
                ));
                false
            }
            _ => true,
        });
    });
    refused
}

fn answer(desk: &mut Desk, state: &mut TextsState, asked: Asked, onderdeel: model::Id) {
    let begroting = desk.document.begroting();
    match asked {
        Asked::Add(sectie) => {
            state.finish(desk);
            state.editing = Some(Editing::new(Paragraaf {
                id: chance::new_id(),
                onderdeel,
                sectie,
                moment: desk.view.moment,
                heading: String::new(),
                text: String::new(),
                order: Order::after(None),
            }));
        }
        Asked::Edit(id) => {
            state.finish(desk);
            state.editing = begroting.paragrafen.get(id).cloned().map(Editing::new);
        }
        Asked::Step(id, step) => {
            let Some(paragraaf) = begroting.paragrafen.get(id) else { return };
            let edits = structure::step_paragraph(begroting, id, step);
            match edits {
                Ok(edits) => {
                    let why = place(begroting, paragraaf, "alinea verplaatst");
                    desk.change(why, edits);
                }
                Err(error) => desk.wishes.push(Wish::Warn(error.to_string())),
            }
        }
        Asked::Remove(id) => {
            let Some(paragraaf) = begroting.paragrafen.get(id) else { return };
            let why = place(begroting, paragraaf, "alinea verwijderd");
            let edits = vec![Edit::Remove(paragraaf.clone().into())];
            if paragraaf.text.trim().is_empty() {
                return desk.change(why, edits);
            }
            desk.wishes.push(Wish::confirm(
                "Alinea verwijderen?",
                "De tekst van deze alinea verdwijnt. Ongedaan maken kan met Ctrl+Z.",
                "Verwijderen",
                [Wish::Change { why, edits }],
            ));
        }
    }
}

/// "6.72 Wat willen we bereiken?: tekst gewijzigd".
fn place(begroting: &Begroting, of: &Paragraaf, what: &str) -> String {
    let onderdeel = begroting.onderdelen.get(of.onderdeel);
    let name = onderdeel.map_or("", |onderdeel| {
        if onderdeel.code.is_empty() { &onderdeel.name } else { &onderdeel.code }
    });
    let level = onderdeel.map_or(Level::Taakveld, |onderdeel| onderdeel.level);
    format!("{name} {}: {what}", of.sectie.title(of.moment, level))
}

impl Editing {
    fn new(of: Paragraaf) -> Editing {
        Editing {
            id: of.id,
            onderdeel: of.onderdeel,
            sectie: of.sectie,
            moment: of.moment,
            given: trimmed(&of.heading, &of.text),
            heading: of.heading,
            text: of.text,
            wants_focus: true,
            rect: Rect::NOTHING,
        }
    }

    /// Whether undo or another change passed the editor by, while nothing new is typed in it.
    fn is_overtaken(&self, begroting: &Begroting) -> bool {
        let present = begroting
            .paragrafen
            .get(self.id)
            .map_or_else(Default::default, |present| trimmed(&present.heading, &present.text));
        trimmed(&self.heading, &self.text) == self.given && self.given != present
    }

    fn pending(&mut self, begroting: &Begroting) -> Option<Wish> {
        let typed = trimmed(&self.heading, &self.text);
        if typed == self.given {
            return None;
        }
        self.given = typed;
        let (heading, text) = (self.given.0.as_str(), self.given.1.as_str());
        let last = begroting.paragrafen.of(self.onderdeel).next_back();
        let paragraaf = Paragraaf {
            id: self.id,
            onderdeel: self.onderdeel,
            sectie: self.sectie,
            moment: self.moment,
            heading: heading.to_owned(),
            text: text.to_owned(),
            order: Order::after(last.map(|last| &last.order)),
        };
        let (edits, what) = if let Some(present) = begroting.paragrafen.get(self.id) {
            let mut edits = Vec::new();
            if present.heading.trim() != heading {
                let field = ParagraafField::Heading(heading.to_owned());
                edits.extend(begroting.set(self.id, field).ok().flatten());
            }
            if present.text.trim_end() != text {
                let field = ParagraafField::Text(text.to_owned());
                edits.extend(begroting.set(self.id, field).ok().flatten());
            }
            (edits, "tekst gewijzigd")
        } else if heading.is_empty() && text.is_empty()
            || !begroting.onderdelen.contains(self.onderdeel)
        {
            return None;
        } else {
            (vec![Edit::Insert(paragraaf.clone().into())], "alinea toegevoegd")
        };
        let why = place(begroting, &paragraaf, what);
        (!edits.is_empty()).then_some(Wish::Change { why, edits })
    }
}

fn trimmed(heading: &str, text: &str) -> (String, String) {
    (heading.trim().to_owned(), text.trim_end().to_owned())
}

/// The most characters of a paragraph: some forty pages.
const LONGEST: usize = 100_000;

/// The paragraphs as they are read, made once per version of the budget.
#[derive(Default)]
struct Shown {
    of_version: u64,
    texts: HashMap<model::Id, Text>,
}

impl Shown {
    fn text(&mut self, document: &Document, paragraaf: &Paragraaf) -> &Text {
        if self.of_version != document.version() {
            self.texts.clear();
            self.of_version = document.version();
        }
        let begroting = document.begroting();
        let make = || Text::new(&paragraaf.text, begroting.afkortingen.iter());
        self.texts.entry(paragraaf.id).or_insert_with(make)
    }
}

#[cfg(test)]
mod tests;
