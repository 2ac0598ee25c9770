//! What the library does not write: the strings of the pages, the opening view, the rest of the metadata, object streams.
//!
//! Were its file of another shape than `pack` knows, there would be none: its pages show the first glyph of each run only.

use super::{
    metadata::authors,
    pack::{self, Body, Parts},
    shown::Shown,
};
use crate::{
    book::{Book, Isbn, plain_text},
    deflate::CompressorPool,
    diagnostic::{Code, Diagnostic, Diagnostics},
    memo::Memo,
    source,
};
use quick_xml::escape::escape;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use xxhash_rust::xxh3::Xxh3Default;

/// The finished file; none when ours cannot be made of the library's.
pub(super) fn finish(
    bytes: &[u8],
    (shown, memo): (&Shown<'_>, &Memo),
    book: &Book,
    isbn: Option<&Isbn>,
    sink: &mut Diagnostics,
) -> Option<source::Parts> {
    let finished = finished(bytes, shown, memo, book, isbn);
    if finished.is_none() {
        let reason = "its own file has another shape than ours reads";
        sink.push(Diagnostic::new(Code::PdfRefused, book.tome.span).with("reason", reason));
    }
    finished
}

fn finished(bytes: &[u8], shown: &Shown<'_>, memo: &Memo, book: &Book, isbn: Option<&Isbn>) -> Option<source::Parts> {
    let parts = Parts::of(bytes)?;
    let root = parts.catalog()?;
    let catalog = parts.body(root)?;
    let metadata = Parts::reference(catalog, "Metadata")?;
    let (_, stream) = pack::split(parts.body(metadata)?, b"\nstream\n")?;
    let packet = std::str::from_utf8(stream.strip_suffix(b"\nendstream")?).ok()?;
    let compressors = CompressorPool::zlib();
    let (mut changed, sum) = shown.streams(&parts, &compressors, memo)?;
    // The library sums what it has written, which is not what pages show.
    let written = std::str::from_utf8(parts.instance()?).ok()?;
    let packet = describe(packet, book, isbn);
    let mut rest = Xxh3Default::new();
    parts.rest(&changed).filter(|(number, _)| *number != metadata).for_each(|(_, body)| rest.update(body));
    rest.update(packet.replace(written, "").as_bytes());
    let instance = instance(&sum, rest.digest128());
    let packet = packet.replace(written, &instance);
    let length = packet.len();
    let metadata_body = format!("<</Type/Metadata/Subtype/XML/Length {length}>>\nstream\n{packet}\nendstream");
    // A reader with 200 pages before them wants to see the contents first.
    let view: &[u8] = if Parts::reference(catalog, "Outlines").is_some() { b"<</PageMode/UseOutlines" } else { b"<<" };
    let mut catalog = [view, catalog.strip_prefix(b"<<")?].concat();
    // `Suspects false` says what its absence says (ISO 32000-1, table 321), and older readers call it a mistake.
    let suspects = b"/Suspects false";
    if let Some(at) = catalog.windows(suspects.len()).position(|window| window == suspects) {
        catalog.drain(at..at + suspects.len());
    }
    changed.extend([(root, Body::Own(catalog)), (metadata, Body::Own(metadata_body.into_bytes()))]);
    changed.sort_unstable_by_key(|(number, _)| *number);
    Some(parts.pack(&changed, instance.as_bytes(), &compressors))
}

/// Another identifier for each state of the file, of 32 digits, by the sums of its streams and of all else.
fn instance(streams: &[u8], rest: u128) -> String {
    let sum = Sha256::new().chain_update(streams).chain_update(rest.to_be_bytes()).finalize();
    sum.iter().take(16).fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"))
}

/// The XMP packet with all that we know of the book. Dublin Core needs no extension schema in PDF/A (ISO 19005-2, 6.6.2.3).
fn describe(packet: &str, book: &Book, isbn: Option<&Isbn>) -> String {
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
    if let Some(isbn) = isbn {
        let _infallible = write!(more, "<dc:identifier>urn:isbn:{}</dc:identifier>", isbn.digits());
    }

    // The library folds all authors into one; ours take their place.
    let mut whole = match (packet.find("<dc:creator>"), packet.find("</dc:creator>")) {
        (Some(start), Some(end)) if start < end => {
            format!("{}{}", &packet[..start], &packet[end + "</dc:creator>".len()..])
        }
        _ => packet.to_owned(),
    };
    let Some(end) = whole.find("</rdf:Description>") else { return packet.to_owned() };
    whole.insert_str(end, &more);
    // What it calls the proof of an edition is the edition.
    let whole = whole.replacen("<xmpMM:RenditionClass>proof<", "<xmpMM:RenditionClass>default<", 1);
    in_its_language(&whole, book.work.lang.as_str())
}

/// Says of each text that has alternatives by language in which one it is: the library gives it to whoever asks for none.
fn in_its_language(packet: &str, lang: &str) -> String {
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

/// Adds a list of values, unless there are none.
fn list(packet: &mut String, name: &str, kind: &str, values: &[String]) {
    let items: String =
        values.iter().filter(|value| !value.is_empty()).map(|value| format!("<rdf:li>{}</rdf:li>", escape(value))).collect();
    if !items.is_empty() {
        let _infallible = write!(packet, "<dc:{name}><rdf:{kind}>{items}</rdf:{kind}></dc:{name}>");
    }
}
