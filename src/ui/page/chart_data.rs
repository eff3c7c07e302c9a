//! The charts of an onderdeel, as heights and finished texts: its totals per column, or its parts.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::shape::{Asked, title_in};
use crate::calc::overzicht::version;
use crate::calc::{self, MEERJAREN, Overzicht, Part, Total};
use crate::change::Document;
use crate::change::structure::{Target, title};
use crate::display::{Side, Unit, show};
use crate::model::{Id, Kolom, Maat};
use crate::ui::chart::{
    BarChartData, ChartData, ChartKind, ChartMode, ColumnBars, Figure, Look, PartBars, PartSeries,
    PartsData,
};

/// How many versions stand beside each other.
const VERSIONS: usize = 3;

/// A chart, and what a click on one of its parts goes to.
pub(super) struct Drawn {
    pub kind: ChartKind,
    pub data: ChartData,
    pub parts: Vec<Option<Id>>,
}

/// The chart of what is asked, of the kind that was chosen or else the one that suits the view: the
/// parts where it shows one year, the years where it shows more. `None` where the onderdeel is gone.
pub(super) fn chart_data(
    document: &Document,
    asked: &Asked,
    chosen: Option<ChartKind>,
    mode: ChartMode,
) -> Option<Drawn> {
    let all = asked.overzicht(document)?.kolommen();
    let one_year = all.windows(2).all(|two| matches!(two, [a, b] if a.jaar == b.jaar));
    let suits = if one_year { ChartKind::Onderdelen } else { ChartKind::Jaren };
    let kind = chosen.unwrap_or(suits);
    if kind == ChartKind::Jaren {
        let data = if one_year {
            let years = Asked { choice: Some(MEERJAREN), ..asked.clone() };
            columns(document, &years, mode)?
        } else {
            columns(document, asked, mode)?
        };
        return Some(Drawn { kind, data: data.into(), parts: Vec::new() });
    }
    let (begroting, totals) = (document.begroting(), document.totals());
    let key = Overzicht::key_column(begroting, &asked.weergave(document)?)?;
    let parts = match (kind, mode) {
        (ChartKind::Geld, _) => calc::parts_by_lasten(begroting, totals, asked.onderdeel, key),
        (_, ChartMode::BatenLasten) => calc::parts(begroting, totals, asked.onderdeel, &[key]),
        (_, ChartMode::Saldo) => {
            calc::parts(begroting, totals, asked.onderdeel, &versions(&all, key))
        }
    };
    let bars = Bars { document, asked };
    let data = match (kind, mode) {
        (ChartKind::Geld, _) => {
            bars.of_kinds("Lasten per onderdeel", key, &[(Maat::Lasten, Look::Lasten, 1)], &parts)
        }
        (_, ChartMode::BatenLasten) => bars.of_kinds(
            "Baten en lasten per onderdeel",
            key,
            &[(Maat::Baten, Look::Baten, 1), (Maat::Lasten, Look::Lasten, -1)],
            &parts,
        ),
        (_, ChartMode::Saldo) => bars.of_versions(&versions(&all, key), &parts),
    };
    let parts = parts.iter().map(|part| part.onderdeel).collect();
    Some(Drawn { kind, data: data.into(), parts })
}

/// The versions of the year of the key column that the table shows: of more than fit, the first two
/// and the last.
fn versions(table: &[Kolom], key: Kolom) -> Vec<Kolom> {
    let mut versions: Vec<Kolom> =
        table.iter().copied().filter(|kolom| kolom.jaar == key.jaar).collect();
    if versions.is_empty() {
        versions.push(key);
    }
    while versions.len() > VERSIONS {
        versions.remove(VERSIONS - 1);
    }
    versions
}

/// Makes bars of parts.
struct Bars<'a> {
    document: &'a Document,
    asked: &'a Asked,
}

