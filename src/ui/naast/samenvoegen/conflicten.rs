//! The conflicts, each with both sides beside each other, and the choice between them.

use eframe::egui::text::LayoutJob;
use eframe::egui::{
    Align, Atom, Button, Key, RichText, ScrollArea, Stroke, TextEdit, TextFormat, TextStyle,
    TextWrapMode, Ui, WidgetText, vec2,
};

use super::Samenvoegen;
use super::bedrag::Strijdig;
use super::ronde::{Keuze, Ronde, Vraag};
use crate::calc::verschillen::Stuk;
use crate::change::samenvoegen::Kant;
use crate::display::Notation;
use crate::ui::fonts;
use crate::ui::theme::{Tokens, size};

/// So many conflicts are shown at a time.
const SEEN: usize = 40;

/// The places of the conflicts that ask for a choice.
#[derive(Default)]
pub(super) struct Open {
    /// The round and the number of choices that it is of.
    of: (u64, u64),
    pub places: Vec<usize>,
}

impl Samenvoegen {
    /// Each conflict with both sides beside each other.
    pub(super) fn conflicts(&mut self, ui: &mut Ui, ronde: &Ronde) {
        let tokens = Tokens::of(ui);
        if ronde.conflicten.is_empty() && !ronde.is_whole() {
            return;
        }
        if ronde.conflicten.is_empty() {
            ui.label(RichText::new("Er zijn geen conflicten.").color(tokens.text_weak));
            return;
        }
        let notation = ronde.shape.zicht.notation;
        let go_to = self.go_to.take();
        // The outcome below has its room too, where there is one.
        let share = if ronde.shape.verschillen.is_empty() { 1.0 } else { size::CONFLICTS };
        let most = ui.available_height() * share;
        let scroll = ScrollArea::vertical().id_salt("conflicten").max_height(most);
        scroll.auto_shrink([false, true]).show(ui, |ui| {
            let first = self.at.unwrap_or(0) / SEEN * SEEN;
            let seen = ronde.conflicten.iter().enumerate().skip(first).take(SEEN);
            self.others(ui, first, ronde.conflicten.len());
            for (nth, conflict) in seen {
                let head = format!("{}. {} {}", nth + 1, conflict.plaats, conflict.soort.zin());
                let head = ui.label(RichText::new(head).family(fonts::bold()));
                if !conflict.basis.is_empty() {
                    ui.label(RichText::new(&conflict.basis).color(tokens.text_weak));
                }
                if go_to == Some(nth) {
                    head.scroll_to_me(Some(Align::Min));
                }
                ui.horizontal_wrapped(|ui| self.sides(ui, nth, conflict, go_to == Some(nth)));
                if let Some(strijdig) = &conflict.strijdig {
                    let own = |ui: &mut Ui| self.own_amount(ui, nth, conflict, strijdig, notation);
                    ui.horizontal_wrapped(own);
                }
                ui.add_space(size::GAP);
            }
        });
    }

    /// Both sides as buttons of one size.
    fn sides(&mut self, ui: &mut Ui, nth: usize, conflict: &Vraag, comes_here: bool) {
        let chosen = self.keuze(conflict);
        let sides = [Kant::Mijn, Kant::Hun].map(|kant| {
            let side = conflict.kant(kant);
            let of = match (kant, &conflict.eerder) {
                (Kant::Mijn, None) => "Mijn".to_owned(),
                (Kant::Mijn, Some(eerder)) => format!("Tot nu toe ({eerder})"),
                (Kant::Hun, _) => format!("Hun ({})", conflict.bestand),
            };
            let mark = if chosen == Some(Keuze::Kant(kant)) { "✓ " } else { "" };
            let start = format!("{mark}{of}: ");
            let text = match &side.stukken {
                Some(stukken) => marked(ui, &start, stukken),
                // An amount stays on one line with its unit.
                None => {
                    let whole = side.woorden.replace(" × € ", "\u{a0}×\u{a0}€\u{a0}");
                    WidgetText::from(start + &whole)
                }
            };
            (kant, text, format!("Conflict {}, {of}: {}", nth + 1, side.gelezen()))
        });
        let around = 2.0 * ui.spacing().button_padding;
        let room = size::CONFLICT - around.x;
        let height = |text: &WidgetText| {
            let wrap = Some(TextWrapMode::Wrap);
            text.clone().into_galley(ui, wrap, room, TextStyle::Button).size().y
        };
        let height = sides.iter().map(|(_, text, _)| height(text)).fold(0.0, f32::max);
        let least = vec2(size::CONFLICT, height + around.y);
        for (kant, text, name) in sides {
            let button =
                Button::new((text, Atom::grow())).selected(chosen == Some(Keuze::Kant(kant)));
            ui.scope(|ui| {
                ui.set_max_width(size::CONFLICT);
                let button = ui.add(button.wrap().min_size(least));
                if comes_here && kant == Kant::Mijn {
                    button.request_focus();
                }
                if button.accessible_name(name).clicked() {
                    self.getypt.remove(&conflict.sleutel);
                    self.decide(conflict, Some(Keuze::Kant(kant)));
                }
            });
        }
    }

