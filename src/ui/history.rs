//! What was done to an onderdeel, newest first.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use eframe::egui::{Align, Label, Layout, RichText, ScrollArea, Ui, vec2};
use jiff::tz::TimeZone;

use super::choice::choice;
use super::theme::{Tokens, size};
use super::wish::{Desk, Wish};
use crate::change::{Document, Earlier};
use crate::model::{
    Begroting, ControlecijferField, Edit, Field, Id, MutatieField, MutatieregelField,
    OnderdeelField, ParagraafField, Record, RegelField, Revision, RolField,
};

/// What the history remembers between frames.
pub struct HistoryState {
    zone: TimeZone,
    /// Only what this person or role did.
    wie: Option<String>,
    list: Option<List>,
}

impl Default for HistoryState {
    fn default() -> HistoryState {
        HistoryState { zone: TimeZone::system(), wie: None, list: None }
    }
}

struct List {
    version: u64,
    /// The number of revisions before the history.
    earlier: usize,
    onderdeel: Id,
    wie: Option<String>,
    /// Who did something here, or whose work came in here.
    namen: Vec<String>,
    entries: Vec<Entry>,
    /// Under which onderdeel every record stood that was removed.
    gone: HashMap<Id, Option<Id>>,
}

struct Entry {
    /// Which revision of all that is known, from the oldest.
    revision: usize,
    text: OnceCell<EntryText>,
}

struct EntryText {
    when: String,
    cells: String,
}

/// The revisions that touched an onderdeel or anything below it: when, who, what, how many cells.
pub fn show(ui: &mut Ui, desk: &mut Desk, state: &mut HistoryState, onderdeel: Id) {
    let tokens = Tokens::of(ui.ctx());
    let document = desk.document;
    let list = match state.list.take() {
        Some(list) if list.is_of(document, onderdeel, &state.wie) => list,
        _ => List::new(document, onderdeel, state.wie.clone()),
    };
    if let Earlier::Archived(count) = document.earlier() {
        let words = format!("Ook {count} eerdere wijzigingen tonen");
        let tooltip = "Leest wat verder terug ligt uit het bestand ernaast";
        if ui.button(words).on_hover_text(tooltip).clicked() {
            desk.wishes.push(Wish::ReadEarlier);
        }
    }
    if list.wie.is_some() || list.namen.len() > 1 {
        ui.horizontal(|ui| {
            let names = list.namen.iter().map(|name| (Some(name.as_str()), name.clone()));
            let all = std::iter::once((None, "iedereen".to_owned())).chain(names);
            let mut chosen = state.wie.as_deref();
            choice(ui, "Van", &mut chosen, all);
            let chosen = chosen.map(str::to_owned);
            state.wie = chosen;
        });
    }
    if list.entries.is_empty() {
        let text = "In dit bestand is hier nog niets gewijzigd.";
        ui.label(RichText::new(text).color(tokens.text_weak));
    } else {
        row(ui, |ui, column| {
            let (text, right) = match column {
                Column::When => ("Wanneer", false),
                Column::Who => ("Wie", false),
                Column::Cells => ("Cellen", true),
                Column::What => ("Wat", false),
            };
            let text = RichText::new(text).family(super::fonts::bold());
            cell(ui, text.color(tokens.text_weak), right);
        });
        ui.separator();
        ScrollArea::vertical().id_salt("history").auto_shrink([false, false]).show_rows(
            ui,
            size::CONTROL,
            list.entries.len(),
            |ui, visible| {
                for entry in list.entries.get(visible).unwrap_or_default() {
                    let Some(revision) = revisions(document).nth(entry.revision) else { continue };
                    let make = || {
                        let here = Here::new(document.begroting(), &list.gone, onderdeel);
                        EntryText::new(revision, &here, &state.zone)
                    };
                    let text = entry.text.get_or_init(make);
                    row(ui, |ui, column| match column {
                        Column::When => {
                            if when(ui, &text.when, document, entry.revision) {
                                desk.wishes.push(Wish::Toen(entry.revision - list.earlier));
                            }
                        }
                        Column::Who => cell(ui, RichText::new(&revision.who), false),
                        Column::Cells => cell(ui, RichText::new(&text.cells), true),
                        Column::What => cell(ui, RichText::new(&revision.why), false),
                    });
                }
            },
        );
    }
    state.list = Some(list);
}

