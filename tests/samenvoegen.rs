//! Merging on the example of programme 6: each kind of change that cannot go together, and what each
//! choice keeps.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/hengelo.rs"]
#[expect(dead_code, reason = "shared with other tests")]
mod hengelo;

use hengelo::{T, begroting, onderdeel, regel};
use rust_decimal::Decimal;
use sluitend::calc::Totals;
use sluitend::calc::openstaand::{Openstaand, Over, Plek};
use sluitend::change::overleg::{self, Spreker};
use sluitend::change::samenvoegen::{Conflictsoort, Kant, SamenvoegError, Samenvoeging};
use sluitend::change::structure::{Target, move_regel, remove};
use sluitend::change::verklaring;
use sluitend::change::versie::uitgezet;
use sluitend::model::{
    Amounts, Bedrag, Begroting, Behandelstap, ContentHash, Edit, Field, Id, Kolom, Kolomkop,
    KolomkopField, Kop, KopField, MutatieField, Mutatieregel, Mutatiesoort, Onderdeel,
    OnderdeelField, Opmerkingsoort, Order, Regel, RegelField, Soort, Stadium, Status, Verklaring,
};

const ADVISEUR: Spreker<'_> =
    Spreker { rol: "financieel adviseur", op: jiff::civil::date(2018, 10, 1) };

fn euro(thousands: i64) -> Option<Bedrag> {
    Some(Bedrag::Euro(Decimal::from(thousands * 1000)))
}

fn set(budget: &mut Begroting, id: Id, field: impl Into<Field>) {
    let edit = budget.set(id, field).unwrap().unwrap();
    budget.apply(&edit).unwrap();
}

fn apply(budget: &mut Begroting, edits: Vec<Edit>) {
    edits.iter().for_each(|edit| budget.apply(edit).unwrap());
}

/// The common version, changed by each side.
fn merge(
    mine: impl Fn(&mut Begroting),
    theirs: impl Fn(&mut Begroting),
) -> (Begroting, Begroting, Samenvoeging) {
    merge_from(begroting(), mine, theirs)
}

fn merge_from(
    basis: Begroting,
    mine: impl Fn(&mut Begroting),
    theirs: impl Fn(&mut Begroting),
) -> (Begroting, Begroting, Samenvoeging) {
    let (mut own, mut other) = (basis.clone(), basis.clone());
    mine(&mut own);
    theirs(&mut other);
    let merged = Samenvoeging::new(&basis, &own, &other).unwrap();
    (basis, own, merged)
}

/// A new regel.
fn line(budget: &Begroting, id: u64, onderdeel: Id) -> Regel {
    let like = regel(budget, "zorgvormen").clone();
    Regel { id: Id::from_bits(id), onderdeel, name: "erbij".into(), ..like }
}

fn kinds(merged: &Samenvoeging) -> Vec<Conflictsoort> {
    merged.conflicten.iter().map(|conflict| conflict.soort).collect()
}

fn keep((basis, own, merged): &(Begroting, Begroting, Samenvoeging), kant: Kant) -> Begroting {
    merged.begroting(basis, own, &vec![kant; merged.conflicten.len()]).unwrap()
}

#[test]
fn what_each_side_changed_alone_goes_in_and_the_same_change_is_one() {
    let zorg = |b: &Begroting| regel(b, "zorgvormen").id;
    let stelpost = |b: &Begroting| regel(b, "taakstelling interventieplan").id;
    let both = |b: &mut Begroting| set(b, b.id(), KopField::Version("concept 2".into()));
    let case = merge(
        |b| {
            both(b);
            set(b, zorg(b), RegelField::Amount(T, euro(20_000)));
        },
        |b| {
            both(b);
            set(b, zorg(b), RegelField::Name("vormen van zorg".into()));
            set(b, stelpost(b), RegelField::Amount(T, euro(-2_900)));
        },
    );
    let count = case.2.telling();
    assert_eq!((count.alleen_mijn, count.alleen_hun, count.gelijk), (1, 2, 1));
    assert_eq!(count.conflicten, 0);
    let merged = keep(&case, Kant::Mijn);
    let line = merged.regels.get(zorg(&case.0)).unwrap();
    assert_eq!((line.name.as_str(), line.amounts.get(T)), ("vormen van zorg", euro(20_000)));
    let totals = Totals::new(&merged);
    // -18.182 of the example, 127 more lasten, 25 less on the stelpost.
    let saldo = totals.get(onderdeel(&merged, "6.72"), T).saldo();
    assert_eq!(hengelo::thousand(saldo), Decimal::from(-18_182 - 127 - 25));
}

