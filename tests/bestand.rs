//! Bad input for the reader of budgets: always a message in Dutch with its place, never a panic.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/generator.rs"]
mod generator;

use generator::Chance;
use sluitend::store::{ReadError, ron_file};

const FILE: &str = include_str!("../saves/hengelo-2019.ron");

fn refused(bytes: &[u8]) -> ReadError {
    match ron_file::read(bytes) {
        Ok(_) => panic!("this was read: {}", String::from_utf8_lossy(bytes)),
        Err(error) => error,
    }
}

/// Asserts that the text, changed once, is refused at this place of the change with this message.
fn assert_refused(from: &str, to: &str, offset: usize, message: &str) {
    let at = FILE.find(from).unwrap();
    let changed = FILE.replacen(from, to, 1);
    let error = refused(changed.as_bytes());
    let place = &changed[..at + offset];
    let line = place.matches('\n').count() + 1;
    let column = place.chars().rev().take_while(|c| *c != '\n').count() + 1;
    assert!(error.what.contains(message), "{error}");
    assert_eq!((error.line, error.column), (line, column), "{error}");
    assert!(error.to_string().starts_with(&format!("regel {line}, kolom {column}: ")));
}

#[test]
fn truncated_anywhere_it_is_refused_with_its_place() {
    let end = FILE.rfind(')').unwrap();
    for cut in (0..=end).step_by(997).chain([1, 2, end - 1, end]) {
        let error = refused(&FILE.as_bytes()[..cut]);
        assert!(error.line >= 1 && error.column >= 1, "{error}");
        assert!(!error.what.is_empty() && !error.what.contains("xpected"), "{cut}: {error}");
    }
    let error = refused(&FILE.as_bytes()[..FILE.len() / 2]);
    assert!(error.what.contains("niet af"), "{error}");
}

#[test]
fn empty_is_refused() {
    for bytes in [&b""[..], b"\n", b" \r\n\t "] {
        let error = refused(bytes);
        assert_eq!((error.line, error.column), (1, 1));
        assert!(error.what.contains("leeg"), "{error}");
    }
}

#[test]
fn what_is_no_text_is_refused() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    assert!(refused(png).what.contains("geen UTF-8"));
    assert!(refused(b"\x7fELF\x02\x01\x01\0").what.contains("binair"));
    assert!(refused(b"PK\x03\x04\x14\0").what.contains("Excel"));
    let mut latin1 = FILE.as_bytes().to_vec();
    let at = FILE.find("gemeente: \"").unwrap() + "gemeente: \"".len();
    latin1[at] = 0xeb;
    let error = refused(&latin1);
    let line = FILE[..at].matches('\n').count() + 1;
    let column = at - FILE[..at].rfind('\n').unwrap();
    assert_eq!((error.line, error.column), (line, column));
    assert!(error.what.contains("geen UTF-8"), "{error}");
    let utf16: Vec<u8> = FILE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(refused(&utf16).what.contains("binair"));
}

#[test]
fn deeply_nested_is_refused() {
    for open in ["(", "[", "{", "(kop:", "(paragrafen:[", "Some("] {
        for depth in [129, 100_000] {
            let error = refused(open.repeat(depth).as_bytes());
            assert!(!error.what.is_empty());
        }
    }
    let nested = format!("(schema: 9, x: {}{})", "[".repeat(5000), "]".repeat(5000));
    assert!(!refused(nested.as_bytes()).what.is_empty());
    let comment = format!("{}{}", "/*".repeat(50_000), FILE);
    assert!(!refused(comment.as_bytes()).what.is_empty());
}

#[test]
fn a_newer_schema_is_refused_whatever_else_it_holds() {
    for (from, to) in
        [("schema: 1,", "schema: 2,"), ("schema: 1,", "schema: 77, scenarios: [(x: 1)],")]
    {
        let error = refused(FILE.replacen(from, to, 1).as_bytes());
        assert!(error.what.contains("nieuwere versie van Sluitend"), "{error}");
        assert!(error.what.contains("werk Sluitend bij"), "{error}");
        assert_eq!(error.line, 1);
    }
}

#[test]
fn an_unknown_field_or_word_is_refused_with_the_choices() {
    let error = refused(FILE.replacen("soort: Lasten,", "kleur: 3, soort: Lasten,", 1).as_bytes());
    assert!(error.what.contains("‘kleur’ bestaat niet") && error.what.contains("soort"), "{error}");
    let error = refused(FILE.replacen("soort: Lasten", "soort: Kosten", 1).as_bytes());
    assert!(
        error.what.contains("‘Kosten’ kan hier niet") && error.what.contains("Baten"),
        "{error}"
    );
    let error = refused(FILE.replacen("    regels: [", "    regelen: [", 1).as_bytes());
    assert!(error.what.contains("‘regelen’ bestaat niet"), "{error}");
    let error = refused(FILE.replacen("level: Programma, ", "", 1).as_bytes());
    assert!(error.what.contains("‘level’ ontbreekt"), "{error}");
    let error =
        refused(FILE.replacen("soort: Lasten", "soort: Lasten, soort: Baten", 1).as_bytes());
    assert!(error.what.contains("‘soort’ staat er twee keer"), "{error}");
}

/// The id of the first regel with this name.
fn id_of(name: &str) -> &'static str {
    let at = FILE.find(&format!("name: \"{name}\"")).unwrap();
    let start = FILE[..at].rfind("(id: \"").unwrap() + "(id: \"".len();
    &FILE[start..start + 12]
}

#[test]
fn two_equal_ids_are_refused_at_the_second() {
    let (one, two) = (id_of("zorgvormen"), id_of("nog uit te denken"));
    let message = format!("id {one} staat twee keer in regels");
    assert_refused(&format!("\"{two}\""), &format!("\"{one}\""), 0, &message);
}

