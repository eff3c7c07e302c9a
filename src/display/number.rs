use rust_decimal::Decimal;

use super::read_error::{ReadError, ReadFault};

/// The characters of a text, read from left to right.
pub(super) struct Cursor {
    chars: Vec<char>,
    next: usize,
    /// Whether a % behind a number in a sum divides it by a hundred.
    pub(super) has_percents: bool,
}

impl Cursor {
    pub(super) fn new(text: &str) -> Cursor {
        Cursor { chars: text.chars().collect(), next: 0, has_percents: false }
    }

    /// The place of the next character, counted from 1.
    pub(super) fn at(&self) -> usize {
        self.next + 1
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.chars.get(self.next).copied()
    }

    fn peek_second(&self) -> Option<char> {
        self.chars.get(self.next + 1).copied()
    }

    pub(super) fn advance(&mut self) {
        self.next += 1;
    }

    pub(super) fn skip_spaces(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.advance();
        }
    }

    /// The letters that come next, in lower case; nothing is passed.
    fn peek_word(&self) -> String {
        let letters = self.chars.iter().skip(self.next);
        letters
            .take_while(|letter| letter.is_alphabetic())
            .flat_map(|letter| letter.to_lowercase())
            .collect()
    }

    /// Passes the word that comes next, and gives what it means; stays before an unknown word.
    pub(super) fn take_word(&mut self) -> Option<Word> {
        let word = Word::parse(&self.peek_word())?;
        while self.peek().is_some_and(char::is_alphabetic) {
            self.advance();
        }
        if matches!(word, Word::Power(_)) && self.peek() == Some('.') {
            self.advance();
        }
        Some(word)
    }

    /// The error that what comes next does not belong there.
    pub(super) fn unexpected(&self) -> ReadError {
        let found = match self.peek() {
            None => return self.fault(ReadFault::Unfinished),
            Some(letter) if letter.is_alphabetic() => {
                let letters = self.chars.iter().skip(self.next);
                letters.take_while(|c| c.is_alphabetic()).take(20).collect()
            }
            Some(other) => other.to_string(),
        };
        self.fault(ReadFault::Unexpected { found })
    }

    pub(super) fn fault(&self, fault: ReadFault) -> ReadError {
        let at = self.at();
        ReadError { at, fault }
    }
}

/// A word beside a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// `N`: nadeel, below zero as a saldo.
    Nadeel,
    /// `V`: voordeel, above zero as a saldo.
    Voordeel,
    /// `€` in letters.
    Euro,
    /// `k`, `mln`: a unit of its own, as a power of ten euros.
    Power(i32),
}

impl Word {
    fn parse(lower: &str) -> Option<Word> {
        match lower {
            "n" => Some(Word::Nadeel),
            "v" => Some(Word::Voordeel),
            "eur" | "euro" => Some(Word::Euro),
            "k" | "dzd" | "duizend" => Some(Word::Power(3)),
            "m" | "mln" | "mio" | "miljoen" => Some(Word::Power(6)),
            "mld" | "miljard" => Some(Word::Power(9)),
            _ => None,
        }
    }
}

/// Every stroke that is used for a minus: hyphens, dashes and the minus of mathematics.
pub(super) fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2014}' | '\u{2212}')
}

/// A number without a sign: `mantissa` × 10^`exponent`, with no zeros at the end of the mantissa.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    mantissa: i128,
    exponent: i32,
}

impl Number {
    /// The most digits that fit in a `Decimal` whatever they are.
    const DIGITS: usize = 28;

    /// The number in digits; `fraction` of them stand behind the comma.
    fn of(digits: &str, fraction: usize) -> Result<Number, ReadFault> {
        let trimmed = digits.trim_end_matches('0');
        let zeros = digits.len() - trimmed.len();
        let significant = trimmed.trim_start_matches('0');
        if significant.is_empty() {
            return Ok(Number { mantissa: 0, exponent: 0 });
        }
        // A text is short, so its length fits with room to spare.
        let exponent = zeros as i32 - fraction as i32;
        if significant.len() > Number::DIGITS {
            return Err(if digits.len() - fraction > Number::DIGITS {
                ReadFault::OutOfRange
            } else {
                ReadFault::FinerThanCent
            });
        }
        let mantissa = significant.parse().map_err(|_| ReadFault::OutOfRange)?;
        Ok(Number { mantissa, exponent })
    }

    /// How many decimals the number has when counted in 10^-`power`.
    pub(super) fn decimals(self, power: i32) -> i32 {
        (-self.exponent - power).max(0)
    }

