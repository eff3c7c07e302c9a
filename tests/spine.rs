//! The properties on which everything stands: inverse, replay, diff, and totals that follow.

#[path = "common/generator.rs"]
mod generator;

use std::collections::BTreeMap;

use generator::{Chance, KOLOMMEN, Shape, begroting};
use proptest::prelude::*;
use rust_decimal::Decimal;
use sluitend::calc::verschillen::{Cijfer, Filter, Rij, Verschillen, Versie};
use sluitend::calc::{Bevinding, Bevindingen, Keuzes, Tekort, Totals, stelposten};
use sluitend::change::samenvoegen::{Kant, Samenvoeging};
use sluitend::change::structure::{Target, remove};
use sluitend::change::{Document, Step, diff};
use sluitend::display::Unit;
use sluitend::model::{
    Acceptatie, Amounts, Bedrag, Begroting, Cluster, Drempel, Edit, Id, Kolom, Kolomkeuze,
    Kolomkop, KolomkopField, KopField, Level, Mutatie, MutatieField, Mutatieregel,
    MutatieregelField, Mutatiesoort, Nature, Onderdeel, OnderdeelField, Order, Regel, RegelField,
    Reserve, Revision, Soort, Stadium, Stand, Status, Toelichting, ToelichtingField, Verklaring,
    VerklaringField, Weergave, WeergaveField,
};
use sluitend::store::ron_file;

fn pick<'a, R>(chance: &mut Chance, records: impl Iterator<Item = &'a R>) -> Option<&'a R> {
    let records: Vec<&R> = records.collect();
    let i = chance.below(records.len());
    records.get(i).copied()
}

