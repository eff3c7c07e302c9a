use std::collections::HashMap;

use super::{
    StructureError, Target, check_code, code_scope, level_below, mutatie, onderdeel, paragraaf, regel,
    title,
};
use crate::model::{
    Begroting, Edit, Field, Id, Level, MutatieField, OnderdeelField, Order, ParagraafField, RegelField,
};

/// One place among its siblings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Up,
    Down,
}

/// Hangs an onderdeel, with all below it, last under another or at the top of the tree. Levels
/// follow where the new parent is of another level than the old one.
///
/// # Errors
/// Under itself; a code that the other programme has already; something that is gone.
pub fn move_onderdeel(
    begroting: &Begroting,
    id: Id,
    parent: Option<Id>,
) -> Result<Vec<Edit>, StructureError> {
    let moved = onderdeel(begroting, id)?;
    if moved.parent == parent {
        return Ok(Vec::new());
    }
    let level_of = |parent: Option<Id>| match parent {
        Some(parent) => onderdeel(begroting, parent).map(|parent| Some(parent.level)),
        None => Ok(None),
    };
    let (old_level, new_level) = (level_of(moved.parent)?, level_of(parent)?);
    let subtree = begroting.subtree(id);
    if parent.is_some_and(|parent| subtree.contains(&parent)) {
        let title = title(begroting, Target::Onderdeel(id));
        return Err(StructureError::UnderItself { title });
    }
    check_codes(begroting, &subtree, parent)?;

    let siblings = begroting.onderdelen.ids_of(parent);
    let last = siblings.last().and_then(|id| begroting.onderdelen.get(*id));
    let order = Order::after(last.map(|last| &last.order));
    let mut edits = set(begroting, id, OnderdeelField::Parent(parent));
    edits.extend(set(begroting, id, OnderdeelField::Order(order)));
    if old_level != new_level {
        edits.extend(levels(begroting, &subtree, new_level));
    }
    Ok(edits)
}

/// Refuses codes of the moved part that the programme it goes to has already.
fn check_codes(
    begroting: &Begroting,
    subtree: &[Id],
    parent: Option<Id>,
) -> Result<(), StructureError> {
    let mut scope = code_scope(begroting, parent);
    scope.retain(|id| !subtree.contains(id));
    let moved = subtree.iter().filter_map(|id| begroting.onderdelen.get(*id));
    for onderdeel in moved {
        check_code(begroting, &scope, &onderdeel.code, None)?;
    }
    Ok(())
}

/// Every level of the subtree as it follows from the new parent's.
fn levels(
    begroting: &Begroting,
    subtree: &[Id],
    parent: Option<Level>,
) -> Vec<Edit> {
    let mut levels = HashMap::new();
    let mut edits = Vec::new();
    for id in subtree {
        let above = begroting.onderdelen.get(*id).and_then(|onderdeel| onderdeel.parent);
        let above = above.and_then(|above| levels.get(&above).copied());
        let level = level_below(above.or(parent));
        levels.insert(*id, level);
        edits.extend(set(begroting, *id, OnderdeelField::Level(level)));
    }
    edits
}

/// Puts a regel last under another onderdeel.
///
/// # Errors
/// A regel or onderdeel that is gone.
pub fn move_regel(
    begroting: &Begroting,
    id: Id,
    under: Id,
) -> Result<Vec<Edit>, StructureError> {
    onderdeel(begroting, under)?;
    if regel(begroting, id)?.onderdeel == under {
        return Ok(Vec::new());
    }
    let last = begroting.regels.of(under).next_back();
    let order = Order::after(last.map(|last| &last.order));
    let mut edits = set(begroting, id, RegelField::Onderdeel(under));
    edits.extend(set(begroting, id, RegelField::Order(order)));
    Ok(edits)
}

