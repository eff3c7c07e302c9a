use eframe::egui::{Context, Pos2, RawInput};
use egui_plot::PlotBounds;

use super::*;
use crate::ui::test_desk::look_at;
use crate::ui::theme;

fn figure(height: f64, text: &str) -> Figure {
    Figure { height, text: text.to_owned() }
}

/// Taakveld 6.72 per column, saldo × € 1.000; the split in baten and lasten is made up.
fn youth(mode: ChartMode) -> BarChartData {
    let columns = [
        ("Rekening 2017", (-23005.0, "-23.005"), (412.0, "412"), "-23.417"),
        ("Begroting 2018", (-23096.0, "-23.096"), (398.0, "398"), "-23.494"),
        ("Begroting 2019", (-18182.0, "-18.182"), (1250.0, "1.250"), "-19.432"),
        ("2020", (-17407.0, "-17.407"), (1250.0, "1.250"), "-18.657"),
        ("2021", (-16557.0, "-16.557"), (1250.0, "1.250"), "-17.807"),
        ("2022", (-16307.0, "-16.307"), (0.0, "0"), "-16.307"),
    ];
    let bars = columns
        .into_iter()
        .enumerate()
        .map(|(nth, (label, saldo, baten, lasten))| ColumnBars {
            label: label.to_owned(),
            closed: nth < 2,
            baten: figure(baten.0, baten.1),
            lasten: figure(saldo.0 - baten.0, lasten),
            saldo: figure(saldo.0, saldo.1),
            after_measures: None,
        })
        .collect();
    BarChartData {
        title: "Saldo per jaar".to_owned(),
        unit_label: "× € 1.000".to_owned(),
        version: "primitief 2019 (concept)".to_owned(),
        bars,
        mode,
    }
}

fn with_measures(mode: ChartMode) -> BarChartData {
    let mut data = youth(mode);
    for (of, (height, text)) in data.bars.iter_mut().skip(2).zip([
        (-17900.0, "-17.900"),
        (-12000.0, "-12.000"),
        (-3000.0, "-3.000"),
        (513.0, "+513"),
    ]) {
        of.after_measures = Some(figure(height, text));
    }
    data
}

/// Lays a chart out in `size` points and gives the places of its values.
fn places(data: &BarChartData, size: Vec2) -> (Rect, Vec<Rect>, Vec<Rect>) {
    let ctx = Context::default();
    fonts::install(&ctx);
    theme::install(&ctx);
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
        ..RawInput::default()
    };
    let mut result = None;
    let mut output = ctx.run_ui(input, |ui| {
        let tokens = Tokens::of(ui);
        let slots = Slots::new(size.x, data.bars.len());
        let mut values = places::values(ui, data, &slots, tokens);
        let heights = Heights::new(data, &slots, &mut values, size.y);
        let (x, y) = (slots.range(), heights.range());
        let frame = Rect::from_min_size(Pos2::ZERO, size);
        let bounds = PlotBounds::from_min_max([*x.start(), *y.start()], [*x.end(), *y.end()]);
        let transform = PlotTransform::new(frame, bounds, false);
        let bars = data
            .bars
            .iter()
            .enumerate()
            .flat_map(|(column, of)| {
                bars::series(data)
                    .into_iter()
                    .filter_map(|series| places::bar_rect(&slots, column, series, of, &transform))
                    .collect::<Vec<_>>()
            })
            .collect();
        let texts = places::place_values(data, &slots, &values, &transform);
        result = Some((frame, bars, texts));
    });
    output.textures_delta.clear();
    result.expect("the frame ran")
}

#[test]
fn values_stay_in_view_and_clear_of_bars_and_each_other() {
    let all = [
        youth(ChartMode::Saldo),
        youth(ChartMode::BatenLasten),
        with_measures(ChartMode::Saldo),
        with_measures(ChartMode::BatenLasten),
    ];
    for data in &all {
        for size in [vec2(640.0, 300.0), vec2(420.0, 220.0), vec2(250.0, 320.0)] {
            let (frame, bars, texts) = places(data, size);
            assert!(!texts.is_empty());
            for (nth, text) in texts.iter().enumerate() {
                assert!(frame.contains_rect(*text), "{size} {text} leaves the chart");
                let others = texts.iter().take(nth).chain(&bars);
                for other in others {
                    assert!(
                        !places::overlap(*text, *other),
                        "{:?} {size}: {text} runs into {other}",
                        data.mode
                    );
                }
            }
        }
    }
}

#[test]
fn values_that_cannot_be_read_are_left_out() {
    let (_, _, texts) = places(&youth(ChartMode::Saldo), vec2(60.0, 200.0));
    assert!(texts.is_empty());
    let (_, _, texts) = places(&with_measures(ChartMode::Saldo), vec2(250.0, 90.0));
    assert!(texts.is_empty());
}

