//! OPDS 1.2: the same feed in Atom (RFC 4287), which every reading system with a catalogue reads.
//!
//! The series stands there twice, because one parser wants schema.org's namespace without a slash at its end and another with it.

use super::{
    facts::{Release, Volume},
    price,
    xml::Xml,
};
use crate::book::Contributor;

/// The feed.
pub(super) fn feed(release: Release<'_>) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(
        "feed",
        &[
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xmlns:dc", "http://purl.org/dc/terms/"),
            ("xmlns:opds", "http://opds-spec.org/2010/catalog"),
            ("xmlns:schema", "http://schema.org"),
            ("xmlns:s", "http://schema.org/"),
        ],
    );
    if let Some(first) = release.volumes.first() {
        xml.leaf("id", &first.feed_identifier()).leaf("title", &first.book.work.collection);
        let updated = release.volumes.iter().map(moment).max().unwrap_or_default();
        xml.leaf("updated", &updated);
        xml.open("author", &[]).leaf("name", &first.publisher()).close();
    }
    let kind = "application/atom+xml;profile=opds-catalog;kind=acquisition";
    for rel in ["self", "start"] {
        xml.empty("link", &[("rel", rel), ("href", &release.address("opds.xml")), ("type", kind)]);
    }
    for volume in release.volumes {
        entry(&mut xml, release, volume);
    }
    xml.finish()
}

fn entry(xml: &mut Xml, release: Release<'_>, volume: &Volume) {
    let book = &volume.book;
    xml.open("entry", &[]).leaf("title", &volume.title());
    if let Some(file) = volume.files.first() {
        xml.leaf("id", &volume.identifier(file.format));
    }
    xml.leaf("updated", &moment(volume));
    for &editor in &book.work.editors {
        author(xml, book.person(editor));
    }
    if let Some(collective) = volume.collective() {
        xml.open("author", &[]).leaf("name", collective).close();
    }
    for &editor in &book.work.editors {
        xml.open("contributor", &[]).leaf("name", &book.person(editor).name.display()).close();
    }
    xml.leaf("dc:language", volume.language()).leaf("dc:publisher", &volume.publisher());
    xml.leaf("dc:issued", &book.tome.date.to_string());
    for file in &volume.files {
        xml.leaf("dc:identifier", &volume.identifier(file.format));
    }
    xml.leaf("dc:extent", &format!("{} p.", volume.pages));
    for subject in &book.work.subjects {
        let term = subject.code.as_ref().map_or(subject.label(), |(_, code)| code);
        xml.empty("category", &[("term", term), ("label", subject.label())]);
    }
    let summary = volume.summary();
    if !summary.is_empty() {
        xml.leaf_with("summary", &[("type", "text")], &summary);
    }
    if book.work.tomes.len() > 1 {
        let (name, number) = (&book.work.collection, book.tome.number.to_string());
        xml.empty("schema:Series", &[("schema:name", name), ("schema:position", &number)]);
        xml.empty("s:Series", &[("name", name), ("position", &number)]);
    }
    for file in &volume.files {
        let (href, length) = (release.address(&file.path), file.bytes.to_string());
        let attributes = [
            ("rel", price::acquisition(book)),
            ("href", &href),
            ("type", file.format.media_type()),
            ("title", file.format.name()),
            ("length", &length),
        ];
        xml.empty("link", &attributes);
    }
    for (rel, picture) in [
        ("http://opds-spec.org/image", volume.pictures.first()),
        ("http://opds-spec.org/image/thumbnail", volume.pictures.last()),
    ] {
        if let Some(picture) = picture {
            xml.empty("link", &[("rel", rel), ("href", &release.address(&picture.path)), ("type", "image/jpeg")]);
        }
    }
    xml.close();
}

fn author(xml: &mut Xml, person: &Contributor) {
    xml.open("author", &[]).leaf("name", &person.name.display());
    if let Some(link) = person.links.first() {
        xml.leaf("uri", link);
    }
    xml.close();
}

/// When the volume changed last: its day at midnight.
fn moment(volume: &Volume) -> String {
    let (year, month, day) = volume.book.tome.modified.first_day();
    format!("{year:04}-{month:02}-{day:02}T00:00:00Z")
}
