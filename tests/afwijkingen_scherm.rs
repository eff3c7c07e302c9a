//! Journey B on the screen, steps 6 to 9: differences with their components, words and bridge.

#![allow(clippy::disallowed_methods, reason = "a test writes the files that the program finds")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]

mod common;
#[path = "common/window.rs"]
mod window;

use eframe::egui::{Key, Modifiers, vec2};
use window::Window;

fn afwijkingen(tree: &str) -> Window {
    let (_desk, _path, mut window) = Window::hengelo();
    window.harness.set_size(vec2(2400.0, 1000.0));
    window.settle();
    window.click_tree(tree);
    window.click("Afwijkingen");
    window.wait_for("Oorzaak toevoegen");
    window
}

#[test]
fn b6_the_components_close_on_the_published_difference() {
    let window = afwijkingen("6.1 ");
    window.picture("afwijkingen-6.1");
    let row = "6.10.0 Sociaal Werk (in de wijk)";
    assert_eq!(window.cell(row, "Verschil"), "591");
    assert_eq!(window.cell(row, "Verklaard"), "590");
    assert_eq!(window.cell(row, "Rest"), "1");
    assert_eq!(window.cell(row, "Rest publicatie"), "-");
    assert_eq!(window.cell(row, "V of N"), "V");
    assert_eq!(window.cell("Lonen hoger", "Verklaard"), "-35");
    assert_eq!(window.cell("Lonen hoger", "V of N"), "N");
}

#[test]
fn b7_what_nobody_explained_stays_in_sight_and_becomes_a_component() {
    let mut window = afwijkingen("6.3 ");
    let row = "6.30.4 Bijzondere bijstand";
    assert_eq!(window.cell(row, "Verschil"), "-241");
    assert_eq!(window.cell(row, "Verklaard"), "-204");
    assert_eq!(window.cell(row, "Rest"), "-37");
    window.click_cell(row, "Rest");
    assert!(window.shows("Niet verklaard: € 37.000 nadeel."), "the draft says so");
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    assert_eq!(window.cell(row, "Rest"), "-");
    assert_eq!(window.cell("Overige verschillen", "Verklaard"), "-37");
    window.ctrl(Key::Z);
    assert_eq!(window.cell(row, "Rest"), "-37");

    // A component in two.
    window.click_cell("Meer beschermingsbewind", "Verklaard");
    window.click("Oorzaak splitsen…");
    window.type_text("-47");
    window.key(Key::Enter);
    assert_eq!(window.cell("Meer beschermingsbewind", "Verklaard"), "-100");
    assert_eq!(window.cell(row, "Verklaard"), "-204");
}

#[test]
fn b8_the_worklist_follows_the_threshold() {
    let mut window = afwijkingen("6 ");
    window.picture("afwijkingen-6");
    assert!(window.shows("2 onderdelen vragen nog toelichting (drempel € 55.000)"));
    window.click("Toon: alles");
    window.click("wat nog toelichting vraagt");
    window.picture("werklijst");
    assert_eq!(window.cell("6.20.1 Toegang tot maatwerkvoorzieningen", "Rest"), "177");
    assert_eq!(window.cell("6.30.8 Participatiewet beheer", "Rest"), "189");
    assert!(!window.shows("6.10.9 "), "below the threshold");
}

#[test]
fn b9_what_is_carried_forward_and_what_is_told_elsewhere() {
    let mut window = afwijkingen("6 ");
    assert!(window.shows("budgetoverheveling 606 (521 hier, 85 elders)"));
    assert!(window.shows("elders toegelicht 143"));
    window.click("Toon: alles");
    window.click("budgetoverheveling");
    window.picture("overheveling");
    assert_eq!(window.cell("Rijksgeld voor inburgering, op een stelpost", "Verklaard"), "85");
    assert_eq!(window.cell("Rijksgeld voor inburgering, op een stelpost", "Telt daar"), "ja");
    assert!(!window.shows("Lonen hoger"));
}

