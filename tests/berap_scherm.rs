//! A berap on the screen (F12): begun, a forecast typed, the deviation explained, a wijziging proposed.

#![allow(clippy::disallowed_methods, reason = "a test writes the files that the program finds")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]

mod common;
#[path = "common/window.rs"]
mod window;

use eframe::egui::{Key, vec2};
use window::Window;

/// Does the command of this name by the palette, as a person types it.
fn command(window: &mut Window, name: &str) {
    window.ctrl(Key::K);
    window.type_text(name);
    window.key(Key::Enter);
    window.settle();
}

#[test]
fn f12_a_forecast_is_typed_explained_and_proposed() {
    let (_desk, _path, mut window) = Window::hengelo();
    window.harness.set_size(vec2(1600.0, 900.0));
    command(&mut window, "Berap beginnen");
    let column = "Berap 1 2019";
    window.picture("begonnen");
    let before = window.cell("6.72.8 zorgvormen", column);
    assert!(!before.is_empty(), "the forecast begins as the begroting");
    window.enter("6.72.8 zorgvormen", column, "-15000");
    let deviation = window.cell("6.72.8 zorgvormen", "Afwijking Berap 1");
    assert!(deviation.ends_with(" V") || deviation.ends_with(" N"), "{deviation}");
    window.picture("berap");
    window.click("Afwijkingen");
    window.wait_for("Oorzaak toevoegen");
    window.click("Oorzaak toevoegen");
    window.enter("Nieuwe oorzaak", "Verklaard", "-100");
    assert_eq!(window.cell("Nieuwe oorzaak", "V of N"), "N");
    window.picture("afwijkingen");
    command(&mut window, "Wijziging voorstellen uit berap");
    assert!(window.shows("6.72: Bijstelling uit Berap 1 2019 voorgesteld, in voorbereiding"));
    command(&mut window, "Wijziging voorstellen uit berap");
    assert!(window.shows(
        "Niet voorgesteld: ‘Bijstelling uit Berap 1 2019’ staat al klaar; stel die vast, of verwijder \
         haar en probeer het opnieuw."
    ));
}
