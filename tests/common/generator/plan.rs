//! A plan with its packages, measures, options, scenarios and a prognosis, and any edit of them.

use rust_decimal::Decimal;
use sluitend::model::{
    Amounts, Bedrag, Begroting, Breuk, Contents, Dia, Diasoort, Edit, Fasering, Field, Groei,
    Groeiwijze, Herraming, Id, Indexdeel, Indicator, Indicatorsoort, Keuze, KeuzeField, Kolom,
    Meting, Mutatie, MutatieField, Mutatiesoort, Optie, OptieField, Order, Pakket, PakketField,
    Pakketsoort, Plan, PlanField, Prognose, Prognosepost, PrognosepostField, Record, Richting,
    Samenhang, Samenhangsoort, Scenario, ScenarioField, Soort, Uitgangspunt, Vraag, Vraagsoort,
};

use super::{Chance, KOLOMMEN, amounts};

/// Adds a plan with this many measures to the first onderdeel.
pub fn add(contents: &mut Contents, chance: &mut Chance, measures: usize) {
    let Some(onderdeel) = contents.onderdelen.first().map(|onderdeel| onderdeel.id) else { return };
    let regel = contents.regels.first().map(|regel| regel.id);
    let order = Order::after(None);
    let plan = chance.id();
    contents.plannen.push(Plan {
        id: plan,
        onderdeel,
        name: "plan".into(),
        uitgangspunt: Uitgangspunt::Vastgesteld,
        volgt_op: None,
        source: String::new(),
        order: order.clone(),
        amounts: ahead(|_| Bedrag::Euro(Decimal::from(-8_000_000))),
    });
    let mut last = None;
    for i in 0..4 {
        let own = Order::after(last.as_ref());
        last = Some(own.clone());
        contents.pakketten.push(Pakket {
            id: chance.id(),
            plan,
            code: (i + 1).to_string(),
            name: format!("pakket {i}"),
            soort: Pakketsoort::ALL[i],
            fasering: path(),
            order: own,
        });
    }
    for i in 0..measures {
        let pakket = contents.pakketten.get(i % 4).map(|pakket| pakket.id);
        let id = chance.id();
        contents.mutaties.push(Mutatie {
            code: format!("P{i}"),
            pakket,
            structureel: (i % 3 == 0)
                .then(|| Bedrag::Euro(Decimal::from(chance.below(900) * 1000))),
            amounts: if i % 3 == 1 { amounts(chance) } else { Amounts::default() },
            ..Mutatie::new(
                id,
                onderdeel,
                Mutatiesoort::Maatregel,
                format!("maatregel van het plan {i}"),
                Order::after(None),
            )
        });
        if i % 3 == 2 {
            for code in ["1", "2"] {
                contents.opties.push(Optie {
                    id: chance.id(),
                    mutatie: id,
                    code: code.into(),
                    name: format!("optie {code}"),
                    formule: String::new(),
                    consequence: String::new(),
                    vrijgegeven: true,
                    order: Order::after(None),
                    amounts: amounts(chance),
                });
            }
            contents.samenhangen.push(Samenhang {
                id: chance.id(),
                mutatie: id,
                met: contents.mutaties.first().map_or(id, |first| first.id),
                soort: Samenhangsoort::ALL[chance.below(3)],
                note: String::new(),
                order: Order::after(None),
            });
        }
    }
    let scenario = chance.id();
    contents.scenarios.push(Scenario {
        id: scenario,
        name: "wat als".into(),
        note: String::new(),
        order: order.clone(),
    });
    if let Some(first) = contents.mutaties.iter().find(|mutatie| mutatie.pakket.is_some()) {
        let veld = Box::new(Field::Mutatie(MutatieField::Uit(true)));
        contents.keuzes.push(Keuze { id: chance.id(), scenario, doel: first.id, veld });
    }
    contents.herramingen.push(Herraming {
        id: chance.id(),
        plan,
        mutatie: None,
        name: "later".into(),
        order: order.clone(),
        amounts: ahead(|_| Bedrag::Pm),
    });
    add_prognose(contents, chance, onderdeel, regel, &order);
    contents.dias.push(Dia {
        id: chance.id(),
        title: "Wat blijft er over?".into(),
        soort: Diasoort::Resterend,
        over: Some(plan),
        jaar: None,
        text: String::new(),
        notitie: "alleen voor de spreker".into(),
        order: order.clone(),
    });
    contents.vragen.push(Vraag {
        id: chance.id(),
        soort: Vraagsoort::Toezegging,
        text: "schriftelijk antwoord".into(),
        dia: String::new(),
        date: None,
        afgedaan: false,
        order,
    });
}

fn add_prognose(
    contents: &mut Contents,
    chance: &mut Chance,
    onderdeel: Id,
    regel: Option<Id>,
    order: &Order,
) {
    let (prognose, groei, indicator) = (chance.id(), chance.id(), chance.id());
    contents.indicatoren.push(Indicator {
        id: indicator,
        onderdeel,
        soort: Indicatorsoort::Aantal,
        name: "indicaties".into(),
        unit: "indicaties".into(),
        richting: Richting::default(),
        note: String::new(),
        order: order.clone(),
    });
    for kolom in KOLOMMEN {
        contents.metingen.push(Meting {
            id: chance.id(),
            indicator,
            kolom,
            value: Some(Decimal::from(chance.below(500))),
            share: None,
            unit: String::new(),
            peiljaar: None,
            text: String::new(),
        });
    }
    contents.groeivoeten.push(Groei {
        id: groei,
        name: "loon en prijs".into(),
        wijze: Groeiwijze::Samengesteld,
        delen: vec![Indexdeel {
            name: "loon".into(),
            gewicht: Decimal::new(75, 2),
            procent: Decimal::new(296, 2),
        }],
        indicator: None,
        source: String::new(),
        order: order.clone(),
    });
    contents.prognoses.push(Prognose {
        id: prognose,
        onderdeel,
        name: "prognose".into(),
        source: String::new(),
        order: order.clone(),
    });
    for (i, soort) in [Soort::Baten, Soort::Lasten, Soort::Lasten].into_iter().enumerate() {
        contents.prognoseposten.push(Prognosepost {
            id: chance.id(),
            prognose,
            name: format!("post {i}"),
            soort,
            schok: i == 2,
            aan: false,
            aantal: (i == 1).then_some(indicator),
            groei: Some(groei),
            regel,
            reden: String::new(),
            vrijgegeven: false,
            order: order.clone(),
            amounts: [(KOLOMMEN[2], Bedrag::Euro(Decimal::from(chance.below(900) * 1000)))]
                .into_iter()
                .collect(),
        });
    }
}

