//! What the budget page of 6.72 (document 000) asks for, under the ids of the list of functions, and
//! journey A. `acceptatie_programma.rs` has the programme and the goal.
//!
//! Amounts are × € 1.000. What was printed is asserted as a control figure, what follows from the
//! regels as a computed one.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/hengelo.rs"]
mod hengelo;

use hengelo::{
    FILE, KOLOMMEN, NOTATION, T, begroting, commit, document, measure, of, onderdeel, regel, saldo,
    thousand, type_in,
};
use rust_decimal::Decimal;
use sluitend::calc::{Bevinding, Ernst, Judgement, Totals, control, explain, stelposten};
use sluitend::change::Document;
use sluitend::display::{Notation, Side, Signs, Unit, show};
use sluitend::model::{
    Bedrag, Kolom, Level, Maat, MutatieField, Mutatiesoort, Nature, Rolsoort, Sectie, Status,
    Zekerheid,
};
use sluitend::store::ron_file;

const PRINTED: [(&str, [i64; 6]); 5] = [
    ("6.72.0", [-410, -775, -816, -816, -816, -816]),
    ("6.72.2", [-132, -132, -139, -139, -139, -139]),
    ("6.72.5", [-358, -288, -304, -304, -304, -304]),
    ("6.72.8", [-22105, -21901, -16923, -16148, -15298, -15048]),
    ("6.72", [-23005, -23097, -18183, -17408, -16558, -16308]),
];
const COMPUTED: [i64; 6] = [-23005, -23096, -18182, -17407, -16557, -16307];

fn dec(amount: i64) -> Decimal {
    Decimal::from(amount)
}

#[test]
fn example_is_written_as_the_program_writes_it() {
    assert!(ron_file::write(&begroting()).unwrap() == FILE, "saves/hengelo-2019.ron");
}

#[test]
fn s2_budget_page_has_its_sections_and_five_measures() {
    let budget = begroting();
    let taakveld = onderdeel(&budget, "6.72");
    for sectie in &Sectie::ALL[..4] {
        assert!(budget.paragrafen.of(taakveld).any(|p| p.sectie == *sectie), "{sectie:?}");
    }
    let measures: Vec<_> =
        budget.mutaties.of(taakveld).filter(|m| m.soort == Mutatiesoort::Maatregel).collect();
    let codes: Vec<&str> = measures.iter().map(|m| m.code.as_str()).collect();
    assert_eq!(codes, ["4.2.1", "4.2.2", "4.2.3", "4.2.4", "4.2.6"]);
    for measure in measures {
        assert_eq!(measure.amounts.get(T), Some(Bedrag::Pm));
        assert_eq!(measure.start, Some(2019));
        assert_eq!(measure.status, Status::InVoorbereiding);
        assert_eq!(measure.zekerheid, Zekerheid::NietVermeld);
        assert_eq!(measure.stelpost, None);
        assert!(!measure.consequence.is_empty() && !measure.owner.is_empty());
    }
}

#[test]
fn s5_roles_two_budgethouders_one_adviser_and_the_departments() {
    let budget = begroting();
    let taakveld = onderdeel(&budget, "6.72");
    let count = |soort| budget.rollen.of(taakveld).filter(|rol| rol.soort == soort).count();
    assert_eq!(count(Rolsoort::Budgethouder), 2);
    assert_eq!(count(Rolsoort::FinancieelAdviseur), 1);
    assert_eq!(count(Rolsoort::Afdeling), 2);
}

