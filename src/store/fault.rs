//! A disk that fails on purpose, for tests of everything that writes.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::disk::{Disk, DiskFile, Facts, RealDisk};

/// One kind of operation on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    Facts,
    Resolve,
    Read,
    List,
    CreateBeside,
    OpenAppend,
    Write,
    Sync,
    Truncate,
    Rename,
    RenameNew,
    Remove,
    MakeReadOnly,
    SyncFolder,
    CreateFolders,
    Lock,
}

/// What goes wrong, and when. Operations are counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    None,
    /// One operation fails with this error, those after it succeed.
    FailAt(usize, io::ErrorKind),
    /// As if the process was killed: this operation and all after it fail.
    KillAt(usize),
    /// Every operation of one kind fails with this error.
    FailEvery(Operation, io::ErrorKind),
}

/// Works on the real disk until the moment of its [`Fault`]. A write that fails leaves half of its
/// bytes behind, as a full disk does. Clones share the count.
#[derive(Clone, Debug)]
pub struct FaultyDisk {
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    fault: Fault,
    done: Vec<Operation>,
    struck: bool,
}

impl FaultyDisk {
    pub fn new(fault: Fault) -> FaultyDisk {
        let state = State { fault, done: Vec::new(), struck: false };
        FaultyDisk { state: Arc::new(Mutex::new(state)) }
    }

    /// From now on another fault; the count starts anew.
    pub fn set(&self, fault: Fault) {
        *self.state() = State { fault, done: Vec::new(), struck: false };
    }

    /// The operations asked for so far, failed ones included.
    pub fn operations(&self) -> Vec<Operation> {
        self.state().done.clone()
    }

    /// Whether the fault has happened.
    pub fn struck(&self) -> bool {
        self.state().struck
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pass(&self, operation: Operation) -> io::Result<()> {
        let mut state = self.state();
        let number = state.done.len();
        state.done.push(operation);
        let error = match state.fault {
            Fault::FailAt(at, kind) if at == number => kind,
            Fault::KillAt(at) if at <= number => io::ErrorKind::Other,
            Fault::FailEvery(which, kind) if which == operation => kind,
            _ => return Ok(()),
        };
        state.struck = true;
        Err(error.into())
    }

    /// Whether the process was killed before this very operation.
    fn was_dead(&self) -> bool {
        let state = self.state();
        matches!(state.fault, Fault::KillAt(at) if at + 1 < state.done.len())
    }

    fn wrap(&self, file: Box<dyn DiskFile>) -> Box<dyn DiskFile> {
        Box::new(FaultyFile { disk: self.clone(), file })
    }
}

impl Disk for FaultyDisk {
    fn facts(&self, path: &Path) -> io::Result<Facts> {
        self.pass(Operation::Facts)?;
        RealDisk.facts(path)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.pass(Operation::Resolve)?;
        RealDisk.resolve(path)
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.pass(Operation::Read)?;
        RealDisk.read(path, limit)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.pass(Operation::List)?;
        RealDisk.list(folder)
    }

    fn create_beside(&self, path: &Path) -> io::Result<(PathBuf, Box<dyn DiskFile>)> {
        self.pass(Operation::CreateBeside)?;
        let (temporary, file) = RealDisk.create_beside(path)?;
        Ok((temporary, self.wrap(file)))
    }

    fn open_append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.pass(Operation::OpenAppend)?;
        Ok(self.wrap(RealDisk.open_append(path)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass(Operation::Rename)?;
        RealDisk.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass(Operation::RenameNew)?;
        RealDisk.rename_new(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.pass(Operation::Remove)?;
        RealDisk.remove(path)
    }

    fn make_read_only(&self, path: &Path) -> io::Result<()> {
        self.pass(Operation::MakeReadOnly)?;
        RealDisk.make_read_only(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.pass(Operation::SyncFolder)?;
        RealDisk.sync_folder(folder)
    }

    fn create_folders(&self, folder: &Path) -> io::Result<()> {
        self.pass(Operation::CreateFolders)?;
        RealDisk.create_folders(folder)
    }

    fn try_lock(&self, path: &Path) -> io::Result<Option<File>> {
        self.pass(Operation::Lock)?;
        RealDisk.try_lock(path)
    }
}

struct FaultyFile {
    disk: FaultyDisk,
    file: Box<dyn DiskFile>,
}

impl DiskFile for FaultyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let passed = self.disk.pass(Operation::Write);
        if passed.is_err() && !self.disk.was_dead() {
            self.file.write(bytes.get(..bytes.len() / 2).unwrap_or_default())?;
        }
        passed?;
        self.file.write(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.disk.pass(Operation::Sync)?;
        self.file.sync()
    }

    fn truncate(&mut self, len: u64) -> io::Result<()> {
        self.disk.pass(Operation::Truncate)?;
        self.file.truncate(len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_passes_and_a_kill_does_not() {
        let folder = tempfile::tempdir().unwrap();
        for (fault, outcome) in [
            (Fault::None, [true, true, true]),
            (Fault::FailAt(1, io::ErrorKind::StorageFull), [true, false, true]),
            (Fault::KillAt(1), [true, false, false]),
            (Fault::FailEvery(Operation::Facts, io::ErrorKind::Other), [false, false, false]),
        ] {
            let disk = FaultyDisk::new(fault);
            assert_eq!([(); 3].map(|()| disk.facts(folder.path()).is_ok()), outcome, "{fault:?}");
            assert_eq!(disk.operations().len(), 3);
        }
    }

    #[test]
    fn a_write_that_fails_leaves_half() {
        let folder = tempfile::tempdir().unwrap();
        let disk = FaultyDisk::new(Fault::KillAt(1));
        let (path, mut file) = disk.create_beside(&folder.path().join("x")).unwrap();
        assert!(file.write(b"abcdef").is_err());
        assert!(file.write(b"ghijkl").is_err(), "dead");
        assert_eq!(std::fs::read(path).unwrap(), b"abc");
    }
}
