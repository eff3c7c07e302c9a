//! A small table of decimals, and a grid that shows it in a window without a screen.

mod clipboard;
mod commands;
mod keyboard;
mod view;

use std::cell::Cell;

use eframe::egui::{Event, Key, Modifiers, OutputCommand, vec2};
use egui_kittest::Harness;
use rust_decimal::Decimal;

use super::*;

const COLUMNS: usize = 7;
/// Column of the first open year.
const OPEN: usize = 3;
const SORT_OF_ROW: usize = 6;

#[derive(Clone, Debug, PartialEq)]
struct Row {
    key: u64,
    code: String,
    name: String,
    years: [Option<Decimal>; 4],
    sort: String,
    view: RowView,
}

/// Code, name, a closed year, three open years, a sort from a list.
struct Fake {
    head: Head,
    rows: Vec<Row>,
    /// Each action that came through, with its number of cells.
    actions: Vec<(Action, usize)>,
    /// How often the grid asked for a row, a key or a cell.
    asked: Cell<usize>,
}

impl Fake {
    fn new(rows: usize) -> Self {
        let row = |at: usize| {
            let amount = |year: usize| Some(Decimal::new(-(at as i64 * 1000 + year as i64 * 5), 1));
            Row {
                key: 7000 + at as u64,
                code: format!("6.{at}"),
                name: format!("Post {at}"),
                years: [amount(0), amount(1), amount(2), amount(3)],
                sort: "lasten".to_owned(),
                view: RowView::default(),
            }
        };
        let columns = vec![
            Column::text("Sub", 60.0),
            Column::text("Omschrijving", 160.0).growing(),
            Column::figures("2017", 90.0).under("Rekening").with_lock(Lock::Closed),
            Column::figures("2019", 90.0).under("Begroting"),
            Column::figures("2020", 90.0).under("Begroting"),
            Column::figures("2021", 90.0).under("Begroting"),
            Column::text("Soort", 90.0),
        ];
        Self {
            head: Head { name: "Begroting".into(), version: 1, columns, sticky: 2 },
            rows: (0..rows).map(row).collect(),
            actions: Vec::new(),
            asked: Cell::new(0),
        }
    }

    fn year(&self, row: usize, col: usize) -> Option<Decimal> {
        self.rows[row].years[col - 2]
    }

    fn count(&self) {
        self.asked.set(self.asked.get() + 1);
    }

    fn value(&self, row: usize, col: usize) -> String {
        self.edit_text(row, col)
    }
}

impl Table for Fake {
    fn head(&self) -> &Head {
        &self.head
    }
    fn tree_column(&self) -> usize {
        1
    }
    fn row_count(&self) -> usize {
        self.rows.len()
    }
    fn row_key(&self, row: usize) -> u64 {
        self.count();
        self.rows[row].key
    }
    fn row(&self, row: usize) -> RowView {
        self.count();
        self.rows[row].view
    }
    fn cell(&self, row: usize, col: usize) -> CellView<'_> {
        self.count();
        let it = &self.rows[row];
        match col {
            0 => CellView::fixed(it.code.as_str(), "is de code"),
            1 => CellView::fixed(it.name.as_str(), "is de naam"),
            SORT_OF_ROW => CellView::editable(it.sort.as_str()),
            _ => {
                let shown = self.year(row, col).map_or(String::new(), |d| d.round().to_string());
                let mut cell = CellView::editable(shown);
                if self.head.columns[col].is_closed() {
                    cell.access = Access::Locked("is gesloten".into());
                    cell.tone = Tone::Locked;
                }
                if it.view.kind == RowKind::Total {
                    cell.access = Access::Never("is een optelling".into());
                    cell.mark = Some(Mark::Note("1".into()));
                }
                cell
            }
        }
    }
    fn edit_text(&self, row: usize, col: usize) -> String {
        match col {
            0 => self.rows[row].code.clone(),
            1 => self.rows[row].name.clone(),
            SORT_OF_ROW => self.rows[row].sort.clone(),
            _ => self.year(row, col).map_or(String::new(), |d| d.to_string()),
        }
    }
    fn amount(&self, row: usize, col: usize) -> Option<Decimal> {
        (2..SORT_OF_ROW).contains(&col).then(|| self.year(row, col)).flatten()
    }
    fn choices(&self, _row: usize, col: usize) -> Vec<String> {
        let list = if col == SORT_OF_ROW { &["baten", "lasten", "reserve"][..] } else { &[] };
        list.iter().map(|choice| (*choice).to_owned()).collect()
    }
    fn change(&mut self, action: Action, cells: &[CellChange]) -> Result<(), Refusal> {
        let mut rows = self.rows.clone();
        for CellChange { row, col, input } in cells {
            let text = match input {
                Input::Text(text) => text.clone(),
                Input::Empty => String::new(),
                Input::CopyOf { row, col } => self.edit_text(*row, *col),
            };
            if *col == SORT_OF_ROW {
                rows[*row].sort = text;
                continue;
            }
            rows[*row].years[col - 2] =
                match text.as_str() {
                    "" => None,
                    text => Some(text.parse().map_err(|_| {
                        Refusal::at(*row, *col, format!("“{text}” is geen bedrag."))
                    })?),
                };
        }
        self.rows = rows;
        self.head.version += 1;
        self.actions.push((action, cells.len()));
        Ok(())
    }
}

