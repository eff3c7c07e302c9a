//! What the page remembers between frames.

use std::collections::HashMap;

use super::afwijking::{AfwijkingShape, AfwijkingState, AfwijkingTable};
use super::attention::Attention;
use super::budget_table::BudgetTable;
use super::cards::{self, Card};
use super::chart_data::{Drawn, chart_data};
use super::evenwicht::EvenwichtState;
use super::lists_table::{ListAsked, ListShape, ListTable};
use super::measures_table::{MeasuresShape, MeasuresTable, measures_of};
use super::prognose::{PrognoseShape, PrognoseTable};
use super::shape::{Asked, Shape, Unfolded};
use super::tekort::{TekortShape, TekortState, TekortTable};
use super::wijziging::Wijzigingen;
use crate::change::Document;
use crate::display::Notation;
use crate::model::{Begroting, Id, Kolom, Level};
use crate::ui::chart::{ChartData, ChartKind, ChartMode};
use crate::ui::command::Cells;
use crate::ui::controle::Doel;
use crate::ui::grid::{self, Direction, GridState};
use crate::ui::history::HistoryState;
use crate::ui::once::Once;
use crate::ui::parts::Part;
use crate::ui::roles::RolesState;
use crate::ui::texts::TextsState;
use crate::ui::view::{Tab, View};
use crate::ui::wish::{Typed, Wish};

/// The state of the page of whichever onderdeel is selected; make a new one for another document.
#[derive(Default)]
pub struct PageState {
    /// Which page was on the screen in the last frame.
    pub(super) shown: Option<(Id, Tab)>,
    /// Cursor, selection and widths, per onderdeel and table; of the lines of a wijziging under its
    /// own id.
    pub(super) grids: HashMap<(Id, Tab), GridState>,
    pub(super) budget: Option<Shape>,
    pub(super) measures: Once<(Id, Notation), MeasuresShape>,
    pub(super) list: Once<ListAsked, ListShape>,
    pub(super) prognose: Once<(Id, Notation, Option<Id>), PrognoseShape>,
    pub(super) evenwicht: EvenwichtState,
    pub(super) tekort: TekortState,
    pub(super) afwijking: AfwijkingState,
    pub(super) wijzigingen: Wijzigingen,
    pub(super) unfolded: Unfolded,
    pub(super) derived: Option<Derived>,
    pub(super) attention: Attention,
    pub(super) selection: Option<String>,
    /// A record that was just made: the cursor goes there as soon as it has a row.
    pub(super) bring_into_view: Option<Id>,
    /// The column of its amount, where the cursor is to go to one.
    pub(super) bring_column: Option<Kolom>,
    /// What goes back into the editor of its cell.
    pub(super) retyped: Option<Typed>,
    pub(super) texts: TextsState,
    pub(super) history: HistoryState,
    pub(super) roles: RolesState,
    baten_and_lasten: bool,
    /// The kinds of charts that were chosen, for onderdelen of each level.
    charts: HashMap<Level, ChartKind>,
    /// Below each other, as shown in the last frame.
    pub parts: Vec<Part>,
    /// Chart and "Let op" show on a page that is too low for them.
    pub(super) is_unfolded_below: bool,
    /// The table takes the keyboard in its next frame.
    pub(super) wants_keyboard: bool,
}

/// What the page shows around its tables, made once per version.
pub(super) struct Derived {
    made_of: (u64, Asked, bool, Option<ChartKind>),
    pub cards: Vec<Card>,
    pub chart: Option<Drawn>,
    measures: usize,
}

impl PageState {
    /// Gives the keyboard to the table, so that a budget that was just opened can be typed in.
    pub fn focus_table(&mut self) {
        self.wants_keyboard = true;
    }

    /// Puts the cursor on a record that is just being made, ready to be typed in.
    pub fn show_new(&mut self, record: Id) {
        self.bring_into_view = Some(record);
        self.bring_column = None;
        self.wants_keyboard = true;
    }

