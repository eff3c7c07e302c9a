//! Conflicts in words, and what was changed outside somebody's own onderdelen.

use std::collections::BTreeSet;

use super::Conflictsoort;
use crate::calc::Totals;
use crate::calc::verschillen::edit_in_words;
use crate::display::{Notation, Reading, Side, with_unit};
use crate::model::{Bedrag, Begroting, Edit, Field, Id, Kolom, RegelField};

/// So many changes of one side are named; the rest is counted.
const MOST: usize = 4;

/// The onderdeel that a conflict is about.
pub fn place(
    basis: &Begroting,
    mijn: &Begroting,
    hun: &Begroting,
    own: &[Edit],
    theirs: &[Edit],
) -> String {
    let first = own.iter().chain(theirs).find_map(|edit| {
        [basis, mijn, hun].into_iter().find_map(|of| {
            let id = onderdeel_of(of, record_of(edit))?;
            of.onderdelen.get(id).map(|part| part.title())
        })
    });
    let place = first.unwrap_or_else(|| "Hele begroting".to_owned());
    match own {
        [edit @ Edit::Set { .. }] if theirs.len() == 1 => {
            let words = edit_in_words(edit, basis, basis);
            format!("{place}: {}, {}.", words.wat, words.veld)
        }
        _ => format!("{place}."),
    }
}

fn record_of(edit: &Edit) -> Id {
    match edit {
        Edit::Insert(record) | Edit::Remove(record) => record.id(),
        Edit::Set { id, .. } => *id,
    }
}

fn onderdeel_of(begroting: &Begroting, record: Id) -> Option<Id> {
    let mut above = std::iter::successors(Some(record), |id| begroting.owner_of(*id));
    above.find(|id| begroting.onderdelen.contains(*id))
}

/// What one field was before both changed it.
pub fn before(basis: &Begroting, own: &[Edit], soort: Conflictsoort, notation: Notation) -> String {
    let Some(edit) = own.first().filter(|_| soort == Conflictsoort::Veld) else {
        return String::new();
    };
    let amount = match edit {
        Edit::Set { id, old, .. } => bedrag(basis, *id, old, notation),
        Edit::Insert(_) | Edit::Remove(_) => None,
    };
    let was = amount.unwrap_or_else(|| edit_in_words(edit, basis, basis).oud);
    format!("was: {was}")
}

/// What one side made of it, with the total of the onderdeel in that version where an amount changed.
pub fn side(
    basis: &Begroting,
    (version, totals): (&Begroting, &Totals),
    edits: &[Edit],
    notation: Notation,
) -> String {
    let named = edits.iter().take(MOST).map(|edit| {
        let mut words = edit_in_words(edit, basis, version);
        if let Edit::Set { id, new, .. } = edit
            && let Some(amount) = bedrag(version, *id, new, notation)
        {
            words.nieuw = amount;
        }
        match (words.veld.as_str(), edit) {
            (_, Edit::Remove(_)) => format!("{} {} verwijderd", words.wat, words.oud),
            ("", _) => format!("{} {} toegevoegd", words.wat, words.nieuw),
            _ if edits.len() == 1 => words.nieuw,
            (veld, _) => format!("{}, {veld}: {}", words.wat, words.nieuw),
        }
    });
    let mut text = named.collect::<Vec<_>>().join("; ");
    if edits.len() > MOST {
        text += &format!("; en nog {}", edits.len() - MOST);
    }
    if let Some((onderdeel, kolom)) = edits.iter().find_map(|edit| figure(version, edit)) {
        let total = totals.get(onderdeel, kolom).resultaat();
        let part = version.onderdelen.get(onderdeel).map_or("", |part| &part.code);
        text += &format!(" (totaal {part} {}: {})", kolom.title(), with_unit(total, notation.unit));
    }
    text
}

/// The onderdeel and column of an amount of a regel that an edit changes.
fn figure(version: &Begroting, edit: &Edit) -> Option<(Id, Kolom)> {
    match edit {
        Edit::Set { id, new: Field::Regel(RegelField::Amount(kolom, _)), .. } => {
            Some((version.regels.get(*id)?.onderdeel, *kolom))
        }
        _ => None,
    }
}

/// The onderdelen that a role does not answer for and that these edits change.
pub fn outside(
    begroting: &Begroting,
    theirs: &Begroting,
    rol: &str,
    edits: &[Edit],
) -> Vec<String> {
    let own: BTreeSet<Id> = begroting
        .rollen
        .iter()
        .filter(|it| it.name == rol)
        .flat_map(|it| begroting.subtree(it.onderdeel))
        .collect();
    if own.is_empty() {
        return Vec::new();
    }
    let changed: BTreeSet<Option<Id>> = edits
        .iter()
        .filter(|edit| !edit.is_mark())
        .map(|edit| {
            let record = record_of(edit);
            onderdeel_of(theirs, record).or_else(|| onderdeel_of(begroting, record))
        })
        .filter(|id| id.is_none_or(|id| !own.contains(&id)))
        .collect();
    let title = |id: Option<Id>| {
        let part =
            id.and_then(|id| theirs.onderdelen.get(id).or_else(|| begroting.onderdelen.get(id)));
        part.map_or_else(|| "de hele begroting".to_owned(), |part| part.title())
    };
    changed.into_iter().map(title).collect()
}

/// In which sign an amount of a record is shown.
pub fn teken(begroting: &Begroting, id: Id) -> Side {
    let line = begroting.mutatieregels.get(id).and_then(|line| line.regel);
    let regel = begroting.regels.get(line.unwrap_or(id));
    regel.map_or(Side::Saldo, |regel| Side::from(regel.soort))
}

/// "-820 × € 1.000": the value of an edit that sets one amount; `None` of any other.
pub fn bedrag(version: &Begroting, id: Id, field: &Field, notation: Notation) -> Option<String> {
    let (_, bedrag) = field.amount()?;
    Some(match bedrag {
        None => "leeg".to_owned(),
        Some(Bedrag::Pm) => "pm".to_owned(),
        bedrag => {
            let side = teken(version, id);
            // Rounded where that hides nothing.
            let shown = notation.show_cell(bedrag, side);
            let is_exact = matches!(notation.read(&shown, side), Ok(Reading::Amount(of)) if Some(of) == bedrag);
            let text = if is_exact { shown } else { notation.exact_cell(bedrag, side) };
            format!("{text} {}", notation.unit.label())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::display::{Signs, Unit};
    use crate::model::{Kop, Stadium};

    #[test]
    fn an_amount_is_rounded_only_where_that_hides_nothing() {
        const T: Kolom = Kolom::new(2019, Stadium::Begroting);
        let notation = Notation { unit: Unit::Thousand, signs: Signs::LastenNegative };
        let budget = Begroting::new(Kop::new(Id::from_bits(2), "Hengelo", "Begroting", 2019, "1"));
        let words = |euro: &str| {
            let euro = Bedrag::Euro(euro.parse().unwrap());
            let field = RegelField::Amount(T, Some(euro)).into();
            bedrag(&budget, Id::from_bits(1), &field, notation).unwrap()
        };
        assert_eq!(words("-20000000"), "-20.000 × € 1.000");
        assert_eq!(words("-20000400"), "-20000,4 × € 1.000");
    }
}
