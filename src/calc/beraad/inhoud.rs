use rust_decimal::Decimal;

use super::Proef;
use super::niveau::{Cel, Niveau, Rij, Rijsoort, Tabel, is_open, tabel};
use crate::calc::prognose::Prognosestand;
use crate::calc::tekort::{Dekking, Stap, Stapsoort, dekking, latest_plan, waterval};
use crate::calc::{Keuzes, Tekort, Totals, figures, kolom_of_year};
use crate::display::Side;
use crate::model::{
    Bedrag, Begroting, Dia, Diasoort, Id, Kolom, Mutatie, MutatieField, Optie, Soort,
};

/// What a slide shows in the hall.
#[derive(Clone, Debug, PartialEq)]
pub struct Inhoud {
    /// A question, mostly.
    pub titel: String,
    /// What the picture is of.
    pub onderwerp: String,
    pub beeld: Beeld,
    /// What is left in each year of the plan that it is about.
    pub rest: Vec<Jaarrest>,
    /// The released options of its measure; of one without options, with it and without.
    pub opties: Vec<Optiekeuze>,
    /// What residents notice of what is chosen.
    pub gevolg: String,
    pub tekst: String,
    pub plan: Option<Id>,
    /// The measure that it is about, where that was released.
    pub maatregel: Option<Id>,
    /// What a step deeper shows.
    pub dieper: Option<Niveau>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Beeld {
    /// What is left per year: [`Inhoud::rest`].
    Resterend,
    Tabel(Tabel),
    Waterval {
        kolom: Kolom,
        stappen: Vec<Stap>,
    },
    Dekking(Vec<Dekking>),
    Tekst,
    /// Nothing can be shown, and why.
    Niets(&'static str),
}

/// What is left of a deficit. Euros; a tekort is below zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jaarrest {
    pub kolom: Kolom,
    pub rest: Decimal,
    /// What it was before anything was tried.
    pub was: Decimal,
}

/// A way to carry out the measure; of one without options, with it or without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Optiekeuze {
    /// What choosing it sets of the measure.
    pub veld: MutatieField,
    pub code: String,
    pub titel: String,
    /// In the year of the slide.
    pub bedrag: Option<Bedrag>,
    pub gekozen: bool,
}

const NO_PLAN: &str = "Er is geen plan om te tonen.";
const NO_YEAR: &str = "Het plan zegt niets over dit jaar.";
const SHUT: &str = "Deze maatregel is niet vrijgegeven voor het Beraad.";
const GONE: &str = "Waar deze dia over gaat, is er niet meer.";

/// What the slide shows under the choices that are tried.
pub fn inhoud(begroting: &Begroting, totals: &Totals, dia: &Dia, proef: &Proef) -> Inhoud {
    let mut inhoud = Inhoud {
        titel: dia.title.clone(),
        onderwerp: String::new(),
        beeld: Beeld::Tekst,
        rest: Vec::new(),
        opties: Vec::new(),
        gevolg: String::new(),
        tekst: dia.text.clone(),
        plan: None,
        maatregel: None,
        dieper: None,
    };
    let keuzes = proef.keuzes();
    match (dia.soort, dia.over) {
        (Diasoort::Tekst, _) => {}
        (Diasoort::Prognose, over) => of_prognose(begroting, &keuzes, over, &mut inhoud),
        (Diasoort::Tabel, Some(over)) if begroting.onderdelen.contains(over) => {
            let of = begroting.onderdelen.get(over).map(|of| of.title()).unwrap_or_default();
            inhoud.onderwerp = of;
            inhoud.beeld = of_onderdeel(begroting, totals, over);
        }
        _ => of_plan(begroting, &keuzes, proef.basis(), dia, &mut inhoud),
    }
    inhoud
}

/// The plan that something belongs to; without anything, the one that counts now.
pub fn plan_of(begroting: &Begroting, over: Option<Id>) -> Option<Id> {
    let Some(over) = over else {
        return latest_plan(begroting);
    };
    if begroting.plannen.contains(over) {
        return Some(over);
    }
    if let Some(pakket) = begroting.pakketten.get(over) {
        return Some(pakket.plan);
    }
    if let Some(measure) = begroting.mutaties.get(over) {
        return Some(begroting.pakketten.get(measure.pakket?)?.plan);
    }
    let onderdeel = begroting.prognoses.get(over).map_or(over, |prognose| prognose.onderdeel);
    let mut above = begroting.path(onderdeel);
    above.find_map(|id| begroting.plannen.of(id).map(|plan| plan.id).next())
}

