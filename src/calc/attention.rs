use rust_decimal::Decimal;

use super::control::{Control, Judgement, controls};
use super::figures::kolom_of_year;
use super::stelpost::{Rest, stelposten};
use super::tekort::{Bezwaar, Tekort, bezwaren};
use super::wijziging::{Breach, breaches, called, touches};
use super::{Keuzes, Totals};
use crate::display::{Unit, show_in_words, show_signed_in_words};
use crate::model::{Bedrag, Begroting, Id, Kolom, Mutatie, Mutatiesoort, Status};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something must be done or decided.
    Warning,
    /// Good to know.
    Info,
}

/// Something about an onderdeel that needs attention. Amounts are exact euros.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Measures fill a stelpost not, or in part.
    StelpostToFill { regel: Id, kolom: Kolom, target: Decimal, rest: Decimal },
    /// Measures fill more than a stelpost holds.
    StelpostOverfilled { regel: Id, kolom: Kolom, target: Decimal, over: Decimal },
    /// A published figure differs by more than rounding.
    Differs(Control),
    /// Some published figures of an onderdeel differ by rounding.
    Rounded {
        onderdeel: Id,
        differ: usize,
        of: usize,
        /// The smallest and the largest difference, without sign.
        least: Decimal,
        most: Decimal,
    },
    /// Regels without an amount in year t.
    Empty { kolom: Kolom, regels: Vec<Id> },
    /// Regels that say pm in these columns, of year t and later.
    Pm { kolommen: Vec<Kolom>, regels: Vec<Id> },
    /// A begrotingswijziging, a transfer, a reserve or cover breaks a rule.
    Wijziging { mutatie: Id, breach: Breach },
    /// A measure that has begun in year t, and says pm or nothing there.
    MeasureWithoutAmount { mutatie: Id, kolom: Kolom, pm: bool },
    /// Something about a plan: the measure or package that it is about.
    Plan { over: Id, bezwaar: Bezwaar },
}

/// What needs attention in the onderdeel and all below it in year `jaar`, warnings first.
///
/// Published figures are compared in every column. Costs the records of those onderdelen, and one
/// look at every measure.
pub fn attention(begroting: &Begroting, totals: &Totals, onderdeel: Id, jaar: u16) -> Vec<Finding> {
    let subtree = begroting.subtree(onderdeel);
    let mut findings = Vec::new();
    for id in &subtree {
        published(begroting, totals, *id, &mut findings);
    }
    pm(begroting, &subtree, jaar, &mut findings);
    wijzigingen(begroting, onderdeel, &mut findings);
    plans(begroting, &subtree, &mut findings);
    if let Some(kolom) = kolom_of_year(begroting, jaar) {
        for stelpost in stelposten(begroting, totals, onderdeel, kolom) {
            let Some(target) = stelpost.target else { continue };
            let (regel, Rest { to_fill: rest, overfilled: over }) =
                (stelpost.regel, stelpost.rest());
            if !over.is_zero() {
                findings.push(Finding::StelpostOverfilled { regel, kolom, target, over });
            }
            if !rest.is_zero() {
                findings.push(Finding::StelpostToFill { regel, kolom, target, rest });
            }
        }
        empty(begroting, totals, &subtree, kolom, &mut findings);
        measures(begroting, &subtree, kolom, &mut findings);
    }
    findings.sort_by_key(|finding| (finding.severity(), finding.rank()));
    findings
}

impl Finding {
    pub fn severity(&self) -> Severity {
        match self {
            Finding::StelpostToFill { .. }
            | Finding::StelpostOverfilled { .. }
            | Finding::Differs(_)
            | Finding::Empty { .. }
            | Finding::Wijziging { .. }
            | Finding::MeasureWithoutAmount { .. } => Severity::Warning,
            Finding::Plan { bezwaar, .. } if bezwaar.is_fout() => Severity::Warning,
            Finding::Plan { .. } => Severity::Info,
            Finding::Rounded { .. } | Finding::Pm { .. } => Severity::Info,
        }
    }

    /// The record to go to: a regel, a measure or an onderdeel.
    pub fn place(&self) -> Option<Id> {
        match self {
            Finding::StelpostToFill { regel, .. } | Finding::StelpostOverfilled { regel, .. } => {
                Some(*regel)
            }
            Finding::Differs(control) => Some(control.onderdeel),
            Finding::Rounded { onderdeel, .. } => Some(*onderdeel),
            Finding::Empty { regels, .. } | Finding::Pm { regels, .. } => regels.first().copied(),
            Finding::MeasureWithoutAmount { mutatie, .. } | Finding::Wijziging { mutatie, .. } => {
                Some(*mutatie)
            }
            Finding::Plan { over, .. } => Some(*over),
        }
    }

