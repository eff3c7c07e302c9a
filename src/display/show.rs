use rust_decimal::Decimal;

use super::unit::Unit;

/// An amount in euros as text in `unit`, rounded half away from zero: "-16.923", "8,5".
///
/// Exactly zero is "-"; an amount that only rounds to zero is "0", with the decimals of the unit, so
/// that its unit digit stands below those of the other figures of a column.
pub fn show(amount: Decimal, unit: Unit) -> String {
    show_with(amount, unit, "")
}

/// As [`show`], with a plus before what is above zero: for differences.
pub fn show_signed(amount: Decimal, unit: Unit) -> String {
    show_with(amount, unit, "+")
}

fn show_with(amount: Decimal, unit: Unit, plus: &str) -> String {
    if amount.is_zero() {
        return "-".to_owned();
    }
    let figure = rounded(amount, unit.exponent(), unit.decimals());
    let sign = match figure {
        0 => "",
        _ if amount.is_sign_negative() => "-",
        _ => plus,
    };
    format!("{sign}{}", grouped(figure, unit.decimals()))
}

/// An amount for a sentence, where a nought for what is not zero would be untrue: as [`show`], with
/// the unit behind it where that is a smaller one: "25 × € 1.000". See [`legible`].
pub fn show_in_words(amount: Decimal, unit: Unit) -> String {
    in_words(amount, unit, "")
}

/// An amount with its unit, which is a smaller one where it would read as nought: "25 × € 1.000".
pub fn with_unit(amount: Decimal, unit: Unit) -> String {
    let (figure, shown_in) = legible(amount, unit);
    format!("{figure} {}", shown_in.label())
}

/// As [`show_in_words`], with a plus before what is above zero.
pub fn show_signed_in_words(amount: Decimal, unit: Unit) -> String {
    in_words(amount, unit, "+")
}

fn in_words(amount: Decimal, unit: Unit, plus: &str) -> String {
    let (figure, shown_in) = legible_with(amount, unit, plus);
    if shown_in == unit && is_visible(amount, unit) {
        figure
    } else {
        format!("{figure} {}", shown_in.label())
    }
}

/// An amount that stands by itself, and the unit it is in: `unit`, or the largest smaller one in
/// which it does not round to zero. Below half a euro it has the decimals it needs.
pub fn legible(amount: Decimal, unit: Unit) -> (String, Unit) {
    legible_with(amount, unit, "")
}

fn legible_with(amount: Decimal, unit: Unit, plus: &str) -> (String, Unit) {
    const CENTS: u32 = 2;
    let not_larger = Unit::ALL.into_iter().rev().filter(|other| *other <= unit);
    if let Some(found) = not_larger.into_iter().find(|other| is_visible(amount, *other)) {
        return (show_with(amount, found, plus), found);
    }
    let sign = if amount.is_sign_negative() { "-" } else { plus };
    let figure = match rounded(amount, 0, CENTS) {
        0 => exact(amount.abs(), Unit::Euro),
        cents => grouped(cents, CENTS),
    };
    (format!("{sign}{figure}"), Unit::Euro)
}

/// Whether something else than a nought shows; for exactly zero that is a dash.
fn is_visible(amount: Decimal, unit: Unit) -> bool {
    amount.is_zero() || rounded(amount, unit.exponent(), unit.decimals()) != 0
}

/// A percentage with a fixed number of decimals (at most 9), rounded half away from zero:
/// "2,61 %".
pub fn show_percent(percent: Decimal, decimals: u32) -> String {
    let decimals = decimals.min(9);
    let figure = rounded(percent, 0, decimals);
    let sign = if percent.is_sign_negative() && figure != 0 { "-" } else { "" };
    format!("{sign}{} %", grouped(figure, decimals))
}

/// A price in euros and cents, rounded half away from zero: "2.947,10".
pub fn show_cents(amount: Decimal) -> String {
    let figure = rounded(amount, 0, 2);
    let sign = if amount.is_sign_negative() && figure != 0 { "-" } else { "" };
    format!("{sign}{}", grouped(figure, 2))
}

