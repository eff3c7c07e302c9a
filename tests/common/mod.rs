//! A screen for tests: the harness of egui_kittest with the program's own rasteriser. The unit tests
//! of the library use it too.

#![allow(clippy::disallowed_methods, reason = "writes the pictures that people look at")]
#![allow(clippy::expect_used, reason = "that is how a test fails")]

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;

use eframe::egui::{ColorImage, TexturesDelta};
use egui_kittest::{Harness, TestRenderer};
use sluitend::ui::raster::{self, Rasteriser};

/// Give a clone to `HarnessBuilder::renderer` and keep one to take pictures with.
#[derive(Clone, Default)]
pub struct Screen(Rc<RefCell<Rasteriser>>);

impl TestRenderer for Screen {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.borrow_mut().update(delta);
    }
}

impl Screen {
    /// What the last frame of the harness looks like; shown under this name to who wants to look.
    pub fn picture<State>(&self, harness: &Harness<'_, State>, name: &str) -> ColorImage {
        let output = harness.output();
        let scale = output.pixels_per_point;
        let pixels = (harness.ctx.content_rect().size() * scale).round();
        let primitives = harness.ctx.tessellate(output.shapes.clone(), scale);
        let image = self.0.borrow().draw(
            [pixels.x as usize, pixels.y as usize],
            scale,
            harness.ctx.global_style().visuals.panel_fill,
            &primitives,
        );
        look_at(&image, name);
        image
    }
}

/// Puts a picture in the folder `SLUITEND_PICTURES`, where there is one.
pub fn look_at(image: &ColorImage, name: &str) {
    if let Some(folder) = std::env::var_os("SLUITEND_PICTURES") {
        let file = PathBuf::from(folder).join(format!("{name}.png"));
        let png = raster::png(image).expect("a picture can be written as PNG");
        std::fs::write(file, png).expect("the folder of SLUITEND_PICTURES can be written");
    }
}
