//! The structureel begrotingssaldo: by hand on a small budget, and on random ones.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/generator.rs"]
mod generator;

use generator::{Chance, KOLOMMEN, Shape, begroting};
use proptest::prelude::*;
use rust_decimal::Decimal;
use sluitend::calc::Totals;
use sluitend::calc::structureel::{Oordeel, Structureel, oordeel};
use sluitend::model::{
    Amounts, Bedrag, Begroting, Edit, Id, Kolom, Kolomkop, Kop, KopField, Level, Mutatie,
    Mutatieregel, Mutatiesoort, Nature, Onderdeel, Order, Record, Regel, RegelField, Soort,
    Stadium, Status, Zekerheid,
};

const PRIMITIEF: Kolom = Kolom::new(2019, Stadium::Primitief);
const GEWIJZIGD: Kolom = Kolom::new(2019, Stadium::Gewijzigd);
const LAATSTE: Kolom = Kolom::new(2022, Stadium::Raming);
const PROGRAMMA: Id = Id::from_bits(10);

fn id(n: u64) -> Id {
    Id::from_bits(n)
}

fn euro(n: i64) -> Bedrag {
    Bedrag::Euro(Decimal::from(n))
}

fn insert(begroting: &mut Begroting, record: impl Into<Record>) {
    begroting.apply(&Edit::Insert(record.into())).unwrap();
}

fn set(begroting: &mut Begroting, of: Id, field: impl Into<sluitend::model::Field>) {
    let edit = begroting.set(of, field).unwrap().unwrap();
    begroting.apply(&edit).unwrap();
}

/// A regel with the same amount in 2019 and 2022.
fn regel(n: u64, soort: Soort, nature: Nature, amount: i64) -> Regel {
    Regel {
        id: id(n),
        onderdeel: PROGRAMMA,
        name: format!("regel {n}"),
        soort,
        nature,
        stelpost: false,
        category: None,
        reserve: None,
        order: Order::after(None),
        amounts: Amounts::from_iter([(PRIMITIEF, euro(amount)), (LAATSTE, euro(amount))]),
    }
}

/// Baten 1.000, of which 50 incidental; lasten 1.100, of which 120 incidental and 80 not stated;
/// 100 from a reserve and 30 to one, the last structural. Resultaat -30.
fn budget() -> Begroting {
    let mut begroting = Begroting::new(Kop::new(id(1), "Voorbeeldstad", "Begroting", 2019, ""));
    for kolom in [PRIMITIEF, GEWIJZIGD, LAATSTE] {
        insert(&mut begroting, Kolomkop::new(kolom, false));
    }
    let programma = Onderdeel::new(
        PROGRAMMA,
        None,
        Level::Programma,
        ("6", "Sociaal domein"),
        Order::after(None),
    );
    insert(&mut begroting, programma);
    for (n, soort, nature, amount) in [
        (20, Soort::Baten, Nature::Structureel, 950),
        (21, Soort::Baten, Nature::Incidenteel, 50),
        (22, Soort::Lasten, Nature::Structureel, 900),
        (23, Soort::Lasten, Nature::Incidenteel, 120),
        (24, Soort::Lasten, Nature::NietVermeld, 80),
        (25, Soort::Onttrekking, Nature::NietVermeld, 100),
        (26, Soort::Toevoeging, Nature::Structureel, 30),
    ] {
        insert(&mut begroting, regel(n, soort, nature, amount));
    }
    begroting
}

/// An adopted wijziging with one line.
fn adopted(begroting: &mut Begroting, n: u64, nature: Nature, of: u64, amount: i64) {
    let soort = Mutatiesoort::Wijziging;
    let mut mutatie =
        Mutatie::new(id(n), PROGRAMMA, soort, format!("besluit {n}"), Order::after(None));
    (mutatie.nature, mutatie.status) = (nature, Status::Vastgesteld);
    insert(begroting, mutatie);
    let line = Mutatieregel {
        amounts: Amounts::from_iter([(GEWIJZIGD, euro(amount))]),
        ..Mutatieregel::new(id(n + 500), id(n), Some(id(of)), Order::after(None))
    };
    insert(begroting, line);
}

fn of(begroting: &Begroting, kolom: Kolom) -> Structureel {
    Structureel::new(begroting, &Totals::new(begroting), Some(PROGRAMMA), kolom)
}

fn verdict(begroting: &Begroting) -> Oordeel {
    oordeel(begroting, &Totals::new(begroting))
}

