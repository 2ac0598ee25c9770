//! The number of words in a text, by the word boundaries of Unicode (UAX #29).
//!
//! A space always ends a word (except U+202F, which joins the parts of a number), so a text is counted in chunks between spaces.
//! Nearly every chunk of a text in Latin script is letters and digits with some punctuation: these are counted here, quickly. Any
//! other chunk is counted by the general algorithm.

use unicode_segmentation::UnicodeSegmentation as _;

/// The number of words in `text`: segments between word boundaries that contain a letter or a digit.
pub(super) fn count(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut words = 0;
    // The current chunk: where it starts, its words so far, and whether it can be counted here.
    let (mut start, mut in_chunk, mut simple) = (0, 0, true);
    let mut state = State::Outside;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let offset = at;
        at += 1;
        let mut kind = ASCII[usize::from(byte)];
        if !byte.is_ascii() {
            let character = text[offset..].chars().next().unwrap_or_default();
            at = offset + character.len_utf8();
            kind = self::kind(character);
        }
        state = match (kind, state) {
            // Consecutive letters and digits are one word (WB5, WB8 to WB10).
            (CharacterClass::Letter, _) => {
                in_chunk += usize::from(!matches!(state, State::Letter | State::Digit | State::AfterLetter));
                at += bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                State::Letter
            }
            (CharacterClass::Digit, _) => {
                in_chunk += usize::from(!matches!(state, State::Letter | State::Digit | State::AfterDigit));
                State::Digit
            }
            (CharacterClass::Space, _) => {
                words += if simple { in_chunk } else { text[start..offset].unicode_words().count() };
                (start, in_chunk, simple) = (at, 0, true);
                State::Outside
            }
            // These join two letters (WB6 and WB7) or two digits (WB11 and WB12).
            (CharacterClass::Apostrophe, State::Letter) => State::AfterLetter,
            (CharacterClass::Apostrophe | CharacterClass::Comma, State::Digit) => State::AfterDigit,
            (CharacterClass::Apostrophe | CharacterClass::Comma | CharacterClass::Mark, _) => State::Outside,
            (CharacterClass::Other, _) => {
                simple = false;
                state
            }
        };
    }
    words + if simple { in_chunk } else { text[start..].unicode_words().count() }
}

/// What stands before the current character of a chunk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// No word.
    Outside,
    /// A letter of a word.
    Letter,
    /// A digit of a word.
    Digit,
    /// Punctuation after a letter; a letter after it continues the word.
    AfterLetter,
    /// Punctuation after a digit; a digit after it continues the word.
    AfterDigit,
}

/// The part of a character in the words of Latin script.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CharacterClass {
    Letter,
    Digit,
    Space,
    /// An apostrophe or a full stop (MidNumLet).
    Apostrophe,
    /// A comma or a semicolon (MidNum).
    Comma,
    /// Other punctuation and symbols, which are no part of a word.
    Mark,
    /// Any other character: the general algorithm counts its chunk.
    Other,
}

/// The kind of each ASCII character.
const ASCII: [CharacterClass; 256] = {
    let mut kinds = [CharacterClass::Other; 256];
    let mut at = 0;
    while at < 128 {
        kinds[at] = kind(at as u8 as char);
        at += 1;
    }
    kinds
};

/// The kind of a character.
const fn kind(character: char) -> CharacterClass {
    match character {
        'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ſ' => CharacterClass::Letter,
        '0'..='9' => CharacterClass::Digit,
        ' ' | '\n' | '\u{a0}' => CharacterClass::Space,
        '\'' | '’' | '.' => CharacterClass::Apostrophe,
        ',' | ';' => CharacterClass::Comma,
        '-' | '!' | '?' | '(' | ')' | '[' | ']' | '/' | '%' | '&' | '+' | '=' | '*' | '#' | '@' | '€' | '«' | '»' | '“' | '”'
        | '…' | '–' | '—' => CharacterClass::Mark,
        _ => CharacterClass::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::count;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation as _;

    #[test]
    fn words_of_french() {
        assert_eq!(count("« Aujourd’hui, l'homme a-t-il 1,5 million d’amis ? » (n’est-ce pas…)"), 11);
        assert_eq!(count(""), 0);
    }

    proptest! {
        #[test]
        fn every_text_has_the_words_that_unicode_sees(text in "[a-cÉœ0-2'’.,:;_« »()/%&+=*#@€\\[\\]…–\u{a0}\u{202f}\u{301}\u{ad}\u{200d}\n\t日ア\u{5d0}\"-]{0,24}|\\PC{0,24}") {
            prop_assert_eq!(count(&text), text.unicode_words().count());
        }
    }
}
