use super::{StructureError, check_name, onderdeel, regel};
use crate::model::{
    Amounts, Begroting, Edit, Id, Nature, Order, Regel, RegelField, Soort, categorieen,
};

/// What a regel is, its amounts apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Regelgegevens {
    pub name: String,
    pub soort: Soort,
    pub nature: Nature,
    pub stelpost: bool,
    /// Code of the category of Iv3.
    pub category: Option<String>,
    pub reserve: Option<Id>,
}

impl Regelgegevens {
    pub fn of(regel: &Regel) -> Regelgegevens {
        Regelgegevens {
            name: regel.name.clone(),
            soort: regel.soort,
            nature: regel.nature,
            stelpost: regel.stelpost,
            category: regel.category.clone(),
            reserve: regel.reserve,
        }
    }

    /// Leaves out what a regel of this soort does not have: a stelpost lowers the lasten, a reserve
    /// is added to or taken from, a category belongs to its side of the budget.
    pub fn settle(&mut self) {
        self.stelpost &= self.soort == Soort::Lasten;
        if !matches!(self.soort, Soort::Toevoeging | Soort::Onttrekking) {
            self.reserve = None;
        }
        let fits = |code: &String| categorieen::categorie(self.soort, code).is_some();
        self.category = self.category.take().filter(fits);
    }
}

/// A new regel, last under an onderdeel, without amounts.
///
/// # Errors
/// No name; an onderdeel that is gone.
pub fn add_regel(
    begroting: &Begroting,
    id: Id,
    under: Id,
    new: &Regelgegevens,
) -> Result<Vec<Edit>, StructureError> {
    onderdeel(begroting, under)?;
    let last = begroting.regels.of(under).next_back();
    let regel = Regel {
        id,
        onderdeel: under,
        name: check_name(&new.name)?,
        soort: new.soort,
        nature: new.nature,
        stelpost: new.stelpost,
        category: new.category.clone(),
        reserve: new.reserve,
        order: Order::after(last.map(|last| &last.order)),
        amounts: Amounts::default(),
    };
    Ok(vec![Edit::Insert(regel.into())])
}

/// Makes a regel what is asked; its amounts stay. No edits where nothing differs.
///
/// # Errors
/// No name; a regel that is gone; a stelpost that measures fill and that would be none.
pub fn set_regel(
    begroting: &Begroting,
    id: Id,
    new: &Regelgegevens,
) -> Result<Vec<Edit>, StructureError> {
    let old = regel(begroting, id)?;
    if old.stelpost && !new.stelpost {
        let mut filling = begroting.mutaties.iter().filter(|m| m.stelpost == Some(id));
        if let Some(measure) = filling.next() {
            return Err(StructureError::Filled { measure: measure.title() });
        }
    }
    let fields = [
        RegelField::Name(check_name(&new.name)?),
        RegelField::Soort(new.soort),
        RegelField::Nature(new.nature),
        RegelField::Stelpost(new.stelpost),
        RegelField::Category(new.category.clone()),
        RegelField::Reserve(new.reserve),
    ];
    Ok(fields.into_iter().filter_map(|field| begroting.set(id, field).ok().flatten()).collect())
}
