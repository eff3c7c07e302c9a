use super::{StructureError, check_code, check_name, code_scope, level_below, onderdeel};
use crate::model::{Begroting, Edit, Id, Onderdeel, Order};

/// A new onderdeel, last under `parent` or at the top of the tree, one level below it.
///
/// # Errors
/// No name; a code that the programme has already; a parent that is gone.
pub fn add_onderdeel(
    begroting: &Begroting,
    id: Id,
    parent: Option<Id>,
    code: &str,
    name: &str,
) -> Result<Vec<Edit>, StructureError> {
    let level = match parent {
        Some(parent) => Some(onderdeel(begroting, parent)?.level),
        None => None,
    };
    let name = check_name(name)?;
    let code = code.trim().to_owned();
    check_code(begroting, &code_scope(begroting, parent), &code, None)?;
    let last = begroting
        .onderdelen
        .ids_of(parent)
        .last()
        .and_then(|id| begroting.onderdelen.get(*id))
        .map(|last| &last.order);
    let onderdeel =
        Onderdeel::new(id, parent, level_below(level), (code, name), Order::after(last));
    Ok(vec![Edit::Insert(onderdeel.into())])
}

/// The next free code under `parent`: one above the highest number there, "6.72.8" → "6.72.9".
/// A suggestion, to be typed over.
pub fn suggest_code(begroting: &Begroting, parent: Option<Id>) -> String {
    let prefix = match parent.and_then(|parent| begroting.onderdelen.get(parent)) {
        Some(parent) if parent.code.is_empty() => return String::new(),
        Some(parent) => format!("{}.", parent.code),
        None => String::new(),
    };
    let highest = begroting
        .onderdelen
        .ids_of(parent)
        .iter()
        .filter_map(|id| begroting.onderdelen.get(*id))
        .filter_map(|child| child.code.strip_prefix(&prefix)?.parse::<u32>().ok())
        .max();
    let scope = code_scope(begroting, parent);
    let taken = |code: &str| check_code(begroting, &scope, code, None).is_err();
    let mut number = highest.map_or(1, |highest| highest.saturating_add(1));
    let mut code = format!("{prefix}{number}");
    while taken(&code) && number < u32::MAX {
        number += 1;
        code = format!("{prefix}{number}");
    }
    code
}
