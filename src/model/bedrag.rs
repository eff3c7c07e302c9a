use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What stands in a filled cell. An empty cell is the absence of a `Bedrag`.
///
/// Euros, exact. The sign is that of the model: lasten and baten are both positive, a negative
/// amount is a correction or a stelpost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bedrag {
    /// *Pro memorie*: known to come, amount unknown. Counts as zero in a sum, and is named there.
    Pm,
    Euro(Decimal),
}

impl Bedrag {
    /// No cell holds more, up or down: € 1.000 biljoen. A million times the budget of a large
    /// gemeente, and far from where a sum of cells could overflow.
    pub const MAX: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0);

    /// An amount in euros that a cell may hold: not above `MAX`, and not finer than a cent.
    pub fn euro(euro: Decimal) -> Option<Bedrag> {
        let fits = euro.abs() <= Bedrag::MAX && euro.normalize().scale() <= 2;
        fits.then(|| Bedrag::Euro(euro.normalize()))
    }

    /// The amount for a sum: a pm adds nothing.
    pub fn euro_or_zero(self) -> Decimal {
        match self {
            Bedrag::Pm => Decimal::ZERO,
            Bedrag::Euro(euro) => euro,
        }
    }
}

/// Written as a string, `"pm"` or plain digits with a decimal point, so that no reader ever takes
/// it through a float.
impl Serialize for Bedrag {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Bedrag::Pm => serializer.serialize_str("pm"),
            Bedrag::Euro(euro) => serializer.collect_str(&euro.normalize()),
        }
    }
}

impl<'de> Deserialize<'de> for Bedrag {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Bedrag;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("een bedrag in euro's tussen aanhalingstekens, zoals \"16923000\" of \"12.50\" (hooguit 10^15, niet fijner dan een cent), of \"pm\"")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Bedrag, E> {
                if text == "pm" {
                    return Ok(Bedrag::Pm);
                }
                Decimal::from_str_exact(text)
                    .ok()
                    .and_then(Bedrag::euro)
                    .ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn max_is_ten_to_the_fifteenth() {
        assert_eq!(Bedrag::MAX.to_string(), "1000000000000000");
    }

    #[test]
    fn a_cell_holds_cents_and_no_more() {
        assert_eq!(Bedrag::euro(Decimal::new(1250, 2)), Some(Bedrag::Euro(Decimal::new(125, 1))));
        assert_eq!(Bedrag::euro(Decimal::new(1, 3)), None);
        assert_eq!(Bedrag::euro(Bedrag::MAX + Decimal::ONE), None);
    }
}
