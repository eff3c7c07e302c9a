//! Which rows and columns a budget table has, and the texts of the rows that were seen.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use crate::calc::Total;
use crate::change::Document;
use crate::display::Notation;
use crate::model::{
    Begroting, Edit, Field, Id, Kolom, KopField, Level, OnderdeelField, Rec, Record, Regel,
    RegelField, Revision, Soort, Stadium,
};
use crate::ui::grid::{Column, Head, Lock};
use crate::ui::theme::size;

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// The sum of what lies below it.
    Onderdeel(Id),
    /// An onderdeel without anything in it: an amount typed here makes its first regel.
    Empty(Id),
    /// An onderdeel with exactly one regel: the row is that regel.
    Single {
        onderdeel: Id,
        regel: Id,
    },
    Regel(Id),
    /// A sum over the whole table.
    Sum(Sum),
}

impl Item {
    pub fn onderdeel(self) -> Option<Id> {
        match self {
            Item::Onderdeel(id) | Item::Empty(id) | Item::Single { onderdeel: id, .. } => Some(id),
            Item::Regel(_) | Item::Sum(_) => None,
        }
    }

    pub fn regel(self) -> Option<Id> {
        match self {
            Item::Regel(id) | Item::Single { regel: id, .. } => Some(id),
            Item::Onderdeel(_) | Item::Empty(_) | Item::Sum(_) => None,
        }
    }

    /// Ids have sixty bits; what has no id counts above them.
    pub fn key(self) -> u64 {
        match self {
            Item::Onderdeel(id)
            | Item::Empty(id)
            | Item::Single { onderdeel: id, .. }
            | Item::Regel(id) => id.bits(),
            Item::Sum(sum) => 1 << 63 | sum as u64,
        }
    }
}

/// The sums below a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sum {
    Baten,
    Lasten,
    Saldo,
    Toevoeging,
    Onttrekking,
    Resultaat,
}

pub(super) struct Row {
    pub item: Item,
    pub depth: usize,
    pub parent: Option<usize>,
    /// Whether it is unfolded, when it can be.
    pub open: Option<bool>,
    /// Holds a stelpost, or is one.
    pub stelpost: bool,
    /// The amounts as shown, one per kolom, from when the row was first seen.
    pub texts: OnceCell<Box<[Shown]>>,
}

/// One amount as it is shown.
pub(super) struct Shown {
    pub text: String,
    /// The mark of a footnote.
    pub note: Option<&'static str>,
}

/// What of the budget decides which rows and columns there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Frame {
    onderdeel: Id,
    notation: Notation,
    /// There are other amounts than lasten: each row says what it is.
    with_soort: bool,
    with_reserves: bool,
}

/// Code and name stay in view, in the table of measures too.
pub(super) const STICKY: usize = 2;

/// A budget table without its amounts.
pub(super) struct Shape {
    frame: Frame,
    pub level: Level,
    pub rows: Vec<Row>,
    pub head: Head,
    pub kolommen: Vec<Kolom>,
    /// The rows whose texts were made: only those need be forgotten.
    pub seen: RefCell<Vec<usize>>,
    /// The lines below the table, from when they were first shown.
    pub footnotes: OnceCell<Vec<String>>,
    of_version: u64,
    history: usize,
    is_outdated: bool,
}

/// Which onderdelen the user folded or unfolded himself.
pub(super) type Unfolded = HashMap<Id, bool>;

impl Shape {
    /// The shape for this onderdeel: `known` where it still holds, or else a new one.
    pub fn follow(
        known: Option<Shape>,
        document: &Document,
        onderdeel: Id,
        notation: Notation,
        unfolded: &Unfolded,
    ) -> Option<Shape> {
        let version = match known {
            Some(shape) if shape.is_outdated => shape.head.version + 1,
            Some(shape)
                if shape.of_version == document.version() && shape.is_of(onderdeel, notation) =>
            {
                return Some(shape);
            }
            Some(mut shape) => {
                let frame = Frame::new(document, onderdeel, notation);
                if shape.frame == frame
                    && last_step(document, shape.of_version, shape.history)
                        .is_some_and(|revision| !revision.edits.iter().any(reshapes))
                {
                    shape.forget_texts();
                    shape.keep_up(document);
                    return Some(shape);
                }
                shape.head.version + 1
            }
            None => 0,
        };
        Shape::new(document, onderdeel, notation, unfolded, version)
    }

    /// A shape of which the rows must be made again.
    pub fn outdated(mut self) -> Shape {
        self.is_outdated = true;
        self
    }

    pub fn is_of(&self, onderdeel: Id, notation: Notation) -> bool {
        self.frame.onderdeel == onderdeel && self.frame.notation == notation
    }

