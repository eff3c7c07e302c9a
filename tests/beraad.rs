//! The Technisch Beraad as the presenter has it: slides, live options, and a budget that stays as it
//! was.

#![allow(clippy::disallowed_methods, reason = "a test writes and reads its own files")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]

#[path = "common/mod.rs"]
mod common;
#[path = "common/window.rs"]
mod window;

use std::path::PathBuf;

use eframe::egui::{Key, vec2};
use window::{Desk, Window};

const HENGELO: &str = include_str!("../saves/hengelo-interventie-2018.ron");

/// The slide about 5.1.5, counted from the first.
const OPTIONS: usize = 5;

fn open() -> (Desk, PathBuf, Window) {
    let desk = Desk::new();
    let path = desk.file("interventie.ron", HENGELO.as_bytes());
    let mut window = Window::open(&desk, Some(&path));
    window.wait_for("versie: ");
    (desk, path, window)
}

fn go_to(window: &mut Window, slide: usize) {
    window.key(Key::Home);
    for _ in 1..slide {
        window.key(Key::PageDown);
    }
}

/// Every year's rest as the slide says it.
fn shows_rest(window: &Window, figures: [&str; 4]) {
    for figure in figures {
        assert!(window.shows(figure), "{figure}");
    }
}

#[test]
fn another_option_is_tried_and_thrown_away() {
    let (_desk, path, mut window) = open();
    window.key(Key::F5);
    assert!(window.shows("1 / 8"), "the first slide");
    go_to(&mut window, OPTIONS);
    assert!(window.shows("Wat als we anders kiezen bij de zorgverzekering?"));
    shows_rest(&window, ["-4.300", "-3.050", "-800", "-150"]);
    assert!(!window.shows("op proef"));
    window.key(Key::O);
    window.key(Key::Num1);
    assert!(window.shows("op proef"));
    shows_rest(&window, ["-3.637", "-2.387", "-137", "513"]);
    window.picture("beraad-optie-1");
    window.key(Key::Num2);
    shows_rest(&window, ["-4.100", "-2.850", "-600", "50"]);
    window.key(Key::Num3);
    shows_rest(&window, ["-4.300", "-3.050", "-800", "-150"]);
    assert!(!window.shows("op proef"), "as it was is no choice");
    window.key(Key::Num1);
    window.key(Key::B);
    assert!(!window.shows("513"), "the hall sees nothing");
    window.key(Key::B);
    assert!(window.shows("513"));
    window.key(Key::O);
    window.key(Key::Escape);
    assert!(window.shows("Keuzes op proef"));
    window.click("Weggooien");
    window.wait_for("versie: ");
    assert!(!window.shows("op proef"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), HENGELO);
    window.key(Key::F5);
    go_to(&mut window, OPTIONS);
    shows_rest(&window, ["-4.300", "-3.050", "-800", "-150"]);
}

#[test]
fn every_slide_in_pictures() {
    let (_desk, _, mut window) = open();
    window.key(Key::F5);
    for [width, height] in [[1280.0, 720.0], [1920.0, 1080.0]] {
        window.harness.set_size(vec2(width, height));
        window.settle();
        window.key(Key::Home);
        for slide in 1..=8 {
            assert!(window.shows(&format!("{slide} / 8")));
            window.picture(&format!("beraad-{width}-{slide}"));
            window.key(Key::ArrowRight);
        }
    }
}
