//! The whole window, driven as a budgethouder drives it: journey A, and what goes wrong on the way.

#![allow(clippy::disallowed_methods, reason = "a test writes the files that the program finds")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]

#[path = "common/mod.rs"]
mod common;
#[path = "common/window.rs"]
mod window;

use std::path::Path;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Rect, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use sluitend::model::ContentHash;
use sluitend::store::{RealDisk, Settings, WindowSize};
use window::{Desk, HENGELO as FILE, Window};

const ZORGVORMEN: &str = "6.72.8 zorgvormen";
const SUB: &str = "6.72.8 Individuele voorzieningen ZIN Jeugd";
const TOTAAL: &str = "Totaal taakveld";
const T: &str = "Begroting 2019";
const GGZ: &str = "4.2.4 GGZ en opvoedhulp";

#[test]
fn journey_a_the_budgethouder_of_6_72() {
    let (desk, path, mut window) = Window::hengelo();

    // 1 and 2: what stands there.
    assert_eq!(window.cell(TOTAAL, T), "-18.182");
    assert!(window.shows("-18.183"), "the published saldo");
    assert!(window.shows("afronding"));
    assert!(
        window.shows(
            "T.o.v. begroting 2018, begroting 2019 primitief: 4.914 lagere lasten × € 1.000"
        )
    );
    // 3: the stelpost.
    assert!(window.shows("Stelpost nog te vullen, begroting 2019 primitief: 2.950 × € 1.000"));
    assert!(window.shows("open blijft, begroting 2019 primitief: -21.132 × € 1.000"));
    // 4: the first change.
    window.enter(ZORGVORMEN, T, "-19950");
    assert_eq!(window.cell(SUB, T), "-17.000");
    assert_eq!(window.cell(TOTAAL, T), "-18.259");
    assert!(window.shows("6 Sociaal domein: -86.017"), "the programme is 77 lower");
    assert!(
        window.shows("Saldo, begroting 2019 primitief: -18.259 × € 1.000"),
        "the figures follow"
    );
    assert!(window.shows("Begroting 2019 -18.259"), "the chart follows");
    // 5: undo.
    window.ctrl(Key::Z);
    assert_eq!(window.cell(TOTAAL, T), "-18.182");
    // 6: a sum in the cell.
    window.enter(ZORGVORMEN, T, "=-19873-250");
    assert_eq!(window.cell(SUB, T), "-17.173");
    assert_eq!(window.cell(TOTAAL, T), "-18.432");
    window.ctrl(Key::Z);
    assert_eq!(window.cell(TOTAAL, T), "-18.182");
    // 7: a measure that fills the stelpost.
    window.click("Wat gaan we anders doen? 5");
    window.enter(GGZ, "Werking", "vult stelpost taakstelling interventieplan");
    window.enter(GGZ, T, "400");
    assert_eq!(window.cell("Rest stelpost, nog te vullen", T), "2.550");
    assert_eq!(window.cell("Saldo na maatregelen", T), "-18.182");
    // 8: make it additional, and undo all.
    window.enter(GGZ, "Werking", "aanvullend");
    assert_eq!(window.cell("Rest stelpost, nog te vullen", T), "2.950");
    assert_eq!(window.cell("Saldo na maatregelen", T), "-17.782");
    for _ in 0..3 {
        window.ctrl(Key::Z);
    }
    assert_eq!(window.cell(GGZ, T), "pm");
    window.click("Wat mag het kosten?");
    // 9: another unit.
    window.click("Beeld");
    window.click("Bedragen × € 1");
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.873.000");
    window.click("Beeld");
    window.click("Bedragen × € 1.000");
    // 10: back from a spreadsheet, with two of four changed: one undo.
    window.click_cell(ZORGVORMEN, T);
    window.paste("-19873\t-16148\t-15300\t-15050\n");
    assert_eq!(window.cell(ZORGVORMEN, "2020"), "-16.148");
    assert_eq!(window.cell(ZORGVORMEN, "2021"), "-15.300");
    assert_eq!(window.cell(ZORGVORMEN, "2022"), "-15.050");
    assert_eq!(window.cell(TOTAAL, "2022"), "-16.309");
    window.ctrl(Key::Z);
    assert_eq!(window.cell(ZORGVORMEN, "2021"), "-15.298");
    assert_eq!(window.cell(ZORGVORMEN, "2022"), "-15.048");
    // 11: saved, changed, cut off; the next start offers the work.
    window.save();
    window.enter(ZORGVORMEN, T, "-19950");
    drop(window);
    let saved = std::fs::read_to_string(&path).unwrap();
    assert!(saved.contains("\"19873000\"") && !saved.contains("\"19950000\""));
    let mut window = Window::open(&desk, Some(&path));
    window.wait_for("Niet opgeslagen werk gevonden");
    window.click("Terughalen");
    window.wait_for(TOTAAL);
    assert_eq!(window.cell(TOTAAL, T), "-18.259");
    assert!(window.shows("niet opgeslagen"));
    window.ctrl(Key::Z);
    assert_eq!(window.cell(TOTAAL, T), "-18.182");
}

#[test]
fn a_budget_that_was_just_opened_can_be_typed_in() {
    let (_desk, _, mut window) = Window::hengelo();
    window.type_text("-900");
    window.key(Key::Enter);
    assert_eq!(window.cell("6.72.0 Ondersteuningsbehoefte (Jeugd)", T), "-900");
}

#[test]
fn saved_work_is_there_again_and_the_former_file_is_the_bak() {
    let (desk, path, mut window) = Window::hengelo();
    window.enter(ZORGVORMEN, T, "-17000");
    window.save();
    drop(window);
    assert_eq!(
        std::fs::read_to_string(desk.folder.path().join("hengelo-2019.ron.bak")).unwrap(),
        FILE
    );
    let window = Window::open_file(&desk, &path);
    assert_eq!(window.cell(ZORGVORMEN, T), "-17.000");
    assert!(!window.shows("Niet opgeslagen werk"));
}

