//! What a prognosis proposes for the lines of the budget: accepted, or overruled with a reason.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::calc::prognose::Prognosestand;
use crate::model::{Bedrag, Begroting, Edit, Id, Kolom, PrognosepostField, RegelField, Stadium};

/// What a prognosis would make of a regel in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voorstel {
    pub regel: Id,
    pub kolom: Kolom,
    /// What the budget has; `None` where nothing is filled in.
    pub nu: Option<Bedrag>,
    /// The posts that name the regel, together. Euros; baten and lasten both positive.
    pub voorstel: Decimal,
    /// Why the budget keeps another amount, where somebody said so.
    pub reden: String,
}

impl Voorstel {
    pub fn is_overgenomen(&self) -> bool {
        self.nu == Some(Bedrag::Euro(self.voorstel))
    }
}

/// Why a proposal is not overruled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VoorstelError {
    #[error("zeg waarom de begroting van de prognose afwijkt")]
    NoReason,
    #[error("geen post van een prognose hoort bij deze regel; kies er een bij de post")]
    NoPost,
}

/// The proposals of a prognosis, by regel and column. What is closed is not proposed.
pub fn voorstellen(begroting: &Begroting, stand: &Prognosestand) -> Vec<Voorstel> {
    let mut sums: BTreeMap<(Id, Kolom), Decimal> = BTreeMap::new();
    let mut reasons: BTreeMap<Id, String> = BTreeMap::new();
    for rij in stand.posten.iter().filter(|rij| rij.telt) {
        let Some(regel) = rij.post.regel else { continue };
        if !rij.post.reden.is_empty() {
            reasons.insert(regel, rij.post.reden.clone());
        }
        for (kolom, cel) in stand.kolommen.iter().zip(&rij.cellen) {
            let proposes = !begroting.is_closed(*kolom)
                && matches!(
                    kolom.stadium,
                    Stadium::Begroting | Stadium::Raming | Stadium::Primitief
                );
            if let (Some(bedrag), true) = (cel.bedrag, proposes) {
                *sums.entry((regel, *kolom)).or_default() += bedrag.euro_or_zero();
            }
        }
    }
    let voorstel = |((regel, kolom), voorstel): ((Id, Kolom), Decimal)| Voorstel {
        regel,
        kolom,
        nu: begroting.regels.get(regel).and_then(|regel| regel.amounts.get(kolom)),
        voorstel,
        reden: reasons.get(&regel).cloned().unwrap_or_default(),
    };
    sums.into_iter().map(voorstel).collect()
}

/// The edits that give the regels what these propose; the reason to differ goes with it.
pub fn overnemen(begroting: &Begroting, voorstellen: &[Voorstel]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for voorstel in voorstellen {
        let Some(bedrag) = Bedrag::euro(voorstel.voorstel) else { continue };
        let field = RegelField::Amount(voorstel.kolom, Some(bedrag));
        edits.extend(begroting.set(voorstel.regel, field).ok().flatten());
    }
    let mut regels: Vec<Id> = voorstellen.iter().map(|voorstel| voorstel.regel).collect();
    regels.dedup();
    edits.extend(regels.into_iter().flat_map(|regel| with_reason(begroting, regel, "")));
    edits
}

/// The edits that keep the amounts of a regel, with the reason.
///
/// # Errors
/// No reason, or no post that names the regel.
pub fn afwijken(begroting: &Begroting, regel: Id, reden: &str) -> Result<Vec<Edit>, VoorstelError> {
    if reden.trim().is_empty() {
        return Err(VoorstelError::NoReason);
    }
    if !begroting.prognoseposten.iter().any(|post| post.regel == Some(regel)) {
        return Err(VoorstelError::NoPost);
    }
    Ok(with_reason(begroting, regel, reden.trim()))
}

/// One reason per regel: every post that names it carries the same.
fn with_reason(begroting: &Begroting, regel: Id, reden: &str) -> Vec<Edit> {
    let posts = begroting.prognoseposten.iter().filter(|post| post.regel == Some(regel));
    posts
        .filter_map(|post| {
            begroting.set(post.id, PrognosepostField::Reden(reden.to_owned())).ok().flatten()
        })
        .collect()
}
