//! Character protrusion (optical margins): what hangs into the margin so that the edge of the text looks straight.
//!
//! How much of a character's ink protrudes is one table for all faces; where the ink lies in the glyph is known by the face
//! (`fonts::ink`). An italic full stop lies at the left of its glyph, a guillemet of the sans face at the right edge: a share of the
//! advance would leave the one inside the measure and push the other twice as far out.

use crate::fonts::Face;

/// How much of a character's ink may protrude, in thousandths: at a line's start, at its end.
///
/// Small marks at the baseline or at half the height of letters leave a notch in the edge: half of them protrudes. Of what is as
/// high as letters but light (guillemets, dashes) a little does, of what is heavy nothing.
const fn ink_share(character: char) -> (i64, i64) {
    match character {
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

/// How much of a letter's advance protrudes on both sides, in thousandths: slopes leave room beside them, about as much in every
/// face.
const fn slope_share(letter: char) -> i64 {
    match letter {
        'A' | 'À' | 'Â' => 50,
        'T' | 'V' | 'W' | 'Y' => 60,
        _ => 0,
    }
}

/// Whether a character protrudes at all. Most do not, and this is cheaper than [`protrusion`].
pub(super) const fn may_protrude(character: char) -> bool {
    slope_share(character) > 0 || character == '\u{ad}' || !matches!(ink_share(character), (0, 0))
}

/// How far a character of a face may protrude, in thousandths of its advance: at a line's start, at its end.
pub(super) fn protrusion(face: &Face, character: char) -> (i64, i64) {
    let slope = slope_share(character);
    if slope > 0 {
        return (slope, slope);
    }
    let character = if character == '\u{ad}' { '-' } else { character };
    let (left, right) = ink_share(character);
    let ink = face.ink_extents(character).unwrap_or_default();
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
    fn small_signs_protrude_and_letters_do_not() {
        let fonts = FontSet::load(&SourceMap::new(), &mut Diagnostics::new());
        for (_, face) in fonts.faces() {
            assert_eq!(['n', 'é', '8', 'H', '/'].map(|sign| protrusion(face, sign)), [(0, 0); 5]);
            for sign in '\u{20}'..'\u{2100}' {
                let (left, right) = protrusion(face, sign);
                assert!((-400..=1_100).contains(&left) && (-400..=1_100).contains(&right), "{sign} leaves the page in {face:?}");
            }
        }
    }

    #[test]
    fn the_same_share_of_a_sign_protrudes_in_every_face() {
        let fonts = FontSet::load(&SourceMap::new(), &mut Diagnostics::new());
        // Ink beyond the right edge of the text, in thousandths of the ink.
        let seen = |face: &Face, sign: char| {
            let ink = face.ink_extents(sign).expect("a sign of the table");
            (protrusion(face, sign).1 - ink.right) * 1_000 / ink.width
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
