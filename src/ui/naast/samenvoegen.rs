//! Merging files into the open budget: what each changed, and the conflicts that a person decides.

mod ronde;
mod woorden;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::text::LayoutJob;
use eframe::egui::{
    self, Align, Button, ComboBox, Layout, RichText, Role, ScrollArea, Stroke, TextFormat,
    TextStyle, Ui, WidgetInfo, WidgetText,
};

use super::Gevraagd;
use super::begin::Begin;
use super::bron::{Bestand, Geladen};
use super::table::VergelijkTable;
use crate::calc::verschillen::Stuk;
use crate::change::Document;
use crate::change::samenvoegen::{Kant, Telling};
use crate::display::Notation;
use crate::model::Begroting;
use crate::ui::following::Following;
use crate::ui::fonts;
use crate::ui::form::sentence;
use crate::ui::grid::{Grid, GridState};
use crate::ui::page::{card, within};
use crate::ui::parts::Part;
use crate::ui::session::ONBEKEND;
use crate::ui::theme::{Tokens, size};
use crate::ui::wish::Desk;
use ronde::{Invoer, Ronde, Sleutel, Stap, Vraag};

const BUSY: &str = "Wijzigingen naast elkaar leggen…";
/// So many conflicts are shown at a time.
const SEEN: usize = 40;

/// What the window remembers of a merge.
pub struct Samenvoegen {
    files: Vec<Bestand>,
    /// The file of the open budget, where somebody else saved over it: once it is merged, the budget
    /// can be saved over it again.
    eigen: Option<PathBuf>,
    /// Who sent each file; nobody said so of the others.
    rollen: HashMap<PathBuf, String>,
    gekozen: HashMap<Sleutel, Kant>,
    /// Another number after every change in the list of files.
    lijst: u64,
    ronde: Following<Invoer, Ronde>,
    /// Of the rounds that were made.
    count: u64,
    /// Why the open budget does not take what comes out of a round, such as a closed column.
    geweigerd: (u64, Option<String>),
    grid: GridState,
    /// The conflict that was gone to last.
    at: Option<usize>,
    go_to: Option<usize>,
}

impl Samenvoegen {
    pub fn new(files: Vec<Bestand>) -> Samenvoegen {
        let mut screen = Samenvoegen {
            files: Vec::new(),
            eigen: None,
            rollen: HashMap::new(),
            gekozen: HashMap::new(),
            lijst: 0,
            ronde: Following::default(),
            count: 0,
            geweigerd: (0, None),
            grid: GridState::default(),
            at: None,
            go_to: None,
        };
        screen.add(files);
        screen
    }

    /// What somebody else saved over the file of the open budget.
    pub fn of_other(mut file: Bestand, as_saved: Begroting) -> Samenvoegen {
        let eigen = Some(file.path.clone());
        let naam = "wat u opende of het laatst opsloeg".into();
        file.begin = Some(Begin { begroting: Arc::new(as_saved), naam, is_zeker: true, after: 0 });
        Samenvoegen { eigen, ..Samenvoegen::new(vec![file]) }
    }

