//! The budget of an onderdeel as a table of the grid.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::budget_change;
use super::shape::{Row, Shape, Shown, bron_key, is_sum, onderdeel_of, regel_of};
use crate::calc::openstaand::{Over, Plek};
use crate::calc::overzicht::{Bron, Cell, Item, Own};
use crate::calc::{self, Judgement};
use crate::change::Document;
use crate::display::{Notation, Side, show_in_words};
use crate::model::{Bedrag, Id, Kolom, Maat, Soort};
use crate::ui::grid::{
    Access, Action, CellChange, CellView, Head, Mark, Refusal, RowKind, RowView, Table, Tone,
};
use crate::ui::overleg;
use crate::ui::wish::Wish;

/// The marks of the footnotes: a published figure differs by rounding, or by more.
pub(super) const ROUNDING_MARK: &str = "¹";
pub(super) const REAL_MARK: &str = "²";

const FOLLOWS: &str = "volgt uit de begroting en de vastgestelde wijzigingen; maak een wijziging";

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Code,
    Name,
    Soort,
    /// The column of figures with this number.
    Figure(usize),
}

/// An amount that a cell may change, closed or not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub own: Own,
    pub kolom: Kolom,
    pub old: Option<Bedrag>,
    pub side: Side,
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
        self.row_at(row).map(|row| row.of.item)
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
                (at < self.shape.figures.len()).then_some(Place::Figure(at))
            }
        }
    }

    /// The figure of a cell; `None` in a column of words.
    pub fn figure(&self, row: usize, col: usize) -> Option<Cell> {
        let (row, Place::Figure(at)) = (self.row_at(row)?, self.place(col)?) else {
            return None;
        };
        Some(self.cell_of(row, at))
    }

    fn cell_of(&self, row: &Row, at: usize) -> Cell {
        let (begroting, totals) = (self.document.begroting(), self.document.totals());
        match self.shape.figures.get(at) {
            Some(column) => self.shape.overzicht.cell(begroting, totals, &row.of, column),
            None => Cell { bedrag: None, maat: Maat::Saldo, kolom: None, own: None },
        }
    }

    /// The amount that a cell changes, if it is the amount of one regel and does not follow from
    /// others.
    pub fn slot(&self, row: usize, col: usize) -> Option<Slot> {
        let cell = self.figure(row, col)?;
        let (own, kolom) = (cell.own?, cell.kolom?);
        if self.document.totals().base(kolom).is_some() {
            return None;
        }
        let regels = &self.document.begroting().regels;
        let (old, soort) = match own {
            Own::New { soort, .. } => (None, soort),
            Own::Regel(id) => regels.get(id).map(|r| (r.amounts.get(kolom), r.soort))?,
        };
        Some(Slot { own, kolom, old, side: soort.into() })
    }

    /// The records that a row is the amounts of.
    pub fn records(&self, row: usize) -> [Option<Id>; 2] {
        let Some(item) = self.item(row) else { return [None, None] };
        let whole = matches!(item, Item::Total | Item::Sum(Maat::Saldo));
        let whole = whole.then(|| self.shape.onderdeel());
        [regel_of(item), onderdeel_of(item).or(whole)]
    }

    /// What a question about a cell is about.
    pub fn plek(&self, row: usize, col: usize) -> Option<Plek> {
        let item = self.item(row)?;
        let kolom = self.figure(row, col).and_then(|cell| cell.kolom);
        // A row that is an onderdeel with one regel has the amounts of that.
        let regel = regel_of(item).filter(|_| kolom.is_some() || onderdeel_of(item).is_none());
        let of_regel = regel.and_then(|id| self.document.begroting().regels.get(id));
        let onderdeel = of_regel.map(|regel| regel.onderdeel).or(onderdeel_of(item));
        let over = regel.map_or(Over::Onderdeel, Over::Regel);
        Some(Plek { onderdeel: onderdeel.unwrap_or(self.shape.onderdeel()), over, kolom })
    }

    /// The kolom whose amounts stand in a column.
    pub fn kolom(&self, col: usize) -> Option<Kolom> {
        let Place::Figure(at) = self.place(col)? else {
            return None;
        };
        self.shape.figures.get(at)?.bron?.kolom()
    }

    fn shown(&self, row: usize, at: usize) -> Option<&Shown> {
        let found = self.row_at(row)?;
        let texts = found.texts.get_or_init(|| {
            self.shape.seen.borrow_mut().push(row);
            (0..self.shape.figures.len()).map(|at| self.show(found, at)).collect()
        });
        texts.get(at)
    }

    fn show(&self, row: &Row, at: usize) -> Shown {
        let cell = self.cell_of(row, at);
        let judgement = self.control(row.of.item, &cell).map(|control| control.judgement());
        let note = match judgement {
            None | Some(Judgement::Equal) => None,
            Some(Judgement::Rounding) => Some(ROUNDING_MARK),
            Some(Judgement::Real) => Some(REAL_MARK),
        };
        let mut text = self.notation().show_cell(cell.bedrag, Side::from(cell.maat));
        if self.bron(row, at).is_some_and(Bron::is_judged)
            && let Some(Bedrag::Euro(euro)) = cell.bedrag
            && !euro.is_zero()
        {
            text.push_str(if euro.is_sign_positive() { " V" } else { " N" });
        }
        Shown { text, note, cell }
    }

    fn bron(&self, row: &Row, at: usize) -> Option<Bron> {
        match row.of.item {
            Item::Stand(bron) => Some(bron),
            _ => self.shape.figures.get(at)?.bron,
        }
    }

    /// The published figure beside a total.
    pub fn control(&self, item: Item, cell: &Cell) -> Option<calc::Control> {
        let onderdeel = match item {
            Item::Regel(_) => return None,
            Item::Sum(_) | Item::Total | Item::Stand(_) => self.shape.onderdeel(),
            _ => onderdeel_of(item)?,
        };
        // A row that shows its one regel, or its only kind of amounts, is published as a saldo.
        let maat = match item {
            Item::Sum(maat) => maat,
            _ if self.shape.overzicht.is_mixed() => Maat::Saldo,
            _ => cell.maat,
        };
        let (begroting, totals) = (self.document.begroting(), self.document.totals());
        calc::control(begroting, totals, onderdeel, cell.kolom?, maat)
    }

    /// Why a sum cannot be changed, and which rows below it can.
    fn why_not_a_sum(&self, row: usize) -> Cow<'static, str> {
        /// Enough to know where to go, and so many rows are looked at for it, in every frame.
        const MOST_NAMED: usize = 2;
        const MOST_SEEN: usize = 20;
        let Some(sum) = self.row_at(row).filter(|sum| sum.of.open == Some(true)) else {
            return match self.row_at(row).and_then(|row| row.of.open) {
                Some(_) => "is een optelling; klap de rij uit en wijzig een regel eronder".into(),
                None => "is een optelling; wijzig de regels op de pagina van dit onderdeel".into(),
            };
        };
        let below = self.shape.rows.iter().skip(row + 1).take(MOST_SEEN);
        let named: Vec<String> = below
            .take_while(|below| below.of.depth > sum.of.depth)
            .filter(|below| regel_of(below.of.item).is_some())
            .take(MOST_NAMED)
            .map(|below| format!("‘{}’", self.words(below.of.item).1))
            .collect();
        match named.join(" of ").as_str() {
            "" => "is een optelling; wijzig een regel eronder".into(),
            named => format!("is een optelling; wijzig een regel eronder, zoals {named}").into(),
        }
    }

    fn amount_cell(&self, row: usize, at: usize) -> CellView<'_> {
        let (Some(found), Some(shown)) = (self.row_at(row), self.shown(row, at)) else {
            return nothing();
        };
        let kolom = shown.cell.kolom;
        let closed = kolom.is_some_and(|kolom| self.document.begroting().is_closed(kolom));
        let follows = kolom.is_some_and(|kolom| self.document.totals().base(kolom).is_some());
        let access = match (found.of.item, shown.cell.own) {
            _ if kolom.is_none() => Access::Never("volgt uit andere kolommen".into()),
            _ if follows => Access::Never(FOLLOWS.into()),
            (_, Some(_)) if closed => Access::Locked("is gesloten".into()),
            (_, Some(_)) => Access::Yes,
            (Item::Stand(_), _) => Access::Never(
                "is een optelling; kies een weergave met regels om te wijzigen".into(),
            ),
            (item, _) if is_sum(item) => {
                Access::Never("is een optelling; wijzig een regel erboven".into())
            }
            (Item::Onderdeel(_), _) => Access::Never(self.why_not_a_sum(row)),
            _ => Access::Never("volgt uit de lasten en baten van deze rij".into()),
        };
        let tone = match found.of.item {
            item if is_sum(item) => Tone::Normal,
            _ if shown.text.ends_with(" N") => Tone::Worse,
            _ if closed => Tone::Locked,
            _ if shown.text == "pm" => Tone::Weak,
            _ => Tone::Normal,
        };
        let mark = shown.note.map(|note| Mark::Note(note.into()));
        CellView { text: Cow::Borrowed(&shown.text), tone, access, mark }
    }

    /// Code and name of an onderdeel, or the name of a regel.
    fn words(&self, item: Item) -> (&str, Cow<'_, str>) {
        let begroting = self.document.begroting();
        match item {
            Item::Onderdeel(id) | Item::Empty(id) | Item::Single { onderdeel: id, .. } => {
                let onderdeel = begroting.onderdelen.get(id);
                onderdeel.map_or(("", "".into()), |o| (&o.code, Cow::Borrowed(&*o.name)))
            }
            Item::Regel(id) => {
                ("", begroting.regels.get(id).map_or("", |regel| regel.name.as_str()).into())
            }
            Item::Sum(maat) => ("", self.shape.overzicht.sum_title(maat, self.shape.level).into()),
            Item::Total => ("", format!("Totaal {}", self.shape.level.word()).into()),
            Item::Stand(bron) => ("", self.shape.overzicht.stand_title(begroting, bron).into()),
        }
    }

    fn soort(&self, item: Item) -> Option<Soort> {
        let regel = self.document.begroting().regels.get(regel_of(item)?)?;
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
        self.row_at(row).map_or(0, Row::key)
    }

    fn column_key(&self, col: usize) -> u64 {
        match self.place(col) {
            Some(Place::Code) => 0,
            Some(Place::Name) => 1,
            Some(Place::Soort) => 2,
            // Holds a year or a figure, and so lies far above those.
            Some(Place::Figure(at)) => self.shape.figures.get(at).map_or(u64::MAX, |column| {
                let maat = column.maat.map_or(0, |maat| maat as u64 + 1);
                maat << 56 | column.bron.map_or(0, bron_key)
            }),
            None => u64::MAX,
        }
    }

    fn row(&self, row: usize) -> RowView {
        self.row_at(row).map_or_else(RowView::default, |row| RowView {
            depth: row.of.depth,
            open: row.of.open,
            kind: match row.of.item {
                Item::Sum(_) | Item::Total | Item::Stand(Bron::Verschil(..)) => RowKind::Total,
                _ => RowKind::Body,
            },
            parent: row.of.parent,
            runs_on: false,
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
                .map(|regel| self.document.begroting().title_of(regel))
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
        let item = found.of.item;
        match (place, item) {
            (Place::Figure(at), _) => self.amount_cell(row, at),
            (_, item) if is_sum(item) => {
                let text = if place == Place::Name { self.words(item).1 } else { "".into() };
                CellView::fixed(text, "is een optelling").toned(Tone::Bold)
            }
            (Place::Code, Item::Regel(_)) => {
                CellView::fixed("", "is leeg: een regel heeft geen eigen code")
            }
            (Place::Code, _) => CellView::editable(self.words(item).0),
            (Place::Name, _) => {
                let mut cell = CellView::editable(self.words(item).1);
                cell.mark = found.of.stelpost.then_some(Mark::Dot);
                cell
            }
            (Place::Soort, _) => match self.soort(item) {
                Some(soort) => CellView::editable(soort.word()).toned(Tone::Weak),
                None => {
                    let word = match item {
                        Item::Onderdeel(id) => {
                            self.shape.overzicht.maat_of(self.document.totals(), id).word()
                        }
                        _ => "saldo",
                    };
                    CellView::fixed(word, "is een optelling").toned(Tone::Weak)
                }
            },
        }
    }

    fn edit_text(&self, row: usize, col: usize) -> String {
        match self.figure(row, col) {
            Some(cell) => self.notation().exact_cell(cell.bedrag, Side::from(cell.maat)),
            None => self.cell(row, col).text.into_owned(),
        }
    }

    fn amount(&self, row: usize, col: usize) -> Option<Decimal> {
        let cell = self.figure(row, col)?;
        match cell.bedrag {
            Some(Bedrag::Euro(euro)) => {
                Some(self.notation().signs.to_shown(Side::from(cell.maat), euro))
            }
            _ => None,
        }
    }

    fn explain(&self, row: usize, col: usize) -> Option<String> {
        budget_explain(self, row, col)
    }

    fn remark(&self, row: usize, col: usize) -> Option<String> {
        let kolom = match self.place(col)? {
            Place::Name => None,
            Place::Figure(at) => Some(self.shown(row, at)?.cell.kolom?),
            Place::Code | Place::Soort => return None,
        };
        overleg::remark(self.document, self.records(row).into_iter().flatten(), kolom)
    }

    fn choices(&self, row: usize, col: usize) -> Vec<String> {
        match (self.place(col), self.item(row)) {
            (Some(Place::Soort), Some(item)) if regel_of(item).is_some() => {
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
    let (item, cell) = (table.item(row)?, table.figure(row, col)?);
    let Some(kolom) = cell.kolom else {
        return difference(table, row, col);
    };
    let id = match item {
        Item::Onderdeel(id) => id,
        item if is_sum(item) => table.shape.onderdeel(),
        _ => return published(table, item, &cell),
    };
    // What is shown by kind adds up as a saldo, as does what it is published as.
    let maat = match item {
        Item::Onderdeel(_) if table.shape.overzicht.is_mixed() => Maat::Saldo,
        _ => cell.maat,
    };
    let (begroting, unit) = (table.document.begroting(), table.notation().unit);
    let terms = calc::explain(begroting, table.document.totals(), id, kolom, maat);
    let mut lines = vec![format!("Telt op, {}:", unit.label())];
    for term in terms.iter().take(MOST_LINES) {
        let pm = if term.pm { " en pm" } else { "" };
        lines.push(format!("{}: {}{pm}", term.label, show_in_words(term.amount, unit)));
    }
    if let Some(more) = terms.len().checked_sub(MOST_LINES).filter(|more| *more > 0) {
        lines.push(format!("en nog {more}"));
    }
    lines.extend(published(table, item, &cell));
    Some(lines.join("\n"))
}

/// What a difference subtracts, and how to read its sign.
fn difference(table: &BudgetTable<'_>, row: usize, col: usize) -> Option<String> {
    let Place::Figure(at) = table.place(col)? else {
        return None;
    };
    let bron = table.bron(table.row_at(row)?, at)?;
    let (from, to) = match bron {
        Bron::Kolom(_) => return None,
        Bron::Verschil(from, to) => (from, to),
        Bron::VrijeRuimte(_) => {
            return Some("Lasten: begroting gewijzigd min realisatie en verplichtingen".into());
        }
    };
    let sign = if bron.is_judged() { "; + is een voordeel (V), - een nadeel (N)" } else { "" };
    Some(format!("{} min {}{sign}", to.title(), from.title().to_lowercase()))
}

fn published(table: &BudgetTable<'_>, item: Item, cell: &Cell) -> Option<String> {
    let control = table.control(item, cell)?;
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
