//! The window of the system: how it is made, and what draws in it.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::ViewportBuilder;
use eframe::{NativeOptions, Renderer};

use super::App;
use super::app::Inkomend;
use super::native::system_dialogs;
use super::session::{ONBEKEND, Surroundings};
use super::theme::size;
use crate::store::{RealDisk, Settings, UserFolders, WindowSize};

/// Opens the window and stays until it is closed; with a file, and with a merge into it.
///
/// # Errors
/// A message in Dutch when no window can be made.
pub fn run(path: Option<PathBuf>, merge: Option<Inkomend>) -> Result<(), String> {
    let folders = UserFolders::of_system()
        .ok_or("Sluitend vindt geen map voor uw gegevens. Stel de omgevingsvariabele HOME in.")?;
    let world = Surroundings {
        disk: Arc::new(RealDisk),
        folders,
        who: std::env::var("USERNAME")
            .or_else(|_| std::env::var("USER"))
            .unwrap_or_else(|_| ONBEKEND.into()),
        now: now(),
    };
    // What is wrong with them the window itself tells, once it is there.
    let (settings, _) = Settings::load(world.disk.as_ref(), &world.folders.config);
    let mut trouble = String::new();
    for renderer in renderers() {
        let (world, path, merge) = (world.clone(), path.clone(), merge.clone());
        let options = NativeOptions {
            viewport: viewport(settings.window),
            renderer,
            ..NativeOptions::default()
        };
        let made = eframe::run_native(
            "Sluitend",
            options,
            Box::new(move |creation| {
                let app = App::new(&creation.egui_ctx, world, system_dialogs(), path);
                Ok(Box::new(app.and_merge(merge)))
            }),
        );
        match made {
            Ok(()) => return Ok(()),
            Err(error) => trouble = error.to_string(),
        }
    }
    Err(format!(
        "Sluitend kan geen venster openen ({trouble}). Is er een beeldscherm, en zijn de \
         stuurprogramma's voor de grafische kaart bijgewerkt?"
    ))
}

/// As large as it was the last time.
fn viewport(last: Option<WindowSize>) -> ViewportBuilder {
    let inner = last.map_or(size::WINDOW, |last| [last.width as f32, last.height as f32]);
    ViewportBuilder::default()
        .with_app_id("sluitend")
        .with_inner_size(inner)
        .with_min_inner_size(size::WINDOW_LEAST)
        .with_maximized(last.is_some_and(|last| last.maximized))
}

#[expect(clippy::disallowed_methods, reason = "the clock is handed in from here")]
fn now() -> fn() -> jiff::Timestamp {
    jiff::Timestamp::now
}

/// In the order in which they are tried. OpenGL is the lighter one, and is everywhere but on a
/// Windows without a driver; there DX12 still draws on the processor.
#[cfg(windows)]
fn renderers() -> Vec<Renderer> {
    vec![Renderer::Wgpu]
}

#[cfg(not(windows))]
fn renderers() -> Vec<Renderer> {
    vec![Renderer::Glow]
}