/// One edit of a plan that this budget may or may not accept.
pub fn any_edit(budget: &Begroting, chance: &mut Chance) -> Option<Edit> {
    let kolom = KOLOMMEN[chance.below(6)];
    let measures: Vec<&Mutatie> = budget.mutaties.iter().collect();
    let measure = *measures.get(chance.below(measures.len()))?;
    let set = |id: Id, field: Field| budget.set(id, field).ok().flatten();
    let pakket = budget.pakketten.iter().nth(chance.below(4)).map(|pakket| pakket.id);
    match chance.below(14) {
        0 => set(measure.id, MutatieField::Uit(!measure.uit).into()),
        1 => set(measure.id, MutatieField::Pakket(pakket).into()),
        2 => set(measure.id, MutatieField::Structureel(chance.bedrag()).into()),
        3 => set(measure.id, MutatieField::Fasering(path()).into()),
        4 => {
            let optie = budget.opties.iter().nth(chance.below(budget.opties.len()))?;
            match chance.below(3) {
                0 => set(optie.id, OptieField::Amount(kolom, chance.bedrag()).into()),
                1 => set(optie.mutatie, MutatieField::Optie(Some(optie.id)).into()),
                _ => Some(Edit::Remove(optie.clone().into())),
            }
        }
        5 => {
            let pakket = budget.pakketten.iter().next()?;
            match chance.below(3) {
                0 => Some(Edit::Remove(pakket.clone().into())),
                1 => Some(Edit::Insert(Pakket { id: chance.id(), ..pakket.clone() }.into())),
                _ => set(pakket.id, PakketField::Fasering(Fasering::default()).into()),
            }
        }
        6 => {
            let plan = budget.plannen.iter().next()?;
            match chance.below(3) {
                0 => set(plan.id, PlanField::Uitgangspunt(Uitgangspunt::Prognose).into()),
                1 => set(plan.id, PlanField::Amount(kolom, chance.bedrag()).into()),
                _ => Some(Edit::Insert(
                    Plan { id: chance.id(), volgt_op: Some(plan.id), ..plan.clone() }.into(),
                )),
            }
        }
        7 => {
            let between = budget.samenhangen.iter().next()?;
            match chance.below(2) {
                0 => Some(Edit::Remove(between.clone().into())),
                _ => Some(Edit::Insert(
                    Samenhang { id: chance.id(), met: measure.id, ..between.clone() }.into(),
                )),
            }
        }
        8 => {
            let scenario = budget.scenarios.iter().next()?;
            match chance.below(3) {
                0 => set(scenario.id, ScenarioField::Name("anders".into()).into()),
                1 => Some(Edit::Remove(scenario.clone().into())),
                _ => Some(Edit::Insert(Scenario { id: chance.id(), ..scenario.clone() }.into())),
            }
        }
        9 => {
            let veld = Box::new(Field::Mutatie(MutatieField::Uit(chance.below(2) == 0)));
            match budget.keuzes.iter().next() {
                Some(keuze) if chance.below(2) == 0 => set(keuze.id, KeuzeField::Veld(veld).into()),
                Some(keuze) if chance.below(2) == 0 => Some(Edit::Remove(keuze.clone().into())),
                _ => {
                    let scenario = budget.scenarios.iter().next()?.id;
                    let keuze = Keuze { id: chance.id(), scenario, doel: measure.id, veld };
                    Some(Edit::Insert(keuze.into()))
                }
            }
        }
        10 => {
            let post = budget.prognoseposten.iter().nth(chance.below(3))?;
            match chance.below(4) {
                0 => set(post.id, PrognosepostField::Aan(!post.aan).into()),
                1 => set(post.id, PrognosepostField::Groei(None).into()),
                2 => set(post.id, PrognosepostField::Amount(kolom, chance.bedrag()).into()),
                _ => Some(Edit::Remove(post.clone().into())),
            }
        }
        11 => Some(Edit::Remove(Record::from(budget.groeivoeten.iter().next()?.clone()))),
        12 => Some(Edit::Remove(Record::from(budget.herramingen.iter().next()?.clone()))),
        _ => Some(Edit::Remove(Record::from(measure.clone()))),
    }
}

/// Three sevenths, then everything.
fn path() -> Fasering {
    let part = Breuk::new(3, 7).unwrap_or(Breuk::ONE);
    [(KOLOMMEN[2].jaar, part), (KOLOMMEN[4].jaar, Breuk::ONE)].into_iter().collect()
}

fn ahead(amount: impl Fn(Kolom) -> Bedrag) -> Amounts {
    KOLOMMEN.into_iter().skip(2).map(|kolom| (kolom, amount(kolom))).collect()
}
