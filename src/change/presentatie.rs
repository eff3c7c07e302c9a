//! The edits that make the presentation of a Technisch Beraad, and keep what the council asked there.

use crate::calc::Keuzes;
use crate::calc::Tekort;
use crate::calc::beraad::plan_of;
use crate::change::structure::{Step, step_among};
use crate::model::{
    Begroting, Dia, DiaField, Diasoort, Edit, Id, Order, Record, Vraag, VraagField, Vraagsoort,
};

/// Why a slide or a question is not kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PresentatieError {
    #[error("Er is nog geen plan met een tekort; voeg eerst een plan toe.")]
    NoPlan,
    #[error("Geef de dia een titel, zoals een vraag aan de raad.")]
    NoTitle,
    #[error("Kies de maatregel waar de dia over gaat.")]
    NoMeasure,
    #[error("Kies de prognose waar de dia over gaat.")]
    NoPrognose,
    #[error("Het plan zegt niets over {0}; kies een ander jaar of laat het leeg.")]
    NoYear(u16),
    #[error("Schrijf eerst op wat er werd gevraagd of toegezegd.")]
    NoText,
}

/// A slide that is not in the budget yet.
pub fn nieuw(id: Id, soort: Diasoort, title: impl Into<String>, over: Option<Id>) -> Dia {
    Dia {
        id,
        title: title.into(),
        soort,
        over,
        jaar: None,
        text: String::new(),
        notitie: String::new(),
        order: Order::default(),
    }
}

/// The slides that a plan needs: what is short, how the last year is brought to balance, each
/// released measure with options, and how sure it all is. They come after those that are there.
///
/// # Errors
/// There is no plan.
pub fn voorstel(
    begroting: &Begroting,
    mut new_id: impl FnMut() -> Id,
) -> Result<Vec<Edit>, PresentatieError> {
    let plan = plan_of(begroting, None).ok_or(PresentatieError::NoPlan)?;
    let tekort =
        Tekort::new(begroting, plan, &Keuzes::default()).ok_or(PresentatieError::NoPlan)?;
    let last = tekort.jaren().last().map(|(_, kolom, ..)| kolom.jaar);
    let mut dias =
        vec![nieuw(new_id(), Diasoort::Resterend, "Hoeveel komen we nog tekort?", Some(plan))];
    if let Some(jaar) = last {
        let title = format!("Hoe lossen we het tekort van {jaar} op?");
        dias.push(Dia { jaar: last, ..nieuw(new_id(), Diasoort::Waterval, title, Some(plan)) });
    }
    let with_options = tekort.maatregelen().map(|(_, row)| &row.mutatie).filter(|measure| {
        measure.vrijgegeven && begroting.opties.of(measure.id).any(|optie| optie.vrijgegeven)
    });
    for measure in with_options {
        let title = format!("Wat kiezen we bij {}?", measure.name);
        dias.push(nieuw(new_id(), Diasoort::Maatregel, title, Some(measure.id)));
    }
    dias.push(nieuw(new_id(), Diasoort::Dekking, "Hoe zeker is de dekking?", Some(plan)));
    let mut order = begroting.dias.top().next_back().map(|last| last.order.clone());
    let edits = dias.into_iter().map(|dia| {
        let next = Order::after(order.as_ref());
        order = Some(next.clone());
        Edit::Insert(Dia { order: next, ..dia }.into())
    });
    Ok(edits.collect())
}

