use std::fmt;

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize};

use super::{Bedrag, Kolom};

/// The filled cells of a row, by column. What is not in it is empty.
///
/// A sorted list and not a tree: a row has some six columns, and there may be 100.000 rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amounts(Vec<(Kolom, Bedrag)>);

impl Amounts {
    pub fn get(&self, kolom: Kolom) -> Option<Bedrag> {
        self.position(kolom).ok().map(|i| self.0[i].1)
    }

    /// Fills the cell, or empties it with `None`.
    pub fn set(&mut self, kolom: Kolom, bedrag: Option<Bedrag>) {
        match (self.position(kolom), bedrag) {
            (Ok(i), Some(bedrag)) => self.0[i].1 = bedrag,
            (Ok(i), None) => {
                self.0.remove(i);
            }
            (Err(i), Some(bedrag)) => self.0.insert(i, (kolom, bedrag)),
            (Err(_), None) => {}
        }
    }

    /// In the order of the columns.
    pub fn iter(&self) -> impl Iterator<Item = (Kolom, Bedrag)> + '_ {
        self.0.iter().copied()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn position(&self, kolom: Kolom) -> Result<usize, usize> {
        self.0.binary_search_by_key(&kolom, |&(kolom, _)| kolom)
    }
}

/// The last one counts where a column comes twice.
impl FromIterator<(Kolom, Bedrag)> for Amounts {
    fn from_iter<I: IntoIterator<Item = (Kolom, Bedrag)>>(cells: I) -> Amounts {
        let mut amounts = Amounts::default();
        for (kolom, bedrag) in cells {
            amounts.set(kolom, Some(bedrag));
        }
        amounts
    }
}

impl Serialize for Amounts {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (kolom, bedrag) in &self.0 {
            map.serialize_entry(kolom, bedrag)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Amounts {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Amounts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bedragen per kolom, zoals {\"2019-begroting\": \"16923000\"}")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Amounts, A::Error> {
                let mut amounts = Amounts(Vec::with_capacity(6));
                while let Some((kolom, bedrag)) = map.next_entry::<Kolom, Bedrag>()? {
                    match amounts.position(kolom) {
                        Ok(_) => {
                            return Err(serde::de::Error::custom(format_args!(
                                "kolom {kolom} staat twee keer op één regel"
                            )));
                        }
                        Err(i) => amounts.0.insert(i, (kolom, bedrag)),
                    }
                }
                Ok(amounts)
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}
