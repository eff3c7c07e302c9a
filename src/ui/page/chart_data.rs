//! The chart of an onderdeel: its totals per column, as heights and finished texts.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::shape::{Asked, title_in};
use crate::change::Document;
use crate::display::{Side, show};
use crate::model::Maat;
use crate::ui::chart::{BarChartData, ChartMode, ColumnBars, Figure};

/// A bar for each column of the table. `None` where the onderdeel is gone.
pub(super) fn chart_data(
    document: &Document,
    asked: &Asked,
    mode: ChartMode,
) -> Option<BarChartData> {
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
