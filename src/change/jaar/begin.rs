use std::collections::HashMap;

use rust_decimal::Decimal;

use super::JaarError;
use crate::calc::Total;
use crate::model::{
    Bedrag, Begroting, Behandeling, Edit, Field, Id, Kolom, Kolomkop, KopField, MutatieField,
    Mutatieregel, MutatieregelField, Nature, OnderdeelField, RegelField, Stadium, Stand,
};

/// Years that a begroting looks beyond its own (BBV art. 22).
const YEARS_AHEAD: u16 = 3;

/// Beginning a year, and what a person should know first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Begin {
    pub jaar: u16,
    pub edits: Vec<Edit>,
    /// The wijzigingen that last, with what each adds in the year that begins.
    pub lasting: Vec<(Id, Total)>,
    /// Those among them that do not say whether they last: they count as structureel.
    pub unnamed: Vec<Id>,
    /// Adopted ones that stay behind: inferred from published figures, no decision says that they last.
    pub inferred: Vec<Id>,
    /// Regels that are pm in the year that begins although a wijziging adds to them.
    pub unknown: Vec<Id>,
}

/// Begins year t+1: its begroting is the meerjarenraming with the wijzigingen of year t that last,
/// never gewijzigd of year t (domain: jaarovergang). They last in the years after it too. Columns of
/// t stay as they are; a year is added at the far end, still empty.
///
/// A wijziging that speaks of a later year lasts as it says there, with all its lines; else as it
/// spoke last. It names its share on its lines, so that a begroting can say what it adds up.
///
/// # Errors
/// A year that was begun already, one without a raming, and a raming that is closed.
pub fn begin(begroting: &Begroting, version: &str) -> Result<Begin, JaarError> {
    let t = begroting.kop().jaar;
    let jaar = t.saturating_add(1);
    let columns = begroting.columns();
    let primitief = Kolom::new(jaar, Stadium::Primitief);
    let has_amounts =
        |kolom| begroting.regels.iter().any(|regel| regel.amounts.get(kolom).is_some());
    if has_amounts(primitief) {
        return Err(JaarError::Begun(primitief));
    }
    let raming = [Stadium::Begroting, Stadium::Raming]
        .map(|stadium| Kolom::new(jaar, stadium))
        .into_iter()
        .find(|kolom| columns.contains(kolom) && has_amounts(*kolom))
        .ok_or(JaarError::NoRaming(jaar))?;
    let mut found = Begin { jaar, ..Begin::default() };
    found.heads(begroting, primitief, version);
    let mut years = vec![Year { from: raming, to: primitief, added: HashMap::new() }];
    for after in 2..=i16::try_from(YEARS_AHEAD).unwrap_or_default() {
        let later = Stand::new(after, Stadium::Begroting).of(t, &columns);
        if let Some(kolom) = later.filter(|kolom| has_amounts(*kolom)) {
            if begroting.is_closed(kolom) {
                return Err(JaarError::Closed(kolom));
            }
            years.push(Year { from: kolom, to: kolom, added: HashMap::new() });
        }
    }
    found.lasting(begroting, &mut years);
    for year in &years {
        for regel in begroting.regels.iter() {
            let old = regel.amounts.get(year.from);
            let new = match (old, year.added.get(&regel.id)) {
                (old, None) => old,
                (None, Some(added)) => Some(*added),
                (Some(Bedrag::Euro(old)), Some(Bedrag::Euro(added))) => {
                    Some(Bedrag::Euro(old + added))
                }
                (Some(Bedrag::Pm), Some(_)) | (_, Some(Bedrag::Pm)) => Some(Bedrag::Pm),
            };
            if new == Some(Bedrag::Pm) && year.added.contains_key(&regel.id) && year.to == primitief
            {
                found.unknown.push(regel.id);
            }
            found.set(begroting, regel.id, RegelField::Amount(year.to, new));
        }
    }
    for mutatie in begroting.mutaties.iter() {
        let amount = mutatie.amounts.get(raming);
        found.set(begroting, mutatie.id, MutatieField::Amount(primitief, amount));
    }
    Ok(found)
}

/// A year from the one that begins on.
struct Year {
    /// Where its amounts are now, and where they will be.
    from: Kolom,
    to: Kolom,
    /// What lasting wijzigingen add to each regel.
    added: HashMap<Id, Bedrag>,
}

impl Begin {
    fn set(&mut self, begroting: &Begroting, id: Id, field: impl Into<Field>) {
        // A record that was just read is there; a value that stays makes no edit.
        self.edits.extend(begroting.set(id, field).ok().flatten());
    }

