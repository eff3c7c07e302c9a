//! Most of a budget at once: the regels, read from their lines by all processors, and those that a
//! version before it had as well not read again.

use std::sync::atomic::{AtomicUsize, Ordering};

use memchr::{memchr, memmem};

use super::{File, options};
use crate::model::{Id, Regel};

/// The regels are most of a file, and [`super::write`] puts each on a line of its own: those are read on
/// all processors at once. `None` where the text is not like that, or anything is wrong with it:
/// then reading it at once decides, and knows the place.
pub(super) fn read_by_lines(text: &str, known: &Known<'_>) -> Option<File> {
    let (start, end) = lines_of_regels(text)?;
    let rest = format!("{}{}", text.get(..start)?, text.get(end..)?);
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    // Many for each processor: of one for each, all would wait for the slowest.
    let pieces = pieces(text.get(start..end)?, 8 * workers);
    let next = AtomicUsize::new(0);
    let read_pieces = || {
        let take = || {
            let nth = next.fetch_add(1, Ordering::Relaxed);
            pieces.get(nth).map(|piece| (nth, read_lines(piece, known)))
        };
        std::iter::from_fn(take).collect::<Vec<_>>()
    };
    let (mut file, mut read) = std::thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(read_pieces)).collect();
        let file = options().from_str::<File>(&rest).ok();
        let mut read = read_pieces();
        for other in others {
            read.extend(other.join().ok()?);
        }
        Some((file?, read))
    })?;
    read.sort_by_key(|(nth, _)| *nth);
    for (_, regels) in read {
        file.regels.extend(regels?);
    }
    Some(file)
}

/// Some `count` parts of about the same length, each of whole lines.
fn pieces(lines: &str, count: usize) -> Vec<&str> {
    let size = lines.len() / count + 1;
    let mut pieces = Vec::new();
    let mut left = lines;
    while !left.is_empty() {
        let after = left.as_bytes().get(size..).and_then(|after| memchr(b'\n', after));
        let (piece, after) = left.split_at(after.map_or(left.len(), |line| size + line + 1));
        pieces.push(piece);
        left = after;
    }
    pieces
}

/// Where the lines of the regels begin and end.
fn lines_of_regels(text: &str) -> Option<(usize, usize)> {
    const OPEN: &[u8] = b"\n    regels: [\n";
    const CLOSE: &[u8] = b"\n    ],\n";
    let start = memmem::find(text.as_bytes(), OPEN)? + OPEN.len();
    // The list may be empty: then its end follows at once.
    let rest = text.as_bytes().get(start - 1..)?;
    Some((start, start - 1 + memmem::find(rest, CLOSE)? + 1))
}

fn read_lines(lines: &str, known: &Known<'_>) -> Option<Vec<Regel>> {
    let options = options();
    let mut next = 0;
    let read = |line: &str| {
        let line = line.trim();
        known.get(line, &mut next).or_else(|| options.from_str(line.strip_suffix(',')?).ok())
    };
    lines.lines().map(read).collect()
}

/// The regels of a budget that was read before, with their lines.
#[derive(Default)]
pub(super) struct Known<'a> {
    lines: Vec<(&'a str, &'a Regel)>,
    /// Where the line of each is, in the order of the ids.
    places: Vec<(Id, usize)>,
}

impl<'a> Known<'a> {
    /// Of a file that was read by its lines: of another, line and regel need not belong together.
    pub(super) fn new(text: &'a str, read: &'a File) -> Known<'a> {
        let lines = lines_of_regels(text).and_then(|(start, end)| text.get(start..end));
        let lines = lines.unwrap_or_default().lines().map(str::trim);
        let lines: Vec<(&str, &Regel)> = lines.zip(&read.regels).collect();
        let mut places: Vec<(Id, usize)> =
            lines.iter().enumerate().map(|(at, (_, regel))| (regel.id, at)).collect();
        places.sort_unstable();
        Known { lines, places }
    }

    /// The regel of a line that is still the same. Most stand after the one before them, at `next`.
    fn get(&self, line: &str, next: &mut usize) -> Option<Regel> {
        let at_next = self.lines.get(*next).filter(|(known, _)| *known == line);
        if at_next.is_none() {
            let id = id_of(line)?;
            let found = self.places.binary_search_by_key(&id, |(id, _)| *id).ok()?;
            *next = self.places.get(found)?.1;
        }
        let (known, regel) = self.lines.get(*next)?;
        *next += 1;
        (*known == line).then(|| (*regel).clone())
    }
}

/// The id with which [`super::write`] begins a line.
fn id_of(line: &str) -> Option<Id> {
    line.strip_prefix("(id: \"")?.split_once('"').and_then(|(id, _)| id.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::super::{read, read_at_once, read_versions, write};
    use super::*;

    const FILE: &str = include_str!("../../../saves/hengelo-2019.ron");

    #[test]
    fn pieces_are_whole_lines_and_together_everything() {
        let lines = "één\n€ twee\ndrie\n\nv\u{ef}jf en zes\n";
        for count in 1..=2 * lines.len() {
            let pieces = pieces(lines, count);
            assert_eq!(pieces.concat(), lines);
            assert!(pieces.len() <= count && pieces.iter().all(|piece| piece.ends_with('\n')));
        }
        assert_eq!(pieces(lines, 2 * lines.len()).len(), 4);
        assert!(pieces("", 3).is_empty());
    }

    #[test]
    fn reading_by_lines_gives_what_reading_at_once_gives() {
        let by_lines = read_by_lines(FILE, &Known::default()).unwrap();
        assert!(!by_lines.regels.is_empty());
        assert_eq!(by_lines.regels, read_at_once(FILE).unwrap().regels);
    }

    #[test]
    fn versions_read_together_are_those_read_apart() {
        let (start, end) = lines_of_regels(FILE).unwrap();
        let mut lines: Vec<&str> = FILE[start..end].lines().collect();
        lines.reverse();
        let changed = lines[0].replacen("soort: Lasten", "soort: Baten", 1);
        assert_ne!(changed, lines[0], "the first line is one of lasten");
        let added =
            lines[1].replacen(&id_of(lines[1].trim()).unwrap().to_string(), "0000000000zz", 1);
        lines[0] = &changed;
        lines.insert(1, &added);
        let other = format!("{}{}\n{}", &FILE[..start], lines.join("\n"), &FILE[end..]);
        // Another program may write a regel on two lines, and two on one.
        let [broken, joined] = [(", soort", ",\n soort"), (",\n", ",")].map(|(from, to)| {
            let regels = FILE[start..end].replacen(from, to, 1);
            let file = format!("{}{regels}{}", &FILE[..start], &FILE[end..]);
            assert!(read_by_lines(&file, &Known::default()).is_none());
            file
        });
        let files = [FILE, &other, &broken, &joined, &joined];
        for first in 0..files.len() {
            let mut files = files;
            files.rotate_left(first);
            let together = read_versions(files.map(str::as_bytes)).unwrap();
            for (file, (begroting, zegel)) in files.into_iter().zip(together) {
                let apart = read(file.as_bytes()).unwrap();
                assert_eq!(write(&begroting).unwrap(), write(&apart).unwrap());
                assert_eq!(zegel, None);
            }
        }
    }
}
