//! A frame of the whole window while somebody scrolls: layout and tessellation, with the tree for
//! screen readers on, at 1.000, 10.000 and 100.000 regels under one taakveld.
//! `cargo bench --bench frame`; figures in `benches/README.md`.

#![allow(clippy::disallowed_methods, reason = "the bench makes the file that it opens")]
#![allow(clippy::panic, reason = "without its file there is nothing to measure")]

#[path = "../tests/common/generator.rs"]
mod generator;

use std::sync::Arc;
use std::time::{Duration, Instant};

use divan::Bencher;
use eframe::egui::{
    Context, Event, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase,
    pos2, vec2,
};
use generator::{Shape, begroting};
use sluitend::store::{RealDisk, UserFolders, ron_file};
use sluitend::ui::App;
use sluitend::ui::native::FileAnswer;
use sluitend::ui::session::Surroundings;

fn main() {
    divan::main();
}

struct Screen {
    _folder: tempfile::TempDir,
    ctx: Context,
    app: App,
    time: f64,
}

/// In the middle of the grid.
const POINTER: Pos2 = pos2(800.0, 300.0);

impl Screen {
    fn open(regels: usize) -> Screen {
        let folder = match tempfile::tempdir() {
            Ok(folder) => folder,
            Err(error) => panic!("no folder for the bench: {error}"),
        };
        let path = folder.path().join("groot.ron");
        let text = ron_file::write(&begroting(regels, Shape::OneTaakveld, 1)).unwrap_or_default();
        if let Err(error) = std::fs::write(&path, text) {
            panic!("no file for the bench: {error}");
        }
        let world = Surroundings {
            disk: Arc::new(RealDisk),
            folders: UserFolders {
                home: folder.path().to_owned(),
                config: folder.path().join("config"),
                data: folder.path().join("data"),
            },
            who: "bench".into(),
            now: || jiff::Timestamp::UNIX_EPOCH,
        };
        let ctx = Context::default();
        ctx.enable_accesskit();
        let app = App::new(&ctx, world, Arc::new(|_| FileAnswer::Nothing), Some(path));
        let mut screen = Screen { _folder: folder, ctx, app, time: 0.0 };
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(3) {
            screen.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(10));
        }
        screen
    }

    fn frame(&mut self, events: Vec<Event>) -> usize {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let app = &mut self.app;
        let output = self.ctx.run_ui(input, |ui| app.frame(ui));
        self.ctx.tessellate(output.shapes, output.pixels_per_point).len()
    }
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 300, sample_size = 1)]
fn scrolling(bencher: Bencher, regels: usize) {
    let mut screen = Screen::open(regels);
    screen.frame(vec![Event::PointerMoved(POINTER)]);
    bencher.bench_local(|| {
        screen.frame(vec![Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            source: MouseWheelSource::Wheel,
            delta: vec2(0.0, -60.0),
            phase: TouchPhase::Move,
            modifiers: Modifiers::NONE,
        }])
    });
}
