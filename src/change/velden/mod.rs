//! The fields of a plan, its packages, measures and options, of a scenario, of a prognosis and of the
//! head of the budget, as a form asks for them: each with its words, how it reads, and what is refused.

mod kop;
mod lees;
mod nieuw;
mod tekst;
#[cfg(test)]
mod tests;

pub use lees::read;
pub use nieuw::{
    new_groei, new_herraming, new_measure, new_optie, new_pakket, new_plan, new_samenhang, record,
};
pub use tekst::text;

use super::overleg;
use crate::display::Notation;
use crate::model::{
    Begroting, Edit, Groeiwijze, Kolom, Mutatie, MutatieField, Optie, Pakket, Pakketsoort, Plan,
    Record, Samenhangsoort, Stadium, Status, Uitgangspunt, Zekerheid,
};

/// A field of a record that a form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Veld {
    Code,
    Name,
    Soort,
    Onderdeel,
    Wet,
    Structureel,
    Fasering,
    Bedrag(Kolom),
    Formule,
    Basis,
    Zekerheid,
    Kans,
    Laag,
    Hoog,
    Risico,
    Consequence,
    Owner,
    Forum,
    Status,
    Planning,
    Voortgang,
    Vrijgegeven,
    Source,
    /// The measure that another has something to do with, and what.
    Met,
    Samenhang,
    Note,
    /// Of a post: the regel that it is an estimate for, its numbers and its growth.
    Regel,
    Aantal,
    Groei,
    Schok,
    /// Of a growth rate.
    Wijze,
    Delen,
    /// Of a plan: the one before it.
    VolgtOp,
    /// Of a measure: the package that it is in.
    Pakket,
    /// Of the head of the budget; its title is its name.
    Gemeente,
    Version,
    Volledig,
    Drempel,
    Drempelprocent,
}

/// The words of a field that says yes or no.
const YES: &str = "ja";
const NO: &str = "nee";
/// The word of a field that names nothing.
const NONE: &str = "geen";

/// The fields that a form asks of it, in order.
pub fn velden(begroting: &Begroting, record: &Record) -> Vec<Veld> {
    let years = || {
        let is_budget = |kolom: &Kolom| {
            matches!(kolom.stadium, Stadium::Raming | Stadium::Begroting | Stadium::Primitief)
                && !begroting.is_closed(*kolom)
        };
        begroting.columns().into_iter().filter(is_budget).map(Veld::Bedrag)
    };
    // What came of a measure stands in the columns of the rekening.
    let realised = || {
        let open =
            |kolom: &Kolom| kolom.stadium == Stadium::Rekening && !begroting.is_closed(*kolom);
        begroting.columns().into_iter().filter(open).map(Veld::Bedrag)
    };
    match record {
        Record::Kop(_) => kop::VELDEN.into(),
        Record::Scenario(_) => vec![Veld::Name, Veld::Note],
        Record::Plan(_) => {
            [Veld::Name, Veld::VolgtOp, Veld::Source].into_iter().chain(years()).collect()
        }
        Record::Pakket(_) => vec![Veld::Code, Veld::Name, Veld::Soort, Veld::Fasering],
        Record::Optie(_) => [Veld::Code, Veld::Name]
            .into_iter()
            .chain(years())
            .chain([Veld::Formule, Veld::Consequence, Veld::Vrijgegeven])
            .collect(),
        Record::Mutatie(measure) => vec![
            Veld::Code,
            Veld::Name,
            Veld::Pakket,
            Veld::Onderdeel,
            Veld::Wet,
            Veld::Structureel,
            Veld::Fasering,
            Veld::Formule,
            Veld::Basis,
            Veld::Zekerheid,
            Veld::Kans,
            Veld::Laag,
            Veld::Hoog,
            Veld::Risico,
            Veld::Consequence,
            Veld::Owner,
            Veld::Forum,
            Veld::Status,
            Veld::Planning,
            Veld::Voortgang,
            Veld::Vrijgegeven,
        ]
        .into_iter()
        .filter(|veld| *veld != Veld::Pakket || measure.pakket.is_some())
        .chain(realised())
        .collect(),
        Record::Herraming(_) => std::iter::once(Veld::Name).chain(years()).collect(),
        Record::Samenhang(_) => vec![Veld::Samenhang, Veld::Met, Veld::Note],
        Record::Prognosepost(_) => {
            vec![Veld::Name, Veld::Regel, Veld::Aantal, Veld::Groei, Veld::Schok, Veld::Vrijgegeven]
        }
        Record::Groei(_) => {
            vec![Veld::Name, Veld::Wijze, Veld::Delen, Veld::Aantal, Veld::Source]
        }
        _ => Vec::new(),
    }
}

/// These names in order, after the word for none of them.
fn or_none(mut names: Vec<String>) -> Vec<String> {
    names.sort_unstable();
    names.dedup();
    std::iter::once(NONE.to_owned()).chain(names).collect()
}

