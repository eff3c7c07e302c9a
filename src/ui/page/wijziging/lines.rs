//! Which rows and columns the lines of one wijziging have: what it changes of which regel, per
//! column.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::calc::kolom_of_year;
use crate::calc::overzicht::maat_of_soort;
use crate::calc::wijziging::{Effect, called, effects};
use crate::change::Document;
use crate::display::{Notation, Side};
use crate::model::{
    Begroting, Id, Kolom, Maat, Mutatie, Mutatieregel, Mutatiesoort, Regel, Stadium,
};
use crate::ui::grid::{Column, Head};
use crate::ui::page::shape::STICKY;
use crate::ui::theme::size;

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
    pub const fn name(self) -> &'static str {
        match self {
            Sum::Part(Maat::Lasten) => "Lasten samen",
            Sum::Part(Maat::Baten) => "Baten samen",
            Sum::Part(Maat::Toevoeging) => "Toevoeging reserves samen",
            Sum::Part(Maat::Onttrekking) => "Onttrekking reserves samen",
            Sum::Part(_) | Sum::Net => "Saldo van de wijziging",
            Sum::Elders => "Elders samen",
        }
    }

    pub fn of(self, effect: &Effect) -> Decimal {
        match self {
            Sum::Part(maat) => effect.total.of(maat),
            Sum::Elders => effect.elders,
            Sum::Net => effect.net(),
        }
    }

    pub fn side(self) -> Side {
        match self {
            Sum::Part(maat) => Side::from(maat),
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
    /// With what their cells show, from when they were first seen.
    pub(super) rows: Vec<(Of, OnceCell<Box<[String]>>)>,
    pub(super) places: Vec<Place>,
    pub(super) effects: BTreeMap<Kolom, Effect>,
    pub(super) head: Head,
}

impl LinesShape {
    /// `None` where the wijziging is gone.
    pub fn new(
        document: &Document,
        (wijziging, notation): (Id, Notation),
        version: u64,
    ) -> Option<LinesShape> {
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

    /// Whether any line changes anything.
    pub fn has_amounts(&self) -> bool {
        !self.effects.is_empty()
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

/// The regel that a line changes; `None` where it is elsewhere.
pub(super) fn regel_of<'a>(begroting: &'a Begroting, line: &Mutatieregel) -> Option<&'a Regel> {
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
