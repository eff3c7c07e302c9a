//! What a grid shows and where its edits go: the one boundary between the grid and the rest.

use std::borrow::Cow;

use rust_decimal::Decimal;
use thiserror::Error;

/// A table as the grid sees it. Rows and columns are counted as the table gives them; sorting and
/// filtering are views of the grid and never reach the table.
pub trait Table {
    /// Its name and columns, made beforehand.
    fn head(&self) -> &Head;

    /// The columns, from left to right.
    fn columns(&self) -> &[Column] {
        &self.head().columns
    }

    /// The column that carries the indent and the triangle of the tree.
    fn tree_column(&self) -> usize {
        0
    }

    /// The number of rows now unfolded. A folded row's children are not counted.
    fn row_count(&self) -> usize;

    /// An id that stays with the row when rows come, go or move. Cursor and edit follow it.
    fn row_key(&self, row: usize) -> u64;

    /// Place of the row in the tree, and whether it is a total.
    fn row(&self, row: usize) -> RowView;

    /// A number that stays with the column when columns come, go or move. Cursor, widths and
    /// sorting follow it.
    fn column_key(&self, col: usize) -> u64 {
        col as u64
    }

    /// The name of a row in messages and for a screen reader.
    fn row_name(&self, row: usize) -> String {
        let mut name = String::new();
        for (col, column) in self.columns().iter().enumerate() {
            if column.numeric {
                break;
            }
            let cell = self.cell(row, col);
            if !cell.text.is_empty() {
                if !name.is_empty() {
                    name.push(' ');
                }
                name.push_str(&cell.text);
            }
        }
        name
    }

    /// What a cell shows.
    fn cell(&self, row: usize, col: usize) -> CellView<'_>;

    /// The exact value, as it is edited and copied; empty for a cell without a value.
    fn edit_text(&self, row: usize, col: usize) -> String;

    /// The exact amount, for sorting and for the sum of the selection.
    fn amount(&self, row: usize, col: usize) -> Option<Decimal>;

    /// What a total adds up, a published figure beside it: shown as a tooltip.
    fn explain(&self, _row: usize, _col: usize) -> Option<String> {
        None
    }

    /// What was said about a cell and is still open: the cell gets a folded corner, and this is in its
    /// tooltip.
    fn remark(&self, _row: usize, _col: usize) -> Option<String> {
        None
    }

    /// The values a cell may have, when they are a fixed list; otherwise empty.
    fn choices(&self, _row: usize, _col: usize) -> Vec<String> {
        Vec::new()
    }

    /// Makes all changes of one action, or none.
    ///
    /// # Errors
    /// A refusal changes nothing and says why, in Dutch.
    fn change(&mut self, action: Action, cells: &[CellChange]) -> Result<(), Refusal>;
}

/// What a table is apart from its rows.
#[derive(Clone, Debug)]
pub struct Head {
    /// The name by which a screen reader announces the table.
    pub name: String,
    /// Changes whenever anything shown changes, also when another table takes its place under the
    /// same state. The order, the filter and the sum of the selection are kept as long as it stays
    /// the same.
    pub version: u64,
    /// From left to right.
    pub columns: Vec<Column>,
    /// How many columns at the left stay in place when the rest scrolls sideways.
    pub sticky: usize,
}

/// One column. Widths are in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Shown in the header.
    pub title: String,
    /// Shown above the titles of neighbouring columns with the same group.
    pub group: Option<String>,
    /// Width until the person drags it.
    pub width: f32,
    /// Holds figures: aligned right, sorted by amount and left alone by the filter.
    pub numeric: bool,
    /// Takes its share of the space that is left over.
    pub grows: bool,
    /// Whether the column can be closed, and is.
    pub lock: Option<Lock>,
}

impl Column {
    /// A column of words, aligned left.
    pub fn text(title: impl Into<String>, width: f32) -> Self {
        Self { title: title.into(), group: None, width, numeric: false, grows: false, lock: None }
    }

    /// A column of figures, aligned right.
    pub fn figures(title: impl Into<String>, width: f32) -> Self {
        Self { numeric: true, ..Self::text(title, width) }
    }

    /// The same column under a group title.
    #[must_use]
    pub fn under(mut self, group: impl Into<String>) -> Self {
        self.group = Some(group.into());
        self
    }

    /// The same column, taking its share of the space that is left over.
    #[must_use]
    pub fn growing(mut self) -> Self {
        self.grows = true;
        self
    }

    /// The same column with a lock in its header.
    #[must_use]
    pub fn with_lock(mut self, lock: Lock) -> Self {
        self.lock = Some(lock);
        self
    }

