use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{ReadError, ReadFault, Reading, Unit, exact, read};
use crate::model::Bedrag;

fn euro(amount: Decimal) -> Result<Reading, ReadError> {
    Ok(Reading::Amount(Bedrag::Euro(amount)))
}

fn sum(text: &str, unit: Unit) -> Decimal {
    match read(text, unit) {
        Ok(Reading::Sum { amount, formula }) => {
            assert_eq!(formula, text.trim());
            amount
        }
        other => panic!("{text} reads as {other:?}"),
    }
}

fn refused(text: &str, unit: Unit) -> (usize, ReadFault) {
    match read(text, unit) {
        Err(ReadError { at, fault }) => (at, fault),
        other => panic!("{text} reads as {other:?}"),
    }
}

#[test]
fn every_notation_on_paper() {
    for (text, amount) in [
        ("1.234.567,89", dec!(1234567.89)),
        ("-16.923", dec!(-16923)),
        ("16.923-", dec!(-16923)),
        ("4.977-", dec!(-4977)),
        ("(16.923)", dec!(-16923)),
        ("€ 1.000,-", dec!(1000)),
        ("€ 1.000, -", dec!(1000)),
        ("€ 1.000,--", dec!(1000)),
        ("-€ 1.000,-", dec!(-1000)),
        ("€ -1.000", dec!(-1000)),
        ("€ (1.000)", dec!(-1000)),
        ("(€ 1.000,50)", dec!(-1000.50)),
        ("1.000 euro", dec!(1000)),
        ("1,5 mln", dec!(1500000)),
        ("1,5 MLN.", dec!(1500000)),
        ("-8,5m", dec!(-8500000)),
        ("(1,5 mln)", dec!(-1500000)),
        ("2.028k", dec!(2028000)),
        ("0,25 mld", dec!(250000000)),
        ("1.234", dec!(1234)),
        ("1234", dec!(1234)),
        ("007", dec!(7)),
        (",5", dec!(0.5)),
        ("N 31.393", dec!(-31393)),
        ("7.168 N", dec!(-7168)),
        ("V 250", dec!(250)),
        ("1,2 mln V", dec!(1200000)),
        ("+250", dec!(250)),
        ("-", dec!(0)),
        ("€ -", dec!(0)),
        ("−", dec!(0)),
        ("0", dec!(0)),
        ("-0", dec!(0)),
        ("−16.923", dec!(-16923)),
        ("–16.923", dec!(-16923)),
        ("  - 16.923\t", dec!(-16923)),
        ("1 234 567,89", dec!(1234567.89)),
        ("1\u{a0}234", dec!(1234)),
        ("1\u{202f}234\u{202f}567", dec!(1234567)),
        ("1.000.000.000.000.000", Bedrag::MAX),
        ("0,10000000000000000000000000000000000000000", dec!(0.1)),
    ] {
        assert_eq!(read(text, Unit::Euro), euro(amount), "{text}");
    }
}

#[test]
fn the_unit_of_the_table_counts_unless_the_amount_has_its_own() {
    for (text, unit, amount) in [
        ("-16923", Unit::Thousand, dec!(-16923000)),
        ("1.234", Unit::Thousand, dec!(1234000)),
        ("1,23456", Unit::Thousand, dec!(1234.56)),
        ("-8,5", Unit::Million, dec!(-8500000)),
        ("2.028k", Unit::Thousand, dec!(2028000)),
        ("2.028k", Unit::Million, dec!(2028000)),
        ("1,5 mln", Unit::Thousand, dec!(1500000)),
        ("€ 1.000,-", Unit::Thousand, dec!(1000000)),
    ] {
        assert_eq!(read(text, unit), euro(amount), "{text} {unit:?}");
    }
}

#[test]
fn empty_and_pm_are_no_amount() {
    for text in ["", "  ", "\u{a0}\n"] {
        assert_eq!(read(text, Unit::Euro), Ok(Reading::Empty));
    }
    for text in ["pm", "PM", " p.m. ", "P.M."] {
        assert_eq!(read(text, Unit::Euro), Ok(Reading::Amount(Bedrag::Pm)), "{text}");
    }
}

#[test]
fn a_trailing_percent_raises() {
    for (text, percent) in [
        ("2,61%", dec!(2.61)),
        ("2,61 %", dec!(2.61)),
        ("-2%", dec!(-2)),
        ("− 2,5 %", dec!(-2.5)),
        ("+10%", dec!(10)),
        ("10.000%", dec!(10000)),
    ] {
        assert_eq!(read(text, Unit::Thousand), Ok(Reading::Percent(percent)), "{text}");
    }
    let at = |text| refused(text, Unit::Thousand);
    assert_eq!(at("10.000,1%"), (1, ReadFault::PercentOutOfRange));
    assert_eq!(at("0,0000001%"), (1, ReadFault::TooPrecise { most: 6 }));
    assert_eq!(at("%"), (1, ReadFault::Unexpected { found: "%".to_owned() }));
    assert_eq!(at("2%%"), (3, ReadFault::Unexpected { found: "%".to_owned() }));
    assert_eq!(at("2k%"), (2, ReadFault::Unexpected { found: "k".to_owned() }));
}

