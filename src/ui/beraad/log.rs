//! One key: what the council asks, or what is promised.

use eframe::egui::{Id, Key, Modal, Modifiers, TextEdit, Ui};

use crate::change::presentatie;
use crate::model::Vraagsoort;
use crate::ui::chance::new_id;
use crate::ui::modal::primary;
use crate::ui::theme::{Tokens, size};
use crate::ui::vragen::shortened;
use crate::ui::wish::Desk;

/// What is being written down. It is kept as soon as it is said so: in the budget and its journal.
pub(super) struct Noting {
    soort: Vraagsoort,
    text: String,
    error: Option<String>,
    asked_focus: bool,
}

impl Noting {
    pub fn new() -> Noting {
        Noting { soort: Vraagsoort::Vraag, text: String::new(), error: None, asked_focus: false }
    }

    /// Whether it is done with. `dia` is the slide that is shown.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, dia: &str) -> bool {
        let tokens = Tokens::of(ui.ctx());
        let mut answer = None;
        let modal = Modal::new(Id::unique("noting")).show(ui.ctx(), |ui| {
            ui.set_width(size::DIALOG_WIDTH);
            ui.heading("Noteren");
            ui.horizontal(|ui| {
                for soort in Vraagsoort::ALL {
                    ui.radio_value(&mut self.soort, *soort, soort.word());
                }
            });
            let label = ui.label("Wat werd er gevraagd of toegezegd?");
            // Enter keeps it; a line more is Shift+Enter.
            let id = Id::unique("noting_text");
            let enter = ui.memory(|memory| memory.has_focus(id))
                && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
            let field = TextEdit::multiline(&mut self.text)
                .id(id)
                .desired_width(f32::INFINITY)
                .desired_rows(size::NOTE_ROWS);
            let field = ui.add(field).labelled_by(label.id);
            if !self.asked_focus {
                field.request_focus();
                self.asked_focus = true;
            }
            if let Some(error) = &self.error {
                ui.colored_label(tokens.worse, error);
            }
            ui.add_space(size::GAP);
            ui.horizontal(|ui| {
                if ui.add(primary(ui, "Bewaren")).clicked() || enter {
                    answer = Some(true);
                }
                if ui.button("Annuleren").clicked() {
                    answer = Some(false);
                }
            });
        });
        match answer {
            Some(true) => self.keep(desk, dia),
            Some(false) => true,
            // A click beside it would throw away what was typed.
            None => modal.should_close() && !modal.backdrop_response.clicked(),
        }
    }

    fn keep(&mut self, desk: &mut Desk<'_>, dia: &str) -> bool {
        let begroting = desk.document.begroting();
        let soort = self.soort;
        match presentatie::noteer(begroting, new_id(), soort, &self.text, dia, desk.today) {
            Ok(edits) => {
                let said = shortened(self.text.trim());
                desk.change(format!("{} genoteerd: {said}", soort.word()), edits);
                true
            }
            Err(error) => {
                self.error = Some(error.to_string());
                self.asked_focus = false;
                false
            }
        }
    }
}
