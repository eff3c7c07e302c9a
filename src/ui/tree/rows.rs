use std::cell::OnceCell;
use std::collections::HashSet;

use super::search::{Index, Search};
use crate::calc::Rest;
use crate::calc::overzicht::version;
use crate::change::structure::{Target, title};
use crate::display::{Notation, Unit, show, show_in_words};
use crate::model::{Begroting, Behandelstap, Id, Kolom, Level, Maat};
use crate::ui::overleg;
use crate::ui::wish::Desk;

/// The rows of the tree that can be scrolled to, in order.
pub(super) struct Rows {
    key: Key,
    /// Which column the figures are of, in words.
    version: Option<String>,
    rows: Vec<Row>,
    /// What the user answers for.
    own: HashSet<Id>,
}

#[derive(PartialEq)]
struct Key {
    version: u64,
    /// Whose figures show.
    kolom: Option<Kolom>,
    open: usize,
    folds: u64,
    notation: Notation,
    search: String,
    role: Option<String>,
    shows_all: bool,
}

struct Row {
    hit: Hit,
    text: OnceCell<RowText>,
}

/// A row, and how it stands in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub target: Target,
    /// 0 at the top.
    pub depth: usize,
    /// Whether it is unfolded; `None` where there is nothing to unfold.
    pub open: Option<bool>,
    /// Whether it is what is searched for, rather than the way to it.
    pub is_hit: bool,
}

/// What a row says.
pub(super) struct RowText {
    pub title: String,
    pub saldo: String,
    /// "stelpost nog te vullen: 2.950, stelpost te veel gevuld: 75".
    pub stelpost: Option<String>,
    /// How far it is, of a taakveld.
    pub stap: Option<Behandelstap>,
    /// How many questions and remarks are open in it and all below it.
    pub open: usize,
}

impl RowText {
    /// "6.72 Maatwerkdienstverlening 18-: -18.182".
    pub fn name(&self) -> String {
        if self.saldo.is_empty() {
            self.title.clone()
        } else {
            format!("{}: {}", self.title, self.saldo)
        }
    }

    /// What its marks say, in words; amounts in this unit.
    pub fn marks(&self, unit: Unit) -> Option<String> {
        let stelpost = self.stelpost.as_ref().map(|words| format!("{words} ({})", unit.label()));
        let stap = self.stap.filter(|stap| *stap != Behandelstap::default());
        let stap = stap.map(|stap| stap.word().to_owned());
        let open = (self.open > 0).then(|| overleg::open_in_words(self.open));
        let words: Vec<String> = [stelpost, stap, open].into_iter().flatten().collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}

impl Rows {
    pub fn new(desk: &Desk, folds: u64, index: &mut Option<Index>) -> Rows {
        let begroting = desk.document.begroting();
        let needle = desk.view.search.trim().to_lowercase();
        let mut rows = Vec::new();
        let own = desk.view.own(begroting);
        if needle.is_empty() {
            let narrowed = !own.is_empty() && !desk.view.shows_all;
            let mine = narrowed.then_some(&own);
            unfolded(begroting, &desk.view.open, mine, &mut rows);
        } else {
            let index = Index::follow(index, desk.document);
            Search::new(begroting, index.find(&needle)).collect(begroting, &mut rows);
        }
        let key = key(desk, folds);
        Rows {
            version: key.kolom.map(|kolom| version(begroting, kolom)),
            key,
            own,
            rows: rows.into_iter().map(|hit| Row { hit, text: OnceCell::new() }).collect(),
        }
    }

    /// Whether they still are what the desk shows. Costs the same for every budget: the set of open
    /// onderdelen is judged by its size, and by what was folded in the tree itself (nothing else
    /// folds).
    pub fn are_current(&self, desk: &Desk, folds: u64) -> bool {
        let (key, view) = (&self.key, &desk.view);
        key.version == desk.document.version()
            && key.kolom == view.kolom(desk.document.begroting())
            && key.open == view.open.len()
            && key.folds == folds
            && key.notation == view.notation
            && key.search == view.search
            && key.role == view.role
            && key.shows_all == view.shows_all
    }

    pub fn is_searching(&self) -> bool {
        !self.key.search.trim().is_empty()
    }

    /// Whether the user answers for something in this budget.
    pub fn has_own(&self) -> bool {
        !self.own.is_empty()
    }

