use std::collections::{HashMap, HashSet};

use crate::calc;
use crate::display::{Notation, Signs, Unit};
use crate::model::{Begroting, Id, Level, Sectie, Weergave};

/// How the window looks at the open budget. No part of the budget, and never saved in it.
#[derive(Clone, Debug)]
pub struct View {
    /// The onderdeel whose page is shown.
    pub selected: Option<Id>,
    pub tab: Tab,
    pub notation: Notation,
    /// What is searched for in the tree.
    pub search: String,
    /// Onderdelen that are unfolded in the tree.
    pub open: HashSet<Id>,
    /// The columns that were chosen, for onderdelen of each level.
    pub choices: HashMap<Level, Choice>,
}

/// A choice of columns.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// A view with a name.
    Weergave(Id),
    /// Columns that were picked and not kept under a name.
    Eigen(Weergave),
}

impl Choice {
    /// The view that this is; a level begins with one of its own.
    pub fn weergave(choice: Option<&Choice>, begroting: &Begroting, level: Level) -> Weergave {
        match choice {
            Some(Choice::Eigen(weergave)) => weergave.clone(),
            Some(Choice::Weergave(id)) => calc::weergave(begroting, Some(*id), level),
            None => calc::weergave(begroting, None, level),
        }
    }
}

/// The sections of the page of an onderdeel, in the order of the printed budget.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tab {
    Bereiken,
    /// "Wat gaan we anders doen?": the measures.
    Anders,
    Blijven,
    #[default]
    Kosten,
    Toelichting,
    Geschiedenis,
}

impl Tab {
    pub const ALL: [Tab; 6] = [
        Tab::Bereiken,
        Tab::Anders,
        Tab::Blijven,
        Tab::Kosten,
        Tab::Toelichting,
        Tab::Geschiedenis,
    ];

    pub const fn title(self) -> &'static str {
        match self {
            Tab::Bereiken => "Wat willen we bereiken?",
            Tab::Anders => "Wat gaan we anders doen?",
            Tab::Blijven => "Wat blijven we doen?",
            Tab::Kosten => "Wat mag het kosten?",
            Tab::Toelichting => "Financiële toelichting",
            Tab::Geschiedenis => "Geschiedenis",
        }
    }

    /// The title where there is little room.
    pub const fn short_title(self) -> &'static str {
        match self {
            Tab::Bereiken => "Bereiken",
            Tab::Anders => "Anders doen",
            Tab::Blijven => "Blijven doen",
            Tab::Kosten => "Kosten",
            Tab::Toelichting => "Toelichting",
            Tab::Geschiedenis => "Geschiedenis",
        }
    }

    /// The section of text that the tab shows, if it shows one.
    pub const fn sectie(self) -> Option<Sectie> {
        match self {
            Tab::Bereiken => Some(Sectie::Bereiken),
            Tab::Anders => Some(Sectie::Anders),
            Tab::Blijven => Some(Sectie::Blijven),
            Tab::Toelichting => Some(Sectie::Toelichting),
            Tab::Kosten | Tab::Geschiedenis => None,
        }
    }
}

impl View {
    /// The first taakveld with its page on "Wat mag het kosten?": what a budget holder comes for.
    pub fn new(begroting: &Begroting) -> View {
        let first_taakveld =
            begroting.onderdelen.top().flat_map(|top| begroting.subtree(top.id)).find(|id| {
                begroting.onderdelen.get(*id).is_some_and(|o| o.level == Level::Taakveld)
            });
        let selected = first_taakveld.or_else(|| begroting.onderdelen.top().next().map(|o| o.id));
        let mut view = View {
            selected: None,
            tab: Tab::default(),
            notation: Notation { unit: Unit::Thousand, signs: Signs::LastenNegative },
            search: String::new(),
            open: HashSet::new(),
            choices: HashMap::new(),
        };
        if let Some(id) = selected {
            view.select(begroting, id);
            view.open.insert(id);
        }
        view
    }

    /// What was chosen for the level of this onderdeel.
    pub fn choice(&self, begroting: &Begroting, onderdeel: Id) -> Option<&Choice> {
        self.choices.get(&begroting.onderdelen.get(onderdeel)?.level)
    }

    /// The view of an onderdeel, as chosen or as its level begins with.
    pub fn weergave(&self, begroting: &Begroting, onderdeel: Id) -> Option<Weergave> {
        let level = begroting.onderdelen.get(onderdeel)?.level;
        Some(Choice::weergave(self.choices.get(&level), begroting, level))
    }

    /// Looks at this onderdeel, and at others of its level, in this way.
    pub fn choose(&mut self, begroting: &Begroting, onderdeel: Id, choice: Choice) {
        if let Some(onderdeel) = begroting.onderdelen.get(onderdeel) {
            self.choices.insert(onderdeel.level, choice);
        }
    }

    /// Shows this onderdeel, and unfolds the tree down to it.
    pub fn select(&mut self, begroting: &Begroting, onderdeel: Id) {
        self.selected = Some(onderdeel);
        self.open.extend(begroting.path(onderdeel).skip(1));
    }
}
