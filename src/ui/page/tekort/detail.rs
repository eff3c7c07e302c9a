//! The measure or package under the cursor: on what it rests, its options, and what is to be said.

use eframe::egui::{Label, RichText, Role, ScrollArea, Ui, WidgetInfo};

use super::change;
use super::shape::TekortShape;
use crate::calc::tekort::Maatregelrij;
use crate::change::structure::{self, Target};
use crate::change::{Document, velden};
use crate::display::{Unit, formula, show, show_percent};
use crate::model::{Bedrag, Begroting, Breuk, Herraming, Id, Kolom, Nature, Optie, Stadium};
use crate::ui::fonts;
use crate::ui::plan_form::Planvorm;
use crate::ui::theme::{Tokens, size};
use crate::ui::wish::{Desk, Wish};

/// Shows it in all the room there is.
pub(super) fn show_detail(ui: &mut Ui, desk: &mut Desk<'_>, shape: &TekortShape, row: usize) {
    ScrollArea::vertical().id_salt("maatregel").auto_shrink(false).show(ui, |ui| {
        let begroting = desk.document.begroting();
        if let Some(rij) = shape.measure_at(row) {
            return measure(ui, desk, shape, rij);
        }
        let pakket = shape.record_at(row).and_then(|id| begroting.pakketten.get(id));
        let Some(pakket) = pakket else {
            let plan = shape.tekort.plan;
            let all = begroting.herramingen.of(plan).filter(|again| again.mutatie.is_none());
            let asked: Vec<Kept> =
                all.filter_map(|again| herraming(ui, again, shape.asked.notation.unit)).collect();
            desk.wishes.extend(asked.into_iter().map(|asked| asked.wish(begroting)));
            let text = "Zet de cursor op een maatregel om te zien waarop die rust. Spatie zet een \
                        maatregel aan of uit.";
            ui.label(RichText::new(text).color(Tokens::of(ui).text_weak));
            return;
        };
        heading(ui, &pakket.title(), pakket.soort.word());
        if !pakket.fasering.is_empty() {
            let steps =
                pakket.fasering.iter().map(|(jaar, share)| format!("{jaar} {}", share_text(share)));
            line(ui, "Fasering", &steps.collect::<Vec<_>>().join(", "));
        }
        said(ui, begroting, shape, pakket.id);
    });
}

