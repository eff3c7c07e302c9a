//! The list of what can be tried: where the plan starts, its measures, and shocks.

use eframe::egui::{Key, Pos2, Rect, Role, Sense, TextEdit, Ui, UiBuilder, WidgetInfo, vec2};

use super::sheet::Sheet;
use crate::calc::beraad::{Bedragveld, Knop, Proef, Soortknop};
use crate::display::{Notation, Reading, Side};
use crate::model::{Bedrag, Begroting};
use crate::ui::theme::{SLIDE, slide};

/// Where the list is, and the amount that is being typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Options {
    pub at: usize,
    typing: Option<Typing>,
}

#[derive(Clone, Debug)]
struct Typing {
    text: String,
    error: Option<String>,
    asked_focus: bool,
}

/// What was done in the list in a frame, each with its place.
#[derive(Clone, Debug, Default)]
pub(super) struct Done {
    pub ticked: Option<usize>,
    /// To the next option, or the one before.
    pub stepped: Option<(usize, bool)>,
    typed: Option<(usize, Bedrag)>,
}

impl Done {
    pub fn is_something(&self) -> bool {
        self.ticked.is_some() || self.stepped.is_some() || self.typed.is_some()
    }

    pub fn apply(&self, begroting: &Begroting, trial: &mut Proef, knoppen: &[Knop]) {
        if let Some(knop) = self.ticked.and_then(|at| knoppen.get(at)) {
            knop.wissel(begroting, trial);
        }
        if let Some((at, forward)) = self.stepped
            && let Some(knop) = knoppen.get(at)
        {
            knop.volgende(begroting, trial, forward);
        }
        if let Some((at, bedrag)) = self.typed
            && let Some(Soortknop::Maatregel { bedrag: Some(field), .. }) =
                knoppen.get(at).map(|knop| &knop.soort)
        {
            field.probeer(begroting, trial, bedrag);
        }
    }
}

impl Options {
    /// Opens the field for an amount, with what it is now.
    pub fn type_amount(&mut self, field: &Bedragveld, notation: Notation) {
        let text = notation.exact_cell(field.bedrag, Side::Saldo);
        self.typing = Some(Typing { text, error: None, asked_focus: false });
    }
}

/// Draws the list at this place of a slide that fills `whole`.
pub(super) fn show(
    ui: &mut Ui,
    place: Rect,
    whole: Rect,
    options: &mut Options,
    knoppen: &[Knop],
    notation: Notation,
) -> Done {
    let mut done = Done::default();
    ui.painter().rect_filled(place, 0.0, SLIDE.panel);
    let mut sheet = Sheet { ui, whole, left: place.shrink(slide::of(whole, slide::PADDING)) };
    options.at = options.at.min(knoppen.len().saturating_sub(1));
    field(&mut sheet, options, knoppen, notation, &mut done);
    if knoppen.is_empty() {
        let font = sheet.regular(slide::TEXT);
        sheet.line("Er is niets vrijgegeven om te proberen.", font, SLIDE.text, 3);
        return done;
    }
    let height = sheet.size(slide::TEXT) * ROW;
    let fits = ((sheet.left.height() / height).floor() as usize).max(1);
    let first = (options.at + 1).saturating_sub(fits);
    for (at, knop) in knoppen.iter().enumerate().skip(first).take(fits) {
        let top = sheet.left.top() + (at - first) as f32 * height;
        let rect = Rect::from_min_size(
            Pos2::new(sheet.left.left(), top),
            vec2(sheet.left.width(), height),
        );
        if row(&mut sheet, rect, knop, at == options.at, notation) {
            options.at = at;
            done.ticked = Some(at);
        }
    }
    done
}

/// The height of a row, in that of its text.
const ROW: f32 = 1.7;

