use std::collections::HashSet;

use rust_decimal::Decimal;

use super::removal::removal;
use super::{StructureError, Target, entry, mutatie, onderdeel, regel};
use crate::calc::{Totals, kolom_of_year};
use crate::change::wijziging::check_open;
use crate::display::{Notation, legible};
use crate::model::{
    Amounts, Bedrag, Begroting, Edit, Id, Kolom, Mutatie, MutatieField, Mutatieregel, Mutatiesoort,
    Record, Regel, Soort,
};

/// Removes a part with everything below it and all that belongs to it.
///
/// Measures elsewhere that fill a stelpost in it stay, as additional ones.
///
/// # Errors
/// It is gone; a begrotingswijziging that was adopted, or a line of one, also where it would go along.
pub fn remove(begroting: &Begroting, target: Target) -> Result<Vec<Edit>, StructureError> {
    match target {
        Target::Entry(id) => entry::remove(begroting, id),
        Target::Mutatie(id) => {
            let mutatie = mutatie(begroting, id)?.clone();
            check_open(&mutatie)?;
            Ok(removal(begroting, vec![mutatie.into()]))
        }
        Target::Regel(id) => {
            let regel = regel(begroting, id)?.clone();
            let regels = HashSet::from([id]);
            check_lines(begroting, &regels)?;
            Ok(removal(begroting, vec![regel.into()]))
        }
        Target::Onderdeel(id) => {
            onderdeel(begroting, id)?;
            let subtree = begroting.subtree(id);
            check_lines(begroting, &regels_of(begroting, &subtree))?;
            let mut decided = subtree.iter().flat_map(|id| begroting.mutaties.of(*id));
            decided.try_for_each(check_undecided)?;
            let all = subtree.iter().filter_map(|id| begroting.onderdelen.get(*id).cloned());
            Ok(removal(begroting, all.map(Record::from).collect()))
        }
    }
}

/// Refuses what would take a line out of a decision.
fn check_lines(begroting: &Begroting, regels: &HashSet<Id>) -> Result<(), StructureError> {
    let lines = begroting.mutatieregels.iter();
    let mut lines = lines.filter(|line| line.regel.is_some_and(|regel| regels.contains(&regel)));
    lines.try_for_each(|line| begroting.mutaties.get(line.mutatie).map_or(Ok(()), check_undecided))
}

/// What was inferred from published figures is no decision, and goes along.
fn check_undecided(mutatie: &Mutatie) -> Result<(), StructureError> {
    if mutatie.afgeleid { Ok(()) } else { Ok(check_open(mutatie)?) }
}

/// What is nearest to an onderdeel: the next one under the same parent, else the one before it,
/// else the parent.
pub fn neighbour(begroting: &Begroting, id: Id) -> Option<Id> {
    let parent = begroting.onderdelen.get(id)?.parent;
    let siblings = begroting.onderdelen.ids_of(parent);
    let at = siblings.iter().position(|sibling| *sibling == id)?;
    let before = at.checked_sub(1).and_then(|before| siblings.get(before));
    siblings.get(at + 1).or(before).copied().or(parent)
}

fn regels_of(begroting: &Begroting, subtree: &[Id]) -> HashSet<Id> {
    subtree.iter().flat_map(|id| begroting.regels.ids_of(Some(*id))).copied().collect()
}

/// Makes measures additional that fill one of these regels, save those of the onderdelen `within`.
fn free_measures(begroting: &Begroting, regels: &HashSet<Id>, within: &HashSet<Id>) -> Vec<Edit> {
    begroting
        .mutaties
        .iter()
        .filter(|mutatie| mutatie.stelpost.is_some_and(|stelpost| regels.contains(&stelpost)))
        .filter(|mutatie| !within.contains(&mutatie.onderdeel))
        .filter_map(|mutatie| {
            begroting.set(mutatie.id, MutatieField::Stelpost(None)).ok().flatten()
        })
        .collect()
}

/// The lines of mutaties of other onderdelen than `within` that change one of these regels.
fn lines_on<'a>(
    begroting: &'a Begroting,
    regels: &HashSet<Id>,
    within: &HashSet<Id>,
) -> impl Iterator<Item = &'a Mutatieregel> {
    begroting.mutatieregels.iter().filter(move |line| {
        let owner = begroting.mutaties.get(line.mutatie).map(|mutatie| mutatie.onderdeel);
        line.regel.is_some_and(|regel| regels.contains(&regel))
            && owner.is_none_or(|owner| !within.contains(&owner))
    })
}

/// What disappears when a part is removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    pub onderdelen: usize,
    pub regels: usize,
    pub measures: usize,
    /// Begrotingswijzigingen and other mutaties with lines.
    pub wijzigingen: usize,
    /// Paragraphs with text in them.
    pub paragraphs: usize,
    /// Published figures that computed ones are compared with.
    pub published: usize,
    /// Measures elsewhere that fill a stelpost of it, and become additional.
    pub freed: usize,
    /// Lines of begrotingswijzigingen and other mutaties.
    pub lines: usize,
    /// Cells with an amount or a pm, of regels and measures.
    pub figures: usize,
    /// Figures of an indicator.
    pub metingen: usize,
    /// Questions and remarks, answered or not.
    pub opmerkingen: usize,
    /// The column of year t, and the saldo in it; euros.
    pub saldo: Option<(Kolom, Decimal)>,
}

