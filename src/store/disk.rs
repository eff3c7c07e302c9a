//! The few operations on files that the program is built from, behind one trait.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::paths::{folder_of, name_of};

/// What stands under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    File,
    Folder,
    /// A pipe, a device: reading one may never end.
    Other,
}

/// What can be known of a file without opening it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    pub kind: Kind,
    /// In bytes.
    pub len: u64,
    pub read_only: bool,
}

/// The file system, as far as the program needs it. Everything that writes takes one, so that a
/// test can put a [`super::FaultyDisk`] in its place.
pub trait Disk: Send + Sync {
    /// Follows links.
    fn facts(&self, path: &Path) -> io::Result<Facts>;

    /// The path without links, of something that exists.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;

    /// The content, but at most `limit + 1` bytes: one more than the limit says that it is larger.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;

    /// The paths of what stands in a folder.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// A new empty file under a name that nobody uses, in the folder of `path` and with the
    /// permissions of `path` where that exists.
    fn create_beside(&self, path: &Path) -> io::Result<(PathBuf, Box<dyn DiskFile>)>;

    /// An existing file, to write at its end.
    fn open_append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;

    /// Puts a file under another name in one step, in the place of what stood there.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// As [`Disk::rename`], but an error where something stands under the other name.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Asks the system to let nobody write in a file.
    fn make_read_only(&self, path: &Path) -> io::Result<()>;

    /// Makes renames and removals in a folder last through a power cut.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// The folder and those above it, where they are not there yet.
    fn create_folders(&self, folder: &Path) -> io::Result<()>;

    /// Makes the file where needed and locks it for as long as the handle lives; `None` when
    /// another handle holds it. The system frees the lock of a process that died.
    fn try_lock(&self, path: &Path) -> io::Result<Option<File>>;
}

/// An open file that is written at its end.
pub trait DiskFile: Send {
    /// Hands all bytes to the system; on an error a part may have been written.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Waits until everything written lasts through a power cut.
    fn sync(&mut self) -> io::Result<()>;

    /// Cuts the file off at `len` bytes; the next write starts there.
    fn truncate(&mut self, len: u64) -> io::Result<()>;
}

/// The file system of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn facts(&self, path: &Path) -> io::Result<Facts> {
        let metadata = fs::metadata(path)?;
        let kind = if metadata.is_file() {
            Kind::File
        } else if metadata.is_dir() {
            Kind::Folder
        } else {
            Kind::Other
        };
        Ok(Facts { kind, len: metadata.len(), read_only: metadata.permissions().readonly() })
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let file = File::open(path)?;
        let limit = limit.saturating_add(1);
        // Room for all of it at once: growing would copy a large file over and over. One byte more
        // lets the last reading see the end.
        let len = file.metadata()?.len().min(limit).saturating_add(1);
        let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or_default());
        file.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
    }

    fn create_beside(&self, path: &Path) -> io::Result<(PathBuf, Box<dyn DiskFile>)> {
        // Not `tempfile()`: that makes the file readable for its owner only, and colleagues on a
        // shared folder would lose the budget at its first saving.
        let (file, temporary) = tempfile::Builder::new()
            .prefix(&temporary_prefix(path))
            .suffix(TEMPORARY_SUFFIX)
            .disable_cleanup(true)
            .make_in(folder_of(path), |name| {
                OpenOptions::new().write(true).create_new(true).open(name)
            })?
            .into_parts();
        if let Ok(metadata) = fs::metadata(path) {
            // Some network shares know no permissions; that is no reason not to save.
            let _ = fs::set_permissions(&temporary, metadata.permissions());
        }
        Ok((temporary.to_path_buf(), Box::new(RealFile(file))))
    }

    fn open_append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        // Not `append(true)`: Windows refuses to truncate through such a handle.
        let mut file = OpenOptions::new().write(true).open(path)?;
        file.seek(SeekFrom::End(0))?;
        Ok(Box::new(RealFile(file)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        #[expect(clippy::disallowed_methods, reason = "the disk beneath the atomic writer")]
        fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        let from = tempfile::TempPath::try_from_path(from)?;
        from.persist_noclobber(to).map_err(|refused| {
            // Who asked sees to what is left.
            let _ = refused.path.keep();
            refused.error
        })
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn make_read_only(&self, path: &Path) -> io::Result<()> {
        let mut permissions = fs::metadata(path)?.permissions();
        permissions.set_readonly(true);
        fs::set_permissions(path, permissions)
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        use io::ErrorKind as K;
        match File::open(folder).and_then(|folder| folder.sync_all()) {
            // Network disks know no such operation: they keep their folders by themselves.
            Err(error) if matches!(error.kind(), K::InvalidInput | K::Unsupported) => Ok(()),
            done => done,
        }
    }

    /// Windows keeps folders by itself and knows no such operation.
    #[cfg(not(unix))]
    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }

    fn create_folders(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    fn try_lock(&self, path: &Path) -> io::Result<Option<File>> {
        // The holder removes the file on leaving. Whoever had it open at that moment locks a file
        // that no longer has the name, and must look again.
        for _ in 0..LOCK_ATTEMPTS {
            let file = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(path)?;
            match file.try_lock() {
                Ok(()) if still_named(&file, path) => return Ok(Some(file)),
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
        Ok(None)
    }
}

const LOCK_ATTEMPTS: usize = 16;
pub(super) const TEMPORARY_SUFFIX: &str = ".tmp";

/// How the names of the temporary files beside `path` start.
pub(super) fn temporary_prefix(path: &Path) -> String {
    format!(".{}.", name_of(path))
}

#[cfg(unix)]
fn still_named(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(held), Ok(named)) => (held.dev(), held.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

/// Windows does not give the name of an open file to a new one.
#[cfg(not(unix))]
fn still_named(_file: &File, _path: &Path) -> bool {
    true
}

struct RealFile(File);

impl DiskFile for RealFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }

    fn truncate(&mut self, len: u64) -> io::Result<()> {
        self.0.set_len(len)?;
        self.0.seek(SeekFrom::End(0)).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_stops_one_byte_past_the_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        fs::write(&path, [7; 100]).unwrap();
        assert_eq!(RealDisk.read(&path, 10).unwrap().len(), 11);
        assert_eq!(RealDisk.read(&path, u64::MAX).unwrap().len(), 100);
    }

    #[test]
    fn writing_goes_on_where_it_was_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        fs::write(&path, "abcdef").unwrap();
        let mut file = RealDisk.open_append(&path).unwrap();
        file.write(b"gh").unwrap();
        file.truncate(3).unwrap();
        file.write(b"X").unwrap();
        file.sync().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"abcX");
    }

    #[test]
    fn a_new_name_is_never_taken_from_another() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("van"), folder.path().join("naar"));
        fs::write(&from, "nieuw").unwrap();
        fs::write(&to, "oud").unwrap();
        let refused = RealDisk.rename_new(&from, &to).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(
            (fs::read(&from).unwrap(), fs::read(&to).unwrap()),
            (b"nieuw".into(), b"oud".into())
        );
        fs::remove_file(&to).unwrap();
        RealDisk.rename_new(&from, &to).unwrap();
        assert_eq!(fs::read(&to).unwrap(), b"nieuw");
        assert!(!from.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_temporary_file_takes_over_who_may_read() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        fs::write(&path, "").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o664)).unwrap();
        let (temporary, _file) = RealDisk.create_beside(&path).unwrap();
        assert_eq!(fs::metadata(temporary).unwrap().permissions().mode() & 0o777, 0o664);
    }
}
