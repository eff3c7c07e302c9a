//! `sluitend totalen` as a script calls it: the whole process, from start to end.

#![allow(clippy::disallowed_methods, reason = "writes the file that the program reads")]
#![allow(clippy::panic, reason = "a bench that cannot run ends")]

#[path = "../tests/common/generator.rs"]
mod generator;

use std::process::{Command, Stdio};

use divan::Bencher;
use generator::{Shape, begroting};
use sluitend::store::ron_file;

fn main() {
    divan::main();
}

#[divan::bench(args = [1_000, 10_000, 100_000])]
fn whole_process(bencher: Bencher, regels: usize) {
    let Ok(folder) = tempfile::tempdir() else { panic!("no folder for the bench") };
    let path = folder.path().join("x.ron");
    let text = ron_file::write(&begroting(regels, Shape::Wide, 1)).unwrap_or_default();
    if let Err(error) = std::fs::write(&path, text) {
        panic!("no file for the bench: {error}");
    }
    bencher.bench_local(|| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sluitend"));
        let command = command.arg("totalen").arg(&path);
        // 0 or 1: the generated published figures are not those that are computed.
        command.stdout(Stdio::null()).stderr(Stdio::null()).status().map(|status| status.code())
    });
}
