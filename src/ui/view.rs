use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use crate::calc::{self, Overzicht, kolom_of_year};
use crate::change::Document;
use crate::display::{Notation, Signs, Unit};
use crate::model::{
    Begroting, Id, Kolom, Level, Moment, Mutatiesoort, Paragraaf, Sectie, Weergave,
};

/// How the window looks at the open budget. No part of the budget, and never saved in it.
#[derive(Clone, Debug)]
pub struct View {
    /// The onderdeel whose page is shown.
    pub selected: Option<Id>,
    pub tab: Tab,
    /// The document of the P&C cycle that the page shows the texts of.
    pub moment: Moment,
    pub notation: Notation,
    /// Who the user is: the name of a role, which need not be one of this budget.
    pub role: Option<String>,
    /// Whether the tree shows what is of others too.
    pub shows_all: bool,
    /// What is searched for in the tree.
    pub search: String,
    /// Onderdelen that are unfolded in the tree.
    pub open: HashSet<Id>,
    /// The columns that were chosen, for onderdelen of each level.
    pub choices: HashMap<Level, Id>,
    /// The scenario under which plans are looked at; `None` is the budget itself.
    pub scenario: Option<Id>,
}

/// The sections of the page of an onderdeel, in the order of the printed budget.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tab {
    /// Goal and principles of a programme or goal.
    Doel,
    Bereiken,
    /// "Wat gaan we anders doen?": the measures.
    Anders,
    Blijven,
    /// Criteria and activities of a goal.
    Criteria,
    #[default]
    Kosten,
    /// What it will cost at unchanged policy.
    Prognose,
    /// A plan that brings a deficit back to balance.
    Tekort,
    /// Begrotingswijzigingen, and transfers, movements of reserves and cover beside them.
    Wijzigingen,
    /// What deviates from the begroting, with its components.
    Afwijkingen,
    /// What lasts of the resultaat of a year.
    Evenwicht,
    Indicatoren,
    Partijen,
    /// The reserves of the gemeente, with their course.
    Reserves,
    Beleidsnotas,
    Toelichting,
    Geschiedenis,
}

impl Tab {
    pub const ALL: [Tab; 17] = [
        Tab::Doel,
        Tab::Bereiken,
        Tab::Anders,
        Tab::Blijven,
        Tab::Criteria,
        Tab::Kosten,
        Tab::Prognose,
        Tab::Tekort,
        Tab::Wijzigingen,
        Tab::Afwijkingen,
        Tab::Evenwicht,
        Tab::Indicatoren,
        Tab::Partijen,
        Tab::Reserves,
        Tab::Beleidsnotas,
        Tab::Toelichting,
        Tab::Geschiedenis,
    ];

