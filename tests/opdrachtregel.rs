//! The real program, as a script calls it.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and writes its own files"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/hengelo-2019.ron")
}

fn sluitend(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sluitend")).args(args).output().unwrap()
}

/// `totalen` of the example, with more arguments.
fn totalen(more: &[&str]) -> Output {
    let example = example();
    sluitend(&[&["totalen", example.to_str().unwrap()], more].concat())
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap()
}

/// Asserts bad use: code 2, nothing on stdout, and a message with this in it.
fn assert_bad_use(output: &Output, message: &str) {
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert_eq!(text(&output.stdout), "");
    let stderr = text(&output.stderr);
    assert!(stderr.starts_with("sluitend: ") && stderr.contains(message), "{stderr}");
    for english in ["error", "Usage", "required", "unexpected"] {
        assert!(!stderr.contains(english), "{stderr}");
    }
}

#[test]
fn totals_for_people() {
    let output = totalen(&["--onderdeel", "6.72"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(text(&output.stderr), "");
    assert_eq!(
        text(&output.stdout),
        "\
Hengelo, Programmabegroting 2019-2022
6.72 Maatwerkdienstverlening 18- (× € 1.000, lasten negatief)

Kolom                     Baten   Lasten       Saldo  Gepubliceerd  Verschil  Opmerking
Rekening 2017                 -  -23.005     -23.005       -23.005         -
Begroting 2018                -  -23.096     -23.096       -23.097        +1  afronding
Begroting 2019 primitief      -  -18.182     -18.182       -18.183        +1  afronding
Begroting 2019 gewijzigd      -  -23.326     -23.326       -23.326         -
Rekening 2019                 -  -21.013     -21.013       -21.014        +1  afronding
Raming 2020                   -  -17.407  pm -17.407       -17.408        +1  afronding
Raming 2021                   -  -16.557  pm -16.557       -16.558        +1  afronding
Raming 2022                   -  -16.307  pm -16.307       -16.308        +1  afronding

pm: in dit saldo staat een post pro memorie, die niet meetelt.
"
    );
}

#[test]
fn totals_for_scripts() {
    let output = totalen(&["--onderdeel", "6.72", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let columns = [
        (2017, "rekening", "23005000", "-23005000", ""),
        (2018, "begroting", "23096000", "-23097000", ""),
        (2019, "primitief", "18182000", "-18183000", ""),
        (2019, "gewijzigd", "23326000", "-23326000", ""),
        (2019, "rekening", "21013000", "-21014000", ""),
        (2020, "raming", "17407000", "-17408000", r#","pm":true"#),
        (2021, "raming", "16557000", "-16558000", r#","pm":true"#),
        (2022, "raming", "16307000", "-16308000", r#","pm":true"#),
    ];
    let columns: Vec<String> = columns
        .map(|(jaar, stadium, lasten, published, pm)| {
            format!(
                r#"{{"jaar":{jaar},"stadium":"{stadium}","baten":"0","lasten":"{lasten}","saldo":"-{lasten}","gepubliceerd":"{published}"{pm}}}"#
            )
        })
        .into();
    let expected = format!("{{\"onderdeel\":\"6.72\",\"kolommen\":[{}]}}\n", columns.join(","));
    assert_eq!(text(&output.stdout), expected);
}

#[test]
fn totals_of_the_whole_budget() {
    let output = totalen(&["--json"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(answer["onderdeel"].is_null());
    assert_eq!(answer["kolommen"][2]["saldo"], "-85940000");
    assert!(answer["kolommen"][2]["gepubliceerd"].is_null());
    assert!(answer["kolommen"][2].get("pm").is_none());
    assert_eq!(answer["kolommen"][5]["pm"], true);

    let output = totalen(&[]);
    let stdout = text(&output.stdout);
    assert!(stdout.contains("Hele begroting (× € 1.000, lasten negatief)"), "{stdout}");
    assert!(!stdout.contains("Gepubliceerd"), "{stdout}");
}

#[test]
fn a_real_difference_is_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("anders.ron");
    let file = std::fs::read_to_string(example()).unwrap();
    std::fs::write(&path, file.replace("\"19873000\"", "\"19950000\"")).unwrap();
    let path = path.to_str().unwrap();
    for args in [vec!["--json"], vec![], vec!["--onderdeel", "6.72.8"]] {
        let output = sluitend(&[&["totalen", path], args.as_slice()].concat());
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert!(!output.stdout.is_empty());
        let stderr = text(&output.stderr);
        let line = "6.72.8 Begroting 2019 primitief saldo: gepubliceerd -16.923.000, berekend -17.000.000, verschil -77.000 (× € 1): meer dan afronding";
        assert!(stderr.contains(line), "{stderr}");
    }
    let elsewhere = sluitend(&["totalen", path, "--onderdeel", "6.72.0"]);
    assert_eq!(elsewhere.status.code(), Some(0), "{elsewhere:?}");
}

#[test]
fn help_is_wholly_dutch() {
    for (args, word) in [
        (&["--help"][..], "Gebruik:\n  sluitend [BESTAND]\n  sluitend totalen BESTAND"),
        (&["-h"], "Opdrachten:"),
        (&["totalen", "--help"], "--onderdeel <CODE>"),
    ] {
        let output = sluitend(args);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let stdout = text(&output.stdout);
        assert!(stdout.contains(word), "{stdout}");
        for english in ["Usage", "Options", "Arguments", "Commands", "Print", "help for"] {
            assert!(!stdout.contains(english), "{stdout}");
        }
    }
    let output = sluitend(&["--version"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stdout), concat!("sluitend ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn bad_use_says_what_is_wrong() {
    let example = example();
    let example = example.to_str().unwrap();
    for (args, message) in [
        (&["totalen"][..], "sluitend: BESTAND ontbreekt; zie sluitend --help"),
        (&["totalen", example, "--kleur"], "‘--kleur’"),
        (&["totalen", example, "nog-een"], "‘nog-een’"),
        (&["totalen", example, "--onderdeel"], "--onderdeel"),
        (&["totalen", example, "--json", "--json"], "--json"),
        (&["totalen", example, "--json=ja"], "--json"),
        (&["--kleur"], "‘--kleur’"),
        (&["totalen", example, "--onderdeel", "6.7"], "onderdeel ‘6.7’ staat niet"),
        (&["totalen", example, "--onderdeel", ""], "onderdeel ‘’ staat niet"),
    ] {
        assert_bad_use(&sluitend(args), message);
    }
}

#[test]
fn a_file_that_cannot_be_read_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("weg.ron");
    assert_bad_use(&sluitend(&["totalen", missing.to_str().unwrap()]), "bestaat niet");
    assert_bad_use(&sluitend(&["totalen", folder.path().to_str().unwrap()]), "is een map");

    let damaged = folder.path().join("stuk.ron");
    let file = std::fs::read_to_string(example()).unwrap();
    std::fs::write(&damaged, file.replacen("soort: Lasten", "soort: Kosten", 1)).unwrap();
    let output = sluitend(&["totalen", damaged.to_str().unwrap()]);
    assert_bad_use(&output, "‘Kosten’ kan hier niet; kies uit: ");
    assert!(text(&output.stderr).contains("stuk.ron’, regel "), "{output:?}");
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let example = example();
    let mut child = Command::new(env!("CARGO_BIN_EXE_sluitend"))
        .args(["totalen", example.to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

fn tekort(more: &[&str]) -> Output {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/hengelo-interventie-2018.ron");
    sluitend(&[&["tekort", file.to_str().unwrap()], more].concat())
}

#[test]
fn the_deficit_for_people() {
    let output = tekort(&["--scenario", "Zonder PGB"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(text(&output.stderr), "");
    assert_eq!(
        text(&output.stdout),
        "\
Hengelo, Interventieprogramma Sociaal Domein (× € 1.000)
Scenario: zonder pgb; interventieprogramma 2018, voortgang t/m 2019

                                      2019    2020    2021    2022
Saldo bij ongewijzigd beleid        -8.700  -8.900  -8.400  -8.500
1 Bijsturing zorg en ondersteuning   1.003   2.007   3.583   4.300
2 Aanvullende maatregelen            1.480   1.880   1.980   1.980
3 Te onderzoeken en innovatie           pm      pm      pm      pm
4 Extra middelen van het Rijk        2.000   2.000   2.000   2.000
Sturingsinformatie                    -130    -130    -130    -130
Resterend saldo                     -4.347  -3.143    -967    -350

"
    );
}

#[test]
fn the_deficit_for_scripts() {
    let output = tekort(&["--json"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let rest = |name: &str| {
        let found = answer["scenarios"].as_array().unwrap().iter();
        let found = found.clone().find(|scenario| scenario["scenario"] == name).unwrap();
        let year = &found["jaren"][3];
        assert_eq!((&year["jaar"], &year["prognose"]), (&2022.into(), &"-8500000".into()));
        assert_eq!(year["investeringen"], "-130000");
        (year["rest"].clone(), year["pakketten"][0]["bedrag"].clone())
    };
    assert_eq!(rest("voorkeur"), ("-150000".into(), "4500000".into()));
    assert_eq!(rest("zonder pgb"), ("-350000".into(), "4300000".into()));
    assert_eq!(rest("optie 1").0, "513000");
    assert_eq!(rest("zonder rijk").0, "-2150000");
    let one = tekort(&["--json", "--scenario", "optie 1"]);
    let one: serde_json::Value = serde_json::from_slice(&one.stdout).unwrap();
    assert_eq!(one["scenarios"].as_array().unwrap().len(), 1);
}

#[test]
fn a_deficit_that_is_not_there_is_named() {
    assert_bad_use(
        &tekort(&["--scenario", "geen"]),
        "kies uit: voorkeur, zonder pgb, optie 1, zonder rijk",
    );
    assert_bad_use(&sluitend(&["tekort", example().to_str().unwrap()]), "geen plan");
}

#[test]
fn findings_for_scripts_and_for_people() {
    let example = example();
    let example = example.to_str().unwrap();
    let output = sluitend(&["controleer", example, "--json"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let all: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let all = all.as_array().unwrap();
    assert_eq!(all.len(), 45);
    assert_eq!(
        all[0],
        serde_json::json!({
            "regel": "stelpost-vullen",
            "ernst": "waarschuwing",
            "plaats": "6.72.8 Individuele voorzieningen ZIN Jeugd",
            "melding": "Stelpost ‘taakstelling interventieplan’: nog 2.925.000 van 2.925.000 te vullen in 2019.",
        })
    );
    let output = sluitend(&["controleer", example]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let told = text(&output.stdout);
    assert!(
        told.starts_with("Hengelo, Programmabegroting 2019-2022 (t/m rekening 2019, × € 1.000)")
    );
    assert!(
        told.ends_with("Fouten: 0. Waarschuwingen: 9. Ter info: 36. Geaccepteerd: 0.\n"),
        "{told}"
    );
}

#[test]
fn a_budget_in_which_nothing_is_wrong_ends_well() {
    let sound = Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/noordoostpolder-2019.ron");
    let output = sluitend(&["controleer", sound.to_str().unwrap(), "--json"]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), "[]\n"));
    assert_bad_use(&sluitend(&["controleer", "geen.ron"]), "geen.ron");
    assert_bad_use(&sluitend(&["controleer"]), "BESTAND ontbreekt");
}

/// The example, and the example with another amount, name and measure.
fn versions(folder: &Path) -> [PathBuf; 3] {
    let text = std::fs::read_to_string(example()).unwrap();
    let changed = |from: &str, to: &str| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    };
    let files = ["basis.ron", "mijn.ron", "hun.ron"].map(|name| folder.join(name));
    std::fs::write(&files[0], &text).unwrap();
    let mine = changed("\"2019-primitief\": \"19873000\"", "\"2019-primitief\": \"20000000\"");
    std::fs::write(&files[1], mine).unwrap();
    std::fs::write(&files[2], changed("name: \"zorgvormen\"", "name: \"vormen van zorg\""))
        .unwrap();
    files
}

#[test]
fn differences_for_people_and_for_scripts() {
    let folder = tempfile::tempdir().unwrap();
    let files = versions(folder.path());
    let [basis, mine, theirs] = files.each_ref().map(|path| path.to_str().unwrap());
    let output = sluitend(&["vergelijk", basis, mine]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let shown = text(&output.stdout);
    let line = shown.lines().find(|line| line.contains("zorgvormen")).unwrap();
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(words, ["zorgvormen", "(lasten)", "-19.873", "-20.000", "-127"]);
    assert!(shown.contains("(× € 1.000, lasten negatief, + is gunstig)"), "{shown}");

    let output = sluitend(&["vergelijk", mine, theirs, "--json"]);
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = found.as_array().unwrap();
    assert_eq!(found.len(), 3, "{found:?}");
    let first = serde_json::json!({
        "onderdeel": "6.72.8 Individuele voorzieningen ZIN Jeugd",
        "regel": "vormen van zorg (lasten)",
        "kolom": "2019-primitief",
        "veld": "bedrag",
        "oud": "20000000",
        "nieuw": "19873000",
    });
    assert_eq!(found[0], first);
    assert_eq!(found[2]["veld"], "naam");

    // Of a long text people see what changed, and scripts all of it.
    let long = std::fs::read_to_string(&files[0]).unwrap();
    let start = "moment: Jaarverslag, text: \"";
    let place = long.find(start).unwrap() + start.len();
    let (front, back) = long.split_at(place);
    let before = "Een zin die blijft staan en die vrij lang is, zodat een rij haar niet helemaal toont. \
                  Daarna komt een tweede zin, en pas daarin staat het getal dat anders wordt: ";
    let texts = ["12 plekken.", "15 plekken."].map(|end| format!("{before}{end} "));
    for (file, words) in files.iter().zip(&texts) {
        std::fs::write(file, format!("{front}{words}{back}")).unwrap();
    }
    let output = sluitend(&["vergelijk", basis, mine]);
    let shown = text(&output.stdout);
    assert!(shown.contains("anders wordt: 12 plekken.") && shown.contains("wordt: 15 plekken."));
    let output = sluitend(&["vergelijk", basis, mine, "--json"]);
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(found[0]["nieuw"].as_str().unwrap().starts_with(&texts[1]), "{found:?}");

    // A sealed version that was changed says so; the comparison is of what is in it.
    let sealed = std::fs::read_to_string(&files[0]).unwrap();
    let (sealed, was) = (sealed.split_once("\n    kop: ").unwrap(), "0".repeat(64));
    let zegel = format!(
        "\n    zegel: (naam: \"Ontwerp\", datum: \"2018-11-08\", rol: \"adviseur\", \
         opmerking: \"\", sha256: \"{was}\"),"
    );
    std::fs::write(&files[2], [sealed.0, &zegel, "\n    kop: ", sealed.1].concat()).unwrap();
    let output = sluitend(&["vergelijk", basis, files[2].to_str().unwrap()]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), "Er verschilt niets.\n"));
    assert!(text(&output.stderr).contains("na het verzegelen is gewijzigd"), "{output:?}");

    let output = sluitend(&["vergelijk", basis, basis]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), "Er verschilt niets.\n"));
    let other = Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/zwolle-2021.ron");
    let output = sluitend(&["vergelijk", basis, other.to_str().unwrap()]);
    assert_bad_use(&output, "verschillende begrotingen");
    assert_bad_use(&sluitend(&["vergelijk", basis]), "OUD NIEUW");
}

#[test]
fn merging_writes_the_whole_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let files = versions(folder.path());
    let [basis, mine, theirs] = files.each_ref().map(|path| path.to_str().unwrap());
    let uit = folder.path().join("uit.ron");
    let to = uit.to_str().unwrap();
    let output = sluitend(&["voegsamen", basis, mine, theirs, "-o", to]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let merged = std::fs::read_to_string(&uit).unwrap();
    assert!(merged.contains("vormen van zorg") && merged.contains("\"20000000\""));

    // Each side has another name for it: nothing is written.
    let mine_before = std::fs::read(&files[1]).unwrap();
    let other = merged.replace("vormen van zorg", "soorten zorg");
    std::fs::write(&files[1], &other).unwrap();
    std::fs::write(&uit, "zoals het was").unwrap();
    let output = sluitend(&["voegsamen", basis, mine, theirs, "-o", to]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let told = text(&output.stdout);
    assert!(told.contains("6.72.8 Individuele voorzieningen ZIN Jeugd: regel "), "{told}");
    assert!(told.contains("Beide wijzigden hetzelfde, elk anders."));
    assert_eq!(std::fs::read_to_string(&uit).unwrap(), "zoals het was");
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(names.len(), 4, "no other files");

    // Without a conflict again: what stood there is kept, for it was none of the three.
    std::fs::write(&files[1], &mine_before).unwrap();
    let output = sluitend(&["voegsamen", basis, mine, theirs, "-o", to]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(std::fs::read_to_string(&uit).unwrap(), merged);
    let kept = folder.path().join("uit.ron.bak");
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), "zoals het was");
    // Over MIJN, as git asks: no other files.
    std::fs::remove_file(&kept).unwrap();
    let output = sluitend(&["voegsamen", basis, mine, theirs, "-o", mine]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(std::fs::read_to_string(&files[1]).unwrap(), merged);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 4);
    assert_bad_use(&sluitend(&["voegsamen", basis, mine, theirs]), "ontbreekt");
}

#[test]
fn what_nobody_reads_changes_neither_the_verdict_nor_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let files = versions(folder.path());
    let [basis, mine, theirs] = files.each_ref().map(|path| path.to_str().unwrap());
    let uit = folder.path().join("uit.ron");
    let to = uit.to_str().unwrap();
    let unread = |args: &[&str]| {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_sluitend"));
        command.args(args).stdout(writer).status().unwrap().code()
    };
    assert_eq!(unread(&["vergelijk", basis, mine]), Some(1));
    assert_eq!(unread(&["voegsamen", basis, mine, theirs, "-o", to]), Some(0));
    assert!(uit.exists());
    let merged = std::fs::read_to_string(&uit).unwrap();
    std::fs::write(&files[1], merged.replace("vormen van zorg", "soorten zorg")).unwrap();
    assert_eq!(unread(&["voegsamen", basis, mine, theirs, "-o", to]), Some(1));
    assert_eq!(unread(&["totalen", basis]), Some(0));
}
