//! The bridge between two columns as a chart of steps.

use rust_decimal::Decimal;

use crate::calc::afwijking::{Brug, Vergelijking};
use crate::display::{Unit, show, show_signed};
use crate::ui::chart::{StepColumn, StepsData};
use crate::ui::plan_charts::{bar, by_sign};

/// From no difference to the whole of it: beside the saldi themselves most steps would be too low to
/// see. The saldi stand in the title.
pub(super) fn bridge(
    brug: &Brug,
    onderdeel: &str,
    (van, naar): Vergelijking,
    unit: Unit,
    version: &str,
) -> StepsData {
    let mut at = Decimal::ZERO;
    let mut columns: Vec<StepColumn> = Vec::new();
    for stap in &brug.stappen {
        let text = show_signed(stap.euro, unit);
        columns.push(StepColumn {
            label: stap.name.clone(),
            short: shortened(&stap.name),
            lanes: vec![vec![bar(at, at + stap.euro, text, by_sign(stap.euro))]],
            can_open: stap.of.is_some(),
        });
        at += stap.euro;
    }
    let verschil = brug.naar - brug.van;
    columns.push(StepColumn {
        label: "Verschil".into(),
        short: "Verschil".into(),
        lanes: vec![vec![bar(
            Decimal::ZERO,
            verschil,
            show_signed(verschil, unit),
            by_sign(verschil),
        )]],
        can_open: false,
    });
    let (from, to) = (show(brug.van, unit), show(brug.naar, unit));
    StepsData {
        title: format!(
            "{onderdeel}: saldo van {from} ({}) naar {to} ({})",
            van.title(),
            naar.title()
        ),
        unit_label: format!("{}, + is gunstig voor het saldo", unit.label()),
        version: version.to_owned(),
        columns,
        connected: true,
        keys: Vec::new(),
    }
}

/// The code of a part, or the first words of a component.
fn shortened(name: &str) -> String {
    const MOST: usize = 14;
    let first = name.split_whitespace().next().unwrap_or_default();
    if first.starts_with(|c: char| c.is_ascii_digit()) && first.contains('.') {
        return first.to_owned();
    }
    let mut short = String::new();
    for word in name.split_whitespace() {
        if !short.is_empty() && short.chars().count() + word.chars().count() >= MOST {
            return format!("{short}…");
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}
