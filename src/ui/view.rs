use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::calc::{kolom_of_year, stelposten};
use crate::change::Document;
use crate::display::{Notation, Signs, Unit};
use crate::model::{Begroting, Id, Level, Sectie};

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
    /// The first taakveld with a stelpost that is still to fill, or else the first taakveld, with its
    /// page on "Wat mag het kosten?": what a budget holder comes for.
    pub fn new(document: &Document) -> View {
        let begroting = document.begroting();
        let is_taakveld =
            |id: &Id| begroting.onderdelen.get(*id).is_some_and(|o| o.level == Level::Taakveld);
        let tree = begroting.onderdelen.top().flat_map(|top| begroting.subtree(top.id));
        let taakvelden: Vec<Id> = tree.filter(is_taakveld).collect();
        let kolom = kolom_of_year(begroting, begroting.kop().jaar);
        let is_to_fill = |taakveld: &&Id| {
            kolom.is_some_and(|kolom| {
                stelposten(begroting, document.totals(), **taakveld, kolom)
                    .iter()
                    .any(|stelpost| stelpost.rest() > Decimal::ZERO)
            })
        };
        let selected = taakvelden
            .iter()
            .find(is_to_fill)
            .or(taakvelden.first())
            .copied()
            .or_else(|| begroting.onderdelen.top().next().map(|o| o.id));
        let mut view = View {
            selected: None,
            tab: Tab::default(),
            notation: Notation { unit: Unit::Thousand, signs: Signs::LastenNegative },
            search: String::new(),
            open: HashSet::new(),
        };
        if let Some(id) = selected {
            view.select(begroting, id);
            view.open.insert(id);
        }
        view
    }

    /// Shows this onderdeel, and unfolds the tree down to it.
    pub fn select(&mut self, begroting: &Begroting, onderdeel: Id) {
        self.selected = Some(onderdeel);
        self.open.extend(begroting.path(onderdeel).skip(1));
    }
}
