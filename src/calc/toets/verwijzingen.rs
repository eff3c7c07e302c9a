//! What speaks of something that is not there any more.

use super::{Bereik, Ernst, Toets, Vondst, Zicht};
use crate::model::Plan;

pub(super) const TOETSEN: &[Toets] = &[
    Toets {
        id: "toelichting-kolom",
        ernst: Ernst::Fout,
        betekenis: "Een toelichting hoort bij een kolom die er niet (meer) is. Voeg de kolom toe, of haal de toelichting weg.",
        bereik: Bereik::Begroting(words_without_column),
    },
    Toets {
        id: "keuze-weg",
        ernst: Ernst::Waarschuwing,
        betekenis: "Een scenario kiest iets van een maatregel of plan dat er niet meer is. De keuze telt niet; begin het scenario opnieuw om haar kwijt te raken.",
        bereik: Bereik::Begroting(choice_of_nothing),
    },
    Toets {
        id: "dia-weg",
        ernst: Ernst::Waarschuwing,
        betekenis: "Een dia gaat over iets dat er niet meer is en blijft in de zaal leeg. Kies bij Dia’s iets anders, of verwijder haar.",
        bereik: Bereik::Begroting(slide_of_nothing),
    },
    Toets {
        id: "plan-voorganger",
        ernst: Ernst::Waarschuwing,
        betekenis: "Een plan volgt op een plan dat er niet meer is, zodat de rest daarvan niet meetelt. Kies in het formulier van het plan een ander.",
        bereik: Bereik::Plan(follows_nothing),
    },
];

fn words_without_column(zicht: &Zicht<'_>, vondst: &mut Vondst<'_>) {
    for words in zicht.begroting.toelichtingen.iter() {
        for kolom in [words.van, words.naar].into_iter().filter(|kolom| !zicht.has(*kolom)) {
            vondst.meld(words.id, kolom, None, move |_, _| {
                format!("De toelichting vergelijkt met {}, en die kolom is er niet.", kolom.title())
            });
        }
    }
}

fn choice_of_nothing(zicht: &Zicht<'_>, vondst: &mut Vondst<'_>) {
    let begroting = zicht.begroting;
    for keuze in begroting.keuzes.iter() {
        if begroting.field_like(keuze.doel, &keuze.veld).is_some() {
            continue;
        }
        let scenario = keuze.scenario;
        vondst.meld(keuze.id, None, None, move |begroting, _| {
            let name = begroting.scenarios.get(scenario).map_or("", |it| it.name.as_str());
            format!("Scenario ‘{name}’ kiest iets van wat er niet meer is.")
        });
    }
}

fn slide_of_nothing(zicht: &Zicht<'_>, vondst: &mut Vondst<'_>) {
    let begroting = zicht.begroting;
    for dia in begroting.dias.iter() {
        let is_there = |id| {
            begroting.onderdelen.contains(id)
                || begroting.plannen.contains(id)
                || begroting.pakketten.contains(id)
                || begroting.mutaties.contains(id)
                || begroting.prognoses.contains(id)
        };
        if dia.over.is_none_or(is_there) {
            continue;
        }
        let id = dia.id;
        vondst.meld(id, None, None, move |begroting, _| {
            let title = begroting.dias.get(id).map_or("", |dia| dia.title.as_str());
            format!("Dia ‘{title}’ gaat over iets dat er niet meer is.")
        });
    }
}

fn follows_nothing(zicht: &Zicht<'_>, plan: &Plan, vondst: &mut Vondst<'_>) {
    if plan.volgt_op.is_none_or(|before| zicht.begroting.plannen.contains(before)) {
        return;
    }
    let id = plan.id;
    vondst.meld(id, None, None, move |begroting, _| {
        let name = begroting.plannen.get(id).map_or("", |plan| plan.name.as_str());
        format!("Plan ‘{name}’ volgt op een plan dat er niet meer is.")
    });
}