/// One edit of any kind that this budget may or may not accept.
fn any_edit(budget: &Begroting, chance: &mut Chance) -> Option<Edit> {
    let regel = pick(chance, budget.regels.iter())?;
    let onderdeel = pick(chance, budget.onderdelen.iter())?;
    let kolom = KOLOMMEN[chance.below(6)];
    let first = Order::after(None);
    let set = |id: Id, field: sluitend::model::Field| budget.set(id, field).ok().flatten();
    match chance.below(36) {
        33..=35 => generator::overleg::any_edit(budget, chance),
        27..=32 => generator::plan::any_edit(budget, chance),
        0..=3 => {
            let bedrag = chance.bedrag();
            budget.set(regel.id, RegelField::Amount(kolom, bedrag)).ok().flatten()
        }
        4 => budget.set(regel.id, RegelField::Soort(Soort::ALL[chance.below(4)])).ok().flatten(),
        5 => budget.set(regel.id, RegelField::Stelpost(chance.below(2) == 0)).ok().flatten(),
        6 => budget.set(regel.id, RegelField::Onderdeel(onderdeel.id)).ok().flatten(),
        7 => {
            let parent = pick(chance, budget.onderdelen.iter())?.id;
            let parent = (chance.below(4) > 0).then_some(parent);
            budget.set(onderdeel.id, OnderdeelField::Parent(parent)).ok().flatten()
        }
        8 => Some(Edit::Remove(regel.clone().into())),
        9 => Some(Edit::Remove(onderdeel.clone().into())),
        10 => Some(Edit::Insert(
            Onderdeel::new(
                chance.id(),
                Some(onderdeel.id),
                Level::Product,
                ("x", "nieuw"),
                Order::after(None),
            )
            .into(),
        )),
        11 => Some(Edit::Insert(
            Regel { id: chance.id(), onderdeel: onderdeel.id, ..regel.clone() }.into(),
        )),
        12 => {
            let mutatie = pick(chance, budget.mutaties.iter())?.id;
            let bedrag = chance.bedrag();
            set(mutatie, MutatieField::Amount(kolom, bedrag).into())
        }
        13 => {
            let kolom = Kolom::new(2023 + u16::from(chance.below(2) == 0), Stadium::Raming);
            Some(Edit::Insert(Kolomkop::new(kolom, false).into()))
        }
        14 => {
            let kop = pick(chance, budget.kolommen.iter().filter(|kop| kop.kolom.jaar > 2022))?;
            Some(Edit::Remove(kop.clone().into()))
        }
        15 => {
            let kop = pick(chance, budget.kolommen.iter())?;
            let used = pick(chance, budget.kolommen.iter())?.kolom;
            if chance.below(2) == 0 {
                // In a column that was added, which may then no longer be removed.
                budget.set(regel.id, RegelField::Amount(used, chance.bedrag())).ok().flatten()
            } else {
                lock_of(budget, kop, chance)
            }
        }
        16 => {
            let stadium = [Stadium::Gewijzigd, Stadium::Primitief][chance.below(2)];
            // Of 2023 there is no begroting: there a column gewijzigd holds amounts of its own.
            let kolom = Kolom::new([2019, 2020, 2023][chance.below(3)], stadium);
            Some(Edit::Insert(Kolomkop::new(kolom, false).into()))
        }
        17 => Some(Edit::Insert(
            Mutatie {
                status: Status::ALL[chance.below(6)],
                ..Mutatie::new(
                    chance.id(),
                    onderdeel.id,
                    Mutatiesoort::Wijziging,
                    "wijziging".into(),
                    Order::after(None),
                )
            }
            .into(),
        )),
        18 | 19 => {
            let wijzigingen = budget.mutaties.iter().filter(|m| m.soort != Mutatiesoort::Maatregel);
            let mutatie = pick(chance, wijzigingen)?.id;
            let amounts = gewijzigd(budget, chance).zip(chance.bedrag());
            let on = (chance.below(8) > 0).then_some(regel.id);
            Some(Edit::Insert(
                Mutatieregel {
                    verklaring: pick(chance, budget.verklaringen.iter()).map(|it| it.id),
                    amounts: amounts.into_iter().collect(),
                    ..Mutatieregel::new(chance.id(), mutatie, on, Order::after(None))
                }
                .into(),
            ))
        }
        20 => {
            let line = pick(chance, budget.mutatieregels.iter())?.id;
            let kolom = gewijzigd(budget, chance)?;
            set(line, MutatieregelField::Amount(kolom, chance.bedrag()).into())
        }
        21 => {
            let line = pick(chance, budget.mutatieregels.iter())?;
            match chance.below(3) {
                0 => Some(Edit::Remove(line.clone().into())),
                1 => set(line.id, MutatieregelField::Regel(Some(regel.id)).into()),
                _ => {
                    let mutatie = pick(chance, budget.mutaties.iter())?.id;
                    set(line.id, MutatieregelField::Mutatie(mutatie).into())
                }
            }
        }
        22 if chance.below(4) == 0 => explanation_edit(budget, chance, onderdeel.id),
        22 if chance.below(3) == 0 => {
            let weergave = pick(chance, budget.weergaven.iter())?;
            let kolom = Kolomkeuze::Kolom(Stand::new(-1, Stadium::Rekening));
            match chance.below(3) {
                0 => Some(Edit::Remove(weergave.clone().into())),
                1 => Some(Edit::Insert(Weergave { id: chance.id(), ..weergave.clone() }.into())),
                _ => set(weergave.id, WeergaveField::Kolommen(vec![kolom]).into()),
            }
        }
        22 if chance.below(2) == 0 => {
            let reserve = pick(chance, budget.reserves.iter())?;
            match chance.below(4) {
                0 => Some(Edit::Remove(reserve.clone().into())),
                1 => Some(Edit::Insert(Reserve { id: chance.id(), ..reserve.clone() }.into())),
                2 => set(regel.id, RegelField::Reserve(None).into()),
                _ => set(regel.id, RegelField::Reserve(Some(reserve.id)).into()),
            }
        }
        23 => {
            let verklaring = pick(chance, budget.verklaringen.iter())?.id;
            set(verklaring, VerklaringField::Bedrag(chance.bedrag()).into())
        }
        24 => {
            let verklaring = pick(chance, budget.verklaringen.iter())?;
            match chance.below(3) {
                0 => Some(Edit::Remove(verklaring.clone().into())),
                1 => set(verklaring.id, VerklaringField::Onderdeel(onderdeel.id).into()),
                _ => set(verklaring.id, VerklaringField::Naar(kolom).into()),
            }
        }
        25 => Some(Edit::Insert(
            Verklaring {
                text: "oorzaak".into(),
                bedrag: chance.bedrag(),
                nature: Nature::Incidenteel,
                hoort_op: pick(chance, budget.onderdelen.iter()).map(|it| it.id),
                cluster: pick(chance, budget.clusters.iter()).map(|it| it.id),
                ..Verklaring::new(chance.id(), onderdeel.id, (KOLOMMEN[1], kolom), first.clone())
            }
            .into(),
        )),
        22 => {
            let mutatie = pick(chance, budget.mutaties.iter())?.id;
            set(mutatie, MutatieField::Soort(Mutatiesoort::ALL[chance.below(5)]).into())
        }
        _ => {
            let mutatie = pick(chance, budget.mutaties.iter())?.id;
            let field = match chance.below(3) {
                0 => MutatieField::Stelpost(None),
                1 => MutatieField::Stelpost(Some(regel.id)),
                _ => MutatieField::Status(Status::ALL[chance.below(6)]),
            };
            set(mutatie, field.into())
        }
    }
}

