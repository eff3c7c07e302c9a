//! What the commands on parts of the budget do, and the small forms that some of them need.

use super::chance::new_id;
use super::command::Command;
use super::jaar;
use super::modal::FormModal;
use super::overleg;
use super::page::{self, PageState};
use super::plan_form::Planvorm;
use super::tree::TreeState;
use super::view::{Tab, View};
use super::wish::{Desk, Form, Wish};
use crate::calc;
use crate::calc::openstaand::Plek;
use crate::calc::wijziging::called;
use crate::calc::{Keuzes, Tekort};
use crate::change::Document;
use crate::change::berap;
use crate::change::besluit::{BesluitError, decide};
use crate::change::presentatie;
use crate::change::prognose;
use crate::change::scenario;
use crate::change::structure::{self, Regelgegevens, StructureError, Target};
use crate::change::verklaring;
use crate::change::wijziging::{self, WijzigingError};
use crate::display::{Reading, Side};
use crate::model::{Bedrag, Begroting, ClusterField, Edit, Id, Level, MutatieField, taakvelden};

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
                "Zet de cursor eerst op een bedrag in ‘Wat mag het kosten?’.".into(),
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
    let regel = match target {
        Some(Target::Regel(id)) => Some(id),
        _ => None,
    };
    Some(Plek { onderdeel: onderdeel_of(desk, target)?, regel, kolom: None })
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

