use crate::calc::wijziging::{effect, touches};
use crate::calc::{Total, Totals};
use crate::model::{Begroting, Id, Kolom, Mutatie, Mutatiesoort, Status};

/// How the begroting of an onderdeel became what it is: one stand per decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standen {
    /// Before any decision: primitief.
    pub start: Total,
    /// The adopted wijzigingen that change the onderdeel, by date; without a date last.
    pub adopted: Vec<Stand>,
    /// Those in the making, in the order of their numbers: they count in nothing.
    pub pending: Vec<Stand>,
}

/// One wijziging in an onderdeel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    pub mutatie: Id,
    pub effect: Total,
    /// Gewijzigd after it; of one in the making what it would become by itself.
    pub after: Total,
}

/// The stand per besluit in a column gewijzigd; `None` where that does not follow from others.
pub fn standen(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Id,
    kolom: Kolom,
) -> Option<Standen> {
    let start = totals.get(onderdeel, totals.base(kolom)?);
    let mut found: Vec<&Mutatie> = begroting
        .mutaties
        .iter()
        .filter(|mutatie| {
            mutatie.soort == Mutatiesoort::Wijziging && mutatie.status != Status::Vervallen
        })
        .filter(|mutatie| {
            let mut lines = begroting.mutatieregels.of(mutatie.id);
            lines.any(|line| {
                line.amounts.get(kolom).is_some() && touches(begroting, line, onderdeel)
            })
        })
        .collect();
    found.sort_by_key(|mutatie| (mutatie.date.is_none(), mutatie.date, &mutatie.code, mutatie.id));
    let mut standen = Standen { start, ..Standen::default() };
    let mut now = start;
    for mutatie in found.iter().filter(|mutatie| mutatie.is_adopted()) {
        let effect = effect(begroting, mutatie, onderdeel, kolom);
        now += effect;
        standen.adopted.push(Stand { mutatie: mutatie.id, effect, after: now });
    }
    for mutatie in found.iter().filter(|mutatie| !mutatie.is_adopted()) {
        let effect = effect(begroting, mutatie, onderdeel, kolom);
        let mut after = now;
        after += effect;
        standen.pending.push(Stand { mutatie: mutatie.id, effect, after });
    }
    Some(standen)
}
