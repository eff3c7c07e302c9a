//! What came or will come otherwise than budgeted, and what explains it.

use rust_decimal::Decimal;

use super::{Total, Totals};
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

/// What differs between two columns of an onderdeel, and how much of it is explained. Exact euros;
/// positive is a voordeel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Afwijking {
    /// Saldo of the later column - saldo of the first.
    pub verschil: Decimal,
    /// What the components add up to.
    pub verklaard: Decimal,
    /// Whether a regel or component says pm, which counts as zero.
    pub pm: bool,
}

impl Afwijking {
    /// What no component explains.
    pub fn rest(&self) -> Decimal {
        self.verschil - self.verklaard
    }
}

/// "V" for a voordeel, "N" for a nadeel; neither of zero.
pub fn oordeel(euro: Decimal) -> &'static str {
    match euro {
        euro if euro.is_zero() => "",
        euro if euro.is_sign_negative() => "N",
        _ => "V",
    }
}

/// The components of a difference, in their order.
pub fn verklaringen(
    begroting: &Begroting,
    onderdeel: Id,
    van: Kolom,
    naar: Kolom,
) -> impl Iterator<Item = &Verklaring> {
    begroting.verklaringen.of(onderdeel).filter(move |v| (v.van, v.naar) == (van, naar))
}

/// The difference between two columns; `None` where nothing was forecast.
pub fn afwijking(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Id,
    van: Kolom,
    naar: Kolom,
) -> Option<Afwijking> {
    let below = begroting.subtree(onderdeel);
    let regels = below.iter().flat_map(|id| begroting.regels.of(*id));
    let of_saldo = regels.filter(|regel| matches!(regel.soort, Soort::Lasten | Soort::Baten));
    let (verschil, mut pm) = sum(totals, of_saldo, van, naar)?;
    let mut verklaard = Decimal::ZERO;
    for verklaring in verklaringen(begroting, onderdeel, van, naar) {
        pm |= verklaring.bedrag == Some(Bedrag::Pm);
        verklaard += verklaring.bedrag.map_or(Decimal::ZERO, Bedrag::euro_or_zero);
    }
    Some(Afwijking { verschil, verklaard, pm })
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

/// What can be set against what in year t, and in the year before it that is being closed; the
/// latest moment last.
pub fn vergelijkingen(begroting: &Begroting) -> Vec<(Kolom, Kolom)> {
    let t = begroting.kop().jaar;
    let columns = begroting.columns();
    let of_year = |jaar| {
        let of = move |stadium| Kolom::new(jaar, stadium);
        let budget = [Stadium::Gewijzigd, Stadium::Primitief, Stadium::Begroting].map(of);
        let van = budget.into_iter().find(|kolom| columns.contains(kolom));
        let judged = [Stadium::Berap1, Stadium::Berap2, Stadium::Rekening].map(of);
        let there = judged.into_iter().filter(|kolom| columns.contains(kolom));
        there.filter_map(move |naar| Some((van?, naar))).collect::<Vec<_>>()
    };
    [t.saturating_sub(1), t].into_iter().flat_map(of_year).collect()
}
