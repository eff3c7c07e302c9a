//! The adviser's evening: files that came back are dropped on the window, compared, merged with every
//! conflict decided, and the result set beside the version that went out.

#![allow(clippy::disallowed_methods, reason = "a test writes the files that the program finds")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]

mod common;
#[path = "common/window.rs"]
mod window;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::accesskit::Role;
use eframe::egui::{DroppedFile, Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable as _;
use rust_decimal::Decimal;
use sluitend::change::versie::uitgezet;
use sluitend::model::{Bedrag, Begroting, Field, Id, Kolom, ParagraafField, RegelField, Stadium};
use sluitend::store::{Opschrift, RealDisk, ron_file, seal};
use sluitend::ui::Inkomend;
use window::{Desk, HENGELO, Window};

const T: &str = "Begroting 2019";
const ZORG: &str = "6.72.8 zorgvormen";

#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn drop_on(window: &mut Window, files: &[&PathBuf]) {
    for file in files {
        window.harness.input_mut().dropped_files.push(Arc::new(Dropped((*file).clone())));
    }
    window.settle();
}

/// Clicks an answer of the question, and not what stands behind it with the same name.
fn answer(window: &mut Window, label: &str) {
    window.harness.query_all_by_label(label).last().unwrap().click();
    window.settle();
}

fn regel(budget: &Begroting, name: &str) -> Id {
    budget.regels.iter().find(|regel| regel.name == name).unwrap().id
}

fn set(budget: &mut Begroting, id: Id, field: impl Into<Field>) {
    let edit = budget.set(id, field).unwrap().unwrap();
    budget.apply(&edit).unwrap();
}

fn amount(thousands: i64) -> RegelField {
    let kolom = Kolom::new(2019, Stadium::Primitief);
    RegelField::Amount(kolom, Some(Bedrag::Euro(Decimal::from(thousands * 1000))))
}

/// The budget as it was sent out, open; and three files that came back.
fn evening() -> (Desk, [PathBuf; 3], Window) {
    let desk = Desk::new();
    let path = desk.file("hengelo.ron", HENGELO.as_bytes());
    let mut sent = ron_file::read(HENGELO.as_bytes()).unwrap();
    let opschrift = Opschrift {
        naam: "Uitgezet".into(),
        datum: jiff::civil::date(2018, 9, 3),
        om: None,
        rol: "financieel adviseur".into(),
        opmerking: String::new(),
    };
    let versie = seal(&RealDisk, &path, &sent, opschrift).unwrap();
    let mark = uitgezet(&sent, versie.zegel().sha256);
    mark.iter().for_each(|edit| sent.apply(edit).unwrap());
    let file = |name: &str, change: &dyn Fn(&mut Begroting)| {
        let mut budget = sent.clone();
        change(&mut budget);
        desk.file(name, ron_file::write(&budget).unwrap().as_bytes())
    };
    file("hengelo.ron", &|_| {});
    let jeugd = file("jeugd.ron", &|budget| {
        set(budget, regel(budget, "zorgvormen"), amount(20_000));
        set(budget, regel(budget, "nog uit te denken"), RegelField::Name("nog te vinden".into()));
    });
    let toegang = file("toegang.ron", &|budget| {
        let wijk = budget.onderdelen.iter().find(|part| part.code == "6.2").unwrap().id;
        let lasten = budget.regels.of(wijk).next().unwrap().id;
        set(budget, lasten, amount(4_400));
        set(budget, regel(budget, "zorgvormen"), amount(21_000));
    });
    let zonder = file("niets.ron", &|_| {});
    let mut window = Window::open_file(&desk, &path);
    window.harness.set_size(vec2(1500.0, 950.0));
    window.settle();
    (desk, [jeugd, toegang, zonder], window)
}

