//! From one year to the next on the screen: the rekening closed, the next begroting begun, what was
//! not spent carried along.

#![allow(clippy::disallowed_methods, reason = "a test writes the files that the program finds")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]

#[path = "common/mod.rs"]
mod common;
#[path = "common/window.rs"]
mod window;

use eframe::egui::{Key, Modifiers};
use sluitend::model::{Bedrag, Kolom, Mutatiesoort, Stadium, Status};
use sluitend::store::ron_file;
use window::Window;

const ZORGVORMEN: &str = "6.72.8 zorgvormen";
const TOTAAL: &str = "Totaal taakveld";

fn jaar(window: &mut Window, command: &str) {
    window.click(if command == "Kolom toevoegen" { "Invoegen" } else { "Jaar" });
    window.choose(command);
}

#[test]
fn a_year_is_closed_and_the_next_one_begun() {
    let (_desk, path, mut window) = Window::hengelo();
    let raming = window.cell(TOTAAL, "2020");
    jaar(&mut window, "Jaar afsluiten");
    assert!(window.shows("2019 afsluiten?"));
    window.picture("jaar-afsluiten");
    window.click("Afsluiten");
    assert!(window.shows("Jaar 2019 afgesloten"));
    window.enter(ZORGVORMEN, "Begroting 2019", "-1");
    assert!(window.shows("gesloten"), "a closed year takes no figure");
    window.key(Key::Escape);
    jaar(&mut window, "Volgend jaar beginnen");
    assert!(window.shows("Begroting 2020 begint met de raming van dat jaar"));
    assert!(window.shows("geen besluit, dus niet overgenomen"));
    window.picture("jaar-beginnen");
    window.key(Key::Enter);
    assert!(window.shows("Begroting 2020 begonnen"));
    assert_eq!(window.cell(TOTAAL, "Begroting 2020"), raming);
    assert!(window.shows("Saldo, begroting 2020 primitief"), "the figures are of the new year");
    // Most of 2020 is pm: a part is not shown as the whole, nor compared with one.
    assert!(window.shows("Stelpost nog te vullen, begroting 2020 primitief: pm"));
    assert!(window.shows("6 Sociaal domein: -17.407 + pm") && window.shows("6.2 Wijkteams: pm"));
    window.click_tree("6 Sociaal domein");
    assert!(window.shows("Saldo, begroting 2020 primitief: -17.407 + pm"));
    assert!(!window.shows("T.o.v. begroting 2019"));
    window.picture("jaar-2020");
    window.click_tree("6.72 Maatwerk");
    window.enter(ZORGVORMEN, "Begroting 2020", "-16000");
    window.save();
    window.wait_for("Opgeslagen");
    let begroting = ron_file::read(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(begroting.kop().jaar, 2020);
    assert_eq!(begroting.kop().version, "ontwerp begroting 2020");
    assert!(begroting.is_closed(Kolom::new(2019, Stadium::Gewijzigd)));
    assert!(begroting.columns().contains(&Kolom::new(2023, Stadium::Raming)));
    // Twice is refused, with what to do.
    jaar(&mut window, "Jaar afsluiten");
    assert!(window.shows("Niet afgesloten: er is geen rekening om af te sluiten"));
    // And all of it can be undone.
    for _ in 0..3 {
        window.ctrl(Key::Z);
    }
    assert_eq!(window.cell(TOTAAL, "2020"), raming);
    window.enter(ZORGVORMEN, "Begroting 2019", "-19950");
    assert_eq!(window.cell(TOTAAL, "Begroting 2019"), "-18.259");
}

#[test]
fn f10_unspent_budget_is_carried_in_one_wijziging() {
    let (_desk, path, mut window) = Window::hengelo();
    window.click_cell(ZORGVORMEN, "Begroting 2019");
    jaar(&mut window, "Budget overhevelen");
    assert!(window.shows("Over van 2019: 4.364. Bedrag dat meegaat, × € 1.000"));
    window.type_text("niets");
    window.key(Key::Enter);
    assert!(window.shows("‘niets"), "what is no amount is named");
    window.key(Key::Escape);
    for amount in ["85", "521"] {
        window.click_cell(ZORGVORMEN, "Begroting 2019");
        jaar(&mut window, "Budget overhevelen");
        window.type_text(amount);
        window.picture("overhevelen");
        window.key(Key::Enter);
        assert!(window.shows(&format!("{amount} × € 1.000 overgeheveld")));
    }
    window.save();
    window.wait_for("Opgeslagen");
    let begroting = ron_file::read(&std::fs::read(&path).unwrap()).unwrap();
    let mut carried = begroting.mutaties.iter().filter(|mutatie| {
        mutatie.soort == Mutatiesoort::Wijziging && mutatie.status == Status::InVoorbereiding
    });
    let wijziging = carried.next().unwrap();
    assert!(carried.next().is_none());
    assert_eq!(wijziging.name, "Budgetoverheveling 2019 naar 2020");
    let gewijzigd = Kolom::new(2020, Stadium::Gewijzigd);
    for line in begroting.mutatieregels.of(wijziging.id) {
        assert_eq!(line.amounts.get(gewijzigd), Some(Bedrag::Euro(606_000.into())));
    }
}

#[test]
fn a_column_is_added_by_its_words() {
    let (_desk, _, mut window) = Window::hengelo();
    jaar(&mut window, "Kolom toevoegen");
    window.type_text("rekening 2019");
    window.key(Key::Enter);
    assert!(window.shows("Rekening 2019 is er al."));
    window.key(Key::Escape);
    jaar(&mut window, "Kolom toevoegen");
    window.type_text("ergens 2019");
    window.key(Key::Enter);
    assert!(window.shows("Schrijf jaar en soort"));
    window.key(Key::Escape);
    jaar(&mut window, "Kolom toevoegen");
    window.type_text("berap 1 2019");
    window.key(Key::Enter);
    assert!(window.shows("Kolom Berap 1 2019 toegevoegd"));
}

#[test]
fn f11_a_reserve_follows_from_the_regels_that_name_it() {
    let (_desk, path, mut window) = Window::hengelo();
    window.click_tree("6 Sociaal domein");
    window.click("Reserves");
    window.click("Reserve toevoegen");
    window.enter("Nieuwe reserve", "Stand 1 januari", "1.500");
    window.enter("Nieuwe reserve", "Begin", "elf");
    assert!(window.shows("‘elf’ is geen jaar"));
    window.key(Key::Escape);
    window.enter("Nieuwe reserve", "Reserve", "Sociaal domein");
    assert_eq!(window.cell("Sociaal domein", "Raming 2020 Stand"), "1.500");
    // A regel names the reserve that it takes from.
    window.click_tree("6.72 Maatwerk");
    window.ctrl(Key::I);
    window.type_text("uit de reserve");
    window.click("Onttrekking");
    window.click("Reserve");
    window.choose("Sociaal domein");
    window.picture("regel-met-reserve");
    window.click("OK");
    window.type_text("400");
    window.key(Key::Enter);
    window.enter("6.72 uit de reserve (onttrekking reserves)", "2020", "25");
    window.click_tree("6 Sociaal domein");
    window.click("Reserves");
    window.picture("reserves");
    assert_eq!(window.cell("Sociaal domein", "Begroting 2019 gewijzigd Eraf"), "400");
    assert_eq!(window.cell("Sociaal domein", "Begroting 2019 gewijzigd Stand"), "1.100");
    assert_eq!(window.cell("Sociaal domein", "Raming 2020 Stand"), "1.075");
    // It cannot go while a regel names it.
    window.click_cell("Sociaal domein", "Reserve");
    window.ctrl(Key::Delete);
    assert!(window.shows("hoort bij deze reserve"));
    window.save();
    window.wait_for("Opgeslagen");
    let begroting = ron_file::read(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(begroting.reserves.len(), 1);
}

#[test]
fn a_regel_gets_its_nature_and_category_in_one_form() {
    let (_desk, path, mut window) = Window::hengelo();
    window.click_cell(ZORGVORMEN, "Begroting 2019");
    window.ctrl(Key::E);
    assert!(window.shows("Regel zorgvormen wijzigen"));
    window.click("Aard");
    window.choose("incidenteel");
    window.click("Categorie (Iv3)");
    window.choose("3.1");
    window.picture("regel-wijzigen");
    window.click("OK");
    window.save();
    window.wait_for("Opgeslagen");
    let begroting = ron_file::read(&std::fs::read(&path).unwrap()).unwrap();
    let regel = begroting.regels.iter().find(|regel| regel.name == "zorgvormen").unwrap();
    assert_eq!(regel.nature.word(), "incidenteel");
    assert_eq!(regel.category.as_deref(), Some("3.1"));
}

#[test]
fn the_whole_budget_can_be_seen_by_taakveld() {
    let (_desk, _, mut window) = Window::hengelo();
    window.click("Beeld");
    window.choose("Hele begroting per taakveld");
    window.picture("per-taakveld");
    assert_eq!(window.cell("6.72 Maatwerkdienstverlening 18-", "Saldo"), "-18.182");
    assert_eq!(window.cell("Totaal", "Saldo"), "-85.940");
    window.click("Sluiten");
    assert!(window.shows("Totaal taakveld"));
}

#[test]
fn a_taakveld_is_chosen_from_the_national_list() {
    let (_desk, _, mut window) = Window::hengelo();
    window.click_tree("6 Sociaal domein");
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::I);
    window.type_text("sportbeleid");
    window.picture("taakveld-kiezen");
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    assert!(window.shows("5.1 Sportbeleid en activering toegevoegd"));
}
