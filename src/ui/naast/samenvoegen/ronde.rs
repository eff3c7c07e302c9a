//! All files merged one after the other, with the choices so far.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::woorden;
use crate::calc::Totals;
use crate::calc::verschillen::{Filter, Stuk, stukken_of};
use crate::change::diff;
use crate::change::samenvoegen::{Conflictsoort, Kant, Samenvoeging, Telling};
use crate::display::Notation;
use crate::model::{Begroting, Edit, Id, Kolom, Revision};
use crate::ui::form::sentence;
use crate::ui::naast::begin::Begin;
use crate::ui::naast::bron::{Bestand, Geladen};
use crate::ui::naast::shape::{Makers, VergelijkShape, Zicht};

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
    mijn: Zijde,
    hun: Zijde,
}

/// What one side made of it.
pub(super) struct Zijde {
    pub woorden: String,
    /// Of a long text, what changed in it.
    pub stukken: Option<Vec<Stuk>>,
}

impl Zijde {
    /// All of it, as it is read aloud.
    pub fn gelezen(&self) -> String {
        let Some(stukken) = &self.stukken else { return self.woorden.clone() };
        let stays = stukken.iter().filter(|stuk| !matches!(stuk, Stuk::Weg(_)));
        stays.map(Stuk::text).collect()
    }
}

impl Vraag {
    pub fn kant(&self, kant: Kant) -> &Zijde {
        match kant {
            Kant::Mijn => &self.mijn,
            Kant::Hun => &self.hun,
        }
    }
}

/// What becomes of one file.
pub(super) struct Stap {
    pub uitkomst: Result<Telling, String>,
    /// What the sender changed outside the onderdelen of that role.
    pub buiten: Vec<String>,
}

/// What a round is made of, beside the open budget and the files.
pub(super) struct Invoer {
    /// The number of the list of files.
    pub lijst: u64,
    pub notation: Notation,
    pub gekozen: HashMap<Sleutel, Kant>,
    pub rollen: HashMap<PathBuf, String>,
}

pub(super) struct Ronde {
    pub stappen: Vec<Stap>,
    pub conflicten: Vec<Vraag>,
    /// What merging does to the open budget; where a choice is still to be made, mine stands.
    pub edits: Vec<Edit>,
    /// What the open budget is now, beside what it becomes.
    pub shape: VergelijkShape,
    pub nth: u64,
    pub lijst: u64,
}

impl Ronde {
    /// `nth` is another number for every round.
    pub fn new(nu: Geladen, files: &[Bestand], invoer: &Invoer, nth: u64) -> Ronde {
        let (mut stappen, mut conflicten) = (Vec::new(), Vec::new());
        let mut makers = Vec::new();
        let (begroting, notation) = (Arc::clone(&nu.begroting), invoer.notation);
        let mut mijn = Begroting::clone(&begroting);
        for file in files {
            let fails = |error| Stap { uitkomst: Err(error), buiten: Vec::new() };
            let Some(Begin { begroting: basis, .. }) = &file.begin else {
                let text = if file.begroting.id() == mijn.id() {
                    "Niet gevonden met welke versie dit bestand begon."
                } else {
                    "Dit is een andere begroting."
                };
                stappen.push(fails(text.into()));
                continue;
            };
            let merged = match Samenvoeging::new(basis, &mijn, &file.begroting) {
                Ok(merged) => merged,
                Err(error) => {
                    stappen.push(fails(sentence(&error)));
                    continue;
                }
            };
            let mut choices = Vec::new();
            let totals = (!merged.conflicten.is_empty()).then(|| Totals::new(&mijn));
            let totals = totals.unwrap_or_default();
            let mut wijzigt: Vec<Edit> = merged.alleen_hun().cloned().collect();
            // What goes in of it.
            let mut komt: Vec<Edit> = wijzigt.clone();
            for conflict in &merged.conflicten {
                let sides = [Kant::Mijn, Kant::Hun]
                    .map(|kant| merged.edits_in(conflict, kant).cloned().collect::<Vec<Edit>>());
                let sleutel = (file.path.clone(), sides.iter().flatten().map(plek).collect());
                let chosen = invoer.gekozen.get(&sleutel).copied();
                choices.push(chosen.unwrap_or(Kant::Mijn));
                let [own, theirs] = &sides;
                conflicten.push(Vraag {
                    soort: conflict.soort,
                    bestand: file.name.clone(),
                    plaats: woorden::place(basis, &mijn, &file.begroting, own, theirs),
                    basis: woorden::before(basis, own, conflict.soort),
                    mijn: zijde(own, woorden::side(basis, (&mijn, &totals), own, notation)),
                    hun: zijde(
                        theirs,
                        woorden::side(basis, (&file.begroting, &file.totals), theirs, notation),
                    ),
                    sleutel,
                });
                if chosen == Some(Kant::Hun) {
                    komt.extend(theirs.iter().cloned());
                }
                wijzigt.extend(theirs.iter().cloned());
            }
            let uitkomst = match merged.begroting(basis, &mijn, &choices) {
                Ok(result) => {
                    mijn = result;
                    Ok(merged.telling())
                }
                Err(error) => Err(sentence(&error)),
            };
            let buiten = match invoer.rollen.get(&file.path) {
                Some(rol) => woorden::outside(&begroting, &file.begroting, rol, &wijzigt),
                None => Vec::new(),
            };
            stappen.push(Stap { uitkomst, buiten });
            makers.push(Revision {
                id: Id::from_bits(makers.len() as u64 + 1),
                who: invoer.rollen.get(&file.path).cloned().unwrap_or_default(),
                at: jiff::Timestamp::UNIX_EPOCH,
                why: file.name.clone(),
                edits: komt,
            });
        }
        let edits = diff(&begroting, &mijn);
        let totals = Arc::new(Totals::new(&mijn));
        let name = "na het samenvoegen".to_owned();
        let straks = Geladen { name, begroting: Arc::new(mijn), totals };
        let zicht = Zicht { filter: Filter::default(), notation };
        let shape = VergelijkShape::new((nu, straks), zicht, &Makers::Bestanden(makers), nth);
        Ronde { stappen, conflicten, edits, shape, nth, lijst: invoer.lijst }
    }

    /// Whether every file takes part.
    pub fn is_whole(&self) -> bool {
        !self.stappen.is_empty() && self.stappen.iter().all(|stap| stap.uitkomst.is_ok())
    }
}

fn zijde(edits: &[Edit], woorden: String) -> Zijde {
    let stukken = match edits {
        [edit] => stukken_of(edit),
        _ => None,
    };
    Zijde { woorden, stukken }
}

fn plek(edit: &Edit) -> (Id, &'static str, Option<Kolom>) {
    match edit {
        Edit::Insert(record) => (record.id(), "erbij", None),
        Edit::Remove(record) => (record.id(), "weg", None),
        Edit::Set { id, new, .. } => (*id, new.name(), new.kolom()),
    }
}
