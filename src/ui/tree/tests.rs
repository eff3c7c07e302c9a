use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;
use crate::model::RegelField;
use crate::ui::command::Command;
use crate::ui::test_desk::{
    JAAR, MAATREGEL, PROGRAMMA, Screen, TAAKVELD, TestDesk, ZIN, ZORGVORMEN, begroting, id, window,
};
use crate::ui::wish::Wish;

type Window = Harness<'static, TestDesk<TreeState>>;

fn tree(theme: Theme) -> (Window, Screen) {
    let desk = TestDesk::new(begroting(), TreeState::default());
    window(desk, theme, false, |ui, desk, state| {
        panel(ui, desk, state);
    })
}

fn items(harness: &Window) -> Vec<String> {
    let items = harness.get_all_by_role(Role::TreeItem);
    items.filter_map(|item| item.accesskit_node().label()).collect()
}

const TAAKVELD_ROW: &str = "6.72 Maatwerkdienstverlening 18-: -17.878";
const ZIN_ROW: &str = "6.72.8 Individuele voorzieningen ZIN Jeugd: -16.923";

/// The keyboard on the row of the taakveld.
fn with_keyboard() -> Window {
    let (mut harness, _) = tree(Theme::Light);
    harness.get_by_role_and_label(Role::TreeItem, TAAKVELD_ROW).click();
    harness.run();
    harness
}

#[test]
fn the_tree_says_codes_names_saldi_and_marks() {
    let (harness, screen) = tree(Theme::Light);
    screen.picture(&harness, "tree-light");
    harness.get_by_label("saldo begroting 2019 × € 1.000");
    let rows = items(&harness);
    assert_eq!(rows[0], "6 Sociaal domein: -37.986");
    assert_eq!(rows[2], TAAKVELD_ROW);
    assert_eq!(rows.len(), 6, "the view opens the taakveld with a stelpost to fill: {rows:?}");
    let item = harness.get_by_role_and_label(Role::TreeItem, TAAKVELD_ROW);
    let node = item.accesskit_node();
    assert_eq!(node.data().description(), Some("stelpost nog te vullen: 2.950 (× € 1.000)"));
    assert_eq!((node.data().level(), node.data().is_expanded()), (Some(2), Some(true)));
    let (harness, screen) = tree(Theme::Dark);
    screen.picture(&harness, "tree-dark");
}

#[test]
fn a_click_selects_and_the_fold_unfolds() {
    let (mut harness, screen) = tree(Theme::Light);
    harness.state_mut().view.open.remove(&id(TAAKVELD));
    harness.run();
    assert!(!items(&harness).contains(&ZIN_ROW.to_owned()));
    let item = harness.get_by_role_and_label(Role::TreeItem, TAAKVELD_ROW);
    let left = item.rect().left_center();
    item.click();
    harness.run();
    assert_eq!(harness.state().view.selected, Some(id(TAAKVELD)));
    let fold = left + eframe::egui::vec2(size::CELL_PADDING + 1.5 * size::INDENT, 0.0);
    harness.drag_at(fold);
    harness.drop_at(fold);
    harness.run();
    assert!(items(&harness).contains(&ZIN_ROW.to_owned()));
    screen.picture(&harness, "tree-open");
    let node = harness.get_by_role_and_label(Role::TreeItem, TAAKVELD_ROW);
    assert_eq!(node.accesskit_node().data().is_selected(), Some(true));
}

