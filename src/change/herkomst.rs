//! Who changed what, when and why: the revisions that touched a figure or a field.

use std::collections::HashMap;

use crate::model::{Edit, Field, Id, Kolom, Record, Revision};

/// What a revision touched: a record, its field, and of an amount the column.
type Plek = (Id, &'static str, Option<Kolom>);

/// The revisions that touched each place, by their place in the history.
#[derive(Clone, Debug, Default)]
pub struct Herkomst {
    plekken: HashMap<Plek, Vec<usize>>,
    /// Those that made or removed a record.
    records: HashMap<Id, Vec<usize>>,
}

impl Herkomst {
    pub fn new<'a>(history: impl IntoIterator<Item = &'a Revision>) -> Herkomst {
        let mut found = Herkomst::default();
        for (nth, revision) in history.into_iter().enumerate() {
            for edit in &revision.edits {
                match edit {
                    Edit::Insert(record) | Edit::Remove(record) => {
                        found.record(record, nth);
                    }
                    Edit::Set { id, new, .. } => found.add((*id, new.name(), new.kolom()), nth),
                }
            }
        }
        found
    }

    fn record(&mut self, record: &Record, nth: usize) {
        let of = self.records.entry(record.id()).or_default();
        if of.last() != Some(&nth) {
            of.push(nth);
        }
    }

    fn add(&mut self, plek: Plek, nth: usize) {
        let of = self.plekken.entry(plek).or_default();
        if of.last() != Some(&nth) {
            of.push(nth);
        }
    }

    /// The revisions that touched this field of a record, or the record as a whole; from old to new.
    pub fn of(&self, id: Id, field: &Field) -> Vec<usize> {
        let own = self.plekken.get(&(id, field.name(), field.kolom()));
        let mut all: Vec<usize> = own.into_iter().flatten().copied().collect();
        all.extend(self.records.get(&id).into_iter().flatten());
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The last revision that led to what an edit says.
    pub fn last(&self, edit: &Edit) -> Option<usize> {
        match edit {
            Edit::Insert(record) | Edit::Remove(record) => {
                self.records.get(&record.id())?.last().copied()
            }
            Edit::Set { id, new, .. } => self.of(*id, new).last().copied(),
        }
    }
}
