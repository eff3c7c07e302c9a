//! Every figure in the printed tables of the sources, found in the examples.
//!
//! `tests/tabellen/` holds the figures of the documents 000, 001 and 003 as printed: × € 1.000, a
//! printed `-` as 0; 003 in whole euros. Each must be there as a published figure, and must follow
//! from the regels, but for the differences that are listed here.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/hengelo.rs"]
#[expect(dead_code, reason = "shared with other tests")]
mod hengelo;

use std::collections::BTreeSet;

use hengelo::{begroting, onderdeel, thousand};
use rust_decimal::Decimal;
use sluitend::calc::{Judgement, Totals, control};
use sluitend::model::{Begroting, Indicator, Indicatorsoort, Kolom, Maat, Meting};
use sluitend::store::ron_file;

const MEERJAREN: &str = include_str!("tabellen/000-meerjaren.csv");
const BATEN_LASTEN: &str = include_str!("tabellen/001-baten-lasten.csv");
const OVERZICHT: &str = include_str!("tabellen/001-financieel-overzicht.csv");
const WIJZIGING: &str = include_str!("tabellen/001-wijziging-6.72.csv");
const INDICATOREN: &str = include_str!("tabellen/001-indicatoren.csv");
const KENGETALLEN: &str = include_str!("tabellen/001-kengetallen.csv");
const DOEL: &str = include_str!("tabellen/003-financieel-overzicht.csv");
const ZWOLLE: &str = include_str!("../saves/zwolle-2021.ron");

/// Where the sources differ from what their own rows add up to: code, column, figure, printed and
/// computed. All of it is rounding; nothing real is left.
const ROUNDED: &[(&str, &str, &str, i64, i64)] = &[
    ("6", "2019-gewijzigd", "baten", 43564, 43566),
    ("6", "2019-gewijzigd", "lasten", 137067, 137071),
    ("6", "2019-gewijzigd", "saldo", -93503, -93505),
    ("6", "2019-primitief", "lasten", 131330, 131329),
    ("6", "2019-primitief", "saldo", -85941, -85940),
    ("6", "2019-rekening", "baten", 45809, 45812),
    ("6", "2019-rekening", "lasten", 133093, 133091),
    ("6", "2019-rekening", "saldo", -87284, -87279),
    ("6.1", "2019-gewijzigd", "baten", 816, 817),
    ("6.1", "2019-rekening", "baten", 801, 802),
    ("6.1", "2019-rekening", "saldo", -10339, -10338),
    ("6.3", "2019-gewijzigd", "lasten", 50033, 50034),
    ("6.3", "2019-gewijzigd", "saldo", -8832, -8833),
    ("6.5", "2019-gewijzigd", "lasten", 5874, 5875),
    ("6.5", "2019-gewijzigd", "saldo", -5528, -5529),
    ("6.5", "2019-rekening", "baten", 156, 157),
    ("6.5", "2019-rekening", "lasten", 5352, 5351),
    ("6.5", "2019-rekening", "saldo", -5195, -5194),
    ("6.6", "2019-rekening", "saldo", -2064, -2063),
    ("6.10.0", "2019-rekening", "saldo", -4514, -4513),
    ("6.10.7", "2019-rekening", "saldo", -2124, -2123),
    ("6.10.8", "2019-gewijzigd", "saldo", -870, -869),
    ("6.30.9", "2019-gewijzigd", "saldo", 2, 1),
    ("6.50.1", "2019-gewijzigd", "saldo", -2308, -2309),
    ("6.50.1", "2019-rekening", "saldo", -2168, -2167),
    ("6.50.9", "2019-rekening", "saldo", -113, -112),
    ("6.60.1", "2019-rekening", "saldo", -2064, -2063),
    ("6.71", "2019-gewijzigd", "baten", 1181, 1182),
    ("6.71", "2019-gewijzigd", "lasten", 21686, 21688),
    ("6.71", "2019-gewijzigd", "saldo", -20505, -20506),
    ("6.71.9", "2019-rekening", "saldo", -84, -85),
    ("6.72", "2018-begroting", "saldo", -23097, -23096),
    ("6.72", "2019-primitief", "lasten", 18183, 18182),
    ("6.72", "2019-primitief", "saldo", -18183, -18182),
    ("6.72", "2019-rekening", "lasten", 21014, 21013),
    ("6.72", "2019-rekening", "saldo", -21014, -21013),
    ("6.72", "2020-raming", "saldo", -17408, -17407),
    ("6.72", "2021-raming", "saldo", -16558, -16557),
    ("6.72", "2022-raming", "saldo", -16308, -16307),
];

