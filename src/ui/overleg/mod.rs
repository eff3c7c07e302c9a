//! "Vragen en opmerkingen": what was asked in the whole budget, with the answer and the way to it.

mod behandeling;
mod lines;

use eframe::egui::{Button, ComboBox, Id as UiId, Key, Label, RichText, ScrollArea, TextEdit, Ui};

pub use behandeling::{behandel, choose_stap, taakveld};

use self::lines::{Filter, Lines, van};
use super::chance::new_id;
use super::controle::doel::{self, Doel};
use super::form::sentence;
use super::lijst;
use super::theme::{Tokens, size};
use super::view::View;
use super::vragen::shortened;
use super::wish::{Desk, Wish};
use crate::calc::openstaand::Plek;
use crate::change::Document;
use crate::change::overleg::{self, OverlegError, Spreker};
use crate::model::{Begroting, Behandelstap, Edit, Id, Kolom, Opmerking, Opmerkingsoort};

const EVERYBODY: &str = "Alle rollen";

/// The list, and the one that was gone to last.
#[derive(Default)]
pub struct Overleg {
    lines: Lines,
    filter: Filter,
    at: Option<Id>,
    /// What is being typed, and of what.
    typed: Option<(Id, Deel, String)>,
}

/// What of it can be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Deel {
    Vraag,
    Antwoord,
}

impl Overleg {
    /// "3 open · 4 van 12 taakvelden aangeleverd, 2 beoordeeld, 1 akkoord".
    pub fn summary(&self, document: &Document) -> String {
        let open = document.openstaand();
        let count = match open.open() {
            0 => "niets open".to_owned(),
            count => format!("{count} open"),
        };
        if open.taakvelden() == 0 {
            return count;
        }
        let gekomen = |stap: Behandelstap| format!("{} {}", open.gekomen(stap), stap.word());
        format!(
            "{count} · {} van {} taakvelden {}, {}, {}",
            open.gekomen(Behandelstap::Aangeleverd),
            open.taakvelden(),
            Behandelstap::Aangeleverd.word(),
            gekomen(Behandelstap::Beoordeeld),
            gekomen(Behandelstap::Akkoord),
        )
    }

    /// What is typed and not in the budget yet, as a wish; why not, where it cannot be.
    pub fn pending(&self, begroting: &Begroting, view: &View) -> Option<Wish> {
        let (id, deel, text) = self.typed.as_ref()?;
        let asked = shortened(&begroting.opmerkingen.get(*id)?.text);
        let (why, edits) = match deel {
            Deel::Vraag => {
                (format!("‘{asked}’ anders verwoord"), overleg::verwoord(begroting, *id, text))
            }
            Deel::Antwoord => {
                let edits = overleg::beantwoord(begroting, *id, text, rol(view));
                (format!("Antwoord op ‘{asked}’"), edits)
            }
        };
        match edits {
            Ok(edits) => (!edits.is_empty()).then_some(Wish::Change { why, edits }),
            Err(error) => Some(Wish::Warn(sentence(&error))),
        }
    }

    /// Keeps what is being typed, for what is no longer on the screen.
    pub fn leave(&mut self, desk: &mut Desk<'_>) {
        desk.wishes.extend(self.pending(desk.document.begroting(), desk.view));
        self.typed = None;
    }

    /// The choices, the lines, and below them what can be done with the chosen one.
    pub fn contents(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        self.lines.follow(desk.document, &self.filter);
        self.choices(ui);
        let chosen = self.lines.position(self.at);
        let below = if chosen.is_some() { size::OVERLEG_CHOSEN } else { 0.0 };
        let height = (ui.available_height() - below).max(size::ROW);
        if self.lines.all.is_empty() {
            let nothing = "Hier staat niets open. Met F9 vraagt of meldt u iets bij een cel.";
            ui.label(RichText::new(nothing).color(Tokens::of(ui).text_weak));
        }
        let clicked = self.list(ui, height, chosen);
        if let Some(line) = clicked.and_then(|at| self.lines.all.get(at)) {
            let id = line.id;
            self.leave(desk);
            self.at = Some(id);
            desk.wishes.extend(doel(desk.document.begroting(), id).map(Wish::GoTo));
        }
        let chosen = chosen.and_then(|at| self.lines.all.get(at)).map(|line| line.id);
        match chosen.and_then(|id| desk.document.begroting().opmerkingen.get(id)) {
            Some(opmerking) => self.chosen(ui, desk, opmerking),
            None => self.leave(desk),
        }
    }

