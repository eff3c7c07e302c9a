//! Begrotingswijzigingen in the whole window: journey B of the adviser (F4, F5), and a paired
//! transfer from nothing by keyboard alone (F8).

#![allow(clippy::disallowed_methods, reason = "a test writes the files that the program finds")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]

#[path = "common/mod.rs"]
mod common;
#[path = "common/window.rs"]
mod window;

use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use window::{Desk, Window};

/// Every column of the list is in view.
const WIDE: f32 = 2_000.0;
const W2: &str = "W2 Jeugdhulp naar nieuwe zorgvormen";
const MAATWERKVERVOER: &str = "6.72.3 Modules maatwerkvervoer (Jeugd)";
const EFFECT: &str = "Effect op 2019 gewijzigd Lasten";
const STAND: &str = "2019 gewijzigd na besluit Lasten";
const CHANGE: &str = "Begroting 2019 gewijzigd Wijziging";
const NET: &str = "Saldo van de wijziging";

/// The page of 6.72 with its wijzigingen. The desk must live as long as the window.
fn wijzigingen() -> (Desk, Window) {
    let (desk, _, mut window) = Window::hengelo();
    window.harness.set_size(vec2(WIDE, 800.0));
    window.settle();
    window.click("Wijzigingen");
    (desk, window)
}

/// By its name in the palette, as who knows no key.
fn command(window: &mut Window, name: &str) {
    window.ctrl(Key::K);
    window.type_text(name);
    window.key(Key::Enter);
}

/// Adds a line by typing, and its amount.
fn add_line(window: &mut Window, regel: &str, amount: &str) {
    window.ctrl(Key::L);
    window.type_text(regel);
    window.key(Key::Enter);
    window.type_text(amount);
    window.key(Key::Enter);
}

/// The cursor so many cells to the right.
fn right(window: &mut Window, cells: usize) {
    for _ in 0..cells {
        window.key(Key::ArrowRight);
    }
}

/// Chooses from the list of this cell by its first letters, and goes to the cell beside it.
fn choose(window: &mut Window, letters: &str) {
    window.type_text(letters);
    window.key(Key::Enter);
    window.key(Key::ArrowRight);
}

fn is_in_palette(window: &mut Window, name: &str) -> bool {
    window.ctrl(Key::K);
    window.type_text(name);
    let entries = window.harness.query_all_by_label_contains(name);
    let is_there = entries
        .into_iter()
        .any(|entry| entry.accesskit_node().label().is_some_and(|l| l.starts_with(name)));
    window.key(Key::Escape);
    is_there
}

#[test]
fn journey_b_3_adopting_the_wijziging_on_6_72_f4_f5() {
    let (_desk, mut window) = wijzigingen();
    window.picture("wijzigingen-6.72");
    // The example has it adopted: what the adviser adopts is taken back first.
    window.click_cell(W2, "Wijziging");
    command(&mut window, "Vaststelling terugnemen");
    assert_eq!(window.cell("Vastgesteld", STAND), "-18.182");
    assert_eq!(window.cell(W2, "Status"), "in voorbereiding");
    window.picture("wijzigingen-6.72-in-voorbereiding");
    window.click("Wat mag het kosten?");
    assert_eq!(window.cell("Totaal taakveld", "Begroting 2019"), "-18.182");
    window.click("Wijzigingen");
    // It sits apart, and says what it would do.
    assert_eq!(window.cell("In voorbereiding", EFFECT), "-5.144");
    assert_eq!(window.cell("In voorbereiding", STAND), "");
    assert_eq!(window.cell(W2, STAND), "-23.326");
    for (regel, was, change, wordt) in [
        ("6.72.0 ondersteuning jeugd", "-816", "-7.988", "-8.804"),
        ("6.72.1 Modules maatwerkdienstverlening (Jeugd)", "-", "-2.821", "-2.821"),
        ("6.72.2 beschikbaarheid", "-139", "-3.776", "-3.915"),
        (MAATWERKVERVOER, "-", "-289", "-289"),
        ("6.72.5 persoonsgebonden budgetten", "-304", "50", "-254"),
        ("6.72.8 zorgvormen", "-19.873", "9.680", "-10.193"),
    ] {
        assert_eq!(window.cell(regel, "Begroting 2019 gewijzigd Was"), was);
        assert_eq!(window.cell(regel, CHANGE), change);
        assert_eq!(window.cell(regel, "Begroting 2019 gewijzigd Wordt"), wordt);
    }
    assert_eq!(window.cell("Lasten samen", CHANGE), "-5.144");
    assert_eq!(window.cell(NET, CHANGE), "-5.144");
    assert!(window.shows("5.144 × € 1.000 niet gedekt in begroting 2019 gewijzigd"));

    command(&mut window, "Wijziging vaststellen");
    assert_eq!(window.cell("Begroting 2019 primitief", STAND), "-18.182");
    assert_eq!(window.cell(W2, EFFECT), "-5.144");
    assert_eq!(window.cell("Vastgesteld", STAND), "-23.326");
    let regel = "6.72.0 ondersteuning jeugd";
    assert_eq!(window.cell(regel, "Begroting 2019 gewijzigd Was"), "-816", "and not twice");
    assert_eq!(window.cell(regel, "Begroting 2019 gewijzigd Wordt"), "-8.804");
    assert!(window.shows("Begrotingswijziging W2 Jeugdhulp naar nieuwe zorgvormen: vastgesteld"));
    window.ctrl(Key::Z);
    assert_eq!(window.cell("Vastgesteld", STAND), "-18.182");
    window.ctrl(Key::Y);
    assert_eq!(window.cell("Vastgesteld", STAND), "-23.326");
}