#[test]
fn a_leading_equals_sign_calculates() {
    for (text, unit, amount) in [
        ("=-16923-250", Unit::Thousand, dec!(-17173000)),
        ("=-16.923,5 - 250", Unit::Thousand, dec!(-17173500)),
        ("=2+3*4", Unit::Euro, dec!(14)),
        ("=(2+3)*4", Unit::Euro, dec!(20)),
        ("=-(2+3)*-4", Unit::Euro, dec!(20)),
        ("=10-4-3", Unit::Euro, dec!(3)),
        ("=24/4/2", Unit::Euro, dec!(3)),
        ("=12×2÷3", Unit::Euro, dec!(8)),
        ("=(16.923)", Unit::Euro, dec!(16923)),
        ("=1,5 mln + 250", Unit::Thousand, dec!(1750000)),
        ("=1k", Unit::Million, dec!(1000)),
        ("=€ 1.000,- + € 250,50", Unit::Euro, dec!(1250.50)),
        ("=100/3", Unit::Euro, dec!(33.33)),
        ("=200/3", Unit::Thousand, dec!(66666.67)),
        ("=-0,01/2", Unit::Euro, dec!(-0.01)),
        ("=100/3*3", Unit::Thousand, dec!(100000)),
        ("=16923*1,0261", Unit::Thousand, dec!(17364690.30)),
        ("=5-5", Unit::Euro, dec!(0)),
        (" = 1 + 1 ", Unit::Euro, dec!(2)),
        ("=1 000+1", Unit::Euro, dec!(1001)),
    ] {
        assert_eq!(sum(text, unit), amount, "{text}");
    }
}

#[test]
fn a_sum_that_cannot_be_calculated_says_where() {
    let at = |text| refused(text, Unit::Thousand);
    let unexpected = |found: &str| ReadFault::Unexpected { found: found.to_owned() };
    assert_eq!(at("="), (2, ReadFault::Unfinished));
    assert_eq!(at("=1+"), (4, ReadFault::Unfinished));
    assert_eq!(at("=(1+2"), (2, ReadFault::Unclosed));
    assert_eq!(at("=1+2)"), (5, unexpected(")")));
    assert_eq!(at("=1/0"), (3, ReadFault::DivisionByZero));
    assert_eq!(at("=1/(2-2)"), (3, ReadFault::DivisionByZero));
    assert_eq!(at("=5%"), (3, ReadFault::PercentInSum));
    assert_eq!(at("=(5%)*2"), (4, ReadFault::PercentInSum));
    assert_eq!(at("=A1+2"), (2, unexpected("A")));
    assert_eq!(at("=1+pm"), (4, unexpected("pm")));
    assert_eq!(at("=2 N"), (4, unexpected("N")));
    assert_eq!(at("=1.000,-250"), (9, unexpected("2")));
    assert_eq!(at("=1,5+1.5"), (7, ReadFault::PointBeforeDecimals { instead: "1,5".to_owned() }));
    assert_eq!(at("=1000000000000*2"), (2, ReadFault::OutOfRange));
    assert_eq!(at("=9999999999999999*9999999999999999"), (18, ReadFault::OutOfRange));
    assert_eq!(at("=0,0000000000001"), (2, ReadFault::TooPrecise { most: 12 }));
}

#[test]
fn what_is_no_amount_is_refused_with_a_hint() {
    let point = |instead: &str| ReadFault::PointBeforeDecimals { instead: instead.to_owned() };
    let english = |instead: &str| ReadFault::English { instead: instead.to_owned() };
    let unexpected = |found: &str| ReadFault::Unexpected { found: found.to_owned() };
    for (text, at, fault) in [
        ("1.5", 2, point("1,5")),
        ("-1.5", 3, point("1,5")),
        ("1234.56", 5, point("1234,56")),
        ("0.500", 2, point("0,500")),
        (".5", 1, point("0,5")),
        (".500", 1, point("0,500")),
        ("1,234.56", 6, english("1.234,56")),
        ("1,234,567", 6, english("1.234.567")),
        ("12.34.567", 3, ReadFault::Grouping),
        ("1.234.5", 6, ReadFault::Grouping),
        ("1234.567", 5, ReadFault::Grouping),
        ("1.", 2, ReadFault::Grouping),
        ("1 5", 2, ReadFault::Grouping),
        ("1.234 567", 2, ReadFault::Grouping),
        ("0,001", 1, ReadFault::FinerThanCent),
        ("1,234", 1, ReadFault::FinerThanCent),
        ("1.000.000.000.000.000,01", 1, ReadFault::OutOfRange),
        ("-1.000.001 mld", 2, ReadFault::OutOfRange),
        ("99999999999999999999999999999999999", 1, ReadFault::OutOfRange),
        ("--5", 2, ReadFault::SecondSign),
        ("-5-", 3, ReadFault::SecondSign),
        ("(-5)", 2, ReadFault::SecondSign),
        ("N -5", 3, ReadFault::SecondSign),
        ("N 5 V", 5, ReadFault::SecondSign),
        ("€ 5 €", 5, ReadFault::Twice),
        ("5 k mln", 5, ReadFault::Twice),
        ("(5", 1, ReadFault::Unclosed),
        ("5)", 2, unexpected(")")),
        ("5(", 2, unexpected("(")),
        ("5 + 3", 3, unexpected("+")),
        ("5*3", 2, unexpected("*")),
        ("veel", 1, unexpected("veel")),
        ("5 apen", 3, unexpected("apen")),
        ("mln 5", 5, unexpected("5")),
        ("1e5", 2, unexpected("e")),
        ("5%3", 2, unexpected("%")),
        ("5,", 3, ReadFault::Unfinished),
        ("1\t234", 3, unexpected("2")),
        ("+", 2, ReadFault::Unfinished),
        ("€", 2, ReadFault::Unfinished),
        ("٣", 1, unexpected("٣")),
    ] {
        assert_eq!(refused(text, Unit::Euro), (at, fault), "{text}");
    }
    let long = "1".repeat(201);
    assert_eq!(refused(&long, Unit::Euro), (201, ReadFault::TooLong { most: 200 }));
}

