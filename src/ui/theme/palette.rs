//! The values of the colours.

use eframe::egui::Color32;

use super::{Chart, Lines, Surfaces, Tokens};

/// `0xrrggbb`.
#[expect(clippy::disallowed_methods, reason = "the design tokens themselves")]
pub(super) const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

pub(super) static LIGHT: Tokens = Tokens {
    text: rgb(0x1b2430),
    text_weak: rgb(0x4a5664),
    text_locked: rgb(0x5d6875),
    title: rgb(0x0f2f52),
    accent: rgb(0x154273),
    accent_fill: rgb(0x154273),
    on_accent: rgb(0xffffff),
    worse: rgb(0xb3261e),
    better: rgb(0x22683f),
    warning: rgb(0x8f4a06),
    surface: Surfaces {
        panel: rgb(0xeef1f4),
        side: rgb(0xffffff),
        card: rgb(0xffffff),
        header: rgb(0xf6f8fa),
        hover: rgb(0xf0f4f8),
        selection: rgb(0xe6eef7),
        selected: rgb(0xdfe9f3),
        worse: rgb(0xfdecea),
        better: rgb(0xe6f4ea),
        changed: rgb(0xfff6db),
    },
    line: Lines {
        card: rgb(0xd5dbe2),
        row: rgb(0xedf0f3),
        strong: rgb(0xc3cbd5),
        cursor: rgb(0x154273),
    },
    chart: Chart {
        baten: rgb(0x3f86bf),
        lasten: rgb(0x1b4a7a),
        saldo: rgb(0x1f5f99),
        baten_closed: rgb(0x8195a6),
        lasten_closed: rgb(0x6b7b8c),
        saldo_closed: rgb(0x8193a8),
        after: rgb(0x154273),
        after_fill: rgb(0xdfe9f3),
        zero: rgb(0xb5bbc2),
    },
};

pub(super) static DARK: Tokens = Tokens {
    text: rgb(0xe6ebf1),
    text_weak: rgb(0xb0bbc7),
    text_locked: rgb(0xa3aebb),
    title: rgb(0xdbe8f6),
    accent: rgb(0x8dbdee),
    accent_fill: rgb(0x2a669f),
    on_accent: rgb(0xffffff),
    worse: rgb(0xff9d94),
    better: rgb(0x7fd19b),
    warning: rgb(0xf2b263),
    surface: Surfaces {
        panel: rgb(0x11171e),
        side: rgb(0x151c25),
        card: rgb(0x1a232d),
        header: rgb(0x202a35),
        hover: rgb(0x253140),
        selection: rgb(0x22354b),
        selected: rgb(0x263d57),
        worse: rgb(0x43231f),
        better: rgb(0x1c3a29),
        changed: rgb(0x403514),
    },
    line: Lines {
        card: rgb(0x2e3a47),
        row: rgb(0x25303b),
        strong: rgb(0x455464),
        cursor: rgb(0x8dbdee),
    },
    chart: Chart {
        baten: rgb(0x8cc3ee),
        lasten: rgb(0x4c86bd),
        saldo: rgb(0x6aa5df),
        baten_closed: rgb(0x8798a8),
        lasten_closed: rgb(0x68798a),
        saldo_closed: rgb(0x6f7f91),
        after: rgb(0xcfe3f6),
        after_fill: rgb(0x22354b),
        zero: rgb(0x5b6a7a),
    },
};
