//! Blocks of text on the screen, and what the abbreviations in them stand for.

use std::sync::Arc;

use eframe::egui::text::LayoutJob;
use eframe::egui::{
    Color32, Galley, Label, Pos2, Response, Stroke, TextFormat, TextStyle, Ui, WidgetInfo,
};

use super::markdown::{Block, Text};
use crate::ui::fonts;
use crate::ui::theme::{Tokens, size};

/// A block as it was laid out in this frame.
pub(super) type Placed = (Pos2, Arc<Galley>);

/// Shows the blocks below each other, and tells where they are.
pub(super) fn show(ui: &mut Ui, text: &Text) -> Vec<Placed> {
    let show_one = |ui: &mut Ui, block: &Block| {
        let label = Label::new(job(ui, block)).wrap().selectable(false);
        let (pos, galley, response) = label.layout_in_ui(ui);
        let role = eframe::egui::Role::Label;
        response.widget_info(|| WidgetInfo::labeled(role, true, &block.text));
        ui.painter().galley(pos, Arc::clone(&galley), Color32::PLACEHOLDER);
        (pos, galley)
    };
    let mut placed = Vec::new();
    for block in &text.blocks {
        if block.depth == 0 {
            placed.push(show_one(ui, block));
            continue;
        }
        ui.horizontal_top(|ui| {
            ui.add_space((block.depth - 1) as f32 * size::INDENT);
            ui.add(Label::new(&block.marker).selectable(false));
            placed.push(ui.vertical(|ui| show_one(ui, block)).inner);
        });
    }
    placed
}

/// Explains the abbreviation under the pointer, and all of them to a screen reader.
pub(super) fn explain(area: Response, text: &Text, placed: &[Placed]) -> Response {
    if text.explained.is_empty() {
        return area;
    }
    let all = text.explained.join("; ");
    area.ctx.accesskit_node_builder(area.id, |node| node.set_description(all));
    let Some(pointer) = area.hover_pos() else { return area };
    let under = text.blocks.iter().zip(placed).find_map(|(block, (pos, galley))| {
        let at = pointer - *pos;
        let inside = galley.rect.contains(at.to_pos2());
        let letter = galley.cursor_from_pos(at).index.0;
        let byte = block.text.char_indices().nth(letter).map_or(block.text.len(), |(at, _)| at);
        let found = block.abbreviations.iter().find(|(range, _)| range.contains(&byte));
        found.filter(|_| inside).and_then(|(_, which)| text.explained.get(*which))
    });
    match under {
        Some(words) => area.on_hover_text_at_pointer(words),
        None => area,
    }
}

fn job(ui: &Ui, block: &Block) -> LayoutJob {
    let tokens = Tokens::of(ui);
    let mut cuts = vec![0, block.text.len()];
    cuts.extend(block.bold.iter().flat_map(|range| [range.start, range.end]));
    cuts.extend(block.abbreviations.iter().flat_map(|(range, _)| [range.start, range.end]));
    cuts.sort_unstable();
    cuts.dedup();
    let mut job = LayoutJob::default();
    for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
        let is_bold = block.is_heading || block.bold.iter().any(|range| range.contains(from));
        let font =
            if is_bold { fonts::bold_of(size::BODY) } else { TextStyle::Body.resolve(ui.style()) };
        let mut format = TextFormat::simple(font, tokens.text);
        if block.abbreviations.iter().any(|(range, _)| range.contains(from)) {
            format.underline = Stroke::new(size::LINE, tokens.text_weak);
        }
        job.append(block.text.get(*from..*to).unwrap_or_default(), 0.0, format);
    }
    job
}
