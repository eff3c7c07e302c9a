//! How the journal stands in its file, apart from the file itself.
//!
//! ```text
//! sluitend-journaal 3
//! K 00000068 7a3c09fe
//! (budget:"…",base:"…")
//! R 000000b2 51ab77c0
//! (…)
//! P 00000042 0c11f2a9
//! "…"
//! B 00000042 93be2d07
//! "…"
//! ```
//!
//! After the line with the version come records: a head with the kind (Kop, Vervolg, Revisie,
//! Poging, Bewaard, Gevonden), the number of bytes and the checksum, both in hexadecimals, then one line of
//! RON. Each checksum goes on from the one before it, the first from the line with the version: a
//! record that is missing, doubled or out of place is seen like one with a wrong byte.
//!
//! A Vervolg stands right after the Kop, and says how many revisions lie in the archive before the
//! first one here. Version 1 knows no Vervolg and no Gevonden. Version 2 knows no Poging: there a
//! Bewaard came before the file was replaced.

use std::fmt;
use std::path::PathBuf;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::model::{ContentHash, Id};

/// The first record: to which budget the journal belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JournalHeader {
    pub budget: Id,
    /// The content that the first entry changes: that of the file, of the example, or of nothing.
    pub base: ContentHash,
}

/// A content that holds all entries before it and none after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub hash: ContentHash,
    /// The number of entries before it.
    pub after: usize,
    pub kind: MarkKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// The file was about to get this content; it may not have come to that.
    Saving,
    /// The file got this content.
    Saved,
    /// The file was found with this content, and none of the entries before it counts: they were
    /// left behind, or somebody else changed the file. What made the same content before still does.
    Found,
}

/// The good part of a journal, and what is wrong with the rest.
#[derive(Clone, Debug, PartialEq)]
pub struct JournalContents<E> {
    /// `None` where nothing could be read.
    pub header: Option<JournalHeader>,
    /// The number of entries that lie in the archive, before the first one here.
    pub before: usize,
    /// From old to new.
    pub entries: Vec<E>,
    /// From old to new; the base of the header is the first.
    pub marks: Vec<Mark>,
    pub damage: Option<Damage>,
}

impl<E> JournalContents<E> {
    /// The entries that a file with this content does not hold yet. `None` when the journal does
    /// not know the content: the file was changed from outside.
    pub fn pending(&self, file: &ContentHash) -> Option<&[E]> {
        let mark = self.marks.iter().rev().find(|mark| mark.hash == *file)?;
        self.entries.get(mark.after..)
    }

    /// The entries that no content is known to hold: those after the last one that stood in the file.
    pub fn unsaved(&self) -> &[E] {
        let stood = self.marks.iter().rfind(|mark| mark.kind != MarkKind::Saving);
        let after = stood.map_or(0, |mark| mark.after);
        self.entries.get(after..).unwrap_or_default()
    }

    /// Makes it the contents of a journal that holds its header only.
    pub(super) fn begin(&mut self, header: JournalHeader) {
        self.header = Some(header);
        self.marks = vec![Mark { hash: header.base, after: 0, kind: MarkKind::Saved }];
    }
}

impl<E> Default for JournalContents<E> {
    fn default() -> Self {
        JournalContents {
            header: None,
            before: 0,
            entries: Vec::new(),
            marks: Vec::new(),
            damage: None,
        }
    }
}

/// The part of a journal that could not be read. As text it says what, where, and where it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// In bytes from the start of the journal.
    pub offset: u64,
    /// The number of bytes from there.
    pub bytes: u64,
    pub reason: DamageReason,
    /// Where those bytes are kept, once they are.
    pub kept: Option<PathBuf>,
    /// What the file was saved or found with behind it, as far as those notes are whole.
    pub later: Box<[ContentHash]>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DamageReason {
    /// The start is not that of a journal.
    NotAJournal,
    /// The last record is not complete: the program or the machine stopped while writing it.
    Torn,
    /// The checksum says that something was changed.
    Corrupt,
    /// The record is as it was written, but says what this program does not know.
    Unreadable(String),
    /// The journal of another budget under the same name.
    OtherBudget(Id),
}

impl Damage {
    /// Whether more may have been written behind it: of what was broken off nothing came after.
    pub fn hides_more(&self) -> bool {
        !matches!(self.reason, DamageReason::Torn)
    }

