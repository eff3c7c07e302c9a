//! The carry-forward list: budget that was not spent and is asked for again in the next year.

use rust_decimal::Decimal;

use crate::model::{Bedrag, Begroting, Id, Kolom, Status, Verklaring};

/// The components of a difference that are marked as budgetoverheveling, in the order of the tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overhevelingen(pub Vec<Overheveling>);

/// One of them. Euros; positive is what was not spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overheveling {
    pub verklaring: Id,
    pub onderdeel: Id,
    /// `None` while it is not known.
    pub bedrag: Option<Bedrag>,
    /// The amount is in a part of the budget that is not in this file.
    pub buiten: bool,
    /// The wijziging that carries it already.
    pub wijziging: Option<Id>,
}

impl Overhevelingen {
    /// What the explanations of this column ask to carry to the year after it.
    pub fn new(begroting: &Begroting, naar: Kolom) -> Overhevelingen {
        let tree = begroting.onderdelen.top().flat_map(|top| begroting.subtree(top.id));
        let all = tree.flat_map(|id| begroting.verklaringen.of(id));
        let asked = all.filter(|verklaring| verklaring.overheveling && verklaring.naar == naar);
        let of = |verklaring: &Verklaring| Overheveling {
            verklaring: verklaring.id,
            onderdeel: verklaring.onderdeel,
            bedrag: verklaring.bedrag,
            buiten: verklaring.buiten,
            wijziging: carried_on(begroting, verklaring.id),
        };
        Overhevelingen(asked.map(of).collect())
    }

    /// Inside this budget (`false`), or in a part that is not in this file (`true`).
    pub fn sum(&self, buiten: bool) -> Decimal {
        self.0.iter().filter(|one| one.buiten == buiten).map(Overheveling::euro).sum()
    }

    pub fn total(&self) -> Decimal {
        self.sum(false) + self.sum(true)
    }
}

impl Overheveling {
    fn euro(&self) -> Decimal {
        self.bedrag.map_or(Decimal::ZERO, Bedrag::euro_or_zero)
    }
}

/// The mutatie with a line that carries this explained difference on, unless it lapsed.
pub fn carried_on(begroting: &Begroting, verklaring: Id) -> Option<Id> {
    let lines = begroting.mutatieregels.iter().filter(|line| line.verklaring == Some(verklaring));
    let mut mutaties = lines.filter_map(|line| begroting.mutaties.get(line.mutatie));
    mutaties.find(|mutatie| mutatie.status != Status::Vervallen).map(|mutatie| mutatie.id)
}