fn measure(ui: &mut Ui, desk: &mut Desk<'_>, shape: &TekortShape, rij: &Maatregelrij) {
    let begroting = desk.document.begroting();
    let (measure, unit) = (&rij.mutatie, shape.asked.notation.unit);
    let of = begroting.onderdelen.get(measure.onderdeel).map_or_else(String::new, |o| o.title());
    let about = [measure.wet.as_str(), of.as_str(), measure.status.word()];
    let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
    heading(ui, &measure.title(), &about.join(" · "));
    options(ui, desk, shape, measure.id, measure.optie);
    said(ui, begroting, shape, measure.id);
    let euros = |bedrag: Option<Bedrag>| match bedrag {
        Some(Bedrag::Euro(euro)) => format!("{} {}", show(euro, unit), unit.label()),
        Some(Bedrag::Pm) => "pm".into(),
        None => String::new(),
    };
    let chosen = measure.optie.and_then(|id| begroting.opties.get(id));
    let of_option = chosen.map(|optie| &optie.consequence).filter(|text| !text.is_empty());
    line(ui, "Gevolg voor inwoners", of_option.unwrap_or(&measure.consequence));
    line(ui, "Structureel", &euros(measure.structureel));
    if !measure.formule.is_empty() {
        let outcome = formula(&measure.formule);
        let outcome = outcome.map_or_else(|error| error.to_string(), |euro| show(euro, Unit::Euro));
        line(ui, "Berekening", &format!("{} = {outcome} (× € 1)", measure.formule));
    }
    line(ui, "Rust op", &measure.basis);
    line(ui, "Risico", &measure.risico);
    line(ui, "Zekerheid", &certainty(measure.kans, measure.laag, measure.hoog));
    let steps =
        measure.fasering.iter().map(|(jaar, share)| format!("{jaar} {}", share_text(share)));
    line(ui, "Fasering", &steps.collect::<Vec<_>>().join(", "));
    line(ui, "Eigenaar", &measure.owner);
    line(ui, "Forum", &measure.forum);
    let planning = measure.planning.map_or_else(String::new, |planning| planning.to_string());
    line(ui, "Planning", &planning);
    line(ui, "Voortgang", &measure.voortgang);
    for (kolom, realised) in measure.amounts.iter().filter(|(k, _)| k.stadium == Stadium::Rekening)
    {
        let planned = planned(shape, rij, kolom);
        let one_off = if measure.nature == Nature::Incidenteel { ", incidenteel" } else { "" };
        let text =
            format!("{}, gepland {}{one_off}", euros(Some(realised)), or_nothing(&euros(planned)));
        line(ui, &format!("Gerealiseerd {}", kolom.jaar), &text);
    }
    let mut asked = Vec::new();
    for again in begroting.herramingen.iter().filter(|again| again.mutatie == Some(measure.id)) {
        asked.extend(herraming(ui, again, unit));
    }
    for between in begroting.samenhangen.of(measure.id) {
        let met = begroting.mutaties.get(between.met).map_or_else(String::new, |m| m.title());
        asked.extend(kept(ui, between.id, "Verband", &format!("{} {met}", between.soort.word())));
    }
    desk.wishes.extend(asked.into_iter().map(|asked| asked.wish(begroting)));
}

/// What is asked of a record that belongs to a measure or a plan.
enum Kept {
    Change(Id),
    Remove(Id),
}

impl Kept {
    fn wish(self, begroting: &Begroting) -> Wish {
        match self {
            Kept::Change(id) => Wish::FillPlan(Planvorm::Change(id)),
            Kept::Remove(id) => match structure::remove(begroting, Target::Entry(id)) {
                Ok(edits) => Wish::Change { why: "Verwijderd uit het plan".into(), edits },
                Err(error) => Wish::Warn(format!("{error}.")),
            },
        }
    }
}

/// A line with the ways to change and remove what it tells.
fn kept(ui: &mut Ui, id: Id, name: &str, text: &str) -> Option<Kept> {
    let mut asked = None;
    let tokens = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(format!("{name}:")).color(tokens.text_weak));
        ui.label(RichText::new(text).color(tokens.text));
        for (word, what) in [("Wijzigen…", Kept::Change(id)), ("Verwijderen", Kept::Remove(id))] {
            let button = ui.small_button(word);
            button.widget_info(|| {
                WidgetInfo::labeled(Role::Button, true, format!("{word} {name} {text}"))
            });
            if button.clicked() {
                asked = Some(what);
            }
        }
    });
    asked
}

/// An estimate that came later: its name and its years.
fn herraming(ui: &mut Ui, again: &Herraming, unit: Unit) -> Option<Kept> {
    let years = again.amounts.iter().map(|(kolom, bedrag)| match bedrag {
        Bedrag::Pm => format!("{} pm", kolom.jaar),
        Bedrag::Euro(euro) => format!("{} {}", kolom.jaar, show(euro, unit)),
    });
    let years = years.collect::<Vec<_>>().join(", ");
    let text = format!("{}: {years} ({})", again.name, unit.label());
    kept(ui, again.id, "Herraming", &text)
}

/// What was planned in the year of a column.
fn planned(shape: &TekortShape, rij: &Maatregelrij, kolom: Kolom) -> Option<Bedrag> {
    let at = shape.tekort.kolommen.iter().position(|other| other.jaar == kolom.jaar)?;
    *rij.bedragen.get(at)?
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "niets" } else { text }
}

