//! Merging: what two people changed in the same budget since the version that both began with.
//!
//! What one side changed goes in; the same change on both sides is one; changes that cannot go
//! together are a [`Conflict`], of which a person keeps one side. Every kind of record and field goes
//! the same way: merging knows none by name but those that a rule of [`Begroting`] names.

mod conflict;
mod groups;
mod kant;
mod kring;
pub mod woorden;

use std::collections::{HashMap, HashSet};

use super::diff::ordered;
use crate::model::{Begroting, Comparison, Edit, Id, ModelError};
pub use conflict::{Conflict, Conflictsoort};
pub use kant::Kant;
use kant::{Sleutel, Wijzigingen, leave_out_what_needs_them};

/// Why two versions cannot be merged at all. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SamenvoegError {
    #[error(
        "dit zijn verschillende begrotingen ({0} en {1}); alleen versies van dezelfde kunnen samen"
    )]
    AndereBegroting(Id, Id),
    #[error(
        "id {0} staat in beide versies voor iets anders; geef het in een van de twee bestanden een \
         nieuw id"
    )]
    Botsing(Id),
    #[error("de versies passen niet op elkaar: {0}")]
    Model(#[from] ModelError),
}

/// What two sides changed since the same version, set against each other.
#[derive(Clone, Debug)]
pub struct Samenvoeging {
    mijn: Wijzigingen,
    hun: Wijzigingen,
    /// The same changes: of `hun`, and which of `mijn`.
    gelijk: HashMap<usize, usize>,
    /// Of `hun`, places among others that gave way: a place is not worth a question.
    wijkt: HashSet<usize>,
    samen: conflict::Samen,
    pub conflicten: Vec<Conflict>,
}

/// How much there is of each kind, without what only tells how files belong together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Telling {
    pub alleen_mijn: usize,
    pub alleen_hun: usize,
    pub gelijk: usize,
    pub conflicten: usize,
}

impl Samenvoeging {
    /// # Errors
    /// Versions of another budget, and an id that means something else in each.
    pub fn new(
        basis: &Begroting,
        mijn: &Begroting,
        hun: &Begroting,
    ) -> Result<Samenvoeging, SamenvoegError> {
        for other in [mijn.id(), hun.id()] {
            if other != basis.id() {
                return Err(SamenvoegError::AndereBegroting(basis.id(), other));
            }
        }
        let (mijn, hun) = std::thread::scope(|scope| {
            let other = scope.spawn(|| Wijzigingen::new(basis.compare(hun)));
            let own = Wijzigingen::new(basis.compare(mijn));
            match other.join() {
                Ok(hun) => (own, hun),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        });
        if let Some(id) = mijn.same_id_of_another_kind(&hun) {
            return Err(SamenvoegError::Botsing(id));
        }
        let found = conflict::find(basis, &mijn, &hun);
        let conflict::Gevonden { conflicten, gelijk, wijkt, samen } = found;
        Ok(Samenvoeging { mijn, hun, gelijk, wijkt, samen, conflicten })
    }

    pub fn telling(&self) -> Telling {
        let own: HashSet<usize> = self.gelijk.values().copied().collect();
        let in_conflict = self.conflicten.iter().flat_map(|of| of.van(Kant::Mijn)).copied();
        let taken: HashSet<usize> = own.into_iter().chain(in_conflict).collect();
        let told = |edits: &[Edit], at: &usize| edits.get(*at).is_some_and(|it| !it.is_mark());
        let mijn = &self.mijn.edits;
        let alleen_mijn = (0..mijn.len()).filter(|at| !taken.contains(at) && told(mijn, at));
        Telling {
            alleen_mijn: alleen_mijn.count(),
            alleen_hun: self.alleen_hun().filter(|edit| !edit.is_mark()).count(),
            gelijk: self.gelijk.keys().filter(|at| told(&self.hun.edits, at)).count(),
            conflicten: self.conflicten.len(),
        }
    }

    /// What only they changed, since the common version.
    pub fn alleen_hun(&self) -> impl Iterator<Item = &Edit> {
        let in_conflict: HashSet<usize> =
            self.conflicten.iter().flat_map(|of| of.van(Kant::Hun)).copied().collect();
        let own = self.hun.edits.iter().enumerate();
        let is_out = move |at: &usize| {
            self.gelijk.contains_key(at) || self.wijkt.contains(at) || in_conflict.contains(at)
        };
        own.filter(move |(at, _)| !is_out(at)).map(|(_, edit)| edit)
    }

    /// The edits of one side in a conflict.
    pub fn edits_in(&self, conflict: &Conflict, kant: Kant) -> impl Iterator<Item = &Edit> {
        let of = match kant {
            Kant::Mijn => &self.mijn,
            Kant::Hun => &self.hun,
        };
        conflict.van(kant).iter().filter_map(|at| of.edits.get(*at))
    }

    /// The edits that make the merged budget out of `mijn`: of each conflict the side that was kept,
    /// or mine where none was.
    pub fn edits(&self, basis: &Begroting, mijn: &Begroting, gekozen: &[Kant]) -> Vec<Edit> {
        let [mijn_weg, hun_weg] = self.left_out(basis, gekozen);
        let mut touched: Vec<Sleutel> =
            mijn_weg.iter().filter_map(|at| self.mijn.key(*at)).collect();
        let kept = (0..self.hun.edits.len())
            .filter(|at| !hun_weg.contains(at) && !self.gelijk.contains_key(at));
        touched.extend(kept.filter_map(|at| self.hun.key(at)));
        touched.sort_unstable();
        touched.dedup();

        let mut changes = Comparison::default();
        for key in touched {
            let before = self.mijn.before(basis, key).unwrap_or_else(|| {
                // Only they touched it.
                self.hun.before(basis, key).flatten()
            });
            let was = self.mijn.on(before.clone(), key, |_| true);
            let own = self.mijn.on(before, key, |at| !mijn_weg.contains(&at));
            let is = self.hun.on(own, key, |at| !hun_weg.contains(&at));
            match (was, is) {
                (None, Some(is)) => changes.inserted.push(is),
                (Some(was), None) => changes.removed.push(was),
                (Some(was), Some(is)) => {
                    let id = was.id();
                    changes.set.extend(was.differences(&is).into_iter().map(|(o, n)| (id, o, n)));
                }
                (None, None) => {}
            }
        }
        ordered(mijn, changes)
    }

    /// The changes of each side that do not go in.
    fn left_out(&self, basis: &Begroting, gekozen: &[Kant]) -> [HashSet<usize>; 2] {
        let (mut mijn, mut hun) = (HashSet::new(), self.wijkt.clone());
        for (nth, conflict) in self.conflicten.iter().enumerate() {
            match gekozen.get(nth).copied().unwrap_or(Kant::Mijn) {
                Kant::Mijn => hun.extend(conflict.van(Kant::Hun)),
                Kant::Hun => mijn.extend(conflict.van(Kant::Mijn)),
            }
        }
        let mut out = [mijn, hun];
        leave_out_what_needs_them(basis, [&self.mijn, &self.hun], &mut out, self.samen.both());
        out
    }

    /// The merged budget.
    ///
    /// # Errors
    /// Where the kept sides break a rule of [`Begroting`] together.
    pub fn begroting(
        &self,
        basis: &Begroting,
        mijn: &Begroting,
        gekozen: &[Kant],
    ) -> Result<Begroting, SamenvoegError> {
        let mut merged = mijn.clone();
        for edit in self.edits(basis, mijn, gekozen) {
            merged.apply(&edit)?;
        }
        Ok(merged)
    }
}
