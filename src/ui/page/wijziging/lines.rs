//! The lines of one wijziging as a table of the grid: what it changes of which regel, per column.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::lines_change;
use crate::calc::kolom_of_year;
use crate::calc::overzicht::maat_of_soort;
use crate::calc::wijziging::{Effect, called, effects};
use crate::change::Document;
use crate::display::{Notation, Side};
use crate::model::{
    Bedrag, Begroting, Id, Kolom, Maat, Mutatie, Mutatieregel, Mutatiesoort, Onderdeel, Regel,
    Stadium,
};
use crate::ui::grid::{
    Action, CellChange, CellView, Column, Head, Refusal, RowKind, RowView, Table, Tone,
};
use crate::ui::page::budget_table::{side, side_of};
use crate::ui::page::shape::STICKY;
use crate::ui::theme::size;
use crate::ui::wish::Wish;

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Line(Id),
    Sum(Sum),
}

/// What the lines add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sum {
    Part(Maat),
    Elders,
    /// On the resultaat, elders with it: zero where every line has its cover.
    Net,
}

impl Sum {
    const fn name(self) -> &'static str {
        match self {
            Sum::Part(Maat::Lasten) => "Lasten samen",
            Sum::Part(Maat::Baten) => "Baten samen",
            Sum::Part(Maat::Toevoeging) => "Toevoeging reserves samen",
            Sum::Part(Maat::Onttrekking) => "Onttrekking reserves samen",
            Sum::Part(_) | Sum::Net => "Saldo van de wijziging",
            Sum::Elders => "Elders samen",
        }
    }

    fn of(self, effect: &Effect) -> Decimal {
        match self {
            Sum::Part(maat) => effect.total.of(maat),
            Sum::Elders => effect.elders,
            Sum::Net => effect.net(),
        }
    }

    fn side(self) -> Side {
        match self {
            Sum::Part(maat) => side_of(maat),
            Sum::Elders | Sum::Net => Side::Saldo,
        }
    }
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Code,
    /// The name of the regel, or where the counter-entry is.
    Regel,
    Soort,
    /// The regel without this wijziging.
    Was(Kolom),
    Change(Kolom),
    /// The regel with it.
    Wordt(Kolom),
}

/// Rows and columns of the lines, made once per version of the budget.
pub(in crate::ui::page) struct LinesShape {
    pub wijziging: Id,
    pub notation: Notation,
    rows: Vec<(Of, OnceCell<Box<[String]>>)>,
    pub(super) places: Vec<Place>,
    effects: BTreeMap<Kolom, Effect>,
    head: Head,
    of_version: u64,
}

impl LinesShape {
    /// `known` where it still holds, or else a new one; `None` where the wijziging is gone.
    pub fn follow(
        known: Option<LinesShape>,
        document: &Document,
        wijziging: Id,
        notation: Notation,
    ) -> Option<LinesShape> {
        let of_version = document.version();
        let version = match known {
            Some(shape)
                if (shape.of_version, shape.wijziging, shape.notation)
                    == (of_version, wijziging, notation) =>
            {
                return Some(shape);
            }
            Some(shape) => shape.head.version + 1,
            None => 0,
        };
        let begroting = document.begroting();
        let mutatie = begroting.mutaties.get(wijziging)?;
        let (places, columns) = columns(document, mutatie, notation);
        let rows = rows(begroting, mutatie);
        Some(LinesShape {
            wijziging,
            notation,
            rows: rows.into_iter().map(|of| (of, OnceCell::new())).collect(),
            places,
            effects: effects(begroting, mutatie),
            head: Head {
                name: format!("Regels van {}, {}", called(mutatie), notation.label()),
                version,
                columns,
                sticky: STICKY,
            },
            of_version,
        })
    }

    pub fn row_of(&self, line: Id) -> Option<usize> {
        self.rows.iter().position(|(of, _)| *of == Of::Line(line))
    }

    pub fn line_at(&self, row: usize) -> Option<Id> {
        match self.rows.get(row)?.0 {
            Of::Line(id) => Some(id),
            Of::Sum(_) => None,
        }
    }

