use rust_decimal::Decimal;

use super::totals::Totals;
use crate::model::{Bedrag, Begroting, Id, Kolom, Regel, Soort, Stadium};

/// What happens to a reserve in one year. Euros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reservejaar {
    /// The column that the movements are of: the last of the year that has any.
    pub kolom: Kolom,
    /// On the first day of the year; `None` where that is unknown.
    pub opening: Option<Decimal>,
    pub toevoegingen: Decimal,
    pub onttrekkingen: Decimal,
    /// On the last day of the year; `None` where that is unknown, and after a movement that is pm.
    pub closing: Option<Decimal>,
}

/// The course of a reserve (BBV art. 54: opening balance, what comes in, what goes out, closing
/// balance), from the year of its known balance on. A year without a column ends it: nobody knows
/// what happens then.
pub fn verloop(begroting: &Begroting, totals: &Totals, reserve: Id) -> Vec<Reservejaar> {
    let Some(reserve) = begroting.reserves.get(reserve) else { return Vec::new() };
    let of_reserve = |regel: &&Regel| regel.reserve == Some(reserve.id);
    let regels: Vec<&Regel> = begroting.regels.iter().filter(of_reserve).collect();
    let columns = begroting.columns();
    let mut stand = match reserve.opening {
        Bedrag::Euro(euro) => Some(euro),
        Bedrag::Pm => None,
    };
    let mut years = Vec::new();
    for jaar in reserve.jaar.. {
        let has_any = |kolom: &Kolom| regels.iter().any(|r| totals.amount(r, *kolom).is_some());
        let of_year = LATEST_FIRST.iter().map(|stadium| Kolom::new(jaar, *stadium));
        let mut there = of_year.filter(|kolom| columns.contains(kolom));
        let Some(kolom) = there.clone().find(has_any).or_else(|| there.next()) else { break };
        years.push(movements(totals, &regels, kolom, stand));
        stand = years.last().and_then(|year: &Reservejaar| year.closing);
    }
    years
}

/// The stages that cover a whole year.
const LATEST_FIRST: [Stadium; 5] = [
    Stadium::Rekening,
    Stadium::Gewijzigd,
    Stadium::Primitief,
    Stadium::Begroting,
    Stadium::Raming,
];

fn movements(
    totals: &Totals,
    regels: &[&Regel],
    kolom: Kolom,
    opening: Option<Decimal>,
) -> Reservejaar {
    let (mut toevoegingen, mut onttrekkingen) = (Decimal::ZERO, Decimal::ZERO);
    let mut is_known = true;
    for regel in regels {
        let bedrag = totals.amount(regel, kolom);
        is_known &= bedrag != Some(Bedrag::Pm);
        let euro = bedrag.map_or(Decimal::ZERO, Bedrag::euro_or_zero);
        match regel.soort {
            Soort::Toevoeging => toevoegingen += euro,
            Soort::Onttrekking => onttrekkingen += euro,
            Soort::Lasten | Soort::Baten => {}
        }
    }
    let closing = opening.filter(|_| is_known).map(|stand| stand + toevoegingen - onttrekkingen);
    Reservejaar { kolom, opening, toevoegingen, onttrekkingen, closing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Amounts, Edit, Kolomkop, Kop, Level, Nature, Onderdeel, Order, Record, Reserve,
    };

    const RESERVE: Id = Id::from_bits(30);

    fn euro(n: i64) -> Bedrag {
        Bedrag::Euro(Decimal::from(n))
    }

    fn budget(opening: Bedrag, last: Bedrag) -> Begroting {
        let id = Id::from_bits;
        let (gemeente, title, version) = (String::new(), String::new(), String::new());
        let mut begroting = Begroting::new(Kop { id: id(1), gemeente, title, jaar: 2019, version });
        let mut insert = |record: Record| begroting.apply(&Edit::Insert(record)).unwrap();
        let [primitief, rekening] =
            [Stadium::Primitief, Stadium::Rekening].map(|stadium| Kolom::new(2019, stadium));
        let [raming, far] = [2020, 2022].map(|jaar| Kolom::new(jaar, Stadium::Raming));
        for kolom in [primitief, rekening, raming, far] {
            insert(Kolomkop::new(kolom, false).into());
        }
        let (code, name, order) = (String::new(), String::new(), Order::after(None));
        let parent = None;
        let level = Level::Programma;
        insert(Onderdeel { id: id(10), parent, level, code, name, order: order.clone() }.into());
        let name = "Algemene reserve".to_owned();
        insert(Reserve { id: RESERVE, name, jaar: 2019, opening, order: order.clone() }.into());
        for (n, soort, amounts) in [
            (20, Soort::Toevoeging, vec![(primitief, euro(10)), (rekening, euro(12))]),
            (21, Soort::Onttrekking, vec![(primitief, euro(70)), (raming, last)]),
            (22, Soort::Lasten, vec![(rekening, euro(999))]),
        ] {
            let regel = Regel {
                id: id(n),
                onderdeel: id(10),
                name: soort.word().to_owned(),
                soort,
                nature: Nature::default(),
                stelpost: false,
                category: None,
                reserve: (soort != Soort::Lasten).then_some(RESERVE),
                order: order.clone(),
                amounts: Amounts::from_iter(amounts),
            };
            insert(regel.into());
        }
        begroting
    }

    fn closing(begroting: &Begroting) -> Vec<Option<i64>> {
        let totals = Totals::new(begroting);
        let years = verloop(begroting, &totals, RESERVE);
        years.iter().map(|year| year.closing.map(|d| i64::try_from(d).unwrap())).collect()
    }

    #[test]
    fn a_reserve_ends_a_year_with_what_came_in_and_went_out() {
        let begroting = budget(euro(100), euro(40));
        let totals = Totals::new(&begroting);
        let years = verloop(&begroting, &totals, RESERVE);
        // The rekening goes before the begroting; 2021 has no column, so 2022 is not told.
        let [now, then] = years.as_slice() else { panic!("{years:?}") };
        assert_eq!(now.kolom.stadium, Stadium::Rekening);
        assert_eq!((now.toevoegingen, now.onttrekkingen), (Decimal::from(12), Decimal::ZERO));
        assert_eq!((now.opening, now.closing), (Some(100.into()), Some(112.into())));
        assert_eq!((then.opening, then.closing), (Some(112.into()), Some(72.into())));
    }

    #[test]
    fn what_is_unknown_stays_unknown() {
        assert_eq!(closing(&budget(Bedrag::Pm, euro(40))), [None, None]);
        assert_eq!(closing(&budget(euro(100), Bedrag::Pm)), [Some(112), None]);
    }
}
