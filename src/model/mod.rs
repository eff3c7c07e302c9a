//! What a budget is. Amounts are exact euros, lasten and baten both stored positive.

mod bedrag;
mod id;
mod kolom;
pub mod taakvelden;

pub use bedrag::Bedrag;
pub use id::{Id, IdError};
pub use kolom::{Kolom, KolomError, Stadium};
