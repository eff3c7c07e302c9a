//! The one chart: bars of one onderdeel per column, or lying bars of its parts.
//!
//! It knows nothing of the model: who draws it hands over heights and finished texts. Years that are
//! closed are paler, every value stands at the end of its bar, and the whole chart is one node with
//! all its values for a screen reader. The page scrolls on over it: no zoom, no drag.

mod bars;
mod parts;
mod places;
mod steps;

use eframe::egui::{
    Align2, Color32, ColorImage, Frame, Margin, Rect, Response, RichText, Role, Sense, Stroke,
    StrokeKind, Theme, Ui, Vec2, WidgetInfo, vec2,
};
use egui_plot::{Bar, BarChart, Line, Plot, PlotTransform};

use super::theme::{Tokens, size};
use super::{fonts, raster};
use bars::Series;
pub use parts::{Look, PartBars, PartSeries, PartsData};
use places::{Heights, Slots};
pub use steps::{
    StepBar, StepColumn, StepLook, StepStyle, StepsData, key as step_key, paint as paint_steps,
};

/// What a chart is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChartKind {
    /// Each part of an onderdeel, its versions beside each other.
    Onderdelen,
    /// The parts by their lasten, the largest first.
    Geld,
    /// One onderdeel through the years.
    Jaren,
}

impl ChartKind {
    pub const ALL: [ChartKind; 3] = [ChartKind::Onderdelen, ChartKind::Geld, ChartKind::Jaren];

    pub const fn title(self) -> &'static str {
        match self {
            ChartKind::Onderdelen => "Per onderdeel",
            ChartKind::Geld => "Waar gaat het geld heen",
            ChartKind::Jaren => "Verloop over de jaren",
        }
    }
}

/// What a chart shows.
#[derive(Clone, Debug, PartialEq)]
pub enum ChartData {
    Columns(BarChartData),
    Parts(PartsData),
    Steps(StepsData),
}

impl ChartData {
    pub fn title(&self) -> &str {
        match self {
            ChartData::Columns(data) => &data.title,
            ChartData::Parts(data) => &data.title,
            ChartData::Steps(data) => &data.title,
        }
    }

    /// Lets it stand by itself: names the onderdeel and the version of the budget too.
    pub fn name(&mut self, onderdeel: &str, of_version: &str) {
        let (title, version) = match self {
            ChartData::Columns(data) => (&mut data.title, &mut data.version),
            ChartData::Parts(data) => (&mut data.title, &mut data.version),
            ChartData::Steps(data) => (&mut data.title, &mut data.version),
        };
        title.push_str(", ");
        title.push_str(onderdeel);
        *version = of_version.to_owned();
    }
}

impl From<BarChartData> for ChartData {
    fn from(data: BarChartData) -> ChartData {
        ChartData::Columns(data)
    }
}

impl From<StepsData> for ChartData {
    fn from(data: StepsData) -> ChartData {
        ChartData::Steps(data)
    }
}

impl From<PartsData> for ChartData {
    fn from(data: PartsData) -> ChartData {
        ChartData::Parts(data)
    }
}

/// The amounts of one onderdeel per column.
#[derive(Clone, Debug, PartialEq)]
pub struct BarChartData {
    pub title: String,
    /// The unit and sign of every figure, such as "× € 1.000"; always shown.
    pub unit_label: String,
    /// The version of the budget that the figures are of; may be empty on screen.
    pub version: String,
    /// From left to right.
    pub bars: Vec<ColumnBars>,
    pub mode: ChartMode,
}

/// The figures of one column.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnBars {
    /// Under the axis: "Rekening 2017".
    pub label: String,
    /// A closed year: paler.
    pub closed: bool,
    pub baten: Figure,
    /// Drawn downward where its height is negative, as is usual.
    pub lasten: Figure,
    pub saldo: Figure,
    /// The saldo that remains after the chosen measures.
    pub after_measures: Option<Figure>,
}

/// One figure: how high its bar is, and how it reads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// Above zero is drawn upward, below it downward; any unit, the same for the whole chart.
    pub height: f64,
    /// Made from the exact amount: "-23.005", "pm".
    pub text: String,
}

