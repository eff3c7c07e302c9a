//! "Let op": what the checks find in an onderdeel.

use eframe::egui::{Color32, Label, RichText, ScrollArea, Ui};

use crate::calc::{Bevinding, Ernst};
use crate::change::Document;
use crate::display::Unit;
use crate::model::Id;
use crate::ui::command::Command;
use crate::ui::fonts;
use crate::ui::theme::{Tokens, size};
use crate::ui::wish::Desk;

/// Every line is laid out in every frame, and nobody reads more.
const MOST: usize = 25;

/// How a line of the panel begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// Something must be done or decided.
    Warning,
    /// Good to know.
    Info,
    /// Looked into, and in order.
    Fine,
}

/// One line of the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Notice {
    sign: Sign,
    text: String,
}

/// What was looked into and found in order.
const FINE: &str = "publicatie-afronding";
/// There may be many of these, and the table of measures shows which: they are one line.
const COUNTED: &str = "maatregel-zonder-bedrag";

fn notices(document: &Document, onderdeel: Id, unit: Unit) -> Vec<Notice> {
    let begroting = document.begroting();
    let found = document.bevindingen().van(begroting, onderdeel).open;
    let is_counted = |bevinding: &&&Bevinding| bevinding.toets.id == COUNTED;
    let many = found.iter().filter(is_counted).count();
    let mut notices: Vec<Notice> = Vec::new();
    let mut counted = false;
    for bevinding in &found {
        let text = if many > 1 && is_counted(&bevinding) {
            if std::mem::replace(&mut counted, true) {
                continue;
            }
            format!("{many} maatregelen hebben in {} nog geen bedrag.", begroting.kop().jaar)
        } else {
            bevinding.zin(begroting, unit)
        };
        let sign = match bevinding.toets.ernst {
            _ if bevinding.toets.id == FINE => Sign::Fine,
            Ernst::Fout | Ernst::Waarschuwing => Sign::Warning,
            Ernst::Info => Sign::Info,
        };
        notices.push(Notice { sign, text });
    }
    if notices.len() > MOST {
        let text = format!("En nog {} punten; los eerst deze op.", notices.len() - MOST);
        notices.truncate(MOST);
        notices.push(Notice { sign: Sign::Info, text });
    }
    notices
}

/// What needs attention of the onderdeel on the page, made once per version.
#[derive(Default)]
pub(super) struct Attention {
    made_of: Option<(u64, Id, Unit)>,
    notices: Vec<Notice>,
}

impl Attention {
    /// Brings the notices up to date. Costs nothing while nothing changed.
    pub fn follow(&mut self, document: &Document, onderdeel: Id, unit: Unit) {
        let wanted = Some((document.version(), onderdeel, unit));
        if self.made_of != wanted {
            self.notices = notices(document, onderdeel, unit);
            self.made_of = wanted;
        }
    }

    /// How many of them ask for something to be done.
    pub fn warnings(&self) -> usize {
        self.notices.iter().filter(|notice| notice.sign == Sign::Warning).count()
    }
}

/// Shows the panel in the room there is.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>, attention: &Attention, unit: Unit) {
    let tokens = Tokens::of(ui);
    ui.horizontal(|ui| {
        ui.label(RichText::new("Let op").font(fonts::bold_of(size::HEADING)).color(tokens.text));
        ui.label(RichText::new(unit.label()).color(tokens.text_weak));
        let whole = Command::Controle;
        if ui.link("Hele begroting").on_hover_text(whole.tooltip()).clicked() {
            desk.run(whole);
        }
    });
    ScrollArea::vertical().id_salt("let op").auto_shrink(false).show(ui, |ui| {
        if attention.notices.is_empty() {
            line(ui, "✓", tokens.better, "Niets bijzonders in dit onderdeel.");
        }
        for notice in &attention.notices {
            match notice.sign {
                Sign::Warning => line(ui, "●", tokens.warning, &notice.text),
                Sign::Info => line(ui, "●", tokens.text_weak, &notice.text),
                Sign::Fine => line(ui, "✓", tokens.better, &notice.text),
            }
        }
    });
}

fn line(ui: &mut Ui, sign: &str, colour: Color32, text: &str) {
    ui.horizontal_top(|ui| {
        ui.label(RichText::new(sign).small().color(colour));
        ui.add(Label::new(text).wrap());
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Bedrag, RegelField};
    use crate::ui::test_desk::{JAAR, TAAKVELD, TestDesk, ZIN, ZORGVORMEN, begroting, id};

    #[test]
    fn notices_are_made_once_per_version_and_onderdeel() {
        let mut desk = TestDesk::new(begroting(), ());
        let mut attention = Attention::default();
        let says = |attention: &Attention, text: &str| {
            attention.notices.iter().any(|notice| notice.text.contains(text))
        };
        attention.follow(&desk.document, id(TAAKVELD), Unit::Thousand);
        assert!(says(&attention, "nog 2.950 van 2.950 te vullen"), "{:?}", attention.notices);
        // A frame in which nothing changed looks for nothing.
        attention.notices.clear();
        attention.follow(&desk.document, id(TAAKVELD), Unit::Thousand);
        assert_eq!(attention.notices, []);

        let empty = RegelField::Amount(JAAR, None);
        let edit = desk.document.begroting().set(id(ZORGVORMEN), empty).unwrap().unwrap();
        desk.change("leeg", vec![edit]);
        attention.follow(&desk.document, id(TAAKVELD), Unit::Thousand);
        assert!(says(&attention, "1 regel is nog leeg"), "{:?}", attention.notices);

        let amount = RegelField::Amount(JAAR, Some(Bedrag::Pm));
        let edit = desk.document.begroting().set(id(ZORGVORMEN), amount).unwrap().unwrap();
        desk.change("pm", vec![edit]);
        attention.follow(&desk.document, id(ZIN), Unit::Thousand);
        assert!(says(&attention, "1 regel staat op pm"), "{:?}", attention.notices);
        assert!(!says(&attention, "nog leeg"), "{:?}", attention.notices);
    }
}
