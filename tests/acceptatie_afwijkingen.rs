//! What explains the differences of documents 000 and 001, under the ids of the list of functions.
//! Amounts are × € 1.000.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/hengelo.rs"]
#[expect(dead_code, reason = "shared with other tests")]
mod hengelo;

use hengelo::{begroting, document, onderdeel, thousand};
use proptest::prelude::*;
use rust_decimal::Decimal;
use sluitend::calc::Totals;
use sluitend::calc::afwijking::{
    Afwijking, Brugwijze, Rij, Samen, Vergelijking, afwijking, brug, cluster_sum, concept, rijen,
    samen, verklaringen,
};
use sluitend::change::verklaring::{self, VerklaringError, written};
use sluitend::change::{ChangeError, Document};
use sluitend::model::{
    Bedrag, Begroting, Drempel, Edit, Field, Id, Kolom, KolomkopField, KopField, Nature, Revision,
    Stadium, Verklaring, VerklaringField,
};
use sluitend::store::ron_file;

const REKENING: Vergelijking =
    (Kolom::new(2019, Stadium::Gewijzigd), Kolom::new(2019, Stadium::Rekening));
const OVER_THE_YEARS: Vergelijking =
    (Kolom::new(2018, Stadium::Begroting), Kolom::new(2019, Stadium::Primitief));

fn dec(thousands: i64) -> Decimal {
    Decimal::from(thousands)
}

fn stand(budget: &Begroting, code: &str, of: Vergelijking) -> Afwijking {
    afwijking(budget, &Totals::new(budget), onderdeel(budget, code), of).unwrap()
}

/// The amounts of the components, in their order.
fn parts(budget: &Begroting, code: &str, of: Vergelijking) -> Vec<Option<i64>> {
    let euro = |v: &Verklaring| v.bedrag.map(|bedrag| thousand(bedrag.euro_or_zero()));
    verklaringen(budget, onderdeel(budget, code), of)
        .map(|v| euro(v).map(|euro| i64::try_from(euro).unwrap()))
        .collect()
}

fn of_code(budget: &Begroting, rijen: &[Rij], code: &str) -> Rij {
    rijen.iter().find(|rij| rij.onderdeel == onderdeel(budget, code)).unwrap().clone()
}

fn apply(document: &mut Document, edits: Vec<Edit>) -> Result<(), ChangeError> {
    let (id, at) = (Id::from_bits(9_000_000 + document.version()), jiff::Timestamp::UNIX_EPOCH);
    let revision =
        Revision { id, who: "adviseur".into(), at, why: "test".into(), edits, van: Vec::new() };
    document.commit(revision).map(|_| ())
}

fn set(document: &mut Document, id: Id, field: impl Into<Field>) {
    let edit = document.begroting().set(id, field).unwrap().unwrap();
    apply(document, vec![edit]).unwrap();
}

/// The codes of what still needs words under this threshold.
fn missing(thousands: i64) -> Vec<String> {
    let mut document = document();
    let drempel = Drempel::new(Some(dec(thousands * 1000)), None).unwrap();
    let kop = document.begroting().id();
    if let Some(edit) = document.begroting().set(kop, KopField::Drempel(drempel)).unwrap() {
        apply(&mut document, vec![edit]).unwrap();
    }
    let (budget, totals) = (document.begroting(), document.totals());
    let all = rijen(budget, totals, onderdeel(budget, "6"), REKENING);
    let asked = all.into_iter().filter(|rij| rij.mist_tekst);
    asked.map(|rij| budget.onderdelen.get(rij.onderdeel).unwrap().code.clone()).collect()
}

#[test]
fn v1_at_55_no_text_is_missing_and_at_50_only_that_of_6_10_9() {
    assert_eq!(missing(55), Vec::<String>::new());
    assert_eq!(missing(50), ["6.10.9"]);
    let budget = begroting();
    assert_eq!(thousand(stand(&budget, "6.10.9", REKENING).verschil()), dec(-53));
    assert_eq!(budget.kop().drempel, Drempel::new(Some(dec(55_000)), None).unwrap());
}

#[test]
fn v2_components_add_up_to_590() {
    let budget = begroting();
    let amounts = [396, 77, 51, 46, -35, 18, 21, 16].map(Some);
    assert_eq!(parts(&budget, "6.10.0", REKENING), amounts);
    let found = stand(&budget, "6.10.0", REKENING);
    assert_eq!(thousand(found.verklaard), dec(590));
    assert_eq!(found.gepubliceerd.map(thousand), Some(dec(590)));
    assert_eq!(found.rest_gepubliceerd(), Some(Decimal::ZERO));
    assert_eq!((thousand(found.verschil()), thousand(found.rest())), (dec(591), dec(1)));
    assert!(found.is_afronding());
}

