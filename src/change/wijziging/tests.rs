//! The wijziging on 6.72 (F4, F5), a paired transfer (F8), a reserve with its counter-entry (F11)
//! and cover elsewhere (F16), on a small budget. How the lasten of 6.72 lie over its regels is made up.

use jiff::civil::date;
use rust_decimal::Decimal;

use super::*;
use crate::calc::wijziging::{breaches, effect, effects, standen};
use crate::calc::{Bevinding, Judgement, controls};
use crate::change::{ChangeError, Document};
use crate::model::{
    Amounts, Bedrag, Controlecijfer, Edit, Kolom, Kolomkop, KolomkopField, Kop, Level, Maat,
    MutatieField, Mutatiesoort, Nature, Onderdeel, Order, Orgaan, Record, Regel, RegelField,
    Revision, Soort, Stadium, Status,
};

const PRIMITIEF: Kolom = Kolom::new(2019, Stadium::Primitief);
const GEWIJZIGD: Kolom = Kolom::new(2019, Stadium::Gewijzigd);
const REKENING: Kolom = Kolom::new(2019, Stadium::Rekening);
const PROGRAMMA: u64 = 10;
const SAMENKRACHT: u64 = 11;
const JEUGD: u64 = 12;
const WIJZIGING: u64 = 50;
/// In thousands: of the regels of 6.72 from 30 on, and what the wijziging adds to each.
const PRIMITIEVE: [i64; 6] = [1_000, 2_000, 3_000, 400, 500, 11_282];
const LINES: [i64; 6] = [7_988, 2_821, 3_776, 289, -50, -9_680];

fn id(n: u64) -> Id {
    Id::from_bits(n)
}

fn thousand(n: i64) -> Decimal {
    Decimal::from(n * 1_000)
}

fn euro(n: i64) -> Option<Bedrag> {
    Some(Bedrag::Euro(thousand(n)))
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
    insert(Kolomkop::new(PRIMITIEF, true).into());
    insert(Kolomkop::new(REKENING, false).into());
    let mut last: Option<Order> = None;
    let mut order = move || {
        let next = Order::after(last.as_ref());
        last = Some(next.clone());
        next
    };
    for (n, parent, level, code) in [
        (PROGRAMMA, None, Level::Programma, "6"),
        (SAMENKRACHT, Some(PROGRAMMA), Level::Taakveld, "6.2"),
        (JEUGD, Some(PROGRAMMA), Level::Taakveld, "6.72"),
    ] {
        let (code, name) = (code.to_owned(), code.to_owned());
        let (id, parent) = (id(n), parent.map(id));
        insert(Onderdeel::new(id, parent, level, (code, name), order()).into());
    }
    let mut regel = |n: u64, onderdeel: u64, name: String, soort: Soort, amount: i64| {
        let amounts = Amounts::from_iter([(PRIMITIEF, Bedrag::Euro(thousand(amount)))]);
        let (id, onderdeel) = (id(n), id(onderdeel));
        let (nature, stelpost, category) = (Nature::default(), false, None);
        let order = order();
        insert(
            Regel {
                id,
                onderdeel,
                name,
                soort,
                nature,
                stelpost,
                category,
                reserve: None,
                order,
                amounts,
            }
            .into(),
        );
    };
    regel(20, SAMENKRACHT, "wijkteams".into(), Soort::Lasten, 5_000);
    regel(21, SAMENKRACHT, "reserve vangnet".into(), Soort::Toevoeging, 0);
    for (n, amount) in (0..).zip(PRIMITIEVE) {
        regel(30 + n, JEUGD, format!("sub {n}"), Soort::Lasten, amount);
    }
    for (n, kolom, amount) in [(70, PRIMITIEF, 18_183), (71, GEWIJZIGD, 23_326)] {
        if kolom == GEWIJZIGD {
            insert(Kolomkop::new(GEWIJZIGD, false).into());
        }
        insert(
            Controlecijfer {
                id: id(n),
                onderdeel: id(JEUGD),
                kolom,
                maat: Maat::Lasten,
                amount: Bedrag::Euro(thousand(amount)),
                unit: 1_000,
                source: "jaarstukken".into(),
            }
            .into(),
        );
    }
    Document::new(begroting)
}

fn commit(document: &mut Document, edits: Vec<Edit>) {
    try_commit(document, edits).unwrap();
}

fn try_commit(document: &mut Document, edits: Vec<Edit>) -> Result<(), ChangeError> {
    let id = id(10_000 + document.version());
    let at = jiff::Timestamp::UNIX_EPOCH;
    let revision =
        Revision { id, who: "adviseur".into(), at, why: "toets".into(), edits, van: Vec::new() };
    document.commit(revision).map(|_| ())
}