#[test]
fn one_cell_with_two_amounts_is_decided_by_a_person() {
    let zorg = |b: &Begroting| regel(b, "zorgvormen").id;
    let case = merge(
        |b| set(b, zorg(b), RegelField::Amount(T, euro(20_000))),
        |b| set(b, zorg(b), RegelField::Amount(T, euro(21_000))),
    );
    assert_eq!(kinds(&case.2), [Conflictsoort::Veld]);
    let amount = |b: &Begroting| b.regels.get(zorg(b)).unwrap().amounts.get(T);
    assert_eq!(amount(&keep(&case, Kant::Mijn)), euro(20_000));
    assert_eq!(amount(&keep(&case, Kant::Hun)), euro(21_000));
    let (theirs, conflict) = (Kant::Hun, &case.2.conflicten[0]);
    assert_eq!(case.2.edits_in(conflict, theirs).count(), 1);
}

#[test]
fn a_branch_that_was_removed_and_changed_is_kept_or_removed_whole() {
    let part = |b: &Begroting| onderdeel(b, "6.81");
    let case = merge(
        |b| {
            let edits = remove(b, Target::Onderdeel(part(b))).unwrap();
            apply(b, edits);
        },
        |b| {
            let first = b.subtree(part(b)).into_iter().find_map(|id| b.regels.of(id).next());
            let first = first.unwrap().id;
            set(b, first, RegelField::Name("anders".into()));
            let new = line(b, 1, part(b));
            apply(b, vec![Edit::Insert(new.into())]);
        },
    );
    assert_eq!(kinds(&case.2), [Conflictsoort::Verwijderd]);
    let gone = keep(&case, Kant::Mijn);
    assert!(!gone.onderdelen.contains(part(&case.0)) && !gone.regels.contains(Id::from_bits(1)));
    let kept = keep(&case, Kant::Hun);
    assert_eq!(kept.regels.len(), case.0.regels.len() + 1);
    assert!(kept.regels.iter().any(|line| line.name == "anders"));
    assert_eq!(kept.controlecijfers, case.0.controlecijfers, "all that hung there is back");
}

#[test]
fn under_what_was_added_below_a_removed_branch_everything_stays_out() {
    let case = merge(
        |b| {
            let edits = remove(b, Target::Onderdeel(onderdeel(b, "6.82"))).unwrap();
            apply(b, edits);
        },
        |b| {
            let parent = Some(onderdeel(b, "6.82"));
            let level = sluitend::model::Level::Product;
            let name = ("6.82.9", "nieuw");
            let id = Id::from_bits(1);
            let product = Onderdeel::new(id, parent, level, name, Order::after(None));
            let line = line(b, 2, product.id);
            apply(b, vec![Edit::Insert(product.into()), Edit::Insert(line.into())]);
        },
    );
    let gone = keep(&case, Kant::Mijn);
    assert!(!gone.regels.contains(Id::from_bits(2)) && !gone.onderdelen.contains(Id::from_bits(1)));
    let kept = keep(&case, Kant::Hun);
    assert!(kept.regels.contains(Id::from_bits(2)));
}

