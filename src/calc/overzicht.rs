//! A view of one onderdeel as data: its columns, its rows, and on demand the figure of a cell.

use rust_decimal::Decimal;

use super::{Total, Totals};
use crate::model::{
    Bedrag, Begroting, Id, Indeling, Kolom, Kolomkeuze, Level, Maat, Regel, Soort, Stadium,
    Weergave,
};

/// Where the figures of a column (or of a row of `Indeling::Standen`) come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bron {
    Kolom(Kolom),
    /// The second less the first.
    Verschil(Kolom, Kolom),
}

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// The sum of what lies below it.
    Onderdeel(Id),
    /// An onderdeel without anything in it: an amount typed here makes its first regel.
    Empty(Id),
    /// An onderdeel with exactly one regel: the row is that regel.
    Single {
        onderdeel: Id,
        regel: Id,
    },
    Regel(Id),
    /// This figure of the whole table.
    Sum(Maat),
    /// The whole table, in the figure of each column.
    Total,
    /// The whole table in one stage, or what changes between two.
    Stand(Bron),
}

/// A row of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub item: Item,
    /// The block in which it stands, of `Indeling::Blokken`.
    pub blok: Option<Maat>,
    pub depth: usize,
    pub parent: Option<usize>,
    /// Whether it is unfolded, when it can be.
    pub open: Option<bool>,
    /// Holds a stelpost, or is one.
    pub stelpost: bool,
}

/// A column of a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The heading over columns of the same kolom.
    pub group: Option<String>,
    pub title: String,
    /// Of `Indeling::Standen` the rows say it.
    pub bron: Option<Bron>,
    /// `None` where each row says it.
    pub maat: Option<Maat>,
}

/// The one amount that stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    Regel(Id),
    /// The first regel of its kind of an onderdeel.
    New {
        onderdeel: Id,
        soort: Soort,
    },
}

/// The figure of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// In the model's own sign of `maat`. A sum is never empty.
    pub bedrag: Option<Bedrag>,
    /// What it is of. What is judged as a voordeel or nadeel is a saldo.
    pub maat: Maat,
    /// `None` for a difference.
    pub kolom: Option<Kolom>,
    /// The amount that it is, where it is no more than that.
    pub own: Option<Own>,
}

/// A view of one onderdeel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overzicht {
    pub onderdeel: Id,
    pub indeling: Indeling,
    pub bronnen: Vec<Bron>,
    pub maten: Vec<Maat>,
    jaar: u16,
    /// An onderdeel with amounts of one kind shows those, and not its saldo.
    by_kind: bool,
    has_baten: bool,
    has_reserves: bool,
}

/// The stages that set a budget, from the last.
const BUDGETS: [Stadium; 4] =
    [Stadium::Gewijzigd, Stadium::Primitief, Stadium::Begroting, Stadium::Raming];

impl Bron {
    fn of(begroting: &Begroting, columns: &[Kolom], keuze: Kolomkeuze) -> Option<Bron> {
        let of = |stand: crate::model::Stand| stand.of(begroting.kop().jaar, columns);
        match keuze {
            Kolomkeuze::Kolom(stand) => of(stand).map(Bron::Kolom),
            Kolomkeuze::Verschil(from, to) => {
                let (from, to) = (of(from)?, of(to)?);
                (from != to).then_some(Bron::Verschil(from, to))
            }
        }
    }

    /// `None` for a difference.
    pub fn kolom(self) -> Option<Kolom> {
        match self {
            Bron::Kolom(kolom) => Some(kolom),
            Bron::Verschil(..) => None,
        }
    }

    fn kolommen(self) -> impl Iterator<Item = Kolom> {
        let (first, second) = match self {
            Bron::Kolom(kolom) => (kolom, None),
            Bron::Verschil(from, to) => (from, Some(to)),
        };
        std::iter::once(first).chain(second)
    }

    /// Whether it sets a rekening or forecast against a budget: a voordeel or a nadeel.
    pub fn is_judged(self) -> bool {
        const JUDGED: [Stadium; 3] = [Stadium::Berap1, Stadium::Berap2, Stadium::Rekening];
        matches!(self, Bron::Verschil(from, to)
            if BUDGETS.contains(&from.stadium) && JUDGED.contains(&to.stadium))
    }

