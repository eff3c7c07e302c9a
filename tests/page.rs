//! The page of a taakveld on the screen: journey A of a budget holder, by the figures.

#![allow(clippy::panic, clippy::expect_used, reason = "that is how a test fails")]

mod common;

use std::time::{Duration, Instant};

use common::Screen;
use eframe::egui::accesskit::Role;
use eframe::egui::{CentralPanel, Event, Key, Modifiers, OutputCommand, Theme, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sluitend::change::Document;
use sluitend::display::{Signs, Unit};
use sluitend::model::{Edit, Id, Revision};
use sluitend::store::ron_file;
use sluitend::ui::chart::{BarChartData, ChartData};
use sluitend::ui::page::{self, PageState};
use sluitend::ui::view::{Tab, View};
use sluitend::ui::wish::{Ask, Desk, Wish};
use sluitend::ui::{fonts, theme};

/// As much of the window as the page needs: it sees to the changes that are wished.
struct Window {
    document: Document,
    view: View,
    page: PageState,
    /// Wishes that a person would have to answer.
    asked: Vec<Wish>,
}

impl Window {
    fn new(document: Document) -> Window {
        let view = View::new(&document);
        Window { document, view, page: PageState::default(), asked: Vec::new() }
    }

    fn commit(&mut self, why: String, edits: Vec<Edit>) {
        let count = self.document.history().len() as u64;
        let id = Id::from_bits(count + 1);
        let revision = Revision {
            id,
            who: "budgethouder".into(),
            at: jiff::Timestamp::UNIX_EPOCH,
            why,
            edits,
            van: Vec::new(),
        };
        self.document.commit(revision).expect("the page wishes nothing that is refused");
    }

    fn see_to(&mut self, wishes: Vec<Wish>) {
        for wish in wishes {
            match wish {
                Wish::Change { why, edits } => self.commit(why, edits),
                other => self.asked.push(other),
            }
        }
    }

    /// Uses the page as the commands of the window do.
    fn at_desk<R>(&mut self, work: impl FnOnce(&mut Desk<'_>, &mut PageState) -> R) -> R {
        let mut wishes = Vec::new();
        let mut desk = Desk {
            document: &self.document,
            view: &mut self.view,
            today: TODAY,
            wishes: &mut wishes,
        };
        let result = work(&mut desk, &mut self.page);
        self.see_to(wishes);
        result
    }
}

type Screens = Harness<'static, Window>;

fn hengelo() -> Document {
    let file = std::fs::read("saves/hengelo-2019.ron").expect("the example is there");
    Document::new(ron_file::read(&file).expect("the example can be read"))
}

fn open(size: [f32; 2], theme: Theme) -> (Screens, Screen) {
    let screen = Screen::default();
    let mut harness = Harness::builder()
        .with_size(vec2(size[0], size[1]))
        // What needs attention comes from a thread of its own, and then asks for a frame.
        .with_max_steps(20)
        .with_theme(theme)
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
                window.see_to(wishes);
            },
            Window::new(hengelo()),
        );
    harness.run();
    (harness, screen)
}

fn page() -> Screens {
    open([1280.0, 820.0], Theme::Light).0
}

/// The bars of the years.
fn bars(window: &Window) -> BarChartData {
    match window.page.chart(&window.document, &window.view) {
        Some(ChartData::Columns(data)) => data,
        other => panic!("no chart of the years: {other:?}"),
    }
}

/// Looks at the years, and not at the overview that a programme begins with.
fn in_years(harness: &mut Screens) {
    let window = harness.state_mut();
    if let Some(onderdeel) = window.view.selected {
        let begroting = window.document.begroting();
        window.view.choose(begroting, onderdeel, sluitend::calc::MEERJAREN);
    }
    harness.run();
}

/// The text of the cell with this name: "6.72.8 zorgvormen, Begroting 2019".
fn cell(harness: &Screens, name: &str) -> String {
    let start = format!("{name}: ");
    let labels: Vec<String> = harness
        .query_all_by_role(Role::Cell)
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    labels
        .iter()
        .find_map(|label| label.strip_prefix(&start))
        .unwrap_or_else(|| panic!("no cell {name} in {labels:#?}"))
        .to_owned()
}

fn click(harness: &mut Screens, name: &str) {
    let start = format!("{name}: ");
    harness
        .query_all_by_role(Role::Cell)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(&start)))
        .unwrap_or_else(|| panic!("no cell {name}"))
        .click_accesskit();
    harness.run();
}

