use rust_decimal::Decimal;

use crate::calc::{Keuzes, Tekort};
use crate::display::{Unit, show};
use crate::model::{
    Bedrag, Begroting, Field, Id, MutatieField, OptieField, PlanField, PrognosepostField,
};

/// Choices that are tried before the council, over a scenario or over the budget as it is. Neither
/// of the two changes: what is tried lives here and nowhere else.
#[derive(Clone, Debug)]
pub struct Proef {
    naam: String,
    basis: Keuzes,
    /// What was chosen live, each field once, in the order in which it was first touched.
    gekozen: Vec<(Id, Field)>,
    version: u64,
}

/// Something that was chosen live, and what it changes of what is left in each year of the plan. The
/// effects of all together are the difference: each counts on top of those before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Wijziging {
    pub wat: String,
    pub effect: Vec<Decimal>,
}

impl Proef {
    /// Nothing tried yet, over this scenario; without one over the budget itself.
    pub fn new(begroting: &Begroting, scenario: Option<Id>) -> Proef {
        let scenario = scenario.and_then(|id| begroting.scenarios.get(id));
        Proef {
            naam: scenario.map_or("begroting", |scenario| &scenario.name).to_owned(),
            basis: scenario.map_or_else(Keuzes::default, |it| Keuzes::of(begroting, it.id)),
            gekozen: Vec::new(),
            version: 0,
        }
    }

    /// The name of the scenario that it began with, or "begroting".
    pub fn naam(&self) -> &str {
        &self.naam
    }

    /// The choices that it began with.
    pub fn basis(&self) -> &Keuzes {
        &self.basis
    }

    /// The choices as they are now.
    pub fn keuzes(&self) -> Keuzes {
        over(&self.basis, &self.gekozen)
    }

    /// Whether something was changed live.
    pub fn is_op_proef(&self) -> bool {
        !self.gekozen.is_empty()
    }

    /// Another number after every choice.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Chooses a value; what is chosen as it was at the beginning is no choice any more.
    pub fn kies(&mut self, begroting: &Begroting, id: Id, field: impl Into<Field>) {
        let field = field.into();
        self.version += 1;
        let was = self.basis.get(id, &field).cloned().or_else(|| begroting.field_like(id, &field));
        let own = self.gekozen.iter().position(|(of, other)| *of == id && other.is_like(&field));
        match (own, was.as_ref() == Some(&field)) {
            (Some(own), true) => {
                self.gekozen.remove(own);
            }
            (Some(own), false) => {
                if let Some(chosen) = self.gekozen.get_mut(own) {
                    chosen.1 = field;
                }
            }
            (None, true) => {}
            (None, false) => self.gekozen.push((id, field)),
        }
    }

    /// Back to what it began with.
    pub fn herstel(&mut self) {
        self.gekozen.clear();
        self.version += 1;
    }

    /// What was chosen live, with what it does to a plan.
    pub fn wijzigingen(&self, begroting: &Begroting, plan: Id, unit: Unit) -> Vec<Wijziging> {
        let rest = |keuzes: &Keuzes| -> Vec<Decimal> {
            let tekort = Tekort::new(begroting, plan, keuzes);
            tekort.iter().flat_map(|tekort| tekort.jaren().map(|(.., rest)| rest)).collect()
        };
        let mut before = rest(&self.basis);
        let so_far = (1..).zip(&self.gekozen);
        let found = so_far.map(|(count, (id, field))| {
            let done = self.gekozen.get(..count).unwrap_or_default();
            let after = rest(&over(&self.basis, done));
            let effect = after.iter().zip(&before).map(|(after, before)| after - before).collect();
            before = after;
            Wijziging { wat: wat(begroting, *id, field, unit), effect }
        });
        found.collect()
    }
}

fn over(basis: &Keuzes, gekozen: &[(Id, Field)]) -> Keuzes {
    let mut keuzes = basis.clone();
    gekozen.iter().for_each(|(id, field)| keuzes.set(*id, field.clone()));
    keuzes
}

/// A choice in a few words.
fn wat(begroting: &Begroting, id: Id, field: &Field, unit: Unit) -> String {
    let measure = |id: Id| {
        let measure = begroting.mutaties.get(id);
        measure.map_or("", |it| if it.code.is_empty() { &it.name } else { &it.code })
    };
    let amount = |bedrag: Option<Bedrag>| match bedrag {
        None => "leeg".to_owned(),
        Some(Bedrag::Pm) => "pm".to_owned(),
        Some(Bedrag::Euro(euro)) => show(euro, unit),
    };
    match field {
        Field::Mutatie(MutatieField::Optie(optie)) => {
            let optie = optie.and_then(|optie| begroting.opties.get(optie));
            let code =
                optie.map_or("geen", |it| if it.code.is_empty() { &it.name } else { &it.code });
            format!("{} optie {code}", measure(id))
        }
        Field::Mutatie(MutatieField::Uit(true)) => format!("zonder {}", measure(id)),
        Field::Mutatie(MutatieField::Uit(false)) => format!("met {}", measure(id)),
        Field::Mutatie(MutatieField::Structureel(bedrag)) => {
            format!("{} structureel {}", measure(id), amount(*bedrag))
        }
        Field::Mutatie(MutatieField::Amount(kolom, bedrag)) => {
            format!("{} {}: {}", measure(id), kolom.jaar, amount(*bedrag))
        }
        Field::Optie(OptieField::Amount(kolom, bedrag)) => {
            let optie = begroting.opties.get(id);
            let of = optie.map_or("", |optie| measure(optie.mutatie));
            let code = optie.map_or("", |optie| &optie.code);
            format!("{of} optie {code} {}: {}", kolom.jaar, amount(*bedrag))
        }
        Field::Plan(PlanField::Uitgangspunt(uitgangspunt)) => uitgangspunt.word().to_owned(),
        Field::Prognosepost(PrognosepostField::Aan(aan)) => {
            let post = begroting.prognoseposten.get(id).map_or("", |post| &post.name);
            format!("{} {post}", if *aan { "met" } else { "zonder" })
        }
        _ => "een andere keuze".to_owned(),
    }
}
