//! The series of a bar chart: which there are, what they look like, how they read.

use eframe::egui::{Color32, Stroke};

use super::{BarChartData, ChartMode, ColumnBars, Figure};
use crate::ui::theme::{Chart, size};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Series {
    Baten,
    Lasten,
    Saldo,
    AfterMeasures,
}

/// The series that are drawn, in the order of the legend.
pub(super) fn series(data: &BarChartData) -> Vec<Series> {
    let mut series = match data.mode {
        ChartMode::BatenLasten => vec![Series::Baten, Series::Lasten],
        ChartMode::Saldo => vec![Series::Saldo],
    };
    if data.bars.iter().any(|of| of.after_measures.is_some()) {
        series.push(Series::AfterMeasures);
    }
    series
}

impl Series {
    /// The word in the legend.
    pub fn name(self, mode: ChartMode) -> &'static str {
        match (self, mode) {
            (Series::Baten, _) => "baten",
            (Series::Lasten, _) => "lasten",
            (Series::Saldo, _) => "saldo",
            (Series::AfterMeasures, ChartMode::Saldo) => "na maatregelen",
            (Series::AfterMeasures, ChartMode::BatenLasten) => "saldo na maatregelen",
        }
    }

    pub fn figure(self, of: &ColumnBars) -> Option<&Figure> {
        match self {
            Series::Baten => Some(&of.baten),
            Series::Lasten => Some(&of.lasten),
            Series::Saldo => Some(&of.saldo),
            Series::AfterMeasures => of.after_measures.as_ref(),
        }
    }

    /// Fill and outline. "Na maatregelen" is an outline: it differs without its colour too.
    pub fn colours(self, closed: bool, chart: &Chart) -> (Color32, Stroke) {
        let fill = match (self, closed) {
            (Series::Baten, false) => chart.baten,
            (Series::Baten, true) => chart.baten_closed,
            (Series::Lasten, false) => chart.lasten,
            (Series::Lasten, true) => chart.lasten_closed,
            (Series::Saldo, false) => chart.saldo,
            (Series::Saldo, true) => chart.saldo_closed,
            (Series::AfterMeasures, _) => {
                let outline = Stroke::new(size::CURSOR_LINE, chart.after);
                return (chart.after_fill, outline);
            }
        };
        (fill, Stroke::NONE)
    }

    /// Where the bar starts and ends. Lasten on the same side of zero as the baten are stacked on
    /// them.
    pub fn extent(self, of: &ColumnBars) -> Option<(f64, f64)> {
        let height = drawable(self.figure(of)?.height);
        let baten = drawable(of.baten.height);
        let base = if self == Series::Lasten && baten * height > 0.0 { baten } else { 0.0 };
        Some((base, base + height))
    }
}

/// A height that can be drawn: what is no number is no bar.
fn drawable(height: f64) -> f64 {
    // Adding zero turns -0 into 0, which egui_plot would draw on the other side.
    if height.is_finite() { height + 0.0 } else { 0.0 }
}

/// The whole chart in words, for a screen reader.
pub(super) fn description(data: &BarChartData) -> String {
    let columns: Vec<String> = data
        .bars
        .iter()
        .map(|of| {
            let main = match data.mode {
                ChartMode::Saldo => of.saldo.text.clone(),
                ChartMode::BatenLasten => format!(
                    "baten {}, lasten {}, saldo {}",
                    of.baten.text, of.lasten.text, of.saldo.text
                ),
            };
            let after = of
                .after_measures
                .as_ref()
                .map(|figure| format!(", na maatregelen {}", figure.text))
                .unwrap_or_default();
            format!("{} {main}{after}", of.label)
        })
        .collect();
    let version =
        if data.version.is_empty() { String::new() } else { format!(", {}", data.version) };
    format!("Staafdiagram {}, {}{version}: {}", data.title, data.unit_label, columns.join("; "))
}

/// The figures of one column, one on a line, for the tooltip.
pub(super) fn tooltip(of: &ColumnBars, unit_label: &str) -> String {
    let closed = if of.closed { " (afgesloten)" } else { "" };
    let mut lines = vec![format!("{}{closed}, {unit_label}", of.label)];
    if of.baten.text.is_empty() && of.lasten.text.is_empty() {
        // No amounts: the one figure needs no name.
        lines.push(of.saldo.text.clone());
    } else {
        lines.push(format!("Baten {}", of.baten.text));
        lines.push(format!("Lasten {}", of.lasten.text));
        lines.push(format!("Saldo {}", of.saldo.text));
    }
    if let Some(after) = &of.after_measures {
        lines.push(format!("Saldo na maatregelen {}", after.text));
    }
    lines.join("\n")
}
