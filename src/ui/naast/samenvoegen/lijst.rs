//! The files that are merged: what each changed, who sent it, and where it began.

use std::collections::HashMap;
use std::path::PathBuf;

use eframe::egui::{self, Align, ComboBox, Layout, RichText, Role, Ui, WidgetInfo};

use super::Samenvoegen;
use super::ronde::{Ronde, Stap};
use crate::change::Document;
use crate::change::samenvoegen::Telling;
use crate::ui::fonts;
use crate::ui::naast::Gevraagd;
use crate::ui::naast::bron::Bestand;
use crate::ui::session::ONBEKEND;
use crate::ui::theme::{Tokens, size};

impl Samenvoegen {
    /// The files, with what each changed.
    pub(super) fn list(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        ronde: &Ronde,
    ) -> Option<Gevraagd> {
        let mut asked = None;
        let tokens = Tokens::of(ui);
        let mut gone = None;
        // While the list is newer than the round, its rows are of other files.
        let is_of_now = ronde.lijst == self.lijst;
        let stappen = if is_of_now { ronde.stappen.as_slice() } else { &[] };
        egui::Grid::new("bestanden").num_columns(7).striped(true).show(ui, |ui| {
            // The last column, which takes what is left, is empty.
            let heads = [
                ("Bestand", ""),
                ("Van", "Wie het bestand stuurde; van wie iets in de geschiedenis komt"),
                ("Alleen daar", "Wijzigingen sinds de beginversie die alleen in dit bestand staan"),
                (
                    "Alleen hier",
                    "Wijzigingen sinds dezelfde beginversie in de geopende begroting, met wat de \
                     bestanden hierboven erbij brengen",
                ),
                ("Gelijk", "Wijzigingen die beide hebben"),
                ("Conflicten", "Wijzigingen die niet samen kunnen: u kiest hieronder"),
                ("", ""),
            ];
            for (head, about) in heads {
                let head = ui.label(RichText::new(head).color(tokens.text_weak));
                if !about.is_empty() {
                    head.on_hover_text(about);
                }
            }
            ui.end_row();
            for (at, file) in self.files.iter().enumerate() {
                ui.label(&file.name);
                if roles(ui, document, file, &mut self.rollen) {
                    self.keuzes += 1;
                }
                let stap = stappen.get(at);
                let counts = match stap.map(|stap| &stap.uitkomst) {
                    Some(Ok(Telling { alleen_mijn, alleen_hun, gelijk, conflicten })) => {
                        [alleen_hun, alleen_mijn, gelijk, conflicten].map(|count| count.to_string())
                    }
                    _ => [const { String::new() }; 4],
                };
                for count in counts {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(count));
                }
                ui.label("");
                ui.end_row();
            }
        });
        for (at, file) in self.files.iter().enumerate() {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(&file.name).family(fonts::bold()));
                let name = format!("Weglaten: {}", file.name);
                if ui.small_button("Weglaten").accessible_name(name).clicked() {
                    gone = Some(at);
                }
                let about = stappen.get(at).and_then(|stap| self.about(ui, file, stap));
                asked = asked.take().or(about);
            });
        }
        if let Some(at) = gone {
            self.files.remove(at);
            self.lijst += 1;
        }
        asked
    }

    /// With which version a file began, and what a budgethouder changed outside the onderdelen of
    /// that role.
    fn about(&self, ui: &mut Ui, file: &Bestand, stap: &Stap) -> Option<Gevraagd> {
        let tokens = Tokens::of(ui);
        let mut asked = None;
        if let Err(error) = &stap.uitkomst {
            ui.colored_label(tokens.worse, error);
        }
        let Some(begin) = &file.begin else {
            if ui.button("Kies die versie…").clicked() {
                asked = Some(Gevraagd::Basis(file.path.clone()));
            }
            return asked;
        };
        ui.label(RichText::new(format!("begon met {}.", begin.naam)).color(tokens.text_weak));
        if !begin.is_zeker {
            let text = "Let op: niet na te gaan of uw begroting ooit die versie was. Wat bij u nu \
                        anders is dan daarin, telt als uw wijziging.";
            ui.colored_label(tokens.warning, text);
        }
        let name = format!("Andere versie waarmee {} begon", file.name);
        if ui.small_button("Andere versie…").accessible_name(name).clicked() {
            asked = Some(Gevraagd::Basis(file.path.clone()));
        }
        if let (Some(rol), [_, ..]) = (self.rollen.get(&file.path), &*stap.buiten) {
            let text = format!("Buiten de onderdelen van {rol}: {}.", stap.buiten.join("; "));
            ui.colored_label(tokens.warning, text);
        }
        asked
    }
}

/// The role that sent a file. Whether another one was chosen.
fn roles(
    ui: &mut Ui,
    document: &Document,
    file: &Bestand,
    rollen: &mut HashMap<PathBuf, String>,
) -> bool {
    let mut names: Vec<&str> =
        document.begroting().rollen.iter().map(|rol| rol.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let shown = rollen.get(&file.path).map_or(ONBEKEND, String::as_str).to_owned();
    let said = format!("Van wie is {}: {shown}", file.name);
    let combo = ComboBox::from_id_salt(&file.path).selected_text(&shown).width(size::WHO_WIDTH);
    let mut is_other = false;
    let response = combo.show_ui(ui, |ui| {
        if ui.selectable_label(!rollen.contains_key(&file.path), ONBEKEND).clicked() {
            rollen.remove(&file.path);
            is_other = true;
        }
        for name in names {
            if ui.selectable_label(shown == name, name).clicked() {
                rollen.insert(file.path.clone(), name.to_owned());
                is_other = true;
            }
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &said));
    is_other
}
