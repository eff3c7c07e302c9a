//! The entries of the lists of a page: indicators, verbonden partijen, activities, reserves,
//! explanations and lines of mutaties.

use super::StructureError;
use super::place::{Step, step_among};
use super::removal::removal;
use crate::change::plan;
use crate::change::wijziging::{remove_line, title_of_line};
use crate::model::{
    ActiviteitField, Begroting, Edit, Field, Id, IndicatorField, MutatieregelField, PartijField,
    Record, ReserveField, Verklaring, VerklaringField,
};

/// What it is called; `None` when it is gone.
pub(super) fn name(begroting: &Begroting, id: Id) -> Option<String> {
    let indicator = begroting.indicatoren.get(id).map(|indicator| &indicator.name);
    let partij = || begroting.partijen.get(id).map(|partij| &partij.name);
    let activiteit = || begroting.activiteiten.get(id).map(|activiteit| &activiteit.planned);
    let reserve = || begroting.reserves.get(id).map(|reserve| &reserve.name);
    let verklaring = || begroting.verklaringen.get(id).map(|verklaring| &verklaring.text);
    let line = || begroting.mutatieregels.get(id).map(|line| title_of_line(begroting, line));
    let named = indicator.or_else(partij).or_else(activiteit).or_else(reserve).or_else(verklaring);
    let pakket = || begroting.pakketten.get(id).map(|pakket| pakket.title());
    named.cloned().or_else(line).or_else(pakket)
}

/// The field that holds its name, with another name in it.
///
/// # Errors
/// It is gone; a line, which is named by what it changes.
pub fn named(begroting: &Begroting, id: Id, name: String) -> Result<Field, StructureError> {
    if begroting.indicatoren.contains(id) {
        Ok(IndicatorField::Name(name).into())
    } else if begroting.partijen.contains(id) {
        Ok(PartijField::Name(name).into())
    } else if begroting.activiteiten.contains(id) {
        Ok(ActiviteitField::Planned(name).into())
    } else if begroting.reserves.contains(id) {
        Ok(ReserveField::Name(name).into())
    } else if begroting.mutatieregels.contains(id) {
        Err(StructureError::NamedByRegel)
    } else if begroting.verklaringen.contains(id) {
        Ok(VerklaringField::Text(name).into())
    } else {
        Err(StructureError::Gone)
    }
}

/// An indicator moves among those of its own kind.
pub(super) fn step(begroting: &Begroting, id: Id, to: Step) -> Result<Vec<Edit>, StructureError> {
    let title = || name(begroting, id).unwrap_or_default();
    if let Some(moved) = begroting.indicatoren.get(id) {
        let same = begroting.indicatoren.of(moved.onderdeel).filter(|i| i.soort == moved.soort);
        let keys = same.map(|other| (other.id, &other.order)).collect();
        step_among(begroting, id, keys, to, IndicatorField::Order, title)
    } else if let Some(moved) = begroting.partijen.get(id) {
        let all = begroting.partijen.of(moved.onderdeel);
        let keys = all.map(|other| (other.id, &other.order)).collect();
        step_among(begroting, id, keys, to, PartijField::Order, title)
    } else if begroting.reserves.contains(id) {
        let keys = begroting.reserves.top().map(|other| (other.id, &other.order)).collect();
        step_among(begroting, id, keys, to, ReserveField::Order, title)
    } else if let Some(moved) = begroting.mutatieregels.get(id) {
        let all = begroting.mutatieregels.of(moved.mutatie);
        let keys = all.map(|other| (other.id, &other.order)).collect();
        step_among(begroting, id, keys, to, MutatieregelField::Order, title)
    } else if let Some(moved) = begroting.verklaringen.get(id) {
        let of_same = |other: &&Verklaring| (other.van, other.naar) == (moved.van, moved.naar);
        let same = begroting.verklaringen.of(moved.onderdeel).filter(of_same);
        let keys = same.map(|other| (other.id, &other.order)).collect();
        step_among(begroting, id, keys, to, VerklaringField::Order, title)
    } else {
        let moved = begroting.activiteiten.get(id).ok_or(StructureError::Gone)?;
        let all = begroting.activiteiten.of(moved.onderdeel);
        let keys = all.map(|other| (other.id, &other.order)).collect();
        step_among(begroting, id, keys, to, ActiviteitField::Order, title)
    }
}

/// With what belongs to it, such as the metingen of an indicator; the measures of a package stay. A line of an adopted wijziging stays.
///
/// # Errors
/// It is gone, a reserve that regels name, or a line of what was adopted.
pub(super) fn remove(begroting: &Begroting, id: Id) -> Result<Vec<Edit>, StructureError> {
    let indicator = begroting.indicatoren.get(id).cloned().map(Record::from);
    let partij = || begroting.partijen.get(id).cloned().map(Record::from);
    let activiteit = || begroting.activiteiten.get(id).cloned().map(Record::from);
    let reserve = || begroting.reserves.get(id).cloned().map(Record::from);
    let verklaring = || begroting.verklaringen.get(id).cloned().map(Record::from);
    let of_plan = || plan::record(begroting, id);
    if begroting.mutatieregels.contains(id) {
        return Ok(remove_line(begroting, id)?);
    }
    let mut named = begroting.regels.iter().filter(|regel| regel.reserve == Some(id));
    if let Some(regel) = named.next() {
        return Err(StructureError::ReserveInUse { regel: regel.name.clone() });
    }
    let found = indicator.or_else(partij).or_else(activiteit).or_else(reserve).or_else(verklaring);
    let found = found.or_else(of_plan);
    let record = found.ok_or(StructureError::Gone)?;
    Ok(removal(begroting, vec![record]))
}