/// A cluster, a written explanation, an accepted finding or the threshold: added, changed or removed.
fn explanation_edit(budget: &Begroting, chance: &mut Chance, onderdeel: Id) -> Option<Edit> {
    let set = |id: Id, field: sluitend::model::Field| budget.set(id, field).ok().flatten();
    let (name, order) = (|| "samenhang".to_owned(), Order::after(None));
    match chance.below(7) {
        0 => {
            let cluster = Cluster { id: chance.id(), onderdeel, name: name(), text: name(), order };
            Some(Edit::Insert(cluster.into()))
        }
        1 => Some(Edit::Remove(pick(chance, budget.clusters.iter())?.clone().into())),
        2 => {
            let (id, van, naar) = (chance.id(), KOLOMMEN[1], KOLOMMEN[2]);
            Some(Edit::Insert(Toelichting { id, onderdeel, van, naar, text: name() }.into()))
        }
        3 => {
            let id = pick(chance, budget.toelichtingen.iter())?.id;
            set(id, ToelichtingField::Text(format!("tekst {}", chance.below(9))).into())
        }
        4 => {
            let (id, toets, reden) = (chance.id(), "regel-leeg".into(), name());
            let (kolom, bedrag) = (Some(KOLOMMEN[2]), chance.bedrag());
            let plaats = onderdeel;
            Some(Edit::Insert(Acceptatie { id, toets, plaats, kolom, bedrag, reden }.into()))
        }
        5 => Some(Edit::Remove(pick(chance, budget.acceptaties.iter())?.clone().into())),
        _ => {
            let drempel = Drempel::new(Some(Decimal::from(chance.below(99))), None)?;
            set(budget.id(), KopField::Drempel(drempel).into())
        }
    }
}

/// A column gewijzigd of the budget.
fn gewijzigd(budget: &Begroting, chance: &mut Chance) -> Option<Kolom> {
    let heads = budget.kolommen.iter().filter(|kop| kop.kolom.stadium == Stadium::Gewijzigd);
    pick(chance, heads).map(|kop| kop.kolom)
}

fn revision(chance: &mut Chance, edits: Vec<Edit>) -> Revision {
    Revision {
        id: chance.id(),
        who: "budgethouder".into(),
        at: jiff::Timestamp::UNIX_EPOCH,
        why: "test".into(),
        edits,
        van: Vec::new(),
    }
}

/// Opens or closes a column: what is in a closed one is refused, so most are open most of the time.
fn lock(budget: &Begroting, chance: &mut Chance) -> Option<Edit> {
    let kop = pick(chance, budget.kolommen.iter())?;
    lock_of(budget, kop, chance)
}

fn lock_of(budget: &Begroting, kop: &Kolomkop, chance: &mut Chance) -> Option<Edit> {
    budget.set(kop.id, KolomkopField::Closed(chance.below(6) == 0)).ok().flatten()
}

/// Chance for the work on the budget of this seed. With the seed itself it would repeat the ids of
/// that budget, and a new record might take the id of an onderdeel.
fn chance_beside(seed: u64) -> Chance {
    Chance::new(!seed)
}

/// A document after some revisions, each of one to three edits, and the steps that led there.
fn work(chance: &mut Chance, document: &mut Document, revisions: usize) -> Vec<Step> {
    let mut steps = Vec::new();
    for _ in 0..revisions {
        let step = match chance.below(8) {
            0 => document.undo(),
            1 => document.redo(),
            2 => {
                let edits = lock(document.begroting(), chance).into_iter().collect();
                document.commit(revision(chance, edits))
            }
            _ => {
                let mut trial = document.begroting().clone();
                let mut edits = Vec::new();
                for _ in 0..=chance.below(3) {
                    let edit = any_edit(&trial, chance);
                    edits.extend(edit.filter(|edit| trial.apply(edit).is_ok()));
                }
                document.commit(revision(chance, edits))
            }
        };
        steps.extend(step);
    }
    steps
}

