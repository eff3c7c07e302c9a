//! Draws egui's triangles on the processor: always the same pixels, without a graphics card.
//!
//! For the picture of a chart that is copied or saved, and for tests that look at the screen.

use std::collections::HashMap;

use eframe::egui::epaint::{ClippedPrimitive, ImageData, Mesh, Primitive, Vertex};
use eframe::egui::{
    Color32, ColorImage, Context, Pos2, RawInput, Rect, TextureId, TexturesDelta, Theme, Ui, Vec2,
    ViewportId,
};

use super::{fonts, theme};

/// egui settles the sizes of its parts in a few passes; the last one is drawn.
const PASSES: usize = 3;

/// Why a picture could not be written.
#[derive(Debug, thiserror::Error)]
#[error("de afbeelding is niet te maken: {0}; probeer het opnieuw met een kleinere afbeelding")]
pub struct PngError(#[from] png::EncodingError);

/// Runs `add_contents` off screen, with the program's fonts and the colours of `theme`, on the
/// background of a card. `size` in points; the picture has `size` × `pixels_per_point` pixels.
pub fn paint(
    size: Vec2,
    pixels_per_point: f32,
    theme: Theme,
    mut add_contents: impl FnMut(&mut Ui),
) -> ColorImage {
    let ctx = Context::default();
    fonts::install(&ctx);
    theme::install(&ctx);
    ctx.set_theme(theme);
    let mut input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
        ..RawInput::default()
    };
    if let Some(viewport) = input.viewports.get_mut(&ViewportId::ROOT) {
        viewport.native_pixels_per_point = Some(pixels_per_point);
    }
    let mut rasteriser = Rasteriser::default();
    let mut shapes = Vec::new();
    for _ in 0..PASSES {
        let mut output = ctx.run_ui(input.clone(), &mut add_contents);
        rasteriser.update(&mut output.textures_delta);
        shapes = output.shapes;
    }
    let pixels = (size * pixels_per_point).round();
    rasteriser.draw(
        [pixels.x as usize, pixels.y as usize],
        pixels_per_point,
        theme::Tokens::for_theme(theme).surface.card,
        &ctx.tessellate(shapes, pixels_per_point),
    )
}

/// The picture as the bytes of a PNG file.
pub fn png(image: &ColorImage) -> Result<Vec<u8>, PngError> {
    let [width, height] = image.size.map(|side| u32::try_from(side).unwrap_or(u32::MAX));
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    // Flat colours and text: every filter makes the file larger.
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    let rgba: Vec<u8> =
        image.pixels.iter().flat_map(|pixel| pixel.to_srgba_unmultiplied()).collect();
    writer.write_image_data(&rgba)?;
    writer.finish()?;
    Ok(bytes)
}

/// Holds egui's textures and draws its meshes.
#[derive(Default)]
pub struct Rasteriser {
    textures: HashMap<TextureId, ColorImage>,
    /// A texture freed in a frame is still used by the meshes of that frame.
    freed: Vec<TextureId>,
}

impl Rasteriser {
    /// Takes over the textures that changed in a frame; call it for every frame, before `draw`.
    pub fn update(&mut self, delta: &mut TexturesDelta) {
        for id in self.freed.drain(..) {
            self.textures.remove(&id);
        }
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(patch) = change.image;
                match (change.pos, self.textures.get_mut(&id)) {
                    (Some(corner), Some(texture)) => copy(&patch, texture, corner),
                    _ => {
                        self.textures.insert(id, (*patch).clone());
                    }
                }
            }
        }
        self.freed.extend(delta.free.drain());
    }

    /// Draws what `Context::tessellate` gave on an opaque background. `size` in pixels.
    /// Paint callbacks, which need a graphics card, are left out.
    pub fn draw(
        &self,
        size: [usize; 2],
        pixels_per_point: f32,
        background: Color32,
        primitives: &[ClippedPrimitive],
    ) -> ColorImage {
        let mut canvas = ColorImage::filled(size, background);
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            let Primitive::Mesh(mesh) = primitive else {
                continue;
            };
            if let Some(texture) = self.textures.get(&mesh.texture_id) {
                let clip = Clip::new(*clip_rect, pixels_per_point, size);
                draw_mesh(&mut canvas, clip, pixels_per_point, mesh, texture);
            }
        }
        canvas
    }
}

