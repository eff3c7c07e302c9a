//! The charts of a plan, from what `calc` gives: the same on a page and on a slide.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::chart::{StepBar, StepColumn, StepLook, StepsData};
use crate::calc::structureel::Structureel;
use crate::calc::tekort::{Dekking, Stap, Stapsoort};
use crate::display::{Unit, show, show_signed};
use crate::model::Kolom;

/// From deficit to rest in one year: "2022: van -8.500 naar -150". The packages can be opened.
pub fn waterval(kolom: Kolom, stappen: &[Stap], unit: Unit, version: &str) -> StepsData {
    let title = match (stappen.first(), stappen.last()) {
        (Some(first), Some(last)) => format!(
            "{}: van {} naar {}",
            kolom.jaar,
            show(first.bedrag, unit),
            show(last.bedrag, unit)
        ),
        _ => kolom.jaar.to_string(),
    };
    let columns = stappen.iter().map(|stap| {
        let is_step = matches!(stap.soort, Stapsoort::Pakket(_));
        let text = if is_step { show_signed(stap.bedrag, unit) } else { show(stap.bedrag, unit) };
        StepColumn {
            label: stap.label.clone(),
            short: stap.kort.clone(),
            lanes: vec![vec![bar(stap.van, stap.tot(), text, by_sign(stap.bedrag))]],
            can_open: is_step,
        }
    });
    StepsData {
        title,
        unit_label: unit.label().to_owned(),
        version: version.to_owned(),
        columns: columns.collect(),
        connected: true,
        keys: Vec::new(),
    }
}

/// From no difference to the whole of it: beside the saldi themselves most steps would be too low to
/// see. A step has a name, what it adds, and whether it can be opened.
pub fn brug(
    title: String,
    steps: impl Iterator<Item = (String, Decimal, bool)>,
    verschil: Decimal,
    unit: Unit,
    version: &str,
) -> StepsData {
    let mut at = Decimal::ZERO;
    let mut columns: Vec<StepColumn> = Vec::new();
    for (name, euro, can_open) in steps {
        columns.push(StepColumn {
            short: shortened(&name),
            label: name,
            lanes: vec![vec![bar(at, at + euro, show_signed(euro, unit), by_sign(euro))]],
            can_open,
        });
        at += euro;
    }
    let text = show_signed(verschil, unit);
    columns.push(StepColumn {
        label: "Verschil".into(),
        short: "Verschil".into(),
        lanes: vec![vec![bar(Decimal::ZERO, verschil, text, by_sign(verschil))]],
        can_open: false,
    });
    StepsData {
        title,
        unit_label: format!("{}, + is gunstig voor het saldo", unit.label()),
        version: version.to_owned(),
        columns,
        connected: true,
        keys: Vec::new(),
    }
}

