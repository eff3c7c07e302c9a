//! What the commands that lead from one year to the next ask and tell.

use super::chance::new_id;
use super::form::sentence;
use super::wish::{Desk, Form, Wish};
use crate::calc::Total;
use crate::change::{Document, jaar};
use crate::display::{Notation, Reading, Side, with_unit};
use crate::model::{Bedrag, Begroting, Id, Kolom};

/// So many names are told; the rest is counted.
const MOST_NAMED: usize = 3;

/// Asks whether the year may be closed, with what is missing in it.
pub(super) fn close(desk: &mut Desk) {
    let begroting = desk.document.begroting();
    let found = match jaar::close(begroting, desk.document.totals()) {
        Ok(found) => found,
        Err(error) => return desk.wishes.push(Wish::Warn(format!("Niet afgesloten: {error}."))),
    };
    let year = found.jaar;
    let mut text = format!(
        "Alle kolommen tot en met {year} gaan op slot. Er verandert geen bedrag; een kolom gaat weer \
         open met het slot erboven."
    );
    if !found.without_rekening.is_empty() {
        let names = named(&found.without_rekening, |id| regel(begroting, id));
        text += &format!(
            "\n\nMet een begroting en zonder rekening {year}: {} regels, zoals {names}.",
            found.without_rekening.len()
        );
    }
    if !found.in_the_making.is_empty() {
        let names = named(&found.in_the_making, |id| besluit(begroting, id));
        text += &format!("\n\nNog niet vastgesteld, en daarna niet meer te doen: {names}.");
    }
    let why = format!("Jaar {year} afgesloten");
    let title = format!("{year} afsluiten?");
    desk.wishes.push(Wish::confirm(
        title,
        text,
        "Afsluiten",
        [Wish::Change { why, edits: found.edits }],
    ));
}

/// What a person should know before the next year is begun; the form asks how its version is called.
pub(super) fn about_beginning(begroting: &Begroting, notation: Notation) -> String {
    let found = match jaar::begin(begroting, "") {
        Ok(found) => found,
        Err(error) => return format!("Dit kan niet: {error}."),
    };
    let year = found.jaar;
    let mut text =
        format!("Begroting {year} begint met de raming van dat jaar. Wat er staat, blijft staan.");
    let mut all = Total::default();
    found.lasting.iter().for_each(|(_, total)| all += *total);
    if !found.lasting.is_empty() {
        let ids: Vec<Id> = found.lasting.iter().map(|(id, _)| *id).collect();
        let figure = |amount| with_unit(amount, notation.unit);
        text += &format!(
            "\n\nVastgestelde wijzigingen die blijven, tellen mee, ook in de jaren erna: {}. In {year} \
             samen lasten {}, baten {}, resultaat {}.",
            named(&ids, |id| besluit(begroting, id)),
            figure(all.lasten),
            figure(all.baten),
            figure(all.resultaat()),
        );
    }
    let mut list = |ids: &[Id], what: &str| {
        if !ids.is_empty() {
            text += &format!("\n\n{what}: {}.", named(ids, |id| besluit(begroting, id)));
        }
    };
    list(&found.unnamed, "Structureel of incidenteel is niet vermeld, dus zij blijven");
    list(&found.inferred, "Afgeleid uit gedrukte cijfers en geen besluit, dus niet overgenomen");
    if !found.unknown.is_empty() {
        text += &format!(
            "\n\nBlijft pm, al komt er een wijziging bij: {}.",
            named(&found.unknown, |id| regel(begroting, id))
        );
    }
    text
}

/// Begins the next year.
///
/// # Errors
/// Why it cannot be begun, in Dutch.
pub(super) fn begin(desk: &mut Desk, version: &str) -> Result<(), String> {
    if version.trim().is_empty() {
        return Err("Vul in hoe deze versie heet, zoals: ontwerp.".into());
    }
    let found =
        jaar::begin(desk.document.begroting(), version).map_err(|error| sentence(&error))?;
    desk.change(format!("Begroting {} begonnen", found.jaar), found.edits);
    Ok(())
}

/// The question of the form for carrying the budget of a regel: with what is left of it.
pub(super) fn carry_question(document: &Document, regel: Id, notation: Notation) -> String {
    let unit = notation.unit.label();
    match jaar::unspent(document.begroting(), document.totals(), regel) {
        Ok((jaar, Some(left))) => {
            let left = notation.show_cell(Some(Bedrag::Euro(left)), Side::Saldo);
            let open = jaar::in_the_making(document.begroting(), jaar, regel);
            let open = match open.as_slice() {
                [] => String::new(),
                ids => format!(
                    " (zonder {}, nog niet vastgesteld)",
                    named(ids, |id| besluit(document.begroting(), id))
                ),
            };
            format!("Over van {jaar}: {left}{open}. Bedrag dat meegaat, {unit}")
        }
        Ok((jaar, None)) => {
            format!("Deze regel heeft geen rekening {jaar}. Bedrag dat meegaat, {unit}")
        }
        Err(error) => sentence(&error),
    }
}

/// Carries the amount that was typed to the next year.
///
/// # Errors
/// What is no amount, and why it cannot be carried, in Dutch.
pub(super) fn carry(desk: &mut Desk, id: Id, text: &str) -> Result<(), String> {
    let begroting = desk.document.begroting();
    let notation = desk.view.notation;
    let reading = notation.read(text, Side::Saldo).map_err(|error| error.to_string())?;
    let euro = match reading {
        Reading::Amount(Bedrag::Euro(euro)) => euro,
        Reading::Sum { amount, .. } => amount,
        _ => return Err("Geef het bedrag dat meegaat, zoals 85.".into()),
    };
    let totals = desk.document.totals();
    let edits =
        jaar::carry(begroting, totals, id, euro, new_id).map_err(|error| sentence(&error))?;
    let amount = with_unit(euro, notation.unit);
    desk.change(format!("{}: {amount} overgeheveld", regel(begroting, id)), edits);
    Ok(())
}

/// Adds an empty column.
///
/// # Errors
/// What names no column, or one that is there.
pub(super) fn add_kolom(desk: &mut Desk, text: &str) -> Result<(), String> {
    let kolom = Kolom::from_words(text).ok_or(
        "Schrijf jaar en soort, zoals: rekening 2019, gewijzigd 2019, berap 1 2019 of raming 2023.",
    )?;
    let edits =
        jaar::add_kolom(desk.document.begroting(), kolom).map_err(|error| sentence(&error))?;
    desk.change(format!("Kolom {} toegevoegd", kolom.title()), edits);
    Ok(())
}

/// The form that a command asks for, on what is selected.
pub(super) fn carry_form(desk: &mut Desk, regel: Option<Id>) {
    desk.wishes.push(match regel {
        Some(id) => Wish::Fill(Form::Carry(id)),
        None => Wish::Warn("Kies eerst een regel lasten in de tabel.".into()),
    });
}

fn named(ids: &[Id], name: impl Fn(Id) -> String) -> String {
    let mut names: Vec<String> = ids.iter().take(MOST_NAMED).map(|id| name(*id)).collect();
    let rest = ids.len().saturating_sub(MOST_NAMED);
    if rest > 0 {
        names.push(format!("en nog {rest}"));
    }
    names.join(", ")
}

fn regel(begroting: &Begroting, id: Id) -> String {
    begroting.regels.get(id).map_or_else(String::new, |regel| begroting.title_of(regel))
}

fn besluit(begroting: &Begroting, id: Id) -> String {
    begroting.mutaties.get(id).map_or_else(String::new, |mutatie| mutatie.title())
}
