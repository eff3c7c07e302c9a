use std::collections::HashMap;

use crate::model::{Begroting, Comparison, Edit, Field, Id, OnderdeelField, Record, RegelField};

/// The edits that make `new` out of `old`, in an order in which each can be applied. The order of
/// lines in a file is no difference.
pub fn diff(old: &Begroting, new: &Begroting) -> Vec<Edit> {
    ordered(old, old.compare(new))
}

/// Changes of `old` as edits, in an order in which each can be applied.
///
/// Inserts come first, parents before children; then changed fields, where onderdelen move in the
/// order of their new depth, so that none ever hangs under itself on the way; then removals, the
/// deepest first. A regel becomes a stelpost before all else and stops being one after all else,
/// for measures fill nothing but a stelpost.
pub fn ordered(old: &Begroting, mut comparison: Comparison) -> Vec<Edit> {
    let after = Parents::new(old, &comparison);
    comparison.inserted.sort_by_cached_key(|record| (record.rank(), after.depth_of(record)));
    comparison.set.sort_by_cached_key(|(id, _, field)| match field {
        Field::Onderdeel(OnderdeelField::Parent(_)) => after.depth(*id),
        _ => usize::MAX,
    });
    let before = Parents { old, moved: HashMap::new() };
    comparison.removed.sort_by_cached_key(|record| (record.rank(), before.depth_of(record)));

    let (mut first, mut sets, mut last) = (Vec::new(), Vec::new(), Vec::new());
    for (id, old, new) in comparison.set {
        let group = match new {
            Field::Regel(RegelField::Stelpost(true)) => &mut first,
            Field::Regel(RegelField::Stelpost(false)) => &mut last,
            _ => &mut sets,
        };
        group.push(Edit::Set { id, old, new });
    }
    let inserts = comparison.inserted.into_iter().map(Edit::Insert);
    let removals = comparison.removed.into_iter().rev().map(Edit::Remove);
    first.into_iter().chain(inserts).chain(sets).chain(removals).chain(last).collect()
}

/// Who hangs under whom once changes are made.
struct Parents<'a> {
    old: &'a Begroting,
    moved: HashMap<Id, Option<Id>>,
}

impl<'a> Parents<'a> {
    fn new(old: &'a Begroting, changes: &Comparison) -> Parents<'a> {
        let inserted = changes.inserted.iter().filter_map(|record| match record {
            Record::Onderdeel(onderdeel) => Some((onderdeel.id, onderdeel.parent)),
            _ => None,
        });
        let set = changes.set.iter().filter_map(|(id, _, new)| match new {
            Field::Onderdeel(OnderdeelField::Parent(parent)) => Some((*id, *parent)),
            _ => None,
        });
        Parents { old, moved: inserted.chain(set).collect() }
    }

    fn depth_of(&self, record: &Record) -> usize {
        match record {
            Record::Onderdeel(onderdeel) => self.depth(onderdeel.id),
            _ => 0,
        }
    }

    fn depth(&self, onderdeel: Id) -> usize {
        self.path(onderdeel).count()
    }

    /// The onderdeel and all above it; no further than once round, where changes make a loop.
    fn path(&self, onderdeel: Id) -> impl Iterator<Item = Id> {
        let most = self.old.onderdelen.len() + self.moved.len() + 1;
        let above = |id: &Id| match self.moved.get(id) {
            Some(parent) => *parent,
            None => self.old.onderdelen.get(*id)?.parent,
        };
        std::iter::successors(Some(onderdeel), above).take(most)
    }
}
