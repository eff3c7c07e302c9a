//! A scenario that is decided: the measures that count in it become one begrotingswijziging.
//!
//! Nothing is changed here: the edits of one action, or in Dutch why not.

use super::wijziging::{self, WijzigingError};
use crate::calc::Tekort;
use crate::model::{
    Aard, Amounts, Bedrag, Begroting, Edit, Id, Kolom, Kolomkop, Mutatie, MutatieField,
    Mutatieregel, Mutatiesoort, Nature, Order, Pakketsoort, Record, Regel, Soort, Stadium, Status,
};

/// Why a scenario does not become a wijziging.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BesluitError {
    #[error("dit plan bestaat niet meer")]
    Gone,
    #[error("geen maatregel die meetelt heeft een bedrag vanaf {0}; er is niets te besluiten")]
    Nothing(u16),
    #[error("‘{measure}’ staat al in {wijziging}; verwijder die, of zet de maatregel hier uit")]
    Decided { measure: String, wijziging: String },
    #[error(transparent)]
    Wijziging(#[from] WijzigingError),
}

/// What a decision brings.
#[derive(Clone, Debug)]
pub struct Besluit {
    pub wijziging: Id,
    pub edits: Vec<Edit>,
    /// Measures that count and are pm somewhere: they are not in the wijziging there.
    pub pm: Vec<Id>,
    /// The regels that had to be made for it.
    pub new_regels: Vec<Id>,
}

/// A begrotingswijziging in the making with a line for each measure that counts, in every year from
/// year t of which the column is open. A measure works on the only regel of its onderdeel of the
/// soort that it is about (baten of what others grant, else lasten); where there is none or more, on
/// a new regel with the name of the plan.
///
/// # Errors
/// No measure has an amount, or one was decided before.
pub fn decide(
    begroting: &Begroting,
    tekort: &Tekort,
    name: &str,
    mut new_id: impl FnMut() -> Id,
) -> Result<Besluit, BesluitError> {
    let plan = begroting.plannen.get(tekort.plan).ok_or(BesluitError::Gone)?;
    let jaar = begroting.kop().jaar;
    let places: Vec<(usize, Kolom)> = tekort
        .kolommen
        .iter()
        .enumerate()
        .filter(|(_, kolom)| kolom.jaar >= jaar && !begroting.is_closed(**kolom))
        .map(|(at, kolom)| (at, Kolom::new(kolom.jaar, Stadium::Gewijzigd)))
        .collect();
    let wijziging = new_id();
    let mut lines = Lines {
        begroting,
        wijziging,
        plan: &plan.name,
        order: None,
        regels: Vec::new(),
        edits: Vec::new(),
    };
    let (mut pm, mut used) = (Vec::new(), Vec::new());
    for (pakket, row) in tekort.maatregelen().filter(|(_, row)| row.telt) {
        let cells =
            places.iter().filter_map(|(at, kolom)| Some((*kolom, (*row.bedragen.get(*at)?)?)));
        let cells: Vec<(Kolom, Bedrag)> = cells.collect();
        if cells.iter().any(|(_, bedrag)| *bedrag == Bedrag::Pm) {
            pm.push(row.mutatie.id);
        }
        let euros = cells.into_iter().filter(|(_, bedrag)| !bedrag.euro_or_zero().is_zero());
        let euros: Vec<(Kolom, Bedrag)> = euros.collect();
        if euros.is_empty() {
            continue;
        }
        if let Some(before) = decided(begroting, row.mutatie.id) {
            return Err(BesluitError::Decided {
                measure: row.mutatie.title(),
                wijziging: crate::calc::wijziging::called(before),
            });
        }
        used.extend(euros.iter().map(|(kolom, _)| *kolom));
        lines.add(&row.mutatie, pakket.soort, euros, &mut new_id);
    }
    if used.is_empty() {
        return Err(BesluitError::Nothing(jaar));
    }
    used.sort_unstable();
    used.dedup();
    let mut edits: Vec<Edit> = used
        .into_iter()
        .filter(|kolom| !begroting.kolommen.contains(Kolomkop::id_of(*kolom)))
        .map(|kolom| Edit::Insert(Kolomkop::new(kolom, false).into()))
        .collect();
    let made = wijziging::add(begroting, wijziging, plan.onderdeel, Mutatiesoort::Wijziging, name)?;
    edits.extend(made.into_iter().filter_map(|edit| match edit {
        Edit::Insert(Record::Mutatie(mutatie)) => {
            let mutatie = mutatie
                .with(MutatieField::Aard(Aard::Bezuiniging))
                .with(MutatieField::Nature(Nature::Structureel));
            Some(Edit::Insert(mutatie.into()))
        }
        // The columns are there by now.
        _ => None,
    }));
    let new_regels = lines.edits.iter().filter_map(|edit| match edit {
        Edit::Insert(Record::Regel(regel)) => Some(regel.id),
        _ => None,
    });
    let new_regels = new_regels.collect();
    edits.extend(lines.edits);
    Ok(Besluit { wijziging, edits, pm, new_regels })
}

