//! A plan as a table of the grid: start, packages with their measures, and what is left.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::change;
use super::shape::{Place, Row, TekortShape};
use crate::change::Document;
use crate::display::Side;
use crate::model::{Bedrag, Pakketsoort, Uitgangspunt, Zekerheid};
use crate::ui::grid::{Action, CellChange, CellView, Head, Refusal, RowKind, RowView, Table, Tone};
use crate::ui::overleg;
use crate::ui::wish::Wish;

/// Rows of a plan; edits become wishes, in the scenario that is looked at.
pub struct TekortTable<'a> {
    pub document: &'a Document,
    pub shape: &'a TekortShape,
    pub wishes: &'a mut Vec<Wish>,
}

/// The words of the column of ticks.
pub(super) const ON: &str = "✓";
pub(super) const OFF: &str = "uit";

impl TekortTable<'_> {
    pub(super) fn place(&self, col: usize) -> Option<Place> {
        self.shape.places.get(col).copied()
    }

    pub(super) fn bedrag(&self, row: usize, at: usize) -> Option<Bedrag> {
        let tekort = &self.shape.tekort;
        match *self.shape.rows.get(row)? {
            Row::Start => tekort.start.get(at).copied().flatten().map(Bedrag::Euro),
            Row::Rest => tekort.rest.get(at).copied().flatten().map(Bedrag::Euro),
            Row::Pakket(nth) => tekort.pakketten.get(nth)?.bedragen.get(at)?.cell(),
            Row::Maatregel(..) => *self.shape.measure_at(row)?.bedragen.get(at)?,
        }
    }

    fn title(&self, row: usize) -> Cow<'_, str> {
        let begroting = self.document.begroting();
        match self.shape.rows.get(row) {
            Some(Row::Start) => match self.shape.uitgangspunt {
                Uitgangspunt::Prognose => "Saldo volgens de prognose".into(),
                Uitgangspunt::Vastgesteld => "Tekort bij ongewijzigd beleid".into(),
            },
            Some(Row::Rest) => "Resterend tekort".into(),
            Some(Row::Pakket(nth)) => {
                let pakket = self.shape.tekort.pakketten.get(*nth).map(|rij| rij.pakket);
                let pakket = pakket.and_then(|id| begroting.pakketten.get(id));
                pakket.map_or_else(String::new, |pakket| pakket.title()).into()
            }
            Some(Row::Maatregel(..)) => {
                let measure = self.shape.measure_at(row).map(|rij| &rij.mutatie);
                measure.map_or_else(String::new, |measure| measure.title()).into()
            }
            None => "".into(),
        }
    }

    /// The tick of a measure, or of a package of which something counts.
    pub(super) fn is_on(&self, row: usize) -> Option<bool> {
        match *self.shape.rows.get(row)? {
            Row::Maatregel(..) => self.shape.measure_at(row).map(|rij| !rij.mutatie.uit),
            Row::Pakket(nth) => {
                let measures = &self.shape.tekort.pakketten.get(nth)?.maatregelen;
                let some = measures.iter().any(|rij| !rij.mutatie.uit);
                (!measures.is_empty()).then_some(some)
            }
            Row::Start | Row::Rest => None,
        }
    }

    fn text(&self, row: usize, place: Place) -> Cow<'_, str> {
        match place {
            Place::Aan => match self.is_on(row) {
                Some(true) => ON.into(),
                Some(false) => OFF.into(),
                None => "".into(),
            },
            Place::Name => match self.shape.namen.get(row) {
                Some(name) if !name.is_empty() => name.as_str().into(),
                _ => self.title(row),
            },
            Place::Zekerheid => match self.shape.measure_at(row).map(|rij| rij.mutatie.zekerheid) {
                Some(Zekerheid::NietVermeld) | None => "".into(),
                Some(zekerheid) => zekerheid.word().into(),
            },
            Place::Bedrag(at) => {
                self.shape.asked.notation.show_cell(self.bedrag(row, at), Side::Saldo).into()
            }
        }
    }

    /// Why a cell cannot be typed in; `None` where it can.
    fn closed(&self, row: usize, place: Place) -> Option<&'static str> {
        let begroting = self.document.begroting();
        match (self.shape.rows.get(row)?, place) {
            (Row::Maatregel(..), Place::Name) => Some("staat in het formulier van de maatregel"),
            (Row::Pakket(_), Place::Aan) | (Row::Maatregel(..), Place::Aan | Place::Zekerheid) => {
                None
            }
            (Row::Maatregel(..), Place::Bedrag(_)) => {
                let measure = &self.shape.measure_at(row)?.mutatie;
                if begroting.opties.of(measure.id).next().is_some() {
                    Some("volgt uit de gekozen optie")
                } else if measure.structureel.is_some() {
                    Some("volgt uit het structurele bedrag en de fasering")
                } else {
                    None
                }
            }
            (Row::Start, Place::Bedrag(_)) => match self.shape.uitgangspunt {
                Uitgangspunt::Vastgesteld => None,
                Uitgangspunt::Prognose => Some("volgt uit de prognoses"),
            },
            (Row::Pakket(_) | Row::Rest, Place::Bedrag(_)) => Some("is een optelling"),
            _ => Some("heeft hier niets"),
        }
    }
}

