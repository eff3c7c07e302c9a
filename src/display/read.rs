use rust_decimal::Decimal;

use super::number::{Cursor, Word, is_minus, number};
use super::read_error::{ReadError, ReadFault};
use super::sum::sum;
use super::unit::Unit;
use crate::model::Bedrag;

/// The longest text that is read, in characters.
pub const LONGEST_TEXT: usize = 200;

/// The largest percentage with which a cell is raised or lowered.
pub const MOST_PERCENT: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// Decimals of a percentage: with more, a raise of the largest amount could not be exact.
const PERCENT_DECIMALS: u32 = 6;

/// What a text in a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Not filled in: the cell becomes empty.
    Empty,
    /// pm, or an amount in euros, in whole cents.
    Amount(Bedrag),
    /// Raise the cell by so many percent; see [`raise`](super::raise).
    Percent(Decimal),
    /// The result of a sum in euros, rounded to cents half away from zero, and the sum as typed.
    Sum { amount: Decimal, formula: String },
}

/// Reads what a person types or pastes in a cell of a table in `unit`.
///
/// The sign is the one on paper: a minus before or behind, parentheses and `N` (nadeel) all give
/// an amount below zero; `V` and `+` one above. [`Notation::read`](super::Notation::read) turns
/// it into the model's sign.
///
/// A suffix (`k`, `mln`, `mld`) takes the place of `unit`; a € sign changes nothing. Only a
/// leading `=` calculates: + - * / and parentheses over numbers in `unit`. A trailing `%` is a
/// raise. `-` alone is zero.
///
/// # Errors
/// Says what is wrong at which character. An amount beyond [`Bedrag::MAX`] or finer than a cent is
/// refused, except that the result of a sum is rounded to cents.
pub fn read(text: &str, unit: Unit) -> Result<Reading, ReadError> {
    read_judged(text, unit).map(|(reading, _)| reading)
}

/// As [`read`], and whether the sign came from N or V: the judgement, not the arithmetic.
pub(super) fn read_judged(text: &str, unit: Unit) -> Result<(Reading, bool), ReadError> {
    if text.chars().nth(LONGEST_TEXT).is_some() {
        let (at, most) = (LONGEST_TEXT + 1, LONGEST_TEXT);
        let fault = ReadFault::TooLong { most };
        return Err(ReadError { at, fault });
    }
    let trimmed = text.trim();
    let mut cursor = Cursor::new(text.trim_end());
    cursor.skip_spaces();
    let reading = if trimmed.is_empty() {
        Reading::Empty
    } else if matches!(trimmed.to_ascii_lowercase().as_str(), "pm" | "p.m." | "p.m" | "pm.") {
        Reading::Amount(Bedrag::Pm)
    } else if trimmed.starts_with('=') {
        cursor.advance();
        let amount = sum(&mut cursor, unit)?;
        let formula = trimmed.to_owned();
        Reading::Sum { amount, formula }
    } else if trimmed.ends_with('%') {
        Reading::Percent(percent(&mut cursor)?)
    } else {
        let (amount, judged) = amount(&mut cursor, unit)?;
        return Ok((Reading::Amount(Bedrag::Euro(amount)), judged));
    };
    Ok((reading, false))
}

/// What stands around the number of an amount.
#[derive(Default)]
struct Marks {
    /// Below zero, once there is a sign of any kind.
    negative: Option<bool>,
    /// The sign is N or V.
    judged: bool,
    /// The place of a parenthesis that is still open.
    open: Option<usize>,
    euro: bool,
    /// The unit of the amount itself, as a power of ten.
    power: Option<i32>,
}