    pub const fn title(self, moment: Moment, level: Level) -> &'static str {
        match (self, moment) {
            (Tab::Doel, _) => "Doel",
            (Tab::Bereiken, _) => Sectie::Bereiken.title(moment, level),
            (Tab::Anders, Moment::Begroting) => "Wat gaan we anders doen?",
            (Tab::Anders, Moment::Jaarverslag) => Sectie::Anders.title(moment, level),
            (Tab::Blijven, _) => Sectie::Blijven.title(moment, level),
            (Tab::Criteria, _) => "Criteria en activiteiten",
            (Tab::Kosten, Moment::Begroting) => "Wat mag het kosten?",
            (Tab::Kosten, Moment::Jaarverslag) => "Wat heeft het gekost?",
            (Tab::Prognose, _) => "Prognose",
            (Tab::Tekort, _) => "Van tekort naar sluitend",
            (Tab::Wijzigingen, _) => "Wijzigingen",
            (Tab::Afwijkingen, _) => "Afwijkingen",
            (Tab::Evenwicht, _) => "Structureel evenwicht",
            (Tab::Indicatoren, _) => "Indicatoren",
            (Tab::Partijen, _) => "Verbonden partijen",
            (Tab::Reserves, _) => "Reserves",
            (Tab::Beleidsnotas, _) => "Beleidsnota’s",
            (Tab::Toelichting, _) => Sectie::Toelichting.title(moment, level),
            (Tab::Geschiedenis, _) => "Geschiedenis",
        }
    }

    /// The title where there is little room.
    pub const fn short_title(self, moment: Moment, level: Level) -> &'static str {
        match (self, moment) {
            (Tab::Bereiken, Moment::Begroting) => "Bereiken",
            (Tab::Bereiken, Moment::Jaarverslag) => "Bereikt",
            (Tab::Anders, Moment::Begroting) => "Anders doen",
            (Tab::Anders, Moment::Jaarverslag) => "Gedaan",
            (Tab::Blijven, Moment::Begroting) => "Blijven doen",
            (Tab::Blijven, Moment::Jaarverslag) => "Blijven doen",
            (Tab::Criteria, _) => "Criteria",
            (Tab::Kosten, _) => "Kosten",
            (Tab::Partijen, _) => "Partijen",
            (Tab::Evenwicht, _) => "Evenwicht",
            (Tab::Tekort, _) => "Tekort",
            (Tab::Beleidsnotas, _) => "Nota’s",
            (Tab::Toelichting, _) => "Toelichting",
            _ => self.title(moment, level),
        }
    }

    /// The sections of text that the tab shows.
    pub const fn secties(self) -> &'static [Sectie] {
        match self {
            Tab::Doel => &[Sectie::Doel, Sectie::Uitgangspunten],
            Tab::Bereiken => &[Sectie::Bereiken],
            Tab::Anders => &[Sectie::Anders],
            Tab::Blijven => &[Sectie::Blijven],
            Tab::Criteria => &[Sectie::Criteria],
            Tab::Beleidsnotas => &[Sectie::Beleidsnotas],
            Tab::Toelichting => &[Sectie::Toelichting],
            Tab::Kosten
            | Tab::Prognose
            | Tab::Tekort
            | Tab::Wijzigingen
            | Tab::Afwijkingen
            | Tab::Evenwicht
            | Tab::Indicatoren
            | Tab::Partijen
            | Tab::Reserves
            | Tab::Geschiedenis => &[],
        }
    }

    /// Whether every page of this level has the tab.
    const fn is_on(self, level: Level) -> bool {
        match (self, level) {
            (Tab::Doel | Tab::Beleidsnotas, _) => matches!(level, Level::Programma | Level::Doel),
            (Tab::Indicatoren | Tab::Partijen | Tab::Reserves, _) => {
                matches!(level, Level::Programma)
            }
            // Where there is a berap or rekening to explain, or something is explained; and where
            // nothing lies above it.
            (Tab::Afwijkingen | Tab::Evenwicht, _) => false,
            (Tab::Prognose | Tab::Tekort, _) => matches!(level, Level::Programma),
            (Tab::Criteria, _) => matches!(level, Level::Doel),
            (Tab::Wijzigingen, _) => matches!(level, Level::Programma | Level::Taakveld),
            (Tab::Bereiken | Tab::Anders | Tab::Blijven, _) => {
                !matches!(level, Level::Programma | Level::Doel)
            }
            (Tab::Toelichting, _) => !matches!(level, Level::Programma),
            _ => true,
        }
    }

    /// The tabs of the page of an onderdeel: those of its level, and those that something is in.
    pub fn of(begroting: &Begroting, onderdeel: Id, measures: usize) -> Vec<Tab> {
        let level = begroting.onderdelen.get(onderdeel).map_or(Level::Taakveld, |o| o.level);
        let is_shown =
            |tab: &Tab| tab.is_on(level) || tab.is_filled(begroting, onderdeel, measures);
        Tab::ALL.into_iter().filter(is_shown).collect()
    }

    fn is_filled(self, begroting: &Begroting, onderdeel: Id, measures: usize) -> bool {
        let has_text =
            begroting.paragrafen.of(onderdeel).any(|p| self.secties().contains(&p.sectie));
        has_text || self.has_rows(begroting, onderdeel, measures)
    }

    fn has_rows(self, begroting: &Begroting, onderdeel: Id, measures: usize) -> bool {
        let (owner, tables) = (Some(onderdeel), begroting);
        match self {
            Tab::Anders => measures > 0,
            Tab::Afwijkingen => {
                !calc::afwijking::vergelijkingen(begroting).is_empty()
                    || !tables.verklaringen.ids_of(owner).is_empty()
            }
            Tab::Evenwicht => {
                begroting.onderdelen.get(onderdeel).is_some_and(|of| of.parent.is_none())
            }
            Tab::Tekort => !tables.plannen.ids_of(owner).is_empty(),
            // Of few prognoses the way up is short, however large the tree below is.
            Tab::Prognose => begroting
                .prognoses
                .iter()
                .any(|prognose| begroting.path(prognose.onderdeel).any(|id| id == onderdeel)),
            Tab::Criteria => !tables.activiteiten.ids_of(owner).is_empty(),
            Tab::Indicatoren => !tables.indicatoren.ids_of(owner).is_empty(),
            Tab::Partijen => !tables.partijen.ids_of(owner).is_empty(),
            Tab::Wijzigingen => {
                tables.mutaties.of(onderdeel).any(|m| m.soort != Mutatiesoort::Maatregel)
            }
            _ => false,
        }
    }

    /// Whether somebody still has to write here, for the document of this moment.
    pub fn is_empty(
        self,
        begroting: &Begroting,
        onderdeel: Id,
        measures: usize,
        moment: Moment,
    ) -> bool {
        let can_be = !self.secties().is_empty() || matches!(self, Tab::Indicatoren | Tab::Partijen);
        let is_of = |p: &Paragraaf| p.moment == moment && self.secties().contains(&p.sectie);
        let has_text = begroting.paragrafen.of(onderdeel).any(is_of);
        can_be && !has_text && !self.has_rows(begroting, onderdeel, measures)
    }
}

