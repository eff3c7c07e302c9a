//! What is wrong with a plan, or should be known of it.

use super::{Bereik, Ernst, Toets, Vondst, Zicht, measure};
use crate::calc::tekort::Bezwaar;
use crate::model::{Mutatie, Plan, Status};

pub(super) const TOETSEN: &[Toets] = &[
    of_bezwaar(
        "plan-overboeking",
        Ernst::Fout,
        "Een overboeking en haar tegenboeking zijn samen niet nul. Verbeter één van de twee.",
    ),
    of_bezwaar(
        "plan-kring",
        Ernst::Fout,
        "Twee maatregelen wachten op elkaar. Haal één van de verbanden weg.",
    ),
    of_bezwaar(
        "plan-fasering",
        Ernst::Fout,
        "Meer dan het hele bedrag telt. Vul ten hoogste 100 % in.",
    ),
    of_bezwaar(
        "plan-optie",
        Ernst::Waarschuwing,
        "Van een maatregel met opties telt er precies één. Kies er een.",
    ),
    of_bezwaar(
        "plan-afhankelijk",
        Ernst::Waarschuwing,
        "De maatregel levert niets op zonder een andere, en die telt niet mee.",
    ),
    of_bezwaar("plan-band", Ernst::Waarschuwing, "De lage schatting ligt boven de hoge."),
    of_bezwaar(
        "plan-formule",
        Ernst::Waarschuwing,
        "De som achter de schatting kan niet worden uitgerekend. Verbeter haar in het formulier van de maatregel.",
    ),
    Toets {
        id: "maatregel-dubbel",
        ernst: Ernst::Waarschuwing,
        betekenis: "Twee maatregelen van een pakket hebben dezelfde code en tellen allebei: mogelijk is het er één. Zet er een uit, of geef haar een andere code.",
        bereik: Bereik::Plan(twice),
    },
    of_bezwaar(
        "plan-overlap",
        Ernst::Info,
        "Twee maatregelen besparen misschien op hetzelfde. Verlaag er een, of accepteer het met de reden.",
    ),
    of_bezwaar(
        "plan-schatting",
        Ernst::Info,
        "De som achter de schatting geeft een ander bedrag dan is begroot.",
    ),
];

const fn of_bezwaar(id: &'static str, ernst: Ernst, betekenis: &'static str) -> Toets {
    Toets { id, ernst, betekenis, bereik: Bereik::Plan(said) }
}

/// The rule that a remark on a plan belongs to.
const fn rule(bezwaar: &Bezwaar) -> &'static str {
    match bezwaar {
        Bezwaar::Fasering { .. } => "plan-fasering",
        Bezwaar::Band => "plan-band",
        Bezwaar::GeenOptie => "plan-optie",
        Bezwaar::Formule { .. } => "plan-formule",
        Bezwaar::Schatting { .. } => "plan-schatting",
        Bezwaar::Overlap { .. } => "plan-overlap",
        Bezwaar::Zonder { .. } => "plan-afhankelijk",
        Bezwaar::Kring { .. } => "plan-kring",
        Bezwaar::Overboeking { .. } => "plan-overboeking",
    }
}

fn said(zicht: &Zicht<'_>, plan: &Plan, vondst: &mut Vondst<'_>) {
    for (over, bezwaar) in zicht.bezwaren(plan.id).iter() {
        if rule(bezwaar) != vondst.id() {
            continue;
        }
        let (kolom, bedrag) = match bezwaar {
            Bezwaar::Overboeking { kolom, rest, .. } => (Some(*kolom), Some(*rest)),
            Bezwaar::Schatting { formule, .. } => (None, Some(*formule)),
            _ => (None, None),
        };
        let (over, bezwaar) = (*over, bezwaar.clone());
        vondst.meld(over, kolom, bedrag, move |begroting, unit| {
            let pakket = || begroting.pakketten.get(over).map(|pakket| pakket.title());
            let title = match measure(begroting, over) {
                none if none.is_empty() => pakket().unwrap_or_default(),
                title => title,
            };
            format!("{title}: {}", bezwaar.sentence(begroting, unit))
        });
    }
}

fn twice(zicht: &Zicht<'_>, plan: &Plan, vondst: &mut Vondst<'_>) {
    let begroting = zicht.begroting;
    let counts = |mutatie: &&Mutatie| {
        !mutatie.uit && mutatie.status != Status::Vervallen && !mutatie.code.trim().is_empty()
    };
    for pakket in begroting.pakketten.of(plan.id) {
        let mut own: Vec<&Mutatie> = begroting
            .mutaties
            .iter()
            .filter(|mutatie| mutatie.pakket == Some(pakket.id))
            .filter(counts)
            .collect();
        own.sort_by_key(|mutatie| (mutatie.code.trim(), &mutatie.order, mutatie.id));
        for pair in own.windows(2) {
            let [one, other] = pair else { continue };
            if one.code.trim() != other.code.trim() {
                continue;
            }
            let (one, other) = (one.id, other.id);
            vondst.meld(other, None, None, move |begroting, _| {
                format!(
                    "{} heeft dezelfde code als {} en telt ook mee.",
                    measure(begroting, other),
                    measure(begroting, one)
                )
            });
        }
    }
}
