//! OPDS 2.0: a feed of the volumes for reading systems (specs of the OPDS community, 2026), with the metadata of the Readium Web
//! Publication Manifest.
//!
//! Titles are plain texts and each publication has pictures, because parsers in use refuse language maps and publications without.

use super::{
    facts::{Release, ReleasedFormat, Volume},
    price,
};
use crate::book::{Contributor, Role, Subject};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The feed.
pub(super) fn feed(release: Release<'_>) -> Vec<u8> {
    let title = release.volumes.first().map(|volume| volume.book.work.collection.clone()).unwrap_or_default();
    let feed = json!({
        "metadata": { "title": title, "numberOfItems": release.volumes.len() },
        "links": [{ "rel": "self", "href": release.address("opds.json"), "type": "application/opds+json" }],
        "publications": release.volumes.iter().map(|volume| publication(release, volume)).collect::<Vec<_>>(),
    });
    format!("{feed:#}\n").into_bytes()
}

fn publication(release: Release<'_>, volume: &Volume) -> Value {
    let book = &volume.book;
    let (year, month, day) = book.tome.modified.first_day();
    let identifier = volume.files.first().map(|file| volume.identifier(file.format));
    let mut metadata = json!({
        "@type": "http://schema.org/Book",
        "title": volume.title(),
        "identifier": identifier,
        "language": volume.language(),
        "publisher": volume.publisher(),
        "published": book.tome.date.to_string(),
        "modified": format!("{year:04}-{month:02}-{day:02}T00:00:00Z"),
        "numberOfPages": volume.pages,
    });
    let mut put = |name: &str, value: Value| {
        let is_empty =
            matches!(&value, Value::String(text) if text.is_empty()) || matches!(&value, Value::Array(list) if list.is_empty());
        if !is_empty {
            metadata[name] = value;
        }
    };
    put("subtitle", json!(volume.subtitle()));
    put("description", json!(volume.summary()));
    put("subject", book.work.subjects.iter().map(subject).collect());
    put("author", Value::Array(authors(volume)));
    put("editor", book.work.editors.iter().map(|&editor| person(book.person(editor))).collect());
    put("contributor", Value::Array(contributors(volume)));
    if book.work.tomes.len() > 1 {
        put("belongsTo", json!({ "series": [{ "name": book.work.collection, "position": book.tome.number }] }));
    }
    put("accessibility", accessibility(volume));
    let links: Vec<Value> = volume
        .files
        .iter()
        .map(|file| {
            json!({
                "rel": price::acquisition(book), "href": release.address(&file.path),
                "type": file.format.media_type(), "title": file.format.name(), "size": file.bytes,
            })
        })
        .collect();
    let images: Vec<Value> = volume
        .pictures
        .iter()
        .map(|picture| {
            let (width, height) = picture.size;
            json!({ "href": release.address(&picture.path), "type": "image/jpeg", "width": width, "height": height })
        })
        .collect();
    json!({ "metadata": metadata, "links": links, "images": images })
}

/// Who the book is by: its editors and the collective, as in the package of the EPUB.
fn authors(volume: &Volume) -> Vec<Value> {
    let mut authors: Vec<Value> = volume
        .book
        .work
        .editors
        .iter()
        .filter(|_| volume.collective().is_some())
        .map(|&editor| person(volume.book.person(editor)))
        .collect();
    authors.extend(volume.collective().map(|name| json!({ "name": name, "sortAs": name })));
    authors
}

/// Those who sign texts or speak in them, each once, without the editors.
fn contributors(volume: &Volume) -> Vec<Value> {
    let book = &volume.book;
    let mut known: BTreeSet<_> = book.work.editors.iter().copied().collect();
    let credits = volume.texts().flat_map(|(_, section, _)| &section.byline);
    credits
        .filter(|credit| matches!(credit.role, Role::Author | Role::Interviewee | Role::Interviewer))
        .filter(|credit| known.insert(credit.person))
        .map(|credit| person(book.person(credit.person)))
        .collect()
}

/// A subject by its name, and by its code where it has one.
fn subject(subject: &Subject) -> Value {
    match &subject.code {
        Some((scheme, code)) => json!({ "name": subject.label(), "scheme": scheme.address(), "code": code }),
        None => json!(subject.label()),
    }
}

fn person(person: &Contributor) -> Value {
    json!({ "name": person.name.display(), "sortAs": person.name.inverted() })
}

/// What the EPUB says of its accessibility, where it claims something.
fn accessibility(volume: &Volume) -> Value {
    if !volume.files.iter().any(|file| file.format == ReleasedFormat::Epub) {
        return Value::Array(Vec::new());
    }
    let found = &volume.book.tome.accessibility;
    let words = volume.words();
    let summary: Vec<String> = found.statements().into_iter().map(|id| words.word(id)).collect();
    let mut value = json!({ "summary": summary.join(" ") });
    if let Some(claim) = &found.claim {
        value["conformsTo"] = json!(["https://www.w3.org/TR/epub-a11y-11/#wcag-2.2-aa"]);
        value["certification"] = json!({ "certifiedBy": claim.by.join(", ") });
    }
    value
}
