//! Beside the plan: the waterfall of a year, its cover, and the scenarios beside each other.

use eframe::egui::{Rect, RichText, ScrollArea, Ui, pos2, vec2};

use super::shape::{Row, TekortShape};
use crate::model::Id;
use crate::ui::chart;
use crate::ui::fonts;
use crate::ui::page::costs::within;
use crate::ui::theme::{Tokens, size};

/// What was asked beside the plan.
pub(super) enum Asked {
    /// The waterfall of this year.
    Jaar(u16),
    /// The cursor on this row.
    Row(usize),
    /// Look under this scenario; `None` is the budget itself.
    Scenario(Option<Id>),
    /// What stands below the waterfall.
    Onder(Onder),
}

/// What stands below the waterfall.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Onder {
    #[default]
    Dekking,
    Resterend,
    Scenarios,
}

impl Onder {
    const ALL: [(Onder, &str); 3] = [
        (Onder::Dekking, "Dekking"),
        (Onder::Resterend, "Resterend per jaar"),
        (Onder::Scenarios, "Scenario’s"),
    ];
}

/// The waterfall, with the steps to the year before and after.
pub(super) fn waterval(ui: &mut Ui, shape: &TekortShape, inside: Rect) -> Option<Asked> {
    let mut asked = None;
    let jaren: Vec<u16> = shape.tekort.jaren().map(|(_, kolom, ..)| kolom.jaar).collect();
    let now = shape.tekort.kolommen.get(shape.at).map(|kolom| kolom.jaar);
    let place = jaren.iter().position(|jaar| Some(*jaar) == now);
    let bar = Rect::from_min_size(inside.min, vec2(inside.width(), size::CONTROL));
    within(ui, "jaren", bar, |ui| {
        ui.horizontal_centered(|ui| {
            for (at, jaar) in jaren.iter().enumerate() {
                let button = ui.selectable_label(Some(at) == place, jaar.to_string());
                if button.on_hover_text("Toont de waterval van dit jaar").clicked() {
                    asked = Some(Asked::Jaar(*jaar));
                }
            }
        });
    });
    let rest = Rect::from_min_max(bar.left_bottom(), inside.max);
    let clicked = within(ui, "waterval", rest, |ui| chart::show(ui, &shape.waterval));
    // The first step is the start; the packages stand in the order of the steps.
    if let Some(stap) = clicked.and_then(|at| shape.stappen.get(at))
        && let crate::calc::tekort::Stapsoort::Pakket(pakket) = stap.soort
        && let Some(row) = shape.row_of(pakket)
    {
        asked = Some(Asked::Row(row));
    }
    asked
}

/// The cover, what is left per year, or the scenarios beside each other; and the way to choose.
pub(super) fn onder(ui: &mut Ui, shape: &TekortShape, shown: Onder, inside: Rect) -> Option<Asked> {
    let mut asked = None;
    let bar = Rect::from_min_size(inside.min, vec2(inside.width(), size::CONTROL));
    within(ui, "welke", bar, |ui| {
        ui.horizontal_centered(|ui| {
            for (onder, name) in Onder::ALL {
                if ui.selectable_label(onder == shown, name).clicked() {
                    asked = Some(Asked::Onder(onder));
                }
            }
        });
    });
    let rest = Rect::from_min_max(bar.left_bottom(), inside.max);
    let found = match shown {
        Onder::Scenarios => within(ui, "scenarios", rest, |ui| scenarios(ui, shape)),
        chart => dekking(ui, shape, chart == Onder::Resterend, rest),
    };
    asked.or(found)
}

/// The cover per year, with the band of what is left and the measures that carry most of it; or what
/// is left per year, beside what the budget leaves.
fn dekking(ui: &mut Ui, shape: &TekortShape, resterend: bool, inside: Rect) -> Option<Asked> {
    let tokens = Tokens::of(ui);
    let mut asked = None;
    let words =
        Rect::from_min_max(pos2(inside.left(), inside.bottom() - 2.0 * size::CONTROL), inside.max);
    let above = Rect::from_min_max(inside.min, words.right_top());
    let data = if resterend { &shape.resterend } else { &shape.dekking };
    within(ui, "dekking", above, |ui| chart::show(ui, data));
    within(ui, "band", words, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.label(RichText::new(&shape.band).color(tokens.text_weak));
            ui.horizontal_wrapped(|ui| {
                for (nth, (row, text)) in shape.zachtste.iter().enumerate() {
                    if nth == 0 {
                        ui.label(RichText::new("Minst zeker:").color(tokens.text_weak));
                    }
                    if ui.link(text).clicked() {
                        asked = Some(Asked::Row(*row));
                    }
                }
            });
        });
    });
    asked
}

/// The scenarios beside each other: what is left per year, and the difference with the first.
fn scenarios(ui: &mut Ui, shape: &TekortShape) -> Option<Asked> {
    let tokens = Tokens::of(ui);
    let unit = shape.asked.notation.unit;
    let mut asked = None;
    let title = RichText::new("Scenario’s naast elkaar").font(fonts::bold_of(size::HEADING));
    ui.horizontal_wrapped(|ui| {
        ui.label(title.color(tokens.text));
        let about = format!("resterend tekort {}; tussen haakjes het verschil", unit.label());
        ui.label(RichText::new(about).color(tokens.text_weak));
    });
    ScrollArea::both().id_salt("naast").auto_shrink(false).show(ui, |ui| {
        eframe::egui::Grid::new("scenarios").striped(true).show(ui, |ui| {
            ui.label("");
            for (_, kolom, ..) in shape.tekort.jaren() {
                ui.label(RichText::new(kolom.jaar.to_string()).color(tokens.text_weak));
            }
            ui.end_row();
            for naast in &shape.naast {
                let is_shown = naast.scenario == shape.asked.scenario;
                let button = ui.selectable_label(is_shown, naast.name.as_str());
                if button.on_hover_text(&naast.about).clicked() {
                    asked = Some(Asked::Scenario(naast.scenario));
                }
                for text in &naast.cells {
                    ui.label(text);
                }
                ui.end_row();
            }
        });
    });
    asked
}

/// The row to begin on: the first measure.
pub(super) fn first_row(shape: &TekortShape) -> usize {
    let is_measure = |row: &Row| matches!(row, Row::Maatregel(..));
    shape.rows.iter().position(is_measure).unwrap_or(0)
}
