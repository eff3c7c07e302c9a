//! Where everything in a bar chart stands: the columns, the heights, the values at the bars.

use std::f32::consts::FRAC_PI_2;
use std::ops::RangeInclusive;
use std::sync::Arc;

use eframe::egui::epaint::TextShape;
use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{Align, Galley, Pos2, Rect, Ui, Vec2, pos2, vec2};
use egui_plot::{PlotPoint, PlotTransform};

use super::bars::{self, Series};
use super::{BarChartData, ColumnBars};
use crate::ui::fonts;
use crate::ui::theme::{Tokens, size};

/// A column label takes two lines at most: stage and year.
const LABEL_LINES: usize = 2;

/// The places of the columns along the axis. In the plot a column is 1 wide and lies around its
/// number; on screen it has a whole number of points, so that the sides of the bars are sharp.
pub(super) struct Slots {
    /// The width of a column in points.
    width: f32,
    columns: usize,
    /// Left and right of all columns, in columns.
    left: f64,
    right: f64,
}

impl Slots {
    /// `room` in points.
    pub fn new(room: f32, columns: usize) -> Slots {
        let width = (room / columns.max(1) as f32).min(size::CHART_SLOT).floor().max(1.0);
        let spare = (room - width * columns as f32).max(0.0);
        let left = (spare / 2.0).floor();
        Slots {
            width,
            columns,
            left: f64::from(left / width),
            right: f64::from((spare - left) / width),
        }
    }

    /// Where the first column starts, in columns.
    pub fn start(&self) -> f64 {
        -0.5
    }

    pub fn end(&self) -> f64 {
        self.columns as f64 - 0.5
    }

    /// What the plot shows along the axis, in columns.
    pub fn range(&self) -> RangeInclusive<f64> {
        self.start() - self.left..=self.end() + self.right
    }

    /// Whether two values of this width in points fit at the ends of the two bars of a column,
    /// however long these are.
    fn fits_two(&self, text: f32) -> bool {
        let [main, after, gap] =
            [size::CHART_BAR_OF_TWO, size::CHART_BAR_AFTER, size::CHART_BAR_GAP]
                .map(|part| (part * self.width).round());
        let room = (main.min(after) + 2.0 * gap) - 2.0 * size::CHART_VALUE_GAP;
        let apart = (main + after) / 2.0 + gap - size::CHART_VALUE_GAP;
        text <= room.min(apart)
    }

    /// Centre and width of a bar, in columns.
    pub fn bar(&self, column: usize, series: Series, of: &ColumnBars) -> (f64, f64) {
        let points = |part: f32| (part * self.width).round().max(1.0);
        let (before, width) = if of.after_measures.is_none() {
            let width = points(size::CHART_BAR);
            (((self.width - width) / 2.0).floor(), width)
        } else {
            let main = points(size::CHART_BAR_OF_TWO);
            let after = points(size::CHART_BAR_AFTER);
            let gap = points(size::CHART_BAR_GAP);
            let left = ((self.width - main - gap - after) / 2.0).floor();
            match series {
                Series::AfterMeasures => (left + main + gap, after),
                _ => (left, main),
            }
        };
        let centre = f64::from((before + width / 2.0) / self.width);
        (column as f64 + self.start() + centre, f64::from(width / self.width))
    }
}

/// A text that is laid out, flat or written upward.
pub(super) struct Text {
    galley: Arc<Galley>,
    upright: bool,
}

impl Text {
    /// Width and height on screen.
    pub fn size(&self) -> Vec2 {
        let size = self.galley.size();
        if self.upright { vec2(size.y, size.x) } else { size }
    }

    /// Writes the text in a place of its size.
    pub fn paint(&self, ui: &Ui, place: Rect) {
        let (galley, colour) = (Arc::clone(&self.galley), Tokens::of(ui).text);
        if self.upright {
            let shape = TextShape::new(place.left_bottom(), galley, colour);
            ui.painter().add(shape.with_angle(-FRAC_PI_2));
        } else {
            // A centred text lies around its own zero.
            let at = place.min - self.galley.rect.min.to_vec2();
            ui.painter().galley(at, galley, colour);
        }
    }
}

