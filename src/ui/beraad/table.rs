//! A table on a slide: what fits, in letters that the hall can read.

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::{Align2, Galley, Pos2, Rect, Role, Sense, Stroke, WidgetInfo, vec2};

use super::sheet::Sheet;
use crate::calc::beraad::{Cel, Rij, Rijsoort, Tabel};
use crate::display::{Notation, Side, Unit};
use crate::model::{Bedrag, Kolom};
use crate::ui::theme::{SLIDE, slide};

/// A table in letters of one size.
struct Laid {
    /// Of the years that fit beside the names, the last ones.
    titles: Vec<Arc<Galley>>,
    widths: Vec<f32>,
    /// The width that names have.
    names: f32,
    head: f32,
    rows: Vec<Row>,
    is_whole: bool,
}

struct Row {
    name: Arc<Galley>,
    cells: Vec<Arc<Galley>>,
    height: f32,
    words: String,
}

/// Draws the table in what is left of the slide, as large as it fits; the row that was clicked. `at`
/// is the row that is pointed at: it is always in sight.
pub(super) fn show(
    sheet: &mut Sheet<'_>,
    tabel: &Tabel,
    notation: Notation,
    at: Option<usize>,
) -> Option<usize> {
    let place = sheet.left;
    let padding = sheet.size(slide::PADDING);
    let laid = lay_out(sheet, tabel, notation);
    let mut right = place.left() + laid.names;
    for (title, width) in laid.titles.into_iter().zip(&laid.widths) {
        right += width;
        let corner = Pos2::new(right - padding, place.top());
        let corner = Align2::RIGHT_TOP.anchor_size(corner, title.size()).min;
        sheet.paint(corner, title);
    }
    let mut y = place.top() + laid.head;
    let line = sheet.size(slide::TEXT * slide::ROW);
    let shown = window(tabel, &laid.rows, at.unwrap_or(0), place.bottom() - y, line);
    let mut clicked = None;
    for (nth, row) in laid.rows.into_iter().enumerate().filter(|(nth, _)| shown.contains(*nth)) {
        let rij = tabel.rijen.get(nth)?;
        if shown.sum == Some(nth) && shown.hidden > 0 {
            y = more(sheet, place.left() + padding, y, shown.hidden, at.is_some());
        }
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
        let mut right = rect.left() + laid.names;
        for (cell, width) in row.cells.into_iter().zip(&laid.widths) {
            right += width;
            let at = Pos2::new(right - padding - cell.size().x, rect.top() + padding / 2.0);
            painter.galley(at, cell, SLIDE.text);
        }
        y += row.height;
    }
    if shown.sum.is_none() && shown.hidden > 0 {
        more(sheet, place.left() + padding, y, shown.hidden, at.is_some());
    }
    clicked
}

/// Tells how many rows are not shown, and how to come to them; where the next row begins.
fn more(sheet: &mut Sheet<'_>, left: f32, top: f32, hidden: usize, has_cursor: bool) -> f32 {
    let how = if has_cursor { "↑ ↓" } else { "D" };
    let words = match hidden {
        1 => format!("… nog 1 rij: {how}"),
        _ => format!("… nog {hidden} rijen: {how}"),
    };
    let font = sheet.regular(slide::TEXT);
    let galley = sheet.layout(&words, font, SLIDE.text_weak, f32::INFINITY, 1);
    sheet.paint(Pos2::new(left, top), galley);
    top + sheet.size(slide::TEXT * slide::ROW)
}

/// The table in the largest letters in which all of it fits, or else in the smallest.
fn lay_out(sheet: &Sheet<'_>, tabel: &Tabel, notation: Notation) -> Laid {
    let titles = titles(&tabel.kolommen);
    let texts: Vec<Vec<String>> = tabel
        .rijen
        .iter()
        .map(|rij| rij.cellen.iter().map(|cel| cell(*cel, rij.kant, notation)).collect())
        .collect();
    let room = sheet.left.height();
    let fits = |laid: &Laid| {
        laid.is_whole && laid.head + laid.rows.iter().map(|row| row.height).sum::<f32>() <= room
    };
    let of = |share: f32| lay(sheet, tabel, &titles, &texts, share);
    slide::LARGER.into_iter().map(of).find(fits).unwrap_or_else(|| of(slide::TEXT))
}

