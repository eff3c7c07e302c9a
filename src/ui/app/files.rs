//! How a budget comes into the window, is saved, and leaves it.

use std::path::{Path, PathBuf};

use eframe::egui::{Context, ViewportCommand};

use super::naast::Waarvoor;
use super::{App, Inkomend, Modal, Next, NotOpened, Open, Purpose, Task, recover};
use crate::store::{self, JournalEvent, StoreError, WindowSize, ron_file};
use crate::ui::command::Command;
use crate::ui::job::{Job, Outcome};
use crate::ui::modal::Question;
use crate::ui::native::{FileAnswer, FileQuestion};
use crate::ui::page::PageState;
use crate::ui::path_dialog::PathDialog;
use crate::ui::session::{
    Opened, Pending, Place, SaveError, SavedFile, Saving, Session, Surroundings, file_name,
    left_behind, open_file, open_new, open_untitled,
};
use crate::ui::start::{Destination, EXAMPLES, Example};
use crate::ui::tree::TreeState;
use crate::ui::view::View;
use crate::ui::wish::{Answer, Ask, Wish};

impl App {
    /// What somebody is still typing becomes part of the budget before anything happens to it.
    /// Whether it did: what cannot be read, or must be asked about, comes first.
    pub(super) fn finish_typing(&mut self) -> bool {
        let Some(open) = &mut self.open else { return true };
        let document = &open.session.document;
        let answer = open.lade.overleg.pending(document.begroting(), &open.view);
        let mut wishes = open.page.pending(document);
        wishes.extend(answer);
        let clear = wishes.iter().all(|wish| matches!(wish, Wish::Change { .. }));
        wishes.into_iter().for_each(|wish| self.grant(wish));
        clear
    }

    /// Does `next`, after asking what must become of unsaved work.
    pub(super) fn leave_for(&mut self, ctx: &Context, next: Next) {
        if !self.finish_typing() {
            return;
        }
        let Some(open) = self.open.as_ref().filter(|open| open.session.is_unsaved()) else {
            return self.proceed(ctx, next);
        };
        let text =
            format!("‘{}’ is gewijzigd. Wilt u de wijzigingen opslaan?", open.session.place.name());
        let answers = ["Opslaan", "Niet opslaan", "Annuleren"];
        self.ask(Modal::Unsaved(Question::new("Opslaan?", text, &answers), next));
    }

