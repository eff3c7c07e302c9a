//! Opening and saving on a system without file dialogs: the window asks for the path itself.

#![allow(clippy::disallowed_methods, reason = "a test writes the files that the program finds")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]

#[path = "common/mod.rs"]
mod common;
#[path = "common/window.rs"]
mod window;

use std::fs;

use eframe::egui::Key;
use window::{Desk, HENGELO as FILE, Window};

const ZORGVORMEN: &str = "6.72.8 zorgvormen";
const TOTAAL: &str = "Totaal taakveld";
const T: &str = "Begroting 2019";

/// In the folder where it begins: two budgets, one of them in a folder below, and something else.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("hengelo.ron", FILE.as_bytes());
    desk.file("notitie.txt", b"");
    fs::create_dir(desk.folder.path().join("Oude jaren")).unwrap();
    desk.file("Oude jaren/vorig.ron", FILE.replace("19873000", "19000000").as_bytes());
    desk
}

fn ask_to_open(desk: &Desk) -> Window {
    let mut window = Window::open(desk, None);
    window.without_dialog();
    window.click("Openen…");
    window.wait_for("hengelo.ron");
    window
}

#[test]
fn a_file_is_found_with_the_keyboard() {
    let desk = desk();
    let mut window = ask_to_open(&desk);
    assert!(window.shows("Oude jaren"));
    assert!(!window.shows("notitie.txt"), "only what can be opened");
    window.picture("paddialoog-openen");
    window.type_text("oud");
    assert!(!window.shows("hengelo.ron"), "what is typed of a name searches");
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    window.wait_for("vorig.ron");
    window.key(Key::ArrowDown);
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    window.wait_for(TOTAAL);
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.000");
}

#[test]
fn a_path_can_be_typed_with_the_home_folder_in_short() {
    let desk = desk();
    let mut window = ask_to_open(&desk);
    let field = "Pad van het bestand";
    window.replace(field, "~/weg.ron");
    window.key(Key::Enter);
    assert!(window.shows("Dit bestand is er niet"));
    window.replace(field, "~/weg/hengelo.ron");
    window.key(Key::Enter);
    assert!(window.shows("Deze map is er niet"));
    window.replace(field, "~/hengelo.ron");
    window.key(Key::Enter);
    window.wait_for(TOTAAL);
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.873");
}

#[test]
fn a_click_opens_a_folder_and_a_file() {
    let desk = desk();
    let mut window = ask_to_open(&desk);
    window.click("Oude jaren map");
    window.wait_for("vorig.ron");
    window.click("Eén map hoger map");
    window.wait_for("hengelo.ron");
    window.click("hengelo.ron");
    window.wait_for(TOTAAL);
}

#[test]
fn escape_opens_nothing() {
    let desk = desk();
    let mut window = ask_to_open(&desk);
    window.key(Key::Escape);
    assert!(!window.shows("Pad van het bestand"));
    assert!(window.shows("Nieuwe begroting…"));
}

#[test]
fn saving_as_proposes_a_name_and_asks_before_it_replaces() {
    let desk = desk();
    let path = desk.folder.path().join("hengelo.ron");
    let mut window = Window::open_file(&desk, &path);
    window.enter(ZORGVORMEN, T, "-17000");
    window.without_dialog();
    window.keys(eframe::egui::Modifiers::COMMAND | eframe::egui::Modifiers::SHIFT, Key::S);
    window.wait_for("Begroting opslaan als");
    window.key(Key::Enter);
    assert!(window.shows("bestaat al. Wilt u het vervangen?"));
    window.picture("paddialoog-vervangen");
    window.click("Andere naam kiezen");
    assert_eq!(fs::read_to_string(&path).unwrap(), FILE);
    // The name is selected, its ending is not: typing replaces just that.
    window.type_text("nieuw");
    window.settle();
    window.picture("paddialoog-opslaan");
    window.key(Key::Enter);
    window.wait_for("Opgeslagen: nieuw.ron");
    let saved = fs::read_to_string(desk.folder.path().join("nieuw.ron")).unwrap();
    assert!(saved.contains("\"17000000\""));
    assert_eq!(fs::read_to_string(&path).unwrap(), FILE);
}

#[test]
fn a_name_without_an_ending_gets_one_and_a_chosen_file_is_replaced_after_a_yes() {
    let desk = desk();
    let mut window = Window::open(&desk, None);
    window.click("Hengelo, sociaal domein 2019");
    window.wait_for(TOTAAL);
    window.enter(ZORGVORMEN, T, "-17000");
    window.without_dialog();
    window.ctrl(Key::S);
    window.wait_for("Begroting opslaan als");
    window.replace("Pad van het bestand", "~/Oude jaren/vorig");
    window.key(Key::Enter);
    window.key(Key::Enter);
    window.wait_for("Opgeslagen: vorig.ron");
    let saved = fs::read_to_string(desk.folder.path().join("Oude jaren/vorig.ron")).unwrap();
    assert!(saved.contains("\"17000000\""));
}

#[test]
fn saving_that_is_left_says_so() {
    let desk = desk();
    let path = desk.folder.path().join("hengelo.ron");
    let mut window = Window::open_file(&desk, &path);
    window.without_dialog();
    window.keys(eframe::egui::Modifiers::COMMAND | eframe::egui::Modifiers::SHIFT, Key::S);
    window.wait_for("Begroting opslaan als");
    window.key(Key::Escape);
    assert!(window.shows("Niet opgeslagen: er is geen bestand gekozen."));
}

#[test]
fn a_chart_gets_its_own_ending() {
    let desk = desk();
    let mut window = Window::open_file(&desk, &desk.folder.path().join("hengelo.ron"));
    window.without_dialog();
    window.ctrl(Key::K);
    window.type_text("als PNG");
    window.key(Key::Enter);
    window.wait_for("Afbeelding opslaan als");
    window.replace("Pad van het bestand", "~/hengelo.ron");
    window.key(Key::Enter);
    window.wait_for("Grafiek bewaard als hengelo.png");
    assert!(fs::read(desk.folder.path().join("hengelo.png")).unwrap().starts_with(b"\x89PNG"));
}
