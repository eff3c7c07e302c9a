//! A list to choose from, with its name before it.

use eframe::egui::{ComboBox, RichText, Role, Ui, WidgetInfo};

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
    let combo = ComboBox::from_id_salt(name).selected_text(shown).width(size::WEERGAVE_ROOM);
    let response = combo.show_ui(ui, |ui| {
        for (value, text) in &all {
            ui.selectable_value(chosen, *value, text);
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &said));
}
