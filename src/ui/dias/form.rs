//! The form of one slide.

use eframe::egui::{ComboBox, Id as UiId, Modal, TextEdit, Ui};

use crate::calc::beraad::plan_of;
use crate::change::presentatie::{self, PresentatieError};
use crate::model::{Begroting, Dia, Diasoort, Edit, Id};
use crate::ui::chance::new_id;
use crate::ui::modal::primary;
use crate::ui::theme::{Tokens, size};

/// A slide as it will be kept.
pub(super) struct DiaForm {
    draft: Dia,
    /// It is not in the budget yet.
    is_new: bool,
    jaar: String,
    error: Option<Refused>,
    asked_focus: bool,
}

/// Why it is not kept.
enum Refused {
    /// No year.
    Jaar,
    Said(PresentatieError),
}

pub(super) enum Answer {
    Cancel,
    Keep { id: Id, why: String, edits: Vec<Edit> },
}

const NO_YEAR: &str = "Geef een jaar, zoals 2022, of laat het leeg.";

impl DiaForm {
    /// Of this slide, or of a new one.
    pub fn new(begroting: &Begroting, dia: Option<Id>) -> DiaForm {
        let known = dia.and_then(|id| begroting.dias.get(id)).cloned();
        let is_new = known.is_none();
        let draft = known.unwrap_or_else(|| {
            let plan = plan_of(begroting, None);
            presentatie::nieuw(new_id(), Diasoort::default(), "", plan)
        });
        let jaar = draft.jaar.map(|jaar| jaar.to_string()).unwrap_or_default();
        DiaForm { draft, is_new, jaar, error: None, asked_focus: false }
    }

    /// `None` as long as it stays open.
    pub fn show(&mut self, ui: &mut Ui, begroting: &Begroting) -> Option<Answer> {
        let mut answer = None;
        let modal = Modal::new(UiId::unique("dia_form")).show(ui.ctx(), |ui| {
            ui.set_width(size::FORM_WIDTH);
            ui.heading(if self.is_new { "Dia toevoegen" } else { "Dia wijzigen" });
            self.fields(ui, begroting);
            ui.add_space(size::GAP);
            ui.horizontal(|ui| {
                if ui.add(primary(ui, "Bewaren")).clicked() {
                    answer = self.keep(begroting);
                }
                if ui.button("Annuleren").clicked() {
                    answer = Some(Answer::Cancel);
                }
            });
        });
        // A click beside it would throw away what was typed.
        let beside = modal.backdrop_response.clicked();
        if answer.is_none() && modal.should_close() && !beside {
            answer = Some(Answer::Cancel);
        }
        answer
    }

    fn fields(&mut self, ui: &mut Ui, begroting: &Begroting) {
        let title = line(ui, "Titel: een vraag aan de raad", &mut self.draft.title);
        if !self.asked_focus {
            title.request_focus();
            self.asked_focus = true;
        }
        self.trouble(ui, |it| matches!(it, Refused::Said(PresentatieError::NoTitle)));
        ui.horizontal(|ui| {
            let label = ui.label("Soort");
            let before = self.draft.soort;
            ComboBox::from_id_salt("soort")
                .selected_text(before.word())
                .width(size::FORM_MOVES)
                .show_ui(ui, |ui| {
                    for soort in Diasoort::ALL {
                        ui.selectable_value(&mut self.draft.soort, *soort, soort.word());
                    }
                })
                .response
                .labelled_by(label.id);
            let choices = choices(begroting, self.draft.soort, self.draft.over);
            if before != self.draft.soort {
                self.draft.over = choices.first().map(|(id, _)| *id);
            }
            if choices.is_empty() {
                return;
            }
            let label = ui.label("Over");
            let chosen = choices.iter().find(|(id, _)| Some(*id) == self.draft.over);
            ComboBox::from_id_salt("over")
                .selected_text(chosen.map_or("kies", |(_, title)| title))
                .width(ui.available_width())
                .truncate()
                .show_ui(ui, |ui| {
                    for (id, title) in &choices {
                        ui.selectable_value(&mut self.draft.over, Some(*id), title);
                    }
                })
                .response
                .labelled_by(label.id);
        });
        self.trouble(ui, |it| {
            use PresentatieError::{NoMeasure, NoPlan, NoPrognose};
            matches!(it, Refused::Said(NoMeasure | NoPrognose | NoPlan))
        });
        line(ui, "Jaar van de bedragen (leeg: het laatste)", &mut self.jaar);
        self.trouble(ui, |it| {
            matches!(it, Refused::Jaar | Refused::Said(PresentatieError::NoYear(_)))
        });
        area(ui, "Tekst onder het beeld, voor de zaal", &mut self.draft.text);
        area(ui, "Notitie, alleen voor u", &mut self.draft.notitie);
    }

