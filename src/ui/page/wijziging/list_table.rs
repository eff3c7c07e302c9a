//! The list of wijzigingen as a table of the grid.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::list::{ListShape, Of, Place, Row};
use super::list_change;
use crate::calc::Total;
use crate::change::Document;
use crate::display::Side;
use crate::model::{Aard, Bedrag, Maat, Mutatie, Mutatiesoort, Nature, Orgaan, Status};
use crate::ui::grid::{Action, CellChange, CellView, Head, Mark, Refusal, RowView, Table, Tone};
use crate::ui::overleg;
use crate::ui::wish::Wish;

/// The words for budget-neutral or not.
pub(super) const JA: &str = "ja";
pub(super) const NEE: &str = "nee";
/// Of what is no begrotingswijziging.
const ALTIJD: &str = "altijd";

/// A date as it is typed and shown: "09-07-2019".
pub(super) fn date_text(date: Option<Date>) -> String {
    date.map(|date| date.strftime("%d-%m-%Y").to_string()).unwrap_or_default()
}

/// Rows of the list; edits become wishes.
pub(in crate::ui::page) struct ListTable<'a> {
    pub document: &'a Document,
    pub shape: &'a ListShape,
    pub wishes: &'a mut Vec<Wish>,
}

impl ListTable<'_> {
    pub fn wijziging(&self, row: usize) -> Option<&Mutatie> {
        self.document.begroting().mutaties.get(self.shape.wijziging_at(row)?)
    }

    pub(super) fn place(&self, col: usize) -> Option<Place> {
        self.shape.places.get(col).copied()
    }

    fn text(&self, row: usize, col: usize) -> &str {
        let texts = self.shape.rows.get(row).map(|of| {
            of.texts.get_or_init(|| {
                self.shape.places.iter().map(|place| self.write(row, of, *place)).collect()
            })
        });
        texts.and_then(|texts| texts.get(col)).map_or("", String::as_str)
    }

    fn write(&self, at: usize, row: &Row, place: Place) -> String {
        if let Some((total, maat)) = figure(row, place) {
            let bedrag = match total.of(maat) {
                euro if euro.is_zero() && total.is_pm(maat) => Bedrag::Pm,
                euro => Bedrag::Euro(euro),
            };
            return self.shape.notation.show_cell(Some(bedrag), Side::from(maat));
        }
        match (row.of, place) {
            (Of::Start(kolom), Place::Name) => kolom.title(),
            (Of::Group(group), Place::Name) => group.title().to_owned(),
            (Of::Wijziging(_), _) => {
                self.wijziging(at).map(|m| words(m, place)).unwrap_or_default()
            }
            _ => String::new(),
        }
    }
}

/// The figure of a cell that has one.
fn figure(row: &Row, place: Place) -> Option<(Total, Maat)> {
    match place {
        Place::Effect(maat) => Some((row.effect?, maat)),
        Place::Stand(maat) => Some((row.stand?, maat)),
        _ => None,
    }
}

fn words(mutatie: &Mutatie, place: Place) -> String {
    let known = |word: &str, is_known: bool| if is_known { word.to_owned() } else { String::new() };
    match place {
        Place::Code => mutatie.code.clone(),
        Place::Name => mutatie.name.clone(),
        Place::Status => mutatie.status.word().to_owned(),
        Place::Date => date_text(mutatie.date),
        Place::Orgaan => known(mutatie.orgaan.word(), mutatie.orgaan != Orgaan::NietVermeld),
        Place::Besluit if mutatie.besluit.is_empty() && mutatie.afgeleid => "afgeleid".to_owned(),
        Place::Besluit => mutatie.besluit.clone(),
        Place::Neutraal if mutatie.soort != Mutatiesoort::Wijziging => ALTIJD.to_owned(),
        Place::Neutraal => if mutatie.neutraal { JA } else { NEE }.to_owned(),
        Place::Aard => known(mutatie.aard.word(), mutatie.aard != Aard::NietVermeld),
        Place::Nature => known(mutatie.nature.word(), mutatie.nature != Nature::NietVermeld),
        Place::Soort => mutatie.soort.word().to_owned(),
        Place::Effect(_) | Place::Stand(_) => String::new(),
    }
}

