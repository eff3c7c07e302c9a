//! What the explanations of a year mean for the next: what lasts, and what was not spent and is asked
//! for again. Each becomes one begrotingswijziging in the making.
//!
//! Nothing is changed here: the edits of one action, or in Dutch why not.

use rust_decimal::Decimal;

use super::jaar::{
    JaarError, carried_in, cover_of, named, open_next, overheveling_name, wijziging,
};
use crate::calc::{Overhevelingen, carried_on};
use crate::model::{
    Amounts, Bedrag, Begroting, Edit, Id, Kolom, Mutatieregel, MutatieregelField, Nature, Order,
    Soort, Verklaring,
};

/// Why nothing is carried to the next year.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DoorwerkingError {
    #[error(
        "{0} heeft geen structurele verklaring met een bedrag die nog niet in een wijziging zit"
    )]
    NothingLasts(String),
    #[error("{0} heeft geen overheveling met een bedrag die nog niet in een wijziging zit")]
    NothingToCarry(String),
    #[error(transparent)]
    Jaar(#[from] JaarError),
}

/// A wijziging of the year after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doorwerking {
    pub wijziging: Id,
    /// Whose it is: the top of the tree above the first explanation.
    pub onderdeel: Id,
    pub name: String,
    pub edits: Vec<Edit>,
    /// Explanations without an amount, or of an onderdeel without a regel for it: they have no line.
    pub skipped: Vec<Id>,
}

/// The structural explanations of this rekening or berap as a structural wijziging of the next year: a
/// nadeel raises the lasten there as it did here. An amount that counts in another part of the budget
/// is left to that part; one that was booked in the wrong place goes to the right one.
///
/// # Errors
/// No explanation lasts that is not in a wijziging already; no open column of the next year.
pub fn lasting(
    begroting: &Begroting,
    naar: Kolom,
    new_id: impl FnMut() -> Id,
) -> Result<Doorwerking, DoorwerkingError> {
    let lasts =
        |verklaring: &&Verklaring| verklaring.nature == Nature::Structureel && !verklaring.buiten;
    let found: Vec<&Verklaring> = explanations(begroting, naar).filter(lasts).collect();
    let name = format!("Doorwerking {}", naar.title().to_lowercase());
    let mut lines = Lines::new(begroting, naar, name, new_id)?;
    for verklaring in found {
        lines.add(verklaring);
    }
    let nothing = || DoorwerkingError::NothingLasts(naar.title());
    lines.finish(Nature::Structureel).ok_or_else(nothing)
}

/// The carry-forward list of this rekening as one incidental wijziging of the next year, covered by
/// the resultaat of this year. It comes with what was carried per regel already.
///
/// # Errors
/// Nothing to carry that is not in a wijziging already; no open column of the next year.
pub fn carry_forward(
    begroting: &Begroting,
    naar: Kolom,
    new_id: impl FnMut() -> Id,
) -> Result<Doorwerking, DoorwerkingError> {
    let list = Overhevelingen::new(begroting, naar).0.into_iter();
    let open = list.filter(|one| one.wijziging.is_none());
    let mut lines = Lines::new(begroting, naar, overheveling_name(naar.jaar), new_id)?;
    for verklaring in open.filter_map(|one| begroting.verklaringen.get(one.verklaring)) {
        lines.add(verklaring);
    }
    lines.cover(naar.jaar)?;
    let nothing = || DoorwerkingError::NothingToCarry(naar.title());
    lines.finish(Nature::Incidenteel).ok_or_else(nothing)
}

/// What explains this column and is in no wijziging yet, in the order of the tree.
fn explanations(begroting: &Begroting, naar: Kolom) -> impl Iterator<Item = &Verklaring> {
    let tree = begroting.onderdelen.top().flat_map(|top| begroting.subtree(top.id));
    let all = tree.flat_map(|id| begroting.verklaringen.of(id));
    all.filter(move |v| v.naar == naar && carried_on(begroting, v.id).is_none())
}

/// The lines of the wijziging, after those that one in the making has already.
struct Lines<'a, F> {
    begroting: &'a Begroting,
    new_id: F,
    gewijzigd: Kolom,
    /// It, and whether it is there already.
    wijziging: (Id, bool),
    name: String,
    last: Option<Order>,
    /// What the lines do to the resultaat, and the first onderdeel that has one.
    effect: Decimal,
    first: Option<Id>,
    edits: Vec<Edit>,
    skipped: Vec<Id>,
    column: Option<Edit>,
}

