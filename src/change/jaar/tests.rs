//! From 2019 to 2020 on a small budget of two regels, with a stelpost, a measure and wijzigingen
//! that last and that do not.

use jiff::civil::date;
use rust_decimal::Decimal;

use super::*;
use crate::calc::wijziging::{breaches, effects};
use crate::change::{Document, wijziging};
use crate::model::{
    Amounts, Bedrag, Begroting, Edit, Id, Kolom, Kolomkop, Kop, Level, Mutatie, MutatieField,
    Mutatiesoort, Nature, Onderdeel, Order, Orgaan, Record, Regel, RegelField, Revision, Soort,
    Stadium, Status,
};

const PRIMITIEF: Kolom = Kolom::new(2019, Stadium::Primitief);
const GEWIJZIGD: Kolom = Kolom::new(2019, Stadium::Gewijzigd);
const REKENING: Kolom = Kolom::new(2019, Stadium::Rekening);
const RAMING: Kolom = Kolom::new(2020, Stadium::Raming);
const NEW: Kolom = Kolom::new(2020, Stadium::Primitief);
const PROGRAMMA: u64 = 10;
const LASTEN: u64 = 20;
const BATEN: u64 = 21;
const MAATREGEL: u64 = 30;

fn id(n: u64) -> Id {
    Id::from_bits(n)
}

fn euro(n: i64) -> Bedrag {
    Bedrag::Euro(Decimal::from(n))
}

fn document() -> Document {
    let mut begroting = Begroting::new(Kop::new(
        id(1),
        "Voorbeeldstad",
        "Programmabegroting 2019-2022",
        2019,
        "primitief",
    ));
    let mut insert = |record: Record| begroting.apply(&Edit::Insert(record)).unwrap();
    for kolom in [PRIMITIEF, GEWIJZIGD, REKENING, RAMING] {
        insert(Kolomkop::new(kolom, false).into());
    }
    let order = Order::after(None);
    let onderdeel = Onderdeel::new(
        id(PROGRAMMA),
        None,
        Level::Programma,
        ("6", "Sociaal domein"),
        order.clone(),
    );
    insert(onderdeel.into());
    for (n, soort, now, then) in
        [(LASTEN, Soort::Lasten, 1_000, 900), (BATEN, Soort::Baten, 200, 210)]
    {
        let amounts = Amounts::from_iter([(PRIMITIEF, euro(now)), (RAMING, euro(then))]);
        let regel = Regel {
            id: id(n),
            onderdeel: id(PROGRAMMA),
            name: soort.word().to_owned(),
            soort,
            nature: Nature::default(),
            stelpost: false,
            category: None,
            reserve: None,
            order: order.clone(),
            amounts,
        };
        insert(regel.into());
    }
    let mut measure =
        Mutatie::new(id(MAATREGEL), id(PROGRAMMA), Mutatiesoort::Maatregel, "Inkoop".into(), order);
    measure.amounts.set(RAMING, Some(euro(25)));
    insert(measure.into());
    Document::new(begroting)
}

fn commit(document: &mut Document, edits: Vec<Edit>) {
    let (at, who, why) = (jiff::Timestamp::UNIX_EPOCH, "adviseur".into(), "toets".into());
    let revision = Revision { id: id(1_000), who, at, why, edits, van: Vec::new() };
    document.commit(revision).unwrap();
}

/// An adopted wijziging of `amount` on the lasten.
fn adopted(document: &mut Document, n: u64, nature: Nature, amount: i64) {
    let soort = Mutatiesoort::Wijziging;
    let edits = wijziging::add(document.begroting(), id(n), id(PROGRAMMA), soort, "Besluit");
    commit(document, edits.unwrap());
    let line = id(n + 100);
    let edits = wijziging::add_line(document.begroting(), line, id(n), Some(id(LASTEN)), "");
    commit(document, edits.unwrap());
    let edits = wijziging::set_amount(document.begroting(), line, GEWIJZIGD, Some(euro(amount)));
    commit(document, edits.unwrap());
    for field in [
        MutatieField::Nature(nature),
        MutatieField::Orgaan(Orgaan::Raad),
        MutatieField::Besluit("raadsbesluit 12".into()),
        MutatieField::Date(Some(date(2019, 6, 1))),
        MutatieField::Status(Status::Vastgesteld),
    ] {
        let edits = wijziging::set_field(document.begroting(), id(n), field);
        commit(document, edits.unwrap());
    }
}