    /// The first column in which the lines do not net to zero, and what is over; below zero it is
    /// not covered.
    pub fn uncovered(&self) -> Option<(Kolom, Decimal)> {
        let nets = self.effects.iter().map(|(kolom, effect)| (*kolom, effect.net()));
        nets.into_iter().find(|(_, net)| !net.is_zero())
    }

    /// The first column that a change is typed in.
    pub fn first_change(&self) -> usize {
        self.places.iter().position(|place| matches!(place, Place::Change(_))).unwrap_or(0)
    }
}

/// The lines, and below them a sum for each kind among them.
fn rows(begroting: &Begroting, mutatie: &Mutatie) -> Vec<Of> {
    let lines: Vec<&Mutatieregel> = begroting.mutatieregels.of(mutatie.id).collect();
    let mut rows: Vec<Of> = lines.iter().map(|line| Of::Line(line.id)).collect();
    let soorten = || lines.iter().map(|line| regel_of(begroting, line).map(|regel| regel.soort));
    for maat in [Maat::Lasten, Maat::Baten, Maat::Toevoeging, Maat::Onttrekking] {
        if soorten().flatten().any(|soort| maat_of_soort(soort) == maat) {
            rows.push(Of::Sum(Sum::Part(maat)));
        }
    }
    if soorten().any(|soort| soort.is_none()) {
        rows.push(Of::Sum(Sum::Elders));
    }
    rows.push(Of::Sum(Sum::Net));
    rows
}

fn regel_of<'a>(begroting: &'a Begroting, line: &Mutatieregel) -> Option<&'a Regel> {
    begroting.regels.get(line.regel?)
}

/// The years that a wijziging can change, and every other column in which it has an amount.
fn kolommen(begroting: &Begroting, mutatie: &Mutatie) -> BTreeSet<Kolom> {
    let jaar = begroting.kop().jaar;
    let lines = begroting.mutatieregels.of(mutatie.id);
    let mut kolommen: BTreeSet<Kolom> =
        lines.flat_map(|line| line.amounts.iter().map(|(kolom, _)| kolom)).collect();
    if mutatie.soort == Mutatiesoort::Wijziging {
        let is_later = |kolom: &Kolom| {
            kolom.jaar > jaar && matches!(kolom.stadium, Stadium::Raming | Stadium::Begroting)
        };
        let years = begroting.columns().into_iter().filter(is_later).map(|kolom| kolom.jaar);
        kolommen.extend(
            [jaar].into_iter().chain(years).map(|jaar| Kolom::new(jaar, Stadium::Gewijzigd)),
        );
    } else if kolommen.is_empty() {
        kolommen.extend(kolom_of_year(begroting, jaar));
    }
    kolommen
}

fn columns(
    document: &Document,
    mutatie: &Mutatie,
    notation: Notation,
) -> (Vec<Place>, Vec<Column>) {
    let begroting = document.begroting();
    let width = size::column_amount(notation.unit);
    let mut all = vec![
        (Place::Code, Column::text("Code", size::COLUMN_CODE)),
        (Place::Regel, Column::text("Regel", size::COLUMN_CONSEQUENCE).growing()),
        (Place::Soort, Column::text("Soort", size::COLUMN_WORD)),
    ];
    for kolom in kolommen(begroting, mutatie) {
        let (title, is_year) = (kolom.title(), kolom.jaar == begroting.kop().jaar);
        let is_derived = document.totals().base(kolom).is_some();
        if is_year && is_derived && mutatie.soort == Mutatiesoort::Wijziging {
            all.extend([
                (Place::Was(kolom), Column::figures("Was", width).under(&title)),
                (Place::Change(kolom), Column::figures("Wijziging", width).under(&title)),
                (Place::Wordt(kolom), Column::figures("Wordt", width).under(&title)),
            ]);
        } else {
            // No wider than the words above it need.
            let least = if is_year { size::COLUMN_LONG } else { size::COLUMN_STADIUM };
            let title = if is_year { title } else { format!("{} {}", kolom.jaar, short(kolom)) };
            all.push((Place::Change(kolom), Column::figures(title, width.max(least))));
        }
    }
    all.into_iter().unzip()
}

/// The stadium where there is little room.
fn short(kolom: Kolom) -> String {
    match kolom.stadium {
        Stadium::Gewijzigd => "gewijzigd".to_owned(),
        stadium => stadium.title().to_lowercase(),
    }
}

