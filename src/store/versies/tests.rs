use std::fs;

use super::*;
use crate::model::{Contents, Kop, Level, Onderdeel, Order, Record};
use crate::store::{Fault, FaultyDisk, RealDisk, ron_file, sweep_temporaries};

fn begroting(id: u64) -> Begroting {
    let kop = Kop::new(Id::from_bits(id), "Voorbeeldstad", "Begroting", 2019, "ontwerp");
    Begroting::from_contents(Contents { kop: vec![kop], ..Contents::default() }).unwrap()
}

/// Another content of the same budget.
fn with_programma(begroting: &Begroting) -> Begroting {
    let mut other = begroting.clone();
    let (parent, level, order) = (None, Level::Programma, Order::after(None));
    let id = Id::from_bits(60);
    let programma = Onderdeel::new(id, parent, level, ("6", "S"), order);
    other.apply(&crate::model::Edit::Insert(Record::Onderdeel(programma))).unwrap();
    other
}

fn opschrift(naam: &str, day: i8) -> Opschrift {
    let datum = jiff::civil::date(2018, 11, day);
    let (rol, opmerking) = ("concerncontroller".to_owned(), "naar de raad".to_owned());
    Opschrift { naam: naam.into(), datum, om: None, rol, opmerking }
}

fn desk() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let desk = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(desk.path()).unwrap();
    (desk, root.join("x.ron"), root.join("x.versies"))
}

fn list(folder: &Path) -> Versies {
    Versies::list(&RealDisk, &[folder.to_owned()], Id::from_bits(1)).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = match fs::read_dir(folder) {
        Ok(found) => found.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect(),
        Err(_) => Vec::new(),
    };
    names.sort();
    names
}

#[test]
fn a_version_is_a_read_only_file_and_never_replaces_another() {
    let (_desk, budget, folder) = desk();
    let old = begroting(1);
    let first = seal(&RealDisk, &budget, &old, opschrift("Ontwerp 6/7: raad?", 8)).unwrap();
    assert_eq!(first.path, folder.join("2018-11-08 Ontwerp 6-7- raad-.ron"));
    let bytes = fs::read(&first.path).unwrap();
    assert!(fs::metadata(&first.path).unwrap().permissions().readonly());

    let new = with_programma(&old);
    let second = seal(&RealDisk, &budget, &new, opschrift("Ontwerp 6/7: raad?", 8)).unwrap();
    assert_eq!(second.path, folder.join("2018-11-08 Ontwerp 6-7- raad- (2).ron"));
    assert_eq!(fs::read(&first.path).unwrap(), bytes);
    assert!(first.load(&RealDisk).unwrap() == old && second.load(&RealDisk).unwrap() == new);
    // One that lies among the versions has its own there.
    assert_eq!(versions_folder(&RealDisk, &first.path), folder);
    assert_eq!(names(&folder).len(), 2, "no temporary files");
}

#[test]
fn the_list_tells_what_is_whole_what_was_changed_and_what_is_passed_over() {
    let (_desk, budget, folder) = desk();
    assert!(list(&folder).versies.is_empty(), "no folder yet");
    let early = seal(&RealDisk, &budget, &begroting(1), opschrift("Ontwerp", 8)).unwrap();
    let late = seal(&RealDisk, &budget, &begroting(1), opschrift("Vastgesteld", 15)).unwrap();
    let again = seal(&RealDisk, &budget, &begroting(1), opschrift("Vastgesteld", 15)).unwrap();
    let other = seal(&RealDisk, &budget, &begroting(2), opschrift("Elders", 9)).unwrap();
    let plain = folder.join("los.ron");
    fs::write(&plain, ron_file::write(&begroting(1)).unwrap()).unwrap();
    let half = folder.join("half.ron");
    fs::write(&half, "(schema: 1, kop").unwrap();
    fs::write(folder.join(".x.ron.abc.tmp"), "").unwrap();
    fs::write(folder.join("leesmij.txt"), "").unwrap();

    let text = fs::read_to_string(&early.path).unwrap().replace("ontwerp", "anders");
    fs::remove_file(&early.path).unwrap();
    fs::write(&early.path, text).unwrap();

    let found = list(&folder);
    let versies: Vec<_> =
        found.versies.iter().map(|it| (&it.path, it.verzegeld.is_heel())).collect();
    assert_eq!(versies, [(&again.path, true), (&late.path, true), (&early.path, false)]);
    assert_eq!(found.versies[2].zegel(), early.zegel());
    let passed: String = found.overgeslagen.iter().map(|error| format!("{error}\n")).collect();
    for (path, said) in [
        (&other.path, "andere begroting (Voorbeeldstad 2019, Begroting)"),
        (&plain, "geen verzegelde versie"),
        (&half, "regel 1"),
    ] {
        let line = passed.lines().find(|line| line.contains(&path.display().to_string()));
        assert!(line.is_some_and(|line| line.contains(said)), "{passed}");
    }
    assert_eq!(passed.lines().count(), 3, "{passed}");

    let refused = found.versies[2].load(&RealDisk).unwrap_err().to_string();
    assert!(refused.contains("gewijzigd sinds het verzegelen"), "{refused}");
}

