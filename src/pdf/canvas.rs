//! The content stream of one page: shapes in the page's coordinates, and marked-content sequences around them.
//!
//! Graphics state is set only where it changes. Texts are drawn by `text`. It knows neither the structure tree nor other pages. Clauses are
//! of ISO 32000-1.

use super::{face_codes::Codes, operators::Operators, page_fonts::PageFonts};
use crate::{
    book::AssetId,
    diagnostic::Diagnostic,
    fonts::FaceId,
    layout::frame::{Artifact, Path},
    typeset::{
        color::Color,
        glyphs::Glyph,
        length::{Length, Point, Rect},
    },
};

/// A page being drawn.
pub(super) struct Canvas<'a> {
    pub(super) out: Operators,
    pub(super) codes: &'a Codes<'a>,
    pub(super) fonts: PageFonts<'a>,
    /// The top left corner of the page or panel, in points from the bottom left corner of the sheet.
    origin: (f64, f64),
    pub(super) state: GraphicsState,
    /// The start of the line in the open text object; none outside text objects.
    pub(super) line: Option<(f64, f64)>,
    /// The pictures that are drawn, in the order of their names.
    pictures: Vec<AssetId>,
    /// The next marked-content identifier (14.7.4.2).
    next_identifier: u32,
    /// What is wrong with what is drawn.
    pub(super) found: Vec<Diagnostic>,
    /// The glyphs of the current run.
    pub(super) glyphs: Vec<Glyph>,
}

/// The graphics state (8.4) as far as pages change it.
#[derive(Clone, Copy)]
pub(super) struct GraphicsState {
    fill: Color,
    stroke: Color,
    /// The font, and its size in points.
    pub(super) font: Option<((FaceId, u8), f64)>,
    /// Horizontal scaling in ten-thousandths above 100 %.
    pub(super) scaling: i32,
    /// Character spacing in points.
    pub(super) spacing: f64,
    /// Text rise in points.
    pub(super) rise: f64,
}

/// The state at the start of a page (8.4.1).
const INITIAL: GraphicsState =
    GraphicsState { fill: Color::BLACK, stroke: Color::BLACK, font: None, scaling: 0, spacing: 0.0, rise: 0.0 };

impl<'a> Canvas<'a> {
    /// A canvas, without a page yet.
    pub(super) fn new(codes: &'a Codes<'a>) -> Self {
        Self {
            out: Operators::default(),
            codes,
            fonts: PageFonts::new(codes),
            origin: (0.0, 0.0),
            state: INITIAL,
            line: None,
            pictures: Vec::new(),
            next_identifier: 0,
            found: Vec::new(),
            glyphs: Vec::new(),
        }
    }

    /// Begins a page whose top left corner is at `origin`.
    pub(super) fn begin(&mut self, origin: (f64, f64)) {
        self.out.bytes.clear();
        self.fonts.clear();
        self.pictures.clear();
        (self.origin, self.state, self.line, self.next_identifier) = (origin, INITIAL, None, 0);
    }

    /// A point of the page, in points from the bottom left corner of the sheet.
    pub(super) fn point(&self, point: Point) -> (f64, f64) {
        (self.origin.0 + point.x.to_points(), self.origin.1 - point.y.to_points())
    }

    /// Begins a marked-content sequence of the structure tree. Returns its identifier.
    pub(super) fn begin_marked(&mut self) -> u32 {
        let identifier = self.next_identifier;
        self.next_identifier += 1;
        self.out.raw(&format!("/P<</MCID {identifier}>>BDC\n"));
        identifier
    }

    /// Begins an artifact (14.8.2.2).
    pub(super) fn begin_artifact(&mut self, kind: Option<Artifact>) {
        self.out.raw(match kind {
            Some(Artifact::Header) => "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
            Some(Artifact::Footer) => "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
            Some(Artifact::Decoration) => "/Artifact<</Type/Layout>>BDC\n",
            None => "/Artifact BMC\n",
        });
    }

    /// Ends a marked-content sequence.
    pub(super) fn end_marked(&mut self) {
        self.end_text();
        self.out.raw("EMC\n");
    }

