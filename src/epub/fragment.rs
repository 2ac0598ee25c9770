//! A section as HTML for a web page: what the EPUB shows of it, without what only an EPUB has.
//!
//! Page breaks, attributes of EPUB and links to other sections go; identifiers get a prefix, so that several fragments can stand in one
//! page; pictures lie beside the page.

use super::{
    Cover,
    context::EpubContext,
    document::Document,
    edit::{self, Edit},
    markup::escape,
    pagebreak,
    pictures::Pictures,
    places, xhtml,
};
use crate::{
    book::{AssetId, Book},
    diagnostic::Diagnostics,
    locale::Words,
    source::Part,
};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;

/// Sections as HTML, with the pictures that they show.
#[derive(Debug)]
pub struct Fragments {
    /// The sections asked for, in their order.
    pub html: Vec<String>,
    /// Names and bytes of their pictures.
    pub pictures: Vec<(String, Part)>,
}

/// The sections at `indices` of `Book::sections`, the first with its headings as they are, the others one level below. `name` is where a picture is to lie, from its name alone.
#[must_use]
pub fn fragments(
    book: &Book,
    cover: &Cover,
    indices: &[usize],
    name: impl Fn(&str) -> String,
    sink: &mut Diagnostics,
) -> Fragments {
    let words = Words::of_book(book.work.lang.as_str());
    let pictures = Pictures::prepare(book, cover, None);
    let context = EpubContext {
        book,
        words: &words,
        map: None,
        places: places::Places::new(book),
        breaks: pagebreak::by_section(None, book.sections.len()),
        pictures: &pictures,
        mentioned: BTreeSet::new(),
        styles: &[],
    };
    let mut shown: BTreeSet<AssetId> = BTreeSet::new();
    let mut html = Vec::with_capacity(indices.len());
    for (place, &index) in indices.iter().enumerate() {
        let (document, found) = xhtml::write_section(&context, index);
        sink.append(found);
        shown.extend(&document.pictures);
        // The first section gives the page its heading; those of the others stand below it.
        html.push(web(&document, &format!("s{index}-"), place > 0, &name));
    }
    // The first file is the cover.
    let files = pictures.into_files(&shown, sink).into_iter().skip(1);
    let pictures = files.map(|(path, bytes)| (name(file_name(&path)), bytes)).collect();
    Fragments { html, pictures }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The content of the document's body for a page of the web.
fn web(document: &Document, prefix: &str, is_below: bool, name: &impl Fn(&str) -> String) -> String {
    let body = document.xhtml.split_once("<body").and_then(|(_, rest)| rest.split_once('>')).map_or("", |(_, rest)| rest);
    let body = body.rsplit_once("</body>").map_or(body, |(body, _)| body).trim();
    let mut open_links = Vec::new();
    edit::events(body, |event| match event {
        Event::Start(element) => {
            let is_link = element.name().as_ref() == "a";
            let tag = tag(element, prefix, name);
            if is_link {
                open_links.push(tag.is_some());
            }
            let name = if is_below { below(element.name().as_ref()) } else { None };
            let name = name.unwrap_or_else(|| element.name().as_ref().to_owned());
            Edit::Replace(tag.map_or_else(|| "<span>".to_owned(), |attributes| format!("<{name}{attributes}>")))
        }
        Event::End(element) if element.name().as_ref() == "a" => match open_links.pop() {
            Some(false) => Edit::Replace("</span>".to_owned()),
            Some(true) | None => Edit::Keep,
        },
        Event::End(element) if is_below => {
            below(element.name().as_ref()).map_or(Edit::Keep, |name| Edit::Replace(format!("</{name}>")))
        }
        Event::Empty(element) => {
            let attributes = tag(element, prefix, name).unwrap_or_default();
            Edit::Replace(format!("<{}{attributes}/>", element.name().as_ref()))
        }
        _ => Edit::Keep,
    })
}

/// The heading one level below `name`; none for another element, and for the last level.
fn below(name: &str) -> Option<String> {
    let level = name.strip_prefix('h')?.parse::<u8>().ok().filter(|level| (1..6).contains(level))?;
    Some(format!("h{}", level + 1))
}

/// The attributes of an element as a page of the web has them; none for a link that leads nowhere there.
fn tag(element: &BytesStart<'_>, prefix: &str, name: &impl Fn(&str) -> String) -> Option<String> {
    let mut attributes = String::new();
    for attribute in element.attributes().flatten() {
        let key = attribute.key.as_ref();
        if key.starts_with("epub:") || key.starts_with("xmlns") || key.starts_with("xml:") {
            continue;
        }
        let value = attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0).ok()?;
        let value = match key {
            "id" => format!("{prefix}{value}"),
            "aria-labelledby" | "aria-describedby" | "headers" | "for" => {
                value.split(' ').map(|id| format!("{prefix}{id}")).collect::<Vec<_>>().join(" ")
            }
            "href" => match value.strip_prefix('#') {
                Some(id) => format!("#{prefix}{id}"),
                None if value.contains("://") || value.starts_with("mailto:") || value.starts_with("tel:") => value.into_owned(),
                None => return None,
            },
            "src" => name(file_name(&value)),
            _ => value.into_owned(),
        };
        attributes.push_str(&format!(" {key}=\""));
        escape(&value, &mut attributes);
        attributes.push('"');
    }
    // A wide table is scrolled, with the keyboard too.
    if element.name().as_ref() == "table" {
        attributes.push_str(" tabindex=\"0\"");
    }
    Some(attributes)
}
