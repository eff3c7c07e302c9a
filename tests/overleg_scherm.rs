//! Questions and remarks on the screen: one role asks, another answers, and what is open is listed.

#![allow(clippy::disallowed_methods, reason = "a test writes the files that the program finds")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]

mod common;
#[path = "common/window.rs"]
mod window;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sluitend::store::ron_file;
use window::{Desk, Window};

const CELL: [&str; 2] = ["6.72.8 zorgvormen", "Begroting 2019"];
const ADVISEUR: &str = "financieel adviseur";
const TAB: &str = "Wat gaan we anders doen? 5";
const QUESTION: &str = "Waarom daalt dit?";

fn hengelo() -> (Desk, std::path::PathBuf, Window) {
    let (desk, path, mut window) = Window::hengelo();
    window.harness.set_size(vec2(1440.0, 900.0));
    window.settle();
    (desk, path, window)
}

fn become_role(window: &mut Window, role: &str) {
    choose_role(window, "Mijn rol", role);
}

fn choose_role(window: &mut Window, list: &str, role: &str) {
    window.click(list);
    // The list is longer than what shows of it.
    window.harness.get_by_role_and_label(Role::Button, role).scroll_to_me();
    window.settle();
    window.choose(role);
}

fn ask(window: &mut Window, text: &str) {
    window.key(Key::F9);
    window.wait_for("Wat wilt u vragen of opmerken?");
    window.type_text(text);
    window.key(Key::Enter);
}

/// What a screen reader tells beside the text of a cell.
fn about(window: &Window, [row, column]: [&str; 2]) -> String {
    let label = format!("{row}, {column}: {}", window.cell(row, column));
    let node = window.harness.get_by_label(&label);
    node.accesskit_node().description().unwrap_or_default()
}

/// What a screen reader tells beside a row of the tree.
fn told_in_tree(window: &Window, words: &str) -> String {
    let is_it = |label: Option<String>| label.is_some_and(|label| label.starts_with(words));
    let mut rows = window.harness.query_all_by_role(Role::TreeItem);
    let row = rows.find(|row| is_it(row.accesskit_node().label())).unwrap();
    row.accesskit_node().description().unwrap_or_default()
}

#[test]
fn the_adviser_asks_the_budgethouder_answers_and_undo_opens_it_again() {
    let (_desk, path, mut window) = hengelo();
    become_role(&mut window, ADVISEUR);
    window.click_tree("6 ");
    window.click_tree("6.72 ");
    window.click_cell(CELL[0], CELL[1]);
    ask(&mut window, " ");
    assert!(window.shows("Typ eerst wat u wilt vragen of opmerken."));
    window.picture("overleg-vraag");
    window.type_text(QUESTION);
    window.key(Key::Enter);
    window.picture("overleg-cel");
    let told = about(&window, CELL);
    assert!(told.contains(&format!("Vraag van {ADVISEUR}: {QUESTION}")), "{told}");
    assert!(window.shows("1 open vraag of opmerking"), "the tree tells");
    let place = window.rects(&format!("{}, {}: ", CELL[0], CELL[1]))[0].center();
    window.hover(place);
    window.rest();
    let tooltip = format!("Vraag van {ADVISEUR}: {QUESTION}");
    assert!(window.harness.query_by_label(&tooltip).is_some());

    become_role(&mut window, "budgethouder Jeugd 1");
    window.keys(Modifiers::COMMAND, Key::F9);
    window.wait_for("1 open · 0 van ");
    window.click(&format!("vraag, 6.72.8: {QUESTION}"));
    assert!(window.selected_row().starts_with("6.72.8 "), "{}", window.selected_row());
    assert!(about(&window, CELL).contains(QUESTION), "the cursor is on the page of the cell");
    window.replace("Antwoord", "Minder cliënten.");
    window.key(Key::Enter);
    window.picture("overleg-paneel");
    assert!(window.shows("Antwoord van budgethouder Jeugd 1"));
    window.click("Afgehandeld");
    assert!(window.shows("niets open · 0 van "));
    assert_eq!(about(&window, CELL), "");
    window.ctrl(Key::Z);
    assert!(window.shows("1 open · 0 van "));

    window.save();
    let saved = ron_file::read(&std::fs::read(path).unwrap()).unwrap();
    let kept = saved.opmerkingen.iter().next().unwrap();
    assert_eq!((&*kept.van, &*kept.antwoord_van), (ADVISEUR, "budgethouder Jeugd 1"));
    assert_eq!((&*kept.antwoord, kept.afgehandeld), ("Minder cliënten.", false));
    assert!(kept.date.is_some() && kept.regel.is_some() && kept.kolom.is_some());
}

