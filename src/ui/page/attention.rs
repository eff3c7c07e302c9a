//! "Let op": what needs attention in an onderdeel.

use std::time::Duration;

use eframe::egui::{Color32, Context, Label, RichText, ScrollArea, Ui};

use crate::calc::{self, Finding, Severity, Totals};
use crate::change::Document;
use crate::display::Unit;
use crate::model::{Begroting, Id};
use crate::ui::fonts;
use crate::ui::job::{Job, Outcome};
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
struct Notice {
    sign: Sign,
    text: String,
}

/// What needs attention, the most urgent first. Measures without an amount are one line: there may
/// be many, and the table of measures shows which.
fn notices(begroting: &Begroting, totals: &Totals, onderdeel: Id, unit: Unit) -> Vec<Notice> {
    let jaar = begroting.kop().jaar;
    let findings = calc::attention(begroting, totals, onderdeel, jaar);
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

/// What needs attention of the onderdeel on the page. Finding it reads every regel below it, so
/// that happens on a thread of its own, once per version.
#[derive(Default)]
pub(super) struct Attention {
    /// Of what the notices are.
    made_of: Option<Of>,
    /// `None` while they are looked for.
    notices: Option<Vec<Notice>>,
    job: Option<(Of, Job<Vec<Notice>>)>,
}

/// A version of the document, an onderdeel, and the unit of the figures.
type Of = (u64, Id, Unit);

/// In most budgets it takes less than this, and then no frame shows the old notices.
const MOMENT: Duration = Duration::from_millis(4);

impl Attention {
    /// Brings the notices up to date, or begins to: then the window is asked for another frame.
    pub fn follow(&mut self, ctx: &Context, document: &Document, onderdeel: Id, unit: Unit) {
        let wanted = (document.version(), onderdeel, unit);
        self.take(Duration::ZERO);
        if self.made_of.is_some_and(|(_, of, shown_in)| (of, shown_in) != (onderdeel, unit)) {
            *self = Attention { job: self.job.take(), ..Attention::default() };
        }
        // One at a time: what changes meanwhile is looked at afterwards.
        if self.made_of != Some(wanted) && self.job.is_none() {
            let (begroting, totals) = document.snapshot();
            let work = move || notices(&begroting, &totals, onderdeel, unit);
            self.job = Some((wanted, Job::start(ctx, work)));
            self.take(MOMENT);
        }
    }

    fn take(&mut self, most: Duration) {
        let Some((of, job)) = self.job.take() else { return };
        match job.wait(most) {
            Outcome::Busy => self.job = Some((of, job)),
            Outcome::Done(notices) => (self.made_of, self.notices) = (Some(of), Some(notices)),
            Outcome::Gone => (self.made_of, self.notices) = (Some(of), None),
        }
    }

    /// How many of them ask for something to be done.
    pub fn warnings(&self) -> usize {
        let notices = self.notices.iter().flatten();
        notices.filter(|notice| notice.sign == Sign::Warning).count()
    }
}

/// Shows the panel in the room there is.
pub(super) fn show(ui: &mut Ui, attention: &Attention, unit: Unit) {
    let tokens = Tokens::of(ui);
    ui.horizontal(|ui| {
        ui.label(RichText::new("Let op").font(fonts::bold_of(size::HEADING)).color(tokens.text));
        ui.label(RichText::new(unit.label()).color(tokens.text_weak));
    });
    ScrollArea::vertical().id_salt("let op").auto_shrink(false).show(ui, |ui| {
        let Some(notices) = &attention.notices else {
            ui.label(RichText::new("Wordt nagegaan…").color(tokens.text_weak));
            return;
        };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Bedrag, RegelField};
    use crate::ui::test_desk::{JAAR, TAAKVELD, TestDesk, ZIN, ZORGVORMEN, begroting, id};

    #[test]
    fn notices_are_made_once_per_version_and_never_shown_of_another_onderdeel() {
        let ctx = Context::default();
        let mut desk = TestDesk::new(begroting(), ());
        let mut attention = Attention::default();
        let settle = |attention: &mut Attention, document: &Document, onderdeel: u64| {
            attention.follow(&ctx, document, id(onderdeel), Unit::Thousand);
            while attention.job.is_some() {
                std::thread::sleep(Duration::from_millis(1));
                attention.follow(&ctx, document, id(onderdeel), Unit::Thousand);
            }
            attention.notices.clone().unwrap()
        };
        let says = |notices: &[Notice], text: &str| notices.iter().any(|n| n.text.contains(text));

        let first = settle(&mut attention, &desk.document, TAAKVELD);
        assert!(says(&first, "nog 2.950 van 2.950 te vullen"), "{first:?}");
        attention.follow(&ctx, &desk.document, id(TAAKVELD), Unit::Thousand);
        assert!(attention.job.is_none(), "a frame in which nothing changed looks for nothing");

        let empty = RegelField::Amount(JAAR, None);
        let edit = desk.document.begroting().set(id(ZORGVORMEN), empty).unwrap().unwrap();
        desk.change("leeg", vec![edit]);
        let second = settle(&mut attention, &desk.document, TAAKVELD);
        assert!(says(&second, "1 regel is nog leeg"), "{second:?}");

        // A job that still goes on for one onderdeel is no answer for another.
        let (sender, receiver) = std::sync::mpsc::channel::<()>();
        let old = Job::start(&ctx, move || {
            let _until_told = receiver.recv();
            Vec::new()
        });
        let amount = RegelField::Amount(JAAR, Some(Bedrag::Pm));
        let edit = desk.document.begroting().set(id(ZORGVORMEN), amount).unwrap().unwrap();
        desk.change("pm", vec![edit]);
        attention.job = Some(((desk.document.version(), id(TAAKVELD), Unit::Thousand), old));
        attention.follow(&ctx, &desk.document, id(ZIN), Unit::Thousand);
        assert_eq!(attention.notices, None, "nothing is known of it yet");
        drop(sender);
        let third = settle(&mut attention, &desk.document, ZIN);
        assert!(says(&third, "1 regel staat op pm"), "{third:?}");
    }
}
