//! From deficit to balance on the screen: ticks, options, scenarios and the line it starts from, with
//! the figures of document 002.

#![allow(clippy::disallowed_methods, reason = "a test writes the files that the program finds")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]

mod common;
#[path = "common/window.rs"]
mod window;

use eframe::egui::{Key, Modifiers, vec2};
use window::{Desk, Window};

const INTERVENTIE: &str = include_str!("../saves/hengelo-interventie-2018.ron");
const JAREN: [&str; 4] = ["2019", "2020", "2021", "2022"];

/// The plan of the example, in a window that is high enough for all of it.
fn plan() -> (Desk, Window) {
    let desk = Desk::new();
    let path = desk.file("interventie.ron", INTERVENTIE.as_bytes());
    let mut window = Window::open_file(&desk, &path);
    window.harness.set_size(vec2(1600.0, 1300.0));
    window.click_tree("6 Sociaal domein");
    window.click("Van tekort naar sluitend");
    (desk, window)
}

fn row(window: &Window, name: &str) -> [String; 4] {
    JAREN.map(|jaar| window.cell(name, jaar))
}

fn rest(window: &Window) -> [String; 4] {
    row(window, "Resterend tekort")
}

#[test]
fn a_tick_an_option_and_a_scenario_change_what_is_left() {
    let (_desk, mut window) = plan();
    assert_eq!(rest(&window), ["-4.300", "-3.050", "-800", "-150"]);
    assert_eq!(window.cell("3 Te onderzoeken en innovatie", "2022"), "pm");
    window.picture("tekort");

    // PGB off by the keyboard: Space on the two measures.
    window.click_cell("4.1.3 Meer pgb in plaats van zorg in natura (Wmo)", "Zeker");
    window.key(Key::Space);
    window.click_cell("4.2.3 Meer pgb in plaats van zorg in natura (Jeugd)", "Zeker");
    window.key(Key::Space);
    let package = row(&window, "1 Bijsturing zorg en ondersteuning");
    assert_eq!(package, ["1.003", "2.007", "3.583", "4.300"]);
    assert_eq!(rest(&window), ["-4.347", "-3.143", "-967", "-350"]);
    assert_eq!(window.cell("4.1.3 Meer pgb in plaats van zorg in natura (Wmo)", "Aan"), "uit");
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    assert_eq!(rest(&window), ["-4.300", "-3.050", "-800", "-150"]);

    // One of four options.
    window.click_cell("5.1.5 Collectieve zorgverzekering", "Zeker");
    assert!(window.shows("strenger aan de poort"));
    window.click("1 stoppen (863)");
    assert_eq!(rest(&window), ["-3.637", "-2.387", "-137", "513"]);
    assert!(window.shows("optie 1 van 4"));
    window.picture("tekort-optie");
    window.ctrl(Key::Z);

    // What follows from elsewhere says so.
    window.click_cell("4.1.1 Minder Wmo-ondersteuning", "2022");
    window.type_text("9");
    assert!(window.shows("volgt uit het structurele bedrag en de fasering"));
    window.key(Key::Escape);
    window.enter("5.1.2 Nieuwe middelen onderwijsachterstanden", "2022", "0");
    assert_eq!(rest(&window)[3], "-650");
    window.ctrl(Key::Z);
}

#[test]
fn a_scenario_is_looked_at_made_and_decided() {
    let (_desk, mut window) = plan();
    window.click("Scenario’s");
    window.click("zonder rijk");
    assert_eq!(rest(&window), ["-6.300", "-5.050", "-2.800", "-2.150"]);
    assert!(window.shows("scenario ‘zonder rijk’: 7 uit"));
    window.click("Resterend per jaar");
    assert!(window.shows("2022: -2.150, -150"), "beside what the budget leaves");
    window.picture("tekort-resterend");
    window.click("Scenario’s");
    window.click("begroting");
    assert_eq!(rest(&window)[3], "-150");

    // A new one begins as what is in view; what is ticked in it leaves the budget as it is.
    window.click("Nieuw scenario…");
    window.type_text("zonder preventie");
    window.key(Key::Enter);
    window.click_cell("5.1.6 Versoberd preventief jeugdbeleid", "Zeker");
    window.key(Key::Space);
    assert_eq!(rest(&window)[3], "-500");
    assert!(window.shows("scenario ‘zonder preventie’: 5.1.6 uit"));
    window.click("voorkeur");
    assert_eq!(rest(&window)[3], "-150");

    window.click("Besluiten…");
    window.key(Key::Enter);
    assert!(window.shows("staat klaar bij Wijzigingen; 7 met pm doen niet mee"));
    window.click("Wijzigingen");
    assert!(window.shows("Interventieprogramma Sociaal Domein (voorkeur)"));
    window.picture("tekort-besloten");
}