#[test]
fn onderdelen_that_would_hang_under_each_other_are_decided_by_a_person() {
    let move_to = |b: &mut Begroting, what: &str, under: &str| {
        let (id, parent) = (onderdeel(b, what), onderdeel(b, under));
        set(b, id, OnderdeelField::Parent(Some(parent)));
    };
    let case = merge(|b| move_to(b, "6.1", "6.2"), |b| move_to(b, "6.2", "6.1"));
    assert_eq!(kinds(&case.2), [Conflictsoort::Kring]);
    let parent =
        |b: &Begroting, code: &str| b.onderdelen.get(onderdeel(b, code)).unwrap().parent.unwrap();
    let mine = keep(&case, Kant::Mijn);
    assert_eq!(parent(&mine, "6.1"), onderdeel(&mine, "6.2"));
    assert_eq!(parent(&mine, "6.2"), onderdeel(&mine, "6"));
    let theirs = keep(&case, Kant::Hun);
    assert_eq!(parent(&theirs, "6.2"), onderdeel(&theirs, "6.1"));
}

#[test]
fn moves_that_make_a_loop_with_one_of_two_places_are_decided_together() {
    let move_to = |b: &mut Begroting, what: &str, under: &str| {
        let (id, parent) = (onderdeel(b, what), onderdeel(b, under));
        set(b, id, OnderdeelField::Parent(Some(parent)));
    };
    let parent =
        |b: &Begroting, code: &str| b.onderdelen.get(onderdeel(b, code)).unwrap().parent.unwrap();
    // Both moved 6.1, each to another place; with theirs, what I moved below it would be above it.
    let case = merge(
        |b| {
            move_to(b, "6.1", "6.2");
            move_to(b, "6.3", "6.1");
        },
        |b| move_to(b, "6.1", "6.3"),
    );
    assert_eq!(kinds(&case.2), [Conflictsoort::Kring]);
    let mine = keep(&case, Kant::Mijn);
    assert_eq!(parent(&mine, "6.1"), onderdeel(&mine, "6.2"));
    assert_eq!(parent(&mine, "6.3"), onderdeel(&mine, "6.1"));
    let theirs = keep(&case, Kant::Hun);
    assert_eq!(parent(&theirs, "6.1"), onderdeel(&theirs, "6.3"));
    assert_eq!(parent(&theirs, "6.3"), onderdeel(&theirs, "6"));

    // I put 6.72 under what was below it, and that under something new in what they removed.
    let new = Id::from_bits(77);
    let case = merge(
        |b| {
            let (parent, order) = (Some(onderdeel(b, "6.82")), Order::after(None));
            let level = b.onderdelen.get(onderdeel(b, "6.72.0")).unwrap().level;
            let added = Onderdeel::new(new, parent, level, ("6.82.9", "nieuw"), order);
            b.apply(&Edit::Insert(added.into())).unwrap();
            set(b, onderdeel(b, "6.72.0"), OnderdeelField::Parent(Some(new)));
            move_to(b, "6.72", "6.72.0");
        },
        |b| {
            let gone = remove(b, Target::Onderdeel(onderdeel(b, "6.82"))).unwrap();
            apply(b, gone);
        },
    );
    assert_eq!(parent(&keep(&case, Kant::Mijn), "6.72.0"), new);
    let theirs = keep(&case, Kant::Hun);
    assert_eq!(parent(&theirs, "6.72.0"), onderdeel(&theirs, "6.72"));
    assert_eq!(parent(&theirs, "6.72"), onderdeel(&theirs, "6"));
}

#[test]
fn that_both_sent_it_out_is_no_question() {
    let sent = |b: &mut Begroting, words: &[u8]| {
        let edits = uitgezet(b, ContentHash::of(words));
        apply(b, edits);
    };
    let case = merge(|b| sent(b, b"hier"), |b| sent(b, b"elders"));
    assert_eq!(kinds(&case.2), []);
    assert_eq!(keep(&case, Kant::Hun).kop().uitgezet, Some(ContentHash::of(b"hier")));
}

