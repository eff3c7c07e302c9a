//! "Prognose": incomes, posts, and numbers times prices, and what that proposes for the budget.

mod change;
mod shape;
mod table;

use eframe::egui::{Align, Button, Layout, Rect, RichText, Ui, pos2, vec2};

pub(super) use shape::PrognoseShape;
pub(super) use table::PrognoseTable;

use super::costs::{card, table_height, within};
use super::selection;
use super::state::PageState;
use crate::change::prognose::overnemen;
use crate::model::{Begroting, Edit, Id, Order, Prognose, Prognosepost, Record, Soort};
use crate::ui::chance::new_id;
use crate::ui::command::Cells;
use crate::ui::fonts;
use crate::ui::grid::Grid;
use crate::ui::menu::commands;
use crate::ui::parts::Part;
use crate::ui::plan_form::Planvorm;
use crate::ui::theme::{Tokens, size};
use crate::ui::view::Tab;
use crate::ui::wish::{Desk, Form, Wish};

/// What a button of the bar asks.
enum Asked {
    Prognose,
    Post(Soort, bool),
    Remove,
    /// The form of the post of the cursor.
    Change,
    Groei,
}

pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut PageState, onderdeel: Id) {
    let notation = desk.view.notation;
    let begroting = desk.document.begroting();
    let scenario = desk.view.scenario.and_then(|id| begroting.scenarios.get(id));
    let asked = (onderdeel, notation, scenario.map(|scenario| scenario.id));
    let about = match scenario {
        Some(scenario) => format!("{}, scenario ‘{}’", notation.label(), scenario.name),
        None => notation.label(),
    };
    state.prognose.follow(desk.document, asked, PrognoseShape::new);
    let Some(shape) = state.prognose.get() else {
        return;
    };
    let room = ui.available_rect_before_wrap();
    let grid = state.grids.entry((onderdeel, Tab::Prognose)).or_default();
    let mut table = PrognoseTable { document: desk.document, shape, wishes: desk.wishes };
    if let Some(row) = state.bring_into_view.and_then(|id| shape.row_of(id)) {
        grid.go_to(&table, row, 0);
        state.bring_into_view = None;
    }
    let cursor = grid.cursor_cell().map_or(0, |(row, _)| row);
    let (prognose, record) = (shape.prognose_at(cursor), shape.record_at(cursor));
    let kept = size::CONTROL + size::CARD_GAP;
    let wanted = table_height(&table, grid, room.width()) + size::BAR;
    let height = wanted.min(room.height() - kept).round();
    let place = Rect::from_min_size(room.min, vec2(room.width(), height));
    let (output, asked) = card(ui, place, |ui, inside| {
        let bar = Rect::from_min_size(inside.min, vec2(inside.width(), size::BAR));
        let asked =
            within(ui, "balk", bar, |ui| head(ui, &about, prognose.is_some(), record.is_some()));
        let rest = Rect::from_min_max(pos2(inside.left(), bar.bottom()), inside.max);
        let output =
            within(ui, "prognoses", rest, |ui| Grid::new("prognose").show(ui, grid, &mut table));
        (output, asked)
    });
    state.parts.push(Part { rect: place, home: Some(output.response.id) });
    let below = Rect::from_min_max(pos2(room.left(), place.bottom() + size::CARD_GAP), room.max);
    within(ui, "voorstel", below, |ui| proposal(ui, desk, shape));
    state.parts.push(Part { rect: below, home: None });
    ui.advance_cursor_after_rect(room);
    state.selection = selection::in_words(&output.selection, notation.unit);
    if let Some(asked) = asked {
        answer(desk, state, onderdeel, asked, prognose, record);
    }
    if std::mem::take(&mut state.wants_keyboard) {
        output.response.request_focus();
    }
    output.response.context_menu(|ui| {
        commands(ui, desk, &[Cells::CLIPBOARD, Cells::FILL]);
    });
}

/// The title of the table with its unit and signs, and its buttons.
fn head(ui: &mut Ui, unit: &str, has_prognose: bool, has_record: bool) -> Option<Asked> {
    let tokens = Tokens::of(ui);
    let mut asked = None;
    ui.horizontal_centered(|ui| {
        ui.add_space(size::CELL_PADDING);
        let title = RichText::new("Prognose bij ongewijzigd beleid");
        ui.label(title.font(fonts::bold_of(size::HEADING)).color(tokens.text));
        ui.label(RichText::new(unit).color(tokens.text_weak));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(size::CELL_PADDING);
            // From right to left; the keyboard goes through them in the same order.
            let mut button = |name: &str, tooltip: &str, enabled: bool, what: Asked| {
                let response = ui.add_enabled(enabled, Button::new(name)).on_hover_text(tooltip);
                if response.clicked() {
                    asked = Some(what);
                }
            };
            button(
                "Prognose toevoegen",
                "Een nieuwe prognose van dit onderdeel",
                true,
                Asked::Prognose,
            );
            let schok = "Een post buiten de prognose, die u aan en uit kunt zetten";
            button("Schok", schok, has_prognose, Asked::Post(Soort::Lasten, true));
            let lasten = "Een post met lasten bij de prognose van de cursor";
            button("Lasten", lasten, has_prognose, Asked::Post(Soort::Lasten, false));
            let baten = "Een post met baten bij de prognose van de cursor";
            button("Baten", baten, has_prognose, Asked::Post(Soort::Baten, false));
            let groei = "Een index of een reeks aantallen waar posten mee groeien";
            button("Groeivoet…", groei, true, Asked::Groei);
            let form = "Regel, aantallen en groei van de post van de cursor";
            button("Wijzigen…", form, has_record, Asked::Change);
            button(
                "Verwijderen",
                "De post of lege prognose van de cursor",
                has_record,
                Asked::Remove,
            );
        });
    });
    asked
}