#[test]
fn three_files_are_dropped_decided_and_merged_in_one_change() {
    let (_desk, [jeugd, toegang, zonder], mut window) = evening();
    window.click_tree("6.72 ");
    assert_eq!(window.cell(ZORG, T), "-19.873");
    drop_on(&mut window, &[&jeugd, &toegang, &zonder]);
    assert!(window.shows("Wat wilt u met deze bestanden?"));
    window.click("Samenvoegen");
    window.wait_for("in de geopende begroting; u ziet eerst wat er gebeurt");
    window.wait_for("1 conflict vraagt nog een keuze (F8).");
    window.picture("samenvoegen");
    assert!(window.is_disabled("Samenvoegen"));
    // Both sides with the total of the onderdeel.
    assert!(window.shows("Beide wijzigden hetzelfde, elk anders."));
    assert!(window.shows(
        "Conflict 1, Tot nu toe (jeugd.ron): -20.000 × € 1.000 (totaal 6.72.8 Begroting 2019 primitief: -17.050"
    ));
    assert!(window.shows("was: -19.873 × € 1.000"));
    // What it becomes is seen before it happens, with the file that it comes from.
    assert!(window.shows("Zo wordt de geopende begroting"));
    assert_eq!(window.cell("zorgvormen (lasten)", "Nieuw"), "-20.000");
    assert_eq!(window.cell("zorgvormen (lasten)", "Uit"), "jeugd.ron");
    // F6 comes by the files, the conflicts and what it becomes.
    let reached = (0..8).filter(|_| {
        window.key(Key::F6);
        let choice = window.harness.query_all_by_label_contains("Conflict 1, ").next();
        choice.is_some_and(|choice| choice.is_focused())
    });
    assert!(reached.count() > 0);
    window.key(Key::F8);
    assert!(window.shows("Conflict 1 van 1."));
    window.harness.get_by_label_contains("Conflict 1, Hun (toegang.ron)").click();
    window.settle();
    window.wait_for("wijzigingen in één keer");
    // The keyboard goes from the last decision to the button.
    window.key(Key::F8);
    assert!(window.shows("Elk conflict heeft een keuze; Enter voegt samen."));
    assert!(window.harness.get_by_role_and_label(Role::Button, "Samenvoegen").is_focused());
    assert_eq!(window.cell("zorgvormen (lasten)", "Nieuw"), "-21.000");
    assert_eq!(window.cell("zorgvormen (lasten)", "Uit"), "toegang.ron");
    window.picture("samenvoegen-gekozen");
    window.click("Samenvoegen");
    window.wait_for("Samengevoegd: jeugd.ron, toegang.ron, niets.ron");
    assert_eq!(window.cell(ZORG, T), "-21.000");
    assert!(window.shows("nog te vinden"));
    window.click_tree("6.2 ");
    assert!(window.shows("-4.400"));
    window.click_tree("6.72 ");
    window.ctrl(Key::Z);
    assert_eq!(window.cell(ZORG, T), "-19.873");
}

#[test]
fn what_was_decided_once_is_not_asked_again() {
    let (_desk, [jeugd, toegang, _], mut window) = evening();
    window.click_tree("6.72 ");
    let merge = |window: &mut Window| {
        drop_on(window, &[&jeugd, &toegang]);
        window.click("Samenvoegen");
        window.wait_for("in de geopende begroting; u ziet eerst wat er gebeurt");
    };
    merge(&mut window);
    window.wait_for("1 conflict vraagt nog een keuze (F8).");
    window.harness.get_by_label_contains("Conflict 1, Tot nu toe (jeugd.ron)").click();
    window.settle();
    window.wait_for("wijzigingen in één keer");
    window.click("Samenvoegen");
    assert_eq!(window.cell(ZORG, T), "-20.000");
    merge(&mut window);
    window.wait_for("Er komt niets bij: alles staat er al.");
    assert!(window.shows("begon met wat al is samengevoegd: daarna is er niets gewijzigd."));
    assert!(!window.shows("Conflict 1 van 1"));
    window.picture("samenvoegen-nog-eens");
    // Once the merge is taken back it is new again.
    window.click("Sluiten");
    window.ctrl(Key::Z);
    merge(&mut window);
    window.wait_for("1 conflict vraagt nog een keuze (F8).");
}

