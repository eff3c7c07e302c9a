//! Bars that stand on each other: a waterfall of a year, the remaining deficit per year beside what
//! it was, and the cover of a deficit in parts.
//!
//! The same drawing serves a page and a slide: colours and text sizes are handed in.

use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{
    Align, Align2, Color32, FontId, Galley, Painter, Pos2, Rect, Response, Role, Sense, Shape,
    Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2,
};

use crate::ui::theme::{Tokens, size};

/// What a chart of steps shows.
#[derive(Clone, Debug, PartialEq)]
pub struct StepsData {
    pub title: String,
    /// The unit and sign of every figure, such as "× € 1.000"; always shown.
    pub unit_label: String,
    /// The version of the budget and the scenario that the figures are of.
    pub version: String,
    /// From left to right.
    pub columns: Vec<StepColumn>,
    /// Whether a dashed line leads from the end of a column to the beginning of the next.
    pub connected: bool,
    /// The looks with their names; empty where the labels say enough.
    pub keys: Vec<(StepLook, String)>,
}

/// The bars above one label.
#[derive(Clone, Debug, PartialEq)]
pub struct StepColumn {
    pub label: String,
    /// What stands there where one of the labels does not fit.
    pub short: String,
    /// Groups of bars beside each other; the bars of one group stand on each other.
    pub lanes: Vec<Vec<StepBar>>,
    /// The chart tells when it is clicked.
    pub can_open: bool,
}

/// One bar, from where to where; any unit, the same for the whole chart.
#[derive(Clone, Debug, PartialEq)]
pub struct StepBar {
    pub from: f64,
    pub to: f64,
    /// Made from the exact amount: "+4.500".
    pub text: String,
    pub look: StepLook,
}

/// How a bar looks. Each differs from the others without its colour too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepLook {
    /// A deficit, or what is left of it.
    Nadeel,
    /// What brings it down, and what is left over.
    Voordeel,
    /// A part of the cover that is hard.
    Hard,
    /// Lines that fall.
    Zacht,
    /// An outline.
    Onbekend,
    /// What it was before: a dashed outline, narrow.
    Toen,
}

/// The looks of the whole chart.
#[derive(Clone, Debug, PartialEq)]
pub struct StepStyle {
    pub value: FontId,
    pub label: FontId,
    pub text: Color32,
    pub weak: Color32,
    pub line: Color32,
    pub worse: Color32,
    pub better: Color32,
    /// What a bar with a pattern stands on.
    pub back: Color32,
    /// The thickness of lines.
    pub stroke: f32,
    /// So many lines the words under a column have at most.
    pub rows: usize,
    /// Tells of a column under the pointer, in small letters.
    pub tips: bool,
}

impl StepStyle {
    /// On a page.
    pub fn page(ui: &Ui) -> StepStyle {
        let tokens = Tokens::of(ui);
        StepStyle {
            value: crate::ui::fonts::regular_of(size::SMALL),
            label: crate::ui::fonts::regular_of(size::SMALL),
            text: tokens.text,
            weak: tokens.text_weak,
            line: tokens.chart.zero,
            worse: tokens.worse,
            better: tokens.better,
            back: tokens.surface.card,
            stroke: size::LINE,
            rows: 2,
            tips: true,
        }
    }
}

/// The part of a slot that its bars take, and the part of that which a bar of "toen" takes.
const FILLED: f32 = 0.78;
const NARROW: f32 = 0.28;
/// Between the lines of a pattern, in thicknesses of a line.
const HATCH: f32 = 7.0;
const DASH: f32 = 5.0;

impl StepsData {
    /// The chart in words, for a screen reader.
    pub fn description(&self) -> String {
        let columns: Vec<String> = self.columns.iter().map(|column| column.words()).collect();
        let about = [&self.unit_label, &self.version].map(String::as_str);
        let about = about.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
        format!("Diagram {}, {}: {}", self.title, about.join(", "), columns.join("; "))
    }

    /// The lowest and the highest end of a bar; zero is always in between.
    fn extent(&self) -> (f64, f64) {
        let bars = self.columns.iter().flat_map(|column| column.lanes.iter().flatten());
        let ends = bars.flat_map(|bar| [bar.from, bar.to]).filter(|end| end.is_finite());
        ends.fold((0.0_f64, 0.0_f64), |(low, high), end| (low.min(end), high.max(end)))
    }
}

impl StepColumn {
    /// "2022: resterend tekort -150, voorkeur -350".
    fn words(&self) -> String {
        let bars = self.lanes.iter().flatten().map(|bar| bar.text.as_str());
        let bars: Vec<&str> = bars.filter(|text| !text.is_empty()).collect();
        format!("{}: {}", self.label.replace('\n', ", "), bars.join(", "))
    }
}

impl StepBar {
    /// Ends lower than it begins, or is nothing and lies below zero.
    fn falls(&self) -> bool {
        self.to < self.from || (self.to == self.from && self.to < 0.0)
    }
}

