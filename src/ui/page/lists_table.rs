//! The lists of a page as one table of the grid: indicators with their figures, verbonden partijen,
//! activities. Every row is a record, every column a field of it or a figure of a year.

use std::borrow::Cow;
use std::collections::HashMap;

use rust_decimal::Decimal;

use super::{lists_change, lists_reserves};
use crate::calc::{Reservejaar, reservejaren, verloop};
use crate::change::Document;
use crate::display::{Gemeten, Notation, Side, show_meting};
use crate::model::{
    Activiteit, Bedrag, Begroting, Id, Indicator, Indicatorsoort, Kolom, Meting, Order, Partij,
    Record, Reserve, Richting, Stadium,
};
use crate::ui::grid::{Action, CellChange, CellView, Column, Head, Refusal, RowView, Table, Tone};
use crate::ui::theme::size;
use crate::ui::view::Tab;
use crate::ui::wish::Wish;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Name,
    Soort,
    Unit,
    Meting(Kolom),
    Richting,
    Note,
    Role,
    Realised,
    Status,
    /// The year of the known balance of a reserve, and that balance.
    Jaar,
    Opening,
    /// What comes into a reserve in a year, what goes out, and what there is at the end.
    In(u16),
    Out(u16),
    Closing(u16),
}

/// What a list is of, and how it is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ListAsked {
    pub onderdeel: Id,
    pub tab: Tab,
    pub notation: Notation,
}

/// Rows and columns of a list, made once per version of the budget.
pub(super) struct ListShape {
    pub asked: ListAsked,
    rows: Vec<Id>,
    pub places: Vec<Place>,
    /// The course of each reserve.
    pub reserves: HashMap<Id, Vec<Reservejaar>>,
    head: Head,
}

impl ListShape {
    /// `None` where the onderdeel is gone.
    pub fn new(document: &Document, asked: ListAsked, version: u64) -> Option<ListShape> {
        let ListAsked { onderdeel, tab, .. } = asked;
        let begroting = document.begroting();
        let of = begroting.onderdelen.get(onderdeel)?;
        let rows = match tab {
            Tab::Indicatoren => {
                let mut all: Vec<&Indicator> = begroting.indicatoren.of(onderdeel).collect();
                all.sort_by_key(|indicator| indicator.soort);
                all.iter().map(|indicator| indicator.id).collect()
            }
            Tab::Partijen => begroting.partijen.ids_of(Some(onderdeel)).to_vec(),
            Tab::Reserves => begroting.reserves.ids_of(None).to_vec(),
            _ => begroting.activiteiten.ids_of(Some(onderdeel)).to_vec(),
        };
        let reserves: HashMap<Id, Vec<Reservejaar>> = match tab {
            Tab::Reserves => {
                let years = reservejaren(begroting, document.totals());
                let course = |id: &Id| verloop(begroting, document.totals(), *id, &years);
                rows.iter().map(|id| (*id, course(id))).collect()
            }
            _ => HashMap::new(),
        };
        let (places, columns) = match tab {
            Tab::Reserves => lists_reserves::columns(&reserves),
            _ => columns(begroting, onderdeel, tab),
        };
        let name = format!("{} van {} {}", title(tab), of.code, of.name);
        let head = Head { name, version, columns, sticky: 1 };
        Some(ListShape { asked, rows, places, reserves, head })
    }

    pub fn row_of(&self, entry: Id) -> Option<usize> {
        self.rows.iter().position(|id| *id == entry)
    }

    pub fn entry_at(&self, row: usize) -> Option<Id> {
        self.rows.get(row).copied()
    }
}

/// The words above the table.
pub(super) fn title(tab: Tab) -> &'static str {
    match tab {
        Tab::Indicatoren => "Indicatoren",
        Tab::Partijen => "Verbonden partijen",
        Tab::Reserves => "Reserves",
        Tab::Afwijkingen => "Afwijkingen",
        _ => "Activiteiten",
    }
}

