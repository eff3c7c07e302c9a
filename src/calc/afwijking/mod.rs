//! What came or will come otherwise than budgeted, and what explains it.

mod brug;
mod concept;
mod rijen;

pub use brug::{Brug, Brugstap, Brugwijze, brug};
pub use concept::{cluster_sum, concept};
pub use rijen::{Rij, Samen, mist_tekst, rijen, samen};

use rust_decimal::Decimal;

use super::{Total, Totals, kolom_of_year};
use crate::model::{Bedrag, Begroting, Id, Kolom, Maat, Regel, Soort, Stadium, Verklaring};

/// Budget, realisatie and verplichtingen: what the vrije ruimte is of.
pub const OF_ROOM: [Stadium; 3] =
    [Stadium::Gewijzigd, Stadium::Realisatie, Stadium::Verplichtingen];

/// The forecasts of a year, in their order.
pub const FORECASTS: [Stadium; 2] = [Stadium::Berap1, Stadium::Berap2];

/// Whether the column holds a forecast: an empty amount in it says nothing, and is no zero.
pub fn is_forecast(kolom: Kolom) -> bool {
    FORECASTS.contains(&kolom.stadium)
}

/// What is set against what: first the column that is compared with, then the one that is judged.
pub type Vergelijking = (Kolom, Kolom);

/// What differs between two columns of an onderdeel with all below it, and how much of it is
/// explained. Exact euros; positive is a voordeel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Afwijking {
    /// Saldo of the two columns; of a forecast only of the regels that it speaks of.
    pub van: Decimal,
    pub naar: Decimal,
    /// What baten and lasten differ: above zero is more.
    pub baten: Decimal,
    pub lasten: Decimal,
    /// The larger of the lasten and baten that are compared with.
    pub begroot: Decimal,
    /// What the components add up to, here and below. Those told here that count elsewhere are not
    /// in it.
    pub verklaard: Decimal,
    /// The difference between the published saldi, where both were published.
    pub gepubliceerd: Option<Decimal>,
    /// What rounding can make of a rest: half a unit for each component and each published saldo.
    pub marge: Decimal,
    /// Whether a regel or component says pm, which counts as zero.
    pub pm: bool,
}

impl Afwijking {
    /// Saldo of the later column - saldo of the first.
    pub fn verschil(&self) -> Decimal {
        self.naar - self.van
    }

    /// What no component explains.
    pub fn rest(&self) -> Decimal {
        self.verschil() - self.verklaard
    }

    /// The same of the published difference.
    pub fn rest_gepubliceerd(&self) -> Option<Decimal> {
        self.gepubliceerd.map(|verschil| verschil - self.verklaard)
    }

    /// Whether the rest is no more than rounding in a publication can leave.
    pub fn is_afronding(&self) -> bool {
        !self.rest().is_zero() && self.rest().abs() <= self.marge
    }

    /// V or N of a forecast or rekening; between two budgets what is higher or lower.
    pub fn woord(&self, naar: Kolom) -> &'static str {
        let (baten, lasten) = (self.baten, self.lasten);
        match (is_judged(naar), baten.is_zero(), lasten.is_zero()) {
            (true, ..) => oordeel(self.verschil()),
            (false, true, true) => "",
            (false, true, false) if lasten.is_sign_negative() => "lagere lasten",
            (false, true, false) => "hogere lasten",
            (false, false, true) if baten.is_sign_negative() => "lagere baten",
            (false, false, true) => "hogere baten",
            (false, false, false) => hoger_of_lager(self.verschil()),
        }
    }
}

/// Whether a difference with this column judges how the gemeente did. Two budgets only differ.
pub fn is_judged(naar: Kolom) -> bool {
    is_forecast(naar) || matches!(naar.stadium, Stadium::Rekening | Stadium::Realisatie)
}

