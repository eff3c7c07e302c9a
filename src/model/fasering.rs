use serde::{Deserialize, Serialize};

use super::Breuk;

/// The growth path of a structural amount: which share of it counts in which year, such as 7/30,
/// 7/15, 5/6 and 1.
///
/// Before the first year that it names nothing counts; a year that it does not name counts as the one
/// before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fasering(Vec<(u16, Breuk)>);

impl Fasering {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The share that counts in this year. Of no phasing at all: everything, in every year.
    pub fn share(&self, jaar: u16) -> Breuk {
        if self.0.is_empty() {
            return Breuk::ONE;
        }
        let reached = self.0.iter().take_while(|(of, _)| *of <= jaar).last();
        reached.map_or(Breuk::ZERO, |(_, share)| *share)
    }

    /// In the order of the years.
    pub fn iter(&self) -> impl Iterator<Item = (u16, Breuk)> + '_ {
        self.0.iter().copied()
    }

    /// The first year in which more than the whole would count.
    pub fn exceeding(&self) -> Option<u16> {
        self.iter().find_map(|(jaar, share)| share.exceeds_one().then_some(jaar))
    }
}

/// The last one counts where a year comes twice.
impl FromIterator<(u16, Breuk)> for Fasering {
    fn from_iter<I: IntoIterator<Item = (u16, Breuk)>>(steps: I) -> Fasering {
        let mut all: std::collections::BTreeMap<u16, Breuk> = std::collections::BTreeMap::new();
        all.extend(steps);
        Fasering(all.into_iter().collect())
    }
}

/// `{2019: "7/30", 2020: "7/15"}` in files.
impl Serialize for Fasering {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Fasering {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Fasering;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("een fasering zoals {2019: \"1/2\", 2020: \"1\"}")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Fasering, A::Error> {
                let mut steps: Vec<(u16, Breuk)> = Vec::new();
                while let Some((jaar, share)) = map.next_entry::<u16, Breuk>()? {
                    if steps.iter().any(|(of, _)| *of == jaar) {
                        return Err(serde::de::Error::custom(format_args!(
                            "het jaar {jaar} staat twee keer in één fasering"
                        )));
                    }
                    steps.push((jaar, share));
                }
                Ok(steps.into_iter().collect())
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_that_is_not_named_counts_as_the_one_before() {
        let half = Breuk::new(1, 2).unwrap();
        let path: Fasering = [(2021, Breuk::ONE), (2019, half)].into_iter().collect();
        let shares: Vec<Breuk> = (2018..=2022).map(|jaar| path.share(jaar)).collect();
        assert_eq!(shares, [Breuk::ZERO, half, half, Breuk::ONE, Breuk::ONE]);
        assert_eq!(Fasering::default().share(2018), Breuk::ONE);
        let over: Fasering = [(2019, Breuk::new(3, 2).unwrap())].into_iter().collect();
        assert_eq!((path.exceeding(), over.exceeding()), (None, Some(2019)));
    }
}
