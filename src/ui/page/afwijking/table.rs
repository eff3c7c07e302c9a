//! The differences with their components as a table of the grid.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::change;
use super::shape::{AfwijkingShape, Place, Row};
use crate::calc::afwijking::{self, Rij, woord};
use crate::change::Document;
use crate::display::Side;
use crate::model::{Bedrag, Nature, Oorzaak, Regel, Verklaring};
use crate::ui::grid::{Action, CellChange, CellView, Head, Refusal, RowView, Table, Tone};
use crate::ui::wish::Wish;

/// Rows of differences; edits of components become wishes.
pub(in crate::ui::page) struct AfwijkingTable<'a> {
    pub document: &'a Document,
    pub shape: &'a AfwijkingShape,
    pub wishes: &'a mut Vec<Wish>,
}

/// The words of a column that says yes or nothing.
pub(super) const YES: &str = "ja";

impl AfwijkingTable<'_> {
    pub(super) fn place(&self, col: usize) -> Option<Place> {
        self.shape.places.get(col).copied()
    }

    pub(super) fn verklaring(&self, row: usize) -> Option<&Verklaring> {
        let id = self.shape.oorzaak_at(row)?;
        self.document.begroting().verklaringen.get(id)
    }

    fn regel(&self, row: usize) -> Option<&Regel> {
        match *self.shape.rows.get(row)? {
            Row::Regel(id) => self.document.begroting().regels.get(id),
            Row::Onderdeel(_) | Row::Oorzaak(..) => None,
        }
    }

    /// The figure of a cell; `None` where there is none.
    fn bedrag(&self, row: usize, place: Place) -> Option<Bedrag> {
        if let Some(verklaring) = self.verklaring(row) {
            return verklaring.bedrag.filter(|_| place == Place::Verklaard);
        }
        if let Some(regel) = self.regel(row) {
            return self.of_regel(regel, place);
        }
        let rij = self.shape.rij_at(row)?;
        let stand = rij.stand?;
        Some(Bedrag::Euro(match place {
            Place::Van => stand.van,
            Place::Naar => stand.naar,
            Place::Verschil => stand.verschil(),
            Place::Verklaard => stand.verklaard,
            Place::Rest => stand.rest(),
            Place::Gepubliceerd => stand.rest_gepubliceerd()?,
            Place::Gecorrigeerd => rij.gecorrigeerd().filter(|_| !rij.correctie.is_zero())?,
            _ => return None,
        }))
    }

    /// Of a regel, as it counts in the saldo.
    fn of_regel(&self, regel: &Regel, place: Place) -> Option<Bedrag> {
        let totals = self.document.totals();
        let (van, naar) = self.shape.asked.vergelijking;
        let saldo = |kolom| match totals.amount(regel, kolom)? {
            Bedrag::Pm => Some(Bedrag::Pm),
            euro => {
                let total = crate::calc::Total::of_regel(regel, Some(euro));
                Some(Bedrag::Euro(total.resultaat()))
            }
        };
        match place {
            Place::Van => saldo(van),
            Place::Naar => saldo(naar),
            Place::Verschil => afwijking::deviation(totals, std::iter::once(regel), van, naar),
            _ => None,
        }
    }

    fn word(&self, row: usize) -> &'static str {
        let naar = self.shape.asked.vergelijking.1;
        if let Some(rij) = self.shape.rij_at(row) {
            return rij.stand.map_or("", |stand| stand.woord(naar));
        }
        let place = if self.regel(row).is_some() { Place::Verschil } else { Place::Verklaard };
        match self.bedrag(row, place) {
            Some(Bedrag::Euro(euro)) => woord(euro, naar),
            Some(Bedrag::Pm) | None => "",
        }
    }

    fn name(&self, row: usize) -> Cow<'_, str> {
        let begroting = self.document.begroting();
        match self.shape.rows.get(row) {
            Some(Row::Onderdeel(_)) => {
                let of = self.shape.onderdeel_at(row).and_then(|id| begroting.onderdelen.get(id));
                of.map_or_else(String::new, |of| of.title()).into()
            }
            Some(Row::Oorzaak(..)) => self.verklaring(row).map_or("", |v| v.text.as_str()).into(),
            Some(Row::Regel(_)) => {
                let regel = self.regel(row);
                regel.map_or_else(String::new, Regel::title).into()
            }
            None => "".into(),
        }
    }

    fn text(&self, row: usize, place: Place) -> Cow<'_, str> {
        let begroting = self.document.begroting();
        match place {
            Place::Name => return self.name(row),
            Place::Woord => return self.word(row).into(),
            Place::Van
            | Place::Naar
            | Place::Verschil
            | Place::Verklaard
            | Place::Rest
            | Place::Gepubliceerd
            | Place::Gecorrigeerd => {
                let bedrag = self.bedrag(row, place);
                return self.shape.asked.notation.show_cell(bedrag, Side::Saldo).into();
            }
            _ => {}
        }
        let Some(verklaring) = self.verklaring(row) else { return "".into() };
        let yes = |is: bool| if is { YES } else { "" };
        match place {
            Place::Nature if verklaring.nature == Nature::NietVermeld => "".into(),
            Place::Nature => verklaring.nature.word().into(),
            Place::Oorzaak if verklaring.oorzaak == Oorzaak::NietVermeld => "".into(),
            Place::Oorzaak => verklaring.oorzaak.word().into(),
            Place::Overheveling => yes(verklaring.overheveling).into(),
            Place::Elders => verklaring.elders.as_str().into(),
            Place::Buiten => yes(verklaring.buiten).into(),
            Place::HoortOp => {
                let of = verklaring.hoort_op.and_then(|id| begroting.onderdelen.get(id));
                of.map_or("", |of| of.code.as_str()).into()
            }
            Place::Cluster => {
                let of = verklaring.cluster.and_then(|id| begroting.clusters.get(id));
                of.map_or("", |of| of.name.as_str()).into()
            }
            _ => "".into(),
        }
    }

    fn tone(&self, row: usize, place: Place) -> Tone {
        if let Some(verklaring) = self.verklaring(row) {
            return if verklaring.buiten { Tone::Weak } else { Tone::Normal };
        }
        let Some(rij) = self.shape.rij_at(row) else { return Tone::Weak };
        let below_zero = |bedrag: Option<Bedrag>| {
            bedrag.is_some_and(|bedrag| bedrag.euro_or_zero() < Decimal::ZERO)
        };
        let judged = afwijking::is_judged(self.shape.asked.vergelijking.1);
        match place {
            Place::Rest if rij.vraagt() => Tone::Warning,
            Place::Verschil | Place::Woord
                if judged && below_zero(self.bedrag(row, Place::Verschil)) =>
            {
                Tone::Worse
            }
            _ if rij.diepte == 0 => Tone::Bold,
            _ => Tone::Normal,
        }
    }

    /// The published rest beside the computed one, and what is asked of somebody.
    fn about_rest(&self, rij: &Rij) -> Option<String> {
        let stand = rij.stand?;
        let notation = self.shape.asked.notation;
        let show = |euro| notation.show_cell(Some(Bedrag::Euro(euro)), Side::Saldo);
        let mut told = Vec::new();
        if let Some(published) = stand.gepubliceerd {
            told.push(format!("gepubliceerd verschil {}", show(published)));
            told.push(format!("rest daarvan {}", show(published - stand.verklaard)));
        }
        if stand.is_afronding() {
            told.push("de rest is afronding".into());
        }
        if rij.mist_tekst {
            told.push("het verschil haalt de drempel en mist een toelichting".into());
        }
        if rij.sluit_niet {
            told.push("de oorzaken verklaren het verschil niet geheel".into());
        }
        if stand.pm {
            told.push("met pm, dat als nul telt".into());
        }
        (!told.is_empty()).then(|| told.join("; "))
    }
}

