//! The rows of a comparison with everything that they show, made once per version of the budget.

use rust_decimal::Decimal;

use super::bron::Geladen;
use crate::calc::verschillen::{Filter, Rij, Verschillen};
use crate::change::herkomst::Herkomst;
use crate::display::{Notation, Side, show, show_signed};
use crate::model::{Edit, Field, Id, Kolom, RegelField, Revision};
use crate::ui::chart::ChartData;
use crate::ui::grid::{Column, Head};
use crate::ui::plan_charts;
use crate::ui::theme::size;

/// How a comparison is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Zicht {
    pub filter: Filter,
    pub notation: Notation,
}

/// Who made the differences.
pub(super) enum Makers {
    /// As a journal says; nothing where there is none.
    Journaal(Vec<Revision>),
    /// The files that were merged: each is one revision, by who sent it, and named after the file.
    Bestanden(Vec<Revision>),
}

impl Makers {
    fn revisions(&self) -> &[Revision] {
        match self {
            Makers::Journaal(revisions) | Makers::Bestanden(revisions) => revisions,
        }
    }
}

/// What a row shows, in the order of the columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Regeltekst {
    pub wat: String,
    pub oud: String,
    pub nieuw: String,
    pub verschil: String,
    pub oordeel: &'static str,
    pub aard: String,
    /// Who, when and why of a journal; the file and who sent it of a merge.
    pub maker: [String; 3],
    /// On the resultaat, in euros.
    pub euro: Option<Decimal>,
}

pub(super) struct VergelijkShape {
    pub zicht: Zicht,
    pub oud: Geladen,
    pub nieuw: Geladen,
    pub found: Verschillen,
    pub rows: Vec<Rij>,
    pub texts: Vec<Regeltekst>,
    /// The rows that are a difference of one figure or field.
    pub verschillen: Vec<usize>,
    pub chart: ChartData,
    /// The onderdeel of each step of the bridge.
    pub steps: Vec<Id>,
    pub head: Head,
}

impl VergelijkShape {
    /// `nth` is another number for every shape of a screen.
    pub fn new(
        (oud, nieuw): (Geladen, Geladen),
        zicht: Zicht,
        makers: &Makers,
        nth: u64,
    ) -> VergelijkShape {
        let found = Verschillen::new(oud.versie(), nieuw.versie());
        let rows = found.rijen(oud.versie(), nieuw.versie(), zicht.filter);
        let words = Words {
            zicht,
            oud: &oud,
            nieuw: &nieuw,
            found: &found,
            makers,
            herkomst: Herkomst::new(makers.revisions()),
        };
        let texts: Vec<Regeltekst> = rows.iter().map(|row| words.row(row)).collect();
        let is_known = |nth: usize| {
            texts.iter().any(|text| text.maker.get(nth).is_some_and(|it| !it.is_empty()))
        };
        let (chart, steps) = words.bridge(&rows);
        let head = words.head(nth, [is_known(0), is_known(1)]);
        let is_difference = |row: &Rij| matches!(row, Rij::Regel { .. } | Rij::Anders(_));
        let verschillen = rows.iter().enumerate().filter(|(_, row)| is_difference(row));
        VergelijkShape {
            verschillen: verschillen.map(|(at, _)| at).collect(),
            chart: ChartData::Steps(chart),
            zicht,
            steps,
            head,
            texts,
            rows,
            found,
            oud,
            nieuw,
        }
    }

    /// The row of an onderdeel.
    pub fn row_of(&self, onderdeel: Id) -> Option<usize> {
        self.rows
            .iter()
            .position(|row| matches!(row, Rij::Onderdeel { id, .. } if *id == onderdeel))
    }
}

struct Words<'a> {
    zicht: Zicht,
    oud: &'a Geladen,
    nieuw: &'a Geladen,
    found: &'a Verschillen,
    makers: &'a Makers,
    herkomst: Herkomst,
}

