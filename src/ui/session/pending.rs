//! Work that a journal has and the file has not.

use std::path::{Path, PathBuf};

use super::Surroundings;
use crate::change::{Document, Step, diff};
use crate::model::{Begroting, ContentHash, Revision};
use crate::store::{Damage, Journal, JournalContents, JournalHeader, StoreError};
use crate::ui::chance::new_id;

/// Work that can be taken back or left, with how much of it still fits.
pub struct Pending {
    /// The budget with the work in it.
    pub(super) document: Document,
    /// The number of changes.
    pub count: usize,
    /// What was done, of those that no longer fit; they are not in the document.
    pub misfits: Vec<String>,
    /// Whether the file is another than the one that the work was done on.
    pub is_changed_outside: bool,
    /// What was done.
    pub done: Vec<String>,
    /// Whether more came after it that cannot be read: it may be saved or taken back already.
    pub is_cut_off: bool,
    /// The journal that it comes from, where that is not the one that goes on.
    older: Option<PathBuf>,
}

impl Pending {
    /// What the journal has for a file with this content; `None` where the file has it all.
    pub(super) fn of(
        contents: &JournalContents<Step>,
        hash: &ContentHash,
        base: &Document,
    ) -> Option<Pending> {
        let known = contents.pending(hash);
        let steps = known.unwrap_or_else(|| contents.unsaved());
        // The note that it was saved may be what a journal lost.
        let is_there = || known.is_none() && Step::are_in(steps, base.begroting());
        if steps.is_empty() || is_there() {
            return None;
        }
        let (document, misfits) = replayed(base, steps);
        let (count, is_changed_outside) = (steps.len(), known.is_none());
        let is_cut_off = contents.damage.as_ref().is_some_and(Damage::hides_more);
        let done = steps.iter().map(|step| step.revision().why.clone()).collect();
        Some(Pending {
            document,
            count,
            misfits,
            is_changed_outside,
            done,
            is_cut_off,
            older: None,
        })
    }

    /// What an older journal has, unless the newer one has gone on since.
    pub(super) fn of_older(
        world: &Surroundings,
        path: &Path,
        newer: &JournalContents<Step>,
        hash: &ContentHash,
        base: &Document,
    ) -> Option<Pending> {
        let older = Journal::read::<Step>(world.disk.as_ref(), path).ok()?;
        let last = |contents: &JournalContents<Step>| {
            contents.entries.iter().map(|step| step.revision().at).max()
        };
        let is_of_this = older.header.is_some_and(|header| header.budget == base.begroting().id());
        if !is_of_this || last(&older) <= last(newer) {
            return None;
        }
        let pending = Pending::of(&older, hash, base)?;
        Some(Pending { older: Some(path.to_owned()), ..pending })
    }

    /// Whether all of it was undone, so that the file has what there is.
    pub(super) fn is_undone(&self) -> bool {
        self.misfits.is_empty() && self.document.is_saved()
    }

    /// The number of changes that can be taken back.
    pub fn taken(&self) -> usize {
        self.count.saturating_sub(self.misfits.len())
    }

    /// Whether anything is left to take back.
    pub fn fits(&self) -> bool {
        self.taken() > 0
    }

    /// Gives the budget with the work, and notes in the journal that the session goes on with it.
    pub(super) fn take(
        self,
        world: &Surroundings,
        journal: &mut Journal,
        header: &JournalHeader,
        begroting: &Begroting,
    ) -> (Document, Result<(), StoreError>) {
        let is_noted = self.misfits.is_empty() && !self.is_changed_outside && self.older.is_none();
        if is_noted {
            return (self.document, Ok(()));
        }
        let regained = Revision {
            id: new_id(),
            who: world.who.clone(),
            at: (world.now)(),
            why: "Teruggehaald uit het journaal".into(),
            edits: diff(begroting, self.document.begroting()),
            van: Vec::new(),
        };
        // What does not fit stays in the journal, but before the mark: else every next start would
        // offer it again.
        let noted = journal
            .mark_found(&header.base)
            .and_then(|()| journal.append(&Step::Do(regained)))
            .and_then(|()| journal.sync());
        if noted.is_ok() {
            self.leave_older(world, header);
        }
        (self.document, noted)
    }

    /// Leaves the work behind: it stays in the journal, but is not offered again.
    pub(super) fn leave(
        &self,
        world: &Surroundings,
        journal: &mut Journal,
        header: &JournalHeader,
    ) -> Result<(), StoreError> {
        journal.mark_found(&header.base)?;
        journal.sync()?;
        self.leave_older(world, header);
        Ok(())
    }

    fn leave_older(&self, world: &Surroundings, header: &JournalHeader) {
        let Some(path) = &self.older else { return };
        // Where it cannot be written, it may be offered once more; no more than that.
        let _left = Journal::open::<Step>(&world.disk, path, header).and_then(|(mut older, _)| {
            older.mark_found(&header.base)?;
            older.sync()
        });
    }
}

