use super::*;
use crate::calc::{Keuzes, Totals};
use crate::display::Unit;
use crate::model::{
    Bedrag, Begroting, Dia, Diasoort, Edit, Field, Id, MutatieField, OptieField, PrognosepostField,
};
use crate::store::ron_file;

fn begroting() -> Begroting {
    ron_file::read(include_bytes!("../../../saves/hengelo-interventie-2018.ron")).unwrap()
}

fn set(begroting: &mut Begroting, id: Id, field: impl Into<Field>) {
    if let Some(edit) = begroting.set(id, field).unwrap() {
        begroting.apply(&edit).unwrap();
    }
}

fn measure(begroting: &Begroting, code: &str) -> Id {
    begroting.mutaties.iter().find(|measure| measure.code == code).unwrap().id
}

fn option(begroting: &Begroting, code: &str) -> Id {
    let of = measure(begroting, "5.1.5");
    begroting.opties.of(of).find(|optie| optie.code == code).unwrap().id
}

fn package_of(begroting: &Begroting, code: &str) -> Id {
    let measure = begroting.mutaties.get(measure(begroting, code)).unwrap();
    measure.pakket.unwrap()
}

fn dia(begroting: &Begroting, soort: Diasoort) -> Dia {
    begroting.dias.top().find(|dia| dia.soort == soort).unwrap().clone()
}

fn shown(begroting: &Begroting, dia: &Dia, proef: &Proef) -> Inhoud {
    inhoud(begroting, &Totals::new(begroting), dia, proef)
}

fn thousands(inhoud: &Inhoud) -> Vec<String> {
    inhoud.rest.iter().map(|year| crate::display::show(year.rest, Unit::Thousand)).collect()
}

fn last(row: &Rij) -> Cel {
    *row.cellen.last().unwrap()
}

fn rows(begroting: &Begroting, niveau: Niveau) -> Vec<Rij> {
    tabel(begroting, &Keuzes::default(), niveau).unwrap().rijen
}

#[test]
fn a_slide_of_a_measure_follows_the_option_that_is_tried() {
    let begroting = begroting();
    let slide = dia(&begroting, Diasoort::Maatregel);
    let mut proef = Proef::new(&begroting, None);
    assert_eq!(thousands(&shown(&begroting, &slide, &proef)), ["-4.300", "-3.050", "-800", "-150"]);
    let of = measure(&begroting, "5.1.5");
    let one = option(&begroting, "1");
    proef.kies(&begroting, of, MutatieField::Optie(Some(one)));
    let tried = shown(&begroting, &slide, &proef);
    assert_eq!(thousands(&tried), ["-3.637", "-2.387", "-137", "513"]);
    assert!(tried.gevolg.starts_with("huishoudens raken"), "{}", tried.gevolg);
    let codes: Vec<&str> = tried.opties.iter().map(|optie| optie.code.as_str()).collect();
    assert_eq!(codes, ["1", "2a", "2b", "3"]);
    assert_eq!(
        proef.wijzigingen(&begroting, tried.plan.unwrap(), Unit::Thousand)[0].wat,
        "5.1.5 optie 1"
    );
    let three = option(&begroting, "3");
    proef.kies(&begroting, of, MutatieField::Optie(Some(three)));
    assert!(!proef.is_op_proef(), "as it was is no choice");
}

#[test]
fn the_effects_of_what_was_tried_add_up_to_the_difference() {
    let begroting = begroting();
    let slide = dia(&begroting, Diasoort::Resterend);
    let mut proef = Proef::new(&begroting, None);
    for code in ["4.1.3", "4.2.3", "5.1.5"] {
        proef.kies(&begroting, measure(&begroting, code), MutatieField::Uit(true));
    }
    let tried = shown(&begroting, &slide, &proef);
    let changes = proef.wijzigingen(&begroting, tried.plan.unwrap(), Unit::Thousand);
    assert_eq!(changes.len(), 3);
    for (at, year) in tried.rest.iter().enumerate() {
        let sum: rust_decimal::Decimal = changes.iter().map(|change| change.effect[at]).sum();
        assert_eq!(sum, year.rest - year.was);
    }
    proef.herstel();
    assert!(!proef.is_op_proef());
}

