//! What the council asked or was promised, to follow up.

use eframe::egui::{Id, Modal, RichText, ScrollArea, Ui};

use super::modal::primary;
use super::theme::{Tokens, size};
use super::wish::Desk;
use crate::change::presentatie;
use crate::model::Vraag;

/// The list while it is open.
#[derive(Default)]
pub struct VragenModal {
    asked_focus: bool,
}

impl VragenModal {
    /// Whether it was closed.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> bool {
        let mut closed = false;
        let modal = Modal::new(Id::unique("vragen")).show(ui.ctx(), |ui| {
            ui.set_width(size::FORM_WIDTH);
            ui.heading("Vragen en toezeggingen");
            let begroting = desk.document.begroting();
            let weak = Tokens::of(ui.ctx()).text_weak;
            if begroting.vragen.is_empty() {
                ui.label(
                    "Er is nog niets genoteerd. Tijdens het presenteren (F5) noteert u met T een \
                     vraag of toezegging.",
                );
            } else {
                let open = begroting.vragen.iter().filter(|vraag| !vraag.afgedaan).count();
                let of = begroting.vragen.len();
                ui.label(RichText::new(format!("{open} van {of} nog open")).color(weak));
            }
            ScrollArea::vertical().max_height(size::OVERVIEW[1]).show(ui, |ui| {
                for vraag in begroting.vragen.top() {
                    let mut done = vraag.afgedaan;
                    let words = format!("{}: {}", vraag.soort.word(), vraag.text);
                    if ui.checkbox(&mut done, words).on_hover_text("Afgedaan").changed() {
                        let said = if done { "afgedaan" } else { "weer open" };
                        let edits = presentatie::afgedaan(begroting, vraag.id, done);
                        desk.wishes.push(super::wish::Wish::Change {
                            why: format!(
                                "{} {said}: {}",
                                vraag.soort.word(),
                                shortened(&vraag.text)
                            ),
                            edits,
                        });
                    }
                    ui.indent(vraag.id, |ui| {
                        ui.label(RichText::new(about(vraag)).small().color(weak));
                    });
                }
            });
            ui.add_space(size::GAP);
            let close = ui.add(primary(ui, "Sluiten"));
            if !self.asked_focus {
                close.request_focus();
                self.asked_focus = true;
            }
            closed = close.clicked();
        });
        closed || modal.should_close()
    }
}

/// When it was said, at which slide, and whether something must still be done.
fn about(vraag: &Vraag) -> String {
    let date = vraag.date.map(|date| format!("{}-{}-{}", date.day(), date.month(), date.year()));
    let dia = Some(&vraag.dia).filter(|dia| !dia.is_empty()).map(|dia| format!("bij ‘{dia}’"));
    let state = if vraag.afgedaan { "afgedaan" } else { "open" };
    let parts = [Some(state.to_owned()), date, dia];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The beginning of a text, for the history.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let kept: String = text.chars().take(MOST - 1).collect();
    format!("{}…", kept.trim_end())
}
