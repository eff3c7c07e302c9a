//! What can be done with the selected cells, and what the cursor stands on.

use rust_decimal::Decimal;

use super::PageState;
use super::budget_change::Plan;
use super::budget_table::{BudgetTable, Slot};
use super::changes;
use super::measures_table::MeasuresTable;
use super::shape::onderdeel_of;
use crate::calc::openstaand::Plek;
use crate::calc::overzicht::{Item, Own};
use crate::change::structure::Target;
use crate::display::{self, Reading, Side};
use crate::model::Bedrag;
use crate::ui::grid::Summary;
use crate::ui::view::Tab;
use crate::ui::wish::{Desk, Wish};

impl PageState {
    /// What the cursor of the table on the screen stands on: what rename, move and remove work on.
    /// `None` on a sum, and on a page without a table.
    pub fn target(&self, desk: &Desk<'_>) -> Option<Target> {
        let (onderdeel, tab) = self
            .shown
            .filter(|shown| desk.view.selected == Some(shown.0) && desk.view.tab == shown.1)?;
        let grid = self.active().unwrap_or((onderdeel, tab));
        let (row, _) = self.grids.get(&grid)?.cursor_cell()?;
        match tab {
            Tab::Kosten => match self.budget.as_ref()?.rows.get(row)?.of.item {
                Item::Regel(id) => Some(Target::Regel(id)),
                item => onderdeel_of(item).map(Target::Onderdeel),
            },
            Tab::Criteria | Tab::Indicatoren | Tab::Partijen | Tab::Reserves => {
                self.list.get()?.entry_at(row).map(Target::Entry)
            }
            Tab::Afwijkingen => self.afwijking.target(row),
            Tab::Tekort => self.tekort.target(desk.document.begroting(), row),
            Tab::Wijzigingen => self.wijzigingen.target(row),
            Tab::Anders => self.measures.get()?.measure_at(row).map(Target::Mutatie),
            _ => None,
        }
    }

    /// What the cell of the cursor is about, in a table of amounts of the budget or of measures.
    pub fn plek(&self, desk: &mut Desk<'_>) -> Option<Plek> {
        let shown = self.shown.filter(|(onderdeel, _)| desk.view.selected == Some(*onderdeel))?;
        let (row, col) = self.grids.get(&shown)?.cursor_cell()?;
        let (document, wishes) = (desk.document, &mut *desk.wishes);
        match shown.1 {
            Tab::Kosten => {
                let shape = self.budget.as_ref()?;
                BudgetTable { document, shape, wishes }.plek(row, col)
            }
            Tab::Anders => {
                let shape = self.measures.get()?;
                MeasuresTable { document, shape, wishes }.plek(row, col)
            }
            _ => None,
        }
    }

    /// Raises every selected amount by a percentage such as "2,61" or "-1,5 %".
    ///
    /// # Errors
    /// In Dutch, where the text is no percentage or nothing can be raised. Nothing was changed.
    pub fn raise_selection(&mut self, desk: &mut Desk<'_>, percent: &str) -> Result<(), String> {
        raise(self, desk, percent)
    }

    /// Spreads an amount over the selected ones: they keep their proportion and add up to it.
    ///
    /// # Errors
    /// In Dutch, where the text is no amount or there is no proportion. Nothing was changed.
    pub fn spread_selection(&mut self, desk: &mut Desk<'_>, amount: &str) -> Result<(), String> {
        spread(self, desk, amount)
    }
}

fn raise(state: &PageState, desk: &mut Desk<'_>, percent: &str) -> Result<(), String> {
    let text = percent.trim().trim_end_matches('%').trim_end();
    let Reading::Percent(percent) = desk
        .view
        .notation
        .read(&format!("{text}%"), Side::Saldo)
        .map_err(|error| error.to_string())?
    else {
        return Err("Geef een percentage, zoals 2,61.".into());
    };
    with_selected(state, desk, |table, cells| {
        let note = format!(" ({})", changes::percent_text(percent));
        let mut plan = Plan::default();
        for (item, slot, amount) in cells {
            let new = changes::raised(Some(Bedrag::Euro(*amount)), percent)?;
            plan.amount(table, *item, *slot, Some(new), &note)?;
        }
        Ok(plan.finish(table, "verhoogd"))
    })
}