/// Where heights lie.
struct Scale {
    low: f64,
    span: f64,
    /// Between the values above and those below the bars.
    bars: Rect,
}

impl Scale {
    fn y(&self, value: f64) -> f32 {
        let share = ((value - self.low) / self.span) as f32;
        self.bars.bottom() - share * self.bars.height()
    }
}

/// Draws the bars in this place; the column that was clicked.
pub fn paint(ui: &mut Ui, place: Rect, data: &StepsData, style: &StepStyle) -> Option<usize> {
    let count = data.columns.len();
    if count == 0 {
        return None;
    }
    let slot = place.width() / count as f32;
    let value_height = ui.fonts_mut(|fonts| fonts.row_height(&style.value)) + size::GAP;
    let labels = labels(ui, data, slot - size::GAP, style);
    let label_height = labels.iter().map(|label| label.size().y).fold(0.0, f32::max);
    let (low, high) = data.extent();
    // A figure stands where its bar ends: above one that rises, below one that falls.
    let bars_of = || data.columns.iter().flat_map(|column| column.lanes.iter().flatten());
    let above = if bars_of().any(|bar| !bar.falls()) { value_height } else { size::GAP };
    let below = if bars_of().any(StepBar::falls) { value_height } else { size::GAP };
    let mut bars = place;
    bars.min.y += above;
    bars.max.y -= below + label_height + size::CHART_VALUE_GAP;
    // In a place that is too low the bars have no height, and never a negative one.
    bars.max.y = bars.max.y.max(bars.min.y);
    let scale = Scale { low, span: (high - low).max(f64::MIN_POSITIVE), bars };
    let painter = ui.painter_at(place);
    let mut clicked = None;
    for (at, (column, label)) in data.columns.iter().zip(labels).enumerate() {
        let left = place.left() + at as f32 * slot;
        let own = Rect::from_min_max(pos2(left, place.top()), pos2(left + slot, place.bottom()));
        let response = respond(ui, own, at, column, data, style.tips);
        if response.clicked() {
            clicked = Some(at);
        }
        if response.has_focus() || (column.can_open && response.hovered()) {
            let inside = own.shrink(style.stroke);
            let stroke = Stroke::new(style.stroke, style.line);
            painter.rect_stroke(inside, size::CONTROL_RADIUS, stroke, StrokeKind::Inside);
        }
        let ends = lanes(&painter, own, column, &scale, style);
        let under = pos2(own.center().x, own.bottom() - label_height);
        painter.galley(under.round(), label, style.text);
        let next = data.columns.get(at + 1).and_then(|next| next.lanes.first()?.first());
        if let (true, Some((x, end)), Some(next)) = (data.connected, ends, next) {
            let to = pos2(left + slot + slot * (1.0 - FILLED) / 2.0, scale.y(end));
            // To the side of the next bar on which it begins.
            let begins = if next.from == 0.0 { next.to } else { next.from };
            if (begins - end).abs() < f64::EPSILON.max(data.columns.len() as f64 * 1e-9 * end.abs())
            {
                let stroke = Stroke::new(style.stroke, style.weak);
                let dash = DASH * style.stroke;
                painter.extend(Shape::dashed_line(
                    &[pos2(x, scale.y(end)), to],
                    stroke,
                    dash,
                    dash,
                ));
            }
        }
    }
    let zero = scale.y(0.0).round();
    painter.hline(place.x_range(), zero, Stroke::new(style.stroke, style.line));
    clicked
}

fn respond(
    ui: &Ui,
    own: Rect,
    at: usize,
    column: &StepColumn,
    data: &StepsData,
    tips: bool,
) -> Response {
    let sense = if column.can_open { Sense::click() } else { Sense::hover() };
    let response = ui.interact(own, ui.scope_id().with(("step", data.title.as_str(), at)), sense);
    let role = if column.can_open { Role::Button } else { Role::Label };
    response.widget_info(|| {
        let words = format!("{}, {}, {}", data.title, column.words(), data.unit_label);
        WidgetInfo::labeled(role, true, words)
    });
    if !tips {
        return response;
    }
    response.on_hover_text_at_pointer(format!("{} ({})", column.words(), data.unit_label))
}

/// The bars of a column with their values; where the last of its first lane ends.
fn lanes(
    painter: &Painter,
    own: Rect,
    column: &StepColumn,
    scale: &Scale,
    style: &StepStyle,
) -> Option<(f32, f64)> {
    let width = own.width() * FILLED;
    let is_narrow =
        |lane: &Vec<StepBar>| lane.first().is_some_and(|bar| bar.look == StepLook::Toen);
    let shares: Vec<f32> =
        column.lanes.iter().map(|lane| if is_narrow(lane) { NARROW } else { 1.0 }).collect();
    let all: f32 = shares.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    let mut left = own.left() + own.width() * (1.0 - FILLED) / 2.0;
    let mut end = None;
    for (nth, (lane, share)) in column.lanes.iter().zip(&shares).enumerate() {
        let room = width * share / all;
        let gap = if column.lanes.len() > 1 { style.stroke * 2.0 } else { 0.0 };
        let right = left + room - gap;
        for bar in lane {
            let rect =
                Rect::from_two_pos(pos2(left, scale.y(bar.from)), pos2(right, scale.y(bar.to)));
            fill(painter, rect, bar.look, style);
            value(painter, rect, bar, lane.len() > 1, style);
        }
        if nth == 0 {
            end = lane.last().map(|bar| (right, bar.to));
        }
        left += room;
    }
    end
}

