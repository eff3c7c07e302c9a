//! How a budget is opened: read, locked, and its journal looked into.

use std::path::{Path, PathBuf};

use eframe::egui::Context;

use super::{
    Pending, Place, Session, Surroundings, encode, file_name, lock, no_journal, untitled_name,
};
use crate::change::{Document, Earlier, History, Step};
use crate::model::{Begroting, ContentHash};
use crate::store::{
    Archive, FileLock, Former, Journal, JournalHeader, JournalPlace, Loaded, LockError, StoreError,
    Verzegeld, Zegel, journal_place, load, read_whole, ron_file, save, sweep_temporaries,
    untitled_journal, untitled_journals,
};
use crate::ui::chance::new_id;

/// A budget that was read, with what must be told or asked about it.
pub struct Opened {
    pub(super) document: Document,
    /// Of the content that the journal goes on from.
    pub(super) hash: Option<ContentHash>,
    pub place: Place,
    pub(super) journal: Option<Journal>,
    pub(super) lock: Option<FileLock>,
    /// What lies before the history.
    pub(super) archive: Option<Archive>,
    /// Work that the journal has and the file has not.
    pub pending: Option<Pending>,
    /// What the user should know: a damaged journal, a folder that cannot be written.
    pub warnings: Vec<String>,
}

/// Opens a file: reads it, takes the lock, and looks in the journal for work that was not saved.
///
/// # Errors
/// What [`load`] says. Trouble with the lock or the journal is a warning, not an error.
pub fn open_file(world: &Surroundings, path: &Path) -> Result<Opened, StoreError> {
    // Before it is read, so that nobody saves in between.
    let locked = lock(world, path);
    let Loaded { begroting, hash, verzegeld } = load(world.disk.as_ref(), path)?;
    let place = Place::File { path: path.to_owned(), hash };
    let mut opened = Opened {
        document: Document::new(begroting),
        hash: Some(hash),
        place,
        journal: None,
        lock: None,
        archive: None,
        pending: None,
        warnings: Vec::new(),
    };
    if let Some(verzegeld) = verzegeld {
        // Nobody writes in it: there is nothing to keep locked, and no work to look for.
        let sealed = if verzegeld.is_heel() { verzegeld.gevonden } else { hash };
        let why = about(&verzegeld);
        opened.place = Place::ReadOnly { path: path.to_owned(), why, hash: sealed };
        return Ok(opened);
    }
    match locked {
        Ok(lock) => opened.lock = Some(lock),
        Err(LockError::Held { holder, .. }) => {
            let by = holder.map(|holder| format!(" door {holder}")).unwrap_or_default();
            let why = format!(
                "Dit bestand is al geopend{by}. Hier kunt u het bekijken en onder een andere naam \
                 opslaan. Wat u hier wijzigt, wordt niet tussentijds bewaard."
            );
            opened.place = Place::ReadOnly { path: path.to_owned(), why, hash };
            return Ok(opened);
        }
        Err(LockError::Store(error)) => opened.warnings.push(format!(
            "Er kan niet worden bijgehouden of iemand anders dit bestand ook open heeft: {error}"
        )),
    }
    if opened.lock.as_ref().is_some_and(FileLock::is_taken_over)
        && let Err(error) = sweep_temporaries(world.disk.as_ref(), path)
    {
        opened.warnings.push(error.to_string());
    }
    match journal_place(world.disk.as_ref(), path, &world.folders.data) {
        Ok(place) => opened.open_journal(world, &place, hash),
        Err(error) => opened.warnings.push(no_journal(&error)),
    }
    Ok(opened)
}

/// What the user should know of a sealed version.
fn about(verzegeld: &Verzegeld) -> String {
    let Zegel { naam, rol, opmerking, sha256, .. } = &verzegeld.zegel;
    let date = verzegeld.zegel.moment();
    let remark = if opmerking.is_empty() { String::new() } else { format!(" {opmerking}") };
    let what = format!("verzegelde versie ‘{naam}’ van {date} ({rol}).{remark}");
    if verzegeld.is_heel() {
        return format!(
            "Dit is de {what}\n\nHier kunt u haar bekijken en onder een andere naam opslaan; de \
             versie zelf verandert niet."
        );
    }
    format!(
        "Let op: dit bestand is gewijzigd sinds het verzegelen en telt niet meer als versie. Het \
         noemt zich de {what}\n\nVerwacht kenmerk: {sha256}\nGevonden kenmerk: {}\n\nBekijken kan. \
         Zet een ongewijzigde kopie terug, bijvoorbeeld uit de back-up, als u de echte versie nodig \
         hebt.",
        verzegeld.gevonden
    )
}

