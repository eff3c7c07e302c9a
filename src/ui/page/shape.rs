//! Which rows and columns a budget table has, and the texts of the rows that were seen.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use crate::calc;
use crate::calc::overzicht::{self, Bron, Item, Overzicht, kolom_title};
use crate::change::Document;
use crate::display::Notation;
use crate::model::{
    Begroting, Edit, Field, Id, Kolom, Kolomkop, KopField, Level, OnderdeelField, Record,
    RegelField, Revision, Weergave,
};
use crate::ui::grid::{Column, Head, Lock};
use crate::ui::theme::size;
use crate::ui::view::View;

/// The onderdeel of a row that stands for one.
pub(super) fn onderdeel_of(item: Item) -> Option<Id> {
    match item {
        Item::Onderdeel(id) | Item::Empty(id) | Item::Single { onderdeel: id, .. } => Some(id),
        Item::Regel(_) | Item::Sum(_) | Item::Total | Item::Stand(_) => None,
    }
}

/// The regel of a row that is no more than that.
pub(super) fn regel_of(item: Item) -> Option<Id> {
    match item {
        Item::Regel(id) | Item::Single { regel: id, .. } => Some(id),
        Item::Onderdeel(_) | Item::Empty(_) | Item::Sum(_) | Item::Total | Item::Stand(_) => None,
    }
}

/// Whether the row adds up the whole table.
pub(super) fn is_sum(item: Item) -> bool {
    matches!(item, Item::Sum(_) | Item::Total | Item::Stand(_))
}

pub(super) struct Row {
    pub of: overzicht::Row,
    /// The amounts as shown, one per column of figures, from when the row was first seen.
    pub texts: OnceCell<Box<[Shown]>>,
}

impl Row {
    /// Ids have sixty bits; what has no id, and the block in which a row stands, count above them.
    pub fn key(&self) -> u64 {
        let blok = self.of.blok.map_or(0, |maat| maat as u64 + 1) << 60;
        match self.of.item {
            Item::Onderdeel(id)
            | Item::Empty(id)
            | Item::Single { onderdeel: id, .. }
            | Item::Regel(id) => blok | id.bits(),
            Item::Sum(maat) => 1 << 63 | maat as u64,
            Item::Total => 1 << 63 | 1 << 8,
            Item::Stand(bron) => 1 << 63 | 1 << 62 | bron_key(bron),
        }
    }
}

/// One amount as it is shown.
pub(super) struct Shown {
    pub text: String,
    /// The mark of a footnote.
    pub note: Option<&'static str>,
    pub cell: overzicht::Cell,
}

/// What the table is of, and how it is looked at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    pub onderdeel: Id,
    pub notation: Notation,
    pub choice: Option<Id>,
}

impl Asked {
    pub fn of(view: &View, begroting: &Begroting, onderdeel: Id) -> Asked {
        let choice = view.choice(begroting, onderdeel);
        Asked { onderdeel, notation: view.notation, choice }
    }

    /// `None` where the onderdeel is gone.
    pub fn weergave(&self, document: &Document) -> Option<Weergave> {
        let level = document.begroting().onderdelen.get(self.onderdeel)?.level;
        Some(calc::weergave(document.begroting(), self.choice, level))
    }

    /// `None` where the onderdeel is gone.
    pub fn overzicht(&self, document: &Document) -> Option<Overzicht> {
        let weergave = self.weergave(document)?;
        let by_kind = self.notation.signs == crate::display::Signs::BothPositive;
        let (begroting, totals) = (document.begroting(), document.totals());
        Some(Overzicht::new(begroting, totals, &weergave, self.onderdeel, by_kind))
    }
}

/// Code and name stay in view, in the table of measures too.
pub(super) const STICKY: usize = 2;