/// "V" for a voordeel, "N" for a nadeel; neither of zero.
pub fn oordeel(euro: Decimal) -> &'static str {
    match euro {
        euro if euro.is_zero() => "",
        euro if euro.is_sign_negative() => "N",
        _ => "V",
    }
}

fn hoger_of_lager(euro: Decimal) -> &'static str {
    match euro {
        euro if euro.is_zero() => "",
        euro if euro.is_sign_negative() => "lager saldo",
        _ => "hoger saldo",
    }
}

/// The word of a part of a difference: V or N, or between two budgets what it does to the saldo.
pub fn woord(euro: Decimal, naar: Kolom) -> &'static str {
    if is_judged(naar) { oordeel(euro) } else { hoger_of_lager(euro) }
}

/// The components of a difference, in their order.
pub fn verklaringen(
    begroting: &Begroting,
    onderdeel: Id,
    (van, naar): Vergelijking,
) -> impl Iterator<Item = &Verklaring> {
    begroting.verklaringen.of(onderdeel).filter(move |v| (v.van, v.naar) == (van, naar))
}

/// The difference between two columns; `None` where nothing was forecast.
pub fn afwijking(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Id,
    (van, naar): Vergelijking,
) -> Option<Afwijking> {
    let below = begroting.subtree(onderdeel);
    let (old, new) = if is_forecast(naar) {
        let regels = below.iter().flat_map(|id| begroting.regels.of(*id));
        forecast(totals, regels, van, naar)?
    } else {
        (totals.get(onderdeel, van), totals.get(onderdeel, naar))
    };
    let mut pm = old.pm.of(Maat::Saldo) > 0 || new.pm.of(Maat::Saldo) > 0;
    let (mut verklaard, mut count) = (Decimal::ZERO, 0);
    let components = below.iter().flat_map(|id| verklaringen(begroting, *id, (van, naar)));
    for verklaring in components.filter(|verklaring| !verklaring.buiten) {
        pm |= verklaring.bedrag == Some(Bedrag::Pm);
        verklaard += verklaring.bedrag.map_or(Decimal::ZERO, Bedrag::euro_or_zero);
        count += 1;
    }
    let published = |kolom| published(begroting, onderdeel, kolom);
    let saldi = published(van).zip(published(naar));
    let unit = saldi.map_or(0, |((_, one), (_, other))| one.max(other));
    Some(Afwijking {
        van: old.saldo(),
        naar: new.saldo(),
        baten: new.baten - old.baten,
        lasten: new.lasten - old.lasten,
        begroot: old.lasten.max(old.baten),
        verklaard,
        gepubliceerd: saldi.map(|((van, _), (naar, _))| naar - van),
        marge: Decimal::from(unit) * Decimal::from(count + 2) / Decimal::TWO,
        pm,
    })
}

/// A published saldo, and to what it was rounded.
fn published(begroting: &Begroting, onderdeel: Id, kolom: Kolom) -> Option<(Decimal, u32)> {
    let mut cijfers = begroting.controlecijfers.of(onderdeel);
    let cijfer = cijfers.find(|cijfer| (cijfer.kolom, cijfer.maat) == (kolom, Maat::Saldo))?;
    match cijfer.amount {
        Bedrag::Euro(euro) => Some((euro, cijfer.unit)),
        Bedrag::Pm => None,
    }
}

/// Of the regels that a forecast speaks of: what was budgeted for them, and what is expected.
fn forecast<'a>(
    totals: &Totals,
    regels: impl Iterator<Item = &'a Regel>,
    van: Kolom,
    naar: Kolom,
) -> Option<(Total, Total)> {
    let (mut old, mut new, mut any) = (Total::default(), Total::default(), false);
    for regel in regels {
        if let Some(expected) = totals.amount(regel, naar) {
            any = true;
            old += Total::of_regel(regel, totals.amount(regel, van));
            new += Total::of_regel(regel, Some(expected));
        }
    }
    any.then_some((old, new))
}

