use std::collections::HashSet;
use std::ops::Deref;

use super::declare::Dangling;
use super::{
    Contents, Edit, Field, Id, Kolom, Kolomkop, KolomkopField, Kop, OnderdeelField, Record, Regel,
    RegelField, Soort, Tables,
};

/// A budget. Reads as its `Tables`; changes only by `apply`.
///
/// Always whole: what a record belongs to or names exists, and so do the columns of its amounts; the
/// tree has no loops, and there is one `Kop`.
#[derive(Clone, Debug, PartialEq)]
pub struct Begroting {
    tables: Tables,
    id: Id,
}

/// Why a budget cannot be what was asked. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    #[error("er moet precies één kop zijn, er zijn er {0}")]
    Kop(usize),
    #[error("id {id} staat twee keer in {table}; geef één van de twee een ander id")]
    Twice { table: &'static str, id: Id },
    #[error("{id} bestaat al")]
    Exists { id: Id },
    #[error("{id} bestaat niet (meer)")]
    Missing { id: Id },
    #[error("{id} hoort bij {owner}, en dat bestaat niet")]
    NoOwner { id: Id, owner: Id },
    #[error("{id} heeft een bedrag in kolom {kolom}, en die kolom bestaat niet")]
    NoKolom { id: Id, kolom: Kolom },
    #[error("{id} vult stelpost {stelpost}, en dat is geen stelpost van deze begroting")]
    NoStelpost { id: Id, stelpost: Id },
    #[error("{id} verwijst naar {named}, en dat bestaat niet")]
    NoNamed { id: Id, named: Id },
    #[error("onderdeel {id} zou onder zichzelf komen te hangen")]
    Loop { id: Id },
    #[error("{id} is nog in gebruik: verwijder eerst wat eronder hangt of ernaar verwijst")]
    InUse { id: Id },
    #[error("kolom {kolom} staat er twee keer")]
    KolomTwice { kolom: Kolom },
    #[error("kolom {kolom} heeft id {id}, en dat moet {} zijn", Kolomkop::id_of(*.kolom))]
    KolomId { id: Id, kolom: Kolom },
    #[error("{id} is intussen veranderd")]
    Changed { id: Id },
}

impl Deref for Begroting {
    type Target = Tables;

    fn deref(&self) -> &Tables {
        &self.tables
    }
}

impl Begroting {
    /// A budget with nothing in it yet.
    pub fn new(kop: Kop) -> Begroting {
        let id = kop.id;
        let mut tables = Tables::default();
        tables.insert(Record::Kop(kop));
        Begroting { tables, id }
    }

    /// Checks everything that `Begroting` promises.
    pub fn from_contents(contents: Contents) -> Result<Begroting, ModelError> {
        let [kop] = contents.kop.as_slice() else {
            return Err(ModelError::Kop(contents.kop.len()));
        };
        let id = kop.id;
        let tables =
            contents.into_tables().map_err(|(table, id)| ModelError::Twice { table, id })?;
        let begroting = Begroting { tables, id };
        begroting.check_all()?;
        Ok(begroting)
    }

    /// The id of the budget, the same in every copy and version of it.
    pub fn id(&self) -> Id {
        self.id
    }

    pub fn kop(&self) -> &Kop {
        match self.tables.kop.get(self.id) {
            Some(kop) => kop,
            None => unreachable!("a budget is made with a kop, and apply never removes it"),
        }
    }

    /// The onderdeel and all above it, nearest first.
    pub fn path(&self, onderdeel: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(Some(onderdeel), |id| self.onderdelen.get(*id)?.parent)
    }

    /// The onderdeel and all below it, each parent before its children.
    pub fn subtree(&self, onderdeel: Id) -> Vec<Id> {
        let mut ids = vec![onderdeel];
        let mut next = 0;
        while let Some(&id) = ids.get(next) {
            ids.extend_from_slice(self.onderdelen.ids_of(Some(id)));
            next += 1;
        }
        ids
    }

    /// How people call a regel: the code of its onderdeel and its name, and its soort where that is
    /// neither lasten nor said by the name: "6.72.8 zorgvormen", "6.2 leges (baten)".
    pub fn title_of(&self, regel: &Regel) -> String {
        let code = self.onderdelen.get(regel.onderdeel).map_or("", |onderdeel| &onderdeel.code);
        let is_said = regel.name.trim().eq_ignore_ascii_case(regel.soort.word());
        let soort = match regel.soort {
            Soort::Lasten => String::new(),
            _ if is_said => String::new(),
            soort => format!(" ({})", soort.word()),
        };
        format!("{code} {}{soort}", regel.name).trim().to_owned()
    }

    /// Whether the column is locked. A column that does not exist is not.
    pub fn is_closed(&self, kolom: Kolom) -> bool {
        self.kolommen.iter().any(|kop| kop.kolom == kolom && kop.closed)
    }

    /// The columns, in order.
    pub fn columns(&self) -> Vec<Kolom> {
        let mut columns: Vec<Kolom> = self.kolommen.iter().map(|kop| kop.kolom).collect();
        columns.sort_unstable();
        columns
    }

    /// The edit that gives a field this value, or `None` where it has it already.
    pub fn set(&self, id: Id, new: impl Into<Field>) -> Result<Option<Edit>, ModelError> {
        let new = new.into();
        let old = self.field_like(id, &new).ok_or(ModelError::Missing { id })?;
        Ok((old != new).then_some(Edit::Set { id, old, new }))
    }