    /// The number × 10^`power`, exactly; `None` where `Decimal` cannot hold it.
    pub(super) fn decimal(self, power: i32) -> Option<Decimal> {
        let exponent = self.exponent + power;
        let scale = (-exponent).max(0).unsigned_abs();
        let zeros = 10_i128.checked_pow(exponent.max(0).unsigned_abs())?;
        Decimal::try_from_i128_with_scale(self.mantissa.checked_mul(zeros)?, scale).ok()
    }
}

/// Reads the number that comes next: `1.234.567,89`, `1 234`, `1000`, `,5`, `1.000,-`.
pub(super) fn number(cursor: &mut Cursor) -> Result<Number, ReadError> {
    let start = cursor.at();
    let mut token = String::new();
    while let Some(c) = cursor.peek() {
        match c {
            '0'..='9' | '.' | ',' => token.push(c),
            // A space belongs to the number where digits go on behind it.
            c if c.is_whitespace()
                && !c.is_control()
                && token.ends_with(|last: char| last.is_ascii_digit())
                && cursor.peek_second().is_some_and(|c| c.is_ascii_digit()) =>
            {
                token.push(' ');
            }
            _ => break,
        }
        cursor.advance();
    }
    if !token.contains(|c: char| c.is_ascii_digit()) {
        cursor.next = start - 1;
        return Err(cursor.unexpected());
    }
    if let Some(whole) = token.strip_suffix(',') {
        whole_euros(cursor)?;
        token.truncate(whole.len());
    }
    let parts = Parts::of(&token).map_err(|offset| misplaced(&token, start, offset))?;
    Number::of(&parts.digits, parts.fraction).map_err(|fault| ReadError { at: start, fault })
}

/// Passes the stroke that stands for no cents: `,-`, `, -`, `,--`, `,=`.
fn whole_euros(cursor: &mut Cursor) -> Result<(), ReadError> {
    cursor.skip_spaces();
    match cursor.peek() {
        Some('=') => cursor.advance(),
        Some(c) if is_minus(c) => {
            cursor.advance();
            if cursor.peek().is_some_and(is_minus) {
                cursor.advance();
            }
        }
        _ => return Err(cursor.unexpected()),
    }
    Ok(())
}

/// The digits of a number as it is written, and how many of them are decimals.
struct Parts {
    digits: String,
    fraction: usize,
}

impl Parts {
    /// The error is the offset of the separator that stands wrong.
    fn of(token: &str) -> Result<Parts, usize> {
        let (whole, fraction) = token.split_once(',').unwrap_or((token, ""));
        let is_separator = |c: char| !c.is_ascii_digit();
        if let Some(offset) = fraction.find(is_separator) {
            return Err(whole.len() + 1 + offset);
        }
        if let Some(separator) = whole.find(is_separator) {
            let mark = if whole.contains('.') { '.' } else { ' ' };
            let mut end = 0;
            for (index, group) in whole.split(mark).enumerate() {
                let fits = if index == 0 {
                    (1..=3).contains(&group.len()) && !group.starts_with('0')
                } else {
                    group.len() == 3
                };
                if !fits || group.contains(is_separator) {
                    return Err(if index == 0 { separator } else { end - 1 });
                }
                end += group.len() + 1;
            }
        }
        let digits = token.chars().filter(char::is_ascii_digit).collect();
        Ok(Parts { digits, fraction: fraction.len() })
    }
}

/// The error for a separator at `offset` in a token that starts at `start`, with what was meant.
fn misplaced(token: &str, start: usize, offset: usize) -> ReadError {
    let swapped: String = token
        .chars()
        .map(|c| match c {
            '.' => ',',
            ',' => '.',
            other => other,
        })
        .collect();
    let reads = Parts::of(&swapped).is_ok() && !swapped.ends_with(',');
    let fault = match token.split_once('.') {
        // With three digits behind it, the point may as well be one of several thousands points.
        Some((whole, thousand))
            if reads
                && thousand.len() == 3
                && !whole.is_empty()
                && !whole.starts_with('0')
                && !whole.contains(',') =>
        {
            ReadFault::Grouping
        }
        Some((whole, _)) if reads && !whole.contains(',') => {
            let nought = if whole.is_empty() { "0" } else { "" };
            let instead = format!("{nought}{swapped}");
            ReadFault::PointBeforeDecimals { instead }
        }
        _ if reads => ReadFault::English { instead: swapped },
        _ => ReadFault::Grouping,
    };
    // Every separator is one ASCII character, so an offset counts characters.
    let at = start + offset;
    ReadError { at, fault }
}
