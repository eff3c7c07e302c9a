use std::path::Path;

use super::atomic::{Former, write_atomically};
use super::disk::Disk;
use super::error::StoreError;
use super::read::read_whole;
use super::ron_file;
use crate::model::ContentHash;

/// A saving that succeeded.
#[derive(Debug)]
pub struct Saved<M> {
    /// Of the content that now stands in the file.
    pub hash: ContentHash,
    /// Why the journal could not note it. The file holds all the same; only the next start will
    /// take it for changed from outside.
    pub journal_trouble: Option<M>,
}

/// Saves a budget, unless somebody else changed or sealed the file: first `mark` notes the new content in the journal and waits until that lasts
/// ([`super::JournalWriter::mark_saving_and_wait`]), then the file is replaced
/// ([`write_atomically`]). In this order a saving that is cut off anywhere leaves a file that the
/// journal knows.
///
/// # Errors
/// Those of [`write_atomically`].
pub fn save<M>(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    judge: impl Fn(&[u8]) -> Former,
    mark: impl FnOnce(ContentHash) -> Result<(), M>,
) -> Result<Saved<M>, StoreError> {
    // Asked here too: the journal need not know a content that never comes.
    if let Ok(former) = read_whole(disk, path, ron_file::MAX_BYTES) {
        judge(&former).check(path)?;
    }
    let journal_trouble = mark(ContentHash::of(bytes)).err();
    let hash = write_atomically(disk, path, bytes, judge)?;
    Ok(Saved { hash, journal_trouble })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;
    use crate::store::{
        Fault, FaultyDisk, Journal, JournalContents, JournalHeader, Operation, RealDisk,
        backup_path,
    };
    use std::path::PathBuf;
    use std::sync::Arc;
    use std::{fs, io};

    const OLDER: &[u8] = b"(versie: 1)";
    const OLD: &[u8] = b"(versie: 2)";
    const NEW: &[u8] = b"(versie: 3, langer dan de oude)";

    struct Scene {
        _folder: tempfile::TempDir,
        path: PathBuf,
        journal: PathBuf,
    }

    fn header() -> JournalHeader {
        JournalHeader { budget: Id::from_bits(1), base: ContentHash::of(OLD) }
    }

    /// A budget with a `.bak`, and a journal with two entries that the file does not hold.
    fn scene(file: &[u8]) -> Scene {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.ron");
        let journal = folder.path().join("x.ron.journaal");
        fs::write(&path, file).unwrap();
        fs::write(backup_path(&path), OLDER).unwrap();
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        let (mut writing, _) = Journal::open::<String>(&disk, &journal, &header()).unwrap();
        writing.append(&"een").unwrap();
        writing.append(&"twee").unwrap();
        writing.sync().unwrap();
        Scene { _folder: folder, path, journal }
    }

    /// Opens the journal, writes one more entry and saves: all that happens on Ctrl+S.
    fn work_and_save(disk: &FaultyDisk, scene: &Scene, former: Former) -> Result<(), StoreError> {
        let shared: Arc<dyn Disk> = Arc::new(disk.clone());
        let (mut journal, _) = Journal::open::<String>(&shared, &scene.journal, &header())?;
        journal.append(&"drie")?;
        journal.sync()?;
        let saved = save(
            disk,
            &scene.path,
            NEW,
            |_| former,
            |hash| {
                journal.mark_saving(&hash)?;
                journal.sync()
            },
        )?;
        journal.mark_saved(&saved.hash)?;
        journal.sync()?;
        saved.journal_trouble.map_or(Ok(()), Err)
    }

    fn faults(at: usize) -> [Fault; 3] {
        [
            Fault::FailAt(at, io::ErrorKind::StorageFull),
            Fault::FailAt(at, io::ErrorKind::PermissionDenied),
            Fault::KillAt(at),
        ]
    }

    /// Runs until the fault lies past the end; gives the number of points tried.
    fn at_every_point(file: &[u8], former: Former, check: impl Fn(&Scene, Fault, bool)) -> usize {
        let mut points = 0;
        for which in 0..3 {
            for at in 0.. {
                let fault = faults(at)[which];
                let scene = scene(file);
                let disk = FaultyDisk::new(fault);
                let saved = work_and_save(&disk, &scene, former);
                assert!(saved.is_ok() || disk.struck(), "{fault:?}: {saved:?}");
                check(&scene, fault, saved.is_ok());
                if !disk.struck() {
                    saved.unwrap();
                    break;
                }
                points += 1;
            }
        }
        points
    }

    #[test]
    fn a_saving_that_fails_anywhere_loses_nothing() {
        let points = at_every_point(OLD, Former::Good, |scene, fault, succeeded| {
            let file = fs::read(&scene.path).unwrap();
            let backup = fs::read(backup_path(&scene.path)).unwrap();
            assert!(file == NEW || (file == OLD && !succeeded), "{fault:?}: {file:?}");
            if file == NEW {
                assert_eq!(backup, OLD, "{fault:?}");
            } else {
                assert!(backup == OLDER || backup == OLD, "{fault:?}");
            }
            let journal: JournalContents<String> =
                Journal::read(&RealDisk, &scene.journal).unwrap();
            assert!(journal.entries.starts_with(&["een".into(), "twee".into()]), "{fault:?}");
            // Had somebody else replaced the file, then all that no file is known to hold is left.
            match journal.unsaved() {
                [] => assert_eq!(file, NEW, "{fault:?}"),
                unsaved => assert_eq!(unsaved, journal.entries, "{fault:?}"),
            }
            assert!(!succeeded || journal.unsaved().is_empty(), "{fault:?}");
            // A failing mark does not keep the file from being saved; else the journal knows it.
            match journal.pending(&ContentHash::of(&file)) {
                Some([]) => assert_eq!(file, NEW, "{fault:?}"),
                Some(pending) => {
                    assert_eq!(file, OLD, "{fault:?}");
                    assert_eq!(pending, journal.entries, "{fault:?}");
                }
                None => {
                    let killed = matches!(fault, Fault::KillAt(_));
                    assert!(file == NEW && !succeeded && !killed, "{fault:?}");
                }
            }
        });
        println!("saving: {points} fault points tried");
        assert!(points > 3 * 18, "{points}");
    }

    #[test]
    fn a_damaged_file_never_costs_the_good_backup() {
        let points = at_every_point(b"(versie: 2, beschad", Former::Damaged, |scene, fault, _| {
            let file = fs::read(&scene.path).unwrap();
            assert_eq!(fs::read(backup_path(&scene.path)).unwrap(), OLDER, "{fault:?}");
            let kept = fs::read(crate::store::paths::with_suffix(&scene.path, ".beschadigd"));
            assert!(file != NEW || kept.unwrap() == b"(versie: 2, beschad", "{fault:?}");
        });
        println!("saving over a damaged file: {points} fault points tried");
        assert!(points > 3 * 18, "{points}");
    }

    #[test]
    fn a_journal_that_cannot_be_written_does_not_keep_the_file_from_being_saved() {
        let scene = scene(OLD);
        let saved = save(&RealDisk, &scene.path, NEW, |_| Former::Good, |_| Err("vol"));
        assert_eq!(saved.unwrap().journal_trouble, Some("vol"));
        assert_eq!(fs::read(&scene.path).unwrap(), NEW);
    }

    #[test]
    fn only_a_killed_process_leaves_temporary_files() {
        for at in 0..40 {
            let scene = scene(OLD);
            let disk = FaultyDisk::new(Fault::FailAt(at, io::ErrorKind::StorageFull));
            let _ = work_and_save(&disk, &scene, Former::Good);
            let left = crate::store::sweep_temporaries(&RealDisk, &scene.path).unwrap();
            let removing = disk.operations().contains(&Operation::Remove);
            assert_eq!(left, 0, "fault at {at}, removing: {removing}");
        }
    }
}
