use rust_decimal::Decimal;

use super::explain::term_count;
use super::{Total, Totals};
use crate::model::{Bedrag, Begroting, Controlecijfer, Id, Kolom, Maat};

/// A published figure beside the computed one. Euros; neither is ever adjusted to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Control {
    /// The control figure.
    pub id: Id,
    pub onderdeel: Id,
    pub kolom: Kolom,
    pub maat: Maat,
    pub published: Decimal,
    pub computed: Decimal,
    /// The largest difference that rounding in the publication can make.
    pub rounding: Decimal,
}

/// What a difference between published and computed is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    Equal,
    /// No more than the rounded rows of the publication can leave.
    Rounding,
    /// Something else than rounding: the two are about different figures.
    Real,
}

impl Control {
    /// Computed - published.
    pub fn difference(&self) -> Decimal {
        self.computed - self.published
    }

    pub fn judgement(&self) -> Judgement {
        match self.difference().abs() {
            difference if difference.is_zero() => Judgement::Equal,
            difference if difference <= self.rounding => Judgement::Rounding,
            _ => Judgement::Real,
        }
    }

    /// `None` where the publication says pm: that can be compared with nothing.
    ///
    /// Each row that the publication adds up is rounded by itself and may be half a unit off. The
    /// published total is not given half a unit of its own: it either adds up the printed rows or
    /// rounds the exact sum, and with one row that must equal the row.
    fn of(begroting: &Begroting, totals: &Totals, cijfer: &Controlecijfer) -> Option<Control> {
        let Bedrag::Euro(published) = cijfer.amount else {
            return None;
        };
        let Controlecijfer { id, onderdeel, kolom, maat, .. } = *cijfer;
        let total: Total = totals.get(onderdeel, kolom);
        let rows = term_count(begroting, onderdeel, kolom, maat).max(1);
        let rounding = Decimal::from(cijfer.unit) * Decimal::from(rows) / Decimal::TWO;
        Some(Control { id, onderdeel, kolom, maat, published, computed: total.of(maat), rounding })
    }
}

/// The published figure of one cell beside the computed one; the first, where there are more.
pub fn control(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Id,
    kolom: Kolom,
    maat: Maat,
) -> Option<Control> {
    let cijfer = begroting
        .controlecijfers
        .of(onderdeel)
        .find(|cijfer| cijfer.kolom == kolom && cijfer.maat == maat)?;
    Control::of(begroting, totals, cijfer)
}

/// All published figures of an onderdeel, without those below it, by column.
pub fn controls(begroting: &Begroting, totals: &Totals, onderdeel: Id) -> Vec<Control> {
    let cijfers = begroting.controlecijfers.of(onderdeel);
    let mut controls: Vec<Control> =
        cijfers.filter_map(|cijfer| Control::of(begroting, totals, cijfer)).collect();
    controls.sort_by_key(|control| (control.kolom, control.maat, control.id));
    controls
}