    fn is_wijzigingen(self) -> bool {
        matches!(self, Bron::Verschil(from, to)
            if from.jaar == to.jaar
                && to.stadium == Stadium::Gewijzigd
                && BUDGETS.contains(&from.stadium))
    }
}

/// The words above a column among the others of its table: an estimate goes without its stage, and
/// primitief without that word where nothing else of the begroting of its year is beside it.
pub fn kolom_title(jaar: u16, kolom: Kolom, table: &[Kolom]) -> String {
    let is_alone = !table.iter().any(|k| {
        k.jaar == kolom.jaar && k.stadium != kolom.stadium && BUDGETS.contains(&k.stadium)
    });
    match kolom.stadium {
        Stadium::Raming => kolom.jaar.to_string(),
        Stadium::Begroting if kolom.jaar > jaar => kolom.jaar.to_string(),
        Stadium::Primitief if is_alone => Kolom::new(kolom.jaar, Stadium::Begroting).title(),
        _ => kolom.title(),
    }
}

impl Overzicht {
    /// The columns of the view that the budget does not have.
    pub fn missing(begroting: &Begroting, weergave: &Weergave) -> Vec<Kolomkeuze> {
        let columns = begroting.columns();
        let is_missing = |keuze: &Kolomkeuze| Bron::of(begroting, &columns, *keuze).is_none();
        weergave.kolommen.iter().copied().filter(is_missing).collect()
    }

    /// What of the view the budget has; all columns where it has nothing of it.
    ///
    /// `by_kind` lets an onderdeel with amounts of one kind only show those instead of its saldo,
    /// so that a column in which all amounts are positive never mixes them with a negative saldo.
    pub fn new(
        begroting: &Begroting,
        totals: &Totals,
        weergave: &Weergave,
        onderdeel: Id,
        by_kind: bool,
    ) -> Overzicht {
        let columns = begroting.columns();
        let mut bronnen: Vec<Bron> = Vec::new();
        for keuze in &weergave.kolommen {
            match Bron::of(begroting, &columns, *keuze) {
                Some(bron) if !bronnen.contains(&bron) => bronnen.push(bron),
                _ => {}
            }
        }
        if bronnen.is_empty() {
            bronnen = columns.into_iter().map(Bron::Kolom).collect();
        }
        let mut maten = weergave.maten.clone();
        if maten.is_empty() {
            maten.push(Maat::Saldo);
        }
        let any = |is: fn(&Total) -> bool| {
            let mut kolommen = bronnen.iter().flat_map(|bron| bron.kolommen());
            kolommen.any(|kolom| is(&totals.get(onderdeel, kolom)))
        };
        let has_reserves = any(|t| !t.toevoeging.is_zero() || !t.onttrekking.is_zero());
        let has_baten = any(|t| !t.baten.is_zero());
        Overzicht {
            onderdeel,
            indeling: weergave.indeling,
            bronnen,
            maten,
            jaar: begroting.kop().jaar,
            by_kind,
            has_baten,
            has_reserves,
        }
    }

    /// Each row says what its amounts are of: one figure per kolom, and that is the saldo.
    pub fn is_mixed(&self) -> bool {
        self.indeling == Indeling::Onderdelen && self.maten == [Maat::Saldo]
    }

    /// A mixed table has more than lasten: its rows say what they are.
    pub fn with_soort(&self) -> bool {
        self.is_mixed() && (self.by_kind || self.has_baten || self.has_reserves)
    }

    /// The columns from which its figures come, each once.
    pub fn kolommen(&self) -> Vec<Kolom> {
        let mut kolommen = Vec::new();
        for kolom in self.bronnen.iter().flat_map(|bron| bron.kolommen()) {
            if !kolommen.contains(&kolom) {
                kolommen.push(kolom);
            }
        }
        kolommen
    }

    /// The column that stands for the view where there is room for one: the last budget of year t,
    /// else the first column.
    pub fn leading(&self) -> Option<Kolom> {
        let kolommen = self.kolommen();
        let budgets = BUDGETS.into_iter().map(|stadium| Kolom::new(self.jaar, stadium));
        budgets
            .into_iter()
            .find(|kolom| kolommen.contains(kolom))
            .or_else(|| kolommen.first().copied())
    }

