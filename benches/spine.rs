//! The spine at 1.000, 10.000 and 100.000 regels of six columns: reading, writing, totals, one edit
//! to all totals, comparing. `cargo bench --bench spine`; figures in `benches/README.md`.

#[path = "../tests/common/generator.rs"]
mod generator;

use divan::{Bencher, black_box};
use generator::{KOLOMMEN, Shape, begroting};
use rust_decimal::Decimal;
use sluitend::calc::Totals;
use sluitend::change::diff;
use sluitend::model::{Bedrag, Begroting, Edit, Id, RegelField};
use sluitend::store::ron_file;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

fn wide(regels: usize) -> Begroting {
    begroting(regels, Shape::Wide, 1)
}

#[divan::bench(args = SIZES)]
fn read(bencher: Bencher, regels: usize) {
    let text = ron_file::write(&wide(regels)).unwrap_or_default();
    bencher.bench_local(|| ron_file::read(black_box(text.as_bytes())));
}

#[divan::bench(args = SIZES)]
fn write(bencher: Bencher, regels: usize) {
    let begroting = wide(regels);
    bencher.bench_local(|| ron_file::write(black_box(&begroting)));
}

#[divan::bench(args = SIZES)]
fn full_totals(bencher: Bencher, regels: usize) {
    let begroting = wide(regels);
    bencher.bench_local(|| Totals::new(black_box(&begroting)));
}

/// One amount changed: applied, with the totals of every onderdeel above it.
#[divan::bench(args = SIZES)]
fn edit_to_totals(bencher: Bencher, regels: usize) {
    let mut begroting = wide(regels);
    let mut totals = Totals::new(&begroting);
    let regel = begroting.regels.iter().nth(regels / 2).map(|regel| regel.id);
    let regel = regel.unwrap_or(Id::from_bits(0));
    let mut euro = 0;
    bencher.bench_local(|| {
        euro += 1000;
        let amount = RegelField::Amount(KOLOMMEN[3], Some(Bedrag::Euro(Decimal::from(euro))));
        if let Some(edit) = begroting.set(regel, amount).ok().flatten() {
            drop(begroting.apply(&edit));
            totals.apply(&begroting, &edit);
        }
    });
}

/// Two versions that differ in one regel in a hundred.
#[divan::bench(args = SIZES)]
fn compare(bencher: Bencher, regels: usize) {
    let old = wide(regels);
    let mut new = old.clone();
    let ids: Vec<Id> = old.regels.iter().step_by(100).map(|regel| regel.id).collect();
    for id in ids {
        let name = RegelField::Name("anders".into());
        let edits: Vec<Edit> = new.set(id, name).ok().flatten().into_iter().collect();
        edits.iter().for_each(|edit| drop(new.apply(edit)));
    }
    bencher.bench_local(|| diff(black_box(&old), black_box(&new)));
}