/// A new entry, last in its list.
pub(super) fn new_entry(begroting: &Begroting, onderdeel: Id, tab: Tab, id: Id) -> Record {
    let after = |last: Option<&Order>| Order::after(last);
    match tab {
        Tab::Indicatoren => {
            let last = begroting.indicatoren.of(onderdeel).next_back();
            Record::Indicator(Indicator {
                id,
                onderdeel,
                soort: Indicatorsoort::default(),
                name: "Nieuwe indicator".into(),
                unit: String::new(),
                richting: Richting::default(),
                note: String::new(),
                order: after(last.map(|last| &last.order)),
            })
        }
        Tab::Partijen => {
            let last = begroting.partijen.of(onderdeel).next_back();
            Record::Partij(Partij {
                id,
                onderdeel,
                name: "Nieuwe partij".into(),
                role: String::new(),
                order: after(last.map(|last| &last.order)),
            })
        }
        Tab::Reserves => {
            let last = begroting.reserves.top().next_back();
            Record::Reserve(Reserve {
                id,
                name: "Nieuwe reserve".into(),
                jaar: begroting.kop().jaar,
                opening: Bedrag::Pm,
                order: after(last.map(|last| &last.order)),
            })
        }
        _ => {
            let last = begroting.activiteiten.of(onderdeel).next_back();
            Record::Activiteit(Activiteit {
                id,
                onderdeel,
                planned: "Nieuwe activiteit".into(),
                realised: String::new(),
                status: String::new(),
                order: after(last.map(|last| &last.order)),
            })
        }
    }
}

fn columns(begroting: &Begroting, onderdeel: Id, tab: Tab) -> (Vec<Place>, Vec<Column>) {
    let words = |title: &str| Column::text(title, size::COLUMN_MEASURE).growing();
    let mut all = match tab {
        Tab::Indicatoren => vec![
            (Place::Name, words("Indicator")),
            (Place::Unit, Column::text("Eenheid", size::COLUMN_WORD)),
        ],
        Tab::Partijen => vec![(Place::Name, words("Naam")), (Place::Role, words("Rol"))],
        _ => vec![
            (Place::Name, words("Gepland")),
            (Place::Realised, words("Gerealiseerd")),
            (Place::Status, Column::text("Status", size::COLUMN_WORD)),
        ],
    };
    if tab == Tab::Indicatoren {
        let figures =
            |kolom| (Place::Meting(kolom), Column::figures(kop(kolom), size::COLUMN_METING));
        all.extend(kolommen(begroting, onderdeel).into_iter().map(figures));
        all.extend([
            (Place::Richting, Column::text("Gewenst", size::COLUMN_WORD)),
            (Place::Soort, Column::text("Soort", size::COLUMN_WORD)),
            (Place::Note, Column::text("Opmerking", size::COLUMN_CONSEQUENCE)),
        ]);
    }
    all.into_iter().unzip()
}

/// "Werkelijk 2018" for what was measured, "Begroting 2019" for what is aimed at.
pub(super) fn kop(kolom: Kolom) -> String {
    match kolom.stadium {
        Stadium::Rekening => format!("Werkelijk {}", kolom.jaar),
        Stadium::Raming | Stadium::Begroting => format!("Begroting {}", kolom.jaar),
        _ => kolom.title(),
    }
}

/// What a jaarverslag of year t prints, and every other column with a figure.
fn kolommen(begroting: &Begroting, onderdeel: Id) -> Vec<Kolom> {
    let jaar = begroting.kop().jaar;
    let mut kolommen = vec![
        Kolom::new(jaar.saturating_sub(1), Stadium::Rekening),
        Kolom::new(jaar, Stadium::Begroting),
        Kolom::new(jaar, Stadium::Rekening),
        Kolom::new(jaar.saturating_add(1), Stadium::Begroting),
    ];
    for indicator in begroting.indicatoren.of(onderdeel) {
        kolommen.extend(begroting.metingen.of(indicator.id).map(|meting| meting.kolom));
    }
    kolommen.sort_unstable();
    kolommen.dedup();
    kolommen
}

/// The figure of an indicator in a column.
pub(super) fn meting(begroting: &Begroting, indicator: Id, kolom: Kolom) -> Option<&Meting> {
    begroting.metingen.of(indicator).find(|meting| meting.kolom == kolom)
}

/// Rows of a list; edits become wishes.
pub(super) struct ListTable<'a> {
    pub document: &'a Document,
    pub shape: &'a ListShape,
    pub wishes: &'a mut Vec<Wish>,
}

