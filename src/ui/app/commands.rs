//! What commands and wishes do in the window.

use eframe::egui::Context;

use super::naast::Waarvoor;
use super::{App, Modal, Next, Open, Purpose, preference};
use crate::store;
use crate::ui::command::Command;
use crate::ui::dias::DiasModal;
use crate::ui::lade::Blad;
use crate::ui::modal::Question;
use crate::ui::naast::{Naast, Vergelijken};
use crate::ui::native::FileQuestion;
use crate::ui::new_budget::NewForm;
use crate::ui::palette::Palette;
use crate::ui::plan_form::PlanForm;
use crate::ui::taakvelden::TaakveldenModal;
use crate::ui::view::Tab;
use crate::ui::vragen::VragenModal;
use crate::ui::waarom::Waarom;
use crate::ui::wish::{Ask, Desk, Wish};
use crate::ui::{chance, chart, edit, form, menu, overleg, parts, raster, start};

impl App {
    pub(super) fn enabled(&self, command: Command) -> bool {
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
    pub(super) fn entry(&self, ctx: &Context, command: Command) -> menu::Entry {
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

    pub(super) fn run(&mut self, ctx: &Context, command: Command) {
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
                    edit::run(command, &mut desk, &mut open.page, &mut open.tree, of_tree);
                });
                ctx.request_repaint();
            }
        }
    }

    /// Lets a part of the screen look at the open budget, and sees to what it wishes.
    pub(super) fn on_desk(&mut self, work: impl FnOnce(&mut Open, &mut Vec<Wish>)) {
        let mut wishes = Vec::new();
        if let Some(open) = &mut self.open {
            work(open, &mut wishes);
        }
        for wish in wishes {
            self.grant(wish);
        }
    }

    /// Goes to what the checks find after or before what was gone to last.
    pub(super) fn next_finding(&mut self, back: bool) {
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
    pub(super) fn grant(&mut self, wish: Wish) {
        match wish {
            Wish::Change { why, edits } => self.change(why, edits),
            Wish::Merged { why, edits, van } => self.merge(why, edits, van),
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
                    let screen = Vergelijken::since(open.archief(&self.world), count);
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

    pub(super) fn chart(&mut self, ctx: &Context, command: Command) {
        let Some(open) = &mut self.open else { return };
        let Some(data) = open.page.chart(&open.session.document, &open.view) else {
            return self.warn("Er is hier geen grafiek; kies eerst een taakveld.");
        };
        let theme = ctx.theme();
        let image = chart::to_image(&data, theme);
        if command == Command::CopyChart {
            ctx.copy_image(image);
            return self.tell("De grafiek staat op het klembord.");
        }
        match raster::png(&image) {
            Ok(png) => {
                let name = format!("{}.png", data.title().replace(['/', '\\', ':'], "-"));
                let question = FileQuestion::SavePicture { folder: self.folder(), name };
                self.ask_file(ctx, question, Purpose::Picture(png));
            }
            Err(error) => self.error("Grafiek niet bewaard", error.to_string()),
        }
    }

    /// Percent points up or down; zero is back to normal.
    pub(super) fn zoom(&mut self, ctx: &Context, by: i32) {
        let zoom = match by {
            0 => 100,
            _ => (i32::from(self.settings.zoom) + by).clamp(50, 300),
        };
        self.settings.zoom = u16::try_from(zoom).unwrap_or(100);
        ctx.set_zoom_factor(f32::from(self.settings.zoom) / 100.0);
        self.save_settings();
    }

    pub(super) fn shortcuts(&mut self, ctx: &Context) {
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

    pub(super) fn see_to(&mut self, ctx: &Context, wish: Wish) {
        match wish {
            Wish::Do(command) => self.run(ctx, command),
            Wish::Open(path) => self.begin(ctx, start::Destination::File(path)),
            Wish::Compare(paths) => self.read_beside(ctx, paths, Waarvoor::Vergelijken),
            Wish::Merge(paths) => self.read_beside(ctx, paths, Waarvoor::Samenvoegen),
            Wish::ReadEarlier => self.read_earlier(ctx),
            wish => self.grant(wish),
        }
    }
}
