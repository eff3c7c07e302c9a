//! The screen without a budget: go on, open, begin, or look at an example.

use std::path::{Path, PathBuf};

use eframe::egui::{RichText, ScrollArea, Ui};

use super::command::Command;
use super::modal::primary;
use super::session::{LeftBehind, file_name};
use super::theme::{Tokens, size};
use super::wish::Wish;

/// An example that ships with the program.
pub struct Example {
    pub file: &'static str,
    pub title: &'static str,
    pub about: &'static str,
    pub text: &'static str,
}

pub const EXAMPLES: [Example; 4] = [
    Example {
        file: "hengelo-2019.ron",
        title: "Hengelo, sociaal domein 2019",
        about: "Programma 6 van primitief tot rekening: tien taakvelden, 6.72 meerjarig met stelpost",
        text: include_str!("../../saves/hengelo-2019.ron"),
    },
    Example {
        file: "hengelo-interventie-2018.ron",
        title: "Hengelo, interventieprogramma 2018",
        about: "Van tekort naar sluitend: prognose, vier pakketten, opties, scenario’s en dia’s",
        text: include_str!("../../saves/hengelo-interventie-2018.ron"),
    },
    Example {
        file: "noordoostpolder-2019.ron",
        title: "Noordoostpolder, jeugdhulp 2019",
        about: "Beheersmaatregelen met status en planning: zeven clusters",
        text: include_str!("../../saves/noordoostpolder-2019.ron"),
    },
    Example {
        file: "zwolle-2021.ron",
        title: "Zwolle, jeugdhulp 2021",
        about: "Doel 2.3.2 in het jaarverslag: criteria, activiteiten en resultaat",
        text: include_str!("../../saves/zwolle-2021.ron"),
    },
];

/// Where somebody wants to go from here.
pub enum Destination {
    File(PathBuf),
    Untitled(PathBuf),
    Example(&'static Example),
}

/// Shows the screen. `unsaved` are the budgets that never got a file.
pub fn show<'a>(
    ui: &mut Ui,
    recent: impl ExactSizeIterator<Item = &'a Path>,
    unsaved: &[LeftBehind],
    wishes: &mut Vec<Wish>,
) -> Option<Destination> {
    let tokens = Tokens::of(ui.ctx());
    let mut destination = None;
    let side = ((ui.available_width() - size::START_WIDTH) / 2.0).max(0.0);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.add_space(side);
            ui.vertical(|ui| {
                ui.set_max_width(size::START_WIDTH);
                ui.add_space(size::START_TOP);
                ui.label(
                    RichText::new("Sluitend")
                        .font(super::fonts::bold_of(size::START_TITLE))
                        .color(tokens.title),
                );
                ui.colored_label(
                    tokens.text_weak,
                    "De begroting per programma en taakveld: bewerken, doorrekenen en tonen.",
                );
                ui.add_space(size::CARD_GAP);
                ui.horizontal(|ui| {
                    let open =
                        ui.add(primary(ui, "Openen…")).on_hover_text(Command::Open.tooltip());
                    if open.clicked() {
                        wishes.push(Wish::Do(Command::Open));
                    }
                    let new = ui.button("Nieuwe begroting…").on_hover_text(Command::New.tooltip());
                    if new.clicked() {
                        wishes.push(Wish::Do(Command::New));
                    }
                });
                ui.colored_label(tokens.text_weak, "Of sleep een bestand (.ron) op dit venster.");
                if !unsaved.is_empty() {
                    heading(ui, "Niet opgeslagen werk");
                    for left in unsaved {
                        let text = format!("Verder met {}", left.title);
                        if ui.link(text).clicked() {
                            destination = Some(Destination::Untitled(left.journal.clone()));
                        }
                    }
                }
                heading(ui, "Laatst geopend");
                if recent.len() == 0 {
                    ui.colored_label(
                        tokens.text_weak,
                        "Nog niets. Begin met een voorbeeld hieronder.",
                    );
                }
                for path in recent {
                    ui.horizontal(|ui| {
                        if ui.link(file_name(path)).clicked() {
                            destination = Some(Destination::File(path.to_owned()));
                        }
                        let folder = path.parent().map(|folder| folder.display().to_string());
                        ui.colored_label(tokens.text_weak, folder.unwrap_or_default());
                    });
                }
                heading(ui, "Voorbeelden (openen als kopie)");
                for example in &EXAMPLES {
                    if ui.link(example.title).clicked() {
                        destination = Some(Destination::Example(example));
                    }
                    ui.colored_label(tokens.text_weak, example.about);
                }
            });
        });
    });
    destination
}

fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(size::CARD_GAP);
    ui.label(RichText::new(text).font(super::fonts::bold_of(size::HEADING)));
}
