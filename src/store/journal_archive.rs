//! What lies far behind in a journal moves to an archive beside it, `X.ron.geschiedenis`: a journal
//! of the same form, read only when somebody looks at the history.
//!
//! Entries are numbered from the first one ever. A move that was cut off halfway leaves some in both
//! files and none in neither, and the next one goes on where it stopped.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ron::value::RawValue;
use serde::de::DeserializeOwned;

use super::atomic::put;
use super::disk::Disk;
use super::error::StoreError;
use super::journal::{Journal, bytes_of, encoding};
use super::journal_format::{
    Damage, Decoded, JournalContents, JournalHeader, Mark, MarkKind, RecordKind, decode, encode,
    start,
};
use super::journal_lineage::Lineage;
use super::keep_aside;

/// A journal that reaches this is made shorter, down to a content that so much follows.
const MOST: Size = Size { entries: 2_000, bytes: 16_000_000 };
const KEEP: Size = Size { entries: 1_000, bytes: 4_000_000 };
/// Fewer bytes than this cannot hold too many entries.
const LEAST: usize = 20 * MOST.entries;

#[derive(Clone, Copy)]
struct Size {
    entries: usize,
    bytes: usize,
}

/// Where the entries lie that came before those in a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    path: PathBuf,
    header: JournalHeader,
    /// The number of entries before the journal.
    pub before: usize,
}

/// What an archive has.
#[derive(Clone, Debug)]
pub struct Archived<E> {
    /// What the journal goes on from, without what was left behind.
    pub lineage: Lineage<E>,
    /// So many more came before the journal, and are not there or cannot be read.
    pub missing: usize,
    pub damage: Option<Damage>,
}

impl Archive {
    /// The archive of a journal; `None` where that goes back to the beginning.
    pub fn of<E>(journal: &Path, contents: &JournalContents<E>) -> Option<Archive> {
        let header = contents.header.filter(|_| contents.before > 0)?;
        Some(Archive { path: archive_path(journal), header, before: contents.before })
    }

    /// Reads it, and changes nothing.
    ///
    /// # Errors
    /// Whatever the disk says. An archive that is gone is one that misses all.
    pub fn read<E>(&self, disk: &dyn Disk) -> Result<Archived<E>, StoreError>
    where
        E: DeserializeOwned + Clone,
    {
        let Archive { path, header, before } = self;
        let mut contents = match Journal::read::<E>(disk, path) {
            Err(error) if error.is_not_found() => JournalContents::default(),
            contents => contents?,
        };
        if contents.header.is_none_or(|found| found.budget != header.budget) {
            contents = JournalContents { damage: contents.damage, ..JournalContents::default() };
        }
        // What a move that was cut off left in both is shown from the journal.
        let wanted = before.saturating_sub(contents.before);
        contents.entries.truncate(wanted);
        contents.marks.retain(|mark| mark.after <= wanted);
        let missing = before.saturating_sub(contents.entries.len());
        let mut lineage = contents.lineage(&header.base).cloned();
        if lineage.entries.is_empty() {
            lineage = Lineage { entries: contents.entries, contents: Vec::new() };
        }
        Ok(Archived { lineage, missing, damage: contents.damage })
    }
}

pub(super) fn archive_path(journal: &Path) -> PathBuf {
    journal.with_extension("geschiedenis")
}

/// The number at which a new journal goes on after the archive that lies beside it.
pub(super) fn archived(disk: &dyn Disk, journal: &Path, header: &JournalHeader) -> usize {
    let bytes = bytes_of(disk, &archive_path(journal));
    match bytes.ok().and_then(|bytes| raw(&bytes)) {
        Some(found) if is_of(&found, header) => end(&found),
        // What cannot be read now is seen to when something moves there.
        _ => 0,
    }
}

pub(super) type Raw = JournalContents<Box<RawValue>>;

/// As text: what moves need not be understood, and stays as it was written.
pub(super) fn raw(bytes: &[u8]) -> Option<Raw> {
    match decode(bytes) {
        Decoded::Good(contents, _) => Some(contents),
        Decoded::Newer(_) => None,
    }
}

fn is_of(contents: &Raw, header: &JournalHeader) -> bool {
    contents.header.is_some_and(|found| found.budget == header.budget)
}

pub(super) fn end(contents: &Raw) -> usize {
    contents.before + contents.entries.len()
}

