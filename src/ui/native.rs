use std::path::PathBuf;
use std::sync::Arc;

/// Which file the user is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileQuestion {
    Open { folder: Option<PathBuf> },
    Save { folder: Option<PathBuf>, name: String },
    SavePicture { folder: Option<PathBuf>, name: String },
}

/// Asks for a file and waits for the answer; runs off the thread of the screen. `None` is a no.
/// A test hands in its own.
pub type AskFile = Arc<dyn Fn(FileQuestion) -> Option<PathBuf> + Send + Sync>;

/// The dialogs of the system.
#[expect(clippy::disallowed_methods, reason = "the one function for dialogs")]
pub fn system_dialogs() -> AskFile {
    Arc::new(|question| {
        let dialog = rfd::FileDialog::new();
        let dialog = match &question {
            FileQuestion::Open { .. } | FileQuestion::Save { .. } => {
                dialog.add_filter("Begroting", &["ron"])
            }
            FileQuestion::SavePicture { .. } => dialog.add_filter("Plaatje", &["png"]),
        };
        match question {
            FileQuestion::Open { folder } => within(dialog, folder).pick_file(),
            FileQuestion::Save { folder, name } => {
                with_ending(within(dialog, folder).set_file_name(name).save_file(), "ron")
            }
            FileQuestion::SavePicture { folder, name } => {
                // Whatever was typed: a picture never takes the place of a budget.
                let path = within(dialog, folder).set_file_name(name).save_file();
                path.map(|path| path.with_extension("png"))
            }
        }
    })
}

fn within(dialog: rfd::FileDialog, folder: Option<PathBuf>) -> rfd::FileDialog {
    match folder {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    }
}

/// A name that was typed without an ending gets one; another ending is left as it was typed.
fn with_ending(path: Option<PathBuf>, ending: &str) -> Option<PathBuf> {
    path.map(|path| match path.extension() {
        Some(_) => path,
        None => path.with_extension(ending),
    })
}
