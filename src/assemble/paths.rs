//! Paths as authors write them: relative to the folder of the file that holds them, with `/`, never above the project's root.

use crate::source::{SourceMap, Span};
use unicode_normalization::UnicodeNormalization as _;

/// The folder, with its final `/`, of the file that `span` lies in; empty for a file of the root.
pub(super) fn folder(sources: &SourceMap, span: Span) -> &str {
    let path = sources.get(span.source).path();
    path.rfind('/').map_or("", |slash| &path[..=slash])
}

/// `written` seen from `folder` as a path from the root; none when it is absolute or leads above the root.
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
    // The project keeps names in NFC; some keyboards and systems do not.
    (!parts.is_empty()).then(|| parts.join("/").nfc().collect())
}

/// The slug of a text: its file name without the number before it and without `.md`.
pub(super) fn slug(path: &str) -> crate::book::Slug {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.strip_suffix(".md").unwrap_or(name);
    let unnumbered = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if unnumbered.len() < name.len() { unnumbered.strip_prefix('-') } else { None };
    crate::book::Slug::from_text(rest.filter(|rest| !rest.is_empty()).unwrap_or(name))
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

    #[test]
    fn a_slug_drops_the_number_of_the_order_only() {
        let slugs =
            ["tome1/02-je-twitte.md", "book/merci.md", "tome1/2016-bilan.md", "tome1/140.md"].map(|path| slug(path).to_string());
        assert_eq!(slugs, ["je-twitte", "merci", "bilan", "140"]);
    }
}
