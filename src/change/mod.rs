//! The open document: budget, totals and history in step; what differs between two budgets; the
//! edits that change the shape of one.

pub mod berap;
pub mod besluit;
mod diff;
mod document;
pub mod doorwerking;
mod gesloten;
pub mod herkomst;
mod history;
pub mod jaar;
mod new_budget;
pub mod overleg;
pub mod presentatie;
pub mod prognose;
pub mod samenvoegen;
pub mod scenario;
pub mod structure;
pub mod velden;
pub mod verklaring;
pub mod versie;
pub mod weergave;
pub mod wijziging;

pub use diff::diff;
pub use document::{ChangeError, Document, Step};
pub use history::{Earlier, History, take_back};
pub use new_budget::NewBudget;
