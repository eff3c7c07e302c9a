//! The kinds of record that a budget is made of.
//!
//! A field is written down here once. Reading and writing, undo, the journal, comparing and
//! merging all follow from this declaration: `Edit`, `compare` and the files know no field by name.

use std::ops::Bound;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::declare::{Dangling, Named, Names};
use super::order::UNORDERED;
use super::table::{Range, Rec, Table};
use super::terms::{
    Aard, Diasoort, Groeiwijze, Indeling, Indicatorsoort, Level, Maat, Moment, Mutatiesoort,
    Nature, Oorzaak, Opmerkingsoort, Orgaan, Pakketsoort, Richting, Rolsoort, Samenhangsoort,
    Sectie, Soort, Status, Uitgangspunt, Vraagsoort, Zekerheid, is_default, is_false,
};
use super::{
    Amounts, Bedrag, Behandeling, Breuk, ContentHash, Drempel, Fasering, Id, Kolom, Kolomkeuze,
    Order, Planning,
};

/// A part of a weighted index: three quarters wages that rise by 2,96 %.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indexdeel {
    pub name: String,
    /// The share of the whole, such as 0.75.
    pub gewicht: Decimal,
    /// In %, a year.
    pub procent: Decimal,
}

/// What differs between two budgets, by record and by field.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    pub inserted: Vec<Record>,
    pub removed: Vec<Record>,
    /// Id, old and new value.
    pub set: Vec<(Id, Field, Field)>,
}

impl Comparison {
    fn extend(&mut self, more: Comparison) {
        self.inserted.extend(more.inserted);
        self.removed.extend(more.removed);
        self.set.extend(more.set);
    }
}

