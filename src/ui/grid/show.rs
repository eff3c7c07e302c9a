//! One frame of a grid: keys, layout, pointer, painting, editor, focus.

use eframe::egui::scroll_area::ScrollArea;
use eframe::egui::style::ScrollStyle;
use eframe::egui::{
    Event, EventFilter, FocusDirection, Id, IdSalt, Key, Rect, Response, Sense, Ui, Vec2b,
    ViewportCommand,
};

use super::command::{Command, Effect, Ending};
use super::geometry::{self, Geometry};
use super::keys::{self, ListKey};
use super::look::GridLook;
use super::pointer::Pointed;
use super::state::{Context, GridState};
use super::summary::Summary;
use super::table::{RowKind, Table};
use super::{access, editor, overlay, paint, pointer};
use crate::ui::theme::Tokens;

/// Tab, arrows and Escape belong to the grid while it has the keyboard.
const ALL_KEYS: EventFilter =
    EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };

/// A grid, ready to be shown.
pub struct Grid {
    salt: IdSalt,
}

/// What happened in a frame that the caller has to know.
pub struct GridOutput {
    /// The grid as a widget; attach the context menu to it.
    pub response: Response,
    /// This row of the table is to be folded or unfolded.
    pub toggled_row: Option<usize>,
    /// The lock of this column was clicked: ask to open it, or close it again.
    pub lock_clicked: Option<usize>,
    /// The active cell, as row and column of the table.
    pub cursor: Option<(usize, usize)>,
    /// The selection in figures.
    pub selection: Summary,
    /// Where the secondary button was last pressed: what a context menu is about.
    pub context: Option<Context>,
    /// A change that was refused in this frame, in Dutch; the grid shows it at the cell too.
    pub message: Option<String>,
}

impl Grid {
    /// A grid with a name of its own within its surroundings.
    pub fn new(salt: impl std::hash::Hash + std::fmt::Debug) -> Self {
        Self { salt: IdSalt::new(salt) }
    }

    /// Shows the table in the space that is left, no higher than its rows need.
    pub fn show(self, ui: &mut Ui, state: &mut GridState, table: &mut dyn Table) -> GridOutput {
        let id = ui.scope_id().with(self.salt);
        ui.scope(|ui| {
            // Bars beside the cells: the last column is never covered.
            ui.spacing_mut().scroll = ScrollStyle::solid();
            // It would lie over the sticky columns and the pinned rows.
            ui.spacing_mut().scroll.fade.strength = 0.0;
            let tokens = Tokens::of(ui);
            let bars = &mut ui.visuals_mut().widgets;
            bars.inactive.bg_fill = tokens.line.strong;
            bars.hovered.bg_fill = tokens.text_locked;
            bars.active.bg_fill = tokens.text_locked;
            frame(ui, id, state, table)
        })
        .inner
    }
}

/// The parts of a frame that are one widget, or one text field.
#[derive(Clone, Copy)]
struct Ids {
    grid: Id,
    editor: Id,
}

