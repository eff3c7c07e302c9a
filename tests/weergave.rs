//! The tables of documents 000, 001 and 003 as the views of the program show them, under the ids of
//! the list of functions. Amounts are computed, × € 1.000; of 003 whole euros.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/hengelo.rs"]
#[expect(dead_code, reason = "shared with other tests")]
mod hengelo;

use hengelo::{begroting, onderdeel};
use sluitend::calc::overzicht::{Item, Overzicht, Row};
use sluitend::calc::{
    BATEN_LASTEN_SALDO, DOEL, MEERJAREN, PRIMITIEF_GEWIJZIGD_REKENING, Totals, weergave,
};
use sluitend::display::{Unit, show};
use sluitend::model::{Begroting, Id, Indeling, Kolomkeuze, Level, Maat, Order, Weergave};
use sluitend::store::ron_file;

const ZWOLLE: &str = include_str!("../saves/zwolle-2021.ron");

/// A view of a part as it reads: headings and rows.
struct Table {
    heads: Vec<String>,
    rows: Vec<(Row, Vec<String>)>,
}

fn table(budget: &Begroting, of: Id, weergave: &Weergave, unit: Unit) -> Table {
    let totals = Totals::new(budget);
    let overzicht = Overzicht::new(budget, &totals, weergave, of, false);
    let columns = overzicht.columns();
    let heads = columns.iter().map(|column| match &column.group {
        Some(group) => format!("{group} {}", column.title),
        None => column.title.clone(),
    });
    let rows = overzicht.rows(budget, &|_, _| false).into_iter().map(|row| {
        let texts = columns.iter().map(|column| {
            let cell = overzicht.cell(budget, &totals, &row, column);
            cell.bedrag.map_or_else(String::new, |bedrag| show(bedrag.euro_or_zero(), unit))
        });
        (row, texts.collect())
    });
    Table { heads: heads.collect(), rows: rows.collect() }
}

fn standard(budget: &Begroting, id: Id) -> Weergave {
    weergave(budget, Some(id), Level::Taakveld)
}

/// The row of the part with this code, the first or a later one.
fn row<'a>(table: &'a Table, budget: &Begroting, code: &str, which: usize) -> &'a [String] {
    let part = onderdeel(budget, code);
    let is_of = |row: &&(Row, Vec<String>)| match row.0.item {
        Item::Onderdeel(id) | Item::Empty(id) | Item::Single { onderdeel: id, .. } => id == part,
        Item::Regel(_) | Item::Sum(_) | Item::Total | Item::Stand(_) => false,
    };
    &table.rows.iter().filter(is_of).nth(which).unwrap().1
}

#[test]
fn f1_meerjaren_shows_the_years_of_a_taakveld() {
    let budget = begroting();
    let view = standard(&budget, MEERJAREN);
    let table = table(&budget, onderdeel(&budget, "6.72"), &view, Unit::Thousand);
    let heads = ["Rekening 2017", "Begroting 2018", "Begroting 2019", "2020", "2021", "2022"];
    assert_eq!(table.heads, heads);
    let zin = ["-22.105", "-21.901", "-16.923", "-16.148", "-15.298", "-15.048"];
    assert_eq!(row(&table, &budget, "6.72.8", 0), zin);
    let total = ["-23.005", "-23.096", "-18.182", "-17.407", "-16.557", "-16.307"];
    assert_eq!(table.rows.last().unwrap().1, total);
}

#[test]
fn f2_gewijzigd_stands_beside_rekening_under_a_double_heading() {
    let budget = begroting();
    let view = standard(&budget, BATEN_LASTEN_SALDO);
    let table = table(&budget, onderdeel(&budget, "6.3"), &view, Unit::Thousand);
    let heads = ["Begroting 2019", "Rekening 2019"];
    let (first, second) = table.heads.split_at(3);
    assert!(first.iter().all(|head| head.starts_with(heads[0])), "{first:?}");
    assert!(second.iter().all(|head| head.starts_with(heads[1])), "{second:?}");
    let bijstand = ["35.765", "33.243", "2.522", "36.209", "33.194", "3.015"];
    assert_eq!(row(&table, &budget, "6.30.1", 0), bijstand);
}