    /// The rekening of year t, where the view has it.
    pub fn rekening(&self) -> Option<Kolom> {
        let rekening = Kolom::new(self.jaar, Stadium::Rekening);
        self.kolommen().contains(&rekening).then_some(rekening)
    }

    /// The words above the figures of a kolom or a difference.
    pub fn title(&self, bron: Bron) -> String {
        let is_other = |bron: &Bron| bron.kolom().is_none() && !bron.is_wijzigingen();
        match bron {
            Bron::Kolom(kolom) => kolom_title(self.jaar, kolom, &self.kolommen()),
            Bron::Verschil(_, to) if bron.is_wijzigingen() => format!("Wijzigingen {}", to.jaar),
            Bron::Verschil(from, to) if self.bronnen.iter().filter(|b| is_other(b)).count() > 1 => {
                format!("Verschil {} - {}", to.title().to_lowercase(), from.title().to_lowercase())
            }
            Bron::Verschil(..) => "Verschil".into(),
        }
    }

    /// The words before a row of a stage.
    pub fn stand_title(&self, begroting: &Begroting, bron: Bron) -> String {
        let of_year = bron.kolommen().all(|kolom| kolom.jaar == self.jaar);
        match bron {
            Bron::Kolom(kolom) if of_year => match kolom.stadium {
                Stadium::Begroting | Stadium::Primitief => "Vastgestelde begroting".into(),
                Stadium::Gewijzigd => "Begroting t/m december".into(),
                Stadium::Rekening => "- Jaarrekening".into(),
                _ => self.title(bron),
            },
            Bron::Verschil(..) if of_year && bron.is_wijzigingen() => {
                "+ Begrotingswijzigingen".into()
            }
            Bron::Verschil(_, to)
                if of_year && bron.is_judged() && to.stadium == Stadium::Rekening =>
            {
                let onderdeel = begroting.onderdelen.get(self.onderdeel);
                let (level, name) = onderdeel.map_or(("", ""), |o| (o.level.word(), &*o.name));
                format!("Resultaat {level} {name}")
            }
            _ => self.title(bron),
        }
    }

    /// From left to right.
    pub fn columns(&self) -> Vec<Column> {
        let bronnen = self.bronnen.iter().copied();
        let of_bron =
            |bron| Column { group: None, title: self.title(bron), bron: Some(bron), maat: None };
        match self.indeling {
            Indeling::Standen => {
                let of_maat = |maat: &Maat| Column {
                    group: None,
                    title: maat_title(*maat),
                    bron: None,
                    maat: Some(*maat),
                };
                self.maten.iter().map(of_maat).collect()
            }
            Indeling::Blokken => bronnen.map(of_bron).collect(),
            Indeling::Onderdelen if self.is_mixed() => bronnen.map(of_bron).collect(),
            Indeling::Onderdelen => bronnen
                .flat_map(|bron| {
                    self.maten.iter().map(move |maat| Column {
                        group: Some(self.title(bron)),
                        title: maat_title(*maat),
                        bron: Some(bron),
                        maat: Some(*maat),
                    })
                })
                .collect(),
        }
    }

    /// From top to bottom. `is_open` tells of an onderdeel whether it is unfolded, and is given
    /// whether a stelpost is among its regels.
    pub fn rows(&self, begroting: &Begroting, is_open: &dyn Fn(Id, bool) -> bool) -> Vec<Row> {
        let mut rows = Rows::default();
        match self.indeling {
            Indeling::Standen => {
                self.bronnen.iter().for_each(|bron| rows.sum(Item::Stand(*bron), None));
            }
            Indeling::Blokken => {
                for maat in
                    self.maten.iter().copied().filter(|m| self.has_reserves || !of_reserves(*m))
                {
                    if let Some(soort) = soort_of(maat) {
                        rows.blok(begroting, self.onderdeel, maat, soort);
                    }
                    rows.sum(Item::Sum(maat), Some(maat));
                }
            }
            Indeling::Onderdelen => {
                rows.tree(begroting, self.onderdeel, is_open);
                if self.is_mixed() {
                    self.sums().iter().for_each(|maat| rows.sum(Item::Sum(*maat), None));
                } else {
                    rows.sum(Item::Total, None);
                }
            }
        }
        rows.rows
    }

