//! What becomes of what was tried, when the presenter leaves.

use eframe::egui::{Id, Key, Modal, TextEdit, Ui};

use crate::calc::beraad::Proef;
use crate::change::scenario;
use crate::ui::chance::new_id;
use crate::ui::modal::{Question, primary};
use crate::ui::theme::{Tokens, size};
use crate::ui::wish::Desk;

/// The question, and the name of the scenario once it is to be kept.
pub(super) enum Leaving {
    Ask(Question),
    Name { text: String, error: Option<String>, asked_focus: bool },
}

pub(super) enum Left {
    /// Not answered yet.
    Not,
    /// Back to the slide.
    Stay,
    Over,
}

impl Leaving {
    pub fn new() -> Leaving {
        let text = "Er is iets anders gekozen dan waarmee u begon. De begroting is niet veranderd. \
                    Wat moet er met deze keuzes gebeuren?";
        let answers = ["Bewaren als scenario…", "Weggooien", "Terug"];
        Leaving::Ask(Question::new("Keuzes op proef", text, &answers))
    }

    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, trial: &Proef) -> Left {
        match self {
            Leaving::Ask(question) => match question.show(ui) {
                None => Left::Not,
                Some(0) => {
                    let text = format!("{} op proef", trial.naam());
                    *self = Leaving::Name { text, error: None, asked_focus: false };
                    ui.ctx().request_repaint();
                    Left::Not
                }
                Some(1) => Left::Over,
                Some(_) => Left::Stay,
            },
            Leaving::Name { text, error, asked_focus } => {
                match name(ui, text, error.as_deref(), asked_focus) {
                    None => Left::Not,
                    Some(false) => Left::Stay,
                    Some(true) => {
                        let begroting = desk.document.begroting();
                        match scenario::add(begroting, text, &trial.keuzes(), new_id()) {
                            Ok((_, edits)) => {
                                desk.change(format!("Scenario {} bewaard", text.trim()), edits);
                                Left::Over
                            }
                            Err(refused) => {
                                *error = Some(refused.to_string());
                                *asked_focus = false;
                                Left::Not
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Asks for the name; whether to keep it.
fn name(
    ui: &mut Ui,
    text: &mut String,
    error: Option<&str>,
    asked_focus: &mut bool,
) -> Option<bool> {
    let tokens = Tokens::of(ui.ctx());
    let mut answer = None;
    let modal = Modal::new(Id::unique("trial_name")).show(ui.ctx(), |ui| {
        ui.set_width(size::DIALOG_WIDTH);
        ui.heading("Bewaren als scenario");
        let label = ui.label("Naam van het scenario");
        let field = ui.add(TextEdit::singleline(text).desired_width(f32::INFINITY));
        let field = field.labelled_by(label.id);
        if !*asked_focus {
            field.request_focus();
            *asked_focus = true;
        }
        if let Some(error) = error {
            ui.colored_label(tokens.worse, error);
        }
        ui.add_space(size::GAP);
        ui.horizontal(|ui| {
            let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if ui.add(primary(ui, "Bewaren")).clicked() || enter {
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
    answer
}
