//! The prognoses of document 002 on the screen: numbers, prices, a shock, and what they propose.

#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and writes its own files"
)]

mod common;
#[path = "common/window.rs"]
mod window;

use eframe::egui::Key;
use window::{Desk, Window};

const INTERVENTIE: &str = include_str!("../saves/hengelo-interventie-2018.ron");

#[test]
fn a_prognosis_is_typed_in_and_feeds_the_budget() {
    let desk = Desk::new();
    let path = desk.file("interventie.ron", INTERVENTIE.as_bytes());
    let mut window = Window::open_file(&desk, &path);
    window.harness.set_size(eframe::egui::vec2(1440.0, 1700.0));
    window.click_tree("6 Sociaal domein");
    window.click("Prognose");
    let jeugd = "Prognose Jeugd bij ongewijzigd beleid";
    let wmo = "Prognose Wmo bij ongewijzigd beleid";
    assert_eq!(window.cell(wmo, "2020"), "-3.517", "the saldo, beside its name");
    let ho = format!("{wmo}, huishoudelijke ondersteuning");
    assert_eq!(window.cell(&ho, "Begroting 2018"), "-6.212");
    window.picture("prognose");

    // The shock stands outside the forecast until it is switched on.
    window.click_tree("6.71 ");
    window.click("Prognose");
    assert_eq!(window.cell(wmo, "2019"), "-3.712");
    let cao = format!("{wmo}, cao huishoudelijke ondersteuning");
    window.enter(&cao, "Schok", "aan");
    assert_eq!(window.cell(wmo, "2019"), "-4.712");
    assert!(!window.shows("wijkt op"), "a shock is no line of the budget");
    window.ctrl(Key::Z);
    assert_eq!(window.cell(wmo, "2019"), "-3.712");

    // In a scenario it is tried, and the budget stays as it is: the plan that starts from it too.
    window.click_tree("6 Sociaal domein");
    window.click("Van tekort naar sluitend");
    window.click("Scenario’s");
    window.click("voorkeur");
    window.click_tree("6.71 ");
    window.click("Prognose");
    assert!(window.shows("scenario ‘voorkeur’"));
    window.enter(&cao, "Schok", "aan");
    assert_eq!(window.cell(wmo, "2019"), "-4.712");
    window.click_tree("6 Sociaal domein");
    window.click("Van tekort naar sluitend");
    window.click("Uitgangspunt: vastgesteld tekort (afgerond)");
    window.choose("herrekende prognose");
    assert_eq!(window.cell("Resterend tekort", "2019"), "-5.340");
    window.click("begroting");
    assert_eq!(window.cell("Resterend tekort", "2019"), "-4.300");

    // Typed in lasten as the table shows them, and proposed to the budget.
    window.click_tree("6.72 ");
    window.click("Prognose");
    let uit = format!("{jeugd}, uitgaven, niet verdeeld");
    window.enter(&uit, "2020", "-26100");
    assert_eq!(window.cell(jeugd, "2020"), "-5.399");
    assert!(window.shows("De begroting wijkt op 1 regel af van de prognose"));
    window.click("Afwijken op 6.72 uitgaven Jeugd…");
    window.key(Key::Enter);
    assert!(window.shows("Zeg waarom de begroting van de prognose afwijkt."));
    window.type_text("nieuw contract");
    window.key(Key::Enter);
    assert!(window.shows("‘nieuw contract’"));
    window.click("Overnemen op 6.72 uitgaven Jeugd");
    assert!(window.shows("De begroting heeft wat de prognoses voorstellen."));
    window.click("Wat mag het kosten?");
    window.picture("kosten");
    assert_eq!(window.cell("6.72 uitgaven Jeugd", "2020"), "-26.100");

    // A number of P×Q, and what is no number.
    window.click("Prognose");
    let lta = format!("{jeugd}, landelijk transitiearrangement");
    window.enter(&lta, "Aantal Werkelijk 2017", "veel");
    assert!(window.shows("veel"), "words may stand there");
    window.enter(&uit, "2020", "1.5");
    assert!(window.shows("uitgaven, niet verdeeld, 2020"), "the refusal names the cell");
}
