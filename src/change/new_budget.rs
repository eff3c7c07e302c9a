use crate::model::{
    Amounts, Begroting, Edit, Id, Kolom, Kolomkop, Kop, Level, ModelError, Nature, Onderdeel,
    Order, Regel, Soort, Stadium,
};

/// What a new budget begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewBudget {
    pub gemeente: String,
    /// Year t.
    pub jaar: u16,
    pub programma: (String, String),
    /// Code and name of each taakveld.
    pub taakvelden: Vec<(String, String)>,
}

impl NewBudget {
    /// Makes it: one programme with its taakvelden, each with an empty regel of lasten and one of
    /// baten; rekening t-2 and begroting t-1 closed, begroting t and three years after it open.
    ///
    /// # Errors
    /// Only where `new_id` gives the same id twice.
    pub fn make(&self, mut new_id: impl FnMut() -> Id) -> Result<Begroting, ModelError> {
        let mut begroting = Begroting::new(Kop::new(
            new_id(),
            &self.gemeente,
            format!("Programmabegroting {}-{}", self.jaar, self.jaar.saturating_add(3)),
            self.jaar,
            format!("concept begroting {}", self.jaar),
        ));
        let first = Kolom::new(self.jaar.saturating_sub(2), Stadium::Rekening);
        let others = (self.jaar.saturating_sub(1)..=self.jaar.saturating_add(3))
            .map(|jaar| Kolom::new(jaar, Stadium::Begroting));
        for kolom in std::iter::once(first).chain(others) {
            let kop = Kolomkop::new(kolom, kolom.jaar < self.jaar);
            begroting.apply(&Edit::Insert(kop.into()))?;
        }
        let (code, name) = self.programma.clone();
        let programma =
            Onderdeel::new(new_id(), None, Level::Programma, (code, name), Order::after(None));
        begroting.apply(&Edit::Insert(programma.clone().into()))?;
        let mut order = None;
        for (code, name) in &self.taakvelden {
            let place = Order::after(order.as_ref());
            let taakveld = Onderdeel::new(
                new_id(),
                Some(programma.id),
                Level::Taakveld,
                (code.clone(), name.clone()),
                place.clone(),
            );
            order = Some(place);
            begroting.apply(&Edit::Insert(taakveld.clone().into()))?;
            let mut regel_order = None;
            for soort in [Soort::Lasten, Soort::Baten] {
                let place = Order::after(regel_order.as_ref());
                let regel = Regel {
                    id: new_id(),
                    onderdeel: taakveld.id,
                    name: soort.word().into(),
                    soort,
                    nature: Nature::default(),
                    stelpost: false,
                    category: None,
                    reserve: None,
                    order: place.clone(),
                    amounts: Amounts::default(),
                };
                regel_order = Some(place);
                begroting.apply(&Edit::Insert(regel.into()))?;
            }
        }
        Ok(begroting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_budget_has_six_columns_of_which_two_are_closed() {
        let mut next = 0;
        let new = NewBudget {
            gemeente: "Voorbeeldstad".into(),
            jaar: 2027,
            programma: ("6".into(), "Sociaal domein".into()),
            taakvelden: vec![
                ("6.1".into(), "Samenkracht".into()),
                ("6.2".into(), "Toegang".into()),
            ],
        };
        let begroting = new
            .make(|| {
                next += 1;
                Id::from_bits(next)
            })
            .unwrap();
        let columns: Vec<String> = begroting.columns().iter().map(Kolom::to_string).collect();
        assert_eq!(
            columns,
            [
                "2025-rekening",
                "2026-begroting",
                "2027-begroting",
                "2028-begroting",
                "2029-begroting",
                "2030-begroting"
            ]
        );
        assert_eq!(begroting.kolommen.iter().filter(|kop| kop.closed).count(), 2);
        assert_eq!(begroting.regels.len(), 4);
        assert_eq!(begroting.onderdelen.len(), 3);
    }
}
