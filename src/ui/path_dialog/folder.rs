//! What stands in a folder, for a list to choose from.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::Context;

use crate::store::{Disk, Kind};
use crate::ui::job::{Job, Outcome};

/// A folder or a file in the list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// For sorting: folders first, then by name whatever its capitals.
    rank: (bool, String),
    pub name: String,
}

impl Entry {
    fn new(name: String, is_folder: bool) -> Entry {
        Entry { rank: (!is_folder, name.to_lowercase()), name }
    }

    pub fn is_folder(&self) -> bool {
        !self.rank.0
    }

    /// Whether this is meant by what was typed of a name. What is hidden must be asked for.
    pub fn answers_to(&self, typed: &str) -> bool {
        let hidden = self.name.starts_with('.') && !typed.starts_with('.');
        !hidden && self.rank.1.contains(&typed.to_lowercase())
    }
}

/// A folder that is read on a thread of its own: a network disk may be slow.
pub struct Folder {
    pub path: PathBuf,
    state: State,
}

enum State {
    Reading(Job<Option<Vec<Entry>>>),
    Read(Vec<Entry>),
    Unreadable,
}

impl Folder {
    /// Starts to read: its folders, and the files with this ending.
    pub fn read(
        ctx: &Context,
        disk: &Arc<dyn Disk>,
        path: PathBuf,
        ending: &'static str,
    ) -> Folder {
        let (disk, folder) = (Arc::clone(disk), path.clone());
        let job = Job::start(ctx, move || entries(disk.as_ref(), &folder, ending));
        Folder { path, state: State::Reading(job) }
    }

    /// `None` where the folder cannot be read; nothing yet while it is being read.
    pub fn entries(&mut self) -> Option<&[Entry]> {
        if let State::Reading(job) = &self.state {
            match job.poll() {
                Outcome::Busy => return Some(&[]),
                Outcome::Done(Some(entries)) => self.state = State::Read(entries),
                Outcome::Done(None) | Outcome::Gone => self.state = State::Unreadable,
            }
        }
        match &self.state {
            State::Read(entries) => Some(entries),
            State::Reading(_) => Some(&[]),
            State::Unreadable => None,
        }
    }
}

fn entries(disk: &dyn Disk, folder: &Path, ending: &str) -> Option<Vec<Entry>> {
    let found = disk.list(folder).ok()?.into_iter().filter_map(|path| {
        let name = path.file_name()?.to_str()?.to_owned();
        match disk.facts(&path).ok()?.kind {
            Kind::Folder => Some(Entry::new(name, true)),
            Kind::File => {
                let fits = path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
                fits.then(|| Entry::new(name, false))
            }
            Kind::Other => None,
        }
    });
    let mut entries: Vec<Entry> = found.collect();
    entries.sort();
    Some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RealDisk;
    use std::fs;

    #[test]
    fn folders_come_first_and_only_files_with_the_ending() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.ron", "A.RON", "c.txt", ".verborgen.ron", "b.ron.bak"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        for name in ["Zaken", "oud"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let found = entries(&RealDisk, folder.path(), "ron").unwrap();
        let names: Vec<_> = found.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["oud", "Zaken", ".verborgen.ron", "A.RON", "b.ron"]);
        let shown = |typed| found.iter().filter(|entry| entry.answers_to(typed)).count();
        assert_eq!(shown(""), 4, "the hidden one is not");
        assert_eq!(shown("A"), 2, "Zaken and A.RON");
        assert_eq!(shown(".v"), 1);
        assert_eq!(entries(&RealDisk, &folder.path().join("weg"), "ron"), None);
    }
}