/// The moment of a revision; whether the budget of then was asked for.
fn when(ui: &mut Ui, text: &str, document: &Document, revision: usize) -> bool {
    let earlier = document.earlier().revisions().len();
    if revision < earlier {
        // What lies that far behind can be read, and not gone back to.
        cell(ui, RichText::new(text).color(Tokens::of(ui).text_weak), false);
        return false;
    }
    let link = ui.link(text);
    link.on_hover_text("Vergelijk de begroting van vlak voor deze wijziging met nu").clicked()
}

#[derive(Clone, Copy)]
enum Column {
    When,
    Who,
    What,
    Cells,
}

fn row(ui: &mut Ui, mut show: impl FnMut(&mut Ui, Column)) {
    ui.horizontal(|ui| {
        for (column, width) in [
            (Column::When, size::WHEN_WIDTH),
            (Column::Who, size::WHO_WIDTH),
            (Column::What, f32::INFINITY),
            (Column::Cells, size::CELLS_WIDTH),
        ] {
            let rest = match column {
                Column::Cells => 0.0,
                _ => size::CELLS_WIDTH + size::GAP,
            };
            let width = width.min(ui.available_width() - rest).max(0.0);
            let room = vec2(width, size::CONTROL);
            let layout = Layout::left_to_right(Align::Center);
            ui.allocate_ui_with_layout(room, layout, |ui| {
                ui.set_min_width(room.x);
                show(ui, column);
            });
        }
    });
}

/// One line of text, cut off with … and whole in its tooltip.
fn cell(ui: &mut Ui, text: RichText, right: bool) {
    let label = Label::new(text).truncate();
    if right {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.add(label));
    } else {
        ui.add(label);
    }
}

impl EntryText {
    fn new(revision: &Revision, here: &Here<'_>, zone: &TimeZone) -> EntryText {
        let when = revision.at.to_zoned(zone.clone());
        let touched = revision.edits.iter().filter(|edit| here.is_touched_by(edit));
        let cells: usize = touched.map(cells).sum();
        EntryText {
            when: when.strftime("%-d-%-m-%Y %H:%M").to_string(),
            cells: if cells == 0 { "-".to_owned() } else { cells.to_string() },
        }
    }
}

/// The amounts that an edit changes.
fn cells(edit: &Edit) -> usize {
    match edit {
        Edit::Set { new: Field::Regel(RegelField::Amount(..)), .. }
        | Edit::Set { new: Field::Mutatie(MutatieField::Amount(..)), .. }
        | Edit::Set { new: Field::Mutatieregel(MutatieregelField::Amount(..)), .. }
        | Edit::Set { new: Field::Controlecijfer(ControlecijferField::Amount(_)), .. } => 1,
        Edit::Insert(Record::Regel(regel)) | Edit::Remove(Record::Regel(regel)) => {
            regel.amounts.iter().count()
        }
        Edit::Insert(Record::Mutatie(mutatie)) | Edit::Remove(Record::Mutatie(mutatie)) => {
            mutatie.amounts.iter().count()
        }
        Edit::Insert(Record::Mutatieregel(line)) | Edit::Remove(Record::Mutatieregel(line)) => {
            line.amounts.iter().count()
        }
        _ => 0,
    }
}

/// All that is known, from the oldest.
fn revisions(document: &Document) -> impl DoubleEndedIterator<Item = &Revision> {
    document.earlier().revisions().iter().chain(document.history())
}

impl List {
    fn is_of(&self, document: &Document, onderdeel: Id, wie: &Option<String>) -> bool {
        self.version == document.version()
            && self.earlier == document.earlier().revisions().len()
            && self.onderdeel == onderdeel
            && self.wie == *wie
    }

