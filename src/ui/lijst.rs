//! A list of lines to choose from: a sign and a word, where it is, and what. Only the lines in view are
//! drawn.

use eframe::egui::{Align2, Color32, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::fonts;
use super::theme::{Tokens, size};

/// One line as it is drawn.
pub struct Line<'a> {
    pub sign: &'static str,
    /// What the sign says; it never stands on its colour alone.
    pub word: &'static str,
    pub colour: Color32,
    /// The code of the onderdeel that it is in.
    pub place: &'a str,
    pub text: &'a str,
    /// More about it, in its tooltip.
    pub about: &'a str,
    /// Dealt with.
    pub is_weak: bool,
}

/// Shows `count` lines in this height, with the chosen one in view where that is asked; which of them
/// was clicked.
pub fn show<'a>(
    ui: &mut Ui,
    salt: &str,
    height: f32,
    (count, chosen, bring): (usize, Option<usize>, bool),
    line: impl Fn(usize) -> Option<Line<'a>>,
) -> Option<usize> {
    let mut clicked = None;
    let mut area = ScrollArea::vertical().id_salt(salt).auto_shrink(false).max_height(height);
    if let Some(at) = chosen.filter(|_| bring) {
        let top = at as f32 * size::CONTROL;
        area = area.vertical_scroll_offset((top - height / 2.0).max(0.0));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    area.show_rows(ui, size::CONTROL, count, |ui, rows| {
        for at in rows {
            if let Some(line) = line(at)
                && row(ui, &line, chosen == Some(at))
            {
                clicked = Some(at);
            }
        }
    });
    clicked
}

/// Whether it was clicked.
fn row(ui: &mut Ui, line: &Line<'_>, is_chosen: bool) -> bool {
    let tokens = Tokens::of(ui);
    let room = vec2(ui.available_width(), size::CONTROL);
    let (rect, response) = ui.allocate_exact_size(room, Sense::click());
    response.widget_info(|| {
        let name = format!("{}, {}: {}", line.word, line.place, line.text);
        WidgetInfo::selected(Role::Button, true, is_chosen, name)
    });
    let back = match (is_chosen, response.hovered() || response.has_focus()) {
        (true, _) => tokens.surface.selected,
        (false, true) => tokens.surface.hover,
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, size::CONTROL_RADIUS, back);
    let text_colour = if line.is_weak { tokens.text_weak } else { tokens.text };
    let mut left = rect.left() + size::CELL_PADDING;
    let cells = [
        (line.sign, line.colour, size::INDENT + size::GAP),
        (line.word, line.colour, size::COLUMN_START * 2.0),
        (line.place, text_colour, size::COLUMN_CERTAINTY),
        (line.text, text_colour, rect.right() - left),
    ];
    for (text, colour, width) in cells {
        let right = (left + width).min(rect.right());
        let cell = Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()));
        let font = fonts::regular_of(size::BODY);
        let painter = ui.painter_at(cell);
        painter.text(cell.left_center(), Align2::LEFT_CENTER, text, font, colour);
        left += width;
    }
    response.on_hover_text(format!("{}\n{}", line.text, line.about)).clicked()
}
