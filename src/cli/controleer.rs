use std::io::Write;

use serde::Serialize;

use super::args::ControleerArgs;
use super::table::aligned;
use super::{CommandError, Exit};
use crate::calc::toets::Lijst;
use crate::calc::{Bevinding, Bevindingen, Ernst, Totals};
use crate::display::Unit;
use crate::model::{Begroting, Id};
use crate::store::{RealDisk, load_only};

const UNIT: Unit = Unit::Thousand;

pub(super) fn run(args: &ControleerArgs, out: &mut dyn Write) -> Result<Exit, CommandError> {
    let begroting = load_only(&RealDisk, &args.bestand)?;
    let totals = Totals::new(&begroting);
    let bevindingen = Bevindingen::new(&begroting, &totals);
    let lijst = bevindingen.lijst(&begroting);
    if args.json {
        serde_json::to_writer(&mut *out, &answer(&begroting, &lijst))
            .map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else {
        out.write_all(text(&begroting, &lijst).as_bytes())?;
    }
    out.flush()?;
    let wrong = lijst.open.iter().any(|bevinding| bevinding.toets.ernst != Ernst::Info);
    Ok(if wrong { Exit::Finding } else { Exit::Good })
}

/// One finding for scripts. The names never change.
#[derive(Serialize)]
struct Answer<'a> {
    regel: &'static str,
    ernst: &'static str,
    /// Code and name of the onderdeel; empty for what is of the whole budget.
    plaats: String,
    /// Amounts in whole euros.
    melding: String,
    /// The reason, where somebody accepted it: then it does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    geaccepteerd: Option<&'a str>,
}

fn answer<'a>(begroting: &Begroting, lijst: &Lijst<'a>) -> Vec<Answer<'a>> {
    let one = |bevinding: &Bevinding, geaccepteerd| Answer {
        regel: bevinding.toets.id,
        ernst: bevinding.toets.ernst.word(),
        plaats: place(begroting, bevinding.plaats),
        melding: bevinding.zin(begroting, Unit::Euro),
        geaccepteerd,
    };
    let open = lijst.open.iter().map(|bevinding| one(bevinding, None));
    let done = lijst.geaccepteerd.iter();
    open.chain(done.map(|(bevinding, it)| one(bevinding, Some(it.reden.as_str())))).collect()
}

fn text(begroting: &Begroting, lijst: &Lijst<'_>) -> String {
    let kop = begroting.kop();
    let mut lines: Vec<Vec<String>> = Vec::new();
    for bevinding in &lijst.open {
        lines.push(vec![
            bevinding.toets.ernst.word().to_owned(),
            bevinding.toets.id.to_owned(),
            place(begroting, bevinding.plaats),
            bevinding.zin(begroting, UNIT),
        ]);
    }
    let [errors, warnings, infos] = Ernst::ALL.map(|ernst| lijst.count(ernst));
    format!(
        "{}, {} ({}, {})\n\n{}\nFouten: {errors}. Waarschuwingen: {warnings}. Ter info: {infos}. Geaccepteerd: {}.\n",
        kop.gemeente,
        kop.title,
        kop.version,
        UNIT.label(),
        aligned(&lines, &[0, 1, 2, 3]),
        lijst.geaccepteerd.len()
    )
}

fn place(begroting: &Begroting, record: Id) -> String {
    let mut above = std::iter::successors(Some(record), |id| begroting.owner_of(*id));
    let of = above.find_map(|id| begroting.onderdelen.get(id));
    of.map_or_else(String::new, |of| of.title())
}
