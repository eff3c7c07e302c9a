//! What a person sees and touches.
//!
//! The screen never changes the budget: a part of it reads a [`wish::Desk`] and leaves wishes, and
//! [`app::App`] sees to them after the frame.

mod afkortingen;
mod align;
pub mod app;
mod beraad;
pub mod chance;
pub mod chart;
mod choice;
pub mod command;
mod controle;
mod dias;
mod edit;
mod following;
pub mod fonts;
mod form;
pub mod grid;
mod help;
mod history;
mod jaar;
mod job;
mod known;
mod lade;
mod lijst;
mod menu;
mod modal;
pub mod naast;
pub mod native;
mod new_budget;
mod once;
mod overleg;
pub mod page;
mod palette;
pub mod parts;
mod path_dialog;
pub mod plan_charts;
pub mod plan_form;
pub mod raster;
mod regel_form;
mod roles;
pub mod session;
mod start;
mod status;
mod taakvelden;
#[cfg(test)]
mod test_desk;
mod texts;
pub mod theme;
mod tree;
mod versies;
pub mod view;
mod vragen;
mod waarom;
mod weergave_form;
mod window;
pub mod wish;

pub use app::{App, Inkomend};
pub use window::run;
