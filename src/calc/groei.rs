use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::{Begroting, Groei, Groeiwijze, Id, Kolom, Stadium};

/// The growth of a year in %: the weighted parts of the index together, rounded to two decimals, as
/// such formulas are published: 0,75 × 2,96 + 0,25 × 1,55 = 2,6075, which is 2,61 %.
pub fn procent(groei: &Groei) -> Decimal {
    let parts = groei.delen.iter().map(|deel| deel.gewicht * deel.procent);
    parts.sum::<Decimal>().round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// By how much an amount of the year `van` is to be multiplied to be that of the year `naar`.
///
/// Of an index: simple adds the same part of the first amount every year, compound grows on what
/// there is. Of numbers: those of the one year divided by those of the other; `None` where the
/// numbers of one of the two are not known, or the first is zero.
pub fn factor(begroting: &Begroting, groei: &Groei, van: u16, naar: u16) -> Option<Decimal> {
    if let Some(indicator) = groei.indicator {
        let base = number(begroting, indicator, van)?;
        return number(begroting, indicator, naar)?.checked_div(base);
    }
    let years = naar.checked_sub(van)?;
    let rate = procent(groei) / Decimal::ONE_HUNDRED;
    Some(match groei.wijze {
        Groeiwijze::Enkelvoudig => Decimal::ONE + rate * Decimal::from(years),
        Groeiwijze::Samengesteld => {
            (0..years).try_fold(Decimal::ONE, |grown, _| grown.checked_mul(Decimal::ONE + rate))?
        }
    })
}

/// The number of a year: as it was measured, or else as it is expected.
fn number(begroting: &Begroting, indicator: Id, jaar: u16) -> Option<Decimal> {
    let of_year = begroting.metingen.of(indicator).filter(|meting| meting.kolom.jaar == jaar);
    let best =
        of_year.max_by_key(|meting| (meting.kolom.stadium == Stadium::Rekening, meting.kolom));
    best.and_then(|meting| meting.value)
}

/// The number in exactly this column.
pub(super) fn number_in(begroting: &Begroting, indicator: Id, kolom: Kolom) -> Option<Decimal> {
    begroting.metingen.of(indicator).find(|meting| meting.kolom == kolom)?.value
}
