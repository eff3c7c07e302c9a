use rust_decimal::Decimal;

use super::Tekort;
use crate::model::{Bedrag, Breuk, Id, Kolom, Mutatie, Zekerheid};

/// How sure the cover of a deficit is, in one column. Euros; a voordeel is above zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dekking {
    pub kolom: Kolom,
    /// The saldo at unchanged policy.
    pub start: Decimal,
    pub hard: Decimal,
    pub zacht: Decimal,
    /// Of measures of which nobody said whether they are hard or soft.
    pub onbekend: Decimal,
    /// What is left when every measure with a low estimate yields that.
    pub laag: Decimal,
    /// What is left as estimated.
    pub rest: Decimal,
    /// What is left when every measure with a high estimate yields that.
    pub hoog: Decimal,
}

/// A measure that is not hard, and what it carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zachte {
    pub mutatie: Id,
    pub bedrag: Decimal,
}

/// The cover per column that has a start. No chance is made up: a measure without a low or high
/// estimate yields the same in all three.
pub fn dekking(tekort: &Tekort) -> Vec<Dekking> {
    let of = |(at, kolom, start, rest): (usize, Kolom, Decimal, Decimal)| {
        let mut dekking = Dekking {
            kolom,
            start,
            hard: Decimal::ZERO,
            zacht: Decimal::ZERO,
            onbekend: Decimal::ZERO,
            laag: start,
            rest,
            hoog: start,
        };
        for (mutatie, amount) in counting(tekort, at) {
            *match mutatie.zekerheid {
                Zekerheid::Hard => &mut dekking.hard,
                Zekerheid::Zacht => &mut dekking.zacht,
                Zekerheid::NietVermeld => &mut dekking.onbekend,
            } += amount;
            let (low, high) = band(mutatie, amount);
            dekking.laag += low;
            dekking.hoog += high;
        }
        dekking
    };
    tekort.jaren().map(of).collect()
}

/// The measures that are not hard, the one that carries most first.
pub fn zachtste(tekort: &Tekort, at: usize) -> Vec<Zachte> {
    let mut found: Vec<Zachte> = counting(tekort, at)
        .filter(|(mutatie, bedrag)| mutatie.zekerheid != Zekerheid::Hard && *bedrag > Decimal::ZERO)
        .map(|(mutatie, bedrag)| Zachte { mutatie: mutatie.id, bedrag })
        .collect();
    found.sort_by(|one, other| other.bedrag.cmp(&one.bedrag).then(one.mutatie.cmp(&other.mutatie)));
    found
}

fn counting(tekort: &Tekort, at: usize) -> impl Iterator<Item = (&Mutatie, Decimal)> {
    tekort.maatregelen().filter(|(_, row)| row.telt).filter_map(move |(_, row)| {
        match row.bedragen.get(at) {
            Some(Some(Bedrag::Euro(amount))) => Some((&row.mutatie, *amount)),
            _ => None,
        }
    })
}

/// The worse and the better outcome of an amount: of costs, more is worse.
fn band(mutatie: &Mutatie, amount: Decimal) -> (Decimal, Decimal) {
    let low = mutatie.laag.unwrap_or(Breuk::ONE).of(amount);
    let high = mutatie.hoog.unwrap_or(Breuk::ONE).of(amount);
    if amount.is_sign_negative() { (high, low) } else { (low, high) }
}
