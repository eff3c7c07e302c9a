//! "Waarom dit bedrag?": what a figure adds up, what wijzigingen made of it, where it was published, and
//! who changed it when and why.

use eframe::egui::{Id as UiId, Modal, RichText, ScrollArea, Ui};

use super::theme::{Tokens, size};
use crate::calc::explain;
use crate::calc::openstaand::{Over, Plek};
use crate::calc::wijziging::called;
use crate::change::herkomst::Herkomst;
use crate::change::{Document, Earlier};
use crate::display::{Notation, Side, show, show_signed};
use crate::model::{
    Bedrag, Bijdrage, Edit, Field, Id, Kolom, Maat, Mutatie, MutatieField, Regel, RegelField,
    Revision,
};

/// What is told of one figure.
pub struct Waarom {
    title: String,
    /// A heading with its lines.
    parts: Vec<(String, Vec<String>)>,
    asked_focus: bool,
}

/// The heading of the revisions.
const WHO: &str = "Wie, wanneer en waarom";

/// So many lines of one kind are shown.
const MOST: usize = 60;

impl Waarom {
    /// Of an amount, or of the total of an onderdeel; `None` where there is no column.
    pub fn new(document: &Document, plek: Plek, notation: Notation) -> Option<Waarom> {
        let (begroting, kolom) = (document.begroting(), plek.kolom?);
        let mut parts = match plek.over {
            Over::Onderdeel => of_total(document, plek.onderdeel, kolom, notation),
            Over::Regel(id) => of_regel(document, begroting.regels.get(id)?, kolom, notation),
            Over::Mutatie(id) => of_measure(document, begroting.mutaties.get(id)?, kolom, notation),
        };
        parts.retain(|(_, lines)| !lines.is_empty());
        for (_, lines) in &mut parts {
            let more = lines.len().saturating_sub(MOST);
            lines.truncate(MOST);
            if more > 0 {
                lines.push(format!("… en nog {more}"));
            }
        }
        let unit = match plek.over {
            Over::Mutatie(_) => format!("{}, voordeel positief", notation.unit.label()),
            Over::Onderdeel | Over::Regel(_) => notation.label(),
        };
        let title = format!("{} ({unit})", plek.title(begroting));
        Some(Waarom { title, parts, asked_focus: false })
    }

    /// Whether it was closed.
    pub fn show(&mut self, ui: &mut Ui) -> bool {
        let mut closed = false;
        let modal = Modal::new(UiId::unique("waarom")).show(ui.ctx(), |ui| {
            ui.set_width(size::OVERVIEW[0]);
            ui.heading("Waarom dit bedrag?");
            ui.label(RichText::new(&self.title).color(Tokens::of(ui).text_weak));
            ScrollArea::vertical().max_height(size::OVERVIEW[1]).show(ui, |ui| {
                for (heading, lines) in &self.parts {
                    ui.add_space(size::GAP);
                    ui.strong(heading);
                    for line in lines {
                        ui.label(line);
                    }
                }
            });
            ui.add_space(size::GAP);
            let close = ui.add(super::modal::primary(ui, "Sluiten"));
            if !std::mem::replace(&mut self.asked_focus, true) {
                close.request_focus();
            }
            closed = close.clicked();
        });
        closed || modal.should_close()
    }
}

fn of_regel(
    document: &Document,
    regel: &Regel,
    kolom: Kolom,
    notation: Notation,
) -> Vec<(String, Vec<String>)> {
    let (begroting, totals) = (document.begroting(), document.totals());
    let cell = |bedrag: Option<Bedrag>| match bedrag {
        Some(_) => notation.show_cell(bedrag, Side::from(regel.soort)),
        None => "leeg".to_owned(),
    };
    let mut parts = vec![("Bedrag".to_owned(), vec![cell(totals.amount(regel, kolom))])];
    let of = totals.base(kolom);
    if let Some(base) = of {
        let mut lines = vec![format!("{}: {}", base.title(), cell(regel.amounts.get(base)))];
        let own = begroting.mutatieregels.iter().filter(|line| line.regel == Some(regel.id));
        lines.extend(own.filter_map(|line| {
            let mutatie = begroting.mutaties.get(line.mutatie).filter(|it| it.is_adopted())?;
            let amount = line.amounts.get(kolom)?;
            Some(format!("{}: {}", called(mutatie), cell(Some(amount))))
        }));
        parts.push(("Telt op".to_owned(), lines));
    }
    let whole = begroting.onderdelen.get(regel.onderdeel).map_or("", |of| &of.code);
    let about = format!("Gepubliceerd, van heel {whole}");
    parts.push((about, published(document, regel.onderdeel, kolom, notation)));
    let field = RegelField::Amount(of.unwrap_or(kolom), None);
    let changes = changes(document, regel.id, &field.into(), &cell);
    parts.push((WHO.to_owned(), changes));
    parts
}

