//! Asks for a file by its path, where the system has no dialog for that.

mod folder;

use std::path::{MAIN_SEPARATOR, Path, PathBuf, is_separator};
use std::sync::Arc;

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;
use eframe::egui::{
    Align, Button, Context, Id, Key, Modal, Modifiers, Response, ScrollArea, TextEdit, Ui, vec2,
};

use self::folder::{Entry, Folder};
use super::modal::{Question, primary};
use super::native::FileQuestion;
use super::theme::{Tokens, size};
use crate::store::{Disk, Kind, UserFolders};

/// A field for the path, with what stands in its folder in a list below it.
pub struct PathDialog {
    question: FileQuestion,
    disk: Arc<dyn Disk>,
    home: PathBuf,
    text: String,
    /// Whether the name was typed, and so says what is looked for in the list.
    typed: bool,
    folder: Option<Folder>,
    /// The row of the list that the arrows chose; without one, Enter means what is typed.
    at: Option<usize>,
    error: Option<String>,
    /// Whether a file that is there already may go.
    replace: Option<(Question, PathBuf)>,
    asked_focus: bool,
}

/// What became of the dialog.
pub enum Choice {
    Nothing,
    Path(PathBuf),
}

/// Something in the list.
enum Row {
    Up,
    Entry(Entry),
}

/// More rows than this are not shown: type on to find the one.
const MOST: usize = 200;

const NO_FOLDER: &str = "Deze map is er niet. Kies een map uit de lijst.";

impl PathDialog {
    pub fn new(question: FileQuestion, disk: &Arc<dyn Disk>, folders: &UserFolders) -> PathDialog {
        let mut dialog = PathDialog {
            question,
            disk: Arc::clone(disk),
            home: folders.home.clone(),
            text: String::new(),
            typed: false,
            folder: None,
            at: None,
            error: None,
            replace: None,
            asked_focus: false,
        };
        let start = dialog.start().to_owned();
        dialog.go_to(&start);
        dialog
    }

    /// `None` as long as it stays open.
    pub fn show(&mut self, ui: &mut Ui) -> Option<Choice> {
        if let Some((question, path)) = &mut self.replace {
            return match question.show(ui)? {
                0 => Some(Choice::Path(path.clone())),
                _ => {
                    self.replace = None;
                    self.asked_focus = false;
                    None
                }
            };
        }
        let mut choice = None;
        let modal = Modal::new(Id::unique("path")).show(ui.ctx(), |ui| {
            ui.set_width(size::PALETTE_WIDTH);
            let (title, verb) = self.words();
            ui.heading(title);
            let (down, up) = ui.input_mut(|input| {
                let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
                (pressed(Key::ArrowDown), pressed(Key::ArrowUp))
            });
            let field = self.field(ui);
            let rows = self.list(ui, down, up);
            ui.add_space(size::GAP);
            ui.horizontal(|ui| {
                let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                let row = rows.clicked.or(self.at.filter(|_| enter));
                let done = ui.add(primary(ui, verb)).clicked();
                if let Some(row) = row.and_then(|at| rows.rows.into_iter().nth(at)) {
                    choice = self.take_row(row, rows.clicked.is_some());
                } else if enter || done {
                    choice = self.take_typed();
                }
                if ui.button("Annuleren").clicked() {
                    choice = Some(Choice::Nothing);
                }
            });
        });
        if choice.is_none() && modal.should_close() {
            choice = Some(Choice::Nothing);
        }
        choice
    }

    const fn words(&self) -> (&'static str, &'static str) {
        match self.question {
            FileQuestion::Open { .. } => ("Begroting openen", "Openen"),
            FileQuestion::Versions { title, .. } => (title, "Kiezen"),
            FileQuestion::Save { title, .. } => (title, "Opslaan"),
            FileQuestion::SavePicture { .. } => ("Afbeelding opslaan als", "Opslaan"),
        }
    }

