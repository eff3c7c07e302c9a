//! Which key says what: from events of the keyboard to commands.

use eframe::egui::{Event, Key, Modifiers};

use super::command::{Command, Ending, Extend};
use super::navigate::Step;
use super::plan::Direction;
use super::state::Choosing;

/// Whether an event comes from the keyboard (or the clipboard) and so goes where the focus is.
pub(super) fn is_typed(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { pressed: true, .. }
            | Event::Text(_)
            | Event::Copy
            | Event::Cut
            | Event::Paste(_)
    )
}

/// What an event means while no value is being typed. `fold` is whether the row is unfolded, for
/// a cell with a triangle.
pub(super) fn command(event: &Event, fold: Option<bool>) -> Option<Command> {
    match event {
        Event::Copy => Some(Command::Copy),
        Event::Cut => Some(Command::Cut),
        Event::Paste(text) => Some(Command::Paste(text.clone())),
        Event::Text(text) if fold.is_some() && text == "+" => Some(Command::Unfold(true)),
        Event::Text(text) if fold.is_some() && text == "-" => Some(Command::Unfold(false)),
        // The space bar has folded the row already; no value begins with a space.
        Event::Text(text) if !text.trim().is_empty() => Some(Command::Overwrite(text.clone())),
        Event::Key { key, pressed: true, modifiers, .. } => key_command(*key, *modifiers, fold),
        _ => None,
    }
}

fn key_command(key: Key, modifiers: Modifiers, fold: Option<bool>) -> Option<Command> {
    let Modifiers { alt, shift, command, .. } = modifiers;
    if alt {
        return (key == Key::ArrowDown).then_some(Command::Choose);
    }
    let extend = if shift { Extend::Yes } else { Extend::No };
    let go = |step| Some(Command::Move(step, extend));
    match key {
        Key::ArrowUp => go(if command { Step::EdgeUp } else { Step::Up }),
        Key::ArrowDown => go(if command { Step::EdgeDown } else { Step::Down }),
        Key::ArrowLeft if fold == Some(true) && modifiers.is_none() => Some(Command::Unfold(false)),
        Key::ArrowRight if fold == Some(false) && modifiers.is_none() => {
            Some(Command::Unfold(true))
        }
        Key::ArrowLeft => go(if command { Step::EdgeLeft } else { Step::Left }),
        Key::ArrowRight => go(if command { Step::EdgeRight } else { Step::Right }),
        Key::Home => go(if command { Step::Start } else { Step::RowStart }),
        Key::End => go(if command { Step::End } else { Step::RowEnd }),
        Key::PageUp if !command => go(Step::PageUp),
        Key::PageDown if !command => go(Step::PageDown),
        Key::Tab if !command => {
            Some(Command::Move(if shift { Step::Previous } else { Step::Next }, Extend::No))
        }
        Key::Enter if !command => {
            Some(Command::NextLine(if shift { Step::Up } else { Step::Down }))
        }
        Key::Delete | Key::Backspace if modifiers.is_none() => Some(Command::Clear),
        Key::F2 if modifiers.is_none() => Some(Command::Edit),
        Key::F4 if modifiers.is_none() => Some(Command::Choose),
        Key::Escape if modifiers.is_none() => Some(Command::Escape),
        Key::Space if command => Some(Command::SelectColumns),
        Key::Space if shift => Some(Command::SelectRows),
        Key::Space => Some(Command::Toggle),
        Key::A if command && !shift => Some(Command::SelectAll),
        Key::D if command && !shift => Some(Command::Fill(Direction::Down)),
        Key::R if command && !shift => Some(Command::Fill(Direction::Right)),
        _ => None,
    }
}

/// Whether an event ends the typing of a value, and how.
pub(super) fn ending(event: &Event, overwrites: bool) -> Option<Ending> {
    let Event::Key { key, pressed: true, modifiers, .. } = event else {
        return None;
    };
    let shift = modifiers.shift;
    if modifiers.alt || modifiers.command {
        return None;
    }
    match key {
        Key::Escape => Some(Ending::Cancel),
        Key::Enter => Some(Ending::Commit(if shift { Step::Up } else { Step::Down })),
        Key::Tab => Some(Ending::Commit(if shift { Step::Previous } else { Step::Next })),
        Key::ArrowUp if overwrites && !shift => Some(Ending::Commit(Step::Up)),
        Key::ArrowDown if overwrites && !shift => Some(Ending::Commit(Step::Down)),
        Key::ArrowLeft if overwrites && !shift => Some(Ending::Commit(Step::Left)),
        Key::ArrowRight if overwrites && !shift => Some(Ending::Commit(Step::Right)),
        _ => None,
    }
}

/// What an event does to the open list of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListKey {
    Point(usize),
    Pick,
    Close,
}

/// What an event means while the list of values is open.
pub(super) fn list_key(event: &Event, list: &Choosing) -> Option<ListKey> {
    let last = list.options.len().saturating_sub(1);
    match event {
        Event::Text(text) if !text.trim().is_empty() => {
            let typed = text.to_lowercase();
            let begins = |at: &usize| {
                list.options.get(*at).is_some_and(|o| o.to_lowercase().starts_with(&typed))
            };
            (list.at + 1..=last).chain(0..=list.at).find(begins).map(ListKey::Point)
        }
        Event::Key { key, pressed: true, modifiers, .. } => match key {
            Key::ArrowUp if modifiers.alt => Some(ListKey::Close),
            Key::ArrowUp => Some(ListKey::Point(list.at.saturating_sub(1))),
            Key::ArrowDown => Some(ListKey::Point((list.at + 1).min(last))),
            Key::Home => Some(ListKey::Point(0)),
            Key::End => Some(ListKey::Point(last)),
            Key::Enter | Key::Tab | Key::Space => Some(ListKey::Pick),
            Key::Escape | Key::F4 => Some(ListKey::Close),
            _ => None,
        },
        _ => None,
    }
}