    fn sums(&self) -> &'static [Maat] {
        const ALL: &[Maat] = &[
            Maat::Baten,
            Maat::Lasten,
            Maat::Saldo,
            Maat::Toevoeging,
            Maat::Onttrekking,
            Maat::Resultaat,
        ];
        match (self.has_reserves, self.with_soort()) {
            (true, _) => ALL,
            (false, true) => ALL.get(..3).unwrap_or(ALL),
            (false, false) => &[Maat::Saldo],
        }
    }

    /// The words before a sum.
    pub fn sum_title(&self, maat: Maat, level: Level) -> String {
        match maat {
            Maat::Baten => "Totaal baten".into(),
            Maat::Lasten => "Totaal lasten".into(),
            Maat::Saldo if !self.is_mixed() || self.with_soort() => {
                "Saldo van baten en lasten".into()
            }
            Maat::Saldo => format!("Totaal {}", level.word()),
            Maat::Toevoeging | Maat::Onttrekking | Maat::Resultaat => maat_title(maat),
        }
    }

    /// The figure where a row and a column meet.
    pub fn cell(&self, begroting: &Begroting, totals: &Totals, row: &Row, column: &Column) -> Cell {
        let bron = match row.item {
            Item::Stand(bron) => Some(bron),
            _ => column.bron,
        };
        let asked = match row.item {
            Item::Sum(maat) => Some(maat),
            _ => row.blok.or(column.maat),
        };
        let value = |kolom| self.value(begroting, totals, row.item, kolom, asked);
        match bron {
            None => Cell { bedrag: None, maat: Maat::Saldo, kolom: None, own: None },
            Some(Bron::Kolom(kolom)) => {
                let (bedrag, maat) = value(kolom);
                Cell { bedrag, maat, kolom: Some(kolom), own: self.own(begroting, row.item, asked) }
            }
            Some(bron @ Bron::Verschil(from, to)) => {
                let ((from, maat), (to, _)) = (value(from), value(to));
                let bedrag = difference(from, to);
                let (bedrag, maat) = match (bedrag, maat) {
                    _ if !bron.is_judged() => (bedrag, maat),
                    (Some(Bedrag::Euro(euro)), Maat::Lasten | Maat::Toevoeging) => {
                        (Some(Bedrag::Euro(less(Decimal::ZERO, euro))), Maat::Saldo)
                    }
                    _ => (bedrag, Maat::Saldo),
                };
                Cell { bedrag, maat, kolom: None, own: None }
            }
        }
    }

    /// What the row of an onderdeel shows of itself in a mixed table.
    pub fn maat_of(&self, totals: &Totals, onderdeel: Id) -> Maat {
        if !self.by_kind {
            return Maat::Saldo;
        }
        let has = |of: fn(&Total) -> Decimal| {
            self.bronnen
                .iter()
                .flat_map(|bron| bron.kolommen())
                .any(|kolom| !of(&totals.get(onderdeel, kolom)).is_zero())
        };
        let others = [has(|t| t.baten), has(|t| t.toevoeging), has(|t| t.onttrekking)];
        match (has(|t| t.lasten), others) {
            (true, [false, false, false]) => Maat::Lasten,
            (false, [true, false, false]) => Maat::Baten,
            _ => Maat::Saldo,
        }
    }

    fn value(
        &self,
        begroting: &Begroting,
        totals: &Totals,
        item: Item,
        kolom: Kolom,
        asked: Option<Maat>,
    ) -> (Option<Bedrag>, Maat) {
        let total = |onderdeel, maat| (Some(figure(&totals.get(onderdeel, kolom), maat)), maat);
        let regel = |id| begroting.regels.get(id);
        match item {
            Item::Empty(_) => (None, asked.unwrap_or(Maat::Lasten)),
            Item::Onderdeel(id) => total(id, asked.unwrap_or_else(|| self.maat_of(totals, id))),
            Item::Single { onderdeel, regel: id } => match (regel(id), asked) {
                (Some(regel), None) => (totals.amount(regel, kolom), maat_of_soort(regel.soort)),
                (Some(regel), Some(maat)) if maat == maat_of_soort(regel.soort) => {
                    (totals.amount(regel, kolom), maat)
                }
                (_, maat) => total(onderdeel, maat.unwrap_or(Maat::Saldo)),
            },
            Item::Regel(id) => match regel(id) {
                Some(regel) => of_regel(regel, totals.amount(regel, kolom), asked),
                None => (None, asked.unwrap_or(Maat::Lasten)),
            },
            Item::Sum(_) | Item::Total | Item::Stand(_) => {
                total(self.onderdeel, asked.unwrap_or(Maat::Saldo))
            }
        }
    }

    fn own(&self, begroting: &Begroting, item: Item, asked: Option<Maat>) -> Option<Own> {
        match (item, asked) {
            (Item::Regel(id), Some(maat)) => {
                let regel = begroting.regels.get(id)?;
                (maat == maat_of_soort(regel.soort)).then_some(Own::Regel(id))
            }
            (Item::Regel(id) | Item::Single { regel: id, .. }, None) => Some(Own::Regel(id)),
            (Item::Empty(onderdeel), None) => Some(Own::New { onderdeel, soort: Soort::Lasten }),
            (
                Item::Empty(id) | Item::Onderdeel(id) | Item::Single { onderdeel: id, .. },
                Some(maat),
            ) => only_of(begroting, id, maat),
            (Item::Stand(_), Some(maat)) => only_of(begroting, self.onderdeel, maat),
            (Item::Onderdeel(_) | Item::Sum(_) | Item::Total | Item::Stand(_), _) => None,
        }
    }
}

