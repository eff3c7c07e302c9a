//! The differences of an onderdeel and all below it, as a list to work through.

use rust_decimal::Decimal;

use super::{Afwijking, Vergelijking, afwijking, verklaringen};
use crate::calc::Totals;
use crate::model::{Bedrag, Begroting, Id, Verklaring};

/// One onderdeel in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rij {
    pub onderdeel: Id,
    /// Steps below the onderdeel that was asked for.
    pub diepte: usize,
    /// `None` where nothing was forecast.
    pub stand: Option<Afwijking>,
    /// Its own components, in their order.
    pub oorzaken: Vec<Id>,
    /// What was booked here and belongs elsewhere, or the other way round: add it for the corrected
    /// difference.
    pub correctie: Decimal,
    /// Its difference reaches the threshold, nothing lies below it, and no words explain it.
    pub mist_tekst: bool,
    /// Components explain it in part: what is left reaches the threshold.
    pub sluit_niet: bool,
}

impl Rij {
    /// The difference if everything had been booked where it belongs.
    pub fn gecorrigeerd(&self) -> Option<Decimal> {
        self.stand.map(|stand| stand.verschil() + self.correctie)
    }

    /// Whether somebody still has to write here.
    pub fn vraagt(&self) -> bool {
        self.mist_tekst || self.sluit_niet
    }
}

/// The onderdeel and all below it, each parent before its children.
pub fn rijen(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Id,
    vergelijking: Vergelijking,
) -> Vec<Rij> {
    let corrections = corrections(begroting, vergelijking);
    let mut rijen = Vec::new();
    let mut next = vec![(onderdeel, 0)];
    while let Some((id, diepte)) = next.pop() {
        rijen.push(rij(begroting, totals, id, diepte, vergelijking, &corrections));
        let below = begroting.onderdelen.ids_of(Some(id)).iter().rev();
        next.extend(below.map(|child| (*child, diepte + 1)));
    }
    rijen
}

fn rij(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Id,
    diepte: usize,
    vergelijking: Vergelijking,
    corrections: &[(Id, Id, Decimal)],
) -> Rij {
    let stand = afwijking(begroting, totals, onderdeel, vergelijking);
    let own: Vec<&Verklaring> = verklaringen(begroting, onderdeel, vergelijking).collect();
    let is_here = |id: Id| begroting.path(id).any(|above| above == onderdeel);
    let mut correctie = Decimal::ZERO;
    for (booked, belongs, euro) in corrections {
        match (is_here(*booked), is_here(*belongs)) {
            (true, false) => correctie -= euro,
            (false, true) => correctie += euro,
            _ => {}
        }
    }
    let drempel = begroting.kop().drempel;
    let is_reached = |euro, stand: &Afwijking| drempel.is_reached(euro, stand.begroot);
    let is_open = |stand: &Afwijking| {
        !own.is_empty() && !stand.is_afronding() && is_reached(stand.rest(), stand)
    };
    Rij {
        onderdeel,
        diepte,
        mist_tekst: stand
            .is_some_and(|stand| mist_tekst(begroting, onderdeel, vergelijking, &stand)),
        sluit_niet: stand.is_some_and(|stand| is_open(&stand)),
        stand,
        oorzaken: own.iter().map(|verklaring| verklaring.id).collect(),
        correctie,
    }
}

/// Whether the difference of an onderdeel reaches the threshold, nothing lies below it that could
/// explain it, and nobody wrote a word.
pub fn mist_tekst(
    begroting: &Begroting,
    onderdeel: Id,
    vergelijking: Vergelijking,
    stand: &Afwijking,
) -> bool {
    begroting.onderdelen.ids_of(Some(onderdeel)).is_empty()
        && begroting.kop().drempel.is_reached(stand.verschil(), stand.begroot)
        && !verklaringen(begroting, onderdeel, vergelijking).any(|v| !v.text.trim().is_empty())
        && !begroting.toelichtingen.of(onderdeel).any(|it| (it.van, it.naar) == vergelijking)
}

/// What was booked on one onderdeel and belongs on another.
fn corrections(begroting: &Begroting, (van, naar): Vergelijking) -> Vec<(Id, Id, Decimal)> {
    let all = begroting.verklaringen.iter().filter(|v| (v.van, v.naar) == (van, naar));
    all.filter_map(|v| Some((v.onderdeel, v.hoort_op?, euro(v)))).collect()
}

fn euro(verklaring: &Verklaring) -> Decimal {
    verklaring.bedrag.map_or(Decimal::ZERO, Bedrag::euro_or_zero)
}

/// What the components of an onderdeel and all below it say together. Euros; positive is a voordeel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Samen {
    /// To be carried to the next year, and the part of it that counts in another part of the budget.
    pub overheveling: Decimal,
    pub overheveling_elders: Decimal,
    /// Counts here, and another part of the budget tells of it.
    pub elders: Decimal,
    /// Components whose amount nobody gave.
    pub zonder_bedrag: usize,
}

/// See [`Samen`].
pub fn samen(begroting: &Begroting, onderdeel: Id, vergelijking: Vergelijking) -> Samen {
    let mut samen = Samen::default();
    let below = begroting.subtree(onderdeel);
    for v in below.iter().flat_map(|id| verklaringen(begroting, *id, vergelijking)) {
        if v.overheveling {
            samen.overheveling += euro(v);
            samen.overheveling_elders += if v.buiten { euro(v) } else { Decimal::ZERO };
        }
        if !v.buiten && !v.elders.trim().is_empty() {
            samen.elders += euro(v);
        }
        samen.zonder_bedrag += usize::from(v.bedrag.is_none());
    }
    samen
}
