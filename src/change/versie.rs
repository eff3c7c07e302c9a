//! Sealed versions as changes: marking the budget that was sent out, and going back to one.

use super::{ChangeError, Document, diff};
use crate::model::{Begroting, ContentHash, Edit, Field, Kolom, KopField};

/// Why a budget cannot go back to a version. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TerugError {
    #[error("deze versie is van een andere begroting")]
    Other,
    #[error("er is niets anders dan in deze versie")]
    Same,
    #[error(
        "in deze versie staan andere cijfers in {}, en daar is nu niets te wijzigen: open wat \
         gesloten is eerst met het slot erboven", titles(.0)
    )]
    Closed(Vec<Kolom>),
    #[error(transparent)]
    Change(ChangeError),
}

fn titles(kolommen: &[Kolom]) -> String {
    let titles: Vec<String> = kolommen.iter().map(|kolom| kolom.title()).collect();
    match titles.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} en {last}", rest.join(", ")),
        _ => titles.concat(),
    }
}

/// Marks the budget with the version that was sent out.
pub fn uitgezet(begroting: &Begroting, versie: ContentHash) -> Vec<Edit> {
    // The kop is always there, and has this field.
    let edit = begroting.set(begroting.id(), KopField::Uitgezet(Some(versie))).ok().flatten();
    edit.into_iter().collect()
}

/// The one change that makes the budget what it was in this version. What was sent out since stays
/// so: that mark is about files that are elsewhere now. A file that was merged since can be merged again.
///
/// # Errors
/// Another budget, nothing to change, and all columns that [`Document::commit`] would refuse.
pub fn terug(document: &Document, versie: &Begroting) -> Result<Vec<Edit>, TerugError> {
    let begroting = document.begroting();
    if versie.id() != begroting.id() {
        return Err(TerugError::Other);
    }
    let is_sent =
        |edit: &Edit| matches!(edit, Edit::Set { new: Field::Kop(KopField::Uitgezet(_)), .. });
    let edits: Vec<Edit> =
        diff(begroting, versie).into_iter().filter(|edit| !is_sent(edit)).collect();
    if edits.iter().all(Edit::is_mark) {
        return Err(TerugError::Same);
    }
    let mut closed = Vec::new();
    for edit in &edits {
        match document.check(std::slice::from_ref(edit)) {
            Ok(()) => {}
            Err(ChangeError::Closed(kolom) | ChangeError::ClosedFigures { kolom, .. }) => {
                closed.push(kolom);
            }
            Err(error) => return Err(TerugError::Change(error)),
        }
    }
    closed.sort_unstable();
    closed.dedup();
    if closed.is_empty() { Ok(edits) } else { Err(TerugError::Closed(closed)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Bedrag, Id, Inbreng, Kolomkop, KolomkopField, RegelField, Revision, Stadium,
    };
    use crate::store::ron_file;
    use rust_decimal::Decimal;

    const FILE: &[u8] = include_bytes!("../../saves/hengelo-2019.ron");

    fn commit(document: &mut Document, edits: Vec<Edit>) {
        let (who, why) = ("controller".to_owned(), "test".to_owned());
        let id = Id::from_bits(document.version() + 1);
        let at = jiff::Timestamp::UNIX_EPOCH;
        document.commit(Revision { id, who, at, why, edits, van: Vec::new() }).unwrap();
    }

    fn amount(document: &Document, kolom: Kolom) -> Vec<Edit> {
        let begroting = document.begroting();
        let regel = begroting.regels.iter().find(|regel| regel.amounts.get(kolom).is_some());
        let field = RegelField::Amount(kolom, Some(Bedrag::Euro(Decimal::from(12_345))));
        begroting.set(regel.unwrap().id, field).unwrap().into_iter().collect()
    }

    fn close(document: &Document, kolom: Kolom, closed: bool) -> Vec<Edit> {
        let kop: &Kolomkop =
            document.begroting().kolommen.iter().find(|kop| kop.kolom == kolom).unwrap();
        let field = KolomkopField::Closed(closed);
        document.begroting().set(kop.id, field).unwrap().into_iter().collect()
    }

    #[test]
    fn going_back_is_one_change_that_undo_takes_back_and_keeps_what_was_sent_out() {
        let versie = ron_file::read(FILE).unwrap();
        let mut document = Document::new(versie.clone());
        let kolom = Kolom::new(2020, Stadium::Raming);
        assert_eq!(terug(&document, &versie), Err(TerugError::Same));
        let edits = amount(&document, kolom);
        commit(&mut document, edits);
        let edits = uitgezet(document.begroting(), ContentHash::of(b"uitgezet"));
        commit(&mut document, edits);
        let merged = Inbreng::of(ContentHash::of(b"samengevoegd"));
        commit(&mut document, vec![Edit::Insert(merged.clone().into())]);
        let changed = document.begroting().clone();

        let edits = terug(&document, &versie).unwrap();
        commit(&mut document, edits);
        assert_eq!(terug(&document, &versie), Err(TerugError::Same));
        let kop = document.begroting().kop();
        assert_eq!(kop.uitgezet, Some(ContentHash::of(b"uitgezet")));
        let ingebracht = &document.begroting().ingebracht;
        assert!(!ingebracht.contains(merged.id), "what came in is out, and can come in again");
        document.undo().unwrap();
        assert!(*document.begroting() == changed);
    }

    #[test]
    fn closed_columns_are_all_named_and_another_budget_is_refused() {
        let versie = ron_file::read(FILE).unwrap();
        let mut document = Document::new(versie.clone());
        let kolommen = [Kolom::new(2020, Stadium::Raming), Kolom::new(2021, Stadium::Raming)];
        for kolom in kolommen {
            let edits = amount(&document, kolom);
            commit(&mut document, edits);
            let edits = close(&document, kolom, true);
            commit(&mut document, edits);
        }
        assert_eq!(terug(&document, &versie), Err(TerugError::Closed(kolommen.to_vec())));
        for kolom in kolommen {
            let edits = close(&document, kolom, false);
            commit(&mut document, edits);
        }
        assert!(terug(&document, &versie).is_ok());
        let other = include_bytes!("../../saves/zwolle-2021.ron");
        let other = ron_file::read(other).unwrap();
        assert_eq!(terug(&document, &other), Err(TerugError::Other));
    }
}
