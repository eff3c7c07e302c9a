use super::*;

#[test]
fn a_menu_can_do_what_a_key_does() {
    let mut table = Fake::new(4);
    let mut state = GridState::default();
    state.go_to(&table, 1, OPEN);
    let effect = state.run(&mut table, Command::Copy);
    assert_eq!(effect.copied.as_deref(), Some("-100.5"));
    state.run(&mut table, Command::Move(Step::Down, Extend::Yes));
    state.run(&mut table, Command::Fill(Direction::Down));
    assert_eq!(table.value(2, OPEN), "-100.5");
    assert_eq!(state.selected().collect::<Vec<_>>(), [(1, OPEN), (2, OPEN)]);
}

#[test]
fn a_value_being_typed_is_committed_on_request() {
    let mut table = Fake::new(4);
    let mut state = GridState::default();
    state.go_to(&table, 1, OPEN);
    state.run(&mut table, Command::Overwrite("12".to_owned()));
    assert_eq!(state.commit(&mut table), Ok(()));
    assert_eq!(table.value(1, OPEN), "12");
    state.run(&mut table, Command::Overwrite("x".to_owned()));
    let refusal = state.commit(&mut table).expect_err("no figure");
    assert_eq!(refusal.to_string(), "“x” is geen bedrag.");
    assert!(state.is_editing());
}

#[test]
fn an_edit_whose_row_disappears_is_dropped_and_says_so() {
    let mut table = Fake::new(4);
    let mut state = GridState::default();
    state.go_to(&table, 1, OPEN);
    state.run(&mut table, Command::Overwrite("12".to_owned()));
    state.filter = "Post 3".to_owned();
    assert_eq!(state.commit(&mut table), Ok(()));
    assert!(!state.is_editing());
    assert_eq!(table.actions, [], "never lands on another row");
}

#[test]
fn a_total_says_that_it_is_one() {
    let mut table = Fake::new(2);
    table.rows[1].view.kind = RowKind::Total;
    let mut state = GridState::default();
    state.go_to(&table, 1, OPEN);
    let effect = state.run(&mut table, Command::Edit);
    let message = "6.1 Post 1, Begroting 2019 is een optelling.";
    assert_eq!(effect.message.as_deref(), Some(message));
}

#[test]
fn select_all_rows_and_columns() {
    let mut table = Fake::new(4);
    let mut state = GridState::default();
    state.go_to(&table, 1, OPEN);
    state.run(&mut table, Command::SelectRows);
    assert_eq!(state.selected().count(), COLUMNS);
    state.go_to(&table, 1, OPEN);
    state.run(&mut table, Command::SelectColumns);
    assert_eq!(state.selected().count(), 4);
    state.run(&mut table, Command::SelectAll);
    assert_eq!(state.selected().count(), 4 * COLUMNS);
    assert_eq!(state.cursor_cell(), Some((0, 0)));
}