impl Marks {
    /// Passes the mark that comes next; false where there is none.
    fn take(&mut self, cursor: &mut Cursor) -> Result<bool, ReadError> {
        let before = cursor.at();
        let fault = |fault| ReadError { at: before, fault };
        let sign = match cursor.peek() {
            Some(c) if is_minus(c) => Some(true),
            Some('+') => Some(false),
            Some('(') => {
                self.open = Some(before);
                Some(true)
            }
            _ => None,
        };
        if let Some(negative) = sign {
            cursor.advance();
            return match self.negative.replace(negative) {
                None => Ok(true),
                Some(_) => Err(fault(ReadFault::SecondSign)),
            };
        }
        let word = if cursor.peek() == Some('€') {
            cursor.advance();
            Some(Word::Euro)
        } else {
            cursor.take_word()
        };
        let again = match word {
            None => return Ok(false),
            Some(Word::Euro) => std::mem::replace(&mut self.euro, true),
            Some(Word::Power(power)) => self.power.replace(power).is_some(),
            Some(letter @ (Word::Nadeel | Word::Voordeel)) => {
                self.judged = true;
                let negative = letter == Word::Nadeel;
                if self.negative.replace(negative).is_some() {
                    return Err(fault(ReadFault::SecondSign));
                }
                false
            }
        };
        if again {
            return Err(fault(ReadFault::Twice));
        }
        Ok(true)
    }
}

/// Reads a plain amount to the end of the text, and whether N or V gave its sign.
fn amount(cursor: &mut Cursor, unit: Unit) -> Result<(Decimal, bool), ReadError> {
    let mut marks = Marks::default();
    let mut lone_dash = false;
    loop {
        let is_dash = cursor.peek().is_some_and(is_minus);
        if !marks.take(cursor)? {
            break;
        }
        lone_dash |= is_dash;
        cursor.skip_spaces();
    }
    if marks.power.is_some() {
        return Err(cursor.unexpected());
    }
    if cursor.peek().is_none() && lone_dash {
        return Ok((Decimal::ZERO, false));
    }

    let start = cursor.at();
    let number = number(cursor)?;
    loop {
        cursor.skip_spaces();
        match cursor.peek() {
            None => break,
            Some(')') if marks.open.take().is_some() => cursor.advance(),
            // Behind the number a parenthesis no longer opens.
            Some('(' | '+') => return Err(cursor.unexpected()),
            Some(_) if marks.take(cursor)? => {}
            Some(_) => return Err(cursor.unexpected()),
        }
    }
    if let Some(at) = marks.open {
        let fault = ReadFault::Unclosed;
        return Err(ReadError { at, fault });
    }

    let fault = |fault| ReadError { at: start, fault };
    let power = marks.power.unwrap_or(unit.exponent() as i32);
    if number.decimals(power) > 2 {
        return Err(fault(ReadFault::FinerThanCent));
    }
    let size = number
        .decimal(power)
        .filter(|size| *size <= Bedrag::MAX)
        .ok_or(fault(ReadFault::OutOfRange))?;
    let negative = marks.negative == Some(true) && !size.is_zero();
    Ok((if negative { -size } else { size }, marks.judged))
}

/// Reads a percentage, `%` and all, to the end of the text.
fn percent(cursor: &mut Cursor) -> Result<Decimal, ReadError> {
    let negative = cursor.peek().is_some_and(is_minus);
    if negative || cursor.peek() == Some('+') {
        cursor.advance();
        cursor.skip_spaces();
    }
    let start = cursor.at();
    let number = number(cursor)?;
    cursor.skip_spaces();
    if cursor.peek() != Some('%') {
        return Err(cursor.unexpected());
    }
    cursor.advance();
    if cursor.peek().is_some() {
        return Err(cursor.unexpected());
    }
    let fault = |fault| ReadError { at: start, fault };
    if number.decimals(0).unsigned_abs() > PERCENT_DECIMALS {
        let most = PERCENT_DECIMALS;
        return Err(fault(ReadFault::TooPrecise { most }));
    }
    let size = number
        .decimal(0)
        .filter(|size| *size <= MOST_PERCENT)
        .ok_or(fault(ReadFault::PercentOutOfRange))?;
    Ok(if negative && !size.is_zero() { -size } else { size })
}
