//! Versions beside each other: what differs between two, and merging what came back. Shown in the
//! place of the page; the tree and the menu stay.

mod begin;
mod bron;
mod overnemen;
mod samenvoegen;
mod shape;
mod table;
mod vergelijken;

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::Ui;

pub use begin::{Begin, Eigen};
pub use bron::{Archief, Bestand, read_files};
pub use samenvoegen::Samenvoegen;
pub use vergelijken::Vergelijken;

use super::parts::Part;
use super::wish::Desk;
use crate::model::Begroting;

/// What is shown in the place of the page.
pub enum Naast {
    Vergelijken(Box<Vergelijken>),
    Samenvoegen(Box<Samenvoegen>),
}

/// What somebody wants that a wish cannot say.
pub enum Gevraagd {
    /// Back to the page.
    Sluiten,
    /// Another file to compare with, or to merge.
    Bestand,
    /// The version that this file began with: it could not be found.
    Basis(PathBuf),
    /// This version in a file of its own.
    Kopie(Arc<Begroting>),
}

impl Naast {
    /// Draws it; what is asked for, and the parts that F6 visits.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> (Option<Gevraagd>, Vec<Part>) {
        match self {
            Naast::Vergelijken(screen) => screen.show(ui, desk),
            Naast::Samenvoegen(screen) => screen.show(ui, desk),
        }
    }

    /// Goes to the next difference or conflict, or the one before; what to tell.
    pub fn step(&mut self, back: bool) -> String {
        match self {
            Naast::Vergelijken(screen) => screen.step(back),
            Naast::Samenvoegen(screen) => screen.step(back),
        }
    }
}
