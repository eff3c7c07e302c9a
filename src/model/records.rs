//! The kinds of record that a budget is made of.
//!
//! A field is written down here once. Reading and writing, undo, the journal, comparing and
//! merging all follow from this declaration: `Edit`, `compare` and the files know no field by name.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::order::UNORDERED;
use super::table::{Rec, Table};
use super::terms::{
    Aard, Indeling, Indicatorsoort, Level, Maat, Moment, Mutatiesoort, Nature, Orgaan, Richting,
    Rolsoort, Sectie, Soort, Status, Zekerheid, is_default, is_false,
};
use super::{Amounts, Bedrag, Id, Kolom, Kolomkeuze, Order};

impl Mutatie {
    /// A mutatie that says nothing yet.
    pub fn new(id: Id, onderdeel: Id, soort: Mutatiesoort, name: String, order: Order) -> Mutatie {
        Mutatie {
            id,
            onderdeel,
            soort,
            code: String::new(),
            name,
            stelpost: None,
            start: None,
            status: Status::default(),
            zekerheid: Zekerheid::default(),
            owner: String::new(),
            consequence: String::new(),
            date: None,
            orgaan: Orgaan::default(),
            besluit: String::new(),
            nature: Nature::default(),
            aard: Aard::default(),
            neutraal: false,
            afgeleid: false,
            order,
            amounts: Amounts::default(),
        }
    }

    /// Whether its lines count in the column gewijzigd: a begrotingswijziging that was adopted.
    pub fn is_adopted(&self) -> bool {
        self.soort == Mutatiesoort::Wijziging
            && matches!(
                self.status,
                Status::Vastgesteld | Status::InUitvoering | Status::Gerealiseerd
            )
    }
}

/// What differs between two budgets, by record and by field.
#[derive(Debug, Default)]
pub struct Comparison {
    pub inserted: Vec<Record>,
    pub removed: Vec<Record>,
    /// Id, old and new value.
    pub set: Vec<(Id, Field, Field)>,
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
        Reserve = reserve: Option<Id>,
        Order = order: Order,
        @
        /// Euros. Lasten and baten are both positive.
        Amount = amounts
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
        Stelpost = stelpost: Option<Id>,
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
        Order = order: Order,
        @
        /// Of a measure: euros per column; positive is a voordeel for the gemeente.
        Amount = amounts
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
        Regel = regel: Option<Id>,
        /// Where the counter-entry is, such as "programma 9".
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Elders = elders: String,
        Order = order: Order,
        @
        /// Euros, added to the amount of the regel; without a regel the effect on the resultaat
        /// elsewhere, positive is a voordeel.
        Amount = amounts
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
        /// The part of the budget that tells the rest of it, such as "programma 9". The amount counts
        /// here, and not there too.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        Elders = elders: String,
        Order = order: Order,
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

    /// An abbreviation of this budget, explained where it occurs in a text.
    Afkorting, AfkortingField in afkortingen, owner: |_| None => onderdelen, order: |_| &UNORDERED, {
        Short = short: String,
        Long = long: String,
    }
}

impl Onderdeel {
    /// How people call it: code and name, "6.72 Maatwerkdienstverlening 18-".
    pub fn title(&self) -> String {
        titled(&self.code, &self.name)
    }
}

impl Mutatie {
    /// How people call it: code and name, "4.2.4 GGZ en opvoedhulp".
    pub fn title(&self) -> String {
        titled(&self.code, &self.name)
    }
}

fn titled(code: &str, name: &str) -> String {
    format!("{code} {name}").trim().to_owned()
}
