//! What typing, choosing and pasting do to the components of a difference.

use super::shape::Place;
use super::table::{AfwijkingTable, YES};
use crate::display::Side;
use crate::model::{Begroting, Field, Id, Nature, Oorzaak, VerklaringField};
use crate::ui::grid::{Action, CellChange, Refusal, Table as _, cell_name};
use crate::ui::page::changes::{self, Changes, GONE};
use crate::ui::wish::Wish;

/// All changes of one action as one wish; `None` where nothing changes.
///
/// # Errors
/// The first cell that cannot become what is asked; then nothing is wished.
pub(super) fn wish(
    table: &AfwijkingTable<'_>,
    action: Action,
    cells: &[CellChange],
) -> Result<Option<Wish>, Refusal> {
    let changes = Changes::of_cells(table, cells, |changes, cell| change(table, changes, cell))?;
    Ok(changes.wish(changes::did(action), "de oorzaken"))
}

fn change(
    table: &AfwijkingTable<'_>,
    changes: &mut Changes,
    cell: &CellChange,
) -> Result<(), String> {
    let old = table.verklaring(cell.row).ok_or(GONE)?;
    let place = table.place(cell.col).ok_or(GONE)?;
    let text = changes::typed(table, cell)?;
    let notation = table.shape.asked.notation;
    let was = table.edit_text(cell.row, cell.col);
    let begroting = table.document.begroting();
    let (field, now): (Field, String) = match place {
        Place::Verklaard => {
            let read = changes::read(notation, Side::Saldo, old.bedrag, &text)?;
            let now = notation.exact_cell(read.new, Side::Saldo);
            (VerklaringField::Bedrag(read.new).into(), now)
        }
        place => (field(begroting, place, &text)?, text),
    };
    let name = || {
        let (was, now) = (changes::or_empty(&was), changes::or_empty(&now));
        format!("{}: {was} → {now}", cell_name(table, cell.row, cell.col))
    };
    changes.set(begroting, old.id, field, name).map(|_| ())
}

/// The field that a text stands for.
fn field(begroting: &Begroting, place: Place, text: &str) -> Result<Field, String> {
    let unknown = || format!("‘{text}’ staat niet in de lijst; kies er een uit.");
    let yes_or_no = || match text.to_lowercase().as_str() {
        YES | "x" | "✓" => Ok(true),
        "nee" | "" => Ok(false),
        _ => Err(format!("‘{text}’ past hier niet; kies ja of nee.")),
    };
    Ok(match place {
        Place::Name if text.is_empty() => {
            return Err("dit mag niet leeg zijn; verwijderen kan met Ctrl+Delete.".into());
        }
        Place::Name => VerklaringField::Text(text.to_owned()).into(),
        Place::Nature if text.is_empty() => VerklaringField::Nature(Nature::NietVermeld).into(),
        Place::Nature => {
            VerklaringField::Nature(Nature::from_word(text).ok_or_else(unknown)?).into()
        }
        Place::Oorzaak if text.is_empty() => VerklaringField::Oorzaak(Oorzaak::NietVermeld).into(),
        Place::Oorzaak => {
            VerklaringField::Oorzaak(Oorzaak::from_word(text).ok_or_else(unknown)?).into()
        }
        Place::Overheveling => VerklaringField::Overheveling(yes_or_no()?).into(),
        Place::Buiten => VerklaringField::Buiten(yes_or_no()?).into(),
        Place::Elders => VerklaringField::Elders(text.to_owned()).into(),
        Place::HoortOp => VerklaringField::HoortOp(by_code(begroting, text)?).into(),
        Place::Cluster => VerklaringField::Cluster(by_name(begroting, text)?).into(),
        Place::Van
        | Place::Naar
        | Place::Verschil
        | Place::Woord
        | Place::Verklaard
        | Place::Rest
        | Place::Gepubliceerd
        | Place::Gecorrigeerd => return Err("dit volgt uit de begroting.".into()),
    })
}

fn by_code(begroting: &Begroting, text: &str) -> Result<Option<Id>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let code = text.split_whitespace().next().unwrap_or(text);
    let mut found = begroting.onderdelen.iter().filter(|onderdeel| onderdeel.code == code);
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(Some(only.id)),
        (None, _) => {
            Err(format!("er is geen onderdeel met code ‘{code}’; typ er een zoals 6.72.8."))
        }
        (Some(_), Some(_)) => Err(format!("code ‘{code}’ is van meer dan één onderdeel.")),
    }
}

fn by_name(begroting: &Begroting, text: &str) -> Result<Option<Id>, String> {
    if text.is_empty() || text.eq_ignore_ascii_case("geen") {
        return Ok(None);
    }
    let found = begroting.clusters.iter().find(|cluster| cluster.name.trim() == text);
    let found = found.ok_or_else(|| {
        format!("samenhang ‘{text}’ bestaat niet; kies er een uit de lijst, of maak haar met de knop Toevoegen.")
    })?;
    Ok(Some(found.id))
}
