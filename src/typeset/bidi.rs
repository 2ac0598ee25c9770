//! Bidirectional levels (UAX 9): which parts of a paragraph run from right to left.

use crate::book::Lang;
use std::ops::Range;

/// A phrase in a language of the other direction. What stands around it is ordered as if it were one neutral character (UAX 9, isolates),
/// so that two quotations beside each other keep their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Isolate {
    /// Bytes of the paragraph's text.
    pub(super) range: Range<usize>,
    /// The level of its direction: 0 or 1.
    pub(super) level: u8,
}

/// The level of a paragraph's base direction: 1 for languages written from right to left, else 0.
pub(super) fn base_level(lang: &Lang) -> u8 {
    u8::from(lang.is_right_to_left())
}

/// The level of each byte; empty when all of `text` runs from left to right. `isolates` are in order, an outer one before those inside it.
pub(super) fn levels(text: &str, base: u8, isolates: &[Isolate]) -> Vec<u8> {
    // The first right-to-left character of Unicode is in the Hebrew block.
    if base == 0
        && text
            .chars()
            .all(|character| character < '\u{590}' || matches!(character, '\u{2010}'..='\u{2027}' | '\u{202f}'..='\u{2065}'))
    {
        return Vec::new();
    }
    let level = if base == 1 { unicode_bidi::Level::rtl() } else { unicode_bidi::Level::ltr() };
    let levels = |text: &str| -> Vec<u8> {
        let info = unicode_bidi::BidiInfo::new(text, Some(level));
        info.levels.iter().map(|level| level.number()).collect()
    };
    if isolates.is_empty() {
        return levels(text);
    }
    // The marks are put in for the algorithm only: nothing of them is drawn or extracted.
    let mut ends: Vec<usize> = isolates.iter().map(|isolate| isolate.range.end).collect();
    ends.sort_unstable();
    let (mut ends, mut starts) = (ends.into_iter().peekable(), isolates.iter().peekable());
    let mut marked = String::with_capacity(text.len() + 6 * isolates.len());
    let mut is_text = Vec::with_capacity(text.len() + 6 * isolates.len());
    let mut put = |character: char, own: bool| {
        marked.push(character);
        is_text.resize(marked.len(), own);
    };
    for (at, character) in text.char_indices() {
        while ends.next_if(|&end| end <= at).is_some() {
            put('\u{2069}', false);
        }
        while let Some(isolate) = starts.next_if(|isolate| isolate.range.start <= at) {
            put(if isolate.level == 1 { '\u{2067}' } else { '\u{2066}' }, false);
        }
        put(character, true);
    }
    let all = levels(&marked);
    all.into_iter().zip(is_text).filter_map(|(level, own)| own.then_some(level)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The levels of the characters of `text`; brackets stand for the marks of an isolate from right to left.
    fn shown(text: &str) -> String {
        let (mut plain, mut isolates, mut start) = (String::new(), Vec::new(), 0);
        for character in text.chars() {
            match character {
                '[' => start = plain.len(),
                ']' => isolates.push(Isolate { range: start..plain.len(), level: 1 }),
                _ => plain.push(character),
            }
        }
        let levels = levels(&plain, 0, &isolates);
        plain.char_indices().map(|(at, _)| levels[at].to_string()).collect()
    }

    #[test]
    fn two_quotations_beside_each_other_keep_their_order() {
        assert_eq!(shown("a שלום, שלום b"), "00111111111100");
        assert_eq!(shown("a [שלום], [שלום] b"), "00111100111100");
        assert_eq!(shown("a [שלום!] b"), "001111100");
    }
}