#[test]
fn words_that_somebody_wrote_are_marked_and_stay() {
    let mut window = afwijkingen("6.3 ");
    let row = "6.30.4 Bijzondere bijstand";
    window.click_cell(row, "Rest");
    assert!(window.shows("concept, volgt de oorzaken"));
    window.click("Tekst bewerken");
    window.ctrl(Key::A);
    window.type_text("Vooral meer beschermingsbewind.");
    // The keyboard goes elsewhere: what was typed is kept.
    window.click_cell(row, "Verschil");
    assert!(window.shows("bewerkt"));
    window.enter("Meer beschermingsbewind", "Verklaard", "-150");
    assert_eq!(window.cell(row, "Rest"), "-34");
    assert!(window.shows("Vooral meer beschermingsbewind."), "it does not follow");
    window.click("Terug naar concept");
    assert!(window.shows("Niet verklaard: € 34.000 nadeel."));
}

#[test]
fn two_budgets_differ_and_are_not_judged() {
    let mut window = afwijkingen("6.72 ");
    window.click("Van: Begroting 2019 gewijzigd");
    window.click("Begroting 2018");
    window.click("Naar: Rekening 2019");
    window.click("Begroting 2019 primitief");
    let row = "6.72.8 Individuele voorzieningen ZIN Jeugd";
    assert_eq!(window.cell(row, "Verschil"), "4.978");
    assert_eq!(window.cell(row, "Wordt"), "lagere lasten");
    assert_eq!(window.cell(row, "Rest"), "26");
    window.picture("twee-begrotingen");
}

#[test]
fn what_belongs_elsewhere_shows_corrected_and_a_wrong_code_is_refused() {
    let mut window = afwijkingen("6.72 ");
    assert_eq!(
        window.cell("6.72.1 Modules maatwerkdienstverlening (Jeugd)", "Gecorrigeerd"),
        "196"
    );
    assert_eq!(window.cell("6.72.8 Individuele voorzieningen ZIN Jeugd", "Gecorrigeerd"), "1.714");
    assert_eq!(window.cell("Correctie die op 6.72.8 hoort", "Hoort op"), "6.72.8");
    window.enter("Correctie die op 6.72.8 hoort", "Hoort op", "6.99");
    assert!(window.shows("er is geen onderdeel met code ‘6.99’"));
    window.key(Key::Escape);
    window.click_cell("Minder diagnostiek", "Structureel?");
    window.paste("soms");
    assert!(window.shows("‘soms’ staat niet in de lijst; kies er een uit."));
}

#[test]
fn the_bridge_leads_to_the_part_that_is_clicked() {
    let mut window = afwijkingen("6 ");
    assert!(window.shows("saldo van -93.505 (Begroting 2019 gewijzigd) naar -87.279"));
    window.click("Per soort oorzaak");
    assert!(window.shows("tijdstip"));
    window.click("Per oorzaak");
    window.picture("brug-per-oorzaak");
    assert!(window.shows("andere oorzaken"));
}

#[test]
fn what_was_not_spent_becomes_a_wijziging_of_the_next_year() {
    let mut window = afwijkingen("6.1 ");
    window.click("Verklaren");
    window.choose("Overhevelingen naar volgend jaar");
    // It is shown where it stands, with its lines.
    window.wait_for("W3 Budgetoverheveling 2019 naar 2020");
    assert!(window.shows("resultaat 2019"), "the cover of it all");
    window.picture("overhevelingen");
    window.click("Verklaren");
    window.choose("Structurele verschillen naar volgend jaar");
    window.wait_for("Doorwerking rekening 2019");
    window.click("Verklaren");
    window.choose("Overhevelingen naar volgend jaar");
    assert!(window.shows("Rekening 2019 heeft geen overheveling met een bedrag"));
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    window.settle();
    assert!(!window.shows("W3 Budgetoverheveling"), "taken back");
}