#[test]
fn undo_after_saving_comes_back_from_the_journal_too() {
    let (desk, path, mut window) = Window::hengelo();
    window.enter(ZORGVORMEN, T, "-17000");
    window.save();
    window.ctrl(Key::Z);
    drop(window);
    let mut window = Window::open(&desk, Some(&path));
    window.wait_for("Niet opgeslagen werk gevonden");
    window.click("Terughalen");
    window.wait_for(TOTAAL);
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.873");
}

#[test]
fn what_a_damaged_journal_hides_is_not_told_to_be_unsaved() {
    // A byte in the second change; then also in the notes that it was saved.
    for is_noted in [true, false] {
        let (desk, path, mut window) = Window::hengelo();
        window.enter(ZORGVORMEN, T, "-17000");
        window.save();
        window.enter(ZORGVORMEN, T, "-19873");
        window.save();
        drop(window);
        let journal = desk.folder.path().join("hengelo-2019.ron.journaal");
        let mut bytes = std::fs::read(&journal).unwrap();
        let mut places = bytes.windows(8).enumerate().filter(|(_, at)| *at == b"17000000");
        let at = places.next_back().unwrap().0;
        bytes[at] ^= 1;
        if !is_noted {
            let note = ContentHash::of(&std::fs::read(&path).unwrap()).to_string();
            let is_note = |at: &usize| bytes[*at..].starts_with(note.as_bytes());
            let notes: Vec<usize> = (at..bytes.len()).filter(is_note).collect();
            assert_eq!(notes.len(), 2, "before and after it was saved");
            notes.into_iter().for_each(|at| bytes[at] ^= 1);
        }
        std::fs::write(&journal, bytes).unwrap();
        let mut window = Window::open(&desk, Some(&path));
        if !is_noted {
            window.wait_for("Het journaal van ‘hengelo-2019.ron’ is beschadigd");
            assert!(
                window.shows("– 6.72.8 zorgvormen Begroting 2019 primitief: -19.873 → -17.000")
            );
            window.picture("journaal-beschadigd");
            // Enter does what is safe.
            window.key(Key::Enter);
        }
        window.wait_for(
            "Het journaal is beschadigd. Wat daarvoor staat is hersteld; de rest (vanaf byte",
        );
        window.click("Begrepen");
        assert_eq!(window.cell(ZORGVORMEN, T), "-19.873");
        assert!(desk.folder.path().join("hengelo-2019.ron.journaal.beschadigd").exists());
        drop(window);
        let window = Window::open_file(&desk, &path);
        assert!(!window.shows("Niet opgeslagen werk gevonden"));
    }
}

#[test]
fn what_the_file_has_is_not_offered_though_the_journal_lost_that_it_was_saved() {
    let (desk, path, mut window) = Window::hengelo();
    window.enter(ZORGVORMEN, T, "-17000");
    window.enter(ZORGVORMEN, T, "-17500");
    window.save();
    drop(window);
    let journal = desk.folder.path().join("hengelo-2019.ron.journaal");
    let bytes = std::fs::read(&journal).unwrap();
    let mut notes = bytes.windows(3).enumerate().filter(|(_, at)| *at == b"\nP ");
    std::fs::write(&journal, &bytes[..=notes.next().unwrap().0]).unwrap();
    let window = Window::open_file(&desk, &path);
    assert!(!window.shows("Niet opgeslagen werk gevonden"));
    assert_eq!(window.cell(ZORGVORMEN, T), "-17.500");
}

#[test]
fn work_that_is_not_wanted_back_is_not_offered_again() {
    let (desk, path, mut window) = Window::hengelo();
    window.enter(ZORGVORMEN, T, "-17000");
    drop(window);
    let mut window = Window::open(&desk, Some(&path));
    window.wait_for("Niet opgeslagen werk gevonden");
    window.click("Niet terughalen");
    window.wait_for(TOTAAL);
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.873");
    drop(window);
    let window = Window::open_file(&desk, &path);
    assert!(!window.shows("Niet opgeslagen werk gevonden"));
}

#[test]
fn a_paste_of_three_by_four_is_one_undo_and_one_that_does_not_fit_changes_nothing() {
    let (_desk, _, mut window) = Window::hengelo();
    window.click_cell("6.72.0 Ondersteuningsbehoefte (Jeugd)", T);
    window.paste("-1\t-2\t-3\t-4\n-5\t-6\t-7\t-8\n-9\t-10\t-11\t-12\n");
    assert_eq!(window.cell("6.72.2 Beschikbaarheidsvoorzieningen (Jeugd)", "2022"), "-12");
    assert_eq!(window.cell(TOTAAL, T), "-17.242");
    window.ctrl(Key::Z);
    assert_eq!(window.cell(TOTAAL, T), "-18.182");
    window.click_cell("6.72.0 Ondersteuningsbehoefte (Jeugd)", "2022");
    window.paste("-1\t-2\n");
    assert_eq!(window.cell("6.72.0 Ondersteuningsbehoefte (Jeugd)", "2022"), "-816");
}

#[test]
fn a_closed_column_stays_as_it_is_until_it_is_opened() {
    let (_desk, _, mut window) = Window::hengelo();
    window.enter(ZORGVORMEN, "Begroting 2018", "-1");
    assert_eq!(window.cell(ZORGVORMEN, "Begroting 2018"), "-21.901");
    window.key(Key::Escape);
    window.click("Openen: Begroting 2018");
    window.click("Kolom openen");
    window.enter(ZORGVORMEN, "Begroting 2018", "-21900");
    assert_eq!(window.cell(ZORGVORMEN, "Begroting 2018"), "-21.900");
}

#[test]
fn closing_with_unsaved_work_asks() {
    let (desk, path, mut window) = Window::hengelo();
    window.enter(ZORGVORMEN, T, "-17000");
    window.ctrl(Key::W);
    assert!(window.shows("Wilt u de wijzigingen opslaan?"));
    window.click("Annuleren");
    assert_eq!(window.cell(ZORGVORMEN, T), "-17.000");
    window.ctrl(Key::W);
    window.click("Niet opslaan");
    window.wait_for("Laatst geopend");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), FILE);
    let window = Window::open_file(&desk, &path);
    assert!(!window.shows("Niet opgeslagen werk gevonden"), "left behind on purpose");
}

