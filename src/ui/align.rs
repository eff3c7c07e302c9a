//! Widgets at the right end of a bar, that Tab still visits from left to right.

use eframe::egui::Ui;

/// Shows widgets at the right end of what is left of a horizontal `ui`.
///
/// egui's layout from right to left would also make the keyboard go from right to left. Their width is
/// that of the pass before; where it is another one, the pass is done again.
pub fn right(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let id = ui.scope_id().with("at the right");
    let known: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(0.0);
    ui.add_space((ui.available_width() - known).max(0.0));
    let width = ui.horizontal(add).response.rect.width();
    if (width - known).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, width));
        ui.request_discard("the width of what stands at the right");
    }
}
