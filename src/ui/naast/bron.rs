//! The versions that can be compared: the open budget as it is now or was, a scenario, another file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::begin::{Begin, Eigen, Geweest};
use crate::calc::Totals;
use crate::calc::verschillen::Versie as Vergelekene;
use crate::change::{Document, History, Step};
use crate::model::{Begroting, ContentHash, Edit, Id, Revision};
use crate::store::{
    self, Disk, Lineage, Loaded, StoreError, Versie, Versies, Verzegeld, lineage_beside,
    versions_folder,
};
use crate::ui::session::{ONBEKEND, file_name};

/// One of the versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bron {
    /// The open budget.
    Nu,
    /// The open budget as it was opened.
    Geopend,
    /// The open budget after so many revisions.
    Na(usize),
    /// The open budget under a scenario.
    Scenario(Id),
    /// One of the files that were read.
    Bestand(usize),
    /// The version that a file began with.
    Begin(usize),
    /// One of the sealed versions.
    Versie(usize),
}

/// Where the sealed versions of a budget lie.
#[derive(Clone)]
pub struct Archief {
    pub disk: Arc<dyn Disk>,
    /// `None` of a budget without a file.
    pub folder: Option<PathBuf>,
    pub budget: Id,
}

impl Archief {
    /// Those that are what was sealed, the newest first; what cannot be read is none.
    pub(super) fn versies(&self) -> Vec<Versie> {
        let folders: Vec<PathBuf> = self.folder.iter().cloned().collect();
        let found = Versies::list(self.disk.as_ref(), &folders, self.budget).unwrap_or_default();
        found.versies.into_iter().filter(|versie| versie.verzegeld.is_heel()).collect()
    }
}

/// What the versions are found in.
#[derive(Clone, Copy)]
pub(super) struct Bronnen<'a> {
    pub document: &'a Document,
    pub files: &'a [Bestand],
    pub versies: &'a [Versie],
    pub disk: &'a Arc<dyn Disk>,
}

/// A file of the same budget, to compare with or to merge.
#[derive(Clone)]
pub struct Bestand {
    pub path: PathBuf,
    pub name: String,
    pub begroting: Arc<Begroting>,
    pub totals: Arc<Totals>,
    /// What its journal says was done; empty where there is none.
    pub history: Arc<Vec<Revision>>,
    /// Who worked in it most since it began, as its journal says.
    pub sender: Option<String>,
    /// The version that it began with, where one was found.
    pub begin: Option<Begin>,
    /// Whether the open budget is known to have been what stands in it.
    pub was_eigen: bool,
    /// Of its bytes.
    pub hash: ContentHash,
    /// Of the budget in it; of a sealed version that is without its seal.
    pub content: ContentHash,
}

/// Reads files with their totals, journals and the versions that they began with; of each that cannot
/// be read, why.
///
/// # Errors
/// Where the sealed versions cannot be looked through.
pub fn read_files(
    disk: &dyn Disk,
    paths: Vec<PathBuf>,
    eigen: &Eigen,
    budget: Id,
) -> Result<Vec<Result<Bestand, StoreError>>, StoreError> {
    // Where the open budget has its versions, and where each file might have brought some.
    let mut folders: Vec<PathBuf> = eigen.versies.iter().cloned().collect();
    folders.extend(paths.iter().map(|path| versions_folder(disk, path)));
    folders.sort_unstable();
    folders.dedup();
    let sealed = Versies::list(disk, &folders, budget)?;
    let geweest = Geweest::read(disk, budget, eigen, &sealed);
    let read = |path: PathBuf| {
        let Loaded { begroting, hash, verzegeld } = store::load(disk, &path)?;
        let begroting = Arc::new(begroting);
        let content = verzegeld.as_ref().map_or(hash, |verzegeld| verzegeld.gevonden);
        let lineage: Lineage<Step> = lineage_beside(disk, &path, budget, &hash);
        let begin = match begroting.id() == budget {
            true => geweest.begin_of(disk, &sealed, (&begroting, &content), &lineage)?,
            false => None,
        };
        let after = begin.as_ref().map_or(0, |begin: &Begin| begin.after);
        Ok(Bestand {
            sender: sender(lineage.entries.get(after..).unwrap_or_default()),
            name: named(&path, verzegeld.as_ref()),
            totals: Arc::new(Totals::new(&begroting)),
            history: Arc::new(History::of(&lineage.entries).into_done()),
            begroting,
            begin,
            was_eigen: geweest.contains(&content),
            hash,
            content,
            path,
        })
    };
    Ok(paths.into_iter().map(read).collect())
}

/// What a file is called; a sealed version that no longer is what was sealed says so.
fn named(path: &Path, verzegeld: Option<&Verzegeld>) -> String {
    let name = file_name(path);
    match verzegeld {
        Some(verzegeld) if !verzegeld.is_heel() => format!("{name} – gewijzigd na het verzegelen"),
        _ => name,
    }
}

