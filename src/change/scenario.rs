//! The edits that make, change and remove a scenario. A scenario is a set of choices over the budget,
//! never a copy of it.

use crate::calc::Keuzes;
use crate::model::{
    Begroting, Edit, Field, Id, Keuze, KeuzeField, ModelError, Order, Record, Scenario,
};

/// Why a scenario is not kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScenarioError {
    #[error("Geef het scenario een naam.")]
    NoName,
    #[error("Er is al een scenario ‘{0}’; kies een andere naam.")]
    NameTaken(String),
    #[error("dit scenario bestaat niet meer")]
    Gone,
    #[error("dit kan niet in een scenario; kies ‘Begroting’ en verander het daar")]
    NotHere,
    #[error(transparent)]
    Model(#[from] ModelError),
}

/// Whether a scenario may choose this: what a plan counts, and with which figures.
pub fn may_choose(field: &Field) -> bool {
    matches!(
        field,
        Field::Plan(_)
            | Field::Pakket(_)
            | Field::Mutatie(_)
            | Field::Optie(_)
            | Field::Prognosepost(_)
    )
}

/// Gives a field a value: in a scenario, or in the budget itself where none is named. What a scenario
/// chooses as the budget has it is no choice, and is taken out.
///
/// # Errors
/// The scenario or the record is gone, or a scenario may not choose this.
pub fn choose(
    begroting: &Begroting,
    scenario: Option<Id>,
    doel: Id,
    field: impl Into<Field>,
) -> Result<Vec<Edit>, ScenarioError> {
    let field = field.into();
    let Some(scenario) = scenario else {
        return Ok(begroting.set(doel, field)?.into_iter().collect());
    };
    if !begroting.scenarios.contains(scenario) {
        return Err(ScenarioError::Gone);
    }
    if !may_choose(&field) {
        return Err(ScenarioError::NotHere);
    }
    let budget = begroting.field_like(doel, &field).ok_or(ModelError::Missing { id: doel })?;
    let chosen = begroting.keuzes.of(scenario);
    let mut own = chosen.filter(|keuze| keuze.doel == doel && keuze.veld.is_like(&field));
    if field == budget {
        return Ok(own.cloned().map(|keuze| Edit::Remove(keuze.into())).collect());
    }
    // The last one counts.
    Ok(match own.next_back() {
        Some(own) => {
            let edit = begroting.set(own.id, KeuzeField::Veld(Box::new(field)))?;
            edit.into_iter().collect()
        }
        None => vec![Edit::Insert(keuze(scenario, doel, field).into())],
    })
}

/// Adds a scenario with these choices, after the others.
///
/// # Errors
/// It has no name of its own.
pub fn add(
    begroting: &Begroting,
    name: &str,
    keuzes: &Keuzes,
    id: Id,
) -> Result<(Id, Vec<Edit>), ScenarioError> {
    let name = free(begroting, None, name)?;
    let last = begroting.scenarios.top().next_back();
    let order = Order::after(last.map(|last| &last.order));
    let mut edits = vec![Edit::Insert(Scenario { id, name, note: String::new(), order }.into())];
    let all = keuzes.iter().map(|(doel, field)| keuze(id, doel, field.clone()));
    edits.extend(all.map(|keuze| Edit::Insert(keuze.into())));
    Ok((id, edits))
}

fn keuze(scenario: Id, doel: Id, field: Field) -> Keuze {
    let id = Keuze::id_of(scenario, doel, &field);
    Keuze { id, scenario, doel, veld: Box::new(field) }
}

/// Takes a scenario out, with its choices.
pub fn remove(begroting: &Begroting, scenario: Id) -> Vec<Edit> {
    let choices = begroting.keuzes.of(scenario).cloned().map(Record::from);
    let own = begroting.scenarios.get(scenario).cloned().map(Record::from);
    choices.chain(own).map(Edit::Remove).collect()
}

/// The name, where no other scenario has it.
pub(super) fn free(
    begroting: &Begroting,
    own: Option<Id>,
    name: &str,
) -> Result<String, ScenarioError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(ScenarioError::NoName);
    }
    let is_taken = |other: &&Scenario| {
        Some(other.id) != own && other.name.to_lowercase() == name.to_lowercase()
    };
    match begroting.scenarios.iter().find(is_taken) {
        Some(other) => Err(ScenarioError::NameTaken(other.name.clone())),
        None => Ok(name.to_owned()),
    }
}
