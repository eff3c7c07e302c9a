use std::collections::HashMap;

use super::{
    StructureError, Target, check_code, code_scope, entry, level_below, mutatie, onderdeel, regel,
    title,
};
use crate::change::overleg;
use crate::model::{
    Begroting, Edit, Field, Id, Level, MutatieField, OnderdeelField, Order, ParagraafField,
    RegelField,
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
fn levels(begroting: &Begroting, subtree: &[Id], parent: Option<Level>) -> Vec<Edit> {
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

/// Puts a regel last under another onderdeel, with what was asked about it.
///
/// # Errors
/// A regel or onderdeel that is gone.
pub fn move_regel(begroting: &Begroting, id: Id, under: Id) -> Result<Vec<Edit>, StructureError> {
    onderdeel(begroting, under)?;
    if regel(begroting, id)?.onderdeel == under {
        return Ok(Vec::new());
    }
    let last = begroting.regels.of(under).next_back();
    let order = Order::after(last.map(|last| &last.order));
    let mut edits = set(begroting, id, RegelField::Onderdeel(under));
    edits.extend(set(begroting, id, RegelField::Order(order)));
    edits.extend(overleg::verhuis(begroting, id, under));
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
    let title = || title(begroting, target);
    match target {
        Target::Onderdeel(id) => {
            let siblings = begroting.onderdelen.ids_of(onderdeel(begroting, id)?.parent);
            let siblings = siblings.iter().filter_map(|id| begroting.onderdelen.get(*id));
            let keys = siblings.map(|other| (other.id, &other.order)).collect();
            step_among(begroting, id, keys, step, OnderdeelField::Order, title)
        }
        Target::Regel(id) => {
            let siblings = begroting.regels.of(regel(begroting, id)?.onderdeel);
            let keys = siblings.map(|other| (other.id, &other.order)).collect();
            step_among(begroting, id, keys, step, RegelField::Order, title)
        }
        Target::Mutatie(id) => {
            let siblings = begroting.mutaties.of(mutatie(begroting, id)?.onderdeel);
            let keys = siblings.map(|other| (other.id, &other.order)).collect();
            step_among(begroting, id, keys, step, MutatieField::Order, title)
        }
        Target::Entry(id) => entry::step(begroting, id, step),
    }
}

/// Moves a paragraph one place within its section.
///
/// # Errors
/// It is the first or the last already; it is gone.
pub fn step_paragraph(
    begroting: &Begroting,
    id: Id,
    step: Step,
) -> Result<Vec<Edit>, StructureError> {
    let moved = begroting.paragrafen.get(id).ok_or(StructureError::Gone)?;
    let section = begroting
        .paragrafen
        .of(moved.onderdeel)
        .filter(|p| (p.sectie, p.moment) == (moved.sectie, moved.moment));
    let keys = section.map(|other| (other.id, &other.order)).collect();
    let title = || match moved.heading.trim() {
        "" => "de alinea".to_owned(),
        heading => heading.to_owned(),
    };
    step_among(begroting, id, keys, step, ParagraafField::Order, title)
}

/// Moves `id` one place among its siblings, given in order with their keys.
pub(in crate::change) fn step_among<F: Into<Field>>(
    begroting: &Begroting,
    id: Id,
    mut siblings: Vec<(Id, &Order)>,
    step: Step,
    field: fn(Order) -> F,
    title: impl Fn() -> String,
) -> Result<Vec<Edit>, StructureError> {
    let at = siblings.iter().position(|(other, _)| *other == id).ok_or(StructureError::Gone)?;
    let to = match step {
        Step::Up => {
            at.checked_sub(1).ok_or_else(|| StructureError::AlreadyFirst { title: title() })?
        }
        Step::Down if at + 1 == siblings.len() => {
            return Err(StructureError::AlreadyLast { title: title() });
        }
        Step::Down => at + 1,
    };
    let moved = siblings.remove(at);
    let before = to.checked_sub(1).and_then(|i| siblings.get(i)).map(|(_, order)| *order);
    let after = siblings.get(to).map(|(_, order)| *order);
    let order = Order::between(before, after);
    let fits =
        before.is_none_or(|before| *before < order) && after.is_none_or(|after| order < *after);
    if fits {
        return Ok(set(begroting, id, field(order)));
    }
    // Two people added a part in the same place: their keys are equal, and all get a new one.
    siblings.insert(to, moved);
    let mut last: Option<Order> = None;
    let mut edits = Vec::new();
    for (id, _) in siblings {
        let order = Order::after(last.as_ref());
        edits.extend(set(begroting, id, field(order.clone())));
        last = Some(order);
    }
    Ok(edits)
}

fn set(begroting: &Begroting, id: Id, field: impl Into<Field>) -> Vec<Edit> {
    begroting.set(id, field).ok().flatten().into_iter().collect()
}