fn spread(state: &PageState, desk: &mut Desk<'_>, amount: &str) -> Result<(), String> {
    let notation = desk.view.notation;
    let reading = notation.read(amount, Side::Saldo).map_err(|error| error.to_string())?;
    let total = match reading {
        Reading::Amount(Bedrag::Euro(euro)) => euro,
        Reading::Sum { amount, .. } => amount,
        _ => return Err("Geef het bedrag dat verdeeld moet worden, zoals -20.000.".into()),
    };
    with_selected(state, desk, |table, cells| {
        let signs = notation.signs;
        let shown: Vec<Decimal> =
            cells.iter().map(|(_, slot, euro)| signs.to_shown(slot.side, *euro)).collect();
        let shares = display::spread(&shown, total).ok_or(
            "Er is geen verhouding om naar te verdelen: de geselecteerde bedragen zijn samen nul.",
        )?;
        let mut plan = Plan::default();
        for ((item, slot, _), share) in cells.iter().zip(shares) {
            let new = changes::euro_of(signs.to_model(slot.side, share))?;
            plan.amount(table, *item, *slot, Some(new), "")?;
        }
        Ok(plan.finish(table, "verdeeld naar verhouding"))
    })
}

type Selected = (Item, Slot, Decimal);

/// Lets `work` make one wish out of the selected amounts: those of regels in open columns.
fn with_selected(
    state: &PageState,
    desk: &mut Desk<'_>,
    work: impl FnOnce(&BudgetTable<'_>, &[Selected]) -> Result<Option<Wish>, String>,
) -> Result<(), String> {
    let nothing = || "Selecteer eerst de bedragen in ‘Wat mag het kosten?’.".to_owned();
    let (onderdeel, tab) =
        state.shown.filter(|(_, tab)| *tab == Tab::Kosten).ok_or_else(nothing)?;
    let (Some(shape), Some(grid)) = (&state.budget, state.grids.get(&(onderdeel, tab))) else {
        return Err(nothing());
    };
    let table = BudgetTable { document: desk.document, shape, wishes: &mut Vec::new() };
    let mut cells = Vec::new();
    for (row, col) in grid.selected() {
        let (Some(item), Some(slot)) = (table.item(row), table.slot(row, col)) else {
            continue;
        };
        let (Own::Regel(_), Some(Bedrag::Euro(euro))) = (slot.own, slot.old) else {
            continue;
        };
        if desk.document.begroting().is_closed(slot.kolom) {
            return Err(format!(
                "{} is gesloten. Open de kolom eerst met het slot in de kop.",
                slot.kolom.title()
            ));
        }
        cells.push((item, slot, euro));
    }
    if cells.is_empty() {
        return Err("In de selectie staan geen bedragen van regels.".into());
    }
    let wish = work(&table, &cells)?;
    desk.wishes.extend(wish);
    Ok(())
}

/// The selection in words, for the status bar; `None` where it says no more than the cell.
pub(super) fn in_words(summary: &Summary, unit: display::Unit) -> Option<String> {
    if summary.cells < 2 {
        return None;
    }
    let cells = format!("selectie: {} cellen", summary.cells);
    Some(match (summary.sum, summary.mean) {
        (Some(sum), Some(mean)) => format!(
            "{cells} · som {} · gem. {} · {} bedragen · {}",
            display::show_in_words(sum, unit),
            display::show_in_words(mean, unit),
            summary.amounts,
            unit.label()
        ),
        _ => cells,
    })
}