    fn new(document: &Document, onderdeel: Id, wie: Option<String>) -> List {
        let gone = removed(document);
        let here = Here::new(document.begroting(), &gone, onderdeel);
        let mut namen = BTreeSet::new();
        let mut entries: Vec<Entry> = Vec::new();
        for (revision, of) in revisions(document).enumerate() {
            if !of.edits.iter().any(|edit| here.is_touched_by(edit)) {
                continue;
            }
            // Of a merge also whoever's work came in here.
            let came_in = of.van.iter().filter(|bijdrage| {
                let mut edits = bijdrage.edits.iter().filter_map(|at| of.edits.get(*at));
                !bijdrage.who.is_empty() && edits.any(|edit| here.is_touched_by(edit))
            });
            let makers: BTreeSet<&String> =
                came_in.map(|bijdrage| &bijdrage.who).chain([&of.who]).collect();
            let is_wanted = wie.as_ref().is_none_or(|wie| makers.contains(wie));
            namen.extend(makers.into_iter().cloned());
            if is_wanted {
                entries.push(Entry { revision, text: OnceCell::new() });
            }
        }
        entries.reverse();
        let earlier = document.earlier().revisions().len();
        let namen = namen.into_iter().collect();
        List { version: document.version(), earlier, onderdeel, wie, namen, entries, gone }
    }
}

/// Under which onderdeel every record stood that was removed.
fn removed(document: &Document) -> HashMap<Id, Option<Id>> {
    let mut gone = HashMap::new();
    for edit in revisions(document).flat_map(|revision| &revision.edits) {
        if let Edit::Remove(record) = edit {
            gone.insert(record.id(), record.owner());
        }
    }
    gone
}

/// An onderdeel and all below it, now and in what was removed.
struct Here<'a> {
    begroting: &'a Begroting,
    gone: &'a HashMap<Id, Option<Id>>,
    onderdeel: Id,
    /// What is of the whole budget is told where the tree begins.
    is_top: bool,
}

impl<'a> Here<'a> {
    fn new(begroting: &'a Begroting, gone: &'a HashMap<Id, Option<Id>>, onderdeel: Id) -> Here<'a> {
        let is_top = begroting.onderdelen.get(onderdeel).is_some_and(|of| of.parent.is_none());
        Here { begroting, gone, onderdeel, is_top }
    }

    fn is_touched_by(&self, edit: &Edit) -> bool {
        let places = match edit {
            Edit::Insert(record) | Edit::Remove(record) => {
                let own = matches!(record, Record::Onderdeel(_)).then(|| record.id());
                let changed = match record {
                    Record::Mutatieregel(line) => line.regel,
                    _ => None,
                };
                [own.or(record.owner()), changed, None, None]
            }
            Edit::Set { id, old, new } => {
                let changed = match new {
                    Field::Mutatieregel(_) => {
                        self.begroting.mutatieregels.get(*id).and_then(|line| line.regel)
                    }
                    _ => None,
                };
                [Some(*id), changed, moved_to(old), moved_to(new)]
            }
        };
        places.into_iter().flatten().any(|place| self.has(place))
            || (self.is_top && self.is_of_all(edit))
    }

    /// Whether what it changes stands under no onderdeel, such as the head of the budget.
    fn is_of_all(&self, edit: &Edit) -> bool {
        let start = match edit {
            Edit::Insert(Record::Onderdeel(_)) | Edit::Remove(Record::Onderdeel(_)) => {
                return false;
            }
            Edit::Insert(record) | Edit::Remove(record) => record.owner(),
            Edit::Set { id, .. } => Some(*id),
        };
        let mut above = std::iter::successors(start, |id| self.begroting.owner_of(*id));
        !above.any(|id| self.begroting.onderdelen.contains(id) || self.gone.contains_key(&id))
    }

    /// Whether `place` is the onderdeel or hangs below it.
    fn has(&self, place: Id) -> bool {
        let mut seen = HashSet::new();
        let mut next = Some(place);
        while let Some(id) = next {
            if id == self.onderdeel {
                return true;
            }
            // What was removed and inserted elsewhere again could lead round.
            if !seen.insert(id) {
                return false;
            }
            let above = self.begroting.owner_of(id);
            next = above.or_else(|| self.gone.get(&id).copied().flatten());
        }
        false
    }
}

/// The onderdeel that a field names: where something was, or came to be.
fn moved_to(field: &Field) -> Option<Id> {
    match field {
        Field::Onderdeel(OnderdeelField::Parent(parent)) => *parent,
        Field::Regel(RegelField::Onderdeel(id))
        | Field::Controlecijfer(ControlecijferField::Onderdeel(id))
        | Field::Rol(RolField::Onderdeel(id))
        | Field::Paragraaf(ParagraafField::Onderdeel(id))
        | Field::Mutatie(MutatieField::Onderdeel(id))
        | Field::Mutatieregel(
            MutatieregelField::Mutatie(id) | MutatieregelField::Regel(Some(id)),
        ) => Some(*id),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
