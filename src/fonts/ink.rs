//! Ink extents of punctuation signs: where the outline lies between the edges of its glyph, for optical alignment of margins.
//!
//! Each face has its own table, read from its outlines when the face is read. It does not know how far a sign hangs (`typeset::pieces`).

use super::data::FontData;
use skrifa::{
    FontRef, MetadataProvider as _,
    instance::{LocationRef, Size},
};

/// The signs in the table, in order.
const SIGNS: [char; 27] = [
    '!', '"', '\'', '(', ')', ',', '-', '.', ':', ';', '?', '[', ']', '\u{ab}', '\u{bb}', '\u{2010}', '\u{2011}', '\u{2013}',
    '\u{2014}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{201e}', '\u{2026}', '\u{2039}', '\u{203a}',
];

/// Side bearings and width of a sign's outline, in thousandths of its advance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InkExtents {
    /// Left side bearing: from the origin to the outline; negative where the outline reaches beyond the glyph.
    pub left: i64,
    /// Width of the outline.
    pub width: i64,
    /// Right side bearing: from the outline to the advance.
    pub right: i64,
}

/// The ink extents of each of [`SIGNS`].
pub(super) type InkTable = [InkExtents; SIGNS.len()];

/// Reads the table of a face; `glyph` is its character map. A sign without a known outline counts as filling its glyph.
#[expect(clippy::cast_possible_truncation, reason = "outlines are whole units, far below 2^53")]
pub(super) fn read(data: &FontData, glyph: impl Fn(u32) -> u16) -> InkTable {
    let whole = InkExtents { left: 0, width: 1_000, right: 0 };
    let Ok(font) = FontRef::new(data) else { return [whole; SIGNS.len()] };
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    SIGNS.map(|sign| {
        let glyph = skrifa::GlyphId::from(glyph(u32::from(sign)));
        match (metrics.advance_width(glyph), metrics.bounds(glyph)) {
            (Some(advance), Some(ink)) if advance > 0.0 && ink.x_max > ink.x_min => {
                let share = |units: f32| (units * 1_000.0 / advance) as i64;
                InkExtents { left: share(ink.x_min), width: share(ink.x_max - ink.x_min), right: share(advance - ink.x_max) }
            }
            _ => whole,
        }
    })
}

/// The ink extents of a sign; none for a character that is not in the table.
pub(super) fn extents(inks: &InkTable, sign: char) -> Option<InkExtents> {
    SIGNS.binary_search(&sign).ok().map(|index| inks[index])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_found() {
        assert!(SIGNS.is_sorted());
        let inks = [InkExtents { left: 1, width: 2, right: 3 }; SIGNS.len()];
        assert_eq!((extents(&inks, '»'), extents(&inks, 'a')), (Some(inks[0]), None));
    }
}
