//! What a text in a field of a form stands for, and what is refused.

use rust_decimal::Decimal;

use super::{NO, NONE, Veld, YES, kop, others, pakketten_beside};
use crate::change::scenario;
use crate::display::{Notation, Reading, Side, formula};
use crate::model::{
    Bedrag, Begroting, Breuk, Fasering, Field, GroeiField, Groeiwijze, HerramingField, Id,
    Indexdeel, MutatieField, OptieField, PakketField, Pakketsoort, PlanField, Planning,
    PrognosepostField, Record, SamenhangField, Samenhangsoort, ScenarioField, Status, Zekerheid,
};

/// The field that a text stands for.
///
/// # Errors
/// In Dutch: what is wrong with it, and what to write.
pub fn read(
    begroting: &Begroting,
    record: &Record,
    veld: Veld,
    text: &str,
    notation: Notation,
) -> Result<Field, String> {
    let text = text.trim();
    let own = || text.to_owned();
    if let Record::Kop(of) = record {
        return kop::read(of, veld, text, notation).map(Field::from);
    }
    if veld == Veld::Name && text.is_empty() {
        return Err("Vul een naam in.".into());
    }
    if veld == Veld::Formule && !text.is_empty() {
        formula(text).map_err(|error| error.to_string())?;
    }
    let wrong = |what: &str| format!("‘{text}’ is geen {what}; kies er een uit de lijst.");
    let yes = || match text.to_lowercase().as_str() {
        YES => Ok(true),
        NO => Ok(false),
        _ => Err(format!("‘{text}’ past hier niet; kies {YES} of {NO}.")),
    };
    Ok(match (record, veld) {
        (Record::Scenario(of), Veld::Name) => {
            let name = scenario::free(begroting, Some(of.id), text);
            ScenarioField::Name(name.map_err(|error| error.to_string())?).into()
        }
        (Record::Scenario(_), Veld::Note) => ScenarioField::Note(own()).into(),
        (Record::Plan(_), Veld::VolgtOp) => {
            let found = others(begroting, record).find(|plan| plan.name == text);
            let found = named(text, found.map(|plan| plan.id), || wrong("plan"))?;
            PlanField::VolgtOp(found).into()
        }
        (Record::Plan(_), Veld::Name) => PlanField::Name(own()).into(),
        (Record::Plan(_), Veld::Source) => PlanField::Source(own()).into(),
        (Record::Plan(_), Veld::Bedrag(kolom)) => {
            PlanField::Amount(kolom, amount(text, notation)?).into()
        }
        (Record::Pakket(_), Veld::Code) => PakketField::Code(own()).into(),
        (Record::Pakket(_), Veld::Name) => PakketField::Name(own()).into(),
        (Record::Pakket(_), Veld::Soort) => {
            PakketField::Soort(Pakketsoort::from_word(text).ok_or_else(|| wrong("soort"))?).into()
        }
        (Record::Pakket(_), Veld::Fasering) => PakketField::Fasering(path(text)?).into(),
        (Record::Optie(optie), Veld::Code) => {
            let mut others = begroting.opties.of(optie.mutatie).filter(|o| o.id != optie.id);
            if others.any(|other| other.code == text) {
                return Err(format!("Er is al een optie {text}; kies een andere code."));
            }
            OptieField::Code(own()).into()
        }
        (Record::Optie(_), Veld::Name) => OptieField::Name(own()).into(),
        (Record::Optie(_), Veld::Formule) => OptieField::Formule(own()).into(),
        (Record::Optie(_), Veld::Consequence) => OptieField::Consequence(own()).into(),
        (Record::Optie(_), Veld::Vrijgegeven) => OptieField::Vrijgegeven(yes()?).into(),
        (Record::Optie(_), Veld::Bedrag(kolom)) => {
            OptieField::Amount(kolom, amount(text, notation)?).into()
        }
        (Record::Herraming(_), Veld::Name) => HerramingField::Name(own()).into(),
        (Record::Herraming(_), Veld::Bedrag(kolom)) => {
            HerramingField::Amount(kolom, amount(text, notation)?).into()
        }
        (Record::Samenhang(_), Veld::Samenhang) => {
            SamenhangField::Soort(Samenhangsoort::from_word(text).ok_or_else(|| wrong("verband"))?)
                .into()
        }
        (Record::Samenhang(_), Veld::Met) => {
            let mut all = begroting.mutaties.iter().filter(|m| m.pakket.is_some());
            let found = all.find(|measure| measure.title() == text);
            SamenhangField::Met(found.ok_or_else(|| wrong("maatregel"))?.id).into()
        }
        (Record::Samenhang(_), Veld::Note) => SamenhangField::Note(own()).into(),
        (Record::Prognosepost(_), Veld::Name) => PrognosepostField::Name(own()).into(),
        (Record::Prognosepost(_), Veld::Regel) => {
            let mut all = begroting.regels.iter();
            let found = all.find(|regel| begroting.title_of(regel) == text).map(|regel| regel.id);
            PrognosepostField::Regel(named(text, found, || wrong("regel"))?).into()
        }
        (Record::Prognosepost(_), Veld::Aantal) => {
            PrognosepostField::Aantal(indicator(begroting, text)?).into()
        }
        (Record::Prognosepost(_), Veld::Groei) => {
            let found = begroting.groeivoeten.iter().find(|groei| groei.name == text);
            let found = found.map(|groei| groei.id);
            PrognosepostField::Groei(named(text, found, || wrong("groeivoet"))?).into()
        }
        (Record::Prognosepost(_), Veld::Schok) => PrognosepostField::Schok(yes()?).into(),
        (Record::Prognosepost(_), Veld::Vrijgegeven) => {
            PrognosepostField::Vrijgegeven(yes()?).into()
        }
        (Record::Groei(_), Veld::Name) => GroeiField::Name(own()).into(),
        (Record::Groei(_), Veld::Wijze) => {
            GroeiField::Wijze(Groeiwijze::from_word(text).ok_or_else(|| wrong("wijze"))?).into()
        }
        (Record::Groei(groei), Veld::Delen) => {
            let mut all = parts(text)?;
            // What the parts are called stays with their place.
            for (new, old) in all.iter_mut().zip(&groei.delen) {
                new.name.clone_from(&old.name);
            }
            GroeiField::Delen(all).into()
        }
        (Record::Groei(_), Veld::Aantal) => {
            GroeiField::Indicator(indicator(begroting, text)?).into()
        }
        (Record::Groei(_), Veld::Source) => GroeiField::Source(own()).into(),
        (_, veld) => Field::Mutatie(match veld {
            Veld::Bedrag(kolom) => MutatieField::Amount(kolom, amount(text, notation)?),
            Veld::Code => MutatieField::Code(own()),
            Veld::Name => MutatieField::Name(own()),
            Veld::Pakket => {
                let mut beside = pakketten_beside(begroting, record);
                let found = beside.find(|pakket| pakket.title() == text);
                MutatieField::Pakket(Some(found.ok_or_else(|| wrong("pakket"))?.id))
            }
            Veld::Onderdeel => {
                let mut all = begroting.onderdelen.iter();
                let is = |o: &&crate::model::Onderdeel| o.title() == text || o.code == text;
                let found = all.find(is).ok_or_else(|| wrong("onderdeel"))?;
                MutatieField::Onderdeel(found.id)
            }
            Veld::Wet => MutatieField::Wet(own()),
            Veld::Structureel => MutatieField::Structureel(amount(text, notation)?),
            Veld::Fasering => MutatieField::Fasering(path(text)?),
            Veld::Formule => MutatieField::Formule(own()),
            Veld::Basis => MutatieField::Basis(own()),
            Veld::Zekerheid => MutatieField::Zekerheid(
                Zekerheid::from_word(text).ok_or_else(|| wrong("zekerheid"))?,
            ),
            Veld::Kans => MutatieField::Kans(chance(text)?),
            Veld::Laag => MutatieField::Laag(share(text)?),
            Veld::Hoog => MutatieField::Hoog(share(text)?),
            Veld::Risico => MutatieField::Risico(own()),
            Veld::Consequence => MutatieField::Consequence(own()),
            Veld::Owner => MutatieField::Owner(own()),
            Veld::Forum => MutatieField::Forum(own()),
            Veld::Status => {
                MutatieField::Status(Status::from_word(text).ok_or_else(|| wrong("status"))?)
            }
            Veld::Planning if text.is_empty() => MutatieField::Planning(None),
            Veld::Planning => {
                let planning = Planning::from_words(text).map_err(|error| format!("{error}."))?;
                MutatieField::Planning(Some(planning))
            }
            Veld::Voortgang => MutatieField::Voortgang(own()),
            Veld::Vrijgegeven => MutatieField::Vrijgegeven(yes()?),
            _ => return Err(wrong("veld")),
        }),
    })
}

