//! Every check on a budget in which it finds nothing, and on one in which it does.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use jiff::civil::date;
use rust_decimal::Decimal;
use sluitend::calc::toets::toetsen;
use sluitend::calc::{Bevindingen, Totals};
use sluitend::model::{
    Acceptatie, Amounts, Bedrag, Begroting, Breuk, ContentHash, Contents, Controlecijfer, Dia,
    Diasoort, Drempel, Fasering, Id, Keuze, Kolom, Kolomkop, Kop, Level, Maat, Mutatie,
    MutatieField, Mutatieregel, Mutatiesoort, Nature, Onderdeel, Optie, Order, Orgaan, Pakket,
    Pakketsoort, Plan, Regel, Reserve, Samenhang, Samenhangsoort, Scenario, Soort, Stadium, Status,
    Toelichting, Verklaring,
};

const VORIG: Kolom = Kolom::new(2018, Stadium::Begroting);
const PRIMITIEF: Kolom = Kolom::new(2019, Stadium::Primitief);
const GEWIJZIGD: Kolom = Kolom::new(2019, Stadium::Gewijzigd);
const REKENING: Kolom = Kolom::new(2019, Stadium::Rekening);
const RAMING: Kolom = Kolom::new(2020, Stadium::Raming);

const PROGRAMMA: Id = Id::from_bits(10);
const TAAKVELD: Id = Id::from_bits(11);
const RESERVES: Id = Id::from_bits(12);
const LASTEN: Id = Id::from_bits(20);
const STELPOST: Id = Id::from_bits(21);
const BATEN: Id = Id::from_bits(22);
const ONTTREKKING: Id = Id::from_bits(23);
const MAATREGEL: Id = Id::from_bits(30);
const IN_PLAN: Id = Id::from_bits(31);
const ANDERE: Id = Id::from_bits(32);
const WIJZIGING: Id = Id::from_bits(33);
const PLAN: Id = Id::from_bits(40);
const PAKKET: Id = Id::from_bits(41);
const OORZAAK: Id = Id::from_bits(50);
const RESERVE: Id = Id::from_bits(60);

fn euro(euro: i64) -> Bedrag {
    Bedrag::Euro(Decimal::from(euro))
}

fn amounts(cells: &[(Kolom, i64)]) -> Amounts {
    cells.iter().map(|(kolom, amount)| (*kolom, euro(*amount))).collect()
}

fn first() -> Order {
    Order::after(None)
}

fn onderdeel(id: Id, parent: Option<Id>, level: Level, code: &str) -> Onderdeel {
    Onderdeel::new(id, parent, level, (code, code), first())
}

fn regel(id: Id, onderdeel: Id, soort: Soort, cells: &[(Kolom, i64)]) -> Regel {
    Regel {
        id,
        onderdeel,
        name: soort.word().into(),
        soort,
        nature: Nature::default(),
        stelpost: false,
        category: None,
        reserve: None,
        order: first(),
        amounts: amounts(cells),
    }
}

fn measure(id: Id, code: &str) -> Mutatie {
    let soort = Mutatiesoort::Maatregel;
    Mutatie { code: code.into(), ..Mutatie::new(id, TAAKVELD, soort, "maatregel".into(), first()) }
}

fn published(id: u64, kolom: Kolom, saldo: i64) -> Controlecijfer {
    Controlecijfer {
        id: Id::from_bits(id),
        onderdeel: TAAKVELD,
        kolom,
        maat: Maat::Saldo,
        amount: euro(saldo),
        unit: 1000,
        source: "begroting".into(),
    }
}

