//! The window: what is open, what is being asked, and what becomes of a wish.

mod beraad;
mod beside;
mod commands;
mod elsewhere;
mod files;
mod modals;
mod naast;
mod recover;
mod versies;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{self, Context, Ui, ViewportCommand};

use self::beside::Done;
use self::elsewhere::Elsewhere;
use super::beraad::{Beraad, Export, Progress};
use super::dias::DiasModal;
use super::job::Job;
use super::lade::Lade;
use super::modal::{FormModal, Question};
use super::naast::Naast;
use super::native::{AskFile, FileAnswer, FileQuestion};
use super::new_budget::NewForm;
use super::page::PageState;
use super::palette::Palette;
use super::parts::Part;
use super::path_dialog::PathDialog;
use super::plan_form::PlanForm;
use super::session::{
    LeftBehind, Opened, SaveError, SavedFile, Session, Surroundings, left_behind,
};
use super::start::Destination;
use super::taakvelden::TaakveldenModal;
use super::tree::TreeState;
use super::versies::{VersiesModal, ZegelForm};
use super::view::View;
use super::vragen::VragenModal;
use super::waarom::Waarom;
use super::weergave_form::WeergaveForm;
use super::wish::{Answer, Desk, Wish};
use super::{menu, page, start, status, tree};
use crate::model::{Begroting, Bijdrage, Edit};
use crate::store::{self, Settings};

/// The program as a person sees it.
pub struct App {
    pub(super) world: Surroundings,
    native: AskFile,
    settings: Settings,
    pub(super) open: Option<Open>,
    /// Budgets that earlier windows left without a file.
    unsaved: Vec<LeftBehind>,
    task: Option<Task>,
    modal: Option<Modal>,
    /// What is asked after that, one at a time.
    modals: VecDeque<Modal>,
    palette: Option<Palette>,
    /// In the order in which F6 visits them.
    parts: Vec<Part>,
    pub(super) message: Option<Message>,
    /// What could not be seen to yet.
    waiting: Vec<Wish>,
    title: String,
    quitting: bool,
    /// To merge once a budget is open.
    inkomend: Option<Inkomend>,
}

/// A version that comes in, and the one that it began with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inkomend {
    pub bestand: PathBuf,
    pub basis: PathBuf,
}

/// An open budget with how it is looked at.
pub(super) struct Open {
    pub session: Session,
    pub view: View,
    pub page: PageState,
    pub tree: TreeState,
    pub lade: Lade,
    /// Whether the tree had the keyboard last: a menu then speaks of what the tree selects.
    pub tree_was_last: bool,
    /// Trouble with the journal, shown until it is over.
    pub trouble: Option<String>,
    /// While the slides are shown.
    pub beraad: Option<Beraad>,
    /// Versions beside each other, in the place of the page.
    pub naast: Option<Naast>,
}

pub(super) struct Message {
    pub text: String,
    pub is_warning: bool,
}

/// Long work, one at a time.
enum Task {
    Ask {
        question: FileQuestion,
        job: Job<FileAnswer>,
        purpose: Purpose,
    },
    Opening {
        name: String,
        job: Job<Result<Opened, NotOpened>>,
        since: f64,
    },
    Saving {
        job: Job<Result<SavedFile, SaveError>>,
        next: Next,
        since: f64,
    },
    /// Slides as pictures: so many in all.
    Slides {
        job: Job<Result<String, String>>,
        progress: Progress,
        count: usize,
        since: f64,
    },
    /// Work on what lies beside the budget, with what it is.
    Beside {
        what: &'static str,
        job: Job<Result<Done, String>>,
        since: f64,
    },
}

/// What a file is asked for.
enum Purpose {
    Open,
    /// To save the open budget in, and what comes after that.
    Save(Next),
    /// To put this picture in.
    Picture(Vec<u8>),
    /// To write this budget in, beside the open one.
    Copy(Arc<Begroting>),
    /// To put the pictures of the slides beside.
    Slides(Box<Export>),
    /// To stand beside the open budget.
    Beside(naast::Waarvoor),
}

/// Why a budget was not opened.
struct NotOpened {
    text: String,
    /// The file, when nothing stands under its name.
    gone: Option<PathBuf>,
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
    /// What a part of the screen asks, with what each answer does.
    Ask(Question, Vec<Answer>),
    Error(Question),
    /// Leave this file, which is gone, out of the recent ones?
    Gone(Question, PathBuf),
    Recover(Question, Box<Opened>),
    Form(FormModal),
    New(NewForm),
    Columns(Box<WeergaveForm>),
    /// Which file, where the system has no dialog for that.
    Path(Box<PathDialog>, Purpose),
    PerTaakveld(Box<TaakveldenModal>),
    Slides(DiasModal),
    Questions(VragenModal),
    /// A plan, a package, a measure or an option.
    Plan(Box<PlanForm>),
    /// What a version is called that is about to be sealed.
    Zegel(ZegelForm),
    /// Somebody else saved over the file: what now?
    Elsewhere(Box<Elsewhere>),
    Versies(VersiesModal),
    Waarom(Waarom),
    Help,
}