    fn new(
        document: &Document,
        onderdeel: Id,
        notation: Notation,
        unfolded: &Unfolded,
        version: u64,
    ) -> Option<Shape> {
        let begroting = document.begroting();
        let top = begroting.onderdelen.get(onderdeel)?;
        let frame = Frame::new(document, onderdeel, notation);
        let kolommen = begroting.columns();
        let mut shape = Shape {
            frame,
            level: top.level,
            rows: Vec::new(),
            head: Head {
                name: format!("Begroting van {} {}, {}", top.code, top.name, notation.label()),
                version,
                columns: columns(begroting, top.level, frame, &kolommen),
                sticky: STICKY,
            },
            kolommen,
            seen: RefCell::default(),
            footnotes: OnceCell::new(),
            of_version: document.version(),
            history: document.history().len(),
            is_outdated: false,
        };
        shape.unfold(begroting, onderdeel, unfolded);
        for sum in frame.sums() {
            shape.add(Item::Sum(*sum), None, None, false);
        }
        Some(shape)
    }

    /// Adds what lies directly below an onderdeel, and below what is unfolded there.
    fn unfold(&mut self, begroting: &Begroting, onderdeel: Id, unfolded: &Unfolded) {
        // A stack instead of recursion: a file may nest as deep as it likes.
        let mut stack = Vec::new();
        self.enter(begroting, onderdeel, None, &mut stack);
        while let Some((child, parent)) = stack.pop() {
            let regels = begroting.regels.ids_of(Some(child));
            let is_leaf = begroting.onderdelen.ids_of(Some(child)).is_empty();
            let stelpost = begroting.regels.of(child).any(|regel| regel.stelpost);
            match regels {
                [] if is_leaf => self.add(Item::Empty(child), parent, None, false),
                [regel] if is_leaf => {
                    let item = Item::Single { onderdeel: child, regel: *regel };
                    self.add(item, parent, None, stelpost);
                }
                _ => {
                    let open = unfolded.get(&child).copied().unwrap_or(stelpost);
                    let at = self.rows.len();
                    self.add(Item::Onderdeel(child), parent, Some(open), stelpost && !open);
                    if open {
                        self.enter(begroting, child, Some(at), &mut stack);
                    }
                }
            }
        }
    }

    /// Adds the regels of an onderdeel, and leaves its children to be popped in their order.
    fn enter(
        &mut self,
        begroting: &Begroting,
        onderdeel: Id,
        row: Option<usize>,
        stack: &mut Vec<(Id, Option<usize>)>,
    ) {
        for regel in begroting.regels.of(onderdeel) {
            self.add(Item::Regel(regel.id), row, None, regel.stelpost);
        }
        let children = begroting.onderdelen.ids_of(Some(onderdeel));
        stack.extend(children.iter().rev().map(|child| (*child, row)));
    }

    fn add(&mut self, item: Item, parent: Option<usize>, open: Option<bool>, stelpost: bool) {
        let depth = parent.and_then(|row| self.rows.get(row)).map_or(0, |row| row.depth + 1);
        self.rows.push(Row { item, depth, parent, open, stelpost, texts: OnceCell::new() });
    }

    fn forget_texts(&mut self) {
        self.footnotes.take();
        for row in self.seen.take() {
            if let Some(row) = self.rows.get_mut(row) {
                row.texts.take();
            }
        }
    }

    fn keep_up(&mut self, document: &Document) {
        self.of_version = document.version();
        self.history = document.history().len();
        self.head.version += 1;
    }

    pub fn onderdeel(&self) -> Id {
        self.frame.onderdeel
    }

    pub fn notation(&self) -> Notation {
        self.frame.notation
    }

    pub fn with_soort(&self) -> bool {
        self.frame.with_soort
    }

    /// The first column with amounts.
    pub fn first_amount(&self) -> usize {
        if self.frame.with_soort { 3 } else { 2 }
    }
}

impl Frame {
    fn new(document: &Document, onderdeel: Id, notation: Notation) -> Frame {
        let totals = document.totals();
        let any = |is: fn(&Total) -> bool| {
            document.begroting().kolommen.iter().any(|kop| is(&totals.get(onderdeel, kop.kolom)))
        };
        let with_reserves = any(|t| !t.toevoeging.is_zero() || !t.onttrekking.is_zero());
        let with_baten = any(|t| !t.baten.is_zero());
        let both_positive = notation.signs == crate::display::Signs::BothPositive;
        let with_soort = both_positive || with_baten || with_reserves;
        Frame { onderdeel, notation, with_soort, with_reserves }
    }

    fn sums(self) -> &'static [Sum] {
        const ALL: &[Sum] = &[
            Sum::Baten,
            Sum::Lasten,
            Sum::Saldo,
            Sum::Toevoeging,
            Sum::Onttrekking,
            Sum::Resultaat,
        ];
        match (self.with_reserves, self.with_soort) {
            (true, _) => ALL,
            (false, true) => ALL.get(..3).unwrap_or(ALL),
            (false, false) => &[Sum::Saldo],
        }
    }
}

/// The one step between then and now, if there was exactly one.
fn last_step(document: &Document, version: u64, history: usize) -> Option<&Revision> {
    let now = document.history().len();
    if document.version() != version + 1 {
        None
    } else if now == history + 1 {
        document.undoable()
    } else if now + 1 == history {
        document.redoable()
    } else {
        None
    }
}

