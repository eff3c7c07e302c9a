//! Budgets of any size, the same for the same seed.

#![allow(dead_code, reason = "each test and bench uses its own part")]
#![allow(clippy::panic, reason = "a broken generator ends the test")]

#[path = "generator/overleg.rs"]
pub mod overleg;
#[path = "generator/plan.rs"]
pub mod plan;

use rust_decimal::Decimal;
use sluitend::model::{
    Acceptatie, Amounts, Bedrag, Begroting, Cluster, Contents, Controlecijfer, Id, Indeling, Kolom,
    Kolomkeuze, Kolomkop, Kop, Level, Maat, Mutatie, Mutatiesoort, Nature, Onderdeel, Order, Regel,
    Reserve, Soort, Stadium, Stand, Status, Toelichting, Verklaring, Weergave, Zekerheid,
};

/// Small and good enough: chance is not what these tests are about.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed ^ 0x9e37_79b9_7f4a_7c15)
    }

    /// splitmix64.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    pub fn id(&mut self) -> Id {
        Id::from_bits(self.next())
    }

    /// Mostly whole thousands, sometimes cents, pm or empty.
    pub fn bedrag(&mut self) -> Option<Bedrag> {
        match self.below(20) {
            0 => None,
            1 => Some(Bedrag::Pm),
            2 => Some(Bedrag::Euro(Decimal::ZERO)),
            3 => Some(Bedrag::Euro(Decimal::new(self.below(10_000_000) as i64, 2).normalize())),
            4 => Some(Bedrag::Euro(-Decimal::from(self.below(3000) * 1000))),
            _ => Some(Bedrag::Euro(Decimal::from(self.below(30_000) * 1000))),
        }
    }
}

pub const KOLOMMEN: [Kolom; 6] = [
    Kolom::new(2017, Stadium::Rekening),
    Kolom::new(2018, Stadium::Begroting),
    Kolom::new(2019, Stadium::Begroting),
    Kolom::new(2020, Stadium::Begroting),
    Kolom::new(2021, Stadium::Begroting),
    Kolom::new(2022, Stadium::Begroting),
];

/// How the regels of a budget lie in its tree.
#[derive(Clone, Copy)]
pub enum Shape {
    /// Programma's of ten taakvelden of five subs of twenty regels.
    Wide,
    /// One taakveld with every regel directly under it.
    OneTaakveld,
}

