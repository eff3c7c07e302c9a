//! Which rows the list of wijzigingen has: from primitief, by one row per decision, to gewijzigd.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::calc::wijziging::{Breach, Stand, Standen, breaches, effect, standen, touches};
use crate::calc::{Total, Totals};
use crate::change::Document;
use crate::display::Notation;
use crate::model::{Begroting, Id, Kolom, Maat, Mutatie, Mutatiesoort, Order, Stadium, Status};
use crate::ui::grid::{Column, Head};
use crate::ui::page::shape::STICKY;
use crate::ui::theme::size;

/// The figures that a wijziging changes, of which the list shows effect and stand.
const MATEN: [Maat; 3] = [Maat::Lasten, Maat::Baten, Maat::Resultaat];

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// The budget before any decision.
    Start(Kolom),
    Group(Group),
    Wijziging(Id),
}

/// What is in the making sits apart from what was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    Adopted,
    Pending,
    /// Transfers, movements of reserves and cover: they explain and change nothing.
    Others,
    Lapsed,
}

impl Group {
    fn of(mutatie: &Mutatie) -> Group {
        match (mutatie.soort, mutatie.status) {
            (_, Status::Vervallen) => Group::Lapsed,
            (Mutatiesoort::Wijziging, _) if mutatie.is_adopted() => Group::Adopted,
            (Mutatiesoort::Wijziging, _) => Group::Pending,
            _ => Group::Others,
        }
    }

    pub const fn title(self) -> &'static str {
        match self {
            Group::Adopted => "Vastgesteld",
            Group::Pending => "In voorbereiding",
            Group::Others => "Verschuivingen en dekking",
            Group::Lapsed => "Vervallen",
        }
    }

    pub const fn explanation(self) -> &'static str {
        match self {
            Group::Adopted => "Primitief met wat is vastgesteld: de begroting zoals zij nu is",
            Group::Pending => "Telt pas mee als het is vastgesteld",
            Group::Others => {
                "Verschuivingen tussen taakvelden, reserves en dekking elders: een toelichting op \
                 bedragen die er al staan"
            }
            Group::Lapsed => "Telt niet meer mee",
        }
    }
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Code,
    Name,
    Status,
    Date,
    Effect(Maat),
    Stand(Maat),
    Orgaan,
    Besluit,
    Neutraal,
    Aard,
    Nature,
    Soort,
}

pub(super) struct Row {
    pub of: Of,
    /// The row of its group.
    pub parent: Option<usize>,
    pub effect: Option<Total>,
    /// Gewijzigd after it.
    pub stand: Option<Total>,
    /// The rules that it breaks, in words.
    pub broken: Vec<String>,
    /// What its cells show, from when the row was first seen.
    pub texts: OnceCell<Box<[String]>>,
}

impl Row {
    fn new(of: Of) -> Row {
        let (parent, effect, stand) = (None, None, None);
        Row { of, parent, effect, stand, broken: Vec::new(), texts: OnceCell::new() }
    }

    pub fn key(&self) -> u64 {
        match self.of {
            Of::Start(_) => 1 << 63,
            Of::Group(group) => 1 << 63 | (group as u64 + 1),
            Of::Wijziging(id) => id.bits(),
        }
    }
}

/// Rows and columns of the list, made once per version of the budget.
pub(in crate::ui::page) struct ListShape {
    pub onderdeel: Id,
    pub notation: Notation,
    pub(super) rows: Vec<Row>,
    pub(super) places: Vec<Place>,
    pub(super) head: Head,
}

impl ListShape {
    /// `None` where the onderdeel is gone.
    pub fn new(
        document: &Document,
        (onderdeel, notation): (Id, Notation),
        version: u64,
    ) -> Option<ListShape> {
        let begroting = document.begroting();
        let of = begroting.onderdelen.get(onderdeel)?;
        let kolom = Kolom::new(begroting.kop().jaar, Stadium::Gewijzigd);
        let (places, columns) = columns(notation, kolom);
        let name = format!("Wijzigingen van {} {}, {}", of.code, of.name, notation.label());
        Some(ListShape {
            onderdeel,
            notation,
            rows: rows(begroting, document.totals(), onderdeel, kolom, notation),
            places,
            head: Head { name, version, columns, sticky: STICKY },
        })
    }

    pub fn row_of(&self, wijziging: Id) -> Option<usize> {
        self.rows.iter().position(|row| row.of == Of::Wijziging(wijziging))
    }

    pub fn wijziging_at(&self, row: usize) -> Option<Id> {
        match self.rows.get(row)?.of {
            Of::Wijziging(id) => Some(id),
            Of::Start(_) | Of::Group(_) => None,
        }
    }

    /// Where an adviser begins: the first of the onderdeel itself, or else the first.
    pub fn first(&self, begroting: &Begroting) -> Option<Id> {
        let all = || (0..self.rows.len()).filter_map(|row| self.wijziging_at(row));
        let is_own =
            |id: &Id| begroting.mutaties.get(*id).is_some_and(|m| m.onderdeel == self.onderdeel);
        all().find(is_own).or_else(|| all().next())
    }
}

