//! The whole window without a screen: a person's keys and clicks, in folders of its own.

#![allow(dead_code, reason = "not every test does everything that a person can")]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use eframe::egui::accesskit::{Role, Toggled};
use eframe::egui::{
    ColorImage, Event, Key, Modifiers, OutputCommand, Pos2, Rect, Theme, ViewportCommand, vec2,
};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use sluitend::store::{RealDisk, UserFolders};
use sluitend::ui::native::{AskFile, FileAnswer};
use sluitend::ui::session::Surroundings;
use sluitend::ui::{App, Inkomend};

use crate::common::Screen;

/// The example that ships with the program.
pub const HENGELO: &str = include_str!("../../saves/hengelo-2019.ron");

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
    screen: Screen,
    /// What the next native dialog answers.
    answer: Arc<Mutex<FileAnswer>>,
    /// What a menu put on the clipboard last.
    pub copied: Option<String>,
    /// Whether a menu asked the system for its clipboard.
    pub asked_for_clipboard: bool,
}

impl Window {
    /// The example as a file of one's own, open on the page of 6.72: the desk, the file, the window.
    pub fn hengelo() -> (Desk, PathBuf, Window) {
        let desk = Desk::new();
        let path = desk.file("hengelo-2019.ron", HENGELO.as_bytes());
        let window = Window::open_file(&desk, &path);
        (desk, path, window)
    }

    pub fn open(desk: &Desk, path: Option<&Path>) -> Window {
        Window::open_and_merge(desk, path, None)
    }

    /// With a version that comes in.
    pub fn open_and_merge(desk: &Desk, path: Option<&Path>, merge: Option<Inkomend>) -> Window {
        let screen = Screen::default();
        let answer = Arc::new(Mutex::new(FileAnswer::Nothing));
        let given = answer.clone();
        let ask: AskFile =
            Arc::new(move |_| std::mem::replace(&mut given.lock().unwrap(), FileAnswer::Nothing));
        let (world, path) = (desk.world(), path.map(Path::to_owned));
        let harness = Harness::builder()
            .with_size(vec2(1280.0, 800.0))
            .with_theme(Theme::Light)
            .renderer(screen.clone())
            .build_eframe(move |creation| {
                App::new(&creation.egui_ctx, world, ask, path).and_merge(merge)
            });
        let mut window =
            Window { harness, screen, answer, copied: None, asked_for_clipboard: false };
        window.settle();
        window
    }

    /// Opens a file and waits until its page stands there.
    pub fn open_file(desk: &Desk, path: &Path) -> Window {
        let mut window = Window::open(desk, Some(path));
        // The last tab of every page.
        window.wait_for("Geschiedenis");
        window
    }

    /// What the window looks like now.
    pub fn picture(&self, name: &str) -> ColorImage {
        self.screen.picture(&self.harness, name)
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
                .query_all_by(|node| {
                    [node.value(), node.description()]
                        .iter()
                        .flatten()
                        .any(|value| value.contains(text))
                })
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

    /// The row of the tree whose page is shown.
    pub fn selected_row(&self) -> String {
        let rows = self.harness.query_all_by_role(Role::TreeItem);
        let rows = rows.filter(|row| row.accesskit_node().is_selected() == Some(true));
        let labels: Vec<String> = rows.filter_map(|row| row.accesskit_node().label()).collect();
        labels.join("; ")
    }

    /// Shows the page of the row of the tree that begins with these words.
    pub fn click_tree(&mut self, words: &str) {
        let rows = self.harness.query_all_by_role(Role::TreeItem);
        let label = |row: &egui_kittest::Node<'_>| row.accesskit_node().label();
        let row =
            rows.into_iter().find(|row| label(row).is_some_and(|label| label.starts_with(words)));
        row.unwrap_or_else(|| panic!("no row {words}")).click();
        self.settle();
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

    /// The entry of an open menu that begins with these words.
    pub fn choose(&mut self, words: &str) {
        let entries = self.harness.query_all_by_role(Role::Button);
        let label = |entry: &egui_kittest::Node<'_>| entry.accesskit_node().label();
        let entry = entries
            .into_iter()
            .find(|entry| label(entry).is_some_and(|label| label.starts_with(words)));
        entry.unwrap_or_else(|| panic!("no entry {words}")).click();
        // Frame by frame: what goes to the system is in the output of one frame only.
        for _ in 0..6 {
            self.harness.step();
            let output = self.harness.output();
            for command in &output.platform_output.commands {
                if let OutputCommand::CopyText(text) = command {
                    self.copied = Some(text.clone());
                }
            }
            let mut commands = output.viewport_output.values().flat_map(|output| &output.commands);
            self.asked_for_clipboard |= commands.any(|c| *c == ViewportCommand::RequestPaste);
        }
        self.settle();
    }

    /// Where something stands on the screen.
    pub fn rect(&self, label: &str) -> Rect {
        self.harness.get_by_label(label).rect()
    }

    pub fn rects(&self, words: &str) -> Vec<Rect> {
        self.harness.query_all_by_label_contains(words).map(|node| node.rect()).collect()
    }

    pub fn hover(&mut self, pos: Pos2) {
        self.harness.hover_at(pos);
        self.settle();
    }

    /// Long enough for a tooltip.
    pub fn rest(&mut self) {
        for _ in 0..20 {
            self.harness.step();
        }
    }

    pub fn is_ticked(&self, label: &str) -> bool {
        let node = self.harness.get_by_label(label);
        node.accesskit_node().toggled() == Some(Toggled::True)
    }

    pub fn is_disabled(&self, words: &str) -> bool {
        self.harness.get_by_label_contains(words).accesskit_node().is_disabled()
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
