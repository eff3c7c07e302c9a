use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Id, Kolomkop};

/// A column of the budget: a year and the stage of the P&C cycle that its amounts are of.
///
/// It is its own key: two people who add "begroting 2020" on two machines add the same column.
/// Sorts by year, then by stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kolom {
    pub jaar: u16,
    pub stadium: Stadium,
}

/// A stage of the planning-and-control cycle, in the order in which a year passes through them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stadium {
    /// A year of the meerjarenraming beyond year t.
    Raming,
    /// The begroting as a document prints it, where it does not say primitief or gewijzigd.
    Begroting,
    /// The adopted begroting of the year.
    Primitief,
    /// After wijzigingen; stored only where a source gives nothing else.
    Gewijzigd,
    Berap1,
    Berap2,
    /// What was spent and received up to now.
    Realisatie,
    /// What is ordered or promised and not yet paid.
    Verplichtingen,
    /// The actuals of a closed year.
    Rekening,
}

impl Stadium {
    pub const ALL: [Stadium; 9] = [
        Stadium::Raming,
        Stadium::Begroting,
        Stadium::Primitief,
        Stadium::Gewijzigd,
        Stadium::Berap1,
        Stadium::Berap2,
        Stadium::Realisatie,
        Stadium::Verplichtingen,
        Stadium::Rekening,
    ];

    /// The word in files and in output for scripts.
    pub const fn key(self) -> &'static str {
        match self {
            Stadium::Raming => "raming",
            Stadium::Begroting => "begroting",
            Stadium::Primitief => "primitief",
            Stadium::Gewijzigd => "gewijzigd",
            Stadium::Berap1 => "berap1",
            Stadium::Berap2 => "berap2",
            Stadium::Realisatie => "realisatie",
            Stadium::Verplichtingen => "verplichtingen",
            Stadium::Rekening => "rekening",
        }
    }

    /// Part of the id of a column in files: a number never changes.
    const fn number(self) -> u64 {
        match self {
            Stadium::Raming => 0,
            Stadium::Begroting => 1,
            Stadium::Primitief => 2,
            Stadium::Gewijzigd => 3,
            Stadium::Berap1 => 4,
            Stadium::Berap2 => 5,
            Stadium::Rekening => 6,
            Stadium::Realisatie => 7,
            Stadium::Verplichtingen => 8,
        }
    }

    /// The word above a column.
    pub const fn title(self) -> &'static str {
        match self {
            Stadium::Raming => "Raming",
            Stadium::Begroting => "Begroting",
            Stadium::Primitief => "Primitief",
            Stadium::Gewijzigd => "Gewijzigd",
            Stadium::Berap1 => "Berap 1",
            Stadium::Berap2 => "Berap 2",
            Stadium::Realisatie => "Realisatie",
            Stadium::Verplichtingen => "Verplichtingen",
            Stadium::Rekening => "Rekening",
        }
    }
}

impl Kolomkop {
    /// The id of the head of this column: whoever adds a column, on whatever machine, adds the same.
    pub const fn id_of(kolom: Kolom) -> Id {
        Id::from_bits((kolom.jaar as u64) << 8 | kolom.stadium.number())
    }

    pub const fn new(kolom: Kolom, closed: bool) -> Kolomkop {
        Kolomkop { id: Kolomkop::id_of(kolom), kolom, closed }
    }
}

impl Kolom {
    pub const fn new(jaar: u16, stadium: Stadium) -> Kolom {
        Kolom { jaar, stadium }
    }

    /// The column that a person means: a year and a stage, in any order and with the words above a
    /// column: "rekening 2019", "2019 berap 1", "Begroting 2019 gewijzigd".
    pub fn from_words(text: &str) -> Option<Kolom> {
        let text = text.trim().to_lowercase();
        let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        let (years, words): (Vec<&str>, Vec<&str>) =
            text.split([' ', '-']).filter(|word| !word.is_empty()).partition(|word| is_year(word));
        let [jaar] = years.as_slice() else { return None };
        let key = words.concat();
        let key = match key.strip_prefix("begroting") {
            Some(rest) if !rest.is_empty() => rest,
            _ => key.as_str(),
        };
        let stadium = Stadium::ALL.into_iter().find(|stadium| stadium.key() == key)?;
        Some(Kolom::new(jaar.parse().ok()?, stadium))
    }

    /// "Begroting 2019", "Begroting 2019 primitief": the words above the column.
    pub fn title(self) -> String {
        match self.stadium {
            Stadium::Primitief => format!("Begroting {} primitief", self.jaar),
            Stadium::Gewijzigd => format!("Begroting {} gewijzigd", self.jaar),
            stadium => format!("{} {}", stadium.title(), self.jaar),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("‘{0}’ is geen kolom: verwacht jaar en stadium, zoals 2019-begroting")]
pub struct KolomError(String);

/// `2019-begroting`: the form in files.
impl fmt::Display for Kolom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{}", self.jaar, self.stadium.key())
    }
}

impl FromStr for Kolom {
    type Err = KolomError;

    fn from_str(text: &str) -> Result<Kolom, KolomError> {
        text.split_once('-')
            .filter(|(jaar, _)| jaar.len() == 4 && jaar.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|(jaar, key)| {
                let stadium = Stadium::ALL.into_iter().find(|stadium| stadium.key() == key)?;
                Some(Kolom::new(jaar.parse().ok()?, stadium))
            })
            .ok_or_else(|| KolomError(text.chars().take(40).collect()))
    }
}

impl Serialize for Kolom {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Kolom {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Kolom;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("een kolom zoals \"2019-begroting\"")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Kolom, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_reads_back_as_it_was_written() {
        for stadium in Stadium::ALL {
            let kolom = Kolom::new(2019, stadium);
            assert_eq!(kolom.to_string().parse(), Ok(kolom));
            assert_eq!(Kolom::from_words(&kolom.title()), Some(kolom));
            assert_eq!(Kolom::from_words(&kolom.to_string()), Some(kolom));
        }
        for text in ["2019", "19-begroting", "2019-Begroting", "2019-x", "+201-begroting"] {
            assert!(text.parse::<Kolom>().is_err(), "{text}");
        }
        let berap = Kolom::new(2019, Stadium::Berap1);
        assert_eq!(Kolom::from_words(" 2019 Berap 1 "), Some(berap));
        for text in ["", "2019", "rekening", "rekening 2019 2020", "rekening 19", "saldo 2019"] {
            assert_eq!(Kolom::from_words(text), None, "{text}");
        }
    }
}
