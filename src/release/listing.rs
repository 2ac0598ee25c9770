//! What a release holds: release.json for programs, SHA256SUMS for `sha256sum --check`.

use super::facts::{Release, Volume, shown_range};
use crate::{book::plain_text, source::hexadecimal};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// release.json: every volume with its texts and files, what each version changed, then the `records`.
pub(super) fn listing(release: Release<'_>, history: &[Value], records: &[(String, Vec<u8>)]) -> Vec<u8> {
    let Some(first) = release.volumes.first() else { return b"{}\n".to_vec() };
    let work = &first.book.work;
    let listing = json!({
        "generator": concat!("make-book ", env!("CARGO_PKG_VERSION")),
        "title": plain_text(&work.title).trim(),
        "collection": work.collection,
        "language": work.lang.as_str(),
        "publisher": first.publisher(),
        "addresses": release.base.map_or_else(|| "relative".to_owned(), str::to_owned),
        "volumes": release.volumes.iter().map(volume).collect::<Vec<_>>(),
        "history": history,
        "records": records.iter().map(|(path, bytes)| record(path, bytes)).collect::<Vec<_>>(),
    });
    format!("{listing:#}\n").into_bytes()
}

fn volume(volume: &Volume) -> Value {
    let book = &volume.book;
    let texts: Vec<Value> = volume
        .texts()
        .map(|(index, section, _)| {
            let authors: Vec<String> = section.byline.iter().map(|credit| book.person(credit.person).name.display()).collect();
            json!({
                "id": section.slug.as_str(), "title": plain_text(&section.title).trim(), "authors": authors,
                "pages": volume.folio_range(index).as_ref().map(shown_range), "words": section.words,
                "content": volume.contents.get(index),
            })
        })
        .collect();
    let files: Vec<Value> = volume
        .files
        .iter()
        .map(|file| {
            json!({
                "path": file.path, "format": file.format.name(), "type": file.format.media_type(), "bytes": file.bytes,
                "sha256": file.sha256, "identifier": volume.identifier(file.format),
            })
        })
        .collect();
    let covers: Vec<Value> = volume
        .pictures
        .iter()
        .map(|picture| {
            json!({
                "path": picture.path, "type": "image/jpeg", "bytes": picture.bytes, "sha256": picture.sha256,
                "width": picture.size.0, "height": picture.size.1,
            })
        })
        .collect();
    let print: Vec<Value> = volume
        .print
        .iter()
        .map(|file| {
            json!({
                "path": file.path, "part": file.part.name(), "type": "application/pdf", "bytes": file.bytes, "sha256": file.sha256,
            })
        })
        .collect();
    let mut listed = json!({
        "tome": book.tome.id.as_str(), "number": book.tome.number, "title": volume.title(), "date": book.tome.date.to_string(),
        "pages": volume.pages, "words": volume.word_count(), "files": files, "covers": covers, "texts": texts,
    });
    if !print.is_empty() {
        listed["print"] = Value::Array(print);
    }
    listed
}

fn record(path: &str, bytes: &[u8]) -> Value {
    json!({ "path": path, "type": media_type(path), "bytes": bytes.len(), "sha256": digest(bytes) })
}

/// The media type of a record, by the end of its name.
fn media_type(path: &str) -> &'static str {
    match path {
        "opds.json" => "application/opds+json",
        "opds.xml" => "application/atom+xml;profile=opds-catalog;kind=acquisition",
        _ => match path.rsplit('.').next() {
            Some("html") => "text/html",
            Some("xml") => "application/xml",
            Some("json") if path.ends_with(".csl.json") => "application/vnd.citationstyles.csl+json",
            Some("json") => "application/json",
            Some("bib") => "application/x-bibtex",
            Some("ris") => "application/x-research-info-systems",
            Some("yaml") => "application/yaml",
            _ => "application/octet-stream",
        },
    }
}

/// SHA256SUMS: the sums of all files but itself, by path.
pub(super) fn checksums(release: Release<'_>, records: &[(String, Vec<u8>)]) -> Vec<u8> {
    let files = release.volumes.iter().flat_map(|volume| &volume.files).map(|file| (file.path.as_str(), file.sha256.clone()));
    let print = release.volumes.iter().flat_map(|volume| &volume.print).map(|file| (file.path.as_str(), file.sha256.clone()));
    let pictures = release.volumes.iter().flat_map(|volume| &volume.pictures);
    let pictures = pictures.map(|picture| (picture.path.as_str(), picture.sha256.clone()));
    let records = records.iter().map(|(path, bytes)| (path.as_str(), digest(bytes)));
    let mut sums: Vec<(&str, String)> = files.chain(print).chain(pictures).chain(records).collect();
    sums.sort_unstable();
    sums.into_iter().map(|(path, sum)| format!("{sum}  {path}\n")).collect::<String>().into_bytes()
}

fn digest(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}
