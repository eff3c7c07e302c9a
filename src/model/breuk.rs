use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// An exact share: `7/30`, `1/2`, `1`. Never below zero, and always in lowest terms, so that two
/// ways to write the same share are the same.
///
/// A percentage would not do: 23,3 % of 4.500 is 1.048,5, and 7/30 of it is 1.050.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Breuk {
    teller: u32,
    noemer: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("‘{0}’ is geen deel: verwacht een breuk zoals 7/30 of een percentage zoals 23,3%")]
pub struct BreukError(String);

impl Breuk {
    pub const ONE: Breuk = Breuk { teller: 1, noemer: 1 };
    pub const ZERO: Breuk = Breuk { teller: 0, noemer: 1 };

    /// `None` where `noemer` is zero.
    pub fn new(teller: u32, noemer: u32) -> Option<Breuk> {
        if noemer == 0 {
            return None;
        }
        let (mut a, mut b) = (teller, noemer);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        Some(Breuk { teller: teller / a, noemer: noemer / a })
    }

    /// This share of an amount, with all the digits that a `Decimal` has: multiplied first, divided
    /// last.
    pub fn of(self, amount: Decimal) -> Decimal {
        amount * Decimal::from(self.teller) / Decimal::from(self.noemer)
    }

    /// Whether it is more than the whole.
    pub fn exceeds_one(self) -> bool {
        self.teller > self.noemer
    }

    /// As people read it: "23,3 %", "50 %", rounded to one decimal.
    pub fn percent(self) -> Decimal {
        self.of(Decimal::ONE_HUNDRED)
            .round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
    }
}

impl PartialOrd for Breuk {
    fn partial_cmp(&self, other: &Breuk) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Breuk {
    fn cmp(&self, other: &Breuk) -> std::cmp::Ordering {
        let product = |a: u32, b: u32| u64::from(a) * u64::from(b);
        product(self.teller, other.noemer).cmp(&product(other.teller, self.noemer))
    }
}

/// `7/30`, or `1` for the whole: the form in files and in a field of the screen.
impl fmt::Display for Breuk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.noemer {
            1 => write!(f, "{}", self.teller),
            noemer => write!(f, "{}/{noemer}", self.teller),
        }
    }
}

/// `7/30`, `1`, or a percentage as people here write it: `50%`, `12,5 %`.
impl FromStr for Breuk {
    type Err = BreukError;

    fn from_str(text: &str) -> Result<Breuk, BreukError> {
        let wrong = || BreukError(text.chars().take(40).collect());
        let trimmed = text.trim();
        if let Some(percent) = trimmed.strip_suffix('%') {
            let (whole, decimals) = percent.trim().split_once(',').unwrap_or((percent.trim(), ""));
            let scale = u32::try_from(decimals.len()).map_err(|_| wrong())?;
            let noemer = 10_u32.checked_pow(scale).and_then(|ten| ten.checked_mul(100));
            let teller = digits(&format!("{whole}{decimals}")).filter(|_| !whole.is_empty());
            return teller.zip(noemer).and_then(|(t, n)| Breuk::new(t, n)).ok_or_else(wrong);
        }
        let (teller, noemer) = trimmed.split_once('/').unwrap_or((trimmed, "1"));
        let parts = digits(teller.trim()).zip(digits(noemer.trim()));
        parts.and_then(|(teller, noemer)| Breuk::new(teller, noemer)).ok_or_else(wrong)
    }
}

fn digits(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

impl Serialize for Breuk {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Breuk {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_exact_and_has_one_form() {
        let seven: Breuk = "7/30".parse().unwrap();
        assert_eq!(seven.of(Decimal::from(4_500_000)), Decimal::from(1_050_000));
        assert_eq!("14/60".parse(), Ok(seven));
        assert_eq!((seven.to_string(), seven.percent()), ("7/30".into(), Decimal::new(233, 1)));
        assert_eq!("50 %".parse(), Ok(Breuk::new(1, 2).unwrap()));
        assert_eq!("12,5%".parse(), Ok(Breuk::new(1, 8).unwrap()));
        assert_eq!("100%".parse(), Ok(Breuk::ONE));
        assert!(seven < Breuk::ONE && Breuk::new(31, 30).unwrap().exceeds_one());
    }

    #[test]
    fn what_is_no_share_is_refused() {
        for text in ["", "1/0", "-1/2", "1.5", "%", "a/b", "1/2/3", "+1", "99999999999", "1,5"] {
            assert!(text.parse::<Breuk>().is_err(), "{text}");
        }
    }
}
