//! BibLaTeX (manual 3.20): `@book` and `@incollection`.

use super::entry::Entry;
use crate::{
    bibtex::{escaped, names},
    release::facts::shown_range,
};

pub(super) fn file(entries: &[Entry]) -> String {
    entries.iter().map(entry).collect::<Vec<_>>().join("\n")
}

fn entry(entry: &Entry) -> String {
    let kind = if entry.within.is_some() { "incollection" } else { "book" };
    let mut text = format!("@{kind}{{{},\n", key(&entry.key));
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            text.push_str(&format!("  {name} = {{{value}}},\n"));
        }
    };
    field("author", &names(&entry.authors));
    field("editor", &names(&entry.editors));
    field("title", &braced(&entry.title));
    field("subtitle", &braced(&entry.subtitle));
    field("booktitle", &entry.within.as_deref().map(braced).unwrap_or_default());
    field("series", &escaped(&entry.collection));
    field("volume", &entry.volume.map(|number| number.to_string()).unwrap_or_default());
    field("volumes", &entry.volume.map(|_| entry.volumes.to_string()).unwrap_or_default());
    // Ranges have two hyphens here.
    field("pages", &entry.pages.as_ref().map(|pages| shown_range(pages).replace('-', "--")).unwrap_or_default());
    field("pagetotal", &entry.extent.map(|pages| pages.to_string()).unwrap_or_default());
    field("publisher", &braced(&entry.publisher));
    field("date", &entry.date.to_string());
    field("isbn", entry.isbn.as_deref().unwrap_or_default());
    field("langid", langid(&entry.language));
    text.push_str("}\n");
    text
}

/// A key in ASCII letters, which every processor takes.
fn key(key: &str) -> String {
    if key.is_ascii() { key.to_owned() } else { key.escape_unicode().filter(|sign| sign.is_ascii_alphanumeric()).collect() }
}

/// A title whose capitals no style changes.
fn braced(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{{{}}}", escaped(text)) }
}

/// The language in the names of babel; nothing for one that is not here.
fn langid(tag: &str) -> &'static str {
    match tag.split('-').next() {
        Some("fr") => "french",
        Some("en") => "english",
        Some("de") => "german",
        Some("es") => "spanish",
        Some("it") => "italian",
        Some("pt") => "portuguese",
        Some("nl") => "dutch",
        _ => "",
    }
}