#[test]
fn arrows_walk_fold_and_unfold() {
    let mut harness = with_keyboard();
    assert_eq!(harness.state().state.focus(), Some(Target::Onderdeel(id(TAAKVELD))));
    let press = |harness: &mut Window, keys: &[Key]| {
        for key in keys {
            harness.key_press(*key);
            harness.run();
        }
        harness.state().state.focus()
    };
    assert_eq!(press(&mut harness, &[Key::ArrowRight, Key::End]), Some(Target::Onderdeel(id(ZIN))));
    assert_eq!(harness.state().view.selected, Some(id(TAAKVELD)), "walking does not select");
    assert_eq!(press(&mut harness, &[Key::Enter]), Some(Target::Onderdeel(id(ZIN))));
    assert_eq!(harness.state().view.selected, Some(id(ZIN)));
    assert_eq!(press(&mut harness, &[Key::ArrowLeft]), Some(Target::Onderdeel(id(TAAKVELD))));
    press(&mut harness, &[Key::ArrowLeft]);
    assert_eq!(items(&harness).len(), 3);
    assert_eq!(press(&mut harness, &[Key::ArrowLeft]), Some(Target::Onderdeel(id(PROGRAMMA))));
    assert_eq!(press(&mut harness, &[Key::ArrowUp]), Some(Target::Onderdeel(id(PROGRAMMA))));
    assert_eq!(press(&mut harness, &[Key::ArrowDown]), Some(Target::Onderdeel(id(11))));
    assert_eq!(press(&mut harness, &[Key::End]), Some(Target::Onderdeel(id(TAAKVELD))));
    assert_eq!(press(&mut harness, &[Key::Home]), Some(Target::Onderdeel(id(PROGRAMMA))));
}

#[test]
fn keys_and_menu_ask_for_commands() {
    let mut harness = with_keyboard();
    harness.key_press(Key::F2);
    harness.run();
    harness.key_press(Key::Delete);
    harness.run();
    let asked = [Wish::Do(Command::Rename), Wish::Do(Command::Remove)];
    assert_eq!(harness.state().wishes, asked);
    harness
        .get_by_role_and_label(Role::TreeItem, "6.71 Maatwerkdienstverlening 18+: -20.108")
        .click_secondary();
    harness.run();
    let menu = harness.get_all_by_role(Role::Button);
    let down = menu.into_iter().find(|button| {
        button.accesskit_node().label().is_some_and(|l| l.starts_with("Naar beneden"))
    });
    down.unwrap().click();
    harness.step();
    harness.step();
    assert_eq!(harness.state().wishes.last(), Some(&Wish::Do(Command::MoveDown)));
    assert_eq!(harness.state().state.cursor, Some(Target::Onderdeel(id(11))));
}

#[test]
fn searching_shows_hits_with_the_way_to_them() {
    let (mut harness, screen) = tree(Theme::Light);
    harness.state_mut().state.focus_search();
    harness.run();
    let field = harness.get_by_role_and_label(Role::TextInput, SEARCH);
    assert!(field.is_focused());
    field.type_text("ZORGV");
    harness.run();
    screen.picture(&harness, "tree-search");
    assert_eq!(items(&harness), ["6 Sociaal domein: -37.986", TAAKVELD_ROW, ZIN_ROW, "zorgvormen"]);
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().view.selected, Some(id(ZIN)));
    assert_eq!(harness.state().state.focus(), Some(Target::Regel(id(ZORGVORMEN))));
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().view.search, "");
    assert!(items(&harness).contains(&"6.71 Maatwerkdienstverlening 18+: -20.108".to_owned()));
}

#[test]
fn a_measure_is_found_and_its_tab_shown() {
    let (mut harness, _) = tree(Theme::Light);
    harness.state_mut().state.focus_search();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, SEARCH).type_text("opvoedhulp");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().state.focus(), Some(Target::Mutatie(id(MAATREGEL))));
    assert_eq!(harness.state().view.selected, Some(id(TAAKVELD)));
    assert_eq!(harness.state().view.tab, Tab::Anders);
}

#[test]
fn escape_in_the_search_box_clears_it() {
    let (mut harness, _) = tree(Theme::Light);
    harness.state_mut().state.focus_search();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, SEARCH).type_text("niet te vinden");
    harness.run();
    harness.get_by_label("Niets gevonden");
    assert!(harness.query_by_role(Role::TreeItem).is_none());
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().view.search, "");
    assert_eq!(items(&harness).len(), 6);
}

