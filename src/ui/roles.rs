//! Who answers for an onderdeel: roles, never names of persons.

use eframe::egui::{Button, ComboBox, Grid, Id, Key, Modal, RichText, TextEdit, Ui, vec2};

use super::chance;
use super::theme::{Tokens, size};
use super::wish::{Desk, Wish};
use crate::model::{self, Begroting, Edit, Order, Rol, RolField, Rolsoort};

/// What the editor of roles remembers between frames.
#[derive(Default)]
pub struct RolesState {
    /// The name that is being typed, and of which role.
    editing: Option<(model::Id, String)>,
    /// The role that is about to be added.
    soort: Rolsoort,
    name: String,
    is_open: bool,
}

impl RolesState {
    /// A name that is typed and not in the budget yet, as a wish. Ask before saving, closing or
    /// showing something else.
    pub fn pending(&self, begroting: &Begroting) -> Option<Wish> {
        let (id, name) = self.editing.as_ref()?;
        let role = begroting.rollen.get(*id)?;
        let name = name.trim();
        if name.is_empty() || name == role.name {
            return None;
        }
        let edit = begroting.set(*id, RolField::Name(name.to_owned())).ok().flatten()?;
        let why = why(begroting, role.onderdeel, &format!("{} → {name}", role.soort.word()));
        Some(Wish::Change { why, edits: vec![edit] })
    }
}

/// A link to the roles, and their editor once it was clicked.
pub fn link(ui: &mut Ui, desk: &mut Desk, state: &mut RolesState, onderdeel: model::Id) {
    let tokens = Tokens::of(ui.ctx());
    let link =
        Button::new(RichText::new("Rollen…").color(tokens.accent)).frame_when_inactive(false);
    if ui.add(link).on_hover_text("Wie is verantwoordelijk voor dit onderdeel?").clicked() {
        state.is_open = true;
    }
    if !state.is_open {
        return;
    }
    // No popup: that would close when a list of kinds opens in it.
    let modal = Modal::new(Id::unique("roles")).show(ui.ctx(), |ui| {
        show_editor(ui, desk, state, onderdeel);
        ui.add_space(size::GAP);
        ui.button("Klaar").clicked()
    });
    if modal.inner || modal.should_close() {
        if modal.inner {
            desk.wishes.extend(state.pending(desk.document.begroting()));
            add_role(desk, state, onderdeel);
        }
        *state = RolesState::default();
    }
}

/// Adds the role that is being typed, if there is one.
fn add_role(desk: &mut Desk, state: &mut RolesState, onderdeel: model::Id) {
    let name = std::mem::take(&mut state.name).trim().to_owned();
    if name.is_empty() {
        return;
    }
    let begroting = desk.document.begroting();
    let last = begroting.rollen.of(onderdeel).next_back();
    let role = Rol {
        id: chance::new_id(),
        onderdeel,
        soort: state.soort,
        name: name.clone(),
        order: Order::after(last.map(|last| &last.order)),
    };
    let why = why(begroting, onderdeel, &format!("{} {name} toegevoegd", role.soort.word()));
    desk.change(why, vec![Edit::Insert(role.into())]);
}

/// "Rollen": choose, name, add and remove the roles of an onderdeel. Fills a popup or a section.
pub fn show_editor(ui: &mut Ui, desk: &mut Desk, state: &mut RolesState, onderdeel: model::Id) {
    let tokens = Tokens::of(ui.ctx());
    let begroting = desk.document.begroting();
    ui.label(RichText::new("Rollen").family(super::fonts::bold()));
    ui.label(
        RichText::new("Een functie of afdeling, geen naam van een persoon").color(tokens.text_weak),
    );
    Grid::new("roles").num_columns(3).show(ui, |ui| {
        for head in ["Soort", "Naam"] {
            ui.label(RichText::new(head).color(tokens.text_weak));
        }
        ui.end_row();
        for role in begroting.rollen.of(onderdeel) {
            show_role(ui, desk, state, role);
            ui.end_row();
        }
        let mut soort = state.soort;
        choose(ui, "new", &mut soort);
        state.soort = soort;
        let field = TextEdit::singleline(&mut state.name)
            .id(Id::unique("role_new"))
            .hint_text("bijvoorbeeld hoofd Jeugd")
            .min_size(vec2(size::ROLE_WIDTH, 0.0));
        let field = ui.add(field).accessible_name("Naam van de nieuwe rol");
        let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let name = state.name.trim().to_owned();
        let add = ui.add_enabled(!name.is_empty(), Button::new("Toevoegen"));
        if enter || add.clicked() {
            add_role(desk, state, onderdeel);
        }
    });
}

fn show_role(ui: &mut Ui, desk: &mut Desk, state: &mut RolesState, role: &Rol) {
    let begroting = desk.document.begroting();
    let mut soort = role.soort;
    choose(ui, &role.id.to_string(), &mut soort);
    if let Ok(Some(edit)) = begroting.set(role.id, RolField::Soort(soort)) {
        let what = format!("{}: {} → {}", role.name, role.soort.word(), soort.word());
        desk.change(why(begroting, role.onderdeel, &what), vec![edit]);
    }
    let id = Id::unique(("role", role.id));
    let mut name = match &state.editing {
        Some((editing, name)) if *editing == role.id => name.clone(),
        _ => role.name.clone(),
    };
    let field = TextEdit::singleline(&mut name).id(id).min_size(vec2(size::ROLE_WIDTH, 0.0));
    let field = ui.add(field).accessible_name(format!("Naam van de rol {}", role.soort.word()));
    if field.has_focus() {
        state.editing = Some((role.id, name));
    } else if field.lost_focus() {
        if !ui.input(|input| input.key_pressed(Key::Escape)) {
            state.editing = Some((role.id, name));
            desk.wishes.extend(state.pending(begroting));
        }
        state.editing = None;
    }
    let remove =
        ui.button("Verwijderen").accessible_name(format!("Verwijder de rol {}", role.name));
    if remove.clicked() {
        let what = format!("{} {} verwijderd", role.soort.word(), role.name);
        desk.change(why(begroting, role.onderdeel, &what), vec![Edit::Remove(role.clone().into())]);
    }
}

fn choose(ui: &mut Ui, salt: &str, soort: &mut Rolsoort) {
    let combo = ComboBox::from_id_salt(("role_kind", salt))
        .width(size::ROLE_KIND_WIDTH)
        .selected_text(soort.word());
    let shown = combo.show_ui(ui, |ui| {
        for choice in Rolsoort::ALL {
            ui.selectable_value(soort, *choice, choice.word());
        }
    });
    shown.response.accessible_name("Soort rol");
}

/// "6.72 rollen: budgethouder hoofd Jeugd toegevoegd".
fn why(begroting: &Begroting, onderdeel: model::Id, what: &str) -> String {
    let code = begroting.onderdelen.get(onderdeel).map_or("", |onderdeel| onderdeel.code.as_str());
    format!("{code} rollen: {what}").trim_start().to_owned()
}

#[cfg(test)]
mod tests;
