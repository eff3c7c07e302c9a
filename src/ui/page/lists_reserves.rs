//! The reserves in the list of the grid: their columns, and what stands in a cell.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::lists_table::{ListTable, Place};
use crate::calc::Reservejaar;
use crate::display::Side;
use crate::model::{Bedrag, Id, Kolom, Reserve};
use crate::ui::grid::Column;
use crate::ui::theme::size;

/// The balance that is known, and per year what comes in, what goes out and what is left.
pub(super) fn columns(reserves: &HashMap<Id, Vec<Reservejaar>>) -> (Vec<Place>, Vec<Column>) {
    let mut years: Vec<Kolom> = reserves.values().flatten().map(|year| year.kolom).collect();
    years.sort_unstable();
    years.dedup();
    let mut all = vec![
        (Place::Name, Column::text("Reserve", size::COLUMN_MEASURE).growing()),
        (Place::Jaar, Column::text("Begin", size::COLUMN_START)),
        (Place::Opening, Column::figures("Stand 1 januari", size::COLUMN_STADIUM)),
    ];
    for kolom in years {
        let figures = |title: &str| Column::figures(title, size::COLUMN_SOORT).under(kolom.title());
        all.extend([
            (Place::In(kolom.jaar), figures("Erbij")),
            (Place::Out(kolom.jaar), figures("Eraf")),
            (Place::Closing(kolom.jaar), figures("Stand")),
        ]);
    }
    all.into_iter().unzip()
}

fn known(euro: Option<Decimal>) -> Bedrag {
    euro.map_or(Bedrag::Pm, Bedrag::Euro)
}

impl ListTable<'_> {
    /// The year of a reserve that a cell is about.
    fn reservejaar(&self, id: Id, place: Place) -> Option<&Reservejaar> {
        let (Place::In(jaar) | Place::Out(jaar) | Place::Closing(jaar)) = place else {
            return None;
        };
        self.shape.reserves.get(&id)?.iter().find(|year| year.kolom.jaar == jaar)
    }

    /// What a cell of a reserve says; its exact amount where it has one.
    pub(super) fn of_reserve(&self, reserve: &Reserve, place: Place) -> (String, Option<Bedrag>) {
        let year = self.reservejaar(reserve.id, place);
        let bedrag = match place {
            Place::Name => return (reserve.name.clone(), None),
            Place::Jaar => return (reserve.jaar.to_string(), None),
            Place::Opening => Some(reserve.opening),
            Place::In(_) => year.map(|year| known(year.toevoegingen)),
            Place::Out(_) => year.map(|year| known(year.onttrekkingen)),
            Place::Closing(_) => year.map(|year| known(year.closing)),
            _ => None,
        };
        (self.notation().show_cell(bedrag, Side::Saldo), bedrag)
    }

    /// What a figure of a reserve follows from.
    pub(super) fn explain_reserve(&self, row: usize, col: usize) -> Option<String> {
        let (id, place) = self.at(row, col)?;
        let year = self.reservejaar(id, place)?;
        let what = match place {
            Place::In(_) => "De regels toevoeging van deze reserve",
            Place::Out(_) => "De regels onttrekking van deze reserve",
            _ => "Stand 1 januari + erbij - eraf",
        };
        Some(format!("{what}: {}", year.kolom.title()))
    }
}
