use rust_decimal::Decimal;

use super::*;
use crate::change::Document;
use crate::display::Notation;
use crate::model::{
    Amounts, Bedrag, Controlecijfer, Edit, Kolom, Kolomkop, Kop, Order, Paragraaf, Record,
    Revision, Rol, Rolsoort, Sectie, Soort, Stadium,
};

const JAAR: Kolom = Kolom::new(2019, Stadium::Begroting);

fn id(n: u64) -> Id {
    Id::from_bits(n)
}

/// Two programmes; 6.72 with 6.72.0 and 6.72.8, the last with a stelpost that measures of itself
/// and of 6.71 fill.
fn budget() -> Begroting {
    let mut begroting =
        Begroting::new(Kop::new(id(1), "Voorbeeldstad", "Begroting", 2019, "concept"));
    let mut insert = |record: Record| begroting.apply(&Edit::Insert(record)).unwrap();
    insert(Kolomkop::new(JAAR, false).into());
    let mut order = None;
    for (n, parent, level, code, name) in [
        (10, None, Level::Programma, "6", "Sociaal domein"),
        (11, Some(10), Level::Taakveld, "6.71", "Maatwerk 18+"),
        (12, Some(10), Level::Taakveld, "6.72", "Maatwerk 18-"),
        (13, Some(12), Level::Subtaakveld, "6.72.0", "Ondersteuning"),
        (14, Some(12), Level::Subtaakveld, "6.72.8", "Individueel"),
        (20, None, Level::Programma, "9", "Bestuur"),
        (21, Some(20), Level::Taakveld, "0.1", "Bestuur"),
    ] {
        let next = Order::after(order.as_ref());
        order = Some(next.clone());
        let (code, name) = (code.to_owned(), name.to_owned());
        let parent = parent.map(id);
        insert(Onderdeel::new(id(n), parent, level, (code, name), next).into());
    }
    for (n, owner, name, euro, stelpost) in [
        (30, 13, "zorg", 816_000, false),
        (31, 14, "zorgvormen", 19_873_000, false),
        (32, 14, "stelpost", -2_950_000, true),
    ] {
        let next = Order::after(order.as_ref());
        order = Some(next.clone());
        insert(
            Regel {
                id: id(n),
                onderdeel: id(owner),
                name: name.into(),
                soort: Soort::Lasten,
                nature: crate::model::Nature::default(),
                stelpost,
                category: None,
                reserve: None,
                order: next,
                amounts: Amounts::from_iter([(JAAR, Bedrag::Euro(Decimal::from(euro)))]),
            }
            .into(),
        );
    }
    for (n, owner) in [(40, 14), (41, 11)] {
        insert(
            Mutatie {
                code: format!("M{n}"),
                stelpost: Some(id(32)),
                amounts: Amounts::from_iter([(JAAR, Bedrag::Euro(Decimal::from(400_000)))]),
                ..Mutatie::new(
                    id(n),
                    id(owner),
                    crate::model::Mutatiesoort::Maatregel,
                    "anders doen".into(),
                    Order::after(None),
                )
            }
            .into(),
        );
    }
    for (n, sectie) in [(50, Sectie::Bereiken), (51, Sectie::Anders), (52, Sectie::Bereiken)] {
        let next = Order::after(order.as_ref());
        order = Some(next.clone());
        insert(
            Paragraaf {
                id: id(n),
                onderdeel: id(12),
                sectie,
                moment: crate::model::Moment::Begroting,
                heading: String::new(),
                text: format!("tekst {n}"),
                order: next,
            }
            .into(),
        );
    }
    insert(
        Rol {
            id: id(60),
            onderdeel: id(12),
            soort: Rolsoort::Budgethouder,
            name: "hoofd Jeugd".into(),
            order: Order::after(None),
        }
        .into(),
    );
    begroting
}

/// Applies the edits as one revision, and checks that undo gives the old budget back and that the
/// totals follow both ways.
fn after(begroting: &Begroting, edits: Vec<Edit>) -> Begroting {
    let mut document = Document::new(begroting.clone());
    let at = "2018-11-08T12:00:00Z".parse().unwrap();
    let revision =
        Revision { id: id(99), who: "test".into(), at, why: String::new(), edits, van: Vec::new() };
    document.commit(revision).unwrap();
    let changed = document.begroting().clone();
    check_totals(&document);
    document.undo().unwrap();
    assert_eq!(document.begroting(), begroting);
    check_totals(&document);
    changed
}

fn check_totals(document: &Document) {
    let full = crate::calc::Totals::new(document.begroting());
    for onderdeel in document.begroting().onderdelen.iter() {
        assert_eq!(document.totals().get(onderdeel.id, JAAR), full.get(onderdeel.id, JAAR));
    }
}

