//! What was done to a budget before it was opened, so that undo goes on across a restart.

use super::Step;
use crate::model::{Begroting, ModelError, Revision};

/// What can be undone and done again, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    pub(super) done: Vec<Revision>,
    pub(super) undone: Vec<Revision>,
}

/// What was done before the history of a document begins. It cannot be undone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Earlier {
    #[default]
    Nothing,
    /// So many steps lie in an archive.
    Archived(usize),
    /// The oldest first.
    Read(Vec<Revision>),
}

impl Earlier {
    /// What is known of it.
    pub fn revisions(&self) -> &[Revision] {
        match self {
            Earlier::Read(revisions) => revisions,
            Earlier::Nothing | Earlier::Archived(_) => &[],
        }
    }
}

/// Takes back the steps that a budget went through last, the newest first.
///
/// # Errors
/// Where the budget is not what they made.
pub fn take_back<'a>(
    begroting: &mut Begroting,
    steps: impl DoubleEndedIterator<Item = &'a Step>,
) -> Result<(), ModelError> {
    for step in steps.rev() {
        let edits = match step {
            Step::Do(revision) | Step::Redo(revision) => revision.inverse_edits(),
            Step::Undo(revision) => revision.edits.clone(),
        };
        for edit in &edits {
            begroting.apply(edit)?;
        }
    }
    Ok(())
}

impl History {
    /// Of the steps that made a budget what it is.
    pub fn of<'a>(steps: impl IntoIterator<Item = &'a Step>) -> History {
        let mut history = History::default();
        for step in steps {
            history.follow(step);
        }
        history
    }

    /// The revisions that stand, the oldest first.
    pub fn into_done(self) -> Vec<Revision> {
        self.done
    }

    fn follow(&mut self, step: &Step) {
        let last = |list: &[Revision], revision: &Revision| list.last() == Some(revision);
        match step {
            Step::Undo(revision) if last(&self.done, revision) => {
                self.undone.extend(self.done.pop());
            }
            Step::Redo(revision) if last(&self.undone, revision) => {
                self.done.extend(self.undone.pop());
            }
            Step::Undo(revision) => self.did(revision.taken_back()),
            Step::Do(revision) | Step::Redo(revision) => self.did(revision.clone()),
        }
    }

    fn did(&mut self, revision: Revision) {
        self.done.push(revision);
        self.undone.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;

    fn revision(n: u64) -> Revision {
        let (who, why) = ("controller".to_owned(), format!("stap {n}"));
        let at = jiff::Timestamp::UNIX_EPOCH;
        Revision { id: Id::from_bits(n), who, at, why, edits: Vec::new(), van: Vec::new() }
    }

    fn words(list: &[Revision]) -> Vec<&str> {
        list.iter().map(|revision| revision.why.as_str()).collect()
    }

    #[test]
    fn undo_and_redo_are_followed_and_an_undo_of_something_older_is_a_step_of_its_own() {
        let (one, two, three) = (revision(1), revision(2), revision(3));
        let mut steps = vec![
            Step::Do(one.clone()),
            Step::Do(two.clone()),
            Step::Undo(two.clone()),
            Step::Undo(one.clone()),
            Step::Redo(one.clone()),
        ];
        let history = History::of(&steps);
        assert_eq!(
            (words(&history.done), words(&history.undone)),
            (vec!["stap 1"], vec!["stap 2"])
        );
        steps.push(Step::Do(three.clone()));
        let history = History::of(&steps);
        assert_eq!(words(&history.done), ["stap 1", "stap 3"]);
        assert!(history.undone.is_empty());
        // From before the journal begins.
        let history = History::of(&[Step::Do(three), Step::Undo(revision(9))]);
        assert_eq!(words(&history.done), ["stap 3", "Ongedaan gemaakt: stap 9"]);
    }
}
