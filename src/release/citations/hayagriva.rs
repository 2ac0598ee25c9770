//! hayagriva's YAML (0.10), which Typst reads.

use super::entry::Entry;
use crate::{book::Name, release::facts::shown_range};
use serde_json::json;

pub(super) fn file(entries: &[Entry]) -> String {
    entries.iter().map(entry).collect()
}

fn entry(entry: &Entry) -> String {
    let mut text = format!("{}:\n  type: {}\n", quoted(&entry.key), if entry.within.is_some() { "Chapter" } else { "Book" });
    let mut field = |depth: usize, name: &str, value: String| text.push_str(&format!("{}{name}: {value}\n", "  ".repeat(depth)));
    let names = |names: &[Name]| format!("[{}]", names.iter().map(name).collect::<Vec<_>>().join(", "));
    field(1, "title", quoted(&entry.full_title()));
    if !entry.authors.is_empty() {
        field(1, "author", names(&entry.authors));
    }
    field(1, "date", entry.date.to_string());
    field(1, "language", quoted(&entry.language));
    if let Some(pages) = &entry.pages {
        field(1, "page-range", quoted(&shown_range(pages)));
    }
    // What belongs to the volume stands one level deeper in a text.
    let depth = match &entry.within {
        Some(title) => {
            field(1, "parent", String::new());
            field(2, "type", "Book".to_owned());
            field(2, "title", quoted(title));
            2
        }
        None => 1,
    };
    if !entry.editors.is_empty() {
        field(depth, "editor", names(&entry.editors));
    }
    if let Some(number) = entry.volume {
        field(depth, "volume", number.to_string());
        field(depth, "volume-total", entry.volumes.to_string());
    }
    if let Some(pages) = entry.extent {
        field(depth, "page-total", pages.to_string());
    }
    field(depth, "publisher", quoted(&entry.publisher));
    if let Some(isbn) = &entry.isbn {
        field(depth, "serial-number", format!("{{ isbn: {} }}", quoted(isbn)));
    }
    text
}

/// A double-quoted scalar: YAML 1.2 takes every string of JSON.
fn quoted(text: &str) -> String {
    json!(text).to_string()
}

fn name(name: &Name) -> String {
    match name {
        Name::Person { given, family, sort } => {
            let particle = name.particle();
            let mut parts = format!("name: {}", quoted(if particle.is_empty() { family } else { sort }));
            if !particle.is_empty() {
                parts.push_str(&format!(", prefix: {}", quoted(particle)));
            }
            if !given.is_empty() {
                parts.push_str(&format!(", given-name: {}", quoted(given)));
            }
            format!("{{ {parts} }}")
        }
        // As a plain string it would be taken apart: of « Le comité de lecture » Typst prints nothing.
        Name::Group(group) => format!("{{ name: {} }}", quoted(group)),
    }
}
