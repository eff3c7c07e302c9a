use std::ops::{AddAssign, Neg};

use rust_decimal::Decimal;

use super::stelpost::Rest;
use crate::model::{Bedrag, Kolom, Maat, Mutatie, Regel, Soort, Status};

/// What one onderdeel adds up to in one column. Exact euros; everything in it can be added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    pub baten: Decimal,
    pub lasten: Decimal,
    pub toevoeging: Decimal,
    pub onttrekking: Decimal,
    /// What stelposten take off the lasten; positive is a target to be filled.
    pub stelpost: Decimal,
    /// What measures fill of them.
    pub filled: Decimal,
    /// What each stelpost has left to fill, or too much.
    pub rest: Rest,
    /// Voordeel of measures that fill no stelpost.
    pub additional: Decimal,
    /// Regels that say pm: they add nothing to the sums above.
    pub pm: Pm,
    /// Measures that say pm.
    pub measures_pm: i64,
}

/// How many regels say pm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pm {
    pub baten: i64,
    pub lasten: i64,
    pub toevoeging: i64,
    pub onttrekking: i64,
    /// Those of the above that are stelposten.
    pub stelpost: i64,
}

impl Pm {
    /// Whether any regel says pm.
    pub fn any(self) -> bool {
        self.of(Maat::Resultaat) > 0
    }

    /// Those that would count in this figure.
    pub fn of(self, maat: Maat) -> i64 {
        match maat {
            Maat::Baten => self.baten,
            Maat::Lasten => self.lasten,
            Maat::Saldo => self.baten + self.lasten,
            Maat::Toevoeging => self.toevoeging,
            Maat::Onttrekking => self.onttrekking,
            Maat::Resultaat => self.baten + self.lasten + self.toevoeging + self.onttrekking,
        }
    }
}

impl Total {
    /// Baten - lasten.
    pub fn saldo(&self) -> Decimal {
        self.baten - self.lasten
    }

    /// The saldo after the movements of the reserves.
    pub fn resultaat(&self) -> Decimal {
        self.saldo() - self.toevoeging + self.onttrekking
    }

    /// The figure that a publication may give; a saldo or resultaat below zero is a tekort.
    pub fn of(&self, maat: Maat) -> Decimal {
        match maat {
            Maat::Saldo => self.saldo(),
            Maat::Baten => self.baten,
            Maat::Lasten => self.lasten,
            Maat::Toevoeging => self.toevoeging,
            Maat::Onttrekking => self.onttrekking,
            Maat::Resultaat => self.resultaat(),
        }
    }

    /// Whether nothing but pm stands behind this figure: then it is pm itself.
    pub fn is_pm(&self, maat: Maat) -> bool {
        let counts = |of: &[Decimal]| of.iter().any(|sum| !sum.is_zero());
        let has_amounts = match maat {
            Maat::Baten => counts(&[self.baten]),
            Maat::Lasten => counts(&[self.lasten]),
            Maat::Toevoeging => counts(&[self.toevoeging]),
            Maat::Onttrekking => counts(&[self.onttrekking]),
            Maat::Saldo => counts(&[self.baten, self.lasten]),
            Maat::Resultaat => {
                counts(&[self.baten, self.lasten, self.toevoeging, self.onttrekking])
            }
        };
        self.pm.of(maat) > 0 && !has_amounts
    }

    /// The saldo with the additional measures. Filling a stelpost leaves it as it was.
    pub fn saldo_after_measures(&self) -> Decimal {
        self.saldo() + self.additional
    }

    /// What one cell of a regel adds.
    pub fn of_regel(regel: &Regel, bedrag: Option<Bedrag>) -> Total {
        let mut total = Total::default();
        if let Some(bedrag) = bedrag {
            total.count(regel, bedrag);
        }
        total
    }

    /// Adds one cell of a regel, and touches nothing else.
    pub(super) fn count(&mut self, regel: &Regel, bedrag: Bedrag) {
        match bedrag {
            Bedrag::Pm => {
                match regel.soort {
                    Soort::Lasten => self.pm.lasten += 1,
                    Soort::Baten => self.pm.baten += 1,
                    Soort::Toevoeging => self.pm.toevoeging += 1,
                    Soort::Onttrekking => self.pm.onttrekking += 1,
                }
                self.pm.stelpost += i64::from(regel.stelpost);
            }
            Bedrag::Euro(euro) => {
                match regel.soort {
                    Soort::Lasten => self.lasten += euro,
                    Soort::Baten => self.baten += euro,
                    Soort::Toevoeging => self.toevoeging += euro,
                    Soort::Onttrekking => self.onttrekking += euro,
                }
                if regel.stelpost {
                    self.stelpost += match regel.soort {
                        Soort::Lasten | Soort::Toevoeging => -euro,
                        Soort::Baten | Soort::Onttrekking => euro,
                    };
                }
            }
        }
    }

