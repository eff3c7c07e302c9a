//! The window: what is open, what is being asked, and what becomes of a wish.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use eframe::egui::{self, Context, Ui, ViewportCommand};

use super::command::Command;
use super::form;
use super::job::{Job, Outcome};
use super::modal::{FormModal, Question};
use super::native::{AskFile, FileQuestion};
use super::new_budget::{Answer, NewForm};
use super::page::PageState;
use super::palette::{Choice, Palette};
use super::session::{
    LeftBehind, Opened, SaveError, SavedFile, Session, Surroundings, file_name, left_behind,
    open_file, open_new, open_untitled,
};
use super::start::{Destination, EXAMPLES, Example};
use super::tree::TreeState;
use super::view::View;
use super::wish::{Desk, Wish};
use super::{chance, help, menu, page, start, status, tree};
use crate::store::{self, JournalEvent, Settings, ron_file};

/// The program as a person sees it.
pub struct App {
    pub(super) world: Surroundings,
    ask_file: AskFile,
    settings: Settings,
    pub(super) open: Option<Open>,
    /// Budgets that earlier windows left without a file.
    unsaved: Vec<LeftBehind>,
    task: Option<Task>,
    modal: Option<Modal>,
    /// What is asked after that, one at a time.
    modals: VecDeque<Modal>,
    palette: Option<Palette>,
    pub(super) message: Option<Message>,
    /// What could not be seen to yet.
    waiting: Vec<Wish>,
    title: String,
    quitting: bool,
}

/// An open budget with how it is looked at.
pub(super) struct Open {
    pub session: Session,
    pub view: View,
    pub page: PageState,
    pub tree: TreeState,
    /// Whether the tree had the keyboard last: a menu then speaks of what the tree selects.
    pub tree_was_last: bool,
    /// Trouble with the journal, shown until it is over.
    pub trouble: Option<String>,
}

pub(super) struct Message {
    pub text: String,
    pub is_warning: bool,
}

/// Long work, one at a time.
enum Task {
    AskOpen(Job<Option<PathBuf>>),
    Opening { name: String, job: Job<Result<Opened, String>>, since: f64 },
    AskSave { job: Job<Option<PathBuf>>, next: Next },
    Saving { job: Job<Result<SavedFile, SaveError>>, next: Next, since: f64 },
    AskPicture { job: Job<Option<PathBuf>>, png: Vec<u8> },
}

/// What comes after the open budget was saved or left.
enum Next {
    Stay,
    Close,
    Quit,
    /// Work on another budget, with its work from the journal or without.
    Swap(Box<Opened>, bool),
}

enum Modal {
    /// Save first? Then what.
    Unsaved(Question, Next),
    Confirm(Question, Wish),
    Error(Question),
    Recover(Question, Box<Opened>),
    Form(FormModal),
    New(NewForm),
    Help,
}

/// Work that takes longer than this shows its progress. Seconds.
const PATIENCE: f64 = 0.2;

impl App {
    /// The window with a file, or with the start screen.
    pub fn new(
        ctx: &Context,
        world: Surroundings,
        ask_file: AskFile,
        path: Option<PathBuf>,
    ) -> App {
        super::fonts::install(ctx);
        super::theme::install(ctx);
        ctx.options_mut(|options| {
            options.quit_shortcuts.clear();
            options.zoom_with_keyboard = false;
        });
        let (settings, trouble) = Settings::load(world.disk.as_ref(), &world.folders.config);
        ctx.set_theme(preference(settings.theme));
        ctx.set_zoom_factor(f32::from(settings.zoom) / 100.0);
        let unsaved = left_behind(&world);
        let mut app = App {
            world,
            ask_file,
            settings,
            open: None,
            unsaved,
            task: None,
            modal: None,
            modals: VecDeque::new(),
            palette: None,
            message: trouble.map(|error| Message { text: error.to_string(), is_warning: true }),
            waiting: Vec::new(),
            title: String::new(),
            quitting: false,
        };
        if let Some(path) = path {
            app.begin(ctx, Destination::File(path));
        }
        app
    }

