//! With which version a file began, found from what was sent out and from the journals: merging asks
//! for it only where nothing tells.

#![allow(clippy::disallowed_methods, reason = "a test writes the files that the program finds")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]
#![allow(clippy::print_stdout, reason = "it tells how many were tried")]

#[path = "common/generator.rs"]
mod generator;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::Context;
use generator::Chance;
use rust_decimal::Decimal;
use sluitend::change::samenvoegen::Samenvoeging;
use sluitend::model::{Bedrag, Begroting, Edit, Id, Inbreng, Kolom, RegelField, Stadium};
use sluitend::store::{Opschrift, RealDisk, UserFolders, load_only, seal, versions_folder};
use sluitend::ui::naast::{Bestand, Eigen, read_files};
use sluitend::ui::session::{Place, Session, Surroundings, open_file};

const HENGELO: &str = include_str!("../saves/hengelo-2019.ron");

struct Desk {
    _folder: tempfile::TempDir,
    root: PathBuf,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let root = std::fs::canonicalize(folder.path()).unwrap();
        std::fs::write(root.join("x.ron"), HENGELO).unwrap();
        Desk { _folder: folder, root }
    }

    fn path(&self, name: &str) -> PathBuf {
        let path = self.root.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    }

    /// One person works in a file.
    fn open(&self, name: &str) -> Person {
        self.open_as("budgethouder", name)
    }

    fn open_as(&self, who: &str, name: &str) -> Person {
        let folder = self.root.join("gebruiker");
        let world = Surroundings {
            disk: Arc::new(RealDisk),
            folders: UserFolders { home: folder.clone(), config: folder.clone(), data: folder },
            who: who.into(),
            now: || jiff::Timestamp::UNIX_EPOCH,
        };
        let opened = open_file(&world, &self.path(name)).unwrap();
        let (session, warnings) = Session::start(&Context::default(), &world, opened, true);
        assert!(warnings.is_empty(), "{warnings:?}");
        Person { world, session }
    }
}

struct Person {
    world: Surroundings,
    session: Session,
}

impl Person {
    fn regel(&self, name: &str) -> Id {
        let begroting = self.session.document.begroting();
        begroting.regels.iter().find(|regel| regel.name == name).unwrap().id
    }

    fn enter(&mut self, name: &str, thousands: i64) -> &mut Person {
        let kolom = Kolom::new(2019, Stadium::Primitief);
        let euro = Some(Bedrag::Euro(Decimal::from(thousands * 1000)));
        let begroting = self.session.document.begroting();
        let edit = begroting.set(self.regel(name), RegelField::Amount(kolom, euro)).unwrap();
        let why = format!("{name} {thousands}");
        self.session.change(&self.world, why, edit.into_iter().collect()).unwrap();
        self
    }

    fn save(&mut self) -> &mut Person {
        let saved = self.session.saving(&self.world).unwrap().run().unwrap();
        assert_eq!(self.session.saved(&Context::default(), &self.world, saved), None);
        self
    }

    fn save_as(&mut self, path: &Path) -> &mut Person {
        let saved = self.session.saving_as(&self.world, path.to_owned()).run().unwrap();
        assert_eq!(saved.warning, None);
        assert_eq!(self.session.saved(&Context::default(), &self.world, saved), None);
        self
    }

    fn begroting(&self) -> Begroting {
        self.session.document.begroting().clone()
    }

    /// A file that came back, beside what is open here.
    fn reads(&self, file: &Path) -> Bestand {
        let (hash, journal) = self.session.known_content();
        let versies = self.session.place.path().map(|path| versions_folder(&RealDisk, path));
        let ingebracht = self.session.document.begroting().ingebracht.iter().cloned().collect();
        let eigen = Eigen { hash, journal, versies, ingebracht };
        let id = self.session.document.begroting().id();
        let mut files = read_files(&RealDisk, vec![file.to_owned()], &eigen, id).unwrap();
        files.pop().unwrap().unwrap()
    }
}

fn opschrift() -> Opschrift {
    Opschrift {
        naam: "Ontwerp".into(),
        datum: jiff::civil::date(2018, 11, 8),
        om: None,
        rol: "concerncontroller".into(),
        opmerking: String::new(),
    }
}

#[track_caller]
fn began_with(file: &Bestand, begroting: &Begroting, naam: &str) {
    let begin = file.begin.as_ref().unwrap();
    assert!(*begin.begroting == *begroting, "{}", begin.naam);
    assert_eq!((begin.naam.as_str(), begin.is_zeker), (naam, true));
}

