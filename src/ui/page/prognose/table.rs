//! The prognoses of an onderdeel as a table of the grid.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::change;
use super::shape::{Place, PrognoseShape, Row, Som};
use crate::calc::procent;
use crate::calc::prognose::{Herkomst, Postcel, Postrij};
use crate::change::Document;
use crate::display::{Gemeten, Side, show_cents, show_meting, show_percent};
use crate::model::{Bedrag, Id, Kolom, Soort};
use crate::ui::grid::{Action, CellChange, CellView, Head, Refusal, RowKind, RowView, Table, Tone};
use crate::ui::page::lists_table::meting;
use crate::ui::wish::Wish;

/// What stands in the column of growth where a post does not grow.
pub(super) const NO_GROWTH: &str = "-";

/// Rows of prognoses; edits become wishes.
pub struct PrognoseTable<'a> {
    pub document: &'a Document,
    pub shape: &'a PrognoseShape,
    pub wishes: &'a mut Vec<Wish>,
}

impl PrognoseTable<'_> {
    pub fn post(&self, row: usize) -> Option<&Postrij> {
        match *self.shape.rows.get(row)? {
            Row::Post(of, post) => self.shape.standen.get(of)?.posten.get(post),
            _ => None,
        }
    }

    pub(super) fn place(&self, col: usize) -> Option<Place> {
        self.shape.places.get(col).copied()
    }

    pub fn cel(&self, row: usize, kolom: Kolom) -> Option<Postcel> {
        let Row::Post(of, post) = *self.shape.rows.get(row)? else { return None };
        let stand = self.shape.standen.get(of)?;
        stand.posten.get(post)?.cellen.get(stand.at(kolom)?).copied()
    }

    /// The column that price and share are of: the first with a number beside its amount.
    fn base(&self, row: usize) -> Option<(Kolom, Postcel)> {
        let cells = self.shape.kolommen.iter();
        let mut priced = cells.filter_map(|kolom| Some((*kolom, self.cel(row, *kolom)?)));
        priced.find(|(_, cel)| cel.prijs.is_some())
    }

    /// In the signs of the table: lasten of a post are shown as the user chose.
    pub fn side(&self, row: usize) -> Side {
        match (self.shape.rows.get(row), self.post(row).map(|rij| rij.post.soort)) {
            (Some(Row::Som(_, Som::Baten)), _) | (_, Some(Soort::Baten)) => Side::Baten,
            (Some(Row::Som(_, Som::Lasten)), _) | (_, Some(_)) => Side::Lasten,
            _ => Side::Saldo,
        }
    }

    fn bedrag(&self, row: usize, kolom: Kolom) -> Option<Bedrag> {
        match *self.shape.rows.get(row)? {
            // Its saldo: what one looks for first, with the posts folded below.
            Row::Prognose(of) => self.shape.som(of, Som::Saldo, kolom).map(Bedrag::Euro),
            Row::Post(..) => self.cel(row, kolom)?.bedrag,
            Row::Som(of, som) => self.shape.som(of, som, kolom).map(Bedrag::Euro),
            Row::Alles => Some(Bedrag::Euro(self.shape.alles(kolom))),
        }
    }

    fn share(&self, row: usize) -> Option<Decimal> {
        let (kolom, cel) = self.base(row)?;
        let Row::Post(of, _) = *self.shape.rows.get(row)? else { return None };
        let all = self.shape.som(of, Som::Lasten, kolom)?;
        (cel.bedrag?.euro_or_zero() * Decimal::ONE_HUNDRED).checked_div(all)
    }

    fn growth(&self, id: Option<Id>) -> &str {
        let groei = id.and_then(|id| self.document.begroting().groeivoeten.get(id));
        groei.map_or(NO_GROWTH, |groei| groei.name.as_str())
    }

    fn text(&self, row: usize, place: Place) -> Cow<'_, str> {
        let rij = self.post(row);
        match place {
            Place::Name => match rij {
                Some(rij) => rij.post.name.as_str().into(),
                None => self.title(row).into(),
            },
            Place::Bedrag(kolom) => {
                self.shape.notation.show_cell(self.bedrag(row, kolom), self.side(row)).into()
            }
            Place::Aantal(kolom) => {
                let number = rij.and_then(|rij| rij.post.aantal);
                let number = number.and_then(|id| meting(self.document.begroting(), id, kolom));
                number.map_or_else(String::new, |m| show_meting(&Gemeten::from(m), "")).into()
            }
            Place::Prijs => {
                let price = self.base(row).and_then(|(_, cel)| cel.prijs);
                price.map_or_else(String::new, show_cents).into()
            }
            Place::Aandeel => {
                let share = self.share(row).map(|share| show_percent(share, 1));
                share.map_or_else(String::new, |text| text.replace(" %", "")).into()
            }
            Place::Groei => rij.map_or("", |rij| self.growth(rij.post.groei)).into(),
            Place::Schok => match rij {
                Some(rij) if rij.post.schok => switch(rij.post.aan).into(),
                _ => "".into(),
            },
        }
    }

    /// The words of a row that is no post.
    fn title(&self, row: usize) -> &str {
        match self.shape.rows.get(row) {
            Some(Row::Prognose(_)) => {
                let id = self.shape.record_at(row);
                let prognose = id.and_then(|id| self.document.begroting().prognoses.get(id));
                prognose.map_or("", |prognose| prognose.name.as_str())
            }
            Some(Row::Som(_, Som::Baten)) => "Totaal baten",
            Some(Row::Som(_, Som::Lasten)) => "Totaal lasten",
            Some(Row::Som(_, Som::Saldo)) => "Saldo",
            Some(Row::Alles) => "Saldo van alle prognoses",
            Some(Row::Post(..)) | None => "",
        }
    }

    /// Why a cell cannot be typed in; `None` where it can.
    fn closed(&self, row: usize, place: Place) -> Option<&'static str> {
        let Some(rij) = self.post(row) else {
            return match (self.shape.rows.get(row), place) {
                (Some(Row::Prognose(_)), Place::Name) => None,
                (Some(Row::Prognose(_)), _) => Some("is een saldo"),
                _ => Some("is een optelling"),
            };
        };
        match place {
            Place::Aantal(_) if rij.post.aantal.is_none() => Some("heeft geen aantallen"),
            Place::Prijs => Some("volgt uit bedrag en aantal"),
            Place::Aandeel => Some("volgt uit het bedrag en het totaal van de lasten"),
            Place::Schok if !rij.post.schok => Some("is geen schok en telt altijd"),
            _ => None,
        }
    }
}

