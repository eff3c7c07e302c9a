//! Taking over what another version has, of the differences that were chosen.

use std::collections::HashSet;

use crate::calc::verschillen::{Rij, Verschillen};
use crate::change::diff;
use crate::model::{Begroting, Edit, Id, Kolom};

/// The edits that give the open budget what `other` has of these rows; of a total what is `shown` of it.
///
/// # Errors
/// In Dutch, where none of the rows can be taken over.
pub(super) fn take_over(
    open: &Begroting,
    other: &Begroting,
    found: &Verschillen,
    (shown, rows): (&[Rij], &[&Rij]),
) -> Result<Vec<Edit>, String> {
    let chosen = Chosen::new(open, other, found, (shown, rows));
    let all = diff(open, other);
    let mut taken: Vec<bool> = all.iter().map(|edit| chosen.has(edit)).collect();
    // What is new needs what is new above it.
    loop {
        let wanted: HashSet<Id> = all
            .iter()
            .zip(&taken)
            .filter(|(_, taken)| **taken)
            .filter_map(|(edit, _)| match edit {
                Edit::Insert(record) => Some(record.needs()),
                _ => None,
            })
            .flatten()
            .collect();
        let is_wanted =
            |edit: &Edit| matches!(edit, Edit::Insert(record) if wanted.contains(&record.id()));
        let more: Vec<usize> = (0..all.len())
            .filter(|at| !taken.get(*at).copied().unwrap_or(true))
            .filter(|at| all.get(*at).is_some_and(is_wanted))
            .collect();
        if more.is_empty() {
            break;
        }
        for at in more {
            if let Some(taken) = taken.get_mut(at) {
                *taken = true;
            }
        }
    }
    let edits: Vec<Edit> =
        all.into_iter().zip(taken).filter(|(_, taken)| *taken).map(|(edit, _)| edit).collect();
    if edits.is_empty() {
        return Err(
            "Hier is niets over te nemen: dit bedrag volgt uit begrotingswijzigingen. Neem \
                    die wijzigingen over, onder ‘Overige gegevens’."
                .into(),
        );
    }
    Ok(edits)
}

/// What was chosen, by record and column or field.
#[derive(Default)]
struct Chosen {
    figures: HashSet<(Id, Kolom)>,
    fields: HashSet<(Id, &'static str)>,
    records: HashSet<Id>,
}

impl Chosen {
    fn new(
        open: &Begroting,
        other: &Begroting,
        found: &Verschillen,
        (shown, rows): (&[Rij], &[&Rij]),
    ) -> Chosen {
        let mut chosen = Chosen::default();
        let figures = || {
            shown.iter().filter_map(|row| match row {
                Rij::Regel { cijfer, .. } => found.cijfers.get(*cijfer),
                _ => None,
            })
        };
        let anders: HashSet<usize> = shown
            .iter()
            .filter_map(|row| match row {
                Rij::Anders(at) => Some(*at),
                _ => None,
            })
            .collect();
        let is_below =
            |part: Id, above: Id| open.path(part).chain(other.path(part)).any(|id| id == above);
        for row in rows {
            match row {
                Rij::Regel { cijfer, .. } => {
                    chosen
                        .figures
                        .extend(found.cijfers.get(*cijfer).map(|it| (it.regel, it.kolom)));
                }
                Rij::Kolom { kolom, .. } => {
                    let all = figures().filter(|it| it.kolom == *kolom);
                    chosen.figures.extend(all.map(|it| (it.regel, it.kolom)));
                }
                Rij::Onderdeel { id, kolom, .. } => {
                    let below =
                        figures().filter(|it| it.kolom == *kolom && is_below(it.onderdeel, *id));
                    chosen.figures.extend(below.map(|it| (it.regel, it.kolom)));
                }
                Rij::Anders(at) => chosen.other(found, |nth, _| nth == *at),
                Rij::Plaats(place) => {
                    chosen.other(found, |nth, of| of == *place && anders.contains(&nth));
                }
                Rij::Overig => chosen.other(found, |nth, _| anders.contains(&nth)),
            }
        }
        chosen
    }

    fn other(&mut self, found: &Verschillen, wanted: impl Fn(usize, Option<Id>) -> bool) {
        for (nth, anders) in found.anders.iter().enumerate() {
            if !wanted(nth, anders.onderdeel) {
                continue;
            }
            match &anders.edit {
                Edit::Insert(record) | Edit::Remove(record) => {
                    self.records.insert(record.id());
                }
                Edit::Set { id, new, .. } => {
                    self.fields.insert((*id, new.name()));
                }
            }
        }
    }

    fn has(&self, edit: &Edit) -> bool {
        match edit {
            Edit::Insert(record) | Edit::Remove(record) => {
                let id = record.id();
                self.records.contains(&id)
                    || record.kolommen().iter().any(|kolom| self.figures.contains(&(id, *kolom)))
            }
            Edit::Set { id, new, .. } => match new.kolom() {
                Some(kolom) if self.figures.contains(&(*id, kolom)) => true,
                _ => self.fields.contains(&(*id, new.name())),
            },
        }
    }
}
