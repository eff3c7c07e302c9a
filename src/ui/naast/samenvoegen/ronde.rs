//! All files merged one after the other, with the choices so far.

use std::collections::HashMap;
use std::path::PathBuf;

use super::woorden;
use crate::calc::Totals;
use crate::change::Document;
use crate::change::diff;
use crate::change::samenvoegen::{Conflictsoort, Kant, Samenvoeging, Telling};
use crate::display::Notation;
use crate::model::{Edit, Id, Kolom};
use crate::ui::form::sentence;
use crate::ui::naast::bron::Bestand;

/// What makes a conflict the same one when others are decided: the file, and what each side changed.
pub(super) type Sleutel = (PathBuf, Vec<(Id, &'static str, Option<Kolom>)>);

/// A conflict as it is shown.
pub(super) struct Vraag {
    pub sleutel: Sleutel,
    pub soort: Conflictsoort,
    pub bestand: String,
    /// Code and name of the onderdeel.
    pub plaats: String,
    /// What it was in the common version.
    pub basis: String,
    mijn: String,
    hun: String,
    pub gekozen: Option<Kant>,
}

impl Vraag {
    /// What one side made of it.
    pub fn kant(&self, kant: Kant) -> &str {
        match kant {
            Kant::Mijn => &self.mijn,
            Kant::Hun => &self.hun,
        }
    }
}

/// What becomes of one file.
pub(super) struct Stap {
    pub uitkomst: Result<Telling, String>,
    /// What only they changed, and what is in conflict.
    pub wijzigt: Vec<Edit>,
}

pub(super) struct Ronde {
    pub stappen: Vec<Stap>,
    pub conflicten: Vec<Vraag>,
    /// What merging does to the open budget; where a choice is still to be made, mine stands.
    pub edits: Vec<Edit>,
    /// Why the open budget does not take them, such as a closed column.
    pub geweigerd: Option<String>,
    of: (u64, Notation, usize),
    gekozen: HashMap<Sleutel, Kant>,
}

impl Ronde {
    /// `known` where nothing changed since.
    pub fn follow(
        known: Option<Ronde>,
        document: &Document,
        files: &[Bestand],
        gekozen: &HashMap<Sleutel, Kant>,
        notation: Notation,
    ) -> Ronde {
        let of = (document.version(), notation, files.len());
        match known {
            Some(known) if known.of == of && known.gekozen == *gekozen => known,
            _ => Ronde::new(document, files, gekozen, notation),
        }
    }

    fn new(
        document: &Document,
        files: &[Bestand],
        gekozen: &HashMap<Sleutel, Kant>,
        notation: Notation,
    ) -> Ronde {
        let mut ronde = Ronde {
            stappen: Vec::new(),
            conflicten: Vec::new(),
            edits: Vec::new(),
            geweigerd: None,
            of: (document.version(), notation, files.len()),
            gekozen: gekozen.clone(),
        };
        let mut mijn = document.begroting().clone();
        for file in files {
            let Some(basis) = &file.basis else {
                let text = if file.begroting.id() == mijn.id() {
                    "niet gevonden met welke versie dit bestand begon"
                } else {
                    "dit is een andere begroting"
                };
                ronde.stappen.push(Stap { uitkomst: Err(text.into()), wijzigt: Vec::new() });
                continue;
            };
            let merged = match Samenvoeging::new(basis, &mijn, &file.begroting) {
                Ok(merged) => merged,
                Err(error) => {
                    let uitkomst = Err(sentence(&error));
                    ronde.stappen.push(Stap { uitkomst, wijzigt: Vec::new() });
                    continue;
                }
            };
            let mut choices = Vec::new();
            let totals = (!merged.conflicten.is_empty()).then(|| Totals::new(&mijn));
            let totals = totals.unwrap_or_default();
            let mut wijzigt: Vec<Edit> = merged.alleen_hun().cloned().collect();
            for conflict in &merged.conflicten {
                let sides = [Kant::Mijn, Kant::Hun]
                    .map(|kant| merged.edits_in(conflict, kant).cloned().collect::<Vec<Edit>>());
                let sleutel = (file.path.clone(), sides.iter().flatten().map(plek).collect());
                let chosen = gekozen.get(&sleutel).copied();
                choices.push(chosen.unwrap_or(Kant::Mijn));
                let [own, theirs] = &sides;
                ronde.conflicten.push(Vraag {
                    soort: conflict.soort,
                    bestand: file.name.clone(),
                    plaats: woorden::place(basis, &mijn, &file.begroting, own, theirs),
                    basis: woorden::before(basis, own, conflict.soort),
                    mijn: woorden::side(basis, (&mijn, &totals), own, notation),
                    hun: woorden::side(basis, (&file.begroting, &file.totals), theirs, notation),
                    gekozen: chosen,
                    sleutel,
                });
                wijzigt.extend(theirs.iter().cloned());
            }
            let uitkomst = match merged.begroting(basis, &mijn, &choices) {
                Ok(result) => {
                    mijn = result;
                    Ok(merged.telling())
                }
                Err(error) => Err(sentence(&error)),
            };
            ronde.stappen.push(Stap { uitkomst, wijzigt });
        }
        ronde.edits = diff(document.begroting(), &mijn);
        ronde.geweigerd = document.check(&ronde.edits).err().map(|error| sentence(&error));
        ronde
    }

    /// Whether every file takes part.
    pub fn is_whole(&self) -> bool {
        !self.stappen.is_empty() && self.stappen.iter().all(|stap| stap.uitkomst.is_ok())
    }
}

fn plek(edit: &Edit) -> (Id, &'static str, Option<Kolom>) {
    match edit {
        Edit::Insert(record) => (record.id(), "erbij", None),
        Edit::Remove(record) => (record.id(), "weg", None),
        Edit::Set { id, new, .. } => (*id, new.name(), new.kolom()),
    }
}
