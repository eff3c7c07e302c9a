//! A table on a slide: what fits, in letters that the hall can read.

use std::sync::Arc;

use eframe::egui::{Align2, Galley, Pos2, Rect, Role, Sense, Stroke, WidgetInfo, vec2};

use super::sheet::Sheet;
use crate::calc::beraad::{Cel, Rij, Rijsoort, Tabel};
use crate::display::{Notation, Side, Unit};
use crate::model::{Bedrag, Kolom};
use crate::ui::theme::{SLIDE, slide};

/// A row that is laid out.
struct Row {
    name: Arc<Galley>,
    cells: Vec<Arc<Galley>>,
    height: f32,
    words: String,
}

/// Draws the table in what is left of the slide; the row that was clicked. `at` is the row that is
/// pointed at: it is always in sight.
pub(super) fn show(
    sheet: &mut Sheet<'_>,
    tabel: &Tabel,
    notation: Notation,
    at: Option<usize>,
) -> Option<usize> {
    let place = sheet.left;
    let padding = sheet.size(slide::PADDING);
    let texts: Vec<Vec<String>> = tabel
        .rijen
        .iter()
        .map(|rij| rij.cellen.iter().map(|c| cell(*c, rij.kant, notation)).collect())
        .collect();
    let titles = titles(&tabel.kolommen);
    let widths = widths(sheet, &titles, &texts);
    // The years that fit beside the names, the last ones first.
    let room = place.width() * (1.0 - slide::NAMES);
    let mut shown = widths.len();
    while shown > 1 && widths.iter().rev().take(shown).sum::<f32>() > room {
        shown -= 1;
    }
    let skipped = widths.len() - shown;
    let widths = widths.get(skipped..).unwrap_or_default();
    let names = place.width() - widths.iter().sum::<f32>();
    let head = Head { titles: titles.get(skipped..).unwrap_or_default(), widths, names };
    let top = head_row(sheet, place.min, &head);
    let rows: Vec<Row> = tabel
        .rijen
        .iter()
        .zip(&texts)
        .map(|(rij, texts)| {
            row(sheet, rij, texts.get(skipped..).unwrap_or_default(), &head, padding)
        })
        .collect();
    let shown = window(tabel, &rows, at.unwrap_or(0), place.bottom() - top);
    let mut y = top;
    let mut clicked = None;
    for (nth, row) in rows.into_iter().enumerate().filter(|(nth, _)| shown.contains(nth)) {
        let rij = tabel.rijen.get(nth)?;
        let rect = Rect::from_min_size(Pos2::new(place.left(), y), vec2(place.width(), row.height));
        if at == Some(nth) {
            sheet.ui.painter().rect_filled(rect, sheet.radius(), SLIDE.panel);
        }
        if rij.soort == Rijsoort::Som {
            let stroke = Stroke::new(sheet.size(slide::LINE), SLIDE.line);
            sheet.ui.painter().hline(rect.x_range(), rect.top(), stroke);
        }
        let sense = if rij.dieper.is_some() { Sense::click() } else { Sense::hover() };
        let id = sheet.ui.scope_id().with(("row", &tabel.titel, nth));
        let response = sheet.ui.interact(rect, id, sense);
        let role = if rij.dieper.is_some() { Role::Button } else { Role::Label };
        response.widget_info(|| WidgetInfo::labeled(role, true, row.words.clone()));
        if response.clicked() {
            clicked = Some(nth);
        }
        let painter = sheet.ui.painter();
        painter.galley(rect.min + vec2(padding, padding / 2.0), row.name, SLIDE.text);
        let mut right = rect.left() + head.names;
        for (cell, width) in row.cells.into_iter().zip(head.widths) {
            right += width;
            let at = Pos2::new(right - padding - cell.size().x, rect.top() + padding / 2.0);
            painter.galley(at, cell, SLIDE.text);
        }
        y += row.height;
    }
    clicked
}

struct Head<'a> {
    titles: &'a [String],
    widths: &'a [f32],
    names: f32,
}

