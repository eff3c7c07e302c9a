use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::atomic::put;
use super::disk::{Disk, DiskFile};
use super::error::StoreError;
use super::journal_archive;
use super::journal_format::{
    Damage, DamageReason, Decoded, JournalContents, JournalHeader, MarkKind, RecordKind, Tail,
    decode, encode, start,
};
use super::keep_aside;
use super::read::read_whole;
use crate::model::ContentHash;

/// The journal of one open budget, to write at its end. One entry is one revision.
///
/// The contract of writing: what was handed in is safe once [`Journal::sync`] succeeded. When any
/// call fails, all that was handed in since the last success counts as not written; hand it in
/// again. (A system may forget what it could not sync, so trying only the sync again proves
/// nothing.)
pub struct Journal {
    path: PathBuf,
    file: Box<dyn DiskFile>,
    written: Tail,
    synced: Tail,
    /// Whether there may be more in the file than `written` says.
    torn: bool,
}

impl Journal {
    /// Reads a journal and goes on in it, or starts one. What cannot be read is kept aside
    /// (`….beschadigd`) before anything is cut off, and told in the damage of the contents. The
    /// journal of another budget under this name is kept aside as a whole. What lies far behind
    /// moves to the archive. Only for who holds the lock.
    ///
    /// # Errors
    /// A journal of a newer version of the program, and whatever the disk says; then the file is
    /// as it was.
    pub fn open<E: DeserializeOwned>(
        disk: &Arc<dyn Disk>,
        path: &Path,
        header: &JournalHeader,
    ) -> Result<(Journal, JournalContents<E>), StoreError> {
        // What cannot move now does so at a next opening; the journal is whole either way.
        let _moved = journal_archive::shorten(disk, path, header);
        let before = || journal_archive::archived(disk.as_ref(), path, header);
        Journal::open_after(disk, path, header, before)
    }

    /// As [`Journal::open`], without an archive; one that is made anew goes on after so many entries.
    pub(super) fn open_after<E: DeserializeOwned>(
        disk: &Arc<dyn Disk>,
        path: &Path,
        header: &JournalHeader,
        before: impl FnOnce() -> usize,
    ) -> Result<(Journal, JournalContents<E>), StoreError> {
        let disk = disk.as_ref();
        let bytes = bytes_of(disk, path)?;
        let (mut contents, mut tail) = decoded::<E>(path, &bytes)?;
        let other = contents.header.map(|found| found.budget).filter(|&id| id != header.budget);
        if let Some(id) = other {
            tail = Tail::NOTHING;
            let reason = DamageReason::OtherBudget(id);
            let damage = Damage {
                offset: 0,
                bytes: bytes.len() as u64,
                reason,
                kept: None,
                later: Box::default(),
            };
            contents = JournalContents { damage: Some(damage), ..JournalContents::default() };
        }
        if let Some(damage) = &mut contents.damage {
            let bad = usize::try_from(tail.len).ok().and_then(|good| bytes.get(good..));
            damage.kept = Some(keep_aside(disk, path, bad.unwrap_or(&bytes))?);
        }
        if contents.header.is_none() {
            let before = before();
            let (first, after) = start(header, before).map_err(encoding(path))?;
            put(disk, path, path, &first)?;
            tail = after;
            contents.begin(*header);
            contents.before = before;
        }
        let file = disk.open_append(path).map_err(StoreError::io(WRITING, path))?;
        let torn = contents.damage.is_some();
        let path = path.to_owned();
        let mut journal = Journal { path, file, written: tail, synced: tail, torn };
        journal.mend()?;
        Ok((journal, contents))
    }

    /// Reads a journal and changes nothing, for who does not hold the lock.
    ///
    /// # Errors
    /// As [`Journal::open`], and where there is none.
    pub fn read<E: DeserializeOwned>(
        disk: &dyn Disk,
        path: &Path,
    ) -> Result<JournalContents<E>, StoreError> {
        let bytes = read_whole(disk, path, u64::MAX)?;
        decoded(path, &bytes).map(|(contents, _)| contents)
    }

