//! What an indicator was or should become, as it is printed: "344 (15,4%)", "782,3 (2017)",
//! "Geen afspraken".

use rust_decimal::Decimal;

use super::number::is_minus;
use crate::model::Meting;

/// The most characters of a cell with words.
const LONGEST: usize = 500;
/// Years that a figure can be of; another number between brackets is no year.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2199;

/// What a meting says, apart from whose it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gemeten {
    pub value: Option<Decimal>,
    /// A second value, in %.
    pub share: Option<Decimal>,
    /// Where it is another than that of the indicator.
    pub unit: String,
    pub peiljaar: Option<u16>,
    /// Instead of a figure, or beside it.
    pub text: String,
}

/// Why a text is neither a figure nor words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MetingError {
    #[error(
        "‘{0}’ kan op twee manieren gelezen worden; schrijf decimalen met een komma (37,4) en \
         duizendtallen met een punt (7.558)"
    )]
    Dot(String),
    #[error("het getal heeft te veel cijfers; rond het af")]
    Digits,
    #[error("de tekst is te lang; een cel kan hoogstens {LONGEST} tekens bevatten")]
    Long,
}

impl From<&Meting> for Gemeten {
    fn from(meting: &Meting) -> Gemeten {
        Gemeten {
            value: meting.value,
            share: meting.share,
            unit: meting.unit.clone(),
            peiljaar: meting.peiljaar,
            text: meting.text.clone(),
        }
    }
}

/// As printed; `unit` is that of the indicator. Only "%" is written in the cell.
pub fn show_meting(gemeten: &Gemeten, unit: &str) -> String {
    let own = if gemeten.unit.is_empty() { unit } else { &gemeten.unit };
    let percent = if own == "%" { "%" } else { "" };
    let parts = [
        gemeten.value.map(|value| format!("{}{percent}", figure(value))),
        gemeten.share.map(|share| format!("({}%)", figure(share))),
        gemeten.peiljaar.map(|jaar| format!("({jaar})")),
    ];
    let figures = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    match (figures.as_str(), gemeten.text.as_str()) {
        (_, "") => figures,
        ("", text) => text.to_owned(),
        (figures, text) => format!("{figures}; {text}"),
    }
}

/// Reads what [`show_meting`] shows; what is no figure is words. `own_unit` is the unit that the
/// cell has already: a cell names no other unit than "%".
///
/// # Errors
/// A number that can be read in two ways, or that is too long.
pub fn read_meting(text: &str, unit: &str, own_unit: &str) -> Result<Gemeten, MetingError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Gemeten::default());
    }
    if text.chars().nth(LONGEST).is_some() {
        return Err(MetingError::Long);
    }
    let kept = if own_unit == "%" { "" } else { own_unit };
    let words = |text: &str| Gemeten {
        unit: kept.to_owned(),
        text: text.trim().to_owned(),
        ..Gemeten::default()
    };
    let (figures, beside) = match text.split_once("; ") {
        Some((figures, beside)) => (figures, beside),
        None => (text, ""),
    };
    let Some(read) = read_figures(figures)? else { return Ok(words(text)) };
    let unit = match (read.percent, unit) {
        (true, "%") => "",
        (true, _) => "%",
        (false, _) => kept,
    };
    Ok(Gemeten {
        value: Some(read.value),
        share: read.share,
        unit: unit.to_owned(),
        peiljaar: read.peiljaar,
        text: beside.trim().to_owned(),
    })
}

/// "7.558", "-1,50": with the decimals that it has.
fn figure(value: Decimal) -> String {
    let digits = value.abs().to_string();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    let sign = if value.is_sign_negative() && !value.is_zero() { "-" } else { "" };
    let comma = if fraction.is_empty() { "" } else { "," };
    format!("{sign}{grouped}{comma}{fraction}")
}

struct Figures {
    value: Decimal,
    percent: bool,
    share: Option<Decimal>,
    peiljaar: Option<u16>,
}

