//! The example `saves/hengelo-2019.ron`, and how a test works on it as a person would.

use rust_decimal::Decimal;
use sluitend::calc::{Figures, figures, kolom_of_year};
use sluitend::change::Document;
use sluitend::display::{Notation, Reading, Side, Signs, Unit};
use sluitend::model::{
    Bedrag, Begroting, Edit, Field, Id, Kolom, Mutatie, Regel, RegelField, Revision, Stadium,
};
use sluitend::store::ron_file;

pub const FILE: &str = include_str!("../../saves/hengelo-2019.ron");
pub const NOTATION: Notation = Notation { unit: Unit::Thousand, signs: Signs::LastenNegative };

/// The columns of the multi-year table of 6.72.
pub const KOLOMMEN: [Kolom; 6] = [
    Kolom::new(2017, Stadium::Rekening),
    Kolom::new(2018, Stadium::Begroting),
    Kolom::new(2019, Stadium::Primitief),
    Kolom::new(2020, Stadium::Raming),
    Kolom::new(2021, Stadium::Raming),
    Kolom::new(2022, Stadium::Raming),
];
pub const T: Kolom = KOLOMMEN[2];

pub fn begroting() -> Begroting {
    ron_file::read(FILE.as_bytes()).unwrap()
}

pub fn document() -> Document {
    Document::new(begroting())
}

pub fn onderdeel(begroting: &Begroting, code: &str) -> Id {
    begroting.onderdelen.iter().find(|onderdeel| onderdeel.code == code).unwrap().id
}

pub fn regel<'a>(begroting: &'a Begroting, name: &str) -> &'a Regel {
    begroting.regels.iter().find(|regel| regel.name == name).unwrap()
}

pub fn measure<'a>(begroting: &'a Begroting, name: &str) -> &'a Mutatie {
    begroting.mutaties.iter().find(|mutatie| mutatie.name == name).unwrap()
}

/// × € 1.000, as journeys and tables write it.
pub fn thousand(amount: Decimal) -> Decimal {
    (amount / Decimal::ONE_THOUSAND).normalize()
}

/// Saldo × € 1.000 in year t.
pub fn saldo(document: &Document, code: &str) -> Decimal {
    thousand(of(document, code).saldo())
}

/// The figures of an onderdeel in year t.
pub fn of(document: &Document, code: &str) -> Figures {
    let id = onderdeel(document.begroting(), code);
    let kolom = kolom_of_year(document.begroting(), 2019).unwrap();
    figures(document.begroting(), document.totals(), Some(id), kolom)
}

/// One revision of these fields.
pub fn commit(document: &mut Document, changes: Vec<(Id, Field)>) {
    let edits: Vec<Edit> = changes
        .into_iter()
        .filter_map(|(id, field)| document.begroting().set(id, field).unwrap())
        .collect();
    let revision = Revision {
        id: Id::from_bits(document.version() + 1),
        who: "budgethouder Jeugd".into(),
        at: jiff::Timestamp::UNIX_EPOCH,
        why: "test".into(),
        edits,
        van: Vec::new(),
    };
    document.commit(revision).unwrap();
}

/// Types a text in a cell of lasten.
pub fn type_in(document: &mut Document, regel: Id, kolom: Kolom, text: &str) {
    let bedrag = match NOTATION.read(text, Side::Lasten).unwrap() {
        Reading::Amount(bedrag) => Some(bedrag),
        Reading::Sum { amount, .. } => Bedrag::euro(amount),
        other => panic!("{text} reads as {other:?}"),
    };
    commit(document, vec![(regel, RegelField::Amount(kolom, bedrag).into())]);
}
