//! All files merged one after the other, with the choices so far.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::bedrag::Strijdig;
use crate::calc::Totals;
use crate::calc::verschillen::{Filter, Stuk, stukken_of};
use crate::change::diff;
use crate::change::herkomst::Herkomst;
use crate::change::samenvoegen::{Conflictsoort, Kant, Samenvoeging, Telling, woorden};
use crate::display::Notation;
use crate::model::{Bedrag, Begroting, Bijdrage, Edit, Field, Id, Inbreng, Kolom, Revision};
use crate::ui::form::sentence;
use crate::ui::naast::begin::Begin;
use crate::ui::naast::bron::{Bestand, Geladen};
use crate::ui::naast::shape::{Makers, VergelijkShape, Zicht};
use crate::ui::session::ONBEKEND;

/// What makes a conflict the same one when others are decided: the file, and what each side changed.
pub(super) type Sleutel = (PathBuf, Vec<Plek>);

/// What an edit touches: a record, its field, and of an amount the column.
type Plek = (Id, &'static str, Option<Kolom>);

/// What was decided: one of both sides, or an amount in place of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keuze {
    Kant(Kant),
    Bedrag(Bedrag),
}

/// A conflict as it is shown.
pub(super) struct Vraag {
    pub sleutel: Sleutel,
    pub soort: Conflictsoort,
    pub bestand: String,
    /// What the side that is not of this file comes from; `None` where it is of the open budget.
    pub eerder: Option<String>,
    /// Code and name of the onderdeel.
    pub plaats: String,
    /// What it was in the common version.
    pub basis: String,
    mijn: Zijde,
    hun: Zijde,
    /// Where both changed one amount, another one can be typed.
    pub strijdig: Option<Strijdig>,
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
    pub gekozen: HashMap<Sleutel, Keuze>,
    pub rollen: HashMap<PathBuf, String>,
}

pub(super) struct Ronde {
    pub stappen: Vec<Stap>,
    pub conflicten: Vec<Vraag>,
    /// What merging does to the open budget; where a choice is still to be made, mine stands.
    pub edits: Vec<Edit>,
    /// Whose work these edits are.
    pub van: Vec<Bijdrage>,
    /// What the open budget is now, beside what it becomes.
    pub shape: VergelijkShape,
    pub nth: u64,
    pub lijst: u64,
}

impl Ronde {
    /// `nth` is another number for every round.
    pub fn new(nu: Geladen, files: &[Bestand], invoer: &Invoer, nth: u64) -> Ronde {
        let begroting = Arc::clone(&nu.begroting);
        let mut gang = Gang {
            invoer,
            begroting: &begroting,
            mijn: Begroting::clone(&begroting),
            conflicten: Vec::new(),
            makers: Vec::new(),
            journalen: Vec::new(),
        };
        let stappen = files.iter().map(|file| gang.add(file)).collect();
        let Gang { mijn, conflicten, makers, journalen, .. } = gang;
        let edits = diff(&begroting, &mijn);
        let van = bijdragen(&edits, &makers, &journalen);
        let totals = Arc::new(Totals::new(&mijn));
        let name = "na het samenvoegen".to_owned();
        let straks = Geladen { name, begroting: Arc::new(mijn), totals };
        let zicht = Zicht { filter: Filter::default(), notation: invoer.notation };
        let shape = VergelijkShape::new((nu, straks), zicht, &Makers::Bestanden(makers), nth);
        Ronde { stappen, conflicten, edits, van, shape, nth, lijst: invoer.lijst }
    }

    /// Whether every file takes part.
    pub fn is_whole(&self) -> bool {
        !self.stappen.is_empty() && self.stappen.iter().all(|stap| stap.uitkomst.is_ok())
    }
}

/// A round while its files are merged one after the other.
struct Gang<'a> {
    invoer: &'a Invoer,
    /// The open budget.
    begroting: &'a Begroting,
    /// What the files so far made of it.
    mijn: Begroting,
    conflicten: Vec<Vraag>,
    makers: Vec<Revision>,
    /// Of each maker what its journal says; `None` of what was typed here.
    journalen: Vec<Option<Arc<Vec<Revision>>>>,
}