#[test]
fn a_file_that_was_saved_under_another_name_began_with_the_newest_that_both_were() {
    let desk = Desk::new();
    let mut adviser = desk.open_as("adviseur", "x.ron");
    for thousands in [19_000, 19_500, 20_000] {
        adviser.enter("zorgvormen", thousands);
    }
    let common = adviser.save().begroting();
    drop(adviser);
    let y = desk.path("elders/mijn.ron");
    let mut other = desk.open("x.ron");
    other.enter("zorgvormen", 21_000).save_as(&y).enter("zorgvormen", 22_000).save();
    drop(other);

    let mut adviser = desk.open("x.ron");
    adviser.enter("nog uit te denken", 1_000).save();
    let returned = adviser.reads(&y);
    began_with(&returned, &common, "de stand na ‘zorgvormen 20000’");
    assert_eq!(returned.sender.as_deref(), Some("budgethouder"), "not who worked in it before");
    // The other way round it is the same.
    drop(adviser);
    let other = desk.open("elders/mijn.ron");
    began_with(&other.reads(&desk.path("x.ron")), &common, "de stand na ‘zorgvormen 20000’");
    assert_eq!(other.session.document.history().len(), 5, "the history came along");
}

#[test]
fn a_file_that_goes_on_after_it_was_merged_begins_with_what_was_merged() {
    let desk = Desk::new();
    let y = desk.path("elders/mijn.ron");
    let mut other = desk.open("x.ron");
    let start = other.begroting();
    other.enter("zorgvormen", 21_000).save_as(&y);
    let merged = other.begroting();
    drop(other);

    let mut adviser = desk.open_as("adviseur", "x.ron");
    adviser.enter("zorgvormen", 20_000).save();
    let first = adviser.reads(&y);
    assert!(*first.begin.unwrap().begroting == start);
    // Of the two amounts that of the adviser stays.
    let note = Edit::Insert(Inbreng::of(first.content).into());
    adviser.session.change(&adviser.world, "Samengevoegd".into(), vec![note]).unwrap();
    let again = adviser.reads(&y);
    began_with(&again, &merged, "wat al is samengevoegd: daarna is er niets gewijzigd");
    drop(adviser);

    let mut other = desk.open("elders/mijn.ron");
    other.enter("nog uit te denken", 1_000).save();
    drop(other);
    let mut adviser = desk.open_as("adviseur", "x.ron");
    let later = adviser.reads(&y);
    began_with(&later, &merged, "wat er al van is samengevoegd");
    let mine = adviser.begroting();
    let both = Samenvoeging::new(&merged, &mine, &later.begroting).unwrap();
    assert_eq!((both.conflicten.len(), both.telling().alleen_hun), (0, 1));
    // What is undone was not merged.
    adviser.session.undo().unwrap();
    assert!(*adviser.reads(&y).begin.unwrap().begroting == start);
}

#[test]
fn what_was_changed_while_somebody_else_had_it_open_began_with_what_was_read() {
    let desk = Desk::new();
    let mut adviser = desk.open("x.ron");
    let common = adviser.begroting();
    let mut other = desk.open("x.ron");
    assert!(matches!(other.session.place, Place::ReadOnly { .. }));
    let y = desk.path("kopie.ron");
    other.enter("zorgvormen", 21_000).save_as(&y).enter("zorgvormen", 22_000).save();
    adviser.enter("zorgvormen", 20_000).save();
    began_with(&adviser.reads(&y), &common, "wat het was vóór de eerste wijziging erin");
}

#[test]
fn a_copy_that_was_made_outside_the_program_began_with_what_was_copied() {
    let desk = Desk::new();
    let mut adviser = desk.open("x.ron");
    let common = adviser.enter("zorgvormen", 20_000).save().begroting();
    let copy = desk.path("per post/x.ron");
    std::fs::copy(desk.path("x.ron"), &copy).unwrap();
    adviser.enter("nog uit te denken", 1_000).save();
    let same = adviser.reads(&copy);
    began_with(&same, &common, "wat er nu in staat: er is niets gewijzigd");

    let mut other = desk.open("per post/x.ron");
    other.enter("zorgvormen", 21_000).save();
    began_with(&adviser.reads(&copy), &common, "wat het was vóór de eerste wijziging erin");
    // Undone, done again and taken back by hand: the way back is still found.
    other.session.undo().unwrap();
    other.session.redo().unwrap();
    other.enter("zorgvormen", 19_000).save();
    began_with(&adviser.reads(&copy), &common, "wat het was vóór de eerste wijziging erin");
}

#[test]
fn a_sealed_version_that_was_opened_and_saved_under_another_name_is_the_begin() {
    let desk = Desk::new();
    let mut adviser = desk.open("x.ron");
    adviser.enter("zorgvormen", 20_000);
    let sealed = adviser.begroting();
    let versie = seal(&RealDisk, &desk.path("x.ron"), &sealed, opschrift()).unwrap();
    adviser.enter("zorgvormen", 20_500).save();

    let mut other = desk.open(versie.path.strip_prefix(&desk.root).unwrap().to_str().unwrap());
    let y = desk.path("elders/mijn.ron");
    other.enter("zorgvormen", 21_000).save_as(&y);
    began_with(&adviser.reads(&y), &sealed, "verzegelde versie ‘Ontwerp’");
}

