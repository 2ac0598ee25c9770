//! A run of glyphs: one face, one size, one baseline.

use crate::{
    fonts::FaceId,
    typeset::{
        color::Color,
        glyphs::Glyphs,
        length::{Length, Point},
    },
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Glyphs of one face at one size on one baseline.
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// The size.
    pub size: Length,
    /// Font expansion: how much wider its glyphs are drawn than the face has them, in ten-thousandths; negative for narrower.
    pub expansion: i32,
    /// Start of the baseline.
    pub origin: Point,
    /// The glyphs, left to right.
    pub glyphs: Glyphs,
    /// The characters that the glyphs show (a hyphen at a line's end is U+00AD).
    pub text: Arc<str>,
    /// Their colour.
    pub color: Color,
    /// Whether the baseline runs up the page, as in a table that is rotated by 90 degrees.
    pub rotated: bool,
}

impl GlyphRun {
    /// Where the baseline starts, seen with the text upright: x grows to the right, y downwards.
    #[must_use]
    pub fn start(&self) -> Point {
        if self.rotated { Point { x: -self.origin.y, y: self.origin.x } } else { self.origin }
    }

    /// Where it ends, likewise. This reads all glyphs.
    #[must_use]
    pub fn end(&self) -> Point {
        let start = self.start();
        Point { x: start.x + self.glyphs.width(), ..start }
    }
}