/// The question of a form, with what it proposes.
pub(super) fn modal(form: Form, document: &Document, view: &View) -> FormModal {
    let (begroting, notation) = (document.begroting(), view.notation);
    match form {
        Form::Rename(Target::Regel(id)) => {
            let known = begroting.regels.get(id).map(Regelgegevens::of).unwrap_or_default();
            let title = format!("Regel {} wijzigen", known.name);
            let name = known.name.clone();
            FormModal::new(form, &title, "Naam", name).with_regel(begroting, known)
        }
        Form::Rename(target) => {
            let title = format!("Naam wijzigen van {}", structure::title(begroting, target));
            let label = match target {
                Target::Onderdeel(_) => "Code en naam",
                Target::Regel(_) | Target::Mutatie(_) | Target::Entry(_) => "Naam",
            };
            FormModal::new(form, &title, label, structure::rename_text(begroting, target))
        }
        Form::AddOnderdeel(parent) => {
            let code = structure::suggest_code(begroting, parent);
            let title = match parent {
                Some(parent) => {
                    let parent = structure::title(begroting, Target::Onderdeel(parent));
                    format!("Onderdeel toevoegen onder {parent}")
                }
                None => "Programma toevoegen".into(),
            };
            match parent.and_then(|parent| begroting.onderdelen.get(parent)) {
                Some(parent) if parent.level == Level::Programma => {
                    let label = "Code en naam: kies een landelijk taakveld, of typ een eigen";
                    FormModal::new(form, &title, label, String::new())
                        .with_known(national(begroting))
                }
                _ => FormModal::new(form, &title, "Code en naam", format!("{code} ")),
            }
        }
        Form::AddRegel(onderdeel) => {
            let under = structure::title(begroting, Target::Onderdeel(onderdeel));
            let title = format!("Regel toevoegen aan {under}");
            FormModal::new(form, &title, "Naam", String::new())
                .with_regel(begroting, Regelgegevens::default())
        }
        Form::AddLine(wijziging) => {
            let of = begroting.mutaties.get(wijziging).map(called).unwrap_or_default();
            let title = format!("Regel toevoegen aan {of}");
            let label = "Code of naam van een regel, of: elders programma 9";
            FormModal::new(form, &title, label, String::new())
                .with_known(wijziging::known_regels(begroting))
        }
        Form::Move(target) => {
            let title = format!("{} verplaatsen", structure::title(begroting, target));
            FormModal::new(
                form,
                &title,
                "Code van het onderdeel waar het onder komt",
                String::new(),
            )
        }
        Form::Raise => {
            let label = "Percentage, bijvoorbeeld 2,61 of -5";
            FormModal::new(form, "Selectie verhogen", label, String::new())
        }
        Form::Spread => {
            let label = "Bedrag dat naar verhouding over de selectie wordt verdeeld, in de eenheid van de tabel";
            FormModal::new(form, "Bedrag verdelen", label, String::new())
        }
        Form::AddKolom => {
            let label = "Jaar en soort, zoals: rekening 2019, gewijzigd 2019 of raming 2023";
            FormModal::new(form, "Kolom toevoegen", label, String::new())
        }
        Form::Carry(regel) => {
            let title = structure::title(begroting, Target::Regel(regel));
            let title = format!("Budget overhevelen: {title}");
            let label = jaar::carry_question(document, regel, notation);
            FormModal::new(form, &title, &label, String::new()).with_about(
                "Het bedrag komt in een begrotingswijziging van het volgende jaar: incidenteel, met \
                 dekking uit het resultaat, nog vast te stellen."
                    .into(),
            )
        }
        Form::Reden(regel) => {
            let title = structure::title(begroting, Target::Regel(regel));
            let title = format!("Afwijken van de prognose: {title}");
            let reden = begroting.prognoseposten.iter().find(|post| post.regel == Some(regel));
            let reden = reden.map_or_else(String::new, |post| post.reden.clone());
            FormModal::new(form, &title, "Waarom de begroting een ander bedrag houdt", reden)
        }
        Form::SplitVerklaring(id) => {
            let name = begroting.verklaringen.get(id).map_or("", |of| of.text.as_str());
            let label = format!("Welk deel wordt een nieuwe oorzaak? ({})", notation.unit.label());
            FormModal::new(form, &format!("‘{name}’ splitsen"), &label, String::new())
        }
        Form::NewCluster(_) => FormModal::new(form, "Samenhang beginnen", "Naam", String::new())
            .with_about(
                "Oorzaken van meer onderdelen die één uitleg hebben, zoals zorg die van oude naar \
                 nieuwe vormen gaat. Kies daarna bij de andere oorzaken deze samenhang."
                    .into(),
            ),
        Form::ClusterText(id) => {
            let text = begroting.clusters.get(id).map_or("", |of| of.text.as_str());
            FormModal::new(form, "Uitleg van de samenhang", "Uitleg", text.to_owned())
        }
        Form::NewScenario(_) => FormModal::new(form, "Nieuw scenario", "Naam", String::new())
            .with_about(
                "Het scenario begint als wat u nu ziet. De begroting verandert er niet door."
                    .into(),
            ),
        Form::Decide { plan, scenario } => {
            let name = begroting.plannen.get(plan).map_or("", |plan| &plan.name);
            let name = match scenario.and_then(|id| begroting.scenarios.get(id)) {
                Some(scenario) => format!("{name} ({})", scenario.name),
                None => name.to_owned(),
            };
            FormModal::new(form, "Plan besluiten", "Naam van de begrotingswijziging", name)
                .with_about(
                    "Elke maatregel die aan staat wordt een regel van één wijziging, voor alle \
                     jaren; die stelt u daarna vast. Een taakveld zonder passende regel krijgt er een."
                        .into(),
                )
        }
        Form::Opmerking(plek) => {
            let title = format!("Vraag of opmerking bij {}", plek.title(begroting));
            FormModal::new(form, &title, "Wat wilt u vragen of opmerken?", String::new())
                .with_about(overleg::speaks_as(view))
                .with_soort()
        }
        Form::BeginYear => {
            let next = begroting.kop().jaar.saturating_add(1);
            let title = format!("Begroting {next} beginnen");
            let version = format!("ontwerp begroting {next}");
            FormModal::new(form, &title, "Hoe deze versie heet", version)
                .with_about(jaar::about_beginning(begroting, notation))
        }
    }
}

