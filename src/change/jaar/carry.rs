use rust_decimal::Decimal;

use super::JaarError;
use super::close::last_begroting;
use crate::calc::Totals;
use crate::change::wijziging::suggest_number;
use crate::model::{
    Amounts, Bedrag, Begroting, Edit, Id, Kolom, Kolomkop, Mutatie, Mutatieregel,
    MutatieregelField, Mutatiesoort, Nature, Order, Regel, Soort, Stadium, Status,
};

/// What is left of the lasten of a regel at the end of the last year with a rekening: its last
/// budget less its rekening and what was carried already, in euros. `None` where one of them is
/// unknown.
///
/// # Errors
/// A regel that is gone or no lasten, and a budget without a rekening.
pub fn unspent(
    begroting: &Begroting,
    totals: &Totals,
    regel: Id,
) -> Result<(u16, Option<Decimal>), JaarError> {
    let regel = lasten(begroting, regel)?;
    let jaar = year(begroting)?;
    let spent = regel.amounts.get(Kolom::new(jaar, Stadium::Rekening));
    let budget =
        last_begroting(&begroting.columns(), jaar).map(|kolom| totals.amount(regel, kolom));
    let next = Kolom::new(jaar.saturating_add(1), Stadium::Gewijzigd);
    let carrying = named(begroting, &overheveling_name(jaar)).into_iter();
    let carried: Decimal = carrying
        .flat_map(|mutatie| begroting.mutatieregels.of(mutatie.id))
        .filter(|line| line.regel == Some(regel.id))
        .filter_map(|line| line.amounts.get(next))
        .map(Bedrag::euro_or_zero)
        .sum();
    let left = match (budget, spent) {
        (Some(Some(Bedrag::Euro(budget))), Some(Bedrag::Euro(spent))) => {
            Some(budget - spent - carried)
        }
        _ => None,
    };
    Ok((jaar, left))
}

/// The begrotingswijzigingen of a year that change a regel and were never adopted.
pub fn in_the_making(begroting: &Begroting, jaar: u16, regel: Id) -> Vec<Id> {
    let gewijzigd = Kolom::new(jaar, Stadium::Gewijzigd);
    let is_open = |mutatie: &&Mutatie| {
        mutatie.soort == Mutatiesoort::Wijziging && mutatie.status == Status::InVoorbereiding
    };
    let touches = |mutatie: &&Mutatie| {
        let mut lines = begroting.mutatieregels.of(mutatie.id);
        lines.any(|line| line.regel == Some(regel) && line.amounts.get(gewijzigd).is_some())
    };
    begroting.mutaties.iter().filter(is_open).filter(touches).map(|mutatie| mutatie.id).collect()
}

/// The begrotingswijziging in the making that has this name.
pub fn named<'a>(begroting: &'a Begroting, name: &str) -> Option<&'a Mutatie> {
    begroting.mutaties.iter().find(|mutatie| {
        mutatie.soort == Mutatiesoort::Wijziging
            && mutatie.name == name
            && mutatie.status == Status::InVoorbereiding
    })
}

/// What the wijziging is called that carries what was not spent in a year.
pub fn overheveling_name(jaar: u16) -> String {
    format!("Budgetoverheveling {jaar} naar {}", jaar.saturating_add(1))
}

/// Where its cover is.
pub fn cover_of(jaar: u16) -> String {
    format!("resultaat {jaar}")
}

/// The column gewijzigd of the year after this one, and the edit that adds it where it is missing.
///
/// # Errors
/// No begroting of that year, and a column that is closed.
pub fn open_next(begroting: &Begroting, jaar: u16) -> Result<(Kolom, Option<Edit>), JaarError> {
    let next = jaar.saturating_add(1);
    let columns = begroting.columns();
    let gewijzigd = Kolom::new(next, Stadium::Gewijzigd);
    if begroting.is_closed(gewijzigd) {
        return Err(JaarError::Closed(gewijzigd));
    }
    last_begroting(&columns, next).ok_or(JaarError::NoNext(next))?;
    let column = || Edit::Insert(Kolomkop::new(gewijzigd, false).into());
    Ok((gewijzigd, (!columns.contains(&gewijzigd)).then(column)))
}

