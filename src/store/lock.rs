use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Zoned;
use serde::{Deserialize, Serialize};

use super::atomic::put;
use super::disk::Disk;
use super::error::StoreError;
use super::paths::with_suffix;

/// Who has a file open, as another instance gets to see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    /// The user name on the machine.
    pub who: String,
    pub machine: String,
    pub since: Zoned,
}

impl Holder {
    /// This user on this machine; the time is handed in.
    pub fn of_environment(since: Zoned) -> Holder {
        let first = |names: [&str; 2]| names.into_iter().find_map(|name| std::env::var(name).ok());
        let machine = first(["COMPUTERNAME", "HOSTNAME"])
            .or_else(|| std::fs::read_to_string("/etc/hostname").ok())
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty());
        Holder {
            who: first(["USERNAME", "USER"]).unwrap_or_else(|| "onbekend".to_owned()),
            machine: machine.unwrap_or_else(|| "onbekend".to_owned()),
            since,
        }
    }
}

/// `budgethouder op PC-12, sinds 22-11-2026 10:00`.
impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let since = self.since.strftime("%d-%m-%Y %H:%M");
        write!(f, "{} op {}, sinds {since}", self.who, self.machine)
    }
}

/// Why a file is not ours to write.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    #[error("‘{}’ is al geopend{}. Open het alleen-lezen of als kopie, of probeer het later opnieuw.", path.display(), by(holder.as_ref()))]
    Held {
        path: PathBuf,
        /// `None` where that could not be read.
        holder: Option<Holder>,
    },
    /// No lock can be made there, as in a folder that cannot be written: nothing is known of others.
    #[error("{0}")]
    Store(#[from] StoreError),
}

fn by(holder: Option<&Holder>) -> String {
    holder.map(|holder| format!(" door {holder}")).unwrap_or_default()
}

/// Holds a file for this instance for as long as it lives. The system frees the lock when the
/// process dies, so a stale one cannot keep anybody out. Who did not have the lock can still write:
/// it is an agreement between instances of this program.
///
/// The lock lies on `X.slot`; who holds it stands in `X.slot.wie`, since Windows lets nobody read a
/// locked file.
pub struct FileLock {
    disk: Arc<dyn Disk>,
    slot: PathBuf,
    left_behind: bool,
    /// Freed by the system when it is closed.
    _file: File,
}

impl fmt::Debug for FileLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileLock").field("slot", &self.slot).finish_non_exhaustive()
    }
}

impl FileLock {
    /// Takes the lock on `path`, which need not exist yet.
    ///
    /// # Errors
    /// [`LockError::Held`] when another instance has it, or this one already.
    pub fn acquire(
        disk: &Arc<dyn Disk>,
        path: &Path,
        holder: &Holder,
    ) -> Result<FileLock, LockError> {
        // Without links, so that every way to the file leads to the same lock.
        let real = disk.resolve(path).unwrap_or_else(|_| path.to_owned());
        let slot = with_suffix(&real, ".slot");
        let wie = holder_path(&slot);
        let locked = disk.try_lock(&slot).map_err(StoreError::io("te reserveren", &slot))?;
        let found = disk.read(&wie, HOLDER_MAX);
        let left_behind = found.is_ok();
        let Some(file) = locked else {
            let holder = found.ok().and_then(|bytes| ron::de::from_bytes(&bytes).ok());
            return Err(LockError::Held { path: path.to_owned(), holder });
        };
        let lock = FileLock { disk: Arc::clone(disk), slot, left_behind, _file: file };
        let text = ron::to_string(holder).map_err(|error| StoreError::Encode {
            path: wie.clone(),
            message: error.to_string(),
        })?;
        put(disk.as_ref(), &wie, &wie, text.as_bytes())?;
        Ok(lock)
    }

    /// Whether the last instance that had the file died with it: then look in the journal, and
    /// sweep its temporary files.
    pub fn is_taken_over(&self) -> bool {
        self.left_behind
    }
}

