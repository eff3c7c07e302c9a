use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::Bedrag;

/// An amount in euros rounded to whole cents, half away from zero.
pub fn round_to_cents(amount: Decimal) -> Decimal {
    let cents = amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    if cents.is_zero() { Decimal::ZERO } else { cents.normalize() }
}

/// `amount` raised by `percent` (lowered by a negative one), in whole cents, half away from zero.
///
/// `None` where the result lies beyond [`Bedrag::MAX`].
pub fn raise(amount: Decimal, percent: Decimal) -> Option<Decimal> {
    let hundredths = percent.checked_add(Decimal::ONE_HUNDRED)?;
    let raised = amount.checked_mul(hundredths)?.checked_mul(Decimal::new(1, 2))?;
    Some(round_to_cents(raised)).filter(|raised| raised.abs() <= Bedrag::MAX)
}

/// `total` divided in proportion to `amounts`, in whole cents that add up to exactly `total`.
///
/// The cents that rounding leaves over go to the largest remainders, the first in a tie. `None`
/// where there is no proportion (no amounts, or they add up to zero), where `total` is not in
/// whole cents, or where an amount is too large to divide exactly.
pub fn spread(amounts: &[Decimal], total: Decimal) -> Option<Vec<Decimal>> {
    let scale = amounts.iter().map(Decimal::scale).max()?;
    let mut weights =
        amounts.iter().map(|amount| mantissa_at(*amount, scale)).collect::<Option<Vec<i128>>>()?;
    let mut sum = weights.iter().try_fold(0_i128, |sum, weight| sum.checked_add(*weight))?;
    if sum == 0 {
        return None;
    }
    if sum < 0 {
        sum = sum.checked_neg()?;
        for weight in &mut weights {
            *weight = weight.checked_neg()?;
        }
    }
    // The size of the total is divided, so that a negative one gives the mirror image.
    let cents = mantissa_at(total.normalize(), 2)?;
    let size = cents.checked_abs()?;

    let mut shares = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    let mut left = size;
    for (index, weight) in weights.iter().enumerate() {
        let product = size.checked_mul(*weight)?;
        let share = product.div_euclid(sum);
        left = left.checked_sub(share)?;
        shares.push(share);
        remainders.push((std::cmp::Reverse(product.rem_euclid(sum)), index));
    }
    // Each remainder is below `sum` and together they are `left` times `sum`: fewer cents are
    // left than there are shares.
    remainders.sort_unstable();
    for (_, index) in remainders.into_iter().take(usize::try_from(left).ok()?) {
        if let Some(share) = shares.get_mut(index) {
            *share += 1;
        }
    }
    shares
        .into_iter()
        .map(|share| Decimal::try_from_i128_with_scale(share * cents.signum(), 2).ok())
        .collect()
}

/// The whole number that is `value` × 10^`scale`; `None` where it is not whole or too large.
fn mantissa_at(value: Decimal, scale: u32) -> Option<i128> {
    10_i128.checked_pow(scale.checked_sub(value.scale())?)?.checked_mul(value.mantissa())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_raise_ends_in_whole_cents() {
        for (amount, percent, raised) in [
            (dec!(16923000), dec!(2.61), dec!(17364690.30)),
            (dec!(-100), dec!(-2.5), dec!(-97.50)),
            (dec!(0.10), dec!(5), dec!(0.11)),
            (dec!(-0.10), dec!(5), dec!(-0.11)),
            (dec!(250), dec!(-100), dec!(0)),
            (Decimal::ZERO, dec!(50), dec!(0)),
        ] {
            assert_eq!(raise(amount, percent), Some(raised), "{amount} {percent}");
        }
        assert_eq!(raise(Bedrag::MAX, dec!(0.01)), None);
        assert_eq!(raise(Decimal::MAX, Decimal::MAX), None);
    }

    #[test]
    fn a_spread_follows_the_proportion() {
        for (amounts, total, shares) in [
            (vec![dec!(100), dec!(300)], dec!(40), vec![dec!(10), dec!(30)]),
            (
                vec![dec!(1), dec!(1), dec!(1)],
                dec!(100),
                vec![dec!(33.34), dec!(33.33), dec!(33.33)],
            ),
            (
                vec![dec!(1), dec!(1), dec!(1)],
                dec!(-100),
                vec![dec!(-33.34), dec!(-33.33), dec!(-33.33)],
            ),
            (vec![dec!(-1), dec!(-2)], dec!(0.02), vec![dec!(0.01), dec!(0.01)]),
            (vec![dec!(19873), dec!(-2950)], dec!(16923), vec![dec!(19873), dec!(-2950)]),
            (vec![dec!(0), dec!(5)], dec!(0.01), vec![dec!(0), dec!(0.01)]),
            (vec![dec!(7.125)], dec!(0), vec![dec!(0)]),
        ] {
            assert_eq!(spread(&amounts, total), Some(shares), "{amounts:?} {total}");
        }
    }

    #[test]
    fn a_spread_without_a_proportion_is_none() {
        assert_eq!(spread(&[], dec!(1)), None);
        assert_eq!(spread(&[dec!(0), dec!(0)], dec!(1)), None);
        assert_eq!(spread(&[dec!(5), dec!(-5)], dec!(1)), None);
        assert_eq!(spread(&[dec!(1)], dec!(0.001)), None);
        assert_eq!(spread(&[Decimal::MAX, Decimal::MAX], Decimal::MAX), None);
    }

    proptest! {
        #[test]
        fn a_spread_adds_up_to_the_total(
            cents in prop::collection::vec(-10_000_000_000_i64..10_000_000_000, 1..40),
            total in -1_000_000_000_000_i64..1_000_000_000_000,
        ) {
            let amounts: Vec<Decimal> = cents.iter().map(|cents| Decimal::new(*cents, 2)).collect();
            let total = Decimal::new(total, 2);
            let base: Decimal = amounts.iter().sum();
            match spread(&amounts, total) {
                None => prop_assert!(base.is_zero()),
                Some(shares) => {
                    prop_assert_eq!(shares.iter().sum::<Decimal>(), total);
                    for (amount, share) in amounts.iter().zip(&shares) {
                        let ideal = total * *amount / base;
                        prop_assert!((ideal - share).abs() <= dec!(0.0100001));
                    }
                }
            }
        }
    }
}
