//! What made a content what it is: the entries since the beginning, and the contents on the way. A
//! file that came back may bring it along, and it tells with which version somebody began.

use std::path::Path;

use serde::de::DeserializeOwned;

use super::disk::Disk;
use super::journal::Journal;
use super::journal_archive::Archive;
use super::journal_format::{JournalContents, Mark, MarkKind};
use super::journal_place::beside;
use crate::model::{ContentHash, Id};

/// What made a content what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lineage<E> {
    /// From old to new.
    pub entries: Vec<E>,
    /// What it was on the way, from old to new, each with the number of entries before it.
    pub contents: Vec<(ContentHash, usize)>,
}

impl<E: Clone> Lineage<&E> {
    pub fn cloned(self) -> Lineage<E> {
        let entries = self.entries.into_iter().cloned().collect();
        Lineage { entries, contents: self.contents }
    }
}

impl<E> Lineage<E> {
    /// Goes on with what came after it.
    pub fn extend(&mut self, later: Lineage<E>) {
        let before = self.entries.len();
        self.entries.extend(later.entries);
        self.contents.extend(later.contents.into_iter().map(|(hash, at)| (hash, before + at)));
    }
}

impl<E> Default for Lineage<E> {
    fn default() -> Self {
        Lineage { entries: Vec::new(), contents: Vec::new() }
    }
}

impl<E> JournalContents<E> {
    /// What made a file with this content what it is, as far back as the journal goes. Nothing where
    /// it does not know the content.
    pub fn lineage(&self, file: &ContentHash) -> Lineage<&E> {
        let latest = |marks: &[Mark], hash| marks.iter().rposition(|mark| mark.hash == hash);
        let mut parts = Vec::new();
        let mut next = latest(&self.marks, *file);
        while let Some((at, mark)) = next.and_then(|at| Some((at, self.marks.get(at)?))) {
            let earlier = self.marks.get(..at).unwrap_or_default();
            if mark.kind == MarkKind::Found {
                next = latest(earlier, mark.hash);
                continue;
            }
            next = earlier.iter().rposition(|mark| mark.kind == MarkKind::Found);
            let from = next.and_then(|at| self.marks.get(at)).map_or(0, |mark| mark.after);
            parts.push((next.unwrap_or_default()..=at, from..mark.after));
        }
        let mut lineage = Lineage::default();
        for (marks, entries) in parts.into_iter().rev() {
            let before = lineage.entries.len();
            let place = |mark: &Mark| before + mark.after.saturating_sub(entries.start);
            let marks = self.marks.get(marks).unwrap_or_default();
            lineage.contents.extend(marks.iter().map(|mark| (mark.hash, place(mark))));
            lineage.contents.dedup();
            lineage.entries.extend(self.entries.get(entries).unwrap_or_default());
        }
        lineage
    }
}

/// What the journal at `journal` and its archive say made this content. Nothing where there is no
/// journal, or one of another budget; what cannot be read of it is left out.
pub fn lineage_of<E>(disk: &dyn Disk, journal: &Path, budget: Id, hash: &ContentHash) -> Lineage<E>
where
    E: DeserializeOwned + Clone,
{
    let Ok(contents) = Journal::read::<E>(disk, journal) else { return Lineage::default() };
    let Some(header) = contents.header.filter(|header| header.budget == budget) else {
        return Lineage::default();
    };
    let known = contents.pending(hash).is_some();
    let own = contents.lineage(hash).cloned();
    let begins = own.contents.first().is_some_and(|(first, _)| *first == header.base);
    if known && !begins {
        return own;
    }
    let archived = Archive::of(journal, &contents).and_then(|archive| archive.read::<E>(disk).ok());
    let mut all = archived.map(|archived| archived.lineage).unwrap_or_default();
    if known {
        all.extend(own);
    } else {
        // Saved where its journal did not see it: all that is known of it.
        all = Lineage { entries: [all.entries, contents.entries].concat(), contents: Vec::new() };
    }
    all
}

/// As [`lineage_of`], with the journal that stands beside a file.
pub fn lineage_beside<E>(disk: &dyn Disk, file: &Path, budget: Id, hash: &ContentHash) -> Lineage<E>
where
    E: DeserializeOwned + Clone,
{
    lineage_of(disk, &beside(disk, file), budget, hash)
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
            lineage_beside(&RealDisk, &path, budget, &hash(number)).entries
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
                journal.mark_saved(&hash(number + 1)).unwrap();
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
