//! Ctrl+K: every command and every onderdeel by name.

use eframe::egui::{Align, Context, Id, Key, Modal, Modifiers, ScrollArea, TextEdit, Ui};

use super::command::Command;
use super::menu::shortcut_text;
use super::theme::size;
use crate::model::{self, Begroting};

/// What is typed, and which of the hits is meant.
#[derive(Default)]
pub struct Palette {
    typed: String,
    at: usize,
    asked_focus: bool,
}

/// What somebody chose.
pub enum Choice {
    Command(Command),
    Onderdeel(model::Id),
    Nothing,
}

/// More hits than this are not shown: type on to find the one.
const MOST: usize = 50;

impl Palette {
    /// `None` as long as it stays open.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        begroting: Option<&Begroting>,
        enabled: impl Fn(Command) -> bool,
    ) -> Option<Choice> {
        let mut choice = None;
        let modal = Modal::new(Id::unique("palette")).show(ui.ctx(), |ui| {
            ui.set_width(size::PALETTE_WIDTH);
            let field = TextEdit::singleline(&mut self.typed)
                .id(Id::unique("palette_field"))
                .hint_text("Typ een opdracht, of code of naam van een onderdeel")
                .desired_width(f32::INFINITY);
            let (down, up) = ui.input_mut(|input| {
                (
                    input.consume_key(Modifiers::NONE, Key::ArrowDown),
                    input.consume_key(Modifiers::NONE, Key::ArrowUp),
                )
            });
            let response = ui.add(field);
            response.ctx.accesskit_node_builder(response.id, |node| {
                node.set_label("Zoeken of opdracht");
            });
            if !self.asked_focus {
                response.request_focus();
                self.asked_focus = true;
            }
            if response.changed() {
                self.at = 0;
            }
            let hits = self.hits(ui.ctx(), begroting, &enabled);
            if down {
                self.at = (self.at + 1).min(hits.len().saturating_sub(1));
            }
            if up {
                self.at = self.at.saturating_sub(1);
            }
            let enter = ui.input(|input| input.key_pressed(Key::Enter));
            // As high with one hit as with fifty: what is typed stays where it is.
            let list = ScrollArea::vertical().auto_shrink(false);
            list.max_height(size::PALETTE_HEIGHT).show(ui, |ui| {
                ui.set_min_height(size::PALETTE_HEIGHT);
                if hits.is_empty() {
                    ui.weak("Niets gevonden. Typ een ander woord.");
                }
                for (i, (text, hint, target)) in hits.into_iter().enumerate() {
                    let button = eframe::egui::Button::selectable(i == self.at, text)
                        .right_text(hint)
                        .min_size(eframe::egui::vec2(ui.available_width(), size::CONTROL));
                    let row = ui.add(button);
                    if i == self.at && (up || down) {
                        row.scroll_to_me(Some(Align::Center));
                    }
                    if row.clicked() || (enter && i == self.at) {
                        choice = Some(target);
                    }
                }
            });
        });
        if choice.is_none() && modal.should_close() {
            choice = Some(Choice::Nothing);
        }
        choice
    }

    fn hits(
        &self,
        ctx: &Context,
        begroting: Option<&Begroting>,
        enabled: &impl Fn(Command) -> bool,
    ) -> Vec<(String, String, Choice)> {
        let typed = self.typed.trim().to_lowercase();
        let commands = Command::all().filter(|command| {
            *command != Command::Palette
                && enabled(*command)
                && command.name().to_lowercase().contains(&typed)
        });
        let mut commands: Vec<Command> = commands.collect();
        // What begins with it is meant more often than what has it somewhere.
        commands.sort_by_key(|command| !command.name().to_lowercase().starts_with(&typed));
        let commands = commands.into_iter().map(|command| {
            let keys = command.shortcuts().first().map(|keys| shortcut_text(ctx, keys));
            (command.name().to_owned(), keys.unwrap_or_default(), Choice::Command(command))
        });
        let parts = begroting.into_iter().filter(|_| !typed.is_empty()).flat_map(|begroting| {
            begroting.onderdelen.iter().filter(|onderdeel| {
                onderdeel.code.to_lowercase().starts_with(&typed)
                    || onderdeel.name.to_lowercase().contains(&typed)
            })
        });
        let mut parts: Vec<_> = parts.collect();
        parts.sort_by_key(|part| (part.code.to_lowercase() != typed, &part.code));
        parts.truncate(MOST);
        let parts = parts.into_iter().map(|onderdeel| {
            let text = format!("{} {}", onderdeel.code, onderdeel.name);
            (text, onderdeel.level.word().to_owned(), Choice::Onderdeel(onderdeel.id))
        });
        if typed.starts_with(|first: char| first.is_ascii_digit()) {
            parts.chain(commands).take(MOST).collect()
        } else {
            commands.chain(parts).take(MOST).collect()
        }
    }
}