#[test]
fn a_message_names_place_fault_and_remedy() {
    let message = |text| read(text, Unit::Thousand).unwrap_err().to_string();
    assert_eq!(
        message("1.5"),
        "Teken 2: een punt scheidt duizendtallen en geen decimalen; schrijf 1,5."
    );
    assert_eq!(message("=1/0"), "Teken 3: hier wordt gedeeld door nul; deel door een ander getal.");
}

proptest! {
    #[test]
    fn exact_text_reads_back_in_every_unit(
        cents in -100_000_000_000_000_000_i64..=100_000_000_000_000_000,
        short in -100_000_i64..100_000,
    ) {
        for cents in [cents, short] {
            let amount = Decimal::new(cents, 2);
            for unit in Unit::ALL {
                let text = exact(amount, unit);
                prop_assert_eq!(read(&text, unit), euro(amount), "{}", text);
            }
        }
    }

    #[test]
    fn a_sum_of_two_is_their_sum(a in -1_000_000_000_i64..1_000_000_000, b in 0_i64..1_000_000_000) {
        let (a, b) = (Decimal::new(a, 2), Decimal::new(b, 2));
        for unit in Unit::ALL {
            let text = format!("={}+{}", exact(a, unit), exact(b, unit));
            prop_assert_eq!(sum(&text, unit), a + b);
        }
    }
}

/// A bounded fuzz run: `times` the usual number of cases, which `PROPTEST_CASES` sets for a longer
/// run by hand.
fn many(times: u32) -> ProptestConfig {
    let usual = ProptestConfig::default().cases;
    ProptestConfig::with_cases(usual.saturating_mul(times))
}

/// What must hold of any text at all.
fn holds(text: &str) {
    for unit in Unit::ALL {
        match read(text, unit) {
            Ok(Reading::Amount(Bedrag::Euro(amount)) | Reading::Sum { amount, .. }) => {
                assert!(amount.abs() <= Bedrag::MAX, "{text}");
                assert_eq!(amount, amount.round_dp(2), "{text}");
                assert!(!(amount.is_zero() && amount.is_sign_negative()), "{text}");
                assert_eq!(read(&exact(amount, unit), unit), euro(amount), "{text}");
            }
            Ok(Reading::Empty) => assert!(text.trim().is_empty()),
            Ok(Reading::Amount(Bedrag::Pm) | Reading::Percent(_)) => {}
            Err(error) => {
                assert!(error.at >= 1 && error.at <= text.chars().count() + 1, "{text}");
                if let ReadFault::English { instead } | ReadFault::PointBeforeDecimals { instead } =
                    &error.fault
                {
                    // A hint is a number; it may still be too fine for the unit.
                    let reading = read(&format!("={instead}"), Unit::Million);
                    let reads = matches!(
                        reading,
                        Ok(_)
                            | Err(ReadError {
                                fault: ReadFault::TooPrecise { .. }
                                    | ReadFault::OutOfRange
                                    | ReadFault::FinerThanCent
                                    | ReadFault::TooLong { .. },
                                ..
                            })
                    );
                    assert!(reads, "{text}: {instead}");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(many(32))]

    #[test]
    fn amount_like_text_never_panics(text in "[=]?[0-9.,()+*/%€ NVkmlndp\u{2212}\u{a0}-]{0,24}") {
        holds(&text);
    }

    #[test]
    fn sums_never_panic(text in "=([-+(]{0,3}[0-9]{0,17}(,[0-9]{0,13})?( ?(k|mln|mld))?[)]{0,2}[-+*/]?){1,8}") {
        holds(&text);
    }
}

proptest! {
    #![proptest_config(many(8))]

    #[test]
    fn any_text_never_panics(text in any::<String>(), deep in "=[(-]{150,199}1?") {
        holds(&text);
        holds(&deep);
    }
}
