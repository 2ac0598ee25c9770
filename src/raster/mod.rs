//! A page as pixels: the composed cover for the EPUB, the same as the PDF's.
//!
//! Draws the shapes of one page with our own outlines, without hinting, so that the picture is the same on every machine. It
//! knows no structure: links and marks draw nothing. Pictures that cannot be read leave their place white; `pdf` reports them.

pub(crate) mod drawing;
#[cfg(test)]
pub(crate) mod sheet;

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
use std::{collections::BTreeMap, io::Write};

/// No side of a picture has more pixels: a page is never so long, and memory is not endless.
const LONGEST: u32 = 16_384;

/// Draws `page` as a PNG `width` pixels wide (the height follows the page's shape).
#[must_use]
pub fn png(book: &Book, page: &Page, fonts: &FontSet, width: u32) -> Vec<u8> {
    let width = width.clamp(1, LONGEST);
    let points = page.size.width.to_points().max(1.0);
    let scale = f64::from(width) / points;
    let height = (page.size.height.to_points() * scale).round().clamp(1.0, f64::from(LONGEST));
    let (height, scale) = (height as u32, scale as f32);
    if let Some(indexed) = in_bands(book, page, fonts, scale, (width, height)) {
        return compressed((width, height), &Pixels::Indexed(indexed));
    }
    let Some(mut pixels) = Pixmap::new(width, height) else { return Vec::new() };
    Canvas { book, fonts, scale, top: 0, pixels: pixels.as_mut() }.draw(page);
    compressed_pixmap(&pixels)
}

/// Rows of pixels that are drawn at once: some hundred kilobytes, which a processor keeps near.
const BAND: u32 = 64;

/// The pixels of a page of type, drawn band by band: a whole cover has 16 MB of pixels, and fetching so much memory takes longer
/// than drawing. None for a page with pictures or turned lines, and for one of too many colours.
///
/// No band ends within the usual height of a line of text or in a path, so that nearly all outlines are drawn as on the whole page;
/// an outline that goes on in the next band is drawn in both.
fn in_bands(book: &Book, page: &Page, fonts: &FontSet, scale: f32, (width, height): (u32, u32)) -> Option<Indexed> {
    let row = |y: Length| (y.to_points() as f32 * scale).clamp(0.0, height as f32);
    let mut whole: Vec<(u32, u32)> = Vec::new();
    for item in &page.items {
        let (top, bottom) = match &item.shape {
            Shape::Image { .. } => return None,
            Shape::Glyphs(run) if run.turned => return None,
            Shape::Glyphs(run) => (row(run.origin.y - run.size), row(run.origin.y + run.size / 2)),
            Shape::Path(path) => {
                let heights = || path.lines.iter().flatten().map(|point| point.y);
                let stroke = path.stroke.map_or(Length::ZERO, |(_, width)| width);
                (row(heights().min()? - stroke), row(heights().max()? + stroke))
            }
            Shape::Rule { .. } | Shape::Link(_) => continue,
        };
        whole.push((top.floor() as u32, bottom.ceil() as u32));
    }
    whole.sort_unstable();
    let (mut indexed, mut top, mut band) = (Indexed::default(), 0, Vec::new());
    while top < height {
        let end = whole.iter().fold(top + BAND, |end, (above, below)| if *above < end { end.max(*below) } else { end });
        let rows = end.min(height) - top;
        let length = 4 * width as usize * rows as usize;
        band.resize(length.max(band.len()), 0);
        let pixels = PixmapMut::from_bytes(&mut band[..length], width, rows)?;
        Canvas { book, fonts, scale, top, pixels }.draw(page);
        indexed.add(&band[..length], width)?;
        top += rows;
    }
    Some(indexed)
}

/// Draws a drawing as a PNG that fits into `most`, in its own shape.
pub(crate) fn drawing_png(asset: &Asset, fonts: &FontSet, most: (u32, u32)) -> Option<Vec<u8>> {
    let tree = drawing::read(asset, &drawing::fonts(fonts)).ok()?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = (most.0 as f32 / width).min(most.1 as f32 / height);
    let side = |length: f32| ((length * scale).round() as u32).clamp(1, LONGEST);
    let mut pixels = Pixmap::new(side(width), side(height))?;
    pixels.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Some(compressed_pixmap(&pixels))
}

/// Opaque pixels, row after row.
enum Pixels {
    Indexed(Indexed),
    Colors(Vec<u8>),
}

