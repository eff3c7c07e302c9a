//! "Van tekort naar sluitend": a plan with its packages and measures, under a scenario.

mod actions;
mod change;
mod detail;
mod shape;
mod side;
mod table;
mod words;

use eframe::egui::{
    Button, ComboBox, Event, Key, Modifiers, Rect, RichText, Role, Ui, WidgetInfo, pos2, vec2,
};

pub use actions::{on_no_plan, on_plan};
pub use shape::{Asked, Row, TekortShape};
pub use table::TekortTable;

use self::shape::{Place, scenario_name};
use super::costs::{card, table_height, within};
use super::selection;
use super::state::PageState;
use crate::change::scenario;
use crate::change::structure::Target;
use crate::model::{Begroting, Id, Uitgangspunt};
use crate::ui::command::{Cells, Command, Plan};
use crate::ui::fonts;
use crate::ui::grid::{Grid, GridState};
use crate::ui::menu::commands;
use crate::ui::once::Once;
use crate::ui::parts::Part;
use crate::ui::plan_form::Planvorm;
use crate::ui::theme::{Tokens, size};
use crate::ui::view::Tab;
use crate::ui::wish::{Desk, Form, Wish};

/// What is remembered between frames.
#[derive(Default)]
pub struct TekortState {
    pub(super) shape: Once<Asked, TekortShape>,
    plan: Option<Id>,
    jaar: Option<u16>,
    /// What stands below the waterfall.
    onder: side::Onder,
    /// The plan whose first measure the cursor went to.
    begun: Option<Id>,
}

impl TekortState {
    /// What a command works on in this row.
    pub(super) fn target(&self, begroting: &Begroting, row: usize) -> Option<Target> {
        let id = self.shape.get()?.record_at(row)?;
        Some(if begroting.mutaties.contains(id) { Target::Mutatie(id) } else { Target::Entry(id) })
    }
}

pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut PageState, onderdeel: Id) {
    let begroting = desk.document.begroting();
    desk.view.scenario = desk.view.scenario.filter(|id| begroting.scenarios.contains(*id));
    let asked = Asked {
        onderdeel,
        plan: state.tekort.plan,
        scenario: desk.view.scenario,
        jaar: state.tekort.jaar,
        notation: desk.view.notation,
    };
    state.tekort.shape.follow(desk.document, asked, TekortShape::new);
    let Some(shape) = state.tekort.shape.get() else {
        return none(ui, desk, state, onderdeel);
    };
    let head = ui.scope(|ui| head(ui, desk, shape)).inner;
    ui.add_space(size::GAP);
    let room = ui.available_rect_before_wrap();
    let (left, right) = halves(room, shape);
    let grid = state.grids.entry((onderdeel, Tab::Tekort)).or_default();
    let mut table = TekortTable { document: desk.document, shape, wishes: desk.wishes };
    if let Some(row) = state.bring_into_view.and_then(|id| shape.row_of(id)) {
        grid.go_to(&table, row, 1);
        state.bring_into_view = None;
    } else if state.tekort.begun != Some(shape.tekort.plan) {
        grid.go_to(&table, side::first_row(shape), 1);
    }
    state.tekort.begun = Some(shape.tekort.plan);
    let toggled = ticked(ui, grid);
    let (above, below) =
        over_each_other(left, table_height(&table, grid, left.width()) + size::BAR);
    let mut adds: Option<Planvorm> = None;
    let output = card(ui, above, |ui, inside| {
        let bar = Rect::from_min_size(inside.min, vec2(inside.width(), size::BAR));
        let row = grid.cursor_cell().map_or(0, |(row, _)| row);
        adds = within(ui, "balk", bar, |ui| title(ui, shape, row));
        let rest = Rect::from_min_max(pos2(inside.left(), bar.bottom()), inside.max);
        within(ui, "plan", rest, |ui| Grid::new("tekort").show(ui, grid, &mut table))
    });
    let (row, col) = grid.cursor_cell().unwrap_or_default();
    let is_tick = shape.places.get(col) == Some(&Place::Aan);
    let toggled = toggled || (output.response.clicked() && is_tick && !grid.is_editing());
    card(ui, below, |ui, inside| {
        let inside = inside.shrink(size::CARD_PADDING_SMALL);
        within(ui, "maatregel", inside, |ui| detail::show_detail(ui, desk, shape, row));
    });
    let beside = beside(ui, shape, state.tekort.onder, right);
    state.parts.push(Part { rect: above, home: Some(output.response.id) });
    state.parts.push(Part { rect: below, home: None });
    state.parts.push(Part { rect: right, home: None });
    ui.advance_cursor_after_rect(room);
    desk.wishes.extend(adds.map(Wish::FillPlan));
    if toggled {
        match change::toggle(desk.document, shape, row) {
            Ok(wish) => desk.wishes.extend(wish),
            Err(error) => desk.wishes.push(Wish::Warn(error)),
        }
    }
    state.selection = selection::in_words(&output.selection, asked.notation.unit);
    if std::mem::take(&mut state.wants_keyboard) {
        output.response.request_focus();
    }
    output.response.context_menu(|ui| {
        let add =
            &[Command::Plan(Plan::AddPakket), Command::AddMeasure, Command::Plan(Plan::AddOptie)];
        let change = &[Command::Rename, Command::Remove];
        commands(ui, desk, &[Cells::CLIPBOARD, Cells::FILL, &[Command::Opmerking], add, change]);
    });
    match beside.or(head) {
        Some(Answer::Beside(side::Asked::Jaar(jaar))) => state.tekort.jaar = Some(jaar),
        Some(Answer::Beside(side::Asked::Row(row))) => {
            let record = shape.record_at(row);
            state.bring_into_view = record;
            state.wants_keyboard = true;
        }
        Some(Answer::Beside(side::Asked::Scenario(scenario))) => {
            desk.wishes.extend(state.pending(desk.document));
            desk.view.scenario = scenario;
        }
        Some(Answer::Beside(side::Asked::Onder(onder))) => state.tekort.onder = onder,
        Some(Answer::Plan(plan)) => state.tekort.plan = Some(plan),
        None => {}
    }
}

