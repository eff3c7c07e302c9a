//! What a grid remembers between frames: cursor, selection, edit, order, widths, scroll.

use eframe::egui::{Event, Pos2, Rect, Vec2};

use super::command::Command;
use super::navigate::{Extent, Place, Range};
use super::order::{Order, Sort};
use super::summary::Summary;
use super::table::{Refusal, Table};

/// The state of one grid. The caller keeps it, one per table on the screen.
#[derive(Default)]
pub struct GridState {
    /// Only rows with this text, and the rows above them in the tree; empty shows all.
    pub filter: String,
    /// The sorting of the view.
    pub sort: Option<Sort>,
    /// Widths set by dragging, by column, in points.
    pub widths: Vec<Option<f32>>,
    /// The active cell, which typing changes.
    pub(super) cursor: Spot,
    /// The far corner of the selection; the cursor is the other one.
    pub(super) lead: Spot,
    pub(super) edit: Option<Edit>,
    pub(super) choosing: Option<Choosing>,
    pub(super) notice: Option<Notice>,
    /// Where Tab began, for the Enter that ends the row.
    pub(super) tab_began: Option<usize>,
    pub(super) order: Order,
    /// Version and length of the table, sorting and filter that gave the order.
    ordered_by: Option<(u64, usize, Option<Sort>, String)>,
    /// The columns to which places, widths and sorting refer.
    columns: Vec<u64>,
    /// What a menu told the grid to do, in its next frame.
    pub(super) asked: Option<Command>,
    /// Of the selection in the present order.
    summary: Option<(Range, Summary)>,
    /// Keys typed in the same frame as the one that ended an edit.
    pub(super) late_keys: Vec<Event>,
    pub(super) drag: Option<Drag>,
    /// The last press was on the active cell: quick clicks on two cells are no double click.
    pub(super) pressed_twice: bool,
    pub(super) context: Option<Context>,
    /// The selection moved: scroll so that its far corner is seen.
    pub(super) reveal: bool,
    pub(super) scroll: Vec2,
    /// What the grid filled on the screen in the last frame.
    pub(super) area: Option<Rect>,
    pub(super) page: usize,
    /// Where the pointer lay when the grid first came under it: it asks nothing there.
    pub(super) came_under: Option<Pos2>,
    /// The grid or its editor had the keyboard in the last frame.
    pub(super) has_keyboard: bool,
    /// A question took the keyboard away; it comes back after the answer.
    pub(super) keyboard_comes_back: bool,
}

/// A cell that is followed by the key of its row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub place: Place,
    pub key: Option<u64>,
}

/// A value being typed in the active cell.
#[derive(Debug)]
pub(super) struct Edit {
    /// The row it was begun on.
    pub key: u64,
    pub text: String,
    /// What the cell held; the same text changes nothing.
    pub original: String,
    /// Begun by typing: arrow keys end it, as in a spreadsheet.
    pub overwrites: bool,
    /// Opened just now: the caret has yet to be put at the end.
    pub fresh: bool,
}

/// The list of values of the active cell, open.
#[derive(Debug)]
pub(super) struct Choosing {
    pub options: Vec<String>,
    pub at: usize,
    /// A key moved `at`: scroll to it.
    pub moved: bool,
    /// What it filled on the screen in the last frame.
    pub area: Rect,
}

impl Choosing {
    /// A list that opens with an option pointed at.
    pub fn at(options: Vec<String>, at: usize) -> Self {
        Self { options, at, moved: true, area: Rect::NOTHING }
    }
}

/// A refusal on the screen, at the cell that caused it.
#[derive(Debug)]
pub(super) struct Notice {
    pub text: String,
    pub key: Option<u64>,
    pub col: usize,
}

/// What the pointer drags.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Drag {
    /// The far corner of the selection.
    Selection,
    /// The right edge of a column; the offset is from that edge to the pointer.
    Edge { col: usize, offset: f32 },
}

/// Where the secondary button was pressed, in rows and columns of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// On the header of a column.
    Header(usize),
    /// On a cell.
    Cell(usize, usize),
}

impl GridState {
    /// Puts the cursor on a cell of the table and scrolls to it. Nothing happens when the filter
    /// hides the row.
    pub fn go_to(&mut self, table: &dyn Table, row: usize, col: usize) {
        self.settle(table);
        if let Some(place) = self.order.place(row) {
            let place = Place { row: place, col };
            self.select(table, place, place);
        }
    }

    /// The selected cells as rows and columns of the table, in the order of the view.
    pub fn selected(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let range = self.range();
        range
            .rows()
            .filter_map(|place| self.order.row(place))
            .flat_map(move |row| range.cols().map(move |col| (row, col)))
    }

    /// Whether keys are meant for the grid.
    pub fn has_keyboard(&self) -> bool {
        self.has_keyboard
    }

    /// Takes the keyboard and does this, in the next frame: for a menu.
    pub fn ask(&mut self, command: Command) {
        self.asked = Some(command);
    }

    /// Whether a value is being typed that is not in the table yet.
    pub fn is_editing(&self) -> bool {
        self.edit.is_some()
    }

