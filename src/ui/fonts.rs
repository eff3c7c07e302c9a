//! The letters: Noto Sans in two weights, with its symbols, before egui's own fonts.

use std::sync::Arc;

use eframe::egui::{Context, FontData, FontDefinitions, FontFamily, FontId};

const REGULAR: &str = "Noto Sans";
const BOLD: &str = "Noto Sans Bold";
const SYMBOLS: &str = "Sluitend Symbols";

/// The family for headings and totals.
pub fn bold() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// An ordinary font of this size in points.
#[expect(clippy::disallowed_methods, reason = "the one place that makes fonts of a size")]
pub fn regular_of(size: f32) -> FontId {
    FontId::proportional(size)
}

/// A bold font of this size in points.
#[expect(clippy::disallowed_methods, reason = "the one place that makes fonts of a size")]
pub fn bold_of(size: f32) -> FontId {
    FontId::new(size, bold())
}

/// Puts the program's fonts first in egui's families; call it once, before the first frame.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let files: [(&str, &'static [u8]); 3] = [
        (REGULAR, include_bytes!("../../assets/fonts/NotoSans-Regular.ttf")),
        (BOLD, include_bytes!("../../assets/fonts/NotoSans-Bold.ttf")),
        (SYMBOLS, include_bytes!("../../assets/fonts/SluitendSymbols-Regular.ttf")),
    ];
    for (name, bytes) in files {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let last = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let family = |first: &str| -> Vec<String> {
        [first, SYMBOLS].into_iter().map(str::to_owned).chain(last.iter().cloned()).collect()
    };
    fonts.families.insert(FontFamily::Proportional, family(REGULAR));
    fonts.families.insert(bold(), family(BOLD));
    // A code or a file path in monospace may hold a symbol too.
    fonts.families.entry(FontFamily::Monospace).or_default().push(SYMBOLS.to_owned());
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui;

    /// Every sign beyond plain ASCII that the program writes.
    const NEEDED: &str = "éëïöüáàâêèîôûçñÉËÏÖÜ€£§°·•…–—‘’“”«»×±÷½¼¾¹²³⁰⁴ΔΣ‰№\
        −→←↑↓≥≤≠∑↺↻●○▾▸▴◂▲▼✓✕☑☐⚠✎🔒\u{a0}\u{202f}";

    fn with_fonts<R>(read: impl FnOnce(&mut egui::epaint::text::FontsView<'_>) -> R) -> R {
        let ctx = Context::default();
        install(&ctx);
        let mut output = ctx.run_ui(Default::default(), |_| {});
        output.textures_delta.clear();
        ctx.fonts_mut(read)
    }

    #[test]
    fn every_needed_sign_has_a_glyph_in_both_weights() {
        let missing: Vec<(FontFamily, char)> = with_fonts(|fonts| {
            [FontFamily::Proportional, bold()]
                .into_iter()
                .flat_map(|family| {
                    (' '..='~')
                        .chain('\u{a1}'..='\u{17f}')
                        .chain(NEEDED.chars())
                        .filter(|sign| *sign != '\u{ad}')
                        .filter(|&sign| !fonts.has_glyph(&FontId::new(14.0, family.clone()), sign))
                        .map(|sign| (family.clone(), sign))
                        .collect::<Vec<_>>()
                })
                .collect()
        });
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn figures_have_one_width_in_both_weights() {
        let mut widths = with_fonts(|fonts| {
            let mut width = |text: &str, font: FontId| {
                let galley =
                    fonts.layout_no_wrap(text.to_owned(), font, egui::Color32::PLACEHOLDER);
                galley.size().x
            };
            let mut widths = Vec::new();
            for text in ["-11.111.111", "-44.444.444", "-71.717.171", "-90.909.090"] {
                widths.push(width(text, FontId::proportional(14.0)));
                widths.push(width(text, bold_of(14.0)));
            }
            widths
        });
        widths.sort_by(f32::total_cmp);
        let (first, last) = (widths.first(), widths.last());
        assert!(first.zip(last).is_some_and(|(a, b)| b - a < 1.0), "{widths:?}");
    }

    #[test]
    fn a_symbol_does_not_make_a_line_higher() {
        let (plain, symbol) = with_fonts(|fonts| {
            let mut height = |text: &str| {
                let font = FontId::proportional(14.0);
                fonts.layout_no_wrap(text.to_owned(), font, egui::Color32::PLACEHOLDER).size().y
            };
            (height("Zorg"), height("▾ Zorg ● ☑ → −"))
        });
        assert_eq!(plain, symbol);
    }
}
