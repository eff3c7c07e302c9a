//! The screen beside the pictures of it that somebody looked at and accepted, in `tests/pictures/`.
//!
//! A picture is drawn on the processor with the fonts of the program, at a fixed size, of the example
//! on a desk of its own: no date, path or graphics card shows in it.

#![allow(clippy::disallowed_methods, reason = "a test writes the pictures that people look at")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "that is how a test fails")]

#[path = "common/mod.rs"]
mod common;
#[path = "common/window.rs"]
mod window;

use std::path::Path;

use eframe::egui::{Color32, ColorImage, Theme};
use sluitend::change::Document;
use sluitend::store::ron_file;
use sluitend::ui::page::PageState;
use sluitend::ui::view::View;
use sluitend::ui::{chart, raster};
use window::{Desk, HENGELO, Window};

/// Set it to 1 to accept what the screen looks like now.
const ACCEPT: &str = "SLUITEND_ACCEPT";

/// How far a channel (0..=255) may be off: another processor may round a coverage or a blend one
/// step differently, and the two may come together. Nobody sees it; a real change is far more.
const ROUNDING: u8 = 2;

#[test]
fn the_start_screen() {
    compare("start", &Window::open(&Desk::new(), None).picture("start"));
}

#[test]
fn the_page_of_a_taakveld_in_light_and_dark() {
    let (_desk, _, mut window) = Window::hengelo();
    // "Let op" comes from a thread of its own.
    window.wait_for("Een pm telt niet mee");
    compare("taakveld-light", &window.picture("taakveld-light"));
    window.click("Beeld");
    window.click("Donker thema");
    compare("taakveld-dark", &window.picture("taakveld-dark"));
}

#[test]
fn the_page_in_millions() {
    let (_desk, _, mut window) = Window::hengelo();
    window.click("Beeld");
    window.click("Bedragen × € 1 mln");
    window.wait_for("nog 2,9 van 2,9 te vullen");
    compare("taakveld-mln", &window.picture("taakveld-mln"));
}

#[test]
fn the_measures() {
    let (_desk, _, mut window) = Window::hengelo();
    window.click("Wat gaan we anders doen? 5");
    compare("maatregelen", &window.picture("maatregelen"));
}

#[test]
fn the_chart_as_it_is_copied() {
    let document = Document::new(ron_file::read(HENGELO.as_bytes()).unwrap());
    let view = View::new(&document);
    let data = PageState::default().chart(&document, &view).unwrap();
    compare("grafiek", &chart::to_image(&data, Theme::Light));
}

/// Fails where the picture is another than the accepted one.
fn compare(name: &str, now: &ColorImage) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pictures/{name}.png"));
    let accepted = std::fs::read(&file).ok().map(|bytes| decode(&bytes));
    let different = accepted.as_ref().map(|accepted| differences(accepted, now));
    if different.as_ref().is_some_and(Vec::is_empty) {
        return;
    }
    if std::env::var_os(ACCEPT).is_some_and(|value| value == "1") {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        return std::fs::write(file, raster::png(now).unwrap()).unwrap();
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let write = |name: String, image: &ColorImage| {
        std::fs::write(folder.join(&name), raster::png(image).unwrap()).unwrap();
        folder.join(name)
    };
    let new = write(format!("{name}.png"), now);
    let what = match different {
        None => "there is no such picture yet".to_owned(),
        Some(pixels) => {
            let mut marked = now.clone();
            marked.pixels.iter_mut().for_each(|pixel| *pixel = pixel.gamma_multiply(0.2));
            pixels.iter().for_each(|at| marked.pixels[*at] = Color32::RED);
            let marked = write(format!("{name}-difference.png"), &marked);
            format!("{} pixels differ, in red in {}", pixels.len(), marked.display())
        }
    };
    panic!(
        "tests/pictures/{name}.png: {what}\nnow: {}\nIf that is how it should look: \
         {ACCEPT}=1 cargo test --test pictures",
        new.display()
    );
}

/// Which pixels of `now` are others than were accepted; all of them when the size is another.
fn differences(accepted: &ColorImage, now: &ColorImage) -> Vec<usize> {
    let is_same = |at: &usize| {
        let (one, other) = (accepted.pixels[*at].to_array(), now.pixels[*at].to_array());
        one.iter().zip(other).all(|(one, other)| one.abs_diff(other) <= ROUNDING)
    };
    let same_size = accepted.size == now.size;
    (0..now.pixels.len()).filter(|at| !same_size || !is_same(at)).collect()
}

fn decode(bytes: &[u8]) -> ColorImage {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut rgba = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut rgba).unwrap();
    ColorImage::from_rgba_unmultiplied([info.width as usize, info.height as usize], &rgba)
}

#[test]
fn a_difference_is_seen_and_rounding_is_not() {
    let plain = ColorImage::filled([4, 2], Color32::DARK_GRAY);
    let mut other = plain.clone();
    let [red, green, blue, alpha] = Color32::DARK_GRAY.to_array();
    other.pixels[3] = Color32::from_rgba_premultiplied(red + ROUNDING, green, blue, alpha);
    assert!(differences(&plain, &other).is_empty());
    other.pixels[5] = Color32::from_rgba_premultiplied(red, green, blue + ROUNDING + 1, alpha);
    assert_eq!(differences(&plain, &other), [5]);
    assert_eq!(differences(&plain, &ColorImage::filled([3, 2], Color32::DARK_GRAY)).len(), 6);
    assert_eq!(decode(&raster::png(&other).unwrap()), other);
}
