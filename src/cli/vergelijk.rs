use std::io::Write;
use std::mem::ManuallyDrop;
use std::path::Path;

use serde::Serialize;

use super::args::VergelijkArgs;
use super::table::aligned;
use super::{CommandError, Exit, versions};
use crate::calc::verschillen::{Bedragen, Cijfer, Filter, Rij, Verschillen, Versie, exact_values};
use crate::calc::{Gewijzigd, Totals};
use crate::display::{Notation, Side, Signs, Unit, show, show_signed};
use crate::model::{Bedrag, Begroting, Edit, Id};

/// How amounts read in what people read: as the window begins.
pub(super) const NOTATION: Notation =
    Notation { unit: Unit::Thousand, signs: Signs::LastenNegative };

pub(super) fn run(
    args: &VergelijkArgs,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, CommandError> {
    let files: Vec<&Path> = args.bestanden.iter().map(AsRef::as_ref).collect();
    let (oud, nieuw) = match (args.git, files.as_slice()) {
        (false, [oud, nieuw]) => (*oud, *nieuw),
        // As git calls it: path, old file with hash and mode, new file with hash and mode.
        (true, [path, oud, _, _, nieuw, _, _]) => {
            let nothing = Path::new("/dev/null");
            if *oud == nothing || *nieuw == nothing {
                let what = if *oud == nothing { "nieuw" } else { "verwijderd" };
                writeln!(out, "{}: {what}", path.display())?;
                out.flush()?;
                return Ok(Exit::Good);
            }
            writeln!(out, "{}", path.display())?;
            (*oud, *nieuw)
        }
        _ => return Err(CommandError::NotTwo),
    };
    // The process ends after this: to free every record first would only take time.
    let [old, new] = versions([oud, nieuw], err)?.map(ManuallyDrop::new);
    if old.id() != new.id() {
        let name = |path: &Path| path.display().to_string();
        return Err(CommandError::OtherBudget(name(oud), name(nieuw)));
    }
    let found = if args.json {
        // Figures need no totals.
        let of = [&*old, &*new].map(Gewijzigd::new).map(ManuallyDrop::new);
        let bedragen = |begroting, gewijzigd| Bedragen { begroting, gewijzigd };
        let found = Verschillen::new(bedragen(&old, &of[0]), bedragen(&new, &of[1]));
        serde_json::to_writer(&mut *out, &answer(&found, &old, &new))
            .map_err(std::io::Error::from)?;
        writeln!(out)?;
        found
    } else {
        let [before, after] = [&*old, &*new].map(Totals::new).map(ManuallyDrop::new);
        let versies = [
            Versie { begroting: &old, totals: &before },
            Versie { begroting: &new, totals: &after },
        ];
        let found = Verschillen::new(versies[0], versies[1]);
        out.write_all(text(&found, versies).as_bytes())?;
        found
    };
    out.flush()?;
    Ok(if found.is_empty() || args.git { Exit::Good } else { Exit::Finding })
}

/// One difference for scripts. The names never change; amounts are exact euros, lasten and baten both
/// positive, or "pm".
#[derive(Serialize)]
struct Answer {
    /// Code and name; empty for what is of the whole budget.
    onderdeel: String,
    /// The name of the regel, or what else it is about.
    regel: String,
    /// Empty for what is no amount of a regel.
    kolom: String,
    /// "bedrag", another field, or empty for what came or went.
    veld: String,
    oud: Option<String>,
    nieuw: Option<String>,
}

fn answer(found: &Verschillen, old: &Begroting, new: &Begroting) -> Vec<Answer> {
    let place = |id: Id| {
        let part = new.onderdelen.get(id).or_else(|| old.onderdelen.get(id));
        part.map_or_else(String::new, |part| part.title())
    };
    let amount = |bedrag: Option<Bedrag>| {
        bedrag.map(|bedrag| match bedrag {
            Bedrag::Euro(euro) => euro.normalize().to_string(),
            Bedrag::Pm => "pm".to_owned(),
        })
    };
    let figures = found.cijfers.iter().map(|cijfer| Answer {
        onderdeel: place(cijfer.onderdeel),
        regel: regel(cijfer, old, new),
        kolom: cijfer.kolom.to_string(),
        veld: "bedrag".into(),
        oud: amount(cijfer.oud),
        nieuw: amount(cijfer.nieuw),
    });
    let others = found.anders.iter().map(|anders| {
        let words = found.in_words(anders, old, new);
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let [oud, nieuw] = match &anders.edit {
            Edit::Set { old: from, new: to, .. } => exact_values(from, to, old, new),
            Edit::Insert(_) | Edit::Remove(_) => [some(words.oud), some(words.nieuw)],
        };
        Answer {
            onderdeel: anders.onderdeel.map_or_else(String::new, place),
            regel: words.wat,
            kolom: String::new(),
            veld: words.veld,
            oud,
            nieuw,
        }
    });
    figures.chain(others).collect()
}

fn regel(cijfer: &Cijfer, old: &Begroting, new: &Begroting) -> String {
    let regel = new.regels.get(cijfer.regel).or_else(|| old.regels.get(cijfer.regel));
    regel.map_or_else(String::new, |regel| regel.title())
}

fn text(found: &Verschillen, [oud, nieuw]: [Versie<'_>; 2]) -> String {
    if found.is_empty() {
        return "Er verschilt niets.\n".into();
    }
    let (old, new) = (oud.begroting, nieuw.begroting);
    let unit = NOTATION.unit;
    let head = ["", "Oud", "Nieuw", "Verschil", ""].map(str::to_owned);
    let mut lines: Vec<Vec<String>> = vec![head.into()];
    let figure = |euro| show(euro, unit);
    let difference = |euro| show_signed(euro, unit);
    let place = |id: Option<Id>| match id {
        Some(id) => {
            let part = new.onderdelen.get(id).or_else(|| old.onderdelen.get(id));
            part.map_or_else(String::new, |part| part.title())
        }
        None => "Hele begroting".into(),
    };
    for row in found.rijen(oud, nieuw, Filter::default()) {
        let line = match row {
            Rij::Kolom { kolom, oud, nieuw } => {
                vec![kolom.title(), figure(oud), figure(nieuw), difference(nieuw - oud)]
            }
            Rij::Onderdeel { id, depth, oud, nieuw, aard, .. } => vec![
                format!("{}{}", "  ".repeat(depth + 1), place(Some(id))),
                oud.map_or_else(String::new, figure),
                nieuw.map_or_else(String::new, figure),
                difference(nieuw.unwrap_or_default() - oud.unwrap_or_default()),
                aard.map_or("", |aard| aard.word()).to_owned(),
            ],
            Rij::Regel { cijfer, depth } => {
                let Some(cijfer) = found.cijfers.get(cijfer) else { continue };
                let cell = |bedrag, soort| NOTATION.show_cell(bedrag, Side::from(soort));
                vec![
                    format!("{}{}", "  ".repeat(depth + 1), regel(cijfer, old, new)),
                    cell(cijfer.oud, cijfer.was),
                    cell(cijfer.nieuw, cijfer.soort),
                    difference(cijfer.effect()),
                ]
            }
            Rij::Overig => vec![String::new()],
            Rij::Plaats(id) => vec![place(id)],
            Rij::Anders(at) => {
                let Some(anders) = found.anders.get(at) else { continue };
                let words = found.in_words(anders, old, new);
                let what = match (words.veld.as_str(), words.oud, words.nieuw) {
                    ("", oud, nieuw) => {
                        format!("{}: {oud}{nieuw} ({})", words.wat, anders.aard.word())
                    }
                    (veld, oud, nieuw) => format!("{}, {veld}: {oud} → {nieuw}", words.wat),
                };
                vec![format!("  {what}")]
            }
        };
        lines.push(line);
    }
    let title = format!("{}, {} → {}", new.kop().title, old.kop().version, new.kop().version);
    format!("{title} ({}, + is gunstig)\n\n{}", NOTATION.label(), aligned(&lines, &[0, 4]))
}
