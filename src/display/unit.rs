use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The unit in which a table, chart or slide shows its amounts, and in which they are typed there.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Unit {
    Euro,
    #[default]
    Thousand,
    Million,
}

impl Unit {
    /// From small to large, the order of a menu.
    pub const ALL: [Unit; 3] = [Unit::Euro, Unit::Thousand, Unit::Million];

    /// The words that name the unit at a table: "× € 1.000".
    pub const fn label(self) -> &'static str {
        match self {
            Unit::Euro => "× € 1",
            Unit::Thousand => "× € 1.000",
            Unit::Million => "× € 1 mln",
        }
    }

    /// Euros in one unit.
    pub const fn factor(self) -> Decimal {
        match self {
            Unit::Euro => Decimal::ONE,
            Unit::Thousand => Decimal::ONE_THOUSAND,
            Unit::Million => Decimal::from_parts(1_000_000, 0, 0, false, 0),
        }
    }

    /// Decimals of a shown amount; the exact amount may have more.
    pub const fn decimals(self) -> u32 {
        match self {
            Unit::Euro | Unit::Thousand => 0,
            Unit::Million => 1,
        }
    }

    /// The power of ten in `factor`.
    pub(super) const fn exponent(self) -> u32 {
        match self {
            Unit::Euro => 0,
            Unit::Thousand => 3,
            Unit::Million => 6,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factor_and_exponent_agree() {
        for unit in Unit::ALL {
            assert_eq!(
                unit.factor(),
                Decimal::from(10_u64.pow(unit.exponent())),
                "{}",
                unit.label()
            );
        }
    }
}
