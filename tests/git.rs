//! Real git with the program as its diff and merge driver: two people change the same budget.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and writes its own files"
)]

use std::path::Path;
use std::process::{Command, Output};

const SLUITEND: &str = env!("CARGO_BIN_EXE_sluitend");

fn git(folder: &Path, args: &[&str]) -> Output {
    Command::new("git")
        .args(args)
        .current_dir(folder)
        // Nothing of who runs the test, and nothing of theirs.
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_NAME", "budgethouder")
        .env("GIT_AUTHOR_EMAIL", "budgethouder@voorbeeld.nl")
        .env("GIT_COMMITTER_NAME", "budgethouder")
        .env("GIT_COMMITTER_EMAIL", "budgethouder@voorbeeld.nl")
        .output()
        .unwrap()
}

fn good(folder: &Path, args: &[&str]) -> String {
    let output = git(folder, args);
    assert!(output.status.success(), "git {args:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What the README says.
fn configure(folder: &Path) {
    good(folder, &["config", "diff.sluitend.command", &format!("{SLUITEND} vergelijk --git")]);
    let driver = format!("{SLUITEND} voegsamen %O %A %B -o %A");
    good(folder, &["config", "merge.sluitend.driver", &driver]);
}

fn replace(folder: &Path, from: &str, to: &str) {
    let file = folder.join("begroting.ron");
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text.matches(from).count(), 1, "{from}");
    std::fs::write(&file, text.replace(from, to)).unwrap();
}

const ZORG: &str = "name: \"zorgvormen\"";
const STELPOST: &str = "name: \"nog uit te denken\"";

/// A repository with the example, and two clones of it.
fn two_clones(folder: &Path) -> [std::path::PathBuf; 2] {
    let first = folder.join("een");
    std::fs::create_dir(&first).unwrap();
    good(&first, &["init", "-q", "-b", "main"]);
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/hengelo-2019.ron");
    std::fs::copy(example, first.join("begroting.ron")).unwrap();
    std::fs::write(first.join(".gitattributes"), "*.ron diff=sluitend merge=sluitend\n").unwrap();
    configure(&first);
    good(&first, &["add", "."]);
    good(&first, &["commit", "-qm", "Uitgezet"]);
    good(folder, &["clone", "-q", "een", "twee"]);
    let second = folder.join("twee");
    configure(&second);
    [first, second]
}

#[test]
fn changes_of_two_clones_come_together() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = two_clones(folder.path());
    replace(&first, ZORG, "name: \"vormen van zorg\"");
    let shown = good(&first, &["diff"]);
    assert!(
        shown.contains("regel vormen van zorg (lasten), naam: zorgvormen → vormen van zorg"),
        "{shown}"
    );
    good(&first, &["commit", "-qam", "Andere naam"]);
    replace(&second, STELPOST, "name: \"nog te bedenken\"");
    // On the same regel, in another field: for git that is one line that both changed.
    replace(&second, ZORG, "category: \"3.5.1\", name: \"zorgvormen\"");
    good(&second, &["commit", "-qam", "Andere stelpost"]);
    good(&second, &["pull", "-q", "--no-rebase", "--no-edit"]);
    let merged = std::fs::read_to_string(second.join("begroting.ron")).unwrap();
    for part in ["name: \"vormen van zorg\"", "name: \"nog te bedenken\"", "category: \"3.5.1\""] {
        assert_eq!(merged.matches(part).count(), 1, "{part}");
    }
    assert_eq!(good(&second, &["status", "--porcelain"]), "", "nothing is left behind");
}

#[test]
fn what_cannot_go_together_is_a_conflict_of_git_and_keeps_both() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = two_clones(folder.path());
    replace(&first, ZORG, "name: \"vormen van zorg\"");
    good(&first, &["commit", "-qam", "Een naam"]);
    replace(&second, ZORG, "name: \"soorten zorg\"");
    good(&second, &["commit", "-qam", "Een andere naam"]);
    let pull = git(&second, &["pull", "-q", "--no-rebase", "--no-edit"]);
    assert_eq!(pull.status.code(), Some(1), "{pull:?}");
    let said = String::from_utf8(pull.stdout).unwrap();
    let sides = "  was: zorgvormen\n  mijn: soorten zorg\n  hun: vormen van zorg\n";
    assert!(said.contains("6.72.8 ") && said.contains(sides), "{said}");
    // The file is whole, of one side; git has all three.
    let own = std::fs::read_to_string(second.join("begroting.ron")).unwrap();
    assert!(own.contains("soorten zorg") && !own.contains("<<<<<<<"));
    let theirs = good(&second, &["show", ":3:begroting.ron"]);
    assert!(theirs.contains("vormen van zorg"));
    let status = good(&second, &["status", "--porcelain"]);
    assert_eq!(status, "UU begroting.ron\n");
}