#[test]
fn v3_structural_incidental_and_not_stated_add_up_to_80() {
    let budget = begroting();
    let sub = onderdeel(&budget, "6.10.1");
    let of = |nature: Nature| -> Decimal {
        let all = verklaringen(&budget, sub, REKENING).filter(|v| v.nature == nature);
        thousand(all.filter_map(|v| v.bedrag).map(Bedrag::euro_or_zero).sum())
    };
    assert_eq!(parts(&budget, "6.10.1", REKENING), [55, 44, -17, -2].map(Some));
    let natures = [Nature::Incidenteel, Nature::Structureel, Nature::NietVermeld].map(of);
    assert_eq!(natures, [dec(53), dec(44), dec(-17)]);
    assert_eq!(thousand(stand(&budget, "6.10.1", REKENING).verklaard), dec(80));
}

#[test]
fn v4_what_is_not_explained_stays_in_sight() {
    let budget = begroting();
    assert_eq!(
        parts(&budget, "6.30.4", REKENING),
        [Some(-147), Some(-140), Some(83), None],
        "the last one is told without an amount"
    );
    let found = stand(&budget, "6.30.4", REKENING);
    let told = (found.verschil(), found.verklaard, found.rest());
    let thousands = (thousand(told.0), thousand(told.1), thousand(told.2));
    assert_eq!(thousands, (dec(-241), dec(-204), dec(-37)));
    assert!(!found.is_afronding());
    // The other rests of the document.
    for (code, rest) in
        [("6.20.1", 177), ("6.30.8", 189), ("6.50.1", 15), ("6.50.3", 6), ("6.71.8", -11)]
    {
        let found = stand(&budget, code, REKENING);
        assert_eq!(found.rest_gepubliceerd().map(thousand), Some(dec(rest)), "{code}");
    }
    let of_published = stand(&budget, "6.30.9", REKENING).rest_gepubliceerd();
    assert_eq!(of_published.map(thousand), Some(dec(3)));
}

#[test]
fn v5_a_cluster_over_four_subs_comes_to_854() {
    let budget = begroting();
    let cluster = budget.clusters.iter().next().unwrap().id;
    let part = |code: &str| parts(&budget, code, REKENING);
    assert_eq!(part("6.71.0"), [Some(-639)]);
    assert_eq!(part("6.71.1"), [Some(-144)]);
    assert_eq!((part("6.71.5"), part("6.71.7")), (vec![Some(156)], vec![Some(1481)]));
    assert_eq!(-639 - 144, -783);
    assert_eq!(thousand(cluster_sum(&budget, cluster, REKENING)), dec(854));
    // In the table 6.71.1 differs 143, in its heading 144.
    let found = stand(&budget, "6.71.1", REKENING);
    assert_eq!((thousand(found.rest()), found.is_afronding()), (dec(1), true));
    let sub = onderdeel(&budget, "6.71.0");
    let draft = concept(&budget, &Totals::new(&budget), sub, REKENING);
    assert!(draft.contains("per saldo € 854.000 voordeel"), "{draft}");
}

#[test]
fn v6_what_was_booked_elsewhere_shows_in_the_corrected_difference() {
    let budget = begroting();
    let totals = Totals::new(&budget);
    let all = rijen(&budget, &totals, onderdeel(&budget, "6"), REKENING);
    let corrected = |code: &str| {
        let rij = of_code(&budget, &all, code);
        let verschil = rij.stand.map(|stand| thousand(stand.verschil()));
        (verschil.unwrap(), thousand(rij.gecorrigeerd().unwrap()))
    };
    assert_eq!(corrected("6.72.1"), (dec(496), dec(196)));
    assert_eq!(corrected("6.72.8"), (dec(1414), dec(1714)));
    let (taakveld, of_taakveld) = corrected("6.72");
    assert_eq!(taakveld, of_taakveld, "within the taakveld it makes no difference");
}

#[test]
fn v7_where_nothing_is_to_report_a_sentence_says_so() {
    let budget = begroting();
    let totals = Totals::new(&budget);
    let found = stand(&budget, "6.4", REKENING);
    assert_eq!((thousand(found.van), thousand(found.naar)), (dec(-12_593), dec(-12_593)));
    for code in ["6.4", "6.40.1", "6.50.2"] {
        let draft = concept(&budget, &totals, onderdeel(&budget, code), REKENING);
        assert_eq!(draft, "Er zijn geen afwijkingen die toelichting vragen.", "{code}");
    }
}

