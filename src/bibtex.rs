//! Texts and names in BibTeX, for the citation in the PDF and for those of a release.

use crate::book::Name;

/// `text` without signs that TeX would take for commands.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => escaped.extend(['\\', character]),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// Names as « Family, Given »; a group, or somebody with one name, in braces, so that it is not taken apart.
pub fn names<'a>(names: impl IntoIterator<Item = &'a Name>) -> String {
    let shown = |name: &Name| match name {
        Name::Person { given, family, .. } if !given.is_empty() => format!("{}, {}", escaped(family), escaped(given)),
        Name::Person { .. } | Name::Group(_) => format!("{{{}}}", escaped(&name.display())),
    };
    names.into_iter().map(shown).collect::<Vec<_>>().join(" and ")
}