    /// The finding as people read it, with amounts in `unit`.
    pub fn sentence(&self, begroting: &Begroting, unit: Unit) -> String {
        let regel = |id: Id| begroting.regels.get(id).map_or("", |regel| regel.name.as_str());
        let onderdeel = |id: Id| begroting.onderdelen.get(id).map_or("", |o| o.code.as_str());
        match self {
            Finding::StelpostToFill { regel: id, kolom, target, rest } => format!(
                "Stelpost ‘{}’: nog {} van {} te vullen in {}.",
                regel(*id),
                show_in_words(*rest, unit),
                show_in_words(*target, unit),
                kolom.jaar
            ),
            Finding::StelpostOverfilled { regel: id, kolom, target, over } => format!(
                "Stelpost ‘{}’ van {}: maatregelen vullen in {} {} te veel.",
                regel(*id),
                show_in_words(*target, unit),
                kolom.jaar,
                show_in_words(*over, unit)
            ),
            Finding::Differs(control) => format!(
                "{}, {} {}: gepubliceerd {}, berekend {}; het verschil van {} is meer dan afronding.",
                onderdeel(control.onderdeel),
                control.maat.word(),
                control.kolom.title(),
                show_in_words(control.published, unit),
                show_in_words(control.computed, unit),
                show_signed_in_words(control.difference(), unit)
            ),
            Finding::Rounded { onderdeel: id, differ, of, least, most } => {
                let (smallest, largest) = (show_in_words(*least, unit), show_in_words(*most, unit));
                let most = if smallest == largest { "" } else { "hooguit " };
                let differs = if *differ == 1 { "wijkt" } else { "wijken" };
                let code = onderdeel(*id);
                format!(
                    "{differ} van {} van {code} {differs} {most}{largest} af van de publicatie: afronding.",
                    count(*of, "totaal", "totalen")
                )
            }
            Finding::Empty { kolom, regels } => format!(
                "{} nog leeg in {}: {}.",
                count(regels.len(), "regel is", "regels zijn"),
                kolom.title(),
                names(regels.iter().map(|id| regel(*id)))
            ),
            Finding::Pm { kolommen, regels } => format!(
                "{} op pm in {}: {}. Een pm telt niet mee.",
                count(regels.len(), "regel staat", "regels staan"),
                listed(&kolommen.iter().map(|kolom| kolom.jaar.to_string()).collect::<Vec<_>>()),
                names(regels.iter().map(|id| regel(*id)))
            ),
            Finding::Wijziging { mutatie, breach } => {
                let name = begroting.mutaties.get(*mutatie).map_or_else(String::new, called);
                format!("{name}: {}.", breach.clause(begroting, unit))
            }
            Finding::MeasureWithoutAmount { mutatie, kolom, pm } => {
                let measure = begroting.mutaties.get(*mutatie);
                let (code, name) =
                    measure.map_or(("", ""), |measure| (&measure.code, &measure.name));
                let pm = if *pm { " (pm)" } else { "" };
                let name = format!("{code} {name}");
                format!("Maatregel {} heeft in {} nog geen bedrag{pm}.", name.trim(), kolom.jaar)
            }
            Finding::Plan { over, bezwaar } => {
                let measure = begroting.mutaties.get(*over).map(|measure| measure.title());
                let title = measure.or_else(|| Some(begroting.pakketten.get(*over)?.title()));
                format!("{}: {}", title.unwrap_or_default(), bezwaar.sentence(begroting, unit))
            }
        }
    }

    /// The order within a severity: the most urgent first.
    fn rank(&self) -> u8 {
        match self {
            Finding::StelpostOverfilled { .. } => 0,
            Finding::StelpostToFill { .. } => 1,
            Finding::Differs(_) => 2,
            Finding::Wijziging { .. } => 3,
            Finding::Empty { .. } => 4,
            Finding::MeasureWithoutAmount { .. } => 5,
            Finding::Plan { .. } => 6,
            Finding::Rounded { .. } => 7,
            Finding::Pm { .. } => 8,
        }
    }
}

