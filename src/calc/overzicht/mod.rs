//! A view of one onderdeel as data: its columns, its rows, and on demand the figure of a cell.

mod cell;
mod rows;
mod titles;

use super::afwijking::{self, is_forecast};
use super::{Total, Totals, kolom_of_year};
use crate::model::{
    Bedrag, Begroting, Id, Indeling, Kolom, Kolomkeuze, Maat, Soort, Stadium, Weergave,
};

pub use titles::{keuze_title, kolom_title, maat_title, version};

/// Where the figures of a column (or of a row of `Indeling::Standen`) come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bron {
    Kolom(Kolom),
    /// The second less the first.
    Verschil(Kolom, Kolom),
    /// What may still be spent of the lasten of this year.
    VrijeRuimte(u16),
}

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// The sum of what lies below it.
    Onderdeel(Id),
    /// An onderdeel without anything in it: an amount typed here makes its first regel.
    Empty(Id),
    /// An onderdeel with exactly one regel: the row is that regel.
    Single {
        onderdeel: Id,
        regel: Id,
    },
    Regel(Id),
    /// This figure of the whole table.
    Sum(Maat),
    /// The whole table, in the figure of each column.
    Total,
    /// The whole table in one stage, or what changes between two.
    Stand(Bron),
}

/// A row of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub item: Item,
    /// The block in which it stands, of `Indeling::Blokken`.
    pub blok: Option<Maat>,
    pub depth: usize,
    pub parent: Option<usize>,
    /// Whether it is unfolded, when it can be.
    pub open: Option<bool>,
    /// Holds a stelpost, or is one.
    pub stelpost: bool,
}

/// A column of a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The heading over columns of the same kolom.
    pub group: Option<String>,
    pub title: String,
    /// Of `Indeling::Standen` the rows say it.
    pub bron: Option<Bron>,
    /// `None` where each row says it.
    pub maat: Option<Maat>,
}

/// The one amount that stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    Regel(Id),
    /// The first regel of its kind of an onderdeel.
    New {
        onderdeel: Id,
        soort: Soort,
    },
}

/// The figure of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// In the model's own sign of `maat`. A sum is never empty.
    pub bedrag: Option<Bedrag>,
    /// What it is of. What is judged as a voordeel or nadeel is a saldo.
    pub maat: Maat,
    /// `None` for a difference.
    pub kolom: Option<Kolom>,
    /// The amount that it is, where it is no more than that.
    pub own: Option<Own>,
}

/// A view of one onderdeel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overzicht {
    pub onderdeel: Id,
    pub indeling: Indeling,
    pub bronnen: Vec<Bron>,
    pub maten: Vec<Maat>,
    jaar: u16,
    /// An onderdeel with amounts of one kind shows those, and not its saldo.
    by_kind: bool,
    has_baten: bool,
    has_reserves: bool,
}

/// The stages that set a budget, from the last.
const BUDGETS: [Stadium; 4] =
    [Stadium::Gewijzigd, Stadium::Primitief, Stadium::Begroting, Stadium::Raming];

impl Bron {
    fn of(begroting: &Begroting, columns: &[Kolom], keuze: Kolomkeuze) -> Option<Bron> {
        let of = |stand: crate::model::Stand| stand.of(begroting.kop().jaar, columns);
        match keuze {
            Kolomkeuze::Kolom(stand) => of(stand).map(Bron::Kolom),
            Kolomkeuze::Verschil(from, to) => {
                let (from, to) = (of(from)?, of(to)?);
                (from != to).then_some(Bron::Verschil(from, to))
            }
            Kolomkeuze::VrijeRuimte(jaar) => {
                let bron = Bron::VrijeRuimte(begroting.kop().jaar.checked_add_signed(jaar)?);
                bron.kolommen().all(|kolom| columns.contains(&kolom)).then_some(bron)
            }
        }
    }

    /// What of the view the budget has, each once; all columns where it has nothing of it.
    fn all(begroting: &Begroting, weergave: &Weergave) -> Vec<Bron> {
        let columns = begroting.columns();
        let mut bronnen: Vec<Bron> = Vec::new();
        for keuze in &weergave.kolommen {
            match Bron::of(begroting, &columns, *keuze) {
                Some(bron) if !bronnen.contains(&bron) => bronnen.push(bron),
                _ => {}
            }
        }
        if bronnen.is_empty() {
            bronnen = columns.into_iter().map(Bron::Kolom).collect();
        }
        bronnen
    }

    /// `None` for a difference.
    pub fn kolom(self) -> Option<Kolom> {
        match self {
            Bron::Kolom(kolom) => Some(kolom),
            Bron::Verschil(..) | Bron::VrijeRuimte(_) => None,
        }
    }

    fn kolommen(self) -> impl Iterator<Item = Kolom> {
        let all = match self {
            Bron::Kolom(kolom) => [Some(kolom), None, None],
            Bron::Verschil(from, to) => [Some(from), Some(to), None],
            Bron::VrijeRuimte(jaar) => afwijking::OF_ROOM.map(|of| Some(Kolom::new(jaar, of))),
        };
        all.into_iter().flatten()
    }

    /// The column of a forecast that it sets against a budget.
    pub fn forecast(self) -> Option<Kolom> {
        match self {
            Bron::Verschil(_, to) if self.is_judged() => Some(to).filter(|k| is_forecast(*k)),
            _ => None,
        }
    }

