//! More than one instance on one folder, disks that fail and processes that are killed: nothing is
//! lost, and never half a file stands there.

#![allow(clippy::disallowed_methods, reason = "a test writes the files that the program finds")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]
#![allow(clippy::print_stdout, reason = "the process to kill tells what is safe")]

#[path = "common/generator.rs"]
mod generator;

use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;
use std::{io, thread};

use eframe::egui::Context;
use generator::{Chance, KOLOMMEN, Shape, contents};
use rust_decimal::Decimal;
use sluitend::change::Step;
use sluitend::change::versie::uitgezet;
use sluitend::model::{Bedrag, Begroting, ContentHash, Edit, Id, RegelField, Revision};
use sluitend::store::{
    Disk, Fault, FaultyDisk, Journal, JournalHeader, Operation, Opschrift, RealDisk, StoreError,
    UserFolders, Versies, load, load_only, ron_file, seal, sweep_temporaries, versions_folder,
};
use sluitend::ui::session::{Place, SaveError, Session, Surroundings, open_file};

/// The column in which the tests count.
const T: usize = 3;

struct Desk {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

/// A small budget in a folder of its own, with nought in the cell that counts.
fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let path = std::fs::canonicalize(folder.path()).unwrap().join("x.ron");
    let mut begroting = Begroting::from_contents(contents(20, Shape::Wide, 1)).unwrap();
    for edit in counted(&begroting, 0) {
        begroting.apply(&edit).unwrap();
    }
    std::fs::write(&path, ron_file::write(&begroting).unwrap()).unwrap();
    Desk { _folder: folder, path }
}

fn world(disk: Arc<dyn Disk>, path: &Path) -> Surroundings {
    let folder = path.with_file_name("gebruiker");
    Surroundings {
        disk,
        folders: UserFolders { home: folder.clone(), config: folder.clone(), data: folder },
        who: "budgethouder".into(),
        now: || jiff::Timestamp::UNIX_EPOCH,
    }
}

fn real(path: &Path) -> Surroundings {
    world(Arc::new(RealDisk), path)
}

fn cell(begroting: &Begroting) -> Id {
    begroting.regels.iter().next().unwrap().id
}

fn counted(begroting: &Begroting, count: u64) -> Vec<Edit> {
    let amount = RegelField::Amount(KOLOMMEN[T], Some(Bedrag::Euro(Decimal::from(count))));
    begroting.set(cell(begroting), amount).unwrap().into_iter().collect()
}

fn count(begroting: &Begroting) -> u64 {
    match begroting.regels.get(cell(begroting)).unwrap().amounts.get(KOLOMMEN[T]) {
        Some(Bedrag::Euro(euro)) => euro.try_into().unwrap(),
        other => panic!("no count: {other:?}"),
    }
}

fn open(world: &Surroundings, path: &Path, take: bool) -> Option<Session> {
    let opened = open_file(world, path).ok()?;
    matches!(opened.place, Place::File { .. })
        .then(|| Session::start(&Context::default(), world, opened, take).0)
}

/// One more in the cell that counts.
fn work(session: &mut Session, world: &Surroundings, to: u64) {
    let edits = counted(session.document.begroting(), to);
    session.change(world, format!("naar {to}"), edits).unwrap();
}

fn save(session: &mut Session, world: &Surroundings) -> Result<(), SaveError> {
    let saved = session.saving(world).unwrap().run()?;
    session.saved(&Context::default(), world, saved);
    Ok(())
}

fn opschrift(number: u64) -> Opschrift {
    Opschrift {
        naam: format!("versie {number}"),
        datum: jiff::civil::date(2018, 11, 8),
        om: None,
        rol: "concerncontroller".into(),
        opmerking: String::new(),
    }
}

/// The versions, all of which must be whole.
fn whole_versions(path: &Path) -> Versies {
    let folder = versions_folder(&RealDisk, path);
    let id = load_only(&RealDisk, path).unwrap().id();
    let found = Versies::list(&RealDisk, &[folder], id).unwrap();
    assert!(found.overgeslagen.is_empty(), "{:?}", found.overgeslagen);
    assert!(found.versies.iter().all(|versie| versie.verzegeld.is_heel()));
    found
}

