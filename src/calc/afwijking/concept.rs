//! A first draft of the explanation of a difference: only the figures and words of its components.

use rust_decimal::Decimal;

use super::{Afwijking, Vergelijking, afwijking, is_judged, verklaringen};
use crate::calc::Totals;
use crate::display::{Unit, show};
use crate::model::{Bedrag, Begroting, Id, Kolom, Nature, Oorzaak, Verklaring};

/// The draft, in whole sentences. It follows from the budget and is kept nowhere: whoever changes it
/// writes a `Toelichting` in its place.
pub fn concept(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Id,
    (van, naar): Vergelijking,
) -> String {
    let vergelijking = (van, naar);
    let Some(stand) = afwijking(begroting, totals, onderdeel, vergelijking) else {
        return format!("In {} staat nog geen verwachting.", naar.title());
    };
    let own: Vec<&Verklaring> = verklaringen(begroting, onderdeel, vergelijking).collect();
    let parts = parts(begroting, totals, onderdeel, vergelijking);
    let is_reached = begroting.kop().drempel.is_reached(stand.verschil(), stand.begroot);
    if own.is_empty() && parts.is_empty() && !is_reached {
        return "Er zijn geen afwijkingen die toelichting vragen.".into();
    }
    let amount = amount_of(stand.verschil(), naar);
    let (from, to) = (lower(van), lower(naar));
    let mut sentences = vec![if stand.verschil().is_zero() {
        format!("Er is per saldo geen verschil tussen {to} en {from}.")
    } else {
        format!("Verschil tussen {to} en {from}: {amount}.")
    }];
    if !parts.is_empty() && own.is_empty() {
        sentences.push(format!("Dit zit vooral in {}.", parts.join("; ")));
    }
    let (outside, counted): (Vec<&Verklaring>, Vec<&Verklaring>) =
        own.iter().partition(|verklaring| verklaring.buiten);
    let words: Vec<String> = counted.iter().map(|v| component(begroting, v)).collect();
    if !words.is_empty() {
        sentences.push(format!("Oorzaken: {}.", words.join("; ")));
    }
    if !own.is_empty() {
        sentences.extend(rest(&stand, naar));
    }
    for verklaring in outside {
        sentences.push(format!("Niet in dit verschil: {}.", component(begroting, verklaring)));
    }
    sentences.extend(clusters(begroting, &own, naar));
    sentences.join(" ")
}

/// "€ 590.000 voordeel"; between two budgets "€ 590.000 hoger saldo".
fn amount_of(euro: Decimal, naar: Kolom) -> String {
    let word = match (is_judged(naar), euro.is_sign_negative()) {
        (true, false) => "voordeel",
        (true, true) => "nadeel",
        (false, false) => "hoger saldo",
        (false, true) => "lager saldo",
    };
    format!("€ {} {word}", show(euro.abs(), Unit::Euro))
}

fn lower(kolom: Kolom) -> String {
    kolom.title().to_lowercase()
}

/// "minder vraag: € 51.000 voordeel (incidenteel, hoeveelheid)".
fn component(begroting: &Begroting, v: &Verklaring) -> String {
    let text = v.text.trim();
    let amount = match v.bedrag {
        Some(Bedrag::Euro(euro)) if euro.is_zero() => "per saldo nul".into(),
        Some(Bedrag::Euro(euro)) => amount_of(euro, v.naar),
        Some(Bedrag::Pm) => "bedrag pm".into(),
        None => "bedrag niet bekend".into(),
    };
    let mut about: Vec<String> = Vec::new();
    if v.nature != Nature::NietVermeld {
        about.push(v.nature.word().into());
    }
    if v.oorzaak != Oorzaak::NietVermeld {
        about.push(v.oorzaak.word().into());
    }
    if v.overheveling {
        about.push("voorstel tot budgetoverheveling".into());
    }
    let elders = v.elders.trim();
    if !elders.is_empty() {
        let how = if v.buiten { "telt in" } else { "zie ook" };
        about.push(format!("{how} {elders}"));
    }
    if let Some(belongs) = v.hoort_op.and_then(|id| begroting.onderdelen.get(id)) {
        about.push(format!("hoort op {}", belongs.title()));
    }
    let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
    format!("{text}: {amount}{about}")
}

/// What no component explains, as long as there is something.
fn rest(stand: &Afwijking, naar: Kolom) -> Option<String> {
    let rest = stand.rest();
    if rest.is_zero() {
        return None;
    }
    let rounding = if stand.is_afronding() { " (afronding)" } else { "" };
    Some(format!("Niet verklaard: {}{rounding}.", amount_of(rest, naar)))
}

/// What lies right below and reaches the threshold by itself: "6.10.0 Sociaal Werk (€ 590.000
/// voordeel)".
fn parts(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Id,
    vergelijking: Vergelijking,
) -> Vec<String> {
    let drempel = begroting.kop().drempel;
    let mut found: Vec<(Decimal, String)> = begroting
        .onderdelen
        .of(onderdeel)
        .filter_map(|part| {
            let stand = afwijking(begroting, totals, part.id, vergelijking)?;
            let verschil = stand.verschil();
            let words = format!("{} ({})", part.title(), amount_of(verschil, vergelijking.1));
            drempel.is_reached(verschil, stand.begroot).then_some((verschil, words))
        })
        .collect();
    found.sort_by_key(|(verschil, _)| std::cmp::Reverse(verschil.abs()));
    found.into_iter().map(|(_, words)| words).collect()
}

/// Of each cluster that one of these components is in: what it comes to, and its words.
fn clusters(begroting: &Begroting, own: &[&Verklaring], naar: Kolom) -> Vec<String> {
    let mut ids: Vec<Id> = own.iter().filter_map(|v| v.cluster).collect();
    ids.dedup();
    let told = ids.into_iter().filter_map(|id| {
        let cluster = begroting.clusters.get(id)?;
        let first = own.iter().find(|v| v.cluster == Some(id))?;
        let sum = cluster_sum(begroting, id, (first.van, first.naar));
        let (name, amount) = (cluster.name.trim(), amount_of(sum, naar));
        let text = cluster.text.trim();
        Some(format!("Samenhang ‘{name}’, per saldo {amount}. {text}").trim_end().to_owned())
    });
    told.collect()
}

/// What the components of a cluster come to. Euros; positive is a voordeel.
pub fn cluster_sum(begroting: &Begroting, cluster: Id, (van, naar): Vergelijking) -> Decimal {
    let of = begroting
        .verklaringen
        .iter()
        .filter(|v| v.cluster == Some(cluster) && (v.van, v.naar) == (van, naar) && !v.buiten);
    of.filter_map(|v| v.bedrag).map(Bedrag::euro_or_zero).sum()
}