fn copy(patch: &ColorImage, texture: &mut ColorImage, [left, top]: [usize; 2]) {
    let [width, _] = patch.size;
    let [texture_width, _] = texture.size;
    if width == 0 || left + width > texture_width {
        return;
    }
    let rows = texture.pixels.chunks_exact_mut(texture_width).skip(top);
    for (target, source) in rows.zip(patch.pixels.chunks_exact(width)) {
        if let Some(target) = target.get_mut(left..left + width) {
            target.copy_from_slice(source);
        }
    }
}

/// The pixels that may be drawn on: half-open ranges within the canvas.
#[derive(Clone, Copy)]
struct Clip {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

impl Clip {
    fn new(rect: Rect, pixels_per_point: f32, [width, height]: [usize; 2]) -> Clip {
        let edge =
            |value: f32, most: usize| (value * pixels_per_point).round().clamp(0.0, most as f32);
        Clip {
            left: edge(rect.left(), width),
            top: edge(rect.top(), height),
            right: edge(rect.right(), width),
            bottom: edge(rect.bottom(), height),
        }
    }
}

/// A corner in pixels: place, colour (0..=255, premultiplied, gamma) and place in the texture.
#[derive(Clone, Copy)]
struct Corner {
    x: f32,
    y: f32,
    value: [f32; 6],
}

fn draw_mesh(
    canvas: &mut ColorImage,
    clip: Clip,
    pixels_per_point: f32,
    mesh: &Mesh,
    texture: &ColorImage,
) {
    let [width, height] = texture.size.map(|side| side as f32);
    let corner = |vertex: &Vertex| {
        let [r, g, b, a] = vertex.color.to_array().map(f32::from);
        Corner {
            x: vertex.pos.x * pixels_per_point,
            y: vertex.pos.y * pixels_per_point,
            value: [r, g, b, a, vertex.uv.x * width, vertex.uv.y * height],
        }
    };
    for triangle in mesh.indices.chunks_exact(3) {
        let vertex = |nth: usize| {
            let index = *triangle.get(nth)?;
            mesh.vertices.get(index as usize).map(corner)
        };
        if let (Some(a), Some(b), Some(c)) = (vertex(0), vertex(1), vertex(2)) {
            draw_triangle(canvas, clip, [a, b, c], texture);
        }
    }
}

/// Fills the pixels whose centre lies in the triangle, row by row. A centre on an edge belongs to
/// the triangle right of or under it, so that neighbours never both blend one pixel.
fn draw_triangle(
    canvas: &mut ColorImage,
    clip: Clip,
    mut corners: [Corner; 3],
    texture: &ColorImage,
) {
    corners.sort_by(|a, b| a.y.total_cmp(&b.y));
    let [top, middle, bottom] = corners;
    let area = (middle.x - top.x) * (bottom.y - top.y) - (bottom.x - top.x) * (middle.y - top.y);
    if area == 0.0 || !area.is_finite() {
        return;
    }
    // Every value is a plane over the picture: value = at(top) + dx * slope_x + dy * slope_y.
    let slope = |nth: usize| {
        let (m, b) = (middle.value[nth] - top.value[nth], bottom.value[nth] - top.value[nth]);
        (
            (m * (bottom.y - top.y) - b * (middle.y - top.y)) / area,
            (b * (middle.x - top.x) - m * (bottom.x - top.x)) / area,
        )
    };
    let slopes: [(f32, f32); 6] = std::array::from_fn(slope);
    let flat =
        corners.iter().all(|corner| corner.value == top.value).then(|| shade(top.value, texture));

    let width = canvas.size[0];
    let first = (top.y - 0.5).ceil().max(clip.top);
    let last = (bottom.y - 0.5).ceil().min(clip.bottom);
    for row in first as usize..last.max(first) as usize {
        let y = row as f32 + 0.5;
        let long = cross(top, bottom, y);
        let short = if y < middle.y { cross(top, middle, y) } else { cross(middle, bottom, y) };
        let start = (long.min(short) - 0.5).ceil().max(clip.left);
        let end = (long.max(short) - 0.5).ceil().min(clip.right);
        if end <= start {
            continue;
        }
        let from = row * width;
        let Some(pixels) = canvas.pixels.get_mut(from + start as usize..from + end as usize) else {
            continue;
        };
        match flat {
            Some(color) if color.a() == 255 => pixels.fill(color),
            Some(color) if color == Color32::TRANSPARENT => {}
            Some(color) => pixels.iter_mut().for_each(|pixel| *pixel = blend(*pixel, color)),
            None => {
                let (dx, dy) = (start + 0.5 - top.x, y - top.y);
                let mut value: [f32; 6] = std::array::from_fn(|nth| {
                    top.value[nth] + dx * slopes[nth].0 + dy * slopes[nth].1
                });
                for pixel in pixels {
                    *pixel = blend(*pixel, shade(value, texture));
                    for (value, (slope, _)) in value.iter_mut().zip(slopes) {
                        *value += slope;
                    }
                }
            }
        }
    }
}

/// Where the edge from `a` down to `b` crosses the height `y`.
fn cross(a: Corner, b: Corner, y: f32) -> f32 {
    if b.y == a.y { a.x } else { a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y)) }
}