/// A budget table without its amounts.
pub(super) struct Shape {
    asked: Asked,
    pub overzicht: Overzicht,
    pub level: Level,
    pub rows: Vec<Row>,
    pub head: Head,
    /// The columns of figures, which stand behind those of words.
    pub figures: Vec<overzicht::Column>,
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
    /// The shape of what is asked: `known` where it still holds, or else a new one.
    pub fn follow(
        known: Option<Shape>,
        document: &Document,
        asked: Asked,
        unfolded: &Unfolded,
    ) -> Option<Shape> {
        let version = match known {
            Some(shape) if shape.is_outdated => shape.head.version + 1,
            Some(shape) if shape.of_version == document.version() && shape.asked == asked => {
                return Some(shape);
            }
            Some(mut shape) => {
                if shape.asked == asked
                    && asked.overzicht(document).is_some_and(|new| shape.overzicht == new)
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
        Shape::new(document, asked, unfolded, version)
    }

    /// A shape of which the rows must be made again.
    pub fn outdated(mut self) -> Shape {
        self.is_outdated = true;
        self
    }

    fn new(document: &Document, asked: Asked, unfolded: &Unfolded, version: u64) -> Option<Shape> {
        let begroting = document.begroting();
        let top = begroting.onderdelen.get(asked.onderdeel)?;
        let overzicht = asked.overzicht(document)?;
        let is_open = |id, stelpost| unfolded.get(&id).copied().unwrap_or(stelpost);
        let rows = overzicht.rows(begroting, &is_open);
        let figures = overzicht.columns();
        let label = asked.notation.label();
        Some(Shape {
            level: top.level,
            rows: rows.into_iter().map(|of| Row { of, texts: OnceCell::new() }).collect(),
            head: Head {
                name: format!("Begroting van {} {}, {label}", top.code, top.name),
                version,
                columns: columns(begroting, top.level, &overzicht, &figures, asked.notation),
                sticky: STICKY,
            },
            figures,
            seen: RefCell::default(),
            footnotes: OnceCell::new(),
            of_version: document.version(),
            history: document.history().len(),
            is_outdated: false,
            overzicht,
            asked,
        })
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

    pub fn asked(&self) -> &Asked {
        &self.asked
    }

    pub fn onderdeel(&self) -> Id {
        self.asked.onderdeel
    }

    pub fn notation(&self) -> Notation {
        self.asked.notation
    }

    pub fn with_soort(&self) -> bool {
        self.overzicht.with_soort()
    }

    /// The first column with amounts.
    pub fn first_amount(&self) -> usize {
        if self.with_soort() { 3 } else { 2 }
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
                use OnderdeelField::{Behandeling, Code, Name};
                !matches!(field, Code(_) | Name(_) | Behandeling(_))
            }
            Field::Kop(field) => matches!(field, KopField::Jaar(_)),
            Field::Kolomkop(_) => true,
            _ => false,
        },
    }
}

fn columns(
    begroting: &Begroting,
    level: Level,
    overzicht: &Overzicht,
    figures: &[overzicht::Column],
    notation: Notation,
) -> Vec<Column> {
    let code = if level == Level::Taakveld { "Sub" } else { "Code" };
    let mut columns = vec![
        Column::text(code, size::COLUMN_CODE),
        Column::text("Omschrijving", size::COLUMN_NAME).growing(),
    ];
    if overzicht.with_soort() {
        columns.push(Column::text("Soort", size::COLUMN_SOORT));
    }
    columns.extend(figures.iter().map(|figures| {
        let kolom = figures.bron.and_then(Bron::kolom);
        let column = figures_column(begroting, kolom, figures.title.clone(), notation);
        match &figures.group {
            Some(group) => column.under(group),
            None => column,
        }
    }));
    columns
}

/// The column of amounts of a kolom, with the lock of one that is closed or was opened on purpose.
fn figures_column(
    begroting: &Begroting,
    kolom: Option<Kolom>,
    title: String,
    notation: Notation,
) -> Column {
    let lock = kolom.and_then(|kolom| {
        if begroting.is_closed(kolom) {
            Some(Lock::Closed)
        } else {
            (kolom.jaar < begroting.kop().jaar).then_some(Lock::Open)
        }
    });
    let figures = size::column_amount(notation.unit);
    let is_year = title.chars().all(|letter| letter.is_ascii_digit());
    let words = size::heading(&title);
    let head = match lock {
        Some(_) => words.max(size::COLUMN_LOCKED),
        None if is_year => 0.0,
        None => words.max(size::COLUMN_STADIUM),
    };
    let column = Column::figures(title, figures.max(head));
    match lock {
        Some(lock) => column.with_lock(lock),
        None => column,
    }
}

/// A number of its own for each kolom and each difference, of at most 48 bits.
pub(super) fn bron_key(bron: Bron) -> u64 {
    let bits = |kolom| Kolomkop::id_of(kolom).bits();
    match bron {
        Bron::Kolom(kolom) => bits(kolom),
        Bron::Verschil(from, to) => bits(from) << 24 | bits(to),
        // No stage of a year has this number.
        Bron::VrijeRuimte(jaar) => u64::from(jaar) << 8 | 0xff,
    }
}

/// The words above a column of a table with these columns.
pub(super) fn title_in(begroting: &Begroting, kolom: Kolom, table: &[Kolom]) -> String {
    kolom_title(begroting.kop().jaar, kolom, table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kop, Onderdeel, Order};

    #[test]
    fn a_tree_of_any_depth_unfolds_in_its_order() {
        const DEPTH: u64 = 20_000;
        let mut begroting = Begroting::new(Kop::new(
            Id::from_bits(1),
            String::new(),
            String::new(),
            2019,
            String::new(),
        ));
        let mut unfolded = Unfolded::new();
        let (first, second) = (Order::after(None), Order::after(Some(&Order::after(None))));
        let mut add = |bits: u64, parent: Option<u64>, order: &Order| {
            let onderdeel = Onderdeel::new(
                Id::from_bits(bits),
                parent.map(Id::from_bits),
                Level::Product,
                (bits.to_string(), "diep"),
                order.clone(),
            );
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
        let asked = Asked { onderdeel: Id::from_bits(1), notation, choice: None };
        let shape = Shape::follow(None, &document, asked, &unfolded).unwrap();
        let keys: Vec<u64> = shape.rows.iter().map(Row::key).collect();
        let expected: Vec<u64> = (2..=DEPTH + 1).collect();
        assert_eq!(keys.get(..expected.len()), Some(&expected[..]));
        let depths = |row: u64| shape.rows[usize::try_from(row).unwrap()].of.depth;
        assert_eq!((depths(0), depths(1), depths(DEPTH - 1)), (0, 1, 0));
    }
}
