//! The top of the page: title, roles, and the sections as tabs.

use eframe::egui::{
    Key, Label, Modifiers, RichText, Role, Sense, Stroke, TextStyle, Ui, WidgetInfo, vec2,
};

use crate::model::{Begroting, Id, Level, Rolsoort};
use crate::ui::fonts;
use crate::ui::roles::{self, RolesState};
use crate::ui::theme::{Tokens, size};
use crate::ui::view::Tab;
use crate::ui::wish::Desk;

/// Code and name, with the programme and the roles behind them, and the way to change those.
pub(super) fn title(ui: &mut Ui, desk: &mut Desk<'_>, roles: &mut RolesState, onderdeel: Id) {
    let tokens = Tokens::of(ui);
    let begroting = desk.document.begroting();
    let Some(of) = begroting.onderdelen.get(onderdeel) else {
        return;
    };
    ui.horizontal(|ui| {
        let name = format!("{} {}", of.code, of.name);
        let name = RichText::new(name.trim()).font(fonts::bold_of(size::TITLE)).color(tokens.title);
        ui.add(Label::new(name).truncate());
        let about = RichText::new(about(begroting, onderdeel)).color(tokens.text_weak);
        ui.scope(|ui| {
            ui.set_max_width((ui.available_width() - size::LINK_ROOM).max(0.0));
            ui.add(Label::new(about).truncate());
        });
        roles::link(ui, desk, roles, onderdeel);
    });
}

/// "Programma 6 Sociaal domein · budgethouder Jeugd · adviseur Financiën".
fn about(begroting: &Begroting, onderdeel: Id) -> String {
    let mut parts = Vec::new();
    let programma = begroting
        .path(onderdeel)
        .skip(1)
        .filter_map(|id| begroting.onderdelen.get(id))
        .find(|above| above.level == Level::Programma);
    if let Some(programma) = programma {
        parts.push(format!("Programma {} {}", programma.code, programma.name));
    }
    for soort in Rolsoort::ALL {
        let names: Vec<&str> = begroting
            .rollen
            .of(onderdeel)
            .filter(|rol| rol.soort == *soort)
            .map(|rol| rol.name.as_str())
            .collect();
        let word = match (soort, names.len()) {
            (_, 0) => continue,
            // Many roles are named after what they are: "budgethouder Jeugd".
            (soort, _) if names.iter().all(|name| name.starts_with(soort.word())) => "",
            (Rolsoort::Budgethouder, 2..) => "budgethouders",
            (soort, _) => soort.word(),
        };
        parts.push(format!("{word} {}", names.join(", ")).trim().to_owned());
    }
    parts.join(" · ")
}

/// The sections; Ctrl+PgUp and Ctrl+PgDn go to the one before and after.
pub(super) fn tabs(ui: &mut Ui, desk: &mut Desk<'_>, measures: usize) {
    if let Some(tab) = by_keys(ui, desk.view.tab) {
        desk.view.tab = tab;
    }
    let bottom = ui
        .horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for tab in Tab::ALL {
                let badge = (tab == Tab::Anders && measures > 0).then_some(measures);
                if one(ui, tab, badge, desk.view.tab == tab) {
                    desk.view.tab = tab;
                }
            }
        })
        .response
        .rect
        .bottom();
    let line = Stroke::new(size::LINE, Tokens::of(ui).line.strong);
    ui.painter().hline(ui.max_rect().x_range(), bottom - size::LINE / 2.0, line);
    ui.add_space(size::GAP);
}

fn by_keys(ui: &Ui, now: Tab) -> Option<Tab> {
    let (before, after) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::COMMAND, Key::PageUp),
            input.consume_key(Modifiers::COMMAND, Key::PageDown),
        )
    });
    let at = Tab::ALL.iter().position(|tab| *tab == now)?;
    let count = Tab::ALL.len();
    match (before, after) {
        (true, _) => Tab::ALL.get((at + count - 1) % count).copied(),
        (_, true) => Tab::ALL.get((at + 1) % count).copied(),
        _ => None,
    }
}

/// One tab; whether it was clicked.
fn one(ui: &mut Ui, tab: Tab, badge: Option<usize>, selected: bool) -> bool {
    let tokens = Tokens::of(ui);
    let font =
        if selected { fonts::bold_of(size::BODY) } else { TextStyle::Body.resolve(ui.style()) };
    let title = ui.painter().layout_no_wrap(tab.title().to_owned(), font, tokens.text);
    let badge_text = badge.map(|count| count.to_string());
    let badge_galley = badge_text
        .map(|text| ui.painter().layout_no_wrap(text, fonts::bold_of(size::BODY), tokens.warning));
    let beside = badge_galley.as_ref().map_or(0.0, |galley| galley.size().x + size::GAP / 2.0);
    let width = title.size().x + beside + 2.0 * size::CELL_PADDING;
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::BAR), Sense::click());
    response.widget_info(|| {
        let label = match badge {
            Some(count) => format!("{} {count}", tab.title()),
            None => tab.title().to_owned(),
        };
        WidgetInfo::selected(Role::Tab, true, selected, label)
    });
    let colour = if selected || response.hovered() || response.has_focus() {
        tokens.accent
    } else {
        tokens.text_weak
    };
    if response.has_focus() {
        ui.painter().rect_filled(rect, size::CONTROL_RADIUS, tokens.surface.hover);
    }
    let left = rect.left() + size::CELL_PADDING;
    let top = rect.center().y - title.size().y / 2.0;
    let next = left + title.size().x + size::GAP / 2.0;
    ui.painter().galley_with_override_text_color((left, top).into(), title, colour);
    if let Some(galley) = badge_galley {
        ui.painter().galley((next, top).into(), galley, tokens.warning);
    }
    if selected {
        let line = Stroke::new(size::CURSOR_LINE, tokens.accent);
        ui.painter().hline(rect.x_range(), rect.bottom() - size::CURSOR_LINE / 2.0, line);
    }
    response.clicked()
}
