use super::dialog::Dialog;
use super::options::Options;
use crate::calc::beraad::{
    Inhoud, Knop, Niveau, Optiekeuze, Proef, Tabel, Wijziging, inhoud, knoppen, plan_of, tabel,
};
use crate::display::Unit;
use crate::model::{Begroting, Dia, Id};
use crate::ui::wish::Desk;

/// Where the presenter is, and what is tried.
pub struct Beraad {
    /// Which slide.
    pub(super) at: usize,
    pub(super) trial: Proef,
    /// Options and amounts answer to keys.
    pub(super) is_trying: bool,
    /// The list of what can be tried, on a slide without options of its own.
    pub(super) options: Option<Options>,
    /// How deep one looks, with the row that is pointed at in each table; empty on the slide itself.
    pub(super) path: Vec<(Niveau, usize)>,
    pub(super) is_blank: bool,
    /// The hall has a window of its own, and this one is the presenter's.
    pub(super) is_in_hall: bool,
    /// What is asked over the slide.
    pub(super) dialog: Option<Dialog>,
    pub(super) is_over: bool,
    pub(super) derived: Option<Derived>,
}

/// What is worked out once per version of the budget and of what is tried.
pub(super) struct Derived {
    made_of: MadeOf,
    /// How many slides there are.
    pub count: usize,
    pub inhoud: Inhoud,
    /// For the presenter alone: the note of this slide, and the next one while the hall has a window
    /// of its own.
    pub notitie: String,
    pub next: Option<Inhoud>,
    /// The table a step deeper, and how one came there.
    pub tabel: Option<Tabel>,
    pub trail: String,
    pub tried: Vec<Wijziging>,
    pub knoppen: Vec<Knop>,
}

#[derive(Clone, PartialEq)]
struct MadeOf {
    version: u64,
    trial: u64,
    at: usize,
    path: Vec<Niveau>,
    unit: Unit,
    is_in_hall: bool,
}

impl Beraad {
    /// Begins at the first slide, with nothing tried over this scenario.
    pub fn new(begroting: &Begroting, scenario: Option<Id>) -> Beraad {
        Beraad {
            at: 0,
            trial: Proef::new(begroting, scenario),
            is_trying: false,
            options: None,
            path: Vec::new(),
            is_blank: false,
            is_in_hall: false,
            dialog: None,
            is_over: false,
            derived: None,
        }
    }

    pub(super) fn derive(&mut self, desk: &Desk<'_>) {
        let (document, unit) = (desk.document, desk.view.notation.unit);
        let made_of = MadeOf {
            version: document.version(),
            trial: self.trial.version(),
            at: self.at,
            path: self.path.iter().map(|(niveau, _)| *niveau).collect(),
            unit,
            is_in_hall: self.is_in_hall,
        };
        if self.derived.as_ref().is_some_and(|derived| derived.made_of == made_of) {
            return;
        }
        let (begroting, totals) = (document.begroting(), document.totals());
        let dias: Vec<&Dia> = begroting.dias.top().collect();
        self.at = self.at.min(dias.len().saturating_sub(1));
        let Some(dia) = dias.get(self.at) else { return };
        let of = |dia: &Dia| inhoud(begroting, totals, dia, &self.trial);
        let next = dias.get(self.at + 1).filter(|_| self.is_in_hall).map(|dia| of(dia));
        let inhoud = of(dia);
        let keuzes = self.trial.keuzes();
        let levels = made_of.path.iter().map_while(|niveau| tabel(begroting, &keuzes, *niveau));
        let levels: Vec<Tabel> = levels.collect();
        self.path.truncate(levels.len());
        // Below a plan its name says nothing that the title of the slide does not.
        let above = usize::from(levels.len() > 1);
        let trail = levels.iter().skip(above).map(|tabel| tabel.titel.as_str());
        let trail: Vec<&str> = trail.collect();
        let trail = trail.join(" › ");
        let plan = inhoud.plan.or_else(|| plan_of(begroting, None));
        let tried = plan.map(|plan| self.trial.wijzigingen(begroting, plan, unit));
        let all = plan.map(|plan| knoppen(begroting, plan, &self.trial, dia.jaar));
        self.derived = Some(Derived {
            made_of,
            count: dias.len(),
            inhoud,
            notitie: dia.notitie.clone(),
            next,
            tabel: levels.into_iter().next_back(),
            trail,
            tried: tried.unwrap_or_default(),
            knoppen: all.unwrap_or_default(),
        });
    }

    /// The row that is pointed at in the deepest table.
    pub(super) fn row(&self) -> usize {
        self.path.last().map_or(0, |(_, row)| *row)
    }

    pub(super) fn point_at(&mut self, row: usize) {
        if let Some(last) = self.path.last_mut() {
            last.1 = row;
        }
    }

    /// Looks into the row that is pointed at, where anything more was released.
    pub(super) fn go_deeper(&mut self, derived: &Derived) {
        let next = match &derived.tabel {
            None => derived.inhoud.dieper,
            Some(tabel) => tabel.rijen.get(self.row()).and_then(|rij| rij.dieper),
        };
        self.path.extend(next.map(|niveau| (niveau, 0)));
    }

    pub(super) fn go_to(&mut self, at: usize) {
        self.at = at;
        self.path.clear();
        if let Some(options) = &mut self.options {
            *options = Options::default();
        }
    }

    /// Tries an option of the slide.
    pub(super) fn choose(
        &mut self,
        begroting: &Begroting,
        derived: &Derived,
        option: Option<&Optiekeuze>,
    ) {
        if let Some((measure, option)) = derived.inhoud.maatregel.zip(option) {
            self.trial.kies(begroting, measure, option.veld.clone());
        }
    }
}

impl Derived {
    /// Whether the list of what can be tried lies beside the picture: a slide with options of its
    /// own shows those.
    pub fn has_list(&self, is_trying: bool, on_slide: bool) -> bool {
        is_trying && on_slide && self.inhoud.opties.is_empty()
    }
}
