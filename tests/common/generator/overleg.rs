//! Questions and remarks in a generated budget, and taakvelden on their way: made, and changed in
//! every way.

use sluitend::model::{
    Begroting, Behandeling, Behandelstap, ContentHash, Contents, Edit, Field, Id, Inbreng,
    OnderdeelField, Opmerking, OpmerkingField, Opmerkingsoort, Order,
};

use super::{Chance, KOLOMMEN};

const ROLLEN: [&str; 3] = ["", "financieel adviseur", "budgethouder"];

/// Some about a regel or a mutatie, some about an amount of it, some about an onderdeel.
pub fn add(contents: &mut Contents, chance: &mut Chance) {
    let places: Vec<(Id, Id)> = contents.regels.iter().map(|it| (it.onderdeel, it.id)).collect();
    for (onderdeel, regel) in places.into_iter().step_by(60) {
        contents.opmerkingen.push(opmerking(chance, onderdeel, Some(regel), None));
        contents.opmerkingen.push(opmerking(chance, onderdeel, None, None));
    }
    let measures: Vec<(Id, Id)> =
        contents.mutaties.iter().map(|it| (it.onderdeel, it.id)).collect();
    for (onderdeel, mutatie) in measures.into_iter().step_by(5) {
        contents.opmerkingen.push(opmerking(chance, onderdeel, None, Some(mutatie)));
    }
    for onderdeel in contents.onderdelen.iter_mut().step_by(3) {
        onderdeel.behandeling = behandeling(chance);
    }
    contents.ingebracht.push(inbreng(chance));
}

fn opmerking(
    chance: &mut Chance,
    onderdeel: Id,
    regel: Option<Id>,
    mutatie: Option<Id>,
) -> Opmerking {
    let answered = chance.below(2) == 0;
    Opmerking {
        id: chance.id(),
        onderdeel,
        regel,
        mutatie,
        kolom: (chance.below(2) == 0).then(|| KOLOMMEN[chance.below(6)]),
        soort: Opmerkingsoort::ALL[chance.below(2)],
        text: format!("Vraag {}", chance.below(99)),
        van: ROLLEN[chance.below(3)].into(),
        date: None,
        antwoord: if answered { "Antwoord".into() } else { String::new() },
        antwoord_van: if answered { ROLLEN[2].into() } else { String::new() },
        afgehandeld: answered && chance.below(2) == 0,
        order: Order::after(None),
    }
}

fn behandeling(chance: &mut Chance) -> Behandeling {
    let stap = Behandelstap::ALL[chance.below(4)];
    Behandeling { stap, door: ROLLEN[chance.below(3)].into(), op: None, stand: None }
}

fn inbreng(chance: &mut Chance) -> Inbreng {
    Inbreng::of(ContentHash::of(format!("bestand {}", chance.below(6)).as_bytes()))
}

/// An edit of any kind on these, which the budget may or may not accept.
pub fn any_edit(budget: &Begroting, chance: &mut Chance) -> Option<Edit> {
    let onderdelen: Vec<Id> = budget.onderdelen.iter().map(|it| it.id).collect();
    let regels: Vec<Id> = budget.regels.iter().map(|it| it.id).collect();
    let mutaties: Vec<Id> = budget.mutaties.iter().map(|it| it.id).collect();
    let mutatie = mutaties.get(chance.below(mutaties.len().max(1))).copied();
    let asked: Vec<&Opmerking> = budget.opmerkingen.iter().collect();
    let onderdeel = *onderdelen.get(chance.below(onderdelen.len()))?;
    let regel = regels.get(chance.below(regels.len())).copied();
    let set = |id: Id, field: Field| budget.set(id, field).ok().flatten();
    let of = |chance: &mut Chance| asked.get(chance.below(asked.len())).copied();
    match chance.below(11) {
        10 => {
            let inbreng = inbreng(chance);
            let known = budget.ingebracht.get(inbreng.id).cloned();
            Some(known.map_or_else(|| Edit::Insert(inbreng.into()), |it| Edit::Remove(it.into())))
        }
        0 => Some(Edit::Insert(opmerking(chance, onderdeel, regel, None).into())),
        1 => Some(Edit::Insert(opmerking(chance, onderdeel, None, None).into())),
        7 => Some(Edit::Insert(opmerking(chance, onderdeel, None, mutatie).into())),
        8 => set(of(chance)?.id, OpmerkingField::Mutatie(mutatie).into()),
        2 => Some(Edit::Remove(of(chance)?.clone().into())),
        3 => set(of(chance)?.id, OpmerkingField::Afgehandeld(chance.below(2) == 0).into()),
        4 => {
            let text = format!("Antwoord {}", chance.below(9));
            set(of(chance)?.id, OpmerkingField::Antwoord(text).into())
        }
        5 => set(of(chance)?.id, OpmerkingField::Regel(regel).into()),
        6 => set(of(chance)?.id, OpmerkingField::Onderdeel(onderdeel).into()),
        _ => set(onderdeel, OnderdeelField::Behandeling(behandeling(chance)).into()),
    }
}