/// The texts under the axis: wrapped within their column, or upright where a word is wider.
pub(super) fn column_labels(
    ui: &Ui,
    data: &BarChartData,
    slots: &Slots,
    tokens: &Tokens,
) -> Vec<Text> {
    let font = fonts::regular_of(size::SMALL);
    let room = slots.width - size::CHART_VALUE_GAP;
    let upright = ui.fonts_mut(|fonts| {
        data.bars.iter().flat_map(|of| of.label.split_whitespace()).any(|word| {
            let word = fonts.layout_no_wrap(word.to_owned(), font.clone(), tokens.text);
            word.size().x > room
        })
    });
    let text = |of: &ColumnBars| {
        let colour = if of.closed { tokens.text_locked } else { tokens.text };
        let format = TextFormat::simple(font.clone(), colour);
        let mut job = LayoutJob::single_section(of.label.clone(), format);
        if !upright {
            job.halign = Align::Center;
            job.wrap =
                TextWrapping { max_width: room, max_rows: LABEL_LINES, ..TextWrapping::default() };
        }
        Text { galley: ui.fonts_mut(|fonts| fonts.layout_job(job)), upright }
    };
    data.bars.iter().map(text).collect()
}

/// A value at the end of a bar.
pub(super) struct Value {
    column: usize,
    series: Series,
    text: Text,
}

/// The values of all bars; none where even upright they would run into each other.
pub(super) fn values(ui: &Ui, data: &BarChartData, slots: &Slots, tokens: &Tokens) -> Vec<Value> {
    let mut values = Vec::new();
    for (column, of) in data.bars.iter().enumerate() {
        for series in bars::series(data) {
            let Some(figure) = series.figure(of) else {
                continue;
            };
            let colour = match series {
                Series::AfterMeasures => tokens.chart.after,
                _ => tokens.text,
            };
            let font = fonts::regular_of(size::SMALL);
            let galley =
                ui.fonts_mut(|fonts| fonts.layout_no_wrap(figure.text.clone(), font, colour));
            values.push(Value { column, series, text: Text { galley, upright: false } });
        }
    }
    let room = slots.width - size::CHART_VALUE_GAP;
    let fits = |values: &[Value]| values.iter().all(|value| value.text.size().x <= room);
    if !fits(&values) {
        values.iter_mut().for_each(|value| value.text.upright = true);
    }
    if !fits(&values) {
        values.clear();
    }
    values
}

/// The range of heights that the plot shows: the bars, and room for the values at their ends.
pub(super) struct Heights {
    low: f64,
    high: f64,
}

impl Heights {
    /// `plot_height` in points. Drops the values where they would leave too little for the bars.
    pub fn new(
        data: &BarChartData,
        slots: &Slots,
        values: &mut Vec<Value>,
        plot_height: f32,
    ) -> Heights {
        let extents: Vec<(f64, f64)> = data
            .bars
            .iter()
            .flat_map(|of| bars::series(data).into_iter().filter_map(|series| series.extent(of)))
            .collect();
        let low = extents.iter().map(|(_, end)| *end).fold(0.0, f64::min);
        let mut high = extents.iter().map(|(_, end)| *end).fold(0.0, f64::max);
        if low == high {
            high = 1.0;
        }
        let value_height = values
            .iter()
            .map(|value| value.text.size().y + size::CHART_VALUE_GAP)
            .fold(0.0, f32::max);
        // A value that does not fit beside the other one of its column moves a place outward.
        let two = data.bars.iter().any(|of| of.after_measures.is_some());
        let widest = values.iter().map(|value| value.text.size().x).fold(0.0, f32::max);
        let rows = if two && !slots.fits_two(widest) { 2.0 } else { 1.0 };
        let room = |side: bool| {
            if side { rows * value_height + size::CHART_VALUE_GAP } else { size::CHART_VALUE_GAP }
        };
        let above = room(extents.iter().any(|(base, end)| end >= base));
        let below = room(extents.iter().any(|(base, end)| end < base));
        let inner = plot_height - above - below;
        if inner < plot_height * size::CHART_BARS_LEAST && !values.is_empty() {
            values.clear();
            return Heights::new(data, slots, values, plot_height);
        }
        let inner = inner.max(1.0);
        let per_point = (high - low) / f64::from(inner);
        Heights {
            low: low - f64::from(below) * per_point,
            high: high + f64::from(above) * per_point,
        }
    }

