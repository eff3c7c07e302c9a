//! What changed in a text, word by word.

use similar::{ChangeTag, TextDiff};

use crate::model::{Edit, Field};

/// A stretch of a text beside what the text was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stuk {
    Gelijk(String),
    Weg(String),
    Erbij(String),
}

/// So many words stay around what changed; the rest of what stays is left out.
const AROUND: usize = 6;
const LEFT_OUT: &str = "… ";
/// Below this share of equal words a text was written anew: word by word nobody can read it.
const REWRITTEN: f32 = 0.5;

impl Stuk {
    pub fn text(&self) -> &str {
        match self {
            Stuk::Gelijk(text) | Stuk::Weg(text) | Stuk::Erbij(text) => text,
        }
    }
}

/// From the old text to the new one. What stays is there as far as it helps to find the place.
pub fn stukken(oud: &str, nieuw: &str) -> Vec<Stuk> {
    let diff = TextDiff::from_words(oud, nieuw);
    if diff.ratio() < REWRITTEN {
        let both = [Stuk::Weg(oud.to_owned()), Stuk::Erbij(nieuw.to_owned())];
        return both.into_iter().filter(|stuk| !stuk.text().is_empty()).collect();
    }
    let mut all: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        let word = change.value();
        match all.last_mut() {
            Some((tag, text)) if *tag == change.tag() => text.push_str(word),
            _ => all.push((change.tag(), word.to_owned())),
        }
    }
    let last = all.len().saturating_sub(1);
    let stuk = |(at, (tag, text)): (usize, (ChangeTag, String))| match tag {
        ChangeTag::Delete => Stuk::Weg(text),
        ChangeTag::Insert => Stuk::Erbij(text),
        ChangeTag::Equal => Stuk::Gelijk(shortened(&text, at > 0, at < last)),
    };
    all.into_iter().enumerate().map(stuk).collect()
}

/// The words next to what changed: at the front, at the end, or both.
fn shortened(text: &str, after_a_change: bool, before_a_change: bool) -> String {
    // Each with the white space behind it, so that nothing of the text is lost.
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let front = if after_a_change { AROUND } else { 0 };
    let back = if before_a_change { AROUND } else { 0 };
    if words.len() <= front + back + 1 {
        return text.to_owned();
    }
    let front = words.get(..front).unwrap_or_default().concat();
    let back = words.get(words.len() - back..).unwrap_or_default().concat();
    format!("{front}{LEFT_OUT}{back}")
}

/// The texts of a field, as they were and are. `None` of what is no text.
pub(super) fn texts(old: &Field, new: &Field) -> Option<(String, String)> {
    Some((text(old)?, text(new)?))
}

/// A value that is written as text; empty where there is none.
pub(super) fn text(field: &Field) -> Option<String> {
    let value = serde_json::to_value(field).ok()?;
    let kind = value.as_object()?.values().next()?;
    let text = kind.as_object()?.values().next()?;
    if text.is_null() { Some(String::new()) } else { text.as_str().map(ToOwned::to_owned) }
}

/// What an edit changes in a text that is too long to see that at a glance.
pub fn stukken_of(edit: &Edit) -> Option<Vec<Stuk>> {
    let Edit::Set { old, new, .. } = edit else { return None };
    let (oud, nieuw) = texts(old, new).filter(|(oud, nieuw)| is_long(oud) || is_long(nieuw))?;
    Some(stukken(&oud, &nieuw))
}

/// Whether a text is longer than what a row shows of it.
pub(super) fn is_long(text: &str) -> bool {
    text.chars().count() > super::woorden::LONGEST
}

/// The old and the new words of a text that changed, with those around them.
pub(super) fn beide(oud: &str, nieuw: &str) -> (String, String) {
    let (mut before, mut after) = (String::new(), String::new());
    for stuk in stukken(oud, nieuw) {
        match stuk {
            Stuk::Gelijk(text) => {
                before.push_str(&text);
                after.push_str(&text);
            }
            Stuk::Weg(text) => before.push_str(&text),
            Stuk::Erbij(text) => after.push_str(&text),
        }
    }
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LONG: &str = "Jongeren met een ondersteuningsvraag kunnen terecht bij het wijkteam. Het \
        wijkteam kijkt samen met hen wat er nodig is, en wie dat kan bieden. De kosten hiervan zijn \
        in 2019 geraamd op 16,9 miljoen euro, vooral voor zorg in natura.";

    #[test]
    fn what_changed_far_in_a_text_is_seen_with_the_words_around_it() {
        let other = LONG.replace("16,9", "17,5");
        let found = stukken(LONG, &other);
        assert_eq!(
            found,
            [
                Stuk::Gelijk("… hiervan zijn in 2019 geraamd op ".into()),
                Stuk::Weg("16,9".into()),
                Stuk::Erbij("17,5".into()),
                Stuk::Gelijk(" miljoen euro, vooral voor zorg … ".into()),
            ]
        );
        let (oud, nieuw) = beide(LONG, &other);
        assert!(oud.contains("op 16,9 miljoen") && nieuw.contains("op 17,5 miljoen"));
    }

    #[test]
    fn a_text_that_was_written_anew_is_not_told_word_by_word() {
        let other = "Een heel ander verhaal over het wijkteam en de zorg.";
        assert_eq!(stukken(LONG, other), [Stuk::Weg(LONG.into()), Stuk::Erbij(other.into())]);
    }

    #[test]
    fn a_text_that_was_empty_or_becomes_so_is_there_in_whole() {
        assert_eq!(stukken("", LONG), [Stuk::Erbij(LONG.into())]);
        assert_eq!(stukken(LONG, ""), [Stuk::Weg(LONG.into())]);
        assert_eq!(stukken("", ""), []);
    }

    proptest! {
        /// Nothing but what both have is left out.
        #[test]
        fn every_word_that_changed_is_there(
            oud in prop::collection::vec("[a-c]{1,2}", 0..30),
            nieuw in prop::collection::vec("[a-c]{1,2}", 0..30),
        ) {
            let (oud, nieuw) = (oud.join(" "), nieuw.join(" "));
            let found = stukken(&oud, &nieuw);
            prop_assert_eq!(oud == nieuw, found.iter().all(|it| matches!(it, Stuk::Gelijk(_))));
            let shown: usize = found.iter().map(|stuk| match stuk {
                Stuk::Weg(text) => text.len(),
                _ => 0,
            }).sum();
            prop_assume!(TextDiff::from_words(oud.as_str(), nieuw.as_str()).ratio() >= REWRITTEN);
            let stays: usize = TextDiff::from_words(oud.as_str(), nieuw.as_str())
                .iter_all_changes()
                .filter(|change| change.tag() == ChangeTag::Equal)
                .map(|change| change.value().len())
                .sum();
            prop_assert_eq!(shown + stays, oud.len());
        }
    }
}