/// A printed figure: code, column, figure, amount.
type Printed = (String, Kolom, Maat, Decimal);

/// The heading and the rows of a table.
fn table(text: &'static str) -> (Vec<&'static str>, Vec<Vec<&'static str>>) {
    let mut rows = text.lines().map(|line| line.split(';').collect::<Vec<_>>());
    (rows.next().unwrap(), rows.collect())
}

fn maat(word: &str) -> Maat {
    Maat::from_word(word).unwrap_or_else(|| panic!("{word} is no figure"))
}

/// The one place where a figure is looked up in the program: × € 1.000, as it follows from the
/// regels.
fn look_up(budget: &Begroting, totals: &Totals, code: &str, kolom: Kolom, maat: Maat) -> Decimal {
    thousand(totals.get(onderdeel(budget, code), kolom).of(maat))
}

/// All figures of 000 and 001.
fn printed() -> Vec<Printed> {
    let mut all = Vec::new();
    let (head, rows) = table(MEERJAREN);
    for row in &rows {
        for (kolom, amount) in head.iter().zip(row).skip(1) {
            all.push((row[0], *kolom, "saldo", *amount));
        }
    }
    let (head, rows) = table(BATEN_LASTEN);
    for row in &rows {
        for (title, amount) in head.iter().zip(row).skip(1) {
            let (kolom, maat) = title.split_once(' ').unwrap();
            all.push((row[0], kolom, maat, *amount));
        }
    }
    let (head, rows) = table(OVERZICHT);
    for row in &rows {
        for (kolom, amount) in head.iter().zip(row).skip(2) {
            all.push((row[1], *kolom, row[0], *amount));
        }
    }
    let (head, rows) = table(WIJZIGING);
    for row in &rows {
        for (kolom, amount) in head.iter().zip(row).skip(1).take(2) {
            all.push((row[0], *kolom, "lasten", *amount));
        }
    }
    let figure = |(code, kolom, word, amount): (&str, &str, &str, &str)| {
        (code.to_owned(), kolom.parse().unwrap(), maat(word), amount.parse().unwrap())
    };
    all.into_iter().map(figure).collect()
}

#[test]
fn the_tables_are_whole() {
    let count = |text| {
        let (head, rows) = table(text);
        assert!(rows.iter().all(|row| row.len() == head.len()));
        rows.len()
    };
    let tables = [MEERJAREN, BATEN_LASTEN, OVERZICHT, WIJZIGING, INDICATOREN, KENGETALLEN, DOEL];
    assert_eq!(tables.map(count), [5, 56, 23, 6, 14, 11, 6]);
    assert_eq!(printed().len(), 5 * 6 + 56 * 6 + 23 * 3 + 6 * 2);
}

#[test]
fn every_printed_figure_follows_from_the_regels_but_for_rounding() {
    let budget = begroting();
    let totals = Totals::new(&budget);
    let mut found = BTreeSet::new();
    for (code, kolom, maat, amount) in printed() {
        let computed = look_up(&budget, &totals, &code, kolom, maat);
        if computed != amount {
            let place = format!("{code} {kolom} {}", maat.word());
            found.insert(format!("{place}: {amount} gedrukt, {computed} berekend"));
        }
    }
    let expected = ROUNDED.iter().map(|(code, kolom, maat, printed, computed)| {
        format!("{code} {kolom} {maat}: {printed} gedrukt, {computed} berekend")
    });
    assert_eq!(found, expected.collect());
}

#[test]
fn every_printed_figure_is_kept_and_judged() {
    let budget = begroting();
    let totals = Totals::new(&budget);
    let (_, wijziging) = table(WIJZIGING);
    let derived = |code: &str, kolom: Kolom, maat| {
        // Lasten primitief per sub are the saldo of 000 with the other sign.
        kolom == hengelo::T && maat == Maat::Lasten && wijziging.iter().any(|row| row[0] == code)
    };
    for (code, kolom, maat, amount) in printed() {
        if derived(&code, kolom, maat) {
            continue;
        }
        let control = control(&budget, &totals, onderdeel(&budget, &code), kolom, maat)
            .unwrap_or_else(|| panic!("{code} {kolom} {} is not kept", maat.word()));
        assert_eq!(thousand(control.published), amount, "{code} {kolom}");
        let rounded = ROUNDED.iter().any(|(of, in_kolom, word, ..)| {
            *of == code && *in_kolom == kolom.to_string() && *word == maat.word()
        });
        let judgement = if rounded { Judgement::Rounding } else { Judgement::Equal };
        assert_eq!(control.judgement(), judgement, "{code} {kolom} {}", maat.word());
    }
}