/// The rows so far.
#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
}

impl Rows {
    /// What lies directly below an onderdeel, and below what is unfolded there.
    fn tree(&mut self, begroting: &Begroting, onderdeel: Id, is_open: &dyn Fn(Id, bool) -> bool) {
        // A stack instead of recursion: a file may nest as deep as it likes.
        let mut stack = Vec::new();
        self.enter(begroting, onderdeel, None, &mut stack);
        while let Some((child, parent)) = stack.pop() {
            let (item, stelpost) = item_of(begroting, child);
            let Item::Onderdeel(_) = item else {
                self.add(item, None, parent, None, stelpost);
                continue;
            };
            let open = is_open(child, stelpost);
            let at = self.rows.len();
            self.add(item, None, parent, Some(open), stelpost && !open);
            if open {
                self.enter(begroting, child, Some(at), &mut stack);
            }
        }
    }

    /// Adds the regels of an onderdeel, and leaves its children to be popped in their order.
    fn enter(
        &mut self,
        begroting: &Begroting,
        onderdeel: Id,
        row: Option<usize>,
        stack: &mut Vec<(Id, Option<usize>)>,
    ) {
        for regel in begroting.regels.of(onderdeel) {
            self.add(Item::Regel(regel.id), None, row, None, regel.stelpost);
        }
        let children = begroting.onderdelen.ids_of(Some(onderdeel));
        stack.extend(children.iter().rev().map(|child| (*child, row)));
    }

    /// One kind of amounts of all that lies directly below an onderdeel.
    fn blok(&mut self, begroting: &Begroting, onderdeel: Id, maat: Maat, soort: Soort) {
        for regel in begroting.regels.of(onderdeel).filter(|regel| regel.soort == soort) {
            self.add(Item::Regel(regel.id), Some(maat), None, None, regel.stelpost);
        }
        for child in begroting.onderdelen.ids_of(Some(onderdeel)) {
            let (item, stelpost) = item_of(begroting, *child);
            self.add(item, Some(maat), None, None, stelpost && soort == Soort::Lasten);
        }
    }

    fn sum(&mut self, item: Item, blok: Option<Maat>) {
        self.add(item, blok, None, None, false);
    }

    fn add(
        &mut self,
        item: Item,
        blok: Option<Maat>,
        parent: Option<usize>,
        open: Option<bool>,
        stelpost: bool,
    ) {
        let depth = parent.and_then(|row| self.rows.get(row)).map_or(0, |row| row.depth + 1);
        self.rows.push(Row { item, blok, depth, parent, open, stelpost });
    }
}

