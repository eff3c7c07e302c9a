use std::collections::HashMap;

use rust_decimal::Decimal;

use super::gewijzigd::Gewijzigd;
use super::rows::Rows;
use super::stelpost::{self, Rest};
use super::total::{Row, Total};
use crate::model::{
    Bedrag, Begroting, Edit, Field, Id, Kolom, Mutatie, MutatieField, MutatieregelField,
    OnderdeelField, Record, Regel, RegelField,
};

/// The totals of every onderdeel and column, kept in step with the budget.
///
/// An edit costs the depth of the tree, not its size. Only moving an onderdeel costs the columns
/// it has, too.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    rows: Rows,
    gewijzigd: Gewijzigd,
    /// What measures fill of each stelpost.
    filled: HashMap<Id, Row>,
    /// What `rows` has for the rest of a stelpost, and the onderdeel for which it was added.
    rests: HashMap<Id, (Id, Row)>,
}

impl Totals {
    /// Everything, from the beginning.
    pub fn new(begroting: &Begroting) -> Totals {
        let mut totals = Totals { gewijzigd: Gewijzigd::new(begroting), ..Totals::default() };
        for regel in begroting.regels.iter() {
            let row = totals.rows.row_mut(regel.onderdeel);
            regel.amounts.iter().for_each(|(k, bedrag)| row.cell(k).count(regel, bedrag));
        }
        for mutatie in begroting.mutaties.iter() {
            let row = totals.rows.row_mut(place(begroting, mutatie));
            mutatie
                .amounts
                .iter()
                .for_each(|(k, bedrag)| row.add(k, Total::of_mutatie(mutatie, Some(bedrag))));
            totals.fill(mutatie, mutatie.amounts.iter(), true);
        }
        for regel in begroting.regels.iter().filter(|regel| regel.stelpost) {
            let rests = totals.rests_of(regel);
            let row = totals.rows.row_mut(regel.onderdeel);
            rests.iter().for_each(|(kolom, rest)| row.add(kolom, rest));
            totals.rests.insert(regel.id, (regel.onderdeel, rests));
        }
        for top in begroting.onderdelen.top() {
            for id in begroting.subtree(top.id).into_iter().rev() {
                let parent = begroting.onderdelen.get(id).and_then(|onderdeel| onderdeel.parent);
                if let (Some(parent), Some(row)) = (parent, totals.rows.row(id).cloned()) {
                    let sum = totals.rows.row_mut(parent);
                    row.iter().for_each(|(kolom, total)| sum.add(kolom, total));
                }
            }
        }
        totals
    }

    /// Of the onderdeel with all below it.
    pub fn get(&self, onderdeel: Id, kolom: Kolom) -> Total {
        let row = |kolom| self.rows.get(onderdeel, kolom);
        let Some(base) = self.gewijzigd.base(kolom) else {
            return row(kolom);
        };
        let mut total = row(base);
        total += self.gewijzigd.of_onderdeel(onderdeel, kolom);
        // What wijzigingen change of the rest of a stelpost; nothing else is kept in such a column.
        total += Total { rest: row(kolom).rest, ..Total::default() };
        total
    }

    /// The amount of a regel: in a column gewijzigd that follows from others, the base with what
    /// adopted wijzigingen change of it.
    pub fn amount(&self, regel: &Regel, kolom: Kolom) -> Option<Bedrag> {
        self.gewijzigd.amount(regel, kolom)
    }

    /// What adopted wijzigingen change.
    pub fn gewijzigd(&self) -> &Gewijzigd {
        &self.gewijzigd
    }

    /// The column that this column gewijzigd starts from; `None` for any other column, and for
    /// one that a source gives itself.
    pub fn base(&self, kolom: Kolom) -> Option<Kolom> {
        self.gewijzigd.base(kolom)
    }

    /// What a stelpost asks in a column, and what measures leave of it or fill too much; `None` where
    /// it says pm or nothing.
    pub fn stelpost(&self, regel: &Regel, kolom: Kolom) -> Option<(Decimal, Rest)> {
        let target = stelpost::target(regel, self.amount(regel, kolom))?;
        let of = self.base(kolom).unwrap_or(kolom);
        let filled = self.filled.get(&regel.id).map(|filled| filled.get(of).filled);
        Some((target, stelpost::rest(Some(target), filled.unwrap_or_default())))
    }

    /// Of the whole budget.
    pub fn whole(&self, begroting: &Begroting, kolom: Kolom) -> Total {
        let mut whole = Total::default();
        begroting.onderdelen.top().for_each(|top| whole += self.get(top.id, kolom));
        whole
    }

    /// Every stelpost of the budget, in the order of their ids.
    pub fn stelposten(&self) -> Vec<Id> {
        let mut stelposten: Vec<Id> = self.rests.keys().copied().collect();
        stelposten.sort_unstable();
        stelposten
    }

