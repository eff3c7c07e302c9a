//! The differences of an onderdeel and all below it with their components, made once per version.

use crate::calc::afwijking::{
    Brugwijze, Rij, Samen, Vergelijking, deviation, is_judged, rijen, samen,
};
use crate::change::Document;
use crate::display::Notation;
use crate::model::{Begroting, Id, Kolom, Regel, Soort, Verklaring};
use crate::ui::grid::{Column, Head};
use crate::ui::theme::size;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui::page) struct Asked {
    pub onderdeel: Id,
    pub vergelijking: Vergelijking,
    pub toon: Toon,
    pub notation: Notation,
}

/// Which rows are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::ui::page) enum Toon {
    #[default]
    Alles,
    /// What still needs words, or does not close.
    Werklijst,
    /// Components that are carried to the next year.
    Overheveling,
    /// Components that another part of the budget tells of.
    Elders,
}

impl Toon {
    pub const ALL: [Toon; 4] = [Toon::Alles, Toon::Werklijst, Toon::Overheveling, Toon::Elders];

    pub const fn title(self) -> &'static str {
        match self {
            Toon::Alles => "alles",
            Toon::Werklijst => "wat nog toelichting vraagt",
            Toon::Overheveling => "budgetoverheveling",
            Toon::Elders => "elders toegelicht",
        }
    }

    fn shows(self, verklaring: &Verklaring) -> bool {
        match self {
            Toon::Alles | Toon::Werklijst => true,
            Toon::Overheveling => verklaring.overheveling,
            Toon::Elders => !verklaring.elders.trim().is_empty(),
        }
    }

    /// Whether an onderdeel of which no component is shown has a row all the same.
    fn keeps(self, rij: &Rij) -> bool {
        match self {
            Toon::Alles => true,
            Toon::Werklijst => rij.vraagt(),
            Toon::Overheveling | Toon::Elders => false,
        }
    }
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Name,
    Van,
    Naar,
    Verschil,
    Woord,
    /// What is explained; of a component its amount.
    Verklaard,
    Rest,
    /// The rest of the published difference.
    Gepubliceerd,
    Gecorrigeerd,
    Nature,
    Oorzaak,
    Overheveling,
    Elders,
    /// Counts in the part of the budget that "elders" names.
    Buiten,
    HoortOp,
    Cluster,
}

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// The place in `rijen`.
    Onderdeel(usize),
    /// A component, and the row of its onderdeel.
    Oorzaak(Id, usize),
    /// A line of the budget, where nothing lies below the onderdeel.
    Regel(Id),
}

pub(in crate::ui::page) struct AfwijkingShape {
    pub asked: Asked,
    pub(super) rijen: Vec<Rij>,
    pub(super) rows: Vec<Row>,
    pub(super) places: Vec<Place>,
    pub(super) samen: Samen,
    /// How many onderdelen still need words, or do not close.
    pub(super) vragen: usize,
    pub(super) head: Head,
}

impl AfwijkingShape {
    /// `None` where the onderdeel is gone.
    pub fn new(document: &Document, asked: Asked, version: u64) -> Option<AfwijkingShape> {
        let begroting = document.begroting();
        let of = begroting.onderdelen.get(asked.onderdeel)?;
        let rijen = rijen(begroting, document.totals(), asked.onderdeel, asked.vergelijking);
        let rows = rows(document, &rijen, asked);
        let (places, columns) = columns(begroting, &rijen, asked).into_iter().unzip();
        let (van, naar) = asked.vergelijking;
        let name = format!(
            "Afwijkingen van {}, {} min {}, {}",
            of.title(),
            naar.title(),
            van.title().to_lowercase(),
            asked.notation.unit.label()
        );
        Some(AfwijkingShape {
            asked,
            samen: samen(begroting, asked.onderdeel, asked.vergelijking),
            vragen: rijen.iter().filter(|rij| rij.vraagt()).count(),
            rijen,
            rows,
            places,
            head: Head { name, version, columns, sticky: 1 },
        })
    }

    /// The onderdeel that a row is about.
    pub fn onderdeel_at(&self, row: usize) -> Option<Id> {
        match *self.rows.get(row)? {
            Row::Onderdeel(at) => self.rijen.get(at).map(|rij| rij.onderdeel),
            Row::Oorzaak(_, parent) => self.onderdeel_at(parent),
            Row::Regel(_) => Some(self.asked.onderdeel),
        }
    }

    /// The component of a row.
    pub fn oorzaak_at(&self, row: usize) -> Option<Id> {
        match *self.rows.get(row)? {
            Row::Oorzaak(id, _) => Some(id),
            Row::Onderdeel(_) | Row::Regel(_) => None,
        }
    }

