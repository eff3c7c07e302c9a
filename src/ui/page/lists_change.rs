//! What typing, choosing and pasting do to the entries of a list.

use super::changes::{self, Changes, GONE};
use super::lists_table::{ListTable, Place, meting, title};
use crate::display::{Gemeten, Side, read_meting, show_meting};
use crate::model::{
    ActiviteitField, Begroting, Edit, Field, Id, Indicator, IndicatorField, Indicatorsoort, Kolom,
    Meting, MetingField, PartijField, ReserveField, Richting,
};
use crate::ui::grid::{Action, CellChange, Refusal, Table as _, cell_name};
use crate::ui::view::Tab;
use crate::ui::wish::Wish;

/// What can be a year of a budget.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2999;

/// All changes of one action as one wish; `None` where nothing changes.
///
/// # Errors
/// The first cell that cannot become what is asked; then nothing is wished.
pub(super) fn wish(
    table: &ListTable<'_>,
    action: Action,
    cells: &[CellChange],
) -> Result<Option<Wish>, Refusal> {
    let changes = Changes::of_cells(table, cells, |changes, cell| change(table, changes, cell))?;
    let asked = &table.shape.asked;
    let what = title(asked.tab).to_lowercase();
    let place = changes::of_part(table.document.begroting(), &what, asked.onderdeel);
    Ok(changes.wish(changes::did(action), &place))
}

fn change(table: &ListTable<'_>, changes: &mut Changes, cell: &CellChange) -> Result<(), String> {
    let entry = table.shape.entry_at(cell.row).ok_or(GONE)?;
    let place = *table.shape.places.get(cell.col).ok_or(GONE)?;
    let text = changes::typed(table, cell)?;
    let begroting = table.document.begroting();
    let was = table.edit_text(cell.row, cell.col);
    let (edits, now) = match place {
        Place::Meting(kolom) => {
            let indicator = begroting.indicatoren.get(entry).ok_or(GONE)?;
            measured(begroting, indicator, kolom, &text)?
        }
        Place::Opening => {
            let reserve = begroting.reserves.get(entry).ok_or(GONE)?;
            let old = Some(reserve.opening);
            let read = changes::read(table.notation(), Side::Saldo, old, &text)?;
            let opening = read.new.ok_or("vul de stand in, of pm als die niet bekend is.")?;
            let edit = begroting.set(entry, ReserveField::Opening(opening));
            let now = table.notation().exact_cell(read.new, Side::Saldo);
            (edit.map_err(|_| GONE)?.into_iter().collect(), now)
        }
        place => {
            let field = field(table.shape.asked.tab, place, &text)?;
            let edit = begroting.set(entry, field).map_err(|_| GONE)?;
            (edit.into_iter().collect(), text)
        }
    };
    changes.push_all(edits, || {
        let (was, now) = (changes::or_empty(&was), changes::or_empty(&now));
        format!("{}: {was} → {now}", cell_name(table, cell.row, cell.col))
    });
    Ok(())
}

/// The edits that make a figure of an indicator what was typed, and how it reads then.
pub(super) fn measured(
    begroting: &Begroting,
    indicator: &Indicator,
    kolom: Kolom,
    text: &str,
) -> Result<(Vec<Edit>, String), String> {
    let old = meting(begroting, indicator.id, kolom);
    let own = old.map_or("", |old| &old.unit);
    let new = read_meting(text, &indicator.unit, own).map_err(|error| format!("{error}."))?;
    let now = show_meting(&new, &indicator.unit);
    let is_empty = new.value.is_none() && new.text.is_empty();
    let edits = match old {
        None if is_empty => Vec::new(),
        None => vec![Edit::Insert(
            Meting {
                id: Meting::id_of(indicator.id, kolom),
                indicator: indicator.id,
                kolom,
                value: new.value,
                share: new.share,
                unit: new.unit,
                peiljaar: new.peiljaar,
                text: new.text,
            }
            .into(),
        )],
        Some(old) if is_empty => vec![Edit::Remove(old.clone().into())],
        Some(old) => set(begroting, old.id, new),
    };
    Ok((edits, now))
}

fn set(begroting: &Begroting, id: Id, new: Gemeten) -> Vec<Edit> {
    [
        MetingField::Value(new.value),
        MetingField::Share(new.share),
        MetingField::Unit(new.unit),
        MetingField::Peiljaar(new.peiljaar),
        MetingField::Text(new.text),
    ]
    .into_iter()
    .filter_map(|field| begroting.set(id, field).ok().flatten())
    .collect()
}

/// The field that a text stands for.
fn field(tab: Tab, place: Place, text: &str) -> Result<Field, String> {
    let own = text.to_owned();
    if place == Place::Name && text.is_empty() {
        return Err("dit mag niet leeg zijn; verwijderen kan met Ctrl+Delete.".into());
    }
    let unknown = || format!("‘{text}’ staat niet in de lijst; kies er een uit.");
    Ok(match (tab, place) {
        (Tab::Indicatoren, Place::Name) => IndicatorField::Name(own).into(),
        (Tab::Partijen, Place::Name) => PartijField::Name(own).into(),
        (Tab::Reserves, Place::Name) => ReserveField::Name(own).into(),
        (_, Place::Jaar) => {
            let jaar = text.parse().ok().filter(|jaar| YEARS.contains(jaar));
            let jaar = jaar.ok_or_else(|| format!("‘{text}’ is geen jaar, zoals 2019."))?;
            ReserveField::Jaar(jaar).into()
        }
        (_, Place::Name) => ActiviteitField::Planned(own).into(),
        (_, Place::Soort) => {
            IndicatorField::Soort(Indicatorsoort::from_word(text).ok_or_else(unknown)?).into()
        }
        (_, Place::Richting) if text.is_empty() => {
            IndicatorField::Richting(Richting::NietVermeld).into()
        }
        (_, Place::Richting) => {
            IndicatorField::Richting(Richting::from_word(text).ok_or_else(unknown)?).into()
        }
        (_, Place::Unit) => IndicatorField::Unit(own).into(),
        (_, Place::Note) => IndicatorField::Note(own).into(),
        (_, Place::Role) => PartijField::Role(own).into(),
        (_, Place::Realised) => ActiviteitField::Realised(own).into(),
        (_, Place::Status) => ActiviteitField::Status(own).into(),
        (
            _,
            Place::Meting(_) | Place::Opening | Place::In(_) | Place::Out(_) | Place::Closing(_),
        ) => return Err(GONE.into()),
    })
}
