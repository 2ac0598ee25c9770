//! Optical margins: what hangs out of the measure so that the edge of the text looks straight.
//!
//! One table for all faces: the parts are of each sign's own width, so that the face decides the distance.

/// How far a sign may hang out, in thousandths of its width: at a line's start, at its end.
///
/// Small signs at half the height of the letters, or at their foot, leave a notch in the edge: they hang by half. What is as high as
/// letters but light (guillemets, dashes, the slopes of A, T, V, W and Y) hangs a little, what is heavy not at all.
pub(in crate::layout) const fn hang(sign: char) -> (i64, i64) {
    match sign {
        '-' | '\u{2010}' | '\u{2011}' | '\u{ad}' => (0, 500),
        '.' | ',' => (0, 500),
        '’' | '‘' | '“' | '”' | '"' | '\'' => (400, 400),
        ':' | ';' => (0, 250),
        '!' | '?' => (0, 100),
        '…' => (0, 150),
        '«' | '»' | '‹' | '›' => (250, 250),
        '–' => (150, 150),
        '—' => (100, 100),
        '(' | '[' => (100, 0),
        ')' | ']' => (0, 100),
        'A' | 'À' | 'Â' => (50, 50),
        'T' | 'V' | 'W' | 'Y' => (60, 60),
        _ => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::hang;

    #[test]
    fn small_signs_hang_letters_stand() {
        assert_eq!(['-', '\u{ad}', ',', '.'].map(hang), [(0, 500); 4]);
        assert_eq!(['«', '»'].map(hang), [(250, 250); 2]);
        assert_eq!(['n', 'é', '8', 'H', '/'].map(hang), [(0, 0); 5]);
        for sign in '\u{20}'..'\u{2100}' {
            let (left, right) = hang(sign);
            assert!((0..=500).contains(&left) && (0..=500).contains(&right), "{sign} leaves the page");
        }
    }
}
