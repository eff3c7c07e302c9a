use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Names a record for good: it survives renaming, renumbering and moving.
///
/// Sixty bits, written as twelve base32 characters (Crockford's alphabet, lower case). The bits
/// are handed in: the model knows no chance.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u64);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("‘{0}’ is geen id: verwacht 12 tekens uit 0-9 en a-z zonder i, l, o en u")]
pub struct IdError(String);

const LENGTH: usize = 12;
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Value of each character, or 255.
const VALUES: [u8; 256] = {
    let mut values = [255; 256];
    let mut i = 0;
    while i < 32 {
        values[ALPHABET[i] as usize] = i as u8;
        i += 1;
    }
    values
};

impl Id {
    /// Keeps the lowest sixty bits.
    pub const fn from_bits(bits: u64) -> Id {
        Id(bits & ((1 << (5 * LENGTH)) - 1))
    }

    pub const fn bits(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [0; LENGTH];
        for (i, byte) in text.iter_mut().enumerate() {
            *byte = ALPHABET[(self.0 >> (5 * (LENGTH - 1 - i))) as usize & 31];
        }
        f.write_str(str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({self})")
    }
}

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Id, IdError> {
        let wrong = || IdError(text.chars().take(40).collect());
        if text.len() != LENGTH {
            return Err(wrong());
        }
        text.bytes()
            .try_fold(0, |bits, byte| match VALUES[byte as usize] {
                255 => None,
                value => Some(bits << 5 | u64::from(value)),
            })
            .map(Id)
            .ok_or_else(wrong)
    }
}

impl Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("een id van 12 tekens tussen aanhalingstekens")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Id, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_bits_are_each_others_inverse() {
        for bits in [0, 1, 31, 32, 0x0fff_ffff_ffff_ffff, 0x0123_4567_89ab_cdef] {
            let id = Id::from_bits(bits);
            assert_eq!(id.to_string().len(), LENGTH);
            assert_eq!(id.to_string().parse(), Ok(id));
        }
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in ["", "abc", "abcdefghijkl", "ABCDEFGHJKMN", "0000000000000", "00000000000é"] {
            assert!(text.parse::<Id>().is_err(), "{text}");
        }
    }
}