/// What somebody made of a budget: small changes, and now and then a whole branch taken out.
fn side(basis: &Begroting, chance: &mut Chance, revisions: usize) -> Begroting {
    let mut document = Document::new(basis.clone());
    work(chance, &mut document, revisions);
    if chance.below(3) == 0
        && let Some(branch) = pick(chance, document.begroting().onderdelen.iter())
        && let Ok(edits) = remove(document.begroting(), Target::Onderdeel(branch.id))
    {
        drop(document.commit(revision(chance, edits)));
    }
    document.begroting().clone()
}

/// Whether a budget has what an edit leads to.
fn holds(budget: &Begroting, edit: &Edit) -> bool {
    match edit {
        Edit::Insert(record) => {
            budget.same(record).is_some_and(|there| there.differences(record).is_empty())
        }
        Edit::Remove(record) => budget.same(record).is_none(),
        Edit::Set { id, new, .. } => budget.field_like(*id, new).as_ref() == Some(new),
    }
}

/// The figures that count in a column, and on which side.
fn counting(budget: &Begroting, kolom: Kolom) -> BTreeMap<Id, (Option<Soort>, Bedrag)> {
    let of_regels = budget.regels.iter().map(|it| (it.id, Some(it.soort), it.amounts.get(kolom)));
    let is_adopted = |line: &&Mutatieregel| {
        budget.mutaties.get(line.mutatie).is_some_and(|mutatie| mutatie.is_adopted())
    };
    let lines = budget.mutatieregels.iter().filter(is_adopted);
    let of_lines = lines.map(|it| (it.id, None, it.amounts.get(kolom)));
    let all = of_regels.chain(of_lines);
    let some = all.filter_map(|(id, soort, bedrag)| Some((id, (soort, bedrag?))));
    some.filter(|(_, (_, bedrag))| *bedrag != Bedrag::Euro(Decimal::ZERO)).collect()
}

/// A place among others: where both sides moved the same, one gives way.
fn is_place(edit: &Edit) -> bool {
    matches!(edit, Edit::Set { new, .. } if new.name() == "order")
}

/// What checks find, in an order and in words that can be compared.
fn findings(found: &Bevindingen, budget: &Begroting) -> Vec<String> {
    let one = |it: &Bevinding| format!("{it:?} {}", it.zin(budget, Unit::Euro));
    let mut all: Vec<String> = found.iter().map(one).collect();
    all.sort();
    all
}

fn assert_findings(document: &Document) {
    let budget = document.begroting();
    let full = Bevindingen::new(budget, document.totals());
    let (follows, full) = (findings(document.bevindingen(), budget), findings(&full, budget));
    for (one, other) in follows.iter().zip(&full) {
        assert_eq!(one, other);
    }
    assert_eq!(follows.len(), full.len());
}

