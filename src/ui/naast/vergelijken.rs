//! Two versions beside each other: the tree of differences, and the bridge from one to the other.

use std::sync::Arc;

use eframe::egui::{Button, Rect, RichText, TextEdit, Ui, pos2, vec2};
use rust_decimal::Decimal;

use super::Gevraagd;
use super::bron::{Archief, Bestand, Bron, Bronnen, Geladen};
use super::overnemen::take_over;
use super::shape::{Makers, VergelijkShape, Zicht};
use super::table::VergelijkTable;
use crate::calc::verschillen::{Filter, Oordeel, Rij};
use crate::change::Document;
use crate::display::{Notation, Reading, Side, tsv};
use crate::model::{Bedrag, Kolom};
use crate::store::Versie;
use crate::ui::chart;
use crate::ui::choice::choice;
use crate::ui::following::Following;
use crate::ui::fonts;
use crate::ui::grid::{Grid, GridState, Table as _};
use crate::ui::page::{card, within};
use crate::ui::parts::Part;
use crate::ui::theme::{Tokens, size};
use crate::ui::wish::{Desk, Wish};

/// What the window remembers of a comparison.
pub struct Vergelijken {
    archief: Archief,
    /// The sealed versions, once they are listed.
    versies: Following<(), Vec<Versie>>,
    files: Vec<Bestand>,
    van: Bron,
    naar: Bron,
    /// Whether nobody chose these: then there may be something better to begin with.
    is_begin: bool,
    filter: Filter,
    /// The threshold as it is typed.
    vanaf: String,
    /// Nothing where a version is gone.
    shape: Following<Asked, Option<VergelijkShape>>,
    /// Of the shapes that were made.
    count: u64,
    grid: GridState,
    /// The row to go to.
    go_to: Option<usize>,
    wants_keyboard: bool,
}

const BUSY: &str = "Versies naast elkaar leggen…";

/// What a comparison is made of: with the same, the same comes out.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Asked {
    van: Bron,
    naar: Bron,
    zicht: Zicht,
    /// Of the open budget.
    versie: u64,
}

/// So many revisions can be chosen to compare with, the last ones.
const MOST_REVISIONS: usize = 30;

impl Vergelijken {
    /// What the first file changed since it began; without files, what was changed since opening, or
    /// where that is nothing, since the last version that was sealed.
    pub fn new(archief: Archief, files: Vec<Bestand>) -> Vergelijken {
        let (van, naar) = match files.first() {
            None => (Bron::Geopend, Bron::Nu),
            Some(file) => sides(file, 0),
        };
        Vergelijken {
            archief,
            versies: Following::default(),
            files,
            van,
            naar,
            is_begin: van == Bron::Geopend,
            filter: Filter::default(),
            vanaf: String::new(),
            shape: Following::default(),
            count: 0,
            grid: GridState::default(),
            go_to: None,
            wants_keyboard: true,
        }
    }

    /// What the open budget is now, beside a version of before.
    pub fn since_version(archief: Archief, files: Vec<Bestand>) -> Vergelijken {
        Vergelijken { van: Bron::Bestand(0), naar: Bron::Nu, ..Vergelijken::new(archief, files) }
    }

    /// What was changed after so many revisions.
    pub fn since(archief: Archief, count: usize) -> Vergelijken {
        let van = Bron::Na(count);
        Vergelijken { van, is_begin: false, ..Vergelijken::new(archief, Vec::new()) }
    }

