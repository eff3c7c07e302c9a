//! A budget that is saved under another name takes along what was done to it.

use std::path::Path;
use std::sync::Arc;

use ron::value::RawValue;

use super::disk::Disk;
use super::error::StoreError;
use super::journal::{Journal, bytes_of};
use super::journal_archive::{Raw, Written, archive_path, end, raw, records};
use super::journal_format::JournalHeader;
use crate::model::{ContentHash, Id};

/// Opens the journal at `to` and writes into it all that the journal at `from` and its archive say,
/// with the content that stands at the new place as the last. What stood at `to` stays before it; what
/// stands at `from` stays there.
///
/// # Errors
/// As [`Journal::open`]. What was written of it by then does no harm: the next saving marks what holds.
pub fn carry_journal(
    disk: &Arc<dyn Disk>,
    from: &Path,
    to: &Path,
    budget: Id,
    hash: &ContentHash,
) -> Result<Journal, StoreError> {
    let known = known(disk.as_ref(), from, budget)?;
    let base = known.first().and_then(|part| part.header).map_or(*hash, |header| header.base);
    let mut journal = begin_at(disk, to, JournalHeader { budget, base })?;
    for part in &known {
        for record in records(part, 0, part.entries.len()) {
            match record {
                Written::Entry(entry) => journal.append(entry)?,
                Written::Mark(mark) => journal.mark(mark.kind, &mark.hash)?,
            }
        }
    }
    journal.mark_saved(hash)?;
    journal.sync()?;
    Ok(journal)
}

/// Opens a journal to write in what comes after this content.
///
/// # Errors
/// As [`Journal::open`].
pub fn begin_at(
    disk: &Arc<dyn Disk>,
    path: &Path,
    header: JournalHeader,
) -> Result<Journal, StoreError> {
    let (mut journal, contents) = Journal::open::<Box<RawValue>>(disk, path, &header)?;
    let last = contents.marks.last();
    if last.is_none_or(|mark| mark.hash != header.base || mark.after < contents.entries.len()) {
        journal.mark_found(&header.base)?;
    }
    Ok(journal)
}

