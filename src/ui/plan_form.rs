//! The form of a plan, a package, a measure or an option, of a scenario, and of the head of the
//! budget: every field with its words, and what is wrong with it below it.

use eframe::egui::{
    Button, ComboBox, Id as UiId, Key, Label, Modal, RichText, Role, ScrollArea, TextEdit, Ui,
    WidgetInfo,
};

use super::modal::primary;
use super::theme::{Tokens, size};
use crate::change::velden::{self, Veld};
use crate::display::Notation;
use crate::model::{Begroting, Edit, Id, Record};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Planvorm {
    /// A plan of this onderdeel.
    NewPlan(Id),
    NewPakket(Id),
    NewMeasure(Id),
    NewOptie(Id),
    /// A later estimate of a plan, or of one of its measures.
    NewHerraming(Id, Option<Id>),
    /// What a measure has to do with another.
    NewSamenhang(Id),
    NewGroei,
    /// The one with this id.
    Change(Id),
}

pub struct PlanForm {
    draft: Record,
    is_new: bool,
    fields: Vec<Asked>,
    notation: Notation,
    /// The name of the scenario in view, of a form that does not write in it.
    scenario: Option<String>,
    asked_focus: bool,
}

struct Asked {
    veld: Veld,
    text: String,
    error: Option<String>,
}

/// What became of the form.
pub enum Answer {
    Cancel,
    /// A change of the budget with its name in the history, and the record to show after it.
    Change {
        why: String,
        edits: Vec<Edit>,
        shown: Id,
    },
}

impl PlanForm {
    /// `None` where what it is about is gone.
    pub fn new(
        begroting: &Begroting,
        of: Planvorm,
        fresh: Id,
        notation: Notation,
        scenario: Option<Id>,
    ) -> Option<PlanForm> {
        let (draft, is_new) = match of {
            Planvorm::NewPlan(onderdeel) => (velden::new_plan(begroting, fresh, onderdeel), true),
            Planvorm::NewPakket(of) => (velden::new_pakket(begroting, fresh, of), true),
            Planvorm::NewMeasure(pakket) => (velden::new_measure(begroting, fresh, pakket)?, true),
            Planvorm::NewOptie(measure) => (velden::new_optie(begroting, fresh, measure), true),
            Planvorm::NewHerraming(plan, of) => {
                (velden::new_herraming(begroting, fresh, plan, of), true)
            }
            Planvorm::NewSamenhang(measure) => {
                (velden::new_samenhang(begroting, fresh, measure), true)
            }
            Planvorm::NewGroei => (velden::new_groei(begroting, fresh), true),
            Planvorm::Change(id) => (velden::record(begroting, id)?, false),
        };
        let fields = velden::velden(begroting, &draft).into_iter().map(|veld| Asked {
            veld,
            text: velden::text(begroting, &draft, veld, notation),
            error: None,
        });
        let fields = fields.collect();
        let could_be_tried = !matches!(draft, Record::Kop(_) | Record::Scenario(_));
        let scenario = scenario.filter(|_| could_be_tried);
        let scenario = scenario.and_then(|id| begroting.scenarios.get(id));
        let scenario = scenario.map(|scenario| scenario.name.clone());
        Some(PlanForm { draft, is_new, fields, notation, scenario, asked_focus: false })
    }

    fn title(&self) -> String {
        let what = match &self.draft {
            Record::Plan(_) => "Plan",
            Record::Pakket(_) => "Pakket",
            Record::Optie(_) => "Optie",
            Record::Herraming(_) => "Herraming",
            Record::Samenhang(_) => "Verband",
            Record::Prognosepost(_) => "Post",
            Record::Groei(_) => "Groeivoet",
            Record::Scenario(_) => "Scenario",
            Record::Kop(_) => "Gegevens van de begroting",
            _ => "Maatregel",
        };
        if self.is_new { format!("{what} toevoegen") } else { format!("{what} wijzigen") }
    }

