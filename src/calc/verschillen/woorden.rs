//! Differences in words: what a record, a field and a value are called in Dutch.

use rust_decimal::Decimal;

use super::rijen::part;
use super::tekst;
use super::{Anders, Verschillen};
use crate::display::{Unit, show};
use crate::model::{Begroting, Edit, Field, Id, OnderdeelField, Record};

/// So many characters of a text are shown in a row.
pub(super) const LONGEST: usize = 120;

/// One difference in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Woorden {
    /// What it is about: "maatregel 4.2.1 …".
    pub wat: String,
    /// The field; empty for a record that came or went.
    pub veld: String,
    pub oud: String,
    pub nieuw: String,
}

impl Verschillen {
    /// A difference that is no figure, in words.
    pub fn in_words(&self, anders: &Anders, oud: &Begroting, nieuw: &Begroting) -> Woorden {
        edit_in_words(&anders.edit, oud, nieuw)
    }
}

/// What an edit changes, in words. `oud` and `nieuw` are what names are looked up in.
pub fn edit_in_words(edit: &Edit, oud: &Begroting, nieuw: &Begroting) -> Woorden {
    match edit {
        Edit::Insert(record) => {
            Woorden { wat: soort(record).into(), nieuw: title(record), ..Woorden::default() }
        }
        Edit::Remove(record) => {
            Woorden { wat: soort(record).into(), oud: title(record), ..Woorden::default() }
        }
        Edit::Set { id, old, new } => {
            let record = nieuw.record_with(*id, new).or_else(|| oud.record_with(*id, old));
            let name = record.as_ref().map_or_else(String::new, title);
            let soort = record.as_ref().map_or(soort_in_words(new.table()), soort);
            let long = tekst::texts(old, new)
                .filter(|(oud, nieuw)| tekst::is_long(oud) || tekst::is_long(nieuw));
            let (old_words, new_words) = match long {
                Some((oud, nieuw)) => {
                    let (oud, nieuw) = tekst::beide(&oud, &nieuw);
                    (cut(&oud), cut(&nieuw))
                }
                None => (value(old, oud, nieuw), value(new, oud, nieuw)),
            };
            let kolom = new.kolom().map_or_else(String::new, |k| format!(" {}", k.title()));
            Woorden {
                wat: format!("{soort} {name}").trim().to_owned(),
                veld: format!("{}{kolom}", veld_in_words(new)),
                oud: old_words,
                nieuw: new_words,
            }
        }
    }
}

/// What a record is called.
fn soort(record: &Record) -> &'static str {
    match record {
        Record::Opmerking(it) => it.soort.word(),
        Record::Mutatie(it) => it.soort.word(),
        other => soort_in_words(other.table()),
    }
}

