//! The head of the budget in a form: what it is of, whether it is whole, and its threshold.

use rust_decimal::Decimal;

use super::lees::amount;
use super::{NO, Veld, YES};
use crate::display::Unit;
use crate::display::{Notation, Reading, Side, exact};
use crate::model::{Bedrag, Drempel, Kop, KopField};

pub(super) const VELDEN: [Veld; 6] = [
    Veld::Gemeente,
    Veld::Name,
    Veld::Version,
    Veld::Volledig,
    Veld::Drempel,
    Veld::Drempelprocent,
];

pub(super) fn text(kop: &Kop, veld: Veld, notation: Notation) -> String {
    match veld {
        Veld::Gemeente => kop.gemeente.clone(),
        Veld::Name => kop.title.clone(),
        Veld::Version => kop.version.clone(),
        Veld::Volledig => if kop.volledig { YES } else { NO }.to_owned(),
        Veld::Drempel => notation.exact_cell(kop.drempel.bedrag().map(Bedrag::Euro), Side::Saldo),
        Veld::Drempelprocent => {
            kop.drempel.procent().map_or_else(String::new, |it| exact(it, Unit::Euro))
        }
        _ => String::new(),
    }
}

/// What a text in the field stands for; one half of the threshold leaves the other as it is.
pub(super) fn read(
    kop: &Kop,
    veld: Veld,
    text: &str,
    notation: Notation,
) -> Result<KopField, String> {
    let below = || {
        "Een drempel is niet kleiner dan nul; vul een bedrag of percentage in, of laat \
                    het veld leeg."
            .to_owned()
    };
    let drempel = |bedrag, procent| Drempel::new(bedrag, procent).map(KopField::Drempel);
    match veld {
        Veld::Gemeente if text.is_empty() => Err("Vul de naam van de gemeente in.".into()),
        Veld::Gemeente => Ok(KopField::Gemeente(text.to_owned())),
        Veld::Name => Ok(KopField::Title(text.to_owned())),
        Veld::Version => Ok(KopField::Version(text.to_owned())),
        Veld::Volledig if text == YES => Ok(KopField::Volledig(true)),
        Veld::Volledig if text == NO => Ok(KopField::Volledig(false)),
        Veld::Drempel => {
            let bedrag = match amount(text, notation)? {
                Some(Bedrag::Pm) => {
                    return Err("Een drempel is een bedrag; laat het veld anders \
                                                leeg."
                        .into());
                }
                Some(Bedrag::Euro(euro)) => Some(euro),
                None => None,
            };
            drempel(bedrag, kop.drempel.procent()).ok_or_else(below)
        }
        Veld::Drempelprocent => {
            let procent = percent(text, notation)?;
            drempel(kop.drempel.bedrag(), procent).ok_or_else(below)
        }
        _ => Err(format!("‘{text}’ past hier niet; kies {YES} of {NO}.")),
    }
}

/// "5", "5%" or "2,5 %".
fn percent(text: &str, notation: Notation) -> Result<Option<Decimal>, String> {
    let number = text.trim_end_matches('%').trim();
    if number.is_empty() {
        return Ok(None);
    }
    let reading = notation.read(&format!("{number}%"), Side::Saldo);
    match reading.map_err(|error| error.to_string())? {
        Reading::Percent(procent) => Ok(Some(procent)),
        _ => Err(format!("‘{text}’ is geen percentage; schrijf bijvoorbeeld 5 of 2,5.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::display::Signs;
    use crate::model::Id;

    const NOTATION: Notation = Notation { unit: Unit::Thousand, signs: Signs::LastenNegative };

    fn kop() -> Kop {
        let drempel = Drempel::new(Some(Decimal::from(55_000)), None).unwrap();
        Kop { drempel, ..Kop::new(Id::from_bits(1), "Voorbeeldstad", "Begroting", 2019, "") }
    }

    #[test]
    fn a_threshold_reads_in_the_unit_of_the_table_and_its_halves_stand_apart() {
        assert_eq!(text(&kop(), Veld::Drempel, NOTATION), "55");
        let both = read(&kop(), Veld::Drempelprocent, "2,5 %", NOTATION).unwrap();
        let (bedrag, procent) = (Some(Decimal::from(55_000)), Some(Decimal::new(25, 1)));
        assert_eq!(both, KopField::Drempel(Drempel::new(bedrag, procent).unwrap()));
        let none = read(&kop(), Veld::Drempel, "", NOTATION).unwrap();
        assert_eq!(none, KopField::Drempel(Drempel::default()));
    }

    #[test]
    fn a_threshold_below_zero_is_refused_at_its_field() {
        for (veld, typed, said) in [
            (Veld::Drempel, "-1", "niet kleiner dan nul"),
            (Veld::Drempelprocent, "-5", "niet kleiner dan nul"),
            (Veld::Drempel, "pm", "is een bedrag"),
            (Veld::Drempel, "5%", "geen percentage"),
            (Veld::Volledig, "misschien", "kies ja of nee"),
            (Veld::Gemeente, "", "Vul de naam"),
        ] {
            let error = read(&kop(), veld, typed, NOTATION).unwrap_err();
            assert!(error.contains(said), "{veld:?} {typed}: {error}");
        }
    }
}
