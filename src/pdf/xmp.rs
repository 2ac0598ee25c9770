//! The XMP packet (ISO 16684-1): what other programs read of the file without reading PDF.
//!
//! Dublin Core and XMP's own properties need no extension schema in PDF/A; the identification of PDF/UA and the reservation of data mining
//! do (ISO 19005-2, 6.6.2.3), except in PDF/A-4. A
//! second list of schemas would make the packet unreadable.

use super::{
    metadata::{PRODUCER, authors, date, keywords, title},
    profile::Profile,
};
use crate::book::{Book, Isbn, plain_text};
use quick_xml::escape::escape;
use std::fmt::Write as _;

/// The namespaces of the packet.
const NAMESPACES: [(&str, &str); 11] = [
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("pdf", "http://ns.adobe.com/pdf/1.3/"),
    ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
    ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfd", "http://pdfa.org/declarations/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
    // With a slash in XMP, with a number sign in EPUB (TDMRep, 6).
    ("tdm", "http://www.w3.org/ns/tdmrep/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("xmpMM", "http://ns.adobe.com/xap/1.0/mm/"),
];

/// A property that PDF/A wants described: name, type, what it says.
type Described = (&'static str, &'static str, &'static str);

/// The identification of PDF/UA, described: prefix, name, properties.
const UA_SCHEMA: (&str, &str, &[Described]) =
    ("pdfuaid", "PDF/UA identification", &[("part", "Integer", "The part of ISO 14289 to which the file conforms")]);

/// The reservation of text and data mining, described.
const TDM_SCHEMA: (&str, &str, &[Described]) = (
    "tdm",
    "TDM Reservation Protocol",
    &[
        ("reservation", "Integer", "Whether the rights of text and data mining are reserved"),
        ("policy", "Text", "The address of the policy under which they are licensed"),
    ],
);

/// The list of extension schemas (ISO 19005-2, 6.6.2.3.3).
fn extensions(schemas: &[(&str, &str, &[Described])]) -> String {
    let mut out = String::from("<pdfaExtension:schemas><rdf:Bag>");
    for (prefix, name, properties) in schemas {
        let address = NAMESPACES.iter().find(|(known, _)| known == prefix).map_or("", |(_, address)| *address);
        let _infallible = write!(
            out,
            "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:namespaceURI>{address}</pdfaSchema:namespaceURI>\
             <pdfaSchema:prefix>{prefix}</pdfaSchema:prefix><pdfaSchema:schema>{name}</pdfaSchema:schema>\
             <pdfaSchema:property><rdf:Seq>"
        );
        for (property, kind, description) in *properties {
            let _infallible = write!(
                out,
                "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:category>internal</pdfaProperty:category>\
                 <pdfaProperty:description>{description}</pdfaProperty:description>\
                 <pdfaProperty:name>{property}</pdfaProperty:name><pdfaProperty:valueType>{kind}</pdfaProperty:valueType></rdf:li>"
            );
        }
        out.push_str("</rdf:Seq></pdfaSchema:property></rdf:li>");
    }
    out.push_str("</rdf:Bag></pdfaExtension:schemas>");
    out
}

/// The packet of a file with these identifiers: of all versions, and of this one.
pub(super) fn packet(book: &Book, isbn: Option<&Isbn>, profile: Profile, [document, instance]: [&str; 2]) -> String {
    let mut packet = String::from(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\"",
    );
    // PDF/A-4 knows no extension schemas.
    let needs_extensions = !profile.is_pdf_2();
    let is_used = |prefix: &str| match prefix {
        "pdfaExtension" | "pdfaProperty" | "pdfaSchema" => needs_extensions,
        "pdfd" => !profile.declarations().is_empty(),
        _ => true,
    };
    for (prefix, address) in NAMESPACES.into_iter().filter(|(prefix, _)| is_used(prefix)) {
        let _infallible = write!(packet, " xmlns:{prefix}=\"{address}\"");
    }
    packet.push('>');
    let lang = book.work.lang.as_str();
    push_alternatives(&mut packet, "title", &title(book), lang);
    push_alternatives(&mut packet, "description", &book.tome.summary_paragraphs().join(" "), lang);
    push_alternatives(&mut packet, "rights", &plain_text(&book.work.rights), lang);
    push_list(&mut packet, "creator", "Seq", &authors(book));
    // Everyone else in the volume.
    let creators: Vec<String> = book.work.editors.iter().map(|&id| book.person(id).name.display()).collect();
    let contributors: Vec<String> =
        book.people.iter().map(|person| person.name.display()).filter(|name| !creators.contains(name)).collect();
    push_list(&mut packet, "contributor", "Bag", &contributors);
    push_list(&mut packet, "publisher", "Bag", std::slice::from_ref(&book.work.publisher.name));
    let subjects: Vec<String> = book.work.subjects.iter().map(|subject| subject.label().to_owned()).collect();
    push_list(&mut packet, "subject", "Bag", &subjects);
    push_list(&mut packet, "date", "Seq", &[book.tome.date.to_string()]);
    push_list(&mut packet, "language", "Bag", &[lang.to_owned()]);
    if let Some(isbn) = isbn {
        push(&mut packet, "dc:identifier", &format!("urn:isbn:{}", isbn.digits()));
    }
    // The printed book of the same volume, which a reader may hold or cite.
    if let Some(print) = book.tome.isbn.print.as_ref().filter(|print| isbn.is_none_or(|isbn| isbn.digits() != print.digits())) {
        push(&mut packet, "dc:source", &format!("urn:isbn:{}", print.digits()));
    }
    push(&mut packet, "dc:format", "application/pdf");
    push(&mut packet, "pdf:Keywords", &keywords(book));
    push(&mut packet, "pdf:Producer", PRODUCER);
    push(&mut packet, "pdf:PDFVersion", profile.version());
    let (year, month, day) = date(book);
    let date = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    push(&mut packet, "xmp:CreateDate", &date);
    push(&mut packet, "xmp:ModifyDate", &date);
    push(&mut packet, "xmp:CreatorTool", PRODUCER);
    push(&mut packet, "xmpMM:DocumentID", document);
    push(&mut packet, "xmpMM:InstanceID", instance);
    push(&mut packet, "xmpMM:RenditionClass", "default");
    if let Some(claim) = profile.archival() {
        push(&mut packet, "pdfaid:part", &claim.part.to_string());
        push(&mut packet, "pdfaid:conformance", claim.conformance);
        push(&mut packet, "pdfaid:rev", claim.revision.unwrap_or_default());
    }
    if let Some(claim) = profile.accessible() {
        push(&mut packet, "pdfuaid:part", &claim.part.to_string());
        push(&mut packet, "pdfuaid:rev", claim.revision.unwrap_or_default());
    }
    if needs_extensions {
        let schemas: &[_] = if profile.accessible().is_some() { &[UA_SCHEMA, TDM_SCHEMA] } else { &[TDM_SCHEMA] };
        packet.push_str(&extensions(schemas));
    }
    push(&mut packet, "tdm:reservation", if book.work.legal.data_mining_reserved { "1" } else { "0" });
    push(&mut packet, "tdm:policy", book.work.legal.data_mining_policy.as_deref().unwrap_or_default());
    let declarations: String = profile
        .declarations()
        .iter()
        .map(|claim| format!("<rdf:li rdf:parseType=\"Resource\"><pdfd:conformsTo>{claim}</pdfd:conformsTo></rdf:li>"))
        .collect();
    if !declarations.is_empty() {
        let _infallible = write!(packet, "<pdfd:declarations><rdf:Bag>{declarations}</rdf:Bag></pdfd:declarations>");
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
