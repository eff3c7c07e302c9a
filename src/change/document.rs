use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::gesloten::Cijfers;
use super::history::{Earlier, History};
use crate::calc::toets::Geraakt;
use crate::calc::{Bevindingen, Openstaand, Totals};
use crate::model::{Begroting, Edit, Field, Kolom, ModelError, RegelField, Revision};

/// An open budget: the model, its totals, what the checks find, and its history, always in step.
#[derive(Clone, Debug)]
pub struct Document {
    begroting: Arc<Begroting>,
    totals: Arc<Totals>,
    bevindingen: Bevindingen,
    /// Derived when it is first asked for in a version.
    openstaand: OnceLock<Openstaand>,
    done: Vec<Revision>,
    undone: Vec<Revision>,
    version: u64,
    /// How much of `done` the saved file has; `None` when the way back to it is gone.
    saved: Option<usize>,
    /// The same for the budget as it was opened.
    opened: Option<usize>,
    earlier: Earlier,
}

/// What happened to a document: the journal is a list of these, and replays them.
///
/// Each step carries what it did. A journal goes on after saving, so a step may undo what the
/// file already holds and what the replaying document has no history of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Do(Revision),
    Undo(Revision),
    Redo(Revision),
}

impl Step {
    /// What was done, undone or done again.
    pub fn revision(&self) -> &Revision {
        match self {
            Step::Do(revision) | Step::Undo(revision) | Step::Redo(revision) => revision,
        }
    }

    /// The edits that take it back.
    fn inverse_edits(&self) -> Vec<Edit> {
        match self {
            Step::Do(revision) | Step::Redo(revision) => revision.inverse_edits(),
            Step::Undo(revision) => revision.edits.clone(),
        }
    }

    /// Whether a budget has all that these steps led to: they can be taken back, the last one first.
    pub fn are_in(steps: &[Step], begroting: &Begroting) -> bool {
        let mut back = begroting.clone();
        steps.iter().rev().flat_map(Step::inverse_edits).all(|edit| back.apply(&edit).is_ok())
    }
}

/// Why a change was refused. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    #[error("{} is gesloten; open de kolom eerst met het slot erboven", .0.title())]
    Closed(Kolom),
    #[error(
        "‘{name}’ heeft een bedrag in {}, en die kolom is gesloten; open de kolom eerst met het \
         slot erboven", .kolom.title()
    )]
    ClosedFigures { name: String, kolom: Kolom },
    #[error(
        "{} volgt uit de begroting en de vastgestelde wijzigingen; maak een begrotingswijziging",
        .0.title()
    )]
    Derived(Kolom),
    #[error(transparent)]
    Model(#[from] ModelError),
    #[error("er is niets om ongedaan te maken")]
    NothingToUndo,
    #[error("er is niets om opnieuw te doen")]
    NothingToRedo,
}

impl Document {
    /// A document as it was read: saved, without history.
    pub fn new(begroting: Begroting) -> Document {
        let totals = Totals::new(&begroting);
        Document {
            bevindingen: Bevindingen::new(&begroting, &totals),
            totals: Arc::new(totals),
            begroting: Arc::new(begroting),
            openstaand: OnceLock::new(),
            done: Vec::new(),
            undone: Vec::new(),
            version: 0,
            saved: Some(0),
            opened: Some(0),
            earlier: Earlier::Nothing,
        }
    }

    /// Begins with what made the budget as it was read: undo goes on from there.
    pub fn resume(&mut self, history: History, earlier: Earlier) {
        let History { done, undone } = history;
        (self.saved, self.opened) = (Some(done.len()), Some(done.len()));
        (self.done, self.undone, self.earlier) = (done, undone, earlier);
    }

    pub fn begroting(&self) -> &Begroting {
        &self.begroting
    }

    pub fn totals(&self) -> &Totals {
        &self.totals
    }

    /// What the checks find in it now.
    pub fn bevindingen(&self) -> &Bevindingen {
        &self.bevindingen
    }

    /// What is still open: questions, remarks, and taakvelden that are not handed in.
    pub fn openstaand(&self) -> &Openstaand {
        self.openstaand.get_or_init(|| Openstaand::new(&self.begroting))
    }

    /// Budget and totals as they are now, for another thread. Costs nothing by itself; the first
    /// change while somebody still holds them costs a copy.
    pub fn snapshot(&self) -> (Arc<Begroting>, Arc<Totals>) {
        (self.begroting.clone(), self.totals.clone())
    }

    /// Another number after every change, undo and redo: what is derived once per revision is
    /// kept under it.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// What was done and can be undone, the oldest first.
    pub fn history(&self) -> &[Revision] {
        &self.done
    }

    /// What was done before that.
    pub fn earlier(&self) -> &Earlier {
        &self.earlier
    }

    /// Takes note of what was done before the history, once somebody wants to see it.
    pub fn set_earlier(&mut self, revisions: Vec<Revision>) {
        self.earlier = Earlier::Read(revisions);
    }

    /// Whether nothing was done since the budget was opened, or all of it was undone.
    pub fn is_as_opened(&self) -> bool {
        self.opened == Some(self.done.len())
    }

    /// The budget as it was opened; `None` when the way back to it is gone.
    pub fn opened(&self) -> Option<Begroting> {
        self.at(self.opened?)
    }

