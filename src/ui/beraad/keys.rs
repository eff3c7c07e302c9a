//! What each key does.

use eframe::egui::{Key, Modifiers, Ui};

use super::dialog::Dialog;
use super::log::Noting;
use super::options::{Done, Options};
use super::state::{Beraad, Derived};
use crate::calc::beraad::{Optiekeuze, Soortknop};
use crate::ui::vragen::VragenModal;
use crate::ui::wish::Desk;

const SLIDE: &[&str] = &[
    "← → bladeren · O opties · D doorklikken · B zwart · T noteren · Z zaal · Esc terug",
    "← → bladeren · O opties · D doorklikken · B zwart · T noteren · Esc",
    "← → · O opties · D · B · T · L · Z · Esc",
];
const OPTIONS: &[&str] = &[
    "← → of cijfer: optie · R herstel · O klaar · PgUp PgDn bladeren",
    "← → optie · R herstel · O klaar",
];
const LIST: &[&str] = &[
    "↑ ↓ · spatie aan of uit · ← → optie · Enter bedrag · R herstel · O klaar",
    "↑ ↓ · spatie · ← → · Enter · R herstel · O klaar",
];
const DEEPER: &[&str] =
    &["↑ ↓ · Enter doorklikken · Backspace een stap terug · Esc naar de dia", "↑ ↓ · Enter · Esc"];

impl Beraad {
    /// The keys of the moment, the fullest first.
    pub(super) fn keys_of_the_moment(&self, derived: &Derived) -> &'static [&'static str] {
        if !self.path.is_empty() {
            DEEPER
        } else if derived.has_list(self.is_trying, true) {
            LIST
        } else if self.is_trying {
            OPTIONS
        } else {
            SLIDE
        }
    }

    /// Does what the keys of this frame say.
    pub(super) fn keys(&mut self, keys: &mut Keys, desk: &Desk<'_>) {
        self.derive(desk);
        let Some(derived) = self.derived.take() else {
            self.is_over = true;
            return;
        };
        if !self.blank(keys) {
            let heard = if self.path.is_empty() {
                self.of_trial(keys, desk, &derived)
            } else {
                self.of_depth(keys, &derived)
            };
            if !heard {
                self.of_slide(keys, &derived);
            }
        }
        self.derived = Some(derived);
    }

    /// Whether the screen is blank: then only what shows it again is heard.
    fn blank(&mut self, keys: &mut Keys) -> bool {
        if keys.take(Key::B) {
            self.is_blank = !self.is_blank;
        } else if self.is_blank && keys.take(Key::Escape) {
            self.is_blank = false;
        }
        self.is_blank
    }

    fn of_slide(&mut self, keys: &mut Keys, derived: &Derived) {
        let last = derived.count.saturating_sub(1);
        let next = [Key::ArrowRight, Key::PageDown, Key::Space];
        let previous = [Key::ArrowLeft, Key::PageUp];
        if next.into_iter().any(|key| keys.take(key)) {
            self.go_to((self.at + 1).min(last));
        } else if previous.into_iter().any(|key| keys.take(key)) {
            self.go_to(self.at.saturating_sub(1));
        } else if keys.take(Key::Home) {
            self.go_to(0);
        } else if keys.take(Key::End) {
            self.go_to(last);
        } else if keys.take(Key::O) {
            self.is_trying = !self.is_trying;
            self.options = self.is_trying.then(Options::default);
        } else if keys.take(Key::R) && self.is_trying {
            self.trial.herstel();
        } else if keys.take(Key::D) || keys.take(Key::Enter) {
            self.go_deeper(derived);
        } else if keys.take(Key::Z) {
            self.is_in_hall = !self.is_in_hall;
        } else if keys.take(Key::T) {
            self.dialog = Some(Dialog::Noting(Noting::new()));
        } else if keys.take(Key::L) {
            self.dialog = Some(Dialog::Questions(VragenModal::default()));
        } else if keys.take(Key::Escape) {
            if self.is_trying {
                self.is_trying = false;
                self.options = None;
            } else {
                self.end();
            }
        }
    }

    fn of_depth(&mut self, keys: &mut Keys, derived: &Derived) -> bool {
        let rows = derived.tabel.as_ref().map_or(0, |tabel| tabel.rijen.len());
        let row = self.row();
        if keys.take(Key::ArrowDown) {
            self.point_at((row + 1).min(rows.saturating_sub(1)));
        } else if keys.take(Key::ArrowUp) {
            self.point_at(row.saturating_sub(1));
        } else if [Key::D, Key::Enter, Key::ArrowRight].into_iter().any(|key| keys.take(key)) {
            self.go_deeper(derived);
        } else if keys.take(Key::Backspace) || keys.take(Key::ArrowLeft) {
            self.path.pop();
        } else if keys.take(Key::Escape) {
            self.path.clear();
        } else {
            return false;
        }
        true
    }

    /// The keys of options and ticks. Whether one was heard.
    fn of_trial(&mut self, keys: &mut Keys, desk: &Desk<'_>, derived: &Derived) -> bool {
        if !self.is_trying {
            return false;
        }
        let begroting = desk.document.begroting();
        if !derived.inhoud.opties.is_empty() {
            let opties = &derived.inhoud.opties;
            let digit = DIGITS.into_iter().position(|key| keys.take(key));
            let chosen = match digit {
                Some(digit) => by_digit(opties, digit),
                None if keys.take(Key::ArrowRight) => beside(opties, true),
                None if keys.take(Key::ArrowLeft) => beside(opties, false),
                None => return false,
            };
            self.choose(begroting, derived, chosen);
            return true;
        }
        let Some(options) = &mut self.options else { return false };
        let last = derived.knoppen.len().saturating_sub(1);
        let mut done = Done::default();
        if keys.take(Key::ArrowDown) {
            options.at = (options.at + 1).min(last);
        } else if keys.take(Key::ArrowUp) {
            options.at = options.at.saturating_sub(1);
        } else if keys.take(Key::Space) {
            done.ticked = Some(options.at);
        } else if keys.take(Key::ArrowRight) {
            done.stepped = Some((options.at, true));
        } else if keys.take(Key::ArrowLeft) {
            done.stepped = Some((options.at, false));
        } else if keys.take(Key::Enter) {
            let knop = derived.knoppen.get(options.at);
            let field = knop.and_then(|knop| match &knop.soort {
                Soortknop::Maatregel { bedrag, .. } => bedrag.as_ref(),
                Soortknop::Uitgangspunt(_) | Soortknop::Schok { .. } => None,
            });
            match field {
                Some(field) => options.type_amount(field, desk.view.notation),
                None => done.ticked = Some(options.at),
            }
        } else {
            return false;
        }
        done.apply(begroting, &mut self.trial, &derived.knoppen);
        true
    }
}