fn published(begroting: &Begroting, totals: &Totals, onderdeel: Id, findings: &mut Vec<Finding>) {
    let controls = controls(begroting, totals, onderdeel);
    let of = controls.len();
    let mut rounded: Vec<Decimal> = Vec::new();
    for control in controls {
        match control.judgement() {
            Judgement::Equal => {}
            Judgement::Rounding => rounded.push(control.difference().abs()),
            Judgement::Real => findings.push(Finding::Differs(control)),
        }
    }
    if let (Some(least), Some(most)) = (rounded.iter().min(), rounded.iter().max()) {
        let (differ, least, most) = (rounded.len(), *least, *most);
        findings.push(Finding::Rounded { onderdeel, differ, of, least, most });
    }
}

fn pm(begroting: &Begroting, subtree: &[Id], jaar: u16, findings: &mut Vec<Finding>) {
    let (mut kolommen, mut regels) = (Vec::new(), Vec::new());
    for regel in subtree.iter().flat_map(|id| begroting.regels.of(*id)) {
        let cells = regel.amounts.iter();
        let pm = cells.filter(|(kolom, bedrag)| kolom.jaar >= jaar && *bedrag == Bedrag::Pm);
        let before = kolommen.len();
        kolommen.extend(pm.map(|(kolom, _)| kolom));
        if kolommen.len() > before {
            regels.push(regel.id);
            kolommen.sort_unstable();
            kolommen.dedup();
        }
    }
    if !regels.is_empty() {
        findings.push(Finding::Pm { kolommen, regels });
    }
}

fn empty(
    begroting: &Begroting,
    totals: &Totals,
    subtree: &[Id],
    kolom: Kolom,
    findings: &mut Vec<Finding>,
) {
    let regels: Vec<Id> = subtree
        .iter()
        .flat_map(|id| begroting.regels.of(*id))
        .filter(|regel| totals.amount(regel, kolom).is_none())
        .map(|regel| regel.id)
        .collect();
    if !regels.is_empty() {
        findings.push(Finding::Empty { kolom, regels });
    }
}

fn measures(begroting: &Begroting, subtree: &[Id], kolom: Kolom, findings: &mut Vec<Finding>) {
    let measures = subtree.iter().flat_map(|id| begroting.mutaties.of(*id));
    for measure in measures.filter(|measure| {
        measure.soort == Mutatiesoort::Maatregel
            && measure.status != Status::Vervallen
            && measure.pakket.is_none()
            && measure.start.is_none_or(|jaar| jaar <= kolom.jaar)
    }) {
        let pm = match measure.amounts.get(kolom) {
            Some(Bedrag::Euro(_)) => continue,
            bedrag => bedrag.is_some(),
        };
        findings.push(Finding::MeasureWithoutAmount { mutatie: measure.id, kolom, pm });
    }
}

/// Rules that mutaties of the onderdeel and below it break, or that have a line there.
fn wijzigingen(begroting: &Begroting, onderdeel: Id, findings: &mut Vec<Finding>) {
    let is_here = |mutatie: &&Mutatie| {
        begroting.path(mutatie.onderdeel).any(|id| id == onderdeel)
            || begroting
                .mutatieregels
                .of(mutatie.id)
                .any(|line| touches(begroting, line, onderdeel))
    };
    for mutatie in begroting.mutaties.iter().filter(is_here) {
        let broken = breaches(begroting, mutatie).into_iter();
        let of = mutatie.id;
        findings.extend(broken.map(|breach| Finding::Wijziging { mutatie: of, breach }));
    }
}

/// What is to be said of the plans of these onderdelen, as the budget has them.
fn plans(begroting: &Begroting, subtree: &[Id], findings: &mut Vec<Finding>) {
    for plan in subtree.iter().flat_map(|id| begroting.plannen.of(*id)) {
        if let Some(tekort) = Tekort::new(begroting, plan.id, &Keuzes::default()) {
            let said = bezwaren(begroting, &tekort).into_iter();
            findings.extend(said.map(|(over, bezwaar)| Finding::Plan { over, bezwaar }));
        }
    }
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// At most three names: the place of the finding leads to the rest.
fn names<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    let more = names.len().saturating_sub(3);
    let mut list: Vec<String> = names.take(3).map(|name| format!("‘{name}’")).collect();
    if more > 0 {
        list.push(format!("nog {more}"));
    }
    listed(&list)
}

/// "a, b en c".
fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} en {last}", rest.join(", ")),
    }
}
