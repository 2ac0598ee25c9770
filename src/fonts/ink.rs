//! Where the ink of signs lies between the edges of their glyphs, for whoever aligns what is seen.
//!
//! Each face has its own table, read from its outlines when the face is. It does not know what is done with it (`layout`).

use super::face::FontData;
use skrifa::{
    FontRef, MetadataProvider as _,
    instance::{LocationRef, Size},
};

/// The signs in the table, in order.
const SIGNS: [char; 27] = [
    '!', '"', '\'', '(', ')', ',', '-', '.', ':', ';', '?', '[', ']', '\u{ab}', '\u{bb}', '\u{2010}', '\u{2011}', '\u{2013}',
    '\u{2014}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{201e}', '\u{2026}', '\u{2039}', '\u{203a}',
];

/// The sides of a sign's ink, in thousandths of its advance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ink {
    /// From the left edge of the glyph to its ink; negative where the ink leaves the glyph.
    pub left: i64,
    /// How wide the ink is.
    pub width: i64,
    /// From the ink to the right edge.
    pub right: i64,
}

/// The ink of each of [`SIGNS`].
pub(super) type Inks = [Ink; SIGNS.len()];

/// Reads the table of a face; `glyph` is its character map. A sign without a known outline fills its glyph.
#[expect(clippy::cast_possible_truncation, reason = "outlines are whole units, far below 2^53")]
pub(super) fn inks(data: &FontData, glyph: impl Fn(u32) -> u16) -> Inks {
    let whole = Ink { left: 0, width: 1_000, right: 0 };
    let Ok(font) = FontRef::new(data) else { return [whole; SIGNS.len()] };
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    SIGNS.map(|sign| {
        let glyph = skrifa::GlyphId::from(glyph(u32::from(sign)));
        match (metrics.advance_width(glyph), metrics.bounds(glyph)) {
            (Some(advance), Some(ink)) if advance > 0.0 && ink.x_max > ink.x_min => {
                let share = |units: f32| (units * 1_000.0 / advance) as i64;
                Ink { left: share(ink.x_min), width: share(ink.x_max - ink.x_min), right: share(advance - ink.x_max) }
            }
            _ => whole,
        }
    })
}

/// The ink of a sign; none for what is not in the table.
pub(super) fn of(inks: &Inks, sign: char) -> Option<Ink> {
    SIGNS.binary_search(&sign).ok().map(|index| inks[index])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_found() {
        assert!(SIGNS.is_sorted());
        let inks = [Ink { left: 1, width: 2, right: 3 }; SIGNS.len()];
        assert_eq!((of(&inks, '»'), of(&inks, 'a')), (Some(inks[0]), None));
    }
}