impl Veld {
    /// What it asks, with its unit or an example.
    pub fn label(self, record: &Record, notation: Notation) -> String {
        let unit = notation.unit.label();
        match self {
            Veld::Code => "Code".into(),
            Veld::Name if matches!(record, Record::Kop(_)) => "Titel van het document".into(),
            Veld::Name => "Naam".into(),
            Veld::Soort => "Soort".into(),
            Veld::Onderdeel => "Taakveld".into(),
            Veld::Wet => "Wet".into(),
            Veld::Structureel => {
                format!("Structureel bedrag per jaar ({unit}); leeg bij bedragen per jaar")
            }
            Veld::Fasering => "Fasering, zoals 2019: 7/30; 2020: 50%; 2021: 1".into(),
            Veld::Bedrag(kolom) if kolom.stadium == Stadium::Rekening => {
                format!("Gerealiseerd {} ({unit}, voordeel positief)", kolom.jaar)
            }
            Veld::Bedrag(kolom) if matches!(record, Record::Plan(_)) => {
                format!("{}: vastgesteld saldo ({unit}, een tekort is negatief)", kolom.title())
            }
            Veld::Bedrag(kolom) => format!("{} ({unit}, voordeel positief)", kolom.title()),
            Veld::Formule => "Berekening, zoals 17% × 9.000.000".into(),
            Veld::Basis => "Rust op".into(),
            Veld::Zekerheid => "Zekerheid".into(),
            Veld::Kans => "Kans van slagen, zoals 60%; leeg als niemand die schatte".into(),
            Veld::Laag => "Lage schatting, als deel van het bedrag, zoals 50%".into(),
            Veld::Hoog => "Hoge schatting, als deel van het bedrag, zoals 110%".into(),
            Veld::Risico => "Risico".into(),
            Veld::Consequence => "Gevolg voor inwoners".into(),
            Veld::Owner => "Eigenaar (rol)".into(),
            Veld::Forum => "Forum, zoals taskforce".into(),
            Veld::Status => "Status".into(),
            Veld::Planning => "Planning, zoals 2020, Q1 2020, januari 2020 of doorlopend".into(),
            Veld::Voortgang => "Voortgang".into(),
            Veld::Vrijgegeven => "Vrijgegeven voor het Technisch Beraad".into(),
            Veld::Source => "Bron".into(),
            Veld::Samenhang => "Deze maatregel".into(),
            Veld::Met => "Andere maatregel".into(),
            Veld::Note => "Toelichting".into(),
            Veld::Regel => "Raming voor regel".into(),
            Veld::Aantal => "Aantallen (indicator)".into(),
            Veld::Groei => "Groeit met".into(),
            Veld::Schok => "Schok: telt alleen als die aan staat".into(),
            Veld::Wijze => "Groei over meer jaren".into(),
            Veld::Delen => "Gewogen index in % per jaar, zoals 0,75 × 2,96 + 0,25 × 1,55".into(),
            Veld::VolgtOp => "Volgt op plan".into(),
            Veld::Pakket => "Pakket".into(),
            Veld::Gemeente => "Gemeente".into(),
            Veld::Version => "Versie, zoals primitief 2019 (concept)".into(),
            Veld::Volledig => "De hele begroting van de gemeente".into(),
            Veld::Drempel => {
                format!("Toelichten vanaf een verschil van ({unit}); leeg zonder zo’n bedrag")
            }
            Veld::Drempelprocent => {
                "Toelichten vanaf zoveel % van de begroting; leeg zonder percentage".into()
            }
        }
    }

    /// The values it may have, where they are a fixed list.
    pub fn choices(self, begroting: &Begroting, record: &Record) -> Vec<String> {
        let own = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
        match self {
            Veld::Soort => own(Pakketsoort::ALL.iter().map(|soort| soort.word()).collect()),
            Veld::Zekerheid => own(Zekerheid::ALL.iter().map(|it| it.word()).collect()),
            // A measure is not adopted: the wijziging is that it becomes.
            Veld::Status => {
                let all = Status::ALL.iter().filter(|status| **status != Status::Vastgesteld);
                own(all.map(|status| status.word()).collect())
            }
            Veld::Vrijgegeven | Veld::Schok | Veld::Volledig => own(vec![NO, YES]),
            Veld::Samenhang => own(Samenhangsoort::ALL.iter().map(|it| it.word()).collect()),
            Veld::Wijze => own(Groeiwijze::ALL.iter().map(|it| it.word()).collect()),
            Veld::Met => {
                let of_plans = begroting.mutaties.iter().filter(|m| m.pakket.is_some());
                let mut titles: Vec<String> = of_plans.map(|measure| measure.title()).collect();
                titles.sort_unstable();
                titles
            }
            Veld::VolgtOp => {
                or_none(others(begroting, record).map(|plan| plan.name.clone()).collect())
            }
            Veld::Pakket => {
                pakketten_beside(begroting, record).map(|pakket| pakket.title()).collect()
            }
            Veld::Regel => {
                let titles = begroting.regels.iter().map(|regel| begroting.title_of(regel));
                or_none(titles.collect())
            }
            Veld::Aantal => {
                or_none(begroting.indicatoren.iter().map(|it| it.name.clone()).collect())
            }
            Veld::Groei => {
                or_none(begroting.groeivoeten.iter().map(|it| it.name.clone()).collect())
            }
            Veld::Onderdeel => {
                let tops = begroting.onderdelen.top().flat_map(|top| begroting.subtree(top.id));
                tops.filter_map(|id| Some(begroting.onderdelen.get(id)?.title())).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// The plans that a plan may follow: all but itself.
fn others<'a>(begroting: &'a Begroting, plan: &Record) -> impl Iterator<Item = &'a Plan> {
    let own = plan.id();
    begroting.plannen.iter().filter(move |plan| plan.id != own)
}

/// The packages of the plan that a measure is in.
fn pakketten_beside<'a>(
    begroting: &'a Begroting,
    measure: &Record,
) -> impl Iterator<Item = &'a Pakket> {
    let own = match measure {
        Record::Mutatie(measure) => measure.pakket,
        _ => None,
    };
    let own = own.and_then(|id| begroting.pakketten.get(id));
    own.into_iter().flat_map(|own| begroting.pakketten.of(own.plan))
}

