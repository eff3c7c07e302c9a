//! The page in view as a slide of a presentation.

use super::PageState;
use super::tekort::{Row, TekortShape};
use crate::calc::beraad::plan_of;
use crate::change::presentatie::nieuw;
use crate::model::{Begroting, Dia, Diasoort, Id};
use crate::ui::chance::new_id;
use crate::ui::view::{Tab, View};

impl PageState {
    /// A slide of what the cursor stands on in a plan, of a measure of a plan, of a prognosis, or else
    /// of the figures of the onderdeel; `None` where no page is shown.
    pub fn as_slide(&self, begroting: &Begroting, view: &View) -> Option<Dia> {
        let onderdeel = begroting.onderdelen.get(view.selected?)?;
        let row = self.grids.get(&(onderdeel.id, view.tab)).and_then(|grid| grid.cursor_cell());
        let row = row.map(|(row, _)| row);
        let slide = match view.tab {
            Tab::Tekort => self.tekort.shape.get().and_then(|it| of_plan(begroting, it, row)),
            Tab::Anders => {
                let measure = row.and_then(|row| self.measures.get()?.measure_at(row));
                measure.and_then(|measure| of_measure(begroting, measure))
            }
            Tab::Prognose => begroting.prognoses.of(onderdeel.id).next().map(|prognose| {
                let title = format!("Wat zegt {}?", prognose.name);
                nieuw(new_id(), Diasoort::Prognose, title, Some(prognose.id))
            }),
            _ => None,
        };
        let figures =
            || nieuw(new_id(), Diasoort::Tabel, onderdeel.name.clone(), Some(onderdeel.id));
        Some(slide.unwrap_or_else(figures))
    }
}

fn of_plan(begroting: &Begroting, shape: &TekortShape, row: Option<usize>) -> Option<Dia> {
    let tekort = &shape.tekort;
    let jaar = tekort.kolommen.get(shape.at).map(|kolom| kolom.jaar);
    match shape.rows.get(row.unwrap_or(0))? {
        Row::Start => {
            let title = "Hoeveel komen we nog tekort?";
            Some(nieuw(new_id(), Diasoort::Resterend, title, Some(tekort.plan)))
        }
        Row::Rest => {
            let year = jaar.map(|jaar| format!(" in {jaar}")).unwrap_or_default();
            let title = format!("Komen we er{year}?");
            Some(Dia { jaar, ..nieuw(new_id(), Diasoort::Waterval, title, Some(tekort.plan)) })
        }
        Row::Pakket(at) => {
            let pakket = begroting.pakketten.get(tekort.pakketten.get(*at)?.pakket)?;
            let title = format!("Wat levert {} op?", pakket.name);
            Some(nieuw(new_id(), Diasoort::Tabel, title, Some(pakket.id)))
        }
        Row::Maatregel(pakket, at) => {
            let row = tekort.pakketten.get(*pakket)?.maatregelen.get(*at)?;
            of_measure(begroting, row.mutatie.id)
        }
    }
}

/// Of a measure that a plan counts.
fn of_measure(begroting: &Begroting, measure: Id) -> Option<Dia> {
    plan_of(begroting, Some(measure))?;
    let title = format!("Wat kiezen we bij {}?", begroting.mutaties.get(measure)?.name);
    Some(nieuw(new_id(), Diasoort::Maatregel, title, Some(measure)))
}
