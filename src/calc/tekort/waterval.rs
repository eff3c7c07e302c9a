use rust_decimal::Decimal;

use super::Tekort;
use crate::model::{Begroting, Id, Pakketsoort};

/// A step of a waterfall: where it begins and ends, in euros.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stap {
    pub soort: Stapsoort,
    /// "1 Bijsturing", "resterend".
    pub label: String,
    /// Where there is little room: "pakket 1", "rest".
    pub kort: String,
    /// What the step adds; of the first and the last, how high they stand.
    pub bedrag: Decimal,
    /// Where it begins; zero of the first and the last.
    pub van: Decimal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stapsoort {
    Start,
    Pakket(Id),
    Rest,
}

impl Stap {
    pub fn tot(&self) -> Decimal {
        self.van + self.bedrag
    }
}

/// From the deficit of the column at this place to what is left of it, a step per package that adds
/// something: first what brings money in, then what it costs to get there. Empty where the plan names
/// no start for it.
pub fn waterval(begroting: &Begroting, tekort: &Tekort, at: usize) -> Vec<Stap> {
    let (Some(Some(start)), Some(Some(rest))) = (tekort.start.get(at), tekort.rest.get(at)) else {
        return Vec::new();
    };
    let mut steps = vec![Stap {
        soort: Stapsoort::Start,
        label: if start.is_sign_negative() { "tekort" } else { "saldo" }.to_owned(),
        kort: if start.is_sign_negative() { "tekort" } else { "saldo" }.to_owned(),
        bedrag: *start,
        van: Decimal::ZERO,
    }];
    let mut van = *start;
    let costs = |soort: Pakketsoort| soort == Pakketsoort::Investering;
    let mut pakketten: Vec<_> = tekort.pakketten.iter().collect();
    pakketten.sort_by_key(|pakket| costs(pakket.soort));
    for rij in pakketten {
        let bedrag = rij.bedragen.get(at).map_or(Decimal::ZERO, |som| som.euro);
        if bedrag.is_zero() {
            continue;
        }
        let Some(pakket) = begroting.pakketten.get(rij.pakket) else { continue };
        let kort = match (pakket.code.as_str(), pakket.soort) {
            (_, Pakketsoort::Investering) => "invest.".to_owned(),
            ("", _) => pakket.name.clone(),
            (code, _) => format!("pakket {code}"),
        };
        let (soort, label) = (Stapsoort::Pakket(rij.pakket), pakket.title());
        steps.push(Stap { soort, label, kort, bedrag, van });
        van += bedrag;
    }
    steps.push(Stap {
        soort: Stapsoort::Rest,
        label: if rest.is_sign_negative() { "resterend tekort" } else { "overschot" }.to_owned(),
        kort: "rest".to_owned(),
        bedrag: *rest,
        van: Decimal::ZERO,
    });
    steps
}
