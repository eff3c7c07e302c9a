//! The charts of a plan, drawn from the figures of document 002.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[expect(dead_code, reason = "shared with tests that have a screen")]
mod common;

use std::collections::HashSet;

use eframe::egui::Theme;
use rust_decimal::Decimal;
use sluitend::calc::tekort::{self, latest_plan};
use sluitend::calc::{Keuzes, Tekort};
use sluitend::display::Unit;
use sluitend::model::Kolom;
use sluitend::store::ron_file;
use sluitend::ui::chart::{ChartData, StepsData, to_image};
use sluitend::ui::plan_charts::{dekking, resterend, waterval};

const INTERVENTIE: &str = include_str!("../saves/hengelo-interventie-2018.ron");

fn texts(data: &StepsData) -> Vec<&str> {
    let bars = data.columns.iter().flat_map(|column| column.lanes.iter().flatten());
    bars.map(|bar| bar.text.as_str()).collect()
}

#[test]
fn the_charts_show_what_is_calculated() {
    let budget = ron_file::read(INTERVENTIE.as_bytes()).unwrap();
    let plan = latest_plan(&budget).unwrap();
    let of = |name: &str| {
        let scenario = budget.scenarios.iter().find(|scenario| scenario.name == name).unwrap();
        Tekort::new(&budget, plan, &Keuzes::of(&budget, scenario.id)).unwrap()
    };
    let (now, then) = (of("optie 1"), of("voorkeur"));
    let at = then.at(2022).unwrap();
    let steps = tekort::waterval(&budget, &then, at);
    let fall = waterval(then.kolommen[at], &steps, Unit::Thousand, "voorkeur");
    assert_eq!(fall.title, "2022: van -8.500 naar -150");
    assert_eq!(texts(&fall), ["-8.500", "+4.500", "+1.980", "+2.000", "-130", "-150"]);
    let rest: Vec<(Kolom, Decimal)> =
        now.jaren().map(|(_, kolom, _, rest)| (kolom, rest)).collect();
    let was: Vec<Decimal> = then.jaren().map(|(_, _, _, rest)| rest).collect();
    let left = resterend(&rest, Some(("voorkeur", &was)), Unit::Thousand, "op proef");
    let wanted = ["-3.637", "-4.300", "-2.387", "-3.050", "-137", "-800", "+513 overschot", "-150"];
    assert_eq!(texts(&left), wanted);
    assert!(left.description().contains("2022: +513 overschot, -150"));
    let cover = dekking(&tekort::dekking(&then), Unit::Thousand, "voorkeur");
    for (name, data) in [("waterval", fall), ("resterend", left), ("dekking", cover)] {
        for theme in [Theme::Light, Theme::Dark] {
            let image = to_image(&ChartData::Steps(data.clone()), theme);
            common::look_at(&image, &format!("plan-{name}-{theme:?}"));
            let colours: HashSet<_> = image.pixels.iter().collect();
            assert!(colours.len() > 4, "{name} is drawn");
        }
    }
}