#[test]
fn an_amount_still_being_typed_is_saved_too() {
    let (_desk, path, mut window) = Window::hengelo();
    window.click_cell(ZORGVORMEN, T);
    window.type_text("-17000");
    window.save();
    assert!(std::fs::read_to_string(&path).unwrap().contains("\"17000000\""));
}

#[test]
fn an_example_opens_as_a_copy_and_is_never_saved_over() {
    let desk = Desk::new();
    std::fs::create_dir(desk.folder.path().join("saves")).unwrap();
    let path = desk.file("saves/hengelo-2019.ron", FILE.as_bytes());
    let mut window = Window::open_file(&desk, &path);
    assert!(window.shows("(kopie)"));
    window.enter(ZORGVORMEN, T, "-17000");
    let target = desk.folder.path().join("mijn.ron");
    window.answer_dialog(&target);
    window.save();
    assert!(std::fs::read_to_string(&target).unwrap().contains("\"17000000\""));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), FILE);
    drop(window);
    let window = Window::open(&desk, None);
    assert!(!window.shows("Verder met"), "nothing is left of the copy");
}

#[test]
fn a_copy_that_was_never_saved_is_offered_at_the_next_start() {
    let desk = Desk::new();
    let mut window = Window::open(&desk, None);
    window.click("Hengelo, sociaal domein 2019");
    window.wait_for(TOTAAL);
    window.enter(ZORGVORMEN, T, "-17000");
    drop(window);
    let mut window = Window::open(&desk, None);
    assert!(window.shows("Niet opgeslagen werk"));
    let name = "Verder met ";
    let label = { window.harness.get_by_label_contains(name).accesskit_node().label().unwrap() };
    window.click(&label);
    window.wait_for("Niet opgeslagen werk gevonden");
    window.click("Terughalen");
    window.wait_for(TOTAAL);
    assert_eq!(window.cell(ZORGVORMEN, T), "-17.000");
}

#[test]
fn own_work_saved_among_the_examples_is_no_example() {
    let desk = Desk::new();
    std::fs::create_dir(desk.folder.path().join("saves")).unwrap();
    let own = FILE.replace("19873000", "19000000");
    let path = desk.file("saves/hengelo-2019.ron", own.as_bytes());
    let window = Window::open_file(&desk, &path);
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.000");
    assert!(!window.shows("(kopie)"));
}

#[test]
fn keys_are_for_the_question_and_escape_leaves_everything_as_it_was() {
    let (_desk, path, mut window) = Window::hengelo();
    window.enter(ZORGVORMEN, T, "-17000");
    window.ctrl(Key::W);
    assert!(window.shows("Wilt u de wijzigingen opslaan?"));
    window.key(Key::Delete);
    window.type_text("5");
    window.key(Key::Escape);
    assert!(!window.shows("Wilt u de wijzigingen opslaan?"));
    assert_eq!(window.cell(ZORGVORMEN, T), "-17.000");
    assert!(
        window.shows("Saldo, begroting 2019 primitief: -15.309 × € 1.000"),
        "nothing was emptied"
    );
    window.type_text("-1");
    window.key(Key::Escape);
    window.ctrl(Key::W);
    window.key(Key::Enter);
    window.wait_for("Laatst geopend");
    assert!(std::fs::read_to_string(&path).unwrap().contains("\"17000000\""), "Enter saves");
}

#[test]
fn work_that_is_left_for_later_is_offered_again() {
    let (desk, path, mut window) = Window::hengelo();
    window.enter(ZORGVORMEN, T, "-17000");
    drop(window);
    for _ in 0..2 {
        let mut window = Window::open(&desk, Some(&path));
        window.wait_for("Niet opgeslagen werk gevonden");
        window.key(Key::Escape);
        window.wait_for("Laatst geopend");
    }
    let mut window = Window::open(&desk, Some(&path));
    window.wait_for("Niet opgeslagen werk gevonden");
    window.key(Key::Enter);
    window.wait_for(TOTAAL);
    assert_eq!(window.cell(ZORGVORMEN, T), "-17.000");
}

/// Enters two amounts, is cut off, and finds the file as somebody else left it.
fn cut_off_and_changed_outside(desk: &Desk, from: &str, to: &str) -> Window {
    let path = desk.file("hengelo-2019.ron", FILE.as_bytes());
    let mut window = Window::open_file(desk, &path);
    window.enter(ZORGVORMEN, T, "-17000");
    window.enter(ZORGVORMEN, "2020", "-16000");
    drop(window);
    std::fs::write(&path, FILE.replace(from, to)).unwrap();
    let mut window = Window::open(desk, Some(&path));
    window.wait_for("Niet opgeslagen werk gevonden");
    assert!(window.shows("buiten dit programma om gewijzigd"));
    window
}

#[test]
fn work_that_still_fits_a_file_changed_outside_is_put_back() {
    let desk = Desk::new();
    let mut window = cut_off_and_changed_outside(&desk, "\"15298000\"", "\"15000000\"");
    window.picture("terugzetten");
    window.click("Werk terugzetten");
    window.wait_for(TOTAAL);
    assert_eq!(window.cell(ZORGVORMEN, T), "-17.000");
    assert_eq!(window.cell(ZORGVORMEN, "2021"), "-15.000", "what the other did");
    assert!(window.shows("niet opgeslagen"));
    drop(window);
    let mut window = Window::open(&desk, Some(&desk.folder.path().join("hengelo-2019.ron")));
    window.wait_for("niet gewoon gesloten");
    window.click("Terughalen");
    window.wait_for(TOTAAL);
    assert_eq!(window.cell(ZORGVORMEN, "2020"), "-16.000");
    window.save();
}

#[test]
fn work_that_fits_in_part_is_put_back_in_part_and_the_rest_is_named() {
    let desk = Desk::new();
    let mut window = cut_off_and_changed_outside(&desk, "19873000", "19000000");
    assert!(window.shows("Daarvan past er één nog"));
    assert!(window.shows("-19.873 → -17.000"), "what was not put back");
    window.picture("deels");
    window.click("Terugzetten wat past");
    window.wait_for(TOTAAL);
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.000");
    assert_eq!(window.cell(ZORGVORMEN, "2020"), "-16.000");
}

