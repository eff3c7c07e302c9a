//! The picture of a slide.

use eframe::egui::{Pos2, Rect, Vec2};
use rust_decimal::Decimal;

use super::sheet::Sheet;
use super::slide::About;
use super::table;
use crate::calc::beraad::{Beeld, Inhoud, Niveau};
use crate::calc::tekort::{Stap, Stapsoort};
use crate::display;
use crate::model::Kolom;
use crate::ui::chart::{StepStyle, StepsData, paint_steps, step_key};
use crate::ui::plan_charts;
use crate::ui::theme::{SLIDE, slide};

/// The words under a bar are on at most so many lines.
const LABEL_ROWS: usize = 3;

/// Draws it in what is left of the slide; what lies under the part that was clicked.
pub(super) fn show(sheet: &mut Sheet<'_>, inhoud: &Inhoud, about: &About<'_>) -> Option<Niveau> {
    let unit = about.notation.unit;
    match &inhoud.beeld {
        Beeld::Tekst => None,
        Beeld::Niets(why) => {
            let font = sheet.regular(slide::TEXT);
            sheet.line(why, font, SLIDE.trial, 2);
            None
        }
        Beeld::Tabel(tabel) => {
            let row = table::show(sheet, tabel, about.notation, None)?;
            tabel.rijen.get(row)?.dieper
        }
        Beeld::Resterend => {
            let data = per_year(sheet, inhoud, about);
            chart(sheet, &data);
            None
        }
        Beeld::Waterval { kolom, stappen } => {
            let data = plan_charts::waterval(*kolom, stappen, unit, about.version);
            under(stappen.get(chart(sheet, &data)?)?)
        }
        Beeld::Dekking(jaren) => {
            chart(sheet, &plan_charts::dekking(jaren, unit, about.version));
            None
        }
    }
}

fn under(stap: &Stap) -> Option<Niveau> {
    match stap.soort {
        Stapsoort::Pakket(pakket) => Some(Niveau::Pakket(pakket)),
        Stapsoort::Start | Stapsoort::Rest => None,
    }
}

/// What is left per year; what it was before anything was tried stands as a dashed bar beside it, with
/// its figure behind the year: the two figures of a year would cover each other where they are near.
fn per_year(sheet: &Sheet<'_>, inhoud: &Inhoud, about: &About<'_>) -> StepsData {
    let unit = about.notation.unit;
    let rest: Vec<(Kolom, Decimal)> =
        inhoud.rest.iter().map(|year| (year.kolom, year.rest)).collect();
    let was: Vec<Decimal> = inhoud.rest.iter().map(|year| year.was).collect();
    let then = (!about.tried.is_empty()).then_some((about.scenario, was.as_slice()));
    let mut data = plan_charts::resterend(&rest, then, unit, about.version);
    data.keys.clear();
    // Where there is room, each figure names the scenario that it is of.
    let is_high = sheet.left.height() > sheet.size(slide::HIGH);
    for (column, was) in data.columns.iter_mut().zip(&was) {
        for bar in column.lanes.iter_mut().skip(1).flatten() {
            bar.text.clear();
            let was = display::show(*was, unit);
            column.label = match is_high {
                true => format!("{}\n{} {was}", column.label, about.scenario),
                false => format!("{} (was\u{a0}{was})", column.label),
            };
        }
    }
    data
}

/// The part that was clicked.
fn chart(sheet: &mut Sheet<'_>, data: &StepsData) -> Option<usize> {
    let style = StepStyle {
        value: sheet.bold(slide::FIGURE),
        label: sheet.regular(slide::TEXT),
        text: SLIDE.text,
        weak: SLIDE.text_weak,
        line: SLIDE.line,
        worse: SLIDE.worse,
        better: SLIDE.better,
        back: SLIDE.back,
        stroke: sheet.size(slide::LINE),
        rows: LABEL_ROWS,
        // Nobody at the back of the hall could read them.
        tips: false,
    };
    legend(sheet, data, &style);
    paint_steps(sheet.ui, sheet.left, data, &style)
}

/// The looks with their names, on one line.
fn legend(sheet: &mut Sheet<'_>, data: &StepsData, style: &StepStyle) {
    let (gap, square) = (sheet.size(slide::GAP), sheet.size(slide::TEXT));
    let mut x = sheet.left.left();
    let mut height: f32 = 0.0;
    for (look, name) in &data.keys {
        let galley = sheet.layout(name, style.label.clone(), SLIDE.text, f32::INFINITY, 1);
        height = height.max(galley.size().y);
        let middle = sheet.left.top() + galley.size().y / 2.0;
        let centre = Pos2::new(x + square / 2.0, middle);
        step_key(
            sheet.ui.painter(),
            Rect::from_center_size(centre, Vec2::splat(square)),
            *look,
            style,
        );
        x += square + gap / 2.0;
        x = sheet.paint(Pos2::new(x, sheet.left.top()), galley).right() + 2.0 * gap;
    }
    if height > 0.0 {
        sheet.left.min.y += height + gap / 2.0;
    }
}