    /// `None` as long as it stays open.
    pub fn show(&mut self, ui: &mut Ui, begroting: &Begroting) -> Option<Answer> {
        let mut answer = None;
        let modal = Modal::new(UiId::unique("plan_form")).show(ui.ctx(), |ui| {
            ui.set_width(size::FORM_WIDTH);
            ui.heading(self.title());
            if let Some(scenario) = &self.scenario {
                let text = format!(
                    "U kijkt naar scenario ‘{scenario}’. Dit formulier wijzigt de begroting zelf, en \
                     daarmee elk scenario dat hier niets anders kiest."
                );
                ui.add(Label::new(RichText::new(text).color(Tokens::of(ui).text_weak)).wrap());
            }
            let most = (ui.content_rect().height() - size::FORM_REST).max(size::LIST_HEIGHT);
            let mut enter = false;
            ScrollArea::vertical().max_height(most).show(ui, |ui| {
                for nth in 0..self.fields.len() {
                    enter |= self.field(ui, begroting, nth);
                }
            });
            ui.add_space(size::GAP);
            ui.horizontal(|ui| {
                let keep = ui.add(primary(ui, "Bewaren")).clicked();
                if keep || enter {
                    answer = self.keep(begroting);
                }
                if ui.add(Button::new("Annuleren")).clicked() {
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

    /// One field; whether Enter was pressed in it.
    fn field(&mut self, ui: &mut Ui, begroting: &Begroting, nth: usize) -> bool {
        let (notation, takes_focus) = (self.notation, nth == 0 && !self.asked_focus);
        let Some(asked) = self.fields.get_mut(nth) else { return false };
        let choices = asked.veld.choices(begroting, &self.draft);
        let words = asked.veld.label(&self.draft, notation);
        let before = asked.text.clone();
        let label = ui.label(&words);
        let mut enter = false;
        if choices.is_empty() {
            let id = UiId::unique(("plan_form", nth));
            let edit = TextEdit::singleline(&mut asked.text).id(id).desired_width(f32::INFINITY);
            let response = ui.add(edit).labelled_by(label.id);
            if takes_focus {
                response.request_focus();
                self.asked_focus = true;
            }
            enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        } else {
            let combo = ComboBox::from_id_salt(("plan_form", nth))
                .selected_text(asked.text.as_str())
                .width(ui.available_width());
            let response = combo.show_ui(ui, |ui| {
                for choice in choices {
                    ui.selectable_value(&mut asked.text, choice.clone(), choice);
                }
            });
            let name = format!("{words}: {}", asked.text);
            response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
        }
        let Some(asked) = self.fields.get_mut(nth) else { return enter };
        if asked.text != before {
            asked.error = None;
        }
        if let Some(error) = &asked.error {
            ui.label(RichText::new(error).color(Tokens::of(ui).worse));
        }
        enter
    }

    /// What was typed as a change; `None` where a field is refused, which then says why.
    fn keep(&mut self, begroting: &Begroting) -> Option<Answer> {
        let mut new = self.draft.clone();
        for asked in &mut self.fields {
            match velden::read(begroting, &new, asked.veld, &asked.text, self.notation) {
                Ok(field) => {
                    asked.error = None;
                    new = new.with(field);
                }
                Err(error) => asked.error = Some(error),
            }
        }
        if let Err((veld, error)) = velden::check(begroting, &new)
            && let Some(asked) = self.fields.iter_mut().find(|asked| asked.veld == veld)
        {
            asked.error = Some(error);
        }
        if self.fields.iter().any(|asked| asked.error.is_some()) {
            return None;
        }
        let title = match &new {
            Record::Plan(plan) => plan.name.clone(),
            Record::Pakket(pakket) => pakket.title(),
            Record::Optie(optie) => optie.title(),
            Record::Mutatie(measure) => measure.title(),
            Record::Herraming(again) => again.name.clone(),
            Record::Groei(groei) => groei.name.clone(),
            Record::Prognosepost(post) => post.name.clone(),
            Record::Scenario(scenario) => format!("Scenario ‘{}’", scenario.name),
            Record::Kop(_) => "Gegevens van de begroting".to_owned(),
            _ => "Verband".to_owned(),
        };
        let did = if self.is_new { "toegevoegd" } else { "gewijzigd" };
        // What belongs to a measure is shown there.
        let shown = match &new {
            Record::Optie(optie) => optie.mutatie,
            Record::Samenhang(between) => between.mutatie,
            Record::Herraming(again) => again.mutatie.unwrap_or(again.plan),
            other => other.id(),
        };
        let edits = velden::save(begroting, &new);
        Some(Answer::Change { why: format!("{title}: {did}"), edits, shown })
    }
}
