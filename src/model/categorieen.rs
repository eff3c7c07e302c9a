//! The economic categories of Iv3: what lasten and baten consist of, as the national statistics ask.

use std::sync::LazyLock;

use serde::Deserialize;

use super::terms::Soort;

/// A category of Iv3 on one side of the budget. A code is text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Categorie {
    pub code: &'static str,
    pub name: &'static str,
    /// It groups the ones below it; no regel has it.
    #[serde(default)]
    heading: bool,
}

impl Categorie {
    /// "4.3.1 Inkomensoverdrachten - Rijk".
    pub fn title(&self) -> String {
        format!("{} {}", self.code, self.name)
    }
}

/// Movements of reserves (Iv3): the only category of toevoegingen and onttrekkingen.
const RESERVES: &str = "7.1";

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct National {
    lasten: Vec<Categorie>,
    baten: Vec<Categorie>,
}

const FILE: &str = include_str!("../../assets/categorieen.ron");

// That the embedded file can be read is proven by `the_embedded_file_is_sound`; the default is
// never reached.
static NATIONAL: LazyLock<National> = LazyLock::new(|| ron::from_str(FILE).unwrap_or_default());

/// The categories that a regel of this soort can have, in the order of their codes.
pub fn categorieen(soort: Soort) -> impl Iterator<Item = &'static Categorie> {
    let side = match soort {
        Soort::Lasten | Soort::Toevoeging => &NATIONAL.lasten,
        Soort::Baten | Soort::Onttrekking => &NATIONAL.baten,
    };
    let is_reserve = matches!(soort, Soort::Toevoeging | Soort::Onttrekking);
    side.iter().filter(move |it| !it.heading && (!is_reserve || it.code == RESERVES))
}

/// The category with this code that a regel of this soort can have.
pub fn categorie(soort: Soort, code: &str) -> Option<&'static Categorie> {
    categorieen(soort).find(|it| it.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::taakvelden::code_order;

    #[test]
    fn the_embedded_file_is_sound() {
        let national: National = ron::from_str(FILE).unwrap();
        for side in [national.lasten, national.baten] {
            assert!(side.is_sorted_by(|a, b| code_order(a.code, b.code).is_lt()));
            assert!(side.iter().all(|it| !it.name.is_empty()));
            let headings: Vec<&str> =
                side.iter().filter(|it| it.heading).map(|it| it.code).collect();
            for categorie in side.iter().filter(|it| !it.heading) {
                let chapter = categorie.code.split('.').next().unwrap_or_default();
                assert!(headings.contains(&chapter), "{}", categorie.code);
            }
        }
        assert_eq!(FILE.lines().filter(|line| line.contains("code: ")).count(), 89);
    }

    #[test]
    fn a_regel_has_the_categories_of_its_side() {
        let name = |soort, code| categorie(soort, code).map(|it| it.name);
        assert_eq!(name(Soort::Lasten, "1.1"), Some("Salarissen en sociale lasten"));
        assert_eq!(name(Soort::Baten, "1.1"), None);
        assert_eq!(name(Soort::Baten, "4.3.1"), Some("Inkomensoverdrachten - Rijk"));
        assert_eq!(name(Soort::Lasten, "4"), None);
        let reserves: Vec<&str> = categorieen(Soort::Toevoeging).map(|it| it.code).collect();
        assert_eq!(reserves, ["7.1"]);
    }
}
