use super::{
    StructureError, Target, check_code, check_name, code_scope, entry, mutatie, onderdeel, regel,
};
use crate::model::{Begroting, Edit, Id, Mutatie, Onderdeel, OnderdeelField};

/// How people call it: code and name, "6.72 Maatwerkdienstverlening 18-". Empty when it is gone.
pub fn title(begroting: &Begroting, target: Target) -> String {
    match target {
        Target::Onderdeel(id) => onderdeel(begroting, id).map(Onderdeel::title),
        Target::Regel(id) => regel(begroting, id).map(|regel| regel.name.trim().to_owned()),
        Target::Mutatie(id) => mutatie(begroting, id).map(Mutatie::title),
        Target::Entry(id) => entry::name(begroting, id).ok_or(StructureError::Gone),
    }
    .unwrap_or_default()
}

/// What a rename begins with, and what it changes: code and name of an onderdeel, the name alone of
/// a regel and of a measure. Empty when it is gone.
pub fn rename_text(begroting: &Begroting, target: Target) -> String {
    match target {
        Target::Onderdeel(_) | Target::Regel(_) | Target::Entry(_) => title(begroting, target),
        Target::Mutatie(id) => {
            mutatie(begroting, id).map(|mutatie| mutatie.name.clone()).unwrap_or_default()
        }
    }
}

/// Code and name from one line: "6.72 Maatwerk" → ("6.72", "Maatwerk"). A first word of anything
/// but digits and dots, such as "2e", belongs to the name.
pub fn split_title(line: &str) -> (&str, &str) {
    let line = line.trim();
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let is_code = first.starts_with(|sign: char| sign.is_ascii_digit())
        && first.chars().all(|sign| sign.is_ascii_digit() || sign == '.');
    if is_code { (first, rest.trim()) } else { ("", line) }
}

/// Code and name from the line that renames an onderdeel: a code that stays is known as one,
/// whatever it looks like ("P1"), and a line that stays changes neither.
pub fn split_renamed<'a>(onderdeel: &'a Onderdeel, line: &'a str) -> (&'a str, &'a str) {
    let line = line.trim();
    let (code, name) = (onderdeel.code.trim(), onderdeel.name.trim());
    if code.is_empty() {
        return if line == name { ("", line) } else { split_title(line) };
    }
    match line.strip_prefix(code) {
        Some("") => (code, ""),
        Some(rest) if rest.starts_with(char::is_whitespace) => (code, rest.trim()),
        _ => split_title(line),
    }
}

/// Renames and renumbers an onderdeel. No edits where nothing differs.
///
/// # Errors
/// No name; a code that the programme has already; an onderdeel that is gone.
pub fn name_onderdeel(
    begroting: &Begroting,
    id: Id,
    code: &str,
    name: &str,
) -> Result<Vec<Edit>, StructureError> {
    let parent = onderdeel(begroting, id)?.parent;
    let name = check_name(name)?;
    let code = code.trim().to_owned();
    check_code(begroting, &scope_of(begroting, id, parent), &code, Some(id))?;
    let edits = [OnderdeelField::Code(code), OnderdeelField::Name(name)]
        .into_iter()
        .filter_map(|field| begroting.set(id, field).ok().flatten());
    Ok(edits.collect())
}

/// A programme must differ from the other programmes, and from what hangs under it.
fn scope_of(begroting: &Begroting, id: Id, parent: Option<Id>) -> Vec<Id> {
    let mut scope = code_scope(begroting, parent);
    if parent.is_none() {
        scope.extend(begroting.subtree(id));
    }
    scope
}
