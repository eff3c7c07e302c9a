//! Sealing a version, sending the budget out, and the way back.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::Context;

use super::beside::Done;
use super::naast::Waarvoor;
use super::{App, Modal, Purpose};
use crate::change::versie::{terug, uitgezet};
use crate::model::Begroting;
use crate::store::{Opschrift, Versie, Versies, seal, versions_folder};
use crate::ui::command::{self, Command};
use crate::ui::form::sentence;
use crate::ui::native::FileQuestion;
use crate::ui::session::{file_name, save_copy};
use crate::ui::start::Destination;
use crate::ui::versies::{Choice, ZegelForm};
use crate::ui::wish::{Answer, Ask, Wish};

impl App {
    pub(super) fn on_versie(&mut self, ctx: &Context, what: command::Versie) {
        if !self.finish_typing() {
            return;
        }
        if matches!(what, command::Versie::Compare | command::Versie::Merge) {
            return self.beside(ctx, what == command::Versie::Merge);
        }
        let Some(open) = &self.open else { return };
        let Some(path) = open.session.place.path() else {
            return self
                .warn("Sla de begroting eerst op: versies komen in een map naast het bestand.");
        };
        let (begroting, path) = (open.session.document.begroting(), path.to_owned());
        match what {
            command::Versie::Seal | command::Versie::SendOut => {
                if !open.session.place.is_file() {
                    return self.warn(
                        "Dit bestand is alleen-lezen geopend. Sla het eerst op onder een andere naam.",
                    );
                }
                let nu = (self.world.now)().to_zoned(jiff::tz::TimeZone::system()).datetime();
                let naam = begroting.kop().version.clone();
                let rol = self.settings.role.clone().unwrap_or_default();
                let uitzetten = what == command::Versie::SendOut;
                self.ask(Modal::Zegel(ZegelForm::new(uitzetten, naam, nu, rol)));
            }
            command::Versie::Copy if begroting.kop().uitgezet.is_none() => {
                self.warn("Deze begroting is nog niet uitgezet; kies eerst ‘Uitzetten…’.");
            }
            command::Versie::Copy => {
                let (begroting, _) = open.session.document.snapshot();
                self.ask_copy(ctx, begroting, "uitgezet");
            }
            command::Versie::Compare | command::Versie::Merge => {}
            command::Versie::List => {
                let (disk, id) = (self.world.disk.clone(), begroting.id());
                self.work(ctx, "Versies lezen…", move || {
                    let folder = versions_folder(disk.as_ref(), &path);
                    Ok(Done::Listed(Versies::list(disk.as_ref(), &[folder], id)?))
                });
            }
        }
    }

    /// Seals what is open now.
    pub(super) fn seal(&mut self, ctx: &Context, opschrift: Opschrift, uitzetten: bool) {
        let Some(open) = &self.open else { return };
        let Some(path) = open.session.place.path().map(ToOwned::to_owned) else { return };
        let (disk, (begroting, _)) = (self.world.disk.clone(), open.session.document.snapshot());
        self.work(ctx, "Verzegelen…", move || {
            let versie = seal(disk.as_ref(), &path, &begroting, opschrift)?;
            Ok(Done::Sealed(versie, uitzetten))
        });
    }

    /// Asks under what name to write a version of the open budget; `what` tells which.
    pub(super) fn ask_copy(&mut self, ctx: &Context, begroting: Arc<Begroting>, what: &str) {
        let own = self.open.as_ref().and_then(|open| open.session.place.path()?.file_stem());
        let stem = own.map_or_else(|| "begroting".into(), |stem| stem.to_string_lossy());
        let name = format!("{stem} ({what}).ron");
        let question =
            FileQuestion::Save { folder: self.folder(), name, title: "Kopie opslaan als" };
        self.ask_file(ctx, question, Purpose::Copy(begroting));
    }

    pub(super) fn copy(&mut self, ctx: &Context, begroting: Arc<Begroting>, path: PathBuf) {
        let Some(open) = &self.open else { return };
        if open.session.is_at(&self.world, &path) {
            return self.warn("Dat is het bestand zelf; kies een andere naam voor de kopie.");
        }
        let world = self.world.clone();
        self.work(ctx, "Kopie schrijven…", move || {
            save_copy(&world, &begroting, &path).map(|()| Done::Copied(path))
        });
    }

    /// Sealed; when it is sent out, the budget is marked with it.
    pub(super) fn sealed(&mut self, versie: &Versie, uitzetten: bool) {
        let naam = &versie.zegel().naam;
        if !uitzetten {
            return self.tell(format!("Verzegeld als {}.", file_name(&versie.path)));
        }
        let Some(open) = &self.open else { return };
        let edits = uitgezet(open.session.document.begroting(), versie.zegel().sha256);
        self.change(format!("Uitgezet als ‘{naam}’"), edits);
        let text = format!(
            "Versie ‘{naam}’ is verzegeld, en de begroting draagt nu haar kenmerk. Verstuur een \
             kopie; uw eigen bestand slaat u op met Ctrl+S."
        );
        let copy = Wish::Do(Command::Versie(command::Versie::Copy));
        let answers = vec![Answer::new("Kopie om te verzenden…", [copy]), Answer::new("Later", [])];
        self.grant(Wish::Ask(Ask { title: "Uitgezet".into(), text, answers }));
    }

    /// Makes the budget what it was in this version, in one change.
    pub(super) fn go_back(&mut self, versie: &Versie, begroting: &Begroting) {
        let Some(open) = &self.open else { return };
        match terug(&open.session.document, begroting) {
            Ok(edits) => self.change(format!("Terug naar versie ‘{}’", versie.zegel().naam), edits),
            Err(error) => self.error("Niet teruggegaan", sentence(&error)),
        }
    }

    pub(super) fn on_version_chosen(&mut self, ctx: &Context, choice: Choice) {
        match choice {
            Choice::Close => {}
            Choice::Compare(versie) => {
                self.read_beside(ctx, vec![versie.path], Waarvoor::Versie);
            }
            Choice::Open(versie) => self.begin(ctx, Destination::File(versie.path)),
            Choice::Terug(versie) => {
                let disk = self.world.disk.clone();
                self.work(ctx, "Versie lezen…", move || {
                    let begroting = versie.load(disk.as_ref())?;
                    Ok(Done::Read(versie, Box::new(begroting)))
                });
            }
        }
    }
}
