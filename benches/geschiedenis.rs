//! Opening a file of 10.000 regels with a history of 10.000 revisions: the first time, when most of
//! it moves to the archive, and after that; and reading the archive when somebody looks.
//! `cargo bench --bench geschiedenis`; figures in `benches/README.md`.

#![expect(clippy::disallowed_methods, reason = "puts the files there that are opened")]

#[path = "../tests/common/generator.rs"]
mod generator;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use divan::{Bencher, black_box};
use generator::{KOLOMMEN, Shape, begroting};
use rust_decimal::Decimal;
use sluitend::change::{Document, Step};
use sluitend::model::{Bedrag, ContentHash, Id, RegelField, Revision};
use sluitend::store::{Archive, Disk, Journal, JournalHeader, RealDisk, UserFolders, ron_file};
use sluitend::ui::session::{Surroundings, open_file};

const REGELS: usize = 10_000;
const REVISIONS: u64 = 10_000;

fn main() {
    divan::main();
}

/// A budget, and the journal of its history, saved after each hundredth revision.
struct Long {
    file: Vec<u8>,
    journal: Vec<u8>,
}

impl Long {
    fn new() -> Result<Long, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("x.ron.journaal");
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        let mut document = Document::new(begroting(REGELS, Shape::Wide, 1));
        let regels: Vec<Id> = document.begroting().regels.iter().map(|regel| regel.id).collect();
        let header =
            JournalHeader { budget: document.begroting().id(), base: ContentHash::of(b"begin") };
        let (mut journal, _) = Journal::open::<Step>(&disk, &path, &header)?;
        for (number, regel) in (1..=REVISIONS).zip(regels.iter().cycle()) {
            let amount = Bedrag::Euro(Decimal::from(number * 1000));
            let field = RegelField::Amount(KOLOMMEN[3], Some(amount));
            let revision = Revision {
                id: Id::from_bits(number),
                who: "budgethouder Jeugd".into(),
                at: jiff::Timestamp::UNIX_EPOCH,
                why: format!("6.72.8 zorgvormen, begroting 2020: stap {number}"),
                edits: document.begroting().set(*regel, field)?.into_iter().collect(),
                van: Vec::new(),
            };
            journal.append(&document.commit(revision)?)?;
            if number % 100 == 0 && number < REVISIONS {
                journal.mark_saved(&ContentHash::of(&number.to_le_bytes()))?;
            }
        }
        let file = ron_file::write(document.begroting())?.into_bytes();
        journal.mark_saved(&ContentHash::of(&file))?;
        journal.sync()?;
        Ok(Long { file, journal: std::fs::read(path)? })
    }

    /// Both in a folder of their own.
    fn lay(&self) -> Result<(tempfile::TempDir, PathBuf), Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let path = std::fs::canonicalize(folder.path())?.join("x.ron");
        std::fs::write(&path, &self.file)?;
        std::fs::write(path.with_file_name("x.ron.journaal"), &self.journal)?;
        Ok((folder, path))
    }
}

fn world(path: &Path) -> Surroundings {
    let folder = path.with_file_name("gebruiker");
    Surroundings {
        disk: Arc::new(RealDisk),
        folders: UserFolders { home: folder.clone(), config: folder.clone(), data: folder },
        who: "budgethouder".into(),
        now: || jiff::Timestamp::UNIX_EPOCH,
    }
}

#[divan::bench(sample_count = 20)]
fn the_first_opening(bencher: Bencher) {
    let Ok(long) = Long::new() else { return };
    bencher.with_inputs(|| long.lay()).bench_local_values(|laid| {
        laid.map(|(folder, path)| (folder, open_file(&world(&path), &path)))
    });
}

#[divan::bench(sample_count = 20)]
fn a_next_opening(bencher: Bencher) {
    let Ok((_folder, path)) = Long::new().and_then(|long| long.lay()) else { return };
    drop(open_file(&world(&path), &path));
    bencher.bench_local(|| open_file(black_box(&world(&path)), &path));
}

#[divan::bench(sample_count = 20)]
fn reading_the_archive(bencher: Bencher) {
    let Ok((_folder, path)) = Long::new().and_then(|long| long.lay()) else { return };
    drop(open_file(&world(&path), &path));
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let header = ron_file::read(&std::fs::read(&path).unwrap_or_default())
        .map(|begroting| JournalHeader { budget: begroting.id(), base: ContentHash::of(b"begin") });
    let Ok(header) = header else { return };
    let beside = path.with_file_name("x.ron.journaal");
    let Ok((journal, contents)) = Journal::open::<Step>(&disk, &beside, &header) else { return };
    let Some(archive) = Archive::of(journal.path(), &contents) else { return };
    bencher.bench_local(|| archive.read::<Step>(disk.as_ref()));
}