#[test]
fn v8_one_budget_against_the_year_before_leaves_26() {
    let budget = begroting();
    let amounts = parts(&budget, "6.72.8", OVER_THE_YEARS);
    assert_eq!(amounts, [2950, 1737, -1000, 550, 515, 200].map(Some));
    let explained: i64 = amounts.into_iter().skip(1).flatten().sum();
    assert_eq!((explained, 2028 - explained), (2002, 26));
    let found = stand(&budget, "6.72.8", OVER_THE_YEARS);
    assert_eq!((thousand(found.verschil()), thousand(found.rest())), (dec(4978), dec(26)));
    // Two budgets are not judged: lower lasten, and no voordeel.
    assert_eq!(found.woord(OVER_THE_YEARS.1), "lagere lasten");
    let sub = onderdeel(&budget, "6.72.8");
    let draft = concept(&budget, &Totals::new(&budget), sub, OVER_THE_YEARS);
    assert!(draft.contains("€ 4.978.000 hoger saldo"), "{draft}");
    assert!(!draft.contains("voordeel"), "{draft}");
}

#[test]
fn v9_the_programme_explains_what_its_parts_do() {
    let budget = begroting();
    let found = stand(&budget, "6", REKENING);
    assert_eq!(found.gepubliceerd.map(thousand), Some(dec(6_219)));
    assert_eq!(thousand(found.verschil()), dec(6_226));
    let of_subs: Decimal = budget
        .verklaringen
        .iter()
        .filter(|v| (v.van, v.naar) == REKENING && !v.buiten)
        .filter_map(|v| v.bedrag)
        .map(Bedrag::euro_or_zero)
        .sum();
    assert_eq!(found.verklaard, of_subs);
}

#[test]
fn f7_the_voordeel_on_the_stelpost_splits_in_two() {
    let budget = begroting();
    assert_eq!(parts(&budget, "6.72.8", REKENING), [Some(955), Some(459)]);
    let found = stand(&budget, "6.72.8", REKENING);
    assert_eq!((thousand(found.verschil()), found.rest()), (dec(1414), Decimal::ZERO));
}

#[test]
fn f10_606_is_carried_forward_of_which_85_sits_in_programme_9() {
    let budget = begroting();
    let all: Samen = samen(&budget, onderdeel(&budget, "6"), REKENING);
    let sums = (thousand(all.overheveling), thousand(all.overheveling_elders));
    assert_eq!(sums, (dec(396 + 125 + 85), dec(85)));
    assert_eq!(thousand(all.overheveling - all.overheveling_elders), dec(521));
    // The 85 is told at 6.50.3 and counts in programme 9.
    let sub = onderdeel(&budget, "6.50.3");
    let outside: Vec<_> = verklaringen(&budget, sub, REKENING).filter(|v| v.buiten).collect();
    assert_eq!((outside.len(), outside[0].elders.as_str()), (1, "programma 9"));
    assert_eq!(thousand(stand(&budget, "6.50.3", REKENING).verklaard), dec(185));
}

#[test]
fn f13_wages_that_programme_9_explains_too_count_here_once() {
    let document = document();
    let (budget, totals) = (document.begroting(), document.totals());
    let all = samen(budget, onderdeel(budget, "6"), REKENING);
    assert_eq!(thousand(all.elders), dec(83 + 25 + 25 + 110 - 100));
    assert_eq!(thousand(all.elders), dec(143));
    // A component adds nothing to any total.
    let mut without = document.clone();
    let edits = budget.verklaringen.iter().cloned().map(|v| Edit::Remove(v.into())).collect();
    apply(&mut without, edits).unwrap();
    let programme = onderdeel(budget, "6");
    assert_eq!(without.totals().get(programme, REKENING.1), totals.get(programme, REKENING.1));
}

#[test]
fn f17_a_difference_is_rekening_less_begroting_whatever_the_sign() {
    let budget = begroting();
    for (code, verschil, word) in [("6", 6_226, "V"), ("6.82.1", -640, "N"), ("6.30.1", 493, "V")] {
        let found = stand(&budget, code, REKENING);
        assert_eq!(thousand(found.verschil()), dec(verschil), "{code}");
        assert_eq!(found.woord(REKENING.1), word, "{code}");
    }
    // Fewer lasten are a voordeel and fewer baten a nadeel, in either convention of signs.
    let found = stand(&budget, "6.72.8", REKENING);
    assert!(found.lasten < Decimal::ZERO && found.verschil() > Decimal::ZERO);
}

