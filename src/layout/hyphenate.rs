//! Where words may be broken.
//!
//! Owns the patterns' use for French and the editor's exceptions. It knows neither fonts nor lines.

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
}
