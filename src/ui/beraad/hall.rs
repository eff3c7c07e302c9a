//! Two windows: the hall sees the slide alone; the presenter sees it with his notes and what comes next.

use eframe::egui::{
    CentralPanel, Frame, Rect, RichText, ScrollArea, Sense, Ui, UiBuilder, ViewportBuilder,
    ViewportId, vec2,
};

use super::keys::Keys;
use super::slide::{self, About, Deeper};
use super::state::Derived;
use crate::ui::fonts;
use crate::ui::theme::{SLIDE, Tokens, size};

/// What the window of the hall tells.
#[derive(Default)]
pub(super) struct Heard {
    pub keys: Keys,
    pub is_closed: bool,
}

/// The window of the hall; where the system can make no second one, nothing.
pub(super) fn show(
    ui: &Ui,
    derived: &Derived,
    deeper: Option<&Deeper<'_>>,
    about: &About<'_>,
    is_blank: bool,
) -> Heard {
    let ctx = ui.ctx();
    if ctx.embed_viewports() {
        return Heard::default();
    }
    let builder = ViewportBuilder::default()
        .with_title("Technisch Beraad")
        .with_app_id("sluitend")
        .with_inner_size(size::WINDOW);
    ctx.show_viewport_immediate(ViewportId::from_hash_of("zaal"), builder, |ui, _| {
        let heard = Heard {
            keys: Keys::of(ui),
            is_closed: ui.input(|input| input.viewport().close_requested()),
        };
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
            let rect = ui.max_rect();
            if is_blank {
                ui.painter().rect_filled(rect, 0.0, SLIDE.blank);
            } else {
                slide::show(
                    ui,
                    rect,
                    &derived.inhoud,
                    deeper,
                    &About { keys: &[], ..*about },
                    None,
                );
            }
        });
        if heard.is_closed || !heard.keys.is_empty() {
            // The presenter's window shows what came of it.
            ui.ctx().request_repaint_of(ViewportId::ROOT);
        }
        heard
    })
}

/// Where the slide lies in the presenter's window.
pub(super) fn place_of_slide(whole: Rect) -> Rect {
    let width = whole.width() * size::PRESENTER_SLIDE;
    let height = (width * slide_shape()).min(whole.height());
    Rect::from_min_size(whole.min, vec2(width, height))
}

/// The height of a slide in its width.
fn slide_shape() -> f32 {
    let [width, height] = size::SLIDE_PICTURE;
    height / width
}

/// The note, the next slide and the keys, around the place of the slide.
pub(super) fn around(
    ui: &mut Ui,
    whole: Rect,
    derived: &Derived,
    about: &About<'_>,
    is_blank: bool,
) {
    let tokens = Tokens::of(ui.ctx());
    let weak = |text: &str| RichText::new(text).color(tokens.text_weak);
    ui.painter().rect_filled(whole, 0.0, tokens.surface.panel);
    let slide = place_of_slide(whole);
    let beside = Rect::from_min_max(slide.right_top(), whole.max).shrink(size::CARD_GAP);
    ui.scope_builder(UiBuilder::new().max_rect(beside), |ui| {
        ui.label(weak("Volgende dia"));
        let width = ui.available_width();
        let (rect, _) = ui.allocate_exact_size(vec2(width, width * slide_shape()), Sense::hover());
        match &derived.next {
            Some(next) => {
                let about = About { keys: &[], nth: about.nth + 1, ..*about };
                ui.push_id("next", |ui| slide::show(ui, rect, next, None, &about, None));
            }
            None => {
                ui.painter().rect_filled(rect, 0.0, SLIDE.back);
                ui.label("Dit is de laatste dia.");
            }
        }
        ui.add_space(size::GAP);
        ui.label(weak("Notitie, alleen voor u"));
        ScrollArea::vertical().id_salt("notitie").show(ui, |ui| {
            let note = if derived.notitie.is_empty() { "Geen notitie." } else { &derived.notitie };
            ui.label(RichText::new(note).font(fonts::regular_of(size::PRESENTER_NOTE)));
        });
    });
    let below = Rect::from_min_max(slide.left_bottom(), (slide.right(), whole.bottom()).into());
    ui.scope_builder(UiBuilder::new().max_rect(below.shrink(size::CARD_GAP)), |ui| {
        if is_blank {
            ui.colored_label(tokens.warning, "De zaal ziet een zwart scherm; B toont de dia weer.");
        }
        if let Some(keys) = about.keys.first() {
            ui.label(weak(keys));
        }
        ui.label(weak(if ui.ctx().embed_viewports() {
            "Een tweede venster kan hier niet: de zaal ziet dit venster. Z sluit deze weergave."
        } else {
            "Z sluit het venster van de zaal"
        }));
    });
}
