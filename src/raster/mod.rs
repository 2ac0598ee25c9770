//! Pages and drawings as pixels: the composed cover of the EPUB, and what of a drawing cannot be a vector in the PDF.
//!
//! Read next: [`canvas`] (shapes), [`svg`] (drawings), [`mod@encode`] (PNG). The module knows no logical structure.

mod canvas;
mod encode;
pub(crate) mod filters;
pub(crate) mod svg;
#[cfg(any(test, feature = "test-pages"))]
#[doc(hidden)]
pub mod test_pages;

use crate::{
    book::{Asset, Book},
    fonts::FontSet,
    layout::frame::{Page, Shape},
    typeset::length::Length,
};
use canvas::{Canvas, MAX_SIDE};
use encode::{IndexedPixels, Pixels, encode, encode_pixmap};
use resvg::tiny_skia::{self, Pixmap, PixmapMut, Transform};

/// Draws `page` as a PNG `width` pixels wide; the height follows from the shape of the page.
#[must_use]
pub fn draw_page(book: &Book, page: &Page, fonts: &FontSet, width: u32) -> Vec<u8> {
    let width = width.clamp(1, MAX_SIDE);
    let points = page.size.width.to_points().max(1.0);
    let scale = f64::from(width) / points;
    let height = (page.size.height.to_points() * scale).round().clamp(1.0, f64::from(MAX_SIDE));
    let (height, scale) = (height as u32, scale as f32);
    if let Some(indexed) = draw_in_bands(book, page, fonts, scale, (width, height)) {
        return encode((width, height), &Pixels::Indexed(indexed));
    }
    let Some(mut pixels) = Pixmap::new(width, height) else { return Vec::new() };
    Canvas { book, fonts, scale, top: 0, pixels: pixels.as_mut() }.draw(page);
    encode_pixmap(&pixels)
}

/// Rows of pixels that are drawn at once: some hundred kilobytes, which fit into a processor's cache.
const BAND_HEIGHT: u32 = 64;

/// The pixels of a page of text, drawn band by band. A whole cover has 16 MB of pixels, and fetching so much memory takes longer than
/// drawing. None for a page with pictures or turned lines, and for one with too many colours.
///
/// No band ends inside a path or within the usual height of a line of text, so that nearly all outlines are drawn as on the whole page.
/// An outline that continues in the next band is drawn in both. Where nothing begins, ends or has an outline, all rows are alike, and one is
/// drawn.
fn draw_in_bands(book: &Book, page: &Page, fonts: &FontSet, scale: f32, (width, height): (u32, u32)) -> Option<IndexedPixels> {
    let row = |y: Length| (y.to_points() as f32 * scale).clamp(0.0, height as f32);
    let rows = |(top, bottom): (f32, f32)| (top.floor() as u32, bottom.ceil() as u32);
    let mut unbroken: Vec<(u32, u32)> = Vec::new();
    let mut unlike: Vec<(u32, u32)> = Vec::new();
    for item in &page.items {
        match &item.shape {
            Shape::Image { .. } => return None,
            Shape::Glyphs(run) if run.rotated => return None,
            Shape::Glyphs(run) => {
                unbroken.push(rows((row(run.origin.y - run.size), row(run.origin.y + run.size / 2))));
                let (above, below) = canvas::reach(run, fonts);
                unlike.push(rows((row(run.origin.y - above), row(run.origin.y + below))));
            }
            Shape::Path(path) => {
                let heights = || path.lines.iter().flatten().map(|point| point.y);
                let stroke = path.stroke.map_or(Length::ZERO, |(_, width)| width);
                let whole = rows((row(heights().min()? - stroke), row(heights().max()? + stroke)));
                unbroken.push(whole);
                unlike.push(whole);
            }
            Shape::Rule { rect, .. } => {
                let edges = [rect.origin.y, rect.origin.y + rect.size.height].map(row);
                unlike.extend(edges.map(|edge| rows((edge, edge))));
            }
            Shape::Link(_) => {}
        }
    }
    unbroken.sort_unstable();
    let unlike = Unlike::new(unlike);
    let (mut indexed, mut top, mut band) = (IndexedPixels::default(), 0, Vec::new());
    while top < height {
        let alike = unlike.alike_until(top).map(|end| end.min(height));
        let end = alike.unwrap_or_else(|| {
            let end = top + BAND_HEIGHT;
            unbroken.iter().fold(end, |end, (above, below)| if *above < end { end.max(*below) } else { end }).min(height)
        });
        let rows = if alike.is_some() { 1 } else { end - top };
        let length = 4 * width as usize * rows as usize;
        band.resize(length.max(band.len()), 0);
        let pixels = PixmapMut::from_bytes(&mut band[..length], width, rows)?;
        Canvas { book, fonts, scale, top, pixels }.draw(page);
        indexed.add(&band[..length], width)?;
        indexed.repeat(end - top - rows);
        top = end;
    }
    Some(indexed)
}

