//! What the budget will be at unchanged policy: incomes, posts, and numbers times prices.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::Keuzes;
use super::groei::{factor, number_in};
use crate::display::round_to_cents;
use crate::model::{Bedrag, Begroting, Id, Kolom, Prognosepost, Soort, Stadium};

/// A prognosis, worked out under the choices of a scenario. Euros; baten and lasten both positive.
#[derive(Clone, Debug, PartialEq)]
pub struct Prognosestand {
    pub prognose: Id,
    /// From early to late.
    pub kolommen: Vec<Kolom>,
    pub posten: Vec<Postrij>,
}

/// A post, and what it comes to in each column.
#[derive(Clone, Debug, PartialEq)]
pub struct Postrij {
    /// As it is under the choices.
    pub post: Prognosepost,
    /// Counts: it is no shock, or a shock that is on.
    pub telt: bool,
    pub cellen: Vec<Postcel>,
}

/// A post in one column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Postcel {
    pub bedrag: Option<Bedrag>,
    pub herkomst: Herkomst,
    /// The number, of P×Q.
    pub aantal: Option<Decimal>,
    /// What one costs: the amount divided by the number, in whole cents.
    pub prijs: Option<Decimal>,
}

/// Where an amount of a post comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Herkomst {
    #[default]
    Ingevuld,
    /// The number times the price of an earlier column.
    Aantal,
    /// The amount of an earlier column, grown.
    Groei,
}

impl Prognosestand {
    /// `None` where there is no such prognosis.
    pub fn new(begroting: &Begroting, prognose: Id, keuzes: &Keuzes) -> Option<Prognosestand> {
        begroting.prognoses.get(prognose)?;
        let posten: Vec<Prognosepost> = begroting
            .prognoseposten
            .of(prognose)
            .map(|post| keuzes.over(post).into_owned())
            .collect();
        let kolommen = kolommen(begroting, &posten);
        let posten = posten.into_iter().map(|post| {
            let cellen = kolommen.iter().map(|kolom| cel(begroting, &post, *kolom)).collect();
            Postrij { telt: !post.schok || post.aan, post, cellen }
        });
        let posten = posten.collect();
        Some(Prognosestand { prognose, kolommen, posten })
    }

    /// The sum of the posts of a soort that count.
    pub fn som(&self, soort: Soort, at: usize) -> Decimal {
        let posten = self.posten.iter().filter(|rij| rij.telt && rij.post.soort == soort);
        let bedragen = posten.filter_map(|rij| rij.cellen.get(at)?.bedrag);
        bedragen.map(Bedrag::euro_or_zero).sum()
    }

    /// Baten - lasten; a tekort is below zero.
    pub fn saldo(&self, at: usize) -> Decimal {
        self.som(Soort::Baten, at) - self.som(Soort::Lasten, at)
    }

    pub fn saldi(&self) -> impl Iterator<Item = (Kolom, Decimal)> + '_ {
        self.kolommen.iter().enumerate().map(|(at, kolom)| (*kolom, self.saldo(at)))
    }

    pub fn at(&self, kolom: Kolom) -> Option<usize> {
        self.kolommen.iter().position(|other| *other == kolom)
    }
}

/// The prognoses of the onderdeel and all below it.
pub fn prognoses_below(
    begroting: &Begroting,
    onderdeel: Id,
    keuzes: &Keuzes,
) -> Vec<Prognosestand> {
    let below = begroting.subtree(onderdeel);
    let ids = below.iter().flat_map(|id| begroting.prognoses.of(*id)).map(|prognose| prognose.id);
    ids.filter_map(|id| Prognosestand::new(begroting, id, keuzes)).collect()
}

/// What an amount for one number would be for another: 6.212.487 for 2.108 is 6.654.552 for 2.258.
/// In whole cents; `None` where the number is zero.
pub fn for_number(bedrag: Decimal, aantal: Decimal, ander: Decimal) -> Option<Decimal> {
    bedrag.checked_mul(ander)?.checked_div(aantal).map(round_to_cents)
}

/// The columns in which a post says something, and those of the budget that growth or numbers reach.
fn kolommen(begroting: &Begroting, posten: &[Prognosepost]) -> Vec<Kolom> {
    let said =
        |post: &Prognosepost| post.amounts.iter().map(|(kolom, _)| kolom).collect::<Vec<_>>();
    let mut found: BTreeSet<Kolom> = posten.iter().flat_map(said).collect();
    for post in posten.iter().filter(|post| post.groei.is_some()) {
        let Some((base, _)) = post.amounts.iter().next() else { continue };
        let ahead = |kolom: &Kolom| {
            let is_budget = matches!(kolom.stadium, Stadium::Begroting | Stadium::Raming);
            is_budget && kolom.jaar > base.jaar
        };
        found.extend(begroting.columns().into_iter().filter(ahead));
    }
    found.into_iter().collect()
}

fn cel(begroting: &Begroting, post: &Prognosepost, kolom: Kolom) -> Postcel {
    let aantal = post.aantal.and_then(|indicator| number_in(begroting, indicator, kolom));
    let price = |bedrag: Option<Bedrag>| match (bedrag, aantal) {
        (Some(Bedrag::Euro(euro)), Some(aantal)) => euro.checked_div(aantal).map(round_to_cents),
        _ => None,
    };
    if let Some(bedrag) = post.amounts.get(kolom) {
        let bedrag = Some(bedrag);
        return Postcel { bedrag, herkomst: Herkomst::Ingevuld, aantal, prijs: price(bedrag) };
    }
    let earlier: BTreeMap<Kolom, Bedrag> =
        post.amounts.iter().filter(|(of, _)| of.jaar < kolom.jaar).collect();
    let Some((base, Bedrag::Euro(euro))) = earlier.into_iter().next_back() else {
        return Postcel { aantal, ..Postcel::default() };
    };
    let groei = post.groei.and_then(|groei| begroting.groeivoeten.get(groei));
    let grown = groei.map(|groei| factor(begroting, groei, base.jaar, kolom.jaar));
    let before = post.aantal.and_then(|indicator| number_in(begroting, indicator, base));
    let (amount, herkomst) = match (before, aantal, grown) {
        (Some(before), Some(aantal), grown) => {
            let amount = for_number(euro, before, aantal);
            let grown = grown.unwrap_or(Some(Decimal::ONE));
            (
                amount.zip(grown).and_then(|(amount, grown)| amount.checked_mul(grown)),
                Herkomst::Aantal,
            )
        }
        (_, _, Some(grown)) => (grown.and_then(|grown| euro.checked_mul(grown)), Herkomst::Groei),
        _ => (None, Herkomst::default()),
    };
    let bedrag = amount.map(round_to_cents).and_then(Bedrag::euro);
    Postcel { bedrag, herkomst, aantal, prijs: price(bedrag) }
}