/// What a kind of record is called, by the list that it stands in.
pub fn soort_in_words(table: &'static str) -> &'static str {
    match table {
        "kop" => "begroting",
        "kolommen" => "kolom",
        "onderdelen" => "onderdeel",
        "reserves" => "reserve",
        "regels" => "regel",
        "controlecijfers" => "gepubliceerd cijfer",
        "rollen" => "rol",
        "paragrafen" => "tekst",
        "plannen" => "plan",
        "pakketten" => "pakket",
        "mutaties" => "maatregel of wijziging",
        "clusters" => "samenhang van oorzaken",
        "verklaringen" => "oorzaak",
        "toelichtingen" => "toelichting",
        "acceptaties" => "geaccepteerde bevinding",
        "mutatieregels" => "regel van een wijziging",
        "opties" => "optie",
        "samenhangen" => "samenhang van maatregelen",
        "herramingen" => "herraming",
        "weergaven" => "weergave",
        "indicatoren" => "indicator",
        "metingen" => "meting",
        "partijen" => "verbonden partij",
        "activiteiten" => "activiteit",
        "groeivoeten" => "groeivoet",
        "prognoses" => "prognose",
        "prognoseposten" => "post van een prognose",
        "scenarios" => "scenario",
        "keuzes" => "keuze van een scenario",
        "dias" => "dia",
        "vragen" => "vraag van de raad",
        "afkortingen" => "afkorting",
        "opmerkingen" => "opmerking",
        "ingebracht" => "samengevoegd bestand",
        other => other,
    }
}

/// What a field is called. Most are called in the file as they are on the screen.
pub fn veld_in_words(field: &Field) -> String {
    let word = match field.name() {
        "amounts" | "amount" => "bedrag",
        "behandeling" => "status",
        "category" => "categorie",
        "closed" => "op slot",
        "consequence" => "gevolg",
        "date" => "datum",
        "heading" => "kop",
        "long" | "text" => "tekst",
        "name" => "naam",
        "nature" => "structureel of incidenteel",
        "level" => "niveau",
        "note" => "notitie",
        "owner" => "eigenaar",
        "parent" => "hangt onder",
        "planned" => "gepland",
        "realised" => "gerealiseerd",
        "role" => "rol",
        "share" => "aandeel",
        "short" => "afkorting",
        "source" => "bron",
        "title" => "titel",
        "uit" => "uitgezet",
        "unit" => "eenheid",
        "value" => "waarde",
        "version" => "versie",
        other => return other.replace('_', " "),
    };
    word.to_owned()
}

/// Code and name of a record, or the words that it begins with.
fn title(record: &Record) -> String {
    match record {
        Record::Onderdeel(it) => it.title(),
        Record::Regel(it) => it.title(),
        Record::Mutatie(it) => it.title(),
        Record::Pakket(it) => it.title(),
        Record::Kolomkop(it) => it.kolom.title(),
        other => {
            // Whatever the kind: the field that a person would know it by.
            let fields = serde_json::to_value(other).unwrap_or_default();
            let fields = fields.as_object().and_then(|kinds| kinds.values().next());
            let text = |name: &str| fields?.get(name)?.as_str().filter(|text| !text.is_empty());
            let known = ["name", "heading", "title", "short", "text", "veld", "kolom"];
            cut(known.into_iter().find_map(text).unwrap_or_default())
        }
    }
}

/// The values of a field that changed, whole and exact, for scripts; nothing where it is empty.
pub fn exact_values(
    old: &Field,
    new: &Field,
    oud: &Begroting,
    nieuw: &Begroting,
) -> [Option<String>; 2] {
    [old, new].map(|field| {
        let exact = match tekst::text(field) {
            Some(text) => {
                let name = text.parse::<Id>().ok().and_then(|id| named(id, oud, nieuw));
                name.unwrap_or(text)
            }
            None => value(field, oud, nieuw),
        };
        Some(exact).filter(|text| !text.is_empty())
    })
}

/// A value as a person reads it.
fn value(field: &Field, oud: &Begroting, nieuw: &Begroting) -> String {
    if let Field::Onderdeel(OnderdeelField::Behandeling(behandeling)) = field {
        return behandeling.in_words();
    }
    // Every field is written as Kind(Field(value)).
    let text = ron::to_string(field).unwrap_or_default();
    let inside = |text: &str| -> Option<String> {
        let (_, rest) = text.split_once('(')?;
        Some(rest.strip_suffix(')')?.to_owned())
    };
    let mut text = inside(&text).and_then(|text| inside(&text)).unwrap_or_default();
    if field.kolom().is_some() {
        text = text.split_once(',').map_or_else(String::new, |(_, amount)| amount.to_owned());
    }
    if let Some(some) = text.strip_prefix("Some(").and_then(|text| text.strip_suffix(')')) {
        text = some.to_owned();
    }
    match text.as_str() {
        "None" | "" | "\"\"" | "[]" | "()" => return "(leeg)".into(),
        "true" => return "ja".into(),
        "false" => return "nee".into(),
        _ => {}
    }
    let Ok(quoted) = ron::from_str::<String>(&text) else {
        return cut(&if text.chars().all(char::is_alphanumeric) { words(&text) } else { text });
    };
    if let Ok(id) = quoted.parse::<Id>()
        && let Some(name) = named(id, oud, nieuw)
    {
        return name;
    }
    match quoted.parse::<Decimal>() {
        Ok(euro) if is_amount(field) => format!("€ {}", show(euro, Unit::Euro)),
        _ => cut(&quoted),
    }
}

fn is_amount(field: &Field) -> bool {
    const AMOUNTS: [&str; 7] =
        ["amounts", "amount", "bedrag", "opening", "structureel", "laag", "hoog"];
    AMOUNTS.contains(&field.name())
}

fn named(id: Id, oud: &Begroting, nieuw: &Begroting) -> Option<String> {
    if let Some(onderdeel) = part(oud, nieuw, id) {
        return Some(onderdeel.title());
    }
    for begroting in [nieuw, oud] {
        if let Some(regel) = begroting.regels.get(id) {
            return Some(begroting.title_of(regel));
        }
        if let Some(mutatie) = begroting.mutaties.get(id) {
            return Some(mutatie.title());
        }
        if let Some(pakket) = begroting.pakketten.get(id) {
            return Some(pakket.title());
        }
    }
    None
}

/// `InVoorbereiding` as "in voorbereiding".
fn words(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

fn cut(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line,
    }
}
