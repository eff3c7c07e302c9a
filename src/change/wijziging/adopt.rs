use super::{WijzigingError, check_open, mutatie, refused};
use crate::calc::wijziging::{Breach, breaches, called};
use crate::model::{
    Begroting, Edit, Id, Mutatie, MutatieField, Mutatiesoort, Nature, Orgaan, Stadium, Status,
};

/// Adopts a begrotingswijziging: its lines count from then on.
///
/// # Errors
/// Every rule that it breaks; one without amounts; what is no wijziging in the making.
pub fn adopt(begroting: &Begroting, id: Id) -> Result<Vec<Edit>, WijzigingError> {
    let mutatie = mutatie(begroting, id)?;
    if mutatie.is_adopted() {
        return Err(WijzigingError::AlreadyAdopted { name: called(mutatie) });
    }
    set_field(begroting, id, MutatieField::Status(Status::Vastgesteld))
}

/// Takes the adopting back: the lines no longer count.
///
/// # Errors
/// What was not adopted.
pub fn take_back(begroting: &Begroting, id: Id) -> Result<Vec<Edit>, WijzigingError> {
    let mutatie = mutatie(begroting, id)?;
    if !mutatie.is_adopted() {
        return Err(WijzigingError::NotAdopted { name: called(mutatie) });
    }
    set_field(begroting, id, MutatieField::Status(Status::InVoorbereiding))
}

/// Gives a field another value where the rules allow it: nothing that breaks a rule is adopted or
/// called budget-neutral, no number comes twice, and no decision after the year.
///
/// # Errors
/// The rules that it would break and did not break before.
pub fn set_field(
    begroting: &Begroting,
    id: Id,
    field: MutatieField,
) -> Result<Vec<Edit>, WijzigingError> {
    let old = mutatie(begroting, id)?;
    let Some(edit) = begroting.set(id, field.clone()).map_err(|_| WijzigingError::Gone)? else {
        return Ok(Vec::new());
    };
    let new = old.clone().with(field.clone());
    match &field {
        MutatieField::Soort(_) => check_open(old)?,
        MutatieField::Status(_) if old.is_adopted() && !new.is_adopted() => {
            check_not_carried(begroting, old)?;
        }
        MutatieField::Status(_) if !old.is_adopted() && new.is_adopted() => {
            check_adopting(begroting, &new)?;
        }
        MutatieField::Status(status)
            if *status == Status::Vastgesteld && new.soort != Mutatiesoort::Wijziging =>
        {
            return Err(WijzigingError::NoWijziging { soort: new.soort.word() });
        }
        _ => {
            let before = breaches(begroting, old);
            let now: Vec<Breach> = breaches(begroting, &new)
                .into_iter()
                .filter(|breach| !before.contains(breach))
                .collect();
            if !now.is_empty() {
                return Err(refused(begroting, &new, &now));
            }
            if old.is_adopted() && is_decided(&old.field_like(&field)) {
                return Err(WijzigingError::Decided { name: called(old) });
            }
        }
    }
    Ok(vec![edit])
}

/// Whether the decision said this: it can be completed afterwards, not changed.
fn is_decided(old: &MutatieField) -> bool {
    match old {
        MutatieField::Date(date) => date.is_some(),
        MutatieField::Orgaan(orgaan) => *orgaan != Orgaan::default(),
        MutatieField::Besluit(besluit) | MutatieField::Code(besluit) => !besluit.trim().is_empty(),
        MutatieField::Nature(nature) => *nature != Nature::default(),
        _ => false,
    }
}

/// What the begroting of a later year has in its amounts cannot be taken out of it in silence.
fn check_not_carried(begroting: &Begroting, mutatie: &Mutatie) -> Result<(), WijzigingError> {
    let lines = begroting.mutatieregels.of(mutatie.id);
    let mut kolommen = lines.flat_map(|line| line.amounts.iter()).map(|(kolom, _)| kolom);
    match kolommen.find(|kolom| kolom.stadium != Stadium::Gewijzigd) {
        Some(kolom) if mutatie.soort == Mutatiesoort::Wijziging => {
            Err(WijzigingError::InBegroting { name: called(mutatie), kolom })
        }
        _ => Ok(()),
    }
}

fn check_adopting(begroting: &Begroting, new: &Mutatie) -> Result<(), WijzigingError> {
    let mut lines = begroting.mutatieregels.of(new.id);
    if lines.all(|line| line.amounts.is_empty()) {
        return Err(WijzigingError::NoLines { name: called(new) });
    }
    let broken = breaches(begroting, new);
    if broken.is_empty() { Ok(()) } else { Err(refused(begroting, new, &broken)) }
}
