//! Versions beside the open budget: comparing, and merging what came back.

use std::path::PathBuf;

use eframe::egui::Context;

use super::{App, Open, Purpose};
use crate::model::Id;
use crate::store::{StoreError, versions_folder};
use crate::ui::naast::{
    Archief, Begin, Bestand, Eigen, Gevraagd, Naast, Samenvoegen, Vergelijken, read_files,
};
use crate::ui::native::FileQuestion;
use crate::ui::session::Surroundings;
use crate::ui::wish::{Answer, Ask, Wish};

use super::beside::Done;

/// What files are read for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Waarvoor {
    Vergelijken,
    /// A sealed version: what changed since.
    Versie,
    Samenvoegen,
    /// The first is merged; the second is the version that it began with.
    MetBasis,
    /// It is the version that this file began with.
    Basis(PathBuf),
    /// Somebody else saved it over the file of the open budget.
    Elders,
}

impl Open {
    /// Where the sealed versions of the open budget lie.
    pub(super) fn archief(&self, world: &Surroundings) -> Archief {
        let own = self.session.place.path();
        Archief {
            disk: world.disk.clone(),
            folder: own.map(|path| versions_folder(world.disk.as_ref(), path)),
            budget: self.session.document.begroting().id(),
        }
    }
}

/// The files of this budget, and what is wrong with the others.
fn of_this_budget(
    read: Vec<Result<Bestand, StoreError>>,
    budget: Id,
) -> (Vec<Bestand>, Vec<String>) {
    let (mut files, mut refused) = (Vec::new(), Vec::new());
    for file in read {
        match file {
            Ok(file) if file.begroting.id() == budget => files.push(file),
            Ok(other) => {
                let kop = other.begroting.kop();
                refused.push(format!(
                    "‘{}’ is een andere begroting: {}, {}. Kies een versie van de geopende begroting.",
                    other.name, kop.gemeente, kop.title
                ));
            }
            Err(error) => refused.push(error.to_string()),
        }
    }
    (files, refused)
}

impl App {
    /// Shows the comparison or the merge; what is merged is asked for first.
    pub(super) fn beside(&mut self, ctx: &Context, merge: bool) {
        let Some(open) = &mut self.open else { return };
        if merge {
            return self.ask_beside(ctx, Waarvoor::Samenvoegen);
        }
        if !matches!(open.naast, Some(Naast::Vergelijken(_))) {
            let screen = Vergelijken::new(open.archief(&self.world), Vec::new());
            open.naast = Some(Naast::Vergelijken(Box::new(screen)));
        }
    }

    /// Reads files of the open budget on a thread of its own.
    pub(super) fn read_beside(&mut self, ctx: &Context, paths: Vec<PathBuf>, waarvoor: Waarvoor) {
        let Some(open) = &self.open else { return };
        let (disk, id) = (self.world.disk.clone(), open.session.document.begroting().id());
        let (hash, journal) = open.session.known_content();
        let ingebracht = open.session.document.begroting().ingebracht.iter().cloned().collect();
        let eigen = Eigen { hash, journal, versies: open.archief(&self.world).folder, ingebracht };
        self.work(ctx, "Bestanden lezen…", move || {
            Ok(Done::Naast(read_files(disk.as_ref(), paths, &eigen, id)?, waarvoor))
        });
    }

