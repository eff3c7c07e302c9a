use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Which file the user is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileQuestion {
    Open {
        folder: Option<PathBuf>,
    },
    /// Other versions of the open budget: what for, and whether more may be chosen at once.
    Versions {
        folder: Option<PathBuf>,
        title: &'static str,
        several: bool,
    },
    /// A budget, under this title.
    Save {
        folder: Option<PathBuf>,
        name: String,
        title: &'static str,
    },
    SavePicture {
        folder: Option<PathBuf>,
        name: String,
    },
}

/// What became of the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileAnswer {
    Chosen(PathBuf),
    Several(Vec<PathBuf>),
    Nothing,
    /// The system has no dialog to ask it with: the window asks it itself.
    NoDialog,
}

/// Asks for a file and waits for the answer; runs off the thread of the screen. A test hands in
/// its own.
pub type AskFile = Arc<dyn Fn(FileQuestion) -> FileAnswer + Send + Sync>;

impl FileQuestion {
    /// Where to begin to look.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            FileQuestion::Open { folder }
            | FileQuestion::Versions { folder, .. }
            | FileQuestion::Save { folder, .. }
            | FileQuestion::SavePicture { folder, .. } => folder.as_deref(),
        }
    }

    /// The name that is proposed; `None` where a file is asked for that is there already.
    pub fn name(&self) -> Option<&str> {
        match self {
            FileQuestion::Open { .. } | FileQuestion::Versions { .. } => None,
            FileQuestion::Save { name, .. } | FileQuestion::SavePicture { name, .. } => Some(name),
        }
    }

    /// How the names of such files end.
    pub const fn ending(&self) -> &'static str {
        match self {
            FileQuestion::Open { .. }
            | FileQuestion::Versions { .. }
            | FileQuestion::Save { .. } => "ron",
            FileQuestion::SavePicture { .. } => "png",
        }
    }

    /// The path that is meant by one that was typed: with its ending.
    pub fn complete(&self, path: PathBuf) -> PathBuf {
        match self {
            FileQuestion::Open { .. } | FileQuestion::Versions { .. } => path,
            // Another ending is left as it was typed.
            FileQuestion::Save { .. } if path.extension().is_some() => path,
            FileQuestion::Save { .. } => path.with_extension(self.ending()),
            // Whatever was typed: a picture never takes the place of a budget.
            FileQuestion::SavePicture { .. } => path.with_extension(self.ending()),
        }
    }
}

/// The dialogs of the system.
#[expect(clippy::disallowed_methods, reason = "the one function for dialogs")]
pub fn system_dialogs() -> AskFile {
    Arc::new(|question| {
        if !has_dialogs() {
            return FileAnswer::NoDialog;
        }
        let kind = match question {
            FileQuestion::SavePicture { .. } => "Plaatje",
            _ => "Begroting",
        };
        let mut dialog = rfd::FileDialog::new().add_filter(kind, &[question.ending()]);
        if let Some(folder) = question.folder() {
            dialog = dialog.set_directory(folder);
        }
        if let FileQuestion::Versions { title, several, .. } = question {
            dialog = dialog.set_title(title);
            if several {
                return dialog.pick_files().map_or(FileAnswer::Nothing, FileAnswer::Several);
            }
        }
        let chosen = match question.name() {
            None => dialog.pick_file(),
            Some(name) => dialog.set_file_name(name).save_file(),
        };
        chosen.map_or(FileAnswer::Nothing, |path| FileAnswer::Chosen(question.complete(path)))
    })
}

/// Whether the system can show a dialog. rfd does not tell: to it, no dialog is no choice. It asks
/// the portal of the desktop, and zenity where there is none.
#[cfg(not(any(windows, target_os = "macos")))]
fn has_dialogs() -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths).any(|folder| folder.join("zenity").is_file()) || has_portal()
}

/// A portal that runs may still lack the part for files: it has a version only where it is there.
#[cfg(not(any(windows, target_os = "macos")))]
fn has_portal() -> bool {
    let version = || {
        let bus = zbus::blocking::Connection::session()?;
        let portal = zbus::blocking::Proxy::new(
            &bus,
            "org.freedesktop.portal.Desktop",
            "/org/freedesktop/portal/desktop",
            "org.freedesktop.portal.FileChooser",
        )?;
        portal.get_property::<u32>("version")
    };
    version().is_ok()
}

#[cfg(any(windows, target_os = "macos"))]
fn has_dialogs() -> bool {
    true
}
