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
    // The piece that we are in: where it starts, its words so far, whether it is plain.
    let (mut start, mut own, mut plain) = (0, 0, true);
    let (mut in_word, mut joined) = (false, false);
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        let offset = at;
        let kind = if byte.is_ascii() {
            at += 1;
            ASCII[usize::from(byte)]
        } else {
            let character = text[at..].chars().next().unwrap_or_default();
            at += character.len_utf8();
            kind(character)
        };
        match kind {
            Kind::Letter => {
                own += usize::from(!in_word && !joined);
                (in_word, joined) = (true, false);
                at += text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            }
            Kind::Space => {
                words += if plain { own } else { text[start..offset].unicode_words().count() };
                (start, own, plain) = (at, 0, true);
                (in_word, joined) = (false, false);
            }
            // Between two letters it joins them (WB6 and WB7).
            Kind::Apostrophe => (in_word, joined) = (false, in_word),
            Kind::Mark => (in_word, joined) = (false, false),
            Kind::Other => plain = false,
        }
    }
    words + if plain { own } else { text[start..].unicode_words().count() }
}

/// What a character is to the words of a text in Latin letters.
#[derive(Clone, Copy)]
enum Kind {
    Letter,
    Space,
    Apostrophe,
    Mark,
    /// What the general algorithm is asked about.
    Other,
}

const ASCII: [Kind; 128] = {
    let mut kinds = [Kind::Other; 128];
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
        ' ' | '\n' | '\u{a0}' => Kind::Space,
        '\'' | '’' => Kind::Apostrophe,
        '-' | ',' | ';' | '!' | '?' | '(' | ')' | '«' | '»' | '“' | '”' | '…' | '–' | '—' => Kind::Mark,
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
        fn every_text_has_the_words_that_unicode_sees(text in "[a-cÉœ0-2'’.,:;_« »()\u{a0}\u{202f}\u{301}\u{ad}\u{200d}\n\t日ア\u{5d0}\"-]{0,24}|\\PC{0,24}") {
            prop_assert_eq!(count(&text), text.unicode_words().count());
        }
    }
}
