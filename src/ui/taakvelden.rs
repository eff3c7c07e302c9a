//! The whole budget by taakveld of the national list, whichever programmes it lies in.

use eframe::egui::{ComboBox, Id, Modal, RichText, Ui};
use rust_decimal::Decimal;

use super::grid::{
    Action, CellChange, CellView, Column, Grid, GridState, Head, Refusal, RowKind, RowView, Table,
    Tone,
};
use super::theme::{Tokens, size};
use crate::calc::{PerTaakveld, Total, per_taakveld};
use crate::change::Document;
use crate::display::{Notation, Side};
use crate::model::{Bedrag, Kolom, Maat};

const MATEN: [(Maat, &str, Side); 6] = [
    (Maat::Baten, "Baten", Side::Baten),
    (Maat::Lasten, "Lasten", Side::Lasten),
    (Maat::Saldo, "Saldo", Side::Saldo),
    (Maat::Toevoeging, "Toevoeging", Side::Lasten),
    (Maat::Onttrekking, "Onttrekking", Side::Baten),
    (Maat::Resultaat, "Resultaat", Side::Saldo),
];
/// Code and name stand before the figures.
const FIRST: usize = 2;

/// The overview while it is open.
pub struct TaakveldenModal {
    kolom: Kolom,
    grid: GridState,
    rows: Rows,
    has_keyboard: bool,
}

impl TaakveldenModal {
    /// The overview of year t, as its begroting stands now; `None` in a budget without columns.
    pub fn new(document: &Document, notation: Notation) -> Option<TaakveldenModal> {
        let columns = document.begroting().columns();
        let jaar = document.begroting().kop().jaar;
        let kolom = crate::calc::kolom_of_year(document.begroting(), jaar)
            .or_else(|| columns.last().copied())?;
        let rows = Rows::new(document, notation, kolom, 0);
        Some(TaakveldenModal { kolom, grid: GridState::default(), rows, has_keyboard: false })
    }

    /// Whether it was closed.
    pub fn show(&mut self, ui: &mut Ui, document: &Document, notation: Notation) -> bool {
        let tokens = Tokens::of(ui.ctx());
        let mut closed = false;
        let modal = Modal::new(Id::unique("taakvelden")).show(ui.ctx(), |ui| {
            ui.set_width(size::OVERVIEW[0]);
            ui.heading("Per taakveld");
            let about = "De hele begroting naar de landelijke indeling, over de programma’s heen.";
            ui.label(RichText::new(about).color(tokens.text_weak));
            ui.horizontal(|ui| {
                let label = ui.label("Kolom");
                let before = self.kolom;
                ComboBox::from_id_salt("kolom")
                    .selected_text(self.kolom.title())
                    .width(size::OVERVIEW[0] / 3.0)
                    .show_ui(ui, |ui| {
                        for kolom in document.begroting().columns() {
                            ui.selectable_value(&mut self.kolom, kolom, kolom.title());
                        }
                    })
                    .response
                    .labelled_by(label.id);
                if before != self.kolom {
                    let version = self.rows.head.version + 1;
                    self.rows = Rows::new(document, notation, self.kolom, version);
                }
                let version = &document.begroting().kop().version;
                let unit = notation.unit.label();
                ui.label(RichText::new(format!("{unit} · {version}")).color(tokens.text_weak));
            });
            ui.allocate_ui([size::OVERVIEW[0], size::OVERVIEW[1]].into(), |ui| {
                let output = Grid::new("taakvelden").show(ui, &mut self.grid, &mut self.rows);
                if !self.has_keyboard {
                    output.response.request_focus();
                    self.has_keyboard = true;
                }
            });
            ui.add_space(size::GAP);
            closed = ui.add(super::modal::primary(ui, "Sluiten")).clicked();
        });
        closed || modal.should_close()
    }
}

/// What a national reader would ask about.
fn note(of: &PerTaakveld, kolom: Kolom) -> Option<String> {
    let PerTaakveld { code, programmas, .. } = of;
    if !of.is_national {
        Some(format!("{code} staat niet in de landelijke lijst van {}", kolom.jaar))
    } else if of.has_misplaced_reserves() {
        Some(format!("Reserves horen landelijk op taakveld 0.10, hier staan zij op {code}"))
    } else if *programmas > 1 {
        Some(format!("Uit {programmas} delen van de begroting"))
    } else {
        None
    }
}