/// How an onderdeel stands in a row, and whether one of its regels is a stelpost.
fn item_of(begroting: &Begroting, onderdeel: Id) -> (Item, bool) {
    let is_leaf = begroting.onderdelen.ids_of(Some(onderdeel)).is_empty();
    let item = match begroting.regels.ids_of(Some(onderdeel)) {
        [] if is_leaf => Item::Empty(onderdeel),
        [regel] if is_leaf => Item::Single { onderdeel, regel: *regel },
        _ => Item::Onderdeel(onderdeel),
    };
    (item, begroting.regels.of(onderdeel).any(|regel| regel.stelpost))
}

/// The one regel of its kind of an onderdeel without parts, or the one that it could get.
fn only_of(begroting: &Begroting, onderdeel: Id, maat: Maat) -> Option<Own> {
    let soort = soort_of(maat)?;
    if !begroting.onderdelen.ids_of(Some(onderdeel)).is_empty() {
        return None;
    }
    let mut regels = begroting.regels.of(onderdeel).filter(|regel| regel.soort == soort);
    match (regels.next(), regels.next()) {
        (None, _) => Some(Own::New { onderdeel, soort }),
        (Some(regel), None) => Some(Own::Regel(regel.id)),
        (Some(_), Some(_)) => None,
    }
}

/// A sum in which nothing but pm stands is pm itself.
fn figure(total: &Total, maat: Maat) -> Bedrag {
    if total.is_pm(maat) { Bedrag::Pm } else { Bedrag::Euro(total.of(maat)) }
}

/// What a regel adds to a figure; nothing where its kind does not count in it.
fn of_regel(regel: &Regel, bedrag: Option<Bedrag>, asked: Option<Maat>) -> (Option<Bedrag>, Maat) {
    let own = maat_of_soort(regel.soort);
    let maat = asked.unwrap_or(own);
    let counts =
        maat == own || maat == Maat::Resultaat || (maat == Maat::Saldo && !of_reserves(own));
    let bedrag = bedrag.filter(|_| counts).map(|bedrag| match bedrag {
        Bedrag::Euro(euro) if maat == own => Bedrag::Euro(euro),
        Bedrag::Euro(_) => Bedrag::Euro(Total::of_regel(regel, Some(bedrag)).of(maat)),
        Bedrag::Pm => Bedrag::Pm,
    });
    (bedrag, maat)
}

/// An empty amount counts as zero beside one that is not.
fn difference(from: Option<Bedrag>, to: Option<Bedrag>) -> Option<Bedrag> {
    let euro = |bedrag| match bedrag {
        Some(Bedrag::Euro(euro)) => euro,
        Some(Bedrag::Pm) | None => Decimal::ZERO,
    };
    match (from, to) {
        (None, None) => None,
        (Some(Bedrag::Pm), _) | (_, Some(Bedrag::Pm)) => Some(Bedrag::Pm),
        _ => Some(Bedrag::Euro(less(euro(to), euro(from)))),
    }
}

/// Never minus zero, which would print its sign.
fn less(to: Decimal, from: Decimal) -> Decimal {
    let less = to - from;
    if less.is_zero() { Decimal::ZERO } else { less }
}

fn of_reserves(maat: Maat) -> bool {
    matches!(maat, Maat::Toevoeging | Maat::Onttrekking | Maat::Resultaat)
}

/// The figure that amounts of this kind make.
pub fn maat_of_soort(soort: Soort) -> Maat {
    match soort {
        Soort::Lasten => Maat::Lasten,
        Soort::Baten => Maat::Baten,
        Soort::Toevoeging => Maat::Toevoeging,
        Soort::Onttrekking => Maat::Onttrekking,
    }
}

fn soort_of(maat: Maat) -> Option<Soort> {
    Soort::ALL.iter().copied().find(|soort| maat_of_soort(*soort) == maat)
}

/// "Lasten", "Toevoeging reserves": the words above a column of one figure.
pub fn maat_title(maat: Maat) -> String {
    let word = maat.word();
    let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
    first.to_uppercase() + rest
}
