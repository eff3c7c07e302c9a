//! The figures that matter, as cards above the budget.

use std::cmp::Ordering;

use std::sync::Arc;

use eframe::egui::{
    Color32, FontId, Galley, Pos2, Rect, Role, Sense, StrokeKind, TextStyle, Ui, WidgetInfo, pos2,
    vec2,
};
use rust_decimal::Decimal;

use super::shape::{Asked, title_in};
use crate::calc::{self, Overzicht};
use crate::change::Document;
use crate::display::{Unit, legible};
use crate::ui::fonts;
use crate::ui::theme::{Tokens, size};

/// One figure, with the words that say what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    /// "Saldo".
    pub title: String,
    /// Which column it is of, "begroting 2019 gewijzigd"; empty where the title says it.
    pub version: String,
    pub figure: String,
    /// Behind the figure: "lagere lasten".
    pub words: String,
    pub is_worse: bool,
    pub unit: Unit,
}

impl Card {
    /// The whole card in one line: "Saldo begroting 2019: -18.182 × € 1.000".
    pub fn label(&self) -> String {
        let spaced =
            |words: &str| if words.is_empty() { String::new() } else { format!(" {words}") };
        let (version, words) = (spaced(&self.version), spaced(&self.words));
        format!("{}{version}: {}{words} {}", self.title, self.figure, self.unit.label())
    }
}

/// The cards of an onderdeel in the column that stands for its view; none where there is no such.
pub(super) fn cards(document: &Document, asked: &Asked) -> Vec<Card> {
    let begroting = document.begroting();
    let shown = asked.weergave(document).and_then(|weergave| {
        let kolom = Overzicht::key_column(begroting, &weergave)?;
        Some((kolom, asked.overzicht(document)?.kolommen()))
    });
    let Some((kolom, table)) = shown else {
        return Vec::new();
    };
    let (onderdeel, unit) = (asked.onderdeel, asked.notation.unit);
    let figures = calc::figures(begroting, document.totals(), Some(onderdeel), kolom);
    let version = title_in(begroting, kolom, &table).to_lowercase();
    let card = |title: &str, amount: Decimal, is_worse| {
        let (figure, unit) = legible(amount, unit);
        let (title, version) = (title.to_owned(), version.clone());
        Card { title, version, figure, words: String::new(), is_worse, unit }
    };
    let mut cards = vec![card("Saldo", figures.saldo(), false)];
    if let (Some((before, total)), Some(lasten), Some(baten)) =
        (figures.before, figures.lasten_change(), figures.baten_change())
    {
        let mut shared = unit;
        let before = title_in(begroting, before, &[before]).to_lowercase();
        let title = format!("{} t.o.v. {before}", title_in(begroting, kolom, &table));
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
        let version = String::new();
        cards.push(Card { title, version, figure, words, is_worse: false, unit });
    }
    let calc::Rest { to_fill, overfilled } = figures.total.rest;
    if !figures.total.stelpost.is_zero() || !to_fill.is_zero() || !overfilled.is_zero() {
        let open = !to_fill.is_zero();
        if open || overfilled.is_zero() {
            cards.push(card("Stelpost nog te vullen", to_fill, open));
        }
        if !overfilled.is_zero() {
            let words = "te veel gevuld".to_owned();
            cards.push(Card { words, ..card("Stelpost", overfilled, true) });
        }
        let title = "Saldo als de stelpost niet wordt gevuld";
        cards.push(card(title, figures.saldo_unfilled(), open));
    }
    if !figures.total.additional.is_zero() {
        cards.push(card("Na maatregelen", figures.saldo_after_measures(), false));
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
        let about = [card.words.as_str(), &unit, &card.version];
        let about = about.into_iter().filter(|words| !words.is_empty());
        let about = about.collect::<Vec<_>>().join(" ");
        let title = lay(&card.title, font.clone(), tokens.text_weak, room);
        let figure = lay(&card.figure, fonts::bold_of(figure_size), colour, room);
        let beside = figure.size().x + size::GAP;
        let words = lay(&about, font.clone(), tokens.text_weak, room);
        let fits = words.rows.len() == 1 && beside + words.size().x <= room;
        Laid { title, figure, words, fits }
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
        laid.paint(ui, place.min + vec2(padding, padding - size::GAP / 2.0));
        let id = ui.scope_id().with(("card", at));
        let response = ui.interact(place, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, card.label()));
    }
}

/// The texts of a card.
struct Laid {
    title: Arc<Galley>,
    figure: Arc<Galley>,
    words: Arc<Galley>,
    /// The words fit behind the figure; otherwise they stand below it.
    fits: bool,
}

impl Laid {
    fn width(&self) -> f32 {
        self.title.size().x.max(self.figure.size().x + size::GAP + self.words.size().x)
    }

    fn height(&self) -> f32 {
        let below = if self.fits { 0.0 } else { self.words.size().y };
        self.title.size().y + self.figure.size().y + below
    }

    fn paint(self, ui: &Ui, start: Pos2) {
        let tokens = Tokens::of(ui);
        let under = start + vec2(0.0, self.title.size().y);
        let beside = if self.fits {
            let drop = self.figure.size().y - self.words.size().y - size::CHART_VALUE_GAP;
            under + vec2(self.figure.size().x + size::GAP, drop)
        } else {
            under + vec2(0.0, self.figure.size().y)
        };
        ui.painter().galley(start, self.title, tokens.text_weak);
        ui.painter().galley(under, self.figure, tokens.text);
        ui.painter().galley(beside, self.words, tokens.text_weak);
    }
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
