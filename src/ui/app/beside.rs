//! Work on the files that lie beside a budget, on a thread of its own: its versions, its archive, the
//! copy that is sent out.

use std::path::PathBuf;

use eframe::egui::Context;

use super::naast::Waarvoor;
use super::{App, Modal, Task};
use crate::change::{History, Step};
use crate::model::Begroting;
use crate::store::{Archived, StoreError, Versie, Versies};
use crate::ui::job::Job;
use crate::ui::naast::Bestand;
use crate::ui::session::{SaveError, file_name};
use crate::ui::versies::VersiesModal;

/// What it came to.
pub(super) enum Done {
    /// Sealed, and whether it is sent out.
    Sealed(Versie, bool),
    Listed(Versies),
    /// The budget as it was in this version.
    Read(Versie, Box<Begroting>),
    /// Written as a file of its own.
    Copied(PathBuf),
    /// What was done before the history.
    Earlier(Archived<Step>),
    /// Read to stand beside the open budget.
    Naast(Vec<Result<Bestand, StoreError>>, Waarvoor),
}

impl App {
    /// Starts it. The window goes on; other work waits.
    pub(super) fn work(
        &mut self,
        ctx: &Context,
        what: &'static str,
        work: impl FnOnce() -> Result<Done, SaveError> + Send + 'static,
    ) {
        if self.task.is_some() {
            return self.warn("Er is nog ander werk bezig; probeer het zo opnieuw.");
        }
        let since = ctx.input(|input| input.time);
        let job = Job::start(ctx, move || work().map_err(|error| error.to_string()));
        self.task = Some(Task::Beside { what, job, since });
    }

    pub(super) fn done_beside(&mut self, done: Done) {
        match done {
            Done::Listed(versies) => self.ask(Modal::Versies(VersiesModal::new(versies))),
            Done::Copied(path) => self.tell(format!("Kopie bewaard als {}.", file_name(&path))),
            Done::Sealed(versie, uitzetten) => self.sealed(&versie, uitzetten),
            Done::Read(versie, begroting) => self.go_back(&versie, &begroting),
            Done::Earlier(archived) => self.show_earlier(archived),
            Done::Naast(files, waarvoor) => self.put_beside(files, waarvoor),
        }
    }

    pub(super) fn read_earlier(&mut self, ctx: &Context) {
        let archive = self.open.as_ref().and_then(|open| open.session.archive.clone());
        let Some(archive) = archive else { return };
        let disk = self.world.disk.clone();
        self.work(ctx, "Geschiedenis lezen…", move || {
            Ok(Done::Earlier(archive.read(disk.as_ref())?))
        });
    }

    fn show_earlier(&mut self, archived: Archived<Step>) {
        let Some(open) = &mut self.open else { return };
        open.session.document.set_earlier(History::of(&archived.lineage.entries).into_done());
        if archived.missing > 0 {
            let why = archived.damage.map(|damage| format!(" {damage}")).unwrap_or_default();
            let text = format!(
                "Van de eerdere wijzigingen zijn er {} niet gevonden in het bestand ‘.geschiedenis’ \
                 naast de begroting.{why} De begroting zelf is heel. Zet een eerdere kopie van dat \
                 bestand terug als u ze nodig hebt.",
                archived.missing
            );
            self.error("Geschiedenis niet volledig", text);
        }
    }
}