#[test]
fn what_is_open_is_chosen_by_role_and_by_what_is_dealt_with() {
    let (_desk, _path, mut window) = hengelo();
    // Of an onderdeel as a whole, by nobody in particular.
    window.click_tree("6.1 ");
    ask(&mut window, "Tekst ontbreekt nog.");
    become_role(&mut window, ADVISEUR);
    window.click_tree("6.72 ");
    window.click_cell(CELL[0], CELL[1]);
    ask(&mut window, QUESTION);
    window.keys(Modifiers::COMMAND, Key::F9);
    window.wait_for("2 open · ");
    let rows = ["vraag, 6.1: Tekst ontbreekt nog.", "vraag, 6.72.8: Waarom daalt dit?"];
    let shown = |window: &Window| rows.map(|row| window.harness.query_by_label(row).is_some());
    assert_eq!(shown(&window), [true, true]);
    choose_role(&mut window, "Van of voor welke rol", "budgethouder Jeugd 1");
    assert_eq!(shown(&window), [false, true]);
    choose_role(&mut window, "Van of voor welke rol", "budgethouder Samenkracht");
    assert_eq!(shown(&window), [true, false]);
    choose_role(&mut window, "Van of voor welke rol", "Alle rollen");
    window.click(rows[0]);
    assert!(window.selected_row().starts_with("6.1 "), "{}", window.selected_row());
    window.click("Afgehandeld");
    assert_eq!(shown(&window), [false, true]);
    window.click("Alles");
    let done = "afgehandeld, 6.1: Tekst ontbreekt nog.";
    assert!(window.shows(done));
    window.click("Vraag of opmerking verwijderen");
    assert!(!window.shows(done));
    // Both sheets are of one panel.
    window.click("Controle");
    assert!(window.shows("F8 volgende, Shift+F8 vorige"));
    window.click("Paneel sluiten");
    assert!(!window.shows("F8 volgende, Shift+F8 vorige"));
}

#[test]
fn an_answer_that_is_being_typed_is_saved_with_the_file() {
    let (_desk, path, mut window) = hengelo();
    window.click_cell(CELL[0], CELL[1]);
    ask(&mut window, QUESTION);
    window.keys(Modifiers::COMMAND, Key::F9);
    window.click(&format!("vraag, 6.72.8: {QUESTION}"));
    window.replace("Antwoord", "Ik zoek het uit");
    window.save();
    let saved = ron_file::read(&std::fs::read(path).unwrap()).unwrap();
    assert_eq!(saved.opmerkingen.iter().next().unwrap().antwoord, "Ik zoek het uit");
    // Esc leaves the answer as it was; leaving the field in another way keeps what was typed.
    let retype = |window: &mut Window, text: &str| {
        window.harness.get_by_role_and_label(Role::TextInput, "Antwoord").focus();
        window.settle();
        window.ctrl(Key::A);
        window.type_text(text);
    };
    let answer = |window: &Window| {
        let field = window.harness.get_by_role_and_label(Role::TextInput, "Antwoord");
        field.accesskit_node().value().unwrap_or_default()
    };
    retype(&mut window, "iets anders");
    window.key(Key::Escape);
    assert_eq!(answer(&window), "Ik zoek het uit");
    retype(&mut window, "Toch wel");
    window.click("Paneel sluiten");
    window.keys(Modifiers::COMMAND, Key::F9);
    assert_eq!(answer(&window), "Toch wel");
}

#[test]
fn who_hands_in_without_a_role_is_asked_for_it() {
    let (_desk, _path, mut window) = hengelo();
    window.click_tree("6.72 ");
    window.keys(Modifiers::COMMAND, Key::F9);
    let hand_in = |window: &mut Window| {
        window.click("Status van het taakveld: in bewerking");
        window.choose("aangeleverd");
    };
    hand_in(&mut window);
    assert!(window.shows("In welke rol?"));
    window.picture("overleg-rol");
    window.click("Annuleren");
    assert!(window.shows("0 van 10 taakvelden aangeleverd"));
    hand_in(&mut window);
    window.click("budgethouder Jeugd 1");
    assert!(window.shows("1 van 10 taakvelden aangeleverd"));
    let choice = window.rect("Status van het taakveld: aangeleverd").center();
    window.hover(choice);
    window.rest();
    assert!(window.shows("aangeleverd door budgethouder Jeugd 1 op 18-11-2026"));
    // Whoever chose a role is not asked again.
    window.ctrl(Key::Z);
    window.click_tree("6.72 ");
    hand_in(&mut window);
    assert!(!window.shows("In welke rol?"));
    assert!(window.shows("1 van 10 taakvelden aangeleverd"));
}

