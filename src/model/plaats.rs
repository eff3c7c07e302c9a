//! Records of which a place has one: two people who each write there write the same record, and
//! merging asks which of the two counts.

use super::records::{Acceptatie, Keuze, Meting, Toelichting};
use super::{Bedrag, ContentHash, Field, Id, Kolom};

fn id_of(what: &str, place: &[&dyn std::fmt::Display]) -> Id {
    let place = place.iter().fold(what.to_owned(), |text, part| format!("{text}|{part}"));
    Id::from_bits(ContentHash::of(place.as_bytes()).bits())
}

impl Toelichting {
    /// The id of the words about this difference.
    pub fn id_of(onderdeel: Id, (van, naar): (Kolom, Kolom)) -> Id {
        id_of("toelichting", &[&onderdeel, &van, &naar])
    }
}

impl Meting {
    /// The id of the figure of an indicator in a column.
    pub fn id_of(indicator: Id, kolom: Kolom) -> Id {
        id_of("meting", &[&indicator, &kolom])
    }
}

impl Keuze {
    /// The id of what a scenario chooses for this field of a record, whatever its value.
    pub fn id_of(scenario: Id, doel: Id, like: &Field) -> Id {
        let kolom = like.kolom().map_or_else(String::new, |kolom| kolom.to_string());
        id_of("keuze", &[&scenario, &doel, &like.table(), &like.name(), &kolom])
    }
}

impl Acceptatie {
    /// The id of accepting this finding; of another amount it is another one.
    pub fn id_of(toets: &str, plaats: Id, kolom: Option<Kolom>, bedrag: Option<Bedrag>) -> Id {
        let kolom = kolom.map_or_else(String::new, |kolom| kolom.to_string());
        let bedrag = match bedrag {
            Some(Bedrag::Euro(euro)) => euro.normalize().to_string(),
            Some(Bedrag::Pm) => "pm".to_owned(),
            None => String::new(),
        };
        id_of("acceptatie", &[&toets, &plaats, &kolom, &bedrag])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{MutatieField, RegelField, Stadium, Status};

    #[test]
    fn each_place_has_an_id_of_its_own_and_the_value_does_not_matter() {
        let (one, other) = (Id::from_bits(1), Id::from_bits(2));
        let [t, u] = [2019, 2020].map(|jaar| Kolom::new(jaar, Stadium::Raming));
        let amount = |kolom, euro| -> Field {
            RegelField::Amount(kolom, Bedrag::euro(rust_decimal::Decimal::from(euro))).into()
        };
        assert_eq!(Keuze::id_of(one, one, &amount(t, 1)), Keuze::id_of(one, one, &amount(t, 2)));
        let status = MutatieField::Status(Status::Vervallen).into();
        let all = [
            Keuze::id_of(one, one, &amount(t, 1)),
            Keuze::id_of(one, one, &amount(u, 1)),
            Keuze::id_of(one, other, &amount(t, 1)),
            Keuze::id_of(other, one, &amount(t, 1)),
            Keuze::id_of(one, one, &status),
            Toelichting::id_of(one, (t, u)),
            Toelichting::id_of(one, (u, t)),
            Toelichting::id_of(other, (t, u)),
            Meting::id_of(one, t),
            Meting::id_of(one, u),
            Acceptatie::id_of("leeg", one, Some(t), None),
            Acceptatie::id_of("leeg", one, None, None),
            Acceptatie::id_of("leeg", one, Some(t), Some(Bedrag::Pm)),
        ];
        let distinct: std::collections::HashSet<Id> = all.into_iter().collect();
        assert_eq!(distinct.len(), all.len());
    }
}
