//! What the checks find in the whole budget, in lines to show: made once per version.

use rust_decimal::Decimal;

use crate::calc::{Bevinding, Ernst};
use crate::change::Document;
use crate::display::Unit;
use crate::model::{Acceptatie, Bedrag, Begroting, Edit, Id, Kolom};

/// What a finding is known by.
pub type Sleutel = (&'static str, Id, Option<Kolom>, Option<Decimal>);

/// A finding in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub sleutel: Sleutel,
    pub ernst: Ernst,
    /// The code of the onderdeel that it is in.
    pub place: String,
    pub text: String,
    pub betekenis: &'static str,
    /// Of one that was accepted: the record and the reason.
    pub accepted: Option<(Id, String)>,
}

/// Open ones first, then those that were accepted.
#[derive(Default)]
pub struct Lines {
    pub all: Vec<Line>,
    /// How many of them are open.
    pub open: usize,
    counts: [usize; 3],
    made_of: Option<(u64, Unit)>,
}

impl Lines {
    /// Brings them up to date. Costs nothing while nothing changed.
    pub fn follow(&mut self, document: &Document, unit: Unit) {
        let wanted = Some((document.version(), unit));
        if self.made_of == wanted {
            return;
        }
        let begroting = document.begroting();
        let lijst = document.bevindingen().lijst(begroting);
        let line = |bevinding: &Bevinding, accepted| Line {
            sleutel: bevinding.sleutel(),
            ernst: bevinding.toets.ernst,
            place: place(begroting, bevinding.plaats),
            text: bevinding.zin(begroting, unit),
            betekenis: bevinding.toets.betekenis,
            accepted,
        };
        let accepted = |it: &Acceptatie| Some((it.id, it.reden.clone()));
        let open = lijst.open.iter().map(|bevinding| line(bevinding, None));
        let done = lijst.geaccepteerd.iter().map(|(bevinding, it)| line(bevinding, accepted(it)));
        *self = Lines {
            all: open.chain(done).collect(),
            open: lijst.open.len(),
            counts: Ernst::ALL.map(|ernst| lijst.count(ernst)),
            made_of: wanted,
        };
    }

    /// "2 fouten · 5 waarschuwingen · 3 ter info".
    pub fn summary(&self) -> String {
        let words =
            [("fout", "fouten"), ("waarschuwing", "waarschuwingen"), ("ter info", "ter info")];
        let counted = self.counts.into_iter().zip(words).filter(|(count, _)| *count > 0);
        let parts: Vec<String> = counted
            .map(|(count, (one, many))| format!("{count} {}", if count == 1 { one } else { many }))
            .collect();
        if parts.is_empty() { "geen bevindingen".into() } else { parts.join(" · ") }
    }

    /// Whether something is wrong or must be done.
    pub fn is_urgent(&self) -> bool {
        let [errors, warnings, _] = self.counts;
        errors + warnings > 0
    }

    pub fn position(&self, sleutel: Option<Sleutel>) -> Option<usize> {
        self.all.iter().position(|line| Some(line.sleutel) == sleutel)
    }
}

/// The code of the onderdeel that a record is in; empty for what is of the whole budget.
fn place(begroting: &Begroting, record: Id) -> String {
    let mut above = std::iter::successors(Some(record), |id| begroting.owner_of(*id));
    let of = above.find_map(|id| begroting.onderdelen.get(id));
    of.map_or_else(String::new, |of| of.code.clone())
}

/// The edit that accepts a finding.
///
/// # Errors
/// Where no reason is given.
pub fn accept(sleutel: Sleutel, reden: &str) -> Result<Edit, &'static str> {
    let reden = reden.trim();
    if reden.is_empty() {
        return Err("Geef de reden; die blijft in het bestand staan.");
    }
    let (toets, plaats, kolom, bedrag) = sleutel;
    let bedrag = bedrag.map(Bedrag::Euro);
    let id = Acceptatie::id_of(toets, plaats, kolom, bedrag);
    let (toets, reden) = (toets.to_owned(), reden.to_owned());
    Ok(Edit::Insert(Acceptatie { id, toets, plaats, kolom, bedrag, reden }.into()))
}