/// Lines with their sums; edits become wishes.
pub(in crate::ui::page) struct LinesTable<'a> {
    pub document: &'a Document,
    pub shape: &'a LinesShape,
    pub wishes: &'a mut Vec<Wish>,
}

impl LinesTable<'_> {
    pub(super) fn line(&self, row: usize) -> Option<&Mutatieregel> {
        self.document.begroting().mutatieregels.get(self.shape.line_at(row)?)
    }

    pub(super) fn place(&self, col: usize) -> Option<Place> {
        self.shape.places.get(col).copied()
    }

    pub(super) fn wijziging(&self) -> Option<&Mutatie> {
        self.document.begroting().mutaties.get(self.shape.wijziging)
    }

    /// The sign in which a row is shown: lasten and toevoegingen as lasten, elders as a saldo.
    pub(super) fn side(&self, row: usize) -> Side {
        match self.shape.rows.get(row).map(|(of, _)| *of) {
            Some(Of::Sum(sum)) => sum.side(),
            Some(Of::Line(_)) | None => {
                let regel =
                    self.line(row).and_then(|line| regel_of(self.document.begroting(), line));
                regel.map_or(Side::Saldo, |regel| side(regel.soort))
            }
        }
    }

    /// The amount of a cell, in the sign of the model.
    pub(super) fn bedrag(&self, row: usize, place: Place) -> Option<Bedrag> {
        let mutatie = self.wijziging()?;
        let line = match self.shape.rows.get(row)?.0 {
            Of::Line(_) => self.line(row)?,
            Of::Sum(sum) => {
                let Place::Change(kolom) = place else { return None };
                let effect = self.shape.effects.get(&kolom);
                return Some(Bedrag::Euro(effect.map_or(Decimal::ZERO, |effect| sum.of(effect))));
            }
        };
        let now = |kolom| {
            let regel = regel_of(self.document.begroting(), line)?;
            self.document.totals().amount(regel, kolom)
        };
        match place {
            Place::Change(kolom) => line.amounts.get(kolom),
            // Of what is elsewhere no more is known than what changes.
            _ if line.regel.is_none() => None,
            Place::Was(kolom) if mutatie.is_adopted() => {
                shifted(now(kolom), line.amounts.get(kolom), -Decimal::ONE)
            }
            Place::Wordt(kolom) if !mutatie.is_adopted() => {
                shifted(now(kolom), line.amounts.get(kolom), Decimal::ONE)
            }
            Place::Was(kolom) | Place::Wordt(kolom) => now(kolom),
            Place::Code | Place::Regel | Place::Soort => None,
        }
    }

    fn text(&self, row: usize, col: usize) -> &str {
        let texts = self.shape.rows.get(row).map(|(of, texts)| {
            texts.get_or_init(|| {
                self.shape.places.iter().map(|place| self.write(row, *of, *place)).collect()
            })
        });
        texts.and_then(|texts| texts.get(col)).map_or("", String::as_str)
    }

    fn write(&self, row: usize, of: Of, place: Place) -> String {
        let begroting = self.document.begroting();
        let regel = self.line(row).and_then(|line| regel_of(begroting, line));
        match (place, of) {
            (Place::Code, Of::Line(_)) => regel
                .and_then(|regel| begroting.onderdelen.get(regel.onderdeel))
                .map_or_else(|| "elders".to_owned(), |onderdeel| onderdeel.code.clone()),
            (Place::Regel, Of::Line(_)) => match (regel, self.line(row)) {
                (Some(regel), _) => named(begroting, regel).to_owned(),
                (None, line) => line.map(|line| line.elders.clone()).unwrap_or_default(),
            },
            (Place::Soort, Of::Line(_)) => {
                regel.map_or("resultaat", |regel| regel.soort.word()).to_owned()
            }
            (Place::Regel, Of::Sum(sum)) => sum.name().to_owned(),
            (Place::Code | Place::Soort, Of::Sum(_)) => String::new(),
            _ => self.shape.notation.show_cell(self.bedrag(row, place), self.side(row)),
        }
    }
}

