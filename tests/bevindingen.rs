//! What the checks find in the examples: reviewed lists in `tests/tabellen/`, no more and no fewer.
//!
//! After a change, look at what the test says that is new or gone, and put the list right.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use sluitend::calc::toets::toetsen;
use sluitend::calc::{Bevindingen, Totals};
use sluitend::display::Unit;
use sluitend::store::ron_file;

/// "ernst|rule|place|sentence" of each, × € 1.000.
fn found(text: &str) -> BTreeSet<String> {
    let budget = ron_file::read(text.as_bytes()).unwrap();
    let all = Bevindingen::new(&budget, &Totals::new(&budget));
    let lines: Vec<String> = all
        .iter()
        .map(|it| {
            let (ernst, zin) = (it.toets.ernst.word(), it.zin(&budget, Unit::Thousand));
            let mut above = std::iter::successors(Some(it.plaats), |id| budget.owner_of(*id));
            let place = above.find_map(|id| budget.onderdelen.get(id));
            let code = place.map_or("", |place| place.code.as_str());
            format!("{ernst}|{}|{code}|{zin}", it.toets.id)
        })
        .collect();
    let set: BTreeSet<String> = lines.iter().cloned().collect();
    assert_eq!(set.len(), lines.len(), "two findings that say the same");
    set
}

fn assert_reviewed(example: &str, reviewed: &str) {
    let found = found(example);
    let reviewed: BTreeSet<String> = reviewed.lines().map(str::to_owned).collect();
    let new: Vec<&String> = found.difference(&reviewed).collect();
    let gone: Vec<&String> = reviewed.difference(&found).collect();
    assert!(new.is_empty() && gone.is_empty(), "new: {new:#?}\ngone: {gone:#?}");
}

#[test]
fn hengelo_2019() {
    assert_reviewed(
        include_str!("../saves/hengelo-2019.ron"),
        include_str!("tabellen/bevindingen-hengelo-2019.txt"),
    );
}

#[test]
fn hengelo_interventie_2018() {
    assert_reviewed(
        include_str!("../saves/hengelo-interventie-2018.ron"),
        include_str!("tabellen/bevindingen-hengelo-interventie-2018.txt"),
    );
}

#[test]
fn noordoostpolder_2019() {
    assert_reviewed(
        include_str!("../saves/noordoostpolder-2019.ron"),
        include_str!("tabellen/bevindingen-noordoostpolder-2019.txt"),
    );
}

#[test]
fn zwolle_2021() {
    assert_reviewed(
        include_str!("../saves/zwolle-2021.ron"),
        include_str!("tabellen/bevindingen-zwolle-2021.txt"),
    );
}

#[test]
fn every_rule_has_an_id_of_its_own_and_says_what_it_means() {
    let ids: BTreeSet<&str> = toetsen().map(|toets| toets.id).collect();
    assert_eq!(ids.len(), toetsen().count());
    for toets in toetsen() {
        assert!(toets.betekenis.ends_with('.') && toets.betekenis.len() > 30, "{}", toets.id);
    }
}
