use eframe::egui::{EventFilter, Id, Key, Modifiers, Ui};

use super::rows::Rows;
use super::{TreeState, select, set_open};
use crate::ui::command::Command;
use crate::ui::wish::Desk;

const KEYS: [Key; 13] = [
    Key::ArrowUp,
    Key::ArrowDown,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::Home,
    Key::End,
    Key::PageUp,
    Key::PageDown,
    Key::Enter,
    Key::Space,
    Key::F2,
    Key::Delete,
    Key::Escape,
];

/// The keyboard while the tree has it.
pub(super) fn handle(ui: &Ui, desk: &mut Desk, state: &mut TreeState, rows: &Rows, in_view: usize) {
    let filter =
        EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(Id::unique("tree"), filter));
    for key in KEYS {
        for _ in 0..ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key)) {
            press(key, desk, state, rows, in_view);
        }
    }
}

fn press(key: Key, desk: &mut Desk, state: &mut TreeState, rows: &Rows, in_view: usize) {
    let at = state.cursor.and_then(|cursor| rows.position(cursor));
    let last = rows.len().saturating_sub(1);
    let to = match key {
        Key::Escape => return desk.view.search.clear(),
        Key::Home => Some(0),
        Key::End => Some(last),
        _ => match at {
            None => Some(0),
            Some(at) => match key {
                Key::ArrowUp => Some(at.saturating_sub(1)),
                Key::ArrowDown => Some((at + 1).min(last)),
                Key::PageUp => Some(at.saturating_sub(in_view)),
                Key::PageDown => Some((at + in_view).min(last)),
                _ => return press_on_row(key, desk, state, rows, at),
            },
        },
    };
    if let Some(hit) = to.and_then(|to| rows.get(to)) {
        state.move_to(hit.target);
    }
}

fn press_on_row(key: Key, desk: &mut Desk, state: &mut TreeState, rows: &Rows, at: usize) {
    let Some(hit) = rows.get(at) else { return };
    let can_fold = !rows.is_searching();
    match (key, hit.open) {
        (Key::ArrowLeft, Some(true)) if can_fold => set_open(desk, state, hit, false),
        (Key::ArrowLeft, _) => {
            if let Some(parent) = rows.parent(at).and_then(|parent| rows.get(parent)) {
                state.move_to(parent.target);
            }
        }
        (Key::ArrowRight, Some(false)) => set_open(desk, state, hit, true),
        (Key::ArrowRight, Some(true)) => {
            if let Some(child) = rows.get(at + 1) {
                state.move_to(child.target);
            }
        }
        (Key::Enter | Key::Space, _) => select(desk, state, hit.target),
        (Key::F2, _) => desk.run(Command::Rename),
        (Key::Delete, _) => desk.run(Command::Remove),
        _ => {}
    }
}
