use rust_decimal::Decimal;

use super::{Bron, Cell, Column, Item, Overzicht, Own, Row, maat_of_soort, of_reserves, soort_of};
use crate::calc::afwijking::{self, is_forecast};
use crate::calc::{Total, Totals};
use crate::model::{Bedrag, Begroting, Id, Kolom, Maat, Regel, Soort};

impl Overzicht {
    /// The figure where a row and a column meet.
    pub fn cell(&self, begroting: &Begroting, totals: &Totals, row: &Row, column: &Column) -> Cell {
        let bron = match row.item {
            Item::Stand(bron) => Some(bron),
            _ => column.bron,
        };
        let asked = match row.item {
            Item::Sum(maat) => Some(maat),
            _ => row.blok.or(column.maat),
        };
        if let Some(to) = bron.and_then(Bron::forecast) {
            let from = bron.and_then(|bron| bron.kolommen().next()).unwrap_or(to);
            let bedrag = self.forecast(begroting, totals, row.item, (from, to), asked);
            return Cell { bedrag, maat: Maat::Saldo, kolom: None, own: None };
        }
        let value = |kolom| self.value(begroting, totals, row.item, kolom, asked);
        match bron {
            None => Cell { bedrag: None, maat: Maat::Saldo, kolom: None, own: None },
            Some(Bron::Kolom(kolom)) => {
                let (bedrag, maat) = value(kolom);
                Cell { bedrag, maat, kolom: Some(kolom), own: self.own(begroting, row.item, asked) }
            }
            Some(Bron::VrijeRuimte(jaar)) => {
                let bedrag = self.room(begroting, totals, row.item, jaar, asked);
                Cell { bedrag, maat: Maat::Saldo, kolom: None, own: None }
            }
            Some(bron @ Bron::Verschil(from, to)) => {
                let ((from, maat), (to, _)) = (value(from), value(to));
                let bedrag = difference(from, to);
                let (bedrag, maat) = match (bedrag, maat) {
                    _ if !bron.is_judged() => (bedrag, maat),
                    (Some(Bedrag::Euro(euro)), Maat::Lasten | Maat::Toevoeging) => {
                        (Some(Bedrag::Euro(less(Decimal::ZERO, euro))), Maat::Saldo)
                    }
                    _ => (bedrag, Maat::Saldo),
                };
                Cell { bedrag, maat, kolom: None, own: None }
            }
        }
    }

    /// What the row of an onderdeel shows of itself in a mixed table.
    pub fn maat_of(&self, totals: &Totals, onderdeel: Id) -> Maat {
        if !self.by_kind {
            return Maat::Saldo;
        }
        let has = |of: fn(&Total) -> Decimal| {
            self.bronnen
                .iter()
                .flat_map(|bron| bron.kolommen())
                .any(|kolom| !of(&totals.get(onderdeel, kolom)).is_zero())
        };
        let others = [has(|t| t.baten), has(|t| t.toevoeging), has(|t| t.onttrekking)];
        match (has(|t| t.lasten), others) {
            (true, [false, false, false]) => Maat::Lasten,
            (false, [true, false, false]) => Maat::Baten,
            _ => Maat::Saldo,
        }
    }

    fn value(
        &self,
        begroting: &Begroting,
        totals: &Totals,
        item: Item,
        kolom: Kolom,
        asked: Option<Maat>,
    ) -> (Option<Bedrag>, Maat) {
        let total = |onderdeel, maat| {
            // Where nothing was forecast, a zero would be a forecast.
            let is_silent = is_forecast(kolom)
                && self.regels_of(begroting, item).iter().all(|r| r.amounts.get(kolom).is_none());
            let bedrag = figure(&totals.get(onderdeel, kolom), maat);
            ((!is_silent).then_some(bedrag), maat)
        };
        let regel = |id| begroting.regels.get(id);
        match item {
            Item::Empty(_) => (None, asked.unwrap_or(Maat::Lasten)),
            Item::Onderdeel(id) => total(id, asked.unwrap_or_else(|| self.maat_of(totals, id))),
            Item::Single { onderdeel, regel: id } => match (regel(id), asked) {
                (Some(regel), None) => (totals.amount(regel, kolom), maat_of_soort(regel.soort)),
                (Some(regel), Some(maat)) if maat == maat_of_soort(regel.soort) => {
                    (totals.amount(regel, kolom), maat)
                }
                (_, maat) => total(onderdeel, maat.unwrap_or(Maat::Saldo)),
            },
            Item::Regel(id) => match regel(id) {
                Some(regel) => of_regel(regel, totals.amount(regel, kolom), asked),
                None => (None, asked.unwrap_or(Maat::Lasten)),
            },
            Item::Sum(_) | Item::Total | Item::Stand(_) => {
                total(self.onderdeel, asked.unwrap_or(Maat::Saldo))
            }
        }
    }

