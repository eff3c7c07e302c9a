use std::collections::HashMap;

use super::total::{Row, Total};
use crate::model::{Begroting, Id, Kolom};

/// Totals per onderdeel with all below it, by column.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows(HashMap<Id, Row>);

impl Rows {
    pub fn get(&self, onderdeel: Id, kolom: Kolom) -> Total {
        self.0.get(&onderdeel).map_or_else(Total::default, |row| row.get(kolom))
    }

    /// The row of one onderdeel, as it stands.
    pub fn row(&self, onderdeel: Id) -> Option<&Row> {
        self.0.get(&onderdeel)
    }

    /// To add to one onderdeel and none above it: for adding up everything from the beginning.
    pub fn row_mut(&mut self, onderdeel: Id) -> &mut Row {
        self.0.entry(onderdeel).or_default()
    }

    pub fn remove(&mut self, onderdeel: Id) {
        self.0.remove(&onderdeel);
    }

    /// Adds to an onderdeel and to all above it.
    pub fn add(&mut self, begroting: &Begroting, onderdeel: Id, kolom: Kolom, total: Total) {
        for id in begroting.path(onderdeel) {
            self.row_mut(id).add(kolom, total);
        }
    }

    /// Takes what an onderdeel has along from the one above it to another, in `after`.
    pub fn hang_over(&mut self, after: &Begroting, id: Id, old: Option<Id>, new: Option<Id>) {
        let Some(row) = self.0.get(&id).cloned() else {
            return;
        };
        for (kolom, total) in row.iter() {
            if let Some(old) = old {
                self.add(after, old, kolom, -total);
            }
            if let Some(new) = new {
                self.add(after, new, kolom, total);
            }
        }
    }
}
