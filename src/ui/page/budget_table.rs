//! The budget of an onderdeel as a table of the grid.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::budget_change;
use super::shape::{Item, Row, Shape, Shown, Sum, regel_name};
use crate::calc::{self, Judgement, Total};
use crate::change::Document;
use crate::display::{Notation, Side, Signs, show_in_words};
use crate::model::{Bedrag, Id, Kolom, Kolomkop, Level, Maat, Soort};
use crate::ui::grid::{
    Access, Action, CellChange, CellView, Column, Head, Mark, Refusal, RowKind, RowView, Table,
    Tone,
};
use crate::ui::wish::Wish;

/// The marks of the footnotes: a published figure differs by rounding, or by more.
pub(super) const ROUNDING_MARK: &str = "¹";
pub(super) const REAL_MARK: &str = "²";

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Code,
    Name,
    Soort,
    Amount(Kolom),
}

/// Rows of onderdelen and regels, columns of years; edits become wishes.
pub(super) struct BudgetTable<'a> {
    pub document: &'a Document,
    pub shape: &'a Shape,
    pub wishes: &'a mut Vec<Wish>,
}

impl BudgetTable<'_> {
    pub fn row_at(&self, row: usize) -> Option<&Row> {
        self.shape.rows.get(row)
    }

    pub fn item(&self, row: usize) -> Option<Item> {
        self.row_at(row).map(|row| row.item)
    }

    pub fn notation(&self) -> Notation {
        self.shape.notation()
    }

    pub fn place(&self, col: usize) -> Option<Place> {
        match col {
            0 => Some(Place::Code),
            1 => Some(Place::Name),
            2 if self.shape.with_soort() => Some(Place::Soort),
            _ => {
                let at = col.checked_sub(self.shape.first_amount())?;
                self.shape.kolommen.get(at).copied().map(Place::Amount)
            }
        }
    }

    /// An amount in the model's own sign, and how it counts. A sum is never empty.
    pub fn amount_of(&self, item: Item, kolom: Kolom) -> (Option<Bedrag>, Side) {
        let totals = self.document.totals();
        match item {
            Item::Empty(_) => (None, Side::Lasten),
            Item::Regel(id) | Item::Single { regel: id, .. } => {
                match self.document.begroting().regels.get(id) {
                    Some(regel) => (regel.amounts.get(kolom), side(regel.soort)),
                    None => (None, Side::Lasten),
                }
            }
            Item::Onderdeel(id) => {
                let sum = self.sum_of(id);
                (Some(sum_bedrag(&totals.get(id, kolom), sum)), side_of(sum))
            }
            Item::Sum(sum) => {
                let total = totals.get(self.shape.onderdeel(), kolom);
                (Some(sum_bedrag(&total, sum)), side_of(sum))
            }
        }
    }

    /// What the row of an onderdeel adds up. Where lasten and baten are both shown positive, one
    /// with lasten only shows lasten, so that a column never mixes 816 with -16.923.
    fn sum_of(&self, onderdeel: Id) -> Sum {
        if self.notation().signs == Signs::LastenNegative {
            return Sum::Saldo;
        }
        let has = |of: fn(&Total) -> Decimal| {
            let totals = self.document.totals();
            self.shape.kolommen.iter().any(|k| !of(&totals.get(onderdeel, *k)).is_zero())
        };
        let lasten = has(|total| total.lasten);
        let others = [has(|t| t.baten), has(|t| t.toevoeging), has(|t| t.onttrekking)];
        match (lasten, others) {
            (true, [false, false, false]) => Sum::Lasten,
            (false, [true, false, false]) => Sum::Baten,
            _ => Sum::Saldo,
        }
    }

    fn shown(&self, row: usize, kolom: Kolom) -> Option<&Shown> {
        let at = self.shape.kolommen.iter().position(|other| *other == kolom)?;
        let found = self.row_at(row)?;
        let texts = found.texts.get_or_init(|| {
            self.shape.seen.borrow_mut().push(row);
            self.shape
                .kolommen
                .iter()
                .map(|kolom| {
                    let (bedrag, side) = self.amount_of(found.item, *kolom);
                    let note =
                        match self.control(found.item, *kolom).map(|control| control.judgement()) {
                            None | Some(Judgement::Equal) => None,
                            Some(Judgement::Rounding) => Some(ROUNDING_MARK),
                            Some(Judgement::Real) => Some(REAL_MARK),
                        };
                    Shown { text: self.notation().show_cell(bedrag, side), note }
                })
                .collect()
        });
        texts.get(at)
    }

    /// The published figure beside a total.
    pub fn control(&self, item: Item, kolom: Kolom) -> Option<calc::Control> {
        let (onderdeel, maat) = match item {
            Item::Onderdeel(id) | Item::Single { onderdeel: id, .. } | Item::Empty(id) => {
                (id, Maat::Saldo)
            }
            Item::Sum(sum) => (self.shape.onderdeel(), sum.maat()?),
            Item::Regel(_) => return None,
        };
        calc::control(self.document.begroting(), self.document.totals(), onderdeel, kolom, maat)
    }

    fn is_closed(&self, col: usize) -> bool {
        self.shape.head.columns.get(col).is_some_and(Column::is_closed)
    }

    /// Why a sum cannot be changed, and which rows below it can.
    fn why_not_a_sum(&self, row: usize) -> Cow<'static, str> {
        /// Enough to know where to go, and so many rows are looked at for it, in every frame.
        const MOST_NAMED: usize = 2;
        const MOST_SEEN: usize = 20;
        let Some(sum) = self.row_at(row).filter(|sum| sum.open == Some(true)) else {
            return "is een optelling; klap de rij uit en wijzig een regel eronder".into();
        };
        let below = self.shape.rows.iter().skip(row + 1).take(MOST_SEEN);
        let named: Vec<String> = below
            .take_while(|below| below.depth > sum.depth)
            .filter(|below| below.item.regel().is_some())
            .take(MOST_NAMED)
            .map(|below| format!("‘{}’", self.words(below.item).1))
            .collect();
        match named.join(" of ").as_str() {
            "" => "is een optelling; wijzig een regel eronder".into(),
            named => format!("is een optelling; wijzig een regel eronder, zoals {named}").into(),
        }
    }

    fn amount_cell(&self, row: usize, col: usize, kolom: Kolom) -> CellView<'_> {
        let (Some(found), Some(shown)) = (self.row_at(row), self.shown(row, kolom)) else {
            return nothing();
        };
        let closed = self.is_closed(col);
        let access = match found.item {
            Item::Sum(_) => Access::Never("is een optelling; wijzig een regel erboven".into()),
            Item::Onderdeel(_) => Access::Never(self.why_not_a_sum(row)),
            _ if closed => Access::Locked("is gesloten".into()),
            Item::Empty(_) | Item::Single { .. } | Item::Regel(_) => Access::Yes,
        };
        let tone = match found.item {
            Item::Sum(_) => Tone::Normal,
            _ if closed => Tone::Locked,
            _ if shown.text == "pm" => Tone::Weak,
            _ => Tone::Normal,
        };
        let mark = shown.note.map(|note| Mark::Note(note.into()));
        CellView { text: Cow::Borrowed(&shown.text), tone, access, mark }
    }

    /// Code and name of an onderdeel, or the name of a regel.
    fn words(&self, item: Item) -> (&str, &str) {
        let begroting = self.document.begroting();
        match item {
            Item::Onderdeel(id) | Item::Empty(id) | Item::Single { onderdeel: id, .. } => {
                begroting.onderdelen.get(id).map_or(("", ""), |o| (&o.code, &o.name))
            }
            Item::Regel(id) => {
                ("", begroting.regels.get(id).map_or("", |regel| regel.name.as_str()))
            }
            Item::Sum(sum) => ("", sum.name(self.shape.level, self.shape.with_soort())),
        }
    }

    fn soort(&self, item: Item) -> Option<Soort> {
        let regel = self.document.begroting().regels.get(item.regel()?)?;
        Some(regel.soort)
    }
}

