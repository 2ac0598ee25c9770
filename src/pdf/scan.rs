//! Searching the bytes of a PDF file.

/// `text` with every `old` replaced by `new`.
pub(super) fn replace_all(text: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + new.len());
    let mut rest = text;
    while let Some((before, after)) = split(rest, old).filter(|_| !old.is_empty()) {
        out.extend_from_slice(before);
        out.extend_from_slice(new);
        rest = after;
    }
    out.extend_from_slice(rest);
    out
}

/// The decimal number at the start of `text`, and its number of digits.
pub(super) fn number(text: &[u8]) -> Option<(usize, usize)> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    Some((std::str::from_utf8(&text[..digits]).ok()?.parse().ok()?, digits))
}

/// What is before and after the first `what`.
pub(super) fn split<'a>(text: &'a [u8], what: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = find(text, what)?;
    Some((&text[..at], &text[at + what.len()..]))
}

/// The offset of the first `what`.
pub(super) fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::find(text, what)
}

/// The offset of the last `what`.
pub(super) fn rfind(text: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::rfind(text, what)
}
