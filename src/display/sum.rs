use rust_decimal::Decimal;

use super::cents::round_to_cents;
use super::number::{Cursor, Word, is_minus, number};
use super::read::LONGEST_TEXT;
use super::read_error::{ReadError, ReadFault};
use super::unit::Unit;
use crate::model::Bedrag;

/// Decimals of a number in a sum.
const MOST_DECIMALS: u32 = 12;

/// Calculates what stands behind the `=`, to the end of the text: euros, in whole cents.
///
/// Numbers count in `unit`, a suffix overrides it; `*` and `/` go before `+` and `-`. Parentheses
/// only group here: `=(16.923)` is above zero. A step that does not fit in the 28 digits of
/// `Decimal` is rounded there; the end result is rounded to cents, half away from zero.
pub(super) fn sum(cursor: &mut Cursor, unit: Unit) -> Result<Decimal, ReadError> {
    let start = cursor.at();
    let in_unit = terms(cursor, unit)?;
    if cursor.peek().is_some() {
        return Err(match cursor.peek() {
            Some('%') => cursor.fault(ReadFault::PercentInSum),
            _ => cursor.unexpected(),
        });
    }
    in_unit
        .checked_mul(unit.factor())
        .map(round_to_cents)
        .filter(|euro| euro.abs() <= Bedrag::MAX)
        .ok_or(ReadError { at: start, fault: ReadFault::OutOfRange })
}

/// Works out the sum behind an estimate, such as "17% × 9.000.000" or "50 × 2 × 52 × € 25": euros, in
/// whole cents. A % divides the number before it by a hundred.
///
/// # Errors
/// What does not belong there, and where.
pub fn formula(text: &str) -> Result<Decimal, ReadError> {
    if text.chars().count() > LONGEST_TEXT {
        return Err(ReadError { at: 1, fault: ReadFault::TooLong { most: LONGEST_TEXT } });
    }
    let mut cursor = Cursor::new(text);
    cursor.has_percents = true;
    sum(&mut cursor, Unit::Euro)
}

fn terms(cursor: &mut Cursor, unit: Unit) -> Result<Decimal, ReadError> {
    let mut total = factors(cursor, unit)?;
    loop {
        let out_of_range = cursor.fault(ReadFault::OutOfRange);
        let minus = match cursor.peek() {
            Some('+') => false,
            Some(c) if is_minus(c) => true,
            _ => return Ok(total),
        };
        cursor.advance();
        let term = factors(cursor, unit)?;
        total = if minus { total.checked_sub(term) } else { total.checked_add(term) }
            .ok_or(out_of_range)?;
    }
}

fn factors(cursor: &mut Cursor, unit: Unit) -> Result<Decimal, ReadError> {
    let mut product = factor(cursor, unit)?;
    loop {
        let out_of_range = cursor.fault(ReadFault::OutOfRange);
        let by_zero = cursor.fault(ReadFault::DivisionByZero);
        let divides = match cursor.peek() {
            Some('*' | '×') => false,
            Some('/' | '÷') => true,
            _ => return Ok(product),
        };
        cursor.advance();
        let by = factor(cursor, unit)?;
        product = if !divides {
            product.checked_mul(by)
        } else if by.is_zero() {
            return Err(by_zero);
        } else {
            product.checked_div(by)
        }
        .ok_or(out_of_range)?;
    }
}

/// A number or a group with its signs. A text is short, so the depth of groups is bounded.
fn factor(cursor: &mut Cursor, unit: Unit) -> Result<Decimal, ReadError> {
    cursor.skip_spaces();
    let value = match cursor.peek() {
        Some('+') => {
            cursor.advance();
            factor(cursor, unit)?
        }
        Some(c) if is_minus(c) => {
            cursor.advance();
            -factor(cursor, unit)?
        }
        Some('(') => {
            let open = cursor.fault(ReadFault::Unclosed);
            cursor.advance();
            let value = terms(cursor, unit)?;
            match cursor.peek() {
                Some(')') => cursor.advance(),
                None => return Err(open),
                Some('%') => return Err(cursor.fault(ReadFault::PercentInSum)),
                Some(_) => return Err(cursor.unexpected()),
            }
            value
        }
        Some('€') => {
            cursor.advance();
            factor(cursor, unit)?
        }
        _ => operand(cursor, unit)?,
    };
    cursor.skip_spaces();
    Ok(value)
}

/// A number with its suffix, counted in `unit`.
fn operand(cursor: &mut Cursor, unit: Unit) -> Result<Decimal, ReadError> {
    let fault = |at, fault| Err(ReadError { at, fault });
    let start = cursor.at();
    let number = number(cursor)?;
    if number.decimals(0).unsigned_abs() > MOST_DECIMALS {
        let most = MOST_DECIMALS;
        return fault(start, ReadFault::TooPrecise { most });
    }
    cursor.skip_spaces();
    let power = if cursor.peek().is_some_and(char::is_alphabetic) {
        let unknown = cursor.unexpected();
        match cursor.take_word() {
            Some(Word::Power(power)) => power - unit.exponent() as i32,
            Some(Word::Euro) => 0,
            _ => return Err(unknown),
        }
    } else {
        0
    };
    let power = if cursor.has_percents && cursor.peek() == Some('%') {
        cursor.advance();
        power - 2
    } else {
        power
    };
    match number.decimal(power) {
        Some(value) => Ok(value),
        None => fault(start, ReadFault::OutOfRange),
    }
}