#[test]
fn work_that_no_longer_fits_is_told_once() {
    let (desk, path, mut window) = Window::hengelo();
    window.enter(ZORGVORMEN, T, "-17000");
    drop(window);
    std::fs::write(&path, FILE.replace("19873000", "19000000")).unwrap();
    for _ in 0..2 {
        let mut window = Window::open(&desk, Some(&path));
        window.wait_for("Niets daarvan past nog");
        window.key(Key::Escape);
    }
    let mut window = Window::open(&desk, Some(&path));
    window.wait_for("Niets daarvan past nog");
    window.click("Verder zonder dit werk");
    window.wait_for(TOTAAL);
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.000");
    drop(window);
    let window = Window::open_file(&desk, &path);
    assert!(!window.shows("Niet opgeslagen werk gevonden"));
}

#[test]
fn a_file_changed_outside_without_work_that_waits_just_opens() {
    let desk = Desk::new();
    let path = desk.file("hengelo-2019.ron", FILE.as_bytes());
    drop(Window::open_file(&desk, &path));
    std::fs::write(&path, FILE.replace("19873000", "19000000")).unwrap();
    let mut window = Window::open_file(&desk, &path);
    assert!(!window.shows("Let op\n") && !window.shows("Begrepen"));
    window.enter(ZORGVORMEN, T, "-17000");
    drop(window);
    let mut window = Window::open(&desk, Some(&path));
    window.wait_for("niet gewoon gesloten");
}

#[test]
fn a_value_that_must_be_asked_about_is_not_lost_by_saving() {
    let (_desk, path, mut window) = Window::hengelo();
    window.click_cell(ZORGVORMEN, T);
    window.type_text("500");
    window.ctrl(Key::S);
    assert!(window.shows("Klopt het teken?"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), FILE, "not saved before it is answered");
    window.click("Als correctie (+500)");
    assert_eq!(window.cell(ZORGVORMEN, T), "500");
}

#[test]
fn a_doubtful_sign_is_answered_from_the_keyboard() {
    let (_desk, _, mut window) = Window::hengelo();
    let tab = "6.72.0 Ondersteuningsbehoefte (Jeugd)";
    window.enter(tab, T, "900");
    window.picture("teken");
    window.key(Key::Enter);
    assert_eq!(window.cell(tab, T), "-900", "Enter takes them as lasten");
    window.enter(tab, T, "800");
    window.key(Key::Tab);
    window.key(Key::Enter);
    assert_eq!(window.cell(tab, T), "800", "the second answer is a correction");
    window.ctrl(Key::Z);
    // Esc goes back to the cell, with what was typed.
    window.enter(tab, T, "700");
    window.key(Key::Escape);
    assert!(!window.shows("Klopt het teken?"));
    assert_eq!(window.cell(tab, T), "-900");
    window.key(Key::Home);
    window.type_text("-");
    window.key(Key::Enter);
    assert_eq!(window.cell(tab, T), "-700");
    assert!(!window.shows("Klopt het teken?"));
}

#[test]
fn a_stelpost_with_the_wrong_sign_is_asked_about() {
    let (_desk, _, mut window) = Window::hengelo();
    let stelpost = "6.72.8 taakstelling interventieplan";
    window.enter(stelpost, T, "2000");
    assert_eq!(window.cell(stelpost, T), "2.000", "a smaller target needs no question");
    window.enter(stelpost, T, "-2000");
    assert!(window.shows("een stelpost vermindert de lasten"));
    window.click("Als verlaging (+2.000)");
    assert_eq!(window.cell(stelpost, T), "2.000");
    assert!(!window.shows("te veel gevuld"));
}

#[test]
fn what_one_stelpost_has_too_much_hides_nothing_of_another() {
    let (_desk, _, mut window) = Window::hengelo();
    window.click("Wat gaan we anders doen? 5");
    window.enter(GGZ, "Werking", "vult stelpost taakstelling interventieplan");
    window.enter(GGZ, T, "3000");
    // 2.925 is filled with 3.000, and of 25 nothing is.
    assert_eq!(window.cell("Rest stelpost, nog te vullen", T), "25");
    assert_eq!(window.cell("Stelpost te veel gevuld", T), "75");
    assert_eq!(window.cell("Rest stelpost, nog te vullen", "2020"), "pm");
    assert_eq!(window.cell("Stelpost te veel gevuld", "2020"), "-");
    let mark = "stelpost nog te vullen: 25, stelpost te veel gevuld: 75";
    assert!(window.shows(mark), "the tree");
    window.click("Wat mag het kosten?");
    assert!(window.shows("Stelpost nog te vullen, begroting 2019 primitief: 25 × € 1.000"));
    assert!(window.shows("Stelpost, begroting 2019 primitief: 75 te veel gevuld × € 1.000"));
    window.ctrl(Key::Z);
    assert!(window.shows("stelpost nog te vullen: 2.950"));
    assert!(!window.shows("te veel gevuld"));
}

#[test]
fn opening_another_file_leaves_the_open_one_until_the_other_stands() {
    let (desk, path, mut window) = Window::hengelo();
    window.enter(ZORGVORMEN, T, "-17000");
    let broken = desk.file("stuk.ron", b"(");
    window.answer_dialog(&broken);
    window.ctrl(Key::O);
    window.wait_for("Niet geopend");
    window.click("Begrepen");
    assert_eq!(window.cell(ZORGVORMEN, T), "-17.000");
    let other = desk.file("ander.ron", FILE.replace("19873000", "19000000").as_bytes());
    window.answer_dialog(&other);
    window.ctrl(Key::O);
    window.wait_for("Wilt u de wijzigingen opslaan?");
    window.click("Opslaan");
    window.wait_for("ander.ron");
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.000");
    assert!(std::fs::read_to_string(&path).unwrap().contains("\"17000000\""));
}

