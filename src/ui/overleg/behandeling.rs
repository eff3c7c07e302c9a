//! How far a taakveld is, to choose.

use eframe::egui::{ComboBox, Role, Ui, WidgetInfo};

use super::rol;
use crate::change::overleg::{self, Spreker};
use crate::model::{Begroting, Behandelstap, Level, Onderdeel, Rolsoort};
use crate::ui::command::Command;
use crate::ui::theme::size;
use crate::ui::view::View;
use crate::ui::wish::{Answer, Ask, Desk, Wish};

/// The taakveld of the page: what is selected, or what it is part of.
pub fn taakveld<'a>(begroting: &'a Begroting, view: &View) -> Option<&'a Onderdeel> {
    let above = view.selected.into_iter().flat_map(|id| begroting.path(id));
    let mut above = above.filter_map(|id| begroting.onderdelen.get(id));
    above.find(|it| it.level == Level::Taakveld)
}

/// Brings the taakveld of the page to this step, as the role that the user is. Somebody without one is
/// asked for it, where the taakveld has roles to choose from.
pub fn behandel(desk: &mut Desk<'_>, stap: Behandelstap) {
    let (begroting, today) = (desk.document.begroting(), desk.today);
    let Some(of) = taakveld(begroting, desk.view) else {
        return desk.wishes.push(Wish::Warn("Kies eerst een taakveld in de boom.".into()));
    };
    let edits = |rol: &str| overleg::behandel(begroting, of.id, stap, Spreker { rol, op: today });
    let why = format!("{}: {}", of.title(), stap.word());
    let rollen = rollen(begroting, of);
    if desk.view.role.is_some() || rollen.is_empty() || edits("").is_empty() {
        return desk.change(why, edits(rol(desk.view)));
    }
    let answer = |rol: &str| {
        let change = Wish::Change { why: why.clone(), edits: edits(rol) };
        // Whoever chooses a role comes to the first of its onderdelen.
        let back = desk.view.selected.map(Wish::Select);
        let be = Wish::Be(Some(rol.to_owned()));
        Answer::new(rol, [change, be].into_iter().chain(back))
    };
    let mut answers: Vec<Answer> = rollen.into_iter().map(answer).collect();
    answers.push(Answer::new("Annuleren", []));
    desk.wishes.push(Wish::Ask(Ask {
        title: "In welke rol?".into(),
        text: format!("Bij de status van {} komt te staan wie haar gaf.", of.title()),
        answers,
    }));
}

/// The roles that have a taakveld in their care, its own before those above it.
fn rollen<'a>(begroting: &'a Begroting, of: &Onderdeel) -> Vec<&'a str> {
    let of_path = begroting.path(of.id).flat_map(|id| begroting.rollen.of(id));
    let mut names: Vec<&str> = Vec::new();
    for rol in of_path.filter(|rol| rol.soort != Rolsoort::Afdeling) {
        if !names.contains(&rol.name.as_str()) {
            names.push(&rol.name);
        }
    }
    names
}

/// The choice of the step that a taakveld has come to, with who said so in its tooltip.
pub fn choose_stap(ui: &mut Ui, desk: &mut Desk<'_>, of: &Onderdeel) {
    let now = &of.behandeling;
    let combo = ComboBox::from_id_salt("behandeling")
        .selected_text(now.stap.word())
        .width(size::STAP_ROOM - 2.0 * size::GAP)
        .truncate();
    let response = combo.show_ui(ui, |ui| {
        for stap in Behandelstap::ALL {
            let command = Command::Stap(*stap);
            let choice = ui.selectable_label(*stap == now.stap, stap.word());
            if choice.on_hover_text(command.tooltip()).clicked() {
                desk.run(command);
            }
        }
    });
    let name = format!("Status van het taakveld: {}", now.stap.word());
    let said = format!("Status van het taakveld: {}", now.in_words());
    let response = response.response.on_hover_text(said);
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
}
