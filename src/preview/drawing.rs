//! A spread as an SVG drawing: vectors, so that it is sharp at any size, from the same finished pages as the PDF.
//!
//! Text is drawn as the outlines of its glyphs, one path for each run: no font need reach the page, and no letter can look different from
//! the printed one. A drawing has each outline once, in its `metadata`, and the page writes it into the runs (`spreads.js`): written out
//! here, a spread would have two megabytes, and browsers need a tenth of a second to read that. Pictures are named by their sums, and fetched by themselves. What the drawing says is beside it as text, because
//! outlines cannot be read aloud.

use crate::{
    book::{Asset, Book},
    fonts::{FaceId, FontSet},
    layout::frame::{LinkArea, Page, Path, Shape},
    layout::theme::RULE_GREY,
    typeset::{
        color::Color,
        length::{Length, Point, Rect, Size},
        run::GlyphRun,
    },
};
use skrifa::{
    FontRef, GlyphId, MetadataProvider as _,
    instance::{LocationRef, Size as FontSize},
    outline::{DrawSettings, OutlineGlyphCollection, OutlinePen},
};
use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
};

/// Thickness of the line under a link.
const HAIR: Length = Length::millipoints(400);

/// Draws pages side by side, the left one first.
pub(super) fn draw(pages: &[&Page], book: &Book, fonts: &FontSet) -> String {
    let size = size(pages);
    let mut drawing =
        Drawing { out: String::new(), book, fonts, outlines: Vec::new(), numbers: BTreeMap::new(), faces: BTreeMap::new() };
    drawing.write(format_args!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}">"#,
        points(size.width),
        points(size.height)
    ));
    let mut left = Length::ZERO;
    for page in pages {
        let [x, width, height] = [left, page.size.width, page.size.height].map(points);
        // What goes beyond the edge of the page is cut off with the paper.
        drawing.write(format_args!(r#"<svg x="{x}" width="{width}" height="{height}" overflow="hidden"><desc>"#));
        drawing.text(page);
        drawing.out.push_str("</desc>");
        drawing.write(format_args!(r##"<rect width="{width}" height="{height}" fill="#fff"/>"##));
        page.items.iter().for_each(|item| drawing.shape(&item.shape));
        drawing.out.push_str("</svg>");
        left += page.size.width;
    }
    drawing.write(format_args!("<metadata>{}</metadata></svg>", drawing.outlines.join("\n")));
    drawing.out
}

/// The name under which a picture is fetched: the sum of its bytes.
pub(super) fn picture_name(asset: &Asset) -> String {
    format!("{:032x}", asset.bytes.checksum())
}

/// The size of pages side by side.
fn size(pages: &[&Page]) -> Size {
    let width = pages.iter().map(|page| page.size.width).sum();
    Size { width, height: pages.iter().map(|page| page.size.height).max().unwrap_or_default() }
}

/// A drawing being written.
struct Drawing<'a> {
    out: String,
    book: &'a Book,
    fonts: &'a FontSet,
    /// The outlines of the glyphs that were drawn, in units of their fonts, relative to their origins.
    outlines: Vec<String>,
    /// Which of them a glyph has; none for a space, or when the font cannot draw it.
    numbers: BTreeMap<(FaceId, u16), Option<usize>>,
    faces: BTreeMap<FaceId, Option<OutlineGlyphCollection<'a>>>,
}

impl Drawing<'_> {
    fn write(&mut self, text: fmt::Arguments<'_>) {
        // Writing into a string does not fail.
        let _ = self.out.write_fmt(text);
    }

    /// The words of a page, a line of the page after the other.
    fn text(&mut self, page: &Page) {
        let mut height = None;
        for item in &page.items {
            let Shape::Glyphs(run) = &item.shape else { continue };
            if height.replace(run.origin.y).is_some_and(|before| before != run.origin.y) {
                self.out.push('\n');
            }
            escape(&run.text, &mut self.out);
        }
        self.out.push('\n');
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Glyphs(run) => self.run(run),
            Shape::Rule { rect, color } => self.rule(*rect, *color),
            Shape::Path(path) => self.path(path),
            Shape::Image { asset, rect } => {
                if let Some(asset) = self.book.assets.get(asset.0 as usize) {
                    let [x, y, width, height] = edges(*rect);
                    let name = picture_name(asset);
                    self.write(format_args!(
                        r#"<image href="picture/{name}" x="{x}" y="{y}" width="{width}" height="{height}" preserveAspectRatio="none"/>"#
                    ));
                }
            }
            Shape::Link(link) => {
                let LinkArea { rect: Rect { origin, size }, underline, .. } = &**link;
                if let Some(under) = underline {
                    let origin = Point { y: origin.y + *under, ..*origin };
                    self.rule(Rect { origin, size: Size { height: HAIR, ..*size } }, RULE_GREY);
                }
            }
        }
    }

    fn rule(&mut self, rect: Rect, color: Color) {
        let ([x, y, width, height], color) = (edges(rect), Hex(color));
        self.write(format_args!(r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{color}"/>"#));
    }

    fn path(&mut self, path: &Path) {
        self.out.push_str(r#"<path d=""#);
        for line in &path.lines {
            for (at, point) in line.iter().enumerate() {
                let [x, y] = [point.x, point.y].map(points);
                self.write(format_args!("{}{x} {y}", if at == 0 { 'M' } else { 'L' }));
            }
            if line.len() > 2 && line.first() == line.last() {
                self.out.push('Z');
            }
        }
        self.out.push('"');
        match path.fill {
            Some(color) => self.write(format_args!(r#" fill="{}""#, Hex(color))),
            None => self.out.push_str(r#" fill="none""#),
        }
        if let Some((color, width)) = path.stroke {
            self.write(format_args!(r#" stroke="{}" stroke-width="{}""#, Hex(color), points(width)));
        }
        self.out.push_str("/>");
    }

    /// Draws a run as one path in units of its font, which a matrix puts into its place: of each glyph the number of its outline, and how far
    /// its origin lies to the right and up.
    fn run(&mut self, run: &GlyphRun) {
        let units = f64::from(self.fonts.face(run.face).units_per_em.max(1));
        let size = run.size.to_points();
        let scale = size / units;
        let wide = scale * (1.0 + f64::from(run.expansion) / 10_000.0);
        if !(wide > 0.0 && scale > 0.0) {
            return;
        }
        let [x, y] = [run.origin.x, run.origin.y].map(points);
        let matrix = if run.rotated { [0.0, -wide, -scale, 0.0] } else { [wide, 0.0, 0.0, -scale] };
        let [a, b, c, d] = matrix.map(|value| Decimal(value, 6));
        self.write(format_args!(r#"<path transform="matrix({a} {b} {c} {d} {x} {y})" fill="{}" data-glyphs=""#, Hex(run.color)));
        let (mut pen, mut separator) = (Length::ZERO, "");
        for glyph in &run.glyphs {
            if let Some(number) = self.outline(run.face, glyph.id) {
                let right = ((pen + glyph.dx).to_points() / wide).round();
                let up = (glyph.dy.to_points() / scale).round();
                self.write(format_args!("{separator}{number} {right} {up}"));
                separator = " ";
            }
            pen += glyph.advance;
        }
        self.out.push_str(r#""/>"#);
    }

    /// The number of a glyph's outline; none for a space, or when the font cannot draw it.
    fn outline(&mut self, face: FaceId, glyph: u16) -> Option<usize> {
        let Self { fonts, outlines, numbers, faces, .. } = self;
        *numbers.entry((face, glyph)).or_insert_with(|| {
            let collection =
                faces.entry(face).or_insert_with(|| FontRef::new(&fonts.face(face).data).ok().map(|font| font.outline_glyphs()));
            let outline = collection.as_ref()?.get(GlyphId::new(u32::from(glyph)))?;
            let mut pen = RelativePath::default();
            outline.draw(DrawSettings::unhinted(FontSize::unscaled(), LocationRef::default()), &mut pen).ok()?;
            (!pen.out.is_empty()).then(|| {
                outlines.push(pen.out);
                outlines.len() - 1
            })
        })
    }
}

/// Builds a path whose every step is relative to the one before it, the first to the origin of the glyph, so that it can be drawn
/// anywhere.
#[derive(Default)]
struct RelativePath {
    out: String,
    at: (i32, i32),
    start: (i32, i32),
}

impl RelativePath {
    /// Writes a step: control points and end, all relative to where it begins.
    fn step<const N: usize>(&mut self, letter: char, to: [(f32, f32); N]) {
        let (x, y) = self.at;
        self.out.push(letter);
        for (index, to) in to.into_iter().enumerate() {
            self.at = (to.0.round() as i32, to.1.round() as i32);
            let separator = if index == 0 { "" } else { " " };
            // Writing into a string does not fail.
            let _ = write!(self.out, "{separator}{} {}", self.at.0 - x, self.at.1 - y);
        }
    }
}

impl OutlinePen for RelativePath {
    fn move_to(&mut self, x: f32, y: f32) {
        self.step('m', [(x, y)]);
        self.start = self.at;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.step('l', [(x, y)]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.step('q', [(cx, cy), (x, y)]);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.step('c', [(ax, ay), (bx, by), (x, y)]);
    }

    fn close(&mut self) {
        self.out.push('z');
        self.at = self.start;
    }
}

/// A colour as SVG writes it.
struct Hex(Color);

impl fmt::Display for Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0.rgb;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// A number with at most so many decimals, without needless zeros.
struct Decimal(f64, usize);

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = format!("{:.*}", self.1, self.0);
        f.write_str(written.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// Left, top, width and height of a rectangle, in points.
fn edges(Rect { origin, size }: Rect) -> [Decimal; 4] {
    [origin.x, origin.y, size.width, size.height].map(points)
}

fn points(length: Length) -> Decimal {
    Decimal(length.to_points(), 3)
}

/// Writes text as XML shows it; what XML cannot hold becomes a replacement character.
fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{ad}' => out.push('-'),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        layout::{
            frame::Content,
            structure::{Structure, StructureType},
        },
        raster::test_pages::{TestPages, book, fonts},
    };

    /// The drawing with its outlines written into its runs, as the page does.
    fn written_out(drawing: &str) -> String {
        let (drawing, outlines) = drawing.split_once("<metadata>").expect("outlines");
        let outlines: Vec<&str> = outlines.trim_end_matches("</metadata></svg>").split('\n').collect();
        let mut out = String::new();
        for (index, part) in drawing.split(" data-glyphs=\"").enumerate() {
            let (glyphs, rest) = if index == 0 { ("", part) } else { part.split_once('"').expect("an attribute") };
            let numbers: Vec<&str> = glyphs.split(' ').collect();
            let outline = |number: &str| outlines[number.parse::<usize>().expect("a number")];
            let glyph = |glyph: &[&str]| format!("M{} {}{}", glyph[1], glyph[2], outline(glyph[0]));
            if index > 0 {
                out += &format!(" d=\"{}\"", numbers.chunks_exact(3).map(glyph).collect::<String>());
            }
            out += rest;
        }
        out + "</svg>"
    }

    /// The pages' drawing, which is XML.
    fn drawn(pages: &TestPages, book: &Book) -> String {
        let pages: Vec<&Page> = pages.pages.pages.iter().collect();
        let drawing = written_out(&draw(&pages, book, &fonts()));
        let options = resvg::usvg::Options::default();
        let tree = resvg::usvg::Tree::from_str(&drawing, &options).expect("a drawing");
        assert_eq!(tree.size().width(), 300.0 * pages.len() as f32);
        drawing
    }

    /// The pixels of the drawing, two for each point.
    fn pixels(drawing: &str) -> resvg::tiny_skia::Pixmap {
        let tree = resvg::usvg::Tree::from_str(drawing, &resvg::usvg::Options::default()).expect("a drawing");
        let size = tree.size();
        let mut pixels = resvg::tiny_skia::Pixmap::new(size.width() as u32 * 2, size.height() as u32 * 2).expect("a size");
        resvg::render(&tree, resvg::tiny_skia::Transform::from_scale(2.0, 2.0), &mut pixels.as_mut());
        pixels
    }

    #[test]
    fn it_looks_as_the_raster_of_the_same_page() {
        let mut pages = TestPages::default();
        let paragraph = pages.element(Structure::ROOT, StructureType::Paragraph);
        for line in ["Où l’œuvre finit & <commence>", "ffi Qu’elle, àéîôù — « 1789 »", "WAVE To Ty ."] {
            pages.line(paragraph, line);
        }
        let rect = Rect {
            origin: Point { x: Length::points(20), y: Length::points(200) },
            size: Size { width: Length::points(90), height: Length::points(7) },
        };
        pages.draw(
            Content::Artifact(crate::layout::frame::Artifact::Decoration),
            Shape::Rule { rect, color: Color { rgb: [200, 30, 60] } },
        );
        let book = book(&[]);
        let ours = pixels(&drawn(&pages, &book));
        let png = crate::raster::draw_page(&book, &pages.pages.pages[0], &fonts(), 600);
        let theirs = image::load_from_memory(&png).expect("a PNG").into_rgba8();
        assert_eq!((ours.width(), ours.height()), theirs.dimensions());
        let different = |(one, other): (&[u8], &[u8])| one.iter().zip(other).any(|(one, other)| one.abs_diff(*other) > 48);
        let count = ours.data().chunks(4).zip(theirs.as_raw().chunks(4)).filter(|pair| different(*pair)).count();
        let dark = theirs.as_raw().chunks(4).filter(|pixel| pixel[0] < 128).count();
        assert!(dark > 1000 && count < dark / 20, "{count} pixels differ, {dark} are dark");
    }

    #[test]
    fn its_words_are_beside_it() {
        let mut pages = TestPages::default();
        let paragraph = pages.element(Structure::ROOT, StructureType::Paragraph);
        pages.line(paragraph, "Une fin & <un> dé\u{ad}");
        pages.line(paragraph, "but\u{b}.");
        let drawing = drawn(&pages, &book(&[]));
        assert!(drawing.contains("<desc>Une fin &amp; &lt;un&gt; dé-\nbut\u{fffd}.\n</desc>"), "{drawing}");
    }

    #[test]
    fn pages_stand_side_by_side_and_pictures_are_named_by_their_sums() {
        let png = b"no picture, but bytes".to_vec();
        let book = book(&[(crate::book::ImageFormat::Png, (4, 4), png)]);
        let mut pages = TestPages::default();
        pages.figure(Structure::ROOT, 0, Some("Un carré"));
        pages.page(crate::pagination::Folio::Arabic(2));
        pages.line(Structure::ROOT, "A droite");
        let drawing = drawn(&pages, &book);
        assert!(drawing.contains(r#"<svg x="300" width="300" height="450""#), "{drawing}");
        assert!(drawing.contains(&format!(r#"<image href="picture/{}""#, picture_name(&book.assets[0]))), "{drawing}");
    }

    #[test]
    fn numbers_are_short() {
        let shown = |value, decimals| Decimal(value, decimals).to_string();
        assert_eq!([shown(1.5, 3), shown(20.0, 3), shown(-0.25, 3), shown(0.000_04, 3)], ["1.5", "20", "-0.25", "0"]);
    }
}
