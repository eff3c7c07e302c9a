use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::read::{Reading, read_judged};
use super::read_error::ReadError;
use super::show::{exact, show};
use super::signs::{Side, Signs};
use super::unit::Unit;
use crate::model::Bedrag;

/// How a table writes its amounts: the way between a cell of the model and text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Notation {
    pub unit: Unit,
    pub signs: Signs,
}

impl Notation {
    /// The words that name the notation at a table: "× € 1.000, lasten negatief".
    pub fn label(self) -> String {
        format!("{}, {}", self.unit.label(), self.signs.label())
    }

    /// A cell as it is shown: rounded, "-" for zero, "pm", nothing for an empty cell.
    pub fn show_cell(self, cell: Option<Bedrag>, side: Side) -> String {
        self.write(cell, side, show)
    }

    /// A cell as it is edited and copied: exact. [`read`](Notation::read) gives the cell back.
    pub fn exact_cell(self, cell: Option<Bedrag>, side: Side) -> String {
        self.write(cell, side, exact)
    }

    fn write(
        self,
        cell: Option<Bedrag>,
        side: Side,
        euro_text: fn(Decimal, Unit) -> String,
    ) -> String {
        match cell {
            None => String::new(),
            Some(Bedrag::Pm) => "pm".to_owned(),
            Some(Bedrag::Euro(euro)) => euro_text(self.signs.to_shown(side, euro), self.unit),
        }
    }

    /// As [`read`](super::read), in the model's sign for a cell of `side`.
    ///
    /// N and V judge an amount, whatever the signs of the table: lasten of `N 250` are lasten of
    /// 250 under either convention.
    ///
    /// # Errors
    /// Those of [`read`](super::read).
    pub fn read(self, text: &str, side: Side) -> Result<Reading, ReadError> {
        let (reading, judged) = read_judged(text, self.unit)?;
        let signs = if judged { Signs::LastenNegative } else { self.signs };
        Ok(match reading {
            Reading::Amount(Bedrag::Euro(euro)) => {
                Reading::Amount(Bedrag::Euro(signs.to_model(side, euro)))
            }
            Reading::Sum { amount, formula } => {
                Reading::Sum { amount: signs.to_model(side, amount), formula }
            }
            other @ (Reading::Empty | Reading::Amount(Bedrag::Pm) | Reading::Percent(_)) => other,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn euro(amount: Decimal) -> Reading {
        Reading::Amount(Bedrag::Euro(amount))
    }

    #[test]
    fn a_cell_reads_in_the_sign_of_the_model() {
        let negative = Notation::default();
        let positive = Notation { signs: Signs::BothPositive, ..negative };
        for (notation, side, text, model) in [
            (negative, Side::Lasten, "-16.923", dec!(16923000)),
            (negative, Side::Lasten, "2.925", dec!(-2925000)),
            (negative, Side::Baten, "817", dec!(817000)),
            (negative, Side::Saldo, "-16.923", dec!(-16923000)),
            (positive, Side::Lasten, "16.923", dec!(16923000)),
            (positive, Side::Lasten, "-2.925", dec!(-2925000)),
            (negative, Side::Lasten, "N 250", dec!(250000)),
            (positive, Side::Lasten, "N 250", dec!(250000)),
            (positive, Side::Lasten, "250 V", dec!(-250000)),
            (positive, Side::Baten, "N 250", dec!(-250000)),
            (positive, Side::Saldo, "N 250", dec!(-250000)),
        ] {
            assert_eq!(notation.read(text, side), Ok(euro(model)), "{text}");
        }
        assert_eq!(
            negative.read("=-16923-250", Side::Lasten),
            Ok(Reading::Sum { amount: dec!(17173000), formula: "=-16923-250".to_owned() })
        );
        assert_eq!(negative.read("2,61%", Side::Lasten), Ok(Reading::Percent(dec!(2.61))));
    }

    #[test]
    fn empty_zero_and_pm_stay_apart() {
        let notation = Notation::default();
        for (cell, shown, edited) in [
            (None, "", ""),
            (Some(Bedrag::Pm), "pm", "pm"),
            (Some(Bedrag::Euro(Decimal::ZERO)), "-", "0"),
            (Some(Bedrag::Euro(dec!(0.5))), "0", "-0,0005"),
            (Some(Bedrag::Euro(dec!(16923500))), "-16.924", "-16923,5"),
        ] {
            assert_eq!(notation.show_cell(cell, Side::Lasten), shown);
            assert_eq!(notation.exact_cell(cell, Side::Lasten), edited);
        }
        assert_eq!(notation.label(), "× € 1.000, lasten negatief");
    }

    proptest! {
        #[test]
        fn an_exact_cell_reads_back(
            cents in -100_000_000_000_000_000_i64..=100_000_000_000_000_000,
            unit in prop::sample::select(Unit::ALL.to_vec()),
            signs in prop::sample::select(Signs::ALL.to_vec()),
            side in prop::sample::select(vec![Side::Lasten, Side::Baten, Side::Saldo]),
        ) {
            let notation = Notation { unit, signs };
            let cell = Bedrag::Euro(Decimal::new(cents, 2));
            let text = notation.exact_cell(Some(cell), side);
            prop_assert_eq!(notation.read(&text, side), Ok(Reading::Amount(cell)), "{}", text);
        }
    }
}