/// A regel by its name; one that is called "lasten", as its soort says already, by its onderdeel.
fn named<'a>(begroting: &'a Begroting, regel: &'a Regel) -> &'a str {
    let says_soort = regel.name.trim().eq_ignore_ascii_case(regel.soort.word());
    let onderdeel = begroting.onderdelen.get(regel.onderdeel).filter(|_| says_soort);
    onderdeel.map_or(&regel.name, |onderdeel| &onderdeel.name)
}

/// An amount with a change added or taken off. A pm stays unknown.
fn shifted(now: Option<Bedrag>, change: Option<Bedrag>, sign: Decimal) -> Option<Bedrag> {
    match (now, change) {
        (now, None | Some(Bedrag::Pm)) | (now @ Some(Bedrag::Pm), Some(_)) => now,
        (now, Some(Bedrag::Euro(change))) => {
            Some(Bedrag::Euro(now.map_or(Decimal::ZERO, Bedrag::euro_or_zero) + sign * change))
        }
    }
}

impl Table for LinesTable<'_> {
    fn head(&self) -> &Head {
        &self.shape.head
    }

    fn row_count(&self) -> usize {
        self.shape.rows.len()
    }

    fn row_key(&self, row: usize) -> u64 {
        match self.shape.rows.get(row).map(|(of, _)| *of) {
            Some(Of::Line(id)) => id.bits(),
            Some(Of::Sum(Sum::Part(maat))) => 1 << 63 | maat as u64,
            Some(Of::Sum(Sum::Elders)) => 1 << 63 | 1 << 8,
            Some(Of::Sum(Sum::Net)) | None => 1 << 63 | 1 << 9,
        }
    }

    fn row(&self, row: usize) -> RowView {
        let is_sum = self.shape.line_at(row).is_none();
        let kind = if is_sum { RowKind::Total } else { RowKind::Body };
        RowView { kind, ..RowView::default() }
    }

    fn row_name(&self, row: usize) -> String {
        format!("{} {}", self.text(row, 0), self.text(row, 1)).trim().to_owned()
    }

    fn cell(&self, row: usize, col: usize) -> CellView<'_> {
        let Some(place) = self.place(col) else {
            return CellView::fixed("", "bestaat niet");
        };
        let text = self.text(row, col);
        let Some(line) = self.line(row) else {
            return CellView::fixed(text, "is een optelling");
        };
        if self.wijziging().is_some_and(Mutatie::is_adopted) {
            return CellView::fixed(text, "is vastgesteld; neem eerst de vaststelling terug");
        }
        match place {
            Place::Change(_) => CellView::editable(text),
            Place::Regel if line.regel.is_none() => CellView::editable(text),
            Place::Was(_) | Place::Wordt(_) => {
                CellView::fixed(text, "volgt uit de begroting en de wijzigingen").toned(Tone::Weak)
            }
            Place::Code | Place::Regel | Place::Soort => CellView::fixed(
                text,
                "is van de regel; verwijder haar (Ctrl+Delete) en voeg een andere toe (Ctrl+L)",
            ),
        }
    }

    fn edit_text(&self, row: usize, col: usize) -> String {
        match self.place(col) {
            Some(place @ (Place::Was(_) | Place::Change(_) | Place::Wordt(_))) => {
                self.shape.notation.exact_cell(self.bedrag(row, place), self.side(row))
            }
            _ => self.text(row, col).to_owned(),
        }
    }

    fn amount(&self, row: usize, col: usize) -> Option<Decimal> {
        match self.bedrag(row, self.place(col)?)? {
            Bedrag::Euro(euro) => Some(self.shape.notation.signs.to_shown(self.side(row), euro)),
            Bedrag::Pm => None,
        }
    }

    fn explain(&self, row: usize, col: usize) -> Option<String> {
        let begroting = self.document.begroting();
        match self.place(col)? {
            Place::Code | Place::Regel => {
                let regel = regel_of(begroting, self.line(row)?)?;
                begroting.onderdelen.get(regel.onderdeel).map(Onderdeel::title)
            }
            _ => None,
        }
    }

    fn change(&mut self, action: Action, cells: &[CellChange]) -> Result<(), Refusal> {
        let wish = lines_change::wish(self, action, cells)?;
        self.wishes.extend(wish);
        Ok(())
    }
}