fn lay(
    sheet: &Sheet<'_>,
    tabel: &Tabel,
    titles: &[String],
    texts: &[Vec<String>],
    share: f32,
) -> Laid {
    let padding = sheet.size(slide::PADDING);
    let bold = |text: &str, color| sheet.layout(text, sheet.bold(share), color, f32::INFINITY, 1);
    let titles_laid: Vec<Arc<Galley>> =
        titles.iter().map(|title| bold(title, SLIDE.text_weak)).collect();
    let width = |(at, title): (usize, &Arc<Galley>)| {
        let cells = texts.iter().filter_map(|row| row.get(at));
        let widest =
            cells.map(|text| bold(text, SLIDE.text).size().x).fold(title.size().x, f32::max);
        widest + 3.0 * padding
    };
    let widths: Vec<f32> = titles_laid.iter().enumerate().map(width).collect();
    let room = sheet.left.width() * (1.0 - slide::NAMES);
    let mut shown = widths.len();
    while shown > 1 && widths.iter().rev().take(shown).sum::<f32>() > room {
        shown -= 1;
    }
    let skipped = widths.len() - shown;
    let widths: Vec<f32> = widths.into_iter().skip(skipped).collect();
    let names = sheet.left.width() - widths.iter().sum::<f32>();
    let titles_laid: Vec<Arc<Galley>> = titles_laid.into_iter().skip(skipped).collect();
    let highest = titles_laid.iter().map(|title| title.size().y).fold(0.0, f32::max);
    let figures = |texts: &[String]| -> String {
        let filled = titles.iter().zip(texts).filter(|(_, text)| !text.is_empty());
        filled.map(|(year, text)| format!("{year} {text}")).collect::<Vec<_>>().join(", ")
    };
    let rows = tabel.rijen.iter().zip(texts).map(|(rij, texts)| {
        let color = match rij.soort {
            Rijsoort::TeltNiet => SLIDE.text_weak,
            Rijsoort::Gewoon | Rijsoort::Som => SLIDE.text,
        };
        let font = match rij.soort {
            Rijsoort::Som => sheet.bold(share),
            Rijsoort::Gewoon | Rijsoort::TeltNiet => sheet.regular(share),
        };
        let title = name(rij);
        let name = sheet.layout(&title, font.clone(), color, names - 2.0 * padding, 2);
        let one = |text: &String| sheet.layout(text, font.clone(), color, f32::INFINITY, 1);
        let cells = texts.iter().skip(skipped).map(one).collect();
        let height = name.size().y + padding;
        Row { name, cells, height, words: format!("{title}: {}", figures(texts)) }
    });
    let rows: Vec<Row> = rows.collect();
    let is_cut = rows.iter().any(|row| row.name.elided || row.name.rows.len() > 1);
    let (head, is_whole) = (highest + padding / 2.0, skipped == 0 && !is_cut);
    Laid { titles: titles_laid, widths, names, head, rows, is_whole }
}

/// The name of a row, with what is to know of it.
fn name(rij: &Rij) -> String {
    let not = if rij.soort == Rijsoort::TeltNiet { " (telt niet mee)" } else { "" };
    let deeper = if rij.dieper.is_some() { " ▸" } else { "" };
    format!("{}{not}{deeper}", rij.titel)
}

/// Which rows are shown.
struct Window {
    rows: Range<usize>,
    /// The sum at the end, which the others make room for.
    sum: Option<usize>,
    /// So many are left out.
    hidden: usize,
}

impl Window {
    fn contains(&self, row: usize) -> bool {
        self.rows.contains(&row) || self.sum == Some(row)
    }
}

/// The rows that fit, with the one that is pointed at among them. Where some do not, a line less is
/// shown: it tells how many.
fn window(tabel: &Tabel, rows: &[Row], at: usize, room: f32, line: f32) -> Window {
    let is_sum = tabel.rijen.last().is_some_and(|last| last.soort == Rijsoort::Som);
    let count = rows.len() - usize::from(is_sum && !rows.is_empty());
    let (rows, sum) = rows.split_at(count);
    let room = room - sum.iter().map(|row| row.height).sum::<f32>();
    let all = rows.iter().map(|row| row.height).sum::<f32>();
    let room = if all <= room { room } else { room - line };
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
    let shown = first..first + fitting(first);
    let hidden = count - shown.len();
    Window { rows: shown, sum: (!sum.is_empty()).then_some(count), hidden }
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
