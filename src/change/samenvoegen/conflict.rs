//! Changes of both sides that cannot go together.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::groups::Groups;
use super::kant::{Kant, Wijzigingen, leave_out_what_needs_them, let_go_by, needed_by};
use super::kring;
use crate::change::gesloten::{Cijfers, filled};
use crate::model::{
    Begroting, Edit, Field, Id, Kolom, KolomkopField, KopField, MutatieField, Record, RegelField,
};

/// What is wrong with doing both, the gravest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conflictsoort {
    /// Another value for the same field.
    Veld,
    /// Both added a record with the same id, each with other contents.
    Toegevoegd,
    /// One stopped a regel being a stelpost, the other fills it.
    Stelpost,
    /// One closed a column, the other changed figures in it.
    Gesloten,
    /// Onderdelen would hang under themselves.
    Kring,
    /// One removed what the other changed or uses.
    Verwijderd,
}

impl Conflictsoort {
    /// What is wrong, in Dutch.
    pub const fn zin(self) -> &'static str {
        match self {
            Conflictsoort::Veld => "Beide wijzigden hetzelfde, elk anders.",
            Conflictsoort::Toegevoegd => "Beide voegden hetzelfde toe, elk met iets anders erin.",
            Conflictsoort::Stelpost => {
                "De een maakte van een stelpost een gewone regel, de ander vult haar."
            }
            Conflictsoort::Gesloten => {
                "De een sloot een kolom, de ander wijzigde daar bedragen in."
            }
            Conflictsoort::Kring => "Onderdelen zouden onder zichzelf komen te hangen.",
            Conflictsoort::Verwijderd => {
                "De een verwijderde wat de ander wijzigde of nog gebruikt."
            }
        }
    }
}

/// Changes of both sides of which one side is kept.
#[derive(Clone, Debug)]
pub struct Conflict {
    pub soort: Conflictsoort,
    mijn: Vec<usize>,
    hun: Vec<usize>,
}

impl Conflict {
    /// The places of the changes of one side in it.
    pub(super) fn van(&self, kant: Kant) -> &[usize] {
        match kant {
            Kant::Mijn => &self.mijn,
            Kant::Hun => &self.hun,
        }
    }
}

pub(super) struct Gevonden {
    pub conflicten: Vec<Conflict>,
    /// The same changes: of theirs, and which of mine.
    pub gelijk: HashMap<usize, usize>,
    /// Of theirs, the places among others that give way to mine.
    pub wijkt: HashSet<usize>,
    pub samen: Samen,
}

/// Which changes of one side stand or fall together: those with the same number.
#[derive(Clone, Debug, Default)]
pub(super) struct Samen {
    mijn: Vec<usize>,
    hun: Vec<usize>,
}

impl Samen {
    fn of(&self, kant: Kant) -> &[usize] {
        match kant {
            Kant::Mijn => &self.mijn,
            Kant::Hun => &self.hun,
        }
    }

    /// Of mine and of theirs.
    pub fn both(&self) -> [&[usize]; 2] {
        [&self.mijn, &self.hun]
    }
}

pub(super) fn find(basis: &Begroting, mijn: &Wijzigingen, hun: &Wijzigingen) -> Gevonden {
    let mut search = Search {
        basis,
        mijn,
        hun,
        groups: Groups::new(mijn.edits.len() + hun.edits.len()),
        found: Vec::new(),
        gelijk: HashMap::new(),
        gedeeld: HashSet::new(),
        wijkt: HashSet::new(),
    };
    search.same_record();
    search.removed(Kant::Mijn);
    search.removed(Kant::Hun);
    search.stelposten(Kant::Mijn);
    search.stelposten(Kant::Hun);
    search.closed(Kant::Mijn);
    search.closed(Kant::Hun);
    kring::find(&mut search);
    search.finish()
}

pub(super) struct Search<'a> {
    pub basis: &'a Begroting,
    mijn: &'a Wijzigingen,
    hun: &'a Wijzigingen,
    /// Which changes stand or fall together; theirs come after mine.
    groups: Groups,
    /// A change of each pair that cannot go together, and why.
    found: Vec<(usize, Conflictsoort)>,
    /// The same changes: of theirs, and which of mine.
    gelijk: HashMap<usize, usize>,
    /// Those of mine.
    gedeeld: HashSet<usize>,
    wijkt: HashSet<usize>,
}