fn frame(ui: &mut Ui, id: Id, state: &mut GridState, table: &mut dyn Table) -> GridOutput {
    let ids = Ids { grid: id, editor: id.with("editor") };
    let look = GridLook::of(ui);
    state.settle(table);
    if state.area.is_none() {
        state.came_under = ui.input(|input| input.pointer.hover_pos());
    }
    let mut effect = Effect::default();

    let mut keyboard = claim_keyboard(ui, ids, state);
    if state.has_keyboard && !keyboard {
        effect.message = state.commit(table).err().map(|refusal| refusal.message);
    }
    if let Some(command) = state.asked.take() {
        keyboard = true;
        effect.add(state.run(table, command));
    }
    let mut leaving = false;
    let mut ending = None;
    if keyboard {
        leaving = leave_on_request(ui, ids, state, table, &mut effect);
        ending = typed(ui, state, table, &mut effect);
    }
    state.settle(table);

    let outer = ui.available_rect_before_wrap();
    let (layout, bars) = lay_out(ui, &look, state, table, outer);
    let mut scroll_area = ScrollArea::new(bars).id_salt(ids.grid).auto_shrink([false, true]);
    if let Some(area) = state.area.filter(|_| state.reveal) {
        scroll_area = scroll_area.scroll_offset(layout.revealing(
            state.lead.place,
            state.scroll,
            area.size(),
        ));
        state.reveal = false;
    }
    let shown = scroll_area.show_viewport(ui, |ui, viewport| {
        let content = layout.content();
        ui.allocate_space(content);
        let mut area = Rect::from_min_size(outer.min, viewport.size());
        area.set_height(area.height().min(content.y));
        let geometry = layout.placed(area, viewport.min.to_vec2());
        state.area = Some(area);
        state.scroll = geometry.scroll;
        state.page = geometry.page(area.height());

        let response = ui.interact(area, ids.grid, Sense::click_and_drag());
        ui.memory_mut(|memory| memory.set_focus_lock_filter(ids.grid, ALL_KEYS));
        let pointed = pointer::handle(ui, &response, &geometry, &look, state, table);
        paint::paint(ui, &geometry, &look, state, table, keyboard || pointed.took_keyboard);
        overlay::tooltip(ui, &response, &geometry, &look, state, table);
        let clicked = access::announce(ui, &response, &geometry, &look, state, table);
        editor::show(ui, ids.editor, &geometry, &look, state, table, ALL_KEYS);
        let picked = overlay::list(ui, ids.grid, &geometry, &look, state);
        overlay::notice(ui, ids.grid, &geometry, &look, state, table);
        (response, pointed, clicked, picked)
    });
    let (response, pointed, clicked, picked) = shown.inner;
    let Pointed { effect: by_pointer, lock_clicked, took_keyboard, lost_keyboard } = pointed;
    effect.add(by_pointer);

    keyboard = (keyboard || took_keyboard) && !lost_keyboard;
    if lost_keyboard && state.edit.is_some() {
        ending = None;
        effect.message = state.commit(table).err().map(|refusal| refusal.message);
    }
    if let Some(ending) = ending {
        effect.message = state.end_edit(table, ending).or(effect.message);
        ui.request_repaint();
    }
    if let Some(option) = picked {
        effect.message = state.pick(table, option).or(effect.message);
        keyboard = true;
        ui.request_repaint();
    }
    if let Some(place) = clicked {
        effect.message = state.commit(table).err().map(|refusal| refusal.message);
        if state.edit.is_none() {
            state.select(table, place, place);
        }
        keyboard = true;
        ui.request_repaint();
    }
    state.settle(table);
    if state.reveal {
        ui.request_repaint();
    }

    let keyboard = keyboard && !leaving;
    state.has_keyboard = keyboard;
    if !keyboard {
        state.late_keys.clear();
        state.choosing = None;
    }
    if keyboard {
        let target = if state.edit.is_some() { ids.editor } else { ids.grid };
        // Only when it changes: asking for the focus again would reset its key filter.
        if ui.memory(|memory| memory.focused()) != Some(target) {
            ui.memory_mut(|memory| memory.request_focus(target));
        }
    }
    if let Some(text) = effect.copied {
        ui.copy_text(text);
    }
    if effect.wants_paste {
        ui.send_viewport_cmd(ViewportCommand::RequestPaste);
    }
    GridOutput {
        response,
        toggled_row: effect.toggled,
        lock_clicked,
        cursor: state.cursor_cell(),
        selection: state.summary(table),
        context: state.context,
        message: effect.message,
    }
}

impl Effect {
    fn add(&mut self, other: Self) {
        self.copied = other.copied.or(self.copied.take());
        self.wants_paste |= other.wants_paste;
        self.toggled = other.toggled.or(self.toggled);
        self.message = other.message.or(self.message.take());
    }
}

/// Whether keys are meant for this grid. egui hands Tab, arrows and Escape to the focus before
/// the key filter of a new editor holds; that is undone here.
fn claim_keyboard(ui: &Ui, ids: Ids, state: &mut GridState) -> bool {
    let focused = ui.memory(|memory| memory.focused());
    if !ui.memory(|memory| memory.allows_interaction(ui.layer_id())) {
        // A question lies over the grid: the keys are for the answer, and come back after it.
        state.keyboard_comes_back |= state.has_keyboard;
        return false;
    }
    if std::mem::take(&mut state.keyboard_comes_back) && focused.is_none() {
        ui.memory_mut(|memory| memory.request_focus(ids.grid));
        return true;
    }
    let escaped =
        state.has_keyboard && focused.is_none() && ui.input(|i| i.key_pressed(Key::Escape));
    let keyboard = escaped || focused == Some(ids.grid) || focused == Some(ids.editor);
    if keyboard {
        let target = if state.edit.is_some() { ids.editor } else { ids.grid };
        ui.memory_mut(|memory| {
            memory.move_focus(FocusDirection::None);
            if memory.focused() != Some(target) {
                memory.request_focus(target);
            }
        });
    }
    keyboard
}

