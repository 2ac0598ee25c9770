//! Where words may be broken.
//!
//! Owns the patterns' use for French, the editor's exceptions, and the memory of words that were broken before. It knows neither
//! fonts nor lines.

use crate::book::Lang;
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, PoisonError},
};

/// Words whose breaks the editor has set (`Design::hyphenation`), and those that the patterns have broken already.
#[derive(Debug, Default)]
pub struct Hyphenation {
    words: BTreeMap<String, Vec<usize>>,
    /// The memories that nobody uses: each belongs to one thread at a time, so that none waits for another.
    memories: Mutex<Vec<Memory>>,
}

/// Where the words of each language were broken: of pure results, so that order and threads change nothing.
type Memory = Vec<(Lang, HashMap<Box<str>, Box<[u8]>, foldhash::fast::RandomState>)>;

/// Breaks words and remembers where.
pub struct Hyphenator<'a> {
    rules: &'a Hyphenation,
    memory: Memory,
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
        Self { words: exceptions, memories: Mutex::default() }
    }

    /// Who breaks words, with what one before has learned.
    #[must_use]
    pub fn hyphenator(&self) -> Hyphenator<'_> {
        let memory = self.memories.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        Hyphenator { rules: self, memory }
    }

    fn breaks(&self, word: &str, lang: &Lang, mut found: impl FnMut(usize)) {
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

impl Hyphenator<'_> {
    /// Calls `found` with each byte of `word` where it may be broken. A word has letters and apostrophes, no hyphen.
    pub fn breaks(&mut self, word: &str, lang: &Lang, mut found: impl FnMut(usize)) {
        // Shorter words are not worth the reader's trouble; this also spares most of the text the patterns.
        if word.chars().nth(SHORTEST - 1).is_none() {
            return;
        }
        if word.len() > LONGEST {
            return self.rules.breaks(word, lang, found);
        }
        let known = match self.memory.iter().position(|(other, _)| other == lang) {
            Some(index) => &mut self.memory[index].1,
            None => {
                self.memory.push((lang.clone(), HashMap::default()));
                let last = self.memory.len() - 1;
                &mut self.memory[last].1
            }
        };
        if let Some(breaks) = known.get(word) {
            return breaks.iter().for_each(|&at| found(usize::from(at)));
        }
        let mut breaks = Vec::new();
        self.rules.breaks(word, lang, |at| breaks.extend(u8::try_from(at)));
        breaks.iter().for_each(|&at| found(usize::from(at)));
        if known.len() < MOST {
            known.insert(word.into(), breaks.into());
        }
    }
}

impl Drop for Hyphenator<'_> {
    fn drop(&mut self) {
        let memory = std::mem::take(&mut self.memory);
        self.rules.memories.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
    }
}

/// Words of fewer letters are never broken.
const SHORTEST: usize = 5;
/// Bytes of the longest word that is remembered.
const LONGEST: usize = 64;
/// Words that are remembered of a language: a text that never repeats itself must not fill the memory.
const MOST: usize = 1 << 16;

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
        let mut again = Vec::new();
        let mut hyphenator = hyphenation.hyphenator();
        hyphenator.breaks(word, &Lang::french(), |at| {
            shown.push_str(&word[last..at]);
            shown.push('-');
            (last, again) = (at, [again.as_slice(), &[at]].concat());
        });
        let mut remembered = Vec::new();
        hyphenator.breaks(word, &Lang::french(), |at| remembered.push(at));
        assert_eq!(remembered, again, "{word}");
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