impl Table for BudgetTable<'_> {
    fn head(&self) -> &Head {
        &self.shape.head
    }

    fn tree_column(&self) -> usize {
        1
    }

    fn row_count(&self) -> usize {
        self.shape.rows.len()
    }

    fn row_key(&self, row: usize) -> u64 {
        self.item(row).map_or(0, Item::key)
    }

    fn column_key(&self, col: usize) -> u64 {
        match self.place(col) {
            Some(Place::Code) => 0,
            Some(Place::Name) => 1,
            Some(Place::Soort) => 2,
            // Holds the year, and so lies far above those.
            Some(Place::Amount(kolom)) => Kolomkop::id_of(kolom).bits(),
            None => u64::MAX,
        }
    }

    fn row(&self, row: usize) -> RowView {
        self.row_at(row).map_or_else(RowView::default, |row| RowView {
            depth: row.depth,
            open: row.open,
            kind: match row.item {
                Item::Sum(_) => RowKind::Total,
                _ => RowKind::Body,
            },
            parent: row.parent,
        })
    }

    fn row_name(&self, row: usize) -> String {
        let Some(item) = self.item(row) else {
            return String::new();
        };
        match item {
            Item::Regel(id) => self
                .document
                .begroting()
                .regels
                .get(id)
                .map(|regel| regel_name(self.document.begroting(), regel))
                .unwrap_or_default(),
            _ => {
                let (code, name) = self.words(item);
                format!("{code} {name}").trim().to_owned()
            }
        }
    }

    fn cell(&self, row: usize, col: usize) -> CellView<'_> {
        let (Some(found), Some(place)) = (self.row_at(row), self.place(col)) else {
            return nothing();
        };
        let item = found.item;
        match (place, item) {
            (Place::Amount(kolom), _) => self.amount_cell(row, col, kolom),
            (_, Item::Sum(_)) => {
                let text = if place == Place::Name { self.words(item).1 } else { "" };
                CellView::fixed(text, "is een optelling").toned(Tone::Bold)
            }
            (Place::Code, Item::Regel(_)) => {
                CellView::fixed("", "is leeg: een regel heeft geen eigen code")
            }
            (Place::Code, _) => CellView::editable(self.words(item).0),
            (Place::Name, _) => {
                let mut cell = CellView::editable(self.words(item).1);
                cell.mark = found.stelpost.then_some(Mark::Dot);
                cell
            }
            (Place::Soort, _) => match self.soort(item) {
                Some(soort) => CellView::editable(soort.word()).toned(Tone::Weak),
                None => {
                    let word = match item {
                        Item::Onderdeel(id) => match self.sum_of(id) {
                            Sum::Lasten => Soort::Lasten.word(),
                            Sum::Baten => Soort::Baten.word(),
                            _ => "saldo",
                        },
                        _ => "saldo",
                    };
                    CellView::fixed(word, "is een optelling").toned(Tone::Weak)
                }
            },
        }
    }

    fn edit_text(&self, row: usize, col: usize) -> String {
        match (self.item(row), self.place(col)) {
            (Some(item), Some(Place::Amount(kolom))) => {
                let (bedrag, side) = self.amount_of(item, kolom);
                self.notation().exact_cell(bedrag, side)
            }
            _ => self.cell(row, col).text.into_owned(),
        }
    }

    fn amount(&self, row: usize, col: usize) -> Option<Decimal> {
        let Some(Place::Amount(kolom)) = self.place(col) else {
            return None;
        };
        match self.amount_of(self.item(row)?, kolom) {
            (Some(Bedrag::Euro(euro)), side) => Some(self.notation().signs.to_shown(side, euro)),
            _ => None,
        }
    }

    fn explain(&self, row: usize, col: usize) -> Option<String> {
        budget_explain(self, row, col)
    }

    fn choices(&self, row: usize, col: usize) -> Vec<String> {
        match (self.place(col), self.item(row)) {
            (Some(Place::Soort), Some(item)) if item.regel().is_some() => {
                Soort::ALL.iter().map(|soort| soort.word().to_owned()).collect()
            }
            _ => Vec::new(),
        }
    }

    fn change(&mut self, action: Action, cells: &[CellChange]) -> Result<(), Refusal> {
        let wish = budget_change::wish(self, action, cells)?;
        self.wishes.extend(wish);
        Ok(())
    }
}

