//! The sealed versions of a budget: files that are never replaced, in a folder beside it.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, Time};

use super::atomic::put_new;
use super::disk::Disk;
use super::error::StoreError;
use super::load::{load, parse};
use super::paths::{folder_of, name_of};
use super::read::read_whole;
use super::ron_file;
use super::zegel::{Opschrift, Verzegeld, Zegel};
use crate::model::{Begroting, Id, KopField};

/// A sealed version and where it lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versie {
    pub path: PathBuf,
    pub verzegeld: Verzegeld,
}

/// What lies in the folders of versions.
#[derive(Debug, Default)]
pub struct Versies {
    /// Of the budget that was asked for, the newest first.
    pub versies: Vec<Versie>,
    /// What is no version of this budget, or cannot be read.
    pub overgeslagen: Vec<StoreError>,
}

/// Where the versions of a budget lie: `X.ron` has them in `X.versies`, and a version lies among
/// the others.
pub fn versions_folder(disk: &dyn Disk, budget: &Path) -> PathBuf {
    let real = disk.resolve(budget).unwrap_or_else(|_| budget.to_owned());
    let folder = folder_of(&real);
    if folder.extension().is_some_and(|ending| ending == ENDING) {
        return folder.to_owned();
    }
    real.with_extension(ENDING)
}

/// Seals a version of the budget in the file `budget`. What stands in the folder stays as it is: a
/// name that was used gets a number.
///
/// # Errors
/// Whatever the disk says; then there is no version, and nothing else was changed.
pub fn seal(
    disk: &dyn Disk,
    budget: &Path,
    begroting: &Begroting,
    opschrift: Opschrift,
) -> Result<Versie, StoreError> {
    let folder = versions_folder(disk, budget);
    let name = file_name(&opschrift);
    let (zegel, text) = opschrift
        .seal(begroting)
        .map_err(|error| StoreError::Encode { path: folder.clone(), message: error.to_string() })?;
    disk.create_folders(&folder).map_err(StoreError::io("aan te maken", &folder))?;
    let gevonden = zegel.sha256;
    let mut number = 1_u32;
    loop {
        let path = match number {
            1 => folder.join(format!("{name}.ron")),
            _ => folder.join(format!("{name} ({number}).ron")),
        };
        match put_new(disk, &path, text.as_bytes()) {
            Ok(()) => {
                // Some network shares know no permissions. The seal tells of a change all the same.
                let _ = disk.make_read_only(&path);
                return Ok(Versie { path, verzegeld: Verzegeld { zegel, gevonden } });
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < MOST => {
                number += 1;
            }
            Err(error) => return Err(StoreError::io("te verzegelen", &path)(error)),
        }
    }
}

impl Versies {
    /// The versions of the budget with this id in these folders. Where there is no folder, there
    /// are none.
    ///
    /// # Errors
    /// A folder that cannot be read. What is wrong with one file is told in `overgeslagen`.
    pub fn list(disk: &dyn Disk, folders: &[PathBuf], id: Id) -> Result<Versies, StoreError> {
        let mut all = Versies::default();
        for folder in folders {
            let found = match disk.list(folder) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                found => found.map_err(StoreError::io("te openen", folder))?,
            };
            for path in found.into_iter().filter(|path| is_budget(path)) {
                match version(disk, &path, id) {
                    Ok(verzegeld) => all.versies.push(Versie { path, verzegeld }),
                    Err(error) => all.overgeslagen.push(error),
                }
            }
        }
        // The last one first; where the time is not known, the last number.
        all.versies.sort_by(|one, other| other.place().cmp(&one.place()));
        Ok(all)
    }

    /// The version that a budget that came back builds on, and the budget as it was sent out: with its
    /// own mark, so that marking is no difference. `None` where it was never sent out, or that version does
    /// not lie here.
    ///
    /// # Errors
    /// A version that was changed since it was sealed, and what [`load`] says.
    pub fn base_of(
        &self,
        disk: &dyn Disk,
        returned: &Begroting,
    ) -> Result<Option<(&Versie, Begroting)>, StoreError> {
        let Some(hash) = returned.kop().uitgezet else { return Ok(None) };
        let named = || self.versies.iter().filter(|it| it.verzegeld.zegel.sha256 == hash);
        let Some(versie) = named().find(|it| it.verzegeld.is_heel()).or_else(|| named().next())
        else {
            return Ok(None);
        };
        let mut base = versie.load(disk)?;
        let mark = base.set(base.id(), KopField::Uitgezet(Some(hash)));
        if let Ok(Some(edit)) = mark {
            // The field is its own: nothing else in a budget depends on it.
            let _marked = base.apply(&edit);
        }
        Ok(Some((versie, base)))
    }
}

impl Versie {
    pub fn zegel(&self) -> &Zegel {
        &self.verzegeld.zegel
    }

    fn place(&self) -> (Date, Option<Time>, Option<&OsStr>) {
        (self.zegel().datum, self.zegel().om, self.path.file_stem())
    }

    /// The budget as it was sealed.
    ///
    /// # Errors
    /// A version that was changed since, and what [`load`] says.
    pub fn load(&self, disk: &dyn Disk) -> Result<Begroting, StoreError> {
        let loaded = load(disk, &self.path)?;
        match loaded.verzegeld {
            Some(verzegeld) if verzegeld.is_heel() && verzegeld.zegel == *self.zegel() => {
                Ok(loaded.begroting)
            }
            _ => Err(StoreError::SealBroken(self.path.clone())),
        }
    }
}

const ENDING: &str = "versies";
/// Of versions with one name on one day.
const MOST: u32 = 1000;
/// Of the characters of a name in that of its file.
const NAME_MOST: usize = 60;

fn is_budget(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "ron") && !name_of(path).starts_with('.')
}

fn version(disk: &dyn Disk, path: &Path, id: Id) -> Result<Verzegeld, StoreError> {
    let bytes = read_whole(disk, path, ron_file::MAX_BYTES)?;
    // The first lines of a version that is whole say all there is to know.
    let (kop, verzegeld) = match ron_file::read_kop(&bytes).zip(Verzegeld::at_a_glance(&bytes)) {
        Some((kop, verzegeld)) => (kop, Some(verzegeld)),
        None => {
            let loaded = parse(disk, path, &bytes)?;
            (loaded.begroting.kop().clone(), loaded.verzegeld)
        }
    };
    if kop.id != id {
        let title = format!("{} {}, {}", kop.gemeente, kop.jaar, kop.title);
        return Err(StoreError::OtherBudget { path: path.to_owned(), title });
    }
    verzegeld.ok_or_else(|| StoreError::NotSealed(path.to_owned()))
}

/// "2018-11-08 Ontwerp", of characters that every system takes in a name.
fn file_name(opschrift: &Opschrift) -> String {
    let safe = |letter: char| {
        if letter.is_alphanumeric() || " -_.,()".contains(letter) { letter } else { '-' }
    };
    let name: String = opschrift.naam.trim().chars().take(NAME_MOST).map(safe).collect();
    format!("{} {}", opschrift.datum, name.trim_end_matches([' ', '.']))
}

#[cfg(test)]
mod tests;
