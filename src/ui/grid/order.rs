//! Which rows are shown, and in which order: sorting and filtering without moving data.

use std::cmp::Ordering;
use std::collections::HashMap;

use rust_decimal::Decimal;

use super::table::{RowKind, Table};

/// By which column the view is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// Column of the table.
    pub column: usize,
    /// From high to low, or from Z to A.
    pub descending: bool,
}

impl Sort {
    /// What a click on a header makes of it: ascending, descending, as the table gives them.
    pub fn clicked(now: Option<Self>, column: usize) -> Option<Self> {
        match now {
            Some(sort) if sort.column == column && sort.descending => None,
            Some(sort) if sort.column == column => Some(Self { column, descending: true }),
            _ => Some(Self { column, descending: false }),
        }
    }
}

/// The rows of the view.
#[derive(Clone, Debug, Default)]
pub struct Order {
    len: usize,
    /// Row per place and place per row; `None` while the view is the table as it stands, so that
    /// an unsorted table of any length costs nothing.
    moved: Option<(Vec<usize>, Vec<Option<usize>>)>,
}

impl Order {
    /// The view of a table under a sort and a filter.
    pub fn of(table: &dyn Table, sort: Option<Sort>, filter: &str) -> Self {
        let count = table.row_count();
        let sort = sort.filter(|sort| sort.column < table.columns().len());
        let filter = filter.trim().to_lowercase();
        if sort.is_none() && filter.is_empty() {
            return Self { len: count, moved: None };
        }
        let kept = kept(table, &filter);
        let rows = match sort {
            Some(sort) => sorted(table, sort, &kept),
            None => (0..count).filter(|row| kept.get(*row) == Some(&true)).collect(),
        };
        let mut places = vec![None; count];
        for (place, row) in rows.iter().enumerate() {
            if let Some(slot) = places.get_mut(*row) {
                *slot = Some(place);
            }
        }
        Self { len: rows.len(), moved: Some((rows, places)) }
    }

    /// Number of rows in the view.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether no row is shown.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The table's row at a place.
    pub fn row(&self, place: usize) -> Option<usize> {
        match &self.moved {
            Some((rows, _)) => rows.get(place).copied(),
            None => (place < self.len).then_some(place),
        }
    }

    /// The place of a table's row, if it is shown.
    pub fn place(&self, row: usize) -> Option<usize> {
        match &self.moved {
            Some((_, places)) => places.get(row).copied().flatten(),
            None => (row < self.len).then_some(row),
        }
    }
}

/// Which rows contain the words in a text column, with the rows above them in the tree.
fn kept(table: &dyn Table, filter: &str) -> Vec<bool> {
    let count = table.row_count();
    if filter.is_empty() {
        return vec![true; count];
    }
    let words: Vec<usize> = (0..table.columns().len())
        .filter(|col| table.columns().get(*col).is_some_and(|column| !column.numeric))
        .collect();
    let mut kept = vec![false; count];
    for row in 0..count {
        if words.iter().any(|col| table.cell(row, *col).text.to_lowercase().contains(filter)) {
            let mut above = Some(row);
            while let Some(slot) = above.and_then(|row| kept.get_mut(row)) {
                if std::mem::replace(slot, true) {
                    break;
                }
                above = above.and_then(|row| table.row(row).parent);
            }
        }
    }
    kept
}

/// The kept rows, children under their parent, totals below their siblings.
fn sorted(table: &dyn Table, sort: Sort, kept: &[bool]) -> Vec<usize> {
    let numeric = table.columns().get(sort.column).is_some_and(|column| column.numeric);
    let mut children: HashMap<Option<usize>, Vec<Sortable>> = HashMap::new();
    for row in (0..kept.len()).filter(|row| kept.get(*row) == Some(&true)) {
        let view = table.row(row);
        let parent =
            view.parent.filter(|parent| *parent != row && kept.get(*parent) == Some(&true));
        let value = if numeric {
            table.amount(row, sort.column).map(Value::Amount)
        } else {
            let text = table.cell(row, sort.column).text.to_lowercase();
            (!text.is_empty()).then_some(Value::Text(text))
        };
        let total = view.kind == RowKind::Total;
        children.entry(parent).or_default().push(Sortable { row, total, value });
    }
    for siblings in children.values_mut() {
        siblings.sort_by(|a, b| a.compare(b, sort.descending));
    }
    let mut rows = Vec::with_capacity(kept.len());
    let mut todo: Vec<usize> = Vec::new();
    let push = |todo: &mut Vec<usize>, siblings: Option<Vec<Sortable>>| {
        todo.extend(siblings.into_iter().flatten().rev().map(|sortable| sortable.row));
    };
    push(&mut todo, children.remove(&None));
    while let Some(row) = todo.pop() {
        rows.push(row);
        push(&mut todo, children.remove(&Some(row)));
    }
    // Rows that name each other as parent have no root: they are shown last rather than lost.
    let mut lost: Vec<usize> = children.into_values().flatten().map(|s| s.row).collect();
    lost.sort_unstable();
    rows.extend(lost);
    rows
}

struct Sortable {
    row: usize,
    total: bool,
    value: Option<Value>,
}

enum Value {
    Amount(Decimal),
    Text(String),
}

impl Sortable {
    /// Totals last, then what has no value, whatever the direction.
    fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let by_value = match (&self.value, &other.value) {
            (Some(a), Some(b)) if descending => b.compare(a),
            (Some(a), Some(b)) => a.compare(b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        };
        self.total.cmp(&other.total).then(by_value)
    }
}

impl Value {
    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Amount(a), Self::Amount(b)) => a.cmp(b),
            (Self::Text(a), Self::Text(b)) => natural(a, b),
            (Self::Amount(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Amount(_)) => Ordering::Greater,
        }
    }
}

/// Compares text with the runs of digits in it by their size: 6.2 comes before 6.10.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let (Some(x), Some(y)) = (a.chars().next(), b.chars().next()) else {
            return a.len().cmp(&b.len());
        };
        if x.is_ascii_digit() && y.is_ascii_digit() {
            let (m, rest_a) = digits(a);
            let (n, rest_b) = digits(b);
            let by_size = m.len().cmp(&n.len()).then_with(|| m.cmp(n));
            if by_size != Ordering::Equal {
                return by_size;
            }
            (a, b) = (rest_a, rest_b);
        } else if x != y {
            return x.cmp(&y);
        } else {
            (a, b) = (without_first(a), without_first(b));
        }
    }
}

/// The run of digits at the start without its leading zeros, and what follows.
fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (run, rest) = text.split_at(end);
    (run.trim_start_matches('0'), rest)
}

fn without_first(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}