#[test]
fn another_amount_is_typed_in_place_of_both() {
    const FIELD: &str = "Conflict 1, ander bedrag";
    let (_desk, [jeugd, toegang, _], mut window) = evening();
    window.click_tree("6.72 ");
    drop_on(&mut window, &[&jeugd, &toegang]);
    window.click("Samenvoegen");
    window.wait_for("1 conflict vraagt nog een keuze (F8).");
    // What is no amount, and what has another sign than both, is said beside the field and decides nothing.
    let type_in = |window: &mut Window, text: &str| {
        window.harness.get_by_role_and_label(Role::TextInput, FIELD).click();
        window.settle();
        window.ctrl(Key::A);
        window.type_text(text);
        window.key(Key::Enter);
    };
    type_in(&mut window, "veel");
    window.wait_for("1 conflict vraagt nog een keuze (F8).");
    assert!(window.shows("‘veel’"));
    type_in(&mut window, "20500");
    assert!(window.shows("20500 heeft een ander teken dan beide versies"));
    window.picture("samenvoegen-verkeerd-bedrag");
    // The keyboard is still there.
    window.ctrl(Key::A);
    window.type_text("-20500");
    window.key(Key::Enter);
    window.wait_for("wijzigingen in één keer");
    assert!(!window.shows("ander teken dan beide"));
    assert!(window.shows("✓ Ander bedrag, × € 1.000:"));
    assert_eq!(window.cell("zorgvormen (lasten)", "Nieuw"), "-20.500");
    assert_eq!(
        window.cell("zorgvormen (lasten)", "Uit"),
        "hier getypt, niet -20.000 × € 1.000 of -21.000 × € 1.000"
    );
    window.picture("samenvoegen-ander-bedrag");
    // One side can still be kept, and what is typed half is not lost by going on.
    window.harness.get_by_label_contains("Conflict 1, Hun (toegang.ron)").click();
    window.settle();
    window.wait_for("wijzigingen in één keer");
    assert_eq!(window.cell("zorgvormen (lasten)", "Nieuw"), "-21.000");
    window.harness.get_by_role_and_label(Role::TextInput, FIELD).click();
    window.settle();
    window.type_text("-204");
    assert!(window.is_disabled("Samenvoegen"));
    assert!(window.shows("Rond eerst het bedrag af dat u typt (Enter)."));
    window.type_text("00");
    window.key(Key::Enter);
    window.wait_for("wijzigingen in één keer");
    window.click("Samenvoegen");
    window.wait_for("Samengevoegd: jeugd.ron, toegang.ron");
    assert_eq!(window.cell(ZORG, T), "-20.400");
    window.click_tree("6.72 ");
    window.ctrl(Key::Z);
    assert_eq!(window.cell(ZORG, T), "-19.873");
}

#[test]
fn the_evening_ends_with_a_sealed_version_beside_the_one_that_went_out() {
    let (_desk, [jeugd, toegang, zonder], mut window) = evening();
    let path = jeugd.with_file_name("hengelo.ron");
    window.click_tree("6.72 ");
    // What the adviser typed in the meantime stays.
    window.enter("6.72.8 taakstelling interventieplan", T, "2900");
    drop_on(&mut window, &[&jeugd, &toegang, &zonder]);
    window.click("Samenvoegen");
    window.wait_for("1 conflict vraagt nog een keuze (F8).");
    window.harness.get_by_label_contains("Conflict 1, Hun (toegang.ron)").click();
    window.wait_for("3 wijzigingen in één keer");
    window.click("Samenvoegen");
    window.wait_for("Samengevoegd: jeugd.ron, toegang.ron, niets.ron");
    window.ctrl(Key::Z);
    window.ctrl(Key::Y);
    window.save();

    let menu = |window: &mut Window, entry: &str| {
        window.click("Bestand");
        window.choose(entry);
    };
    menu(&mut window, "Versie verzegelen");
    window.replace("Naam", "Naar het college");
    window.replace("Rol, geen naam", "financieel adviseur");
    window.click("Verzegelen");
    window.wait_for("Verzegeld als");
    menu(&mut window, "Versies");
    window.wait_for("Vergelijken: Naar het college");
    window.click("Vergelijken: Uitgezet");
    window.wait_for("Overnemen");
    window.settle();
    window.picture("avond-vergeleken");
    // 15 by toegang, 1.127 by toegang instead of jeugd, and 25 by the adviser.
    assert_eq!(window.cell("Begroting 2019 primitief", "Verschil"), "-1.167");
    assert_eq!(window.cell("taakstelling interventieplan (lasten)", "Verschil"), "-25");
    assert_eq!(window.cell("zorgvormen (lasten)", "Nieuw"), "-21.000");
    window.click("Sluiten");

    // All of it is in the file, and undo still goes back to what was there before.
    let saved = ron_file::read(&std::fs::read(&path).unwrap()).unwrap();
    assert!(saved.regels.iter().any(|regel| regel.name == "nog te vinden"));
    for _ in 0..2 {
        window.ctrl(Key::Z);
    }
    assert_eq!(window.cell(ZORG, T), "-19.873");
}