fn type_in(harness: &mut Screens, name: &str, text: &str) {
    click(harness, name);
    harness.event(Event::Text(text.to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
}

/// What the window would ask now.
fn asked(harness: &Screens) -> Ask {
    let [Wish::Ask(ask)] = harness.state().asked.as_slice() else {
        panic!("no question: {:?}", harness.state().asked);
    };
    ask.clone()
}

/// Gives the answer with this label, as the window does.
fn answer(harness: &mut Screens, label: &str) {
    let ask = asked(harness);
    harness.state_mut().asked.clear();
    let answer = ask.answers.into_iter().find(|answer| answer.label == label);
    harness.state_mut().see_to(answer.unwrap_or_else(|| panic!("no answer {label}")).then);
    harness.run();
}

fn undo(harness: &mut Screens) {
    harness.state_mut().document.undo().expect("something was done");
    harness.run();
}

fn last_why(harness: &Screens) -> String {
    harness.state().document.undoable().map(|revision| revision.why.clone()).unwrap_or_default()
}

const TODAY: jiff::civil::Date = jiff::civil::date(2018, 11, 8);
const ZORGVORMEN: &str = "6.72.8 zorgvormen, Begroting 2019";
const TAAKVELD: &str = "Totaal taakveld, Begroting 2019";
const ZIN: &str = "6.72.8 Individuele voorzieningen ZIN Jeugd";

/// What needs attention comes from a thread of its own.
fn wait_for(harness: &mut Screens, label: &str) {
    let start = Instant::now();
    while harness.query_by_label(label).is_none() {
        assert!(start.elapsed() < Duration::from_secs(20), "‘{label}’ never came");
        std::thread::sleep(Duration::from_millis(1));
        harness.step();
    }
    harness.run();
}

#[test]
fn the_budget_holder_finds_the_figures_that_matter() {
    let mut harness = page();
    assert_eq!(cell(&harness, TAAKVELD), "-18.182");
    harness.get_by_label("Saldo, begroting 2019 primitief: -18.182 × € 1.000");
    harness.get_by_label(
        "T.o.v. begroting 2018, begroting 2019 primitief: 4.914 lagere lasten × € 1.000",
    );
    harness.get_by_label("Stelpost nog te vullen, begroting 2019 primitief: 2.950 × € 1.000");
    harness.get_by_label(
        "Saldo als de stelpost open blijft, begroting 2019 primitief: -21.132 × € 1.000",
    );
    harness.get_by_label(
        "¹ gepubliceerd -23.097, -18.183, -17.408, -16.558, -16.308 (× € 1.000): 1 verschil door afronding",
    );
    assert_eq!(cell(&harness, "6.72.8 taakstelling interventieplan, Begroting 2019"), "2.925");
    assert_eq!(cell(&harness, "6.72.8 taakstelling interventieplan, 2020"), "pm");
    assert_eq!(cell(&harness, &format!("{ZIN}, Rekening 2017")), "-22.105");

    // On the page of the programme its own total comes first.
    let programme = harness.state().document.begroting().onderdelen.top().next();
    let programme = programme.expect("a programme").id;
    harness.state_mut().view.selected = Some(programme);
    in_years(&mut harness);
    harness.get_by_label(
        "¹ gepubliceerd -85.941 (× € 1.000): 1 verschil door afronding · en nog 1 voetnoot",
    );

    let sub = harness.state().document.begroting().onderdelen.iter().find(|o| o.code == "6.72.8");
    let sub = sub.expect("6.72.8").id;
    harness.state_mut().view.selected = Some(sub);
    harness.run();
    harness.get_by_label(
        "T.o.v. begroting 2018, begroting 2019 primitief: 4.978 lagere lasten × € 1.000",
    );
}

#[test]
fn in_millions_no_sentence_says_nought_for_what_is_not_zero() {
    let mut harness = page();
    harness.state_mut().view.notation.unit = Unit::Million;
    harness.run();
    // In the grid a nought with the decimal of the unit, below the unit digits of its column.
    assert_eq!(cell(&harness, "6.72.8 nog uit te denken, Begroting 2019"), "0,0");
    assert_eq!(cell(&harness, "6.72.8 taakstelling interventieplan, Begroting 2019"), "2,9");
    assert_eq!(cell(&harness, "6.72.8 nog uit te denken, Rekening 2017"), "-");
    wait_for(
        &mut harness,
        "Stelpost ‘nog uit te denken’: nog 25 × € 1.000 van 25 × € 1.000 te vullen in 2019.",
    );
    harness.get_by_label(
        "8 van 14 totalen van 6.72 wijken 1 × € 1.000 af van de publicatie: afronding.",
    );
    harness.get_by_label(
        "¹ gepubliceerd -23,1, -18,2, -17,4, -16,6, -16,3 (× € 1 mln): 1 × € 1.000 verschil door afronding",
    );
    type_in(&mut harness, "6.72.8 taakstelling interventieplan, Begroting 2019", "0");
    harness.get_by_label("Stelpost nog te vullen, begroting 2019 primitief: 25 × € 1.000");
}

#[test]
fn an_edit_moves_every_figure_and_undo_brings_them_back() {
    let mut harness = page();
    type_in(&mut harness, ZORGVORMEN, "-19950");
    assert_eq!(cell(&harness, ZORGVORMEN), "-19.950");
    assert_eq!(cell(&harness, &format!("{ZIN}, Begroting 2019")), "-17.000");
    assert_eq!(cell(&harness, TAAKVELD), "-18.259");
    harness.get_by_label("Saldo, begroting 2019 primitief: -18.259 × € 1.000");
    assert_eq!(last_why(&harness), "6.72.8 zorgvormen Begroting 2019 primitief: -19.873 → -19.950");
    let window = harness.state();
    let chart = bars(window);
    let saldi: Vec<&str> = chart.bars.iter().map(|bar| bar.saldo.text.as_str()).collect();
    assert_eq!(saldi, ["-23.005", "-23.096", "-18.259", "-17.407", "-16.557", "-16.307"]);
    assert!(chart.bars[0].closed && !chart.bars[2].closed);
    let top = window.document.begroting().onderdelen.top().next().expect("a programme").id;
    harness.state_mut().view.selected = Some(top);
    in_years(&mut harness);
    assert_eq!(cell(&harness, "Saldo van baten en lasten, Begroting 2019"), "-86.017");

    undo(&mut harness);
    assert_eq!(cell(&harness, "Saldo van baten en lasten, Begroting 2019"), "-85.940");
}

#[test]
fn a_sum_and_a_percentage_leave_their_result_and_their_name() {
    let mut harness = page();
    type_in(&mut harness, ZORGVORMEN, "=-19873-250");
    assert_eq!(cell(&harness, &format!("{ZIN}, Begroting 2019")), "-17.173");
    assert_eq!(cell(&harness, TAAKVELD), "-18.432");
    assert_eq!(
        last_why(&harness),
        "6.72.8 zorgvormen Begroting 2019 primitief: -19.873 → -20.123 (=-19873-250)"
    );
    undo(&mut harness);
    type_in(&mut harness, "6.72.0 Ondersteuningsbehoefte (Jeugd), Begroting 2019", "2,61%");
    assert_eq!(last_why(&harness), "6.72.0 Begroting 2019 primitief: -816 → -837 (+2,61 %)");
    undo(&mut harness);
    assert_eq!(cell(&harness, TAAKVELD), "-18.182");
}

/// The room that the page has in a window of 1000 × 650.
const LOW: [f32; 2] = [680.0, 594.0];

#[test]
fn a_low_window_keeps_the_rows_and_the_total_in_view() {
    let (mut harness, _) = open(LOW, Theme::Light);
    let rows = |harness: &Screens| -> Vec<String> {
        let cells = harness.query_all_by_role(Role::Cell);
        let whole = cells.filter(|node| node.rect().height() >= 27.0);
        let labels = whole.filter_map(|node| node.accesskit_node().label());
        labels.filter_map(|label| Some(label.split_once(", Omschrijving")?.0.to_owned())).collect()
    };
    assert_eq!(rows(&harness).len(), 10, "{:?}", rows(&harness));
    assert!(rows(&harness).contains(&"Totaal taakveld".to_owned()));
    let tabs: Vec<f32> = harness.query_all_by_role(Role::Tab).map(|tab| tab.rect().top()).collect();
    assert!(tabs.len() == 8 && tabs.iter().all(|top| *top == tabs[0]), "one line: {tabs:?}");
    assert!(harness.query_by_label("Let op").is_none());
    wait_for(&mut harness, "▸ Grafiek en let op (3)");
    harness.get_by_label("▸ Grafiek en let op (3)").click();
    harness.run();
    harness.get_by_label("Let op");
    assert!(rows(&harness).contains(&"Totaal taakveld".to_owned()), "still there");
    harness.get_by_label("▾ Grafiek en let op (3)").click();
    harness.run();
    assert_eq!(rows(&harness).len(), 10);
}

#[test]
fn a_measure_fills_the_stelpost_or_comes_on_top() {
    let mut harness = page();
    harness.get_by_role_and_label(Role::Tab, "Wat gaan we anders doen? 5").click();
    harness.run();
    let measure = "4.2.4 GGZ en opvoedhulp";
    type_in(&mut harness, &format!("{measure}, Werking"), "v");
    assert_eq!(
        cell(&harness, &format!("{measure}, Werking")),
        "vult stelpost taakstelling interventieplan"
    );
    type_in(&mut harness, &format!("{measure}, Begroting 2019"), "400");
    assert_eq!(
        last_why(&harness),
        "Maatregel GGZ en opvoedhulp 2019: pm → 400, vult stelpost taakstelling interventieplan"
    );
    let rest = "Rest stelpost, nog te vullen, Begroting 2019";
    let after = "Saldo na maatregelen, Begroting 2019";
    assert_eq!(cell(&harness, "Totaal vult stelpost, Begroting 2019"), "400");
    assert_eq!(cell(&harness, rest), "2.550");
    assert_eq!(cell(&harness, after), "-18.182");
    type_in(&mut harness, &format!("{measure}, Werking"), "a");
    assert_eq!(cell(&harness, rest), "2.950");
    assert_eq!(cell(&harness, "Totaal aanvullend, Begroting 2019"), "400");
    assert_eq!(cell(&harness, after), "-17.782");
    harness.state_mut().view.tab = Tab::Kosten;
    harness.run();
    harness.get_by_label("Na maatregelen, begroting 2019 primitief: -17.782 × € 1.000");
    // In the chart only the year that the measure changes has a second bar.
    let window = harness.state();
    let chart = bars(window);
    let after = chart.bars.iter().map(|bar| bar.after_measures.as_ref().map(|of| &*of.text));
    let after: Vec<Option<&str>> = after.collect();
    assert_eq!(after, [None, None, Some("-17.782"), None, None, None]);
    for _ in 0..3 {
        undo(&mut harness);
    }
    assert!(
        harness
            .query_by_label("Na maatregelen, begroting 2019 primitief: -17.782 × € 1.000")
            .is_none()
    );
    harness.get_by_label("Stelpost nog te vullen, begroting 2019 primitief: 2.950 × € 1.000");
}

#[test]
fn the_unit_changes_what_is_shown_and_not_what_is() {
    let mut harness = page();
    harness.state_mut().view.notation.unit = Unit::Euro;
    harness.run();
    assert_eq!(cell(&harness, ZORGVORMEN), "-19.873.000");
    harness.get_by_label("Saldo, begroting 2019 primitief: -18.182.000 × € 1");
    harness.state_mut().view.notation.unit = Unit::Thousand;
    harness.run();
    assert_eq!(cell(&harness, ZORGVORMEN), "-19.873");
    assert!(harness.state().document.is_saved());
}

#[test]
fn both_positive_names_the_kind_of_every_row() {
    let mut harness = page();
    harness.state_mut().view.notation.signs = Signs::BothPositive;
    harness.run();
    assert_eq!(cell(&harness, ZORGVORMEN), "19.873");
    assert_eq!(cell(&harness, "6.72.8 zorgvormen, Soort"), "lasten");
    assert_eq!(cell(&harness, "Totaal lasten, Begroting 2019"), "18.182");
    assert_eq!(cell(&harness, "Totaal baten, Begroting 2019"), "-");
    assert_eq!(cell(&harness, "Saldo van baten en lasten, Begroting 2019"), "-18.182");
}

#[test]
fn the_cursor_stays_at_its_column_when_the_soort_comes_and_goes() {
    let mut harness = page();
    click(&mut harness, "6.72.8 zorgvormen, 2021");
    for signs in Signs::ALL.into_iter().rev() {
        harness.state_mut().view.notation.signs = signs;
        harness.run();
        let selected = harness.query_all_by_role(Role::Cell).filter_map(|node| {
            let node = node.accesskit_node();
            node.is_selected().filter(|is| *is).and_then(|_| node.label())
        });
        let selected: Vec<String> = selected.collect();
        assert_eq!(selected.len(), 1, "{selected:?}");
        assert!(selected[0].starts_with("6.72.8 zorgvormen, 2021: "), "{signs:?}: {selected:?}");
    }
}

#[test]
fn what_comes_back_from_a_spreadsheet_is_one_change() {
    let mut harness = page();
    click(&mut harness, ZORGVORMEN);
    for _ in 0..3 {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
        harness.run();
    }
    assert_eq!(
        harness.state().page.selection_summary(),
        Some("selectie: 4 cellen · som -66.367 · gem. -16.592 · 4 bedragen · × € 1.000")
    );
    harness.event(Event::Copy);
    harness.step();
    let commands = &harness.output().platform_output.commands;
    let copied = commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some("-19873\t-16148\t-15298\t-15048"));
    harness.event(Event::Paste("-19873\t-16200\t-15298\t-15.100\n".into()));
    harness.run();
    assert_eq!(
        last_why(&harness),
        "2 cellen geplakt in 6.72: 6.72.8 zorgvormen Raming 2020: -16.148 → -16.200; \
         6.72.8 zorgvormen Raming 2022: -15.048 → -15.100"
    );
    assert_eq!(harness.state().document.history().len(), 1);
    undo(&mut harness);
    assert_eq!(cell(&harness, "6.72.8 zorgvormen, 2020"), "-16.148");
}

#[test]
fn three_by_four_cells_are_pasted_at_once_or_not_at_all() {
    let mut harness = page();
    let first = "6.72.0 Ondersteuningsbehoefte (Jeugd), Begroting 2019";
    click(&mut harness, first);
    let three_by_four =
        "-820\t-821\t-822\t-823\r\n-140\t-141\t-142\t-143\r\n-310\t-311\t-312\t-313\r\n";
    harness.event(Event::Paste(three_by_four.into()));
    harness.run();
    assert_eq!(cell(&harness, first), "-820");
    assert_eq!(cell(&harness, "6.72.2 Beschikbaarheidsvoorzieningen (Jeugd), 2022"), "-313");
    assert_eq!(cell(&harness, TAAKVELD), "-18.497");
    assert!(
        last_why(&harness).starts_with(
            "12 cellen geplakt in 6.72: 6.72.0 Begroting 2019 primitief: -816 → -820; "
        )
    );
    undo(&mut harness);
    assert_eq!(cell(&harness, TAAKVELD), "-18.182");

    click(&mut harness, first);
    harness.event(Event::Paste("-820\tveel\n".into()));
    harness.run();
    assert_eq!(cell(&harness, first), "-816");
    assert!(harness.state().document.is_saved());
}

#[test]
fn a_text_longer_than_a_cell_can_hold_is_refused_with_where_and_why() {
    let mut harness = page();
    let name = "6.72.8 zorgvormen, Omschrijving";
    let before = cell(&harness, name);
    click(&mut harness, name);
    harness.event(Event::Paste("x".repeat(2_001)));
    harness.run();
    assert_eq!(cell(&harness, name), before);
    assert!(harness.state().document.is_saved());
    harness.get_by_label_contains("6.72.8 zorgvormen, Omschrijving: de tekst is te lang");
    harness.event(Event::Paste("x".repeat(2_000)));
    harness.run();
    assert!(!harness.state().document.is_saved());
}

#[test]
fn a_closed_column_is_opened_on_purpose() {
    let mut harness = page();
    type_in(&mut harness, "6.72.8 zorgvormen, Begroting 2018", "-1");
    assert_eq!(cell(&harness, "6.72.8 zorgvormen, Begroting 2018"), "-21.901");
    harness.key_press(Key::Escape);
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Openen: Begroting 2018").click();
    harness.run();
    answer(&mut harness, "Kolom openen");
    type_in(&mut harness, "6.72.8 zorgvormen, Begroting 2018", "-22000");
    assert_eq!(cell(&harness, "Totaal taakveld, Begroting 2018"), "-23.195");
}

#[test]
fn lasten_typed_with_a_plus_are_asked_about_and_a_stelpost_is_not() {
    let mut harness = page();
    type_in(&mut harness, ZORGVORMEN, "16923");
    assert_eq!(cell(&harness, ZORGVORMEN), "-19.873");
    let ask = asked(&harness);
    assert!(ask.text.contains("-16.923 (lasten)") && ask.text.contains("+16.923"), "{}", ask.text);
    let labels: Vec<&str> = ask.answers.iter().map(|answer| &*answer.label).collect();
    assert_eq!(labels, ["Als lasten (-16.923)", "Als correctie (+16.923)", "Terug naar de cel"]);
    answer(&mut harness, "Als lasten (-16.923)");
    assert_eq!(cell(&harness, ZORGVORMEN), "-16.923");
    assert_eq!(last_why(&harness), "6.72.8 zorgvormen Begroting 2019 primitief: -19.873 → -16.923");
    type_in(&mut harness, ZORGVORMEN, "=10+10");
    answer(&mut harness, "Als correctie (+20)");
    assert_eq!(cell(&harness, ZORGVORMEN), "20");
    type_in(&mut harness, ZORGVORMEN, "25");
    assert!(harness.state().asked.is_empty(), "a correction may stay one");
    type_in(&mut harness, "6.72.8 nog uit te denken, Begroting 2019", "50");
    assert!(harness.state().asked.is_empty());
    harness.get_by_label("Stelpost nog te vullen, begroting 2019 primitief: 2.975 × € 1.000");
}

#[test]
fn an_amount_too_small_to_show_is_asked_about_exactly() {
    let mut harness = page();
    type_in(&mut harness, ZORGVORMEN, "0,4");
    answer(&mut harness, "Als lasten (-0,4)");
    assert_eq!(cell(&harness, ZORGVORMEN), "0");
}

#[test]
fn the_lasten_of_a_paste_are_asked_about_once() {
    let mut harness = page();
    for (label, zorgvormen, year_after) in [
        ("Als lasten", "-900", "-800"),
        ("Als correctie", "900", "800"),
        ("Annuleren", "-19.873", "-16.148"),
    ] {
        click(&mut harness, ZORGVORMEN);
        harness.event(Event::Paste("900\t800\t-700\n".into()));
        harness.run();
        let ask = asked(&harness);
        assert!(ask.text.contains("2 bedragen"), "{}", ask.text);
        assert!(
            ask.text.contains("6.72.8 zorgvormen, Begroting 2019 primitief (× € 1.000): +900"),
            "{}",
            ask.text
        );
        answer(&mut harness, label);
        assert_eq!(cell(&harness, ZORGVORMEN), zorgvormen, "{label}");
        assert_eq!(cell(&harness, "6.72.8 zorgvormen, 2020"), year_after, "{label}");
        if harness.state().document.undoable().is_some() {
            assert_eq!(cell(&harness, "6.72.8 zorgvormen, 2021"), "-700", "{label}");
            undo(&mut harness);
        }
    }
}

#[test]
fn a_selection_is_raised_and_an_amount_is_spread() {
    let mut harness = page();
    click(&mut harness, "6.72.0 Ondersteuningsbehoefte (Jeugd), Begroting 2019");
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
        harness.run();
    }
    let raised = harness.state_mut().at_desk(|desk, page| page.raise_selection(desk, "10"));
    assert_eq!(raised, Ok(()));
    harness.run();
    let why = last_why(&harness);
    let raised =
        "2 cellen verhoogd in 6.72: 6.72.0 Begroting 2019 primitief: -816 → -898 (+10 %); ";
    assert!(why.starts_with(raised), "{why}");
    undo(&mut harness);
    let spread = harness.state_mut().at_desk(|desk, page| page.spread_selection(desk, "-1.910"));
    assert_eq!(spread, Ok(()));
    harness.run();
    assert_eq!(cell(&harness, "6.72.0 Ondersteuningsbehoefte (Jeugd), Begroting 2019"), "-1.632");
    assert_eq!(cell(&harness, TAAKVELD), "-19.137");
    let refused = harness.state_mut().at_desk(|desk, page| page.raise_selection(desk, "veel"));
    assert!(refused.is_err());
}

