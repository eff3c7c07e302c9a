use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Kind, TEMPORARY_SUFFIX, temporary_prefix};
use super::error::StoreError;
use super::keep_aside;
use super::paths::{backup_path, folder_of};
use super::read::read_whole;
use super::ron_file::MAX_BYTES;
use crate::model::ContentHash;

/// What the caller makes of the file that is about to be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Former {
    /// It becomes the `.bak`.
    Good,
    /// It is kept as `.beschadigd`; the `.bak`, perhaps the only good copy, stays.
    Damaged,
    /// Not what was opened or saved here: nothing is replaced.
    ChangedOutside,
    /// A version, even where the system lets it be replaced.
    Sealed,
}

impl Former {
    /// Whether the file `path` may be replaced at all.
    pub(super) fn check(self, path: &Path) -> Result<(), StoreError> {
        match self {
            Former::Good | Former::Damaged => Ok(()),
            Former::ChangedOutside => Err(StoreError::ChangedOutside(path.to_owned())),
            Former::Sealed => Err(StoreError::Sealed(path.to_owned())),
        }
    }
}

/// Replaces the content of `path`, or makes the file, and keeps the former content as `.bak`.
/// At every moment the old or the new content stands in full under the name; a process that dies
/// halfway leaves at most a temporary file behind. `judge` sees the content to be replaced.
/// A link is followed, not replaced. Gives the hash of the new content.
///
/// # Errors
/// A folder, a read-only file, a file that `judge` found changed, and whatever the disk says. The
/// old content then still stands, unless only the last step failed, the lasting of the rename: in
/// that case the new one does.
pub fn write_atomically(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    judge: impl FnOnce(&[u8]) -> Former,
) -> Result<ContentHash, StoreError> {
    let existing = existing_file(disk, path)?;
    let path = existing.as_deref().unwrap_or(path);
    let new = write_beside(disk, path, bytes)?;
    let replaced = (|| {
        if existing.is_some() {
            // The new content stands on the disk in full by now, so a full disk has shown itself
            // before anything of the old is touched.
            let former = read_whole(disk, path, MAX_BYTES)?;
            let judged = judge(&former);
            judged.check(path)?;
            if judged == Former::Damaged {
                keep_aside(disk, path, &former)?;
            } else {
                put(disk, path, &backup_path(path), &former)?;
            }
        }
        disk.rename(&new, path).map_err(StoreError::io(SAVING, path))
    })();
    if replaced.is_err() {
        // It may be gone or out of reach; the error to tell is the first one.
        let _ = disk.remove(&new);
    }
    replaced?;
    disk.sync_folder(folder_of(path)).map_err(StoreError::io(SAVING, path))?;
    Ok(ContentHash::of(bytes))
}

/// Removes what savings of `path` that were cut off left behind. Only for who holds the lock:
/// another's saving may be under way. Gives the number of files removed.
///
/// # Errors
/// Whatever the disk says.
pub fn sweep_temporaries(disk: &dyn Disk, path: &Path) -> Result<usize, StoreError> {
    let folder = folder_of(path);
    let prefix = temporary_prefix(path);
    let mut removed = 0;
    for found in disk.list(folder).map_err(StoreError::io("te openen", folder))? {
        let is_ours = found.file_name().and_then(|name| name.to_str()).is_some_and(|name| {
            name.strip_prefix(&prefix)
                .and_then(|rest| rest.strip_suffix(TEMPORARY_SUFFIX))
                .is_some_and(|random| random.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        });
        if is_ours {
            disk.remove(&found).map_err(StoreError::io("te verwijderen", &found))?;
            removed += 1;
        }
    }
    Ok(removed)
}

const SAVING: &str = "op te slaan";

/// The file itself where there is one that may be replaced; `None` where there is nothing.
fn existing_file(disk: &dyn Disk, path: &Path) -> Result<Option<PathBuf>, StoreError> {
    let facts = match disk.facts(path) {
        Ok(facts) => facts,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::io(SAVING, path)(error)),
    };
    match facts.kind {
        Kind::Folder => Err(StoreError::IsFolder(path.to_owned())),
        Kind::Other => Err(StoreError::NotAFile(path.to_owned())),
        // A rename would succeed all the same: the folder decides about that, not the file.
        Kind::File if facts.read_only => Err(StoreError::ReadOnly(path.to_owned())),
        Kind::File => disk.resolve(path).map(Some).map_err(StoreError::io(SAVING, path)),
    }
}

