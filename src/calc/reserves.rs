use rust_decimal::Decimal;

use super::totals::Totals;
use crate::model::{Bedrag, Begroting, Id, Kolom, Regel, Soort, Stadium};

/// What happens to a reserve in one year. Euros; `None` where it is unknown, as pm makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reservejaar {
    /// The column that the movements are of.
    pub kolom: Kolom,
    /// On the first day of the year.
    pub opening: Option<Decimal>,
    pub toevoegingen: Option<Decimal>,
    pub onttrekkingen: Option<Decimal>,
    /// On the last day of the year.
    pub closing: Option<Decimal>,
}

/// The stages that cover a whole year.
const LATEST_FIRST: [Stadium; 5] = [
    Stadium::Rekening,
    Stadium::Gewijzigd,
    Stadium::Primitief,
    Stadium::Begroting,
    Stadium::Raming,
];

/// The column of each year in which the reserves move: the same for all of them, the last stage in
/// which any regel of a reserve has an amount. From the first year of a reserve on; a year without a
/// column ends it, for nobody knows what happens then.
pub fn reservejaren(begroting: &Begroting, totals: &Totals) -> Vec<Kolom> {
    let regels = begroting.regels.iter().filter(|regel| regel.reserve.is_some());
    let regels: Vec<&Regel> = regels.collect();
    let columns = begroting.columns();
    let Some(first) = begroting.reserves.iter().map(|reserve| reserve.jaar).min() else {
        return Vec::new();
    };
    let of_year = |jaar| {
        let stages = LATEST_FIRST.iter().map(move |stadium| Kolom::new(jaar, *stadium));
        let there: Vec<Kolom> = stages.filter(|kolom| columns.contains(kolom)).collect();
        let has_any = |kolom: &&Kolom| regels.iter().any(|r| totals.amount(r, **kolom).is_some());
        there.iter().find(has_any).or(there.first()).copied()
    };
    (first..).map_while(of_year).collect()
}

/// The course of a reserve (BBV art. 54: opening balance, what comes in, what goes out, closing
/// balance) through these years, from the year of its known balance on.
pub fn verloop(
    begroting: &Begroting,
    totals: &Totals,
    reserve: Id,
    years: &[Kolom],
) -> Vec<Reservejaar> {
    let Some(reserve) = begroting.reserves.get(reserve) else { return Vec::new() };
    let of_reserve = |regel: &&Regel| regel.reserve == Some(reserve.id);
    let regels: Vec<&Regel> = begroting.regels.iter().filter(of_reserve).collect();
    let mut stand = match reserve.opening {
        Bedrag::Euro(euro) => Some(euro),
        Bedrag::Pm => None,
    };
    let years = years.iter().copied().filter(|kolom| kolom.jaar >= reserve.jaar);
    years
        .map(|kolom| {
            let toevoegingen = moved(totals, &regels, kolom, Soort::Toevoeging);
            let onttrekkingen = moved(totals, &regels, kolom, Soort::Onttrekking);
            let opening = stand;
            stand = opening
                .zip(toevoegingen)
                .zip(onttrekkingen)
                .map(|((stand, erbij), eraf)| stand + erbij - eraf);
            Reservejaar { kolom, opening, toevoegingen, onttrekkingen, closing: stand }
        })
        .collect()
}

/// The sum of the regels of one soort; `None` where one of them is pm.
fn moved(totals: &Totals, regels: &[&Regel], kolom: Kolom, soort: Soort) -> Option<Decimal> {
    let of_soort = regels.iter().filter(|regel| regel.soort == soort);
    let mut amounts = of_soort.filter_map(|regel| totals.amount(regel, kolom));
    amounts.try_fold(Decimal::ZERO, |sum, bedrag| match bedrag {
        Bedrag::Euro(euro) => Some(sum + euro),
        Bedrag::Pm => None,
    })
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
        let mut begroting = Begroting::new(Kop::new(id(1), gemeente, title, 2019, version));
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
        insert(Onderdeel::new(id(10), parent, level, (code, name), order.clone()).into());
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
        let years = verloop(begroting, &totals, RESERVE, &reservejaren(begroting, &totals));
        years.iter().map(|year| year.closing.map(|d| i64::try_from(d).unwrap())).collect()
    }

    #[test]
    fn a_reserve_ends_a_year_with_what_came_in_and_went_out() {
        let begroting = budget(euro(100), euro(40));
        let totals = Totals::new(&begroting);
        let years = verloop(&begroting, &totals, RESERVE, &reservejaren(&begroting, &totals));
        // The rekening goes before the begroting; 2021 has no column, so 2022 is not told.
        let [now, then] = years.as_slice() else { panic!("{years:?}") };
        assert_eq!(now.kolom.stadium, Stadium::Rekening);
        let moved = (Some(Decimal::from(12)), Some(Decimal::ZERO));
        assert_eq!((now.toevoegingen, now.onttrekkingen), moved);
        assert_eq!((now.opening, now.closing), (Some(100.into()), Some(112.into())));
        assert_eq!((then.opening, then.closing), (Some(112.into()), Some(72.into())));
    }

    #[test]
    fn what_is_unknown_stays_unknown() {
        assert_eq!(closing(&budget(Bedrag::Pm, euro(40))), [None, None]);
        assert_eq!(closing(&budget(euro(100), Bedrag::Pm)), [Some(112), None]);
    }
}
