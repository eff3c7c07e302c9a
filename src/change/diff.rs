use crate::model::{Begroting, Edit, Field, Id, OnderdeelField, Record, RegelField};

/// The edits that make `new` out of `old`, in an order in which each can be applied.
///
/// Inserts come first, parents before children; then changed fields, where onderdelen move in the
/// order of their new depth, so that none ever hangs under itself on the way; then removals, the
/// deepest first. A regel becomes a stelpost before all else and stops being one after all else,
/// for measures fill nothing but a stelpost. The order of lines in a file is no difference.
pub fn diff(old: &Begroting, new: &Begroting) -> Vec<Edit> {
    let mut comparison = old.compare(new);
    comparison.inserted.sort_by_key(|record| (record.rank(), depth(new, record)));
    comparison.removed.sort_by_key(|record| (record.rank(), depth(old, record)));
    comparison.set.sort_by_key(|(id, _, field)| set_stage(new, *id, field));

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

fn depth(begroting: &Begroting, record: &Record) -> usize {
    match record {
        Record::Onderdeel(onderdeel) => begroting.path(onderdeel.id).count(),
        _ => 0,
    }
}

fn set_stage(new: &Begroting, id: Id, field: &Field) -> usize {
    match field {
        Field::Onderdeel(OnderdeelField::Parent(_)) => new.path(id).count(),
        _ => usize::MAX,
    }
}
