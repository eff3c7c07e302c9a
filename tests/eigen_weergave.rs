//! Views of one's own, and the charts of parts, on the real screen.

#![allow(clippy::disallowed_methods, reason = "a test reads the files that the program wrote")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]

#[path = "common/mod.rs"]
mod common;
#[path = "common/window.rs"]
mod window;

use eframe::egui::Key;
use eframe::egui::accesskit::{Role, Toggled};
use egui_kittest::kittest::{NodeT, Queryable};
use rust_decimal::Decimal;
use sluitend::calc::{Totals, parts, parts_by_lasten};
use sluitend::model::{Begroting, Edit, Id, Indeling, Kolomkeuze, Maat, Order, Weergave};
use sluitend::store::ron_file;
use window::{HENGELO, Window};

const PROGRAMMA: &str = "6 Sociaal domein";
const NAME: &str = "Naam van de weergave";

fn read(path: &std::path::Path) -> Begroting {
    ron_file::read(&std::fs::read(path).unwrap()).unwrap()
}

/// Ticks a column or a figure with the keyboard, or takes its tick away.
fn tick(window: &mut Window, words: &str) {
    window.harness.get_by_role_and_label(Role::CheckBox, words).focus();
    window.settle();
    window.key(Key::Space);
}

/// Picks a column in one of the lists of a difference.
fn pick(window: &mut Window, list: &str, kolom: &str) {
    let combo = window.harness.query_all_by_role(Role::ComboBox);
    let label = |node: &egui_kittest::Node<'_>| node.accesskit_node().label().unwrap_or_default();
    combo.into_iter().find(|node| label(node).starts_with(list)).unwrap().click();
    window.settle();
    // The list lies over a tick box of the same name.
    let entries = window.harness.query_all_by_label(kolom);
    let entry = entries.into_iter().find(|node| node.accesskit_node().role() == Role::Button);
    entry.unwrap_or_else(|| panic!("no {kolom}")).click();
    window.settle();
}

/// The lines of a chart of parts.
fn bars(window: &Window) -> Vec<String> {
    let lines = window.harness.query_all_by_label_contains(", × € 1.000: ");
    lines.filter_map(|line| line.accesskit_node().label()).collect()
}

fn select(window: &mut Window, row: &str) {
    let rows = window.harness.query_all_by_role(Role::TreeItem);
    let label = |node: &egui_kittest::Node<'_>| node.accesskit_node().label().unwrap_or_default();
    rows.into_iter().find(|node| label(node).starts_with(row)).unwrap().click();
    window.settle();
}

#[test]
fn a_view_of_ones_own_is_made_kept_in_the_file_changed_and_removed() {
    let (_desk, path, mut window) = Window::hengelo();
    window.click("Beeld");
    window.choose("Kolommen kiezen");
    let shown = window.harness.get_by_role_and_label(Role::CheckBox, "Begroting 2018");
    assert_eq!(shown.accesskit_node().toggled(), Some(Toggled::True), "as is shown");
    for kolom in ["Rekening 2017", "Begroting 2019 primitief", "Raming 2020", "Raming 2021"] {
        tick(&mut window, kolom);
    }
    tick(&mut window, "Raming 2022");
    tick(&mut window, "Rekening 2019");
    pick(&mut window, "Verschil: kolom", "Rekening 2019");
    pick(&mut window, "Verschil: min kolom", "Begroting 2018");
    window.click("Verschil toevoegen");
    assert!(window.is_disabled("Verschil toevoegen"), "it is there now");
    tick(&mut window, "Lasten");
    tick(&mut window, "Saldo");
    window.picture("weergave-maken");
    window.replace(NAME, "Vorig jaar naast rekening");
    window.key(Key::Enter);
    assert!(!window.shows(NAME), "the form is gone");

    // The table shows it at once.
    assert!(window.shows("Weergave: Vorig jaar naast rekening"));
    let total = |window: &Window, column: &str| window.cell("Totaal taakveld", column);
    assert_eq!(total(&window, "Begroting 2018 Lasten"), "-23.096");
    assert_eq!(total(&window, "Rekening 2019 Lasten"), "-21.013");
    assert_eq!(total(&window, "Verschil Lasten"), "2.083 V");
    window.picture("weergave-eigen");
    // It is one change, which undo takes back and redo brings again.
    window.ctrl(Key::Z);
    assert!(window.shows("Weergave: Meerjaren"));
    window.ctrl(Key::Y);
    assert!(window.shows("Weergave: Vorig jaar naast rekening"));

    // It is in the file.
    window.save();
    let kept = read(&path);
    let view = kept.weergaven.top().next().unwrap();
    assert_eq!(view.name, "Vorig jaar naast rekening");
    let kolommen: Vec<String> = view.kolommen.iter().map(Kolomkeuze::to_string).collect();
    assert_eq!(kolommen, ["t-1 begroting", "t rekening", "t-1 begroting > t rekening"]);
    assert_eq!(view.maten, [Maat::Lasten]);

    // Changed: the order, and the name.
    window.click("Beeld");
    window.choose("Kolommen kiezen");
    window.click("Rekening 2019 omhoog");
    window.replace(NAME, "Rekening eerst");
    window.click("Bewaren");
    window.save();
    let kept = read(&path);
    let view = kept.weergaven.top().next().unwrap();
    assert_eq!((kept.weergaven.len(), view.name.as_str()), (1, "Rekening eerst"));
    assert_eq!(view.kolommen.first().unwrap().to_string(), "t rekening");

    // Removed: the page is as its level begins.
    window.click("Beeld");
    window.choose("Kolommen kiezen");
    window.click("Weergave verwijderen");
    assert!(window.shows("Weergave: Meerjaren"));
    window.save();
    assert!(read(&path).weergaven.is_empty());
}

