//! Text-showing operators (ISO 32000-1, 9.4.3): glyphs → strings of CIDs with adjustments.
//!
//! No adjustment is written where an advance is the font's own, so strings stay short. Rounding errors are carried to the next glyph.

use super::cid_font::{CidFont, STEPS_PER_UNIT, round};
use crate::typeset::{glyphs::Glyph, length::Length, run::GlyphRun};
use krilla::{
    surface::Location,
    text::{GlyphId, KrillaGlyph},
};
use std::ops::Range;

impl CidFont {
    /// Appends to `out` the operator `TJ` that shows `glyphs`. Returns the CID of the first glyph and the advance of all in steps.
    ///
    /// None when the library must draw them: a single glyph, glyphs off the baseline or from right to left, or a font with other glyphs
    /// than outlines. `out` may then end with an incomplete operator.
    pub(super) fn show(&self, glyphs: &[Glyph], pen: &mut Pen<'_>, out: &mut Vec<u8>) -> Option<(u16, i32)> {
        if glyphs.len() < 2 || !self.has_outlines_only {
            return None;
        }
        let (mut advance, mut offset, mut last, mut is_empty) = (0, 0, 0, true);
        out.extend_from_slice(b"[(");
        for glyph in glyphs {
            let known = self.glyph(glyph.id)?;
            if glyph.dy != Length::ZERO || glyph.start < last {
                return None;
            }
            last = glyph.start;
            let displacement = if glyph.dx == Length::ZERO { 0 } else { round(pen.steps(glyph.dx)) };
            offset += displacement;
            if offset != 0 {
                if is_empty {
                    out.pop();
                } else {
                    out.push(b')');
                }
                // In thousandths of an em; positive values move to the left.
                write_decimal(-f64::from(offset) * 1000.0 / f64::from(STEPS_PER_UNIT) / pen.units_per_em, out);
                out.push(b'(');
            }
            out.extend_from_slice(known.code());
            is_empty = false;
            let steps = pen.advance(glyph.advance);
            offset = steps - known.advance - displacement;
            advance += steps;
        }
        out.extend_from_slice(b")]TJ");
        Some((self.glyph(glyphs[0].id)?.cid, advance))
    }
}

/// Converts advances and glyphs of a run to units of the font.
pub(super) struct Pen<'a> {
    run: &'a GlyphRun,
    units_per_em: f64,
    /// The em in points, widened as the run is.
    em: f64,
    steps_per_point: f64,
    /// The rounding error so far, in steps; the next advance makes it good.
    error: f64,
    location: Location,
}

impl<'a> Pen<'a> {
    /// A pen for `run`, whose em, widened as the run is, has `em` points.
    pub(super) fn new(run: &'a GlyphRun, units_per_em: f64, em: f64, location: Location) -> Self {
        let steps_per_point = units_per_em * f64::from(STEPS_PER_UNIT) / em;
        Self { run, units_per_em, em, steps_per_point, error: 0.0, location }
    }

    /// Forgets the rounding error.
    pub(super) const fn reset(&mut self) {
        self.error = 0.0;
    }

    /// A length along the line, in steps.
    fn steps(&self, length: Length) -> f64 {
        length.to_points() * self.steps_per_point
    }

    /// An advance in whole steps.
    fn advance(&mut self, advance: Length) -> i32 {
        let exact = self.steps(advance) + self.error;
        let rounded = round(exact);
        self.error = exact - f64::from(rounded);
        rounded
    }

    /// The next glyph of the run, for the library.
    pub(super) fn next_glyph(&mut self, glyph: &Glyph) -> KrillaGlyph {
        let steps = self.advance(glyph.advance);
        self.library_glyph(glyph, steps, (glyph.dx.to_points() / self.em) as f32)
    }

    /// A glyph for the library, with an advance of `steps` and a displacement in ems.
    pub(super) fn library_glyph(&self, glyph: &Glyph, steps: i32, displacement: f32) -> KrillaGlyph {
        let advance = f64::from(steps) / f64::from(STEPS_PER_UNIT) / self.units_per_em;
        let rise = glyph.dy.to_points() / self.run.size.to_points();
        let range = cluster(&self.run.text, glyph);
        let id = GlyphId::new(u32::from(glyph.id));
        KrillaGlyph::new(id, advance as f32, displacement, rise as f32, 0.0, range, Some(self.location))
    }
}

/// Appends a number with at most three decimals; more would be invisible.
fn write_decimal(value: f64, out: &mut Vec<u8>) {
    let thousandths = round(value * 1000.0);
    if thousandths < 0 {
        out.push(b'-');
    }
    let magnitude = thousandths.unsigned_abs();
    let mut digits = [b'0'; 12];
    let (mut whole, mut at) = (magnitude / 1000, digits.len());
    while at == digits.len() || whole > 0 {
        at -= 1;
        digits[at] = b'0' + (whole % 10) as u8;
        whole /= 10;
    }
    out.extend_from_slice(&digits[at..]);
    let (mut rest, mut place) = (magnitude % 1000, 100);
    if rest > 0 {
        out.push(b'.');
    }
    while rest > 0 {
        out.push(b'0' + (rest / place) as u8);
        rest %= place;
        place /= 10;
    }
}

/// The bytes of `text` that a glyph represents, limited to the text and to whole characters: the library slices the text with them.
pub(super) fn cluster(text: &str, glyph: &Glyph) -> Range<usize> {
    let bound = |offset: u32| match offset as usize {
        offset if text.is_char_boundary(offset) => offset,
        offset => text.floor_char_boundary(offset),
    };
    let start = bound(glyph.start);
    start..bound(glyph.end).max(start)
}
