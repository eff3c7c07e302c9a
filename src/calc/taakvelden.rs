use std::collections::BTreeMap;

use super::total::Total;
use super::totals::Totals;
use crate::model::taakvelden::{code_order, taakveld};
use crate::model::{Begroting, Kolom, Level};

/// What a taakveld of the national list adds up to in one column, whichever programmes it lies in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerTaakveld {
    pub code: String,
    /// Of the national list of the year, or else of the budget.
    pub name: String,
    /// Whether the national list of the year has the code.
    pub is_national: bool,
    /// In how many programmes it lies.
    pub programmas: usize,
    pub total: Total,
}

/// Where the national division has every movement of a reserve.
pub(super) const RESERVES: &str = "0.10";

impl PerTaakveld {
    /// Whether movements of reserves stand elsewhere than the national division has them. In the
    /// budget of a gemeente itself they may.
    pub fn has_misplaced_reserves(&self) -> bool {
        let moves = !self.total.toevoeging.is_zero() || !self.total.onttrekking.is_zero();
        moves && self.code != RESERVES
    }
}

/// The whole budget by taakveld (BBV art. 66, Iv3), in the order of the codes, and what lies under
/// no taakveld. Both together are the whole budget.
pub fn per_taakveld(
    begroting: &Begroting,
    totals: &Totals,
    kolom: Kolom,
) -> (Vec<PerTaakveld>, Total) {
    let mut found: BTreeMap<&str, PerTaakveld> = BTreeMap::new();
    let mut rest = totals.whole(begroting, kolom);
    for onderdeel in begroting.onderdelen.iter() {
        let above = onderdeel.parent.into_iter().flat_map(|parent| begroting.path(parent));
        let is_taakveld =
            |id| begroting.onderdelen.get(id).map(|o| o.level) == Some(Level::Taakveld);
        // A taakveld within another is counted with that.
        if onderdeel.level != Level::Taakveld || above.into_iter().any(is_taakveld) {
            continue;
        }
        let total = totals.get(onderdeel.id, kolom);
        rest += -total;
        let national = taakveld(kolom.jaar, &onderdeel.code);
        let entry = found.entry(&onderdeel.code).or_insert_with(|| PerTaakveld {
            code: onderdeel.code.clone(),
            name: national.map_or_else(|| onderdeel.name.clone(), |it| it.name.to_owned()),
            is_national: national.is_some(),
            programmas: 0,
            total: Total::default(),
        });
        entry.programmas += 1;
        entry.total += total;
    }
    let mut found: Vec<PerTaakveld> = found.into_values().collect();
    found.sort_by(|a, b| code_order(&a.code, &b.code));
    (found, rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Amounts, Bedrag, Edit, Id, Kolomkop, Kop, Nature, Onderdeel, Order, Record, Regel, Soort,
        Stadium,
    };
    use rust_decimal::Decimal;

    const T: Kolom = Kolom::new(2019, Stadium::Begroting);

    #[test]
    fn a_taakveld_in_two_programmes_is_one() {
        let id = Id::from_bits;
        let (gemeente, title, version) = (String::new(), String::new(), String::new());
        let mut begroting = Begroting::new(Kop::new(id(1), gemeente, title, 2019, version));
        let mut insert = |record: Record| begroting.apply(&Edit::Insert(record)).unwrap();
        insert(Kolomkop::new(T, false).into());
        let order = Order::after(None);
        for (n, parent, level, code, lasten) in [
            (10, None, Level::Programma, "1", 5),
            (11, Some(10), Level::Taakveld, "6.1", 100),
            (12, Some(10), Level::Taakveld, "0.10", 30),
            (20, None, Level::Programma, "2", 0),
            (21, Some(20), Level::Taakveld, "6.1", 40),
            (22, Some(20), Level::Doel, "a", 7),
            (23, Some(20), Level::Taakveld, "0.2", 1),
            (24, Some(20), Level::Taakveld, "9.9", 2),
        ] {
            let (code, name) = (code.to_owned(), format!("eigen naam {code}"));
            let onderdeel = id(n);
            let (parent, order) = (parent.map(id), order.clone());
            insert(Onderdeel::new(onderdeel, parent, level, (code, name), order.clone()).into());
            insert(
                Regel {
                    id: id(n + 100),
                    onderdeel,
                    name: "lasten".into(),
                    soort: Soort::Lasten,
                    nature: Nature::default(),
                    stelpost: false,
                    category: None,
                    reserve: None,
                    order,
                    amounts: Amounts::from_iter([(T, Bedrag::Euro(Decimal::from(lasten)))]),
                }
                .into(),
            );
        }
        let totals = Totals::new(&begroting);
        let (found, rest) = per_taakveld(&begroting, &totals, T);
        let told: Vec<(&str, Decimal, usize)> =
            found.iter().map(|it| (it.code.as_str(), it.total.lasten, it.programmas)).collect();
        let d = Decimal::from;
        let expected = [("0.2", d(1), 1), ("0.10", d(30), 1), ("6.1", d(140), 2), ("9.9", d(2), 1)];
        assert_eq!(told, expected);
        assert_eq!(found[2].name, "Samenkracht en burgerparticipatie");
        assert_eq!((found[3].is_national, found[3].name.as_str()), (false, "eigen naam 9.9"));
        assert_eq!(rest.lasten, Decimal::from(12));
        let [mut at_home, mut elsewhere] = [found[1].clone(), found[2].clone()];
        for it in [&mut at_home, &mut elsewhere] {
            assert!(!it.has_misplaced_reserves());
            it.total.onttrekking = Decimal::ONE;
        }
        assert_eq!(at_home.code, "0.10");
        assert!(!at_home.has_misplaced_reserves() && elsewhere.has_misplaced_reserves());
        let mut whole = rest;
        found.iter().for_each(|it| whole += it.total);
        assert_eq!(whole, totals.whole(&begroting, T));
    }
}
