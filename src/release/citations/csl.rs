//! CSL-JSON (citation-style-language, schema 1.0), which Zotero and pandoc read.

use super::entry::Entry;
use crate::{book::Name, release::facts::shown_range};
use serde_json::{Value, json};

pub(super) fn file(entries: &[Entry]) -> String {
    format!("{:#}\n", Value::Array(entries.iter().map(item).collect()))
}

fn item(entry: &Entry) -> Value {
    let kind = if entry.within.is_some() { "chapter" } else { "book" };
    let mut parts = vec![i64::from(entry.date.year)];
    parts.extend(entry.date.month.map(i64::from));
    parts.extend(entry.date.day.map(i64::from));
    let mut item = json!({ "id": entry.key, "type": kind, "title": entry.full_title(), "issued": { "date-parts": [parts] } });
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            item[name] = value;
        }
    };
    let text = |text: &str| (!text.is_empty()).then(|| json!(text));
    let names = |names: &[Name]| (!names.is_empty()).then(|| names.iter().map(name).collect::<Value>());
    put("container-title", entry.within.as_deref().and_then(text));
    put("author", names(&entry.authors));
    put("editor", names(&entry.editors));
    put("collection-title", text(&entry.collection));
    put("volume", entry.volume.map(|number| json!(number.to_string())));
    put("number-of-volumes", entry.volume.map(|_| json!(entry.volumes.to_string())));
    put("page", entry.pages.as_ref().map(|pages| json!(shown_range(pages))));
    put("number-of-pages", entry.extent.map(|pages| json!(pages.to_string())));
    put("publisher", text(&entry.publisher));
    put("ISBN", entry.isbn.as_deref().and_then(text));
    put("language", text(&entry.language));
    put("abstract", text(&entry.summary));
    item
}

fn name(name: &Name) -> Value {
    match name {
        Name::Person { given, family, sort } => {
            let particle = name.particle();
            let mut value = json!({ "family": family });
            if !particle.is_empty() {
                value = json!({ "family": sort, "non-dropping-particle": particle });
            }
            if !given.is_empty() {
                value["given"] = json!(given);
            }
            value
        }
        Name::Group(group) => json!({ "literal": group }),
    }
}
