//! Explaining a difference: components, and words in the place of the draft.

use rust_decimal::Decimal;

use crate::calc::Totals;
use crate::calc::afwijking::{Vergelijking, afwijking, verklaringen};
use crate::model::{
    Bedrag, Begroting, Edit, Id, Kolom, Order, Toelichting, ToelichtingField, Verklaring,
    VerklaringField,
};

/// Why a difference cannot be explained like this. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerklaringError {
    #[error("het onderdeel of de oorzaak is er niet meer")]
    Gone,
    #[error("er is geen rest: de oorzaken verklaren het hele verschil")]
    NoRest,
    #[error("in {} staat nog geen verwachting; er is nog niets te verklaren", .0.title())]
    NoForecast(Kolom),
    #[error("‘{0}’ heeft geen bedrag om te splitsen; vul dat eerst in")]
    NoAmount(String),
    #[error("splits een deel af dat kleiner is dan het bedrag en hetzelfde teken heeft")]
    Part,
    #[error("bij het jaar ervoor staan hier geen oorzaken om over te nemen")]
    NothingBefore,
    #[error("het bedrag is te groot of fijner dan een cent; rond het af")]
    Amount,
}

/// A component that says nothing yet, last of its onderdeel.
pub fn new(begroting: &Begroting, onderdeel: Id, of: Vergelijking, id: Id) -> Verklaring {
    let last = begroting.verklaringen.of(onderdeel).next_back();
    Verklaring {
        text: "Nieuwe oorzaak".into(),
        ..Verklaring::new(id, onderdeel, of, Order::after(last.map(|last| &last.order)))
    }
}

/// A component of all that is not explained yet.
///
/// # Errors
/// When nothing is left, or nothing was forecast.
pub fn rest(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Id,
    of: Vergelijking,
    id: Id,
) -> Result<Verklaring, VerklaringError> {
    let stand =
        afwijking(begroting, totals, onderdeel, of).ok_or(VerklaringError::NoForecast(of.1))?;
    if stand.rest().is_zero() {
        return Err(VerklaringError::NoRest);
    }
    let bedrag = Bedrag::euro(stand.rest()).ok_or(VerklaringError::Amount)?;
    Ok(Verklaring {
        text: "Overige verschillen".into(),
        bedrag: Some(bedrag),
        ..new(begroting, onderdeel, of, id)
    })
}

/// Makes two components of one: `part` goes to a new one right after it, with all that was said.
///
/// # Errors
/// When it has no amount, or the part is not a part of it.
pub fn split(
    begroting: &Begroting,
    verklaring: Id,
    part: Decimal,
    id: Id,
) -> Result<Vec<Edit>, VerklaringError> {
    let old = begroting.verklaringen.get(verklaring).ok_or(VerklaringError::Gone)?;
    let Some(Bedrag::Euro(euro)) = old.bedrag else {
        return Err(VerklaringError::NoAmount(old.text.clone()));
    };
    let is_part = part.is_sign_negative() == euro.is_sign_negative() && part.abs() < euro.abs();
    if part.is_zero() || !is_part {
        return Err(VerklaringError::Part);
    }
    let (part, left) =
        Bedrag::euro(part).zip(Bedrag::euro(euro - part)).ok_or(VerklaringError::Amount)?;
    let mut siblings = begroting.verklaringen.of(old.onderdeel);
    let next = siblings.find(|other| (&other.order, other.id) > (&old.order, old.id));
    let order = Order::between(Some(&old.order), next.map(|next| &next.order));
    let new = Verklaring { id, bedrag: Some(part), order, ..old.clone() };
    let less = begroting.set(verklaring, VerklaringField::Bedrag(Some(left)));
    let less = less.map_err(|_| VerklaringError::Gone)?;
    Ok(less.into_iter().chain([Edit::Insert(new.into())]).collect())
}

/// The causes of the same comparison a year before, here and below, without their amounts. What is
/// told already is left out.
///
/// # Errors
/// When there are none.
pub fn causes_of_last_year(
    begroting: &Begroting,
    onderdeel: Id,
    (van, naar): Vergelijking,
    mut new_id: impl FnMut() -> Id,
) -> Result<Vec<Edit>, VerklaringError> {
    let before = |kolom: Kolom| Kolom::new(kolom.jaar.saturating_sub(1), kolom.stadium);
    let of_before = (before(van), before(naar));
    let mut edits = Vec::new();
    for id in begroting.subtree(onderdeel) {
        let mut last = begroting.verklaringen.of(id).next_back().map(|last| last.order.clone());
        for old in verklaringen(begroting, id, of_before) {
            let is_told = |v: &Verklaring| v.text.trim() == old.text.trim();
            if verklaringen(begroting, id, (van, naar)).any(is_told) {
                continue;
            }
            let order = Order::after(last.as_ref());
            last = Some(order.clone());
            let new = Verklaring {
                id: new_id(),
                van,
                naar,
                bedrag: None,
                overheveling: false,
                order,
                ..old.clone()
            };
            edits.push(Edit::Insert(new.into()));
        }
    }
    if edits.is_empty() { Err(VerklaringError::NothingBefore) } else { Ok(edits) }
}

/// The words in the place of the draft, where somebody wrote them.
pub fn written(
    begroting: &Begroting,
    onderdeel: Id,
    (van, naar): Vergelijking,
) -> Option<&Toelichting> {
    begroting.toelichtingen.of(onderdeel).find(|it| (it.van, it.naar) == (van, naar))
}

/// Keeps these words in the place of the draft; the draft itself, or nothing, brings the draft back.
///
/// # Errors
/// When the onderdeel is gone.
pub fn write(
    begroting: &Begroting,
    onderdeel: Id,
    (van, naar): Vergelijking,
    text: &str,
    draft: &str,
) -> Result<Vec<Edit>, VerklaringError> {
    let text = text.trim();
    let is_draft = text.is_empty() || text == draft.trim();
    match written(begroting, onderdeel, (van, naar)) {
        Some(old) if is_draft => Ok(vec![Edit::Remove(old.clone().into())]),
        Some(old) => {
            let edit = begroting.set(old.id, ToelichtingField::Text(text.to_owned()));
            Ok(edit.map_err(|_| VerklaringError::Gone)?.into_iter().collect())
        }
        None if is_draft => Ok(Vec::new()),
        None => {
            let (id, text) = (Toelichting::id_of(onderdeel, (van, naar)), text.to_owned());
            Ok(vec![Edit::Insert(Toelichting { id, onderdeel, van, naar, text }.into())])
        }
    }
}
