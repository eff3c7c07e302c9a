//! An open budget: the document, where it is kept, and the journal that follows it.

mod opening;
mod pending;
mod saving;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use eframe::egui::Context;

pub use opening::{LeftBehind, Opened, left_behind, open_file, open_new, open_untitled};
pub use pending::Pending;
use saving::Past;
pub use saving::{SaveError, SavedFile, Saving, save_copy};

use super::chance::new_id;
use crate::change::{ChangeError, Document, Step};
use crate::model::{Begroting, Bijdrage, ContentHash, Edit, Revision};
use crate::store::{
    Archive, Disk, FileLock, Holder, Journal, JournalEvent, JournalHeader, JournalWriter,
    LockError, StoreError, UserFolders, backup_path, ron_file,
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

/// Who works here, where the system does not say.
pub const ONBEKEND: &str = "onbekend";

/// Where a budget is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file that is ours to save over, with the content that we know of it.
    File { path: PathBuf, hash: ContentHash },
    /// A new budget or the copy of an example: nowhere yet but in the user's data folder.
    Untitled { name: String, base: PathBuf },
    /// Open elsewhere, or not ours to write: it can be saved under another name. With the content
    /// that was read, of a sealed version what was sealed.
    ReadOnly { path: PathBuf, why: String, hash: ContentHash },
}

impl Place {
    /// The name in the title bar.
    pub fn name(&self) -> String {
        match self {
            Place::File { path, .. } | Place::ReadOnly { path, .. } => file_name(path),
            Place::Untitled { name, .. } => name.clone(),
        }
    }

    /// The file; `None` where there is none yet.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Place::File { path, .. } | Place::ReadOnly { path, .. } => Some(path),
            Place::Untitled { .. } => None,
        }
    }

    /// Whether it is a file that is ours to save over.
    pub fn is_file(&self) -> bool {
        matches!(self, Place::File { .. })
    }

    /// The folder in which a dialog begins.
    pub fn folder(&self) -> Option<PathBuf> {
        self.path().and_then(Path::parent).map(Path::to_owned)
    }
}

pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
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
    /// What lies before the history of the document.
    pub archive: Option<Archive>,
    journal: Option<Arc<JournalWriter<Step>>>,
    events: Option<Receiver<JournalEvent>>,
    lock: Option<FileLock>,
    pub saved_at: Option<jiff::Timestamp>,
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
        let Opened { document, hash, place, mut journal, lock, archive, pending, mut warnings } =
            opened;
        let noted = pending.zip(journal.as_mut().zip(hash)).map(|(pending, (journal, hash))| {
            let begroting = document.begroting();
            let header = JournalHeader { budget: begroting.id(), base: hash };
            if take_pending {
                let (document, noted) = pending.take(world, journal, &header, begroting);
                (Some(document), noted)
            } else {
                (None, pending.leave(world, journal, &header))
            }
        });
        let (regained, noted) = noted.unwrap_or((None, Ok(())));
        if let Err(error) = noted {
            warnings.push(no_journal(&error));
        }
        let mut document = regained.unwrap_or(document);
        if matches!(place, Place::Untitled { .. }) {
            document.mark_unsaved();
        }
        let mut session =
            Session { document, place, archive, journal: None, events: None, lock, saved_at: None };
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
        self.merge(world, why, edits, Vec::new())
    }

    /// The same, of work of others that comes in.
    ///
    /// # Errors
    /// Why it was refused; nothing was changed.
    pub fn merge(
        &mut self,
        world: &Surroundings,
        why: String,
        edits: Vec<Edit>,
        van: Vec<Bijdrage>,
    ) -> Result<(), ChangeError> {
        let (id, who, at) = (new_id(), world.who.clone(), (world.now)());
        let step = self.document.commit(Revision { id, who, at, why, edits, van })?;
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

    /// Whether all that was done lasts in the journal, so that the next opening offers it.
    pub fn keeps_its_work(&self) -> bool {
        self.journal.as_ref().is_some_and(|journal| journal.flush_and_wait().is_ok())
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
            begroting: self.document.snapshot().0,
            path: path.clone(),
            known: Some(*hash),
            journal: self.journal.clone(),
            takes_over: None,
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
            begroting: self.document.snapshot().0,
            path,
            known: None,
            journal: None,
            takes_over: Some(self.past()),
        }
    }

    /// What was done so far, for a journal at another place.
    fn past(&self) -> Past {
        match (&self.place, &self.journal) {
            (_, Some(journal)) => Past::Journal(Arc::clone(journal)),
            (Place::ReadOnly { hash, .. }, None) => Past::Since {
                base: *hash,
                steps: self.document.history().iter().cloned().map(Step::Do).collect(),
            },
            (Place::File { .. } | Place::Untitled { .. }, None) => Past::Unknown,
        }
    }

    /// The content of the file, where there is one, and the journal that tells what made it.
    pub fn known_content(&self) -> (Option<ContentHash>, Option<PathBuf>) {
        let hash = match &self.place {
            Place::File { hash, .. } | Place::ReadOnly { hash, .. } => Some(*hash),
            Place::Untitled { .. } => None,
        };
        (hash, self.journal.as_ref().map(|journal| journal.path().to_owned()))
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
                    let _told = journal.leave_behind_and_wait(*hash);
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
