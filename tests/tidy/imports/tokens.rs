//! The tokens of a Rust file, as far as `items` needs them, without comments. A string literal is one token.

/// A word, a number, `::`, a sign of one character, or a string literal with its quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub(crate) text: &'a str,
    /// The line on which it begins, from 1.
    pub(crate) line: usize,
}

impl Token<'_> {
    /// Whether it is an identifier or a keyword.
    pub(crate) fn is_word(&self) -> bool {
        self.text.starts_with(is_word_start)
    }
}

fn is_word_start(character: char) -> bool {
    character.is_alphabetic() || character == '_'
}

fn is_word_part(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The tokens of `text`, in order.
pub(crate) fn tokenise(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (length, kept) = if first.is_whitespace() {
            (first.len_utf8(), None)
        } else if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), None)
        } else if rest.starts_with("/*") {
            (block_comment(rest), None)
        } else if let Some(length) = string(rest) {
            (length, Some(&rest[..length]))
        } else if let Some(name) = rest.strip_prefix("r#").filter(|name| name.starts_with(is_word_start)) {
            let length = word(name);
            (2 + length, Some(&name[..length]))
        } else if is_word_part(first) {
            let length = word(rest);
            (length, Some(&rest[..length]))
        } else if first == '\'' {
            (character_or_lifetime(rest), None)
        } else if rest.starts_with("::") {
            (2, Some("::"))
        } else {
            let length = first.len_utf8();
            (length, Some(&rest[..length]))
        };
        tokens.extend(kept.map(|text| Token { text, line }));
        line += rest[..length].matches('\n').count();
        at += length;
    }
    tokens
}

fn word(text: &str) -> usize {
    text.find(|character| !is_word_part(character)).unwrap_or(text.len())
}

/// The length of the comment that opens `text`; comments nest.
fn block_comment(text: &str) -> usize {
    let (mut at, mut depth) = (0, 0);
    while at < text.len() {
        match text.as_bytes()[at..] {
            [b'/', b'*', ..] => (at, depth) = (at + 2, depth + 1),
            [b'*', b'/', ..] => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// The length of the string literal that opens `text`, with its prefix and its hashes.
fn string(text: &str) -> Option<usize> {
    let after_prefix = text.trim_start_matches(['b', 'c', 'r']);
    let after_hashes = after_prefix.trim_start_matches('#');
    let prefix = &text[..text.len() - after_prefix.len()];
    let hashes = &after_prefix[..after_prefix.len() - after_hashes.len()];
    let inside = after_hashes.strip_prefix('"')?;
    let opened = text.len() - inside.len();
    if matches!(prefix, "r" | "br" | "cr") {
        let close = format!("\"{hashes}");
        return Some(inside.find(&close).map_or(text.len(), |at| opened + at + close.len()));
    }
    let mut escaped = false;
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            b'"' if !escaped => return Some(opened + at + 1),
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    Some(text.len())
}

/// The length of `'x'`, `'\n'` or `'lifetime`.
fn character_or_lifetime(text: &str) -> usize {
    let mut inside = text[1..].chars();
    let length = match inside.next() {
        Some('\\') => inside.next().map_or(1, |escaped| 1 + escaped.len_utf8()),
        Some(first) if inside.as_str().starts_with('\'') => first.len_utf8(),
        _ => return 1 + word(&text[1..]),
    };
    // Escapes such as `\x7f` and `\u{…}` are longer, and end at the quote too.
    text[1 + length..].find('\'').map_or(text.len(), |at| 1 + length + at + 1)
}