/// Writes a file that is nobody's budget yet as a whole: nothing of a former one is kept.
///
/// # Errors
/// A folder, a read-only file, and whatever the disk says; the old content then still stands.
pub fn write_result(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let existing = existing_file(disk, path)?;
    let path = existing.as_deref().unwrap_or(path);
    put(disk, path, path, bytes)
}

/// Puts `bytes` under `name` as a whole, with the permissions of `like`, in the same folder.
pub(super) fn put(
    disk: &dyn Disk,
    like: &Path,
    name: &Path,
    bytes: &[u8],
) -> Result<(), StoreError> {
    let temporary = write_beside(disk, like, bytes)?;
    if let Err(error) = disk.rename(&temporary, name) {
        let _ = disk.remove(&temporary);
        return Err(StoreError::io(SAVING, name)(error));
    }
    disk.sync_folder(folder_of(name)).map_err(StoreError::io(SAVING, name))
}

/// Puts `bytes` under a name that nobody uses yet: what stands there is never replaced.
pub(super) fn put_new(disk: &dyn Disk, name: &Path, bytes: &[u8]) -> io::Result<()> {
    // Asked first, so that a name in use costs no writing; the renaming decides.
    if disk.facts(name).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let (temporary, mut file) = disk.create_beside(name)?;
    let written = file.write(bytes).and_then(|()| file.sync());
    drop(file);
    if let Err(error) = written.and_then(|()| disk.rename_new(&temporary, name)) {
        let _ = disk.remove(&temporary);
        return Err(error);
    }
    disk.sync_folder(folder_of(name))
}

