//! The design tokens that a grid needs, in its own words.

use eframe::egui::{Color32, FontId, Ui};

use crate::ui::fonts;
use crate::ui::theme::{Tokens, size};

/// Colours and sizes of a grid. Sizes are in points.
#[derive(Clone, Debug)]
pub struct GridLook {
    /// Height of a row and of each header row; whole points, so that far rows stay sharp.
    pub row_height: f32,
    /// Between the edge of a cell and its text.
    pub padding: f32,
    /// Of a row under its parent.
    pub indent: f32,
    /// Side of the triangle and the lock.
    pub icon: f32,
    /// How near to a column's edge the pointer drags it.
    pub grip: f32,
    /// Lines between rows.
    pub line_width: f32,
    /// Around the active cell.
    pub outline_width: f32,
    /// Narrowest a column can be dragged.
    pub min_column: f32,
    /// Widest a refusal becomes before it wraps.
    pub notice_width: f32,
    /// Highest a list of values becomes before it scrolls.
    pub list_height: f32,
    /// Text of cells.
    pub font: FontId,
    /// Totals and headers.
    pub bold: FontId,
    /// Plain text.
    pub text: Color32,
    /// Headers and what matters less.
    pub weak: Color32,
    /// Cells of a closed column.
    pub locked: Color32,
    /// Worse for the gemeente.
    pub worse: Color32,
    /// Needs attention.
    pub warning: Color32,
    /// A refusal and the cell that caused it.
    pub error: Color32,
    /// Behind the cells.
    pub fill: Color32,
    /// Behind headers and totals.
    pub stripe: Color32,
    /// Behind selected cells.
    pub selection: Color32,
    /// Around the active cell.
    pub accent: Color32,
    /// Between the rows.
    pub line: Color32,
    /// Under the header, above a total, at the edge of the sticky columns.
    pub strong_line: Color32,
}

impl GridLook {
    /// The look that goes with the style of the window.
    pub fn of(ui: &Ui) -> Self {
        let tokens = Tokens::of(ui);
        let font = fonts::regular_of(size::BODY);
        // egui panics on a family that is not installed, and a test may go without our fonts.
        let has_bold = ui.fonts(|view| view.definitions().families.contains_key(&fonts::bold()));
        let bold = if has_bold { fonts::bold_of(size::BODY) } else { font.clone() };
        Self {
            row_height: size::ROW,
            padding: size::CELL_PADDING,
            indent: size::INDENT,
            icon: size::GRID_ICON,
            grip: size::GRID_GRIP,
            line_width: size::LINE,
            outline_width: size::CURSOR_LINE,
            min_column: size::GRID_COLUMN_LEAST,
            notice_width: size::GRID_NOTICE,
            list_height: size::GRID_LIST,
            font,
            bold,
            text: tokens.text,
            weak: tokens.text_weak,
            locked: tokens.text_locked,
            worse: tokens.worse,
            warning: tokens.warning,
            error: tokens.worse,
            fill: tokens.surface.card,
            stripe: tokens.surface.header,
            selection: tokens.surface.selection,
            accent: tokens.line.cursor,
            line: tokens.line.row,
            strong_line: tokens.line.strong,
        }
    }
}
