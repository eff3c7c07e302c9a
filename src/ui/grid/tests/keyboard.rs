use eframe::egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

use super::*;

#[test]
fn typing_overwrites_and_enter_commits_and_goes_down() {
    let mut window = ready(5);
    type_text(&mut window, "-19950");
    assert_eq!(window.state().table.value(0, OPEN), "-0.5", "nothing changes before Enter");
    keys(&mut window, &[Key::Enter]);
    assert_eq!(window.state().table.value(0, OPEN), "-19950");
    assert_eq!(window.state().table.actions, [(Action::Type, 1)]);
    assert_eq!(cursor(&window), (1, OPEN));
    key_with(&mut window, Modifiers::SHIFT, Key::Enter);
    assert_eq!(cursor(&window), (0, OPEN));
}

#[test]
fn keys_of_one_frame_are_handled_in_the_order_typed() {
    let mut window = ready(5);
    let key = |key| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let text = |text: &str| Event::Text(text.to_owned());
    let at_once = [
        text("1"),
        text("2"),
        key(Key::Enter),
        text("3"),
        key(Key::Tab),
        text("4"),
        key(Key::Enter),
    ];
    window.input_mut().events.extend(at_once);
    window.run();
    let table = &window.state().table;
    assert_eq!(table.value(0, OPEN), "12");
    assert_eq!(table.value(1, OPEN), "3");
    assert_eq!(table.value(1, OPEN + 1), "4");
    assert_eq!(cursor(&window), (2, OPEN), "Enter after Tab returns to where Tab began");
}

#[test]
fn escape_gives_the_old_value_back() {
    let mut window = ready(5);
    type_text(&mut window, "12");
    keys(&mut window, &[Key::Escape]);
    assert_eq!(window.state().table.value(0, OPEN), "-0.5");
    assert!(!window.state().state.is_editing());
    keys(&mut window, &[Key::ArrowDown]);
    assert_eq!(cursor(&window), (1, OPEN), "the grid still has the keyboard");
}

#[test]
fn escape_right_after_the_first_letter_keeps_the_keyboard() {
    let mut window = ready(5);
    window.event(Event::Text("1".to_owned()));
    window.step();
    window.key_press(Key::Escape);
    window.run();
    keys(&mut window, &[Key::ArrowDown]);
    assert_eq!(cursor(&window), (1, OPEN));
    window.event(Event::Text("1".to_owned()));
    window.step();
    window.key_press(Key::Tab);
    window.run();
    assert_eq!(window.state().table.value(1, OPEN), "1");
    keys(&mut window, &[Key::ArrowDown]);
    assert_eq!(cursor(&window), (2, OPEN + 1));
}

#[test]
fn f2_edits_the_exact_value_with_the_caret_behind_it() {
    let mut window = ready(5);
    keys(&mut window, &[Key::F2]);
    type_text(&mut window, "25");
    keys(&mut window, &[Key::Enter]);
    assert_eq!(window.state().table.value(0, OPEN), "-0.525");
}

#[test]
fn arrows_end_an_overwrite_but_move_the_caret_after_f2() {
    let mut window = ready(5);
    type_text(&mut window, "7");
    keys(&mut window, &[Key::ArrowRight]);
    assert_eq!(window.state().table.value(0, OPEN), "7");
    assert_eq!(cursor(&window), (0, OPEN + 1));
    keys(&mut window, &[Key::ArrowLeft, Key::F2, Key::ArrowLeft]);
    type_text(&mut window, "1");
    keys(&mut window, &[Key::Enter]);
    assert_eq!(window.state().table.value(0, OPEN), "17");
}

#[test]
fn an_unchanged_value_is_no_change() {
    let mut window = ready(5);
    keys(&mut window, &[Key::F2, Key::Enter]);
    assert_eq!(window.state().table.actions, []);
    assert_eq!(cursor(&window), (1, OPEN));
}

#[test]
fn tab_stays_inside_and_commits() {
    let mut window = ready(5);
    type_text(&mut window, "8");
    keys(&mut window, &[Key::Tab]);
    assert_eq!(window.state().table.value(0, OPEN), "8");
    assert_eq!(cursor(&window), (0, OPEN + 1));
    key_with(&mut window, Modifiers::SHIFT, Key::Tab);
    keys(&mut window, &[Key::Tab, Key::Tab, Key::Tab, Key::Tab]);
    assert_eq!(cursor(&window), (1, 0), "on to the next row");
}

#[test]
fn control_tab_leaves_the_grid() {
    let mut window = ready(5);
    key_with(&mut window, Modifiers::COMMAND, Key::Tab);
    assert!(window.get_by_label("Ervoor").is_focused());
    keys(&mut window, &[Key::ArrowDown]);
    assert_eq!(cursor(&window), (0, OPEN));
}