fn amount(document: &Document, regel: u64, kolom: Kolom) -> Option<Bedrag> {
    let regel = document.begroting().regels.get(id(regel)).unwrap();
    document.totals().amount(regel, kolom)
}

fn set(document: &mut Document, regel: u64, kolom: Kolom, bedrag: Option<Bedrag>) {
    let edit = document.begroting().set(id(regel), RegelField::Amount(kolom, bedrag)).unwrap();
    commit(document, edit.into_iter().collect());
}

#[test]
fn a_year_begins_with_the_raming_and_what_lasts() {
    let mut document = document();
    adopted(&mut document, 40, Nature::Structureel, 50);
    adopted(&mut document, 41, Nature::Incidenteel, 700);
    adopted(&mut document, 42, Nature::NietVermeld, 3);
    assert_eq!(amount(&document, LASTEN, GEWIJZIGD), Some(euro(1_753)));
    let found = begin(document.begroting(), "ontwerp 2020").unwrap();
    assert_eq!((found.jaar, found.unnamed.as_slice()), (2020, &[id(42)][..]));
    let lasting: Vec<(Id, Decimal)> =
        found.lasting.iter().map(|(id, total)| (*id, total.lasten)).collect();
    assert_eq!(lasting, [(id(40), Decimal::from(50)), (id(42), Decimal::from(3))]);
    commit(&mut document, found.edits);
    // The raming and what lasts, never gewijzigd.
    assert_eq!(amount(&document, LASTEN, NEW), Some(euro(953)));
    assert_eq!(amount(&document, BATEN, NEW), Some(euro(210)));
    let kop = document.begroting().kop();
    assert_eq!((kop.jaar, kop.version.as_str()), (2020, "ontwerp 2020"));
    assert_eq!(kop.title, "Programmabegroting 2020-2023");
    assert!(document.begroting().columns().contains(&Kolom::new(2023, Stadium::Raming)));
    // History is kept: the old columns say what they said, and a measure goes along.
    assert_eq!(amount(&document, LASTEN, GEWIJZIGD), Some(euro(1_753)));
    assert_eq!(amount(&document, LASTEN, RAMING), Some(euro(900)));
    let measure = document.begroting().mutaties.get(id(MAATREGEL)).unwrap();
    assert_eq!(measure.amounts.get(NEW), Some(euro(25)));
    // The begroting can say what it adds up.
    let besluit = document.begroting().mutaties.get(id(40)).unwrap();
    let share = effects(document.begroting(), besluit)[&NEW];
    assert_eq!(share.total.lasten, Decimal::from(50));
    assert_eq!(begin(document.begroting(), "").unwrap_err(), JaarError::NoRaming(2021));
    document.undo().unwrap();
    assert_eq!(document.begroting().kop().jaar, 2019);
}

#[test]
fn what_a_wijziging_says_of_the_next_year_counts_once() {
    let mut document = document();
    adopted(&mut document, 40, Nature::Structureel, 50);
    let edits = wijziging::take_back(document.begroting(), id(40)).unwrap();
    commit(&mut document, edits);
    let then = Kolom::new(2020, Stadium::Gewijzigd);
    let edits = wijziging::set_amount(document.begroting(), id(140), then, Some(euro(80)));
    commit(&mut document, edits.unwrap());
    let edits = wijziging::adopt(document.begroting(), id(40)).unwrap();
    commit(&mut document, edits);
    assert_eq!(amount(&document, LASTEN, then), Some(euro(980)));
    let found = begin(document.begroting(), "ontwerp").unwrap();
    commit(&mut document, found.edits);
    assert_eq!(amount(&document, LASTEN, NEW), Some(euro(980)));
    assert_eq!(amount(&document, LASTEN, then), Some(euro(980)));
}

