//! Paths as authors write them: with `/`, relative to the folder of the file they stand in, never outside the project.

use super::{map::SourceMap, percent::percent_decoded, span::Span};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization as _;

/// The folder of the file that `span` lies in, with its final `/`; empty for a file at the root.
#[must_use]
pub fn folder(sources: &SourceMap, span: Span) -> &str {
    let path = sources.get(span.source).path();
    path.rfind('/').map_or("", |slash| &path[..=slash])
}

/// The path `written`, relative to `folder`, as a path from the root. None when it is absolute or leads outside the project.
#[must_use]
pub fn resolve(folder: &str, written: &str) -> Option<String> {
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

/// The paths that `written` may mean, relative to `folder`: as it is written, and then with its percent-encoded bytes decoded, as many
/// programs write a destination (CommonMark 0.31, section 6.3: destinations are URLs).
pub fn candidates(folder: &str, written: &str) -> impl Iterator<Item = String> {
    let decoded = match percent_decoded(written) {
        Cow::Owned(decoded) => resolve(folder, &decoded),
        Cow::Borrowed(_) => None,
    };
    resolve(folder, written).into_iter().chain(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside_the_project() {
        assert_eq!(resolve("tome1/", "images/a.png").as_deref(), Some("tome1/images/a.png"));
        assert_eq!(resolve("tome1/", "../book/./x.png").as_deref(), Some("book/x.png"));
        let both: Vec<String> = candidates("tome1/", "images/photo%20%C3%A9t%C3%A9.png").collect();
        assert_eq!(both, ["tome1/images/photo%20%C3%A9t%C3%A9.png", "tome1/images/photo été.png"]);
        assert_eq!(candidates("tome1/", "%2e%2e/%2e%2e/etc/passwd").collect::<Vec<_>>(), ["tome1/%2e%2e/%2e%2e/etc/passwd"]);
        for outside in ["../../etc/passwd", "/etc/passwd", "C:/x.png", "..\\x", ".."] {
            assert_eq!(resolve("tome1/", outside), None, "{outside}");
        }
    }
}
