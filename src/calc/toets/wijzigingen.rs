//! The rules of begrotingswijzigingen, and of transfers, reserves and cover beside them.

use super::{Bereik, Ernst, Toets, Vondst, Zicht};
use crate::calc::wijziging::{Breach, breaches, called};
use crate::model::Mutatie;

pub(super) const TOETSEN: &[Toets] = &[
    Toets {
        id: "wijziging-sluit",
        ernst: Ernst::Fout,
        betekenis: "Wat budgetneutraal is, een verschuiving, een reservemutatie of dekking elders moet per jaar op nul uitkomen. Vul de ontbrekende tegenpost aan.",
        bereik: Bereik::Mutatie(breach),
    },
    Toets {
        id: "wijziging-termijn",
        ernst: Ernst::Fout,
        betekenis: "Na 31 december kan de begroting van dat jaar niet meer worden gewijzigd (art. 192 Gemeentewet). Verbeter de datum, of leg het verschil uit in de rekening.",
        bereik: Bereik::Mutatie(breach),
    },
    Toets {
        id: "wijziging-besluit",
        ernst: Ernst::Waarschuwing,
        betekenis: "Een vastgestelde wijziging noemt besluit, datum en orgaan. Vul ze aan bij Wijzigingen.",
        bereik: Bereik::Mutatie(breach),
    },
    Toets {
        id: "wijziging-nummer",
        ernst: Ernst::Waarschuwing,
        betekenis: "Twee wijzigingen van een jaar hebben hetzelfde nummer. Geef er één een ander.",
        bereik: Bereik::Mutatie(breach),
    },
];

fn breach(zicht: &Zicht<'_>, mutatie: &Mutatie, vondst: &mut Vondst<'_>) {
    let id = mutatie.id;
    for breach in breaches(zicht.begroting, mutatie) {
        if breach.rule() != vondst.id() {
            continue;
        }
        let (kolom, net) = match &breach {
            Breach::NotCovered { kolom, net } => (Some(*kolom), Some(*net)),
            Breach::NoDecision { .. } | Breach::NumberTaken { .. } | Breach::TooLate { .. } => {
                (None, None)
            }
        };
        vondst.meld(id, kolom, net, move |begroting, unit| {
            let name = begroting.mutaties.get(id).map_or_else(String::new, called);
            format!("{name}: {}.", breach.clause(begroting, unit))
        });
    }
}
