//! The berap (F12) on the example of programme 6: forecast, vrije ruimte, deviation, and the wijziging
//! proposed from it. Amounts are × € 1.000.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/hengelo.rs"]
#[expect(dead_code, reason = "shared with other tests")]
mod hengelo;

use hengelo::{NOTATION, commit, document, onderdeel};
use proptest::prelude::*;
use rust_decimal::Decimal;
use sluitend::calc::afwijking::{Afwijking, afwijking, oordeel};
use sluitend::calc::overzicht::{Item, Overzicht};
use sluitend::calc::{BERAP, weergave};
use sluitend::change::berap::{BerapError, begin, propose};
use sluitend::change::{Document, wijziging};
use sluitend::display::{Side, Unit};
use sluitend::model::{
    Bedrag, Edit, Id, Kolom, Level, MutatieField, Nature, Order, Orgaan, Regel, RegelField,
    Revision, Soort, Stadium, Verklaring,
};
use sluitend::store::ron_file;

const GEWIJZIGD: Kolom = Kolom::new(2019, Stadium::Gewijzigd);
const BERAP1: Kolom = Kolom::new(2019, Stadium::Berap1);
const REALISATIE: Kolom = Kolom::new(2019, Stadium::Realisatie);
const VERPLICHTINGEN: Kolom = Kolom::new(2019, Stadium::Verplichtingen);

fn apply(document: &mut Document, edits: Vec<Edit>) {
    let revision = Revision {
        id: Id::from_bits(document.version() + 1),
        who: "adviseur".into(),
        at: jiff::Timestamp::UNIX_EPOCH,
        why: "berap".into(),
        edits,
        van: Vec::new(),
    };
    document.commit(revision).unwrap();
}

/// The example with a berap of 2019 that was begun.
fn begun() -> Document {
    let mut document = document();
    let (kolom, edits) = begin(document.begroting(), document.totals()).unwrap();
    assert_eq!(kolom, BERAP1);
    apply(&mut document, edits);
    document
}

/// The one regel of lasten of this part.
fn lasten(document: &Document, code: &str) -> Regel {
    let part = onderdeel(document.begroting(), code);
    let mut regels = document.begroting().regels.of(part).filter(|r| r.soort == Soort::Lasten);
    regels.next().unwrap().clone()
}

fn euro(thousands: i64) -> Decimal {
    Decimal::from(thousands * 1000)
}

/// Forecasts so much more lasten than the begroting gewijzigd.
fn forecast(document: &mut Document, code: &str, more: i64) -> Regel {
    let regel = lasten(document, code);
    let budget = document.totals().amount(&regel, GEWIJZIGD).unwrap().euro_or_zero();
    let new = Some(Bedrag::Euro(budget + euro(more)));
    commit(document, vec![(regel.id, RegelField::Amount(BERAP1, new).into())]);
    regel
}

fn deviation(document: &Document, code: &str) -> Afwijking {
    let begroting = document.begroting();
    let part = onderdeel(begroting, code);
    afwijking(begroting, document.totals(), part, (GEWIJZIGD, BERAP1)).unwrap()
}

/// What the view Berap shows of a regel or its part, under this heading.
fn shown(document: &Document, page: &str, code: &str, head: &str) -> String {
    let (begroting, totals) = (document.begroting(), document.totals());
    let (page, part) = (onderdeel(begroting, page), onderdeel(begroting, code));
    let view = weergave(begroting, Some(BERAP), Level::Taakveld);
    let overzicht = Overzicht::new(begroting, totals, &view, page, false);
    let columns = overzicht.columns();
    let column = columns.iter().find(|column| column.title == head).unwrap();
    let rows = overzicht.rows(begroting, &|_, _| false);
    let row = rows.iter().find(|row| match row.item {
        Item::Onderdeel(id) | Item::Empty(id) | Item::Single { onderdeel: id, .. } => id == part,
        _ => false,
    });
    let cell = overzicht.cell(begroting, totals, row.unwrap(), column);
    NOTATION.show_cell(cell.bedrag, Side::Saldo)
}

#[test]
fn f12_a_berap_begins_as_the_begroting_gewijzigd() {
    let document = begun();
    for code in ["6", "6.71", "6.82.1"] {
        let part = onderdeel(document.begroting(), code);
        let of = |kolom| document.totals().get(part, kolom);
        assert_eq!(of(BERAP1).saldo(), of(GEWIJZIGD).saldo(), "{code}");
        assert_eq!(deviation(&document, code).verschil(), Decimal::ZERO);
    }
    let (second, _) = begin(document.begroting(), document.totals()).unwrap();
    assert_eq!(second, Kolom::new(2019, Stadium::Berap2));
}

#[test]
fn f12_wmo_900_more_lasten_is_a_nadeel() {
    let mut document = begun();
    forecast(&mut document, "6.71.7", 900);
    let found = deviation(&document, "6.71.7");
    assert_eq!((found.verschil(), oordeel(found.verschil())), (euro(-900), "N"));
    assert_eq!(deviation(&document, "6").verschil(), euro(-900));
    assert_eq!(shown(&document, "6.71", "6.71.7", "Afwijking Berap 1"), "-900");
}

#[test]
fn f12_6_82_1_with_200_fewer_lasten_is_a_voordeel() {
    let mut document = begun();
    forecast(&mut document, "6.82.1", -200);
    let found = deviation(&document, "6.82.1");
    assert_eq!((found.verschil(), oordeel(found.verschil())), (euro(200), "V"));
    assert_eq!(shown(&document, "6.82", "6.82.1", "Afwijking Berap 1"), "200");
}