#[test]
fn two_instances_that_save_a_thousand_times_lose_nothing() {
    const SAVINGS: u64 = 1000;
    let desk = desk();
    let (done, refused) = (AtomicBool::new(false), AtomicUsize::new(0));
    let instance = || {
        let world = real(&desk.path);
        loop {
            let Some(mut session) = open(&world, &desk.path, true) else {
                // The other has it.
                refused.fetch_add(1, Ordering::Relaxed);
                thread::sleep(Duration::from_millis(1));
                continue;
            };
            let from = count(session.document.begroting());
            if from == SAVINGS {
                break;
            }
            for next in from + 1..=from + 4 {
                work(&mut session, &world, next);
                save(&mut session, &world).unwrap();
            }
        }
    };
    let reads = thread::scope(|scope| {
        let readers = scope.spawn(|| {
            let mut reads = 0;
            while !done.load(Ordering::Relaxed) {
                // At every moment, whoever looks finds a whole budget.
                load_only(&RealDisk, &desk.path).unwrap();
                reads += 1;
                thread::sleep(Duration::from_millis(1));
            }
            reads
        });
        let instances = [scope.spawn(instance), scope.spawn(instance)];
        let ended = instances.map(|instance| instance.join());
        done.store(true, Ordering::Relaxed);
        ended.into_iter().for_each(|ended| ended.unwrap());
        readers.join().unwrap()
    });
    assert_eq!(count(&load_only(&RealDisk, &desk.path).unwrap()), SAVINGS);
    let refused = refused.load(Ordering::Relaxed);
    println!("{SAVINGS} savings by two instances, {refused} times refused, {reads} whole reads");
}

#[test]
fn without_locks_nobody_saves_over_what_he_did_not_see() {
    let desk = desk();
    let no_locks = Fault::FailEvery(Operation::Lock, io::ErrorKind::Unsupported);
    let world = world(Arc::new(FaultyDisk::new(no_locks)), &desk.path);
    let opened = open_file(&world, &desk.path).unwrap();
    assert!(opened.warnings.iter().any(|text| text.contains("iemand anders")), "it is told");
    drop(opened);
    for round in 0..100 {
        let mut first = open(&world, &desk.path, false).unwrap();
        let mut second = open(&world, &desk.path, false).unwrap();
        work(&mut first, &world, 2 * round + 1);
        work(&mut second, &world, 2 * round + 2);
        save(&mut first, &world).unwrap();
        let refused = save(&mut second, &world).unwrap_err();
        assert!(matches!(refused, SaveError::Store(StoreError::ChangedOutside(_))), "{refused}");
        assert_eq!(count(&load_only(&RealDisk, &desk.path).unwrap()), 2 * round + 1);
    }
}

/// Seals, marks and saves on this disk, as "Uitzetten" does; how far it came.
fn send_out(disk: &FaultyDisk, desk: &Desk) -> (bool, bool) {
    let world = world(Arc::new(disk.clone()), &desk.path);
    let Some(mut session) = open(&world, &desk.path, true) else { return (false, false) };
    work(&mut session, &world, 1);
    let (begroting, _) = session.document.snapshot();
    let sealed = seal(disk, &desk.path, &begroting, opschrift(1));
    if let Ok(versie) = &sealed {
        let edits = uitgezet(&begroting, versie.zegel().sha256);
        session.change(&world, "Uitgezet".into(), edits).unwrap();
    }
    (sealed.is_ok(), save(&mut session, &world).is_ok())
}

#[test]
fn sending_out_that_fails_anywhere_leaves_whole_files_and_the_work() {
    let mut points = 0;
    for kill in [false, true] {
        for at in 0.. {
            let desk = desk();
            let before = std::fs::read(&desk.path).unwrap();
            let fault = match kill {
                true => Fault::KillAt(at),
                false => Fault::FailAt(at, io::ErrorKind::StorageFull),
            };
            let disk = FaultyDisk::new(fault);
            let (sealed, saved) = send_out(&disk, &desk);

            let now = load(&RealDisk, &desk.path).unwrap();
            assert!(saved || !kill || now.hash == ContentHash::of(&before) || disk.struck());
            let versies = whole_versions(&desk.path);
            assert!(!sealed || versies.versies.len() == 1, "{fault:?}");
            if saved {
                assert_eq!(count(&now.begroting), 1, "{fault:?}");
                assert_eq!(now.begroting.kop().uitgezet.is_some(), sealed, "{fault:?}");
            }
            if saved && sealed {
                let (_, base) = versies.base_of(&RealDisk, &now.begroting).unwrap().unwrap();
                assert_eq!(base, now.begroting, "{fault:?}");
            }
            // The next opening finds all that was done, or what it began with.
            let world = real(&desk.path);
            let session = open(&world, &desk.path, true).unwrap();
            let count = count(session.document.begroting());
            assert!(count == 1 || (count == 0 && !saved && disk.struck()), "{fault:?}");
            drop(session);
            if !kill {
                assert_eq!(sweep_temporaries(&RealDisk, &desk.path).unwrap(), 0, "{fault:?}");
            }
            if !disk.struck() {
                assert!(sealed && saved);
                break;
            }
            points += 1;
        }
    }
    println!("sending out: {points} fault points tried");
    assert!(points > 2 * 40, "{points}");
}