    fn choices(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            for (alles, name) in [(false, "Open"), (true, "Alles")] {
                if ui.add(Button::selectable(self.filter.alles == alles, name)).clicked() {
                    self.filter.alles = alles;
                }
            }
            let shown = self.filter.rol.as_deref().unwrap_or(EVERYBODY);
            let combo = ComboBox::from_id_salt("overleg_rol").selected_text(shown);
            let combo = combo.width(size::ROLE_WIDTH).truncate().show_ui(ui, |ui| {
                let rol = &mut self.filter.rol;
                ui.selectable_value(rol, None, EVERYBODY);
                for choice in &self.lines.rollen {
                    ui.selectable_value(rol, Some(choice.clone()), choice);
                }
            });
            let combo = combo.response.accessible_name("Van of voor welke rol");
            combo.on_hover_text("Wat deze rol schreef, of wat over haar onderdelen gaat");
        });
    }

    /// The lines; which of them was clicked.
    fn list(&self, ui: &mut Ui, height: f32, chosen: Option<usize>) -> Option<usize> {
        let tokens = Tokens::of(ui);
        let place = (self.lines.all.len(), chosen, false);
        lijst::show(ui, "opmerkingen", height, place, |at| {
            let line = self.lines.all.get(at)?;
            let (sign, colour) = match line.afgehandeld {
                true => ("✓", tokens.text_weak),
                false => ("●", tokens.accent),
            };
            let (word, place) = (line.word, line.place.as_str());
            let (text, about) = (line.text.as_str(), line.about.as_str());
            Some(lijst::Line { sign, word, colour, place, text, about, is_weak: line.afgehandeld })
        })
    }

    /// The whole of it, with its answer.
    fn chosen(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, it: &Opmerking) {
        let tokens = Tokens::of(ui);
        let begroting = desk.document.begroting();
        ui.separator();
        let about = RichText::new(about(begroting, it)).color(tokens.text_weak);
        let about = ui.add(Label::new(about).truncate());
        ScrollArea::vertical().id_salt("opmerking").max_height(size::OVERLEG_TEXT).show(ui, |ui| {
            self.field(ui, desk, it, Deel::Vraag, about.id);
        });
        ui.add_space(size::GAP / 2.0);
        ui.horizontal(|ui| {
            let label = ui.label(format!("Antwoord{}", van(&it.antwoord_van)));
            self.field(ui, desk, it, Deel::Antwoord, label.id);
            let mut done = it.afgehandeld;
            if ui.checkbox(&mut done, "Afgehandeld").changed() {
                let said = if done { "afgehandeld" } else { "weer open" };
                let edits = overleg::afgehandeld(begroting, it.id, done);
                change(desk, format!("‘{}’ {said}", shortened(&it.text)), edits);
            }
            if ui.button("Verwijderen").accessible_name("Vraag of opmerking verwijderen").clicked()
            {
                self.typed = None;
                let edits = overleg::verwijder(begroting, it.id);
                change(desk, format!("‘{}’ verwijderd", shortened(&it.text)), edits);
            }
        });
        let speaks = RichText::new(speaks_as(desk.view)).small().color(tokens.text_weak);
        ui.add(Label::new(speaks).truncate());
    }

    /// A field of it: what is typed is kept on leaving it, and an answer with Enter.
    fn field(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, it: &Opmerking, deel: Deel, label: UiId) {
        let is_it = |(id, of, _): &mut (Id, Deel, String)| *id == it.id && *of == deel;
        let kept = match deel {
            Deel::Vraag => &it.text,
            Deel::Antwoord => &it.antwoord,
        };
        let mut text = self.typed.take_if(is_it).map_or_else(|| kept.clone(), |(.., text)| text);
        let edit = match deel {
            Deel::Vraag => TextEdit::multiline(&mut text)
                .desired_rows(1)
                .desired_width(f32::INFINITY)
                .hint_text("Typ de vraag of opmerking"),
            Deel::Antwoord => TextEdit::singleline(&mut text)
                .desired_width(size::FORM_REST)
                .hint_text("Typ het antwoord; Enter bewaart het"),
        };
        let field = ui.add(edit.id(UiId::unique((deel, it.id)))).labelled_by(label);
        if field.has_focus() {
            // The field below may have been left for this one: what was typed there is kept.
            self.leave(desk);
            self.typed = Some((it.id, deel, text));
        } else if field.lost_focus() && !ui.input(|input| input.key_pressed(Key::Escape)) {
            self.typed = Some((it.id, deel, text));
            self.leave(desk);
        }
    }
}