fn children(begroting: &Begroting, parent: u64) -> Vec<Id> {
    begroting.onderdelen.ids_of(Some(id(parent))).to_vec()
}

#[test]
fn a_new_onderdeel_comes_last_one_level_lower() {
    let begroting = budget();
    let changed = after(
        &begroting,
        add_onderdeel(&begroting, id(70), Some(id(12)), " 6.72.9 ", " Nieuw ").unwrap(),
    );
    let new = changed.onderdelen.get(id(70)).unwrap();
    assert_eq!((new.code.as_str(), new.name.as_str()), ("6.72.9", "Nieuw"));
    assert_eq!(new.level, Level::Subtaakveld);
    assert_eq!(children(&changed, 12), [id(13), id(14), id(70)]);
    let changed =
        after(&begroting, add_onderdeel(&begroting, id(70), Some(id(14)), "", "x").unwrap());
    assert_eq!(changed.onderdelen.get(id(70)).unwrap().level, Level::Product);
    let changed = after(&begroting, add_onderdeel(&begroting, id(70), None, "10", "x").unwrap());
    assert_eq!(changed.onderdelen.get(id(70)).unwrap().level, Level::Programma);
}

#[test]
fn a_code_stands_once_in_a_programme() {
    let begroting = budget();
    let taken = StructureError::CodeTaken { code: "6.71".into(), name: "Maatwerk 18+".into() };
    assert_eq!(add_onderdeel(&begroting, id(70), Some(id(12)), "6.71", "x"), Err(taken.clone()));
    assert_eq!(name_onderdeel(&begroting, id(12), "6.71", "x"), Err(taken));
    assert!(name_onderdeel(&begroting, id(12), "0.1", "x").is_ok());
    assert!(name_onderdeel(&begroting, id(12), "6.72", "x").is_ok());
    assert!(name_onderdeel(&begroting, id(10), "9", "x").is_err());
    assert!(add_onderdeel(&begroting, id(70), Some(id(12)), "", "x").is_ok());
    assert_eq!(
        add_onderdeel(&begroting, id(70), Some(id(12)), "7", " "),
        Err(StructureError::NoName)
    );
}

#[test]
fn the_suggested_code_is_the_next_free_one() {
    let begroting = budget();
    assert_eq!(suggest_code(&begroting, Some(id(12))), "6.72.9");
    assert_eq!(suggest_code(&begroting, Some(id(10))), "6.73");
    assert_eq!(suggest_code(&begroting, Some(id(13))), "6.72.0.1");
    assert_eq!(suggest_code(&begroting, None), "10");
    // Taken elsewhere in the programme: 6.10.0 may lie under 6.1.
    let elsewhere = name_onderdeel(&begroting, id(11), "6.72.9", "x").unwrap();
    let changed = after(&begroting, elsewhere);
    assert_eq!(suggest_code(&changed, Some(id(12))), "6.72.10");
}

#[test]
fn naming_changes_only_what_differs() {
    let begroting = budget();
    let edits = name_onderdeel(&begroting, id(12), "6.72", "Jeugd").unwrap();
    assert_eq!(edits.len(), 1);
    let changed = after(&begroting, edits);
    assert_eq!(title(&changed, Target::Onderdeel(id(12))), "6.72 Jeugd");
    let was = Regelgegevens::of(begroting.regels.get(id(30)).unwrap());
    let named = |name: &str| Regelgegevens { name: name.into(), ..was.clone() };
    let changed = after(&begroting, set_regel(&begroting, id(30), &named("hulp")).unwrap());
    assert_eq!(title(&changed, Target::Regel(id(30))), "hulp");
    assert_eq!(set_regel(&begroting, id(30), &named("zorg")), Ok(Vec::new()));
    assert_eq!(split_title(" 6.72  Maatwerk 18- "), ("6.72", "Maatwerk 18-"));
    assert_eq!(split_title("Doel zonder nummer"), ("", "Doel zonder nummer"));
    assert_eq!(split_title("6.72"), ("6.72", ""));
    assert_eq!(split_title("2e lijn"), ("", "2e lijn"));
}