/// The PNG of opaque pixels.
fn compressed_pixmap(pixels: &Pixmap) -> Vec<u8> {
    let mut indexed = Indexed::default();
    let content = match indexed.add(pixels.data(), pixels.width()) {
        Some(()) => Pixels::Indexed(indexed),
        None => Pixels::Colors(pixels.pixels().iter().flat_map(rgb).collect()),
    };
    compressed((pixels.width(), pixels.height()), &content)
}

/// The PNG of opaque pixels; empty when they cannot be written, which memory always can.
///
/// A page of type has few colours, an ink and a paper and what lies between them at the edges: a palette then holds it in a third
/// of the bytes, and in a fraction of the time.
fn compressed((width, height): (u32, u32), pixels: &Pixels) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_compression(png::Compression::Balanced);
    let written = match pixels {
        Pixels::Indexed(indexed) => {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(indexed.palette.as_slice());
            encoder.set_filter(png::Filter::NoFilter);
            encoder.write_header().and_then(|writer| indexed.write(writer, width))
        }
        Pixels::Colors(colors) => {
            encoder.set_color(png::ColorType::Rgb);
            encoder.set_filter(png::Filter::Adaptive);
            encoder.write_header().and_then(|mut writer| writer.write_image_data(colors))
        }
    };
    if written.is_ok() { bytes } else { Vec::new() }
}

fn rgb(pixel: &tiny_skia::PremultipliedColorU8) -> [u8; 3] {
    [pixel.red(), pixel.green(), pixel.blue()]
}

/// The colours of a picture, three bytes each, in the order in which they first appear, and the index of each pixel's.
#[derive(Default)]
struct Indexed {
    known: BTreeMap<[u8; 3], u8>,
    palette: Vec<u8>,
    /// Rows of indices; and how many rows of the picture each stands for, because most rows are like the one above.
    indices: Vec<u8>,
    repeats: Vec<u32>,
}

impl Indexed {
    /// Adds rows of opaque pixels below those that are there; none when their colours are more than a palette holds.
    fn add(&mut self, pixels: &[u8], width: u32) -> Option<()> {
        let mut above: &[u8] = &[];
        let mut last: Option<([u8; 3], u8)> = None;
        for row in pixels.chunks_exact(4 * width as usize) {
            if row == above {
                *self.repeats.last_mut()? += 1;
                continue;
            }
            above = row;
            self.repeats.push(1);
            for pixel in row.chunks_exact(4) {
                let color = [pixel[0], pixel[1], pixel[2]];
                // Most pixels are like the one before.
                let index = match last {
                    Some((other, index)) if other == color => index,
                    Some(_) | None => self.index(color)?,
                };
                last = Some((color, index));
                self.indices.push(index);
            }
        }
        Some(())
    }

    /// Writes the indices as a PNG's image data, in one chunk unless they are a picture of very many details.
    fn write<W: Write>(&self, mut writer: png::Writer<W>, width: u32) -> Result<(), png::EncodingError> {
        let mut stream = writer.stream_writer_with_size(1 << 20)?;
        for (row, repeats) in self.indices.chunks_exact(width as usize).zip(&self.repeats) {
            for _ in 0..*repeats {
                stream.write_all(row)?;
            }
        }
        stream.finish()
    }

    fn index(&mut self, color: [u8; 3]) -> Option<u8> {
        if let Some(index) = self.known.get(&color) {
            return Some(*index);
        }
        let index = u8::try_from(self.known.len()).ok()?;
        self.known.insert(color, index);
        self.palette.extend(color);
        Some(index)
    }
}

struct Canvas<'a> {
    book: &'a Book,
    fonts: &'a FontSet,
    /// Pixels a point.
    scale: f32,
    /// Rows of the page above the pixels.
    top: u32,
    pixels: PixmapMut<'a>,
}

