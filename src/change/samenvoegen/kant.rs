//! What one side changed, by record.

use std::collections::{HashMap, HashSet};

use crate::model::{Begroting, Comparison, Edit, Field, Id, Record};

/// Whose change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kant {
    /// Of the budget that is open.
    Mijn,
    /// Of the version that comes in.
    Hun,
}

impl Kant {
    /// The word on the screen and in output for scripts.
    pub const fn word(self) -> &'static str {
        match self {
            Kant::Mijn => "mijn",
            Kant::Hun => "hun",
        }
    }

    pub const fn other(self) -> Kant {
        match self {
            Kant::Mijn => Kant::Hun,
            Kant::Hun => Kant::Mijn,
        }
    }
}

/// A record: ids are unique within a table.
pub(super) type Sleutel = (&'static str, Id);

/// The changes of one side since the common version, and which of them are of which record.
#[derive(Clone, Debug, Default)]
pub(super) struct Wijzigingen {
    pub edits: Vec<Edit>,
    of: HashMap<Sleutel, Vec<usize>>,
}

impl Wijzigingen {
    pub fn new(changes: Comparison) -> Wijzigingen {
        let Comparison { inserted, removed, set } = changes;
        let sets = set.into_iter().map(|(id, old, new)| Edit::Set { id, old, new });
        let inserts = inserted.into_iter().map(Edit::Insert);
        let edits: Vec<Edit> =
            inserts.chain(sets).chain(removed.into_iter().map(Edit::Remove)).collect();
        let mut of: HashMap<Sleutel, Vec<usize>> = HashMap::new();
        for (at, edit) in edits.iter().enumerate() {
            of.entry(key(edit)).or_default().push(at);
        }
        Wijzigingen { edits, of }
    }

    /// The record that a change is of.
    pub fn key(&self, at: usize) -> Option<Sleutel> {
        self.edits.get(at).map(key)
    }

    /// The changes of a record.
    pub fn of(&self, key: Sleutel) -> impl Iterator<Item = (usize, &Edit)> {
        let places = self.of.get(&key).into_iter().flatten();
        places.filter_map(|at| Some((*at, self.edits.get(*at)?)))
    }

    /// An id that both sides gave to something new, of another kind.
    pub fn same_id_of_another_kind(&self, other: &Wijzigingen) -> Option<Id> {
        let inserted = |changes: &Wijzigingen| -> HashMap<Id, &'static str> {
            let records = changes.edits.iter().filter_map(|edit| match edit {
                Edit::Insert(record) => Some((record.id(), record.table())),
                _ => None,
            });
            records.collect()
        };
        let own = inserted(self);
        let differs = |(id, table): &(Id, &str)| own.get(id).is_some_and(|own| own != table);
        inserted(other).into_iter().find(differs).map(|(id, _)| id)
    }

    /// The record of this key as it was in the common version, where this side changed it; inside,
    /// `None` where it was not there.
    pub fn before(&self, basis: &Begroting, key: Sleutel) -> Option<Option<Record>> {
        let (_, edit) = self.of(key).next()?;
        Some(match edit {
            Edit::Insert(_) => None,
            Edit::Remove(record) => Some(record.clone()),
            Edit::Set { id, old, .. } => basis.record_with(*id, old),
        })
    }

    /// The new records of which this side leaves its own out.
    fn left_out<'a>(&'a self, out: &'a HashSet<usize>) -> impl Iterator<Item = Sleutel> + 'a {
        let edits = out.iter().filter_map(|at| self.edits.get(*at));
        edits.filter(|edit| matches!(edit, Edit::Insert(_))).map(key)
    }

    /// Whether this side adds the record, and does not leave it out.
    fn brings(&self, key: Sleutel, out: &HashSet<usize>) -> bool {
        self.of(key).any(|(at, edit)| matches!(edit, Edit::Insert(_)) && !out.contains(&at))
    }

    /// A record after those of its changes for which `keep` says so.
    pub fn on(
        &self,
        record: Option<Record>,
        key: Sleutel,
        keep: impl Fn(usize) -> bool,
    ) -> Option<Record> {
        let kept = self.of(key).filter(|(at, _)| keep(*at));
        kept.fold(record, |record, (_, edit)| match edit {
            Edit::Insert(new) => Some(new.clone()),
            Edit::Remove(_) => None,
            Edit::Set { new, .. } => record.map(|record| record.with(new.clone())),
        })
    }
}

/// Adds to the changes of each side that are left out: those that need a record which neither side
/// brings, and those that stand or fall with one, having the same number in `samen`.
pub(super) fn leave_out_what_needs_them(
    basis: &Begroting,
    sides: [&Wijzigingen; 2],
    out: &mut [HashSet<usize>; 2],
    samen: [&[usize]; 2],
) {
    loop {
        let mut is_done = true;
        for (one, other) in [(0, 1), (1, 0)] {
            let (own, samen) = (sides[one], samen[one]);
            let absent =
                own.left_out(&out[one]).filter(|key| !sides[other].brings(*key, &out[other]));
            let gone: HashSet<Id> = absent.map(|(_, id)| id).collect();
            let fallen: HashSet<usize> =
                out[one].iter().filter_map(|at| samen.get(*at).copied()).collect();
            let needs_gone = |edit: &Edit| {
                !gone.is_empty() && needed_by(basis, edit).iter().any(|id| gone.contains(id))
            };
            let falls = |at: usize| samen.get(at).is_some_and(|number| fallen.contains(number));
            let more =
                own.edits.iter().enumerate().filter(|(at, edit)| {
                    !out[one].contains(at) && (falls(*at) || needs_gone(edit))
                });
            let more: Vec<usize> = more.map(|(at, _)| at).collect();
            is_done &= more.is_empty();
            out[one].extend(more);
        }
        if is_done {
            break;
        }
    }
}

fn key(edit: &Edit) -> Sleutel {
    match edit {
        Edit::Insert(record) | Edit::Remove(record) => (record.table(), record.id()),
        Edit::Set { id, new, .. } => (new.table(), *id),
    }
}

/// What must be there for a change, and was not needed before it.
pub(super) fn needed_by(basis: &Begroting, edit: &Edit) -> Vec<Id> {
    match edit {
        Edit::Insert(record) => record.needs(),
        Edit::Remove(_) => Vec::new(),
        Edit::Set { id, old, new } => more_needed(basis, *id, old, new),
    }
}

/// What a change no longer needs: a name that was taken out, a column that was emptied.
pub(super) fn let_go_by(basis: &Begroting, edit: &Edit) -> Vec<Id> {
    match edit {
        Edit::Set { id, old, new } => more_needed(basis, *id, new, old),
        Edit::Insert(_) | Edit::Remove(_) => Vec::new(),
    }
}

fn more_needed(basis: &Begroting, id: Id, from: &Field, to: &Field) -> Vec<Id> {
    let needs = |field| basis.record_with(id, field).map_or_else(Vec::new, |of| of.needs());
    let before = needs(from);
    needs(to).into_iter().filter(|id| !before.contains(id)).collect()
}