#[test]
fn an_amount_in_an_empty_onderdeel_makes_its_first_regel() {
    let mut harness = page();
    let taakveld = harness.state().view.selected;
    let order = sluitend::model::Order::after(Some(&sluitend::model::Order::after(None)));
    let onderdeel = sluitend::model::Onderdeel::new(
        Id::from_bits(7),
        taakveld,
        sluitend::model::Level::Subtaakveld,
        ("6.72.9", "Vervoer"),
        order,
    );
    let insert = Edit::Insert(sluitend::model::Record::Onderdeel(onderdeel));
    harness.state_mut().commit("6.72.9 toegevoegd".into(), vec![insert]);
    harness.run();
    assert_eq!(cell(&harness, "6.72.9 Vervoer, Begroting 2019"), "");
    type_in(&mut harness, "6.72.9 Vervoer, Begroting 2019", "-100");
    assert_eq!(cell(&harness, "6.72.9 Vervoer, Begroting 2019"), "-100");
    assert_eq!(cell(&harness, TAAKVELD), "-18.282");
    assert_eq!(last_why(&harness), "6.72.9 Begroting 2019 primitief: leeg → -100");
    undo(&mut harness);
    assert_eq!(cell(&harness, "6.72.9 Vervoer, Begroting 2019"), "");
    assert_eq!(cell(&harness, TAAKVELD), "-18.182");
}

