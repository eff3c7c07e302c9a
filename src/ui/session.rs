//! An open budget: the document, where it is kept, and the journal that follows it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use eframe::egui::Context;

use super::chance::new_id;
use crate::change::{ChangeError, Document, Step, diff};
use crate::model::{Begroting, Edit, Revision};
use crate::store::{
    ContentHash, Disk, FileLock, Former, Holder, Journal, JournalEvent, JournalHeader,
    JournalWriter, LockError, Saved, StoreError, UserFolders, backup_path, journal_place, load,
    read_whole, ron_file, save, sweep_temporaries, untitled_journal, untitled_journals,
};

/// What opening and saving need of the world; a test hands in its own.
#[derive(Clone)]
pub struct Surroundings {
    pub disk: Arc<dyn Disk>,
    pub folders: UserFolders,
    /// Who works here, for the history: an account or a role.
    pub who: String,
    pub now: fn() -> jiff::Timestamp,
}

/// Where a budget is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file that is ours to save over, with the content that we know of it.
    File { path: PathBuf, hash: ContentHash },
    /// A new budget or the copy of an example: nowhere yet but in the user's data folder.
    Untitled { name: String, base: PathBuf },
    /// Open elsewhere, or not ours to write: it can be saved under another name.
    ReadOnly { path: PathBuf, why: String },
}

impl Place {
    /// The name in the title bar.
    pub fn name(&self) -> String {
        match self {
            Place::File { path, .. } | Place::ReadOnly { path, .. } => file_name(path),
            Place::Untitled { name, .. } => name.clone(),
        }
    }

    /// The folder in which a dialog begins.
    pub fn folder(&self) -> Option<PathBuf> {
        match self {
            Place::File { path, .. } | Place::ReadOnly { path, .. } => {
                path.parent().map(Path::to_owned)
            }
            Place::Untitled { .. } => None,
        }
    }
}

pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A budget that was read, with what must be told or asked about it.
pub struct Opened {
    begroting: Begroting,
    /// Of the content that the journal goes on from.
    hash: Option<ContentHash>,
    pub place: Place,
    journal: Option<Journal>,
    lock: Option<FileLock>,
    /// Work that the journal has and the file has not.
    pub pending: Vec<Step>,
    /// What the user should know: a damaged journal, a folder that cannot be written.
    pub warnings: Vec<String>,
}

/// Opens a file: reads it, takes the lock, and looks in the journal for work that was not saved.
///
/// # Errors
/// What [`load`] says. Trouble with the lock or the journal is a warning, not an error.
pub fn open_file(world: &Surroundings, path: &Path) -> Result<Opened, StoreError> {
    let (begroting, hash) = load(world.disk.as_ref(), path)?;
    let place = Place::File { path: path.to_owned(), hash };
    let mut opened = Opened {
        begroting,
        hash: Some(hash),
        place,
        journal: None,
        lock: None,
        pending: Vec::new(),
        warnings: Vec::new(),
    };
    match lock(world, path) {
        Ok(lock) => opened.lock = Some(lock),
        Err(LockError::Held { holder, .. }) => {
            let by = holder.map(|holder| format!(" door {holder}")).unwrap_or_default();
            let why = format!(
                "Dit bestand is al geopend{by}. Hier kunt u het bekijken en onder een andere naam \
                 opslaan. Wat u hier wijzigt, wordt niet tussentijds bewaard."
            );
            opened.place = Place::ReadOnly { path: path.to_owned(), why };
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
        Ok(place) => opened.open_journal(world, &place.path, hash),
        Err(error) => opened.warnings.push(no_journal(&error)),
    }
    Ok(opened)
}

/// Goes on with a budget that never had a file: `base` is what it began with.
///
/// # Errors
/// As [`open_file`]; and when another instance still has it.
pub fn open_untitled(world: &Surroundings, journal: &Path) -> Result<Opened, String> {
    let lock = lock(world, journal).map_err(|error| error.to_string())?;
    let base = journal.with_extension("ron");
    let (begroting, hash) = load(world.disk.as_ref(), &base).map_err(|error| error.to_string())?;
    let name = untitled_name(&begroting);
    let mut opened = Opened {
        begroting,
        hash: Some(hash),
        place: Place::Untitled { name, base },
        journal: None,
        lock: Some(lock),
        pending: Vec::new(),
        warnings: Vec::new(),
    };
    opened.open_journal(world, journal, hash);
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
        begroting,
        hash: None,
        place: Place::Untitled { name, base: PathBuf::new() },
        journal: None,
        lock: None,
        pending: Vec::new(),
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
        if self.pending.is_empty() && matches!(self.place, Place::Untitled { .. }) {
            Session::start(ctx, world, self, false).0.leave_untitled(world);
        }
    }

    fn open_journal(&mut self, world: &Surroundings, path: &Path, hash: ContentHash) {
        let header = JournalHeader { budget: self.begroting.id(), base: hash };
        match Journal::open::<Step>(&world.disk, path, &header) {
            Ok((mut journal, contents)) => {
                if let Some(damage) = &contents.damage {
                    self.warnings.push(damage.to_string());
                }
                match contents.pending(&hash) {
                    Some(pending) => self.pending = pending.to_vec(),
                    None => {
                        self.warnings.push(
                            "Dit bestand is buiten dit programma om gewijzigd of vervangen sinds \
                             het hier voor het laatst is opgeslagen. Het journaal van toen is \
                             bewaard; u werkt verder met het bestand zoals het nu is."
                                .into(),
                        );
                        let marked = journal.mark_saving(&hash).and_then(|()| journal.sync());
                        if let Err(error) = marked {
                            self.warnings.push(no_journal(&error));
                            return;
                        }
                    }
                }
                self.journal = Some(journal);
            }
            Err(error) => self.warnings.push(no_journal(&error)),
        }
    }

    fn keep_untitled(&mut self, world: &Surroundings) -> Result<(), StoreError> {
        let disk = world.disk.as_ref();
        let journal = untitled_journal(disk, &world.folders.data, new_id())?;
        let base = journal.with_extension("ron");
        let bytes = encode(&self.begroting, &base)?;
        self.lock = lock(world, &journal).ok();
        let saved = save(disk, &base, &bytes, |_| Former::Good, |_| Ok::<(), StoreError>(()))?;
        if let Place::Untitled { base: known, .. } = &mut self.place {
            *known = base;
        }
        self.hash = Some(saved.hash);
        self.open_journal(world, &journal, saved.hash);
        Ok(())
    }
}

