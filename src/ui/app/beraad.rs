//! The Technisch Beraad in the window: it takes all of it, and no other command is heard.

use std::path::PathBuf;

use eframe::egui::{CentralPanel, Context, Frame, Ui, ViewportCommand};

use super::{App, Purpose, Task};
use crate::change::presentatie;
use crate::ui::beraad::{Beraad, Export, Progress};
use crate::ui::chance::new_id;
use crate::ui::command::Command;
use crate::ui::job::Job;
use crate::ui::native::FileQuestion;
use crate::ui::wish::{Answer, Ask, Desk, Wish};

impl App {
    pub(super) fn is_presenting(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.beraad.is_some())
    }

    /// Shows the slides; where there are none, offers to make them.
    pub(super) fn present(&mut self, ctx: &Context) {
        if !self.finish_typing() {
            return;
        }
        let Some(open) = &mut self.open else { return };
        let begroting = open.session.document.begroting();
        if begroting.dias.top().next().is_some() {
            open.beraad = Some(Beraad::new(begroting, open.view.scenario));
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
            ctx.request_repaint();
            return;
        }
        match presentatie::voorstel(begroting, new_id) {
            Ok(edits) => {
                let make = [
                    Wish::Change { why: "Dia’s gemaakt voor het Technisch Beraad".into(), edits },
                    Wish::Do(Command::Present),
                ];
                self.grant(Wish::Ask(Ask {
                    title: "Er zijn nog geen dia’s".into(),
                    text:
                        "Zal er een reeks worden gemaakt: het tekort, de waterval van het laatste \
                           jaar, elke vrijgegeven maatregel met opties, en de dekking? U kunt ze \
                           daarna veranderen, en alles in één keer ongedaan maken."
                            .into(),
                    answers: vec![Answer::new("Dia’s maken", make), Answer::new("Annuleren", [])],
                }));
            }
            Err(error) => self.warn(format!("Er zijn nog geen dia’s. {error}")),
        }
    }

    /// Ends it, or asks first what must become of what was tried. Whether it is over.
    pub(super) fn leave_beraad(&mut self, ctx: &Context) -> bool {
        let Some(open) = &mut self.open else { return true };
        let Some(beraad) = &mut open.beraad else { return true };
        if beraad.end() {
            open.beraad = None;
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
        }
        open.beraad.is_none()
    }

    /// Asks where the pictures of the slides go.
    pub(super) fn export_slides(&mut self, ctx: &Context) {
        if !self.finish_typing() {
            return;
        }
        let Some(open) = &self.open else { return };
        match Export::new(&open.session.document, &open.view) {
            Some(export) => {
                let name = "technisch-beraad.png".to_owned();
                let question = FileQuestion::SavePicture { folder: self.folder(), name };
                self.ask_file(ctx, question, Purpose::Slides(Box::new(export)));
            }
            None => self.warn("Er zijn nog geen dia’s; maak ze met Presenteren (F5)."),
        }
    }

    pub(super) fn start_export(&mut self, ctx: &Context, export: Export, path: PathBuf) {
        let (disk, progress, count) =
            (self.world.disk.clone(), Progress::default(), export.count());
        let (since, seen) = (ctx.input(|input| input.time), progress.clone());
        let job = Job::start(ctx, move || export.run(disk.as_ref(), &path, &seen));
        self.task = Some(Task::Slides { job, progress, count, since });
    }

    pub(super) fn show_beraad(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let mut wishes = Vec::new();
        let mut is_over = false;
        let has_keyboard = self.modal.is_none();
        let today = self.today();
        if let Some(open) = &mut self.open
            && let Some(beraad) = &mut open.beraad
        {
            let mut desk = Desk {
                document: &open.session.document,
                view: &mut open.view,
                today,
                wishes: &mut wishes,
            };
            CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
                is_over = beraad.show(ui, &mut desk, has_keyboard);
            });
            if is_over {
                open.beraad = None;
                open.page.focus_table();
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
                ctx.request_repaint();
            }
        }
        self.show_modal(ui);
        self.show_progress(ui);
        let waited = std::mem::take(&mut self.waiting);
        for wish in waited.into_iter().chain(wishes) {
            self.see_to(&ctx, wish);
        }
        self.show_title(&ctx);
    }
}