#[test]
fn f1_multi_year_table_of_6_72() {
    let budget = begroting();
    let totals = Totals::new(&budget);
    let columns = budget.columns();
    assert!(KOLOMMEN.iter().all(|kolom| columns.contains(kolom)));
    assert_eq!(
        KOLOMMEN.map(|kolom| budget.is_closed(kolom)),
        [true, true, false, false, false, false]
    );
    for (code, printed) in PRINTED {
        let id = onderdeel(&budget, code);
        for (kolom, printed) in KOLOMMEN.into_iter().zip(printed) {
            let control = control(&budget, &totals, id, kolom, Maat::Saldo).unwrap();
            assert_eq!(thousand(control.published), dec(printed), "{code} {kolom}");
        }
    }
    for (code, rows) in PRINTED.iter().take(4) {
        for (kolom, row) in KOLOMMEN.into_iter().zip(rows) {
            let total = totals.get(onderdeel(&budget, code), kolom);
            assert_eq!(thousand(total.saldo()), dec(*row), "{code} {kolom}");
            assert_eq!(thousand(total.lasten), dec(-*row), "{code} {kolom}");
        }
    }
    for (kolom, computed) in KOLOMMEN.into_iter().zip(COMPUTED) {
        let total = totals.get(onderdeel(&budget, "6.72"), kolom);
        assert_eq!(thousand(total.saldo()), dec(computed), "{kolom}");
    }
}

#[test]
fn f1_a_total_says_what_it_adds_up() {
    let budget = begroting();
    let totals = Totals::new(&budget);
    let terms = |code, kolom| {
        let terms = explain(&budget, &totals, onderdeel(&budget, code), kolom, Maat::Saldo);
        let sum: Decimal = terms.iter().map(|term| term.amount).sum();
        assert_eq!(sum, totals.get(onderdeel(&budget, code), kolom).saldo());
        terms
    };
    let amounts: Vec<_> = terms("6.72", T).iter().map(|term| thousand(term.amount)).collect();
    assert_eq!(amounts, [-816, 0, -139, 0, -304, -16923].map(dec));
    let labels: Vec<_> = terms("6.72.8", T).into_iter().map(|term| term.label).collect();
    assert_eq!(labels, ["zorgvormen", "taakstelling interventieplan", "nog uit te denken"]);
    let pm: Vec<_> = terms("6.72.8", KOLOMMEN[3]).iter().map(|term| term.pm).collect();
    assert_eq!(pm, [false, true, true]);
}

#[test]
fn f6_stelpost_is_part_of_the_lasten_of_6_72_8() {
    let budget = begroting();
    let totals = Totals::new(&budget);
    let sub = onderdeel(&budget, "6.72.8");
    let amount = |name| thousand(regel(&budget, name).amounts.get(T).unwrap().euro_or_zero());
    assert_eq!(amount("zorgvormen"), dec(19873));
    assert_eq!(amount("taakstelling interventieplan"), dec(-2925));
    assert_eq!(amount("nog uit te denken"), dec(-25));
    assert_eq!(thousand(totals.get(sub, T).lasten), dec(16923));
    assert_eq!(thousand(totals.get(sub, T).stelpost), dec(2950));
    for name in ["taakstelling interventieplan", "nog uit te denken"] {
        let regel = regel(&budget, name);
        assert!(regel.stelpost && regel.nature == Nature::NietVermeld);
        for kolom in &KOLOMMEN[3..] {
            assert_eq!(regel.amounts.get(*kolom), Some(Bedrag::Pm));
        }
        for kolom in &KOLOMMEN[..2] {
            assert_eq!(regel.amounts.get(*kolom), Some(Bedrag::Euro(Decimal::ZERO)));
        }
    }
}