/// A temporary file beside `path` that holds `bytes` and lasts; nothing stays behind on an error.
fn write_beside(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<PathBuf, StoreError> {
    let (temporary, mut file) = disk.create_beside(path).map_err(StoreError::io(SAVING, path))?;
    let written = file.write(bytes).and_then(|()| file.sync());
    // Windows does not rename a file that is open.
    drop(file);
    if let Err(error) = written {
        let _ = disk.remove(&temporary);
        return Err(StoreError::io(SAVING, path)(error));
    }
    Ok(temporary)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Fault, FaultyDisk, Operation, RealDisk};
    use std::fs;

    fn folder_with(content: &[u8]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.ron");
        fs::write(&path, content).unwrap();
        (folder, path)
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_saving_keeps_the_former_and_leaves_nothing_else() {
        let (folder, path) = folder_with(b"oud");
        let hash = write_atomically(&RealDisk, &path, b"nieuw", |former| {
            assert_eq!(former, b"oud");
            Former::Good
        });
        assert_eq!(hash.unwrap(), ContentHash::of(b"nieuw"));
        assert_eq!(fs::read(&path).unwrap(), b"nieuw");
        assert_eq!(fs::read(backup_path(&path)).unwrap(), b"oud");
        assert_eq!(names(folder.path()), ["x.ron", "x.ron.bak"]);
    }

    #[test]
    fn a_first_saving_judges_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.ron");
        write_atomically(&RealDisk, &path, b"nieuw", |_| unreachable!()).unwrap();
        assert_eq!(names(folder.path()), ["x.ron"]);
    }

    #[test]
    fn a_damaged_file_never_replaces_the_good_backup() {
        let (folder, path) = folder_with(b"half");
        fs::write(backup_path(&path), b"goed").unwrap();
        write_atomically(&RealDisk, &path, b"nieuw", |_| Former::Damaged).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"nieuw");
        assert_eq!(fs::read(backup_path(&path)).unwrap(), b"goed");
        assert_eq!(names(folder.path()), ["x.ron", "x.ron.bak", "x.ron.beschadigd"]);
    }

    #[test]
    fn a_file_that_others_changed_or_sealed_is_left_alone() {
        let (folder, path) = folder_with(b"van een ander");
        let refused = write_atomically(&RealDisk, &path, b"nieuw", |_| Former::ChangedOutside);
        assert!(matches!(refused, Err(StoreError::ChangedOutside(_))));
        let refused = write_atomically(&RealDisk, &path, b"nieuw", |_| Former::Sealed);
        assert!(matches!(refused, Err(StoreError::Sealed(_))));
        assert_eq!(fs::read(&path).unwrap(), b"van een ander");
        assert_eq!(names(folder.path()), ["x.ron"]);
    }

    #[test]
    fn a_folder_and_a_read_only_file_are_refused() {
        let (folder, path) = folder_with(b"oud");
        let refused = write_atomically(&RealDisk, folder.path(), b"nieuw", |_| Former::Good);
        assert!(matches!(refused, Err(StoreError::IsFolder(_))));

        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let refused = write_atomically(&RealDisk, &path, b"nieuw", |_| Former::Good);
        assert!(matches!(refused, Err(StoreError::ReadOnly(_))));
        assert_eq!(fs::read(&path).unwrap(), b"oud");

        let gone = folder.path().join("weg").join("x.ron");
        let refused = write_atomically(&RealDisk, &gone, b"nieuw", |_| Former::Good);
        assert!(refused.unwrap_err().to_string().contains("bestaat niet"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_still_points_at_the_file_afterwards() {
        let (folder, path) = folder_with(b"oud");
        let other = tempfile::tempdir().unwrap();
        let link = other.path().join("link.ron");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write_atomically(&RealDisk, &link, b"nieuw", |_| Former::Good).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"nieuw");
        assert_eq!(names(folder.path()), ["x.ron", "x.ron.bak"]);
    }

    #[test]
    fn content_lasts_before_its_name_does() {
        use Operation::{CreateBeside, Facts, Read, Rename, Resolve, Sync, SyncFolder, Write};
        let (_folder, path) = folder_with(b"oud");
        let disk = FaultyDisk::new(Fault::None);
        write_atomically(&disk, &path, b"nieuw", |_| Former::Good).unwrap();
        let backup = [CreateBeside, Write, Sync, Rename, SyncFolder];
        let expected = [
            &[Facts, Resolve, CreateBeside, Write, Sync, Facts, Read][..],
            &backup,
            &[Rename, SyncFolder],
        ];
        assert_eq!(disk.operations(), expected.concat());
    }

    #[test]
    fn a_full_disk_leaves_all_as_it_was() {
        for operation in [Operation::CreateBeside, Operation::Write, Operation::Sync] {
            let (folder, path) = folder_with(b"oud");
            let disk = FaultyDisk::new(Fault::FailEvery(operation, io::ErrorKind::StorageFull));
            let refused = write_atomically(&disk, &path, b"nieuw", |_| Former::Good).unwrap_err();
            assert!(refused.to_string().contains("schijf is vol"), "{refused}");
            assert_eq!(fs::read(&path).unwrap(), b"oud");
            assert_eq!(names(folder.path()), ["x.ron"]);
        }
    }

    #[test]
    fn a_result_that_fails_anywhere_is_the_old_or_the_new_and_never_half() {
        let mut points = 0;
        for kill in [false, true] {
            for at in 0.. {
                let (folder, path) = folder_with(b"oud");
                let fault = match kill {
                    true => Fault::KillAt(at),
                    false => Fault::FailAt(at, io::ErrorKind::StorageFull),
                };
                let disk = FaultyDisk::new(fault);
                let written = write_result(&disk, &path, b"nieuw");
                let found = fs::read(&path).unwrap();
                assert!(found == b"oud" || found == b"nieuw", "{fault:?}");
                assert!(written.is_err() || found == b"nieuw", "{fault:?}");
                if !kill {
                    assert_eq!(names(folder.path()), ["x.ron"], "{fault:?}");
                }
                if !disk.struck() {
                    break;
                }
                points += 1;
            }
        }
        println!("writing a result: {points} points");
    }

    #[test]
    fn leftovers_of_this_file_only_are_swept() {
        let (folder, path) = folder_with(b"oud");
        let disk = FaultyDisk::new(Fault::KillAt(4));
        assert!(write_atomically(&disk, &path, b"nieuw", |_| Former::Good).is_err());
        fs::write(folder.path().join(".x.ron.bak.abc123.tmp"), "van een ander").unwrap();
        assert_eq!(names(folder.path()).len(), 3);
        assert_eq!(sweep_temporaries(&RealDisk, &path).unwrap(), 1);
        assert_eq!(names(folder.path()), [".x.ron.bak.abc123.tmp", "x.ron"]);
    }
}
