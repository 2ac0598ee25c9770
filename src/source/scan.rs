//! Fast tests of a text's bytes, many bytes at a time.

/// Whether a text certainly has none of these: control characters (other than tabs and line ends), line and paragraph separators,
/// bidirectional controls, byte order marks, the noncharacters U+FFFE and U+FFFF. False means only that it may have some.
///
/// Nearly every text is clean, and this test of bytes saves a test of each character.
#[must_use]
pub fn is_surely_clean(text: &str) -> bool {
    !any_pair(text, may_be_unclean)
}

/// Whether a byte of a text and the byte after it may be part of a character that [`is_surely_clean`] excludes.
#[inline]
pub const fn may_be_unclean(byte: u8, next: u8) -> bool {
    let control = (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r') | (byte == 0x7f);
    // In UTF-8: U+0080 to U+009F are C2 80 to C2 9F. U+2028 to U+202E and U+2066 to U+2069 end with 80 A8 to 80 AE and with 81 A6
    // to 81 A9. U+FEFF begins with EF BB, U+FFFE and U+FFFF with EF BF.
    control
        | ((byte == 0xc2) & (next < 0xa0))
        | ((byte == 0x80) & (next.wrapping_sub(0xa8) < 7))
        | ((byte == 0x81) & (next.wrapping_sub(0xa6) < 4))
        | ((byte == 0xef) & ((next == 0xbb) | (next == 0xbf)))
}

/// The first bit of each of sixteen bytes.
const HIGH_BITS: u128 = u128::MAX / 0xff * 0x80;

/// The characters of a text that are not ASCII, with their offsets.
pub fn beyond_ascii(text: &str) -> impl Iterator<Item = (usize, char)> {
    const STEP: usize = 16;
    let mut at = 0;
    std::iter::from_fn(move || {
        let bytes = text.as_bytes();
        loop {
            let rest = bytes.get(at..)?;
            let ascii = match rest.first_chunk::<STEP>() {
                // The first bit of a byte tells; of so many bytes one number has them all.
                Some(step) => (u128::from_le_bytes(*step) & HIGH_BITS).trailing_zeros() as usize / 8,
                None => rest.iter().take_while(|byte| byte.is_ascii()).count(),
            };
            at += ascii;
            if ascii < STEP.min(rest.len()) {
                let character = text.get(at..)?.chars().next()?;
                let offset = at;
                at += character.len_utf8();
                return Some((offset, character));
            }
            if at >= bytes.len() {
                return None;
            }
        }
    })
}

/// Whether `found` is true for any byte of a text and the byte after it (after the last byte: an `x`).
///
/// When `found` has no branches, the compiler makes SIMD code that tests sixteen bytes or more at once.
#[inline]
pub fn any_pair(text: &str, found: impl Fn(u8, u8) -> bool) -> bool {
    const STEP: usize = 32;
    let any = |step: &[u8; STEP], next: &[u8; STEP]| {
        let mut any = 0;
        for at in 0..STEP {
            any |= u8::from(found(step[at], next[at]));
        }
        any != 0
    };
    let mut rest = text.as_bytes();
    while let Some((step, after)) = rest.split_first_chunk::<STEP>()
        && let Some((next, _)) = rest[1..].split_first_chunk::<STEP>()
    {
        if any(step, next) {
            return true;
        }
        rest = after;
    }
    let mut last = [b'x'; STEP + 1];
    last[..rest.len()].copy_from_slice(rest);
    let [step, next] = [0, 1].map(|start| last[start..].first_chunk().copied().unwrap_or([b'x'; STEP]));
    any(&step, &next)
}

#[cfg(test)]
mod tests {
    use super::beyond_ascii;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_character_beyond_ascii_is_found_once(text in "[a-eé’日😀]{0,40}") {
            let expected: Vec<(usize, char)> = text.char_indices().filter(|(_, character)| !character.is_ascii()).collect();
            prop_assert_eq!(beyond_ascii(&text).collect::<Vec<_>>(), expected);
        }
    }
}
