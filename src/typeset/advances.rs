//! Advance widths: the width of any part of a paragraph, from prefix sums, before it is broken into lines.

use crate::{
    book::{Asset, AssetId},
    typeset::{
        length::{Length, Size},
        shape::ShapedText,
        style::ParagraphStyle,
        styled_text::{RunKind, StyledText},
    },
};
use std::ops::Range;

/// The prefix sums of a paragraph's advances, and its pictures.
pub(super) struct Advances {
    /// At each byte: the sum of the advances before it.
    sums: Vec<Length>,
    /// Sizes of the pictures, by their byte.
    pub(super) pictures: Vec<(usize, Size)>,
}

impl Advances {
    /// Measures a paragraph; its pictures, from `assets`, depend on `style` and are never wider than `measure`.
    pub(super) fn new(
        styled: &StyledText,
        shaped: &ShapedText,
        assets: &[Asset],
        style: &ParagraphStyle,
        measure: Length,
    ) -> Self {
        let text = &styled.text;
        let mut sums = vec![Length::ZERO; text.len() + 1];
        let mut add = |byte: usize, width: Length| sums[byte + 1] += width;
        for glyph in &shaped.glyphs {
            let (start, end) = (glyph.start as usize, glyph.end as usize);
            // Nearly all show one byte.
            if end == start + 1 {
                add(start, glyph.advance);
                continue;
            }
            // A combining mark has no advance, and all marks of a letter share its cluster: counting their characters each time would
            // be quadratic.
            if glyph.advance == Length::ZERO {
                continue;
            }
            let characters = text[start..end].chars().count() as i64;
            if characters < 2 {
                add(start, glyph.advance);
                continue;
            }
            // A ligature that is broken is shaped again in `justify`; until then its characters count as equally wide.
            for (offset, _) in text[start..end].char_indices() {
                add(start + offset, glyph.advance / characters);
            }
            add(start, glyph.advance - glyph.advance / characters * characters);
        }
        let mut pictures = Vec::new();
        for run in &styled.runs {
            if let RunKind::Picture(asset) = run.kind {
                let size = picture_size(asset, assets, style, measure);
                add(run.range.start, size.width);
                pictures.push((run.range.start, size));
            }
        }
        let mut total = Length::ZERO;
        for sum in &mut sums {
            total += *sum;
            *sum = total;
        }
        Self { sums, pictures }
    }

    /// Width of a range of bytes.
    pub(super) fn width(&self, range: &Range<usize>) -> Length {
        self.sums[range.end] - self.sums[range.start]
    }
}

/// The size of a picture in a line: nine tenths of the text size high, never wider than the measure.
fn picture_size(asset: AssetId, assets: &[Asset], style: &ParagraphStyle, measure: Length) -> Size {
    let (wide, high) = assets.get(asset.0 as usize).map_or((1, 1), |asset| asset.size);
    let (wide, high) = (i64::from(wide.max(1)), i64::from(high.max(1)));
    let height = style.text.size.of_em(9, 10);
    let width = height.of_em(wide, high);
    if width <= measure {
        return Size { width, height };
    }
    Size { width: measure, height: measure.of_em(high, wide) }
}
