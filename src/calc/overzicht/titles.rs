use super::{BUDGETS, Bron, Overzicht};
use crate::model::{Begroting, Kolom, Kolomkeuze, Level, Maat, Stadium, Stand};

/// The words above a column among the others of its table: an estimate goes without its stage, and
/// primitief without that word where nothing else of the begroting of its year is beside it.
pub fn kolom_title(jaar: u16, kolom: Kolom, table: &[Kolom]) -> String {
    let is_alone = !table.iter().any(|k| {
        k.jaar == kolom.jaar && k.stadium != kolom.stadium && BUDGETS.contains(&k.stadium)
    });
    match kolom.stadium {
        Stadium::Raming => kolom.jaar.to_string(),
        Stadium::Begroting if kolom.jaar > jaar => kolom.jaar.to_string(),
        Stadium::Primitief if is_alone => Kolom::new(kolom.jaar, Stadium::Begroting).title(),
        _ => kolom.title(),
    }
}

/// The words for a column where no table says what it is, in a sentence: "begroting 2019 gewijzigd".
pub fn version(begroting: &Begroting, kolom: Kolom) -> String {
    kolom_title(begroting.kop().jaar, kolom, &begroting.columns()).to_lowercase()
}

/// What a choice of columns is called, also where the budget does not have it.
pub fn keuze_title(begroting: &Begroting, keuze: Kolomkeuze) -> String {
    let (jaar, columns) = (begroting.kop().jaar, begroting.columns());
    let title = |stand: Stand| {
        let of_year = |jaar| Kolom::new(jaar, stand.stadium);
        let named = || jaar.checked_add_signed(stand.jaar).map(of_year);
        let kolom = stand.of(jaar, &columns).or_else(named);
        kolom.map_or_else(|| stand.to_string(), Kolom::title)
    };
    match keuze {
        Kolomkeuze::Kolom(stand) => title(stand),
        Kolomkeuze::Verschil(from, to) => {
            format!("{} - {}", title(to), title(from).to_lowercase())
        }
        Kolomkeuze::VrijeRuimte(after) => match jaar.checked_add_signed(after) {
            Some(jaar) => format!("Vrije ruimte {jaar}"),
            None => keuze.to_string(),
        },
    }
}

impl Overzicht {
    /// The words above the figures of a kolom or a difference.
    pub fn title(&self, bron: Bron) -> String {
        let is_other = |bron: &Bron| matches!(bron, Bron::Verschil(..)) && !bron.is_wijzigingen();
        if let Some(forecast) = bron.forecast() {
            return format!("Afwijking {}", forecast.stadium.title());
        }
        match bron {
            Bron::Kolom(kolom) => kolom_title(self.jaar, kolom, &self.kolommen()),
            Bron::Verschil(_, to) if bron.is_wijzigingen() => format!("Wijzigingen {}", to.jaar),
            Bron::Verschil(from, to) if self.bronnen.iter().filter(|b| is_other(b)).count() > 1 => {
                format!("Verschil {} - {}", to.title().to_lowercase(), from.title().to_lowercase())
            }
            Bron::Verschil(..) => "Verschil".into(),
            Bron::VrijeRuimte(_) => "Vrije ruimte".into(),
        }
    }

    /// The words before a row of a stage.
    pub fn stand_title(&self, begroting: &Begroting, bron: Bron) -> String {
        let of_year = bron.kolommen().all(|kolom| kolom.jaar == self.jaar);
        match bron {
            Bron::Kolom(kolom) if of_year => match kolom.stadium {
                Stadium::Begroting | Stadium::Primitief => "Vastgestelde begroting".into(),
                Stadium::Gewijzigd => "Begroting t/m december".into(),
                Stadium::Rekening => "- Jaarrekening".into(),
                _ => self.title(bron),
            },
            Bron::Verschil(..) if of_year && bron.is_wijzigingen() => {
                "+ Begrotingswijzigingen".into()
            }
            Bron::Verschil(_, to)
                if of_year && bron.is_judged() && to.stadium == Stadium::Rekening =>
            {
                let onderdeel = begroting.onderdelen.get(self.onderdeel);
                let (level, name) = onderdeel.map_or(("", ""), |o| (o.level.word(), &*o.name));
                format!("Resultaat {level} {name}")
            }
            _ => self.title(bron),
        }
    }

    /// The words before a sum.
    pub fn sum_title(&self, maat: Maat, level: Level) -> String {
        match maat {
            Maat::Baten => "Totaal baten".into(),
            Maat::Lasten => "Totaal lasten".into(),
            Maat::Saldo if !self.is_mixed() || self.with_soort() => {
                "Saldo van baten en lasten".into()
            }
            Maat::Saldo => format!("Totaal {}", level.word()),
            Maat::Toevoeging | Maat::Onttrekking | Maat::Resultaat => maat_title(maat),
        }
    }
}

/// "Lasten", "Toevoeging reserves": the words above a column of one figure.
pub fn maat_title(maat: Maat) -> String {
    let word = maat.word();
    let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
    first.to_uppercase() + rest
}
