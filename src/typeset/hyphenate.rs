//! Hyphenation: where words may be broken.
//!
//! Owns the use of the patterns (Liang's, in the crate hypher), the editor's exceptions, and a cache of words. It knows neither fonts
//! nor lines; `items::opportunities` decides which words are hyphenated at all.

use crate::book::Lang;
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, PoisonError},
};

/// The editor's hyphenation exceptions (`Design::hyphenation`), and the caches of words that were hyphenated before.
#[derive(Debug, Default)]
pub struct Hyphenation {
    exceptions: BTreeMap<String, Vec<usize>>,
    /// The caches that no hyphenator uses. Each belongs to one thread at a time, so that no thread waits for another.
    caches: Mutex<Vec<Cache>>,
}

/// The breaks of words, by language. They depend on nothing else, so that neither order nor threads change a result.
type Cache = Vec<(Lang, HashMap<Box<str>, Box<[u8]>, foldhash::fast::RandomState>)>;

/// Hyphenates words, with a cache.
pub struct Hyphenator<'a> {
    hyphenation: &'a Hyphenation,
    cache: Cache,
}

impl Hyphenation {
    /// Takes the exceptions of a design: words with `-` where they may be broken. A word without one is never broken.
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
        Self { exceptions, caches: Mutex::default() }
    }

    /// A hyphenator, with the cache of one that was dropped if there is any.
    #[must_use]
    pub fn hyphenator(&self) -> Hyphenator<'_> {
        let cache = self.caches.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        Hyphenator { hyphenation: self, cache }
    }

    /// Calls `found` with each break of `word`, in order, without a cache.
    fn breaks(&self, word: &str, lang: &Lang, mut found: impl FnMut(usize)) {
        if !self.exceptions.is_empty() {
            let stem = word.rfind(APOSTROPHES).map_or(0, |at| at + word[at..].chars().next().map_or(0, char::len_utf8));
            for start in [0, stem] {
                let lower = word[start..].to_lowercase();
                // The offsets are those of the lower-case word; they do not apply where its capitals have other lengths in bytes.
                if let Some(breaks) = self.exceptions.get(&lower).filter(|_| lower.len() == word.len() - start) {
                    breaks.iter().for_each(|&at| found(start + at));
                    return;
                }
            }
        }
        let Some(patterns) = patterns(lang) else { return };
        let (left, right) = if lang.is_french() { (2, 3) } else { patterns.bounds() };
        if word.contains('’') {
            // The patterns know only U+0027, which is two bytes shorter.
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
    /// Calls `found` with each byte of `word` where it may be broken, in order. A word consists of letters and apostrophes.
    pub fn breaks(&mut self, word: &str, lang: &Lang, mut found: impl FnMut(usize)) {
        if !is_long_enough(word) {
            return;
        }
        if word.len() > MAX_CACHED_BYTES {
            return self.hyphenation.breaks(word, lang, found);
        }
        let known = match self.cache.iter().position(|(other, _)| other == lang) {
            Some(index) => &mut self.cache[index].1,
            None => {
                self.cache.push((lang.clone(), HashMap::default()));
                let last = self.cache.len() - 1;
                &mut self.cache[last].1
            }
        };
        if let Some(breaks) = known.get(word) {
            return breaks.iter().for_each(|&at| found(usize::from(at)));
        }
        let mut breaks = Vec::new();
        self.hyphenation.breaks(word, lang, |at| breaks.extend(u8::try_from(at)));
        breaks.iter().for_each(|&at| found(usize::from(at)));
        if known.len() < MAX_CACHED_WORDS {
            known.insert(word.into(), breaks.into());
        }
    }
}

impl Drop for Hyphenator<'_> {
    fn drop(&mut self) {
        let cache = std::mem::take(&mut self.cache);
        self.hyphenation.caches.lock().unwrap_or_else(PoisonError::into_inner).push(cache);
    }
}

/// Words of fewer letters are never hyphenated.
const MIN_LETTERS: usize = 5;
/// The longest word that is cached, in bytes.
const MAX_CACHED_BYTES: usize = 64;
/// The most words that are cached for a language: a text of ever new words must not fill the memory.
const MAX_CACHED_WORDS: usize = 1 << 16;

/// Whether a word may be hyphenated at all. Breaking shorter words would only trouble the reader. Most words are shorter, so that this
/// saves time too.
pub(super) fn is_long_enough(word: &str) -> bool {
    word.len() >= MIN_LETTERS && word.chars().nth(MIN_LETTERS - 1).is_some()
}

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
