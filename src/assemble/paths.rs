//! Paths as authors write them: with `/`, relative to the folder of the file they stand in, never outside the project.

use crate::source::{SourceMap, Span};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization as _;

/// The folder of the file that `span` lies in, with its final `/`; empty for a file at the root.
pub(super) fn folder(sources: &SourceMap, span: Span) -> &str {
    let path = sources.get(span.source).path();
    path.rfind('/').map_or("", |slash| &path[..=slash])
}

/// The path `written`, relative to `folder`, as a path from the root. None when it is absolute or leads outside the project.
pub(super) fn resolve(folder: &str, written: &str) -> Option<String> {
    if written.starts_with('/') || written.contains('\\') || written.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    // The project stores names in NFC; some keyboards and systems produce other forms.
    (!parts.is_empty()).then(|| parts.join("/").nfc().collect())
}

/// `text` with its percent-encoded bytes decoded; as it is, if they are not UTF-8.
pub(super) fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let digit =
        |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16)).and_then(|digit| u8::try_from(digit).ok());
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(high << 4 | low);
                at += 3;
            }
            _ => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside_the_project() {
        assert_eq!(resolve("tome1/", "images/a.png").as_deref(), Some("tome1/images/a.png"));
        assert_eq!(resolve("tome1/", "../book/./x.png").as_deref(), Some("book/x.png"));
        for outside in ["../../etc/passwd", "/etc/passwd", "C:/x.png", "..\\x", ".."] {
            assert_eq!(resolve("tome1/", outside), None, "{outside}");
        }
    }
}