    pub(super) fn rij_at(&self, row: usize) -> Option<&Rij> {
        match *self.rows.get(row)? {
            Row::Onderdeel(at) => self.rijen.get(at),
            Row::Oorzaak(..) | Row::Regel(_) => None,
        }
    }

    pub fn row_of(&self, record: Id) -> Option<usize> {
        let is_of = |row: &Row| match row {
            Row::Onderdeel(at) => self.rijen.get(*at).is_some_and(|rij| rij.onderdeel == record),
            Row::Oorzaak(id, _) | Row::Regel(id) => *id == record,
        };
        self.rows.iter().position(is_of)
    }
}

fn rows(document: &Document, rijen: &[Rij], asked: Asked) -> Vec<Row> {
    let (begroting, totals) = (document.begroting(), document.totals());
    let (van, naar) = asked.vergelijking;
    let mut rows = Vec::new();
    for (at, rij) in rijen.iter().enumerate() {
        let shown = |id: &&Id| {
            let verklaring = begroting.verklaringen.get(**id);
            verklaring.is_some_and(|verklaring| asked.toon.shows(verklaring))
        };
        let oorzaken: Vec<Id> = rij.oorzaken.iter().filter(shown).copied().collect();
        // The onderdeel itself is the sum of what is shown, so it is always there.
        if at > 0 && oorzaken.is_empty() && !asked.toon.keeps(rij) {
            continue;
        }
        let own = rows.len();
        rows.push(Row::Onderdeel(at));
        if asked.toon != Toon::Werklijst || rij.vraagt() {
            rows.extend(oorzaken.into_iter().map(|id| Row::Oorzaak(id, own)));
        }
    }
    if rijen.len() == 1 && asked.toon == Toon::Alles {
        let own = begroting.regels.of(asked.onderdeel);
        let is_told = |regel: &&Regel| {
            matches!(regel.soort, Soort::Lasten | Soort::Baten)
                && deviation(totals, std::iter::once(*regel), van, naar).is_some()
        };
        rows.extend(own.filter(is_told).map(|regel| Row::Regel(regel.id)));
    }
    rows
}

/// A column stands there where it has something to show, or to be filled in.
fn columns(begroting: &Begroting, rijen: &[Rij], asked: Asked) -> Vec<(Place, Column)> {
    let width = size::column_amount(asked.notation.unit);
    let (van, naar) = asked.vergelijking;
    let figures = |title: String| Column::figures(title.clone(), width.max(size::heading(&title)));
    let words = |title: &str, width: f32| Column::text(title, width.max(size::heading(title)));
    let word = if is_judged(naar) {
        ("V of N", size::COLUMN_CERTAINTY)
    } else {
        ("Wordt", size::COLUMN_WORD)
    };
    let published = |rij: &Rij| rij.stand.is_some_and(|stand| stand.gepubliceerd.is_some());
    let mut all = vec![
        (Place::Name, Column::text("Onderdeel en oorzaken", size::COLUMN_CAUSE).growing()),
        (Place::Van, figures(short(van))),
        (Place::Naar, figures(short(naar))),
        (Place::Verschil, figures("Verschil".into())),
        (Place::Woord, words(word.0, word.1)),
        (Place::Verklaard, figures("Verklaard".into())),
        (Place::Rest, figures("Rest".into())),
    ];
    if rijen.iter().any(published) {
        all.push((Place::Gepubliceerd, figures("Rest publicatie".into())));
    }
    if rijen.iter().any(|rij| !rij.correctie.is_zero()) {
        all.push((Place::Gecorrigeerd, figures("Gecorrigeerd".into())));
    }
    all.extend([
        (Place::Nature, words("Structureel?", size::COLUMN_WORD)),
        (Place::Oorzaak, words("Soort oorzaak", size::COLUMN_WORD)),
        (Place::Overheveling, words("Overhevelen", size::COLUMN_SOORT)),
        (Place::Elders, words("Ook toegelicht in", size::COLUMN_WORD)),
        (Place::Buiten, words("Telt daar", size::COLUMN_SOORT)),
        (Place::HoortOp, words("Hoort op", size::COLUMN_SOORT)),
    ]);
    if !begroting.clusters.is_empty() {
        all.push((Place::Cluster, words("Samenhang", size::COLUMN_WORD)));
    }
    all
}

/// "Gewijzigd 2019": enough where the whole title stands above the table.
fn short(kolom: Kolom) -> String {
    format!("{} {}", kolom.stadium.title(), kolom.jaar)
}

/// What stands beside the table: of the onderdeel under the cursor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct SideAsked {
    pub onderdeel: Id,
    pub vergelijking: Vergelijking,
    pub wijze: Brugwijze,
    pub notation: Notation,
}