/// The exact amount in `unit`, without thousands points: "-16923,5".
///
/// For editing and copying: a spreadsheet takes it for a number, and an amount in whole cents
/// reads back as it was (see [`read`](super::read)).
pub fn exact(amount: Decimal, unit: Unit) -> String {
    let places = (amount.scale() + unit.exponent()) as usize;
    let digits = format!("{:0>width$}", amount.mantissa().unsigned_abs(), width = places + 1);
    // The padding leaves at least one digit before the places.
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let sign = if amount.is_sign_negative() && !amount.is_zero() { "-" } else { "" };
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole},{fraction}"),
    }
}

/// The size of `value / 10^exponent`, rounded half away from zero, counted in 10^-`decimals`.
///
/// In whole numbers instead of `Decimal`, so that it is exact over the whole range: a mantissa
/// stays below 10^29, a scale is at most 28, `exponent` at most 6 and `decimals` at most 9, so no
/// power or product reaches 10^38, the end of `u128`.
fn rounded(value: Decimal, exponent: u32, decimals: u32) -> u128 {
    let digits = value.mantissa().unsigned_abs();
    let scale = value.scale() + exponent;
    match scale.checked_sub(decimals) {
        Some(cut) => {
            let unit = 10_u128.pow(cut);
            let rest = digits % unit;
            digits / unit + u128::from(rest >= unit - rest)
        }
        None => digits * 10_u128.pow(decimals - scale),
    }
}