/// A Meting as a document prints it: "344 (15,4%)", "1,46% (2015)", "7.558", "Geen afspraken".
fn as_printed(indicator: &Indicator, meting: &Meting) -> String {
    let comma = |value: Decimal| value.to_string().replace('.', ",");
    let mut parts = Vec::new();
    if let Some(value) = meting.value {
        let unit = if meting.unit.is_empty() { &indicator.unit } else { &meting.unit };
        let mut text = comma(value);
        if value >= Decimal::ONE_THOUSAND {
            text.insert(text.len() - 3, '.');
        }
        parts.push(if unit == "%" { text + "%" } else { text });
    }
    parts.extend(meting.share.map(|share| format!("({}%)", comma(share))));
    parts.extend(meting.peiljaar.map(|jaar| format!("({jaar})")));
    if !meting.text.is_empty() {
        parts.push(meting.text.clone());
    }
    parts.join(" ")
}

#[test]
fn every_indicator_reads_as_printed() {
    let budget = begroting();
    let programma = onderdeel(&budget, "6");
    for (text, soort) in
        [(INDICATOREN, Indicatorsoort::Beleidsindicator), (KENGETALLEN, Indicatorsoort::Kengetal)]
    {
        let (head, rows) = table(text);
        let of_soort = budget.indicatoren.of(programma).filter(|i| i.soort == soort);
        let indicatoren: Vec<&Indicator> = of_soort.collect();
        assert_eq!(indicatoren.len(), rows.len());
        for (indicator, row) in indicatoren.into_iter().zip(rows) {
            for (kolom, printed) in head.iter().zip(&row).skip(1) {
                let kolom: Kolom = kolom.parse().unwrap();
                let mut metingen = budget.metingen.of(indicator.id);
                let meting = metingen.find(|meting| meting.kolom == kolom).unwrap();
                assert_eq!(as_printed(indicator, meting), *printed, "{} {kolom}", row[0]);
            }
        }
    }
}

#[test]
fn every_figure_of_the_goal_of_003_follows() {
    let budget = ron_file::read(ZWOLLE.as_bytes()).unwrap();
    let totals = Totals::new(&budget);
    let doel = onderdeel(&budget, "2.3.2");
    let total = |kolom: &str| totals.get(doel, format!("2021-{kolom}").parse().unwrap());
    let lasten = budget.regels.of(doel).find(|regel| regel.name == "lasten").unwrap().id;
    let change = |name: &str| -> Decimal {
        let mutatie = budget.mutaties.of(doel).find(|mutatie| mutatie.name == name).unwrap();
        let lines = budget.mutatieregels.of(mutatie.id).filter(|line| line.regel == Some(lasten));
        lines.flat_map(|line| line.amounts.iter()).map(|(_, bedrag)| bedrag.euro_or_zero()).sum()
    };
    let (head, rows) = table(DOEL);
    for row in rows {
        for (word, amount) in head.iter().zip(&row).skip(1).filter(|(_, amount)| !amount.is_empty())
        {
            let printed: Decimal = amount.parse().unwrap();
            let maat = Maat::ALL.iter().find(|maat| maat.word().starts_with(word)).unwrap();
            let computed = match row[0] {
                // The result: better or worse than budgeted. In the column of lasten, too.
                "resultaat" if matches!(maat, Maat::Saldo | Maat::Lasten) => {
                    total("rekening").resultaat() - total("gewijzigd").resultaat()
                }
                "resultaat" => total("rekening").of(*maat) - total("gewijzigd").of(*maat),
                "projecten" if *maat == Maat::Lasten => change("Mutaties projecten"),
                "wijzigingen" if *maat == Maat::Lasten => change("Begrotingswijzigingen"),
                "projecten" | "wijzigingen" => Decimal::ZERO,
                kolom => {
                    let at = format!("2021-{kolom}").parse().unwrap();
                    let control = control(&budget, &totals, doel, at, *maat).unwrap();
                    assert_eq!(control.published, printed, "{kolom} {word}");
                    control.computed
                }
            };
            assert_eq!(computed, printed, "{} {word}", row[0]);
        }
    }
}