#[test]
fn the_line_it_starts_from_is_named_and_chosen() {
    let (_desk, mut window) = plan();
    window.click("Uitgangspunt: vastgesteld tekort (afgerond)");
    window.choose("herrekende prognose");
    assert_eq!(rest(&window), ["-4.340", "-3.028", "-797", "-166"]);
    assert_eq!(row(&window, "Saldo volgens de prognose")[3], "-8.516");
    assert!(window.shows("2019 -4.341, 2020 -3.028, 2021 -797, 2022 -165"));
    window.ctrl(Key::Z);
    assert_eq!(rest(&window)[3], "-150");

    // The plan before it, and one that does not net to zero.
    window.click("Plan: Interventieprogramma Sociaal Domein");
    window.choose("Plan van 2017");
    assert_eq!(window.cell("Resterend tekort", "2019"), "-587");
    assert!(window.shows("niet nul met W05"));
}

#[test]
fn a_measure_is_made_and_what_is_wrong_is_said_at_its_field() {
    let (_desk, mut window) = plan();
    window.click_cell("4.1.1 Minder Wmo-ondersteuning", "Zeker");
    window.click("Toevoegen");
    window.choose("Maatregel…");
    window.type_text("4.1.9");
    window.replace("Naam", "Nieuwe afspraken vervoer");
    window.replace("Structureel bedrag per jaar", "300");
    window.replace("Fasering, zoals", "2021: 150%");
    window.replace("Berekening, zoals", "300 / 0");
    window.replace("Lage schatting", "80%");
    window.replace("Hoge schatting", "60%");
    window.key(Key::Enter);
    assert!(window.shows("De fasering is in 2021 meer dan 100 %"));
    assert!(window.shows("nul"), "a formula that divides by zero");
    assert_eq!(rest(&window)[3], "-150", "nothing was changed");
    window.replace("Fasering, zoals", "2021: 50%; 2022: 1");
    window.replace("Berekening, zoals", "3 × 100.000");
    window.key(Key::Enter);
    assert!(window.shows("De lage schatting ligt boven de hoge"));
    window.replace("Hoge schatting", "120%");
    window.key(Key::Enter);
    let name = "4.1.9 Nieuwe afspraken vervoer";
    assert_eq!(row(&window, name), ["", "", "150", "300"]);
    assert_eq!(rest(&window)[3], "150");
    assert!(window.shows("Resterend, laag tot hoog: 2021: -680 tot -620; 2022: 90 tot 210"));

    // Changed by the keyboard, and removed.
    window.ctrl(Key::E);
    window.replace("Structureel bedrag per jaar", "400");
    window.key(Key::Enter);
    assert_eq!(rest(&window)[3], "250");
    window.click("Toevoegen");
    window.choose("Optie…");
    window.replace("Naam", "helemaal niet");
    window.key(Key::Enter);
    assert!(window.shows("kies een optie"));
    assert_eq!(rest(&window)[3], "-150", "without a choice it counts for nothing");
    for _ in 0..3 {
        window.ctrl(Key::Z);
    }
    assert_eq!(rest(&window), ["-4.300", "-3.050", "-800", "-150"]);
}

