//! The small forms that commands on parts of the budget need.

use super::chance::new_id;
use super::jaar;
use super::modal::FormModal;
use super::overleg;
use super::page::{self, PageState};
use super::view::View;
use super::wish::{Desk, Form, Wish};
use crate::calc::wijziging::called;
use crate::calc::{Keuzes, Tekort};
use crate::change::Document;
use crate::change::besluit::{BesluitError, decide};
use crate::change::prognose;
use crate::change::scenario;
use crate::change::structure::{self, Regelgegevens, StructureError, Target};
use crate::change::verklaring;
use crate::change::wijziging::{self, WijzigingError};
use crate::display::{Reading, Side};
use crate::model::{Bedrag, Begroting, ClusterField, Edit, Level, MutatieField, taakvelden};

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
            let (id, edits) = scenario::add(begroting, text, &keuzes, new_id())
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
