//! The bar chart on the screen.

mod common;

use std::time::Instant;

use common::Screen;
use eframe::egui::accesskit::Role;
use eframe::egui::{CentralPanel, Frame, Margin, Theme, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sluitend::ui::chart::{self, BarChartData, ChartData, ChartMode, ColumnBars, Figure};
use sluitend::ui::fonts;
use sluitend::ui::theme::{self, Tokens, size};

fn data() -> ChartData {
    let columns = [
        ("Rekening 2017", true, -23005.0, "-23.005"),
        ("Begroting 2018", true, -23096.0, "-23.096"),
        ("Begroting 2019", false, -18182.0, "-18.182"),
        ("2020", false, -17407.0, "-17.407"),
        ("2021", false, -16557.0, "-16.557"),
        ("2022", false, -16307.0, "-16.307"),
    ];
    let figure = |height: f64, text: &str| Figure { height, text: text.to_owned() };
    ChartData::Columns(BarChartData {
        title: "Saldo per jaar".to_owned(),
        unit_label: "× € 1.000".to_owned(),
        version: String::new(),
        bars: columns
            .into_iter()
            .map(|(label, closed, saldo, text)| ColumnBars {
                label: label.to_owned(),
                closed,
                baten: figure(0.0, "0"),
                lasten: figure(saldo, text),
                saldo: figure(saldo, text),
                after_measures: None,
            })
            .collect(),
        mode: ChartMode::Saldo,
    })
}

fn screen(theme: Theme) -> (Harness<'static>, Screen) {
    let screen = Screen::default();
    let data = data();
    let mut harness = Harness::builder()
        .with_size(vec2(1280.0, 800.0))
        .with_theme(theme)
        .with_context_setup(|ctx| {
            fonts::install(ctx);
            theme::install(ctx);
        })
        .renderer(screen.clone())
        .build_ui(move |ui| {
            CentralPanel::default().show(ui, |ui| {
                Frame::new()
                    .fill(Tokens::of(ui).surface.card)
                    .inner_margin(Margin::same(size::CARD_PADDING))
                    .show(ui, |ui| chart::show(ui, &data));
            });
        });
    harness.run();
    (harness, screen)
}

#[test]
fn the_chart_has_a_name_with_its_values() {
    let (harness, _) = screen(Theme::Light);
    let name = "Staafdiagram Saldo per jaar, × € 1.000: Rekening 2017 -23.005; \
                Begroting 2018 -23.096; Begroting 2019 -18.182; 2020 -17.407; 2021 -16.557; \
                2022 -16.307";
    harness.get_by_role_and_label(Role::Image, name);
    harness.get_by_label("× € 1.000");
}

#[test]
fn the_pointer_shows_the_figures_of_a_column() {
    let (mut harness, _) = screen(Theme::Light);
    harness.hover_at(pos2(640.0 - 2.5 * size::CHART_SLOT, 400.0));
    harness.run_steps(60);
    harness.get_by_label(
        "Rekening 2017 (afgesloten), × € 1.000\nBaten 0\nLasten -23.005\nSaldo -23.005",
    );
}

#[test]
fn a_screen_looks_the_same_twice_and_takes_little_time() {
    for theme in [Theme::Light, Theme::Dark] {
        let (harness, screen) = screen(theme);
        let start = Instant::now();
        let picture = screen.picture(&harness, &format!("screen-{theme:?}"));
        let took = start.elapsed();
        assert_eq!(picture.size, [1280, 800]);
        let (again, screen) = self::screen(theme);
        assert_eq!(picture.pixels, screen.picture(&again, "screen-again").pixels);
        let saldo = Tokens::for_theme(theme).chart.saldo;
        assert!(picture.pixels.contains(&saldo));
        // Far above what it takes, far below what would make tests of the screen a burden.
        assert!(took.as_secs() < 2, "{took:?}");
    }
}
