use std::io::Write;

use rust_decimal::Decimal;
use serde::Serialize;

use super::args::TekortArgs;
use super::table::aligned;
use super::{CommandError, Exit, complain};
use crate::calc::tekort::{Pakketrij, bezwaren, latest_plan};
use crate::calc::{Keuzes, Tekort};
use crate::display::{Unit, show};
use crate::model::{Bedrag, Begroting, Pakketsoort, Scenario};
use crate::store::{RealDisk, load_only};

const UNIT: Unit = Unit::Thousand;

pub(super) fn run(
    args: &TekortArgs,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, CommandError> {
    let begroting = load_only(&RealDisk, &args.bestand)?;
    let plan = latest_plan(&begroting).ok_or(CommandError::NoPlan)?;
    let worked_out: Vec<(Option<&Scenario>, Tekort)> = scenarios(&begroting, args)?
        .into_iter()
        .filter_map(|scenario| {
            let keuzes = scenario.map_or_else(Keuzes::default, |s| Keuzes::of(&begroting, s.id));
            Some((scenario, Tekort::new(&begroting, plan, &keuzes)?))
        })
        .collect();
    if args.json {
        let answer = answer(&begroting, &worked_out);
        serde_json::to_writer(&mut *out, &answer).map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else {
        for text in worked_out.iter().map(|(scenario, tekort)| table(&begroting, *scenario, tekort))
        {
            out.write_all(text.as_bytes())?;
        }
    }
    out.flush()?;
    let wrong = wrong(&begroting, &worked_out);
    complain(err, &wrong);
    Ok(if wrong.is_empty() { Exit::Good } else { Exit::Finding })
}

/// The one that was asked for, or all; the budget itself where the file has none.
fn scenarios<'a>(
    begroting: &'a Begroting,
    args: &TekortArgs,
) -> Result<Vec<Option<&'a Scenario>>, CommandError> {
    let all: Vec<Option<&Scenario>> = begroting.scenarios.top().map(Some).collect();
    let Some(name) = &args.scenario else {
        return Ok(if all.is_empty() { vec![None] } else { all });
    };
    let is_asked = |scenario: &&Option<&Scenario>| {
        scenario.is_some_and(|scenario| scenario.name.to_lowercase() == name.to_lowercase())
    };
    match all.iter().find(is_asked) {
        Some(found) => Ok(vec![*found]),
        None => {
            let names: Vec<&str> = all.iter().flatten().map(|s| s.name.as_str()).collect();
            Err(CommandError::UnknownScenario(name.clone(), names.join(", ")))
        }
    }
}

/// The answer for scripts. Amounts in euros as text, so that no script takes them through a float.
#[derive(Serialize)]
struct Answer<'a> {
    plan: &'a str,
    scenarios: Vec<AnswerScenario<'a>>,
}

#[derive(Serialize)]
struct AnswerScenario<'a> {
    /// Null is the budget itself.
    scenario: Option<&'a str>,
    jaren: Vec<AnswerYear<'a>>,
}

#[derive(Serialize)]
struct AnswerYear<'a> {
    jaar: u16,
    prognose: String,
    pakketten: Vec<AnswerPakket<'a>>,
    investeringen: String,
    rest: String,
}

#[derive(Serialize)]
struct AnswerPakket<'a> {
    code: &'a str,
    naam: &'a str,
    /// Null where nothing is filled in.
    bedrag: Option<String>,
}

fn answer<'a>(
    begroting: &'a Begroting,
    worked_out: &[(Option<&'a Scenario>, Tekort)],
) -> Answer<'a> {
    let plan = worked_out.first().and_then(|(_, tekort)| begroting.plannen.get(tekort.plan));
    let scenarios = worked_out.iter().map(|(scenario, tekort)| AnswerScenario {
        scenario: scenario.map(|scenario| scenario.name.as_str()),
        jaren: years(begroting, tekort),
    });
    Answer { plan: plan.map_or("", |plan| &plan.name), scenarios: scenarios.collect() }
}