impl View {
    /// The plan that counts now, where there is one; or else the first taakveld with a stelpost that is still to fill, or else the first taakveld, with its
    /// page on "Wat mag het kosten?": what a budget holder comes for.
    pub fn new(document: &Document) -> View {
        let begroting = document.begroting();
        let is_taakveld =
            |id: &Id| begroting.onderdelen.get(*id).is_some_and(|o| o.level == Level::Taakveld);
        let tree = begroting.onderdelen.top().flat_map(|top| begroting.subtree(top.id));
        let taakvelden: Vec<Id> = tree.filter(is_taakveld).collect();
        let kolom = kolom_of_year(begroting, begroting.kop().jaar);
        let is_to_fill = |taakveld: &&Id| {
            let rest = kolom.map(|kolom| document.totals().get(**taakveld, kolom).rest);
            rest.is_some_and(|rest| rest.to_fill > Decimal::ZERO)
        };
        let plan = calc::tekort::latest_plan(begroting);
        let of_plan = plan.and_then(|plan| begroting.plannen.get(plan)).map(|plan| plan.onderdeel);
        let selected = of_plan.or(taakvelden
            .iter()
            .find(is_to_fill)
            .or(taakvelden.first())
            .copied()
            .or_else(|| begroting.onderdelen.top().next().map(|o| o.id)));
        let mut view = View {
            selected: None,
            tab: if of_plan.is_some() { Tab::Tekort } else { Tab::default() },
            moment: Moment::default(),
            notation: Notation { unit: Unit::Thousand, signs: Signs::LastenNegative },
            role: None,
            shows_all: false,
            search: String::new(),
            open: HashSet::new(),
            choices: HashMap::new(),
            scenario: None,
        };
        if let Some(id) = selected {
            view.select(begroting, id);
            view.open.insert(id);
        }
        view
    }

    /// Makes the user this role, and shows the first taakveld of it.
    pub fn be(&mut self, begroting: &Begroting, role: Option<String>) {
        self.role = role;
        self.shows_all = false;
        let own = self.own(begroting);
        let ordered = begroting.onderdelen.top().flat_map(|top| begroting.subtree(top.id));
        let mine: Vec<Id> = ordered.filter(|id| own.contains(id)).collect();
        let is_taakveld =
            |id: &Id| begroting.onderdelen.get(*id).is_some_and(|o| o.level == Level::Taakveld);
        let first = mine.iter().copied().find(is_taakveld).or_else(|| mine.first().copied());
        if let Some(first) = first {
            self.select(begroting, first);
        }
    }

    /// The onderdelen that the user answers for; none where his role is not in this budget.
    pub fn own(&self, begroting: &Begroting) -> HashSet<Id> {
        let Some(role) = &self.role else { return HashSet::new() };
        begroting.rollen.iter().filter(|rol| rol.name == *role).map(|rol| rol.onderdeel).collect()
    }

    /// What was chosen for the level of this onderdeel.
    pub fn choice(&self, begroting: &Begroting, onderdeel: Id) -> Option<Id> {
        self.choices.get(&begroting.onderdelen.get(onderdeel)?.level).copied()
    }

    /// The view of an onderdeel, as chosen or as its level begins with.
    pub fn weergave(&self, begroting: &Begroting, onderdeel: Id) -> Option<Weergave> {
        let level = begroting.onderdelen.get(onderdeel)?.level;
        Some(calc::weergave(begroting, self.choices.get(&level).copied(), level))
    }

    /// The column of the figures in the tree: the one that stands for the view of what is selected.
    pub fn kolom(&self, begroting: &Begroting) -> Option<Kolom> {
        match self.selected.and_then(|id| self.weergave(begroting, id)) {
            Some(weergave) => Overzicht::key_column(begroting, &weergave),
            None => kolom_of_year(begroting, begroting.kop().jaar),
        }
    }

    /// Looks at this onderdeel, and at others of its level, in this way.
    pub fn choose(&mut self, begroting: &Begroting, onderdeel: Id, weergave: Id) {
        if let Some(onderdeel) = begroting.onderdelen.get(onderdeel) {
            self.choices.insert(onderdeel.level, weergave);
        }
    }

    /// Shows this onderdeel, and unfolds the tree down to it.
    pub fn select(&mut self, begroting: &Begroting, onderdeel: Id) {
        self.selected = Some(onderdeel);
        self.open.extend(begroting.path(onderdeel).skip(1));
    }
}
