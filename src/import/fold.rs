//! Comparing names as people write them: without letter case, accents, or kinds of apostrophe and space.

use unicode_normalization::UnicodeNormalization as _;

/// The text as it is compared: lower case, no accents, ligatures opened, typewriter apostrophes, single spaces.
#[must_use]
pub fn fold(text: &str) -> String {
    let folded: String = text.chars().flat_map(fold_char).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What one character contributes to a folded text.
pub(super) fn fold_char(character: char) -> impl Iterator<Item = char> {
    let opened = match character {
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        '’' | 'ʼ' => "'",
        _ => "",
    };
    let kept = opened.is_empty().then_some(character);
    let plain = kept.into_iter().nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).flat_map(char::to_lowercase);
    opened.chars().chain(plain)
}