impl<'a, F: FnMut() -> Id> Lines<'a, F> {
    fn new(
        begroting: &'a Begroting,
        naar: Kolom,
        name: String,
        mut new_id: F,
    ) -> Result<Lines<'a, F>, JaarError> {
        let (gewijzigd, column) = open_next(begroting, naar.jaar)?;
        let there = named(begroting, &name).map(|mutatie| mutatie.id);
        let wijziging = (there.unwrap_or_else(&mut new_id), there.is_some());
        let last = begroting.mutatieregels.of(wijziging.0).next_back();
        let last = last.map(|line| line.order.clone());
        Ok(Lines {
            begroting,
            new_id,
            gewijzigd,
            wijziging,
            name,
            last,
            effect: Decimal::ZERO,
            first: None,
            edits: Vec::new(),
            skipped: Vec::new(),
            column,
        })
    }

    /// A line for an explanation; what is structural goes on as it was, what was not spent is spent
    /// after all.
    fn add(&mut self, verklaring: &Verklaring) {
        let euro = verklaring.bedrag.map_or(Decimal::ZERO, Bedrag::euro_or_zero);
        let effect = if verklaring.overheveling { -euro } else { euro };
        let regel = match verklaring.buiten {
            true => None,
            false => fitting(self.begroting, verklaring.hoort_op.unwrap_or(verklaring.onderdeel)),
        };
        if euro.is_zero() || (regel.is_none() && !verklaring.buiten) {
            self.skipped.push(verklaring.id);
            return;
        }
        let amount = match regel {
            Some((_, Soort::Lasten)) => -effect,
            _ => effect,
        };
        self.effect += effect;
        self.first.get_or_insert(verklaring.onderdeel);
        let elders = if verklaring.buiten { verklaring.elders.clone() } else { String::new() };
        self.line(regel.map(|(id, _)| id), elders, Some(verklaring.id), amount);
    }

    fn line(&mut self, regel: Option<Id>, elders: String, verklaring: Option<Id>, amount: Decimal) {
        let order = Order::after(self.last.as_ref());
        self.last = Some(order.clone());
        let line = Mutatieregel {
            elders,
            verklaring,
            amounts: Amounts::from_iter([(self.gewijzigd, Bedrag::Euro(amount))]),
            ..Mutatieregel::new((self.new_id)(), self.wijziging.0, regel, order)
        };
        self.edits.push(Edit::Insert(line.into()));
    }

    /// The counter-entry that lets all lines net to zero: what the year before had left.
    fn cover(&mut self, jaar: u16) -> Result<(), JaarError> {
        let (cover, more) = (cover_of(jaar), -self.effect);
        let mut there = self.begroting.mutatieregels.of(self.wijziging.0);
        let Some(line) = there.find(|line| line.regel.is_none() && line.elders == cover) else {
            if self.first.is_some() {
                self.line(None, cover, None, more);
            }
            return Ok(());
        };
        let sum = carried_in(line, self.gewijzigd)? + more;
        let field = MutatieregelField::Amount(self.gewijzigd, Some(Bedrag::Euro(sum)));
        self.edits.extend(self.begroting.set(line.id, field).map_err(|_| JaarError::Gone)?);
        Ok(())
    }

    /// `None` where no explanation got a line.
    fn finish(self, nature: Nature) -> Option<Doorwerking> {
        let owner = self.begroting.path(self.first?).last()?;
        let (id, is_there) = self.wijziging;
        let onderdeel = self.begroting.mutaties.get(id).map_or(owner, |there| there.onderdeel);
        let mut edits: Vec<Edit> = self.column.into_iter().collect();
        if !is_there {
            let (name, jaar) = (self.name.clone(), self.gewijzigd.jaar);
            let new = wijziging(self.begroting, id, owner, name, (jaar, nature));
            edits.push(Edit::Insert(new.into()));
        }
        edits.extend(self.edits);
        Some(Doorwerking {
            wijziging: id,
            onderdeel,
            name: self.name,
            edits,
            skipped: self.skipped,
        })
    }
}

/// The regel that an explained amount goes to: the first lasten of the onderdeel or below it that are
/// no stelpost, or else the first baten.
fn fitting(begroting: &Begroting, onderdeel: Id) -> Option<(Id, Soort)> {
    let below = begroting.subtree(onderdeel);
    let first = |soort: Soort| {
        let mut regels = below.iter().flat_map(|id| begroting.regels.of(*id));
        let found = regels.find(|regel| regel.soort == soort && !regel.stelpost);
        found.map(|regel| (regel.id, soort))
    };
    first(Soort::Lasten).or_else(|| first(Soort::Baten))
}
