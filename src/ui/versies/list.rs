use eframe::egui::{Button, Id, Modal, RichText, ScrollArea, Ui};

use crate::store::{Versie, Versies};
use crate::ui::fonts;
use crate::ui::modal::primary;
use crate::ui::theme::{Tokens, size};

/// The versions of the open budget, in a list.
pub struct VersiesModal {
    versies: Versies,
    asked_focus: bool,
}

/// What somebody wants of the list.
pub enum Choice {
    Close,
    /// Look at this version.
    Open(Versie),
    /// Set it beside the budget.
    Compare(Versie),
    /// Make the budget what it was in this version.
    Terug(Versie),
}

impl VersiesModal {
    pub fn new(versies: Versies) -> VersiesModal {
        VersiesModal { versies, asked_focus: false }
    }

    /// `None` as long as it stays open.
    pub fn show(&mut self, ui: &mut Ui) -> Option<Choice> {
        let mut choice = None;
        let modal = Modal::new(Id::unique("versies")).show(ui.ctx(), |ui| {
            ui.set_width(size::OVERVIEW[0]);
            ui.heading("Versies");
            let tokens = Tokens::of(ui.ctx());
            let weak = |text: &str| RichText::new(text).color(tokens.text_weak);
            if self.versies.versies.is_empty() {
                ui.label(weak(
                    "Van deze begroting is nog geen versie verzegeld. Dat doet u in het menu \
                     Bestand met ‘Versie verzegelen…’.",
                ));
            }
            ScrollArea::vertical().max_height(size::OVERVIEW[1]).show(ui, |ui| {
                for versie in &self.versies.versies {
                    ui.separator();
                    choice = entry(ui, versie).or(choice.take());
                }
                for passed in &self.versies.overgeslagen {
                    ui.label(weak(&format!("Overgeslagen: {passed}")));
                }
            });
            ui.add_space(size::GAP);
            let close = ui.add(primary(ui, "Sluiten"));
            if !self.asked_focus {
                close.request_focus();
                self.asked_focus = true;
            }
            if close.clicked() {
                choice = Some(Choice::Close);
            }
        });
        if choice.is_none() && modal.should_close() {
            choice = Some(Choice::Close);
        }
        choice
    }
}

/// What a version says, and what can be done with it.
fn entry(ui: &mut Ui, versie: &Versie) -> Option<Choice> {
    let tokens = Tokens::of(ui.ctx());
    let (zegel, is_heel) = (versie.zegel(), versie.verzegeld.is_heel());
    ui.label(RichText::new(&zegel.naam).family(fonts::bold()));
    let hashes = format!("Kenmerk: {}\nGevonden: {}", zegel.sha256, versie.verzegeld.gevonden);
    ui.horizontal_wrapped(|ui| {
        let state = if is_heel {
            ui.label("ongewijzigd")
        } else {
            ui.colored_label(tokens.worse, "gewijzigd na het verzegelen")
        };
        state.on_hover_text(hashes);
        ui.label(format!("· verzegeld op {} door {}", zegel.moment(), zegel.rol));
    });
    if !zegel.opmerking.is_empty() {
        ui.label(RichText::new(&zegel.opmerking).color(tokens.text_weak));
    }
    let mut choice = None;
    ui.horizontal_wrapped(|ui| {
        let name = |what: &str| format!("{what}: {}", zegel.naam);
        let open = ui.button("Alleen-lezen openen").accessible_name(name("Alleen-lezen openen"));
        if open.clicked() {
            choice = Some(Choice::Open(versie.clone()));
        }
        let compare = ui.button("Vergelijken").accessible_name(name("Vergelijken"));
        if compare.on_hover_text("Zet deze versie naast de geopende begroting").clicked() {
            choice = Some(Choice::Compare(versie.clone()));
        }
        let back = ui.add_enabled(is_heel, Button::new("Terug naar deze versie"));
        let back = back
            .accessible_name(name("Terug naar deze versie"))
            .on_hover_text("Maakt de begroting weer zoals in deze versie; Ctrl+Z neemt het terug")
            .on_disabled_hover_text("Dit bestand is niet meer wat er is verzegeld");
        if back.clicked() {
            choice = Some(Choice::Terug(versie.clone()));
        }
    });
    choice
}