impl<'a> Search<'a> {
    pub fn of(&self, kant: Kant) -> &'a Wijzigingen {
        match kant {
            Kant::Mijn => self.mijn,
            Kant::Hun => self.hun,
        }
    }

    fn node(&self, kant: Kant, at: usize) -> usize {
        match kant {
            Kant::Mijn => at,
            Kant::Hun => self.mijn.edits.len() + at,
        }
    }

    /// Two changes of one side that stand or fall together.
    pub fn together(&mut self, kant: Kant, one: usize, other: usize) {
        self.groups.join(self.node(kant, one), self.node(kant, other));
    }

    /// Which changes stand or fall together, so far.
    pub fn samen(&self) -> Samen {
        let mut mijn: Vec<usize> = (0..self.groups.len()).map(|at| self.groups.root(at)).collect();
        let hun = mijn.split_off(self.mijn.edits.len());
        Samen { mijn, hun }
    }

    /// The changes of both sides that may be left out: those in a conflict, and what needs what they
    /// add.
    pub fn in_doubt(&self) -> [HashSet<usize>; 2] {
        let open: HashSet<usize> =
            self.found.iter().map(|(node, _)| self.groups.root(*node)).collect();
        let samen = self.samen();
        let mut doubt = [Kant::Mijn, Kant::Hun].map(|kant| {
            let numbers = samen.of(kant).iter().enumerate();
            numbers.filter(|(_, number)| open.contains(number)).map(|(at, _)| at).collect()
        });
        leave_out_what_needs_them(self.basis, [self.mijn, self.hun], &mut doubt, samen.both());
        doubt
    }

    /// Whether the other side did the same.
    pub fn is_shared(&self, (kant, at): (Kant, usize)) -> bool {
        match kant {
            Kant::Mijn => self.gedeeld.contains(&at),
            Kant::Hun => self.gelijk.contains_key(&at),
        }
    }

    /// Two changes, of one side each, that cannot go together; unless one of them is of both, and so
    /// goes with all that its side did.
    pub fn clash(&mut self, one: (Kant, usize), other: (Kant, usize), soort: Conflictsoort) {
        if self.is_shared(one) || self.is_shared(other) {
            return;
        }
        let (one, other) = (self.node(one.0, one.1), self.node(other.0, other.1));
        self.groups.join(one, other);
        self.found.push((one, soort));
    }

    /// What both did to the same record.
    fn same_record(&mut self) {
        for (theirs, edit) in self.hun.edits.iter().enumerate() {
            let Some(key) = self.hun.key(theirs) else { continue };
            for (own, other) in self.mijn.of(key) {
                let soort = match (other, edit) {
                    _ if other == edit => {
                        self.gelijk.insert(theirs, own);
                        self.gedeeld.insert(own);
                        continue;
                    }
                    (Edit::Set { new: own, .. }, Edit::Set { id, new, .. }) => {
                        if !own.is_like(new) {
                            continue;
                        }
                        if matches!(new, Field::Kop(KopField::Uitgezet(_))) {
                            // Each file has the mark of what was sent from where it lies.
                            self.wijkt.insert(theirs);
                            continue;
                        }
                        if new.name() == "order" {
                            let place =
                                |field| Some(self.basis.record_with(*id, field)?.order().clone());
                            if place(own) < place(new) {
                                self.wijkt.insert(theirs);
                            }
                            continue;
                        }
                        Conflictsoort::Veld
                    }
                    (Edit::Insert(_), Edit::Insert(_)) => Conflictsoort::Toegevoegd,
                    // Equal ones were met above: both removed what the common version has.
                    (Edit::Remove(_), _) | (_, Edit::Remove(_)) => Conflictsoort::Verwijderd,
                    // What one side adds was not there for the other to change.
                    (Edit::Insert(_), _) | (_, Edit::Insert(_)) => continue,
                };
                self.clash((Kant::Mijn, own), (Kant::Hun, theirs), soort);
            }
        }
    }

    /// What one side removed, with what it had to change for that, against what the other side came
    /// to need of it.
    fn removed(&mut self, kant: Kant) {
        let own = self.of(kant);
        let removed: HashMap<Id, usize> = own
            .edits
            .iter()
            .enumerate()
            .filter_map(|(at, edit)| match edit {
                Edit::Remove(record) => Some((record.id(), at)),
                _ => None,
            })
            .collect();
        if removed.is_empty() {
            return;
        }
        for (at, edit) in own.edits.iter().enumerate() {
            let let_go = match edit {
                Edit::Remove(record) => record.needs(),
                _ => let_go_by(self.basis, edit),
            };
            for gone in let_go.iter().filter_map(|id| removed.get(id)) {
                self.together(kant, at, *gone);
            }
        }
        for (at, edit) in self.of(kant.other()).edits.iter().enumerate() {
            for id in needed_by(self.basis, edit) {
                if let Some(gone) = removed.get(&id) {
                    self.clash((kant, *gone), (kant.other(), at), Conflictsoort::Verwijderd);
                }
            }
        }
    }

    /// A stelpost that one side made an ordinary regel, with what it had to change for that, against
    /// what the other side fills it with.
    fn stelposten(&mut self, kant: Kant) {
        let ended = |(at, edit): (usize, &Edit)| match edit {
            Edit::Set { id, new: Field::Regel(RegelField::Stelpost(false)), .. } => Some((*id, at)),
            Edit::Insert(Record::Regel(regel)) if !regel.stelpost => Some((regel.id, at)),
            _ => None,
        };
        let ended: HashMap<Id, usize> =
            self.of(kant).edits.iter().enumerate().filter_map(ended).collect();
        if ended.is_empty() {
            return;
        }
        for (at, edit) in self.of(kant).edits.iter().enumerate() {
            let no_longer_filled = match edit {
                Edit::Remove(Record::Mutatie(mutatie)) => mutatie.stelpost,
                Edit::Set { old: Field::Mutatie(MutatieField::Stelpost(of)), .. } => *of,
                _ => None,
            };
            if let Some(own) = no_longer_filled.and_then(|id| ended.get(&id)) {
                self.together(kant, at, *own);
            }
        }
        for (at, edit) in self.of(kant.other()).edits.iter().enumerate() {
            let filled = match edit {
                Edit::Insert(Record::Mutatie(mutatie)) => mutatie.stelpost,
                Edit::Set { new: Field::Mutatie(MutatieField::Stelpost(stelpost)), .. } => {
                    *stelpost
                }
                _ => None,
            };
            if let Some(own) = filled.and_then(|id| ended.get(&id)) {
                self.clash((kant, *own), (kant.other(), at), Conflictsoort::Stelpost);
            }
        }
    }

    /// A column that one side closed, and in which the other changed figures.
    fn closed(&mut self, kant: Kant) {
        let closed = |(at, edit): (usize, &Edit)| match edit {
            Edit::Set { id, new: Field::Kolomkop(KolomkopField::Closed(true)), .. } => {
                Some((self.basis.kolommen.get(*id)?.kolom, at))
            }
            Edit::Insert(Record::Kolomkop(kop)) if kop.closed => Some((kop.kolom, at)),
            _ => None,
        };
        let closed: HashMap<Kolom, usize> =
            self.of(kant).edits.iter().enumerate().filter_map(closed).collect();
        if closed.is_empty() {
            return;
        }
        let filled = filled(self.basis, &self.of(kant).edits);
        for (at, edit) in self.of(kant.other()).edits.iter().enumerate() {
            let mut cijfers = Cijfers::of(self.basis, edit);
            if let (Edit::Set { id, .. }, Some(_)) = (edit, cijfers.name) {
                // What comes to count otherwise as a whole, with what was filled in before closing.
                cijfers.kolommen.extend(filled.get(id).into_iter().flatten());
            }
            for own in cijfers.kolommen.iter().filter_map(|kolom| closed.get(kolom)) {
                self.clash((kant, *own), (kant.other(), at), Conflictsoort::Gesloten);
            }
        }
    }

    /// What both did is left out only where both sides are.
    fn shared_in_two_conflicts(&mut self) {
        let open: HashSet<usize> =
            self.found.iter().map(|(node, _)| self.groups.root(*node)).collect();
        for (theirs, own) in &self.gelijk {
            let both = [self.node(Kant::Mijn, *own), self.node(Kant::Hun, *theirs)];
            if both.iter().all(|node| open.contains(&self.groups.root(*node))) {
                self.groups.join(both[0], both[1]);
            }
        }
    }

    fn finish(mut self) -> Gevonden {
        self.shared_in_two_conflicts();
        let mut soorten: BTreeMap<usize, Conflictsoort> = BTreeMap::new();
        for (node, soort) in std::mem::take(&mut self.found) {
            let known = soorten.entry(self.groups.root(node)).or_insert(soort);
            *known = soort.max(*known);
        }
        let mut conflicten: BTreeMap<usize, Conflict> = soorten
            .into_iter()
            .map(|(root, soort)| (root, Conflict { soort, mijn: Vec::new(), hun: Vec::new() }))
            .collect();
        for at in 0..self.mijn.edits.len() {
            if let Some(conflict) = conflicten.get_mut(&self.groups.root(at)) {
                conflict.mijn.push(at);
            }
        }
        for at in 0..self.hun.edits.len() {
            if self.gelijk.contains_key(&at) || self.wijkt.contains(&at) {
                continue;
            }
            let node = self.node(Kant::Hun, at);
            let root = self.groups.root(node);
            if let Some(conflict) = conflicten.get_mut(&root) {
                conflict.hun.push(at);
            }
        }
        let conflicten = conflicten.into_values().collect();
        let samen = self.samen();
        Gevonden { conflicten, gelijk: self.gelijk, wijkt: self.wijkt, samen }
    }
}
