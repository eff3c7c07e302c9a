//! Where a key takes the cursor. Knows no window and no table, only places.

use std::ops::RangeInclusive;

/// A cell as it is shown: the place of its row in the view, and its column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Counted from the top of the view.
    pub row: usize,
    /// Counted from the left.
    pub col: usize,
}

/// Size of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Rows in the view.
    pub rows: usize,
    /// Columns.
    pub cols: usize,
    /// Whole rows that fit on the screen.
    pub page: usize,
}

/// One step of the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One cell up.
    Up,
    /// One cell down.
    Down,
    /// One cell to the left.
    Left,
    /// One cell to the right.
    Right,
    /// Up to the edge of the filled cells.
    EdgeUp,
    /// Down to the edge of the filled cells.
    EdgeDown,
    /// Left to the edge of the filled cells.
    EdgeLeft,
    /// Right to the edge of the filled cells.
    EdgeRight,
    /// First cell of the row.
    RowStart,
    /// Last cell of the row.
    RowEnd,
    /// First cell of the table.
    Start,
    /// Last cell of the table.
    End,
    /// A screen up.
    PageUp,
    /// A screen down.
    PageDown,
    /// The next cell, on to the next row.
    Next,
    /// The previous cell, back to the row above.
    Previous,
}

/// The place one step from `from`; stays inside the view. `filled` says whether a cell has a value.
pub fn step(from: Place, step: Step, extent: Extent, filled: impl Fn(Place) -> bool) -> Place {
    let (Some(last_row), Some(last_col)) = (extent.rows.checked_sub(1), extent.cols.checked_sub(1))
    else {
        return Place::default();
    };
    let Place { row, col } = Place { row: from.row.min(last_row), col: from.col.min(last_col) };
    let page = extent.page.max(1);
    let (row, col) = match step {
        Step::Up => (row.saturating_sub(1), col),
        Step::Down => ((row + 1).min(last_row), col),
        Step::Left => (row, col.saturating_sub(1)),
        Step::Right => (row, (col + 1).min(last_col)),
        Step::EdgeUp => (edge((0..row).rev(), row, |r| filled(Place { row: r, col })), col),
        Step::EdgeDown => (edge(row + 1..=last_row, row, |r| filled(Place { row: r, col })), col),
        Step::EdgeLeft => (row, edge((0..col).rev(), col, |c| filled(Place { row, col: c }))),
        Step::EdgeRight => (row, edge(col + 1..=last_col, col, |c| filled(Place { row, col: c }))),
        Step::RowStart => (row, 0),
        Step::RowEnd => (row, last_col),
        Step::Start => (0, 0),
        Step::End => (last_row, last_col),
        Step::PageUp => (row.saturating_sub(page), col),
        Step::PageDown => ((row + page).min(last_row), col),
        Step::Next if col < last_col => (row, col + 1),
        Step::Next if row < last_row => (row + 1, 0),
        Step::Previous if col > 0 => (row, col - 1),
        Step::Previous if row > 0 => (row - 1, last_col),
        Step::Next | Step::Previous => (row, col),
    };
    Place { row, col }
}

/// As in a spreadsheet: inside a filled run to its end, otherwise to the next filled cell, and
/// without one to the last cell there is.
fn edge(ahead: impl Iterator<Item = usize>, here: usize, filled: impl Fn(usize) -> bool) -> usize {
    let mut reached = here;
    let mut inside_run = None;
    for next in ahead {
        let full = filled(next);
        match inside_run {
            None => inside_run = Some(filled(here) && full),
            Some(true) if !full => return reached,
            Some(_) => {}
        }
        reached = next;
        if inside_run == Some(false) && full {
            return next;
        }
    }
    reached
}

/// A rectangle of cells, both corners included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// Top left.
    pub first: Place,
    /// Bottom right.
    pub last: Place,
}

impl Range {
    /// The rectangle between two cells, whichever comes first.
    pub fn between(a: Place, b: Place) -> Self {
        Self {
            first: Place { row: a.row.min(b.row), col: a.col.min(b.col) },
            last: Place { row: a.row.max(b.row), col: a.col.max(b.col) },
        }
    }

