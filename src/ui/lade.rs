//! The panel over the whole width, above the status bar: what the checks find, or what was asked.

use eframe::egui::{Button, Label, Panel, RichText, Ui};

use super::command::Command;
use super::controle::Controle;
use super::overleg::Overleg;
use super::parts::Part;
use super::theme::{Tokens, size};
use super::wish::Desk;

/// What the panel can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blad {
    Controle,
    /// Questions and remarks.
    Overleg,
}

/// The panel and both its sheets.
#[derive(Default)]
pub struct Lade {
    shown: Option<Blad>,
    pub controle: Controle,
    pub overleg: Overleg,
}

impl Lade {
    pub fn shows(&self, blad: Blad) -> bool {
        self.shown == Some(blad)
    }

    /// Shows this sheet; closes the panel where it is shown already.
    pub fn switch(&mut self, blad: Blad) {
        self.shown = Some(blad).filter(|blad| !self.shows(*blad));
    }

    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Option<Part> {
        self.controle.follow(desk.document, desk.view.notation.unit);
        if !self.shows(Blad::Overleg) {
            // What was being answered is not lost.
            self.overleg.leave(desk);
        }
        let blad = self.shown?;
        let panel = Panel::bottom("lade").resizable(true).default_size(size::CONTROLE);
        let panel = panel.show(ui, |ui| {
            ui.add_space(size::GAP / 2.0);
            self.head(ui, desk, blad);
            match blad {
                Blad::Controle => self.controle.contents(ui, desk),
                Blad::Overleg => self.overleg.contents(ui, desk),
            }
        });
        Some(Part { rect: panel.response.rect, home: None })
    }

    /// Both sheets by name, what the one that shows comes down to, and the way out.
    fn head(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, shown: Blad) {
        ui.horizontal(|ui| {
            for (blad, name, command) in [
                (Blad::Controle, "Controle", Command::Controle),
                (Blad::Overleg, "Vragen en opmerkingen", Command::Opmerkingen),
            ] {
                let button = Button::selectable(blad == shown, name);
                if ui.add(button).on_hover_text(command.tooltip()).clicked() {
                    self.shown = Some(blad);
                }
            }
            let summary = match shown {
                Blad::Controle => {
                    let unit = desk.view.notation.unit.label();
                    let found = self.controle.summary();
                    format!("{found} · {unit} · F8 volgende, Shift+F8 vorige")
                }
                Blad::Overleg => self.overleg.summary(desk.document),
            };
            if ui.add(Button::new("Sluiten")).accessible_name("Paneel sluiten").clicked() {
                self.shown = None;
            }
            let summary = RichText::new(summary).color(Tokens::of(ui).text_weak);
            ui.add(Label::new(summary).truncate());
        });
    }
}
