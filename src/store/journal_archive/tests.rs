use std::{fs, io};

use super::*;
use crate::model::{ContentHash, Id};
use crate::store::{DamageReason, Fault, FaultyDisk, RealDisk};

fn header() -> JournalHeader {
    JournalHeader { budget: Id::from_bits(1), base: hash(0) }
}

fn hash(number: usize) -> ContentHash {
    ContentHash::of(number.to_string().as_bytes())
}

fn real() -> Arc<dyn Disk> {
    Arc::new(RealDisk)
}

fn desk() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.ron.journaal");
    (folder, path)
}

/// Goes on in the journal with these entries, and saves after each tenth.
fn work(path: &Path, entries: std::ops::Range<usize>) {
    let (mut journal, _) = Journal::open::<String>(&real(), path, &header()).unwrap();
    for number in entries {
        journal.append(&number.to_string()).unwrap();
        if (number + 1) % 10 == 0 {
            journal.mark_saved(&hash(number + 1)).unwrap();
        }
    }
    journal.sync().unwrap();
}

fn numbers(entries: &[String]) -> Vec<usize> {
    entries.iter().map(|entry| entry.parse().unwrap()).collect()
}

/// All that is known from the first entry on, with what the archive lacks.
fn history(path: &Path) -> (Vec<usize>, usize) {
    let (journal, contents) = Journal::open::<String>(&real(), path, &header()).unwrap();
    assert_eq!(contents.damage, None);
    let archived = match Archive::of(journal.path(), &contents) {
        Some(archive) => archive.read::<String>(&RealDisk).unwrap(),
        None => Archived { lineage: Lineage::default(), missing: 0, damage: None },
    };
    let all = [archived.lineage.entries, contents.entries].concat();
    (numbers(&all), archived.missing)
}

fn all(to: usize) -> (Vec<usize>, usize) {
    ((0..to).collect(), 0)
}

#[test]
fn a_long_journal_keeps_what_is_near_and_the_archive_has_the_rest() {
    let (folder, path) = desk();
    work(&path, 0..1_999);
    assert_eq!(history(&path), all(1_999));
    assert!(!archive_path(&path).exists(), "not long enough yet");

    work(&path, 1_999..2_345);
    let (_, contents) = Journal::open::<String>(&real(), &path, &header()).unwrap();
    assert_eq!((contents.before, contents.entries.len()), (1_340, 1_005));
    assert_eq!(contents.header.unwrap().base, hash(1_340));
    // What the file does not hold is still offered, from every content that is near.
    assert_eq!(contents.pending(&hash(2_340)).unwrap().len(), 5);
    assert_eq!(contents.pending(&hash(1_340)).unwrap().len(), 1_005);
    assert_eq!(contents.lineage(&hash(2_340)).entries.len(), 1_000);
    assert_eq!(history(&path), all(2_345));

    work(&path, 2_345..6_000);
    assert_eq!(history(&path), all(6_000));
    let names = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(names, 2, "a journal and its archive");
}

#[test]
fn what_was_never_saved_stays_in_the_journal() {
    let (_folder, path) = desk();
    let (mut journal, _) = Journal::open::<String>(&real(), &path, &header()).unwrap();
    (0..2_500).for_each(|number| journal.append(&number.to_string()).unwrap());
    journal.sync().unwrap();
    let (_, contents) = Journal::open::<String>(&real(), &path, &header()).unwrap();
    assert_eq!((contents.before, contents.entries.len()), (0, 2_500));
}

#[test]
fn moving_that_fails_anywhere_loses_nothing_and_doubles_nothing() {
    let (_kept, long) = desk();
    work(&long, 0..1_990);
    // Longer at once: what is opened now is not yet shortened.
    let (mut journal, _) = Journal::open::<String>(&real(), &long, &header()).unwrap();
    for number in 1_990..2_100 {
        journal.append(&number.to_string()).unwrap();
    }
    journal.mark_saved(&hash(2_100)).unwrap();
    journal.sync().unwrap();
    let bytes = fs::read(&long).unwrap();
    let mut points = 0;
    for kill in [false, true] {
        let mut at = 0;
        loop {
            let (_folder, path) = desk();
            fs::write(&path, &bytes).unwrap();
            let fault = match kill {
                true => Fault::KillAt(at),
                false => Fault::FailAt(at, io::ErrorKind::StorageFull),
            };
            let disk = FaultyDisk::new(fault);
            let shared: Arc<dyn Disk> = Arc::new(disk.clone());
            let opened = Journal::open::<String>(&shared, &path, &header());
            assert!(opened.is_ok() || disk.struck(), "{fault:?}");
            drop(opened);
            assert_eq!(history(&path), all(2_100), "{fault:?}");
            let (_, contents) = Journal::open::<String>(&real(), &path, &header()).unwrap();
            assert_eq!(contents.before, 1_100, "the next opening moves it after all");
            if !disk.struck() {
                break;
            }
            points += 1;
            // Each entry is one writing like the others.
            at += if (12..1_195).contains(&at) { 169 } else { 1 };
        }
    }
    println!("shortening a journal: {points} fault points tried");
    assert!(points > 60, "{points}");
}