/// A new mutatie of this soort with one line per regel (`None` is elsewhere), in thousands.
fn with_lines(
    document: &mut Document,
    n: u64,
    soort: Mutatiesoort,
    kolom: Kolom,
    lines: &[(Option<u64>, i64)],
) {
    let edits = add(document.begroting(), id(n), id(PROGRAMMA), soort, "Jeugdzorg").unwrap();
    commit(document, edits);
    for (at, (regel, amount)) in (1..).zip(lines) {
        let line = id(n * 100 + at);
        let elders = if regel.is_none() { "programma 9" } else { "" };
        let regel = regel.map(id);
        commit(document, add_line(document.begroting(), line, id(n), regel, elders).unwrap());
        commit(document, set_amount(document.begroting(), line, kolom, euro(*amount)).unwrap());
    }
}

fn with_wijziging() -> Document {
    let mut document = document();
    let lines: Vec<_> = (30..).map(Some).zip(LINES).collect();
    with_lines(&mut document, WIJZIGING, Mutatiesoort::Wijziging, GEWIJZIGD, &lines);
    document
}

fn set(document: &mut Document, n: u64, field: MutatieField) {
    commit(document, set_field(document.begroting(), id(n), field).unwrap());
}

fn decide(document: &mut Document, n: u64) {
    set(document, n, MutatieField::Besluit("raadsbesluit 2019-23".into()));
    set(document, n, MutatieField::Date(Some(date(2019, 7, 9))));
    set(document, n, MutatieField::Orgaan(Orgaan::Raad));
}

fn to_adopt(document: &mut Document) {
    let edits = adopt(document.begroting(), id(WIJZIGING)).unwrap();
    commit(document, edits);
}

fn lasten(document: &Document, onderdeel: u64) -> Decimal {
    document.totals().get(id(onderdeel), GEWIJZIGD).lasten
}

#[test]
fn adopting_leads_from_primitief_to_gewijzigd_and_taking_back_returns() {
    let mut document = with_wijziging();
    decide(&mut document, WIJZIGING);
    assert_eq!(lasten(&document, JEUGD), thousand(18_182), "in the making it counts in nothing");
    let before = standen(document.begroting(), document.totals(), id(JEUGD), GEWIJZIGD).unwrap();
    assert_eq!((before.adopted.len(), before.pending.len()), (0, 1));
    assert_eq!(before.pending[0].after.lasten, thousand(23_326));

    to_adopt(&mut document);
    assert_eq!(lasten(&document, JEUGD), thousand(23_326));
    assert_eq!(lasten(&document, PROGRAMMA), thousand(28_326));
    let after = standen(document.begroting(), document.totals(), id(JEUGD), GEWIJZIGD).unwrap();
    assert_eq!((after.start.lasten, after.pending.len()), (thousand(18_182), 0));
    assert_eq!(after.adopted[0].effect.saldo(), thousand(-5_144));
    assert_eq!(after.adopted[0].after, document.totals().get(id(JEUGD), GEWIJZIGD));

    let edits = set_amount(document.begroting(), id(5_001), GEWIJZIGD, euro(1)).unwrap_err();
    assert!(matches!(edits, WijzigingError::Adopted { .. }), "{edits}");
    let edits = take_back(document.begroting(), id(WIJZIGING)).unwrap();
    commit(&mut document, edits);
    assert_eq!(lasten(&document, JEUGD), thousand(18_182));
}

#[test]
fn the_publication_differs_by_rounding_before_and_not_after() {
    let mut document = with_wijziging();
    decide(&mut document, WIJZIGING);
    to_adopt(&mut document);
    let controls = controls(document.begroting(), document.totals(), id(JEUGD));
    let judged: Vec<_> = controls.iter().map(|c| (c.kolom, c.judgement())).collect();
    assert!(judged.contains(&(PRIMITIEF, Judgement::Rounding)), "{judged:?}");
    assert!(judged.contains(&(GEWIJZIGD, Judgement::Equal)), "{judged:?}");
}

#[test]
fn what_is_not_covered_is_not_called_neutral_and_says_how_much() {
    let document = with_wijziging();
    let neutral = MutatieField::Neutraal(true);
    let error = set_field(document.begroting(), id(WIJZIGING), neutral).unwrap_err();
    assert!(error.to_string().contains("niet gedekt"), "{error}");
    assert!(error.to_string().contains("5.144 × € 1.000"), "{error}");
}