/// `figure` counted in 10^-`decimals`, with thousands points and a decimal comma.
fn grouped(figure: u128, decimals: u32) -> String {
    let one = 10_u128.pow(decimals);
    let whole = (figure / one).to_string();
    let mut text = String::with_capacity(whole.len() * 4 / 3 + decimals as usize + 1);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    if decimals > 0 {
        let width = decimals as usize;
        text.push_str(&format!(",{:0>width$}", figure % one));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_as_they_are_printed() {
        for (amount, unit, text) in [
            (dec!(-16923000), Unit::Thousand, "-16.923"),
            (dec!(-16923499.99), Unit::Thousand, "-16.923"),
            (dec!(-16923500), Unit::Thousand, "-16.924"),
            (dec!(1234567.50), Unit::Euro, "1.234.568"),
            (dec!(-1234567.49), Unit::Euro, "-1.234.567"),
            (dec!(-8500000), Unit::Million, "-8,5"),
            (dec!(-150000), Unit::Million, "-0,2"),
            (dec!(250000), Unit::Million, "0,3"),
            (dec!(2000000), Unit::Million, "2,0"),
            (dec!(1234567890), Unit::Million, "1.234,6"),
            (dec!(999999), Unit::Euro, "999.999"),
            (dec!(999), Unit::Euro, "999"),
            (dec!(999.5), Unit::Euro, "1.000"),
        ] {
            assert_eq!(show(amount, unit), text, "{amount} {unit:?}");
        }
    }

    #[test]
    fn zero_is_a_dash_and_nearly_zero_is_a_nought() {
        for (unit, nought) in [(Unit::Euro, "0"), (Unit::Thousand, "0"), (Unit::Million, "0,0")] {
            assert_eq!(show(Decimal::ZERO, unit), "-");
            assert_eq!(show(-dec!(0.00), unit), "-");
            assert_eq!(show(dec!(0.49), unit), nought);
            assert_eq!(show(dec!(-0.01), unit), nought);
            assert_eq!(show_signed(dec!(0.01), unit), nought);
        }
        assert_eq!(show(dec!(0.5), Unit::Thousand), "0");
        assert_eq!(show(dec!(-499.99), Unit::Thousand), "0");
        assert_eq!(show(dec!(-500), Unit::Thousand), "-1");
        assert_eq!(show(dec!(49999.99), Unit::Million), "0,0");
    }

    #[test]
    fn a_figure_in_a_sentence_is_never_a_nought() {
        use Unit::{Euro, Million, Thousand};
        for (amount, unit, text) in [
            (dec!(2950000), Million, "3,0"),
            (dec!(49999), Million, "50 × € 1.000"),
            (dec!(25000), Million, "25 × € 1.000"),
            (dec!(-1000), Million, "-1 × € 1.000"),
            (dec!(499), Million, "499 × € 1"),
            (dec!(499), Thousand, "499 × € 1"),
            (dec!(-0.49), Thousand, "-0,49 × € 1"),
            (dec!(0.5), Euro, "1"),
            (dec!(0.4), Euro, "0,40 × € 1"),
            (dec!(-0.004), Euro, "-0,004 × € 1"),
            (Decimal::ZERO, Million, "-"),
        ] {
            assert_eq!(show_in_words(amount, unit), text, "{amount} {unit:?}");
        }
        assert_eq!(show_signed_in_words(dec!(25000), Million), "+25 × € 1.000");
        assert_eq!(show_signed_in_words(dec!(-75000), Thousand), "-75");
        assert_eq!(show_signed_in_words(dec!(0.2), Thousand), "+0,20 × € 1");
        assert_eq!(legible(dec!(25000), Million), ("25".to_owned(), Thousand));
        assert_eq!(legible(dec!(0.25), Euro), ("0,25".to_owned(), Euro));
    }

    #[test]
    fn a_difference_carries_its_sign() {
        assert_eq!(show_signed(dec!(6219000), Unit::Thousand), "+6.219");
        assert_eq!(show_signed(dec!(-75000), Unit::Thousand), "-75");
        assert_eq!(show_signed(Decimal::ZERO, Unit::Thousand), "-");
    }

    #[test]
    fn percentages() {
        assert_eq!(show_percent(dec!(2.61), 2), "2,61 %");
        assert_eq!(show_percent(dec!(-12.345), 2), "-12,35 %");
        assert_eq!(show_percent(dec!(3), 1), "3,0 %");
        assert_eq!(show_percent(dec!(-0.04), 1), "0,0 %");
        assert_eq!(show_percent(dec!(1234.5), 0), "1.235 %");
        assert_eq!(
            show_percent(Decimal::MAX, 99),
            "79.228.162.514.264.337.593.543.950.335,000000000 %"
        );
    }

    #[test]
    fn the_exact_amount_for_editing() {
        for (amount, unit, text) in [
            (dec!(-16923500), Unit::Thousand, "-16923,5"),
            (dec!(-16923000), Unit::Thousand, "-16923"),
            (dec!(0.01), Unit::Thousand, "0,00001"),
            (dec!(-0.10), Unit::Million, "-0,0000001"),
            (dec!(1234567.80), Unit::Euro, "1234567,8"),
            (dec!(-0.00), Unit::Thousand, "0"),
        ] {
            assert_eq!(exact(amount, unit), text, "{amount} {unit:?}");
        }
    }

    #[test]
    fn the_ends_of_the_range_are_shown_in_full() {
        let most = "79.228.162.514.264.337.593.543.950.335";
        assert_eq!(show(Decimal::MAX, Unit::Euro), most);
        assert_eq!(show(Decimal::MIN, Unit::Euro), format!("-{most}"));
        assert_eq!(exact(Decimal::MIN, Unit::Million), "-79228162514264337593543,950335");
        let least = Decimal::from_i128_with_scale(1, 28);
        assert_eq!(show(least, Unit::Million), "0,0");
        assert_eq!(exact(least, Unit::Million).len(), "0,".len() + 34);
    }

    proptest! {
        #[test]
        fn no_amount_shows_as_minus_zero(mantissa in any::<i64>(), scale in 0_u32..=28) {
            let amount = Decimal::from_i128_with_scale(i128::from(mantissa), scale);
            for unit in Unit::ALL {
                let text = show(amount, unit);
                let has_figure = text.chars().any(|c| ('1'..='9').contains(&c));
                let nought = if unit == Unit::Million { "0,0" } else { "0" };
                prop_assert!(has_figure || text == nought || (text == "-" && amount.is_zero()), "{text}");
                let in_words = show_in_words(amount, unit);
                prop_assert!(amount.is_zero() || in_words.chars().any(|c| ('1'..='9').contains(&c)));
                prop_assert_eq!(has_figure, in_words == text && !amount.is_zero());
                let signed = show_signed(amount, unit);
                prop_assert_eq!(signed.trim_start_matches('+'), text);
            }
        }

        #[test]
        fn what_is_shown_is_within_half_a_step(cents in -1_000_000_000_000_i64..1_000_000_000_000) {
            let amount = Decimal::new(cents, 2);
            for unit in Unit::ALL {
                let text = show(amount, unit).replace('.', "").replace(',', ".");
                let shown: Decimal = if text == "-" { Decimal::ZERO } else { text.parse().unwrap() };
                let step = unit.factor() / Decimal::from(10_u32.pow(unit.decimals()));
                prop_assert!((shown * unit.factor() - amount).abs() * dec!(2) <= step);
            }
        }
    }
}