/// Goes on with a budget that never had a file: `base` is what it began with.
///
/// # Errors
/// As [`open_file`]; and when another instance still has it.
pub fn open_untitled(world: &Surroundings, journal: &Path) -> Result<Opened, String> {
    let lock = lock(world, journal).map_err(|error| error.to_string())?;
    let base = journal.with_extension("ron");
    let loaded = load(world.disk.as_ref(), &base).map_err(|error| error.to_string())?;
    let Loaded { begroting, hash, .. } = loaded;
    let name = untitled_name(&begroting);
    let mut opened = Opened {
        document: Document::new(begroting),
        hash: Some(hash),
        place: Place::Untitled { name, base },
        journal: None,
        lock: Some(lock),
        archive: None,
        pending: None,
        warnings: Vec::new(),
    };
    let place = JournalPlace { path: journal.to_owned(), older: None };
    opened.open_journal(world, &place, hash);
    Ok(opened)
}

/// A budget that never got a file, left behind by a window that is gone.
pub struct LeftBehind {
    pub journal: PathBuf,
    /// Its gemeente and year, where its first line can still be read.
    pub title: String,
}

/// What earlier windows left behind without a file, and no other window has open now.
pub fn left_behind(world: &Surroundings) -> Vec<LeftBehind> {
    let disk = world.disk.as_ref();
    let journals = untitled_journals(disk, &world.folders.data).unwrap_or_default();
    let free = journals.into_iter().filter(|journal| lock(world, journal).is_ok());
    free.map(|journal| {
        let bytes = read_whole(disk, &journal.with_extension("ron"), ron_file::MAX_BYTES).ok();
        let kop = bytes.as_deref().and_then(ron_file::read_kop);
        let title = match kop {
            Some(kop) => format!("{} {}, {}", kop.gemeente, kop.jaar, kop.title),
            None => file_name(&journal),
        };
        LeftBehind { journal, title }
    })
    .collect()
}

/// Begins a budget without a file: a new one, or the copy of an example. What it begins with is
/// put in the user's data folder, so that its journal has something to stand on.
pub fn open_new(world: &Surroundings, begroting: Begroting, name: String) -> Opened {
    let mut opened = Opened {
        document: Document::new(begroting),
        hash: None,
        place: Place::Untitled { name, base: PathBuf::new() },
        journal: None,
        lock: None,
        archive: None,
        pending: None,
        warnings: Vec::new(),
    };
    if let Err(error) = opened.keep_untitled(world) {
        opened.warnings.push(no_journal(&error));
    }
    opened
}

impl Opened {
    /// It is not wanted after all. A new budget or copy leaves nothing behind.
    pub fn discard(self, ctx: &Context, world: &Surroundings) {
        if self.pending.is_none() && matches!(self.place, Place::Untitled { .. }) {
            Session::start(ctx, world, self, false).0.leave_untitled(world);
        }
    }

    fn open_journal(&mut self, world: &Surroundings, place: &JournalPlace, hash: ContentHash) {
        let header = JournalHeader { budget: self.document.begroting().id(), base: hash };
        let (mut journal, contents) = match Journal::open::<Step>(&world.disk, &place.path, &header)
        {
            Ok(opened) => opened,
            Err(error) => return self.warnings.push(no_journal(&error)),
        };
        if let Some(damage) = &contents.damage {
            self.warnings.push(damage.to_string());
        }
        self.archive = Archive::of(journal.path(), &contents);
        let earlier = self.archive.as_ref().map(|archive| Earlier::Archived(archive.before));
        let history = History::of(contents.lineage(&hash).entries);
        self.document.resume(history, earlier.unwrap_or_default());
        let damage = contents.damage.as_ref();
        let is_followed = damage.is_some_and(|damage| damage.is_followed_by(&hash));
        self.pending = match is_followed {
            true => None,
            false => Pending::of(&contents, &hash, &self.document),
        };
        if let Some(undone) = self.pending.take_if(|pending| pending.is_undone())
            && !undone.is_changed_outside
        {
            // What was undone can be done again.
            self.document = undone.document;
        }
        // A file that was changed outside, without work that waits: the journal goes on from here.
        if self.pending.is_none()
            && (is_followed || contents.pending(&hash).is_none())
            && let Err(error) = journal.mark_found(&hash).and_then(|()| journal.sync())
        {
            return self.warnings.push(no_journal(&error));
        }
        if let (None, Some(older)) = (&self.pending, &place.older) {
            let pending = Pending::of_older(world, older, &contents, &hash, &self.document);
            self.pending = pending.filter(|pending| !pending.is_undone());
        }
        self.journal = Some(journal);
    }

    fn keep_untitled(&mut self, world: &Surroundings) -> Result<(), StoreError> {
        let disk = world.disk.as_ref();
        let journal = untitled_journal(disk, &world.folders.data, new_id())?;
        let base = journal.with_extension("ron");
        let bytes = encode(self.document.begroting(), &base)?;
        self.lock = lock(world, &journal).ok();
        let saved = save(disk, &base, &bytes, |_| Former::Good, |_| Ok::<(), StoreError>(()))?;
        if let Place::Untitled { base: known, .. } = &mut self.place {
            *known = base;
        }
        self.hash = Some(saved.hash);
        let place = JournalPlace { path: journal, older: None };
        self.open_journal(world, &place, saved.hash);
        Ok(())
    }
}
