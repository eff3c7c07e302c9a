//! What begrotingswijzigingen, transfers and movements of reserves do, and the rules they keep.

mod effect;
mod rules;
mod standen;

pub use effect::{Effect, effect, effects, touches};
pub use rules::{Breach, breaches, called, deadline};
pub use standen::{Stand, Standen, standen};