#[test]
fn what_is_missing_in_the_form_is_said_at_its_field_and_changes_nothing() {
    let (_desk, path, mut window) = Window::hengelo();
    window.click("Beeld");
    window.choose("Kolommen kiezen");
    window.replace(NAME, "meerjaren");
    window.key(Key::Enter);
    assert!(window.shows("Er is al een weergave ‘Meerjaren’; kies een andere naam."));
    window.replace(NAME, " ");
    window.click("Bewaren");
    assert!(window.shows("Geef de weergave een naam."));
    window.replace(NAME, "Leeg");
    assert!(!window.shows("Geef de weergave een naam."), "it is being mended");
    tick(&mut window, "Saldo");
    window.click("Bewaren");
    assert!(window.shows("Kies één of meer maten."));
    tick(&mut window, "Saldo");
    for kolom in ["Rekening 2017", "Begroting 2018", "Begroting 2019 primitief", "Raming 2020"] {
        tick(&mut window, kolom);
    }
    tick(&mut window, "Raming 2021");
    tick(&mut window, "Raming 2022");
    window.click("Bewaren");
    assert!(window.shows("Kies één of meer kolommen."));
    window.picture("weergave-fout");
    window.key(Key::Escape);
    assert!(!window.shows(NAME));
    assert!(window.shows("Weergave: Meerjaren"));
    assert_eq!(std::fs::read(&path).unwrap(), HENGELO.as_bytes());
}

#[test]
fn cards_and_tree_show_the_version_of_the_view() {
    let (_desk, _, mut window) = Window::hengelo();
    assert!(window.shows("saldo begroting 2019 primitief × € 1.000"));
    assert!(window.shows("Saldo, begroting 2019 primitief: -18.182 × € 1.000"));
    select(&mut window, PROGRAMMA);
    // A programme begins with primitief, gewijzigd and rekening.
    assert!(window.shows("Saldo, begroting 2019 gewijzigd: -93.505 × € 1.000"));
    assert!(window.shows("saldo begroting 2019 gewijzigd × € 1.000"));
    assert!(window.shows("6 Sociaal domein: -93.505"));
    window.picture("programma");
}

#[test]
fn a_click_on_a_bar_of_the_programme_opens_6_72() {
    let (_desk, _, mut window) = Window::hengelo();
    select(&mut window, PROGRAMMA);
    let bar = "6.72 Maatwerkdienstverlening 18-, × € 1.000: begroting 2019 primitief -18.182, \
               begroting 2019 gewijzigd -23.326, rekening 2019 -21.013";
    assert_eq!(bars(&window).len(), 10, "every taakveld: {:?}", bars(&window));
    // It is below what the chart has room for.
    window.harness.get_by_label(bar).scroll_to_me();
    window.settle();
    window.click(bar);
    assert!(window.selected_row().starts_with("6.72 "), "{}", window.selected_row());

    // By keyboard: Enter on the bar that has it.
    select(&mut window, PROGRAMMA);
    window.harness.get_by_label(bar).focus();
    window.settle();
    window.picture("programma-balk");
    window.key(Key::Enter);
    assert!(window.selected_row().starts_with("6.72 "), "{}", window.selected_row());
}

