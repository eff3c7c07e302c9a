//! The open document: budget, totals and history in step; what differs between two budgets.

mod diff;
mod document;

pub use diff::diff;
pub use document::{ChangeError, Document, Step};
