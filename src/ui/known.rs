//! The regels that have the words that are typed in a field, in a list below it.

use eframe::egui::{Button, Key, Modifiers, RichText, Ui, vec2};

use super::theme::{Tokens, size};

/// So many are shown; typing more brings the others.
const MOST: usize = 8;

/// Texts to choose from, and those that have every word that was typed.
pub struct Known {
    texts: Vec<Text>,
    /// What was typed when `hits` were found.
    typed: Option<String>,
    hits: Vec<usize>,
    more: usize,
    /// The one that an arrow key went to.
    at: Option<usize>,
}

struct Text {
    text: String,
    /// Shown beside it.
    hint: String,
    /// Both in small letters, to look in.
    small: String,
}

impl Known {
    /// Texts, each with what is shown beside it.
    pub fn new(texts: Vec<(String, String)>) -> Known {
        let small = |(text, hint): (String, String)| {
            let small = format!("{text} {hint}").to_lowercase();
            Text { text, hint, small }
        };
        let texts = texts.into_iter().map(small).collect();
        Known { texts, typed: None, hits: Vec::new(), more: 0, at: None }
    }

    /// Shows what fits. Enter or a click on one takes it over in the field; whether that was done.
    pub fn show(&mut self, ui: &mut Ui, text: &mut String) -> bool {
        self.find(text);
        let (down, up, enter) = ui.input_mut(|input| {
            (
                input.consume_key(Modifiers::NONE, Key::ArrowDown),
                input.consume_key(Modifiers::NONE, Key::ArrowUp),
                input.key_pressed(Key::Enter),
            )
        });
        let last = self.hits.len().saturating_sub(1);
        self.at = match self.at {
            _ if self.hits.is_empty() => None,
            Some(at) if down => Some((at + 1).min(last)),
            None if down => Some(0),
            Some(0) if up => None,
            Some(at) if up => Some(at - 1),
            at => at,
        };
        let mut chosen = self.at.filter(|_| enter);
        for (place, hit) in self.hits.iter().enumerate() {
            let Some(Text { text, hint, .. }) = self.texts.get(*hit) else { continue };
            let button = Button::selectable(self.at == Some(place), text)
                .right_text(RichText::new(hint).small())
                .truncate()
                .min_size(vec2(ui.available_width(), size::CONTROL));
            if ui.add(button).clicked() {
                chosen = Some(place);
            }
        }
        let weak = Tokens::of(ui.ctx()).text_weak;
        let hint = match (self.hits.len(), self.more) {
            (0, _) => {
                "Geen regel met deze woorden. Een tegenpost in een ander deel van de begroting \
                       begint met: elders"
                    .to_owned()
            }
            (_, 0) => "Kies met de pijltjes en Enter".to_owned(),
            (_, more) => format!("En nog {more}; typ meer, of kies met de pijltjes en Enter"),
        };
        ui.label(RichText::new(hint).small().color(weak));
        let taken =
            chosen.and_then(|place| self.hits.get(place)).and_then(|hit| self.texts.get(*hit));
        if let Some(taken) = taken {
            text.clone_from(&taken.text);
        }
        taken.is_some()
    }

    /// Looks only when something else was typed.
    fn find(&mut self, text: &str) {
        if self.typed.as_deref() == Some(text) {
            return;
        }
        self.typed = Some(text.to_owned());
        self.at = None;
        let small = text.to_lowercase();
        let words: Vec<&str> = small.split_whitespace().collect();
        let fits = |text: &Text| words.iter().all(|word| text.small.contains(word));
        let mut hits = (0..self.texts.len()).filter(|at| self.texts.get(*at).is_some_and(fits));
        self.hits = hits.by_ref().take(MOST).collect();
        self.more = hits.count();
    }
}