impl Gang<'_> {
    fn add(&mut self, file: &Bestand) -> Stap {
        let merged = self.against(file);
        let (uitkomst, buiten) = match merged {
            Ok((basis, merged)) => self.merge(file, basis, &merged),
            Err(error) => (Err(error), Vec::new()),
        };
        Stap { uitkomst, buiten }
    }

    /// The file set against what there is, with the version that it began with.
    fn against<'b>(&self, file: &'b Bestand) -> Result<(&'b Begroting, Samenvoeging), String> {
        let Some(Begin { begroting: basis, .. }) = &file.begin else {
            return Err(if file.begroting.id() == self.begroting.id() {
                "Niet gevonden met welke versie dit bestand begon.".into()
            } else {
                "Dit is een andere begroting.".into()
            });
        };
        if let Some(Begin { ingebracht: Some(inbreng), .. }) = &file.begin
            && !self.begroting.ingebracht.contains(inbreng.id)
        {
            return Err(
                "Dat het al was samengevoegd, is ongedaan gemaakt: voeg het nog eens toe.".into()
            );
        }
        let merged = Samenvoeging::new(basis, &self.mijn, &file.begroting);
        Ok((basis, merged.map_err(|error| sentence(&error))?))
    }

    /// Takes in what the file changed, with the choices so far; and what of it lies outside the
    /// onderdelen of the role that sent it.
    fn merge(
        &mut self,
        file: &Bestand,
        basis: &Begroting,
        merged: &Samenvoeging,
    ) -> (Result<Telling, String>, Vec<String>) {
        let totals = (!merged.conflicten.is_empty()).then(|| Totals::new(&self.mijn));
        let totals = totals.unwrap_or_default();
        let (mut choices, mut typed) = (Vec::new(), Vec::new());
        let mut wijzigt: Vec<Edit> = merged.alleen_hun().cloned().collect();
        // What goes in of it.
        let mut komt: Vec<Edit> = wijzigt.clone();
        for conflict in &merged.conflicten {
            let sides = [Kant::Mijn, Kant::Hun]
                .map(|kant| merged.edits_in(conflict, kant).cloned().collect::<Vec<Edit>>());
            let vraag = self.vraag((file, basis, &totals), conflict.soort, &sides);
            let [_, theirs] = sides;
            wijzigt.extend(theirs.iter().cloned());
            let chosen = self.invoer.gekozen.get(&vraag.sleutel).copied();
            choices.push(match chosen {
                Some(Keuze::Kant(kant)) => kant,
                Some(Keuze::Bedrag(_)) | None => Kant::Mijn,
            });
            match (chosen, &vraag.strijdig) {
                (Some(Keuze::Kant(Kant::Hun)), _) => komt.extend(theirs),
                (Some(Keuze::Bedrag(bedrag)), Some(of)) => {
                    let instead = of.instead(&self.mijn, self.invoer.notation);
                    typed.extend(of.field(bedrag).map(|field| (of.id, field, instead)));
                }
                _ => {}
            }
            self.conflicten.push(vraag);
        }
        let rol = self.invoer.rollen.get(&file.path);
        self.made(rol.cloned().unwrap_or_default(), file.name.clone(), komt);
        self.journalen.push(Some(Arc::clone(&file.history)));
        let result = merged.begroting(basis, &self.mijn, &choices);
        let uitkomst = result.map_err(|error| sentence(&error)).and_then(|result| {
            self.mijn = result;
            self.take_note_of(file)?;
            for (id, field, instead) in typed {
                let edits = self.set(id, field)?;
                self.made(String::new(), format!("hier getypt{instead}"), edits);
                self.journalen.push(None);
            }
            Ok(merged.telling())
        });
        let buiten =
            rol.map(|rol| woorden::outside(self.begroting, &file.begroting, rol, &wijzigt));
        (uitkomst, buiten.unwrap_or_default())
    }

    /// A conflict as it is shown.
    fn vraag(
        &self,
        (file, basis, totals): (&Bestand, &Begroting, &Totals),
        soort: Conflictsoort,
        sides: &[Vec<Edit>; 2],
    ) -> Vraag {
        let [own, theirs] = sides;
        let notation = self.invoer.notation;
        let mijn = woorden::side(basis, (&self.mijn, totals), own, notation);
        let hun = woorden::side(basis, (&file.begroting, &file.totals), theirs, notation);
        Vraag {
            sleutel: (file.path.clone(), sides.iter().flatten().map(plek).collect()),
            soort,
            bestand: file.name.clone(),
            eerder: self.maker(own).map(|maker| maker.why.clone()),
            plaats: woorden::place(basis, &self.mijn, &file.begroting, own, theirs),
            basis: woorden::before(basis, own, soort, notation),
            mijn: zijde(own, mijn),
            hun: zijde(theirs, hun),
            strijdig: Strijdig::of(&self.mijn, own, theirs),
        }
    }

    /// Sets the amounts that were typed in place of both sides; the edits that did so.
    fn set(&mut self, id: Id, field: Field) -> Result<Vec<Edit>, String> {
        let edit = self.mijn.set(id, field).map_err(|error| sentence(&error))?;
        if let Some(edit) = &edit {
            self.mijn.apply(edit).map_err(|error| sentence(&error))?;
        }
        Ok(edit.into_iter().collect())
    }

    /// What stands in the file is decided upon: it is not asked again.
    fn take_note_of(&mut self, file: &Bestand) -> Result<(), String> {
        let inbreng = Inbreng::of(file.content);
        if file.was_eigen || self.mijn.ingebracht.contains(inbreng.id) {
            return Ok(());
        }
        self.mijn.apply(&Edit::Insert(inbreng.into())).map_err(|error| sentence(&error))
    }

    /// What of all that was merged so far touched the same as these edits, the last of it.
    fn maker(&self, edits: &[Edit]) -> Option<&Revision> {
        let places: HashSet<Plek> = edits.iter().map(plek).collect();
        let touches = |maker: &&Revision| maker.edits.iter().any(|it| places.contains(&plek(it)));
        self.makers.iter().rev().find(touches)
    }

    /// Remembers what these edits come from.
    fn made(&mut self, who: String, why: String, edits: Vec<Edit>) {
        let id = Id::from_bits(self.makers.len() as u64 + 1);
        self.makers.push(Revision {
            id,
            who,
            at: jiff::Timestamp::UNIX_EPOCH,
            why,
            edits,
            van: Vec::new(),
        });
    }
}

