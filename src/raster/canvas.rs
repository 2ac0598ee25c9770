//! Drawing the shapes of a page into pixels.
//!
//! Glyphs are drawn from their outlines without hinting, so that the pixels are the same on every machine. Links draw nothing. Pictures
//! that cannot be read leave their area white; `pdf` reports them.

use super::{filters, svg};
use crate::{
    book::{Asset, Book, ImageFormat},
    fonts::FontSet,
    layout::frame::{Page, Shape},
    picture,
    typeset::{
        color::Color,
        length::{Length, Point, Rect},
        run::GlyphRun,
    },
};
use resvg::tiny_skia::{self, FillRule, FilterQuality, Paint, PathBuilder, Pixmap, PixmapMut, PixmapPaint, Stroke, Transform};
use skrifa::{
    GlyphId, MetadataProvider as _,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
};

/// The longest side of a page or picture in pixels, to limit memory.
pub(super) const MAX_SIDE: u32 = 16_384;

/// A page, or a band of it, as pixels.
pub(super) struct Canvas<'a> {
    pub(super) book: &'a Book,
    pub(super) fonts: &'a FontSet,
    /// Pixels per point.
    pub(super) scale: f32,
    /// The number of pixel rows above the band.
    pub(super) top: u32,
    pub(super) pixels: PixmapMut<'a>,
}

impl Canvas<'_> {
    /// Draws the part of a page that the pixels show, on white.
    pub(super) fn draw(&mut self, page: &Page) {
        self.pixels.fill(tiny_skia::Color::WHITE);
        for item in &page.items {
            self.shape(&item.shape);
        }
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Glyphs(run) => self.glyphs(run),
            Shape::Rule { rect, color } => {
                let [left, top, width, height] = edges(*rect);
                if let Some(rect) = tiny_skia::Rect::from_xywh(left, top, width, height) {
                    self.fill(&PathBuilder::from_rect(rect), *color);
                }
            }
            Shape::Path(path) => {
                let mut builder = PathBuilder::new();
                for line in &path.lines {
                    let [first, rest @ ..] = line.as_slice() else { continue };
                    let (x, y) = coordinates(*first);
                    builder.move_to(x, y);
                    for (x, y) in rest.iter().copied().map(coordinates) {
                        builder.line_to(x, y);
                    }
                    if line.len() > 2 && line.last() == Some(first) {
                        builder.close();
                    }
                }
                let Some(outline) = builder.finish() else { return };
                if let Some(color) = path.fill {
                    self.fill(&outline, color);
                }
                if let Some((color, width)) = path.stroke {
                    let stroke = Stroke { width: width.to_points() as f32, ..Stroke::default() };
                    self.pixels.stroke_path(&outline, &paint(color), &stroke, self.transform(), None);
                }
            }
            Shape::Image { asset, rect } => {
                if let Some(asset) = self.book.assets.get(asset.0 as usize) {
                    self.picture(asset, *rect);
                }
            }
            Shape::Link(_) => {}
        }
    }

    fn transform(&self) -> Transform {
        Transform::from_scale(self.scale, self.scale).post_translate(0.0, -(self.top as f32))
    }

    fn fill(&mut self, path: &tiny_skia::Path, color: Color) {
        self.pixels.fill_path(path, &paint(color), FillRule::Winding, self.transform(), None);
    }

    fn glyphs(&mut self, run: &GlyphRun) {
        // A run outside the band is skipped: no glyph reaches further than four times its size from its origin. A turned run may be
        // anywhere.
        let displaced = run.glyphs.iter().map(|glyph| glyph.dy.0.abs()).max().unwrap_or(0);
        let reach = (run.size * 4 + Length(displaced)).to_points() as f32 * self.scale;
        let y = run.origin.y.to_points() as f32 * self.scale;
        let (top, bottom) = (self.top as f32, (self.top + self.pixels.height()) as f32);
        if !run.rotated && (y + reach < top || y - reach > bottom) {
            return;
        }
        let face = self.fonts.face(run.face);
        let Ok(font) = skrifa::FontRef::new(&face.data) else { return };
        let outlines = font.outline_glyphs();
        let size = Size::new(run.size.to_points() as f32);
        let mut pen = run.origin;
        let (x, y) = coordinates(run.origin);
        // A quarter turn about the start of the baseline: the line runs upwards.
        let turned = Transform::from_row(0.0, -1.0, 1.0, 0.0, x - y, x + y);
        for glyph in &run.glyphs {
            if let Some(outline) = outlines.get(GlyphId::new(u32::from(glyph.id))) {
                let (x, y) = coordinates(Point { x: pen.x + glyph.dx, y: pen.y - glyph.dy });
                let mut path = OutlinePath { builder: PathBuilder::new(), x, y };
                let drawn = outline.draw(DrawSettings::unhinted(size, LocationRef::default()), &mut path);
                // Widened from the origin of the glyph.
                let wide = 1.0 + run.expansion as f32 / 10_000.0;
                let widened = Transform::from_row(wide, 0.0, 0.0, 1.0, x - x * wide, 0.0);
                let place = if run.rotated { widened.post_concat(turned) } else { widened };
                let path = path.builder.finish().and_then(|path| path.transform(place));
                if let (Ok(_), Some(path)) = (drawn, path) {
                    self.fill(&path, run.color);
                }
            }
            pen.x += glyph.advance;
        }
    }

    fn picture(&mut self, asset: &Asset, rect: Rect) {
        let [left, top, width, height] = edges(rect).map(|length| length * self.scale);
        let size = |length: f32| (length.round() as u32).clamp(1, MAX_SIDE);
        let picture = match asset.format {
            ImageFormat::Svg => self.drawing(asset, size(width), size(height)),
            ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP => {
                resample(asset, size(width), size(height))
            }
        };
        let Some(picture) = picture else { return };
        let (wide, high) = (width / picture.width() as f32, height / picture.height() as f32);
        let place = Transform::from_row(wide, 0.0, 0.0, high, left, top);
        let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
        self.pixels.draw_pixmap(0, 0, picture.as_ref(), &paint, place, None);
    }

    fn drawing(&self, asset: &Asset, width: u32, height: u32) -> Option<Pixmap> {
        // `pdf` reports what is wrong with it.
        let tree = svg::parse(asset, &svg::font_database(self.fonts)).ok()?;
        let mut pixels = Pixmap::new(width, height)?;
        let scale = Transform::from_scale(width as f32 / tree.size().width(), height as f32 / tree.size().height());
        filters::render(&tree, scale, &mut pixels)?;
        Some(pixels)
    }
}

