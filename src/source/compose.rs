//! Letters with their accents as one character, as in normalization form C (UAX 15).
//!
//! Some systems and PDF files write « é » as `e` and U+0301. W3C’s Character Model (Normalization, 2) asks authors for form C: rules
//! that look at one character, searches, sorting, hyphenation and fonts all expect it. This differs from form C in one thing: a
//! character that stands alone is never replaced by another. Form C would replace the compatibility ideographs of Japanese names.

use std::borrow::Cow;
use unicode_normalization::{
    IsNormalized, UnicodeNormalization as _,
    char::{canonical_combining_class, is_combining_mark},
    is_nfc_quick,
};

/// A place where characters were composed: the offset after it in the composed text, and how many characters have gone up to there.
pub(super) type Shortening = (u32, u32);

/// `text` with its letters composed.
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    compose(text).map_or(Cow::Borrowed(text), |(composed, _)| Cow::Owned(composed))
}

/// Appends `more` to `text`, and composes the letters where they meet.
pub fn append_composed(text: &mut String, more: &str) {
    // No letter of a language has so many marks; the limit keeps a letter with thousands of marks from being read again for each.
    const LONGEST: usize = 16;
    let meets = more.chars().next().is_some_and(is_joined);
    let start = text.char_indices().rev().take(LONGEST).find(|(_, character)| !is_joined(*character)).map(|(at, _)| at);
    match start.filter(|_| meets) {
        Some(start) => {
            let end = text.split_off(start) + more;
            text.push_str(&composed(&end));
        }
        None => text.push_str(more),
    }
}

/// `text` with its letters composed, and the places where they were; none when nothing is to be composed.
pub(super) fn compose(text: &str) -> Option<(String, Vec<Shortening>)> {
    if !super::scan::any_pair(text, may_be_joined) {
        return None;
    }
    let mut composed = String::new();
    let mut places = Vec::new();
    let (mut copied, mut removed) = (0, 0);
    let (mut start, mut joined) = (0, false);
    for (at, character) in text.char_indices().chain([(text.len(), 'x')]) {
        if at < text.len() && is_joined(character) {
            joined = true;
            continue;
        }
        if std::mem::take(&mut joined) {
            let written = &text[start..at];
            let letter: String = written.nfc().collect();
            let fewer = written.chars().count().saturating_sub(letter.chars().count());
            if fewer > 0 {
                composed.push_str(&text[copied..start]);
                composed.push_str(&letter);
                copied = at;
                removed += fewer;
                let place = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
                places.push((place(composed.len()), place(removed)));
            }
        }
        start = at;
    }
    composed.push_str(&text[copied..]);
    (removed > 0).then_some((composed, places))
}

/// Whether a character may be joined to the one before it: an accent, a vowel or final consonant of Korean.
fn is_joined(character: char) -> bool {
    character >= '\u{300}'
        && (is_combining_mark(character) && canonical_combining_class(character) != 0
            || is_nfc_quick(std::iter::once(character)) == IsNormalized::Maybe)
}

/// Whether a byte and the byte after it may be part of a character that composes with the one before it. French never has one.
const fn may_be_joined(byte: u8, next: u8) -> bool {
    // In UTF-8: U+0300 to U+036F are CC 80 to CD AF, U+0653 to U+0655 (Arabic) D9 93 to D9 95, U+3099 and U+309A (Japanese) E3 82.
    // Those of Indic scripts and of Korean begin with E0, E1, F0 91 or F0 96.
    (byte == 0xcc)
        | ((byte == 0xcd) & (next < 0xb0))
        | ((byte == 0xd9) & (next.wrapping_sub(0x93) < 3))
        | (byte == 0xe0)
        | (byte == 0xe1)
        | ((byte == 0xe3) & (next == 0x82))
        | ((byte == 0xf0) & ((next == 0x91) | (next == 0x96)))
}

#[cfg(test)]
mod tests {
    use super::{append_composed, compose, composed, is_joined, may_be_joined};
    use unicode_normalization::UnicodeNormalization as _;

    #[test]
    fn letters_are_composed_and_what_stands_alone_stays() {
        assert_eq!(composed("e\u{301}te\u{301}, o\u{302}\u{323}, 한 가, か\u{3099}"), "été, ộ, 한 가, が");
        // U+FAA0, U+2126: form C would give other characters.
        assert_eq!(composed("\u{faa0} \u{2126} q\u{303}"), "\u{faa0} \u{2126} q\u{303}");
        assert_eq!(compose("Élève, œuf… « déjà » ☺ мой").map(|found| found.0), None);
    }

    #[test]
    fn a_mark_composes_with_the_text_before_it() {
        let mut text = String::from("caf");
        ["e", "\u{301}", "s"].into_iter().for_each(|more| append_composed(&mut text, more));
        assert_eq!(text, "cafés");
    }

    #[test]
    fn every_pair_of_letter_and_mark_is_found_and_composed() {
        for character in '\u{80}'..=char::MAX {
            let apart: String = character.to_string().nfd().collect();
            let together: String = apart.nfc().collect();
            if apart.chars().count() > together.chars().count() {
                assert_eq!(composed(&apart), together, "U+{:04X}", u32::from(character));
            }
            if is_joined(character) && unicode_normalization::char::canonical_combining_class(character) == 0 {
                let bytes = character.to_string().into_bytes();
                assert!(bytes.windows(2).any(|pair| may_be_joined(pair[0], pair[1])), "U+{:04X}", u32::from(character));
            }
        }
    }
}