#[test]
fn f6_to_fill_filled_and_realised_stay_apart() {
    let mut document = document();
    let figures = of(&document, "6.72");
    assert_eq!(thousand(figures.total.rest.to_fill), dec(2950));
    assert_eq!(thousand(figures.saldo()), dec(-18182));
    assert_eq!(thousand(figures.saldo_unfilled()), dec(-21132));

    let stelpost = regel(document.begroting(), "taakstelling interventieplan").id;
    let (ggz, zakelijk) = ("GGZ en opvoedhulp", "Zakelijk partnerschap");
    let (ggz, zakelijk) =
        (measure(document.begroting(), ggz).id, measure(document.begroting(), zakelijk).id);
    let fill = |measure, amount: i64| {
        let bedrag = Bedrag::euro(dec(amount * 1000));
        [
            (measure, MutatieField::Stelpost(Some(stelpost)).into()),
            (measure, MutatieField::Amount(T, bedrag).into()),
        ]
    };
    commit(&mut document, [fill(ggz, 400), fill(zakelijk, 300)].concat());
    commit(&mut document, vec![(ggz, MutatieField::Status(Status::Gerealiseerd).into())]);
    let state = |document: &sluitend::change::Document| {
        let budget = document.begroting();
        let states = stelposten(budget, document.totals(), onderdeel(budget, "6.72"), T);
        states.into_iter().find(|state| state.regel == stelpost).unwrap()
    };
    let filled = state(&document);
    assert_eq!(filled.target.map(thousand), Some(dec(2925)));
    assert_eq!(thousand(filled.filled()), dec(700));
    assert_eq!(thousand(filled.realised()), dec(400));
    assert_eq!(thousand(filled.rest().to_fill), dec(2225));
    assert_eq!(saldo(&document, "6.72"), dec(-18182));
    assert_eq!(thousand(of(&document, "6.72").total.rest.to_fill), dec(2250));

    commit(&mut document, vec![(zakelijk, MutatieField::Status(Status::Vervallen).into())]);
    assert_eq!(thousand(state(&document).rest().to_fill), dec(2525));

    commit(&mut document, fill(ggz, 3000).to_vec());
    assert_eq!(thousand(state(&document).rest().overfilled), dec(75));
    // What one stelpost has too much hides nothing of the other.
    assert_eq!(thousand(of(&document, "6.72").total.rest.to_fill), dec(25));
    assert_eq!(thousand(of(&document, "6.72").total.rest.overfilled), dec(75));
    assert_eq!(thousand(of(&document, "6.72").saldo_unfilled()), dec(-18207));
    let budget = document.begroting();
    let findings = found(&document, "6.72");
    let first = findings.first().unwrap();
    assert_eq!(first.toets.id, "stelpost-overvuld");
    assert_eq!(
        first.zin(budget, Unit::Thousand),
        "Stelpost ‘taakstelling interventieplan’ van 2.925: maatregelen vullen in 2019 75 te veel."
    );
}

/// What the checks find in an onderdeel.
fn found<'a>(document: &'a Document, code: &str) -> Vec<&'a Bevinding> {
    let budget = document.begroting();
    document.bevindingen().van(budget, onderdeel(budget, code)).open
}

fn said(document: &Document, code: &str) -> Vec<String> {
    let zin = |bevinding: &&Bevinding| bevinding.zin(document.begroting(), Unit::Thousand);
    found(document, code).iter().map(zin).collect()
}

#[test]
fn v8_difference_between_two_years_on_6_72_8() {
    let document = document();
    let figures = of(&document, "6.72.8");
    assert_eq!(figures.before.map(|(kolom, _)| kolom), Some(KOLOMMEN[1]));
    assert_eq!(figures.lasten_change().map(thousand), Some(dec(-4978)));
    assert_eq!(figures.baten_change(), Some(Decimal::ZERO));
    assert_eq!(thousand(figures.total.stelpost), dec(2950));
    let zorgvormen = regel(document.begroting(), "zorgvormen");
    let change = |kolom| zorgvormen.amounts.get(kolom).unwrap().euro_or_zero();
    assert_eq!(thousand(change(KOLOMMEN[1]) - change(T)), dec(2028));
    assert_eq!(dec(2950 + 2028), dec(4978));
}

#[test]
fn f19_rounding_is_shown_and_never_corrected() {
    let budget = begroting();
    let totals = Totals::new(&budget);
    let taakveld = onderdeel(&budget, "6.72");
    let mut off = 0;
    for kolom in KOLOMMEN {
        let control = control(&budget, &totals, taakveld, kolom, Maat::Saldo).unwrap();
        let difference = thousand(control.difference());
        let expected = if difference.is_zero() { Judgement::Equal } else { Judgement::Rounding };
        assert_eq!(control.judgement(), expected);
        assert_eq!(thousand(control.rounding), dec(3), "half a unit for each of six subs");
        off += usize::from(difference == dec(1));
    }
    assert_eq!(off, 5);
}

#[test]
fn trap_000_lasten_are_negative_and_are_not_income() {
    let budget = begroting();
    let totals = Totals::new(&budget);
    for kolom in KOLOMMEN {
        let total = totals.get(onderdeel(&budget, "6.72"), kolom);
        assert_eq!(total.baten, Decimal::ZERO);
        assert_eq!(total.saldo(), -total.lasten);
    }
    let mut document = document();
    let id = regel(&budget, "persoonsgebonden budgetten").id;
    type_in(&mut document, id, T, "-304");
    assert_eq!(*document.begroting(), budget, "typing what is shown changes nothing");
}

