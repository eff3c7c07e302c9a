use eframe::egui::Theme;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::ui::test_desk::{Screen, TAAKVELD, TestDesk, begroting, id, window};

type Window = Harness<'static, TestDesk<RolesState>>;

fn roles() -> (Window, Screen) {
    let desk = TestDesk::new(begroting(), RolesState::default());
    window(desk, Theme::Light, true, |ui, desk, state| show_editor(ui, desk, state, id(TAAKVELD)))
}

const FIELD: &str = "Naam van de rol budgethouder";

fn names(harness: &Window) -> Vec<String> {
    let begroting = harness.state().document.begroting();
    begroting.rollen.of(id(TAAKVELD)).map(|role| role.name.clone()).collect()
}

#[test]
fn a_role_is_renamed_in_one_revision() {
    let (mut harness, screen) = roles();
    screen.picture(&harness, "roles");
    harness.get_by_label(FIELD).click();
    harness.run();
    harness.get_by_label(FIELD).type_text(" en gezin");
    harness.run();
    assert!(harness.state().whys().is_empty());
    let desk = harness.state();
    assert!(desk.state.pending(desk.document.begroting()).is_some());
    harness.key_press(Key::Enter);
    harness.run();
    let [why] = harness.state().whys()[..] else { panic!("one revision") };
    assert!(why.starts_with("6.72 rollen: budgethouder → "), "{why}");
    assert!(names(&harness)[0].contains(" en gezin"));
}

#[test]
fn the_link_opens_the_editor_and_klaar_closes_it() {
    let desk = TestDesk::new(begroting(), RolesState::default());
    let (mut harness, screen) = window(desk, Theme::Light, true, |ui, desk, state| {
        link(ui, desk, state, id(TAAKVELD));
    });
    assert!(harness.query_by_label(FIELD).is_none());
    harness.get_by_label("Rollen…").click();
    harness.run();
    screen.picture(&harness, "roles-link");
    harness.get_by_label(FIELD).click();
    harness.run();
    harness.get_by_label(FIELD).type_text(" en gezin");
    harness.run();
    harness.get_by_label("Klaar").click();
    harness.run();
    assert!(harness.query_by_label(FIELD).is_none());
    assert_eq!(harness.state().whys().len(), 1);
}

#[test]
fn escape_gives_the_old_name_back() {
    let (mut harness, _) = roles();
    harness.get_by_label(FIELD).click();
    harness.run();
    harness.get_by_label(FIELD).type_text("weg");
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(names(&harness), ["hoofd Jeugd"]);
}

#[test]
fn roles_are_added_and_removed() {
    let (mut harness, _) = roles();
    harness.get_by_label("Naam van de nieuwe rol").focus();
    harness.run();
    harness.get_by_label("Naam van de nieuwe rol").type_text("controller");
    harness.run();
    harness.get_by_label("Toevoegen").click();
    harness.run();
    assert_eq!(names(&harness), ["hoofd Jeugd", "controller"]);
    harness.get_by_label("Verwijder de rol hoofd Jeugd").click();
    harness.run();
    assert_eq!(names(&harness), ["controller"]);
    assert_eq!(harness.state().whys().len(), 2);
}
