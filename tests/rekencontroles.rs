//! Every place where the sums of the source documents do not come out as printed: the program says
//! so, or it is listed here why it cannot.
//!
//! `tests/tabellen/rekencontroles.csv` holds the sums as they were done over by hand, with what they
//! give and what is printed, mostly × € 1.000.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use rust_decimal::Decimal;
use sluitend::calc::afwijking::{Vergelijking, afwijking};
use sluitend::calc::{Bevindingen, Judgement, Totals, control};
use sluitend::display::Unit;
use sluitend::model::{Begroting, Id, Kolom, Maat, Stadium};
use sluitend::store::ron_file;

const ROWS: &str = include_str!("tabellen/rekencontroles.csv");
const GEWIJZIGD: Kolom = Kolom::new(2019, Stadium::Gewijzigd);
const REKENING: Kolom = Kolom::new(2019, Stadium::Rekening);

/// Document, table where it matters, the beginning of what was checked, and why no rule of the
/// program can say it.
const NOT_REPRESENTABLE: &[(&str, &str, &str, &str)] = &[
    (
        "001",
        "6.1",
        "kolomtotaal begr_saldo",
        "the exact saldo is the printed one; only the rounded saldi add up to one more",
    ),
    (
        "001",
        "6.1",
        "6.1 begr saldo",
        "the exact saldo is the printed one; the printed baten are rounded, and told",
    ),
    (
        "001",
        "6.71",
        "kolomtotaal rek_saldo",
        "the exact saldo is the printed one; only the rounded saldi add up to one less",
    ),
    ("000", "", "0,75*2,96", "a percentage that is shown with two decimals: no figure is wrong"),
    ("001", "", "uitstroom", "a share that was printed beside an indicator is kept as printed"),
    (
        "001/000",
        "",
        "som wijzigingen",
        "the 5.143 is a difference of two printed totals, and no figure of its own",
    ),
    ("002", "", "HO: ", "an example of the reader; the document prints no such sum"),
    ("002", "", "cliënten 2.056", "a percentage in running text, which no figure of the budget is"),
    ("002", "", "zorgtrajecten", "a percentage in running text, which no figure of the budget is"),
    (
        "002",
        "",
        "2019: resumé",
        "the 1,00 mln stands in running text beside the table that is in the file",
    ),
    (
        "002",
        "",
        "grondslag 4.1.1",
        "the nine million is an estimate in words (‘ruim’), kept in the formula of the measure",
    ),
    (
        "002",
        "",
        "tekst: 2022",
        "a round figure in running text, beside the table that is in the file",
    ),
    (
        "002",
        "",
        "idem netto",
        "a round figure in running text, beside the table that is in the file",
    ),
    (
        "002",
        "",
        "2018 resterend",
        "the plan of 2017 hands its rest on unrounded; the rounded one is in the adopted deficit",
    ),
    (
        "002",
        "",
        "2019 resterend",
        "the plan of 2017 hands its rest on unrounded; the rounded one is in the adopted deficit",
    ),
    (
        "002",
        "",
        "2020 resterend",
        "the table of 2018 leaves this cell empty, and an empty cell is compared with nothing",
    ),
];

struct Row<'a> {
    document: &'a str,
    table: &'a str,
    what: &'a str,
    difference: Decimal,
}

fn rows() -> Vec<Row<'static>> {
    let lines = ROWS.lines().skip(1);
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(';').collect();
            let [document, table, what, _, _, difference, _] = cells[..] else {
                unreachable!("{line}")
            };
            Row { document, table, what, difference: difference.parse().unwrap() }
        })
        .collect()
}

struct Example {
    budget: Begroting,
    totals: Totals,
}

impl Example {
    fn new(text: &str) -> Example {
        let budget = ron_file::read(text.as_bytes()).unwrap();
        Example { totals: Totals::new(&budget), budget }
    }

    fn id(&self, code: &str) -> Id {
        self.budget.onderdelen.iter().find(|onderdeel| onderdeel.code == code).unwrap().id
    }

    /// Whether the published figure differs by rounding here, and the panel says so.
    fn rounds(&self, code: &str, kolom: Kolom, maat: Maat) -> bool {
        let id = self.id(code);
        let found = control(&self.budget, &self.totals, id, kolom, maat);
        let is_rounded = found.is_some_and(|found| found.judgement() == Judgement::Rounding);
        is_rounded && self.finds("publicatie-afronding", &format!("van {code} "))
    }

    fn finds(&self, rule: &str, words: &str) -> bool {
        let all = Bevindingen::new(&self.budget, &self.totals);
        all.iter()
            .any(|it| it.toets.id == rule && it.zin(&self.budget, Unit::Thousand).contains(words))
    }

    /// Whether so much of the difference is left unexplained here, and the panel says so. The
    /// document counts from printed figures, the panel from computed ones.
    fn leaves(&self, code: &str, of: Vergelijking, thousands: Decimal) -> bool {
        let found = afwijking(&self.budget, &self.totals, self.id(code), of).unwrap();
        let rest = found.rest_gepubliceerd().unwrap() / Decimal::ONE_THOUSAND;
        let words = format!("{code}: van het verschil");
        let is_told =
            self.finds("verklaring-rest", &words) || self.finds("verklaring-sluit", &words);
        rest == thousands && is_told
    }
}

