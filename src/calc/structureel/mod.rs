//! The structureel begrotingssaldo (BBV art. 19 and 28): what lasts of the resultaat of a year, and
//! the list of what does not.
//!
//! An amount is of the nature of its regel; what an adopted wijziging that is incidental changes of a
//! regel is incidental too. "Niet vermeld" counts as structureel, but a movement of the reserves lasts
//! only where its regel says so.

mod oordeel;

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::{Total, Totals};
use crate::model::{
    Bedrag, Begroting, Id, Kolom, Mutatie, Nature, Regel, Soort, Stadium, Status, Zekerheid,
};
pub use oordeel::{Oordeel, oordeel};

/// One column of an onderdeel with all below it, or of the whole budget. Exact euros.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structureel {
    pub kolom: Kolom,
    /// Saldo, reserves and resultaat; what stelposten have left to fill is in its `rest`.
    pub total: Total,
    /// What is in the resultaat and does not last, in the order of the tree.
    pub incidenteel: Vec<Post>,
    /// What counts as structureel only because nobody said otherwise.
    pub niet_vermeld: Vec<Post>,
    /// What the resultaat gains by measures that are not certain.
    pub zacht: Vec<Zacht>,
    /// The regels that say pm: they add nothing to any of these sums.
    pub pm: Vec<Id>,
}

/// What one regel adds to the resultaat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Post {
    pub regel: Id,
    /// The wijziging that adds it, where the rest of the regel is of another nature.
    pub wijziging: Option<Id>,
    pub soort: Soort,
    /// As the regel has it: lasten and baten are both positive.
    pub bedrag: Decimal,
}

/// What one measure adds to the resultaat, or to the filling of a stelpost; positive is a voordeel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zacht {
    pub mutatie: Id,
    pub bedrag: Decimal,
}

impl Post {
    /// On the resultaat; positive is a voordeel.
    pub fn effect(&self) -> Decimal {
        match self.soort {
            Soort::Lasten | Soort::Toevoeging => -self.bedrag,
            Soort::Baten | Soort::Onttrekking => self.bedrag,
        }
    }
}

impl Structureel {
    /// Of the onderdeel with all below it, or of the whole budget.
    pub fn new(
        begroting: &Begroting,
        totals: &Totals,
        onderdeel: Option<Id>,
        kolom: Kolom,
    ) -> Structureel {
        let (parts, total) = match onderdeel {
            Some(id) => (begroting.subtree(id), totals.get(id, kolom)),
            None => {
                let tops = begroting.onderdelen.top().flat_map(|top| begroting.subtree(top.id));
                (tops.collect(), totals.whole(begroting, kolom))
            }
        };
        let mut found = Structureel {
            kolom,
            total,
            incidenteel: Vec::new(),
            niet_vermeld: Vec::new(),
            zacht: Vec::new(),
            pm: Vec::new(),
        };
        let column = Column::new(begroting, totals, kolom);
        let regels = parts.iter().flat_map(|id| begroting.regels.of(*id));
        let mut zacht = HashMap::new();
        for regel in regels {
            found.add(begroting, &column, regel, &mut zacht);
        }
        found.zacht =
            zacht.into_iter().map(|(mutatie, bedrag)| Zacht { mutatie, bedrag }).collect();
        found.zacht.sort_unstable_by_key(|zacht| zacht.mutatie);
        found
    }

    /// What lasts of the resultaat.
    pub fn saldo(&self) -> Decimal {
        let incidenteel = self.incidenteel.iter();
        self.total.resultaat() - incidenteel.map(Post::effect).sum::<Decimal>()
    }

    /// What is incidental of this soort, with the sign of the regels.
    pub fn incidenteel_van(&self, soort: Soort) -> Decimal {
        self.incidenteel.iter().filter(|post| post.soort == soort).map(|post| post.bedrag).sum()
    }

    /// What nobody called structureel or incidenteel, as it counts in the resultaat.
    pub fn niet_vermeld(&self) -> Decimal {
        self.niet_vermeld.iter().map(Post::effect).sum()
    }

    /// What stelposten have left to fill: in the resultaat, and not yet found.
    pub fn te_vullen(&self) -> Decimal {
        self.total.rest.to_fill
    }

    /// What measures yield of which it is not certain that they will.
    pub fn zacht(&self) -> Decimal {
        self.zacht.iter().map(|zacht| zacht.bedrag).sum()
    }

