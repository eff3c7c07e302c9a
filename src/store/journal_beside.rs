use std::path::Path;

use serde::de::DeserializeOwned;

use super::disk::Disk;
use super::journal::Journal;
use super::journal_archive::Archive;
use super::journal_place::beside;
use crate::model::{ContentHash, Id};

/// What the journal beside a file and its archive say made it what it is, the oldest first: a file
/// that came back may bring along who changed what, and why. Nothing where there is no journal, or
/// one of another budget; what cannot be read of it is left out.
pub fn entries_beside<E>(disk: &dyn Disk, file: &Path, budget: Id, hash: &ContentHash) -> Vec<E>
where
    E: DeserializeOwned + Clone,
{
    let path = beside(disk, file);
    let Ok(contents) = Journal::read::<E>(disk, &path) else { return Vec::new() };
    if contents.header.is_none_or(|header| header.budget != budget) {
        return Vec::new();
    }
    let archived = Archive::of(&path, &contents).and_then(|archive| archive.read::<E>(disk).ok());
    let mut entries = archived.map(|archived| archived.entries).unwrap_or_default();
    match contents.pending(hash) {
        Some(_) => entries.extend(contents.made(hash).into_iter().cloned()),
        // Saved where its journal did not see it: all that is known of it.
        None => entries.extend(contents.entries),
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{JournalHeader, RealDisk};
    use std::sync::Arc;

    #[test]
    fn a_file_brings_along_what_made_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.ron");
        std::fs::write(&path, "").unwrap();
        let budget = Id::from_bits(1);
        let hash = |number: usize| ContentHash::of(number.to_string().as_bytes());
        let of = |budget, number| -> Vec<String> {
            entries_beside(&RealDisk, &path, budget, &hash(number))
        };
        assert_eq!(of(budget, 0).len(), 0, "no journal");

        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        let header = JournalHeader { budget, base: hash(0) };
        let beside = beside(&RealDisk, &path);
        for _ in 0..2 {
            let (mut journal, found) = Journal::open::<String>(&disk, &beside, &header).unwrap();
            let from = found.before + found.entries.len();
            for number in from..from + 1_250 {
                journal.append(&number.to_string()).unwrap();
                journal.mark_saving(&hash(number + 1)).unwrap();
            }
            journal.sync().unwrap();
        }
        drop(Journal::open::<String>(&disk, &beside, &header).unwrap());
        assert!(folder.path().join("x.ron.geschiedenis").exists());
        let all: Vec<String> = (0..2_500).map(|number: usize| number.to_string()).collect();
        assert_eq!(of(budget, 2_500), all);
        assert_eq!(of(budget, 2_400), all[..2_400]);
        assert_eq!(of(budget, 99_999), all, "a content that the journal does not know");
        assert_eq!(of(Id::from_bits(2), 2_500).len(), 0, "of another budget");
    }
}