    pub(super) fn proceed(&mut self, ctx: &Context, next: Next) {
        match next {
            Next::Stay => {}
            Next::Close => self.close(),
            Next::Quit => {
                self.close();
                self.quitting = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Next::Swap(opened, take_pending) => self.start_session(ctx, *opened, take_pending),
        }
    }

    /// What would come next does not: a budget that was opened for it is not wanted after all.
    pub(super) fn not_next(&mut self, ctx: &Context, next: Next) {
        if let Next::Swap(opened, _) = next {
            opened.discard(ctx, &self.world);
        }
    }

    /// Asks for a file with the dialog of the system.
    pub(super) fn ask_file(&mut self, ctx: &Context, question: FileQuestion, purpose: Purpose) {
        let (ask, asked) = (self.native.clone(), question.clone());
        let job = Job::start(ctx, move || ask(asked));
        self.task = Some(Task::Ask { question, job, purpose });
    }

    /// Goes on with the file that was chosen, or without.
    pub(super) fn chosen(&mut self, ctx: &Context, purpose: Purpose, path: Option<PathBuf>) {
        match (purpose, path) {
            (Purpose::Open, Some(path)) => self.begin(ctx, Destination::File(path)),
            (Purpose::Save(next), Some(path)) => {
                let Some(open) = &self.open else { return };
                let saving = open.session.saving_as(&self.world, path);
                self.start_saving(ctx, saving, next);
            }
            (Purpose::Save(_), None) => {
                self.warn("Niet opgeslagen: er is geen bestand gekozen.");
            }
            (Purpose::Picture(png), Some(path)) => {
                let judge = |_: &[u8]| store::Former::Good;
                match store::write_atomically(self.world.disk.as_ref(), &path, &png, judge) {
                    Ok(_) => self.tell(format!("Grafiek bewaard als {}.", file_name(&path))),
                    Err(error) => self.error("Grafiek niet bewaard", error.to_string()),
                }
            }
            (Purpose::Copy(begroting), Some(path)) => self.copy(ctx, begroting, path),
            (Purpose::Slides(export), Some(path)) => self.start_export(ctx, *export, path),
            (Purpose::Beside(waarvoor), Some(path)) => self.read_beside(ctx, vec![path], waarvoor),
            (_, None) => {}
        }
    }

    /// Starts to open another budget. The one that is open stays until the other stands ready.
    pub(super) fn begin(&mut self, ctx: &Context, destination: Destination) {
        if self.task.is_some() || self.modal.is_some() {
            return self.warn("Maak eerst af wat er op het scherm wordt gevraagd.");
        }
        let world = self.world.clone();
        match destination {
            Destination::File(path) => {
                let is_open =
                    self.open.as_ref().is_some_and(|open| open.session.is_at(&world, &path));
                if is_open {
                    return self.tell(format!("{} is al geopend.", file_name(&path)));
                }
                let name = file_name(&path);
                self.begin_opening(ctx, name, move || open_path(&world, path));
            }
            Destination::Untitled(journal) => {
                let name = "Niet opgeslagen werk".to_owned();
                self.begin_opening(ctx, name, move || {
                    open_untitled(&world, &journal).map_err(NotOpened::from)
                });
            }
            Destination::Example(example) => {
                self.begin_opening(ctx, example.file.into(), move || {
                    open_example(&world, example).map_err(NotOpened::from)
                });
            }
        }
    }

    pub(super) fn begin_opening(
        &mut self,
        ctx: &Context,
        name: String,
        work: impl FnOnce() -> Result<Opened, NotOpened> + Send + 'static,
    ) {
        let since = ctx.input(|input| input.time);
        self.task = Some(Task::Opening { name, job: Job::start(ctx, work), since });
    }

    /// A file that is gone may leave the list of recent ones, if it stands in it.
    fn not_opened(&mut self, text: String, gone: Option<PathBuf>) {
        let is_recent = |path: &PathBuf| self.settings.recent().any(|recent| recent == path);
        match gone.filter(is_recent) {
            None => self.error("Niet geopend", text),
            Some(path) => {
                let answers = ["Uit de lijst halen", "Laten staan"];
                let question = Question::new("Niet geopend", text, &answers);
                self.ask(Modal::Gone(question, path));
            }
        }
    }

    pub(super) fn close(&mut self) {
        if let Some(mut open) = self.open.take() {
            if open.session.is_unsaved() {
                open.session.abandon(&self.world);
            } else {
                open.session.forget_if_untouched(&self.world);
            }
        }
        self.unsaved = left_behind(&self.world);
        self.message = None;
    }

    pub(super) fn folder(&self) -> Option<PathBuf> {
        let of_open = self.open.as_ref().and_then(|open| open.session.place.folder());
        of_open.or_else(|| self.settings.last_folder().map(Path::to_owned))
    }

    pub(super) fn opened(&mut self, ctx: &Context, opened: Opened) {
        match &opened.pending {
            None => self.leave_for(ctx, Next::Swap(Box::new(opened), false)),
            Some(pending) => {
                let question = recover::question(&opened.place.name(), pending);
                self.ask(Modal::Recover(question, Box::new(opened)));
            }
        }
    }

    pub(super) fn start_session(&mut self, ctx: &Context, opened: Opened, take_pending: bool) {
        self.close();
        let taken = opened.pending.as_ref().filter(|_| take_pending).map(Pending::taken);
        let (session, warnings) = Session::start(ctx, &self.world, opened, take_pending);
        match &session.place {
            Place::File { path, .. } => {
                self.settings.remember(path);
                self.save_settings();
            }
            Place::ReadOnly { why, .. } => {
                let copy = Answer::new("Opslaan als kopie…", [Wish::Do(Command::SaveAs)]);
                let answers = vec![copy, Answer::new("Alleen lezen", [])];
                let (title, text) = ("Alleen-lezen geopend".into(), why.clone());
                self.grant(Wish::Ask(Ask { title, text, answers }));
            }
            Place::Untitled { .. } => {}
        }
        let mut view = View::new(&session.document);
        view.be(session.document.begroting(), self.settings.role.clone());
        let mut page = PageState::default();
        page.focus_table();
        if let Some(count) = taken {
            self.tell(format!("Teruggehaald uit het journaal ({count}); sla op met Ctrl+S."));
        }
        self.open = Some(Open {
            session,
            view,
            page,
            tree: TreeState::default(),
            lade: Default::default(),
            tree_was_last: false,
            trouble: None,
            beraad: None,
            naast: None,
        });
        if !warnings.is_empty() {
            self.error("Let op", warnings.join("\n\n"));
        }
        if let Some(Inkomend { bestand, basis }) = self.inkomend.take() {
            self.read_beside(ctx, vec![bestand, basis], Waarvoor::MetBasis);
        }
    }

    pub(super) fn save(&mut self, ctx: &Context, next: Next) {
        if !self.finish_typing() {
            return;
        }
        let Some(open) = &self.open else { return };
        match open.session.saving(&self.world) {
            Some(saving) => self.start_saving(ctx, saving, next),
            None => self.save_as(ctx, next),
        }
    }

    pub(super) fn save_as(&mut self, ctx: &Context, next: Next) {
        if !self.finish_typing() {
            return;
        }
        let Some(open) = &self.open else { return };
        let name = match &open.session.place {
            Place::Untitled { .. } => {
                let kop = open.session.document.begroting().kop();
                format!("{}-{}.ron", kop.gemeente.to_lowercase().replace(' ', "-"), kop.jaar)
            }
            Place::ReadOnly { path, .. } => {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                format!("{stem} (kopie).ron")
            }
            Place::File { .. } => open.session.place.name(),
        };
        let question =
            FileQuestion::Save { folder: self.folder(), name, title: "Begroting opslaan als" };
        self.ask_file(ctx, question, Purpose::Save(next));
    }

    pub(super) fn start_saving(&mut self, ctx: &Context, saving: Saving, next: Next) {
        let since = ctx.input(|input| input.time);
        let job = Job::start(ctx, move || saving.run());
        self.task = Some(Task::Saving { job, next, since });
    }

    /// Looks whether the long work is done.
    pub(super) fn poll(&mut self, ctx: &Context) {
        let Some(task) = self.task.take() else { return };
        let gone = "Het werk is onverwacht gestopt; probeer het opnieuw.";
        match task {
            Task::Ask { question, job, purpose } => match job.poll() {
                Outcome::Busy => self.task = Some(Task::Ask { question, job, purpose }),
                Outcome::Done(FileAnswer::Chosen(path)) => self.chosen(ctx, purpose, Some(path)),
                Outcome::Done(FileAnswer::Several(paths)) => {
                    if let Purpose::Beside(waarvoor) = purpose {
                        self.read_beside(ctx, paths, waarvoor);
                    }
                }
                Outcome::Done(FileAnswer::NoDialog) => {
                    let dialog = PathDialog::new(question, &self.world.disk, &self.world.folders);
                    self.ask(Modal::Path(Box::new(dialog), purpose));
                }
                Outcome::Done(FileAnswer::Nothing) | Outcome::Gone => {
                    self.chosen(ctx, purpose, None);
                }
            },
            Task::Opening { name, job, since } => match job.poll() {
                Outcome::Busy => self.task = Some(Task::Opening { name, job, since }),
                Outcome::Done(Ok(opened)) => self.opened(ctx, opened),
                Outcome::Done(Err(NotOpened { text, gone })) => self.not_opened(text, gone),
                Outcome::Gone => self.error("Niet geopend", gone),
            },
            Task::Saving { job, next, since } => match job.poll() {
                Outcome::Busy => self.task = Some(Task::Saving { job, next, since }),
                Outcome::Done(Ok(saved)) => self.saved(ctx, saved, next),
                Outcome::Done(Err(SaveError::Store(StoreError::ChangedOutside(path)))) => {
                    self.ask_elsewhere(path, next);
                }
                Outcome::Done(Err(error)) => self.error("Niet opgeslagen", error.to_string()),
                Outcome::Gone => self.error("Niet opgeslagen", gone),
            },
            Task::Beside { what, job, since } => match job.poll() {
                Outcome::Busy => self.task = Some(Task::Beside { what, job, since }),
                Outcome::Done(Ok(done)) => self.done_beside(done),
                Outcome::Done(Err(error)) => self.error("Niet gelukt", error),
                Outcome::Gone => self.error("Niet gelukt", gone),
            },
            Task::Slides { job, progress, count, since } => match job.poll() {
                Outcome::Busy => self.task = Some(Task::Slides { job, progress, count, since }),
                Outcome::Done(Ok(said)) => self.tell(said),
                Outcome::Done(Err(error)) => self.error("Dia’s niet bewaard", error),
                Outcome::Gone => self.error("Dia’s niet bewaard", gone),
            },
        }
    }

    pub(super) fn saved(&mut self, ctx: &Context, saved: SavedFile, next: Next) {
        let Some(open) = &mut self.open else { return };
        let warning = open.session.saved(ctx, &self.world, saved);
        let name = open.session.place.name();
        if let Place::File { path, .. } = &open.session.place {
            self.settings.remember(path);
        }
        self.save_settings();
        match warning {
            Some(warning) => self.warn(warning),
            None => self.tell(format!("Opgeslagen: {name}.")),
        }
        // What waited for the saving comes after it, and before whatever ends this session.
        for wish in std::mem::take(&mut self.waiting) {
            self.grant(wish);
        }
        match next {
            Next::Stay => {}
            next => self.leave_for(ctx, next),
        }
    }

    pub(super) fn closing(&mut self, ctx: &Context) {
        if !ctx.input(|input| input.viewport().close_requested()) {
            return;
        }
        self.remember_window(ctx);
        if self.quitting {
            return;
        }
        if self.task.is_some() || self.modal.is_some() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            return self.warn("Maak eerst af wat er op het scherm wordt gevraagd; sluit daarna.");
        }
        if !self.leave_beraad(ctx) {
            return ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
        let typed = self.finish_typing();
        if typed && !self.open.as_ref().is_some_and(|open| open.session.is_unsaved()) {
            return self.close();
        }
        ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        if typed {
            self.leave_for(ctx, Next::Quit);
        }
    }

    /// The next window is as large as this one.
    fn remember_window(&mut self, ctx: &Context) {
        let zoom = ctx.zoom_factor();
        let (rect, maximized) =
            ctx.input(|input| (input.viewport().inner_rect, input.viewport().maximized));
        let Some(points) = rect.map(|rect| rect.size() * zoom) else { return };
        let maximized = maximized.unwrap_or(false);
        let now = WindowSize { width: points.x as u32, height: points.y as u32, maximized };
        // Under a maximised window lies the size that it goes back to.
        let window = match self.settings.window {
            Some(last) if maximized => WindowSize { maximized, ..last },
            _ => now,
        };
        if self.settings.window.replace(window) != Some(window) {
            self.save_settings();
        }
    }

    pub(super) fn dropped_files(&mut self, ctx: &Context) {
        let dropped: Vec<PathBuf> = ctx.input(|input| {
            let files = input.raw.dropped_files.iter();
            files.map(|file| file.path().to_owned()).collect()
        });
        match dropped.as_slice() {
            [] => {}
            _ if self.is_presenting() => {
                self.warn("Verlaat eerst het Technisch Beraad (Esc); open daarna een bestand.");
            }
            _ if self.open.is_some() => self.dropped_beside(dropped),
            [path] => self.begin(ctx, Destination::File(path.clone())),
            _ => self.warn("Open eerst de begroting waar deze bestanden bij horen."),
        }
    }

    pub(super) fn journal_events(&mut self) {
        let Some(open) = &mut self.open else { return };
        for event in open.session.journal_events() {
            open.trouble = match event {
                JournalEvent::Restored => None,
                JournalEvent::Trouble(error) => Some(format!(
                    "Uw laatste wijzigingen zijn nog niet tussentijds bewaard: {error}"
                )),
            };
        }
    }
}

/// Opens a file. An example as it ships, in the program's own folder `saves`, opens as a copy.
fn open_path(world: &Surroundings, path: PathBuf) -> Result<Opened, NotOpened> {
    let example = EXAMPLES.iter().find(|example| path.file_name() == Some(example.file.as_ref()));
    let in_saves = path.parent().and_then(Path::file_name).is_some_and(|folder| folder == "saves");
    if let Some(example) = example.filter(|_| in_saves) {
        let bytes = store::read_whole(world.disk.as_ref(), &path, ron_file::MAX_BYTES);
        if bytes.is_ok_and(|bytes| bytes == example.text.as_bytes()) {
            return Ok(open_example(world, example)?);
        }
    }
    open_file(world, &path).map_err(|error| NotOpened {
        text: error.to_string(),
        gone: error.is_not_found().then_some(path),
    })
}

fn open_example(world: &Surroundings, example: &'static Example) -> Result<Opened, String> {
    let begroting = ron_file::read(example.text.as_bytes())
        .map_err(|error| format!("‘{}’, {error}", example.file))?;
    Ok(open_new(world, begroting, format!("{} (kopie)", example.file)))
}

impl From<String> for NotOpened {
    fn from(text: String) -> NotOpened {
        NotOpened { text, gone: None }
    }
}