    /// Group and title: the name of the column by itself.
    pub fn full_title(&self) -> String {
        match &self.group {
            Some(group) => format!("{group} {}", self.title),
            None => self.title.clone(),
        }
    }

    /// Whether the column is closed now.
    pub fn is_closed(&self) -> bool {
        self.lock == Some(Lock::Closed)
    }
}

/// The lock of a column that can be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// Its cells refuse changes until somebody opens it on purpose.
    Closed,
    /// Opened on purpose; can be closed again.
    Open,
}

/// A row's place in the tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowView {
    /// Steps of indent.
    pub depth: usize,
    /// `None` for a row without children, otherwise whether it is unfolded.
    pub open: Option<bool>,
    /// A total stays below the other children of its parent when sorting.
    pub kind: RowKind,
    /// The row above it in the tree; it stays with that row when sorting and filtering.
    pub parent: Option<usize>,
    /// Whether the words in the column of the tree run on over empty cells beside them, as in a
    /// spreadsheet.
    pub runs_on: bool,
}

/// Whether a row adds up other rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowKind {
    /// A row of its own.
    #[default]
    Body,
    /// The sum of other rows: bold, on a stripe, with a line above.
    Total,
}

/// What one cell shows.
#[derive(Clone, Debug)]
pub struct CellView<'a> {
    /// As shown, rounded and in the table's unit.
    pub text: Cow<'a, str>,
    /// How it is painted.
    pub tone: Tone,
    /// Whether it accepts a change.
    pub access: Access<'a>,
    /// A sign beside the text.
    pub mark: Option<Mark<'a>>,
}

impl<'a> CellView<'a> {
    /// An ordinary cell that accepts changes.
    pub fn editable(text: impl Into<Cow<'a, str>>) -> Self {
        Self { text: text.into(), tone: Tone::Normal, access: Access::Yes, mark: None }
    }

    /// A cell that never accepts changes; `reason` is a Dutch clause such as "is een optelling".
    pub fn fixed(text: impl Into<Cow<'a, str>>, reason: impl Into<Cow<'a, str>>) -> Self {
        Self {
            text: text.into(),
            tone: Tone::Normal,
            access: Access::Never(reason.into()),
            mark: None,
        }
    }

    /// The same cell in another tone.
    #[must_use]
    pub fn toned(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

/// How a cell's text is painted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Plain text.
    #[default]
    Normal,
    /// Less important than the rest.
    Weak,
    /// In a closed column.
    Locked,
    /// Stands out.
    Bold,
    /// Worse for the gemeente.
    Worse,
    /// Needs attention.
    Warning,
}

/// Whether a cell accepts a change. A reason is a Dutch clause that follows the cell's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access<'a> {
    /// It does.
    Yes,
    /// Never, such as a total: "is een optelling".
    Never(Cow<'a, str>),
    /// Not until its column is opened: "is gesloten".
    Locked(Cow<'a, str>),
}

/// A small sign beside a cell's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark<'a> {
    /// The number of a footnote.
    Note(Cow<'a, str>),
    /// A dot: something here needs attention.
    Dot,
}

/// What the person did, so that the history can name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Typed in one cell.
    Type,
    /// Pasted from the clipboard.
    Paste,
    /// Cut to the clipboard.
    Cut,
    /// Emptied.
    Clear,
    /// Copied downwards or to the right.
    Fill,
    /// Picked from the cell's list.
    Choose,
}

/// The change of one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellChange {
    /// Row of the table.
    pub row: usize,
    /// Column of the table.
    pub col: usize,
    /// What it becomes.
    pub input: Input,
}

/// What a cell becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Text to read as the table reads it.
    Text(String),
    /// No value.
    Empty,
    /// The exact value of another cell.
    CopyOf {
        /// Row of the source.
        row: usize,
        /// Column of the source.
        col: usize,
    },
}

/// Why a change was not made, in Dutch: what, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct Refusal {
    /// Shown to the person.
    pub message: String,
    /// The cell to mark, as row and column of the table.
    pub cell: Option<(usize, usize)>,
}

impl Refusal {
    /// A refusal that concerns no cell in particular.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), cell: None }
    }

    /// A refusal because of one cell.
    pub fn at(row: usize, col: usize, message: impl Into<String>) -> Self {
        Self { message: message.into(), cell: Some((row, col)) }
    }
}

/// Row and column by name: "6.72.8 Individuele voorzieningen, Begroting 2019".
pub fn cell_name(table: &dyn Table, row: usize, col: usize) -> String {
    let column = table.columns().get(col).map(Column::full_title).unwrap_or_default();
    format!("{}, {column}", table.row_name(row))
}
