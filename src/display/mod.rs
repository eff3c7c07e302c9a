//! Figures as people read and write them: unit, rounding, sign, nl-NL.
//!
//! Inside the program an amount is an exact `Decimal` in euros, lasten and baten both positive.
//! Everything people may see or type instead lives here, and nowhere else:
//!
//! - [`Unit`] and [`Signs`], together the [`Notation`] of a table: model cell ⇄ text;
//! - [`show`] and its sisters: an exact amount as rounded text, in a sentence [`show_in_words`],
//!   [`exact`] for editing and copying;
//! - [`read`]: every notation in use on paper, a sum after `=`, a raise with a trailing `%`;
//! - [`show_meting`] and [`read_meting`]: the figures and words of an indicator;
//! - [`raise`] and [`spread`]: what a raise and an amount over a selection do, in whole cents;
//! - [`tsv`]: the clipboard of a spreadsheet.
//!
//! Every function is total: no text and no amount makes it panic.

/// An exact amount from its digits, for tests.
#[cfg(test)]
macro_rules! dec {
    ($digits:expr) => {
        rust_decimal::Decimal::from_str_exact(stringify!($digits)).unwrap()
    };
}

mod cents;
mod meting;
mod notation;
mod number;
mod read;
mod read_error;
#[cfg(test)]
mod read_tests;
mod show;
mod signs;
mod sum;
/// Clipboard text of a spreadsheet, as rows of cells.
pub mod tsv;
mod unit;

pub use cents::{raise, round_to_cents, spread};
pub use meting::{Gemeten, MetingError, read_meting, show_meting};
pub use notation::Notation;
pub use read::{LONGEST_TEXT, MOST_PERCENT, Reading, read};
pub use read_error::{ReadError, ReadFault};
pub use show::{
    exact, legible, show, show_cents, show_in_words, show_percent, show_signed,
    show_signed_in_words, with_unit,
};
pub use signs::{Side, Signs};
pub use sum::formula;
pub use unit::Unit;