#[test]
fn what_does_not_last_is_taken_out_and_listed() {
    let found = of(&budget(), PRIMITIEF);
    assert_eq!(found.total.resultaat(), Decimal::from(-30));
    // -30 - 50 + 120 - 100: the reserve that says nothing is incidental, the structural one is not.
    assert_eq!(found.saldo(), Decimal::from(-60));
    let list: Vec<(Id, Decimal)> =
        found.incidenteel.iter().map(|post| (post.regel, post.effect())).collect();
    let expected = [(21, 50), (23, -120), (25, 100)];
    assert_eq!(list, expected.map(|(n, amount)| (id(n), Decimal::from(amount))));
    let unnamed: Vec<Id> = found.niet_vermeld.iter().map(|post| post.regel).collect();
    assert_eq!((unnamed, found.niet_vermeld()), (vec![id(24)], Decimal::from(-80)));
    assert_eq!(found.incidenteel_van(Soort::Onttrekking), Decimal::from(100));
    assert_eq!(found.incidenteel_van(Soort::Toevoeging), Decimal::ZERO);
}

#[test]
fn an_incidental_wijziging_is_incidental_on_a_structural_regel() {
    let mut begroting = budget();
    adopted(&mut begroting, 30, Nature::Incidenteel, 22, 40);
    adopted(&mut begroting, 31, Nature::Structureel, 22, 7);
    // On a regel that is incidental itself it is no post of its own.
    adopted(&mut begroting, 32, Nature::Incidenteel, 23, 5);
    let found = of(&begroting, GEWIJZIGD);
    assert_eq!(found.total.resultaat(), Decimal::from(-82));
    assert_eq!(found.saldo(), Decimal::from(-67));
    let lasten = found.incidenteel.iter().filter(|post| post.soort == Soort::Lasten);
    let lasten: Vec<_> = lasten.map(|post| (post.regel, post.wijziging, post.bedrag)).collect();
    let expected = [(id(22), Some(id(30)), Decimal::from(40)), (id(23), None, Decimal::from(125))];
    assert_eq!(lasten, expected);
    assert_eq!(of(&begroting, PRIMITIEF).saldo(), Decimal::from(-60));
}

#[test]
fn stelposten_soft_measures_and_pm_stand_apart() {
    let mut begroting = budget();
    let stelpost = Regel { stelpost: true, ..regel(40, Soort::Lasten, Nature::Structureel, -90) };
    insert(&mut begroting, stelpost);
    let soort = Mutatiesoort::Maatregel;
    let mut soft = Mutatie::new(id(41), PROGRAMMA, soort, "zacht".into(), Order::after(None));
    (soft.stelpost, soft.zekerheid) = (Some(id(40)), Zekerheid::Zacht);
    soft.amounts.set(PRIMITIEF, Some(euro(25)));
    insert(&mut begroting, soft);
    let pm = Regel {
        amounts: Amounts::from_iter([(PRIMITIEF, Bedrag::Pm)]),
        ..regel(42, Soort::Lasten, Nature::Incidenteel, 0)
    };
    insert(&mut begroting, pm);
    let found = of(&begroting, PRIMITIEF);
    assert_eq!(found.saldo(), Decimal::from(30));
    assert_eq!((found.te_vullen(), found.zacht()), (Decimal::from(65), Decimal::from(25)));
    assert_eq!(found.reeel(), Decimal::from(-60));
    assert_eq!(found.pm, [id(42)]);
}

#[test]
fn only_a_whole_budget_has_a_verdict() {
    let mut begroting = budget();
    assert_eq!(verdict(&begroting), Oordeel::Bijdrage);
    set(&mut begroting, id(1), KopField::Volledig(true));
    assert_eq!(verdict(&begroting), Oordeel::NietSluitend);
    // Closed in the last year: then is early enough.
    set(&mut begroting, id(20), RegelField::Amount(LAATSTE, Some(euro(1_010))));
    assert_eq!(verdict(&begroting), Oordeel::Sluitend { jaar: 2022 });
    // A stelpost that closes the budget closes it on paper only.
    set(&mut begroting, id(20), RegelField::Amount(LAATSTE, Some(euro(1_009))));
    let stelpost = Regel { stelpost: true, ..regel(40, Soort::Lasten, Nature::Structureel, -1) };
    insert(&mut begroting, stelpost);
    assert_eq!(verdict(&begroting), Oordeel::NietReeel { jaar: 2022 });
    set(&mut begroting, id(24), RegelField::Amount(LAATSTE, Some(Bedrag::Pm)));
    assert_eq!(verdict(&begroting), Oordeel::Pm { jaar: 2022 });
    for n in [20, 21, 22, 23, 24, 25, 26, 40] {
        set(&mut begroting, id(n), RegelField::Amount(LAATSTE, None));
    }
    begroting.apply(&Edit::Remove(Kolomkop::new(LAATSTE, false).into())).unwrap();
    assert_eq!(verdict(&begroting), Oordeel::GeenKolom { jaar: 2022 });
}

