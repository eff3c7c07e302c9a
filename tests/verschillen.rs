//! What differs between versions of the example: the begrotingswijziging of 2019 (F4, F5), in figures
//! and in words.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/hengelo.rs"]
#[expect(dead_code, reason = "shared with other tests")]
mod hengelo;

use hengelo::{T, begroting, onderdeel, regel, thousand};
use rust_decimal::Decimal;
use sluitend::calc::Totals;
use sluitend::calc::verschillen::{Aard, Filter, Oordeel, Rij, Verschillen, Versie};
use sluitend::model::{
    Bedrag, Begroting, Edit, Field, Id, Kolom, Level, MutatieField, Onderdeel, OnderdeelField,
    Order, Regel, RegelField, Stadium, Status,
};

const GEWIJZIGD: Kolom = Kolom::new(2019, Stadium::Gewijzigd);

fn set(budget: &mut Begroting, id: Id, field: impl Into<Field>) {
    let edit = budget.set(id, field).unwrap().unwrap();
    budget.apply(&edit).unwrap();
}

/// The begroting as it was adopted: no wijziging was.
fn primitief() -> Begroting {
    let mut budget = begroting();
    let adopted: Vec<Id> =
        budget.mutaties.iter().filter(|m| m.is_adopted() && m.afgeleid).map(|m| m.id).collect();
    for id in adopted {
        set(&mut budget, id, MutatieField::Status(Status::InVoorbereiding));
    }
    budget
}

/// The differences, and the rows of a filter.
fn compare(a: &Begroting, b: &Begroting, filter: Filter) -> (Verschillen, Vec<Rij>) {
    let (before, after) = (Totals::new(a), Totals::new(b));
    let (old, new) =
        (Versie { begroting: a, totals: &before }, Versie { begroting: b, totals: &after });
    let found = Verschillen::new(old, new);
    let rows = found.rijen(old, new, filter);
    (found, rows)
}

#[test]
fn f4_f5_six_changes_lead_from_primitief_to_gewijzigd() {
    let (old, new) = (primitief(), begroting());
    let filter = Filter { kolom: Some(GEWIJZIGD), alleen_cijfers: true, ..Filter::default() };
    let (found, rows) = compare(&old, &new, filter);
    let jeugd = onderdeel(&new, "6.72");
    let below = new.subtree(jeugd);
    let mut effects: Vec<Decimal> = found
        .cijfers
        .iter()
        .filter(|cijfer| cijfer.kolom == GEWIJZIGD && below.contains(&cijfer.onderdeel))
        .map(|cijfer| -thousand(cijfer.effect()))
        .collect();
    effects.sort_unstable();
    // Printed: +7.988 +2.821 +3.776 +289 -50 -9.680, of which the sum is 5.144.
    assert_eq!(effects, [-9_680, -50, 289, 2_821, 3_776, 7_988].map(Decimal::from));
    let lasten = |budget: &Begroting, kolom| {
        thousand(Totals::new(budget).get(onderdeel(budget, "6.72"), kolom).lasten)
    };
    assert_eq!(lasten(&old, GEWIJZIGD), Decimal::from(18_182));
    assert_eq!(lasten(&new, GEWIJZIGD), Decimal::from(23_326));
    // Published: 18.183 and 5.143, each 1 of rounding.
    assert_eq!(effects.iter().sum::<Decimal>(), Decimal::from(5_144));

    let taakvelden = rows.iter().filter_map(|row| match row {
        Rij::Onderdeel { id, oud, nieuw, .. } if oud != nieuw => new.onderdelen.get(*id),
        _ => None,
    });
    let taakvelden = taakvelden.filter(|part| part.level == Level::Taakveld).count();
    assert_eq!(taakvelden, 10);
    let Rij::Kolom { oud, nieuw, .. } = rows[0] else { unreachable!() };
    assert_eq!((thousand(oud), thousand(nieuw)), (Decimal::from(-85_940), Decimal::from(-93_505)));
}

#[test]
fn the_rows_add_up_at_each_level_and_small_ones_can_stay_out() {
    let (old, new) = (primitief(), begroting());
    let of = |vanaf: i64| {
        let vanaf = Decimal::from(vanaf * 1000);
        let filter =
            Filter { kolom: Some(GEWIJZIGD), alleen_cijfers: true, vanaf, ..Filter::default() };
        compare(&old, &new, filter).1
    };
    let jeugd = onderdeel(&new, "6.72");
    let row =
        of(0).into_iter().find(|row| matches!(row, Rij::Onderdeel { id, .. } if *id == jeugd));
    let Some(Rij::Onderdeel { oud: Some(oud), nieuw: Some(nieuw), depth, .. }) = row else {
        unreachable!()
    };
    assert_eq!((thousand(nieuw - oud), depth), (Decimal::from(-5_144), 1));
    let names = |rows: Vec<Rij>| rows.len();
    assert!(names(of(1_000)) < names(of(100)));
    assert_eq!(of(1_000_000), []);
}

