//! How many words a text has, by the word boundaries of Unicode (UAX 29).
//!
//! A space parts words whatever stands around it (the narrow no-break one, which joins the parts of a number, does not), so a
//! text is counted piece by piece between its spaces. Nearly every piece of a text in Latin letters is letters and digits with
//! marks in and around them: those are counted by looking at them. For any other piece the general algorithm is asked.

use unicode_segmentation::UnicodeSegmentation as _;

/// Words of `text`: pieces between word boundaries that hold a letter or a digit.
pub(super) fn count(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut words = 0;
    // The piece that we are in: where it starts, its words so far, whether it is plain.
    let (mut start, mut own, mut plain) = (0, 0, true);
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
            // Letters and digits in a row are one word (WB5, WB8 to WB10).
            (Kind::Letter, _) => {
                own += usize::from(!matches!(state, State::Letter | State::Digit | State::AfterLetter));
                at += bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                State::Letter
            }
            (Kind::Digit, _) => {
                own += usize::from(!matches!(state, State::Letter | State::Digit | State::AfterDigit));
                State::Digit
            }
            (Kind::Space, _) => {
                words += if plain { own } else { text[start..offset].unicode_words().count() };
                (start, own, plain) = (at, 0, true);
                State::Outside
            }
            // Between two letters they join them (WB6 and WB7), between two digits too (WB11 and WB12).
            (Kind::Apostrophe, State::Letter) => State::AfterLetter,
            (Kind::Apostrophe | Kind::Comma, State::Digit) => State::AfterDigit,
            (Kind::Apostrophe | Kind::Comma | Kind::Mark, _) => State::Outside,
            (Kind::Other, _) => {
                plain = false;
                state
            }
        };
    }
    words + if plain { own } else { text[start..].unicode_words().count() }
}

/// What stands before a character of a piece.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing of a word.
    Outside,
    /// A letter of a word.
    Letter,
    /// A digit of a word.
    Digit,
    /// A mark after a letter, which another letter joins to it.
    AfterLetter,
    /// A mark after a digit, which another digit joins to it.
    AfterDigit,
}

/// What a character is to the words of a text in Latin letters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Digit,
    Space,
    /// An apostrophe, a point.
    Apostrophe,
    /// A comma, a semicolon.
    Comma,
    Mark,
    /// What the general algorithm is asked about.
    Other,
}

/// The kind of each byte; those that are not ASCII say nothing by themselves.
const ASCII: [Kind; 256] = {
    let mut kinds = [Kind::Other; 256];
    let mut at = 0;
    while at < 128 {
        kinds[at] = kind(at as u8 as char);
        at += 1;
    }
    kinds
};

const fn kind(character: char) -> Kind {
    match character {
        'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ſ' => Kind::Letter,
        '0'..='9' => Kind::Digit,
        ' ' | '\n' | '\u{a0}' => Kind::Space,
        '\'' | '’' | '.' => Kind::Apostrophe,
        ',' | ';' => Kind::Comma,
        '-' | '!' | '?' | '(' | ')' | '[' | ']' | '/' | '%' | '&' | '+' | '=' | '*' | '#' | '@' | '€' | '«' | '»' | '“' | '”'
        | '…' | '–' | '—' => Kind::Mark,
        _ => Kind::Other,
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