/// Makes a journal that has become long shorter.
///
/// # Errors
/// Whatever the disk says. The journal is then as it was, or shorter with the rest in the archive.
pub(super) fn shorten(
    disk: &Arc<dyn Disk>,
    path: &Path,
    header: &JournalHeader,
) -> Result<(), StoreError> {
    let bytes = bytes_of(disk.as_ref(), path)?;
    if bytes.len() < LEAST {
        return Ok(());
    }
    let whole = |contents: &Raw| contents.damage.is_none() && is_of(contents, header);
    let Some(contents) = raw(&bytes).filter(whole) else { return Ok(()) };
    let Some(cut) = cut(&contents) else { return Ok(()) };
    move_to_archive(disk, path, &contents, cut.after)?;
    let kept = kept(&contents, header, &cut).map_err(encoding(path))?;
    put(disk.as_ref(), path, path, &kept)
}

/// The newest content that enough follows, in a journal that has too much.
fn cut(contents: &Raw) -> Option<Mark> {
    let reaches = |from: usize, limit: Size| {
        let entries = contents.entries.get(from..).unwrap_or_default();
        let bytes = || entries.iter().map(|entry| entry.get_ron().len()).sum::<usize>();
        entries.len() >= limit.entries || bytes() >= limit.bytes
    };
    if !reaches(0, MOST) {
        return None;
    }
    let stood = contents.marks.iter().rev().filter(|mark| mark.kind != MarkKind::Saving);
    stood.copied().find(|mark| mark.after > 0 && reaches(mark.after, KEEP))
}

/// The bytes of a journal that begins with the content of the mark.
fn kept(contents: &Raw, header: &JournalHeader, cut: &Mark) -> Result<Vec<u8>, ron::Error> {
    let header = JournalHeader { base: cut.hash, ..*header };
    let (mut bytes, mut tail) = start(&header, contents.before + cut.after)?;
    for record in records(contents, cut.after, contents.entries.len()) {
        let (more, after) = match record {
            Written::Entry(entry) => encode(RecordKind::Entry, entry, tail),
            Written::Mark(mark) => encode(RecordKind::Mark(mark.kind), &mark.hash, tail),
        }?;
        bytes.extend(more);
        tail = after;
    }
    Ok(bytes)
}

/// Writes the entries before `to` at the end of the archive, but those that are there already.
fn move_to_archive(
    disk: &Arc<dyn Disk>,
    journal: &Path,
    contents: &Raw,
    to: usize,
) -> Result<(), StoreError> {
    let Some(header) = contents.header else { return Ok(()) };
    let path = archive_path(journal);
    let found = bytes_of(disk.as_ref(), &path)?;
    if raw(&found).is_some_and(|archive| is_of(&archive, &header) && !fits(&archive, contents)) {
        // One of the two was put back from elsewhere: what was in the archive is kept as it is.
        keep_aside(disk.as_ref(), &path, &found)?;
        let (first, _) = start(&header, contents.before).map_err(encoding(&path))?;
        put(disk.as_ref(), &path, &path, &first)?;
    }
    let (mut archive, found) = Journal::open_after(disk, &path, &header, || contents.before)?;
    let from = end(&found).saturating_sub(contents.before);
    for record in records(contents, from, to) {
        match record {
            Written::Entry(entry) => archive.append(entry)?,
            Written::Mark(mark) => archive.mark(mark.kind, &mark.hash)?,
        }
    }
    archive.sync()
}

/// Whether the journal goes on where the archive ends, or says the same where both speak.
fn fits(archive: &Raw, journal: &Raw) -> bool {
    let (from, to) = (journal.before, end(archive));
    if archive.before > from || to < from {
        return false;
    }
    let both = archive.entries.get(from - archive.before..).unwrap_or_default();
    both.len() <= journal.entries.len()
        && both.iter().zip(&journal.entries).all(|(one, other)| one.get_ron() == other.get_ron())
}

pub(super) enum Written<'a> {
    Entry(&'a RawValue),
    Mark(&'a Mark),
}

/// The entries `from..to`, with the marks between and around them.
pub(super) fn records(contents: &Raw, from: usize, to: usize) -> Vec<Written<'_>> {
    let mut marks = contents.marks.iter().skip_while(|mark| mark.after < from).peekable();
    let mut records = Vec::new();
    for at in from..=to {
        while let Some(mark) = marks.next_if(|mark| mark.after == at) {
            records.push(Written::Mark(mark));
        }
        if at < to {
            records.extend(contents.entries.get(at).map(|entry| Written::Entry(entry)));
        }
    }
    records
}

#[cfg(test)]
mod tests;