#[test]
fn where_the_money_goes_begins_with_the_largest_lasten() {
    let (_desk, _, mut window) = Window::hengelo();
    select(&mut window, PROGRAMMA);
    window.click("Beeld");
    window.click("Grafiek: waar gaat het geld heen");
    window.picture("programma-geld");
    let budget = ron_file::read(HENGELO.as_bytes()).unwrap();
    let totals = Totals::new(&budget);
    let programme = budget.onderdelen.top().next().unwrap().id;
    let gewijzigd = "2019-gewijzigd".parse().unwrap();
    let parts = parts_by_lasten(&budget, &totals, programme, gewijzigd);
    let lasten: Vec<Decimal> = parts.iter().map(|part| part.totals[0].lasten).collect();
    assert!(lasten.is_sorted_by(|one, next| one >= next), "{lasten:?}");
    let of = |part: &Option<Id>| budget.onderdelen.get(part.unwrap()).unwrap().code.clone();
    let codes: Vec<String> = parts.iter().map(|part| of(&part.onderdeel)).collect();
    assert_eq!(codes[0], "6.3");
    let shown = bars(&window);
    assert_eq!(shown.len(), codes.len());
    for (shown, code) in shown.iter().zip(&codes) {
        assert!(shown.starts_with(&format!("{code} ")), "{shown}: {code}");
    }
    assert!(shown[0].contains(": lasten begroting 2019 gewijzigd -"), "{}", shown[0]);
    // The choice is of the level: a taakveld still shows its years.
    select(&mut window, "6.72");
    assert!(window.shows("Staafdiagram Saldo per jaar"));
}

#[test]
fn parts_add_up_to_their_onderdeel() {
    let budget = ron_file::read(HENGELO.as_bytes()).unwrap();
    let totals = Totals::new(&budget);
    let kolommen = budget.columns();
    for onderdeel in budget.onderdelen.iter() {
        let parts = parts(&budget, &totals, onderdeel.id, &kolommen);
        for (at, kolom) in kolommen.iter().enumerate() {
            let whole = totals.get(onderdeel.id, *kolom);
            for maat in [Maat::Baten, Maat::Lasten] {
                let sum: Decimal = parts.iter().map(|part| part.totals[at].of(maat)).sum();
                assert_eq!(sum, whole.of(maat), "{} {kolom}", onderdeel.code);
            }
        }
    }
}

#[test]
fn the_tree_is_as_wide_again_after_zooming_in_and_out() {
    let (_desk, _, mut window) = Window::hengelo();
    let width = |window: &Window| window.rect("saldo begroting 2019 primitief × € 1.000").right();
    let before = width(&window);
    for _ in 0..6 {
        window.ctrl(Key::Plus);
    }
    assert!(width(&window) < before, "a third of what is left: {}", width(&window));
    window.ctrl(Key::Num0);
    assert!((width(&window) - before).abs() < 1.0, "{}", width(&window));
}

#[test]
fn a_view_that_names_columns_that_are_not_there_says_so() {
    let mut budget = ron_file::read(HENGELO.as_bytes()).unwrap();
    let kolommen = ["t-3 rekening", "t begroting", "t-1 berap1 > t berap1"];
    let weergave = Weergave {
        id: Id::from_bits(1 << 40),
        name: "Lang geleden".into(),
        indeling: Indeling::Onderdelen,
        kolommen: kolommen.iter().map(|keuze| keuze.parse().unwrap()).collect(),
        maten: vec![Maat::Saldo],
        order: Order::after(None),
    };
    budget.apply(&Edit::Insert(weergave.into())).unwrap();
    let desk = window::Desk::new();
    let path = desk.file("oud.ron", ron_file::write(&budget).unwrap().as_bytes());
    let mut window = Window::open_file(&desk, &path);
    let combo = window.harness.get_by_role_and_label(Role::ComboBox, "Weergave: Meerjaren");
    combo.click();
    window.settle();
    window.click("Lang geleden");
    assert!(window.shows(
        "De weergave noemt kolommen die deze begroting niet heeft: Rekening 2016; \
         Berap 1 2019 - berap 1 2018"
    ));
    assert_eq!(window.cell("Totaal taakveld", "Begroting 2019"), "-18.182");
    // In the form they stand with those words, and can go.
    window.click("Beeld");
    window.choose("Kolommen kiezen");
    assert!(window.shows("Rekening 2016 (niet in deze begroting)"));
    window.picture("weergave-ontbreekt");
    window.click("Rekening 2016 (niet in deze begroting) weg");
    window.click("Bewaren als nieuwe weergave");
    assert!(window.shows("Er is al een weergave ‘Lang geleden’; kies een andere naam."));
    window.replace(NAME, "Kort geleden");
    window.click("Bewaren als nieuwe weergave");
    window.save();
    let kept = read(&path);
    let names: Vec<&str> = kept.weergaven.top().map(|view| view.name.as_str()).collect();
    assert_eq!(names, ["Lang geleden", "Kort geleden"]);
    let counts: Vec<usize> = kept.weergaven.top().map(|view| view.kolommen.len()).collect();
    assert_eq!(counts, [3, 2], "the one that was copied is as it was");
}
