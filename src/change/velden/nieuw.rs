//! The records that a form can make, before anybody filled them in.

use crate::model::{
    Amounts, Begroting, Fasering, Groei, Groeiwijze, Herraming, Id, Mutatie, Mutatiesoort, Optie,
    Order, Pakket, Pakketsoort, Plan, Record, Samenhang, Samenhangsoort, Uitgangspunt,
};

/// A new plan of an onderdeel, after its others; it follows the one before it.
pub fn new_plan(begroting: &Begroting, id: Id, onderdeel: Id) -> Record {
    let last = begroting.plannen.of(onderdeel).next_back();
    Plan {
        id,
        onderdeel,
        name: String::new(),
        uitgangspunt: Uitgangspunt::default(),
        volgt_op: last.map(|last| last.id),
        source: String::new(),
        order: Order::after(last.map(|last| &last.order)),
        amounts: Amounts::default(),
    }
    .into()
}

/// A new package, last in its plan.
pub fn new_pakket(begroting: &Begroting, id: Id, plan: Id) -> Record {
    let last = begroting.pakketten.of(plan).next_back();
    Pakket {
        id,
        plan,
        code: (begroting.pakketten.of(plan).count() + 1).to_string(),
        name: String::new(),
        soort: Pakketsoort::default(),
        fasering: Fasering::default(),
        order: Order::after(last.map(|last| &last.order)),
    }
    .into()
}

/// A new measure of a package, at the onderdeel of the plan; `None` where the package is gone.
pub fn new_measure(begroting: &Begroting, id: Id, pakket: Id) -> Option<Record> {
    let of = begroting.pakketten.get(pakket)?;
    let onderdeel = begroting.plannen.get(of.plan)?.onderdeel;
    let last = begroting.mutaties.of(onderdeel).next_back().map(|last| &last.order);
    let soort = Mutatiesoort::Maatregel;
    let measure = Mutatie::new(id, onderdeel, soort, String::new(), Order::after(last));
    Some(Mutatie { pakket: Some(pakket), ..measure }.into())
}

/// A new option, last of its measure.
pub fn new_optie(begroting: &Begroting, id: Id, mutatie: Id) -> Record {
    let last = begroting.opties.of(mutatie).next_back();
    Optie {
        id,
        mutatie,
        code: (begroting.opties.of(mutatie).count() + 1).to_string(),
        name: String::new(),
        formule: String::new(),
        consequence: String::new(),
        vrijgegeven: false,
        order: Order::after(last.map(|last| &last.order)),
        amounts: Amounts::default(),
    }
    .into()
}

/// A new estimate of a plan, or of one measure of it.
pub fn new_herraming(begroting: &Begroting, id: Id, plan: Id, mutatie: Option<Id>) -> Record {
    let last = begroting.herramingen.of(plan).next_back();
    Herraming {
        id,
        plan,
        mutatie,
        name: String::new(),
        order: Order::after(last.map(|last| &last.order)),
        amounts: Amounts::default(),
    }
    .into()
}

/// What a measure has to do with another, which is still to be chosen.
pub fn new_samenhang(begroting: &Begroting, id: Id, mutatie: Id) -> Record {
    let last = begroting.samenhangen.of(mutatie).next_back();
    Samenhang {
        id,
        mutatie,
        met: mutatie,
        soort: Samenhangsoort::default(),
        note: String::new(),
        order: Order::after(last.map(|last| &last.order)),
    }
    .into()
}

/// A new growth rate.
pub fn new_groei(begroting: &Begroting, id: Id) -> Record {
    let last = begroting.groeivoeten.top().next_back();
    Groei {
        id,
        name: String::new(),
        wijze: Groeiwijze::default(),
        delen: Vec::new(),
        indicator: None,
        source: String::new(),
        order: Order::after(last.map(|last| &last.order)),
    }
    .into()
}

/// The record with this id, where it is one that a form can ask for.
pub fn record(begroting: &Begroting, id: Id) -> Option<Record> {
    let plan = begroting.plannen.get(id).cloned().map(Record::from);
    let pakket = || begroting.pakketten.get(id).cloned().map(Record::from);
    let measure = || begroting.mutaties.get(id).cloned().map(Record::from);
    let optie = || begroting.opties.get(id).cloned().map(Record::from);
    let herraming = || begroting.herramingen.get(id).cloned().map(Record::from);
    let samenhang = || begroting.samenhangen.get(id).cloned().map(Record::from);
    let groei = || begroting.groeivoeten.get(id).cloned().map(Record::from);
    let post = || begroting.prognoseposten.get(id).cloned().map(Record::from);
    let scenario = || begroting.scenarios.get(id).cloned().map(Record::from);
    let kop = || (begroting.id() == id).then(|| begroting.kop().clone().into());
    let of_plan = plan.or_else(pakket).or_else(measure).or_else(optie);
    of_plan
        .or_else(herraming)
        .or_else(samenhang)
        .or_else(groei)
        .or_else(post)
        .or_else(scenario)
        .or_else(kop)
}