#[test]
fn f12_vrije_ruimte_is_budget_less_realisatie_and_verplichtingen() {
    let mut document = begun();
    let regel = lasten(&document, "6.82.1");
    let budget = document.totals().amount(&regel, GEWIJZIGD).unwrap().euro_or_zero();
    let set =
        |kolom, bedrag| (regel.id, RegelField::Amount(kolom, Some(Bedrag::Euro(bedrag))).into());
    let spent = budget - euro(300);
    commit(&mut document, vec![set(REALISATIE, spent), set(VERPLICHTINGEN, euro(120))]);
    assert_eq!(shown(&document, "6.82", "6.82.1", "Vrije ruimte"), "180");
    commit(&mut document, vec![set(VERPLICHTINGEN, euro(310))]);
    assert_eq!(shown(&document, "6.82", "6.82.1", "Vrije ruimte"), "-10");
}

#[test]
fn f12_without_a_forecast_nothing_is_shown() {
    let mut document = begun();
    let part = onderdeel(document.begroting(), "6.82.1");
    let regels: Vec<Id> = document.begroting().regels.of(part).map(|regel| regel.id).collect();
    let none = |id| (id, RegelField::Amount(BERAP1, None).into());
    commit(&mut document, regels.into_iter().map(none).collect());
    assert_eq!(shown(&document, "6.82", "6.82.1", "Berap 1 2019"), "");
    assert_eq!(shown(&document, "6.82", "6.82.1", "Afwijking Berap 1"), "");
    // What is not forecast is no deviation of what is above it.
    assert_eq!(deviation(&document, "6.82").verschil(), Decimal::ZERO);
}

#[test]
fn f12_an_adopted_proposal_makes_the_begroting_the_forecast() {
    let mut document = begun();
    forecast(&mut document, "6.71.7", 900);
    let part = onderdeel(document.begroting(), "6.71");
    explain(&mut document, part, Nature::Structureel, -900);
    let before = document.totals().get(part, GEWIJZIGD);
    let mut next = 9_000_000;
    let mut new_id = || {
        next += 1;
        Id::from_bits(next)
    };
    let (begroting, totals) = (document.begroting(), document.totals());
    let (_, edits) = propose(begroting, totals, part, &mut new_id).unwrap();
    apply(&mut document, edits);
    let mutatie = Id::from_bits(9_000_001);
    assert_eq!(document.totals().get(part, GEWIJZIGD), before, "nothing is decided yet");
    assert_eq!(document.begroting().mutaties.get(mutatie).unwrap().nature, Nature::Structureel);
    let again = propose(document.begroting(), document.totals(), part, &mut new_id);
    assert!(matches!(again, Err(BerapError::Proposed { .. })), "{again:?}");
    let cover = MutatieField::Besluit("raadsbesluit 2019-30".into());
    let date = MutatieField::Date(Some(jiff::civil::date(2019, 7, 2)));
    let orgaan = MutatieField::Orgaan(Orgaan::Raad);
    let decided = [cover, date, orgaan].map(|field| (mutatie, field.into()));
    commit(&mut document, decided.to_vec());
    let edits = wijziging::adopt(document.begroting(), mutatie).unwrap();
    apply(&mut document, edits);
    let of = |kolom| document.totals().get(part, kolom).saldo();
    assert_eq!(of(GEWIJZIGD), of(BERAP1));
    assert_eq!(of(GEWIJZIGD), before.saldo() - euro(900));
    let nothing = propose(document.begroting(), document.totals(), part, &mut new_id);
    assert!(matches!(nothing, Err(BerapError::Nothing { .. })), "{nothing:?}");
    while document.undo().is_ok() {}
    assert!(*document.begroting() == hengelo::begroting());
}

fn explain(document: &mut Document, onderdeel: Id, nature: Nature, thousands: i64) {
    let id = Id::from_bits(7_000_000 + document.version());
    let verklaring = Verklaring {
        text: "meer cliënten".into(),
        bedrag: Some(Bedrag::Euro(euro(thousands))),
        nature,
        ..Verklaring::new(id, onderdeel, (GEWIJZIGD, BERAP1), Order::after(None))
    };
    apply(document, vec![Edit::Insert(verklaring.into())]);
}

#[test]
fn f12_an_explanation_is_read_back_from_its_file() {
    let mut document = begun();
    let part = onderdeel(document.begroting(), "6.71");
    explain(&mut document, part, Nature::Incidenteel, -450);
    let text = ron_file::write(document.begroting()).unwrap();
    assert!(ron_file::read(text.as_bytes()).unwrap() == *document.begroting());
    assert_eq!(deviation(&document, "6.71").rest(), euro(450));
    let notation = sluitend::display::Notation { unit: Unit::Thousand, ..NOTATION };
    assert_eq!(notation.show_cell(Some(Bedrag::Euro(euro(450))), Side::Saldo), "450");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn components_and_rest_make_the_difference(
        more in -2_000_i64..2_000,
        parts in prop::collection::vec(-900_i64..900, 0..6),
    ) {
        let mut document = begun();
        forecast(&mut document, "6.71.7", more);
        let part = onderdeel(document.begroting(), "6.71");
        for amount in &parts {
            explain(&mut document, part, Nature::NietVermeld, *amount);
        }
        let found = deviation(&document, "6.71");
        let total = document.totals();
        let saldo = |kolom| total.get(part, kolom).saldo();
        prop_assert_eq!(found.verschil(), saldo(BERAP1) - saldo(GEWIJZIGD));
        prop_assert_eq!(found.verklaard, parts.iter().map(|n| euro(*n)).sum::<Decimal>());
        prop_assert_eq!(found.verklaard + found.rest(), found.verschil());
        prop_assert_eq!(found.verschil(), euro(-more));
    }
}
