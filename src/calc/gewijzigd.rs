use std::collections::HashMap;

use rust_decimal::Decimal;

use super::rows::Rows;
use super::total::Total;
use crate::model::{
    Amounts, Bedrag, Begroting, Edit, Field, Id, Kolom, Mutatie, MutatieField, Mutatieregel,
    MutatieregelField, OnderdeelField, Record, Regel, RegelField, Stadium,
};

/// What adopted begrotingswijzigingen change, kept in step with the budget.
///
/// A column gewijzigd follows from the begroting of its year and the wijzigingen. It is a column of
/// its own only where a source gives nothing else: where any regel has an amount in it.
#[derive(Clone, Debug, Default)]
pub struct Gewijzigd {
    columns: Vec<Kolom>,
    /// How many regels have an amount of their own in a column gewijzigd.
    stored: HashMap<Kolom, usize>,
    /// Per regel, by column.
    regels: HashMap<Id, Vec<(Kolom, Change)>>,
    /// Per onderdeel with all below it.
    rows: Rows,
}

/// What the lines on one regel add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Change {
    euro: Decimal,
    pm: i64,
}

impl Change {
    fn of(bedrag: Bedrag, comes: bool) -> Change {
        let change = match bedrag {
            Bedrag::Euro(euro) => Change { euro, pm: 0 },
            Bedrag::Pm => Change { euro: Decimal::ZERO, pm: 1 },
        };
        if comes { change } else { change.taken_back() }
    }

    fn taken_back(self) -> Change {
        Change { euro: -self.euro, pm: -self.pm }
    }

    fn total(self, regel: &Regel) -> Total {
        let mut total = Total::of_regel(regel, Some(Bedrag::Euro(self.euro)));
        let pm = Total::of_regel(regel, Some(Bedrag::Pm));
        for _ in 0..self.pm.abs() {
            total += if self.pm < 0 { -pm } else { pm };
        }
        total
    }
}

impl Gewijzigd {
    pub fn new(begroting: &Begroting) -> Gewijzigd {
        let mut gewijzigd = Gewijzigd { columns: begroting.columns(), ..Gewijzigd::default() };
        if gewijzigd.columns.iter().any(|kolom| kolom.stadium == Stadium::Gewijzigd) {
            begroting.regels.iter().for_each(|regel| gewijzigd.store(&regel.amounts, true));
            for line in begroting.mutatieregels.iter() {
                gewijzigd.line(begroting, line, true);
            }
        }
        gewijzigd
    }

    /// The column that a column gewijzigd starts from, if it follows from another.
    pub fn base(&self, kolom: Kolom) -> Option<Kolom> {
        const FIRST: [Stadium; 3] = [Stadium::Primitief, Stadium::Begroting, Stadium::Raming];
        if kolom.stadium != Stadium::Gewijzigd || self.stored.contains_key(&kolom) {
            return None;
        }
        FIRST
            .into_iter()
            .map(|stadium| Kolom::new(kolom.jaar, stadium))
            .find(|base| self.columns.contains(base))
    }

    /// The amount of a regel: in a column gewijzigd that follows from others, the base with what
    /// adopted wijzigingen change of it.
    pub fn amount(&self, regel: &Regel, kolom: Kolom) -> Option<Bedrag> {
        match self.base(kolom) {
            None => regel.amounts.get(kolom),
            Some(base) => self.of_regel(regel.id, regel.amounts.get(base), kolom),
        }
    }

    /// What wijzigingen change of an onderdeel with all below it.
    pub(super) fn of_onderdeel(&self, onderdeel: Id, kolom: Kolom) -> Total {
        self.rows.get(onderdeel, kolom)
    }

    /// The amount of a regel, from what it has in the base.
    pub(super) fn of_regel(&self, regel: Id, base: Option<Bedrag>, kolom: Kolom) -> Option<Bedrag> {
        let changes = self.regels.get(&regel).map_or(&[][..], Vec::as_slice);
        let Some((_, change)) = changes.iter().find(|(of, _)| *of == kolom) else {
            return base;
        };
        match base {
            Some(Bedrag::Euro(euro)) => Some(Bedrag::Euro(euro + change.euro)),
            _ if change.euro.is_zero() && (base.is_some() || change.pm > 0) => Some(Bedrag::Pm),
            _ => Some(Bedrag::Euro(change.euro)),
        }
    }