    /// More files to merge. One that is there already is read anew.
    pub fn add(&mut self, files: Vec<Bestand>) {
        for mut file in files {
            if let Some(who) = file.sender.clone() {
                self.rollen.entry(file.path.clone()).or_insert(who);
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

    /// The version that a file began with.
    /// Others of which it is not known most likely began with it too.
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
        let mut parts = vec![Part { rect: room, home: None }];
        if let Some(ronde) = following.last() {
            asked = asked.or(self.list(ui, desk.document, ronde));
            ui.separator();
            following.show_busy(ui, BUSY);
            let is_of_now = following.is_of_now();
            let finish = ui.add_enabled_ui(is_of_now, |ui| self.finish(ui, desk, ronde));
            if finish.inner {
                let files = self.files.iter().map(|file| (file.path.clone(), file.hash));
                asked = Some(Gevraagd::Samengevoegd(files.collect()));
            }
            ui.separator();
            self.conflicts(ui, ronde);
            parts.extend(self.outcome(ui, ronde));
        } else {
            following.show_busy(ui, BUSY);
        }
        self.ronde = following;
        (asked, parts)
    }

    /// Sees to it that what is shown is of now.
    fn follow(&mut self, ui: &Ui, document: &Document, notation: Notation) {
        let invoer = Invoer {
            versie: document.version(),
            lijst: self.lijst,
            notation,
            gekozen: self.gekozen.clone(),
            rollen: self.rollen.clone(),
        };
        let Samenvoegen { files, count, .. } = self;
        self.ronde.follow(ui.ctx(), invoer.clone(), || {
            *count += 1;
            let (files, nth) = (files.clone(), *count);
            let (begroting, totals) = document.snapshot();
            let nu = Geladen { name: "nu geopend".into(), begroting, totals };
            move || Ronde::new(nu, &files, &invoer, nth)
        });
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
            let count = match ronde.shape.verschillen.len() {
                1 => "1 verschil".to_owned(),
                count => format!("{count} verschillen"),
            };
            let text = format!("{count} · {} · + is gunstig", notation.label());
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

    /// The files, with what each changed.
    fn list(&mut self, ui: &mut Ui, document: &Document, ronde: &Ronde) -> Option<Gevraagd> {
        let mut asked = None;
        let tokens = Tokens::of(ui);
        let mut gone = None;
        // While the list is newer than the round, its rows are of other files.
        let is_of_now = ronde.lijst == self.lijst;
        let stappen = if is_of_now { ronde.stappen.as_slice() } else { &[] };
        egui::Grid::new("bestanden").num_columns(7).striped(true).show(ui, |ui| {
            // The last column, which takes what is left, is empty.
            let heads = [
                "Bestand",
                "Van",
                "Wijzigingen daar",
                "Wijzigingen hier",
                "Gelijk",
                "Conflicten",
                "",
            ];
            for head in heads {
                ui.label(RichText::new(head).color(tokens.text_weak));
            }
            ui.end_row();
            for (at, file) in self.files.iter().enumerate() {
                ui.label(&file.name);
                roles(ui, document, file, &mut self.rollen);
                let stap = stappen.get(at);
                let counts = match stap.map(|stap| &stap.uitkomst) {
                    Some(Ok(Telling { alleen_mijn, alleen_hun, gelijk, conflicten })) => {
                        [alleen_hun, alleen_mijn, gelijk, conflicten].map(|count| count.to_string())
                    }
                    _ => [const { String::new() }; 4],
                };
                for count in counts {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(count));
                }
                ui.label("");
                ui.end_row();
            }
        });
        for (at, file) in self.files.iter().enumerate() {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(&file.name).family(fonts::bold()));
                let name = format!("Weglaten: {}", file.name);
                if ui.small_button("Weglaten").accessible_name(name).clicked() {
                    gone = Some(at);
                }
                let about = stappen.get(at).and_then(|stap| self.about(ui, file, stap));
                asked = asked.take().or(about);
            });
        }
        if let Some(at) = gone {
            self.files.remove(at);
            self.lijst += 1;
        }
        asked
    }

    /// With which version a file began, and what a budgethouder changed outside the onderdelen of
    /// that role.
    fn about(&self, ui: &mut Ui, file: &Bestand, stap: &Stap) -> Option<Gevraagd> {
        let tokens = Tokens::of(ui);
        let mut asked = None;
        if let Err(error) = &stap.uitkomst {
            ui.colored_label(tokens.worse, error);
        }
        let Some(begin) = &file.begin else {
            if ui.button("Kies die versie…").clicked() {
                asked = Some(Gevraagd::Basis(file.path.clone()));
            }
            return asked;
        };
        ui.label(RichText::new(format!("begon met {}.", begin.naam)).color(tokens.text_weak));
        if !begin.is_zeker {
            let text = "Let op: niet na te gaan of uw begroting ooit die versie was. Wat bij u nu \
                        anders is dan daarin, telt als uw wijziging.";
            ui.colored_label(tokens.warning, text);
        }
        let name = format!("Andere versie waarmee {} begon", file.name);
        if ui.small_button("Andere versie…").accessible_name(name).clicked() {
            asked = Some(Gevraagd::Basis(file.path.clone()));
        }
        if let (Some(rol), [_, ..]) = (self.rollen.get(&file.path), &*stap.buiten) {
            let text = format!("Buiten de onderdelen van {rol}: {}.", stap.buiten.join("; "));
            ui.colored_label(tokens.warning, text);
        }
        asked
    }

    /// What will happen, and the button that does it. Whether it was done.
    fn finish(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, ronde: &Ronde) -> bool {
        let open = ronde.conflicten.iter().filter(|it| self.keuze(it).is_none()).count();
        let mut done = false;
        ui.horizontal_wrapped(|ui| {
            let is_useful = !ronde.edits.is_empty() || self.eigen.is_some();
            let is_taken = self.geweigerd.1.is_none();
            let ready = open == 0 && ronde.is_whole() && is_useful && is_taken;
            let button = ui.add_enabled(ready, Button::new("Samenvoegen"));
            let text = match (ronde.is_whole(), open, ronde.edits.len()) {
                (false, _, _) => {
                    "Niet elk bestand kan erbij; kies zijn begin, of laat het weg.".into()
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
                desk.change(why, ronde.edits.clone());
                done = true;
            }
            for kant in [Kant::Mijn, Kant::Hun] {
                let name = match kant {
                    Kant::Mijn => "Overal mijn versie",
                    Kant::Hun => "Overal hun versie",
                };
                if ronde.conflicten.len() > 1 && ui.button(name).clicked() {
                    let all = ronde.conflicten.iter().map(|it| (it.sleutel.clone(), kant));
                    self.gekozen.extend(all);
                }
            }
        });
        done
    }

    /// Each conflict with both sides beside each other.
    fn conflicts(&mut self, ui: &mut Ui, ronde: &Ronde) {
        let tokens = Tokens::of(ui);
        if ronde.conflicten.is_empty() && !ronde.is_whole() {
            return;
        }
        if ronde.conflicten.is_empty() {
            ui.label(RichText::new("Er zijn geen conflicten.").color(tokens.text_weak));
            return;
        }
        let go_to = self.go_to.take();
        // The outcome below has its room too.
        let most = ui.available_height() * size::CONFLICTS;
        let scroll = ScrollArea::vertical().id_salt("conflicten").max_height(most);
        scroll.auto_shrink([false, true]).show(ui, |ui| {
            let first = self.at.unwrap_or(0) / SEEN * SEEN;
            let seen = ronde.conflicten.iter().enumerate().skip(first).take(SEEN);
            self.others(ui, first, ronde.conflicten.len());
            for (nth, conflict) in seen {
                let head = format!("{}. {} {}", nth + 1, conflict.plaats, conflict.soort.zin());
                let head = ui.label(RichText::new(head).family(fonts::bold()));
                if !conflict.basis.is_empty() {
                    ui.label(RichText::new(&conflict.basis).color(tokens.text_weak));
                }
                if go_to == Some(nth) {
                    head.scroll_to_me(Some(Align::Min));
                }
                ui.horizontal_wrapped(|ui| {
                    for kant in [Kant::Mijn, Kant::Hun] {
                        let side = conflict.kant(kant);
                        let is_chosen = self.keuze(conflict) == Some(kant);
                        let is_first =
                            self.files.first().is_some_and(|it| it.name == conflict.bestand);
                        let of = match kant {
                            Kant::Mijn if is_first => "Mijn".to_owned(),
                            Kant::Mijn => "Tot nu toe".to_owned(),
                            Kant::Hun => format!("Hun ({})", conflict.bestand),
                        };
                        let mark = if is_chosen { "✓ " } else { "" };
                        let name = format!("Conflict {}, {of}: {}", nth + 1, side.gelezen());
                        let start = format!("{mark}{of}: ");
                        let text = match &side.stukken {
                            Some(stukken) => marked(ui, &start, stukken),
                            None => WidgetText::from(start + &side.woorden),
                        };
                        let button = Button::new(text).selected(is_chosen).wrap();
                        ui.scope(|ui| {
                            ui.set_max_width(size::CONFLICT);
                            let button = ui.add(button);
                            if go_to == Some(nth) && kant == Kant::Mijn {
                                button.request_focus();
                            }
                            if button.accessible_name(name).clicked() {
                                self.gekozen.insert(conflict.sleutel.clone(), kant);
                            }
                        });
                    }
                });
                ui.add_space(size::GAP);
            }
        });
    }

    /// Where there are more conflicts than are shown: the way to the ones before and after these.
    fn others(&mut self, ui: &mut Ui, first: usize, all: usize) {
        if all <= SEEN {
            return;
        }
        ui.horizontal(|ui| {
            let last = (first + SEEN).min(all);
            ui.label(format!("Conflict {} tot en met {last} van {all}.", first + 1));
            let before = ui.add_enabled(first > 0, Button::new("Vorige"));
            if before.accessible_name("Vorige conflicten").clicked() {
                self.at = first.checked_sub(SEEN);
            }
            let after = ui.add_enabled(last < all, Button::new("Volgende"));
            if after.accessible_name("Volgende conflicten").clicked() {
                self.at = Some(last);
            }
        });
    }

    /// The side that was chosen.
    fn keuze(&self, conflict: &Vraag) -> Option<Kant> {
        self.gekozen.get(&conflict.sleutel).copied()
    }

    /// To the next conflict that asks for a choice, or the one before.
    pub(super) fn step(&mut self, back: bool) -> String {
        let Some(ronde) = self.ronde.last() else { return "Er zijn geen conflicten.".into() };
        let open = ronde.conflicten.iter().enumerate();
        let open: Vec<usize> =
            open.filter(|(_, it)| self.keuze(it).is_none()).map(|(at, _)| at).collect();
        let next = match (self.at, back) {
            (None, false) => open.first(),
            (None, true) => open.last(),
            (Some(at), false) => open.iter().find(|place| **place > at).or(open.first()),
            (Some(at), true) => open.iter().rev().find(|place| **place < at).or(open.last()),
        };
        let Some(next) = next.copied() else { return "Elk conflict heeft een keuze.".into() };
        self.at = Some(next);
        self.go_to = Some(next);
        format!("Conflict {} van {}.", next + 1, ronde.conflicten.len())
    }
}