    fn heads(&mut self, begroting: &Begroting, primitief: Kolom, version: &str) {
        let columns = begroting.columns();
        let kop = begroting.kop();
        self.set(begroting, kop.id, KopField::Jaar(self.jaar));
        self.set(begroting, kop.id, KopField::Title(a_year_later(&kop.title)));
        self.set(begroting, kop.id, KopField::Version(version.trim().to_owned()));
        for onderdeel in begroting.onderdelen.iter() {
            // How far a taakveld is, is of the year that ends.
            self.set(begroting, onderdeel.id, OnderdeelField::Behandeling(Behandeling::default()));
        }
        let later = (1..=YEARS_AHEAD).map(|after| self.jaar.saturating_add(after));
        let missing = later.filter(|jaar| !columns.iter().any(|kolom| kolom.jaar == *jaar));
        let missing = missing.map(|jaar| Kolom::new(jaar, Stadium::Raming));
        let new = [primitief].into_iter().filter(|kolom| !columns.contains(kolom)).chain(missing);
        self.edits.extend(new.map(|kolom| Edit::Insert(Kolomkop::new(kolom, false).into())));
    }

    /// What the adopted wijzigingen that last add in each year.
    fn lasting(&mut self, begroting: &Begroting, years: &mut [Year]) {
        for mutatie in begroting.mutaties.iter().filter(|mutatie| mutatie.is_adopted()) {
            if mutatie.afgeleid {
                self.inferred.push(mutatie.id);
                continue;
            }
            if mutatie.nature == Nature::Incidenteel {
                continue;
            }
            let lines: Vec<&Mutatieregel> = begroting.mutatieregels.of(mutatie.id).collect();
            let gewijzigd = |jaar| Kolom::new(jaar, Stadium::Gewijzigd);
            let speaks =
                |jaar| lines.iter().any(|line| line.amounts.get(gewijzigd(jaar)).is_some());
            let mut last = Some(self.jaar.saturating_sub(1)).filter(|jaar| speaks(*jaar));
            for year in years.iter_mut() {
                last = Some(year.to.jaar).filter(|jaar| speaks(*jaar)).or(last);
                let Some(spoken) = last else { continue };
                let total = self.share(begroting, &lines, gewijzigd(spoken), year);
                if year.to.jaar == self.jaar {
                    self.lasting.push((mutatie.id, total));
                    if mutatie.nature == Nature::NietVermeld {
                        self.unnamed.push(mutatie.id);
                    }
                }
            }
        }
    }

    /// What the lines of one wijziging add in a year. They move from gewijzigd, that would count
    /// them, to the begroting, that has them in its amounts.
    fn share(
        &mut self,
        begroting: &Begroting,
        lines: &[&Mutatieregel],
        spoken: Kolom,
        year: &mut Year,
    ) -> Total {
        let mut total = Total::default();
        for line in lines {
            let then = Kolom::new(year.to.jaar, Stadium::Gewijzigd);
            self.set(begroting, line.id, MutatieregelField::Amount(then, None));
            let Some(bedrag) = line.amounts.get(spoken) else { continue };
            self.set(begroting, line.id, MutatieregelField::Amount(year.to, Some(bedrag)));
            let Some(regel) = line.regel.and_then(|id| begroting.regels.get(id)) else { continue };
            total += Total::of_regel(regel, Some(bedrag));
            let sum = year.added.entry(regel.id).or_insert(Bedrag::Euro(Decimal::ZERO));
            *sum = match (*sum, bedrag) {
                (Bedrag::Euro(sum), Bedrag::Euro(euro)) => Bedrag::Euro(sum + euro),
                _ => Bedrag::Pm,
            };
        }
        total
    }
}

/// "Programmabegroting 2019-2022" becomes "Programmabegroting 2020-2023": every number of four
/// digits that can be a year, one later.
fn a_year_later(title: &str) -> String {
    let mut text = String::with_capacity(title.len());
    let mut digits = String::new();
    for letter in title.chars().map(Some).chain([None]) {
        match letter.filter(char::is_ascii_digit) {
            Some(digit) => digits.push(digit),
            None => {
                match digits.parse::<u16>() {
                    Ok(jaar @ 1900..=2999) if digits.len() == 4 => text += &(jaar + 1).to_string(),
                    _ => text += &digits,
                }
                digits.clear();
                text.extend(letter);
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::a_year_later;

    #[test]
    fn only_years_in_a_title_go_on() {
        for (title, later) in [
            ("Programmabegroting 2019-2022", "Programmabegroting 2020-2023"),
            ("Begroting", "Begroting"),
            ("Nota 20191 van 1000", "Nota 20191 van 1000"),
            ("2999", "3000"),
        ] {
            assert_eq!(a_year_later(title), later);
        }
    }
}