/// The taakvelden of the national list of year t, each with its chapter.
fn national(begroting: &Begroting) -> Vec<(String, String)> {
    let chapter = |code: &str| {
        let found = taakvelden::hoofdtaakvelden().iter().find(|it| it.code == code);
        found.map_or_else(String::new, |it| it.name.to_owned())
    };
    taakvelden::taakvelden(begroting.kop().jaar)
        .into_iter()
        .map(|it| (format!("{} {}", it.code, it.name), chapter(it.hoofdtaakveld)))
        .collect()
}

/// Does what a form asked for.
///
/// # Errors
/// Why the answer will not do, in Dutch; the form stays open.
pub(super) fn fill(
    desk: &mut Desk,
    page: &mut PageState,
    answer: &FormModal,
) -> Result<(), String> {
    let begroting = desk.document.begroting();
    let text = answer.text.as_str();
    let said = |error: StructureError| sentence(&error);
    match answer.form {
        Form::Rename(Target::Regel(id)) => {
            let old = structure::title(begroting, Target::Regel(id));
            let new = answer.kind.as_ref().map(|kind| kind.chosen(text)).unwrap_or_default();
            let edits = structure::set_regel(begroting, id, &new).map_err(said)?;
            desk.document.check(&edits).map_err(|error| format!("{error}."))?;
            let why =
                if old == new.name { "gewijzigd".into() } else { format!("voortaan {}", new.name) };
            desk.change(format!("{old}: {why}"), edits);
        }
        Form::Rename(target) => {
            let old = structure::title(begroting, target);
            let edits = rename(begroting, target, text).map_err(said)?;
            desk.change(format!("{old}: voortaan {}", text.trim()), edits);
        }
        Form::AddOnderdeel(parent) => {
            let (code, name) = structure::split_title(text);
            let id = new_id();
            let edits =
                structure::add_onderdeel(begroting, id, parent, code, name).map_err(said)?;
            desk.change(format!("{} toegevoegd", text.trim()), edits);
            desk.view.open.extend(parent);
        }
        Form::AddRegel(onderdeel) => {
            let new = answer.kind.as_ref().map(|kind| kind.chosen(text)).unwrap_or_default();
            let id = new_id();
            let edits = structure::add_regel(begroting, id, onderdeel, &new).map_err(said)?;
            page.unfold(begroting, onderdeel);
            page.show_new(id);
            let under = structure::title(begroting, Target::Onderdeel(onderdeel));
            desk.change(format!("{under}: regel {} toegevoegd", new.name), edits);
        }
        Form::AddLine(of) => {
            let said = |error: WijzigingError| sentence(&error);
            let (regel, elders) = wijziging::find_regel(begroting, text).map_err(said)?;
            let id = new_id();
            let edits = wijziging::add_line(begroting, id, of, regel, &elders).map_err(said)?;
            page.show_new(id);
            let of = begroting.mutaties.get(of).map(called).unwrap_or_default();
            desk.change(format!("{of}: regel {} toegevoegd", text.trim()), edits);
        }
        Form::Move(target) => {
            let moved = structure::title(begroting, target);
            let edits = move_to(begroting, target, text).map_err(said)?;
            desk.change(format!("{moved} verplaatst naar {}", text.trim()), edits);
        }
        Form::Raise => page.raise_selection(desk, text)?,
        Form::Spread => page.spread_selection(desk, text)?,
        Form::AddKolom => jaar::add_kolom(desk, text)?,
        Form::Carry(regel) => jaar::carry(desk, regel, text)?,
        Form::Reden(regel) => {
            let edits = prognose::afwijken(begroting, regel, text).map_err(|e| sentence(&e))?;
            let title = structure::title(begroting, Target::Regel(regel));
            desk.change(format!("{title}: wijkt af van de prognose, {}", text.trim()), edits);
        }
        Form::SplitVerklaring(id) => {
            let part = match desk.view.notation.read(text, Side::Saldo) {
                Ok(Reading::Amount(Bedrag::Euro(euro))) => euro,
                Ok(Reading::Sum { amount, .. }) => amount,
                Ok(_) => return Err("Geef een bedrag, zoals -50.".into()),
                Err(error) => return Err(error.to_string()),
            };
            let new = new_id();
            let edits = verklaring::split(begroting, id, part, new).map_err(|e| sentence(&e))?;
            page.show_new(new);
            let name = begroting.verklaringen.get(id).map_or("", |of| of.text.as_str());
            desk.change(format!("‘{name}’ gesplitst"), edits);
        }
        Form::NewCluster(of) => {
            let edits = page::new_cluster(begroting, of, text)?;
            desk.change(format!("Samenhang ‘{}’ toegevoegd", text.trim()), edits);
        }
        Form::ClusterText(id) => {
            let field = ClusterField::Text(text.trim().to_owned());
            let edit = begroting.set(id, field).map_err(|_| "De samenhang is er niet meer.")?;
            desk.change("Uitleg van een samenhang gewijzigd", edit.into_iter().collect());
        }
        Form::NewScenario(from) => {
            let keuzes = from.map_or_else(Keuzes::default, |from| Keuzes::of(begroting, from));
            let (id, edits) = scenario::add(begroting, text, &keuzes, new_id)
                .map_err(|error| error.to_string())?;
            desk.change(format!("Scenario ‘{}’ toegevoegd", text.trim()), edits);
            desk.view.scenario = Some(id);
        }
        Form::Decide { plan, scenario } => {
            let keuzes = scenario.map_or_else(Keuzes::default, |id| Keuzes::of(begroting, id));
            let tekort = Tekort::new(begroting, plan, &keuzes)
                .ok_or_else(|| sentence(&BesluitError::Gone))?;
            let besluit = decide(begroting, &tekort, text.trim(), new_id)
                .map_err(|error| sentence(&error))?;
            let pm = match besluit.pm.len() {
                0 => String::new(),
                count => format!("; {count} met pm doen niet mee"),
            };
            desk.change(format!("Plan besloten: {}", text.trim()), besluit.edits);
            desk.wishes.push(Wish::Tell(format!(
                "Wijziging ‘{}’ staat klaar bij Wijzigingen{pm}.",
                text.trim()
            )));
        }
        Form::BeginYear => jaar::begin(desk, text)?,
        Form::Opmerking(plek) => overleg::place(desk, plek, answer.soort, text)?,
    }
    Ok(())
}

