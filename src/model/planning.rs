use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// When a measure is planned, as precise as the source is: "2020" is a year, and no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Planning {
    Jaar(u16),
    /// Year and quarter, 1 to 4.
    Kwartaal(u16, u8),
    /// Year and month, 1 to 12.
    Maand(u16, u8),
    Dag(Date),
    Doorlopend,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "‘{0}’ is geen planning: verwacht 2020, Q1 2020, januari 2020, 1 januari 2020 of doorlopend"
)]
pub struct PlanningError(String);

const MAANDEN: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

impl Planning {
    /// What a person wrote: "2020", "Q1 2020", "januari 2020", "1 januari 2020", "doorlopend".
    ///
    /// # Errors
    /// The text, where it is none of these.
    pub fn from_words(text: &str) -> Result<Planning, PlanningError> {
        let wrong = || PlanningError(text.chars().take(40).collect());
        let lower = text.trim().to_lowercase();
        let words: Vec<&str> = lower.split_whitespace().collect();
        let month = |word: &str| {
            let place = MAANDEN.iter().position(|maand| *maand == word)?;
            u8::try_from(place + 1).ok()
        };
        let found = match words.as_slice() {
            ["doorlopend"] => Some(Planning::Doorlopend),
            [jaar] => year(jaar).map(Planning::Jaar),
            [quarter, jaar] if quarter.starts_with('q') => {
                let quarter = quarter.trim_start_matches('q').parse().ok();
                let quarter = quarter.filter(|quarter| (1..=4).contains(quarter));
                year(jaar).zip(quarter).map(|(jaar, quarter)| Planning::Kwartaal(jaar, quarter))
            }
            [maand, jaar] => {
                year(jaar).zip(month(maand)).map(|(jaar, maand)| Planning::Maand(jaar, maand))
            }
            [dag, maand, jaar] => {
                let (jaar, maand) = (year(jaar).ok_or_else(wrong)?, month(maand));
                let (dag, maand) = dag.parse().ok().zip(maand).ok_or_else(wrong)?;
                let jaar = i16::try_from(jaar).map_err(|_| wrong())?;
                let maand = i8::try_from(maand).map_err(|_| wrong())?;
                Date::new(jaar, maand, dag).ok().map(Planning::Dag)
            }
            _ => None,
        };
        found.ok_or_else(wrong)
    }
}

fn year(text: &str) -> Option<u16> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| text.parse().ok()).flatten()
}

/// As people read it; reads back by `from_words`.
impl fmt::Display for Planning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let maand = |maand: i64| {
            usize::try_from(maand - 1).ok().and_then(|place| MAANDEN.get(place)).copied()
        };
        match self {
            Planning::Jaar(jaar) => write!(f, "{jaar:04}"),
            Planning::Kwartaal(jaar, kwartaal) => write!(f, "Q{kwartaal} {jaar:04}"),
            Planning::Maand(jaar, of) => {
                write!(f, "{} {jaar:04}", maand(i64::from(*of)).unwrap_or_default())
            }
            Planning::Dag(date) => {
                let of = maand(i64::from(date.month())).unwrap_or_default();
                write!(f, "{} {of} {:04}", date.day(), date.year())
            }
            Planning::Doorlopend => f.write_str("doorlopend"),
        }
    }
}

impl Serialize for Planning {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Planning {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Planning::from_words(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_planning_is_as_precise_as_it_was_written() {
        for text in ["2020", "Q1 2020", "januari 2020", "30 januari 2020", "doorlopend"] {
            assert_eq!(Planning::from_words(text).map(|p| p.to_string()), Ok(text.to_owned()));
        }
        assert_eq!(Planning::from_words("2020"), Ok(Planning::Jaar(2020)));
        for text in ["", "20", "Q5 2020", "januarie 2020", "31 februari 2020", "0 mei 2020"] {
            assert!(Planning::from_words(text).is_err(), "{text}");
        }
    }
}