fn years<'a>(begroting: &'a Begroting, tekort: &Tekort) -> Vec<AnswerYear<'a>> {
    let euro = |amount: Decimal| amount.normalize().to_string();
    let bedrag = |cell: Option<Bedrag>| match cell? {
        Bedrag::Pm => Some("pm".to_owned()),
        Bedrag::Euro(amount) => Some(euro(amount)),
    };
    let costs = |rij: &&Pakketrij| rij.soort == Pakketsoort::Investering;
    let year = |(at, kolom, start, rest): (usize, crate::model::Kolom, Decimal, Decimal)| {
        let pakketten = tekort.pakketten.iter().filter(|rij| !costs(rij)).filter_map(|rij| {
            let pakket = begroting.pakketten.get(rij.pakket)?;
            let bedrag = bedrag(rij.bedragen.get(at)?.cell());
            Some(AnswerPakket { code: &pakket.code, naam: &pakket.name, bedrag })
        });
        let investing = tekort.pakketten.iter().filter(costs);
        let investing = investing.filter_map(|rij| rij.bedragen.get(at)).map(|som| som.euro);
        AnswerYear {
            jaar: kolom.jaar,
            prognose: euro(start),
            pakketten: pakketten.collect(),
            investeringen: euro(investing.sum()),
            rest: euro(rest),
        }
    };
    tekort.jaren().map(year).collect()
}

/// The answer for people: a heading that names unit and scenario, and a line per package.
fn table(begroting: &Begroting, scenario: Option<&Scenario>, tekort: &Tekort) -> String {
    let kop = begroting.kop();
    let years: Vec<_> = tekort.jaren().collect();
    let mut lines = vec![heading(&years)];
    let mut line = |label: &str, cells: Vec<String>| {
        lines.push(std::iter::once(label.to_owned()).chain(cells).collect());
    };
    let shown = |amount: Decimal| show(amount, UNIT);
    line(
        "Saldo bij ongewijzigd beleid",
        years.iter().map(|(_, _, start, _)| shown(*start)).collect(),
    );
    for rij in &tekort.pakketten {
        let label = begroting.pakketten.get(rij.pakket).map_or_else(String::new, |p| p.title());
        let cell = |at: usize| match rij.bedragen.get(at).and_then(|som| som.cell()) {
            None => String::new(),
            Some(Bedrag::Pm) => "pm".to_owned(),
            Some(Bedrag::Euro(amount)) => shown(amount),
        };
        line(&label, years.iter().map(|(at, ..)| cell(*at)).collect());
    }
    line("Resterend saldo", years.iter().map(|(_, _, _, rest)| shown(*rest)).collect());
    let plan = begroting.plannen.get(tekort.plan).map_or("", |plan| &plan.name);
    let scenario = scenario.map_or("begroting", |scenario| &scenario.name);
    format!(
        "{}, {plan} ({})\nScenario: {scenario}; {}\n\n{}\n",
        kop.gemeente,
        UNIT.label(),
        kop.version,
        aligned(&lines, &[0])
    )
}

fn heading(years: &[(usize, crate::model::Kolom, Decimal, Decimal)]) -> Vec<String> {
    let jaren = years.iter().map(|(_, kolom, ..)| kolom.jaar.to_string());
    std::iter::once(String::new()).chain(jaren).collect()
}

/// A line for each thing that must be mended in a plan that was shown.
fn wrong(begroting: &Begroting, worked_out: &[(Option<&Scenario>, Tekort)]) -> String {
    let mut text = String::new();
    for (scenario, tekort) in worked_out {
        let scenario = scenario.map_or(String::new(), |scenario| format!("{}: ", scenario.name));
        for (of, bezwaar) in bezwaren(begroting, tekort) {
            if !bezwaar.is_fout() {
                continue;
            }
            let measure = begroting.mutaties.get(of).map(|measure| measure.title());
            let title = measure.or_else(|| Some(begroting.pakketten.get(of)?.title()));
            let sentence = bezwaar.sentence(begroting, UNIT);
            text.push_str(&format!("{scenario}{}: {sentence}\n", title.unwrap_or_default()));
        }
    }
    text
}