impl Table for AfwijkingTable<'_> {
    fn head(&self) -> &Head {
        &self.shape.head
    }

    fn row_count(&self) -> usize {
        self.shape.rows.len()
    }

    fn row_key(&self, row: usize) -> u64 {
        match self.shape.rows.get(row) {
            Some(Row::Onderdeel(_)) => self.shape.onderdeel_at(row).map_or(0, |id| id.bits()),
            Some(Row::Oorzaak(id, _) | Row::Regel(id)) => id.bits(),
            None => 0,
        }
    }

    fn column_key(&self, col: usize) -> u64 {
        self.place(col).map_or(u64::MAX, |place| place as u64)
    }

    fn row(&self, row: usize) -> RowView {
        match self.shape.rows.get(row) {
            Some(Row::Onderdeel(at)) => {
                let depth = self.shape.rijen.get(*at).map_or(0, |rij| rij.diepte);
                RowView { depth, ..RowView::default() }
            }
            Some(Row::Oorzaak(_, parent)) => {
                let depth = self.row(*parent).depth + 1;
                RowView { depth, parent: Some(*parent), ..RowView::default() }
            }
            Some(Row::Regel(_)) => RowView { depth: 1, parent: Some(0), ..RowView::default() },
            None => RowView::default(),
        }
    }

    fn row_name(&self, row: usize) -> String {
        self.name(row).into_owned()
    }

    fn cell(&self, row: usize, col: usize) -> CellView<'_> {
        let Some(place) = self.place(col) else {
            return CellView::fixed("", "bestaat niet");
        };
        let text = self.text(row, place);
        let view = match (self.verklaring(row), place) {
            (Some(_), Place::Woord) => CellView::fixed(text, "volgt uit het bedrag"),
            (
                Some(_),
                Place::Van
                | Place::Naar
                | Place::Verschil
                | Place::Rest
                | Place::Gepubliceerd
                | Place::Gecorrigeerd,
            ) => CellView::fixed(text, "is van het onderdeel; het bedrag staat onder ‘Verklaard’"),
            (Some(_), _) => CellView::editable(text),
            (None, _) => CellView::fixed(text, "volgt uit de begroting en de oorzaken"),
        };
        view.toned(self.tone(row, place))
    }

    fn edit_text(&self, row: usize, col: usize) -> String {
        let Some(place) = self.place(col) else { return String::new() };
        match place {
            Place::Verklaard => {
                self.shape.asked.notation.exact_cell(self.bedrag(row, place), Side::Saldo)
            }
            place => self.text(row, place).into_owned(),
        }
    }

    fn amount(&self, row: usize, col: usize) -> Option<Decimal> {
        match self.bedrag(row, self.place(col)?)? {
            Bedrag::Euro(euro) => Some(euro),
            Bedrag::Pm => None,
        }
    }

    fn explain(&self, row: usize, col: usize) -> Option<String> {
        match (self.shape.rij_at(row), self.place(col)?) {
            (Some(rij), Place::Rest | Place::Gepubliceerd | Place::Verklaard) => {
                self.about_rest(rij)
            }
            (Some(rij), Place::Gecorrigeerd) if !rij.correctie.is_zero() => {
                Some("Als alles stond waar het hoort".into())
            }
            (None, Place::Name | Place::Cluster) => {
                let text = self.text(row, self.place(col)?);
                (!text.is_empty()).then(|| text.into_owned())
            }
            _ => None,
        }
    }

    fn choices(&self, row: usize, col: usize) -> Vec<String> {
        if self.verklaring(row).is_none() {
            return Vec::new();
        }
        let begroting = self.document.begroting();
        let words: Vec<&str> = match self.place(col) {
            Some(Place::Nature) => Nature::ALL.iter().map(|it| it.word()).collect(),
            Some(Place::Oorzaak) => Oorzaak::ALL.iter().map(|it| it.word()).collect(),
            Some(Place::Overheveling | Place::Buiten) => vec![YES, "nee"],
            Some(Place::Cluster) => {
                let names = begroting.clusters.iter().map(|cluster| cluster.name.as_str());
                names.chain(["geen"]).collect()
            }
            _ => Vec::new(),
        };
        words.into_iter().map(str::to_owned).collect()
    }

    fn change(&mut self, action: Action, cells: &[CellChange]) -> Result<(), Refusal> {
        let wish = change::wish(self, action, cells)?;
        self.wishes.extend(wish);
        Ok(())
    }
}