    /// The field for an amount in place of both: what stands in it is decided on leaving it.
    fn own_amount(
        &mut self,
        ui: &mut Ui,
        nth: usize,
        conflict: &Vraag,
        strijdig: &Strijdig,
        notation: Notation,
    ) {
        let keuze = self.keuze(conflict);
        let chosen = match keuze {
            Some(Keuze::Bedrag(bedrag)) => strijdig.text(bedrag, notation),
            Some(Keuze::Kant(_)) | None => String::new(),
        };
        let typed = self.getypt.get(&conflict.sleutel).map(|(text, _)| text.clone());
        let mut text = typed.unwrap_or_else(|| chosen.clone());
        let mark = if chosen.is_empty() { "" } else { "✓ " };
        ui.label(format!("{mark}Ander bedrag, {}:", notation.unit.label()));
        let field = TextEdit::singleline(&mut text).desired_width(size::FIELD_SHORT);
        let field = ui.add(field);
        let name = format!("Conflict {}, ander bedrag", nth + 1);
        let field = field.accessible_name(name);
        if field.changed() {
            self.getypt.insert(conflict.sleutel.clone(), (text.clone(), None));
        }
        if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            self.getypt.remove(&conflict.sleutel);
        } else if field.lost_focus() && text != chosen {
            match strijdig.read(&text, notation) {
                Ok(bedrag) => {
                    self.getypt.remove(&conflict.sleutel);
                    self.decide(conflict, bedrag.map(Keuze::Bedrag));
                }
                Err(error) => {
                    self.getypt.insert(conflict.sleutel.clone(), (text, Some(error)));
                    self.decide(conflict, None);
                    // Who pressed Enter types on; who clicked elsewhere is there.
                    if ui.input(|input| input.key_pressed(Key::Enter)) {
                        field.request_focus();
                    }
                }
            }
        }
        if let Some((_, Some(error))) = self.getypt.get(&conflict.sleutel) {
            let error = ui.colored_label(Tokens::of(ui).worse, error);
            if field.has_focus() {
                error.scroll_to_me(None);
            }
        }
    }

    /// Decides a conflict, or opens it again.
    fn decide(&mut self, conflict: &Vraag, keuze: Option<Keuze>) {
        match keuze {
            Some(keuze) => self.gekozen.insert(conflict.sleutel.clone(), keuze),
            None => self.gekozen.remove(&conflict.sleutel),
        };
        self.keuzes += 1;
    }

    /// Where there are more conflicts than are shown: the way to the ones before and after these.
    fn others(&mut self, ui: &mut Ui, first: usize, all: usize) {
        if all <= SEEN {
            return;
        }
        ui.horizontal(|ui| {
            let last = (first + SEEN).min(all);
            ui.label(format!("Conflict {} tot en met {last} van {all}.", first + 1));
            let before = ui.add_enabled(first > 0, Button::new("Vorige"));
            if before.accessible_name("Vorige conflicten").clicked() {
                self.at = first.checked_sub(SEEN);
            }
            let after = ui.add_enabled(last < all, Button::new("Volgende"));
            if after.accessible_name("Volgende conflicten").clicked() {
                self.at = Some(last);
            }
        });
    }

    /// Sees to it that what is still open is known.
    pub(super) fn follow_open(&mut self) {
        let Some(ronde) = self.ronde.last() else { return };
        let of = (ronde.nth, self.keuzes);
        if self.open.of == of {
            return;
        }
        let all = ronde.conflicten.iter().enumerate();
        let open = all.filter(|(_, it)| self.keuze(it).is_none()).map(|(at, _)| at);
        self.open = Open { of, places: open.collect() };
    }

    /// What was decided.
    fn keuze(&self, conflict: &Vraag) -> Option<Keuze> {
        self.gekozen.get(&conflict.sleutel).copied()
    }

    /// To the next conflict that asks for a choice, or the one before.
    pub(in crate::ui::naast) fn step(&mut self, back: bool) -> String {
        let Some(ronde) = self.ronde.last() else { return "Er zijn geen conflicten.".into() };
        let open = &self.open.places;
        let next = match (self.at, back) {
            (None, false) => open.first(),
            (None, true) => open.last(),
            (Some(at), false) => open.iter().find(|place| **place > at).or(open.first()),
            (Some(at), true) => open.iter().rev().find(|place| **place < at).or(open.last()),
        };
        let Some(next) = next.copied() else {
            self.wants_finish = true;
            return "Elk conflict heeft een keuze; Enter voegt samen.".into();
        };
        self.at = Some(next);
        self.go_to = Some(next);
        format!("Conflict {} van {}.", next + 1, ronde.conflicten.len())
    }
}

/// A text with what changed in it: underlined what came, struck through what went.
fn marked(ui: &Ui, start: &str, stukken: &[Stuk]) -> WidgetText {
    let tokens = Tokens::of(ui);
    let font = TextStyle::Button.resolve(ui.style());
    let plain = |colour| TextFormat::simple(font.clone(), colour);
    let mut job = LayoutJob::default();
    job.append(start, 0.0, plain(tokens.text));
    for stuk in stukken {
        let (text, format) = match stuk {
            Stuk::Gelijk(text) => (text, plain(tokens.text)),
            Stuk::Weg(text) => {
                let strikethrough = Stroke::new(1.0, tokens.worse);
                (text, TextFormat { strikethrough, ..plain(tokens.worse) })
            }
            Stuk::Erbij(text) => {
                let underline = Stroke::new(1.0, tokens.better);
                (text, TextFormat { underline, ..plain(tokens.better) })
            }
        };
        job.append(text, 0.0, format);
    }
    job.into()
}
