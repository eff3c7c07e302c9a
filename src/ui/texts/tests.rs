use eframe::egui::accesskit::Role;
use eframe::egui::{Modifiers, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;
use crate::ui::test_desk::{Screen, TAAKVELD, TestDesk, begroting, id, window};
use crate::ui::wish::Answer;

type Window = Harness<'static, TestDesk<TextsState>>;

fn texts(sectie: Sectie) -> (Window, Screen) {
    let desk = TestDesk::new(begroting(), TextsState::default());
    window(desk, Theme::Light, true, move |ui, desk, state| {
        show(ui, desk, state, id(TAAKVELD), &[sectie]);
    })
}

fn open_first(harness: &mut Window) {
    harness.get_by_label("Alinea: Gezond opgroeien").click();
    harness.run();
}

fn text(harness: &Window, n: u64) -> String {
    harness.state().document.begroting().paragrafen.get(id(n)).unwrap().text.clone()
}

fn press(harness: &mut Window, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

#[test]
fn editing_is_one_revision_that_can_be_undone() {
    let (mut harness, screen) = texts(Sectie::Bereiken);
    screen.picture(&harness, "texts");
    let old = text(&harness, 50);
    open_first(&mut harness);
    screen.picture(&harness, "texts-editor");
    harness.get_by_label("Tekst van de alinea").type_text(" Ook later.");
    harness.run();
    assert_eq!(text(&harness, 50), old);
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_eq!(text(&harness, 50), format!("{old} Ook later."));
    assert_eq!(harness.state().whys(), ["6.72 Wat willen we bereiken?: tekst gewijzigd"]);
    assert!(harness.query_by_label("Tekst van de alinea").is_none());
    harness.state_mut().document.undo().unwrap();
    harness.run();
    assert_eq!(text(&harness, 50), old);
    harness.get_by_label(&old);
}

#[test]
fn escape_gives_the_old_text_back_and_asks_about_what_was_typed() {
    let (mut harness, _) = texts(Sectie::Bereiken);
    let old = text(&harness, 50);
    open_first(&mut harness);
    harness.get_by_label("Tekst van de alinea").type_text(" weg");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(text(&harness, 50), old);
    assert!(harness.state().whys().is_empty());
    assert!(harness.query_by_label("Tekst van de alinea").is_none());
    let asked = harness.state().wishes.last().cloned();
    let Some(Wish::Ask(mut ask)) = asked else { panic!("it did not ask: {asked:?}") };
    assert_eq!(ask.answers[1], Answer::new("Weggooien", []));
    let Some(Wish::Change { why, edits }) = ask.answers[0].then.pop() else {
        panic!("nothing to keep")
    };
    harness.state_mut().change(&why, edits);
    assert_eq!(text(&harness, 50), format!("{old} weg"));
    // Where nothing was typed there is nothing to ask.
    harness.state_mut().wishes.clear();
    open_first(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_label("Tekst van de alinea").is_none());
    assert!(harness.state().wishes.is_empty());
}

#[test]
fn going_elsewhere_keeps_heading_and_text_together() {
    let (mut harness, _) = texts(Sectie::Bereiken);
    open_first(&mut harness);
    harness.get_by_label("Tekst van de alinea").type_text(" Slot.");
    harness.run();
    harness.get_by_label("Kop van de alinea").click();
    harness.run();
    assert!(harness.state().whys().is_empty(), "the heading belongs to the editor");
    harness.get_by_label("Kop van de alinea").type_text("!");
    harness.run();
    harness.get_by_label("Alinea: Wijkteams zijn het eerste punt van").click();
    harness.run();
    let begroting = harness.state().document.begroting();
    let paragraaf = begroting.paragrafen.get(id(50)).unwrap();
    assert!(paragraaf.text.ends_with(" Slot."));
    assert_eq!(paragraaf.heading, "Gezond opgroeien!");
    assert_eq!(harness.state().whys().len(), 1);
}

#[test]
fn the_buttons_keep_and_cancel() {
    let (mut harness, _) = texts(Sectie::Bereiken);
    let old = text(&harness, 50);
    open_first(&mut harness);
    harness.get_by_label("Tekst van de alinea").type_text(" weg");
    harness.run();
    harness.get_by_label("Annuleren").click();
    harness.run();
    assert_eq!(text(&harness, 50), old);
    open_first(&mut harness);
    harness.get_by_label("Tekst van de alinea").type_text(" erbij");
    harness.run();
    harness.get_by_label("Klaar").click();
    harness.run();
    assert_eq!(text(&harness, 50), format!("{old} erbij"));
    assert_eq!(harness.state().whys().len(), 1);
}

#[test]
fn what_is_typed_is_pending_until_it_is_in_the_budget() {
    let (mut harness, _) = texts(Sectie::Bereiken);
    open_first(&mut harness);
    let desk = harness.state_mut();
    assert_eq!(desk.state.pending(desk.document.begroting()), None);
    harness.get_by_label("Tekst van de alinea").type_text(" Bewaar mij.");
    harness.run();
    let desk = harness.state_mut();
    let Some(Wish::Change { why, edits }) = desk.state.pending(desk.document.begroting()) else {
        panic!("nothing pending");
    };
    desk.change(&why, edits);
    assert_eq!(desk.state.pending(desk.document.begroting()), None);
    assert!(text(&harness, 50).ends_with(" Bewaar mij."));
    harness.run();
    assert!(harness.query_by_label("Tekst van de alinea").is_some(), "saving leaves it open");
    // What is undone does not come back by itself.
    harness.state_mut().document.undo().unwrap();
    harness.run();
    assert!(harness.query_by_label("Tekst van de alinea").is_none());
    assert!(harness.state().whys().is_empty());
}

#[test]
fn an_empty_section_says_so_and_takes_a_first_paragraph() {
    let (mut harness, _) = texts(Sectie::Blijven);
    harness.get_by_label("Nog geen tekst");
    harness.get_by_label("Alinea toevoegen").click();
    harness.run();
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert!(harness.state().whys().is_empty(), "an empty paragraph is none");
    harness.get_by_label("Alinea toevoegen").click();
    harness.run();
    harness.get_by_label("Tekst van de alinea").type_text("Preventie.");
    harness.run();
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_eq!(harness.state().whys(), ["6.72 Wat blijven we doen?: alinea toegevoegd"]);
    harness.get_by_label("Preventie.");
}

#[test]
fn removing_asks_and_moving_passes_the_neighbour() {
    let (mut harness, _) = texts(Sectie::Bereiken);
    let menu = |harness: &mut Window, entry: &str| {
        harness.get_by_label("Meer met alinea: Gezond opgroeien").click();
        harness.run();
        harness.get_by_role_and_label(Role::Button, entry).click();
        harness.run();
    };
    menu(&mut harness, "Naar beneden");
    let begroting = harness.state().document.begroting();
    let order: Vec<model::Id> = begroting.paragrafen.of(id(TAAKVELD)).map(|p| p.id).collect();
    assert_eq!(order, [id(51), id(50)]);
    menu(&mut harness, "Naar beneden");
    assert!(matches!(harness.state().wishes.as_slice(), [Wish::Warn(_)]));
    menu(&mut harness, "Verwijderen…");
    let asked = harness.state().wishes.last().cloned();
    let Some(Wish::Ask(mut ask)) = asked else { panic!("it did not ask: {asked:?}") };
    assert_eq!(ask.answers[1], Answer::new("Annuleren", []));
    let Some(Wish::Change { why, edits }) = ask.answers[0].then.pop() else {
        panic!("nothing to do")
    };
    harness.state_mut().change(&why, edits);
    assert!(!harness.state().document.begroting().paragrafen.contains(id(50)));
}

#[test]
fn an_abbreviation_is_explained_and_the_list_can_be_edited() {
    let (mut harness, _) = texts(Sectie::Bereiken);
    harness.get_by_label("Afkortingen…").click();
    harness.run();
    harness.get_by_label("Afkorting toevoegen").click();
    harness.run();
    harness.get_by_label("Afkorting 1").click();
    harness.run();
    harness.get_by_label("Afkorting 1").type_text("gezin");
    harness.run();
    harness.get_by_label("Klaar").click();
    harness.run();
    harness.get_by_label("Vul in waar ‘gezin’ voor staat.");
    harness.get_by_label("Betekenis 1").click();
    harness.run();
    harness.get_by_label("Betekenis 1").type_text("ouders en kinderen");
    harness.run();
    harness.get_by_label("Klaar").click();
    harness.run();
    assert_eq!(harness.state().whys(), ["Afkortingen gewijzigd"]);
    let of = |label: &str| harness.get_by_label(label).accesskit_node().description();
    assert_eq!(of("Alinea: Gezond opgroeien").as_deref(), Some("gezin: ouders en kinderen"));
    assert_eq!(of("Alinea: Wijkteams zijn het eerste punt van"), None);
}

#[test]
fn markdown_stays_in_the_file_and_is_shown_as_what_it_means() {
    let (mut harness, screen) = texts(Sectie::Blijven);
    harness.get_by_label("Alinea toevoegen").click();
    harness.run();
    let typed = "# Preventie\nElk kind **doet mee**.\n\n- sport\n- muziek";
    harness.get_by_label("Tekst van de alinea").type_text(typed);
    harness.run();
    harness.get_by_label("7 woorden");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    for label in ["Preventie", "Elk kind doet mee.", "sport", "muziek", "7 woorden"] {
        harness.get_by_label(label);
    }
    screen.picture(&harness, "texts-markdown");
    let begroting = harness.state().document.begroting();
    let added = begroting.paragrafen.of(id(TAAKVELD)).find(|p| p.sectie == Sectie::Blijven);
    assert_eq!(added.unwrap().text, typed);
}

#[test]
fn a_text_of_ten_megabytes_is_refused() {
    let (mut harness, _) = texts(Sectie::Bereiken);
    let old = text(&harness, 50);
    open_first(&mut harness);
    harness.event(eframe::egui::Event::Paste("woord ".repeat(1_700_000)));
    harness.run();
    let [Wish::Warn(refused)] = harness.state().wishes.as_slice() else { panic!("no warning") };
    assert!(refused.contains("10.200.000 tekens"), "{refused}");
    harness.event(eframe::egui::Event::Paste("Kort!".into()));
    harness.run();
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_eq!(text(&harness, 50).len(), old.len() + "Kort!".len());
}
