//! What follows from a budget: totals, stelposten, control figures, what needs attention.

mod total;
mod totals;

pub use total::Total;
pub use totals::Totals;
