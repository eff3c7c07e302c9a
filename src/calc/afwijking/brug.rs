//! From the saldo of one column to that of another, in steps.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::{Afwijking, Vergelijking, afwijking, deviation, verklaringen};
use crate::calc::Totals;
use crate::model::{Bedrag, Begroting, Id, Oorzaak, Soort, Verklaring};

/// By what the steps are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Brugwijze {
    /// What lies right below the onderdeel.
    #[default]
    Deel,
    /// The components, the largest first.
    Oorzaak,
    /// Their kinds of cause: price, number, policy.
    Soort,
}

/// Exact euros: `van` and all steps are `naar` together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brug {
    pub van: Decimal,
    pub stappen: Vec<Brugstap>,
    pub naar: Decimal,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brugstap {
    pub name: String,
    /// Positive is a voordeel.
    pub euro: Decimal,
    /// The onderdeel or component that it is of, where it is one.
    pub of: Option<Id>,
}

/// So many components are a step of their own.
const MOST: usize = 8;

/// `None` where nothing was forecast.
pub fn brug(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Id,
    vergelijking: Vergelijking,
    wijze: Brugwijze,
) -> Option<Brug> {
    let whole = afwijking(begroting, totals, onderdeel, vergelijking)?;
    let mut stappen = match wijze {
        Brugwijze::Deel => by_part(begroting, totals, onderdeel, vergelijking),
        Brugwijze::Oorzaak => by_component(begroting, onderdeel, vergelijking),
        Brugwijze::Soort => by_cause(begroting, onderdeel, vergelijking),
    };
    let told: Decimal = stappen.iter().map(|stap| stap.euro).sum();
    let name = if wijze == Brugwijze::Deel { "overige regels" } else { "niet verklaard" };
    stappen.push(Brugstap { name: name.into(), euro: whole.verschil() - told, of: None });
    stappen.retain(|stap| !stap.euro.is_zero());
    let Afwijking { van, naar, .. } = whole;
    Some(Brug { van, stappen, naar })
}

fn by_part(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Id,
    vergelijking: Vergelijking,
) -> Vec<Brugstap> {
    if begroting.onderdelen.ids_of(Some(onderdeel)).is_empty() {
        return by_regel(begroting, totals, onderdeel, vergelijking);
    }
    let below = begroting.onderdelen.of(onderdeel);
    let step = |part: &crate::model::Onderdeel| {
        let stand = afwijking(begroting, totals, part.id, vergelijking)?;
        Some(Brugstap { name: part.title(), euro: stand.verschil(), of: Some(part.id) })
    };
    below.filter_map(step).collect()
}

/// Of an onderdeel with nothing below it: its own lines, the largest first.
fn by_regel(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Id,
    (van, naar): Vergelijking,
) -> Vec<Brugstap> {
    let own = begroting.regels.of(onderdeel);
    let of_saldo = own.filter(|regel| matches!(regel.soort, Soort::Lasten | Soort::Baten));
    let mut stappen: Vec<Brugstap> = of_saldo
        .filter_map(|regel| {
            let bedrag = deviation(totals, std::iter::once(regel), van, naar)?;
            let (name, euro) = (regel.title(), bedrag.euro_or_zero());
            Some(Brugstap { name, euro, of: Some(regel.id) })
        })
        .collect();
    stappen.sort_by_key(|stap| Reverse(stap.euro.abs()));
    stappen.truncate(MOST);
    stappen
}

/// The components that count in the difference, with their amounts.
fn components(
    begroting: &Begroting,
    onderdeel: Id,
    vergelijking: Vergelijking,
) -> Vec<(&Verklaring, Decimal)> {
    let below = begroting.subtree(onderdeel);
    let all = below.iter().flat_map(|id| verklaringen(begroting, *id, vergelijking));
    let euro = |v: &Verklaring| v.bedrag.map_or(Decimal::ZERO, Bedrag::euro_or_zero);
    all.filter(|v| !v.buiten).map(|v| (v, euro(v))).collect()
}

fn by_component(begroting: &Begroting, onderdeel: Id, vergelijking: Vergelijking) -> Vec<Brugstap> {
    let mut all = components(begroting, onderdeel, vergelijking);
    all.sort_by_key(|(v, euro)| (Reverse(euro.abs()), v.id));
    let (shown, others) = all.split_at(all.len().min(MOST));
    let step = |(v, euro): &(&Verklaring, Decimal)| Brugstap {
        name: v.text.clone(),
        euro: *euro,
        of: Some(v.id),
    };
    let mut stappen: Vec<Brugstap> = shown.iter().map(step).collect();
    if !others.is_empty() {
        let name = format!("{} andere oorzaken", others.len());
        let euro = others.iter().map(|(_, euro)| euro).sum();
        stappen.push(Brugstap { name, euro, of: None });
    }
    stappen
}

fn by_cause(begroting: &Begroting, onderdeel: Id, vergelijking: Vergelijking) -> Vec<Brugstap> {
    let all = components(begroting, onderdeel, vergelijking);
    let sum = |oorzaak: Oorzaak| {
        all.iter().filter(|(v, _)| v.oorzaak == oorzaak).map(|(_, euro)| euro).sum::<Decimal>()
    };
    let step = |oorzaak: &Oorzaak| {
        let name = match oorzaak {
            Oorzaak::NietVermeld => "oorzaak niet vermeld",
            oorzaak => oorzaak.word(),
        };
        Brugstap { name: name.to_owned(), euro: sum(*oorzaak), of: None }
    };
    let named = Oorzaak::ALL.iter().filter(|oorzaak| **oorzaak != Oorzaak::NietVermeld);
    named.chain([&Oorzaak::NietVermeld]).map(step).collect()
}