fn assert_totals(document: &Document) {
    let full = Totals::new(document.begroting());
    for top in document.begroting().onderdelen.top() {
        for kolom in document.begroting().columns() {
            let found = stelposten(document.begroting(), &full, top.id, kolom);
            let to_fill: Decimal = found.iter().map(|stelpost| stelpost.rest().to_fill).sum();
            assert_eq!(to_fill, full.get(top.id, kolom).rest.to_fill, "{} {kolom}", top.code);
        }
    }
    for onderdeel in document.begroting().onderdelen.iter() {
        for kolom in document.begroting().columns() {
            assert_eq!(
                document.totals().get(onderdeel.id, kolom),
                full.get(onderdeel.id, kolom),
                "{} {kolom}",
                onderdeel.code
            );
            let regels = document.begroting().subtree(onderdeel.id);
            let regels = regels.iter().flat_map(|id| document.begroting().regels.of(*id));
            let amounts = regels
                .filter(|regel| regel.soort == Soort::Lasten)
                .filter_map(|regel| full.amount(regel, kolom));
            let lasten: Decimal = amounts.map(Bedrag::euro_or_zero).sum();
            assert_eq!(lasten, full.get(onderdeel.id, kolom).lasten, "{} {kolom}", onderdeel.code);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn totals_that_follow_equal_totals_from_the_beginning(seed: u64, revisions in 1_usize..40) {
        let mut chance = chance_beside(seed);
        let shape = if seed % 2 == 0 { Shape::Wide } else { Shape::OneTaakveld };
        let mut document = Document::new(begroting(250, shape, seed));
        work(&mut chance, &mut document, revisions);
        assert_totals(&document);
    }

    #[test]
    fn findings_that_follow_equal_findings_from_the_beginning(seed: u64, revisions in 1_usize..40) {
        let mut chance = chance_beside(seed);
        let shape = if seed % 2 == 0 { Shape::Wide } else { Shape::OneTaakveld };
        let mut document = Document::new(begroting(150, shape, seed));
        work(&mut chance, &mut document, revisions);
        assert_findings(&document);
    }

    #[test]
    fn undoing_everything_brings_back_the_beginning(seed: u64, revisions in 1_usize..40) {
        let mut chance = chance_beside(seed);
        let start = begroting(150, Shape::Wide, seed);
        let mut document = Document::new(start.clone());
        work(&mut chance, &mut document, revisions);
        let end = document.begroting().clone();
        let mut undone = 0;
        while document.undo().is_ok() {
            undone += 1;
        }
        prop_assert!(*document.begroting() == start);
        prop_assert!(document.is_saved());
        for _ in 0..undone {
            prop_assert!(document.redo().is_ok());
        }
        prop_assert!(*document.begroting() == end);
        assert_totals(&document);
    }

    /// Ticks and options of a plan, on and off in any order, and all of it taken back.
    #[test]
    fn toggling_measures_and_undoing_gives_the_same_bytes(seed: u64, toggles in 1_usize..60) {
        let mut chance = chance_beside(seed);
        let start = begroting(400, Shape::Wide, seed);
        let bytes = ron_file::write(&start).unwrap();
        let plan = start.plannen.iter().next().unwrap().id;
        let rest = |budget: &Begroting| Tekort::new(budget, plan, &Keuzes::default()).unwrap().rest;
        let before = rest(&start);
        let mut document = Document::new(start);
        let mut keuzes = Keuzes::default();
        for _ in 0..toggles {
            let budget = document.begroting();
            let measures = budget.mutaties.iter().filter(|measure| measure.pakket.is_some());
            let measure = pick(&mut chance, measures).unwrap();
            let optie = pick(&mut chance, budget.opties.of(measure.id));
            let field = match optie {
                Some(optie) => MutatieField::Optie(Some(optie.id)),
                None => MutatieField::Uit(!measure.uit),
            };
            keuzes.set(measure.id, field.clone().into());
            let edits = budget.set(measure.id, field).unwrap().into_iter().collect();
            document.commit(revision(&mut chance, edits)).unwrap();
        }
        // Laid over the budget as it was, the same choices give the same.
        let changed = rest(document.begroting());
        while document.undo().is_ok() {}
        prop_assert!(ron_file::write(document.begroting()).unwrap() == bytes);
        prop_assert_eq!(rest(document.begroting()), before);
        let laid_over = Tekort::new(document.begroting(), plan, &keuzes).unwrap().rest;
        prop_assert_eq!(laid_over, changed);
    }

    #[test]
    fn replaying_the_steps_gives_the_same_document(seed: u64, revisions in 1_usize..40) {
        let mut chance = chance_beside(seed);
        let start = begroting(150, Shape::Wide, seed);
        let mut document = Document::new(start.clone());
        let steps = work(&mut chance, &mut document, revisions);
        let mut again = Document::new(start);
        for step in steps {
            let text = ron::to_string(&step).unwrap();
            let step: Step = ron::from_str(&text).unwrap();
            prop_assert!(again.replay(step).is_ok());
        }
        prop_assert!(again.begroting() == document.begroting());
        prop_assert_eq!(again.history(), document.history());
    }

    /// A journal goes on after saving; only what came after it is replayed on the saved file.
    #[test]
    fn replaying_what_came_after_saving_gives_the_same_budget(
        seed: u64,
        before in 0_usize..20,
        after in 0_usize..20,
    ) {
        let mut chance = chance_beside(seed);
        let mut document = Document::new(begroting(150, Shape::Wide, seed));
        work(&mut chance, &mut document, before);
        document.mark_saved();
        let mut again = Document::new(document.begroting().clone());
        for step in work(&mut chance, &mut document, after) {
            prop_assert!(again.replay(step).is_ok());
        }
        prop_assert!(again.begroting() == document.begroting());
        assert_totals(&again);
    }

    #[test]
    fn applying_the_difference_of_two_budgets_makes_one_the_other(seed: u64, revisions in 1_usize..40) {
        let mut chance = chance_beside(seed);
        let a = begroting(150, Shape::Wide, seed);
        let mut document = Document::new(a.clone());
        work(&mut chance, &mut document, revisions);
        let b = document.begroting();
        for (from, to) in [(&a, b), (b, &a)] {
            let mut changed = from.clone();
            for edit in diff(from, to) {
                let result = changed.apply(&edit);
                prop_assert!(result.is_ok(), "{result:?} at {edit:?}");
            }
            prop_assert!(changed == *to);
            prop_assert!(diff(&changed, to).is_empty());
        }
    }

    #[test]
    fn differences_add_up_to_the_difference_of_the_totals(seed: u64, revisions in 1_usize..30) {
        let a = begroting(120, Shape::Wide, seed);
        let b = side(&a, &mut chance_beside(seed), revisions);
        let (before, after) = (Totals::new(&a), Totals::new(&b));
        let old = Versie { begroting: &a, totals: &before };
        let new = Versie { begroting: &b, totals: &after };
        let found = Verschillen::new(old, new);
        for kolom in a.columns().into_iter().chain(b.columns()) {
            let whole = after.whole(&b, kolom).resultaat() - before.whole(&a, kolom).resultaat();
            let of_kolom = found.cijfers.iter().filter(|it| it.kolom == kolom);
            prop_assert_eq!(of_kolom.map(Cijfer::effect).sum::<Decimal>(), whole, "{}", kolom);
        }
        // Every figure is in the tree once, under onderdelen that the tree has.
        let rows = found.rijen(old, new, Filter::default());
        let shown = rows.iter().filter(|row| matches!(row, Rij::Regel { .. })).count();
        prop_assert_eq!(shown, found.cijfers.len());
        let others = rows.iter().filter(|row| matches!(row, Rij::Anders(_))).count();
        prop_assert_eq!(others, found.anders.len());
        prop_assert!(Verschillen::new(new, new).is_empty());
    }

    #[test]
    fn merging_with_an_unchanged_version_gives_the_other(seed: u64, revisions in 1_usize..30) {
        let basis = begroting(120, Shape::Wide, seed);
        let changed = side(&basis, &mut chance_beside(seed), revisions);
        let theirs = Samenvoeging::new(&basis, &basis, &changed).unwrap();
        prop_assert_eq!(theirs.conflicten.len(), 0);
        prop_assert!(theirs.begroting(&basis, &basis, &[]).unwrap() == changed);
        let mine = Samenvoeging::new(&basis, &changed, &basis).unwrap();
        prop_assert_eq!(mine.conflicten.len(), 0);
        prop_assert!(mine.edits(&basis, &changed, &[]).is_empty());
        let both = Samenvoeging::new(&basis, &changed, &changed).unwrap();
        let told = diff(&basis, &changed).into_iter().filter(|edit| !edit.is_mark()).count();
        prop_assert_eq!(both.telling().gelijk, told);
        prop_assert!(both.edits(&basis, &changed, &[]).is_empty());
    }

    #[test]
    fn merging_is_the_same_from_both_sides_and_loses_nothing(seed: u64, revisions in 1_usize..30) {
        let basis = begroting(60, Shape::Wide, seed);
        let mut chance = chance_beside(seed);
        // They may have begun together with a later version than the one that is known of both.
        let begun = if chance.below(3) == 0 { side(&basis, &mut chance, 8) } else { basis.clone() };
        let mine = side(&begun, &mut chance, revisions);
        let theirs = side(&begun, &mut chance, revisions);
        let later = begun != basis;
        let there = Samenvoeging::new(&basis, &mine, &theirs).unwrap();
        let back = Samenvoeging::new(&basis, &theirs, &mine).unwrap();
        prop_assert_eq!(there.conflicten.len(), back.conflicten.len());
        for kept in [Kant::Mijn, Kant::Hun] {
            let keep = vec![kept; there.conflicten.len()];
            let merged = there.begroting(&basis, &mine, &keep);
            prop_assert!(merged.is_ok(), "{kept:?}: {}", merged.unwrap_err());
            let merged = merged.unwrap();
            let other = vec![kept.other(); back.conflicten.len()];
            prop_assert!(back.begroting(&basis, &theirs, &other).unwrap() == merged, "{kept:?}");
            // What a person may not do does not come out of merging either.
            prop_assert!(ron_file::read(ron_file::write(&merged).unwrap().as_bytes()).is_ok());
            let own = if kept == Kant::Mijn { &mine } else { &theirs };
            for edit in diff(&basis, own) {
                prop_assert!(holds(&merged, &edit) || is_place(&edit), "{kept:?} lost {edit:?}");
            }
            // Of the other side, all that can stand beside what was kept.
            let (lost, given_up) = if kept == Kant::Mijn {
                (&theirs, Kant::Hun)
            } else {
                (&mine, Kant::Mijn)
            };
            let asked: Vec<&Edit> =
                there.conflicten.iter().flat_map(|of| there.edits_in(of, given_up)).collect();
            for edit in diff(&basis, lost).iter().filter(|edit| !asked.contains(edit)) {
                let could_stand = merged.clone().apply(edit).is_ok() && !is_place(edit);
                prop_assert!(!could_stand || holds(&merged, edit), "{kept:?} lost {edit:?}");
            }
            // A column that one side closed stands as that side saw it.
            for (closer, other) in [(&mine, &theirs), (&theirs, &mine)] {
                let one_closed = |kop: &&Kolomkop| {
                    merged.is_closed(kop.kolom)
                        && closer.is_closed(kop.kolom)
                        && ![&basis, other].iter().any(|of| of.is_closed(kop.kolom))
                };
                for kop in merged.kolommen.iter().filter(one_closed).filter(|_| !later) {
                    let seen = [&merged, closer].map(|of| counting(of, kop.kolom));
                    prop_assert!(seen[0] == seen[1], "{kept:?}: {}", kop.kolom);
                }
            }
            if there.conflicten.is_empty() {
                for edit in diff(&basis, &theirs).iter().chain(&diff(&basis, &mine)) {
                    prop_assert!(holds(&merged, edit) || is_place(edit), "lost {edit:?}");
                }
            }
        }
        // Of each conflict another side.
        let mixed: Vec<Kant> =
            there.conflicten.iter().map(|_| [Kant::Mijn, Kant::Hun][chance.below(2)]).collect();
        let merged = there.begroting(&basis, &mine, &mixed);
        prop_assert!(merged.is_ok(), "{}", merged.unwrap_err());
    }

    #[test]
    fn writing_reading_and_writing_gives_the_same_bytes(seed: u64, revisions in 0_usize..20) {
        let mut chance = chance_beside(seed);
        let mut document = Document::new(begroting(150, Shape::Wide, seed));
        work(&mut chance, &mut document, revisions);
        let text = ron_file::write(document.begroting()).unwrap();
        let read = ron_file::read(text.as_bytes()).unwrap();
        prop_assert!(read == *document.begroting());
        prop_assert_eq!(ron_file::write(&read).unwrap(), text);
    }
}

#[test]
fn a_large_budget_is_compared_in_parts_with_the_same_outcome() {
    let old = begroting(20_500, Shape::Wide, 7);
    let mut new = old.clone();
    let regels: Vec<Regel> = old.regels.iter().step_by(97).cloned().collect();
    let mut chance = Chance::new(3);
    for regel in regels {
        let edit = match chance.below(3) {
            0 => Some(Edit::Insert(Regel { id: chance.id(), ..regel }.into())),
            _ => new.set(regel.id, RegelField::Name("anders".into())).unwrap(),
        };
        edit.iter().for_each(|edit| new.apply(edit).unwrap());
    }
    let edits = diff(&old, &new);
    assert_eq!(edits.len(), 20_500_usize.div_ceil(97));
    let mut changed = old;
    edits.iter().for_each(|edit| changed.apply(edit).unwrap());
    assert!(changed == new);
}

#[test]
fn a_refused_revision_changes_nothing() {
    let mut chance = chance_beside(1);
    let mut document = Document::new(begroting(100, Shape::Wide, 1));
    let before = document.begroting().clone();
    let regel = before.regels.iter().next().unwrap();
    let good = before.set(regel.id, RegelField::Name("anders".into())).unwrap().unwrap();
    let bad = Edit::Insert(regel.clone().into());
    assert!(document.commit(revision(&mut chance, vec![good, bad])).is_err());
    assert!(*document.begroting() == before);
    assert!(document.is_saved());
}

#[test]
fn a_closed_column_refuses_amounts_until_it_is_opened() {
    let mut chance = chance_beside(1);
    let mut document = Document::new(begroting(100, Shape::Wide, 1));
    let regel = document.begroting().regels.iter().next().unwrap().id;
    let closed = document.begroting().kolommen.iter().find(|kop| kop.closed).unwrap().clone();
    let amount = |document: &Document| {
        document
            .begroting()
            .set(regel, RegelField::Amount(closed.kolom, Some(Bedrag::Euro(Decimal::ONE))))
    };
    let edit = amount(&document).unwrap().into_iter().collect();
    assert!(document.commit(revision(&mut chance, edit)).is_err());
    let open = KolomkopField::Closed(false);
    let edit = document.begroting().set(closed.id, open).unwrap().into_iter().collect();
    assert!(document.commit(revision(&mut chance, edit)).is_ok());
    let edit = amount(&document).unwrap().into_iter().collect();
    assert!(document.commit(revision(&mut chance, edit)).is_ok());
}

#[test]
fn a_line_with_figures_in_a_closed_column_moves_but_stays_what_it_is() {
    let mut chance = chance_beside(1);
    let mut document = Document::new(begroting(100, Shape::Wide, 1));
    let budget = document.begroting().clone();
    let closed = budget.kolommen.iter().find(|kop| kop.closed).unwrap().kolom;
    let regel = budget.regels.iter().find(|regel| {
        regel.soort == Soort::Lasten
            && !regel.stelpost
            && matches!(regel.amounts.get(closed), Some(Bedrag::Euro(euro)) if !euro.is_zero())
    });
    let regel = regel.unwrap().clone();
    let set = |field| budget.set(regel.id, field).unwrap().unwrap();
    let copy = Regel { id: chance.id(), ..regel.clone() };
    for edit in [
        Edit::Remove(regel.clone().into()),
        Edit::Insert(copy.into()),
        set(RegelField::Soort(Soort::Baten)),
    ] {
        let refused = document.commit(revision(&mut chance, vec![edit])).unwrap_err();
        assert!(refused.to_string().contains(&closed.title()), "{refused}");
    }
    assert!(*document.begroting() == budget);
    let other = budget.onderdelen.iter().find(|o| o.id != regel.onderdeel).unwrap().id;
    let moved = vec![set(RegelField::Onderdeel(other))];
    assert!(document.commit(revision(&mut chance, moved)).is_ok());

    // What adds nothing there may go.
    let mut nought = Regel { id: chance.id(), ..regel };
    nought.amounts = Amounts::from_iter([(closed, Bedrag::Euro(Decimal::ZERO))]);
    let there = vec![Edit::Insert(nought.clone().into()), Edit::Remove(nought.into())];
    assert_eq!(document.commit(revision(&mut chance, there)).map(|_| ()), Ok(()));
}

#[test]
fn a_column_has_the_id_of_what_it_is() {
    let mut budget = begroting(100, Shape::Wide, 1);
    let kolom = Kolom::new(2023, Stadium::Raming);
    let other = Kolomkop { id: Id::from_bits(1), ..Kolomkop::new(kolom, false) };
    let refused = budget.apply(&Edit::Insert(other.into())).unwrap_err();
    let expected = Kolomkop::id_of(kolom).to_string();
    assert!(refused.to_string().contains(&expected), "{refused}");
    assert!(budget.apply(&Edit::Insert(Kolomkop::new(kolom, false).into())).is_ok());

    let text = ron_file::write(&budget).unwrap();
    let wrong = text.replacen(&expected, &Id::from_bits(1).to_string(), 1);
    let refused = ron_file::read(wrong.as_bytes()).map(|_| ()).unwrap_err();
    assert!(refused.to_string().contains(&expected), "{refused}");
}