#[test]
fn a_second_window_on_the_same_file_only_reads() {
    let desk = Desk::new();
    let path = desk.file("hengelo-2019.ron", FILE.as_bytes());
    let _first = Window::open_file(&desk, &path);
    let mut second = Window::open(&desk, Some(&path));
    second.wait_for("al geopend");
    second.click("Alleen lezen");
    assert!(second.shows("alleen-lezen"));
    second.enter(ZORGVORMEN, T, "-17000");
    let other = desk.folder.path().join("anders.ron");
    second.answer_dialog(&other);
    second.save();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), FILE);
    assert!(std::fs::read_to_string(&other).unwrap().contains("\"17000000\""));
}

/// Work of one's own on a file that somebody else saved over; what that other has there.
fn saved_over(window: &mut Window, path: &Path) -> String {
    window.enter(ZORGVORMEN, T, "-17000");
    let other = FILE.replace("\"16148000\"", "\"16000000\"");
    std::fs::write(path, &other).unwrap();
    window.ctrl(Key::S);
    window.wait_for("Niet opgeslagen");
    assert!(window.shows("gewijzigd sinds het hier is geopend"));
    other
}

#[test]
fn a_file_changed_by_somebody_else_is_not_saved_over() {
    let (desk, path, mut window) = Window::hengelo();
    let other = saved_over(&mut window, &path);
    window.picture("door-ander-gewijzigd");
    window.click("Annuleren");
    assert_eq!(window.cell(ZORGVORMEN, T), "-17.000", "the work still stands");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), other);

    let taken = desk.file("hengelo-2019 (kopie).ron", b"van iemand");
    window.ctrl(Key::S);
    window.wait_for("Niet opgeslagen");
    window.click("Opslaan als kopie ernaast");
    window.wait_for("Opgeslagen: hengelo-2019 (kopie 2).ron");
    let copy = std::fs::read_to_string(path.with_file_name("hengelo-2019 (kopie 2).ron")).unwrap();
    assert!(copy.contains("\"17000000\"") && copy.contains("\"16148000\""));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), other);
    assert_eq!(std::fs::read(&taken).unwrap(), b"van iemand");
    drop(window);
    // The work is in the copy: it is not offered again.
    let mut window = Window::open_file(&desk, &path);
    assert_eq!(window.cell(ZORGVORMEN, "2020"), "-16.000");
    window.settle();
    assert!(!window.shows("Niet opgeslagen werk"));
}

#[test]
fn what_somebody_else_saved_is_opened_and_the_own_work_offered_there() {
    let (_desk, path, mut window) = Window::hengelo();
    let other = saved_over(&mut window, &path);
    window.click("Het andere openen");
    window.wait_for("Niet opgeslagen werk gevonden");
    window.click("Werk terugzetten");
    window.wait_for(TOTAAL);
    assert_eq!(window.cell(ZORGVORMEN, T), "-17.000");
    assert_eq!(window.cell(ZORGVORMEN, "2020"), "-16.000");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), other);
    window.save();
    let both = std::fs::read_to_string(&path).unwrap();
    assert!(both.contains("\"17000000\"") && both.contains("\"16000000\""));
}

#[test]
fn work_that_could_not_be_saved_over_somebody_elses_is_offered_after_a_crash() {
    let (desk, path, mut window) = Window::hengelo();
    saved_over(&mut window, &path);
    drop(window);
    let mut window = Window::open(&desk, Some(&path));
    window.wait_for("buiten dit programma om gewijzigd of vervangen");
    window.click("Werk terugzetten");
    window.wait_for(TOTAAL);
    assert_eq!(window.cell(ZORGVORMEN, T), "-17.000");
}

#[test]
fn what_is_no_budget_is_told_and_the_window_stays() {
    let desk = Desk::new();
    let broken = desk.file("stuk.ron", FILE.replacen("schema: 1", "schema: een", 1).as_bytes());
    for (path, word) in [
        (broken, "regel 3"),
        (desk.file("leeg.ron", b""), "leeg"),
        (desk.folder.path().join("weg.ron"), "bestaat niet"),
        (desk.folder.path().to_owned(), "is een map"),
    ] {
        let mut window = Window::open(&desk, Some(&path));
        window.wait_for("Niet geopend");
        assert!(window.shows(word), "{word}");
        window.click("Begrepen");
        assert!(window.shows("Laatst geopend"));
    }
}

#[test]
fn a_new_budget_begins_with_taakvelden_of_the_national_list() {
    let desk = Desk::new();
    let mut window = Window::open(&desk, None);
    window.click("Nieuwe begroting…");
    window.type_text("Voorbeeldstad");
    for _ in 0..4 {
        window.key(Key::Tab);
    }
    window.type_text("samenkracht");
    window.click("6.1 Samenkracht en burgerparticipatie");
    window.click("Maken");
    window.wait_for(TOTAAL);
    assert!(window.shows("6.1 Samenkracht en burgerparticipatie"));
    assert!(window.shows("Voorbeeldstad"));
}

#[test]
fn with_both_signs_positive_a_column_adds_up_as_it_reads() {
    let (_desk, _, mut window) = Window::hengelo();
    window.harness.set_size(vec2(1440.0, 1100.0));
    window.click("Beeld");
    window.click("Baten en lasten positief tonen");
    assert_eq!(window.cell("6.72.0 Ondersteuningsbehoefte (Jeugd)", T), "816");
    assert_eq!(window.cell(SUB, T), "16.923");
    assert_eq!(window.cell(ZORGVORMEN, T), "19.873");
    assert_eq!(window.cell("6.72.8 taakstelling interventieplan", T), "-2.925");
}

#[test]
fn what_is_chosen_in_the_palette_happens() {
    let (_desk, _, mut window) = Window::hengelo();
    window.enter(ZORGVORMEN, T, "-17000");
    let palette = |window: &Window| window.harness.query_by_label("Zoeken of opdracht").is_some();
    let choose = |window: &mut Window, typed: &str| {
        window.ctrl(Key::K);
        assert!(palette(window));
        window.type_text(typed);
        window.key(Key::Enter);
        assert!(!palette(window), "the palette is gone");
    };
    choose(&mut window, "ongedaan");
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.873");
    choose(&mut window, "× € 1 mln");
    assert_eq!(window.cell(ZORGVORMEN, T), "-19,9");
    // The second of two: the arrow chooses.
    window.ctrl(Key::K);
    window.type_text("bedragen × € 1");
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.873");
    // An onderdeel by its code shows the page of that onderdeel.
    assert!(window.shows(&format!("{SUB}, {T}: -16.923")));
    choose(&mut window, "6.72.5");
    assert!(window.shows("Totaal subtaakveld, Begroting 2019: -304"));
    assert!(!window.shows(TOTAAL));
    // Escape chooses nothing.
    window.ctrl(Key::K);
    window.type_text("opnieuw");
    window.key(Key::Escape);
    assert!(!palette(&window));
    choose(&mut window, "6.72 ");
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.873");
}