#[test]
fn renaming_to_what_it_is_called_changes_nothing() {
    let begroting = budget();
    for measure in begroting.mutaties.iter() {
        assert_eq!(rename_text(&begroting, Target::Mutatie(measure.id)), measure.name);
    }
    let mut onderdeel = begroting.onderdelen.get(id(12)).unwrap().clone();
    for (code, name) in [("P1", "Sociaal"), ("", "2019 plan"), ("6.72", "2e lijn"), ("P 1", "x")] {
        (onderdeel.code, onderdeel.name) = (code.into(), name.into());
        let line = format!("{code} {name}");
        assert_eq!(split_renamed(&onderdeel, &line), (code, name));
    }
    assert_eq!(split_renamed(&onderdeel, "6.7 Jeugd"), ("6.7", "Jeugd"));
    onderdeel.code = "6".into();
    assert_eq!(split_renamed(&onderdeel, "6.7 Jeugd"), ("6.7", "Jeugd"));
}

#[test]
fn a_new_regel_comes_last_and_empty() {
    let begroting = budget();
    let new = Regelgegevens { name: "vervoer".into(), ..Regelgegevens::default() };
    let changed = after(&begroting, add_regel(&begroting, id(70), id(14), &new).unwrap());
    assert_eq!(changed.regels.ids_of(Some(id(14))), [id(31), id(32), id(70)]);
    assert!(changed.regels.get(id(70)).unwrap().amounts.is_empty());
    assert!(add_regel(&begroting, id(70), id(99), &new).is_err());
}

#[test]
fn an_onderdeel_moves_with_all_below_it() {
    let begroting = budget();
    let changed = after(&begroting, move_onderdeel(&begroting, id(12), Some(id(20))).unwrap());
    assert_eq!(children(&changed, 20), [id(21), id(12)]);
    assert_eq!(changed.onderdelen.get(id(12)).unwrap().level, Level::Taakveld);
    assert_eq!(children(&changed, 12), [id(13), id(14)]);
    // Under a taakveld it becomes a subtaakveld, and what was one becomes a product.
    let changed = after(&begroting, move_onderdeel(&begroting, id(12), Some(id(11))).unwrap());
    assert_eq!(changed.onderdelen.get(id(12)).unwrap().level, Level::Subtaakveld);
    assert_eq!(changed.onderdelen.get(id(13)).unwrap().level, Level::Product);
    assert_eq!(move_onderdeel(&begroting, id(12), Some(id(10))), Ok(Vec::new()));
}

#[test]
fn an_onderdeel_never_moves_under_itself_or_beside_its_own_code() {
    let begroting = budget();
    for parent in [12, 14] {
        assert!(matches!(
            move_onderdeel(&begroting, id(12), Some(id(parent))),
            Err(StructureError::UnderItself { .. })
        ));
    }
    let begroting =
        after(&begroting, name_onderdeel(&begroting, id(21), "6.72.8", "dubbel").unwrap());
    assert_eq!(
        move_onderdeel(&begroting, id(12), Some(id(20))),
        Err(StructureError::CodeTaken { code: "6.72.8".into(), name: "dubbel".into() })
    );
}

#[test]
fn a_regel_moves_to_another_onderdeel() {
    let begroting = budget();
    let changed = after(&begroting, move_regel(&begroting, id(32), id(13)).unwrap());
    assert_eq!(changed.regels.ids_of(Some(id(13))), [id(30), id(32)]);
    assert_eq!(move_regel(&begroting, id(32), id(14)), Ok(Vec::new()));
    assert_eq!(onderdeel_with_code(&begroting, id(14), " 6.72.0 "), Ok(id(13)));
    assert_eq!(onderdeel_with_code(&begroting, id(14), "0.1"), Ok(id(21)));
    assert!(onderdeel_with_code(&begroting, id(14), "7").is_err());
}

#[test]
fn a_step_passes_one_neighbour() {
    let begroting = budget();
    let changed = after(&begroting, step(&begroting, Target::Onderdeel(id(14)), Step::Up).unwrap());
    assert_eq!(children(&changed, 12), [id(14), id(13)]);
    let changed = after(&begroting, step(&begroting, Target::Regel(id(31)), Step::Down).unwrap());
    assert_eq!(changed.regels.ids_of(Some(id(14))), [id(32), id(31)]);
    assert!(matches!(
        step(&begroting, Target::Regel(id(31)), Step::Up),
        Err(StructureError::AlreadyFirst { .. })
    ));
    assert!(matches!(
        step(&begroting, Target::Onderdeel(id(14)), Step::Down),
        Err(StructureError::AlreadyLast { .. })
    ));
    // A paragraph passes its neighbour in the same section, not the one of another section.
    let changed = after(&begroting, step_paragraph(&begroting, id(52), Step::Up).unwrap());
    let order: Vec<Id> = changed.paragrafen.of(id(12)).map(|p| p.id).collect();
    assert_eq!(order, [id(52), id(50), id(51)]);
}

