//! Questions and remarks in lines to show: made once per version and choice.

use std::collections::HashSet;

use crate::calc::openstaand::Plek;
use crate::change::Document;
use crate::model::{Begroting, Id, Opmerking};

/// Which of them are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Also what is dealt with.
    pub alles: bool,
    /// Only what this role wrote, answered, or has in an onderdeel that it answers for.
    pub rol: Option<String>,
}

/// One of them in words.
pub struct Line {
    pub id: Id,
    pub word: &'static str,
    pub afgehandeld: bool,
    /// The code of the onderdeel that it is about.
    pub place: String,
    pub text: String,
    /// The answer, or that there is none yet.
    pub about: String,
}

/// Those that are shown, and the roles that can be chosen from.
#[derive(Default)]
pub struct Lines {
    pub all: Vec<Line>,
    pub rollen: Vec<String>,
    made_of: Option<(u64, Filter)>,
}

impl Lines {
    /// Brings them up to date. Costs nothing while nothing changed.
    pub fn follow(&mut self, document: &Document, filter: &Filter) {
        let is_current = self
            .made_of
            .as_ref()
            .is_some_and(|(version, made)| (*version, made) == (document.version(), filter));
        if is_current {
            return;
        }
        let begroting = document.begroting();
        let all = document.openstaand().alle().iter();
        let all = all.filter_map(|id| begroting.opmerkingen.get(*id));
        let own = filter.rol.as_ref().map(|rol| (rol, own(begroting, rol)));
        let is_shown = |it: &&Opmerking| {
            let is_of = |(rol, own): &(&String, HashSet<Id>)| {
                [&it.van, &it.antwoord_van].contains(rol)
                    || begroting.path(Plek::of(begroting, it).onderdeel).any(|id| own.contains(&id))
            };
            (filter.alles || !it.afgehandeld) && own.as_ref().is_none_or(is_of)
        };
        self.all = all.filter(is_shown).map(|it| line(begroting, it)).collect();
        self.rollen = rollen(begroting);
        self.made_of = Some((document.version(), filter.clone()));
    }

    pub fn position(&self, id: Option<Id>) -> Option<usize> {
        self.all.iter().position(|line| Some(line.id) == id)
    }
}

fn line(begroting: &Begroting, it: &Opmerking) -> Line {
    let word = match (it.afgehandeld, it.antwoord.is_empty()) {
        (true, _) => "afgehandeld",
        (false, false) => "beantwoord",
        (false, true) => it.soort.word(),
    };
    let about = if it.antwoord.is_empty() {
        "Nog geen antwoord".to_owned()
    } else {
        format!("Antwoord{}: {}", van(&it.antwoord_van), it.antwoord)
    };
    let of = begroting.onderdelen.get(Plek::of(begroting, it).onderdeel);
    Line {
        id: it.id,
        word,
        afgehandeld: it.afgehandeld,
        place: of.map_or_else(String::new, |of| of.code.clone()),
        text: it.text.replace('\n', " "),
        about,
    }
}

/// " van hoofd Jeugd"; nothing where nobody chose a role.
pub fn van(rol: &str) -> String {
    if rol.is_empty() { String::new() } else { format!(" van {rol}") }
}

/// The onderdelen that a role answers for.
fn own(begroting: &Begroting, rol: &str) -> HashSet<Id> {
    begroting.rollen.iter().filter(|it| it.name == rol).map(|it| it.onderdeel).collect()
}

/// Every role that answers for something or said something.
fn rollen(begroting: &Begroting) -> Vec<String> {
    let said = begroting.opmerkingen.iter().flat_map(|it| [&it.van, &it.antwoord_van]);
    let all = begroting.rollen.iter().map(|rol| &rol.name).chain(said);
    let mut rollen: Vec<String> = all.filter(|rol| !rol.is_empty()).cloned().collect();
    rollen.sort_unstable();
    rollen.dedup();
    rollen
}
