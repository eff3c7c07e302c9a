//! Text in a cell or a title: on one line, and never a part of a figure.

use std::sync::Arc;

use eframe::egui::epaint::text::TextWrapping;
use eframe::egui::text::LayoutJob;
use eframe::egui::{Align2, Color32, FontId, Galley, Painter, Rect, pos2};

/// Text on one line, cut off with … at a width.
pub(super) fn line(
    painter: &Painter,
    text: String,
    font: &FontId,
    color: Color32,
    width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text, font.clone(), color);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    painter.layout_job(job)
}

/// Writes a figure or a title above figures at the right of what can be seen of its place: whole,
/// or … where it does not fit. Half of -19.873 would read as 873; words in its place can be cut off.
pub(super) fn paint_figure(
    painter: &Painter,
    inside: Rect,
    text: &str,
    font: &FontId,
    color: Color32,
) {
    let seen = inside.intersect(painter.clip_rect());
    let write = |text: &str| painter.layout_no_wrap(text.to_owned(), font.clone(), color);
    let fits = |galley: &Arc<Galley>| galley.size().x <= seen.width();
    let is_words = !text.contains(|letter: char| letter.is_ascii_digit());
    let part = || is_words.then(|| line(painter, text.to_owned(), font, color, seen.width()));
    let instead = || part().or_else(|| Some(write("…"))).filter(fits);
    // Where not even … fits, it would lie over the next column.
    let Some(galley) = Some(write(text)).filter(fits).or_else(instead) else {
        return;
    };
    let at = Align2::RIGHT_CENTER.align_size_within_rect(galley.size(), seen);
    // Of a row that is cut off, the text stands in the middle all the same.
    let top = inside.center().y - galley.size().y / 2.0;
    painter.galley(pos2(at.left(), top), galley, color);
}