/// The colour of a vertex times that of the texture, both in gamma space, as egui wants it.
fn shade([r, g, b, a, u, v]: [f32; 6], texture: &ColorImage) -> Color32 {
    let texel = sample(texture, u - 0.5, v - 0.5);
    let mix = |colour: f32, texel: f32| (colour * texel / 255.0 + 0.5) as u8;
    Color32::from_rgba_premultiplied(
        mix(r, texel[0]),
        mix(g, texel[1]),
        mix(b, texel[2]),
        mix(a, texel[3]),
    )
}

/// The texture between four texels; `u` and `v` in texels, 0 at the centre of the first.
fn sample(texture: &ColorImage, u: f32, v: f32) -> [f32; 4] {
    let (left, top) = (u.floor(), v.floor());
    let (part_x, part_y) = (u - left, v - top);
    let texel = |x: f32, y: f32| {
        let [width, height] = texture.size;
        let x = (x.max(0.0) as usize).min(width.saturating_sub(1));
        let y = (y.max(0.0) as usize).min(height.saturating_sub(1));
        let texel = texture.pixels.get(y * width + x);
        texel.map_or([0.0; 4], |texel| texel.to_array().map(f32::from))
    };
    let here = texel(left, top);
    // Text lies exactly on the texels: nothing to mix.
    let near = |part: f32| !(1.0 / 256.0..=255.0 / 256.0).contains(&part);
    if near(part_x) && near(part_y) {
        return texel(u.round(), v.round());
    }
    let (right, below, corner) =
        (texel(left + 1.0, top), texel(left, top + 1.0), texel(left + 1.0, top + 1.0));
    std::array::from_fn(|nth| {
        let upper = here[nth] + (right[nth] - here[nth]) * part_x;
        let lower = below[nth] + (corner[nth] - below[nth]) * part_x;
        upper + (lower - upper) * part_y
    })
}

/// `front` (premultiplied) over an opaque `back`, in gamma space.
fn blend(back: Color32, front: Color32) -> Color32 {
    let rest = 255 - u32::from(front.a());
    let over = |back: u8, front: u8| {
        let sum = u32::from(front) + (u32::from(back) * rest + 127) / 255;
        sum.min(255) as u8
    };
    Color32::from_rgba_premultiplied(
        over(back.r(), front.r()),
        over(back.g(), front.g()),
        over(back.b(), front.b()),
        255,
    )
}

#[cfg(test)]
mod tests;