fn no_journal(error: &StoreError) -> String {
    format!(
        "Uw wijzigingen worden niet tussentijds bewaard, alleen als u opslaat: {error} Sla vaker op."
    )
}

fn lock(world: &Surroundings, path: &Path) -> Result<FileLock, LockError> {
    let since = (world.now)().to_zoned(jiff::tz::TimeZone::system());
    FileLock::acquire(&world.disk, path, &Holder::of_environment(since))
}

fn untitled_name(begroting: &Begroting) -> String {
    let kop = begroting.kop();
    format!("{} {} (nog geen bestand)", kop.gemeente, kop.jaar)
}

fn encode(begroting: &Begroting, path: &Path) -> Result<Vec<u8>, StoreError> {
    ron_file::write(begroting)
        .map(String::into_bytes)
        .map_err(|error| StoreError::Encode { path: path.to_owned(), message: error.to_string() })
}

/// An open budget.
pub struct Session {
    pub document: Document,
    pub place: Place,
    journal: Option<Arc<JournalWriter<Step>>>,
    events: Option<Receiver<JournalEvent>>,
    lock: Option<FileLock>,
    pub saved_at: Option<jiff::Timestamp>,
}

/// What a saving needs, taken along to its own thread.
pub struct Saving {
    world: Surroundings,
    begroting: Begroting,
    path: PathBuf,
    /// The content that may be replaced; `None` where the user chose the name just now.
    known: Option<ContentHash>,
    journal: Option<Arc<JournalWriter<Step>>>,
    takes_over: bool,
}

/// Why a saving failed. The file that was there still stands.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Held(#[from] LockError),
}

/// A saving that succeeded.
pub struct SavedFile {
    path: PathBuf,
    hash: ContentHash,
    /// For a new name: the journal and the lock there.
    moved: Option<(Option<Journal>, Option<FileLock>)>,
    pub warning: Option<String>,
}