fn rename(begroting: &Begroting, target: Target, text: &str) -> Result<Vec<Edit>, StructureError> {
    match target {
        Target::Onderdeel(id) => {
            let onderdeel = begroting.onderdelen.get(id).ok_or(StructureError::Gone)?;
            let (code, name) = structure::split_renamed(onderdeel, text);
            structure::name_onderdeel(begroting, id, code, name)
        }
        Target::Regel(_) => Err(StructureError::Gone),
        Target::Mutatie(_) | Target::Entry(_) if text.trim().is_empty() => {
            Err(StructureError::NoName)
        }
        Target::Entry(id) => {
            let name = structure::named(begroting, id, text.trim().to_owned())?;
            let edit = begroting.set(id, name).map_err(|_| StructureError::Gone)?;
            Ok(edit.into_iter().collect())
        }
        Target::Mutatie(id) => {
            let name = MutatieField::Name(text.trim().to_owned());
            Ok(wijziging::set_field(begroting, id, name)?)
        }
    }
}

fn move_to(begroting: &Begroting, target: Target, code: &str) -> Result<Vec<Edit>, StructureError> {
    match target {
        Target::Onderdeel(id) => {
            let under = structure::onderdeel_with_code(begroting, id, code)?;
            structure::move_onderdeel(begroting, id, Some(under))
        }
        Target::Regel(id) => {
            let near = begroting.regels.get(id).ok_or(StructureError::Gone)?.onderdeel;
            let under = structure::onderdeel_with_code(begroting, near, code)?;
            structure::move_regel(begroting, id, under)
        }
        Target::Mutatie(_) | Target::Entry(_) => Err(StructureError::Gone),
    }
}

/// An error as a sentence: with a capital and a full stop.
pub(super) fn sentence(error: &impl std::error::Error) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        None => text,
    }
}