/// What the archive and the journal say of this budget, from old to new.
fn known(disk: &dyn Disk, journal: &Path, budget: Id) -> Result<Vec<Raw>, StoreError> {
    let read = |path: &Path| -> Result<Option<Raw>, StoreError> {
        let found = raw(&bytes_of(disk, path)?);
        Ok(found.filter(|found| found.header.is_some_and(|header| header.budget == budget)))
    };
    let Some(near) = read(journal)? else { return Ok(Vec::new()) };
    // An archive that does not reach the journal would make one history of two.
    let far = read(&archive_path(journal))?.filter(|far| far.before <= near.before);
    let far = far.filter(|far| near.before > 0 && end(far) >= near.before).map(|mut far| {
        far.entries.truncate(near.before - far.before);
        far.marks.retain(|mark| mark.after <= far.entries.len());
        far
    });
    Ok(far.into_iter().chain([near]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Fault, FaultyDisk, Lineage, RealDisk, lineage_of};
    use std::fs;
    use std::io::ErrorKind;
    use std::path::PathBuf;

    fn hash(number: usize) -> ContentHash {
        ContentHash::of(number.to_string().as_bytes())
    }

    fn budget() -> Id {
        Id::from_bits(1)
    }

    fn real() -> Arc<dyn Disk> {
        Arc::new(RealDisk)
    }

    /// A journal that goes on with the entries `from..to`, a content after each.
    fn work(path: &Path, from: usize, to: usize) {
        let header = JournalHeader { budget: budget(), base: hash(from) };
        let (mut journal, _) = Journal::open::<String>(&real(), path, &header).unwrap();
        for number in from..to {
            journal.append(&number.to_string()).unwrap();
            journal.mark_saved(&hash(number + 1)).unwrap();
        }
        journal.sync().unwrap();
    }

    fn lineage(path: &Path, content: usize) -> Lineage<String> {
        lineage_of(&RealDisk, path, budget(), &hash(content))
    }

    fn numbers(range: std::ops::Range<usize>) -> Vec<String> {
        range.map(|number| number.to_string()).collect()
    }

    fn desk() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) =
            (folder.path().join("x.ron.journaal"), folder.path().join("y.ron.journaal"));
        (folder, from, to)
    }

    #[test]
    fn all_comes_along_with_what_lies_in_the_archive() {
        let (_folder, from, to) = desk();
        work(&from, 0, 2_500);
        drop(Journal::open::<String>(
            &real(),
            &from,
            &JournalHeader { budget: budget(), base: hash(0) },
        ));
        assert!(archive_path(&from).exists());
        let before = fs::read(&from).unwrap();
        let mut journal = carry_journal(&real(), &from, &to, budget(), &hash(9_999)).unwrap();
        journal.append(&"verder").unwrap();
        journal.mark_saved(&hash(10_000)).unwrap();
        journal.sync().unwrap();
        drop(journal);
        assert_eq!(fs::read(&from).unwrap(), before);
        let all = lineage(&to, 10_000);
        assert_eq!(all.entries[..2_500], numbers(0..2_500));
        assert_eq!(all.entries[2_500..], ["verder"]);
        for known in [0, 1, 1_000, 2_499, 2_500] {
            assert!(all.contents.contains(&(hash(known), known)), "{known}");
        }
        assert!(all.contents.contains(&(hash(9_999), 2_500)));
    }

    #[test]
    fn what_stood_at_the_new_place_stays_before_it() {
        let (_folder, from, to) = desk();
        work(&to, 100, 110);
        work(&from, 0, 10);
        carry_journal(&real(), &from, &to, budget(), &hash(10)).unwrap();
        assert_eq!(lineage(&to, 10).entries, numbers(0..10));
        assert_eq!(lineage(&to, 110).entries, numbers(100..110));
        // Back to the first, over the second: both still have their own past.
        carry_journal(&real(), &to, &from, budget(), &hash(10)).unwrap();
        assert_eq!(lineage(&from, 10).entries, numbers(0..10));
    }

    #[test]
    fn without_a_journal_or_with_one_of_another_budget_it_begins_with_the_content() {
        let (_folder, from, to) = desk();
        carry_journal(&real(), &from, &to, budget(), &hash(3)).unwrap();
        assert_eq!(lineage(&to, 3).contents.first(), Some(&(hash(3), 0)));
        let (_folder, from, to) = desk();
        let header = JournalHeader { budget: Id::from_bits(2), base: hash(0) };
        drop(Journal::open::<String>(&real(), &from, &header).unwrap());
        carry_journal(&real(), &from, &to, budget(), &hash(3)).unwrap();
        assert_eq!(lineage(&to, 3).entries, numbers(0..0));
    }

    #[test]
    fn a_disk_that_fails_anywhere_leaves_what_was_there_and_a_journal_to_go_on_in() {
        let mut points = 0;
        for kill in [false, true] {
            for at in 0.. {
                let (_folder, from, to) = desk();
                work(&from, 0, 5);
                work(&to, 100, 105);
                let before = fs::read(&from).unwrap();
                let fault = match kill {
                    true => Fault::KillAt(at),
                    false => Fault::FailAt(at, ErrorKind::StorageFull),
                };
                let disk = FaultyDisk::new(fault);
                let shared: Arc<dyn Disk> = Arc::new(disk.clone());
                let carried = carry_journal(&shared, &from, &to, budget(), &hash(5));
                assert!(carried.is_ok() || disk.struck(), "{fault:?}");
                drop(carried);
                assert_eq!(fs::read(&from).unwrap(), before, "{fault:?}");
                let header = JournalHeader { budget: budget(), base: hash(5) };
                let mut journal = begin_at(&real(), &to, header).unwrap();
                journal.append(&"verder").unwrap();
                journal.mark_saved(&hash(6)).unwrap();
                journal.sync().unwrap();
                assert_eq!(lineage(&to, 105).entries, numbers(100..105), "{fault:?}");
                let last = lineage(&to, 6).entries;
                assert_eq!(last.last().map(String::as_str), Some("verder"), "{fault:?}");
                // Either all of it came along or nothing that counts.
                assert!([1, 6].contains(&last.len()), "{fault:?}: {last:?}");
                if !disk.struck() {
                    break;
                }
                points += 1;
            }
        }
        println!("carrying a journal along: {points} points");
    }
}
