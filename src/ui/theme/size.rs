//! Sizes and spacing in points; the same in light and dark.

use crate::display::Unit;

/// A row of a table or a tree. Whole, so that a long scroll stays exact.
pub const ROW: f32 = 28.0;
/// A line of a footnote.
pub const NOTE: f32 = 20.0;
/// The menu, a row of tools.
pub const BAR: f32 = 34.0;
/// A button, a field.
pub const CONTROL: f32 = 24.0;
/// Between the left edge of a row of the tree and that of its child.
pub const INDENT: f32 = 14.0;
/// The panel of the tree: when it opens, the least and the most, also as a part of the window; the
/// room of a ▾.
pub const TREE_WIDTH: f32 = 320.0;
pub const TREE_WIDTH_LEAST: f32 = 200.0;
pub const TREE_WIDTH_MOST: f32 = 600.0;
pub const TREE_PART: f32 = 0.33;
pub const TREE_FOLD: f32 = 14.0;
/// Running text: some eighty characters. The columns of the history: when and who.
pub const TEXT_WIDTH: f32 = 600.0;
/// What the buttons beside a text keep for themselves.
pub const TEXT_BUTTONS: f32 = 130.0;
pub const TEXT_ROWS: usize = 6;
/// Of a short text in a form.
pub const NOTE_ROWS: usize = 3;
pub const WHEN_WIDTH: f32 = 130.0;
pub const WHO_WIDTH: f32 = 150.0;
/// A field for one amount in a bar.
pub const FIELD_SHORT: f32 = 70.0;
/// The column of a place in a list of conflicts, and of each side.
pub const CONFLICT: f32 = 320.0;
/// Of the room below the files, at most, for conflicts.
pub const CONFLICTS: f32 = 0.5;
pub const CELLS_WIDTH: f32 = 70.0;
/// The field for the name of a role, and the list of its kinds.
pub const ROLE_WIDTH: f32 = 220.0;
pub const ROLE_KIND_WIDTH: f32 = 160.0;
/// What a link behind a text that may be cut off keeps for itself.
pub const LINK_ROOM: f32 = 80.0;
/// What the choice between begroting and jaarverslag keeps; the mark of an empty tab.
pub const MOMENT_ROOM: f32 = 190.0;
/// The choice of a view beside the title.
pub const WEERGAVE_ROOM: f32 = 190.0;
/// The widest that a list with its name before it becomes, and what its arrow takes of that.
pub const CHOICE_MOST: f32 = 320.0;
pub const CHOICE_ARROW: f32 = 34.0;
/// How far a taakveld is, beside the title.
pub const STAP_ROOM: f32 = 132.0;
/// What a title keeps, and what stands behind it where there is room.
pub const TITLE_LEAST: f32 = 120.0;
pub const ABOUT_LEAST: f32 = 40.0;
pub const TAB_MARK: f32 = 16.0;

/// Text.
pub const SMALL: f32 = 12.0;
pub const BODY: f32 = 14.0;
/// Bold: the head of a card or a table.
pub const HEADING: f32 = 14.0;
/// Bold: the title of a page.
pub const TITLE: f32 = 20.0;
/// Bold: the figure of a card, and of a small one.
pub const FIGURE: f32 = 22.0;
pub const FIGURE_SMALL: f32 = 16.0;

/// Between two things that belong together.
pub const GAP: f32 = 8.0;
/// Between two cards.
pub const CARD_GAP: f32 = 12.0;
/// Between the edge of a card and what is in it, also of a small one; between the edges of a cell and its text.
pub const CARD_PADDING: i8 = 12;
pub const CARD_PADDING_SMALL: f32 = 8.0;
/// What the search, the unit and the signs take at the right of the menus, and the button to present.
pub const TOP_BAR: f32 = 530.0;
pub const TOP_BAR_PRESENT: f32 = 110.0;
/// The same in a narrow window; and what the whole bar needs to begin with the name of the program.
pub const TOP_BAR_NARROW: f32 = 300.0;
pub const TOP_BAR_NAMED: f32 = 880.0;
pub const CELL_PADDING: f32 = 8.0;
/// Corners of cards and windows, and of buttons and fields.
pub const CARD_RADIUS: u8 = 6;
pub const CONTROL_RADIUS: u8 = 4;

/// Lines.
pub const LINE: f32 = 1.0;
/// Around the active cell, under the active tab.
pub const CURSOR_LINE: f32 = 2.0;

/// Charts: the least height; the least part of it that the bars keep beside their values; the widest
/// place of a column; the bars as parts of that place; the square of the legend; between a bar and
/// its value; the width from which the title has its buttons beside it; the picture that is copied
/// or saved, and its pixels per point.
pub const CHART_LEAST: f32 = 96.0;
pub const CHART_BARS_LEAST: f32 = 0.25;
pub const CHART_SLOT: f32 = 112.0;
pub const CHART_BAR: f32 = 0.62;
pub const CHART_BAR_OF_TWO: f32 = 0.40;
pub const CHART_BAR_AFTER: f32 = 0.30;
pub const CHART_BAR_GAP: f32 = 0.06;
pub const CHART_KEY: f32 = 11.0;
pub const CHART_VALUE_GAP: f32 = 3.0;
pub const CHART_TOOLS: f32 = 440.0;
pub const CHART_PICTURE: [f32; 2] = [800.0, 420.0];
pub const CHART_PICTURE_SCALE: f32 = 2.0;

/// Lying bars: one bar, between two parts, the part of the width that labels take; the head of a picture.
pub const CHART_PART_BAR: f32 = 15.0;
pub const CHART_PART_GAP: f32 = 8.0;
pub const CHART_PART_LABELS: f32 = 0.36;
pub const CHART_PICTURE_HEAD: f32 = 100.0;

