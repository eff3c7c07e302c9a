//! Sealed versions on the screen: seal, change, list, look, go back, undo, and send out.

#![allow(clippy::disallowed_methods, reason = "a test writes the files that the program finds")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]

mod common;
#[path = "common/window.rs"]
mod window;

use std::path::{Path, PathBuf};

use eframe::egui::{Key, Role};
use egui_kittest::kittest::Queryable;
use sluitend::store::{RealDisk, Versies, load, ron_file, versions_folder};
use window::{Desk, HENGELO, Window};

const ZORGVORMEN: &str = "6.72.8 zorgvormen";
const T: &str = "Begroting 2019";

fn menu(window: &mut Window, words: &str) {
    window.click("Bestand");
    window.choose(words);
}

/// Seals what is open under this name.
fn seal(window: &mut Window, name: &str) {
    menu(window, "Versie verzegelen");
    window.replace("Naam", name);
    window.replace("Rol, geen naam", "concerncontroller");
    window.replace("Opmerking", "Naar het college.");
    window.click("Verzegelen");
    window.wait_for("Verzegeld als ");
}

fn versions(path: &Path) -> Versies {
    let folder = versions_folder(&RealDisk, path);
    let id = ron_file::read(HENGELO.as_bytes()).unwrap().id();
    Versies::list(&RealDisk, &[folder], id).unwrap()
}

fn only_title(path: &Path) -> String {
    let found = versions(path);
    assert_eq!(found.versies.len(), 1);
    found.versies[0].zegel().title()
}

fn only_version(path: &Path) -> PathBuf {
    let found = versions(path);
    assert_eq!(found.versies.len(), 1);
    found.versies[0].path.clone()
}

#[test]
fn seal_change_list_go_back_and_undo() {
    let (_desk, path, mut window) = Window::hengelo();
    seal(&mut window, "Ontwerp");
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.873");
    window.enter(ZORGVORMEN, T, "-19950");
    window.enter("6.72.8 taakstelling interventieplan", T, "2500");
    window.save();
    let changed = std::fs::read(&path).unwrap();

    menu(&mut window, "Versies");
    window.wait_for("Naar het college.");
    assert!(window.shows("ongewijzigd") && window.shows("concerncontroller"));
    window.picture("versies");
    window.click("Terug naar deze versie: Ontwerp");
    window.wait_for("Terug naar versie ‘Ontwerp’");
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.873");
    assert_eq!(std::fs::read(&path).unwrap(), changed, "going back saves nothing");
    window.save();
    assert_eq!(
        load(&RealDisk, &path).unwrap().begroting,
        ron_file::read(HENGELO.as_bytes()).unwrap()
    );
    window.ctrl(Key::Z);
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.950");
    window.save();
    assert_eq!(std::fs::read(&path).unwrap(), changed);
    assert!(versions(&path).versies[0].verzegeld.is_heel());

    // Nothing to go back to.
    window.ctrl(Key::Y);
    menu(&mut window, "Versies");
    window.wait_for("Naar het college.");
    window.click("Terug naar deze versie: Ontwerp");
    window.wait_for("Er is niets anders dan in deze versie.");
}

#[test]
fn a_version_opens_read_only_and_one_that_was_changed_says_so() {
    let (desk, path, mut window) = Window::hengelo();
    seal(&mut window, "Ontwerp");
    let sealed = only_version(&path);
    let bytes = std::fs::read(&sealed).unwrap();
    menu(&mut window, "Versies");
    window.wait_for("Naar het college.");
    window.click("Alleen-lezen openen: Ontwerp");
    window.wait_for("Dit is de verzegelde versie ‘Ontwerp’ van 18-11-2026 ");
    window.picture("versie-alleen-lezen");
    window.click("Alleen lezen");
    assert!(window.shows("alleen-lezen"));
    // It cannot be saved over, whatever is chosen.
    window.enter(ZORGVORMEN, T, "-17000");
    window.answer_dialog(&sealed);
    window.ctrl(Key::S);
    window.wait_for("Niet opgeslagen");
    assert_eq!(std::fs::read(&sealed).unwrap(), bytes);
    drop(window);

    let text = String::from_utf8(bytes).unwrap().replace("\"19873000\"", "\"19000000\"");
    let forged = sealed.with_file_name("vervalst.ron");
    std::fs::write(&forged, &text).unwrap();
    let mut window = Window::open(&desk, Some(&forged));
    window.wait_for("gewijzigd sinds het verzegelen");
    window.click("Alleen lezen");
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.000", "it can be looked at");
    // Neither without the read-only mark of the system.
    window.enter(ZORGVORMEN, T, "-17000");
    window.answer_dialog(&forged);
    window.ctrl(Key::S);
    window.wait_for("daar wordt nooit overheen opgeslagen");
    assert_eq!(std::fs::read_to_string(&forged).unwrap(), text);
}

