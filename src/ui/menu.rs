//! The bar at the top: the menus, the way to every command, unit and signs.

use eframe::egui::{Button, ComboBox, Context, MenuBar, RichText, ScrollArea, Ui};

use super::align;
use super::command::{Command, Menu};
use super::theme::{Tokens, size};
use super::wish::{Desk, Wish};
use crate::display::{Notation, Signs, Unit};

/// How a command stands in a menu now.
pub struct Entry {
    pub enabled: bool,
    /// What undo and redo are about.
    pub detail: Option<String>,
    /// Whether it is so now, of what can be so or not.
    pub ticked: Option<bool>,
}

/// So many characters of what undo and redo are about fit in a menu.
const MOST_DETAIL: usize = 48;

/// Shows the bar. `notation` is that of the open budget, which `can_present` says has a plan or
/// slides to show before the council.
pub fn show(
    ui: &mut Ui,
    notation: Option<Notation>,
    can_present: bool,
    entry_of: impl Fn(Command) -> Entry,
    wishes: &mut Vec<Wish>,
) {
    let tokens = Tokens::of(ui.ctx());
    let present = if can_present { size::TOP_BAR_PRESENT } else { 0.0 };
    MenuBar::new().ui(ui, |ui| {
        if ui.available_width() >= size::TOP_BAR_NAMED + present {
            ui.label(RichText::new("Sluitend").family(super::fonts::bold()).color(tokens.title));
        }
        for menu in Menu::ALL {
            ui.menu_button(menu.title(), |ui| {
                // In a low window, or a large zoom, a menu is longer than the window.
                let most = ui.ctx().content_rect().height() - 2.0 * size::CONTROL;
                let list = ScrollArea::vertical().max_height(most).min_scrolled_height(most);
                list.show(ui, |ui| {
                    for (at, group) in Command::groups(menu).enumerate() {
                        if at > 0 {
                            ui.separator();
                        }
                        for command in group {
                            entry(ui, *command, &entry_of(*command), wishes);
                        }
                    }
                });
            });
        }
        let room = ui.available_width() - present;
        let is_narrow = room < size::TOP_BAR;
        align::right(ui, |ui| {
            // Those of a menu have no border; these are no menus.
            ui.reset_style();
            if can_present {
                let present = ui.add(super::modal::primary(ui, Command::Present.name()));
                if present.on_hover_text(Command::Present.tooltip()).clicked() {
                    wishes.push(Wish::Do(Command::Present));
                }
            }
            let words = if is_narrow { "Ctrl+K" } else { "Zoeken of opdracht…  Ctrl+K" };
            let palette = Button::new(words);
            if ui.add(palette).on_hover_text(Command::Palette.tooltip()).clicked() {
                wishes.push(Wish::Do(Command::Palette));
            }
            let Some(notation) = notation else { return };
            choose(
                ui,
                "Eenheid",
                &format!("{}{}", if is_narrow { "" } else { "bedragen " }, notation.unit.label()),
                Unit::ALL.map(|unit| (Command::Unit(unit), unit.label(), unit == notation.unit)),
                wishes,
            );
            // It stands in the menu Beeld too.
            if room < size::TOP_BAR_NARROW {
                return;
            }
            choose(
                ui,
                "Tekens",
                notation.signs.label(),
                Signs::ALL
                    .map(|signs| (Command::Signs(signs), signs.label(), signs == notation.signs)),
                wishes,
            );
        });
    });
}

fn entry(ui: &mut Ui, command: Command, entry: &Entry, wishes: &mut Vec<Wish>) {
    let tooltip = match &entry.detail {
        Some(detail) => format!("{}: {detail}", command.tooltip()),
        None => command.tooltip().to_owned(),
    };
    let name = match &entry.detail {
        Some(detail) => format!("{}: {}", command.name(), shortened(detail)),
        None => command.name().to_owned(),
    };
    let response = ui.add_enabled_ui(entry.enabled, |ui| match (entry.ticked, command) {
        // One of several, or yes and no.
        (Some(ticked), Command::Unit(_) | Command::Signs(_) | Command::Stap(_)) => {
            ui.radio(ticked, name)
        }
        (Some(mut ticked), _) => ui.checkbox(&mut ticked, name),
        (None, _) => ui.add(button(ui, command, name)),
    });
    if response.inner.on_hover_text(tooltip).clicked() {
        wishes.push(Wish::Do(command));
        ui.close();
    }
}

/// A command with its keys.
fn button<'a>(ui: &Ui, command: Command, name: impl Into<String>) -> Button<'a> {
    let keys = command.shortcuts().first().map(|keys| shortcut_text(ui.ctx(), keys));
    Button::new(name.into()).shortcut_text(keys.unwrap_or_default())
}

/// Commands as the buttons of a context menu, in groups. Whether one was chosen.
pub fn commands(ui: &mut Ui, desk: &mut Desk<'_>, groups: &[&[Command]]) -> bool {
    let mut chosen = false;
    for (at, group) in groups.iter().enumerate() {
        if at > 0 {
            ui.separator();
        }
        for command in *group {
            let button = button(ui, *command, command.name());
            if ui.add(button).on_hover_text(command.tooltip()).clicked() {
                desk.run(*command);
                chosen = true;
                ui.close();
            }
        }
    }
    chosen
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= MOST_DETAIL {
        return text.to_owned();
    }
    let kept: String = text.chars().take(MOST_DETAIL - 1).collect();
    format!("{}…", kept.trim_end())
}

fn choose<const N: usize>(
    ui: &mut Ui,
    name: &str,
    shown: &str,
    choices: [(Command, &str, bool); N],
    wishes: &mut Vec<Wish>,
) {
    let combo = ComboBox::from_id_salt(name).selected_text(shown).width(0.0).show_ui(ui, |ui| {
        for (command, label, chosen) in choices {
            if ui.selectable_label(chosen, label).clicked() {
                wishes.push(Wish::Do(command));
                ui.close();
            }
        }
    });
    combo.response.on_hover_text(name);
}

/// The keys as this system names them, in Dutch.
pub fn shortcut_text(ctx: &Context, shortcut: &eframe::egui::KeyboardShortcut) -> String {
    let text = ctx.format_shortcut(shortcut);
    [
        ("Plus", "+"),
        ("Minus", "-"),
        ("Delete", "Del"),
        ("Up", "pijl omhoog"),
        ("Down", "pijl omlaag"),
    ]
    .into_iter()
    .fold(text, |text, (english, dutch)| text.replace(english, dutch))
}