#[test]
fn a_version_that_only_the_other_had_is_no_begin_that_is_sure() {
    let desk = Desk::new();
    let adviser = desk.open("x.ron");
    let y = desk.path("elders/y.ron");
    // The other has another file of the same budget, seals and sends that out himself.
    let other_text = HENGELO.replace("zorgvormen", "vormen van zorg");
    std::fs::write(&y, &other_text).unwrap();
    let theirs = load_only(&RealDisk, &y).unwrap();
    assert!(adviser.reads(&y).begin.is_none(), "nothing tells");
    let versie = seal(&RealDisk, &y, &theirs, opschrift()).unwrap();
    let mark = sluitend::change::versie::uitgezet(&theirs, versie.zegel().sha256);
    let mut sent = theirs.clone();
    mark.iter().for_each(|edit| sent.apply(edit).unwrap());
    std::fs::write(&y, sluitend::store::ron_file::write(&sent).unwrap()).unwrap();

    let begin = adviser.reads(&y).begin.unwrap();
    assert_eq!((begin.naam.as_str(), begin.is_zeker), ("verzegelde versie ‘Ontwerp’", false));
    // A version that is chosen by hand is looked at in the same way.
    assert!(!adviser.reads(&versie.path).as_begin().is_zeker);
    assert!(adviser.reads(&desk.path("x.ron")).as_begin().is_zeker);
}

#[test]
fn a_journal_that_says_something_else_than_the_file_gives_no_begin() {
    let desk = Desk::new();
    let adviser = desk.open("x.ron");
    let copy = desk.path("per post/x.ron");
    std::fs::copy(desk.path("x.ron"), &copy).unwrap();
    let mut other = desk.open("per post/x.ron");
    other.enter("zorgvormen", 21_000).save();
    drop(other);
    let text = std::fs::read_to_string(&copy).unwrap();
    std::fs::write(&copy, text.replace("zorgvormen", "vormen van zorg")).unwrap();
    assert!(adviser.reads(&copy).begin.is_none());
}

/// What a file was, from old to new, as this test keeps it.
type Past = Vec<Begroting>;

/// A person opens a file, works, and saves or leaves; sometimes under another name.
fn random_work(desk: &Desk, pasts: &mut BTreeMap<String, Past>, chance: &mut Chance) {
    let names: Vec<String> = pasts.keys().cloned().collect();
    let mut name = names[chance.below(names.len())].clone();
    let mut past = pasts[&name].clone();
    let mut person = desk.open(&name);
    for _ in 0..=chance.below(6) {
        match chance.below(6) {
            0..3 => {
                person.enter("zorgvormen", 1 + chance.below(9_000) as i64);
            }
            3 => drop(person.session.undo()),
            4 => {
                person.save();
                past.push(person.begroting());
                pasts.insert(name.clone(), past.clone());
            }
            _ => {
                // A new name, or over what somebody else saved before.
                let other = format!("{}.ron", chance.below(6));
                if other != name {
                    person.save_as(&desk.path(&other));
                    name = other;
                    past.push(person.begroting());
                    pasts.insert(name.clone(), past.clone());
                }
            }
        }
    }
    // What was not saved is left behind, on purpose.
    person.session.abandon(&person.world);
}

#[test]
fn whatever_was_done_the_begin_is_the_newest_that_both_were() {
    let (mut found, mut tried) = (0, 0);
    for seed in 0..5 {
        let desk = Desk::new();
        let mut chance = Chance::new(seed);
        let start = load_only(&RealDisk, &desk.path("x.ron")).unwrap();
        let mut pasts = BTreeMap::from([("x.ron".to_owned(), vec![start])]);
        for _ in 0..12 {
            random_work(&desk, &mut pasts, &mut chance);
        }
        let names: Vec<String> = pasts.keys().cloned().collect();
        for own in &names {
            let person = desk.open(own);
            assert!(person.begroting() == *pasts[own].last().unwrap(), "{seed}: {own}");
            for other in names.iter().filter(|other| *other != own) {
                let common = pasts[other].iter().rev().find(|it| pasts[own].contains(it));
                let begin = person.reads(&desk.path(other)).begin;
                tried += 1;
                let begin = begin.unwrap_or_else(|| panic!("{seed}: {own} and {other}: no begin"));
                assert!(
                    Some(&*begin.begroting) == common,
                    "{seed}: {own}, {other}: {}",
                    begin.naam
                );
                found += usize::from(begin.is_zeker);
            }
        }
    }
    println!("beginnings: {found} of {tried} found");
    assert_eq!(found, tried);
}