/// What a total adds up, and the published figure beside it.
fn budget_explain(table: &BudgetTable<'_>, row: usize, col: usize) -> Option<String> {
    /// A tooltip of more lines is not read.
    const MOST_LINES: usize = 12;
    let (item, Place::Amount(kolom)) = (table.item(row)?, table.place(col)?) else {
        return None;
    };
    let (id, maat): (Id, Option<Maat>) = match item {
        Item::Onderdeel(id) => (id, Some(Maat::Saldo)),
        Item::Sum(sum) => (table.shape.onderdeel(), sum.maat()),
        Item::Single { .. } | Item::Empty(_) | Item::Regel(_) => {
            return published(table, item, kolom);
        }
    };
    let (begroting, unit) = (table.document.begroting(), table.notation().unit);
    let terms = calc::explain(begroting, table.document.totals(), id, kolom, maat?);
    let mut lines = vec![format!("Telt op, {}:", unit.label())];
    for term in terms.iter().take(MOST_LINES) {
        let pm = if term.pm { " en pm" } else { "" };
        lines.push(format!("{}: {}{pm}", term.label, show_in_words(term.amount, unit)));
    }
    if let Some(more) = terms.len().checked_sub(MOST_LINES).filter(|more| *more > 0) {
        lines.push(format!("en nog {more}"));
    }
    lines.extend(published(table, item, kolom));
    Some(lines.join("\n"))
}