    /// The active cell as row and column of the table.
    pub fn cursor_cell(&self) -> Option<(usize, usize)> {
        self.order.row(self.cursor.place.row).map(|row| (row, self.cursor.place.col))
    }

    /// The key of the row at a place of the view.
    pub(super) fn key_at(&self, table: &dyn Table, place: usize) -> Option<u64> {
        self.order.row(place).map(|row| table.row_key(row))
    }

    pub(super) fn range(&self) -> Range {
        Range::between(self.cursor.place, self.lead.place)
    }

    pub(super) fn extent(&self, table: &dyn Table) -> Extent {
        Extent { rows: self.order.len(), cols: table.columns().len(), page: self.page }
    }

    /// Selects from the cursor to the far corner and scrolls to the latter.
    pub(super) fn select(&mut self, table: &dyn Table, cursor: Place, lead: Place) {
        self.cursor = self.spot(table, cursor);
        self.lead = self.spot(table, lead);
        self.reveal = true;
    }

    pub(super) fn spot(&self, table: &dyn Table, place: Place) -> Spot {
        let last_row = self.order.len().saturating_sub(1);
        let last_col = table.columns().len().saturating_sub(1);
        let place = Place { row: place.row.min(last_row), col: place.col.min(last_col) };
        Spot { place, key: self.key_at(table, place.row) }
    }

    /// Brings order, cursor and selection in line with the table. Costs nothing while neither
    /// the table, nor the sorting, nor the filter changed.
    pub(super) fn settle(&mut self, table: &dyn Table) {
        let (version, rows) = (table.head().version, table.row_count());
        let current = self.ordered_by.as_ref().is_some_and(|(v, r, sort, filter)| {
            *v == version && *r == rows && *sort == self.sort && *filter == self.filter
        });
        if current {
            return;
        }
        self.follow_columns(table);
        self.order = Order::of(table, self.sort, &self.filter);
        self.summary = None;
        self.ordered_by = Some((version, rows, self.sort, self.filter.clone()));
        self.cursor = self.follow(table, self.cursor);
        self.lead = self.follow(table, self.lead);
        let row_left = |edit: &Edit| Some(edit.key) != self.cursor.key;
        if self.edit.as_ref().is_some_and(row_left) {
            self.edit = None;
            self.notice = Some(Notice {
                text: "De regel die u bewerkte is niet meer te zien; de invoer is vervallen."
                    .to_owned(),
                key: self.cursor.key,
                col: self.cursor.place.col,
            });
        }
        self.choosing = None;
    }

    /// Keeps cursor, selection, widths and sorting at their columns when others come or go; near
    /// where they were when their column is gone.
    fn follow_columns(&mut self, table: &dyn Table) {
        let columns: Vec<u64> = (0..table.columns().len()).map(|c| table.column_key(c)).collect();
        if self.columns == columns {
            return;
        }
        let was = std::mem::replace(&mut self.columns, columns);
        if was.is_empty() {
            return;
        }
        let now = |col: usize| {
            let key = was.get(col)?;
            self.columns.iter().position(|other| other == key)
        };
        let mut widths = vec![None; self.columns.len()];
        for (col, width) in self.widths.iter().enumerate() {
            if let Some(slot) = now(col).and_then(|col| widths.get_mut(col)) {
                *slot = *width;
            }
        }
        self.widths = widths;
        self.sort = self.sort.and_then(|sort| Some(Sort { column: now(sort.column)?, ..sort }));
        self.tab_began = self.tab_began.and_then(now);
        if now(self.cursor.place.col).is_none() {
            self.edit = None;
        }
        for spot in [&mut self.cursor, &mut self.lead] {
            spot.place.col = now(spot.place.col).unwrap_or(spot.place.col);
        }
    }

    /// The same cell after rows moved; near where it was when its row is gone.
    pub(super) fn follow(&self, table: &dyn Table, spot: Spot) -> Spot {
        let Some(key) = spot.key else {
            return self.spot(table, spot.place);
        };
        let is_it = |row: &usize| table.row_key(*row) == key;
        let row = self
            .order
            .row(spot.place.row)
            .filter(is_it)
            .or_else(|| (0..table.row_count()).find(is_it));
        match row.and_then(|row| self.order.place(row)) {
            Some(row) => self.spot(table, Place { row, ..spot.place }),
            None => self.spot(table, spot.place),
        }
    }

    /// Sum, mean and count of the selection; counted again only when it or the table changed.
    pub(super) fn summary(&mut self, table: &dyn Table) -> Summary {
        let range = self.range();
        match self.summary {
            Some((known, summary)) if known == range => summary,
            _ => {
                let summary = Summary::of(table, &self.order, range);
                self.summary = Some((range, summary));
                summary
            }
        }
    }

    /// Shows a refusal at its cell, or at the cursor.
    pub(super) fn refuse(&mut self, table: &dyn Table, refusal: Refusal) -> String {
        let (key, col) = match refusal.cell {
            Some((row, col)) if row < table.row_count() => (Some(table.row_key(row)), col),
            _ => (self.cursor.key, self.cursor.place.col),
        };
        self.notice = Some(Notice { text: refusal.message.clone(), key, col });
        refusal.message
    }
}