/// A budget with this many regels of six columns.
pub fn contents(regels: usize, shape: Shape, seed: u64) -> Contents {
    let mut chance = Chance::new(seed);
    let mut contents = Contents {
        kop: vec![Kop::new(
            chance.id(),
            "Voorbeeldstad",
            "Programmabegroting 2019-2022",
            2019,
            "primitief 2019",
        )],
        ..Contents::default()
    };
    for kolom in KOLOMMEN {
        contents.kolommen.push(Kolomkop::new(kolom, kolom.jaar < 2019));
    }
    let mut last: [Option<(Id, Order)>; 3] = [None, None, None];
    let add_onderdeel = |contents: &mut Contents,
                         chance: &mut Chance,
                         parent: Option<Id>,
                         level: Level,
                         order: Option<&Order>,
                         code: String| {
        let id = chance.id();
        let order = Order::after(order);
        let name = format!("{} {code}", level.word());
        contents.onderdelen.push(Onderdeel::new(id, parent, level, (code, name), order.clone()));
        (id, order)
    };
    contents.weergaven.push(Weergave {
        id: chance.id(),
        name: "Begroting naast raming".into(),
        indeling: Indeling::default(),
        kolommen: vec![Kolomkeuze::Kolom(Stand::new(0, Stadium::Begroting))],
        maten: vec![Maat::Lasten, Maat::Baten],
        order: Order::after(None),
    });
    let reserve = chance.id();
    contents.reserves.push(Reserve {
        id: reserve,
        name: "algemene reserve".into(),
        jaar: 2017,
        opening: Bedrag::Euro(Decimal::from(1_000_000)),
        order: Order::after(None),
    });
    let mut regel_order = None;
    for i in 0..regels {
        let (new_programma, new_taakveld, new_sub) = match shape {
            Shape::Wide => (i % 1000 == 0, i % 100 == 0, i % 20 == 0),
            Shape::OneTaakveld => (i == 0, i == 0, false),
        };
        let (p, t, s) = (i / 1000 + 1, i / 100 % 10 + 1, i / 20 % 5);
        if new_programma {
            let order = last[0].as_ref().map(|(_, order)| order.clone());
            let new = add_onderdeel(
                &mut contents,
                &mut chance,
                None,
                Level::Programma,
                order.as_ref(),
                p.to_string(),
            );
            last = [Some(new), None, None];
        }
        if new_taakveld {
            let order = last[1].as_ref().map(|(_, order)| order.clone());
            let parent = last[0].as_ref().map(|(id, _)| *id);
            let new = add_onderdeel(
                &mut contents,
                &mut chance,
                parent,
                Level::Taakveld,
                order.as_ref(),
                format!("{p}.{t}"),
            );
            last[1] = Some(new);
            last[2] = None;
        }
        if new_sub {
            let order = last[2].as_ref().map(|(_, order)| order.clone());
            let parent = last[1].as_ref().map(|(id, _)| *id);
            let new = add_onderdeel(
                &mut contents,
                &mut chance,
                parent,
                Level::Subtaakveld,
                order.as_ref(),
                format!("{p}.{t}.{s}"),
            );
            last[2] = Some(new);
        }
        if new_taakveld || new_sub {
            regel_order = None;
        }
        let owner = last[2].as_ref().or(last[1].as_ref()).map(|(id, _)| *id);
        let order = Order::after(regel_order.as_ref());
        regel_order = Some(order.clone());
        let stelpost = i % 50 == 7;
        contents.regels.push(Regel {
            id: chance.id(),
            onderdeel: owner.unwrap_or(Id::from_bits(0)),
            name: format!("Regel nummer {i}"),
            soort: match i % 7 {
                3 => Soort::Baten,
                5 if i % 2 == 0 => Soort::Onttrekking,
                _ => Soort::Lasten,
            },
            nature: if i % 11 == 0 { Nature::Incidenteel } else { Nature::NietVermeld },
            stelpost,
            category: None,
            reserve: (i % 7 == 5).then_some(reserve),
            order,
            amounts: amounts(&mut chance),
        });
    }
    for i in 0..regels / 50 {
        let Some(regel) = contents.regels.get(i * 50 + 7) else {
            break;
        };
        let (stelpost, onderdeel) = (regel.id, regel.onderdeel);
        contents.mutaties.push(Mutatie {
            code: format!("M{i}"),
            stelpost: (i % 2 == 0).then_some(stelpost),
            start: Some(2019),
            status: if i % 5 == 4 { Status::Vervallen } else { Status::InVoorbereiding },
            zekerheid: Zekerheid::Zacht,
            owner: "budgethouder".into(),
            amounts: amounts(&mut chance),
            ..Mutatie::new(
                chance.id(),
                onderdeel,
                Mutatiesoort::Maatregel,
                format!("Maatregel {i}"),
                Order::after(None),
            )
        });
        contents.verklaringen.push(Verklaring {
            text: format!("Oorzaak {i}"),
            bedrag: chance.bedrag(),
            nature: if i % 2 == 0 { Nature::Structureel } else { Nature::NietVermeld },
            ..Verklaring::new(
                chance.id(),
                onderdeel,
                (KOLOMMEN[1], KOLOMMEN[2]),
                Order::after(None),
            )
        });
        // One published figure for a cell, as in a printed table.
        let kolom = KOLOMMEN[i % 6];
        if contents
            .controlecijfers
            .iter()
            .rev()
            .take(6)
            .any(|c| c.onderdeel == onderdeel && c.kolom == kolom)
        {
            continue;
        }
        contents.controlecijfers.push(Controlecijfer {
            id: chance.id(),
            onderdeel,
            kolom,
            maat: Maat::Saldo,
            amount: Bedrag::Euro(Decimal::from(chance.below(1000) * 1000)),
            unit: 1000,
            source: "gepubliceerd".into(),
        });
    }
    explanations(&mut contents, &mut chance);
    plan::add(&mut contents, &mut chance, regels / 20);
    overleg::add(&mut contents, &mut chance);
    contents
}

/// A cluster of components, a written explanation and an accepted finding.
fn explanations(contents: &mut Contents, chance: &mut Chance) {
    let Some(first) = contents.verklaringen.first_mut() else { return };
    let (cluster, onderdeel) = (chance.id(), first.onderdeel);
    first.cluster = Some(cluster);
    let name = || "oude naar nieuwe vormen".to_owned();
    let order = Order::after(None);
    contents.clusters.push(Cluster { id: cluster, onderdeel, name: name(), text: name(), order });
    let (van, naar) = (first.van, first.naar);
    contents.toelichtingen.push(Toelichting {
        id: chance.id(),
        onderdeel,
        van,
        naar,
        text: name(),
    });
    contents.acceptaties.push(Acceptatie {
        id: chance.id(),
        toets: "regel-leeg".into(),
        plaats: onderdeel,
        kolom: Some(naar),
        bedrag: None,
        reden: name(),
    });
}

pub fn begroting(regels: usize, shape: Shape, seed: u64) -> Begroting {
    match Begroting::from_contents(contents(regels, shape, seed)) {
        Ok(begroting) => begroting,
        Err(error) => panic!("the generator made a broken budget: {error}"),
    }
}

fn amounts(chance: &mut Chance) -> Amounts {
    KOLOMMEN.into_iter().filter_map(|kolom| Some((kolom, chance.bedrag()?))).collect()
}
