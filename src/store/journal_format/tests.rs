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
    Mark(MarkKind, ContentHash),
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
            Written::Mark(kind, hash) => encode(RecordKind::Mark(*kind), hash, tail),
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
    vec![entry(1), Written::Mark(MarkKind::Saved, ContentHash::of(b"een")), entry(2), entry(3)]
}

#[test]
fn a_journal_can_be_read_by_people() {
    let (bytes, _) = write(&three());
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("sluitend-journaal 3\nK "), "{text}");
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
    let saved = Written::Mark(MarkKind::Saved, ContentHash::of(b"begin"));
    let journal = read(&write(&[entry(1), entry(2), saved, entry(3)]).0);
    assert_eq!(journal.pending(&ContentHash::of(b"begin")).unwrap().len(), 1);
}

#[test]
fn what_made_a_content_leaves_out_what_was_left_behind() {
    let hash = |text: &str| ContentHash::of(text.as_bytes());
    let journal = read(
        &write(&[
            entry(1),
            Written::Mark(MarkKind::Saved, hash("een")),
            entry(2),
            // Closed without saving, and opened again.
            Written::Mark(MarkKind::Found, hash("een")),
            Written::Mark(MarkKind::Found, hash("een")),
            entry(3),
            Written::Mark(MarkKind::Saved, hash("drie")),
            entry(4),
            // Somebody else changed the file.
            Written::Mark(MarkKind::Found, hash("elders")),
            entry(5),
            Written::Mark(MarkKind::Saved, hash("vijf")),
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
    let line = format!("{MAGIC}9\n").into_bytes();
    let tail = Tail { len: 0, checksum: crc32fast::hash(&line) };
    let (record, _) = encode(RecordKind::Header, &HEADER(), tail).unwrap();
    let newer = [line, record, b"anders".to_vec()].concat();
    assert!(matches!(decode::<Entry>(&newer), Decoded::Newer(9)));

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
        (any::<[u8; 4]>(), 0_usize..3).prop_map(|(bytes, kind)| {
            let kind = [MarkKind::Saving, MarkKind::Saved, MarkKind::Found][kind];
            Written::Mark(kind, ContentHash::of(&bytes))
        }),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read(records in prop::collection::vec(any_record(), 0..12)) {
        let journal = read(&write(&records).0);
        let mut entries = Vec::new();
        let mut marks = vec![Mark { hash: HEADER().base, after: 0, kind: MarkKind::Saved }];
        for record in records {
            match record {
                Written::Entry(entry) => entries.push(entry),
                Written::Mark(kind, hash) => {
                    marks.push(Mark { hash, after: entries.len(), kind });
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

#[test]
fn what_was_about_to_be_saved_is_held_by_that_content_only_and_else_still_to_be_saved() {
    let hash = ContentHash::of(b"twee");
    let trying = Written::Mark(MarkKind::Saving, hash);
    let mut records = three();
    records.push(trying);
    let journal = read(&write(&records).0);
    assert_eq!(journal.unsaved().len(), 2, "since the content that stood there");
    assert_eq!(journal.pending(&hash).unwrap(), []);
    records.push(Written::Mark(MarkKind::Saved, hash));
    assert_eq!(read(&write(&records).0).unsaved(), []);
}
