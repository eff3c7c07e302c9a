//! What differs between two versions of a budget: figures by regel and column, and everything else by
//! record and field. The order of lines and of records is no difference.

mod rijen;
mod tekst;
mod woorden;

use std::collections::{BTreeSet, HashSet};

use rust_decimal::Decimal;

use super::{Gewijzigd, Totals};
use crate::model::{
    Bedrag, Begroting, Comparison, Edit, Field, Id, Kolom, MutatieField, Record, Regel, RegelField,
    Soort, Stadium,
};
pub use rijen::{Filter, Oordeel, Rij};
pub use tekst::{Stuk, stukken_of};
pub use woorden::{Woorden, edit_in_words, exact_values, soort_in_words, veld_in_words};

/// One version: the budget with its totals.
#[derive(Clone, Copy)]
pub struct Versie<'a> {
    pub begroting: &'a Begroting,
    pub totals: &'a Totals,
}

/// An amount of a regel that is another one. `None` is a regel or an amount that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cijfer {
    pub regel: Id,
    /// Where the regel stands: in the new version, or in the old one where it is gone.
    pub onderdeel: Id,
    pub kolom: Kolom,
    pub soort: Soort,
    /// What it was before; the same where it did not change or is new.
    pub was: Soort,
    /// Euros; lasten and baten are both positive.
    pub oud: Option<Bedrag>,
    pub nieuw: Option<Bedrag>,
}

impl Cijfer {
    /// On the resultaat, in euros; positive is a voordeel.
    pub fn effect(&self) -> Decimal {
        let effect = |bedrag: Option<Bedrag>, soort: Soort| {
            let euro = bedrag.map_or(Decimal::ZERO, Bedrag::euro_or_zero);
            match soort {
                Soort::Lasten | Soort::Toevoeging => -euro,
                Soort::Baten | Soort::Onttrekking => euro,
            }
        };
        effect(self.nieuw, self.soort) - effect(self.oud, self.was)
    }
}

/// What happened to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aard {
    Nieuw,
    Vervallen,
    Verplaatst,
    Hernoemd,
    Gewijzigd,
}

impl Aard {
    /// The word on the screen.
    pub const fn word(self) -> &'static str {
        match self {
            Aard::Nieuw => "nieuw",
            Aard::Vervallen => "vervallen",
            Aard::Verplaatst => "verplaatst",
            Aard::Hernoemd => "hernoemd",
            Aard::Gewijzigd => "gewijzigd",
        }
    }

    fn of(edit: &Edit) -> Aard {
        match edit {
            Edit::Insert(_) => Aard::Nieuw,
            Edit::Remove(_) => Aard::Vervallen,
            Edit::Set { new, .. } => match new.name() {
                "parent" | "onderdeel" | "mutatie" | "pakket" | "plan" => Aard::Verplaatst,
                "name" | "code" => Aard::Hernoemd,
                _ => Aard::Gewijzigd,
            },
        }
    }
}

/// A difference that is no amount of a regel.
#[derive(Clone, Debug, PartialEq)]
pub struct Anders {
    /// What it belongs to, in the version that has it; `None` for what is of the whole budget.
    pub onderdeel: Option<Id>,
    pub aard: Aard,
    pub edit: Edit,
}

/// All that differs.
#[derive(Clone, Debug, Default)]
pub struct Verschillen {
    /// By regel, then by column.
    pub cijfers: Vec<Cijfer>,
    pub anders: Vec<Anders>,
    /// Onderdelen with a difference in figures in them or below, in either version.
    geraakt: HashSet<Id>,
    /// The columns in which a figure or a total may differ.
    pub kolommen: BTreeSet<Kolom>,
}

/// What a version is compared by: the budget, and what wijzigingen change of its amounts.
#[derive(Clone, Copy)]
pub struct Bedragen<'a> {
    pub begroting: &'a Begroting,
    pub gewijzigd: &'a Gewijzigd,
}

impl<'a> From<Versie<'a>> for Bedragen<'a> {
    fn from(versie: Versie<'a>) -> Bedragen<'a> {
        Bedragen { begroting: versie.begroting, gewijzigd: versie.totals.gewijzigd() }
    }
}

