//! How the journal stands in its file, apart from the file itself.
//!
//! ```text
//! sluitend-journaal 2
//! K 00000068 7a3c09fe
//! (budget:"…",base:"…")
//! R 000000b2 51ab77c0
//! (…)
//! B 00000042 0c11f2a9
//! "…"
//! ```
//!
//! After the line with the version come records: a head with the kind (Kop, Vervolg, Revisie,
//! Bewaard, Gevonden), the number of bytes and the checksum, both in hexadecimals, then one line of
//! RON. Each checksum goes on from the one before it, the first from the line with the version: a
//! record that is missing, doubled or out of place is seen like one with a wrong byte.
//!
//! A Vervolg stands right after the Kop, and says how many revisions lie in the archive before the
//! first one here. Version 1 knows no Vervolg and no Gevonden.

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
    /// The file was found with this content, and none of the entries before it counts: they were
    /// left behind, or somebody else changed the file. What made the same content before still does.
    pub found: bool,
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

    /// The entries that no content is known to hold: those after the last mark.
    pub fn unsaved(&self) -> &[E] {
        let after = self.marks.last().map_or(0, |mark| mark.after);
        self.entries.get(after..).unwrap_or_default()
    }

    /// Makes it the contents of a journal that holds its header only.
    pub(super) fn begin(&mut self, header: JournalHeader) {
        self.header = Some(header);
        self.marks = vec![Mark { hash: header.base, after: 0, found: false }];
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
        write!(f, " (vanaf byte {}, {} bytes). ", self.offset, self.bytes)?;
        match &self.kept {
            Some(path) => write!(
                f,
                "Wat daarvoor staat is hersteld; de rest is bewaard in ‘{}’.",
                path.display()
            ),
            None => f.write_str("Wat daarvoor staat is hersteld."),
        }
    }
}

/// The kind of a record, as it stands in its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RecordKind {
    Header,
    Before,
    Entry,
    Saved,
    Found,
}

impl RecordKind {
    const ALL: [RecordKind; 5] = [
        RecordKind::Header,
        RecordKind::Before,
        RecordKind::Entry,
        RecordKind::Saved,
        RecordKind::Found,
    ];

    const fn letter(self) -> char {
        match self {
            RecordKind::Header => 'K',
            RecordKind::Before => 'V',
            RecordKind::Entry => 'R',
            RecordKind::Saved => 'B',
            RecordKind::Found => 'G',
        }
    }
}