/// Ctrl+Tab leaves the grid, with Shift backwards, unless a typed value is refused.
fn leave_on_request(
    ui: &Ui,
    ids: Ids,
    state: &mut GridState,
    table: &mut dyn Table,
    effect: &mut Effect,
) -> bool {
    let direction = ui.input_mut(|i| {
        let at = i.events.iter().position(|event| match event {
            Event::Key { key: Key::Tab, pressed: true, modifiers, .. } => modifiers.command,
            _ => false,
        })?;
        match i.events.remove(at) {
            Event::Key { modifiers, .. } if modifiers.shift => Some(FocusDirection::Previous),
            _ => Some(FocusDirection::Next),
        }
    });
    let Some(direction) = direction else {
        return false;
    };
    if let Err(refusal) = state.commit(table) {
        effect.message = Some(refusal.message);
        return false;
    }
    ui.memory_mut(|memory| {
        memory.request_focus(ids.grid);
        memory.move_focus(direction);
    });
    true
}

/// Takes the keys that are meant for the grid out of the input, in the order in which they were
/// typed. Keys for the editor stay for its text field; the key that ends the edit is returned,
/// and what was typed after it waits for the next frame.
fn typed(
    ui: &Ui,
    state: &mut GridState,
    table: &mut dyn Table,
    effect: &mut Effect,
) -> Option<Ending> {
    let mut events = std::mem::take(&mut state.late_keys);
    events.extend(ui.input_mut(|i| std::mem::take(&mut i.events)));
    let mut ending = None;
    let mut left = Vec::with_capacity(events.len());
    for event in events {
        if !keys::is_typed(&event) {
            left.push(event);
        } else if ending.is_some() {
            state.late_keys.push(event);
        } else if let Some(edit) = &state.edit {
            ending = keys::ending(&event, edit.overwrites);
            if ending.is_none() {
                left.push(event);
            }
        } else if let Some(list) = &mut state.choosing {
            match keys::list_key(&event, list) {
                Some(ListKey::Point(at)) => (list.at, list.moved) = (at, true),
                Some(ListKey::Close) => state.choosing = None,
                Some(ListKey::Pick) => {
                    let at = list.at;
                    effect.message = state.pick(table, at).or(effect.message.take());
                }
                None => left.push(event),
            }
        } else {
            match keys::command(&event, fold_at_cursor(state, table)) {
                Some(Command::Escape) if state.notice.is_none() && state.range().is_single() => {
                    left.push(event);
                }
                Some(command) => effect.add(state.run(table, command)),
                None => left.push(event),
            }
        }
    }
    if !state.late_keys.is_empty() {
        ui.request_repaint();
    }
    ui.input_mut(|i| i.events = left);
    ending
}

/// Whether the row of the cursor is unfolded, when the cursor is on its triangle's cell.
fn fold_at_cursor(state: &GridState, table: &dyn Table) -> Option<bool> {
    let (row, col) = state.cursor_cell()?;
    if col == table.tree_column() { table.row(row).open } else { None }
}

/// The layout for the space there is, before it is known where on the screen it comes.
fn lay_out(
    ui: &Ui,
    look: &GridLook,
    state: &mut GridState,
    table: &dyn Table,
    outer: Rect,
) -> (Geometry, Vec2b) {
    let columns = table.columns();
    state.widths.resize(columns.len(), None);
    let (rows, sticky) = (state.order.len(), table.head().sticky);
    let lay = |available: f32| {
        let widths = geometry::widths(columns, &state.widths, available, look);
        Geometry::new(look, columns, &widths, sticky, rows)
    };
    let bar = ui.spacing().scroll.allocated_width();
    let below = |wide: bool| outer.height() - if wide { bar } else { 0.0 };
    let layout = lay(outer.width());
    let wide = layout.content().x > outer.width();
    if layout.content().y > below(wide) {
        let layout = lay(outer.width() - bar);
        let wide = layout.content().x > outer.width() - bar;
        (layout.pinning(totals_at_end(state, table), below(wide)), Vec2b::new(wide, true))
    } else {
        (layout, Vec2b::new(wide, false))
    }
}

/// How many totals of the whole table end it.
fn totals_at_end(state: &GridState, table: &dyn Table) -> usize {
    let is_total = |place: &usize| {
        let view = state.order.row(*place).map(|row| table.row(row));
        view.is_some_and(|view| view.kind == RowKind::Total && view.parent.is_none())
    };
    (0..state.order.len()).rev().take_while(is_total).count()
}
