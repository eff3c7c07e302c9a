use eframe::egui::epaint::ImageDelta;
use eframe::egui::{Shape, TextureOptions, pos2, vec2};

use super::*;

const RED: Color32 = Color32::RED;

fn white() -> Rasteriser {
    let mut delta = TexturesDelta::default();
    let dot = ColorImage::filled([1, 1], Color32::WHITE);
    delta.push(TextureId::default(), ImageDelta::full(dot, TextureOptions::LINEAR));
    let mut rasteriser = Rasteriser::default();
    rasteriser.update(&mut delta);
    rasteriser
}

fn draw(mesh: Mesh, clip: Rect, pixels_per_point: f32) -> ColorImage {
    let primitive = ClippedPrimitive { clip_rect: clip, primitive: Primitive::Mesh(mesh) };
    white().draw([8, 8], pixels_per_point, Color32::BLACK, &[primitive])
}

fn rectangle(rect: Rect, color: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(rect, color);
    mesh
}

fn lit(image: &ColorImage) -> Vec<(usize, usize)> {
    let lit = |at: &usize| image.pixels[*at] != Color32::BLACK;
    (0..64).filter(lit).map(|at| (at % 8, at / 8)).collect()
}

#[test]
fn a_rectangle_fills_exactly_its_pixels() {
    let rect = Rect::from_min_max(pos2(1.0, 2.0), pos2(3.0, 4.0));
    let image = draw(rectangle(rect, RED), Rect::EVERYTHING, 1.0);
    assert_eq!(lit(&image), [(1, 2), (2, 2), (1, 3), (2, 3)]);
    let image = draw(rectangle(rect, RED), Rect::EVERYTHING, 2.0);
    assert_eq!(lit(&image).len(), 16);
}

#[test]
fn nothing_is_drawn_outside_the_clip() {
    let clip = Rect::from_min_max(pos2(2.0, 0.0), pos2(3.0, 3.0));
    let all = Rect::from_min_max(pos2(-50.0, -50.0), pos2(50.0, 50.0));
    assert_eq!(lit(&draw(rectangle(all, RED), clip, 1.0)), [(2, 0), (2, 1), (2, 2)]);
    assert!(lit(&draw(rectangle(all, RED), Rect::NOTHING, 1.0)).is_empty());
}

#[test]
fn triangles_that_meet_blend_each_pixel_once() {
    let half = Color32::from_rgba_premultiplied(100, 0, 0, 100);
    let mut mesh = Mesh::default();
    let corners = [(0.3, 0.2), (7.7, 0.4), (7.4, 7.9), (0.1, 7.6), (3.1, 4.7)];
    for (x, y) in corners {
        mesh.colored_vertex(pos2(x, y), half);
    }
    for [a, b] in [[0, 1], [1, 2], [2, 3], [3, 0]] {
        mesh.add_triangle(a, b, 4);
    }
    let image = draw(mesh, Rect::EVERYTHING, 1.0);
    let reds: std::collections::BTreeSet<u8> = image.pixels.iter().map(|pixel| pixel.r()).collect();
    assert_eq!(reds.into_iter().collect::<Vec<_>>(), [0, 100]);
}

#[test]
fn colours_blend_in_gamma_space() {
    let half = Color32::from_rgba_premultiplied(128, 128, 128, 128);
    assert_eq!(blend(Color32::BLACK, half).r(), 128);
    assert_eq!(blend(Color32::WHITE, half), Color32::WHITE);
    assert_eq!(blend(RED, Color32::TRANSPARENT), RED);
}

#[test]
fn a_patch_changes_only_its_part_of_a_texture() {
    let mut rasteriser = white();
    let id = TextureId::default();
    let mut delta = TexturesDelta::default();
    let black = ColorImage::filled([3, 3], Color32::BLACK);
    delta.push(id, ImageDelta::full(black, TextureOptions::LINEAR));
    let dot = ColorImage::filled([1, 2], RED);
    delta.push(id, ImageDelta::partial([2, 1], dot, TextureOptions::LINEAR));
    rasteriser.update(&mut delta);
    let texture = &rasteriser.textures[&id];
    let red: Vec<usize> = (0..9).filter(|at| texture.pixels[*at] == RED).collect();
    assert_eq!(red, [5, 8]);
}

#[test]
fn a_freed_texture_lasts_for_its_last_frame() {
    let mut rasteriser = white();
    let mut delta = TexturesDelta::default();
    delta.free(TextureId::default());
    rasteriser.update(&mut delta);
    assert_eq!(rasteriser.textures.len(), 1);
    rasteriser.update(&mut TexturesDelta::default());
    assert!(rasteriser.textures.is_empty());
}

#[test]
fn a_picture_survives_its_png() {
    let image = paint(vec2(40.0, 20.0), 2.0, Theme::Light, |ui| {
        let rect = Rect::from_min_size(pos2(5.0, 5.0), vec2(10.0, 10.0));
        ui.painter().add(Shape::rect_filled(rect, 0.0, RED));
        ui.label("€");
    });
    assert_eq!(image.size, [80, 40]);
    let bytes = png(&image).expect("a PNG");
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a header");
    let mut rgba = vec![0; 80 * 40 * 4];
    reader.next_frame(&mut rgba).expect("the pixels");
    let read: Vec<Color32> = rgba
        .chunks_exact(4)
        .map(|p| Color32::from_rgba_unmultiplied(p[0], p[1], p[2], p[3]))
        .collect();
    assert_eq!(read, image.pixels);
}
