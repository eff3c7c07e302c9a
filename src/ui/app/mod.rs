//! The window: what is open, what is being asked, and what becomes of a wish.

mod beraad;
mod beside;
mod elsewhere;
mod files;
mod modals;
mod naast;
mod recover;
mod versies;

use std::collections::VecDeque;
use std::path::PathBuf;

use eframe::egui::{self, Context, Ui, ViewportCommand};

use self::beside::Done;
use self::elsewhere::Elsewhere;
use super::beraad::{Beraad, Export, Progress};
use super::chance;
use super::command::Command;
use super::dias::DiasModal;
use super::form;
use super::job::Job;
use super::lade::{Blad, Lade};
use super::modal::{FormModal, Question};
use super::naast::{Naast, Vergelijken};
use super::native::{AskFile, FileAnswer, FileQuestion};
use super::new_budget::NewForm;
use super::page::PageState;
use super::palette::Palette;
use super::parts::{self, Part};
use super::path_dialog::PathDialog;
use super::plan_form::PlanForm;
use super::session::{
    LeftBehind, Opened, SaveError, SavedFile, Session, Surroundings, left_behind,
};
use super::start::Destination;
use super::taakvelden::TaakveldenModal;
use super::tree::TreeState;
use super::versies::{VersiesModal, ZegelForm};
use super::view::{Tab, View};
use super::vragen::VragenModal;
use super::waarom::Waarom;
use super::weergave_form::WeergaveForm;
use super::wish::{Answer, Ask, Desk, Wish};
use super::{menu, overleg, page, start, status, tree};
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
    /// To send the open budget out in.
    Copy,
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

    fn save_settings(&mut self) {
        if let Err(error) = self.settings.save(self.world.disk.as_ref(), &self.world.folders.config)
        {
            self.warn(error.to_string());
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
            Command::Cells(_) => open.page.has_table(),
            Command::Wijziging(what) => open.page.can(&open.session.document, &open.view, what),
            Command::Columns => open.view.selected.is_some(),
            _ => true,
        }
    }

    /// How a command stands in its menu.
    fn entry(&self, ctx: &Context, command: Command) -> menu::Entry {
        let open = self.open.as_ref();
        let detail = open.and_then(|open| match command {
            Command::Undo => open.session.document.undoable(),
            Command::Redo => open.session.document.redoable(),
            _ => None,
        });
        let ticked = match command {
            Command::Unit(unit) => open.map(|open| open.view.notation.unit == unit),
            Command::Signs(signs) => open.map(|open| open.view.notation.signs == signs),
            Command::Moment(moment) => open.map(|open| open.view.moment == moment),
            Command::Chart(kind) => open.map(|open| open.page.chart_kind() == Some(kind)),
            Command::ChartMode => open.map(|open| open.page.shows_baten_and_lasten()),
            Command::Stap(stap) => open.map(|open| {
                let begroting = open.session.document.begroting();
                overleg::taakveld(begroting, &open.view).map(|it| it.behandeling.stap) == Some(stap)
            }),
            Command::Theme => Some(ctx.global_style().visuals.dark_mode),
            Command::Controle => open.map(|open| open.lade.shows(Blad::Controle)),
            Command::Opmerkingen => open.map(|open| open.lade.shows(Blad::Overleg)),
            _ => None,
        };
        menu::Entry {
            enabled: self.enabled(command),
            detail: detail.map(|revision| revision.why.clone()),
            ticked,
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
            Command::Open => {
                let question = FileQuestion::Open { folder: self.folder() };
                self.ask_file(ctx, question, Purpose::Open);
            }
            Command::Save => self.save(ctx, Next::Stay),
            Command::SaveAs => self.save_as(ctx, Next::Stay),
            Command::Versie(what) => self.on_versie(ctx, what),
            Command::CloseFile => self.leave_for(ctx, Next::Close),
            Command::Quit => self.leave_for(ctx, Next::Quit),
            Command::Palette => self.palette = Some(Palette::default()),
            Command::Help => self.ask(Modal::Help),
            Command::PerTaakveld => {
                let Some(open) = &self.open else { return };
                let notation = open.view.notation;
                match TaakveldenModal::new(&open.session.document, notation) {
                    Some(modal) => self.ask(Modal::PerTaakveld(Box::new(modal))),
                    None => self
                        .warn("Er zijn nog geen kolommen; voeg er een toe in het menu Invoegen."),
                }
            }
            Command::Columns => self.ask_columns(),
            Command::Controle => {
                if let Some(open) = &mut self.open {
                    open.lade.switch(Blad::Controle);
                }
            }
            Command::Opmerkingen => {
                if let Some(open) = &mut self.open {
                    open.lade.switch(Blad::Overleg);
                }
            }
            Command::NextFinding | Command::PreviousFinding => {
                if self.finish_typing() {
                    self.next_finding(command == Command::PreviousFinding);
                }
            }
            Command::Present => self.present(ctx),
            Command::ExportSlides => self.export_slides(ctx),
            Command::Slides => self.ask(Modal::Slides(DiasModal::default())),
            Command::Questions => self.ask(Modal::Questions(VragenModal::default())),
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
            Command::NextPart | Command::PreviousPart => {
                if self.finish_typing() {
                    parts::go(ctx, &self.parts, command == Command::PreviousPart);
                }
            }
            _ => {
                // A value is read in the unit in which it was typed, before that changes.
                if !self.finish_typing() {
                    return;
                }
                let today = self.today();
                self.on_desk(|open, wishes| {
                    let document = &open.session.document;
                    let mut desk = Desk { document, view: &mut open.view, today, wishes };
                    let of_tree = open.tree_was_last;
                    form::run(command, &mut desk, &mut open.page, &mut open.tree, of_tree);
                });
                ctx.request_repaint();
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

    /// Goes to what the checks find after or before what was gone to last.
    fn next_finding(&mut self, back: bool) {
        let Some(open) = &mut self.open else { return };
        if let Some(naast) = &mut open.naast {
            let text = naast.step(back);
            return self.tell(text);
        }
        let unit = open.view.notation.unit;
        let (wish, text) = open.lade.controle.step(&open.session.document, unit, back);
        if let Some(wish) = wish {
            self.grant(wish);
        }
        self.tell(text);
    }

    /// Sees to a wish that needs no window.
    fn grant(&mut self, wish: Wish) {
        match wish {
            Wish::Change { why, edits } => self.change(why, edits),
            Wish::Ask(Ask { title, text, answers }) => {
                let labels: Vec<&str> = answers.iter().map(|answer| &*answer.label).collect();
                let question = Question::new(title, text, &labels);
                self.ask(Modal::Ask(question, answers));
            }
            Wish::Select(id) => {
                let Some(open) = &mut self.open else { return };
                let begroting = open.session.document.begroting();
                if begroting.onderdelen.contains(id) {
                    open.view.select(begroting, id);
                }
            }
            Wish::GoTo(doel) => {
                let Some(open) = &mut self.open else { return };
                let begroting = open.session.document.begroting();
                open.view.select(begroting, doel.onderdeel);
                open.view.tab = doel.tab;
                open.page.go_to(begroting, &doel);
                // Who goes to a place wants to see it, and not what lies over its page.
                open.naast = None;
            }
            Wish::Be(role) => {
                if let Some(open) = &mut self.open {
                    open.view.be(open.session.document.begroting(), role.clone());
                }
                self.settings.role = role;
                self.save_settings();
            }
            Wish::Retype(typed) => {
                let Some(open) = &mut self.open else { return };
                open.view.select(open.session.document.begroting(), typed.onderdeel);
                open.view.tab = Tab::Kosten;
                open.page.retype(typed);
            }
            Wish::Fill(form) => {
                let Some(open) = &self.open else { return };
                let modal = form::modal(form, &open.session.document, &open.view);
                self.ask(Modal::Form(modal));
            }
            Wish::FillPlan(of) => {
                let Some(open) = &self.open else { return };
                let (begroting, notation) = (open.session.document.begroting(), open.view.notation);
                let scenario = open.view.scenario;
                let form = PlanForm::new(begroting, of, chance::new_id(), notation, scenario);
                if let Some(form) = form {
                    self.ask(Modal::Plan(Box::new(form)));
                }
            }
            Wish::Waarom(plek) => {
                let Some(open) = &self.open else { return };
                let waarom = Waarom::new(&open.session.document, plek, open.view.notation);
                if let Some(waarom) = waarom {
                    self.ask(Modal::Waarom(waarom));
                }
            }
            Wish::Toen(count) => {
                if let Some(open) = &mut self.open {
                    let screen = Vergelijken::since(count);
                    open.naast = Some(Naast::Vergelijken(Box::new(screen)));
                }
            }
            Wish::Tell(text) => self.tell(text),
            Wish::Warn(text) => self.warn(text),
            // These need the window: `see_to` does them.
            Wish::Do(_) | Wish::Open(_) | Wish::Compare(_) | Wish::Merge(_) | Wish::ReadEarlier => {
            }
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
                let name = format!("{}.png", data.title().replace(['/', '\\', ':'], "-"));
                let question = FileQuestion::SavePicture { folder: self.folder(), name };
                self.ask_file(ctx, question, Purpose::Picture(png));
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
        if self.modal.is_some() || self.palette.is_some() || self.is_presenting() {
            return;
        }
        let typing = ctx.text_edit_focused();
        // The table hears the keys for its cells itself: only while it has the keyboard.
        let mut keys: Vec<_> = Command::all()
            .filter(|command| !matches!(command, Command::Cells(_)))
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

    fn see_to(&mut self, ctx: &Context, wish: Wish) {
        match wish {
            Wish::Do(command) => self.run(ctx, command),
            Wish::Open(path) => self.begin(ctx, start::Destination::File(path)),
            Wish::Compare(paths) => self.read_beside(ctx, paths, naast::Waarvoor::Vergelijken),
            Wish::Merge(paths) => self.read_beside(ctx, paths, naast::Waarvoor::Samenvoegen),
            Wish::ReadEarlier => self.read_earlier(ctx),
            wish => self.grant(wish),
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
