//! Differences that nobody explained, and components that say too little.

use super::{Bereik, Ernst, Toets, Vondst, Zicht, code};
use crate::calc::afwijking::{Afwijking, Vergelijking, afwijking, mist_tekst, verklaringen, woord};
use crate::display::{show_in_words, show_signed_in_words};
use crate::model::{Onderdeel, Verklaring};

pub(super) const TOETSEN: &[Toets] = &[
    Toets {
        id: "verklaring-kolom",
        ernst: Ernst::Fout,
        betekenis: "Een oorzaak hoort bij een kolom die er niet (meer) is. Voeg de kolom toe, of verwijder de oorzaak.",
        bereik: Bereik::Verklaring(without_column),
    },
    Toets {
        id: "verklaring-ontbreekt",
        ernst: Ernst::Waarschuwing,
        betekenis: "Het verschil haalt de drempel en niemand licht het toe. Voeg bij Afwijkingen een oorzaak toe.",
        bereik: Bereik::Onderdeel(missing),
    },
    Toets {
        id: "verklaring-sluit",
        ernst: Ernst::Waarschuwing,
        betekenis: "De oorzaken verklaren het verschil niet: wat rest haalt de drempel. Vul de oorzaken aan, of maak van de rest een oorzaak.",
        bereik: Bereik::Onderdeel(open_rest),
    },
    Toets {
        id: "verklaring-elders",
        ernst: Ernst::Waarschuwing,
        betekenis: "Een oorzaak telt in een ander deel van de begroting, maar zegt niet welk. Vul ‘Ook toegelicht in’ in.",
        bereik: Bereik::Verklaring(counts_nowhere),
    },
    Toets {
        id: "verklaring-rest",
        ernst: Ernst::Info,
        betekenis: "De oorzaken verklaren het verschil bijna: wat rest blijft onder de drempel.",
        bereik: Bereik::Onderdeel(small_rest),
    },
    Toets {
        id: "verklaring-bedrag",
        ernst: Ernst::Info,
        betekenis: "Een oorzaak heeft geen bedrag en telt dus niet mee in wat verklaard is.",
        bereik: Bereik::Verklaring(without_amount),
    },
];

/// The comparisons of which the onderdeel has components.
fn compared(zicht: &Zicht<'_>, of: &Onderdeel) -> Vec<Vergelijking> {
    let own = zicht.begroting.verklaringen.of(of.id);
    let mut all: Vec<Vergelijking> = own.map(|v| (v.van, v.naar)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What is left where components explain in part, and more than rounding.
fn rests(zicht: &Zicht<'_>, of: &Onderdeel) -> Vec<(Vergelijking, Afwijking)> {
    let all = compared(zicht, of).into_iter().filter_map(|vergelijking| {
        let stand = afwijking(zicht.begroting, zicht.totals, of.id, vergelijking)?;
        Some((vergelijking, stand))
    });
    all.filter(|(_, stand)| !stand.rest().is_zero() && !stand.is_afronding()).collect()
}

fn missing(zicht: &Zicht<'_>, of: &Onderdeel, vondst: &mut Vondst<'_>) {
    let Some(vergelijking) = zicht.vergelijking else { return };
    let begroting = zicht.begroting;
    // The cheap questions first: most onderdelen have lines below, or no difference to speak of.
    if !begroting.onderdelen.ids_of(Some(of.id)).is_empty()
        || verklaringen(begroting, of.id, vergelijking).any(|v| !v.text.trim().is_empty())
    {
        return;
    }
    let Some(stand) = afwijking(begroting, zicht.totals, of.id, vergelijking) else { return };
    if !mist_tekst(begroting, of.id, vergelijking, &stand) {
        return;
    }
    let (id, verschil, naar) = (of.id, stand.verschil(), vergelijking.1);
    vondst.meld(id, naar, verschil, move |begroting, unit| {
        format!(
            "{}: het verschil van {} {} in {} is niet toegelicht.",
            code(begroting, id),
            show_in_words(verschil, unit),
            woord(verschil, naar),
            naar.title()
        )
    });
}

fn tell_rest(
    of: &Onderdeel,
    vergelijking: Vergelijking,
    stand: &Afwijking,
    vondst: &mut Vondst<'_>,
) {
    let (id, naar) = (of.id, vergelijking.1);
    let (rest, verschil) = (stand.rest(), stand.verschil());
    vondst.meld(id, naar, rest, move |begroting, unit| {
        format!(
            "{}: van het verschil van {} in {} is {} niet verklaard.",
            code(begroting, id),
            show_signed_in_words(verschil, unit),
            naar.title(),
            show_signed_in_words(rest, unit)
        )
    });
}

fn open_rest(zicht: &Zicht<'_>, of: &Onderdeel, vondst: &mut Vondst<'_>) {
    let drempel = zicht.begroting.kop().drempel;
    for (vergelijking, stand) in rests(zicht, of) {
        if drempel.is_reached(stand.rest(), stand.begroot) {
            tell_rest(of, vergelijking, &stand, vondst);
        }
    }
}

fn small_rest(zicht: &Zicht<'_>, of: &Onderdeel, vondst: &mut Vondst<'_>) {
    let drempel = zicht.begroting.kop().drempel;
    for (vergelijking, stand) in rests(zicht, of) {
        if !drempel.is_reached(stand.rest(), stand.begroot) {
            tell_rest(of, vergelijking, &stand, vondst);
        }
    }
}

fn without_column(zicht: &Zicht<'_>, v: &Verklaring, vondst: &mut Vondst<'_>) {
    for kolom in [v.van, v.naar].into_iter().filter(|kolom| !zicht.has(*kolom)) {
        let text = v.text.clone();
        vondst.meld(v.id, kolom, None, move |_, _| {
            format!("Oorzaak ‘{text}’ vergelijkt met {}, en die kolom is er niet.", kolom.title())
        });
    }
}

fn counts_nowhere(_zicht: &Zicht<'_>, v: &Verklaring, vondst: &mut Vondst<'_>) {
    if v.buiten && v.elders.trim().is_empty() {
        let text = v.text.clone();
        vondst.meld(v.id, v.naar, None, move |_, _| {
            format!("Oorzaak ‘{text}’ telt elders, maar noemt niet waar.")
        });
    }
}

fn without_amount(_zicht: &Zicht<'_>, v: &Verklaring, vondst: &mut Vondst<'_>) {
    if v.bedrag.is_none() {
        let text = v.text.clone();
        vondst.meld(v.id, v.naar, None, move |_, _| format!("Oorzaak ‘{text}’ heeft geen bedrag."));
    }
}