#[test]
fn a_scenario_is_the_base_and_keeps_its_name() {
    let begroting = begroting();
    let scenario = begroting.scenarios.iter().find(|it| it.name == "zonder rijk").unwrap().id;
    let proef = Proef::new(&begroting, Some(scenario));
    let slide = dia(&begroting, Diasoort::Resterend);
    assert_eq!(proef.naam(), "zonder rijk");
    assert_eq!(
        thousands(&shown(&begroting, &slide, &proef)),
        ["-6.300", "-5.050", "-2.800", "-2.150"]
    );
}

#[test]
fn measures_that_were_not_released_are_one_row() {
    let mut begroting = begroting();
    let package = package_of(&begroting, "4.1.1");
    let before = rows(&begroting, Niveau::Pakket(package));
    for code in ["4.1.1", "4.1.2"] {
        let id = measure(&begroting, code);
        set(&mut begroting, id, MutatieField::Vrijgegeven(false));
    }
    let after = rows(&begroting, Niveau::Pakket(package));
    assert_eq!(after.len(), before.len() - 1);
    assert!(after.iter().all(|row| !row.titel.contains("4.1.1") && !row.titel.contains("4.1.2")));
    let rest = after.iter().find(|row| row.titel == OVERIGE).unwrap();
    assert_eq!(last(rest), Cel::Bedrag(Bedrag::Euro(2_000_000.into())), "1.500 and 500");
    assert_eq!(rest.dieper, None);
    assert_eq!(last(after.last().unwrap()), last(before.last().unwrap()), "the sum stays");
}

#[test]
fn options_that_were_not_released_never_show() {
    let mut begroting = begroting();
    let (of, one) = (measure(&begroting, "5.1.5"), option(&begroting, "1"));
    set(&mut begroting, one, OptieField::Vrijgegeven(false));
    let slide = dia(&begroting, Diasoort::Maatregel);
    let proef = Proef::new(&begroting, None);
    assert_eq!(shown(&begroting, &slide, &proef).opties.len(), 3);
    let titles: Vec<String> =
        rows(&begroting, Niveau::Maatregel(of)).into_iter().map(|row| row.titel).collect();
    assert_eq!(titles.len(), 4, "three, and the row for the rest");
    assert!(titles.iter().all(|title| !title.contains("stoppen")), "{titles:?}");
    // The option that counts gives the amounts of the measure: then that is not told either.
    set(&mut begroting, of, MutatieField::Optie(Some(one)));
    let package = package_of(&begroting, "5.1.5");
    let found = rows(&begroting, Niveau::Pakket(package));
    assert!(found.iter().all(|row| !row.titel.contains("5.1.5")));
    assert_eq!(shown(&begroting, &slide, &proef).gevolg, "");
}

#[test]
fn a_measure_that_was_not_released_has_no_slide_and_cannot_be_tried() {
    let mut begroting = begroting();
    let of = measure(&begroting, "5.1.5");
    set(&mut begroting, of, MutatieField::Vrijgegeven(false));
    let proef = Proef::new(&begroting, None);
    let slide = shown(&begroting, &dia(&begroting, Diasoort::Maatregel), &proef);
    assert!(matches!(slide.beeld, Beeld::Niets(_)));
    assert!(slide.opties.is_empty() && slide.gevolg.is_empty());
    assert!(knoppen(&begroting, slide.plan.unwrap(), &proef, None).iter().all(|it| it.id != of));
    assert_eq!(tabel(&begroting, &Keuzes::default(), Niveau::Maatregel(of)), None);
}

#[test]
fn posts_that_were_not_released_are_one_row_and_show_no_numbers() {
    let begroting = begroting();
    let shut = begroting.prognoseposten.iter().find(|post| !post.vrijgegeven).unwrap();
    let found = rows(&begroting, Niveau::Prognose(shut.prognose));
    assert!(found.iter().all(|row| row.titel != shut.name));
    assert!(found.iter().any(|row| row.titel == OVERIGE));
    assert_eq!(tabel(&begroting, &Keuzes::default(), Niveau::Post(shut.id)), None);
}

