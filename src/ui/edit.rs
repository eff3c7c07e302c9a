//! What the commands on parts of the budget do.

use super::chance::new_id;
use super::command::Command;
use super::form::sentence;
use super::jaar;
use super::overleg;
use super::page::{self, PageState};
use super::plan_form::Planvorm;
use super::tree::TreeState;
use super::view::Tab;
use super::wish::{Desk, Form, Wish};
use crate::calc;
use crate::calc::openstaand::{Over, Plek};
use crate::change::berap;
use crate::change::presentatie;
use crate::change::structure::{self, Target};
use crate::model::Id;

/// Does a command that works on what is selected, or asks what it needs to know first.
///
/// `of_tree` says that the tree had the keyboard last: then it is about what the tree selects.
pub(super) fn run(
    command: Command,
    desk: &mut Desk,
    page: &mut PageState,
    tree: &mut TreeState,
    of_tree: bool,
) {
    // What is added to a plan is so wherever the keyboard is.
    if (!of_tree || matches!(command, Command::Plan(_))) && page::on_plan(desk, page, command) {
        return;
    }
    let target = target(desk, page, tree, of_tree);
    let onderdeel = onderdeel_of(desk, target);
    match command {
        Command::Plan(what) => page::on_no_plan(desk, what),
        Command::Unit(unit) => desk.view.notation.unit = unit,
        Command::Signs(signs) => desk.view.notation.signs = signs,
        Command::Moment(moment) => desk.view.moment = moment,
        Command::Cells(what) => page.on_cells(what),
        Command::Opmerking => {
            let of_tree = of_tree || tree.focus().is_some();
            let of_cell = if of_tree { None } else { page.plek(desk) };
            match of_cell.or_else(|| plek_of(desk, target)) {
                Some(plek) => desk.wishes.push(Wish::Fill(Form::Opmerking(plek))),
                None => nothing_selected(desk),
            }
        }
        Command::Waarom => match page.plek(desk) {
            Some(plek) if plek.kolom.is_some() => desk.wishes.push(Wish::Waarom(plek)),
            _ => desk.wishes.push(Wish::Warn(
                "Zet de cursor eerst op een bedrag van de begroting of van een maatregel.".into(),
            )),
        },
        Command::Stap(stap) => overleg::behandel(desk, stap),
        Command::Find => tree.focus_search(),
        Command::Chart(kind) => {
            if let Some(selected) = desk.view.selected {
                page.choose_chart(desk.document.begroting(), selected, kind);
            }
        }
        Command::ChartMode => page.switch_chart(),
        Command::AddRegel => match onderdeel {
            Some(id) => desk.wishes.push(Wish::Fill(Form::AddRegel(id))),
            None => nothing_selected(desk),
        },
        Command::AddOnderdeel => desk.wishes.push(Wish::Fill(Form::AddOnderdeel(onderdeel))),
        Command::AddMeasure => match onderdeel {
            Some(id) => page::add_measure(desk, page, id),
            None => nothing_selected(desk),
        },
        Command::AddSlide => add_slide(desk, page),
        Command::Verklaring(what) => page::on_verklaring(desk, page, what),
        Command::Wijziging(what) => page::on_wijziging(desk, page, what),
        Command::BeginBerap => begin_berap(desk),
        Command::ProposeBerap => match onderdeel {
            Some(id) => propose_berap(desk, id),
            None => nothing_selected(desk),
        },
        Command::Rename => with(desk, target, |desk, target| {
            desk.wishes.push(Wish::Fill(Form::Rename(target)));
        }),
        Command::Move => with(desk, target, |desk, target| {
            match target {
            Target::Mutatie(_) => desk.wishes.push(Wish::Warn(
                "Een maatregel blijft bij zijn taakveld; verplaatsen kan met onderdelen en regels."
                    .into(),
            )),
            Target::Entry(_) => desk.wishes.push(Wish::Warn(
                "Wat in een lijst staat, blijft bij zijn onderdeel; verplaatsen kan met onderdelen \
                 en regels."
                    .into(),
            )),
            Target::Onderdeel(_) | Target::Regel(_) => {
                desk.wishes.push(Wish::Fill(Form::Move(target)));
            }
        }
        }),
        Command::MoveUp => {
            with(desk, target, |desk, target| step(desk, target, structure::Step::Up))
        }
        Command::MoveDown => {
            with(desk, target, |desk, target| step(desk, target, structure::Step::Down));
        }
        Command::Remove => with(desk, target, |desk, target| remove(desk, target, of_tree)),
        Command::Raise => desk.wishes.push(Wish::Fill(Form::Raise)),
        Command::Spread => desk.wishes.push(Wish::Fill(Form::Spread)),
        Command::AddKolom => desk.wishes.push(Wish::Fill(Form::AddKolom)),
        Command::Carry => {
            let regel = match target {
                Some(Target::Regel(id)) => Some(id),
                _ => None,
            };
            jaar::carry_form(desk, regel);
        }
        Command::CloseYear => jaar::close(desk),
        Command::BeginYear => desk.wishes.push(Wish::Fill(Form::BeginYear)),
        Command::Gegevens => {
            let kop = desk.document.begroting().id();
            desk.wishes.push(Wish::FillPlan(Planvorm::Change(kop)));
        }
        _ => {}
    }
}

/// The tree speaks while it has the keyboard or had it last, else the table of the page.
fn target(desk: &Desk, page: &PageState, tree: &TreeState, of_tree: bool) -> Option<Target> {
    let selected = desk.view.selected.map(Target::Onderdeel);
    let of_page = if of_tree { None } else { page.target(desk) };
    tree.focus().or(of_page).or(selected)
}

