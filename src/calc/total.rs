use std::ops::{AddAssign, Neg};

use rust_decimal::Decimal;

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
    /// What measures fill of it.
    pub filled: Decimal,
    /// Voordeel of measures that fill no stelpost.
    pub additional: Decimal,
    /// Regels that say pm: they add nothing to the sums above.
    pub pm: i64,
    /// Measures that say pm.
    pub measures_pm: i64,
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
            Maat::Resultaat => self.resultaat(),
        }
    }

    /// What is left of the stelposten to fill; negative where measures fill too much.
    pub fn to_fill(&self) -> Decimal {
        self.stelpost - self.filled
    }

    /// The saldo if the rest of the stelposten stays unfilled.
    pub fn saldo_unfilled(&self) -> Decimal {
        self.saldo() - self.to_fill()
    }

    /// The saldo with the additional measures. Filling a stelpost leaves it as it was.
    pub fn saldo_after_measures(&self) -> Decimal {
        self.saldo() + self.additional
    }

    /// What one cell of a regel adds.
    pub(super) fn of_regel(regel: &Regel, bedrag: Option<Bedrag>) -> Total {
        let mut total = Total::default();
        match bedrag {
            None => {}
            Some(Bedrag::Pm) => total.pm = 1,
            Some(Bedrag::Euro(euro)) => {
                match regel.soort {
                    Soort::Lasten => total.lasten = euro,
                    Soort::Baten => total.baten = euro,
                    Soort::Toevoeging => total.toevoeging = euro,
                    Soort::Onttrekking => total.onttrekking = euro,
                }
                if regel.stelpost {
                    total.stelpost = match regel.soort {
                        Soort::Lasten | Soort::Toevoeging => -euro,
                        Soort::Baten | Soort::Onttrekking => euro,
                    };
                }
            }
        }
        total
    }

    /// What one cell of a measure adds.
    pub(super) fn of_mutatie(mutatie: &Mutatie, bedrag: Option<Bedrag>) -> Total {
        let mut total = Total::default();
        if mutatie.status == Status::Vervallen {
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
        // Most of what is added has one amount and six zeros: adding those is most of the work.
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
        add(&mut self.additional, other.additional);
        self.pm += other.pm;
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
            additional: -self.additional,
            pm: -self.pm,
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
        match self.0.binary_search_by_key(&kolom, |&(kolom, _)| kolom) {
            Ok(i) => self.0[i].1 += total,
            Err(i) => self.0.insert(i, (kolom, total)),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Kolom, Total)> + '_ {
        self.0.iter().copied()
    }
}