#[test]
fn f6_goes_round_the_window_and_commits_what_was_typed() {
    let (_desk, _, mut window) = Window::hengelo();
    window.click_cell(ZORGVORMEN, T);
    window.type_text("-19950");
    let focused = |window: &Window| {
        let node = window.harness.query_all_by(|node| node.is_focused()).next();
        node.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    };
    let round =
        ["Verloop over de jaren ▾", "Bestand", "6.72 Maatwerkdienst", "Wat mag het kosten?"];
    for part in round {
        window.key(Key::F6);
        assert!(focused(&window).starts_with(part), "{part}: {}", focused(&window));
    }
    assert!(
        window.shows("Saldo, begroting 2019 primitief: -18.259 × € 1.000"),
        "what was typed was committed"
    );
    window.key(Key::F6);
    assert!(focused(&window).starts_with("6.72.8 zorgvormen"), "{}", focused(&window));
    for part in round.iter().rev() {
        window.keys(Modifiers::SHIFT, Key::F6);
        assert!(focused(&window).starts_with(part), "{part}: {}", focused(&window));
    }
    // Tab goes through the bar at the top from left to right.
    window.keys(Modifiers::SHIFT, Key::F6);
    window.key(Key::F6);
    window.key(Key::F6);
    let bar: Vec<String> = (0..11)
        .map(|_| {
            let now = focused(&window);
            window.key(Key::Tab);
            now
        })
        .collect();
    let menus = ["Bestand", "Bewerken", "Invoegen", "Beeld", "Verklaren", "Jaar", "Beraad", "Help"];
    assert_eq!(bar[..8], menus);
    assert!(bar[8].starts_with("Zoeken of opdracht"), "{bar:?}");
    assert_eq!(bar[9..], ["Eenheid", "Tekens"]);
}

#[test]
fn regels_and_onderdelen_are_added_named_moved_and_removed() {
    let (_desk, _, mut window) = Window::hengelo();
    window.click_cell(ZORGVORMEN, T);
    window.ctrl(Key::I);
    window.type_text("vervoer");
    window.key(Key::Enter);
    // The cursor stands in year t of the new line.
    window.type_text("-100");
    window.key(Key::Enter);
    assert_eq!(window.cell("6.72.8 vervoer", T), "-100");
    assert!(window.shows("Saldo, begroting 2019 primitief: -18.282 × € 1.000"));
    window.click_cell("6.72.8 vervoer", T);
    window.keys(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowUp);
    window.ctrl(Key::Delete);
    assert!(window.shows("verwijderen?"), "figures go, so it asks");
    window.click("Verwijderen");
    assert!(window.shows("Saldo, begroting 2019 primitief: -18.182 × € 1.000"));
    for _ in 0..4 {
        window.ctrl(Key::Z);
    }
    assert!(!window.shows("vervoer, Begroting 2019"));
}

#[test]
fn the_kind_of_a_new_regel_is_chosen() {
    let (_desk, _, mut window) = Window::hengelo();
    window.click_cell(ZORGVORMEN, T);
    window.ctrl(Key::I);
    window.type_text("ouderbijdrage");
    // From the name to Lasten, then to Baten.
    window.key(Key::Tab);
    window.key(Key::Tab);
    window.key(Key::Space);
    window.picture("regel");
    window.click("OK");
    window.type_text("100");
    window.key(Key::Enter);
    assert!(
        window.shows("Saldo, begroting 2019 primitief: -18.082 × € 1.000"),
        "baten need no minus"
    );

    window.ctrl(Key::I);
    window.type_text("taakstelling vervoer");
    window.click("Stelpost");
    window.click("OK");
    window.type_text("40");
    window.key(Key::Enter);
    assert!(window.shows("Stelpost nog te vullen, begroting 2019 primitief: 2.990 × € 1.000"));
    // A stelpost is a matter of lasten.
    window.ctrl(Key::I);
    window.type_text("rijksbijdrage");
    window.click("Stelpost");
    window.click("Baten");
    window.click("OK");
    window.type_text("10");
    window.key(Key::Enter);
    assert!(window.shows("Stelpost nog te vullen, begroting 2019 primitief: 2.990 × € 1.000"));
    assert!(window.shows("Saldo, begroting 2019 primitief: -18.032 × € 1.000"));
}

#[test]
fn the_size_of_the_window_is_remembered_at_closing() {
    use eframe::egui::{Rect, ViewportEvent, ViewportId, pos2, vec2};
    let desk = Desk::new();
    let mut window = Window::open(&desk, None);
    let close = |window: &mut Window, size, maximized| {
        let input = window.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default();
        input.inner_rect = Some(Rect::from_min_size(pos2(5.0, 5.0), size));
        input.maximized = Some(maximized);
        input.events.push(ViewportEvent::Close);
        window.settle();
        Settings::load(&RealDisk, &desk.world().folders.config).0.window
    };
    let size = WindowSize { width: 1000, height: 700, maximized: false };
    assert_eq!(close(&mut window, vec2(1000.0, 700.0), false), Some(size));
    // Full screen is no size to go back to.
    let full = WindowSize { maximized: true, ..size };
    assert_eq!(close(&mut window, vec2(2560.0, 1440.0), true), Some(full));
}

