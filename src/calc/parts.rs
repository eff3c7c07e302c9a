use std::cmp::Reverse;

use super::{Total, Totals};
use crate::model::{Begroting, Id, Kolom, Maat};

/// A direct part of an onderdeel, for a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What lies right below it; `None` for the regels of the onderdeel itself.
    pub onderdeel: Option<Id>,
    /// One for each column asked for.
    pub totals: Vec<Total>,
}

/// What an onderdeel consists of in these columns: what lies right below it in the order of the
/// tree, then what it holds itself. Together they are its totals.
pub fn parts(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Id,
    kolommen: &[Kolom],
) -> Vec<Part> {
    let of = |id| kolommen.iter().map(|kolom| totals.get(id, *kolom)).collect::<Vec<_>>();
    let mut own = of(onderdeel);
    let mut parts = Vec::new();
    for below in begroting.onderdelen.ids_of(Some(onderdeel)) {
        let totals = of(*below);
        for (own, below) in own.iter_mut().zip(&totals) {
            *own += -*below;
        }
        parts.push(Part { onderdeel: Some(*below), totals });
    }
    let counts = |total: &Total| {
        let of = |maat: &Maat| !total.of(*maat).is_zero() || total.pm.of(*maat) != 0;
        [Maat::Baten, Maat::Lasten].iter().any(of)
    };
    if parts.is_empty() || own.iter().any(counts) {
        parts.push(Part { onderdeel: None, totals: own });
    }
    parts
}

/// The same in one column, from the largest lasten to the smallest: where the money goes.
pub fn parts_by_lasten(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Id,
    kolom: Kolom,
) -> Vec<Part> {
    let lasten = |part: &Part| part.totals.first().map(|total| total.lasten);
    let mut parts = parts(begroting, totals, onderdeel, &[kolom]);
    parts.sort_by_key(|part| Reverse(lasten(part)));
    parts
}
