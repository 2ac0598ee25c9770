//! Texts and addresses as Markdown wants them, sign by sign.

use crate::{import::escape::escape_signs, source::any_pair};
use std::borrow::Cow;

/// A text with its signs escaped, on one line, without soft hyphens and noncharacters.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    // U+00AD is C2 AD in UTF-8, the noncharacters of this module begin with EF.
    let may_change = |byte: u8, next: u8| {
        (byte < b' ')
            | (byte == b'\\')
            | (byte == b'*')
            | (byte == b'_')
            | (byte == b'`')
            | (byte == b'[')
            | (byte == b']')
            | (byte == b'<')
            | (byte == b'&')
            | (b'{'..=b'~').contains(&byte)
            | (byte == 0xef)
            | ((byte == 0xc2) & (next == 0xad))
    };
    if !any_pair(text, may_change) {
        return Cow::Borrowed(text);
    }
    let text: String = without_noncharacters(text)
        .chars()
        .filter(|character| *character != '\u{ad}')
        .map(|character| if matches!(character, '\n' | '\r' | '\t') { ' ' } else { character })
        .collect();
    Cow::Owned(escape_signs(&text))
}

/// A text without the noncharacters that this module uses.
pub(super) fn without_noncharacters(text: &str) -> String {
    text.chars().filter(|character| !('\u{fdd0}'..='\u{fdef}').contains(character)).collect()
}

/// The target of a link, as Markdown wants it.
pub(super) fn address(target: &str) -> String {
    let mut address = String::with_capacity(target.len());
    for character in without_noncharacters(target.trim()).chars() {
        match character {
            ' ' => address.push_str("%20"),
            '(' => address.push_str("%28"),
            ')' => address.push_str("%29"),
            '\\' => address.push_str("%5C"),
            '<' => address.push_str("%3C"),
            '>' => address.push_str("%3E"),
            '|' => address.push_str("%7C"),
            '*' => address.push_str("%2A"),
            _ if character.is_control() || character.is_whitespace() => {}
            _ => address.push(character),
        }
    }
    // What could be a character reference would be read as one.
    let mut escaped = String::with_capacity(address.len());
    for (at, character) in address.char_indices() {
        escaped.push(character);
        let rest = address[at + character.len_utf8()..].trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
        if character == '&' && rest.starts_with(';') {
            escaped.push_str("amp;");
        }
    }
    escaped
}
