//! The page of an onderdeel: title and roles, its sections as tabs, and what each of them shows.
//!
//! What the page derives from the budget (rows, texts, cards, chart, notes) is made once per version
//! of the document and kept in [`PageState`]; a frame only draws it. From the ground up:
//! - `shape`, `changes`: the rows of a budget table; from changed cells to one named revision;
//! - `sign`: a typed sign that may be a slip;
//! - `budget_table`, `measures_table` with their `_change`, `measures_sums`: the two tables of the grid;
//! - `lists_table`, `lists_reserves`, `lists_change`, `lists`: indicators, verbonden partijen,
//!   activities, and reserves;
//! - `afwijking`: what differs between two columns, with its components, words and bridge;
//! - `prognose`: what the onderdeel will cost at unchanged policy;
//! - `evenwicht`: what lasts of the resultaat by year;
//! - `tekort`: a plan from deficit to balance, under a scenario;
//! - `wijziging`: the begrotingswijzigingen, and the lines of the one that is chosen;
//! - `cards`, `chart_data`, `footnotes`, `attention`: what stands around them;
//! - `slide`: the page as a slide of a presentation;
//! - `selection`: what commands do with the selected cells;
//! - `layout`: how a page divides its height;
//! - `costs`, `measures`, `heading`: the parts of the page; this file puts them together.

mod afwijking;
mod attention;
mod budget_change;
mod budget_table;
mod cards;
mod changes;
mod chart_data;
mod costs;
mod evenwicht;
mod footnotes;
mod heading;
mod layout;
mod lists;
mod lists_change;
mod lists_reserves;
mod lists_table;
mod measures;
mod measures_change;
mod measures_sums;
mod measures_table;
mod prognose;
mod selection;
mod shape;
mod sign;
mod slide;
mod state;
mod tekort;
mod wijziging;

use eframe::egui::{RichText, ScrollArea, Ui};

pub use afwijking::{new_cluster, on_verklaring};
pub(in crate::ui) use changes::read as read_amount;
pub(in crate::ui) use costs::{card, within};
pub use measures::add_measure;
pub use state::PageState;
pub use tekort::{on_no_plan, on_plan};
pub use wijziging::on_wijziging;

use super::parts::Part;
use super::theme::Tokens;
use super::view::Tab;
use super::wish::Desk;
use super::{history, texts};

/// Shows the page of the selected onderdeel in all the room there is.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut PageState) {
    state.parts.clear();
    let begroting = desk.document.begroting();
    let Some(onderdeel) = desk.view.selected.filter(|id| begroting.onderdelen.contains(*id)) else {
        desk.wishes.extend(state.pending(desk.document));
        state.shown = None;
        let text = "Kies links een programma of taakveld, of voeg er een toe (Ctrl+Shift+I).";
        ui.centered_and_justified(|ui| {
            ui.label(RichText::new(text).color(Tokens::of(ui).text_weak));
        });
        return;
    };
    let asked = shape::Asked::of(desk.view, desk.document.begroting(), onderdeel);
    state.derive(desk.document, &asked);
    heading::title(ui, desk, &mut state.roles, onderdeel);
    let measures = state.measures_count();
    let tabs = Tab::of(begroting, onderdeel, measures);
    if !tabs.contains(&desk.view.tab) {
        desk.view.tab = Tab::default();
    }
    let tabs = heading::tabs(ui, desk, &tabs, measures);
    state.parts.push(tabs);
    let tab = desk.view.tab;
    if state.shown != Some((onderdeel, tab)) {
        // What was being typed on the page that was left is not lost.
        desk.wishes.extend(state.pending(desk.document));
        state.shown = Some((onderdeel, tab));
        state.selection = None;
    }
    match tab {
        Tab::Kosten => costs::show(ui, desk, state, onderdeel),
        Tab::Anders => measures::show(ui, desk, state, onderdeel),
        Tab::Prognose => prognose::show(ui, desk, state, onderdeel),
        Tab::Evenwicht => evenwicht::show(ui, desk, state, onderdeel),
        Tab::Tekort => tekort::show(ui, desk, state, onderdeel),
        Tab::Wijzigingen => wijziging::show(ui, desk, state, onderdeel),
        Tab::Afwijkingen => afwijking::show(ui, desk, state, onderdeel),
        Tab::Criteria | Tab::Indicatoren | Tab::Partijen | Tab::Reserves => {
            lists::show(ui, desk, state, onderdeel, tab);
        }
        Tab::Geschiedenis => {
            state.parts.push(Part { rect: ui.available_rect_before_wrap(), home: None });
            history::show(ui, desk, &mut state.history, onderdeel);
        }
        Tab::Doel | Tab::Bereiken | Tab::Blijven | Tab::Beleidsnotas | Tab::Toelichting => {
            state.parts.push(Part { rect: ui.available_rect_before_wrap(), home: None });
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                texts::show(ui, desk, &mut state.texts, onderdeel, tab.secties());
            });
        }
    }
}
