//! Line ends: those of old Macs, a carriage return alone, become the line feeds that they stand for.

use std::borrow::Cow;

/// `text` with a line feed for each carriage return that none follows, as CommonMark (2.1) and YAML (5.4) count lines. Every character
/// keeps its offset.
#[must_use]
pub fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut alone = memchr::memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n')).peekable();
    if alone.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut ended = String::with_capacity(text.len());
    let mut copied = 0;
    for at in alone {
        ended.push_str(&text[copied..at]);
        ended.push('\n');
        copied = at + 1;
    }
    Cow::Owned(ended + &text[copied..])
}

#[cfg(test)]
mod tests {
    use super::with_line_feeds;

    #[test]
    fn only_a_carriage_return_alone_is_replaced() {
        assert_eq!(with_line_feeds("a\rb\r\nc\r\r\nd\n\re\r"), "a\nb\r\nc\n\r\nd\n\ne\n");
        assert!(matches!(with_line_feeds("a\r\nb\n"), std::borrow::Cow::Borrowed(_)));
    }
}
