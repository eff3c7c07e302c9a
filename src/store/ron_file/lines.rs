//! Most of a budget at once: the regels, read from their lines by all processors, and those that a
//! version before it had as well not read again.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use memchr::{memchr, memmem};

use super::{File, options};
use crate::model::Regel;

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
    let read = |line: &str| {
        let line = line.trim();
        known.get(line).or_else(|| options.from_str(line.strip_suffix(',')?).ok())
    };
    lines.lines().map(read).collect()
}

/// The regels of a budget that was read before, by the id with which their line begins.
#[derive(Default)]
pub(super) struct Known<'a> {
    lines: HashMap<&'a str, (&'a str, &'a Regel)>,
}

impl<'a> Known<'a> {
    pub(super) fn new(text: &'a str, read: &'a File) -> Known<'a> {
        let lines = lines_of_regels(text).and_then(|(start, end)| text.get(start..end));
        // Read by lines, they are in the order of the lines; read otherwise, none is found back.
        let mut known = HashMap::with_capacity(read.regels.len());
        for (line, regel) in lines.unwrap_or_default().lines().zip(&read.regels) {
            let line = line.trim();
            if let Some(id) = id_of(line).filter(|id| id.parse() == Ok(regel.id)) {
                known.insert(id, (line, regel));
            }
        }
        Known { lines: known }
    }

    fn get(&self, line: &str) -> Option<Regel> {
        let (known, regel) = self.lines.get(id_of(line)?)?;
        (*known == line).then(|| (*regel).clone())
    }
}

/// The id with which [`super::write`] begins a line.
fn id_of(line: &str) -> Option<&str> {
    line.strip_prefix("(id: \"")?.split_once('"').map(|(id, _)| id)
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
        let added = lines[1].replacen(id_of(lines[1].trim()).unwrap(), "0000000000zz", 1);
        lines[0] = &changed;
        lines.insert(1, &added);
        let other = format!("{}{}\n{}", &FILE[..start], lines.join("\n"), &FILE[end..]);
        let files = [FILE, &other, FILE];
        let together = read_versions(files.map(str::as_bytes)).unwrap();
        for (file, (begroting, zegel)) in files.into_iter().zip(together) {
            let apart = read(file.as_bytes()).unwrap();
            assert_eq!(write(&begroting).unwrap(), write(&apart).unwrap());
            assert_eq!(zegel, None);
        }
    }
}