/// What is open about the records of a row, or about their amount in a column, in words.
pub fn remark(
    document: &Document,
    records: impl IntoIterator<Item = Id>,
    kolom: Option<Kolom>,
) -> Option<String> {
    let open = document.openstaand();
    if open.open() == 0 {
        return None;
    }
    let about = records.into_iter().flat_map(|record| open.bij(record, kolom));
    let opmerkingen = &document.begroting().opmerkingen;
    let words: Vec<String> = about.filter_map(|id| opmerkingen.get(*id)).map(words).collect();
    (!words.is_empty()).then(|| words.join("\n"))
}

/// What was said about one thing, in words.
fn words(it: &Opmerking) -> String {
    let asked = format!("{}{}: {}", capital(it.soort), van(&it.van), it.text);
    if it.antwoord.is_empty() {
        return asked;
    }
    format!("{asked}\nAntwoord{}: {}", van(&it.antwoord_van), it.antwoord)
}

/// "3 open vragen en opmerkingen".
pub fn open_in_words(count: usize) -> String {
    match count {
        1 => "1 open vraag of opmerking".to_owned(),
        count => format!("{count} open vragen en opmerkingen"),
    }
}

/// As whom the user writes.
pub fn speaks_as(view: &View) -> String {
    match &view.role {
        Some(rol) => format!("U schrijft als {rol}."),
        None => "U hebt geen rol gekozen; kies die boven de boom, dan staat zij erbij.".into(),
    }
}

/// Asks or remarks something, as the role that the user is.
///
/// # Errors
/// Why not, in Dutch.
pub fn place(
    desk: &mut Desk<'_>,
    plek: Plek,
    soort: Option<Opmerkingsoort>,
    text: &str,
) -> Result<(), String> {
    let begroting = desk.document.begroting();
    let soort = soort.unwrap_or_default();
    let van = Spreker { rol: rol(desk.view), op: desk.today };
    let edits = overleg::plaats(begroting, new_id(), plek, (soort, text), van)
        .map_err(|error| sentence(&error))?;
    let why = format!("{} bij {}", capital(soort), plek.title(begroting));
    desk.change(why, edits);
    Ok(())
}

/// The name of the role that the user is; empty where he chose none.
fn rol(view: &View) -> &str {
    view.role.as_deref().unwrap_or_default()
}

fn change(desk: &mut Desk<'_>, why: String, edits: Result<Vec<Edit>, OverlegError>) {
    match edits {
        Ok(edits) => desk.change(why, edits),
        Err(error) => desk.wishes.push(Wish::Warn(sentence(&error))),
    }
}

/// "Vraag bij 6.72.8 zorgvormen, Begroting 2019 · van financieel adviseur · 1-10-2018".
fn about(begroting: &Begroting, it: &Opmerking) -> String {
    let place = format!("{} bij {}", capital(it.soort), Plek::of(begroting, it).title(begroting));
    let who = (!it.van.is_empty()).then(|| format!("van {}", it.van));
    let when = it.date.map(|date| date.strftime("%-d-%-m-%Y").to_string());
    [Some(place), who, when].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

const fn capital(soort: Opmerkingsoort) -> &'static str {
    match soort {
        Opmerkingsoort::Vraag => "Vraag",
        Opmerkingsoort::Opmerking => "Opmerking",
    }
}

/// Where it is to be looked at.
fn doel(begroting: &Begroting, id: Id) -> Option<Doel> {
    let plek = Plek::of(begroting, begroting.opmerkingen.get(id)?);
    doel::of_record(begroting, plek.onderdeel, plek.record(), plek.kolom)
}
