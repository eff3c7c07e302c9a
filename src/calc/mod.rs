//! What follows from a budget: totals, stelposten, control figures, what the checks find.
//!
//! [`Totals`] follows every edit. The rest is computed from it when asked, for one onderdeel and
//! what lies below it: keep the answer for as long as the version of the document is the same.

pub mod afwijking;
pub mod beraad;
mod control;
mod explain;
mod figures;
mod gewijzigd;
mod groei;
mod keuzes;
pub mod openstaand;
mod overheveling;
pub mod overzicht;
mod parts;
pub mod prognose;
mod reserves;
mod rows;
mod stelpost;
pub mod structureel;
mod taakvelden;
pub mod tekort;
pub mod toets;
mod total;
mod totals;
pub mod verschillen;
mod weergaven;
pub mod wijziging;

pub use control::{Control, Judgement, control, controls};
pub use explain::{Term, explain};
pub use figures::{Figures, figures, kolom_of_year};
pub use gewijzigd::Gewijzigd;
pub use groei::{factor, procent};
pub use keuzes::Keuzes;
pub use openstaand::Openstaand;
pub use overheveling::{Overheveling, Overhevelingen, carried_on};
pub use overzicht::Overzicht;
pub use parts::{Part, parts, parts_by_lasten};
pub use reserves::{Reservejaar, reservejaren, verloop};
pub use stelpost::{Filling, Rest, Stelpost, stelposten};
pub use taakvelden::{PerTaakveld, per_taakveld};
pub use tekort::Tekort;
pub use toets::{Bevinding, Bevindingen, Ernst};
pub use total::{Pm, Total};
pub use totals::Totals;
pub use weergaven::{
    BATEN_LASTEN_SALDO, BERAP, DOEL, MEERJAREN, PRIMITIEF_GEWIJZIGD_REKENING, weergave, weergaven,
};