#[test]
fn voordelen_and_nadelen_are_shown_apart() {
    let (old, new) = (primitief(), begroting());
    let regels = |oordeel: Option<Oordeel>| {
        let filter = Filter { kolom: Some(GEWIJZIGD), oordeel, ..Filter::default() };
        let (found, rows) = compare(&old, &new, filter);
        let below = new.subtree(onderdeel(&new, "6.72"));
        let of = rows.iter().filter_map(|row| match row {
            Rij::Regel { cijfer, .. } => found.cijfers.get(*cijfer),
            _ => None,
        });
        let own: Vec<Decimal> = of
            .filter(|cijfer| below.contains(&cijfer.onderdeel))
            .map(|cijfer| thousand(cijfer.effect()))
            .collect();
        (own.len(), own.iter().sum::<Decimal>(), rows.contains(&Rij::Overig))
    };
    let texts = regels(None).2;
    assert_eq!(regels(None), (6, Decimal::from(-5_144), texts));
    let worse = Decimal::from(-(289 + 2_821 + 3_776 + 7_988));
    assert_eq!(regels(Some(Oordeel::Nadeel)), (4, worse, false));
    assert_eq!(regels(Some(Oordeel::Voordeel)), (2, Decimal::from(50 + 9_680), false));
}

#[test]
fn a_regel_that_went_takes_its_noughts_along() {
    let old = begroting();
    let like = regel(&old, "zorgvormen").clone();
    let later = Kolom::new(2020, Stadium::Raming);
    let amounts = [(T, Bedrag::Euro(Decimal::ZERO)), (later, Bedrag::Pm)].into_iter().collect();
    let line = Regel { id: Id::from_bits(1), amounts, name: "erbij".into(), ..like };
    let mut new = old.clone();
    new.apply(&Edit::Insert(line.into())).unwrap();
    for found in
        [compare(&old, &new, Filter::default()).0, compare(&new, &old, Filter::default()).0]
    {
        assert_eq!(found.anders.len(), 1);
        let kolommen: Vec<Kolom> = found.cijfers.iter().map(|cijfer| cijfer.kolom).collect();
        assert_eq!(kolommen, [later], "pm is told");
    }
}

#[test]
fn what_is_new_gone_moved_or_renamed_says_so_and_order_is_no_difference() {
    let old = begroting();
    let mut new = old.clone();
    let zorg = regel(&old, "zorgvormen").clone();
    set(&mut new, zorg.id, RegelField::Name("vormen van zorg".into()));
    set(&mut new, zorg.id, RegelField::Amount(T, Some(Bedrag::Pm)));
    let (part, under) = (onderdeel(&old, "6.81"), onderdeel(&old, "6.1"));
    set(&mut new, part, OnderdeelField::Parent(Some(under)));
    let product = Onderdeel {
        id: Id::from_bits(1),
        parent: Some(under),
        code: "6.1.99".into(),
        name: "proef".into(),
        ..old.onderdelen.get(part).unwrap().clone()
    };
    new.apply(&Edit::Insert(product.into())).unwrap();
    let (found, rows) = compare(&old, &new, Filter::default());
    let aarden: Vec<Aard> = found.anders.iter().map(|it| it.aard).collect();
    assert_eq!(aarden, [Aard::Nieuw, Aard::Verplaatst, Aard::Hernoemd]);
    let words: Vec<_> = found.anders.iter().map(|it| found.in_words(it, &old, &new)).collect();
    assert_eq!((words[0].wat.as_str(), words[0].nieuw.as_str()), ("onderdeel", "6.1.99 proef"));
    assert_eq!(words[1].veld, "hangt onder");
    assert_eq!(words[1].oud, "6 Sociaal domein");
    assert_eq!(words[1].nieuw, "6.1 Samenkracht en burgerparticipatie");
    assert_eq!((words[2].oud.as_str(), words[2].nieuw.as_str()), ("zorgvormen", "vormen van zorg"));
    // The gewijzigd of the year follows.
    let kolommen: Vec<Kolom> = found.cijfers.iter().map(|it| it.kolom).collect();
    assert_eq!(kolommen, [T, GEWIJZIGD]);
    assert_eq!(found.cijfer(zorg.id, T).unwrap().nieuw, Some(Bedrag::Pm));
    // The totals of where it was and of where it is are in the tree.
    let has =
        |id: Id| rows.iter().any(|row| matches!(row, Rij::Onderdeel { id: of, .. } if *of == id));
    assert!(has(under) && has(part));

    let mut moved = old.clone();
    set(&mut moved, zorg.id, RegelField::Order(Order::after(Some(&zorg.order))));
    assert!(compare(&old, &moved, Filter::default()).0.is_empty());
}
