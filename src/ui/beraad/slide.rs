//! One slide: a question, its picture, and always the unit, the version and the scenario.

use eframe::egui::{Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2};

use super::sheet::Sheet;
use super::{picture, table};
use crate::calc::beraad::{Inhoud, Niveau, Optiekeuze, Tabel, Wijziging};
use crate::display::{Notation, show_signed};
use crate::ui::theme::{SLIDE, slide};

/// What a slide says besides its own content.
pub(super) struct About<'a> {
    pub nth: usize,
    pub count: usize,
    pub version: &'a str,
    /// The scenario that it began with.
    pub scenario: &'a str,
    pub notation: Notation,
    /// What was tried, with its effect.
    pub tried: &'a [Wijziging],
    /// The keys of the moment, the fullest first; none in the hall.
    pub keys: &'a [&'a str],
}

/// A step deeper than the picture of the slide.
pub(super) struct Deeper<'a> {
    /// "Tekort › Pakket 1".
    pub trail: &'a str,
    pub tabel: &'a Tabel,
    pub row: usize,
}

/// Draws in a part of the slide.
pub(super) type Beside<'a> = &'a mut dyn FnMut(&mut Ui, Rect);

/// What was clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Click {
    Option(usize),
    /// A part of the picture, and what lies under it.
    Picture(Niveau),
    /// A row of a deeper table.
    Row(usize),
}

/// Draws a slide at this place. `beside` draws what lies over the right part of it, where the
/// list of what can be tried is open.
pub(super) fn show(
    ui: &mut Ui,
    rect: Rect,
    inhoud: &Inhoud,
    deeper: Option<&Deeper<'_>>,
    about: &About<'_>,
    beside: Option<Beside<'_>>,
) -> Option<Click> {
    let mut clicked = None;
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        let mut sheet = Sheet::new(ui, rect);
        footer(&mut sheet, about);
        let title = sheet.bold(slide::TITLE);
        sheet.line(&inhoud.titel, title, SLIDE.text, 2);
        heading(&mut sheet, inhoud, deeper, about);
        if let Some(beside) = beside {
            let width = sheet.left.width() * slide::LIST;
            let place = Rect::from_min_max(
                Pos2::new(sheet.left.right() - width, sheet.left.top()),
                sheet.left.max,
            );
            sheet.left.max.x -= width + sheet.size(slide::GAP);
            beside(sheet.ui, place);
        }
        if let Some(deeper) = deeper {
            let row = table::show(&mut sheet, deeper.tabel, about.notation, Some(deeper.row));
            clicked = row.map(Click::Row);
            return;
        }
        clicked = options(&mut sheet, &inhoud.opties, about.notation).map(Click::Option);
        sheet.box_below(&words(inhoud, about));
        if let Some(niveau) = picture::show(&mut sheet, inhoud, about) {
            clicked = Some(Click::Picture(niveau));
        }
    });
    clicked
}

/// What the picture is of, and in what unit; that something is tried.
fn heading(sheet: &mut Sheet<'_>, inhoud: &Inhoud, deeper: Option<&Deeper<'_>>, about: &About<'_>) {
    let of = deeper.map_or(inhoud.onderwerp.as_str(), |deeper| deeper.trail);
    let unit = format!("bedragen {}", about.notation.unit.label());
    let parts: Vec<&str> = [of, &unit].into_iter().filter(|part| !part.is_empty()).collect();
    let trial = if about.tried.is_empty() { "" } else { " · op proef" };
    sheet.line_of(&[(&parts.join(" · "), SLIDE.text_weak), (trial, SLIDE.trial)]);
    sheet.left.min.y += sheet.size(slide::GAP) / 2.0;
}

/// Number, version and scenario; the keys behind them, or above them where there is no room.
fn footer(sheet: &mut Sheet<'_>, about: &About<'_>) {
    let font = sheet.regular(slide::TEXT);
    let trial = if about.tried.is_empty() { "" } else { " · op proef" };
    let left =
        format!("{} / {} · {} · {}{trial}", about.nth, about.count, about.version, about.scenario);
    let width = sheet.left.width();
    let left = sheet.layout(&left, font.clone(), SLIDE.text_weak, width, 2);
    let mut top = sheet.left.bottom() - left.size().y;
    let beside = width - left.size().x - 2.0 * sheet.size(slide::GAP);
    let keys: Vec<_> = about
        .keys
        .iter()
        .map(|keys| sheet.layout(keys, font.clone(), SLIDE.text_weak, f32::INFINITY, 1))
        .collect();
    sheet.paint(Pos2::new(sheet.left.left(), top), left);
    // The fullest that fits behind the rest, or else the fullest that fits on a line of its own.
    let fitting = |most: f32| keys.iter().find(|galley| galley.size().x <= most).cloned();
    if let Some(galley) = keys.first().filter(|galley| galley.size().x <= beside).cloned() {
        let at = Pos2::new(sheet.left.right() - galley.size().x, top);
        sheet.paint(at, galley);
    } else if let Some(galley) = fitting(width) {
        let at = Pos2::new(sheet.left.left(), top - galley.size().y);
        top = at.y;
        sheet.paint(at, galley);
    }
    sheet.left.max.y = top - sheet.size(slide::GAP);
}

