//! The Technisch Beraad as the presenter has it: slides, live options, and a budget that stays as it
//! was.

#![allow(clippy::disallowed_methods, reason = "a test writes and reads its own files")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]

#[path = "common/mod.rs"]
mod common;
#[path = "common/window.rs"]
mod window;

use std::path::PathBuf;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
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

impl Window {
    /// Clicks what begins with these words.
    fn tick(&mut self, words: &str) {
        let boxes = self.harness.query_all_by_role(Role::CheckBox);
        let is_meant = |node: &egui_kittest::Node<'_>| {
            node.accesskit_node().label().is_some_and(|label| label.starts_with(words))
        };
        boxes.into_iter().find(is_meant).unwrap_or_else(|| panic!("no {words}")).click();
        self.settle();
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

#[test]
fn without_pgb_and_without_the_rijk() {
    let (_desk, _, mut window) = open();
    window.key(Key::F5);
    go_to(&mut window, 6);
    window.key(Key::O);
    window.picture("beraad-lijst");
    for name in ["4.1.3 ", "4.2.3 "] {
        window.tick(name);
    }
    shows_rest(&window, ["-4.347", "-3.143", "-967", "-350"]);
    assert!(window.shows("zonder 4.1.3"), "what was tried is listed");
    window.picture("beraad-zonder-pgb");
    window.key(Key::R);
    shows_rest(&window, ["-4.300", "-3.050", "-800", "-150"]);
    for _ in 0..20 {
        window.key(Key::ArrowDown);
    }
    window.tick("7 Extra middelen");
    shows_rest(&window, ["-6.300", "-5.050", "-2.800", "-2.150"]);
}

#[test]
fn what_was_tried_is_kept_as_a_scenario_in_one_step() {
    let (_desk, _, mut window) = open();
    window.key(Key::F5);
    go_to(&mut window, OPTIONS);
    window.key(Key::O);
    window.key(Key::Num2);
    window.key(Key::Escape);
    window.key(Key::Escape);
    window.click("Bewaren als scenario…");
    window.replace("Naam van het scenario", "optie 1");
    window.key(Key::Enter);
    assert!(window.shows("Er is al een scenario"), "the name is taken");
    window.replace("Naam van het scenario", "optie 2a");
    window.key(Key::Enter);
    window.wait_for("Scenario optie 2a bewaard");
    window.ctrl(Key::Z);
    window.wait_for("Ongedaan gemaakt: Scenario optie 2a bewaard");
    assert!(window.shows("· opgeslagen"), "nothing else was changed");
}

#[test]
fn back_from_the_question_goes_on_with_what_was_tried() {
    let (_desk, _, mut window) = open();
    window.key(Key::F5);
    go_to(&mut window, OPTIONS);
    window.key(Key::O);
    window.key(Key::Num1);
    window.key(Key::Escape);
    window.key(Key::Escape);
    window.click("Terug");
    assert!(window.shows("op proef"));
    shows_rest(&window, ["-3.637", "-2.387", "-137", "513"]);
}

#[test]
fn one_looks_deeper_a_step_at_a_time_and_back() {
    let (_desk, _, mut window) = open();
    window.key(Key::F5);
    go_to(&mut window, 4);
    window.key(Key::D);
    assert!(window.shows("1 Bijsturing zorg en ondersteuning ▸: 2019 1.050"));
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    assert!(window.shows("4.1.1 Minder Wmo-ondersteuning"));
    assert!(window.shows("samen: 2019 1.050, 2020 2.100, 2021 3.750, 2022 4.500"));
    window.picture("beraad-dieper");
    window.key(Key::Backspace);
    assert!(window.shows("1 Bijsturing zorg en ondersteuning ▸: 2019 1.050"));
    window.key(Key::Escape);
    assert!(window.shows("Komen we er in 2022?"));
}

#[test]
fn a_question_is_written_down_at_once_and_dealt_with_later() {
    let (_desk, _, mut window) = open();
    window.key(Key::F5);
    window.key(Key::T);
    window.click("Bewaren");
    assert!(window.shows("Schrijf eerst op"));
    window.click("toezegging");
    window.replace("Wat werd er gevraagd", "Voor de zomer een brief over de wachttijden");
    window.key(Key::Enter);
    assert!(window.shows("1 / 8"));
    window.key(Key::L);
    window.wait_for("1 van 1 nog open");
    window.picture("beraad-vragen");
    window.click("Sluiten");
    window.key(Key::Escape);
    window.wait_for("versie: ");
    assert!(window.shows("niet opgeslagen"));
    window.click("Beraad");
    window.choose("Vragen en toezeggingen");
    window.click("toezegging: Voor de zomer een brief over de wachttijden");
    window.wait_for("0 van 1 nog open");
    window.click("Sluiten");
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    assert!(window.shows("Ongedaan gemaakt: toezegging genoteerd"));
}

#[test]
fn slides_are_made_added_changed_and_put_in_order() {
    let (_desk, _, mut window) = open();
    window.click("Beraad");
    window.choose("Dia’s…");
    window.picture("beraad-dias");
    window.click("Toevoegen…");
    window.click("Bewaren");
    assert!(window.shows("Geef de dia een titel"));
    window.replace("Titel: een vraag aan de raad", "En dan?");
    window.replace("Jaar van de bedragen", "volgend jaar");
    window.click("Bewaren");
    assert!(window.shows("Geef een jaar, zoals 2022"));
    window.replace("Jaar van de bedragen", "2050");
    window.click("Bewaren");
    assert!(window.shows("Het plan zegt niets over 2050"));
    window.picture("beraad-dia-form");
    window.replace("Jaar van de bedragen", "2022");
    window.click("Bewaren");
    assert!(window.shows("9. En dan?"));
    window.click("Omhoog");
    assert!(window.shows("8. En dan?"));
    window.click("Verwijderen");
    assert!(!window.shows("8. En dan?"));
    window.click("Sluiten");
    for _ in 0..3 {
        window.ctrl(Key::Z);
    }
    assert!(window.shows("Ongedaan gemaakt: Dia toegevoegd: En dan?"));
}

#[test]
fn a_budget_without_slides_gets_them_in_one_step() {
    let (_desk, _, mut window) = open();
    window.click("Beraad");
    window.choose("Dia’s…");
    for _ in 0..8 {
        window.click("Verwijderen");
    }
    window.click("Sluiten");
    window.key(Key::F5);
    window.click("Dia’s maken");
    assert!(window.shows("1 / 4"));
    assert!(window.shows("Hoeveel komen we nog tekort?"));
    window.key(Key::Escape);
    window.ctrl(Key::Z);
    assert!(window.shows("Ongedaan gemaakt: Dia’s gemaakt"));
}

#[test]
fn the_page_in_view_becomes_a_slide() {
    let (_desk, _, mut window) = open();
    window.click_tree("6.1 Samenkracht");
    window.click("Beraad");
    window.choose("Aan presentatie toevoegen");
    window.wait_for("Dia 9 toegevoegd");
    window.click_tree("6 Sociaal domein");
    window.click("Van tekort naar sluitend");
    window.click("Beraad");
    window.choose("Aan presentatie toevoegen");
    window.wait_for("Dia 10 toegevoegd");
    window.key(Key::F5);
    window.key(Key::End);
    assert!(window.shows("10 / 10"));
    window.picture("beraad-toegevoegd");
    window.key(Key::PageUp);
    assert!(window.shows("Samenkracht en burgerparticipatie"));
    assert!(window.shows("lasten: "));
}

#[test]
fn the_presenter_has_notes_that_the_hall_never_sees() {
    let (_desk, _, mut window) = open();
    window.key(Key::F5);
    go_to(&mut window, OPTIONS);
    assert!(!window.shows("O toont de vier opties."), "a note is not for the hall");
    window.key(Key::Z);
    assert!(window.shows("O toont de vier opties."));
    assert!(window.shows("Volgende dia"));
    assert!(window.shows("Wat blijft er per jaar over?"), "the next slide");
    window.picture("beraad-spreker");
    window.key(Key::PageDown);
    assert!(window.shows("Geen notitie."));
    window.key(Key::B);
    assert!(window.shows("De zaal ziet een zwart scherm"));
    window.key(Key::B);
    window.key(Key::Z);
    assert!(!window.shows("Volgende dia"));
}

#[test]
fn every_slide_is_written_as_a_picture() {
    let (desk, _, mut window) = open();
    window.answer_dialog(&desk.folder.path().join("raad.png"));
    window.click("Beraad");
    window.choose("Dia’s opslaan als PNG");
    window.wait_for("8 dia’s bewaard: raad-1.png tot en met raad-8.png.");
    for slide in 1..=8 {
        let bytes = std::fs::read(desk.folder.path().join(format!("raad-{slide}.png"))).unwrap();
        let reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
        assert_eq!((reader.info().width, reader.info().height), (1920, 1080));
        if let Some(folder) = std::env::var_os("SLUITEND_PICTURES") {
            std::fs::write(PathBuf::from(folder).join(format!("raad-{slide}.png")), &bytes)
                .unwrap();
        }
    }
}

#[test]
fn with_and_without_a_measure_that_has_no_options() {
    let (_desk, _, mut window) = open();
    window.key(Key::F5);
    window.key(Key::End);
    window.key(Key::O);
    window.key(Key::Num2);
    shows_rest(&window, ["-6.300", "-5.050", "-2.800", "-2.150"]);
    window.picture("beraad-zonder-rijk");
    window.key(Key::Num1);
    shows_rest(&window, ["-4.300", "-3.050", "-800", "-150"]);
    assert!(!window.shows("op proef"));
}

#[test]
fn rows_that_do_not_fit_are_told_and_come_into_sight() {
    let (_desk, _, mut window) = open();
    window.key(Key::F5);
    go_to(&mut window, 3);
    window.key(Key::D);
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    assert!(window.shows("… nog "));
    assert!(!window.shows("4.2.6 Zakelijk partnerschap"));
    for _ in 0..9 {
        window.key(Key::ArrowDown);
    }
    assert!(window.shows("4.2.6 Zakelijk partnerschap"));
    window.picture("beraad-meer-rijen");
}

#[test]
fn another_start_another_amount_and_another_unit() {
    let (_desk, _, mut window) = open();
    window.key(Key::F5);
    go_to(&mut window, 6);
    window.key(Key::O);
    window.key(Key::Space);
    shows_rest(&window, ["-4.340", "-3.028", "-797", "-166"]);
    window.key(Key::R);
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    assert!(window.shows("Bedrag structureel, × € 1.000"));
    window.replace("Bedrag structureel", "veel");
    window.key(Key::Enter);
    window.picture("beraad-bedrag");
    assert!(!window.shows("op proef"));
    window.replace("Bedrag structureel", "1.650");
    window.key(Key::Enter);
    shows_rest(&window, ["-4.265", "-2.980", "-675", "0"]);
    assert!(window.shows("4.1.1 structureel 1.650"), "what was tried is listed");
    window.key(Key::Escape);
    window.key(Key::Escape);
    window.click("Weggooien");
    window.wait_for("versie: ");
    window.click("Beeld");
    window.click("Bedragen × € 1 mln");
    window.key(Key::F5);
    go_to(&mut window, 6);
    assert!(window.shows("bedragen × € 1 mln"));
    shows_rest(&window, ["-4,3", "-3,1", "-0,8", "-0,2"]);
}

#[test]
fn the_scenario_in_view_is_what_is_shown() {
    let (_desk, _, mut window) = open();
    window.click_tree("6 Sociaal domein");
    window.click("Van tekort naar sluitend");
    // High enough for the list of scenarios.
    window.harness.set_size(vec2(1280.0, 1400.0));
    window.settle();
    window.click("Scenario’s");
    window.click("zonder rijk");
    window.key(Key::F5);
    go_to(&mut window, 6);
    assert!(window.shows("· zonder rijk"));
    shows_rest(&window, ["-6.300", "-5.050", "-2.800", "-2.150"]);
}
