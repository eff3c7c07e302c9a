use super::*;

const THREE_BY_FOUR: &str = "1\t2\t3\tbaten\r\n4\t5\t6\tlasten\r\n7\t8\t9\treserve\r\n";

fn select_down_right(window: &mut Window, down: usize, right: usize) {
    for _ in 0..down {
        key_with(window, Modifiers::SHIFT, Key::ArrowDown);
    }
    for _ in 0..right {
        key_with(window, Modifiers::SHIFT, Key::ArrowRight);
    }
}

#[test]
fn copy_gives_exact_values_as_tab_separated_text() {
    let mut window = ready(5);
    select_down_right(&mut window, 1, 2);
    let text = clipboard_after(&mut window, Event::Copy);
    assert_eq!(text.as_deref(), Some("-0.5\t-1.0\t-1.5\n-100.5\t-101.0\t-101.5"));
}

#[test]
fn cut_empties_in_one_action() {
    let mut window = ready(5);
    select_down_right(&mut window, 0, 1);
    let text = clipboard_after(&mut window, Event::Cut);
    assert_eq!(text.as_deref(), Some("-0.5\t-1.0"));
    assert_eq!(window.state().table.actions, [(Action::Cut, 2)]);
    assert_eq!(window.state().table.year(0, OPEN), None);
}

#[test]
fn a_block_is_pasted_from_the_cursor_in_one_action() {
    let mut window = ready(5);
    paste(&mut window, THREE_BY_FOUR);
    let table = &window.state().table;
    assert_eq!(table.actions, [(Action::Paste, 11)], "one cell was lasten already");
    assert_eq!(table.value(0, OPEN), "1");
    assert_eq!(table.value(2, OPEN + 2), "9");
    assert_eq!(table.value(2, SORT_OF_ROW), "reserve");
}

#[test]
fn a_block_that_does_not_fit_changes_nothing() {
    let mut window = ready(5);
    let before = window.state().table.rows.clone();
    keys(&mut window, &[Key::ArrowRight]);
    paste(&mut window, THREE_BY_FOUR);
    assert!(window.state().messages[0].contains("3 × 4"), "{:?}", window.state().messages);
    click(&mut window, 3, OPEN);
    paste(&mut window, THREE_BY_FOUR);
    assert_eq!(window.state().messages.len(), 2);
    assert_eq!(window.state().table.rows, before);
    assert_eq!(window.state().table.actions, []);
}

#[test]
fn a_block_over_a_closed_cell_changes_nothing_unless_it_stays_the_same() {
    let mut window = ready(5);
    keys(&mut window, &[Key::ArrowLeft]);
    paste(&mut window, "5\t6");
    assert!(window.state().messages[0].contains("6.0 Post 0, Rekening 2017 is gesloten"));
    assert_eq!(window.state().table.actions, []);
    let closed = window.state().table.value(0, 2);
    paste(&mut window, &format!("{closed}\t6"));
    assert_eq!(window.state().table.actions, [(Action::Paste, 1)]);
    assert_eq!(window.state().table.value(0, OPEN), "6");
}

#[test]
fn pasted_text_that_cannot_be_read_changes_nothing() {
    let mut window = ready(5);
    let before = window.state().table.rows.clone();
    paste(&mut window, "1\t2\n3\tabc");
    assert_eq!(window.state().table.rows, before);
    assert_eq!(window.state().messages, ["“abc” is geen bedrag."]);
    paste(&mut window, "1\t2\n3");
    assert_eq!(window.state().messages.len(), 2, "no rectangle");
}

#[test]
fn one_pasted_cell_fills_the_selection() {
    let mut window = ready(5);
    select_down_right(&mut window, 2, 1);
    paste(&mut window, "9\n");
    let table = &window.state().table;
    assert_eq!(table.actions, [(Action::Paste, 6)]);
    assert_eq!((table.value(0, OPEN), table.value(2, OPEN + 1)), ("9".into(), "9".into()));
}

#[test]
fn fill_copies_down_and_right() {
    let mut window = ready(5);
    select_down_right(&mut window, 2, 1);
    key_with(&mut window, Modifiers::COMMAND, Key::D);
    let table = &window.state().table;
    assert_eq!(table.actions, [(Action::Fill, 4)]);
    assert_eq!((table.value(2, OPEN), table.value(1, OPEN + 1)), ("-0.5".into(), "-1.0".into()));
    key_with(&mut window, Modifiers::COMMAND, Key::R);
    let table = &window.state().table;
    assert_eq!(table.value(2, OPEN + 1), "-0.5");
    click(&mut window, 3, OPEN);
    key_with(&mut window, Modifiers::COMMAND, Key::D);
    assert_eq!(window.state().table.value(3, OPEN), "-0.5", "from the row above");
    click(&mut window, 0, OPEN);
    key_with(&mut window, Modifiers::COMMAND, Key::D);
    assert_eq!(window.state().messages.len(), 1, "nothing stands above the first row");
}

#[test]
fn a_hundred_thousand_cells_are_pasted_within_a_second() {
    let mut table = Fake::new(50_000);
    let mut state = GridState::default();
    state.go_to(&table, 0, OPEN);
    let text: String = (0..50_000).map(|row| format!("{row}\t{row}\n")).collect();
    let start = std::time::Instant::now();
    let effect = state.run(&mut table, Command::Paste(text));
    assert_eq!(effect.message, None);
    assert_eq!(table.actions, [(Action::Paste, 100_000)]);
    // Ten times the aim: an unoptimised build on a busy machine.
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}