const DIGITS: [Key; 10] = [
    Key::Num0,
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// The keys that were pressed in a frame and have not been heard yet.
#[derive(Default)]
pub(super) struct Keys(Vec<Key>);

impl Keys {
    /// Takes them from a window. A widget that has the keyboard hears Enter and the space itself.
    pub fn of(ui: &Ui) -> Keys {
        let has_widget = ui.memory(|memory| memory.focused()).is_some();
        let is_heard = |key: &Key| !(has_widget && matches!(key, Key::Enter | Key::Space));
        let all = DIGITS.into_iter().chain(HEARD).filter(is_heard);
        Keys(ui.input_mut(|input| {
            all.filter(|key| input.consume_key(Modifiers::NONE, *key)).collect()
        }))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn take(&mut self, key: Key) -> bool {
        let at = self.0.iter().position(|other| *other == key);
        at.map(|at| self.0.remove(at)).is_some()
    }
}

const HEARD: [Key; 19] = [
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::PageUp,
    Key::PageDown,
    Key::Home,
    Key::End,
    Key::Space,
    Key::Enter,
    Key::Backspace,
    Key::Escape,
    Key::B,
    Key::D,
    Key::L,
    Key::O,
    Key::R,
    Key::T,
    Key::Z,
];

/// The option that a digit means: the one whose code begins with it, the next of those each time;
/// where no code begins with a digit, the one in that place.
fn by_digit(opties: &[Optiekeuze], digit: usize) -> Option<&Optiekeuze> {
    let begins = |optie: &&Optiekeuze| optie.code.starts_with(&digit.to_string());
    if opties.iter().any(|optie| optie.code.starts_with(|sign: char| sign.is_ascii_digit())) {
        let chosen = opties.iter().position(|optie| optie.gekozen).map_or(0, |at| at + 1);
        let (before, after) = opties.split_at(chosen.min(opties.len()));
        return after.iter().chain(before).find(begins);
    }
    opties.get(digit.checked_sub(1)?)
}

/// The option after the one that is chosen, or before it.
fn beside(opties: &[Optiekeuze], forward: bool) -> Option<&Optiekeuze> {
    let chosen = opties.iter().position(|optie| optie.gekozen);
    let last = opties.len().checked_sub(1)?;
    let at = match (chosen, forward) {
        (Some(at), true) => (at + 1).min(last),
        (Some(at), false) => at.saturating_sub(1),
        (None, true) => 0,
        (None, false) => last,
    };
    opties.get(at)
}