#[test]
fn a_stelpost_that_ends_on_one_side_and_is_filled_on_the_other() {
    let stelpost = |b: &Begroting| regel(b, "nog uit te denken").id;
    let case = merge(
        |b| set(b, stelpost(b), RegelField::Stelpost(false)),
        |b| {
            let measure = b.mutaties.iter().find(|m| m.soort == Mutatiesoort::Maatregel).unwrap();
            set(b, measure.id, MutatieField::Stelpost(Some(stelpost(b))));
        },
    );
    assert_eq!(kinds(&case.2), [Conflictsoort::Stelpost]);
    assert!(!keep(&case, Kant::Mijn).regels.get(stelpost(&case.0)).unwrap().stelpost);
    assert!(keep(&case, Kant::Hun).regels.get(stelpost(&case.0)).unwrap().stelpost);
}

#[test]
fn a_column_that_one_closed_and_the_other_filled_in() {
    let zorg = |b: &Begroting| regel(b, "zorgvormen").id;
    let case = merge(
        |b| set(b, Kolomkop::id_of(T), KolomkopField::Closed(true)),
        |b| set(b, zorg(b), RegelField::Amount(T, euro(1))),
    );
    assert_eq!(kinds(&case.2), [Conflictsoort::Gesloten]);
    let closed = keep(&case, Kant::Mijn);
    assert!(closed.is_closed(T));
    assert_eq!(
        closed.regels.get(zorg(&closed)).unwrap().amounts,
        case.0.regels.get(zorg(&closed)).unwrap().amounts
    );
    assert!(!keep(&case, Kant::Hun).is_closed(T));
}

/// Asks something about the regel with the figures of 6.72.8.
fn ask(budget: &mut Begroting, id: u64) {
    let (onderdeel, regel) = (onderdeel(budget, "6.72.8"), regel(budget, "zorgvormen").id);
    let plek = Plek { onderdeel, over: Over::Regel(regel), kolom: Some(T) };
    let said = (Opmerkingsoort::Vraag, "Waarom?");
    let edits = overleg::plaats(budget, Id::from_bits(id), plek, said, ADVISEUR).unwrap();
    apply(budget, edits);
}

#[test]
fn questions_of_both_come_together_and_a_taakveld_has_one_step() {
    let behandel = |b: &mut Begroting, stap: Behandelstap| {
        let edits = overleg::behandel(b, onderdeel(b, "6.72"), stap, ADVISEUR);
        apply(b, edits);
    };
    let case = merge(
        |b| {
            ask(b, 1);
            behandel(b, Behandelstap::Aangeleverd);
        },
        |b| {
            ask(b, 2);
            behandel(b, Behandelstap::Akkoord);
        },
    );
    assert_eq!(kinds(&case.2), [Conflictsoort::Veld]);
    for (kant, stap) in
        [(Kant::Mijn, Behandelstap::Aangeleverd), (Kant::Hun, Behandelstap::Akkoord)]
    {
        let merged = keep(&case, kant);
        let taakveld = merged.onderdelen.get(onderdeel(&merged, "6.72")).unwrap();
        assert_eq!(taakveld.behandeling.stap, stap);
        assert_eq!(Openstaand::new(&merged).onder(taakveld.id), 2);
    }
}

