//! The checks on the screen: one panel says what is wrong, and takes the user there.

#![allow(clippy::disallowed_methods, reason = "a test writes the files that the program finds")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]

mod common;
#[path = "common/window.rs"]
mod window;

use eframe::egui::{Key, Modifiers, vec2};
use window::Window;

fn hengelo() -> Window {
    let (_desk, _path, mut window) = Window::hengelo();
    window.harness.set_size(vec2(1440.0, 900.0));
    window.settle();
    window
}

#[test]
fn the_panel_lists_what_is_open_and_says_what_it_means() {
    let mut window = hengelo();
    let summary = "controle: 9 waarschuwingen";
    assert!(window.shows(summary), "the status bar counts");
    window.keys(Modifiers::COMMAND, Key::F8);
    window.wait_for("F8 volgende, Shift+F8 vorige");
    window.picture("controle");
    assert!(window.shows("Stelpost ‘taakstelling interventieplan’: nog 2.925 van 2.925 te vullen"));
    window.keys(Modifiers::COMMAND, Key::F8);
    assert!(!window.shows("F8 volgende, Shift+F8 vorige"));
}

#[test]
fn f8_goes_from_one_place_to_the_next_and_back() {
    let mut window = hengelo();
    window.click_tree("6.1 ");
    window.key(Key::F8);
    assert!(window.shows("Bevinding 1 van "));
    assert!(window.selected_row().starts_with("6.72.8 "), "{}", window.selected_row());
    window.key(Key::F8);
    assert!(window.shows("Bevinding 2 van "));
    window.keys(Modifiers::SHIFT, Key::F8);
    assert!(window.shows("Bevinding 1 van "));
    // Round the list, to a difference that is not explained.
    for _ in 0..3 {
        window.key(Key::F8);
    }
    window.picture("controle-f8");
    assert!(
        window.shows("6.30.8: van het verschil van +168 in Rekening 2019 is +189 niet verklaard.")
    );
    assert_eq!(window.cell("6.30.8 Participatiewet beheer", "Rest"), "189");
}

#[test]
fn a_finding_is_accepted_with_a_reason_and_taken_back() {
    let mut window = hengelo();
    window.keys(Modifiers::COMMAND, Key::F8);
    window.wait_for("F8 volgende");
    window.key(Key::F8);
    window.click("Accepteren");
    assert!(window.shows("Geef de reden; die blijft in het bestand staan."));
    window.replace("Reden om te accepteren", "De raad besluit in mei.");
    window.click("Accepteren");
    assert!(window.shows("controle: 8 waarschuwingen"));
    assert!(window.shows("Geaccepteerd: De raad besluit in mei."));
    window.picture("geaccepteerd");
    window.click("Intrekken");
    assert!(window.shows("controle: 9 waarschuwingen"));
    // Another amount is another finding.
    window.ctrl(Key::Z);
    assert!(window.shows("controle: 8 waarschuwingen"));
}
