//! "Let op": what needs attention in an onderdeel.

use eframe::egui::{Color32, Label, RichText, ScrollArea, Ui};

use crate::calc::{self, Finding, Severity};
use crate::change::Document;
use crate::display::Unit;
use crate::model::Id;
use crate::ui::fonts;
use crate::ui::theme::{Tokens, size};

/// Every line is laid out in every frame, and nobody reads more.
const MOST: usize = 25;

/// How a line of the panel begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Warning,
    /// Good to know.
    Info,
    /// Looked into, and in order.
    Fine,
}

/// One line of the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Notice {
    sign: Sign,
    text: String,
}

/// What needs attention, the most urgent first. Measures without an amount are one line: there may
/// be many, and the table of measures shows which.
pub(super) fn notices(document: &Document, onderdeel: Id, unit: Unit) -> Vec<Notice> {
    let begroting = document.begroting();
    let jaar = begroting.kop().jaar;
    let findings = calc::attention(begroting, document.totals(), onderdeel, jaar);
    let is_measure = |finding: &Finding| matches!(finding, Finding::MeasureWithoutAmount { .. });
    let measures = findings.iter().filter(|finding| is_measure(finding)).count();
    let mut notices: Vec<Notice> = Vec::new();
    let mut counted = false;
    for finding in &findings {
        let text = if measures > 1 && is_measure(finding) {
            if std::mem::replace(&mut counted, true) {
                continue;
            }
            format!("{measures} maatregelen hebben in {jaar} nog geen bedrag.")
        } else {
            finding.sentence(begroting, unit)
        };
        let sign = match (finding, finding.severity()) {
            (Finding::Rounded { .. }, _) => Sign::Fine,
            (_, Severity::Warning) => Sign::Warning,
            (_, Severity::Info) => Sign::Info,
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

/// How many of them ask for something to be done.
pub(super) fn warnings(notices: &[Notice]) -> usize {
    notices.iter().filter(|notice| notice.sign == Sign::Warning).count()
}

/// Shows the panel in the room there is.
pub(super) fn show(ui: &mut Ui, notices: &[Notice], unit: Unit) {
    let tokens = Tokens::of(ui);
    ui.horizontal(|ui| {
        ui.label(RichText::new("Let op").font(fonts::bold_of(size::HEADING)).color(tokens.text));
        ui.label(RichText::new(unit.label()).color(tokens.text_weak));
    });
    ScrollArea::vertical().id_salt("let op").auto_shrink(false).show(ui, |ui| {
        if notices.is_empty() {
            line(ui, "✓", tokens.better, "Niets bijzonders in dit onderdeel.");
        }
        for notice in notices {
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