#[test]
fn f3_the_overview_of_a_programme_stands_in_blocks() {
    let budget = begroting();
    let programme = onderdeel(&budget, "6");
    // What a programme begins with, too.
    let view = weergave(&budget, None, Level::Programma);
    assert_eq!(view.id, PRIMITIEF_GEWIJZIGD_REKENING);
    let table = table(&budget, programme, &view, Unit::Thousand);
    let heads = ["Begroting 2019 primitief", "Begroting 2019 gewijzigd", "Rekening 2019"];
    assert_eq!(table.heads, heads);
    assert_eq!(table.rows.len(), 10 + 1 + 10 + 1 + 1, "baten, lasten, saldo");
    assert_eq!(row(&table, &budget, "6.3", 0), ["43.374", "41.201", "41.533"]);
    assert_eq!(row(&table, &budget, "6.72", 0), ["-", "-", "-"]);
    assert_eq!(row(&table, &budget, "6.72", 1), ["18.182", "23.326", "21.013"]);
    assert_eq!(table.rows.last().unwrap().1, ["-85.940", "-93.505", "-87.279"]);
}

#[test]
fn f14_a_goal_shows_its_stages_with_the_reserves() {
    let budget = ron_file::read(ZWOLLE.as_bytes()).unwrap();
    let view = standard(&budget, DOEL);
    assert_eq!(weergave(&budget, None, Level::Doel).id, DOEL);
    let table = table(&budget, onderdeel(&budget, "2.3.2"), &view, Unit::Euro);
    let lasten: Vec<&str> = table.rows.iter().map(|(_, texts)| texts[0].as_str()).collect();
    assert_eq!(lasten[..4], ["34.635.000", "4.700.000", "39.335.000", "40.032.041"]);
    for (_, texts) in &table.rows {
        assert_eq!(texts[1..4], ["-", "-", "-"], "baten and reserves");
    }
    assert_eq!(table.rows.last().unwrap().1.last().unwrap(), "-697.041");
}

#[test]
fn f17_a_difference_with_the_rekening_is_a_voordeel_whatever_its_kind() {
    let budget = begroting();
    let kolommen: Vec<Kolomkeuze> = vec!["t gewijzigd > t rekening".parse().unwrap()];
    let view = |maten: &[Maat]| Weergave {
        id: Id::from_bits(77),
        name: "verschil".into(),
        indeling: Indeling::Onderdelen,
        kolommen: kolommen.clone(),
        maten: maten.to_vec(),
        order: Order::after(None),
    };
    let of = |maat| table(&budget, onderdeel(&budget, "6"), &view(&[maat]), Unit::Thousand);
    assert_eq!(of(Maat::Saldo).rows.last().unwrap().1, ["6.226"]);
    assert_eq!(row(&of(Maat::Saldo), &budget, "6.72", 0), ["2.313"]);
    // 662 more lasten than budgeted are a nadeel.
    assert_eq!(row(&of(Maat::Lasten), &budget, "6.82", 0), ["-662"]);
    assert_eq!(row(&of(Maat::Baten), &budget, "6.81", 0), ["1.738"]);
}

#[test]
fn the_last_begroting_of_the_year_stands_for_a_view() {
    let budget = begroting();
    let key = |view: &Weergave| Overzicht::key_column(&budget, view).unwrap().to_string();
    assert_eq!(key(&standard(&budget, MEERJAREN)), "2019-primitief");
    assert_eq!(key(&standard(&budget, PRIMITIEF_GEWIJZIGD_REKENING)), "2019-gewijzigd");
    let of = |kolommen: &[&str]| Weergave {
        kolommen: kolommen.iter().map(|keuze| keuze.parse().unwrap()).collect(),
        ..standard(&budget, MEERJAREN)
    };
    assert_eq!(key(&of(&["t gewijzigd", "t primitief", "t+1 raming"])), "2019-primitief");
    assert_eq!(key(&of(&["t gewijzigd > t rekening"])), "2019-gewijzigd");
    // Nothing of the begroting of that year: what stands for the year itself.
    assert_eq!(key(&of(&["t-1 begroting", "t rekening"])), "2019-primitief");
    assert_eq!(key(&of(&["t-9 begroting"])), "2019-gewijzigd", "then it shows all columns");
}
