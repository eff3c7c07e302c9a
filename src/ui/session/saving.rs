//! How a budget is saved, on a thread of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Surroundings, encode, lock, no_journal};
use crate::change::Step;
use crate::model::{Begroting, ContentHash};
use crate::store::{
    FileLock, Former, Journal, JournalHeader, JournalWriter, LockError, Saved, StoreError,
    journal_place, ron_file, save, write_atomically,
};

/// What a saving needs, taken along to its own thread.
pub struct Saving {
    pub(super) world: Surroundings,
    pub(super) begroting: Arc<Begroting>,
    pub(super) path: PathBuf,
    /// The content that may be replaced; `None` where the user chose the name just now.
    pub(super) known: Option<ContentHash>,
    pub(super) journal: Option<Arc<JournalWriter<Step>>>,
    pub(super) takes_over: bool,
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
    write_atomically(world.disk.as_ref(), path, &bytes, |former| judge(former, None))?;
    Ok(())
}

/// What is made of the file that stands there; without a known content the user chose to replace it.
fn judge(former: &[u8], known: Option<ContentHash>) -> Former {
    if known == Some(ContentHash::of(former)) {
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
        let judge = |former: &[u8]| judge(former, self.known);
        let journal = self.journal.clone();
        let mark = |hash| match &journal {
            Some(journal) => journal.mark_saving_and_wait(hash),
            None => Ok(()),
        };
        // A file that somebody else has open is not ours to replace, even when the user chose it.
        let lock = match self.takes_over.then(|| lock(&self.world, &self.path)) {
            Some(Err(held @ LockError::Held { .. })) => return Err(held.into()),
            lock => lock,
        };
        let Saved { hash, journal_trouble } =
            save(self.world.disk.as_ref(), &self.path, &bytes, judge, mark)?;
        let mut saved = SavedFile {
            path: self.path,
            hash,
            moved: None,
            warning: journal_trouble.map(|error| error.to_string()),
        };
        if let Some(lock) = lock {
            let place =
                journal_place(self.world.disk.as_ref(), &saved.path, &self.world.folders.data);
            let header = JournalHeader { budget: self.begroting.id(), base: hash };
            let journal = place
                .and_then(|place| Journal::open::<Step>(&self.world.disk, &place.path, &header));
            let journal = match journal {
                Ok((mut journal, contents)) => {
                    let known = contents.pending(&hash).is_some_and(<[Step]>::is_empty);
                    let marked = if known { Ok(()) } else { journal.mark_found(&hash) };
                    saved.warning = marked.err().map(|error| no_journal(&error));
                    Some(journal)
                }
                Err(error) => {
                    saved.warning = Some(no_journal(&error));
                    None
                }
            };
            saved.moved = Some((journal, lock.ok()));
        }
        Ok(saved)
    }
}
