use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

use super::geraakt::{Geraakt, Plaats};
use super::{Bereik, Bevinding, Ernst, Toets, Vondst, Zicht, toetsen};
use crate::calc::Totals;
use crate::calc::wijziging::touches;
use crate::model::{Acceptatie, Bedrag, Begroting, Id, Kolom, Mutatie};

/// All that the checks find in a budget, kept in step with it.
#[derive(Clone, Debug, Default)]
pub struct Bevindingen(BTreeMap<Plaats, Vec<Bevinding>>);

/// The findings of a budget or a part of it, the gravest first, then in the order of the tree.
#[derive(Debug, Default)]
pub struct Lijst<'a> {
    pub open: Vec<&'a Bevinding>,
    /// Those that somebody accepted, with the reason.
    pub geaccepteerd: Vec<(&'a Bevinding, &'a Acceptatie)>,
}

impl Lijst<'_> {
    /// How many open ones are this grave.
    pub fn count(&self, ernst: Ernst) -> usize {
        self.open.iter().filter(|bevinding| bevinding.toets.ernst == ernst).count()
    }
}

/// From so many regels on, more threads are done sooner than one.
const WORTH_SHARING: usize = 2_000;

/// The rules by what they see, each with its place in the list.
struct Rules {
    all: Vec<(usize, &'static Toets)>,
}

impl Rules {
    fn new() -> Rules {
        Rules { all: toetsen().enumerate().collect() }
    }