/// What a name stands for; `None` where it says that nothing is named.
fn named(
    text: &str,
    found: Option<Id>,
    wrong: impl FnOnce() -> String,
) -> Result<Option<Id>, String> {
    if text.is_empty() || text == NONE {
        return Ok(None);
    }
    found.map(Some).ok_or_else(wrong)
}

fn indicator(begroting: &Begroting, text: &str) -> Result<Option<Id>, String> {
    let found = begroting.indicatoren.iter().find(|indicator| indicator.name == text);
    let wrong =
        || format!("‘{text}’ is geen indicator van deze begroting; kies er een uit de lijst.");
    named(text, found.map(|indicator| indicator.id), wrong)
}

/// "0,75 × 2,96 + 0,25 × 1,55": weights that are one together, each with its percentage.
fn parts(text: &str) -> Result<Vec<Indexdeel>, String> {
    let number = |text: &str| -> Result<Decimal, String> {
        let digits = text.trim().trim_end_matches('%').trim().replace(',', ".");
        Decimal::from_str_exact(&digits)
            .map_err(|_| format!("‘{}’ is geen getal; schrijf bijvoorbeeld 2,96.", text.trim()))
    };
    let mut all = Vec::new();
    for part in text.split('+').map(str::trim).filter(|part| !part.is_empty()) {
        let (weight, percent) = part.split_once(['×', '*', 'x']).ok_or_else(|| {
            format!("‘{part}’ is geen deel; schrijf gewicht × procent, zoals 0,75 × 2,96.")
        })?;
        let (gewicht, procent) = (number(weight)?, number(percent)?);
        all.push(Indexdeel { name: String::new(), gewicht, procent });
    }
    let weights: Decimal = all.iter().map(|deel| deel.gewicht).sum();
    if !all.is_empty() && weights != Decimal::ONE {
        let weights = weights.normalize().to_string().replace('.', ",");
        return Err(format!("De gewichten zijn samen {weights} en niet 1; pas ze aan."));
    }
    Ok(all)
}