    /// The columns in which wijzigingen change a regel, each with its base.
    pub(super) fn changed(&self, regel: Id) -> impl Iterator<Item = (Kolom, Kolom)> + '_ {
        let changes = self.regels.get(&regel).into_iter().flatten();
        changes.filter_map(|(kolom, _)| Some((*kolom, self.base(*kolom)?)))
    }

    /// Which columns are a sum of their base and wijzigingen: what an edit may change of that
    /// changes the rest of every stelpost that wijzigingen touch.
    pub(super) fn derived(&self) -> impl Iterator<Item = (Kolom, Kolom)> + '_ {
        self.columns.iter().filter_map(|kolom| Some((*kolom, self.base(*kolom)?)))
    }

    /// Follows one edit that `after` has just applied.
    pub(super) fn apply(&mut self, after: &Begroting, edit: &Edit) {
        match edit {
            Edit::Insert(Record::Kolomkop(_))
            | Edit::Remove(Record::Kolomkop(_))
            | Edit::Set { new: Field::Kolomkop(_), .. } => self.columns = after.columns(),
            Edit::Insert(Record::Regel(regel)) => self.store(&regel.amounts, true),
            Edit::Remove(Record::Regel(regel)) => self.store(&regel.amounts, false),
            Edit::Insert(Record::Mutatieregel(line)) => self.line(after, line, true),
            Edit::Remove(Record::Mutatieregel(line)) => self.line(after, line, false),
            Edit::Remove(Record::Onderdeel(onderdeel)) => {
                self.rows.remove(onderdeel.id);
            }
            Edit::Set { id, old: Field::Regel(old), new: Field::Regel(new) } => {
                self.regel(after, *id, old, new);
            }
            Edit::Set { id, old: Field::Mutatieregel(old), .. } => {
                if let Some(line) = after.mutatieregels.get(*id)
                    && !matches!(old, MutatieregelField::Order(_) | MutatieregelField::Elders(_))
                {
                    self.line(after, &line.clone().with(old.clone()), false);
                    self.line(after, line, true);
                }
            }
            Edit::Set { id, old: Field::Mutatie(old), .. } => self.mutatie(after, *id, old),
            Edit::Set {
                id,
                old: Field::Onderdeel(OnderdeelField::Parent(old)),
                new: Field::Onderdeel(OnderdeelField::Parent(new)),
            } => self.rows.hang_over(after, *id, *old, *new),
            Edit::Insert(_) | Edit::Remove(_) | Edit::Set { .. } => {}
        }
    }

    fn regel(&mut self, after: &Begroting, id: Id, old: &RegelField, new: &RegelField) {
        match (old, new) {
            (RegelField::Amount(kolom, old), RegelField::Amount(_, new)) => {
                let one = |bedrag: Option<Bedrag>| bedrag.map(|bedrag| (*kolom, bedrag));
                self.store(&one(*new).into_iter().collect(), true);
                self.store(&one(*old).into_iter().collect(), false);
            }
            (RegelField::Onderdeel(_) | RegelField::Soort(_) | RegelField::Stelpost(_), _) => {
                let Some(regel) = after.regels.get(id) else {
                    return;
                };
                let before = regel.clone().with(old.clone());
                for (kolom, change) in self.regels.get(&id).cloned().unwrap_or_default() {
                    self.add(after, before.onderdeel, kolom, -change.total(&before));
                    self.add(after, regel.onderdeel, kolom, change.total(regel));
                }
            }
            _ => {}
        }
    }

    fn mutatie(&mut self, after: &Begroting, id: Id, old: &MutatieField) {
        let Some(mutatie) = after.mutaties.get(id) else {
            return;
        };
        let was = mutatie.clone().with(old.clone()).is_adopted();
        if was == mutatie.is_adopted() {
            return;
        }
        for line in after.mutatieregels.of(id) {
            self.count(after, line, !was);
        }
    }

    /// A line comes or goes with its mutatie as it is.
    fn line(&mut self, after: &Begroting, line: &Mutatieregel, comes: bool) {
        if after.mutaties.get(line.mutatie).is_some_and(Mutatie::is_adopted) {
            self.count(after, line, comes);
        }
    }

    fn count(&mut self, after: &Begroting, line: &Mutatieregel, comes: bool) {
        let Some(regel) = line.regel.and_then(|regel| after.regels.get(regel)) else {
            return;
        };
        for (kolom, bedrag) in line.amounts.iter() {
            if kolom.stadium != Stadium::Gewijzigd {
                continue;
            }
            let change = Change::of(bedrag, comes);
            self.add(after, regel.onderdeel, kolom, change.total(regel));
            let changes = self.regels.entry(regel.id).or_default();
            match changes.iter_mut().find(|(of, _)| *of == kolom) {
                Some((_, sum)) => {
                    sum.euro += change.euro;
                    sum.pm += change.pm;
                }
                None => changes.push((kolom, change)),
            }
            changes.retain(|(_, sum)| *sum != Change::default());
            if changes.is_empty() {
                self.regels.remove(&regel.id);
            }
        }
    }

    fn store(&mut self, amounts: &Amounts, comes: bool) {
        for (kolom, _) in amounts.iter().filter(|(k, _)| k.stadium == Stadium::Gewijzigd) {
            let count = self.stored.entry(kolom).or_default();
            *count = if comes { *count + 1 } else { count.saturating_sub(1) };
            if *count == 0 {
                self.stored.remove(&kolom);
            }
        }
    }

    fn add(&mut self, begroting: &Begroting, onderdeel: Id, kolom: Kolom, total: Total) {
        self.rows.add(begroting, onderdeel, kolom, total);
    }
}
