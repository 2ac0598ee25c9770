//! What the library cannot write: the opening view, the rest of the metadata, object streams.
//!
//! The library's file is complete and conforming before this step; if it could not be read back, it would go out as it is.

use super::metadata::authors;
use crate::{
    book::{Book, plain_text},
    diagnostic::{Code, Diagnostic, Diagnostics},
};
use lopdf::{Document, Object, SaveOptions};
use quick_xml::escape::escape;
use std::fmt::Write as _;

/// The finished file.
pub(super) fn finish(bytes: Vec<u8>, book: &Book, sink: &mut Diagnostics) -> Vec<u8> {
    match finished(&bytes, book) {
        Ok(finished) => finished,
        Err(error) => {
            sink.push(Diagnostic::new(Code::PdfRefused, book.tome.span).with("reason", error.to_string()));
            bytes
        }
    }
}

fn finished(bytes: &[u8], book: &Book) -> lopdf::Result<Vec<u8>> {
    let mut document = Document::load_mem(bytes)?;
    let catalog = document.catalog_mut()?;
    // A reader with 200 pages before them wants to see the contents first.
    catalog.set("PageMode", "UseOutlines");
    let metadata = catalog.get(b"Metadata").and_then(Object::as_reference)?;
    let stream = document.get_object_mut(metadata)?.as_stream_mut()?;
    let packet = String::from_utf8_lossy(&stream.content).into_owned();
    stream.set_plain_content(describe(&packet, book).into_bytes());

    // A tagged book is mostly small objects; together they compress to a tenth of the file less.
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).compression_level(9).build();
    let mut finished = Vec::with_capacity(bytes.len());
    document.save_with_options(&mut finished, options)?;
    Ok(finished)
}

/// The XMP packet with all that we know of the book. Dublin Core needs no extension schema in PDF/A (ISO 19005-2, 6.6.2.3).
fn describe(packet: &str, book: &Book) -> String {
    let mut more = String::new();
    list(&mut more, "creator", "Seq", &authors(book));
    // Everyone who is in the volume, once.
    let creators: Vec<String> = book.work.editors.iter().map(|&id| book.person(id).name.display()).collect();
    let contributors: Vec<String> =
        book.people.iter().map(|person| person.name.display()).filter(|name| !creators.contains(name)).collect();
    list(&mut more, "contributor", "Bag", &contributors);
    list(&mut more, "publisher", "Bag", std::slice::from_ref(&book.work.publisher.name));
    list(&mut more, "subject", "Bag", &book.work.subjects);
    list(&mut more, "date", "Seq", &[book.tome.date.to_string()]);
    let rights = plain_text(&book.work.rights);
    if !rights.is_empty() {
        let _infallible =
            write!(more, "<dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:rights>", escape(&rights));
    }
    if let Some(isbn) = &book.tome.isbn.pdf {
        let _infallible = write!(more, "<dc:identifier>urn:isbn:{}</dc:identifier>", isbn.digits());
    }

    // The library folds all authors into one; ours take their place.
    let without = match (packet.find("<dc:creator>"), packet.find("</dc:creator>")) {
        (Some(start), Some(end)) if start < end => {
            format!("{}{}", &packet[..start], &packet[end + "</dc:creator>".len()..])
        }
        _ => packet.to_owned(),
    };
    match without.find("</rdf:Description>") {
        Some(end) => format!("{}{more}{}", &without[..end], &without[end..]),
        None => packet.to_owned(),
    }
}

/// Adds a list of values, unless there are none.
fn list(packet: &mut String, name: &str, kind: &str, values: &[String]) {
    let items: String =
        values.iter().filter(|value| !value.is_empty()).map(|value| format!("<rdf:li>{}</rdf:li>", escape(value))).collect();
    if !items.is_empty() {
        let _infallible = write!(packet, "<dc:{name}><rdf:{kind}>{items}</rdf:{kind}></dc:{name}>");
    }
}