    fn trouble(&self, ui: &mut Ui, is_here: impl Fn(&Refused) -> bool) {
        if let Some(error) = self.error.as_ref().filter(|error| is_here(error)) {
            let said = match error {
                Refused::Jaar => NO_YEAR.to_owned(),
                Refused::Said(error) => error.to_string(),
            };
            ui.colored_label(Tokens::of(ui.ctx()).worse, said);
        }
    }

    fn keep(&mut self, begroting: &Begroting) -> Option<Answer> {
        let typed = self.jaar.trim();
        self.draft.jaar = match typed.parse() {
            Ok(jaar) => Some(jaar),
            Err(_) if typed.is_empty() => None,
            Err(_) => {
                self.error = Some(Refused::Jaar);
                return None;
            }
        };
        match presentatie::bewaar(begroting, self.draft.clone()) {
            Ok(edits) => {
                let done = if self.is_new { "toegevoegd" } else { "gewijzigd" };
                let why = format!("Dia {done}: {}", self.draft.title.trim());
                Some(Answer::Keep { id: self.draft.id, why, edits })
            }
            Err(error) => {
                self.error = Some(Refused::Said(error));
                None
            }
        }
    }
}

fn line(ui: &mut Ui, label: &str, text: &mut String) -> eframe::egui::Response {
    let label = ui.label(label);
    ui.add(TextEdit::singleline(text).desired_width(f32::INFINITY)).labelled_by(label.id)
}

fn area(ui: &mut Ui, label: &str, text: &mut String) {
    let label = ui.label(label);
    let field =
        TextEdit::multiline(text).desired_width(f32::INFINITY).desired_rows(size::NOTE_ROWS);
    ui.add(field).labelled_by(label.id);
}

/// What a slide of this kind can be about, with what it is about now.
fn choices(begroting: &Begroting, soort: Diasoort, now: Option<Id>) -> Vec<(Id, String)> {
    let plannen = || begroting.plannen.iter().map(|plan| (plan.id, plan.name.clone()));
    match soort {
        Diasoort::Tekst => Vec::new(),
        Diasoort::Resterend | Diasoort::Waterval | Diasoort::Dekking => plannen().collect(),
        Diasoort::Tabel => {
            let pakketten =
                begroting.plannen.iter().flat_map(|plan| begroting.pakketten.of(plan.id));
            let pakketten = pakketten.map(|pakket| (pakket.id, pakket.title()));
            let onderdeel = now.and_then(|now| begroting.onderdelen.get(now));
            let onderdeel = onderdeel.map(|onderdeel| (onderdeel.id, onderdeel.title()));
            plannen().chain(pakketten).chain(onderdeel).collect()
        }
        Diasoort::Maatregel => {
            let measures = begroting.mutaties.iter().filter(|measure| measure.pakket.is_some());
            let mut found: Vec<(Id, String)> = measures
                .map(|measure| match measure.vrijgegeven {
                    true => (measure.id, measure.title()),
                    false => (measure.id, format!("{} (niet vrijgegeven)", measure.title())),
                })
                .collect();
            found.sort_by(|one, other| one.1.cmp(&other.1));
            found
        }
        Diasoort::Prognose => {
            let prognoses = begroting.prognoses.iter();
            prognoses.map(|prognose| (prognose.id, prognose.name.clone())).collect()
        }
    }
}