    /// Whether a file with this content was there after what can still be read: it holds that.
    pub fn is_followed_by(&self, file: &ContentHash) -> bool {
        self.later.contains(file)
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            DamageReason::NotAJournal => f.write_str("Het journaal is niet te herkennen")?,
            DamageReason::Torn => {
                f.write_str("De laatste wijziging in het journaal is afgebroken")?
            }
            DamageReason::Corrupt => f.write_str("Het journaal is beschadigd")?,
            DamageReason::Unreadable(message) => {
                write!(f, "Een wijziging in het journaal is niet te lezen ({message})")?;
            }
            DamageReason::OtherBudget(id) => {
                write!(f, "Het journaal hoort bij een andere begroting ({id})")?;
            }
        }
        f.write_str(". Wat daarvoor staat is hersteld")?;
        match &self.kept {
            Some(path) => write!(
                f,
                "; de rest (vanaf byte {}, {} bytes) is bewaard in ‘{}’.",
                self.offset,
                self.bytes,
                path.display()
            ),
            None => write!(f, "; de rest begint bij byte {} ({} bytes).", self.offset, self.bytes),
        }
    }
}

/// The kind of a record, as it stands in its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RecordKind {
    Header,
    Before,
    Entry,
    Mark(MarkKind),
}

impl RecordKind {
    const ALL: [RecordKind; 6] = [
        RecordKind::Header,
        RecordKind::Before,
        RecordKind::Entry,
        RecordKind::Mark(MarkKind::Saving),
        RecordKind::Mark(MarkKind::Saved),
        RecordKind::Mark(MarkKind::Found),
    ];

    const fn letter(self) -> char {
        match self {
            RecordKind::Header => 'K',
            RecordKind::Before => 'V',
            RecordKind::Entry => 'R',
            RecordKind::Mark(MarkKind::Saving) => 'P',
            RecordKind::Mark(MarkKind::Saved) => 'B',
            RecordKind::Mark(MarkKind::Found) => 'G',
        }
    }
}

const MAGIC: &str = "sluitend-journaal ";
const VERSION: u32 = 3;
/// `R 000000b2 51ab77c0` and the end of the line.
const HEAD_LEN: usize = 20;

/// The point up to which a journal is good, and from which a next record goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tail {
    /// In bytes.
    pub len: u64,
    checksum: u32,
}

impl Tail {
    /// Before the first byte.
    pub const NOTHING: Tail = Tail { len: 0, checksum: 0 };
}

/// The bytes of an empty journal, which goes on after so many entries in the archive.
pub(super) fn start(header: &JournalHeader, before: usize) -> Result<(Vec<u8>, Tail), ron::Error> {
    let mut bytes = format!("{MAGIC}{VERSION}\n").into_bytes();
    let tail = Tail { len: bytes.len() as u64, checksum: crc32fast::hash(&bytes) };
    let (record, mut tail) = encode(RecordKind::Header, header, tail)?;
    bytes.extend(record);
    if before > 0 {
        let (record, after) = encode(RecordKind::Before, &before, tail)?;
        bytes.extend(record);
        tail = after;
    }
    Ok((bytes, tail))
}

/// The bytes of one more record after `tail`, and the tail after it.
pub(super) fn encode(
    kind: RecordKind,
    value: &(impl Serialize + ?Sized),
    tail: Tail,
) -> Result<(Vec<u8>, Tail), ron::Error> {
    let payload = ron::to_string(value)?;
    let size = u32::try_from(payload.len())
        .map_err(|_| ron::Error::Message("één wijziging van meer dan 4 GB".to_owned()))?;
    let checksum = checksum(kind, payload.as_bytes(), tail.checksum);
    let bytes = format!("{}{payload}\n", head(kind, size, checksum)).into_bytes();
    let len = tail.len + bytes.len() as u64;
    Ok((bytes, Tail { len, checksum }))
}

fn head(kind: RecordKind, size: u32, checksum: u32) -> String {
    format!("{} {size:08x} {checksum:08x}\n", kind.letter())
}

fn checksum(kind: RecordKind, payload: &[u8], before: u32) -> u32 {
    let mut hasher = crc32fast::Hasher::new_with_initial(before);
    hasher.update(format!("{} {:08x}", kind.letter(), payload.len()).as_bytes());
    hasher.update(payload);
    hasher.finalize()
}

/// What a journal turned out to be.
pub(super) enum Decoded<E> {
    Good(JournalContents<E>, Tail),
    /// Of a later version of the program; not to be touched.
    Newer(u32),
}

/// Reads as far as all is well; what follows becomes the damage.
pub(super) fn decode<E: DeserializeOwned>(bytes: &[u8]) -> Decoded<E> {
    let mut contents = JournalContents::default();
    let mut tail = Tail::NOTHING;
    if bytes.is_empty() {
        return Decoded::Good(contents, tail);
    }
    let damage = match read_start(bytes) {
        Err(reason) => Some(reason),
        Ok((version, _, _)) if version > VERSION => return Decoded::Newer(version),
        Ok((_, header, after)) => {
            contents.begin(header);
            tail = after;
            read_records(bytes, &mut contents, &mut tail)
        }
    };
    contents.damage = damage.map(|reason| Damage {
        offset: tail.len,
        bytes: bytes.len() as u64 - tail.len,
        reason,
        kept: None,
        later: usize::try_from(tail.len)
            .ok()
            .and_then(|at| bytes.get(at..))
            .map_or_else(Box::default, notes),
    });
    Decoded::Good(contents, tail)
}