/// "begr_baten" and "rek_saldo": column and figure.
fn column(words: &str) -> Option<(Kolom, Maat)> {
    let (stage, maat) = words.split_once('_')?;
    let kolom = if stage == "begr" { GEWIJZIGD } else { REKENING };
    let maat = match maat {
        "baten" => Maat::Baten,
        "lasten" => Maat::Lasten,
        _ => Maat::Saldo,
    };
    Some((kolom, maat))
}

/// Whether the program says what was found in this row.
fn is_told(row: &Row<'_>, hengelo: &Example, plan: &Example) -> bool {
    let of_year = |jaar: &str| -> Option<Kolom> {
        let (stadium, jaar) = match jaar.split_once('_')? {
            ("rekening", jaar) => (Stadium::Rekening, jaar),
            (_, "2018") => (Stadium::Begroting, "2018"),
            (_, "2019") => (Stadium::Primitief, "2019"),
            (_, jaar) => (Stadium::Raming, jaar),
        };
        Some(Kolom::new(jaar.parse().ok()?, stadium))
    };
    let rest = -row.difference;
    match (row.document, row.table) {
        ("000", "taakveld 6.72") => {
            let kolom = row.what.strip_prefix("totaal ").and_then(of_year);
            hengelo.rounds("6.72", kolom.unwrap(), Maat::Saldo)
        }
        ("000", "toelichting") => {
            let years =
                (Kolom::new(2018, Stadium::Begroting), Kolom::new(2019, Stadium::Primitief));
            hengelo.leaves("6.72.8", years, rest)
        }
        ("001", "financieel overzicht") => hengelo.rounds("6", REKENING, Maat::Baten),
        ("001", "programma 6") => {
            let kolom = if row.what.ends_with("begr") { GEWIJZIGD } else { REKENING };
            hengelo.rounds("6", kolom, Maat::Saldo)
        }
        ("001", table) if table.starts_with("toelichting ") => {
            let code = table.trim_start_matches("toelichting ");
            if row.what.starts_with("som onderdelen") {
                return hengelo.leaves(code, (GEWIJZIGD, REKENING), rest);
            }
            let of = (GEWIJZIGD, REKENING);
            let found = afwijking(&hengelo.budget, &hengelo.totals, hengelo.id(code), of).unwrap();
            let rests = [Some(found.rest()), found.rest_gepubliceerd()];
            let is_one = |rest: &Decimal| rest.abs() == Decimal::ONE_THOUSAND;
            found.marge > Decimal::ONE_THOUSAND && rests.iter().flatten().any(is_one)
        }
        ("001", table) if table.starts_with("6.") => {
            if let Some(words) = row.what.strip_prefix("kolomtotaal ") {
                let (kolom, maat) = column(words).unwrap();
                return hengelo.rounds(table, kolom, maat);
            }
            let mut words = row.what.split_whitespace();
            let (code, stage) = (words.next().unwrap(), words.next().unwrap());
            let kolom = if stage == "begr" { GEWIJZIGD } else { REKENING };
            hengelo.rounds(code, kolom, Maat::Saldo)
        }
        ("002", "prognose wmo") => {
            let jaar: u16 = row.what.trim_start_matches("saldo ").parse().unwrap();
            plan.rounds("6.71", of_plan(plan, jaar), Maat::Saldo)
        }
        ("002", "saldotabel") if row.what.starts_with("tekort ") => {
            let jaar = row.what.split_whitespace().nth(1).unwrap().parse().unwrap();
            plan.rounds("6", of_plan(plan, jaar), Maat::Saldo)
        }
        ("002", "pakket 1") if row.what.starts_with("17%") => {
            plan.finds("plan-schatting", "De formule geeft 1.530, begroot is 1.500")
        }
        ("002", "bijlage 2") => plan.finds("plan-overboeking", "niet nul: -20 in 2017"),
        _ => false,
    }
}

/// The budget column of a year in the plan.
fn of_plan(plan: &Example, jaar: u16) -> Kolom {
    let columns = plan.budget.columns();
    let budgets = [Stadium::Primitief, Stadium::Begroting, Stadium::Raming];
    let mut budgets = budgets.into_iter().map(|stadium| Kolom::new(jaar, stadium));
    budgets.find(|kolom| columns.contains(kolom)).unwrap()
}

#[test]
fn every_sum_that_does_not_come_out_is_told_or_listed_with_the_reason() {
    let hengelo = Example::new(include_str!("../saves/hengelo-2019.ron"));
    let plan = Example::new(include_str!("../saves/hengelo-interventie-2018.ron"));
    let (mut told, mut used) = (0, vec![false; NOT_REPRESENTABLE.len()]);
    let mut wrong = Vec::new();
    for row in rows() {
        let listed = NOT_REPRESENTABLE.iter().position(|(document, table, what, _)| {
            let is_there = *document == row.document && row.table.starts_with(table);
            is_there && row.what.starts_with(what)
        });
        let is_told = is_told(&row, &hengelo, &plan);
        if let Some(at) = listed {
            used[at] = true;
        }
        told += usize::from(is_told);
        if is_told == listed.is_some() {
            wrong.push(format!("{} {} {}: told {is_told}", row.document, row.table, row.what));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(used.iter().all(|used| *used), "a reason that no row needs: {used:?}");
    assert_eq!(told + 17, rows().len(), "17 of them cannot be told");
}
