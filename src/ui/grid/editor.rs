//! The one text field, laid over the active cell while its value is typed.

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;
use eframe::egui::{Align2, CornerRadius, EventFilter, Frame, Id, Margin, TextEdit, Ui, UiBuilder};

use super::geometry::Geometry;
use super::look::GridLook;
use super::state::GridState;
use super::table::{Table, cell_name};

/// Shows the text field, if a value is being typed.
pub(super) fn show(
    ui: &mut Ui,
    id: Id,
    geometry: &Geometry,
    look: &GridLook,
    state: &mut GridState,
    table: &dyn Table,
    keys: EventFilter,
) {
    let place = state.cursor.place;
    let Some((row, col)) = state.cursor_cell() else {
        return;
    };
    let Some(edit) = &mut state.edit else { return };
    if std::mem::take(&mut edit.fresh) {
        let mut field = TextEditState::default();
        let end = CCursor::new(edit.text.chars().count());
        field.cursor.set_char_range(Some(CCursorRange::one(end)));
        field.store(ui.ctx(), id);
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let numeric = table.columns().get(col).is_some_and(|column| column.numeric);
    let rect = geometry.cell(place);
    let inside = rect.shrink(look.outline_width);
    let clip = geometry.cell_clip(place).intersect(ui.clip_rect());
    // A child of its own: a field scrolled out of sight must not stretch the table.
    let mut cell = ui.new_child(UiBuilder::new().id_salt("cell").max_rect(inside));
    cell.set_clip_rect(clip);
    cell.painter().rect_filled(inside, CornerRadius::ZERO, look.fill);
    let beside = (look.padding - look.outline_width) as i8;
    let field = TextEdit::singleline(&mut edit.text)
        .id(id)
        .font(look.font.clone())
        .text_color(look.text)
        .frame(Frame::NONE.inner_margin(Margin::symmetric(beside, 0)))
        .align(if numeric { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER })
        .desired_width(inside.width())
        .min_size(inside.size())
        .event_filter(keys);
    cell.put(inside, field).accessible_name(format!("Bewerken: {}", cell_name(table, row, col)));
}