#[test]
fn the_saldi_follow_a_change_and_the_unit() {
    let (mut harness, _) = tree(Theme::Light);
    let desk = harness.state_mut();
    let new = crate::model::Bedrag::Euro(19_950_000.into());
    let edit = desk
        .document
        .begroting()
        .set(id(ZORGVORMEN), RegelField::Amount(JAAR, Some(new)))
        .unwrap()
        .unwrap();
    desk.change("bedrag", vec![edit]);
    harness.run();
    harness.get_by_label("6.72 Maatwerkdienstverlening 18-: -17.955");
    harness.state_mut().view.notation.unit = crate::display::Unit::Euro;
    harness.run();
    harness.get_by_label("6.72 Maatwerkdienstverlening 18-: -17.955.000");
    harness.get_by_label("saldo begroting 2019 × € 1");
}

#[test]
fn what_something_else_selects_comes_into_view() {
    let (mut harness, _) = tree(Theme::Light);
    let desk = harness.state_mut();
    desk.view.select(desk.document.begroting(), id(ZIN));
    harness.run();
    let node = harness.get_by_role_and_label(Role::TreeItem, ZIN_ROW);
    assert_eq!(node.accesskit_node().data().is_selected(), Some(true));
}

#[test]
fn a_tree_of_thousands_announces_only_what_shows() {
    let mut begroting = begroting();
    let mut order = crate::model::Order::after(None);
    for n in 0..6000 {
        let new = crate::model::Onderdeel::new(
            id(1000 + n),
            Some(id(PROGRAMMA)),
            crate::model::Level::Taakveld,
            (format!("9.{n}"), "veel"),
            order.clone(),
        );
        order = crate::model::Order::after(Some(&order));
        begroting.apply(&crate::model::Edit::Insert(new.into())).unwrap();
    }
    let desk = TestDesk::new(begroting, TreeState::default());
    let (mut harness, _) = window(desk, Theme::Light, false, |ui, desk, state| {
        panel(ui, desk, state);
    });
    assert!(items(&harness).len() < 30);
    harness.get_by_role_and_label(Role::TreeItem, "6 Sociaal domein: -37.986").click();
    harness.run();
    harness.key_press(Key::End);
    harness.run();
    assert!(items(&harness).len() < 30);
    let last = harness.state().document.begroting().onderdelen.ids_of(Some(id(PROGRAMMA))).last();
    assert_eq!(harness.state().state.focus(), last.copied().map(Target::Onderdeel));
    let name = items(&harness).last().cloned().unwrap_or_default();
    assert!(name.starts_with("9.5999") || name.starts_with("6.7"), "{name}");
}

#[test]
fn who_has_a_role_sees_what_is_his_and_the_rest_one_click_away() {
    let (mut harness, screen) = tree(Theme::Light);
    let desk = harness.state_mut();
    desk.view.be(desk.document.begroting(), Some("hoofd Jeugd".into()));
    harness.run();
    assert_eq!(harness.state().view.selected, Some(id(TAAKVELD)));
    screen.picture(&harness, "tree-role");
    assert!(harness.query_all_by_label_contains("6.72 Maatwerk").next().is_some());
    assert!(harness.query_all_by_label_contains("6.71 Maatwerk").next().is_none());
    harness.get_by_label("Alles tonen").click();
    harness.run();
    assert!(harness.query_all_by_label_contains("6.71 Maatwerk").next().is_some());
    // A role of another budget hides nothing.
    let desk = harness.state_mut();
    desk.view.be(desk.document.begroting(), Some("onbekend".into()));
    harness.run();
    assert!(harness.query_all_by_label_contains("6.71 Maatwerk").next().is_some());
    assert!(harness.query_by_label("Alles tonen").is_none());
}
