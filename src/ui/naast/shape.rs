//! The rows of a comparison with everything that they show, made once per version of the budget.

use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;

use super::bron::Geladen;
use crate::calc::verschillen::{Filter, Oordeel, Rij, Verschillen};
use crate::change::herkomst::Herkomst;
use crate::display::{Notation, Side, show, show_signed};
use crate::model::{Edit, Field, Id, RegelField, Revision};
use crate::ui::chart::ChartData;
use crate::ui::grid::{Column, Head};
use crate::ui::plan_charts;
use crate::ui::theme::size;

/// The step of a bridge for all that has none of its own.
const OVERIG: &str = "overige verschillen";

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
    /// The row that each hangs under.
    pub parents: Vec<Option<usize>>,
    /// The rows that are a difference of one figure or field.
    pub verschillen: Vec<usize>,
    /// One for each column that is shown; at least one.
    bruggen: Vec<Brug>,
    pub head: Head,
}

/// From the old total of a column to the new one.
pub(super) struct Brug {
    /// The rows of the column.
    rows: Range<usize>,
    pub chart: ChartData,
    /// The row of the onderdeel of each step.
    pub steps: Vec<usize>,
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
        let bruggen = words.bridges(&rows);
        let head = words.head(nth, [is_known(0), is_known(1)]);
        let is_difference = |row: &Rij| matches!(row, Rij::Regel { .. } | Rij::Anders(_));
        let verschillen = rows.iter().enumerate().filter(|(_, row)| is_difference(row));
        VergelijkShape {
            verschillen: verschillen.map(|(at, _)| at).collect(),
            parents: parents(&rows),
            bruggen,
            zicht,
            head,
            texts,
            rows,
            found,
            oud,
            nieuw,
        }
    }

    /// The bridge of the column that a row is in; elsewhere that of the first column of which the total
    /// differs.
    pub fn brug(&self, row: Option<usize>) -> Option<&Brug> {
        let of_row = self.bruggen.iter().find(|it| row.is_some_and(|row| it.rows.contains(&row)));
        let differs = |brug: &&Brug| match self.rows.get(brug.rows.start) {
            Some(Rij::Kolom { oud, nieuw, .. }) => oud != nieuw,
            _ => false,
        };
        of_row.or_else(|| self.bruggen.iter().find(differs)).or(self.bruggen.first())
    }
}

/// Of each row the one that it hangs under.
fn parents(rows: &[Rij]) -> Vec<Option<usize>> {
    let mut above: Vec<usize> = Vec::new();
    let of_row = rows.iter().enumerate().map(|(at, row)| {
        above.truncate(row.depth());
        let parent = above.last().copied();
        above.push(at);
        parent
    });
    of_row.collect()
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

    fn bridges(&self, rows: &[Rij]) -> Vec<Brug> {
        let is_head = |at: &usize| matches!(rows.get(*at), Some(Rij::Kolom { .. } | Rij::Overig));
        let mut heads: Vec<usize> = (0..rows.len()).filter(is_head).collect();
        heads.push(rows.len());
        let ranges = heads.windows(2).map(|pair| match *pair {
            [from, to] => from..to,
            _ => 0..0,
        });
        let mut all: Vec<Brug> = ranges.filter_map(|range| self.bridge(rows, range)).collect();
        if all.is_empty() {
            let title = "Geen bedragen verschillen".to_owned();
            let (unit, none) = (self.zicht.notation.unit, std::iter::empty());
            let chart = plan_charts::brug(title, none, Decimal::ZERO, unit, &self.nieuw.name);
            all.push(Brug { rows: 0..0, chart: ChartData::Steps(chart), steps: Vec::new() });
        }
        all
    }

    /// By the onderdelen of the first level that has more than one.
    fn bridge(&self, rows: &[Rij], range: Range<usize>) -> Option<Brug> {
        let of_kolom = rows.get(range.clone())?;
        let Some(Rij::Kolom { kolom, oud, nieuw }) = of_kolom.first() else { return None };
        let onderdelen = || {
            of_kolom.iter().zip(range.clone()).filter_map(|(row, at)| match row {
                Rij::Onderdeel { id, oud, nieuw, .. } => {
                    let euro = nieuw.unwrap_or_default() - oud.unwrap_or_default();
                    Some((at, *id, row.depth(), euro))
                }
                _ => None,
            })
        };
        let mut count: BTreeMap<usize, usize> = BTreeMap::new();
        onderdelen().for_each(|(_, _, depth, _)| *count.entry(depth).or_default() += 1);
        let several = count.iter().find(|(_, count)| **count > 1);
        let level = several.or(count.last_key_value()).map_or(0, |(depth, _)| *depth);
        let steps: Vec<_> = onderdelen().filter(|(_, _, depth, _)| *depth == level).collect();
        let unit = self.zicht.notation.unit;
        let title = format!(
            "{}: resultaat van {} ({}) naar {} ({})",
            kolom.title(),
            show(*oud, unit),
            self.oud.name,
            show(*nieuw, unit),
            self.nieuw.name
        );
        // What the filter hides, and what belongs to onderdelen above the level.
        let rest = *nieuw - *oud - steps.iter().map(|(.., euro)| *euro).sum::<Decimal>();
        let rest = Some((OVERIG.to_owned(), rest, false)).filter(|(_, rest, _)| !rest.is_zero());
        let named = steps.iter().map(|(_, id, _, euro)| (self.part(*id), *euro, true));
        let named = named.chain(rest);
        let version = &self.nieuw.begroting.kop().version;
        let chart = plan_charts::brug(title, named, *nieuw - *oud, unit, version);
        let steps = steps.into_iter().map(|(at, ..)| at).collect();
        Some(Brug { rows: range, chart: ChartData::Steps(chart), steps })
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
    Oordeel::of(euro).map_or("", Oordeel::letter)
}
