use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use crate::calc::afwijking::{Vergelijking, is_judged, vergelijkingen};
use crate::calc::taakvelden::RESERVES;
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
    has_reserves: OnceCell<bool>,
    /// Of the plan and the onderdeel that were asked for last: more rules look at the same.
    bezwaren: Last<(Id, Bezwaar)>,
    controls: Last<Control>,
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
            has_reserves: OnceCell::new(),
            bezwaren: RefCell::default(),
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

    /// Whether there is a taakveld for reserves.
    pub fn has_reserves(&self) -> bool {
        let is_there = || self.begroting.onderdelen.iter().any(|of| of.code == RESERVES);
        *self.has_reserves.get_or_init(is_there)
    }

    /// The published figures of an onderdeel beside the computed ones.
    pub fn controls(&self, onderdeel: Id) -> Rc<[Control]> {
        known(&self.controls, onderdeel, || controls(self.begroting, self.totals, onderdeel))
    }

    /// What is to be said of a plan, as the budget has it.
    pub fn bezwaren(&self, plan: Id) -> Rc<[(Id, Bezwaar)]> {
        known(&self.bezwaren, plan, || {
            let tekort = Tekort::new(self.begroting, plan, &Keuzes::default());
            tekort.map_or_else(Vec::new, |tekort| bezwaren(self.begroting, &tekort))
        })
    }
}

/// What was worked out last, and of which record.
type Last<T> = RefCell<Option<(Id, Rc<[T]>)>>;

fn known<T>(last: &Last<T>, of: Id, work_out: impl FnOnce() -> Vec<T>) -> Rc<[T]> {
    if let Some((known, found)) = &*last.borrow()
        && *known == of
    {
        return found.clone();
    }
    let found: Rc<[T]> = work_out().into();
    last.replace(Some((of, found.clone())));
    found
}
