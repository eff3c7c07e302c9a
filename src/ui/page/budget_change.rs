//! What typing, pasting, filling and emptying do to a budget.

use super::budget_table::{BudgetTable, Place, Slot};
use super::changes::{self, Changes, GONE};
use super::shape::{onderdeel_of, regel_of};
use super::sign::{self, Slip};
use crate::calc::overzicht::{Item, Own};
use crate::change::structure;
use crate::display::Side;
use crate::model::{
    Amounts, Bedrag, Edit, Id, Nature, OnderdeelField, Order, Record, Regel, RegelField, Soort,
};
use crate::ui::chance::new_id;
use crate::ui::grid::{Action, CellChange, Input, Refusal};
use crate::ui::wish::{Answer, Wish};

/// All changes of one action as one wish; `None` where nothing changes.
///
/// # Errors
/// The first cell that cannot become what is asked; then nothing is wished.
pub(super) fn wish(
    table: &BudgetTable<'_>,
    action: Action,
    cells: &[CellChange],
) -> Result<Option<Wish>, Refusal> {
    let (did, as_typed) = (changes::did(action), Plan::of(table, cells, false)?);
    if as_typed.slips.is_empty() {
        return Ok(as_typed.finish(table, did));
    }
    let turned = Plan::of(table, cells, true)?;
    let last = match (action, cells) {
        (Action::Type, [cell]) => sign::back_to_cell(table, cell),
        _ => Answer::new("Annuleren", []),
    };
    let slips = turned.slips.clone();
    let wishes = [turned.finish(table, did), as_typed.finish(table, did)];
    Ok(Some(sign::ask(table, &slips, wishes, last)))
}

/// The changes so far, and the regels that they make.
#[derive(Default)]
pub(super) struct Plan {
    changes: Changes,
    made: Vec<Regel>,
    /// Signs that look like a slip.
    slips: Vec<Slip>,
    /// Take what looks like a slip with the other sign.
    turns: bool,
}

impl Plan {
    fn of(table: &BudgetTable<'_>, cells: &[CellChange], turns: bool) -> Result<Plan, Refusal> {
        let mut plan = Plan { turns, ..Plan::default() };
        for cell in cells {
            plan.cell(table, cell).map_err(|message| {
                let name = crate::ui::grid::cell_name(table, cell.row, cell.col);
                Refusal::at(cell.row, cell.col, format!("{name}: {message}"))
            })?;
        }
        Ok(plan)
    }

    /// The amount that is meant, and how it was calculated.
    fn slip(&mut self, slip: Slip, note: String) -> (Option<Bedrag>, String) {
        let (euro, note) = match self.turns {
            false => (slip.typed, note),
            true if note.is_empty() => (-slip.typed, note),
            true => (-slip.typed, format!("{note}, met het andere teken")),
        };
        self.slips.push(slip);
        (Some(Bedrag::Euro(euro)), note)
    }

    fn cell(&mut self, table: &BudgetTable<'_>, cell: &CellChange) -> Result<(), String> {
        let (Some(item), Some(place)) = (table.item(cell.row), table.place(cell.col)) else {
            return Err(GONE.into());
        };
        match place {
            Place::Figure(_) => {
                let slot = table.slot(cell.row, cell.col).ok_or("hier staat geen eigen bedrag.")?;
                let Slot { old, side, .. } = slot;
                let (new, note) = match &cell.input {
                    Input::Empty => (None, String::new()),
                    Input::CopyOf { row, col } => (copied(table, *row, *col, side), String::new()),
                    Input::Text(text) => {
                        let entry = changes::read(table.notation(), side, old, text)?;
                        match Slip::of(table, cell, entry.new) {
                            Some(slip) => self.slip(slip, entry.note),
                            None => (entry.new, entry.note),
                        }
                    }
                };
                self.amount(table, item, slot, new, &note)
            }
            Place::Code | Place::Name | Place::Soort => {
                let text = changes::typed(table, cell)?;
                self.words(table, item, place, text)
            }
        }
    }

    /// Gives one amount another value, in the model's sign.
    pub fn amount(
        &mut self,
        table: &BudgetTable<'_>,
        item: Item,
        slot: Slot,
        new: Option<Bedrag>,
        note: &str,
    ) -> Result<(), String> {
        let begroting = table.document.begroting();
        let Slot { own, kolom, old, side } = slot;
        let name = || {
            let values = changes::from_to(table.notation(), side, old, new);
            format!("{} {}: {values}{note}", row_name(table, item), kolom.title())
        };
        match own {
            Own::Regel(id) => {
                self.changes.set(begroting, id, RegelField::Amount(kolom, new), name)?;
            }
            Own::New { onderdeel, soort } => {
                if new.is_some() {
                    self.made_in(table, onderdeel, soort).amounts.set(kolom, new);
                    self.changes.also(name);
                }
            }
        }
        Ok(())
    }