impl Canvas<'_> {
    /// Draws what of a page the pixels show, on white.
    fn draw(&mut self, page: &Page) {
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
        // No letter rises or hangs four times its size from where it stands, on the line or displaced; a turned line is anywhere.
        let displaced = run.glyphs.iter().map(|glyph| glyph.dy.0.abs()).max().unwrap_or(0);
        let reach = (run.size * 4 + Length(displaced)).to_points() as f32 * self.scale;
        let y = run.origin.y.to_points() as f32 * self.scale;
        let (top, bottom) = (self.top as f32, (self.top + self.pixels.height()) as f32);
        if !run.turned && (y + reach < top || y - reach > bottom) {
            return;
        }
        let face = self.fonts.face(run.face);
        let Ok(font) = skrifa::FontRef::new(&face.data) else { return };
        let outlines = font.outline_glyphs();
        let size = Size::new(run.size.to_points() as f32);
        let mut pen = run.origin;
        let (x, y) = coordinates(run.origin);
        // About the start of the baseline: to the right becomes up.
        let turned = Transform::from_row(0.0, -1.0, 1.0, 0.0, x - y, x + y);
        for glyph in &run.glyphs {
            if let Some(outline) = outlines.get(GlyphId::new(u32::from(glyph.id))) {
                let (x, y) = coordinates(Point { x: pen.x + glyph.dx, y: pen.y - glyph.dy });
                let mut path = OutlinePath { builder: PathBuilder::new(), x, y };
                let drawn = outline.draw(DrawSettings::unhinted(size, LocationRef::default()), &mut path);
                // Wider from where the pen stands, as high as before.
                let wide = 1.0 + run.expansion as f32 / 10_000.0;
                let widened = Transform::from_row(wide, 0.0, 0.0, 1.0, x - x * wide, 0.0);
                let place = if run.turned { widened.post_concat(turned) } else { widened };
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
        let size = |length: f32| (length.round() as u32).clamp(1, LONGEST);
        let picture = match asset.format {
            ImageFormat::Svg => self.drawing(asset, size(width), size(height)),
            ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP => {
                raster(asset, size(width), size(height))
            }
        };
        let Some(picture) = picture else { return };
        let (wide, high) = (width / picture.width() as f32, height / picture.height() as f32);
        let place = Transform::from_row(wide, 0.0, 0.0, high, left, top);
        let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
        self.pixels.draw_pixmap(0, 0, picture.as_ref(), &paint, place, None);
    }

    fn drawing(&self, asset: &Asset, width: u32, height: u32) -> Option<Pixmap> {
        // `pdf` has reported what is wrong with it.
        let tree = drawing::read(asset, &drawing::fonts(self.fonts)).ok()?;
        let mut pixels = Pixmap::new(width, height)?;
        let scale = Transform::from_scale(width as f32 / tree.size().width(), height as f32 / tree.size().height());
        resvg::render(&tree, scale, &mut pixels.as_mut());
        Some(pixels)
    }
}

/// A raster picture at the size it is shown.
fn raster(asset: &Asset, width: u32, height: u32) -> Option<Pixmap> {
    let picture = picture::decode(asset).ok()?;
    let picture = picture.resize_exact(width, height, image::imageops::FilterType::Lanczos3).into_rgba8();
    let mut pixels = Pixmap::new(width, height)?;
    for (to, from) in pixels.pixels_mut().iter_mut().zip(picture.pixels()) {
        let [red, green, blue, alpha] = from.0;
        *to = tiny_skia::ColorU8::from_rgba(red, green, blue, alpha).premultiply();
    }
    Some(pixels)
}

/// A glyph's outline as a path on the page: up is up in a font, and down on a page.
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

#[cfg(test)]
mod tests {
    use super::png;
    use crate::{
        book::ImageFormat,
        layout::{
            frame::{Content, Shape},
            structure::{Structure, StructureType},
        },
        raster::sheet::{self, Sheets, book},
        typeset::{
            color::Color,
            length::{Length, Point, Rect, Size},
        },
    };

    #[test]
    fn a_page_has_its_shape_its_text_and_its_pictures() {
        let svg =
            br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><rect width="4" height="4" fill="#00ff00"/></svg>"##;
        let book = book(&[(ImageFormat::Svg, (4, 4), svg.to_vec())]);
        let mut sheets = Sheets::new();
        let heading = sheets.element(Structure::ROOT, StructureType::Heading(1));
        sheets.line(heading, "Titre");
        sheets.figure(Structure::ROOT, 0, Some("Un carré"));
        let size = Size { width: Length::points(300), height: Length::points(10) };
        let rect = Rect { origin: Point { x: Length::ZERO, y: Length::points(440) }, size };
        let content = Content::Artifact(crate::layout::frame::Artifact::Decoration);
        sheets.draw(content, Shape::Rule { rect, color: Color { rgb: [255, 0, 0] } });

        let bytes = png(&book, &sheets.pages.pages[0], &sheet::fonts(), 600);
        assert_eq!(bytes, png(&book, &sheets.pages.pages[0], &sheet::fonts(), 600));
        let pixels = image::load_from_memory(&bytes).expect("a PNG").into_rgb8();
        assert_eq!(pixels.dimensions(), (600, 900));
        assert_eq!(pixels.get_pixel(0, 0).0, [255, 255, 255]);
        assert_eq!(pixels.get_pixel(300, 895).0, [255, 0, 0]);
        assert_eq!(pixels.get_pixel(80, 110).0, [0, 255, 0]);
        let dark = |y: u32| (0..600).any(|x| pixels.get_pixel(x, y).0[0] < 64);
        assert!((44..64).any(dark), "the title is drawn above its baseline");
    }
}