    /// The budget as it was, or would be again, after so many revisions of its history.
    pub fn at(&self, count: usize) -> Option<Begroting> {
        let back = self.done.get(count..).unwrap_or_default().iter().rev();
        let again = count.saturating_sub(self.done.len());
        let again = self.undone.len().checked_sub(again).and_then(|left| self.undone.get(left..));
        let mut begroting = Begroting::clone(&self.begroting);
        let edits = back.flat_map(Revision::inverse_edits);
        for edit in edits.chain(again?.iter().rev().flat_map(|revision| revision.edits.clone())) {
            begroting.apply(&edit).ok()?;
        }
        Some(begroting)
    }

    pub fn undoable(&self) -> Option<&Revision> {
        self.done.last()
    }

    pub fn redoable(&self) -> Option<&Revision> {
        self.undone.last()
    }

    pub fn is_saved(&self) -> bool {
        self.saved == Some(self.done.len())
    }

    /// The budget as its file holds it; `None` where the way back to that is gone.
    pub fn as_saved(&self) -> Option<Begroting> {
        self.at(self.saved?)
    }

    pub fn mark_saved(&mut self) {
        self.saved = Some(self.done.len());
    }

    /// What is shown has nowhere to be saved over: a new budget, or the copy of an example.
    pub fn mark_unsaved(&mut self) {
        self.saved = None;
    }

    /// The one way in: applies all of a revision, or nothing.
    ///
    /// Refuses what changes a figure in a closed column, unless the column was opened before:
    /// setting an amount there, and adding, removing or turning into another soort a line that has
    /// one there. Moving a line changes sums of parts, but no figure, and is allowed.
    pub fn commit(&mut self, revision: Revision) -> Result<Step, ChangeError> {
        self.check(&revision.edits)?;
        self.commit_unguarded(revision.clone())?;
        Ok(Step::Do(revision))
    }

    /// Whether [`commit`](Document::commit) would take these edits as far as closed columns go: to
    /// tell before asking.
    ///
    /// # Errors
    /// The closed column that they would change.
    pub fn check(&self, edits: &[Edit]) -> Result<(), ChangeError> {
        edits.iter().try_for_each(|edit| self.check_closed(edit))
    }

    /// # Errors
    /// When there is nothing to undo.
    pub fn undo(&mut self) -> Result<Step, ChangeError> {
        let revision = self.done.last().cloned().ok_or(ChangeError::NothingToUndo)?;
        self.apply_all(&revision.inverse_edits())?;
        self.undone.extend(self.done.pop());
        Ok(Step::Undo(revision))
    }

    /// # Errors
    /// When there is nothing to redo.
    pub fn redo(&mut self) -> Result<Step, ChangeError> {
        let revision = self.undone.last().cloned().ok_or(ChangeError::NothingToRedo)?;
        self.redo_from(revision.clone())?;
        self.undone.pop();
        Ok(Step::Redo(revision))
    }

    /// Does again what a journal says was done.
    ///
    /// # Errors
    /// When the step does not fit this document; nothing was changed.
    pub fn replay(&mut self, step: Step) -> Result<(), ChangeError> {
        match step {
            Step::Undo(revision) if self.done.last() != Some(&revision) => {
                self.commit_unguarded(revision.taken_back())
            }
            Step::Undo(_) => self.undo().map(|_| ()),
            Step::Redo(revision) if self.undone.last() == Some(&revision) => {
                self.redo().map(|_| ())
            }
            Step::Do(revision) | Step::Redo(revision) => self.commit_unguarded(revision),
        }
    }

    fn check_closed(&self, edit: &Edit) -> Result<(), ChangeError> {
        if let Edit::Set { new: Field::Regel(RegelField::Amount(kolom, Some(_))), .. } = edit
            && self.totals.base(*kolom).is_some()
        {
            return Err(ChangeError::Derived(*kolom));
        }
        let Cijfers { kolommen, name } = Cijfers::of(&self.begroting, edit);
        match kolommen.into_iter().find(|kolom| self.begroting.is_closed(*kolom)) {
            None => Ok(()),
            Some(kolom) => Err(match name {
                None => ChangeError::Closed(kolom),
                Some(name) => ChangeError::ClosedFigures { name: name.to_owned(), kolom },
            }),
        }
    }

    fn commit_unguarded(&mut self, revision: Revision) -> Result<(), ChangeError> {
        self.redo_from(revision)?;
        let still = |of: Option<usize>| of.filter(|&of| of < self.done.len());
        (self.saved, self.opened) = (still(self.saved), still(self.opened));
        self.undone.clear();
        Ok(())
    }

    fn redo_from(&mut self, revision: Revision) -> Result<(), ChangeError> {
        self.apply_all(&revision.edits)?;
        self.done.push(revision);
        Ok(())
    }

    fn apply_all(&mut self, edits: &[Edit]) -> Result<(), ChangeError> {
        let mut geraakt = Geraakt::default();
        for (count, edit) in edits.iter().enumerate() {
            if let Err(error) = self.apply(edit) {
                for done in edits.iter().take(count).rev() {
                    // What was just done can be taken back: `apply` is its own proof.
                    self.apply(&done.clone().inverse())?;
                }
                return Err(error.into());
            }
            geraakt.add(&self.begroting, edit);
        }
        self.bevindingen.follow(&self.begroting, &self.totals, &geraakt);
        self.openstaand = OnceLock::new();
        self.version += 1;
        Ok(())
    }

    fn apply(&mut self, edit: &Edit) -> Result<(), ModelError> {
        Arc::make_mut(&mut self.begroting).apply(edit)?;
        Arc::make_mut(&mut self.totals).apply(&self.begroting, edit);
        Ok(())
    }
}