    /// Where it stands.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Hands an entry to the system.
    ///
    /// # Errors
    /// Whatever the disk says; see the contract above.
    pub fn append(&mut self, entry: &(impl Serialize + ?Sized)) -> Result<(), StoreError> {
        self.write(RecordKind::Entry, entry)
    }

    /// Notes that a file with this content holds all entries so far. Comes, with a
    /// [`Journal::sync`], before the file is replaced: whether the saving succeeds or is cut off,
    /// the journal then knows the content that stands there. Nothing is ever cut off by it.
    ///
    /// # Errors
    /// Whatever the disk says; see the contract above.
    pub fn mark_saving(&mut self, hash: &ContentHash) -> Result<(), StoreError> {
        self.mark(MarkKind::Saving, hash)
    }

    /// Notes that the file got this content: the saving that was noted before came about.
    ///
    /// # Errors
    /// Whatever the disk says; see the contract above.
    pub fn mark_saved(&mut self, hash: &ContentHash) -> Result<(), StoreError> {
        self.mark(MarkKind::Saved, hash)
    }

    /// Notes that the file stands there with this content, and that no entry before this made it so:
    /// somebody else changed the file, or the entries are left behind on purpose.
    ///
    /// # Errors
    /// Whatever the disk says; see the contract above.
    pub fn mark_found(&mut self, hash: &ContentHash) -> Result<(), StoreError> {
        self.mark(MarkKind::Found, hash)
    }

    pub(super) fn mark(&mut self, kind: MarkKind, hash: &ContentHash) -> Result<(), StoreError> {
        self.write(RecordKind::Mark(kind), hash)
    }

    /// Waits until all that was handed in lasts through a power cut.
    ///
    /// # Errors
    /// Whatever the disk says; see the contract above.
    pub fn sync(&mut self) -> Result<(), StoreError> {
        self.mend()?;
        match self.file.sync() {
            Ok(()) => {
                self.synced = self.written;
                Ok(())
            }
            Err(error) => {
                self.step_back();
                Err(StoreError::io(WRITING, &self.path)(error))
            }
        }
    }

    fn write(
        &mut self,
        kind: RecordKind,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), StoreError> {
        self.mend()?;
        let (bytes, after) = match encode(kind, value, self.written) {
            Ok(record) => record,
            Err(error) => {
                self.step_back();
                return Err(encoding(&self.path)(error));
            }
        };
        match self.file.write(&bytes) {
            Ok(()) => {
                self.written = after;
                Ok(())
            }
            Err(error) => {
                self.step_back();
                Err(StoreError::io(WRITING, &self.path)(error))
            }
        }
    }

    /// Cuts off what an earlier failure may have left behind the good part.
    fn mend(&mut self) -> Result<(), StoreError> {
        if self.torn {
            self.file.truncate(self.written.len).map_err(StoreError::io(WRITING, &self.path))?;
            self.torn = false;
        }
        Ok(())
    }

    fn step_back(&mut self) {
        self.torn = true;
        self.written = self.synced;
    }
}

const WRITING: &str = "bij te houden";

pub(super) fn encoding(path: &Path) -> impl FnOnce(ron::Error) -> StoreError {
    move |error| StoreError::Encode { path: path.to_owned(), message: error.to_string() }
}

/// The content of a journal; nothing where there is none.
pub(super) fn bytes_of(disk: &dyn Disk, path: &Path) -> Result<Vec<u8>, StoreError> {
    match read_whole(disk, path, u64::MAX) {
        Err(error) if error.is_not_found() => Ok(Vec::new()),
        bytes => bytes,
    }
}

