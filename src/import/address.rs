//! Addresses of links as they were meant: without the redirects that editors put before them.

/// The target of a link that Google's editor leads through its own redirect.
pub(super) fn without_redirect(target: &str) -> String {
    let target = target.trim();
    let rest = ["https://www.google.com/url?", "http://www.google.com/url?"].iter().find_map(|lead| target.strip_prefix(lead));
    let wanted =
        rest.and_then(|query| query.split('&').find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("url="))));
    wanted.map_or_else(|| target.to_owned(), percent_decoded)
}

/// Text without percent-encoding; what is no UTF-8 stays encoded.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
