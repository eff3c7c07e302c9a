use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic::put;
use super::disk::Disk;
use super::error::StoreError;
use super::keep_aside;
use super::read::read_whole;
use super::ron_error::{ReadError, describe};

/// The most files in the list of recent ones.
pub const RECENT_MAX: usize = 10;

/// What the user prefers, over all budgets. A field that is not in the file has its default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    pub theme: Theme,
    /// In percent.
    pub zoom: u16,
    pub window: Option<WindowSize>,
    /// Who the user is: the name of a role in a budget.
    pub role: Option<String>,
    recent: Vec<String>,
    last_folder: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    Light,
    Dark,
}

/// How large the window was, in points of the screen. Not where it stood: that screen may be gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowSize {
    pub width: u32,
    pub height: u32,
    pub maximized: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            theme: Theme::default(),
            zoom: 100,
            window: None,
            role: None,
            recent: Vec::new(),
            last_folder: None,
        }
    }
}

impl Settings {
    /// Reads them, or takes the defaults. A damaged file is kept as `.beschadigd` and replaced at
    /// the next saving; the error says what was wrong.
    pub fn load(disk: &dyn Disk, config_folder: &Path) -> (Settings, Option<StoreError>) {
        let path = settings_path(config_folder);
        let bytes = match read_whole(disk, &path, SETTINGS_MAX) {
            Ok(bytes) => bytes,
            Err(error) if error.is_not_found() => return (Settings::default(), None),
            Err(error) => return (Settings::default(), Some(error)),
        };
        match ron::de::from_bytes::<Settings>(&bytes) {
            Ok(settings) => (settings.within_bounds(), None),
            Err(error) => {
                let error = ReadError {
                    line: error.span.start.line,
                    column: error.span.start.col,
                    what: describe(&error.code),
                };
                let told = match keep_aside(disk, &path, &bytes) {
                    Ok(kept) => StoreError::Settings { path, kept, error },
                    Err(trouble) => trouble,
                };
                (Settings::default(), Some(told))
            }
        }
    }

    /// Writes them.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn save(&self, disk: &dyn Disk, config_folder: &Path) -> Result<(), StoreError> {
        let path = settings_path(config_folder);
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::new().new_line("\n"))
            .map_err(|error| StoreError::Encode {
            path: path.clone(),
            message: error.to_string(),
        })?;
        disk.create_folders(config_folder)
            .map_err(StoreError::io("aan te maken", config_folder))?;
        put(disk, &path, &path, format!("{text}\n").as_bytes())
    }

    /// The files opened last, newest first.
    pub fn recent(&self) -> impl ExactSizeIterator<Item = &Path> {
        self.recent.iter().map(Path::new)
    }

    /// Puts a file at the head of the recent ones and remembers its folder. A name that is no
    /// Unicode cannot be written down and is passed over.
    pub fn remember(&mut self, file: &Path) {
        let Some(text) = file.to_str() else { return };
        self.forget(file);
        self.recent.insert(0, text.to_owned());
        self.recent.truncate(RECENT_MAX);
        if let Some(folder) = file.parent().and_then(Path::to_str) {
            self.last_folder = Some(folder.to_owned());
        }
    }

    /// Takes a file off the list, as when it is gone.
    pub fn forget(&mut self, file: &Path) {
        self.recent.retain(|known| Path::new(known) != file);
    }

    /// The folder that was last opened from or saved in.
    pub fn last_folder(&self) -> Option<&Path> {
        self.last_folder.as_deref().map(Path::new)
    }

    /// What somebody wrote by hand may not leave a window that cannot be used.
    fn within_bounds(mut self) -> Settings {
        self.zoom = self.zoom.clamp(50, 300);
        self.recent.truncate(RECENT_MAX);
        self
    }
}

const SETTINGS_MAX: u64 = 1_000_000;

fn settings_path(config_folder: &Path) -> PathBuf {
    config_folder.join("voorkeuren.ron")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Fault, FaultyDisk, Operation, RealDisk};
    use std::{fs, io};

    #[test]
    fn settings_come_back_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("nieuw");
        assert!(
            matches!(Settings::load(&RealDisk, &config), (settings, None) if settings == Settings::default())
        );
        let mut settings = Settings { theme: Theme::Dark, zoom: 125, ..Settings::default() };
        settings.window = Some(WindowSize { width: 1280, height: 800, maximized: false });
        settings.remember(Path::new("/b/x.ron"));
        settings.save(&RealDisk, &config).unwrap();
        let (read, trouble) = Settings::load(&RealDisk, &config);
        assert!(trouble.is_none(), "{trouble:?}");
        assert_eq!(read, settings);
        assert_eq!(read.last_folder(), Some(Path::new("/b")));
    }

    #[test]
    fn recent_files_are_ten_different_ones_newest_first() {
        let mut settings = Settings::default();
        for number in (0..15).chain([8]) {
            settings.remember(&PathBuf::from(format!("/b/{number}.ron")));
        }
        let names: Vec<_> = settings.recent().map(|path| path.to_str().unwrap()).collect();
        assert_eq!(names[..3], ["/b/8.ron", "/b/14.ron", "/b/13.ron"]);
        assert_eq!(names.len(), RECENT_MAX);
        settings.forget(Path::new("/b/14.ron"));
        assert_eq!(settings.recent().len(), RECENT_MAX - 1);
    }

    #[test]
    fn damaged_settings_are_kept_aside_and_told() {
        for (text, word) in [
            (&b"(theme: Paars)"[..], "regel 1, kolom"),
            (b"(zoom: 100", "regel 1, kolom"),
            (b"(\n  kleur: 3)", "regel 2, kolom"),
            (b"(zoom: \xff)", "UTF-8"),
            (b"", "hier hoort een record te beginnen"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let path = settings_path(folder.path());
            fs::write(&path, text).unwrap();
            let (settings, trouble) = Settings::load(&RealDisk, folder.path());
            assert_eq!(settings, Settings::default());
            let message = trouble.unwrap().to_string();
            assert!(message.contains(word), "{message}");
            let kept = folder.path().join("voorkeuren.ron.beschadigd");
            assert_eq!(fs::read(kept).unwrap(), text);
        }
    }

    #[test]
    fn a_zoom_that_nobody_can_read_is_brought_within_bounds() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(settings_path(folder.path()), "(zoom: 1)").unwrap();
        assert_eq!(Settings::load(&RealDisk, folder.path()).0.zoom, 50);
    }

    #[test]
    fn saving_that_fails_leaves_the_old_ones() {
        let folder = tempfile::tempdir().unwrap();
        let old = Settings::default();
        old.save(&RealDisk, folder.path()).unwrap();
        let new = Settings { zoom: 150, ..Settings::default() };
        for operation in [Operation::Write, Operation::Sync, Operation::Rename] {
            let disk = FaultyDisk::new(Fault::FailEvery(operation, io::ErrorKind::StorageFull));
            assert!(new.save(&disk, folder.path()).is_err());
            assert_eq!(Settings::load(&RealDisk, folder.path()).0, old);
        }
    }
}
