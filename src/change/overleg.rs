//! Questions and remarks with their answers, and how far an onderdeel is.

use jiff::civil::Date;

use crate::calc::openstaand::{Over, Plek};
use crate::model::{
    Begroting, Behandeling, Behandelstap, Edit, Id, OnderdeelField, Opmerking, OpmerkingField,
    Opmerkingsoort, Order,
};

/// Why something was not written down. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OverlegError {
    #[error("typ eerst wat u wilt vragen of opmerken")]
    NoText,
    #[error("de opmerking is er niet meer")]
    Gone,
}

/// Who says something, and when.
#[derive(Clone, Copy, Debug)]
pub struct Spreker<'a> {
    /// The name of a role, never of a person; empty where nobody chose one.
    pub rol: &'a str,
    pub op: Date,
}

/// Asks or remarks something, behind what was said of the same onderdeel.
///
/// # Errors
/// It says nothing.
pub fn plaats(
    begroting: &Begroting,
    id: Id,
    plek: Plek,
    (soort, text): (Opmerkingsoort, &str),
    van: Spreker<'_>,
) -> Result<Vec<Edit>, OverlegError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(OverlegError::NoText);
    }
    let last = begroting.opmerkingen.of(plek.onderdeel).next_back();
    let (regel, mutatie) = match plek.over {
        Over::Onderdeel => (None, None),
        Over::Regel(id) => (Some(id), None),
        Over::Mutatie(id) => (None, Some(id)),
    };
    let opmerking = Opmerking {
        id,
        onderdeel: plek.onderdeel,
        regel,
        mutatie,
        kolom: plek.kolom,
        soort,
        text: text.to_owned(),
        van: van.rol.to_owned(),
        date: Some(van.op),
        antwoord: String::new(),
        antwoord_van: String::new(),
        afgehandeld: false,
        order: Order::after(last.map(|last| &last.order)),
    };
    Ok(vec![Edit::Insert(opmerking.into())])
}

/// What was said of a regel or mutatie goes to the onderdeel that this goes to.
pub fn verhuis(begroting: &Begroting, over: Id, naar: Id) -> Vec<Edit> {
    let all = begroting.opmerkingen.iter();
    let about = all.filter(|it| [it.regel, it.mutatie].contains(&Some(over)));
    let edits = about.map(|it| begroting.set(it.id, OpmerkingField::Onderdeel(naar)));
    edits.filter_map(|edit| edit.ok().flatten()).collect()
}

/// Says it in other words.
///
/// # Errors
/// They say nothing, or it is gone.
pub fn verwoord(begroting: &Begroting, id: Id, text: &str) -> Result<Vec<Edit>, OverlegError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(OverlegError::NoText);
    }
    let edit = begroting.set(id, OpmerkingField::Text(text.to_owned()));
    Ok(edit.map_err(|_| OverlegError::Gone)?.into_iter().collect())
}

/// Answers it, in the place of an earlier answer; with no text that goes.
///
/// # Errors
/// It is gone.
pub fn beantwoord(
    begroting: &Begroting,
    id: Id,
    text: &str,
    rol: &str,
) -> Result<Vec<Edit>, OverlegError> {
    let text = text.trim();
    let old = begroting.opmerkingen.get(id).ok_or(OverlegError::Gone)?;
    if old.antwoord == text {
        return Ok(Vec::new());
    }
    let rol = if text.is_empty() { "" } else { rol };
    let fields =
        [OpmerkingField::Antwoord(text.to_owned()), OpmerkingField::AntwoordVan(rol.to_owned())];
    let edits = fields.into_iter().map(|field| begroting.set(id, field));
    let edits = edits.filter_map(|edit| edit.map_err(|_| OverlegError::Gone).transpose());
    edits.collect()
}

/// Marks it as dealt with, or as open again.
///
/// # Errors
/// It is gone.
pub fn afgehandeld(begroting: &Begroting, id: Id, done: bool) -> Result<Vec<Edit>, OverlegError> {
    let edit = begroting.set(id, OpmerkingField::Afgehandeld(done));
    Ok(edit.map_err(|_| OverlegError::Gone)?.into_iter().collect())
}

/// Takes it out.
///
/// # Errors
/// It is gone.
pub fn verwijder(begroting: &Begroting, id: Id) -> Result<Vec<Edit>, OverlegError> {
    let opmerking = begroting.opmerkingen.get(id).ok_or(OverlegError::Gone)?;
    Ok(vec![Edit::Remove(opmerking.clone().into())])
}

/// Brings an onderdeel to this step, with its figures as they are; nothing where it is there already, or
/// gone.
pub fn behandel(
    begroting: &Begroting,
    onderdeel: Id,
    stap: Behandelstap,
    door: Spreker<'_>,
) -> Vec<Edit> {
    let stand = (stap > Behandelstap::default()).then(|| begroting.stand(onderdeel));
    let now = begroting.onderdelen.get(onderdeel).map(|it| &it.behandeling);
    if now.is_some_and(|now| now.stap == stap && now.stand == stand) {
        return Vec::new();
    }
    let behandeling = Behandeling { stap, door: door.rol.to_owned(), op: Some(door.op), stand };
    let edit = begroting.set(onderdeel, OnderdeelField::Behandeling(behandeling));
    edit.ok().flatten().into_iter().collect()
}
