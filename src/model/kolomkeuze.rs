use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Kolom, Stadium};

/// A column of a view, counted from year t: a view stays as good when a year goes by.
///
/// In files `t-1 begroting`, `t primitief > t gewijzigd` for what changes between two, or
/// `t vrije ruimte`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kolomkeuze {
    Kolom(Stand),
    /// The second less the first.
    Verschil(Stand, Stand),
    /// What may still be spent of the lasten of a year, so many years after year t: the begroting
    /// gewijzigd less realisatie and verplichtingen.
    VrijeRuimte(i16),
}

/// A stage of a year, counted from year t.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stand {
    /// Years after year t; -1 is t-1.
    pub jaar: i16,
    pub stadium: Stadium,
}

impl Stand {
    pub const fn new(jaar: i16, stadium: Stadium) -> Stand {
        Stand { jaar, stadium }
    }

    /// What finds this column, also when a year went by: as begroting where that finds it.
    pub fn that_finds(kolom: Kolom, t: u16, columns: &[Kolom]) -> Option<Stand> {
        let jaar = i16::try_from(i32::from(kolom.jaar) - i32::from(t)).ok()?;
        let begroting = Stand::new(jaar, Stadium::Begroting);
        let own = Stand::new(jaar, kolom.stadium);
        [begroting, own].into_iter().find(|stand| stand.of(t, columns) == Some(kolom))
    }

    /// The column that this is, of those there are. Begroting is found as primitief first and else
    /// as raming: what is t+1 in one year is primitief in the next, and t-1 a year later.
    pub fn of(self, t: u16, columns: &[Kolom]) -> Option<Kolom> {
        const BEGROTING: &[Stadium] = &[Stadium::Primitief, Stadium::Begroting, Stadium::Raming];
        let jaar = t.checked_add_signed(self.jaar)?;
        let same = &[self.stadium];
        let stadia = if self.stadium == Stadium::Begroting { BEGROTING } else { same };
        stadia
            .iter()
            .map(|stadium| Kolom::new(jaar, *stadium))
            .find(|kolom| columns.contains(kolom))
    }
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("‘{0}’ is geen kolom van een weergave: verwacht jaar en stadium, zoals t-1 begroting")]
pub struct KolomkeuzeError(String);

impl fmt::Display for Stand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_of(f, self.jaar, self.stadium.key())
    }
}

const VRIJE_RUIMTE: &str = "vrije ruimte";

fn write_of(f: &mut fmt::Formatter<'_>, jaar: i16, key: &str) -> fmt::Result {
    match jaar {
        0 => write!(f, "t {key}"),
        jaar => write!(f, "t{jaar:+} {key}"),
    }
}

impl fmt::Display for Kolomkeuze {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kolomkeuze::Kolom(stand) => stand.fmt(f),
            Kolomkeuze::Verschil(from, to) => write!(f, "{from} > {to}"),
            Kolomkeuze::VrijeRuimte(jaar) => write_of(f, *jaar, VRIJE_RUIMTE),
        }
    }
}

/// The years after year t, and what is asked of that year.
fn of_year(text: &str) -> Option<(i16, &str)> {
    let (jaar, key) = text.trim().strip_prefix('t')?.split_once(' ')?;
    let jaar = if jaar.is_empty() { 0 } else { jaar.parse().ok()? };
    Some((jaar, key))
}

fn stand(text: &str) -> Option<Stand> {
    let (jaar, key) = of_year(text)?;
    let stadium = Stadium::ALL.into_iter().find(|stadium| stadium.key() == key)?;
    Some(Stand { jaar, stadium })
}

impl FromStr for Kolomkeuze {
    type Err = KolomkeuzeError;

    fn from_str(text: &str) -> Result<Kolomkeuze, KolomkeuzeError> {
        let keuze = match text.split_once('>') {
            None => match of_year(text) {
                Some((jaar, VRIJE_RUIMTE)) => Some(Kolomkeuze::VrijeRuimte(jaar)),
                _ => stand(text).map(Kolomkeuze::Kolom),
            },
            Some((from, to)) => {
                stand(from).zip(stand(to)).map(|(from, to)| Kolomkeuze::Verschil(from, to))
            }
        };
        keuze.ok_or_else(|| KolomkeuzeError(text.chars().take(40).collect()))
    }
}

impl Serialize for Kolomkeuze {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Kolomkeuze {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_reads_back_as_it_was_written() {
        for stadium in Stadium::ALL {
            for jaar in -3..=3 {
                let (from, to) = (Stand::new(jaar, stadium), Stand::new(0, Stadium::Rekening));
                let room = Kolomkeuze::VrijeRuimte(jaar);
                for keuze in [Kolomkeuze::Kolom(from), Kolomkeuze::Verschil(from, to), room] {
                    assert_eq!(keuze.to_string().parse(), Ok(keuze));
                }
            }
        }
        for text in
            ["", "t", "t-1", "2019 begroting", "t begroting >", "t1.5 begroting", "u raming"]
        {
            assert!(text.parse::<Kolomkeuze>().is_err(), "{text}");
        }
    }

    #[test]
    fn begroting_is_found_as_primitief_and_as_raming() {
        let columns = [Kolom::new(2019, Stadium::Primitief), Kolom::new(2020, Stadium::Raming)];
        let found = |jaar| Stand::new(jaar, Stadium::Begroting).of(2019, &columns);
        assert_eq!(found(0), Some(columns[0]));
        assert_eq!(found(1), Some(columns[1]));
        assert_eq!(found(2), None);
        for kolom in columns {
            let stand = Stand::that_finds(kolom, 2019, &columns).unwrap();
            assert_eq!(stand.stadium, Stadium::Begroting);
            assert_eq!(stand.of(2019, &columns), Some(kolom));
        }
        let rekening = Kolom::new(2018, Stadium::Rekening);
        let stand = Stand::that_finds(rekening, 2019, &[rekening]);
        assert_eq!(stand, Some(Stand::new(-1, Stadium::Rekening)));
        assert_eq!(Stand::that_finds(rekening, 2019, &columns), None);
    }
}
