//! The history of a file across restarts: what was done can be undone, and read far back.

#![allow(clippy::disallowed_methods, reason = "a test writes the files that the program finds")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]

mod common;
#[path = "common/hengelo.rs"]
#[expect(dead_code, reason = "one part of it")]
mod hengelo;
#[path = "common/window.rs"]
mod window;

use std::path::Path;
use std::sync::Arc;

use eframe::egui::Key;
use rust_decimal::Decimal;
use sluitend::change::{Document, Earlier, History, Step};
use sluitend::model::{Bedrag, ContentHash, Id, RegelField, Revision};
use sluitend::store::{Disk, Journal, JournalHeader, RealDisk, ron_file};
use window::{Desk, Window};

const ZORGVORMEN: &str = "6.72.8 zorgvormen";
const T: &str = "Begroting 2019";

#[test]
fn undo_and_redo_go_on_after_a_restart() {
    let (desk, path, mut window) = Window::hengelo();
    window.enter(ZORGVORMEN, T, "-17000");
    window.enter(ZORGVORMEN, "2020", "-16000");
    window.save();
    drop(window);

    let mut window = Window::open_file(&desk, &path);
    assert!(!window.shows("Niet opgeslagen werk"));
    window.click("Geschiedenis");
    window.picture("geschiedenis-na-herstart");
    assert!(window.shows("18-11-2026") && window.shows("budgethouder"));
    window.click("Wat mag het kosten?");
    window.ctrl(Key::Z);
    assert_eq!(window.cell(ZORGVORMEN, "2020"), "-16.148");
    assert!(window.shows("niet opgeslagen"));
    window.save();
    drop(window);

    let mut window = Window::open_file(&desk, &path);
    window.ctrl(Key::Z);
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.873");
    window.ctrl(Key::Y);
    window.ctrl(Key::Y);
    assert_eq!(window.cell(ZORGVORMEN, T), "-17.000");
    assert_eq!(window.cell(ZORGVORMEN, "2020"), "-16.000");
}

#[test]
fn the_budget_as_it_was_opened_is_not_as_it_was_at_first() {
    let mut document = hengelo::document();
    let first = document.begroting().clone();
    let regel = hengelo::regel(document.begroting(), "zorgvormen").id;
    hengelo::type_in(&mut document, regel, hengelo::T, "-17000");
    let steps: Vec<Step> = document.history().iter().cloned().map(Step::Do).collect();
    let opened = document.begroting().clone();

    let mut document = Document::new(opened.clone());
    document.resume(History::of(&steps), Earlier::Nothing);
    assert!(document.is_saved());
    hengelo::type_in(&mut document, regel, hengelo::T, "-18000");
    assert_eq!(document.opened().as_ref(), Some(&opened));
    assert_eq!(document.at(0).as_ref(), Some(&first));
    document.undo().unwrap();
    document.undo().unwrap();
    assert_eq!(*document.begroting(), first);
    assert_eq!(document.opened().as_ref(), Some(&opened), "from what can be done again");
    assert_eq!(document.at(9), None);
    hengelo::type_in(&mut document, regel, hengelo::T, "-16000");
    assert_eq!(document.opened(), None, "the way back is gone");
    assert!(!document.is_saved());
}

#[test]
fn what_was_left_behind_is_not_what_undo_takes_back() {
    let (desk, path, mut window) = Window::hengelo();
    window.enter(ZORGVORMEN, T, "-17000");
    window.save();
    window.enter(ZORGVORMEN, T, "-18000");
    window.ctrl(Key::W);
    window.click("Niet opslaan");
    drop(window);
    let mut window = Window::open_file(&desk, &path);
    assert_eq!(window.cell(ZORGVORMEN, T), "-17.000");
    window.ctrl(Key::Z);
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.873");
}

#[test]
fn a_file_that_was_changed_outside_begins_without_a_history() {
    let (desk, path, mut window) = Window::hengelo();
    window.enter(ZORGVORMEN, T, "-17000");
    window.save();
    drop(window);
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("\"17000000\"", "\"16000000\"")).unwrap();
    let mut window = Window::open_file(&desk, &path);
    window.click("Bewerken");
    assert!(window.is_disabled("Ongedaan maken"));
}

/// Changes the amount over and over, in a journal beside the file; gives the file its last amount.
fn long_history(desk: &Desk, count: u64) -> std::path::PathBuf {
    let mut document = Document::new(hengelo::begroting());
    let regel = hengelo::regel(document.begroting(), "zorgvormen").id;
    let path = desk.file("lang.ron", hengelo::FILE.as_bytes());
    let header = JournalHeader {
        budget: document.begroting().id(),
        base: ContentHash::of(hengelo::FILE.as_bytes()),
    };
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let beside = std::fs::canonicalize(&path).unwrap().with_file_name("lang.ron.journaal");
    let (mut journal, _) = Journal::open::<Step>(&disk, &beside, &header).unwrap();
    for number in 1..=count {
        let amount = Bedrag::Euro(Decimal::from(10_000_000 + number * 1000));
        let field = RegelField::Amount(hengelo::T, Some(amount));
        let edits = document.begroting().set(regel, field).unwrap().into_iter().collect();
        let (who, why) = ("budgethouder Jeugd".to_owned(), format!("stap {number}"));
        let at = jiff::Timestamp::from_second(1_500_000_000 + number as i64).unwrap();
        let revision = Revision { id: Id::from_bits(number), who, at, why, edits, van: Vec::new() };
        journal.append(&document.commit(revision).unwrap()).unwrap();
        if number % 100 == 0 {
            let bytes = ron_file::write(document.begroting()).unwrap();
            journal.mark_saved(&ContentHash::of(bytes.as_bytes())).unwrap();
            std::fs::write(&path, bytes).unwrap();
        }
    }
    journal.sync().unwrap();
    path
}

fn size(path: &Path) -> u64 {
    std::fs::metadata(path).unwrap().len()
}

#[test]
fn a_long_history_is_read_from_the_archive_when_somebody_looks() {
    let desk = Desk::new();
    let path = long_history(&desk, 2_500);
    let mut window = Window::open_file(&desk, &path);
    let beside = |name: &str| path.with_file_name(name);
    assert!(size(&beside("lang.ron.journaal")) < size(&beside("lang.ron.geschiedenis")));

    window.click("Geschiedenis");
    assert!(window.shows("stap 2500") && !window.shows("stap 1 "));
    window.click("Ook 1500 eerdere wijzigingen tonen");
    window.settle();
    for _ in 0..200 {
        if !window.shows("Ook 1500 eerdere") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.harness.step();
    }
    assert!(!window.shows("Ook 1500 eerdere"));
    window.picture("geschiedenis-lang");
    window.click("Wat mag het kosten?");
    window.ctrl(Key::Z);
    assert_eq!(window.cell(ZORGVORMEN, T), "-12.499");
    drop(window);

    // Without its archive the budget opens as well, and what is missing is told.
    std::fs::remove_file(beside("lang.ron.geschiedenis")).unwrap();
    let mut window = Window::open(&desk, Some(&path));
    window.wait_for("Niet opgeslagen werk gevonden");
    window.click("Niet terughalen");
    window.wait_for("Geschiedenis");
    window.click("Geschiedenis");
    window.click("Ook 1500 eerdere wijzigingen tonen");
    window.wait_for("zijn er 1500 niet gevonden");
}
