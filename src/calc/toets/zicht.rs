use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use crate::calc::afwijking::{Vergelijking, is_judged, vergelijkingen};
use crate::calc::tekort::{Bezwaar, Tekort, bezwaren};
use crate::calc::{Control, Keuzes, Totals, controls, kolom_of_year};
use crate::model::{Begroting, Id, Kolom};

/// What rules look at, with what more of them need worked out once.
pub struct Zicht<'a> {
    pub begroting: &'a Begroting,
    pub totals: &'a Totals,
    /// Year t.
    pub jaar: u16,
    /// The column that stands for year t.
    pub kolom: Option<Kolom>,
    /// Of year t, what was set against what last.
    pub vergelijking: Option<Vergelijking>,
    columns: Vec<(Kolom, bool)>,
    bezwaren: OnceCell<HashMap<Id, Vec<(Id, Bezwaar)>>>,
    /// Of the onderdeel that was asked for last: more rules look at the same.
    controls: RefCell<Option<(Id, Rc<[Control]>)>>,
}

impl<'a> Zicht<'a> {
    pub fn new(begroting: &'a Begroting, totals: &'a Totals) -> Zicht<'a> {
        let jaar = begroting.kop().jaar;
        let mut columns: Vec<(Kolom, bool)> =
            begroting.kolommen.iter().map(|kop| (kop.kolom, kop.closed)).collect();
        columns.sort_unstable();
        Zicht {
            begroting,
            totals,
            jaar,
            kolom: kolom_of_year(begroting, jaar),
            vergelijking: vergelijkingen(begroting).pop().filter(|(_, naar)| is_judged(*naar)),
            columns,
            bezwaren: OnceCell::new(),
            controls: RefCell::default(),
        }
    }

    /// The columns of the budget, in order.
    pub fn columns(&self) -> impl DoubleEndedIterator<Item = Kolom> {
        self.columns.iter().map(|(kolom, _)| *kolom)
    }

    pub fn has(&self, kolom: Kolom) -> bool {
        self.columns.iter().any(|(other, _)| *other == kolom)
    }

    pub fn is_closed(&self, kolom: Kolom) -> bool {
        self.columns.iter().any(|(other, closed)| *other == kolom && *closed)
    }

    /// The published figures of an onderdeel beside the computed ones.
    pub fn controls(&self, onderdeel: Id) -> Rc<[Control]> {
        if let Some((of, known)) = &*self.controls.borrow()
            && *of == onderdeel
        {
            return known.clone();
        }
        let found: Rc<[Control]> = controls(self.begroting, self.totals, onderdeel).into();
        self.controls.replace(Some((onderdeel, found.clone())));
        found
    }

    /// What is to be said of a plan, as the budget has it.
    pub fn bezwaren(&self, plan: Id) -> &[(Id, Bezwaar)] {
        let all = self.bezwaren.get_or_init(|| {
            let of = |plan: Id| {
                let tekort = Tekort::new(self.begroting, plan, &Keuzes::default())?;
                Some((plan, bezwaren(self.begroting, &tekort)))
            };
            self.begroting.plannen.iter().filter_map(|plan| of(plan.id)).collect()
        });
        all.get(&plan).map_or(&[], Vec::as_slice)
    }
}
