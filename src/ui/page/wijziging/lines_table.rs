//! The lines of one wijziging as a table of the grid.

use rust_decimal::Decimal;

use super::lines::{LinesShape, Of, Place, Sum, regel_of};
use super::lines_change;
use crate::change::Document;
use crate::display::Side;
use crate::model::{Bedrag, Begroting, Mutatie, Mutatieregel, Onderdeel, Regel};
use crate::ui::grid::{Action, CellChange, CellView, Head, Refusal, RowKind, RowView, Table, Tone};
use crate::ui::wish::Wish;

/// Lines with their sums; edits become wishes.
pub(in crate::ui::page) struct LinesTable<'a> {
    pub document: &'a Document,
    pub shape: &'a LinesShape,
    pub wishes: &'a mut Vec<Wish>,
}

impl LinesTable<'_> {
    pub(super) fn line(&self, row: usize) -> Option<&Mutatieregel> {
        self.document.begroting().mutatieregels.get(self.shape.line_at(row)?)
    }

    pub(super) fn place(&self, col: usize) -> Option<Place> {
        self.shape.places.get(col).copied()
    }

    pub(super) fn wijziging(&self) -> Option<&Mutatie> {
        self.document.begroting().mutaties.get(self.shape.wijziging)
    }

    /// The sign in which a row is shown: lasten and toevoegingen as lasten, elders as a saldo.
    pub(super) fn side(&self, row: usize) -> Side {
        match self.shape.rows.get(row).map(|(of, _)| *of) {
            Some(Of::Sum(sum)) => sum.side(),
            Some(Of::Line(_)) | None => {
                let regel =
                    self.line(row).and_then(|line| regel_of(self.document.begroting(), line));
                regel.map_or(Side::Saldo, |regel| Side::from(regel.soort))
            }
        }
    }

    /// The amount of a cell, in the sign of the model.
    pub(super) fn bedrag(&self, row: usize, place: Place) -> Option<Bedrag> {
        let mutatie = self.wijziging()?;
        let line = match self.shape.rows.get(row)?.0 {
            Of::Line(_) => self.line(row)?,
            Of::Sum(sum) => {
                let Place::Change(kolom) = place else { return None };
                let effect = self.shape.effects.get(&kolom);
                return Some(Bedrag::Euro(effect.map_or(Decimal::ZERO, |effect| sum.of(effect))));
            }
        };
        let now = |kolom| {
            let regel = regel_of(self.document.begroting(), line)?;
            self.document.totals().amount(regel, kolom)
        };
        match place {
            Place::Change(kolom) => line.amounts.get(kolom),
            // Of what is elsewhere no more is known than what changes.
            _ if line.regel.is_none() => None,
            Place::Was(kolom) if mutatie.is_adopted() => {
                shifted(now(kolom), line.amounts.get(kolom), -Decimal::ONE)
            }
            Place::Wordt(kolom) if !mutatie.is_adopted() => {
                shifted(now(kolom), line.amounts.get(kolom), Decimal::ONE)
            }
            Place::Was(kolom) | Place::Wordt(kolom) => now(kolom),
            Place::Code | Place::Regel | Place::Soort => None,
        }
    }

    fn text(&self, row: usize, col: usize) -> &str {
        let texts = self.shape.rows.get(row).map(|(of, texts)| {
            texts.get_or_init(|| {
                self.shape.places.iter().map(|place| self.write(row, *of, *place)).collect()
            })
        });
        texts.and_then(|texts| texts.get(col)).map_or("", String::as_str)
    }

    fn write(&self, row: usize, of: Of, place: Place) -> String {
        let begroting = self.document.begroting();
        let regel = self.line(row).and_then(|line| regel_of(begroting, line));
        match (place, of) {
            (Place::Code, Of::Line(_)) => regel
                .and_then(|regel| begroting.onderdelen.get(regel.onderdeel))
                .map_or_else(|| "elders".to_owned(), |onderdeel| onderdeel.code.clone()),
            (Place::Regel, Of::Line(_)) => match (regel, self.line(row)) {
                (Some(regel), _) => named(begroting, regel).to_owned(),
                (None, line) => line.map(|line| line.elders.clone()).unwrap_or_default(),
            },
            (Place::Soort, Of::Line(_)) => {
                regel.map_or("resultaat", |regel| regel.soort.word()).to_owned()
            }
            (Place::Regel, Of::Sum(sum)) => sum.name().to_owned(),
            (Place::Code | Place::Soort, Of::Sum(_)) => String::new(),
            _ => self.shape.notation.show_cell(self.bedrag(row, place), self.side(row)),
        }
    }
}

