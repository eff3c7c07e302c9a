//! A plan, its packages, measures and options as a form asks for them: each field with its words, how
//! it reads, and what is refused.

use crate::display::{Notation, Reading, Side, formula};
use crate::model::{
    Amounts, Bedrag, Begroting, Breuk, Edit, Fasering, Field, Id, Kolom, Mutatie, MutatieField,
    Mutatiesoort, Optie, OptieField, Order, Pakket, PakketField, Pakketsoort, Plan, PlanField,
    Planning, Record, Stadium, Status, Uitgangspunt, Zekerheid,
};

/// A field of a plan, package, measure or option.
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
}

/// The words of a field that says yes or no.
const YES: &str = "ja";
const NO: &str = "nee";

/// A new plan of an onderdeel, after its others; it follows the one before it.
pub fn new_plan(begroting: &Begroting, id: Id, onderdeel: Id) -> Record {
    let last = begroting.plannen.of(onderdeel).next_back();
    Plan {
        id,
        onderdeel,
        name: String::new(),
        uitgangspunt: Uitgangspunt::default(),
        volgt_op: last.map(|last| last.id),
        source: String::new(),
        order: Order::after(last.map(|last| &last.order)),
        amounts: Amounts::default(),
    }
    .into()
}

/// A new package, last in its plan.
pub fn new_pakket(begroting: &Begroting, id: Id, plan: Id) -> Record {
    let last = begroting.pakketten.of(plan).next_back();
    Pakket {
        id,
        plan,
        code: (begroting.pakketten.of(plan).count() + 1).to_string(),
        name: String::new(),
        soort: Pakketsoort::default(),
        fasering: Fasering::default(),
        order: Order::after(last.map(|last| &last.order)),
    }
    .into()
}

/// A new measure of a package, at the onderdeel of the plan; `None` where the package is gone.
pub fn new_measure(begroting: &Begroting, id: Id, pakket: Id) -> Option<Record> {
    let of = begroting.pakketten.get(pakket)?;
    let onderdeel = begroting.plannen.get(of.plan)?.onderdeel;
    let last = begroting.mutaties.of(onderdeel).next_back().map(|last| &last.order);
    let soort = Mutatiesoort::Maatregel;
    let measure = Mutatie::new(id, onderdeel, soort, String::new(), Order::after(last));
    Some(Mutatie { pakket: Some(pakket), ..measure }.into())
}

/// A new option, last of its measure.
pub fn new_optie(begroting: &Begroting, id: Id, mutatie: Id) -> Record {
    let last = begroting.opties.of(mutatie).next_back();
    Optie {
        id,
        mutatie,
        code: (begroting.opties.of(mutatie).count() + 1).to_string(),
        name: String::new(),
        formule: String::new(),
        consequence: String::new(),
        vrijgegeven: false,
        order: Order::after(last.map(|last| &last.order)),
        amounts: Amounts::default(),
    }
    .into()
}

/// The record with this id, where it is one that a form can ask for.
pub fn record(begroting: &Begroting, id: Id) -> Option<Record> {
    let plan = begroting.plannen.get(id).cloned().map(Record::from);
    let pakket = || begroting.pakketten.get(id).cloned().map(Record::from);
    let measure = || begroting.mutaties.get(id).cloned().map(Record::from);
    let optie = || begroting.opties.get(id).cloned().map(Record::from);
    plan.or_else(pakket).or_else(measure).or_else(optie)
}

/// The fields that a form asks of it, in order.
pub fn velden(begroting: &Begroting, record: &Record) -> Vec<Veld> {
    let years = || {
        let is_budget = |kolom: &Kolom| {
            matches!(kolom.stadium, Stadium::Raming | Stadium::Begroting | Stadium::Primitief)
                && !begroting.is_closed(*kolom)
        };
        begroting.columns().into_iter().filter(is_budget).map(Veld::Bedrag)
    };
    match record {
        Record::Plan(_) => [Veld::Name, Veld::Source].into_iter().chain(years()).collect(),
        Record::Pakket(_) => vec![Veld::Code, Veld::Name, Veld::Soort, Veld::Fasering],
        Record::Optie(_) => [Veld::Code, Veld::Name]
            .into_iter()
            .chain(years())
            .chain([Veld::Formule, Veld::Consequence, Veld::Vrijgegeven])
            .collect(),
        Record::Mutatie(_) => vec![
            Veld::Code,
            Veld::Name,
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
        ],
        _ => Vec::new(),
    }
}

