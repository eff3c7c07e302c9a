//! Amounts and fields of a regel that look wrong.

use rust_decimal::Decimal;

use super::{Bereik, Ernst, Toets, Vondst, Zicht};
use crate::display::{Unit, show_in_words};
use crate::model::categorieen::categorie;
use crate::model::{Bedrag, Begroting, Id, Kolom, Regel, Soort};

pub(super) const TOETSEN: &[Toets] = &[
    Toets {
        id: "teken",
        ernst: Ernst::Waarschuwing,
        betekenis: "Baten of lasten onder nul zijn een correctie, of een fout teken. Draai het teken om, maak er een stelpost van, of accepteer het met de reden.",
        bereik: Bereik::Regel(sign),
    },
    Toets {
        id: "eenheid",
        ernst: Ernst::Waarschuwing,
        betekenis: "Twee bedragen van een regel schelen een factor 1.000: waarschijnlijk is er een in de verkeerde eenheid ingevuld.",
        bereik: Bereik::Regel(unit_mixed_up),
    },
    Toets {
        id: "reserve-regel",
        ernst: Ernst::Waarschuwing,
        betekenis: "Alleen toevoegingen en onttrekkingen horen bij een reserve. Verander de soort van de regel, of haal de reserve weg.",
        bereik: Bereik::Regel(reserve_of_lasten),
    },
    Toets {
        id: "categorie",
        ernst: Ernst::Waarschuwing,
        betekenis: "De economische categorie bestaat niet voor deze soort (Iv3). Kies er een uit de lijst.",
        bereik: Bereik::Regel(unknown_category),
    },
    Toets {
        id: "reserve-onbekend",
        ernst: Ernst::Info,
        betekenis: "Een toevoeging of onttrekking noemt haar reserve niet, en staat dus niet in het verloop van de reserves.",
        bereik: Bereik::Regel(movement_of_no_reserve),
    },
];

fn title(begroting: &Begroting, regel: Id) -> String {
    begroting.regels.get(regel).map_or_else(String::new, |regel| begroting.title_of(regel))
}

/// The first column in which it is below zero.
fn sign(_zicht: &Zicht<'_>, regel: &Regel, vondst: &mut Vondst<'_>) {
    if regel.stelpost {
        return;
    }
    let below = regel.amounts.iter().find_map(|(kolom, bedrag)| match bedrag {
        Bedrag::Euro(euro) if euro.is_sign_negative() && !euro.is_zero() => Some((kolom, euro)),
        _ => None,
    });
    let Some((kolom, euro)) = below else { return };
    let (id, soort) = (regel.id, regel.soort);
    vondst.meld(id, kolom, euro, move |begroting, unit| {
        format!(
            "{}: {} onder nul in {} ({}).",
            title(begroting, id),
            soort.word(),
            kolom.title(),
            show_in_words(euro, unit)
        )
    });
}

/// Between these, one amount is another in the wrong unit.
const LEAST: Decimal = Decimal::from_parts(900, 0, 0, false, 0);
const MOST: Decimal = Decimal::from_parts(1_100, 0, 0, false, 0);

/// The first column that is a thousand times more or less than the one before it.
fn unit_mixed_up(_zicht: &Zicht<'_>, regel: &Regel, vondst: &mut Vondst<'_>) {
    let mut before: Option<(Kolom, Decimal)> = None;
    for (kolom, bedrag) in regel.amounts.iter() {
        let Bedrag::Euro(euro) = bedrag else { continue };
        let size = euro.abs();
        if size.is_zero() {
            continue;
        }
        if let Some((of, other)) = before.replace((kolom, size)) {
            let (small, large) = (size.min(other), size.max(other));
            if small * LEAST <= large && large <= small * MOST {
                let id = regel.id;
                return vondst.meld(id, kolom, euro, move |begroting, _| {
                    format!(
                        "{}: {} in {} en {} in {} schelen een factor 1.000 (€).",
                        title(begroting, id),
                        show_in_words(other, Unit::Euro),
                        of.title(),
                        show_in_words(size, Unit::Euro),
                        kolom.title()
                    )
                });
            }
        }
    }
}

fn is_movement(regel: &Regel) -> bool {
    matches!(regel.soort, Soort::Toevoeging | Soort::Onttrekking)
}

fn reserve_of_lasten(_zicht: &Zicht<'_>, regel: &Regel, vondst: &mut Vondst<'_>) {
    if regel.reserve.is_some() && !is_movement(regel) {
        let (id, soort) = (regel.id, regel.soort);
        vondst.meld(id, None, None, move |begroting, _| {
            format!("{} noemt een reserve, maar is {}.", title(begroting, id), soort.word())
        });
    }
}

fn movement_of_no_reserve(_zicht: &Zicht<'_>, regel: &Regel, vondst: &mut Vondst<'_>) {
    if regel.reserve.is_none() && is_movement(regel) {
        let id = regel.id;
        vondst.meld(id, None, None, move |begroting, _| {
            format!("{} noemt haar reserve niet.", title(begroting, id))
        });
    }
}

fn unknown_category(_zicht: &Zicht<'_>, regel: &Regel, vondst: &mut Vondst<'_>) {
    let Some(code) = &regel.category else { return };
    if categorie(regel.soort, code).is_none() {
        let (id, code, soort) = (regel.id, code.clone(), regel.soort);
        vondst.meld(id, None, None, move |begroting, _| {
            format!(
                "{}: categorie {code} bestaat niet voor {}.",
                title(begroting, id),
                soort.word()
            )
        });
    }
}