#[test]
fn journey_b_4_what_is_not_covered_is_not_neutral() {
    let (_desk, mut window) = wijzigingen();
    window.click_cell(W2, "Wijziging");
    right(&mut window, 10);
    assert_eq!(window.cell(W2, "Neutraal"), "nee");
    window.type_text("ja");
    window.key(Key::Enter);
    let refused = "niet gedekt in Begroting 2019 gewijzigd: 5.144 × € 1.000";
    assert!(window.shows(refused));
    window.key(Key::Escape);
    window.key(Key::Escape);
    assert_eq!(window.cell(W2, "Neutraal"), "nee");
    assert!(!window.shows("niet opgeslagen"));
}

#[test]
fn f8_a_paired_transfer_is_made_by_keyboard_and_nets_to_zero() {
    let (_desk, mut window) = wijzigingen();
    window.ctrl(Key::B);
    window.type_text("Lonen naar 6.2");
    window.key(Key::Enter);
    let new = "W3 Lonen naar 6.2";
    assert_eq!(window.cell(new, "Status"), "in voorbereiding");
    add_line(&mut window, "6.72.8 zorgvormen", "1737");
    assert_eq!(window.cell("6.72.8 zorgvormen", CHANGE), "1.737");
    assert!(window.shows("1.737 × € 1.000 over in begroting 2019 gewijzigd"));
    // The half of a transfer is refused as neutral.
    command(&mut window, "Wijziging vaststellen");
    assert!(window.shows("noemt haar besluit niet; vul in: besluit, datum, orgaan"));
    add_line(&mut window, "6.2 niet verdeeld", "-1737");
    assert_eq!(window.cell(NET, CHANGE), "-");
    assert!(window.shows("sluit: saldo nul"));
    window.picture("wijzigingen-verschuiving");
    // Back to the list, where the cursor went one down after the name.
    window.keys(Modifiers::SHIFT, Key::F6);
    window.key(Key::ArrowUp);
    right(&mut window, 1);
    window.type_text("1-10-2019");
    window.key(Key::Tab);
    choose(&mut window, "ra");
    window.type_text("raadsbesluit 2019-31");
    window.key(Key::Tab);
    right(&mut window, 6);
    choose(&mut window, "ja");
    choose(&mut window, "autonoom");
    choose(&mut window, "incidenteel");
    for (column, text) in [
        ("Datum", "01-10-2019"),
        ("Orgaan", "raad"),
        ("Besluit", "raadsbesluit 2019-31"),
        ("Neutraal", "ja"),
        ("Aard", "autonoom"),
        ("Duur", "incidenteel"),
    ] {
        assert_eq!(window.cell(new, column), text);
    }
    window.picture("wijzigingen-besluit");
    command(&mut window, "Wijziging vaststellen");
    assert_eq!(window.cell(new, "Status"), "vastgesteld");
    assert_eq!(window.cell(new, EFFECT), "1.737", "of 6.72 alone");
    assert_eq!(window.cell("Vastgesteld", STAND), "-21.589");
    // Seen from the other side, and from above.
    window.click("6.2 Wijkteams: -4.385");
    assert_eq!(window.cell(new, EFFECT), "-1.737");
    window.click("6 Sociaal domein: -85.940");
    assert_eq!(window.cell(new, EFFECT), "-");
    assert_eq!(window.cell("Vastgesteld", STAND), "-137.071");
}

