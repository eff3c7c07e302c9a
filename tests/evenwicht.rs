//! The structural balance on the screen, and the form that says whether a budget is whole.

#![allow(clippy::disallowed_methods, reason = "a test writes the files that the program finds")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]

mod common;
#[path = "common/window.rs"]
mod window;

use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable as _;
use window::{Desk, Window};

const HENGELO: &str = include_str!("../saves/hengelo-2019.ron");

fn evenwicht() -> (Desk, Window) {
    let desk = Desk::new();
    let path = desk.file("hengelo.ron", HENGELO.as_bytes());
    let mut window = Window::open_file(&desk, &path);
    window.harness.set_size(vec2(1600.0, 1200.0));
    window.click_tree("6 Sociaal domein");
    window.click("Structureel evenwicht");
    (desk, window)
}

/// The figure of a cell as a number of thousands.
fn figure(window: &Window, row: &str, column: &str) -> i64 {
    window.cell(row, column).replace('.', "").replace('-', "-0").parse().unwrap()
}

/// Opens a command by its name in the palette.
fn command(window: &mut Window, name: &str) {
    window.ctrl(Key::K);
    window.type_text(name);
    window.key(Key::Enter);
}

#[test]
fn a_part_of_a_budget_contributes_and_has_no_verdict() {
    let (_desk, mut window) = evenwicht();
    assert!(window.shows("Een bijdrage, zonder oordeel"));
    window.picture("evenwicht");
    let column = "2019 Rekening";
    let corrections = [
        "Af: incidentele baten",
        "Bij: incidentele lasten",
        "Af: incidentele onttrekkingen",
        "Bij: incidentele toevoegingen",
    ];
    let sum: i64 = corrections.iter().map(|row| figure(&window, row, column)).sum();
    let resultaat = figure(&window, "Resultaat", column);
    let saldo = figure(&window, "Structureel saldo", column);
    assert!((resultaat + sum - saldo).abs() <= 2, "but for rounding it adds up");
    assert_eq!(window.cell("Baten", "2020 Raming"), "pm");
    window.click_cell("Resultaat", column);
    window.type_text("9");
    assert!(window.shows("volgt uit de regels"), "nothing is typed here");
    window.key(Key::Escape);
    assert!(window.shows("Wat daartoe leidt"));
    window.picture("evenwicht");
}

#[test]
fn an_incidental_regel_is_listed_and_leads_to_itself() {
    let (_desk, mut window) = evenwicht();
    let column = "2020 Raming";
    let before = figure(&window, "Structureel saldo", column);
    window.click_tree("6.72 ");
    window.click("Wat mag het kosten?");
    window.click_cell("6.72.8 zorgvormen", "2020");
    window.ctrl(Key::E);
    window.click("Aard");
    window.choose("incidenteel");
    window.click("OK");
    window.click_tree("6 Sociaal domein");
    window.click("Structureel evenwicht");
    let after = figure(&window, "Structureel saldo", column);
    let taken = figure(&window, "Bij: incidentele lasten", column);
    assert_eq!(after, before + taken);
    window.click_cell("Structureel saldo", column);
    let line = window.harness.get_by_label_contains("6.72.8 zorgvormen: ");
    line.click();
    window.settle();
    assert!(window.selected_row().starts_with("6.72"), "{}", window.selected_row());
}

#[test]
fn what_the_budget_is_of_is_one_revision_and_a_threshold_is_not_below_zero() {
    let (_desk, mut window) = evenwicht();
    command(&mut window, "Gegevens van de begroting");
    window.replace("Toelichten vanaf een verschil", "-1");
    window.click("Bewaren");
    assert!(window.shows("Een drempel is niet kleiner dan nul"));
    window.replace("Toelichten vanaf een verschil", "55");
    window.replace("Toelichten vanaf zoveel %", "2,5");
    window.click("De hele begroting van de gemeente: nee");
    window.choose("ja");
    window.click("Bewaren");
    assert!(!window.shows("Een bijdrage, zonder oordeel"));
    window.picture("evenwicht-heel");
    assert!(window.shows("in 2022 staat een regel op pm"));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(window.shows("Een bijdrage, zonder oordeel"), "one step back takes all of it back");
    command(&mut window, "Gegevens van de begroting");
    assert!(window.shows("De hele begroting van de gemeente: nee"));
}