/// What was asked around the table.
enum Answer {
    Beside(side::Asked),
    Plan(Id),
}

/// Whether Space was pressed on a row: it switches, and types nothing.
fn ticked(ui: &Ui, grid: &GridState) -> bool {
    if !grid.has_keyboard() || grid.is_editing() {
        return false;
    }
    ui.input_mut(|input| {
        let pressed = input.consume_key(Modifiers::NONE, Key::Space);
        if pressed {
            input.events.retain(|event| !matches!(event, Event::Text(text) if text == " "));
        }
        pressed
    })
}

/// An onderdeel without a plan: how one begins.
fn none(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut PageState, onderdeel: Id) {
    let rect = ui.available_rect_before_wrap();
    state.parts.push(Part { rect, home: None });
    let text = "Hier is nog geen plan dat een tekort terugbrengt.";
    ui.label(RichText::new(text).color(Tokens::of(ui).text_weak));
    if ui.button("Plan beginnen…").clicked() {
        desk.wishes.push(Wish::FillPlan(Planvorm::NewPlan(onderdeel)));
    }
}

/// The title of the table with its unit, and the buttons that add; what was asked.
fn title(ui: &mut Ui, shape: &TekortShape, row: usize) -> Option<Planvorm> {
    let tokens = Tokens::of(ui);
    let mut asked = None;
    ui.horizontal_centered(|ui| {
        ui.add_space(size::CELL_PADDING);
        let title = RichText::new("Maatregelen").font(fonts::bold_of(size::HEADING));
        ui.label(title.color(tokens.text));
        let unit = shape.asked.notation.unit.label();
        ui.label(RichText::new(format!("{unit}, tekort negatief")).color(tokens.text_weak));
        let measure = shape.measure_at(row).map(|rij| rij.mutatie.id);
        let pakket = shape.pakket_at(row);
        let add = [
            ("Pakket…", Some(Planvorm::NewPakket(shape.tekort.plan))),
            ("Maatregel…", pakket.map(Planvorm::NewMeasure)),
            ("Optie…", measure.map(Planvorm::NewOptie)),
            ("Verband…", measure.map(Planvorm::NewSamenhang)),
            ("Herraming…", Some(Planvorm::NewHerraming(shape.tekort.plan, measure))),
        ];
        let menu = ui.menu_button("Toevoegen", |ui| {
            for (name, form) in add {
                let button = ui.add_enabled(form.is_some(), Button::new(name));
                if button.on_disabled_hover_text("Zet de cursor eerst op een maatregel").clicked() {
                    asked = form;
                    ui.close();
                }
            }
        });
        menu.response.on_hover_text("Een pakket, maatregel, optie, verband of herraming");
        let record = shape.changed_by(row);
        let change = ui.add_enabled(record.is_some(), Button::new("Wijzigen…"));
        let change = change.on_hover_text("Het formulier van de rij van de cursor (Ctrl+E)");
        if change.clicked() {
            asked = record.map(Planvorm::Change);
        }
    });
    asked
}

