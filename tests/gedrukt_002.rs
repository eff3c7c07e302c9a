//! Every figure in the printed tables of document 002, found in the example that was made of it.
//!
//! `tests/tabellen/002.csv` holds them as printed, each with the euros (or people) of one unit. What
//! differs is listed here, and so are the seven places where the source contradicts itself.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use rust_decimal::{Decimal, RoundingStrategy};
use sluitend::calc::prognose::Prognosestand;
use sluitend::calc::tekort::{Bezwaar, bezwaren};
use sluitend::calc::{Keuzes, Tekort};
use sluitend::display::show_percent;
use sluitend::model::{Begroting, Id, Indicator, Kolom, Mutatie, Pakket, Soort, Stadium};
use sluitend::store::ron_file;

const TABELLEN: &str = include_str!("tabellen/002.csv");
const INTERVENTIE: &str = include_str!("../saves/hengelo-interventie-2018.ron");

/// Table, row, column, printed, computed in the unit of the table.
const DIFFERENT: &[(&str, &str, &str, &str, &str)] = &[
    // Rounding: the rows give one less and one more.
    ("prognose wmo", "saldo", "2019", "-3713", "-3712"),
    ("prognose wmo", "saldo", "2022", "-3528", "-3529"),
    // The printed table adds up rounded figures: 2,5 + 5,0 + 2,4.
    ("tekort", "tekort", "2018", "9.9", "9.8"),
    // The third contradiction: § 4.3 against chapter 8.
    ("pakket 1 volgens 4.3", "pakket 1", "2019", "1.0", "1.1"),
];

struct Programma {
    begroting: Begroting,
    none: Keuzes,
}

impl Programma {
    fn read() -> Programma {
        let begroting = ron_file::read(INTERVENTIE.as_bytes()).unwrap();
        Programma { begroting, none: Keuzes::default() }
    }

    fn plan(&self, name: &str) -> Tekort {
        let plan = self.begroting.plannen.iter().find(|plan| plan.name.contains(name)).unwrap();
        Tekort::new(&self.begroting, plan.id, &self.none).unwrap()
    }

    fn prognose(&self, name: &str) -> Prognosestand {
        let mut all = self.begroting.prognoses.iter();
        let found = all.find(|prognose| prognose.name.to_lowercase().contains(name)).unwrap();
        Prognosestand::new(&self.begroting, found.id, &self.none).unwrap()
    }

    /// A line of a prognosis in a year.
    fn of_prognose(&self, name: &str, row: &str, jaar: u16) -> Decimal {
        let stand = self.prognose(name);
        let at = stand.kolommen.iter().position(|kolom| kolom.jaar == jaar).unwrap();
        match row {
            "uitgaven" => stand.som(Soort::Lasten, at),
            "saldo" => stand.saldo(at),
            row => {
                let word = row.split(' ').nth(1).unwrap();
                let post = stand.posten.iter().find(|rij| rij.post.name.starts_with(word)).unwrap();
                post.cellen[at].bedrag.unwrap().euro_or_zero()
            }
        }
    }

    fn pakket(&self, tekort: &Tekort, is: impl Fn(&Pakket) -> bool, jaar: u16) -> Decimal {
        let mut rows = tekort.pakketten.iter();
        let row = rows.find(|rij| is(self.begroting.pakketten.get(rij.pakket).unwrap())).unwrap();
        row.bedragen[tekort.at(jaar).unwrap()].euro
    }

    fn measure(&self, code: &str) -> &Mutatie {
        let named = |m: &&Mutatie| if m.code.is_empty() { m.name == code } else { m.code == code };
        self.begroting.mutaties.iter().find(named).unwrap_or_else(|| panic!("no measure {code}"))
    }

    fn of_measure(&self, tekort: &Tekort, code: &str, jaar: u16) -> Decimal {
        let id = self.measure(code).id;
        let (_, row) = tekort.maatregelen().find(|(_, row)| row.mutatie.id == id).unwrap();
        row.bedragen[tekort.at(jaar).unwrap()].unwrap().euro_or_zero()
    }

    /// What is left of a deficit, above zero where it is one.
    fn left(&self, tekort: &Tekort, jaar: u16) -> Decimal {
        -tekort.jaren().find(|(_, kolom, ..)| kolom.jaar == jaar).unwrap().3
    }

