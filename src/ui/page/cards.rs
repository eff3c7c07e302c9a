//! The figures that matter, as cards above the budget.

use std::cmp::Ordering;

use std::sync::Arc;

use eframe::egui::{
    Color32, FontId, Galley, Role, Sense, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2,
};
use rust_decimal::Decimal;

use crate::calc;
use crate::change::Document;
use crate::display::{Unit, legible};
use crate::model::Id;
use crate::ui::fonts;
use crate::ui::theme::{Tokens, size};

/// One figure, with the words that say what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    /// "Saldo 2019".
    pub title: String,
    pub figure: String,
    /// Behind the figure: "lagere lasten".
    pub words: String,
    pub is_worse: bool,
    pub unit: Unit,
}

impl Card {
    /// The whole card in one line: "Saldo 2019: -18.182 × € 1.000".
    pub fn label(&self) -> String {
        let words = if self.words.is_empty() { String::new() } else { format!(" {}", self.words) };
        format!("{}: {}{words} {}", self.title, self.figure, self.unit.label())
    }
}

/// The cards of an onderdeel in year t; none where the budget has no column of that year.
pub(super) fn cards(document: &Document, onderdeel: Id, unit: Unit) -> Vec<Card> {
    let begroting = document.begroting();
    let jaar = begroting.kop().jaar;
    let Some(figures) = calc::figures(begroting, document.totals(), Some(onderdeel), jaar) else {
        return Vec::new();
    };
    let card = |title: String, amount: Decimal, is_worse| {
        let (figure, unit) = legible(amount, unit);
        Card { title, figure, words: String::new(), is_worse, unit }
    };
    let mut cards = vec![card(format!("Saldo {jaar}"), figures.saldo(), false)];
    if let (Some((before, total)), Some(lasten), Some(baten)) =
        (figures.before, figures.lasten_change(), figures.baten_change())
    {
        let mut shared = unit;
        let title = format!("t.o.v. {}", before.title().to_lowercase());
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
        cards.push(Card { title, figure, words, is_worse: false, unit });
    }
    let (to_fill, overfilled) = (figures.to_fill, figures.overfilled);
    if !figures.total.stelpost.is_zero() || !to_fill.is_zero() || !overfilled.is_zero() {
        let open = !to_fill.is_zero();
        if open || overfilled.is_zero() {
            cards.push(card(format!("Stelpost nog te vullen {jaar}"), to_fill, open));
        }
        if !overfilled.is_zero() {
            let words = "te veel gevuld".to_owned();
            cards.push(Card { words, ..card(format!("Stelpost {jaar}"), overfilled, true) });
        }
        cards.push(card(
            format!("Saldo {jaar} als de stelpost niet wordt gevuld"),
            figures.saldo_unfilled(),
            open,
        ));
    }
    if !figures.total.additional.is_zero() {
        cards.push(card(format!("Na maatregelen {jaar}"), figures.saldo_after_measures(), false));
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

/// Shows the cards beside each other over the whole width.
pub(super) fn show_cards(ui: &mut Ui, cards: &[Card]) {
    let tokens = Tokens::of(ui);
    let padding = f32::from(size::CARD_PADDING);
    let count = cards.len().max(1) as f32;
    let width = (ui.available_width() - size::CARD_GAP * (count - 1.0)) / count;
    let room = width - 2.0 * padding;
    let small = TextStyle::Small.resolve(ui.style());
    let lay = |text: &str, font: FontId, colour: Color32| -> Arc<Galley> {
        ui.painter().layout(text.to_owned(), font, colour, room)
    };
    let laid: Vec<_> = cards
        .iter()
        .map(|card| {
            let colour = if card.is_worse { tokens.worse } else { tokens.text };
            let unit = format!("{} {}", card.words, card.unit.label());
            let title = lay(&card.title, small.clone(), tokens.text_weak);
            let figure = lay(&card.figure, fonts::bold_of(size::FIGURE), colour);
            let beside = figure.size().x + size::GAP;
            let words = lay(unit.trim(), small.clone(), tokens.text_weak);
            let fits = words.rows.len() == 1 && beside + words.size().x <= room;
            (title, figure, words, fits)
        })
        .collect();
    let inner = laid
        .iter()
        .map(|(title, figure, words, fits)| {
            let below = if *fits { 0.0 } else { words.size().y };
            title.size().y + figure.size().y + below
        })
        .fold(0.0, f32::max);
    let height = inner + 2.0 * padding - size::GAP;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    for (at, (card, (title, figure, words, fits))) in cards.iter().zip(laid).enumerate() {
        let left = rect.left() + at as f32 * (width + size::CARD_GAP);
        let place = eframe::egui::Rect::from_min_size(pos2(left, rect.top()), vec2(width, height));
        let stroke = (size::LINE, tokens.line.card);
        ui.painter().rect(
            place,
            size::CARD_RADIUS,
            tokens.surface.card,
            stroke,
            StrokeKind::Inside,
        );
        let start = place.min + vec2(padding, padding - size::GAP / 2.0);
        let under = start + vec2(0.0, title.size().y);
        let beside = if fits {
            let drop = figure.size().y - words.size().y - size::CHART_VALUE_GAP;
            under + vec2(figure.size().x + size::GAP, drop)
        } else {
            under + vec2(0.0, figure.size().y)
        };
        ui.painter().galley(start, title, tokens.text_weak);
        ui.painter().galley(under, figure, tokens.text);
        ui.painter().galley(beside, words, tokens.text_weak);
        let id = ui.scope_id().with(("card", at));
        let response = ui.interact(place, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, card.label()));
    }
}
