//! How far a taakveld is, to choose.

use eframe::egui::{ComboBox, Role, Ui, WidgetInfo};

use super::rol;
use crate::change::overleg::{self, Spreker};
use crate::model::{Begroting, Behandelstap, Level, Onderdeel};
use crate::ui::command::Command;
use crate::ui::theme::size;
use crate::ui::view::View;
use crate::ui::wish::{Desk, Wish};

/// The taakveld of the page: what is selected, or what it is part of.
pub fn taakveld<'a>(begroting: &'a Begroting, view: &View) -> Option<&'a Onderdeel> {
    let above = view.selected.into_iter().flat_map(|id| begroting.path(id));
    let mut above = above.filter_map(|id| begroting.onderdelen.get(id));
    above.find(|it| it.level == Level::Taakveld)
}

/// Brings the taakveld of the page to this step, as the role that the user is.
pub fn behandel(desk: &mut Desk<'_>, stap: Behandelstap) {
    let begroting = desk.document.begroting();
    let Some(of) = taakveld(begroting, desk.view) else {
        return desk.wishes.push(Wish::Warn("Kies eerst een taakveld in de boom.".into()));
    };
    let door = Spreker { rol: rol(desk.view), op: desk.today };
    let edits = overleg::behandel(begroting, of.id, stap, door);
    desk.change(format!("{}: {}", of.title(), stap.word()), edits);
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
