//! Words in what is printed and in what was written: the same letters, whatever typography or markup put between them.
//!
//! Typography changes spaces, quotation marks and dashes, and markup stands between letters; letters and digits themselves stay, in their
//! order. So a printed word is found in the source as the occurrence of its letters that comes nearest to as many letters from the
//! start. This file knows neither pages nor files.

use memchr::memmem;
use std::ops::Range;

/// The letters and digits of a text, with the byte offset of each.
pub(super) struct Letters(Vec<(char, usize)>);

impl Letters {
    pub(super) fn of(text: &str) -> Self {
        let letters = text.char_indices().filter(|(_, character)| character.is_alphanumeric());
        Self(letters.map(|(offset, character)| (character, offset)).collect())
    }

    /// The byte offset of a letter; none after the last.
    pub(super) fn offset(&self, letter: usize) -> Option<usize> {
        self.0.get(letter).map(|(_, offset)| *offset)
    }

    /// How many letters come before a byte offset.
    pub(super) fn before(&self, offset: usize) -> usize {
        self.0.partition_point(|(_, other)| *other < offset)
    }

    /// The first letter of the last occurrence of all letters of `text`.
    pub(super) fn find_last(&self, text: &str) -> Option<usize> {
        let bare =
            |letters: &mut dyn Iterator<Item = char>| letters.filter(|letter| letter.is_alphanumeric()).collect::<String>();
        let (written, text) = (bare(&mut self.0.iter().map(|(letter, _)| *letter)), bare(&mut text.chars()));
        let at = (!text.is_empty()).then(|| memmem::rfind(written.as_bytes(), text.as_bytes()))??;
        Some(written[..at].chars().count())
    }

    /// The first letter of the occurrence of `word` that begins nearest to the letter `near`.
    pub(super) fn find(&self, word: &str, near: usize) -> Option<usize> {
        let word: Vec<char> = word.chars().filter(|character| character.is_alphanumeric()).collect();
        if word.is_empty() {
            return None;
        }
        let is_here = |at: usize| {
            let here = self.0.get(at..at + word.len());
            here.is_some_and(|here| here.iter().zip(&word).all(|((one, _), other)| one == other))
        };
        let last = self.0.len().checked_sub(word.len())?;
        let near = near.min(last);
        (0..=last).find_map(|distance| {
            let left = near.checked_sub(distance).filter(|at| is_here(*at));
            left.or_else(|| Some(near + distance).filter(|at| is_here(*at)))
        })
    }
}

/// The bytes of the word at a byte offset of a text: what no space and no dash divides. Where there is none, the next word; at the end,
/// the last one.
pub(super) fn word_at(text: &str, offset: usize) -> Range<usize> {
    let divides = |character: char| !character.is_alphanumeric() && !matches!(character, '\u{ad}' | '\u{301}'..='\u{36f}');
    let offset = text.floor_char_boundary(offset);
    let begins = |from: usize| text[from..].char_indices().find(|(_, character)| !divides(*character)).map(|(at, _)| from + at);
    let last = || text.char_indices().rfind(|(_, character)| !divides(*character)).map(|(at, _)| at);
    let Some(inside) = begins(offset).or_else(last) else { return offset..offset };
    let start = text[..inside].char_indices().rev().take_while(|(_, character)| !divides(*character)).last();
    let start = start.map_or(inside, |(at, _)| at);
    let end = text[inside..].find(divides).map_or(text.len(), |length| inside + length);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_word_ends_at_spaces_and_signs() {
        let word = |text: &'static str, offset| &text[word_at(text, offset)];
        assert_eq!(word("Une belle fin.", 5), "belle");
        assert_eq!(word("Une belle fin.", 3), "belle");
        assert_eq!(word("Une belle fin.", 99), "fin");
        assert_eq!(word("l’œuvre", 4), "œuvre");
        assert_eq!(word("cou\u{ad}per", 1), "cou\u{ad}per");
        assert_eq!(word("—", 0), "");
        assert_eq!(word("", 0), "");
    }

    #[test]
    fn the_nearest_of_equal_words_is_found() {
        let source = "un deux un *deux* un&nbsp;deux";
        let letters = Letters::of(source);
        let at = |word, near| letters.find(word, near).and_then(|letter| letters.offset(letter));
        assert_eq!([at("deux", 2), at("deux", 8), at("deux", 14)], [Some(3), Some(12), Some(26)]);
        assert_eq!(at("trois", 0), None);
        assert_eq!(at("—", 0), None);
        assert_eq!(letters.before(12), 8);
        assert_eq!([letters.find_last("un, deux"), letters.find_last("trois"), letters.find_last("–")], [Some(6), None, None]);
    }

    proptest! {
        #[test]
        fn a_word_is_a_part_of_its_text(text in "[a-zé \u{ad}«œ-]{0,20}", offset in 0..40_usize) {
            let word = word_at(&text, offset);
            prop_assert!(word.start <= word.end && text.get(word).is_some());
        }

        #[test]
        fn what_is_found_has_the_letters_of_the_word(text in "[ab -]{0,30}", word in "[ab]{1,3}", near in 0..40_usize) {
            let letters = Letters::of(&text);
            let found = letters.find(&word, near);
            let bare: String = text.chars().filter(|character| character.is_alphanumeric()).collect();
            prop_assert_eq!(found.is_some(), bare.contains(&word));
            if let Some(at) = found {
                prop_assert!(bare[at..].starts_with(&word));
            }
        }
    }
}