    /// Those that `pick` gives something of.
    fn of<F>(&self, pick: impl Fn(&Bereik) -> Option<F>) -> Vec<(usize, &'static Toets, F)> {
        let picked = self
            .all
            .iter()
            .filter_map(|(rang, toets)| pick(&toets.bereik).map(|check| (*rang, *toets, check)));
        picked.collect()
    }
}

/// Which places are checked.
#[derive(Clone, Copy)]
enum Welke<'a> {
    /// One of so many shares of everything.
    Deel {
        nth: usize,
        of: usize,
    },
    Deze(&'a [Plaats]),
}

/// Checks one kind of place, those that are asked for.
macro_rules! check_each {
    ($self:ident, $zicht:ident, $rules:ident, $only:expr, $Variant:ident, $records:expr, $get:expr) => {{
        let rules = $rules.of(|bereik| match bereik {
            Bereik::$Variant(check) => Some(*check),
            _ => None,
        });
        let mut check = |record| {
            let mut found = Vec::new();
            for (rang, toets, check) in &rules {
                check($zicht, record, &mut Vondst { toets, rang: *rang, found: &mut found });
            }
            if !found.is_empty() {
                $self.0.insert(Plaats::$Variant(record.id), found);
            }
        };
        match $only {
            Welke::Deel { nth, of } => {
                let (from, to) = ($records.len() * nth / of, $records.len() * (nth + 1) / of);
                $records.iter().skip(from).take(to - from).for_each(&mut check);
            }
            Welke::Deze(places) => {
                for place in places {
                    if let Plaats::$Variant(id) = place
                        && let Some(record) = $records.get(*id)
                    {
                        check(record);
                    }
                }
            }
        }
    }};
}

impl Bevindingen {
    /// Everything, from the beginning, on all processors.
    pub fn new(begroting: &Begroting, totals: &Totals) -> Bevindingen {
        let of = if begroting.regels.len() < WORTH_SHARING {
            1
        } else {
            std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
        };
        let share = |nth| {
            let mut found = Bevindingen::default();
            found.check(&Zicht::new(begroting, totals), Welke::Deel { nth, of });
            found
        };
        std::thread::scope(|scope| {
            let others: Vec<_> = (1..of).map(|nth| scope.spawn(move || share(nth))).collect();
            let mut all = share(0);
            for other in others {
                match other.join() {
                    Ok(mut found) => all.0.append(&mut found.0),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            all
        })
    }

    /// Checks again what edits touched, in the budget as it is after them.
    pub fn follow(&mut self, after: &Begroting, totals: &Totals, geraakt: &Geraakt) {
        if geraakt.is_alles() {
            *self = Bevindingen::new(after, totals);
            return;
        }
        for plaats in geraakt.plaatsen() {
            self.0.remove(plaats);
        }
        self.0.remove(&Plaats::Begroting);
        let places: Vec<Plaats> = geraakt.plaatsen().copied().collect();
        self.check(&Zicht::new(after, totals), Welke::Deze(&places));
    }

    fn check(&mut self, zicht: &Zicht<'_>, only: Welke<'_>) {
        let begroting = zicht.begroting;
        let rules = Rules::new();
        check_each!(self, zicht, rules, only, Onderdeel, begroting.onderdelen, get);
        check_each!(self, zicht, rules, only, Regel, begroting.regels, get);
        check_each!(self, zicht, rules, only, Mutatie, begroting.mutaties, get);
        check_each!(self, zicht, rules, only, Verklaring, begroting.verklaringen, get);
        check_each!(self, zicht, rules, only, Plan, begroting.plannen, get);
        if matches!(only, Welke::Deel { nth: 1.., .. }) {
            return;
        }
        let whole = rules.of(|bereik| match bereik {
            Bereik::Begroting(check) => Some(*check),
            _ => None,
        });
        let mut found = Vec::new();
        for (rang, toets, check) in whole {
            check(zicht, &mut Vondst { toets, rang, found: &mut found });
        }
        if !found.is_empty() {
            self.0.insert(Plaats::Begroting, found);
        }
    }

    /// Every finding, in no order that means anything.
    pub fn iter(&self) -> impl Iterator<Item = &Bevinding> {
        self.0.values().flatten()
    }

    /// Those of the whole budget.
    pub fn lijst<'a>(&'a self, begroting: &'a Begroting) -> Lijst<'a> {
        self.chosen(begroting, |_| true)
    }

    /// Those of an onderdeel and all below it, and of wijzigingen that change something there.
    pub fn van<'a>(&'a self, begroting: &'a Begroting, onderdeel: Id) -> Lijst<'a> {
        let is_below = |id: Id| begroting.path(id).any(|above| above == onderdeel);
        self.chosen(begroting, |bevinding| {
            let own = onderdeel_van(begroting, bevinding.plaats).is_some_and(is_below);
            own || begroting.mutaties.get(bevinding.plaats).is_some_and(|mutatie: &Mutatie| {
                let mut lines = begroting.mutatieregels.of(mutatie.id);
                lines.any(|line| touches(begroting, line, onderdeel))
            })
        })
    }

    fn chosen<'a>(
        &'a self,
        begroting: &'a Begroting,
        keep: impl Fn(&Bevinding) -> bool,
    ) -> Lijst<'a> {
        type Sleutel<'a> = (&'a str, Id, Option<Kolom>, Option<Decimal>);
        let accepted: HashMap<Sleutel<'_>, &Acceptatie> = begroting
            .acceptaties
            .iter()
            .map(|it| ((it.toets.as_str(), it.plaats, it.kolom, euro(it.bedrag)), it))
            .collect();
        let mut lijst = Lijst::default();
        for bevinding in self.iter().filter(|bevinding| keep(bevinding)) {
            match accepted.get(&bevinding.sleutel()) {
                Some(acceptatie) => lijst.geaccepteerd.push((bevinding, acceptatie)),
                None => lijst.open.push(bevinding),
            }
        }
        let tops = begroting.onderdelen.top().flat_map(|top| depth_first(begroting, top.id));
        let places: HashMap<Id, usize> = tops.enumerate().map(|(at, id)| (id, at)).collect();
        let order = |bevinding: &Bevinding| {
            let onderdeel = onderdeel_van(begroting, bevinding.plaats);
            let place = onderdeel.and_then(|id| places.get(&id)).copied().unwrap_or(usize::MAX);
            let Bevinding { toets, rang, plaats, kolom, bedrag, .. } = bevinding;
            let regel = begroting.regels.get(*plaats).map(|regel| &regel.order);
            let order = regel.or_else(|| Some(&begroting.mutaties.get(*plaats)?.order));
            (toets.ernst, *rang, place, order.cloned(), *kolom, *plaats, *bedrag)
        };
        lijst.open.sort_by_cached_key(|bevinding| order(bevinding));
        lijst.geaccepteerd.sort_by_cached_key(|(bevinding, _)| order(bevinding));
        lijst
    }
}

fn euro(bedrag: Option<Bedrag>) -> Option<Decimal> {
    match bedrag {
        Some(Bedrag::Euro(euro)) => Some(euro),
        Some(Bedrag::Pm) | None => None,
    }
}

/// The onderdeel that a record is of: itself, or the first above it.
pub(super) fn onderdeel_van(begroting: &Begroting, record: Id) -> Option<Id> {
    let mut above = std::iter::successors(Some(record), |id| begroting.owner_of(*id));
    above.find(|id| begroting.onderdelen.contains(*id))
}

fn depth_first(begroting: &Begroting, top: Id) -> Vec<Id> {
    let (mut order, mut next) = (Vec::new(), vec![top]);
    while let Some(id) = next.pop() {
        order.push(id);
        next.extend(begroting.onderdelen.ids_of(Some(id)).iter().rev());
    }
    order
}
