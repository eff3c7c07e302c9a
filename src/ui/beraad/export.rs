//! The slides as pictures, for minutes and mail.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use eframe::egui::{Theme, Vec2};

use super::slide::{self, About};
use crate::calc::Totals;
use crate::calc::beraad::{Proef, inhoud};
use crate::change::Document;
use crate::display::Notation;
use crate::model::{Begroting, Dia};
use crate::store::{self, Disk};
use crate::ui::raster;
use crate::ui::session::file_name;
use crate::ui::theme::size;
use crate::ui::view::View;

/// The slides of a budget as it is now, to be drawn on a thread of their own.
pub struct Export {
    begroting: Arc<Begroting>,
    totals: Arc<Totals>,
    trial: Proef,
    notation: Notation,
}

/// How far it is; whoever holds it can stop it.
#[derive(Clone, Default)]
pub struct Progress(Arc<(AtomicUsize, AtomicBool)>);

impl Progress {
    /// How many slides are written.
    pub fn done(&self) -> usize {
        self.0.0.load(Ordering::Relaxed)
    }

    /// No slide more is begun.
    pub fn stop(&self) {
        self.0.1.store(true, Ordering::Relaxed);
    }

    fn is_stopped(&self) -> bool {
        self.0.1.load(Ordering::Relaxed)
    }
}

impl Export {
    /// Under the scenario in view; `None` where there are no slides.
    pub fn new(document: &Document, view: &View) -> Option<Export> {
        let (begroting, totals) = document.snapshot();
        begroting.dias.top().next()?;
        let trial = Proef::new(&begroting, view.scenario);
        Some(Export { begroting, totals, trial, notation: view.notation })
    }

    /// How many slides there are.
    pub fn count(&self) -> usize {
        self.begroting.dias.len()
    }

    /// Writes a picture of each slide beside `path`: its name with a number behind it.
    ///
    /// # Errors
    /// Which picture could not be made, and why; those before it stand.
    pub fn run(self, disk: &dyn Disk, path: &Path, progress: &Progress) -> Result<String, String> {
        let dias: Vec<&Dia> = self.begroting.dias.top().collect();
        let mut written = Vec::new();
        for (at, dia) in dias.iter().enumerate() {
            if progress.is_stopped() {
                return Ok(format!("Gestopt na {} van {} dia’s.", written.len(), dias.len()));
            }
            let path = numbered(path, at + 1, dias.len());
            let name = file_name(&path);
            let png = self.picture(dia, at + 1).map_err(|error| format!("{name}: {error}"))?;
            store::write_atomically(disk, &path, &png, |_| store::Former::Good)
                .map_err(|error| format!("{name}: {error}"))?;
            written.push(name);
            progress.0.0.store(written.len(), Ordering::Relaxed);
        }
        Ok(match (written.first(), written.last()) {
            (Some(first), Some(last)) if first != last => {
                format!("{} dia’s bewaard: {first} tot en met {last}.", written.len())
            }
            (Some(first), _) => format!("Dia bewaard als {first}."),
            (None, _) => "Er zijn geen dia’s.".to_owned(),
        })
    }

    fn picture(&self, dia: &Dia, nth: usize) -> Result<Vec<u8>, raster::PngError> {
        let content = inhoud(&self.begroting, &self.totals, dia, &self.trial);
        let about = About {
            nth,
            count: self.count(),
            version: &self.begroting.kop().version,
            scenario: self.trial.naam(),
            notation: self.notation,
            tried: &[],
            keys: &[],
        };
        let image = raster::paint(Vec2::from(size::SLIDE_PICTURE), 1.0, Theme::Dark, |ui| {
            slide::show(ui, ui.max_rect(), &content, None, &about, None);
        });
        raster::png(&image)
    }
}

/// "dia.png" with its place: "dia-01.png" of twelve.
fn numbered(path: &Path, nth: usize, count: usize) -> PathBuf {
    let width = count.to_string().len();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{nth:0width$}.png"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pictures_sort_as_the_slides() {
        let path = |nth, count| numbered(Path::new("/map/raad.png"), nth, count);
        assert_eq!(path(3, 8), Path::new("/map/raad-3.png"));
        assert_eq!(path(3, 12), Path::new("/map/raad-03.png"));
    }
}
