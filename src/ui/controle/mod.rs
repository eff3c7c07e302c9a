//! "Controle": everything that the checks find, with the way to each place.

pub mod doel;
mod lines;

use eframe::egui::{Label, RichText, TextEdit, Ui};

pub use doel::{Doel, doel};
pub use lines::{Line, Lines, Sleutel};

use super::lijst;
use super::theme::{Tokens, size};
use super::wish::{Desk, Wish};
use crate::calc::Ernst;
use crate::change::Document;
use crate::display::Unit;
use crate::model::Edit;

/// The findings, and the one that was gone to last.
#[derive(Default)]
pub struct Controle {
    lines: Lines,
    at: Option<Sleutel>,
    /// Where it stood in the list: it goes away once it is mended, and the next takes its place.
    stood: usize,
    reden: String,
    /// Why a finding was not accepted.
    refused: Option<&'static str>,
    bring_into_view: bool,
}

impl Controle {
    /// Brings what is listed up to date. Costs nothing while nothing changed.
    pub fn follow(&mut self, document: &Document, unit: Unit) {
        self.lines.follow(document, unit);
    }

    /// "2 fouten · 5 waarschuwingen".
    pub fn summary(&self) -> String {
        self.lines.summary()
    }

    pub fn is_urgent(&self) -> bool {
        self.lines.is_urgent()
    }

    /// The open finding after or before the one that was gone to last; what to tell of it.
    pub fn step(&mut self, document: &Document, unit: Unit, back: bool) -> (Option<Wish>, String) {
        self.follow(document, unit);
        let count = self.lines.open;
        if count == 0 {
            return (None, "De controle vindt niets dat openstaat.".into());
        }
        let here = self.lines.position(self.at);
        let at = match (here, self.at.is_some(), back) {
            (Some(at), _, true) => at.checked_sub(1).unwrap_or(count - 1),
            (Some(at), _, false) => (at + 1) % count,
            (None, true, true) => self.stood.checked_sub(1).unwrap_or(count - 1),
            (None, true, false) => self.stood % count,
            (None, false, true) => count - 1,
            (None, false, false) => 0,
        };
        let at = at.min(count - 1);
        let wish = self.choose(document, at);
        let text = self.lines.all.get(at).map_or("", |line| &line.text);
        (wish, format!("Bevinding {} van {count}: {text}", at + 1))
    }

    /// Makes this line the one that was gone to; the wish to go there.
    fn choose(&mut self, document: &Document, at: usize) -> Option<Wish> {
        let line = self.lines.all.get(at)?;
        self.at = Some(line.sleutel);
        self.stood = at;
        self.reden.clear();
        self.refused = None;
        self.bring_into_view = true;
        doel(document.begroting(), line.sleutel).map(Wish::GoTo)
    }

    /// The lines, and below them what can be done with the chosen one.
    pub fn contents(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let chosen = self.lines.position(self.at);
        let below = if chosen.is_some() { size::CONTROLE_CHOSEN } else { 0.0 };
        let height = (ui.available_height() - below).max(size::ROW);
        let clicked = self.list(ui, height, chosen);
        if let Some(at) = clicked {
            desk.wishes.extend(self.choose(desk.document, at));
        }
        if let Some(line) = chosen.and_then(|at| self.lines.all.get(at)).cloned() {
            self.chosen(ui, desk, &line);
        }
    }

    /// The lines; which of them was clicked.
    fn list(&mut self, ui: &mut Ui, height: f32, chosen: Option<usize>) -> Option<usize> {
        let tokens = Tokens::of(ui);
        let bring = std::mem::take(&mut self.bring_into_view);
        let place = (self.lines.all.len(), chosen, bring);
        lijst::show(ui, "bevindingen", height, place, |at| {
            let line = self.lines.all.get(at)?;
            let (sign, word, colour) = match (&line.accepted, line.ernst) {
                (Some(_), _) => ("✓", "geaccepteerd", tokens.text_weak),
                (None, Ernst::Fout) => ("✖", Ernst::Fout.word(), tokens.worse),
                (None, Ernst::Waarschuwing) => ("●", Ernst::Waarschuwing.word(), tokens.warning),
                (None, Ernst::Info) => ("●", Ernst::Info.word(), tokens.text_weak),
            };
            let (place, text, about) = (&line.place, &line.text, line.betekenis);
            let is_weak = line.accepted.is_some();
            Some(lijst::Line { sign, word, colour, place, text, about, is_weak })
        })
    }

    /// What the chosen finding means, and what can be done with it.
    fn chosen(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, line: &Line) {
        let tokens = Tokens::of(ui);
        ui.separator();
        ui.add(Label::new(RichText::new(&line.text).color(tokens.text)).wrap());
        ui.add(Label::new(RichText::new(line.betekenis).color(tokens.text_weak)).wrap());
        ui.add_space(size::GAP / 2.0);
        ui.horizontal(|ui| {
            if let Some((id, reden)) = &line.accepted {
                ui.label(format!("Geaccepteerd: {reden}"));
                if ui.button("Intrekken").clicked()
                    && let Some(record) = desk.document.begroting().acceptaties.get(*id)
                {
                    let edits = vec![Edit::Remove(record.clone().into())];
                    desk.change(format!("Acceptatie ingetrokken: {}", line.text), edits);
                }
                return;
            }
            let hint = TextEdit::singleline(&mut self.reden)
                .hint_text("Waarom dit zo mag blijven")
                .desired_width(size::FORM_REST);
            ui.add(hint).accessible_name("Reden om te accepteren");
            if ui.button("Accepteren").clicked() {
                match lines::accept(line.sleutel, &self.reden) {
                    Ok(edit) => {
                        desk.change(format!("Geaccepteerd: {}", line.text), vec![edit]);
                        self.reden.clear();
                        self.refused = None;
                    }
                    Err(refused) => self.refused = Some(refused),
                }
            }
            if let Some(refused) = self.refused {
                ui.label(RichText::new(refused).color(tokens.worse));
            }
        });
    }
}