fn of_plan(begroting: &Begroting, keuzes: &Keuzes, basis: &Keuzes, dia: &Dia, inhoud: &mut Inhoud) {
    let Some(plan) = plan_of(begroting, dia.over) else {
        inhoud.beeld = Beeld::Niets(if dia.over.is_some() { GONE } else { NO_PLAN });
        return;
    };
    let tekort = Tekort::new(begroting, plan, keuzes);
    let before = Tekort::new(begroting, plan, basis);
    let (Some(tekort), Some(before)) = (tekort, before) else {
        inhoud.beeld = Beeld::Niets(GONE);
        return;
    };
    let was = |kolom: Kolom| {
        let found = before.jaren().find(|(_, of, ..)| *of == kolom);
        found.map(|(.., rest)| rest)
    };
    inhoud.plan = Some(plan);
    inhoud.rest = tekort
        .jaren()
        .map(|(_, kolom, _, rest)| Jaarrest { kolom, rest, was: was(kolom).unwrap_or(rest) })
        .collect();
    let of = begroting.plannen.get(plan).and_then(|plan| begroting.onderdelen.get(plan.onderdeel));
    let of = of.map_or("", |of| &of.name);
    let year = dia.jaar.or_else(|| inhoud.rest.last().map(|last| last.kolom.jaar));
    let at = year.and_then(|jaar| tekort.at(jaar));
    let kolom = at.and_then(|at| tekort.kolommen.get(at).copied());
    inhoud.dieper = Some(Niveau::Plan(plan));
    match (dia.soort, at.zip(kolom)) {
        (Diasoort::Tabel, _) => {
            inhoud.onderwerp = format!("Tekort {of}");
            let pakket = dia.over.filter(|over| begroting.pakketten.contains(*over));
            let niveau = pakket.map_or(Niveau::Plan(plan), Niveau::Pakket);
            inhoud.beeld =
                tabel(begroting, keuzes, niveau).map_or(Beeld::Niets(GONE), Beeld::Tabel);
            inhoud.dieper = Some(niveau);
        }
        (Diasoort::Waterval, Some((at, kolom))) => {
            inhoud.onderwerp = format!("Van tekort naar rest, {of} {}", kolom.jaar);
            let mut stappen = waterval(begroting, &tekort, at);
            stappen.iter_mut().for_each(|stap| name_only(begroting, stap));
            inhoud.beeld = if stappen.is_empty() {
                Beeld::Niets(NO_YEAR)
            } else {
                Beeld::Waterval { kolom, stappen }
            };
        }
        (Diasoort::Waterval, None) => inhoud.beeld = Beeld::Niets(NO_YEAR),
        (Diasoort::Dekking, _) => {
            inhoud.onderwerp = format!("Dekking van het tekort, {of}");
            inhoud.beeld = Beeld::Dekking(dekking(&tekort));
        }
        _ => {
            inhoud.onderwerp = format!("Resterend tekort, {of}");
            inhoud.beeld = Beeld::Resterend;
        }
    }
    let measure = dia.over.and_then(|over| begroting.mutaties.get(over));
    match measure.filter(|_| dia.soort == Diasoort::Maatregel) {
        Some(measure) => {
            let row = tekort.maatregelen().find(|(_, row)| row.mutatie.id == measure.id);
            let bedrag = row.zip(at).and_then(|((_, row), at)| *row.bedragen.get(at)?);
            of_measure(begroting, keuzes, &keuzes.over(measure), kolom, bedrag, inhoud);
        }
        None if dia.soort == Diasoort::Maatregel => inhoud.beeld = Beeld::Niets(GONE),
        None => {}
    }
}

/// The name of a package says enough under a bar, where room is scarce.
fn name_only(begroting: &Begroting, stap: &mut Stap) {
    if let Stapsoort::Pakket(id) = stap.soort
        && let Some(pakket) = begroting.pakketten.get(id)
    {
        stap.label.clone_from(&pakket.name);
    }
}

fn of_measure(
    begroting: &Begroting,
    keuzes: &Keuzes,
    measure: &Mutatie,
    kolom: Option<Kolom>,
    bedrag: Option<Bedrag>,
    inhoud: &mut Inhoud,
) {
    if !measure.vrijgegeven {
        inhoud.beeld = Beeld::Niets(SHUT);
        return;
    }
    inhoud.maatregel = Some(measure.id);
    inhoud.dieper = Some(Niveau::Maatregel(measure.id));
    let opties = begroting.opties.of(measure.id).map(|optie| keuzes.over(optie));
    let opties: Vec<_> = opties.filter(|optie| optie.vrijgegeven).collect();
    if is_open(begroting, measure) {
        let chosen = opties.iter().find(|optie| Some(optie.id) == measure.optie);
        let of_option = chosen.map(|optie| optie.consequence.clone());
        inhoud.gevolg = of_option
            .filter(|gevolg| !gevolg.is_empty())
            .unwrap_or_else(|| measure.consequence.clone());
    }
    inhoud.opties = opties.iter().map(|optie| Optiekeuze::of(optie, measure, kolom)).collect();
    if inhoud.opties.is_empty() {
        inhoud.dieper = measure.pakket.map(Niveau::Pakket);
    }
    if begroting.opties.of(measure.id).next().is_none() {
        inhoud.opties = with_and_without(measure, bedrag);
    }
}