/// Does the steps again on a budget, but those that no longer fit; also says what those did.
fn replayed(base: &Document, steps: &[Step]) -> (Document, Vec<String>) {
    let mut document = base.clone();
    let mut passed_over = Vec::new();
    let mut misfits: Vec<&Revision> = Vec::new();
    for step in steps {
        let revision = step.revision();
        let known = passed_over.contains(&revision.id);
        if !known && document.replay(step.clone()).is_ok() {
            continue;
        }
        passed_over.push(revision.id);
        // To undo what was passed over is to lose nothing by it.
        match step {
            Step::Undo(_) if known => misfits.retain(|misfit| misfit.id != revision.id),
            _ => misfits.push(revision),
        }
    }
    (document, misfits.into_iter().map(|misfit| misfit.why.clone()).collect())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;

    use eframe::egui::Context;
    use rust_decimal::Decimal;

    use super::*;
    use crate::model::{Bedrag, Edit, RegelField};
    use crate::store::{
        Fault, FaultyDisk, Operation, RealDisk, UserFolders, journal_place, ron_file,
    };
    use crate::ui::session::{Session, open_file};
    use crate::ui::test_desk::{self, JAAR, ZORGVORMEN, id};

    fn world(folder: &Path) -> Surroundings {
        Surroundings {
            disk: Arc::new(RealDisk),
            folders: UserFolders {
                home: folder.to_owned(),
                config: folder.join("voorkeuren"),
                data: folder.join("gegevens"),
            },
            who: "budgethouder".into(),
            now: || jiff::Timestamp::constant(1_795_000_000, 0),
        }
    }

    fn set(begroting: &Begroting, regel: u64, euro: i64) -> Vec<Edit> {
        let amount = RegelField::Amount(JAAR, Some(Bedrag::Euro(Decimal::from(euro))));
        begroting.set(id(regel), amount).unwrap().into_iter().collect()
    }

    fn revision(n: u64, edits: Vec<Edit>) -> Revision {
        let (who, at) = ("budgethouder".to_owned(), jiff::Timestamp::UNIX_EPOCH);
        Revision { id: id(n), who, at, why: format!("stap {n}"), edits, van: Vec::new() }
    }

    #[test]
    fn what_no_longer_fits_is_passed_over_with_all_that_builds_on_it() {
        let was = test_desk::begroting();
        let mut now = was.clone();
        for edit in set(&was, 31, 1) {
            now.apply(&edit).unwrap();
        }
        let mut later = Document::new(was.clone());
        let mut steps = Vec::new();
        for (n, regel, euro) in [(1, 31, 900_000), (2, 32, 200_000), (3, 31, 950_000)] {
            let edits = set(later.begroting(), regel, euro);
            steps.push(later.commit(revision(n, edits)).unwrap());
        }
        let replayed = |on: &Begroting, steps: &[Step]| replayed(&Document::new(on.clone()), steps);
        let (document, misfits) = replayed(&now, &steps);
        assert_eq!(misfits, ["stap 1", "stap 3"]);
        let mut expected = now.clone();
        for edit in set(&now, 32, 200_000) {
            expected.apply(&edit).unwrap();
        }
        assert_eq!(diff(document.begroting(), &expected), []);

        steps.push(later.undo().unwrap());
        assert_eq!(replayed(&now, &steps).1, ["stap 1"], "undone: no loss");
        steps.push(later.redo().unwrap());
        assert_eq!(replayed(&now, &steps).1, ["stap 1", "stap 3"]);
        assert!(replayed(&was, &steps).1.is_empty());
    }

    #[test]
    fn work_in_a_journal_of_the_other_place_is_found_once() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        let (world, path) = (world(&root), root.join("x.ron"));
        let begroting = test_desk::begroting();
        fs::write(&path, ron_file::write(&begroting).unwrap()).unwrap();
        // As if its folder could not be written for a while.
        let denied =
            Fault::FailEvery(Operation::CreateBeside, std::io::ErrorKind::PermissionDenied);
        let away =
            journal_place(&FaultyDisk::new(denied), &path, &world.folders.data).unwrap().path;
        let base = ContentHash::of(&fs::read(&path).unwrap());
        let header = JournalHeader { budget: begroting.id(), base };
        let (mut journal, _) = Journal::open::<Step>(&world.disk, &away, &header).unwrap();
        let work = revision(1, set(&begroting, ZORGVORMEN, 17_000_000));
        journal.append(&Step::Do(work)).unwrap();
        journal.sync().unwrap();

        let ctx = Context::default();
        let opened = open_file(&world, &path).unwrap();
        assert_eq!(opened.pending.as_ref().map(|pending| pending.count), Some(1));
        let (session, warnings) = Session::start(&ctx, &world, opened, true);
        assert!(warnings.is_empty(), "{warnings:?}");
        assert!(!session.document.is_saved());
        drop(session);
        // Cut off: it is in the journal beside the file now.
        let opened = open_file(&world, &path).unwrap();
        assert!(opened.pending.as_ref().is_some_and(|pending| pending.older.is_none()));
        let (session, _) = Session::start(&ctx, &world, opened, false);
        assert!(session.document.is_saved());
        drop(session);
        assert!(open_file(&world, &path).unwrap().pending.is_none());
    }
}
