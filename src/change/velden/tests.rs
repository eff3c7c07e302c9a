//! What the fields of a form take and refuse.

use super::{Veld, check, new_pakket, new_plan, read, text};
use crate::display::{Notation, Signs, Unit};
use crate::model::{
    Amounts, Begroting, Breuk, Edit, Field, Id, Kop, Level, Mutatie, Mutatiesoort, Onderdeel,
    Order, Pakket, Plan, Record, Uitgangspunt,
};

const NOTATION: Notation = Notation { unit: Unit::Thousand, signs: Signs::LastenNegative };

fn budget() -> Begroting {
    Begroting::new(Kop::new(Id::from_bits(1), String::new(), String::new(), 2019, String::new()))
}

fn measure() -> Record {
    let name = "maatregel".to_owned();
    let (id, onderdeel) = (Id::from_bits(2), Id::from_bits(3));
    Mutatie::new(id, onderdeel, Mutatiesoort::Maatregel, name, Order::after(None)).into()
}

#[test]
fn what_is_typed_reads_back() {
    let begroting = budget();
    for (veld, typed, shown) in [
        (Veld::Fasering, "2019: 7/30; 2020: 50%", "2019: 7/30; 2020: 1/2"),
        (Veld::Structureel, "1.500", "1500"),
        (Veld::Planning, "Q1 2020", "Q1 2020"),
        (Veld::Laag, "50%", "1/2"),
        (Veld::Formule, "50 × 2 × 52 × € 25", "50 × 2 × 52 × € 25"),
    ] {
        let field = read(&begroting, &measure(), veld, typed, NOTATION).unwrap();
        let Record::Mutatie(of) = measure() else { unreachable!("made as one") };
        let Field::Mutatie(field) = field else { unreachable!("of a measure") };
        let changed = Record::from(of.with(field));
        assert_eq!(text(&begroting, &changed, veld, NOTATION), shown);
    }
}

#[test]
fn what_does_not_fit_is_named_at_the_field() {
    let begroting = budget();
    for (veld, typed, said) in [
        (Veld::Fasering, "2019: 120%", "meer dan 100 %"),
        (Veld::Fasering, "2019: 1; 2019: 1", "twee keer"),
        (Veld::Fasering, "volgend jaar", "jaar en deel"),
        (Veld::Formule, "9 / 0", "nul"),
        (Veld::Planning, "ooit", "geen planning"),
        (Veld::Kans, "150%", "ten hoogste 100 %"),
        (Veld::Structureel, "10%", "geen percentage"),
        (Veld::Name, " ", "Vul een naam in"),
        (Veld::Status, "klaar", "kies er een uit de lijst"),
    ] {
        let error = read(&begroting, &measure(), veld, typed, NOTATION).unwrap_err();
        assert!(error.contains(said), "{veld:?} {typed}: {error}");
    }
    let Record::Mutatie(of) = measure() else { unreachable!("made as one") };
    let share = |text: &str| text.parse::<Breuk>().ok();
    let upside_down = Mutatie { laag: share("3/4"), hoog: share("1/2"), ..of };
    assert_eq!(check(&begroting, &upside_down.into()).unwrap_err().0, Veld::Laag);
    let plan = new_plan(&begroting, Id::from_bits(4), Id::from_bits(3));
    assert!(check(&begroting, &plan).is_err(), "a plan starts from something");
}

#[test]
fn plans_do_not_follow_each_other_round_and_codes_differ_in_a_package() {
    let mut begroting = budget();
    let id = Id::from_bits;
    let mut insert = |record: Record| begroting.apply(&Edit::Insert(record)).unwrap();
    let order = Order::after(None);
    insert(Onderdeel::new(id(3), None, Level::Programma, ("6", "Sociaal"), order.clone()).into());
    let plan = |n: u64, name: &str, volgt_op: Option<u64>| Plan {
        id: id(n),
        onderdeel: id(3),
        name: name.into(),
        uitgangspunt: Uitgangspunt::Prognose,
        volgt_op: volgt_op.map(id),
        source: String::new(),
        order: order.clone(),
        amounts: Amounts::default(),
    };
    insert(plan(10, "eerste", None).into());
    insert(plan(11, "tweede", Some(10)).into());
    for (n, code) in [(20, "1"), (21, "2")] {
        let Record::Pakket(pakket) =
            new_pakket(&Begroting::new(Kop::new(id(1), "", "", 2019, "")), id(n), id(10))
        else {
            unreachable!("made as one")
        };
        insert(Pakket { code: code.into(), name: "pakket".into(), ..pakket }.into());
    }
    let measure = |n: u64, code: &str| Mutatie {
        code: code.into(),
        pakket: Some(id(20)),
        ..Mutatie::new(
            id(n),
            id(3),
            Mutatiesoort::Maatregel,
            format!("maatregel {n}"),
            order.clone(),
        )
    };
    insert(measure(30, "4.1").into());

    let first = Record::from(plan(10, "eerste", None));
    assert_eq!(Veld::VolgtOp.choices(&begroting, &first), ["geen", "tweede"]);
    let field = read(&begroting, &first, Veld::VolgtOp, "tweede", NOTATION).unwrap();
    let (veld, said) = check(&begroting, &first.clone().with(field)).unwrap_err();
    assert!(veld == Veld::VolgtOp && said.contains("volgt zelf op dit plan"), "{said}");
    let none = read(&begroting, &first, Veld::VolgtOp, "geen", NOTATION).unwrap();
    assert_eq!(check(&begroting, &first.with(none)), Ok(()));

    let new = Record::from(measure(31, "4.1"));
    let (veld, said) = check(&begroting, &new).unwrap_err();
    assert!(veld == Veld::Code && said.contains("‘maatregel 30’"), "{said}");
    assert_eq!(Veld::Pakket.choices(&begroting, &new), ["1 pakket", "2 pakket"]);
    let other = read(&begroting, &new, Veld::Pakket, "2 pakket", NOTATION).unwrap();
    assert_eq!(check(&begroting, &new.with(other)), Ok(()));
    assert_eq!(check(&begroting, &measure(30, "4.1").into()), Ok(()), "its own code is no other");
}