/// Whether the row was clicked.
fn row(sheet: &mut Sheet<'_>, rect: Rect, knop: &Knop, is_at: bool, notation: Notation) -> bool {
    let (is_on, amount) = match &knop.soort {
        Soortknop::Uitgangspunt(_) => (None, None),
        Soortknop::Schok { aan } => (Some(*aan), None),
        Soortknop::Maatregel { telt, bedrag, .. } => (Some(*telt), bedrag.as_ref()),
    };
    let mark = match is_on {
        None => "↺",
        Some(true) => "☑",
        Some(false) => "☐",
    };
    let option = match &knop.soort {
        Soortknop::Maatregel { opties, .. } => opties.iter().find(|optie| optie.gekozen),
        Soortknop::Uitgangspunt(_) | Soortknop::Schok { .. } => None,
    };
    let option = option.map(|optie| format!(" · optie {}", optie.code)).unwrap_or_default();
    let figure = amount.map(|field| notation.show_cell(field.bedrag, Side::Saldo));
    let figure = figure.unwrap_or_default();
    let (fill, color) =
        if is_at { (SLIDE.chosen, SLIDE.on_chosen) } else { (SLIDE.panel, SLIDE.text) };
    let padding = sheet.size(slide::PADDING);
    let font = sheet.regular(slide::TEXT);
    let figure = sheet.layout(&figure, font.clone(), color, f32::INFINITY, 1);
    let most = rect.width() - figure.size().x - 3.0 * padding;
    let words = format!("{mark} {}{option}", knop.titel);
    let name = sheet.layout(&words, font, color, most, 1);
    let id = sheet.ui.scope_id().with(("try", knop.id));
    let response = sheet.ui.interact(rect, id, Sense::click());
    let label = format!("{}{option} {}", knop.titel, figure.text());
    response.widget_info(|| match is_on {
        Some(is_on) => WidgetInfo::selected(Role::CheckBox, true, is_on, label.clone()),
        None => WidgetInfo::labeled(Role::Button, true, label.clone()),
    });
    sheet.ui.painter().rect_filled(rect, sheet.radius(), fill);
    let middle = |height: f32| rect.center().y - height / 2.0;
    let at = Pos2::new(rect.left() + padding, middle(name.size().y));
    sheet.ui.painter().galley(at, name, color);
    let at = Pos2::new(rect.right() - padding - figure.size().x, middle(figure.size().y));
    sheet.ui.painter().galley(at, figure, color);
    response.clicked()
}

/// The field for an amount, at the bottom of the list.
fn field(
    sheet: &mut Sheet<'_>,
    options: &mut Options,
    knoppen: &[Knop],
    notation: Notation,
    done: &mut Done,
) {
    let at = options.at;
    let van = match knoppen.get(at).map(|knop| &knop.soort) {
        Some(Soortknop::Maatregel { bedrag: Some(field), .. }) => &field.van,
        _ => {
            options.typing = None;
            return;
        }
    };
    let Some(typing) = &mut options.typing else { return };
    let height = sheet.size(slide::TEXT) * ROW;
    // A refusal with what to do is some three lines.
    let rows = if typing.error.is_some() { 5.0 } else { 2.0 };
    let top = sheet.left.bottom() - rows * height;
    let rect = Rect::from_min_max(Pos2::new(sheet.left.left(), top), sheet.left.max);
    let (font, label) =
        (sheet.regular(slide::TEXT), format!("Bedrag {van}, {}", notation.unit.label()));
    let mut answer = None;
    sheet.ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        let words = eframe::egui::RichText::new(label).font(font.clone()).color(SLIDE.text);
        let label = ui.label(words);
        let edit =
            TextEdit::singleline(&mut typing.text).font(font.clone()).desired_width(f32::INFINITY);
        let edit = ui.add(edit).labelled_by(label.id);
        if !typing.asked_focus {
            edit.request_focus();
            typing.asked_focus = true;
        }
        if let Some(error) = &typing.error {
            ui.label(eframe::egui::RichText::new(error).font(font).color(SLIDE.trial));
        }
        if edit.lost_focus() {
            answer = Some(ui.input(|input| input.key_pressed(Key::Enter)));
        }
    });
    sheet.left.max.y = top;
    match answer {
        None => {}
        Some(false) => options.typing = None,
        Some(true) => match read(&typing.text, notation) {
            Ok(bedrag) => {
                done.typed = Some((at, bedrag));
                options.typing = None;
            }
            Err(error) => {
                typing.error = Some(error);
                typing.asked_focus = false;
            }
        },
    }
}

fn read(text: &str, notation: Notation) -> Result<Bedrag, String> {
    match notation.read(text, Side::Saldo).map_err(|error| error.to_string())? {
        Reading::Amount(bedrag) => Ok(bedrag),
        Reading::Sum { amount, .. } => {
            Bedrag::euro(amount).ok_or_else(|| "Dit bedrag is te groot.".to_owned())
        }
        _ => Err("Geef een bedrag, zoals 1.500.".to_owned()),
    }
}