/// A regel by its name; one that is called "lasten", as its soort says already, by its onderdeel.
fn named<'a>(begroting: &'a Begroting, regel: &'a Regel) -> &'a str {
    let says_soort = regel.name.trim().eq_ignore_ascii_case(regel.soort.word());
    let onderdeel = begroting.onderdelen.get(regel.onderdeel).filter(|_| says_soort);
    onderdeel.map_or(&regel.name, |onderdeel| &onderdeel.name)
}

/// An amount with a change added or taken off. A pm stays unknown.
fn shifted(now: Option<Bedrag>, change: Option<Bedrag>, sign: Decimal) -> Option<Bedrag> {
    match (now, change) {
        (now, None | Some(Bedrag::Pm)) | (now @ Some(Bedrag::Pm), Some(_)) => now,
        (now, Some(Bedrag::Euro(change))) => {
            Some(Bedrag::Euro(now.map_or(Decimal::ZERO, Bedrag::euro_or_zero) + sign * change))
        }
    }
}

impl Table for LinesTable<'_> {
    fn head(&self) -> &Head {
        &self.shape.head
    }

    fn row_count(&self) -> usize {
        self.shape.rows.len()
    }

    fn row_key(&self, row: usize) -> u64 {
        match self.shape.rows.get(row).map(|(of, _)| *of) {
            Some(Of::Line(id)) => id.bits(),
            Some(Of::Sum(Sum::Part(maat))) => 1 << 63 | maat as u64,
            Some(Of::Sum(Sum::Elders)) => 1 << 63 | 1 << 8,
            Some(Of::Sum(Sum::Net)) | None => 1 << 63 | 1 << 9,
        }
    }

    fn row(&self, row: usize) -> RowView {
        let is_sum = self.shape.line_at(row).is_none();
        let kind = if is_sum { RowKind::Total } else { RowKind::Body };
        RowView { kind, ..RowView::default() }
    }

    fn row_name(&self, row: usize) -> String {
        format!("{} {}", self.text(row, 0), self.text(row, 1)).trim().to_owned()
    }

    fn cell(&self, row: usize, col: usize) -> CellView<'_> {
        let Some(place) = self.place(col) else {
            return CellView::fixed("", "bestaat niet");
        };
        let text = self.text(row, col);
        let Some(line) = self.line(row) else {
            return CellView::fixed(text, "is een optelling");
        };
        if self.wijziging().is_some_and(Mutatie::is_adopted) {
            return CellView::fixed(text, "is vastgesteld; neem eerst de vaststelling terug");
        }
        match place {
            Place::Change(_) => CellView::editable(text),
            Place::Regel if line.regel.is_none() => CellView::editable(text),
            Place::Was(_) | Place::Wordt(_) => {
                CellView::fixed(text, "volgt uit de begroting en de wijzigingen").toned(Tone::Weak)
            }
            Place::Code | Place::Regel | Place::Soort => CellView::fixed(
                text,
                "is van de regel; verwijder haar (Ctrl+Delete) en voeg een andere toe (Ctrl+L)",
            ),
        }
    }

    fn edit_text(&self, row: usize, col: usize) -> String {
        match self.place(col) {
            Some(place @ (Place::Was(_) | Place::Change(_) | Place::Wordt(_))) => {
                self.shape.notation.exact_cell(self.bedrag(row, place), self.side(row))
            }
            _ => self.text(row, col).to_owned(),
        }
    }

    fn amount(&self, row: usize, col: usize) -> Option<Decimal> {
        match self.bedrag(row, self.place(col)?)? {
            Bedrag::Euro(euro) => Some(self.shape.notation.signs.to_shown(self.side(row), euro)),
            Bedrag::Pm => None,
        }
    }

    fn explain(&self, row: usize, col: usize) -> Option<String> {
        let begroting = self.document.begroting();
        match self.place(col)? {
            Place::Code | Place::Regel => {
                let regel = regel_of(begroting, self.line(row)?)?;
                begroting.onderdelen.get(regel.onderdeel).map(Onderdeel::title)
            }
            _ => None,
        }
    }

    fn change(&mut self, action: Action, cells: &[CellChange]) -> Result<(), Refusal> {
        let wish = lines_change::wish(self, action, cells)?;
        self.wishes.extend(wish);
        Ok(())
    }
}
