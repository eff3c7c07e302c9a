//! The slides of the presentation: a list to add to, to change and to put in order.

mod form;

use eframe::egui::{Button, Id as UiId, Key, Modal, Modifiers, RichText, ScrollArea, Ui, vec2};

use self::form::{Answer, DiaForm};
use super::chance::new_id;
use super::modal::primary;
use super::theme::{Tokens, size};
use super::wish::{Desk, Wish};
use crate::change::presentatie;
use crate::change::structure::Step;
use crate::model::{Begroting, Dia, Id};

/// The list, or the form of one slide over it.
#[derive(Default)]
pub struct DiasModal {
    at: Option<Id>,
    form: Option<DiaForm>,
    asked_focus: bool,
}

/// What is wanted of the list in a frame.
enum Wanted {
    Close,
    Make,
    Add,
    Edit(Id),
    Remove(Id),
    Step(Id, Step),
}

impl DiasModal {
    /// Whether it was closed.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> bool {
        if let Some(form) = &mut self.form {
            match form.show(ui, desk.document.begroting()) {
                None => {}
                Some(Answer::Cancel) => self.form = None,
                Some(Answer::Keep { id, why, edits }) => {
                    self.at = Some(id);
                    self.form = None;
                    desk.change(why, edits);
                }
            }
            return false;
        }
        let mut wanted = None;
        let modal = Modal::new(UiId::unique("dias")).show(ui.ctx(), |ui| {
            ui.set_width(size::FORM_WIDTH);
            ui.heading("Dia’s");
            wanted = self.list(ui, desk.document.begroting());
        });
        if wanted.is_none() && modal.should_close() {
            wanted = Some(Wanted::Close);
        }
        wanted.is_some_and(|wanted| self.see_to(desk, wanted))
    }

    fn see_to(&mut self, desk: &mut Desk<'_>, wanted: Wanted) -> bool {
        let begroting = desk.document.begroting();
        let title =
            |id: Id| begroting.dias.get(id).map(|dia| dia.title.clone()).unwrap_or_default();
        match wanted {
            Wanted::Close => return true,
            Wanted::Make => match presentatie::voorstel(begroting, new_id) {
                Ok(edits) => desk.change("Dia’s gemaakt voor het Technisch Beraad", edits),
                Err(error) => desk.wishes.push(Wish::Warn(error.to_string())),
            },
            Wanted::Add => self.form = Some(DiaForm::new(begroting, None)),
            Wanted::Edit(id) => self.form = Some(DiaForm::new(begroting, Some(id))),
            Wanted::Remove(id) => {
                let ids = begroting.dias.ids_of(None);
                let at = ids.iter().position(|other| *other == id).unwrap_or(0);
                let next = ids.get(at + 1).or_else(|| ids.get(at.checked_sub(1)?));
                self.at = next.copied();
                desk.change(
                    format!("Dia verwijderd: {}", title(id)),
                    presentatie::verwijder(begroting, id),
                );
            }
            Wanted::Step(id, step) => desk.change(
                format!("Dia verplaatst: {}", title(id)),
                presentatie::verplaats(begroting, id, step),
            ),
        }
        false
    }

    fn list(&mut self, ui: &mut Ui, begroting: &Begroting) -> Option<Wanted> {
        let dias: Vec<&Dia> = begroting.dias.top().collect();
        if !dias.iter().any(|dia| Some(dia.id) == self.at) {
            self.at = dias.first().map(|dia| dia.id);
        }
        let (down, up) = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            (pressed(Key::ArrowDown), pressed(Key::ArrowUp))
        });
        let place = dias.iter().position(|dia| Some(dia.id) == self.at).unwrap_or(0);
        let moved = match (down, up) {
            (true, _) => place + 1,
            (_, true) => place.saturating_sub(1),
            _ => place,
        };
        if let Some(dia) = dias.get(moved) {
            self.at = Some(dia.id);
        }
        let mut wanted = None;
        if dias.is_empty() {
            ui.label("Er zijn nog geen dia’s.");
        }
        ScrollArea::vertical().max_height(size::LIST_HEIGHT).auto_shrink([false, true]).show(
            ui,
            |ui| {
                for (nth, dia) in dias.iter().enumerate() {
                    let button = Button::selectable(
                        Some(dia.id) == self.at,
                        format!("{}. {}", nth + 1, dia.title),
                    )
                    .right_text(RichText::new(dia.soort.word()).small())
                    .truncate()
                    .min_size(vec2(ui.available_width(), size::CONTROL));
                    let row = ui.add(button);
                    if Some(dia.id) == self.at && !self.asked_focus {
                        row.request_focus();
                        self.asked_focus = true;
                    }
                    if Some(dia.id) == self.at && (down || up) {
                        row.scroll_to_me(None);
                    }
                    if row.clicked() {
                        self.at = Some(dia.id);
                    }
                    if row.double_clicked() {
                        wanted = Some(Wanted::Edit(dia.id));
                    }
                }
            },
        );
        let weak = Tokens::of(ui.ctx()).text_weak;
        let notitie = self.at.and_then(|at| begroting.dias.get(at)).map(|dia| &dia.notitie);
        if let Some(notitie) = notitie.filter(|notitie| !notitie.is_empty()) {
            let text = format!("Notitie, alleen voor u: {notitie}");
            ui.label(RichText::new(text).small().color(weak));
        }
        ui.add_space(size::GAP);
        ui.horizontal(|ui| {
            let at = self.at;
            let mut button = |label: &str, enabled: bool, then: Option<Wanted>| {
                if ui.add_enabled(enabled, Button::new(label)).clicked() {
                    wanted = then;
                }
            };
            button("Toevoegen…", true, Some(Wanted::Add));
            button("Wijzigen…", at.is_some(), at.map(Wanted::Edit));
            button("Verwijderen", at.is_some(), at.map(Wanted::Remove));
            let up = at.map(|at| Wanted::Step(at, Step::Up));
            button("Omhoog", at.is_some() && place > 0, up);
            let down = at.map(|at| Wanted::Step(at, Step::Down));
            button("Omlaag", at.is_some() && place + 1 < dias.len(), down);
            if dias.is_empty() {
                button("Dia’s maken", true, Some(Wanted::Make));
            }
            if ui.add(primary(ui, "Sluiten")).clicked() {
                wanted = Some(Wanted::Close);
            }
        });
        wanted
    }
}
