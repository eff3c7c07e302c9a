//! The form for a new budget: gemeente, year t, programme, taakvelden of the national list.

use std::collections::BTreeSet;

use eframe::egui::style::ScrollAnimation;
use eframe::egui::{Align, Id, Modal, ScrollArea, TextEdit, Ui};

use super::theme::{Tokens, size};
use crate::change::NewBudget;
use crate::model::taakvelden;

pub struct NewForm {
    gemeente: String,
    jaar: String,
    code: String,
    name: String,
    search: String,
    chosen: BTreeSet<String>,
    /// The code of the programme to whose taakvelden the list was scrolled.
    scrolled_to: Option<String>,
    asked_focus: bool,
}

/// What became of the form.
pub enum Answer {
    Cancel,
    Make(NewBudget),
}

impl NewForm {
    /// `jaar` is the year that is proposed.
    pub fn new(jaar: i16) -> NewForm {
        NewForm {
            gemeente: String::new(),
            jaar: jaar.to_string(),
            code: "6".into(),
            name: "Sociaal domein".into(),
            search: String::new(),
            chosen: BTreeSet::new(),
            scrolled_to: None,
            asked_focus: false,
        }
    }

    /// `None` as long as it stays open.
    pub fn show(&mut self, ui: &mut Ui) -> Option<Answer> {
        let tokens = Tokens::of(ui.ctx());
        let mut answer = None;
        let modal = Modal::new(Id::unique("new_budget")).show(ui.ctx(), |ui| {
            ui.set_width(size::DIALOG_WIDTH);
            ui.heading("Nieuwe begroting");
            let first = field(ui, "Gemeente", &mut self.gemeente);
            if !self.asked_focus {
                ui.memory_mut(|memory| memory.request_focus(first));
                self.asked_focus = true;
            }
            field(ui, "Begrotingsjaar (t)", &mut self.jaar);
            field(ui, "Code van het programma", &mut self.code);
            field(ui, "Naam van het programma", &mut self.name);
            field(ui, "Zoek in de landelijke taakvelden", &mut self.search);
            let jaar =
                self.jaar.trim().parse::<u16>().ok().filter(|jaar| (1990..=2100).contains(jaar));
            let list = taakvelden::taakvelden(jaar.unwrap_or(2025));
            let search = self.search.trim().to_lowercase();
            let code = format!("{}.", self.code.trim());
            let mut goes_to = (self.scrolled_to.as_ref() != Some(&code)).then_some(code.as_str());
            ScrollArea::vertical().max_height(size::LIST_HEIGHT).auto_shrink([false, true]).show(
                ui,
                |ui| {
                    for taakveld in &list {
                        let label = format!("{} {}", taakveld.code, taakveld.name);
                        if !label.to_lowercase().contains(&search) {
                            continue;
                        }
                        let mut chosen = self.chosen.contains(taakveld.code);
                        let line = ui.checkbox(&mut chosen, label);
                        if goes_to.is_some_and(|code| taakveld.code.starts_with(code)) {
                            let animation = ScrollAnimation::none();
                            line.scroll_to_me_animation(Some(Align::TOP), animation);
                            goes_to = None;
                        }
                        if line.changed() {
                            if chosen {
                                self.chosen.insert(taakveld.code.to_owned());
                            } else {
                                self.chosen.remove(taakveld.code);
                            }
                        }
                    }
                },
            );
            self.scrolled_to = Some(code);
            let taakvelden: Vec<(String, String)> = list
                .iter()
                .filter(|taakveld| self.chosen.contains(taakveld.code))
                .map(|taakveld| (taakveld.code.to_owned(), taakveld.name.to_owned()))
                .collect();
            let missing = [
                (self.gemeente.trim().is_empty(), "vul de naam van de gemeente in"),
                (jaar.is_none(), "vul een jaar in tussen 1990 en 2100"),
                (self.code.trim().is_empty(), "vul de code van het programma in"),
                (taakvelden.is_empty(), "kies één of meer taakvelden"),
            ];
            let missing = missing.into_iter().find_map(|(missing, what)| missing.then_some(what));
            match missing {
                Some(what) => ui.colored_label(tokens.text_weak, format!("Nog nodig: {what}.")),
                None => ui.colored_label(
                    tokens.text_weak,
                    format!("{} taakvelden gekozen.", taakvelden.len()),
                ),
            };
            ui.horizontal(|ui| {
                if ui.add_enabled(missing.is_none(), super::modal::primary(ui, "Maken")).clicked()
                    && let Some(jaar) = jaar
                {
                    answer = Some(Answer::Make(NewBudget {
                        gemeente: self.gemeente.trim().to_owned(),
                        jaar,
                        programma: (self.code.trim().to_owned(), self.name.trim().to_owned()),
                        taakvelden,
                    }));
                }
                if ui.button("Annuleren").clicked() {
                    answer = Some(Answer::Cancel);
                }
            });
        });
        if answer.is_none() && modal.should_close() {
            answer = Some(Answer::Cancel);
        }
        answer
    }
}

fn field(ui: &mut Ui, label: &str, text: &mut String) -> Id {
    let label = ui.label(label);
    let field = TextEdit::singleline(text).desired_width(f32::INFINITY);
    ui.add(field).labelled_by(label.id).id
}
