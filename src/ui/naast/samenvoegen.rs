//! Merging files into the open budget: what each changed, and the conflicts that a person decides.

mod bedrag;
mod conflicten;
mod lijst;
mod ronde;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{Button, Rect, RichText, Ui};

use super::Gevraagd;
use super::begin::Begin;
use super::bron::{Bestand, Geladen};
use super::table::VergelijkTable;
use crate::change::Document;
use crate::change::samenvoegen::Kant;
use crate::display::Notation;
use crate::model::Begroting;
use crate::ui::following::Following;
use crate::ui::fonts;
use crate::ui::form::sentence;
use crate::ui::grid::{Grid, GridState};
use crate::ui::page::{card, within};
use crate::ui::parts::Part;
use crate::ui::theme::{Tokens, size};
use crate::ui::wish::{Desk, Wish};
use conflicten::Open;
use ronde::{Invoer, Keuze, Ronde, Sleutel};

const BUSY: &str = "Wijzigingen naast elkaar leggen…";

/// What a round is made of: with the same, the same comes out.
#[derive(Clone, Copy, PartialEq)]
struct Stand {
    /// Of the open budget.
    versie: u64,
    lijst: u64,
    keuzes: u64,
    notation: Notation,
}

/// What the window remembers of a merge.
pub struct Samenvoegen {
    files: Vec<Bestand>,
    /// Who sent each file; nobody said so of the others.
    rollen: HashMap<PathBuf, String>,
    gekozen: HashMap<Sleutel, Keuze>,
    /// An amount that is typed in place of both sides, and why it cannot be that.
    getypt: HashMap<Sleutel, (String, Option<String>)>,
    /// Another number after every change in the list of files.
    lijst: u64,
    /// Another number after every choice and every role.
    keuzes: u64,
    open: Open,
    ronde: Following<Stand, Ronde>,
    /// Of the rounds that were made.
    count: u64,
    /// Why the open budget does not take what comes out of a round, such as a closed column.
    geweigerd: (u64, Option<String>),
    grid: GridState,
    /// The conflict that was gone to last.
    at: Option<usize>,
    go_to: Option<usize>,
    /// Whether the button that merges gets the keyboard, once it can be pressed.
    wants_finish: bool,
}

impl Samenvoegen {
    pub fn new(files: Vec<Bestand>) -> Samenvoegen {
        let mut screen = Samenvoegen {
            files: Vec::new(),
            rollen: HashMap::new(),
            gekozen: HashMap::new(),
            getypt: HashMap::new(),
            lijst: 0,
            keuzes: 0,
            open: Open::default(),
            ronde: Following::default(),
            count: 0,
            geweigerd: (0, None),
            grid: GridState::default(),
            at: None,
            go_to: None,
            wants_finish: false,
        };
        screen.add(files);
        screen
    }

    /// What somebody else saved over the file of the open budget.
    pub fn of_other(mut file: Bestand, as_saved: Begroting) -> Samenvoegen {
        // Also where it is what this budget was before: it was put back, and merging says that it may
        // be saved over.
        file.was_eigen = false;
        // The journal beside it is that of whoever works here.
        file.sender = None;
        let naam = "wat u opende of het laatst opsloeg".into();
        let begroting = Arc::new(as_saved);
        file.begin = Some(Begin { begroting, naam, is_zeker: true, after: 0, ingebracht: None });
        Samenvoegen::new(vec![file])
    }

    /// More files to merge. One that is there already is read anew.
    pub fn add(&mut self, files: Vec<Bestand>) {
        for mut file in files {
            if let Some(who) = file.sender.clone() {
                self.rollen.entry(file.path.clone()).or_insert(who);
                self.keuzes += 1;
            }
            // More people may give their file the same name.
            let is_taken = |other: &Bestand| other.name == file.name && other.path != file.path;
            if self.files.iter().any(is_taken) {
                let folder = file.path.parent().and_then(Path::file_name).unwrap_or_default();
                file.name = format!("{}/{}", folder.to_string_lossy(), file.name);
            }
            match self.files.iter_mut().find(|known| known.path == file.path) {
                Some(known) => *known = file,
                None => self.files.push(file),
            }
        }
        self.lijst += 1;
    }