#[test]
fn a_neutral_one_that_came_out_of_balance_is_not_adopted() {
    let mut document = document();
    let lines = [(Some(30), 100), (Some(31), -100)];
    with_lines(&mut document, WIJZIGING, Mutatiesoort::Wijziging, GEWIJZIGD, &lines);
    decide(&mut document, WIJZIGING);
    set(&mut document, WIJZIGING, MutatieField::Neutraal(true));
    let edits = set_amount(document.begroting(), id(5_002), GEWIJZIGD, euro(-90)).unwrap();
    commit(&mut document, edits);
    let error = adopt(document.begroting(), id(WIJZIGING)).unwrap_err();
    assert!(error.to_string().contains("10 × € 1.000"), "{error}");
    let edits = set_amount(document.begroting(), id(5_002), GEWIJZIGD, euro(-100)).unwrap();
    commit(&mut document, edits);
    to_adopt(&mut document);
    assert_eq!(lasten(&document, JEUGD), thousand(18_182));
}

#[test]
fn a_wijziging_names_its_decision_unless_it_was_inferred() {
    let mut document = with_wijziging();
    let error = adopt(document.begroting(), id(WIJZIGING)).unwrap_err().to_string();
    assert!(error.contains("besluit, datum, orgaan"), "{error}");
    set(&mut document, WIJZIGING, MutatieField::Afgeleid(true));
    to_adopt(&mut document);
    let error = set_field(document.begroting(), id(WIJZIGING), MutatieField::Afgeleid(false));
    assert!(error.unwrap_err().to_string().contains("besluit"), "then it must name it after all");
}

#[test]
fn a_decision_after_the_year_a_number_twice_and_a_closed_column_are_refused() {
    let mut document = with_wijziging();
    let late = MutatieField::Date(Some(date(2020, 1, 1)));
    let error = set_field(document.begroting(), id(WIJZIGING), late).unwrap_err().to_string();
    assert!(error.contains("art. 192 Gemeentewet"), "{error}");
    set(&mut document, WIJZIGING, MutatieField::Date(Some(date(2019, 12, 31))));

    let lines = [(Some(20), 1)];
    with_lines(&mut document, 51, Mutatiesoort::Wijziging, GEWIJZIGD, &lines);
    let code = |n: u64| document.begroting().mutaties.get(id(n)).unwrap().code.clone();
    assert_eq!((code(WIJZIGING), code(51)), ("1".into(), "2".into()));
    let error = set_field(document.begroting(), id(51), MutatieField::Code("1".into()));
    assert!(error.unwrap_err().to_string().contains("nummer 1 is al van ‘Jeugdzorg’"));

    decide(&mut document, WIJZIGING);
    let kop = Kolomkop::id_of(GEWIJZIGD);
    let close = document.begroting().set(kop, KolomkopField::Closed(true)).unwrap().unwrap();
    commit(&mut document, vec![close]);
    let edits = adopt(document.begroting(), id(WIJZIGING)).unwrap();
    let error = try_commit(&mut document, edits).unwrap_err();
    assert!(matches!(error, ChangeError::ClosedFigures { kolom: GEWIJZIGD, .. }), "{error}");
}

#[test]
fn a_transfer_is_entered_once_and_seen_from_both_taakvelden() {
    let mut document = document();
    let lines = [(Some(20), 1_737), (Some(30), -1_737)];
    with_lines(&mut document, 60, Mutatiesoort::Verschuiving, REKENING, &lines);
    let begroting = document.begroting();
    let transfer = begroting.mutaties.get(id(60)).unwrap();
    let lasten = |onderdeel: u64| effect(begroting, transfer, id(onderdeel), REKENING).lasten;
    assert_eq!(lasten(SAMENKRACHT), thousand(1_737));
    assert_eq!(lasten(JEUGD), thousand(-1_737));
    assert_eq!(lasten(PROGRAMMA), Decimal::ZERO);
    assert_eq!(breaches(begroting, transfer), []);
    let edits = set_amount(begroting, id(6_002), REKENING, euro(-1_700)).unwrap();
    commit(&mut document, edits);
    let broken = breaches(document.begroting(), document.begroting().mutaties.get(id(60)).unwrap());
    assert_eq!(broken, [Breach::NotCovered { kolom: REKENING, net: thousand(-37) }]);
    for onderdeel in [SAMENKRACHT, JEUGD] {
        let found = document.bevindingen().van(document.begroting(), id(onderdeel)).open;
        let says = |found: &&Bevinding| found.zin(document.begroting(), Unit::Thousand);
        let said: Vec<String> = found.iter().map(says).collect();
        let expected = "Verschuiving 1 Jeugdzorg: niet gedekt in Rekening 2019: 37 × € 1.000.";
        assert!(said.iter().any(|sentence| sentence == expected), "{said:#?}");
    }
}

