//! What a closed column holds in place: which figures a change changes.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::model::{
    Amounts, Bedrag, Begroting, Edit, Field, Id, Kolom, MutatieField, MutatieregelField, Record,
    RegelField, VerklaringField,
};

/// The figures that a change changes.
#[derive(Debug, Default)]
pub(super) struct Cijfers<'a> {
    /// The columns that they stand in.
    pub kolommen: Vec<Kolom>,
    /// What they come or go with as a whole; `None` for one amount.
    pub name: Option<&'a str>,
}

impl<'a> Cijfers<'a> {
    fn one(kolom: Kolom) -> Cijfers<'a> {
        Cijfers { kolommen: vec![kolom], name: None }
    }

    fn all(name: &'a str, amounts: &Amounts) -> Cijfers<'a> {
        Cijfers { kolommen: counting(amounts).collect(), name: Some(name) }
    }

    /// Of an edit of this budget: an amount, and a line, measure or begrotingswijziging that comes,
    /// goes, or comes to count for something else. What explains a column is closed with it. Moving a
    /// line changes sums of parts, but no figure.
    pub fn of(begroting: &'a Begroting, edit: &'a Edit) -> Cijfers<'a> {
        match edit {
            Edit::Set { new: Field::Regel(RegelField::Amount(kolom, _)), .. }
            | Edit::Set { new: Field::Mutatie(MutatieField::Amount(kolom, _)), .. }
            | Edit::Set { new: Field::Mutatieregel(MutatieregelField::Amount(kolom, _)), .. } => {
                Cijfers::one(*kolom)
            }
            Edit::Set { id, old: Field::Mutatie(old), new: Field::Mutatie(new) } => {
                let Some(mutatie) = begroting.mutaties.get(*id) else { return Cijfers::default() };
                let is_adopted =
                    |field: &MutatieField| mutatie.clone().with(field.clone()).is_adopted();
                if is_adopted(old) == is_adopted(new) {
                    return Cijfers::default();
                }
                // Adopting it, or taking that back, changes the columns of its lines.
                let lines = begroting.mutatieregels.of(*id);
                let kolommen = lines.flat_map(|line| counting(&line.amounts)).collect();
                Cijfers { kolommen, name: Some(&mutatie.name) }
            }
            Edit::Set { id, new: Field::Verklaring(VerklaringField::Bedrag(_)), .. } => {
                let verklaring = begroting.verklaringen.get(*id);
                verklaring.map(|it| Cijfers::one(it.naar)).unwrap_or_default()
            }
            Edit::Set { id, new: Field::Regel(RegelField::Soort(_)), .. } => {
                let regel = begroting.regels.get(*id);
                regel.map(|it| Cijfers::all(&it.name, &it.amounts)).unwrap_or_default()
            }
            Edit::Set { .. } => Cijfers::default(),
            Edit::Insert(record) | Edit::Remove(record) => match record {
                Record::Verklaring(verklaring) => Cijfers::one(verklaring.naar),
                Record::Regel(regel) => Cijfers::all(&regel.name, &regel.amounts),
                Record::Mutatie(mutatie) => Cijfers::all(&mutatie.name, &mutatie.amounts),
                Record::Mutatieregel(line) => {
                    let mutatie = begroting.mutaties.get(line.mutatie);
                    let kolommen = counting(&line.amounts).collect();
                    Cijfers { kolommen, name: mutatie.map(|it| it.name.as_str()) }
                }
                _ => Cijfers::default(),
            },
        }
    }
}

/// The columns of the figures that edits of this budget give a regel or begrotingswijziging, by its id.
pub(super) fn filled(begroting: &Begroting, edits: &[Edit]) -> HashMap<Id, Vec<Kolom>> {
    let mut all: HashMap<Id, Vec<Kolom>> = HashMap::new();
    for edit in edits {
        match edit {
            Edit::Set { id, new: Field::Regel(RegelField::Amount(kolom, _)), .. } => {
                all.entry(*id).or_default().push(*kolom);
            }
            Edit::Set {
                id, new: Field::Mutatieregel(MutatieregelField::Amount(kolom, _)), ..
            } => {
                if let Some(line) = begroting.mutatieregels.get(*id) {
                    all.entry(line.mutatie).or_default().push(*kolom);
                }
            }
            Edit::Insert(Record::Mutatieregel(line)) => {
                all.entry(line.mutatie).or_default().extend(counting(&line.amounts));
            }
            _ => {}
        }
    }
    all
}

/// A nought says no more than an empty cell: what adds nothing may come and go.
fn counting(amounts: &Amounts) -> impl Iterator<Item = Kolom> {
    let counts = amounts.iter().filter(|(_, bedrag)| *bedrag != Bedrag::Euro(Decimal::ZERO));
    counts.map(|(kolom, _)| kolom)
}