    /// Shows what was read, and says what could not be.
    pub(super) fn put_beside(
        &mut self,
        read: Vec<Result<Bestand, StoreError>>,
        waarvoor: Waarvoor,
    ) {
        let Some(open) = &self.open else { return };
        let (files, refused) = of_this_budget(read, open.session.document.begroting().id());
        if !refused.is_empty() {
            let takes_any = matches!(waarvoor, Waarvoor::Vergelijken | Waarvoor::Samenvoegen);
            let goes_on = takes_any && !files.is_empty();
            let mut text = refused.join("\n\n");
            if goes_on {
                let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
                text += &format!("\n\nWel gelezen: {}.", names.join(", "));
            }
            self.error("Niet gelukt", text);
            if !goes_on {
                return;
            }
        }
        let Some(open) = &mut self.open else { return };
        let archief = open.archief(&self.world);
        match (waarvoor, &mut open.naast) {
            (Waarvoor::Vergelijken, Some(Naast::Vergelijken(screen))) => screen.add(files),
            (Waarvoor::Versie, naast) => {
                let screen = Vergelijken::since_version(archief, files);
                *naast = Some(Naast::Vergelijken(Box::new(screen)));
            }
            (Waarvoor::MetBasis, naast) => {
                let [mut file, basis]: [Bestand; 2] = match files.try_into() {
                    Ok(both) => both,
                    Err(_) => return,
                };
                file.begin = Some(Begin { is_zeker: true, ..basis.as_begin() });
                *naast = Some(Naast::Samenvoegen(Box::new(Samenvoegen::new(vec![file]))));
            }
            (Waarvoor::Samenvoegen, Some(Naast::Samenvoegen(screen))) => screen.add(files),
            (Waarvoor::Basis(of), Some(Naast::Samenvoegen(screen))) => {
                if let Some(file) = files.into_iter().next() {
                    screen.chosen_begin(&of, &file.as_begin());
                }
            }
            (Waarvoor::Vergelijken, naast) => {
                *naast = Some(Naast::Vergelijken(Box::new(Vergelijken::new(archief, files))));
            }
            (Waarvoor::Elders, naast) => {
                let as_saved = open.session.document.as_saved();
                let (Some(file), Some(as_saved)) = (files.into_iter().next(), as_saved) else {
                    return self
                        .warn("Niet meer na te gaan met welke versie u begon; sla op als kopie.");
                };
                let screen = Samenvoegen::of_other(file, as_saved);
                *naast = Some(Naast::Samenvoegen(Box::new(screen)));
            }
            (Waarvoor::Samenvoegen | Waarvoor::Basis(_), naast) => {
                *naast = Some(Naast::Samenvoegen(Box::new(Samenvoegen::new(files))));
            }
        }
    }

    /// What a screen with versions beside each other asks of the window.
    pub(super) fn on_beside(&mut self, ctx: &Context, asked: Gevraagd) {
        let Some(open) = &mut self.open else { return };
        let waarvoor = match (asked, &open.naast) {
            (Gevraagd::Sluiten, _) => {
                open.naast = None;
                return open.page.focus_table();
            }
            (Gevraagd::Kopie(begroting), _) => return self.ask_copy(ctx, begroting, "eerder"),
            (Gevraagd::Basis(of), _) => Waarvoor::Basis(of),
            (Gevraagd::Bestand, Some(Naast::Samenvoegen(_))) => Waarvoor::Samenvoegen,
            (Gevraagd::Bestand, _) => Waarvoor::Vergelijken,
        };
        self.ask_beside(ctx, waarvoor);
    }

    fn ask_beside(&mut self, ctx: &Context, waarvoor: Waarvoor) {
        let title = match waarvoor {
            Waarvoor::Samenvoegen => "Bestanden om samen te voegen",
            Waarvoor::Basis(_) => "De versie waarmee het bestand begon",
            _ => "Bestand om mee te vergelijken",
        };
        let several = waarvoor == Waarvoor::Samenvoegen;
        let question = FileQuestion::Versions { folder: self.folder(), title, several };
        self.ask_file(ctx, question, Purpose::Beside(waarvoor));
    }

    /// Files that were dropped while a budget is open: what is to be done with them?
    pub(super) fn dropped_beside(&mut self, paths: Vec<PathBuf>) {
        let (title, text) = match paths.as_slice() {
            [path] => {
                (crate::ui::session::file_name(path), "Wat wilt u met dit bestand?".to_owned())
            }
            all => {
                (format!("{} bestanden", all.len()), "Wat wilt u met deze bestanden?".to_owned())
            }
        };
        let mut answers = vec![
            Answer::new("Samenvoegen", [Wish::Merge(paths.clone())]),
            Answer::new("Vergelijken", [Wish::Compare(paths.clone())]),
        ];
        if let [path] = paths.as_slice() {
            answers.push(Answer::new("Openen", [Wish::Open(path.clone())]));
        }
        answers.push(Answer::new("Annuleren", []));
        self.grant(Wish::Ask(Ask { title, text, answers }));
    }
}