/// The wijziging that carries a measure out already.
fn decided(begroting: &Begroting, measure: Id) -> Option<&Mutatie> {
    let lines = begroting.mutatieregels.iter().filter(|line| line.maatregel == Some(measure));
    let mut decisions = lines.filter_map(|line| begroting.mutaties.get(line.mutatie));
    decisions.find(|decision| decision.status != Status::Vervallen)
}

/// The lines of the wijziging, and the regels that they need.
struct Lines<'a> {
    begroting: &'a Begroting,
    wijziging: Id,
    plan: &'a str,
    order: Option<Order>,
    /// Made for it, by onderdeel and soort.
    regels: Vec<(Id, Soort, Id)>,
    edits: Vec<Edit>,
}

impl Lines<'_> {
    fn add(
        &mut self,
        measure: &Mutatie,
        soort: Pakketsoort,
        cells: Vec<(Kolom, Bedrag)>,
        new_id: &mut impl FnMut() -> Id,
    ) {
        let soort = if soort == Pakketsoort::Inkomsten { Soort::Baten } else { Soort::Lasten };
        let regel = self.regel(measure.onderdeel, soort, new_id);
        // A voordeel is more baten, or fewer lasten.
        let change = |bedrag: Bedrag| match soort {
            Soort::Lasten => Bedrag::Euro(-bedrag.euro_or_zero()),
            _ => bedrag,
        };
        let amounts: Amounts =
            cells.into_iter().map(|(kolom, bedrag)| (kolom, change(bedrag))).collect();
        let order = Order::after(self.order.as_ref());
        self.order = Some(order.clone());
        let line = Mutatieregel {
            maatregel: Some(measure.id),
            amounts,
            ..Mutatieregel::new(new_id(), self.wijziging, Some(regel), order)
        };
        self.edits.push(Edit::Insert(line.into()));
    }

    fn regel(&mut self, onderdeel: Id, soort: Soort, new_id: &mut impl FnMut() -> Id) -> Id {
        let there = self.begroting.regels.of(onderdeel);
        let mut fitting = there.filter(|regel| regel.soort == soort && !regel.stelpost);
        if let (Some(only), None) = (fitting.next(), fitting.next()) {
            return only.id;
        }
        let made = self.regels.iter().find(|(of, kind, _)| (*of, *kind) == (onderdeel, soort));
        if let Some((_, _, id)) = made {
            return *id;
        }
        let id = new_id();
        let last = self.begroting.regels.of(onderdeel).next_back().map(|last| &last.order);
        let regel = Regel {
            id,
            onderdeel,
            name: self.plan.to_owned(),
            soort,
            nature: Nature::Structureel,
            stelpost: false,
            category: None,
            reserve: None,
            order: Order::after(last),
            amounts: Amounts::default(),
        };
        self.edits.push(Edit::Insert(regel.into()));
        self.regels.push((onderdeel, soort, id));
        id
    }
}
