//! The names of the files that stand beside a budget.

use std::path::{Path, PathBuf};

/// `X.ron` and `.bak` give `X.ron.bak`, whatever bytes the name holds.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// The former version of a budget, kept on saving: `X.ron.bak`.
pub fn backup_path(budget: &Path) -> PathBuf {
    with_suffix(budget, ".bak")
}

/// The folder that a file stands in; `.` for a bare name.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The bare name of a file as text, for a name made out of it.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
