//! The differences as a tree: by column, then by onderdeel with its totals, then by regel; below that
//! what is no figure.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

use super::{Aard, Verschillen, Versie};
use crate::model::{Begroting, Edit, Id, Kolom, Onderdeel, Order};

/// Which way a difference goes for the resultaat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oordeel {
    Voordeel,
    Nadeel,
}

impl Oordeel {
    /// Of an effect on the resultaat; `None` of nought.
    pub fn of(effect: Decimal) -> Option<Oordeel> {
        match effect {
            effect if effect > Decimal::ZERO => Some(Oordeel::Voordeel),
            effect if effect < Decimal::ZERO => Some(Oordeel::Nadeel),
            _ => None,
        }
    }

    /// As it stands beside a figure.
    pub const fn letter(self) -> &'static str {
        match self {
            Oordeel::Voordeel => "V",
            Oordeel::Nadeel => "N",
        }
    }
}

/// What is shown of the differences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this column.
    pub kolom: Option<Kolom>,
    /// Only figures, without texts and other fields.
    pub alleen_cijfers: bool,
    /// Leaves out what differs less, in euros.
    pub vanaf: Decimal,
    /// Only what goes this way, which no text does.
    pub oordeel: Option<Oordeel>,
}

impl Filter {
    fn takes(&self, effect: Decimal) -> bool {
        effect.abs() >= self.vanaf
            && self.oordeel.is_none_or(|wanted| Oordeel::of(effect) == Some(wanted))
    }
}

/// One row of the tree of differences. Sums are resultaat, in euros.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rij {
    /// A column, with the sum of the whole budget.
    Kolom { kolom: Kolom, oud: Decimal, nieuw: Decimal },
    Onderdeel {
        id: Id,
        depth: usize,
        kolom: Kolom,
        /// `None` where it is not in that version.
        oud: Option<Decimal>,
        nieuw: Option<Decimal>,
        aard: Option<Aard>,
    },
    /// One of [`Verschillen::cijfers`].
    Regel { cijfer: usize, depth: usize },
    /// The heading of what is no figure.
    Overig,
    /// The onderdeel that the rows below it are of; `None` is the whole budget.
    Plaats(Option<Id>),
    /// One of [`Verschillen::anders`].
    Anders(usize),
}

impl Rij {
    /// How far it is indented under the headings.
    pub const fn depth(&self) -> usize {
        match self {
            Rij::Kolom { .. } | Rij::Overig => 0,
            Rij::Onderdeel { depth, .. } | Rij::Regel { depth, .. } => *depth + 1,
            Rij::Plaats(_) => 1,
            Rij::Anders(_) => 2,
        }
    }
}

impl Verschillen {
    /// The rows that the filter leaves.
    pub fn rijen(&self, oud: Versie<'_>, nieuw: Versie<'_>, filter: Filter) -> Vec<Rij> {
        let tree = Boom::new(self, oud, nieuw);
        let mut rows = Vec::new();
        for kolom in self.kolommen.iter().filter(|it| filter.kolom.is_none_or(|of| of == **it)) {
            tree.kolom(*kolom, filter, &mut rows);
        }
        let wants_texts = !filter.alleen_cijfers && filter.oordeel.is_none();
        if wants_texts && !self.anders.is_empty() {
            rows.push(Rij::Overig);
            tree.anders(&mut rows);
        }
        rows
    }
}

/// Both versions as one tree.
struct Boom<'a> {
    of: &'a Verschillen,
    oud: Versie<'a>,
    nieuw: Versie<'a>,
    below: BTreeMap<Option<Id>, Vec<Id>>,
    /// The figures of an onderdeel itself, by column.
    cijfers: HashMap<(Id, Kolom), Vec<usize>>,
    aard: HashMap<Id, Aard>,
}