fn sender(steps: &[Step]) -> Option<String> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for step in steps {
        *count.entry(&step.revision().who).or_default() += 1;
    }
    count.remove(ONBEKEND);
    count.into_iter().max_by_key(|(who, count)| (*count, *who)).map(|(who, _)| who.to_owned())
}

impl Bestand {
    /// As what another file began with.
    pub fn as_begin(&self) -> Begin {
        let begroting = Arc::clone(&self.begroting);
        let naam = self.name.clone();
        Begin { begroting, naam, is_zeker: self.was_eigen, after: 0, ingebracht: None }
    }
}

/// A version with its totals, ready to be looked at.
#[derive(Clone)]
pub(super) struct Geladen {
    pub name: String,
    pub begroting: Arc<Begroting>,
    pub totals: Arc<Totals>,
}

/// A version of which the totals may still have to be made.
pub(super) struct Gevonden {
    pub name: String,
    inhoud: Inhoud,
}

enum Inhoud {
    Begroting(Arc<Begroting>, Option<Arc<Totals>>),
    /// On disk.
    Verzegeld(Arc<dyn Disk>, Versie),
}

impl Gevonden {
    /// Takes its time with a large budget. `None` where it can no longer be read.
    pub fn load(self) -> Option<Geladen> {
        let (begroting, totals) = match self.inhoud {
            Inhoud::Begroting(begroting, totals) => (begroting, totals),
            Inhoud::Verzegeld(disk, versie) => (Arc::new(versie.load(disk.as_ref()).ok()?), None),
        };
        let totals = totals.unwrap_or_else(|| Arc::new(Totals::new(&begroting)));
        Some(Geladen { name: self.name, begroting, totals })
    }
}

impl Geladen {
    pub fn versie(&self) -> Vergelekene<'_> {
        Vergelekene { begroting: &self.begroting, totals: &self.totals }
    }
}

impl Bron {
    /// What it is called in a list.
    pub fn title(self, of: Bronnen<'_>) -> String {
        let Bronnen { document, files, versies, .. } = of;
        let begroting = document.begroting();
        // One of the sealed versions is called the same, wherever it was chosen.
        let file = |at: usize| {
            let file = files.get(at)?;
            let versie = versies.iter().find(|versie| versie.path == file.path);
            Some(versie.map_or_else(|| file.name.clone(), |versie| versie.zegel().title()))
        };
        match self {
            Bron::Nu => "nu geopend".into(),
            Bron::Geopend => "zoals geopend".into(),
            Bron::Na(0) => "voor de oudste wijziging".into(),
            Bron::Na(count) => {
                let revision = count.checked_sub(1).and_then(|at| document.history().get(at));
                let why = revision.map_or("", |revision| revision.why.as_str());
                format!("na: {why}")
            }
            Bron::Scenario(id) => {
                let scenario = begroting.scenarios.get(id);
                format!("scenario ‘{}’", scenario.map_or("", |it| it.name.as_str()))
            }
            Bron::Bestand(at) => file(at).unwrap_or_default(),
            Bron::Begin(at) => format!("waar {} mee begon", file(at).unwrap_or_default()),
            Bron::Versie(at) => {
                versies.get(at).map_or_else(String::new, |versie| versie.zegel().title())
            }
        }
    }

    /// The version itself; `None` where it is gone.
    pub fn find(self, of: Bronnen<'_>) -> Option<Gevonden> {
        let name = self.title(of);
        let Bronnen { document, files, versies, disk } = of;
        let (begroting, totals) = match self {
            Bron::Nu => {
                let (begroting, totals) = document.snapshot();
                (begroting, Some(totals))
            }
            Bron::Bestand(at) => {
                let file = files.get(at)?;
                (file.begroting.clone(), Some(file.totals.clone()))
            }
            Bron::Begin(at) => (files.get(at)?.begin.clone()?.begroting, None),
            Bron::Geopend => (Arc::new(document.opened()?), None),
            Bron::Na(count) => (Arc::new(document.at(count)?), None),
            Bron::Scenario(id) => (Arc::new(under(document.begroting(), id)?), None),
            Bron::Versie(at) => {
                let inhoud = Inhoud::Verzegeld(Arc::clone(disk), versies.get(at)?.clone());
                return Some(Gevonden { name, inhoud });
            }
        };
        Some(Gevonden { name, inhoud: Inhoud::Begroting(begroting, totals) })
    }
}

/// The budget with what a scenario chooses.
fn under(begroting: &Begroting, scenario: Id) -> Option<Begroting> {
    begroting.scenarios.get(scenario)?;
    let mut laid_over = begroting.clone();
    for keuze in begroting.keuzes.of(scenario) {
        let edit = laid_over.set(keuze.doel, keuze.veld.as_ref().clone()).ok().flatten();
        // What a scenario chooses of what is gone is a finding of the checks.
        let _gone = edit.map(|edit: Edit| laid_over.apply(&edit));
    }
    Some(laid_over)
}
