//! The national division of a budget: the taakvelden that the BBV prescribes, per year.

use std::cmp::Ordering;
use std::sync::LazyLock;

use serde::Deserialize;

/// A taakveld of the national list under the name that it bore in a run of years.
///
/// A code is text: `0.10` is another taakveld than `0.1`. A taakveld that was renamed has a record
/// for each name; the same code can also have been used again for something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taakveld {
    pub code: &'static str,
    pub name: &'static str,
    /// Code of the [`Hoofdtaakveld`] above it.
    pub hoofdtaakveld: &'static str,
    /// First budget year.
    pub from: u16,
    /// Last budget year; none while it still holds.
    #[serde(default)]
    pub to: Option<u16>,
}

impl Taakveld {
    fn holds_in(&self, jaar: u16) -> bool {
        self.from <= jaar && self.to.is_none_or(|to| jaar <= to)
    }
}

/// A chapter of the national list, such as 6 Sociaal domein. The same in every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hoofdtaakveld {
    pub code: &'static str,
    pub name: &'static str,
}

/// Before this year there were no taakvelden; its list serves for the years before it.
const FIRST_YEAR: u16 = 2017;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct National {
    hoofdtaakvelden: Vec<Hoofdtaakveld>,
    taakvelden: Vec<Taakveld>,
}

const FILE: &str = include_str!("../../assets/taakvelden.ron");

// That the embedded file can be read is proven by `the_embedded_file_is_sound`; the default is
// never reached.
static NATIONAL: LazyLock<National> = LazyLock::new(|| ron::from_str(FILE).unwrap_or_default());

/// The taakvelden of a budget year, in the order of their codes.
pub fn taakvelden(jaar: u16) -> Vec<&'static Taakveld> {
    let jaar = jaar.max(FIRST_YEAR);
    NATIONAL.taakvelden.iter().filter(|taakveld| taakveld.holds_in(jaar)).collect()
}

/// The taakveld that has this code in this budget year, if there is one.
pub fn taakveld(jaar: u16, code: &str) -> Option<&'static Taakveld> {
    let jaar = jaar.max(FIRST_YEAR);
    NATIONAL.taakvelden.iter().find(|taakveld| taakveld.code == code && taakveld.holds_in(jaar))
}

/// The chapters of the national list, in the order of their codes.
pub fn hoofdtaakvelden() -> &'static [Hoofdtaakveld] {
    &NATIONAL.hoofdtaakvelden
}

/// The natural order of codes: digits that stand together count as one number, so `0.2` comes
/// before `0.10` and `6.71` before `6.71a` before `6.72`.
///
/// Only equal texts are equal: `6.01` and `6.1` count the same and then sort as text.
pub fn code_order(a: &str, b: &str) -> Ordering {
    parts(a).cmp(parts(b)).then_with(|| a.cmp(b))
}

/// A run of digits or of anything else. A number sorts before text at the same place.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part<'a> {
    /// Without leading zeros, the longer number is the greater, however many digits it has.
    Number {
        length: usize,
        digits: &'a [u8],
    },
    Text(&'a [u8]),
}

fn parts(code: &str) -> impl Iterator<Item = Part<'_>> {
    code.as_bytes().chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit()).map(|run| {
        if !run.first().is_some_and(u8::is_ascii_digit) {
            return Part::Text(run);
        }
        let zeros = run.iter().take_while(|digit| **digit == b'0').count();
        let digits = run.get(zeros..).unwrap_or_default();
        Part::Number { length: digits.len(), digits }
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_embedded_file_is_sound() {
        let national: National = ron::from_str(FILE).unwrap();
        let chapters: HashSet<_> = national.hoofdtaakvelden.iter().map(|it| it.code).collect();
        assert_eq!(chapters.len(), 9);
        assert!(national.hoofdtaakvelden.is_sorted_by(|a, b| code_order(a.code, b.code).is_lt()));
        assert!(
            national
                .taakvelden
                .is_sorted_by(|a, b| code_order(a.code, b.code).then(a.from.cmp(&b.from)).is_lt())
        );
        for taakveld in &national.taakvelden {
            assert!(chapters.contains(taakveld.hoofdtaakveld), "{}", taakveld.code);
            assert!(taakveld.from >= FIRST_YEAR, "{}", taakveld.code);
            assert!(taakveld.to.is_none_or(|to| taakveld.from <= to), "{}", taakveld.code);
            assert!(!taakveld.name.is_empty(), "{}", taakveld.code);
        }
    }

    #[test]
    fn every_year_has_the_number_of_taakvelden_of_the_national_list() {
        for (years, count) in [(2017..=2022, 53), (2023..=2024, 67), (2025..=2030, 69)] {
            for jaar in years {
                assert_eq!(taakvelden(jaar).len(), count, "{jaar}");
            }
        }
        assert_eq!(taakvelden(2015), taakvelden(2017));
    }

    #[test]
    fn a_code_names_one_taakveld_a_year() {
        for jaar in 2016..=2030 {
            let list = taakvelden(jaar);
            assert!(list.is_sorted_by(|a, b| code_order(a.code, b.code).is_lt()), "{jaar}");
            for taakveld in list {
                assert_eq!(super::taakveld(jaar, taakveld.code), Some(taakveld));
            }
        }
    }

    #[test]
    fn a_taakveld_bears_the_name_of_its_year() {
        let name = |jaar, code| taakveld(jaar, code).map(|it| it.name);
        assert_eq!(name(2019, "6.72"), Some("Maatwerkdienstverlening 18-"));
        assert_eq!(name(2024, "6.72"), None);
        assert_eq!(name(2024, "6.72a"), Some("Jeugdhulp begeleiding"));
        assert_eq!(name(2025, "6.751"), Some("Jeugdhulp ambulant lokaal"));
        assert_eq!(name(2022, "6.2"), Some("Wijkteams"));
        assert_eq!(name(2023, "6.2"), Some("Toegang en eerstelijnsvoorzieningen"));
        assert_eq!(name(2019, "6.4"), Some("Begeleide participatie"));
        assert_eq!(name(2019, "0.1"), Some("Bestuur"));
        assert_eq!(name(2019, "0.10"), Some("Mutaties reserves"));
        assert_eq!(name(2015, "0.10"), Some("Mutaties reserves"));
    }

    #[test]
    fn codes_sort_as_people_count() {
        let sorted = [
            "",
            "0",
            "0.1",
            "0.2",
            "0.10",
            "0.61",
            "6",
            "6.6",
            "6.10.0",
            "6.60",
            "6.71",
            "6.71.8",
            "6.71a",
            "6.71b",
            "6.72",
            "6.711",
            "6.99999999999999999999999",
            "10",
            "Overig",
        ];
        for (i, a) in sorted.iter().enumerate() {
            for (j, b) in sorted.iter().enumerate() {
                assert_eq!(code_order(a, b), i.cmp(&j), "{a} {b}");
            }
        }
        assert!(code_order("6.1", "6.01").is_ne());
        assert!(code_order("6.01", "6.2").is_lt());
    }
}
