//! With which version a file began: the newest that both it and the open budget once were.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::change::{Step, take_back};
use crate::model::{Begroting, ContentHash, Id, Inbreng};
use crate::store::{Disk, Lineage, StoreError, Versie, Versies, lineage_of, ron_file};

/// The version that a file began with.
#[derive(Clone)]
pub struct Begin {
    pub begroting: Arc<Begroting>,
    /// Such as "verzegelde versie ‘Uitgezet’".
    pub naam: String,
    /// Whether the open budget is known to have been this version too. Where it never was, what is
    /// different in it counts as changed in it.
    pub is_zeker: bool,
    /// So many of the steps of the file came before it.
    pub after: usize,
    /// Where it is a content that the open budget took in by merging: it counts as long as that stands.
    pub ingebracht: Option<Inbreng>,
}

/// What is known of the file of the open budget.
#[derive(Clone, Debug, Default)]
pub struct Eigen {
    pub hash: Option<ContentHash>,
    pub journal: Option<PathBuf>,
    /// Where it has its sealed versions.
    pub versies: Option<PathBuf>,
    /// The files that were merged into it.
    pub ingebracht: Vec<Inbreng>,
}

/// What the open budget once was, and what it took in by merging.
pub(super) struct Geweest {
    contents: HashSet<ContentHash>,
    ingebracht: HashMap<ContentHash, Inbreng>,
}

impl Geweest {
    pub fn read(disk: &dyn Disk, budget: Id, eigen: &Eigen, sealed: &Versies) -> Geweest {
        let mut contents: HashSet<ContentHash> = eigen.hash.into_iter().collect();
        if let (Some(hash), Some(journal)) = (&eigen.hash, &eigen.journal) {
            let lineage: Lineage<Step> = lineage_of(disk, journal, budget, hash);
            contents.extend(lineage.contents.into_iter().map(|(hash, _)| hash));
        }
        let own = |versie: &&Versie| versie.path.parent() == eigen.versies.as_deref();
        let own = sealed.versies.iter().filter(own);
        contents.extend(own.map(|versie| versie.zegel().sha256));
        let ingebracht = eigen.ingebracht.iter().map(|it| (it.inhoud, it.clone())).collect();
        Geweest { contents, ingebracht }
    }

    pub fn contains(&self, content: &ContentHash) -> bool {
        self.contents.contains(content) || self.ingebracht.contains_key(content)
    }

    /// The merge by which it knows a content that it never was itself.
    fn taken_in(&self, content: &ContentHash) -> Option<Inbreng> {
        self.ingebracht.get(content).filter(|_| !self.contents.contains(content)).cloned()
    }

    /// The version that a file of the same budget began with: from the journal that it brought along,
    /// or from the mark that it got when it was sent out.
    ///
    /// # Errors
    /// A sealed version that was changed, and whatever the disk says.
    pub fn begin_of(
        &self,
        disk: &dyn Disk,
        sealed: &Versies,
        (begroting, content): (&Arc<Begroting>, &ContentHash),
        lineage: &Lineage<Step>,
    ) -> Result<Option<Begin>, StoreError> {
        if self.contains(content) {
            let ingebracht = self.taken_in(content);
            let naam = match ingebracht {
                Some(_) => "wat al is samengevoegd: daarna is er niets gewijzigd",
                None => "wat er nu in staat: er is niets gewijzigd",
            };
            let (begroting, naam) = (Arc::clone(begroting), naam.into());
            let after = lineage.entries.len();
            return Ok(Some(Begin { begroting, naam, is_zeker: true, after, ingebracht }));
        }
        let sent = sealed.base_of(disk, begroting)?;
        let sent_content = sent.as_ref().and_then(|(_, begroting)| content_of(begroting));
        let newest = lineage.contents.iter().rev().find(|(content, _)| {
            self.contains(content) || sent_content.is_some_and(|sent| sent == *content)
        });
        let after = newest.map_or(0, |(_, after)| *after);
        if let Some((content, _)) = newest
            && self.contains(content)
            && sent_content != Some(*content)
            && let Some(begroting) = as_it_was(begroting, lineage, *content, after)
        {
            let ingebracht = self.taken_in(content);
            let naam = match ingebracht {
                Some(_) => "wat er al van is samengevoegd".into(),
                None => title(sealed, content, lineage, after),
            };
            let begroting = Arc::new(begroting);
            return Ok(Some(Begin { begroting, naam, is_zeker: true, after, ingebracht }));
        }
        Ok(sent.map(|(versie, begroting)| Begin {
            begroting: Arc::new(begroting),
            naam: sealed_title(versie),
            is_zeker: self.contains(&versie.zegel().sha256)
                || sent_content.is_some_and(|content| self.contains(&content)),
            after,
            ingebracht: None,
        }))
    }
}

/// The budget after so many of the steps that made it what it is, where that is this content.
fn as_it_was(
    now: &Begroting,
    lineage: &Lineage<Step>,
    content: ContentHash,
    after: usize,
) -> Option<Begroting> {
    let mut begroting = now.clone();
    take_back(&mut begroting, lineage.entries.get(after..)?.iter()).ok()?;
    (content_of(&begroting)? == content).then_some(begroting)
}

fn content_of(begroting: &Begroting) -> Option<ContentHash> {
    ron_file::write(begroting).ok().map(|text| ContentHash::of(text.as_bytes()))
}

fn title(sealed: &Versies, content: &ContentHash, lineage: &Lineage<Step>, after: usize) -> String {
    if let Some(versie) = sealed.versies.iter().find(|it| it.zegel().sha256 == *content) {
        return sealed_title(versie);
    }
    let last = after.checked_sub(1).and_then(|at| lineage.entries.get(at));
    match last {
        Some(step) => format!("de stand na ‘{}’", step.revision().why),
        None => "wat het was vóór de eerste wijziging erin".into(),
    }
}

fn sealed_title(versie: &Versie) -> String {
    format!("verzegelde versie ‘{}’", versie.zegel().naam)
}
