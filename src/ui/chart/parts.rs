//! Lying bars: a part of an onderdeel on each line, with a bar for each version or kind of its figure.
//!
//! Each line is a button, so that a click or Enter goes to the part. Where there are more lines than
//! room they scroll, and stay as high.

use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{
    Color32, Galley, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use super::Figure;
use crate::ui::fonts;
use crate::ui::theme::{Chart, Tokens, size};

/// What the chart shows.
#[derive(Clone, Debug, PartialEq)]
pub struct PartsData {
    pub title: String,
    /// The unit of every figure; always shown.
    pub unit_label: String,
    /// The version of the budget that the figures are of; may be empty on screen.
    pub version: String,
    /// The bars of every part, from above.
    pub series: Vec<PartSeries>,
    /// From above.
    pub parts: Vec<PartBars>,
}

/// One bar of each part: what it is of, and how it looks.
#[derive(Clone, Debug, PartialEq)]
pub struct PartSeries {
    /// "begroting 2019 gewijzigd".
    pub name: String,
    pub look: Look,
}

/// How a bar looks. They differ in lightness and outline too, not in colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Baten,
    Lasten,
    Pale,
    Full,
    Outline,
}

/// The figures of one part.
#[derive(Clone, Debug, PartialEq)]
pub struct PartBars {
    /// "6.72 Maatwerkdienstverlening 18-".
    pub label: String,
    /// One for each series.
    pub figures: Vec<Figure>,
    /// A click goes to it.
    pub can_open: bool,
}

impl Look {
    pub(super) fn colours(self, chart: &Chart) -> (Color32, Stroke) {
        let fill = match self {
            Look::Baten => chart.baten,
            Look::Lasten => chart.lasten,
            Look::Pale => chart.saldo_closed,
            Look::Full => chart.saldo,
            Look::Outline => {
                return (chart.after_fill, Stroke::new(size::CURSOR_LINE, chart.after));
            }
        };
        (fill, Stroke::NONE)
    }
}

impl PartsData {
    /// How high a line is.
    fn line(&self) -> f32 {
        size::CHART_PART_BAR * self.series.len().max(1) as f32 + size::CHART_PART_GAP
    }

    /// How high all lines are.
    pub(super) fn height(&self) -> f32 {
        self.line() * self.parts.len() as f32
    }

    /// A part in words: "6.72 Maatwerkdienstverlening 18-, × € 1.000: lasten begroting 2019 18.182".
    pub(super) fn words(&self, part: &PartBars) -> String {
        let figures = self.series.iter().zip(&part.figures);
        let figures = figures.map(|(series, figure)| format!("{} {}", series.name, figure.text));
        let figures = figures.collect::<Vec<_>>().join(", ");
        format!("{}, {}: {figures}", part.label, self.unit_label)
    }
}

/// Draws the lines; the one that was clicked.
pub(super) fn show(ui: &mut Ui, data: &PartsData) -> Option<usize> {
    let mut clicked = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let scale = Scale::new(ui, data);
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, part) in data.parts.iter().enumerate() {
            let (rect, response) = ui
                .push_id(at, |ui| {
                    let sense = if part.can_open { Sense::click() } else { Sense::hover() };
                    ui.allocate_exact_size(vec2(ui.available_width(), data.line()), sense)
                })
                .inner;
            if ui.is_rect_visible(rect) {
                paint(ui, data, part, &scale, rect, &response);
            }
            if respond(data, part, response).clicked() {
                clicked = Some(at);
            }
        }
    });
    clicked
}

fn respond(data: &PartsData, part: &PartBars, response: Response) -> Response {
    let role = if part.can_open { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, data.words(part)));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response.on_hover_ui_at_pointer(|ui| {
        ui.label(format!("{}, {}", part.label, data.unit_label));
        for (series, figure) in data.series.iter().zip(&part.figures) {
            ui.label(format!("{}: {}", series.name, figure.text));
        }
        if part.can_open {
            ui.weak("Klik om dit onderdeel te openen");
        }
    })
}

/// How figures become places along a line.
struct Scale {
    /// The right end of the labels, from the left of a line.
    labels: f32,
    /// What values before and behind the bars keep.
    before: f32,
    behind: f32,
    /// The figures at both ends of the bars.
    low: f64,
    high: f64,
    /// Where no figure is above zero, the bars of those below it go to the right.
    towards: f64,
}