    /// Whether it sets a rekening or forecast against a budget: a voordeel or a nadeel.
    pub fn is_judged(self) -> bool {
        const JUDGED: [Stadium; 3] = [Stadium::Berap1, Stadium::Berap2, Stadium::Rekening];
        matches!(self, Bron::Verschil(from, to)
            if BUDGETS.contains(&from.stadium) && JUDGED.contains(&to.stadium))
    }

    fn is_wijzigingen(self) -> bool {
        matches!(self, Bron::Verschil(from, to)
            if from.jaar == to.jaar
                && to.stadium == Stadium::Gewijzigd
                && BUDGETS.contains(&from.stadium))
    }
}

impl Overzicht {
    /// The columns of the view that the budget does not have.
    pub fn missing(begroting: &Begroting, weergave: &Weergave) -> Vec<Kolomkeuze> {
        let columns = begroting.columns();
        let is_missing = |keuze: &Kolomkeuze| Bron::of(begroting, &columns, *keuze).is_none();
        weergave.kolommen.iter().copied().filter(is_missing).collect()
    }

    /// The column whose figures stand for the view on cards and in the tree: the last begroting of
    /// year t that it shows, or else the one that stands for that year.
    pub fn key_column(begroting: &Begroting, weergave: &Weergave) -> Option<Kolom> {
        let jaar = begroting.kop().jaar;
        let shown = Bron::all(begroting, weergave);
        let is_key = |kolom: &Kolom| kolom.jaar == jaar && BUDGETS.contains(&kolom.stadium);
        let last = shown.into_iter().flat_map(Bron::kolommen).filter(is_key).last();
        last.or_else(|| kolom_of_year(begroting, jaar))
    }

    /// What of the view the budget has; all columns where it has nothing of it.
    ///
    /// `by_kind` lets an onderdeel with amounts of one kind only show those instead of its saldo,
    /// so that a column in which all amounts are positive never mixes them with a negative saldo.
    pub fn new(
        begroting: &Begroting,
        totals: &Totals,
        weergave: &Weergave,
        onderdeel: Id,
        by_kind: bool,
    ) -> Overzicht {
        let bronnen = Bron::all(begroting, weergave);
        let mut maten = weergave.maten.clone();
        if maten.is_empty() {
            maten.push(Maat::Saldo);
        }
        let any = |is: fn(&Total) -> bool| {
            let mut kolommen = bronnen.iter().flat_map(|bron| bron.kolommen());
            kolommen.any(|kolom| is(&totals.get(onderdeel, kolom)))
        };
        let has_reserves = any(|t| !t.toevoeging.is_zero() || !t.onttrekking.is_zero());
        let has_baten = any(|t| !t.baten.is_zero());
        Overzicht {
            onderdeel,
            indeling: weergave.indeling,
            bronnen,
            maten,
            jaar: begroting.kop().jaar,
            by_kind,
            has_baten,
            has_reserves,
        }
    }

    /// Each row says what its amounts are of: one figure per kolom, and that is the saldo.
    pub fn is_mixed(&self) -> bool {
        self.indeling == Indeling::Onderdelen && self.maten == [Maat::Saldo]
    }

    /// A mixed table has more than lasten: its rows say what they are.
    pub fn with_soort(&self) -> bool {
        self.is_mixed() && (self.by_kind || self.has_baten || self.has_reserves)
    }

    /// The columns from which its figures come, each once.
    pub fn kolommen(&self) -> Vec<Kolom> {
        let mut kolommen = Vec::new();
        for kolom in self.bronnen.iter().flat_map(|bron| bron.kolommen()) {
            if !kolommen.contains(&kolom) {
                kolommen.push(kolom);
            }
        }
        kolommen
    }

    /// From left to right.
    pub fn columns(&self) -> Vec<Column> {
        let bronnen = self.bronnen.iter().copied();
        let of_bron =
            |bron| Column { group: None, title: self.title(bron), bron: Some(bron), maat: None };
        match self.indeling {
            Indeling::Standen => {
                let of_maat = |maat: &Maat| Column {
                    group: None,
                    title: maat_title(*maat),
                    bron: None,
                    maat: Some(*maat),
                };
                self.maten.iter().map(of_maat).collect()
            }
            Indeling::Blokken => bronnen.map(of_bron).collect(),
            Indeling::Onderdelen if self.is_mixed() => bronnen.map(of_bron).collect(),
            Indeling::Onderdelen => bronnen
                .flat_map(|bron| {
                    self.maten.iter().map(move |maat| Column {
                        group: Some(self.title(bron)),
                        title: maat_title(*maat),
                        bron: Some(bron),
                        maat: Some(*maat),
                    })
                })
                .collect(),
        }
    }
}

fn of_reserves(maat: Maat) -> bool {
    matches!(maat, Maat::Toevoeging | Maat::Onttrekking | Maat::Resultaat)
}

/// The figure that amounts of this kind make.
pub fn maat_of_soort(soort: Soort) -> Maat {
    match soort {
        Soort::Lasten => Maat::Lasten,
        Soort::Baten => Maat::Baten,
        Soort::Toevoeging => Maat::Toevoeging,
        Soort::Onttrekking => Maat::Onttrekking,
    }
}

fn soort_of(maat: Maat) -> Option<Soort> {
    Soort::ALL.iter().copied().find(|soort| maat_of_soort(*soort) == maat)
}