    /// The regels of a row, none of it counted twice.
    fn regels_of<'a>(&self, begroting: &'a Begroting, item: Item) -> Vec<&'a Regel> {
        let below = |id| begroting.subtree(id).into_iter().flat_map(|id| begroting.regels.of(id));
        match item {
            Item::Regel(id) | Item::Single { regel: id, .. } => {
                begroting.regels.get(id).into_iter().collect()
            }
            Item::Onderdeel(id) | Item::Empty(id) => below(id).collect(),
            Item::Sum(_) | Item::Total | Item::Stand(_) => below(self.onderdeel).collect(),
        }
    }

    /// How a forecast deviates from a budget; positive is a voordeel. Nothing where nothing was
    /// forecast.
    fn forecast(
        &self,
        begroting: &Begroting,
        totals: &Totals,
        item: Item,
        (from, to): (Kolom, Kolom),
        asked: Option<Maat>,
    ) -> Option<Bedrag> {
        let counts = |regel: &&Regel| {
            let own = maat_of_soort(regel.soort);
            match asked {
                Some(maat) if maat == own || maat == Maat::Resultaat => true,
                Some(maat) => maat == Maat::Saldo && !of_reserves(own),
                // A sum is a saldo; a row of one regel is that regel.
                None => regel_of(item).is_some() || !of_reserves(own),
            }
        };
        let regels = self.regels_of(begroting, item).into_iter().filter(counts);
        afwijking::deviation(totals, regels, from, to)
    }

    /// The vrije ruimte of a row: positive may still be spent. Nothing in a row without lasten.
    fn room(
        &self,
        begroting: &Begroting,
        totals: &Totals,
        item: Item,
        jaar: u16,
        asked: Option<Maat>,
    ) -> Option<Bedrag> {
        let is_of_lasten = asked.is_none_or(|maat| matches!(maat, Maat::Lasten | Maat::Saldo));
        let regels = self.regels_of(begroting, item).into_iter();
        is_of_lasten.then(|| afwijking::vrije_ruimte(totals, regels, jaar)).flatten()
    }

    fn own(&self, begroting: &Begroting, item: Item, asked: Option<Maat>) -> Option<Own> {
        match (item, asked) {
            (Item::Regel(id), Some(maat)) => {
                let regel = begroting.regels.get(id)?;
                (maat == maat_of_soort(regel.soort)).then_some(Own::Regel(id))
            }
            (Item::Regel(id) | Item::Single { regel: id, .. }, None) => Some(Own::Regel(id)),
            (Item::Empty(onderdeel), None) => Some(Own::New { onderdeel, soort: Soort::Lasten }),
            (
                Item::Empty(id) | Item::Onderdeel(id) | Item::Single { onderdeel: id, .. },
                Some(maat),
            ) => only_of(begroting, id, maat),
            (Item::Stand(_), Some(maat)) => only_of(begroting, self.onderdeel, maat),
            (Item::Onderdeel(_) | Item::Sum(_) | Item::Total | Item::Stand(_), _) => None,
        }
    }
}

fn regel_of(item: Item) -> Option<Id> {
    match item {
        Item::Regel(id) | Item::Single { regel: id, .. } => Some(id),
        Item::Onderdeel(_) | Item::Empty(_) | Item::Sum(_) | Item::Total | Item::Stand(_) => None,
    }
}

/// The one regel of its kind of an onderdeel without parts, or the one that it could get.
fn only_of(begroting: &Begroting, onderdeel: Id, maat: Maat) -> Option<Own> {
    let soort = soort_of(maat)?;
    if !begroting.onderdelen.ids_of(Some(onderdeel)).is_empty() {
        return None;
    }
    let mut regels = begroting.regels.of(onderdeel).filter(|regel| regel.soort == soort);
    match (regels.next(), regels.next()) {
        (None, _) => Some(Own::New { onderdeel, soort }),
        (Some(regel), None) => Some(Own::Regel(regel.id)),
        (Some(_), Some(_)) => None,
    }
}

/// A sum in which nothing but pm stands is pm itself.
fn figure(total: &Total, maat: Maat) -> Bedrag {
    if total.is_pm(maat) { Bedrag::Pm } else { Bedrag::Euro(total.of(maat)) }
}

/// What a regel adds to a figure; nothing where its kind does not count in it.
fn of_regel(regel: &Regel, bedrag: Option<Bedrag>, asked: Option<Maat>) -> (Option<Bedrag>, Maat) {
    let own = maat_of_soort(regel.soort);
    let maat = asked.unwrap_or(own);
    let counts =
        maat == own || maat == Maat::Resultaat || (maat == Maat::Saldo && !of_reserves(own));
    let bedrag = bedrag.filter(|_| counts).map(|bedrag| match bedrag {
        Bedrag::Euro(euro) if maat == own => Bedrag::Euro(euro),
        Bedrag::Euro(_) => Bedrag::Euro(Total::of_regel(regel, Some(bedrag)).of(maat)),
        Bedrag::Pm => Bedrag::Pm,
    });
    (bedrag, maat)
}

/// An empty amount counts as zero beside one that is not.
fn difference(from: Option<Bedrag>, to: Option<Bedrag>) -> Option<Bedrag> {
    let euro = |bedrag| match bedrag {
        Some(Bedrag::Euro(euro)) => euro,
        Some(Bedrag::Pm) | None => Decimal::ZERO,
    };
    match (from, to) {
        (None, None) => None,
        (Some(Bedrag::Pm), _) | (_, Some(Bedrag::Pm)) => Some(Bedrag::Pm),
        _ => Some(Bedrag::Euro(less(euro(to), euro(from)))),
    }
}

/// Never minus zero, which would print its sign.
fn less(to: Decimal, from: Decimal) -> Decimal {
    let less = to - from;
    if less.is_zero() { Decimal::ZERO } else { less }
}
