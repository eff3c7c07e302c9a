//! Questions that must be answered before anything else happens.

use eframe::egui::{Button, Checkbox, Id, Key, Modal, RichText, TextEdit, Ui};

use super::known::Known;
use super::theme::{Tokens, size};
use super::wish::Form;
use crate::change::structure::NewRegel;
use crate::model::Soort;

/// A message or question with up to three answers.
pub struct Question {
    pub title: String,
    pub text: String,
    /// The first is what Enter does; the last is what Esc does, and a click beside the question.
    pub answers: Vec<String>,
    asked_focus: bool,
}

impl Question {
    pub fn new(title: impl Into<String>, text: impl Into<String>, answers: &[&str]) -> Question {
        Question {
            title: title.into(),
            text: text.into(),
            answers: answers.iter().map(|answer| (*answer).to_owned()).collect(),
            asked_focus: false,
        }
    }

    /// The number of the answer, once there is one.
    pub fn show(&mut self, ui: &mut Ui) -> Option<usize> {
        let mut chosen = None;
        let modal = Modal::new(Id::unique("question")).show(ui.ctx(), |ui| {
            ui.set_max_width(size::DIALOG_WIDTH);
            ui.heading(&self.title);
            ui.label(&self.text);
            ui.add_space(size::GAP);
            ui.horizontal(|ui| {
                for (i, answer) in self.answers.iter().enumerate() {
                    let button =
                        if i == 0 { primary(ui, answer) } else { Button::new(answer.as_str()) };
                    let response = ui.add(button);
                    if i == 0 && !self.asked_focus {
                        response.request_focus();
                        self.asked_focus = true;
                    }
                    if response.clicked() {
                        chosen = Some(i);
                    }
                }
            });
        });
        if chosen.is_none() && modal.should_close() {
            chosen = Some(self.answers.len().saturating_sub(1));
        }
        chosen
    }
}

/// The button that does what the dialog is for.
pub fn primary<'a>(ui: &Ui, text: &str) -> Button<'a> {
    let tokens = Tokens::of(ui.ctx());
    Button::new(RichText::new(text).color(tokens.on_accent)).fill(tokens.accent_fill)
}

/// One question with one line of text for an answer.
pub struct FormModal {
    pub form: Form,
    pub title: String,
    pub label: String,
    pub text: String,
    /// What a new regel is, where that is asked too; its name is the text.
    pub regel: Option<NewRegel>,
    /// What the text may be, to choose from while typing.
    known: Option<Known>,
    /// Why the last answer was refused.
    pub error: Option<String>,
    asked_focus: bool,
}

impl FormModal {
    pub fn new(form: Form, title: &str, label: &str, text: String) -> FormModal {
        FormModal {
            form,
            title: title.into(),
            label: label.into(),
            text,
            regel: None,
            known: None,
            error: None,
            asked_focus: false,
        }
    }

    /// The same form, which asks what kind of regel it makes too.
    #[must_use]
    pub fn with_regel(mut self, regel: NewRegel) -> FormModal {
        self.regel = Some(regel);
        self
    }

    /// The same form, which offers these texts to choose from.
    #[must_use]
    pub fn with_known(mut self, texts: Vec<(String, String)>) -> FormModal {
        self.known = Some(Known::new(texts));
        self
    }

    /// `Some(true)` to do it, `Some(false)` to leave it.
    pub fn show(&mut self, ui: &mut Ui) -> Option<bool> {
        let tokens = Tokens::of(ui.ctx());
        let mut answer = None;
        let modal = Modal::new(Id::unique("form")).show(ui.ctx(), |ui| {
            ui.set_width(size::DIALOG_WIDTH);
            ui.heading(&self.title);
            let label = ui.label(&self.label);
            let field = TextEdit::singleline(&mut self.text).desired_width(f32::INFINITY);
            let field = ui.add(field).labelled_by(label.id);
            if !self.asked_focus {
                field.request_focus();
                self.asked_focus = true;
            }
            if let Some(regel) = &mut self.regel {
                kind_of_regel(ui, regel);
            }
            if let Some(known) = &mut self.known
                && known.show(ui, &mut self.text)
            {
                answer = Some(true);
            }
            if let Some(error) = &self.error {
                ui.colored_label(tokens.worse, error);
            }
            ui.add_space(size::GAP);
            ui.horizontal(|ui| {
                let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                if ui.add(primary(ui, "OK")).clicked() || enter {
                    answer = Some(true);
                }
                if ui.button("Annuleren").clicked() {
                    answer = Some(false);
                }
            });
        });
        if answer.is_none() && modal.should_close() {
            answer = Some(false);
        }
        if answer == Some(true) {
            // A refusal brings the caret back to the field.
            self.asked_focus = false;
        }
        answer
    }
}

/// Soort and stelpost. A stelpost lowers the lasten, so it is a regel of lasten.
fn kind_of_regel(ui: &mut Ui, regel: &mut NewRegel) {
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
    let can_be_stelpost = regel.soort == Soort::Lasten;
    regel.stelpost &= can_be_stelpost;
    ui.add_enabled(can_be_stelpost, Checkbox::new(&mut regel.stelpost, "Stelpost"))
        .on_hover_text("Een taakstelling die maatregelen nog moeten vullen; zij verlaagt de lasten")
        .on_disabled_hover_text("Een stelpost verlaagt de lasten; kies eerst Lasten");
}
