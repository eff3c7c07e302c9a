//! The figures that matter, as cards above the budget.

use std::cmp::Ordering;

use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{
    Color32, FontId, Galley, Pos2, Rect, Role, Sense, StrokeKind, TextStyle, Ui, WidgetInfo, pos2,
    vec2,
};
use rust_decimal::Decimal;

use super::shape::Asked;
use crate::calc::{self, Overzicht, Total, overzicht};
use crate::change::Document;
use crate::display::{Unit, legible};
use crate::model::Maat;
use crate::ui::fonts;
use crate::ui::theme::{Tokens, size};

/// One figure, with the words that say what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    /// "Saldo".
    pub title: String,
    /// The same where there is less room.
    pub short: String,
    /// Which column it is of: "begroting 2019 gewijzigd".
    pub version: String,
    pub figure: String,
    /// Behind the figure: "lagere lasten".
    pub words: String,
    pub is_worse: bool,
    pub unit: Unit,
}

impl Card {
    /// The whole card in one line: "Saldo, begroting 2019: -18.182 × € 1.000".
    pub fn label(&self) -> String {
        let words = if self.words.is_empty() { String::new() } else { format!(" {}", self.words) };
        let Card { title, version, figure, unit, .. } = self;
        format!("{title}, {version}: {figure}{words} {}", unit.label())
    }
}

/// The cards of an onderdeel in the column that stands for its view; none where there is no such.
pub(super) fn cards(document: &Document, asked: &Asked) -> Vec<Card> {
    let begroting = document.begroting();
    let weergave = asked.weergave(document);
    let Some(kolom) = weergave.and_then(|view| Overzicht::key_column(begroting, &view)) else {
        return Vec::new();
    };
    let (onderdeel, unit) = (asked.onderdeel, asked.notation.unit);
    let figures = calc::figures(begroting, document.totals(), Some(onderdeel), kolom);
    let version = overzicht::version(begroting, kolom);
    let card = |title: &str, short: &str, amount: Decimal, is_worse| {
        let (figure, unit) = legible(amount, unit);
        let (title, short, version) = (title.to_owned(), short.to_owned(), version.clone());
        Card { title, short, version, figure, words: String::new(), is_worse, unit }
    };
    let is_whole = |total: &Total| total.pm.of(Maat::Saldo) == 0;
    let mut saldo = card("Saldo", "Saldo", figures.saldo(), false);
    if figures.total.is_pm(Maat::Saldo) {
        saldo.figure = "pm".to_owned();
    } else if !is_whole(&figures.total) {
        saldo.words = "+ pm".to_owned();
    }
    let mut cards = vec![saldo];
    // What is known of one year is no change from what is known of another.
    let before = figures.before.filter(|(_, total)| is_whole(total) && is_whole(&figures.total));
    if let (Some((before, total)), Some(lasten), Some(baten)) =
        (before, figures.lasten_change(), figures.baten_change())
    {
        let mut shared = unit;
        let title = format!("T.o.v. {}", overzicht::version(begroting, before));
        let short = format!("T.o.v. {}", before.jaar);
        let changed = if baten.is_zero() && total.baten.is_zero() {
            change(lasten, "lagere lasten", "hogere lasten")
        } else if lasten.is_zero() {
            change(baten, "lagere baten", "hogere baten")
        } else {
            let (size, words) = change(lasten, "lagere lasten", "hogere lasten");
            let (of_baten, also) = change(baten, "lagere baten", "hogere baten");
            // Both in the unit that stands behind them.
            shared = unit.min(legible(size, unit).1).min(legible(of_baten, unit).1);
            (size, format!("{words}, {} {also}", legible(of_baten, shared).0))
        };
        let (size, words) = changed;
        let (figure, unit) = legible(size, shared);
        let version = version.clone();
        cards.push(Card { title, short, version, figure, words, is_worse: false, unit });
    }
    if figures.total.pm.stelpost > 0 && figures.total.stelpost.is_zero() {
        let unknown = card("Stelpost nog te vullen", "Stelpost te vullen", Decimal::ZERO, true);
        cards.push(Card { figure: "pm".to_owned(), ..unknown });
    }
    let calc::Rest { to_fill, overfilled } = figures.total.rest;
    if !figures.total.stelpost.is_zero() || !to_fill.is_zero() || !overfilled.is_zero() {
        let open = !to_fill.is_zero();
        if open || overfilled.is_zero() {
            cards.push(card("Stelpost nog te vullen", "Stelpost te vullen", to_fill, open));
        }
        if !overfilled.is_zero() {
            let words = "te veel gevuld".to_owned();
            cards.push(Card { words, ..card("Stelpost", "Stelpost", overfilled, true) });
        }
        let (title, short) = ("Saldo als de stelpost open blijft", "Saldo, niet gevuld");
        cards.push(card(title, short, figures.saldo_unfilled(), open));
    }
    if !figures.total.additional.is_zero() {
        let title = "Na maatregelen";
        cards.push(card(title, title, figures.saldo_after_measures(), false));
    }
    cards
}

/// The size of a change and the words for its direction.
fn change(amount: Decimal, lower: &str, higher: &str) -> (Decimal, String) {
    let words = match amount.cmp(&Decimal::ZERO) {
        Ordering::Less => lower,
        Ordering::Equal => "gelijk gebleven",
        Ordering::Greater => higher,
    };
    (amount.abs(), words.to_owned())
}

