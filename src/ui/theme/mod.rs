//! The design tokens: every colour and every size of the screen, for light and dark.
//!
//! Calm: thin lines instead of boxes, one accent, red and green only for worse and better (always
//! with a sign or a word beside them). No other file of `ui/` holds a colour or a size literal.

mod palette;
pub mod size;
pub mod slide;
mod style;

use eframe::egui::{Color32, Context, Theme};

pub use slide::SLIDE;
pub use style::install;

/// The colours of one theme. Text colours read (contrast 4,5 or more) on every [`Surfaces`] colour.
#[derive(Clone, Debug, PartialEq)]
pub struct Tokens {
    /// Ordinary text and figures.
    pub text: Color32,
    /// Secondary text: units, captions, help.
    pub text_weak: Color32,
    /// Amounts of a closed year, and what cannot be changed now.
    pub text_locked: Color32,
    /// The title of a page.
    pub title: Color32,
    /// The accent as text or line: the active tab, a link.
    pub accent: Color32,
    /// The accent as a surface: the primary button.
    pub accent_fill: Color32,
    /// Text on `accent_fill`.
    pub on_accent: Color32,
    /// A deficit, a nadeel, an error; with a sign or a word.
    pub worse: Color32,
    /// A voordeel, a check that closes; with a sign or a word.
    pub better: Color32,
    /// What needs attention.
    pub warning: Color32,
    pub surface: Surfaces,
    pub line: Lines,
    pub chart: Chart,
}

/// What text stands on.
#[derive(Clone, Debug, PartialEq)]
pub struct Surfaces {
    /// Behind the cards.
    pub panel: Color32,
    /// The menu, the tree, the bar at the bottom.
    pub side: Color32,
    pub card: Color32,
    /// The head of a table and its total row.
    pub header: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// The selected cells of a table.
    pub selection: Color32,
    /// The selected row of a tree or a list.
    pub selected: Color32,
    pub worse: Color32,
    pub better: Color32,
    /// A value that was changed, a note that wants attention.
    pub changed: Color32,
}

/// Thin lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// Around a card, between panels.
    pub card: Color32,
    /// Between two rows.
    pub row: Color32,
    /// Under a head, around a field or a button.
    pub strong: Color32,
    /// Around the active cell.
    pub cursor: Color32,
}

/// The colours of charts; each bar stands out from `surface.card` (contrast 3 or more).
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    pub baten: Color32,
    pub lasten: Color32,
    pub saldo: Color32,
    /// The paler twins, for closed years.
    pub baten_closed: Color32,
    pub lasten_closed: Color32,
    pub saldo_closed: Color32,
    /// The outline of the bar "na maatregelen", and its value.
    pub after: Color32,
    /// Inside that outline.
    pub after_fill: Color32,
    /// The zero line.
    pub zero: Color32,
}

impl Tokens {
    /// The colours of the theme that is on. `&Ui` serves as `&Context` here.
    pub fn of(ctx: &Context) -> &'static Tokens {
        Tokens::for_theme(ctx.theme())
    }

    pub fn for_theme(theme: Theme) -> &'static Tokens {
        match theme {
            Theme::Light => &palette::LIGHT,
            Theme::Dark => &palette::DARK,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast of two opaque colours according to WCAG 2.
    fn contrast(a: Color32, b: Color32) -> f64 {
        let luminance = |color: Color32| {
            let [r, g, b] = [color.r(), color.g(), color.b()].map(|channel| {
                let value = f64::from(channel) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn too_faint(pairs: impl Iterator<Item = (String, Color32, Color32)>, least: f64) -> String {
        pairs
            .filter(|(_, front, back)| contrast(*front, *back) < least)
            .map(|(name, front, back)| format!("{name}: {:.2}\n", contrast(front, back)))
            .collect()
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-9);
        assert!((contrast(Color32::from_gray(0x77), Color32::WHITE) - 4.48).abs() < 0.01);
    }

    #[test]
    fn every_text_reads_on_every_surface() {
        for theme in [Theme::Light, Theme::Dark] {
            let t = Tokens::for_theme(theme);
            let texts = [
                ("text", t.text),
                ("weak", t.text_weak),
                ("locked", t.text_locked),
                ("title", t.title),
                ("accent", t.accent),
                ("worse", t.worse),
                ("better", t.better),
                ("warning", t.warning),
                ("na maatregelen", t.chart.after),
            ];
            let s = &t.surface;
            let surfaces = [
                ("panel", s.panel),
                ("side", s.side),
                ("card", s.card),
                ("header", s.header),
                ("hover", s.hover),
                ("selection", s.selection),
                ("selected", s.selected),
                ("worse", s.worse),
                ("better", s.better),
                ("changed", s.changed),
            ];
            let pairs = texts.iter().flat_map(|(text, front)| {
                surfaces.iter().map(move |(surface, back)| {
                    (format!("{theme:?} {text} on {surface}"), *front, *back)
                })
            });
            let button = (format!("{theme:?} button"), t.on_accent, t.accent_fill);
            assert_eq!(too_faint(pairs.chain([button]), 4.5), "");
        }
    }

    #[test]
    fn every_text_reads_on_a_slide() {
        let s = &SLIDE;
        let texts = [("text", s.text), ("weak", s.text_weak), ("trial", s.trial)];
        let pairs = texts.iter().flat_map(|(text, front)| {
            [("back", s.back), ("panel", s.panel)]
                .map(|(name, back)| (format!("{text} on {name}"), *front, back))
        });
        let chosen = ("chosen".to_owned(), s.on_chosen, s.chosen);
        assert_eq!(too_faint(pairs.chain([chosen]), 4.5), "");
        let bars = [("worse", s.worse), ("better", s.better), ("line", s.line)];
        let pairs = bars.map(|(bar, front)| (bar.to_owned(), front, s.back));
        assert_eq!(too_faint(pairs.into_iter(), 3.0), "");
    }

    #[test]
    fn every_bar_stands_out_from_its_card() {
        for theme in [Theme::Light, Theme::Dark] {
            let t = Tokens::for_theme(theme);
            let c = &t.chart;
            let bars = [
                ("baten", c.baten),
                ("lasten", c.lasten),
                ("saldo", c.saldo),
                ("baten closed", c.baten_closed),
                ("lasten closed", c.lasten_closed),
                ("saldo closed", c.saldo_closed),
                ("na maatregelen", c.after),
            ];
            let pairs = bars
                .iter()
                .map(|(bar, front)| (format!("{theme:?} {bar}"), *front, t.surface.card));
            assert_eq!(too_faint(pairs, 3.0), "");
        }
    }

    #[test]
    fn the_tokens_follow_the_theme() {
        let ctx = Context::default();
        install(&ctx);
        for theme in [Theme::Dark, Theme::Light] {
            ctx.set_theme(theme);
            assert_eq!(Tokens::of(&ctx), Tokens::for_theme(theme));
            assert_eq!(
                ctx.global_style().visuals.panel_fill,
                Tokens::for_theme(theme).surface.panel
            );
        }
    }
}
