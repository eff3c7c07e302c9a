//! What the page remembers of wijzigingen between frames.

use std::collections::HashMap;

use super::lines::LinesShape;
use super::lines_table::LinesTable;
use super::list::ListShape;
use super::list_table::ListTable;
use crate::change::Document;
use crate::change::structure::Target;
use crate::display::Notation;
use crate::model::Id;
use crate::ui::grid::{GridState, Refusal};
use crate::ui::once::Once;
use crate::ui::view::Tab;
use crate::ui::wish::Wish;

/// The two tables: the list, and the lines of the wijziging that is chosen in it.
#[derive(Default)]
pub(in crate::ui::page) struct Wijzigingen {
    pub(super) list: Once<(Id, Notation), ListShape>,
    pub(super) lines: Once<(Id, Notation), LinesShape>,
    pub(super) chosen: Option<Id>,
    /// The lines had the keyboard last, not the list.
    on_lines: bool,
}

impl Wijzigingen {
    /// The wijziging in whose lines the keyboard was last.
    pub fn lines_with_keyboard(&self) -> Option<Id> {
        self.chosen.filter(|_| self.on_lines)
    }

    /// What the cursor stands on.
    pub fn target(&self, row: usize) -> Option<Target> {
        if self.on_lines {
            return self.lines.get()?.line_at(row).map(Target::Entry);
        }
        self.list.get()?.wijziging_at(row).map(Target::Mutatie)
    }

    /// Ends what is being typed in the table that had the keyboard last.
    pub fn commit(
        &mut self,
        document: &Document,
        grid: &mut GridState,
        wishes: &mut Vec<Wish>,
    ) -> Option<Result<(), Refusal>> {
        if self.on_lines {
            self.lines.again(document, LinesShape::new);
            let shape = self.lines.get()?;
            return Some(grid.commit(&mut LinesTable { document, shape, wishes }));
        }
        self.list.again(document, ListShape::new);
        let shape = self.list.get()?;
        Some(grid.commit(&mut ListTable { document, shape, wishes }))
    }

    pub(super) fn go_to_list(&mut self) {
        self.on_lines = false;
    }

    pub(super) fn go_to_lines(&mut self) {
        self.on_lines = true;
    }

    /// Another page, or a wijziging that was removed: begin again at the first.
    pub(super) fn forget_what_is_gone(&mut self, document: &Document, list: &ListShape) {
        if self.chosen.and_then(|chosen| list.row_of(chosen)).is_none() {
            self.chosen = list.first(document.begroting());
            self.on_lines = false;
        }
    }

    pub(super) fn follow_lines(&mut self, document: &Document, notation: Notation) {
        match self.chosen {
            Some(chosen) => self.lines.follow(document, (chosen, notation), LinesShape::new),
            None => self.lines = Once::default(),
        }
    }

    /// Remembers which table has the keyboard.
    pub(super) fn note_keyboard(&mut self, grids: &HashMap<(Id, Tab), GridState>, onderdeel: Id) {
        let has = |id: Id| grids.get(&(id, Tab::Wijzigingen)).is_some_and(GridState::has_keyboard);
        if self.chosen.is_some_and(has) {
            self.on_lines = true;
        } else if has(onderdeel) {
            self.on_lines = false;
        }
    }
}