/// Dialogs and lists: the width of a question, of the palette and the height of its list, of a list
/// to choose from, of the manual.
pub const DIALOG_WIDTH: f32 = 460.0;
pub const DIALOG_PADDING: i8 = 18;
pub const PALETTE_WIDTH: f32 = 560.0;
pub const PALETTE_HEIGHT: f32 = 360.0;
pub const LIST_HEIGHT: f32 = 260.0;
/// The panel of the checks, and what it says of the chosen finding.
pub const CONTROLE: f32 = 300.0;
pub const CONTROLE_CHOSEN: f32 = 104.0;
/// What it says of the chosen question, and of that the text.
pub const OVERLEG_CHOSEN: f32 = 132.0;
pub const OVERLEG_TEXT: f32 = 44.0;
/// Width, and height of its table.
pub const OVERVIEW: [f32; 2] = [960.0, 420.0];
pub const MANUAL: [f32; 2] = [720.0, 560.0];

/// The form for a view: its width, what is around its lists, the list on the left, the
/// buttons of a line, a list of columns.
pub const FORM_WIDTH: f32 = 748.0;
pub const FORM_REST: f32 = 380.0;
pub const FORM_CHOICE: f32 = 216.0;
pub const FORM_MOVES: f32 = 224.0;
pub const FORM_PICK: f32 = 190.0;

/// The start screen: its column, the space above it, its title.
pub const START_WIDTH: f32 = 640.0;
pub const START_TOP: f32 = 64.0;
pub const START_TITLE: f32 = 34.0;

/// The presenter's window: the part of its width that the slide takes, the letters of a note; a slide
/// as a picture, in pixels.
pub const PRESENTER_SLIDE: f32 = 0.68;
pub const PRESENTER_NOTE: f32 = 18.0;
pub const SLIDE_PICTURE: [f32; 2] = [1920.0, 1080.0];

/// The window when it opens, and the least it can be.
pub const WINDOW: [f32; 2] = [1280.0, 820.0];
pub const WINDOW_LEAST: [f32; 2] = [800.0, 560.0];

/// Grids: the triangle and the lock; how near to a column's edge the pointer drags it; the
/// narrowest a column becomes; where a refusal wraps; where a list of values starts to scroll.
pub const GRID_ICON: f32 = 9.0;
pub const GRID_GRIP: f32 = 4.0;
pub const GRID_COLUMN_LEAST: f32 = 40.0;
pub const GRID_NOTICE: f32 = 360.0;
pub const GRID_LIST: f32 = 240.0;

/// Columns of the budget: code, name, kind; the least for a title with its stadium, and with a
/// lock beside it. Those of the measures: name, words, and the consequence.
pub const COLUMN_CODE: f32 = 76.0;
pub const COLUMN_NAME: f32 = 180.0;
/// The width of a column that shows all of its heading, by an average letter in bold.
pub fn heading(title: &str) -> f32 {
    const LETTER: f32 = 7.4;
    title.chars().count() as f32 * LETTER + 3.0 * CELL_PADDING
}

pub const COLUMN_OVERVIEW: f32 = 106.0;
pub const COLUMN_SOORT: f32 = 84.0;
pub const COLUMN_STADIUM: f32 = 126.0;
pub const COLUMN_LONG: f32 = 212.0;
pub const COLUMN_LOCKED: f32 = 138.0;
pub const COLUMN_MEASURE: f32 = 250.0;
/// Of the tree of differences, and of what happened to a record.
pub const COLUMN_DIFFERENCE: f32 = 330.0;
pub const COLUMN_HEADED: f32 = 104.0;
pub const COLUMN_WORD: f32 = 132.0;
/// An onderdeel, or a component of what it differs.
pub const COLUMN_CAUSE: f32 = 320.0;
pub const COLUMN_WORKING: f32 = 170.0;
pub const COLUMN_START: f32 = 60.0;
pub const COLUMN_DATE: f32 = 92.0;
pub const COLUMN_CONSEQUENCE: f32 = 220.0;
/// A cell of an indicator: "344 (15,4%)".
pub const COLUMN_METING: f32 = 122.0;

/// A year of a plan: figures of at most five digits, or of seven in euros.
pub const fn column_plan(unit: Unit) -> f32 {
    match unit {
        Unit::Euro => 88.0,
        Unit::Thousand | Unit::Million => 62.0,
    }
}

/// The name of a measure of a plan: at least, and what it gets more where there is room.
pub const COLUMN_MEASURE_LEAST: f32 = 170.0;
pub const COLUMN_MEASURE_MORE: f32 = 180.0;
/// A tick of a plan, and whether it is hard or soft.
pub const COLUMN_TICK: f32 = 50.0;
pub const COLUMN_CERTAINTY: f32 = 68.0;

/// Wide enough for the amounts of a large gemeente.
pub const fn column_amount(unit: Unit) -> f32 {
    match unit {
        Unit::Euro => 116.0,
        Unit::Thousand => 86.0,
        Unit::Million => 72.0,
    }
}

/// The page of an onderdeel: the part of its height that the table may take; the part of its
/// width that the chart takes beside "Let op".
pub const PAGE_TABLE: f32 = 0.58;
pub const PAGE_CHART: f32 = 0.66;
/// The height of a page below which its cards are small.
pub const PAGE_LOW: f32 = 560.0;
/// The least height of the row with chart and "Let op".
pub const PAGE_BOTTOM_LEAST: f32 = 156.0;