const MAGIC: &str = "sluitend-journaal ";
const VERSION: u32 = 2;
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
    });
    Decoded::Good(contents, tail)
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
            RecordKind::Saved | RecordKind::Found => ron::from_str(payload)
                .map(|hash| {
                    let (after, found) = (contents.entries.len(), kind == RecordKind::Found);
                    contents.marks.push(Mark { hash, after, found });
                })
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Entry {
        what: String,
        amounts: Vec<i64>,
    }

    #[derive(Clone, Debug)]
    enum Written {
        Entry(Entry),
        Saved(ContentHash),
        Found(ContentHash),
    }

    const HEADER: fn() -> JournalHeader =
        || JournalHeader { budget: Id::from_bits(7), base: ContentHash::of(b"begin") };

    /// The bytes, and the length after the header and after each record.
    fn write(records: &[Written]) -> (Vec<u8>, Vec<usize>) {
        let (mut bytes, mut tail) = start(&HEADER(), 0).unwrap();
        let mut ends = vec![bytes.len()];
        for record in records {
            let (more, next) = match record {
                Written::Entry(entry) => encode(RecordKind::Entry, entry, tail),
                Written::Saved(hash) => encode(RecordKind::Saved, hash, tail),
                Written::Found(hash) => encode(RecordKind::Found, hash, tail),
            }
            .unwrap();
            bytes.extend(more);
            tail = next;
            assert_eq!(tail.len, bytes.len() as u64);
            ends.push(bytes.len());
        }
        (bytes, ends)
    }

    fn read(bytes: &[u8]) -> JournalContents<Entry> {
        match decode(bytes) {
            Decoded::Good(contents, tail) => {
                let damaged = contents.damage.as_ref().map_or(0, |damage| damage.bytes);
                assert_eq!(tail.len + damaged, bytes.len() as u64);
                contents
            }
            Decoded::Newer(version) => panic!("newer: {version}"),
        }
    }

    fn entry(number: i64) -> Written {
        Written::Entry(Entry { what: format!("regel ‘{number}’\n"), amounts: vec![number; 3] })
    }

    fn three() -> Vec<Written> {
        vec![entry(1), Written::Saved(ContentHash::of(b"een")), entry(2), entry(3)]
    }

    #[test]
    fn a_journal_can_be_read_by_people() {
        let (bytes, _) = write(&three());
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with("sluitend-journaal 2\nK "), "{text}");
        assert_eq!(text.lines().count(), 1 + 2 * 5, "one line of RON per record: {text}");
    }

    #[test]
    fn pending_is_what_the_file_does_not_hold() {
        let journal = read(&write(&three()).0);
        assert_eq!(journal.damage, None);
        assert_eq!(journal.pending(&ContentHash::of(b"begin")).unwrap().len(), 3);
        assert_eq!(journal.pending(&ContentHash::of(b"een")).unwrap().len(), 2);
        assert_eq!(journal.pending(&ContentHash::of(b"ander")), None);
    }

    #[test]
    fn a_content_that_came_back_counts_from_its_last_saving() {
        let saved = Written::Saved(ContentHash::of(b"begin"));
        let journal = read(&write(&[entry(1), entry(2), saved, entry(3)]).0);
        assert_eq!(journal.pending(&ContentHash::of(b"begin")).unwrap().len(), 1);
    }

    #[test]
    fn what_made_a_content_leaves_out_what_was_left_behind() {
        let hash = |text: &str| ContentHash::of(text.as_bytes());
        let journal = read(
            &write(&[
                entry(1),
                Written::Saved(hash("een")),
                entry(2),
                // Closed without saving, and opened again.
                Written::Found(hash("een")),
                Written::Found(hash("een")),
                entry(3),
                Written::Saved(hash("drie")),
                entry(4),
                // Somebody else changed the file.
                Written::Found(hash("elders")),
                entry(5),
                Written::Saved(hash("vijf")),
            ])
            .0,
        );
        let made = |text: &str| -> Vec<i64> {
            journal.lineage(&hash(text)).entries.iter().map(|entry| entry.amounts[0]).collect()
        };
        assert_eq!(made("begin"), [0; 0]);
        assert_eq!(made("een"), [1]);
        assert_eq!(made("drie"), [1, 3]);
        assert_eq!(made("elders"), [0; 0]);
        assert_eq!(made("vijf"), [5]);
        assert_eq!(made("onbekend"), [0; 0]);
    }

    #[test]
    fn how_much_lies_before_it_stands_right_after_the_head_or_nowhere() {
        let (mut bytes, tail) = start(&HEADER(), 2_500).unwrap();
        let (more, tail) = encode(RecordKind::Entry, &"een", tail).unwrap();
        bytes.extend(more);
        let Decoded::Good(journal, _) = decode::<String>(&bytes) else { panic!() };
        assert_eq!((journal.before, journal.entries.len()), (2_500, 1));
        bytes.extend(encode(RecordKind::Before, &3_u8, tail).unwrap().0);
        let Decoded::Good(journal, _) = decode::<String>(&bytes) else { panic!() };
        assert_eq!(journal.damage.unwrap().reason, DamageReason::Corrupt);
    }

    #[test]
    fn cut_off_anywhere_the_records_before_are_there() {
        let (bytes, ends) = write(&three());
        let whole = read(&bytes);
        for cut in 0..bytes.len() {
            let journal = read(&bytes[..cut]);
            let records = ends.iter().filter(|&&end| end <= cut).count();
            assert_eq!(journal.header.is_some(), records > 0, "cut at {cut}");
            let entries = [0, 0, 1, 1, 2][records.min(4)];
            assert_eq!(journal.entries, whole.entries[..entries], "cut at {cut}");
            let complete = cut == 0 || ends.contains(&cut);
            assert_eq!(journal.damage.is_none(), complete, "cut at {cut}");
            if let Some(damage) = journal.damage {
                let good = ends.iter().rfind(|&&end| end <= cut).copied().unwrap_or(0);
                assert_eq!((damage.offset, damage.bytes), (good as u64, (cut - good) as u64));
            }
        }
    }

    #[test]
    fn any_byte_that_changes_is_seen_and_what_is_before_it_is_good() {
        let (bytes, ends) = write(&three());
        let whole = read(&bytes);
        let mut tried = 0;
        for at in 0..bytes.len() {
            for flip in [1, 2, 4, 8, 16, 32, 64, 128, 255] {
                let mut wrong = bytes.clone();
                wrong[at] ^= flip;
                let journal = read(&wrong);
                let good = ends.iter().rfind(|&&end| end <= at).copied().unwrap_or(0);
                let damage = journal.damage.expect("a changed byte is seen");
                assert_eq!(damage.offset, good as u64, "byte {at} ^ {flip}");
                assert_eq!(journal.entries, whole.entries[..journal.entries.len()]);
                tried += 1;
            }
        }
        println!("{tried} changed bytes tried");
    }

    #[test]
    fn a_record_that_is_missing_or_doubled_is_seen() {
        let (bytes, ends) = write(&three());
        let missing = [&bytes[..ends[2]], &bytes[ends[3]..]].concat();
        assert_eq!(read(&missing).damage.unwrap().reason, DamageReason::Corrupt);
        let doubled = [&bytes[..ends[3]], &bytes[ends[2]..]].concat();
        assert_eq!(read(&doubled).entries.len(), 2);
        assert_eq!(read(&doubled).damage.unwrap().reason, DamageReason::Corrupt);
    }

    #[test]
    fn a_newer_version_is_named_and_an_unknown_entry_is_not_dropped() {
        let line = format!("{MAGIC}3\n").into_bytes();
        let tail = Tail { len: 0, checksum: crc32fast::hash(&line) };
        let (record, _) = encode(RecordKind::Header, &HEADER(), tail).unwrap();
        let newer = [line, record, b"anders".to_vec()].concat();
        assert!(matches!(decode::<Entry>(&newer), Decoded::Newer(3)));

        let (bytes, ends) = write(&three());
        let Decoded::Good(journal, _) = decode::<u8>(&bytes) else { panic!() };
        let damage = journal.damage.unwrap();
        assert!(matches!(damage.reason, DamageReason::Unreadable(_)));
        assert_eq!(damage.offset, ends[0] as u64);
        assert!(damage.to_string().contains("niet te lezen"), "{damage}");
    }

    fn any_record() -> impl Strategy<Value = Written> {
        prop_oneof![
            (".*", prop::collection::vec(any::<i64>(), 0..5))
                .prop_map(|(what, amounts)| Written::Entry(Entry { what, amounts })),
            any::<[u8; 4]>().prop_map(|bytes| Written::Saved(ContentHash::of(&bytes))),
            any::<[u8; 4]>().prop_map(|bytes| Written::Found(ContentHash::of(&bytes))),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(records in prop::collection::vec(any_record(), 0..12)) {
            let journal = read(&write(&records).0);
            let mut entries = Vec::new();
            let mut marks = vec![Mark { hash: HEADER().base, after: 0, found: false }];
            for record in records {
                match record {
                    Written::Entry(entry) => entries.push(entry),
                    Written::Saved(hash) => {
                        marks.push(Mark { hash, after: entries.len(), found: false });
                    }
                    Written::Found(hash) => {
                        marks.push(Mark { hash, after: entries.len(), found: true });
                    }
                }
            }
            prop_assert_eq!(journal.entries, entries);
            prop_assert_eq!(journal.marks, marks);
            prop_assert_eq!(journal.header, Some(HEADER()));
            prop_assert_eq!(journal.damage, None);
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let journal = read(&bytes);
            prop_assert_eq!(journal.damage.is_none(), bytes.is_empty());
        }

        #[test]
        fn any_bytes_after_a_good_part_leave_it_good(
            bytes in prop::collection::vec(any::<u8>(), 1..200),
        ) {
            let (mut written, _) = write(&three());
            written.extend(bytes);
            let journal = read(&written);
            prop_assert_eq!(journal.entries.len(), 3);
            prop_assert!(journal.damage.is_some());
        }
    }
}
