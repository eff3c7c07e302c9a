//! Where the journal of a budget stands.

use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::error::StoreError;
use super::paths::{name_of, with_suffix};
use crate::model::{ContentHash, Id};

/// Where to write the journal of a budget, and where an older one may still stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalPlace {
    /// To open and go on in.
    pub path: PathBuf,
    /// A journal of the same budget in the other of the two places, from a time when the folder
    /// could, or could not, be written. To look in for work that was never saved.
    pub older: Option<PathBuf>,
}

/// Beside the budget (`X.ron.journaal`); where that cannot be written, in the user's data folder,
/// under a name made from the path. Tries it out by making and removing a file.
///
/// # Errors
/// When the data folder cannot be made either.
pub fn journal_place(
    disk: &dyn Disk,
    budget: &Path,
    data_folder: &Path,
) -> Result<JournalPlace, StoreError> {
    // Without links, so that every way to the file leads to the same journal.
    let real = disk.resolve(budget).unwrap_or_else(|_| budget.to_owned());
    let beside = beside(disk, budget);
    let hash = ContentHash::of(real.as_os_str().as_encoded_bytes()).to_string();
    let short = hash.get(..16).unwrap_or_default();
    let away = journal_folder(data_folder).join(format!("{short}-{}{JOURNAL}", name_of(&real)));
    let existing = |path: PathBuf| disk.facts(&path).is_ok().then_some(path);
    if is_writable(disk, &beside) {
        return Ok(JournalPlace { path: beside, older: existing(away) });
    }
    make_journal_folder(disk, data_folder)?;
    Ok(JournalPlace { path: away, older: existing(beside) })
}

/// The journal of a budget that has no file yet: a new one, or a copy of an example. `copy` is a
/// fresh id, so that two copies of one example do not share a journal. Take the lock on this path.
///
/// # Errors
/// When the data folder cannot be made.
pub fn untitled_journal(
    disk: &dyn Disk,
    data_folder: &Path,
    copy: Id,
) -> Result<PathBuf, StoreError> {
    make_journal_folder(disk, data_folder)?;
    Ok(journal_folder(data_folder).join(format!("{UNTITLED}{copy}{JOURNAL}")))
}

/// The journals of budgets without a file, of other instances of the program that still run and of
/// those that ended without saving: the lock tells which.
///
/// # Errors
/// Whatever the disk says; without a data folder there are none.
pub fn untitled_journals(disk: &dyn Disk, data_folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let folder = journal_folder(data_folder);
    let found = match disk.list(&folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        found => found.map_err(StoreError::io("te openen", &folder))?,
    };
    let mut journals: Vec<PathBuf> = found
        .into_iter()
        .filter(|path| {
            let name = name_of(path);
            name.starts_with(UNTITLED) && name.ends_with(JOURNAL)
        })
        .collect();
    journals.sort();
    Ok(journals)
}

/// Where the journal of a budget stands as a rule.
pub(super) fn beside(disk: &dyn Disk, budget: &Path) -> PathBuf {
    let real = disk.resolve(budget).unwrap_or_else(|_| budget.to_owned());
    with_suffix(&real, JOURNAL)
}

const JOURNAL: &str = ".journaal";
const UNTITLED: &str = "naamloos-";

fn journal_folder(data_folder: &Path) -> PathBuf {
    data_folder.join("journalen")
}

fn make_journal_folder(disk: &dyn Disk, data_folder: &Path) -> Result<(), StoreError> {
    let folder = journal_folder(data_folder);
    disk.create_folders(&folder).map_err(StoreError::io("aan te maken", &folder))
}

/// Whether files can be made and replaced beside `path`, and what stands there can be written.
fn is_writable(disk: &dyn Disk, path: &Path) -> bool {
    let in_folder = disk
        .create_beside(path)
        .and_then(|(temporary, file)| {
            drop(file);
            disk.remove(&temporary)
        })
        .is_ok();
    match disk.facts(path) {
        Ok(facts) => in_folder && !facts.read_only && disk.open_append(path).is_ok(),
        Err(error) => in_folder && error.kind() == std::io::ErrorKind::NotFound,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Fault, FaultyDisk, Operation, RealDisk};
    use std::{fs, io};

    #[test]
    fn beside_the_budget_or_else_with_the_user() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        let (budget, data) = (root.join("x.ron"), root.join("gegevens"));
        fs::write(&budget, "").unwrap();
        let here = journal_place(&RealDisk, &budget, &data).unwrap();
        assert_eq!(here, JournalPlace { path: root.join("x.ron.journaal"), older: None });
        assert_eq!(fs::read_dir(&root).unwrap().count(), 1, "nothing stays behind");

        fs::write(&here.path, "").unwrap();
        let fault = Fault::FailEvery(Operation::CreateBeside, io::ErrorKind::PermissionDenied);
        let away = journal_place(&FaultyDisk::new(fault), &budget, &data).unwrap();
        assert!(away.path.starts_with(&data), "{away:?}");
        assert!(away.path.parent().unwrap().is_dir());
        assert_eq!(away.older, Some(here.path));

        fs::write(&away.path, "").unwrap();
        let again = journal_place(&RealDisk, &budget, &data).unwrap();
        assert_eq!(again.older, Some(away.path));
    }

    #[test]
    fn equal_names_in_two_folders_have_two_journals() {
        let folder = tempfile::tempdir().unwrap();
        let fault = Fault::FailEvery(Operation::CreateBeside, io::ErrorKind::ReadOnlyFilesystem);
        let disk = FaultyDisk::new(fault);
        let place = |name: &str| {
            let budget = folder.path().join(name).join("x.ron");
            journal_place(&disk, &budget, folder.path()).unwrap().path
        };
        assert_eq!(place("a"), place("a"));
        assert_ne!(place("a"), place("b"));
    }

    #[test]
    fn untitled_journals_are_found_again() {
        let folder = tempfile::tempdir().unwrap();
        assert!(untitled_journals(&RealDisk, folder.path()).unwrap().is_empty());
        let path = untitled_journal(&RealDisk, folder.path(), Id::from_bits(5)).unwrap();
        fs::write(&path, "").unwrap();
        fs::write(path.with_extension("slot"), "").unwrap();
        assert_eq!(untitled_journals(&RealDisk, folder.path()).unwrap(), [path]);
    }
}