fn head_row(sheet: &mut Sheet<'_>, at: Pos2, head: &Head<'_>) -> f32 {
    let padding = sheet.size(slide::PADDING);
    let mut right = at.x + head.names;
    let mut bottom = at.y;
    for (title, width) in head.titles.iter().zip(head.widths) {
        right += width;
        let galley = sheet.layout(title, sheet.bold(slide::TEXT), SLIDE.text_weak, *width, 1);
        let place = Align2::RIGHT_TOP.anchor_size(Pos2::new(right - padding, at.y), galley.size());
        bottom = bottom.max(sheet.paint(place.min, galley).bottom());
    }
    bottom + padding / 2.0
}

fn row(sheet: &Sheet<'_>, rij: &Rij, texts: &[String], head: &Head<'_>, padding: f32) -> Row {
    let color = match rij.soort {
        Rijsoort::TeltNiet => SLIDE.text_weak,
        Rijsoort::Gewoon | Rijsoort::Som => SLIDE.text,
    };
    let font = match rij.soort {
        Rijsoort::Som => sheet.bold(slide::TEXT),
        Rijsoort::Gewoon | Rijsoort::TeltNiet => sheet.regular(slide::TEXT),
    };
    let mut title = rij.titel.clone();
    if rij.soort == Rijsoort::TeltNiet {
        title.push_str(" (telt niet mee)");
    }
    if rij.dieper.is_some() {
        title.push_str(" ▸");
    }
    let name = sheet.layout(&title, font.clone(), color, head.names - 2.0 * padding, 2);
    let cells: Vec<Arc<Galley>> = texts
        .iter()
        .map(|text| sheet.layout(text, font.clone(), color, f32::INFINITY, 1))
        .collect();
    let figures = head.titles.iter().zip(texts).filter(|(_, text)| !text.is_empty());
    let figures: Vec<String> = figures.map(|(year, text)| format!("{year} {text}")).collect();
    let words = format!("{title}: {}", figures.join(", "));
    let height = name.size().y + padding;
    Row { name, cells, height, words }
}

/// The rows that are shown: the one that is pointed at is among them, and so is a sum at the end,
/// which the others make room for.
fn window(tabel: &Tabel, rows: &[Row], at: usize, room: f32) -> Vec<usize> {
    let is_sum = tabel.rijen.last().is_some_and(|last| last.soort == Rijsoort::Som);
    let count = rows.len() - usize::from(is_sum && !rows.is_empty());
    let (rows, sum) = rows.split_at(count);
    let room = room - sum.iter().map(|row| row.height).sum::<f32>();
    let fitting = |first: usize| {
        let mut used = 0.0;
        let fits = |row: &&Row| {
            used += row.height;
            used <= room
        };
        rows.iter().skip(first).take_while(fits).count()
    };
    let at = at.min(count.saturating_sub(1));
    let mut first = 0;
    while first < at && first + fitting(first) <= at {
        first += 1;
    }
    (first..first + fitting(first)).chain(count..count + sum.len()).collect()
}

fn widths(sheet: &Sheet<'_>, titles: &[String], texts: &[Vec<String>]) -> Vec<f32> {
    let wide = |text: &str| {
        sheet.layout(text, sheet.bold(slide::TEXT), SLIDE.text, f32::INFINITY, 1).size().x
    };
    let of = |(at, title): (usize, &String)| {
        let cells = texts.iter().filter_map(|row| row.get(at));
        let widest = cells.map(|text| wide(text)).fold(wide(title), f32::max);
        widest + 3.0 * sheet.size(slide::PADDING)
    };
    titles.iter().enumerate().map(of).collect()
}

/// The years; where one comes twice, with what it is.
fn titles(kolommen: &[Kolom]) -> Vec<String> {
    let is_alone = |kolom: &Kolom| kolommen.iter().filter(|it| it.jaar == kolom.jaar).count() == 1;
    let title =
        |kolom: &Kolom| if is_alone(kolom) { kolom.jaar.to_string() } else { kolom.title() };
    kolommen.iter().map(title).collect()
}

fn cell(cel: Cel, kant: Side, notation: Notation) -> String {
    let exact = Notation { unit: Unit::Euro, ..notation };
    match cel {
        Cel::Leeg => String::new(),
        Cel::Bedrag(bedrag) => notation.show_cell(Some(bedrag), kant),
        Cel::Prijs(prijs) => exact.show_cell(Some(Bedrag::Euro(prijs)), Side::Baten),
        Cel::Aantal(aantal) => exact.show_cell(Some(Bedrag::Euro(aantal)), Side::Baten),
        Cel::Weinig => "< 10".to_owned(),
    }
}
