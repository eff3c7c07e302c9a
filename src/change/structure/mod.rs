//! The edits that change the shape of a budget: adding, naming, moving and removing its parts.
//!
//! Nothing is changed here. Each function gives the edits of one action, in an order in which they
//! apply, or says in Dutch why the action makes no sense.

mod add;
mod entry;
mod name;
mod place;
mod regel;
mod removal;
mod remove;
#[cfg(test)]
mod tests;

use crate::change::wijziging::WijzigingError;
use crate::model::{Begroting, Id, Level, Mutatie, Onderdeel, Regel};

pub use add::{add_onderdeel, suggest_code};
pub use entry::named;
pub use name::{name_onderdeel, rename_text, split_renamed, split_title, title};
pub(in crate::change) use place::step_among;
pub use place::{Step, move_onderdeel, move_regel, onderdeel_with_code, step, step_paragraph};
pub use regel::{Regelgegevens, add_regel, set_regel};
pub use remove::{Loss, loss, neighbour, remove};

/// A part of the budget that can be named, moved and removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    Onderdeel(Id),
    Regel(Id),
    Mutatie(Id),
    /// An indicator, verbonden partij, activity or line of a mutatie: an entry of a list of a page.
    Entry(Id),
}

/// Why a change of structure was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StructureError {
    #[error("vul een naam in")]
    NoName,
    #[error("code {code} is al in gebruik voor ‘{name}’; kies een andere code")]
    CodeTaken { code: String, name: String },
    #[error("er is geen onderdeel met code {code}; kijk in de boom welke codes er zijn")]
    NoSuchCode { code: String },
    #[error("code {code} komt in meer dan één programma voor; kies het onderdeel in de boom")]
    AmbiguousCode { code: String },
    #[error("‘{title}’ kan niet onder zichzelf komen te hangen; kies een onderdeel daarbuiten")]
    UnderItself { title: String },
    #[error("regel ‘{regel}’ hoort bij deze reserve; kies daar eerst een andere")]
    ReserveInUse { regel: String },
    #[error("maatregel ‘{measure}’ vult deze stelpost; maak die eerst aanvullend")]
    Filled { measure: String },
    #[error("‘{title}’ staat al bovenaan")]
    AlreadyFirst { title: String },
    #[error("‘{title}’ staat al onderaan")]
    AlreadyLast { title: String },
    #[error(transparent)]
    Wijziging(#[from] WijzigingError),
    #[error("een wijzigingsregel heet naar de regel die zij wijzigt; wijzig de naam van die regel")]
    NamedByRegel,
    #[error("wat u wilt veranderen bestaat niet meer")]
    Gone,
}

fn onderdeel(begroting: &Begroting, id: Id) -> Result<&Onderdeel, StructureError> {
    begroting.onderdelen.get(id).ok_or(StructureError::Gone)
}

fn regel(begroting: &Begroting, id: Id) -> Result<&Regel, StructureError> {
    begroting.regels.get(id).ok_or(StructureError::Gone)
}

fn mutatie(begroting: &Begroting, id: Id) -> Result<&Mutatie, StructureError> {
    begroting.mutaties.get(id).ok_or(StructureError::Gone)
}

/// The level of what hangs directly under an onderdeel of this level.
fn level_below(parent: Option<Level>) -> Level {
    match parent {
        None => Level::Programma,
        Some(Level::Programma) => Level::Taakveld,
        Some(Level::Taakveld) => Level::Subtaakveld,
        Some(Level::Subtaakveld | Level::Doel | Level::Product) => Level::Product,
    }
}

/// The onderdelen among which a code under `parent` must be the only one: the whole programme, or
/// at the top of the tree the other programmes.
fn code_scope(begroting: &Begroting, parent: Option<Id>) -> Vec<Id> {
    match parent.and_then(|parent| begroting.path(parent).last()) {
        Some(top) => begroting.subtree(top),
        None => begroting.onderdelen.ids_of(None).to_vec(),
    }
}

/// Refuses a code that another than `except` has. No code at all is no clash.
fn check_code(
    begroting: &Begroting,
    scope: &[Id],
    code: &str,
    except: Option<Id>,
) -> Result<(), StructureError> {
    let clash = scope
        .iter()
        .filter(|id| Some(**id) != except)
        .filter_map(|id| begroting.onderdelen.get(*id))
        .find(|other| !code.is_empty() && other.code == code);
    match clash {
        None => Ok(()),
        Some(other) => {
            Err(StructureError::CodeTaken { code: code.to_owned(), name: other.name.clone() })
        }
    }
}

fn check_name(name: &str) -> Result<String, StructureError> {
    match name.trim() {
        "" => Err(StructureError::NoName),
        name => Ok(name.to_owned()),
    }
}