#[test]
fn a_file_is_compared_and_a_choice_of_it_taken_over() {
    let (_desk, [jeugd, ..], mut window) = evening();
    window.click_tree("6.72 ");
    drop_on(&mut window, &[&jeugd]);
    window.click("Vergelijken");
    window.wait_for("Overnemen");
    window.settle();
    window.picture("vergelijken");
    assert!(window.shows("waar jeugd.ron mee begon"));
    assert_eq!(window.cell("zorgvormen (lasten)", "Verschil"), "-127");
    assert_eq!(window.cell("zorgvormen (lasten)", "V of N"), "N");
    assert_eq!(window.cell("6.72 Maatwerkdienstverlening 18-", "Verschil"), "-127");
    window.key(Key::F8);
    assert!(window.shows("Verschil 1 van 3: zorgvormen (lasten) -127"));
    // What the file has becomes ours, for this row alone.
    window.click("Overnemen");
    window.wait_for("Overgenomen uit jeugd.ron");
    window.click("Sluiten");
    assert_eq!(window.cell(ZORG, T), "-20.000");
    assert!(!window.shows("nog te vinden"), "that was not chosen");
    window.ctrl(Key::Z);
    assert_eq!(window.cell(ZORG, T), "-19.873");
}

#[test]
fn a_bridge_adds_up_whatever_is_hidden() {
    let (_desk, _, mut window) = Window::hengelo();
    window.click_tree("6.72 ");
    window.enter("6.72.5 Individuele voorzieningen PGB Jeugd", "2020", "-250");
    window.enter("6.72.0 Ondersteuningsbehoefte (Jeugd)", "2020", "-900");
    window.click("Bestand");
    window.choose("Vergelijken…");
    window.wait_for("2 verschillen · ");
    window.settle();
    assert!(window.shows("6.72.0 Ondersteuningsbehoefte (Jeugd): -84"));
    assert!(!window.shows("overige verschillen"));
    window.click("Toon: voordelen en nadelen");
    window.choose("alleen voordelen (V)");
    window.wait_for("1 van 2 verschillen · ");
    window.settle();
    window.picture("brug-van-voordelen");
    assert!(!window.shows("6.72.0 Ondersteuningsbehoefte (Jeugd): -84"));
    assert!(window.shows(
        "6.72.5 Individuele voorzieningen PGB Jeugd: +54; overige verschillen: -84; Verschil: -30"
    ));
}

#[test]
fn what_was_merged_stays_the_work_of_who_did_it() {
    let (desk, path, mut window) = Window::hengelo();
    window.harness.set_size(vec2(1500.0, 950.0));
    window.settle();
    let jeugd = desk.folder.path().join("jeugd.ron");
    std::fs::copy(&path, &jeugd).unwrap();
    let mut other = Window::open_file(&desk, &jeugd);
    other.enter(ZORG, T, "-19000");
    other.save();
    drop(other);
    drop_on(&mut window, &[&jeugd]);
    window.click("Samenvoegen");
    window.wait_for("1 wijziging; Ctrl+Z neemt haar terug.");
    window.click("Samenvoegen");
    window.wait_for("Samengevoegd: jeugd.ron");
    let told = |window: &mut Window| {
        window.click_cell(ZORG, T);
        window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
        assert!(window.shows(
            "(Samengevoegd: jeugd.ron van budgethouder); dat is van budgethouder op 18-11-2026 "
        ));
        assert!(window.shows("-19.873 → -19.000; via jeugd.ron"));
        window.click("Sluiten");
    };
    told(&mut window);
    window.click("Bestand");
    window.choose("Vergelijken…");
    window.wait_for("2 verschillen · ");
    assert!(window.cell("zorgvormen (lasten)", "Waarom").ends_with("; via jeugd.ron"));
    window.click("Sluiten");
    // Also when it was saved and opened again.
    window.save();
    drop(window);
    let mut window = Window::open_file(&desk, &path);
    told(&mut window);
    window.ctrl(Key::Z);
    assert_eq!(window.cell(ZORG, T), "-19.873");
}