fn columns(notation: Notation, kolom: Kolom) -> (Vec<Place>, Vec<Column>) {
    let width = size::column_amount(notation.unit);
    let figures = |maat: Maat, group: &str| {
        let mut title = maat.word().to_owned();
        if let Some(first) = title.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        Column::figures(title, width).under(group)
    };
    let effect = format!("Effect op {} gewijzigd", kolom.jaar);
    let stand = format!("{} gewijzigd na besluit", kolom.jaar);
    let word = |title: &str| Column::text(title, size::COLUMN_WORD);
    let mut all = vec![
        (Place::Code, Column::text("Nr.", size::COLUMN_START)),
        (Place::Name, Column::text("Wijziging", size::COLUMN_CONSEQUENCE).growing()),
        (Place::Date, Column::text("Datum", size::COLUMN_DATE)),
        (Place::Orgaan, Column::text("Orgaan", size::COLUMN_SOORT)),
        (Place::Besluit, word("Besluit")),
    ];
    all.extend(MATEN.map(|maat| (Place::Effect(maat), figures(maat, &effect))));
    all.extend(MATEN.map(|maat| (Place::Stand(maat), figures(maat, &stand))));
    all.extend([
        (Place::Neutraal, Column::text("Neutraal", size::COLUMN_SOORT)),
        (Place::Aard, word("Aard")),
        (Place::Nature, word("Duur")),
        (Place::Status, word("Status")),
        (Place::Soort, Column::text("Soort", size::COLUMN_CONSEQUENCE)),
    ]);
    all.into_iter().unzip()
}

/// The mutaties with lines that are of the onderdeel or of what lies below it, or change a regel
/// there.
///
/// Looks at every mutatie, and not at every onderdeel: there are far fewer of them.
fn wijzigingen_of(begroting: &Begroting, onderdeel: Id) -> Vec<&Mutatie> {
    let is_of = |mutatie: &&Mutatie| {
        mutatie.soort != Mutatiesoort::Maatregel
            && (begroting.path(mutatie.onderdeel).any(|id| id == onderdeel)
                || begroting
                    .mutatieregels
                    .of(mutatie.id)
                    .any(|line| touches(begroting, line, onderdeel)))
    };
    begroting.mutaties.iter().filter(is_of).collect()
}

fn rows(
    begroting: &Begroting,
    totals: &Totals,
    onderdeel: Id,
    kolom: Kolom,
    notation: Notation,
) -> Vec<Row> {
    let found = standen(begroting, totals, onderdeel, kolom);
    let stand_of = stands(found.as_ref());
    let mut all = wijzigingen_of(begroting, onderdeel);
    // The stand runs by date; what has none comes after that, those of the onderdeel itself first.
    let place = |mutatie: &Mutatie| match stand_of.get(&mutatie.id) {
        Some((at, _)) if mutatie.is_adopted() => *at,
        _ => usize::MAX,
    };
    all.sort_by_cached_key(|m| {
        let order: (bool, Order) = (m.onderdeel != onderdeel, m.order.clone());
        (Group::of(m), place(m), order, m.id)
    });
    let mut rows = Vec::new();
    if let (Some(found), Some(base)) = (&found, totals.base(kolom)) {
        rows.push(Row { stand: Some(found.start), ..Row::new(Of::Start(base)) });
    }
    let mut group: Option<(Group, usize)> = None;
    if found.is_some() {
        // Also where nothing was adopted: this is the budget as it is now.
        group = Some((Group::Adopted, rows.len()));
        rows.push(group_row(Group::Adopted, found.as_ref()));
    }
    for mutatie in all {
        let own = Group::of(mutatie);
        let parent = match group {
            Some((last, at)) if last == own => at,
            _ => {
                rows.push(group_row(own, found.as_ref()));
                rows.len() - 1
            }
        };
        group = Some((own, parent));
        let stand = stand_of.get(&mutatie.id).map(|(_, stand)| stand);
        let has_lines = || {
            let mut lines = begroting.mutatieregels.of(mutatie.id);
            lines.any(|line| line.amounts.get(kolom).is_some())
        };
        let effect = match stand {
            Some(stand) => Some(stand.effect),
            None => has_lines().then(|| effect(begroting, mutatie, onderdeel, kolom)),
        };
        let broken = breaches(begroting, mutatie);
        let words = |breach: &Breach| breach.clause(begroting, notation.unit);
        rows.push(Row {
            parent: Some(parent),
            effect,
            stand: stand.map(|stand| stand.after),
            broken: broken.iter().map(words).collect(),
            ..Row::new(Of::Wijziging(mutatie.id))
        });
    }
    rows
}

/// What all of a group change together; of the adopted ones with the budget as it is now.
fn group_row(group: Group, standen: Option<&Standen>) -> Row {
    let sum = |stands: &[Stand]| {
        let mut sum = Total::default();
        stands.iter().for_each(|stand| sum += stand.effect);
        sum
    };
    let row = Row::new(Of::Group(group));
    match (group, standen) {
        (Group::Adopted, Some(standen)) => {
            let effect = sum(&standen.adopted);
            let mut stand = standen.start;
            stand += effect;
            Row { effect: Some(effect), stand: Some(stand), ..row }
        }
        (Group::Pending, Some(standen)) => Row { effect: Some(sum(&standen.pending)), ..row },
        _ => row,
    }
}

/// Place in the order of decisions and stand, by wijziging.
fn stands(standen: Option<&Standen>) -> HashMap<Id, (usize, Stand)> {
    let all =
        standen.into_iter().flat_map(|standen| standen.adopted.iter().chain(&standen.pending));
    all.enumerate().map(|(at, stand)| (stand.mutatie, (at, *stand))).collect()
}
