//! What the explanations of the rekening mean for the next year (F10): on the example of programme 6,
//! with the 396 and 125 that are carried here and the 85 of programme 9.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/hengelo.rs"]
#[expect(dead_code, reason = "shared with other tests")]
mod hengelo;

use hengelo::{document, onderdeel, thousand};
use rust_decimal::Decimal;
use sluitend::calc::wijziging::{breaches, effects};
use sluitend::calc::{Overhevelingen, Totals};
use sluitend::change::Document;
use sluitend::change::doorwerking::{Doorwerking, DoorwerkingError, carry_forward, lasting};
use sluitend::change::jaar::JaarError;
use sluitend::model::{
    Bedrag, Begroting, Edit, Id, Kolom, Kolomkop, KolomkopField, MutatieField, Mutatieregel,
    Nature, Order, Record, Revision, Soort, Stadium, Status, Verklaring,
};

const GEWIJZIGD: Kolom = Kolom::new(2019, Stadium::Gewijzigd);
const REKENING: Kolom = Kolom::new(2019, Stadium::Rekening);
const NEXT: Kolom = Kolom::new(2020, Stadium::Gewijzigd);

fn apply(document: &mut Document, edits: Vec<Edit>) {
    let revision = Revision {
        id: Id::from_bits(document.version() + 1),
        who: "adviseur".into(),
        at: jiff::Timestamp::UNIX_EPOCH,
        why: "test".into(),
        edits,
        van: Vec::new(),
    };
    document.commit(revision).unwrap();
}

/// Ids of what a test makes.
fn ids(from: u64) -> impl FnMut() -> Id {
    let mut last = from;
    move || {
        last += 1;
        Id::from_bits(last)
    }
}

fn verklaring(begroting: &Begroting, n: u64, code: &str, thousands: i64) -> Verklaring {
    let (part, order) = (onderdeel(begroting, code), Order::after(None));
    Verklaring {
        text: format!("component {n}"),
        bedrag: Some(Bedrag::Euro(Decimal::from(thousands * 1000))),
        ..Verklaring::new(Id::from_bits(n), part, (GEWIJZIGD, REKENING), order)
    }
}

fn with(make: impl Fn(&Begroting) -> Vec<Verklaring>) -> Document {
    let mut document = document();
    // The explanations that the example has of its own are not what is tested here.
    let own = document.begroting().verklaringen.iter().cloned();
    let mut edits: Vec<Edit> = Vec::new();
    let own: Vec<Verklaring> = own.collect();
    edits.extend(own.into_iter().map(|it| Edit::Remove(it.into())));
    edits.extend(make(document.begroting()).into_iter().map(|it| Edit::Insert(it.into())));
    apply(&mut document, edits);
    document
}

fn carried() -> Document {
    with(|begroting| {
        let mut all = [
            verklaring(begroting, 501, "6.10.0", 396),
            verklaring(begroting, 502, "6.10.1", 125),
            verklaring(begroting, 503, "6.50.3", 85),
        ];
        all.iter_mut().for_each(|one| one.overheveling = true);
        (all[2].buiten, all[2].elders) = (true, "programma 9".into());
        all.into()
    })
}

fn lines(begroting: &Begroting, of: &Doorwerking) -> Vec<Mutatieregel> {
    begroting.mutatieregels.of(of.wijziging).cloned().collect()
}

fn amount(line: &Mutatieregel) -> Decimal {
    thousand(line.amounts.get(NEXT).unwrap().euro_or_zero())
}

#[test]
fn the_carry_forward_list_is_606_of_which_85_elsewhere() {
    let list = Overhevelingen::new(carried().begroting(), REKENING);
    assert_eq!(thousand(list.total()), Decimal::from(606));
    assert_eq!(thousand(list.sum(false)), Decimal::from(521));
    assert_eq!(thousand(list.sum(true)), Decimal::from(85));
}

#[test]
fn what_was_not_spent_comes_back_in_one_wijziging_with_its_cover() {
    let mut document = carried();
    let made = carry_forward(document.begroting(), REKENING, ids(9_000)).unwrap();
    assert_eq!((made.name.as_str(), made.skipped.len()), ("Budgetoverheveling 2019 naar 2020", 0));
    apply(&mut document, made.edits.clone());
    let begroting = document.begroting();
    let wijziging = begroting.mutaties.get(made.wijziging).unwrap();
    assert_eq!(wijziging.nature, Nature::Incidenteel);
    assert_eq!(wijziging.status, Status::InVoorbereiding);
    assert!(wijziging.neutraal && breaches(begroting, wijziging).is_empty());
    assert_eq!(effects(begroting, wijziging)[&NEXT].net(), Decimal::ZERO);
    let lines = lines(begroting, &made);
    let told: Vec<(bool, &str, Decimal)> =
        lines.iter().map(|l| (l.regel.is_some(), l.elders.as_str(), amount(l))).collect();
    let expected = [
        (true, "", 396),
        (true, "", 125),
        (false, "programma 9", -85),
        (false, "resultaat 2019", 606),
    ];
    assert_eq!(told, expected.map(|(here, where_, n)| (here, where_, Decimal::from(n))));
    let explained: Vec<Option<u64>> =
        lines.iter().map(|line| line.verklaring.map(Id::bits)).collect();
    assert_eq!(explained, [Some(501), Some(502), Some(503), None]);
    // Once is enough, until it lapses.
    let list = Overhevelingen::new(begroting, REKENING);
    assert!(list.0.iter().all(|one| one.wijziging == Some(made.wijziging)));
    let again = carry_forward(begroting, REKENING, ids(9_100));
    assert_eq!(again, Err(DoorwerkingError::NothingToCarry("Rekening 2019".into())));
}

