//! What a person sees and touches.
//!
//! The screen never changes the budget: a part of it reads a [`wish::Desk`] and leaves wishes, and
//! [`app::App`] sees to them after the frame.

pub mod chance;
pub mod chart;
pub mod command;
pub mod fonts;
pub mod grid;
mod help;
mod job;
mod menu;
mod modal;
pub mod native;
mod new_budget;
mod palette;
pub mod raster;
pub mod session;
pub mod theme;
pub mod view;
pub mod wish;