    /// Puts the cursor on a record of a page that is being shown.
    pub fn go_to(&mut self, begroting: &Begroting, doel: &Doel) {
        self.bring_into_view = doel.record;
        self.bring_column = doel.kolom;
        self.wants_keyboard = true;
        if let Some(vergelijking) = doel.vergelijking {
            self.afwijking.compare(vergelijking);
        }
        self.unfold(begroting, doel.onderdeel);
    }

    /// Unfolds the rows of an onderdeel and all above it, so that what is in it can be seen.
    pub fn unfold(&mut self, begroting: &Begroting, onderdeel: Id) {
        self.unfolded.extend(begroting.path(onderdeel).map(|above| (above, true)));
    }

    /// Opens the editor of a cell again, once its page is on the screen.
    pub fn retype(&mut self, typed: Typed) {
        self.retyped = Some(typed);
        self.wants_keyboard = true;
    }

    /// Whether there is a table on the screen, whose cells commands can work on.
    pub fn has_table(&self) -> bool {
        self.active().is_some_and(|active| self.grids.contains_key(&active))
    }

    /// The table on the screen that keys and commands are for: on a page with two, the one that had
    /// the keyboard last.
    pub(super) fn active(&self) -> Option<(Id, Tab)> {
        let shown = self.shown?;
        let lines = self.wijzigingen.lines_with_keyboard().filter(|_| shown.1 == Tab::Wijzigingen);
        Some(lines.map_or(shown, |wijziging| (wijziging, shown.1)))
    }

    /// Does this with the selected cells of the table on the screen.
    pub fn on_cells(&mut self, what: Cells) {
        if let Some(grid) = self.active().and_then(|active| self.grids.get_mut(&active)) {
            grid.ask(match what {
                Cells::Cut => grid::Command::Cut,
                Cells::Copy => grid::Command::Copy,
                Cells::Paste => grid::Command::PasteFromSystem,
                Cells::Clear => grid::Command::Clear,
                Cells::FillDown => grid::Command::Fill(Direction::Down),
                Cells::FillRight => grid::Command::Fill(Direction::Right),
            });
        }
    }

    /// Whether the chart shows baten beside lasten.
    pub fn shows_baten_and_lasten(&self) -> bool {
        self.baten_and_lasten
    }

    /// Whether keys are meant for the table of the page.
    pub fn has_keyboard(&self) -> bool {
        let grid = self.active().and_then(|active| self.grids.get(&active));
        grid.is_some_and(GridState::has_keyboard)
    }

    /// The value that is being typed, as the wish that Enter would make of it. Call it before
    /// saving, closing, or anything else that should have it.
    pub fn pending(&mut self, document: &Document) -> Vec<Wish> {
        let mut wishes: Vec<Wish> = self.texts.pending(document.begroting()).into_iter().collect();
        wishes.extend(self.roles.pending(document.begroting()));
        wishes.extend(self.afwijking.pending(document));
        let (Some(shown), Some(active)) = (self.shown, self.active()) else {
            return wishes;
        };
        let Some(grid) = self.grids.get_mut(&active).filter(|grid| grid.is_editing()) else {
            return wishes;
        };
        let wishes_of_table = &mut wishes;
        let refused = match shown.1 {
            Tab::Kosten => {
                if let Some(known) = self.budget.take() {
                    let asked = known.asked().clone();
                    self.budget = Shape::follow(Some(known), document, asked, &self.unfolded);
                }
                self.budget.as_ref().map(|shape| {
                    grid.commit(&mut BudgetTable { document, shape, wishes: wishes_of_table })
                })
            }
            Tab::Anders => {
                self.measures.again(document, MeasuresShape::new);
                self.measures.get().map(|shape| {
                    grid.commit(&mut MeasuresTable { document, shape, wishes: wishes_of_table })
                })
            }
            Tab::Prognose => {
                self.prognose.again(document, PrognoseShape::new);
                self.prognose.get().map(|shape| {
                    grid.commit(&mut PrognoseTable { document, shape, wishes: wishes_of_table })
                })
            }
            Tab::Tekort => {
                self.tekort.shape.again(document, TekortShape::new);
                self.tekort.shape.get().map(|shape| {
                    grid.commit(&mut TekortTable { document, shape, wishes: wishes_of_table })
                })
            }
            Tab::Afwijkingen => {
                self.afwijking.shape.again(document, AfwijkingShape::new);
                self.afwijking.shape.get().map(|shape| {
                    grid.commit(&mut AfwijkingTable { document, shape, wishes: wishes_of_table })
                })
            }
            Tab::Wijzigingen => self.wijzigingen.commit(document, grid, wishes_of_table),
            Tab::Criteria | Tab::Indicatoren | Tab::Partijen | Tab::Reserves => {
                self.list.again(document, ListShape::new);
                self.list.get().map(|shape| {
                    grid.commit(&mut ListTable { document, shape, wishes: wishes_of_table })
                })
            }
            _ => None,
        };
        if let Some(Err(refusal)) = refused {
            wishes.push(Wish::Warn(refusal.message));
        }
        wishes
    }

