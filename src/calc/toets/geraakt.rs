use std::collections::BTreeSet;

use crate::calc::taakvelden::RESERVES;
use crate::model::{Begroting, Edit, Id, Record};

/// What a rule sees at a time: a place that can be checked by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Plaats {
    Begroting,
    Onderdeel(Id),
    Regel(Id),
    Mutatie(Id),
    Verklaring(Id),
    Plan(Id),
}

/// The places where edits may change what rules find.
#[derive(Clone, Debug, Default)]
pub struct Geraakt {
    alles: bool,
    plaatsen: BTreeSet<Plaats>,
}

impl Geraakt {
    pub fn is_alles(&self) -> bool {
        self.alles
    }

    pub fn plaatsen(&self) -> impl Iterator<Item = &Plaats> {
        self.plaatsen.iter()
    }

    /// Adds what an edit touches that `after` has just applied.
    pub fn add(&mut self, after: &Begroting, edit: &Edit) {
        match edit {
            Edit::Insert(record) | Edit::Remove(record) => self.record(after, record),
            Edit::Set { id, old, new } => {
                let Some(now) = after.record_with(*id, new) else {
                    self.alles = true;
                    return;
                };
                self.record(after, &now.clone().with(old.clone()));
                self.record(after, &now);
            }
        }
    }

    fn record(&mut self, after: &Begroting, record: &Record) {
        match record {
            Record::Kop(_) | Record::Kolomkop(_) => self.alles = true,
            // Whether there is a taakveld for reserves matters everywhere.
            Record::Onderdeel(onderdeel) if onderdeel.code == RESERVES => self.alles = true,
            Record::Onderdeel(onderdeel) => {
                self.path(after, Some(onderdeel.id));
                self.path(after, onderdeel.parent);
            }
            Record::Regel(regel) => {
                self.plaatsen.insert(Plaats::Regel(regel.id));
                self.path(after, Some(regel.onderdeel));
            }
            Record::Controlecijfer(cijfer) => self.path(after, Some(cijfer.onderdeel)),
            Record::Toelichting(toelichting) => self.path(after, Some(toelichting.onderdeel)),
            Record::Verklaring(verklaring) => {
                self.plaatsen.insert(Plaats::Verklaring(verklaring.id));
                self.path(after, Some(verklaring.onderdeel));
            }
            Record::Mutatie(mutatie) => {
                self.mutatie(after, mutatie.id);
                self.plaatsen.extend(mutatie.stelpost.map(Plaats::Regel));
                self.numbers(after, &mutatie.code);
                self.plans(after);
            }
            Record::Mutatieregel(line) => {
                self.mutatie(after, line.mutatie);
                self.line(after, line.regel);
                // Its year, which a number is of, follows from the lines.
                if let Some(mutatie) = after.mutaties.get(line.mutatie) {
                    self.numbers(after, &mutatie.code);
                }
            }
            Record::Optie(_)
            | Record::Samenhang(_)
            | Record::Herraming(_)
            | Record::Pakket(_)
            | Record::Plan(_)
            | Record::Prognose(_)
            | Record::Prognosepost(_)
            | Record::Groei(_)
            | Record::Indicator(_)
            | Record::Meting(_) => {
                if let Record::Optie(optie) = record {
                    self.plaatsen.insert(Plaats::Mutatie(optie.mutatie));
                }
                if let Record::Pakket(pakket) = record {
                    let measures = after.mutaties.iter().filter(|m| m.pakket == Some(pakket.id));
                    self.plaatsen.extend(measures.map(|m| Plaats::Mutatie(m.id)));
                }
                self.plans(after);
            }
            // Only rules that see everything look at these, and they look after every edit.
            Record::Reserve(_)
            | Record::Rol(_)
            | Record::Paragraaf(_)
            | Record::Cluster(_)
            | Record::Acceptatie(_)
            | Record::Weergave(_)
            | Record::Partij(_)
            | Record::Activiteit(_)
            | Record::Scenario(_)
            | Record::Keuze(_)
            | Record::Dia(_)
            | Record::Vraag(_)
            | Record::Opmerking(_)
            | Record::Afkorting(_)
            | Record::Inbreng(_) => {}
        }
    }

    /// Totals change all the way up.
    fn path(&mut self, after: &Begroting, onderdeel: Option<Id>) {
        let above = onderdeel.into_iter().flat_map(|id| after.path(id));
        self.plaatsen.extend(above.map(Plaats::Onderdeel));
    }

    fn line(&mut self, after: &Begroting, regel: Option<Id>) {
        if let Some(regel) = regel.and_then(|id| after.regels.get(id)) {
            self.plaatsen.insert(Plaats::Regel(regel.id));
            self.path(after, Some(regel.onderdeel));
        }
    }

    /// A mutatie, and what its lines change once it is adopted.
    fn mutatie(&mut self, after: &Begroting, mutatie: Id) {
        self.plaatsen.insert(Plaats::Mutatie(mutatie));
        for line in after.mutatieregels.of(mutatie) {
            self.line(after, line.regel);
        }
    }

    /// A number may be taken once: whoever has the same one is looked at too.
    fn numbers(&mut self, after: &Begroting, number: &str) {
        let number = number.trim();
        if !number.is_empty() {
            let same = after.mutaties.iter().filter(|other| other.code.trim() == number);
            self.plaatsen.extend(same.map(|other| Plaats::Mutatie(other.id)));
        }
    }

    /// A plan adds up measures, options, prognoses and other plans; there are few.
    fn plans(&mut self, after: &Begroting) {
        self.plaatsen.extend(after.plannen.iter().map(|plan| Plaats::Plan(plan.id)));
    }
}