#[test]
fn what_is_inferred_or_unknown_is_named() {
    let mut document = document();
    adopted(&mut document, 40, Nature::Structureel, 50);
    let edit = document.begroting().set(id(40), MutatieField::Afgeleid(true)).unwrap();
    commit(&mut document, edit.into_iter().collect());
    let found = begin(document.begroting(), "").unwrap();
    assert_eq!((found.inferred.as_slice(), found.lasting.len()), (&[id(40)][..], 0));
    document.undo().unwrap();
    set(&mut document, LASTEN, RAMING, Some(Bedrag::Pm));
    let found = begin(document.begroting(), "").unwrap();
    assert_eq!(found.unknown, [id(LASTEN)]);
    commit(&mut document, found.edits);
    assert_eq!(amount(&document, LASTEN, NEW), Some(Bedrag::Pm));
    assert_eq!(begin(document.begroting(), "").unwrap_err(), JaarError::NoRaming(2021));
}

#[test]
fn closing_a_year_names_what_is_missing_and_closes_its_columns() {
    let mut document = document();
    let closed = |document: &Document| close(document.begroting(), document.totals());
    assert_eq!(closed(&document).unwrap_err(), JaarError::EmptyRekening(REKENING));
    set(&mut document, LASTEN, REKENING, Some(euro(950)));
    let edits = wijziging::add(
        document.begroting(),
        id(40),
        id(PROGRAMMA),
        Mutatiesoort::Wijziging,
        "Zomer",
    );
    commit(&mut document, edits.unwrap());
    let edits = wijziging::add_line(document.begroting(), id(140), id(40), Some(id(BATEN)), "");
    commit(&mut document, edits.unwrap());
    let edits = wijziging::set_amount(document.begroting(), id(140), GEWIJZIGD, Some(euro(1)));
    commit(&mut document, edits.unwrap());
    let found = closed(&document).unwrap();
    assert_eq!((found.jaar, found.without_rekening.as_slice()), (2019, &[id(BATEN)][..]));
    assert_eq!(found.in_the_making, [id(40)]);
    commit(&mut document, found.edits);
    for kolom in [PRIMITIEF, GEWIJZIGD, REKENING] {
        assert!(document.begroting().is_closed(kolom), "{kolom}");
    }
    assert!(!document.begroting().is_closed(RAMING));
    assert_eq!(closed(&document).unwrap_err(), JaarError::NoRekening(2019));
}

#[test]
fn f10_what_is_carried_is_one_incidental_wijziging_with_cover() {
    let mut document = document();
    set(&mut document, LASTEN, REKENING, Some(euro(915)));
    let left = unspent(document.begroting(), document.totals(), id(LASTEN)).unwrap();
    assert_eq!(left, (2019, Some(Decimal::from(85))));
    let mut ids = (60..).map(id);
    let mut next = || ids.next().unwrap();
    let mut carried = |document: &mut Document, regel: u64, euro: i64| {
        let (begroting, totals) = (document.begroting(), document.totals());
        let edits = carry(begroting, totals, id(regel), Decimal::from(euro), &mut next)?;
        commit(document, edits);
        Ok(())
    };
    for euro in [60, 25] {
        assert_eq!(carried(&mut document, LASTEN, euro), Ok(()));
    }
    let refused = carried(&mut document, LASTEN, 1);
    assert_eq!(refused, Err(JaarError::TooMuch { jaar: 2019, left: Decimal::ZERO }));
    let refused = carried(&mut document, BATEN, 1);
    assert_eq!(refused, Err(JaarError::NoLasten("baten".into(), "baten")));
    assert_eq!(carried(&mut document, LASTEN, 0), Err(JaarError::NotPositive));
    let begroting = document.begroting();
    let carried: Vec<&Mutatie> = begroting
        .mutaties
        .iter()
        .filter(|mutatie| mutatie.soort == Mutatiesoort::Wijziging)
        .collect();
    let [mutatie] = carried.as_slice() else { panic!("one wijziging: {carried:?}") };
    assert_eq!((mutatie.nature, mutatie.neutraal), (Nature::Incidenteel, true));
    assert!(!mutatie.is_adopted());
    assert!(breaches(begroting, mutatie).is_empty());
    let effect = effects(begroting, mutatie)[&Kolom::new(2020, Stadium::Gewijzigd)];
    assert_eq!((effect.total.lasten, effect.net()), (Decimal::from(85), Decimal::ZERO));
}

