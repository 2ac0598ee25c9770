//! Optical margins: what hangs out of the measure so that the edge of the text looks straight.
//!
//! How much of a sign's ink hangs is one table for all faces; where that ink lies in the glyph is the face's own (`fonts::ink`).
//! An italic full stop stands at the left of its glyph, a guillemet of the sans face at its right edge: shares of the glyph would
//! leave the one in the line and push the other twice as far out.

use crate::fonts::Face;

/// How much of a sign's ink may hang out, in thousandths: at a line's start, at its end.
///
/// Small signs at half the height of the letters, or at their foot, leave a notch in the edge: they hang by half. What is as high as
/// letters but light (guillemets, dashes) hangs a little, what is heavy not at all.
const fn ink_share(sign: char) -> (i64, i64) {
    match sign {
        '-' | '\u{2010}' | '\u{2011}' => (0, 550),
        '.' | ',' => (0, 500),
        '’' | '‘' | '“' | '”' | '"' | '\'' => (400, 400),
        ':' | ';' => (0, 200),
        '!' | '?' => (0, 100),
        '…' => (0, 120),
        '«' | '»' | '‹' | '›' => (200, 200),
        '–' => (100, 100),
        '—' => (60, 60),
        '(' | '[' => (80, 0),
        ')' | ']' => (0, 80),
        _ => (0, 0),
    }
}

/// How much of a letter hangs out on both sides: slopes leave room beside them, in every face about as much.
const fn slope(letter: char) -> i64 {
    match letter {
        'A' | 'À' | 'Â' => 50,
        'T' | 'V' | 'W' | 'Y' => 60,
        _ => 0,
    }
}

/// Whether a sign hangs out at all: most letters are asked first, and stand.
pub(super) const fn may_hang(sign: char) -> bool {
    slope(sign) > 0 || sign == '\u{ad}' || !matches!(ink_share(sign), (0, 0))
}

/// How far a sign of a face may hang out, in thousandths of its advance: at a line's start, at its end.
pub(in crate::typeset) fn hang(face: &Face, sign: char) -> (i64, i64) {
    let slope = slope(sign);
    if slope > 0 {
        return (slope, slope);
    }
    let sign = if sign == '\u{ad}' { '-' } else { sign };
    let (left, right) = ink_share(sign);
    let ink = face.ink_extents(sign).unwrap_or_default();
    let out = |share: i64, edge: i64| if share > 0 { edge + ink.width * share / 1_000 } else { 0 };
    (out(left, ink.left), out(right, ink.right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagnostic::Diagnostics,
        fonts::{FamilyRole, FontSet},
        source::SourceMap,
    };

    #[test]
    fn small_signs_hang_letters_stand() {
        let fonts = FontSet::load(&SourceMap::new(), &mut Diagnostics::new());
        for (_, face) in fonts.faces() {
            assert_eq!(['n', 'é', '8', 'H', '/'].map(|sign| hang(face, sign)), [(0, 0); 5]);
            for sign in '\u{20}'..'\u{2100}' {
                let (left, right) = hang(face, sign);
                assert!((-400..=1_100).contains(&left) && (-400..=1_100).contains(&right), "{sign} leaves the page in {face:?}");
            }
        }
    }

    #[test]
    fn the_same_share_of_a_sign_hangs_in_every_face() {
        let fonts = FontSet::load(&SourceMap::new(), &mut Diagnostics::new());
        // Ink beyond the right edge of the text, in thousandths of the ink.
        let seen = |face: &Face, sign: char| {
            let ink = face.ink_extents(sign).expect("a sign of the table");
            (hang(face, sign).1 - ink.right) * 1_000 / ink.width
        };
        for family in [FamilyRole::Text, FamilyRole::Sans] {
            for (bold, italic) in [(false, false), (false, true), (true, false), (true, true)] {
                let face = fonts.face(fonts.choose(family, bold, italic));
                for (sign, share) in [('-', 550), ('.', 500), (',', 500), ('»', 200), (':', 200), ('’', 400)] {
                    let seen = seen(face, sign);
                    assert!((share - 15..=share + 15).contains(&seen), "{sign} of {face:?}: {seen}");
                }
            }
        }
    }
}