#[test]
fn the_tree_has_the_keyboard_back_after_a_question() {
    let (_desk, _, mut window) = Window::hengelo();
    window.click("6.72 Maatwerkdienstverlening 18-: -18.182");
    window.ctrl(Key::E);
    assert!(window.shows("Naam wijzigen van 6.72 Maatwerkdienstverlening 18-"));
    window.key(Key::Escape);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::I);
    window.type_text("Vervoer");
    window.key(Key::Enter);
    window.key(Key::End);
    window.key(Key::Enter);
    assert_eq!(window.selected_row(), "6.82 Geëscaleerde zorg 18-: -2.928");
    window.click("6.72.9 Vervoer: -");
    assert_eq!(window.selected_row(), "6.72.9 Vervoer: -");
    window.ctrl(Key::Delete);
    // The one before it is shown, and the arrows walk on from there.
    assert_eq!(window.selected_row(), "6.72.8 Individuele voorzieningen ZIN Jeugd: -16.923");
    window.key(Key::ArrowUp);
    window.key(Key::Enter);
    assert_eq!(window.selected_row(), "6.72.5 Individuele voorzieningen PGB Jeugd: -304");
}

#[test]
fn the_menu_works_on_the_selected_cells() {
    let (_desk, _, mut window) = Window::hengelo();
    let row = "6.72.0 Ondersteuningsbehoefte (Jeugd)";
    let choose = |window: &mut Window, words: &str| {
        window.click("Bewerken");
        window.choose(words);
    };
    window.enter(row, T, "-900");
    window.click_cell(row, T);
    for _ in 0..2 {
        window.keys(Modifiers::SHIFT, Key::ArrowRight);
    }
    choose(&mut window, "Rechts vullen");
    assert_eq!([window.cell(row, "2020"), window.cell(row, "2021")], ["-900", "-900"]);
    choose(&mut window, "Knippen");
    assert_eq!(window.copied.as_deref(), Some("-900\t-900\t-900"));
    assert_eq!(window.cell(row, "2021"), "");
    // The system is asked for its clipboard, and its answer finds the table with the keyboard.
    window.click_cell(row, "2020");
    choose(&mut window, "Plakken");
    assert!(window.asked_for_clipboard);
    window.paste("-1\t-2");
    assert_eq!([window.cell(row, "2020"), window.cell(row, "2021")], ["-1", "-2"]);

    window.click("Bewerken");
    window.picture("bewerken");
    assert!(window.shows("Ongedaan maken: 2 cellen geplakt in 6.72: 6.72.0 Raming 2020"));
    window.key(Key::Escape);
    window.click("Geschiedenis");
    window.click("Bewerken");
    assert!(window.is_disabled("Leegmaken"), "there is no table here");
}

#[test]
fn the_menu_ticks_what_is_so() {
    let (_desk, _, mut window) = Window::hengelo();
    window.click("Beeld");
    window.picture("beeld");
    assert!(window.is_ticked("Bedragen × € 1.000") && !window.is_ticked("Bedragen × € 1"));
    window.click("Bedragen × € 1");
    window.click("Beeld");
    assert!(window.is_ticked("Bedragen × € 1") && !window.is_ticked("Bedragen × € 1.000"));
    let dark = window.is_ticked("Donker thema");
    window.click("Donker thema");
    window.click("Beeld");
    assert_ne!(window.is_ticked("Donker thema"), dark);
    assert!(!window.is_ticked("Grafiek met baten en lasten"));
    window.click("Grafiek met baten en lasten");
    window.click("Beeld");
    assert!(window.is_ticked("Grafiek met baten en lasten"));
}

#[test]
fn a_recent_file_that_is_gone_leaves_the_list_if_somebody_wants_that() {
    let desk = Desk::new();
    let path = desk.file("hengelo-2019.ron", FILE.as_bytes());
    drop(Window::open_file(&desk, &path));
    std::fs::remove_file(&path).unwrap();
    for (answer, stays) in [("Laten staan", true), ("Uit de lijst halen", false)] {
        let mut window = Window::open(&desk, None);
        window.click("hengelo-2019.ron");
        window.wait_for("bestaat niet");
        window.click(answer);
        assert_eq!(window.shows("hengelo-2019.ron"), stays);
        drop(window);
        assert_eq!(Window::open(&desk, None).shows("hengelo-2019.ron"), stays);
    }
}

#[test]
fn a_sum_says_which_regels_below_it_can_be_changed() {
    let (_desk, _, mut window) = Window::hengelo();
    window.click_cell(SUB, T);
    window.paste("-1");
    assert!(window.shows("wijzig een regel eronder, zoals ‘zorgvormen’ of ‘taakstelling"));
    window.click(&format!("Inklappen: {SUB}"));
    window.click_cell(SUB, T);
    window.paste("-1");
    assert!(window.shows("klap de rij uit"));
}

#[test]
fn the_palette_stays_where_it_is_while_somebody_types() {
    let (_desk, _, mut window) = Window::hengelo();
    window.ctrl(Key::K);
    let field = |window: &Window| window.rect("Zoeken of opdracht");
    let before = field(&window);
    for text in ["o", "pslaan", "xyz"] {
        window.type_text(text);
        assert_eq!(field(&window), before, "{text}");
    }
}

#[test]
fn the_list_of_taakvelden_goes_to_those_of_the_programme() {
    let desk = Desk::new();
    let mut window = Window::open(&desk, None);
    window.click("Nieuwe begroting…");
    window.picture("nieuw");
    // Near the top of the list, right below the field to search in it.
    let list_top = |window: &Window| window.rect("Zoek in de landelijke taakvelden").bottom();
    let first = window.rect("6.1 Samenkracht en burgerparticipatie");
    assert!((first.top() - list_top(&window)).abs() < 60.0, "{first:?}");
    for _ in 0..2 {
        window.key(Key::Tab);
    }
    window.ctrl(Key::A);
    window.type_text("0");
    let first = window.rect("0.1 Bestuur");
    assert!((first.top() - list_top(&window)).abs() < 60.0, "{first:?}");
}

#[test]
fn nothing_pops_up_under_a_pointer_that_lies_still() {
    let desk = Desk::new();
    let path = desk.file("hengelo-2019.ron", FILE.as_bytes());
    let closed = format!("{ZORGVORMEN}, Begroting 2018: -21.901");
    let pos = Window::open_file(&desk, &path).rect(&closed).center();
    let mut window = Window::open(&desk, None);
    window.hover(pos);
    window.answer_dialog(&path);
    window.ctrl(Key::O);
    window.wait_for(TOTAAL);
    window.rest();
    assert!(!window.shows("Deze cel is gesloten."));
    window.hover(pos + vec2(4.0, 0.0));
    window.rest();
    assert!(window.shows("Deze cel is gesloten."));
}

