//! The two lists of the form: the columns of the budget to tick, and what was ticked in its order.

use eframe::egui::{Button, Label, RichText, ScrollArea, Ui, vec2};

use super::WeergaveForm;
use crate::calc::Overzicht;
use crate::calc::overzicht::keuze_title;
use crate::model::{Begroting, Kolom, Kolomkeuze, Stand};
use crate::ui::fonts;
use crate::ui::theme::{Tokens, size};

impl WeergaveForm {
    /// The columns of the budget, by year.
    pub(super) fn choice(&mut self, ui: &mut Ui, begroting: &Begroting, height: f32) {
        title(ui, "Kolommen van deze begroting");
        let columns = begroting.columns();
        list(ui, "keuze", height, |ui| {
            let mut jaar = None;
            for kolom in &columns {
                if jaar != Some(kolom.jaar) {
                    jaar = Some(kolom.jaar);
                    ui.label(RichText::new(kolom.jaar.to_string()).color(Tokens::of(ui).text_weak));
                }
                let is_this = |keuze: &Kolomkeuze| found(begroting, *keuze) == Some(*kolom);
                let mut chosen = self.draft.kolommen.iter().any(is_this);
                let tick = ui.checkbox(&mut chosen, kolom.title());
                if tick.gained_focus() {
                    tick.scroll_to_me(None);
                }
                if tick.changed() {
                    self.draft.kolommen.retain(|keuze| !is_this(keuze));
                    let stand = stand(begroting, *kolom).filter(|_| chosen);
                    self.draft.kolommen.extend(stand.map(Kolomkeuze::Kolom));
                }
            }
        });
    }

    /// What was chosen, from left to right.
    pub(super) fn order(&mut self, ui: &mut Ui, begroting: &Begroting, height: f32) {
        title(ui, "Volgorde, van links naar rechts");
        list(ui, "volgorde", height, |ui| {
            let last = self.draft.kolommen.len().saturating_sub(1);
            let missing = Overzicht::missing(begroting, &self.draft);
            let mut change: Option<(usize, Move)> = None;
            for (at, keuze) in self.draft.kolommen.iter().enumerate() {
                let mut name = keuze_title(begroting, *keuze);
                let is_there = !missing.contains(keuze);
                if !is_there {
                    name.push_str(" (niet in deze begroting)");
                }
                let moves = [("omhoog", Move::Up, at > 0), ("omlaag", Move::Down, at < last)];
                let moves = moves.into_iter().chain([("weg", Move::Away, true)]);
                // The keyboard goes along with what is moved.
                ui.push_id(keuze.to_string(), |ui| {
                    ui.horizontal(|ui| {
                        let room = ui.available_width() - size::FORM_MOVES;
                        let tokens = Tokens::of(ui);
                        let colour = if is_there { tokens.text } else { tokens.warning };
                        ui.allocate_ui(vec2(room, size::CONTROL), |ui| {
                            ui.set_min_width(room);
                            ui.add(Label::new(RichText::new(&name).color(colour)).truncate());
                        });
                        for (word, step, enabled) in moves {
                            let button = ui.add_enabled(enabled, Button::new(word).small());
                            if button.accessible_name(format!("{name} {word}")).clicked() {
                                change = Some((at, step));
                            }
                        }
                    });
                });
            }
            match change {
                Some((at, Move::Up)) if at > 0 => self.draft.kolommen.swap(at - 1, at),
                Some((at, Move::Down)) if at < last => self.draft.kolommen.swap(at, at + 1),
                Some((at, Move::Away)) => drop(self.draft.kolommen.remove(at)),
                _ => {}
            }
        });
    }
}

enum Move {
    Up,
    Down,
    Away,
}

/// What finds a column from year t.
pub(super) fn stand(begroting: &Begroting, kolom: Kolom) -> Option<Stand> {
    Stand::that_finds(kolom, begroting.kop().jaar, &begroting.columns())
}

/// The column that a choice is, where it is no more than that.
fn found(begroting: &Begroting, keuze: Kolomkeuze) -> Option<Kolom> {
    match keuze {
        Kolomkeuze::Kolom(stand) => stand.of(begroting.kop().jaar, &begroting.columns()),
        Kolomkeuze::Verschil(..) | Kolomkeuze::VrijeRuimte(_) => None,
    }
}

/// One of two lists beside each other.
pub(super) fn beside(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.set_width(width);
        add(ui);
    });
}

fn title(ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).font(fonts::bold_of(size::BODY)));
}

fn list(ui: &mut Ui, salt: &str, height: f32, add: impl FnOnce(&mut Ui)) {
    let area = ScrollArea::vertical().id_salt(salt).max_height(height).min_scrolled_height(height);
    area.auto_shrink([false, true]).show(ui, add);
}