#[test]
fn a_step_past_a_neighbour_with_the_same_key_works_too() {
    let mut begroting = budget();
    let key = begroting.regels.get(id(31)).unwrap().order.clone();
    let same = begroting.set(id(32), crate::model::RegelField::Order(key)).unwrap().unwrap();
    begroting.apply(&same).unwrap();
    let new = Regelgegevens { name: "derde".into(), ..Regelgegevens::default() };
    let add = add_regel(&begroting, id(33), id(14), &new).unwrap();
    let begroting = after(&begroting, add);
    let changed = after(&begroting, step(&begroting, Target::Regel(id(33)), Step::Up).unwrap());
    assert_eq!(changed.regels.ids_of(Some(id(14))), [id(31), id(33), id(32)]);
}

#[test]
fn a_removed_stelpost_leaves_its_measures_additional() {
    let begroting = budget();
    let changed = after(&begroting, remove(&begroting, Target::Regel(id(32))).unwrap());
    assert!(!changed.regels.contains(id(32)));
    for measure in [40, 41] {
        assert_eq!(changed.mutaties.get(id(measure)).unwrap().stelpost, None);
    }
    let changed = after(&begroting, remove(&begroting, Target::Mutatie(id(40))).unwrap());
    assert!(!changed.mutaties.contains(id(40)));
}

#[test]
fn an_onderdeel_goes_with_everything_below_it() {
    let begroting = budget();
    let changed = after(&begroting, remove(&begroting, Target::Onderdeel(id(12))).unwrap());
    assert_eq!(changed.onderdelen.len(), 4);
    assert!(changed.regels.is_empty() && changed.paragrafen.is_empty());
    assert!(changed.rollen.is_empty());
    assert_eq!(changed.mutaties.len(), 1);
    assert_eq!(changed.mutaties.get(id(41)).unwrap().stelpost, None);
    assert_eq!(remove(&changed, Target::Onderdeel(id(12))), Err(StructureError::Gone));
}

#[test]
fn published_figures_are_a_loss_too() {
    let begroting = budget();
    let new = add_onderdeel(&begroting, id(70), Some(id(12)), "6.72.9", "nieuw").unwrap();
    let mut begroting = after(&begroting, new);
    let warning = |begroting: &Begroting| {
        let totals = crate::calc::Totals::new(begroting);
        loss(begroting, &totals, Target::Onderdeel(id(70))).warning(Notation::default())
    };
    assert_eq!(warning(&begroting), None);
    let cijfer = Controlecijfer {
        id: id(71),
        onderdeel: id(70),
        kolom: JAAR,
        maat: crate::model::Maat::Saldo,
        amount: Bedrag::Pm,
        unit: 1000,
        source: "begroting".into(),
    };
    begroting.apply(&Edit::Insert(cijfer.into())).unwrap();
    let text = warning(&begroting).unwrap();
    assert!(text.starts_with("Hiermee verdwijnt 1 gepubliceerd cijfer, "), "{text}");
}

#[test]
fn what_a_removal_costs_is_told_first() {
    let begroting = budget();
    let totals = crate::calc::Totals::new(&begroting);
    let warning = |target| loss(&begroting, &totals, target).warning(Notation::default());
    assert_eq!(
        warning(Target::Onderdeel(id(14))).as_deref(),
        Some(
            "Hiermee verdwijnen 2 regels, 1 maatregel, met een saldo van -16.923 in begroting \
             2019 (× € 1.000). 1 maatregel die een stelpost hieruit vult, wordt aanvullend. \
             Ongedaan maken kan met Ctrl+Z."
        )
    );
    assert_eq!(
        warning(Target::Regel(id(30))).as_deref(),
        Some(
            "Hiermee verdwijnt 1 regel, met een saldo van -816 in begroting 2019 (× € 1.000). \
             Ongedaan maken kan met Ctrl+Z."
        )
    );
    assert_eq!(warning(Target::Onderdeel(id(11))).map(|_| ()), Some(()));
    assert_eq!(warning(Target::Onderdeel(id(21))), None);
}

#[test]
fn the_neighbour_is_the_next_one_the_one_before_or_the_parent() {
    let begroting = budget();
    let taakvelden = children(&begroting, 10);
    let [first, last] = taakvelden.as_slice() else { panic!("{taakvelden:?}") };
    assert_eq!(neighbour(&begroting, *first), Some(*last));
    assert_eq!(neighbour(&begroting, *last), Some(*first));
    let alone = begroting
        .onderdelen
        .iter()
        .find(|onderdeel| begroting.onderdelen.ids_of(onderdeel.parent).len() == 1)
        .unwrap();
    assert_eq!(neighbour(&begroting, alone.id), alone.parent);
    assert_eq!(neighbour(&begroting, id(999)), None);
}
