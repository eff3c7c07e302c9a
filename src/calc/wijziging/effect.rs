use std::collections::BTreeMap;
use std::ops::AddAssign;

use rust_decimal::Decimal;

use crate::calc::Total;
use crate::model::{Bedrag, Begroting, Id, Kolom, Mutatie, Mutatieregel};

/// What the lines of one mutatie change in one column. Exact euros.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// On baten, lasten and reserves of this budget.
    pub total: Total,
    /// On the resultaat of what is not in this file; positive is a voordeel.
    pub elders: Decimal,
}

impl Effect {
    /// On the resultaat, counter-entries elsewhere with it: zero where every line has its cover.
    pub fn net(&self) -> Decimal {
        self.total.resultaat() + self.elders
    }
}

impl AddAssign for Effect {
    fn add_assign(&mut self, other: Effect) {
        self.total += other.total;
        self.elders += other.elders;
    }
}

/// Whether the line changes this onderdeel or what lies below it.
pub fn touches(begroting: &Begroting, line: &Mutatieregel, onderdeel: Id) -> bool {
    let regel = line.regel.and_then(|regel| begroting.regels.get(regel));
    regel.is_some_and(|regel| begroting.path(regel.onderdeel).any(|id| id == onderdeel))
}

/// What a mutatie changes, per column: of the whole, with what it does elsewhere.
pub fn effects(begroting: &Begroting, mutatie: &Mutatie) -> BTreeMap<Kolom, Effect> {
    let mut effects: BTreeMap<Kolom, Effect> = BTreeMap::new();
    for line in begroting.mutatieregels.of(mutatie.id) {
        for (kolom, _) in line.amounts.iter() {
            *effects.entry(kolom).or_default() += of_line(begroting, line, kolom);
        }
    }
    effects
}

/// What a mutatie changes of an onderdeel and all below it in one column.
pub fn effect(begroting: &Begroting, mutatie: &Mutatie, onderdeel: Id, kolom: Kolom) -> Total {
    let mut sum = Total::default();
    let lines = begroting.mutatieregels.of(mutatie.id);
    for line in lines.filter(|line| touches(begroting, line, onderdeel)) {
        sum += of_line(begroting, line, kolom).total;
    }
    sum
}

fn of_line(begroting: &Begroting, line: &Mutatieregel, kolom: Kolom) -> Effect {
    let bedrag = line.amounts.get(kolom);
    match line.regel.and_then(|regel| begroting.regels.get(regel)) {
        Some(regel) => Effect { total: Total::of_regel(regel, bedrag), elders: Decimal::ZERO },
        None => Effect {
            total: Total::default(),
            elders: bedrag.map_or(Decimal::ZERO, Bedrag::euro_or_zero),
        },
    }
}
