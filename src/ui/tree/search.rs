//! Searching in the tree: every onderdeel, regel and measure by code and name.

use std::collections::{HashMap, HashSet};

use super::rows::{Hit, tops};
use crate::change::Document;
use crate::change::structure::Target;
use crate::model::{Begroting, Id, Mutatiesoort};

/// Everything that can be found, in lower case, made once per version: a key typed in the search box
/// goes through one text.
pub(super) struct Index {
    version: u64,
    /// A line for each record.
    text: String,
    /// The record of each line with the onderdeel that it belongs to, and where the line ends.
    lines: Vec<(usize, Target, Id)>,
}

impl Index {
    /// The index of the document: `known` where it still holds, or else a new one in its place.
    pub fn follow<'a>(known: &'a mut Option<Index>, document: &Document) -> &'a Index {
        let version = document.version();
        let index = known.take().filter(|index| index.version == version);
        known.insert(index.unwrap_or_else(|| Index::new(document.begroting(), version)))
    }

    fn new(begroting: &Begroting, version: u64) -> Index {
        let mut index = Index { version, text: String::new(), lines: Vec::new() };
        for onderdeel in begroting.onderdelen.iter() {
            let target = Target::Onderdeel(onderdeel.id);
            index.add(&onderdeel.code, &onderdeel.name, target, onderdeel.id);
        }
        for regel in begroting.regels.iter() {
            index.add("", &regel.name, Target::Regel(regel.id), regel.onderdeel);
        }
        let measures = begroting.mutaties.iter();
        // The others stand on no page that a hit could lead to.
        for mutatie in measures.filter(|m| m.soort == Mutatiesoort::Maatregel) {
            let target = Target::Mutatie(mutatie.id);
            index.add(&mutatie.code, &mutatie.name, target, mutatie.onderdeel);
        }
        index
    }

    fn add(&mut self, code: &str, name: &str, target: Target, onderdeel: Id) {
        for part in [code, " ", name] {
            self.text.push_str(&part.to_lowercase());
        }
        self.text.push('\n');
        self.lines.push((self.text.len(), target, onderdeel));
    }

    /// What has `needle`, which is in lower case, in its code or name.
    pub fn find(&self, needle: &str) -> Vec<(Target, Id)> {
        let mut found: Vec<(Target, Id)> = Vec::new();
        for (at, _) in self.text.match_indices(needle) {
            let line = self.lines.partition_point(|(end, _, _)| *end <= at);
            if let Some((_, target, onderdeel)) = self.lines.get(line)
                && found.last().is_none_or(|(last, _)| last != target)
            {
                found.push((*target, *onderdeel));
            }
        }
        found
    }
}

/// What was found, and the way to it.
pub(super) struct Search {
    hits: HashSet<Id>,
    /// Regels and measures that were found, by their onderdeel.
    leaves: HashMap<Id, Vec<Target>>,
    /// The onderdelen that show.
    shown: HashSet<Id>,
}

impl Search {
    pub fn new(begroting: &Begroting, found: Vec<(Target, Id)>) -> Search {
        let mut search =
            Search { hits: HashSet::new(), leaves: HashMap::new(), shown: HashSet::new() };
        for (target, onderdeel) in found {
            match target {
                Target::Onderdeel(id) => {
                    search.hits.insert(id);
                }
                leaf => search.leaves.entry(onderdeel).or_default().push(leaf),
            }
            search.show_path(begroting, onderdeel);
        }
        search
    }

    fn show_path(&mut self, begroting: &Begroting, onderdeel: Id) {
        for id in begroting.path(onderdeel) {
            if !self.shown.insert(id) {
                break;
            }
        }
    }

    /// Adds what was found and the way to it, from the top of the tree.
    pub fn collect(&self, begroting: &Begroting, rows: &mut Vec<Hit>) {
        let mut stack = tops(begroting, None, 0);
        stack.retain(|(id, _)| self.shown.contains(id));
        while let Some((id, depth)) = stack.pop() {
            let mut below = tops(begroting, Some(id), depth + 1);
            below.retain(|(id, _)| self.shown.contains(id));
            let leaves = self.leaves.get(&id).map_or(&[][..], Vec::as_slice);
            let open = (!below.is_empty() || !leaves.is_empty()).then_some(true);
            let is_hit = self.hits.contains(&id);
            rows.push(Hit { target: Target::Onderdeel(id), depth, open, is_hit });
            rows.extend(leaves.iter().map(|target| Hit {
                target: *target,
                depth: depth + 1,
                open: None,
                is_hit: true,
            }));
            stack.extend(below);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RegelField;
    use crate::ui::test_desk::{MAATREGEL, TAAKVELD, TestDesk, ZIN, ZORGVORMEN, begroting, id};

    #[test]
    fn every_record_is_found_once_by_code_or_name() {
        let document = Document::new(begroting());
        let mut known = None;
        let index = Index::follow(&mut known, &document);
        let targets = |needle: &str| -> Vec<Target> {
            index.find(needle).into_iter().map(|(target, _)| target).collect()
        };
        assert_eq!(targets("zorgvorm"), [Target::Regel(id(ZORGVORMEN))]);
        assert_eq!(targets("m1 ggz"), [Target::Mutatie(id(MAATREGEL))]);
        assert_eq!(targets("6.72 maat"), [Target::Onderdeel(id(TAAKVELD))]);
        assert_eq!(index.find("zorgvorm"), [(Target::Regel(id(ZORGVORMEN)), id(ZIN))]);
        // Each has an "e", most have more; none is found twice.
        assert_eq!(targets("e").len(), 12);
        assert!(targets("niet te vinden").is_empty());
    }

    #[test]
    fn the_index_is_made_once_per_version() {
        let mut desk = TestDesk::new(begroting(), ());
        let mut known = None;
        let text = Index::follow(&mut known, &desk.document).text.as_ptr();
        assert_eq!(Index::follow(&mut known, &desk.document).text.as_ptr(), text);
        let name = RegelField::Name("Jeugdhulp".into());
        let edit = desk.document.begroting().set(id(ZORGVORMEN), name).unwrap().unwrap();
        desk.change("naam", vec![edit]);
        let index = Index::follow(&mut known, &desk.document);
        assert_eq!(index.find("jeugdhulp").len(), 1);
        assert!(index.find("zorgvorm").is_empty());
    }
}
