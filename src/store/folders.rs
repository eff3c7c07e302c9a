use std::path::PathBuf;

/// Where the program keeps what belongs to the user rather than to one budget. Handed in
/// everywhere, so that a test has its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserFolders {
    /// The user's own folder: what `~` stands for.
    pub home: PathBuf,
    /// Preferences.
    pub config: PathBuf,
    /// Journals of budgets whose own folder cannot be written, or that have no file yet.
    pub data: PathBuf,
}

impl UserFolders {
    /// The folders of this user on this system; `None` for a user without a home folder.
    pub fn of_system() -> Option<UserFolders> {
        let folders = directories::ProjectDirs::from("", "", "sluitend")?;
        Some(UserFolders {
            home: directories::BaseDirs::new()?.home_dir().to_owned(),
            config: folders.config_dir().to_owned(),
            data: folders.data_local_dir().to_owned(),
        })
    }
}
