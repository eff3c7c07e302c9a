//! What a Technisch Beraad shows: a slide, worked out under the choices of the moment, and no more
//! than was released for it.
//!
//! Nothing here holds a note of the presenter, the name of a role, the basis of an estimate or a
//! number of people below ten: what the hall sees is made of these types alone.

mod inhoud;
mod knop;
mod niveau;
mod proef;
#[cfg(test)]
mod tests;

pub use inhoud::{Beeld, Inhoud, Jaarrest, Optiekeuze, inhoud, plan_of};
pub use knop::{Bedragveld, Knop, Soortknop, knoppen};
pub use niveau::{Cel, Niveau, OVERIGE, Rij, Rijsoort, Tabel, tabel};
pub use proef::{Proef, Wijziging};
