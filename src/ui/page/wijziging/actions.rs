//! What the commands on wijzigingen do, and when they can.

use crate::calc::wijziging::called;
use crate::change::Document;
use crate::change::wijziging::{self, WijzigingError};
use crate::model::{Edit, Mutatie, Mutatiesoort, Status};
use crate::ui::chance::new_id;
use crate::ui::command::Wijziging;
use crate::ui::form::sentence;
use crate::ui::page::PageState;
use crate::ui::view::{Tab, View};
use crate::ui::wish::{Desk, Form, Wish};

/// Whether a command makes sense for this wijziging.
pub(super) fn can_with(mutatie: &Mutatie, what: Wijziging) -> bool {
    let is_open = !mutatie.is_adopted() && mutatie.status != Status::Vervallen;
    match what {
        Wijziging::Add => true,
        Wijziging::AddLine => is_open,
        Wijziging::Adopt => is_open && mutatie.soort == Mutatiesoort::Wijziging,
        Wijziging::TakeBack => mutatie.is_adopted(),
    }
}

impl PageState {
    /// Whether there is something that a command on wijzigingen can work on.
    pub fn can(&self, document: &Document, view: &View, what: Wijziging) -> bool {
        let begroting = document.begroting();
        let has_tab = |id| Tab::of(begroting, id, 0).contains(&Tab::Wijzigingen);
        match what {
            Wijziging::Add => {
                view.selected.filter(|id| begroting.onderdelen.contains(*id)).is_some_and(has_tab)
            }
            _ => self.chosen(document, view).is_some_and(|chosen| can_with(chosen, what)),
        }
    }

    /// The wijziging whose lines are on the screen.
    fn chosen<'a>(&self, document: &'a Document, view: &View) -> Option<&'a Mutatie> {
        let is_shown = view.tab == Tab::Wijzigingen
            && self.shown == view.selected.map(|onderdeel| (onderdeel, view.tab));
        document.begroting().mutaties.get(self.wijzigingen.chosen.filter(|_| is_shown)?)
    }
}

/// Does a command on the wijziging that is chosen, or begins a new one.
pub fn on_wijziging(desk: &mut Desk<'_>, state: &mut PageState, what: Wijziging) {
    if what == Wijziging::Add {
        return add(desk, state);
    }
    let begroting = desk.document.begroting();
    let Some(chosen) = state.chosen(desk.document, desk.view) else {
        return;
    };
    let name = called(chosen);
    let done = match what {
        Wijziging::Adopt => wijziging::adopt(begroting, chosen.id),
        Wijziging::TakeBack => wijziging::take_back(begroting, chosen.id),
        Wijziging::AddLine => return desk.wishes.push(Wish::Fill(Form::AddLine(chosen.id))),
        Wijziging::Add => return,
    };
    let said = if what == Wijziging::Adopt { "vastgesteld" } else { "vaststelling teruggenomen" };
    finish(desk, format!("{name}: {said}"), done);
}

/// A new begrotingswijziging of the onderdeel on the screen, ready to be named.
fn add(desk: &mut Desk<'_>, state: &mut PageState) {
    let Some(onderdeel) = desk.view.selected else {
        return;
    };
    let begroting = desk.document.begroting();
    let id = new_id();
    let soort = Mutatiesoort::Wijziging;
    let made = wijziging::add(begroting, id, onderdeel, soort, "Nieuwe wijziging");
    let code = begroting.onderdelen.get(onderdeel).map_or("", |of| &of.code);
    if made.is_ok() {
        state.show_new(id);
        desk.view.tab = Tab::Wijzigingen;
    }
    finish(desk, format!("{code}: begrotingswijziging toegevoegd"), made);
}

fn finish(desk: &mut Desk<'_>, why: String, done: Result<Vec<Edit>, WijzigingError>) {
    match done {
        Ok(edits) => desk.change(why, edits),
        Err(error) => desk.wishes.push(Wish::Warn(sentence(&error))),
    }
}