/// Shows the cards beside each other over the whole width; small ones take half the height.
pub(super) fn show_cards(ui: &mut Ui, cards: &[Card], small: bool) {
    let tokens = Tokens::of(ui);
    let (padding, figure_size) = if small {
        (size::CARD_PADDING_SMALL, size::FIGURE_SMALL)
    } else {
        (f32::from(size::CARD_PADDING), size::FIGURE)
    };
    let font = TextStyle::Small.resolve(ui.style());
    let lay = |text: &str, font: FontId, colour: Color32, room: f32| -> Arc<Galley> {
        ui.painter().layout(text.to_owned(), font, colour, room)
    };
    let lay_out = |card: &Card, room: f32| {
        let colour = if card.is_worse { tokens.worse } else { tokens.text };
        // A line may end before the unit, not within it.
        let unit = card.unit.label().replace(' ', "\u{a0}");
        let fitting = |text: &str, short: &str| {
            let whole = one_line(ui, text, room);
            if whole.elided { one_line(ui, short, room) } else { whole }
        };
        let words = format!("{} {unit}", card.words);
        let words = lay(words.trim(), font.clone(), tokens.text_weak, room);
        let figure = lay(&card.figure, fonts::bold_of(figure_size), colour, room);
        let fits = words.rows.len() == 1 && figure.size().x + size::GAP + words.size().x <= room;
        let version = fitting(&card.version, card.version.trim_start_matches("begroting "));
        let title = fitting(&card.title, &card.short);
        Laid { title, figure, words, fits, version }
    };
    let natural: Vec<f32> = cards
        .iter()
        .map(|card| lay_out(card, f32::INFINITY).width().ceil() + 2.0 * padding)
        .collect();
    let gaps = size::CARD_GAP * cards.len().saturating_sub(1) as f32;
    let widths = share(&natural, ui.available_width() - gaps);
    let laid: Vec<Laid> = cards
        .iter()
        .zip(&widths)
        .map(|(card, width)| lay_out(card, width - 2.0 * padding))
        .collect();
    let inner = laid.iter().map(Laid::height).fold(0.0, f32::max);
    let height = inner + 2.0 * padding - size::GAP;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let mut left = rect.left();
    for (at, ((card, laid), width)) in cards.iter().zip(laid).zip(widths).enumerate() {
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, height));
        left += width + size::CARD_GAP;
        let stroke = (size::LINE, tokens.line.card);
        ui.painter().rect(
            place,
            size::CARD_RADIUS,
            tokens.surface.card,
            stroke,
            StrokeKind::Inside,
        );
        let is_cut_off = laid.is_cut_off();
        laid.paint(ui, place.min + vec2(padding, padding - size::GAP / 2.0));
        let id = ui.scope_id().with(("card", at));
        let response = ui.interact(place, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, card.label()));
        if is_cut_off {
            response.on_hover_text(card.label());
        }
    }
}

/// The texts of a card.
struct Laid {
    title: Arc<Galley>,
    figure: Arc<Galley>,
    /// What it is, with its unit.
    words: Arc<Galley>,
    /// The words fit behind the figure; otherwise they stand below it.
    fits: bool,
    version: Arc<Galley>,
}

impl Laid {
    fn width(&self) -> f32 {
        let figure = self.figure.size().x + size::GAP + self.words.size().x;
        self.title.size().x.max(figure).max(self.version.size().x)
    }

    fn height(&self) -> f32 {
        let below = if self.fits { 0.0 } else { self.words.size().y };
        self.title.size().y + self.figure.size().y + below + self.version.size().y
    }

    fn is_cut_off(&self) -> bool {
        self.title.elided || self.version.elided
    }

    fn paint(self, ui: &Ui, start: Pos2) {
        let tokens = Tokens::of(ui);
        let under = start + vec2(0.0, self.title.size().y);
        let below = under + vec2(0.0, self.figure.size().y);
        let (words, version) = if self.fits {
            let drop = self.figure.size().y - self.words.size().y - size::CHART_VALUE_GAP;
            (under + vec2(self.figure.size().x + size::GAP, drop), below)
        } else {
            (below, below + vec2(0.0, self.words.size().y))
        };
        ui.painter().galley(start, self.title, tokens.text_weak);
        ui.painter().galley(under, self.figure, tokens.text);
        ui.painter().galley(words, self.words, tokens.text_weak);
        ui.painter().galley(version, self.version, tokens.text_weak);
    }
}

/// Words on one line: cut off with … where there is no room, and then told by the tooltip.
fn one_line(ui: &Ui, text: &str, room: f32) -> Arc<Galley> {
    let font = TextStyle::Small.resolve(ui.style());
    let format = TextFormat::simple(font, Tokens::of(ui).text_weak);
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap = TextWrapping::truncate_at_width(room);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Widths that fill `room`: each what it needs and its part of what is left; where the room is too
/// small, only the widest give way.
fn share(natural: &[f32], room: f32) -> Vec<f32> {
    let count = natural.len().max(1) as f32;
    let spare = room - natural.iter().sum::<f32>();
    if spare >= 0.0 {
        return natural.iter().map(|width| width + spare / count).collect();
    }
    let mut sorted = natural.to_vec();
    sorted.sort_by(f32::total_cmp);
    let (mut left, mut cards) = (room, count);
    for width in sorted {
        if width * cards >= left {
            break;
        }
        (left, cards) = (left - width, cards - 1.0);
    }
    let most = (left / cards).max(0.0);
    natural.iter().map(|width| width.min(most)).collect()
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn only_the_widest_cards_give_way() {
        assert_eq!(share(&[100.0, 200.0], 400.0), [150.0, 250.0]);
        assert_eq!(share(&[100.0, 200.0, 300.0], 500.0), [100.0, 200.0, 200.0]);
        assert_eq!(share(&[100.0, 200.0, 300.0], 240.0), [80.0, 80.0, 80.0]);
        assert!(share(&[], 100.0).is_empty());
    }
}