/// The contents that notes behind a damage name. Their checksums cannot be told, for each follows
/// from what was before; but nobody writes the hash of a file by chance.
fn notes(bytes: &[u8]) -> Box<[ContentHash]> {
    let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    let is_note = |head: &[u8]| {
        let marks = RecordKind::ALL.into_iter().filter(|kind| matches!(kind, RecordKind::Mark(_)));
        let mut letters = marks.map(|kind| kind.letter() as u8);
        head.len() + 1 == HEAD_LEN && letters.any(|letter| head.first() == Some(&letter))
    };
    let pairs = lines.iter().zip(lines.iter().skip(1)).filter(|(head, _)| is_note(head));
    pairs.filter_map(|(_, payload)| ron::de::from_bytes(payload).ok()).collect()
}

/// The version, the header and the point after it. The first line and the header keep their form
/// in every version, so that a flipped digit is not taken for a newer one.
fn read_start(bytes: &[u8]) -> Result<(u32, JournalHeader, Tail), DamageReason> {
    let wrong = DamageReason::NotAJournal;
    let end = bytes.iter().take(MAGIC.len() + 11).position(|&byte| byte == b'\n');
    let Some((line, rest)) = end.and_then(|end| bytes.split_at_checked(end + 1)) else {
        return Err(wrong);
    };
    let version = str::from_utf8(line)
        .ok()
        .and_then(|line| line.strip_prefix(MAGIC)?.strip_suffix('\n')?.parse::<u32>().ok());
    let (Some(version @ 1..), Ok((RecordKind::Header, payload))) =
        (version, read_record(rest, crc32fast::hash(line)))
    else {
        return Err(wrong);
    };
    let tail = Tail {
        len: (line.len() + HEAD_LEN + payload.len() + 1) as u64,
        checksum: checksum(RecordKind::Header, payload.as_bytes(), crc32fast::hash(line)),
    };
    ron::from_str(payload).map(|header| (version, header, tail)).map_err(|_| wrong)
}

fn read_records<E: DeserializeOwned>(
    bytes: &[u8],
    contents: &mut JournalContents<E>,
    tail: &mut Tail,
) -> Option<DamageReason> {
    let first = tail.len;
    loop {
        let is_first = tail.len == first;
        let rest = usize::try_from(tail.len).ok().and_then(|at| bytes.get(at..))?;
        if rest.is_empty() {
            return None;
        }
        let (kind, payload) = match read_record(rest, tail.checksum) {
            Ok(record) => record,
            Err(reason) => return Some(reason),
        };
        let unreadable = |error: ron::error::SpannedError| {
            DamageReason::Unreadable(super::ron_error::describe(&error.code))
        };
        let taken = match kind {
            RecordKind::Entry => {
                ron::from_str(payload).map(|entry| contents.entries.push(entry)).map_err(unreadable)
            }
            RecordKind::Mark(kind) => ron::from_str(payload)
                .map(|hash| contents.marks.push(Mark { hash, after: contents.entries.len(), kind }))
                .map_err(unreadable),
            RecordKind::Before if is_first => {
                ron::from_str(payload).map(|before| contents.before = before).map_err(unreadable)
            }
            RecordKind::Header | RecordKind::Before => Err(DamageReason::Corrupt),
        };
        if let Err(reason) = taken {
            return Some(reason);
        }
        tail.len += (HEAD_LEN + payload.len() + 1) as u64;
        tail.checksum = checksum(kind, payload.as_bytes(), tail.checksum);
    }
}

/// The record at the start of `bytes`, if it is whole and its checksum is right.
fn read_record(bytes: &[u8], before: u32) -> Result<(RecordKind, &str), DamageReason> {
    let (written, rest) = bytes.split_at_checked(HEAD_LEN).ok_or(DamageReason::Torn)?;
    let kind = RecordKind::ALL
        .into_iter()
        .find(|kind| written.first() == Some(&(kind.letter() as u8)))
        .ok_or(DamageReason::Corrupt)?;
    let size = written
        .get(2..10)
        .and_then(|digits| u32::from_str_radix(str::from_utf8(digits).ok()?, 16).ok())
        .ok_or(DamageReason::Corrupt)?;
    let (payload, rest) = rest.split_at_checked(size as usize).ok_or(DamageReason::Torn)?;
    let end = rest.first().ok_or(DamageReason::Torn)?;
    // Writing the head again and comparing leaves no second way to write the same.
    if written != head(kind, size, checksum(kind, payload, before)).as_bytes() || *end != b'\n' {
        return Err(DamageReason::Corrupt);
    }
    str::from_utf8(payload).map(|payload| (kind, payload)).map_err(|_| DamageReason::Corrupt)
}

#[cfg(test)]
mod tests;