#[test]
fn a_taakveld_is_handed_in_and_the_list_counts_it() {
    let (_desk, _path, mut window) = hengelo();
    become_role(&mut window, ADVISEUR);
    window.click_tree("6.72 ");
    window.keys(Modifiers::COMMAND, Key::F9);
    window.wait_for("niets open · 0 van 10 taakvelden aangeleverd");
    window.click("Status van het taakveld: in bewerking");
    window.choose("aangeleverd");
    assert!(window.shows("niets open · 1 van 10 taakvelden aangeleverd"));
    window.picture("overleg-status");
    window.click("Status van het taakveld: aangeleverd");
    window.choose("akkoord");
    assert!(window.shows("1 van 10 taakvelden aangeleverd, 1 beoordeeld, 1 akkoord"));
    let told = told_in_tree(&window, "6.72 ");
    assert!(told.ends_with(", akkoord"), "{told}");
    let choice = window.rect("Status van het taakveld: akkoord").center();
    window.hover(choice);
    window.rest();
    assert!(window.shows("akkoord door financieel adviseur op 18-11-2026"));
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    assert!(window.shows("0 van 10 taakvelden aangeleverd"));
    // From a page below it, in the menu.
    window.click_tree("6.72.8 ");
    window.click("Verklaren");
    window.click("Taakveld beoordeeld");
    assert!(window.shows("1 van 10 taakvelden aangeleverd, 1 beoordeeld, 0 akkoord"));
    assert!(told_in_tree(&window, "6.72 ").ends_with(", beoordeeld"));
    // A programme is not handed in.
    window.click_tree("6 ");
    assert!(!window.shows("Status van het taakveld"));
    window.click("Verklaren");
    window.click("Taakveld akkoord");
    assert!(window.shows("Kies eerst een taakveld in de boom."));
}

#[test]
fn a_measure_is_asked_about_and_tells_where_its_amount_comes_from() {
    const MEASURE: [&str; 2] = ["4.2.1 Vermindering ondersteuning jeugdhulp", "Begroting 2019"];
    let (_desk, path, mut window) = hengelo();
    let page = |window: &mut Window| {
        window.click_tree("6.72 ");
        window.harness.get_by_role_and_label(Role::Tab, TAB).click();
        window.settle();
    };
    page(&mut window);
    window.click_cell(MEASURE[0], MEASURE[1]);
    ask(&mut window, "Haalbaar?");
    assert!(about(&window, MEASURE).contains("Vraag: Haalbaar?"), "{}", about(&window, MEASURE));
    window.click_cell(MEASURE[0], "Maatregel");
    ask(&mut window, "Wie doet dit?");
    let name = [MEASURE[0], "Maatregel"];
    assert!(about(&window, name).contains("Wie doet dit?"));
    window.picture("overleg-maatregel");

    // The list leads back to the cell from another page.
    window.click_tree("6.1 ");
    window.keys(Modifiers::COMMAND, Key::F9);
    window.click("vraag, 6.72: Haalbaar?");
    assert!(window.selected_row().starts_with("6.72 "), "{}", window.selected_row());
    assert!(window.shows("Vraag bij Maatregel 4.2.1"));
    window.click("Paneel sluiten");
    window.type_text("410");
    window.key(Key::Enter);
    assert_eq!(window.cell(MEASURE[0], MEASURE[1]), "410", "the cursor was on the amount");
    window.click_cell(MEASURE[0], MEASURE[1]);
    window.ctrl(Key::K);
    window.type_text("Waarom dit bedrag");
    window.key(Key::Enter);
    assert!(window.shows("× € 1.000, voordeel positief)") && window.shows("→ 410"));
    window.picture("overleg-maatregel-waarom");
    window.click("Sluiten");

    window.save();
    let saved = ron_file::read(&std::fs::read(path).unwrap()).unwrap();
    let measure = saved.mutaties.iter().find(|it| it.code == "4.2.1").unwrap().id;
    assert!(saved.opmerkingen.iter().all(|it| it.mutatie == Some(measure) && it.regel.is_none()));
}

#[test]
fn a_question_and_its_answer_are_typed_one_after_the_other() {
    let (_desk, _path, mut window) = hengelo();
    window.click_cell(CELL[0], CELL[1]);
    ask(&mut window, "Warom daalt dit?");
    window.keys(Modifiers::COMMAND, Key::F9);
    window.click("vraag, 6.72.8: Warom daalt dit?");
    let question = format!("Vraag bij {}, {}", CELL[0], CELL[1]);
    let is_question = |window: &Window| {
        let fields = window.harness.query_all_by_role(Role::MultilineTextInput);
        let labels = fields.filter_map(|field| field.accesskit_node().label());
        labels.into_iter().find(|label| label.starts_with(&question)).unwrap()
    };
    let type_in = |window: &mut Window, role: Role, label: &str, text: &str| {
        window.harness.get_by_role_and_label(role, label).click();
        window.settle();
        window.ctrl(Key::A);
        window.type_text(text);
    };
    // Each is left for the other, up and down, without Enter.
    let label = is_question(&window);
    type_in(&mut window, Role::TextInput, "Antwoord", "Minder cliënten.");
    type_in(&mut window, Role::MultilineTextInput, &label, "Waarom daalt dit?");
    window.click("Alles");
    assert!(window.shows("beantwoord, 6.72.8: Waarom daalt dit?"));
    let field = window.harness.get_by_role_and_label(Role::TextInput, "Antwoord");
    assert_eq!(field.accesskit_node().value().as_deref(), Some("Minder cliënten."));
    // With nothing it says why, and stays as it was.
    type_in(&mut window, Role::MultilineTextInput, &label, " ");
    window.click("Open");
    assert!(window.shows("Typ eerst wat u wilt vragen of opmerken."));
    assert!(window.shows("beantwoord, 6.72.8: Waarom daalt dit?"));
}