    /// What one cell of a measure adds.
    pub(super) fn of_mutatie(mutatie: &Mutatie, bedrag: Option<Bedrag>) -> Total {
        let mut total = Total::default();
        let is_of_plan = mutatie.pakket.is_some() && mutatie.stelpost.is_none();
        if mutatie.status == Status::Vervallen || mutatie.uit || is_of_plan {
            return total;
        }
        match bedrag {
            None => {}
            Some(Bedrag::Pm) => total.measures_pm = 1,
            Some(Bedrag::Euro(euro)) if mutatie.stelpost.is_some() => total.filled = euro,
            Some(Bedrag::Euro(euro)) => total.additional = euro,
        }
        total
    }
}

impl AddAssign for Total {
    fn add_assign(&mut self, other: Total) {
        // Most of what is added has one amount and eight zeros: adding those is most of the work.
        let add = |sum: &mut Decimal, euro: Decimal| {
            if !euro.is_zero() {
                *sum += euro;
            }
        };
        add(&mut self.baten, other.baten);
        add(&mut self.lasten, other.lasten);
        add(&mut self.toevoeging, other.toevoeging);
        add(&mut self.onttrekking, other.onttrekking);
        add(&mut self.stelpost, other.stelpost);
        add(&mut self.filled, other.filled);
        add(&mut self.rest.to_fill, other.rest.to_fill);
        add(&mut self.rest.overfilled, other.rest.overfilled);
        add(&mut self.additional, other.additional);
        self.pm.baten += other.pm.baten;
        self.pm.lasten += other.pm.lasten;
        self.pm.toevoeging += other.pm.toevoeging;
        self.pm.onttrekking += other.pm.onttrekking;
        self.pm.stelpost += other.pm.stelpost;
        self.measures_pm += other.measures_pm;
    }
}

impl Neg for Total {
    type Output = Total;

    fn neg(self) -> Total {
        Total {
            baten: -self.baten,
            lasten: -self.lasten,
            toevoeging: -self.toevoeging,
            onttrekking: -self.onttrekking,
            stelpost: -self.stelpost,
            filled: -self.filled,
            rest: Rest { to_fill: -self.rest.to_fill, overfilled: -self.rest.overfilled },
            additional: -self.additional,
            pm: Pm {
                baten: -self.pm.baten,
                lasten: -self.pm.lasten,
                toevoeging: -self.pm.toevoeging,
                onttrekking: -self.pm.onttrekking,
                stelpost: -self.pm.stelpost,
            },
            measures_pm: -self.measures_pm,
        }
    }
}

/// Totals by column, sorted; a column that is not in it adds up to nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Row(Vec<(Kolom, Total)>);

impl Row {
    pub(super) fn get(&self, kolom: Kolom) -> Total {
        match self.0.binary_search_by_key(&kolom, |&(kolom, _)| kolom) {
            Ok(i) => self.0[i].1,
            Err(_) => Total::default(),
        }
    }

    pub(super) fn add(&mut self, kolom: Kolom, total: Total) {
        *self.cell(kolom) += total;
    }

    pub(super) fn cell(&mut self, kolom: Kolom) -> &mut Total {
        let i = match self.0.binary_search_by_key(&kolom, |&(kolom, _)| kolom) {
            Ok(i) => i,
            Err(i) => {
                self.0.insert(i, (kolom, Total::default()));
                i
            }
        };
        &mut self.0[i].1
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Kolom, Total)> + '_ {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_pm_where_only_its_own_regels_say_so() {
        let lasten = Total { lasten: Decimal::TEN, ..Total::default() };
        let mut total = Total { pm: Pm { baten: 1, ..Pm::default() }, ..Total::default() };
        assert!(total.is_pm(Maat::Baten) && total.is_pm(Maat::Saldo));
        assert!(!total.is_pm(Maat::Lasten));
        total += lasten;
        assert!(total.is_pm(Maat::Baten));
        assert!(!total.is_pm(Maat::Saldo) && !total.is_pm(Maat::Resultaat));
        let reserve = Total { pm: Pm { toevoeging: 1, ..Pm::default() }, ..Total::default() };
        assert!(reserve.is_pm(Maat::Resultaat) && !reserve.is_pm(Maat::Saldo));
        total += -total;
        assert_eq!(total, Total::default());
    }
}