/// The plan, the scenario and the line it starts from.
fn head(ui: &mut Ui, desk: &mut Desk<'_>, shape: &TekortShape) -> Option<Answer> {
    let begroting = desk.document.begroting();
    let mut answer = None;
    ui.horizontal_wrapped(|ui| {
        let plan = begroting.plannen.get(shape.tekort.plan);
        let plans: Vec<_> = begroting.plannen.of(shape.asked.onderdeel).collect();
        let names = plans.iter().map(|plan| (plan.id, plan.name.clone()));
        let shown = plan.map_or("", |plan| &plan.name);
        if plans.len() > 1 {
            if let Some(plan) = choice(ui, "Plan", shown, names) {
                answer = Some(Answer::Plan(plan));
            }
        } else {
            ui.strong(shown);
        }
        ui.label(RichText::new(&shape.about).color(Tokens::of(ui).text_weak));
    });
    if let Some(text) = &shape.gepubliceerd {
        ui.label(RichText::new(text).color(Tokens::of(ui).text_weak));
    }
    ui.horizontal_wrapped(|ui| {
        let scenarios = std::iter::once((None, "begroting".to_owned()))
            .chain(begroting.scenarios.top().map(|s| (Some(s.id), s.name.clone())));
        let shown = scenario_name(begroting, shape.asked.scenario);
        if let Some(scenario) = choice(ui, "Scenario", shown, scenarios) {
            answer = Some(Answer::Beside(side::Asked::Scenario(scenario)));
        }
        let add = ui.button("Nieuw scenario…");
        if add.on_hover_text("Een scenario dat begint als wat u nu ziet").clicked() {
            desk.wishes.push(Wish::Fill(Form::NewScenario(shape.asked.scenario)));
        }
        if let Some(scenario) = shape.asked.scenario {
            let change = ui.button("Scenario wijzigen…");
            if change.on_hover_text("Naam en toelichting van het scenario").clicked() {
                desk.wishes.push(Wish::FillPlan(Planvorm::Change(scenario)));
            }
            if ui.button("Scenario verwijderen").clicked() {
                let name = scenario_name(begroting, Some(scenario)).to_owned();
                let edits = scenario::remove(begroting, scenario);
                let why = format!("Scenario ‘{name}’ verwijderd");
                desk.wishes.push(Wish::Change { why, edits });
            }
        }
        start(ui, desk, shape);
        let decide = ui.add(Button::new("Besluiten…"));
        let tooltip = "Maakt van de maatregelen die aan staan één begrotingswijziging";
        if decide.on_hover_text(tooltip).clicked() {
            let (plan, scenario) = (shape.tekort.plan, shape.asked.scenario);
            desk.wishes.push(Wish::Fill(Form::Decide { plan, scenario }));
        }
    });
    answer
}

/// The choice of the line that the plan starts from.
fn start(ui: &mut Ui, desk: &mut Desk<'_>, shape: &TekortShape) {
    let shown = shape.uitgangspunt;
    let all = Uitgangspunt::ALL.iter().map(|start| (*start, start.word().to_owned()));
    if let Some(start) = choice(ui, "Uitgangspunt", shown.word(), all) {
        match change::start(desk.document, shape, start) {
            Ok(wish) => desk.wishes.extend(wish),
            Err(error) => desk.wishes.push(Wish::Warn(error)),
        }
    }
}

/// A list to choose from, with its name; what was chosen now.
fn choice<T>(
    ui: &mut Ui,
    name: &str,
    shown: &str,
    all: impl Iterator<Item = (T, String)>,
) -> Option<T> {
    let mut found = None;
    let combo = ComboBox::from_id_salt(name).selected_text(shown).width(size::WEERGAVE_ROOM);
    let response = combo.show_ui(ui, |ui| {
        for (value, text) in all {
            if ui.selectable_label(text == shown, text).clicked() {
                found = Some(value);
            }
        }
    });
    let said = format!("{name}: {shown}");
    response
        .response
        .on_hover_text(name)
        .widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &said));
    found
}

/// The cards beside the plan.
fn beside(ui: &mut Ui, shape: &TekortShape, onder: side::Onder, right: Rect) -> Option<Answer> {
    let height = ((right.height() - size::CARD_GAP) / 2.0).round();
    let above = Rect::from_min_size(right.min, vec2(right.width(), height));
    let below = Rect::from_min_max(above.left_bottom() + vec2(0.0, size::CARD_GAP), right.max);
    let padding = size::CARD_PADDING_SMALL;
    let fall = card(ui, above, |ui, inside| side::waterval(ui, shape, inside.shrink(padding)));
    let under = card(ui, below, |ui, inside| side::onder(ui, shape, onder, inside.shrink(padding)));
    let asked = fall.or(under);
    asked.map(Answer::Beside)
}

/// The table gets what its columns need, and the charts the rest; neither gets too little.
fn halves(room: Rect, shape: &TekortShape) -> (Rect, Rect) {
    let columns: f32 = shape.head.columns.iter().map(|column| column.width).sum();
    let wanted = columns + size::COLUMN_MEASURE_MORE;
    let width = wanted.clamp(room.width() * 0.5, room.width() * 0.66);
    let middle = (room.left() + width).round();
    let left = Rect::from_min_max(room.min, pos2(middle - size::CARD_GAP / 2.0, room.bottom()));
    let right = Rect::from_min_max(pos2(middle + size::CARD_GAP / 2.0, room.top()), room.max);
    (left, right)
}

/// The table as high as it likes, and below it at least a quarter for the measure.
fn over_each_other(left: Rect, wanted: f32) -> (Rect, Rect) {
    let height = wanted.min(left.height() * 0.72).round();
    let above = Rect::from_min_size(left.min, vec2(left.width(), height));
    let below = Rect::from_min_max(pos2(left.left(), above.bottom() + size::CARD_GAP), left.max);
    (above, below)
}
