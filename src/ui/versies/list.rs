use eframe::egui::{Button, Grid, Id, Modal, RichText, ScrollArea, Ui};

use crate::store::{Versie, Versies};
use crate::ui::modal::primary;
use crate::ui::theme::{Tokens, size};
use crate::ui::vragen::shortened;

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
                Grid::new("versies").num_columns(6).striped(true).show(ui, |ui| {
                    for head in ["Naam", "Verzegeld op", "Rol", "Opmerking", "Staat", ""] {
                        ui.label(weak(head));
                    }
                    ui.end_row();
                    for versie in &self.versies.versies {
                        choice = row(ui, versie).or(choice.take());
                        ui.end_row();
                    }
                });
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

fn row(ui: &mut Ui, versie: &Versie) -> Option<Choice> {
    let tokens = Tokens::of(ui.ctx());
    let (zegel, is_heel) = (versie.zegel(), versie.verzegeld.is_heel());
    let words = |ui: &mut Ui, text: &str| ui.label(shortened(text)).on_hover_text(text);
    words(ui, &zegel.naam);
    ui.label(zegel.moment());
    words(ui, &zegel.rol);
    words(ui, &zegel.opmerking);
    let hashes = format!("Kenmerk: {}\nGevonden: {}", zegel.sha256, versie.verzegeld.gevonden);
    if is_heel {
        ui.label("ongewijzigd").on_hover_text(hashes);
    } else {
        ui.colored_label(tokens.worse, "gewijzigd na verzegelen").on_hover_text(hashes);
    }
    let mut choice = None;
    ui.horizontal(|ui| {
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