    fn tell(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), is_warning: false });
    }

    fn warn(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), is_warning: true });
    }

    fn error(&mut self, title: &str, text: impl Into<String>) {
        self.ask(Modal::Error(Question::new(title, text, &["Begrepen"])));
    }

    /// Asks now, or after what is asked already.
    fn ask(&mut self, modal: Modal) {
        if self.modal.is_none() {
            self.modal = Some(modal);
        } else {
            self.modals.push_back(modal);
        }
    }

    /// What somebody is still typing becomes part of the budget before anything happens to it.
    /// Whether it did: what cannot be read, or must be asked about, comes first.
    fn finish_typing(&mut self) -> bool {
        let Some(open) = &mut self.open else { return true };
        let wishes = open.page.pending(&open.session.document);
        let clear = wishes.iter().all(|wish| matches!(wish, Wish::Change { .. }));
        wishes.into_iter().for_each(|wish| self.grant(wish));
        clear
    }

    fn change(&mut self, why: String, edits: Vec<crate::model::Edit>) {
        // Nothing may change between preparing a saving and its end: it waits for that.
        if matches!(self.task, Some(Task::Saving { .. })) {
            return self.waiting.push(Wish::Change { why, edits });
        }
        let Some(open) = &mut self.open else { return };
        match open.session.change(&self.world, why.clone(), edits) {
            Ok(()) => self.tell(why),
            Err(error) => self.warn(format!("Niet gewijzigd: {error}.")),
        }
    }

    /// Does `next`, after asking what must become of unsaved work.
    fn leave_for(&mut self, ctx: &Context, next: Next) {
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

    fn proceed(&mut self, ctx: &Context, next: Next) {
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

    fn ask_which_file(&mut self, ctx: &Context) {
        let (ask, folder) = (self.ask_file.clone(), self.folder());
        let job = Job::start(ctx, move || ask(FileQuestion::Open { folder }));
        self.task = Some(Task::AskOpen(job));
    }

    /// Starts to open another budget. The one that is open stays until the other stands ready.
    fn begin(&mut self, ctx: &Context, destination: Destination) {
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
                self.begin_opening(ctx, name, move || open_path(&world, &path));
            }
            Destination::Untitled(journal) => {
                let name = "Niet opgeslagen werk".to_owned();
                self.begin_opening(ctx, name, move || open_untitled(&world, &journal));
            }
            Destination::Example(example) => {
                self.begin_opening(ctx, example.file.into(), move || open_example(&world, example));
            }
        }
    }

    fn begin_opening(
        &mut self,
        ctx: &Context,
        name: String,
        work: impl FnOnce() -> Result<Opened, String> + Send + 'static,
    ) {
        let since = ctx.input(|input| input.time);
        self.task = Some(Task::Opening { name, job: Job::start(ctx, work), since });
    }

    fn close(&mut self) {
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

    fn folder(&self) -> Option<PathBuf> {
        let of_open = self.open.as_ref().and_then(|open| open.session.place.folder());
        of_open.or_else(|| self.settings.last_folder().map(Path::to_owned))
    }

    fn opened(&mut self, ctx: &Context, opened: Opened) {
        if opened.pending.is_empty() {
            return self.leave_for(ctx, Next::Swap(Box::new(opened), false));
        }
        let text = format!(
            "De vorige keer is ‘{}’ niet gewoon gesloten. {} nog niet in het bestand. Wilt u \
             daarmee verder?",
            opened.place.name(),
            match opened.pending.len() {
                1 => "Eén wijziging is bewaard en staat".to_owned(),
                count => format!("{count} wijzigingen zijn bewaard en staan"),
            }
        );
        let answers = ["Terughalen", "Niet terughalen", "Annuleren"];
        let question = Question::new("Niet opgeslagen werk gevonden", text, &answers);
        self.ask(Modal::Recover(question, Box::new(opened)));
    }

    fn start_session(&mut self, ctx: &Context, opened: Opened, take_pending: bool) {
        self.close();
        let (session, warnings) = Session::start(ctx, opened, take_pending);
        match &session.place {
            super::session::Place::File { path, .. } => {
                self.settings.remember(path);
                self.save_settings();
            }
            super::session::Place::ReadOnly { why, .. } => self.error("Alleen lezen", why.clone()),
            super::session::Place::Untitled { .. } => {}
        }
        let view = View::new(session.document.begroting());
        if take_pending {
            let count = session.document.history().len();
            self.tell(format!("Teruggehaald uit het journaal ({count}); sla op met Ctrl+S."));
        }
        self.open = Some(Open {
            session,
            view,
            page: PageState::default(),
            tree: TreeState::default(),
            tree_was_last: false,
            trouble: None,
        });
        if !warnings.is_empty() {
            self.error("Let op", warnings.join("\n\n"));
        }
    }

    fn save(&mut self, ctx: &Context, next: Next) {
        if !self.finish_typing() {
            return;
        }
        let Some(open) = &self.open else { return };
        match open.session.saving(&self.world) {
            Some(saving) => {
                let since = ctx.input(|input| input.time);
                let job = Job::start(ctx, move || saving.run());
                self.task = Some(Task::Saving { job, next, since });
            }
            None => self.save_as(ctx, next),
        }
    }

    fn save_as(&mut self, ctx: &Context, next: Next) {
        if !self.finish_typing() {
            return;
        }
        let Some(open) = &self.open else { return };
        let name = match &open.session.place {
            super::session::Place::Untitled { .. } => {
                let kop = open.session.document.begroting().kop();
                format!("{}-{}.ron", kop.gemeente.to_lowercase().replace(' ', "-"), kop.jaar)
            }
            place => place.name(),
        };
        let (ask, folder) = (self.ask_file.clone(), self.folder());
        let job = Job::start(ctx, move || ask(FileQuestion::Save { folder, name }));
        self.task = Some(Task::AskSave { job, next });
    }

    fn save_settings(&mut self) {
        if let Err(error) = self.settings.save(self.world.disk.as_ref(), &self.world.folders.config)
        {
            self.warn(error.to_string());
        }
    }

    /// Looks whether the long work is done.
    fn poll(&mut self, ctx: &Context) {
        let Some(task) = self.task.take() else { return };
        let gone = "Het werk is onverwacht gestopt; probeer het opnieuw.";
        match task {
            Task::AskOpen(job) => match job.poll() {
                Outcome::Busy => self.task = Some(Task::AskOpen(job)),
                Outcome::Done(Some(path)) => self.begin(ctx, Destination::File(path)),
                Outcome::Done(None) | Outcome::Gone => {}
            },
            Task::Opening { name, job, since } => match job.poll() {
                Outcome::Busy => self.task = Some(Task::Opening { name, job, since }),
                Outcome::Done(Ok(opened)) => self.opened(ctx, opened),
                Outcome::Done(Err(error)) => self.error("Niet geopend", error),
                Outcome::Gone => self.error("Niet geopend", gone),
            },
            Task::AskSave { job, next } => match job.poll() {
                Outcome::Busy => self.task = Some(Task::AskSave { job, next }),
                Outcome::Done(Some(path)) => {
                    let Some(open) = &self.open else { return };
                    let saving = open.session.saving_as(&self.world, path);
                    let since = ctx.input(|input| input.time);
                    let job = Job::start(ctx, move || saving.run());
                    self.task = Some(Task::Saving { job, next, since });
                }
                Outcome::Done(None) | Outcome::Gone => {}
            },
            Task::Saving { job, next, since } => match job.poll() {
                Outcome::Busy => self.task = Some(Task::Saving { job, next, since }),
                Outcome::Done(Ok(saved)) => self.saved(ctx, saved, next),
                Outcome::Done(Err(error)) => self.error("Niet opgeslagen", error.to_string()),
                Outcome::Gone => self.error("Niet opgeslagen", gone),
            },
            Task::AskPicture { job, png } => match job.poll() {
                Outcome::Busy => self.task = Some(Task::AskPicture { job, png }),
                Outcome::Done(Some(path)) => {
                    let judge = |_: &[u8]| store::Former::Good;
                    match store::write_atomically(self.world.disk.as_ref(), &path, &png, judge) {
                        Ok(_) => self.tell(format!("Grafiek bewaard als {}.", file_name(&path))),
                        Err(error) => self.error("Grafiek niet bewaard", error.to_string()),
                    }
                }
                Outcome::Done(None) | Outcome::Gone => {}
            },
        }
    }

    fn saved(&mut self, ctx: &Context, saved: SavedFile, next: Next) {
        let Some(open) = &mut self.open else { return };
        let warning = open.session.saved(ctx, &self.world, saved);
        let name = open.session.place.name();
        if let super::session::Place::File { path, .. } = &open.session.place {
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

    fn enabled(&self, command: Command) -> bool {
        if self.task.is_some() || self.modal.is_some() {
            return false;
        }
        let Some(open) = &self.open else { return !command.needs_document() };
        match command {
            Command::Undo => open.session.document.undoable().is_some(),
            Command::Redo => open.session.document.redoable().is_some(),
            _ => true,
        }
    }

    fn run(&mut self, ctx: &Context, command: Command) {
        if !self.enabled(command) {
            return;
        }
        match command {
            Command::New => {
                let year = (self.world.now)().to_zoned(jiff::tz::TimeZone::system()).year();
                self.ask(Modal::New(NewForm::new(year.saturating_add(1))));
            }
            Command::Open => self.ask_which_file(ctx),
            Command::Save => self.save(ctx, Next::Stay),
            Command::SaveAs => self.save_as(ctx, Next::Stay),
            Command::CloseFile => self.leave_for(ctx, Next::Close),
            Command::Quit => self.leave_for(ctx, Next::Quit),
            Command::Palette => self.palette = Some(Palette::default()),
            Command::Help => self.ask(Modal::Help),
            Command::ZoomIn => self.zoom(ctx, 10),
            Command::ZoomOut => self.zoom(ctx, -10),
            Command::ZoomReset => self.zoom(ctx, 0),
            Command::Theme => {
                let dark = ctx.global_style().visuals.dark_mode;
                self.settings.theme = if dark { store::Theme::Light } else { store::Theme::Dark };
                ctx.set_theme(preference(self.settings.theme));
                self.save_settings();
            }
            Command::Undo | Command::Redo => {
                if !self.finish_typing() {
                    return;
                }
                let Some(open) = &mut self.open else { return };
                let document = &open.session.document;
                let revision = if command == Command::Undo {
                    document.undoable()
                } else {
                    document.redoable()
                };
                let why = revision.map(|revision| revision.why.clone()).unwrap_or_default();
                let (done, said) = match command {
                    Command::Undo => (open.session.undo(), "Ongedaan gemaakt"),
                    _ => (open.session.redo(), "Opnieuw gedaan"),
                };
                match done {
                    Ok(()) => self.tell(format!("{said}: {why}")),
                    Err(error) => self.warn(error.to_string()),
                }
            }
            Command::ExportChart | Command::CopyChart => self.chart(ctx, command),
            _ => {
                // A value is read in the unit in which it was typed, before that changes.
                if !self.finish_typing() {
                    return;
                }
                self.on_desk(|open, wishes| {
                    let mut desk =
                        Desk { document: &open.session.document, view: &mut open.view, wishes };
                    let of_tree = open.tree_was_last;
                    form::run(command, &mut desk, &mut open.page, &mut open.tree, of_tree);
                });
            }
        }
    }

    /// Lets a part of the screen look at the open budget, and sees to what it wishes.
    fn on_desk(&mut self, work: impl FnOnce(&mut Open, &mut Vec<Wish>)) {
        let mut wishes = Vec::new();
        if let Some(open) = &mut self.open {
            work(open, &mut wishes);
        }
        for wish in wishes {
            self.grant(wish);
        }
    }

    /// Sees to a wish that needs no window.
    fn grant(&mut self, wish: Wish) {
        match wish {
            Wish::Change { why, edits } => self.change(why, edits),
            Wish::Confirm { title, text, yes, then } => {
                let question = Question::new(title, text, &[&yes, "Annuleren"]);
                self.ask(Modal::Confirm(question, *then));
            }
            Wish::Fill(form) => {
                let Some(open) = &self.open else { return };
                let begroting = open.session.document.begroting();
                let modal = form::modal(form, begroting);
                self.ask(Modal::Form(modal));
            }
            Wish::Tell(text) => self.tell(text),
            Wish::Warn(text) => self.warn(text),
            Wish::Do(_) => {}
        }
    }

    fn chart(&mut self, ctx: &Context, command: Command) {
        let Some(open) = &mut self.open else { return };
        let Some(data) = open.page.chart(&open.session.document, &open.view) else {
            return self.warn("Er is hier geen grafiek; kies eerst een taakveld.");
        };
        let theme = ctx.theme();
        let image = super::chart::to_image(&data, theme);
        if command == Command::CopyChart {
            ctx.copy_image(image);
            return self.tell("De grafiek staat op het klembord.");
        }
        match super::raster::png(&image) {
            Ok(png) => {
                let (ask, folder) = (self.ask_file.clone(), self.folder());
                let name = format!("{}.png", data.title.replace(['/', '\\', ':'], "-"));
                let job = Job::start(ctx, move || ask(FileQuestion::SavePicture { folder, name }));
                self.task = Some(Task::AskPicture { job, png });
            }
            Err(error) => self.error("Grafiek niet bewaard", error.to_string()),
        }
    }

    /// Percent points up or down; zero is back to normal.
    fn zoom(&mut self, ctx: &Context, by: i32) {
        let zoom = match by {
            0 => 100,
            _ => (i32::from(self.settings.zoom) + by).clamp(50, 300),
        };
        self.settings.zoom = u16::try_from(zoom).unwrap_or(100);
        ctx.set_zoom_factor(f32::from(self.settings.zoom) / 100.0);
        self.save_settings();
    }

    fn shortcuts(&mut self, ctx: &Context) {
        if self.modal.is_some() || self.palette.is_some() {
            return;
        }
        let typing = ctx.text_edit_focused();
        let mut keys: Vec<_> = Command::ALL
            .into_iter()
            .flat_map(|command| command.shortcuts().into_iter().map(move |keys| (keys, command)))
            .collect();
        // Ctrl+S would also answer to Ctrl+Shift+S: the longer one first.
        keys.sort_by_key(|(keys, _)| !keys.modifiers.shift);
        for (keys, command) in keys {
            let of_text_field = matches!(
                command,
                Command::Undo
                    | Command::Redo
                    | Command::MoveUp
                    | Command::MoveDown
                    | Command::Remove
            );
            if typing && of_text_field {
                continue;
            }
            if ctx.input_mut(|input| input.consume_shortcut(&keys)) {
                self.run(ctx, command);
            }
        }
    }

    fn dropped_files(&mut self, ctx: &Context) {
        let dropped: Vec<PathBuf> = ctx.input(|input| {
            let files = input.raw.dropped_files.iter();
            files.map(|file| file.path().to_owned()).collect()
        });
        match dropped.as_slice() {
            [] => {}
            [path] => self.begin(ctx, Destination::File(path.clone())),
            _ => self.warn("Sleep één bestand tegelijk op het venster."),
        }
    }

    fn closing(&mut self, ctx: &Context) {
        if !ctx.input(|input| input.viewport().close_requested()) || self.quitting {
            return;
        }
        if self.task.is_some() || self.modal.is_some() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            return self.warn("Maak eerst af wat er op het scherm wordt gevraagd; sluit daarna.");
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

    fn journal_events(&mut self) {
        let Some(open) = &mut self.open else { return };
        for event in open.session.journal_events() {
            open.trouble = match event {
                JournalEvent::Restored => None,
                JournalEvent::Trouble(error) => Some(format!(
                    "Uw laatste wijzigingen zijn nog niet tussentijds bewaard: {error}"
                )),
                JournalEvent::Lost { entries, error } => {
                    Some(format!("{entries} wijzigingen zijn niet tussentijds bewaard: {error}"))
                }
            };
        }
    }

    fn show_modal(&mut self, ui: &mut Ui) {
        let Some(modal) = self.modal.take().or_else(|| self.modals.pop_front()) else { return };
        let ctx = ui.ctx().clone();
        match modal {
            Modal::Unsaved(mut question, next) => match question.show(ui) {
                None => self.modal = Some(Modal::Unsaved(question, next)),
                Some(0) => self.save(&ctx, next),
                Some(1) => self.proceed(&ctx, next),
                Some(_) => {}
            },
            Modal::Confirm(mut question, wish) => match question.show(ui) {
                None => self.modal = Some(Modal::Confirm(question, wish)),
                Some(0) => self.see_to(&ctx, wish),
                Some(_) => {}
            },
            Modal::Error(mut question) => {
                if question.show(ui).is_none() {
                    self.modal = Some(Modal::Error(question));
                }
            }
            Modal::Recover(mut question, opened) => match question.show(ui) {
                None => self.modal = Some(Modal::Recover(question, opened)),
                Some(answer @ (0 | 1)) => self.leave_for(&ctx, Next::Swap(opened, answer == 0)),
                // Nothing was touched: the next time it is offered again.
                Some(_) => {}
            },
            Modal::Form(mut modal) => match modal.show(ui) {
                None => self.modal = Some(Modal::Form(modal)),
                Some(false) => {}
                Some(true) => {
                    let mut refused = None;
                    self.on_desk(|open, wishes| {
                        let mut desk =
                            Desk { document: &open.session.document, view: &mut open.view, wishes };
                        refused =
                            form::fill(&mut desk, &mut open.page, modal.form, &modal.text).err();
                    });
                    if refused.is_some() {
                        modal.error = refused;
                        self.modal = Some(Modal::Form(modal));
                    }
                }
            },
            Modal::New(mut form) => match form.show(ui) {
                None => self.modal = Some(Modal::New(form)),
                Some(Answer::Cancel) => {}
                Some(Answer::Make(new)) => match new.make(chance::new_id) {
                    Ok(begroting) => {
                        let name = format!("{} {} (nieuw)", new.gemeente, new.jaar);
                        let opened = open_new(&self.world, begroting, name);
                        self.leave_for(&ctx, Next::Swap(Box::new(opened), false));
                    }
                    Err(error) => self.error("Niet gemaakt", error.to_string()),
                },
            },
            Modal::Help => {
                if !help::show(ui) {
                    self.modal = Some(Modal::Help);
                }
            }
        }
    }

    fn see_to(&mut self, ctx: &Context, wish: Wish) {
        match wish {
            Wish::Do(command) => self.run(ctx, command),
            wish => self.grant(wish),
        }
    }

    fn show_palette(&mut self, ui: &mut Ui) {
        let Some(mut palette) = self.palette.take() else { return };
        let begroting = self.open.as_ref().map(|open| open.session.document.begroting());
        match palette.show(ui, begroting, |command| self.enabled(command)) {
            None => self.palette = Some(palette),
            Some(Choice::Nothing) => {}
            Some(Choice::Command(command)) => self.run(ui.ctx(), command),
            Some(Choice::Onderdeel(id)) => {
                if let Some(open) = &mut self.open {
                    open.view.select(open.session.document.begroting(), id);
                }
            }
        }
    }

    /// A picture of work that goes on, with the way to stop it.
    fn show_progress(&mut self, ui: &mut Ui) {
        let (text, since, can_stop) = match &self.task {
            Some(Task::Opening { name, since, .. }) => (format!("{name} openen…"), *since, true),
            Some(Task::Saving { since, .. }) => ("Opslaan…".to_owned(), *since, false),
            _ => return,
        };
        let waited = ui.input(|input| input.time) - since;
        if waited < PATIENCE {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(PATIENCE - waited));
            return;
        }
        let mut stop = false;
        egui::Modal::new(egui::Id::unique("progress")).show(ui.ctx(), |ui| {
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label(text);
                stop = can_stop && ui.button("Annuleren").clicked();
            });
        });
        if stop {
            self.task = None;
        }
    }

    fn show_title(&mut self, ctx: &Context) {
        let title = match &self.open {
            None => "Sluitend".to_owned(),
            Some(open) => {
                let mark = if open.session.is_unsaved() { "*" } else { "" };
                let begroting = open.session.document.begroting();
                let part = open.view.selected.and_then(|id| begroting.onderdelen.get(id));
                let part = part.map(|part| format!("{} {} – ", part.code, part.name));
                format!(
                    "{}{mark} – {}Sluitend",
                    open.session.place.name(),
                    part.unwrap_or_default()
                )
            }
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

impl App {
    /// One frame of everything, in the room that `ui` gives.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.poll(&ctx);
        self.journal_events();
        self.closing(&ctx);
        self.dropped_files(&ctx);
        self.shortcuts(&ctx);
        let mut wishes = Vec::new();
        let notation = self.open.as_ref().map(|open| open.view.notation);
        egui::Panel::top("menu").show(ui, |ui| {
            let detail = |command| {
                let document = &self.open.as_ref()?.session.document;
                match command {
                    Command::Undo => document.undoable(),
                    Command::Redo => document.redoable(),
                    _ => None,
                }
                .map(|revision| revision.why.clone())
            };
            menu::show(ui, notation, |command| self.enabled(command), detail, &mut wishes);
        });
        egui::Panel::bottom("status").show(ui, |ui| status::show(ui, self));
        let mut destination = None;
        match &mut self.open {
            None => {
                egui::CentralPanel::default().show(ui, |ui| {
                    destination =
                        start::show(ui, self.settings.recent(), &self.unsaved, &mut wishes);
                });
            }
            Some(open) => {
                let mut desk = Desk {
                    document: &open.session.document,
                    view: &mut open.view,
                    wishes: &mut wishes,
                };
                tree::panel(ui, &mut desk, &mut open.tree);
                egui::CentralPanel::default().show(ui, |ui| {
                    page::show(ui, &mut desk, &mut open.page);
                });
            }
        }
        self.show_modal(ui);
        self.show_palette(ui);
        self.show_progress(ui);
        let waited = std::mem::take(&mut self.waiting);
        for wish in waited.into_iter().chain(wishes) {
            self.see_to(&ctx, wish);
        }
        if let Some(destination) = destination {
            self.begin(&ctx, destination);
        }
        if let Some(open) = &mut self.open {
            if open.tree.focus().is_some() {
                open.tree_was_last = true;
            } else if open.page.has_keyboard() {
                open.tree_was_last = false;
            }
        }
        self.show_title(&ctx);
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }
}

fn preference(theme: store::Theme) -> egui::ThemePreference {
    match theme {
        store::Theme::System => egui::ThemePreference::System,
        store::Theme::Light => egui::ThemePreference::Light,
        store::Theme::Dark => egui::ThemePreference::Dark,
    }
}

/// Opens a file. An example as it ships, in the program's own folder `saves`, opens as a copy.
fn open_path(world: &Surroundings, path: &Path) -> Result<Opened, String> {
    let example = EXAMPLES.iter().find(|example| path.file_name() == Some(example.file.as_ref()));
    let in_saves = path.parent().and_then(Path::file_name).is_some_and(|folder| folder == "saves");
    if let Some(example) = example.filter(|_| in_saves) {
        let bytes = store::read_whole(world.disk.as_ref(), path, ron_file::MAX_BYTES);
        if bytes.is_ok_and(|bytes| bytes == example.text.as_bytes()) {
            return open_example(world, example);
        }
    }
    open_file(world, path).map_err(|error| error.to_string())
}

fn open_example(world: &Surroundings, example: &'static Example) -> Result<Opened, String> {
    let begroting = ron_file::read(example.text.as_bytes())
        .map_err(|error| format!("‘{}’, {error}", example.file))?;
    Ok(open_new(world, begroting, format!("{} (kopie)", example.file)))
}
