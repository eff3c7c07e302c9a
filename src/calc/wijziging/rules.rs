use jiff::civil::Date;
use rust_decimal::Decimal;

use super::effects;
use crate::display::{Unit, with_unit};
use crate::model::{Bedrag, Begroting, Id, Kolom, Mutatie, Mutatiesoort, Orgaan, Stadium, Status};

/// A rule that a mutatie breaks. Amounts are exact euros.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Breach {
    /// It must net to zero, and leaves this; below zero it is not covered.
    NotCovered { kolom: Kolom, net: Decimal },
    /// A wijziging names its decision.
    NoDecision { missing: Vec<&'static str> },
    /// Another of the same soort has its number.
    NumberTaken { other: Id },
    /// A decision after 31 December of the year is void (art. 192 Gemeentewet).
    TooLate { date: Date, jaar: u16 },
}

/// Every rule that the mutatie breaks as it stands. What it lacks for adopting (a decision) counts
/// only of one that is adopted.
pub fn breaches(begroting: &Begroting, mutatie: &Mutatie) -> Vec<Breach> {
    if mutatie.soort == Mutatiesoort::Maatregel || mutatie.status == Status::Vervallen {
        return Vec::new();
    }
    let decision = if mutatie.is_adopted() { no_decision(mutatie) } else { None };
    let others = [decision, number_taken(begroting, mutatie), too_late(begroting, mutatie)];
    not_covered(begroting, mutatie).into_iter().chain(others.into_iter().flatten()).collect()
}

impl Breach {
    /// A name that never changes, for who looks a rule up.
    pub const fn rule(&self) -> &'static str {
        match self {
            Breach::NotCovered { .. } => "wijziging-sluit",
            Breach::NoDecision { .. } => "wijziging-besluit",
            Breach::NumberTaken { .. } => "wijziging-nummer",
            Breach::TooLate { .. } => "wijziging-termijn",
        }
    }

    /// What is wrong and what to do, without the name of the mutatie and a full stop.
    pub fn clause(&self, begroting: &Begroting, unit: Unit) -> String {
        let amount = |euro: Decimal| with_unit(euro.abs(), unit);
        match self {
            Breach::NotCovered { kolom, net } if net.is_sign_negative() => {
                format!("niet gedekt in {}: {}", kolom.title(), amount(*net))
            }
            Breach::NotCovered { kolom, net } => {
                format!("sluit niet in {}: {} over", kolom.title(), amount(*net))
            }
            Breach::NoDecision { missing } => {
                format!("noemt haar besluit niet; vul in: {}", missing.join(", "))
            }
            Breach::NumberTaken { other } => {
                let other = begroting.mutaties.get(*other);
                let (code, name) = other.map_or(("", ""), |other| (&other.code, &other.name));
                format!("nummer {code} is al van ‘{name}’; kies een ander nummer")
            }
            Breach::TooLate { date, jaar } => format!(
                "besluit van {} valt na 31 december {jaar}; de begroting kan dan niet meer worden \
                 gewijzigd (art. 192 Gemeentewet)",
                date.strftime("%d-%m-%Y")
            ),
        }
    }
}

/// Budget-neutral wijzigingen, and transfers, reserves and cover always, net to zero in each column.
fn not_covered(begroting: &Begroting, mutatie: &Mutatie) -> Vec<Breach> {
    if mutatie.soort == Mutatiesoort::Wijziging && !mutatie.neutraal {
        return Vec::new();
    }
    effects(begroting, mutatie)
        .into_iter()
        .map(|(kolom, effect)| (kolom, effect.net()))
        .filter(|(_, net)| !net.is_zero())
        .map(|(kolom, net)| Breach::NotCovered { kolom, net })
        .collect()
}

/// What an adopted wijziging says of its decision, unless it was inferred from published figures.
fn no_decision(mutatie: &Mutatie) -> Option<Breach> {
    if mutatie.soort != Mutatiesoort::Wijziging || mutatie.afgeleid {
        return None;
    }
    let missing = [
        (mutatie.besluit.trim().is_empty(), "besluit"),
        (mutatie.date.is_none(), "datum"),
        (mutatie.orgaan == Orgaan::NietVermeld, "orgaan"),
    ];
    let missing: Vec<&str> =
        missing.into_iter().filter_map(|(missing, what)| missing.then_some(what)).collect();
    (!missing.is_empty()).then_some(Breach::NoDecision { missing })
}

fn number_taken(begroting: &Begroting, mutatie: &Mutatie) -> Option<Breach> {
    let code = mutatie.code.trim();
    let taken = |other: &&Mutatie| {
        other.id != mutatie.id
            && other.soort == mutatie.soort
            && other.code.trim() == code
            && same_year(deadline(begroting, other), deadline(begroting, mutatie))
    };
    let other = begroting.mutaties.iter().find(taken).filter(|_| !code.is_empty())?;
    Some(Breach::NumberTaken { other: other.id })
}

/// Numbers begin anew each year; one without a year yet may be of any.
fn same_year(one: Option<u16>, other: Option<u16>) -> bool {
    one.is_none() || other.is_none() || one == other
}

fn too_late(begroting: &Begroting, mutatie: &Mutatie) -> Option<Breach> {
    let (date, jaar) = (mutatie.date?, deadline(begroting, mutatie)?);
    (i32::from(date.year()) > i32::from(jaar)).then_some(Breach::TooLate { date, jaar })
}

/// The year by the end of which a wijziging must be decided: the first that it changes.
pub fn deadline(begroting: &Begroting, mutatie: &Mutatie) -> Option<u16> {
    if mutatie.soort != Mutatiesoort::Wijziging {
        return None;
    }
    let changes = |bedrag: Bedrag| bedrag != Bedrag::Euro(Decimal::ZERO);
    begroting
        .mutatieregels
        .of(mutatie.id)
        .flat_map(|line| line.amounts.iter())
        .filter(|(kolom, bedrag)| kolom.stadium == Stadium::Gewijzigd && changes(*bedrag))
        .map(|(kolom, _)| kolom.jaar)
        .min()
}

/// "Begrotingswijziging 3 Jeugdzorg": how messages and the history name it.
pub fn called(mutatie: &Mutatie) -> String {
    let soort = match mutatie.soort {
        Mutatiesoort::Maatregel => "Maatregel",
        Mutatiesoort::Wijziging => "Begrotingswijziging",
        Mutatiesoort::Verschuiving => "Verschuiving",
        Mutatiesoort::Reservemutatie => "Reservemutatie",
        Mutatiesoort::Dekking => "Dekking",
    };
    let words = [soort, mutatie.code.trim(), mutatie.name.trim()];
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