/// Which bars are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartMode {
    /// Baten and lasten of a column at one place, on either side of zero.
    BatenLasten,
    Saldo,
}

/// Draws the chart, with its title, unit, version and legend, in all the room there is; the part
/// whose bars were clicked.
pub fn show(ui: &mut Ui, data: &ChartData) -> Option<usize> {
    let about = |data: [&str; 2]| {
        let filled = data.into_iter().filter(|text| !text.is_empty());
        filled.collect::<Vec<_>>().join(" · ")
    };
    let chart = &Tokens::of(ui).chart;
    ui.push_id(("bar chart", data.title()), |ui| match data {
        ChartData::Columns(data) => {
            let series = bars::series(data);
            let key = |one: &Series| (one.colours(false, chart), one.name(data.mode));
            let keys = series.iter().filter(|_| series.len() > 1).map(key);
            header(ui, &data.title, &about([&data.unit_label, &data.version]), keys);
            if data.bars.is_empty() {
                ui.weak("Er zijn geen kolommen om te tonen: kies er een of meer bij de kolommen van de tabel.");
            } else {
                plot(ui, data);
            }
            None
        }
        ChartData::Parts(data) => {
            let key = |one: &'_ PartSeries| one.look.colours(chart);
            let keys = data.series.iter().map(|one| (key(one), one.name.as_str()));
            header(ui, &data.title, &about([&data.unit_label, &data.version]), keys);
            parts::show(ui, data)
        }
        ChartData::Steps(data) => {
            header(ui, &data.title, &about([&data.unit_label, &data.version]), std::iter::empty());
            show_steps(ui, data)
        }
    })
    .inner
}

/// The chart as a picture, for the clipboard (`Context::copy_image`) and for [`raster::png`].
pub fn to_image(data: &ChartData, theme: Theme) -> ColorImage {
    let mut picture = Vec2::from(size::CHART_PICTURE);
    if let ChartData::Parts(data) = data {
        // Nobody can scroll a picture.
        picture.y = picture.y.max(data.height() + size::CHART_PICTURE_HEAD);
    }
    raster::paint(picture, size::CHART_PICTURE_SCALE, theme, |ui| {
        Frame::new().inner_margin(Margin::same(size::CARD_PADDING)).show(ui, |ui| show(ui, data));
    })
}

/// The looks of a series with its name, in the legend.
type Key<'a> = ((Color32, Stroke), &'a str);

fn header<'a>(ui: &mut Ui, title: &str, about: &str, keys: impl Iterator<Item = Key<'a>>) {
    let tokens = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(title).font(fonts::bold_of(size::HEADING)).color(tokens.text));
        ui.label(RichText::new(about).color(tokens.text_weak));
    });
    let mut keys = keys.peekable();
    if keys.peek().is_some() {
        ui.horizontal_wrapped(|ui| {
            for one in keys {
                key(ui, one, tokens);
                ui.add_space(size::GAP);
            }
        });
    }
    ui.add_space(size::GAP);
}

/// The square of a series with its name, together on one line.
fn key(ui: &mut Ui, ((fill, stroke), name): Key<'_>, tokens: &Tokens) {
    let font = fonts::regular_of(size::SMALL);
    let text = ui.painter().layout_no_wrap(name.to_owned(), font, tokens.text_weak);
    let square = Vec2::splat(size::CHART_KEY);
    let wanted = vec2(square.x + size::GAP + text.size().x, text.size().y.max(square.y));
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    let place = Align2::LEFT_CENTER.align_size_within_rect(square, rect);
    ui.painter().rect(place, 0.0, fill, stroke, StrokeKind::Inside);
    let place = Align2::RIGHT_CENTER.align_size_within_rect(text.size(), rect);
    ui.painter().galley(place.min, text, tokens.text_weak);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
}