#[test]
fn shift_extends_the_selection_and_delete_empties_it_in_one_action() {
    let mut window = ready(5);
    key_with(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    key_with(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(window.state().selection.cells, 4);
    assert_eq!(window.state().selection.sum, Some("-203".parse().expect("a figure")));
    assert_eq!(window.state().selection.mean, Some("-50.75".parse().expect("a figure")));
    keys(&mut window, &[Key::Delete]);
    let table = &window.state().table;
    assert_eq!(table.actions, [(Action::Clear, 4)]);
    assert_eq!((table.year(0, OPEN), table.year(1, OPEN + 1)), (None, None));
    assert!(table.year(1, OPEN + 2).is_some());
    assert_eq!(cursor(&window), (0, OPEN), "the active cell stays");
}

#[test]
fn a_closed_cell_refuses_typing_and_emptying() {
    let mut window = ready(5);
    keys(&mut window, &[Key::ArrowLeft]);
    type_text(&mut window, "5");
    assert!(!window.state().state.is_editing());
    assert!(window.state().messages[0].contains("6.0 Post 0, Rekening 2017 is gesloten"));
    key_with(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    keys(&mut window, &[Key::Delete]);
    assert_eq!(window.state().table.actions, [], "not even the open cell");
}

#[test]
fn a_refused_value_keeps_the_editor_with_the_reason() {
    let mut window = ready(5);
    type_text(&mut window, "abc");
    keys(&mut window, &[Key::Enter]);
    assert!(window.state().state.is_editing());
    assert_eq!(cursor(&window), (0, OPEN));
    assert_eq!(window.state().messages, ["“abc” is geen bedrag."]);
    assert!(window.query_by_label("“abc” is geen bedrag.").is_some(), "shown at the cell");
    click(&mut window, 3, OPEN);
    assert!(window.state().state.is_editing(), "a click elsewhere does not lose it");
    keys(&mut window, &[Key::Backspace, Key::Backspace, Key::Backspace]);
    type_text(&mut window, "4");
    keys(&mut window, &[Key::Enter]);
    assert_eq!(window.state().table.value(0, OPEN), "4");
    assert!(window.query_by_label("“abc” is geen bedrag.").is_none());
}

#[test]
fn a_click_elsewhere_commits() {
    let mut window = ready(5);
    type_text(&mut window, "31");
    click(&mut window, 3, OPEN + 1);
    assert_eq!(window.state().table.value(0, OPEN), "31");
    assert_eq!(cursor(&window), (3, OPEN + 1));
    type_text(&mut window, "32");
    window.get_by_label("Ervoor").click();
    window.run();
    assert_eq!(window.state().table.value(3, OPEN + 1), "32", "outside the grid too");
}

#[test]
fn a_list_of_values_opens_and_is_picked_from_by_key_and_mouse() {
    let mut window = ready(5);
    keys(&mut window, &[Key::End, Key::F4]);
    assert!(window.query_by_label("reserve").is_some());
    keys(&mut window, &[Key::ArrowDown, Key::Enter]);
    assert_eq!(window.state().table.value(0, SORT_OF_ROW), "reserve");
    key_with(&mut window, Modifiers::ALT, Key::ArrowDown);
    window.get_by_label("baten").click();
    window.run();
    assert_eq!(window.state().table.value(0, SORT_OF_ROW), "baten");
    assert_eq!(window.state().table.actions, [(Action::Choose, 1), (Action::Choose, 1)]);
    keys(&mut window, &[Key::ArrowDown]);
    assert_eq!(cursor(&window), (1, SORT_OF_ROW), "the keyboard is back at the grid");
}

#[test]
fn rows_fold_by_key_and_by_triangle() {
    let mut table = Fake::new(4);
    table.rows[1].view.open = Some(true);
    let mut window = window(table);
    click(&mut window, 1, 1);
    keys(&mut window, &[Key::Space]);
    keys(&mut window, &[Key::ArrowLeft]);
    assert_eq!(window.state().toggled, [1, 1]);
    assert_eq!(cursor(&window), (1, 1));
    window.get_by_label("Inklappen: 6.1 Post 1").click();
    window.run();
    assert_eq!(window.state().toggled, [1, 1, 1]);
}

#[test]
fn the_editor_and_the_cells_have_names() {
    let mut window = ready(5);
    keys(&mut window, &[Key::F2]);
    assert!(window.query_by_label("Bewerken: 6.0 Post 0, Begroting 2019").is_some());
    assert!(window.query_by_role_and_label(Role::Grid, "Begroting").is_some());
    assert!(window.query_by_role_and_label(Role::Row, "6.1 Post 1").is_some());
    assert!(
        window.query_by_role_and_label(Role::Cell, "6.1 Post 1, Begroting 2020: -101").is_some()
    );
    assert!(
        window.query_by_role_and_label(Role::ColumnHeader, "Rekening 2017, gesloten").is_some()
    );
}