#[test]
fn an_archive_that_was_cut_off_or_changed_is_recovered_up_to_there_and_the_rest_named() {
    let (_kept, path) = desk();
    work(&path, 0..2_100);
    history(&path);
    let archive = archive_path(&path);
    let whole = fs::read(&archive).unwrap();
    let mut tried = 0;
    for (at, flip) in (0..whole.len()).step_by(907).flat_map(|at| [(at, true), (at, false)]) {
        let mut bytes = whole.clone();
        if flip {
            bytes[at] ^= 1;
        } else {
            bytes.truncate(at);
        }
        fs::write(&archive, &bytes).unwrap();
        let (journal, contents) = Journal::open::<String>(&real(), &path, &header()).unwrap();
        let known = Archive::of(journal.path(), &contents).unwrap();
        let found = known.read::<String>(&RealDisk).unwrap();
        let good = numbers(&found.lineage.entries);
        assert!(good.iter().copied().eq(0..good.len()), "{at}");
        assert_eq!(good.len() + found.missing, 1_100, "{at}");
        assert!(found.missing > 0 || at + 80 > whole.len(), "{at}");
        assert_eq!(fs::read(&archive).unwrap(), bytes, "reading changes nothing");
        tried += 1;
    }
    println!("damaged archives: {tried} tried");

    // What moves next does not go behind a gap: what was there is kept, and told to be missing.
    fs::write(&archive, &whole[..whole.len() / 2]).unwrap();
    work(&path, 2_100..3_300);
    let (known, missing) = history(&path);
    assert!(known.iter().copied().eq(1_100..3_300));
    assert_eq!(missing, 1_100);
    let kept = archive.with_file_name("x.ron.geschiedenis.beschadigd");
    assert_eq!(fs::read(kept).unwrap(), whole[..whole.len() / 2]);
}

#[test]
fn an_archive_that_says_something_else_is_kept_aside() {
    let (_folder, path) = desk();
    work(&path, 0..2_100);
    let before = fs::read(&path).unwrap();
    history(&path);
    let archive = archive_path(&path);
    // The journal of before is put back, and goes on in another way.
    fs::write(&path, &before[..before.len() / 2]).unwrap();
    let (mut journal, contents) = Journal::open::<String>(&real(), &path, &header()).unwrap();
    let from = contents.entries.len();
    for number in 0..1_500 {
        journal.append(&format!("anders {number}")).unwrap();
        journal.mark_saved(&hash(10_000 + number)).unwrap();
    }
    journal.sync().unwrap();
    let old = fs::read(&archive).unwrap();
    let (journal, contents) = Journal::open::<String>(&real(), &path, &header()).unwrap();
    let found = Archive::of(journal.path(), &contents).unwrap().read::<String>(&RealDisk).unwrap();
    assert_eq!(found.lineage.entries.len() + contents.entries.len(), from + 1_500);
    assert_eq!(found.missing, 0);
    let kept = archive.with_file_name("x.ron.geschiedenis.beschadigd");
    assert_eq!(fs::read(kept).unwrap(), old);
}

#[test]
fn a_journal_that_is_gone_goes_on_after_its_archive() {
    let (_folder, path) = desk();
    work(&path, 0..2_100);
    history(&path);
    fs::remove_file(&path).unwrap();
    let (_, contents) = Journal::open::<String>(&real(), &path, &header()).unwrap();
    assert_eq!((contents.before, contents.entries.len()), (1_100, 0));
    work(&path, 1_100..3_500);
    assert_eq!(history(&path), all(3_500));

    // The archive of another budget is not touched, nor counted.
    let other = JournalHeader { budget: Id::from_bits(2), ..header() };
    let (journal, contents) = Journal::open::<String>(&real(), &path, &other).unwrap();
    let reason = contents.damage.as_ref().map(|damage| damage.reason.clone());
    assert_eq!(reason, Some(DamageReason::OtherBudget(Id::from_bits(1))));
    assert_eq!(Archive::of(journal.path(), &contents), None);
    assert!(archive_path(&path).exists());
}
