//! Text and boxes on a slide, in parts of its height.

use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    Color32, CornerRadius, FontId, Galley, Pos2, Rect, Role, Sense, Ui, WidgetInfo, vec2,
};

use crate::ui::fonts;
use crate::ui::theme::{SLIDE, slide};

/// A slide while it is drawn: its place, and the next free height in it.
pub(super) struct Sheet<'a> {
    pub ui: &'a mut Ui,
    /// The whole slide.
    pub whole: Rect,
    /// What is left of it between the margins.
    pub left: Rect,
}

/// So many lines the box under a picture has at most.
const MOST_WORDS: usize = 4;

impl<'a> Sheet<'a> {
    pub fn new(ui: &'a mut Ui, whole: Rect) -> Sheet<'a> {
        ui.painter().rect_filled(whole, 0.0, SLIDE.back);
        let margin = slide::of(whole, slide::MARGIN);
        Sheet { ui, whole, left: whole.shrink(margin) }
    }

    pub fn size(&self, share: f32) -> f32 {
        slide::of(self.whole, share)
    }

    pub fn regular(&self, share: f32) -> FontId {
        fonts::regular_of(self.size(share))
    }

    pub fn bold(&self, share: f32) -> FontId {
        fonts::bold_of(self.size(share))
    }

    /// A text of at most so many rows, which ends in … where it is longer.
    pub fn layout(
        &self,
        text: &str,
        font: FontId,
        color: Color32,
        width: f32,
        rows: usize,
    ) -> Arc<Galley> {
        let format = TextFormat { font_id: font, color, ..TextFormat::default() };
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.wrap.max_width = width;
        job.wrap.max_rows = rows;
        // A single row that is too long keeps as much of its last word as fits.
        job.wrap.break_anywhere = rows == 1;
        self.ui.fonts_mut(|fonts| fonts.layout_job(job))
    }

    /// Paints a text that was laid out; a screen reader reads it too.
    pub fn paint(&mut self, at: Pos2, galley: Arc<Galley>) -> Rect {
        let rect = Rect::from_min_size(at, galley.size());
        if galley.text().is_empty() {
            return rect;
        }
        let response = self.ui.allocate_rect(rect, Sense::hover());
        let text = galley.text().to_owned();
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text.clone()));
        self.ui.painter().galley(at, galley, SLIDE.text);
        rect
    }

    /// A text at the top of what is left, which becomes less.
    pub fn line(&mut self, text: &str, font: FontId, color: Color32, rows: usize) {
        if text.is_empty() {
            return;
        }
        let galley = self.layout(text, font, color, self.left.width(), rows);
        let rect = self.paint(self.left.min, galley);
        self.left.min.y = rect.bottom() + self.size(slide::GAP) / 2.0;
    }

    /// A text of more colours at the top of what is left.
    pub fn line_of(&mut self, parts: &[(&str, Color32)]) {
        let font_id = self.regular(slide::TEXT);
        let mut job = LayoutJob::default();
        for (text, color) in parts {
            let format =
                TextFormat { font_id: font_id.clone(), color: *color, ..TextFormat::default() };
            job.append(text, 0.0, format);
        }
        job.wrap.max_width = self.left.width();
        let galley = self.ui.fonts_mut(|fonts| fonts.layout_job(job));
        let rect = self.paint(self.left.min, galley);
        self.left.min.y = rect.bottom();
    }

    /// A box at the bottom of what is left, with words in it, each after its bold heading. It leaves
    /// room for the picture, and ends in … where it has more to say.
    pub fn box_below(&mut self, words: &[(String, String)]) {
        if words.is_empty() {
            return;
        }
        let padding = self.size(slide::PADDING);
        let mut job = LayoutJob::default();
        for (at, (heading, text)) in words.iter().enumerate() {
            let between = if at == 0 { "" } else { " " };
            let format =
                |font_id| TextFormat { font_id, color: SLIDE.text, ..TextFormat::default() };
            job.append(&format!("{between}{heading}"), 0.0, format(self.bold(slide::TEXT)));
            let between = if heading.is_empty() { "" } else { " " };
            job.append(&format!("{between}{text}"), 0.0, format(self.regular(slide::TEXT)));
        }
        job.wrap.max_width = self.left.width() - 2.0 * padding;
        let room = self.left.height() - self.size(slide::PICTURE);
        let rows = (room / self.size(slide::TEXT * slide::ROW)).floor();
        job.wrap.max_rows = (rows.max(1.0) as usize).min(MOST_WORDS);
        let galley = self.ui.fonts_mut(|fonts| fonts.layout_job(job));
        let height = galley.size().y + 2.0 * padding;
        let top = self.left.bottom() - height;
        let corner = Pos2::new(self.left.left(), top);
        let rect = Rect::from_min_size(corner, vec2(self.left.width(), height));
        self.ui.painter().rect_filled(rect, self.radius(), SLIDE.panel);
        self.paint(rect.min + vec2(padding, padding), galley);
        self.left.max.y = top - self.size(slide::GAP);
    }

    pub fn radius(&self) -> CornerRadius {
        CornerRadius::from(self.size(slide::RADIUS).round())
    }
}