#[test]
fn a_question_about_a_regel_that_the_other_removed_or_moved() {
    let open = |b: &mut Begroting| {
        let kops: Vec<Id> = b.kolommen.iter().filter(|kop| kop.closed).map(|kop| kop.id).collect();
        kops.into_iter().for_each(|id| set(b, id, KolomkopField::Closed(false)));
    };
    let case = merge(
        |b| {
            open(b);
            let edits = remove(b, Target::Regel(regel(b, "zorgvormen").id)).unwrap();
            apply(b, edits);
        },
        |b| ask(b, 1),
    );
    assert_eq!(kinds(&case.2), [Conflictsoort::Verwijderd]);
    assert!(keep(&case, Kant::Mijn).opmerkingen.is_empty());
    assert!(keep(&case, Kant::Hun).opmerkingen.contains(Id::from_bits(1)));

    let case = merge(
        |b| {
            let (id, under) = (regel(b, "zorgvormen").id, onderdeel(b, "6.1"));
            let edits = move_regel(b, id, under).unwrap();
            apply(b, edits);
        },
        |b| ask(b, 1),
    );
    assert_eq!(kinds(&case.2), []);
    let merged = keep(&case, Kant::Mijn);
    // It is where its regel is, though it was asked before that moved.
    assert_eq!(Openstaand::new(&merged).onder(onderdeel(&merged, "6.1")), 1);
    assert_eq!(Openstaand::new(&merged).onder(onderdeel(&merged, "6.72.8")), 0);
}

#[test]
fn the_same_new_column_on_both_sides_is_one() {
    let kolom = Kolom::new(2023, Stadium::Raming);
    let zorg = |b: &Begroting| regel(b, "zorgvormen").id;
    let add = |b: &mut Begroting| apply(b, vec![Edit::Insert(Kolomkop::new(kolom, false).into())]);
    let case = merge(add, |b| {
        add(b);
        set(b, zorg(b), RegelField::Amount(kolom, euro(15)));
    });
    assert_eq!(kinds(&case.2), []);
    assert_eq!(
        keep(&case, Kant::Mijn).regels.get(zorg(&case.0)).unwrap().amounts.get(kolom),
        euro(15)
    );
}

#[test]
fn what_one_put_under_an_onderdeel_stands_though_both_versions_of_it_differ() {
    let part = Id::from_bits(8);
    // Both began with a later version than the one that is known of both.
    let add = |b: &mut Begroting| {
        let like = b.onderdelen.get(onderdeel(b, "6.72.8")).unwrap().clone();
        apply(b, vec![Edit::Insert(Onderdeel { id: part, ..like }.into())]);
    };
    let case = merge(
        |b| {
            add(b);
            set(b, part, OnderdeelField::Name("anders".into()));
        },
        |b| {
            add(b);
            let new = line(b, 1, part);
            apply(b, vec![Edit::Insert(new.into())]);
        },
    );
    assert_eq!(kinds(&case.2), [Conflictsoort::Toegevoegd]);
    for kant in [Kant::Mijn, Kant::Hun] {
        let merged = keep(&case, kant);
        let name = &merged.onderdelen.get(part).unwrap().name;
        assert_eq!(name == "anders", kant == Kant::Mijn);
        assert!(merged.regels.contains(Id::from_bits(1)), "{kant:?}");
    }
}

#[test]
fn a_new_column_that_one_closed_and_the_other_filled_in() {
    let kolom = Kolom::new(2023, Stadium::Raming);
    let zorg = |b: &Begroting| regel(b, "zorgvormen").id;
    let add = |b: &mut Begroting, closed| {
        apply(b, vec![Edit::Insert(Kolomkop::new(kolom, closed).into())]);
    };
    let case = merge(
        |b| add(b, true),
        |b| {
            add(b, false);
            set(b, zorg(b), RegelField::Amount(kolom, euro(15)));
        },
    );
    assert_eq!(kinds(&case.2), [Conflictsoort::Gesloten]);
    let filled = |b: &Begroting| b.regels.get(zorg(b)).unwrap().amounts.get(kolom);
    assert_eq!(filled(&keep(&case, Kant::Mijn)), None);
    assert_eq!(filled(&keep(&case, Kant::Hun)), euro(15));
}