impl Verschillen {
    pub fn new<'a>(oud: impl Into<Bedragen<'a>>, nieuw: impl Into<Bedragen<'a>>) -> Verschillen {
        let (oud, nieuw) = (oud.into(), nieuw.into());
        let comparison = oud.begroting.compare(nieuw.begroting);
        let mut found = Verschillen::default();
        let mut kolommen: Vec<Kolom> = oud.begroting.columns();
        kolommen.extend(nieuw.begroting.columns());
        kolommen.sort_unstable();
        kolommen.dedup();
        for regel in changed_regels(&oud, &nieuw, &comparison) {
            let (old, new) = (oud.begroting.regels.get(regel), nieuw.begroting.regels.get(regel));
            let Some(shown) = new.or(old) else { continue };
            let was = old.map_or(shown.soort, |old| old.soort);
            for kolom in &kolommen {
                let amount = |versie: &Bedragen<'_>, regel: Option<&Regel>| {
                    versie.gewijzigd.amount(regel?, *kolom)
                };
                let (before, after) = (amount(&oud, old), amount(&nieuw, new));
                // That a regel came or went is told as such; a nought of it changes nothing.
                let is_nought = |bedrag| bedrag == Some(Bedrag::Euro(Decimal::ZERO));
                if old.is_none() && is_nought(after) || new.is_none() && is_nought(before) {
                    continue;
                }
                if before != after || (was != shown.soort && after.is_some()) {
                    found.cijfers.push(Cijfer {
                        regel,
                        onderdeel: shown.onderdeel,
                        kolom: *kolom,
                        soort: shown.soort,
                        was,
                        oud: before,
                        nieuw: after,
                    });
                    found.kolommen.insert(*kolom);
                }
            }
        }
        found.add_others(&oud, &nieuw, comparison);
        let places: Vec<Id> = found.cijfers.iter().map(|cijfer| cijfer.onderdeel).collect();
        places.into_iter().for_each(|id| found.touch(&oud, &nieuw, id));
        found
    }

    pub fn is_empty(&self) -> bool {
        self.cijfers.is_empty() && self.anders.is_empty()
    }

    /// What differs of one figure.
    pub fn cijfer(&self, regel: Id, kolom: Kolom) -> Option<&Cijfer> {
        let at =
            self.cijfers.binary_search_by_key(&(regel, kolom), |it| (it.regel, it.kolom)).ok()?;
        self.cijfers.get(at)
    }

    fn add_others(&mut self, oud: &Bedragen<'_>, nieuw: &Bedragen<'_>, comparison: Comparison) {
        let Comparison { inserted, removed, set } = comparison;
        let sets = set.into_iter().map(|(id, old, new)| Edit::Set { id, old, new });
        let edits = inserted.into_iter().map(Edit::Insert);
        for edit in edits.chain(sets).chain(removed.into_iter().map(Edit::Remove)) {
            if !is_told(&edit) {
                continue;
            }
            let (versie, id) = match &edit {
                Edit::Insert(record) => (nieuw, record.id()),
                Edit::Remove(record) => (oud, record.id()),
                Edit::Set { id, .. } => (nieuw, *id),
            };
            // A move changes the totals of where it was and of where it is.
            if let Edit::Set { old: Field::Regel(RegelField::Onderdeel(place)), .. } = &edit {
                self.touch(oud, nieuw, *place);
            }
            let mut above = std::iter::successors(Some(id), |id| versie.begroting.owner_of(*id));
            let onderdeel = above.find(|id| versie.begroting.onderdelen.contains(*id));
            let aard = Aard::of(&edit);
            let moves = matches!(
                &edit,
                Edit::Insert(Record::Onderdeel(_)) | Edit::Remove(Record::Onderdeel(_))
            ) || aard == Aard::Verplaatst;
            if moves && let Some(place) = onderdeel {
                self.touch(oud, nieuw, place);
                // Totals may differ in a column in which no figure does.
                self.kolommen.extend(nieuw.begroting.columns());
            }
            self.anders.push(Anders { onderdeel, aard, edit });
        }
    }

    /// An onderdeel and all above it, in both versions.
    fn touch(&mut self, oud: &Bedragen<'_>, nieuw: &Bedragen<'_>, onderdeel: Id) {
        for versie in [oud, nieuw] {
            self.geraakt.extend(versie.begroting.path(onderdeel));
        }
    }
}

/// Whether it is a difference to a person: not the place among others, not how files belong together,
/// and not what is told as a figure.
fn is_told(edit: &Edit) -> bool {
    let is_silent = match edit {
        Edit::Set { new: Field::Regel(RegelField::Amount(..)), .. } => true,
        Edit::Set { new, .. } => new.name() == "order",
        Edit::Insert(_) | Edit::Remove(_) => false,
    };
    !is_silent && !edit.is_mark()
}

/// The regels of which a figure may differ: those that changed themselves, and those that a wijziging
/// changes whose lines or status changed.
fn changed_regels(
    oud: &Bedragen<'_>,
    nieuw: &Bedragen<'_>,
    comparison: &Comparison,
) -> BTreeSet<Id> {
    let columns = |record: &Record| match record {
        Record::Kolomkop(kop) => kop.kolom.stadium == Stadium::Gewijzigd,
        _ => false,
    };
    if comparison.inserted.iter().chain(&comparison.removed).any(columns) {
        let ids = |versie: &Bedragen<'_>| versie.begroting.regels.iter().map(|it| it.id).collect();
        let mut all: BTreeSet<Id> = ids(oud);
        all.extend(ids(nieuw));
        return all;
    }
    let mut regels = BTreeSet::new();
    let mut mutaties: BTreeSet<Id> = BTreeSet::new();
    for record in comparison.inserted.iter().chain(&comparison.removed) {
        match record {
            Record::Regel(regel) => {
                regels.insert(regel.id);
            }
            Record::Mutatieregel(line) => regels.extend(line.regel),
            _ => {}
        }
    }
    for (id, old, new) in &comparison.set {
        match (old, new) {
            (Field::Regel(_), _) => {
                regels.insert(*id);
            }
            (Field::Mutatieregel(_), _) => {
                let lines = [oud, nieuw].map(|of| of.begroting.mutatieregels.get(*id));
                regels.extend(lines.into_iter().flatten().filter_map(|line| line.regel));
            }
            (Field::Mutatie(MutatieField::Status(_) | MutatieField::Soort(_)), _) => {
                mutaties.insert(*id);
            }
            _ => {}
        }
    }
    for mutatie in mutaties {
        for versie in [oud, nieuw] {
            let lines = versie.begroting.mutatieregels.of(mutatie);
            regels.extend(lines.filter_map(|line| line.regel));
        }
    }
    regels
}