impl Scale {
    fn new(ui: &Ui, data: &PartsData) -> Scale {
        let heights = || data.parts.iter().flat_map(|part| &part.figures).map(drawable);
        let towards = if heights().any(|height| height > 0.0) { 1.0 } else { -1.0 };
        let (low, high) = heights().fold((0.0_f64, 0.0_f64), |(low, high), height| {
            (low.min(height * towards), high.max(height * towards))
        });
        let widest = |texts: &mut dyn Iterator<Item = &str>| {
            texts.map(|text| lay(ui, text, f32::INFINITY).size().x).fold(0.0, f32::max)
        };
        let labels = widest(&mut data.parts.iter().map(|part| part.label.as_str()));
        let figures = data.parts.iter().flat_map(|part| &part.figures);
        let value = widest(&mut figures.map(|figure| figure.text.as_str())) + size::GAP;
        Scale {
            labels: labels.min(ui.available_width() * size::CHART_PART_LABELS).ceil(),
            before: if low < 0.0 { value } else { size::GAP },
            behind: value,
            low,
            high,
            towards,
        }
    }

    /// Where the bar of a figure begins and ends.
    fn bar(&self, line: Rect, figure: &Figure) -> (f32, f32) {
        let left = line.left() + size::GAP + self.labels + self.before;
        let room = (line.right() - self.behind - left).max(1.0);
        let span = (self.high - self.low).max(f64::MIN_POSITIVE);
        let at = |value: f64| left + ((value - self.low) / span) as f32 * room;
        (at(0.0).round(), at(drawable(figure) * self.towards).round())
    }
}

/// What is no number is no bar.
fn drawable(figure: &Figure) -> f64 {
    if figure.height.is_finite() { figure.height } else { 0.0 }
}

/// One line of small text, cut off with … at a width.
fn lay(ui: &Ui, text: &str, width: f32) -> Arc<Galley> {
    let format = TextFormat::simple(fonts::regular_of(size::SMALL), Color32::PLACEHOLDER);
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap = TextWrapping::truncate_at_width(width);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

fn paint(
    ui: &Ui,
    data: &PartsData,
    part: &PartBars,
    scale: &Scale,
    line: Rect,
    response: &Response,
) {
    let tokens = Tokens::of(ui);
    if response.has_focus() || (part.can_open && response.hovered()) {
        let width = if response.has_focus() { size::CURSOR_LINE } else { 0.0 };
        let stroke = Stroke::new(width, tokens.line.cursor);
        let inside = line.shrink(size::LINE);
        let fill = tokens.surface.hover;
        ui.painter().rect(inside, size::CONTROL_RADIUS, fill, stroke, StrokeKind::Inside);
    }
    let label = lay(ui, &part.label, scale.labels);
    let middle = line.center().y;
    let at = pos2(line.left() + size::GAP / 2.0, (middle - label.size().y / 2.0).round());
    ui.painter().galley(at, label, tokens.text);
    let top = line.top() + size::CHART_PART_GAP / 2.0;
    for (nth, (series, figure)) in data.series.iter().zip(&part.figures).enumerate() {
        let (from, to) = scale.bar(line, figure);
        let above = top + nth as f32 * size::CHART_PART_BAR;
        let under = above + size::CHART_PART_BAR - size::LINE;
        let bar = Rect::from_x_y_ranges(from.min(to)..=from.max(to), above..=under);
        let (fill, stroke) = series.look.colours(&tokens.chart);
        if bar.width() > 0.0 {
            ui.painter().rect(bar, 0.0, fill, stroke, StrokeKind::Inside);
        }
        let text = lay(ui, &figure.text, f32::INFINITY);
        let gap = size::CHART_VALUE_GAP;
        let left = if to < from { to - gap - text.size().x } else { to + gap };
        let at = pos2(left.round(), (bar.center().y - text.size().y / 2.0).round());
        ui.painter().galley(at, text, tokens.text);
    }
    let (zero, _) = scale.bar(line, &Figure::default());
    ui.painter().vline(zero, line.y_range(), (size::LINE, tokens.chart.zero));
}