#[test]
fn an_amount_out_of_range_is_refused() {
    for amount in
        ["1000000000000001", "0.001", "1e3", "NaN", "", "1,5", "79228162514264337593543950336"]
    {
        let to = format!("\"{amount}\"");
        let error = refused(FILE.replacen("\"19873000\"", &to, 1).as_bytes());
        assert!(error.what.contains("een bedrag in euro's"), "{amount}: {error}");
        let at = FILE.find("\"19873000\"").unwrap();
        assert_eq!(error.line, FILE[..at].matches('\n').count() + 1, "{amount}: {error}");
    }
    let error = refused(FILE.replacen("\"19873000\"", "19873000", 1).as_bytes());
    assert!(error.what.contains("tekst tussen aanhalingstekens"), "{error}");
}

#[test]
fn an_unknown_column_is_refused_at_its_line() {
    let cell = "\"2019-primitief\": \"19873000\"";
    let id = id_of("zorgvormen");
    let error = refused(FILE.replacen(cell, "\"2031-begroting\": \"19873000\"", 1).as_bytes());
    let at = FILE.find(&format!("(id: \"{id}\"")).unwrap();
    assert_eq!(error.line, FILE[..at].matches('\n').count() + 1, "{error}");
    assert!(error.what.contains("kolom 2031-begroting"), "{error}");
    let error = refused(FILE.replacen(cell, "\"2019-begrooting\": \"19873000\"", 1).as_bytes());
    assert!(error.what.contains("‘2019-begrooting’ is geen kolom"), "{error}");
    let error = refused(FILE.replacen(cell, "\"2018-begroting\": \"19873000\"", 1).as_bytes());
    assert!(error.what.contains("2018-begroting staat twee keer"), "{error}");
}

#[test]
fn a_column_that_stands_twice_is_refused_at_the_second() {
    let from = "kolom: \"2020-raming\"";
    assert_refused(
        from,
        "kolom: \"2019-primitief\"",
        "kolom: ".len(),
        "kolom 2019-primitief staat er twee keer",
    );
}

#[test]
fn a_loop_or_a_missing_parent_is_refused() {
    let at = FILE.find("level: Programma").unwrap();
    let start = FILE[..at].rfind("(id: \"").unwrap() + "(id: \"".len();
    let (top, child) = (&FILE[start..start + 12], {
        let at = FILE.find("level: Taakveld").unwrap();
        let start = FILE[..at].rfind("(id: \"").unwrap() + "(id: \"".len();
        &FILE[start..start + 12]
    });
    let looped =
        FILE.replacen("level: Programma", &format!("parent: \"{child}\", level: Programma"), 1);
    assert!(refused(looped.as_bytes()).what.contains("onder zichzelf"));
    let orphan = FILE.replacen(&format!("parent: \"{top}\""), "parent: \"000000000000\"", 1);
    assert!(refused(orphan.as_bytes()).what.contains("bestaat niet"));
}

/// One text made worse by flips, cuts, copies and insertions.
fn mutated(chance: &mut Chance) -> Vec<u8> {
    const PIECES: [&str; 24] = [
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "\"",
        ",",
        ":",
        "\\",
        "\\u{0}",
        "\0",
        "\u{feff}",
        "é",
        "/*",
        "//",
        "r#\"",
        "Some(",
        "None",
        "pm",
        "-",
        "99999999999999999999",
        "é\u{301}",
        "\r\n",
    ];
    let mut bytes = FILE.as_bytes().to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len() + 1);
        let end = (at + chance.below(200)).min(bytes.len());
        match chance.below(6) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << chance.below(8);
                }
            }
            1 => drop(bytes.drain(at..end)),
            2 => {
                let copy = bytes[at..end].to_vec();
                let to = chance.below(bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
            3 => bytes.truncate(at.max(1)),
            4 => {
                let piece = PIECES[chance.below(PIECES.len())];
                bytes.splice(at..at, piece.bytes());
            }
            // Where damage does the most: inside a text or a figure.
            _ => {
                let quotes: Vec<usize> = (0..bytes.len()).filter(|i| bytes[*i] == b'"').collect();
                if !quotes.is_empty() {
                    let quote = quotes[chance.below(quotes.len())] + 1;
                    let piece = PIECES[chance.below(PIECES.len())];
                    bytes.splice(quote..quote, piece.bytes());
                }
            }
        }
    }
    bytes
}

/// A fuzz target that runs on stable: `SLUITEND_FUZZ=1000000 cargo test --release --test bestand`
/// for a long run, `SLUITEND_FUZZ_SEED` for other damage.
#[test]
fn fuzz_damaged_files_are_refused_or_read_and_written_the_same() {
    let number = |name: &str, default: u64| {
        std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
    };
    let (rounds, seed) = (number("SLUITEND_FUZZ", 1500), number("SLUITEND_FUZZ_SEED", 1));
    let mut reads = 0;
    for round in 0..rounds {
        let mut chance = Chance::new(seed.wrapping_mul(1_000_003).wrapping_add(round));
        let bytes = mutated(&mut chance);
        match ron_file::read(&bytes) {
            Err(error) => {
                assert!(error.line >= 1 && error.column >= 1 && !error.what.is_empty());
            }
            Ok(begroting) => {
                reads += 1;
                let text = ron_file::write(&begroting).unwrap();
                let again = ron_file::read(text.as_bytes());
                let again = again.unwrap_or_else(|error| panic!("round {round}: {error}"));
                assert!(again == begroting, "round {round} of seed {seed}");
                assert!(ron_file::write(&again).unwrap() == text, "round {round} of seed {seed}");
            }
        }
    }
    assert!(reads > 0 && reads < rounds, "{reads} of {rounds} were read");
}