#[test]
fn trap_000_totals_are_one_off() {
    let document = document();
    let findings = found(&document, "6.72");
    let rounded: Vec<_> =
        findings.iter().filter(|finding| finding.toets.id == "publicatie-afronding").collect();
    assert_eq!(rounded.len(), 1, "{rounded:?}");
    assert_eq!(rounded[0].toets.ernst, Ernst::Info);
    assert_eq!(
        rounded[0].zin(document.begroting(), Unit::Thousand),
        "8 van 14 totalen van 6.72 wijken 1 af van de publicatie: afronding."
    );
    assert!(!findings.iter().any(|finding| finding.toets.id == "publicatie-verschilt"));
}

#[test]
fn trap_000_whole_euros_in_prose_and_thousands_in_the_table() {
    let budget = begroting();
    let cell = regel(&budget, "zorgvormen").amounts.get(T);
    assert_eq!(NOTATION.show_cell(cell, Side::Lasten), "-19.873");
    let euro = Notation { unit: Unit::Euro, signs: Signs::LastenNegative };
    assert_eq!(euro.show_cell(cell, Side::Lasten), "-19.873.000");
    let texts: Vec<_> = budget.paragrafen.iter().map(|p| p.text.as_str()).collect();
    assert!(texts.iter().any(|text| text.contains("€ 2.028.000 lagere lasten")));
    assert!(texts.iter().any(|text| text.contains("rest € 26.000 niet verklaard")));
    assert_eq!(2028 - (1737 - 1000 + 550 + 515 + 200), 26);
}

#[test]
fn attention_of_6_72_names_what_is_open() {
    let sentences = said(&document(), "6.72");
    assert_eq!(
        sentences,
        [
            "Stelpost ‘taakstelling interventieplan’: nog 2.925 van 2.925 te vullen in 2019.",
            "Stelpost ‘nog uit te denken’: nog 25 van 25 te vullen in 2019.",
            "Maatregel 4.2.1 Vermindering ondersteuning jeugdhulp heeft in 2019 nog geen bedrag (pm).",
            "Maatregel 4.2.2 Naar algemene en collectieve voorzieningen heeft in 2019 nog geen bedrag (pm).",
            "Maatregel 4.2.3 Meer PGB in plaats van ZIN heeft in 2019 nog geen bedrag (pm).",
            "Maatregel 4.2.4 GGZ en opvoedhulp heeft in 2019 nog geen bedrag (pm).",
            "Maatregel 4.2.6 Zakelijk partnerschap heeft in 2019 nog geen bedrag (pm).",
            "8 van 14 totalen van 6.72 wijken 1 af van de publicatie: afronding.",
            "6.72.8: van het verschil van +4.978 in Begroting 2019 primitief is +26 niet verklaard.",
            "2 regels staan op pm in 2020, 2021 en 2022: ‘taakstelling interventieplan’ en ‘nog uit te denken’. Een pm telt niet mee.",
        ]
    );
    assert_eq!(said(&document(), "6.72.0"), Vec::<String>::new());
}

#[test]
fn attention_names_an_empty_cell_and_a_real_difference() {
    let mut document = document();
    let id = regel(document.begroting(), "zorgvormen").id;
    commit(&mut document, vec![(id, sluitend::model::RegelField::Amount(T, None).into())]);
    let sentences = said(&document, "6.72.8");
    assert!(
        sentences
            .contains(&"1 regel is nog leeg in Begroting 2019 primitief: ‘zorgvormen’.".to_owned()),
        "{sentences:?}"
    );
    let differs = "6.72.8, saldo Begroting 2019 primitief: gepubliceerd -16.923, berekend 2.950; het verschil van +19.873 is meer dan afronding.";
    assert!(sentences.contains(&differs.to_owned()), "{sentences:?}");
}