/// The options as large buttons; the one that was clicked.
fn options(sheet: &mut Sheet<'_>, opties: &[Optiekeuze], notation: Notation) -> Option<usize> {
    let (padding, gap) = (sheet.size(slide::PADDING), sheet.size(slide::GAP));
    let mut at = sheet.left.min;
    let mut bottom = at.y;
    let mut clicked = None;
    for (nth, optie) in opties.iter().enumerate() {
        let amount = optie
            .bedrag
            .map(|bedrag| notation.show_cell(Some(bedrag), crate::display::Side::Saldo));
        let words = match amount {
            Some(amount) => format!("{} · {amount}", optie.titel),
            None => optie.titel.clone(),
        };
        let color = if optie.gekozen { SLIDE.on_chosen } else { SLIDE.text };
        let most = sheet.left.width() - 4.0 * padding;
        let galley = sheet.layout(&words, sheet.regular(slide::TEXT), color, most, 1);
        let size = galley.size() + vec2(4.0 * padding, padding);
        if at.x > sheet.left.left() && at.x + size.x > sheet.left.right() {
            at = Pos2::new(sheet.left.left(), bottom + gap / 2.0);
        }
        let rect = Rect::from_min_size(at, size);
        let id = sheet.ui.scope_id().with(("option", nth));
        let response = sheet.ui.interact(rect, id, Sense::click());
        let chosen = optie.gekozen;
        response
            .widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, words.clone()));
        let radius = sheet.radius();
        let painter = sheet.ui.painter();
        if chosen {
            painter.rect_filled(rect, radius, SLIDE.chosen);
        }
        let stroke = Stroke::new(sheet.size(slide::LINE), SLIDE.line);
        painter.rect_stroke(rect, radius, stroke, StrokeKind::Inside);
        painter.galley(rect.min + vec2(2.0 * padding, padding / 2.0), galley, color);
        if response.clicked() {
            clicked = Some(nth);
        }
        at.x = rect.right() + gap / 2.0;
        bottom = rect.bottom();
    }
    if !opties.is_empty() {
        sheet.left.min.y = bottom + gap;
    }
    clicked
}

/// What stands under the picture: first what was tried, then what residents notice, then the words
/// of the slide itself.
fn words(inhoud: &Inhoud, about: &About<'_>) -> Vec<(String, String)> {
    let unit = about.notation.unit;
    let mut words = Vec::new();
    if !about.tried.is_empty() {
        let per_year = inhoud.rest.iter().map(|year| {
            format!("{}\u{a0}{}", year.kolom.jaar, show_signed(year.rest - year.was, unit))
        });
        let per_year: Vec<String> = per_year.collect();
        let heading = format!("Verschil met {}:", about.scenario);
        words.push((heading, format!("{}.", per_year.join(" · "))));
    }
    // One choice among the options of the slide says itself what it is.
    if about.tried.len() > 1 || (inhoud.opties.is_empty() && !about.tried.is_empty()) {
        let last = inhoud.rest.last().map(|year| format!(" ({})", year.kolom.jaar));
        let each = about.tried.iter().map(|tried| {
            let effect = tried.effect.last().copied().unwrap_or_default();
            format!("{}\u{a0}{}", tried.wat, show_signed(effect, unit))
        });
        let each: Vec<String> = each.collect();
        let heading = format!("Gekozen{}:", last.unwrap_or_default());
        words.push((heading, format!("{}.", each.join(" · "))));
    }
    if !inhoud.gevolg.is_empty() {
        let gevolg = format!("{}.", inhoud.gevolg.trim_end_matches('.'));
        words.push(("Gevolg voor inwoners:".to_owned(), gevolg));
    }
    if !inhoud.tekst.is_empty() && about.tried.is_empty() {
        words.push((String::new(), inhoud.tekst.clone()));
    }
    words
}