#[test]
fn a_budget_that_comes_back_finds_what_it_builds_on() {
    let (_desk, budget, folder) = desk();
    let old = begroting(1);
    let sealed = seal(&RealDisk, &budget, &old, opschrift("Uitgezet", 8)).unwrap();
    let mark = |begroting: &Begroting, versie: &Versie| {
        let mut marked = begroting.clone();
        let field = KopField::Uitgezet(Some(versie.zegel().sha256));
        marked.apply(&marked.set(marked.id(), field).unwrap().unwrap()).unwrap();
        marked
    };
    let sent = mark(&old, &sealed);
    let returned = with_programma(&sent);
    // The one that stayed was marked anew since.
    let later = seal(&RealDisk, &budget, &with_programma(&sent), opschrift("Nogmaals", 9)).unwrap();

    let versies = list(&folder);
    assert!(versies.base_of(&RealDisk, &returned).unwrap().unwrap().1 == sent);
    let own = mark(&with_programma(&sent), &later);
    let (_, base) = versies.base_of(&RealDisk, &own).unwrap().unwrap();
    assert_eq!(base.kop().uitgezet, Some(later.zegel().sha256));
    assert!(versies.base_of(&RealDisk, &old).unwrap().is_none(), "never sent out");
    assert!(Versies::default().base_of(&RealDisk, &returned).unwrap().is_none());

    fs::remove_file(&sealed.path).unwrap();
    fs::write(&sealed.path, fs::read_to_string(&later.path).unwrap().replace("\"S\"", "\"T\""))
        .unwrap();
    let text = fs::read_to_string(&sealed.path).unwrap();
    let stolen =
        text.replace(&later.zegel().sha256.to_string(), &sealed.zegel().sha256.to_string());
    fs::write(&sealed.path, stolen).unwrap();
    let refused = list(&folder).base_of(&RealDisk, &returned).unwrap_err();
    assert!(matches!(refused, StoreError::SealBroken(_)), "{refused}");
}

#[test]
fn sealing_that_fails_anywhere_leaves_no_half_version_and_the_others_as_they_were() {
    let mut points = 0;
    for kill in [false, true] {
        for at in 0.. {
            let (_desk, budget, folder) = desk();
            let first = seal(&RealDisk, &budget, &begroting(1), opschrift("Ontwerp", 8)).unwrap();
            let before = fs::read(&first.path).unwrap();
            let fault = match kill {
                true => Fault::KillAt(at),
                false => Fault::FailAt(at, io::ErrorKind::StorageFull),
            };
            let disk = FaultyDisk::new(fault);
            let sealed = seal(&disk, &budget, &begroting(1), opschrift("Ontwerp", 8));
            assert_eq!(fs::read(&first.path).unwrap(), before, "{fault:?}");
            let found = list(&folder);
            assert!(found.overgeslagen.is_empty(), "{fault:?}: {:?}", found.overgeslagen);
            assert!(found.versies.iter().all(|it| it.verzegeld.is_heel()), "{fault:?}");
            assert!(sealed.is_err() || found.versies.len() == 2, "{fault:?}");
            if let Err(error) = &sealed {
                assert!(disk.struck() && error.to_string().contains("is niet"), "{error}");
            }
            if !kill {
                let second = folder.join("2018-11-08 Ontwerp (2).ron");
                assert_eq!(sweep_temporaries(&RealDisk, &second).unwrap(), 0, "{fault:?}");
            }
            if !disk.struck() {
                sealed.unwrap();
                break;
            }
            points += 1;
        }
    }
    println!("sealing: {points} fault points tried");
    assert!(points >= 2 * 9, "{points}");
}

#[test]
fn of_one_day_the_last_comes_first_and_says_when() {
    let (_desk, path, folder) = desk();
    for (naam, hour) in [("Midden", 12), ("Begin", 9), ("Eind", 17)] {
        let om = Some(jiff::civil::time(hour, 5, 0, 0));
        seal(&RealDisk, &path, &begroting(1), Opschrift { om, ..opschrift(naam, 8) }).unwrap();
    }
    let all = list(&folder);
    let moments: Vec<String> = all.versies.iter().map(|it| it.zegel().moment()).collect();
    assert_eq!(moments, ["8-11-2018 17:05", "8-11-2018 12:05", "8-11-2018 09:05"]);
    assert!(all.versies.iter().all(|it| it.verzegeld.is_heel()));
}
