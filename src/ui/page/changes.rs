//! From the cells that one action changes to one revision, with its name in the history.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::display::{self, Notation, Reading, Side, Unit};
use crate::model::{Bedrag, Begroting, Edit, Field, Id};
use crate::ui::grid::{Action, CellChange, Input, Refusal, Table, cell_name};
use crate::ui::wish::Wish;

/// So many changed cells are named in the history; the rest is counted.
const MOST_NAMED: usize = 3;

/// The most characters of a cell.
const LONGEST: usize = 2_000;

/// What a cell answers when what it stood for was removed meanwhile.
pub(super) const GONE: &str = "deze cel is er niet meer.";

/// The edits of one action, and the words for them.
#[derive(Default)]
pub(super) struct Changes {
    edits: Vec<Edit>,
    named: Vec<String>,
    count: usize,
}

impl Changes {
    /// What one action does to its cells, one by one.
    ///
    /// # Errors
    /// The first cell that cannot become what is asked, by its name.
    pub fn of_cells(
        table: &dyn Table,
        cells: &[CellChange],
        mut change: impl FnMut(&mut Changes, &CellChange) -> Result<(), String>,
    ) -> Result<Changes, Refusal> {
        let mut changes = Changes::default();
        for cell in cells {
            change(&mut changes, cell).map_err(|message| {
                let name = cell_name(table, cell.row, cell.col);
                Refusal::at(cell.row, cell.col, format!("{name}: {message}"))
            })?;
        }
        Ok(changes)
    }

    /// Sets a field, and says so in `name`; nothing where it has the value already.
    ///
    /// # Errors
    /// When the record is gone.
    pub fn set(
        &mut self,
        begroting: &Begroting,
        id: Id,
        field: impl Into<Field>,
        name: impl FnOnce() -> String,
    ) -> Result<bool, String> {
        let edit = begroting.set(id, field).map_err(|error| format!("Niet gewijzigd: {error}."))?;
        let Some(edit) = edit else {
            return Ok(false);
        };
        self.push(edit, name);
        Ok(true)
    }

    pub fn push(&mut self, edit: Edit, name: impl FnOnce() -> String) {
        self.edits.push(edit);
        self.also(name);
    }

    /// Adds the edits that together change one cell.
    pub fn push_all(&mut self, edits: Vec<Edit>, name: impl FnOnce() -> String) {
        if !edits.is_empty() {
            self.edits.extend(edits);
            self.also(name);
        }
    }

    /// Names one more cell, of an edit that is added later.
    pub fn also(&mut self, name: impl FnOnce() -> String) {
        self.count += 1;
        if self.named.len() < MOST_NAMED {
            self.named.push(name());
        }
    }

    /// Adds edits that come before all others and were named already.
    pub fn first(&mut self, edits: impl IntoIterator<Item = Edit>) {
        self.edits.splice(0..0, edits);
    }

    /// The wish for all of it, or nothing where nothing changes. `place` names the table.
    pub fn wish(self, did: &str, place: &str) -> Option<Wish> {
        if self.edits.is_empty() {
            return None;
        }
        let named = self.named.join("; ");
        let why = match self.count {
            0 | 1 => named,
            count if count > MOST_NAMED => format!("{count} cellen {did} in {place}: {named}; …"),
            count => format!("{count} cellen {did} in {place}: {named}"),
        };
        Some(Wish::Change { why, edits: self.edits })
    }
}

/// The budget as it is after the cells that were changed so far: what a rule looks at when more
/// cells change in one action.
pub(super) struct InStep<'a> {
    begroting: Cow<'a, Begroting>,
    /// Applied only when another cell follows: one cell needs no copy of the budget.
    waiting: Vec<Edit>,
}