#[test]
fn a_command_is_there_only_where_it_applies() {
    let (_desk, mut window) = wijzigingen();
    assert!(is_in_palette(&mut window, "Vaststelling terugnemen"));
    assert!(!is_in_palette(&mut window, "Wijziging vaststellen"));
    assert!(!is_in_palette(&mut window, "Wijzigingsregel toevoegen"));
    window.click_cell("Lonen van 6.72.8 naar 6.2", "Wijziging");
    assert!(!is_in_palette(&mut window, "Vaststelling terugnemen"));
    assert!(!is_in_palette(&mut window, "Wijziging vaststellen"), "a transfer is never adopted");
    assert_eq!(window.cell("Lonen van 6.72.8 naar 6.2", "Neutraal"), "altijd");
    assert!(is_in_palette(&mut window, "Wijzigingsregel toevoegen"));
    window.click("Wat mag het kosten?");
    assert!(is_in_palette(&mut window, "Nieuwe begrotingswijziging"));
    assert!(!is_in_palette(&mut window, "Wijzigingsregel toevoegen"));
}

#[test]
fn an_adopted_one_is_taken_back_before_it_is_removed_and_that_is_asked() {
    let (_desk, mut window) = wijzigingen();
    window.click_cell(W2, "Wijziging");
    window.ctrl(Key::Delete);
    assert!(window.shows("is vastgesteld; neem eerst de vaststelling terug"));
    assert_eq!(window.cell(W2, "Status"), "vastgesteld");
    command(&mut window, "Vaststelling terugnemen");
    window.ctrl(Key::Delete);
    assert!(window.shows("Hiermee verdwijnen 1 wijziging, 6 wijzigingsregels"));
    window.key(Key::Escape);
    assert_eq!(window.cell(W2, "Status"), "in voorbereiding");
    // A line goes by the same key, from the lines.
    window.click_cell("6.72.5 persoonsgebonden budgetten", CHANGE);
    window.ctrl(Key::Delete);
    assert_eq!(window.cell(NET, CHANGE), "-5.194");
    assert_eq!(window.cell(W2, EFFECT), "-5.194");
    window.ctrl(Key::Z);
    assert_eq!(window.cell(NET, CHANGE), "-5.144");
}

#[test]
fn bad_input_is_refused_in_words_and_changes_nothing() {
    let (_desk, mut window) = wijzigingen();
    window.ctrl(Key::B);
    window.key(Key::Home);
    let new = "W3 Nieuwe wijziging";
    for (column, text, refused) in [
        ("Nr.", "W2", "nummer W2 is al van ‘Jeugdhulp naar nieuwe zorgvormen’"),
        ("Wijziging", "", "een naam mag niet leeg zijn"),
        ("Datum", "1 oktober", "‘1 oktober’ is geen datum; schrijf dag-maand-jaar"),
        ("Status", "vastgesteld", "heeft nog geen bedragen"),
    ] {
        window.click_cell(new, column);
        if text.is_empty() {
            window.key(Key::Delete);
        } else {
            window.type_text(text);
            window.key(Key::Enter);
        }
        assert!(window.shows(refused), "{column} {text}");
        window.key(Key::Escape);
        window.key(Key::Escape);
    }
    assert_eq!(window.cell(new, "Status"), "in voorbereiding");
    // What no list has can still be pasted.
    window.click_cell(new, "Status");
    window.paste("besloten");
    assert!(window.shows("‘besloten’ staat niet in de lijst; kies er een uit"));
    // A paste is seen as a whole: a number that it gives twice is taken.
    window.ctrl(Key::B);
    window.click_cell(new, "Nr.");
    window.paste("W5\nW5");
    assert!(window.shows("nummer W5 is al van ‘Nieuwe wijziging’"));
    assert_eq!(window.cell(new, "Nr."), "W3");
    window.ctrl(Key::Z);
    // Decided after the year: said as soon as both are known.
    add_line(&mut window, "6.72.8 zorgvormen", "-100");
    window.click_cell(new, "Datum");
    window.type_text("2-1-2020");
    window.key(Key::Enter);
    assert!(window.shows("besluit van 02-01-2020 valt na 31 december 2019"));
    window.key(Key::Escape);
    window.key(Key::Escape);
    assert_eq!(window.cell(new, "Datum"), "");
    // A line that is there, no regel at all, and one that says too little.
    for (text, refused) in [
        ("6.72.8 zorgvormen", "egel 6.72.8 zorgvormen staat al in"),
        ("zwembad", "Geen regel past bij ‘zwembad’"),
        ("6.72", "regels: 6.72"),
    ] {
        window.ctrl(Key::L);
        window.type_text(text);
        window.key(Key::Enter);
        assert!(window.shows(refused), "{text}");
        window.key(Key::Escape);
    }
    assert_eq!(window.cell("Lasten samen", CHANGE), "-100");
}

