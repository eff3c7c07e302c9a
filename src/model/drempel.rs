use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// From which difference on a gemeente asks for an explanation. A difference must reach both where
/// both are given; without any, each difference that is not zero does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, try_from = "Given")]
pub struct Drempel {
    /// Euros.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bedrag: Option<Decimal>,
    /// In % of what was budgeted: of lasten or baten, the larger of the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    procent: Option<Decimal>,
}

/// What a file gives, before it is known to make sense.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    #[serde(default)]
    bedrag: Option<Decimal>,
    #[serde(default)]
    procent: Option<Decimal>,
}

impl TryFrom<Given> for Drempel {
    type Error = &'static str;

    fn try_from(Given { bedrag, procent }: Given) -> Result<Drempel, &'static str> {
        Drempel::new(bedrag, procent).ok_or("een drempel is niet kleiner dan nul")
    }
}

impl Drempel {
    /// `None` where one of them is below zero.
    pub fn new(bedrag: Option<Decimal>, procent: Option<Decimal>) -> Option<Drempel> {
        let fits = |it: Option<Decimal>| it.is_none_or(|it| it >= Decimal::ZERO);
        (fits(bedrag) && fits(procent)).then_some(Drempel { bedrag, procent })
    }

    /// Euros.
    pub fn bedrag(&self) -> Option<Decimal> {
        self.bedrag
    }

    /// In % of what was budgeted.
    pub fn procent(&self) -> Option<Decimal> {
        self.procent
    }

    pub fn is_empty(&self) -> bool {
        *self == Drempel::default()
    }

    /// Whether a difference of so much, of what was budgeted, asks for an explanation.
    pub fn is_reached(&self, verschil: Decimal, begroot: Decimal) -> bool {
        let verschil = verschil.abs();
        let share = |procent| verschil * Decimal::ONE_HUNDRED >= begroot.abs() * procent;
        !verschil.is_zero()
            && self.bedrag.is_none_or(|bedrag| verschil >= bedrag)
            && self.procent.is_none_or(share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_must_reach_both() {
        let euro = |euro: i64| Decimal::from(euro);
        let drempel = Drempel::new(Some(euro(25_000)), Some(euro(5))).unwrap();
        assert!(drempel.is_reached(euro(-25_000), euro(500_000)));
        assert!(!drempel.is_reached(euro(24_999), euro(100)));
        assert!(!drempel.is_reached(euro(25_000), euro(500_001)));
        assert!(Drempel::default().is_reached(euro(1), euro(0)));
        assert!(!Drempel::default().is_reached(euro(0), euro(0)));
        assert_eq!(Drempel::new(Some(euro(-1)), None), None);
    }
}