    fn deficit(&self, row: &str, jaar: u16, with_2017: bool) -> Decimal {
        let of = |name: &str| -self.of_prognose(name, "saldo", jaar);
        match row {
            "aanvullend tekort jeugd" => of("jeugd"),
            "aanvullend tekort wmo" => of("wmo"),
            "tekort primitieve begroting 2018-2021" => self.left(&self.plan("2017"), jaar),
            // The rest of the plan of 2017 was counted in these two years only.
            "tekort" if with_2017 && jaar < 2020 => {
                self.left(&self.plan("2017"), jaar) + of("jeugd") + of("wmo")
            }
            "tekort" => of("jeugd") + of("wmo"),
            row => panic!("{row}"),
        }
    }

    fn indicator(&self, name: &str) -> &Indicator {
        let found = self.begroting.indicatoren.iter().find(|indicator| indicator.name == name);
        found.unwrap_or_else(|| panic!("no indicator {name}"))
    }

    fn measured(&self, indicator: Id, kolom: &str) -> Decimal {
        let kolom: Kolom = kolom.parse().unwrap();
        self.begroting.metingen.of(indicator).find(|m| m.kolom == kolom).unwrap().value.unwrap()
    }

    /// Lasten of 2018 by post, and of the forms of care together.
    fn post(&self, name: &str, row: &str) -> Decimal {
        let stand = self.prognose(name);
        let amount = |name: &str| {
            let rij = stand.posten.iter().find(|rij| rij.post.name == name);
            rij.unwrap_or_else(|| panic!("no post {name}")).cellen[0].bedrag.unwrap().euro_or_zero()
        };
        let care = || {
            let rows = stand.posten.iter().filter(|rij| rij.post.aantal.is_some());
            rows.map(|rij| amount(&rij.post.name)).sum()
        };
        match row {
            "totaal" => stand.som(Soort::Lasten, 0),
            "zin" => care(),
            row => amount(row),
        }
    }

    /// The one place where a printed figure is looked up: in euros, or in people.
    fn look_up(&self, tabel: &str, row: &str, kolom: &str) -> Decimal {
        let jaar = || kolom.parse::<u16>().unwrap();
        let plan = || self.plan("Interventieprogramma");
        match tabel {
            "prognose jeugd" => self.of_prognose("jeugd", row, jaar()),
            "prognose wmo" => self.of_prognose("wmo", row, jaar()),
            "tekort" => self.deficit(row, jaar(), true),
            "tekort zonder primitief" => self.deficit(row, jaar(), false),
            "saldo" => {
                let (tekort, jaar) = (plan(), jaar());
                let of =
                    |word: &str| self.pakket(&tekort, |pakket| pakket.name.contains(word), jaar);
                match row {
                    "tekorten sociaal domein" => tekort.start[tekort.at(jaar).unwrap()].unwrap(),
                    "verbetering sturingsinformatie sociaal domein" => of("Sturingsinformatie"),
                    "bijsturen zorg en ondersteuning" => of("Bijsturing"),
                    "aanvullende maatregelen" => of("Aanvullende"),
                    "taakstelling rijk - extra middelen" => of("Rijk"),
                    "saldo tekort" => -self.left(&tekort, jaar),
                    row => panic!("{row}"),
                }
            }
            "pakket 1" => self.measure(row).structureel.unwrap().euro_or_zero(),
            "pakket 1 volgens 4.3" | "pakket 1 volgens hoofdstuk 8" => {
                self.pakket(&plan(), |pakket| pakket.code == "1", jaar())
            }
            "pakket 2" if row == "totaal" => {
                self.pakket(&plan(), |pakket| pakket.code == "2", jaar())
            }
            "pakket 2" | "pakket 4" => self.of_measure(&plan(), row, jaar()),
            "opties 5.1.5" => {
                let of = self.measure("5.1.5").id;
                let optie = self.begroting.opties.of(of).find(|optie| optie.code == row).unwrap();
                let amount = optie.amounts.get(Kolom::new(2022, Stadium::Raming));
                amount.unwrap().euro_or_zero()
            }
            "bijlage 2" => {
                let (tekort, jaar) = (self.plan("2017"), jaar());
                let start = tekort.start[tekort.at(jaar).unwrap()].unwrap();
                match row.strip_prefix("TOT") {
                    Some("") => -self.left(&tekort, jaar) - start,
                    Some(code) => self.pakket(
                        &tekort,
                        |pakket| pakket.code == code.trim_start_matches('-'),
                        jaar,
                    ),
                    None if row == "saldo totaal" => start,
                    None => self.of_measure(&tekort, row, jaar),
                }
            }
            "herraming" => {
                let kolom = self.plan("Interventieprogramma").kolommen;
                let kolom = kolom.into_iter().find(|kolom| kolom.jaar == jaar()).unwrap();
                let again = self.begroting.herramingen.iter().next().unwrap();
                again.amounts.get(kolom).unwrap().euro_or_zero()
            }
            "indicaties jeugd" | "indicaties wmo" => {
                let name = tabel.rsplit(' ').next().unwrap();
                match (row, kolom) {
                    ("totaal", _) => self.post(name, "zin"),
                    (row, "euro") => self.post(name, row),
                    (row, kolom) => {
                        let stand = self.prognose(name);
                        let rij = stand.posten.iter().find(|rij| rij.post.name == row).unwrap();
                        self.measured(rij.post.aantal.unwrap(), kolom)
                    }
                }
            }
            "uitgaven jeugd" => self.post("jeugd", row),
            "uitgaven wmo" => self.post("wmo", row),
            "bevolking" if row == "totaal" => {
                let ages = ["0-4", "5-9", "10-14", "15-19"];
                let of = |age| self.indicator(&format!("Inwoners {age} jaar")).id;
                ages.into_iter().map(|age| self.measured(of(age), kolom)).sum()
            }
            "bevolking" => self.measured(self.indicator(row).id, kolom),
            tabel => panic!("{tabel}"),
        }
    }
}