impl Optiekeuze {
    /// An option, with what it yields in this column.
    pub(super) fn of(optie: &Optie, measure: &Mutatie, kolom: Option<Kolom>) -> Optiekeuze {
        Optiekeuze {
            veld: MutatieField::Optie(Some(optie.id)),
            code: optie.code.clone(),
            titel: optie.title(),
            bedrag: kolom.and_then(|kolom| optie.amounts.get(kolom)),
            gekozen: Some(optie.id) == measure.optie,
        }
    }
}

fn with_and_without(measure: &Mutatie, bedrag: Option<Bedrag>) -> Vec<Optiekeuze> {
    let one = |titel: String, bedrag: Option<Bedrag>, uit: bool| Optiekeuze {
        veld: MutatieField::Uit(uit),
        code: String::new(),
        titel,
        bedrag,
        gekozen: measure.uit == uit,
    };
    vec![one(format!("met {}", measure.name), bedrag, false), one("zonder".to_owned(), None, true)]
}

fn of_prognose(begroting: &Begroting, keuzes: &Keuzes, over: Option<Id>, inhoud: &mut Inhoud) {
    let stand = over.and_then(|over| Prognosestand::new(begroting, over, keuzes));
    let Some(stand) = stand else {
        inhoud.beeld = Beeld::Niets(GONE);
        return;
    };
    let name = begroting.prognoses.get(stand.prognose).map_or("", |it| &it.name);
    let row = |titel: &str, kant: Side, soort: Rijsoort, of: &dyn Fn(usize) -> Decimal| Rij {
        titel: titel.to_owned(),
        soort,
        kant,
        cellen: (0..stand.kolommen.len()).map(|at| Cel::Bedrag(Bedrag::Euro(of(at)))).collect(),
        dieper: Some(Niveau::Prognose(stand.prognose)),
    };
    let rijen = vec![
        row("baten", Side::Baten, Rijsoort::Gewoon, &|at| stand.som(Soort::Baten, at)),
        row("lasten", Side::Lasten, Rijsoort::Gewoon, &|at| stand.som(Soort::Lasten, at)),
        row("saldo", Side::Saldo, Rijsoort::Som, &|at| stand.saldo(at)),
    ];
    inhoud.onderwerp = name.to_owned();
    inhoud.beeld =
        Beeld::Tabel(Tabel { titel: name.to_owned(), kolommen: stand.kolommen.clone(), rijen });
    inhoud.plan = plan_of(begroting, over);
    inhoud.dieper = Some(Niveau::Prognose(stand.prognose));
}

/// Baten, lasten and saldo of year t and the three after it, as the budget has them: a plan is not
/// part of them.
fn of_onderdeel(begroting: &Begroting, totals: &Totals, onderdeel: Id) -> Beeld {
    const YEARS: u16 = 4;
    let first = begroting.kop().jaar;
    let years = (0..YEARS).filter_map(|year| kolom_of_year(begroting, first.saturating_add(year)));
    let kolommen: Vec<Kolom> = years.collect();
    let found: Vec<_> =
        kolommen.iter().map(|kolom| figures(begroting, totals, Some(onderdeel), *kolom)).collect();
    let row = |titel: &str, kant: Side, soort: Rijsoort, euros: Vec<Decimal>| Rij {
        titel: titel.to_owned(),
        soort,
        kant,
        cellen: euros.into_iter().map(|euro| Cel::Bedrag(Bedrag::Euro(euro))).collect(),
        dieper: None,
    };
    let of = |read: fn(&crate::calc::Figures) -> Decimal| found.iter().map(read).collect();
    let rijen = vec![
        row("baten", Side::Baten, Rijsoort::Gewoon, of(|it| it.total.baten)),
        row("lasten", Side::Lasten, Rijsoort::Gewoon, of(|it| it.total.lasten)),
        row("saldo", Side::Saldo, Rijsoort::Som, of(|it| it.total.saldo())),
    ];
    Beeld::Tabel(Tabel { titel: String::new(), kolommen, rijen })
}
