use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::model::{Maat, Soort};

/// What a cell shows, as far as its sign is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Lasten and toevoegingen to reserves: they lower the saldo.
    Lasten,
    /// Baten and onttrekkingen from reserves: they raise the saldo.
    Baten,
    /// Any saldo or resultaat: baten - lasten, whatever the convention.
    Saldo,
}

impl From<Maat> for Side {
    fn from(maat: Maat) -> Side {
        match maat {
            Maat::Baten | Maat::Onttrekking => Side::Baten,
            Maat::Lasten | Maat::Toevoeging => Side::Lasten,
            Maat::Saldo | Maat::Resultaat => Side::Saldo,
        }
    }
}

impl From<Soort> for Side {
    fn from(soort: Soort) -> Side {
        match soort {
            Soort::Baten | Soort::Onttrekking => Side::Baten,
            Soort::Lasten | Soort::Toevoeging => Side::Lasten,
        }
    }
}

/// The sign convention of a table. The model always holds lasten and baten positive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Signs {
    /// Lasten with a minus, so that a column simply adds up to the saldo.
    #[default]
    LastenNegative,
    /// Lasten and baten both positive, saldo = baten - lasten.
    BothPositive,
}

impl Signs {
    /// The order of a menu.
    pub const ALL: [Signs; 2] = [Signs::LastenNegative, Signs::BothPositive];

    /// The words that name the convention at a table.
    pub const fn label(self) -> &'static str {
        match self {
            Signs::LastenNegative => "lasten negatief",
            Signs::BothPositive => "baten en lasten positief",
        }
    }

    /// An amount in the model's sign, as this convention shows it.
    pub fn to_shown(self, side: Side, model: Decimal) -> Decimal {
        self.turn(side, model)
    }

    /// A shown or typed amount, in the model's sign.
    pub fn to_model(self, side: Side, shown: Decimal) -> Decimal {
        self.turn(side, shown)
    }

    /// Whether a typed amount, already in the model's sign, must be asked about: lasten typed
    /// positive where they are shown negative are a correction or a forgotten minus.
    pub fn asks_about(self, side: Side, model: Decimal) -> bool {
        self == Signs::LastenNegative && side == Side::Lasten && model < Decimal::ZERO
    }

    /// Both ways are the same turn.
    fn turn(self, side: Side, amount: Decimal) -> Decimal {
        match (self, side) {
            // Minus zero would be equal to zero, but would print its sign.
            (Signs::LastenNegative, Side::Lasten) if !amount.is_zero() => -amount,
            _ => amount,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lasten_turn_and_only_where_they_are_negative() {
        let amount = dec!(16923);
        for (signs, side, shown) in [
            (Signs::LastenNegative, Side::Lasten, dec!(-16923)),
            (Signs::LastenNegative, Side::Baten, dec!(16923)),
            (Signs::LastenNegative, Side::Saldo, dec!(16923)),
            (Signs::BothPositive, Side::Lasten, dec!(16923)),
            (Signs::BothPositive, Side::Baten, dec!(16923)),
            (Signs::BothPositive, Side::Saldo, dec!(16923)),
        ] {
            assert_eq!(signs.to_shown(side, amount), shown, "{signs:?} {side:?}");
            assert_eq!(signs.to_model(side, shown), amount, "{signs:?} {side:?}");
        }
        let zero = Signs::LastenNegative.to_shown(Side::Lasten, Decimal::ZERO);
        assert!(!zero.is_sign_negative());
    }

    #[test]
    fn asks_only_about_lasten_typed_positive_where_they_are_negative() {
        let typed_positive = Signs::LastenNegative.to_model(Side::Lasten, dec!(2925));
        assert!(Signs::LastenNegative.asks_about(Side::Lasten, typed_positive));
        assert!(!Signs::LastenNegative.asks_about(Side::Lasten, dec!(2925)));
        assert!(!Signs::LastenNegative.asks_about(Side::Baten, dec!(-1)));
        assert!(!Signs::BothPositive.asks_about(Side::Lasten, dec!(-2925)));
    }
}
