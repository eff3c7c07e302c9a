//! What a person can tell a grid to do, apart from the key or menu that says it.

use super::navigate::{Place, Step, step};
use super::plan::{self, Direction};
use super::state::{Choosing, Edit, GridState};
use super::table::{Action, CellChange, Input, Refusal, Table};

/// One thing to do with the cursor or the selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Move the cursor, or the far corner of the selection.
    Move(Step, Extend),
    /// Down (or up) after Tab: back to the column where Tab began.
    NextLine(Step),
    /// Select every cell.
    SelectAll,
    /// Select the rows of the selection.
    SelectRows,
    /// Select the columns of the selection.
    SelectColumns,
    /// Edit the exact value, the caret behind it.
    Edit,
    /// Begin a new value with this text.
    Overwrite(String),
    /// Open the list of values.
    Choose,
    /// Fold or unfold the row.
    Toggle,
    /// Fold the row (`false`) or unfold it, unless it is so already.
    Unfold(bool),
    /// Exact values to the clipboard.
    Copy,
    /// The same, and empty the cells.
    Cut,
    /// Tab separated text into the cells.
    Paste(String),
    /// Ask the system for the text on its clipboard, which comes as a paste.
    PasteFromSystem,
    /// Empty the cells.
    Clear,
    /// Copy the first row or column over the rest of the selection.
    Fill(Direction),
    /// Forget the refusal, then the selection.
    Escape,
}

/// Whether a move takes the selection along or stretches it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extend {
    /// The cursor moves; one cell is selected.
    No,
    /// The cursor stays; the far corner moves.
    Yes,
}

/// How an edit ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Commit(Step),
    Cancel,
}

/// What a command leaves for the caller to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Text for the clipboard.
    pub copied: Option<String>,
    /// Ask the system for the text on its clipboard.
    pub wants_paste: bool,
    /// A row of the table to fold or unfold.
    pub toggled: Option<usize>,
    /// A refusal, in Dutch.
    pub message: Option<String>,
}

impl GridState {
    /// Does one thing. A menu or a palette calls this; keys come here too.
    pub fn run(&mut self, table: &mut dyn Table, command: Command) -> Effect {
        self.settle(table);
        let mut effect = Effect::default();
        if self.order.is_empty() || table.columns().is_empty() {
            return effect;
        }
        if !matches!(command, Command::Escape | Command::Copy) {
            self.notice = None;
        }
        let range = self.range();
        match command {
            Command::Move(to, extend) => self.go(table, to, extend),
            Command::NextLine(to) => {
                let col = self.tab_began.take();
                self.go(table, to, Extend::No);
                if let Some(col) = col {
                    let place = Place { col, ..self.cursor.place };
                    self.select(table, place, place);
                }
            }
            Command::SelectAll => {
                let extent = self.extent(table);
                let last = Place { row: extent.rows - 1, col: extent.cols - 1 };
                self.select(table, Place::default(), last);
                self.reveal = false;
            }
            Command::SelectRows => {
                let last = Place { row: self.lead.place.row, col: table.columns().len() - 1 };
                self.select(table, Place { row: self.cursor.place.row, col: 0 }, last);
            }
            Command::SelectColumns => {
                let last = Place { row: self.order.len() - 1, col: self.lead.place.col };
                self.select(table, Place { row: 0, col: self.cursor.place.col }, last);
                self.reveal = false;
            }
            Command::Edit => effect.message = self.begin(table, None),
            Command::Overwrite(text) => effect.message = self.begin(table, Some(text)),
            Command::Choose => effect.message = self.choose(table, None),
            Command::Toggle => effect.toggled = self.foldable(table).map(|(row, _)| row),
            Command::Unfold(open) => {
                effect.toggled =
                    self.foldable(table).filter(|(_, now)| *now != open).map(|(row, _)| row);
            }
            Command::Copy => effect.copied = Some(plan::copy(table, &self.order, range)),
            Command::Cut => {
                let text = plan::copy(table, &self.order, range);
                let plan = plan::clear(table, &self.order, range);
                effect.message = self.send(table, Action::Cut, plan);
                effect.copied = effect.message.is_none().then_some(text);
            }
            Command::Paste(text) => {
                let plan = plan::paste(table, &self.order, range, &text);
                effect.message = self.send(table, Action::Paste, plan);
            }
            Command::PasteFromSystem => effect.wants_paste = true,
            Command::Clear => {
                let plan = plan::clear(table, &self.order, range);
                effect.message = self.send(table, Action::Clear, plan);
            }
            Command::Fill(direction) => {
                let plan = plan::fill(table, &self.order, range, direction);
                effect.message = self.send(table, Action::Fill, plan);
            }
            Command::Escape => {
                if self.notice.take().is_none() {
                    self.lead = self.cursor;
                }
            }
        }
        effect
    }

    /// Puts the value being typed in the table, as Enter does. The program calls this before it
    /// saves, shows another page or closes.
    ///
    /// # Errors
    /// The table's refusal; the editor stays open with it.
    pub fn commit(&mut self, table: &mut dyn Table) -> Result<(), Refusal> {
        self.settle(table);
        let Some(edit) = self.edit.take() else {
            return Ok(());
        };
        let Some((row, col)) = self.cursor_cell().filter(|_| edit.text != edit.original) else {
            self.notice = None;
            return Ok(());
        };
        let text = edit.text.trim();
        let input = if text.is_empty() { Input::Empty } else { Input::Text(text.to_owned()) };
        match table.change(Action::Type, &[CellChange { row, col, input }]) {
            Ok(()) => {
                self.notice = None;
                Ok(())
            }
            Err(refusal) => {
                self.edit = Some(edit);
                self.refuse(table, refusal.clone());
                Err(refusal)
            }
        }
    }

