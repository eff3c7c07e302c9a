//! The form in which a user makes a view of his own: its columns, their order, its figures.

mod lists;

use eframe::egui::{
    Button, ComboBox, Id as UiId, Key, Modal, Response, Role, TextEdit, Ui, WidgetInfo,
};

use self::lists::{beside, stand};
use super::modal::{primary, select_all};
use super::theme::{Tokens, size};
use crate::calc::kolom_of_year;
use crate::calc::overzicht::maat_title;
use crate::change::weergave::{self, WeergaveError};
use crate::model::{Begroting, Edit, Id, Indeling, Kolom, Kolomkeuze, Maat, Weergave};

/// In the order in which they are read: what is in, what is out, what is left.
const MATEN: [Maat; 6] =
    [Maat::Baten, Maat::Lasten, Maat::Saldo, Maat::Toevoeging, Maat::Onttrekking, Maat::Resultaat];

pub struct WeergaveForm {
    /// The view as it will be kept.
    draft: Weergave,
    /// The view of the budget that is being changed; `None` makes a new one.
    own: Option<String>,
    /// The id of a new one.
    fresh: Id,
    /// The ends of a difference that can be added.
    ends: Option<(Kolom, Kolom)>,
    error: Option<WeergaveError>,
    asked_focus: bool,
}

/// What became of the form.
pub enum Answer {
    Cancel,
    /// A change of the budget with its name in the history, and the view to look at after it.
    Change {
        why: String,
        edits: Vec<Edit>,
        shown: Option<Id>,
    },
}

impl WeergaveForm {
    /// Begins with what is shown. A standard view is a starting point for a new one, with
    /// the id `fresh`.
    pub fn new(begroting: &Begroting, shown: Weergave, fresh: Id) -> WeergaveForm {
        let own = begroting.weergaven.contains(shown.id).then(|| shown.name.clone());
        let mut draft = shown;
        if own.is_none() {
            draft.id = fresh;
            draft.name = weergave::free_name(begroting, "Mijn weergave");
        }
        let columns = begroting.columns();
        if draft.kolommen.is_empty() {
            let stands = columns.iter().filter_map(|kolom| stand(begroting, *kolom));
            draft.kolommen = stands.map(Kolomkeuze::Kolom).collect();
        }
        // What was budgeted beside what came of it is asked for most.
        let jaar = begroting.kop().jaar;
        let from = kolom_of_year(begroting, jaar).or(columns.first().copied());
        let to = columns.iter().rfind(|kolom| kolom.jaar == jaar).or(columns.last()).copied();
        let ends = from.zip(to);
        WeergaveForm { draft, own, fresh, ends, error: None, asked_focus: false }
    }

    /// `None` as long as it stays open.
    pub fn show(&mut self, ui: &mut Ui, begroting: &Begroting) -> Option<Answer> {
        let mut answer = None;
        let modal = Modal::new(UiId::unique("weergave_form")).show(ui.ctx(), |ui| {
            ui.set_width(size::FORM_WIDTH);
            ui.heading("Kolommen kiezen");
            let before = self.draft.clone();
            let name = self.name(ui);
            let height = (ui.content_rect().height() - size::FORM_REST)
                .clamp(3.0 * size::ROW, size::LIST_HEIGHT);
            ui.horizontal_top(|ui| {
                beside(ui, size::FORM_CHOICE, |ui| self.choice(ui, begroting, height));
                beside(ui, ui.available_width(), |ui| self.order(ui, begroting, height));
            });
            self.trouble(ui, |error| *error == WeergaveError::NoColumns);
            self.difference(ui, begroting);
            self.figures(ui);
            self.trouble(ui, |error| *error == WeergaveError::NoMaten);
            self.indeling(ui);
            if self.draft != before {
                self.error = None;
            }
            ui.add_space(size::GAP);
            let enter = name.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            answer = self.buttons(ui, begroting, enter);
        });
        // A click beside it would throw away what was chosen.
        let beside = modal.backdrop_response.clicked();
        if answer.is_none() && modal.should_close() && !beside {
            answer = Some(Answer::Cancel);
        }
        answer
    }

    fn name(&mut self, ui: &mut Ui) -> Response {
        let label = ui.label("Naam van de weergave");
        let id = UiId::unique("weergave_name");
        let field = TextEdit::singleline(&mut self.draft.name).id(id).desired_width(f32::INFINITY);
        let field = ui.add(field).labelled_by(label.id);
        if !self.asked_focus {
            field.request_focus();
            self.asked_focus = true;
            select_all(ui.ctx(), id, self.draft.name.chars().count());
        }
        self.trouble(ui, |error| {
            matches!(error, WeergaveError::NoName | WeergaveError::NameTaken(_))
        });
        field
    }