#[test]
fn a_reserve_and_cover_elsewhere_net_to_zero_with_their_counter_entries() {
    let mut document = document();
    // A toevoeging of 75 here takes 75 off the resultaat; programme 9 gives it.
    let lines = [(Some(21), 75), (None, 75)];
    with_lines(&mut document, 61, Mutatiesoort::Reservemutatie, REKENING, &lines);
    // Of a nadeel of 697.041 another programme covers 141.500.
    let nadeel = RegelField::Amount(REKENING, Bedrag::euro(Decimal::from(697_041)));
    let edit = document.begroting().set(id(20), nadeel).unwrap().unwrap();
    commit(&mut document, vec![edit]);
    with_lines(&mut document, 62, Mutatiesoort::Dekking, REKENING, &[(Some(20), 0), (None, 0)]);
    for line in [6_201, 6_202] {
        let covered = Bedrag::euro(Decimal::from(141_500));
        let edits = set_amount(document.begroting(), id(line), REKENING, covered).unwrap();
        commit(&mut document, edits);
    }
    let begroting = document.begroting();
    let reserve = begroting.mutaties.get(id(61)).unwrap();
    assert_eq!(effects(begroting, reserve)[&REKENING].net(), Decimal::ZERO);
    assert_eq!(effect(begroting, reserve, id(SAMENKRACHT), REKENING).resultaat(), thousand(-75));
    assert_eq!(breaches(begroting, reserve), []);
    let cover = begroting.mutaties.get(id(62)).unwrap();
    assert_eq!(breaches(begroting, cover), []);
    // It is never netted inside the taakveld: the nadeel stays whole there.
    let saldo = document.totals().get(id(SAMENKRACHT), REKENING).saldo();
    let covered = effects(begroting, cover)[&REKENING].elders;
    assert_eq!((saldo, saldo + covered), (Decimal::from(-697_041), Decimal::from(-555_541)));
    let status = MutatieField::Status(Status::Vastgesteld);
    assert!(set_field(begroting, id(62), status).is_err(), "only a wijziging is adopted");
}

#[test]
fn a_regel_is_found_by_words_of_its_code_and_name() {
    let document = document();
    let find = |text: &str| find_regel(document.begroting(), text);
    assert_eq!(find("6.2 wijk"), Ok((Some(id(20)), String::new())));
    assert_eq!(find("Elders: programma 9"), Ok((None, "programma 9".into())));
    assert!(matches!(find("6.72"), Err(WijzigingError::ManyRegels { count: 6, .. })));
    assert!(matches!(find(""), Err(WijzigingError::NoSuchRegel(_))));
    assert_eq!(find("6.72 SUB 3"), Ok((Some(id(33)), String::new())));
}

#[test]
fn f4_an_adopted_wijziging_is_not_removed_before_it_is_taken_back() {
    use crate::change::structure::{StructureError, Target, loss, remove};

    let mut document = with_wijziging();
    decide(&mut document, WIJZIGING);
    to_adopt(&mut document);
    let whole = Target::Mutatie(id(WIJZIGING));
    let line = Target::Entry(id(WIJZIGING * 100 + 1));
    for target in [whole, line] {
        let refused = remove(document.begroting(), target).unwrap_err();
        let expected = WijzigingError::Adopted { name: "Begrotingswijziging 1 Jeugdzorg".into() };
        assert_eq!(refused, StructureError::Wijziging(expected));
    }
    let edits = take_back(document.begroting(), id(WIJZIGING)).unwrap();
    commit(&mut document, edits);
    let costs = loss(document.begroting(), document.totals(), whole);
    assert_eq!((costs.measures, costs.wijzigingen, costs.lines), (0, 1, 6));
    for (target, lines) in [(line, 5), (whole, 0)] {
        let edits = remove(document.begroting(), target).unwrap();
        commit(&mut document, edits);
        assert_eq!(document.begroting().mutatieregels.of(id(WIJZIGING)).count(), lines);
    }
    assert!(!document.begroting().mutaties.contains(id(WIJZIGING)));
}

#[test]
fn a_regel_is_found_by_its_soort_and_every_known_one_is_found() {
    let document = document();
    let begroting = document.begroting();
    let found = |text: &str| find_regel(begroting, text).map(|(regel, _)| regel);
    assert_eq!(found("6.2 toevoeging"), Ok(Some(id(21))));
    let known = known_regels(begroting);
    assert_eq!(known.len(), 8);
    assert!(known.iter().all(|(text, _)| matches!(found(text), Ok(Some(_)))), "{known:?}");
}

#[test]
fn only_a_counter_entry_elsewhere_says_where_it_is() {
    let mut document = document();
    let lines = [(Some(20), 75), (None, 75)];
    with_lines(&mut document, 60, Mutatiesoort::Wijziging, GEWIJZIGD, &lines);
    let edits = set_elders(document.begroting(), id(6_002), " programma 10 ").unwrap();
    commit(&mut document, edits);
    let line = document.begroting().mutatieregels.get(id(6_002)).unwrap();
    assert_eq!(title_of_line(document.begroting(), line), "elders programma 10");
    assert_eq!(
        set_elders(document.begroting(), id(6_001), "programma 10"),
        Err(WijzigingError::NotElders { regel: "6.2 wijkteams".into() })
    );
}
