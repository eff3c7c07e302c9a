//! What lies over the window: questions, forms, the palette, work that goes on.

use std::time::Duration;

use eframe::egui::{Id, Modal as Overlay, Ui};

use super::{App, Modal, Next, PATIENCE, Task, recover};
use crate::ui::modal::Question;
use crate::ui::new_budget::Answer;
use crate::ui::palette::Choice;
use crate::ui::plan_form;
use crate::ui::session::open_new;
use crate::ui::view::Tab;
use crate::ui::weergave_form::{self, WeergaveForm};
use crate::ui::wish::{Desk, Wish};
use crate::ui::{chance, form, help, path_dialog};

impl App {
    /// Asks now, or after what is asked already.
    pub(super) fn ask(&mut self, modal: Modal) {
        if self.modal.is_none() {
            self.modal = Some(modal);
        } else {
            self.modals.push_back(modal);
        }
    }

    pub(super) fn error(&mut self, title: &str, text: impl Into<String>) {
        self.ask(Modal::Error(Question::new(title, text, &["Begrepen"])));
    }

    /// The form for a view, which begins with the one that the page shows.
    pub(super) fn ask_columns(&mut self) {
        if !self.finish_typing() {
            return;
        }
        let Some(open) = &mut self.open else { return };
        let begroting = open.session.document.begroting();
        let shown = open.view.selected.and_then(|id| open.view.weergave(begroting, id));
        let Some(shown) = shown else { return };
        open.view.tab = Tab::Kosten;
        let form = WeergaveForm::new(begroting, shown, chance::new_id());
        self.ask(Modal::Columns(Box::new(form)));
    }

    pub(super) fn show_modal(&mut self, ui: &mut Ui) {
        let Some(modal) = self.modal.take().or_else(|| self.modals.pop_front()) else { return };
        self.show_this(ui, modal);
        // The table takes the keyboard back by itself.
        if let Some(open) = self.open.as_mut().filter(|open| open.tree_was_last)
            && self.modal.is_none()
        {
            open.tree.take_keyboard();
            ui.ctx().request_repaint();
        }
    }