#[test]
fn what_lasts_goes_on_in_the_years_after_as_the_wijziging_spoke_last() {
    let mut document = document();
    let far = Kolom::new(2021, Stadium::Raming);
    let edits = add_kolom(document.begroting(), far).unwrap();
    commit(&mut document, edits);
    for (regel, euro_far) in [(LASTEN, 800), (BATEN, 220)] {
        set(&mut document, regel, far, Some(euro(euro_far)));
    }
    // Neutral in each year, with the cover on another regel from 2020 on.
    adopted(&mut document, 40, Nature::Structureel, 50);
    let edits = wijziging::take_back(document.begroting(), id(40)).unwrap();
    commit(&mut document, edits);
    let then = Kolom::new(2020, Stadium::Gewijzigd);
    let edits = wijziging::set_amount(document.begroting(), id(140), then, Some(euro(80)));
    commit(&mut document, edits.unwrap());
    let edits = wijziging::add_line(document.begroting(), id(150), id(40), Some(id(BATEN)), "");
    commit(&mut document, edits.unwrap());
    let edits = wijziging::set_amount(document.begroting(), id(150), GEWIJZIGD, Some(euro(50)));
    commit(&mut document, edits.unwrap());
    let edits = wijziging::add_line(document.begroting(), id(160), id(40), None, "reserve");
    commit(&mut document, edits.unwrap());
    let edits = wijziging::set_amount(document.begroting(), id(160), then, Some(euro(80)));
    commit(&mut document, edits.unwrap());
    let edits = wijziging::adopt(document.begroting(), id(40)).unwrap();
    commit(&mut document, edits);
    let found = begin(document.begroting(), "ontwerp").unwrap();
    commit(&mut document, found.edits);
    // Of 2020 and 2021 it says 80 with cover elsewhere; the cover of 2019 does not come again.
    assert_eq!(amount(&document, LASTEN, NEW), Some(euro(980)));
    assert_eq!(amount(&document, BATEN, NEW), Some(euro(210)));
    assert_eq!(amount(&document, LASTEN, far), Some(euro(880)));
    assert_eq!(amount(&document, BATEN, far), Some(euro(220)));
    let effects = effects(document.begroting(), document.begroting().mutaties.get(id(40)).unwrap());
    assert!(effects.values().all(|effect| effect.net().is_zero()), "{effects:?}");
    // What the begroting has in its amounts is not taken out of it in silence.
    let refused = wijziging::take_back(document.begroting(), id(40)).unwrap_err();
    assert!(refused.to_string().contains("zit al in Begroting 2020 primitief"), "{refused}");
}

#[test]
fn pm_stays_pm_and_an_empty_raming_begins_nothing() {
    let mut document = document();
    adopted(&mut document, 40, Nature::Structureel, 50);
    let edits = wijziging::take_back(document.begroting(), id(40)).unwrap();
    commit(&mut document, edits);
    let pm = Some(Bedrag::Pm);
    let edits = wijziging::set_amount(document.begroting(), id(140), GEWIJZIGD, pm).unwrap();
    commit(&mut document, edits);
    let edits = wijziging::adopt(document.begroting(), id(40)).unwrap();
    commit(&mut document, edits);
    let found = begin(document.begroting(), "").unwrap();
    assert_eq!(found.unknown, [id(LASTEN)]);
    commit(&mut document, found.edits);
    assert_eq!(amount(&document, LASTEN, NEW), pm);
    document.undo().unwrap();
    for regel in [LASTEN, BATEN] {
        set(&mut document, regel, RAMING, None);
    }
    assert_eq!(begin(document.begroting(), "").unwrap_err(), JaarError::NoRaming(2020));
}

#[test]
fn a_year_has_one_begroting() {
    let document = document();
    let refused = |stadium| add_kolom(document.begroting(), Kolom::new(2020, stadium)).unwrap_err();
    for stadium in [Stadium::Primitief, Stadium::Begroting] {
        assert_eq!(refused(stadium), JaarError::HasBegroting(RAMING));
    }
    assert_eq!(refused(Stadium::Raming), JaarError::There(RAMING));
    assert!(add_kolom(document.begroting(), Kolom::new(2020, Stadium::Rekening)).is_ok());
}
