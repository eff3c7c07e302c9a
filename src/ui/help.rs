//! F1: the manual, as it lies in `assets/handleiding.md`.

use eframe::egui::{Id, Modal, RichText, ScrollArea, Ui, vec2};

use super::theme::{Tokens, size};

const MANUAL: &str = include_str!("../../assets/handleiding.md");

/// Whether it was closed.
pub fn show(ui: &mut Ui) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let mut closed = false;
    let modal = Modal::new(Id::unique("manual")).show(ui.ctx(), |ui| {
        ui.set_min_size(vec2(size::MANUAL[0], 0.0));
        ui.set_max_width(size::MANUAL[0]);
        ScrollArea::vertical().max_height(size::MANUAL[1]).auto_shrink([false, true]).show(
            ui,
            |ui| {
                for line in MANUAL.lines() {
                    if let Some(title) = line.strip_prefix("# ") {
                        ui.label(
                            RichText::new(title)
                                .font(super::fonts::bold_of(size::TITLE))
                                .color(tokens.title),
                        );
                    } else if let Some(heading) = line.strip_prefix("## ") {
                        ui.add_space(size::GAP);
                        ui.label(RichText::new(heading).font(super::fonts::bold_of(size::HEADING)));
                    } else if let Some(item) = line.strip_prefix("- ") {
                        ui.label(format!("•  {item}"));
                    } else if !line.is_empty() {
                        ui.label(line);
                    }
                }
            },
        );
        ui.add_space(size::GAP);
        closed = ui.add(super::modal::primary(ui, "Sluiten")).clicked();
    });
    closed || modal.should_close()
}