/// What removing `target` costs.
pub fn loss(begroting: &Begroting, totals: &Totals, target: Target) -> Loss {
    let kolom = kolom_of_year(begroting, begroting.kop().jaar);
    let filled = |amounts: &Amounts| amounts.iter().count();
    match target {
        Target::Entry(id) => {
            Loss { metingen: begroting.metingen.of(id).count(), ..Loss::default() }
        }
        Target::Mutatie(id) => Loss {
            measures: usize::from(is_measure(begroting, id)),
            wijzigingen: usize::from(!is_measure(begroting, id)),
            lines: begroting.mutatieregels.of(id).count(),
            figures: begroting.mutaties.get(id).map_or(0, |mutatie| filled(&mutatie.amounts)),
            opmerkingen: asked_of(begroting, id),
            ..Loss::default()
        },
        Target::Regel(id) => {
            let regel = begroting.regels.get(id);
            Loss {
                regels: 1,
                freed: free_measures(begroting, &HashSet::from([id]), &HashSet::new()).len(),
                lines: lines_on(begroting, &HashSet::from([id]), &HashSet::new()).count(),
                figures: regel.map_or(0, |regel| filled(&regel.amounts)),
                opmerkingen: asked_of(begroting, id),
                saldo: regel.zip(kolom).map(|(regel, kolom)| (kolom, saldo_of(regel, kolom))),
                ..Loss::default()
            }
        }
        Target::Onderdeel(id) => {
            let subtree = begroting.subtree(id);
            let within: HashSet<Id> = subtree.iter().copied().collect();
            let regels = regels_of(begroting, &subtree);
            let mut loss = Loss {
                onderdelen: subtree.len(),
                regels: regels.len(),
                freed: free_measures(begroting, &regels, &within).len(),
                lines: lines_on(begroting, &regels, &within).count(),
                saldo: kolom.map(|kolom| (kolom, totals.get(id, kolom).saldo())),
                ..Loss::default()
            };
            for id in subtree {
                loss.figures += begroting.regels.of(id).map(|r| filled(&r.amounts)).sum::<usize>();
                loss.published += begroting.controlecijfers.of(id).count();
                for mutatie in begroting.mutaties.of(id) {
                    let is_measure = mutatie.soort == Mutatiesoort::Maatregel;
                    loss.measures += usize::from(is_measure);
                    loss.wijzigingen += usize::from(!is_measure);
                    loss.lines += begroting.mutatieregels.of(mutatie.id).count();
                    loss.figures += filled(&mutatie.amounts);
                }
                for indicator in begroting.indicatoren.of(id) {
                    loss.metingen += begroting.metingen.of(indicator.id).count();
                }
                loss.opmerkingen += begroting.opmerkingen.of(id).count();
                loss.paragraphs +=
                    begroting.paragrafen.of(id).filter(|p| !p.text.trim().is_empty()).count();
            }
            loss
        }
    }
}

fn is_measure(begroting: &Begroting, id: Id) -> bool {
    begroting.mutaties.get(id).is_some_and(|mutatie| mutatie.soort == Mutatiesoort::Maatregel)
}

/// How many questions and remarks are about one regel or mutatie.
fn asked_of(begroting: &Begroting, id: Id) -> usize {
    let all = begroting.opmerkingen.iter();
    all.filter(|asked| [asked.regel, asked.mutatie].contains(&Some(id))).count()
}

/// What one regel adds to the saldo: movements of reserves are no part of it.
fn saldo_of(regel: &Regel, kolom: Kolom) -> Decimal {
    let euro = regel.amounts.get(kolom).map_or(Decimal::ZERO, Bedrag::euro_or_zero);
    match regel.soort {
        Soort::Lasten => -euro,
        Soort::Baten => euro,
        Soort::Toevoeging | Soort::Onttrekking => Decimal::ZERO,
    }
}

impl Loss {
    /// What to tell before removing, in Dutch; `None` where no figures, published ones,
    /// measures or texts go.
    pub fn warning(&self, notation: Notation) -> Option<String> {
        let matters = [
            self.figures,
            self.measures,
            self.wijzigingen,
            self.lines,
            self.paragraphs,
            self.published,
            self.metingen,
            self.opmerkingen,
            self.freed,
        ];
        if matters.iter().all(|count| *count == 0) {
            return None;
        }
        let counts = [
            (self.onderdelen.saturating_sub(1), "onderdeel eronder", "onderdelen eronder"),
            (self.regels, "regel", "regels"),
            (self.measures, "maatregel", "maatregelen"),
            (self.wijzigingen, "wijziging", "wijzigingen"),
            (self.lines, "wijzigingsregel", "wijzigingsregels"),
            (self.paragraphs, "alinea", "alinea’s"),
            (self.published, "gepubliceerd cijfer", "gepubliceerde cijfers"),
            (self.metingen, "cijfer van een indicator", "cijfers van indicatoren"),
            (self.opmerkingen, "opmerking of vraag", "opmerkingen en vragen"),
        ];
        let gone: Vec<String> = counts
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, more)| format!("{count} {}", if count == 1 { one } else { more }))
            .collect();
        let verb = if gone.len() == 1 && gone.iter().all(|text| text.starts_with("1 ")) {
            "verdwijnt"
        } else {
            "verdwijnen"
        };
        let mut text = format!("Hiermee {verb} {}", gone.join(", "));
        if let Some((kolom, saldo)) = self.saldo {
            let (saldo, unit) = legible(saldo, notation.unit);
            text.push_str(&format!(
                ", met een saldo van {saldo} in {} ({})",
                kolom.title().to_lowercase(),
                unit.label()
            ));
        }
        text.push('.');
        match self.freed {
            0 => {}
            1 => text.push_str(" 1 maatregel die een stelpost hieruit vult, wordt aanvullend."),
            freed => text.push_str(&format!(
                " {freed} maatregelen die een stelpost hieruit vullen, worden aanvullend."
            )),
        }
        text.push_str(" Ongedaan maken kan met Ctrl+Z.");
        Some(text)
    }
}