fn decoded<E: DeserializeOwned>(
    path: &Path,
    bytes: &[u8],
) -> Result<(JournalContents<E>, Tail), StoreError> {
    match decode(bytes) {
        Decoded::Good(contents, tail) => Ok((contents, tail)),
        Decoded::Newer(version) => Err(StoreError::NewerJournal { path: path.to_owned(), version }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Edit, Field, Id, KopField, Level, Onderdeel, Order, Record, Revision};
    use crate::store::{Fault, FaultyDisk, Operation, RealDisk};
    use std::{fs, io};

    fn header() -> JournalHeader {
        JournalHeader { budget: Id::from_bits(1), base: ContentHash::of(b"begin") }
    }

    fn open(path: &Path) -> (Journal, JournalContents<String>) {
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        Journal::open(&disk, path, &header()).unwrap()
    }

    fn write(path: &Path, entries: &[&str]) {
        let (mut journal, _) = open(path);
        for entry in entries {
            journal.append(entry).unwrap();
        }
        journal.sync().unwrap();
    }

    fn folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.ron.journaal");
        (folder, path)
    }

    #[test]
    fn a_journal_goes_on_where_it_was() {
        let (_folder, path) = folder();
        write(&path, &["een", "twee"]);
        write(&path, &["drie"]);
        let (_, contents) = open(&path);
        assert_eq!(contents.entries, ["een", "twee", "drie"]);
        assert_eq!(contents.damage, None);
        assert_eq!(contents.header, Some(header()));
        assert_eq!(contents.pending(&ContentHash::of(b"begin")).unwrap().len(), 3);
    }

    #[test]
    fn a_revision_comes_back_as_it_was() {
        let id = Id::from_bits(3);
        let title = |text: &str| Field::Kop(KopField::Title(text.to_owned()));
        let onderdeel = Onderdeel::new(
            id,
            Some(Id::from_bits(1)),
            Level::Taakveld,
            ("6.72".to_owned(), "Maatwerk ‘18-’\n\"jeugd\"".to_owned()),
            Order::after(None),
        );
        let revision = Revision {
            id,
            who: "budgethouder".to_owned(),
            at: jiff::Timestamp::UNIX_EPOCH,
            why: "titel: a → b".to_owned(),
            edits: vec![
                Edit::Insert(Record::Onderdeel(onderdeel)),
                Edit::Set { id, old: title("a"), new: title("b") },
            ],
            van: Vec::new(),
        };
        let (_folder, path) = folder();
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        let (mut journal, _) = Journal::open::<Revision>(&disk, &path, &header()).unwrap();
        journal.append(&revision).unwrap();
        journal.sync().unwrap();
        let contents = Journal::read::<Revision>(&RealDisk, &path).unwrap();
        assert_eq!(contents.entries, [revision]);
    }

    #[test]
    fn a_torn_tail_is_kept_before_it_is_cut_off() {
        let (_folder, path) = folder();
        write(&path, &["een", "twee"]);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() - 3]).unwrap();

        let (mut journal, contents) = open(&path);
        assert_eq!(contents.entries, ["een"]);
        let damage = contents.damage.unwrap();
        assert_eq!(damage.reason, DamageReason::Torn);
        let good = &whole[..usize::try_from(damage.offset).unwrap()];
        let kept = fs::read(damage.kept.as_ref().unwrap()).unwrap();
        assert_eq!([good, &kept].concat(), whole[..whole.len() - 3]);
        assert!(damage.to_string().contains("x.ron.journaal.beschadigd"), "{damage}");

        journal.append(&"drie").unwrap();
        journal.sync().unwrap();
        let (_, contents) = open(&path);
        assert_eq!(contents.entries, ["een", "drie"]);
        assert_eq!(contents.damage, None);
    }

    #[test]
    fn what_is_no_journal_or_of_another_budget_is_kept_as_a_whole() {
        let (folder, path) = folder();
        fs::write(&path, "iets anders").unwrap();
        let (_, contents) = open(&path);
        assert_eq!(contents.header, Some(header()));
        let damage = contents.damage.unwrap();
        assert_eq!(damage.reason, DamageReason::NotAJournal);
        assert_eq!(fs::read(damage.kept.unwrap()).unwrap(), b"iets anders");

        write(&path, &["een"]);
        let bytes = fs::read(&path).unwrap();
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        let other = JournalHeader { budget: Id::from_bits(2), ..header() };
        let (_, contents) = Journal::open::<String>(&disk, &path, &other).unwrap();
        assert!(contents.entries.is_empty());
        let damage = contents.damage.unwrap();
        assert_eq!(damage.reason, DamageReason::OtherBudget(Id::from_bits(1)));
        assert_eq!(fs::read(damage.kept.unwrap()).unwrap(), bytes);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }

    #[test]
    fn after_a_failure_all_since_the_last_sync_is_handed_in_again() {
        let errors = [Operation::Write, Operation::Sync, Operation::Truncate];
        let mut points = 0;
        for at in 0.. {
            let (_folder, path) = folder();
            write(&path, &["een"]);
            let faulty = FaultyDisk::new(Fault::None);
            let disk: Arc<dyn Disk> = Arc::new(faulty.clone());
            let (mut journal, _) = Journal::open::<String>(&disk, &path, &header()).unwrap();
            faulty.set(Fault::FailAt(at, io::ErrorKind::StorageFull));
            let mut attempt = || {
                journal.append(&"twee")?;
                journal.append(&"drie")?;
                journal.sync()
            };
            if attempt().is_err() {
                attempt().unwrap();
            }
            let (_, contents) = open(&path);
            assert_eq!(contents.entries, ["een", "twee", "drie"], "fault at {at}");
            assert_eq!(contents.damage, None, "fault at {at}");
            assert!(faulty.operations().iter().all(|done| errors.contains(done)));
            if !faulty.struck() {
                break;
            }
            points += 1;
        }
        assert_eq!(points, 3);
    }

    #[test]
    fn opening_that_is_cut_off_anywhere_loses_nothing() {
        let mut points = 0;
        for kill in [false, true] {
            for at in 0.. {
                let (_folder, path) = folder();
                write(&path, &["een", "twee"]);
                let mut bytes = fs::read(&path).unwrap();
                let good = bytes.len() as u64;
                bytes.extend(b"R 0000");
                fs::write(&path, &bytes).unwrap();

                let fault = match kill {
                    true => Fault::KillAt(at),
                    false => Fault::FailAt(at, io::ErrorKind::StorageFull),
                };
                let faulty = FaultyDisk::new(fault);
                let disk: Arc<dyn Disk> = Arc::new(faulty.clone());
                let opened = Journal::open::<String>(&disk, &path, &header());
                let kept = fs::read(crate::store::paths::with_suffix(&path, ".beschadigd"));
                let cut = fs::metadata(&path).unwrap().len() == good;
                assert!(!cut || kept.unwrap() == b"R 0000", "{fault:?}");
                assert_eq!(open(&path).1.entries, ["een", "twee"], "{fault:?}");
                if !faulty.struck() {
                    opened.unwrap();
                    break;
                }
                points += 1;
            }
        }
        println!("opening a journal: {points} fault points tried");
        assert!(points > 12, "{points}");
    }

    #[test]
    fn a_journal_of_a_newer_program_is_left_alone() {
        let (_folder, path) = folder();
        let line = b"sluitend-journaal 9\n".to_vec();
        let text = ron::to_string(&header()).unwrap();
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(&line);
        hasher.update(format!("K {:08x}{text}", text.len()).as_bytes());
        let head = format!("K {:08x} {:08x}\n{text}\n", text.len(), hasher.finalize());
        let bytes = [line, head.into_bytes()].concat();
        fs::write(&path, &bytes).unwrap();
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        let refused = Journal::open::<String>(&disk, &path, &header());
        assert!(matches!(refused, Err(StoreError::NewerJournal { version: 9, .. })));
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
}
