//! The tokens as egui's styles.

use eframe::egui::style::{Selection, WidgetVisuals, Widgets};
use eframe::egui::{
    Color32, Context, CornerRadius, Margin, Stroke, Style, TextStyle, Theme, Visuals, vec2,
};

use super::{Tokens, size};
use crate::ui::fonts;

/// Gives both of egui's themes the look of the program; light where the system says nothing.
/// The fonts must be installed too: headings use the bold family.
pub fn install(ctx: &Context) {
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    ctx.all_styles_mut(measures);
    for theme in [Theme::Light, Theme::Dark] {
        let mut style = Style::clone(&ctx.style_of(theme));
        style.visuals = visuals(theme);
        ctx.set_style_of(theme, style);
    }
}

fn measures(style: &mut Style) {
    style.text_styles = [
        (TextStyle::Small, fonts::regular_of(size::SMALL)),
        (TextStyle::Body, fonts::regular_of(size::BODY)),
        (TextStyle::Button, fonts::regular_of(size::BODY)),
        (TextStyle::Heading, fonts::bold_of(size::TITLE)),
        (TextStyle::Monospace, fonts::regular_of(size::BODY)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(size::GAP, size::GAP / 2.0);
    spacing.button_padding = vec2(size::CELL_PADDING, size::LINE * 2.0);
    spacing.interact_size.y = size::CONTROL;
    spacing.indent = size::INDENT;
    spacing.window_margin = Margin::same(size::DIALOG_PADDING);
    spacing.menu_margin = Margin::same(size::CARD_PADDING / 2);
}

fn visuals(theme: Theme) -> Visuals {
    let tokens = Tokens::for_theme(theme);
    let (surface, line) = (&tokens.surface, &tokens.line);
    Visuals {
        weak_text_color: Some(tokens.text_weak),
        widgets: widgets(tokens),
        selection: Selection {
            bg_fill: surface.selected,
            stroke: Stroke::new(size::LINE, tokens.accent),
        },
        hyperlink_color: tokens.accent,
        faint_bg_color: surface.header,
        extreme_bg_color: surface.card,
        code_bg_color: surface.header,
        warn_fg_color: tokens.warning,
        error_fg_color: tokens.worse,
        window_corner_radius: CornerRadius::same(size::CARD_RADIUS),
        window_fill: surface.card,
        window_stroke: Stroke::new(size::LINE, line.card),
        menu_corner_radius: CornerRadius::same(size::CARD_RADIUS),
        panel_fill: surface.panel,
        indent_has_left_vline: false,
        ..theme.default_visuals()
    }
}

fn widgets(tokens: &Tokens) -> Widgets {
    let (surface, line) = (&tokens.surface, &tokens.line);
    let of = |fill: Color32, border: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(size::LINE, border),
        fg_stroke: Stroke::new(size::LINE, text),
        corner_radius: CornerRadius::same(size::CONTROL_RADIUS),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: of(surface.card, line.card, tokens.text),
        inactive: of(surface.card, line.strong, tokens.text),
        hovered: of(surface.hover, tokens.accent, tokens.text),
        active: of(surface.selected, tokens.accent, tokens.title),
        open: of(surface.selected, line.strong, tokens.text),
    }
}
