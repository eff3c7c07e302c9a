//! How the fields of a form read.

use super::{NO, NONE, Veld, YES};
use crate::display::{Notation, Side, Unit, exact};
use crate::model::{Bedrag, Begroting, Breuk, Fasering, Id, Indexdeel, Record};

/// What stands in the field now.
pub fn text(begroting: &Begroting, record: &Record, veld: Veld, notation: Notation) -> String {
    let yes = |is: bool| if is { YES } else { NO }.to_owned();
    let share = |share: Option<Breuk>| share.map_or_else(String::new, |share| share.to_string());
    let cell = |bedrag: Option<Bedrag>| notation.exact_cell(bedrag, Side::Saldo);
    let path = |path: &Fasering| {
        let steps = path.iter().map(|(jaar, share)| format!("{jaar}: {share}"));
        steps.collect::<Vec<_>>().join("; ")
    };
    let indicator = |id: Option<Id>| {
        let indicator = id.and_then(|id| begroting.indicatoren.get(id));
        indicator.map_or_else(|| NONE.to_owned(), |indicator| indicator.name.clone())
    };
    match (record, veld) {
        (Record::Kop(kop), veld) => super::kop::text(kop, veld, notation),
        (Record::Scenario(scenario), Veld::Name) => scenario.name.clone(),
        (Record::Scenario(scenario), Veld::Note) => scenario.note.clone(),
        (Record::Plan(plan), Veld::VolgtOp) => match plan.volgt_op {
            None => NONE.to_owned(),
            Some(id) => begroting
                .plannen
                .get(id)
                .map_or_else(|| "een plan dat er niet meer is".to_owned(), |it| it.name.clone()),
        },
        (Record::Plan(plan), Veld::Name) => plan.name.clone(),
        (Record::Plan(plan), Veld::Source) => plan.source.clone(),
        (Record::Plan(plan), Veld::Bedrag(kolom)) => cell(plan.amounts.get(kolom)),
        (Record::Pakket(pakket), Veld::Code) => pakket.code.clone(),
        (Record::Pakket(pakket), Veld::Name) => pakket.name.clone(),
        (Record::Pakket(pakket), Veld::Soort) => pakket.soort.word().to_owned(),
        (Record::Pakket(pakket), Veld::Fasering) => path(&pakket.fasering),
        (Record::Optie(optie), Veld::Code) => optie.code.clone(),
        (Record::Optie(optie), Veld::Name) => optie.name.clone(),
        (Record::Optie(optie), Veld::Formule) => optie.formule.clone(),
        (Record::Optie(optie), Veld::Consequence) => optie.consequence.clone(),
        (Record::Optie(optie), Veld::Vrijgegeven) => yes(optie.vrijgegeven),
        (Record::Optie(optie), Veld::Bedrag(kolom)) => cell(optie.amounts.get(kolom)),
        (Record::Herraming(again), Veld::Name) => again.name.clone(),
        (Record::Herraming(again), Veld::Bedrag(kolom)) => cell(again.amounts.get(kolom)),
        (Record::Samenhang(between), Veld::Samenhang) => between.soort.word().to_owned(),
        (Record::Samenhang(between), Veld::Met) if between.met == between.mutatie => String::new(),
        (Record::Samenhang(between), Veld::Met) => {
            begroting.mutaties.get(between.met).map_or_else(String::new, |m| m.title())
        }
        (Record::Samenhang(between), Veld::Note) => between.note.clone(),
        (Record::Prognosepost(post), Veld::Name) => post.name.clone(),
        (Record::Prognosepost(post), Veld::Regel) => {
            let regel = post.regel.and_then(|id| begroting.regels.get(id));
            regel.map_or_else(|| NONE.to_owned(), |regel| begroting.title_of(regel))
        }
        (Record::Prognosepost(post), Veld::Aantal) => indicator(post.aantal),
        (Record::Prognosepost(post), Veld::Groei) => {
            let groei = post.groei.and_then(|id| begroting.groeivoeten.get(id));
            groei.map_or_else(|| NONE.to_owned(), |groei| groei.name.clone())
        }
        (Record::Prognosepost(post), Veld::Schok) => yes(post.schok),
        (Record::Prognosepost(post), Veld::Vrijgegeven) => yes(post.vrijgegeven),
        (Record::Groei(groei), Veld::Name) => groei.name.clone(),
        (Record::Groei(groei), Veld::Wijze) => groei.wijze.word().to_owned(),
        (Record::Groei(groei), Veld::Aantal) => indicator(groei.indicator),
        (Record::Groei(groei), Veld::Source) => groei.source.clone(),
        (Record::Groei(groei), Veld::Delen) => {
            let number = |value| exact(value, Unit::Euro);
            let part =
                |deel: &Indexdeel| format!("{} × {}", number(deel.gewicht), number(deel.procent));
            groei.delen.iter().map(part).collect::<Vec<_>>().join(" + ")
        }
        (Record::Mutatie(measure), veld) => match veld {
            Veld::Bedrag(kolom) => cell(measure.amounts.get(kolom)),
            Veld::Code => measure.code.clone(),
            Veld::Name => measure.name.clone(),
            Veld::Pakket => {
                let pakket = measure.pakket.and_then(|id| begroting.pakketten.get(id));
                pakket.map_or_else(String::new, |pakket| pakket.title())
            }
            Veld::Onderdeel => {
                let of = begroting.onderdelen.get(measure.onderdeel);
                of.map_or_else(String::new, |of| of.title())
            }
            Veld::Wet => measure.wet.clone(),
            Veld::Structureel => cell(measure.structureel),
            Veld::Fasering => path(&measure.fasering),
            Veld::Formule => measure.formule.clone(),
            Veld::Basis => measure.basis.clone(),
            Veld::Zekerheid => measure.zekerheid.word().to_owned(),
            Veld::Kans => share(measure.kans),
            Veld::Laag => share(measure.laag),
            Veld::Hoog => share(measure.hoog),
            Veld::Risico => measure.risico.clone(),
            Veld::Consequence => measure.consequence.clone(),
            Veld::Owner => measure.owner.clone(),
            Veld::Forum => measure.forum.clone(),
            Veld::Status => measure.status.word().to_owned(),
            Veld::Planning => measure.planning.map_or_else(String::new, |it| it.to_string()),
            Veld::Voortgang => measure.voortgang.clone(),
            Veld::Vrijgegeven => yes(measure.vrijgegeven),
            _ => String::new(),
        },
        _ => String::new(),
    }
}