/// A raster picture, resampled to the size at which it is shown.
fn resample(asset: &Asset, width: u32, height: u32) -> Option<Pixmap> {
    let picture = picture::decode(asset).ok()?;
    let picture = picture.resize_exact(width, height, image::imageops::FilterType::Lanczos3).into_rgba8();
    let mut pixels = Pixmap::new(width, height)?;
    for (to, from) in pixels.pixels_mut().iter_mut().zip(picture.pixels()) {
        let [red, green, blue, alpha] = from.0;
        *to = tiny_skia::ColorU8::from_rgba(red, green, blue, alpha).premultiply();
    }
    Some(pixels)
}

/// How far the glyphs of a run reach above and below its baseline, by the bounds that its face gives for all of them.
pub(super) fn reach(run: &GlyphRun, fonts: &FontSet) -> (Length, Length) {
    let displaced = Length(run.glyphs.iter().map(|glyph| glyph.dy.0.abs()).max().unwrap_or(0));
    let metrics = skrifa::FontRef::new(&fonts.face(run.face).data)
        .map(|font| font.metrics(Size::unscaled(), LocationRef::default()))
        .unwrap_or_default();
    let per_em = i64::from(metrics.units_per_em.max(1));
    let (above, below) =
        metrics.bounds.map_or((4 * per_em, 4 * per_em), |bounds| (bounds.y_max.ceil() as i64, -bounds.y_min.floor() as i64));
    // A point more, for the edges of outlines.
    let length = |units: i64| run.size.of_em(units, per_em).max(Length::ZERO) + Length::points(1) + displaced;
    (length(above), length(below))
}

/// Builds a path from the outline of a glyph. The y axis points upwards in fonts, and downwards on pages.
struct OutlinePath {
    builder: PathBuilder,
    x: f32,
    y: f32,
}

impl OutlinePen for OutlinePath {
    fn move_to(&mut self, x: f32, y: f32) {
        self.builder.move_to(self.x + x, self.y - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.builder.line_to(self.x + x, self.y - y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.builder.quad_to(self.x + cx, self.y - cy, self.x + x, self.y - y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.builder.cubic_to(self.x + ax, self.y - ay, self.x + bx, self.y - by, self.x + x, self.y - y);
    }

    fn close(&mut self) {
        self.builder.close();
    }
}

fn paint(color: Color) -> Paint<'static> {
    let [red, green, blue] = color.rgb;
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(red, green, blue, u8::MAX);
    paint
}

fn coordinates(point: Point) -> (f32, f32) {
    (point.x.to_points() as f32, point.y.to_points() as f32)
}

/// Left, top, width and height in points.
fn edges(rect: Rect) -> [f32; 4] {
    let points = |length: Length| length.to_points() as f32;
    [points(rect.origin.x), points(rect.origin.y), points(rect.size.width), points(rect.size.height)]
}