impl Veld {
    /// What it asks, with its unit or an example.
    pub fn label(self, notation: Notation) -> String {
        let unit = notation.unit.label();
        match self {
            Veld::Code => "Code".into(),
            Veld::Name => "Naam".into(),
            Veld::Soort => "Soort".into(),
            Veld::Onderdeel => "Taakveld".into(),
            Veld::Wet => "Wet".into(),
            Veld::Structureel => {
                format!("Structureel bedrag per jaar ({unit}); leeg bij bedragen per jaar")
            }
            Veld::Fasering => "Fasering, zoals 2019: 7/30; 2020: 50%; 2021: 1".into(),
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
        }
    }

    /// The values it may have, where they are a fixed list.
    pub fn choices(self, begroting: &Begroting) -> Vec<String> {
        let own = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
        match self {
            Veld::Soort => own(Pakketsoort::ALL.iter().map(|soort| soort.word()).collect()),
            Veld::Zekerheid => own(Zekerheid::ALL.iter().map(|it| it.word()).collect()),
            // A measure is not adopted: the wijziging is that it becomes.
            Veld::Status => {
                let all = Status::ALL.iter().filter(|status| **status != Status::Vastgesteld);
                own(all.map(|status| status.word()).collect())
            }
            Veld::Vrijgegeven => own(vec![NO, YES]),
            Veld::Onderdeel => {
                let tops = begroting.onderdelen.top().flat_map(|top| begroting.subtree(top.id));
                tops.filter_map(|id| Some(begroting.onderdelen.get(id)?.title())).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// What stands in the field now.
pub fn text(begroting: &Begroting, record: &Record, veld: Veld, notation: Notation) -> String {
    let yes = |is: bool| if is { YES } else { NO }.to_owned();
    let share = |share: Option<Breuk>| share.map_or_else(String::new, |share| share.to_string());
    let cell = |bedrag: Option<Bedrag>| notation.exact_cell(bedrag, Side::Saldo);
    let path = |path: &Fasering| {
        let steps = path.iter().map(|(jaar, share)| format!("{jaar}: {share}"));
        steps.collect::<Vec<_>>().join("; ")
    };
    match (record, veld) {
        (Record::Plan(plan), Veld::Name) => plan.name.clone(),
        (Record::Plan(plan), Veld::Source) => plan.source.clone(),
        (Record::Plan(plan), Veld::Bedrag(kolom)) => cell(plan.amounts.get(kolom)),
        (Record::Pakket(pakket), Veld::Code) => pakket.code.clone(),
        (Record::Pakket(pakket), Veld::Name) => pakket.name.clone(),
        (Record::Pakket(pakket), Veld::Soort) => pakket.soort.word().to_owned(),
        (Record::Pakket(pakket), Veld::Fasering) => path(&pakket.fasering),
        (Record::Optie(optie), Veld::Code) => optie.code.clone(),
        (Record::Optie(optie), Veld::Name) => optie.name.clone(),
        (Record::Optie(optie), Veld::Formule) => optie.formule.clone(),
        (Record::Optie(optie), Veld::Consequence) => optie.consequence.clone(),
        (Record::Optie(optie), Veld::Vrijgegeven) => yes(optie.vrijgegeven),
        (Record::Optie(optie), Veld::Bedrag(kolom)) => cell(optie.amounts.get(kolom)),
        (Record::Mutatie(measure), veld) => match veld {
            Veld::Code => measure.code.clone(),
            Veld::Name => measure.name.clone(),
            Veld::Onderdeel => {
                let of = begroting.onderdelen.get(measure.onderdeel);
                of.map_or_else(String::new, |of| of.title())
            }
            Veld::Wet => measure.wet.clone(),
            Veld::Structureel => cell(measure.structureel),
            Veld::Fasering => path(&measure.fasering),
            Veld::Formule => measure.formule.clone(),
            Veld::Basis => measure.basis.clone(),
            Veld::Zekerheid => measure.zekerheid.word().to_owned(),
            Veld::Kans => share(measure.kans),
            Veld::Laag => share(measure.laag),
            Veld::Hoog => share(measure.hoog),
            Veld::Risico => measure.risico.clone(),
            Veld::Consequence => measure.consequence.clone(),
            Veld::Owner => measure.owner.clone(),
            Veld::Forum => measure.forum.clone(),
            Veld::Status => measure.status.word().to_owned(),
            Veld::Planning => measure.planning.map_or_else(String::new, |it| it.to_string()),
            Veld::Voortgang => measure.voortgang.clone(),
            Veld::Vrijgegeven => yes(measure.vrijgegeven),
            Veld::Soort | Veld::Source | Veld::Bedrag(_) => String::new(),
        },
        _ => String::new(),
    }
}

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
        (_, veld) => Field::Mutatie(match veld {
            Veld::Code => MutatieField::Code(own()),
            Veld::Name => MutatieField::Name(own()),
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
            Veld::Soort | Veld::Source | Veld::Bedrag(_) => return Err(wrong("veld")),
        }),
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
            _ => Ok(()),
        },
        Record::Plan(plan)
            if plan.uitgangspunt == Uitgangspunt::Vastgesteld && plan.amounts.is_empty() =>
        {
            let text = "Vul voor ten minste één jaar het tekort in; een tekort is negatief.";
            Err((veld_of_start(begroting, record), text.into()))
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
    old.differences(new)
        .into_iter()
        .map(|(old, new_field)| Edit::Set { id: new.id(), old, new: new_field })
        .collect()
}

fn amount(text: &str, notation: Notation) -> Result<Option<Bedrag>, String> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::display::{Signs, Unit};
    use crate::model::Kop;

    const NOTATION: Notation = Notation { unit: Unit::Thousand, signs: Signs::LastenNegative };

    fn budget() -> Begroting {
        Begroting::new(Kop {
            id: Id::from_bits(1),
            gemeente: String::new(),
            title: String::new(),
            jaar: 2019,
            version: String::new(),
        })
    }

    fn measure() -> Record {
        let name = "maatregel".to_owned();
        let (id, onderdeel) = (Id::from_bits(2), Id::from_bits(3));
        Mutatie::new(id, onderdeel, Mutatiesoort::Maatregel, name, Order::after(None)).into()
    }

    #[test]
    fn what_is_typed_reads_back() {
        let begroting = budget();
        for (veld, typed, shown) in [
            (Veld::Fasering, "2019: 7/30; 2020: 50%", "2019: 7/30; 2020: 1/2"),
            (Veld::Structureel, "1.500", "1500"),
            (Veld::Planning, "Q1 2020", "Q1 2020"),
            (Veld::Laag, "50%", "1/2"),
            (Veld::Formule, "50 × 2 × 52 × € 25", "50 × 2 × 52 × € 25"),
        ] {
            let field = read(&begroting, &measure(), veld, typed, NOTATION).unwrap();
            let Record::Mutatie(of) = measure() else { unreachable!("made as one") };
            let Field::Mutatie(field) = field else { unreachable!("of a measure") };
            let changed = Record::from(of.with(field));
            assert_eq!(text(&begroting, &changed, veld, NOTATION), shown);
        }
    }

    #[test]
    fn what_does_not_fit_is_named_at_the_field() {
        let begroting = budget();
        for (veld, typed, said) in [
            (Veld::Fasering, "2019: 120%", "meer dan 100 %"),
            (Veld::Fasering, "2019: 1; 2019: 1", "twee keer"),
            (Veld::Fasering, "volgend jaar", "jaar en deel"),
            (Veld::Formule, "9 / 0", "nul"),
            (Veld::Planning, "ooit", "geen planning"),
            (Veld::Kans, "150%", "ten hoogste 100 %"),
            (Veld::Structureel, "10%", "geen percentage"),
            (Veld::Name, " ", "Vul een naam in"),
            (Veld::Status, "klaar", "kies er een uit de lijst"),
        ] {
            let error = read(&begroting, &measure(), veld, typed, NOTATION).unwrap_err();
            assert!(error.contains(said), "{veld:?} {typed}: {error}");
        }
        let Record::Mutatie(of) = measure() else { unreachable!("made as one") };
        let share = |text: &str| text.parse::<Breuk>().ok();
        let upside_down = Mutatie { laag: share("3/4"), hoog: share("1/2"), ..of };
        assert_eq!(check(&begroting, &upside_down.into()).unwrap_err().0, Veld::Laag);
        let plan = new_plan(&begroting, Id::from_bits(4), Id::from_bits(3));
        assert!(check(&begroting, &plan).is_err(), "a plan starts from something");
    }
}
