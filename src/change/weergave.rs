//! The edits that keep a view in the budget, and take it out.

use crate::calc::weergaven;
use crate::model::{Begroting, Edit, Id, Order, Record, Weergave, WeergaveField};

/// Why a view is not kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeergaveError {
    #[error("Geef de weergave een naam.")]
    NoName,
    #[error("Er is al een weergave ‘{0}’; kies een andere naam.")]
    NameTaken(String),
    #[error("Kies één of meer kolommen.")]
    NoColumns,
    #[error("Kies één of meer maten.")]
    NoMaten,
}

/// Keeps a view: changes the one in the budget with its id, or else adds it as the last.
///
/// # Errors
/// When it has no name of its own, shows no columns, or no figures.
pub fn save(begroting: &Begroting, mut new: Weergave) -> Result<Vec<Edit>, WeergaveError> {
    new.name = new.name.trim().to_owned();
    if new.name.is_empty() {
        return Err(WeergaveError::NoName);
    }
    let is_taken = |other: &Weergave| {
        other.id != new.id && other.name.to_lowercase() == new.name.to_lowercase()
    };
    if let Some(other) = weergaven(begroting).into_iter().find(is_taken) {
        return Err(WeergaveError::NameTaken(other.name));
    }
    if new.kolommen.is_empty() {
        return Err(WeergaveError::NoColumns);
    }
    if new.maten.is_empty() {
        return Err(WeergaveError::NoMaten);
    }
    if !begroting.weergaven.contains(new.id) {
        let last = begroting.weergaven.top().next_back();
        new.order = Order::after(last.map(|last| &last.order));
        return Ok(vec![Edit::Insert(new.into())]);
    }
    let fields = [
        WeergaveField::Name(new.name),
        WeergaveField::Indeling(new.indeling),
        WeergaveField::Kolommen(new.kolommen),
        WeergaveField::Maten(new.maten),
    ];
    let edits = fields.into_iter().filter_map(|field| begroting.set(new.id, field).ok().flatten());
    Ok(edits.collect())
}

/// Takes a view out of the budget; nothing where it is not in there, as a standard view is not.
pub fn remove(begroting: &Begroting, id: Id) -> Vec<Edit> {
    let weergave = begroting.weergaven.get(id).cloned();
    weergave.map(|weergave| Edit::Remove(Record::from(weergave))).into_iter().collect()
}

/// A name that no view has: this one, or else with a number behind it.
pub fn free_name(begroting: &Begroting, name: &str) -> String {
    let taken: Vec<String> = weergaven(begroting).into_iter().map(|w| w.name).collect();
    let numbered = (2..).map(|number| format!("{name} {number}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|name| !taken.contains(name)).unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::MEERJAREN;
    use crate::model::{Indeling, Kop, Maat};

    fn budget() -> Begroting {
        Begroting::new(Kop::new(
            Id::from_bits(1),
            String::new(),
            String::new(),
            2019,
            String::new(),
        ))
    }

    fn view(id: u64, name: &str) -> Weergave {
        Weergave {
            id: Id::from_bits(id),
            name: name.into(),
            indeling: Indeling::Onderdelen,
            kolommen: vec!["t-1 begroting".parse().unwrap()],
            maten: vec![Maat::Lasten],
            order: Order::after(None),
        }
    }

    fn applied(budget: &Begroting, edits: &[Edit]) -> Begroting {
        let mut budget = budget.clone();
        edits.iter().for_each(|edit| budget.apply(edit).unwrap());
        budget
    }

    #[test]
    fn a_view_is_kept_changed_and_taken_out() {
        let empty = budget();
        let first = applied(&empty, &save(&empty, view(77, " Jaarrekening ")).unwrap());
        assert_eq!(first.weergaven.get(Id::from_bits(77)).unwrap().name, "Jaarrekening");
        let second = applied(&first, &save(&first, view(78, "Tweede")).unwrap());
        let names: Vec<String> = weergaven(&second).into_iter().map(|w| w.name).collect();
        assert!(names.ends_with(&["Jaarrekening".into(), "Tweede".into()]), "{names:?}");
        let changed = Weergave { maten: vec![Maat::Saldo], ..view(77, "Rekening") };
        let edits = save(&second, changed).unwrap();
        assert_eq!(edits.len(), 2, "only what is another");
        let third = applied(&second, &edits);
        let kept = third.weergaven.get(Id::from_bits(77)).unwrap();
        assert_eq!((kept.name.as_str(), &*kept.maten), ("Rekening", &[Maat::Saldo][..]));
        let gone = applied(&third, &remove(&third, Id::from_bits(77)));
        assert_eq!(gone.weergaven.len(), 1);
        assert!(remove(&gone, MEERJAREN).is_empty(), "a standard view stays");
    }

    #[test]
    fn what_cannot_be_kept_says_why() {
        let empty = budget();
        let one = applied(&empty, &save(&empty, view(77, "Eigen")).unwrap());
        let refused = |view: Weergave| save(&one, view).unwrap_err();
        assert_eq!(refused(view(78, "  ")), WeergaveError::NoName);
        assert_eq!(refused(view(78, "EIGEN")), WeergaveError::NameTaken("Eigen".into()));
        assert_eq!(refused(view(78, "meerjaren")), WeergaveError::NameTaken("Meerjaren".into()));
        let none = Weergave { kolommen: Vec::new(), ..view(78, "Nieuw") };
        assert_eq!(refused(none), WeergaveError::NoColumns);
        let none = Weergave { maten: Vec::new(), ..view(78, "Nieuw") };
        assert_eq!(refused(none), WeergaveError::NoMaten);
        assert_eq!(free_name(&one, "Eigen"), "Eigen 2");
    }
}