#[test]
fn s1_tree_is_one_programme_ten_taakvelden_and_46_subs() {
    let budget = begroting();
    let count = |level| budget.onderdelen.iter().filter(|o| o.level == level).count();
    assert_eq!(count(Level::Programma), 1);
    assert_eq!(count(Level::Taakveld), 10);
    assert_eq!(count(Level::Subtaakveld), 46);
    assert!(budget.onderdelen.iter().all(|o| o.code != "6.10.5"), "a gap in the numbers");
    let sub = budget.onderdelen.get(onderdeel(&budget, "6.10.0")).unwrap();
    assert_eq!(sub.parent, Some(onderdeel(&budget, "6.1")), "by id, not by its code");
    assert_eq!(budget.kop().jaar, 2019);
}

#[test]
fn journey_a_the_budgethouder_of_6_72() {
    let mut document = document();
    let begin = document.begroting().clone();
    let zorgvormen = regel(&begin, "zorgvormen").id;

    // 1. Open.
    let taakveld = onderdeel(&begin, "6.72");
    let cell = control(&begin, document.totals(), taakveld, T, Maat::Saldo).unwrap();
    assert_eq!(show(cell.computed, Unit::Thousand), "-18.182");
    assert_eq!(show(cell.published, Unit::Thousand), "-18.183");
    assert_eq!(cell.judgement(), Judgement::Rounding);

    // 2. Against 2018.
    assert_eq!(of(&document, "6.72").lasten_change().map(thousand), Some(dec(-4914)));
    assert_eq!(of(&document, "6.72.8").lasten_change().map(thousand), Some(dec(-4978)));

    // 3. The stelpost.
    assert_eq!(thousand(of(&document, "6.72").total.rest.to_fill), dec(2950));
    assert_eq!(thousand(of(&document, "6.72").saldo_unfilled()), dec(-21132));

    // 4. Type over a cell.
    type_in(&mut document, zorgvormen, T, "-19950");
    assert_eq!(saldo(&document, "6.72.8"), dec(-17000));
    assert_eq!(saldo(&document, "6.72"), dec(-18259));
    assert_eq!(saldo(&document, "6"), dec(-85940 - 77));

    // 5. Undo.
    document.undo().unwrap();
    assert_eq!(saldo(&document, "6.72"), dec(-18182));

    // 6. A sum in the cell.
    type_in(&mut document, zorgvormen, T, "=-19873-250");
    assert_eq!(saldo(&document, "6.72.8"), dec(-17173));
    assert_eq!(saldo(&document, "6.72"), dec(-18432));
    document.undo().unwrap();

    // 7. A measure fills the stelpost.
    let ggz = measure(&begin, "GGZ en opvoedhulp").id;
    let stelpost = regel(&begin, "taakstelling interventieplan").id;
    let amount = MutatieField::Amount(T, Bedrag::euro(dec(400_000)));
    let fills = MutatieField::Stelpost(Some(stelpost));
    commit(&mut document, vec![(ggz, amount.into()), (ggz, fills.into())]);
    assert_eq!(thousand(of(&document, "6.72").total.rest.to_fill), dec(2550));
    assert_eq!(saldo(&document, "6.72"), dec(-18182));
    assert_eq!(thousand(of(&document, "6.72").saldo_after_measures()), dec(-18182));

    // 8. The same measure, additional.
    commit(&mut document, vec![(ggz, MutatieField::Stelpost(None).into())]);
    assert_eq!(thousand(of(&document, "6.72").total.rest.to_fill), dec(2950));
    assert_eq!(saldo(&document, "6.72"), dec(-18182));
    assert_eq!(thousand(of(&document, "6.72").saldo_after_measures()), dec(-17782));
    document.undo().unwrap();
    document.undo().unwrap();
    assert_eq!(*document.begroting(), begin);
    assert!(document.is_saved());

    // 9. Another unit.
    let euro = Notation { unit: Unit::Euro, signs: Signs::LastenNegative };
    let cell = |kolom: Kolom| regel(&begin, "zorgvormen").amounts.get(kolom);
    assert_eq!(euro.show_cell(cell(T), Side::Lasten), "-19.873.000");
    assert_eq!(NOTATION.show_cell(cell(T), Side::Lasten), "-19.873");
}
