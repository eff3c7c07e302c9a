//! The lines below the budget: published totals beside the computed ones.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::budget_table::{BudgetTable, REAL_MARK, ROUNDING_MARK};
use super::shape::{is_sum, onderdeel_of};
use crate::calc::overzicht::{Item, keuze_title, maat_title};
use crate::calc::{Control, Judgement, Overzicht};
use crate::display::{Unit, show_in_words, show_signed_in_words};
use crate::model::Maat;
use crate::ui::grid::Table as _;

/// What the view names that is not there. Then a line for what rounding explains, and one for what it
/// does not, of every row that has a mark; the sums first. None where all agree.
pub(super) fn footnotes(table: &BudgetTable<'_>) -> Vec<String> {
    let shape = table.shape;
    let is_total = |row: &usize| table.item(*row).is_some_and(is_sum);
    let sums = (0..table.row_count()).filter(is_total);
    let others = (0..table.row_count()).filter(|row| !is_total(row));
    let mut lines: Vec<String> = missing(table).into_iter().collect();
    for row in sums.chain(others) {
        let Some(item) = table.item(row) else {
            continue;
        };
        let columns = shape.first_amount()..table.columns().len();
        let controls: Vec<Control> =
            columns.filter_map(|col| table.control(item, &table.figure(row, col)?)).collect();
        for maat in Maat::ALL {
            let of_maat: Vec<Control> =
                controls.iter().copied().filter(|control| control.maat == *maat).collect();
            if !of_maat.is_empty() {
                let name = name(table, row, item, *maat);
                lines.extend(lines_of(&name, &of_maat, table.notation().unit));
            }
        }
    }
    lines
}

/// The columns of a view of the user's own that this budget does not have.
fn missing(table: &BudgetTable<'_>) -> Option<String> {
    let begroting = table.document.begroting();
    let weergave = table.shape.asked().weergave(table.document)?;
    let missing = Overzicht::missing(begroting, &weergave);
    if missing.is_empty() || !begroting.weergaven.contains(weergave.id) {
        return None;
    }
    let names: Vec<String> =
        missing.into_iter().map(|keuze| keuze_title(begroting, keuze)).collect();
    Some(format!("De weergave noemt kolommen die deze begroting niet heeft: {}", names.join("; ")))
}

/// The first lines, of which the last tells how many more there are: each of those is told, too,
/// when pointing at a cell with its mark.
pub(super) fn at_most(lines: &[String], count: usize) -> Vec<Cow<'_, str>> {
    let mut shown: Vec<Cow<'_, str>> =
        lines.iter().take(count).map(|line| Cow::Borrowed(line.as_str())).collect();
    let more = lines.len() - shown.len();
    if let (1.., Some(last)) = (more, shown.last_mut()) {
        let words = if more == 1 { "voetnoot" } else { "voetnoten" };
        last.to_mut().push_str(&format!(" · en nog {more} {words}"));
    }
    shown
}

/// Words before the figures; none for the saldo of the page itself.
fn name(table: &BudgetTable<'_>, row: usize, item: Item, maat: Maat) -> String {
    let onderdeel = onderdeel_of(item).and_then(|id| table.document.begroting().onderdelen.get(id));
    let kind = match item {
        Item::Sum(_) => String::new(),
        _ if maat == Maat::Saldo => String::new(),
        _ => format!("{} ", maat.word()),
    };
    match (item, onderdeel) {
        (Item::Sum(Maat::Saldo), _) => String::new(),
        (Item::Total, _) => format!("{}: ", maat_title(maat)),
        (_, Some(onderdeel)) if !onderdeel.code.is_empty() => format!("{kind}{}: ", onderdeel.code),
        _ => format!("{kind}{}: ", table.row_name(row)),
    }
}

fn lines_of(name: &str, controls: &[Control], unit: Unit) -> Vec<String> {
    let of = |judgement| -> Vec<&Control> {
        controls.iter().filter(|control| control.judgement() == judgement).collect()
    };
    let (rounded, real) = (of(Judgement::Rounding), of(Judgement::Real));
    let mut lines = Vec::new();
    if !rounded.is_empty() {
        let difference = span(&rounded, unit);
        lines.push(format!(
            "{ROUNDING_MARK} {name}gepubliceerd {} ({}): {difference} verschil door afronding",
            published(&rounded, unit),
            unit.label(),
        ));
    }
    if !real.is_empty() {
        let differences: Vec<String> =
            real.iter().map(|control| show_signed_in_words(control.difference(), unit)).collect();
        lines.push(format!(
            "{REAL_MARK} {name}gepubliceerd {} ({}): verschil {}, meer dan afronding",
            published(&real, unit),
            unit.label(),
            differences.join(", "),
        ));
    }
    lines
}

fn published(controls: &[&Control], unit: Unit) -> String {
    let figures: Vec<String> =
        controls.iter().map(|control| show_in_words(control.published, unit)).collect();
    figures.join(", ")
}

/// "1", or "1 tot 3" where the differences are not the same.
fn span(controls: &[&Control], unit: Unit) -> String {
    let sizes = || controls.iter().map(|control| control.difference().abs());
    let least = show_in_words(sizes().min().unwrap_or(Decimal::ZERO), unit);
    let most = show_in_words(sizes().max().unwrap_or(Decimal::ZERO), unit);
    if least == most { most } else { format!("{least} tot {most}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_counted() {
        let lines = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(at_most(&lines, 2), ["a", "b · en nog 1 voetnoot"]);
        assert_eq!(at_most(&lines, 3), ["a", "b", "c"]);
        assert!(at_most(&[], 2).is_empty());
    }
}
