//! What lies under a figure, a step at a time, and no deeper than what was released.

use rust_decimal::Decimal;

use crate::calc::prognose::{Postrij, Prognosestand, prognoses_below};
use crate::calc::tekort::{Maatregelrij, Pakketrij, Som};
use crate::calc::{Keuzes, Tekort};
use crate::display::Side;
use crate::model::{Bedrag, Begroting, Id, Kolom, Mutatie, Soort, Uitgangspunt};

/// The row that adds up what was not released.
pub const OVERIGE: &str = "overige, niet vrijgegeven";

/// Fewer people than this can be known by who they are.
const LEAST_NUMBER: Decimal = Decimal::TEN;

/// How deep one looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Niveau {
    /// The packages of a plan, from what it starts with to what is left.
    Plan(Id),
    /// The prognoses that a plan starts from.
    Uitgangspunt(Id),
    Pakket(Id),
    /// The options of a measure.
    Maatregel(Id),
    Prognose(Id),
    /// The numbers behind a post of a prognosis.
    Post(Id),
}

/// Rows under years.
#[derive(Clone, Debug, PartialEq)]
pub struct Tabel {
    pub titel: String,
    pub kolommen: Vec<Kolom>,
    pub rijen: Vec<Rij>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Rij {
    pub titel: String,
    pub soort: Rijsoort,
    /// As which side of the budget its amounts are written.
    pub kant: Side,
    pub cellen: Vec<Cel>,
    /// Where a step deeper goes; `None` at the bottom, and where nothing more was released.
    pub dieper: Option<Niveau>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rijsoort {
    Gewoon,
    Som,
    /// Listed, and not counted now.
    TeltNiet,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cel {
    Leeg,
    Bedrag(Bedrag),
    /// A price in whole cents, in euros.
    Prijs(Decimal),
    Aantal(Decimal),
    /// A number below ten.
    Weinig,
}

impl Tabel {
    /// Leaves out the years in which no row says anything.
    fn drop_empty(&mut self) {
        let is_filled = |at: usize| {
            self.rijen.iter().any(|rij| rij.cellen.get(at).is_some_and(|cel| *cel != Cel::Leeg))
        };
        let filled: Vec<bool> = (0..self.kolommen.len()).map(is_filled).collect();
        let mut keep = filled.iter();
        self.kolommen.retain(|_| keep.next().copied().unwrap_or(true));
        for rij in &mut self.rijen {
            let mut keep = filled.iter();
            rij.cellen.retain(|_| keep.next().copied().unwrap_or(true));
        }
    }
}

impl Cel {
    fn of(bedrag: Option<Bedrag>) -> Cel {
        bedrag.map_or(Cel::Leeg, Cel::Bedrag)
    }

    fn euro(euro: Decimal) -> Cel {
        Cel::Bedrag(Bedrag::Euro(euro))
    }

    fn aantal(aantal: Option<Decimal>) -> Cel {
        match aantal {
            None => Cel::Leeg,
            Some(aantal) if aantal < LEAST_NUMBER => Cel::Weinig,
            Some(aantal) => Cel::Aantal(aantal),
        }
    }
}

/// What lies at this level under these choices; `None` where there is nothing, or nothing released.
pub fn tabel(begroting: &Begroting, keuzes: &Keuzes, niveau: Niveau) -> Option<Tabel> {
    let mut tabel = rows_of(begroting, keuzes, niveau)?;
    tabel.drop_empty();
    Some(tabel)
}

fn rows_of(begroting: &Begroting, keuzes: &Keuzes, niveau: Niveau) -> Option<Tabel> {
    match niveau {
        Niveau::Plan(plan) => plan_rows(begroting, keuzes, &Tekort::new(begroting, plan, keuzes)?),
        Niveau::Uitgangspunt(plan) => start_rows(begroting, keuzes, plan),
        Niveau::Pakket(pakket) => {
            let plan = begroting.pakketten.get(pakket)?.plan;
            pakket_rows(begroting, &Tekort::new(begroting, plan, keuzes)?, pakket)
        }
        Niveau::Maatregel(measure) => option_rows(begroting, keuzes, measure),
        Niveau::Prognose(prognose) => {
            post_rows(begroting, &Prognosestand::new(begroting, prognose, keuzes)?)
        }
        Niveau::Post(post) => {
            let prognose = begroting.prognoseposten.get(post)?.prognose;
            number_rows(&Prognosestand::new(begroting, prognose, keuzes)?, post)
        }
    }
}

/// Whether a measure may be named with what it yields: it was released, and so was the option that
/// gives its amounts.
pub(super) fn is_open(begroting: &Begroting, measure: &Mutatie) -> bool {
    let chosen = measure.optie.and_then(|optie| begroting.opties.get(optie));
    measure.vrijgegeven && chosen.is_none_or(|optie| optie.vrijgegeven)
}

fn plan_rows(begroting: &Begroting, keuzes: &Keuzes, tekort: &Tekort) -> Option<Tabel> {
    let plan = keuzes.over(begroting.plannen.get(tekort.plan)?);
    let saldi = |saldi: &[Option<Decimal>]| -> Vec<Cel> {
        saldi.iter().map(|saldo| saldo.map_or(Cel::Leeg, Cel::euro)).collect()
    };
    let from_prognose = plan.uitgangspunt == Uitgangspunt::Prognose;
    let mut rijen = vec![Rij {
        titel: plan.uitgangspunt.word().to_owned(),
        soort: Rijsoort::Gewoon,
        kant: Side::Saldo,
        cellen: saldi(&tekort.start),
        dieper: from_prognose.then_some(Niveau::Uitgangspunt(plan.id)),
    }];
    rijen.extend(tekort.pakketten.iter().map(|pakket| Rij {
        titel: begroting.pakketten.get(pakket.pakket).map_or_else(String::new, |it| it.title()),
        soort: Rijsoort::Gewoon,
        kant: Side::Saldo,
        cellen: pakket.bedragen.iter().map(|som| Cel::of(som.cell())).collect(),
        dieper: (!pakket.maatregelen.is_empty()).then_some(Niveau::Pakket(pakket.pakket)),
    }));
    rijen.push(Rij {
        titel: "resterend".to_owned(),
        soort: Rijsoort::Som,
        kant: Side::Saldo,
        cellen: saldi(&tekort.rest),
        dieper: None,
    });
    Some(Tabel { titel: plan.name.clone(), kolommen: tekort.kolommen.clone(), rijen })
}

fn start_rows(begroting: &Begroting, keuzes: &Keuzes, plan: Id) -> Option<Tabel> {
    let tekort = Tekort::new(begroting, plan, keuzes)?;
    let plan = begroting.plannen.get(plan)?;
    let rows = prognoses_below(begroting, plan.onderdeel, keuzes).into_iter().map(|stand| {
        let saldo =
            |kolom: &Kolom| stand.at(*kolom).map_or(Cel::Leeg, |at| Cel::euro(stand.saldo(at)));
        Rij {
            titel: begroting.prognoses.get(stand.prognose).map_or("", |it| &it.name).to_owned(),
            soort: Rijsoort::Gewoon,
            kant: Side::Saldo,
            cellen: tekort.kolommen.iter().map(saldo).collect(),
            dieper: Some(Niveau::Prognose(stand.prognose)),
        }
    });
    let titel = Uitgangspunt::Prognose.word().to_owned();
    Some(Tabel { titel, rijen: rows.collect(), kolommen: tekort.kolommen.clone() })
}

fn pakket_rows(begroting: &Begroting, tekort: &Tekort, pakket: Id) -> Option<Tabel> {
    let rij = tekort.pakketten.iter().find(|rij| rij.pakket == pakket)?;
    let (open, shut): (Vec<&Maatregelrij>, Vec<&Maatregelrij>) =
        rij.maatregelen.iter().partition(|row| is_open(begroting, &row.mutatie));
    let mut rijen: Vec<Rij> = open.into_iter().map(|row| measure_row(begroting, row)).collect();
    if !shut.is_empty() {
        let counting = shut.iter().filter(|row| row.telt);
        let cells = counting.map(|row| row.bedragen.as_slice());
        rijen.push(rest_row(Side::Saldo, added(cells, tekort.kolommen.len())));
    }
    rijen.push(total(rij));
    let titel = begroting.pakketten.get(pakket)?.title();
    Some(Tabel { titel, kolommen: tekort.kolommen.clone(), rijen })
}

fn total(rij: &Pakketrij) -> Rij {
    Rij {
        titel: "samen".to_owned(),
        soort: Rijsoort::Som,
        kant: Side::Saldo,
        cellen: rij.bedragen.iter().map(|som| Cel::of(som.cell())).collect(),
        dieper: None,
    }
}

fn measure_row(begroting: &Begroting, row: &Maatregelrij) -> Rij {
    let measure = &row.mutatie;
    let has_options = begroting.opties.of(measure.id).any(|optie| optie.vrijgegeven);
    Rij {
        titel: measure.title(),
        soort: if row.telt { Rijsoort::Gewoon } else { Rijsoort::TeltNiet },
        kant: Side::Saldo,
        cellen: row.bedragen.iter().map(|cell| Cel::of(*cell)).collect(),
        dieper: has_options.then_some(Niveau::Maatregel(measure.id)),
    }
}

fn option_rows(begroting: &Begroting, keuzes: &Keuzes, measure: Id) -> Option<Tabel> {
    let measure = keuzes.over(begroting.mutaties.get(measure)?);
    if !measure.vrijgegeven {
        return None;
    }
    let opties: Vec<_> = begroting.opties.of(measure.id).map(|optie| keuzes.over(optie)).collect();
    let open = || opties.iter().filter(|optie| optie.vrijgegeven);
    let mut kolommen: Vec<Kolom> =
        open().flat_map(|optie| optie.amounts.iter().map(|(kolom, _)| kolom)).collect();
    kolommen.sort_unstable();
    kolommen.dedup();
    let is_chosen = |id: Id| measure.optie == Some(id);
    let mut rijen: Vec<Rij> = open()
        .map(|optie| Rij {
            titel: match is_chosen(optie.id) {
                true => format!("{} (gekozen)", optie.title()),
                false => optie.title(),
            },
            soort: if is_chosen(optie.id) { Rijsoort::Gewoon } else { Rijsoort::TeltNiet },
            kant: Side::Saldo,
            cellen: kolommen.iter().map(|kolom| Cel::of(optie.amounts.get(*kolom))).collect(),
            dieper: None,
        })
        .collect();
    if opties.iter().any(|optie| !optie.vrijgegeven) {
        // Options exclude each other: a sum of them would be a figure of nothing.
        rijen.push(rest_row(Side::Saldo, vec![Cel::Leeg; kolommen.len()]));
    }
    Some(Tabel { titel: measure.title(), kolommen, rijen })
}

fn post_rows(begroting: &Begroting, stand: &Prognosestand) -> Option<Tabel> {
    let titel = begroting.prognoses.get(stand.prognose)?.name.clone();
    let mut rijen = Vec::new();
    for (soort, kant) in [(Soort::Baten, Side::Baten), (Soort::Lasten, Side::Lasten)] {
        let of_soort = || stand.posten.iter().filter(move |rij| rij.post.soort == soort);
        rijen.extend(of_soort().filter(|rij| rij.post.vrijgegeven).map(|rij| post_row(rij, kant)));
        let mut shut = of_soort().filter(|rij| !rij.post.vrijgegeven).peekable();
        if shut.peek().is_some() {
            let cells: Vec<Vec<Option<Bedrag>>> =
                shut.filter(|rij| rij.telt).map(amounts).collect();
            let cells = added(cells.iter().map(Vec::as_slice), stand.kolommen.len());
            rijen.push(rest_row(kant, cells));
        }
    }
    let saldi = stand.saldi().map(|(_, saldo)| Cel::euro(saldo)).collect();
    rijen.push(Rij {
        titel: "saldo".to_owned(),
        soort: Rijsoort::Som,
        kant: Side::Saldo,
        cellen: saldi,
        dieper: None,
    });
    Some(Tabel { titel, kolommen: stand.kolommen.clone(), rijen })
}

fn post_row(rij: &Postrij, kant: Side) -> Rij {
    Rij {
        titel: rij.post.name.clone(),
        soort: if rij.telt { Rijsoort::Gewoon } else { Rijsoort::TeltNiet },
        kant,
        cellen: amounts(rij).into_iter().map(Cel::of).collect(),
        dieper: rij.post.aantal.map(|_| Niveau::Post(rij.post.id)),
    }
}

fn amounts(rij: &Postrij) -> Vec<Option<Bedrag>> {
    rij.cellen.iter().map(|cel| cel.bedrag).collect()
}

/// The amount, the number and the price. Where the number is below ten the price is not told
/// either: the amount divided by it would be the number again.
fn number_rows(stand: &Prognosestand, post: Id) -> Option<Tabel> {
    let rij = stand.posten.iter().find(|rij| rij.post.id == post && rij.post.vrijgegeven)?;
    let kant = if rij.post.soort == Soort::Baten { Side::Baten } else { Side::Lasten };
    let aantallen: Vec<Cel> = rij.cellen.iter().map(|cel| Cel::aantal(cel.aantal)).collect();
    let prijzen =
        rij.cellen.iter().zip(&aantallen).map(|(cel, aantal)| match (cel.prijs, aantal) {
            (Some(prijs), Cel::Aantal(_)) => Cel::Prijs(prijs),
            _ => Cel::Leeg,
        });
    let row = |titel: &str, cellen: Vec<Cel>| Rij {
        titel: titel.to_owned(),
        soort: Rijsoort::Gewoon,
        kant,
        cellen,
        dieper: None,
    };
    let rijen = vec![
        row("bedrag", amounts(rij).into_iter().map(Cel::of).collect()),
        row("prijs in euro’s", prijzen.collect()),
        row("aantal", aantallen),
    ];
    Some(Tabel { titel: rij.post.name.clone(), kolommen: stand.kolommen.clone(), rijen })
}

fn rest_row(kant: Side, cellen: Vec<Cel>) -> Rij {
    Rij { titel: OVERIGE.to_owned(), soort: Rijsoort::Gewoon, kant, cellen, dieper: None }
}

fn added<'a>(rows: impl Iterator<Item = &'a [Option<Bedrag>]>, columns: usize) -> Vec<Cel> {
    let mut sums = vec![Som::default(); columns];
    for row in rows {
        for (som, cell) in sums.iter_mut().zip(row) {
            som.add(*cell);
        }
    }
    sums.into_iter().map(|som| Cel::of(som.cell())).collect()
}