#[test]
fn a_code_stands_once_in_its_programme() {
    let mut harness = page();
    let name = "6.72.0 Ondersteuningsbehoefte (Jeugd), Sub";
    type_in(&mut harness, name, "6.72.2");
    assert_eq!(cell(&harness, name), "6.72.0");
    assert!(harness.state().document.is_saved());
    harness.key_press(Key::Escape);
    harness.run();
    type_in(&mut harness, name, "6.72.6");
    assert_eq!(last_why(&harness), "6.72.0: code wordt 6.72.6");
}

#[test]
fn a_row_is_folded_and_unfolded() {
    let mut harness = page();
    let fold = format!("Inklappen: {ZIN}");
    harness.get_by_role_and_label(Role::Button, &fold).click();
    harness.run();
    assert!(harness.query_by_role_and_label(Role::Button, &fold).is_none());
    assert!(harness.query_by_label(&format!("{ZORGVORMEN}: -19.873")).is_none());
    harness.get_by_role_and_label(Role::Button, &format!("Uitklappen: {ZIN}")).click();
    harness.run();
    assert_eq!(cell(&harness, ZORGVORMEN), "-19.873");
}

#[test]
fn a_new_measure_is_where_the_cursor_is() {
    let mut harness = page();
    let taakveld = harness.state().view.selected.expect("a taakveld");
    harness.state_mut().at_desk(|desk, page| page::add_measure(desk, page, taakveld));
    harness.run();
    harness.get_by_role_and_label(Role::Tab, "Wat gaan we anders doen? 6");
    assert_eq!(cell(&harness, "Nieuwe maatregel, Status"), "in voorbereiding");
    let window = harness.state_mut();
    let target = window.at_desk(|desk, page| page.target(desk));
    let added = window.document.begroting().mutaties.iter().find(|m| m.name == "Nieuwe maatregel");
    let added = added.expect("it was added").id;
    assert_eq!(target, Some(sluitend::change::structure::Target::Mutatie(added)));
}

#[test]
fn what_is_being_typed_is_not_lost_by_going_elsewhere() {
    let mut harness = page();
    click(&mut harness, ZORGVORMEN);
    harness.event(Event::Text("-19950".into()));
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
    harness.run();
    assert_eq!(harness.state().view.tab, Tab::Wijzigingen);
    assert_eq!(last_why(&harness), "6.72.8 zorgvormen Begroting 2019 primitief: -19.873 → -19.950");
}

#[test]
fn the_page_looks_as_it_should() {
    for (name, theme, size) in [
        ("light", Theme::Light, [1160.0, 860.0]),
        ("dark", Theme::Dark, [1160.0, 860.0]),
        ("small", Theme::Light, [720.0, 590.0]),
        ("large", Theme::Light, [2260.0, 1370.0]),
        ("low", Theme::Light, LOW),
    ] {
        let (mut harness, screen) = open(size, theme);
        let costs = screen.picture(&harness, &format!("page-kosten-{name}"));
        harness.state_mut().view.tab = Tab::Anders;
        harness.run();
        let measures = screen.picture(&harness, &format!("page-anders-{name}"));
        assert_ne!(costs.pixels, measures.pixels);
    }
}