/// Work that takes longer than this shows its progress. Seconds.
const PATIENCE: f64 = 0.2;

impl App {
    /// The window with a file, or with the start screen.
    pub fn new(ctx: &Context, world: Surroundings, native: AskFile, path: Option<PathBuf>) -> App {
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
            native,
            settings,
            open: None,
            unsaved,
            task: None,
            modal: None,
            modals: VecDeque::new(),
            palette: None,
            parts: Vec::new(),
            message: trouble.map(|error| Message { text: error.to_string(), is_warning: true }),
            waiting: Vec::new(),
            title: String::new(),
            quitting: false,
            inkomend: None,
        };
        if let Some(path) = path {
            app.begin(ctx, Destination::File(path));
        }
        app
    }

    /// Shows what merging this into the file would do, once that is open.
    pub fn and_merge(mut self, inkomend: Option<Inkomend>) -> App {
        self.inkomend = inkomend;
        self
    }

    fn tell(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), is_warning: false });
    }

    fn warn(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), is_warning: true });
    }

    /// The day here.
    fn today(&self) -> jiff::civil::Date {
        (self.world.now)().to_zoned(jiff::tz::TimeZone::system()).date()
    }

    fn change(&mut self, why: String, edits: Vec<Edit>) {
        self.merge(why, edits, Vec::new());
    }

    /// The same, of work of others.
    fn merge(&mut self, why: String, edits: Vec<Edit>, van: Vec<Bijdrage>) {
        // Nothing may change between preparing a saving and its end: it waits for that.
        if matches!(self.task, Some(Task::Saving { .. })) {
            return self.waiting.push(Wish::Merged { why, edits, van });
        }
        let Some(open) = &mut self.open else { return };
        match open.session.merge(&self.world, why.clone(), edits, van) {
            Ok(()) => self.tell(why),
            Err(error) => self.warn(format!("Niet gewijzigd: {error}.")),
        }
    }

    fn save_settings(&mut self) {
        if let Err(error) = self.settings.save(self.world.disk.as_ref(), &self.world.folders.config)
        {
            self.warn(error.to_string());
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
        if self.is_presenting() {
            return self.show_beraad(ui);
        }
        let mut wishes = Vec::new();
        let notation = self.open.as_ref().map(|open| open.view.notation);
        let can_present = self.open.as_ref().is_some_and(|open| {
            let begroting = open.session.document.begroting();
            !begroting.plannen.is_empty() || !begroting.dias.is_empty()
        });
        let menu = egui::Panel::top("menu").show(ui, |ui| {
            menu::show(ui, notation, can_present, |command| self.entry(&ctx, command), &mut wishes);
        });
        self.parts.clear();
        if let Some(open) = &mut self.open {
            open.lade.controle.follow(&open.session.document, open.view.notation.unit);
        }
        let asked = egui::Panel::bottom("status").show(ui, |ui| status::show(ui, self)).inner;
        wishes.extend(asked.map(Wish::Do));
        let today = self.today();
        let (mut destination, mut beside_asked) = (None, None);
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
                    today,
                    wishes: &mut wishes,
                };
                let below = open.lade.show(ui, &mut desk);
                let was_on = desk.view.selected;
                self.parts.push(tree::panel(ui, &mut desk, &mut open.tree));
                // Who goes to an onderdeel wants to see its page.
                if desk.view.selected != was_on {
                    open.naast = None;
                }
                let shown = egui::CentralPanel::default().show(ui, |ui| match &mut open.naast {
                    Some(naast) => naast.show(ui, &mut desk),
                    None => {
                        page::show(ui, &mut desk, &mut open.page);
                        (None, open.page.parts.clone())
                    }
                });
                let (asked, parts) = shown.inner;
                self.parts.extend(parts);
                self.parts.extend(below);
                beside_asked = asked;
            }
        }
        self.parts.push(Part { rect: menu.response.rect, home: None });
        self.show_modal(ui);
        self.show_palette(ui);
        self.show_progress(ui);
        let waited = std::mem::take(&mut self.waiting);
        for wish in waited.into_iter().chain(wishes) {
            self.see_to(&ctx, wish);
        }
        if let Some(asked) = beside_asked {
            self.on_beside(&ctx, asked);
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
