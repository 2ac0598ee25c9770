//! Text that may be shown on a terminal: names and values of the input, without what a terminal would obey.
//!
//! A file name may hold any byte but `/`. Written raw, an escape sequence in it renames the window or clears the screen, a line end
//! makes two messages of one, and a mark of direction shows the name backwards.

use std::borrow::Cow;

/// Most characters of a value that a message quotes: a line of a wide terminal. A picture pasted as an address has millions.
const QUOTED: usize = 160;

/// The text in one line, with a visible sign for each character that a terminal would obey.
#[must_use]
pub fn in_one_line(text: &str) -> Cow<'_, str> {
    if text.contains(|character| is_obeyed(character) || matches!(character, '\n' | '\t')) {
        text.chars().map(|character| if character == '\n' { '\u{240a}' } else { sign(character) }).collect()
    } else {
        text.into()
    }
}

/// The text, its lines kept, with a visible sign for each character that a terminal would obey.
#[must_use]
pub fn in_lines(text: &str) -> Cow<'_, str> {
    if text.contains(is_obeyed) { text.chars().map(sign).collect() } else { text.into() }
}

/// The beginning of the text, in one line and at most as long as a line, with a visible sign for each character that a terminal
/// would obey.
#[must_use]
pub fn quoted(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", in_one_line(&text[..end])).into(),
        None => in_one_line(text),
    }
}

/// JSON with the characters that a terminal would obey written as escapes (RFC 8259, 7); a program reads the same strings. Such
/// characters can only be in strings, because JSON's own white space is not among them.
#[must_use]
pub fn in_json(json: &str) -> Cow<'_, str> {
    if !json.contains(is_obeyed) {
        return json.into();
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        if is_obeyed(character) {
            escaped.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            escaped.push(character);
        }
    }
    escaped.into()
}

/// Whether a terminal obeys a character instead of showing it: control characters (also those of ISO 6429 above ASCII), other line
/// ends, and marks that change the direction of what follows.
fn is_obeyed(character: char) -> bool {
    let control = character.is_control() && !matches!(character, '\n' | '\t');
    control || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A visible sign for a character that a terminal would obey; any other character as it is.
fn sign(character: char) -> char {
    match u32::from(character) {
        0x09 => ' ',
        0x7f => '\u{2421}',
        // Unicode has a picture of each control character of ASCII, in the same order.
        code if code < 0x20 && character != '\n' => char::from_u32(0x2400 + code).unwrap_or(char::REPLACEMENT_CHARACTER),
        _ if is_obeyed(character) => char::REPLACEMENT_CHARACTER,
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        let name = "02-\u{1b}]0;x\u{7}\u{9b}2J\u{7f}\u{202e}é\r\n.md";
        assert_eq!(in_one_line(name), "02-␛]0;x␇\u{fffd}2J␡\u{fffd}é␍␊.md");
        assert_eq!(in_lines(name), "02-␛]0;x␇\u{fffd}2J␡\u{fffd}é␍\n.md");
        assert_eq!(in_one_line("L’été « bleu »"), "L’été « bleu »");
        assert!(matches!(in_one_line("un nom"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_value_is_quoted_for_a_line_at_most() {
        assert_eq!(quoted(&"é".repeat(160)), "é".repeat(160));
        assert_eq!(quoted(&"é".repeat(9_000)), format!("{}…", "é".repeat(160)));
    }

    #[test]
    fn a_program_reads_the_same_strings() {
        let name = "a\u{9b}b\u{7f}\u{2028}\u{1b}\n";
        let json = serde_json::json!({ "path": name }).to_string() + "\n";
        let clean = in_json(&json);
        assert!(!clean.trim_end().contains(char::is_control), "{clean}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&clean).expect("JSON")["path"], name);
    }
}
