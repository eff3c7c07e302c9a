//! The checks on 1.000, 10.000 and 100.000 regels of six columns: all of them, and what one edit
//! touches. `cargo bench --bench checks`; figures in `benches/README.md`.

#[path = "../tests/common/generator.rs"]
mod generator;

use divan::{Bencher, black_box};
use generator::{KOLOMMEN, Shape, begroting};
use rust_decimal::Decimal;
use sluitend::calc::toets::Geraakt;
use sluitend::calc::{Bevindingen, Totals};
use sluitend::model::{Bedrag, Begroting, Edit, RegelField};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

#[divan::bench(args = SIZES)]
fn everything(bencher: Bencher, regels: usize) {
    let begroting = begroting(regels, Shape::Wide, 1);
    let totals = Totals::new(&begroting);
    bencher.bench_local(|| Bevindingen::new(black_box(&begroting), &totals));
}

/// One amount changed, in a budget of programmes, taakvelden and subs.
#[divan::bench(args = SIZES)]
fn one_edit(bencher: Bencher, regels: usize) {
    after_an_edit(bencher, begroting(regels, Shape::Wide, 1));
}

/// The same with every regel right under one taakveld: the worst there is.
#[divan::bench(args = SIZES)]
fn one_edit_in_one_taakveld(bencher: Bencher, regels: usize) {
    after_an_edit(bencher, begroting(regels, Shape::OneTaakveld, 1));
}

fn after_an_edit(bencher: Bencher, mut begroting: Begroting) {
    let mut totals = Totals::new(&begroting);
    let mut bevindingen = Bevindingen::new(&begroting, &totals);
    let middle = begroting.regels.len() / 2;
    let regel = begroting.regels.iter().nth(middle).map(|regel| regel.id);
    let mut euro = 0;
    bencher.bench_local(|| {
        euro += 1000;
        let amount = RegelField::Amount(KOLOMMEN[3], Some(Bedrag::Euro(Decimal::from(euro))));
        let edit = regel.and_then(|regel| begroting.set(regel, amount).ok().flatten());
        let edits: Vec<Edit> = edit.into_iter().collect();
        let mut geraakt = Geraakt::default();
        for edit in &edits {
            drop(begroting.apply(edit));
            totals.apply(&begroting, edit);
            geraakt.add(&begroting, edit);
        }
        bevindingen.follow(&begroting, &totals, &geraakt);
    });
}