    fn show_this(&mut self, ui: &mut Ui, modal: Modal) {
        let ctx = ui.ctx().clone();
        match modal {
            Modal::Unsaved(mut question, next) => match question.show(ui) {
                None => self.modal = Some(Modal::Unsaved(question, next)),
                Some(0) => self.save(&ctx, next),
                Some(1) => self.proceed(&ctx, next),
                Some(_) => self.not_next(&ctx, next),
            },
            Modal::Ask(mut question, answers) => match question.show(ui) {
                None => self.modal = Some(Modal::Ask(question, answers)),
                Some(chosen) => {
                    let answer = answers.into_iter().nth(chosen);
                    for wish in answer.into_iter().flat_map(|answer| answer.then) {
                        self.see_to(&ctx, wish);
                    }
                }
            },
            Modal::Error(mut question) => {
                if question.show(ui).is_none() {
                    self.modal = Some(Modal::Error(question));
                }
            }
            Modal::Gone(mut question, path) => match question.show(ui) {
                None => self.modal = Some(Modal::Gone(question, path)),
                Some(0) => {
                    self.settings.forget(&path);
                    self.save_settings();
                }
                Some(_) => {}
            },
            Modal::Recover(mut question, opened) => match question.show(ui) {
                None => self.modal = Some(Modal::Recover(question, opened)),
                // Nothing was touched: the next time it is offered again.
                Some(answer) if answer + 1 == question.answers.len() => {}
                Some(answer) => {
                    let takes =
                        opened.pending.as_ref().is_some_and(|it| recover::takes(it, answer));
                    self.leave_for(&ctx, Next::Swap(opened, takes));
                }
            },
            Modal::Form(mut modal) => match modal.show(ui) {
                None => self.modal = Some(Modal::Form(modal)),
                Some(false) => {}
                Some(true) => {
                    let mut refused = None;
                    let today = self.today();
                    self.on_desk(|open, wishes| {
                        let mut desk = Desk {
                            document: &open.session.document,
                            view: &mut open.view,
                            today,
                            wishes,
                        };
                        refused = form::fill(&mut desk, &mut open.page, &modal).err();
                    });
                    if refused.is_some() {
                        modal.error = refused;
                        self.modal = Some(Modal::Form(modal));
                    }
                }
            },
            Modal::Plan(mut form) => {
                let Some(open) = &self.open else { return };
                match form.show(ui, open.session.document.begroting()) {
                    None => self.modal = Some(Modal::Plan(form)),
                    Some(plan_form::Answer::Cancel) => {}
                    Some(plan_form::Answer::Change { why, edits, shown }) => {
                        if let Some(open) = &mut self.open {
                            open.page.show_new(shown);
                        }
                        self.on_desk(|_, wishes| wishes.push(Wish::Change { why, edits }));
                    }
                }
            }
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
            Modal::Columns(mut form) => {
                let Some(open) = &mut self.open else { return };
                let begroting = open.session.document.begroting();
                match form.show(ui, begroting) {
                    None => self.modal = Some(Modal::Columns(form)),
                    Some(weergave_form::Answer::Cancel) => {}
                    Some(weergave_form::Answer::Change { why, edits, shown }) => {
                        if let Some((onderdeel, id)) = open.view.selected.zip(shown) {
                            open.view.choose(begroting, onderdeel, id);
                        }
                        if !edits.is_empty() {
                            self.change(why, edits);
                        }
                    }
                }
            }
            Modal::Path(mut dialog, purpose) => match dialog.show(ui) {
                None => self.modal = Some(Modal::Path(dialog, purpose)),
                Some(path_dialog::Choice::Nothing) => self.chosen(&ctx, purpose, None),
                Some(path_dialog::Choice::Path(path)) => self.chosen(&ctx, purpose, Some(path)),
            },
            Modal::PerTaakveld(mut modal) => {
                let Some(open) = &self.open else { return };
                if !modal.show(ui, &open.session.document, open.view.notation) {
                    self.modal = Some(Modal::PerTaakveld(modal));
                }
            }
            Modal::Slides(mut modal) => {
                if !self.show_on_desk(|desk| modal.show(ui, desk)) {
                    self.modal = Some(Modal::Slides(modal));
                }
            }
            Modal::Questions(mut modal) => {
                if !self.show_on_desk(|desk| modal.show(ui, desk)) {
                    self.modal = Some(Modal::Questions(modal));
                }
            }
            Modal::Elsewhere(asked) => self.show_elsewhere(ui, asked),
            Modal::Zegel(mut form) => match form.show(ui) {
                None => self.modal = Some(Modal::Zegel(form)),
                Some(None) => {}
                Some(Some(opschrift)) => self.seal(&ctx, opschrift, form.uitzetten),
            },
            Modal::Versies(mut modal) => match modal.show(ui) {
                None => self.modal = Some(Modal::Versies(modal)),
                Some(choice) => self.on_version_chosen(&ctx, choice),
            },
            Modal::Waarom(mut waarom) => {
                if !waarom.show(ui) {
                    self.modal = Some(Modal::Waarom(waarom));
                }
            }
            Modal::Help => {
                if !help::show(ui) {
                    self.modal = Some(Modal::Help);
                }
            }
        }
    }

    /// Shows a dialog that works on the open budget; whether it was closed.
    fn show_on_desk(&mut self, show: impl FnOnce(&mut Desk<'_>) -> bool) -> bool {
        let mut closed = true;
        let today = self.today();
        self.on_desk(|open, wishes| {
            let document = &open.session.document;
            closed = show(&mut Desk { document, view: &mut open.view, today, wishes });
        });
        closed
    }

    pub(super) fn show_palette(&mut self, ui: &mut Ui) {
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
    pub(super) fn show_progress(&mut self, ui: &mut Ui) {
        let (text, since, can_stop) = match &self.task {
            Some(Task::Opening { name, since, .. }) => (format!("{name} openen…"), *since, true),
            Some(Task::Saving { since, .. }) => ("Opslaan…".to_owned(), *since, false),
            Some(Task::Beside { what, since, .. }) => ((*what).to_owned(), *since, false),
            Some(Task::Slides { progress, count, since, .. }) => {
                // Each slide takes a while: the count goes on without the mouse moving.
                ui.ctx().request_repaint_after(Duration::from_secs_f64(PATIENCE));
                let next = (progress.done() + 1).min(*count);
                (format!("Dia {next} van {count} tekenen…"), *since, true)
            }
            _ => return,
        };
        let waited = ui.input(|input| input.time) - since;
        if waited < PATIENCE {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(PATIENCE - waited));
            return;
        }
        let mut stop = false;
        Overlay::new(Id::unique("progress")).show(ui.ctx(), |ui| {
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label(text);
                stop = can_stop && ui.button("Annuleren").clicked();
            });
        });
        match (&self.task, stop) {
            // What is written already stands; the thread says how far it came.
            (Some(Task::Slides { progress, .. }), true) => progress.stop(),
            (_, true) => self.task = None,
            _ => {}
        }
    }
}
