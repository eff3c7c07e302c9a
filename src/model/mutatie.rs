//! A mutatie and its lines as they begin, and whether one counts.

use super::records::{Mutatie, Mutatieregel};
use super::{Aard, Amounts, Fasering, Id, Mutatiesoort, Nature, Order, Orgaan, Status, Zekerheid};

impl Mutatie {
    /// A mutatie that says nothing yet.
    pub fn new(id: Id, onderdeel: Id, soort: Mutatiesoort, name: String, order: Order) -> Mutatie {
        Mutatie {
            id,
            onderdeel,
            soort,
            code: String::new(),
            name,
            stelpost: None,
            start: None,
            status: Status::default(),
            zekerheid: Zekerheid::default(),
            owner: String::new(),
            consequence: String::new(),
            date: None,
            orgaan: Orgaan::default(),
            besluit: String::new(),
            nature: Nature::default(),
            aard: Aard::default(),
            neutraal: false,
            afgeleid: false,
            pakket: None,
            wet: String::new(),
            uit: false,
            structureel: None,
            fasering: Fasering::default(),
            optie: None,
            formule: String::new(),
            basis: String::new(),
            kans: None,
            laag: None,
            hoog: None,
            risico: String::new(),
            forum: String::new(),
            voortgang: String::new(),
            planning: None,
            vrijgegeven: false,
            order,
            amounts: Amounts::default(),
        }
    }

    /// Whether its lines count in the column gewijzigd: a begrotingswijziging that was adopted.
    pub fn is_adopted(&self) -> bool {
        self.soort == Mutatiesoort::Wijziging
            && matches!(
                self.status,
                Status::Vastgesteld | Status::InUitvoering | Status::Gerealiseerd
            )
    }
}

impl Mutatieregel {
    /// A line that changes nothing yet.
    pub fn new(id: Id, mutatie: Id, regel: Option<Id>, order: Order) -> Mutatieregel {
        Mutatieregel {
            id,
            mutatie,
            regel,
            elders: String::new(),
            maatregel: None,
            verklaring: None,
            order,
            amounts: Amounts::default(),
        }
    }
}