impl Table for TekortTable<'_> {
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
        match (self.shape.record_at(row), self.shape.rows.get(row)) {
            (Some(id), _) => id.bits(),
            (None, Some(Row::Start)) => 1 << 63,
            (None, _) => 1 << 63 | 1,
        }
    }

    fn row(&self, row: usize) -> RowView {
        match self.shape.rows.get(row) {
            Some(Row::Maatregel(nth, _)) => {
                let parent = self.shape.heads.get(*nth).copied();
                RowView { depth: 1, parent, ..RowView::default() }
            }
            Some(Row::Rest) => RowView { kind: RowKind::Total, ..RowView::default() },
            _ => RowView::default(),
        }
    }

    fn row_name(&self, row: usize) -> String {
        self.title(row).into_owned()
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
        let is_worse = |at| {
            self.bedrag(row, at).is_some_and(|b| b.euro_or_zero().is_sign_negative())
                && !matches!(self.bedrag(row, at), Some(Bedrag::Euro(euro)) if euro.is_zero())
        };
        view.toned(match (self.shape.rows.get(row), place) {
            (Some(Row::Start | Row::Rest), Place::Bedrag(at)) if is_worse(at) => Tone::Worse,
            (Some(Row::Start | Row::Pakket(_)), _) => Tone::Bold,
            (Some(Row::Maatregel(..)), _)
                if self.shape.measure_at(row).is_some_and(|rij| !rij.telt) =>
            {
                Tone::Weak
            }
            _ => Tone::Normal,
        })
    }

    fn edit_text(&self, row: usize, col: usize) -> String {
        match self.place(col) {
            Some(Place::Bedrag(at)) => {
                self.shape.asked.notation.exact_cell(self.bedrag(row, at), Side::Saldo)
            }
            Some(Place::Zekerheid) => self
                .shape
                .measure_at(row)
                .map_or_else(String::new, |rij| rij.mutatie.zekerheid.word().to_owned()),
            Some(place) => self.text(row, place).into_owned(),
            None => String::new(),
        }
    }

    fn amount(&self, row: usize, col: usize) -> Option<Decimal> {
        match (self.place(col)?, self.shape.rows.get(row)?) {
            (Place::Bedrag(at), _) => match self.bedrag(row, at)? {
                Bedrag::Euro(euro) => Some(euro),
                Bedrag::Pm => None,
            },
            _ => None,
        }
    }

    fn explain(&self, row: usize, col: usize) -> Option<String> {
        let Place::Bedrag(at) = self.place(col)? else { return None };
        match *self.shape.rows.get(row)? {
            Row::Rest => Some("Het tekort en alles wat aan staat, opgeteld".into()),
            Row::Pakket(nth) => {
                let som = self.shape.tekort.pakketten.get(nth)?.bedragen.get(at)?;
                let soort = self.shape.tekort.pakketten.get(nth)?.soort;
                let costs =
                    if soort == Pakketsoort::Investering { "; kosten zijn negatief" } else { "" };
                let pm =
                    if som.pm > 0 { format!(", waarvan {} pm", som.pm) } else { String::new() };
                Some(format!("De maatregelen die aan staan{pm}{costs}"))
            }
            Row::Maatregel(..) => {
                let measure = &self.shape.measure_at(row)?.mutatie;
                let structural = measure.structureel?;
                let text = self.shape.asked.notation.show_cell(Some(structural), Side::Saldo);
                Some(format!("Structureel {text}, maal de fasering"))
            }
            Row::Start => None,
        }
    }

    fn remark(&self, row: usize, col: usize) -> Option<String> {
        let record = self.shape.record_at(row).filter(|_| self.place(col) == Some(Place::Name));
        overleg::remark(self.document, record, None)
    }

    fn choices(&self, row: usize, col: usize) -> Vec<String> {
        match (self.place(col), self.shape.rows.get(row)) {
            (Some(Place::Zekerheid), Some(Row::Maatregel(..))) => {
                Zekerheid::ALL.iter().map(|zekerheid| zekerheid.word().to_owned()).collect()
            }
            (Some(Place::Aan), Some(Row::Maatregel(..) | Row::Pakket(_))) => {
                [ON, OFF].map(str::to_owned).into()
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