/// `None` where it is words.
fn read_figures(text: &str) -> Result<Option<Figures>, MetingError> {
    let (head, mut rest) = match text.find('(') {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let (number, percent) = strip_percent(head);
    let Some(value) = read_number(number)? else { return Ok(None) };
    let mut read = Figures { value, percent, share: None, peiljaar: None };
    while !rest.is_empty() {
        let group = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        let Some((inside, after)) = group else { return Ok(None) };
        let (number, percent) = strip_percent(inside);
        let year = number.parse().ok().filter(|year| YEARS.contains(year) && !percent);
        match (percent, year) {
            (true, _) if read.share.is_none() => match read_number(number)? {
                Some(share) => read.share = Some(share),
                None => return Ok(None),
            },
            (false, Some(year)) if read.peiljaar.is_none() => read.peiljaar = Some(year),
            _ => return Ok(None),
        }
        rest = after.trim_start();
    }
    Ok(Some(read))
}

fn strip_percent(text: &str) -> (&str, bool) {
    let text = text.trim();
    match text.strip_suffix('%') {
        Some(number) => (number.trim_end(), true),
        None => (text, false),
    }
}

/// A number in Dutch notation with its decimals; `None` where it is none.
fn read_number(text: &str) -> Result<Option<Decimal>, MetingError> {
    let (sign, digits) = match text.strip_prefix(is_minus) {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = match digits.split_once(',') {
        Some((_, fraction)) if !is_digits(fraction) => return Ok(None),
        Some((whole, fraction)) => (whole, fraction),
        None => (digits, ""),
    };
    let groups: Vec<&str> = whole.split('.').collect();
    let [first, others @ ..] = groups.as_slice() else { return Ok(None) };
    if !groups.iter().all(|group| is_digits(group)) {
        return Ok(None);
    }
    let is_grouped = others.iter().all(|group| group.len() == 3) && first.len() <= 3;
    match others.len() {
        0 => {}
        _ if is_grouped => {}
        1 if fraction.is_empty() => return Err(MetingError::Dot(text.to_owned())),
        _ => return Ok(None),
    }
    let point = if fraction.is_empty() { "" } else { "." };
    let plain = format!("{sign}{}{point}{fraction}", groups.concat());
    Decimal::from_str_exact(&plain).map(Some).map_err(|_| MetingError::Digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str, unit: &str) -> Gemeten {
        read_meting(text, unit, "").unwrap()
    }

    #[test]
    fn cells_read_back_as_they_were_printed() {
        for (text, unit) in [
            ("37,4%", "%"),
            ("344 (15,4%)", "aantal"),
            ("14,9%", "aantal"),
            ("782,3 (2017)", "per 1.000 inwoners"),
            ("14,9% (2018)", "%"),
            ("Geen afspraken", "aantal"),
            ("7.558", "aantal"),
            ("8,90%", "%"),
            ("-1,50", ""),
            ("344 (15,4%) (2017)", "aantal"),
            ("1.234.567; schatting", ""),
            ("", "%"),
        ] {
            assert_eq!(show_meting(&read(text, unit), unit), text);
        }
        let double = read("344 (15,4%)", "aantal");
        assert_eq!((double.value, double.share), (Some(dec!(344)), Some(dec!(15.4))));
        assert_eq!(read("782,3 (2017)", "").peiljaar, Some(2017));
        assert_eq!(read("8,90%", "%").value.map(|value| value.scale()), Some(2));
        assert_eq!(read("14,9%", "aantal").unit, "%");
        assert_eq!(read("37,4", "%"), read("37,4%", "%"));
    }

    #[test]
    fn what_is_no_figure_is_words() {
        for text in [
            "n.v.t.",
            "-",
            "1-2-2019",
            "3 van de 4",
            "(2017)",
            "12 (laag)",
            "1,2,3",
            "1.2.3",
            "344 (",
        ] {
            let words = read(text, "%");
            assert_eq!((words.value, words.text.as_str()), (None, text));
        }
    }

    #[test]
    fn doubt_and_excess_are_refused() {
        assert_eq!(read_meting("37.4", "%", ""), Err(MetingError::Dot("37.4".into())));
        assert_eq!(read_meting(&"9".repeat(40), "", ""), Err(MetingError::Digits));
        assert_eq!(read_meting(&"a".repeat(10_000), "", ""), Err(MetingError::Long));
    }

    #[test]
    fn a_cell_keeps_a_unit_of_its_own() {
        let own = "per 10.000";
        assert_eq!(read_meting("473,8", "per 1.000", own).unwrap().unit, own);
        assert_eq!(read_meting("473,8", "per 1.000", "%").unwrap().unit, "");
    }

    fn number() -> impl Strategy<Value = Decimal> {
        (-9_999_999_999_i64..9_999_999_999, 0_u32..6).prop_map(|(n, scale)| Decimal::new(n, scale))
    }

    proptest! {
        #[test]
        fn every_figure_reads_back(
            value in number(),
            share in proptest::option::of(number()),
            peiljaar in proptest::option::of(YEARS),
            unit in prop_oneof!["", "%", "aantal"],
            own in prop_oneof!["", "%", "per 10.000"],
            text in prop_oneof!["", "schatting", "zie noot; voorlopig"],
        ) {
            let own = if own == unit { String::new() } else { own };
            let told = Gemeten { value: Some(value), share, unit: own.clone(), peiljaar, text };
            let back = read_meting(&show_meting(&told, &unit), &unit, &own);
            prop_assert_eq!(back.as_ref(), Ok(&told));
            let scale = |g: &Gemeten| (g.value.map(|v| v.scale()), g.share.map(|v| v.scale()));
            prop_assert_eq!(back.as_ref().map(scale), Ok(scale(&told)));
        }

        #[test]
        fn no_text_panics_and_what_was_read_stays(text in ".{0,40}", unit in prop_oneof!["", "%"]) {
            if let Ok(read) = read_meting(&text, &unit, "") {
                let shown = show_meting(&read, &unit);
                prop_assert_eq!(read_meting(&shown, &unit, &read.unit), Ok(read));
            }
        }
    }
}
