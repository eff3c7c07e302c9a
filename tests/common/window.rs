//! The whole window without a screen: a person's keys and clicks, in folders of its own.

#![allow(dead_code, reason = "each test uses its own part")]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use eframe::egui::{Event, Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use sluitend::store::{RealDisk, UserFolders};
use sluitend::ui::App;
use sluitend::ui::native::{AskFile, FileAnswer};
use sluitend::ui::session::Surroundings;

use super::Screen;

/// Longer than any of these budgets needs for opening or saving.
const PATIENCE: Duration = Duration::from_secs(20);

/// Folders for one test: the user's, and one for budgets.
pub struct Desk {
    pub folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Desk {
        Desk { folder: tempfile::tempdir().unwrap() }
    }

    /// A budget on this desk with these bytes.
    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn world(&self) -> Surroundings {
        Surroundings {
            disk: Arc::new(RealDisk),
            folders: UserFolders {
                home: self.folder.path().to_owned(),
                config: self.folder.path().join("voorkeuren"),
                data: self.folder.path().join("gegevens"),
            },
            who: "budgethouder".into(),
            // A day in the year before the budget that a new one proposes.
            now: || jiff::Timestamp::constant(1_795_000_000, 0),
        }
    }
}

/// A window as a person has it before them.
pub struct Window {
    pub harness: Harness<'static, App>,
    pub screen: Screen,
    /// What the next native dialog answers.
    answer: Arc<Mutex<FileAnswer>>,
}

impl Window {
    pub fn open(desk: &Desk, path: Option<&Path>) -> Window {
        let screen = Screen::default();
        let answer = Arc::new(Mutex::new(FileAnswer::Nothing));
        let given = answer.clone();
        let ask: AskFile =
            Arc::new(move |_| std::mem::replace(&mut given.lock().unwrap(), FileAnswer::Nothing));
        let (world, path) = (desk.world(), path.map(Path::to_owned));
        let harness = Harness::builder()
            .with_size(vec2(1280.0, 800.0))
            .renderer(screen.clone())
            .build_eframe(move |creation| App::new(&creation.egui_ctx, world, ask, path));
        let mut window = Window { harness, screen, answer };
        window.settle();
        window
    }

    /// Opens a file and waits until its page stands there.
    pub fn open_file(desk: &Desk, path: &Path) -> Window {
        let mut window = Window::open(desk, Some(path));
        window.wait_for("Totaal taakveld");
        window
    }

    pub fn answer_dialog(&mut self, path: &Path) {
        *self.answer.lock().unwrap() = FileAnswer::Chosen(path.to_owned());
    }

    /// The next question is asked on a system without dialogs.
    pub fn without_dialog(&mut self) {
        *self.answer.lock().unwrap() = FileAnswer::NoDialog;
    }

    pub fn settle(&mut self) {
        let _busy = self.harness.run_ok();
    }

    pub fn shows(&self, text: &str) -> bool {
        self.harness.query_all_by_label_contains(text).next().is_some()
            || self
                .harness
                .query_all_by(|node| node.value().is_some_and(|value| value.contains(text)))
                .next()
                .is_some()
    }

    /// Frames until something says this: opening and saving happen on threads of their own.
    pub fn wait_for(&mut self, text: &str) {
        let start = Instant::now();
        while !self.shows(text) {
            assert!(start.elapsed() < PATIENCE, "‘{text}’ never came");
            std::thread::sleep(Duration::from_millis(5));
            self.harness.step();
        }
        self.settle();
    }

    /// The text of the cell in this row and column.
    pub fn cell(&self, row: &str, column: &str) -> String {
        let start = format!("{row}, {column}: ");
        let cells = self.harness.query_all_by_label_contains(&start);
        let label = cells
            .filter_map(|node| node.accesskit_node().label())
            .find(|label| label.starts_with(&start));
        let label = label.unwrap_or_else(|| panic!("no cell {start}"));
        label[start.len()..].to_owned()
    }

    pub fn click_cell(&mut self, row: &str, column: &str) {
        let label = format!("{row}, {column}: {}", self.cell(row, column));
        self.harness.get_by_label(&label).click();
        self.settle();
    }

    pub fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.settle();
    }

    /// Types in the field that has the keyboard and this label, in the place of what is there.
    pub fn replace(&mut self, label: &str, text: &str) {
        self.harness.get_by_label_contains(label).focus();
        self.settle();
        self.ctrl(Key::A);
        self.type_text(text);
    }

    pub fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.settle();
    }

    pub fn key(&mut self, key: Key) {
        self.harness.key_press(key);
        self.settle();
    }

    pub fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    pub fn ctrl(&mut self, key: Key) {
        self.keys(Modifiers::COMMAND, key);
    }

    /// Goes to a cell, types over it and commits with Enter.
    pub fn enter(&mut self, row: &str, column: &str, text: &str) {
        self.click_cell(row, column);
        self.type_text(text);
        self.key(Key::Enter);
    }

    pub fn paste(&mut self, text: &str) {
        self.harness.event(Event::Paste(text.to_owned()));
        self.settle();
    }

    pub fn save(&mut self) {
        self.ctrl(Key::S);
        self.wait_for("Opgeslagen: ");
    }
}