/// Whether other rows or columns may follow from it.
fn reshapes(edit: &Edit) -> bool {
    match edit {
        Edit::Insert(record) | Edit::Remove(record) => {
            matches!(record, Record::Onderdeel(_) | Record::Regel(_) | Record::Kolomkop(_))
        }
        Edit::Set { new, .. } => match new {
            Field::Regel(field) => matches!(
                field,
                RegelField::Onderdeel(_) | RegelField::Order(_) | RegelField::Stelpost(_)
            ),
            Field::Onderdeel(field) => {
                !matches!(field, OnderdeelField::Code(_) | OnderdeelField::Name(_))
            }
            Field::Kop(field) => matches!(field, KopField::Jaar(_)),
            Field::Kolomkop(_) => true,
            _ => false,
        },
    }
}

fn columns(begroting: &Begroting, level: Level, frame: Frame, kolommen: &[Kolom]) -> Vec<Column> {
    let code = if level == Level::Taakveld { "Sub" } else { "Code" };
    let mut columns = vec![
        Column::text(code, size::COLUMN_CODE),
        Column::text("Omschrijving", size::COLUMN_NAME).growing(),
    ];
    if frame.with_soort {
        columns.push(Column::text("Soort", size::COLUMN_SOORT));
    }
    columns.extend(kolommen.iter().map(|kolom| kolom_column(begroting, *kolom, frame.notation)));
    columns
}

/// The column of amounts of a kolom, with the lock of one that is closed or was opened on purpose.
pub(super) fn kolom_column(begroting: &Begroting, kolom: Kolom, notation: Notation) -> Column {
    let lock = if begroting.is_closed(kolom) {
        Some(Lock::Closed)
    } else if kolom.jaar < begroting.kop().jaar {
        Some(Lock::Open)
    } else {
        None
    };
    let figures = size::column_amount(notation.unit);
    let title = kolom_title(begroting, kolom);
    let head = match lock {
        Some(_) => size::COLUMN_LOCKED,
        None if is_estimate(begroting, kolom) => 0.0,
        None => size::COLUMN_STADIUM,
    };
    let column = Column::figures(title, figures.max(head));
    match lock {
        Some(lock) => column.with_lock(lock),
        None => column,
    }
}

/// The words above a column: a year of the meerjarenraming goes without its stadium, as in print.
pub(super) fn kolom_title(begroting: &Begroting, kolom: Kolom) -> String {
    if is_estimate(begroting, kolom) { kolom.jaar.to_string() } else { kolom.title() }
}

fn is_estimate(begroting: &Begroting, kolom: Kolom) -> bool {
    kolom.stadium == Stadium::Raming
        || (kolom.stadium == Stadium::Begroting && kolom.jaar > begroting.kop().jaar)
}

/// The name of a regel in messages and in the history: that of its onderdeel before its own.
pub(super) fn regel_name(begroting: &Begroting, regel: &Regel) -> String {
    let code = regel
        .owner()
        .and_then(|owner| begroting.onderdelen.get(owner))
        .map_or("", |onderdeel| &onderdeel.code);
    match regel.soort {
        Soort::Lasten => format!("{code} {}", regel.name),
        soort => format!("{code} {} ({})", regel.name, soort.word()),
    }
    .trim()
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kop, Onderdeel, Order};

    #[test]
    fn a_tree_of_any_depth_unfolds_in_its_order() {
        const DEPTH: u64 = 20_000;
        let mut begroting = Begroting::new(Kop {
            id: Id::from_bits(1),
            gemeente: String::new(),
            title: String::new(),
            jaar: 2019,
            version: String::new(),
        });
        let mut unfolded = Unfolded::new();
        let (first, second) = (Order::after(None), Order::after(Some(&Order::after(None))));
        let mut add = |bits: u64, parent: Option<u64>, order: &Order| {
            let onderdeel = Onderdeel {
                id: Id::from_bits(bits),
                parent: parent.map(Id::from_bits),
                level: Level::Product,
                code: bits.to_string(),
                name: "diep".into(),
                order: order.clone(),
            };
            begroting.apply(&Edit::Insert(onderdeel.into())).unwrap();
            unfolded.insert(Id::from_bits(bits), true);
        };
        add(1, None, &first);
        for bits in 2..=DEPTH {
            add(bits, Some(bits - 1), &first);
        }
        add(DEPTH + 1, Some(1), &second);
        let document = Document::new(begroting);
        let notation = Notation::default();
        let shape = Shape::follow(None, &document, Id::from_bits(1), notation, &unfolded).unwrap();
        let keys: Vec<u64> = shape.rows.iter().map(|row| row.item.key()).collect();
        let expected: Vec<u64> = (2..=DEPTH + 1).collect();
        assert_eq!(keys.get(..expected.len()), Some(&expected[..]));
        let depths = |row: u64| shape.rows[usize::try_from(row).unwrap()].depth;
        assert_eq!((depths(0), depths(1), depths(DEPTH - 1)), (0, 1, 0));
    }
}
