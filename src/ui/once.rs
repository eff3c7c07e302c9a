//! What is derived of the budget once for each version of it and each question.

use crate::change::Document;

/// A `T` that is made again when the budget changes or something else is asked: the rows and words of
/// a table, made once and shown in many frames.
pub struct Once<K, T> {
    last: Option<Last<K, T>>,
    /// Of those that were made: the number of the next, for the head of a table.
    count: u64,
}

struct Last<K, T> {
    version: u64,
    asked: K,
    made: T,
}

impl<K, T> Default for Once<K, T> {
    fn default() -> Self {
        Once { last: None, count: 0 }
    }
}

impl<K: PartialEq + Copy, T> Once<K, T> {
    /// Sees to it that what is there is of now and of what is asked; nothing where `make` finds that
    /// what it is about is gone. `make` gets another number each time.
    pub fn follow(
        &mut self,
        document: &Document,
        asked: K,
        make: impl FnOnce(&Document, K, u64) -> Option<T>,
    ) {
        let version = document.version();
        let is_of_now = |last: &Last<K, T>| last.version == version && last.asked == asked;
        if self.last.as_ref().is_some_and(is_of_now) {
            return;
        }
        let made = make(document, asked, self.count);
        self.last = made.map(|made| Last { version, asked, made });
        self.count += 1;
    }

    /// As [`Once::follow`] with the question of before; nothing stays nothing.
    pub fn again(
        &mut self,
        document: &Document,
        make: impl FnOnce(&Document, K, u64) -> Option<T>,
    ) {
        if let Some(last) = &self.last {
            let asked = last.asked;
            self.follow(document, asked, make);
        }
    }

    pub fn get(&self) -> Option<&T> {
        self.last.as_ref().map(|last| &last.made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Kop, Revision};

    fn document() -> Document {
        use crate::model::{Begroting, Contents};
        let kop = Kop::new(Id::from_bits(1), "Voorbeeldstad", "Begroting", 2019, "ontwerp");
        let contents = Contents { kop: vec![kop], ..Contents::default() };
        Document::new(Begroting::from_contents(contents).unwrap())
    }

    #[test]
    fn it_is_made_again_for_another_version_or_question_only() {
        let mut document = document();
        let mut once = Once::default();
        let make = |_: &Document, asked: u8, nth: u64| (asked > 0).then_some((asked, nth));
        once.follow(&document, 1, make);
        once.follow(&document, 1, make);
        assert_eq!(once.get(), Some(&(1, 0)));
        once.follow(&document, 2, make);
        assert_eq!(once.get(), Some(&(2, 1)));

        let (who, why) = ("controller".to_owned(), "iets".to_owned());
        let at = jiff::Timestamp::UNIX_EPOCH;
        let revision =
            Revision { id: Id::from_bits(2), who, at, why, edits: Vec::new(), van: Vec::new() };
        document.commit(revision).unwrap();
        once.again(&document, make);
        assert_eq!(once.get(), Some(&(2, 2)));
        // What it is about is gone.
        once.follow(&document, 0, make);
        once.again(&document, make);
        assert_eq!(once.get(), None);
    }
}