#[test]
fn the_budget_is_set_beside_a_version() {
    let (_desk, path, mut window) = Window::hengelo();
    seal(&mut window, "Ontwerp");
    window.enter(ZORGVORMEN, T, "-19950");
    menu(&mut window, "Versies");
    window.wait_for("Naar het college.");
    window.click("Vergelijken: Ontwerp");
    window.wait_for("Overnemen");
    window.picture("versie-vergeleken");
    // As it is called among the other versions, where it stands once.
    let title = only_title(&path);
    assert!(title.ends_with(": Ontwerp"), "{title}");
    window.click(&format!("Van: {title}"));
    let entries = window.harness.query_all_by_role_and_label(Role::Button, &title).count();
    assert_eq!(entries, 1);
}

#[test]
fn what_is_closed_keeps_the_budget_from_going_back_half() {
    let (_desk, _path, mut window) = Window::hengelo();
    seal(&mut window, "Ontwerp");
    window.click("Openen: Begroting 2018");
    window.click("Kolom openen");
    window.enter(ZORGVORMEN, "Begroting 2018", "-21900");
    window.enter(ZORGVORMEN, T, "-19950");
    window.click("Sluiten: Begroting 2018");
    menu(&mut window, "Versies");
    window.wait_for("Naar het college.");
    window.click("Terug naar deze versie: Ontwerp");
    window.wait_for("Niet teruggegaan");
    assert!(window.shows("In deze versie staan andere cijfers in Begroting 2018"));
    window.click("Begrepen");
    assert_eq!(window.cell(ZORGVORMEN, "Begroting 2018"), "-21.900");
    assert_eq!(window.cell(ZORGVORMEN, T), "-19.950", "nothing changed half");
}

#[test]
fn what_is_sent_out_finds_its_version_when_it_comes_back() {
    let (desk, path, mut window) = Window::hengelo();
    menu(&mut window, "Kopie om te verzenden");
    assert!(window.shows("nog niet uitgezet"));
    menu(&mut window, "Uitzetten");
    window.replace("Naam", "Uitgezet aan budgethouders");
    window.replace("Rol, geen naam", "");
    window.click("Uitzetten");
    assert!(window.shows("Vul de rol in van wie verzegelt"));
    // The keyboard is where something is missing.
    window.type_text("concerncontroller");
    window.click("Uitzetten");
    window.wait_for("draagt nu haar kenmerk");
    let copy = desk.folder.path().join("voor jeugd.ron");
    window.answer_dialog(&copy);
    window.click("Kopie om te verzenden…");
    window.wait_for("Kopie bewaard als voor jeugd.ron.");
    window.save();
    let sent = load(&RealDisk, &copy).unwrap().begroting;
    assert_eq!(sent, load(&RealDisk, &path).unwrap().begroting);

    // A budgethouder works on the copy, and the controller goes on.
    let mut other = Window::open_file(&desk, &copy);
    other.enter(ZORGVORMEN, T, "-19950");
    other.save();
    drop(other);
    window.enter(ZORGVORMEN, "2020", "-16000");
    menu(&mut window, "Uitzetten");
    window.replace("Naam", "Tweede ronde");
    window.replace("Rol, geen naam", "concerncontroller");
    window.click("Uitzetten");
    window.wait_for("draagt nu haar kenmerk");
    window.click("Later");

    let returned = load(&RealDisk, &copy).unwrap().begroting;
    let found = versions(&path);
    let (_, base) = found.base_of(&RealDisk, &returned).unwrap().unwrap();
    assert_eq!(base, sent);
}

#[test]
fn without_a_file_of_its_own_there_is_nothing_to_seal_beside() {
    let desk = Desk::new();
    let mut window = Window::open(&desk, None);
    window.click("Hengelo, sociaal domein 2019");
    window.wait_for("Geschiedenis");
    menu(&mut window, "Versie verzegelen");
    assert!(window.shows("Sla de begroting eerst op"));
}

#[test]
fn long_words_of_a_version_stay_in_the_window() {
    let (_desk, _path, mut window) = Window::hengelo();
    let long = "Ontwerp van de begroting zoals die na de tweede ronde naar het college is gegaan, \
                met alle afspraken van de budgethouders";
    menu(&mut window, "Versie verzegelen");
    window.replace("Naam", long);
    window.replace("Rol, geen naam", "financieel adviseur van de afdeling Sociaal");
    window.replace("Opmerking", &[long, long].join("; "));
    window.click("Verzegelen");
    window.wait_for("Verzegeld als ");
    menu(&mut window, "Versies");
    window.wait_for("verzegeld op");
    window.picture("versies-lang");
    const WIDTH: f32 = 1280.0;
    for part in ["Alleen-lezen openen: Ontwerp", "Terug naar deze versie: Ontwerp", "Ontwerp van"] {
        for rect in window.rects(part) {
            assert!(rect.left() >= 0.0 && rect.right() <= WIDTH, "{part}: {rect:?}");
        }
    }
    window.harness.get_by_label_contains("Vergelijken: Ontwerp").click();
    window.wait_for("Omdraaien");
    window.settle();
    window.harness.get_by_label_contains("Van: verzegeld").click();
    window.settle();
    window.picture("versies-lang-vergeleken");
    for rect in window.rects("Ontwerp van").into_iter().chain(window.rects("Omdraaien")) {
        assert!(rect.left() >= 0.0 && rect.right() <= WIDTH, "{rect:?}");
    }
}