    pub fn range(&self) -> RangeInclusive<f64> {
        self.low..=self.high
    }
}

/// Writes the values, each clear of the bars and the other values of its column.
pub(super) fn paint_values(
    ui: &Ui,
    data: &BarChartData,
    slots: &Slots,
    values: &[Value],
    transform: &PlotTransform,
) {
    let places = place_values(data, slots, values, transform);
    for (value, place) in values.iter().zip(places) {
        value.text.paint(ui, place);
    }
}

/// The place of every value on screen, in the order of `values`.
pub(super) fn place_values(
    data: &BarChartData,
    slots: &Slots,
    values: &[Value],
    transform: &PlotTransform,
) -> Vec<Rect> {
    let mut places: Vec<Rect> = Vec::with_capacity(values.len());
    for (nth, value) in values.iter().enumerate() {
        let place = data.bars.get(value.column).and_then(|of| {
            let (base, end) = value.series.extent(of)?;
            let taken = bars::series(data)
                .into_iter()
                .filter_map(|series| bar_rect(slots, value.column, series, of, transform))
                .chain(
                    values
                        .iter()
                        .zip(&places)
                        .take(nth)
                        .filter(|(other, _)| other.column == value.column)
                        .map(|(_, place)| *place),
                )
                .collect::<Vec<_>>();
            let (centre, _) = slots.bar(value.column, value.series, of);
            let at = transform.position_from_point(&PlotPoint::new(centre, end));
            let middle = transform.position_from_point_x(value.column as f64);
            Some(clear_of(
                &taken,
                within_slot(at.x, value.text.size().x, middle, slots.width),
                at.y,
                value.text.size(),
                end >= base,
            ))
        });
        places.push(place.unwrap_or(Rect::NOTHING));
    }
    places
}

/// Where a bar stands on screen.
pub(super) fn bar_rect(
    slots: &Slots,
    column: usize,
    series: Series,
    of: &ColumnBars,
    transform: &PlotTransform,
) -> Option<Rect> {
    let (base, end) = series.extent(of)?;
    let (centre, width) = slots.bar(column, series, of);
    Some(transform.rect_from_values(
        &PlotPoint::new(centre - width / 2.0, base),
        &PlotPoint::new(centre + width / 2.0, end),
    ))
}

/// The left side of a text around `x` that stays within its column.
fn within_slot(x: f32, width: f32, middle: f32, slot: f32) -> f32 {
    let spare = ((slot - width) / 2.0).max(0.0);
    let left = x - width / 2.0;
    let centred = middle - width / 2.0;
    left.clamp(centred - spare, centred + spare).round()
}

/// The first free place from the end of a bar outward.
fn clear_of(taken: &[Rect], left: f32, end: f32, size: Vec2, up: bool) -> Rect {
    let gap = size::CHART_VALUE_GAP;
    let at = |edge: f32| {
        let top = if up { edge - gap - size.y } else { edge + gap };
        Rect::from_min_size(pos2(left, top.round()), size)
    };
    let mut place = at(end);
    // Each move leaves at least one of them behind for good.
    for _ in taken {
        let blocking = taken.iter().filter(|rect| overlap(**rect, place));
        let edge = if up {
            blocking.map(|rect| rect.top()).reduce(f32::min)
        } else {
            blocking.map(|rect| rect.bottom()).reduce(f32::max)
        };
        match edge {
            Some(edge) => place = at(edge),
            None => break,
        }
    }
    place
}

/// Whether two rectangles share more than an edge, or stand side by side without a gap.
pub(super) fn overlap(a: Rect, b: Rect) -> bool {
    let a = a.expand2(vec2(size::CHART_VALUE_GAP, 0.0));
    let shared = Rect::from_min_max(
        Pos2::new(a.left().max(b.left()), a.top().max(b.top())),
        Pos2::new(a.right().min(b.right()), a.bottom().min(b.bottom())),
    );
    shared.width() > 0.5 && shared.height() > 0.5
}