    /// More files to choose from; the first of them is compared.
    pub fn add(&mut self, files: Vec<Bestand>) {
        let at = self.files.len();
        if let Some(file) = files.first() {
            (self.van, self.naar) = sides(file, at);
        }
        self.files.extend(files);
    }

    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
    ) -> (Option<Gevraagd>, Vec<Part>) {
        let notation = desk.view.notation;
        self.versies.follow(ui.ctx(), (), || {
            let archief = self.archief.clone();
            move || archief.versies()
        });
        self.begin(desk.document);
        let mut asked = self.head(ui, desk.document);
        self.follow(ui, desk.document, notation);
        let shape = std::mem::take(&mut self.shape);
        let parts = match shape.last() {
            Some(Some(known)) => {
                let bar = |ui: &mut Ui| self.bar(ui, desk, known, notation);
                asked = asked.or(ui.add_enabled_ui(shape.is_of_now(), bar).inner);
                shape.show_busy(ui, BUSY);
                self.body(ui, known)
            }
            Some(None) if shape.is_of_now() => {
                ui.label("Een van beide versies is er niet meer; kies een andere.");
                Vec::new()
            }
            _ => {
                shape.show_busy(ui, BUSY);
                Vec::new()
            }
        };
        self.shape = shape;
        (asked, parts)
    }

    /// Where nothing was done since opening, the last sealed version is of more use beside what is open.
    fn begin(&mut self, document: &Document) {
        let Some(versies) = self.versies.last().filter(|_| self.is_begin) else { return };
        let is_unchosen = (self.van, self.naar) == (Bron::Geopend, Bron::Nu);
        if is_unchosen && !versies.is_empty() && document.is_as_opened() {
            self.van = Bron::Versie(0);
        }
        self.is_begin = false;
    }

    fn follow(&mut self, ui: &Ui, document: &Document, notation: Notation) {
        let Vergelijken { archief, versies, files, van, naar, count, .. } = self;
        let versies = versies.last().map_or(&[][..], Vec::as_slice);
        let of = Bronnen { document, files, versies, disk: &archief.disk };
        let zicht = Zicht { filter: self.filter, notation };
        let asked = Asked { van: *van, naar: *naar, zicht, versie: document.version() };
        self.shape.follow(ui.ctx(), asked, || {
            let both = van.find(of).zip(naar.find(of));
            let history = match naar {
                Bron::Bestand(at) => files.get(*at).map(|file| file.history.to_vec()),
                _ => Some(document.history().to_vec()),
            };
            *count += 1;
            let (makers, nth) = (Makers::Journaal(history.unwrap_or_default()), *count);
            move || {
                let (oud, nieuw) = both?;
                Some(VergelijkShape::new((oud.load()?, nieuw.load()?), zicht, &makers, nth))
            }
        });
    }

    /// The tree of differences, and the bridge below it.
    fn body(&mut self, ui: &mut Ui, shape: &VergelijkShape) -> Vec<Part> {
        let room = ui.available_rect_before_wrap();
        let height = (room.height() * size::PAGE_TABLE).round();
        let above = Rect::from_min_size(room.min, vec2(room.width(), height));
        let below =
            Rect::from_min_max(pos2(room.left(), above.bottom() + size::CARD_GAP), room.max);
        let mut table = VergelijkTable { shape };
        if let Some(row) = self.go_to.take() {
            self.grid.go_to(&table, row, 0);
        }
        let output = card(ui, above, |ui, inside| {
            let grid = &mut self.grid;
            within(ui, "verschillen", inside, |ui| {
                Grid::new("verschillen").show(ui, grid, &mut table)
            })
        });
        if std::mem::take(&mut self.wants_keyboard) {
            output.response.request_focus();
        }
        if let Some(brug) = shape.brug(self.grid.cursor_cell().map(|(row, _)| row)) {
            let clicked = card(ui, below, |ui, inside| {
                let inside = inside.shrink(size::CARD_PADDING_SMALL);
                within(ui, "brug", inside, |ui| chart::show(ui, &brug.chart))
            });
            self.go_to = clicked.and_then(|at| brug.steps.get(at).copied());
        }
        ui.advance_cursor_after_rect(room);
        vec![Part { rect: above, home: Some(output.response.id) }, Part { rect: below, home: None }]
    }

    /// Which versions are compared.
    fn head(&mut self, ui: &mut Ui, document: &Document) -> Option<Gevraagd> {
        let mut asked = None;
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new("Vergelijken").font(fonts::bold_of(size::HEADING)));
            let all = self.sources(document);
            let of = self.bronnen(document);
            let all: Vec<(Bron, String)> =
                all.into_iter().map(|bron| (bron, bron.title(of))).collect();
            choice(ui, "Van", &mut self.van, all.iter().cloned());
            choice(ui, "Naar", &mut self.naar, all.into_iter());
            if ui.button("Omdraaien").clicked() {
                std::mem::swap(&mut self.van, &mut self.naar);
            }
            if ui.button("Ander bestand…").clicked() {
                asked = Some(Gevraagd::Bestand);
            }
            if ui.button("Sluiten").clicked() {
                asked = Some(Gevraagd::Sluiten);
            }
        });
        asked
    }

    fn bronnen<'a>(&'a self, document: &'a Document) -> Bronnen<'a> {
        let versies = self.versies.last().map_or(&[][..], Vec::as_slice);
        Bronnen { document, files: &self.files, versies, disk: &self.archief.disk }
    }

    fn sources(&self, document: &Document) -> Vec<Bron> {
        let mut all = vec![Bron::Nu];
        for (at, file) in self.files.iter().enumerate() {
            all.push(Bron::Bestand(at));
            let began = file.begin.as_ref().filter(|_| !file.was_eigen);
            all.extend(began.map(|_| Bron::Begin(at)));
        }
        all.extend(document.begroting().scenarios.iter().map(|it| Bron::Scenario(it.id)));
        let is_file = |versie: &Versie| self.files.iter().any(|file| file.path == versie.path);
        let versies = self.versies.last().map_or(&[][..], Vec::as_slice).iter().enumerate();
        let others = versies.filter(|(_, versie)| !is_file(versie));
        all.extend(others.map(|(at, _)| Bron::Versie(at)));
        all.push(Bron::Geopend);
        let count = document.history().len();
        all.extend((count.saturating_sub(MOST_REVISIONS)..count).rev().map(Bron::Na));
        for chosen in [self.van, self.naar] {
            if !all.contains(&chosen) {
                all.push(chosen);
            }
        }
        all
    }

    /// What is shown, and what is done with it.
    fn bar(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        shape: &VergelijkShape,
        notation: Notation,
    ) -> Option<Gevraagd> {
        let mut asked = None;
        ui.horizontal_wrapped(|ui| {
            let all = std::iter::once((None, "alle kolommen".to_owned()));
            let kolommen = shape.found.kolommen.iter().map(|it: &Kolom| (Some(*it), it.title()));
            choice(ui, "Kolom", &mut self.filter.kolom, all.chain(kolommen));
            let oordelen = [
                (None, "voordelen en nadelen"),
                (Some(Oordeel::Voordeel), "alleen voordelen (V)"),
                (Some(Oordeel::Nadeel), "alleen nadelen (N)"),
            ];
            let oordelen = oordelen.into_iter().map(|(oordeel, words)| (oordeel, words.to_owned()));
            choice(ui, "Toon", &mut self.filter.oordeel, oordelen);
            ui.checkbox(&mut self.filter.alleen_cijfers, "Alleen bedragen");
            let label = ui.label(format!("Vanaf {}", notation.unit.label()));
            let field = TextEdit::singleline(&mut self.vanaf).desired_width(size::FIELD_SHORT);
            if ui.add(field).labelled_by(label.id).changed() {
                self.filter.vanaf = read(&self.vanaf, notation);
            }
            let count = shape.verschillen.len();
            let other = self.other_side();
            let take = Button::new("Overnemen");
            let name = match other {
                None => "Kies een andere versie dan ‘nu geopend’".to_owned(),
                Some(bron) => format!(
                    "Geef de geopende begroting wat ‘{}’ heeft, van de gekozen rijen; Ctrl+Z neemt het terug",
                    bron.title(self.bronnen(desk.document))
                ),
            };
            let take = ui.add_enabled(other.is_some(), take).on_hover_text(name);
            if take.clicked() {
                desk.wishes.push(taken(desk.document, shape, self.naar, &self.grid));
            }
            let copy = ui.add_enabled(other.is_some(), Button::new("Bewaren als bestand…"));
            let version = beside_now(shape, self.naar);
            let name = format!("Schrijf ‘{}’ in een bestand, om te openen of te bewaren", version.name);
            if copy.on_hover_text(name).clicked() {
                asked = Some(Gevraagd::Kopie(Arc::clone(&version.begroting)));
            }
            if ui.button("Lijst kopiëren").clicked() {
                ui.ctx().copy_text(as_text(shape));
                desk.wishes.push(Wish::Tell("De lijst van verschillen staat op het klembord.".into()));
            }
            let all = shape.found.cijfers.len() + shape.found.anders.len();
            let count = match (count, all) {
                (1, 1) => "1 verschil".to_owned(),
                (count, all) if count == all => format!("{count} verschillen"),
                (count, all) => format!("{count} van {all} verschillen"),
            };
            // What belongs together stays on one line.
            let text = format!(
                "{count} · {} · +\u{a0}is\u{a0}gunstig · F8\u{a0}volgende, Shift+F8\u{a0}vorige",
                notation.label()
            );
            ui.label(RichText::new(text).color(Tokens::of(ui).text_weak));
        });
        asked
    }

    /// The version that can be taken over from: the second, unless that is what is open.
    fn other_side(&self) -> Option<Bron> {
        [self.naar, self.van].into_iter().find(|bron| *bron != Bron::Nu)
    }

    /// To the next figure or field that differs, or the one before.
    pub(super) fn step(&mut self, back: bool) -> String {
        let Some(Some(shape)) = self.shape.last() else {
            return "Er is niets om te vergelijken.".into();
        };
        let at = self.grid.cursor_cell().map(|(row, _)| row);
        let places = &shape.verschillen;
        let next = match (at, back) {
            (None, false) => places.first(),
            (None, true) => places.last(),
            (Some(at), false) => places.iter().find(|place| **place > at).or(places.first()),
            (Some(at), true) => places.iter().rev().find(|place| **place < at).or(places.last()),
        };
        let Some(next) = next.copied() else { return "Er verschilt niets.".into() };
        self.go_to = Some(next);
        self.wants_keyboard = true;
        let nth = places.iter().position(|place| *place == next).map_or(0, |nth| nth + 1);
        let text = shape.texts.get(next);
        let text = text.map_or_else(String::new, |text| format!("{} {}", text.wat, text.verschil));
        format!("Verschil {nth} van {}: {}", places.len(), text.trim())
    }
}