#[test]
fn a_closed_year_takes_no_wijziging() {
    let closed = window::HENGELO.replace(
        "kolom: \"2019-gewijzigd\", closed: false",
        "kolom: \"2019-gewijzigd\", closed: true",
    );
    assert_ne!(closed, window::HENGELO);
    let desk = Desk::new();
    let path = desk.file("gesloten.ron", closed.as_bytes());
    let mut window = Window::open_file(&desk, &path);
    window.click("Wijzigingen");
    window.click_cell(W2, "Wijziging");
    command(&mut window, "Vaststelling terugnemen");
    assert!(window.shows("heeft een bedrag in Begroting 2019 gewijzigd, en die kolom is gesloten"));
    assert_eq!(window.cell("Vastgesteld", STAND), "-23.326");
    window.ctrl(Key::B);
    add_line(&mut window, "6.72.8 zorgvormen", "-100");
    assert!(window.shows("Begroting 2019 gewijzigd is gesloten; open de kolom eerst"));
    assert_eq!(window.cell("6.72.8 zorgvormen", CHANGE), "");
}

#[test]
fn f11_a_reserve_stands_there_with_its_counter_entry_from_both_sides() {
    let (_desk, mut window) = wijzigingen();
    let reserve = "Proef inburgering: minder uit de reserve decentralisatie-uitkeringen";
    for page in ["6.5 Arbeidsparticipatie: -5.349", "6 Sociaal domein: -85.940"] {
        window.click(page);
        window.click_cell(reserve, "Wijziging");
        assert!(window.shows("sluit: saldo nul"), "{page}");
        assert_eq!(window.cell("Elders samen", "Rekening 2019"), "-75");
        assert_eq!(window.cell(NET, "Rekening 2019"), "-");
    }
}

#[test]
fn what_is_being_typed_in_the_lines_is_not_lost() {
    let (_desk, mut window) = wijzigingen();
    window.click_cell(W2, "Wijziging");
    command(&mut window, "Vaststelling terugnemen");
    let regel = MAATWERKVERVOER;
    window.click_cell(regel, CHANGE);
    window.type_text("-300");
    window.click_cell("Lonen van 6.72.8 naar 6.2", "Wijziging");
    assert!(window.shows("sluit: saldo nul"), "the lines of the other one");
    window.click_cell(W2, "Wijziging");
    assert_eq!(window.cell(regel, CHANGE), "-300");
    window.click_cell(regel, CHANGE);
    window.type_text("-310");
    window.save();
    assert_eq!(window.cell(regel, CHANGE), "-310");
    window.click_cell(regel, CHANGE);
    window.type_text("-320");
    window.click("6.2 Wijkteams: -4.385");
    window.click("6.72 Maatwerkdienstverlening 18-: -18.182");
    window.click_cell(W2, "Wijziging");
    assert_eq!(window.cell(regel, CHANGE), "-320");
}

#[test]
fn no_row_is_cut_off_where_not_all_fit() {
    let (_desk, mut window) = wijzigingen();
    window.click("6 Sociaal domein: -85.940");
    window.click_cell("W1 Wijzigingen 2019, verdeeld over de subtaakvelden", "Wijziging");
    for height in [800.0, 790.0, 780.0, 770.0] {
        window.harness.set_size(vec2(WIDE, height));
        window.settle();
        let rects = window.rects(", Begroting 2019 gewijzigd Wordt: ");
        assert!(rects.len() > 5, "{}", rects.len());
        let heights: Vec<f32> = rects.iter().map(|rect| rect.height()).collect();
        assert!(heights.iter().all(|height| *height > 27.0), "{heights:?}");
    }
}
