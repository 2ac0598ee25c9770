//! The XMP packet (ISO 16684-1): what other programs read of the file without reading PDF.
//!
//! Dublin Core and XMP's own properties need no extension schema in PDF/A; the identification of PDF/UA does (ISO 19005-2, 6.6.2.3). A
//! second list of schemas would make the packet unreadable.

use super::{
    metadata::{PRODUCER, authors, date, keywords, title},
    profile::Profile,
};
use crate::book::{Book, Isbn, plain_text};
use quick_xml::escape::escape;
use std::fmt::Write as _;

/// The namespaces of the packet.
const NAMESPACES: [(&str, &str); 9] = [
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("pdf", "http://ns.adobe.com/pdf/1.3/"),
    ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
    ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("xmpMM", "http://ns.adobe.com/xap/1.0/mm/"),
];

/// The identification of PDF/UA, described.
const EXTENSION: &str = "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
    <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
    <pdfaProperty:category>internal</pdfaProperty:category>\
    <pdfaProperty:description>The part of ISO 14289 to which the file conforms</pdfaProperty:description>\
    <pdfaProperty:name>part</pdfaProperty:name>\
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
    </rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>";

/// The packet of a file with these identifiers: of all versions, and of this one.
pub(super) fn packet(book: &Book, isbn: Option<&Isbn>, profile: Profile, [document, instance]: [&str; 2]) -> String {
    let mut packet = String::from(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\"",
    );
    for (prefix, address) in NAMESPACES {
        let _infallible = write!(packet, " xmlns:{prefix}=\"{address}\"");
    }
    packet.push('>');
    let lang = book.work.lang.as_str();
    push_alternatives(&mut packet, "title", &title(book), lang);
    push_alternatives(&mut packet, "description", &plain_text(&book.tome.summary), lang);
    push_alternatives(&mut packet, "rights", &plain_text(&book.work.rights), lang);
    push_list(&mut packet, "creator", "Seq", &authors(book));
    // Everyone else in the volume.
    let creators: Vec<String> = book.work.editors.iter().map(|&id| book.person(id).name.display()).collect();
    let contributors: Vec<String> =
        book.people.iter().map(|person| person.name.display()).filter(|name| !creators.contains(name)).collect();
    push_list(&mut packet, "contributor", "Bag", &contributors);
    push_list(&mut packet, "publisher", "Bag", std::slice::from_ref(&book.work.publisher.name));
    push_list(&mut packet, "subject", "Bag", &book.work.subjects);
    push_list(&mut packet, "date", "Seq", &[book.tome.date.to_string()]);
    push_list(&mut packet, "language", "Bag", &[lang.to_owned()]);
    if let Some(isbn) = isbn {
        push(&mut packet, "dc:identifier", &format!("urn:isbn:{}", isbn.digits()));
    }
    push(&mut packet, "dc:format", "application/pdf");
    push(&mut packet, "pdf:Keywords", &keywords(book));
    push(&mut packet, "pdf:Producer", PRODUCER);
    push(&mut packet, "pdf:PDFVersion", "1.7");
    let (year, month, day) = date(book);
    let date = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    push(&mut packet, "xmp:CreateDate", &date);
    push(&mut packet, "xmp:ModifyDate", &date);
    push(&mut packet, "xmp:CreatorTool", PRODUCER);
    push(&mut packet, "xmpMM:DocumentID", document);
    push(&mut packet, "xmpMM:InstanceID", instance);
    push(&mut packet, "xmpMM:RenditionClass", "default");
    if let Some((part, conformance)) = profile.archival() {
        push(&mut packet, "pdfaid:part", &part.to_string());
        push(&mut packet, "pdfaid:conformance", conformance);
    }
    if let Some(part) = profile.accessible() {
        packet.push_str(EXTENSION);
        push(&mut packet, "pdfuaid:part", &part.to_string());
    }
    packet.push_str("</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>");
    packet
}

/// Adds a property, unless it is empty.
fn push(packet: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        let _infallible = write!(packet, "<{name}>{}</{name}>", escape(value));
    }
}

/// Adds a Dublin Core property in the default language and in the book's, unless it is empty.
fn push_alternatives(packet: &mut String, name: &str, value: &str, lang: &str) {
    if !value.is_empty() {
        let value = escape(value);
        let _infallible = write!(
            packet,
            "<dc:{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{value}</rdf:li><rdf:li xml:lang=\"{lang}\">{value}</rdf:li></rdf:Alt></dc:{name}>"
        );
    }
}

/// Adds a Dublin Core property with a list of values, unless there are none.
fn push_list(packet: &mut String, name: &str, kind: &str, values: &[String]) {
    let items: String =
        values.iter().filter(|value| !value.is_empty()).map(|value| format!("<rdf:li>{}</rdf:li>", escape(value))).collect();
    if !items.is_empty() {
        let _infallible = write!(packet, "<dc:{name}><rdf:{kind}>{items}</rdf:{kind}></dc:{name}>");
    }
}