/// A budget in which every rule has something to look at, and none finds anything.
fn sound() -> Contents {
    let jaren = [(VORIG, 1_000_000), (PRIMITIEF, 1_000_000), (RAMING, 1_000_000)];
    let lasten = [jaren.as_slice(), &[(REKENING, 900_000)]].concat();
    let stelpost = Regel {
        stelpost: true,
        ..regel(STELPOST, TAAKVELD, Soort::Lasten, &[(PRIMITIEF, -50_000), (REKENING, 0)])
    };
    let onttrekking = Regel {
        reserve: Some(RESERVE),
        ..regel(ONTTREKKING, RESERVES, Soort::Onttrekking, &[(PRIMITIEF, 5_000), (REKENING, 5_000)])
    };
    let filling = Mutatie {
        stelpost: Some(STELPOST),
        amounts: amounts(&[(PRIMITIEF, 50_000)]),
        ..measure(MAATREGEL, "1")
    };
    let in_plan = |id, code| Mutatie {
        pakket: Some(PAKKET),
        structureel: Some(euro(60_000)),
        ..measure(id, code)
    };
    let wijziging = Mutatie {
        code: "W1".into(),
        status: Status::Vastgesteld,
        date: Some(date(2019, 6, 1)),
        orgaan: Orgaan::Raad,
        besluit: "2019-23".into(),
        neutraal: true,
        ..Mutatie::new(
            WIJZIGING,
            PROGRAMMA,
            Mutatiesoort::Wijziging,
            "verschuiving".into(),
            first(),
        )
    };
    let line = |id: u64, regel, amount| Mutatieregel {
        amounts: amounts(&[(GEWIJZIGD, amount)]),
        ..Mutatieregel::new(Id::from_bits(id), WIJZIGING, Some(regel), first())
    };
    Contents {
        kop: vec![Kop {
            drempel: Drempel::new(Some(Decimal::from(10_000)), None).unwrap(),
            ..Kop::new(Id::from_bits(1), "Voorbeeldstad", "Begroting", 2019, "concept")
        }],
        kolommen: vec![
            Kolomkop::new(VORIG, true),
            Kolomkop::new(PRIMITIEF, false),
            Kolomkop::new(GEWIJZIGD, false),
            Kolomkop::new(REKENING, false),
            Kolomkop::new(RAMING, false),
        ],
        onderdelen: vec![
            onderdeel(PROGRAMMA, None, Level::Programma, "6"),
            onderdeel(TAAKVELD, Some(PROGRAMMA), Level::Taakveld, "6.72"),
            onderdeel(RESERVES, Some(PROGRAMMA), Level::Taakveld, "0.10"),
        ],
        reserves: vec![Reserve {
            id: RESERVE,
            name: "algemene reserve".into(),
            jaar: 2019,
            opening: euro(100_000),
            order: first(),
        }],
        regels: vec![
            regel(LASTEN, TAAKVELD, Soort::Lasten, &lasten),
            stelpost,
            regel(BATEN, TAAKVELD, Soort::Baten, &[(PRIMITIEF, 10_000), (REKENING, 10_000)]),
            onttrekking,
        ],
        // A gap of half a unit is rounding; these are exact.
        controlecijfers: vec![published(70, VORIG, -1_000_000), published(71, PRIMITIEF, -940_000)],
        plannen: vec![Plan {
            id: PLAN,
            onderdeel: PROGRAMMA,
            name: "plan".into(),
            uitgangspunt: Default::default(),
            volgt_op: None,
            source: String::new(),
            order: first(),
            amounts: amounts(&[(PRIMITIEF, -100_000), (RAMING, -100_000)]),
        }],
        pakketten: vec![Pakket {
            id: PAKKET,
            plan: PLAN,
            code: "1".into(),
            name: "pakket".into(),
            soort: Pakketsoort::default(),
            fasering: Fasering::default(),
            order: first(),
        }],
        verklaringen: vec![Verklaring {
            text: "minder cliënten".into(),
            bedrag: Some(euro(50_000)),
            ..Verklaring::new(OORZAAK, TAAKVELD, (GEWIJZIGD, REKENING), first())
        }],
        mutaties: vec![filling, in_plan(IN_PLAN, "2"), in_plan(ANDERE, "3"), wijziging],
        mutatieregels: vec![line(80, LASTEN, 1_000), line(81, BATEN, 1_000)],
        ..Contents::default()
    }
}

fn mutatie(contents: &mut Contents, id: Id) -> &mut Mutatie {
    contents.mutaties.iter_mut().find(|mutatie| mutatie.id == id).unwrap()
}

fn of_regel(contents: &mut Contents, id: Id) -> &mut Regel {
    contents.regels.iter_mut().find(|regel| regel.id == id).unwrap()
}

fn samenhang(contents: &mut Contents, soort: Samenhangsoort) {
    contents.samenhangen.push(Samenhang {
        id: Id::from_bits(90),
        mutatie: IN_PLAN,
        met: ANDERE,
        soort,
        note: String::new(),
        order: first(),
    });
}