/// "kans 60 %, laag 50 %, hoog 110 %"; nothing where nobody estimated.
fn certainty(kans: Option<Breuk>, laag: Option<Breuk>, hoog: Option<Breuk>) -> String {
    let parts = [("kans", kans), ("laag", laag), ("hoog", hoog)];
    let parts = parts
        .into_iter()
        .filter_map(|(name, share)| Some(format!("{name} {}", share_text(share?))));
    parts.collect::<Vec<_>>().join(", ")
}

/// "7/30 (23,3 %)"; of a share that its percentage tells exactly, only that.
fn share_text(share: Breuk) -> String {
    let percent = show_percent(share.percent(), 1).replace(",0 %", " %");
    match percent.replace(' ', "").parse::<Breuk>() {
        Ok(same) if same == share => percent,
        _ => format!("{share} ({percent})"),
    }
}

/// The options as buttons, of which one is chosen.
fn options(ui: &mut Ui, desk: &mut Desk<'_>, shape: &TekortShape, measure: Id, chosen: Option<Id>) {
    let document: &Document = desk.document;
    let all: Vec<&Optie> = document.begroting().opties.of(measure).collect();
    if all.is_empty() {
        return;
    }
    let unit = shape.asked.notation.unit;
    let kolom = shape.tekort.kolommen.get(shape.at).copied();
    let mut asked = None;
    for optie in all {
        let yields = kolom.and_then(|kolom| optie.amounts.get(kolom));
        let yields = match yields {
            Some(Bedrag::Euro(euro)) => format!(" ({})", show(euro, unit)),
            Some(Bedrag::Pm) => " (pm)".into(),
            None => String::new(),
        };
        let text = format!("{}{yields}", optie.title());
        ui.horizontal_wrapped(|ui| {
            let response = ui.radio(chosen == Some(optie.id), text);
            if response.on_hover_text(&optie.consequence).clicked() {
                asked = Some(optie.id);
            }
            let title = optie.title();
            let change = ui.link(format!("{} wijzigen…", optie.code).trim_start());
            if change.on_hover_text(format!("Wijzigt optie {title}")).clicked() {
                desk.wishes.push(Wish::FillPlan(Planvorm::Change(optie.id)));
            }
            let remove = ui.link(format!("{} verwijderen", optie.code).trim_start());
            if remove.on_hover_text(format!("Verwijdert optie {title}")).clicked() {
                let edits = velden::remove_optie(document.begroting(), optie);
                desk.wishes.push(Wish::Change { why: format!("Optie {title} verwijderd"), edits });
            }
        });
    }
    if let Some(optie) = asked {
        match change::option(document, shape, measure, optie) {
            Ok(wish) => desk.wishes.extend(wish),
            Err(error) => desk.wishes.push(Wish::Warn(error)),
        }
    }
    ui.add_space(size::GAP);
}

/// What is to be said of a measure or package, each with a sign.
fn said(ui: &mut Ui, begroting: &Begroting, shape: &TekortShape, of: Id) {
    let tokens = Tokens::of(ui);
    for bezwaar in shape.bezwaren.get(&of).into_iter().flatten() {
        let sentence = bezwaar.sentence(begroting, shape.asked.notation.unit);
        let (sign, color) =
            if bezwaar.is_fout() { ("!", tokens.warning) } else { ("i", tokens.text_weak) };
        ui.add(Label::new(RichText::new(format!("{sign} {sentence}")).color(color)).wrap());
    }
}

fn heading(ui: &mut Ui, title: &str, about: &str) {
    let tokens = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(title).font(fonts::bold_of(size::HEADING)).color(tokens.text));
        ui.label(RichText::new(about).color(tokens.text_weak));
    });
}

/// A line with its name; nothing where there is nothing to say.
fn line(ui: &mut Ui, name: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    let tokens = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(format!("{name}:")).color(tokens.text_weak));
        ui.label(RichText::new(text).color(tokens.text));
    });
}