#[test]
fn every_printed_figure_of_002_follows_but_for_what_is_listed() {
    let programma = Programma::read();
    let mut different = Vec::new();
    let mut seen = 0;
    for line in TABELLEN.lines().skip(1) {
        let cells: Vec<&str> = line.split(';').collect();
        let [tabel, row, kolom, printed, unit] = cells.as_slice() else { panic!("{line}") };
        let figure: Decimal = printed.parse().unwrap();
        let unit: Decimal = unit.parse().unwrap();
        let computed = (programma.look_up(tabel, row, kolom) / unit)
            .round_dp_with_strategy(figure.scale(), RoundingStrategy::MidpointAwayFromZero);
        seen += 1;
        if computed != figure {
            different.push(format!("{tabel}: {row} {kolom}: {figure} {computed}"));
        }
    }
    let listed: Vec<String> = DIFFERENT
        .iter()
        .map(|(tabel, row, kolom, printed, computed)| {
            format!("{tabel}: {row} {kolom}: {printed} {computed}")
        })
        .collect();
    assert_eq!(different, listed);
    assert_eq!(seen, 525);
}

#[test]
fn the_seven_contradictions_of_002_are_named() {
    let programma = Programma::read();
    let growth = |name: &str| {
        let of = programma.indicator(name).id;
        let (from, to) =
            (programma.measured(of, "2014-begroting"), programma.measured(of, "2017-rekening"));
        show_percent((to / from - Decimal::ONE) * Decimal::ONE_HUNDRED, 1)
    };
    let tekort = programma.plan("Interventieprogramma");
    let brings = |costs: bool| -> Decimal {
        let at = tekort.at(2022).unwrap();
        let rows = tekort.pakketten.iter().map(|rij| rij.bedragen[at].euro);
        rows.filter(|amount| costs || *amount > Decimal::ZERO).sum()
    };
    let first_year = programma.pakket(&tekort, |pakket| pakket.code == "1", 2019);
    let computed = [
        growth("Kinderen met jeugdhulp"),
        growth("Zorgtrajecten"),
        first_year.to_string(),
        brings(false).to_string(),
        brings(true).to_string(),
        programma.left(&programma.plan("2017"), 2020).to_string(),
    ];
    assert_eq!(computed, ["64,5 %", "100,8 %", "1050000.00", "8480000.00", "8350000.00", "396000"]);
    let transfers = bezwaren(&programma.begroting, &programma.plan("2017"));
    let is_transfer = |bezwaar: &Bezwaar| matches!(bezwaar, Bezwaar::Overboeking { rest, .. } if *rest == Decimal::from(-20_000));
    assert!(transfers.iter().any(|(_, bezwaar)| is_transfer(bezwaar)));
    // On the screen of the file too, in as many paragraphs.
    let heading = "Wat in de bron niet op elkaar past";
    let text = &programma.begroting.paragrafen.iter().find(|p| p.heading == heading).unwrap().text;
    assert_eq!(text.lines().filter(|line| line.starts_with(char::is_numeric)).count(), 7);
    for figure in ["64,5 %", "100,8 %", "1.050", "8.480", "8.350", "396", "-20"] {
        assert!(text.contains(figure), "{figure}");
    }
}