/// A later version than the one that was sent out, with another amount for zorgvormen.
fn seal_for_college(path: &Path) {
    let mut later = ron_file::read(HENGELO.as_bytes()).unwrap();
    let zorg = regel(&later, "zorgvormen");
    set(&mut later, zorg, amount(19_500));
    let opschrift = Opschrift {
        naam: "College".into(),
        datum: jiff::civil::date(2018, 10, 1),
        om: None,
        rol: "financieel adviseur".into(),
        opmerking: String::new(),
    };
    seal(&RealDisk, path, &later, opschrift).unwrap();
}

#[test]
fn any_sealed_version_can_be_chosen_to_compare() {
    let (desk, _, mut window) = evening();
    let path = desk.folder.path().join("hengelo.ron");
    window.click_tree("6.72 ");
    window.enter(ZORG, T, "-19000");
    seal_for_college(&path);
    window.click("Bestand");
    window.choose("Vergelijken…");
    window.wait_for("2 verschillen · ");
    for (list, of, version) in [
        ("Van", "zoals geopend", "verzegeld 3-9-2018: Uitgezet"),
        ("Naar", "nu geopend", "verzegeld 1-10-2018: College"),
    ] {
        window.click(&format!("{list}: {of}"));
        window.harness.get_by_role_and_label(Role::Button, version).scroll_to_me();
        window.settle();
        window.choose(version);
        window.wait_for(&format!("{list}: {version}"));
    }
    window.wait_for("-19.500");
    assert_eq!(window.cell("zorgvormen (lasten)", "Oud"), "-19.873");
    assert_eq!(window.cell("zorgvormen (lasten)", "Nieuw"), "-19.500");
}

#[test]
fn where_nothing_was_done_yet_the_last_sealed_version_is_compared() {
    let (desk, _, mut window) = evening();
    let path = desk.folder.path().join("hengelo.ron");
    seal_for_college(&path);
    window.click("Bestand");
    window.choose("Vergelijken…");
    window.wait_for("Van: verzegeld 1-10-2018: College");
    window.wait_for("2 verschillen · ");
    assert_eq!(window.cell("zorgvormen (lasten)", "Oud"), "-19.500");
    assert_eq!(window.cell("zorgvormen (lasten)", "Nieuw"), "-19.873");
}

#[test]
fn the_budget_stands_beside_what_it_was_before() {
    let (desk, _, mut window) = evening();
    window.click_tree("6.72 ");
    window.enter(ZORG, T, "-19900");
    window.enter(ZORG, T, "-20000");
    window.click("Bestand");
    window.choose("Vergelijken");
    window.wait_for("Overnemen");
    assert!(window.shows("zoals geopend"));
    assert_eq!(window.cell("zorgvormen (lasten)", "Verschil"), "-127");
    assert_eq!(window.cell("zorgvormen (lasten)", "V of N"), "N");
    assert!(!window.cell("zorgvormen (lasten)", "Waarom").is_empty(), "the history says so");
    window.click("Alleen bedragen");
    window.keys(Modifiers::SHIFT, Key::F8);
    assert!(window.shows("van 2: zorgvormen (lasten) -127"));
    // What it was can be kept as a whole.
    let copy = desk.folder.path().join("eerder.ron");
    window.answer_dialog(&copy);
    window.click("Bewaren als bestand…");
    window.wait_for("Kopie bewaard als eerder.ron.");
    let kept = ron_file::read(&std::fs::read(&copy).unwrap()).unwrap();
    let opened = std::fs::read(desk.folder.path().join("hengelo.ron")).unwrap();
    assert!(kept == ron_file::read(&opened).unwrap());
    // Going to an onderdeel shows its page again.
    window.click_tree("6.81 ");
    assert!(!window.shows("Overnemen"));
}

