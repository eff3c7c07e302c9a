//! What a regel is, in a form: soort, nature, stelpost, category of Iv3 and reserve.

use eframe::egui::{Checkbox, ComboBox, Ui};

use super::theme::size;
use crate::change::structure::Regelgegevens;
use crate::model::{Begroting, Id, Nature, Soort, categorieen};

/// The choices of a regel, with the reserves that there are.
pub struct RegelForm {
    pub regel: Regelgegevens,
    reserves: Vec<(Id, String)>,
    /// What the regel is until the form is answered.
    began_as: Soort,
}

const NONE: &str = "geen";

impl RegelForm {
    pub fn new(begroting: &Begroting, regel: Regelgegevens) -> RegelForm {
        let reserves = begroting.reserves.top().map(|it| (it.id, it.name.clone())).collect();
        let began_as = regel.soort;
        RegelForm { regel, reserves, began_as }
    }

    /// What was chosen, under this name. What does not go with another soort is left out.
    pub fn chosen(&self, name: &str) -> Regelgegevens {
        let mut regel = Regelgegevens { name: name.trim().to_owned(), ..self.regel.clone() };
        if regel.soort != self.began_as {
            regel.settle();
        }
        regel
    }

    pub fn show(&mut self, ui: &mut Ui) {
        let regel = &mut self.regel;
        ui.horizontal(|ui| {
            for (soort, word) in [
                (Soort::Lasten, "Lasten"),
                (Soort::Baten, "Baten"),
                (Soort::Toevoeging, "Toevoeging"),
                (Soort::Onttrekking, "Onttrekking"),
            ] {
                ui.radio_value(&mut regel.soort, soort, word);
            }
        });
        ui.add_enabled(
            regel.soort == Soort::Lasten,
            Checkbox::new(&mut regel.stelpost, "Stelpost"),
        )
        .on_hover_text("Een taakstelling die maatregelen nog moeten vullen; zij verlaagt de lasten")
        .on_disabled_hover_text("Een stelpost verlaagt de lasten; kies eerst Lasten");
        choice(ui, "Aard", regel.nature.word().into(), |ui| {
            for nature in Nature::ALL {
                ui.selectable_value(&mut regel.nature, *nature, nature.word());
            }
        });
        let known = |code: &str| categorieen::categorie(regel.soort, code);
        let shown = regel.category.as_deref().and_then(known);
        let shown = match (shown, &regel.category) {
            (Some(it), _) => it.title(),
            (None, None) => NONE.to_owned(),
            (None, Some(code)) => format!("{code} (niet bij {})", regel.soort.word()),
        };
        let soort = regel.soort;
        choice(ui, "Categorie (Iv3)", shown, |ui| {
            ui.selectable_value(&mut regel.category, None, NONE);
            for it in categorieen::categorieen(soort) {
                let value = Some(it.code.to_owned());
                ui.selectable_value(&mut regel.category, value, it.title());
            }
        });
        if matches!(soort, Soort::Toevoeging | Soort::Onttrekking) {
            let name = |id: &Id| self.reserves.iter().find(|(of, _)| of == id);
            let shown = regel.reserve.as_ref().and_then(name);
            let shown = shown.map_or_else(|| NONE.to_owned(), |(_, name)| name.clone());
            choice(ui, "Reserve", shown, |ui| {
                ui.selectable_value(&mut regel.reserve, None, NONE);
                for (id, name) in &self.reserves {
                    ui.selectable_value(&mut regel.reserve, Some(*id), name);
                }
            });
            if self.reserves.is_empty() {
                ui.label(
                    "Er zijn nog geen reserves; zet ze in het tabblad Reserves van een programma.",
                );
            }
        }
    }
}

fn choice(ui: &mut Ui, label: &str, shown: String, list: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let label = ui.label(label);
        ComboBox::from_id_salt(label.id)
            .selected_text(shown)
            .width(size::DIALOG_WIDTH / 2.0)
            .show_ui(ui, list)
            .response
            .labelled_by(label.id);
    });
}
