//! The pages of a programme and of a goal on the screen: indicators, verbonden partijen, activities,
//! and the jaarverslag (S3, S6, S7, I1-I3).

#![allow(clippy::panic, clippy::expect_used, reason = "that is how a test fails")]

mod common;

use common::Screen;
use eframe::egui::accesskit::Role;
use eframe::egui::{CentralPanel, Event, Key, Theme, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sluitend::change::Document;
use sluitend::change::structure::{self, Target};
use sluitend::display::read_meting;
use sluitend::model::{
    Begroting, Edit, Id, Indicator, Indicatorsoort, Kolom, Kop, Level, Meting, Moment, Onderdeel,
    Order, Paragraaf, Partij, Record, Revision, Richting, Sectie, Stadium,
};
use sluitend::ui::page::{self, PageState};
use sluitend::ui::view::{Tab, View};
use sluitend::ui::wish::{Desk, Wish};
use sluitend::ui::{fonts, theme};

const TODAY: jiff::civil::Date = jiff::civil::date(2018, 11, 8);
const PROGRAMMA: u64 = 10;
const DOEL: u64 = 12;
const COLUMNS: [Kolom; 4] = [
    Kolom::new(2018, Stadium::Rekening),
    Kolom::new(2019, Stadium::Begroting),
    Kolom::new(2019, Stadium::Rekening),
    Kolom::new(2020, Stadium::Begroting),
];

struct Window {
    document: Document,
    view: View,
    page: PageState,
    others: Vec<Wish>,
}

type Screens = Harness<'static, Window>;

fn id(n: u64) -> Id {
    Id::from_bits(n)
}

/// A programme with a taakveld and a goal, three indicators and two verbonden partijen.
fn document() -> Document {
    let mut begroting =
        Begroting::new(Kop::new(id(1), "Voorbeeldstad", "Jaarverslag 2019", 2019, String::new()));
    let mut last: Option<Order> = None;
    let mut order = move || {
        let next = Order::after(last.as_ref());
        last = Some(next.clone());
        next
    };
    let mut insert = |record: Record| begroting.apply(&Edit::Insert(record)).expect("it fits");
    for (n, parent, level, code, name) in [
        (PROGRAMMA, None, Level::Programma, "6", "Sociaal domein"),
        (11, Some(PROGRAMMA), Level::Taakveld, "6.72", "Maatwerk 18-"),
        (DOEL, Some(PROGRAMMA), Level::Doel, "6.a", "Meedoen"),
    ] {
        let (code, name, parent) = (code.to_owned(), name.to_owned(), parent.map(id));
        insert(Onderdeel::new(id(n), parent, level, (code, name), order()).into());
    }
    let indicators = [
        (
            Indicatorsoort::Beleidsindicator,
            "Trajecten",
            "aantal",
            ["414", "300", "334", "Geen afspraken"],
        ),
        (
            Indicatorsoort::Beleidsindicator,
            "Uitstroom",
            "aantal",
            ["344 (15,4%)", "340 (47%)", "242 (49%)", "14,9%"],
        ),
        (
            Indicatorsoort::Beleidsindicator,
            "Wmo-cliënten",
            "aantal",
            ["7.624", "6.400", "7.558", ""],
        ),
        (
            Indicatorsoort::Kengetal,
            "Banen",
            "per 1.000 inwoners",
            ["782,3 (2017)", "910,1 (2017)", "951 (2018)", "951 (2018)"],
        ),
        (Indicatorsoort::Kengetal, "Jeugdhulp", "%", ["8,90%", "", "12,8% (2017)", "-1,5%"]),
    ];
    for (n, (soort, name, unit, cells)) in (100..).step_by(10).zip(indicators) {
        insert(
            Indicator {
                id: id(n),
                onderdeel: id(PROGRAMMA),
                soort,
                name: name.into(),
                unit: unit.into(),
                richting: if n == 100 { Richting::Hoger } else { Richting::NietVermeld },
                note: String::new(),
                order: order(),
            }
            .into(),
        );
        for (at, (kolom, cell)) in (1..).zip(COLUMNS.into_iter().zip(cells)) {
            let read = read_meting(cell, unit, "").expect("it is a cell of the print");
            if cell.is_empty() {
                continue;
            }
            let meting = Meting {
                id: id(n + at),
                indicator: id(n),
                kolom,
                value: read.value,
                share: read.share,
                unit: read.unit,
                peiljaar: read.peiljaar,
                text: read.text,
            };
            insert(meting.into());
        }
    }
    for (n, name, role) in [(200, "Stadsbank", "schuldhulp"), (201, "Regio", "inkoop")] {
        let (name, role) = (name.into(), role.into());
        let onderdeel = id(PROGRAMMA);
        insert(Partij { id: id(n), onderdeel, name, role, order: order() }.into());
    }
    for (n, sectie, moment, text) in [
        (300, Sectie::Doel, Moment::Begroting, "Iedereen doet mee."),
        (301, Sectie::Uitgangspunten, Moment::Begroting, "Preventie eerst."),
        (302, Sectie::Uitgangspunten, Moment::Begroting, "Zorg dichtbij."),
        (303, Sectie::Doel, Moment::Jaarverslag, "Meer mensen deden mee."),
    ] {
        insert(
            Paragraaf {
                id: id(n),
                onderdeel: id(PROGRAMMA),
                sectie,
                moment,
                heading: String::new(),
                text: text.into(),
                order: order(),
            }
            .into(),
        );
    }
    Document::new(begroting)
}

fn open(onderdeel: u64, tab: Tab) -> (Screens, Screen) {
    let screen = Screen::default();
    let document = document();
    let mut view = View::new(&document);
    view.select(document.begroting(), id(onderdeel));
    view.tab = tab;
    let mut harness = Harness::builder()
        .with_size(vec2(1280.0, 820.0))
        .with_theme(Theme::Light)
        .with_context_setup(|ctx| {
            fonts::install(ctx);
            theme::install(ctx);
        })
        .renderer(screen.clone())
        .build_ui_state(
            |ui, window: &mut Window| {
                let mut wishes = Vec::new();
                CentralPanel::default().show(ui, |ui| {
                    let mut desk = Desk {
                        document: &window.document,
                        view: &mut window.view,
                        today: TODAY,
                        wishes: &mut wishes,
                    };
                    page::show(ui, &mut desk, &mut window.page);
                });
                for wish in wishes {
                    match wish {
                        Wish::Change { why, edits } => commit(&mut window.document, &why, edits),
                        other => window.others.push(other),
                    }
                }
            },
            Window { document, view, page: PageState::default(), others: Vec::new() },
        );
    harness.run();
    (harness, screen)
}

fn commit(document: &mut Document, why: &str, edits: Vec<Edit>) {
    let revision = Revision {
        id: id(document.history().len() as u64 + 1_000),
        who: "adviseur".into(),
        at: jiff::Timestamp::UNIX_EPOCH,
        why: why.into(),
        edits,
        van: Vec::new(),
    };
    document.commit(revision).expect("the page wishes nothing that is refused");
}

fn cell(harness: &Screens, name: &str) -> String {
    let start = format!("{name}: ");
    let labels: Vec<String> = harness
        .query_all_by_role(Role::Cell)
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    let found = labels.iter().find_map(|label| label.strip_prefix(&start));
    found.unwrap_or_else(|| panic!("no cell {name} in {labels:#?}")).to_owned()
}

fn type_in(harness: &mut Screens, name: &str, text: &str) {
    let start = format!("{name}: ");
    harness
        .query_all_by_role(Role::Cell)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(&start)))
        .unwrap_or_else(|| panic!("no cell {name}"))
        .click_accesskit();
    harness.run();
    harness.event(Event::Text(text.to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
}

fn whys(harness: &Screens) -> Vec<String> {
    harness.state().document.history().iter().map(|revision| revision.why.clone()).collect()
}

fn tabs(harness: &Screens) -> Vec<String> {
    let all = harness.query_all_by_role(Role::Tab);
    all.filter_map(|node| node.accesskit_node().label()).collect()
}

#[test]
fn a_programme_and_a_goal_have_pages_of_their_own() {
    let (harness, screen) = open(PROGRAMMA, Tab::Doel);
    screen.picture(&harness, "programma-doel");
    let programme = [
        "Doel",
        "Wat mag het kosten?",
        "Prognose",
        "Van tekort naar sluitend",
        "Wijzigingen",
        "Structureel evenwicht",
        "Indicatoren",
        "Verbonden partijen",
        "Reserves",
        "Beleidsnota’s",
        "Geschiedenis",
    ];
    assert_eq!(tabs(&harness), programme);
    harness.get_by_label("Hoofddoelstelling");
    harness.get_by_label("Iedereen doet mee.");
    harness.get_by_label("2.");
    harness.get_by_label("Zorg dichtbij.");
    let (harness, _) = open(DOEL, Tab::Criteria);
    let goal = [
        "Doel",
        "Criteria en activiteiten",
        "Wat mag het kosten?",
        "Beleidsnota’s",
        "Financiële toelichting",
        "Geschiedenis",
    ];
    assert_eq!(tabs(&harness), goal);
}

#[test]
fn the_annual_report_has_its_own_titles_and_texts() {
    let (mut harness, _) = open(11, Tab::Bereiken);
    harness.state_mut().view.moment = Moment::Jaarverslag;
    harness.run();
    let titles = [
        "Wat hebben we bereikt?",
        "Wat hebben we daarvoor gedaan?",
        "Wat zijn we blijven doen?",
        "Wat heeft het gekost?",
        "Wijzigingen",
        "Financiële toelichting",
        "Geschiedenis",
    ];
    assert_eq!(tabs(&harness), titles);
    harness.get_by_label("Alinea toevoegen").click();
    harness.run();
    harness.get_by_label("Tekst van de alinea").type_text("Veel bereikt.");
    harness.run();
    harness.get_by_label("Klaar").click();
    harness.run();
    assert_eq!(whys(&harness), ["6.72 Wat hebben we bereikt?: alinea toegevoegd"]);
    harness.get_by_label("Veel bereikt.");
    harness.state_mut().view.moment = Moment::Begroting;
    harness.run();
    assert!(harness.query_by_label("Veel bereikt.").is_none());
    harness.get_by_label("Nog geen tekst");
}

#[test]
fn indicators_stand_there_as_printed() {
    let (harness, screen) = open(PROGRAMMA, Tab::Indicatoren);
    screen.picture(&harness, "programma-indicatoren");
    for (name, text) in [
        ("Trajecten, Werkelijk 2018", "414"),
        ("Trajecten, Begroting 2020", "Geen afspraken"),
        ("Uitstroom, Werkelijk 2018", "344 (15,4%)"),
        ("Uitstroom, Begroting 2020", "14,9%"),
        ("Wmo-cliënten, Werkelijk 2019", "7.558"),
        ("Wmo-cliënten, Begroting 2020", ""),
        ("Banen, Begroting 2019", "910,1 (2017)"),
        ("Jeugdhulp, Werkelijk 2018", "8,90%"),
        ("Jeugdhulp, Werkelijk 2019", "12,8% (2017)"),
        ("Trajecten, Gewenst", "hoger is beter"),
    ] {
        assert_eq!(cell(&harness, name), text, "{name}");
    }
    let chart = "Staafdiagram Trajecten, aantal · hoger is beter: Werkelijk 2018 414; \
                 Begroting 2019 300; Werkelijk 2019 334; Begroting 2020 Geen afspraken";
    harness.get_by_label(chart);
}

#[test]
fn a_cell_of_an_indicator_understands_what_is_printed() {
    let (mut harness, _) = open(PROGRAMMA, Tab::Indicatoren);
    type_in(&mut harness, "Wmo-cliënten, Begroting 2020", "344 (15,4%)");
    type_in(&mut harness, "Jeugdhulp, Begroting 2019", "782,3 (2017)");
    type_in(&mut harness, "Banen, Werkelijk 2019", "n.v.t.");
    assert_eq!(cell(&harness, "Wmo-cliënten, Begroting 2020"), "344 (15,4%)");
    assert_eq!(cell(&harness, "Jeugdhulp, Begroting 2019"), "782,3% (2017)");
    assert_eq!(cell(&harness, "Banen, Werkelijk 2019"), "n.v.t.");
    assert_eq!(
        whys(&harness),
        [
            "Wmo-cliënten, Begroting 2020: leeg → 344 (15,4%)",
            "Jeugdhulp, Begroting 2019: leeg → 782,3% (2017)",
            "Banen, Werkelijk 2019: 951 (2018) → n.v.t.",
        ]
    );
    type_in(&mut harness, "Trajecten, Werkelijk 2018", "37.4");
    assert_eq!(whys(&harness).len(), 3, "what can be read in two ways is refused");
    let start = "Trajecten, Werkelijk 2018: ‘37.4’ kan op twee manieren";
    assert!(harness.query_all_by_label_contains(start).next().is_some());
    harness.key_press(Key::Escape);
    harness.key_press(Key::Escape);
    harness.run();
    harness.state_mut().document.undo().expect("there is something to undo");
    harness.run();
    assert_eq!(cell(&harness, "Banen, Werkelijk 2019"), "951 (2018)");
}

#[test]
fn verbonden_partijen_are_added_moved_and_removed() {
    let (mut harness, screen) = open(PROGRAMMA, Tab::Partijen);
    screen.picture(&harness, "programma-partijen");
    assert_eq!(cell(&harness, "Stadsbank, Rol"), "schuldhulp");
    harness.get_by_label("Verbonden partij toevoegen").click();
    harness.run();
    type_in(&mut harness, "Nieuwe partij, Naam", "Werkplein");
    type_in(&mut harness, "Werkplein, Rol", "werk zoeken");
    let names = |harness: &Screens| -> Vec<String> {
        let begroting = harness.state().document.begroting();
        begroting.partijen.of(id(PROGRAMMA)).map(|partij| partij.name.clone()).collect()
    };
    assert_eq!(names(&harness), ["Stadsbank", "Regio", "Werkplein"]);
    let target = {
        let window = harness.state_mut();
        let mut wishes = Vec::new();
        let desk = Desk {
            document: &window.document,
            view: &mut window.view,
            today: TODAY,
            wishes: &mut wishes,
        };
        window.page.target(&desk).expect("the cursor is on an entry")
    };
    let Target::Entry(_) = target else { panic!("it is an entry: {target:?}") };
    let window = harness.state_mut();
    let begroting = window.document.begroting();
    let up = structure::step(begroting, target, structure::Step::Up).expect("it can");
    commit(&mut window.document, "omhoog", up);
    assert_eq!(names(&harness), ["Stadsbank", "Werkplein", "Regio"]);
    let window = harness.state_mut();
    let gone = structure::remove(window.document.begroting(), target).expect("it can");
    commit(&mut window.document, "weg", gone);
    assert_eq!(names(&harness), ["Stadsbank", "Regio"]);
}

#[test]
fn activities_of_a_goal_are_planned_and_realised() {
    let (mut harness, screen) = open(DOEL, Tab::Criteria);
    harness.get_by_label("Activiteit toevoegen").click();
    harness.run();
    type_in(&mut harness, "Nieuwe activiteit, Gepland", "Meldpunt openen");
    type_in(&mut harness, "Meldpunt openen, Gerealiseerd", "Open sinds juni");
    type_in(&mut harness, "Meldpunt openen, Status", "klaar");
    screen.picture(&harness, "doel-criteria");
    let begroting = harness.state().document.begroting();
    let activity = begroting.activiteiten.of(id(DOEL)).next().expect("it was added");
    assert_eq!(activity.realised, "Open sinds juni");
    assert_eq!(whys(&harness).len(), 4);
}

#[test]
fn removing_an_indicator_takes_its_figures_and_comes_back() {
    let mut document = document();
    let before = document.begroting().clone();
    let target = Target::Entry(id(100));
    let edits = structure::remove(document.begroting(), target).expect("it can");
    commit(&mut document, "weg", edits);
    assert_eq!(document.begroting().metingen.of(id(100)).count(), 0);
    document.undo().expect("there is something to undo");
    assert_eq!(*document.begroting(), before);
}
