//! The picture of a slide.

use super::sheet::Sheet;
use super::slide::About;
use super::table;
use crate::calc::beraad::{Beeld, Cel, Inhoud, Rij, Rijsoort, Tabel};
use crate::calc::tekort::{Dekking, Stap};
use crate::display::Side;
use crate::model::{Bedrag, Kolom};
use crate::ui::theme::{SLIDE, slide};
use rust_decimal::Decimal;

/// Draws it in what is left of the slide; the row of a table that was clicked.
pub(super) fn show(sheet: &mut Sheet<'_>, inhoud: &Inhoud, about: &About<'_>) -> Option<usize> {
    let tabel = match &inhoud.beeld {
        Beeld::Tekst => return None,
        Beeld::Niets(why) => {
            let font = sheet.regular(slide::TEXT);
            sheet.line(why, font, SLIDE.trial, 2);
            return None;
        }
        Beeld::Tabel(tabel) => return table::show(sheet, tabel, about.notation, None),
        Beeld::Resterend => per_year(inhoud, about),
        Beeld::Waterval { kolom, stappen } => steps(*kolom, stappen),
        Beeld::Dekking(jaren) => cover(jaren),
    };
    table::show(sheet, &tabel, about.notation, None)
}

fn row(titel: &str, soort: Rijsoort, euros: impl Iterator<Item = Decimal>) -> Rij {
    let cellen = euros.map(|euro| Cel::Bedrag(Bedrag::Euro(euro))).collect();
    Rij { titel: titel.to_owned(), soort, kant: Side::Saldo, cellen, dieper: None }
}

fn per_year(inhoud: &Inhoud, about: &About<'_>) -> Tabel {
    let mut rijen = Vec::new();
    if !about.tried.is_empty() {
        let was = inhoud.rest.iter().map(|year| year.was);
        rijen.push(row(about.scenario, Rijsoort::TeltNiet, was));
    }
    rijen.push(row("resterend", Rijsoort::Som, inhoud.rest.iter().map(|year| year.rest)));
    let kolommen = inhoud.rest.iter().map(|year| year.kolom).collect();
    Tabel { titel: "rest".to_owned(), kolommen, rijen }
}

fn steps(kolom: Kolom, stappen: &[Stap]) -> Tabel {
    let rijen = stappen
        .iter()
        .map(|stap| row(&stap.label, Rijsoort::Gewoon, std::iter::once(stap.bedrag)))
        .collect();
    Tabel { titel: "waterval".to_owned(), kolommen: vec![kolom], rijen }
}

fn cover(jaren: &[Dekking]) -> Tabel {
    let of = |read: fn(&Dekking) -> Decimal| jaren.iter().map(read);
    let rijen = vec![
        row("tekort", Rijsoort::Gewoon, of(|jaar| jaar.start)),
        row("hard", Rijsoort::Gewoon, of(|jaar| jaar.hard)),
        row("zacht", Rijsoort::Gewoon, of(|jaar| jaar.zacht)),
        row("niet vermeld", Rijsoort::Gewoon, of(|jaar| jaar.onbekend)),
        row("resterend", Rijsoort::Som, of(|jaar| jaar.rest)),
    ];
    Tabel {
        titel: "dekking".to_owned(),
        kolommen: jaren.iter().map(|jaar| jaar.kolom).collect(),
        rijen,
    }
}