#[test]
fn what_comes_later_joins_the_wijziging_in_the_making() {
    let mut document = carried();
    let first = carry_forward(document.begroting(), REKENING, ids(9_000)).unwrap();
    apply(&mut document, first.edits.clone());
    let mut late = verklaring(document.begroting(), 504, "6.1", 10);
    late.overheveling = true;
    apply(&mut document, vec![Edit::Insert(late.into())]);
    let second = carry_forward(document.begroting(), REKENING, ids(9_200)).unwrap();
    apply(&mut document, second.edits.clone());
    assert_eq!(second.wijziging, first.wijziging);
    let begroting = document.begroting();
    let lines = lines(begroting, &second);
    let cover: Vec<Decimal> =
        lines.iter().filter(|l| l.elders == "resultaat 2019").map(amount).collect();
    assert_eq!((lines.len(), cover), (5, vec![Decimal::from(616)]));
    let wijziging = begroting.mutaties.get(second.wijziging).unwrap();
    assert_eq!(effects(begroting, wijziging)[&NEXT].net(), Decimal::ZERO);
}

#[test]
fn what_lasts_is_proposed_for_the_next_year() {
    let mut document = with(|begroting| {
        let mut all = [
            verklaring(begroting, 501, "6.10.1", 44),
            verklaring(begroting, 502, "6.10.1", 55),
            verklaring(begroting, 503, "6.30.4", -147),
            verklaring(begroting, 504, "6.30.4", 12),
            verklaring(begroting, 505, "6.1", 0),
        ];
        for at in [0, 2, 3, 4] {
            all[at].nature = Nature::Structureel;
        }
        all[1].nature = Nature::Incidenteel;
        all[3].buiten = true;
        all[4].bedrag = Some(Bedrag::Pm);
        all.into()
    });
    let made = lasting(document.begroting(), REKENING, ids(9_000)).unwrap();
    assert_eq!(made.name, "Doorwerking rekening 2019");
    assert_eq!(made.skipped, [Id::from_bits(505)]);
    let regels: Vec<(Id, Option<Bedrag>)> = document
        .begroting()
        .regels
        .iter()
        .map(|regel| (regel.id, document.totals().amount(regel, NEXT)))
        .collect();
    apply(&mut document, made.edits.clone());
    let begroting = document.begroting();
    let lines = lines(begroting, &made);
    let told: Vec<(u64, Decimal)> =
        lines.iter().map(|line| (line.verklaring.unwrap().bits(), amount(line))).collect();
    // A voordeel on lasten lowers them, a nadeel raises them.
    assert_eq!(told, [(501, Decimal::from(-44)), (503, Decimal::from(147))]);
    let soort = |line: &Mutatieregel| begroting.regels.get(line.regel.unwrap()).unwrap().soort;
    assert!(lines.iter().all(|line| soort(line) == Soort::Lasten));
    let wijziging = begroting.mutaties.get(made.wijziging).unwrap();
    assert_eq!((wijziging.nature, wijziging.start), (Nature::Structureel, Some(2020)));
    assert!(!wijziging.neutraal);
    // In the making it counts in nothing; adopted it changes the next year by what it says.
    let own = |totals: &Totals, n: Id| totals.amount(begroting.regels.get(n).unwrap(), NEXT);
    let base = document.totals();
    assert!(regels.iter().all(|(n, was)| was.is_none() || own(base, *n) == *was));
    let field = MutatieField::Status(Status::Vastgesteld);
    let edit = begroting.set(made.wijziging, field).unwrap().unwrap();
    let mut adopted = begroting.clone();
    adopted.apply(&edit).unwrap();
    let change = Totals::new(&adopted).whole(&adopted, NEXT).saldo()
        - Totals::new(begroting).whole(begroting, NEXT).saldo();
    assert_eq!(thousand(change), Decimal::from(44 - 147));
    let again = lasting(begroting, REKENING, ids(9_100));
    assert_eq!(again, Err(DoorwerkingError::NothingLasts("Rekening 2019".into())));
}

#[test]
fn without_an_open_column_of_the_next_year_it_is_refused() {
    let mut document = carried();
    let made = carry_forward(document.begroting(), REKENING, ids(9_000)).unwrap();
    let column = made.edits.into_iter().find_map(|edit| match edit {
        Edit::Insert(Record::Kolomkop(kop)) => Some(kop),
        _ => None,
    });
    let kop = column.unwrap_or_else(|| Kolomkop::new(NEXT, false));
    if !document.begroting().kolommen.contains(kop.id) {
        apply(&mut document, vec![Edit::Insert(kop.clone().into())]);
    }
    let close = document.begroting().set(kop.id, KolomkopField::Closed(true)).unwrap();
    apply(&mut document, close.into_iter().collect());
    let refused = carry_forward(document.begroting(), REKENING, ids(9_000));
    assert_eq!(refused, Err(JaarError::Closed(NEXT).into()));
    let refused = lasting(document.begroting(), Kolom::new(2022, Stadium::Rekening), ids(9_000));
    let Err(DoorwerkingError::Jaar(JaarError::NoNext(2023))) = refused else {
        panic!("{refused:?}");
    };
}