    /// A difference between two columns, to add.
    fn difference(&mut self, ui: &mut Ui, begroting: &Begroting) {
        let columns = begroting.columns();
        let Some((mut from, mut to)) = self.ends else {
            return;
        };
        ui.horizontal_wrapped(|ui| {
            ui.label("Verschil:");
            pick(ui, "Verschil: kolom", &columns, &mut to);
            ui.label("min");
            pick(ui, "Verschil: min kolom", &columns, &mut from);
            let keuze = stand(begroting, from).zip(stand(begroting, to));
            let keuze = keuze.map(|(from, to)| Kolomkeuze::Verschil(from, to));
            let keuze = keuze.filter(|keuze| from != to && !self.draft.kolommen.contains(keuze));
            let button = ui.add_enabled(keuze.is_some(), Button::new("Verschil toevoegen"));
            let button = button.on_disabled_hover_text(
                "Kies twee verschillende kolommen, waarvan het verschil er nog niet staat",
            );
            if button.clicked() {
                self.draft.kolommen.extend(keuze);
            }
        });
        self.ends = Some((from, to));
    }

    fn figures(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            ui.label("Maten:");
            for maat in MATEN {
                let mut chosen = self.draft.maten.contains(&maat);
                if ui.checkbox(&mut chosen, maat_title(maat)).changed() {
                    self.draft.maten.retain(|other| *other != maat);
                    self.draft.maten.extend(chosen.then_some(maat));
                }
            }
        });
    }

    fn indeling(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            ui.label("Indeling:");
            for (indeling, words, about) in [
                (
                    Indeling::Onderdelen,
                    "Kolommen naast elkaar",
                    "Rijen zijn onderdelen, kolommen zijn jaren en standen",
                ),
                (
                    Indeling::Blokken,
                    "In blokken",
                    "Eerst alle baten, dan alle lasten, dan het saldo, zoals gedrukt",
                ),
                (
                    Indeling::Standen,
                    "Standen onder elkaar",
                    "Rijen zijn jaren en standen, kolommen zijn de maten",
                ),
            ] {
                ui.radio_value(&mut self.draft.indeling, indeling, words).on_hover_text(about);
            }
        });
    }

    /// What is wrong with the field above.
    fn trouble(&self, ui: &mut Ui, is_here: impl Fn(&WeergaveError) -> bool) {
        if let Some(error) = self.error.as_ref().filter(|error| is_here(error)) {
            ui.colored_label(Tokens::of(ui).worse, error.to_string());
        }
    }

    fn buttons(&mut self, ui: &mut Ui, begroting: &Begroting, enter: bool) -> Option<Answer> {
        let mut answer = None;
        ui.horizontal(|ui| {
            if ui.add(primary(ui, "Bewaren")).clicked() || enter {
                answer = self.keep(begroting, self.draft.clone());
            }
            if let Some(own) = self.own.clone() {
                if ui.button("Bewaren als nieuwe weergave").clicked() {
                    self.own = None;
                    answer =
                        self.keep(begroting, Weergave { id: self.fresh, ..self.draft.clone() });
                    self.own = Some(own.clone());
                }
                if ui.button("Weergave verwijderen").clicked() {
                    let edits = weergave::remove(begroting, self.draft.id);
                    let why = format!("Weergave {own} verwijderd");
                    answer = Some(Answer::Change { why, edits, shown: None });
                }
            }
            if ui.button("Annuleren").clicked() {
                answer = Some(Answer::Cancel);
            }
        });
        answer
    }

    fn keep(&mut self, begroting: &Begroting, view: Weergave) -> Option<Answer> {
        let (id, name) = (view.id, view.name.trim().to_owned());
        match weergave::save(begroting, view) {
            Ok(edits) => {
                let why = match &self.own {
                    Some(old) if *old == name => format!("Weergave {name} gewijzigd"),
                    Some(old) => format!("Weergave {old}: voortaan {name}"),
                    None => format!("Weergave {name} toegevoegd"),
                };
                Some(Answer::Change { why, edits, shown: Some(id) })
            }
            Err(error) => {
                self.error = Some(error);
                self.asked_focus = false;
                None
            }
        }
    }
}

fn pick(ui: &mut Ui, name: &str, columns: &[Kolom], picked: &mut Kolom) {
    let shown = picked.title();
    let combo = ComboBox::from_id_salt(name).selected_text(&shown).width(size::FORM_PICK);
    let response = combo.truncate().show_ui(ui, |ui| {
        for kolom in columns {
            ui.selectable_value(picked, *kolom, kolom.title());
        }
    });
    let name = format!("{name}: {shown}");
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
}