/// A file beside where it began, where that is known; or else beside the open budget.
fn sides(file: &Bestand, at: usize) -> (Bron, Bron) {
    match file.begin {
        // There is nothing in it that was not here once: what changed here since?
        Some(_) if file.was_eigen => (Bron::Bestand(at), Bron::Nu),
        Some(_) => (Bron::Begin(at), Bron::Bestand(at)),
        None => (Bron::Nu, Bron::Bestand(at)),
    }
}

/// The version of the two that is not what is open now; the second, where neither is.
fn beside_now(shape: &VergelijkShape, naar: Bron) -> &Geladen {
    match naar {
        Bron::Nu => &shape.oud,
        _ => &shape.nieuw,
    }
}

/// What the selected rows of the other version become in the open budget.
fn taken(document: &Document, shape: &VergelijkShape, naar: Bron, grid: &GridState) -> Wish {
    let other = beside_now(shape, naar);
    let mut chosen: Vec<usize> = grid.selected().map(|(row, _)| row).collect();
    chosen.extend(grid.cursor_cell().map(|(row, _)| row));
    chosen.sort_unstable();
    chosen.dedup();
    let rows: Vec<&Rij> = chosen.iter().filter_map(|row| shape.rows.get(*row)).collect();
    if rows.is_empty() {
        return Wish::Warn("Kies eerst een of meer rijen.".into());
    }
    let rows = (shape.rows.as_slice(), rows.as_slice());
    match take_over(document.begroting(), &other.begroting, &shape.found, rows) {
        Ok(edits) => Wish::Change { why: format!("Overgenomen uit {}", other.name), edits },
        Err(error) => Wish::Warn(error),
    }
}

/// A threshold as it is typed; nothing where it is no amount.
fn read(text: &str, notation: Notation) -> Decimal {
    match notation.read(text.trim(), Side::Saldo) {
        Ok(Reading::Amount(Bedrag::Euro(euro))) => euro.abs(),
        _ => Decimal::ZERO,
    }
}

/// Everything that is shown, for a spreadsheet.
fn as_text(shape: &VergelijkShape) -> String {
    let table = VergelijkTable { shape };
    let titles = table.columns().iter().map(|column| column.title.clone()).collect();
    let rows = (0..table.row_count()).map(|row| {
        (0..table.columns().len())
            .map(|col| table.cell(row, col).text.into_owned())
            .collect::<Vec<_>>()
    });
    let about = format!(
        "Van {} naar {}, {}, + is gunstig",
        shape.oud.name,
        shape.nieuw.name,
        shape.zicht.notation.label()
    );
    let all: Vec<Vec<String>> = [vec![about], titles].into_iter().chain(rows).collect();
    tsv::write(&all)
}
