//! The rows and columns of the prognoses of an onderdeel, made once per version of the budget.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::calc::Keuzes;
use crate::calc::prognose::{Prognosestand, prognoses_below};
use crate::change::Document;
use crate::change::prognose::{Voorstel, voorstellen};
use crate::display::Notation;
use crate::model::{Begroting, Id, Kolom, Soort};
use crate::ui::grid::{Column, Head};
use crate::ui::page::lists_table::kop;
use crate::ui::page::shape::title_in;
use crate::ui::theme::size;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Name,
    /// How many there were or will be, of P×Q.
    Aantal(Kolom),
    /// What one costs in the first column of amounts, in euros.
    Prijs,
    /// The part of the lasten of that column, in %.
    Aandeel,
    Bedrag(Kolom),
    Groei,
    /// Whether a shock counts.
    Schok,
}

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// The name of a prognosis; its place in the list.
    Prognose(usize),
    /// Prognosis and post.
    Post(usize, usize),
    Som(usize, Som),
    /// All prognoses together.
    Alles,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Som {
    Baten,
    Lasten,
    Saldo,
}

pub struct PrognoseShape {
    pub onderdeel: Id,
    pub notation: Notation,
    /// Under which they are worked out; `None` is the budget itself.
    pub scenario: Option<Id>,
    pub standen: Vec<Prognosestand>,
    pub kolommen: Vec<Kolom>,
    pub(super) rows: Vec<Row>,
    /// The row of each prognosis.
    pub(super) heads: Vec<usize>,
    pub(super) places: Vec<Place>,
    /// What the prognoses propose and the budget does not have.
    pub open: Vec<Voorstel>,
    pub head: Head,
}

impl PrognoseShape {
    /// `None` where the onderdeel is gone.
    pub fn new(
        document: &Document,
        (onderdeel, notation, scenario): (Id, Notation, Option<Id>),
        version: u64,
    ) -> Option<PrognoseShape> {
        let begroting = document.begroting();
        let of = begroting.onderdelen.get(onderdeel)?;
        let keuzes = scenario.map_or_else(Keuzes::default, |id| Keuzes::of(begroting, id));
        let standen = prognoses_below(begroting, onderdeel, &keuzes);
        let kolommen: BTreeSet<Kolom> =
            standen.iter().flat_map(|stand| stand.kolommen.iter().copied()).collect();
        let kolommen: Vec<Kolom> = kolommen.into_iter().collect();
        let (places, columns) = columns(begroting, &standen, &kolommen, notation);
        let (rows, heads) = rows(&standen);
        // What is only tried in a scenario proposes nothing for the budget.
        let proposing = standen.iter().filter(|_| scenario.is_none());
        let open = proposing.flat_map(|stand| voorstellen(begroting, stand));
        let open = open.filter(|voorstel| !voorstel.is_overgenomen()).collect();
        let name = format!("Prognoses van {}, {}", of.title(), notation.label());
        let head = Head { name, version, columns, sticky: 1 };
        Some(PrognoseShape {
            onderdeel,
            notation,
            scenario,
            standen,
            kolommen,
            rows,
            heads,
            places,
            open,
            head,
        })
    }

    /// The record of a row: a prognosis or a post.
    pub fn record_at(&self, row: usize) -> Option<Id> {
        match *self.rows.get(row)? {
            Row::Prognose(of) => self.standen.get(of).map(|stand| stand.prognose),
            Row::Post(of, post) => Some(self.standen.get(of)?.posten.get(post)?.post.id),
            Row::Som(..) | Row::Alles => None,
        }
    }

    pub fn row_of(&self, record: Id) -> Option<usize> {
        (0..self.rows.len()).find(|row| self.record_at(*row) == Some(record))
    }

    /// The prognosis that a row is of.
    pub fn prognose_at(&self, row: usize) -> Option<Id> {
        let of = match *self.rows.get(row)? {
            Row::Prognose(of) | Row::Post(of, _) | Row::Som(of, _) => of,
            Row::Alles => return None,
        };
        self.standen.get(of).map(|stand| stand.prognose)
    }

    /// A sum in a column; `None` where a prognosis says nothing of it.
    pub(super) fn som(&self, of: usize, som: Som, kolom: Kolom) -> Option<Decimal> {
        let stand = self.standen.get(of)?;
        let at = stand.at(kolom)?;
        Some(match som {
            Som::Baten => stand.som(Soort::Baten, at),
            Som::Lasten => stand.som(Soort::Lasten, at),
            Som::Saldo => stand.saldo(at),
        })
    }

    /// The saldo of all prognoses in a column.
    pub fn alles(&self, kolom: Kolom) -> Decimal {
        (0..self.standen.len()).filter_map(|of| self.som(of, Som::Saldo, kolom)).sum()
    }
}

/// The rows, and which of them is that of each prognosis.
fn rows(standen: &[Prognosestand]) -> (Vec<Row>, Vec<usize>) {
    let (mut rows, mut heads) = (Vec::new(), Vec::new());
    for (of, stand) in standen.iter().enumerate() {
        heads.push(rows.len());
        rows.push(Row::Prognose(of));
        for soort in [Soort::Baten, Soort::Lasten] {
            let posten = stand.posten.iter().enumerate();
            let own = posten.filter(|(_, rij)| rij.post.soort == soort);
            rows.extend(own.map(|(post, _)| Row::Post(of, post)));
        }
        rows.extend([Som::Baten, Som::Lasten, Som::Saldo].map(|som| Row::Som(of, som)));
    }
    if standen.len() > 1 {
        rows.push(Row::Alles);
    }
    (rows, heads)
}

fn columns(
    begroting: &Begroting,
    standen: &[Prognosestand],
    kolommen: &[Kolom],
    notation: Notation,
) -> (Vec<Place>, Vec<Column>) {
    let posten = || standen.iter().flat_map(|stand| &stand.posten);
    let mut all = vec![(Place::Name, Column::text("Post", size::COLUMN_MEASURE).growing())];
    if posten().any(|rij| rij.post.schok) {
        all.push((Place::Schok, Column::text("Schok", size::COLUMN_START)));
    }
    let width = size::column_amount(notation.unit);
    all.extend(kolommen.iter().map(|kolom| {
        let title = title_in(begroting, *kolom, kolommen);
        let least = if title.len() > 4 { size::COLUMN_STADIUM } else { 0.0 };
        (Place::Bedrag(*kolom), Column::figures(title, width.max(least)))
    }));
    let indicators = posten().filter_map(|rij| rij.post.aantal);
    let counted = indicators.flat_map(|id| begroting.metingen.of(id).map(|meting| meting.kolom));
    let counted: BTreeSet<Kolom> = counted.collect();
    if !counted.is_empty() {
        let group = "Aantal";
        all.extend(counted.into_iter().map(|kolom| {
            (Place::Aantal(kolom), Column::figures(kop(kolom), size::COLUMN_METING).under(group))
        }));
        all.push((Place::Prijs, Column::figures("Prijs (€)", size::COLUMN_METING)));
        all.push((Place::Aandeel, Column::figures("Aandeel (%)", size::COLUMN_METING)));
    }
    if !begroting.groeivoeten.is_empty() {
        all.push((Place::Groei, Column::text("Groeit met", size::COLUMN_WORKING)));
    }
    all.into_iter().unzip()
}