impl Drop for FileLock {
    fn drop(&mut self) {
        // What cannot be removed does no harm: the lock itself goes with the handle.
        let _ = self.disk.remove(&holder_path(&self.slot));
        let _ = self.disk.remove(&self.slot);
    }
}

const HOLDER_MAX: u64 = 10_000;

fn holder_path(slot: &Path) -> PathBuf {
    with_suffix(slot, ".wie")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Fault, FaultyDisk, Operation, RealDisk};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::{fs, io};

    fn holder(who: &str) -> Holder {
        let since = "2026-11-22T10:00:00+01:00[+01:00]".parse().unwrap();
        Holder { who: who.to_owned(), machine: "PC-12".to_owned(), since }
    }

    fn real() -> Arc<dyn Disk> {
        Arc::new(RealDisk)
    }

    #[test]
    fn a_second_instance_hears_who_has_it_and_since_when() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.ron");
        fs::write(&path, "").unwrap();
        let first = FileLock::acquire(&real(), &path, &holder("budgethouder")).unwrap();
        assert!(!first.is_taken_over());
        let refused = FileLock::acquire(&real(), &path, &holder("adviseur")).unwrap_err();
        let message = refused.to_string();
        let expected = "is al geopend door budgethouder op PC-12, sinds 22-11-2026 10:00.";
        assert!(message.contains(expected), "{message}");

        drop(first);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing stays behind");
        let second = FileLock::acquire(&real(), &path, &holder("adviseur")).unwrap();
        assert!(!second.is_taken_over());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_to_the_same_lock() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("x.ron"), folder.path().join("link.ron"));
        fs::write(&path, "").unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        let _first = FileLock::acquire(&real(), &path, &holder("a")).unwrap();
        let second = FileLock::acquire(&real(), &link, &holder("b"));
        assert!(matches!(second, Err(LockError::Held { .. })));
    }

    #[test]
    fn the_lock_of_a_process_that_died_is_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.ron");
        // Dead: nothing is removed any more, but the system frees the lock.
        let faulty = FaultyDisk::new(Fault::None);
        let dying: Arc<dyn Disk> = Arc::new(faulty.clone());
        let lock = FileLock::acquire(&dying, &path, &holder("budgethouder")).unwrap();
        faulty.set(Fault::KillAt(0));
        drop(lock);
        let lock = FileLock::acquire(&real(), &path, &holder("adviseur")).unwrap();
        assert!(lock.is_taken_over());
    }

    #[test]
    fn damaged_words_about_the_holder_do_not_keep_anybody_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.ron");
        fs::write(folder.path().join("x.ron.slot.wie"), b"\xff\x00(").unwrap();
        let lock = FileLock::acquire(&real(), &path, &holder("a")).unwrap();
        assert!(lock.is_taken_over());
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        for operation in [Operation::Lock, Operation::CreateBeside, Operation::Sync] {
            let fault = Fault::FailEvery(operation, io::ErrorKind::PermissionDenied);
            let disk: Arc<dyn Disk> = Arc::new(FaultyDisk::new(fault));
            let refused = FileLock::acquire(&disk, &folder.path().join("x.ron"), &holder("a"));
            assert!(matches!(refused, Err(LockError::Store(_))), "{operation:?}");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{operation:?}");
        }
    }

    #[test]
    fn two_never_hold_it_at_once_however_they_come_and_go() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.ron");
        let (holding, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..250 {
                        if let Ok(lock) = FileLock::acquire(&real(), &path, &holder("a")) {
                            assert_eq!(holding.fetch_add(1, Ordering::SeqCst), 0);
                            taken.fetch_add(1, Ordering::SeqCst);
                            std::thread::yield_now();
                            holding.fetch_sub(1, Ordering::SeqCst);
                            drop(lock);
                        }
                    }
                });
            }
        });
        println!("1000 attempts from 4 threads, {} got the lock", taken.load(Ordering::SeqCst));
        assert!(taken.load(Ordering::SeqCst) > 0);
    }
}
