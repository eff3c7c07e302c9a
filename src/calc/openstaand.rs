//! What is still open in a budget: questions and remarks, and taakvelden that are not handed in.

use std::collections::HashMap;

use super::wijziging::called;
use crate::model::{Begroting, Behandelstap, Id, Kolom, Level, Opmerking, Order};

/// What a question or remark is about: an onderdeel or what stands in it, or one amount of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Plek {
    pub onderdeel: Id,
    pub over: Over,
    pub kolom: Option<Kolom>,
}

/// The onderdeel itself, or a record of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Over {
    Onderdeel,
    Regel(Id),
    /// A measure or a wijziging.
    Mutatie(Id),
}

impl Plek {
    /// Of a question or remark: in the onderdeel where its regel is now, also where one person moved
    /// that while another asked.
    pub fn of(begroting: &Begroting, opmerking: &Opmerking) -> Plek {
        let over = match (opmerking.regel, opmerking.mutatie) {
            (Some(regel), _) => Over::Regel(regel),
            (None, Some(mutatie)) => Over::Mutatie(mutatie),
            (None, None) => Over::Onderdeel,
        };
        let now = match over {
            Over::Onderdeel => None,
            Over::Regel(id) => begroting.regels.get(id).map(|regel| regel.onderdeel),
            Over::Mutatie(id) => begroting.mutaties.get(id).map(|mutatie| mutatie.onderdeel),
        };
        Plek { onderdeel: now.unwrap_or(opmerking.onderdeel), over, kolom: opmerking.kolom }
    }

    /// How people call it: "6.72.8 zorgvormen, Begroting 2019".
    pub fn title(self, begroting: &Begroting) -> String {
        let of = match self.over {
            Over::Onderdeel => begroting.onderdelen.get(self.onderdeel).map(|it| it.title()),
            Over::Regel(id) => begroting.regels.get(id).map(|regel| begroting.title_of(regel)),
            Over::Mutatie(id) => begroting.mutaties.get(id).map(called),
        };
        let of = of.unwrap_or_default();
        match self.kolom {
            Some(kolom) => format!("{of}, {}", kolom.title()),
            None => of,
        }
    }

    /// The record whose row shows it.
    pub fn record(self) -> Id {
        match self.over {
            Over::Onderdeel => self.onderdeel,
            Over::Regel(id) | Over::Mutatie(id) => id,
        }
    }

    /// Where it stands in its onderdeel: the onderdeel itself first, then its regels, then its mutaties.
    fn place(self, begroting: &Begroting) -> (u8, Option<&Order>, Id) {
        let (nth, order) = match self.over {
            Over::Onderdeel => (0, None),
            Over::Regel(id) => (1, begroting.regels.get(id).map(|regel| &regel.order)),
            Over::Mutatie(id) => (2, begroting.mutaties.get(id).map(|mutatie| &mutatie.order)),
        };
        (nth, order, self.record())
    }
}

/// What is open, derived from a budget as a whole: keep it for as long as the version is the same.
#[derive(Clone, Debug, Default)]
pub struct Openstaand {
    /// Every question and remark, also what is dealt with: as a reader of the budget meets them.
    alle: Vec<Id>,
    open: usize,
    /// How many are open in an onderdeel and all below it.
    onder: HashMap<Id, usize>,
    /// Those that are open, by the record and the column that they are about.
    bij: HashMap<(Id, Option<Kolom>), Vec<Id>>,
    taakvelden: usize,
    stappen: HashMap<Behandelstap, usize>,
}

impl Openstaand {
    pub fn new(begroting: &Begroting) -> Openstaand {
        let mut found = Openstaand::default();
        let mut places: HashMap<Id, Vec<(Plek, &Opmerking)>> = HashMap::new();
        for opmerking in begroting.opmerkingen.iter() {
            let plek = Plek::of(begroting, opmerking);
            places.entry(plek.onderdeel).or_default().push((plek, opmerking));
        }
        let mut next: Vec<Id> = begroting.onderdelen.ids_of(None).iter().rev().copied().collect();
        while let Some(id) = next.pop() {
            next.extend(begroting.onderdelen.ids_of(Some(id)).iter().rev());
            found.taakveld(begroting, id);
            found.opmerkingen(begroting, id, places.remove(&id).unwrap_or_default());
        }
        found
    }

    fn taakveld(&mut self, begroting: &Begroting, id: Id) {
        if let Some(taakveld) =
            begroting.onderdelen.get(id).filter(|it| it.level == Level::Taakveld)
        {
            self.taakvelden += 1;
            *self.stappen.entry(taakveld.behandeling.stap).or_default() += 1;
        }
    }

    /// Those of one onderdeel, as what they are about stands in it.
    fn opmerkingen(&mut self, begroting: &Begroting, id: Id, mut here: Vec<(Plek, &Opmerking)>) {
        here.sort_by_key(|(plek, it)| (plek.place(begroting), it.kolom, &it.order, it.id));
        for (plek, opmerking) in here {
            self.alle.push(opmerking.id);
            if opmerking.afgehandeld {
                continue;
            }
            self.open += 1;
            for above in begroting.path(id) {
                *self.onder.entry(above).or_default() += 1;
            }
            self.bij.entry((plek.record(), plek.kolom)).or_default().push(opmerking.id);
        }
    }

    /// Every question and remark, also those that are dealt with, in the order of the tree.
    pub fn alle(&self) -> &[Id] {
        &self.alle
    }

    /// How many are open in the whole budget.
    pub fn open(&self) -> usize {
        self.open
    }

    /// How many are open in this onderdeel and all below it.
    pub fn onder(&self, onderdeel: Id) -> usize {
        self.onder.get(&onderdeel).copied().unwrap_or_default()
    }

    /// Those that are open about a record, or about its amount in a column.
    pub fn bij(&self, record: Id, kolom: Option<Kolom>) -> &[Id] {
        self.bij.get(&(record, kolom)).map_or(&[], Vec::as_slice)
    }

    /// How many taakvelden there are.
    pub fn taakvelden(&self) -> usize {
        self.taakvelden
    }

    /// How many taakvelden have come this far, or further.
    pub fn gekomen(&self, tot: Behandelstap) -> usize {
        self.stappen.iter().filter(|(stap, _)| **stap >= tot).map(|(_, count)| count).sum()
    }
}