#[test]
fn what_was_filled_in_before_closing_does_not_come_to_count_otherwise() {
    let gewijzigd = Kolom::new(2019, Stadium::Gewijzigd);
    let wijziging = |b: &Begroting| b.mutaties.iter().find(|m| m.is_adopted()).unwrap().id;
    let close = |b: &mut Begroting, kolom| {
        set(b, Kolomkop::id_of(kolom), KolomkopField::Closed(true));
    };
    // A new regel is filled in and closed; the other makes it one of baten.
    let rekening = Kolom::new(2019, Stadium::Rekening);
    let zorg = |b: &Begroting| regel(b, "zorgvormen").id;
    let empty = {
        let mut b = begroting();
        let cells: Vec<Kolom> =
            b.regels.get(zorg(&b)).unwrap().amounts.iter().map(|(k, _)| k).collect();
        let id = zorg(&b);
        cells.into_iter().for_each(|kolom| set(&mut b, id, RegelField::Amount(kolom, None)));
        b
    };
    let case = merge_from(
        empty,
        |b| {
            set(b, zorg(b), RegelField::Amount(rekening, euro(100)));
            close(b, rekening);
        },
        |b| set(b, zorg(b), RegelField::Soort(Soort::Baten)),
    );
    assert_eq!(kinds(&case.2), [Conflictsoort::Gesloten]);
    assert_eq!(keep(&case, Kant::Mijn).regels.get(zorg(&case.0)).unwrap().soort, Soort::Lasten);
    assert!(!keep(&case, Kant::Hun).is_closed(rekening));
    // A line is added to a wijziging that is not adopted, and closed; the other adopts it.
    let planned = {
        let mut b = begroting();
        let id = wijziging(&b);
        set(&mut b, id, MutatieField::Status(Status::InVoorbereiding));
        for old in b.mutatieregels.of(id).map(|line| line.id).collect::<Vec<_>>() {
            let edits = remove(&b, Target::Entry(old)).unwrap();
            apply(&mut b, edits);
        }
        b
    };
    let id = wijziging(&begroting());
    let case = merge_from(
        planned,
        |b| {
            let of = Some(regel(b, "zorgvormen").id);
            let new = Mutatieregel::new(Id::from_bits(9), id, of, Order::after(None));
            let amounts = Amounts::from_iter([(gewijzigd, euro(7).unwrap())]);
            apply(b, vec![Edit::Insert(Mutatieregel { amounts, ..new }.into())]);
            close(b, gewijzigd);
        },
        |b| set(b, id, MutatieField::Status(Status::Vastgesteld)),
    );
    assert_eq!(kinds(&case.2), [Conflictsoort::Gesloten]);
    assert!(!keep(&case, Kant::Mijn).mutaties.get(id).unwrap().is_adopted());
    assert!(!keep(&case, Kant::Hun).is_closed(gewijzigd));
}

#[test]
fn what_counts_in_two_closed_columns_leaves_both_open_or_stays_out() {
    let zorg = |b: &Begroting| regel(b, "zorgvormen").id;
    let next = Kolom::new(2020, Stadium::Raming);
    let case = merge(
        |b| {
            for kolom in [T, next] {
                set(b, Kolomkop::id_of(kolom), KolomkopField::Closed(true));
            }
        },
        |b| set(b, zorg(b), RegelField::Soort(Soort::Baten)),
    );
    assert_eq!(kinds(&case.2), [Conflictsoort::Gesloten]);
    assert_eq!(keep(&case, Kant::Mijn).regels.get(zorg(&case.0)).unwrap().soort, Soort::Lasten);
    let open = keep(&case, Kant::Hun);
    assert!(!open.is_closed(T) && !open.is_closed(next));
}

