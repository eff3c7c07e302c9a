use super::{Item, Overzicht, Row, of_reserves, soort_of};
use crate::model::{Begroting, Id, Indeling, Maat, Soort};

impl Overzicht {
    /// From top to bottom. `is_open` tells of an onderdeel whether it is unfolded, and is given
    /// whether a stelpost is among its regels.
    pub fn rows(&self, begroting: &Begroting, is_open: &dyn Fn(Id, bool) -> bool) -> Vec<Row> {
        let mut rows = Rows::default();
        match self.indeling {
            Indeling::Standen => {
                self.bronnen.iter().for_each(|bron| rows.sum(Item::Stand(*bron), None));
            }
            Indeling::Blokken => {
                for maat in
                    self.maten.iter().copied().filter(|m| self.has_reserves || !of_reserves(*m))
                {
                    if let Some(soort) = soort_of(maat) {
                        rows.blok(begroting, self.onderdeel, maat, soort);
                    }
                    rows.sum(Item::Sum(maat), Some(maat));
                }
            }
            Indeling::Onderdelen => {
                rows.tree(begroting, self.onderdeel, is_open);
                if self.is_mixed() {
                    self.sums().iter().for_each(|maat| rows.sum(Item::Sum(*maat), None));
                } else {
                    rows.sum(Item::Total, None);
                }
            }
        }
        rows.rows
    }

    fn sums(&self) -> &'static [Maat] {
        const ALL: &[Maat] = &[
            Maat::Baten,
            Maat::Lasten,
            Maat::Saldo,
            Maat::Toevoeging,
            Maat::Onttrekking,
            Maat::Resultaat,
        ];
        match (self.has_reserves, self.with_soort()) {
            (true, _) => ALL,
            (false, true) => ALL.get(..3).unwrap_or(ALL),
            (false, false) => &[Maat::Saldo],
        }
    }
}

/// The rows so far.
#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
}

impl Rows {
    /// What lies directly below an onderdeel, and below what is unfolded there.
    fn tree(&mut self, begroting: &Begroting, onderdeel: Id, is_open: &dyn Fn(Id, bool) -> bool) {
        // A stack instead of recursion: a file may nest as deep as it likes.
        let mut stack = Vec::new();
        self.enter(begroting, onderdeel, None, &mut stack);
        while let Some((child, parent)) = stack.pop() {
            let (item, stelpost) = item_of(begroting, child);
            let Item::Onderdeel(_) = item else {
                self.add(item, None, parent, None, stelpost);
                continue;
            };
            let open = is_open(child, stelpost);
            let at = self.rows.len();
            self.add(item, None, parent, Some(open), stelpost && !open);
            if open {
                self.enter(begroting, child, Some(at), &mut stack);
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
            self.add(Item::Regel(regel.id), None, row, None, regel.stelpost);
        }
        let children = begroting.onderdelen.ids_of(Some(onderdeel));
        stack.extend(children.iter().rev().map(|child| (*child, row)));
    }

    /// One kind of amounts of all that lies directly below an onderdeel.
    fn blok(&mut self, begroting: &Begroting, onderdeel: Id, maat: Maat, soort: Soort) {
        for regel in begroting.regels.of(onderdeel).filter(|regel| regel.soort == soort) {
            self.add(Item::Regel(regel.id), Some(maat), None, None, regel.stelpost);
        }
        for child in begroting.onderdelen.ids_of(Some(onderdeel)) {
            let (item, stelpost) = item_of(begroting, *child);
            self.add(item, Some(maat), None, None, stelpost && soort == Soort::Lasten);
        }
    }

    fn sum(&mut self, item: Item, blok: Option<Maat>) {
        self.add(item, blok, None, None, false);
    }

    fn add(
        &mut self,
        item: Item,
        blok: Option<Maat>,
        parent: Option<usize>,
        open: Option<bool>,
        stelpost: bool,
    ) {
        let depth = parent.and_then(|row| self.rows.get(row)).map_or(0, |row| row.depth + 1);
        self.rows.push(Row { item, blok, depth, parent, open, stelpost });
    }
}

/// How an onderdeel stands in a row, and whether one of its regels is a stelpost.
fn item_of(begroting: &Begroting, onderdeel: Id) -> (Item, bool) {
    let is_leaf = begroting.onderdelen.ids_of(Some(onderdeel)).is_empty();
    let item = match begroting.regels.ids_of(Some(onderdeel)) {
        [] if is_leaf => Item::Empty(onderdeel),
        [regel] if is_leaf => Item::Single { onderdeel, regel: *regel },
        _ => Item::Onderdeel(onderdeel),
    };
    (item, begroting.regels.of(onderdeel).any(|regel| regel.stelpost))
}
