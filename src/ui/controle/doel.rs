//! Where a finding is to be looked at and mended.

use super::Sleutel;
use crate::calc::afwijking::{Vergelijking, vergelijkingen};
use crate::model::{Begroting, Id, Kolom, Mutatiesoort};
use crate::ui::view::Tab;

/// A place on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doel {
    pub onderdeel: Id,
    pub tab: Tab,
    /// The record that the cursor goes to, where it has a row.
    pub record: Option<Id>,
    /// The column that the cursor goes to, where it is about one.
    pub kolom: Option<Kolom>,
    /// What is compared, where that matters.
    pub vergelijking: Option<Vergelijking>,
}

/// Where to go for a finding; `None` for what has no page, such as a slide.
pub fn doel(begroting: &Begroting, (toets, plaats, kolom, _): Sleutel) -> Option<Doel> {
    let mut above = std::iter::successors(Some(plaats), |id| begroting.owner_of(*id));
    let onderdeel = above.find(|id| begroting.onderdelen.contains(*id))?;
    let at = |tab| Doel { onderdeel, tab, record: Some(plaats), kolom, vergelijking: None };
    // Rules on explanations are about a difference, whatever record they name.
    let explains = toets.starts_with("verklaring") || toets.starts_with("toelichting");
    if explains {
        let vergelijking = compared(begroting, onderdeel, plaats, kolom);
        return Some(Doel { vergelijking, ..at(Tab::Afwijkingen) });
    }
    of_record(begroting, onderdeel, plaats, kolom)
}

/// Where a record is shown, or what is said of it; on the page of costs where it has no row of its own.
pub fn of_record(
    begroting: &Begroting,
    onderdeel: Id,
    plaats: Id,
    kolom: Option<Kolom>,
) -> Option<Doel> {
    let at = |tab| Doel { onderdeel, tab, record: Some(plaats), kolom, vergelijking: None };
    if let Some(mutatie) = begroting.mutaties.get(plaats) {
        return Some(match (mutatie.soort, mutatie.pakket) {
            (Mutatiesoort::Maatregel, Some(pakket)) => of_plan(begroting, pakket, plaats)?,
            (Mutatiesoort::Maatregel, None) => at(Tab::Anders),
            _ => at(Tab::Wijzigingen),
        });
    }
    if begroting.pakketten.contains(plaats) {
        return of_plan(begroting, plaats, plaats);
    }
    if begroting.plannen.contains(plaats) {
        return Some(at(Tab::Tekort));
    }
    let has_row = begroting.regels.contains(plaats);
    Some(Doel { record: Some(plaats).filter(|_| has_row), ..at(Tab::Kosten) })
}

fn of_plan(begroting: &Begroting, pakket: Id, record: Id) -> Option<Doel> {
    let plan = begroting.plannen.get(begroting.pakketten.get(pakket)?.plan)?;
    Some(Doel {
        onderdeel: plan.onderdeel,
        tab: Tab::Tekort,
        record: Some(record),
        kolom: None,
        vergelijking: None,
    })
}

/// The comparison that a finding on explanations is about.
fn compared(
    begroting: &Begroting,
    onderdeel: Id,
    plaats: Id,
    kolom: Option<Kolom>,
) -> Option<Vergelijking> {
    if let Some(verklaring) = begroting.verklaringen.get(plaats) {
        return Some((verklaring.van, verklaring.naar));
    }
    let own = begroting.verklaringen.of(onderdeel).map(|v| (v.van, v.naar));
    let all: Vec<Vergelijking> = own.chain(vergelijkingen(begroting)).collect();
    all.into_iter().find(|(_, naar)| Some(*naar) == kolom)
}
