//! The head of a budget as it begins.

use super::records::Kop;
use super::{Drempel, Id};

impl Kop {
    /// Of a budget in year t, without a threshold; whether it is whole nobody said yet.
    pub fn new(
        id: Id,
        gemeente: impl Into<String>,
        title: impl Into<String>,
        jaar: u16,
        version: impl Into<String>,
    ) -> Kop {
        Kop {
            id,
            gemeente: gemeente.into(),
            title: title.into(),
            jaar,
            version: version.into(),
            drempel: Drempel::default(),
            volledig: false,
            uitgezet: None,
        }
    }
}
