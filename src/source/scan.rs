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
pub(crate) const fn may_be_unclean(byte: u8, next: u8) -> bool {
    let control = (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r') | (byte == 0x7f);
    // In UTF-8: U+0080 to U+009F are C2 80 to C2 9F. U+2028 to U+202E and U+2066 to U+2069 end with 80 A8 to 80 AE and with 81 A6
    // to 81 A9. U+FEFF begins with EF BB, U+FFFE and U+FFFF with EF BF.
    control
        | ((byte == 0xc2) & (next < 0xa0))
        | ((byte == 0x80) & (next.wrapping_sub(0xa8) < 7))
        | ((byte == 0x81) & (next.wrapping_sub(0xa6) < 4))
        | ((byte == 0xef) & ((next == 0xbb) | (next == 0xbf)))
}

/// Whether `found` is true for any byte of a text and the byte after it (after the last byte: an `x`).
///
/// When `found` has no branches, the compiler makes SIMD code that tests sixteen bytes or more at once.
#[inline]
pub(crate) fn any_pair(text: &str, found: impl Fn(u8, u8) -> bool) -> bool {
    const STEP: usize = 32;
    let any = |step: &[u8; STEP], next: &[u8; STEP]| {
        step.iter().zip(next).fold(0, |any, (&byte, &next)| any | u8::from(found(byte, next))) != 0
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
