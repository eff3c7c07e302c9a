//! What an onderdeel lacks, or has in the wrong place.

use std::collections::HashSet;

use super::{Bereik, Ernst, Toets, Vondst, Zicht, code, count, listed, names};
use crate::calc::taakvelden::RESERVES;
use crate::display::show_in_words;
use crate::model::taakvelden::taakveld;
use crate::model::{Bedrag, Id, Kolom, Level, Onderdeel};

pub(super) const TOETSEN: &[Toets] = &[
    Toets {
        id: "regel-leeg",
        ernst: Ernst::Waarschuwing,
        betekenis: "Een lege cel is nog niet ingevuld. Vul een bedrag in, 0 of pm.",
        bereik: Bereik::Onderdeel(empty),
    },
    Toets {
        id: "onderdeel-dubbel",
        ernst: Ernst::Waarschuwing,
        betekenis: "Twee onderdelen onder hetzelfde hebben dezelfde code en tellen allebei: mogelijk voegden twee mensen hetzelfde toe. Verwijder er een, of geef haar een andere code.",
        bereik: Bereik::Onderdeel(doubled_parts),
    },
    Toets {
        id: "regel-dubbel",
        ernst: Ernst::Waarschuwing,
        betekenis: "Twee regels van een onderdeel hebben dezelfde naam en soort en tellen allebei: mogelijk is het er één. Verwijder er een, of geef haar een andere naam.",
        bereik: Bereik::Onderdeel(doubled_regels),
    },
    Toets {
        id: "status-gewijzigd",
        ernst: Ernst::Waarschuwing,
        betekenis: "Na deze status is er nog een regel of bedrag gewijzigd. Laat het opnieuw beoordelen en geef de status opnieuw, of zet haar terug.",
        bereik: Bereik::Onderdeel(changed_since),
    },
    Toets {
        id: "taakveld-onbekend",
        ernst: Ernst::Waarschuwing,
        betekenis: "De code staat niet in de landelijke lijst van taakvelden van dit jaar (BBV, Iv3). Verbeter de code, of maak er een onderdeel van een ander niveau van.",
        bereik: Bereik::Onderdeel(unknown_taakveld),
    },
    Toets {
        id: "reserve-plaats",
        ernst: Ernst::Info,
        betekenis: "In de landelijke indeling staan reserves alleen op taakveld 0.10. In de eigen begroting mag het anders.",
        bereik: Bereik::Onderdeel(misplaced_reserves),
    },
    Toets {
        id: "pm",
        ernst: Ernst::Info,
        betekenis: "Een pm is een bekende onbekende en telt als nul.",
        bereik: Bereik::Onderdeel(pm),
    },
];

fn changed_since(zicht: &Zicht<'_>, of: &Onderdeel, vondst: &mut Vondst<'_>) {
    if of.behandeling.stand.is_none_or(|stand| stand == zicht.begroting.stand(of.id)) {
        return;
    }
    let id = of.id;
    vondst.meld(id, None, None, move |begroting, _| {
        let status = begroting.onderdelen.get(id).map(|of| of.behandeling.in_words());
        format!(
            "{} is {}, en daarna nog gewijzigd.",
            code(begroting, id),
            status.unwrap_or_default()
        )
    });
}

fn empty(zicht: &Zicht<'_>, of: &Onderdeel, vondst: &mut Vondst<'_>) {
    let Some(kolom) = zicht.kolom else { return };
    let own = zicht.begroting.regels.of(of.id);
    let regels: Vec<Id> = own
        .filter(|regel| zicht.totals.amount(regel, kolom).is_none())
        .map(|regel| regel.id)
        .collect();
    if regels.is_empty() {
        return;
    }
    vondst.meld(of.id, kolom, None, move |begroting, _| {
        format!(
            "{} nog leeg in {}: {}.",
            count(regels.len(), "regel is", "regels zijn"),
            kolom.title(),
            names(begroting, &regels)
        )
    });
}

fn doubled_parts(zicht: &Zicht<'_>, of: &Onderdeel, vondst: &mut Vondst<'_>) {
    let mut known = HashSet::new();
    for part in zicht.begroting.onderdelen.of(of.id) {
        let word = part.code.trim();
        if word.is_empty() || known.insert(word) {
            continue;
        }
        let (id, above) = (part.id, of.id);
        vondst.meld(id, None, None, move |begroting, _| {
            let (code, above) = (code(begroting, id), code(begroting, above));
            format!("Onder {above} staat {code} nog eens, en dat telt ook mee.")
        });
    }
}

fn doubled_regels(zicht: &Zicht<'_>, of: &Onderdeel, vondst: &mut Vondst<'_>) {
    let mut known = HashSet::new();
    for regel in zicht.begroting.regels.of(of.id) {
        let name = regel.name.trim();
        if name.is_empty() || known.insert((name, regel.soort, regel.stelpost)) {
            continue;
        }
        let (id, above) = (regel.id, of.id);
        vondst.meld(id, None, None, move |begroting, _| {
            let title = begroting.regels.get(id).map_or_else(String::new, |regel| regel.title());
            let above = code(begroting, above);
            format!("In {above} staat {title} nog eens, en dat telt ook mee.")
        });
    }
}

fn pm(zicht: &Zicht<'_>, of: &Onderdeel, vondst: &mut Vondst<'_>) {
    let (mut kolommen, mut regels): (Vec<Kolom>, Vec<Id>) = (Vec::new(), Vec::new());
    for regel in zicht.begroting.regels.of(of.id) {
        let cells = regel.amounts.iter();
        let pm = cells.filter(|(kolom, bedrag)| kolom.jaar >= zicht.jaar && *bedrag == Bedrag::Pm);
        let before = kolommen.len();
        kolommen.extend(pm.map(|(kolom, _)| kolom));
        if kolommen.len() > before {
            regels.push(regel.id);
        }
    }
    if regels.is_empty() {
        return;
    }
    kolommen.sort_unstable();
    kolommen.dedup();
    vondst.meld(of.id, None, None, move |begroting, _| {
        let jaren: Vec<String> = kolommen.iter().map(|kolom| kolom.jaar.to_string()).collect();
        format!(
            "{} op pm in {}: {}. Een pm telt niet mee.",
            count(regels.len(), "regel staat", "regels staan"),
            listed(&jaren),
            names(begroting, &regels)
        )
    });
}

fn unknown_taakveld(zicht: &Zicht<'_>, of: &Onderdeel, vondst: &mut Vondst<'_>) {
    if of.level != Level::Taakveld || taakveld(zicht.jaar, &of.code).is_some() {
        return;
    }
    let (id, jaar) = (of.id, zicht.jaar);
    vondst.meld(id, None, None, move |begroting, _| {
        format!("Taakveld {} staat niet in de landelijke lijst van {jaar}.", code(begroting, id))
    });
}

/// Only where the budget has the taakveld on which they belong.
fn misplaced_reserves(zicht: &Zicht<'_>, of: &Onderdeel, vondst: &mut Vondst<'_>) {
    let Some(kolom) = zicht.kolom else { return };
    if of.level != Level::Taakveld || of.code == RESERVES {
        return;
    }
    let total = zicht.totals.get(of.id, kolom);
    let moved = total.toevoeging + total.onttrekking;
    if moved.is_zero() || !zicht.has_reserves() {
        return;
    }
    let id = of.id;
    vondst.meld(id, kolom, moved, move |begroting, unit| {
        format!(
            "{}: {} aan toevoegingen en onttrekkingen in {} buiten taakveld {RESERVES}.",
            code(begroting, id),
            show_in_words(moved, unit),
            kolom.title()
        )
    });
}