#[test]
fn a_number_below_ten_is_not_told_nor_is_its_price() {
    let mut begroting = begroting();
    let metingen = |begroting: &Begroting, post: Id| {
        let indicator = begroting.prognoseposten.get(post)?.aantal?;
        let meting = begroting.metingen.of(indicator).find(|meting| meting.value.is_some())?;
        Some((meting.id, meting.kolom))
    };
    let ids: Vec<Id> = begroting.prognoseposten.iter().map(|post| post.id).collect();
    let (post, (meting, kolom)) =
        ids.into_iter().find_map(|id| Some((id, metingen(&begroting, id)?))).unwrap();
    set(&mut begroting, post, PrognosepostField::Vrijgegeven(true));
    for (number, is_few) in [(9, true), (10, false)] {
        let value = Some(rust_decimal::Decimal::from(number));
        set(&mut begroting, meting, crate::model::MetingField::Value(value));
        let found = tabel(&begroting, &Keuzes::default(), Niveau::Post(post)).unwrap();
        let at = found.kolommen.iter().position(|of| *of == kolom).unwrap();
        let cell = |title: &str| {
            found.rijen.iter().find(|row| row.titel.starts_with(title)).unwrap().cellen[at]
        };
        assert_eq!(cell("aantal") == Cel::Weinig, is_few);
        assert_eq!(cell("prijs") == Cel::Leeg, is_few);
    }
}

#[test]
fn nothing_of_what_is_shown_holds_a_note_a_role_or_a_basis() {
    let mut begroting = begroting();
    const SECRET: &str = "NIET-VOOR-DE-ZAAL";
    let ids: Vec<Id> = begroting.mutaties.iter().map(|measure| measure.id).collect();
    for id in ids {
        for field in [
            MutatieField::Owner(SECRET.into()),
            MutatieField::Basis(SECRET.into()),
            MutatieField::Formule(SECRET.into()),
            MutatieField::Risico(SECRET.into()),
            MutatieField::Forum(SECRET.into()),
            MutatieField::Voortgang(SECRET.into()),
        ] {
            set(&mut begroting, id, field);
        }
    }
    let dias: Vec<Dia> = begroting.dias.top().cloned().collect();
    for slide in &dias {
        set(&mut begroting, slide.id, crate::model::DiaField::Notitie(SECRET.into()));
    }
    let proef = Proef::new(&begroting, None);
    let mut levels: Vec<Niveau> = Vec::new();
    for slide in begroting.dias.top() {
        let content = shown(&begroting, slide, &proef);
        assert!(!format!("{content:?}").contains(SECRET), "{}", slide.title);
        levels.extend(content.dieper);
        if let Some(plan) = content.plan {
            let all = knoppen(&begroting, plan, &proef, None);
            assert!(!format!("{all:?}").contains(SECRET));
        }
    }
    let mut seen = 0;
    while let Some(niveau) = levels.get(seen).copied() {
        seen += 1;
        let Some(found) = tabel(&begroting, &Keuzes::default(), niveau) else { continue };
        assert!(!format!("{found:?}").contains(SECRET), "{niveau:?}");
        levels.extend(found.rijen.iter().filter_map(|row| row.dieper));
    }
    assert!(seen > 20, "{seen} levels");
}

#[test]
fn trying_an_amount_or_a_tick_changes_no_record() {
    let begroting = begroting();
    let kept = ron_file::write(&begroting).unwrap();
    let mut proef = Proef::new(&begroting, None);
    let plan = plan_of(&begroting, None).unwrap();
    for knop in knoppen(&begroting, plan, &proef, Some(2022)) {
        knop.wissel(&begroting, &mut proef);
        knop.volgende(&begroting, &mut proef, true);
        if let Soortknop::Maatregel { bedrag: Some(field), .. } = &knop.soort {
            field.probeer(&begroting, &mut proef, Bedrag::Euro(1.into()));
        }
    }
    assert!(proef.is_op_proef());
    assert_eq!(ron_file::write(&begroting).unwrap(), kept);
    let edits = crate::change::scenario::add(
        &begroting,
        "geprobeerd",
        &proef.keuzes(),
        Id::from_bits(0x00ff_0000_0000),
    );
    let (id, edits) = edits.unwrap();
    let mut with: Begroting = begroting.clone();
    edits.iter().for_each(|edit: &Edit| with.apply(edit).unwrap());
    assert_eq!(Keuzes::of(&with, id), proef.keuzes(), "kept as it was tried");
}