#[test]
fn lasten_stack_on_baten_of_the_same_sign() {
    let mut of = youth(ChartMode::BatenLasten).bars.remove(0);
    assert_eq!(Series::Lasten.extent(&of), Some((0.0, -23417.0)));
    of.baten.height = -400.0;
    assert_eq!(Series::Lasten.extent(&of), Some((-400.0, -23817.0)));
    of.lasten.height = f64::NAN;
    assert_eq!(Series::Lasten.extent(&of), Some((0.0, 0.0)));
}

#[test]
fn a_screen_reader_hears_every_value() {
    let data = youth(ChartMode::Saldo);
    assert!(bars::description(&data).starts_with(
        "Staafdiagram Saldo per jaar, × € 1.000, primitief 2019 (concept): \
         Rekening 2017 -23.005; Begroting 2018 -23.096; "
    ));
    let data = with_measures(ChartMode::Saldo);
    assert!(bars::description(&data).ends_with("2022 -16.307, na maatregelen +513"));
}

#[test]
fn the_tooltip_names_column_unit_and_figures() {
    let data = youth(ChartMode::Saldo);
    assert_eq!(
        bars::tooltip(&data.bars[0], &data.unit_label),
        "Rekening 2017 (afgesloten), × € 1.000\nBaten 412\nLasten -23.417\nSaldo -23.005"
    );
}

#[test]
fn the_picture_is_the_same_every_time_and_has_its_bars() {
    for theme in [Theme::Light, Theme::Dark] {
        let data = youth(ChartMode::Saldo);
        let image = to_image(&data.clone().into(), theme);
        assert_eq!(image.pixels, to_image(&data.clone().into(), theme).pixels);
        let tokens = Tokens::for_theme(theme);
        let count = |colour| image.pixels.iter().filter(|pixel| **pixel == colour).count();
        for colour in [tokens.chart.saldo, tokens.chart.saldo_closed] {
            assert!(count(colour) > 10_000, "{theme:?} {colour:?}");
        }
        assert!(count(tokens.surface.card) > image.pixels.len() / 2);
    }
}

#[test]
fn an_empty_chart_says_so() {
    let mut data = youth(ChartMode::Saldo);
    data.bars.clear();
    let image = to_image(&data.clone().into(), Theme::Light);
    let background = Tokens::for_theme(Theme::Light).surface.card;
    assert!(image.pixels.iter().any(|pixel| *pixel != background));
}

/// Set `SLUITEND_PICTURES` to a folder to look at the charts.
#[test]
fn every_kind_of_chart_becomes_a_png() {
    for (name, data) in [
        ("saldo", youth(ChartMode::Saldo)),
        ("baten-lasten", youth(ChartMode::BatenLasten)),
        ("measures", with_measures(ChartMode::Saldo)),
        ("all", with_measures(ChartMode::BatenLasten)),
    ] {
        for theme in [Theme::Light, Theme::Dark] {
            let small = |width: f32| {
                raster::paint(vec2(width, 220.0), 1.0, theme, |ui| {
                    show(ui, &data.clone().into());
                })
            };
            let images = [
                ("export", to_image(&data.clone().into(), theme)),
                ("beside", small(420.0)),
                ("narrow", small(220.0)),
            ];
            for (size, image) in images {
                let bytes = raster::png(&image).expect("a picture");
                assert!(bytes.starts_with(b"\x89PNG"));
                look_at(&image, &format!("{name}-{size}-{theme:?}"));
            }
        }
    }
}

#[test]
fn a_picture_of_many_parts_has_room_for_each() {
    let of = |count: usize| {
        let part = |nth: usize| PartBars {
            label: format!("6.{nth} Taakveld met een lange naam die niet helemaal past"),
            figures: vec![figure(-(nth as f64), "-1"), figure(f64::NAN, "pm")],
            can_open: true,
        };
        let series = |name: &str, look| PartSeries { name: name.to_owned(), look };
        PartsData {
            title: "Saldo per onderdeel".to_owned(),
            unit_label: "× € 1.000".to_owned(),
            version: "concept".to_owned(),
            series: vec![series("primitief", Look::Pale), series("gewijzigd", Look::Full)],
            parts: (0..count).map(part).collect(),
        }
    };
    let height = |count| to_image(&of(count).into(), Theme::Light).size[1] as f32;
    assert_eq!(height(3), size::CHART_PICTURE[1] * size::CHART_PICTURE_SCALE);
    let line = 2.0 * size::CHART_PART_BAR + size::CHART_PART_GAP;
    assert_eq!(height(24) - height(23), line * size::CHART_PICTURE_SCALE);
    let data = of(1);
    let words = "6.0 Taakveld met een lange naam die niet helemaal past, × € 1.000: primitief -1, gewijzigd pm";
    assert_eq!(data.words(&data.parts[0]), words);
}
