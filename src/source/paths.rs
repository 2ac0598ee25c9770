//! Paths as authors write them: with `/`, relative to the folder of the file they stand in, never outside the project.

use super::{file::Source, map::SourceMap, percent::percent_decoded, span::Span};
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

/// The file that `written` means, relative to `folder`: that of one of the [`candidates`], or else the only one whose path differs from
/// that by characters that nobody sees.
#[must_use]
pub fn find<'a>(sources: &'a SourceMap, folder: &str, written: &str) -> Option<&'a Source> {
    let exact = candidates(folder, written).find_map(|path| sources.by_path(&path));
    exact.or_else(|| candidates(folder, written).find_map(|path| the_twin(sources, &path)))
}

/// The only file whose path differs from `path` by characters that nobody sees.
#[must_use]
pub fn the_twin<'a>(sources: &'a SourceMap, path: &str) -> Option<&'a Source> {
    let mut twins = sources.twins(path);
    twins.next().filter(|_| twins.next().is_none())
}

/// Whether several files have paths that differ from what `written` means by characters that nobody sees.
#[must_use]
pub fn has_twins(sources: &SourceMap, folder: &str, written: &str) -> bool {
    candidates(folder, written).any(|path| sources.twins(&path).nth(1).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_whatever_nobody_sees_in_its_name() {
        let mut sources = SourceMap::new();
        for path in [
            "tome1/images/un.png",
            "tome1/images/de\u{ad}ux.png",
            "tome1/ima\u{200b}ges/tr\u{feff}ois.png",
            "a/x.png",
            "a/x\u{200b}.png",
        ] {
            sources.add_binary(path, Vec::new());
        }
        let found = |written: &str| find(&sources, "tome1/", written).map(|source| source.path().to_owned());
        for (written, path) in [
            ("images/u\u{200b}n.png", Some("tome1/images/un.png")),
            ("images/deux.png", Some("tome1/images/de\u{ad}ux.png")),
            ("images/deu\u{feff}x.png", Some("tome1/images/de\u{ad}ux.png")),
            ("images/de%C2%ADux.png", Some("tome1/images/de\u{ad}ux.png")),
            ("images/trois.png", Some("tome1/ima\u{200b}ges/tr\u{feff}ois.png")),
            ("../a/x.png", Some("a/x.png")),
            ("../a/x\u{200b}.png", Some("a/x\u{200b}.png")),
            ("../a/\u{ad}x.png", None),
            ("images/quatre.png", None),
        ] {
            assert_eq!(found(written).as_deref(), path, "{written:?}");
        }
        assert!(has_twins(&sources, "a/", "\u{ad}x.png") && !has_twins(&sources, "tome1/", "images/deux.png"));
    }

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