impl Table for ListTable<'_> {
    fn head(&self) -> &Head {
        &self.shape.head
    }

    fn tree_column(&self) -> usize {
        1
    }

    fn row_count(&self) -> usize {
        self.shape.rows.len()
    }

    fn row_key(&self, row: usize) -> u64 {
        self.shape.rows.get(row).map_or(0, Row::key)
    }

    fn row(&self, row: usize) -> RowView {
        let parent = self.shape.rows.get(row).and_then(|row| row.parent);
        RowView { depth: usize::from(parent.is_some()), parent, ..RowView::default() }
    }

    fn row_name(&self, row: usize) -> String {
        match self.wijziging(row) {
            Some(mutatie) => mutatie.title(),
            None => self.text(row, 1).to_owned(),
        }
    }

    fn cell(&self, row: usize, col: usize) -> CellView<'_> {
        let (Some(of), Some(place)) = (self.shape.rows.get(row), self.place(col)) else {
            return CellView::fixed("", "bestaat niet");
        };
        let text = self.text(row, col);
        let Some(mutatie) = self.wijziging(row) else {
            return CellView::fixed(text, "is een optelling").toned(Tone::Bold);
        };
        let tone = if mutatie.is_adopted() { Tone::Normal } else { Tone::Weak };
        let cell = match place {
            Place::Effect(_) | Place::Stand(_) => {
                CellView::fixed(text, "volgt uit de regels van de wijziging, hieronder").toned(tone)
            }
            Place::Neutraal if mutatie.soort != Mutatiesoort::Wijziging => {
                CellView::fixed(text, "moet bij deze soort altijd sluiten")
            }
            _ => CellView::editable(text),
        };
        let mark = (place == Place::Name && !of.broken.is_empty()).then_some(Mark::Dot);
        CellView { mark, ..cell }
    }

    fn edit_text(&self, row: usize, col: usize) -> String {
        match (self.wijziging(row), self.place(col)) {
            // "afgeleid" is no decision.
            (Some(mutatie), Some(Place::Besluit)) => mutatie.besluit.clone(),
            _ => self.text(row, col).to_owned(),
        }
    }

    fn amount(&self, row: usize, col: usize) -> Option<Decimal> {
        let (total, maat) = figure(self.shape.rows.get(row)?, self.place(col)?)?;
        Some(self.shape.notation.signs.to_shown(Side::from(maat), total.of(maat)))
    }

    fn explain(&self, row: usize, col: usize) -> Option<String> {
        let of = self.shape.rows.get(row)?;
        if let Of::Group(group) = of.of {
            return Some(group.explanation().to_owned());
        }
        if self.place(col)? == Place::Name && !of.broken.is_empty() {
            return Some(format!("Let op: {}", of.broken.join("; ")));
        }
        let mutatie = self.wijziging(row)?;
        match self.place(col)? {
            Place::Stand(_) if !mutatie.is_adopted() => {
                Some("Wat gewijzigd wordt als alleen deze nog wordt vastgesteld".to_owned())
            }
            Place::Besluit if mutatie.afgeleid => {
                Some("Afgeleid uit gepubliceerde cijfers; de bron noemt geen besluit".to_owned())
            }
            _ => None,
        }
    }

    fn remark(&self, row: usize, col: usize) -> Option<String> {
        let record = self.shape.wijziging_at(row).filter(|_| self.place(col) == Some(Place::Name));
        overleg::remark(self.document, record, None)
    }

    fn choices(&self, row: usize, col: usize) -> Vec<String> {
        if self.wijziging(row).is_none() {
            return Vec::new();
        }
        let words: Vec<&str> = match self.place(col) {
            Some(Place::Status) => Status::ALL.iter().map(|s| s.word()).collect(),
            Some(Place::Orgaan) => Orgaan::ALL.iter().map(|o| o.word()).collect(),
            Some(Place::Aard) => Aard::ALL.iter().map(|a| a.word()).collect(),
            Some(Place::Nature) => Nature::ALL.iter().map(|n| n.word()).collect(),
            Some(Place::Neutraal) => vec![JA, NEE],
            Some(Place::Soort) => Mutatiesoort::ALL
                .iter()
                .filter(|soort| **soort != Mutatiesoort::Maatregel)
                .map(|soort| soort.word())
                .collect(),
            _ => Vec::new(),
        };
        words.into_iter().map(str::to_owned).collect()
    }

    fn change(&mut self, action: Action, cells: &[CellChange]) -> Result<(), Refusal> {
        let wish = list_change::wish(self, action, cells)?;
        self.wishes.extend(wish);
        Ok(())
    }
}
