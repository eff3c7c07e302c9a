use eframe::egui::{Id, Key, Modal, RichText, TextEdit, Ui};
use jiff::civil::{DateTime, Time};

use crate::store::Opschrift;
use crate::ui::modal::{primary, select_all};
use crate::ui::theme::{Tokens, size};

/// The places of the fields that must be filled in.
const NAAM: usize = 0;
const ROL: usize = 1;

/// Asks what a version is called before it is sealed.
pub struct ZegelForm {
    /// Whether it is sent out too.
    pub uitzetten: bool,
    opschrift: Opschrift,
    error: Option<&'static str>,
    /// The field that gets the keyboard.
    focus: Option<usize>,
}

impl ZegelForm {
    /// Proposes the name of the version in the budget, and the role of who works here.
    pub fn new(uitzetten: bool, naam: String, nu: DateTime, rol: String) -> ZegelForm {
        let om = Time::new(nu.hour(), nu.minute(), 0, 0).ok();
        let opschrift = Opschrift { naam, datum: nu.date(), om, rol, opmerking: String::new() };
        ZegelForm { uitzetten, opschrift, error: None, focus: Some(NAAM) }
    }

    /// `Some(None)` to leave it.
    pub fn show(&mut self, ui: &mut Ui) -> Option<Option<Opschrift>> {
        let tokens = Tokens::of(ui.ctx());
        let mut answer = None;
        let modal = Modal::new(Id::unique("zegel")).show(ui.ctx(), |ui| {
            ui.set_width(size::DIALOG_WIDTH);
            let (title, about, yes) = if self.uitzetten {
                (
                    "Begroting uitzetten",
                    "De begroting wordt verzegeld zoals zij nu is, en krijgt het kenmerk van die \
                     versie. Verstuur daarna een kopie: wat terugkomt, zegt dan waarop het bouwt.",
                    "Uitzetten",
                )
            } else {
                (
                    "Versie verzegelen",
                    "De begroting wordt bewaard zoals zij nu is, in een bestand dat niet meer \
                     verandert. U werkt gewoon verder.",
                    "Verzegelen",
                )
            };
            ui.heading(title);
            ui.label(RichText::new(about).color(tokens.text_weak));
            ui.add_space(size::GAP);
            let mut enter = false;
            for (at, (words, text)) in [
                ("Naam", &mut self.opschrift.naam),
                ("Rol, geen naam van een persoon", &mut self.opschrift.rol),
                ("Opmerking", &mut self.opschrift.opmerking),
            ]
            .into_iter()
            .enumerate()
            {
                let label = ui.label(words);
                let id = Id::unique(("zegel", at));
                let length = text.chars().count();
                let field = TextEdit::singleline(text).id(id).desired_width(f32::INFINITY);
                let field = ui.add(field).labelled_by(label.id);
                if self.focus.take_if(|focus| *focus == at).is_some() {
                    field.request_focus();
                    select_all(ui.ctx(), id, length);
                }
                enter |= field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            }
            if let Some(error) = self.error {
                ui.colored_label(tokens.worse, error);
            }
            ui.add_space(size::GAP);
            ui.horizontal(|ui| {
                if ui.add(primary(ui, yes)).clicked() || enter {
                    answer = self.taken().map(Some);
                }
                if ui.button("Annuleren").clicked() {
                    answer = Some(None);
                }
            });
        });
        // A click beside it would throw away what was typed.
        let beside = modal.backdrop_response.clicked();
        if answer.is_none() && modal.should_close() && !beside {
            answer = Some(None);
        }
        answer
    }

    /// What was typed; `None` where something is missing, which it then says.
    fn taken(&mut self) -> Option<Opschrift> {
        let Opschrift { naam, datum, om, rol, opmerking } = &self.opschrift;
        let trimmed = |text: &str| text.trim().to_owned();
        let (naam, rol, opmerking) = (trimmed(naam), trimmed(rol), trimmed(opmerking));
        (self.focus, self.error) = if naam.is_empty() {
            (Some(NAAM), Some("Geef de versie een naam, zoals: ontwerp voor de raad."))
        } else if rol.is_empty() {
            (Some(ROL), Some("Vul de rol in van wie verzegelt, zoals: concerncontroller."))
        } else {
            (None, None)
        };
        self.error.is_none().then_some(Opschrift { naam, datum: *datum, om: *om, rol, opmerking })
    }
}