/// Whether a shock counts, in a word.
pub(super) fn switch(is_on: bool) -> &'static str {
    if is_on { "aan" } else { "uit" }
}

impl Table for PrognoseTable<'_> {
    fn head(&self) -> &Head {
        &self.shape.head
    }

    fn row_count(&self) -> usize {
        self.shape.rows.len()
    }

    fn row_key(&self, row: usize) -> u64 {
        match self.shape.record_at(row) {
            Some(id) => id.bits(),
            None => 1 << 63 | row as u64,
        }
    }

    fn row(&self, row: usize) -> RowView {
        let head = |of: usize| self.shape.heads.get(of).copied();
        match self.shape.rows.get(row) {
            Some(Row::Post(of, _)) => RowView { depth: 1, parent: head(*of), ..RowView::default() },
            Some(Row::Som(of, _)) => {
                RowView { depth: 1, parent: head(*of), kind: RowKind::Total, ..RowView::default() }
            }
            Some(Row::Alles) => RowView { kind: RowKind::Total, ..RowView::default() },
            Some(Row::Prognose(_)) | None => RowView::default(),
        }
    }

    fn row_name(&self, row: usize) -> String {
        let of = match self.shape.rows.get(row) {
            Some(Row::Post(of, _) | Row::Som(of, _)) => *of,
            _ => return self.title(row).to_owned(),
        };
        let head = self.shape.heads.get(of).copied();
        let prognose = head.map_or("", |row| self.title(row));
        format!("{prognose}, {}", self.text(row, Place::Name))
    }

    fn cell(&self, row: usize, col: usize) -> CellView<'_> {
        let Some(place) = self.place(col) else {
            return CellView::fixed("", "bestaat niet");
        };
        let text = self.text(row, place);
        let view = match self.closed(row, place) {
            Some(reason) => CellView::fixed(text, reason),
            None => CellView::editable(text),
        };
        let is_derived =
            |kolom| self.cel(row, kolom).is_some_and(|cel| cel.herkomst != Herkomst::Ingevuld);
        view.toned(match (self.shape.rows.get(row), place) {
            (Some(Row::Prognose(_)), _) => Tone::Bold,
            _ if self.post(row).is_some_and(|rij| !rij.telt) => Tone::Weak,
            (_, Place::Bedrag(kolom)) if is_derived(kolom) => Tone::Weak,
            _ => Tone::Normal,
        })
    }

    fn edit_text(&self, row: usize, col: usize) -> String {
        match self.place(col) {
            Some(Place::Bedrag(kolom)) => {
                self.shape.notation.exact_cell(self.bedrag(row, kolom), self.side(row))
            }
            Some(place) => self.text(row, place).into_owned(),
            None => String::new(),
        }
    }

    fn amount(&self, row: usize, col: usize) -> Option<Decimal> {
        match self.place(col)? {
            Place::Bedrag(kolom) => match self.bedrag(row, kolom)? {
                Bedrag::Euro(euro) => {
                    Some(self.shape.notation.signs.to_shown(self.side(row), euro))
                }
                Bedrag::Pm => None,
            },
            _ => None,
        }
    }

    fn explain(&self, row: usize, col: usize) -> Option<String> {
        let Place::Bedrag(kolom) = self.place(col)? else { return None };
        match self.shape.rows.get(row)? {
            Row::Prognose(_) | Row::Som(_, Som::Saldo) => {
                Some("Totaal baten min totaal lasten".into())
            }
            Row::Som(..) => Some("De posten hierboven; een schok alleen als die aan staat".into()),
            Row::Alles => Some("De saldi van de prognoses hierboven".into()),
            Row::Post(..) => match self.cel(row, kolom)?.herkomst {
                Herkomst::Ingevuld => None,
                Herkomst::Aantal => Some("Het aantal keer de prijs van een eerdere kolom".into()),
                Herkomst::Groei => {
                    let groei = self.post(row)?.post.groei?;
                    let groei = self.document.begroting().groeivoeten.get(groei)?;
                    let rate = match groei.indicator {
                        Some(_) => String::new(),
                        None => format!(
                            " ({} per jaar, {})",
                            show_percent(procent(groei), 2),
                            groei.wijze.word()
                        ),
                    };
                    Some(format!("Een eerdere kolom, gegroeid met {}{rate}", groei.name))
                }
            },
        }
    }

    fn choices(&self, row: usize, col: usize) -> Vec<String> {
        let Some(rij) = self.post(row) else { return Vec::new() };
        match self.place(col) {
            Some(Place::Schok) if rij.post.schok => {
                [false, true].map(switch).map(str::to_owned).into()
            }
            Some(Place::Groei) => {
                let all = self.document.begroting().groeivoeten.top();
                let names = all.map(|groei| groei.name.clone());
                std::iter::once(NO_GROWTH.to_owned()).chain(names).collect()
            }
            _ => Vec::new(),
        }
    }

    fn change(&mut self, action: Action, cells: &[CellChange]) -> Result<(), Refusal> {
        let wish = change::wish(self, action, cells)?;
        self.wishes.extend(wish);
        Ok(())
    }
}
