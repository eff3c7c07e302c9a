//! What is asked when the file is not what was opened here: somebody else saved over it.

use std::path::{Path, PathBuf};

use eframe::egui::{Context, Ui};

use super::naast::Waarvoor;
use super::{App, Modal, Next};
use crate::store::Disk;
use crate::ui::modal::Question;
use crate::ui::session::file_name;
use crate::ui::start::Destination;

/// What can be done; nothing of it touches what the other saved.
#[derive(Clone, Copy)]
enum Way {
    Merge,
    Copy,
    Open,
    Cancel,
}

/// The first is what Enter does; the last is what Esc does.
const WAYS: [(Way, &str); 4] = [
    (Way::Merge, "Samenvoegen met het andere"),
    (Way::Copy, "Opslaan als kopie ernaast"),
    (Way::Open, "Het andere openen"),
    (Way::Cancel, "Annuleren"),
];

/// The question, and what was to come after the saving.
pub(super) struct Elsewhere {
    question: Question,
    path: PathBuf,
    next: Next,
}

impl App {
    pub(super) fn ask_elsewhere(&mut self, path: PathBuf, next: Next) {
        let text = format!(
            "‘{}’ is door iemand anders of een ander programma gewijzigd sinds het hier is geopend. \
             Er is niets overschreven.\n\nBij samenvoegen ziet u eerst wat de ander wijzigde. Een kopie bewaart uw begroting onder een eigen naam. Opent \
             u het andere, dan blijft uw werk in het journaal en wordt het daar aangeboden.",
            file_name(&path)
        );
        let question = Question::new("Niet opgeslagen", text, &WAYS.map(|(_, words)| words));
        self.ask(Modal::Elsewhere(Box::new(Elsewhere { question, path, next })));
    }

    pub(super) fn show_elsewhere(&mut self, ui: &mut Ui, mut asked: Box<Elsewhere>) {
        let Some(answer) = asked.question.show(ui) else {
            self.modal = Some(Modal::Elsewhere(asked));
            return;
        };
        let Elsewhere { path, next, .. } = *asked;
        match WAYS.get(answer) {
            Some((Way::Merge, _)) => self.read_beside(ui.ctx(), vec![path], Waarvoor::Elders),
            Some((Way::Copy, _)) => {
                let Some(open) = &self.open else { return };
                let free = free_name(self.world.disk.as_ref(), &path);
                let saving = open.session.saving_as(&self.world, free);
                self.start_saving(ui.ctx(), saving, next);
            }
            Some((Way::Open, _)) => self.open_other(ui.ctx(), path),
            Some((Way::Cancel, _)) | None => self.not_next(ui.ctx(), next),
        }
    }

    /// Lets go of the open budget, with its work in the journal, and opens what stands there now.
    fn open_other(&mut self, ctx: &Context, path: PathBuf) {
        let Some(open) = &self.open else { return };
        if !open.session.keeps_its_work() {
            return self.error(
                "Niet geopend",
                "Uw werk laat zich niet in het journaal bewaren. Sla het eerst op als kopie.",
            );
        }
        // Not `close`: that would leave the work behind.
        self.open = None;
        self.begin(ctx, Destination::File(path));
    }
}

/// A name beside the file that nobody uses.
fn free_name(disk: &dyn Disk, path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let mut free = path.with_file_name(format!("{stem} (kopie).ron"));
    let mut number = 2_u32;
    while disk.facts(&free).is_ok() && number < u32::MAX {
        free = path.with_file_name(format!("{stem} (kopie {number}).ron"));
        number += 1;
    }
    free
}