/// The onderdeel that has this code: in the programme of `near` if it is there, else anywhere.
///
/// # Errors
/// No onderdeel has it; only onderdelen of several other programmes have it.
pub fn onderdeel_with_code(
    begroting: &Begroting,
    near: Id,
    code: &str,
) -> Result<Id, StructureError> {
    let code = code.trim();
    let has_it = |id: &Id| begroting.onderdelen.get(*id).is_some_and(|other| other.code == code);
    if let Some(id) = code_scope(begroting, Some(near)).into_iter().find(has_it) {
        return Ok(id);
    }
    let mut all = begroting.onderdelen.iter().filter(|other| other.code == code);
    match (all.next(), all.next()) {
        (Some(only), None) => Ok(only.id),
        (Some(_), Some(_)) => Err(StructureError::AmbiguousCode { code: code.to_owned() }),
        (None, _) => Err(StructureError::NoSuchCode { code: code.to_owned() }),
    }
}

/// Moves a part one place among its siblings.
///
/// # Errors
/// It is the first or the last already; it is gone.
pub fn step(
    begroting: &Begroting,
    target: Target,
    step: Step,
) -> Result<Vec<Edit>, StructureError> {
    let (id, siblings): (Id, Vec<Id>) = match target {
        Target::Onderdeel(id) => {
            let parent = onderdeel(begroting, id)?.parent;
            (id, begroting.onderdelen.ids_of(parent).to_vec())
        }
        Target::Regel(id) => {
            let owner = regel(begroting, id)?.onderdeel;
            (id, begroting.regels.ids_of(Some(owner)).to_vec())
        }
        Target::Mutatie(id) => {
            let owner = mutatie(begroting, id)?.onderdeel;
            (id, begroting.mutaties.ids_of(Some(owner)).to_vec())
        }
        Target::Paragraaf(id) => {
            let moved = paragraaf(begroting, id)?;
            let section = begroting.paragrafen.of(moved.onderdeel);
            (id, section.filter(|other| other.sectie == moved.sectie).map(|p| p.id).collect())
        }
    };
    let at = siblings.iter().position(|other| *other == id).ok_or(StructureError::Gone)?;
    let to = match step {
        Step::Up => at.checked_sub(1),
        Step::Down => Some(at + 1).filter(|to| *to < siblings.len()),
    };
    let Some(to) = to else {
        let title = title(begroting, target);
        return Err(match step {
            Step::Up => StructureError::AlreadyFirst { title },
            Step::Down => StructureError::AlreadyLast { title },
        });
    };
    let mut rest = siblings;
    rest.remove(at);
    let order_at = |i: Option<usize>| {
        i.and_then(|i| rest.get(i)).and_then(|other| order_of(begroting, target, *other))
    };
    let (before, after) = (order_at(to.checked_sub(1)), order_at(Some(to)));
    let order = Order::between(before, after);
    let fits = before.is_none_or(|before| *before < order)
        && after.is_none_or(|after| order < *after);
    if fits {
        return Ok(set(begroting, id, order_field(target, order)));
    }
    // Two people added a part in the same place: their keys are equal, and all get a new one.
    rest.insert(to, id);
    let mut last: Option<Order> = None;
    let mut edits = Vec::new();
    for id in rest {
        let order = Order::after(last.as_ref());
        edits.extend(set(begroting, id, order_field(target, order.clone())));
        last = Some(order);
    }
    Ok(edits)
}

fn order_of(begroting: &Begroting, like: Target, id: Id) -> Option<&Order> {
    match like {
        Target::Onderdeel(_) => begroting.onderdelen.get(id).map(|record| &record.order),
        Target::Regel(_) => begroting.regels.get(id).map(|record| &record.order),
        Target::Mutatie(_) => begroting.mutaties.get(id).map(|record| &record.order),
        Target::Paragraaf(_) => begroting.paragrafen.get(id).map(|record| &record.order),
    }
}

fn order_field(like: Target, order: Order) -> Field {
    match like {
        Target::Onderdeel(_) => OnderdeelField::Order(order).into(),
        Target::Regel(_) => RegelField::Order(order).into(),
        Target::Mutatie(_) => MutatieField::Order(order).into(),
        Target::Paragraaf(_) => ParagraafField::Order(order).into(),
    }
}

fn set(begroting: &Begroting, id: Id, field: impl Into<Field>) -> Vec<Edit> {
    begroting.set(id, field).ok().flatten().into_iter().collect()
}