    /// Its rows, by place in the view.
    pub fn rows(self) -> RangeInclusive<usize> {
        self.first.row..=self.last.row
    }

    /// Its columns.
    pub fn cols(self) -> RangeInclusive<usize> {
        self.first.col..=self.last.col
    }

    /// Number of rows.
    pub fn height(self) -> usize {
        self.last.row - self.first.row + 1
    }

    /// Number of columns.
    pub fn width(self) -> usize {
        self.last.col - self.first.col + 1
    }

    /// Whether it is one cell.
    pub fn is_single(self) -> bool {
        self.first == self.last
    }

    /// Whether the cell lies in it.
    pub fn contains(self, place: Place) -> bool {
        self.rows().contains(&place.row) && self.cols().contains(&place.col)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXTENT: Extent = Extent { rows: 10, cols: 4, page: 3 };

    fn at(row: usize, col: usize) -> Place {
        Place { row, col }
    }

    fn go(from: Place, to: Step) -> Place {
        step(from, to, EXTENT, |_| true)
    }

    #[test]
    fn arrows_stop_at_the_edges() {
        assert_eq!(go(at(0, 0), Step::Up), at(0, 0));
        assert_eq!(go(at(0, 0), Step::Left), at(0, 0));
        assert_eq!(go(at(9, 3), Step::Down), at(9, 3));
        assert_eq!(go(at(9, 3), Step::Right), at(9, 3));
        assert_eq!(go(at(4, 2), Step::Up), at(3, 2));
        assert_eq!(go(at(4, 2), Step::Right), at(4, 3));
    }

    #[test]
    fn home_end_and_pages() {
        assert_eq!(go(at(4, 2), Step::RowStart), at(4, 0));
        assert_eq!(go(at(4, 2), Step::RowEnd), at(4, 3));
        assert_eq!(go(at(4, 2), Step::Start), at(0, 0));
        assert_eq!(go(at(4, 2), Step::End), at(9, 3));
        assert_eq!(go(at(1, 2), Step::PageUp), at(0, 2));
        assert_eq!(go(at(4, 2), Step::PageDown), at(7, 2));
        assert_eq!(go(at(8, 2), Step::PageDown), at(9, 2));
    }

    #[test]
    fn tab_goes_on_to_the_next_row_and_back() {
        assert_eq!(go(at(4, 3), Step::Next), at(5, 0));
        assert_eq!(go(at(5, 0), Step::Previous), at(4, 3));
        assert_eq!(go(at(9, 3), Step::Next), at(9, 3));
        assert_eq!(go(at(0, 0), Step::Previous), at(0, 0));
    }

    #[test]
    fn control_arrow_goes_to_the_edge_of_what_is_filled() {
        let full = [true, true, true, false, false, true, true, false, false, false];
        let down = |row| step(at(row, 1), Step::EdgeDown, EXTENT, |p| full[p.row]).row;
        assert_eq!(down(0), 2, "end of the run");
        assert_eq!(down(2), 5, "over the gap to the next run");
        assert_eq!(down(3), 5, "from an empty cell to the next filled one");
        assert_eq!(down(6), 9, "nothing below: the last row");
        assert_eq!(down(9), 9);
        let up = |row| step(at(row, 1), Step::EdgeUp, EXTENT, |p| full[p.row]).row;
        assert_eq!(up(9), 6);
        assert_eq!(up(6), 5);
        assert_eq!(up(5), 2);
        assert_eq!(up(2), 0);
    }

    #[test]
    fn an_empty_view_and_a_place_outside_are_harmless() {
        let none = Extent { rows: 0, cols: 4, page: 3 };
        assert_eq!(step(at(5, 5), Step::End, none, |_| true), at(0, 0));
        assert_eq!(go(at(50, 50), Step::Up), at(8, 3));
    }

    #[test]
    fn a_range_has_no_direction() {
        let range = Range::between(at(5, 1), at(2, 3));
        assert_eq!((range.first, range.last), (at(2, 1), at(5, 3)));
        assert_eq!((range.height(), range.width()), (4, 3));
        assert!(range.contains(at(3, 2)) && !range.contains(at(3, 0)));
    }
}