#[test]
fn a_file_of_another_budget_and_one_without_a_beginning_are_named() {
    let (desk, _, mut window) = evening();
    let other = include_str!("../saves/zwolle-2021.ron");
    let other = desk.file("zwolle.ron", other.as_bytes());
    drop_on(&mut window, &[&other]);
    window.click("Samenvoegen");
    window.wait_for("is een andere begroting");
    window.click("Begrepen");
    // Never sent out, no journal, and not what is open ever was: nobody knows where it began.
    let loose = HENGELO.replace("nog uit te denken", "nog te bedenken");
    let loose = desk.file("los.ron", loose.as_bytes());
    drop_on(&mut window, &[&loose]);
    window.click("Samenvoegen");
    window.wait_for("Niet gevonden met welke versie dit bestand begon");
    assert!(window.is_disabled("Samenvoegen"));
    window.answer_dialog(&loose);
    window.click("Kies die versie…");
    // What was chosen may be wrong, and that is said.
    window.wait_for("niet na te gaan of uw begroting ooit die versie was");
}

#[test]
fn a_conflict_of_the_command_line_is_decided_in_the_window() {
    let (desk, [jeugd, toegang, _], window) = evening();
    drop(window);
    let basis = desk.file("basis.ron", HENGELO.as_bytes());
    let merge = Inkomend { bestand: toegang, basis };
    let mut window = Window::open_and_merge(&desk, Some(&jeugd), Some(merge));
    window.wait_for("1 conflict vraagt nog een keuze (F8).");
    let choice = "Conflict 1, Hun (toegang.ron)";
    window.harness.get_by_label_contains(choice).click();
    window.settle();
    window.click("Samenvoegen");
    window.wait_for("Samengevoegd: toegang.ron");
    window.save();
    let saved = std::fs::read_to_string(&jeugd).unwrap();
    assert!(saved.contains("\"21000000\"") && saved.contains("nog te vinden"));
}

#[test]
fn what_a_closed_column_refuses_is_said_before_anything_happens() {
    let (desk, [jeugd, ..], mut window) = evening();
    let mut budget = ron_file::read(&std::fs::read(&jeugd).unwrap()).unwrap();
    let rekening = Kolom::new(2017, Stadium::Rekening);
    let euro = Some(Bedrag::Euro(Decimal::from(1000)));
    let zorg = regel(&budget, "zorgvormen");
    set(&mut budget, zorg, RegelField::Amount(rekening, euro));
    let file = desk.file("gesloten.ron", ron_file::write(&budget).unwrap().as_bytes());
    drop_on(&mut window, &[&file]);
    window.click("Samenvoegen");
    window.wait_for("Rekening 2017 is gesloten; open de kolom eerst met het slot erboven");
    assert!(window.is_disabled("Samenvoegen"));
}

#[test]
fn files_that_cannot_be_read_are_named_and_what_was_there_stays() {
    let (desk, [jeugd, ..], mut window) = evening();
    drop_on(&mut window, &[&jeugd]);
    window.click("Samenvoegen");
    window.wait_for("Zo wordt de geopende begroting");
    let newer = HENGELO.replacen("schema: 1", "schema: 99", 1);
    let half = HENGELO.split_at(HENGELO.len() / 2).0;
    let (text, begin) = ("Naam;Bedrag\nZorg;1000\n", "regel 1");
    for (name, content, said) in [
        ("nieuwer.ron", newer.as_str(), "nieuwere versie van Sluitend (schema 99"),
        ("half.ron", half, "half.ron"),
        ("leeg.ron", "", "leeg.ron"),
        ("excel.ron", text, begin),
    ] {
        let file = desk.file(name, content.as_bytes());
        drop_on(&mut window, &[&file]);
        answer(&mut window, "Samenvoegen");
        window.wait_for("Niet gelukt");
        assert!(window.shows(said) && window.shows(name), "{name}");
        window.click("Begrepen");
        assert!(window.shows("Zo wordt de geopende begroting"), "{name}");
        assert!(!window.shows(&format!("{name} begon")), "{name}");
    }
    // The open budget itself, and the same file twice: nothing is done twice.
    let own = jeugd.with_file_name("hengelo.ron");
    drop_on(&mut window, &[&own, &jeugd, &jeugd]);
    answer(&mut window, "Samenvoegen");
    window.wait_for("wat er nu in staat: er is niets gewijzigd");
    assert!(window.shows("2 wijzigingen in één keer"));
    window.click("Samenvoegen");
    window.wait_for("Samengevoegd: jeugd.ron, hengelo.ron");
}

