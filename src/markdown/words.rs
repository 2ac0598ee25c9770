//! How many words a text has, by the word boundaries of Unicode (UAX 29).
//!
//! A space parts words whatever stands around it (the narrow no-break one, which joins the parts of a number, does not), so a
//! text is counted piece by piece between its spaces. Nearly every piece of a text in Latin letters is letters with an apostrophe
//! or a hyphen in them and marks around them: those are counted by looking at them. For any other piece the general algorithm is
//! asked.

use unicode_segmentation::UnicodeSegmentation as _;

/// Words of `text`: pieces between word boundaries that hold a letter or a digit.
pub(super) fn count(text: &str) -> usize {
    let mut words = 0;
    // The piece that we are in: where it starts, its words so far if it is plain.
    let (mut start, mut plain) = (0, Some(0));
    let (mut in_word, mut joined) = (false, false);
    for (offset, character) in text.char_indices() {
        match character {
            'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ſ' => {
                plain = plain.map(|words| words + usize::from(!in_word && !joined));
                (in_word, joined) = (true, false);
            }
            ' ' | '\n' | '\u{a0}' => {
                words += plain.unwrap_or_else(|| text[start..offset].unicode_words().count());
                (start, plain) = (offset + character.len_utf8(), Some(0));
                (in_word, joined) = (false, false);
            }
            // Between two letters it joins them (WB6 and WB7).
            '\'' | '’' => (in_word, joined) = (false, in_word),
            '-' | ',' | ';' | '!' | '?' | '(' | ')' | '«' | '»' | '“' | '”' | '…' | '–' | '—' => {
                (in_word, joined) = (false, false);
            }
            _ => plain = None,
        }
    }
    words + plain.unwrap_or_else(|| text[start..].unicode_words().count())
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
        fn every_text_has_the_words_that_unicode_sees(text in "[a-cÉœ0-2'’.,:;_« »()\u{a0}\u{202f}\u{301}\u{ad}\u{200d}\n\t日ア\u{5d0}\"-]{0,24}|\\PC{0,24}") {
            prop_assert_eq!(count(&text), text.unicode_words().count());
        }
    }
}
