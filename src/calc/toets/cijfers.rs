//! Figures against what was published of them, and against what the council authorised.

use rust_decimal::Decimal;

use super::{Bereik, Ernst, Toets, Vondst, Zicht, code, count};
use crate::calc::{Control, Judgement};
use crate::display::{show_in_words, show_signed_in_words};
use crate::model::{Bedrag, Controlecijfer, Kolom, Level, Onderdeel, Stadium};

pub(super) const TOETSEN: &[Toets] = &[
    Toets {
        id: "afgesloten-gewijzigd",
        ernst: Ernst::Fout,
        betekenis: "In een gesloten kolom staat iets anders dan is gepubliceerd. Zoek in de geschiedenis wie het wijzigde en zet het terug, of verbeter het gepubliceerde cijfer.",
        bereik: Bereik::Onderdeel(closed_changed),
    },
    Toets {
        id: "rechtmatigheid",
        ernst: Ernst::Waarschuwing,
        betekenis: "Een programma gaf meer uit dan de raad toestond: onrechtmatig, tenzij het wordt toegelicht (begrotingsrechtmatigheid). Licht het toe in de jaarrekening, of vraag de raad om een besluit zolang het jaar loopt.",
        bereik: Bereik::Onderdeel(authorised),
    },
    Toets {
        id: "publicatie-verschilt",
        ernst: Ernst::Waarschuwing,
        betekenis: "Een gepubliceerd cijfer wijkt meer af dan door afronding kan. Verbeter de regels, of het gepubliceerde cijfer.",
        bereik: Bereik::Onderdeel(differs),
    },
    Toets {
        id: "publicatie-dubbel",
        ernst: Ernst::Waarschuwing,
        betekenis: "Hetzelfde cijfer is twee keer gepubliceerd, met een ander bedrag. Houd het juiste en verwijder het andere.",
        bereik: Bereik::Onderdeel(published_twice),
    },
    Toets {
        id: "publicatie-afronding",
        ernst: Ernst::Info,
        betekenis: "Gedrukte totalen wijken af doordat elke regel apart is afgerond. Er hoeft niets te gebeuren.",
        bereik: Bereik::Onderdeel(rounded),
    },
];

fn real(zicht: &Zicht<'_>, of: &Onderdeel) -> Vec<Control> {
    let all = zicht.controls(of.id);
    all.iter().filter(|control| control.judgement() == Judgement::Real).copied().collect()
}

fn differs(zicht: &Zicht<'_>, of: &Onderdeel, vondst: &mut Vondst<'_>) {
    for control in real(zicht, of).into_iter().filter(|control| !zicht.is_closed(control.kolom)) {
        vondst.meld(control.id, control.kolom, control.difference(), move |begroting, unit| {
            format!(
                "{}, {} {}: gepubliceerd {}, berekend {}; het verschil van {} is meer dan afronding.",
                code(begroting, control.onderdeel),
                control.maat.word(),
                control.kolom.title(),
                show_in_words(control.published, unit),
                show_in_words(control.computed, unit),
                show_signed_in_words(control.difference(), unit)
            )
        });
    }
}

fn closed_changed(zicht: &Zicht<'_>, of: &Onderdeel, vondst: &mut Vondst<'_>) {
    for control in real(zicht, of).into_iter().filter(|control| zicht.is_closed(control.kolom)) {
        vondst.meld(control.id, control.kolom, control.difference(), move |begroting, unit| {
            format!(
                "{}, {} {}: de kolom is gesloten met {}, en nu staat er {}; {} verschil.",
                code(begroting, control.onderdeel),
                control.maat.word(),
                control.kolom.title(),
                show_in_words(control.published, unit),
                show_in_words(control.computed, unit),
                show_signed_in_words(control.difference(), unit)
            )
        });
    }
}

fn rounded(zicht: &Zicht<'_>, of: &Onderdeel, vondst: &mut Vondst<'_>) {
    let all = zicht.controls(of.id);
    let is_rounded = |control: &&Control| control.judgement() == Judgement::Rounding;
    let differences: Vec<Decimal> =
        all.iter().filter(is_rounded).map(|control| control.difference().abs()).collect();
    let (Some(least), Some(most)) =
        (differences.iter().min().copied(), differences.iter().max().copied())
    else {
        return;
    };
    let (id, differ, of) = (of.id, differences.len(), all.len());
    vondst.meld(id, None, most, move |begroting, unit| {
        let (smallest, largest) = (show_in_words(least, unit), show_in_words(most, unit));
        let most = if smallest == largest { "" } else { "hooguit " };
        let differs = if differ == 1 { "wijkt" } else { "wijken" };
        let code = code(begroting, id);
        format!(
            "{differ} van {} van {code} {differs} {most}{largest} af van de publicatie: afronding.",
            count(of, "totaal", "totalen")
        )
    });
}

fn published_twice(zicht: &Zicht<'_>, of: &Onderdeel, vondst: &mut Vondst<'_>) {
    let all: Vec<&Controlecijfer> = zicht.begroting.controlecijfers.of(of.id).collect();
    for (at, one) in all.iter().enumerate() {
        let same = |other: &&&Controlecijfer| (other.kolom, other.maat) == (one.kolom, one.maat);
        let Some(first) = all.iter().take(at).find(same) else { continue };
        let (Bedrag::Euro(before), Bedrag::Euro(after)) = (first.amount, one.amount) else {
            continue;
        };
        if before == after {
            continue;
        }
        let (onderdeel, kolom, maat) = (of.id, one.kolom, one.maat);
        vondst.meld(one.id, kolom, after - before, move |begroting, unit| {
            format!(
                "{}, {} {}: gepubliceerd als {} en als {}.",
                code(begroting, onderdeel),
                maat.word(),
                kolom.title(),
                show_in_words(before, unit),
                show_in_words(after, unit)
            )
        });
    }
}

/// The council authorises lasten per programme (art. 189 Gemeentewet): what counts is the begroting
/// as it was last changed.
fn authorised(zicht: &Zicht<'_>, of: &Onderdeel, vondst: &mut Vondst<'_>) {
    if of.level != Level::Programma {
        return;
    }
    for rekening in zicht.columns().filter(|kolom| kolom.stadium == Stadium::Rekening) {
        let budgets = [Stadium::Gewijzigd, Stadium::Primitief, Stadium::Begroting];
        let mut budgets = budgets.map(|stadium| Kolom::new(rekening.jaar, stadium)).into_iter();
        let Some(budget) = budgets.find(|kolom| zicht.has(*kolom)) else { continue };
        let lasten = |kolom| zicht.totals.get(of.id, kolom).lasten;
        let (spent, allowed) = (lasten(rekening), lasten(budget));
        if spent <= allowed {
            continue;
        }
        let id = of.id;
        vondst.meld(id, rekening, spent - allowed, move |begroting, unit| {
            format!(
                "Programma {}: lasten {} {}, toegestaan {} ({}); {} te veel.",
                code(begroting, id),
                rekening.title(),
                show_in_words(spent, unit),
                show_in_words(allowed, unit),
                budget.title(),
                show_in_words(spent - allowed, unit)
            )
        });
    }
}
