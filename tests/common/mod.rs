//! A screen for tests: the harness of egui_kittest with the program's own rasteriser.

use std::cell::RefCell;
use std::rc::Rc;

use eframe::egui::{ColorImage, TexturesDelta};
use egui_kittest::{Harness, TestRenderer};
use sluitend::ui::raster::Rasteriser;

/// Give a clone to `HarnessBuilder::renderer` and keep one to take pictures with.
#[derive(Clone, Default)]
pub struct Screen(Rc<RefCell<Rasteriser>>);

impl TestRenderer for Screen {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.borrow_mut().update(delta);
    }
}

impl Screen {
    /// What the last frame of the harness looks like.
    pub fn picture<State>(&self, harness: &Harness<'_, State>) -> ColorImage {
        let output = harness.output();
        let scale = output.pixels_per_point;
        let pixels = (harness.ctx.content_rect().size() * scale).round();
        let primitives = harness.ctx.tessellate(output.shapes.clone(), scale);
        self.0.borrow().draw(
            [pixels.x as usize, pixels.y as usize],
            scale,
            harness.ctx.global_style().visuals.panel_fill,
            &primitives,
        )
    }
}
