//! Measures without an amount, and measures that came to nothing.

use rust_decimal::Decimal;

use super::{Bereik, Ernst, Toets, Vondst, Zicht, measure};
use crate::display::{round_to_cents, show_in_words};
use crate::model::{Bedrag, Kolom, Mutatie, Mutatiesoort, Stadium, Status};

pub(super) const TOETSEN: &[Toets] = &[
    Toets {
        id: "maatregel-nul",
        ernst: Ernst::Waarschuwing,
        betekenis: "Een besparing was gepland en leverde in de rekening niets op. Bekijk of latere jaren nog kloppen.",
        bereik: Bereik::Mutatie(realised_nothing),
    },
    Toets {
        id: "maatregel-zonder-bedrag",
        ernst: Ernst::Waarschuwing,
        betekenis: "De maatregel werkt al en heeft nog geen bedrag. Vul in wat zij oplevert, of 0.",
        bereik: Bereik::Mutatie(without_amount),
    },
];

fn is_measure(mutatie: &Mutatie) -> bool {
    mutatie.soort == Mutatiesoort::Maatregel && mutatie.status != Status::Vervallen
}

fn without_amount(zicht: &Zicht<'_>, mutatie: &Mutatie, vondst: &mut Vondst<'_>) {
    let Some(kolom) = zicht.kolom else { return };
    if !is_measure(mutatie)
        || mutatie.pakket.is_some()
        || mutatie.start.is_some_and(|jaar| jaar > kolom.jaar)
    {
        return;
    }
    let pm = match mutatie.amounts.get(kolom) {
        Some(Bedrag::Euro(_)) => return,
        Some(Bedrag::Pm) => " (pm)",
        None => "",
    };
    let id = mutatie.id;
    vondst.meld(id, kolom, None, move |begroting, _| {
        let name = measure(begroting, id);
        format!("Maatregel {name} heeft in {} nog geen bedrag{pm}.", kolom.jaar)
    });
}

fn realised_nothing(zicht: &Zicht<'_>, mutatie: &Mutatie, vondst: &mut Vondst<'_>) {
    if !is_measure(mutatie) {
        return;
    }
    let none = Bedrag::Euro(Decimal::ZERO);
    for (rekening, _) in mutatie
        .amounts
        .iter()
        .filter(|(kolom, bedrag)| kolom.stadium == Stadium::Rekening && *bedrag == none)
    {
        let Some(planned) = planned(zicht, mutatie, rekening.jaar) else { continue };
        let id = mutatie.id;
        vondst.meld(id, rekening, planned, move |begroting, unit| {
            format!(
                "Maatregel {}: gepland {} in {}, gerealiseerd niets.",
                measure(begroting, id),
                show_in_words(planned, unit),
                rekening.jaar
            )
        });
    }
}

/// What it was to yield in a year: its own amount, that of its option, or its share of what it
/// yields once it works in full. Above zero, or nothing.
fn planned(zicht: &Zicht<'_>, mutatie: &Mutatie, jaar: u16) -> Option<Decimal> {
    let budgets = [Stadium::Primitief, Stadium::Begroting, Stadium::Raming];
    let budgets = budgets.map(|stadium| Kolom::new(jaar, stadium));
    let option = mutatie.optie.and_then(|id| zicht.begroting.opties.get(id));
    let amounts = option.map_or(&mutatie.amounts, |option| &option.amounts);
    let own = budgets.into_iter().find_map(|kolom| amounts.get(kolom));
    let phased = |euro: Decimal| {
        let pakket = mutatie.pakket.and_then(|id| zicht.begroting.pakketten.get(id));
        let of_pakket =
            pakket.map(|pakket| &pakket.fasering).filter(|_| mutatie.fasering.is_empty());
        round_to_cents(of_pakket.unwrap_or(&mutatie.fasering).share(jaar).of(euro))
    };
    let euro = match (own, mutatie.structureel) {
        (Some(Bedrag::Euro(euro)), _) => euro,
        (None, Some(Bedrag::Euro(euro))) => phased(euro),
        _ => return None,
    };
    (euro > Decimal::ZERO).then_some(euro)
}
