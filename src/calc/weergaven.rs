//! The views that every budget has, beside those that users keep in it.

use super::overzicht::Overzicht;
use crate::model::{
    Begroting, Id, Indeling, Kolomkeuze, Level, Maat, Order, Stadium, Stand, Weergave,
};

/// The ids of the standard views. They are in no file: the ids there are sixty random bits.
pub const MEERJAREN: Id = Id::from_bits(1);
pub const PRIMITIEF_GEWIJZIGD_REKENING: Id = Id::from_bits(2);
pub const BATEN_LASTEN_SALDO: Id = Id::from_bits(3);
pub const DOEL: Id = Id::from_bits(4);
/// Every column of the budget, also those of no other view.
pub const ALLE_KOLOMMEN: Id = Id::from_bits(5);

/// The begroting of year t as it goes: what was spent, what is left, and what is forecast.
pub const BERAP: Id = Id::from_bits(6);

const fn kolom(jaar: i16, stadium: Stadium) -> Kolomkeuze {
    Kolomkeuze::Kolom(Stand::new(jaar, stadium))
}

const BEGROTING: Stand = Stand::new(0, Stadium::Begroting);
const GEWIJZIGD: Stand = Stand::new(0, Stadium::Gewijzigd);
const REKENING: Stand = Stand::new(0, Stadium::Rekening);

type Standard = (Id, &'static str, Indeling, &'static [Kolomkeuze], &'static [Maat]);

const YEARS: Standard = (
    MEERJAREN,
    "Meerjaren",
    Indeling::Onderdelen,
    &[
        kolom(-2, Stadium::Rekening),
        kolom(-1, Stadium::Begroting),
        kolom(0, Stadium::Begroting),
        kolom(1, Stadium::Begroting),
        kolom(2, Stadium::Begroting),
        kolom(3, Stadium::Begroting),
    ],
    &[Maat::Saldo],
);

const STANDARD: [Standard; 6] = [
    YEARS,
    (
        PRIMITIEF_GEWIJZIGD_REKENING,
        "Primitief, gewijzigd, rekening",
        Indeling::Blokken,
        &[kolom(0, Stadium::Primitief), kolom(0, Stadium::Gewijzigd), kolom(0, Stadium::Rekening)],
        &[
            Maat::Baten,
            Maat::Lasten,
            Maat::Saldo,
            Maat::Toevoeging,
            Maat::Onttrekking,
            Maat::Resultaat,
        ],
    ),
    (
        BATEN_LASTEN_SALDO,
        "Baten, lasten, saldo: gewijzigd naast rekening",
        Indeling::Onderdelen,
        &[kolom(0, Stadium::Gewijzigd), kolom(0, Stadium::Rekening)],
        &[Maat::Baten, Maat::Lasten, Maat::Saldo],
    ),
    (
        DOEL,
        "Doel",
        Indeling::Standen,
        &[
            Kolomkeuze::Kolom(BEGROTING),
            Kolomkeuze::Verschil(BEGROTING, GEWIJZIGD),
            Kolomkeuze::Kolom(GEWIJZIGD),
            Kolomkeuze::Kolom(REKENING),
            Kolomkeuze::Verschil(GEWIJZIGD, REKENING),
        ],
        // The last stands beside the reserves, so it counts them.
        &[Maat::Lasten, Maat::Baten, Maat::Toevoeging, Maat::Onttrekking, Maat::Resultaat],
    ),
    (
        BERAP,
        "Berap",
        Indeling::Onderdelen,
        &[
            Kolomkeuze::Kolom(GEWIJZIGD),
            kolom(0, Stadium::Realisatie),
            kolom(0, Stadium::Verplichtingen),
            Kolomkeuze::VrijeRuimte(0),
            kolom(0, Stadium::Berap1),
            Kolomkeuze::Verschil(GEWIJZIGD, Stand::new(0, Stadium::Berap1)),
            kolom(0, Stadium::Berap2),
            Kolomkeuze::Verschil(GEWIJZIGD, Stand::new(0, Stadium::Berap2)),
        ],
        &[Maat::Saldo],
    ),
    (ALLE_KOLOMMEN, "Alle kolommen", Indeling::Onderdelen, &[], &[Maat::Saldo]),
];

/// The standard views, then those of this budget.
pub fn weergaven(begroting: &Begroting) -> Vec<Weergave> {
    STANDARD.into_iter().map(standard).chain(begroting.weergaven.top().cloned()).collect()
}

fn standard((id, name, indeling, kolommen, maten): Standard) -> Weergave {
    Weergave {
        id,
        name: name.into(),
        indeling,
        kolommen: kolommen.to_vec(),
        maten: maten.to_vec(),
        order: Order::after(None),
    }
}

/// The view with this id, or else the one that an onderdeel of this level begins with: the
/// overview of its document where the budget has all columns of it, or else "Meerjaren".
pub fn weergave(begroting: &Begroting, id: Option<Id>, level: Level) -> Weergave {
    let all = weergaven(begroting);
    let has_all = |weergave: &&Weergave| Overzicht::missing(begroting, weergave).is_empty();
    let of_level = match level {
        Level::Programma => PRIMITIEF_GEWIJZIGD_REKENING,
        Level::Doel => DOEL,
        Level::Taakveld | Level::Subtaakveld | Level::Product => MEERJAREN,
    };
    let with = |id| all.iter().find(|weergave| weergave.id == id);
    let found = id.and_then(with).or_else(|| with(of_level).filter(has_all));
    found.cloned().unwrap_or_else(|| standard(YEARS))
}