struct App {
    table: Fake,
    state: GridState,
    messages: Vec<String>,
    toggled: Vec<usize>,
    locks: Vec<usize>,
    selection: Summary,
}

type Window = Harness<'static, App>;

/// A window with the grid, its cursor on the first open year of the first row.
fn window(table: Fake) -> Window {
    let mut state = GridState::default();
    state.go_to(&table, 0, OPEN);
    let app = App {
        table,
        state,
        messages: Vec::new(),
        toggled: Vec::new(),
        locks: Vec::new(),
        selection: Summary::default(),
    };
    let show = |ui: &mut eframe::egui::Ui, app: &mut App| {
        let _ = ui.button("Ervoor");
        let out = Grid::new("test").show(ui, &mut app.state, &mut app.table);
        app.messages.extend(out.message);
        app.toggled.extend(out.toggled_row);
        app.locks.extend(out.lock_clicked);
        app.selection = out.selection;
    };
    let mut window = Harness::builder()
        .with_size(vec2(760.0, 400.0))
        // Two clicks in a row are a double click.
        .with_step_dt(0.02)
        .build_ui_state(show, app);
    window.run();
    window
}

/// A window whose grid has the keyboard, the cursor on row 0 and the first open year.
fn ready(rows: usize) -> Window {
    let mut window = window(Fake::new(rows));
    click(&mut window, 0, OPEN);
    window
}

fn click(window: &mut Window, row: usize, col: usize) {
    let label = label(&window.state().table, row, col);
    egui_kittest::kittest::Queryable::get_by_label(window, &label).click();
    window.run();
}

/// The name of a cell for a screen reader.
fn label(table: &Fake, row: usize, col: usize) -> String {
    format!("{}: {}", cell_name(table, row, col), table.cell(row, col).text)
}

fn keys(window: &mut Window, keys: &[Key]) {
    for key in keys {
        window.key_press(*key);
    }
    window.run();
}

fn key_with(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

fn type_text(window: &mut Window, text: &str) {
    for letter in text.chars() {
        window.event(Event::Text(letter.to_string()));
    }
    window.run();
}

fn paste(window: &mut Window, text: &str) {
    window.event(Event::Paste(text.to_owned()));
    window.run();
}

/// What a copy or cut puts on the clipboard.
fn clipboard_after(window: &mut Window, event: Event) -> Option<String> {
    window.event(event);
    window.step();
    let commands = window.output().platform_output.commands.clone();
    commands.into_iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text),
        _ => None,
    })
}

fn cursor(window: &Window) -> (usize, usize) {
    window.state().state.cursor_cell().expect("a table with rows")
}
