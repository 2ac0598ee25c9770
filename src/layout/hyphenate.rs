//! Where words may be broken.
//!
//! Owns the patterns' use for French and the editor's exceptions. It knows neither fonts nor lines.

use crate::book::Lang;
use std::collections::BTreeMap;

/// Words whose breaks the editor has set (`Design::hyphenation`).
#[derive(Clone, Debug, Default)]
pub struct Hyphenation {
    words: BTreeMap<String, Vec<usize>>,
}

impl Hyphenation {
    /// The exceptions of a design: words with `-` where they may be broken; a word without one is never broken.
    #[must_use]
    pub fn new(words: &[String]) -> Self {
        let mut exceptions = BTreeMap::new();
        for word in words {
            let (mut plain, mut breaks) = (String::new(), Vec::new());
            for part in word.split('-') {
                if !plain.is_empty() {
                    breaks.push(plain.len());
                }
                plain.push_str(&part.to_lowercase());
            }
            exceptions.insert(plain, breaks);
        }
        Self { words: exceptions }
    }

    /// Calls `found` with each byte of `word` where it may be broken. A word has letters and apostrophes, no hyphen.
    pub fn breaks(&self, word: &str, lang: &Lang, mut found: impl FnMut(usize)) {
        // Shorter words are not worth the reader's trouble; this also spares most of the text the patterns.
        if word.chars().nth(SHORTEST - 1).is_none() {
            return;
        }
        if !self.words.is_empty() {
            let stem = word.rfind(APOSTROPHES).map_or(0, |at| at + word[at..].chars().next().map_or(0, char::len_utf8));
            for start in [0, stem] {
                let lower = word[start..].to_lowercase();
                // Breaks are kept for the lower-case word; where capitals have other lengths they do not apply.
                if let Some(breaks) = self.words.get(&lower).filter(|_| lower.len() == word.len() - start) {
                    breaks.iter().for_each(|&at| found(start + at));
                    return;
                }
            }
        }
        let Some(patterns) = patterns(lang) else { return };
        let (left, right) = if lang.is_french() { (2, 3) } else { patterns.bounds() };
        if word.contains('’') {
            // The patterns know the typewriter's apostrophe only, which is two bytes shorter.
            let plain = word.replace('’', "'");
            let mut at = 0;
            for syllable in hypher::hyphenate_bounded(&plain, patterns, left, right) {
                at += syllable.chars().count();
                if let Some((byte, _)) = word.char_indices().nth(at) {
                    found(byte);
                }
            }
        } else {
            let mut at = 0;
            for syllable in hypher::hyphenate_bounded(word, patterns, left, right) {
                at += syllable.len();
                if at < word.len() {
                    found(at);
                }
            }
        }
    }
}

/// Words of fewer letters are never broken.
const SHORTEST: usize = 5;

const APOSTROPHES: [char; 2] = ['’', '\''];

fn patterns(lang: &Lang) -> Option<hypher::Lang> {
    let code: [u8; 2] = lang.primary().as_bytes().try_into().ok()?;
    hypher::Lang::from_iso(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(hyphenation: &Hyphenation, word: &str) -> String {
        let mut shown = String::new();
        let mut last = 0;
        hyphenation.breaks(word, &Lang::french(), |at| {
            shown.push_str(&word[last..at]);
            shown.push('-');
            last = at;
        });
        shown + &word[last..]
    }

    #[test]
    fn french_words_break_between_syllables() {
        let none = Hyphenation::default();
        let words = ["typographie", "l’humanité", "aujourd’hui", "rencontres", "elle", "d’approche"];
        let shown = words.map(|word| broken(&none, word));
        assert_eq!(shown, ["ty-po-gra-phie", "l’hu-ma-nité", "au-jour-d’hui", "ren-contres", "elle", "d’ap-proche"]);
    }

    #[test]
    fn the_editor_decides() {
        let own = Hyphenation::new(&["Twit-ter".to_owned(), "Instagram".to_owned()]);
        assert_eq!(
            ["Twitter", "d’Instagram", "Instagram"].map(|word| broken(&own, word)),
            ["Twit-ter", "d’Instagram", "Instagram"]
        );
    }
}