/// A rule, and what makes it find something.
type Broken = (&'static str, fn(&mut Contents));

const BROKEN: &[Broken] = &[
    ("afgesloten-gewijzigd", |c| {
        of_regel(c, LASTEN).amounts.set(VORIG, Some(euro(1_002_000)));
    }),
    ("rechtmatigheid", |c| {
        of_regel(c, LASTEN).amounts.set(REKENING, Some(euro(960_000)));
    }),
    ("publicatie-verschilt", |c| {
        of_regel(c, LASTEN).amounts.set(PRIMITIEF, Some(euro(1_002_000)));
    }),
    ("publicatie-dubbel", |c| c.controlecijfers.push(published(72, PRIMITIEF, -939_000))),
    ("publicatie-afronding", |c| {
        of_regel(c, LASTEN).amounts.set(PRIMITIEF, Some(euro(1_000_400)));
    }),
    ("status-gewijzigd", |c| {
        let taakveld = c.onderdelen.iter_mut().find(|it| it.id == TAAKVELD).unwrap();
        taakveld.behandeling.stand = Some(ContentHash::of(b"anders"));
    }),
    ("stelpost-overvuld", |c| {
        mutatie(c, MAATREGEL).amounts.set(PRIMITIEF, Some(euro(50_001)));
    }),
    ("stelpost-vullen", |c| {
        mutatie(c, MAATREGEL).amounts.set(PRIMITIEF, Some(euro(49_999)));
    }),
    ("wijziging-sluit", |c| {
        c.mutatieregels.pop();
    }),
    ("wijziging-termijn", |c| mutatie(c, WIJZIGING).date = Some(date(2020, 1, 1))),
    ("wijziging-besluit", |c| mutatie(c, WIJZIGING).besluit.clear()),
    ("wijziging-nummer", |c| {
        let other = Mutatie { id: Id::from_bits(34), ..mutatie(c, WIJZIGING).clone() };
        c.mutaties.push(other);
    }),
    ("toelichting-kolom", |c| {
        let naar = Kolom::new(2031, Stadium::Rekening);
        let (id, onderdeel) = (Id::from_bits(95), TAAKVELD);
        let words = Toelichting { id, onderdeel, van: PRIMITIEF, naar, text: "tekst".into() };
        c.toelichtingen.push(words);
    }),
    ("keuze-weg", |c| {
        let scenario = Id::from_bits(96);
        let (name, note) = ("zonder".into(), String::new());
        c.scenarios.push(Scenario { id: scenario, name, note, order: first() });
        let veld = Box::new(MutatieField::Uit(true).into());
        c.keuzes.push(Keuze { id: Id::from_bits(97), scenario, doel: Id::from_bits(999), veld });
    }),
    ("dia-weg", |c| {
        c.dias.push(Dia {
            id: Id::from_bits(98),
            title: "Wat kost het?".into(),
            soort: Diasoort::default(),
            over: Some(Id::from_bits(999)),
            jaar: None,
            text: String::new(),
            notitie: String::new(),
            order: first(),
        });
    }),
    ("plan-voorganger", |c| c.plannen[0].volgt_op = Some(Id::from_bits(999))),
    ("verklaring-kolom", |c| c.verklaringen[0].naar = Kolom::new(2031, Stadium::Rekening)),
    ("verklaring-ontbreekt", |c| c.verklaringen.clear()),
    ("verklaring-sluit", |c| c.verklaringen[0].bedrag = Some(euro(39_000))),
    ("verklaring-rest", |c| c.verklaringen[0].bedrag = Some(euro(44_000))),
    ("verklaring-elders", |c| c.verklaringen[0].buiten = true),
    ("verklaring-bedrag", |c| c.verklaringen[0].bedrag = None),
    ("teken", |c| {
        of_regel(c, BATEN).amounts.set(REKENING, Some(euro(-10_000)));
    }),
    ("eenheid", |c| {
        of_regel(c, LASTEN).amounts.set(RAMING, Some(euro(900)));
    }),
    ("reserve-regel", |c| of_regel(c, LASTEN).reserve = Some(RESERVE)),
    ("categorie", |c| of_regel(c, LASTEN).category = Some("9.9.9".into())),
    ("reserve-onbekend", |c| of_regel(c, ONTTREKKING).reserve = None),
    ("regel-leeg", |c| {
        of_regel(c, BATEN).amounts.set(PRIMITIEF, None);
    }),
    ("onderdeel-dubbel", |c| {
        let id = Id::from_bits(13);
        c.onderdelen.push(Onderdeel { id, ..c.onderdelen[1].clone() });
    }),
    ("regel-dubbel", |c| {
        let again = Regel { id: Id::from_bits(25), ..of_regel(c, LASTEN).clone() };
        c.regels.push(again);
    }),
    ("taakveld-onbekend", |c| c.onderdelen[1].code = "6.99".into()),
    ("reserve-plaats", |c| of_regel(c, ONTTREKKING).onderdeel = TAAKVELD),
    ("pm", |c| {
        of_regel(c, LASTEN).amounts.set(RAMING, Some(Bedrag::Pm));
    }),
    ("maatregel-nul", |c| {
        mutatie(c, MAATREGEL).amounts.set(REKENING, Some(euro(0)));
    }),
    ("maatregel-zonder-bedrag", |c| {
        c.mutaties.push(measure(Id::from_bits(35), "9"));
    }),
    ("plan-overboeking", |c| samenhang(c, Samenhangsoort::Overboeking)),
    ("plan-kring", |c| {
        samenhang(c, Samenhangsoort::Afhankelijk);
        let back = Samenhang {
            id: Id::from_bits(91),
            mutatie: ANDERE,
            met: IN_PLAN,
            ..c.samenhangen[0].clone()
        };
        c.samenhangen.push(back);
    }),
    ("plan-fasering", |c| {
        c.pakketten[0].fasering = [(2019, Breuk::new(3, 2).unwrap())].into_iter().collect();
    }),
    ("plan-optie", |c| {
        c.opties.push(Optie {
            id: Id::from_bits(92),
            mutatie: IN_PLAN,
            code: "1".into(),
            name: "optie".into(),
            formule: String::new(),
            consequence: String::new(),
            vrijgegeven: false,
            order: first(),
            amounts: amounts(&[(PRIMITIEF, 60_000)]),
        });
    }),
    ("plan-afhankelijk", |c| {
        samenhang(c, Samenhangsoort::Afhankelijk);
        mutatie(c, ANDERE).uit = true;
    }),
    ("plan-band", |c| {
        mutatie(c, IN_PLAN).laag = Breuk::new(1, 1);
        mutatie(c, IN_PLAN).hoog = Breuk::new(1, 2);
    }),
    ("plan-formule", |c| mutatie(c, IN_PLAN).formule = "17% van veel".into()),
    ("maatregel-dubbel", |c| mutatie(c, ANDERE).code = "2".into()),
    ("plan-overlap", |c| samenhang(c, Samenhangsoort::Overlap)),
    ("plan-schatting", |c| mutatie(c, IN_PLAN).formule = "10% × 500.000".into()),
];

fn found(contents: Contents) -> Vec<&'static str> {
    let budget = Begroting::from_contents(contents).unwrap();
    let all = Bevindingen::new(&budget, &Totals::new(&budget));
    let lijst = all.lijst(&budget);
    lijst.open.iter().map(|bevinding| bevinding.toets.id).collect()
}

