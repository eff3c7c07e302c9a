//! What typing, choosing and pasting do to measures.

use super::changes::{self, Changes, GONE};
use super::measures_table::{ADDITIONAL, MeasuresTable, Place};
use crate::display::Side;
use crate::model::{Mutatie, MutatieField, Status, Zekerheid};
use crate::ui::grid::{Action, CellChange, Refusal, Table as _};
use crate::ui::wish::Wish;

/// All changes of one action as one wish; `None` where nothing changes.
///
/// # Errors
/// The first cell that cannot become what is asked; then nothing is wished.
pub(super) fn wish(
    table: &MeasuresTable<'_>,
    action: Action,
    cells: &[CellChange],
) -> Result<Option<Wish>, Refusal> {
    let changes = Changes::of_cells(table, cells, |changes, cell| change(table, changes, cell))?;
    let begroting = table.document.begroting();
    let place = changes::of_part(begroting, "de maatregelen", table.shape.onderdeel);
    Ok(changes.wish(changes::did(action), &place))
}

fn change(
    table: &MeasuresTable<'_>,
    changes: &mut Changes,
    cell: &CellChange,
) -> Result<(), String> {
    let (Some(measure), Some(place)) = (table.measure(cell.row), table.place(cell.col)) else {
        return Err(GONE.into());
    };
    let text = changes::typed(table, cell)?;
    let begroting = table.document.begroting();
    if let Place::Amount(kolom) = place {
        let notation = table.shape.notation;
        let old = measure.amounts.get(kolom);
        let entry = changes::read(notation, Side::Saldo, old, &text)?;
        let name = || {
            let values = changes::from_to(notation, Side::Saldo, old, entry.new);
            let working = table.working(measure.stelpost);
            format!("{} {}: {values}{}, {working}", called(measure), kolom.jaar, entry.note)
        };
        let field = MutatieField::Amount(kolom, entry.new);
        return changes.set(begroting, measure.id, field, name).map(|_| ());
    }
    let (field, now) = words(table, measure, place, &text)?;
    let name = || {
        let what = table.columns().get(cell.col).map(|column| column.title.to_lowercase());
        let was = table.edit_text(cell.row, cell.col);
        let what = what.unwrap_or_default();
        let (was, now) = (changes::or_empty(&was).to_owned(), changes::or_empty(&now));
        match place {
            Place::Working => format!("{}: {was} → {now}", called(measure)),
            _ => format!("{}, {what}: {was} → {now}", called(measure)),
        }
    };
    changes.set(begroting, measure.id, field, name).map(|_| ())
}

/// How the history names a measure.
fn called(measure: &Mutatie) -> String {
    let name = if measure.name.is_empty() { &measure.code } else { &measure.name };
    format!("Maatregel {name}")
}

/// The field that a text stands for, and how it reads.
fn words(
    table: &MeasuresTable<'_>,
    measure: &Mutatie,
    place: Place,
    text: &str,
) -> Result<(MutatieField, String), String> {
    let own = text.to_owned();
    let chosen = |word: &str| word.to_owned();
    Ok(match place {
        Place::Code => (MutatieField::Code(own.clone()), own),
        Place::Name if own.is_empty() => return Err("een naam mag niet leeg zijn.".into()),
        Place::Name => (MutatieField::Name(own.clone()), own),
        Place::Owner => (MutatieField::Owner(own.clone()), own),
        Place::Consequence => (MutatieField::Consequence(own.clone()), own),
        Place::Working => {
            let is = |words: &str| words.to_lowercase() == own.to_lowercase();
            let stelpost = if own.is_empty() || is(ADDITIONAL) {
                None
            } else {
                let found = table.shape.stelposten.iter().find(|(_, words)| is(words));
                Some(found.map(|(id, _)| *id).ok_or_else(|| {
                    format!(
                        "‘{own}’ is geen stelpost van deze begroting; kies er een uit de lijst."
                    )
                })?)
            };
            (MutatieField::Stelpost(stelpost), chosen(table.working(stelpost)))
        }
        Place::Start if own.is_empty() => (MutatieField::Start(None), own),
        Place::Start => {
            let jaar = own.parse::<u16>().ok().filter(|_| own.len() == 4);
            let jaar = jaar.ok_or_else(|| format!("‘{own}’ is geen jaar; schrijf 2019."))?;
            (MutatieField::Start(Some(jaar)), own)
        }
        Place::Status => {
            let status = Status::from_word(&own)
                .ok_or_else(|| format!("‘{own}’ is geen status; kies er een uit de lijst."))?;
            (MutatieField::Status(status), chosen(status.word()))
        }
        Place::Zekerheid => {
            let zekerheid = Zekerheid::from_word(&own)
                .ok_or_else(|| format!("‘{own}’ is geen zekerheid; kies er een uit de lijst."))?;
            (MutatieField::Zekerheid(zekerheid), chosen(zekerheid.word()))
        }
        Place::Amount(kolom) => (MutatieField::Amount(kolom, measure.amounts.get(kolom)), own),
    })
}