    pub fn is_own(&self, hit: &Hit) -> bool {
        matches!(hit.target, Target::Onderdeel(id) if self.own.contains(&id))
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn get(&self, i: usize) -> Option<&Hit> {
        self.rows.get(i).map(|row| &row.hit)
    }

    pub fn position(&self, target: Target) -> Option<usize> {
        self.rows.iter().position(|row| row.hit.target == target)
    }

    /// The row under which row `i` hangs.
    pub fn parent(&self, i: usize) -> Option<usize> {
        let depth = self.get(i)?.depth;
        (0..i).rev().find(|above| self.get(*above).is_some_and(|hit| hit.depth < depth))
    }

    pub fn first_hit(&self) -> Option<Target> {
        let searching = self.is_searching();
        let first = self.rows.iter().find(|row| row.hit.is_hit).filter(|_| searching);
        first.map(|row| row.hit.target)
    }

    /// "saldo begroting 2019 × € 1.000": what the figures are.
    pub fn heading(&self) -> String {
        let unit = self.key.notation.unit.label();
        let version = self.version.as_ref();
        version.map_or_else(String::new, |version| format!("saldo {version} {unit}"))
    }

    /// Worked out once, when the row first comes into view.
    pub fn text(&self, i: usize, desk: &Desk) -> Option<&RowText> {
        let row = self.rows.get(i)?;
        Some(row.text.get_or_init(|| self.describe(row.hit.target, desk)))
    }

    fn describe(&self, target: Target, desk: &Desk) -> RowText {
        let unit = self.key.notation.unit;
        let begroting = desk.document.begroting();
        let title = title(begroting, target);
        let mut text = RowText { title, saldo: String::new(), stelpost: None, stap: None, open: 0 };
        let Target::Onderdeel(id) = target else { return text };
        let taakveld = begroting.onderdelen.get(id).filter(|it| it.level == Level::Taakveld);
        text.stap = taakveld.map(|it| it.behandeling.stap);
        text.open = desk.document.openstaand().onder(id);
        let Some(kolom) = self.key.kolom else { return text };
        let total = desk.document.totals().get(id, kolom);
        let Rest { to_fill, overfilled } = total.rest;
        let marks = [("nog te vullen", to_fill), ("te veel gevuld", overfilled)].into_iter();
        let marks: Vec<String> = marks
            .filter(|(_, amount)| !amount.is_zero())
            .map(|(words, amount)| format!("stelpost {words}: {}", show_in_words(amount, unit)))
            .collect();
        text.stelpost = (!marks.is_empty()).then(|| marks.join(", "));
        text.saldo = match total.pm.of(Maat::Saldo) {
            0 => show(total.saldo(), unit),
            _ if total.is_pm(Maat::Saldo) => "pm".to_owned(),
            _ => format!("{} + pm", show(total.saldo(), unit)),
        };
        text
    }
}

fn key(desk: &Desk, folds: u64) -> Key {
    Key {
        version: desk.document.version(),
        kolom: desk.view.kolom(desk.document.begroting()),
        open: desk.view.open.len(),
        folds,
        notation: desk.view.notation,
        search: desk.view.search.clone(),
        role: desk.view.role.clone(),
        shows_all: desk.view.shows_all,
    }
}

/// Of all onderdelen, or only of these with what is below them and the way to them.
fn unfolded(
    begroting: &Begroting,
    open: &HashSet<Id>,
    only: Option<&HashSet<Id>>,
    rows: &mut Vec<Hit>,
) {
    let ways: HashSet<Id> = only.into_iter().flatten().flat_map(|id| begroting.path(*id)).collect();
    let is_inside = |id: &Id| only.is_none_or(|own| own.contains(id));
    // A stack instead of recursion: a file may nest as deep as it likes.
    let mut stack: Vec<(Id, usize, bool)> = Vec::new();
    let push = |stack: &mut Vec<(Id, usize, bool)>, parent, depth, inside: bool| {
        let below = tops(begroting, parent, depth).into_iter();
        let below = below.map(|(id, depth)| (id, depth, inside || is_inside(&id)));
        stack.extend(below.filter(|(id, _, inside)| *inside || ways.contains(id)));
    };
    push(&mut stack, None, 0, false);
    while let Some((id, depth, inside)) = stack.pop() {
        let has_children = !begroting.onderdelen.ids_of(Some(id)).is_empty();
        let is_open = has_children.then(|| open.contains(&id) || !inside);
        rows.push(Hit { target: Target::Onderdeel(id), depth, open: is_open, is_hit: false });
        if is_open == Some(true) {
            push(&mut stack, Some(id), depth + 1, inside);
        }
    }
}

/// The onderdelen under `parent`, last one first, ready to be popped.
pub(super) fn tops(begroting: &Begroting, parent: Option<Id>, depth: usize) -> Vec<(Id, usize)> {
    begroting.onderdelen.ids_of(parent).iter().rev().map(|id| (*id, depth)).collect()
}