    fn field(&mut self, ui: &mut Ui) -> Response {
        let id = Id::unique("path_field");
        let label = ui.label("Pad van het bestand (~ is uw eigen map)");
        let field = TextEdit::singleline(&mut self.text).id(id).desired_width(f32::INFINITY);
        let field = ui.add(field).labelled_by(label.id);
        if !self.asked_focus {
            field.request_focus();
            // After the field was shown: a field without the keyboard lets go of its selection.
            self.select_name(ui.ctx(), id);
            self.asked_focus = true;
        }
        if field.changed() {
            self.typed = true;
            self.at = None;
            self.error = None;
        }
        field
    }

    /// The name without its ending, so that typing replaces that; else the caret at the end.
    fn select_name(&self, ctx: &Context, id: Id) {
        let (folder, name) = split(&self.text);
        let stem = Path::new(name).file_stem().map_or("", |stem| stem.to_str().unwrap_or(""));
        let start = folder.chars().count();
        let range =
            CCursorRange::two(CCursor::new(start), CCursor::new(start + stem.chars().count()));
        let mut state = TextEditState::default();
        state.cursor.set_char_range(Some(range));
        state.store(ctx, id);
    }

    fn list(&mut self, ui: &mut Ui, down: bool, up: bool) -> Shown {
        let tokens = Tokens::of(ui.ctx());
        let (rows, left_out) = self.rows(ui.ctx());
        let last = rows.as_ref().map_or(0, Vec::len).checked_sub(1);
        self.at = match (self.at, last) {
            (_, None) => None,
            (None, Some(_)) if down => Some(0),
            (Some(at), Some(last)) if down => Some((at + 1).min(last)),
            (Some(0), _) if up => None,
            (Some(at), Some(last)) if up => Some((at - 1).min(last)),
            (at, Some(last)) => at.map(|at| at.min(last)),
        };
        if let Some(error) = &self.error {
            ui.colored_label(tokens.worse, error);
        }
        let mut clicked = None;
        let area = ScrollArea::vertical().max_height(size::LIST_HEIGHT).auto_shrink([false, true]);
        area.show(ui, |ui| {
            for (i, row) in rows.iter().flatten().enumerate() {
                let (text, is_folder) = match row {
                    Row::Up => ("Eén map hoger", true),
                    Row::Entry(entry) => (entry.name.as_str(), entry.is_folder()),
                };
                let mut button = Button::selectable(self.at == Some(i), text)
                    .min_size(vec2(ui.available_width(), size::CONTROL));
                if is_folder {
                    button = button.right_text("map");
                }
                let shown = ui.add(button);
                if self.at == Some(i) && (up || down) {
                    shown.scroll_to_me(Some(Align::Center));
                }
                if shown.clicked() {
                    clicked = Some(i);
                }
            }
            match (&rows, left_out) {
                (None, _) => ui.weak("Deze map is er niet, of u mag er niet in kijken."),
                (Some(_), 0) => return,
                (Some(_), more) => ui.weak(format!("En nog {more}; typ een deel van de naam.")),
            };
        });
        Shown { rows: rows.unwrap_or_default(), clicked }
    }

    /// What the list shows, and how many more there are; `None` where the folder cannot be read.
    fn rows(&mut self, ctx: &Context) -> (Option<Vec<Row>>, usize) {
        let (folder, name) = split(&self.text);
        let path = if folder.is_empty() { self.start().to_owned() } else { self.expand(folder) };
        let wanted = if self.typed { name.to_owned() } else { String::new() };
        if self.folder.as_ref().is_none_or(|known| known.path != path) {
            self.folder = Some(Folder::read(ctx, &self.disk, path.clone(), self.question.ending()));
        }
        let Some(entries) = self.folder.as_mut().and_then(Folder::entries) else {
            return (None, 0);
        };
        let up = (wanted.is_empty() && path.parent().is_some()).then_some(Row::Up);
        let fit = entries.iter().filter(|entry| entry.answers_to(&wanted));
        let left_out = fit.clone().count().saturating_sub(MOST);
        let fit = fit.take(MOST).cloned().map(Row::Entry);
        (Some(up.into_iter().chain(fit).collect()), left_out)
    }