#[test]
fn what_is_done_with_a_text_fits_a_narrow_window() {
    let (_desk, _, mut window) = Window::hengelo();
    window.harness.set_size(vec2(1000.0, 700.0));
    window.settle();
    window.click("Wat willen we bereiken?");
    window.picture("tekst-smal");
    let buttons = window.rects("Meer met alinea: ");
    assert!(!buttons.is_empty() && buttons.iter().all(|rect| rect.right() < 1000.0), "{buttons:?}");
}

#[test]
fn what_somebody_else_saved_is_merged_and_then_saved_over() {
    let (desk, path, mut window) = Window::hengelo();
    saved_over(&mut window, &path);
    window.click("Samenvoegen met het andere");
    window.wait_for("1 wijziging; Ctrl+Z");
    window.click("Samenvoegen");
    window.wait_for("Samengevoegd: hengelo-2019.ron");
    assert_eq!(window.cell(ZORGVORMEN, T), "-17.000");
    assert_eq!(window.cell(ZORGVORMEN, "2020"), "-16.000");
    window.save();
    let saved = std::fs::read_to_string(&path).unwrap();
    assert!(saved.contains("\"17000000\"") && saved.contains("\"16000000\""));
    drop(window);
    let window = Window::open_file(&desk, &path);
    assert_eq!(window.cell(ZORGVORMEN, "2020"), "-16.000");
}

#[test]
fn what_was_merged_and_taken_back_is_not_saved_over() {
    let (_desk, path, mut window) = Window::hengelo();
    saved_over(&mut window, &path);
    let others = std::fs::read(&path).unwrap();
    window.click("Samenvoegen met het andere");
    window.wait_for("1 wijziging; Ctrl+Z");
    window.click("Samenvoegen");
    window.wait_for("Samengevoegd: hengelo-2019.ron");
    window.ctrl(Key::Z);
    assert_eq!(window.cell(ZORGVORMEN, "2020"), "-16.148");
    window.ctrl(Key::S);
    window.wait_for("is door iemand anders of een ander programma gewijzigd");
    assert_eq!(std::fs::read(&path).unwrap(), others);
    window.click("Annuleren");
    window.ctrl(Key::Y);
    window.save();
    assert_eq!(window.cell(ZORGVORMEN, "2020"), "-16.000");
}

#[test]
fn a_figure_says_what_it_adds_up_and_who_changed_it() {
    let (_desk, _, mut window) = Window::hengelo();
    window.enter(ZORGVORMEN, T, "-19950");
    window.click_cell(ZORGVORMEN, T);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    assert!(window.shows("6.72.8 zorgvormen, Begroting 2019 primitief"));
    assert!(window.shows("-19.873 → -19.950"));
    window.picture("waarom");
    window.key(Key::Escape);
    // Of a total what it adds up, and what was printed of it.
    window.click_cell("Totaal taakveld", T);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    assert!(window.shows("6.72.0 Ondersteuningsbehoefte (Jeugd): -816"));
    assert!(window.shows("saldo -18.183"));
    window.picture("waarom-totaal");
    window.key(Key::Escape);
    // The budget as it was then, from the history.
    window.click("Geschiedenis");
    window.picture("geschiedenis");
    let links = window.harness.query_all_by_role(eframe::egui::accesskit::Role::Link);
    let is_moment = |link: &egui_kittest::Node<'_>| {
        link.accesskit_node().label().is_some_and(|label| label.contains("2026"))
    };
    links.into_iter().find(is_moment).unwrap().click();
    window.settle();
    window.picture("toen");
    assert!(window.shows("2 verschillen"), "of primitief, and gewijzigd with it");
}

#[test]
fn the_least_window_shows_its_whole_bar() {
    for file in ["saves/hengelo-2019.ron", "saves/hengelo-interventie-2018.ron"] {
        let desk = Desk::new();
        let path = desk.file("begroting.ron", &std::fs::read(file).unwrap());
        let mut window = Window::open_file(&desk, &path);
        let [width, height] = sluitend::ui::theme::size::WINDOW_LEAST;
        window.harness.set_size(vec2(width, height));
        window.settle();
        window.picture(&format!("kleinste-{}", file.len()));
        let help = window.rect("Help");
        let boxes = window.harness.query_all_by_role(Role::ComboBox);
        let buttons = window.harness.query_all_by_role(Role::Button).chain(boxes);
        let rects: Vec<Rect> = buttons.map(|node| node.rect()).collect();
        let beside =
            rects.iter().filter(|rect| rect.top() < help.bottom() && rect.left() > help.left());
        assert!(beside.clone().count() >= 3, "{rects:?}");
        for rect in beside {
            assert!(rect.left() >= help.right() && rect.right() <= width, "{rect:?}");
        }
    }
}

#[test]
fn work_that_was_all_undone_is_not_offered_again() {
    let (desk, path, mut window) = Window::hengelo();
    window.enter(ZORGVORMEN, T, "-17000");
    window.ctrl(Key::Z);
    assert!(!window.shows("niet opgeslagen"));
    drop(window);
    let mut window = Window::open_file(&desk, &path);
    assert!(!window.shows("Niet opgeslagen werk gevonden") && !window.shows("niet opgeslagen"));
    window.ctrl(Key::Y);
    assert_eq!(window.cell(ZORGVORMEN, T), "-17.000", "it can be done again");
    window.ctrl(Key::Z);
    // It goes on from there, and what comes after it is found after a crash.
    window.enter(ZORGVORMEN, T, "-16000");
    drop(window);
    let mut window = Window::open(&desk, Some(&path));
    window.wait_for("Niet opgeslagen werk gevonden");
    window.click("Terughalen");
    window.wait_for(TOTAAL);
    assert_eq!(window.cell(ZORGVORMEN, T), "-16.000");
    window.ctrl(Key::Z);
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.873");
}