/// What a line carries; zero while it is empty.
///
/// # Errors
/// An amount that is not known.
pub fn carried_in(line: &Mutatieregel, gewijzigd: Kolom) -> Result<Decimal, JaarError> {
    match line.amounts.get(gewijzigd) {
        Some(Bedrag::Euro(euro)) => Ok(euro),
        None => Ok(Decimal::ZERO),
        Some(Bedrag::Pm) => Err(JaarError::CarriedPm),
    }
}

/// Carries unspent lasten to the next year (budgetoverheveling): a line of one begrotingswijziging
/// of that year, in the making, incidental and budget-neutral, with its cover from the result of
/// the year that is over. What is carried for several regels comes together in one wijziging.
///
/// # Errors
/// Nothing to carry or more than is left, no lasten, or no begroting of the next year.
pub fn carry(
    begroting: &Begroting,
    totals: &Totals,
    regel: Id,
    euro: Decimal,
    mut new_id: impl FnMut() -> Id,
) -> Result<Vec<Edit>, JaarError> {
    let regel = lasten(begroting, regel)?;
    if euro <= Decimal::ZERO {
        return Err(JaarError::NotPositive);
    }
    let (jaar, left) = unspent(begroting, totals, regel.id)?;
    if let Some(left) = left.filter(|left| euro > *left) {
        return Err(JaarError::TooMuch { jaar, left });
    }
    let (gewijzigd, column) = open_next(begroting, jaar)?;
    let mut edits: Vec<Edit> = column.into_iter().collect();
    let name = overheveling_name(jaar);
    let wijziging = match named(begroting, &name) {
        Some(there) => there.id,
        None => {
            let owner = begroting.path(regel.onderdeel).last().ok_or(JaarError::Gone)?;
            let mutatie =
                wijziging(begroting, new_id(), owner, name, (gewijzigd.jaar, Nature::Incidenteel));
            let id = mutatie.id;
            edits.push(Edit::Insert(mutatie.into()));
            id
        }
    };
    let cover = cover_of(jaar);
    let mut last = begroting.mutatieregels.of(wijziging).next_back().map(|line| line.order.clone());
    for (of, elders) in [(Some(regel.id), ""), (None, cover.as_str())] {
        let mut lines = begroting.mutatieregels.of(wijziging);
        if let Some(line) = lines.find(|line| line.regel == of && line.elders == elders) {
            let sum = carried_in(line, gewijzigd)? + euro;
            let field = MutatieregelField::Amount(gewijzigd, Some(Bedrag::Euro(sum)));
            edits.extend(begroting.set(line.id, field).map_err(|_| JaarError::Gone)?);
            continue;
        }
        let order = Order::after(last.as_ref());
        last = Some(order.clone());
        let line = Mutatieregel {
            elders: elders.to_owned(),
            amounts: Amounts::from_iter([(gewijzigd, Bedrag::Euro(euro))]),
            ..Mutatieregel::new(new_id(), wijziging, of, order)
        };
        edits.push(Edit::Insert(line.into()));
    }
    Ok(edits)
}

/// The last year with a rekening.
fn year(begroting: &Begroting) -> Result<u16, JaarError> {
    let columns = begroting.columns();
    let rekening = columns.iter().rfind(|kolom| kolom.stadium == Stadium::Rekening);
    rekening.map(|kolom| kolom.jaar).ok_or(JaarError::NoRekening(begroting.kop().jaar))
}

fn lasten(begroting: &Begroting, regel: Id) -> Result<&Regel, JaarError> {
    let regel = begroting.regels.get(regel).ok_or(JaarError::Gone)?;
    match regel.soort {
        Soort::Lasten => Ok(regel),
        other => Err(JaarError::NoLasten(regel.name.clone(), other.word())),
    }
}

/// A begrotingswijziging in the making that works from this year on: neutral where it is incidental,
/// for then it has its cover.
pub fn wijziging(
    begroting: &Begroting,
    id: Id,
    owner: Id,
    name: String,
    (jaar, nature): (u16, Nature),
) -> Mutatie {
    let last = begroting.mutaties.of(owner).next_back().map(|last| &last.order);
    let mut mutatie = Mutatie::new(id, owner, Mutatiesoort::Wijziging, name, Order::after(last));
    mutatie.code = suggest_number(begroting, Mutatiesoort::Wijziging);
    mutatie.start = Some(jaar);
    mutatie.nature = nature;
    mutatie.neutraal = nature == Nature::Incidenteel;
    mutatie
}
