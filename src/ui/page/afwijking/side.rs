//! Below the table: the words of the onderdeel under the cursor, and the bridge between the columns.

use eframe::egui::{Button, Label, RichText, ScrollArea, TextEdit, Ui};

use super::chart::bridge;
use super::shape::SideAsked;
use crate::calc::afwijking::{Brugwijze, Vergelijking, brug, concept, verklaringen};
use crate::change::Document;
use crate::change::verklaring::{write, written};
use crate::model::{Begroting, Id};
use crate::ui::chart::{self, ChartData};
use crate::ui::fonts;
use crate::ui::theme::{Tokens, size};
use crate::ui::wish::{Desk, Form, Wish};

/// What stands below the table, made once per version.
pub(super) struct Side {
    pub asked: SideAsked,
    /// "6.30.4 Bijzondere bijstand".
    title: String,
    concept: String,
    /// What somebody wrote in its place.
    bewerkt: Option<String>,
    /// The clusters that its components are in.
    clusters: Vec<(Id, String)>,
    chart: Option<ChartData>,
    /// What a click on a step goes to.
    steps: Vec<Option<Id>>,
}

impl Side {
    /// `None` where the onderdeel is gone.
    pub fn new(document: &Document, asked: SideAsked, _nth: u64) -> Option<Side> {
        let (begroting, totals) = (document.begroting(), document.totals());
        let SideAsked { onderdeel, vergelijking, wijze, notation } = asked;
        let of = begroting.onderdelen.get(onderdeel)?;
        let brug = brug(begroting, totals, onderdeel, vergelijking, wijze);
        let steps = brug.iter().flat_map(|brug| brug.stappen.iter().map(|stap| stap.of)).collect();
        let title = of.title();
        let version = &begroting.kop().version;
        Some(Side {
            asked,
            concept: concept(begroting, totals, onderdeel, vergelijking),
            clusters: clusters(begroting, onderdeel, vergelijking),
            bewerkt: written(begroting, onderdeel, vergelijking).map(|it| it.text.clone()),
            chart: brug
                .map(|brug| bridge(&brug, &title, vergelijking, notation.unit, version).into()),
            steps,
            title,
        })
    }
}

fn clusters(begroting: &Begroting, onderdeel: Id, of: Vergelijking) -> Vec<(Id, String)> {
    let mut ids: Vec<Id> =
        verklaringen(begroting, onderdeel, of).filter_map(|v| v.cluster).collect();
    ids.sort_unstable();
    ids.dedup();
    let named = |id: Id| Some((id, begroting.clusters.get(id)?.name.clone()));
    ids.into_iter().filter_map(named).collect()
}

/// Words that are being written and are not in the budget yet.
#[derive(Default)]
pub(super) struct Schrijven {
    open: Option<(SideAsked, String)>,
    wants_focus: bool,
}

impl Schrijven {
    /// What is typed, as a wish; the editor closes.
    pub fn pending(&mut self, document: &Document) -> Option<Wish> {
        let (asked, text) = self.open.take()?;
        let (begroting, totals) = (document.begroting(), document.totals());
        let draft = concept(begroting, totals, asked.onderdeel, asked.vergelijking);
        keep(begroting, asked, &text, &draft)
    }
}

/// The wish that keeps these words in the place of the draft, or brings the draft back.
fn keep(begroting: &Begroting, asked: SideAsked, text: &str, draft: &str) -> Option<Wish> {
    let SideAsked { onderdeel, vergelijking, .. } = asked;
    let edits = write(begroting, onderdeel, vergelijking, text, draft).ok()?;
    let code = begroting.onderdelen.get(onderdeel).map_or("", |of| of.code.as_str());
    let why = format!("{code}: toelichting op {} gewijzigd", vergelijking.1.title());
    (!edits.is_empty()).then_some(Wish::Change { why, edits })
}

/// The words, to read or to write.
pub(super) fn words(ui: &mut Ui, desk: &mut Desk<'_>, side: &Side, state: &mut Schrijven) {
    if state.open.as_ref().is_some_and(|(asked, _)| asked.onderdeel != side.asked.onderdeel) {
        desk.wishes.extend(state.pending(desk.document));
    }
    let tokens = Tokens::of(ui);
    let draft_again = ui
        .horizontal_wrapped(|ui| {
            let title = format!("Toelichting {}", side.title);
            ui.label(RichText::new(title).font(fonts::bold_of(size::HEADING)).color(tokens.text));
            let mark =
                if side.bewerkt.is_some() { "bewerkt" } else { "concept, volgt de oorzaken" };
            ui.label(RichText::new(mark).color(tokens.text_weak));
            if state.open.is_none() && ui.add(Button::new("Tekst bewerken")).clicked() {
                let text = side.bewerkt.clone().unwrap_or_else(|| side.concept.clone());
                state.open = Some((side.asked, text));
                state.wants_focus = true;
            }
            for (cluster, name) in &side.clusters {
                let button = ui.button(format!("Uitleg ‘{name}’…"));
                if button.on_hover_text("De uitleg die deze oorzaken samen hebben").clicked() {
                    desk.wishes.push(Wish::Fill(Form::ClusterText(*cluster)));
                }
            }
            let again = Button::new("Terug naar concept");
            side.bewerkt.is_some() && state.open.is_none() && ui.add(again).clicked()
        })
        .inner;
    if draft_again {
        let wish = keep(desk.document.begroting(), side.asked, "", &side.concept);
        desk.wishes.extend(wish);
    }
    ScrollArea::vertical().id_salt("toelichting").auto_shrink(false).show(ui, |ui| {
        let Some((_, text)) = &mut state.open else {
            let text = side.bewerkt.as_ref().unwrap_or(&side.concept);
            ui.add(Label::new(text).wrap());
            return;
        };
        let editor = TextEdit::multiline(text).desired_width(f32::INFINITY);
        let response = ui.add(editor).accessible_name("Toelichting");
        if std::mem::take(&mut state.wants_focus) {
            response.request_focus();
        } else if response.lost_focus() {
            desk.wishes.extend(state.pending(desk.document));
        }
    });
}

/// The bridge, and the choice of its steps; what was chosen or clicked.
pub(super) fn brug_card(ui: &mut Ui, side: &Side) -> (Option<Brugwijze>, Option<Id>) {
    let mut chosen = None;
    ui.horizontal(|ui| {
        for (wijze, name) in WIJZEN {
            if ui.selectable_label(side.asked.wijze == wijze, name).clicked() {
                chosen = Some(wijze);
            }
        }
    });
    let Some(data) = &side.chart else {
        ui.label(RichText::new("Hier is nog niets geraamd.").color(Tokens::of(ui).text_weak));
        return (chosen, None);
    };
    let clicked = chart::show(ui, data);
    let part = clicked.and_then(|at| side.steps.get(at).copied().flatten());
    (chosen, part)
}

const WIJZEN: [(Brugwijze, &str); 3] = [
    (Brugwijze::Deel, "Per onderdeel"),
    (Brugwijze::Oorzaak, "Per oorzaak"),
    (Brugwijze::Soort, "Per soort oorzaak"),
];
