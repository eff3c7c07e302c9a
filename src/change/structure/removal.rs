use std::collections::HashSet;

use crate::model::{Begroting, Edit, Field, Id, MutatieregelField, Named, OpmerkingField, Record};

/// The edits that take these records out, with all that belongs to them. What names one of them lets
/// go of it, or goes along where it cannot do without: a line of a mutatie, a question about it,
/// what one measure has to do with another.
pub(super) fn removal(begroting: &Begroting, records: Vec<Record>) -> Vec<Edit> {
    let mut gone: HashSet<Id> = HashSet::new();
    let mut all: Vec<Record> = Vec::new();
    let mut next = records;
    let mut cleared: Vec<(Id, Field)> = Vec::new();
    while !next.is_empty() {
        let mut found: HashSet<Id> = HashSet::new();
        for record in next.drain(..) {
            for record in [begroting.belongings(record.id()), vec![record]].concat() {
                if gone.insert(record.id()) {
                    found.insert(record.id());
                    all.push(record);
                }
            }
        }
        for named in begroting.naming(&found) {
            match named {
                Named::Without(id, Field::Mutatieregel(MutatieregelField::Regel(_))) => {
                    next.extend(begroting.mutatieregels.get(id).cloned().map(Record::from));
                }
                Named::Without(
                    id,
                    Field::Opmerking(OpmerkingField::Regel(_) | OpmerkingField::Mutatie(_)),
                ) => {
                    next.extend(begroting.opmerkingen.get(id).cloned().map(Record::from));
                }
                Named::Without(id, field) => cleared.push((id, field)),
                Named::Needed(record) => next.push(*record),
            }
        }
    }
    let stays = cleared.into_iter().filter(|(id, _)| !gone.contains(id));
    let mut edits: Vec<Edit> =
        stays.filter_map(|(id, field)| begroting.set(id, field).ok().flatten()).collect();
    // What names others goes before them, and onderdelen the deepest first.
    all.sort_by_key(|record| {
        let depth = match record {
            Record::Onderdeel(onderdeel) => begroting.path(onderdeel.id).count(),
            _ => 0,
        };
        std::cmp::Reverse((record.rank(), depth))
    });
    edits.extend(all.into_iter().map(Edit::Remove));
    edits
}
