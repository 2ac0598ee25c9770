//! Pages and drawings as pixels: the composed cover of the EPUB, and what of a drawing cannot be a vector in the PDF.
//!
//! Read next: [`canvas`] (shapes), [`svg`] (drawings), [`mod@encode`] (PNG). The module knows no logical structure.

mod canvas;
mod encode;
pub(crate) mod filters;
pub(crate) mod svg;
#[cfg(test)]
pub(crate) mod test_pages;

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
/// An outline that continues in the next band is drawn in both.
fn draw_in_bands(book: &Book, page: &Page, fonts: &FontSet, scale: f32, (width, height): (u32, u32)) -> Option<IndexedPixels> {
    let row = |y: Length| (y.to_points() as f32 * scale).clamp(0.0, height as f32);
    let mut unbroken: Vec<(u32, u32)> = Vec::new();
    for item in &page.items {
        let (top, bottom) = match &item.shape {
            Shape::Image { .. } => return None,
            Shape::Glyphs(run) if run.rotated => return None,
            Shape::Glyphs(run) => (row(run.origin.y - run.size), row(run.origin.y + run.size / 2)),
            Shape::Path(path) => {
                let heights = || path.lines.iter().flatten().map(|point| point.y);
                let stroke = path.stroke.map_or(Length::ZERO, |(_, width)| width);
                (row(heights().min()? - stroke), row(heights().max()? + stroke))
            }
            Shape::Rule { .. } | Shape::Link(_) => continue,
        };
        unbroken.push((top.floor() as u32, bottom.ceil() as u32));
    }
    unbroken.sort_unstable();
    let (mut indexed, mut top, mut band) = (IndexedPixels::default(), 0, Vec::new());
    while top < height {
        let end = unbroken.iter().fold(top + BAND_HEIGHT, |end, (above, below)| if *above < end { end.max(*below) } else { end });
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

/// Draws an SVG drawing as a PNG, as large as fits into `limits` (width and height in pixels); none when it cannot be read.
pub(crate) fn draw_svg(asset: &Asset, fonts: &FontSet, limits: (u32, u32)) -> Option<Vec<u8>> {
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
        let mut sheets = TestPages::new();
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
