use std::borrow::Cow;
use std::collections::HashMap;

use crate::model::{Begroting, Field, Id, Rec};

/// The choices of a scenario, laid over a budget while it is looked at. The budget stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keuzes(HashMap<Id, Vec<Field>>);

impl Keuzes {
    /// Those of a scenario in the file; of one that is gone, none.
    pub fn of(begroting: &Begroting, scenario: Id) -> Keuzes {
        let mut keuzes = Keuzes::default();
        for keuze in begroting.keuzes.of(scenario) {
            keuzes.set(keuze.doel, (*keuze.veld).clone());
        }
        keuzes
    }

    /// Chooses a value; the last one for a field counts.
    pub fn set(&mut self, id: Id, field: Field) {
        let fields = self.0.entry(id).or_default();
        match fields.iter_mut().find(|other| other.is_like(&field)) {
            Some(other) => *other = field,
            None => {
                // In an order of their own: the same choices are equal, whichever came first.
                let place = |of: &Field| (of.name(), of.kolom());
                let at = fields.partition_point(|other| place(other) < place(&field));
                fields.insert(at, field);
            }
        }
    }

    /// What is chosen for a field, where anything is.
    pub fn get(&self, id: Id, like: &Field) -> Option<&Field> {
        self.0.get(&id)?.iter().find(|field| field.is_like(like))
    }

    /// Takes the choice for a field back.
    pub fn clear(&mut self, id: Id, like: &Field) {
        if let Some(fields) = self.0.get_mut(&id) {
            fields.retain(|field| !field.is_like(like));
            if fields.is_empty() {
                self.0.remove(&id);
            }
        }
    }

    /// A record as it is under these choices.
    pub fn over<'a, R: Rec + Clone>(&self, record: &'a R) -> Cow<'a, R> {
        let Some(fields) = self.0.get(&record.id()) else {
            return Cow::Borrowed(record);
        };
        let mut chosen = record.clone();
        for field in fields {
            chosen.put_if_own(field);
        }
        Cow::Owned(chosen)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every choice, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = (Id, &Field)> {
        let mut ids: Vec<Id> = self.0.keys().copied().collect();
        ids.sort_unstable();
        ids.into_iter()
            .flat_map(|id| self.0.get(&id).into_iter().flatten().map(move |field| (id, field)))
    }
}
