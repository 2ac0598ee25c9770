//! Escaping of plain text in Markdown.

/// Markdown that shows exactly this line of text: every character with a meaning in Markdown gets a backslash.
pub(super) fn escape(text: &str) -> String {
    escape_with(text, block_marker(text))
}

/// The same for a part of a line: what has a meaning only at its beginning is left.
pub(super) fn escape_signs(text: &str) -> String {
    escape_with(text, None)
}

/// Escapes signs, and the character at `block_marker`.
fn escape_with(text: &str, block_marker: Option<usize>) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for (at, character) in text.char_indices() {
        let special = match character {
            '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '~' | '{' | '}' | '|' => true,
            // Only where a character reference could begin.
            '&' => text[at + 1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#'),
            _ => Some(at) == block_marker,
        };
        if special {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Offset of the character that would make the line a heading, a list item, a quotation or a container.
pub(super) fn block_marker(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = line[digits..].chars().next();
    let blank = |at: usize| line[at..].chars().next().is_none_or(char::is_whitespace);
    match after? {
        '#' | '>' | '=' if digits == 0 => Some(0),
        '-' | '+' if digits == 0 && (blank(1) || line.bytes().all(|byte| byte == b'-')) => Some(0),
        ':' if digits == 0 && (blank(1) || line.starts_with(":::")) => Some(0),
        '.' | ')' if (1..=9).contains(&digits) && blank(digits + 1) => Some(digits),
        _ => None,
    }
}