impl Session {
    /// Starts to work on what was opened, with its pending work or without.
    ///
    /// Work that is left behind stays in the journal, marked as left.
    pub fn start(
        ctx: &Context,
        world: &Surroundings,
        opened: Opened,
        take_pending: bool,
    ) -> (Session, Vec<String>) {
        let Opened { begroting, hash, place, mut journal, lock, pending, mut warnings } = opened;
        let mut document = Document::new(begroting);
        if matches!(place, Place::Untitled { .. }) {
            document.mark_unsaved();
        }
        if take_pending {
            let count = pending.len();
            let base = document.begroting().clone();
            for (done, step) in pending.into_iter().enumerate() {
                if let Err(error) = document.replay(step) {
                    warnings.push(format!(
                        "Van de {count} wijzigingen in het journaal zijn er {done} teruggehaald; de \
                         volgende paste niet meer ({error})."
                    ));
                    // What does not fit stays in the journal, but before the mark: else the next
                    // start would stop at the same step and never reach what comes after it.
                    let regained = Revision {
                        id: new_id(),
                        who: world.who.clone(),
                        at: (world.now)(),
                        why: "Teruggehaald uit het journaal".into(),
                        edits: diff(&base, document.begroting()),
                    };
                    let noted = journal.as_mut().zip(hash).map(|(open, hash)| {
                        open.mark_saving(&hash)?;
                        open.append(&Step::Do(regained))?;
                        open.sync()
                    });
                    if let Some(Err(error)) = noted {
                        warnings.push(no_journal(&error));
                    }
                    break;
                }
            }
        } else if let (false, Some(open), Some(hash)) = (pending.is_empty(), &mut journal, &hash)
            && let Err(error) = open.mark_saving(hash).and_then(|()| open.sync())
        {
            warnings.push(error.to_string());
        }
        let mut session =
            Session { document, place, journal: None, events: None, lock, saved_at: None };
        if let Some(journal) = journal
            && let Err(error) = session.follow(ctx, journal)
        {
            warnings.push(no_journal(&error));
        }
        (session, warnings)
    }

    fn follow(&mut self, ctx: &Context, journal: Journal) -> Result<(), StoreError> {
        let (sender, receiver) = channel();
        let ctx = ctx.clone();
        let writer = JournalWriter::start(journal, move |event| {
            // The window may be gone already.
            let _closed = sender.send(event);
            ctx.request_repaint();
        })?;
        self.journal = Some(Arc::new(writer));
        self.events = Some(receiver);
        Ok(())
    }

    /// What the journal has to tell since the last time.
    pub fn journal_events(&self) -> Vec<JournalEvent> {
        self.events.iter().flat_map(|events| events.try_iter()).collect()
    }

    /// One action of the user: on the document, and in the journal.
    ///
    /// # Errors
    /// Why it was refused; nothing was changed.
    pub fn change(
        &mut self,
        world: &Surroundings,
        why: String,
        edits: Vec<Edit>,
    ) -> Result<(), ChangeError> {
        let (id, who, at) = (new_id(), world.who.clone(), (world.now)());
        let step = self.document.commit(Revision { id, who, at, why, edits })?;
        self.note(step);
        Ok(())
    }

    /// # Errors
    /// When there is nothing to undo.
    pub fn undo(&mut self) -> Result<(), ChangeError> {
        let step = self.document.undo()?;
        self.note(step);
        Ok(())
    }

    /// # Errors
    /// When there is nothing to redo.
    pub fn redo(&mut self) -> Result<(), ChangeError> {
        let step = self.document.redo()?;
        self.note(step);
        Ok(())
    }

    fn note(&self, step: Step) {
        if let Some(journal) = &self.journal {
            // The writer tells of its own trouble through its events.
            let _told = journal.send(step);
        }
    }

    /// Whether this file is the one that is open here.
    pub fn is_at(&self, world: &Surroundings, path: &Path) -> bool {
        let real = |path: &Path| world.disk.resolve(path).unwrap_or_else(|_| path.to_owned());
        match &self.place {
            Place::File { path: own, .. } => real(own) == real(path),
            Place::Untitled { .. } | Place::ReadOnly { .. } => false,
        }
    }

    /// Whether something would be lost by closing without saving.
    pub fn is_unsaved(&self) -> bool {
        match self.place {
            // A copy of an example in which nothing was done is no loss.
            Place::Untitled { .. } => !self.document.history().is_empty(),
            Place::File { .. } | Place::ReadOnly { .. } => !self.document.is_saved(),
        }
    }

    /// Prepares a saving over the file that was opened; `None` where there is no such file.
    pub fn saving(&self, world: &Surroundings) -> Option<Saving> {
        let Place::File { path, hash } = &self.place else { return None };
        Some(Saving {
            world: world.clone(),
            begroting: self.document.begroting().clone(),
            path: path.clone(),
            known: Some(*hash),
            journal: self.journal.clone(),
            takes_over: false,
        })
    }

