//! A list to choose from, with its name before it.

use eframe::egui::{Color32, ComboBox, RichText, Role, TextStyle, Ui, WidgetInfo, vec2};

use super::theme::{Tokens, size};

/// A list to choose from, with its name.
pub fn choice<T: PartialEq + Copy>(
    ui: &mut Ui,
    name: &'static str,
    chosen: &mut T,
    all: impl Iterator<Item = (T, String)>,
) {
    let all: Vec<(T, String)> = all.collect();
    let shown = all.iter().find(|(value, _)| value == chosen).map_or("", |(_, text)| text);
    ui.label(RichText::new(name).color(Tokens::of(ui).text_weak));
    let said = format!("{name}: {shown}");
    let font = TextStyle::Button.resolve(ui.style());
    let text = ui.painter().layout_no_wrap(shown.to_owned(), font, Color32::PLACEHOLDER);
    let room = (text.size().x + size::CHOICE_ARROW).clamp(size::WEERGAVE_ROOM, size::CHOICE_MOST);
    let combo = ComboBox::from_id_salt(name).selected_text(shown).width(room).truncate();
    let list = |ui: &mut Ui| {
        for (value, text) in &all {
            ui.selectable_value(chosen, *value, text);
        }
    };
    // Cut off only where the room for it is given.
    let given = vec2(room, ui.spacing().interact_size.y);
    let response = ui.allocate_ui(given, |ui| combo.show_ui(ui, list)).inner.response;
    let response = match room < size::CHOICE_MOST {
        true => response,
        false => response.on_hover_text(shown),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &said));
}