    /// What is left of the structural saldo without what is not certain: it says whether a balance
    /// is real.
    pub fn reeel(&self) -> Decimal {
        self.saldo() - self.te_vullen() - self.zacht()
    }

    fn add(
        &mut self,
        begroting: &Begroting,
        column: &Column<'_>,
        regel: &Regel,
        zacht: &mut HashMap<Id, Decimal>,
    ) {
        let own = regel.amounts.get(column.base);
        let lines = column.lines.get(&regel.id).map_or(&[] as &[Line<'_>], Vec::as_slice);
        let is_pm = |bedrag: &Bedrag| *bedrag == Bedrag::Pm;
        if own.iter().chain(lines.iter().map(|line| &line.bedrag)).any(is_pm) {
            self.pm.push(regel.id);
        }
        let post = |wijziging: Option<Id>, bedrag: Decimal| Post {
            regel: regel.id,
            wijziging,
            soort: regel.soort,
            bedrag,
        };
        let mut of_regel = own.map_or(Decimal::ZERO, Bedrag::euro_or_zero);
        let is_own = is_incidenteel(regel);
        for line in lines {
            let euro = line.bedrag.euro_or_zero();
            if is_own || line.wijziging.nature != Nature::Incidenteel {
                of_regel += euro;
            } else if !euro.is_zero() {
                self.incidenteel.push(post(Some(line.wijziging.id), euro));
            }
            let measure = line.maatregel.and_then(|id| begroting.mutaties.get(id));
            if let Some(measure) = measure.filter(|measure| is_soft(measure)) {
                *zacht.entry(measure.id).or_default() += post(None, euro).effect();
            }
        }
        for measure in column.fillings.get(&regel.id).into_iter().flatten() {
            if is_soft(measure) && !column.decided.contains(&measure.id) {
                let amount = measure.amounts.get(column.base);
                *zacht.entry(measure.id).or_default() +=
                    amount.map_or(Decimal::ZERO, Bedrag::euro_or_zero);
            }
        }
        if of_regel.is_zero() {
            return;
        }
        if is_own {
            self.incidenteel.push(post(None, of_regel));
        } else if regel.nature == Nature::NietVermeld {
            self.niet_vermeld.push(post(None, of_regel));
        }
    }
}

/// Whether the own amount of a regel does not last.
fn is_incidenteel(regel: &Regel) -> bool {
    match (regel.soort, regel.nature) {
        (_, Nature::Incidenteel) => true,
        (Soort::Toevoeging | Soort::Onttrekking, nature) => nature != Nature::Structureel,
        (Soort::Lasten | Soort::Baten, _) => false,
    }
}

fn is_soft(measure: &Mutatie) -> bool {
    measure.zekerheid == Zekerheid::Zacht && measure.status != Status::Vervallen && !measure.uit
}

/// A line of an adopted wijziging in the column.
struct Line<'a> {
    wijziging: &'a Mutatie,
    maatregel: Option<Id>,
    bedrag: Bedrag,
}

/// What a column is made of.
struct Column<'a> {
    /// The column of the own amounts: another one where gewijzigd follows from it.
    base: Kolom,
    /// What wijzigingen change, by regel.
    lines: HashMap<Id, Vec<Line<'a>>>,
    /// The measures that fill each stelpost.
    fillings: HashMap<Id, Vec<&'a Mutatie>>,
    /// The measures that a line carries out: they count by it.
    decided: Vec<Id>,
}

impl<'a> Column<'a> {
    fn new(begroting: &'a Begroting, totals: &Totals, kolom: Kolom) -> Column<'a> {
        let derived = (kolom.stadium == Stadium::Gewijzigd).then(|| totals.base(kolom)).flatten();
        let mut column = Column {
            base: derived.unwrap_or(kolom),
            lines: HashMap::new(),
            fillings: HashMap::new(),
            decided: Vec::new(),
        };
        for mutatie in begroting.mutaties.iter() {
            if let Some(stelpost) = mutatie.stelpost {
                column.fillings.entry(stelpost).or_default().push(mutatie);
            }
            if derived.is_none() || !mutatie.is_adopted() {
                continue;
            }
            for line in begroting.mutatieregels.of(mutatie.id) {
                let (Some(regel), Some(bedrag)) = (line.regel, line.amounts.get(kolom)) else {
                    continue;
                };
                let line = Line { wijziging: mutatie, maatregel: line.maatregel, bedrag };
                column.decided.extend(line.maatregel);
                column.lines.entry(regel).or_default().push(line);
            }
        }
        column
    }
}