#[test]
fn a_stelpost_that_ends_with_what_filled_it_stays_where_the_other_changed_that() {
    let stelpost = |b: &Begroting| regel(b, "nog uit te denken").id;
    let measure = |b: &Begroting| {
        b.mutaties.iter().find(|m| m.soort == Mutatiesoort::Maatregel).unwrap().clone()
    };
    let basis = {
        let mut b = begroting();
        let (id, of) = (measure(&b).id, stelpost(&b));
        set(&mut b, id, MutatieField::Stelpost(Some(of)));
        b
    };
    let (mut own, mut other) = (basis.clone(), basis.clone());
    set(&mut own, measure(&basis).id, MutatieField::Name("anders".into()));
    let edits = remove(&other, Target::Mutatie(measure(&basis).id)).unwrap();
    apply(&mut other, edits);
    set(&mut other, stelpost(&basis), RegelField::Stelpost(false));
    let merged = Samenvoeging::new(&basis, &own, &other).unwrap();
    assert_eq!(kinds(&merged), [Conflictsoort::Verwijderd]);
    let case = (basis, own, merged);
    let kept = keep(&case, Kant::Mijn);
    assert_eq!(kept.mutaties.get(measure(&case.0).id).unwrap().name, "anders");
    assert!(kept.regels.get(stelpost(&case.0)).unwrap().stelpost);
    let gone = keep(&case, Kant::Hun);
    assert!(!gone.mutaties.contains(measure(&case.0).id));
    assert!(!gone.regels.get(stelpost(&case.0)).unwrap().stelpost);
}

#[test]
fn what_is_explained_in_a_column_is_closed_with_it() {
    let explain = |b: &mut Begroting| {
        let (part, of) = (onderdeel(b, "6.72"), (Kolom::new(2019, Stadium::Raming), T));
        let new = Verklaring::new(Id::from_bits(9), part, of, Order::after(None));
        apply(b, vec![Edit::Insert(Verklaring { text: "meer zorg".into(), ..new }.into())]);
    };
    let case = merge(|b| set(b, Kolomkop::id_of(T), KolomkopField::Closed(true)), explain);
    assert_eq!(kinds(&case.2), [Conflictsoort::Gesloten]);
    assert!(keep(&case, Kant::Mijn).verklaringen.get(Id::from_bits(9)).is_none());
    assert!(!keep(&case, Kant::Hun).is_closed(T));
}

#[test]
fn other_budgets_and_ids_that_mean_something_else_are_refused() {
    let basis = begroting();
    let other = Begroting::new(Kop::new(Id::from_bits(7), "Elders", "Begroting", 2019, "1"));
    assert!(matches!(
        Samenvoeging::new(&basis, &basis, &other),
        Err(SamenvoegError::AndereBegroting(..))
    ));
    let (mut mine, mut theirs) = (basis.clone(), basis.clone());
    let part = onderdeel(&basis, "6.1");
    let new = line(&mine, 5, part);
    apply(&mut mine, vec![Edit::Insert(new.into())]);
    let like = basis.onderdelen.get(part).unwrap().clone();
    apply(&mut theirs, vec![Edit::Insert(Onderdeel { id: Id::from_bits(5), ..like }.into())]);
    let refused = Samenvoeging::new(&basis, &mine, &theirs).unwrap_err();
    assert_eq!(refused, SamenvoegError::Botsing(Id::from_bits(5)));
    assert!(refused.to_string().contains("geef het in een van de twee bestanden een nieuw id"));
}

#[test]
fn words_that_both_wrote_in_one_place_are_decided_by_a_person() {
    let of = (Kolom::new(2019, Stadium::Raming), T);
    let write = |text: &'static str| {
        move |b: &mut Begroting| {
            let edits = verklaring::write(b, onderdeel(b, "6.72"), of, text, "").unwrap();
            apply(b, edits);
        }
    };
    let case = merge(write("Meer zorg."), write("Hogere tarieven."));
    assert_eq!(kinds(&case.2), [Conflictsoort::Toegevoegd]);
    for (kant, text) in [(Kant::Mijn, "Meer zorg."), (Kant::Hun, "Hogere tarieven.")] {
        let merged = keep(&case, kant);
        assert_eq!(merged.toelichtingen.len(), 1);
        let kept = verklaring::written(&merged, onderdeel(&merged, "6.72"), of).unwrap();
        assert_eq!(kept.text, text);
    }
}