    /// The version that a file began with. Others of which it is not known most likely began with it too.
    pub fn chosen_begin(&mut self, path: &Path, begin: &Begin) {
        let is_asked = |file: &&mut Bestand| file.path == path || file.begin.is_none();
        for file in self.files.iter_mut().filter(is_asked) {
            file.begin = Some(begin.clone());
        }
        self.lijst += 1;
    }

    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
    ) -> (Option<Gevraagd>, Vec<Part>) {
        self.follow(ui, desk.document, desk.view.notation);
        let mut asked = None;
        let room = ui.available_rect_before_wrap();
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new("Bestanden samenvoegen").font(fonts::bold_of(size::HEADING)));
            let text = "in de geopende begroting; u ziet eerst wat er gebeurt";
            ui.label(RichText::new(text).color(Tokens::of(ui).text_weak));
            if ui.button("Bestand toevoegen…").clicked() {
                asked = Some(Gevraagd::Bestand);
            }
            if ui.button("Sluiten").clicked() {
                asked = Some(Gevraagd::Sluiten);
            }
        });
        ui.add_space(size::GAP);
        let following = std::mem::take(&mut self.ronde);
        let mut parts = Vec::new();
        let mut part = |ui: &Ui, top: f32| {
            let bottom = ui.available_rect_before_wrap().top();
            let rect = Rect::from_x_y_ranges(room.x_range(), top..=bottom);
            parts.push(Part { rect, home: None });
            bottom
        };
        if let Some(ronde) = following.last() {
            asked = asked.or(self.list(ui, desk.document, ronde));
            ui.separator();
            following.show_busy(ui, BUSY);
            let is_of_now = following.is_of_now();
            let finish = ui.add_enabled_ui(is_of_now, |ui| self.finish(ui, desk, ronde));
            if finish.inner {
                asked = Some(Gevraagd::Sluiten);
            }
            ui.separator();
            let top = part(ui, room.top());
            self.conflicts(ui, ronde);
            part(ui, top);
            let outcome = self.outcome(ui, ronde);
            parts.extend(outcome);
        } else {
            following.show_busy(ui, BUSY);
            part(ui, room.top());
        }
        self.ronde = following;
        (asked, parts)
    }

    /// Sees to it that what is shown is of now.
    fn follow(&mut self, ui: &Ui, document: &Document, notation: Notation) {
        let (lijst, keuzes) = (self.lijst, self.keuzes);
        let wanted = Stand { versie: document.version(), lijst, keuzes, notation };
        let Samenvoegen { files, count, gekozen, rollen, .. } = self;
        self.ronde.follow(ui.ctx(), wanted, || {
            *count += 1;
            let (files, nth) = (files.clone(), *count);
            let invoer =
                Invoer { lijst, notation, gekozen: gekozen.clone(), rollen: rollen.clone() };
            let (begroting, totals) = document.snapshot();
            let nu = Geladen { name: "nu geopend".into(), begroting, totals };
            move || Ronde::new(nu, &files, &invoer, nth)
        });
        self.follow_open();
        if let Some(ronde) = self.ronde.last().filter(|ronde| ronde.nth != self.geweigerd.0) {
            let refused = document.check(&ronde.edits).err();
            self.geweigerd = (ronde.nth, refused.map(|error| sentence(&error)));
        }
    }

    /// What the open budget becomes, as a tree of differences.
    fn outcome(&mut self, ui: &mut Ui, ronde: &Ronde) -> Option<Part> {
        if ronde.shape.verschillen.is_empty() {
            return None;
        }
        let notation = ronde.shape.zicht.notation;
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new("Zo wordt de geopende begroting").family(fonts::bold()));
            let text = format!("{} · + is gunstig", notation.label());
            ui.label(RichText::new(text).color(Tokens::of(ui).text_weak));
        });
        let mut table = VergelijkTable { shape: &ronde.shape };
        let rect = ui.available_rect_before_wrap();
        let output = card(ui, rect, |ui, inside| {
            let grid = &mut self.grid;
            within(ui, "wordt", inside, |ui| Grid::new("wordt").show(ui, grid, &mut table))
        });
        ui.advance_cursor_after_rect(rect);
        Some(Part { rect, home: Some(output.response.id) })
    }

    /// What will happen, and the button that does it. Whether it was done.
    fn finish(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, ronde: &Ronde) -> bool {
        let open = self.open.places.len();
        let mut done = false;
        ui.horizontal_wrapped(|ui| {
            let is_useful = !ronde.edits.is_empty();
            let is_taken = self.geweigerd.1.is_none();
            // What is typed and not decided is not lost by going on.
            let is_typing = !self.getypt.is_empty()
                && ronde.conflicten.iter().any(|it| self.getypt.contains_key(&it.sleutel));
            let ready = open == 0 && ronde.is_whole() && is_useful && is_taken && !is_typing;
            let button = ui.add_enabled(ready, Button::new("Samenvoegen"));
            if ready && ronde.nth == self.count && std::mem::take(&mut self.wants_finish) {
                button.request_focus();
            }
            let changes = ronde.edits.iter().filter(|edit| !edit.is_mark()).count();
            let text = match (ronde.is_whole(), open, changes) {
                (false, _, _) => {
                    "Niet elk bestand kan erbij; kies zijn begin, of laat het weg.".into()
                }
                (true, 0, _) if is_typing => "Rond eerst het bedrag af dat u typt (Enter).".into(),
                (true, 0, 0) if is_useful => {
                    "Er komt niets bij; wat hier besloten is, wordt niet nog eens gevraagd.".into()
                }
                (true, 0, 0) => "Er komt niets bij: alles staat er al.".to_owned(),
                (true, 0, 1) => "1 wijziging; Ctrl+Z neemt haar terug.".to_owned(),
                (true, 0, count) => {
                    format!("{count} wijzigingen in één keer; Ctrl+Z neemt ze terug.")
                }
                (true, 1, _) => "1 conflict vraagt nog een keuze (F8).".into(),
                (true, open, _) => format!("{open} conflicten vragen nog een keuze (F8)."),
            };
            ui.label(self.geweigerd.1.as_deref().unwrap_or(&text));
            if button.clicked() {
                let name = |file: &Bestand| match self.rollen.get(&file.path) {
                    Some(rol) => format!("{} van {rol}", file.name),
                    None => file.name.clone(),
                };
                let names: Vec<String> = self.files.iter().map(name).collect();
                let why = format!("Samengevoegd: {}", names.join(", "));
                let (edits, van) = (ronde.edits.clone(), ronde.van.clone());
                desk.wishes.push(Wish::Merged { why, edits, van });
                done = true;
            }
            let is_mine = ronde.conflicten.iter().all(|it| it.eerder.is_none());
            for kant in [Kant::Mijn, Kant::Hun] {
                let name = match (kant, is_mine) {
                    (Kant::Mijn, true) => "Overal mijn versie",
                    (Kant::Hun, true) => "Overal hun versie",
                    (Kant::Mijn, false) => "Overal wat er al stond",
                    (Kant::Hun, false) => "Overal het bestand dat erbij komt",
                };
                if ronde.conflicten.len() > 1 && ui.button(name).clicked() {
                    let keuze = Keuze::Kant(kant);
                    let all = ronde.conflicten.iter().map(|it| (it.sleutel.clone(), keuze));
                    self.gekozen.extend(all);
                    self.getypt.clear();
                    self.keuzes += 1;
                }
            }
        });
        done
    }
}
