//! The Markdown of a text as blocks to show, with the abbreviations that occur in it.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::model::Afkorting;

/// A text to read.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Text {
    pub blocks: Vec<Block>,
    pub words: usize,
    /// What the abbreviations in it stand for, each once: "CJG: Centrum voor Jeugd en Gezin".
    pub explained: Vec<String>,
}

/// A heading, a paragraph or an entry of a list.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Block {
    /// How many lists it is in.
    pub depth: usize,
    /// "•", "2."; empty elsewhere.
    pub marker: String,
    pub is_heading: bool,
    pub text: String,
    /// Bytes of the text that are bold.
    pub bold: Vec<Range<usize>>,
    /// Bytes of an abbreviation, with its place in `explained`.
    pub abbreviations: Vec<(Range<usize>, usize)>,
}

/// How many words; a mark of Markdown by itself is none.
pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// "1 woord", "24 woorden".
pub(super) fn count(words: usize) -> String {
    if words == 1 { "1 woord".into() } else { format!("{words} woorden") }
}

impl Text {
    pub fn new<'a>(text: &str, afkortingen: impl Iterator<Item = &'a Afkorting>) -> Text {
        let mut blocks = blocks(text);
        let mut explained = Vec::new();
        for afkorting in afkortingen {
            let mut occurs = false;
            for block in &mut blocks {
                for range in occurrences(&block.text, &afkorting.short) {
                    block.abbreviations.push((range, explained.len()));
                    occurs = true;
                }
            }
            if occurs {
                explained.push(format!("{}: {}", afkorting.short, afkorting.long));
            }
        }
        let words = blocks.iter().map(|block| words(&block.text)).sum();
        Text { blocks, words, explained }
    }
}

/// Where a word stands by itself, with its own capitals.
fn occurrences(text: &str, word: &str) -> Vec<Range<usize>> {
    if word.is_empty() {
        return Vec::new();
    }
    let is_part = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    text.match_indices(word)
        .map(|(start, found)| start..start + found.len())
        .filter(|range| {
            let before = text.get(..range.start).and_then(|before| before.chars().next_back());
            let after = text.get(range.end..).and_then(|after| after.chars().next());
            !is_part(before) && !is_part(after)
        })
        .collect()
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut block = Block::default();
    // The number of the next entry of each list that is open.
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut bold_from: Option<usize> = None;
    let mut end = |block: &mut Block| {
        let done = std::mem::take(block);
        if !done.text.trim().is_empty() {
            blocks.push(done);
        }
    };
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                end(&mut block);
                block.is_heading = true;
            }
            Event::Start(Tag::Paragraph) if block.marker.is_empty() => {
                end(&mut block);
                block.depth = lists.len();
            }
            Event::Start(Tag::List(first)) => {
                end(&mut block);
                lists.push(first);
            }
            Event::Start(Tag::Item) => {
                end(&mut block);
                block.depth = lists.len();
                block.marker = match lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}.", *number - 1)
                    }
                    _ => "•".into(),
                };
            }
            Event::Start(Tag::Strong) => bold_from = Some(block.text.len()),
            Event::End(TagEnd::Strong) => {
                block.bold.extend(bold_from.take().map(|from| from..block.text.len()));
            }
            Event::End(TagEnd::List(_)) => {
                end(&mut block);
                lists.pop();
            }
            Event::End(
                TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock,
            ) => end(&mut block),
            Event::Text(more) | Event::Code(more) | Event::Html(more) | Event::InlineHtml(more) => {
                block.text.push_str(&more);
            }
            // A person who typed a new line meant one.
            Event::SoftBreak | Event::HardBreak => block.text.push('\n'),
            _ => {}
        }
    }
    end(&mut block);
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;

    #[test]
    fn headings_bold_and_lists_are_blocks() {
        let text = "# Doel\nElk kind **groeit** op.\nTweede regel.\n\n- een\n- twee\n  1. diep\n  2. dieper\n\nSlot.";
        let blocks = blocks(text);
        let seen: Vec<(usize, &str, &str)> =
            blocks.iter().map(|b| (b.depth, b.marker.as_str(), b.text.as_str())).collect();
        assert_eq!(
            seen,
            [
                (0, "", "Doel"),
                (0, "", "Elk kind groeit op.\nTweede regel."),
                (1, "•", "een"),
                (1, "•", "twee"),
                (2, "1.", "diep"),
                (2, "2.", "dieper"),
                (0, "", "Slot."),
            ]
        );
        assert!(blocks[0].is_heading);
        assert_eq!(
            blocks[1].bold.iter().map(|r| &blocks[1].text[r.clone()]).next(),
            Some("groeit")
        );
    }

    #[test]
    fn an_abbreviation_is_a_word_of_its_own() {
        let short = |n, short: &str, long: &str| Afkorting {
            id: Id::from_bits(n),
            short: short.into(),
            long: long.into(),
        };
        let known = [short(1, "CJG", "Centrum voor Jeugd en Gezin"), short(2, "Wmo", "Wet")];
        let text = Text::new("Het **CJG** (CJG) en CJGs, maar geen wmo.", known.iter());
        assert_eq!(text.explained, ["CJG: Centrum voor Jeugd en Gezin"]);
        assert_eq!(text.blocks[0].abbreviations, [(4..7, 0), (9..12, 0)]);
        assert_eq!(text.words, 8);
    }
}