/// The legend and the bars, in all the room that is left.
fn show_steps(ui: &mut Ui, data: &StepsData) -> Option<usize> {
    let style = StepStyle::page(ui);
    if !data.keys.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for (look, name) in &data.keys {
                let text =
                    ui.painter().layout_no_wrap(name.clone(), style.label.clone(), style.weak);
                let square = Vec2::splat(size::CHART_KEY);
                let wanted =
                    vec2(square.x + size::GAP + text.size().x, text.size().y.max(square.y));
                let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
                let place = Align2::LEFT_CENTER.align_size_within_rect(square, rect);
                step_key(ui.painter(), place, *look, &style);
                let place = Align2::RIGHT_CENTER.align_size_within_rect(text.size(), rect);
                ui.painter().galley(place.min, text, style.weak);
                response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
                ui.add_space(size::GAP);
            }
        });
    }
    let room = ui.available_size();
    let height = if room.y.is_finite() { room.y } else { 0.0 }.max(size::CHART_LEAST);
    let (place, whole) = ui.allocate_exact_size(vec2(room.x, height), Sense::hover());
    whole.widget_info(|| WidgetInfo::labeled(Role::Image, true, data.description()));
    paint_steps(ui, place, data, &style)
}

fn plot(ui: &mut Ui, data: &BarChartData) -> Response {
    let tokens = Tokens::of(ui);
    let room = ui.available_size();
    let height = if room.y.is_finite() { room.y } else { 0.0 }.max(size::CHART_LEAST);
    let slots = Slots::new(room.x, data.bars.len());
    let labels = places::column_labels(ui, data, &slots, tokens);
    let under =
        labels.iter().map(|label| label.size().y).fold(0.0, f32::max) + size::CHART_VALUE_GAP;
    let mut values = places::values(ui, data, &slots, tokens);
    let plot_height = (height - under).max(1.0).floor();
    let heights = Heights::new(data, &slots, &mut values, plot_height);

    let shown = Plot::new("plot")
        .width(room.x)
        .height(plot_height)
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .sense(Sense::hover())
        .show(ui, |plot| {
            plot.set_plot_bounds_x(slots.range());
            plot.set_plot_bounds_y(heights.range());
            for series in bars::series(data) {
                plot.bar_chart(bar_chart(data, series, &slots, tokens));
            }
            let ends = vec![[slots.start(), 0.0], [slots.end(), 0.0]];
            plot.line(
                Line::new("nul", ends)
                    .stroke(Stroke::new(size::LINE, tokens.chart.zero))
                    .allow_hover(false),
            );
        });

    places::paint_values(ui, data, &slots, &values, &shown.transform);
    let top = shown.response.rect.bottom() + size::CHART_VALUE_GAP;
    for (column, label) in labels.iter().enumerate() {
        let x = shown.transform.position_from_point_x(column as f64);
        label.paint(ui, Align2::CENTER_TOP.anchor_size((x.round(), top).into(), label.size()));
    }
    ui.allocate_space(vec2(room.x, under));
    respond(ui, data, shown.response, &shown.transform, under)
}

fn bar_chart(data: &BarChartData, series: Series, slots: &Slots, tokens: &Tokens) -> BarChart {
    let bars = data
        .bars
        .iter()
        .enumerate()
        .filter_map(|(column, of)| {
            let (base, end) = series.extent(of)?;
            let (fill, stroke) = series.colours(of.closed, &tokens.chart);
            let (centre, width) = slots.bar(column, series, of);
            Some(
                Bar::new(centre, end - base)
                    .base_offset(base)
                    .width(width)
                    .fill(fill)
                    .stroke(stroke),
            )
        })
        .collect();
    BarChart::new(series.name(data.mode), bars).allow_hover(false)
}

/// The tooltip of the column under the pointer, and the name of the whole for a screen reader.
fn respond(
    ui: &Ui,
    data: &BarChartData,
    bars: Response,
    transform: &PlotTransform,
    under: f32,
) -> Response {
    bars.widget_info(|| WidgetInfo::labeled(Role::Image, true, bars::description(data)));
    let area = Rect::from_min_max(bars.rect.min, bars.rect.max + vec2(0.0, under));
    let whole = ui.interact(area, bars.id.with("column"), Sense::hover());
    let column = whole
        .hover_pos()
        .map(|pointer| transform.value_from_position(pointer).x.round())
        .filter(|column| *column >= 0.0)
        .and_then(|column| data.bars.get(column as usize));
    if let Some(column) = column {
        whole.on_hover_ui_at_pointer(|ui| {
            ui.label(bars::tooltip(column, &data.unit_label));
        });
    }
    bars
}

#[cfg(test)]
mod tests;