#[test]
fn the_bridge_goes_from_the_one_saldo_to_the_other() {
    let budget = begroting();
    let totals = Totals::new(&budget);
    for wijze in [Brugwijze::Deel, Brugwijze::Oorzaak, Brugwijze::Soort] {
        let found = brug(&budget, &totals, onderdeel(&budget, "6"), REKENING, wijze).unwrap();
        let sum: Decimal = found.stappen.iter().map(|stap| stap.euro).sum();
        assert_eq!(found.van + sum, found.naar, "{wijze:?}");
        assert_eq!((thousand(found.van), thousand(found.naar)), (dec(-93_505), dec(-87_279)));
    }
    let parts = brug(&budget, &totals, onderdeel(&budget, "6"), REKENING, Brugwijze::Deel).unwrap();
    // 6.4 differs nothing and is no step.
    assert_eq!(parts.stappen.len(), 9);
    let by_component =
        brug(&budget, &totals, onderdeel(&budget, "6"), REKENING, Brugwijze::Oorzaak).unwrap();
    assert_eq!(thousand(by_component.stappen[0].euro), dec(1738), "the largest first");
}

#[test]
fn a_draft_follows_until_somebody_writes() {
    let mut document = document();
    let sub = onderdeel(document.begroting(), "6.30.4");
    let draft =
        |document: &Document| concept(document.begroting(), document.totals(), sub, REKENING);
    let first = draft(&document);
    assert!(first.contains("€ 241.000 nadeel") && first.contains("€ 147.000 nadeel"), "{first}");
    assert!(first.contains("zie ook programma 9"), "{first}");
    assert!(first.contains("Niet verklaard: € 37.000 nadeel."), "{first}");
    let component = document.begroting().verklaringen.of(sub).next().unwrap().id;
    let bedrag = Bedrag::Euro(dec(-150_000));
    set(&mut document, component, VerklaringField::Bedrag(Some(bedrag)));
    let second = draft(&document);
    assert!(second.contains("€ 150.000 nadeel") && second.contains("€ 34.000 nadeel"), "{second}");

    let write = |document: &mut Document, text: &str| {
        let budget = document.begroting();
        let draft = concept(budget, document.totals(), sub, REKENING);
        let edits = verklaring::write(budget, sub, REKENING, text, &draft).unwrap();
        apply(document, edits).unwrap();
    };
    write(&mut document, "Vooral beschermingsbewind.");
    set(&mut document, component, VerklaringField::Bedrag(None));
    let kept = written(document.begroting(), sub, REKENING).unwrap();
    assert_eq!(kept.text, "Vooral beschermingsbewind.", "what somebody wrote does not follow");
    let empty = String::new();
    write(&mut document, &empty);
    assert_eq!(written(document.begroting(), sub, REKENING), None);
    assert_ne!(draft(&document), second, "the draft is back, and follows");
}

#[test]
fn the_rest_becomes_a_component_and_a_component_two() {
    let mut document = document();
    let sub = onderdeel(document.begroting(), "6.30.4");
    let rest =
        verklaring::rest(document.begroting(), document.totals(), sub, REKENING, Id::from_bits(1));
    let rest = rest.unwrap();
    assert_eq!(rest.bedrag, Some(Bedrag::Euro(dec(-37_000))));
    apply(&mut document, vec![Edit::Insert(rest.into())]).unwrap();
    assert_eq!(stand(document.begroting(), "6.30.4", REKENING).rest(), Decimal::ZERO);
    let again =
        verklaring::rest(document.begroting(), document.totals(), sub, REKENING, Id::from_bits(2));
    assert_eq!(again, Err(VerklaringError::NoRest));

    let first = document.begroting().verklaringen.of(sub).next().unwrap().id;
    let split = |part: i64| {
        verklaring::split(document.begroting(), first, dec(part * 1000), Id::from_bits(3))
    };
    for wrong in [0, 20, -147, -148] {
        assert_eq!(split(wrong), Err(VerklaringError::Part), "{wrong}");
    }
    let edits = split(-47).unwrap();
    apply(&mut document, edits).unwrap();
    let budget = document.begroting();
    assert_eq!(parts(budget, "6.30.4", REKENING)[..2], [Some(-100), Some(-47)]);
    assert_eq!(stand(budget, "6.30.4", REKENING).rest(), Decimal::ZERO);
}