#[test]
fn of_several_files_those_that_can_be_read_come_beside_the_budget() {
    let (desk, [jeugd, toegang, _], mut window) = evening();
    let half = desk.file("half.ron", HENGELO.split_at(HENGELO.len() / 2).0.as_bytes());
    let other = include_str!("../saves/zwolle-2021.ron");
    let other = desk.file("zwolle.ron", other.as_bytes());
    drop_on(&mut window, &[&jeugd, &half, &other, &toegang]);
    window.click("Samenvoegen");
    window.wait_for("Niet gelukt");
    assert!(window.shows("half.ron’, regel ") && window.shows("‘zwolle.ron’ is een andere"));
    assert!(window.shows("Wel gelezen: jeugd.ron, toegang.ron."));
    window.click("Begrepen");
    window.wait_for("Zo wordt de geopende begroting");
    for (name, is_there) in
        [("jeugd.ron", true), ("toegang.ron", true), ("half.ron", false), ("zwolle.ron", false)]
    {
        assert_eq!(window.shows(&format!("Weglaten: {name}")), is_there, "{name}");
    }
}

#[test]
fn a_sealed_version_that_was_changed_says_so_beside_the_budget() {
    let (desk, _, mut window) = evening();
    let path = desk.folder.path().join("hengelo.ron");
    seal_for_college(&path);
    let versie = path.with_extension("versies").join("2018-10-01 College.ron");
    let text = std::fs::read_to_string(versie).unwrap();
    for (name, text) in [
        ("verstuurd.ron", text.clone()),
        ("bijgewerkt.ron", text.replace("\"19500000\"", "\"19000000\"")),
    ] {
        let copy = desk.file(name, text.as_bytes());
        drop_on(&mut window, &[&copy]);
        answer(&mut window, "Vergelijken");
        window.wait_for(&format!(": {name}"));
    }
    assert!(window.shows(": bijgewerkt.ron – gewijzigd na het verzegelen"));
    assert!(!window.shows("verstuurd.ron – gewijzigd"));
}

#[test]
fn of_a_long_text_both_sides_show_the_words_that_they_changed() {
    let (desk, [jeugd, toegang, _], mut window) = evening();
    let long = |end: &str| {
        format!(
            "Jongeren met een vraag kunnen terecht bij het wijkteam. Dat kijkt samen met hen wat er \
             nodig is en wie dat kan bieden. In 2019 gaat het naar verwachting om {end} jongeren."
        )
    };
    let text = |path: &Path, end: &str| {
        let mut budget = ron_file::read(&std::fs::read(path).unwrap()).unwrap();
        let id = budget.paragrafen.iter().next().unwrap().id;
        set(&mut budget, id, ParagraafField::Text(long(end)));
        let name = path.file_name().unwrap().to_str().unwrap();
        desk.file(name, ron_file::write(&budget).unwrap().as_bytes())
    };
    let (jeugd, toegang) = (text(&jeugd, "1.200"), text(&toegang, "1.350"));
    drop_on(&mut window, &[&jeugd, &toegang]);
    window.click("Samenvoegen");
    window.wait_for("2 conflicten vragen nog een keuze");
    window.picture("samenvoegen-tekst");
    assert!(window.shows("om 1.200 jongeren") && window.shows("om 1.350 jongeren"));
}