    /// Follows one edit that `after` has just applied.
    pub fn apply(&mut self, after: &Begroting, edit: &Edit) {
        let derived: Vec<(Kolom, Kolom)> = self.gewijzigd.derived().collect();
        // A line that goes, or moves to another regel, leaves the one it was on.
        let mut stelposten = self.stelposten_of(after, edit);
        self.gewijzigd.apply(after, edit);
        self.follow(after, edit);
        if self.gewijzigd.derived().ne(derived) {
            stelposten = self.rests.keys().copied().collect();
        }
        for stelpost in stelposten {
            self.settle(after, stelpost);
        }
    }

    fn follow(&mut self, after: &Begroting, edit: &Edit) {
        match edit {
            Edit::Insert(Record::Regel(regel)) => self.regel(after, regel, true),
            Edit::Remove(Record::Regel(regel)) => self.regel(after, regel, false),
            Edit::Insert(Record::Mutatie(mutatie)) => self.mutatie(after, mutatie, true),
            Edit::Remove(Record::Mutatie(mutatie)) => self.mutatie(after, mutatie, false),
            Edit::Remove(Record::Onderdeel(onderdeel)) => {
                self.rows.remove(onderdeel.id);
            }
            Edit::Set { id, old: Field::Regel(old), new: Field::Regel(new) } => {
                let Some(regel) = after.regels.get(*id) else {
                    return;
                };
                match (old, new) {
                    (RegelField::Amount(kolom, old), RegelField::Amount(_, new)) => {
                        let mut change = -Total::of_regel(regel, *old);
                        change += Total::of_regel(regel, *new);
                        self.add(after, regel.onderdeel, *kolom, change);
                    }
                    (
                        RegelField::Onderdeel(_) | RegelField::Soort(_) | RegelField::Stelpost(_),
                        _,
                    ) => {
                        self.regel(after, &regel.clone().with(old.clone()), false);
                        self.regel(after, regel, true);
                        if let RegelField::Onderdeel(old) = old {
                            self.fillings_move(after, regel, *old);
                        }
                    }
                    _ => {}
                }
            }
            Edit::Set { id, old: Field::Mutatie(old), new: Field::Mutatie(new) } => {
                let Some(mutatie) = after.mutaties.get(*id) else {
                    return;
                };
                match (old, new) {
                    (MutatieField::Amount(kolom, old), MutatieField::Amount(_, new)) => {
                        let mut change = -Total::of_mutatie(mutatie, *old);
                        change += Total::of_mutatie(mutatie, *new);
                        self.add(after, place(after, mutatie), *kolom, change);
                        self.fill(mutatie, old.map(|old| (*kolom, old)), false);
                        self.fill(mutatie, new.map(|new| (*kolom, new)), true);
                    }
                    (
                        MutatieField::Onderdeel(_)
                        | MutatieField::Stelpost(_)
                        | MutatieField::Status(_)
                        | MutatieField::Pakket(_)
                        | MutatieField::Uit(_),
                        _,
                    ) => {
                        self.mutatie(after, &mutatie.clone().with(old.clone()), false);
                        self.mutatie(after, mutatie, true);
                    }
                    _ => {}
                }
            }
            Edit::Set {
                id,
                old: Field::Onderdeel(OnderdeelField::Parent(old)),
                new: Field::Onderdeel(OnderdeelField::Parent(new)),
            } => self.rows.hang_over(after, *id, *old, *new),
            Edit::Insert(_) | Edit::Remove(_) | Edit::Set { .. } => {}
        }
    }

    fn regel(&mut self, begroting: &Begroting, regel: &Regel, comes: bool) {
        for (kolom, bedrag) in regel.amounts.iter() {
            let total = Total::of_regel(regel, Some(bedrag));
            self.add(begroting, regel.onderdeel, kolom, if comes { total } else { -total });
        }
    }

    fn mutatie(&mut self, begroting: &Begroting, mutatie: &Mutatie, comes: bool) {
        self.mutatie_at(begroting, mutatie, place(begroting, mutatie), comes);
        self.fill(mutatie, mutatie.amounts.iter(), comes);
    }

    /// Amounts of a measure come to the stelpost that it fills, or go.
    fn fill(
        &mut self,
        mutatie: &Mutatie,
        amounts: impl IntoIterator<Item = (Kolom, Bedrag)>,
        comes: bool,
    ) {
        let Some(stelpost) = mutatie.stelpost else {
            return;
        };
        let row = self.filled.entry(stelpost).or_default();
        for (kolom, bedrag) in amounts {
            let total = Total::of_mutatie(mutatie, Some(bedrag));
            row.add(kolom, if comes { total } else { -total });
        }
    }

