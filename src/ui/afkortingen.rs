//! The abbreviations of the budget: a small dialog to edit the list.

use eframe::egui::{Button, Grid, Id, Modal, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::chance::new_id;
use super::modal::primary;
use super::theme::{Tokens, size};
use super::wish::Desk;
use crate::model::{self, Afkorting, AfkortingField, Begroting, Edit};

/// The dialog, while it is open.
#[derive(Default)]
pub struct AfkortingenState {
    open: Option<Vec<Afkorting>>,
    error: String,
}

/// A link to the list, and the dialog once it was clicked.
pub fn link(ui: &mut Ui, desk: &mut Desk, state: &mut AfkortingenState) {
    let tokens = Tokens::of(ui);
    let begroting = desk.document.begroting();
    let link =
        Button::new(RichText::new("Afkortingen…").color(tokens.accent)).frame_when_inactive(false);
    if ui.add(link).on_hover_text("Afkortingen die in teksten worden uitgelegd").clicked() {
        let mut rows: Vec<Afkorting> = begroting.afkortingen.iter().cloned().collect();
        rows.sort_by(|a, b| a.short.cmp(&b.short));
        state.open = Some(rows);
    }
    let Some(mut rows) = state.open.take() else { return };
    let modal = Modal::new(Id::unique("abbreviations")).show(ui.ctx(), |ui| {
        ui.heading("Afkortingen");
        list(ui, &mut rows);
        if !state.error.is_empty() {
            ui.colored_label(tokens.worse, &state.error);
        }
        ui.horizontal(|ui| {
            let keep = ui.add(primary(ui, "Klaar")).clicked();
            (keep, ui.button("Annuleren").clicked())
        })
        .inner
    });
    let (keep, cancel) = modal.inner;
    if cancel || modal.should_close() {
        state.error.clear();
        return;
    }
    if !keep {
        state.open = Some(rows);
        return;
    }
    match edits(begroting, &rows) {
        Ok(edits) => {
            state.error.clear();
            desk.change("Afkortingen gewijzigd", edits);
        }
        Err(error) => {
            state.error = error;
            state.open = Some(rows);
        }
    }
}

fn list(ui: &mut Ui, rows: &mut Vec<Afkorting>) {
    ScrollArea::vertical().max_height(size::LIST_HEIGHT).show(ui, |ui| {
        let mut gone = None;
        Grid::new("abbreviations").num_columns(3).show(ui, |ui| {
            for (at, row) in rows.iter_mut().enumerate() {
                let short = TextEdit::singleline(&mut row.short).desired_width(size::COLUMN_WORD);
                ui.add(short).accessible_name(format!("Afkorting {}", at + 1));
                let long =
                    TextEdit::singleline(&mut row.long).min_size(vec2(size::COLUMN_MEASURE, 0.0));
                ui.add(long).accessible_name(format!("Betekenis {}", at + 1));
                let remove = ui.button("Verwijderen");
                if remove.accessible_name(format!("Verwijder afkorting {}", at + 1)).clicked() {
                    gone = Some(at);
                }
                ui.end_row();
            }
        });
        if let Some(at) = gone {
            rows.remove(at);
        }
    });
    if ui.button("Afkorting toevoegen").clicked() {
        rows.push(Afkorting { id: new_id(), short: String::new(), long: String::new() });
    }
}

/// What makes the list of the budget these rows; a row without a word is none.
fn edits(begroting: &Begroting, rows: &[Afkorting]) -> Result<Vec<Edit>, String> {
    let mut known: Vec<&str> = Vec::new();
    let mut kept: Vec<model::Id> = Vec::new();
    let mut edits = Vec::new();
    for row in rows {
        let (short, long) = (row.short.trim(), row.long.trim());
        match (short, long) {
            ("", "") => continue,
            ("", long) => return Err(format!("Vul de afkorting in van ‘{long}’.")),
            (short, "") => return Err(format!("Vul in waar ‘{short}’ voor staat.")),
            (short, _) if known.contains(&short) => {
                return Err(format!("‘{short}’ staat er twee keer; verwijder er een."));
            }
            _ => {}
        }
        known.push(short);
        kept.push(row.id);
        if begroting.afkortingen.contains(row.id) {
            let fields =
                [AfkortingField::Short(short.to_owned()), AfkortingField::Long(long.to_owned())];
            edits.extend(
                fields.into_iter().filter_map(|field| begroting.set(row.id, field).ok().flatten()),
            );
        } else {
            let new = Afkorting { id: row.id, short: short.to_owned(), long: long.to_owned() };
            edits.push(Edit::Insert(new.into()));
        }
    }
    let gone = begroting.afkortingen.iter().filter(|old| !kept.contains(&old.id));
    edits.extend(gone.map(|old| Edit::Remove(old.clone().into())));
    Ok(edits)
}