fn published(table: &BudgetTable<'_>, item: Item, kolom: Kolom) -> Option<String> {
    let control = table.control(item, kolom)?;
    let unit = table.notation().unit;
    let figure = |amount| show_in_words(amount, unit);
    Some(match control.judgement() {
        Judgement::Equal => format!("Gepubliceerd: {}, gelijk.", figure(control.published)),
        Judgement::Rounding => format!(
            "Gepubliceerd: {}; het verschil van {} komt door afronding.",
            figure(control.published),
            figure(control.difference().abs())
        ),
        Judgement::Real => format!(
            "Gepubliceerd: {}; het verschil van {} is meer dan afronding.",
            figure(control.published),
            figure(control.difference().abs())
        ),
    })
}

fn nothing() -> CellView<'static> {
    CellView::fixed("", "bestaat niet")
}

fn side_of(sum: Sum) -> Side {
    match sum {
        Sum::Baten | Sum::Onttrekking => Side::Baten,
        Sum::Lasten | Sum::Toevoeging => Side::Lasten,
        Sum::Saldo | Sum::Resultaat => Side::Saldo,
    }
}

pub(super) fn side(soort: Soort) -> Side {
    match soort {
        Soort::Lasten | Soort::Toevoeging => Side::Lasten,
        Soort::Baten | Soort::Onttrekking => Side::Baten,
    }
}

/// A sum in which nothing but pm stands is pm itself.
fn sum_bedrag(total: &Total, sum: Sum) -> Bedrag {
    Bedrag::Euro(match (sum, sum.maat()) {
        (_, Some(maat)) if total.is_pm(maat) => return Bedrag::Pm,
        (_, Some(maat)) => total.of(maat),
        (Sum::Toevoeging, None) => total.toevoeging,
        (_, None) => total.onttrekking,
    })
}

impl Sum {
    fn maat(self) -> Option<Maat> {
        match self {
            Sum::Baten => Some(Maat::Baten),
            Sum::Lasten => Some(Maat::Lasten),
            Sum::Saldo => Some(Maat::Saldo),
            Sum::Resultaat => Some(Maat::Resultaat),
            Sum::Toevoeging | Sum::Onttrekking => None,
        }
    }

    fn name(self, level: Level, with_soort: bool) -> &'static str {
        match (self, level) {
            (Sum::Baten, _) => "Totaal baten",
            (Sum::Lasten, _) => "Totaal lasten",
            (Sum::Saldo, _) if with_soort => "Saldo van baten en lasten",
            (Sum::Saldo, Level::Programma) => "Totaal programma",
            (Sum::Saldo, Level::Taakveld) => "Totaal taakveld",
            (Sum::Saldo, Level::Subtaakveld) => "Totaal subtaakveld",
            (Sum::Saldo, Level::Doel) => "Totaal doel",
            (Sum::Saldo, Level::Product) => "Totaal product",
            (Sum::Toevoeging, _) => "Toevoeging reserves",
            (Sum::Onttrekking, _) => "Onttrekking reserves",
            (Sum::Resultaat, _) => "Resultaat",
        }
    }
}
