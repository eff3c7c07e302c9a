//! An amount that both sides changed: how each reads, and another one in place of both.

use rust_decimal::Decimal;

use crate::change::samenvoegen::woorden;
use crate::display::{Notation, Side};
use crate::model::{Bedrag, Begroting, Edit, Field, Id};
use crate::ui::page::read_amount;

/// One amount in a column that both sides changed, each otherwise.
pub(super) struct Strijdig {
    pub id: Id,
    field: Field,
    side: Side,
    /// Mine and theirs.
    kanten: [Option<Bedrag>; 2],
}

impl Strijdig {
    /// `None` where the sides changed anything else, or more.
    pub fn of(mijn: &Begroting, own: &[Edit], theirs: &[Edit]) -> Option<Strijdig> {
        let ([Edit::Set { id, new: own, .. }], [Edit::Set { id: of, new: theirs, .. }]) =
            (own, theirs)
        else {
            return None;
        };
        if id != of || !own.is_like(theirs) {
            return None;
        }
        let kanten = [own.amount()?.1, theirs.amount()?.1];
        Some(Strijdig { id: *id, field: own.clone(), side: woorden::teken(mijn, *id), kanten })
    }

    /// The field with the amount that stands in place of both.
    pub fn field(&self, bedrag: Bedrag) -> Option<Field> {
        self.field.with_amount(Some(bedrag))
    }

    /// ", niet -20.000 × € 1.000 of -21.000 × € 1.000": what the amount that was typed takes the place of.
    pub fn instead(&self, begroting: &Begroting, notation: Notation) -> String {
        let words = self.kanten.map(|bedrag| {
            let field = self.field.with_amount(bedrag);
            field.and_then(|field| woorden::bedrag(begroting, self.id, &field, notation))
        });
        match words {
            [Some(own), Some(theirs)] => format!(", niet {own} of {theirs}"),
            _ => String::new(),
        }
    }

    /// As it is typed: in the unit and the signs of the window.
    pub fn text(&self, bedrag: Bedrag, notation: Notation) -> String {
        notation.exact_cell(Some(bedrag), self.side)
    }

    /// What was typed in place of both; `None` where nothing was.
    ///
    /// # Errors
    /// In Dutch, where it is no amount, or has another sign than both: that is a slip more often than
    /// meant, and nobody is there to ask.
    pub fn read(&self, text: &str, notation: Notation) -> Result<Option<Bedrag>, String> {
        let [own, theirs] = self.kanten;
        let new = read_amount(notation, self.side, own, text)?.new;
        let sign = |bedrag: Option<Bedrag>| match bedrag {
            Some(Bedrag::Euro(euro)) if !euro.is_zero() => Some(euro > Decimal::ZERO),
            _ => None,
        };
        match (sign(own), sign(theirs), sign(new)) {
            (Some(own), Some(theirs), Some(new)) if own == theirs && own != new => Err(format!(
                "{text} heeft een ander teken dan beide versies; typ het met hun teken, of wijzig \
                 het na het samenvoegen."
            )),
            _ => Ok(new),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::display::{Signs, Unit};
    use crate::model::{Kolom, RegelField, Stadium};

    const T: Kolom = Kolom::new(2019, Stadium::Begroting);
    const NOTATION: Notation = Notation { unit: Unit::Thousand, signs: Signs::LastenNegative };

    fn lasten(own: i64, theirs: i64) -> Strijdig {
        let [own, theirs] = [own, theirs].map(|euro| Some(Bedrag::Euro(euro.into())));
        let field = RegelField::Amount(T, own).into();
        Strijdig { id: Id::from_bits(1), field, side: Side::Lasten, kanten: [own, theirs] }
    }

    #[test]
    fn another_amount_has_the_unit_and_the_sign_of_the_window() {
        let of = lasten(20_000_000, 21_000_000);
        let half = Bedrag::Euro(20_500_000.into());
        for text in ["-20.500", "=-20000-500", "+2,5 %"] {
            assert_eq!(of.read(text, NOTATION), Ok(Some(half)), "{text}");
        }
        assert_eq!(of.text(half, NOTATION), "-20500");
        assert_eq!(of.field(half), Some(RegelField::Amount(T, Some(half)).into()));
        assert_eq!(of.read("pm", NOTATION), Ok(Some(Bedrag::Pm)));
        assert_eq!(of.read(" ", NOTATION), Ok(None));
        assert!(of.read("20.500", NOTATION).unwrap_err().contains("ander teken"));
        assert!(of.read("veel", NOTATION).unwrap_err().contains("veel"));
        let positive = Notation { signs: Signs::BothPositive, ..NOTATION };
        assert_eq!(of.read("20.500", positive), Ok(Some(half)));
        // Where the versions differ in sign, either can be meant.
        assert!(lasten(-500, 500).read("-0,6", NOTATION).is_ok());
    }
}