    /// Changes the budget, or says why not and changes nothing.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), ModelError> {
        match edit {
            Edit::Insert(record) => {
                if self.tables.same(record).is_some() {
                    return Err(ModelError::Exists { id: record.id() });
                }
                self.check_record(record)?;
                self.tables.insert(record.clone());
            }
            Edit::Remove(record) => {
                match self.tables.same(record) {
                    None => return Err(ModelError::Missing { id: record.id() }),
                    Some(present) if present != *record => {
                        return Err(ModelError::Changed { id: record.id() });
                    }
                    Some(_) => {}
                }
                if self.is_used(record) {
                    return Err(ModelError::InUse { id: record.id() });
                }
                self.tables.remove(record);
            }
            Edit::Set { id, old, new } => {
                let present =
                    self.tables.field_like(*id, old).ok_or(ModelError::Missing { id: *id })?;
                if present != *old || self.tables.field_like(*id, new).as_ref() != Some(old) {
                    return Err(ModelError::Changed { id: *id });
                }
                self.check_field(*id, new)?;
                self.tables.put(*id, new.clone());
            }
        }
        Ok(())
    }

    /// Whether the record can stand in this budget.
    fn check_record(&self, record: &Record) -> Result<(), ModelError> {
        let id = record.id();
        if let Some(missing) = self.tables.missing(record) {
            return Err(match record.owner() {
                Some(owner) if owner == missing => ModelError::NoOwner { id, owner },
                _ => ModelError::NoNamed { id, named: missing },
            });
        }
        record.kolommen().into_iter().try_for_each(|kolom| self.check_kolom(id, kolom))?;
        match record {
            Record::Kop(_) => Err(ModelError::Kop(2)),
            Record::Kolomkop(kop) => self.check_new_kolom(id, kop.kolom),
            Record::Controlecijfer(cijfer) => self.check_kolom(id, cijfer.kolom),
            Record::Mutatie(mutatie) => self.check_stelpost(id, mutatie.stelpost),
            _ => Ok(()),
        }
    }

    fn check_field(&self, id: Id, field: &Field) -> Result<(), ModelError> {
        match field {
            Field::Kop(_) => return Ok(()),
            Field::Kolomkop(KolomkopField::Closed(_)) => return Ok(()),
            Field::Onderdeel(OnderdeelField::Parent(Some(parent)))
                if self.path(*parent).any(|above| above == id) =>
            {
                return Err(ModelError::Loop { id });
            }
            Field::Regel(RegelField::Stelpost(false)) if self.is_filled(id) => {
                return Err(ModelError::InUse { id });
            }
            _ => {}
        }
        let changed = self.tables.record_with(id, field).ok_or(ModelError::Missing { id })?;
        self.check_record(&changed)
    }

    fn check_kolom(&self, id: Id, kolom: Kolom) -> Result<(), ModelError> {
        if self.kolommen.iter().any(|kop| kop.kolom == kolom) {
            Ok(())
        } else {
            Err(ModelError::NoKolom { id, kolom })
        }
    }

    fn check_new_kolom(&self, id: Id, kolom: Kolom) -> Result<(), ModelError> {
        if id != Kolomkop::id_of(kolom) {
            Err(ModelError::KolomId { id, kolom })
        } else if self.kolommen.iter().any(|kop| kop.kolom == kolom) {
            Err(ModelError::KolomTwice { kolom })
        } else {
            Ok(())
        }
    }

    fn check_stelpost(&self, id: Id, stelpost: Option<Id>) -> Result<(), ModelError> {
        match stelpost {
            Some(stelpost) if !self.regels.get(stelpost).is_some_and(|regel| regel.stelpost) => {
                Err(ModelError::NoStelpost { id, stelpost })
            }
            _ => Ok(()),
        }
    }

    fn is_used(&self, record: &Record) -> bool {
        match record {
            Record::Kop(_) => true,
            Record::Kolomkop(kop) => self.is_kolom_used(kop.kolom),
            _ => self.owns_anything(record) || self.is_named(record),
        }
    }

    fn is_filled(&self, stelpost: Id) -> bool {
        self.mutaties.iter().any(|mutatie| mutatie.stelpost == Some(stelpost))
    }

    fn is_kolom_used(&self, kolom: Kolom) -> bool {
        self.has_amount_in(kolom) || self.controlecijfers.iter().any(|cijfer| cijfer.kolom == kolom)
    }

    fn check_all(&self) -> Result<(), ModelError> {
        let kolommen = self.columns();
        if let Some(pair) = kolommen.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(ModelError::KolomTwice { kolom: pair[0] });
        }
        if let Some(kop) = self.kolommen.iter().find(|kop| kop.id != Kolomkop::id_of(kop.kolom)) {
            return Err(ModelError::KolomId { id: kop.id, kolom: kop.kolom });
        }
        match self.tables.dangling(&kolommen) {
            Some(Dangling::Owner(id, owner)) => return Err(ModelError::NoOwner { id, owner }),
            Some(Dangling::Named(id, named)) => return Err(ModelError::NoNamed { id, named }),
            Some(Dangling::Kolom(id, kolom)) => return Err(ModelError::NoKolom { id, kolom }),
            None => {}
        }
        for mutatie in self.mutaties.iter() {
            self.check_stelpost(mutatie.id, mutatie.stelpost)?;
        }
        for cijfer in self.controlecijfers.iter() {
            self.check_kolom(cijfer.id, cijfer.kolom)?;
        }
        self.check_tree()
    }

    /// Every onderdeel must be reached from the top; what is not hangs in a loop.
    fn check_tree(&self) -> Result<(), ModelError> {
        let mut reached = HashSet::new();
        for top in self.onderdelen.top() {
            reached.extend(self.subtree(top.id));
        }
        match self.onderdelen.iter().find(|onderdeel| !reached.contains(&onderdeel.id)) {
            Some(onderdeel) => Err(ModelError::Loop { id: onderdeel.id }),
            None => Ok(()),
        }
    }
}
