//! How a budget is saved, on a thread of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Surroundings, encode, lock, no_journal};
use crate::change::Step;
use crate::model::{Begroting, ContentHash, Id, Inbreng};
use crate::store::{
    Disk, FileLock, Former, Journal, JournalHeader, JournalWriter, LockError, Saved, StoreError,
    begin_at, carry_journal, journal_place, ron_file, save, write_atomically,
};

/// What a saving needs, taken along to its own thread.
pub struct Saving {
    pub(super) world: Surroundings,
    pub(super) begroting: Arc<Begroting>,
    pub(super) path: PathBuf,
    /// The content that may be replaced; `None` where the user chose the name just now.
    pub(super) known: Option<ContentHash>,
    pub(super) journal: Option<Arc<JournalWriter<Step>>>,
    /// Where it gets another place: what was done so far goes along.
    pub(super) takes_over: Option<Past>,
}

/// What was done so far.
pub(super) enum Past {
    Journal(Arc<JournalWriter<Step>>),
    /// Of a budget without a journal: since this content.
    Since {
        base: ContentHash,
        steps: Vec<Step>,
    },
    Unknown,
}

/// Why a saving failed. The file that was there still stands.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Held(#[from] LockError),
}

/// A saving that succeeded.
pub struct SavedFile {
    pub(super) path: PathBuf,
    pub(super) hash: ContentHash,
    /// For a new name: the journal and the lock there.
    pub(super) moved: Option<(Option<Journal>, Option<FileLock>)>,
    pub warning: Option<String>,
}

/// Writes a copy that leaves everything here as it is.
///
/// # Errors
/// As [`Saving::run`].
pub fn save_copy(
    world: &Surroundings,
    begroting: &Begroting,
    path: &Path,
) -> Result<(), SaveError> {
    let bytes = encode(begroting, path)?;
    let _lock = match lock(world, path) {
        Err(held @ LockError::Held { .. }) => return Err(held.into()),
        lock => lock,
    };
    write_atomically(world.disk.as_ref(), path, &bytes, |former| judge(former, None, begroting))?;
    Ok(())
}

/// What is made of the file that stands there; without a known content the user chose to replace it.
/// What was merged into the budget is in it, and not lost with the file.
fn judge(former: &[u8], known: Option<ContentHash>, begroting: &Begroting) -> Former {
    let found = ContentHash::of(former);
    if known == Some(found) || begroting.ingebracht.contains(Inbreng::of(found).id) {
        return Former::Good;
    }
    match ron_file::read_sealed(former) {
        Ok((_, Some(_))) => Former::Sealed,
        Ok((_, None)) if known.is_none() => Former::Good,
        Ok((_, None)) => Former::ChangedOutside,
        // Only a good copy may become the `.bak`.
        Err(_) => Former::Damaged,
    }
}

impl Saving {
    /// Writes the file; for the thread that does it.
    ///
    /// # Errors
    /// Why it was not saved. The file that was there still stands.
    pub fn run(self) -> Result<SavedFile, SaveError> {
        let bytes = encode(&self.begroting, &self.path)?;
        let judge = |former: &[u8]| judge(former, self.known, &self.begroting);
        let journal = self.journal.clone();
        let mark = |hash| match &journal {
            Some(journal) => journal.mark_saving_and_wait(hash),
            None => Ok(()),
        };
        // A file that somebody else has open is not ours to replace, even when the user chose it.
        let lock = match self.takes_over.as_ref().map(|_| lock(&self.world, &self.path)) {
            Some(Err(held @ LockError::Held { .. })) => return Err(held.into()),
            lock => lock,
        };
        let Saved { hash, journal_trouble } =
            save(self.world.disk.as_ref(), &self.path, &bytes, judge, mark)?;
        if let Some(journal) = &self.journal {
            // Without it the work is offered once more than needed; no more than that.
            let _noted = journal.mark_saved(hash);
        }
        let mut saved = SavedFile {
            path: self.path,
            hash,
            moved: None,
            warning: journal_trouble.map(|error| error.to_string()),
        };
        if let Some((past, lock)) = self.takes_over.zip(lock) {
            let disk = &self.world.disk;
            let place = journal_place(disk.as_ref(), &saved.path, &self.world.folders.data);
            let budget = self.begroting.id();
            let journal = place.and_then(|place| {
                past.at(disk, &place.path, budget, &hash).or_else(|error| {
                    saved.warning = Some(format!(
                        "Wat eerder is gewijzigd staat alleen in de geschiedenis van het oude \
                         bestand: {error}"
                    ));
                    begin_at(disk, &place.path, JournalHeader { budget, base: hash })
                })
            });
            let journal = journal.map_err(|error| saved.warning = Some(no_journal(&error))).ok();
            saved.moved = Some((journal, lock.ok()));
        }
        Ok(saved)
    }
}

impl Past {
    /// The journal at the new place, with what was done so far before the content that stands there.
    fn at(
        self,
        disk: &Arc<dyn Disk>,
        to: &Path,
        budget: Id,
        hash: &ContentHash,
    ) -> Result<Journal, StoreError> {
        match self {
            // What the disk refused is not known to be there.
            Past::Journal(from) if from.flush_and_wait().is_ok() => {
                carry_journal(disk, from.path(), to, budget, hash)
            }
            Past::Since { base, steps } => {
                let mut journal = begin_at(disk, to, JournalHeader { budget, base })?;
                steps.iter().try_for_each(|step| journal.append(step))?;
                journal.mark_saved(hash)?;
                Ok(journal)
            }
            Past::Journal(_) | Past::Unknown => {
                begin_at(disk, to, JournalHeader { budget, base: *hash })
            }
        }
    }
}