/// What stands in the table, made once.
struct Rows {
    head: Head,
    notation: Notation,
    rows: Vec<OneRow>,
}

struct OneRow {
    code: String,
    name: String,
    kind: RowKind,
    note: Option<String>,
    figures: [Decimal; MATEN.len()],
    pm: [bool; MATEN.len()],
}

impl Rows {
    fn new(document: &Document, notation: Notation, kolom: Kolom, version: u64) -> Rows {
        let begroting = document.begroting();
        let (found, rest) = per_taakveld(begroting, document.totals(), kolom);
        let mut whole = rest;
        let mut rows = Vec::with_capacity(found.len() + 2);
        for it in found {
            whole += it.total;
            let note = note(&it, kolom);
            rows.push(OneRow::new(it.code, it.name, RowKind::Body, note, &it.total));
        }
        if rest != Total::default() {
            let name = "Niet bij een taakveld".to_owned();
            rows.push(OneRow::new(String::new(), name, RowKind::Body, None, &rest));
        }
        let name = "Totaal".to_owned();
        rows.push(OneRow::new(String::new(), name, RowKind::Total, None, &whole));
        let mut columns = vec![
            Column::text("Code", size::COLUMN_START),
            Column::text("Omschrijving", size::COLUMN_NAME).growing(),
        ];
        columns.extend(MATEN.map(|(_, title, _)| Column::figures(title, size::COLUMN_OVERVIEW)));
        let name = format!("Per taakveld, {}", kolom.title());
        Rows { head: Head { name, version, columns, sticky: FIRST }, notation, rows }
    }

    fn at(&self, row: usize, col: usize) -> Option<(&OneRow, usize)> {
        let figure = col.checked_sub(FIRST).filter(|figure| *figure < MATEN.len())?;
        Some((self.rows.get(row)?, figure))
    }
}

impl OneRow {
    fn new(
        code: String,
        name: String,
        kind: RowKind,
        note: Option<String>,
        total: &Total,
    ) -> OneRow {
        OneRow {
            code,
            name,
            kind,
            note,
            figures: MATEN.map(|(maat, _, _)| total.of(maat)),
            pm: MATEN.map(|(maat, _, _)| total.is_pm(maat)),
        }
    }
}

impl Table for Rows {
    fn head(&self) -> &Head {
        &self.head
    }

    fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn row_key(&self, row: usize) -> u64 {
        row as u64
    }

    fn row(&self, row: usize) -> RowView {
        let kind = self.rows.get(row).map(|row| row.kind).unwrap_or_default();
        RowView { kind, ..RowView::default() }
    }

    fn cell(&self, row: usize, col: usize) -> CellView<'_> {
        let why = "volgt uit de begroting";
        let Some((of, figure)) = self.at(row, col) else {
            let row = self.rows.get(row);
            let text = match (row, col) {
                (Some(row), 0) => row.code.as_str(),
                (Some(row), 1) => row.name.as_str(),
                _ => "",
            };
            let marked = row.is_some_and(|row| row.note.is_some()) && col == 0;
            let tone = if marked { Tone::Warning } else { Tone::Normal };
            return CellView::fixed(text, why).toned(tone);
        };
        let amount = of.figures[figure];
        let text = if of.pm[figure] {
            "pm".to_owned()
        } else {
            self.notation.show_cell(Some(Bedrag::Euro(amount)), MATEN[figure].2)
        };
        CellView::fixed(text, why)
    }

    fn edit_text(&self, row: usize, col: usize) -> String {
        match self.at(row, col) {
            Some((of, figure)) => {
                let amount = Some(Bedrag::Euro(of.figures[figure]));
                self.notation.exact_cell(amount, MATEN[figure].2)
            }
            None => self.cell(row, col).text.into_owned(),
        }
    }

    fn amount(&self, row: usize, col: usize) -> Option<Decimal> {
        let (of, figure) = self.at(row, col)?;
        Some(self.notation.signs.to_shown(MATEN[figure].2, of.figures[figure]))
    }

    fn explain(&self, row: usize, _col: usize) -> Option<String> {
        self.rows.get(row)?.note.clone()
    }

    fn change(&mut self, _action: Action, _cells: &[CellChange]) -> Result<(), Refusal> {
        Err(Refusal::new("Dit overzicht volgt uit de begroting; wijzig de regels daar."))
    }
}