#[test]
fn causes_of_the_year_before_come_without_amounts_and_once() {
    let mut document = document();
    let budget = document.begroting();
    let sub = onderdeel(budget, "6.30.4");
    let next: Vergelijking =
        (Kolom::new(2020, Stadium::Gewijzigd), Kolom::new(2020, Stadium::Rekening));
    let mut ids = 100..;
    let mut new_id = || Id::from_bits(ids.next().unwrap());
    let edits = verklaring::causes_of_last_year(budget, sub, next, &mut new_id).unwrap();
    assert_eq!(edits.len(), 4);
    apply(&mut document, edits).unwrap();
    let budget = document.begroting();
    assert_eq!(parts(budget, "6.30.4", next), [None; 4]);
    let again = verklaring::causes_of_last_year(budget, sub, next, &mut new_id);
    assert_eq!(again, Err(VerklaringError::NothingBefore));
}

#[test]
fn what_explains_a_closed_column_is_closed_with_it() {
    let mut document = document();
    let budget = document.begroting();
    let kop = budget.kolommen.iter().find(|kop| kop.kolom == REKENING.1).unwrap().id;
    let sub = onderdeel(budget, "6.30.4");
    let component = budget.verklaringen.of(sub).next().unwrap().clone();
    set(&mut document, kop, KolomkopField::Closed(true));
    let refused = Err(ChangeError::Closed(REKENING.1));
    let bedrag = VerklaringField::Bedrag(None);
    let emptied = document.begroting().set(component.id, bedrag).unwrap().unwrap();
    assert_eq!(apply(&mut document, vec![emptied]), refused);
    let new = verklaring::new(document.begroting(), sub, REKENING, Id::from_bits(1));
    assert_eq!(apply(&mut document, vec![Edit::Insert(new.into())]), refused);
    assert_eq!(apply(&mut document, vec![Edit::Remove(component.clone().into())]), refused);
    let text = VerklaringField::Text("andere woorden".into());
    let worded = document.begroting().set(component.id, text).unwrap().unwrap();
    assert_eq!(apply(&mut document, vec![worded]), Ok(()), "words are no figures");
}

#[test]
fn a_threshold_below_zero_is_refused_with_its_place() {
    let text = ron_file::write(&begroting()).unwrap();
    let wrong = text.replace("drempel: (bedrag: \"55000\")", "drempel: (bedrag: \"-1\")");
    assert_ne!(wrong, text);
    let error = ron_file::read(wrong.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("regel 4") && error.contains("drempel"), "{error}");
}

#[test]
fn a_correction_that_names_nothing_is_refused_by_name() {
    let text = ron_file::write(&begroting()).unwrap();
    let sub = onderdeel(&begroting(), "6.72.8").to_string();
    let wrong = text.replace(&format!("hoort_op: \"{sub}\""), "hoort_op: \"000000000001\"");
    assert_ne!(wrong, text);
    let error = ron_file::read(wrong.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("000000000001"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn components_and_rest_are_the_difference(
        amounts in prop::collection::vec((0_usize..46, -9_000_i64..9_000, any::<bool>()), 1..12),
    ) {
        let mut document = document();
        let subs: Vec<Id> = {
            let budget = document.begroting();
            let leaf = |id: &Id| budget.onderdelen.ids_of(Some(*id)).is_empty();
            budget.subtree(onderdeel(budget, "6")).into_iter().filter(leaf).collect()
        };
        for (nth, (sub, euro, buiten)) in amounts.into_iter().enumerate() {
            let id = Id::from_bits(nth as u64 + 1);
            let new = verklaring::new(document.begroting(), subs[sub % subs.len()], REKENING, id);
            let bedrag = Some(Bedrag::Euro(Decimal::from(euro)));
            let new = Verklaring { bedrag, buiten, ..new };
            apply(&mut document, vec![Edit::Insert(new.into())]).unwrap();
        }
        let (budget, totals) = (document.begroting(), document.totals());
        let all = rijen(budget, totals, onderdeel(budget, "6"), REKENING);
        let corrections: Decimal =
            all.iter().filter(|rij| rij.diepte == 2).map(|rij| rij.correctie).sum();
        prop_assert_eq!(corrections, Decimal::ZERO);
        for rij in all {
            let stand = rij.stand.unwrap();
            prop_assert_eq!(stand.verklaard + stand.rest(), stand.verschil());
            let saldo = |kolom| totals.get(rij.onderdeel, kolom).saldo();
            prop_assert_eq!(stand.verschil(), saldo(REKENING.1) - saldo(REKENING.0));
            let below = budget.subtree(rij.onderdeel);
            let told = below.iter().flat_map(|id| verklaringen(budget, *id, REKENING));
            let told: Decimal = told
                .filter(|v| !v.buiten)
                .map(|v| v.bedrag.map_or(Decimal::ZERO, Bedrag::euro_or_zero))
                .sum();
            prop_assert_eq!(stand.verklaard, told);
        }
    }
}
