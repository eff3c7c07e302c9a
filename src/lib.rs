//! Sluitend: the budget (begroting) of a gemeente, edited, totalled, compared and shown.
//!
//! The rooms, from the ground up; nothing imports upwards (see ARCHITECTURE.md):

#![cfg_attr(
    test,
    allow(
        clippy::disallowed_methods,
        reason = "a test may write files and read the clock; the library itself is checked without `test`"
    )
)]

// What tests of the screen share is written from outside: `sluitend::…`.
#[cfg(test)]
extern crate self as sluitend;

/// Totals, stelposten, control figures, differences explained, checks.
pub mod calc;
/// The open document: model, totals and history; `diff`.
pub mod change;
/// What a script calls.
pub mod cli;
/// Figures as people read and write them: unit, rounding, sign, nl-NL.
pub mod display;
/// What a budget is, and the `Edit` and `Revision` that change it.
pub mod model;
/// Our own files: RON, journal, lock, settings.
pub mod store;
/// What a person sees and touches.
pub mod ui;