/// Of a measure: a voordeel is positive.
fn of_measure(
    document: &Document,
    measure: &Mutatie,
    kolom: Kolom,
    notation: Notation,
) -> Vec<(String, Vec<String>)> {
    let cell = |bedrag: Option<Bedrag>| match bedrag {
        Some(_) => notation.show_cell(bedrag, Side::Saldo),
        None => "leeg".to_owned(),
    };
    let stelpost = measure.stelpost.and_then(|id| document.begroting().regels.get(id));
    let fills = stelpost.map(|regel| document.begroting().title_of(regel));
    let field = MutatieField::Amount(kolom, None);
    vec![
        ("Bedrag".to_owned(), vec![cell(measure.amounts.get(kolom))]),
        ("Vult stelpost".to_owned(), fills.into_iter().collect()),
        (WHO.to_owned(), changes(document, measure.id, &field.into(), &cell)),
    ]
}

fn of_total(
    document: &Document,
    onderdeel: Id,
    kolom: Kolom,
    notation: Notation,
) -> Vec<(String, Vec<String>)> {
    let (begroting, totals) = (document.begroting(), document.totals());
    let unit = notation.unit;
    let saldo = totals.get(onderdeel, kolom).saldo();
    let terms = explain(begroting, totals, onderdeel, kolom, Maat::Saldo).into_iter();
    let terms = terms.map(|term| {
        let pm = if term.pm { " (met pm)" } else { "" };
        format!("{}: {}{pm}", term.label, show_signed(term.amount, unit))
    });
    vec![
        ("Saldo".to_owned(), vec![show(saldo, unit)]),
        ("Telt op".to_owned(), terms.collect()),
        ("Gepubliceerd".to_owned(), published(document, onderdeel, kolom, notation)),
    ]
}

/// What was printed of it, and in which document.
fn published(document: &Document, onderdeel: Id, kolom: Kolom, notation: Notation) -> Vec<String> {
    let all = document.begroting().controlecijfers.of(onderdeel);
    let of_kolom = all.filter(|cijfer| cijfer.kolom == kolom);
    let lines = of_kolom.map(|cijfer| {
        let amount = notation.show_cell(Some(cijfer.amount), Side::from(cijfer.maat));
        format!("{} {amount}, {}", cijfer.maat.word(), cijfer.source)
    });
    lines.collect()
}

/// The revisions that touched an amount, the last one first.
fn changes(
    document: &Document,
    id: Id,
    field: &Field,
    cell: &impl Fn(Option<Bedrag>) -> String,
) -> Vec<String> {
    let history: Vec<&Revision> =
        document.earlier().revisions().iter().chain(document.history()).collect();
    let touched = Herkomst::new(history.iter().copied()).of(id, field);
    let zone = jiff::tz::TimeZone::system();
    let lines = touched.into_iter().rev().filter_map(|at| {
        let revision = history.get(at)?;
        let when = revision.at.to_zoned(zone.clone()).strftime("%-d-%-m-%Y %H:%M").to_string();
        let to = revision.edits.iter().find_map(|edit| amounts(edit, id, field));
        let to =
            to.map_or_else(String::new, |(old, new)| format!(" {} → {}", cell(old), cell(new)));
        let line = format!("{when}, {}:{to} ({})", revision.who, revision.why);
        Some(match revision.bijdrage(id, Some(field)) {
            Some(of) => format!("{line}; {}", came_from(of, &zone)),
            None => line,
        })
    });
    let mut lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        lines.push("Onbekend: in dit journaal is dit bedrag niet gewijzigd.".into());
    }
    if let Earlier::Archived(count) = document.earlier() {
        lines.push(format!(
            "Er zijn {count} eerdere wijzigingen; het tabblad Geschiedenis kan ze inlezen."
        ));
    }
    lines
}

/// "van jan op 3-9-2018 14:35: … ; via jan.ron".
fn came_from(of: &Bijdrage, zone: &jiff::tz::TimeZone) -> String {
    let who = if of.who.is_empty() { String::new() } else { format!(" van {}", of.who) };
    let when = of.at.map_or_else(String::new, |at| {
        format!(" op {}", at.to_zoned(zone.clone()).strftime("%-d-%-m-%Y %H:%M"))
    });
    format!("dat is{who}{when}: {}", of.why)
}

/// From what to what an edit changed this amount.
fn amounts(edit: &Edit, of: Id, field: &Field) -> Option<(Option<Bedrag>, Option<Bedrag>)> {
    let Edit::Set { id, old, new } = edit else { return None };
    if *id != of || !field.is_like(new) {
        return None;
    }
    Some((old.amount()?.1, new.amount()?.1))
}