/// A text with what changed in it: underlined what came, struck through what went.
fn marked(ui: &Ui, start: &str, stukken: &[Stuk]) -> WidgetText {
    let tokens = Tokens::of(ui);
    let font = TextStyle::Button.resolve(ui.style());
    let plain = |colour| TextFormat::simple(font.clone(), colour);
    let mut job = LayoutJob::default();
    job.append(start, 0.0, plain(tokens.text));
    for stuk in stukken {
        let (text, format) = match stuk {
            Stuk::Gelijk(text) => (text, plain(tokens.text)),
            Stuk::Weg(text) => {
                let strikethrough = Stroke::new(1.0, tokens.worse);
                (text, TextFormat { strikethrough, ..plain(tokens.worse) })
            }
            Stuk::Erbij(text) => {
                let underline = Stroke::new(1.0, tokens.better);
                (text, TextFormat { underline, ..plain(tokens.better) })
            }
        };
        job.append(text, 0.0, format);
    }
    job.into()
}

/// The role that sent a file.
fn roles(ui: &mut Ui, document: &Document, file: &Bestand, rollen: &mut HashMap<PathBuf, String>) {
    let mut names: Vec<&str> =
        document.begroting().rollen.iter().map(|rol| rol.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let shown = rollen.get(&file.path).map_or(ONBEKEND, String::as_str).to_owned();
    let said = format!("Van wie is {}: {shown}", file.name);
    let combo = ComboBox::from_id_salt(&file.path).selected_text(&shown).width(size::WHO_WIDTH);
    let response = combo.show_ui(ui, |ui| {
        if ui.selectable_label(!rollen.contains_key(&file.path), ONBEKEND).clicked() {
            rollen.remove(&file.path);
        }
        for name in names {
            if ui.selectable_label(shown == name, name).clicked() {
                rollen.insert(file.path.clone(), name.to_owned());
            }
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &said));
}
