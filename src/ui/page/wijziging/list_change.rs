//! What typing, choosing and pasting do to wijzigingen: always by the rules of `change::wijziging`.

use jiff::civil::Date;

use super::list::Place;
use super::list_table::{JA, ListTable, NEE, date_text};
use crate::calc::wijziging::called;
use crate::change::wijziging;
use crate::model::{Aard, MutatieField, Mutatiesoort, Nature, Orgaan, Status};
use crate::ui::grid::{Action, CellChange, Refusal, Table as _};
use crate::ui::page::changes::{self, Changes, GONE, InStep};
use crate::ui::wish::Wish;

/// All changes of one action as one wish; `None` where nothing changes.
///
/// # Errors
/// The first cell that cannot become what is asked; then nothing is wished.
pub(super) fn wish(
    table: &ListTable<'_>,
    action: Action,
    cells: &[CellChange],
) -> Result<Option<Wish>, Refusal> {
    let mut step = InStep::new(table.document.begroting());
    let changes =
        Changes::of_cells(table, cells, |changes, cell| change(table, changes, &mut step, cell))?;
    let begroting = table.document.begroting();
    let place = changes::of_part(begroting, "de wijzigingen", table.shape.onderdeel);
    Ok(changes.wish(changes::did(action), &place))
}

fn change(
    table: &ListTable<'_>,
    changes: &mut Changes,
    step: &mut InStep<'_>,
    cell: &CellChange,
) -> Result<(), String> {
    let (Some(mutatie), Some(place)) = (table.wijziging(cell.row), table.place(cell.col)) else {
        return Err(GONE.into());
    };
    let text = changes::typed(table, cell)?;
    let (field, now) = field(place, &text)?;
    let edits = wijziging::set_field(step.begroting()?, mutatie.id, field)
        .map_err(|error| format!("{error}."))?;
    step.take(&edits);
    changes.push_all(edits, || {
        let what = table.columns().get(cell.col).map(|column| column.title.to_lowercase());
        let was = table.edit_text(cell.row, cell.col);
        let (was, now) = (changes::or_empty(&was), changes::or_empty(&now));
        format!("{}, {}: {was} → {now}", called(mutatie), what.unwrap_or_default())
    });
    Ok(())
}

/// The field that a text stands for, and how it reads.
fn field(place: Place, text: &str) -> Result<(MutatieField, String), String> {
    let own = text.to_owned();
    let unknown = || format!("‘{text}’ staat niet in de lijst; kies er een uit.");
    // An empty cell is what nobody said anything of.
    let or_unsaid =
        |word: &str| if text.is_empty() { "niet vermeld".into() } else { word.to_owned() };
    Ok(match place {
        Place::Code => (MutatieField::Code(own.clone()), own),
        Place::Name if own.is_empty() => {
            return Err("een naam mag niet leeg zijn; verwijderen kan met Ctrl+Delete.".into());
        }
        Place::Name => (MutatieField::Name(own.clone()), own),
        Place::Besluit => (MutatieField::Besluit(own.clone()), own),
        Place::Date => {
            let date = if own.is_empty() { None } else { Some(read_date(&own)?) };
            (MutatieField::Date(date), date_text(date))
        }
        Place::Status => {
            let status = Status::from_word(text).ok_or_else(unknown)?;
            (MutatieField::Status(status), status.word().to_owned())
        }
        Place::Orgaan => {
            let orgaan = Orgaan::from_word(&or_unsaid(text)).ok_or_else(unknown)?;
            (MutatieField::Orgaan(orgaan), orgaan.word().to_owned())
        }
        Place::Aard => {
            let aard = Aard::from_word(&or_unsaid(text)).ok_or_else(unknown)?;
            (MutatieField::Aard(aard), aard.word().to_owned())
        }
        Place::Nature => {
            let nature = Nature::from_word(&or_unsaid(text)).ok_or_else(unknown)?;
            (MutatieField::Nature(nature), nature.word().to_owned())
        }
        Place::Neutraal => match text.to_lowercase().as_str() {
            JA => (MutatieField::Neutraal(true), JA.to_owned()),
            NEE | "" => (MutatieField::Neutraal(false), NEE.to_owned()),
            _ => return Err(format!("‘{text}’ is geen {JA} of {NEE}.")),
        },
        Place::Soort => {
            let soort = Mutatiesoort::from_word(text)
                .filter(|soort| *soort != Mutatiesoort::Maatregel)
                .ok_or_else(unknown)?;
            (MutatieField::Soort(soort), soort.word().to_owned())
        }
        Place::Effect(_) | Place::Stand(_) => {
            return Err("dit volgt uit de regels van de wijziging, hieronder.".into());
        }
    })
}

/// A day as people write it: 9-7-2019, 09/07/2019.
fn read_date(text: &str) -> Result<Date, String> {
    let wrong = || format!("‘{text}’ is geen datum; schrijf dag-maand-jaar, zoals 9-7-2019.");
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [day, month, year] = parts.as_slice() else {
        return Err(wrong());
    };
    let year: i16 = year.trim().parse().ok().filter(|year| *year >= 1900).ok_or_else(wrong)?;
    let month: i8 = month.trim().parse().map_err(|_| wrong())?;
    let day: i8 = day.trim().parse().map_err(|_| wrong())?;
    Date::new(year, month, day).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_people_write_it_and_never_guessed() {
        let day = jiff::civil::date(2019, 7, 9);
        for text in ["9-7-2019", "09-07-2019", "9/7/2019", "09.07.2019"] {
            assert_eq!(read_date(text), Ok(day), "{text}");
        }
        for text in ["2019-07-09", "9-7", "9-7-19", "31-2-2019", "9 juli 2019", "0-0-0", "--"] {
            let refused = read_date(text).unwrap_err();
            assert!(refused.contains("schrijf dag-maand-jaar"), "{refused}");
        }
        assert_eq!(date_text(Some(day)), "09-07-2019");
    }
}