impl<'a> Boom<'a> {
    fn new(of: &'a Verschillen, oud: Versie<'a>, nieuw: Versie<'a>) -> Boom<'a> {
        let mut below: BTreeMap<Option<Id>, Vec<(&Order, Id)>> = BTreeMap::new();
        let gone = |part: &&Onderdeel| !nieuw.begroting.onderdelen.contains(part.id);
        let all =
            nieuw.begroting.onderdelen.iter().chain(oud.begroting.onderdelen.iter().filter(gone));
        for part in all {
            below.entry(part.parent).or_default().push((&part.order, part.id));
        }
        let sorted = |mut list: Vec<(&Order, Id)>| {
            list.sort_unstable();
            list.into_iter().map(|(_, id)| id).collect()
        };
        let mut cijfers: HashMap<(Id, Kolom), Vec<usize>> = HashMap::new();
        for (at, cijfer) in of.cijfers.iter().enumerate() {
            cijfers.entry((cijfer.onderdeel, cijfer.kolom)).or_default().push(at);
        }
        let mut aard = HashMap::new();
        for anders in &of.anders {
            let id = match &anders.edit {
                Edit::Insert(record) | Edit::Remove(record) => record.id(),
                Edit::Set { id, .. } => *id,
            };
            let known = aard.entry(id).or_insert(anders.aard);
            *known = anders.aard.min(*known);
        }
        let below = below.into_iter().map(|(parent, list)| (parent, sorted(list))).collect();
        Boom { of, oud, nieuw, below, cijfers, aard }
    }

    fn children(&self, parent: Option<Id>) -> &[Id] {
        self.below.get(&parent).map_or(&[], Vec::as_slice)
    }

    fn kolom(&self, kolom: Kolom, filter: Filter, rows: &mut Vec<Rij>) {
        let whole = |versie: Versie<'_>| versie.totals.whole(versie.begroting, kolom).resultaat();
        let (oud, nieuw) = (whole(self.oud), whole(self.nieuw));
        let head = rows.len();
        rows.push(Rij::Kolom { kolom, oud, nieuw });
        self.children(None).iter().for_each(|id| self.onderdeel(*id, kolom, 0, filter, rows));
        if rows.len() == head + 1 {
            rows.pop();
        }
    }

    fn onderdeel(&self, id: Id, kolom: Kolom, depth: usize, filter: Filter, rows: &mut Vec<Rij>) {
        if !self.of.geraakt.contains(&id) {
            return;
        }
        let total = |versie: Versie<'_>| {
            versie.begroting.onderdelen.get(id).map(|_| versie.totals.get(id, kolom).resultaat())
        };
        let (oud, nieuw) = (total(self.oud), total(self.nieuw));
        let aard = self.aard.get(&id).copied().filter(|aard| *aard != Aard::Gewijzigd);
        let own = rows.len();
        rows.push(Rij::Onderdeel { id, depth, kolom, oud, nieuw, aard });
        for cijfer in self.cijfers.get(&(id, kolom)).into_iter().flatten() {
            if self.of.cijfers.get(*cijfer).is_some_and(|it| filter.takes(it.effect())) {
                rows.push(Rij::Regel { cijfer: *cijfer, depth: depth + 1 });
            }
        }
        let below = self.children(Some(id)).iter();
        below.for_each(|id| self.onderdeel(*id, kolom, depth + 1, filter, rows));
        let difference = nieuw.unwrap_or_default() - oud.unwrap_or_default();
        // What came, went or moved is shown, whatever it adds up to.
        let is_shown = match aard {
            Some(_) => filter.takes(difference),
            None => filter.takes(difference) && !difference.is_zero(),
        };
        if rows.len() == own + 1 && !is_shown {
            rows.pop();
        }
    }

    fn anders(&self, rows: &mut Vec<Rij>) {
        let mut by_place: HashMap<Option<Id>, Vec<usize>> = HashMap::new();
        for (at, anders) in self.of.anders.iter().enumerate() {
            by_place.entry(anders.onderdeel).or_default().push(at);
        }
        let mut next: Vec<Option<Id>> = vec![None];
        let mut is_first = true;
        while let Some(place) = next.pop() {
            if let Some(list) = by_place.get(&place) {
                rows.push(Rij::Plaats(place));
                rows.extend(list.iter().map(|at| Rij::Anders(*at)));
            }
            if place.is_some() || is_first {
                next.extend(self.children(place).iter().rev().map(|id| Some(*id)));
            }
            is_first = false;
        }
    }
}

/// The onderdeel in the new version, or in the old one where it is gone.
pub(super) fn part<'a>(oud: &'a Begroting, nieuw: &'a Begroting, id: Id) -> Option<&'a Onderdeel> {
    nieuw.onderdelen.get(id).or_else(|| oud.onderdelen.get(id))
}