#[test]
fn a_measure_that_others_name_takes_that_along() {
    let (_desk, mut window) = plan();
    window.click_cell("4.1.1 Minder Wmo-ondersteuning", "Zeker");
    window.ctrl(Key::Delete);
    window.key(Key::Enter);
    assert_eq!(rest(&window)[3], "-1.650");
    assert!(!window.shows("overlap 4.1.1"));
    window.ctrl(Key::Z);
    assert_eq!(rest(&window)[3], "-150");
    assert!(window.shows("overlap 4.1.1"));

    // Two measures get something to do with each other, and one of them a later estimate.
    window.click_cell("5.1.4 Wijkracht", "Zeker");
    window.click("Toevoegen");
    window.choose("Verband…");
    window.key(Key::Tab);
    window.click("Bewaren");
    assert!(window.shows("Kies een andere maatregel dan deze zelf."));
    window.click("Andere maatregel: ");
    window.choose("4.1.1 Minder Wmo-ondersteuning");
    window.click("Bewaren");
    assert!(window.shows("5.1.4 [overlap 4.1.1] Wijkracht"));
    window.click("Toevoegen");
    window.choose("Herraming…");
    window.type_text("voorjaar 2019");
    window.replace("Raming 2020", "150");
    window.key(Key::Enter);
    assert!(window.shows("voorjaar 2019: 2020 150"));
}

#[test]
fn commands_work_on_the_row_of_the_plan_and_never_on_the_tree() {
    let (_desk, mut window) = plan();
    let shift = Modifiers::COMMAND | Modifiers::SHIFT;
    window.keys(shift, Key::M);
    window.replace("Naam", "Eigen pakket");
    window.replace("Fasering", "2019: 50%; 2021: 1");
    window.key(Key::Enter);
    // The cursor is on it.
    window.ctrl(Key::M);
    window.replace("Code", "6.1");
    window.replace("Naam", "Minder verbruik");
    window.replace("Structureel bedrag per jaar", "60");
    window.key(Key::Enter);
    assert_eq!(rest(&window), ["-4.270", "-3.020", "-740", "-90"]);

    // An option is changed and removed beside its choice.
    window.click_cell("5.1.5 Collectieve zorgverzekering", "Zeker");
    window.click("1 wijzigen…");
    window.replace("Naam", "geheel stoppen");
    window.key(Key::Enter);
    window.click("1 geheel stoppen (863)");
    assert_eq!(rest(&window)[3], "573");
    window.click("1 verwijderen");
    assert!(window.shows("kies een optie"));
    assert_eq!(rest(&window)[3], "-290");
    window.ctrl(Key::Z);
    assert_eq!(rest(&window)[3], "573");

    // A sum is not removed, and neither is the programme that the tree has selected.
    window.click_cell("Resterend tekort", "Zeker");
    window.ctrl(Key::Delete);
    assert!(window.shows("Zet de cursor eerst op een maatregel of pakket."));
    window.keys(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowUp);
    assert!(window.shows("Maatregelen staan op volgorde van hun code"));
    // At the start it is the plan itself, by the mouse too.
    window.ctrl(Key::Home);
    window.click("Wijzigen…");
    window.replace("Naam", "Ander plan");
    window.picture("tekort-plan-wijzigen");
    window.key(Key::Enter);
    assert!(window.shows("Ander plan"));
}

#[test]
fn a_plan_is_begun_where_there_is_none() {
    let (_desk, _path, mut window) = Window::hengelo();
    window.harness.set_size(vec2(1600.0, 1300.0));
    window.click_tree("6 Sociaal domein");
    window.click("Van tekort naar sluitend");
    assert!(window.shows("Hier is nog geen plan"));
    window.click("Plan beginnen…");
    window.replace("Naam", "Naar sluitend");
    window.key(Key::Enter);
    assert!(window.shows("Vul voor ten minste één jaar het tekort in; een tekort is negatief."));
    window.replace("Begroting 2019 primitief", "-500");
    window.picture("tekort-beginnen");
    window.key(Key::Enter);
    assert_eq!(window.cell("Resterend tekort", "2019"), "-500");
    window.click("Toevoegen");
    window.choose("Pakket…");
    window.replace("Naam", "Besparen");
    window.key(Key::Enter);
    assert!(window.shows("1 pakket · 0 maatregelen"));
    window.click_cell("1 Besparen", "Zeker");
    window.ctrl(Key::M);
    window.replace("Naam", "Zuinig");
    window.key(Key::Enter);
    window.enter("Zuinig", "2019", "120");
    assert_eq!(window.cell("Resterend tekort", "2019"), "-380");
    window.picture("tekort-begonnen");
}
