//! Versions of 1.000, 10.000 and 100.000 regels that differ in one regel in a hundred: what differs, and
//! merging. `cargo bench --bench versies`; figures in `benches/README.md`.

#![allow(clippy::disallowed_methods, reason = "writes the files that the program reads")]

#[path = "../tests/common/generator.rs"]
mod generator;

use std::path::Path;
use std::process::{Command, Stdio};

use divan::{Bencher, black_box};
use generator::{KOLOMMEN, Shape, begroting};
use rust_decimal::Decimal;
use sluitend::calc::Totals;
use sluitend::calc::verschillen::{Filter, Verschillen, Versie};
use sluitend::change::diff;
use sluitend::change::samenvoegen::Samenvoeging;
use sluitend::model::{Bedrag, Begroting, Edit, Id, RegelField};
use sluitend::store::ron_file;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

/// Every hundredth regel from `first` with another amount.
fn changed(basis: &Begroting, first: usize) -> Begroting {
    let mut new = basis.clone();
    let ids: Vec<Id> = basis.regels.iter().skip(first).step_by(100).map(|it| it.id).collect();
    for (nth, id) in ids.into_iter().enumerate() {
        let amount = Bedrag::Euro(Decimal::from(1_000_000 + nth));
        let field = RegelField::Amount(KOLOMMEN[3], Some(amount));
        let edits: Vec<Edit> = new.set(id, field).ok().flatten().into_iter().collect();
        edits.iter().for_each(|edit| drop(new.apply(edit)));
    }
    new
}

/// The edits from one to the other.
#[divan::bench(args = SIZES)]
fn difference(bencher: Bencher, regels: usize) {
    let old = begroting(regels, Shape::Wide, 1);
    let new = changed(&old, 0);
    bencher.bench_local(|| diff(black_box(&old), black_box(&new)));
}

/// What the window shows: figures, totals at each level, rows.
#[divan::bench(args = SIZES)]
fn tree_of_differences(bencher: Bencher, regels: usize) {
    let old = begroting(regels, Shape::Wide, 1);
    let new = changed(&old, 0);
    let (before, after) = (Totals::new(&old), Totals::new(&new));
    let oud = Versie { begroting: &old, totals: &before };
    let nieuw = Versie { begroting: &new, totals: &after };
    bencher.bench_local(|| Verschillen::new(oud, nieuw).rijen(oud, nieuw, Filter::default()));
}

/// Both sides changed one regel in a hundred, half of those the same ones.
#[divan::bench(args = SIZES)]
fn merge(bencher: Bencher, regels: usize) {
    let basis = begroting(regels, Shape::Wide, 1);
    let (mine, theirs) = (changed(&basis, 0), changed(&changed(&basis, 50), 0));
    bencher.bench_local(|| {
        let merged = Samenvoeging::new(black_box(&basis), &mine, &theirs);
        merged.map(|merged| merged.edits(&basis, &mine, &[]))
    });
}

/// `sluitend vergelijk`, the whole process.
#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn whole_process(bencher: Bencher, regels: usize) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let old = begroting(regels, Shape::Wide, 1);
    let new = changed(&old, 0);
    let write = |name: &str, budget: &Begroting| {
        let path = folder.join(name);
        let text = ron_file::write(budget).unwrap_or_default();
        std::fs::write(&path, text).map(|()| path)
    };
    let (Ok(one), Ok(other)) = (write("oud.ron", &old), write("nieuw.ron", &new)) else { return };
    bencher.bench_local(|| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sluitend"));
        command.arg("vergelijk").arg(&one).arg(&other).arg("--json").stdout(Stdio::null()).status()
    });
}
