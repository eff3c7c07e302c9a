//! Stelposten that measures have yet to fill.

use super::{Bereik, Ernst, Toets, Vondst, Zicht};
use crate::display::show_in_words;
use crate::model::Regel;

pub(super) const TOETSEN: &[Toets] = &[
    Toets {
        id: "stelpost-overvuld",
        ernst: Ernst::Waarschuwing,
        betekenis: "Maatregelen vullen meer dan de stelpost vraagt; het meerdere telt nergens. Verhoog de stelpost, verlaag een maatregel, of maak haar aanvullend.",
        bereik: Bereik::Regel(overfilled),
    },
    Toets {
        id: "stelpost-vullen",
        ernst: Ernst::Waarschuwing,
        betekenis: "De taakstelling is nog niet met maatregelen gevuld. Ongevuld wordt zij een tekort.",
        bereik: Bereik::Regel(to_fill),
    },
];

fn to_fill(zicht: &Zicht<'_>, regel: &Regel, vondst: &mut Vondst<'_>) {
    let Some(kolom) = zicht.kolom.filter(|_| regel.stelpost) else { return };
    let Some((target, rest)) = zicht.totals.stelpost(regel, kolom) else { return };
    let (id, rest) = (regel.id, rest.to_fill);
    if !rest.is_zero() {
        vondst.meld(id, kolom, rest, move |begroting, unit| {
            let name = begroting.regels.get(id).map_or("", |regel| regel.name.as_str());
            format!(
                "Stelpost ‘{name}’: nog {} van {} te vullen in {}.",
                show_in_words(rest, unit),
                show_in_words(target, unit),
                kolom.jaar
            )
        });
    }
}

fn overfilled(zicht: &Zicht<'_>, regel: &Regel, vondst: &mut Vondst<'_>) {
    let Some(kolom) = zicht.kolom.filter(|_| regel.stelpost) else { return };
    let Some((target, rest)) = zicht.totals.stelpost(regel, kolom) else { return };
    let (id, over) = (regel.id, rest.overfilled);
    if !over.is_zero() {
        vondst.meld(id, kolom, over, move |begroting, unit| {
            let name = begroting.regels.get(id).map_or("", |regel| regel.name.as_str());
            format!(
                "Stelpost ‘{name}’ van {}: maatregelen vullen in {} {} te veel.",
                show_in_words(target, unit),
                kolom.jaar,
                show_in_words(over, unit)
            )
        });
    }
}
