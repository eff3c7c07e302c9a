//! The few colours and sizes that a grid needs, in one place.

use eframe::egui::{Color32, FontFamily, FontId, TextStyle, Ui};

const ROW_HEIGHT: f32 = 28.0;
const PADDING: f32 = 10.0;
const INDENT: f32 = 16.0;
const ICON: f32 = 9.0;
const GRIP: f32 = 4.0;
const LINE: f32 = 1.0;
const OUTLINE: f32 = 2.0;
const MIN_COLUMN: f32 = 40.0;
const NOTICE_WIDTH: f32 = 360.0;
const LIST_HEIGHT: f32 = 240.0;
const SELECTION_TINT: f32 = 0.35;
const BOLD: &str = "bold";

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
    /// Footnote marks.
    pub small: FontId,
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
}

impl GridLook {
    /// The look that goes with the style of the window.
    pub fn of(ui: &Ui) -> Self {
        let visuals = ui.visuals();
        let font = TextStyle::Body.resolve(ui.style());
        let bold_family = FontFamily::Name(BOLD.into());
        let has_bold = ui.fonts(|fonts| fonts.definitions().families.contains_key(&bold_family));
        let bold = if has_bold {
            FontId::new(font.size, bold_family)
        } else {
            font.clone()
        };
        Self {
            row_height: ROW_HEIGHT,
            padding: PADDING,
            indent: INDENT,
            icon: ICON,
            grip: GRIP,
            line_width: LINE,
            outline_width: OUTLINE,
            min_column: MIN_COLUMN,
            notice_width: NOTICE_WIDTH,
            list_height: LIST_HEIGHT,
            bold,
            small: TextStyle::Small.resolve(ui.style()),
            font,
            text: visuals.text_color(),
            weak: visuals.weak_text_color(),
            locked: visuals.weak_text_color(),
            worse: visuals.error_fg_color,
            warning: visuals.warn_fg_color,
            error: visuals.error_fg_color,
            fill: visuals.extreme_bg_color,
            stripe: visuals.panel_fill,
            selection: visuals.selection.bg_fill.gamma_multiply(SELECTION_TINT),
            accent: visuals.selection.stroke.color,
            line: visuals.widgets.noninteractive.bg_stroke.color,
        }
    }
}
