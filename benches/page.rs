//! What the page costs in the one frame after something changed, in budgets of 1.000, 10.000 and
//! 100.000 regels: another view, another page, a measure of a plan ticked, a begrotingswijziging of
//! 1.000 lines adopted.
//! `cargo bench --bench page`; figures in `benches/README.md`.

#![allow(clippy::panic, reason = "without its budget there is nothing to measure")]

#[path = "../tests/common/generator.rs"]
mod generator;

use divan::Bencher;
use eframe::egui::{CentralPanel, Context, Pos2, RawInput, Rect, vec2};
use generator::{Shape, begroting};
use rust_decimal::Decimal;
use sluitend::calc::{MEERJAREN, PRIMITIEF_GEWIJZIGD_REKENING};
use sluitend::change::Document;
use sluitend::model::{
    Amounts, Bedrag, Edit, Id, Kolom, Kolomkop, Level, Mutatie, MutatieField, Mutatieregel,
    Mutatiesoort, Order, Revision, Stadium, Status,
};
use sluitend::ui::page::{self, PageState};
use sluitend::ui::view::{Tab, View};
use sluitend::ui::wish::Desk;
use sluitend::ui::{fonts, theme};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// The lines of the wijziging.
const LINES: usize = 1_000;
const WIJZIGING: Id = Id::from_bits(1);

fn main() {
    divan::main();
}

struct Screen {
    ctx: Context,
    document: Document,
    view: View,
    page: PageState,
}

impl Screen {
    fn open(regels: usize) -> Screen {
        let mut begroting = begroting(regels, Shape::Wide, 1);
        let mut insert = |record| match begroting.apply(&Edit::Insert(record)) {
            Ok(()) => {}
            Err(error) => panic!("the bench made a broken budget: {error}"),
        };
        for stadium in [Stadium::Primitief, Stadium::Gewijzigd, Stadium::Rekening] {
            insert(Kolomkop::new(Kolom::new(2019, stadium), false).into());
        }
        let document = Document::new(begroting);
        let mut view = View::new(&document);
        view.tab = Tab::Kosten;
        let ctx = Context::default();
        ctx.enable_accesskit();
        fonts::install(&ctx);
        theme::install(&ctx);
        let mut screen = Screen { ctx, document, view, page: PageState::default() };
        screen.select(Level::Programma);
        // What a page keeps for itself is there from the second frame on.
        screen.frame();
        screen.frame();
        screen
    }

    fn select(&mut self, level: Level) -> Id {
        let begroting = self.document.begroting();
        let found = begroting.onderdelen.iter().find(|onderdeel| onderdeel.level == level);
        let Some(id) = found.map(|onderdeel| onderdeel.id) else { panic!("no {}", level.word()) };
        self.view.select(begroting, id);
        id
    }

    fn frame(&mut self) -> usize {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
            ..RawInput::default()
        };
        let Screen { ctx, document, view, page } = self;
        let output = ctx.run_ui(input, |ui| {
            CentralPanel::default().show(ui, |ui| {
                let (today, wishes) = (jiff::civil::date(2018, 11, 8), &mut Vec::new());
                page::show(ui, &mut Desk { document, view, today, wishes }, page);
            });
        });
        ctx.tessellate(output.shapes, output.pixels_per_point).len()
    }

    fn commit(&mut self, edits: Vec<Edit>) {
        let (at, who, why) = (jiff::Timestamp::UNIX_EPOCH, String::new(), String::new());
        if let Err(error) =
            self.document.commit(Revision { id: WIJZIGING, who, at, why, edits, van: Vec::new() })
        {
            panic!("the bench was refused: {error}");
        }
    }
}

#[divan::bench(args = SIZES)]
fn another_view(bencher: Bencher, regels: usize) {
    let mut screen = Screen::open(regels);
    let programma = screen.select(Level::Programma);
    let mut turn = [MEERJAREN, PRIMITIEF_GEWIJZIGD_REKENING].into_iter().cycle();
    bencher.bench_local(|| {
        if let Some(weergave) = turn.next() {
            screen.view.choose(screen.document.begroting(), programma, weergave);
        }
        screen.frame()
    });
}

#[divan::bench(args = SIZES)]
fn opening_the_programme(bencher: Bencher, regels: usize) {
    let mut screen = Screen::open(regels);
    let mut turn = [Level::Taakveld, Level::Programma].into_iter().cycle();
    bencher.bench_local(|| {
        if let Some(level) = turn.next() {
            screen.select(level);
        }
        screen.frame()
    });
}

/// A measure of a plan on and off, in turn, with the frame after it: rows, waterfall, cover, and every
/// scenario beside it. Of 10.000 regels the plan has 500 measures.
#[divan::bench(args = SIZES)]
fn ticking_a_measure(bencher: Bencher, regels: usize) {
    let mut screen = Screen::open(regels);
    let begroting = screen.document.begroting();
    let Some(plan) = begroting.plannen.iter().next() else { panic!("no plan") };
    screen.view.select(begroting, plan.onderdeel);
    screen.view.tab = Tab::Tekort;
    let of_plan = begroting.mutaties.iter().find(|measure| measure.pakket.is_some());
    let Some(measure) = of_plan.map(|measure| measure.id) else { panic!("no measure") };
    screen.frame();
    let mut turn = [true, false].into_iter().cycle();
    bencher.bench_local(|| {
        let uit = MutatieField::Uit(turn.next().unwrap_or_default());
        let edit = screen.document.begroting().set(measure, uit).ok().flatten();
        screen.commit(edit.into_iter().collect());
        screen.frame()
    });
}

/// Adopted or taken back, in turn, with the frame after it.
#[divan::bench(args = SIZES)]
fn adopting_1000_lines(bencher: Bencher, regels: usize) {
    let mut screen = Screen::open(regels);
    let programma = screen.select(Level::Programma);
    let order = Order::after(None);
    let soort = Mutatiesoort::Wijziging;
    let mutatie = Mutatie::new(WIJZIGING, programma, soort, "Besluit".into(), order.clone());
    let mut edits = vec![Edit::Insert(mutatie.into())];
    let gewijzigd = Kolom::new(2019, Stadium::Gewijzigd);
    for (n, regel) in (1_000..).zip(screen.document.begroting().regels.iter().take(LINES)) {
        let line = Mutatieregel {
            amounts: Amounts::from_iter([(gewijzigd, Bedrag::Euro(Decimal::ONE_THOUSAND))]),
            ..Mutatieregel::new(Id::from_bits(n), WIJZIGING, Some(regel.id), order.clone())
        };
        edits.push(Edit::Insert(line.into()));
    }
    screen.commit(edits);
    let mut turn = [Status::Vastgesteld, Status::InVoorbereiding].into_iter().cycle();
    bencher.bench_local(|| {
        if let Some(status) = turn.next() {
            let status = MutatieField::Status(status);
            let edit = screen.document.begroting().set(WIJZIGING, status).ok().flatten();
            screen.commit(edit.into_iter().collect());
        }
        screen.frame()
    });
}
