//! Questions that must be answered before anything else happens.

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;
use eframe::egui::{Align, Button, Context, Id, Key, Layout, Modal, RichText, TextEdit, Ui};

use super::known::Known;
use super::regel_form::RegelForm;
use super::theme::{Tokens, size};
use super::wish::Form;
use crate::change::structure::Regelgegevens;
use crate::model::{Begroting, Opmerkingsoort};

/// Selects all of a text field that gets the keyboard: typing replaces what is proposed. After the
/// field was shown, for one without the keyboard lets go of its selection.
pub fn select_all(ctx: &Context, field: Id, length: usize) {
    let mut state = TextEditState::default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(length));
    state.cursor.set_char_range(Some(all));
    state.store(ctx, field);
}

/// So many answers of a question stand beside each other; more stand below each other.
const IN_A_ROW: usize = 4;

/// A message or question with its answers.
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
            let answers = |ui: &mut Ui| {
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
            };
            if self.answers.len() > IN_A_ROW {
                ui.with_layout(Layout::top_down_justified(Align::Min), answers);
            } else {
                ui.horizontal(answers);
            }
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
    /// What a person should know first; empty where the question says enough.
    pub about: String,
    pub label: String,
    pub text: String,
    /// What a regel is, where that is asked too; its name is the text.
    pub kind: Option<RegelForm>,
    /// Whether the text is a question or a remark, where that is asked too.
    pub soort: Option<Opmerkingsoort>,
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
            about: String::new(),
            label: label.into(),
            text,
            kind: None,
            soort: None,
            known: None,
            error: None,
            asked_focus: false,
        }
    }

    /// The same form, which asks what a regel is too.
    #[must_use]
    pub fn with_regel(mut self, begroting: &Begroting, regel: Regelgegevens) -> FormModal {
        self.kind = Some(RegelForm::new(begroting, regel));
        self
    }

    /// The same form, which asks whether it is a question or a remark too.
    #[must_use]
    pub fn with_soort(mut self) -> FormModal {
        self.soort = Some(Opmerkingsoort::default());
        self
    }

    /// The same form, that begins with what a person should know.
    #[must_use]
    pub fn with_about(mut self, about: String) -> FormModal {
        self.about = about;
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
            if !self.about.is_empty() {
                ui.label(&self.about);
                ui.add_space(size::GAP);
            }
            let label = ui.label(&self.label);
            let field = TextEdit::singleline(&mut self.text).desired_width(f32::INFINITY);
            let field = ui.add(field).labelled_by(label.id);
            if !self.asked_focus {
                field.request_focus();
                self.asked_focus = true;
            }
            if let Some(kind) = &mut self.kind {
                kind.show(ui);
            }
            if let Some(soort) = &mut self.soort {
                ui.horizontal(|ui| {
                    for choice in Opmerkingsoort::ALL {
                        ui.radio_value(soort, *choice, choice.word());
                    }
                });
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