/// Whether the budget follows the prognosis, and the ways to let it.
fn proposal(ui: &mut Ui, desk: &mut Desk<'_>, shape: &PrognoseShape) {
    let tokens = Tokens::of(ui);
    let begroting = desk.document.begroting();
    ui.horizontal_wrapped(|ui| {
        let mut regels: Vec<Id> = shape.open.iter().map(|voorstel| voorstel.regel).collect();
        regels.dedup();
        if shape.standen.is_empty() {
            let text = "Er is nog geen prognose; kies ‘Prognose toevoegen’.";
            ui.label(RichText::new(text).color(tokens.text_weak));
            return;
        }
        if shape.scenario.is_some() {
            let text = "Een scenario doet de begroting geen voorstel; kies daarvoor bij ‘Van tekort \
                        naar sluitend’ de begroting zelf.";
            ui.label(RichText::new(text).color(tokens.text_weak));
            return;
        }
        if regels.is_empty() {
            let text = "De begroting heeft wat de prognoses voorstellen.";
            ui.label(RichText::new(text).color(tokens.text_weak));
            return;
        }
        ui.label(format!(
            "De begroting wijkt op {} af van de prognose:",
            if regels.len() == 1 { "1 regel".into() } else { format!("{} regels", regels.len()) }
        ));
        let all = ui.button("Alles overnemen");
        if all.on_hover_text("Geeft de regels de bedragen van de prognose").clicked() {
            let why = "Prognose overgenomen in de begroting".to_owned();
            desk.wishes.push(Wish::Change { why, edits: overnemen(begroting, &shape.open) });
        }
        for regel in regels {
            let Some(of) = begroting.regels.get(regel) else { continue };
            let title = begroting.title_of(of);
            let reden = shape.open.iter().find(|voorstel| voorstel.regel == regel);
            let reden = reden.map_or("", |voorstel| voorstel.reden.as_str());
            let said =
                if reden.is_empty() { "geen reden".into() } else { format!("‘{reden}’") };
            ui.label(format!("{title} ({said})"));
            let own: Vec<_> =
                shape.open.iter().filter(|voorstel| voorstel.regel == regel).cloned().collect();
            let accept = ui.button(format!("Overnemen op {title}"));
            if accept.clicked() {
                let why = format!("{title}: prognose overgenomen");
                desk.wishes.push(Wish::Change { why, edits: overnemen(begroting, &own) });
            }
            if ui.button(format!("Afwijken op {title}…")).clicked() {
                desk.wishes.push(Wish::Fill(Form::Reden(regel)));
            }
        }
    });
}

fn answer(
    desk: &mut Desk<'_>,
    state: &mut PageState,
    onderdeel: Id,
    asked: Asked,
    prognose: Option<Id>,
    record: Option<Id>,
) {
    let begroting = desk.document.begroting();
    let code = begroting.onderdelen.get(onderdeel).map_or("", |of| &of.code);
    let made: Record = match (asked, prognose) {
        (Asked::Prognose, _) => new_prognose(begroting, onderdeel),
        (Asked::Post(soort, schok), Some(prognose)) => new_post(begroting, prognose, soort, schok),
        (Asked::Post(..), None) => return,
        (Asked::Groei, _) => return desk.wishes.push(Wish::FillPlan(Planvorm::NewGroei)),
        (Asked::Change, _) => {
            let post = record.filter(|id| begroting.prognoseposten.contains(*id));
            match post {
                Some(post) => desk.wishes.push(Wish::FillPlan(Planvorm::Change(post))),
                None => desk.wishes.push(Wish::Warn("Zet de cursor op een post.".into())),
            }
            return;
        }
        (Asked::Remove, _) => {
            let post = record.and_then(|id| begroting.prognoseposten.get(id)).cloned();
            let empty = record.and_then(|id| begroting.prognoses.get(id)).cloned();
            let (name, gone): (String, Record) = match (post, empty) {
                (Some(post), _) => (post.name.clone(), post.into()),
                (None, Some(own)) if begroting.prognoseposten.of(own.id).next().is_some() => {
                    let text = format!("‘{}’ heeft nog posten; verwijder die eerst.", own.name);
                    desk.wishes.push(Wish::Warn(text));
                    return;
                }
                (None, Some(own)) => (own.name.clone(), own.into()),
                (None, None) => return,
            };
            desk.change(format!("{code}: ‘{name}’ verwijderd"), vec![Edit::Remove(gone)]);
            return;
        }
    };
    state.show_new(made.id());
    desk.change(format!("{code}: prognose aangevuld"), vec![Edit::Insert(made)]);
}

fn new_prognose(begroting: &Begroting, onderdeel: Id) -> Record {
    let last = begroting.prognoses.of(onderdeel).next_back();
    Record::Prognose(Prognose {
        id: new_id(),
        onderdeel,
        name: "Nieuwe prognose".into(),
        source: String::new(),
        order: Order::after(last.map(|last| &last.order)),
    })
}

fn new_post(begroting: &Begroting, prognose: Id, soort: Soort, schok: bool) -> Record {
    let last = begroting.prognoseposten.of(prognose).next_back();
    Record::Prognosepost(Prognosepost {
        id: new_id(),
        prognose,
        name: if schok { "Nieuwe schok" } else { "Nieuwe post" }.into(),
        soort,
        schok,
        aan: false,
        aantal: None,
        groei: None,
        regel: None,
        reden: String::new(),
        vrijgegeven: false,
        order: Order::after(last.map(|last| &last.order)),
        amounts: Default::default(),
    })
}