    /// Ends the edit; says why not when the table refuses the value.
    pub(super) fn end_edit(&mut self, table: &mut dyn Table, ending: Ending) -> Option<String> {
        match ending {
            Ending::Cancel => {
                self.edit = None;
                self.notice = None;
                None
            }
            Ending::Commit(to) => {
                // The next cell is chosen before a sorted column moves the rows.
                let here = self.cursor;
                let next = |state: &mut Self, table: &mut dyn Table| match to {
                    Step::Up | Step::Down => {
                        state.run(table, Command::NextLine(to));
                    }
                    _ => state.go(table, to, Extend::No),
                };
                let tab_began = self.tab_began;
                let edit = self.edit.take()?;
                next(self, table);
                let target = self.cursor;
                (self.cursor, self.lead, self.edit) = (here, here, Some(edit));
                match self.commit(table) {
                    Ok(()) => {
                        (self.cursor, self.lead) = (target, target);
                        self.reveal = true;
                        self.settle(table);
                        None
                    }
                    Err(refusal) => {
                        self.tab_began = tab_began;
                        Some(refusal.message)
                    }
                }
            }
        }
    }

    /// Sends changes to the table; says why not when they are refused.
    pub(super) fn send(
        &mut self,
        table: &mut dyn Table,
        action: Action,
        plan: Result<Vec<CellChange>, Refusal>,
    ) -> Option<String> {
        let done = plan.and_then(|changes| match changes.as_slice() {
            [] => Ok(()),
            changes => table.change(action, changes),
        });
        match done {
            Ok(()) => None,
            Err(refusal) => Some(self.refuse(table, refusal)),
        }
    }

    /// Picks a value from the open list.
    pub(super) fn pick(&mut self, table: &mut dyn Table, option: usize) -> Option<String> {
        let text = self.choosing.take()?.options.into_iter().nth(option)?;
        let (row, col) = self.cursor_cell()?;
        if text == table.edit_text(row, col) {
            return None;
        }
        let change = CellChange { row, col, input: Input::Text(text) };
        self.send(table, Action::Choose, Ok(vec![change]))
    }

    fn go(&mut self, table: &dyn Table, to: Step, extend: Extend) {
        let from = match extend {
            Extend::No => self.cursor.place,
            Extend::Yes => self.lead.place,
        };
        match to {
            Step::Next | Step::Previous => {
                self.tab_began.get_or_insert(from.col);
            }
            _ => self.tab_began = None,
        }
        let filled = |place: Place| {
            self.order.row(place.row).is_some_and(|row| !table.cell(row, place.col).text.is_empty())
        };
        let lead = step(from, to, self.extent(table), filled);
        let cursor = match extend {
            Extend::No => lead,
            Extend::Yes => self.cursor.place,
        };
        self.select(table, cursor, lead);
    }

    /// Opens the editor (or the list) on the active cell.
    fn begin(&mut self, table: &dyn Table, typed: Option<String>) -> Option<String> {
        let (row, col) = self.cursor_cell()?;
        if !table.choices(row, col).is_empty() {
            return self.choose(table, typed.as_deref());
        }
        if let Err(refusal) = plan::accept(table, row, col) {
            return Some(self.refuse(table, refusal));
        }
        let original = table.edit_text(row, col);
        self.lead = self.cursor;
        self.reveal = true;
        self.edit = Some(Edit {
            key: table.row_key(row),
            overwrites: typed.is_some(),
            text: typed.unwrap_or_else(|| original.clone()),
            original,
            fresh: true,
        });
        None
    }

    /// Opens the editor on a cell with a text that was typed there before. Nothing happens when
    /// its row or its column is gone.
    pub fn retype(&mut self, table: &dyn Table, row: u64, col: u64, text: String) {
        let row = (0..table.row_count()).find(|at| table.row_key(*at) == row);
        let col = (0..table.columns().len()).find(|at| table.column_key(*at) == col);
        let (Some(row), Some(col)) = (row, col) else { return };
        self.go_to(table, row, col);
        if self.cursor_cell() == Some((row, col)) {
            self.begin(table, Some(text));
            // It is corrected, not typed anew: the arrows move its caret.
            self.edit.iter_mut().for_each(|edit| edit.overwrites = false);
        }
    }

    /// Opens the list at the value of the cell, or at the first that begins with what was typed.
    fn choose(&mut self, table: &dyn Table, typed: Option<&str>) -> Option<String> {
        let (row, col) = self.cursor_cell()?;
        let options = table.choices(row, col);
        if options.is_empty() {
            return None;
        }
        if let Err(refusal) = plan::accept(table, row, col) {
            return Some(self.refuse(table, refusal));
        }
        let now = table.edit_text(row, col);
        let begins = |option: &&String| match typed {
            Some(typed) => option.to_lowercase().starts_with(&typed.to_lowercase()),
            None => **option == now,
        };
        let at = options.iter().position(|option| begins(&option)).unwrap_or(0);
        self.lead = self.cursor;
        self.reveal = true;
        self.choosing = Some(Choosing::at(options, at));
        None
    }

    fn foldable(&self, table: &dyn Table) -> Option<(usize, bool)> {
        let (row, _) = self.cursor_cell()?;
        table.row(row).open.map(|open| (row, open))
    }
}