    /// Prepares a saving under a name that the user chose.
    pub fn saving_as(&self, world: &Surroundings, path: PathBuf) -> Saving {
        if self.is_at(world, &path)
            && let Some(mut saving) = self.saving(world)
        {
            // The user was asked whether it may be replaced.
            saving.known = None;
            return saving;
        }
        Saving {
            world: world.clone(),
            begroting: self.document.begroting().clone(),
            path,
            known: None,
            journal: None,
            takes_over: true,
        }
    }

    /// Takes note of a saving. No change may come between preparing it and this.
    pub fn saved(
        &mut self,
        ctx: &Context,
        world: &Surroundings,
        saved: SavedFile,
    ) -> Option<String> {
        let SavedFile { path, hash, moved, mut warning } = saved;
        if let Some((journal, lock)) = moved {
            // The work is in the other file now: the old one must not offer it again.
            self.abandon(world);
            self.journal = None;
            self.events = None;
            if let Some(journal) = journal
                && let Err(error) = self.follow(ctx, journal)
            {
                warning = Some(no_journal(&error));
            }
            self.lock = lock;
        }
        self.place = Place::File { path, hash };
        self.document.mark_saved();
        self.saved_at = Some((world.now)());
        warning
    }

    /// Ends a session in which nothing is lost: an untouched copy of an example leaves no trace.
    pub fn forget_if_untouched(&mut self, world: &Surroundings) {
        if self.document.history().is_empty() {
            self.leave_untitled(world);
        }
    }

    /// Ends without saving: what the journal has of this session is left behind on purpose.
    pub fn abandon(&mut self, world: &Surroundings) {
        match &self.place {
            Place::Untitled { .. } => self.leave_untitled(world),
            Place::File { hash, .. } => {
                if let (Some(journal), false) = (&self.journal, self.document.is_saved()) {
                    // The next start will offer the work again: better than losing it.
                    let _told = journal.mark_saving_and_wait(*hash);
                }
            }
            Place::ReadOnly { .. } => {}
        }
    }

    /// The budget without a file has found one, or is not wanted: its files in the data folder go.
    fn leave_untitled(&mut self, world: &Surroundings) {
        let Place::Untitled { base, .. } = &self.place else { return };
        self.journal = None;
        for path in [base.clone(), backup_path(base), base.with_extension("journaal")] {
            // What stays behind is offered again at the next start, no more than that.
            let _left = world.disk.remove(&path);
        }
    }
}

impl Saving {
    /// Writes the file; for the thread that does it.
    ///
    /// # Errors
    /// Why it was not saved. The file that was there still stands.
    pub fn run(self) -> Result<SavedFile, SaveError> {
        let bytes = encode(&self.begroting, &self.path)?;
        let known = self.known;
        let judge = |former: &[u8]| match known {
            Some(hash) if ContentHash::of(former) != hash => {
                if ron_file::read(former).is_ok() {
                    Former::ChangedOutside
                } else {
                    Former::Damaged
                }
            }
            Some(_) => Former::Good,
            // The user chose to replace this file; only a good copy may become the `.bak`.
            None if ron_file::read(former).is_ok() => Former::Good,
            None => Former::Damaged,
        };
        let journal = self.journal.clone();
        let mark = |hash| match &journal {
            Some(journal) => journal.mark_saving_and_wait(hash),
            None => Ok(()),
        };
        // A file that somebody else has open is not ours to replace, even when the user chose it.
        let lock = match self.takes_over.then(|| lock(&self.world, &self.path)) {
            Some(Err(held @ LockError::Held { .. })) => return Err(held.into()),
            lock => lock,
        };
        let Saved { hash, journal_trouble } =
            save(self.world.disk.as_ref(), &self.path, &bytes, judge, mark)?;
        let mut saved = SavedFile {
            path: self.path,
            hash,
            moved: None,
            warning: journal_trouble.map(|error| error.to_string()),
        };
        if let Some(lock) = lock {
            let place =
                journal_place(self.world.disk.as_ref(), &saved.path, &self.world.folders.data);
            let header = JournalHeader { budget: self.begroting.id(), base: hash };
            let journal = place
                .and_then(|place| Journal::open::<Step>(&self.world.disk, &place.path, &header));
            let journal = match journal {
                Ok((mut journal, contents)) => {
                    let known = contents.pending(&hash).is_some_and(<[Step]>::is_empty);
                    let marked = if known { Ok(()) } else { journal.mark_saving(&hash) };
                    saved.warning = marked.err().map(|error| no_journal(&error));
                    Some(journal)
                }
                Err(error) => {
                    saved.warning = Some(no_journal(&error));
                    None
                }
            };
            saved.moved = Some((journal, lock.ok()));
        }
        Ok(saved)
    }
}
