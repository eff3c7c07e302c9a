//! How "Wat mag het kosten?" divides its height between the table, and the chart with "Let op".

use eframe::egui::{Rect, pos2, vec2};

use crate::ui::theme::size;

/// Footnotes in lines: below a table that fills its place, and at most.
const LEAST_NOTES: usize = 2;
const MOST_NOTES: usize = 6;
/// Rows that the table keeps before the chart is folded away, its total included; and below which it
/// does not go when the chart is opened all the same.
const ROWS: f32 = 9.0;
const ROWS_LEAST: f32 = 4.0;

/// The places of a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Places {
    /// The table with its footnotes.
    pub table: Rect,
    /// How many lines of footnotes it has.
    pub notes: usize,
    /// The button that folds and unfolds what is below; only where that does not fit beside the rows.
    pub fold: Option<Rect>,
    /// Chart and "Let op".
    pub below: Option<Rect>,
}

/// What the table would like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// Of all rows with the header.
    pub rows: f32,
    /// Of the bar that scrolls sideways, and the lines of the card.
    pub frame: f32,
    pub notes: usize,
}

/// The height of lines of footnotes.
pub(super) fn notes_height(lines: usize) -> f32 {
    if lines == 0 { 0.0 } else { lines as f32 * size::NOTE + size::GAP / 2.0 }
}

/// Divides the room. `is_open` is whether the chart was unfolded where it does not fit.
pub(super) fn places(room: Rect, wanted: Wanted, is_open: bool) -> Places {
    let rows_and_header = |rows: f32| (rows + 1.0) * size::ROW + wanted.frame;
    let all = wanted.rows + wanted.frame;
    let few_notes = wanted.notes.min(LEAST_NOTES);
    let least = all.min(rows_and_header(ROWS)) + notes_height(few_notes);
    let bottom = size::CARD_GAP + size::PAGE_BOTTOM_LEAST;
    let height = room.height();
    let fits = least + bottom <= height;
    let above_fold = height - size::CONTROL - size::CARD_GAP;
    let most = if fits {
        (height * size::PAGE_TABLE).clamp(least, height - bottom)
    } else if is_open {
        (above_fold - bottom).max(rows_and_header(ROWS_LEAST) + notes_height(few_notes))
    } else {
        above_fold
    };
    let spare = ((most - all - size::GAP / 2.0) / size::NOTE).floor().max(0.0) as usize;
    let notes = wanted.notes.min(spare.clamp(LEAST_NOTES, MOST_NOTES));
    // Whole rows: a row that is cut off by the total looks like a mistake.
    let beside_rows = wanted.frame + notes_height(notes);
    let fit = ((most - beside_rows) / size::ROW).floor().max(1.0) * size::ROW;
    let table_height = wanted.rows.min(fit) + beside_rows;
    let table = Rect::from_min_size(room.min, vec2(room.width(), table_height));
    let under = |top: f32| Rect::from_min_max(pos2(room.left(), top + size::CARD_GAP), room.max);
    if fits {
        return Places { table, notes, fold: None, below: Some(under(table.bottom())) };
    }
    let mut fold = under(table.bottom());
    fold.set_height(size::CONTROL);
    let below = is_open.then(|| under(fold.bottom() - size::CARD_GAP / 2.0));
    Places { table, notes, fold: Some(fold), below }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places_of(height: f32, rows: f32, is_open: bool) -> Places {
        let room = Rect::from_min_size(pos2(10.0, 20.0), vec2(600.0, height));
        let wanted = Wanted { rows: (rows + 1.0) * size::ROW, frame: 16.0, notes: 3 };
        places(room, wanted, is_open)
    }

    #[test]
    fn a_high_page_shows_everything() {
        let high = places_of(700.0, 8.0, false);
        assert_eq!((high.fold, high.notes), (None, 3));
        assert_eq!(high.table.height(), 9.0 * size::ROW + 16.0 + notes_height(3));
        assert_eq!(high.below.map(|rect| rect.bottom()), Some(720.0));
        // A long table leaves the chart its place.
        let long = places_of(700.0, 100.0, false);
        assert_eq!(long.fold, None);
        assert!(long.below.is_some_and(|rect| rect.height() >= size::PAGE_BOTTOM_LEAST));
    }

    #[test]
    fn a_low_page_folds_the_chart_before_it_takes_the_rows() {
        let low = places_of(400.0, 100.0, false);
        assert!(low.fold.is_some() && low.below.is_none());
        let rows = (low.table.height() - 16.0 - notes_height(2)) / size::ROW;
        assert!(rows >= ROWS + 1.0 && rows.fract() == 0.0, "whole rows: {rows}");
        let open = places_of(400.0, 100.0, true);
        assert!(open.below.is_some_and(|rect| rect.bottom() == 420.0));
        assert!(open.table.height() >= (ROWS_LEAST + 1.0) * size::ROW);
        // Three rows leave room enough.
        assert_eq!(places_of(400.0, 3.0, false).fold, None);
    }

    #[test]
    fn nothing_lies_over_something_else() {
        for height in (200..1200).step_by(10) {
            for rows in [0.0, 3.0, 8.0, 14.0, 500.0] {
                for is_open in [false, true] {
                    let places = places_of(height as f32, rows, is_open);
                    let mut top = places.table.bottom();
                    for rect in [places.fold, places.below].into_iter().flatten() {
                        assert!(rect.top() >= top, "{height} {rows} {places:?}");
                        top = rect.bottom();
                    }
                }
            }
        }
    }
}