fn fill(painter: &Painter, rect: Rect, look: StepLook, style: &StepStyle) {
    let rect = Rect::from_min_max(rect.min.round(), rect.max.round());
    let outline = |color| Stroke::new(style.stroke * 1.5, color);
    match look {
        StepLook::Nadeel => {
            painter.rect_filled(rect, 0.0, style.worse);
        }
        StepLook::Voordeel | StepLook::Hard => {
            painter.rect_filled(rect, 0.0, style.better);
        }
        StepLook::Onbekend => {
            painter.rect(rect, 0.0, style.back, outline(style.better), StrokeKind::Inside);
        }
        StepLook::Zacht => {
            painter.rect(rect, 0.0, style.back, outline(style.better), StrokeKind::Inside);
            hatch(&painter.with_clip_rect(rect.intersect(painter.clip_rect())), rect, style);
            painter.rect_stroke(rect, 0.0, outline(style.better), StrokeKind::Inside);
        }
        StepLook::Toen => {
            let corners = [
                rect.left_top(),
                rect.right_top(),
                rect.right_bottom(),
                rect.left_bottom(),
                rect.left_top(),
            ];
            let dash = DASH * style.stroke;
            painter.extend(Shape::dashed_line(&corners, outline(style.weak), dash, dash));
        }
    }
}

/// Lines that fall, over the whole of a bar.
fn hatch(painter: &Painter, rect: Rect, style: &StepStyle) {
    let step = HATCH * style.stroke;
    let lines = ((rect.width() + rect.height()) / step).ceil() as usize;
    let stroke = Stroke::new(style.stroke * 1.5, style.better);
    for nth in 0..=lines {
        let x = rect.left() - rect.height() + nth as f32 * step;
        let ends = [pos2(x, rect.top()), pos2(x + rect.height(), rect.bottom())];
        painter.line_segment(ends, stroke);
    }
}

/// The figure at the end of a bar, or in the middle of one that others stand on.
fn value(painter: &Painter, rect: Rect, bar: &StepBar, stacked: bool, style: &StepStyle) {
    if bar.text.is_empty() {
        return;
    }
    let is_then = bar.look == StepLook::Toen;
    let color = if is_then { style.weak } else { style.text };
    let galley = painter.layout_no_wrap(bar.text.clone(), style.value.clone(), color);
    if stacked {
        if galley.size().y <= rect.height() && galley.size().x <= rect.width() {
            let plate =
                Rect::from_center_size(rect.center(), galley.size() + Vec2::splat(size::GAP / 2.0));
            painter.rect_filled(plate, size::CONTROL_RADIUS, style.back);
            painter.galley(rect.center() - galley.size() / 2.0, galley, color);
        }
        return;
    }
    let (anchor, y) = if bar.falls() {
        (Align2::CENTER_TOP, rect.bottom() + size::CHART_VALUE_GAP)
    } else {
        (Align2::CENTER_BOTTOM, rect.top() - size::CHART_VALUE_GAP)
    };
    let at = anchor.anchor_size(Pos2::new(rect.center().x, y), galley.size());
    painter.galley(at.min.round(), galley, color);
}

/// The words under a column, around their middle; they end in … where they are too long.
/// All labels, or their short ones where a word of one of them is too long.
fn labels(ui: &Ui, data: &StepsData, width: f32, style: &StepStyle) -> Vec<Arc<Galley>> {
    let is_wide = |word: &str| {
        ui.painter().layout_no_wrap(word.to_owned(), style.label.clone(), style.text).size().x
            > width
    };
    let lay = |text: &str| label(ui, text, width, style);
    let full: Vec<Arc<Galley>> = data.columns.iter().map(|column| lay(&column.label)).collect();
    let mut words = data.columns.iter().flat_map(|column| column.label.split_whitespace());
    if full.iter().any(|label| label.elided) || words.any(is_wide) {
        data.columns.iter().map(|column| lay(&column.short)).collect()
    } else {
        full
    }
}

fn label(ui: &Ui, text: &str, width: f32, style: &StepStyle) -> Arc<Galley> {
    let format = TextFormat::simple(style.label.clone(), style.text);
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap = TextWrapping { max_width: width, max_rows: style.rows, ..TextWrapping::default() };
    job.halign = Align::Center;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// The square of a look, in a legend.
pub fn key(painter: &Painter, rect: Rect, look: StepLook, style: &StepStyle) {
    fill(painter, rect, look, style);
}