    /// The first regel of its kind of an onderdeel that has none, named after it.
    fn made_in(&mut self, table: &BudgetTable<'_>, onderdeel: Id, soort: Soort) -> &mut Regel {
        let is_it = |regel: &Regel| regel.onderdeel == onderdeel && regel.soort == soort;
        let at = self.made.iter().position(is_it);
        let at = at.unwrap_or_else(|| {
            let name = table.document.begroting().onderdelen.get(onderdeel);
            self.made.push(Regel {
                id: new_id(),
                onderdeel,
                name: name.map(|onderdeel| onderdeel.name.clone()).unwrap_or_default(),
                soort,
                nature: Nature::default(),
                stelpost: false,
                category: None,
                reserve: None,
                order: Order::after(None),
                amounts: Amounts::default(),
            });
            self.made.len() - 1
        });
        // Just found or just pushed.
        &mut self.made[at]
    }

    fn words(
        &mut self,
        table: &BudgetTable<'_>,
        item: Item,
        place: Place,
        text: String,
    ) -> Result<(), String> {
        let begroting = table.document.begroting();
        let code = row_name(table, item);
        match (place, item) {
            (Place::Soort, _) => {
                let id = regel_of(item).ok_or("dit is een optelling.")?;
                let soort = Soort::from_word(&text)
                    .ok_or_else(|| format!("‘{text}’ is geen soort; kies er een uit de lijst."))?;
                let name = || format!("{code}: soort wordt {}", soort.word());
                self.changes.set(begroting, id, RegelField::Soort(soort), name)?;
            }
            (Place::Code, _) => {
                let id = onderdeel_of(item).ok_or("een regel heeft geen eigen code.")?;
                let name = begroting.onderdelen.get(id).map_or("", |o| o.name.as_str());
                let edits = structure::name_onderdeel(begroting, id, &text, name)
                    .map_err(|error| format!("{error}."))?;
                for edit in edits {
                    self.changes
                        .push(edit, || format!("{code}: code wordt {}", changes::or_empty(&text)));
                }
            }
            (Place::Name | Place::Figure(_), _) => {
                if text.is_empty() {
                    return Err("een naam mag niet leeg zijn.".into());
                }
                let name = || format!("{code}: naam wordt ‘{text}’");
                match (onderdeel_of(item), item) {
                    (Some(id), _) => {
                        self.changes.set(begroting, id, OnderdeelField::Name(text.clone()), name)?
                    }
                    (None, Item::Regel(id)) => {
                        self.changes.set(begroting, id, RegelField::Name(text.clone()), name)?
                    }
                    (None, _) => return Err("dit is een optelling.".into()),
                };
            }
        }
        Ok(())
    }

    pub fn finish(mut self, table: &BudgetTable<'_>, did: &str) -> Option<Wish> {
        let made = self.made.into_iter().map(|regel| Edit::Insert(Record::Regel(regel)));
        self.changes.first(made);
        let onderdeel = table.document.begroting().onderdelen.get(table.shape.onderdeel());
        self.changes.wish(did, onderdeel.map_or("", |onderdeel| &onderdeel.code))
    }
}

/// The exact value of another cell as it is shown, in the model's sign for a cell of `side`.
fn copied(table: &BudgetTable<'_>, row: usize, col: usize, target: Side) -> Option<Bedrag> {
    let cell = table.figure(row, col)?;
    let signs = table.notation().signs;
    match cell.bedrag {
        Some(Bedrag::Euro(euro)) => {
            let shown = signs.to_shown(Side::from(cell.maat), euro);
            Some(Bedrag::Euro(signs.to_model(target, shown)))
        }
        other => other,
    }
}

/// How the history names a row: the code of an onderdeel, code and name of a regel.
pub(super) fn row_name(table: &BudgetTable<'_>, item: Item) -> String {
    let begroting = table.document.begroting();
    match item {
        Item::Regel(id) => {
            begroting.regels.get(id).map(|regel| begroting.title_of(regel)).unwrap_or_default()
        }
        _ => onderdeel_of(item)
            .and_then(|id| begroting.onderdelen.get(id))
            .map(|o| if o.code.is_empty() { o.name.clone() } else { o.code.clone() })
            .unwrap_or_default(),
    }
}