impl Bars<'_> {
    /// The saldo of each part in each version.
    fn of_versions(&self, versions: &[Kolom], parts: &[Part]) -> PartsData {
        let looks: &[Look] = match versions.len() {
            1 => &[Look::Full],
            2 => &[Look::Pale, Look::Full],
            _ => &[Look::Pale, Look::Full, Look::Outline],
        };
        let series = versions
            .iter()
            .zip(looks)
            .map(|(kolom, look)| PartSeries { name: self.version(*kolom), look: *look });
        let figures = |totals: &[Total]| {
            totals.iter().map(|total| self.figure(total, Maat::Saldo, 1)).collect()
        };
        self.data("Saldo per onderdeel", series.collect(), parts, figures)
    }

    /// Figures of one version. Those with -1 go to the other side of zero.
    fn of_kinds(
        &self,
        title: &str,
        kolom: Kolom,
        kinds: &[(Maat, Look, i64)],
        parts: &[Part],
    ) -> PartsData {
        let version = self.version(kolom);
        let series = kinds.iter().map(|(maat, look, _)| PartSeries {
            name: format!("{} {version}", maat.word()),
            look: *look,
        });
        let figures = |totals: &[Total]| {
            let total = totals.first().copied().unwrap_or_default();
            kinds.iter().map(|(maat, _, side)| self.figure(&total, *maat, *side)).collect()
        };
        self.data(title, series.collect(), parts, figures)
    }

    fn data(
        &self,
        title_of_all: &str,
        series: Vec<PartSeries>,
        parts: &[Part],
        figures: impl Fn(&[Total]) -> Vec<Figure>,
    ) -> PartsData {
        let begroting = self.document.begroting();
        let own = title(begroting, Target::Onderdeel(self.asked.onderdeel));
        let bars = parts.iter().map(|part| PartBars {
            label: match part.onderdeel {
                Some(id) => title(begroting, Target::Onderdeel(id)),
                None if parts.len() == 1 => own.clone(),
                None => format!("{own} zelf"),
            },
            figures: figures(&part.totals),
            can_open: part.onderdeel.is_some(),
        });
        PartsData {
            title: title_of_all.to_owned(),
            unit_label: self.unit().label().to_owned(),
            version: String::new(),
            series,
            parts: bars.collect(),
        }
    }

    fn figure(&self, total: &Total, maat: Maat, side: i64) -> Figure {
        let unit = self.unit();
        if total.is_pm(maat) {
            return figure(Decimal::ZERO, "pm".into(), unit.factor());
        }
        let amount = total.of(maat);
        let shown = match maat {
            Maat::Baten => self.asked.notation.signs.to_shown(Side::Baten, amount),
            Maat::Lasten => self.asked.notation.signs.to_shown(Side::Lasten, amount),
            _ => amount,
        };
        figure(amount * Decimal::from(side), show(shown, unit), unit.factor())
    }

    fn unit(&self) -> Unit {
        self.asked.notation.unit
    }

    fn version(&self, kolom: Kolom) -> String {
        version(self.document.begroting(), kolom)
    }
}

/// A bar for each column of the table.
fn columns(document: &Document, asked: &Asked, mode: ChartMode) -> Option<BarChartData> {
    let begroting = document.begroting();
    let all = asked.overzicht(document)?.kolommen();
    let Asked { onderdeel, notation, .. } = *asked;
    let unit = notation.unit;
    let columns: Vec<_> =
        all.iter().map(|kolom| (*kolom, document.totals().get(onderdeel, *kolom))).collect();
    let saldo = |amount: Decimal| figure(amount, show(amount, unit), unit.factor());
    let bars = columns
        .iter()
        .map(|(kolom, total)| {
            let pm = || figure(Decimal::ZERO, "pm".into(), unit.factor());
            let part = |maat: Maat, side: Side| {
                if total.is_pm(maat) {
                    return pm();
                }
                let amount = total.of(maat);
                // Lasten hang below the line, whatever the sign they are written with.
                let height = if side == Side::Lasten { -amount } else { amount };
                let text = show(notation.signs.to_shown(side, amount), unit);
                figure(height, text, unit.factor())
            };
            ColumnBars {
                label: title_in(begroting, *kolom, &all),
                closed: begroting.is_closed(*kolom),
                baten: part(Maat::Baten, Side::Baten),
                lasten: part(Maat::Lasten, Side::Lasten),
                saldo: if total.is_pm(Maat::Saldo) { pm() } else { saldo(total.saldo()) },
                // A bar of the same height beside it would say nothing.
                after_measures: (!total.additional.is_zero())
                    .then(|| saldo(total.saldo_after_measures())),
            }
        })
        .collect();
    let what = match mode {
        ChartMode::Saldo => "Saldo per jaar",
        ChartMode::BatenLasten => "Baten en lasten per jaar",
    };
    Some(BarChartData {
        title: what.to_owned(),
        unit_label: unit.label().to_owned(),
        version: String::new(),
        bars,
        mode,
    })
}

/// The one place where an amount becomes a float: how high its bar is.
#[expect(clippy::disallowed_methods, reason = "a chart draws floats, and its text is exact")]
pub(super) fn figure(amount: Decimal, text: String, factor: Decimal) -> Figure {
    Figure { height: (amount / factor).to_f64().unwrap_or(0.0), text }
}