    /// The chart of the selected onderdeel, titled to stand by itself; for copying and saving.
    pub fn chart(&self, document: &Document, view: &View) -> Option<ChartData> {
        let begroting = document.begroting();
        if view.tab == Tab::Indicatoren {
            return self.chart_of_indicator(begroting).map(ChartData::from);
        }
        let asked = Asked::of(view, begroting, view.selected?);
        let chosen = self.chosen_chart(begroting, asked.onderdeel);
        let mut data = chart_data(document, &asked, chosen, self.chart_mode())?.data;
        let of = begroting.onderdelen.get(asked.onderdeel)?;
        data.name(&format!("{} {}", of.code, of.name), &begroting.kop().version);
        Some(data)
    }

    /// Switches the chart between the saldo and baten beside lasten.
    pub fn switch_chart(&mut self) {
        self.baten_and_lasten = !self.baten_and_lasten;
    }

    /// Shows this kind of chart for onderdelen of the level of this one.
    pub fn choose_chart(&mut self, begroting: &Begroting, onderdeel: Id, kind: ChartKind) {
        if let Some(onderdeel) = begroting.onderdelen.get(onderdeel) {
            self.charts.insert(onderdeel.level, kind);
        }
    }

    /// The kind of chart on the page.
    pub fn chart_kind(&self) -> Option<ChartKind> {
        Some(self.derived.as_ref()?.chart.as_ref()?.kind)
    }

    fn chosen_chart(&self, begroting: &Begroting, onderdeel: Id) -> Option<ChartKind> {
        self.charts.get(&begroting.onderdelen.get(onderdeel)?.level).copied()
    }

    pub(super) fn chart_mode(&self) -> ChartMode {
        if self.baten_and_lasten { ChartMode::BatenLasten } else { ChartMode::Saldo }
    }

    /// Count, sum and mean of the selected cells, with the unit, for the status bar.
    pub fn selection_summary(&self) -> Option<&str> {
        self.selection.as_deref()
    }

    /// How many measures the onderdeel has.
    pub(super) fn measures_count(&self) -> usize {
        self.derived.as_ref().map_or(0, |derived| derived.measures)
    }

    /// Brings what is derived from the budget up to date. Costs nothing while nothing changed.
    pub(super) fn derive(&mut self, document: &Document, asked: &Asked) {
        let chosen = self.chosen_chart(document.begroting(), asked.onderdeel);
        let made_of = (document.version(), asked.clone(), self.baten_and_lasten, chosen);
        if self.derived.as_ref().is_some_and(|derived| derived.made_of == made_of) {
            return;
        }
        self.derived = Some(Derived {
            made_of,
            cards: cards::cards(document, asked),
            chart: chart_data(document, asked, chosen, self.chart_mode()),
            measures: measures_of(document.begroting(), asked.onderdeel).len(),
        });
    }
}
