//! The XMP metadata of the file (ISO 16684-1), completed with what the library cannot write.

use super::metadata::authors;
use crate::book::{Book, Isbn, plain_text};
use quick_xml::escape::escape;
use std::fmt::Write as _;

/// Completes the XMP `packet` with what is known of the book. Dublin Core properties need no extension schema in PDF/A (ISO 19005-2,
/// 6.6.2.3).
pub(super) fn complete(packet: &str, book: &Book, isbn: Option<&Isbn>) -> String {
    let mut more = String::new();
    push_list(&mut more, "creator", "Seq", &authors(book));
    // Everyone else in the volume.
    let creators: Vec<String> = book.work.editors.iter().map(|&id| book.person(id).name.display()).collect();
    let contributors: Vec<String> =
        book.people.iter().map(|person| person.name.display()).filter(|name| !creators.contains(name)).collect();
    push_list(&mut more, "contributor", "Bag", &contributors);
    push_list(&mut more, "publisher", "Bag", std::slice::from_ref(&book.work.publisher.name));
    push_list(&mut more, "subject", "Bag", &book.work.subjects);
    push_list(&mut more, "date", "Seq", &[book.tome.date.to_string()]);
    let rights = plain_text(&book.work.rights);
    if !rights.is_empty() {
        let _infallible =
            write!(more, "<dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:rights>", escape(&rights));
    }
    if let Some(isbn) = isbn {
        let _infallible = write!(more, "<dc:identifier>urn:isbn:{}</dc:identifier>", isbn.digits());
    }

    // The library writes all authors as one value; a list replaces it.
    let mut whole = match (packet.find("<dc:creator>"), packet.find("</dc:creator>")) {
        (Some(start), Some(end)) if start < end => {
            format!("{}{}", &packet[..start], &packet[end + "</dc:creator>".len()..])
        }
        _ => packet.to_owned(),
    };
    let Some(end) = whole.find("</rdf:Description>") else { return packet.to_owned() };
    whole.insert_str(end, &more);
    // The library calls every file a proof.
    let whole = whole.replacen("<xmpMM:RenditionClass>proof<", "<xmpMM:RenditionClass>default<", 1);
    add_language(&whole, book.work.lang.as_str())
}

/// Adds to each language alternative, which the library writes for `x-default` only, an entry for the book's language.
fn add_language(packet: &str, lang: &str) -> String {
    let (open, close) = ("<rdf:li xml:lang=\"x-default\">", "</rdf:li>");
    let mut pieces = packet.split(open);
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        whole.push_str(open);
        match piece.split_once(close) {
            Some((text, rest)) => {
                let _infallible = write!(whole, "{text}{close}<rdf:li xml:lang=\"{lang}\">{text}{close}{rest}");
            }
            None => whole.push_str(piece),
        }
    }
    whole
}

/// Adds a Dublin Core property with a list of values, unless there are none.
fn push_list(packet: &mut String, name: &str, kind: &str, values: &[String]) {
    let items: String =
        values.iter().filter(|value| !value.is_empty()).map(|value| format!("<rdf:li>{}</rdf:li>", escape(value))).collect();
    if !items.is_empty() {
        let _infallible = write!(packet, "<dc:{name}><rdf:{kind}>{items}</rdf:{kind}></dc:{name}>");
    }
}