    /// Ends the open text object, if there is one.
    pub(super) fn end_text(&mut self) {
        if self.line.take().is_some() {
            self.out.raw("ET\n");
        }
    }

    /// Sets the colour of fills.
    pub(super) fn fill(&mut self, color: Color) {
        if self.state.fill.rgb != color.rgb {
            self.state.fill = color;
            self.out.color(color, false);
        }
    }

    /// Sets the colour of strokes.
    pub(super) fn stroke(&mut self, color: Color) {
        if self.state.stroke.rgb != color.rgb {
            self.state.stroke = color;
            self.out.color(color, true);
        }
    }

    /// Fills rectangles.
    pub(super) fn rules(&mut self, rects: &[Rect], color: Color) {
        let rects: Vec<[f64; 4]> = rects.iter().filter_map(|rect| self.edges(*rect)).collect();
        if rects.is_empty() {
            return;
        }
        self.end_text();
        self.fill(color);
        for [left, bottom, right, top] in rects {
            self.out.put(&[left, bottom, right - left, top - bottom], "re");
        }
        self.out.raw("f\n");
    }

    /// Fills and strokes a path of straight lines.
    pub(super) fn path(&mut self, path: &Path) {
        if path.fill.is_none() && path.stroke.is_none() || path.lines.iter().all(|line| line.len() < 2) {
            return;
        }
        self.end_text();
        if let Some(color) = path.fill {
            self.fill(color);
        }
        if let Some((color, width)) = path.stroke {
            self.stroke(color);
            self.out.put(&[width.to_points()], "w");
        }
        for line in path.lines.iter().filter(|line| line.len() > 1) {
            let is_closed = line.len() > 2 && line.first() == line.last();
            for (index, at) in line.iter().enumerate() {
                let (x, y) = self.point(*at);
                self.out.put(&[x, y], if index == 0 { "m" } else { "l" });
            }
            // A closed outline has a corner at its start; an open one would have two ends there.
            if is_closed {
                self.out.raw("h\n");
            }
        }
        self.out.raw(match (path.fill.is_some(), path.stroke.is_some()) {
            (true, true) => "B\n",
            (true, false) => "f\n",
            _ => "S\n",
        });
    }

    /// Draws a picture, scaled to a rectangle: an image or a form of one unit's size.
    pub(super) fn picture(&mut self, asset: AssetId, rect: Rect) {
        let name = self.pictures.iter().position(|other| *other == asset).unwrap_or_else(|| {
            self.pictures.push(asset);
            self.pictures.len() - 1
        });
        let Some([left, bottom, right, top]) = self.edges(rect) else { return };
        self.end_text();
        self.out.raw("q\n");
        self.out.concat([right - left, 0.0, 0.0, top - bottom, left, bottom]);
        self.out.raw(&format!("/i{name} Do\nQ\n"));
    }

    /// Draws a panel: what `draw` draws is clipped to `clip` and moved to `origin`, and its lines run upwards if `rotated`.
    pub(super) fn panel(&mut self, clip: Rect, (origin, rotated): (Point, bool), draw: impl FnOnce(&mut Self)) {
        let Some([left, bottom, right, top]) = self.edges(clip) else { return };
        let (outer, state) = (self.origin, self.state);
        self.out.raw("q\n");
        self.out.put(&[left, bottom, right - left, top - bottom], "re");
        self.out.raw("W n\n");
        let (x, y) = self.point(origin);
        self.origin = (x, y);
        if rotated {
            self.out.concat([0.0, 1.0, -1.0, 0.0, x, y]);
            self.origin = (0.0, 0.0);
        }
        draw(self);
        self.out.raw("Q\n");
        (self.origin, self.state) = (outer, state);
    }

    /// Left, bottom, right and top edge of a rectangle; none when it has no extent.
    pub(super) fn edges(&self, Rect { origin, size }: Rect) -> Option<[f64; 4]> {
        if size.width <= Length::ZERO || size.height <= Length::ZERO {
            return None;
        }
        let (left, top) = self.point(origin);
        Some([left, top - size.height.to_points(), left + size.width.to_points(), top])
    }
}
