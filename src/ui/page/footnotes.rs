//! The lines below the budget: published totals beside the computed ones.

use rust_decimal::Decimal;

use super::budget_table::{REAL_MARK, ROUNDING_MARK};
use crate::calc::{self, Control, Judgement};
use crate::change::Document;
use crate::display::{Unit, show, show_signed};
use crate::model::{Id, Maat};

/// One line for what rounding explains, and one for what it does not; none where all agree.
pub(super) fn footnotes(document: &Document, onderdeel: Id, unit: Unit) -> Vec<String> {
    let controls: Vec<Control> = calc::controls(document.begroting(), document.totals(), onderdeel)
        .into_iter()
        .filter(|control| control.maat == Maat::Saldo)
        .collect();
    let of = |judgement| -> Vec<&Control> {
        controls.iter().filter(|control| control.judgement() == judgement).collect()
    };
    let (rounded, real) = (of(Judgement::Rounding), of(Judgement::Real));
    let mut lines = Vec::new();
    if !rounded.is_empty() {
        let difference = span(&rounded, unit);
        lines.push(format!(
            "{ROUNDING_MARK} gepubliceerd {} ({}): {difference} verschil door afronding",
            published(&rounded, unit),
            unit.label(),
        ));
    }
    if !real.is_empty() {
        let differences: Vec<String> =
            real.iter().map(|control| show_signed(control.difference(), unit)).collect();
        lines.push(format!(
            "{REAL_MARK} gepubliceerd {} ({}): verschil {}, meer dan afronding",
            published(&real, unit),
            unit.label(),
            differences.join(", "),
        ));
    }
    lines
}

fn published(controls: &[&Control], unit: Unit) -> String {
    let figures: Vec<String> =
        controls.iter().map(|control| show(control.published, unit)).collect();
    figures.join(", ")
}

/// "1", or "1 tot 3" where the differences are not the same.
fn span(controls: &[&Control], unit: Unit) -> String {
    let sizes = || controls.iter().map(|control| control.difference().abs());
    let least = show(sizes().min().unwrap_or(Decimal::ZERO), unit);
    let most = show(sizes().max().unwrap_or(Decimal::ZERO), unit);
    if least == most { most } else { format!("{least} tot {most}") }
}
