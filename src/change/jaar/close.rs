use super::JaarError;
use crate::calc::Totals;
use crate::model::{
    Begroting, Edit, Id, Kolom, Kolomkop, KolomkopField, Mutatiesoort, Stadium, Status,
};

/// Closing a year, and what a person should know first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Close {
    pub jaar: u16,
    pub edits: Vec<Edit>,
    /// Regels that have a begroting and no rekening.
    pub without_rekening: Vec<Id>,
    /// Begrotingswijzigingen of the year that were never adopted.
    pub in_the_making: Vec<Id>,
}

/// Closes every column of the last year that has a rekening, and of the years before it.
///
/// # Errors
/// No rekening that is still open, or one without any amount.
pub fn close(begroting: &Begroting, totals: &Totals) -> Result<Close, JaarError> {
    let t = begroting.kop().jaar;
    let columns = begroting.columns();
    let rekening = columns
        .iter()
        .copied()
        .rfind(|kolom| kolom.stadium == Stadium::Rekening && !begroting.is_closed(*kolom))
        .ok_or(JaarError::NoRekening(t))?;
    let has_rekening = |id: &Id| {
        begroting.regels.get(*id).is_some_and(|regel| regel.amounts.get(rekening).is_some())
    };
    let mut with_begroting: Vec<Id> = Vec::new();
    let mut is_empty = true;
    let stand = last_begroting(&columns, rekening.jaar);
    for regel in begroting.regels.iter() {
        is_empty &= regel.amounts.get(rekening).is_none();
        let amount = stand.and_then(|kolom| totals.amount(regel, kolom));
        if amount.is_some_and(|amount| !amount.euro_or_zero().is_zero()) {
            with_begroting.push(regel.id);
        }
    }
    if is_empty {
        return Err(JaarError::EmptyRekening(rekening));
    }
    with_begroting.retain(|id| !has_rekening(id));
    let edits = columns
        .iter()
        .filter(|kolom| kolom.jaar <= rekening.jaar && !begroting.is_closed(**kolom))
        .filter_map(|kolom| {
            begroting.set(Kolomkop::id_of(*kolom), KolomkopField::Closed(true)).ok()?
        })
        .collect();
    let gewijzigd = Kolom::new(rekening.jaar, Stadium::Gewijzigd);
    let is_open = |status| matches!(status, Status::InVoorbereiding | Status::Uitgesteld);
    let in_the_making = begroting
        .mutaties
        .iter()
        .filter(|mutatie| mutatie.soort == Mutatiesoort::Wijziging && is_open(mutatie.status))
        .filter(|mutatie| {
            let mut lines = begroting.mutatieregels.of(mutatie.id);
            lines.any(|line| line.amounts.get(gewijzigd).is_some())
        })
        .map(|mutatie| mutatie.id)
        .collect();
    Ok(Close { jaar: rekening.jaar, edits, without_rekening: with_begroting, in_the_making })
}

/// The budget that a year ended with: gewijzigd, or else what it began with.
pub(super) fn last_begroting(columns: &[Kolom], jaar: u16) -> Option<Kolom> {
    [Stadium::Gewijzigd, Stadium::Primitief, Stadium::Begroting, Stadium::Raming]
        .into_iter()
        .map(|stadium| Kolom::new(jaar, stadium))
        .find(|kolom| columns.contains(kolom))
}