/// A random budget in which regels have a nature and wijzigingen of any nature were adopted.
fn random(regels: usize, seed: u64) -> Begroting {
    let mut begroting = begroting(regels, Shape::Wide, seed);
    let mut chance = Chance::new(seed);
    let ids: Vec<Id> = begroting.regels.iter().map(|regel| regel.id).collect();
    for of in &ids {
        let nature = Nature::ALL[chance.below(3)];
        if let Some(edit) = begroting.set(*of, RegelField::Nature(nature)).unwrap() {
            begroting.apply(&edit).unwrap();
        }
    }
    insert(&mut begroting, Kolomkop::new(GEWIJZIGD, false));
    let top = begroting.onderdelen.top().next().unwrap().id;
    for n in 0..6 {
        let soort = Mutatiesoort::Wijziging;
        let mut mutatie =
            Mutatie::new(chance.id(), top, soort, format!("besluit {n}"), Order::after(None));
        mutatie.nature = Nature::ALL[chance.below(3)];
        mutatie.status = if n == 5 { Status::InVoorbereiding } else { Status::Vastgesteld };
        let wijziging = mutatie.id;
        insert(&mut begroting, mutatie);
        for _ in 0..4 {
            let Some(bedrag) = chance.bedrag() else { continue };
            let of = ids[chance.below(ids.len())];
            let line = Mutatieregel {
                amounts: Amounts::from_iter([(GEWIJZIGD, bedrag)]),
                ..Mutatieregel::new(chance.id(), wijziging, Some(of), Order::after(None))
            };
            insert(&mut begroting, line);
        }
    }
    begroting
}

/// What lasts of a column, added up regel by regel and not taken out of the resultaat.
fn lasting(begroting: &Begroting, totals: &Totals, onderdeel: Option<Id>, kolom: Kolom) -> Decimal {
    let is_reserve = |soort| matches!(soort, Soort::Toevoeging | Soort::Onttrekking);
    let inside = |of: Id| onderdeel.is_none_or(|it| begroting.path(of).any(|id| id == it));
    let mut sum = Decimal::ZERO;
    for regel in begroting.regels.iter().filter(|regel| inside(regel.onderdeel)) {
        let lasts = match regel.nature {
            Nature::Structureel => true,
            Nature::Incidenteel => false,
            Nature::NietVermeld => !is_reserve(regel.soort),
        };
        let base = totals.base(kolom).unwrap_or(kolom);
        let mut own = regel.amounts.get(base).map_or(Decimal::ZERO, Bedrag::euro_or_zero);
        for line in begroting.mutatieregels.iter().filter(|line| line.regel == Some(regel.id)) {
            let mutatie = begroting.mutaties.get(line.mutatie).unwrap();
            if mutatie.is_adopted() && mutatie.nature != Nature::Incidenteel && base != kolom {
                own += line.amounts.get(kolom).map_or(Decimal::ZERO, Bedrag::euro_or_zero);
            }
        }
        if lasts {
            let is_out = matches!(regel.soort, Soort::Lasten | Soort::Toevoeging);
            sum += if is_out { -own } else { own };
        }
    }
    sum
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn resultaat_less_what_is_incidental_is_structural(seed: u64, regels in 1..400usize) {
        let begroting = random(regels, seed);
        let totals = Totals::new(&begroting);
        let one = begroting.onderdelen.iter().next().unwrap().id;
        for onderdeel in [None, Some(one)] {
            for kolom in KOLOMMEN.into_iter().chain([GEWIJZIGD]) {
                let found = Structureel::new(&begroting, &totals, onderdeel, kolom);
                prop_assert_eq!(found.saldo(), lasting(&begroting, &totals, onderdeel, kolom));
                let listed: Decimal = found.incidenteel.iter().map(|post| post.effect()).sum();
                prop_assert_eq!(found.total.resultaat() - listed, found.saldo());
                prop_assert!(found.incidenteel.iter().all(|post| !post.bedrag.is_zero()));
            }
        }
    }
}