const CHILD: &str = "SLUITEND_TEST_SAMEN";

/// The process to kill: works, saves, seals, and opens the file again, for ever.
fn work_until_killed(path: &Path) {
    let world = real(path);
    loop {
        let mut session = open(&world, path, true).unwrap();
        for _ in 0..3 {
            let next = count(session.document.begroting()) + 1;
            work(&mut session, &world, next);
            assert!(session.keeps_its_work());
            println!("safe {next}");
        }
        let (begroting, _) = session.document.snapshot();
        let number = count(&begroting);
        save(&mut session, &world).unwrap();
        println!("saved {number}");
        seal(&RealDisk, path, &begroting, opschrift(number)).unwrap();
        println!("sealed {number}");
    }
}

/// The bytes of a journal that is about to become too long, so that opening shortens it.
fn nearly_too_long() -> Vec<u8> {
    let desk = desk();
    let loaded = load(&RealDisk, &desk.path).unwrap();
    let header = JournalHeader { budget: loaded.begroting.id(), base: loaded.hash };
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let beside = desk.path.with_file_name("x.ron.journaal");
    let (mut journal, _) = Journal::open::<Step>(&disk, &beside, &header).unwrap();
    let up = counted(&loaded.begroting, 1);
    let down: Vec<Edit> = up.iter().cloned().map(Edit::inverse).collect();
    for number in 0..1_998 {
        let edits = if number % 2 == 0 { up.clone() } else { down.clone() };
        let (who, why) = ("budgethouder".to_owned(), String::new());
        let (id, at) = (Id::from_bits(number), jiff::Timestamp::UNIX_EPOCH);
        journal.append(&Step::Do(Revision { id, who, at, why, edits, van: Vec::new() })).unwrap();
        if number % 2 == 1 {
            journal.mark_saved(&loaded.hash).unwrap();
        }
    }
    journal.sync().unwrap();
    std::fs::read(beside).unwrap()
}

#[test]
fn whatever_moment_a_process_is_killed_what_was_safe_is_there() {
    if let Some(path) = std::env::var_os(CHILD) {
        return work_until_killed(Path::new(&path));
    }
    const ROUNDS: u64 = 25;
    let mut chance = Chance::new(8);
    let long = nearly_too_long();
    let mut shortened = 0;
    for round in 0..ROUNDS {
        let desk = desk();
        std::fs::write(desk.path.with_file_name("x.ron.journaal"), &long).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "--nocapture"])
            .arg("whatever_moment_a_process_is_killed_what_was_safe_is_there")
            .env(CHILD, &desk.path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = io::BufReader::new(child.stdout.take().unwrap()).lines();
        let reader = thread::spawn(move || lines.map_while(Result::ok).collect::<Vec<String>>());
        thread::sleep(Duration::from_millis(30 + chance.below(400) as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        let told = reader.join().unwrap();
        let last = |word: &str| {
            let number = |line: &String| line.split_once(word)?.1.parse::<u64>().ok();
            told.iter().rev().find_map(number).unwrap_or(0)
        };
        let (safe, saved, sealed) = (last("safe "), last("saved "), last("sealed "));

        let file = count(&load_only(&RealDisk, &desk.path).unwrap());
        assert!(file >= saved, "round {round}: the file has {file}, saved was {saved}");
        let versies = whole_versions(&desk.path);
        let newest = versies.versies.iter().map(|it| count(&it.load(&RealDisk).unwrap())).max();
        assert!(newest.unwrap_or(0) >= sealed, "round {round}");
        let world = real(&desk.path);
        let session = open(&world, &desk.path, true).unwrap();
        let now = count(session.document.begroting());
        assert!(now >= safe, "round {round}: {now} of {safe}");
        shortened += usize::from(desk.path.with_file_name("x.ron.geschiedenis").exists());
    }
    println!("{ROUNDS} processes killed, {shortened} after or while shortening their journal");
}