fn onderdeel_of(desk: &Desk, target: Option<Target>) -> Option<Id> {
    let begroting = desk.document.begroting();
    match target? {
        Target::Onderdeel(id) => Some(id),
        Target::Regel(id) => begroting.regels.get(id).map(|regel| regel.onderdeel),
        Target::Mutatie(id) => begroting.mutaties.get(id).map(|mutatie| mutatie.onderdeel),
        Target::Entry(id) => {
            let owner = begroting.owner_of(id)?;
            // A line is of a mutatie, which is of an onderdeel.
            Some(begroting.mutaties.get(owner).map_or(owner, |mutatie| mutatie.onderdeel))
        }
    }
}

/// What a question is about that is asked of a part as a whole.
fn plek_of(desk: &Desk, target: Option<Target>) -> Option<Plek> {
    let mutaties = &desk.document.begroting().mutaties;
    let over = match target {
        Some(Target::Regel(id)) => Over::Regel(id),
        Some(Target::Mutatie(id)) => Over::Mutatie(id),
        // A line of a mutatie is talked about as that.
        Some(Target::Entry(id)) => desk
            .document
            .begroting()
            .owner_of(id)
            .filter(|owner| mutaties.contains(*owner))
            .map_or(Over::Onderdeel, Over::Mutatie),
        _ => Over::Onderdeel,
    };
    Some(Plek { onderdeel: onderdeel_of(desk, target)?, over, kolom: None })
}

fn with(desk: &mut Desk, target: Option<Target>, work: impl FnOnce(&mut Desk, Target)) {
    match target {
        Some(target) => work(desk, target),
        None => nothing_selected(desk),
    }
}

/// A slide of the page in view, behind the others.
fn add_slide(desk: &mut Desk, page: &PageState) {
    let begroting = desk.document.begroting();
    let Some(dia) = page.as_slide(begroting, desk.view) else { return nothing_selected(desk) };
    let (title, measure) = (dia.title.clone(), dia.over.and_then(|id| begroting.mutaties.get(id)));
    let shut = measure.is_some_and(|measure| !measure.vrijgegeven);
    let note = if shut { "; de maatregel is nog niet vrijgegeven voor het Beraad" } else { "" };
    match presentatie::bewaar(begroting, dia) {
        Ok(edits) => {
            let count = begroting.dias.len() + 1;
            desk.change(format!("Dia {count} toegevoegd: {title}{note}"), edits);
        }
        Err(error) => desk.wishes.push(Wish::Warn(error.to_string())),
    }
}

/// Adds the columns of the next berap, and shows them.
fn begin_berap(desk: &mut Desk) {
    match berap::begin(desk.document.begroting(), desk.document.totals()) {
        Ok((kolom, edits)) => {
            desk.change(format!("{} begonnen", kolom.title()), edits);
            if let Some(onderdeel) = desk.view.selected {
                desk.view.choose(desk.document.begroting(), onderdeel, calc::BERAP);
            }
            desk.view.tab = Tab::Kosten;
        }
        Err(error) => desk.wishes.push(Wish::Warn(format!("Niet begonnen: {error}."))),
    }
}

fn propose_berap(desk: &mut Desk, onderdeel: Id) {
    let (begroting, totals) = (desk.document.begroting(), desk.document.totals());
    let code = begroting.onderdelen.get(onderdeel).map_or("", |of| &of.code);
    match berap::propose(begroting, totals, onderdeel, new_id) {
        Ok((name, edits)) => {
            desk.change(format!("{code}: {name} voorgesteld, in voorbereiding"), edits);
        }
        Err(error) => desk.wishes.push(Wish::Warn(format!("Niet voorgesteld: {error}."))),
    }
}

fn nothing_selected(desk: &mut Desk) {
    desk.wishes
        .push(Wish::Warn("Kies eerst een onderdeel in de boom of een rij in de tabel.".into()));
}

fn step(desk: &mut Desk, target: Target, step: structure::Step) {
    let begroting = desk.document.begroting();
    let where_to = match step {
        structure::Step::Up => "naar boven",
        structure::Step::Down => "naar beneden",
    };
    let why = format!("{} {where_to}", structure::title(begroting, target));
    match structure::step(begroting, target, step) {
        Ok(edits) => desk.change(why, edits),
        Err(error) => desk.wishes.push(Wish::Warn(sentence(&error))),
    }
}

/// Asks first when figures, measures or texts go with it. What stands beside an onderdeel is
/// selected when that goes, unless it was removed from a page that stays.
fn remove(desk: &mut Desk, target: Target, of_tree: bool) {
    let begroting = desk.document.begroting();
    let title = structure::title(begroting, target);
    let edits = match structure::remove(begroting, target) {
        Ok(edits) => edits,
        Err(error) => return desk.wishes.push(Wish::Warn(sentence(&error))),
    };
    if let Err(error) = desk.document.check(&edits) {
        return desk.wishes.push(Wish::Warn(format!("{title} blijft staan: {error}.")));
    }
    let loss = structure::loss(begroting, desk.document.totals(), target);
    let mut wishes = vec![Wish::Change { why: format!("{title} verwijderd"), edits }];
    if let Target::Onderdeel(id) = target {
        let goes = |selected| begroting.subtree(id).contains(&selected);
        if of_tree || desk.view.selected.is_some_and(goes) {
            wishes.extend(structure::neighbour(begroting, id).map(Wish::Select));
        }
    }
    match loss.warning(desk.view.notation) {
        None => desk.wishes.extend(wishes),
        Some(text) => {
            let question = format!("{title} verwijderen?");
            desk.wishes.push(Wish::confirm(question, text, "Verwijderen", wishes));
        }
    }
}
