//! Schema.org: the book, its volumes and a text, as an array of objects with one type each, joined by `@id`. Readers of structured data
//! see neither nested objects nor objects with two types.

use crate::{
    book::{Name, Price, plain_text},
    release::{
        facts::{Release, Volume, shown_range},
        price,
    },
};
use serde_json::{Value, json};

/// The book and its volumes.
pub(super) fn book(release: Release<'_>) -> Vec<Value> {
    let Some(first) = release.volumes.first() else { return Vec::new() };
    let work = &first.book.work;
    let is_set = work.tomes.len() > 1;
    let mut objects = Vec::new();
    if is_set {
        objects.push(json!({
            "@context": "https://schema.org", "@type": "Book", "@id": set_id(first), "name": plain_text(&work.title).trim(),
            "inLanguage": work.lang.as_str(), "publisher": { "@type": "Organization", "name": first.publisher() },
            "editor": people(first),
            "hasPart": release.volumes.iter().map(|volume| json!({ "@id": volume_id(volume) })).collect::<Vec<_>>(),
        }));
    }
    for volume in release.volumes {
        let kind = if is_set { "PublicationVolume" } else { "Book" };
        let encodings: Vec<Value> = volume
            .files
            .iter()
            .map(|file| {
                json!({
                    "@type": "MediaObject", "contentUrl": release.address(&file.path), "encodingFormat": file.format.media_type(),
                    "contentSize": file.bytes.to_string(),
                })
            })
            .collect();
        let mut object = json!({
            "@context": "https://schema.org", "@type": kind, "@id": volume_id(volume), "name": volume.title(),
            "inLanguage": volume.lang().as_str(), "datePublished": volume.book.tome.date.to_string(),
            "publisher": { "@type": "Organization", "name": volume.publisher() }, "editor": people(volume),
            "encoding": encodings,
        });
        match price::of_volume(&volume.book) {
            Price::Free => object["isAccessibleForFree"] = json!(true),
            Price::Amount(..) => object["isAccessibleForFree"] = json!(false),
            Price::Unknown => {}
        }
        if is_set {
            object["volumeNumber"] = json!(volume.book.tome.number.to_string());
            object["isPartOf"] = json!({ "@id": set_id(first) });
        } else {
            object["numberOfPages"] = json!(volume.pages);
        }
        if !volume.summary().is_empty() {
            object["description"] = json!(volume.summary());
        }
        if let Some(picture) = volume.pictures.first() {
            object["image"] = json!(release.address(&picture.path));
        }
        objects.push(object);
    }
    objects
}

/// A text of a volume.
pub(super) fn text(volume: &Volume, section: usize) -> Value {
    let Some(found) = volume.book.sections.get(section) else { return Value::Null };
    let authors: Vec<Value> = found.byline.iter().map(|credit| person(&volume.book.person(credit.person).name)).collect();
    let mut object = json!({
        "@context": "https://schema.org", "@type": "Chapter", "@id": format!("{}#{}", volume_id(volume), found.slug),
        "name": plain_text(&found.title).trim(), "inLanguage": found.lang.as_str(), "author": authors,
        "isPartOf": { "@id": volume_id(volume) }, "datePublished": volume.book.tome.date.to_string(),
    });
    if let Some(range) = volume.folio_range(section) {
        object["pagination"] = json!(shown_range(&range));
    }
    object
}

fn people(volume: &Volume) -> Vec<Value> {
    volume.book.work.editors.iter().map(|&editor| person(&volume.book.person(editor).name)).collect()
}

fn person(name: &Name) -> Value {
    match name {
        Name::Person { given, family, .. } => {
            json!({ "@type": "Person", "name": name.display(), "givenName": given, "familyName": family })
        }
        Name::Group(group) => json!({ "@type": "Organization", "name": group }),
    }
}

fn volume_id(volume: &Volume) -> String {
    volume.files.first().map(|file| volume.identifier(file.format)).unwrap_or_default()
}

fn set_id(volume: &Volume) -> String {
    volume.feed_identifier()
}