    /// The stelposten of which an edit may change the rest; `after` has it, these totals not yet.
    fn stelposten_of(&self, after: &Begroting, edit: &Edit) -> Vec<Id> {
        let of_measure = |id: Id| after.mutaties.get(id).and_then(|mutatie| mutatie.stelpost);
        match edit {
            Edit::Insert(Record::Regel(regel)) | Edit::Remove(Record::Regel(regel)) => {
                if regel.stelpost { vec![regel.id] } else { Vec::new() }
            }
            Edit::Insert(Record::Mutatie(mutatie)) | Edit::Remove(Record::Mutatie(mutatie)) => {
                mutatie.stelpost.into_iter().collect()
            }
            Edit::Insert(Record::Mutatieregel(line)) | Edit::Remove(Record::Mutatieregel(line)) => {
                self.touched([line.regel])
            }
            Edit::Set { id, new: Field::Regel(_), .. } => vec![*id],
            Edit::Set { id, old: Field::Mutatie(MutatieField::Stelpost(old)), .. } => {
                old.iter().copied().chain(of_measure(*id)).collect()
            }
            Edit::Set { id, old: Field::Mutatieregel(MutatieregelField::Regel(old)), .. } => {
                self.touched([*old, after.mutatieregels.get(*id).and_then(|line| line.regel)])
            }
            Edit::Set { id, old: Field::Mutatieregel(_), .. } => {
                self.touched([after.mutatieregels.get(*id).and_then(|line| line.regel)])
            }
            Edit::Set { id, new: Field::Mutatie(_), .. } => {
                let lines = after.mutatieregels.of(*id).map(|line| line.regel);
                self.touched(lines).into_iter().chain(of_measure(*id)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Those of these regels that are a stelpost.
    fn touched(&self, regels: impl IntoIterator<Item = Option<Id>>) -> Vec<Id> {
        regels.into_iter().flatten().filter(|id| self.rests.contains_key(id)).collect()
    }

    /// Replaces what was added for the rest of a stelpost by what it is now.
    fn settle(&mut self, after: &Begroting, stelpost: Id) {
        if let Some((place, row)) = self.rests.remove(&stelpost) {
            row.iter().for_each(|(kolom, rest)| self.add(after, place, kolom, -rest));
        }
        if let Some(regel) = after.regels.get(stelpost).filter(|regel| regel.stelpost) {
            let row = self.rests_of(regel);
            row.iter().for_each(|(kolom, rest)| self.add(after, regel.onderdeel, kolom, rest));
            self.rests.insert(stelpost, (regel.onderdeel, row));
        }
    }

    fn rests_of(&self, regel: &Regel) -> Row {
        let mut row = Row::default();
        for (kolom, bedrag) in regel.amounts.iter() {
            let filled = self.filled.get(&regel.id).map(|filled| filled.get(kolom).filled);
            let target = stelpost::target(regel, Some(bedrag));
            let rest = stelpost::rest(target, filled.unwrap_or_default());
            row.add(kolom, Total { rest, ..Total::default() });
        }
        for (kolom, base) in self.gewijzigd.changed(regel.id) {
            let filled = self.filled.get(&regel.id).map(|filled| filled.get(base).filled);
            let rest = |amount| {
                let target = stelpost::target(regel, amount);
                let rest = stelpost::rest(target, filled.unwrap_or_default());
                Total { rest, ..Total::default() }
            };
            row.add(kolom, rest(self.amount(regel, kolom)));
            row.add(kolom, -rest(regel.amounts.get(base)));
        }
        row
    }

    fn mutatie_at(&mut self, begroting: &Begroting, mutatie: &Mutatie, place: Id, comes: bool) {
        for (kolom, bedrag) in mutatie.amounts.iter() {
            let total = Total::of_mutatie(mutatie, Some(bedrag));
            self.add(begroting, place, kolom, if comes { total } else { -total });
        }
    }

    /// A stelpost that moves takes along what measures fill of it.
    fn fillings_move(&mut self, after: &Begroting, stelpost: &Regel, old: Id) {
        for mutatie in after.mutaties.iter().filter(|m| m.stelpost == Some(stelpost.id)) {
            self.mutatie_at(after, mutatie, old, false);
            self.mutatie_at(after, mutatie, stelpost.onderdeel, true);
        }
    }

    fn add(&mut self, begroting: &Begroting, onderdeel: Id, kolom: Kolom, total: Total) {
        self.rows.add(begroting, onderdeel, kolom, total);
    }
}

/// Where a measure counts: at the stelpost that it fills, or else at its own onderdeel.
fn place(begroting: &Begroting, mutatie: &Mutatie) -> Id {
    mutatie
        .stelpost
        .and_then(|stelpost| begroting.regels.get(stelpost))
        .map_or(mutatie.onderdeel, |stelpost| stelpost.onderdeel)
}
