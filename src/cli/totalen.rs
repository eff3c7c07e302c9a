use std::io::Write;
use std::mem::ManuallyDrop;

use rust_decimal::Decimal;
use serde::Serialize;

use super::args::TotalenArgs;
use super::table::aligned;
use super::{CommandError, Exit, complain};
use crate::calc::{Control, Judgement, Total, Totals, control, controls};
use crate::display::{Notation, Side, Signs, Unit, show, show_signed};
use crate::model::{Begroting, Id, Kolom, Maat};
use crate::store::{RealDisk, load_only};

const NOTATION: Notation = Notation { unit: Unit::Thousand, signs: Signs::LastenNegative };

/// The place in a line of what a reader should know about it.
const REMARK: usize = 6;

/// What stands in one column.
struct Row {
    kolom: Kolom,
    total: Total,
    control: Option<Control>,
}

pub(super) fn run(
    args: &TotalenArgs,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, CommandError> {
    // The process ends after this: to free every record first would only take time.
    let begroting = ManuallyDrop::new(load_only(&RealDisk, &args.bestand)?);
    let onderdeel = match &args.onderdeel {
        Some(code) => Some(find(&begroting, code)?),
        None => None,
    };
    let totals = ManuallyDrop::new(Totals::new(&begroting));
    let rows = rows(&begroting, &totals, onderdeel);
    if args.json {
        write_json(args.onderdeel.as_deref(), &rows, out)?;
    } else {
        out.write_all(table(&begroting, onderdeel, &rows).as_bytes())?;
    }
    out.flush()?;
    let differences = differences(&begroting, &totals, onderdeel);
    complain(err, &differences);
    Ok(if differences.is_empty() { Exit::Good } else { Exit::Finding })
}

fn find(begroting: &Begroting, code: &str) -> Result<Id, CommandError> {
    let mut found = begroting.onderdelen.iter().filter(|onderdeel| onderdeel.code == code);
    match (found.next(), found.count()) {
        (Some(onderdeel), 0) => Ok(onderdeel.id),
        (Some(_), more) => Err(CommandError::AmbiguousCode(code.to_owned(), more + 1)),
        (None, _) => Err(CommandError::UnknownCode(code.to_owned())),
    }
}

fn rows(begroting: &Begroting, totals: &Totals, onderdeel: Option<Id>) -> Vec<Row> {
    let row = |kolom| match onderdeel {
        Some(id) => Row {
            kolom,
            total: totals.get(id, kolom),
            control: control(begroting, totals, id, kolom, Maat::Saldo),
        },
        None => Row { kolom, total: totals.whole(begroting, kolom), control: None },
    };
    begroting.columns().into_iter().map(row).collect()
}

/// The answer for scripts. The order of the fields is the order in the text.
#[derive(Serialize)]
struct Answer<'a> {
    onderdeel: Option<&'a str>,
    kolommen: Vec<AnswerRow>,
}

/// Amounts in euros as text, so that no script takes them through a float.
#[derive(Serialize)]
struct AnswerRow {
    jaar: u16,
    stadium: &'static str,
    baten: String,
    lasten: String,
    saldo: String,
    gepubliceerd: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pm: bool,
}

fn write_json(code: Option<&str>, rows: &[Row], out: &mut dyn Write) -> Result<(), CommandError> {
    let euro = |amount: Decimal| amount.normalize().to_string();
    let answer = |row: &Row| AnswerRow {
        jaar: row.kolom.jaar,
        stadium: row.kolom.stadium.key(),
        baten: euro(row.total.baten),
        lasten: euro(row.total.lasten),
        saldo: euro(row.total.saldo()),
        gepubliceerd: row.control.map(|control| euro(control.published)),
        pm: row.total.pm.any(),
    };
    let answer = Answer { onderdeel: code, kolommen: rows.iter().map(answer).collect() };
    serde_json::to_writer(&mut *out, &answer).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

/// The answer for people: a heading that names the unit, and a line per column.
fn table(begroting: &Begroting, onderdeel: Option<Id>, rows: &[Row]) -> String {
    let kop = begroting.kop();
    let of = match onderdeel.and_then(|id| begroting.onderdelen.get(id)) {
        Some(onderdeel) => onderdeel.title(),
        None => "Hele begroting".to_owned(),
    };
    let has_published = rows.iter().any(|row| row.control.is_some());
    let mut lines: Vec<Vec<String>> = Vec::new();
    let mut heading = vec!["Kolom", "Baten", "Lasten", "Saldo"];
    if has_published {
        heading.extend(["Gepubliceerd", "Verschil", "Opmerking"]);
    }
    lines.push(heading.into_iter().map(str::to_owned).collect());
    lines.extend(rows.iter().map(|row| line(row, has_published)));
    let mut text = format!("{}, {}\n{of} ({})\n\n", kop.gemeente, kop.title, NOTATION.label());
    text.push_str(&aligned(&lines, &[0, REMARK]));
    if rows.iter().any(|row| row.total.pm.any()) {
        text.push_str("\npm: in dit saldo staat een post pro memorie, die niet meetelt.\n");
    }
    text
}

fn line(row: &Row, has_published: bool) -> Vec<String> {
    let Notation { unit, signs } = NOTATION;
    let shown = |side, amount| show(signs.to_shown(side, amount), unit);
    let pm = if row.total.pm.any() { "pm " } else { "" };
    let mut cells = vec![
        row.kolom.title(),
        shown(Side::Baten, row.total.baten),
        shown(Side::Lasten, row.total.lasten),
        format!("{pm}{}", shown(Side::Saldo, row.total.saldo())),
    ];
    if has_published {
        cells.push(row.control.map_or(String::new(), |control| show(control.published, unit)));
        cells.push(
            row.control.map_or(String::new(), |control| show_signed(control.difference(), unit)),
        );
        cells.push(match row.control.map(|control| control.judgement()) {
            Some(Judgement::Rounding) => "afronding".to_owned(),
            Some(Judgement::Real) => "meer dan afronding".to_owned(),
            Some(Judgement::Equal) | None => String::new(),
        });
    }
    cells
}

/// A line for each published figure in what is shown that differs by more than rounding.
fn differences(begroting: &Begroting, totals: &Totals, onderdeel: Option<Id>) -> String {
    let tops: Vec<Id> = match onderdeel {
        Some(id) => vec![id],
        None => begroting.onderdelen.top().map(|top| top.id).collect(),
    };
    let mut text = String::new();
    for id in tops.into_iter().flat_map(|top| begroting.subtree(top)) {
        for control in controls(begroting, totals, id) {
            if control.judgement() == Judgement::Real {
                let code = begroting.onderdelen.get(id).map_or("", |o| o.code.as_str());
                text.push_str(&format!(
                    "{code} {} {}: gepubliceerd {}, berekend {}, verschil {} ({}): meer dan afronding\n",
                    control.kolom.title(),
                    control.maat.word(),
                    show(control.published, Unit::Euro),
                    show(control.computed, Unit::Euro),
                    show_signed(control.difference(), Unit::Euro),
                    Unit::Euro.label(),
                ));
            }
        }
    }
    text
}
