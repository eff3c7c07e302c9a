//! What programme 6 (document 001) and the goal of document 003 ask for, under the ids of the list
//! of functions. Amounts are × € 1.000, of 003 whole euros.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/hengelo.rs"]
#[expect(dead_code, reason = "shared with other tests")]
mod hengelo;

use hengelo::{T, begroting, commit, document, onderdeel, regel, thousand};
use rust_decimal::Decimal;
use sluitend::calc::{Totals, control, stelposten};
use sluitend::model::{
    Amounts, Bedrag, Begroting, Edit, Id, Indicatorsoort, Kolom, Maat, Mutatie, MutatieField,
    Mutatieregel, Mutatiesoort, Order, Revision, Richting, Rolsoort, Sectie, Soort, Stadium,
    Status,
};
use sluitend::store::ron_file;

const GEWIJZIGD: Kolom = Kolom::new(2019, Stadium::Gewijzigd);
const REKENING: Kolom = Kolom::new(2019, Stadium::Rekening);
const ZWOLLE: &str = include_str!("../saves/zwolle-2021.ron");
const TAAKVELDEN: [&str; 10] =
    ["6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "6.71", "6.72", "6.81", "6.82"];

fn zwolle() -> Begroting {
    ron_file::read(ZWOLLE.as_bytes()).unwrap()
}

fn dec(amount: i64) -> Decimal {
    Decimal::from(amount)
}

fn of(budget: &Begroting, code: &str, kolom: Kolom, maat: Maat) -> Decimal {
    thousand(Totals::new(budget).get(onderdeel(budget, code), kolom).of(maat))
}

fn published(budget: &Begroting, code: &str, kolom: Kolom, maat: Maat) -> Decimal {
    let control = control(budget, &Totals::new(budget), onderdeel(budget, code), kolom, maat);
    thousand(control.unwrap().published)
}

#[test]
fn f6_a_wijziging_on_a_stelpost_changes_what_is_left_to_fill() {
    let mut document = document();
    let budget = document.begroting();
    let stelpost = regel(budget, "taakstelling interventieplan").id;
    let measure = hengelo::measure(budget, "GGZ en opvoedhulp").id;
    // W2 was inferred from the published figures; a line of it on the stelpost asks 75 more.
    let wijziging = budget.mutaties.iter().find(|mutatie| mutatie.code == "W2").unwrap().id;
    let line = Mutatieregel {
        amounts: Amounts::from_iter([(GEWIJZIGD, Bedrag::Euro(dec(-75_000)))]),
        ..Mutatieregel::new(Id::from_bits(77), wijziging, Some(stelpost), Order::after(None))
    };
    commit(
        &mut document,
        vec![
            (measure, MutatieField::Stelpost(Some(stelpost)).into()),
            (measure, MutatieField::Amount(T, Some(Bedrag::Euro(dec(400_000)))).into()),
        ],
    );
    let (at, id) = (jiff::Timestamp::UNIX_EPOCH, Id::from_bits(78));
    let edits = vec![Edit::Insert(line.into())];
    let revision =
        Revision { id, who: String::new(), at, why: String::new(), edits, van: Vec::new() };
    document.commit(revision).unwrap();
    let left = |kolom| {
        let budget = document.begroting();
        let of = onderdeel(budget, "6.72");
        let each = stelposten(budget, document.totals(), of, kolom);
        let each: Decimal = each.iter().map(|stelpost| stelpost.rest().to_fill).sum();
        // The card and the mark in the tree say the same.
        assert_eq!(document.totals().get(of, kolom).rest.to_fill, each);
        thousand(each)
    };
    assert_eq!((left(T), left(GEWIJZIGD)), (dec(2_550), dec(2_625)));
    document.undo().unwrap();
    let rest = document.totals().get(onderdeel(document.begroting(), "6.72"), GEWIJZIGD).rest;
    assert_eq!(thousand(rest.to_fill), dec(2_550));
}

fn mutatie(budget: &Begroting, soort: Mutatiesoort) -> &Mutatie {
    budget.mutaties.iter().find(|mutatie| mutatie.soort == soort).unwrap()
}

/// What each line does to the resultaat in this column, × € 1.
fn effects(budget: &Begroting, mutatie: &Mutatie, kolom: Kolom) -> Vec<Decimal> {
    let lines = budget.mutatieregels.of(mutatie.id);
    lines
        .map(|line| {
            let amount = line.amounts.get(kolom).unwrap().euro_or_zero();
            let soort = line.regel.and_then(|regel| budget.regels.get(regel)).map(|r| r.soort);
            if soort == Some(Soort::Lasten) { -amount } else { amount }
        })
        .collect()
}

#[test]
fn example_is_written_as_the_program_writes_it() {
    assert!(ron_file::write(&zwolle()).unwrap() == ZWOLLE, "saves/zwolle-2021.ron");
}

#[test]
fn s4_programme_has_its_goal_and_14_uitgangspunten() {
    let budget = begroting();
    let count = |sectie| {
        budget.paragrafen.of(onderdeel(&budget, "6")).filter(|p| p.sectie == sectie).count()
    };
    assert_eq!((count(Sectie::Doel), count(Sectie::Uitgangspunten)), (1, 14));
}

#[test]
fn s5_roles_of_the_programme_and_its_taakvelden() {
    let budget = begroting();
    let count = |code, soort| {
        budget.rollen.of(onderdeel(&budget, code)).filter(|rol| rol.soort == soort).count()
    };
    assert_eq!(count("6", Rolsoort::Wethouder), 3);
    assert_eq!(count("6", Rolsoort::AmbtelijkAanspreekpunt), 1);
    assert_eq!(TAAKVELDEN.map(|c| count(c, Rolsoort::FinancieelAdviseur)), [1; 10]);
    assert_eq!(
        TAAKVELDEN.map(|c| count(c, Rolsoort::Budgethouder)),
        [1, 1, 1, 1, 1, 1, 1, 2, 1, 1]
    );
    assert_eq!(TAAKVELDEN.map(|c| count(c, Rolsoort::Afdeling)), [3, 1, 4, 1, 3, 1, 3, 2, 1, 1]);
}

#[test]
fn s6_goal_has_5_criteria_and_11_activities() {
    let budget = zwolle();
    let doel = onderdeel(&budget, "2.3.2");
    let criteria = budget.paragrafen.of(doel).filter(|p| p.sectie == Sectie::Criteria);
    assert_eq!(criteria.count(), 5);
    assert_eq!(budget.activiteiten.of(doel).count(), 11);
    let silent = budget.activiteiten.of(doel).filter(|a| a.realised.is_empty());
    assert_eq!(silent.count(), 1, "of one activity the source does not say what came of it");
}

#[test]
fn s7_seven_verbonden_partijen_with_a_role() {
    let budget = begroting();
    assert_eq!(budget.partijen.of(onderdeel(&budget, "6")).count(), 7);
    assert!(budget.partijen.iter().all(|partij| !partij.role.is_empty()));
}

#[test]
fn s8_sixteen_abbreviations() {
    let budget = begroting();
    assert_eq!(budget.afkortingen.iter().count(), 16);
    let pgb = budget.afkortingen.iter().find(|a| a.short == "PGB").unwrap();
    assert_eq!(pgb.long, "Persoonsgebonden budget");
}

#[test]
fn f2_baten_lasten_and_saldo_of_6_30_1() {
    let budget = begroting();
    let row = |kolom| {
        [Maat::Baten, Maat::Lasten, Maat::Saldo].map(|maat| of(&budget, "6.30.1", kolom, maat))
    };
    assert_eq!(row(GEWIJZIGD), [35765, 33243, 2522].map(dec));
    assert_eq!(row(REKENING), [36209, 33194, 3015].map(dec));
}

#[test]
fn f3_primitief_gewijzigd_and_rekening() {
    let budget = begroting();
    let columns = [T, GEWIJZIGD, REKENING];
    let printed = columns.map(|kolom| published(&budget, "6", kolom, Maat::Saldo));
    assert_eq!(printed, [-85941, -93503, -87284].map(dec));
    let computed = columns.map(|kolom| of(&budget, "6", kolom, Maat::Saldo));
    assert_eq!(computed, [-85940, -93505, -87279].map(dec));
    let totals = Totals::new(&budget);
    let undivided = budget.regels.iter().filter(|regel| regel.name.ends_with("niet verdeeld"));
    for regel in undivided {
        assert_eq!(totals.amount(regel, GEWIJZIGD).unwrap().euro_or_zero(), Decimal::ZERO);
    }
    let derived: Vec<_> =
        budget.mutaties.iter().filter(|m| m.soort == Mutatiesoort::Wijziging).collect();
    assert!(derived.iter().all(|m| m.afgeleid && m.besluit.is_empty() && m.date.is_none()));
    assert_eq!(derived.len(), 2);
}

#[test]
fn f4_f5_the_wijziging_on_6_72_is_taken_back_and_adopted_again() {
    let mut document = document();
    let budget = document.begroting();
    let wijziging = budget.mutaties.iter().find(|m| m.code == "W2").unwrap();
    let id = wijziging.id;
    let lines: Vec<Decimal> =
        effects(budget, wijziging, GEWIJZIGD).into_iter().map(|e| thousand(-e)).collect();
    assert_eq!(lines, [7988, 2821, 3776, 289, -50, -9680].map(dec));
    assert_eq!(lines.iter().sum::<Decimal>(), dec(5144));
    let lasten = |kolom| published(budget, "6.72", kolom, Maat::Lasten);
    assert_eq!(lasten(GEWIJZIGD) - lasten(T), dec(5143), "printed, 1 of rounding");
    assert_eq!(of(budget, "6.72", GEWIJZIGD, Maat::Lasten), dec(23326));

    let status = |status| vec![(id, MutatieField::Status(status).into())];
    commit(&mut document, status(Status::InVoorbereiding));
    let lasten = |code| of(document.begroting(), code, GEWIJZIGD, Maat::Lasten);
    assert_eq!((lasten("6.72"), lasten("6.72.8")), (dec(18182), dec(16923)));
    commit(&mut document, status(Status::Vastgesteld));
    assert_eq!(of(document.begroting(), "6.72", GEWIJZIGD, Maat::Lasten), dec(23326));
    assert_eq!(of(document.begroting(), "6", GEWIJZIGD, Maat::Saldo), dec(-93505));
}

#[test]
fn f8_wages_move_to_6_2_and_leave_the_programme_as_it_was() {
    let budget = begroting();
    let transfer = mutatie(&budget, Mutatiesoort::Verschuiving);
    let effects = effects(&budget, transfer, T);
    assert_eq!(effects, [dec(1_737_000), dec(-1_737_000)]);
    let lines: Vec<_> = budget.mutatieregels.of(transfer.id).map(|line| line.regel).collect();
    assert_eq!(lines[0], Some(regel(&budget, "zorgvormen").id));
    let to = budget.regels.get(lines[1].unwrap()).unwrap();
    assert_eq!(to.onderdeel, onderdeel(&budget, "6.2"));
}

#[test]
fn f11_reserve_mutation_of_6_50_3_with_its_counter_entry() {
    let budget = begroting();
    let mutation = mutatie(&budget, Mutatiesoort::Reservemutatie);
    assert_eq!(mutation.onderdeel, onderdeel(&budget, "6.50.3"));
    assert_eq!(effects(&budget, mutation, REKENING), [dec(75_000), dec(-75_000)]);
    assert_eq!(budget.mutatieregels.of(mutation.id).last().unwrap().elders, "programma 9");
}

#[test]
fn f14_f15_f16_the_goal_of_003() {
    let budget = zwolle();
    let totals = Totals::new(&budget);
    let doel = onderdeel(&budget, "2.3.2");
    let total = |stadium| totals.get(doel, Kolom::new(2021, stadium));
    assert_eq!(total(Stadium::Primitief).lasten, dec(34_635_000));
    assert_eq!(total(Stadium::Gewijzigd).lasten, dec(39_335_000));
    assert_eq!(total(Stadium::Rekening).lasten, dec(40_032_041));
    let resultaat = total(Stadium::Rekening).resultaat() - total(Stadium::Gewijzigd).resultaat();
    assert_eq!(resultaat, dec(-697_041));

    let projects = budget.mutaties.of(doel).find(|m| m.name == "Mutaties projecten").unwrap();
    let gewijzigd = Kolom::new(2021, Stadium::Gewijzigd);
    assert_eq!(effects(&budget, projects, gewijzigd), [Decimal::ZERO]);

    let cover = mutatie(&budget, Mutatiesoort::Dekking);
    let effects = effects(&budget, cover, Kolom::new(2021, Stadium::Rekening));
    assert_eq!(effects, [dec(-141_500), dec(141_500)]);
    assert_eq!(resultaat + effects[1], dec(-555_541), "beside the result, never in it");
}

#[test]
fn f17_v9_the_difference_of_the_programme_and_of_each_taakveld() {
    let budget = begroting();
    let computed =
        |code| of(&budget, code, REKENING, Maat::Saldo) - of(&budget, code, GEWIJZIGD, Maat::Saldo);
    let printed = |code| {
        let saldo = |kolom| published(&budget, code, kolom, Maat::Saldo);
        saldo(REKENING) - saldo(GEWIJZIGD)
    };
    assert_eq!((printed("6"), computed("6")), (dec(6219), dec(6226)));
    // 001 prints 770 and 333 for 6.1 and 6.5, as its own saldi give.
    assert_eq!(
        TAAKVELDEN.map(printed),
        [770, 168, 432, 0, 333, 88, 1050, 2312, 1728, -662].map(dec)
    );
    assert_eq!(
        TAAKVELDEN.map(computed),
        [771, 168, 433, 0, 335, 89, 1051, 2313, 1728, -662].map(dec)
    );
    assert_eq!(TAAKVELDEN.map(printed).iter().sum::<Decimal>(), dec(6219));
    assert_eq!(TAAKVELDEN.map(computed).iter().sum::<Decimal>(), dec(6226));
}

#[test]
fn f18_windfall_on_6_81() {
    let budget = begroting();
    let change = |maat| of(&budget, "6.81", REKENING, maat) - of(&budget, "6.81", GEWIJZIGD, maat);
    assert_eq!([Maat::Baten, Maat::Lasten, Maat::Saldo].map(change), [1738, 10, 1728].map(dec));
}

#[test]
fn f19_6_1_as_printed_and_from_its_subs() {
    let budget = begroting();
    let row = [Maat::Baten, Maat::Lasten, Maat::Saldo];
    let printed = row.map(|maat| published(&budget, "6.1", GEWIJZIGD, maat));
    assert_eq!(printed, [816, 11926, -11109].map(dec));
    let computed = row.map(|maat| of(&budget, "6.1", GEWIJZIGD, maat));
    assert_eq!(computed, [817, 11926, -11109].map(dec));
}

#[test]
fn i1_i2_i3_indicators_with_numbers_pairs_and_words() {
    let budget = begroting();
    let count = |soort| budget.indicatoren.iter().filter(|i| i.soort == soort).count();
    assert_eq!(count(Indicatorsoort::Beleidsindicator), 14);
    assert_eq!(count(Indicatorsoort::Kengetal), 11);
    let indicator =
        |name: &str| budget.indicatoren.iter().find(|i| i.name.starts_with(name)).unwrap();
    let meting = |name: &str, jaar, stadium| {
        let mut metingen = budget.metingen.of(indicator(name).id);
        metingen.find(|meting| meting.kolom == Kolom::new(jaar, stadium)).unwrap()
    };
    let wmo = |stadium| meting("Unieke cliënten", 2019, stadium).value.unwrap();
    assert_eq!((wmo(Stadium::Rekening), wmo(Stadium::Begroting)), (dec(7624), dec(6400)));
    assert_eq!(indicator("Ouderen").richting, Richting::Lager);

    let benefit = |jaar, stadium| meting("Personen met een bijstands", jaar, stadium);
    let (before, now) = (benefit(2018, Stadium::Rekening), benefit(2019, Stadium::Rekening));
    assert_eq!(
        (before.value.unwrap(), now.value.unwrap()),
        (Decimal::new(495, 1), Decimal::new(4738, 1))
    );
    assert_eq!((before.unit.as_str(), now.unit.as_str()), ("", "per 10.000 inwoners"));

    let work = meting("Uitstroom naar werk", 2018, Stadium::Rekening);
    assert_eq!((work.value, work.share), (Some(dec(344)), Some(Decimal::new(154, 1))));
    assert_eq!((dec(344) / dec(2235) * dec(100)).round_dp(1), Decimal::new(154, 1));
    let none = meting("Ingekochte", 2020, Stadium::Begroting);
    assert_eq!((none.value, none.text.as_str()), (None, "Geen afspraken"));
}