/// Who did what of all that comes in, as far as it is known: by revision of the journals.
fn bijdragen(
    edits: &[Edit],
    makers: &[Revision],
    journalen: &[Option<Arc<Vec<Revision>>>],
) -> Vec<Bijdrage> {
    let by_file = Herkomst::new(makers);
    let by_journal: Vec<Herkomst> = journalen
        .iter()
        .map(|journal| Herkomst::new(journal.iter().flat_map(|it| it.iter())))
        .collect();
    let mut all: BTreeMap<(usize, Option<usize>), Vec<usize>> = BTreeMap::new();
    for (nth, edit) in edits.iter().enumerate() {
        if let Some(maker) = by_file.last(edit) {
            let revision = by_journal.get(maker).and_then(|journal| journal.last(edit));
            all.entry((maker, revision)).or_default().push(nth);
        }
    }
    let bijdrage = |((maker, revision), edits): ((usize, Option<usize>), Vec<usize>)| {
        let (file, journal) = (makers.get(maker)?, journalen.get(maker)?);
        let revision = revision.and_then(|at| journal.as_ref()?.get(at));
        Some(match revision {
            Some(of) => {
                let who = if of.who == ONBEKEND { &file.who } else { &of.who };
                let why = format!("{}; via {}", of.why, file.why);
                Bijdrage { who: who.clone(), at: Some(of.at), why, edits }
            }
            None => {
                // What was typed here is of whoever merges.
                let is_unknown = file.who.is_empty() && journal.is_some();
                let who = if is_unknown { ONBEKEND.to_owned() } else { file.who.clone() };
                Bijdrage { who, at: None, why: file.why.clone(), edits }
            }
        })
    };
    all.into_iter().filter_map(bijdrage).collect()
}

fn zijde(edits: &[Edit], woorden: String) -> Zijde {
    let stukken = match edits {
        [edit] => stukken_of(edit),
        _ => None,
    };
    Zijde { woorden, stukken }
}

fn plek(edit: &Edit) -> Plek {
    match edit {
        Edit::Insert(record) => (record.id(), "erbij", None),
        Edit::Remove(record) => (record.id(), "weg", None),
        Edit::Set { id, new, .. } => (*id, new.name(), new.kolom()),
    }
}
