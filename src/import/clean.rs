//! Control characters: no text of a book may hold them, and pages do.

use crate::source::is_surely_clean;

/// The text without control characters and noncharacters, with their number and the first of them. Those that part lines on paper or
/// on old machines become spaces, so that the words beside them stay two.
#[must_use]
pub fn clean(text: &str) -> (String, usize, Option<char>) {
    if is_surely_clean(text) {
        return (text.to_owned(), 0, None);
    }
    let is_unwanted = |character: char| {
        let line = matches!(character, '\t' | '\n' | '\r');
        (character.is_control() && !line) || matches!(character, '\u{fffe}' | '\u{ffff}')
    };
    let count = text.chars().filter(|character| is_unwanted(*character)).count();
    let cleaned = text.chars().filter_map(|character| match character {
        '\u{b}' | '\u{c}' | '\u{85}' => Some(' '),
        _ => (!is_unwanted(character)).then_some(character),
    });
    (cleaned.collect(), count, text.chars().find(|character| is_unwanted(*character)))
}