#[test]
fn no_rule_finds_anything_in_a_sound_budget() {
    assert_eq!(found(sound()), Vec::<&str>::new());
}

#[test]
fn each_rule_finds_what_it_is_for() {
    for (id, breaks) in BROKEN {
        let mut contents = sound();
        breaks(&mut contents);
        let found = found(contents);
        assert!(found.contains(id), "{id}: {found:?}");
    }
}

#[test]
fn every_rule_is_tried() {
    let tried: BTreeSet<&str> = BROKEN.iter().map(|(id, _)| *id).collect();
    let all: BTreeSet<&str> = toetsen().map(|toets| toets.id).collect();
    assert_eq!(tried, all);
}

#[test]
fn an_accepted_finding_counts_again_once_its_amount_changes() {
    let accepted = |bedrag: i64| Acceptatie {
        id: Id::from_bits(100),
        toets: "stelpost-vullen".into(),
        plaats: STELPOST,
        kolom: Some(PRIMITIEF),
        bedrag: Some(euro(bedrag)),
        reden: "de raad besluit in mei".into(),
    };
    let with = |bedrag: i64| {
        let mut contents = sound();
        mutatie(&mut contents, MAATREGEL).amounts.set(PRIMITIEF, Some(euro(49_000)));
        contents.acceptaties.push(accepted(bedrag));
        contents
    };
    let budget = Begroting::from_contents(with(1_000)).unwrap();
    let all = Bevindingen::new(&budget, &Totals::new(&budget));
    let lijst = all.lijst(&budget);
    assert_eq!((lijst.open.len(), lijst.geaccepteerd.len()), (0, 1));
    assert_eq!(lijst.geaccepteerd[0].1.reden, "de raad besluit in mei");
    assert_eq!(found(with(900)), ["stelpost-vullen"]);
}