impl Words<'_> {
    fn part(&self, id: Id) -> String {
        let parts = [&self.nieuw.begroting, &self.oud.begroting];
        let part = parts.into_iter().find_map(|of| of.onderdelen.get(id));
        part.map_or_else(String::new, |part| part.title())
    }

    fn row(&self, row: &Rij) -> Regeltekst {
        match row {
            Rij::Kolom { kolom, oud, nieuw } => {
                self.total(kolom.title(), String::new(), Some(*oud), Some(*nieuw))
            }
            Rij::Onderdeel { id, oud, nieuw, aard, .. } => {
                let aard = aard.map_or("", |aard| aard.word()).to_owned();
                self.total(self.part(*id), aard, *oud, *nieuw)
            }
            Rij::Regel { cijfer, .. } => self.regel(*cijfer),
            Rij::Overig => Regeltekst { wat: "Overige gegevens".into(), ..Regeltekst::default() },
            Rij::Plaats(None) => {
                Regeltekst { wat: "Hele begroting".into(), ..Regeltekst::default() }
            }
            Rij::Plaats(Some(id)) => Regeltekst { wat: self.part(*id), ..Regeltekst::default() },
            Rij::Anders(at) => self.anders(*at),
        }
    }

    fn total(
        &self,
        wat: String,
        aard: String,
        oud: Option<Decimal>,
        nieuw: Option<Decimal>,
    ) -> Regeltekst {
        let unit = self.zicht.notation.unit;
        let figure = |euro: Option<Decimal>| euro.map_or_else(String::new, |it| show(it, unit));
        let euro = nieuw.unwrap_or_default() - oud.unwrap_or_default();
        Regeltekst {
            wat,
            aard,
            oud: figure(oud),
            nieuw: figure(nieuw),
            verschil: show_signed(euro, unit),
            oordeel: judged(euro),
            euro: Some(euro),
            ..Regeltekst::default()
        }
    }

    fn regel(&self, at: usize) -> Regeltekst {
        let Some(cijfer) = self.found.cijfers.get(at) else { return Regeltekst::default() };
        let of = |of: &Geladen| of.begroting.regels.get(cijfer.regel).map(|regel| regel.title());
        let notation = self.zicht.notation;
        let cell = |bedrag, soort| notation.show_cell(bedrag, Side::from(soort));
        let euro = cijfer.effect();
        let field: Field = RegelField::Amount(cijfer.kolom, cijfer.nieuw).into();
        let last = self.herkomst.of(cijfer.regel, &field).last().copied();
        let is_there = |of: &Geladen| of.begroting.regels.contains(cijfer.regel);
        let aard = match (is_there(self.oud), is_there(self.nieuw)) {
            (false, true) => "nieuw",
            (true, false) => "vervallen",
            _ => "",
        };
        Regeltekst {
            wat: of(self.nieuw).or_else(|| of(self.oud)).unwrap_or_default(),
            aard: aard.into(),
            oud: cell(cijfer.oud, cijfer.was),
            nieuw: cell(cijfer.nieuw, cijfer.soort),
            verschil: show_signed(euro, notation.unit),
            oordeel: judged(euro),
            euro: Some(euro),
            ..self.by(last, cijfer.regel, Some(&field))
        }
    }

    fn anders(&self, at: usize) -> Regeltekst {
        let Some(anders) = self.found.anders.get(at) else { return Regeltekst::default() };
        let words = self.found.in_words(anders, &self.oud.begroting, &self.nieuw.begroting);
        let wat = match words.veld.as_str() {
            "" => format!("{}: {}{}", words.wat, words.oud, words.nieuw),
            veld => format!("{}, {veld}: {} → {}", words.wat, words.oud, words.nieuw),
        };
        let last = self.herkomst.last(&anders.edit);
        let (id, field) = match &anders.edit {
            Edit::Insert(record) | Edit::Remove(record) => (record.id(), None),
            Edit::Set { id, new, .. } => (*id, Some(new)),
        };
        Regeltekst { wat, aard: anders.aard.word().into(), ..self.by(last, id, field) }
    }

    fn by(&self, revision: Option<usize>, record: Id, field: Option<&Field>) -> Regeltekst {
        let Some(revision) = revision.and_then(|at| self.makers.revisions().get(at)) else {
            return Regeltekst::default();
        };
        // Of what was merged: whose work it was before.
        let of = revision.bijdrage(record, field);
        let who = of.map(|of| &of.who).filter(|who| !who.is_empty()).unwrap_or(&revision.who);
        let why = of.map_or(&revision.why, |of| &of.why);
        let at = of.and_then(|of| of.at).unwrap_or(revision.at);
        let (who, why) = (who.clone(), why.clone());
        let maker = match self.makers {
            Makers::Journaal(_) => {
                let when = at.to_zoned(jiff::tz::TimeZone::system());
                [who, when.strftime("%-d-%-m-%Y %H:%M").to_string(), why]
            }
            Makers::Bestanden(_) => [why, who, String::new()],
        };
        Regeltekst { maker, ..Regeltekst::default() }
    }

    /// From the old total to the new one, by the onderdelen of the first level that has more than one.
    fn bridge(&self, rows: &[Rij]) -> (crate::ui::chart::StepsData, Vec<Id>) {
        let unit = self.zicht.notation.unit;
        let kolom = rows.iter().find_map(|row| match row {
            Rij::Kolom { kolom, oud, nieuw } => Some((*kolom, *oud, *nieuw)),
            _ => None,
        });
        let of_kolom = |wanted: Kolom| {
            rows.iter().filter_map(move |row| match row {
                Rij::Onderdeel { id, depth, kolom, oud, nieuw, .. } if *kolom == wanted => {
                    Some((*id, *depth, nieuw.unwrap_or_default() - oud.unwrap_or_default()))
                }
                _ => None,
            })
        };
        let Some((kolom, oud, nieuw)) = kolom else {
            let title = "Geen bedragen verschillen".to_owned();
            let none = std::iter::empty();
            return (
                plan_charts::brug(title, none, Decimal::ZERO, unit, &self.nieuw.name),
                Vec::new(),
            );
        };
        let deepest = of_kolom(kolom).map(|(_, depth, _)| depth).max().unwrap_or(0);
        let level =
            (0..=deepest).find(|level| of_kolom(kolom).filter(|it| it.1 == *level).count() > 1);
        let level = level.unwrap_or(deepest);
        let steps: Vec<(Id, Decimal)> =
            of_kolom(kolom).filter(|it| it.1 == level).map(|(id, _, euro)| (id, euro)).collect();
        let title = format!(
            "{}: resultaat van {} ({}) naar {} ({})",
            kolom.title(),
            show(oud, unit),
            self.oud.name,
            show(nieuw, unit),
            self.nieuw.name
        );
        let named = steps.iter().map(|(id, euro)| (self.part(*id), *euro, true));
        let chart =
            plan_charts::brug(title, named, nieuw - oud, unit, &self.nieuw.begroting.kop().version);
        (chart, steps.into_iter().map(|(id, _)| id).collect())
    }

    fn head(&self, version: u64, [first, second]: [bool; 2]) -> Head {
        let unit = self.zicht.notation.unit;
        let amount = size::column_amount(unit);
        let mut columns = vec![
            Column::text("Onderdeel en regel", size::COLUMN_DIFFERENCE).growing(),
            Column::figures("Oud", amount),
            Column::figures("Nieuw", amount),
            Column::figures("Verschil", amount),
            Column::text("V of N", size::COLUMN_SOORT),
            Column::text("Wat", size::COLUMN_HEADED),
        ];
        match self.makers {
            // Without a journal nobody knows.
            Makers::Journaal(_) if first || second => {
                columns.push(Column::text("Wie", size::WHO_WIDTH));
                columns.push(Column::text("Wanneer", size::WHEN_WIDTH));
                columns.push(Column::text("Waarom", size::COLUMN_MEASURE));
            }
            Makers::Bestanden(_) => {
                columns.extend(first.then(|| Column::text("Uit", size::WHO_WIDTH)));
                columns.extend(second.then(|| Column::text("Van", size::WHO_WIDTH)));
            }
            Makers::Journaal(_) => {}
        }
        let name = format!("Verschillen van {} naar {}", self.oud.name, self.nieuw.name);
        Head { name, version, columns, sticky: 1 }
    }
}

/// V is a voordeel, N a nadeel, however signs are shown.
fn judged(euro: Decimal) -> &'static str {
    match euro {
        euro if euro > Decimal::ZERO => "V",
        euro if euro < Decimal::ZERO => "N",
        _ => "",
    }
}