/// Whether a plan follows itself, directly or by others.
fn goes_round(begroting: &Begroting, plan: &Plan) -> bool {
    let mut passed = vec![plan.id];
    let mut next = plan.volgt_op;
    while let Some(id) = next {
        if passed.contains(&id) {
            return id == plan.id;
        }
        passed.push(id);
        next = begroting.plannen.get(id).and_then(|plan| plan.volgt_op);
    }
    false
}

/// Another measure of the package that has the code already.
fn same_code<'a>(begroting: &'a Begroting, measure: &Mutatie) -> Option<&'a Mutatie> {
    let mut others = begroting.mutaties.iter().filter(|other| other.id != measure.id);
    others.find(|other| {
        measure.pakket.is_some()
            && other.pakket == measure.pakket
            && !measure.code.is_empty()
            && other.code == measure.code
    })
}

/// What the fields are together: the first that does not go with another.
///
/// # Errors
/// The field and in Dutch what is wrong.
pub fn check(begroting: &Begroting, record: &Record) -> Result<(), (Veld, String)> {
    match record {
        Record::Mutatie(measure) => match (measure.laag, measure.hoog) {
            (Some(low), Some(high)) if low > high => Err((
                Veld::Laag,
                "De lage schatting ligt boven de hoge; verlaag de lage of verhoog de hoge.".into(),
            )),
            _ => match same_code(begroting, measure) {
                Some(other) => Err((
                    Veld::Code,
                    format!(
                        "Code {} is in dit pakket al van ‘{}’; kies een andere code.",
                        measure.code, other.name
                    ),
                )),
                None => Ok(()),
            },
        },
        Record::Plan(plan) if goes_round(begroting, plan) => Err((
            Veld::VolgtOp,
            "Dat plan volgt zelf op dit plan; kies een ander plan of ‘geen’.".into(),
        )),
        Record::Plan(plan)
            if plan.uitgangspunt == Uitgangspunt::Vastgesteld && plan.amounts.is_empty() =>
        {
            let text = "Vul voor ten minste één jaar het tekort in; een tekort is negatief.";
            Err((veld_of_start(begroting, record), text.into()))
        }
        Record::Samenhang(between) if between.met == between.mutatie => {
            Err((Veld::Met, "Kies een andere maatregel dan deze zelf.".into()))
        }
        Record::Groei(groei) if groei.indicator.is_none() && groei.delen.is_empty() => {
            Err((Veld::Delen, "Vul een index in, of kies aantallen om mee te groeien.".into()))
        }
        _ => Ok(()),
    }
}

/// The first amount that a plan starts from, or its name where the budget has no columns for one.
fn veld_of_start(begroting: &Begroting, record: &Record) -> Veld {
    let is_amount = |veld: &Veld| matches!(veld, Veld::Bedrag(_));
    velden(begroting, record).into_iter().find(is_amount).unwrap_or(Veld::Name)
}

/// Takes an option out. Where it was the one that was chosen, none is.
pub fn remove_optie(begroting: &Begroting, optie: &Optie) -> Vec<Edit> {
    let measure = begroting.mutaties.get(optie.mutatie);
    let chosen = measure.filter(|measure| measure.optie == Some(optie.id));
    let none = MutatieField::Optie(None);
    let cleared = chosen.and_then(|measure| begroting.set(measure.id, none).ok().flatten());
    cleared.into_iter().chain([Edit::Remove(optie.clone().into())]).collect()
}

/// The edits that keep it: a new record, or what differs from the one in the budget.
pub fn save(begroting: &Begroting, new: &Record) -> Vec<Edit> {
    let Some(old) = record(begroting, new.id()) else {
        return vec![Edit::Insert(new.clone())];
    };
    let changed = old.differences(new).into_iter();
    let mut edits: Vec<Edit> =
        changed.map(|(old, field)| Edit::Set { id: new.id(), old, new: field }).collect();
    if let (Record::Mutatie(old), Record::Mutatie(measure)) = (&old, new)
        && old.onderdeel != measure.onderdeel
    {
        edits.extend(overleg::verhuis(begroting, measure.id, measure.onderdeel));
    }
    edits
}