/// Ranges of rows that may differ from those above them, by their first rows.
struct Unlike {
    first: Vec<u32>,
    /// For each range, the row after the last of it and of all before it.
    after: Vec<u32>,
}

impl Unlike {
    fn new(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.sort_unstable();
        let mut reached = 0;
        let after = ranges.iter().map(|(_, after)| {
            reached = reached.max(*after);
            reached
        });
        Self { after: after.collect(), first: ranges.iter().map(|(first, _)| *first).collect() }
    }

    /// The row before which all rows from `top` on are alike; none when `top` is in a range.
    fn alike_until(&self, top: u32) -> Option<u32> {
        let begun = self.first.partition_point(|first| *first <= top);
        let inside = begun.checked_sub(1).is_some_and(|last| self.after[last] > top);
        (!inside).then(|| self.first.get(begun).copied().unwrap_or(u32::MAX))
    }
}

/// Draws an SVG drawing as a PNG, as large as fits into `limits` (width and height in pixels); none when it cannot be read.
pub fn draw_svg(asset: &Asset, fonts: &FontSet, limits: (u32, u32)) -> Option<Vec<u8>> {
    let tree = svg::parse(asset, &svg::font_database(fonts)).ok()?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = (limits.0 as f32 / width).min(limits.1 as f32 / height);
    let side = |length: f32| ((length * scale).round() as u32).clamp(1, MAX_SIDE);
    let mut pixels = Pixmap::new(side(width), side(height))?;
    pixels.fill(tiny_skia::Color::WHITE);
    filters::render(&tree, Transform::from_scale(scale, scale), &mut pixels)?;
    Some(encode_pixmap(&pixels))
}

#[cfg(test)]
mod tests {
    use super::draw_page;
    use crate::{
        book::ImageFormat,
        layout::{
            frame::{Content, Shape},
            structure::{Structure, StructureType},
        },
        raster::test_pages::{self, TestPages, book},
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
        let mut sheets = TestPages::default();
        let heading = sheets.element(Structure::ROOT, StructureType::Heading(1));
        sheets.line(heading, "Titre");
        sheets.figure(Structure::ROOT, 0, Some("Un carré"));
        let size = Size { width: Length::points(300), height: Length::points(10) };
        let rect = Rect { origin: Point { x: Length::ZERO, y: Length::points(440) }, size };
        let content = Content::Artifact(crate::layout::frame::Artifact::Decoration);
        sheets.draw(content, Shape::Rule { rect, color: Color { rgb: [255, 0, 0] } });

        let bytes = draw_page(&book, &sheets.pages.pages[0], &test_pages::fonts(), 600);
        assert_eq!(bytes, draw_page(&book, &sheets.pages.pages[0], &test_pages::fonts(), 600));
        let pixels = image::load_from_memory(&bytes).expect("a PNG").into_rgb8();
        assert_eq!(pixels.dimensions(), (600, 900));
        assert_eq!(pixels.get_pixel(0, 0).0, [255, 255, 255]);
        assert_eq!(pixels.get_pixel(300, 895).0, [255, 0, 0]);
        assert_eq!(pixels.get_pixel(80, 110).0, [0, 255, 0]);
        let dark = |y: u32| (0..600).any(|x| pixels.get_pixel(x, y).0[0] < 64);
        assert!((44..64).any(dark), "the title is drawn above its baseline");
    }
}