records! {
    /// The head of the budget: one record, with the id of the budget.
    Kop, KopField in kop, owner: |_| None => onderdelen, order: |_| &UNORDERED, {
        Gemeente = gemeente: String,
        /// What this document is, such as "Programmabegroting 2019-2022".
        Title = title: String,
        /// Year t.
        Jaar = jaar: u16,
        /// The state of this version, such as "primitief 2019 (concept)".
        Version = version: String,
        /// From which difference on an explanation is asked.
        #[serde(default, skip_serializing_if = "Drempel::is_empty")]
        Drempel = drempel: Drempel,
        /// Whether this is the whole budget of the gemeente: only that has a verdict on its balance.
        #[serde(default, skip_serializing_if = "is_false")]
        Volledig = volledig: bool,
        /// The version that was last sent out: files that come back say with it what they build on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Uitgezet = uitgezet: Option<ContentHash>,
    }

    /// A column of the budget, and whether it may still be changed.
    Kolomkop, KolomkopField in kolommen, owner: |_| None => onderdelen, order: |_| &UNORDERED, {
        Kolom = kolom: Kolom,
        /// A closed column is locked until someone opens it on purpose.
        Closed = closed: bool,
    }

    /// A part of the budget: programma, taakveld, subtaakveld, doel or product.
    Onderdeel, OnderdeelField in onderdelen, owner: |o| o.parent => onderdelen, order: |o| &o.order, {
        /// By id, never by the beginning of a code: 6.10.0 lies under 6.1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Parent = parent: Option<Id>,
        Level = level: Level,
        /// Text: `0.10` is not `0.1`.
        Code = code: String,
        Name = name: String,
        #[serde(default, skip_serializing_if = "is_default")]
        Behandeling = behandeling: Behandeling,
        Order = order: Order,
    }

    /// A reserve (BBV art. 43): own capital that the council set apart, or holds in general.
    Reserve, ReserveField in reserves, owner: |_| None => onderdelen, order: |r| &r.order, {
        Name = name: String,
        /// The year on the first day of which the reserve stood at `opening`.
        Jaar = jaar: u16,
        /// Euros on the first day of the year; pm where nobody knows yet.
        Opening = opening: Bedrag,
        Order = order: Order,
    }

    /// A line of the budget: the only place where amounts live.
    Regel, RegelField in regels, owner: |r| Some(r.onderdeel) => onderdelen, order: |r| &r.order, {
        Onderdeel = onderdeel: Id,
        Name = name: String,
        Soort = soort: Soort,
        #[serde(default, skip_serializing_if = "is_default")]
        Nature = nature: Nature,
        /// A parked target: negative lasten that measures have yet to fill.
        #[serde(default, skip_serializing_if = "is_false")]
        Stelpost = stelpost: bool,
        /// Economic category of Iv3.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Category = category: Option<String>,
        /// The reserve that it adds to or takes from; of a toevoeging or onttrekking.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Reserve = reserve: Option<Id> => reserves,
        Order = order: Order,
        @
        /// Euros. Lasten and baten are both positive.
        Amount = amounts
    }

    /// A figure that was published elsewhere, to stand beside the computed one. Never added up.
    Controlecijfer, ControlecijferField in controlecijfers, owner: |c| Some(c.onderdeel) => onderdelen, order: |_| &UNORDERED, {
        Onderdeel = onderdeel: Id,
        Kolom = kolom: Kolom,
        Maat = maat: Maat,
        /// Euros; a saldo is baten - lasten.
        Amount = amount: Bedrag,
        /// What the publication rounded to, in euros: 1.000 for a table × € 1.000.
        Unit = unit: u32,
        Source = source: String,
    }

    /// Who answers for an onderdeel: a role, never the name of a person.
    Rol, RolField in rollen, owner: |r| Some(r.onderdeel) => onderdelen, order: |r| &r.order, {
        Onderdeel = onderdeel: Id,
        Soort = soort: Rolsoort,
        Name = name: String,
        Order = order: Order,
    }

    /// A paragraph of the text of an onderdeel.
    Paragraaf, ParagraafField in paragrafen, owner: |p| Some(p.onderdeel) => onderdelen, order: |p| &p.order, {
        Onderdeel = onderdeel: Id,
        Sectie = sectie: Sectie,
        /// The document of the P&C cycle that it is part of.
        #[serde(default, skip_serializing_if = "is_default")]
        Moment = moment: Moment,
        /// Empty where the paragraph has no heading of its own.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Heading = heading: String,
        Text = text: String,
        Order = order: Order,
    }

    /// A plan that brings a deficit back to balance, such as an interventieprogramma.
    ///
    /// It names the line it starts from: the deficits as they were adopted (its own amounts), or the
    /// prognoses below its onderdeel.
    Plan, PlanField in plannen, owner: |p| Some(p.onderdeel) => onderdelen, order: |p| &p.order, {
        Onderdeel = onderdeel: Id,
        Name = name: String,
        #[serde(default, skip_serializing_if = "is_default")]
        Uitgangspunt = uitgangspunt: Uitgangspunt,
        /// The plan before it, of which the rest is part of the deficit that is left.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        VolgtOp = volgt_op: Option<Id>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Source = source: String,
        Order = order: Order,
        @
        /// The adopted saldo at unchanged policy, in euros: a tekort is below zero.
        Amount = amounts
    }

    /// Measures of a plan that belong together.
    Pakket, PakketField in pakketten, owner: |p| Some(p.plan) => plannen, order: |p| &p.order, {
        Plan = plan: Id,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Code = code: String,
        Name = name: String,
        #[serde(default, skip_serializing_if = "is_default")]
        Soort = soort: Pakketsoort,
        /// Of the structural amounts of its measures that have no path of their own.
        #[serde(default, skip_serializing_if = "Fasering::is_empty")]
        Fasering = fasering: Fasering,
        Order = order: Order,
    }

    /// A decision that moves money: a measure, a begrotingswijziging, a transfer.
    ///
    /// A measure that fills a stelpost moves its amount from the stelpost to the lines it works on,
    /// so the saldo stays; one that does not is additional and changes the saldo "na maatregelen".
    /// The other kinds have their amounts on `Mutatieregel`s.
    Mutatie, MutatieField in mutaties, owner: |m| Some(m.onderdeel) => onderdelen, order: |m| &m.order, {
        /// The onderdeel whose budget it works on, or the programme that it is a decision about.
        Onderdeel = onderdeel: Id,
        #[serde(default, skip_serializing_if = "is_default")]
        Soort = soort: Mutatiesoort,
        /// The code of a measure, the number of a wijziging.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Code = code: String,
        Name = name: String,
        /// The regel of a stelpost that it fills.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Stelpost = stelpost: Option<Id> => regels,
        /// First year in which it works.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Start = start: Option<u16>,
        #[serde(default, skip_serializing_if = "is_default")]
        Status = status: Status,
        #[serde(default, skip_serializing_if = "is_default")]
        Zekerheid = zekerheid: Zekerheid,
        /// A role, never the name of a person.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Owner = owner: String,
        /// What residents notice of it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Consequence = consequence: String,
        /// The day of the decision. After 31 December of the year it is void (art. 192 Gemeentewet).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Date = date: Option<Date>,
        /// Who takes the decision.
        #[serde(default, skip_serializing_if = "is_default")]
        Orgaan = orgaan: Orgaan,
        /// The decision as the minutes name it, such as "raadsbesluit 2019-23".
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Besluit = besluit: String,
        #[serde(default, skip_serializing_if = "is_default")]
        Nature = nature: Nature,
        #[serde(default, skip_serializing_if = "is_default")]
        Aard = aard: Aard,
        /// Budget-neutral: its lines must net to zero in each year.
        #[serde(default, skip_serializing_if = "is_false")]
        Neutraal = neutraal: bool,
        /// Inferred from published figures, and not a decision that a source names.
        #[serde(default, skip_serializing_if = "is_false")]
        Afgeleid = afgeleid: bool,
        /// The package of a plan that it is part of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Pakket = pakket: Option<Id> => pakketten,
        /// The law under which it falls, such as "Jeugdwet".
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Wet = wet: String,
        /// Not counted in its plan, though it stays in the list.
        #[serde(default, skip_serializing_if = "is_false")]
        Uit = uit: bool,
        /// What it yields a year once it works in full, in euros; then no amounts per column.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Structureel = structureel: Option<Bedrag>,
        /// How the structural amount is reached; empty where the path of the package counts.
        #[serde(default, skip_serializing_if = "Fasering::is_empty")]
        Fasering = fasering: Fasering,
        /// The option that was chosen, of a measure that has options. One that is not there is no
        /// choice: a finding.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Optie = optie: Option<Id>,
        /// The sum behind the estimate with its inputs, such as "17% × 9.000.000". It is kept beside
        /// the amount and does not replace it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Formule = formule: String,
        /// On what the estimate rests.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Basis = basis: String,
        /// The chance that it succeeds, where somebody estimated one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Kans = kans: Option<Breuk>,
        /// The share of the amount in a low and in a high estimate.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Laag = laag: Option<Breuk>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Hoog = hoog: Option<Breuk>,
        /// What the gemeente does not decide itself, such as a promise of the Rijk.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Risico = risico: String,
        /// The group that guards it, such as a taskforce.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Forum = forum: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Voortgang = voortgang: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Planning = planning: Option<Planning>,
        /// May be shown in a Technisch Beraad.
        #[serde(default, skip_serializing_if = "is_false")]
        Vrijgegeven = vrijgegeven: bool,
        Order = order: Order,
        @
        /// Of a measure: euros per column; positive is a voordeel for the gemeente. In a column
        /// rekening: what was realised of it.
        Amount = amounts
    }

    /// One explanation of components in several onderdelen that belong together, such as care that
    /// moved from old forms to new ones.
    Cluster, ClusterField in clusters, owner: |c| Some(c.onderdeel) => onderdelen, order: |c| &c.order, {
        /// Where it is told: above all that it is about.
        Onderdeel = onderdeel: Id,
        Name = name: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Text = text: String,
        Order = order: Order,
    }

    /// One component of what differs between two columns of an onderdeel: why it came out otherwise.
    Verklaring, VerklaringField in verklaringen, owner: |v| Some(v.onderdeel) => onderdelen, order: |v| &v.order, {
        Onderdeel = onderdeel: Id,
        /// What is compared with: mostly the begroting gewijzigd.
        Van = van: Kolom,
        /// What is judged: a berap or the rekening.
        Naar = naar: Kolom,
        Text = text: String,
        /// Euros; positive is a voordeel for the gemeente. Empty while it is not known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Bedrag = bedrag: Option<Bedrag>,
        #[serde(default, skip_serializing_if = "is_default")]
        Nature = nature: Nature,
        #[serde(default, skip_serializing_if = "is_default")]
        Oorzaak = oorzaak: Oorzaak,
        /// The part of the budget that tells the rest of it, such as "programma 9". The amount counts
        /// here, and not there too.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Elders = elders: String,
        /// The amount is in that other part and counts there: it is only told here.
        #[serde(default, skip_serializing_if = "is_false")]
        Buiten = buiten: bool,
        /// The onderdeel on which the amount should have been booked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        HoortOp = hoort_op: Option<Id> => onderdelen,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Cluster = cluster: Option<Id> => clusters,
        /// Budget that was not spent and is asked for again in the next year (budgetoverheveling).
        #[serde(default, skip_serializing_if = "is_false")]
        Overheveling = overheveling: bool,
        Order = order: Order,
    }

    /// The explanation of a difference, as somebody wrote it in the place of the draft that follows
    /// from its components.
    Toelichting, ToelichtingField in toelichtingen, owner: |t| Some(t.onderdeel) => onderdelen, order: |_| &UNORDERED, {
        Onderdeel = onderdeel: Id,
        Van = van: Kolom,
        Naar = naar: Kolom,
        Text = text: String,
    }

    /// A finding of the checks that somebody accepts, with the reason.
    Acceptatie, AcceptatieField in acceptaties, owner: |_| None => onderdelen, order: |_| &UNORDERED, {
        /// The id of the check.
        Toets = toets: String,
        /// The record that it is about. Where that is gone this says nothing any more.
        Plaats = plaats: Id,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Kolom = kolom: Option<Kolom>,
        /// What the finding was of, in euros: of another amount it is a new finding.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Bedrag = bedrag: Option<Bedrag>,
        Reden = reden: String,
    }

    /// A line of a mutatie: what it changes of one regel.
    ///
    /// In a column gewijzigd it changes the budget once the mutatie is adopted. In another column it
    /// names a part of what is in the amounts there already, as of wages that moved to another
    /// taakveld.
    Mutatieregel, MutatieregelField in mutatieregels, owner: |r| Some(r.mutatie) => mutaties, order: |r| &r.order, {
        Mutatie = mutatie: Id,
        /// `None` for a counter-entry in a part of the budget that is not in this file.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Regel = regel: Option<Id> => regels,
        /// Where the counter-entry is, such as "programma 9".
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Elders = elders: String,
        /// The measure that it carries out, of a scenario that was decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Maatregel = maatregel: Option<Id> => mutaties,
        /// The explained difference that it carries on: what was not spent, or proved to last.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Verklaring = verklaring: Option<Id> => verklaringen,
        Order = order: Order,
        @
        /// Euros, added to the amount of the regel; without a regel the effect on the resultaat
        /// elsewhere, positive is a voordeel.
        Amount = amounts
    }

    /// One of the ways to carry out a measure, of which exactly one is chosen.
    Optie, OptieField in opties, owner: |o| Some(o.mutatie) => mutaties, order: |o| &o.order, {
        Mutatie = mutatie: Id,
        /// As the source numbers it: "2a".
        Code = code: String,
        Name = name: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Formule = formule: String,
        /// What residents notice of it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Consequence = consequence: String,
        #[serde(default, skip_serializing_if = "is_false")]
        Vrijgegeven = vrijgegeven: bool,
        Order = order: Order,
        @
        /// Euros per column; positive is a voordeel for the gemeente.
        Amount = amounts
    }

    /// What one measure has to do with another.
    Samenhang, SamenhangField in samenhangen, owner: |s| Some(s.mutatie) => mutaties, order: |s| &s.order, {
        Mutatie = mutatie: Id,
        Met = met: Id => mutaties,
        Soort = soort: Samenhangsoort,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Note = note: String,
        Order = order: Order,
    }

    /// A later estimate of what a plan yields, or one measure of it. The first one stands.
    Herraming, HerramingField in herramingen, owner: |h| Some(h.plan) => plannen, order: |h| &h.order, {
        Plan = plan: Id,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Mutatie = mutatie: Option<Id> => mutaties,
        /// When, or in which document: "interventieprogramma 2018".
        Name = name: String,
        Order = order: Order,
        @
        /// Euros per column; positive is a voordeel for the gemeente.
        Amount = amounts
    }

    /// A choice of columns, kept under a name.
    Weergave, WeergaveField in weergaven, owner: |_| None => onderdelen, order: |w| &w.order, {
        Name = name: String,
        #[serde(default, skip_serializing_if = "is_default")]
        Indeling = indeling: Indeling,
        Kolommen = kolommen: Vec<Kolomkeuze>,
        /// The figures of each column; of more than one, the columns get a double heading.
        Maten = maten: Vec<Maat>,
        Order = order: Order,
    }

    /// A figure by which a council follows a policy (beleidsindicator), or a fact beside it.
    Indicator, IndicatorField in indicatoren, owner: |i| Some(i.onderdeel) => onderdelen, order: |i| &i.order, {
        Onderdeel = onderdeel: Id,
        #[serde(default, skip_serializing_if = "is_default")]
        Soort = soort: Indicatorsoort,
        Name = name: String,
        /// Of the figures that do not name another; "%" is written behind the figure.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Unit = unit: String,
        #[serde(default, skip_serializing_if = "is_default")]
        Richting = richting: Richting,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Note = note: String,
        Order = order: Order,
    }

    /// What an indicator was, or should become, in one column.
    Meting, MetingField in metingen, owner: |m| Some(m.indicator) => indicatoren, order: |_| &UNORDERED, {
        Indicator = indicator: Id,
        /// Rekening for what was measured, begroting for what is aimed at. It need not be a column
        /// of the budget.
        Kolom = kolom: Kolom,
        /// With the decimals as published: 8,90 is not 8,9.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Value = value: Option<Decimal>,
        /// A second value, in %: "344 (15,4%)".
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Share = share: Option<Decimal>,
        /// Where it is another than that of the indicator.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Unit = unit: String,
        /// The year that the figure is of, where that is another than that of the column.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Peiljaar = peiljaar: Option<u16>,
        /// Instead of a figure, or beside it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Text = text: String,
    }

    /// A verbonden partij (BBV art. 15): an organisation in which the gemeente has a say and a stake.
    Partij, PartijField in partijen, owner: |p| Some(p.onderdeel) => onderdelen, order: |p| &p.order, {
        Onderdeel = onderdeel: Id,
        Name = name: String,
        /// What it does for the gemeente.
        Role = role: String,
        Order = order: Order,
    }

    /// What is done for a goal: planned in the begroting, realised in the rekening.
    Activiteit, ActiviteitField in activiteiten, owner: |a| Some(a.onderdeel) => onderdelen, order: |a| &a.order, {
        Onderdeel = onderdeel: Id,
        Planned = planned: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Realised = realised: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Status = status: String,
        Order = order: Order,
    }

    /// By how much something grows: a weighted index, or a group of people.
    Groei, GroeiField in groeivoeten, owner: |_| None => onderdelen, order: |g| &g.order, {
        Name = name: String,
        Wijze = wijze: Groeiwijze,
        /// The parts of a weighted index, such as 75 % wages and 25 % prices.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        Delen = delen: Vec<Indexdeel>,
        /// The numbers that it grows with, such as the inhabitants above 75; instead of an index.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Indicator = indicator: Option<Id> => indicatoren,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Source = source: String,
        Order = order: Order,
    }

    /// What something will cost at unchanged policy.
    Prognose, PrognoseField in prognoses, owner: |p| Some(p.onderdeel) => onderdelen, order: |p| &p.order, {
        Onderdeel = onderdeel: Id,
        Name = name: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Source = source: String,
        Order = order: Order,
    }

    /// A line of a prognosis: an income, a post, or a number times a price.
    Prognosepost, PrognosepostField in prognoseposten, owner: |p| Some(p.prognose) => prognoses, order: |p| &p.order, {
        Prognose = prognose: Id,
        Name = name: String,
        /// Baten or lasten; both positive.
        Soort = soort: Soort,
        /// Stands outside the forecast and counts only while it is on.
        #[serde(default, skip_serializing_if = "is_false")]
        Schok = schok: bool,
        #[serde(default, skip_serializing_if = "is_false")]
        Aan = aan: bool,
        /// The numbers behind it, of P×Q: its amount divided by the number is the price.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Aantal = aantal: Option<Id> => indicatoren,
        /// What it grows with in the years without an amount of their own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Groei = groei: Option<Id> => groeivoeten,
        /// The regel of the budget that it is an estimate for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Regel = regel: Option<Id> => regels,
        /// Why the budget differs from it, where somebody decided so.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Reden = reden: String,
        #[serde(default, skip_serializing_if = "is_false")]
        Vrijgegeven = vrijgegeven: bool,
        Order = order: Order,
        @
        /// Euros.
        Amount = amounts
    }

    /// A named set of choices, laid over the budget when it is looked at. Never a copy.
    Scenario, ScenarioField in scenarios, owner: |_| None => onderdelen, order: |s| &s.order, {
        Name = name: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Note = note: String,
        Order = order: Order,
    }

    /// One choice of a scenario: what a field of a plan is in it.
    Keuze, KeuzeField in keuzes, owner: |k| Some(k.scenario) => scenarios, order: |_| &UNORDERED, {
        Scenario = scenario: Id,
        /// The record of the field. Where that is gone the choice says nothing, and is named.
        Doel = doel: Id,
        Veld = veld: Box<Field>,
    }

    /// A slide of the presentation in a Technisch Beraad.
    Dia, DiaField in dias, owner: |_| None => onderdelen, order: |d| &d.order, {
        /// A question, mostly.
        Title = title: String,
        Soort = soort: Diasoort,
        /// The plan, package, measure, prognosis or onderdeel that it shows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Over = over: Option<Id>,
        /// Of a picture of one year.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Jaar = jaar: Option<u16>,
        /// Under the picture, in the hall.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Text = text: String,
        /// For the presenter only; never in the hall.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Notitie = notitie: String,
        Order = order: Order,
    }

    /// What the council asked, or was promised, in a Technisch Beraad.
    Vraag, VraagField in vragen, owner: |_| None => onderdelen, order: |v| &v.order, {
        Soort = soort: Vraagsoort,
        Text = text: String,
        /// The slide that was shown.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Dia = dia: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Date = date: Option<Date>,
        #[serde(default, skip_serializing_if = "is_false")]
        Afgedaan = afgedaan: bool,
        Order = order: Order,
    }

    /// A question about the budget or a remark on it, with the answer.
    Opmerking, OpmerkingField in opmerkingen, owner: |o| Some(o.onderdeel) => onderdelen, order: |o| &o.order, {
        /// The onderdeel that it is about, or that of the regel or mutatie.
        Onderdeel = onderdeel: Id,
        /// Goes along when the regel is removed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Regel = regel: Option<Id> => regels,
        /// The measure or wijziging, where it is about one and not about a regel. Goes along with it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Mutatie = mutatie: Option<Id> => mutaties,
        /// The column, where it is about one amount.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Kolom = kolom: Option<Kolom>,
        #[serde(default, skip_serializing_if = "is_default")]
        Soort = soort: Opmerkingsoort,
        Text = text: String,
        /// The role that wrote it, never the name of a person; empty where nobody chose one.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Van = van: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        Date = date: Option<Date>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Antwoord = antwoord: String,
        /// The role that answered.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        AntwoordVan = antwoord_van: String,
        #[serde(default, skip_serializing_if = "is_false")]
        Afgehandeld = afgehandeld: bool,
        Order = order: Order,
    }

    /// An abbreviation of this budget, explained where it occurs in a text.
    Afkorting, AfkortingField in afkortingen, owner: |_| None => onderdelen, order: |_| &UNORDERED, {
        Short = short: String,
        Long = long: String,
    }

    /// The content of a file that was merged: all that stood in it was taken in or decided upon.
    Inbreng, InbrengField in ingebracht, owner: |_| None => onderdelen, order: |_| &UNORDERED, {
        Inhoud = inhoud: ContentHash,
    }
}