    fn take_row(&mut self, row: Row, clicked: bool) -> Option<Choice> {
        let folder = self.folder.as_ref()?.path.clone();
        match row {
            Row::Up => self.go_to(folder.parent().unwrap_or(&folder)),
            Row::Entry(entry) if entry.is_folder() => self.go_to(&folder.join(entry.name)),
            // A click on a file to save over only fills in its name.
            Row::Entry(entry) if clicked && self.question.name().is_some() => {
                self.fill(&folder.join(entry.name));
            }
            Row::Entry(entry) => return self.take(folder.join(entry.name)),
        }
        None
    }

    fn take_typed(&mut self) -> Option<Choice> {
        let path = self.expand(&self.text);
        if self.text.trim_end().ends_with(is_separator) && self.kind(&path) != Some(Kind::Folder) {
            self.asked_focus = false;
            self.error = Some(NO_FOLDER.to_owned());
            return None;
        }
        self.take(path)
    }

    /// Takes this path for the answer, or says why not.
    fn take(&mut self, path: PathBuf) -> Option<Choice> {
        self.asked_focus = false;
        if self.kind(&path) == Some(Kind::Folder) {
            self.go_to(&path);
            return None;
        }
        let path = self.question.complete(path);
        let in_folder = path.parent().and_then(|folder| self.kind(folder)) == Some(Kind::Folder);
        let error = match (self.kind(&path), self.question.name()) {
            (None, _) if !in_folder => NO_FOLDER,
            (None, None) => "Dit bestand is er niet. Kies er een uit de lijst.",
            (None, Some(_)) | (Some(Kind::File), None) => return Some(Choice::Path(path)),
            (Some(Kind::File), Some(_)) => {
                let text = format!("‘{}’ bestaat al. Wilt u het vervangen?", path.display());
                let answers = ["Vervangen", "Andere naam kiezen"];
                self.replace = Some((Question::new("Vervangen?", text, &answers), path));
                return None;
            }
            (Some(Kind::Folder), _) => "Er is hier een map met deze naam. Kies een andere naam.",
            (Some(Kind::Other), _) => "Dit is geen gewoon bestand. Kies een ander bestand.",
        };
        self.error = Some(error.to_owned());
        None
    }

    /// Shows what stands in a folder. The name to save under goes along.
    fn go_to(&mut self, folder: &Path) {
        let typed = split(&self.text).1;
        let is_name = Path::new(typed).extension().is_some();
        let name = self.question.name().map(|name| if is_name { typed } else { name });
        // Joining with nothing puts the separator behind the folder.
        let path = folder.join(name.unwrap_or_default());
        self.fill(&path);
    }

    fn fill(&mut self, path: &Path) {
        self.text = path.to_string_lossy().into_owned();
        self.typed = false;
        self.at = None;
        self.error = None;
        self.asked_focus = false;
    }

    /// The folder in which it begins, and that a path without one is in.
    fn start(&self) -> &Path {
        self.question.folder().unwrap_or(&self.home)
    }

    fn kind(&self, path: &Path) -> Option<Kind> {
        self.disk.facts(path).ok().map(|facts| facts.kind)
    }

    fn expand(&self, text: &str) -> PathBuf {
        let text = text.trim();
        match text.strip_prefix('~') {
            Some(rest) if rest.is_empty() || rest.starts_with(is_separator) => {
                self.home.join(rest.trim_start_matches(is_separator))
            }
            _ => self.start().join(text),
        }
    }
}

/// The rows of the list in one frame.
struct Shown {
    rows: Vec<Row>,
    clicked: Option<usize>,
}

/// The folder with the separator behind it, and the name.
fn split(text: &str) -> (&str, &str) {
    text.split_at(text.rfind(is_separator).map_or(0, |at| at + MAIN_SEPARATOR.len_utf8()))
}
