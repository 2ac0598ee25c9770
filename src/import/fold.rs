//! Comparing names as people write them: without regard to case, accents, and kinds of apostrophe and space.

use crate::source::bare_byline;
use unicode_normalization::UnicodeNormalization as _;

/// The text for a comparison: lower case, without accents, ligatures as two letters, straight apostrophes, single spaces.
#[must_use]
pub fn fold(text: &str) -> String {
    let folded: String = text.chars().flat_map(fold_char).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two bylines name the same people, with titles before the names (« Dr ») or without.
pub(super) fn is_same_byline(one: &str, other: &str) -> bool {
    let bare = |byline: &str| fold(&bare_byline(byline).0);
    bare(one) == bare(other)
}

/// Where a text of ASCII characters stands in another, in capitals or not.
pub(super) fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    memchr::memchr_iter(wanted[0], text)
        .find(|at| text.get(*at..at + wanted.len()).is_some_and(|part| part.eq_ignore_ascii_case(wanted)))
}

/// The characters that one character becomes in a folded text.
pub(super) fn fold_char(character: char) -> impl Iterator<Item = char> {
    let expanded = match character {
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        '’' | 'ʼ' => "'",
        _ => "",
    };
    let kept = expanded.is_empty().then_some(character);
    let plain = kept.into_iter().nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).flat_map(char::to_lowercase);
    expanded.chars().chain(plain)
}
