//! The bar at the top: the menus, the way to every command, unit and signs.

use eframe::egui::{Button, ComboBox, Context, MenuBar, RichText, Ui};

use super::align;
use super::command::{Command, Menu};
use super::theme::Tokens;
use super::wish::Wish;
use crate::display::{Notation, Signs, Unit};

/// Shows the bar. `enabled` says which commands can be used now, `detail` what undo and redo are
/// about; `notation` is that of the open budget.
pub fn show(
    ui: &mut Ui,
    notation: Option<Notation>,
    enabled: impl Fn(Command) -> bool,
    detail: impl Fn(Command) -> Option<String>,
    wishes: &mut Vec<Wish>,
) {
    let tokens = Tokens::of(ui.ctx());
    MenuBar::new().ui(ui, |ui| {
        ui.label(RichText::new("Sluitend").family(super::fonts::bold()).color(tokens.title));
        for menu in Menu::ALL {
            ui.menu_button(menu.title(), |ui| {
                for command in Command::ALL.into_iter().filter(|command| command.menu() == menu) {
                    entry(ui, command, enabled(command), detail(command), wishes);
                }
            });
        }
        align::right(ui, |ui| {
            // Those of a menu have no border; these are no menus.
            ui.reset_style();
            let palette = Button::new("Zoeken of opdracht…  Ctrl+K");
            if ui.add(palette).on_hover_text(Command::Palette.tooltip()).clicked() {
                wishes.push(Wish::Do(Command::Palette));
            }
            let Some(notation) = notation else { return };
            choose(
                ui,
                "Eenheid",
                &format!("bedragen {}", notation.unit.label()),
                Unit::ALL.map(|unit| (Command::Unit(unit), unit.label(), unit == notation.unit)),
                wishes,
            );
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

fn entry(
    ui: &mut Ui,
    command: Command,
    enabled: bool,
    detail: Option<String>,
    wishes: &mut Vec<Wish>,
) {
    let mut button = Button::new(command.name());
    if let Some(shortcut) = command.shortcuts().first() {
        button = button.shortcut_text(shortcut_text(ui.ctx(), shortcut));
    }
    let tooltip = match detail {
        Some(detail) => format!("{}: {detail}", command.tooltip()),
        None => command.tooltip().to_owned(),
    };
    if ui.add_enabled(enabled, button).on_hover_text(tooltip).clicked() {
        wishes.push(Wish::Do(command));
        ui.close();
    }
}

fn choose<const N: usize>(
    ui: &mut Ui,
    name: &str,
    shown: &str,
    choices: [(Command, &str, bool); N],
    wishes: &mut Vec<Wish>,
) {
    let combo = ComboBox::from_id_salt(name).selected_text(shown).show_ui(ui, |ui| {
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
