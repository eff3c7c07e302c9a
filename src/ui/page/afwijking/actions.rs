//! What the commands do with the onderdeel or component that the cursor is on.

use super::shape::AfwijkingShape;
use crate::calc::afwijking::vergelijkingen;
use crate::change::doorwerking;
use crate::change::verklaring::{self, VerklaringError};
use crate::model::{Begroting, Cluster, Edit, Id, Order, Verklaring, VerklaringField};
use crate::ui::chance::new_id;
use crate::ui::command::Verklaren;
use crate::ui::controle::Doel;
use crate::ui::form::sentence;
use crate::ui::page::PageState;
use crate::ui::view::Tab;
use crate::ui::wish::{Desk, Form, Wish};

/// Does a command on the differences that are on the screen.
pub fn on_verklaring(desk: &mut Desk<'_>, state: &mut PageState, what: Verklaren) {
    if matches!(what, Verklaren::Lasting | Verklaren::CarryForward) {
        return to_next_year(desk, state, what);
    }
    let shape = state.afwijking.shape.get().filter(|shape| {
        desk.view.tab == Tab::Afwijkingen && desk.view.selected == Some(shape.asked.onderdeel)
    });
    let Some(shape) = shape else {
        let text = "Ga eerst naar het tabblad ‘Afwijkingen’ van een onderdeel.";
        return desk.wishes.push(Wish::Warn(text.into()));
    };
    let grid = state.grids.get(&(shape.asked.onderdeel, Tab::Afwijkingen));
    let row = grid.and_then(|grid| grid.cursor_cell()).map_or(0, |(row, _)| row);
    let done = act(desk, shape, row, what);
    match done {
        Ok(new) => {
            if let Some(new) = new {
                state.show_new(new);
            }
        }
        Err(error) => desk.wishes.push(Wish::Warn(error)),
    }
}

/// The component that was made, where one was.
fn act(
    desk: &mut Desk<'_>,
    shape: &AfwijkingShape,
    row: usize,
    what: Verklaren,
) -> Result<Option<Id>, String> {
    let (begroting, totals) = (desk.document.begroting(), desk.document.totals());
    let onderdeel = shape.onderdeel_at(row).unwrap_or(shape.asked.onderdeel);
    let of = shape.asked.vergelijking;
    let code = begroting.onderdelen.get(onderdeel).map_or("", |of| of.code.as_str());
    let said = |error: VerklaringError| sentence(&error);
    let on_component =
        || shape.oorzaak_at(row).ok_or_else(|| "Zet de cursor eerst op een oorzaak.".to_owned());
    match what {
        Verklaren::Add => {
            let new = verklaring::new(begroting, onderdeel, of, new_id());
            let id = new.id;
            desk.change(format!("{code}: oorzaak toegevoegd"), vec![Edit::Insert(new.into())]);
            Ok(Some(id))
        }
        Verklaren::Rest => {
            let new = verklaring::rest(begroting, totals, onderdeel, of, new_id()).map_err(said)?;
            let id = new.id;
            desk.change(format!("{code}: rest als oorzaak"), vec![Edit::Insert(new.into())]);
            Ok(Some(id))
        }
        Verklaren::Split => {
            desk.wishes.push(Wish::Fill(Form::SplitVerklaring(on_component()?)));
            Ok(None)
        }
        Verklaren::LastYear => {
            let edits = verklaring::causes_of_last_year(begroting, onderdeel, of, new_id);
            let why = format!("{code}: oorzaken van vorig jaar overgenomen");
            desk.change(why, edits.map_err(said)?);
            Ok(None)
        }
        Verklaren::Cluster => {
            desk.wishes.push(Wish::Fill(Form::NewCluster(on_component()?)));
            Ok(None)
        }
        Verklaren::Lasting | Verklaren::CarryForward => Ok(None),
    }
}

/// Makes a wijziging of the next year from the explanations of the whole budget and shows it.
fn to_next_year(desk: &mut Desk<'_>, state: &mut PageState, what: Verklaren) {
    let begroting = desk.document.begroting();
    let shown = state.afwijking.shape.get().filter(|_| desk.view.tab == Tab::Afwijkingen);
    let shown = shown.map(|shape| shape.asked.vergelijking);
    let Some((_, naar)) = shown.or_else(|| vergelijkingen(begroting).last().copied()) else {
        let text = "Er is geen berap of rekening met verklaarde verschillen.";
        return desk.wishes.push(Wish::Warn(text.into()));
    };
    let made = match what {
        Verklaren::CarryForward => doorwerking::carry_forward(begroting, naar, new_id),
        _ => doorwerking::lasting(begroting, naar, new_id),
    };
    let made = match made {
        Ok(made) => made,
        Err(error) => return desk.wishes.push(Wish::Warn(sentence(&error))),
    };
    if !made.skipped.is_empty() {
        let names: Vec<String> = made
            .skipped
            .iter()
            .filter_map(|id| begroting.verklaringen.get(*id))
            .map(named)
            .collect();
        let text = format!("Zonder bedrag of regel, dus niet opgenomen: {}.", names.join("; "));
        desk.wishes.push(Wish::Tell(text));
    }
    desk.change(made.name, made.edits);
    desk.wishes.push(Wish::GoTo(Doel {
        onderdeel: made.onderdeel,
        tab: Tab::Wijzigingen,
        record: Some(made.wijziging),
        kolom: None,
        vergelijking: None,
    }));
}

/// A component by the text that names it.
fn named(verklaring: &Verklaring) -> String {
    if verklaring.text.is_empty() {
        "een oorzaak zonder tekst".into()
    } else {
        verklaring.text.clone()
    }
}

/// The edits that begin a cluster with this component: it is told one level above.
///
/// # Errors
/// When the name is empty, or the component is gone.
pub fn new_cluster(begroting: &Begroting, of: Id, name: &str) -> Result<Vec<Edit>, String> {
    let name = name.trim();
    if name.is_empty() {
        return Err("Geef de samenhang een naam.".into());
    }
    let gone = || "De oorzaak is er niet meer.".to_owned();
    let verklaring = begroting.verklaringen.get(of).ok_or_else(gone)?;
    let own = begroting.onderdelen.get(verklaring.onderdeel).ok_or_else(gone)?;
    let onderdeel = own.parent.unwrap_or(own.id);
    let last = begroting.clusters.of(onderdeel).next_back().map(|last| &last.order);
    let (id, order) = (new_id(), Order::after(last));
    let cluster = Cluster { id, onderdeel, name: name.to_owned(), text: String::new(), order };
    // Its name is not there yet, so the budget cannot make this edit.
    let old = VerklaringField::Cluster(verklaring.cluster).into();
    let new = VerklaringField::Cluster(Some(id)).into();
    Ok(vec![Edit::Insert(cluster.into()), Edit::Set { id: of, old, new }])
}
