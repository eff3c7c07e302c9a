use std::collections::HashSet;
use std::ops::Deref;

use super::{
    ActiviteitField, Amounts, Contents, ControlecijferField, Edit, Field, Id, IndicatorField,
    Kolom, Kolomkop, KolomkopField, Kop, MetingField, MutatieField, MutatieregelField,
    OnderdeelField, ParagraafField, PartijField, Record, Regel, RegelField, RolField, Soort,
    Tables, VerklaringField,
};

/// A budget. Reads as its `Tables`; changes only by `apply`.
///
/// Always whole: every record's onderdeel, column and stelpost exist, the tree has no loops, and
/// there is one `Kop`.
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
    #[error("{id} wijzigt regel {regel}, en die bestaat niet")]
    NoRegel { id: Id, regel: Id },
    #[error("{id} hoort bij reserve {reserve}, en die bestaat niet")]
    NoReserve { id: Id, reserve: Id },
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

    fn check_record(&self, record: &Record) -> Result<(), ModelError> {
        let id = record.id();
        if let Some(owner) = record.owner()
            && !self.tables.has_owner(record)
        {
            return Err(ModelError::NoOwner { id, owner });
        }
        match record {
            Record::Kop(_) => Err(ModelError::Kop(2)),
            Record::Kolomkop(kop) => self.check_new_kolom(id, kop.kolom),
            Record::Regel(regel) => {
                self.check_reserve(id, regel.reserve)?;
                self.check_amounts(id, &regel.amounts)
            }
            Record::Controlecijfer(cijfer) => self.check_kolom(id, cijfer.kolom),
            Record::Mutatie(mutatie) => {
                self.check_stelpost(id, mutatie.stelpost)?;
                self.check_amounts(id, &mutatie.amounts)
            }
            Record::Mutatieregel(regel) => {
                self.check_regel(id, regel.regel)?;
                self.check_amounts(id, &regel.amounts)
            }
            Record::Onderdeel(_)
            | Record::Reserve(_)
            | Record::Rol(_)
            | Record::Paragraaf(_)
            | Record::Weergave(_)
            | Record::Indicator(_)
            | Record::Meting(_)
            | Record::Partij(_)
            | Record::Activiteit(_)
            | Record::Verklaring(_)
            | Record::Afkorting(_) => Ok(()),
        }
    }

    fn check_field(&self, id: Id, field: &Field) -> Result<(), ModelError> {
        match field {
            Field::Onderdeel(OnderdeelField::Parent(Some(parent))) => {
                if !self.onderdelen.contains(*parent) {
                    Err(ModelError::NoOwner { id, owner: *parent })
                } else if self.path(*parent).any(|above| above == id) {
                    Err(ModelError::Loop { id })
                } else {
                    Ok(())
                }
            }
            Field::Regel(RegelField::Onderdeel(owner))
            | Field::Controlecijfer(ControlecijferField::Onderdeel(owner))
            | Field::Rol(RolField::Onderdeel(owner))
            | Field::Paragraaf(ParagraafField::Onderdeel(owner))
            | Field::Indicator(IndicatorField::Onderdeel(owner))
            | Field::Partij(PartijField::Onderdeel(owner))
            | Field::Activiteit(ActiviteitField::Onderdeel(owner))
            | Field::Verklaring(VerklaringField::Onderdeel(owner))
            | Field::Mutatie(MutatieField::Onderdeel(owner)) => {
                owned(id, *owner, self.onderdelen.contains(*owner))
            }
            Field::Mutatieregel(MutatieregelField::Mutatie(owner)) => {
                owned(id, *owner, self.mutaties.contains(*owner))
            }
            Field::Meting(MetingField::Indicator(owner)) => {
                owned(id, *owner, self.indicatoren.contains(*owner))
            }
            Field::Mutatieregel(MutatieregelField::Regel(regel)) => self.check_regel(id, *regel),
            Field::Regel(RegelField::Amount(kolom, Some(_)))
            | Field::Mutatie(MutatieField::Amount(kolom, Some(_)))
            | Field::Mutatieregel(MutatieregelField::Amount(kolom, Some(_)))
            | Field::Controlecijfer(ControlecijferField::Kolom(kolom)) => {
                self.check_kolom(id, *kolom)
            }
            Field::Kolomkop(KolomkopField::Kolom(kolom)) => self.check_new_kolom(id, *kolom),
            Field::Regel(RegelField::Stelpost(false)) if self.is_filled(id) => {
                Err(ModelError::InUse { id })
            }
            Field::Mutatie(MutatieField::Stelpost(stelpost)) => self.check_stelpost(id, *stelpost),
            Field::Regel(RegelField::Reserve(reserve)) => self.check_reserve(id, *reserve),
            _ => Ok(()),
        }
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

    fn check_amounts(&self, id: Id, amounts: &Amounts) -> Result<(), ModelError> {
        amounts.iter().try_for_each(|(kolom, _)| self.check_kolom(id, kolom))
    }

    fn check_stelpost(&self, id: Id, stelpost: Option<Id>) -> Result<(), ModelError> {
        match stelpost {
            Some(stelpost) if !self.regels.get(stelpost).is_some_and(|regel| regel.stelpost) => {
                Err(ModelError::NoStelpost { id, stelpost })
            }
            _ => Ok(()),
        }
    }

    fn check_reserve(&self, id: Id, reserve: Option<Id>) -> Result<(), ModelError> {
        match reserve {
            Some(reserve) if !self.reserves.contains(reserve) => {
                Err(ModelError::NoReserve { id, reserve })
            }
            _ => Ok(()),
        }
    }

    fn check_regel(&self, id: Id, regel: Option<Id>) -> Result<(), ModelError> {
        match regel {
            Some(regel) if !self.regels.contains(regel) => Err(ModelError::NoRegel { id, regel }),
            _ => Ok(()),
        }
    }

    fn is_used(&self, record: &Record) -> bool {
        match record {
            Record::Kop(_) => true,
            Record::Kolomkop(kop) => self.is_kolom_used(kop.kolom),
            Record::Regel(regel) => {
                self.is_filled(regel.id)
                    || self.mutatieregels.iter().any(|line| line.regel == Some(regel.id))
            }
            Record::Reserve(reserve) => {
                self.regels.iter().any(|regel| regel.reserve == Some(reserve.id))
            }
            Record::Onderdeel(_) | Record::Mutatie(_) | Record::Indicator(_) => {
                self.owns_anything(record.id())
            }
            Record::Controlecijfer(_)
            | Record::Rol(_)
            | Record::Paragraaf(_)
            | Record::Mutatieregel(_)
            | Record::Weergave(_)
            | Record::Meting(_)
            | Record::Partij(_)
            | Record::Activiteit(_)
            | Record::Verklaring(_)
            | Record::Afkorting(_) => false,
        }
    }

    fn is_filled(&self, stelpost: Id) -> bool {
        self.mutaties.iter().any(|mutatie| mutatie.stelpost == Some(stelpost))
    }

    fn is_kolom_used(&self, kolom: Kolom) -> bool {
        self.regels.iter().any(|regel| regel.amounts.get(kolom).is_some())
            || self.mutaties.iter().any(|mutatie| mutatie.amounts.get(kolom).is_some())
            || self.mutatieregels.iter().any(|line| line.amounts.get(kolom).is_some())
            || self.controlecijfers.iter().any(|cijfer| cijfer.kolom == kolom)
    }

    fn check_all(&self) -> Result<(), ModelError> {
        let kolommen = self.columns();
        if let Some(pair) = kolommen.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(ModelError::KolomTwice { kolom: pair[0] });
        }
        if let Some(kop) = self.kolommen.iter().find(|kop| kop.id != Kolomkop::id_of(kop.kolom)) {
            return Err(ModelError::KolomId { id: kop.id, kolom: kop.kolom });
        }
        if let Some((id, owner)) = self.tables.orphan() {
            return Err(ModelError::NoOwner { id, owner });
        }
        let check = |id: Id, amounts: &Amounts| match amounts
            .iter()
            .find(|(kolom, _)| !kolommen.contains(kolom))
        {
            Some((kolom, _)) => Err(ModelError::NoKolom { id, kolom }),
            None => Ok(()),
        };
        for regel in self.regels.iter() {
            check(regel.id, &regel.amounts)?;
            self.check_reserve(regel.id, regel.reserve)?;
        }
        for mutatie in self.mutaties.iter() {
            check(mutatie.id, &mutatie.amounts)?;
            self.check_stelpost(mutatie.id, mutatie.stelpost)?;
        }
        for line in self.mutatieregels.iter() {
            check(line.id, &line.amounts)?;
            self.check_regel(line.id, line.regel)?;
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

fn owned(id: Id, owner: Id, exists: bool) -> Result<(), ModelError> {
    if exists { Ok(()) } else { Err(ModelError::NoOwner { id, owner }) }
}