/// The code of a part, or the first words of a component.
fn shortened(name: &str) -> String {
    const MOST: usize = 14;
    let first = name.split_whitespace().next().unwrap_or_default();
    if first.starts_with(|c: char| c.is_ascii_digit()) && first.contains('.') {
        return first.to_owned();
    }
    let mut short = String::new();
    for word in name.split_whitespace() {
        if !short.is_empty() && short.chars().count() + word.chars().count() >= MOST {
            return format!("{short}…");
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

/// What is left per year; beside it what it was, where that is told: name and amounts.
pub fn resterend(
    rest: &[(Kolom, Decimal)],
    was: Option<(&str, &[Decimal])>,
    unit: Unit,
    version: &str,
) -> StepsData {
    let columns = rest.iter().enumerate().map(|(at, (kolom, now))| {
        let text = if now.is_sign_positive() && !now.is_zero() {
            format!("{} overschot", show_signed(*now, unit))
        } else {
            show(*now, unit)
        };
        let mut lanes = vec![vec![bar(Decimal::ZERO, *now, text, by_sign(*now))]];
        if let Some((_, amounts)) = was
            && let Some(then) = amounts.get(at)
        {
            let text = show(*then, unit);
            lanes.push(vec![bar(Decimal::ZERO, *then, text, StepLook::Toen)]);
        }
        let label = kolom.jaar.to_string();
        StepColumn { short: label.clone(), label, lanes, can_open: false }
    });
    let keys = was.map(|(name, _)| vec![(StepLook::Toen, name.to_owned())]);
    StepsData {
        title: "Resterend tekort per jaar".into(),
        unit_label: format!("{}, tekort negatief", unit.label()),
        version: version.to_owned(),
        columns: columns.collect(),
        connected: false,
        keys: keys.unwrap_or_default(),
    }
}

/// What covers the deficit of each year: hard, not stated and soft on each other, beside the deficit.
pub fn dekking(jaren: &[Dekking], unit: Unit, version: &str) -> StepsData {
    let columns = jaren.iter().map(|jaar| {
        let mut stack = Vec::new();
        let mut top = Decimal::ZERO;
        let parts = [
            (jaar.hard, StepLook::Hard),
            (jaar.onbekend, StepLook::Onbekend),
            (jaar.zacht, StepLook::Zacht),
        ];
        for (amount, look) in parts {
            if amount > Decimal::ZERO {
                stack.push(bar(top, top + amount, show(amount, unit), look));
                top += amount;
            }
        }
        let tekort = (-jaar.start).max(Decimal::ZERO);
        let deficit = bar(Decimal::ZERO, tekort, show(tekort, unit), StepLook::Nadeel);
        StepColumn {
            label: jaar.kolom.jaar.to_string(),
            short: jaar.kolom.jaar.to_string(),
            lanes: vec![vec![deficit], stack],
            can_open: false,
        }
    });
    let keys = [
        (StepLook::Nadeel, "tekort"),
        (StepLook::Hard, "hard gedekt"),
        (StepLook::Onbekend, "zekerheid niet vermeld"),
        (StepLook::Zacht, "zacht gedekt"),
    ];
    StepsData {
        title: "Dekking van het tekort".into(),
        unit_label: unit.label().to_owned(),
        version: version.to_owned(),
        columns: columns.collect(),
        connected: false,
        keys: keys.map(|(look, name)| (look, name.to_owned())).into(),
    }
}

/// The structural saldo of each column, beside what is incidental in its resultaat.
pub fn structureel(jaren: &[Structureel], unit: Unit, version: &str) -> StepsData {
    let columns = jaren.iter().map(|jaar| {
        let (lasting, once) = (jaar.saldo(), jaar.total.resultaat() - jaar.saldo());
        let lane = |euro: Decimal, look| vec![bar(Decimal::ZERO, euro, show(euro, unit), look)];
        StepColumn {
            label: format!("{} {}", jaar.kolom.jaar, jaar.kolom.stadium.title().to_lowercase()),
            short: jaar.kolom.jaar.to_string(),
            lanes: vec![lane(lasting, by_sign(lasting)), lane(once, StepLook::Zacht)],
            can_open: false,
        }
    });
    let keys = [
        (StepLook::Voordeel, "structureel overschot"),
        (StepLook::Nadeel, "structureel tekort"),
        (StepLook::Zacht, "incidenteel"),
    ];
    StepsData {
        title: "Structureel naast incidenteel".into(),
        unit_label: format!("{}, tekort negatief", unit.label()),
        version: version.to_owned(),
        columns: columns.collect(),
        connected: false,
        keys: keys.map(|(look, name)| (look, name.to_owned())).into(),
    }
}

fn by_sign(amount: Decimal) -> StepLook {
    if amount.is_sign_negative() { StepLook::Nadeel } else { StepLook::Voordeel }
}

#[expect(clippy::disallowed_methods, reason = "a height is only drawn")]
fn bar(from: Decimal, to: Decimal, text: String, look: StepLook) -> StepBar {
    let height = |amount: Decimal| amount.to_f64().unwrap_or_default();
    StepBar { from: height(from), to: height(to), text, look }
}
