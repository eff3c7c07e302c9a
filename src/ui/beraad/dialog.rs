//! What is asked over a slide.

use eframe::egui::Ui;

use super::leave::{Leaving, Left};
use super::log::Noting;
use super::state::Beraad;
use crate::ui::vragen::VragenModal;
use crate::ui::wish::Desk;

/// One at a time.
pub(super) enum Dialog {
    Leaving(Leaving),
    Noting(Noting),
    Questions(VragenModal),
}

impl Beraad {
    pub(super) fn dialog(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(mut dialog) = self.dialog.take() else { return };
        let is_done = match &mut dialog {
            Dialog::Leaving(leaving) => match leaving.show(ui, desk, &self.trial) {
                Left::Not => false,
                Left::Stay => true,
                Left::Over => {
                    self.is_over = true;
                    true
                }
            },
            Dialog::Noting(noting) => {
                let shown = self.derived.as_ref().map_or("", |derived| &derived.inhoud.titel);
                noting.show(ui, desk, shown)
            }
            Dialog::Questions(questions) => questions.show(ui, desk),
        };
        if is_done {
            ui.ctx().request_repaint();
        } else {
            self.dialog = Some(dialog);
        }
    }
}
