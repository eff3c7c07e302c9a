use std::collections::HashMap;

use rust_decimal::Decimal;

use super::JaarError;
use crate::model::{
    Bedrag, Begroting, Edit, Field, Id, Kolom, Kolomkop, KopField, MutatieField, Mutatieregel,
    MutatieregelField, Nature, RegelField, Soort, Stadium, Stand,
};

/// Years that a begroting looks beyond its own (BBV art. 22).
const YEARS_AHEAD: u16 = 3;

/// Beginning a year, and what a person should know first. Euros; lasten and baten both positive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Begin {
    pub jaar: u16,
    pub edits: Vec<Edit>,
    /// The wijzigingen that last, with what each adds to lasten and to baten.
    pub lasting: Vec<(Id, Decimal, Decimal)>,
    /// Those among them that do not say whether they last: they count as structureel.
    pub unnamed: Vec<Id>,
    /// Adopted ones that stay behind: inferred from published figures, no decision says that they last.
    pub inferred: Vec<Id>,
    /// Regels that stay pm although a wijziging adds to them.
    pub unknown: Vec<Id>,
}

/// Begins year t+1: its begroting is the meerjarenraming with the wijzigingen of year t that last,
/// never gewijzigd of year t (domain: jaarovergang). Columns of t stay as they are; a year is added
/// at the far end, still empty.
///
/// Each wijziging names its share in the new begroting on its lines, so that the begroting can say
/// what it adds up.
///
/// # Errors
/// A year that was begun already, or that has no raming.
pub fn begin(begroting: &Begroting, version: &str) -> Result<Begin, JaarError> {
    let t = begroting.kop().jaar;
    let jaar = t.saturating_add(1);
    let columns = begroting.columns();
    let primitief = Kolom::new(jaar, Stadium::Primitief);
    if columns.contains(&primitief) {
        return Err(JaarError::Begun(primitief));
    }
    let raming =
        Stand::new(1, Stadium::Begroting).of(t, &columns).ok_or(JaarError::NoRaming(jaar))?;
    let mut found = Begin { jaar, ..Begin::default() };
    found.heads(begroting, primitief, version);
    let added = found.lasting(begroting, primitief);
    for regel in begroting.regels.iter() {
        let old = regel.amounts.get(raming);
        let new = match (old, added.get(&regel.id)) {
            (old, None) => old,
            (None, Some(added)) => Some(Bedrag::Euro(*added)),
            (Some(Bedrag::Euro(euro)), Some(added)) => Some(Bedrag::Euro(euro + added)),
            (Some(Bedrag::Pm), Some(_)) => {
                found.unknown.push(regel.id);
                Some(Bedrag::Pm)
            }
        };
        found.set(begroting, regel.id, RegelField::Amount(primitief, new));
    }
    for mutatie in begroting.mutaties.iter() {
        let amount = mutatie.amounts.get(raming);
        found.set(begroting, mutatie.id, MutatieField::Amount(primitief, amount));
    }
    Ok(found)
}

impl Begin {
    fn set(&mut self, begroting: &Begroting, id: Id, field: impl Into<Field>) {
        // A record that was just read is there; a value that stays makes no edit.
        self.edits.extend(begroting.set(id, field).ok().flatten());
    }

    fn heads(&mut self, begroting: &Begroting, primitief: Kolom, version: &str) {
        let last = Kolom::new(self.jaar.saturating_add(YEARS_AHEAD), Stadium::Raming);
        let is_known = begroting.columns().iter().any(|kolom| kolom.jaar == last.jaar);
        let kop = begroting.kop();
        self.set(begroting, kop.id, KopField::Jaar(self.jaar));
        self.set(begroting, kop.id, KopField::Title(a_year_later(&kop.title)));
        self.set(begroting, kop.id, KopField::Version(version.trim().to_owned()));
        self.edits.push(Edit::Insert(Kolomkop::new(primitief, false).into()));
        if !is_known {
            self.edits.push(Edit::Insert(Kolomkop::new(last, false).into()));
        }
    }

    /// What the adopted wijzigingen that last add to each regel in the new year.
    fn lasting(&mut self, begroting: &Begroting, primitief: Kolom) -> HashMap<Id, Decimal> {
        let mut added: HashMap<Id, Decimal> = HashMap::new();
        for mutatie in begroting.mutaties.iter().filter(|mutatie| mutatie.is_adopted()) {
            if mutatie.afgeleid {
                self.inferred.push(mutatie.id);
                continue;
            }
            if mutatie.nature == Nature::Incidenteel {
                continue;
            }
            let (mut lasten, mut baten, mut counts) = (Decimal::ZERO, Decimal::ZERO, false);
            for line in begroting.mutatieregels.of(mutatie.id) {
                let Some(bedrag) = self.share(begroting, line, primitief) else { continue };
                counts = true;
                let Some(regel) = line.regel.and_then(|id| begroting.regels.get(id)) else {
                    continue;
                };
                *added.entry(regel.id).or_default() += bedrag.euro_or_zero();
                match regel.soort {
                    Soort::Lasten => lasten += bedrag.euro_or_zero(),
                    Soort::Baten => baten += bedrag.euro_or_zero(),
                    Soort::Toevoeging | Soort::Onttrekking => {}
                }
            }
            if counts {
                self.lasting.push((mutatie.id, lasten, baten));
                if mutatie.nature == Nature::NietVermeld {
                    self.unnamed.push(mutatie.id);
                }
            }
        }
        added
    }

    /// What a line adds in the new year: what it says of that year, or else what it adds now. It
    /// moves from gewijzigd, that would count it, to the begroting, that has it in its amounts.
    fn share(
        &mut self,
        begroting: &Begroting,
        line: &Mutatieregel,
        primitief: Kolom,
    ) -> Option<Bedrag> {
        let now = Kolom::new(primitief.jaar.saturating_sub(1), Stadium::Gewijzigd);
        let then = Kolom::new(primitief.jaar, Stadium::Gewijzigd);
        let said = line.amounts.get(then);
        let bedrag = said.or_else(|| line.amounts.get(now))?;
        self.set(begroting, line.id, MutatieregelField::Amount(then, None));
        self.set(begroting, line.id, MutatieregelField::Amount(primitief, Some(bedrag)));
        Some(bedrag)
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
