//! The words of a new book, volume or text that wait for the editor's own.

/// What such words begin with, before a colon: in French, in English.
pub const PLACEHOLDERS: [&str; 2] = ["À REMPLACER", "TO REPLACE"];

/// What follows the sign of a placeholder and its colon; none when `text` does not begin with one.
#[must_use]
pub fn after_placeholder<'t>(text: &'t str, sign: &str) -> Option<&'t str> {
    // In French a space of any kind stands before the colon.
    text.strip_prefix(sign)?.trim_start().strip_prefix(':')
}

/// Whether a value is still that of a scaffold.
#[must_use]
pub fn is_placeholder(value: &str) -> bool {
    PLACEHOLDERS.iter().any(|sign| after_placeholder(value.trim_start(), sign).is_some())
}
