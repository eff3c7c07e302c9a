//! The Technisch Beraad: presenting before the council, over the whole window.
//!
//! What is tried here lives in a [`Proef`]: nothing of it reaches the budget, but as a scenario that
//! is kept on purpose when leaving, and as what the council asked. What a slide says comes from
//! `calc::beraad`, which holds nothing that was not released. From the ground up:
//! - `sheet`: text and boxes in parts of the height of a slide;
//! - `table`, `picture`, `slide`: one slide at any place;
//! - `hall`: a window for the hall, and the presenter's beside it;
//! - `export`: the slides as files;
//! - `options`: the list of what can be tried;
//! - `leave`, `log`, `dialog`: what becomes of what was tried; what the council asks;
//! - `keys`: what each key does; `state`: where one is, and what is worked out once per change.

mod dialog;
mod export;
mod hall;
mod keys;
mod leave;
mod log;
mod options;
mod picture;
mod sheet;
mod slide;
mod state;
mod table;

use eframe::egui::{Rect, Ui};

use self::dialog::Dialog;
pub use self::export::{Export, Progress};
use self::keys::Keys;
use self::leave::Leaving;
use self::slide::{About, Beside, Click, Deeper};
pub use self::state::Beraad;
use super::theme::SLIDE;
use super::wish::Desk;

impl Beraad {
    /// Draws the slide in the whole window and hears the keys; whether it is over.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, has_keyboard: bool) -> bool {
        if has_keyboard && self.dialog.is_none() && !ui.ctx().text_edit_focused() {
            self.keys(&mut Keys::of(ui), desk);
        }
        self.derive(desk);
        let whole = ui.max_rect();
        if self.is_blank && !self.is_in_hall {
            ui.painter().rect_filled(whole, 0.0, SLIDE.blank);
        } else {
            self.slide(ui, desk, whole);
        }
        self.dialog(ui, desk);
        self.is_over
    }

    fn slide(&mut self, ui: &mut Ui, desk: &Desk<'_>, whole: Rect) {
        let Some(derived) = self.derived.take() else { return };
        let begroting = desk.document.begroting();
        let about = About {
            nth: self.at + 1,
            count: derived.count,
            version: &begroting.kop().version,
            scenario: self.trial.naam(),
            notation: desk.view.notation,
            tried: &derived.tried,
            keys: self.keys_of_the_moment(&derived),
        };
        let deeper = derived.tabel.as_ref().map(|tabel| Deeper {
            trail: &derived.trail,
            tabel,
            row: self.row(),
        });
        let mut heard = hall::Heard::default();
        let (rect, about) = if self.is_in_hall {
            heard = hall::show(ui, &derived, deeper.as_ref(), &about, self.is_blank);
            hall::around(ui, whole, &derived, &about, self.is_blank);
            (hall::place_of_slide(whole), About { keys: &[], ..about })
        } else {
            (whole, about)
        };
        let mut done = options::Done::default();
        let clicked = {
            let mut list = |ui: &mut Ui, place: Rect| {
                if let Some(options) = &mut self.options {
                    done = options::show(
                        ui,
                        place,
                        rect,
                        options,
                        &derived.knoppen,
                        desk.view.notation,
                    );
                }
            };
            let is_list = derived.has_list(self.is_trying, self.path.is_empty());
            let beside: Option<Beside<'_>> = if is_list { Some(&mut list) } else { None };
            slide::show(ui, rect, &derived.inhoud, deeper.as_ref(), &about, beside)
        };
        match clicked {
            Some(Click::Option(nth)) => {
                self.is_trying = true;
                self.choose(begroting, &derived, derived.inhoud.opties.get(nth));
            }
            Some(Click::Picture(niveau)) => self.path.push((niveau, 0)),
            Some(Click::Row(row)) => {
                self.point_at(row);
                self.go_deeper(&derived);
            }
            None => {}
        }
        done.apply(begroting, &mut self.trial, &derived.knoppen);
        if clicked.is_some() || done.is_something() {
            ui.ctx().request_repaint();
        }
        self.derived = Some(derived);
        if heard.is_closed {
            self.is_in_hall = false;
        }
        if self.dialog.is_none() {
            self.keys(&mut heard.keys, desk);
        }
    }

    /// Ends it, or asks first what must become of what was tried. Whether it is over.
    pub fn end(&mut self) -> bool {
        if self.trial.is_op_proef() {
            self.is_blank = false;
            self.dialog = Some(Dialog::Leaving(Leaving::new()));
        } else {
            self.is_over = true;
        }
        self.is_over
    }
}