pub(super) fn amount(text: &str, notation: Notation) -> Result<Option<Bedrag>, String> {
    let bedrag = match notation.read(text, Side::Saldo).map_err(|error| error.to_string())? {
        Reading::Empty => return Ok(None),
        Reading::Amount(Bedrag::Pm) => return Ok(Some(Bedrag::Pm)),
        Reading::Amount(Bedrag::Euro(euro)) | Reading::Sum { amount: euro, .. } => {
            Bedrag::euro(euro)
        }
        Reading::Percent(_) => return Err("Schrijf hier een bedrag, geen percentage.".into()),
    };
    let too_large = || "Het bedrag is te groot of fijner dan een cent; rond het af.".to_owned();
    bedrag.map(Some).ok_or_else(too_large)
}

fn share(text: &str) -> Result<Option<Breuk>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|error| format!("{error}."))
}

fn chance(text: &str) -> Result<Option<Breuk>, String> {
    match share(text)? {
        Some(share) if share.exceeds_one() => Err("Een kans is ten hoogste 100 %.".into()),
        share => Ok(share),
    }
}

/// "2019: 7/30; 2020: 50%".
fn path(text: &str) -> Result<Fasering, String> {
    let mut steps: Vec<(u16, Breuk)> = Vec::new();
    for step in text.split(';').map(str::trim).filter(|step| !step.is_empty()) {
        let (jaar, part) = step.split_once(':').ok_or_else(|| {
            format!("‘{step}’ is geen stap; schrijf jaar en deel, zoals 2019: 7/30.")
        })?;
        let is_year = jaar.trim().len() == 4;
        let jaar: u16 =
            jaar.trim().parse().ok().filter(|_| is_year).ok_or_else(|| {
                format!("‘{}’ is geen jaar; schrijf bijvoorbeeld 2019.", jaar.trim())
            })?;
        let part: Breuk = part.parse().map_err(|error| format!("{error}."))?;
        if steps.iter().any(|(of, _)| *of == jaar) {
            return Err(format!("{jaar} staat er twee keer; laat er één staan."));
        }
        steps.push((jaar, part));
    }
    let path: Fasering = steps.into_iter().collect();
    match path.exceeding() {
        Some(jaar) => {
            Err(format!("De fasering is in {jaar} meer dan 100 %; vul ten hoogste 100 % in."))
        }
        None => Ok(path),
    }
}