/// Keeps a slide: changes the one in the budget with its id, or else adds it as the last.
///
/// # Errors
/// It has no title, or is about something that it cannot show.
pub fn bewaar(begroting: &Begroting, mut dia: Dia) -> Result<Vec<Edit>, PresentatieError> {
    dia.title = dia.title.trim().to_owned();
    if dia.title.is_empty() {
        return Err(PresentatieError::NoTitle);
    }
    let over = dia.over;
    if dia.soort == Diasoort::Maatregel && !over.is_some_and(|id| begroting.mutaties.contains(id)) {
        return Err(PresentatieError::NoMeasure);
    }
    if dia.soort == Diasoort::Prognose && !over.is_some_and(|id| begroting.prognoses.contains(id)) {
        return Err(PresentatieError::NoPrognose);
    }
    if let (Some(jaar), Some(plan)) = (dia.jaar, plan_of(begroting, over))
        && let Some(tekort) = Tekort::new(begroting, plan, &Keuzes::default())
        && tekort.at(jaar).is_none()
    {
        return Err(PresentatieError::NoYear(jaar));
    }
    if !begroting.dias.contains(dia.id) {
        let last = begroting.dias.top().next_back();
        dia.order = Order::after(last.map(|last| &last.order));
        return Ok(vec![Edit::Insert(dia.into())]);
    }
    let fields = [
        DiaField::Title(dia.title),
        DiaField::Soort(dia.soort),
        DiaField::Over(dia.over),
        DiaField::Jaar(dia.jaar),
        DiaField::Text(dia.text),
        DiaField::Notitie(dia.notitie),
    ];
    let edits = fields.into_iter().filter_map(|field| begroting.set(dia.id, field).ok().flatten());
    Ok(edits.collect())
}

/// Takes a slide out of the presentation.
pub fn verwijder(begroting: &Begroting, dia: Id) -> Vec<Edit> {
    begroting
        .dias
        .get(dia)
        .cloned()
        .map(|dia| Edit::Remove(Record::from(dia)))
        .into_iter()
        .collect()
}

/// Puts a slide a place earlier or later; nothing at the end of the list.
pub fn verplaats(begroting: &Begroting, dia: Id, step: Step) -> Vec<Edit> {
    let keys = begroting.dias.top().map(|other| (other.id, &other.order)).collect();
    step_among(begroting, dia, keys, step, DiaField::Order, String::new).unwrap_or_default()
}

/// Writes down what the council asked or was promised, as the last of the list.
///
/// # Errors
/// It says nothing.
pub fn noteer(
    begroting: &Begroting,
    id: Id,
    soort: Vraagsoort,
    text: &str,
    dia: &str,
    date: jiff::civil::Date,
) -> Result<Vec<Edit>, PresentatieError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(PresentatieError::NoText);
    }
    let last = begroting.vragen.top().next_back();
    Ok(vec![Edit::Insert(
        Vraag {
            id,
            soort,
            text: text.to_owned(),
            dia: dia.to_owned(),
            date: Some(date),
            afgedaan: false,
            order: Order::after(last.map(|last| &last.order)),
        }
        .into(),
    )])
}

/// Marks a question or promise as dealt with, or as open again.
pub fn afgedaan(begroting: &Begroting, vraag: Id, afgedaan: bool) -> Vec<Edit> {
    let set = begroting.set(vraag, VraagField::Afgedaan(afgedaan));
    set.ok().flatten().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::ron_file;

    #[test]
    fn a_slide_moves_also_past_one_that_somebody_else_put_in_the_same_place() {
        let file = include_bytes!("../../saves/hengelo-interventie-2018.ron");
        let mut begroting = ron_file::read(file).unwrap();
        // Two people each added one at the end, and their files were merged.
        let last = begroting.dias.top().next_back().unwrap().order.clone();
        let order = Order::after(Some(&last));
        for id in [901, 902] {
            let dia = Dia {
                order: order.clone(),
                ..nieuw(Id::from_bits(id), Diasoort::Resterend, format!("Dia {id}"), None)
            };
            begroting.apply(&Edit::Insert(dia.into())).unwrap();
        }
        let titles = |begroting: &Begroting| -> Vec<String> {
            begroting.dias.top().map(|dia| dia.title.clone()).collect()
        };
        let mut expected = titles(&begroting);
        let (at, count) = (expected.len() - 1, expected.len());
        expected.swap(at - 1, at);
        let moved = begroting.dias.top().next_back().unwrap().id;
        for edit in verplaats(&begroting, moved, Step::Up) {
            begroting.apply(&edit).unwrap();
        }
        assert_eq!(titles(&begroting), expected);
        let first = begroting.dias.top().next().unwrap().id;
        assert_eq!(verplaats(&begroting, first, Step::Up), []);
        assert_eq!(begroting.dias.top().count(), count);
    }
}
