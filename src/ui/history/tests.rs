use eframe::egui::Theme;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::change::structure::{Target, remove};
use crate::model::{Bedrag, Bijdrage, KopField, RegelField};
use crate::ui::test_desk::{
    JAAR, PROGRAMMA, Screen, TAAKVELD, TestDesk, ZIN, ZORGVORMEN, begroting, id, window,
};

type Window = Harness<'static, TestDesk<HistoryState>>;

fn history(of: u64, prepare: impl FnOnce(&mut TestDesk<HistoryState>)) -> (Window, Screen) {
    let state = HistoryState { zone: TimeZone::UTC, wie: None, list: None };
    let mut desk = TestDesk::new(begroting(), state);
    prepare(&mut desk);
    window(desk, Theme::Light, true, move |ui, desk, state| show(ui, desk, state, id(of)))
}

fn amount(desk: &mut TestDesk<HistoryState>, regel: u64, euro: i64, why: &str) {
    let cell = RegelField::Amount(JAAR, Some(Bedrag::Euro(euro.into())));
    let edit = desk.document.begroting().set(id(regel), cell).unwrap().unwrap();
    desk.change(why, vec![edit]);
}

#[test]
fn nothing_was_changed_yet() {
    let (harness, _) = history(TAAKVELD, |_| {});
    harness.get_by_label("In dit bestand is hier nog niets gewijzigd.");
}

#[test]
fn only_what_touched_it_or_below_newest_first() {
    let (mut harness, screen) = history(TAAKVELD, |desk| {
        amount(desk, ZORGVORMEN, 19_950_000, "zorgvormen hoger");
        amount(desk, 30, 1_000, "elders");
        amount(desk, ZORGVORMEN, 19_800_000, "zorgvormen lager");
    });
    screen.picture(&harness, "history");
    let newest = harness.get_by_label("zorgvormen lager").rect();
    let oldest = harness.get_by_label("zorgvormen hoger").rect();
    assert!(newest.top() < oldest.top());
    assert!(harness.query_by_label("elders").is_none());
    assert_eq!(harness.get_all_by_label("8-11-2018 09:41").count(), 2);
    assert_eq!(harness.get_all_by_label("budgethouder").count(), 2);
    harness.state_mut().document.undo().unwrap();
    harness.run();
    assert!(harness.query_by_label("zorgvormen lager").is_none());
}

#[test]
fn of_a_change_in_more_places_the_cells_of_this_one_are_counted() {
    let (harness, _) = history(TAAKVELD, |desk| {
        let budget = desk.document.begroting();
        let cell = |regel: u64, euro: i64| {
            let field = RegelField::Amount(JAAR, Some(Bedrag::Euro(euro.into())));
            budget.set(id(regel), field).unwrap().unwrap()
        };
        let edits = vec![cell(ZORGVORMEN, 19_950_000), cell(30, 1_000)];
        desk.change("samengevoegd", edits);
    });
    harness.get_by_label("samengevoegd");
    harness.get_by_label("1");
    assert!(harness.query_by_label("2").is_none());
}

#[test]
fn what_is_of_the_whole_budget_is_told_where_the_tree_begins() {
    let head = |desk: &mut TestDesk<HistoryState>| {
        let budget = desk.document.begroting();
        let edit = budget.set(budget.id(), KopField::Version("ontwerp 2".into()));
        let edits = edit.unwrap().into_iter().collect();
        desk.change("andere versie", edits);
    };
    let (harness, _) = history(PROGRAMMA, head);
    harness.get_by_label("andere versie");
    let (harness, _) = history(TAAKVELD, head);
    assert!(harness.query_by_label("andere versie").is_none());
}

#[test]
fn what_was_removed_still_counts_for_what_it_stood_under() {
    let (harness, _) = history(TAAKVELD, |desk| {
        amount(desk, ZORGVORMEN, 19_950_000, "zorgvormen hoger");
        let edits = remove(desk.document.begroting(), Target::Onderdeel(id(ZIN))).unwrap();
        desk.change("6.72.8 verwijderd", edits);
    });
    harness.get_by_label("6.72.8 verwijderd");
    harness.get_by_label("zorgvormen hoger");
}

#[test]
fn a_long_history_shows_only_the_rows_in_view() {
    let (harness, _) = history(TAAKVELD, |desk| {
        for n in 0..2000 {
            amount(desk, ZORGVORMEN, 1_000_000 + n, &format!("stap {n}"));
        }
    });
    harness.get_by_label("stap 1999");
    assert!(harness.get_all_by_label("budgethouder").count() < 40);
}

#[test]
fn a_merge_is_found_by_whose_work_came_in_here() {
    let (mut harness, _) = history(TAAKVELD, |desk| {
        let budget = desk.document.begroting();
        let set = |regel: u64| {
            let cell = RegelField::Amount(JAAR, Some(Bedrag::Euro(1_000.into())));
            budget.set(id(regel), cell).unwrap().unwrap()
        };
        let van = [("jeugd", 0), ("elders", 1)].map(|(who, at)| Bijdrage {
            who: who.into(),
            at: None,
            why: "via een bestand".into(),
            edits: vec![at],
        });
        let merged = Revision {
            id: id(900),
            who: "adviseur".into(),
            at: jiff::Timestamp::UNIX_EPOCH,
            why: "Samengevoegd".into(),
            edits: vec![set(ZORGVORMEN), set(30)],
            van: van.into(),
        };
        desk.document.commit(merged).unwrap();
    });
    let shown = |harness: &mut Window, wie: &str| {
        harness.state_mut().state.wie = Some(wie.into());
        harness.run();
        harness.query_by_label("Samengevoegd").is_some()
    };
    assert!(shown(&mut harness, "adviseur") && shown(&mut harness, "jeugd"));
    assert!(!shown(&mut harness, "elders"), "that was not in this taakveld");
}
