use egui_kittest::kittest::Queryable;

use super::*;

fn total(mut row: Row, parent: Option<usize>) -> Row {
    row.view = RowView { kind: RowKind::Total, parent, ..RowView::default() };
    row
}

/// 0 Post (1, 2 and their total 3), 4, 5 and the total 6.
fn tree() -> Fake {
    let mut table = Fake::new(7);
    table.rows[0].view.open = Some(true);
    for child in [1, 2] {
        table.rows[child].view = RowView { depth: 1, parent: Some(0), ..RowView::default() };
    }
    table.rows[3] = total(table.rows[3].clone(), Some(0));
    table.rows[6] = total(table.rows[6].clone(), None);
    table
}

fn shown(table: &Fake, sort: Option<Sort>, filter: &str) -> Vec<usize> {
    let order = Order::of(table, sort, filter);
    (0..order.len()).filter_map(|place| order.row(place)).collect()
}

#[test]
fn sorting_keeps_children_with_their_parent_and_totals_below() {
    let table = tree();
    let by = |column, descending| Some(Sort { column, descending });
    assert_eq!(shown(&table, by(OPEN, true), ""), [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(shown(&table, by(OPEN, false), ""), [5, 4, 0, 2, 1, 3, 6]);
    assert_eq!(shown(&table, by(1, true), ""), [5, 4, 0, 2, 1, 3, 6]);
}

#[test]
fn codes_sort_by_their_numbers_and_empty_cells_come_last() {
    let mut table = Fake::new(12);
    table.rows.reverse();
    table.rows[4].years[1] = None;
    let by = |column, descending| Some(Sort { column, descending });
    assert_eq!(shown(&table, by(0, false), ""), (0..12).rev().collect::<Vec<_>>());
    assert_eq!(shown(&table, by(OPEN, false), "").last(), Some(&4));
    assert_eq!(shown(&table, by(OPEN, true), "").last(), Some(&4));
}

#[test]
fn a_filter_keeps_matches_and_the_rows_above_them() {
    let table = tree();
    assert_eq!(shown(&table, None, "POST 2"), [0, 2]);
    assert_eq!(shown(&table, None, "6.4"), [4]);
    assert_eq!(shown(&table, None, "niets"), Vec::<usize>::new());
}

#[test]
fn a_header_sorts_the_view_and_moves_no_data() {
    let mut window = ready(5);
    let before = window.state().table.rows.clone();
    let header = "Begroting 2020";
    for expected in [Some(false), Some(true), None] {
        window.get_by_label(header).click();
        window.run();
        assert_eq!(window.state().state.sort.map(|sort| sort.descending), expected);
        assert_eq!(cursor(&window), (0, OPEN), "the cursor follows its row");
    }
    assert_eq!(window.state().table.rows, before);
    assert_eq!(window.state().table.actions, []);
}

#[test]
fn edits_reach_the_right_row_of_a_sorted_view() {
    let mut window = ready(5);
    window.state_mut().state.sort = Some(Sort { column: OPEN, descending: false });
    window.run();
    click(&mut window, 4, OPEN);
    type_text(&mut window, "99");
    keys(&mut window, &[Key::Enter]);
    assert_eq!(window.state().table.value(4, OPEN), "99");
    assert_eq!(cursor(&window), (3, OPEN), "the row that stood below it");
}

#[test]
fn the_cursor_follows_its_row_when_rows_come_and_go() {
    let mut window = ready(6);
    click(&mut window, 3, OPEN);
    let app = window.state_mut();
    app.table.rows.remove(0);
    app.table.head.version += 1;
    window.run();
    assert_eq!(cursor(&window), (2, OPEN));
    let app = window.state_mut();
    app.table.rows.truncate(1);
    app.table.head.version += 1;
    window.run();
    assert_eq!(cursor(&window), (0, OPEN), "near where it was");
    let app = window.state_mut();
    app.table.rows.clear();
    app.table.head.version += 1;
    window.run();
    keys(&mut window, &[Key::ArrowDown, Key::Delete, Key::F2]);
    assert_eq!(window.state().state.cursor_cell(), None);
}

#[test]
fn control_end_reaches_the_last_of_a_hundred_thousand_rows() {
    let mut window = ready(100_000);
    key_with(&mut window, Modifiers::COMMAND, Key::End);
    assert_eq!(cursor(&window), (99_999, COLUMNS - 1));
    let last = label(&window.state().table, 99_999, COLUMNS - 1);
    let rect = window.get_by_label(&last).rect();
    assert!(rect.bottom() <= 400.0 && rect.right() <= 760.0, "shown in full: {rect:?}");
    keys(&mut window, &[Key::ArrowLeft]);
    type_text(&mut window, "5");
    keys(&mut window, &[Key::Enter]);
    assert_eq!(window.state().table.value(99_999, OPEN + 2), "5");
    key_with(&mut window, Modifiers::COMMAND, Key::Home);
    assert_eq!(cursor(&window), (0, 0));
    keys(&mut window, &[Key::PageDown]);
    let down = cursor(&window).0;
    assert!((8..14).contains(&down), "a screen down: {down}");
}

#[test]
fn the_lock_of_a_column_asks_and_does_not_sort() {
    let mut window = ready(5);
    window.get_by_label("Openen: Rekening 2017").click();
    window.run();
    assert_eq!(window.state().locks, [2]);
    assert_eq!(window.state().state.sort, None);
}

#[test]
fn a_header_edge_drags_the_width() {
    let mut window = ready(5);
    let title = window.get_by_label("Begroting 2019").rect();
    let edge = title.right_center();
    window.drag_at(edge);
    window.step();
    window.hover_at(edge + vec2(-30.0, 0.0));
    window.step();
    window.drop_at(edge + vec2(-30.0, 0.0));
    window.run();
    assert_eq!(window.state().state.widths[OPEN], Some(title.width() - 30.0));
    assert_eq!(window.state().state.sort, None);
}

#[test]
fn dragging_over_cells_selects_them() {
    let mut window = ready(5);
    let at = |window: &Window, row, col| {
        let name = label(&window.state().table, row, col);
        window.get_by_label(&name).rect().center()
    };
    let (from, to) = (at(&window, 1, OPEN), at(&window, 3, OPEN + 1));
    window.drag_at(from);
    window.step();
    window.hover_at(to);
    window.step();
    window.drop_at(to);
    window.run();
    assert_eq!(window.state().state.selected().count(), 6);
    assert_eq!(cursor(&window), (1, OPEN));
}

#[test]
fn a_double_click_edits_the_cell() {
    let mut window = ready(5);
    let name = label(&window.state().table, 2, OPEN);
    for _ in 0..2 {
        window.get_by_label(&name).click();
    }
    window.run();
    assert!(window.state().state.is_editing());
    type_text(&mut window, "5");
    keys(&mut window, &[Key::Enter]);
    assert_eq!(window.state().table.value(2, OPEN), "-200.55");
}

#[test]
fn a_frame_costs_the_same_at_any_number_of_rows() {
    let asked_in_a_frame = |rows: usize| {
        let mut window = ready(rows);
        keys(&mut window, &[Key::PageDown, Key::PageDown]);
        window.state().table.asked.set(0);
        window.step();
        window.state().table.asked.get()
    };
    let few = asked_in_a_frame(200);
    assert_eq!(few, asked_in_a_frame(100_000));
    assert!(few > 0, "something is shown");
}

/// A window on many rows that end in a total.
fn long() -> Window {
    let mut table = Fake::new(60);
    table.rows[59] = total(table.rows[59].clone(), None);
    let mut window = window(table);
    click(&mut window, 0, OPEN);
    window
}

fn rect_of(window: &Window, row: usize, col: usize) -> eframe::egui::Rect {
    window.get_by_label(&label(&window.state().table, row, col)).rect()
}

#[test]
fn the_total_stays_in_view_below_the_rows_that_scroll() {
    let mut window = long();
    let pinned = rect_of(&window, 59, OPEN);
    assert!(pinned.bottom() <= 400.0, "{pinned:?}");
    for key in [Key::PageDown, Key::PageDown, Key::ArrowDown] {
        keys(&mut window, &[key]);
        assert_eq!(rect_of(&window, 59, OPEN), pinned);
        let (row, col) = cursor(&window);
        let shown = rect_of(&window, row, col);
        assert!(shown.bottom() <= pinned.top() && shown.height() > 20.0, "{row}: {shown:?}");
    }
    // All rows can be reached: the last one before the total too.
    key_with(&mut window, Modifiers::COMMAND, Key::End);
    keys(&mut window, &[Key::ArrowUp]);
    assert_eq!(cursor(&window).0, 58);
    let last = rect_of(&window, 58, COLUMNS - 1);
    assert!(last.bottom() <= pinned.top() && last.height() > 20.0, "{last:?}");
    // A click on the total is on the total, not on what lies behind it.
    key_with(&mut window, Modifiers::COMMAND, Key::Home);
    window.get_by_label(&label(&window.state().table, 59, OPEN)).click();
    window.run();
    assert_eq!(cursor(&window), (59, OPEN));
    // A filter takes the total away.
    window.state_mut().state.filter = "Post 5".to_owned();
    window.run();
    assert!(window.query_by_label(&label(&window.state().table, 59, OPEN)).is_some());
    window.state_mut().state.filter = "Post 4".to_owned();
    window.run();
    assert!(window.query_by_label(&label(&window.state().table, 59, OPEN)).is_none());
}

#[test]
fn a_drag_past_the_bottom_goes_on_behind_the_total() {
    let mut window = long();
    let (from, total) = (rect_of(&window, 0, OPEN).center(), rect_of(&window, 59, OPEN).center());
    window.drag_at(from);
    window.step();
    window.hover_at(total);
    for _ in 0..3 {
        window.step();
    }
    window.drop_at(total);
    window.run();
    let (last, _) = window.state().state.selected().last().expect("a selection");
    assert!((10..40).contains(&last), "some rows further, not at once the total: {last}");
}

#[test]
fn no_figure_is_painted_in_part() {
    use eframe::egui::Shape;
    let mut window = ready(5);
    for width in &mut window.state_mut().state.widths[2..6] {
        *width = Some(150.0);
    }
    window.run();
    let wheel = |x: f32| Event::MouseWheel {
        unit: eframe::egui::MouseWheelUnit::Point,
        delta: vec2(x, 0.0),
        phase: eframe::egui::TouchPhase::Move,
        source: eframe::egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    };
    window.hover_at(rect_of(&window, 1, OPEN).center());
    let mut seen = 0;
    for _ in 0..12 {
        window.event(wheel(-17.0));
        window.step();
        let mut others: Vec<eframe::egui::Rect> = Vec::new();
        for shape in &window.output().shapes {
            let Shape::Text(text) = &shape.shape else { continue };
            if text.galley.text() == "…" || text.galley.text().parse::<Decimal>().is_ok() {
                let (left, right) = (text.pos.x, text.pos.x + text.galley.size().x);
                let clip = shape.clip_rect;
                assert!(left >= clip.left() && right <= clip.right(), "{text:?}");
                let place = eframe::egui::Rect::from_min_size(text.pos, text.galley.size());
                let over = others.iter().find(|other| other.shrink(0.5).intersects(place));
                assert_eq!(over, None, "over another: {text:?}");
                others.push(place);
                seen += 1;
            }
        }
    }
    assert!(window.state().state.scroll.x > 100.0 && seen > 100);
}