/// What these regels differ between two columns; positive is a voordeel. `None` where nothing was
/// forecast, pm where a part of it is not known.
pub fn deviation<'a>(
    totals: &Totals,
    regels: impl Iterator<Item = &'a Regel>,
    van: Kolom,
    naar: Kolom,
) -> Option<Bedrag> {
    let (euro, pm) = sum(totals, regels, van, naar)?;
    Some(if pm { Bedrag::Pm } else { Bedrag::Euro(euro) })
}

/// In a forecast a regel without an amount has none; elsewhere an empty amount counts as zero.
fn sum<'a>(
    totals: &Totals,
    regels: impl Iterator<Item = &'a Regel>,
    van: Kolom,
    naar: Kolom,
) -> Option<(Decimal, bool)> {
    let (mut total, mut pm, mut any) = (Total::default(), false, !is_forecast(naar));
    for regel in regels {
        let (old, new) = (totals.amount(regel, van), totals.amount(regel, naar));
        if is_forecast(naar) && new.is_none() {
            continue;
        }
        any = true;
        pm |= old != new && [old, new].contains(&Some(Bedrag::Pm));
        total += Total::of_regel(regel, new);
        total += -Total::of_regel(regel, old);
    }
    any.then(|| (zero_or(total.of(Maat::Resultaat)), pm))
}

/// What may still be spent of the lasten of these regels: budget - realisatie - verplichtingen.
/// `None` without lasten, pm where a part of it is not known.
pub fn vrije_ruimte<'a>(
    totals: &Totals,
    regels: impl Iterator<Item = &'a Regel>,
    jaar: u16,
) -> Option<Bedrag> {
    let (mut room, mut any) = (Decimal::ZERO, false);
    for regel in regels.filter(|regel| regel.soort == Soort::Lasten) {
        let amounts = OF_ROOM.map(|of| totals.amount(regel, Kolom::new(jaar, of)));
        if amounts.contains(&Some(Bedrag::Pm)) {
            return Some(Bedrag::Pm);
        }
        any |= amounts.iter().any(Option::is_some);
        let [budget, spent, promised] =
            amounts.map(|bedrag| bedrag.map_or(Decimal::ZERO, Bedrag::euro_or_zero));
        room += budget - spent - promised;
    }
    any.then(|| Bedrag::Euro(zero_or(room)))
}

/// Never minus zero, which would print its sign.
fn zero_or(euro: Decimal) -> Decimal {
    if euro.is_zero() { Decimal::ZERO } else { euro }
}

/// What is mostly set against what in year t, and in the year before it that is being closed; the
/// latest moment last. After those what changed between two budgets.
pub fn vergelijkingen(begroting: &Begroting) -> Vec<Vergelijking> {
    let t = begroting.kop().jaar;
    let columns = begroting.columns();
    let budget_of = |jaar| {
        let of = move |stadium| Kolom::new(jaar, stadium);
        let budgets = [Stadium::Gewijzigd, Stadium::Primitief, Stadium::Begroting].map(of);
        budgets.into_iter().find(|kolom| columns.contains(kolom))
    };
    let of_year = |jaar| {
        let van = budget_of(jaar);
        let judged = [Stadium::Berap1, Stadium::Berap2, Stadium::Rekening];
        let judged = judged.map(|stadium| Kolom::new(jaar, stadium));
        let there = judged.into_iter().filter(|kolom| columns.contains(kolom));
        there.filter_map(move |naar| Some((van?, naar))).collect::<Vec<_>>()
    };
    let mut all = Vec::new();
    let own = kolom_of_year(begroting, t).filter(|kolom| !is_judged(*kolom));
    all.extend(t.checked_sub(1).and_then(budget_of).zip(own));
    let changed = (Kolom::new(t, Stadium::Primitief), Kolom::new(t, Stadium::Gewijzigd));
    all.extend(Some(changed).filter(|(van, naar)| columns.contains(van) && columns.contains(naar)));
    all.extend([t.saturating_sub(1), t].into_iter().flat_map(of_year));
    all
}