impl ListTable<'_> {
    pub fn at(&self, row: usize, col: usize) -> Option<(Id, Place)> {
        Some((self.shape.entry_at(row)?, *self.shape.places.get(col)?))
    }

    pub fn notation(&self) -> Notation {
        self.shape.asked.notation
    }

    fn meting(&self, row: usize, col: usize) -> Option<(&Indicator, &Meting)> {
        let (id, Place::Meting(kolom)) = self.at(row, col)? else { return None };
        let begroting = self.document.begroting();
        Some((begroting.indicatoren.get(id)?, meting(begroting, id, kolom)?))
    }

    fn text(&self, row: usize, col: usize) -> Option<Cow<'_, str>> {
        let (id, place) = self.at(row, col)?;
        let begroting = self.document.begroting();
        if let Some(reserve) = begroting.reserves.get(id) {
            return Some(self.of_reserve(reserve, place).0.into());
        }
        if let Some(indicator) = begroting.indicatoren.get(id) {
            return Some(match place {
                Place::Name => indicator.name.as_str().into(),
                Place::Soort => indicator.soort.word().into(),
                Place::Unit => indicator.unit.as_str().into(),
                Place::Richting if indicator.richting == Richting::NietVermeld => "".into(),
                Place::Richting => indicator.richting.word().into(),
                Place::Note => indicator.note.as_str().into(),
                Place::Meting(kolom) => meting(begroting, id, kolom)
                    .map(|meting| show_meting(&Gemeten::from(meting), &indicator.unit))
                    .unwrap_or_default()
                    .into(),
                _ => return None,
            });
        }
        if let Some(partij) = begroting.partijen.get(id) {
            return match place {
                Place::Name => Some(partij.name.as_str().into()),
                Place::Role => Some(partij.role.as_str().into()),
                _ => None,
            };
        }
        let activiteit = begroting.activiteiten.get(id)?;
        match place {
            Place::Name => Some(activiteit.planned.as_str().into()),
            Place::Realised => Some(activiteit.realised.as_str().into()),
            Place::Status => Some(activiteit.status.as_str().into()),
            _ => None,
        }
    }
}

impl Table for ListTable<'_> {
    fn head(&self) -> &Head {
        &self.shape.head
    }

    fn row_count(&self) -> usize {
        self.shape.rows.len()
    }

    fn row_key(&self, row: usize) -> u64 {
        self.shape.entry_at(row).map_or(0, Id::bits)
    }

    fn row(&self, _row: usize) -> RowView {
        RowView::default()
    }

    fn row_name(&self, row: usize) -> String {
        self.text(row, 0).unwrap_or_default().into_owned()
    }

    fn cell(&self, row: usize, col: usize) -> CellView<'_> {
        let Some(text) = self.text(row, col) else {
            return CellView::fixed("", "bestaat niet");
        };
        if let Some((_, Place::In(_) | Place::Out(_) | Place::Closing(_))) = self.at(row, col) {
            return CellView::fixed(text, "volgt uit de regels van deze reserve");
        }
        // Words in the place of a figure are weaker than a figure.
        let is_words = self.meting(row, col).is_some_and(|(_, meting)| meting.value.is_none());
        CellView::editable(text).toned(if is_words { Tone::Weak } else { Tone::Normal })
    }

    fn edit_text(&self, row: usize, col: usize) -> String {
        if let Some((id, Place::Opening)) = self.at(row, col)
            && let Some(reserve) = self.document.begroting().reserves.get(id)
        {
            return self.notation().exact_cell(Some(reserve.opening), Side::Saldo);
        }
        self.text(row, col).unwrap_or_default().into_owned()
    }

    fn amount(&self, row: usize, col: usize) -> Option<Decimal> {
        let (id, place) = self.at(row, col)?;
        let reserve = self.document.begroting().reserves.get(id);
        match reserve.and_then(|reserve| self.of_reserve(reserve, place).1) {
            Some(Bedrag::Euro(euro)) => Some(euro),
            _ => self.meting(row, col)?.1.value,
        }
    }

    fn explain(&self, row: usize, col: usize) -> Option<String> {
        if let Some(told) = self.explain_reserve(row, col) {
            return Some(told);
        }
        let Some((indicator, meting)) = self.meting(row, col) else {
            let text = self.text(row, col)?;
            return (!text.is_empty()).then(|| text.into_owned());
        };
        let unit = if meting.unit.is_empty() { &indicator.unit } else { &meting.unit };
        let jaar = meting.peiljaar.map(|jaar| format!("peiljaar {jaar}")).unwrap_or_default();
        let told: Vec<&str> = [unit, &jaar, &meting.text]
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        (!told.is_empty()).then(|| told.join(" · "))
    }

    fn choices(&self, row: usize, col: usize) -> Vec<String> {
        let words: Vec<&str> = match self.at(row, col) {
            Some((_, Place::Soort)) => Indicatorsoort::ALL.iter().map(|s| s.word()).collect(),
            Some((_, Place::Richting)) => Richting::ALL.iter().map(|r| r.word()).collect(),
            _ => Vec::new(),
        };
        words.into_iter().map(str::to_owned).collect()
    }

    fn change(&mut self, action: Action, cells: &[CellChange]) -> Result<(), Refusal> {
        let wish = lists_change::wish(self, action, cells)?;
        self.wishes.extend(wish);
        Ok(())
    }
}
