use super::make::column;
use super::{WijzigingError, check_open, line, mutatie};
use crate::calc::wijziging::called;
use crate::model::{
    Bedrag, Begroting, Edit, Id, Kolom, Mutatieregel, MutatieregelField, Mutatiesoort, Order,
    Regel, Stadium,
};

/// So many candidates are named where a text says too little.
const MOST_NAMED: usize = 5;

/// How the text for a counter-entry in another part of the budget begins.
const ELDERS: &str = "elders";

/// A new line, last in its mutatie: on a regel, or on what `elders` names.
///
/// # Errors
/// A mutatie that is gone or adopted; a regel that it has already.
pub fn add_line(
    begroting: &Begroting,
    id: Id,
    of: Id,
    regel: Option<Id>,
    elders: &str,
) -> Result<Vec<Edit>, WijzigingError> {
    let mutatie = mutatie(begroting, of)?;
    check_open(mutatie)?;
    let mut lines = begroting.mutatieregels.of(of);
    if let Some(there) = regel.filter(|_| lines.any(|line| line.regel == regel)) {
        let regel = begroting.regels.get(there).map_or_else(String::new, |r| begroting.title_of(r));
        return Err(WijzigingError::Twice { name: called(mutatie), regel });
    }
    let last = begroting.mutatieregels.of(of).next_back().map(|last| &last.order);
    let line = Mutatieregel {
        elders: elders.trim().to_owned(),
        ..Mutatieregel::new(id, of, regel, Order::after(last))
    };
    Ok(vec![Edit::Insert(line.into())])
}

/// Removes a line.
///
/// # Errors
/// A line that is gone, or of an adopted wijziging.
pub fn remove_line(begroting: &Begroting, id: Id) -> Result<Vec<Edit>, WijzigingError> {
    let line = line(begroting, id)?;
    check_open(mutatie(begroting, line.mutatie)?)?;
    Ok(vec![Edit::Remove(line.clone().into())])
}

/// Sets the amount of a line in a column, and adds the column where it is missing.
///
/// # Errors
/// A line that is gone, or of an adopted wijziging; a column that a wijziging does not change.
pub fn set_amount(
    begroting: &Begroting,
    id: Id,
    kolom: Kolom,
    bedrag: Option<Bedrag>,
) -> Result<Vec<Edit>, WijzigingError> {
    let of = mutatie(begroting, line(begroting, id)?.mutatie)?;
    check_open(of)?;
    if of.soort == Mutatiesoort::Wijziging && kolom.stadium != Stadium::Gewijzigd {
        return Err(WijzigingError::NoGewijzigd { kolom });
    }
    let field = MutatieregelField::Amount(kolom, bedrag);
    let Some(edit) = begroting.set(id, field).map_err(|_| WijzigingError::Gone)? else {
        return Ok(Vec::new());
    };
    Ok(column(begroting, kolom).into_iter().chain([edit]).collect())
}

/// Says where a counter-entry is.
///
/// # Errors
/// A line that is gone, of an adopted wijziging, or on a regel of this budget.
pub fn set_elders(
    begroting: &Begroting,
    id: Id,
    elders: &str,
) -> Result<Vec<Edit>, WijzigingError> {
    let line = line(begroting, id)?;
    check_open(mutatie(begroting, line.mutatie)?)?;
    if line.regel.is_some() {
        return Err(WijzigingError::NotElders { regel: title_of_line(begroting, line) });
    }
    let field = MutatieregelField::Elders(elders.trim().to_owned());
    let edit = begroting.set(id, field).map_err(|_| WijzigingError::Gone)?;
    Ok(edit.into_iter().collect())
}

/// The regel that a text means, by words of the code and name of it and of its onderdeel, and of
/// its soort: "6.72.8 zorg", "6.81 baten". "elders programma 9" is no regel, but a counter-entry: `(None, "programma 9")`.
///
/// # Errors
/// No regel, or more than one, has every word.
pub fn find_regel(
    begroting: &Begroting,
    text: &str,
) -> Result<(Option<Id>, String), WijzigingError> {
    let wanted = text.trim().to_lowercase();
    if wanted.starts_with(ELDERS) {
        let place = text.trim().get(ELDERS.len()..).unwrap_or_default();
        return Ok((None, place.trim_start_matches([':', ' ']).to_owned()));
    }
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let fits = |regel: &&Regel| {
        let known_by = known_by(begroting, regel);
        !words.is_empty() && words.iter().all(|word| known_by.contains(word))
    };
    let found: Vec<&Regel> = begroting.regels.iter().filter(fits).collect();
    let exact = |regel: &&&Regel| begroting.title_of(regel).to_lowercase() == wanted;
    match found.as_slice() {
        [] => Err(WijzigingError::NoSuchRegel(text.trim().to_owned())),
        [only] => Ok((Some(only.id), String::new())),
        many => match many.iter().filter(exact).collect::<Vec<_>>().as_slice() {
            [regel] => Ok((Some(regel.id), String::new())),
            _ => Err(WijzigingError::ManyRegels {
                text: text.trim().to_owned(),
                count: many.len(),
                some: many.iter().take(MOST_NAMED).map(|regel| placed(begroting, regel)).collect(),
            }),
        },
    }
}

/// Every regel as [`find_regel`] finds it with the name of its onderdeel, in the order of the tree.
pub fn known_regels(begroting: &Begroting) -> Vec<(String, String)> {
    let onderdelen = begroting.onderdelen.top().flat_map(|top| begroting.subtree(top.id));
    let onderdelen = onderdelen.filter_map(|id| begroting.onderdelen.get(id));
    onderdelen
        .flat_map(|of| {
            let regels = begroting.regels.of(of.id);
            regels.map(|regel| (begroting.title_of(regel), of.name.clone()))
        })
        .collect()
}

/// How a line is called: its regel, or where its counter-entry is.
pub fn title_of_line(begroting: &Begroting, line: &Mutatieregel) -> String {
    match line.regel.and_then(|regel| begroting.regels.get(regel)) {
        Some(regel) => begroting.title_of(regel),
        None => format!("{ELDERS} {}", line.elders).trim().to_owned(),
    }
}

/// With its programme, for a code can stand in more than one: "6.1 lasten (programma 2)".
fn placed(begroting: &Begroting, regel: &Regel) -> String {
    let top = begroting.path(regel.onderdeel).last().and_then(|id| begroting.onderdelen.get(id));
    let (level, code) = top.map_or(("", ""), |top| (top.level.word(), &*top.code));
    format!("{} ({level} {code})", begroting.title_of(regel))
}

/// All words by which a regel is found.
fn known_by(begroting: &Begroting, regel: &Regel) -> String {
    let onderdeel = begroting.onderdelen.get(regel.onderdeel).map_or("", |of| &of.name);
    format!("{} {onderdeel} {}", placed(begroting, regel), regel.soort.word()).to_lowercase()
}
