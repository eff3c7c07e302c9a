//! The bridge between two columns as a chart of steps.

use crate::calc::afwijking::{Brug, Vergelijking};
use crate::display::{Unit, show};
use crate::ui::chart::StepsData;
use crate::ui::plan_charts;

/// From no difference to the whole of it; the saldi stand in the title.
pub(super) fn bridge(
    brug: &Brug,
    onderdeel: &str,
    (van, naar): Vergelijking,
    unit: Unit,
    version: &str,
) -> StepsData {
    let (from, to) = (show(brug.van, unit), show(brug.naar, unit));
    let title =
        format!("{onderdeel}: saldo van {from} ({}) naar {to} ({})", van.title(), naar.title());
    let steps = brug.stappen.iter().map(|stap| (stap.name.clone(), stap.euro, stap.of.is_some()));
    plan_charts::brug(title, steps, brug.naar - brug.van, unit, version)
}
