//! Beginning a berap (bestuursrapportage), and what it proposes to change of the begroting.
//!
//! Nothing is changed here: each function gives the edits of one action, or says in Dutch why not.

use crate::calc::Totals;
use crate::calc::afwijking::{FORECASTS, verklaringen};
use crate::model::{
    Bedrag, Begroting, Edit, Id, Kolom, Kolomkop, Mutatie, Mutatieregel, Mutatiesoort, Nature,
    Order, Record, RegelField, Stadium, Status,
};

use super::wijziging::{self, WijzigingError};

/// Why a berap was not begun, or proposes nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BerapError {
    #[error("Berap 1 en Berap 2 van {0} zijn er al")]
    Both(u16),
    #[error("de begroting van {0} is er nog niet; zonder begroting is er niets om bij te stellen")]
    NoBudget(u16),
    #[error("er is nog geen berap van {0}; kies eerst ‘Berap beginnen’")]
    NoBerap(u16),
    #[error(
        "{berap} wijkt hier nergens af van de begroting gewijzigd; er is niets voor te stellen"
    )]
    Nothing { berap: String },
    #[error("‘{regel}’ heeft pm en daarmee geen bedrag om voor te stellen; vul een bedrag in")]
    Pm { regel: String },
    #[error("‘{name}’ staat al klaar; stel die vast, of verwijder haar en probeer het opnieuw")]
    Proposed { name: String },
    #[error(
        "{0} staat met eigen bedragen in dit bestand en volgt niet uit wijzigingen; een voorstel \
         zou daar niets aan veranderen"
    )]
    Stored(String),
    #[error(transparent)]
    Wijziging(#[from] WijzigingError),
}

/// The columns of the next berap of year t with what it needs beside it. The forecast begins as the
/// begroting gewijzigd: who expects no deviation types nothing, and sums compare from the first.
/// Realisatie and verplichtingen begin empty.
///
/// # Errors
/// Both beraps are there; there is no begroting of year t.
pub fn begin(begroting: &Begroting, totals: &Totals) -> Result<(Kolom, Vec<Edit>), BerapError> {
    let jaar = begroting.kop().jaar;
    let columns = begroting.columns();
    let gewijzigd = Kolom::new(jaar, Stadium::Gewijzigd);
    let berap = FORECASTS
        .map(|stadium| Kolom::new(jaar, stadium))
        .into_iter()
        .find(|kolom| !columns.contains(kolom))
        .ok_or(BerapError::Both(jaar))?;
    let needed = [
        gewijzigd,
        Kolom::new(jaar, Stadium::Realisatie),
        Kolom::new(jaar, Stadium::Verplichtingen),
        berap,
    ];
    if !columns.contains(&gewijzigd) && totals.base(gewijzigd).is_none() {
        return Err(BerapError::NoBudget(jaar));
    }
    let missing = needed.into_iter().filter(|kolom| !columns.contains(kolom));
    let mut edits: Vec<Edit> =
        missing.map(|kolom| Edit::Insert(Kolomkop::new(kolom, false).into())).collect();
    for regel in begroting.regels.iter() {
        let start = totals.amount(regel, gewijzigd);
        let set = begroting.set(regel.id, RegelField::Amount(berap, start));
        edits.extend(set.map_err(|_| WijzigingError::Gone)?);
    }
    Ok((berap, edits))
}

/// The last berap of year t.
pub fn latest(begroting: &Begroting) -> Option<Kolom> {
    let columns = begroting.columns();
    let of = |stadium| Kolom::new(begroting.kop().jaar, stadium);
    FORECASTS.map(of).into_iter().rfind(|kolom| columns.contains(kolom))
}

/// A begrotingswijziging in the making, with a line for each regel of the onderdeel and what lies
/// below it of which the last berap deviates from the begroting gewijzigd: adopted, it makes the
/// begroting the forecast. It is structureel or incidenteel where all components agree on that.
///
/// # Errors
/// Nothing deviates; it was proposed before; the begroting gewijzigd does not follow wijzigingen.
pub fn propose(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Id,
    mut new_id: impl FnMut() -> Id,
) -> Result<(String, Vec<Edit>), BerapError> {
    let jaar = begroting.kop().jaar;
    let berap = latest(begroting).ok_or(BerapError::NoBerap(jaar))?;
    let gewijzigd = Kolom::new(jaar, Stadium::Gewijzigd);
    let mut changes = Vec::new();
    let below = begroting.subtree(onderdeel);
    for regel in below.iter().flat_map(|id| begroting.regels.of(*id)) {
        let old = totals.amount(regel, gewijzigd);
        match (old, regel.amounts.get(berap)) {
            (_, None) | (Some(Bedrag::Pm), Some(Bedrag::Pm)) => {}
            (old, Some(new)) if old == Some(Bedrag::Pm) || new == Bedrag::Pm => {
                return Err(BerapError::Pm { regel: begroting.title_of(regel) });
            }
            (old, Some(new)) => {
                let change =
                    new.euro_or_zero() - old.map_or_else(Default::default, Bedrag::euro_or_zero);
                if !change.is_zero() {
                    changes.push((regel.id, Bedrag::Euro(change)));
                }
            }
        }
    }
    let name = format!("Bijstelling uit {}", berap.title());
    if changes.is_empty() {
        return Err(BerapError::Nothing { berap: berap.title() });
    }
    if totals.base(gewijzigd).is_none() {
        return Err(BerapError::Stored(gewijzigd.title()));
    }
    let is_same = |m: &Mutatie| m.name == name && !m.is_adopted() && m.status != Status::Vervallen;
    if begroting.mutaties.of(onderdeel).any(is_same) {
        return Err(BerapError::Proposed { name });
    }
    let id = new_id();
    let mut edits = wijziging::add(begroting, id, onderdeel, Mutatiesoort::Wijziging, &name)?;
    for edit in &mut edits {
        if let Edit::Insert(Record::Mutatie(mutatie)) = edit {
            mutatie.nature = agreed(begroting, onderdeel, gewijzigd, berap);
        }
    }
    let mut last: Option<Order> = None;
    for (regel, bedrag) in changes {
        let order = Order::after(last.as_ref());
        last = Some(order.clone());
        let line = Mutatieregel {
            amounts: [(gewijzigd, bedrag)].into_iter().collect(),
            ..Mutatieregel::new(new_id(), id, Some(regel), order)
        };
        edits.push(Edit::Insert(line.into()));
    }
    Ok((name, edits))
}

fn agreed(begroting: &Begroting, onderdeel: Id, van: Kolom, naar: Kolom) -> Nature {
    let mut natures = verklaringen(begroting, onderdeel, (van, naar)).map(|v| v.nature);
    let first = natures.next().unwrap_or_default();
    if natures.all(|nature| nature == first) { first } else { Nature::default() }
}
