//! Onderdelen that would come to hang under themselves.
//!
//! Each version alone is a tree. Moves of one without all those of the other, or with some of them
//! left out, need not be. So moves that could make a loop together stand or fall together, and where
//! both sides have such moves, a person keeps one side.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::conflict::{Conflictsoort, Search};
use super::groups::Groups;
use super::kant::{Kant, Wijzigingen};
use crate::model::{Edit, Field, Id, OnderdeelField, Record};

const BOTH: [Kant; 2] = [Kant::Mijn, Kant::Hun];

pub(super) fn find(search: &mut Search<'_>) {
    let sides = BOTH.map(|kant| Side::new(search.of(kant), search.of(kant.other())));
    if sides.iter().all(|side| side.moves.is_empty()) {
        return;
    }
    // What is in doubt may bring back where an onderdeel was, and that may close another loop.
    let mut doubt = search.in_doubt();
    loop {
        once(search, &sides, &doubt);
        let more = search.in_doubt();
        if more == doubt {
            break;
        }
        doubt = more;
    }
}

/// Where one side hangs onderdelen.
struct Side {
    /// What it moved, and by which change.
    moves: BTreeMap<Id, (Option<Id>, usize)>,
    added: HashMap<Id, Option<Id>>,
}

impl Side {
    fn new(changes: &Wijzigingen, others: &Wijzigingen) -> Side {
        let mut side = Side { moves: BTreeMap::new(), added: HashMap::new() };
        for (at, edit) in changes.edits.iter().enumerate() {
            match edit {
                Edit::Set { id, new: Field::Onderdeel(OnderdeelField::Parent(parent)), .. } => {
                    side.moves.insert(*id, (*parent, at));
                }
                Edit::Insert(Record::Onderdeel(new)) => {
                    side.added.insert(new.id, new.parent);
                    // Where both added it, each under something else, it is moved as well.
                    let hangs_elsewhere = |(_, edit): (usize, &Edit)| match edit {
                        Edit::Insert(Record::Onderdeel(other)) => other.parent != new.parent,
                        _ => false,
                    };
                    let Some(key) = changes.key(at) else { continue };
                    if others.of(key).any(hangs_elsewhere) {
                        side.moves.insert(new.id, (new.parent, at));
                    }
                }
                _ => {}
            }
        }
        side
    }
}

fn once(search: &mut Search<'_>, sides: &[Side; 2], doubt: &[HashSet<usize>; 2]) {
    let mut above = all_above(search, sides, doubt);
    keep_loops(&mut above);
    for together in parts(&above) {
        let mut moves: [Vec<usize>; 2] = [Vec::new(), Vec::new()];
        for ((kant, side), moves) in BOTH.into_iter().zip(sides).zip(&mut moves) {
            let of = together.iter().filter_map(|id| side.moves.get(id).map(|(_, at)| *at));
            moves.extend(of.filter(|at| !search.is_shared((kant, *at))));
            for pair in moves.windows(2) {
                if let [one, other] = *pair {
                    search.together(kant, one, other);
                }
            }
        }
        if let [[own, ..], [theirs, ..]] = moves.each_ref().map(Vec::as_slice) {
            let (own, theirs) = ((Kant::Mijn, *own), (Kant::Hun, *theirs));
            search.clash(own, theirs, Conflictsoort::Kring);
        }
    }
}

/// Every onderdeel that may matter, with all that it may come to hang under.
fn all_above(
    search: &Search<'_>,
    sides: &[Side; 2],
    doubt: &[HashSet<usize>; 2],
) -> BTreeMap<Id, BTreeSet<Id>> {
    let mut above: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    let mut todo: Vec<Id> = sides.iter().flat_map(|side| side.moves.keys().copied()).collect();
    while let Some(id) = todo.pop() {
        if above.contains_key(&id) {
            continue;
        }
        let moved = sides.iter().zip(doubt).filter_map(|(side, doubt)| {
            let (parent, at) = side.moves.get(&id)?;
            Some((*parent, doubt.contains(at)))
        });
        let moved: Vec<(Option<Id>, bool)> = moved.collect();
        let mut parents: BTreeSet<Id> = moved.iter().filter_map(|(parent, _)| *parent).collect();
        if moved.iter().all(|(_, is_in_doubt)| *is_in_doubt) {
            let was = search.basis.onderdelen.get(id).and_then(|onderdeel| onderdeel.parent);
            let added = sides.iter().filter_map(|side| *side.added.get(&id)?);
            parents.extend(was.into_iter().chain(added));
        }
        todo.extend(&parents);
        above.insert(id, parents);
    }
    above
}

/// Leaves what lies on a loop, or between two.
fn keep_loops(above: &mut BTreeMap<Id, BTreeSet<Id>>) {
    loop {
        let before = above.len();
        let known: BTreeSet<Id> = above.keys().copied().collect();
        above.retain(|_, parents| {
            parents.retain(|parent| known.contains(parent));
            !parents.is_empty()
        });
        let below: BTreeSet<Id> = above.values().flatten().copied().collect();
        above.retain(|id, _| below.contains(id));
        if above.len() == before {
            break;
        }
    }
}

/// What hangs together.
fn parts(above: &BTreeMap<Id, BTreeSet<Id>>) -> Vec<Vec<Id>> {
    let places: HashMap<Id, usize> = above.keys().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut groups = Groups::new(above.len());
    for (id, parents) in above {
        for parent in parents {
            if let (Some(one), Some(other)) = (places.get(id), places.get(parent)) {
                groups.join(*one, *other);
            }
        }
    }
    let mut parts: BTreeMap<usize, Vec<Id>> = BTreeMap::new();
    for (id, at) in &places {
        parts.entry(groups.root(*at)).or_default().push(*id);
    }
    let mut parts: Vec<Vec<Id>> = parts.into_values().collect();
    parts.iter_mut().for_each(|part| part.sort_unstable());
    parts
}
