//! A component of a difference as it begins.

use super::records::Verklaring;
use super::{Id, Kolom, Nature, Oorzaak, Order};

impl Verklaring {
    /// One that explains nothing yet.
    pub fn new(id: Id, onderdeel: Id, (van, naar): (Kolom, Kolom), order: Order) -> Verklaring {
        Verklaring {
            id,
            onderdeel,
            van,
            naar,
            text: String::new(),
            bedrag: None,
            nature: Nature::default(),
            oorzaak: Oorzaak::default(),
            elders: String::new(),
            buiten: false,
            hoort_op: None,
            cluster: None,
            overheveling: false,
            order,
        }
    }
}
