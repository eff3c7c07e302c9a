//! The bar at the bottom: the state of the file, what the checks find, what is open, what was done last,
//! the sum of the selection.

use eframe::egui::{Align, Label, Layout, RichText, Ui};

use super::app::App;
use super::command::Command;
use super::overleg;
use super::session::Place;
use super::theme::Tokens;

pub(super) fn show(ui: &mut Ui, app: &App) -> Option<Command> {
    let tokens = Tokens::of(ui.ctx());
    let mut asked = None;
    ui.horizontal(|ui| {
        if let Some(open) = &app.open {
            let session = &open.session;
            let state = match (&session.place, session.is_unsaved(), session.saved_at) {
                (Place::ReadOnly { .. }, false, _) => "alleen-lezen".to_owned(),
                (Place::ReadOnly { .. }, true, _) => "alleen-lezen, niet opgeslagen".to_owned(),
                (_, true, _) => "niet opgeslagen".to_owned(),
                (Place::Untitled { .. }, false, _) => "nog geen bestand".to_owned(),
                (Place::File { .. }, false, Some(at)) => {
                    let at = at.to_zoned(jiff::tz::TimeZone::system());
                    format!("opgeslagen {}", at.strftime("%H:%M"))
                }
                (Place::File { .. }, false, None) => "opgeslagen".to_owned(),
            };
            ui.label(format!("{} · {state}", session.place.name()));
            ui.separator();
            let kop = session.document.begroting().kop();
            ui.colored_label(tokens.text_weak, format!("versie: {}", kop.version));
            ui.separator();
            let urgent = open.lade.controle.is_urgent();
            let colour = if urgent { tokens.warning } else { tokens.text_weak };
            let words = RichText::new(format!("controle: {}", open.lade.controle.summary()));
            let tooltip = Command::Controle.tooltip();
            if ui.link(words.color(colour)).on_hover_text(tooltip).clicked() {
                asked = Some(Command::Controle);
            }
            let open_count = session.document.openstaand().open();
            if open_count > 0 {
                ui.separator();
                let words = RichText::new(overleg::open_in_words(open_count));
                let tooltip = Command::Opmerkingen.tooltip();
                if ui.link(words.color(tokens.text_weak)).on_hover_text(tooltip).clicked() {
                    asked = Some(Command::Opmerkingen);
                }
            }
            ui.separator();
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(summary) = open.page.selection_summary() {
                    ui.label(summary);
                    ui.separator();
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    message(ui, app, open.trouble.as_deref());
                });
            });
        } else {
            message(ui, app, None);
        }
    });
    asked
}

/// Trouble with the journal first: it is about work that may be lost.
fn message(ui: &mut Ui, app: &App, trouble: Option<&str>) {
    let tokens = Tokens::of(ui.ctx());
    if let Some(trouble) = trouble {
        ui.colored_label(tokens.worse, format!("Let op: {trouble}"));
    } else if let Some(message) = &app.message {
        let colour = if message.is_warning { tokens.warning } else { tokens.text_weak };
        let text = RichText::new(&message.text).color(colour);
        ui.add(Label::new(text).truncate());
    }
}
