//! Promises about what authors hand in: no file makes the import panic or hang, and the text that it makes can be read back.
//!
//! A package is made of text, as tests/cases/import keeps it (`=== NAME` before each part), so that a fuzzer changes XML and not Deflate;
//! what begins as a ZIP is taken as it is.

use make_book::{
    diagnostic::Diagnostics,
    import::{self, Choice, Contents, FileKind, Format, Options, PictureNames, edits},
    manifest, markdown,
    source::{SourceMap, Span},
};
use std::io::{Cursor, Write as _};

/// A .docx: its XML, or the whole.
pub(crate) fn docx(data: &[u8]) {
    text(Format::Docx, "a.docx", package(data, "word/document.xml"));
}

/// An .odt: its XML, or the whole.
pub(crate) fn odt(data: &[u8]) {
    text(Format::Odt, "a.odt", package(data, "content.xml"));
}

/// The export of a blog.
pub(crate) fn wxr(data: &[u8]) {
    collection(FileKind::Blog, data);
}

/// An e-mail.
pub(crate) fn eml(data: &[u8]) {
    collection(FileKind::Mail, data);
}

/// Bytes as a package.
fn package(data: &[u8], main: &str) -> Vec<u8> {
    if data.starts_with(b"PK\x03\x04") {
        return data.to_vec();
    }
    let text = String::from_utf8_lossy(data);
    let mut parts: Vec<(String, &str)> = text
        .split("=== ")
        .skip(1)
        .filter_map(|part| {
            let (head, body) = part.split_once('\n')?;
            Some((head.trim_end_matches(" base64").to_owned(), body))
        })
        .collect();
    if parts.is_empty() {
        parts.push((main.to_owned(), &*text));
    }
    const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" \
        Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    if main.starts_with("word") && !parts.iter().any(|(name, _)| name == "_rels/.rels") {
        parts.push(("_rels/.rels".to_owned(), RELATIONS));
    }
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut names = Vec::new();
    for (name, body) in parts.into_iter().take(50) {
        if names.contains(&name) || name.len() > 200 || writer.start_file(name.as_str(), stored).is_err() {
            continue;
        }
        writer.write_all(body.as_bytes()).expect("memory");
        names.push(name);
    }
    writer.finish().expect("memory").into_inner()
}

fn collection(kind: FileKind, data: &[u8]) {
    let mut sources = SourceMap::new();
    let id = sources.add_binary("file", data.to_vec());
    for posts in [vec![], vec!["1".to_owned()]] {
        let mut sink = Diagnostics::new();
        let choice = Choice { posts: &posts, author: posts.is_empty().then_some("a"), ..Choice::default() };
        let contents = import::unpack(kind, sources.get(id), choice, &mut sink);
        let Some(Contents::Items(items)) = contents else { continue };
        for item in items.into_iter().take(20) {
            if let Ok(FileKind::Text(format)) = import::detect(&item.name, &item.bytes) {
                text(format, &item.name, item.bytes);
            }
        }
    }
}

/// Imports a text, and reads it back.
fn text(format: Format, name: &str, bytes: Vec<u8>) {
    let mut sources = SourceMap::new();
    let id = if format.is_text() {
        let Some(decoded) = import::decode(&bytes, format) else { return };
        sources.add(name, decoded.text)
    } else {
        sources.add_binary(name, bytes)
    };
    for reject_changes in [false, true] {
        let mut sink = Diagnostics::new();
        let options = Options { language: "fr", reject_changes, ..Options::default() };
        let mut page = import::read(sources.get(id), format, &options, &mut sink);
        page.name_pictures("texte", &PictureNames::default(), Span::whole(id));
        assert!(!page.body.contains(|c: char| ('\u{fdd0}'..='\u{fdef}').contains(&c)), "no sign of ours is left");
        let title = page.title.unwrap_or_default();
        let contribution = format!("---\ntitle: {}\nkind: text\nstatus: draft\n---\n{}", edits::quote_scalar(&title), page.body);
        let read = sources.add("tome1/01-text.md", contribution);
        let (header, body) = manifest::front_matter(sources.get(read), &mut sink);
        if !title.is_empty() {
            assert_eq!(header.expect("a header of ours").title.value, title, "the title is read back");
        }
        let mut found = Diagnostics::new();
        let _ = markdown::parse(sources.get(read), body, &sources, &mut found);
        for remark in &page.remarks {
            if let Some(place) = &remark.place {
                assert!(
                    page.body.is_char_boundary(place.start) && page.body.is_char_boundary(place.end),
                    "a remark has its place"
                );
            }
        }
    }
}