impl<'a> InStep<'a> {
    pub fn new(begroting: &'a Begroting) -> InStep<'a> {
        InStep { begroting: Cow::Borrowed(begroting), waiting: Vec::new() }
    }

    /// # Errors
    /// When the edits so far do not fit.
    pub fn begroting(&mut self) -> Result<&Begroting, String> {
        for edit in self.waiting.drain(..) {
            self.begroting.to_mut().apply(&edit).map_err(|error| format!("{error}."))?;
        }
        Ok(&self.begroting)
    }

    pub fn take(&mut self, edits: &[Edit]) {
        self.waiting.extend_from_slice(edits);
    }
}

/// The text that a cell is asked to hold.
///
/// # Errors
/// Where it is longer than a cell can hold.
pub(super) fn typed(table: &dyn Table, cell: &CellChange) -> Result<String, String> {
    let text = match &cell.input {
        Input::Empty => String::new(),
        Input::CopyOf { row, col } => table.edit_text(*row, *col),
        Input::Text(text) => text.trim().to_owned(),
    };
    if text.chars().nth(LONGEST).is_some() {
        return Err(format!(
            "de tekst is te lang; een cel kan hoogstens {LONGEST} tekens bevatten."
        ));
    }
    Ok(text)
}

/// "de maatregelen van 6.72": how the history names what is changed.
pub(super) fn of_part(begroting: &Begroting, what: &str, onderdeel: Id) -> String {
    let code = begroting.onderdelen.get(onderdeel).map_or("", |onderdeel| &onderdeel.code);
    format!("{what} van {code}")
}

/// The participle for what was done with more than one cell.
pub(super) fn did(action: Action) -> &'static str {
    match action {
        Action::Type | Action::Choose => "gewijzigd",
        Action::Paste => "geplakt",
        Action::Cut => "geknipt",
        Action::Clear => "leeggemaakt",
        Action::Fill => "doorgevoerd",
    }
}

/// What a text makes of a cell, in the model's sign, and how it was calculated.
pub(in crate::ui) struct Entry {
    pub new: Option<Bedrag>,
    /// " (=-19873-250)", " (+2,61 %)".
    pub note: String,
}

/// Reads what is typed or pasted in a cell that holds `old`.
///
/// # Errors
/// In Dutch, where the text is no amount, or there is nothing to raise.
pub(in crate::ui) fn read(
    notation: Notation,
    side: Side,
    old: Option<Bedrag>,
    text: &str,
) -> Result<Entry, String> {
    let plain = |new| Entry { new, note: String::new() };
    match notation.read(text, side).map_err(|error| error.to_string())? {
        Reading::Empty => Ok(plain(None)),
        Reading::Amount(Bedrag::Euro(euro)) => Ok(plain(Some(euro_of(euro)?))),
        Reading::Amount(Bedrag::Pm) => Ok(plain(Some(Bedrag::Pm))),
        Reading::Sum { amount, formula } => {
            Ok(Entry { new: Some(euro_of(amount)?), note: format!(" ({formula})") })
        }
        Reading::Percent(percent) => {
            let new = raised(old, percent)?;
            Ok(Entry { new: Some(new), note: format!(" ({})", percent_text(percent)) })
        }
    }
}

/// A cell raised by a percentage.
///
/// # Errors
/// Where the cell holds no amount, or the result is too large.
pub(super) fn raised(old: Option<Bedrag>, percent: Decimal) -> Result<Bedrag, String> {
    let Some(Bedrag::Euro(euro)) = old else {
        return Err("Hier staat geen bedrag om te verhogen; vul eerst een bedrag in.".into());
    };
    display::raise(euro, percent)
        .and_then(Bedrag::euro)
        .ok_or_else(|| "Het verhoogde bedrag is te groot; kies een kleiner percentage.".into())
}

/// "+2,61 %", "-1,5 %".
pub(super) fn percent_text(percent: Decimal) -> String {
    let percent = percent.normalize();
    let plus = if percent.is_sign_negative() { "" } else { "+" };
    format!("{plus}{}", display::show_percent(percent, percent.scale()))
}

pub(super) fn euro_of(euro: Decimal) -> Result<Bedrag, String> {
    Bedrag::euro(euro)
        .ok_or_else(|| "Het bedrag is te groot of fijner dan een cent; rond het af.".to_owned())
}

/// "-19.873 → -19.950": what stood there and what comes there, exact where rounding would hide it.
pub(super) fn from_to(
    notation: Notation,
    side: Side,
    old: Option<Bedrag>,
    new: Option<Bedrag>,
) -> String {
    let (before, after) = (notation.show_cell(old, side), notation.show_cell(new, side));
    let (before, after) = if before == after {
        (notation.exact_cell(old, side), notation.exact_cell(new, side))
    } else {
        (before, after)
    };
    let unit = match notation.unit {
        Unit::Thousand => String::new(),
        unit => format!(" ({})", unit.label()),
    };
    format!("{} → {}{unit}", or_empty(&before), or_empty(&after))
}

/// A text as the history shows it.
pub(super) fn or_empty(text: &str) -> &str {
    if text.is_empty() { "leeg" } else { text }
}
