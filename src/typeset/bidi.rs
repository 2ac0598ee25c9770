//! Bidirectional levels (UAX 9): which parts of a paragraph run from right to left.

use crate::book::Lang;

/// The level of a paragraph's base direction: 1 for languages written from right to left, else 0.
pub(super) fn base_level(lang: &Lang) -> u8 {
    u8::from(matches!(lang.primary(), "ar" | "he" | "fa" | "ur" | "yi" | "dv" | "ps" | "syr"))
}

/// The level of each byte; empty when all of `text` runs from left to right.
pub(super) fn levels(text: &str, base: u8) -> Vec<u8> {
    // The first right-to-left character of Unicode is in the Hebrew block.
    if base == 0
        && text
            .chars()
            .all(|character| character < '\u{590}' || matches!(character, '\u{2010}'..='\u{2027}' | '\u{202f}'..='\u{2065}'))
    {
        return Vec::new();
    }
    let level = if base == 1 { unicode_bidi::Level::rtl() } else { unicode_bidi::Level::ltr() };
    let info = unicode_bidi::BidiInfo::new(text, Some(level));
    info.levels.iter().map(|level| level.number()).collect()
}
